"""Film graphs for two engines to judge, made up from the shapes or damaged; and random shapes."""

import json

from hypothesis import note
from hypothesis import strategies as st
from strategies import SAMPLES

from kg.check import shapefiles
from kg.check.proven import BOUNDS, MEMBER, PROPERTY_SHAPE, VALUES, unusual
from kg.graph import Graph, Iri, Literal, Quad, ontology
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
_ONTOLOGY = ontology.parsed("ontology/film.ttl")
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

SHORT = Iri(BASE + "kind/short")
belows = st.builds(
    lambda kind, above: Quad(kind, shapefiles.BELOW, above),
    st.sampled_from([SHORT, *CLASSES]),
    st.sampled_from(CLASSES),
)
"""Which kind is below which, as a graph may say it beside the ontology."""


@st.composite
def film_graphs(draw: st.DrawFn, most: int = 4) -> list[Quad]:
    """What a film graph could hold, right and wrong.

    Args:
        draw: given by hypothesis.
        most: of how many nodes at most; five at most.
    """
    quads = draw(st.lists(belows, max_size=2))
    for node in draw(st.lists(st.sampled_from(NODES), min_size=1, max_size=most, unique=True)):
        kinds = draw(st.lists(st.sampled_from([SHORT, *CLASSES]), max_size=2))
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


KINDS = [SHORT, *(Iri(iri(f"film:{name}")) for name in ("Film", "CreativeWork", "Person", "Agent"))]
LINKS = [Iri(iri("film:director")), TYPE, shapefiles.BELOW]
STEPS = [f"<{link}>" for link in LINKS] + [f"[ sh:inversePath <{link}> ]" for link in LINKS]
kinds, links, steps = map(st.sampled_from, (KINDS, LINKS, STEPS))
few = st.sampled_from(NODES[:2])
small_graphs = st.lists(
    st.one_of(
        st.tuples(few, st.just(TYPE), kinds),
        st.tuples(few, st.just(LINKS[0]), few | few | values),
        st.tuples(few | kinds, links, kinds | values),
        st.tuples(kinds, st.just(shapefiles.BELOW), kinds),
    ).map(lambda told: Quad(*told)),
    max_size=14,
)
"""Graphs of few kinds and properties: those that ``random_shapes`` look at."""


def _listed(each: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[str]:
    return st.lists(each, min_size=least, max_size=3).map(lambda found: f"( {' '.join(found)} )")


def _written(term: Iri | Literal) -> str:
    return json.dumps(term.text) if isinstance(term, Literal) else f"<{term}>"


_counts = st.integers(0, 2).map(str)
_INTEGER = iri("xsd:integer")
_members = st.deferred(lambda: st.sampled_from(sorted(MEMBER)).flatmap(_member))
TERMS = {
    **{name: st.sampled_from(sorted(map(_written, found))) for name, found in VALUES.items()},
    **dict.fromkeys(("minCount", "maxCount"), _counts),
    **dict.fromkeys(BOUNDS, st.integers(0, 131).map(str)),
    "class": kinds.map(_written),
    "in": _listed(st.sampled_from([*KINDS, *NODES]).map(_written)),
    "path": steps | _listed(steps, 2).map(lambda either: f"[ sh:alternativePath {either} ]"),
    "message": st.sampled_from(['"Wrong. Mend it."', '"Falsch."@de', '"é \\"x\\" \\\\ $this"']),
    "or": _listed(_members),
    "not": _members,
}
"""Each term of a property shape, with all sorts of what may stand behind it."""
ALWAYS = ("path", "message", "severity")


def _member(name: str) -> st.SearchStrategy[str]:
    return TERMS[name].map(lambda value: f"[ sh:{name} {value} ]")


@st.composite
def random_shapes(draw: st.DrawFn) -> shapefiles.ShapeGraph:
    """Shapes of what the fast engine is said to judge, in any combination."""
    text = [f"@prefix sh: <{shapefiles.SH}> ."]
    for number in range(draw(st.integers(1, 2))):
        places = [f"<urn:shape:{number}.{each}>" for each in range(draw(st.integers(1, 3)))]
        aims = kinds.map("sh:targetClass <{}>".format) | links.map(
            "sh:targetSubjectsOf <{}>".format
        )
        text += [f"<urn:shape:{number}> a sh:NodeShape ; sh:property {', '.join(places)} ;"]
        text += [" ; ".join(draw(st.lists(aims, min_size=1, max_size=2))), "."]
        for place in places:
            more = draw(st.sets(st.sampled_from(sorted(PROPERTY_SHAPE - {*ALWAYS})), max_size=3))
            whole = [f"sh:datatype <{_INTEGER}>"] if more & BOUNDS else []
            more -= {"datatype"} if whole else set()
            told = whole + [f"sh:{name} {draw(TERMS[name])}" for name in (*ALWAYS, *sorted(more))]
            text += [f"{place} a sh:PropertyShape ; {' ; '.join(told)} ."]
    note("\n".join(text))
    return shapefiles.ShapeGraph.read([("random.ttl", "\n".join(text))])
