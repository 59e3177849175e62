"""What the command line promises: its verbs, their forms, exit codes and manners.

The seed article is built once, by a process as a user starts it; the other verbs are asked
of that folder.
"""

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import networkx as nx
import pytest

import kg

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "data" / "articles" / "sound-of-metal.txt"
FILM = "Sound of Metal"
VERBS = ["build", "facts", "check", "query", "explain", "network", "export", "lexicon"]
FORMATS = ["ttl", "nt", "rdfxml", "trig", "nq", "jsonld"]
HEAVY = ("spacy", "torch", "networkx", "pyshacl", "rdflib", "scipy", "pandas")


def ran(*args, stdin=b"", cwd=ROOT):
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, args)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        timeout=120,
        check=False,
    )


def said(*args, **others):
    """Run a command that must go well, and give what it said."""
    ended = ran(*args, **others)
    assert (ended.returncode, ended.stderr.decode()) == (0, "")
    return ended.stdout.decode()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Build the seed article, once."""
    folder = tmp_path_factory.mktemp("built") / "graph"
    return folder, said("build", SEED, "-o", folder)


@pytest.fixture(scope="module")
def store(made):
    return made[0]


@pytest.fixture(scope="module")
def graph(store):
    return kg.store.open(store)


def test_build_leaves_the_files_it_names(made):
    folder, told = made

    files = {path.name for path in folder.iterdir()}
    assert files == {*kg.publish.FILES, "store.json", "quads-1", "lock"}
    assert all(name in told for name in kg.publish.FILES)
    assert "1 article" in told
    assert "rejected" in told


def test_facts_of_a_graph_are_those_of_its_articles(store):
    kept = said("facts", store, "--format", "jsonl")

    assert len(kept.splitlines()) > 20
    assert said("facts", SEED, "--format", "jsonl") == kept


def test_every_fact_stands_beside_its_words(store):
    text = SEED.read_bytes().decode()

    records = [json.loads(line) for line in said("facts", store, "--format", "jsonl").splitlines()]

    assert {record["article"] for record in records} == {SEED.stem}
    assert all(text[r["start"] : r["end"]] == r["quote"] for r in records)


def test_facts_come_as_a_table_of_a_line_each_in_a_pipe(store):
    records = said("facts", store, "--format", "jsonl").splitlines()

    lines = said("facts", store).splitlines()

    assert len(lines) == len(records) + 2
    assert lines[0].split() == ["subject", "relation", "object", "notes", "words"]


def test_facts_come_as_csv_and_all_adds_to_them(store):
    some = list(csv.DictReader(io.StringIO(said("facts", store, "--format", "csv"), newline="")))
    more = list(
        csv.DictReader(io.StringIO(said("facts", store, "--format", "csv", "--all"), newline=""))
    )

    assert {row["subject"] for row in some} >= {FILM}
    assert len(more) > len(some)


def test_facts_are_read_from_standard_input():
    told = said("facts", "-", "--format", "jsonl", stdin="Lee Park directed “Blue Hour”.".encode())

    records = [json.loads(line) for line in told.splitlines()]
    assert ("Blue Hour", "director", "Lee Park") in [
        (r["subject"], r["relation"], r["object"]) for r in records
    ]


def test_check_ends_with_0_where_all_is_well(store):
    assert said("check", store) == "0 violations\n"


def test_check_ends_with_3_and_names_the_words_where_one_is_altered(store, tmp_path):
    damaged = tmp_path / "damaged.nq"
    text = said("export", store, "--format", "nq")
    line = next(line for line in text.splitlines() if "oa#exact" in line and "Marder" in line)
    damaged.write_text(text.replace(line, line.replace("Marder", "Harder")), "utf-8")

    ended = ran("check", damaged)

    assert ended.returncode == 3
    assert "Harder" in ended.stdout.decode()
    assert ended.stderr == b""


def test_a_film_graph_alone_is_judged_by_its_shapes(store):
    told = said("check", store / "films.ttl")

    assert told == "0 violations; shapes alone, as there is no evidence for the rules\n"


@pytest.mark.parametrize("verb", [["facts"], ["explain", FILM]], ids=lambda verb: verb[0])
def test_a_film_graph_alone_shows_no_words(store, verb):
    ended = ran(verb[0], store / "films.ttl", *verb[1:])

    [line] = ended.stderr.decode().splitlines()
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert "without its evidence" in line
    assert "films.trig" in line


@pytest.mark.parametrize("verb", [["facts"], ["explain", FILM]], ids=lambda verb: verb[0])
@pytest.mark.parametrize("lost", ["ontology#status>", "oa#start>", "oa#end>"])
def test_a_damaged_graph_is_told_in_one_line_and_checked(store, tmp_path, verb, lost):
    damaged = tmp_path / "damaged.nq"
    lines = said("export", store, "--format", "nq").splitlines(keepends=True)
    damaged.write_text("".join(line for line in lines if lost not in line), "utf-8")

    ended = ran(verb[0], damaged, *verb[1:])

    [line] = ended.stderr.decode().splitlines()
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert "kg check" in line
    assert ran("check", damaged).returncode == 3


def test_a_network_is_written_into_a_pipe(store, tmp_path):
    target = tmp_path / "people.graphml"
    said("network", store, "-o", target)

    ended = ran("network", store, "-o", "/dev/stdout")

    assert ended.stdout == target.read_bytes()
    assert "nodes" in ended.stderr.decode()


@pytest.mark.parametrize("given", [[], ["STORE"]], ids=["alone", "of a store"])
def test_query_lists_the_questions(store, given):
    told = said("query", *[store for _ in given])

    assert kg.query.names()
    assert all(name in told for name in kg.query.names())


def test_query_describes_a_question():
    told = said("query", "cast")

    assert "--film" in told
    assert "performer" in told


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_query_answers_in_each_form(store, form):
    told = said("query", store, "cast", "--film", FILM, "--format", form)

    assert "Paul Raci" in told


def test_query_asks_a_file_of_ones_own(store, tmp_path):
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?name WHERE { ?work a film:Film ; rdfs:label ?name }", "utf-8")

    assert FILM in said("query", store, file)


def test_a_wrong_parameter_is_told_with_the_right_ones(store):
    ended = ran("query", store, "cast", "--flim", FILM)

    [line] = ended.stderr.decode().splitlines()
    assert ended.returncode == 1
    assert "flim" in line
    assert "film" in line.replace("flim", "")


def test_explain_shows_the_sentences_behind_a_thing(store):
    told = said("explain", store, "Paul Raci")

    assert "Joe (Paul Raci)" in told


def test_explain_shows_one_relation_and_names_those_there_are(store):
    assert "castMember" in said("explain", store, FILM, "castMember")

    ended = ran("explain", store, FILM, "castmember")
    assert ended.returncode == 1
    assert "castMember" in ended.stderr.decode()


def test_network_is_shown_and_written(store, graph, tmp_path):
    target = tmp_path / "people.graphml"

    assert "Paul Raci" in said("network", store)
    said("network", store, "-o", target)

    assert set(nx.read_graphml(target)) == set(kg.network.collaborations(graph))


@pytest.mark.parametrize("form", FORMATS)
def test_export_gives_the_same_bytes_to_a_pipe_and_a_file(store, graph, tmp_path, form):
    target = tmp_path / "films"

    piped = ran("export", store, "--format", form).stdout
    said("export", store, "--format", form, "-o", target)

    assert piped == target.read_bytes() == graph.serialize(form)


def test_export_without_text_keeps_the_quoted_passages_only(store):
    told = said("export", store, "--format", "nq", "--no-text")

    assert not re.search(r"^<\S+/article/\S+> <\S+#text>", told, re.MULTILINE)
    assert "oa#exact" in told


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_each_verb_shows_an_example(verb):
    told = said(verb, "--help")

    assert f"Example: kg {verb}" in " ".join(told.split())


def test_the_help_lists_the_verbs():
    told = said("--help")

    assert all(f"  {verb} " in told for verb in VERBS)


@pytest.mark.parametrize(
    "args",
    [
        ["facts"],
        ["nonsense"],
        ["build", SEED, "--bogus"],
        ["facts", SEED, "--format", "xml"],
        ["build", SEED, "--date", "yesterday"],
        ["query", "graph", "cast", "Blue", "Hour"],
        ["query", "graph", "cast", "--film"],
        ["export", "graph"],
    ],
    ids=lambda args: " ".join(map(str, args[1:] or args)),
)
def test_wrong_usage_ends_with_2(args):
    ended = ran(*args)

    assert ended.returncode == 2
    assert ended.stdout == b""
    assert b"Traceback" not in ended.stderr


LOADED = """
import sys
sys.argv = ["kg", *sys.argv[1:]]
from kg.cli import main
try:
    main()
except SystemExit:
    pass
sys.stderr.write(" ".join(sys.modules))
"""


@pytest.mark.parametrize(
    ("args", "heavy"),
    [
        (["--help"], HEAVY),
        (["query"], HEAVY),
        (["query", "cast"], HEAVY),
        (["query", "STORE", "cast"], HEAVY),
        (["query", "STORE", "cast", "--film", FILM], HEAVY),
        (["export", "STORE", "--format", "ttl"], HEAVY),
        (["facts", "STORE"], HEAVY),
        (["check", "STORE"], ("spacy", "torch", "networkx")),
        (["network", "STORE"], ("spacy", "torch", "pyshacl", "rdflib")),
    ],
    ids=lambda value: " ".join(value[:3]),
)
def test_a_command_loads_no_more_than_it_needs(store, args, heavy):
    given = [str(store) if word == "STORE" else word for word in args]

    ended = subprocess.run(
        [sys.executable, "-c", LOADED, *given], capture_output=True, timeout=60, check=True
    )

    loaded = set(ended.stderr.decode().split())
    assert "kg.cli" in loaded
    assert loaded.isdisjoint(heavy)


def test_a_pipe_that_closes_early_is_no_error(store):
    running = subprocess.Popen(
        [sys.executable, "-m", "kg", "facts", str(store), "--all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    running.stdout.close()

    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(60) in {0, 1}


def test_the_version_is_told():
    assert said("--version") == f"kg {kg.__version__}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("args", [["--version"], ["query"], ["lexicon", "--help"]])
def test_a_full_disk_is_told_in_one_line(args):
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "kg", *args], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert ended.returncode == 1
    assert ended.stderr.decode().startswith("The result cannot be written: ")
    assert len(ended.stderr.splitlines()) == 1


def test_an_interrupted_command_is_quiet():
    running = subprocess.Popen(
        [sys.executable, "-m", "kg", "facts", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    running.stdin.write(b"Words. " * 30_000)  # more than a pipe holds: it is being read
    running.stdin.flush()
    time.sleep(0.5)  # until it waits for more

    running.send_signal(signal.SIGINT)
    code = running.wait(60)

    with running.stdin, running.stdout, running.stderr:
        assert (code, running.stdout.read(), running.stderr.read()) == (130, b"", b"")


def test_progress_is_shown_on_a_terminal_alone():
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "kg", "facts", str(SEED), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(theirs)

    with running, os.fdopen(ours, "rb", buffering=0) as terminal:
        shown = b"".join(_until_closed(terminal)).decode()
        out = running.stdout.read().decode()

    assert "1 of 1 articles" in shown
    assert running.returncode == 0
    assert all(json.loads(line) for line in out.splitlines())


def _until_closed(terminal):
    with suppress(OSError):  # how Linux tells that the other side of a terminal is closed
        while some := terminal.read(4096):
            yield some
