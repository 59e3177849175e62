"""Hostile texts, pages and data of any size: what may cost more than its length.

Each form gives, for a number of characters, something of about that size.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import count

Form = Callable[[int], str]

OPENING = "Ada Marsh directed the film “Tide.” Lee Park stars in it. "


def repeated(unit: str, opening: str = OPENING) -> Form:
    """A piece of text, again and again."""
    return lambda size: opening + unit * max(1, size // len(unit)) + _english(opening, size)


def numbered(unit: str, opening: str = OPENING) -> Form:
    """A piece of text with a word in it that is another each time: ``{}``."""

    def made(size: int) -> str:
        found, length = [opening], len(opening)
        for word in _words():
            found.append(unit.format(word))
            length += len(found[-1])
            if length >= size:
                return "".join(found) + _english(opening, size)
        raise AssertionError

    return made


def _english(opening: str, size: int) -> str:
    """So many small words that a text passes for English."""
    return "\n\n" + "It was of the one that it is in. " * (size // 120) if opening else ""


def _words() -> Iterator[str]:
    """Capitalised words without an end, none twice."""
    for number in count():
        letters, rest = [], number
        for _ in range(4):
            rest, digit = divmod(rest, 25)
            letters.append("bakelimotursandevothiquyz"[digit])
        yield "".join(letters).capitalize()


def _wrapped(before: str, form: Form, after: str) -> Form:
    return lambda size: before + form(size) + after


_CHARACTERS = {
    "blanks": " ",
    "tabs": "\t",
    "line ends": "\n",
    "carriage returns": "\r",
    "straight quotation marks": '"',
    "opening quotation marks": "“",
    "closing quotation marks": "”",
    "apostrophes": "’",
    "opening brackets": "(",
    "closing brackets": ")",
    "capitals": "A",
    "small letters": "a",
    "digits": "9",
    "dashes": "-",
    "long dashes": "—",
    "full stops": ".",
    "question marks": "?",
    "ellipses": "…",
    "commas": ",",
    "ampersands": "&",
    "underscores": "_",
    "combining marks": "\u0301",
    "zero-width joiners": "\u200d",
    "right-to-left overrides": "\u202e",
    "byte order marks": "\ufeff",
    "controls": "\x1b",
    "capitals that grow": "İ",
    "private characters": "\ue000",
}
_UNITS = {
    "one-letter words": "a ",
    "initials": "A.",
    "initials apart": "A. ",
    "courtesies": "Mr. ",
    "hyphens": "a-",
    "capitals and hyphens": "Ab-",
    "compounds": "co-ab-cd ",
    "commas in numbers": "1,",
    "stops in numbers": "1.",
    "amounts": "$1 ",
    "months": "May ",
    "days": "May 1, ",
    "last": "last ",
    "numbers of years": "two-year ",
    "one name": "Ada Marsh ",
    "names and commas": "Ada Marsh, ",
    "names and possessives": "Marsh’s ",
    "names in brackets": "Nora (Ada Marsh) ",
    "one title": "“Tide” ",
    "one title a line": "“Tide”\n\n",
    "titles that open": "“Tide ",
    "straight titles": '"Tide" ',
    "sentences in marks": "“It rained.” ",
    "questions in marks": "“Who?” Ada ",
    "speakers": "“It rained here for a whole week,” said Ada Marsh. ",
    "speakers in one sentence": "“it rained here for a whole week” said Ada Marsh and ",
    "said": "said ",
    "opening marks and words": "“a ",
    "opening marks and said": "said “it rained for a whole long week ",
    "joins": "and ",
    "clauses": "and he directed it ",
    "relative clauses": "who saw the man ",
    "of the": "of the film ",
    "the film": "the film ",
    "sentences of the film": "The film won. ",
    "sentences of he": "He saw him. ",
    "sentences of she": "She left. ",
    "short lines": "It\n",
    "lines with fields": "Title: a\n",
    "lines with dates": "2020-01-01\n",
    "bylines": "By Ada Marsh\n",
    "paragraphs": "It rained.\n\n",
    "items": "- It rained\n",
    "wrapped lines": "it rained and it rained and it rained and\n",
    "glued stops": "word.Word",
    "possessives": "’s",
    "emoji": "👩‍👩‍👧 ",
    "addresses": "https://example.org/a?b=c#d ",
    "tags": "<b>Ada</b> ",
    "synopses": "The synopsis: “Nora is a diver. She leaves.” ",
    "sequels": "a third sequel ",
    "news": (
        "“Blue Hour” writer-director Lee Park, 45, is set to direct “Tide.” It stars Ada Marsh. "
    ),
    "one sentence of news": (
        "“Blue Hour” writer-director Lee Park, 45, is set to direct “Tide” with Ada Marsh and "
    ),
}
_NUMBERED = {
    "people": "Ada {} plays Nora. ",
    "people of three names": "Ada Lee {} won. ",
    "people in one sentence": "Ada {}, ",
    "surnames": "Mr. {} left. ",
    "titles": "“{}” opens on May 3. ",
    "titles in one sentence": "“{}” and ",
    "titles with colons": "“Tide: {}” opens. ",
    "companies": "{} Pictures bought it. ",
    "companies of one name": "Northlight {} bought “Tide.” ",
    "festivals": "The {} Film Festival opens. ",
    "characters": "Ada Marsh plays {} in the film. ",
    "sequels of works": "A third sequel to “{}” opens. ",
    "quotations": "“It rained for weeks,” said Ada {}. ",
    "plots": "The synopsis: “{} is a diver who leaves home.” ",
    "words": "{} ",
    "small words": "x{} ",
    "headed people": "“{0}” director Ada {0} won. ",
}
TEXTS: Mapping[str, Form] = {
    **{name: repeated(character) for name, character in _CHARACTERS.items()},
    **{name: repeated(unit) for name, unit in _UNITS.items()},
    **{name: numbered(unit) for name, unit in _NUMBERED.items()},
}
"""Articles of plain text, by what they are made of."""

_PARAGRAPH = f"<p>{OPENING * 3}</p>"
_TAGS = {
    "boxes that nest": "<div>",
    "lines that nest": "<b>",
    "paragraphs that nest": "<blockquote><p>a",
    "lists that nest": "<ul><li>a",
    "tables that nest": "<table><tr><td>a",
    "forms that nest": "<form><p>a",
    "links that nest": "<a href=x>a",
    "ends": "</div>",
    "paragraphs of a page": "<p>It rained.</p>",
    "short paragraphs": "<p>a",
    "lines": "a<br>",
    "empty lines": "<br><br>",
    "cells": "<td>a",
    "rows": "<tr><td>a<td>b",
    "items of a page": "<li>a",
    "links": "<a href=https://example.org/a>a</a> ",
    "headings": "<h1>a</h1>",
    "times": "<time datetime=2020-01-01>a</time>",
    "metas": "<meta name=date content=2020-01-01>",
    "scripts": "<script>a</script>",
    "scripts of data": '<script type="application/ld+json">{"@type":"Article"}</script>',
    "styles": "<style>a{}</style>",
    "comments": "<!--a-->",
    "conditional comments": "<!--[if IE]>a<![endif]-->",
    "comments that stay open": "<!--",
    "declarations": "<!a",
    "CDATA": "<![CDATA[a]]>",
    "instructions": "<?a",
    "entities": "&amp;",
    "unknown entities": "&a",
    "numbers of characters": "&#x41;",
    "numbers without an end": "&#",
    "opening signs": "<",
    "closing signs": ">",
    "unfinished tags": "<p ",
    "attributes": "<p a=b c=d>a",
    "names of tags": "<o:p>a",
    "pictures": "<svg><path>a",
    "articles of a page": "<article><h1>a</h1><p>b</p></article>",
    "line ends of a page": "\n",
    "blanks of a page": " ",
}
PAGES: Mapping[str, Form] = {
    **{
        name: _wrapped(f"<html><body>{_PARAGRAPH}", repeated(unit, ""), f"{_PARAGRAPH}</body>")
        for name, unit in _TAGS.items()
    },
    "attributes of one tag": _wrapped("<html><p ", numbered("a{}=1 ", ""), f">{_PARAGRAPH}"),
    "one long attribute": _wrapped("<html><p a='", repeated("a", ""), f"'>{_PARAGRAPH}"),
    "one long tag": _wrapped("<html><", repeated("a", ""), f">{_PARAGRAPH}"),
    "one long title": _wrapped("<html><title>", repeated("a ", ""), f"</title>{_PARAGRAPH}"),
    "one long date": _wrapped(
        '<html><meta name=date content="', repeated("1 ", ""), f'">{_PARAGRAPH}'
    ),
    "one long description": _wrapped(
        '<html><meta name=author content="', repeated("Ada Marsh, ", ""), f'">{_PARAGRAPH}'
    ),
    "one long text of data": _wrapped(
        '<html><script type="application/ld+json">{"@type":"Article","articleBody":"',
        repeated("a ", ""),
        '"}</script>',
    ),
    "lists in data": _wrapped(
        '<html><script type="application/ld+json">', repeated("[", ""), f"</script>{_PARAGRAPH}"
    ),
    "entities that grow": _wrapped(
        "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'aaaa'>",
        numbered("<!ENTITY {} '&a;&a;&a;'>", ""),
        f"]><html>{_PARAGRAPH}<p>&a;",
    ),
}
"""Pages of HTML, by what they are made of."""


def _in(field: str, form: Form) -> Form:
    def made(size: int) -> str:
        said = {"@type": "NewsArticle", "text": OPENING, field: form(size)}
        return json.dumps(said)

    return made


DATA: Mapping[str, Form] = {
    "lists": _wrapped("", repeated("[", ""), ""),
    "objects": _wrapped("", repeated('{"@graph":', ""), ""),
    "digits of one number": _wrapped('{"text": "It rained.", "id": ', repeated("9", ""), "}"),
    "one field again": _wrapped("{", repeated('"text": "It rained.", ', ""), '"id": "a"}'),
    "articles": _wrapped("[", repeated('{"text": "It rained."}, ', ""), '{"text": "a"}]'),
    "graphs": _wrapped(
        '{"@graph": [', repeated('{"@graph": [{"text": "a"}]}, ', ""), '{"text": "a"}]}'
    ),
    "authors": _wrapped(
        '{"text": "It rained.", "author": [', repeated('{"name": ["a"]}, ', ""), '"a"]}'
    ),
    "kinds": _wrapped('{"text": "It rained.", "@type": [', repeated('"a", ', ""), '"Article"]}'),
    "addresses of one": _wrapped('{"text": "It rained.", "url": [', repeated('"a", ', ""), '"a"]}'),
    "escapes": _wrapped('{"text": "', repeated("\\u0041", ""), '"}'),
    "markup in a body": _in("articleBody", repeated("<p>a", "")),
    "open markup in a body": _in("articleBody", repeated("<p ", "")),
    "a long kind": _in("@type", repeated("Article/", "")),
    "a long headline": _in("headline", repeated("a ", "")),
    "a headline of tags": _in("headline", repeated("<b", "")),
    "a long name": _in("author", repeated("a ", "")),
    "a long date": _in("date", repeated("1 ", "")),
    "a long address": _in("url", repeated("https://a/", "")),
    "a long id": _in("id", repeated("a", "")),
}
"""Data in JSON, by what it is made of."""
