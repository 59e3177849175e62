"""Who says it: whether a triple of the film graph stands on somebody’s quoted words alone."""

from collections.abc import Iterator

from kg import patterns
from kg.graph import Graph, Iri, Quad
from kg.model import Voice
from kg.namespaces import FILM, iri

_EVIDENCE, _VOICE = (Iri(iri(f"film:{name}")) for name in ("evidence", "voice"))


def is_only_quoted(graph: Graph, quad: Quad) -> bool:
    """Return whether all passages behind a triple are quoted words; not so where there are none."""
    quoted = FILM + patterns.concept("VoiceScheme", Voice.QUOTED)
    return set(_voices(graph, quad)) == {quoted}


def _voices(graph: Graph, quad: Quad) -> Iterator[str]:
    told = graph.quads(subject=quad.subject, predicate=quad.predicate, object=quad.object)
    for fact in {each.graph for each in told} - {None, graph.evidence}:
        for passage in graph.quads(graph.evidence, subject=fact, predicate=_EVIDENCE):
            here = Iri(str(passage.object))
            for voice in graph.quads(graph.evidence, subject=here, predicate=_VOICE):
                yield str(voice.object)
