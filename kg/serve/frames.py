"""What the server and its workers send each other: a letter, a length, and so many bytes."""

import struct

HEAD = struct.Struct(">cI")
DATA, END = b"d", b"e"
"""Of an answer: some of it; how it went, in JSON, after all of it."""
MOST = 64 * 1024


def frame(kind: bytes, content: bytes) -> bytes:
    """Return bytes as they are sent."""
    return HEAD.pack(kind, len(content)) + content
