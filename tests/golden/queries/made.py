"""The claims of claims.toml as values of the model, and the graph they make."""

import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg import assemble, resolve
from kg.graph import Graph
from kg.model import (
    Article,
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

HERE = Path(__file__).parent


def graph() -> Graph:
    told = articles()
    claims = [_claim(entry, told[entry["article"]]) for entry in _read()["claim"]]
    found = resolve.resolution(claims, articles=told.values())
    return assemble.graph(found.facts, articles=told.values(), notes=found.notes)


def articles() -> dict[str, Article]:
    return {entry["id"]: _article(entry) for entry in _read()["article"]}


def _read() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((HERE / "claims.toml").read_text("utf-8"))


def _article(entry: dict[str, Any]) -> Article:
    return Article(
        id=entry["id"],
        digest=sha256(entry["text"].encode("utf-8")).hexdigest(),
        text=entry["text"],
        sentences=(),
        title=entry["title"],
        author=entry.get("author"),
        published=entry["published"],
    )


def _claim(entry: dict[str, Any], article: Article) -> Claim:
    quote = entry["quote"]
    assert article.text.count(quote) == 1, quote
    start = article.text.index(quote)
    return Claim(
        subject=_mention(entry["subject"], article),
        relation=entry["relation"],
        object=_thing(entry["object"], article),
        qualifiers=tuple(
            Qualifier(name, _thing(value, article))
            for name, value in entry.get("qualifiers", {}).items()
        ),
        status=Status(entry.get("status", "actual")),
        evidence=Evidence(
            article=article.id,
            span=Span(start, start + len(quote)),
            quote=quote,
            rule="by hand",
            voice=Voice(entry.get("voice", "article")),
            speaker=entry.get("speaker"),
            basis=Basis(entry.get("basis", "explicit")),
            certainty=Certainty(entry.get("certainty", "stated")),
        ),
    )


def _thing(words: str, article: Article) -> Mention | Value:
    text, _, kind = words.partition("|")
    if not kind:
        return Value(text)
    return Value(text, kind) if ":" in kind else _mention(words, article)


def _mention(words: str, article: Article) -> Mention:
    name, kind, *within = words.split("|")
    start = max(article.text.find(name), 0)
    shown = article.text[start : start + len(name)]
    return Mention(shown, kind, Span(start, start + len(name)), name, *within)
