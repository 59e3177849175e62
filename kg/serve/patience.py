"""How long clients may dawdle: one that neither asks nor takes what it asked for is cut off."""

import asyncio
from collections.abc import Collection
from typing import Any

ASKING = 15.0
"""Seconds in which a request has come, all of it."""
TAKING = 60.0
"""Seconds in which some of an answer has been taken."""
_LOOK = 1.0


async def watch(connections: Collection[Any]) -> None:
    """Cut off those connections of uvicorn that dawdle; for ever."""
    clock = asyncio.get_running_loop().time
    since: dict[Any, tuple[object, float]] = {}
    while True:
        now = clock()
        before, since = since, {}
        for each in tuple(connections):
            state, limit = _state(each)
            known, start = before.get(each, (None, now))
            since[each] = state, start if state == known else now
            if now - since[each][1] > limit:
                each.transport.abort()
        await asyncio.sleep(_LOOK)


def _state(connection: Any) -> tuple[object, float]:  # noqa: ANN401  uvicorn’s own
    """Return what is another when something has come or gone, and how long it may stay the same."""
    cycle, left = connection.cycle, connection.transport.get_write_buffer_size()
    if left:
        return (cycle, left), TAKING
    if cycle is None or cycle.response_complete:
        return (cycle, 0), ASKING
    return cycle, float("inf")  # it is being answered
