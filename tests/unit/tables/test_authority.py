"""Tables of authority: which thing of a graph is which thing elsewhere."""

import json

import pytest
from corpora import film, named, says

from kg import assemble, check, resolve, tables
from kg.errors import ReadError, VocabularyError
from kg.graph import Iri, Literal
from kg.model import Value
from kg.namespaces import iri
from kg.tables import Identified, Known, Matches

ADA = "http://www.wikidata.org/entity/Q2263"


@pytest.fixture
def read(tmp_path):
    """Read a table of authority from its lines of CSV."""

    def rows(*lines: str, skipped: list[ReadError] | None = None) -> list[Identified]:
        (tmp_path / "people.csv").write_text("\n".join(lines), "utf-8")
        return list(tables.authority(tmp_path / "people.csv", skipped=skipped))

    return rows


@pytest.fixture
def row(read):
    """Read a table of one row, told by its cells."""

    def one(**cells: str) -> Identified:
        [found] = read(",".join(cells), ",".join(cells.values()))
        return found

    return one


def known(*names: str, kind: str = "Person", **more: object) -> list[Known]:
    return [
        Known(f"thing/{place}", frozenset({kind}), name, **more)  # type: ignore[arg-type]
        for place, name in enumerate(names, 1)
    ]


def test_a_row_says_what_its_thing_is_elsewhere(read) -> None:
    [ada] = read(
        "name,kind,aliases,year,wikidata,imdb,tmdb,works",
        "Ada Marsh,Person,A. Marsh|Ada M.,1956,Q2263,nm0000158,31,Tide|Blue Hour",
    )

    assert (ada.row, ada.name, ada.kind, ada.year) == (1, "Ada Marsh", "Person", 1956)
    assert ada.aliases == ("A. Marsh", "Ada M.")
    assert ada.works == ("Tide", "Blue Hour")
    assert ada.people == ()
    assert ada.identifiers == (
        ADA,
        "https://www.imdb.com/name/nm0000158/",
        "https://www.themoviedb.org/person/31",
    )
    assert ada.article.id == "people-ada-marsh-1956"
    assert ada.article.sources == ("people.csv#row=1",)


@pytest.mark.parametrize(
    ("kind", "column", "text", "address"),
    [
        ("Film", "imdb", "tt0109830", "https://www.imdb.com/title/tt0109830/"),
        ("CreativeWork", "imdb", "tt0109830", "https://www.imdb.com/title/tt0109830/"),
        ("Film", "tmdb", "13", "https://www.themoviedb.org/movie/13"),
        ("TelevisionWork", "tmdb", "13", "https://www.themoviedb.org/tv/13"),
        ("Award", "wikidata", "Q19020", "http://www.wikidata.org/entity/Q19020"),
        ("", "imdb", "nm0000158", "https://www.imdb.com/name/nm0000158/"),
    ],
)
def test_an_identifier_gives_an_address(row, kind, column, text, address) -> None:
    found = row(name="Tide", kind=kind, **{column: text})

    assert found.identifiers == (address,)


def test_claims_are_made_of_the_row(row) -> None:
    tide = row(name="Tide", kind="Film", year="1980", wikidata="Q5")

    claims = tide.claims()

    assert [(claim.relation, claim.object) for claim in claims] == [
        ("sameAs", Value("http://www.wikidata.org/entity/Q5", "xsd:anyURI")),
        ("releaseDate", Value("1980", "xsd:gYear")),
    ]
    assert {claim.subject.span.of(tide.article.text) for claim in claims} == {"Tide"}
    assert {claim.subject.kind for claim in claims} == {"Film"}
    assert [claim.evidence.rule for claim in claims] == ["column wikidata", "column year"]
    assert {claim.evidence.quote for claim in claims} == {tide.article.text}


def test_without_a_kind_the_claims_wait_for_one(row) -> None:
    tide = row(name="Tide", tmdb="13")

    assert tide.identifiers == ()
    with pytest.raises(ValueError, match="row 1, “Tide”, leaves its kind open"):
        tide.claims()
    with pytest.raises(VocabularyError, match="Movie"):
        tide.claims("Movie")
    [claim] = tide.claims("Film")
    assert claim.object == Value("https://www.themoviedb.org/movie/13", "xsd:anyURI")


def test_claims_of_a_kind_that_it_is_not_are_refused(row) -> None:
    ada = row(name="Ada Marsh", imdb="nm0000158")

    with pytest.raises(ValueError, match="is not of the kind Film; give another"):
        ada.claims("Film")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ada Marsh,Person,1956,,,", "row 1: it has no identifier. Fill in one of wikidata, imdb,"),
        (",Person,1956,Q1,,", "row 1, column “name”: there is nothing in it."),
        ("Ada Marsh,Person,1956,2263,,", "column “wikidata”: “2263” is no identifier of wikidata"),
        ("Ada Marsh,Person,1956,,nm12,", "column “imdb”: “nm12” is no identifier of imdb."),
        ("Ada Marsh,Film,,,nm0000158,", "column “imdb”: “nm0000158” is no identifier of the kind"),
        ("Ada Marsh,ScreenWork,,,,31", "“31” of tmdb may be that of a Film or TelevisionWork."),
        ("Ada Marsh,Actor,,Q1,,", "column “kind”: “Actor” is no kind of thing. Use one of Creat"),
        ("Ada Marsh,Person,1956?,Q1,,", "column “year”: “1956?” is no year."),
    ],
)
def test_a_bad_row_costs_itself_alone(read, line: str, told: str) -> None:
    skipped: list[ReadError] = []
    head = "name,kind,year,wikidata,imdb,tmdb"

    found = read(head, line, "Lee Park,Person,1960,Q7,,", skipped=skipped)

    assert [each.row for each in found] == [2]
    assert [told in str(error) for error in skipped] == [True]


def test_a_table_without_names_is_refused(read) -> None:
    with pytest.raises(ReadError, match="there is no column “name”; there are title, wikidata"):
        read("title,wikidata", "Tide,Q1")


def test_json_lines_and_parquet_say_the_same(tmp_path, read) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    record = {"name": "Ada Marsh", "kind": "Person", "aliases": ["A. Marsh"], "tmdb": 31}
    (tmp_path / "people.jsonl").write_text(json.dumps(record), "utf-8")
    parquet.write_table(arrow.Table.from_pylist([record]), tmp_path / "people.parquet")

    [expected] = read("name,kind,aliases,tmdb", "Ada Marsh,Person,A. Marsh,31")

    for ending in ("jsonl", "parquet"):
        [found] = tables.authority(tmp_path / f"people.{ending}")
        assert found.claims() == expected.claims()


# ---- In the graph ------------------------------------------------------------------------


def test_the_same_elsewhere_is_a_term_of_the_graph_and_a_text_of_the_table(row) -> None:
    ada = row(name="Ada Marsh", kind="Person", year="1956", wikidata="Q2263")
    facts = resolve.facts([*ada.claims(), says("a", film("Tide"), "director", named("Ada Marsh"))])

    graph = assemble.graph(facts, articles=[ada.article])

    [quad] = graph.quads(predicate=Iri(iri("owl:sameAs")), graph=None)
    assert quad.object == Iri(ADA)
    assert quad.subject in {q.object for q in graph.quads(predicate=Iri(iri("film:director")))}
    [told] = [row for row in assemble.table(graph) if row.relation == "sameAs"]
    assert (told.subject, told.object, told.quote) == ("Ada Marsh", ADA, ada.article.text)
    assert check.shapes(graph).conforms
    assert check.rules(graph).conforms


def test_what_is_no_address_stays_a_text_and_breaks_the_shape() -> None:
    claim = says("a", named("Ada Marsh"), "sameAs", Value("Q 1", "xsd:anyURI"))

    graph = assemble.graph(resolve.facts([claim]))

    [quad] = graph.quads(predicate=Iri(iri("owl:sameAs")), graph=None)
    assert quad.object == Literal("Q 1", iri("xsd:anyURI"))
    assert [v.shape for v in check.shapes(graph).violations] == ["Named-sameAs"]


# ---- Which thing a row is of -------------------------------------------------------------


def why(matches: Matches) -> str:
    """The reason of the only row."""
    [one] = [*matches.found, *matches.ambiguous]
    return one.why


@pytest.mark.parametrize(
    ("cells", "thing", "told"),
    [
        ({}, {}, "the same name, and nothing speaks against it"),
        ({"year": "1956"}, {}, "the same name, and nothing speaks against it"),
        ({"year": "1956"}, {"years": {1956}}, "the same name, and born 1956 in both"),
        ({"works": "Glass|TIDE"}, {"beside": {"Tide"}}, "the same name, and beside “TIDE” in both"),
        (
            {"year": "1956", "works": "Tide"},
            {"years": {1956}, "beside": {"Tide"}},
            "the same name, and born 1956 in both, and beside “Tide” in both",
        ),
        (
            {"name": "Ada M. Marsh", "aliases": "ada  marsh"},
            {},
            "“ada  marsh” is a name of both, and nothing speaks against it",
        ),
        (
            {"name": "A. Marsh"},
            {"aliases": {"A. Marsh"}},
            "“A. Marsh” is a name of both, and nothing speaks against it",
        ),
    ],
)
def test_a_row_is_of_the_only_thing_of_its_name(row, cells, thing, told) -> None:
    ada = row(**{"name": "Ada Marsh", "wikidata": "Q1", **cells})
    [one] = known("Ada Marsh", **{name: frozenset(given) for name, given in thing.items()})

    matches = tables.matched([ada], [one])

    assert [(match.row, match.known, match.why) for match in matches.found] == [(ada, one, told)]


@pytest.mark.parametrize(
    ("year", "told"),
    [
        ("1980", "the same name, and of 1980 in both"),
        ("1981", "the same name, and of 1980 in the graph, 1981 in the table"),
        ("1983", "the same name, but of 1980 in the graph, 1983 in the table"),
    ],
)
def test_lists_may_differ_by_a_year_of_a_work(row, year: str, told: str) -> None:
    tide = row(name="Tide", year=year, wikidata="Q1")

    matches = tables.matched([tide], known("Tide", kind="Film", years=frozenset({1980})))

    assert why(matches) == told
    assert bool(matches.found) is (year != "1983")


def test_a_thing_of_another_year_is_left_open(row) -> None:
    ada = row(name="Ada Marsh", year="1970", wikidata="Q1", works="Tide")
    things = known("Ada Marsh", years=frozenset({1956}), beside=frozenset({"Tide"}))

    matches = tables.matched([ada], things)

    assert matches.found == []
    assert why(matches) == "the same name, but born 1956 in the graph, 1970 in the table"


@pytest.mark.parametrize(
    ("kind", "cells", "found"),
    [
        ("Person", {}, True),
        ("Film", {"kind": "CreativeWork"}, True),
        ("Film", {"kind": "Person"}, False),
        ("Film", {"wikidata": "", "imdb": "nm0000158"}, False),
        ("Person", {"wikidata": "", "imdb": "nm0000158"}, True),
    ],
)
def test_a_row_is_of_a_thing_of_its_kind_only(row, kind, cells, found) -> None:
    carmen = row(**{"name": "Carmen", "wikidata": "Q1", **cells})

    matches = tables.matched([carmen], known("Carmen", kind=kind))

    assert (len(matches.found), matches.unknown) == ((1, []) if found else (0, [carmen]))


def test_a_name_that_nothing_bears_is_unknown(row) -> None:
    ada = row(name="Ada Marsh", wikidata="Q1")

    assert tables.matched([ada], known("Lee Park")) == Matches([], [], [ada])


def test_of_several_it_is_the_one_that_agrees(row) -> None:
    ada = row(name="Ada Marsh", year="1956", wikidata="Q1")
    one, other = known("Ada Marsh", "Ada Marsh", years=frozenset())
    old = Known("thing/3", frozenset({"Person"}), "Ada Marsh", years=frozenset({1956}))

    matches = tables.matched([ada], [one, other, old])

    assert [match.known for match in matches.found] == [old]
    assert why(matches) == "the same name, and born 1956 in both"


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        (frozenset(), "2 things bear the name, and nothing tells which it is"),
        (frozenset({"Tide"}), "2 things bear the name and agree with the row"),
    ],
)
def test_of_several_that_are_alike_it_is_none(row, beside, told) -> None:
    ada = row(name="Ada Marsh", works="Tide", wikidata="Q1")
    things = known("Ada Marsh", "ADA MARSH", beside=beside)

    matches = tables.matched([ada], things)

    assert [(unsure.known, unsure.why) for unsure in matches.ambiguous] == [(tuple(things), told)]


def test_two_rows_that_give_one_thing_two_identifiers_are_left_open(read) -> None:
    rows = read("name,wikidata,imdb", "Ada Marsh,Q1,", "Ada Marsh,Q2,")

    matches = tables.matched(rows, known("Ada Marsh"))

    assert matches.found == []
    assert [unsure.why for unsure in matches.ambiguous] == [
        "rows 1, 2 give one thing Q1 and Q2 of wikidata"
    ] * 2


def test_two_rows_that_give_two_things_one_identifier_are_left_open(read) -> None:
    rows = read("name,wikidata", "Ada Marsh,Q1", "Lee Park,Q1")
    things = known("Ada Marsh", "Lee Park")

    matches = tables.matched(rows, things)

    assert [unsure.known for unsure in matches.ambiguous] == [tuple(things)] * 2
    assert matches.ambiguous[0].why == "rows 1, 2 give Q1 of wikidata to 2 things of the graph"


def test_two_rows_of_two_authorities_are_of_one_thing(read) -> None:
    rows = read("name,wikidata,imdb", "Ada Marsh,Q1,", "Ada Marsh,,nm0000158")

    assert len(tables.matched(rows, known("Ada Marsh")).found) == 2
