"""What a store promises beyond its plain verbs: each was broken once."""

import json
from pathlib import Path

import pytest
from commands import ran, said
from corpora import dated, film, named, says
from servers import oxigraph  # noqa: F401  the fixture is found by its name

import kg
from kg import assemble, check, resolve
from kg.model import Status, Value
from kg.store import Kept
from kg.store.local import Local

TEXTS = {
    "tide.txt": "Lee Park directed the film “Tide.” Ada Marsh starred in “Tide.”\n",
    "more.txt": "Lee Park directed the film “Blue Hour.” Ada Marsh also wrote “Blue Hour.”\n",
    "same.toml": '[[same]]\nthings = ["Lee Park", "Ada Marsh"]\n',
    "without.toml": '[[without]]\nperson = "Ada Marsh"\n',
    "films.toml": (
        '[row]\nsubject = "title"\nkind = "Film"\nid = ["title", "year"]\n\n'
        '[[column]]\nname = "year"\nrelation = "releaseDate"\ndatatype = "xsd:gYear"\n\n'
        '[[column]]\nname = "director"\nrelation = "director"\nkind = "Person"\n'
    ),
}
MADE_BY = {"kgVersion": "1"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_fact_that_was_kept_out_under_another_name_is_judged_anew() -> None:
    one, other = dated(a="", b="")
    prize, hall = named("Oslo Prize", "Place"), named("Tide", "MusicalWork")
    first = [says("a", prize, "grade", Value("Oslo"), festival=hall)]
    stage, group = named("Tide", "StageWork"), named("Vera", "CharacterGroup")
    second = [says("b", stage, "grade", Value("DRAMA"), Status.PLANNED, festival=group)]
    local = Local()
    store = Kept(local, made_by=MADE_BY)
    store.add([(one, first)])
    store.add([(other, second)])

    store.retract(["a"])

    found = resolve.resolution(second, articles=[other])
    whole = assemble.graph(found.facts, articles=[other], notes=found.notes, made_by=MADE_BY)
    accepted, rejected, _ = check.gate(whole)
    assert rejected.quads()
    assert local.graph() == accepted
    assert set(store.rejected().quads()) == set(rejected.quads())


def test_what_a_shape_keeps_out_breaks_no_rule_of_the_store(tmp_path: Path) -> None:
    articles = dated(a="", b="")
    prize, hall = named("Oslo Prize", "Place"), named("Tide", "MusicalWork")
    stage, group = named("Tide", "StageWork"), named("Vera", "CharacterGroup")
    claims = [
        says("a", prize, "grade", Value("Oslo"), festival=hall),
        says("b", stage, "grade", Value("DRAMA"), Status.PLANNED, festival=group),
    ]
    with kg.store.writing(tmp_path / "films", made_by=MADE_BY) as store:
        store.add([(article, [claim]) for article, claim in zip(articles, claims, strict=True)])

    with_ledger = kg.store.open(tmp_path / "films")

    assert kg.store.rejected(tmp_path / "films").quads()
    assert "statement_missing" not in {each.shape for each in check.rules(with_ledger).violations}


def test_a_credit_of_a_work_of_the_wrong_kind_is_no_crash() -> None:
    article = dated(a="2020-01-01")[0]
    claims = [says("a", film("Tide"), "screenwriter", film("Loud"))]

    Kept(Local(), made_by=MADE_BY).add([(article, claims)])


@pytest.mark.usefixtures("here")
def test_corrections_stay_in_force_where_a_store_is_read_again() -> None:
    said("build", "tide.txt", "more.txt", "-o", "first", "--corrections", "without.toml")

    said("build", "first", "-o", "second")
    said("build", "first", "-o", "first")

    assert said("export", "second", "--format", "nq") == said("export", "first", "--format", "nq")
    assert "Ada Marsh" not in said("export", "second", "--format", "ttl")


def test_a_build_lists_the_identifiers_that_changed(here: Path) -> None:
    said("build", "tide.txt", "more.txt", "-o", "films")

    said("build", "tide.txt", "more.txt", "-o", "films", "--corrections", "same.toml")

    rows = (here / "films" / "redirects.csv").read_text("utf-8").splitlines()
    assert len(rows) == 2
    assert "/person/" in rows[1]


@pytest.mark.usefixtures("here")
def test_an_endpoint_has_one_base(oxigraph) -> None:  # noqa: F811  a fixture
    oxigraph.clear()
    said("add", oxigraph.url, "tide.txt", "--base", "https://example.org/films/")

    said("add", oxigraph.url, "more.txt")
    refused = ran("add", oxigraph.url, "more.txt", "--base", "https://example.org/others/")

    assert sorted(each.id for each, _ in kg.store.articles(oxigraph.url)) == ["more", "tide"]
    assert "its identifiers begin with https://example.org/films/" in refused.told[0]


@pytest.mark.usefixtures("here")
def test_no_output_shows_a_password(oxigraph) -> None:  # noqa: F811  as above
    oxigraph.clear()
    secret = oxigraph.url.replace("://", "://bob:s3cret@")

    ended = [
        ran("build", "tide.txt", "-o", secret),
        ran("add", secret, "more.txt"),
        ran("diff", secret, secret),
        ran("explain", secret, "Nobody Known"),
        ran("query", "http://bob:s3/cret@localhost:1", "cast"),
    ]

    assert [each.code for each in ended[:3]] == [0, 0, 0]
    assert not any("s3" in text for each in ended for text in (each.out, *each.told))


@pytest.mark.parametrize(
    "words", ["build films tide.txt -o new", "add new films", "facts films tide.txt"]
)
@pytest.mark.usefixtures("here")
def test_a_store_is_no_article_among_others(words: str) -> None:
    said("build", "more.txt", "-o", "films")

    ended = ran(*words.split())

    assert ended.code == 1
    assert "films: it is a store, and no source of articles" in ended.told[0]


def test_files_that_were_left_behind_are_written_by_the_next_command(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said("build", "tide.txt", "-o", "films")
    with monkeypatch.context() as broken:
        broken.setattr("kg.cli.growing.tell", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            _added("films", "more.txt")
    assert b"Blue Hour" not in (here / "films" / "films.ttl").read_bytes()

    told = said("add", "films", "more.txt")

    assert "0 articles added, 1 unchanged" in told
    assert b"Blue Hour" in (here / "films" / "films.ttl").read_bytes()
    assert not (here / "films" / "files.stale").exists()


def _interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def _added(*args: str) -> None:
    from kg.cli.add import add  # noqa: PLC0415  the verb itself: ``main`` ends the process

    add(args[0], [args[1]])


def test_a_row_is_held_once_though_another_of_its_name_comes_into_the_table(here: Path) -> None:
    table = here / "films.csv"
    table.write_text("title,year,director\nTide,1980,Lee Park\n", "utf-8")
    said("import", "films", table, "--map", "films.toml")
    table.write_text("title,year,director\nTide,1980,Lee Park\nTide,1980,Kim Roe\n", "utf-8")

    told = said("import", "films", table, "--map", "films.toml")

    assert told.startswith("1 article added, 1 unchanged, ")
    assert len(kg.store.articles("films")) == 2


def test_what_is_kept_with_another_date_or_meaning_is_told(here: Path) -> None:
    table, by = here / "films.csv", here / "films.toml"
    table.write_text("title,year,director\nSalt,2004,Kim Roe\n", "utf-8")
    said("add", "films", "tide.txt")
    said("import", "films", table, "--map", by)
    by.write_text(by.read_text("utf-8").replace('relation = "director"', 'relation = "producer"'))

    again = ran("add", "films", "tide.txt", "--date", "2020-01-01")
    other = ran("import", "films", table, "--map", by)

    assert "it holds “tide” with the date left open" in again.told[0]
    assert "with another meaning of its columns. Retract “films-salt-2004” first" in other.told[0]
    assert (again.code, other.code) == (1, 1)


def test_an_emptied_store_takes_articles_of_any_version() -> None:
    article = dated(a="")[0]
    local = Local()
    Kept(local, made_by={"kgVersion": "1"}).add([(article, [])])
    Kept(local, made_by={"kgVersion": "1"}).retract(["a"])

    Kept(local, made_by={"kgVersion": "2"}).add([(article, [])])

    assert json.dumps(sorted(Kept(local, made_by={"kgVersion": "2"}).articles())) == '["a"]'


def test_what_was_kept_out_before_is_not_told_again_while_corrections_are_in_force() -> None:
    first, second = dated(a="", b="")
    born = [
        says("a", named("Ada Marsh"), "birthDate", Value(year, "xsd:gYear"))
        for year in ("1950", "1951")
    ]
    entry = {"things": ["Ada Marsh", "Kim Roe"]}
    given = resolve.corrections.parsed({"same": [entry]}, Path("c.toml"))
    store = Kept(Local(), made_by=MADE_BY)
    known = [*born, says("a", film("Tide"), "director", named("Kim Roe"))]

    told = store.add([(first, known)], corrections=given)
    again = store.add([(second, [says("b", film("Loud"), "director", named("Lee Park"))])])

    assert bool(told.broken) == bool(store.rejected().quads())
    assert again.broken == ()
