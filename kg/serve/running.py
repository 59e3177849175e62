"""The server, from its start to its end."""

import asyncio
import ipaddress
import logging
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import ServeError
from kg.serve import pages, patience, protocol
from kg.serve.asking import line
from kg.serve.guard import Guard, is_loopback
from kg.serve.live import Limits, Live
from kg.serve.workers import DiedError

_GRACE = 2
_CONNECTIONS = 500
_BACKLOG = 1024
_LINE = 1024 * 1024 + 64 * 1024
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def serve(
    place: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits | None = None,
    tell: Callable[[str], object] = lambda _: None,
) -> None:
    """Serve what is kept at a place, until the process is told to end.

    Args:
        place: as for ``kg.store.open``.
        host: the name or address to listen at.
        port: the port; 0 is any that is free.
        limits: what is served, and how much of it.
        tell: told the address, when the first may ask.

    Raises:
        ServeError: it cannot listen there, or there is nothing to serve.
    """
    with _listening(host, port) as listening, _room() as room:
        live = Live(place, room, limits or Limits())
        address = f"http://{_named(host, listening)}:{listening.getsockname()[1]}/"
        local = is_loopback(host)
        asyncio.run(_served(live, listening, local=local, tell=lambda: tell(address)))


async def _served(
    live: Live, listening: socket.socket, *, local: bool, tell: Callable[[], object]
) -> None:
    """Serve until a signal comes."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in _SIGNALS:
        if each == signal.SIGHUP and signal.getsignal(each) == signal.SIG_IGN:
            continue  # nohup
        loop.add_signal_handler(each, stop.set)
    server = _Server(_config(Guard(_app(live), local=local), loud=live.limits.loud))
    try:
        if not await _unless(stop, live.begin()):
            return
        watching = asyncio.create_task(live.watch())
        waiting = asyncio.create_task(patience.watch(server.server_state.connections))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        tell()
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        await serving
        for task in (watching, waiting, stopping):
            task.cancel()
        await asyncio.gather(watching, waiting, stopping, return_exceptions=True)
    except DiedError as error:
        problem = "The processes that answer do not start"
        raise ServeError(problem, "Is there memory and room for them?") from error
    finally:
        await live.close()


async def _unless(stop: asyncio.Event, beginning: Coroutine[Any, Any, None]) -> bool:
    """Return whether something was done before it was told to stop."""
    task, stopping = asyncio.create_task(beginning), asyncio.create_task(stop.wait())
    both: set[asyncio.Task[Any]] = {task, stopping}
    await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if task.done():
        task.result()
        return not stop.is_set()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return False


class _Server(uvicorn.Server):
    """A server that leaves the signals to us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _app(live: Live) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        asked = protocol.sparql if scope["path"] == "/sparql" else pages.path
        answer = await asked(request, live)
        await answer(scope, receive, send)

    return ServerErrorMiddleware(app, _wrong)


async def _wrong(_: Request, __: Exception) -> Response:
    """Return what is told of a mistake of ours; the server’s log says which it was."""
    return line(500, "Something went wrong here.", Connection="close")


def _config(app: ASGIApp, *, loud: bool) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=loud,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_LINE,
    )
    if loud:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        for name in ("uvicorn", "kg"):
            logging.getLogger(name).addHandler(handler)
            logging.getLogger(name).setLevel(logging.INFO)
    else:
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)
    return config


@contextmanager
def _room() -> Iterator[Path]:
    """Give a folder for all that is temporary.

    Raises:
        ServeError: there can be none.
    """
    try:
        folder = TemporaryDirectory(prefix="kg-serve-")
    except OSError as error:
        problem = f"There can be no temporary folder: {error.strerror}"
        raise ServeError(problem, "Set TMPDIR to a folder with room") from error
    with folder as room:
        yield Path(room)


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Give a socket that listens.

    Raises:
        ServeError: nobody can listen there.
    """
    try:
        [(family, kind, protocol_, _, address), *_] = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        listening = socket.socket(family, kind, protocol_)  # named, or answers are sent late
    except OSError as error:
        raise _deaf(host, port, error) from error
    with listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(address)
            listening.listen(_BACKLOG)
        except OSError as error:
            raise _deaf(host, port, error) from error
        yield listening


def _named(host: str, listening: socket.socket) -> str:
    """Return a host as an address names it, and one that can be asked where it is all there are."""
    if ipaddress.ip_address(listening.getsockname()[0]).is_unspecified:
        return "[::1]" if listening.family == socket.AF_INET6 else "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _deaf(host: str, port: int, error: OSError) -> ServeError:
    problem = f"Cannot listen at {host}, port {port}: {error.strerror}"
    return ServeError(problem, "Choose another --port or --host")
