"""Write docs/identity.md: how many pairs of names are decided rightly, and what goes wrong.

    python tests/benchmark/identity.py

The pairs of shared news need ../shared beside the checkout; without it they are left out.
"""

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from namesakes import (  # noqa: E402  tests/ is put on the path first
    Decided,
    articles,
    claims,
    decided,
    pairs,
)

GOLD = ROOT / "data" / "gold" / "identity"
NEWS = ROOT.parent / "shared" / "eval" / "data" / "news"
LISTS = {
    "shared news and the seed": (["news.jsonl"], [NEWS, ROOT / "data/articles/sound-of-metal.txt"]),
    "made up, blind": (["blind/pairs.jsonl"], [GOLD / "blind/articles"]),
    "made up, open": (
        ["open/pairs.jsonl", "open/people.jsonl", "open/works.jsonl"],
        [GOLD / "open/articles"],
    ),
}
PAGE = """\
# One thing or two

Pairs of names in different articles, labelled by readers who had not seen the program, before it
was run on them (`data/gold/identity`). The articles of a list are read together into one graph.
“Names given”: where the reading missed a name, it is given as a bare mention, so that the decision
alone is measured; “as read”: it is not, and a pair with such a name is counted as undecided.
The blind list was never looked at, only counted. Written by `python tests/benchmark/identity.py`.

| list | pairs | right, given | right, as read | undecided | two as one | of them people | one as two |
|---|---|---|---|---|---|---|---|
{rows}

“Two as one” and “one as two” are with names given. Of the blind list and the shared
news together {right} of {all} are right, {share:.0%}; the aim is 95 %, and no two people taken for one.

By kind, of all lists, with names given:

| kind | same: right of | different: right of |
|---|---|---|
{kinds}

What goes wrong in the open list ({known} pairs, `data/gold/identity/open/errors.txt`): what the text
alone tells and no relation holds (a real name and a stage name, a title and its translation, “was
shot as”, a trade that is no credit, a place's country); works of two forms that are read as films;
two companies or festivals of one name.
"""  # noqa: E501  tables are as wide as they are


def main() -> None:
    rows, every, counted = [], [], []
    for name, (files, places) in LISTS.items():
        if not all(place.exists() for place in places):
            continue
        listed, given = pairs(*(GOLD / file for file in files)), articles(*places)
        said = claims(given)
        told = decided(listed, given, said, given=True)
        read = decided(listed, given, said, given=False)
        every += told
        counted += told if "open" not in name else []
        rows.append(_row(name, told, read))
    right = sum(each.right for each in counted)
    page = PAGE.format(
        rows="\n".join(rows),
        right=right,
        all=len(counted),
        share=right / len(counted),
        kinds="\n".join(_kinds(every)),
        known=len((GOLD / "open" / "errors.txt").read_text("utf-8").split()),
    )
    (ROOT / "docs" / "identity.md").write_text(page, "utf-8", newline="\n")


def _row(name: str, told: list[Decided], read: list[Decided]) -> str:
    merged = [each for each in told if each.same and not each.pair.same]
    cells = (
        name,
        len(told),
        sum(each.right for each in told),
        sum(each.right for each in read),
        sum(each.same is None for each in read),
        len(merged),
        sum(each.wrong_person for each in told),
        sum(each.same is False and each.pair.same for each in told),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _kinds(told: list[Decided]) -> list[str]:
    of = Counter((each.pair.one.kind, each.pair.same) for each in told)
    right = Counter((each.pair.one.kind, each.pair.same) for each in told if each.right)
    shares = {key: f"{right[key]} of {of[key]}" for key in of}
    kinds = sorted({kind for kind, _ in of})
    return [f"| {k} | {shares.get((k, True), '')} | {shares.get((k, False), '')} |" for k in kinds]


if __name__ == "__main__":
    main()
