"""What fifty clients get of ``kg serve`` in half a minute; not part of the plain run.

    pytest tests/benchmark/test_endpoint.py

writes docs/endpoint.md.
"""

import asyncio
import platform
import statistics
import time
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from commands import said
from endpoints import CROSS, Endpoint, endpoint, family, memory

import kg

PAGE = """# What the endpoint stands

`kg serve` over the {articles} articles of `data/articles` ({quads:,} quads), on Python {python},
{machine}, two cores that the clients and others use as well. {clients} clients ask
without pause for {seconds} seconds, each another of {queries} queries and {pages} pages in turn;
with slow queries, four or ten more clients ask cross joins that never end, one after the other and
each a new one (`--timeout {timeout}`); while their line is full, an answer may be 503, which counts
as an error here. Memory is that of all processes of the server, shared pages in parts (PSS).
Written by `pytest tests/benchmark/test_endpoint.py`.

| | answered | a second | errors | median | 99th percentile | longest | MB before | MB after |
|---|---|---|---|---|---|---|---|---|
{rows}

Of the slow queries: {slow}.

One client alone: median {alone:.1f} ms.
"""
CLIENTS = 50
SECONDS = 30
TIMEOUT = 10
QUERIES = (
    "SELECT ?film ?name { ?film a film:Film ; rdfs:label ?name } ORDER BY ?name LIMIT 20 OFFSET %d",
    "SELECT ?p (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n) OFFSET %d",
    "CONSTRUCT { ?s film:director ?o } WHERE { ?s film:director ?o } OFFSET %d",
    "ASK { ?s film:castMember ?person . ?person rdfs:label ?name FILTER(STRLEN(?name) > %d) }",
    """SELECT ?quote { GRAPH ?evidence {
      ?fact film:evidence/oa:hasSelector/oa:exact ?quote } } LIMIT 20 OFFSET %d""",
)
_CROSSED = count(1)
PAGES = ("", "things.html", "questions.html")


class Load:
    """What clients got.

    Attributes:
        times: seconds that each answer took.
        codes: how many answers of each status.
    """

    def __init__(self) -> None:
        self.times: list[float] = []
        self.codes: Counter[str] = Counter()

    async def client(self, served: Endpoint, until: float, asked: "count[int]") -> None:
        """Ask without pause until a time, over one connection while it lasts."""
        while time.monotonic() < until:
            with suppress(OSError, EOFError):
                await self._connected(served, until, asked)

    async def _connected(self, served: Endpoint, until: float, asked: "count[int]") -> None:
        place = urlsplit(served.home)
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        try:
            while time.monotonic() < until:
                start = time.monotonic()
                try:
                    writer.write(_request(place.netloc, _path(next(asked))))
                    await writer.drain()
                    code = await _answered(reader)
                except (OSError, EOFError):
                    self.codes["broken"] += 1
                    raise
                self.codes[code] += 1
                self.times.append(time.monotonic() - start)
        finally:
            writer.close()

    def row(self, name: str, before: int, after: int) -> str:
        """Return a row of the table."""
        ordered = sorted(self.times)
        errors = sum(number for code, number in self.codes.items() if code != "200")
        cells = [
            name,
            f"{self.codes['200']:,}",
            f"{self.codes['200'] / SECONDS:,.0f}",
            f"{errors}",
            f"{1000 * statistics.median(ordered):.0f} ms",
            f"{1000 * ordered[int(0.99 * len(ordered))]:.0f} ms",
            f"{1000 * ordered[-1]:.0f} ms",
            f"{before / 2**20:.0f}",
            f"{after / 2**20:.0f}",
        ]
        return f"| {' | '.join(cells)} |"


def _path(number: int) -> str:
    kind = number % (len(QUERIES) + len(PAGES))
    if kind >= len(QUERIES):
        return f"/{PAGES[kind - len(QUERIES)]}"
    return f"/sparql?query={quote(QUERIES[kind] % (number % 17))}"


def _request(host: str, path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n".encode()


async def _answered(reader: asyncio.StreamReader) -> str:
    """Read an answer, and return its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
    await reader.readexactly(length)
    return head.split(" ", 2)[1]


async def _loaded(served: Endpoint, clients: int, seconds: float, slow: int) -> tuple[Load, Load]:
    """Return what clients got, and what those got who asked slow queries."""
    load, slowly = Load(), Load()
    until, asked = time.monotonic() + seconds, count()

    async def cross() -> None:
        place = urlsplit(served.home)
        while time.monotonic() < until:
            reader, writer = await asyncio.open_connection(place.hostname, place.port)
            query = quote(CROSS.format(number=next(_CROSSED)))
            writer.write(_request(place.netloc, f"/sparql?query={query}"))
            slowly.codes[await _answered(reader)] += 1
            writer.close()

    await asyncio.gather(
        *(load.client(served, until, asked) for _ in range(clients)),
        *(cross() for _ in range(slow)),
    )
    return load, slowly


@pytest.fixture
def store(root: Path, tmp_path: Path) -> Path:
    said("build", root / "data" / "articles", "-o", tmp_path / "films")
    return tmp_path / "films"


def test_fifty_clients_are_answered(store: Path, root: Path, tmp_path: Path) -> None:
    rows, slow = [], Counter[str]()
    with endpoint(store, "--timeout", str(TIMEOUT), folder=tmp_path) as served:
        alone, _ = asyncio.run(_loaded(served, 1, 5, 0))
        for crosses in (0, 4, 10):
            name = f"50 clients and {crosses} cross joins" if crosses else "50 clients"
            time.sleep(2)
            before = memory(family(served.process.pid) | {served.process.pid})
            load, slowly = asyncio.run(_loaded(served, CLIENTS, SECONDS, crosses))
            after = memory(family(served.process.pid) | {served.process.pid})
            slow += slowly.codes
            rows.append(load.row(name, before, after))

            assert set(load.codes) <= ({"200", "503"} if crosses else {"200"})

        assert served.process.poll() is None
    page = PAGE.format(
        articles=len(list((root / "data" / "articles").glob("*.txt"))),
        quads=len(kg.store.open(store).quads()),
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()}",
        clients=CLIENTS,
        seconds=SECONDS,
        queries=len(QUERIES) * 17,
        pages=len(PAGES),
        timeout=TIMEOUT,
        rows="\n".join(rows),
        slow=", ".join(f"{number} ended with {code}" for code, number in sorted(slow.items())),
        alone=1000 * statistics.median(alone.times),
    )
    (root / "docs" / "endpoint.md").write_text(page, "utf-8", newline="\n")
