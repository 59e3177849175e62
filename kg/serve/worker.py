"""One process that answers: a query or a page at a time, until it is told no more or is ended.

    python -m kg.serve.worker COPY ROOM MEMORY TEXT

COPY is a copy of the graph, ROOM the folder of all the server's copies, MEMORY in megabytes what an
answer may take (0: as much as there is), TEXT ``yes`` or ``no``. What it is asked comes on standard
input, what it answers goes to standard output, as ``frames`` says. When the server is no more, it
removes the room and ends.
"""

import json
import os
import queue
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import IO, Any, cast

from kg.errors import KgError, QueryError
from kg.graph.serving import RefusedError, Served, UnwritableError
from kg.serve import frames
from kg.serve.negotiation import MEDIA, RDF, NotAcceptableError, chosen
from kg.store import snapshot

_MEGABYTE = 1024 * 1024
_LITTLE = 128 * _MEGABYTE
_STACK = 64 * _MEGABYTE
"""What the engine may need to read and to run a long query."""
_READY = {"status": 200}

Told = dict[str, Any]


class Answering:
    """What a worker knows.

    Args:
        copy: the copy of the graph.
        memory: how many megabytes an answer may take beyond what the worker has; 0 is any.
        text: whether whole texts are shown.
    """

    def __init__(self, copy: Path, memory: int, *, text: bool) -> None:
        self._served: Served = snapshot.served(copy)
        self._memory = memory * _MEGABYTE
        self._had = 0
        self._text = text
        self._site: Any = None

    def answer(self, asked: Told, sink: "Out") -> Told:
        """Write the answer to what is asked, and return how it went."""
        try:
            return self._within(asked, sink)
        except (NotAcceptableError, UnwritableError) as error:
            return _failed(406, str(error))
        except RefusedError as error:
            return _failed(403, str(error))
        except QueryError as error:
            if isinstance(error.__cause__, OSError):
                return _failed(500, "The graph cannot be read just now.")
            return _failed(400, str(error))
        except KgError as error:
            return _failed(500, str(error))
        except MemoryError:
            raise  # what is left of this process answers nobody
        except Exception:  # noqa: BLE001  nobody outside is told
            traceback.print_exc()
            return _failed(500, "Something went wrong here.")

    def _within(self, asked: Told, sink: "Out") -> Told:
        """Answer with so much memory; it is told whether a query does not give much of it back."""
        self._had = self._had or _mapped()
        with _within(self._had + self._memory if self._had and self._memory else 0):
            if "query" not in asked:
                return self._page(asked, sink)
            told = self._query(asked, sink)
        return told | {"grown": _mapped() - self._had > max(self._memory // 2, _LITTLE)}

    def _query(self, asked: Told, sink: "Out") -> Told:
        forms: list[str] = []

        def choose(known: Any) -> str:  # noqa: ANN401  a collection of names
            forms.append(chosen(asked["accept"], asked["format"], known))
            return forms[0]

        cut = self._served.answer(
            asked["query"],
            cast("IO[bytes]", sink),
            choose=choose,
            most=asked["rows"],
            default=asked["default"],
            named=asked["named"],
        )
        return {"status": 200, "type": MEDIA[forms[0]], "cut": cut}

    def _page(self, asked: Told, sink: "Out") -> Told:
        """Write a page, or what is said of an identifier."""
        if "editor" in asked:
            return self._editor(asked, sink)
        if "endpoint" in asked:
            return _description(asked, sink)
        if self._site is None:
            from kg.publish import Site  # noqa: PLC0415  for those that make pages

            self._site = Site(self._served.graph, text=self._text, endpoint="sparql")
        content = self._site.content(asked["path"])
        if content is None:
            return self._thing(asked, sink)
        sink.write(content)
        return {"status": 200, "fixed": True}

    def _editor(self, asked: Told, sink: "Out") -> Told:
        """Write the page to ask from, or something that it loads."""
        from kg.serve import editor  # noqa: PLC0415  as above

        if not asked["editor"]:
            sink.write(editor.page("sparql", "./", base=self._served.base))
            return {"status": 200, "type": MEDIA["html"], "policy": editor.POLICY}
        if asked["editor"] not in editor.assets():
            return {"status": 404}
        kind, content = editor.assets()[asked["editor"]]
        sink.write(content)
        return {"status": 200, "type": kind}

    def _thing(self, asked: Told, sink: "Out") -> Told:
        iri = self._served.base + asked["path"]
        page = self._site.page_of(iri)
        found = self._site.described(iri)
        if not page and not len(found):
            return {"status": 404}
        form = chosen(asked["accept"], asked["format"], ("html", *RDF) if page else RDF)
        if form != "html":
            sink.write(found.serialize(form, part="films"))
        elif page == f"{asked['path']}.html":
            sink.write(self._site.content(page))
        else:
            return {"status": 303, "place": page}
        return {"status": 200, "type": MEDIA[form], "place": page if form == "html" else ""}


class Out:
    """Where an answer goes, frame by frame."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, data: bytes, /) -> int:
        """Send some of an answer."""
        for start in range(0, len(data), frames.MOST):
            self._stream.write(frames.frame(frames.DATA, data[start : start + frames.MOST]))
        return len(data)

    def flush(self) -> None:
        """Pass on what was sent."""
        self._stream.flush()

    def end(self, told: Told) -> None:
        """Send how it went."""
        self._stream.write(frames.frame(frames.END, json.dumps(told).encode()))
        self._stream.flush()


def main() -> None:
    """Answer what comes on standard input."""
    copy, room, memory, text = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # where memory is short, it is taken from here first
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")
    out = Out(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # whatever is printed is no answer
    asked: queue.SimpleQueue[Told] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, Path(room)), daemon=True).start()
    answering = Answering(Path(copy), int(memory), text=text == "yes")
    out.end(_READY)

    def answer() -> None:
        try:
            while True:
                told = answering.answer(asked.get(), out)
                out.end(told)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)

    threading.stack_size(_STACK)
    threading.Thread(target=answer).start()


def _listen(asked: "queue.SimpleQueue[Told]", room: Path) -> None:
    """Take what is asked, until the server is no more."""
    stream = os.fdopen(0, "rb")
    while head := stream.read(frames.HEAD.size):
        _, length = frames.HEAD.unpack(head)
        asked.put(json.loads(stream.read(length)))
    rmtree(room, ignore_errors=True)
    os.kill(os.getpid(), signal.SIGKILL)  # whatever it does just now


@contextmanager
def _within(most: int) -> Iterator[None]:
    """Let this process have so many bytes, and no more; 0 is any."""
    if not most:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _mapped() -> int:
    """Return how many bytes of addresses this process has; 0 where nobody tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()


def _description(asked: Told, sink: Out) -> Told:
    from kg.serve import description  # noqa: PLC0415  as above

    form = chosen(asked["accept"], asked["format"], RDF)
    sink.write(description.graph(asked["endpoint"]).serialize(form, part="films"))
    return {"status": 200, "type": MEDIA[form]}


def _failed(status: int, line: str) -> Told:
    return {"status": status, "line": line}


if __name__ == "__main__":
    main()
