"""What a graph says: its facts, each with its triples and its words, by the names of things."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import NamedTuple

from kg.graph import Graph, Iri, Literal, Term
from kg.namespaces import VOCABULARIES

FILM, RDF, RDFS, OA, SKOS, DCTERMS = (
    VOCABULARIES[prefix] for prefix in ("film", "rdf", "rdfs", "oa", "skos", "dcterms")
)
FLAT = {RDF + "type": "kind", RDFS + "label": "name", SKOS + "altLabel": "alias"}
SHOWN = 60  # characters of a name or text when a fact is shown
YES = Literal("true", VOCABULARIES["xsd"] + "boolean")

Triples = dict[str, list[tuple[str, Term]]]
"""Subject → its properties and values."""


class Passage(NamedTuple):
    """Words of the article that bear a fact."""

    start: int
    end: int
    quote: str
    voice: str
    basis: str
    speaker: str


@dataclass(frozen=True)
class Said:
    """One fact of the graph: its flat statement, its triples, its passages."""

    subject: str
    relation: str
    object: str
    status: str
    triples: Triples
    passages: tuple[Passage, ...]
    stands: bool  # whether all its triples are in the film graph

    @property
    def diegetic(self) -> bool:
        return self.relation.startswith("diegetic")

    def __str__(self) -> str:
        ends = (self.subject, self.object)
        subject, target = (
            shorten(text.rpartition("/")[2], SHOWN, placeholder="…") for text in ends
        )
        return f"{subject} | {self.relation} | {target}"


class Told:
    """A graph's facts, and the names by which they are told."""

    def __init__(self, graph: Graph) -> None:
        self._film: Triples = defaultdict(list)
        self._evidence: Triples = defaultdict(list)
        graphs: dict[str, Triples] = defaultdict(lambda: defaultdict(list))
        for subject, name, value, place in graph.quads():
            if place is None:
                self._film[subject].append((name, value))
            elif place == graph.base + "evidence":
                self._evidence[subject].append((name, value))
            else:
                graphs[place][subject].append((name, value))
        facts = [
            iri
            for iri, pairs in self._evidence.items()
            if (RDF + "type", Iri(FILM + "Fact")) in pairs
        ]
        self.facts = [self._said(iri, graphs[iri]) for iri in facts]

    def fitting(self, statement: str) -> list[Said]:
        """Return the facts that a statement of matches.toml speaks of."""
        parts = [part.strip() for part in statement.split(" | ")]
        if " = " in statement:
            kind, *pairs = parts
            wanted = [pair.split(" = ", 1) for pair in pairs]
            return [said for said in self.facts if self._has_node(said, kind, wanted)]
        subject, relation, target = parts
        return [
            said
            for said in self.facts
            if like(subject, said.subject)
            and like(relation, said.relation)
            and like(target, said.object)
        ]

    def _has_node(self, said: Said, kind: str, wanted: list[list[str]]) -> bool:
        return any(
            all(
                any(like(value, self._text(end)) for end in self._ends(pairs, path))
                for path, value in wanted
            )
            for pairs in said.triples.values()
            if (RDF + "type", Iri(FILM + kind)) in pairs
        )

    def _ends(self, pairs: list[tuple[str, Term]], path: str) -> Iterator[Term]:
        """Yield where a path leads: its first step by the fact's own triples."""
        first, *rest = path.split("/")
        ends = [value for name, value in pairs if name == FILM + first]
        for step in rest:
            ends = [v for end in ends for n, v in self._film.get(end, ()) if n == FILM + step]
        yield from ends

    def _said(self, iri: str, triples: Triples) -> Said:
        pairs = self._evidence[iri]
        told = dict(pairs)
        predicate = str(told[RDF + "predicate"])
        return Said(
            self._text(told[RDF + "subject"]),
            FLAT.get(predicate, predicate.removeprefix(FILM)),
            self._text(told[RDF + "object"]),
            self._text(told[FILM + "status"]),
            triples,
            tuple(self._passage(value) for name, value in pairs if name == FILM + "evidence"),
            bool(triples)
            and all(pair in self._film[s] for s, own in triples.items() for pair in own),
        )

    def _passage(self, iri: Term) -> Passage:
        pairs = self._evidence[str(iri)]
        selectors = [value for name, value in pairs if name == OA + "hasSelector"]
        for selector in selectors:
            pairs = pairs + self._evidence[str(selector)]
        told = {name: self._text(value) for name, value in pairs}
        return Passage(
            int(told[OA + "start"]),
            int(told[OA + "end"]),
            told[OA + "exact"],
            told[FILM + "voice"],
            told[FILM + "basis"],
            told.get(FILM + "speakerName", ""),
        )

    def _text(self, term: Term) -> str:
        """Return a term as a reader knows it: a text, a name, an article's id, a listed word."""
        if isinstance(term, Literal):
            return term.text
        told = dict([*self._evidence.get(term, ()), *self._film.get(term, ())])
        name = told.get(RDFS + "label", told.get(DCTERMS + "identifier"))
        return name.text if isinstance(name, Literal) else term.removeprefix(FILM)


def asked(graph: Graph, pattern: str) -> bool:
    """Return whether the pattern holds."""
    [row] = graph.select(f"ASK {{ {pattern} }}")[1]
    return row["answer"] == YES


def like(pattern: str, words: str) -> bool:
    """Return whether the words are those of the pattern, where “…” leaves room for more.

    >>> like("…leads a deaf community", "who leads a deaf community"), like("leader", "leaders")
    (True, False)
    """
    core = pattern.strip("…")
    if core == pattern:
        return words == pattern
    words, core = words.casefold(), core.casefold()
    if not pattern.endswith("…"):
        return words.endswith(core)
    return words.startswith(core) if not pattern.startswith("…") else core in words
