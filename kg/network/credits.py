"""Who took part in which work and as what: the rows that networks are made of."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple, TypedDict, Unpack

from kg import patterns, query
from kg.errors import NetworkError
from kg.model import Status
from kg.query.arguments import Asked
from kg.query.texts import identifiers, texts, word

_ROLE, _GENRE = "role", "genre"
_LAST = 9999
"""A year after all others."""


class Credit(NamedTuple):
    """One person's or company's part in one work.

    Attributes:
        person: IRI of the person; in rows of companies, of the company.
        work: IRI.
        role: a word of the list of roles; of a company also the relation that joins it.
    """

    person: str
    work: str
    role: str


class Part(NamedTuple):
    """A credit with its status: actual, planned, superseded or denied."""

    person: str
    work: str
    role: str
    status: str


class Chosen(TypedDict, total=False):
    """Which credits make a network; all that is not said may be anything.

    Attributes:
        status: which credits count, those that are so where it is not said; the others say
            what was planned, replaced or denied.
        roles: which roles count.
        since: the first year of works that count.
        until: their last year. A work's year is that of its first screening or release that is
            known, else that which is planned; where a year is asked for, works of unknown year
            do not count.
        genres: works of any of these genres, in whatever case.
    """

    status: Status
    roles: Collection[str]
    since: int | None
    until: int | None
    genres: Collection[str]


class Named(NamedTuple):
    """What a thing is called, and what it is: several kinds joined by “; ”."""

    name: str
    kind: str


def credits_of(graph: Asked, *, companies: bool = False, **chosen: Unpack[Chosen]) -> list[Credit]:
    """Return who took part in what and in which role: sorted, each once.

    Args:
        graph: any graph, or what answers queries about one.
        companies: whether companies and what they had to do with, in the place of people.
        chosen: which credits count.

    Raises:
        NetworkError: there is no such role.
    """
    chosen.setdefault("status", Status.ACTUAL)
    rows = _rows(graph, companies=companies, chosen=chosen)
    return sorted({Credit(person, work, role) for person, work, role, _ in rows})


def parties_of(graph: Asked, **chosen: Unpack[Chosen]) -> dict[str, set[str]]:
    """Return who took part in each work, in whatever role; as :func:`credits_of`."""
    chosen.setdefault("status", Status.ACTUAL)
    parties: dict[str, set[str]] = defaultdict(set)
    for person, work, _, _ in _rows(graph, companies=False, chosen=chosen):
        parties[work].add(person)
    return parties


def parts_of(graph: Asked, *, companies: bool = False, **chosen: Unpack[Chosen]) -> list[Part]:
    """Return the credits of every status, or of one where it is chosen; as :func:`credits_of`."""
    return [Part(*row) for row in _rows(graph, companies=companies, chosen=chosen)]


def _rows(graph: Asked, *, companies: bool, chosen: Chosen) -> Iterator[tuple[str, str, str, str]]:
    roles = roles_of(chosen.get("roles", ()), companies=companies)
    works = works_of(graph, chosen)
    status = chosen.get("status")
    asked = "companies" if companies else "credits"
    for person, work, role, held in identifiers(graph, f"networks/{asked}"):
        part, so = word(role), word(held)
        if (
            status in (None, so)
            and (not roles or part in roles)
            and (works is None or work in works)
        ):
            yield person, work, part, so


def roles_of(asked: Collection[str], *, companies: bool = False) -> set[str]:
    """Return roles as the rows have them.

    Args:
        asked: in any case.
        companies: whether companies may have them; otherwise people.

    Raises:
        NetworkError: nobody can have such a role.
    """
    words = patterns.words("RoleScheme")
    if companies:
        told = (r.name for r in patterns.relations() if r.accepts("CreativeWork", "Organization"))
        words = [*words, *told]
    known = {word.casefold(): word for word in words}
    for role in _list("roles", asked):
        if role.casefold() not in known:
            raise NetworkError.unknown(_ROLE, role, words)
    return {known[role.casefold()] for role in asked}


class Names(dict[str, Named]):
    """What things are called, by IRI; what has no name is called by the end of its IRI."""

    def __missing__(self, iri: str) -> Named:
        return Named(_end(iri), "")


def known(graph: Asked) -> Names:
    """Return name and kind of all things: the first name, and every kind."""
    names: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for thing, name, kind in texts(graph, "networks/names"):
        names.setdefault(thing, set()).add(name)
        kinds.setdefault(thing, set()).add(word(kind))
    return Names(
        {thing: Named(min(its), "; ".join(sorted(kinds[thing]))) for thing, its in names.items()}
    )


def called(graph: Asked, people: Collection[str]) -> dict[str, str]:
    """Return what some people are called, as :func:`known`."""
    told = sorted(texts(graph, "networks/people"), reverse=True)  # of several names the first wins
    first = dict[str, str](told)
    return {person: first.get(person) or _end(person) for person in people}


def works_of(graph: Asked, chosen: Chosen) -> set[str] | None:
    """Return the works of the years and genres chosen; nothing where any will do.

    Raises:
        NetworkError: no work has such a genre, or no year lies between those given.
    """
    found: list[set[str]] = []
    since, until = chosen.get("since"), chosen.get("until")
    if since is not None and until is not None and since > until:
        problem = f"no year is from {since} on and up to {until}"
        raise NetworkError(problem, "Give the earlier year first")
    if since is not None or until is not None:
        first = -_LAST if since is None else since
        last = _LAST if until is None else until
        found.append({work for work, year in _years(graph).items() if first <= year <= last})
    if asked := _list("genres", chosen.get("genres", ())):
        of: dict[str, set[str]] = {}
        for row in query.run(graph, "networks/genres"):
            of.setdefault(str(row["genre"]).casefold(), set()).add(str(row["work"]))
        for genre in asked:
            if genre.casefold() not in of:
                raise NetworkError.unknown(_GENRE, genre, of)
        found.append(set().union(*(of[genre.casefold()] for genre in asked)))
    return set.intersection(*found) if found else None


def _years(graph: Asked) -> dict[str, int]:
    found: dict[str, list[tuple[bool, int]]] = {}
    for row in query.run(graph, "networks/dates"):
        year = str(row["date"])[:4]
        if year.isdecimal() and row["status"] in (Status.ACTUAL, Status.PLANNED):
            planned = row["status"] != Status.ACTUAL
            found.setdefault(str(row["work"]), []).append((planned, int(year)))
    return {work: min(years)[1] for work, years in found.items()}


def _list(what: str, given: Collection[str]) -> Collection[str]:
    if isinstance(given, str):
        message = f"the {what} are one string; give a list of them"
        raise TypeError(message)
    return given


def _end(iri: str) -> str:
    return iri.rpartition("/")[2].rpartition("#")[2] or iri
