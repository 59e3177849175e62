"""Maps: what they say, and what they cannot."""

from pathlib import Path

import pytest

from kg import resources
from kg.errors import MapError
from kg.model import Status, Value
from kg.tables import mapping

ROW = '[row]\nsubject = "title"\nkind = "Film"\n'
SHIPPED = [Path(name).stem for name in resources.names("data/maps", ".toml")]


@pytest.fixture
def refused(tmp_path):
    """Say a map, and return why it is refused."""

    def why(text: str) -> str:
        path = tmp_path / "films.toml"
        path.write_text(text, "utf-8")
        with pytest.raises(MapError) as error:
            mapping(path)
        assert str(error.value).startswith(path.as_posix())
        assert "\n" not in str(error.value)
        return str(error.value).removeprefix(path.as_posix())

    return why


def column(*lines: str) -> str:
    return "\n".join((ROW, "[[column]]", 'name = "x"', *lines))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_map_that_comes_with_kg_is_found_by_its_name(name: str) -> None:
    assert mapping(name).columns


def test_there_are_maps_that_come_with_kg() -> None:
    assert "wikipedia_movies" in SHIPPED


def test_a_map_says_what_columns_mean(tmp_path) -> None:
    path = tmp_path / "films.toml"
    path.write_text(
        ROW
        + """
id = ["title", "year"]
date = "updated"
status = "planned"
nothing = ["Unknown"]

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
nothing = ["Various"]
status = "actual"
qualifiers = { character = { column = "roles", kind = "Character" } }

[[column]]
name = "born"
relation = "birthDate"
datatype = "xsd:gYear"
subject = "cast"
""",
        "utf-8",
    )

    found = mapping(str(path))

    year, cast, born = found.columns
    assert found.names() == ["title", "year", "cast", "born", "roles", "updated"]
    assert found.subject.nothing == {"", "unknown"}
    assert year.status is Status.PLANNED
    assert cast.status is Status.ACTUAL
    assert cast.nothing == {"", "unknown", "various"}
    assert year.parts[0].value == Value("theatrical", "film:MediumScheme")
    assert cast.parts[0].column is not None
    assert cast.parts[0].column.kind == "Character"
    assert born.subject == "cast"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ": it has no table [row]. Say in [row] what a row is about."),
        ("[row", ": it is not TOML: "),
        ('[row]\nsubject = "title"', ", row: it has no kind. Give its kind."),
        (ROW.replace("Film", "Flim"), ", row: “Flim” is no kind. Write “Film”."),
        (ROW + "id = 3\n", ", row: id is neither a text nor a list of texts. Quote each."),
        (ROW + 'delimiter = "||"\n', ", row: the delimiter “||” is not one character."),
        (ROW + 'fits = "("\n', ", row: fits is no regular expression: "),
        (ROW + 'color = "red"\n', ", row: “color” is no field of a map."),
        (ROW + "[column]\n", ", column: it is no list of tables. Write [[column]] above each."),
        (ROW + "[[column]]\n", ", a column without a name: it has no name. Give its name."),
        (column(), ", column “x”: it has not one of kind and datatype."),
        (
            column('relation = "castmember"', 'kind = "Person"'),
            ", column “x”: “castmember” is no relation. Write “castMember”.",
        ),
        (column('kind = "Persona"'), ", column “x”: “Persona” is no kind. Write “Person”."),
        (
            column('datatype = "xsd:float"'),
            ", column “x”: “xsd:float” is no datatype that a cell can have. Give another.",
        ),
        (
            column('datatype = "film:ColourScheme"'),
            ", column “x”: “film:ColourScheme” is no datatype that a cell can have.",
        ),
        (
            column('relation = "castMember"', 'kind = "Film"'),
            (
                ", column “x”: castMember does not join Film and Film. "
                "It is said of ScreenWork, StageWork, and leads to Person."
            ),
        ),
        (
            column('relation = "birthDate"', 'datatype = "xsd:gYear"'),
            ", column “x”: birthDate does not join Film and xsd:gYear.",
        ),
        (
            column('relation = "birthDate"', 'datatype = "xsd:gYear"', 'subject = "cast"'),
            ", column “x”: “cast” is no column that the map describes.",
        ),
        (
            column('kind = "Person"', 'subject = "title"'),
            ", column “x”: it has no relation. Give one, or leave subject and qualifiers out.",
        ),
        (column('kind = "Person"', "words = { a = 'b' }"), ", column “x”: it has other words for"),
        (column('kind = "Person"', "words = 'b'"), ", column “x”: words are no table of texts."),
        (column('kind = "Person"', 'status = "held"'), ", column “x”: “held” is no status."),
        (
            column('relation = "castMember"', 'kind = "Person"', 'qualifiers = { year = "1910" }'),
            ", column “x”: “year” is no qualifier of castMember.",
        ),
        (
            column(
                'relation = "castMember"', 'kind = "Person"', 'qualifiers = { character = "Vera" }'
            ),
            (
                ", column “x”: “Vera” is no value for “character”. "
                "It takes Character; a name needs a column."
            ),
        ),
        (
            column('relation = "castMember"', 'kind = "Person"', 'qualifiers = { billing = "x" }'),
            ", column “x”: “x” is no word for “billing”. ",
        ),
        (
            column('relation = "castMember"', 'kind = "Person"', "qualifiers = { billing = 1 }"),
            ", column “x”: the qualifier “billing” is neither text nor table. ",
        ),
        (
            column(
                'relation = "castMember"',
                'kind = "Person"',
                'qualifiers = { character = { column = "y", kind = "Film" } }',
            ),
            ", column “x”: the qualifier “character” cannot be of Film. It may be of Character.",
        ),
    ],
)
def test_a_map_that_cannot_be_is_told_in_one_line(refused, text: str, told: str) -> None:
    assert refused(text).startswith(told)


def test_a_map_that_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(
        MapError, match=r"wikipedia_movie: there is no map of this name\. Give “wik"
    ):
        mapping("wikipedia_movie")
    with pytest.raises(MapError, match=r"nowhere/films\.toml: it cannot be read \(No such file"):
        mapping("nowhere/films.toml")


def test_a_map_that_is_not_utf_8_is_told(tmp_path) -> None:
    (tmp_path / "films.toml").write_bytes(b"\xff\xff")

    with pytest.raises(MapError, match=r"it cannot be read \(it is not UTF-8\)"):
        mapping(tmp_path / "films.toml")
