"""What ``kg serve`` promises from start to end: a real process, its children and folders."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing

import httpx
import portalocker
import pytest
from commands import ran, said
from endpoints import CROSS, alive, endpoint, family, until
from servers import oxigraph  # noqa: F401  the fixture is found by its name

NAMES = "SELECT ?name { ?work a film:Film ; rdfs:label ?name } ORDER BY ?name"
TEXTS = (
    "Lee Park directed the film “Tide.” Ada Marsh starred in “Tide.”\n",
    "Ben Cole directed the film “Blue Hour.”\n",
)


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def store(articles, tmp_path):
    said("add", tmp_path / "films", articles / "0.txt", "--date", "2020-01-01")
    return tmp_path / "films"


@pytest.fixture
def room(tmp_path):
    (tmp_path / "room").mkdir()
    return tmp_path / "room"


def names(served):
    return served.ask(NAMES, format="csv").text.splitlines()[1:]


def test_one_line_tells_where_it_is_and_how_to_stop_it(store, room):
    with endpoint(store, folder=room) as served:
        assert served.home in served.line
        assert served.line.endswith("Stop with Ctrl-C.\n")
        assert names(served) == ["Tide"]
        assert served.stop() == (0, "")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_cleanly(store, room, how):
    with endpoint(store, "--timeout", "60", folder=room) as served:
        with pytest.raises(httpx.TimeoutException):
            served.client.get(served.url, params={"query": CROSS.format(number=1)}, timeout=0.3)
        children = family(served.process.pid)
        threading.Thread(target=_left_alone, args=(served.url,), daemon=True).start()
        time.sleep(0.3)

        code, told = served.stop(how)

        assert (code, told) == (0, "")
        assert len(children) >= 4
        assert not alive(children)
        assert not list(room.iterdir())


def _left_alone(url):
    try:
        httpx.get(url, params={"query": CROSS.format(number=2)}, timeout=30, trust_env=False)
    except httpx.TransportError:
        return


def test_nothing_is_left_when_it_is_killed(store, room):
    with endpoint(store, "--timeout", "60", folder=room) as served:
        with pytest.raises(httpx.TimeoutException):
            served.client.get(served.url, params={"query": CROSS.format(number=1)}, timeout=0.3)
        threading.Thread(target=_left_alone, args=(served.url,), daemon=True).start()
        time.sleep(0.5)
        children = family(served.process.pid)

        served.stop(signal.SIGKILL)

        assert len(children) >= 4
        assert until(lambda: not alive(children))
        assert until(lambda: not list(room.iterdir()))


def test_it_can_be_stopped_before_it_has_begun(store, room):
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", str(store), "--port", "0"],
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(room)},
    )
    assert until(lambda: list(room.glob("kg-serve-*/copy-1")))

    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=20)

    assert process.returncode == 0
    assert b"Traceback" not in told
    assert not list(room.iterdir())


def test_articles_are_added_beside_it_and_appear(store, room, articles):
    with endpoint(store, folder=room) as served:
        assert names(served) == ["Tide"]

        said("add", store, articles / "1.txt", "--date", "2020-01-02")

        assert until(lambda: len(names(served)) == 2)
        assert [len(list(each.iterdir())) for each in room.iterdir()] == [1] or until(
            lambda: [len(list(each.iterdir())) for each in room.iterdir()] == [1]
        )


def test_who_asks_while_the_copy_changes_is_answered_from_the_old_one(store, room, articles):
    joins = " . ".join(f"?a{number} ?b{number} ?c{number}" for number in range(6))
    slow = f"SELECT (COUNT(*) AS ?n) {{ {joins} }}"
    with endpoint(store, "--timeout", "60", folder=room) as served:
        told = []

        def ask():
            told.append(httpx.get(served.url, params={"query": slow}, timeout=60).status_code)

        asking = threading.Thread(target=ask)
        asking.start()
        said("add", store, articles / "1.txt", "--date", "2020-01-02")
        assert until(lambda: len(names(served)) == 2)
        asking.join()

        assert told == [200]


def test_while_somebody_writes_the_old_copy_answers(store, room, articles):
    with endpoint(store, folder=room) as served, (store / "lock").open("r+b") as lock:
        portalocker.lock(lock, portalocker.LOCK_EX)
        os.utime(store / "store.json")
        time.sleep(3)

        assert names(served) == ["Tide"]
        assert served.process.poll() is None
        portalocker.unlock(lock)

    assert articles


def test_without_texts_no_text_is_given(store, room):
    query = "ASK { GRAPH ?g { ?article film:text ?text } }"
    passages = "ASK { GRAPH ?g { ?passage oa:hasSelector/oa:exact ?words } }"

    with endpoint(store, folder=room) as served:
        assert served.ask(query).json()["boolean"]
    with endpoint(store, "--no-text", folder=room) as served:
        assert not served.ask(query).json()["boolean"]
        assert served.ask(passages).json()["boolean"]


@pytest.mark.parametrize("form", ["ttl", "nq", "jsonld"])
def test_a_file_is_served(store, room, tmp_path, form):
    file = tmp_path / f"films.{form}"
    said("export", store, "--format", form, "-o", file)

    with endpoint(file, folder=room) as served:
        assert names(served) == ["Tide"]


def test_an_endpoint_is_served(oxigraph, room, articles):  # noqa: F811  the fixture
    oxigraph.clear()
    said("add", oxigraph.url, articles / "0.txt", "--date", "2020-01-01")

    with endpoint(oxigraph.url, folder=room) as served:
        assert names(served) == ["Tide"]
        graphs = served.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", format="csv").text
        assert "ledger" not in graphs


def test_an_endpoint_that_another_serves_is_one_like_others(store, room):
    with endpoint(store, folder=room) as served:
        assert "Tide" in said("query", served.url, "filmography", "--person", "Lee Park")


def test_a_port_in_use_is_told(store):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        ended = ran("serve", store, "--port", taken.getsockname()[1])

    assert ended.code == 1
    assert len(ended.told) == 1
    assert "Address already in use" in ended.told[0]


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid"])
def test_a_host_that_is_not_here_is_told(store, host):
    ended = ran("serve", store, "--host", host, "--port", "0")

    assert ended.code == 1
    assert len(ended.told) == 1
    assert host in ended.told[0]


@pytest.mark.parametrize(
    ("place", "told"), [("nothing", "there is nothing there"), ("films", "writes to it")]
)
def test_a_store_that_cannot_be_read_is_told(store, place, told):
    with (store / "lock").open("r+b") as lock:
        portalocker.lock(lock, portalocker.LOCK_EX)

        ended = ran("serve", store.parent / place, "--port", "0")

    assert ended.code == 1
    assert len(ended.told) == 1
    assert told in ended.told[0]


def test_each_request_is_shown_where_asked(store, room):
    with endpoint(store, "--verbose", folder=room) as served:
        names(served)
        code, told = served.stop()

    assert code == 0
    assert '"GET /sparql?query=' in told


def test_other_names_are_answered_where_it_listens_to_all(store, room):
    with endpoint(store, "--host", "0.0.0.0", folder=room) as served:
        url = served.url.replace("0.0.0.0", "127.0.0.1")
        told = httpx.get(url, params={"query": "ASK{}"}, headers={"host": "example.org"})

        assert told.status_code == 200


def test_it_says_what_it_does():
    told = said("serve", "--help")

    assert "Example: kg serve graph --port 8080" in told
