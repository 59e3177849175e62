"""What the verbs that change a store promise: each run in this process, on articles of a line."""

import json
from pathlib import Path

import pytest
from commands import ran, said
from servers import oxigraph  # noqa: F401  the fixture is found by its name

import kg

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "data" / "articles" / "sound-of-metal.txt"
TEXTS = {
    "tide.txt": "Lee Park directed the film “Tide.” Ada Marsh starred in “Tide.”\n",
    "more.txt": "Lee Park directed the film “Blue Hour.” Ada Marsh also wrote “Blue Hour.”\n",
    "other.txt": "Ben Cole directed the film “Tide.”\n",
    "films.csv": "title,year,director\nNight Train,1999,Lee Park\nSalt,2004,Kim Roe|Ada Marsh\n",
    "films.toml": (
        '[row]\nsubject = "title"\nkind = "Film"\nid = ["title", "year"]\n\n'
        '[[column]]\nname = "year"\nrelation = "releaseDate"\ndatatype = "xsd:gYear"\n\n'
        '[[column]]\nname = "director"\nrelation = "director"\nkind = "Person"\nseparator = "|"\n'
    ),
    "wrong.toml": (
        '[[wrong]]\nsubject = "Tide"\nrelation = "director"\nobject = "Lee Park"\n'
        'why = "Park produced it."\n'
    ),
    "same.toml": '[[same]]\nthings = ["Lee Park", "Ada Marsh"]\n',
    "authority.csv": (
        "name,kind,wikidata,year,works\n"
        "Lee Park,Person,Q101,1970,Blue Hour\n"
        "Salt,Film,Q201,2004,\n"
        "Tide,Film,Q202,,\n"
        "Tide,Film,Q203,,\n"
        "Nobody Known,Person,Q303,,\n"
    ),
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The folder with the texts, and the one to work in."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """What a build of three articles gives."""
    folder = tmp_path_factory.mktemp("whole")
    for name in ("tide.txt", "more.txt"):
        (folder / name).write_text(TEXTS[name], "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)  # the paths that are given are the sources that are named
        said("build", "tide.txt", "more.txt", SEED, "-o", "films")
        return exported("films")


@pytest.fixture(params=["folder", "endpoint"])
def place(request, here):
    """An empty place for a store: a folder that is not there yet, or an endpoint."""
    if request.param == "folder":
        return here / "films"
    server = request.getfixturevalue("oxigraph")
    server.clear()
    return server.url


def exported(place):
    return said("export", place, "--format", "nq")


def facts(place):
    """The facts that a store shows, each a line: “Tide director Lee Park”."""
    lines = said("facts", place, "--format", "jsonl").splitlines()
    return {
        " ".join(map(json.loads(line).get, ("subject", "relation", "object"))) for line in lines
    }


def test_what_is_added_article_by_article_is_what_a_build_gives(place, whole):
    told = [said("add", place, path) for path in (SEED, "more.txt", "tide.txt")]

    assert all(line.startswith("1 article added, ") for line in told)
    assert exported(place) == whole


def test_what_is_added_in_one_command_is_what_a_build_gives(place, whole):
    assert said("add", place, "tide.txt", "more.txt", SEED).startswith("3 articles added, ")

    assert exported(place) == whole


def test_adding_again_changes_nothing(place):
    said("add", place, "tide.txt", "more.txt")
    before = exported(place)

    told = said("add", place, "tide.txt")

    assert told == "0 articles added, 1 unchanged, 0 facts more, 0 fewer\n"
    assert exported(place) == before


def test_what_is_retracted_is_as_if_it_had_never_been_added(place):
    said("add", place, "tide.txt")
    before = exported(place)
    said("add", place, "more.txt")
    after = exported(place)

    gone = said("retract", place, "more")

    assert gone.startswith("1 article retracted, ")
    assert exported(place) == before
    assert said("add", place, "more.txt").startswith("1 article added, ")
    assert exported(place) == after != before


def test_when_everything_is_retracted_nothing_is_left(place):
    said("add", place, "tide.txt", "more.txt")

    told = said("retract", place, "tide", "more")

    assert told.startswith("2 articles retracted, 0 facts more, ")
    assert ran("facts", place).told == ["no film facts"]
    assert "Park" not in exported(place)


def test_a_store_is_asked(place):
    said("add", place, "tide.txt")
    assert "Lee Park" in said("query", place, "directors", "--film", "Tide")

    said("retract", place, "tide")

    assert ran("query", place, "directors", "--film", "Tide").told == [
        "Query “directors”: nothing in the graph is called “Tide”. Check the spelling."
    ]


@pytest.mark.parametrize("more", [[], ["--corrections", "wrong.toml"]], ids=["", "corrected"])
def test_the_numbers_told_are_those_of_the_facts_that_came_and_went(place, more):
    first = said("add", place, "tide.txt", *more)
    before = facts(place)

    told = said("add", place, "more.txt")
    came = facts(place) - before
    back = said("retract", place, "more")

    assert f" added, {len(before)} fact" in first
    assert len(came) == 2
    assert told == "1 article added, 2 facts more, 0 fewer\n"
    assert back == "1 article retracted, 0 facts more, 2 fewer\n"


@pytest.mark.usefixtures("here")
def test_diff_of_the_same_is_empty():
    said("add", "one", "tide.txt", "more.txt")
    said("add", "two", "more.txt")
    said("add", "two", "tide.txt")

    assert said("diff", "one", "two") == "0 only in one, 0 only in two\n"


@pytest.mark.usefixtures("here")
def test_diff_shows_what_one_says_and_the_other_does_not_with_its_words():
    said("add", "one", "tide.txt")
    said("add", "two", "other.txt")

    told = said("diff", "one", "two").splitlines()
    back = said("diff", "two", "one").splitlines()

    assert "- Tide – director – Lee Park" in told
    assert "+ Tide – director – Ben Cole" in told
    assert "    “Ben Cole directed the film “Tide.””" in told
    assert "    other, characters 0 to 34" in told
    assert told[-1] == "8 only in one, 5 only in two"
    swap = {"-": "+", "+": "-"}
    signed = {(line[0], line[1:]) for line in told if line[0] in swap}
    assert {(swap[line[0]], line[1:]) for line in back if line[0] in swap} == signed


def test_adding_to_a_build_writes_its_files_anew(here):
    said("build", "tide.txt", "-o", "films")
    said("build", "tide.txt", "more.txt", "-o", "both")

    told = said("add", "films", "more.txt")

    assert f"written anew in films: {', '.join(kg.publish.FILES)}" in told
    for name in set(kg.publish.FILES) - {"redirects.csv"}:
        assert (here / "films" / name).read_bytes() == (here / "both" / name).read_bytes(), name


def test_adding_to_a_store_without_such_files_writes_none(here):
    said("add", "films", "tide.txt")

    assert "written anew" not in said("add", "films", "more.txt")
    assert not (here / "films" / "films.ttl").exists()


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_store_is_built_again(place, whole):
    said("add", place, "tide.txt", "more.txt", SEED)
    said("import", place, "films.csv", "--map", "films.toml")

    told = said("build", place, "-o", "again")

    assert told.startswith("5 articles, ")
    assert exported("again") == exported(place) != whole
    assert said("diff", place, "again").startswith("0 only in ")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["again", "films"])
def test_a_store_that_is_built_into_itself_or_another_stays_what_it_is(name):
    said("build", "tide.txt", "more.txt", "-o", "films")
    before = exported("films")

    said("build", "films", "-o", name)

    assert exported(name) == before
    assert said("add", name, "tide.txt").startswith("0 articles added, 1 unchanged")


def test_rows_are_imported_each_as_an_article(place):
    told = said("import", place, "films.csv", "--map", "films.toml")
    again = said("import", place, "films.csv", "--map", "films.toml")

    assert told.startswith("2 articles added, ")
    assert again == "0 articles added, 2 unchanged, 0 facts more, 0 fewer\n"
    assert {"Night Train director Lee Park", "Salt director Ada Marsh"} <= facts(place)
    assert "Salt releaseDate 2004" in facts(place)


def test_rows_and_articles_are_of_the_same_things_and_a_row_is_retracted_as_an_article(place):
    said("add", place, "tide.txt")
    before = exported(place)
    said("import", place, "films.csv", "--map", "films.toml")
    ids = [article.id for article, _ in kg.store.articles(place) if article.is_row]

    shared = said("explain", place, "Lee Park")
    said("retract", place, *ids)

    assert len(ids) == 2
    assert "Tide" in shared
    assert "Night Train" in shared
    assert exported(place) == before


def test_things_are_reconciled_with_reasons_and_nothing_is_guessed(place):
    said("add", place, "tide.txt", "more.txt")
    said("import", place, "films.csv", "--map", "films.toml")

    told = said("reconcile", place, "--with", "authority.csv")
    after = exported(place)
    again = said("reconcile", place, "--with", "authority.csv")

    assert "Lee Park: " in told
    assert "beside “Blue Hour” in both" in told
    assert "2004 in both" in told
    assert "not sure, row 3, Tide: rows 3, 4 give one thing Q202 and Q203 of wikidata." in told
    assert "2 matched, 2 not sure, 1 of no thing here" in told
    for number, same in (("Q101", True), ("Q201", True), ("Q202", False), ("Q303", False)):
        lines = [line for line in after.splitlines() if f"entity/{number}>" in line]
        assert any("owl#sameAs> <http" in line for line in lines) is same, number
    assert "0 articles added, 2 unchanged, 0 facts more, 0 fewer" in again
    assert exported(place) == after


def test_what_was_reconciled_is_retracted_as_an_article(place):
    said("add", place, "tide.txt", "more.txt")
    before = exported(place)
    said("reconcile", place, "--with", "authority.csv")
    ids = {article.id for article, _ in kg.store.articles(place)} - {"tide", "more"}

    said("retract", place, *ids)

    assert ids
    assert exported(place) == before


def test_corrections_stay_in_force_until_others_take_their_place(place):
    said("add", place, "tide.txt")
    assert "Tide director Lee Park" in facts(place)

    told = said("add", place, "--corrections", "wrong.toml")
    corrected = facts(place)
    said("add", place, "more.txt")
    grown = facts(place)

    assert told.startswith("0 articles added, ")
    assert "Tide director Lee Park" not in corrected
    assert "Tide director Lee Park" not in grown
    assert "Blue Hour director Lee Park" in grown


def test_a_corrected_store_is_what_a_corrected_build_is(place):
    said("build", "tide.txt", "more.txt", "--corrections", "wrong.toml", "-o", "built")

    said("add", place, "tide.txt", "--corrections", "wrong.toml")
    said("add", place, "more.txt")

    assert exported(place) == exported("built")


def test_an_article_is_retracted_while_corrections_are_in_force(place):
    said("add", place, "tide.txt", "--corrections", "wrong.toml")
    before = exported(place)
    said("add", place, "more.txt")

    said("retract", place, "more")

    assert exported(place) == before


def test_adding_again_while_corrections_are_in_force_changes_nothing(place):
    said("add", place, "tide.txt", "more.txt", "--corrections", "wrong.toml")
    before = exported(place)

    assert said("add", place, "more.txt").startswith("0 articles added, 1 unchanged, 0 facts more")
    assert exported(place) == before


def test_what_a_correction_speaks_of_cannot_be_retracted_from_under_it(place):
    said("add", place, "tide.txt", "other.txt", "--corrections", "wrong.toml")
    before = exported(place)

    ended = ran("retract", place, "tide")

    [line] = ended.told
    assert (ended.code, ended.out) == (1, "")
    assert "the corrections in force fit no more: wrong.toml, [[wrong]] 1: " in line
    assert line.endswith("Put others in force: kg add STORE --corrections FILE.")
    assert exported(place) == before


def test_a_correction_that_names_nothing_changes_nothing(place):
    said("add", place, "more.txt")
    before = exported(place)

    ended = ran("add", place, "--corrections", "wrong.toml")

    assert (ended.code, ended.out, len(ended.told)) == (1, "", 1)
    assert ended.told[0].startswith("wrong.toml, [[wrong]] 1: ")
    assert exported(place) == before


def test_an_empty_file_of_corrections_takes_them_back(place, here):
    (here / "none.toml").write_text("", "utf-8")
    said("add", place, "tide.txt", "more.txt")
    before = exported(place)
    said("add", place, "--corrections", "same.toml")
    between = exported(place)

    said("add", place, "--corrections", "none.toml")

    assert exported(place) == before != between


@pytest.mark.usefixtures("here")
def test_files_of_another_base_are_loaded_with_it_and_with_no_other():
    said("build", "tide.txt", "-o", "films", "--base", "https://x.example/d/")
    Path("films.nq").write_text(exported("films"), "utf-8")

    told = said("load", "films.nq", "-o", "store")
    refused = ran("load", "films.nq", "-o", "other", "--base", "https://y.example/")

    assert told == "1 file loaded into store\n"
    assert facts("store") == facts("films") != set()
    assert exported("store") == exported("films")
    assert refused.code == 1
    assert refused.told[0].startswith("other: its identifiers begin with https://x.example/d/. ")
    assert not Path("other").exists()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("quads", "told"),
    [
        ("", "store: the files hold no quads. "),
        ("# none\n\n", "store: the files hold no quads. "),
        ("nonsense", "films.nq: it is not well-formed ("),
        ("<a:a> <b:b> _:c .", "films.nq: line 1 holds a blank node, "),
    ],
)
def test_a_file_that_is_no_graph_of_kg_is_refused_in_one_line_and_makes_no_store(quads, told):
    Path("films.nq").write_text(quads, "utf-8")

    ended = ran("load", "films.nq", "-o", "store")

    [line] = ended.told
    assert (ended.code, ended.out) == (1, "")
    assert line.startswith(told)
    assert "room" not in line
    assert not Path("store").exists()


@pytest.mark.usefixtures("here")
def test_blank_nodes_that_an_export_has_named_are_loaded():
    Path("blank.nq").write_text("<a:a> <b:b> _:c .\n", "utf-8")
    Path("films.nq").write_text(exported("blank.nq"), "utf-8")

    said("load", "films.nq", "-o", "store")

    assert exported("store") == exported("blank.nq")


@pytest.mark.parametrize(
    "args", [["add", "films"], ["retract", "films"], ["import", "films", "x.csv"]]
)
def test_wrong_usage_ends_with_2_and_begins_no_store(here, args):
    assert ran(*args).code == 2
    assert not (here / "films").exists()
