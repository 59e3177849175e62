"""An article as its page shows it: the text with the words of its facts marked, and the facts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.assemble.around import facts_of
from kg.assemble.statements import Passage
from kg.graph import Graph, Iri
from kg.model import Span
from kg.publish.pages import addresses
from kg.publish.pages.facts import Facts
from kg.publish.pages.shown import NAMING, Line, Link
from kg.publish.pieces import Piece, pieces
from kg.query.articles import Articles, Heading


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a text, and the facts whose words it belongs to.

    Attributes:
        text: its words.
        facts: anchors of the facts; empty for plain text.
        begins: anchors of those whose words begin here.
    """

    text: str
    facts: tuple[str, ...]
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A fact that an article tells.

    Attributes:
        line: the fact.
        naming: whether it says what a thing is or is called.
        found: whether its words stand in the text that is shown.
    """

    line: Line
    naming: bool
    found: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An article with its facts.

    Attributes:
        heading: what heads it.
        text: its text in pieces; empty where it is not shown.
        groups: subject → facts, the subjects of most facts first.
        count: how many facts, those of names and kinds left out.
    """

    heading: Heading
    text: tuple[Marked, ...]
    groups: tuple[tuple[Link, tuple[Telling, ...]], ...]
    count: int


def told(graph: Graph, article: Iri, *, text: bool = True) -> Told | None:
    """Return an article with its facts; none where the graph holds no such article.

    Args:
        graph: with its evidence.
        article: its identifier.
        text: whether its text is shown; else the quoted passages alone.
    """
    heading = next(iter(Articles(graph, {article})), None)
    if heading is None:
        return None
    facts = Facts(graph, facts_of(graph, article), text=text, article=article)
    own = list(facts.statements())
    own.sort(key=lambda each: (each.passage.start, each.passage.end, each.fact))
    shown = heading.text if text else ""
    words = {each.fact: each.passage for each in own}
    for fact in facts.reader.facts:  # also those that add to a node, a date to a release
        for passages in facts.reader.passages(fact).values():
            words.setdefault(fact, min(passages))
    found = {fact: each for fact, each in words.items() if _stands(each, shown)}
    groups: dict[Link, list[Telling]] = defaultdict(list)
    for each in own:
        naming = each.relation.name in NAMING
        telling = Telling(facts.line([each]), naming, each.fact in found)
        groups[facts.link(each.subject)].append(telling)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return Told(
        heading,
        tuple(_marked(shown, found)),
        tuple((link, tuple(tellings)) for link, tellings in ordered),
        sum(not each.naming for tellings in groups.values() for each in tellings),
    )


def _stands(passage: Passage, text: str) -> bool:
    return text[passage.start : passage.end] == passage.quote


def _marked(text: str, found: Mapping[Iri, Passage]) -> list[Marked]:
    names = [addresses.anchor(fact) for fact in found]
    cut: list[Piece] = pieces(text, [Span(each.start, each.end) for each in found.values()])
    begun: set[int] = set()
    marked = []
    for piece in cut if text else []:
        new = [number for number in piece.covers if number not in begun]
        begun.update(new)
        covers = tuple(names[number] for number in piece.covers)
        marked.append(Marked(piece.text, covers, tuple(names[number] for number in new)))
    return marked
