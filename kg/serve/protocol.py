"""The SPARQL 1.1 Protocol, of queries alone: what is asked in a request, and its answer."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.serve import patience
from kg.serve.answers import SMALL, Answer
from kg.serve.asking import line, told
from kg.serve.live import Live
from kg.serve.pages import page

METHODS = "GET, HEAD, POST, OPTIONS"
_LONGEST = 1024 * 1024
_FIELDS = 1000
_USAGE = "Ask with ?query=SELECT …, or POST a query as application/sparql-query."
_READ_ONLY = "Nothing can be changed here."
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


class _WrongError(Exception):
    """A request is not as it should be."""

    def __init__(self, status: int, text: str, **headers: str) -> None:
        super().__init__(text)
        self.response = line(status, text, **headers)


@dataclass(frozen=True, slots=True)
class Query:
    """What a request asks.

    Attributes:
        text: SPARQL; nothing where it asks nothing.
        default: the graphs of its default graph, as the protocol names them.
        named: the named graphs.
        form: a format by name, or nothing.
        accept: what formats are accepted.
    """

    text: str | None
    default: tuple[str, ...]
    named: tuple[str, ...]
    form: str
    accept: str


async def sparql(request: Request, live: Live) -> Response:
    """Return the answer to a request at the endpoint."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": METHODS})
    try:
        query = await _query(request)
    except _WrongError as error:
        return error.response
    except UnicodeDecodeError:
        return line(400, "The request is not in UTF-8.")
    except TimeoutError:
        text = f"The query did not come within {patience.ASKING:g} seconds."
        return line(408, text, Connection="close")
    except ClientDisconnect:
        return line(499, "You are gone.")
    if query.text is None:
        return await _without_query(request, live, query)
    if _looks(request, query):
        place = f"sparql#query={quote(query.text, safe='')}"
        return Response(status_code=303, headers={"Location": place, "Vary": "Accept"})
    return await told(
        request,
        lambda: _answer(live, query),
        "query",
        limit=live.limits.timeout,
        memory=live.limits.memory,
    )


class _Given(StreamingResponse):
    """An answer on its way, which is closed when it is there or nobody takes it any more."""

    def __init__(self, answer: Answer, kind: str, headers: dict[str, str]) -> None:
        super().__init__(answer.pieces(), media_type=kind, headers=headers)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        with self._answer:
            await super().__call__(scope, receive, send)


async def _answer(live: Live, query: Query) -> Response:
    answer = Answer(live.room)
    try:
        made = await _made(live, query, answer)
    except BaseException:
        answer.close()
        raise
    if not isinstance(made, _Given):
        answer.close()
    return made


async def _made(live: Live, query: Query, answer: Answer) -> Response:
    with live.copy() as copy:
        asked = {
            "query": query.text,
            "accept": query.accept,
            "format": query.form,
            "rows": live.limits.rows,
            "default": query.default,
            "named": query.named,
        }
        end = await copy.lanes.answered(asked, answer, live.limits.timeout)
    if end["status"] != 200:  # noqa: PLR2004  as HTTP numbers it
        return line(end["status"], end["line"], Vary="Accept")
    headers = {"Vary": "Accept", "Content-Length": str(answer.length), "Cache-Control": "no-cache"}
    if end["cut"]:
        headers["X-SPARQL-MaxRows"] = str(live.limits.rows)
    if answer.length <= SMALL:
        return Response(answer.whole(), media_type=end["type"], headers=headers)
    return _Given(answer, end["type"], headers)


def _looks(request: Request, query: Query) -> bool:
    """Return whether a person follows a link to nothing but a query."""
    alone = not (query.form or query.default or query.named)
    return request.method != "POST" and alone and query.accept.startswith("text/html")


async def _without_query(request: Request, live: Live, query: Query) -> Response:
    """Return the page to ask from, or what the endpoint says of itself."""
    if request.method == "POST":
        return line(400, _USAGE)
    if not query.form and "text/html" in query.accept:
        return await page(request, live, {"editor": ""})
    if query.form or any(kind in query.accept for kind in ("turtle", "n-triples", "ld+", "rdf+")):
        here = str(request.url.replace(query="", fragment=""))
        asked = {"endpoint": here, "accept": query.accept, "format": query.form}
        return await page(request, live, asked)
    return line(400, _USAGE)


async def _query(request: Request) -> Query:
    """Return what a request asks.

    Raises:
        _WrongError: it is not as the protocol says, or asks for a change.
        TimeoutError: it does not come.
    """
    if request.method not in METHODS.split(", "):
        raise _WrongError(405, "Only GET and POST are answered here.", Allow=METHODS)
    fields = list(_fields(request.scope["query_string"]))
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _UPDATE:
            raise _WrongError(403, _READ_ONLY)
        if kind not in (_FORM, _QUERY):
            text = f"POST a query as {_QUERY} or {_FORM}."
            raise _WrongError(415, text, Accept_Post=f"{_QUERY}, {_FORM}")
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            text = "POST a query as it is, without a Content-Encoding."
            raise _WrongError(415, text, Accept_Encoding="identity")
        body = await _body(request)
        fields += _fields(body) if kind == _FORM else [("query", body.decode("utf-8"))]
    if any(name == "update" for name, _ in fields):
        raise _WrongError(403, _READ_ONLY)
    texts = [value for name, value in fields if name == "query"]
    if len(texts) > 1:
        raise _WrongError(400, "Ask one query at a time.")
    return Query(
        texts[0] if texts else None,
        tuple(value for name, value in fields if name == "default-graph-uri"),
        tuple(value for name, value in fields if name == "named-graph-uri"),
        next((value for name, value in fields if name == "format"), ""),
        ", ".join(request.headers.getlist("accept")),
    )


async def _body(request: Request) -> bytes:
    pieces, length = [], 0
    async with asyncio.timeout(patience.ASKING):
        async for piece in request.stream():
            length += len(piece)
            if length > _LONGEST:
                raise _WrongError(413, "A query may have a megabyte at most.")
            pieces.append(piece)
    return b"".join(pieces)


def _fields(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form.

    Raises:
        UnicodeDecodeError: they are not in UTF-8.
        _WrongError: there are too many.
    """
    try:
        text = content.decode("ascii")
        yield from parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        raise _WrongError(400, "The request has too many fields.") from error
