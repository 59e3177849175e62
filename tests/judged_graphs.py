"""Film graphs for two engines to judge: made up from the shapes themselves, or damaged."""

from hypothesis import strategies as st
from strategies import SAMPLES

from kg import resources
from kg.check import shapefiles
from kg.check.proven import unusual
from kg.graph import Graph, Iri, Literal, Quad
from kg.namespaces import BASE, VOCABULARIES, iri

SHAPES = shapefiles.every()
TYPE = Iri(iri("rdf:type"))
BELOW = {Iri(axiom.subject): Iri(axiom.object) for axiom in shapefiles.subclasses()}
PROPERTIES: dict[Iri, list[tuple[Iri, bool]]] = {}
"""Of each class that shapes are for: what they look at, and whether backwards."""
for _shape in SHAPES.aimed():
    for _class in SHAPES.all(_shape, "targetClass"):
        for _each in SHAPES.all(_shape, "property"):
            PROPERTIES.setdefault(_class, []).extend(SHAPES.ways(_each))
WAYS = sorted({way for ways in PROPERTIES.values() for way in ways})
CLASSES = sorted({*PROPERTIES, *BELOW, *BELOW.values()})
_ONTOLOGY = Graph.parse(resources.text("ontology/film.ttl").encode(), "ttl")
WORDS = [quad.subject for quad in _ONTOLOGY.quads(predicate=Iri(iri("skos:inScheme")))]
NODES = [
    Iri(BASE + name)
    for name in ("work/tide", "person/ada", "person/zoë-møller", "character/nora", "x")
]

MORE = ["decimal", "double", "dateTime", "gMonth", "nonNegativeInteger", "normalizedString"]
SORTS = sorted({*map(iri, SAMPLES), *(VOCABULARIES["xsd"] + name for name in MORE)})
TEXTS = sorted(
    {text for texts in SAMPLES.values() for text in texts}
    | {"", " ", "\n", "\u00a0", "\u2028", "\u200b", "\x1c", "\x85", "\x00", "\ufeff", "𝄞", "é"}
    | {'a "b" \\ c', "x", "true", "True", "false", "1_000", "١٢", "12x", "x12", " 12 ", "NaN"}
    | {"-1", "0", "-0", "130", "131", "+5", "007", "1.0", "2.50", "1e3", "9" * 18, "9" * 30}
    | {"20x", "-0044", "02020", "0000", "2020Z", "2020-13", "2020-11Z", "--13-40", "--02-30"}
    | {"2020-02-30", "2020-11-20Z", "2020-1-1", "99999-01-01", "0000-01-01", "9" * 30 + "-01-01"}
    | {"P", "P0M", "P1Y2M3D", "P1Y2M3DT4H", "PT0.5S", "P1W", "P6X", "-P1D", "P6M "}
)


def is_unusual(literal: Literal) -> bool:
    """Whether the fast engine is not given a graph that holds it."""
    return bool(unusual(Graph([Quad(TYPE, TYPE, literal)]).serialize("nt")))


LITERALS = [Literal(text, sort) for text in TEXTS for sort in SORTS]
USUAL = [each for each in LITERALS if not is_unusual(each)]
UNUSUAL = [each for each in LITERALS if is_unusual(each)]

_texts = st.text(max_size=8) | st.sampled_from(TEXTS)
_plain = _texts.filter(lambda text: not is_unusual(Literal(text)))
values = st.one_of(
    st.sampled_from([Literal(text, iri(sort)) for sort in SAMPLES for text in SAMPLES[sort]]),
    st.sampled_from(USUAL),
    st.builds(Literal, _plain),
    st.builds(
        lambda text, tag: Literal(text, language=tag), _plain, st.sampled_from(["en", "de-ch"])
    ),
    st.sampled_from([*WORDS, *CLASSES]),
    st.sampled_from(NODES),
    st.sampled_from(NODES),
)
"""Right ones and wrong, all of a kind that the fast engine is given."""


@st.composite
def film_graphs(draw: st.DrawFn, most: int = 4) -> list[Quad]:
    """What a film graph could hold, right and wrong.

    Args:
        draw: given by hypothesis.
        most: of how many nodes at most; five at most.
    """
    quads = []
    for node in draw(st.lists(st.sampled_from(NODES), min_size=1, max_size=most, unique=True)):
        kinds = draw(st.lists(st.sampled_from(CLASSES), max_size=2))
        own = [way for kind in kinds for each in _up(kind) for way in PROPERTIES.get(each, ())]
        way = st.one_of([st.sampled_from(each) for each in ([own] * 4 if own else []) + [WAYS]])
        quads += [Quad(node, TYPE, kind) for kind in kinds]
        for predicate, inverse in draw(st.lists(way, max_size=6)):
            if inverse:
                quads.append(Quad(draw(st.sampled_from(NODES)), predicate, node))
            else:
                told = draw(st.lists(values, min_size=1, max_size=2))
                quads += [Quad(node, predicate, value) for value in told]
    return quads


def _up(kind: Iri) -> list[Iri]:
    return [kind, *(_up(BELOW[kind]) if kind in BELOW else [])]


@st.composite
def damaged(draw: st.DrawFn, quads: list[Quad], most: int = 8) -> list[Quad]:
    """What is left of a graph when some of it is lost, changed or told of another thing."""
    left = list(quads)
    for place in draw(st.lists(st.integers(0, len(left) - 1), min_size=1, max_size=most)):
        quad = left[place]
        left[place] = draw(
            st.one_of(
                st.just(quad._replace(subject=NODES[-1])),
                st.builds(lambda value, quad=quad: quad._replace(object=value), values),
                st.builds(
                    lambda kind, quad=quad: Quad(quad.subject, TYPE, kind), st.sampled_from(CLASSES)
                ),
                st.builds(
                    lambda way, quad=quad: quad._replace(predicate=way[0]), st.sampled_from(WAYS)
                ),
            )
        )
        left += draw(
            st.lists(st.builds(lambda v, quad=quad: quad._replace(object=v), values), max_size=1)
        )
    return left
