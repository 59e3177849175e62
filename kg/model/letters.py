"""Which letters of a text can be seen: a name may hold no others.

Soft hyphens, joiners and marks of direction stand in honest texts and change nothing that is read;
they are left out of names. Controls and overrides of direction can make a reader see something
else than what is written, and private and unassigned characters are seen as nobody knows what:
what holds one of these is no name.
"""

_LEFT_OUT = dict.fromkeys(map(ord, "\xad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def shown(text: str) -> str:
    r"""Return a text in one line without the letters that show nothing and hide nothing.

    >>> shown("Ada\n Mar\xadsh")
    'Ada Marsh'
    """
    return " ".join(text.translate(_LEFT_OUT).split())


def hides(text: str) -> bool:
    r"""Return whether a text holds letters that are not seen as they are written.

    >>> hides("Ada\xa0Marsh"), hides("Ada\x1b[2J"), hides("\u202ehsraM")
    (False, True, True)
    """
    return not shown(text).isprintable()


def printable(text: str) -> str:
    r"""Return a text in one line, with a sign for each letter that cannot be shown.

    >>> printable("a\nb\x1b")
    'a b�'
    """
    return "".join(letter if letter.isprintable() else "�" for letter in shown(text))
