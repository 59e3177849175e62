"""A disk that is full or read-only, and limits of files: one line, and everything is as before."""

from contextlib import suppress
from shutil import copytree

import pytest
from faults import articles, content, desk, disk, names, remounted

KILOBYTE = 1024
COMMANDS = {
    "build": "build NEWS -o OUT",
    "add": "add OUT NEWS",
    "bulk": "bulk NEWS -o OUT",
    "load": "load QUADS -o OUT",
    "publish": "publish STORE OUT",
    "export": "export STORE --format nq -o OUT/films.nq",
    "picture": "network STORE -o OUT/people.png",
    "page": "network STORE -o OUT/people.html",
}
SIZES = [4, 20, 100, 250]
"""So many kilobytes strike at different steps; the last are enough for some."""
WRITERS = ["build", "add", "bulk", "load"]
"""What makes or changes a store."""


@pytest.fixture(scope="module")
def counter():
    with desk() as counter:
        yield counter


@pytest.fixture(scope="module")
def made(counter, tmp_path_factory):
    """Articles, a store of them, and its quads."""
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


@pytest.mark.parametrize("command", COMMANDS)
def test_where_there_is_no_room_it_is_told_and_nothing_is_left(counter, made, tmp_path, command):
    refused = 0
    for size in SIZES:
        with disk(tmp_path / "disk", size * KILOBYTE) as place:
            ended = counter.ran(*words(command, made, place / "out"))
            if ended.code == 0:
                continue
            refused += 1
            assert is_told(ended), (size, ended)
            assert "room" in ended.told[0]
            assert "damaged" not in ended.told[0]
            left = names(place)
            assert left <= {"out"} or command == "add", (size, left)
            assert not any(".partial" in name or ".kg-" in name for name in left), left
    assert refused


@pytest.mark.parametrize("command", COMMANDS)
def test_where_there_is_no_more_room_what_was_there_stays(counter, made, tmp_path, command):
    with disk(tmp_path / "disk", 6000 * KILOBYTE) as place:
        first = words(command, made, place / "out")
        assert counter.ran(*first).code == 0
        before = {n: b for n, b in content(place).items() if not _churns(n)}
        news = made.parent / f"more-{command}"
        copytree(made / "news", news, dirs_exist_ok=True)
        (news / "gale.txt").write_text("Ada Marsh directed the film “Gale.”\n", "utf-8")
        again = [news if word == made / "news" else word for word in first]
        _fill(place / "filler")

        ended = counter.ran(*again)

        assert is_told(ended), ended
        assert "damaged" not in ended.told[0]
        (place / "filler").unlink()
        kept = {n: b for n, b in content(place).items() if not _churns(n)}
        assert command in WRITERS or kept == before
        if command in WRITERS:
            assert counter.ran("query", place / "out", "directors").code == 0
            assert {n for n in kept if ".partial" in n or ".kg-" in n} == set()
        assert counter.ran(*again).code == 0


def _churns(name):
    return "quads-" in name


def _fill(path):
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass


@pytest.mark.parametrize("command", COMMANDS)
def test_a_read_only_disk_is_told_and_left_alone(counter, made, tmp_path, command):
    with disk(tmp_path / "disk", 6000 * KILOBYTE) as place:
        assert counter.ran(*words(command, made, place / "out")).code == 0
        before = content(place)
        remounted(place, "ro")

        ended = counter.ran(*words(command, made, place / "out"))

        if command == "add":  # what is kept already needs no writing
            assert ended.code in {0, 1}
        else:
            assert is_told(ended), ended
        assert content(place) == before


def test_a_store_on_a_read_only_disk_is_read(counter, made, tmp_path):
    with disk(tmp_path / "disk", 6000 * KILOBYTE) as place:
        copytree(made / "films", place / "films")
        remounted(place, "ro")

        asked = counter.ran("query", place / "films", "directors")

        assert asked == counter.ran("query", made / "films", "directors")


@pytest.mark.parametrize("where", ["FILE/out", "FOLDER", "LINK"])
def test_what_stands_in_the_way_is_told(counter, made, tmp_path, where):
    (tmp_path / "FILE").write_text("words", "utf-8")
    (tmp_path / "FOLDER").mkdir()
    (tmp_path / "LINK").symlink_to(tmp_path / "FILE" / "nowhere")

    ended = counter.ran("export", made / "films", "--format", "nq", "-o", tmp_path / where)

    assert is_told(ended), ended
    assert names(tmp_path) == {"FILE", "FOLDER", "LINK"}


@pytest.mark.parametrize("command", ["query", "export", *COMMANDS])
@pytest.mark.parametrize("most", [5, 40])
def test_few_open_files_are_told_and_no_damage_is(counter, made, tmp_path, command, most):
    asked = {
        "query": ["query", made / "films", "directors"],
        "export": ["export", made / "films", "--format", "nq"],
    }
    given = asked.get(command) or words(command, made, tmp_path / "out")

    ended = counter.ran(*given, limits={"NOFILE": most})

    assert is_told(ended), ended
    assert "damaged" not in ended.told[0]
    assert "ulimit -n" in ended.told[0]
    assert names(tmp_path) == set()


def test_a_temporary_folder_without_room_is_told(counter, made, tmp_path):
    with disk(tmp_path / "disk", 4 * KILOBYTE) as place:
        given = ["build", made / "news", "-o", tmp_path / "out"]

        ended = counter.ran(*given, env={"TMPDIR": str(place)})

        assert ended.code == 0 or is_told(ended), ended
        assert names(place) == set()
