"""Which format a client gets: what it asks for by name, or what it likes best."""

from collections.abc import Collection, Iterable

MEDIA = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "html": "text/html; charset=utf-8",
}
_ALSO = {
    "json": ("application/json",),
    "xml": ("application/xml", "text/xml"),
    "rdfxml": ("application/xml", "text/xml"),
    "ttl": ("application/x-turtle",),
    "nt": ("text/plain",),
    "jsonld": ("application/json",),
}
_NAMES = {
    "turtle": "ttl",
    "n3": "ttl",
    "ntriples": "nt",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
}
_OF_TRIPLES = {"json": "jsonld", "xml": "rdfxml"}
RDF = ("ttl", "nt", "jsonld", "rdfxml")


class NotAcceptableError(Exception):
    """Nothing that there is fits what a client would take; the message names what there is."""


def chosen(accept: str, wanted: str, known: Collection[str]) -> str:
    """Return the format, of some, that a client gets; the first where it likes many alike.

    Args:
        accept: its header ``Accept``; empty means that it takes anything.
        wanted: a format by name, which goes before; or nothing.
        known: the formats that there are.

    Raises:
        NotAcceptableError: none fits.

    >>> chosen("text/turtle;q=0.5, application/*", "", ("ttl", "nt"))
    'nt'
    """
    wanted = _NAMES.get(wanted.lower(), wanted.lower())
    if wanted:
        wanted = wanted if wanted in known else _OF_TRIPLES.get(wanted, wanted)
        if wanted not in known:
            message = f"There is no format “{wanted}” of this; there are {', '.join(known)}."
            raise NotAcceptableError(message)
        return wanted
    ranges = [_range(each) for each in accept.split(",") if each.strip()] or [("*/*", 1.0)]
    best = max(known, key=lambda form: _liking(form, ranges))  # the first of the best
    if _liking(best, ranges) <= 0:
        there = ", ".join(MEDIA[form].partition(";")[0] for form in known)
        message = f"None of what you accept is there; there are {there}."
        raise NotAcceptableError(message)
    return best


def _liking(form: str, ranges: Iterable[tuple[str, float]]) -> float:
    """Return how much a format is liked, by the most exact range that it falls in."""
    likings = dict(reversed(list(ranges)))  # the first of two alike counts
    name = MEDIA[form].partition(";")[0]
    exact = [likings[each] for each in (name, *_ALSO.get(form, ())) if each in likings]
    if exact:
        return max(exact)
    return likings.get(f"{name.partition('/')[0]}/*", likings.get("*/*", 0.0))


def _range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = 1.0
    for each in parameters:
        key, _, value = each.partition("=")
        if key.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return name, quality
