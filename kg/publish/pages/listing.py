"""Lists of things and articles, in parts that a browser shows at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.publish.pages import addresses
from kg.publish.pages.things import Things
from kg.query.articles import Heading

PART = 1000
"""How many entries a page of a list holds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list.

    Attributes:
        name: of the thing or article.
        path: of its page.
        note: what stands beside it: a date and publisher; empty for nothing.
        told: how many statements speak of it; 0 where that is not said.
    """

    name: str
    path: str
    note: str = ""
    told: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a list.

    Attributes:
        title: of the list.
        entries: those of this part.
        count: how many the whole list has.
        parts: path and first name of each part.
    """

    title: str
    entries: tuple[Entry, ...]
    count: int
    parts: tuple[tuple[str, str], ...]


def lists(things: Things, articles: dict[str, Heading]) -> dict[str, Part]:
    """Return the pages of all lists by their paths; a list without entries has one page."""
    found: dict[str, Part] = {}
    for segment, name in addresses.LISTS.items():
        entries = (
            [entry(path, head) for path, head in articles.items()]
            if segment == addresses.ARTICLE
            else [Entry(each.name, each.path, each.note, each.told) for each in things.of(segment)]
        )
        found |= _parts(name, entries)
    return found


def entry(path: str, head: Heading) -> Entry:
    """Return an article as an entry: its date and publisher beside its title."""
    return Entry(head.title or head.id, path, " · ".join(filter(None, (head.date, head.publisher))))


def _parts(name: str, entries: Sequence[Entry]) -> dict[str, Part]:
    starts = range(0, max(len(entries), 1), PART)
    cut = [tuple(entries[start : start + PART]) for start in starts]
    paths = [f"{name}.html" if n == 1 else f"{name}-{n}.html" for n in range(1, len(cut) + 1)]
    firsts = tuple(
        (path, part[0].name if part else "") for path, part in zip(paths, cut, strict=True)
    )
    title = name.capitalize()
    return {
        path: Part(title, part, len(entries), firsts) for path, part in zip(paths, cut, strict=True)
    }
