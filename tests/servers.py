"""A real SPARQL server for tests: Oxigraph, on a free port, and surely the one we started."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from shutil import which

import httpx
import pytest

_PATIENCE = 30.0
_MARK = "urn:kg:test-server"


class Server:
    """One ``oxigraph serve`` on a folder; it can be killed and started again.

    Attributes:
        url: its root address.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    def start(self) -> None:
        """Start the server, wait for it, and make sure that it is ours that answers."""
        port = _free_port()
        program = which("oxigraph", path=Path(sys.executable).parent) or "oxigraph"
        with (self._folder.parent / f"{self._folder.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                [program, "serve", "-l", self._folder, "-b", f"127.0.0.1:{port}"],
                stdout=log,
                stderr=log,
            )
        self.url = f"http://127.0.0.1:{port}"
        try:
            self._wait()
            self._is_ours()
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def clear(self) -> None:
        """Take everything out."""
        self.update("DROP ALL")

    def update(self, text: str) -> None:
        """Carry out an update, past the code under test."""
        kind = {"content-type": "application/sparql-update"}
        httpx.post(f"{self.url}/update", content=text, headers=kind, trust_env=False)

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK, past the code under test."""
        kind = {"accept": "application/sparql-results+json"}
        reply = httpx.post(
            f"{self.url}/query", data={"query": query}, headers=kind, trust_env=False
        )
        return bool(reply.raise_for_status().json()["boolean"])

    def _wait(self) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            self._is_alive()
            try:
                self.ask("ASK { }")
            except httpx.TransportError:
                time.sleep(0.02)
            else:
                return
        message = f"no server answers at {self.url}"
        raise RuntimeError(message)

    def _is_ours(self) -> None:
        """Check that what is written through the port stands there, while our process lives."""
        word = f'<{_MARK}> <{_MARK}> "{token_hex(8)}"'
        place = f"GRAPH <{_MARK}> {{ {word} }}"
        if self.ask(f"ASK {{ {place} }}"):
            raise RuntimeError(self.url)
        self.update(f"INSERT DATA {{ {place} }}")
        assert self.ask(f"ASK {{ {place} }}")
        assert any(word.split('"')[1].encode() in p.read_bytes() for p in self._logs())
        self.update(f"DROP GRAPH <{_MARK}>")
        self._is_alive()

    def _logs(self) -> list[Path]:
        """Return the files in which the server's own folder keeps what was just written."""
        return sorted(self._folder.glob("*.log"))

    def _is_alive(self) -> None:
        if self._process is None or self._process.poll() is not None:
            message = f"the server at {self.url} has ended"
            raise RuntimeError(message)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Give a running server on a folder, and end it."""
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the whole run; take everything out before use, with ``clear``."""
    with serving(tmp_path_factory.mktemp("oxigraph") / "data") as server:
        yield server


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
