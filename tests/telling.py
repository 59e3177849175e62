"""Articles of a few words, read; and what is said of them, one short line a claim."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pytest

from kg import extract, read
from kg.model import Claim, Entity, Mention, Value

DERIVED = frozenset({"kind", "character"})
"""Relations whose claims follow along with others; left out of ``told``."""


def claims(text: str, published: date | None = None) -> list[Claim]:
    """Read a text by the rules alone, and return what it says."""
    return extract.claims(read.article(text, published=published), trained=False)


def in_film_news(text: str) -> str:
    """Put a text into an article about films; alone it might be news of any kind."""
    return f"{text}\n\nThe cinema was full."


def name(thing: Mention | Entity | Value) -> str:
    return thing.text if isinstance(thing, Value) else thing.name


def line(claim: Claim) -> str:
    """Show the statement of a claim, as the lexicon writes it: “Tide | director | Ada Marsh”."""
    return f"{claim.subject.name} | {claim.relation} | {name(claim.object)}"


def told(
    text: str,
    published: date | None = None,
    *,
    only: Collection[str] = (),
    leaving: Collection[str] = DERIVED,
) -> list[str]:
    """Return the statements of a text, in order, each once.

    Args:
        text: the article.
        published: its date.
        only: the relations that matter here; all where it is empty.
        leaving: relations that do not matter, unless ``only`` names them.
    """
    said = [
        line(claim)
        for claim in claims(text, published)
        if (claim.relation in only if only else claim.relation not in leaving)
    ]
    return list(dict.fromkeys(said))


def qualifiers(claim: Claim) -> dict[str, str]:
    """Return the qualifiers of a claim by name; the last of several."""
    return {qualifier.name: name(qualifier.value) for qualifier in claim.qualifiers}


def one(text: str, relation: str, target: str = "", published: date | None = None) -> Claim:
    """Return the one claim of a relation, or of a relation with an object of that name."""
    found = [
        claim
        for claim in claims(text, published)
        if claim.relation == relation and target in {"", name(claim.object)}
    ]
    assert len(found) == 1, [line(claim) for claim in found]
    return found[0]


def bug(*values: Any, because: str) -> Any:
    """A case that fails today because of a known bug; it must fail until that is mended."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason=because))
