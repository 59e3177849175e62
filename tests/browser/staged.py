"""A graph made of sentences in which somebody took part in something, for tests of pages."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from published import corpus

from kg import assemble, publish, resolve
from kg.graph import Graph
from kg.model import Article, Claim, Evidence, Mention, Span, Status

Part = tuple[str, str, str, str]
"""Work, relation, person and the passage that says so."""


def graph(articles: dict[str, tuple[str, list[Part]]]) -> Graph:
    """The graph of articles: name → text and parts; each passage stands in its text once."""
    read = {name: _article(name, text) for name, (text, _) in articles.items()}
    claims = [_claim(part, read[name]) for name, (_, its) in articles.items() for part in its]
    found = resolve.resolution(claims, articles=read.values())
    return assemble.graph(found.facts, articles=read.values(), notes=found.notes)


@cache
def site() -> Path:
    """The folder of the site of data/articles, under a deep path; written once."""
    folder = Path(mkdtemp()) / "a" / "b"
    publish.site(corpus(), folder)
    return folder


def _article(name: str, text: str) -> Article:
    digest = sha256(text.encode()).hexdigest()
    return Article(name, digest, text, (), title=f"Headline of {name}")


def _claim(part: Part, article: Article) -> Claim:
    work, relation, person, quote = part
    assert article.text.count(quote) == 1, quote
    start = article.text.index(quote)
    span = Span(start, start + len(quote))
    return Claim(
        subject=_mention(work, "Film", article.text),
        relation=relation,
        object=_mention(person, "Person", article.text),
        qualifiers=(),
        status=Status.ACTUAL,
        evidence=Evidence(article.id, span, quote, "by hand"),
    )


def _mention(name: str, kind: str, text: str) -> Mention:
    start = max(text.find(name), 0)
    return Mention(text[start : start + len(name)], kind, Span(start, start + len(name)), name)
