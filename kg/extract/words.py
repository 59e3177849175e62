"""Cut text into words with exact offsets: the ground of every rule that looks at words.

Lighter than the language model's own tokens, and stable whatever model is used.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(
    r"""(?:[A-Z]\.)+(?=[\s,’']|$)     # initials: J.J.
      | [’']s\b                        # the possessive
      | \d+(?:[.,]\d+)*                # numbers: 1,250.5
      | \w+(?:[-&’']\w+(?<![’']s))*    # words, hyphens, elisions: writer-director, O’Hara
      | [^\w\s]                        # any other sign, alone
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign.

    Attributes:
        text: as it stands.
        start: offset of its first character in the article.
        end: offset after its last character.
    """

    text: str
    start: int
    end: int

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def low(self) -> str:
        """The word in lower case, with straight apostrophes."""
        return self.text.lower().replace("’", "'")


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a stretch of text, in order, with offsets in the whole text.

    >>> [w.text for w in words("Lee Park’s “Blue Hour” cost $1.5m.")]
    ['Lee', 'Park', '’s', '“', 'Blue', 'Hour', '”', 'cost', '$', '1.5', 'm', '.']
    """
    return [
        word
        for found in _WORD.finditer(text, start, len(text) if end is None else end)
        for word in _split(found[0], found.start())
    ]


_COMPOUND = re.compile(r"(?=[A-Z])(.+)(-(?:[a-z]+(?:ed|ing)|born|led|made|set|won))")


def _split(text: str, start: int) -> list[Word]:
    """Cut “Northlight-backed” after the name; leave “Chan-wook” and “well-known” whole."""
    compound = _COMPOUND.fullmatch(text)
    if compound is None:
        return [Word(text, start, start + len(text))]
    middle = start + len(compound[1])
    return [Word(compound[1], start, middle), Word(compound[2], middle, start + len(text))]
