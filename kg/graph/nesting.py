"""Bytes of RDF that the engine has no room or no time for, refused before it reads them.

Triples within triples cost it its stack, nodes within nodes of JSON or XML the square of their
depth, and entities of XML whatever their author likes.
"""

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

_DEEPEST = 500
_TERMS = re.compile(
    rb"""(?s)"{3}(?:"{0,2}(?:[^"\\]|\\.))*+"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
    | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+' | <[^<>"{}|^`\x00-\x20]*+>
    | \#[^\r\n]*+ | \\. | (?P<opens><<) | (?P<closes>>>)""",
    re.VERBOSE,
)
_VALUES = re.compile(rb'"(?:[^"\\]|\\.)*+" | (?P<opens>[\[{]) | (?P<closes>[\]}])', re.VERBOSE)
_TOO_DEEP = f"it is nested more than {_DEEPEST} deep"


def check(data: bytes, format: str) -> None:  # noqa: A002  the word users know
    """Refuse bytes that are nested too deeply, or declare entities.

    Raises:
        SyntaxError: they are, or they are no XML where they should be.
    """
    _CHECKS.get(format, _check_terms)(data)


def _check_terms(data: bytes) -> None:
    if data.count(b"<<") > _DEEPEST:
        _check_depth(_TERMS.finditer(data))


def _check_values(data: bytes) -> None:
    _check_depth(_VALUES.finditer(data))


def _check_depth(signs: Iterable[re.Match[bytes]]) -> None:
    depth = 0
    for sign in signs:
        if sign.lastgroup:
            depth += 1 if sign.lastgroup == "opens" else -1
            if depth > _DEEPEST:
                raise SyntaxError(_TOO_DEEP)


def _check_elements(data: bytes) -> None:
    depth = 0

    def opens(_name: str, _its: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise SyntaxError(_TOO_DEEP)

    def closes(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declares(*_: object) -> None:
        message = "it declares entities, and none are read"
        raise SyntaxError(message)

    reader = expat.ParserCreate()
    reader.StartElementHandler, reader.EndElementHandler = opens, closes
    reader.EntityDeclHandler = declares
    try:
        reader.Parse(data, True)  # noqa: FBT003  it has no names for what it takes
    except expat.ExpatError as error:
        raise SyntaxError(str(error)) from error


_CHECKS: dict[str, Callable[[bytes], None]] = {
    "jsonld": _check_values,
    "rdfxml": _check_elements,
}
