"""What stands in an open file → its articles, as records: one, or one after the other.

Lines are read one at a time, so that a file of them may have any size.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from kg.errors import ReadError
from kg.read import markup, pages, records, refusal
from kg.read.records import Record
from kg.read.streams import AnyStream, Sort

_Line: TypeAlias = tuple[int, str | ReadError]

_REMEDY = "Give articles with their text in the field “text” or “articleBody”"


@dataclass(frozen=True, slots=True)
class Part:
    """An article of a file, or why it cannot be read.

    Attributes:
        place: what messages call it: the file, with the line or the number.
        id: its name.
        record: what it says, or the reason.
        alone: whether the file is this article and nothing else.
    """

    place: str
    id: str
    record: Record | ReadError
    alone: bool = False


def parts(stream: AnyStream, stem: str) -> Iterator[Part]:
    """Give the articles of an open file, in order.

    Args:
        stream: the file.
        stem: the name of an article that stands alone, and how the others' names begin.

    Raises:
        ReadError: the file cannot be read, as a whole.
    """
    if stream.sort is Sort.LINES:
        yield from _of_lines(stream.name, _lines(stream, records.LONGEST_LINE), stem)
    elif stream.sort is Sort.DATA:
        yield from _of_data(stream, stem)
    else:
        record = _page(stream) if stream.sort is Sort.PAGE else Record(_text(stream))
        yield Part(stream.name, stem, record, alone=True)


def _text(stream: AnyStream) -> str:
    content = stream.all(refusal.MOST_BYTES)
    if content is None:
        raise refusal.too_long(stream.name)
    return content if isinstance(content, str) else refusal.decoded(content, stream.name)


def _page(stream: AnyStream) -> Record:
    content = stream.all(markup.LARGEST)
    if content is None:
        raise _too_large(stream.name, "page", markup.LARGEST)
    text = content if isinstance(content, str) else markup.decoded(content, stream.name)
    return pages.read(text, stream.name)


def _of_data(stream: AnyStream, stem: str) -> Iterator[Part]:
    """Give the articles of JSON: of lines, if a line can stand by itself and others follow."""
    lines = _lines(stream, records.LARGEST)
    begun = [line for line in (next(lines, None), next(lines, None)) if line]
    if not begun:
        raise ReadError(stream.name, "there is nothing in it", _REMEDY)
    if len(begun) > 1 and _are_lines(begun):
        yield from _of_lines(stream.name, chain(begun, lines), stem)
        return
    value = records.parsed(_joined(stream.name, chain(begun, lines)), stream.name)
    nodes = records.required(value, stream.name)
    known = records.known([value])
    for number, node in enumerate(nodes, 1):
        alone = len(nodes) == 1
        place = stream.name if alone else f"{stream.name}, article {number}"
        yield _part(node, place, stem if alone else f"{stem}-{number}", known, alone=alone)


def _are_lines(begun: list[_Line]) -> bool:
    """Return whether the first lines of a file are JSON each by itself; one may be damaged."""
    (_, first), (_, second) = begun
    if isinstance(first, str) and first.strip() in {"[", "{"}:
        return False
    return _stands_alone(first) or _stands_alone(second)


def _stands_alone(line: str | ReadError) -> bool:
    try:
        return isinstance(line, str) and isinstance(records.parsed(line, ""), dict)
    except ReadError:
        return False


def _joined(name: str, lines: Iterator[_Line]) -> str:
    found: list[str] = []
    size = 0
    for _, line in lines:
        if isinstance(line, ReadError):
            raise ReadError(name, "a line of it is too long or not UTF-8", _REMEDY) from line
        size += len(line) + 1
        if size > records.LARGEST:
            raise _too_large(name, "file", records.LARGEST)
        found.append(line)
    return "\n".join(found)


def _of_lines(name: str, lines: Iterator[_Line], stem: str) -> Iterator[Part]:
    for number, line in lines:
        place = f"{name}, line {number}"
        first = f"{stem}-{number}"
        try:
            if isinstance(line, ReadError):
                raise line
            value = records.parsed(line, place)
            nodes = records.required(value, place)
        except ReadError as error:
            yield Part(place, first, error)
            continue
        known = records.known([value])
        yield _part(nodes[0], place, first, known)
        for more, node in enumerate(nodes[1:], 2):
            yield _part(node, place, f"{first}-{more}", known)


def _part(
    node: records.Json, place: str, id_: str, known: dict[str, records.Json], *, alone: bool = False
) -> Part:
    try:
        found = records.record(node, place, known)
    except ReadError as error:
        return Part(place, id_, error, alone)
    return Part(place, found.id or id_, found, alone)


def _lines(stream: AnyStream, most: int) -> Iterator[_Line]:
    """Give the lines that are not blank, with their numbers, or why one cannot be read."""
    for number, line in enumerate(stream.lines(most), 1):
        place = f"{stream.name}, line {number}"
        if line is None:
            yield number, _too_large(place, "line", most)
        elif line.strip():
            try:
                text = line if isinstance(line, str) else line.decode("utf-8")
            except UnicodeDecodeError as error:
                yield number, refusal.not_utf8(place, error.start)
            else:
                yield number, text.removeprefix("\ufeff")


def _too_large(place: str, what: str, most: int) -> ReadError:
    return ReadError(
        place, f"the {what} has more than {most:,} bytes", "Cut it into single articles"
    )
