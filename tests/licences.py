"""The licences of all that kg needs: `python tests/licences.py` writes docs/licences.md anew.

What may come along, and what was read by hand, stands in tests/contract/licences.toml.
"""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "licences.md"
OURS = "film-news-kg"
EXTRAS = ("fast", "notebook", "spark", "tables", "test", "train")
RULES = tomllib.loads((ROOT / "tests" / "contract" / "licences.toml").read_text("utf-8"))


def closure(*extras: str, start: str = OURS) -> dict[str, Distribution | None]:
    """Return all that an install brings, by name; ``None`` for what is not installed here."""
    found: dict[str, Distribution | None] = {}
    asked: set[tuple[str, frozenset[str]]] = set()
    waiting = [(start, frozenset(extras))]
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in asked:
            continue
        asked.add((name, wanted))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            found[name] = None
            continue
        waiting += _needs(found[name], wanted)
    found.pop(start)
    return found


def licence(made: Distribution) -> str:
    """Return a package's licence in SPDX; empty where nobody could read it."""
    told = made.metadata
    name = canonicalize_name(told["Name"])
    if name in RULES["read"]:
        return str(RULES["read"][name]["licence"])
    spelled: Mapping[str, str] = RULES["spelled"]
    kinds = [
        line.removeprefix("License :: ")
        for line in told.get_all("Classifier") or ()
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    if any("GNU" in kind for kind in kinds):
        return ""
    for text in (told.get("License-Expression"), told.get("License")):
        found = spelled.get(text or "") or _spdx(text or "")
        if found:
            return found
    return spelled.get(kinds[0], "") if len(kinds) == 1 else ""


def chosen(expression: str) -> str:
    """Return which of the licences that are offered is taken; empty for none."""
    if "(" in expression:
        return ""
    for offered in expression.split(" OR "):
        if all(each in RULES["taken"] for each in offered.split(" AND ")):
            return offered
    return ""


def page() -> str:
    """Return docs/licences.md."""
    plain = closure()
    asked = {extra: closure(extra) for extra in EXTRAS}
    named = {name: found for part in (plain, *asked.values()) for name, found in part.items()}
    default = [row(name, found) for name, found in sorted(named.items()) if name in plain]
    rest = [
        f"{row(name, found)} {', '.join(e for e in EXTRAS if name in asked[e])} |"
        for name, found in sorted(named.items())
        if name not in plain
    ]
    return str(RULES["page"]).format(
        taken="\n".join(f"| {n} | {why} |" for n, why in sorted(RULES["taken"].items())),
        default="\n".join(default),
        rest="\n".join(rest),
        read=_evidence("read", "licence"),
        native=_evidence("native", "holds"),
    )


def _evidence(table: str, column: str) -> str:
    told = sorted(RULES[table].items())
    return "\n".join(f"| {name} | {each[column]} | {each['evidence']} |" for name, each in told)


def row(name: str, found: Distribution | None) -> str:
    """Return a package’s row, without its extras."""
    if found is None:
        message = f"{name} is not installed; install all extras to write {PAGE.name}"
        raise SystemExit(message)
    told = licence(found)
    taken = chosen(told)
    return f"| {name} | {told or 'unknown'} | {taken if taken != told else ''} |"


def _needs(
    found: Distribution | None, extras: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for line in (found.requires if found else None) or ():
        need = Requirement(line)
        if need.marker is None or any(need.marker.evaluate({"extra": e}) for e in (*extras, "")):
            yield canonicalize_name(need.name), frozenset(need.extras)


def _spdx(text: str) -> str:
    try:
        return str(canonicalize_license_expression(text))
    except InvalidLicenseExpression:
        return ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
