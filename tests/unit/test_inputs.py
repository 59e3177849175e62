"""Articles as people have them: pages of several layouts, JSON-LD, JSON lines, folders of these."""

import io
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg import assemble, read
from kg.errors import ReadError
from kg.model import Article

FIRST = (
    "Ada Marsh will direct “Salt Road,” a drama set in Norway, the studio said on Thursday. "
    "Lee Park is attached to star as a ferry pilot."
)
SECOND = "Northlight Pictures will release the film on May 3, 2022."
THIRD = "It is based on a novel by Kim Roe, and it was written by Marsh with Ben Novak."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
HEADLINE = "Ada Marsh to Direct ‘Salt Road’"
ADDRESS = "https://reelpost.example/2021/03/salt-road"

WORDPRESS = f"""<!DOCTYPE html>
<html lang="en-US"><head><meta charset="UTF-8">
<title>{HEADLINE} &#8211; The Reel Post</title>
<meta property="og:title" content="{HEADLINE} - The Reel Post">
<meta property="og:site_name" content="The Reel Post">
<meta property="article:published_time" content="2021-03-04T09:00:00+00:00">
<meta name="author" content="Nora Lind">
<link rel="canonical" href="{ADDRESS}">
<style>.post {{ color: red }}</style><script>var tide = "<p>No words</p>";</script></head>
<body class="post-template-default single">
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/film">Film</a></li></ul></nav></header>
<main><article class="post"><header class="entry-header">
<h1 class="entry-title">{HEADLINE}</h1>
<div class="entry-meta">By <span class="author vcard"><a href="/nora">Nora Lind</a></span>
on <time class="entry-date published" datetime="2021-03-04">March 4, 2021</time></div></header>
<div class="entry-content"><p>{FIRST}</p>
<p>Northlight Pictures will
release the film on <strong>May 3, 2022</strong>.</p><p>{THIRD}</p>
<div class="sharedaddy"><ul><li><a href="#">Share on Facebook</a></li></ul></div></div></article>
<section id="comments" class="comments-area"><h2>2 thoughts</h2><ol class="comment-list">
<li class="comment"><p>I loved “Tide” so much and I cannot wait.</p></li></ol></section></main>
<aside class="widget-area"><ul><li><a href="/x">Related: “Tide” wins a prize</a></li></ul></aside>
<footer>© 2021 The Reel Post</footer></body></html>
"""

GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#us", "name": "The Reel Post"},
        {"@type": "Person", "@id": "#nora", "name": "Nora Lind"},
        {"@type": "WebPage", "@id": "#page", "name": "Film", "datePublished": "2020-01-01"},
        {
            "@type": ["NewsArticle", "Thing"],
            "headline": "Ada Marsh to Direct &#8216;Salt Road&#8217;",
            "datePublished": "2021-03-04T23:30:00-08:00",
            "author": [{"@id": "#nora"}, {"@type": "Person", "name": "Sam Hill"}],
            "publisher": {"@id": "#us"},
            "mainEntityOfPage": {"@id": ADDRESS},
            "articleBody": "This is not the text that is seen.",
        },
    ],
}  # fmt: skip
NEWS = f"""<!doctype html><html><head><meta charset=utf-8><title>Film news</title>
<script type="application/ld+json">{{ broken</script>
<script type="application/ld+json">{json.dumps(GRAPH)}</script>
<meta property="og:site_name" content="Another name"></head><body>
<div class="page"><div class="nav"><a href=/>Home</a> <a href=/a>News</a></div>
<div class="story-body"><h1>{HEADLINE}</h1><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div>
<figure><img src=a.jpg><figcaption>A ferry</figcaption></figure><div><p>{THIRD}</p></div></div>
<div class="related"><h3>More</h3><ul><li><a href=/b>Tide wins</a></li></ul></div></div>
</body></html>
"""

AMP = f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8">
<script async src="https://cdn.example/v0.js"></script>
<title>{HEADLINE}</title><link rel="canonical" href="{ADDRESS}">
<script type="application/ld+json">{{"@context": "http://schema.org", "@type": "http://schema.org/BlogPosting",
"headline": "{HEADLINE}", "datePublished": "2021-03-04", "author": "Nora Lind",
"publisher": {{"@type": "Organization", "name": "The Reel Post"}}}}</script>
<style amp-boilerplate>body{{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}}</style>
</head><body><amp-sidebar id="side"><a href="/">Home</a></amp-sidebar>
<article><h1>{HEADLINE}</h1><amp-img src="a.jpg" width=10 height=10></amp-img>
<p>{FIRST}<p>{SECOND}<amp-ad width=300 height=250></amp-ad><p>{THIRD}</article></body></html>
"""

TABLES = f"""<HTML><HEAD><TITLE>Film News: {HEADLINE}</TITLE></HEAD><BODY BGCOLOR=white>
<TABLE WIDTH="100%"><TR><TD WIDTH=120><FONT SIZE=1><A HREF=a>Home</A><BR><A HREF=b>News</A><BR>
<A HREF=c>Reviews</A></FONT></TD><TD><FONT SIZE=5><B>{HEADLINE}</B></FONT><BR>
<FONT SIZE=1>By Nora Lind<BR>March 4, 2021</FONT><BR><BR><FONT FACE=arial SIZE=2>{FIRST}<BR><BR>
{SECOND}<BR><BR>{THIRD}</FONT></TD></TR></TABLE></BODY></HTML>
"""

FORM = f"""<html><head><title>{HEADLINE} | The Reel Post</title></head><body>
<form method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{"x" * 999}">
<div id="content"><h1>{HEADLINE}</h1><span class="byline">By Nora Lind</span>
<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></form></body></html>
"""

LAYOUTS = {
    "wordpress": WORDPRESS,
    "news": NEWS,
    "amp": AMP,
    "tables": TABLES,
    "form": FORM,
}


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    for name, page in LAYOUTS.items():
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
    return tmp_path


def only(source: object) -> Article:
    [found] = read.articles(source)  # type: ignore[arg-type]
    return found


def refused(content: str | bytes, name: str = "page.html") -> str:
    file = io.BytesIO(content.encode() if isinstance(content, str) else content)
    file.name = name
    with pytest.raises(ReadError) as caught:
        list(read.articles(file))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def page(body: str, head: str = "") -> io.BytesIO:
    return io.BytesIO(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def said(article: Article) -> list[str]:
    return [sentence.of(article.text) for sentence in article.sentences]


def test_of_a_page_the_headline_and_the_running_text_are_read(saved: Path, layout: str) -> None:
    found = only(saved / f"{layout}.html")

    assert found.title == HEADLINE
    assert found.text.startswith(f"{HEADLINE}\n\n")
    assert found.text.endswith(BODY)
    assert said(found)[:2] == [HEADLINE, FIRST.partition(" Lee")[0]]
    assert found.id == layout


def test_nothing_beside_the_article_is_read(saved: Path, layout: str) -> None:
    text = only(saved / f"{layout}.html").text

    beside = text.removeprefix(HEADLINE).removesuffix(BODY).split()
    assert " ".join(beside) in {"", "By Nora Lind March 4, 2021", "By Nora Lind"}


def test_a_byline_and_a_date_below_the_headline_are_no_sentences(saved: Path) -> None:
    found = only(saved / "tables.html")

    assert (found.author, found.published) == ("Nora Lind", date(2021, 3, 4))
    assert not [sentence for sentence in said(found) if "By Nora" in sentence]


@pytest.mark.parametrize(
    ("name", "author"),
    [("wordpress", "Nora Lind"), ("news", "Nora Lind, Sam Hill"), ("amp", "Nora Lind")],
)
def test_a_page_tells_date_author_publisher_and_address(
    saved: Path, name: str, author: str
) -> None:
    path = saved / f"{name}.html"

    found = only(path)

    assert (found.author, found.publisher) == (author, "The Reel Post")
    assert found.published == date(2021, 3, 4)
    assert found.sources == (path.as_posix(), ADDRESS)


def test_what_a_page_does_not_tell_is_not_guessed() -> None:
    found = only(page(f"<p>{FIRST}</p><p>On 2019-05-06, Tide opened. © 2024</p>"))

    assert (found.author, found.publisher, found.published) == (None, None, None)
    assert found.sources == ()


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="parsely-pub-date" content="2021-03-04T10:00:00Z">',
        '<meta itemprop="datePublished" content="4 March 2021">',
        f'<link rel="canonical" href="{ADDRESS.replace("/salt", "/04/salt")}">',
    ],
)
def test_a_date_may_stand_in_meta_tags_and_in_the_address(head: str) -> None:
    assert only(page(f"<p>{FIRST}</p>", head)).published == date(2021, 3, 4)


def test_paragraphs_lists_quotations_and_lines_stand_apart() -> None:
    found = only(
        page(
            f"<article><h1>Tide</h1><p>{FIRST}</p><h2>A wait</h2><blockquote><p>We waited.</p>"
            f"</blockquote><p>“It rained,”<br>Marsh said.</p><ul><li>Tide (2019)</li><li>Salt Road"
            f"</li></ul><p>{SECOND}<br><br>{THIRD}</p></article>"
        )
    )

    assert found.text.split("\n\n") == [
        "Tide", FIRST, "A wait", "We waited.", "“It rained,”\nMarsh said.", "Tide (2019)",
        "Salt Road", SECOND, THIRD,
    ]  # fmt: skip


def test_a_table_of_facts_stays_row_by_row() -> None:
    rows = "".join(f"<tr><th>Part {n}</th><td>Player {n}</td></tr>" for n in range(3))

    found = only(page(f"<article><p>{FIRST}</p><p>{THIRD}</p><table>{rows}</table></article>"))

    assert found.text.endswith("Part 0 | Player 0\n\nPart 1 | Player 1\n\nPart 2 | Player 2")


def test_the_body_in_the_data_is_read_where_the_page_has_no_text() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "articleBody": f"<p>{FIRST}</p><p>{SECOND}</p>",
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'

    found = only(page("<noscript>Turn scripts on.</noscript><div id=app></div>", script))

    assert found.text == f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}"


def test_a_page_is_known_by_its_beginning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDPRESS.encode()), "ascii"))
    (tmp_path / "saved").write_text(f"\ufeff\n<!-- saved --> {NEWS}", "utf-8")
    (tmp_path / "page.txt").write_text(AMP, "utf-8")

    found = [
        only("-"),
        only(tmp_path / "saved"),
        only(tmp_path / "page.txt"),
        only(io.StringIO(FORM)),
    ]

    assert {article.title for article in found} == {HEADLINE}
    assert [article.id for article in found] == ["article", "saved", "page", "article"]


@pytest.mark.parametrize(
    "text", ["< 5 films were shown.", "<Tide> won.", "[Update] It won.", "{x}"]
)
def test_plain_text_is_not_taken_for_anything_else(text: str) -> None:
    assert only(io.StringIO(text)).text == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-1">', "cp1252"),
        ("", "cp1252"),
        ("<meta charset=macintosh>", "mac_roman"),
        ("<meta charset=utf-8>", "cp1252"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
        ("<meta charset=iso-8859-1>", "utf-8"),
    ],
)
def test_a_page_is_decoded_by_what_it_declares_or_is(head: str, encoding: str) -> None:
    text = f"{FIRST} Zoë Strand plays in a café — “Tide” is over."

    found = only(io.BytesIO(f"<html><head>{head}</head><p>{text}</p>".encode(encoding)))

    assert found.text == text


GERMAN = (
    "der film erzählt von einer jungen frau, die nach vielen jahren in ihre stadt zurückkehrt und "
    "dort niemanden mehr kennt. sie sucht nach ihrem bruder und findet nur sein leeres haus. die "
    "kritik hat den film gelobt, weil er ruhig ist und nichts erklärt."
)
JSON = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "articleBody": BODY,
    "datePublished": "2021-03-04",
    "author": {"@type": "Person", "name": "Nora Lind"},
    "publisher": {"@type": "Organization", "name": "The Reel Post"},
    "url": ADDRESS,
}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ending", ["json", "jsonld"])
def test_json_ld_of_one_article_is_read(tmp_path: Path, ending: str, indent: int | None) -> None:
    path = tmp_path / f"salt.{ending}"
    path.write_text(json.dumps(JSON, indent=indent), "utf-8")

    found = only(path)

    assert (found.id, found.title, found.text) == ("salt", HEADLINE, f"{HEADLINE}\n\n{BODY}")
    assert (found.author, found.publisher) == ("Nora Lind", "The Reel Post")
    assert (found.published, found.sources) == (date(2021, 3, 4), (path.as_posix(), ADDRESS))


@pytest.mark.parametrize("form", [list, lambda both: {"@graph": list(both)}])
def test_json_ld_of_several_articles_is_read(tmp_path: Path, form: type) -> None:
    both = [JSON, {"@type": "Person", "name": "Nora Lind"}, {**JSON, "articleBody": THIRD}]
    path = tmp_path / "two.json"
    path.write_text(json.dumps(form(both)), "utf-8")

    found = list(read.articles(path))

    assert [article.id for article in found] == ["two-1", "two-2"]
    assert found[1].text == f"{HEADLINE}\n\n{THIRD}"


def lines(*records: object) -> Iterator[str]:
    for record in records:
        yield record if isinstance(record, str) else json.dumps(record)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    told = lines(
        {"id": "salt", "title": HEADLINE, "date": "2021-03-04", "text": FIRST, "url": ADDRESS},
        {"text": "{broken"[1:] + " It rained."},
        "{broken",
        "",
        {"headline": "Tide wins", "body": THIRD, "published": "March 5, 2021",
         "author": "Nora Lind", "publisher": "The Reel Post"},
        {"id": 7, "content": SECOND},
        {"id": "none"},
        {"body": "One.", "content": "Another."},
        {"id": "two\nlines", "text": SECOND},
        {"id": "salt", "text": "A different text."},
        {"id": "half", "text": "\ud800"},
        "[1, 2",
        "3",
    )  # fmt: skip
    path.write_text("\n".join(told) + "\n", "utf-8")
    return path


def test_json_lines_are_read_one_article_a_line(news: Path) -> None:
    found = list(read.articles(news))

    assert [article.id for article in found] == ["salt", "news-2", "news-5", "7"]
    assert [article.text for article in found] == [
        f"{HEADLINE}\n\n{FIRST}", "broken It rained.", f"Tide wins\n\n{THIRD}", SECOND,
    ]  # fmt: skip
    salt, _, tide, _ = found
    assert (salt.title, salt.published) == (HEADLINE, date(2021, 3, 4))
    assert salt.sources == (news.as_posix(), ADDRESS)
    assert (tide.title, tide.published) == ("Tide wins", date(2021, 3, 5))
    assert (tide.author, tide.publisher) == ("Nora Lind", "The Reel Post")


def test_a_bad_line_costs_that_line_alone_and_is_told(news: Path) -> None:
    skipped: list[ReadError] = []

    list(read.articles(news, skipped=skipped))

    told = {error.source.rpartition(" ")[2]: str(error) for error in skipped}
    assert all(error.source.startswith(f"{news.as_posix()}, line ") for error in skipped)
    for number, reason in {
        "3": "not JSON", "7": "no article", "8": "differ", "9": "its id is no name",
        "10": "already called “salt”", "11": "surrogate", "12": "not JSON", "13": "no article",
    }.items():  # fmt: skip
        assert reason in told[number]
        assert "\n" not in told[number]
    assert len(skipped) == 8


def test_a_file_of_bad_lines_alone_is_refused() -> None:
    assert "line 1: it is not JSON" in refused("{broken", "bad.jsonl")


@pytest.mark.parametrize("ending", ["jsonl", "ndjson", "json"])
def test_files_of_bad_lines_alone_cost_one_message_in_a_folder(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"bad.{ending}").write_text('{"a": 1}\n' * 5000, "utf-8")
    (tmp_path / "good.txt").write_text(FIRST, "utf-8")
    skipped: list[ReadError] = []

    [found] = read.articles(tmp_path, skipped=skipped)

    assert found.id == "good"
    [error] = skipped
    assert "none of its 5000 articles can be read. The first: " in str(error)
    assert "bad" in error.source


def test_of_many_bad_lines_a_hundred_are_told(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "It rained."}\n' + "{}\n" * 250, "utf-8")
    skipped: list[ReadError] = []

    assert len(list(read.articles(path, skipped=skipped))) == 1
    assert len(skipped) == 101
    assert "150 more of its articles cannot be read" in str(skipped[-1])


def test_a_line_may_be_too_long_and_another_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    long = b'{"text": "' + b"x" * 9_000_000 + b'"}\n'
    path.write_bytes(
        b'{"text": "It rained."}\n' + long + b'{"text": "\xff"}\r\n{"text": "It shone."}'
    )
    skipped: list[ReadError] = []

    found = list(read.articles(path, skipped=skipped))

    assert [article.id for article in found] == ["news-1", "news-4"]
    assert "line 2: the line has more than 8,000,000 bytes" in str(skipped[0])
    assert "line 3: the text is not UTF-8, at byte 10" in str(skipped[1])


def test_lines_are_read_one_at_a_time() -> None:
    taken = 0

    class Endless(io.RawIOBase):
        def read(self, _: int = -1) -> bytes:
            nonlocal taken
            taken += 1
            return b'{"id": %d, "text": "It rained."}\n' % taken

    found = read.articles(Endless())  # type: ignore[arg-type]

    assert [next(found).id for _ in range(50)] == [str(n) for n in range(1, 51)]
    assert taken <= 52


@pytest.mark.parametrize("stream", [io.StringIO, lambda text: io.BytesIO(text.encode())])
def test_json_lines_are_known_by_their_beginning(stream: type) -> None:
    text = "\n".join(lines({"text": FIRST}, {"id": "tide", "text": THIRD}))

    assert [article.id for article in read.articles(stream(text))] == ["article-1", "tide"]


def test_a_damaged_first_line_does_not_hide_the_others() -> None:
    text = "\n".join(lines('{"text": "It ra', {"text": FIRST}))

    assert only(io.StringIO(text)).text == FIRST


def test_a_headline_that_the_text_already_has_is_not_told_twice() -> None:
    text = f"\n{HEADLINE}\n\nBy Nora Lind\n\n{FIRST}"

    found = only(io.StringIO(json.dumps({"title": HEADLINE, "text": text})))

    assert (found.text, found.title, found.author) == (text, HEADLINE, "Nora Lind")
    assert said(found)[0] == HEADLINE


def test_a_folder_is_read_in_order_of_name_whatever_its_files(saved: Path) -> None:
    (saved / "a.txt").write_text(FIRST, "utf-8")
    (saved / "b.JSONL").write_text(json.dumps({"text": SECOND}), "utf-8")
    (saved / "c.ndjson").write_text(json.dumps({"id": "c", "text": THIRD}), "utf-8")
    (saved / "d.htm").write_text(FORM, "utf-8")
    (saved / "e.json").write_text(json.dumps(JSON), "utf-8")
    (saved / "f.jsonld").write_text(json.dumps(JSON), "utf-8")
    (saved / "g.md").write_text("no article", "utf-8")

    found = [article.id for article in read.articles(saved)]

    assert found == sorted(found)
    assert set(found) == {"a", "b-1", "c", "d", "e", "f", *LAYOUTS}


def test_two_files_of_one_stem_are_a_name_clash(tmp_path: Path) -> None:
    (tmp_path / "tide.html").write_text(WORDPRESS, "utf-8")
    (tmp_path / "tide.txt").write_text(FIRST, "utf-8")
    skipped: list[ReadError] = []

    [found] = read.articles(tmp_path, skipped=skipped)

    assert found.title == HEADLINE
    assert "tide.txt: a different article is already called “tide”" in str(skipped[0])
    with pytest.raises(ReadError, match="already called “tide”"):
        list(read.articles([tmp_path / "tide.html", tmp_path / "tide.txt"]))


def test_the_messages_of_folders_say_which_files_were_meant(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no \.txt file in it, nor any of \.html, \.htm, \.json, "):
        list(read.articles(tmp_path))
    (tmp_path / "one.html").write_text("", "utf-8")
    (tmp_path / "two.txt").write_text("", "utf-8")
    with pytest.raises(ReadError, match=r"none of its 2 \.html and \.txt files can be read"):
        list(read.articles(tmp_path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "there is nothing in it"),
        (" \n ", "there is nothing in it"),
        ("<html></html>", "no article in the page"),
        ("<!-- nothing -->", "no article in the page"),
        ("<html><head><title>Tide</title></head><body><img src=a.jpg></body></html>", "no article"),
        ("<html>\0</html>", "not text"),
        ("<html><body>" + "<p>x" * 40_000, "more than 30,000 tags"),
        ("<html><p>" + "It rained. " * 120_000, "more than 1,000,000 characters"),
        ("<html><p>" + "x" * 20_000_001, "more than 20,000,000 bytes"),
        (f"<html><p>{GERMAN}", "not English"),
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_refused(
    content: str | bytes, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content.encode() if isinstance(content, str) else content)

    with pytest.raises(ReadError, match=reason) as caught:
        list(read.articles(path))

    assert str(caught.value).startswith(f"{path.as_posix()}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "nothing in it"),
        ("{", "not JSON"),
        ("[]", "no article"),
        ('{"@type": "Person", "name": "Nora Lind"}', "no article"),
        ('{"@type": "NewsArticle", "headline": "Tide"}', "has no text"),
        ('{"@type": "NewsArticle", "articleBody": 5}', "has no text"),
        ('{"a": ' * 100_000, "nest too deep"),
        ("[" * 100_000, "nest too deep"),
        ('{"text": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_data_without_an_article_is_refused(content: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text(content, "utf-8")

    with pytest.raises(ReadError, match=reason) as caught:
        list(read.articles(path))

    assert "\n" not in str(caught.value)


DEEP = 20_000
BOMBS = {
    "boxes": "<div>" * DEEP + f"<p>{FIRST}",
    "bold": "<b>" * DEEP + FIRST,
    "closed": "</div>" * DEEP + f"<p>{FIRST}",
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(DEEP))}>{FIRST}",
    "class": f"<p class='{'x ' * DEEP}'>{FIRST}",
    "comments": "<!--" * DEEP + FIRST,
    "script": f"<p>{FIRST}</p><script>" + "<x" * DEEP,
    "data": f'<p>{FIRST}</p><script type="application/ld+json">' + "[" * DEEP + "</script>",
    "entities": '<!DOCTYPE html [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p>' + "&b;" * 999 + FIRST,
    "authors": "".join(f"<meta name=author content='Ada M{n}'>" for n in range(999)) + FIRST,
    "controls": f"<p>{FIRST}\x01\x02&#3;&#xD800;&#x110000;\x7f\x1b[31m",
    "names": f"<o:p><a\"b c'=d><x_y-z.é>{FIRST}",
    "cells": f"<p>{FIRST}</p><table><tr>" + "<td>x" * 20_000,
    "less": f"<p>{FIRST}" + "<" * DEEP,
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_hostile_markup_is_read_or_refused_in_one_line(bomb: str) -> None:
    told = ""
    try:
        told = only(io.BytesIO(f"<html><body>{BOMBS[bomb]}".encode())).text
    except ReadError as error:
        told = str(error).replace("\n", "\0")

    assert all(c.isprintable() or c in "\n\ufffd" for c in told)


@pytest.mark.parametrize("bomb", sorted(set(BOMBS) - {"comments", "cells", "entities"}))
def test_what_stands_in_hostile_markup_is_not_lost(bomb: str) -> None:
    found = only(io.BytesIO(f"<html><body>{BOMBS[bomb]}".encode()))

    assert FIRST in found.text


def test_what_a_library_raises_becomes_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura  # noqa: PLC0415  as late as the package does

    def failing(*_: object, **__: object) -> None:
        message = "a\nb"
        raise RecursionError(message)

    monkeypatch.setattr(trafilatura, "bare_extraction", failing)

    assert "cannot be told from the rest (RecursionError)" in refused(WORDPRESS)


def test_nothing_but_the_error_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    refused("<html><head><title>Tide</title></head></html>")

    assert capfd.readouterr() == ("", "")


def test_the_evidence_graph_states_what_is_known_of_an_article(saved: Path) -> None:
    article = only(saved / "news.html")

    graph = assemble.graph([], articles=[article])

    columns, [row] = graph.select(
        "PREFIX dcterms: <http://purl.org/dc/terms/> "
        "PREFIX film: <https://w3id.org/filmkg/ontology#> SELECT * WHERE { GRAPH ?g { "
        "?article dcterms:title ?title ; dcterms:creator ?author ; dcterms:publisher ?publisher ; "
        "film:datePublished ?day ; film:url ?url ; film:text ?text } }"
    )
    told = {name: getattr(row[name], "text", "") for name in columns}
    assert told["title"] == HEADLINE
    assert (told["author"], told["publisher"]) == ("Nora Lind, Sam Hill", "The Reel Post")
    assert (told["day"], told["url"], told["text"]) == ("2021-03-04", ADDRESS, article.text)
