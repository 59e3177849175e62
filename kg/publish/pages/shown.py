"""What pages show: links, sentences, and facts in groups."""

from dataclasses import dataclass

NAMING = frozenset({"kind", "name", "alias"})
"""Relations that say what a thing is and is called."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere.

    Attributes:
        text: the words.
        path: of the page; empty where they lead nowhere.
        fragment: the place in it; empty for its beginning.
    """

    text: str
    path: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage in its sentence.

    Attributes:
        before: the sentence up to the passage.
        words: the passage, word for word.
        after: the sentence after it.
        article: what leads to the words in their article.
        date: of the article, as far as known.
        said: what else the passage says than the statement itself; empty for nothing.
        speaker: who is quoted; empty for none.
        tags: voice, certainty, basis, where they are not the usual.
    """

    before: str
    words: str
    after: str
    article: Link
    date: str
    said: str
    speaker: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A fact as a page shows it.

    Attributes:
        anchor: its name within the page.
        subject: what it speaks of.
        relation: in words.
        object: what it leads to.
        notes: qualifiers: name in words → values.
        status: how it is presented.
        current: whether it is held now.
        quotes: the sentences behind it, by the date of their articles.
        became: what became of it, or of the plan that it was before.
    """

    anchor: str
    subject: Link
    relation: str
    object: Link
    notes: tuple[tuple[str, tuple[Link, ...]], ...]
    status: str
    current: bool
    quotes: tuple[Quote, ...]
    became: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one relation that a thing stands in.

    Attributes:
        title: the relation, seen from the thing.
        side: which end the thing is: subject, object, or neither.
        lines: the facts.
        more: the other ends of further ones, each with its status and whether it is current.
    """

    title: str
    side: str
    lines: tuple[Line, ...]
    more: tuple[tuple[Link, str, bool], ...]


def words(name: str) -> str:
    """Return a name as separate words.

    >>> words("castMember")
    'cast member'
    """
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
