"""Laws of reading that hold for every text."""

import json
from datetime import date
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import read
from kg.errors import KgError, ReadError
from kg.model import Article
from kg.read.heading import heading
from kg.read.sentences import spans

PIECES = [
    *" \n\t\r.!?…\"“”'’‘()[]-–—,:;",
    "\r\n\r\n", "\n\n", "...", "?!", ".”", "Mr.", "Jr.", "U.S.", "J.J.", "No.", "A-", "$1.5m",
    "8 p.m.", "Ada Marsh", "Lee Park", "“Tide.”", "“Mamma Mia! Here We Go Again”", "left", "The",
    "he said", "film", "asked", "date 2020-09-24 ", "Date: 2020-09-24", "Title: Tide", "By Ada",
    "LONDON, March 3 (Northlight) - ", "September 24, 2020", "\u2028", "\xa0", "\u200b", "\ufeff",
    "é", "片", "İ", "ﬁ", "\x1c", "\x85",
]  # fmt: skip
newslike = st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda blank: blank.join(pieces))
)
texts = st.one_of(st.text(max_size=200), newslike)


@given(texts)
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    above = heading(text)

    found = [*([above.title] if above.title else []), *spans(text, above.body)]

    ends = [0, *(sentence.end for sentence in found)]
    starts = [*(sentence.start for sentence in found), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert all(sentence.of(text) == sentence.of(text).strip() for sentence in found)
    metadata = text[: above.body]
    assert "".join(gaps).split() == (
        metadata[: above.title.start] + " " + metadata[above.title.end :]
        if above.title
        else metadata
    ).split()  # fmt: skip


@given(texts)
def test_without_a_heading_every_letter_is_in_one_sentence(text: str) -> None:
    sentences = "".join(sentence.of(text) for sentence in spans(text))

    assert "".join(sentences.split()) == "".join(text.split())


@given(texts, st.none() | st.dates())
def test_a_text_is_read_unaltered_or_refused(text: str, published: date | None) -> None:
    try:
        article = read.article(text, published=published)
    except KgError as error:
        article, message = None, str(error)
    else:
        message = ""
    assert len(message.splitlines()) <= 1
    assert article is None or article.text == text


@given(st.binary(max_size=200))
def test_no_file_raises_anything_but_a_kg_error(content: bytes) -> None:
    try:
        [article] = read.articles([BytesIO(content)])
    except KgError:
        pass
    else:
        assert article.text.encode() in {content, content[3:]}


@given(newslike, newslike)
def test_a_paragraph_is_cut_the_same_wherever_it_stands(one: str, other: str) -> None:
    text = f"{one}\n\n{other}"

    apart = [s.of(one) for s in spans(one)] + [s.of(other) for s in spans(other)]

    assert [s.of(text) for s in spans(text)] == apart


TAGS = [
    "html", "head", "body", "title", "p", "div", "article", "h1", "h2", "br", "b", "a", "span",
    "ul", "li", "table", "tr", "td", "form", "script", "style", "meta", "time", "blockquote", "o:p",
    "pre",
]  # fmt: skip
SCRAPS = [
    *PIECES, "<", ">", "&", "&amp;", "&#8220;", "&#x1;", "&#xD800;", "<!--", "-->",
    "<!DOCTYPE html>", "]]>", "<?php", "\0", "\x1b", "\ufffe", "<p class='a",
    ' datetime="2020-09-24">', " = ",
    "Ada Marsh will direct the film that was seen by all of the people who came from the town. ",
    '<script type="application/ld+json">', '{"@type": "NewsArticle", "headline": "Tide",',
    "</script>",
    '"articleBody": "It rained."}', '"author": [{"name": {"@id": 1}}],', '{"@graph": [',
    "]}", "null",
]  # fmt: skip
tags = st.builds("<{}{}>".format, st.sampled_from(["", "/"]), st.sampled_from(TAGS))
markup = st.lists(tags | st.sampled_from(SCRAPS), max_size=60).map("".join)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(SCRAPS) | newslike,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["@type", "@graph", "@id", "id", "text", "body", "content", "articleBody", "headline",
             "title", "date", "author", "name", "publisher", "url", "mainEntityOfPage"]
        ),
        inner | st.sampled_from(["NewsArticle", "2020-09-24", "https://example.org/a"]),
        max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


def read_or_refused(content: bytes, name: str) -> tuple[list[Article], str]:
    file = BytesIO(content)
    file.name = name
    skipped: list[ReadError] = []
    try:
        found = list(read.articles([file], skipped=skipped))
    except ReadError as error:
        return [], str(error)
    return found, " ".join(map(str, skipped))


def check_reading(content: bytes, name: str) -> list[Article]:
    found, told = read_or_refused(content, name)

    assert read_or_refused(content, name) == (found, told)
    assert found or told
    assert len(told.splitlines()) <= 1
    for article in found:
        assert all(sentence.of(article.text).strip() for sentence in article.sentences)
        assert all(sentence.end <= len(article.text) for sentence in article.sentences)
        assert article.title is None or article.title in article.text
    return found


@settings(deadline=None)  # the first page loads the library that reads them
@given(markup, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_a_page_is_read_the_same_twice_or_refused_in_one_line(page: str, encoding: str) -> None:
    for article in check_reading(page.encode(encoding, "replace"), "page.html"):
        assert not set(article.text) & set("\0\x1b\x1c\r\ufffe")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_page_or_refused(content: bytes) -> None:
    check_reading(b"<html>" + content, "page.html")


@given(json_values, st.sampled_from(["data.json", "data.jsonl"]))
def test_data_is_read_the_same_twice_or_refused_in_one_line(value: object, name: str) -> None:
    check_reading(json.dumps(value).encode(), name)


@given(st.lists(newslike | st.sampled_from(["{", "\0", '{"text": ']), max_size=6))
def test_each_line_is_an_article_or_told(texts: list[str]) -> None:
    records = [json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)]
    found, told = read_or_refused("\n".join(records).encode(), "news.jsonl")

    assert [article.text for article in found] == [
        text for n, text in enumerate(texts) if str(n) in {article.id for article in found}
    ]
    assert len(found) == len(texts) or told
