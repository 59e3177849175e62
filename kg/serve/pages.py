"""Pages, live, and what is said of an identifier in the format that a client likes."""

import asyncio
import mimetypes
import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answers import Answer, Page
from kg.serve.asking import line, told
from kg.serve.live import Copy, Key, Live
from kg.serve.negotiation import MEDIA, RDF, NotAcceptableError, chosen

METHODS = "GET, HEAD, OPTIONS"
_EDITOR = "_editor/"
_KINDS = {".ttl": MEDIA["ttl"], ".nt": MEDIA["nt"], ".jsonld": MEDIA["jsonld"]} | {
    ".nq": "application/n-quads",
    ".trig": "application/trig; charset=utf-8",
    ".rdf": MEDIA["rdfxml"],
    ".html": MEDIA["html"],
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": MEDIA["csv"],
    ".graphml": "application/graphml+xml",
    ".rq": "application/sparql-query",
    ".webmanifest": "application/manifest+json",
}
_POLICY = re.compile(
    r'<meta\s+http-equiv="?Content-Security-Policy"?\s+content="([^"]*)"', re.IGNORECASE
)
_STRICT = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
_NEVER = "frame-ancestors", "base-uri", "object-src"
_BEGINNING = 16 * 1024
_SAFE = "/:@!$&'()*+,;=~"


async def path(request: Request, live: Live) -> Response:
    """Return the page, file or identifier at the path of a request."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": METHODS})
    if request.method not in METHODS.split(", "):
        return line(405, "Pages can only be read.", Allow=METHODS)
    try:
        asked = unquote_to_bytes(request.scope["raw_path"]).decode("utf-8").removeprefix("/")
    except UnicodeDecodeError:
        return line(400, "The address is not in UTF-8.")
    asked += "index.html" if not asked or asked.endswith("/") else ""
    if asked != posixpath.normpath(asked) or asked.startswith("../") or "\0" in asked:
        return _missing(request)
    if asked.startswith(_EDITOR):
        return await page(request, live, {"editor": asked})
    accept = ", ".join(request.headers.getlist("accept"))
    form = request.query_params.get("format", "")
    return await page(request, live, {"path": asked, "accept": accept, "format": form})


async def page(request: Request, live: Live, asked: Mapping[str, str]) -> Response:
    """Return what workers make of something asked, or made of it before."""
    limits = live.limits
    return await told(
        request,
        lambda: _page(request, live, asked),
        "page",
        limit=limits.page_timeout,
        memory=limits.page_memory,
    )


async def _page(request: Request, live: Live, asked: Mapping[str, str]) -> Response:
    key = _key(asked)
    with live.copy() as copy:
        found = _kept(copy, asked, key)
        if found is None:
            found = await asyncio.shield(copy.once(key, lambda: _fresh(live, copy, asked, key)))
    if found.status == 404:  # noqa: PLR2004  as HTTP numbers it
        return _missing(request)
    if found.status == 303:  # noqa: PLR2004  as above
        up = "../" * asked["path"].count("/") or "./"
        place = quote(found.place, safe=f"{_SAFE}#%")
        return Response(status_code=303, headers={"Location": up + place, "Vary": "Accept"})
    if found.status != 200:  # noqa: PLR2004  as above
        return line(found.status, found.content.decode(), Vary="Accept")
    headers = _headers(asked, found)
    if found.tag in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=found.kind, headers=headers)


def _key(asked: Mapping[str, str]) -> Key:
    """Return what matters of something asked: of all that is accepted, what would be chosen."""
    if "accept" not in asked:
        return (*asked, *asked.values())
    others = [value for name, value in asked.items() if name not in ("accept", "format")]
    return (*asked, *others, _liked(asked, ("html", *RDF)), _liked(asked, RDF))


def _liked(asked: Mapping[str, str], known: tuple[str, ...]) -> str:
    try:
        return chosen(asked["accept"], asked["format"], known)
    except NotAcceptableError:
        return ""


def _kept(copy: Copy, asked: Mapping[str, str], key: Key) -> Page | None:
    return copy.kept.get(key) or copy.kept.get((asked.get("path", ""),))


async def _fresh(live: Live, copy: Copy, asked: Mapping[str, str], key: Key) -> Page:
    """Return a page that is not kept yet, and keep it; a file for whatever may be accepted."""
    limit = live.limits.page_timeout
    async with asyncio.timeout(limit), copy.lock(asked.get("path", "")):
        found = _kept(copy, asked, key)
        if found is not None:
            return found
        with Answer(live.room) as answer:
            end = await copy.pages.answered(dict(asked), answer, limit)
            found = _made(asked, end, answer.whole())
        if found.status in (200, 303):
            copy.kept.put((asked["path"],) if end.get("fixed") else key, found)
        return found


def _made(asked: Mapping[str, str], end: dict[str, Any], content: bytes) -> Page:
    """Return a page of what a worker gave."""
    if end["status"] != 200:  # noqa: PLR2004  as above
        return Page(end["status"], "", end.get("line", "").encode(), end.get("place", ""))
    kind = end.get("type", "") or _kind(asked.get("path", ""))
    policy = end.get("policy", "") or (_policy(content) if kind == MEDIA["html"] else "")
    return Page(200, kind, content, end.get("place", ""), policy).tagged()


def _headers(asked: Mapping[str, str], found: Page) -> dict[str, str]:
    headers = {"ETag": found.tag, "Cache-Control": "no-cache"}
    if found.policy:
        headers["Content-Security-Policy"] = _closed(found.policy)
    if "accept" in asked:
        headers["Vary"] = "Accept"
    if found.place:
        headers["Content-Location"] = "/" + quote(found.place, safe=_SAFE)
        name = quote(asked["path"].rpartition("/")[2], safe=_SAFE.replace("/", ""))
        headers["Link"] = ", ".join(
            f'<{name}?format={form}>; rel="alternate"; type="{MEDIA[form].partition(";")[0]}"'
            for form in RDF
        )
    return headers


def _policy(content: bytes) -> str:
    """Return the policy that a page states of itself, so that the header is no stricter."""
    found = _POLICY.search(content[:_BEGINNING].decode("utf-8", "replace"))
    return unescape(found[1]) if found else _STRICT


def _closed(policy: str) -> str:
    """Return a policy that also forbids what no page needs."""
    told = [each.strip() for each in policy.split(";") if each.strip()]
    named = {each.split()[0].lower() for each in told}
    return "; ".join([*told, *(f"{each} 'none'" for each in _NEVER if each not in named)])


def _kind(name: str) -> str:
    ending = posixpath.splitext(name)[1].lower()
    return _KINDS.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _missing(request: Request) -> Response:
    told = "There is nothing here"
    if "text/html" not in request.headers.get("accept", ""):
        return line(404, f"{told}.", Vary="Accept")
    home = "../" * max(request.scope["path"].count("/") - 1, 0) or "./"
    html = (
        f'<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{told}</title>\n'
        f'<h1>{told}</h1>\n<p>Begin <a href="{escape(home)}">at the start</a>.</p>\n</html>\n'
    )
    return Response(html, 404, media_type=MEDIA["html"], headers={"Vary": "Accept"})
