"""Answers as plain values."""

import json
import sys
from datetime import date

import pytest

from kg.errors import KgError
from kg.graph import Iri, Literal, Term
from kg.namespaces import BASE
from kg.query.rows import Plain, Rows, plain, rows

XSD = "http://www.w3.org/2001/XMLSchema#"
FILM = "https://w3id.org/filmkg/ontology#"


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (Literal("Blue Hour"), "Blue Hour"),
        (Literal("Blaue Stunde", language="de"), "Blaue Stunde"),
        (Literal("12", XSD + "integer"), 12),
        (Literal("2.5", XSD + "decimal"), 2.5),
        (Literal("2021-04-09", XSD + "date"), date(2021, 4, 9)),
        (Literal("2021-04", XSD + "gYearMonth"), "2021-04"),
        (Literal("2021", XSD + "gYear"), "2021"),
        (Literal("P7M", XSD + "duration"), "P7M"),
        (Literal("true", XSD + "boolean"), True),
        (Literal("$3 million", FILM + "Amount"), "$3 million"),
        (Literal("a dozen", XSD + "integer"), "a dozen"),
        (Literal("2021-04-31", XSD + "date"), "2021-04-31"),
        (Iri(FILM + "HomeVideo"), "home video"),
        (Iri(FILM + "ofCharacter"), "ofCharacter"),
        (Iri("http://www.w3.org/2000/01/rdf-schema#label"), "rdfs:label"),
        (
            Iri("https://w3id.org/filmkg/data/work/tide.1"),
            "https://w3id.org/filmkg/data/work/tide.1",
        ),
    ],
)
def test_a_term_becomes_the_value_it_stands_for(term: Term | None, value: Plain) -> None:
    found = plain(term)

    assert (found, type(found)) == (value, type(value))


def some() -> Rows:
    return Rows(
        [
            {"film": "“Tide”, or <b>", "date": date(2021, 4, 9), "days": 3},
            {"film": "Loud", "date": None, "days": None},
        ],
        ["film", "date", "days"],
    )


def test_rows_are_a_list_of_dicts_that_knows_its_columns() -> None:
    found = rows(["film", "year"], [{"film": Literal("Tide"), "year": None}])

    assert found == [{"film": "Tide", "year": None}]
    assert found.columns == ("film", "year")
    assert rows(["film"], []).columns == ("film",)


def test_some_of_the_rows_are_rows_too() -> None:
    found = some()[:1]

    assert isinstance(found, Rows)
    assert found.columns == some().columns
    assert some()[1]["film"] == "Loud"


def test_rows_show_as_a_table_with_everything_escaped() -> None:
    shown = some()._repr_html_()

    assert "<th>film</th>" in shown
    assert "“Tide”, or &lt;b&gt;" in shown
    assert "<b>" not in shown
    assert "None" not in shown


def test_a_long_table_says_how_much_more_there_is() -> None:
    shown = Rows([{"film": str(n)} for n in range(130)], ["film"])._repr_html_()

    assert shown.count("<tr>") == 101
    assert "30 more rows" in shown


def test_rows_become_csv() -> None:
    assert some().to_csv() == 'film,date,days\n"“Tide”, or <b>",2021-04-09,3\nLoud,,\n'


def test_rows_become_json() -> None:
    assert json.loads(some().to_json()) == [
        {"film": "“Tide”, or <b>", "date": "2021-04-09", "days": 3},
        {"film": "Loud", "date": None, "days": None},
    ]


def test_rows_become_a_pandas_table() -> None:
    table = some().to_df()

    assert list(table.columns) == ["film", "date", "days"]
    assert list(table["film"]) == ["“Tide”, or <b>", "Loud"]
    assert list(Rows([], ["film"]).to_df().columns) == ["film"]


def test_columns_have_the_type_of_their_values() -> None:
    given = [
        {"n": 3, "x": 2.5, "on": date(1920, 1, 2), "so": True, "text": "a", "mixed": "2020"},
        {"n": None, "x": None, "on": None, "so": None, "text": None, "mixed": date(2020, 1, 1)},
    ]

    table = Rows(given, list(given[0])).to_df()

    types = ["Int64", "Float64", "datetime64[s]", "boolean", "string", "string"]
    assert [str(each) for each in table.dtypes] == types
    assert table["n"].sum() == 3
    assert table["on"].dt.year[0] == 1920
    assert list(table["mixed"]) == ["2020", "2020-01-01"]
    assert table.isna().sum().to_dict() == {name: int(name != "mixed") for name in given[0]}


def test_a_long_identifier_is_shown_short_over_the_whole() -> None:
    shown = Rows([{"who": BASE + "person/a&b.1"}], ["who"])._repr_html_()

    assert f'<span title="{BASE}person/a&amp;b.1">person:a&amp;b.1</span>' in shown


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(KgError, match="pip install pandas"):
        some().to_df()
