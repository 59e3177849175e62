"""What is wrong with a store is told in one line: what, where, what to do; and nothing changes."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from commands import ran, said
from corpora import dated, film, named, says
from servers import Server, oxigraph  # noqa: F401  the fixture is found by its name

import kg
from kg import extract, flow
from kg.errors import StoreError
from kg.graph import Literal
from kg.store import folder
from kg.store.ledger import Ledger
from kg.store.remote import Remote

ROOT = Path(__file__).resolve().parents[2]
READERS = ["query PLACE directors", "export PLACE --format nq", "facts PLACE"]
WRITERS = ["add PLACE ARTICLE", "retract PLACE a", "retract PLACE a --mixed"]
OWN = ("LOG", "LOCK")
"""Files in which the database notes that it was opened, or not."""


@pytest.fixture(scope="module")
def versions():
    return dict(flow.made_by(extract.parse.MODEL))


@pytest.fixture(scope="module")
def made(tmp_path_factory, versions):
    """A store of three articles, made without the language model."""
    place = tmp_path_factory.mktemp("made") / "films"
    fill(place, versions)
    return place


@pytest.fixture
def place(made, tmp_path):
    copytree(made, tmp_path / "films")
    return tmp_path / "films"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "tide.txt"
    path.write_text("Lee Park directed the film “Tide.”\n", "utf-8")
    return path


def fill(place, versions):
    with kg.store.writing(place, made_by=versions) as store:
        for each in dated(a="2020-01-01", b="2020-02-01", c=""):
            store.add([(each, [says(each.id, film("Tide"), "director", named("Lee Park"))])])


def content(place):
    """What lies in a folder, but for what the database says to itself."""
    if not place.is_dir():
        return place.read_bytes() if place.exists() else None
    return {
        str(path.relative_to(place)): path.read_bytes() if path.is_file() else None
        for path in place.rglob("*")
        if not path.name.startswith(OWN)
    }


def state(place):
    """All that a store says, or the bytes of what is none; nothing while somebody writes to it."""
    try:
        return set(folder.reading(place).match()) if isinstance(place, Path) else None
    except StoreError as error:
        return None if "another kg" in str(error) else content(place)


def worded(command, place, article=""):
    words = {"PLACE": place, "ARTICLE": article}
    return [words.get(word, word) for word in command.split()]


def refused(command, place, article=""):
    """Run a command that must be refused in one line and change nothing; return that line."""
    before = state(place)

    ended = ran(*worded(command, place, article))

    assert (ended.code, ended.out, len(ended.told)) == (1, "", 1), ended
    assert state(place) == before
    [line] = ended.told
    assert line.startswith(f"{place}: ")
    assert line.endswith(".")
    assert "Traceback" not in line
    return line


def told(**changes):
    """Make store.json say something else."""

    def damage(place):
        path = place / "store.json"
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")

    return damage


def written(name, text):
    return lambda place: [path.write_bytes(text) for path in some(place, name)]


def removed(name):
    return lambda place: [path.unlink() for path in some(place, name)]


def some(place, name):
    found = list(place.glob(name))
    assert found
    return found


def shortened(place):
    for path in some(place, "quads-1/*.sst"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def altered(place):
    for path in some(place, "quads-1/*.sst"):
        path.write_bytes(bytes(byte ^ 255 for byte in path.read_bytes()))


DAMAGES = {
    "store.json is garbage": written("store.json", b"\0garbage"),
    "store.json is empty": written("store.json", b""),
    "store.json is no UTF-8": written("store.json", b'{"layout": "\xff"}'),
    "store.json is a list": written("store.json", b"[1]"),
    "store.json is null": written("store.json", b"null"),
    "store.json nests deep": written("store.json", b"[" * 100_000),
    "store.json says little": written("store.json", b'{"layout": 1}'),
    "the layout is a text": told(layout="1"),
    "the layout is none": told(layout=None),
    "the layout is too low": told(layout=0),
    "the base is a number": told(base=1),
    "the base is no IRI": told(base="films"),
    "the base is not well-formed": told(base="http://a b/<>"),
    "the quads are a number": told(quads=1),
    "the quads are a list": told(quads=["quads-1"]),
    "the quads are outside": told(quads=".."),
    "the quads are elsewhere": told(quads="../films/quads-1"),
    "the quads are not named": told(quads=""),
    "the quads are others": told(quads="quads-7"),
    "the quads have a zero byte": told(quads="quads-1\0"),
    "the quads are missing": lambda place: rmtree(place / "quads-1"),
    "CURRENT is garbage": written("quads-1/CURRENT", b"garbage"),
    "CURRENT is missing": removed("quads-1/CURRENT"),
    "MANIFEST is garbage": written("quads-1/MANIFEST-*", b"garbage" * 99),
    "MANIFEST is missing": removed("quads-1/MANIFEST-*"),
    "a table is short": shortened,
    "a table is altered": altered,
    "a table is missing": removed("quads-1/*.sst"),
}


@pytest.mark.parametrize("command", [*READERS, *WRITERS])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_is_told_in_one_line_and_made_no_worse(place, article, damage, command):
    damage(place)

    line = refused(command, place, article)

    assert "damaged" in line
    assert "Take another folder, or build it again with “kg build”." in line


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_store_is_replaced_by_a_build(place, versions, damage):
    damage(place)

    with kg.store.replacing(place, made_by=versions, base=kg.namespaces.BASE) as store:
        store.add([(dated(d="")[0], [says("d", film("Tide"), "director", named("Lee Park"))])])

    assert [each.id for each, _ in kg.store.articles(place)] == ["d"]


@pytest.mark.parametrize("command", [*READERS, *WRITERS])
@pytest.mark.parametrize("less", [[], ["quads"], ["base", "quads"]], ids=str)
def test_a_newer_layout_is_told_whatever_else_it_says(place, article, command, less):
    path = place / "store.json"
    said = json.loads(path.read_text("utf-8")) | {"layout": 2}
    path.write_text(json.dumps({name: said[name] for name in said if name not in less}), "utf-8")

    line = refused(command, place, article)

    assert "a newer kg made it (layout 2; this one knows 1). Update kg" in line


@pytest.mark.parametrize("command", WRITERS)
def test_a_database_that_nothing_points_to_is_not_given_up(place, article, command):
    (place / "store.json").rename(place.parent / "store.json")

    line = refused(command, place, article)

    assert "store" in line
    (place.parent / "store.json").rename(place / "store.json")
    assert len(kg.store.articles(place)) > 0


def reformatted(dataset, text):
    """Let the ledger have another format, or none."""
    ledger = Ledger(dataset)
    old = ledger.quad(ledger.names.ledger, ledger.names.format, Literal("1"))
    assert old in dataset.match(ledger.names.ledger)
    dataset.change([old], [old._replace(object=Literal(text))] if text else [])


LEDGERS = [
    ("2", "a newer kg made it (format 2; this one knows 1). Update kg"),
    ("", "it holds a graph, and nothing to change it by. Build it with “kg build”"),
]


@pytest.mark.parametrize("command", WRITERS)
@pytest.mark.parametrize(("form", "problem"), LEDGERS, ids=["newer", "none"])
def test_a_ledger_of_another_format_is_left_alone(place, article, form, problem, command):
    with folder.writing_to(place) as local:
        reformatted(local, form)

    assert problem in refused(command, place, article)
    assert "Lee Park" in said("query", place, "directors")


@pytest.mark.parametrize("command", WRITERS)
@pytest.mark.parametrize(("form", "problem"), LEDGERS, ids=["newer", "none"])
def test_a_ledger_of_another_format_is_left_alone_at_an_endpoint(
    oxigraph: Server,  # noqa: F811  as above
    versions,
    article,
    form,
    problem,
    command,
):
    oxigraph.clear()
    fill(oxigraph.url, versions)
    with Remote(oxigraph.url) as remote:
        reformatted(remote, form)
        before = set(remote.match())

        line = refused(command, oxigraph.url, article)

        assert problem in line
        assert set(remote.match()) == before
    assert "Lee Park" in said("query", oxigraph.url, "directors")


@pytest.mark.parametrize("command", [*READERS, *WRITERS])
def test_an_address_at_which_nothing_answers_is_told(article, command, monkeypatch):
    monkeypatch.setitem(Remote.__init__.__kwdefaults__, "sleep", lambda _: None)

    assert "it cannot be reached" in refused(command, "http://127.0.0.1:9", article)


@pytest.fixture
def foreign(tmp_path, made):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "thesis.txt").write_text("A year of work.", "utf-8")
    (tmp_path / "notes.txt").write_text("A page of work.", "utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "older").mkdir()
    (tmp_path / "older" / "films.trig").write_bytes(kg.store.open(made).serialize("trig"))
    (tmp_path / "films.nq").write_bytes(kg.store.open(made).serialize("nq"))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("papers", "the folder holds no store and no films.trig. Name a folder made by"),
        ("empty", "the folder holds no store and no films.trig. Name a folder made by"),
        ("notes.txt", "it is no graph. Name a folder made by"),
        ("nowhere", "there is nothing there. Name a folder made by"),
    ],
)
@pytest.mark.parametrize("command", READERS[:2])
def test_what_is_no_store_is_not_read(foreign, command, name, problem):
    assert problem in refused(command, foreign / name)


@pytest.mark.parametrize("name", ["papers", "older", "notes.txt", "films.nq"])
@pytest.mark.parametrize("command", WRITERS)
def test_what_is_no_store_is_not_written(foreign, article, command, name):
    line = refused(command, foreign / name, article)

    assert any(
        problem in line
        for problem in (
            "the folder holds other things, and no store. Name an empty folder",
            "the folder holds no store and no films.trig. Name a folder made by",
            "it is a file, not a folder. Name a folder",
            "it is no graph. Name a folder made by",
        )
    )


@pytest.mark.parametrize("command", READERS)
def test_what_an_older_kg_built_is_read(foreign, command):
    assert "Lee Park" in said(*worded(command, foreign / "older"))


@pytest.mark.parametrize("name", ["nowhere", "empty"])
@pytest.mark.parametrize(
    "command",
    [
        "retract PLACE a",
        "reconcile PLACE --with people.csv",
        "add PLACE nowhere.txt",
        "add PLACE empty",
        "import PLACE nowhere.csv --map wikipedia_movies",
        "import PLACE people.csv --map wikipedia_movies",
        "reconcile PLACE --with nowhere.csv",
    ],
)
def test_a_command_that_fails_begins_no_store(foreign, monkeypatch, command, name):
    monkeypatch.chdir(foreign)
    (foreign / "people.csv").write_text("name,wikidata\nLee Park,Q1\n", "utf-8")
    before = content(foreign)

    ended = ran(*worded(command, foreign / name))

    assert (ended.code, ended.out, len(ended.told)) == (1, "", 1)
    assert content(foreign) == before


HOLDER = """
import json, sys
import kg
place, doing, versions = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
def hold():
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    sys.stdin.read()
if doing == "writes":
    with kg.store.writing(place, made_by=versions):
        hold()
else:
    graph = kg.store.open(place)
    hold()
"""


@contextmanager
def held(place, doing, versions):
    """Let another process read or write a store meanwhile."""
    given = [sys.executable, "-c", HOLDER, str(place), doing, json.dumps(versions)]
    with subprocess.Popen(
        given, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"held\n"
        yield
        process.stdin.close()


def test_nobody_reads_or_writes_while_another_writes(place, article, versions):
    before = state(place)

    with held(place, "writes", versions):
        reading = [refused(command, place) for command in READERS]
        writing = [refused(command, place, article) for command in WRITERS]

    assert state(place) == before
    assert {line.partition(": ")[2] for line in reading} == {
        "another kg writes to it now. Wait until it is done."
    }
    assert {line.partition(": ")[2] for line in writing} == {
        "another kg reads or writes it now. Wait until it is done."
    }
    assert said("retract", place, "a").startswith("1 article retracted")


def test_nobody_writes_while_another_reads_and_others_may_read(place, article, versions):
    with held(place, "reads", versions):
        lines = [refused(command, place, article) for command in WRITERS]
        read = [said(*worded(command, place)) for command in READERS]

    assert all(
        "another kg reads or writes it now. Wait until it is done." in each for each in lines
    )
    assert all("Lee Park" in each for each in read)
    assert said("retract", place, "a").startswith("1 article retracted")


def test_who_has_read_a_store_lets_go_of_it(place):
    graph = kg.store.open(place)
    assert "reads or writes it now" in refused("retract PLACE a", place)

    del graph

    assert said("retract", place, "a").startswith("1 article retracted")


@pytest.mark.parametrize("name", ["kgVersion", "modelVersion", "lexiconDigest"])
@pytest.mark.parametrize("command", WRITERS[:2])
def test_other_versions_are_not_mixed_unless_asked_for(tmp_path, article, versions, name, command):
    place = tmp_path / "films"
    fill(place, versions | {name: "0123456789abcdef"})

    line = refused(command, place, article)

    assert "that made it is 0123456789ab, and here is " in line
    assert f"“kg build {place} -o NEW” reads its articles again; --mixed adds as it is." in line
    assert "Lee Park" in said("query", place, "directors")
    assert said(*worded(command, place, article), "--mixed").startswith("1 article ")


def test_another_text_of_a_known_id_is_passed_over(place, tmp_path):
    other = tmp_path / "a.txt"
    other.write_text("Ada Marsh directed the film “Tide.”\n", "utf-8")
    before = said("export", place, "--format", "nq")

    ended = ran("add", place, other)

    assert ended.code == 1
    [line] = ended.told
    assert line.startswith(f"{place}: it holds another text with the id “a”. Retract “a” first")
    assert "0 articles added" in ended.out
    assert said("export", place, "--format", "nq") == before


@pytest.mark.parametrize("command", ["retract PLACE zzz", "retract PLACE a zzz b"])
def test_what_is_not_there_is_not_retracted_nor_anything_with_it(place, command):
    assert "it holds no article “zzz”. Check the id." in refused(command, place)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("nowhere.txt", None, "no such file"),
        ("empty.txt", b"", "nothing in it"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n\0\0", "not text"),
        ("zero.html", b"<html>\0</html>", "not text"),
    ],
)
def test_what_is_no_article_is_not_added(place, tmp_path, name, text, problem):
    given = tmp_path / name
    if text is not None:
        given.write_bytes(text)
    before = said("export", place, "--format", "nq")

    ended = ran("add", place, given)

    assert (ended.code, ended.out, len(ended.told)) == (1, "", 1)
    assert str(given) in ended.told[0]
    assert problem in ended.told[0]
    assert said("export", place, "--format", "nq") == before


AS_NOBODY = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from commands import ran
open_commands, closed_commands = json.loads(sys.argv[2])
for command in open_commands:
    assert ran(*command).code == 0, command  # what is to be loaded is loaded
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
ended = [ran(*command) for command in closed_commands]
print(json.dumps([[each.code, each.out, each.told] for each in ended]))
"""


@pytest.fixture
def closed(made):
    """A store in a folder where nobody but its owner may write."""
    with tempfile.TemporaryDirectory() as outer:
        copytree(made, Path(outer) / "films")
        copytree(made, Path(outer) / "open")
        (Path(outer) / "tide.txt").write_text("Lee Park directed the film “Tide.”\n", "utf-8")
        paths = [Path(outer) / "films", *(Path(outer) / "films").rglob("*")]
        for path in [Path(outer), *paths]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        Path(outer).chmod(0o755 if os.geteuid() == 0 else 0o555)
        yield Path(outer) / "films"
        for path in [Path(outer), *paths]:
            path.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="this system has other permissions")
def test_a_store_that_may_not_be_written_is_read_and_left_alone(closed):
    new, other, article = (closed.with_name(name) for name in ("new", "open", "tide.txt"))
    before = content(closed)
    commands = [
        [list(map(str, worded(command, place, article))) for command in [READERS[0], *WRITERS[:2]]]
        for place in (other, closed)
    ]
    commands[1].append(["add", str(new), str(article)])

    ended = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(ROOT / "tests"), json.dumps(commands)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=120,
    )

    assert ended.returncode == 0, ended.stderr.decode()
    [read, *written] = json.loads(ended.stdout)
    assert (read[0], read[2]) == (0, [])
    assert "Lee Park" in read[1]
    assert [(code, out, len(told)) for code, out, told in written] == [(1, "", 1)] * 3
    assert all("written (Permission denied). Choose another place" in t[0] for *_, t in written)
    assert content(closed) == before


FULL = """
import resource, sys
import kg
from kg.cli import main
most = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such limit")
@pytest.mark.parametrize("most", [1_000, 20_000, 60_000])
@pytest.mark.parametrize("begun", [True, False], ids=["in a store", "in a new one"])
def test_where_there_is_no_room_nothing_changes(place, article, tmp_path, begun, most):
    """No file may grow beyond some bytes: to a program it is as a full disk is."""
    target = place if begun else tmp_path / "new"
    before = said("export", place, "--format", "nq")

    ended = subprocess.run(
        [sys.executable, "-c", FULL, str(most), "add", target, article],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=120,
    )

    [line] = ended.stderr.decode().splitlines()
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert str(target) in line
    assert said("export", place, "--format", "nq") == before
    assert said("add", target, article).startswith("1 article added")
