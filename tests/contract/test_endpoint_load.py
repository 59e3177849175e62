"""What the endpoint promises under bad questions: a real server, and clients that mean no good."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import httpx
import pytest
from endpoints import CROSS, alive, endpoint, family

DEEP = f"ASK {10_000 * '{'}{10_000 * '}'}"
LONG = f"ASK {{ FILTER({'+'.join(2000 * '1')}) }}"


@pytest.fixture(scope="module")
def served(store, tmp_path_factory):
    with endpoint(store, "--timeout", "4", folder=tmp_path_factory.mktemp("room")) as running:
        yield running


def test_what_is_nested_too_deeply_is_told_and_ends_no_worker(served):
    served.get()  # all have started
    before = family(served.process.pid)

    told = served.client.post(served.url, data={"query": DEEP})

    assert (told.status_code, "nested too deeply" in told.text) == (400, True)
    assert served.ask(LONG).status_code == 200
    assert before <= alive(before)


@pytest.mark.parametrize(
    ("form", "triple"),
    [("jsonld", "<a:b> <a:c> <<( <a:b> <a:c> 'd' )>>"), ("rdfxml", "<a:b> <http://x/> 'a'")],
)
def test_what_a_format_cannot_hold_is_not_acceptable(served, form, triple):
    told = served.ask(f"CONSTRUCT {{ {triple} }} {{}}", format=form)

    assert (told.status_code, told.text.count("\n")) == (406, 1)


def test_xml_is_well_formed_whatever_the_letters(served):
    told = served.ask(r"SELECT ('a\u0001\u0000\uFFFF\rb' AS ?x) {}", format="xml")

    texts = [each.text for each in ET.fromstring(told.content).iter()]
    assert "a\ufffd\ufffd\ufffd\rb" in texts


def test_who_goes_while_a_page_is_made_ends_no_worker(served):
    served.get()
    before = family(served.process.pid)
    place = urlsplit(served.home)

    for name in ("network.html", "things.html", "questions.html"):
        with socket.create_connection((place.hostname, place.port)) as client:
            client.sendall(f"GET /{name} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.02)
    time.sleep(0.5)

    assert before <= alive(before)
    assert served.get("network.html").status_code == 200


def test_quick_queries_are_answered_while_new_slow_ones_come_without_end(store, tmp_path):
    end = time.monotonic() + 8

    with endpoint(store, "--timeout", "4", folder=tmp_path) as running:

        def attack(first):
            with httpx.Client(trust_env=False, timeout=1) as client:
                while time.monotonic() < end:
                    first += 100
                    try:
                        client.post(running.url, data={"query": CROSS.format(number=first)})
                    except httpx.TimeoutException:
                        continue

        with ThreadPoolExecutor(12) as pool:
            attackers = [pool.submit(attack, number + 1) for number in range(12)]
            time.sleep(1)
            told = []
            while time.monotonic() < end:
                told.append(running.ask(f"ASK {{ <a:{len(told)}> ?p ?o }}"))
            for each in attackers:
                each.result()

    assert {each.status_code for each in told} <= {200, 503}
    assert len([each for each in told if each.status_code == 200]) > 1
    assert max(each.elapsed.total_seconds() for each in told) < 20
