"""What every answer says to a browser, and whom it may come from."""

import ipaddress
from collections.abc import MutableMapping
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""Of all that is no page: it loads nothing."""
_ALWAYS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
_FRAMES = {b"content-length", b"transfer-encoding"}
"""Of one request, only one of them can be right: servers that choose differently can be misled."""


class Guard:
    """Wraps an application: its answers get headers, and only some hosts are answered.

    A page elsewhere can give its own name the address of this computer; what a browser then asks
    carries that name as its host, and is refused.
    """

    def __init__(self, app: ASGIApp, *, local: bool) -> None:
        self._app = app
        self._local = local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(message)
            await send(message)

        given = [value for name, value in scope["headers"] if name == b"host"]
        if self._local and not (len(given) == 1 and is_local(given[0].decode("latin-1"))):
            line = "This server answers as localhost alone; see kg serve --host.\n"
            await PlainTextResponse(line, 421)(scope, receive, told)
            return
        if {name for name, _ in scope["headers"]} >= _FRAMES:
            line = "The request tells its length in two ways.\n"
            answer = PlainTextResponse(line, 400, headers={"Connection": "close"})
            await answer(scope, receive, told)
            return
        await self._app(scope, receive, told)


def is_local(host: str) -> bool:
    """Return whether the host of a request, with or without a port, is this computer.

    >>> is_local("localhost:8000"), is_local("[::1]"), is_local("example.org:8000")
    (True, True, False)
    """
    name, closed, port = host.partition("]") if host.startswith("[") else host.partition(":")
    name, port = (name[1:], port.removeprefix(":")) if closed == "]" else (name, port)
    return (not port or port.isdecimal()) and is_loopback(name)


def is_loopback(name: str) -> bool:
    """Return whether a name or address is of this computer alone."""
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _complete(message: MutableMapping[str, Any]) -> None:
    headers = list(message.get("headers", ()))
    there = {name.lower() for name, _ in headers}
    message["headers"] = headers + [each for each in _ALWAYS.items() if each[0] not in there]
