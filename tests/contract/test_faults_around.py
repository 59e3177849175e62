"""Two at once, damage, little memory, odd sources and surroundings: a line, and nothing lost."""

import os
from shutil import copytree

import pytest
from faults import NOBODY, articles, content, desk, names

COMMANDS = {
    "build": "build NEWS -o OUT",
    "add": "add OUT NEWS",
    "bulk": "bulk NEWS -o OUT",
    "load": "load QUADS -o OUT",
    "publish": "publish STORE OUT",
    "export": "export STORE --format nq -o OUT/films.nq",
}


@pytest.fixture(scope="module")
def counter():
    with desk() as counter:
        yield counter


@pytest.fixture(scope="module")
def made(counter, tmp_path_factory):
    place = tmp_path_factory.mktemp("made")
    articles(place / "news")
    assert counter.ran("build", place / "news", "-o", place / "films").code == 0
    quads = place / "films.nq"
    assert counter.ran("export", place / "films", "--format", "nq", "-o", quads).code == 0
    return place


def words(command, made, out):
    known = {"NEWS": made / "news", "STORE": made / "films", "QUADS": made / "films.nq"}
    told = [known.get(word, word) for word in COMMANDS[command].split()]
    return [str(out) + word[3:] if str(word).startswith("OUT") else word for word in told]


def is_told(ended):
    return (ended.code, ended.out, len(ended.told)) == (1, "", 1) and ended.told[0].endswith(".")


def kept(folder):
    return {n: b for n, b in content(folder).items() if "quads-" not in n and "store.json" not in n}


@pytest.mark.parametrize("command", COMMANDS)
def test_of_two_at_once_one_at_least_is_done_and_the_other_is_told(
    counter, made, tmp_path, command
):
    assert counter.ran(*words(command, made, tmp_path / "alone")).code == 0

    both = [counter.start(*words(command, made, tmp_path / "out")) for _ in range(2)]
    ended = [each.ended() for each in both]

    assert 0 in {each.code for each in ended}, ended
    assert all(each.code == 0 or is_told(each) for each in ended), ended
    assert kept(tmp_path / "out").keys() == kept(tmp_path / "alone").keys()
    if command in {"publish", "export"}:
        assert kept(tmp_path / "out") == kept(tmp_path / "alone")
    else:
        places = [tmp_path / name for name in ("out", "alone")]
        graphs = [counter.ran("export", each, "--format", "ttl") for each in places]
        assert graphs[0] == graphs[1]


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_damaged_table_is_told_or_is_not_in_what_was_asked_for(counter, made, tmp_path, share):
    tables = sorted((made / "films" / "quads-1").glob("*.sst"))
    right = counter.ran("export", made / "films", "--format", "nq")
    told = 0
    for table in tables:
        place = tmp_path / table.name
        copytree(made / "films", place)
        held = table.read_bytes()
        at = int(len(held) * share)
        damaged = held[:at] + bytes([held[at] ^ 0x55]) + held[at + 1 :]
        (place / "quads-1" / table.name).write_bytes(damaged)

        ended = counter.ran("export", place, "--format", "nq")

        told += ended != right
        assert ended == right or (is_told(ended) and "damaged" in ended.told[0]), (table, ended)
    assert len(tables) > 3
    assert told


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("megabytes", [0, 16, 64])
def test_without_memory_nothing_is_lost(counter, made, tmp_path, command, megabytes):
    given = words(command, made, tmp_path / "out")
    assert counter.ran(*given).code == 0
    before = kept(tmp_path / "out")

    ended = counter.ran(*given, memory=megabytes << 20)

    assert ended.code in {0, 1, -6}  # the engine ends the process where it has none
    assert ended.code != 1 or is_told(ended), ended
    assert kept(tmp_path / "out").keys() == before.keys()
    assert counter.ran(*given).code == 0


def test_a_file_without_permission_is_told(counter, tmp_path):
    if os.geteuid():
        pytest.skip("only root may become another user")
    tmp_path.chmod(0o755)
    closed = articles(tmp_path / "news") / "tide.txt"
    closed.chmod(0)
    for folder in list(tmp_path.parents)[:3]:
        folder.chmod(0o755)

    ended = counter.ran("facts", closed, uid=NOBODY)

    assert is_told(ended), ended
    assert "tide.txt" in ended.told[0]


def test_a_loop_of_links_is_no_endless_folder(counter, tmp_path):
    news = articles(tmp_path / "news")
    (news / "again").symlink_to(news)
    (news / "loop.txt").symlink_to("loop.txt")

    ended = counter.ran("facts", news, "--format", "csv")

    assert ended.code == 0
    assert len(ended.told) <= 1


SURROUNDINGS = {
    "no home": {"HOME": "/nonexistent"},
    "no language": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "no cache": {"XDG_CACHE_HOME": "/proc/none", "MPLCONFIGDIR": "/proc/none"},
}


@pytest.mark.parametrize("env", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_odd_surroundings_change_nothing(counter, made, tmp_path, env):
    given = ["build", made / "news", "-o", tmp_path / "out"]

    ended = counter.ran(*given, env=env)

    assert (ended.code, ended.told) == (0, [])
    assert "report.html" in names(tmp_path / "out")
