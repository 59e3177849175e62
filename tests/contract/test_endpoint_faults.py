"""What ``kg serve`` promises when clients dawdle or leave, and when there is no room."""

import gzip
import os
import resource
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from urllib.parse import quote, urlsplit

import httpx
import pytest
from commands import said
from endpoints import endpoint, held, until

TEXT = "Lee Park directed the film “Tide.” Ada Marsh starred in “Tide.”\n"
SMALL = "SELECT * { ?s a film:Film }"
LONG = f'SELECT ("{"x" * 10_000}" AS ?long) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}'
LARGE = f"{LONG} LIMIT 3000"
"""Its answer has thirty megabytes, more than the system holds for a client that does not read."""
MEGABYTE = 1024 * 1024
ANSWERED = b"HTTP/1.1 200"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    (folder / "0.txt").write_text(TEXT, "utf-8")
    said("add", folder / "films", folder / "0.txt", "--date", "2020-01-01")
    return folder / "films"


def begun(served, request="", room=16 * 1024):
    """Connect, with so much room for what comes, and send something."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    client.settimeout(20)
    client.connect(("127.0.0.1", urlsplit(served.home).port))
    client.sendall(request.encode())
    return client


def asked(served, **others):
    path = f"/sparql?query={quote(LARGE)}&format=csv"
    return begun(served, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n", **others)


def files(served, folder):
    return held(served.process.pid, folder)


def test_who_leaves_while_an_answer_comes_leaves_nothing_behind(store, tmp_path):
    with endpoint(store, folder=tmp_path) as served:
        with closing(asked(served)) as client:
            assert client.recv(100).startswith(ANSWERED)
            before = files(served, tmp_path)

        assert before == 1
        assert until(lambda: files(served, tmp_path) == 0)


def test_an_answer_that_is_given_up_leaves_nothing_behind(store, tmp_path):
    told = {"kg.serve.answers.LARGEST": 8 * MEGABYTE}
    with endpoint(store, "--rows", "1000000", folder=tmp_path, told=told) as served:
        statuses = {served.ask(f"{LONG} LIMIT {number}").status_code for number in (2000, 3000)}

        assert statuses == {507}
        assert until(lambda: files(served, tmp_path) == 0)


def test_all_answers_together_have_so_much_room_and_no_more(store, tmp_path):
    told = {"kg.serve.answers.TOGETHER": 40 * MEGABYTE}
    with endpoint(store, folder=tmp_path, told=told) as served:
        with closing(asked(served)) as client:
            assert client.recv(100).startswith(ANSWERED)
            refused = served.ask(LARGE, format="csv")

            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
            assert refused.text.count("\n") == 1
            assert served.ask(SMALL).status_code == 200

        assert until(lambda: served.ask(LARGE, format="csv").status_code == 200)


def test_who_does_not_take_an_answer_is_cut_off(store, tmp_path):
    told = {"kg.serve.patience.TAKING": 2.0}
    with (
        endpoint(store, folder=tmp_path, told=told) as served,
        closing(asked(served)) as still,
        closing(asked(served, room=MEGABYTE)) as slow,
    ):
        assert still.recv(100).startswith(ANSWERED)
        assert slow.recv(100).startswith(ANSWERED)
        taken = 0
        for _ in range(12):
            time.sleep(0.3)
            taken += len(slow.recv(MEGABYTE))

        assert until(lambda: files(served, tmp_path) == 1, 1.5)
        while more := slow.recv(MEGABYTE):
            taken += len(more)
        assert taken > 3000 * 10_000


def test_connections_that_do_not_ask_are_cut_off(store, tmp_path):
    told = {"kg.serve.patience.ASKING": 5.0}
    with endpoint(store, folder=tmp_path, told=told) as served, ExitStack() as clients:
        for number in range(510):
            clients.enter_context(closing(begun(served, "GET / HTTP/1.1\r\nHo"[: number % 19])))
        full = served.ask("ASK {}").status_code

        assert full == 503
        assert until(lambda: served.ask("ASK {}").status_code == 200, 30)


def test_a_query_that_does_not_come_is_not_waited_for(store, tmp_path):
    told = {"kg.serve.patience.ASKING": 1.0}
    head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
    kind = "Content-Type: application/sparql-query\r\n\r\nASK"
    with (
        endpoint(store, folder=tmp_path, told=told) as served,
        closing(begun(served, head + kind)) as client,
    ):
        answer = b"".join(iter(lambda: client.recv(1000), b""))

        assert answer.startswith(b"HTTP/1.1 408")
        assert answer.endswith(b"\r\n\r\nThe query did not come within 1 seconds.\n")


def test_a_disk_that_is_full_is_told_as_such(store, tmp_path):
    with endpoint(store, "--verbose", folder=tmp_path) as served:
        resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (3 * MEGABYTE, 3 * MEGABYTE))

        told = served.ask(LARGE, format="csv")

        assert (told.status_code, told.headers["retry-after"]) == (503, "5")
        assert told.text.startswith("The server has no room for the answer just now.")
        assert served.ask(SMALL).status_code == 200
        assert until(lambda: files(served, tmp_path) == 0)
        assert " no room for an answer: File too large\n" in served.stop()[1]


@pytest.mark.parametrize("options", [(), ("--verbose",)])
def test_a_folder_without_room_is_told_by_its_name(store, tmp_path, options):
    command = [sys.executable, "-m", "kg", "serve", str(store), "--port", "0", *options]
    ended = subprocess.run(
        ["bash", "-c", 'ulimit -f 50; exec "$@"', "bash", *command],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Cannot copy the graph to {tmp_path}: File too large (")
    assert ended.stderr.endswith(" MB). Set TMPDIR to a folder with more room.\n")
    assert ended.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_it_says_that_other_computers_are_let_in(store, tmp_path):
    with endpoint(store, "--host", "0.0.0.0", folder=tmp_path) as served:
        assert served.home.startswith("http://127.0.0.1:")
        assert served.ask("ASK {}").status_code == 200

        code, told = served.stop()

    assert code == 0
    assert told == "Other computers can read all of it, at the name or address of this one.\n"


def test_a_query_is_posted_as_it_is(store, tmp_path):
    kind = {"content-type": "application/sparql-query"}
    with endpoint(store, folder=tmp_path) as served:
        packed = httpx.post(
            served.url,
            content=gzip.compress(b"ASK {}"),
            headers=kind | {"content-encoding": "gzip"},
        )
        plain = httpx.post(
            served.url, content="ASK {}", headers=kind | {"content-encoding": "identity"}
        )

    assert (packed.status_code, packed.headers["accept-encoding"]) == (415, "identity")
    assert packed.text == "POST a query as it is, without a Content-Encoding.\n"
    assert plain.status_code == 200


def test_a_browser_that_follows_a_link_to_a_query_gets_the_page_to_ask_from(store, tmp_path):
    query = "SELECT * { ?s rdfs:label 'a & b #c' }"
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    with endpoint(store, folder=tmp_path) as served:
        told = served.ask(query, accept=accept)
        page = served.get(told.headers["location"], accept=accept)
        wanted = served.ask(query, accept=accept, format="csv")

    assert (told.status_code, told.headers["vary"]) == (303, "Accept")
    assert told.headers["location"] == f"sparql#query={quote(query, safe='')}"
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert wanted.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("options", [(), ("--verbose",)])
def test_a_mistake_of_ours_is_a_line_outside_and_whole_where_it_is_asked_for(
    store, tmp_path, options
):
    told = {"kg.serve.protocol.sparql": None}
    with endpoint(store, *options, folder=tmp_path, told=told) as served:
        answer = served.ask("ASK {}")
        assert served.get().status_code == 200
        code, aloud = served.stop()

    assert (answer.status_code, answer.text) == (500, "Something went wrong here.\n")
    assert answer.headers["x-frame-options"] == "DENY"
    assert (code, "TypeError" in aloud) == (0, bool(options))
