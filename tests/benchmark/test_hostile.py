"""Time against size for each hostile form; not in the plain run.

    pytest tests/benchmark/test_hostile.py

writes docs/hostile.md.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from benchmark import report
from hostile_forms import DATA, PAGES, TEXTS, Form

from kg import extract, read, resolve
from kg.errors import KgError

READ = (16_000, 64_000, 256_000, 700_000)
EXTRACTED = (2_000, 8_000, 32_000)
_STEEPEST = 1.35
_NOTHING = 0.05
"""Seconds below which a time says nothing of how it grows."""
PAGE = """# Hostile input

What holds of reading, whatever is read:

- A text is read as it stands, or refused in one printable line of at most 1,000 characters. Every
  passage stands word for word where its offsets say.
- A name, a value, a headline, an author or an id holds no letter that cannot be seen as it is
  written. Soft hyphens, joiners and marks of direction are left out of names; what holds a control,
  an override of direction, a private or an unassigned character is no name, and what is claimed of
  it is left out. The texts stay as they are.
- Nothing is opened, fetched or started because a text, a page or a record says so: entities,
  includes, contexts, links, scripts.
- Markup, deep or unclosed, costs time by its length: tags too deep are read through, a page of more
  than 30,000 tags is refused. So is JSON that nests too deep. A sentence that does not end is cut
  after 1,000 characters.

## Time against size

Each form is made in several sizes. Where time grows with the size alone, the exponent is 1; with
its square it would be 2. Seconds are on all processors, after what is loaded once; the exponent
is that of the line through the logarithms of all times of {nothing} s and more. What is refused
costs what the table says, too. Written by `pytest tests/benchmark/test_hostile.py` on {machine}.

The names are those of `tests/hostile_forms.py`, which says what each form is made of. The laws of
`tests/property/test_hostile_*.py` are tried with random input of these kinds in every run of the
tests; `python tests/benchmark/fuzz.py --minutes 30` tries them for longer.

{sections}
"""


def test_no_form_costs_the_square_of_its_size(root: Path) -> None:
    read_form("a.html", PAGES["lines"](100))
    extracted("Ada Marsh directed “Tide.”")
    parts = (
        ("Texts, read", TEXTS, READ, lambda text: read_form("a.txt", text)),
        ("Pages, read", PAGES, READ, lambda text: read_form("a.html", text)),
        ("Data, read", DATA, READ, lambda text: read_form("a.json", text)),
        ("Texts, read to their facts", TEXTS, EXTRACTED, extracted),
    )
    steep: list[str] = []
    sections = []
    for heading, forms, sizes, work in parts:
        rows, worst = measured(forms, sizes, work)
        steep += [f"{heading}: {name}" for name in worst]
        head = (
            "form",
            f"exponent, {sizes[0]:,} to {sizes[-1]:,} characters",
            "at the largest size",
        )
        sections.append(f"### {heading}\n\n{report.table(head, rows)}")
    page = PAGE.format(nothing=_NOTHING, machine=report.machine(), sections="\n\n".join(sections))
    (root / "docs" / "hostile.md").write_text(page, "utf-8", newline="\n")

    assert not steep


def measured(
    forms: Mapping[str, Form], sizes: Sequence[int], work: Callable[[str], None]
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The rows of a table, and the forms whose time grows too fast."""
    rows, steep = [], []
    for name, form in forms.items():
        points = {size: _time(work, form(size)) for size in sizes}
        told = {size: took for size, took in points.items() if took >= _NOTHING}
        exponent = report.exponent(told) if len(told) > 1 else None
        if exponent is not None and exponent > _STEEPEST:
            steep.append(name)
        last = points[sizes[-1]]
        rows.append((name, "–" if exponent is None else f"{exponent:.2f}", report.seconds(last)))
    return rows, steep


def _time(work: Callable[[str], None], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


def read_form(name: str, text: str) -> None:
    """Read a file as a whole, or have it refused."""
    file = BytesIO(text.encode("utf-8"))
    file.name = name
    with suppress(KgError):
        list(read.articles([file]))


def extracted(text: str) -> None:
    """Read a text to its facts, or have it refused."""
    with suppress(KgError):
        resolve.facts(extract.claims(read.article(text)))
