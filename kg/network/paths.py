"""How two people are joined: a chain of works, each step with the sentences that say it."""

import re
from collections import defaultdict
from difflib import get_close_matches
from itertools import chain, pairwise
from typing import NamedTuple, Unpack

import networkx as nx

from kg.errors import NetworkError
from kg.model import Status
from kg.namespaces import folded
from kg.network.citing import Citation, of_one, told
from kg.network.credits import Chosen, Names, Part, known, parts_of
from kg.query.arguments import Asked, text

_ALIASES = "SELECT ?thing ?name WHERE { ?thing skos:altLabel ?name }"
_NAMESAKES = 5


class Hop(NamedTuple):
    """One step of a path: two who had to do with the same work.

    Attributes:
        one: the name of the person or company that the step leaves.
        other: the name of the one it comes to.
        work: the work's name.
        first: the passages that join the work with the one it leaves, those that name both first.
        second: those that join it with the one it comes to.
    """

    one: str
    other: str
    work: str
    first: tuple[Citation, ...]
    second: tuple[Citation, ...]


def path(graph: Asked, ends: tuple[str, str], /, **chosen: Unpack[Chosen]) -> list[Hop]:
    """Return the shortest chain of works between two people or companies.

    Among the shortest it takes the first by the names of its works, then of its people. A way
    through people alone goes before one that needs a company, and what is so before what is
    planned; each citation tells which it is.

    Args:
        graph: a graph with its evidence.
        ends: two names, in any case, or other spellings; or their IRIs, whole or short
            (``person:ada-marsh.596627e3``).
        chosen: which credits count; with a status, of that status alone.

    Returns:
        The steps in order; none where the two are the same.

    Raises:
        NetworkError: nobody is called so, several are, or nothing joins the two.
    """
    names = known(graph)
    parts = [parts_of(graph, companies=companies, **chosen) for companies in (False, True)]
    bearers = _Bearers(graph, names, list(chain(*parts)))
    one, other = (bearers.called(name) for name in ends)
    if one == other:
        return []
    counted: set[Part] = set()
    for status in [chosen["status"]] if "status" in chosen else [Status.ACTUAL, Status.PLANNED]:
        for some in parts:
            counted |= {part for part in some if part.status == status}
            if found := _shortest(counted, names, one, other):
                return _cited(graph, found, names, counted)
    problem = f"no chain of works joins “{ends[0]}” and “{ends[1]}”"
    raise NetworkError(problem, "Add articles about either, or count other roles or years")


def _shortest(parts: set[Part], names: Names, one: str, other: str) -> list[str]:
    """Return the nodes of a shortest path, people and works by turns; none where there is none."""
    network = nx.Graph((("who", part.person), ("work", part.work)) for part in parts)
    start, goal = ("who", one), ("who", other)
    if start not in network or goal not in network:
        return []
    steps = nx.single_source_shortest_path_length(network, goal)
    if start not in steps:
        return []
    found = [start]
    while found[-1] != goal:
        nearer = (node for node in network[found[-1]] if steps[node] < steps[found[-1]])
        found.append(min(nearer, key=lambda node: (names[node[1]].name, node[1])))
    return [iri for _, iri in found]


def _cited(graph: Asked, found: list[str], names: Names, counted: set[Part]) -> list[Hop]:
    """Return the steps of a path with the passages behind the credits that count."""
    cited: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    rows = [row for iri in found[::2] for row in of_one(graph, iri) if row["work"] in found[1::2]]
    for each in told(graph, rows, names):
        if Part(each.node, each.work, each.role, each.status) in counted:
            cited[each.node, each.work].append(each)
    return [
        Hop(
            names[one].name,
            names[other].name,
            names[work].name,
            tuple(sorted(cited[one, work], key=_plainness)),
            tuple(sorted(cited[other, work], key=_plainness)),
        )
        for (one, other), work in zip(pairwise(found[::2]), found[1::2], strict=True)
    ]


def _plainness(citation: Citation) -> tuple[bool, bool, bool]:
    """Return what sorts plain sentences first.

    Those that name the work, as one in quotation marks or as whole words; then those that name no
    other in quotation marks, and the person.
    """
    sentence = citation.sentence
    quoted = f"“{citation.title}”" in sentence
    whole = re.search(rf"(?<!\w){re.escape(citation.title)}(?!\w)", sentence)
    named = quoted or ("“" not in sentence and whole is not None)
    return not named, not named and "“" in sentence, citation.name not in sentence


class _Bearers:
    """Who bears which name, among those who took part in a work."""

    def __init__(self, graph: Asked, names: Names, parts: list[Part]) -> None:
        self._works: dict[str, set[str]] = defaultdict(set)
        for part in parts:
            self._works[part.person].add(names[part.work].name)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._aliased: dict[str, set[str]] = defaultdict(set)
        for iri in self._works:
            self._named[folded(names[iri].name)].add(iri)
        for row in graph.select(_ALIASES)[1]:
            if str(row["thing"]) in self._works and row["name"] is not None:
                self._aliased[folded(text(row["name"]))].add(str(row["thing"]))
        self._names = names

    def called(self, asked: str) -> str:
        """Return the one who is called so; a name goes before another's other spelling.

        Raises:
            NetworkError: there is none, or there are several.
        """
        ending = "/" + asked.replace(":", "/", 1)
        exact = {iri for iri in self._works if iri == asked or iri.endswith(ending)}
        found = exact or self._named.get(folded(asked)) or self._aliased.get(folded(asked))
        if not found:
            problem = f"nobody called “{asked}” took part in a work that counts here"
            raise NetworkError(problem, self._near(asked) or "Check the spelling")
        if len(found) > 1:
            problem = f"{len(found)} are called “{asked}”"
            told = "; ".join(map(self._told, sorted(found)[:_NAMESAKES]))
            raise NetworkError(problem, f"Say which: {told}")
        return min(found)

    def _told(self, iri: str) -> str:
        """Return somebody by the short form of their identifier, with one of their works."""
        return f"{':'.join(iri.rsplit('/', 2)[-2:])} ({min(self._works[iri])})"

    def _near(self, asked: str) -> str:
        spellings = {**self._aliased, **self._named}
        near = get_close_matches(folded(asked), spellings, n=1)
        return f"Did you mean “{self._names[min(spellings[near[0]])].name}”?" if near else ""
