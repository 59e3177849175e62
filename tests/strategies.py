"""Made-up names, claims and graphs, for hypothesis.

Claims are drawn from ontology/patterns.toml itself, so that a relation added there is tried.
"""

from hypothesis import strategies as st

from kg import patterns
from kg.graph import Graph, Iri, Literal, Quad
from kg.model import (
    Basis,
    Certainty,
    Claim,
    Evidence,
    Mention,
    Qualifier,
    Span,
    Status,
    Value,
    Voice,
)
from kg.namespaces import BASE, VOCABULARIES

SAMPLES = {
    "xsd:string": ["drama", "Drama", "six months", "a clash", "“Go,” she said", "A-"],
    "xsd:integer": ["1", "97", "2019"],
    "xsd:date": ["2020-11-20", "2020-12-04"],
    "xsd:gYearMonth": ["2020-11"],
    "xsd:gYear": ["2019", "2020"],
    "xsd:gMonthDay": ["--11-20"],
    "xsd:duration": ["P6M"],
    "xsd:boolean": ["true"],
    "xsd:anyURI": ["http://www.wikidata.org/entity/Q1", "https://www.imdb.com/name/nm0000001/"],
    "film:Amount": ["$12m", "£4,000"],
    "film:Class": ["Film"],
}
ARTICLES = ["tide-opens", "blue-hour-wins", "night-desk"]

any_names = st.text(min_size=1, max_size=80)
"""Any text whatever: punctuation, right-to-left, marks, NUL."""

plain_names = st.sampled_from(
    ["Blue Hour", "Tide", "Ada Marsh", "Lee Park", "Northlight", "Harbor", "HFF", "tide"]
)
names = st.one_of(plain_names, plain_names, any_names)


@st.composite
def mentions(draw: st.DrawFn, kinds: list[str]) -> Mention:
    name = draw(names)
    start = draw(st.integers(0, 400))
    within = draw(st.sampled_from(["", "", "Blue Hour", "Tide"]))
    return Mention(name, draw(st.sampled_from(kinds)), Span(start, start + len(name)), name, within)


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    start = draw(st.integers(0, 400))
    quote = draw(st.sampled_from(["Ada Marsh directed “Tide”", "it won", "will open"]))
    return Evidence(
        draw(st.sampled_from(ARTICLES)),
        Span(start, start + len(quote)),
        quote,
        draw(st.sampled_from(["says", "tells"])),
        draw(st.sampled_from(Voice)),
        draw(st.sampled_from([None, "Kim Roe"])),
        draw(st.sampled_from(Basis)),
        draw(st.sampled_from(Certainty)),
    )


def ends(takes: patterns.Takes) -> st.SearchStrategy[Mention | Value]:
    """What fits the end of a relation, or a qualifier."""
    kinds = sorted(takes.kinds & set(patterns.kinds()))
    choices: list[st.SearchStrategy[Mention | Value]] = [mentions(kinds)] if kinds else []
    choices += [
        st.builds(Value, st.sampled_from(SAMPLES[name]), st.just(name))
        for name in sorted(takes.datatypes & SAMPLES.keys())
    ]
    choices += [
        st.builds(Value, st.sampled_from(sorted(patterns.words(name))), st.just(name))
        for name in sorted(takes.lists)
    ]
    return st.one_of(choices)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    relation = draw(st.sampled_from([r for r in patterns.relations() if r.name not in CALLED]))
    pattern = draw(st.sampled_from(relation.patterns))
    fiction = relation.twin != "" and draw(st.booleans())
    subject = ["Character"] if fiction else sorted(pattern.subject.kinds)
    qualifiers = tuple(
        Qualifier(slot.name, draw(ends(slot.takes)))
        for slot in relation.qualifiers.values()
        if draw(st.booleans())
    )
    return Claim(
        draw(mentions(subject)),
        relation.name,
        draw(ends(pattern.fiction if fiction else pattern.object)),
        qualifiers,
        draw(st.sampled_from(Status)),
        draw(evidence()),
    )


CALLED = {"kind", "name", "alias"}
"""Relations whose facts come with the things themselves."""

claim_lists = st.lists(claims(), max_size=8)

_own_iris = st.builds(
    lambda segment, number: Iri(f"{BASE}{segment}/thing.{number}"),
    st.sampled_from(["work", "person", "fact", "casting"]),
    st.integers(0, 4),
)
_iris = st.one_of(_own_iris, _own_iris, st.sampled_from([Iri("person:one"), Iri("film:director")]))
"""Identifiers, and now and then an IRI whose scheme is the name of a prefix."""
_predicates = st.sampled_from(
    [
        Iri(VOCABULARIES["rdf"] + "type"),
        Iri(VOCABULARIES["film"] + "director"),
        Iri(VOCABULARIES["film"] + "text"),
        Iri(VOCABULARIES["rdfs"] + "label"),
    ]
)
_literals = st.one_of(
    st.builds(Literal, st.text(max_size=20)),
    st.builds(Literal, st.text(max_size=9), st.just(VOCABULARIES["film"] + "Amount")),
    st.builds(Literal, st.just("2020"), st.just(VOCABULARIES["xsd"] + "gYear")),
    st.builds(lambda text: Literal(text, language="en"), st.text(max_size=9)),
)
_graph_names = st.sampled_from([None, Iri(BASE + "evidence"), Iri(BASE + "fact/1")])
quads = st.builds(Quad, _iris, _predicates, st.one_of(_iris, _literals), _graph_names)
quad_lists = st.lists(quads, max_size=12)
graphs = st.builds(Graph, quad_lists)

_WORDS = [
    "Ada Marsh", "Lee Park", "Marsh", "Nora Lind", "Nora", "Mr. Park", "J.J. Marsh",
    "Lee Park Jr.", "the film Salt Road",
    "“Tide”", "“Tide,”", "“Blue Hour.”", '"Tide"', "“The Long Winter”", "‘Tide’",
    "Salt Road (2019)", "“", "”", '"', "(", ")", "’s", "'s", ",", ".", ";", ":", "?", "!", "—", "…",
    "Northlight Pictures", "Netflix", "the Cannes Film Festival", "an Oscar", "Oscar-winning",
    "Northlight-backed", "Norway", "May 3", "May 3, 2027", "in 2019", "on Friday", "last month",
    "six weeks", "$1.5m", "²", "٤٥", "9" * 400 + " days", "2027-13-45", "February 30, 2027",
    "He also", "next year", "A-", "B+ review", "97 minutes", "81", "director", "writer-director",
    "star", "stars", "British actress", "critic", "chairman", "former", "his sister", "her husband",
    "directed", "was directed by", "directed by", "co-wrote", "plays", "as", "who", "which",
    "stars in",
    "will release", "released", "in theaters", "opens", "premiered at", "had its world premiere at",
    "won", "was nominated for", "replaced", "was originally cast until", "brought", "onto", "gave",
    "said", "told", "is set to direct", "may direct", "did not direct", "took sailing lessons for",
    "and", "with", "of", "by", "the", "a", "it", "he", "She", "the film", "The synopsis:", "\n\n",
    "Here is the official synopsis of “Tide”: “Nora is a diver.", "\n", "İ", "ﬁ", "片", "\u200b",
]  # fmt: skip
newslike = st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join)
"""Words of film news in any order: most say nothing, some say what nobody would."""

_SENTENCES = [
    "“Tide” is directed by Ada Marsh.", "Ada Marsh’s “Blue Hour” opens on Friday.",
    "It stars Lee Park as Nora.", "Marsh co-wrote the script with Lee Park.", "She plays Nora.",
    "“Blue Hour” writer-director Lee Park, 45, is set to direct “Tide.”", "The film won an Oscar.",
    "Northlight Pictures will release it in theaters on May 3, 2027.", "Nora, a diver, is deaf.",
    "Ben Novak was originally cast until scheduling conflicts brought Ada Marsh onto the film.",
    "The synopsis reads: “Nora (Ada Marsh) is a diver. She leaves her husband Tom.”",
    "“I wept for a week on the set,” Marsh said. “It was cold, and the film froze.”",
    "It had its world premiere at the 2019 Cannes Film Festival.", "Everyone left.",
    "Netflix critic Kim Roe gave the film an A- review.", "Ada Marsh, a Norwegian actress, left.",
]  # fmt: skip
told_articles = st.lists(st.sampled_from(_SENTENCES), max_size=6).flatmap(
    lambda sentences: st.sampled_from([" ", "\n", "\n\n"]).map(lambda gap: gap.join(sentences))
)
article_texts = st.one_of(told_articles, told_articles, newslike, st.text(max_size=120))
"""Articles: sentences of film news, their words in any order, or any text whatever."""
