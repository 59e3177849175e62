"""One thing asked of the workers, and what may become of it as an answer of HTTP."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.serve.answers import LARGEST, FullError, TooLargeError
from kg.serve.lanes import BusyError
from kg.serve.workers import DiedError

_MEGABYTE = 1024 * 1024
_PAUSE = "5"
_LOG = logging.getLogger("kg")


def line(status: int, text: str, **headers: str) -> Response:
    """Return an answer of one line."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return PlainTextResponse(f"{text}\n", status, headers=named)


async def told(
    request: Request,
    answer: Callable[[], Coroutine[Any, Any, Response]],
    what: str,
    *,
    limit: float,
    memory: int,
) -> Response:
    """Return an answer, or why there is none; it is given up when the client is gone.

    Args:
        request: all of it has been read.
        answer: gives the answer.
        what: how to call what takes too long.
        limit: seconds that it may take.
        memory: megabytes that it may take.
    """
    task = asyncio.create_task(answer())
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            return line(499, "You are gone.")
        return task.result()
    except TimeoutError:
        return line(504, f"The {what} took longer than {limit:g} seconds and was stopped.")
    except BusyError:
        return line(503, "Too many are waiting. Try again soon.", Retry_After=_PAUSE)
    except TooLargeError:
        most = LARGEST // _MEGABYTE
        return line(507, f"The answer is larger than {most} megabytes. Ask for less at once.")
    except FullError as error:
        if error.args:
            _LOG.warning("no room for an answer: %s", error)
        text = "The server has no room for the answer just now. Try again soon, or ask for less."
        return line(503, text, Retry_After=_PAUSE)
    except DiedError:
        room = f"than {memory} megabytes" if memory else "than there is"
        return line(507, f"The {what} needed more memory {room} and was stopped.")
    finally:
        await _ended(task, gone)


async def _gone(request: Request) -> None:
    """Wait until the client does not listen any more."""
    while not await request.is_disconnected():  # noqa: ASYNC110  there is no event to wait for
        await asyncio.sleep(0.2)


async def _ended(*tasks: "asyncio.Task[Any]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
