"""A text's word pieces, as the trained model takes them: ids, casing, offsets.

The model is uncased; each piece carries the casing of its word beside it, since casing is half of
what tells a name.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extract import weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP, MASK = 101, 102, 103
"""The vocabulary's numbers for a beginning, an end, and a piece that is not shown."""
CASINGS = 8
"""How many classes of casing there are."""
NO_WORD = 6
"""The class of what has neither letter nor digit: of signs, of a beginning and an end."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a stretch of text.

    Attributes:
        ids: the vocabulary's numbers.
        casing: the class of casing of each piece's word.
        starts: offset of each piece's first character in the stretch.
        ends: offset after its last.
        opens: whether a piece begins a word.
    """

    ids: tuple[int, ...]
    casing: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    opens: tuple[bool, ...]

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self.ids)


@cache
def tokenizer() -> "Tokenizer":
    """Return the word-piece tokenizer that stands beside the model.

    Raises:
        ModelError: it is missing, or not the one that was tested.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415  it loads native code

    made = Tokenizer.from_str(weights.content("tokenizer.json").decode("utf-8"))
    made.no_truncation()
    made.no_padding()
    return made


def pieces(text: str) -> Pieces:
    """Cut a text into word pieces."""
    made = tokenizer().encode(text, add_special_tokens=False)
    opens = tuple(not piece.startswith("##") for piece in made.tokens)
    starts = tuple(start for start, _ in made.offsets)
    ends = tuple(end for _, end in made.offsets)
    casing: list[int] = []
    for index, opened in enumerate(opens):
        if opened:
            last = index
            while last + 1 < len(opens) and not opens[last + 1]:
                last += 1
            casing.append(_casing(text[starts[index] : ends[last]]))
        else:
            casing.append(casing[-1] if casing else 0)
    return Pieces(tuple(made.ids), tuple(casing), starts, ends, opens)


def count(text: str) -> int:
    """Return how many word pieces a text has."""
    return len(tokenizer().encode(text, add_special_tokens=False))


def _casing(word: str) -> int:
    """Return the class of a word's casing.

    >>> [_casing(word) for word in ("film", "Film", "FILM", "A", "McKay", "1999", "“")]
    [0, 1, 2, 3, 4, 5, 6]
    """
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return NO_WORD
    if word.islower():
        return 0
    if word.isupper():
        return 3 if len(word) == 1 else 2
    if word[0].isupper() and word[1:].islower():
        return 1
    return 4 if any(c.isupper() for c in word) else 7
