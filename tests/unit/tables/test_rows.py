"""Rows of tables as articles with claims."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from corpora import line, shown
from hypothesis import given
from hypothesis import strategies as st

from kg import assemble, resolve, tables
from kg.errors import ReadError
from kg.model import Article, Claim
from kg.tables import formats

MAP = """
[row]
subject = "title"
kind = "Film"
id = ["title", "year"]
date = "updated"
nothing = ["unknown", "null"]

[[column]]
name = "year"
relation = "releaseDate"
datatype = ["xsd:date", "xsd:gYear"]
qualifiers = { medium = "theatrical" }

[[column]]
name = "cast"
relation = "castMember"
kind = "Person"
separator = "|"
nothing = ["various"]
without = '\\s*\\(\\w+\\)|with '
fits = '[A-Z].*'
qualifiers = { character = { column = "roles", kind = "Character", separator = "|" } }

[[column]]
name = "genre"
relation = "genre"
datatype = "xsd:string"
separator = "|"
words = { Toon = "animation" }
"""
HEAD = ["title", "year", "cast", "roles", "genre", "updated"]
Read = tuple[Article, list[Claim]]
TIDE = ["Tide", "1980", "Ada Marsh|Ben Novak", "Vera|", "Drama|Toon", "2020-11-20"]


@pytest.fixture
def table(tmp_path):
    """Write tables of the map above, and read them."""
    return Table(tmp_path)


class Table:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "map.toml").write_text(MAP, "utf-8")
        self.by = tables.mapping(folder / "map.toml")
        self.skipped: list[ReadError] = []

    def csv(self, *rows: list[str], head: list[str] = HEAD, delimiter: str = ",") -> list[Read]:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows([head, *rows])
        return self.read("films.csv", text.getvalue().encode())

    def jsonl(self, *rows: object) -> list[Read]:
        lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
        return self.read("films.jsonl", lines.encode())

    def read(self, name: str, content: bytes) -> list[Read]:
        path = self.folder / name
        path.write_bytes(content)
        self.skipped.clear()
        return list(tables.rows(path, self.by, skipped=self.skipped))

    def told(self) -> list[str]:
        return [str(error) for error in self.skipped]


def said(claim: Claim) -> str:
    parts = [claim.subject.name, claim.relation, shown(claim.object)]
    return " | ".join([*parts, *(f"{q.name}={shown(q.value)}" for q in claim.qualifiers)])


def test_a_row_is_an_article_whose_text_is_the_row_as_printed(table) -> None:
    [(article, claims)] = table.csv(TIDE)

    assert article.text == (
        "title: Tide | year: 1980 | cast: Ada Marsh, Ben Novak | roles: Vera"
        " | genre: Drama, Toon | updated: 2020-11-20"
    )
    assert article.id == "films-tide-1980"
    assert article.sources == ("films.csv#row=1",)
    assert article.published == date(2020, 11, 20)
    assert (article.title, article.sentences) == (None, ())
    assert [said(claim) for claim in claims] == [
        "Tide | releaseDate | 1980 | medium=theatrical",
        "Tide | castMember | Ada Marsh | character=Vera",
        "Tide | castMember | Ben Novak",
        "Tide | genre | Drama",
        "Tide | genre | animation",
    ]
    assert {claim.evidence.quote for claim in claims} == {article.text}
    assert [claim.evidence.rule for claim in claims][:2] == ["column year", "column cast"]
    assert table.told() == []


def test_csv_json_lines_and_parquet_give_the_same(table) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    records = [
        {
            "title": "Tide", "year": 1980, "cast": ["Ada Marsh", "Ben Novak"],
            "roles": ["Vera", ""], "genre": ["Drama", "Toon"], "updated": "2020-11-20",
        },
        {
            "title": "Blue Hour", "year": None, "cast": [], "roles": None, "genre": ["Short"],
            "updated": None,
        },
    ]  # fmt: skip
    path = table.folder / "films.parquet"
    parquet.write_table(arrow.Table.from_pylist(records), path)

    lines = table.jsonl(*records)
    for other in (
        table.csv(TIDE, ["Blue Hour", "", "", "", "Short", ""]),
        list(tables.rows(path, table.by)),
    ):
        assert [claims for _, claims in other] == [claims for _, claims in lines]
        assert [(a.id, a.text, a.published) for a, _ in other] == [
            (a.id, a.text, a.published) for a, _ in lines
        ]


@pytest.mark.parametrize("mark", list(",;\t|"))
def test_what_parts_the_cells_is_told_by_the_head(table, mark: str) -> None:
    row = [cell.replace("|", "|" if mark != "|" else "/") for cell in TIDE]

    [(article, _)] = table.csv(row, delimiter=mark)

    assert article.id == "films-tide-1980"


@pytest.mark.parametrize("cell", ["", "  ", "unknown", "UNKNOWN", "null"])
def test_a_cell_that_holds_nothing_gives_nothing(table, cell: str) -> None:
    [(_, claims)] = table.csv(["Tide", cell, cell, "", cell, cell])

    assert [said(claim) for claim in claims] == ["Tide | kind | Film"]
    assert table.told() == []


def test_what_is_no_part_of_a_name_is_left_out_of_its_span(table) -> None:
    [(article, claims)] = table.csv(
        ["Tide", "", "with Ada Marsh (narrator)|various|(x)", *[""] * 3]
    )

    [claim] = claims
    assert claim.object.text == "Ada Marsh"
    assert claim.object.span.of(article.text) == "Ada Marsh"


def test_a_value_of_a_wrong_form_costs_itself_alone(table) -> None:
    [(article, claims)] = table.csv(
        ["Tide", "1980?", "Ada Marsh|voices of|Ben Novak", "", "", "Friday"]
    )

    assert [said(claim) for claim in claims] == [
        "Tide | castMember | Ada Marsh",
        "Tide | castMember | Ben Novak",
    ]
    assert article.published is None
    assert table.told() == [
        "films.csv, row 1, column “updated”: “Friday” is no day. Write it as 2020-11-20.",
        (
            "films.csv, row 1, column “year”: “1980?” is no xsd:date or xsd:gYear. "
            "Correct it, or the map."
        ),
        (
            "films.csv, row 1, column “cast”: “voices of” is not of the form that the map asks "
            "for. Correct it, or the map."
        ),
    ]


def test_qualifiers_that_do_not_go_along_are_left_out_and_told(table) -> None:
    [(_, claims)] = table.csv(["Tide", "", "Ada Marsh|Ben Novak|Lee Park", "Vera|Nora", "", ""])

    assert [said(claim) for claim in claims] == [
        "Tide | castMember | Ada Marsh",
        "Tide | castMember | Ben Novak",
        "Tide | castMember | Lee Park",
    ]
    assert table.told() == [
        (
            "films.csv, row 1, column “cast”: it has 3 values and “roles” has 2. "
            "Give one for each, in one order, or one for all."
        )
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"title,year\nTide,1980,x\nBlue Hour,1981\n", "row 1: it has 3 cells and the head 2."),
        (b"title,year\nTide\nBlue Hour,1981\n", "row 1: it has 1 cells and the head 2."),
        (b"title,year\n,1980\nBlue Hour,1981\n", "row 1, column “title”: there is nothing in it."),
        (b"title,year\n\xff,1980\nBlue Hour,1981\n", "row 1: a cell is not UTF-8"),
        (b"title,year\nTide\x00,1980\nBlue Hour,1981\n", "row 1: a cell is not UTF-8"),
    ],
)
def test_a_bad_row_costs_itself_alone_in_csv(tmp_path, content: bytes, told: str) -> None:
    path = tmp_path / "films.csv"
    path.write_bytes(content + b"Glass Harbor,1982\n")
    (tmp_path / "map.toml").write_text('[row]\nsubject = "title"\nkind = "Film"\n')
    skipped: list[ReadError] = []

    found = list(tables.rows(path, tables.mapping(tmp_path / "map.toml"), skipped=skipped))

    assert [article.sources for article, _ in found] == [
        ("films.csv#row=2",),
        ("films.csv#row=3",),
    ]
    assert [str(error).startswith(f"films.csv, {told}") for error in skipped] == [True]


def test_a_quotation_mark_that_is_not_closed_costs_what_follows(table) -> None:
    with pytest.raises(ReadError, match="none of its 1 rows can be read"):
        table.read("films.csv", f'{",".join(HEAD)}\n"Tide,1980\nBlue Hour,1981\n'.encode())

    assert [line.partition(". ")[0] for line in table.told()] == [
        "films.csv, row 1: unexpected end of data"
    ]


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ('{"title": "Tide"', "it is not JSON ("),
        ('["Tide"]', "it is JSON, but no object."),
        ('{"title": "\\ud800"}', "a cell is not UTF-8"),
        ("[" * 100_000, "its brackets nest too deep."),
        ('{"year": 1980}', "there is nothing in it."),
        ('{"title": "' + "x" * formats.LONGEST_LINE + '"}', "the line has more than 8,000,000"),
    ],
    ids=["cut", "list", "surrogate", "deep", "no title", "long"],
)
def test_a_bad_row_costs_itself_alone_in_json_lines(table, bad: str, told: str) -> None:
    full = dict(zip(HEAD, TIDE, strict=True))

    found = table.jsonl(bad, "", full)

    assert [article.sources for article, _ in found] == [("films.jsonl#row=2",)]
    [line] = table.told()
    assert line.startswith("films.jsonl, row 1")
    assert told in line


def test_a_cell_that_holds_a_table_is_printed_and_told(table) -> None:
    [(article, claims)] = table.jsonl({"title": "Tide", "year": 1980, "cast": [{"n": "Ada"}]})

    assert article.text == 'title: Tide | year: 1980 | cast: [{"n": "Ada"}]'
    assert [claim.relation for claim in claims] == ["releaseDate"]
    assert table.told()[0].startswith("films.jsonl, row 1, column “cast”: it holds more than")


def test_a_column_that_no_line_has_is_told(table) -> None:
    table.jsonl({"title": "Tide", "year": 1980, "cast": ["Ada Marsh"], "roles": None, "genre": ""})

    assert table.told() == [
        "films.jsonl: no row has “updated”. Correct the map, or take the column out of it."
    ]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("films.csv", b"title,year\nTide,1980\n", "films.csv: there is no column “cast”; there ar"),
        ("films.csv", b"", "there is no head in it. Give the columns’ names in line 1."),
        ("films.csv", b"\xff\xfet\x00", "it is not UTF-8."),
        ("films.csv", b'"title', "its head is damaged ("),
        ("films.csv", b"title,title\n", "two columns are called “title”."),
        ("films.jsonl", b"\n", "there is nothing in it."),
        ("films.jsonl", b"{}\n[]\n", "none of its 2 rows can be read. The first: films.jsonl, ro"),
        ("films.parquet", b"PAR1", "it is no sound Parquet file ("),
        ("films.xls", b"", "its ending “.xls” is that of no table. Give a table that ends in .csv"),
        ("films", b"", "it has no ending."),
    ],
)
def test_a_table_that_cannot_be_read_is_told_in_one_line(table, name, content, told) -> None:
    with pytest.raises(ReadError) as error:
        table.read(name, content)

    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_table_that_is_not_there_is_told(table) -> None:
    with pytest.raises(ReadError, match=r"none\.csv: it cannot be read \(No such file"):
        list(tables.rows(table.folder / "none.csv", table.by))


def test_parquet_without_its_library_says_how_to_install_it(table, monkeypatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(formats, "import_module", missing)

    with pytest.raises(ReadError, match=r"Run: pip install 'film-news-kg\[tables\]'"):
        table.read("films.parquet", b"")


def test_ids_do_not_depend_on_the_order_of_the_rows(table) -> None:
    rows = [
        ["Tide", "1980", "Ada Marsh", "", "", ""],
        ["Tide", "1980", "Ben Novak", "", "", ""],
        ["Tide", "1910", "Lee Park", "", "", ""],
        ["Blue Hour", "", "", "", "", ""],
    ]

    ids = {article.text: article.id for article, _ in table.csv(*rows)}

    assert {article.text: article.id for article, _ in table.csv(*reversed(rows))} == ids
    assert sorted(name.partition(".")[0] for name in ids.values()) == [
        "films-blue-hour", "films-tide-1910", "films-tide-1980", "films-tide-1980",
    ]  # fmt: skip
    assert len(set(ids.values())) == 4


def test_rows_that_say_the_same_are_one(table) -> None:
    assert [article.sources for article, _ in table.csv(TIDE, TIDE)] == [("films.csv#row=1",)]


def test_the_folder_makes_no_difference(table, tmp_path) -> None:
    (tmp_path / "other").mkdir()
    first = table.csv(TIDE)
    again = Table(tmp_path / "other").csv(TIDE)

    assert first == again


def test_films_of_one_title_are_told_apart_by_the_year(table) -> None:
    found = table.csv(
        ["Tide", "1910", "Ada Marsh", "", "", ""], ["Tide", "1980", "Ben Novak", "", "", ""]
    )

    facts = resolve.facts(claim for _, claims in found for claim in claims)

    cast = {fact.subject.iri: line(fact) for fact in facts if fact.relation == "castMember"}
    assert sorted(cast.values()) == [
        "Tide | castMember | Ada Marsh | actual",
        "Tide | castMember | Ben Novak | actual",
    ]


def test_a_row_of_the_graph_shows_the_words_that_say_it(table) -> None:
    found = table.csv(TIDE)
    articles = [article for article, _ in found]
    graph = assemble.graph(resolve.facts(found[0][1]), articles=articles)

    [row] = [row for row in assemble.table(graph) if row.object == "Ada Marsh"]

    assert row.qualifiers == {"character": "Vera"}
    assert row.quote == articles[0].text


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
cells = st.one_of(st.none(), texts, st.integers(), st.floats(), st.lists(texts, max_size=4))


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(HEAD, cells)), max_size=4))
def test_every_name_and_every_quote_stands_word_for_word(tmp_path_factory, records) -> None:
    table = Table(tmp_path_factory.mktemp("tables"))
    records.append({"title": "Tide"})

    found = table.jsonl(*records)

    assert len({article.id for article, _ in found}) == len(found)
    for article, claims in found:
        assert claims
        for claim in claims:
            assert claim.evidence.span.of(article.text) == claim.evidence.quote
            for value in claim.mentions:
                assert value.span.of(article.text) == value.text == value.text.strip()


def test_the_shared_table_of_films_can_be_read(shared) -> None:
    path = shared / "eval" / "data" / "films" / "wikipedia_movies_table.jsonl"
    if not path.is_file():
        pytest.skip(f"../shared/eval has no {path.name}")
    skipped: list[ReadError] = []

    found = list(tables.rows(path, tables.mapping("wikipedia_movies"), skipped=skipped))

    assert len(found) > 24_000
    assert len(skipped) < 150
    assert len({article.id for article, _ in found}) == len(found)
