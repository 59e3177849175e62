"""docs/terms.md: every term of the ontology, of the values that the site's page is made of."""

from collections.abc import Iterable, Iterator

from kg.publish.pages.ontology import Described, Link, vocabulary

_COMMAND = "pytest tests/contract/test_docs.py --update-golden"


def lines() -> Iterator[str]:
    """Yield the lines of the page."""
    told = vocabulary()
    yield "# The terms of the ontology"
    yield ""
    yield f"{told.title} {told.version}, in the order of `ontology/film.ttl`. Written by"
    yield f"`{_COMMAND}`."
    yield "What the terms are for: [The ontology](ontology.md)."
    for title, classes in told.classes:
        yield from _table(
            f"Classes: {title}",
            ("class", "under", "key", "means", "example", "near"),
            (
                (f"`{one.term.short}`", _names(one.above), _names(one.key), *_told(one.term))
                for one in classes
            ),
        )
    for title, properties in told.properties:
        yield from _table(
            f"Properties: {title}",
            ("property", "of", "leads to", "means", "example", "near"),
            (
                (f"`{one.term.short}`", _names(one.domains), _names(one.ranges), *_told(one.term))
                for one in properties
            ),
        )
    for each in told.lists:
        yield from _table(
            f"Words: {each.term.label}",
            ("term", "in flat facts", "means", "example", "near"),
            ((f"`{one.term.short}`", one.word, *_told(one.term)) for one in each.members),
        )
    yield from _table(
        "Sorts of values",
        ("datatype", "means", "example", "near"),
        ((f"`{one.short}`", *_told(one)) for one in told.datatypes),
    )


def _told(term: Described) -> tuple[str, str, str]:
    return term.definition, term.example, _names((*term.below, *term.near))


def _names(links: Iterable[Link]) -> str:
    return ", ".join(f"`{link.name}`" for link in links)


def _table(title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from ("", f"## {title}", "", _row(columns), _row("---" for _ in columns))
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
