"""Laws of reading that hold for whoever means harm."""

import json
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import hostile
import pytest
from hostile_forms import DATA, PAGES, TEXTS
from hypothesis import example, given
from hypothesis import strategies as st

from kg import read, tables
from kg.errors import KgError, ReadError
from kg.model import Article
from kg.model.letters import hides
from kg.resolve import corrections

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def articles(content: str, name: str) -> list[Article]:
    file = BytesIO(content.encode("utf-8", "surrogatepass"))
    file.name = name
    skipped: list[ReadError] = []
    try:
        found = list(read.articles([file], skipped=skipped))
    except KgError as error:
        hostile.check_line(str(error))
        found = []
    for error in skipped:
        hostile.check_line(str(error))
    return found


def check(found: list[Article]) -> None:
    for article in found:
        spans = article.sentences
        assert all(span.of(article.text).strip() == span.of(article.text) != "" for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert article.title is None or article.title in article.text
        title = " ".join((article.title or "").split())
        assert not hides(title)
        beside = (article.id, article.author, article.publisher, *article.sources)
        assert all(said.isprintable() for said in beside if said is not None)
        assert all(len(said) <= 2100 for said in beside if said is not None)


@hostile.lawful(80)
@given(hostile.texts)
@example("By Ada Marsh\u202e Lee\n\nIt rained.")
@example("Tide\x1b[2J wins\n\nIt rained.")
@example("Source: \x07\n\nIt rained.")
@example("a " * 700)
def test_a_text_is_read_as_it_stands_or_refused_in_one_line(text: str) -> None:
    try:
        found = read.article(text)
    except KgError as error:
        hostile.check_line(str(error))
    else:
        assert found.text == text
        check([found])
    check(articles(text, "a.txt"))


@hostile.lawful(60)
@given(hostile.pages)
def test_a_page_is_read_or_refused_in_one_line(page: str) -> None:
    check(articles(page, "a.html"))


@hostile.lawful(120)
@given(hostile.data, st.sampled_from(["a.json", "a.jsonl", "a.jsonld"]))
@example('{"text": "It rained.", "id": ' + "9" * 4000 + "}", "a.json")
@example('{"text": "It rained.", "url": "https://a/\\u202e"}', "a.json")
@example('{"text": "It rained.", "url": "https://a/\\ud800"}', "a.json")
@example('{"text": "It rained.", "id": "\\ud800"}', "a.json")
@example('{"text": "It rained.", "author": "\\ud800"}', "a.json")
@example('{"text": "a\\ud800"}', "a.jsonl")
@example("[" * 100_000, "a.json")
def test_data_is_read_or_refused_in_one_line(data: str, name: str) -> None:
    check(articles(data, name))


@hostile.lawful(40)
@given(st.lists(hostile.texts | hostile.pages | hostile.data, max_size=5), st.randoms())
def test_whatever_is_cut_off_or_mixed_is_read_or_refused(parts: list[str], random: object) -> None:
    whole = "\n".join(parts)
    cut = whole[: random.randrange(len(whole) + 1)]

    for name in ("a.txt", "a.html", "a.jsonl", "a"):
        check(articles(cut, name))


NAMES = ["a\nb.txt", "a\x1b[31m.txt", "\u202etxt.a.txt", "<script>.txt", "-o.txt", "~.txt",
         "$(id).txt", "a" * 240 + ".txt", "%s.txt", "..txt", "=1+1.txt"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_be_called_anything(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Ada Marsh directed “Tide.”", "utf-8")
    found = list(read.articles(tmp_path / name))

    assert len(found) == 1
    check(found)


@pytest.mark.parametrize("name", ["a\x1b[2J", "a\nb", "a" * 5000, "a\0b", "\ud800", "\u202e"])
def test_a_path_that_is_none_is_told_in_one_line(name: str) -> None:
    with pytest.raises(KgError) as told:
        list(read.articles(name))

    hostile.check_line(str(told.value))


@hostile.lawful(60)
@given(hostile.tables)
def test_a_table_is_read_or_refused_in_one_line(table: str) -> None:
    place = Path("/tmp") / "kg-hostile.csv"
    place.write_bytes(table.encode("utf-8", "surrogatepass"))
    try:
        for article, claims in tables.rows(place, tables.mapping(MAPS[0])):
            check([article])
            for claim in claims:
                assert claim.evidence.span.of(article.text) == claim.evidence.quote
    except KgError as error:
        hostile.check_line(str(error))
    finally:
        place.unlink()


MAPS = sorted((Path(__file__).parents[2] / "data" / "maps").glob("*.toml"))


@hostile.lawful(60)
@given(
    hostile.names, hostile.names, st.sampled_from(["wrong", "same", "different", "without", "x"])
)
def test_corrections_are_taken_or_refused_in_one_line(one: str, other: str, kind: str) -> None:
    subject, relation = json.dumps(one), json.dumps(other)
    said = f"[[{kind}]]\nsubject = {subject}\nrelation = {relation}\nthings = [{subject}]"
    for text in (said, f"[[{kind}]]\n{one} = {other}", one + other):
        place = Path("/tmp") / "kg-hostile.toml"
        place.write_bytes(text.encode("utf-8", "surrogatepass"))
        for load in (corrections.read, tables.mapping):
            try:
                load(place)
            except KgError as error:
                hostile.check_line(str(error))
        place.unlink()


@pytest.mark.parametrize("size", [5_000])
def test_every_form_is_read_or_refused(size: int) -> None:
    assert len(TEXTS) > 80
    assert len(PAGES) > 40
    for forms, ending in ((TEXTS, "txt"), (PAGES, "html"), (DATA, "json")):
        for form in forms.values():
            check(articles(form(size), f"a.{ending}"))
