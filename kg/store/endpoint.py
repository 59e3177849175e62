"""Talk to a SPARQL endpoint over HTTP: try again where that helps, and tell failure in one line.

Every request may be sent twice without harm: kg's updates say what shall hold afterwards.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType

import httpx
import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph import nesting
from kg.store import virtuoso
from kg.store.addresses import addresses, guarded

ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"

_PAUSES = (0.5, 1.0, 2.0, 4.0)
_LONGEST_PAUSE = 30.0
_TIMEOUT = 180.0
_CONNECT_TIMEOUT = 10.0
_SLOW_TRIES = 2
_BUSY = {429, 502, 503, 504}
_NOT_HERE = "Check the address, as http://localhost:7878 or http://localhost:8890/sparql"
_NO_ENTRY = "Set KG_USER and KG_PASSWORD, or KG_TOKEN, to what lets you in"
_SHOWN = 200


class Endpoint:
    """One SPARQL endpoint.

    Attributes:
        name: its address as people give it, without credentials.
        virtuoso: whether it is a Virtuoso, whose ways differ.
        named: whether its default graph is all graphs, so that the film graph needs a name.
    """

    def __init__(
        self,
        url: str,
        *,
        sleep: Callable[[float], object] = time.sleep,
        environ: Mapping[str, str] = MappingProxyType(os.environ),
    ) -> None:
        self._at = addresses(url, environ)
        self.name = self._at.name
        self._sleep = sleep
        headers = {"authorization": f"Bearer {self._at.token}"} if self._at.token else {}
        timeout = httpx.Timeout(_seconds(environ.get("KG_TIMEOUT")), connect=_CONNECT_TIMEOUT)
        self._client = httpx.Client(timeout=timeout, headers=headers)
        self.virtuoso = "/sparql" in self._at.query and self._is_virtuoso()
        if self.virtuoso:
            self._at = guarded(self._at, environ)
        self.named = self._at.named
        if self._at.user[0]:
            scheme = httpx.DigestAuth if self.virtuoso else httpx.BasicAuth
            self._client.auth = scheme(*self._at.user)

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def rows(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean:
        """Return the answer to a SELECT or ASK.

        Raises:
            StoreError: it cannot be had, or is not whole.
        """
        reply = self._ask(query, ROWS)
        if most := virtuoso.most_rows(reply.headers):
            raise self._cut(most)
        content = virtuoso.rows(reply.content) if self.virtuoso else reply.content
        try:
            json.loads(content)  # the parser below reads as it goes, and would complain late
            return ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError, RecursionError) as error:
            raise self._nonsense(reply) from error

    def triples(self, query: str) -> bytes:
        """Return the answer to a CONSTRUCT or DESCRIBE, as N-Triples.

        Raises:
            StoreError: it cannot be had.
        """
        return self._of(self._ask(query, TRIPLES))

    def whole(self, graph: str | None) -> bytes:
        """Return a graph as N-Triples; ``None`` is the default graph.

        Raises:
            StoreError: it cannot be had.
        """
        params = {"default": ""} if graph is None else {"graph": graph}
        reply = self._send("GET", self._at.graphs, params=params, headers={"accept": TRIPLES})
        if reply.is_success and _kind(reply) == TRIPLES:
            if self.virtuoso and graph is not None:
                self._expect(sum(line[:1] == b"<" for line in reply.content.split(b"\n")), graph)
            return self._of(reply)
        if reply.status_code in (401, 403):
            self._check(reply, "read")
        # No such graph, or no graph store protocol there: SPARQL tells.
        pattern = "?s ?p ?o" if graph is None else f"GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }}"
        return self.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")

    def update(self, text: str) -> None:
        """Carry out an update; it may be carried out twice.

        Raises:
            StoreError: it is refused, or the endpoint cannot be reached.
        """
        kind = {"content-type": "application/sparql-update; charset=utf-8"}
        text = virtuoso.outgoing(text) if self.virtuoso else text
        reply = self._send("POST", self._at.update, content=text.encode(), headers=kind)
        self._check(reply, "update")

    def _expect(self, lines: int, graph: str) -> None:
        """Refuse a graph that was cut short without a word."""
        place = f"GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }}"
        [row] = self.rows(f"SELECT (COUNT(*) AS ?all) WHERE {{ {place} }}")  # type: ignore[misc]
        if int(row["all"].value) > lines:
            raise self._cut(str(lines))

    def _cut(self, most: str) -> StoreError:
        problem = f"it gives no more than {most} rows of an answer"
        return StoreError(self.name, problem, "Raise ResultSetMaxRows in its virtuoso.ini")

    def _is_virtuoso(self) -> bool:
        try:
            told = self._send("GET", self._at.query.removesuffix("-auth"))
        except StoreError:
            self.close()
            raise
        return virtuoso.answers(told.headers)

    def _of(self, reply: httpx.Response) -> bytes:
        content = virtuoso.triples(reply.content) if self.virtuoso else reply.content
        try:
            nesting.check(content, "nt")
        except SyntaxError as error:
            raise self._nonsense(reply) from error
        return content

    def _ask(self, query: str, accept: str) -> httpx.Response:
        form = {"query": virtuoso.outgoing(query) if self.virtuoso else query}
        reply = self._send("POST", self._at.query, data=form, headers={"accept": accept})
        self._check(reply, "query")
        if _kind(reply) != accept and not (accept == TRIPLES and _kind(reply) == "text/plain"):
            raise self._nonsense(reply)
        return reply

    def _send(self, method: str, url: str, **parts: object) -> httpx.Response:
        """Return the first answer that is no cry of being busy, after a few tries."""
        slow = 0
        for pause in (*_PAUSES, None):
            try:
                reply = self._client.request(method, url, **parts)  # type: ignore[arg-type]
            except httpx.TransportError as error:
                slow += isinstance(error, httpx.ReadTimeout)
                if pause is None or slow == _SLOW_TRIES:
                    raise self._unreachable(error) from error
                self._sleep(pause)
            except (httpx.RequestError, httpx.InvalidURL) as error:
                raise self._unreachable(error) from error
            else:
                if reply.status_code not in _BUSY or pause is None:
                    return reply
                self._sleep(_wanted(reply, pause))
        raise AssertionError

    def _unreachable(self, error: Exception) -> StoreError:
        if isinstance(error, httpx.TimeoutException):
            remedy = "Try again later, ask for less, or set KG_TIMEOUT to more seconds"
            return StoreError(self.name, "it did not answer in time", remedy)
        problem = f"it cannot be reached ({self._brief(str(error)) or type(error).__name__})"
        return StoreError(self.name, problem, "Check the address, and that the server runs")

    def _check(self, reply: httpx.Response, what: str) -> None:
        code = reply.status_code
        forbidden = self.virtuoso and not reply.is_success and virtuoso.forbids(reply.text)
        if code in (401, 403) or forbidden:
            problem = f"it refuses the {what} ({code}): it wants to know who asks"
            raise StoreError(self.name, problem, _NO_ENTRY)
        if code in _BUSY:
            raise StoreError(self.name, f"it is too busy to answer ({code})", "Try again later")
        if reply.is_redirect:
            where = self._brief(reply.headers.get("location", "").rpartition("@")[2])
            raise StoreError(self.name, f"it sends on to {where} ({code})", "Give that address")
        if code in (404, 405, 410):
            path = reply.request.url.path
            raise StoreError(self.name, f"{path} takes no {what} ({code})", _NOT_HERE)
        if not reply.is_success:
            said = "" if _kind(reply) == "text/html" else f": {self._brief(reply.text)}"
            problem = f"it refuses the {what} ({code}{said})"
            raise StoreError(self.name, problem, "Correct it, or see the server's log")

    def _nonsense(self, reply: httpx.Response) -> StoreError:
        if _kind(reply) == "text/html":
            problem = "a web page answers there, and no SPARQL endpoint"
        else:
            problem = f"its answer is no SPARQL result ({_kind(reply) or 'of no kind'})"
        return StoreError(self.name, problem, _NOT_HERE)

    def _brief(self, text: str) -> str:
        for secret in self._at.secrets:
            text = text.replace(secret, "…")
        line = " ".join(text.split()).rstrip(".")
        return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _kind(reply: httpx.Response) -> str:
    kind: str = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    return ROWS if kind == "application/json" else kind


def _seconds(told: str | None) -> float:
    try:
        return float(told or _TIMEOUT)
    except ValueError:
        return _TIMEOUT


def _wanted(reply: httpx.Response, pause: float) -> float:
    """Return for how long a busy server wants to be left alone, in seconds."""
    told = reply.headers.get("retry-after", "")
    if told.isdigit():
        return min(float(told), _LONGEST_PAUSE)
    try:
        wait = (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return pause
    return min(max(wait, 0.0), _LONGEST_PAUSE)
