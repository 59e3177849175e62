"""Hostile articles, for hypothesis: texts, pages, data and tables that mean harm."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hostile_forms import DATA, PAGES, TEXTS
from hostile_names import ADDRESSES, HTML, LETTERS, PATHS, SPARQL
from hypothesis import HealthCheck, example, settings
from hypothesis import strategies as st

MOST_TOLD = 1000
"""The most characters of a message."""
SEEDS = json.loads((Path(__file__).parent / "golden" / "hostile_seeds.json").read_text("ascii"))
"""What ``tests/benchmark/fuzz.py`` once failed on: the law, the seed, and what was given."""
_Law = TypeVar("_Law", bound=Callable[..., None])


def kept(law: _Law) -> _Law:
    """Try a law on each example that it once failed on, before any other."""
    for seed in SEEDS:
        if seed["law"] == law.__name__:
            law = example(**seed["given"])(law)
    return law


def lawful(examples: int) -> settings:
    """The settings of a law: so many examples, or what ``tests/benchmark/fuzz.py`` asks for."""
    return settings(
        max_examples=int(os.environ.get("KG_FUZZ_EXAMPLES", examples)),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


_ODD = (
    [*HTML, *ADDRESSES, *SPARQL, *PATHS, *LETTERS,
     "=HYPERLINK(1)", "\\ud800", "’s", "“", "”", '"', "(", ")", "²", "Ⅷ", "ﬁ", "İ", "ß",
     "Å", "A\u030a",
     "👩‍👩‍👧", "🏴\U000e0067\U000e0062\U000e007f", "9" * 5000, "A." * 200, "-" * 300, "a" * 3000,
     "'''\n[[wrong]]\nsubject = '", 'a","b"\r\n', "@prefix : <x> .", "${jndi:ldap://x}",
     "%s%n{0}{}"]
)  # fmt: skip
odd = st.integers(0, len(_ODD) - 1).map(_ODD.__getitem__)
letters = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from(
        "\0\t\n\x0b\x1b\x85\xa0\xad\u061c\u200b\u200e\u202e\u2028\u2066\ufeff\U000e0041"
    ),
    max_size=30,
)
any_letters = st.text(st.characters(), max_size=30)
"""Letters with halves of surrogate pairs among them."""
words = st.sampled_from(["Ada", "Marsh", "Tide", "Blue Hour", "Lee", "Park", "Northlight"])
names = st.deferred(
    lambda: st.one_of(
        odd,
        letters,
        st.builds("{} {}".format, words, odd | letters),
        st.builds("{}{}{}".format, words, odd | letters, words),
        words,
    )
)
"""What may stand where a name stands."""

_SENTENCES = [
    "“{0}” is directed by {1}.", "{1} directed “{0}”.", "{1} (left) stars in {0} with {2}.",
    "It stars {1} as {2}.", "{1} plays {2} in “{0}.”", "“{0}” writer-director {1}, 45, left {3}.",
    "{3} will release “{0}” on May 3, 2027.", "{1} won the {2} Award for “{0}.”",
    "“{2}” opens,” {1} said of “{0}.”", "The synopsis of “{0}”: “{2} is a diver.”",
    "{1} replaced {2} in the film “{0}” ({3}).", "“{0}” premiered at the {3} Film Festival.",
    "{3} critic {1} gave “{0}” an A- review.", "A third sequel to “{0}” by {1} and {2} is planned.",
    "{1} is the {2} of {3}.", "{1}’s “{0}” cost {2}.", "He directed it.", "The film {0} is {2}.",
]  # fmt: skip
sentences = st.deferred(
    lambda: st.builds(
        lambda form, *said: form.format(*said),
        st.sampled_from(_SENTENCES),
        names,
        names,
        names,
        names,
    )
)
_headings = st.builds(
    "{}: {}\n".format, st.sampled_from(["Title", "Date", "Author", "By", "Source", "URL"]), names
)
_GAPS = st.sampled_from([" ", " ", "\n", "\n\n", "\u2028", ""])
film_news = st.deferred(
    lambda: st.builds(
        lambda above, found, gap: "".join(above) + gap.join(found),
        st.lists(_headings, max_size=3),
        st.lists(sentences, min_size=1, max_size=6),
        _GAPS,
    )
)
"""Film news whose names mean harm: the extraction makes claims of some."""


def _of(forms: dict[str, object], most: int) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, size: forms[name](size), st.sampled_from(sorted(forms)), st.integers(1, most)
    )


texts = st.one_of(
    film_news,
    letters,
    any_letters,
    _of(dict(TEXTS), 2500),
    st.builds("{}{}".format, film_news, odd),
)
"""Articles of plain text."""

_TAGS = st.sampled_from(
    ["p", "div", "b", "a", "h1", "script", "style", "table", "td", "form", "svg", "time", "br",
     "iframe",
     "link", "base", "object", "template", "math", "noscript", "article", "o:p", "meta", "title"]
)  # fmt: skip
_ATTRIBUTES = st.sampled_from(["href", "class", "a b"])
_METAS = st.sampled_from(["author", "date", "og:title", "og:url", "og:site_name"])
FETCHED = [
    '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;',
    '<!DOCTYPE html SYSTEM "http://evil.invalid/x.dtd">',
    '<?xml-stylesheet href="http://evil.invalid/x.xsl"?>',
    '<base href="http://evil.invalid/"><link rel="canonical" href="//evil.invalid/a">',
    '<meta http-equiv="refresh" content="0;url=http://evil.invalid/">',
    '<xi:include href="file:///etc/passwd" parse="text"/>',
    '<img src="http://evil.invalid/x.png"><iframe src="file:///etc/passwd"></iframe>',
    '<script src="http://evil.invalid/x.js"></script>',
    '<script type="application/ld+json">{"@context": "http://evil.invalid/c"}</script>',
    '<object data="file:///etc/passwd"></object><embed src="http://evil.invalid/">',
]
pages = st.one_of(
    _of(dict(PAGES), 4000),
    st.lists(
        st.one_of(
            st.builds("<{} {}='{}'>".format, _TAGS, _ATTRIBUTES, names),
            st.builds("</{}>".format, _TAGS),
            st.builds("<p>{}</p>".format, film_news),
            st.builds('<meta name="{}" content="{}">'.format, _METAS, names),
            st.builds("<title>{}</title>".format, names),
            st.sampled_from(FETCHED),
            names,
        ),
        max_size=25,
    ).map(lambda parts: f"<html>{''.join(parts)}"),
)  # fmt: skip
"""Pages of HTML."""

_FIELDS = st.sampled_from(
    ["@type", "@graph", "@context", "@id", "id", "text", "body", "articleBody", "headline", "title",
     "date", "datePublished", "author", "name", "publisher", "url", "mainEntity", "__proto__", ""]
)  # fmt: skip
_scalars = st.one_of(
    names, film_news, any_letters, st.none(), st.booleans(), st.floats(), st.integers(),
    st.sampled_from(["NewsArticle", "2020-09-24", 10**400, -1, float("nan"), "https://w3id.org/filmkg/"]),
)  # fmt: skip
values = st.deferred(
    lambda: st.recursive(
        _scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_FIELDS, inner, max_size=6),
        max_leaves=25,
    )
)
data = st.one_of(
    values.map(json.dumps),
    st.dictionaries(_FIELDS, _scalars, max_size=8).map(
        lambda d: json.dumps({**d, "text": "It rained."})
    ),
    _of(dict(DATA), 4000),
    st.builds("{}{}".format, values.map(json.dumps), odd),
    st.lists(st.builds('"{}": {}'.format, _FIELDS, values.map(json.dumps)), max_size=6).map(
        lambda fields: f"{{{', '.join(fields)}}}"
    ),
)
"""JSON, with keys told twice, and what is nearly JSON."""

_cells = st.one_of(
    names, st.sampled_from(["", "2020", "1e999", "-0", "NaN", "2020-13-45", "a|b", "true"])
)
_heads = st.sampled_from(
    ["name", "title", "director", "cast", "year", "rating", "", "name", "\ufefftitle"]
)
rows = st.lists(st.lists(_cells, max_size=6), max_size=5)
tables = st.one_of(
    st.builds(
        lambda head, rows, comma, quote: "\n".join(
            comma.join(f"{quote}{cell}{quote}" for cell in row) for row in [head, *rows]
        ),
        st.lists(_heads | names, max_size=6),
        rows,
        st.sampled_from([",", ";", "\t"]),
        st.sampled_from(['"', ""]),
    ),
    letters,
)
"""Tables of CSV, many of them damaged."""


def check_line(message: str) -> None:
    """A message is one line that a terminal shows as it is, and no longer than can be read."""
    assert message
    assert message.isprintable(), message
    assert len(message) <= MOST_TOLD
