"""Identifiers that changed between two builds of one folder."""

from pathlib import Path

from corpora import dated, film, graph, named, says

from kg import publish
from kg.graph import Graph

ARTICLES = dated(a="2024-01-05", b="2024-06-05")
TIDE = film("Tide")


def built(folder: Path, *claims, **corrections) -> list[list[str]]:
    """Build into a folder, and return the rows of its list of redirects."""
    publish.everything(graph(claims, ARTICLES, **corrections), Graph(), folder)
    lines = (folder / "redirects.csv").read_text("utf-8").splitlines()
    return [line.replace("https://w3id.org/filmkg/data/", "").split(",") for line in lines[1:]]


def credit(article: str, name: str):
    return says(article, TIDE, "director", named(name))


def test_a_first_build_leads_nothing_on(tmp_path: Path) -> None:
    assert built(tmp_path / "g", credit("a", "Ada Marsh")) == []


def test_a_fuller_name_leads_on_and_so_does_the_next(tmp_path: Path) -> None:
    built(tmp_path, credit("a", "Ada Marsh"))

    first = built(tmp_path, credit("a", "Ada Marsh"), credit("b", "Ada Bea Marsh"))
    again = built(tmp_path, credit("a", "Ada Marsh"), credit("b", "Ada Bea Marsh"))

    [[old, new, why]] = first
    assert (old.split(".")[0], new.split(".")[0]) == ("person/ada-marsh", "person/ada-bea-marsh")
    assert why == "known by another name or year"
    assert again == first


def test_what_is_parted_leads_to_both(tmp_path: Path) -> None:
    claims = [credit("a", "Ada Marsh"), credit("b", "Ada Marsh")]
    two = [{"name": "Ada Marsh", "article": "a"}, {"name": "Ada Marsh", "article": "b"}]
    built(tmp_path, *claims)

    rows = built(tmp_path, *claims, different=[{"things": two}])

    assert [row[2] for row in rows] == ["parted", "parted"]
    assert len({row[1] for row in rows}) == 2


def test_what_no_article_names_any_more_leads_nowhere(tmp_path: Path) -> None:
    built(tmp_path, credit("a", "Ada Marsh"), credit("b", "Lee Park"))

    [[old, new, why]] = built(tmp_path, credit("a", "Ada Marsh"))

    assert (old.split(".")[0], new, why) == (
        "person/lee-park",
        "",
        "no article names it any more",
    )


def test_who_was_taken_out_is_in_no_list(tmp_path: Path) -> None:
    claims = [credit("a", "Ada Marsh"), credit("b", "Lee Park")]
    built(tmp_path, *claims)

    assert built(tmp_path, *claims, without=[{"person": "Lee Park"}]) == []


def test_a_damaged_build_before_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "films.trig").write_text("no trig at all", "utf-8")
    (tmp_path / "redirects.csv").write_bytes(b"\xff")

    assert built(tmp_path, credit("a", "Ada Marsh")) == []


def test_an_identifier_that_comes_back_is_led_to(tmp_path: Path) -> None:
    one, both = [credit("a", "Ada Marsh")], [credit("a", "Ada Marsh"), credit("b", "Ada Bea Marsh")]
    built(tmp_path, *one)
    built(tmp_path, *both)

    [[old, new, _]] = built(tmp_path, *one)

    assert (old.split(".")[0], new.split(".")[0]) == ("person/ada-bea-marsh", "person/ada-marsh")


def test_a_list_of_another_make_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "redirects.csv").write_text("old,neu\nx,y\n", "utf-8")

    assert built(tmp_path, credit("a", "Ada Marsh")) == [["x", "", "no article names it any more"]]
