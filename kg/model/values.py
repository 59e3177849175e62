"""What is read, what is claimed of it, and what follows: articles, claims, facts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256


class Status(StrEnum):
    """How the articles present a statement."""

    ACTUAL = "actual"
    """Told as so, or as past: “Park directed the film.”"""
    PLANNED = "planned"
    """Told as still to come: “Northlight will release the film.”"""
    SUPERSEDED = "superseded"
    """Told as so once, then replaced or withdrawn: “Marsh was originally cast.”"""
    DENIED = "denied"
    """Told as not so: “Park did not write the score.”"""


class Voice(StrEnum):
    """Who says it."""

    ARTICLE = "article"
    """The article itself."""
    QUOTED = "quoted"
    """Somebody's quoted words only."""
    STORY = "story"
    """The fiction: true inside the story only."""


class Basis(StrEnum):
    """How a passage bears a statement."""

    EXPLICIT = "explicit"
    """The passage says it."""
    IMPLIED = "implied"
    """It only follows from the passage."""


class Certainty(StrEnum):
    """How sure the passage is."""

    STATED = "stated"
    """Told outright."""
    RUMOURED = "rumoured"
    """Told as a report or a possibility: “is reportedly in talks”."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text.

    Attributes:
        start: offset of the first character.
        end: offset after the last character.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a span runs forward from zero, not from {self.start} to {self.end}"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """Return the words that this span covers.

        >>> Span(4, 8).of("The Blue Hour")
        'Blue'
        """
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Return whether the other span lies inside this one.

        >>> Span(0, 9).covers(Span(4, 8))
        True
        """
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One article, as read.

    Attributes:
        id: its name: the record's own id, else the file's stem.
        digest: sha256 of ``text`` in UTF-8, in hex.
        text: the text, unaltered; all offsets count in it.
        sentences: in order, never overlapping.
        title: the headline, where the article has one.
        author: who wrote it, where the article says so.
        publisher: where it appeared, where the article says so.
        published: its date, where the article or the caller gives one.
        sources: where it was read from: paths or addresses.
    """

    id: str
    digest: str
    text: str
    sentences: tuple[Span, ...]
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.digest != sha256(self.text.encode("utf-8")).hexdigest():
            message = f"the digest of “{self.id}” is not that of its text"
            raise ValueError(message)
        end = 0
        for sentence in self.sentences:
            if not end <= sentence.start < sentence.end <= len(self.text):
                message = f"the sentences of “{self.id}” overlap or run past its text"
                raise ValueError(message)
            end = sentence.end

    @property
    def is_row(self) -> bool:
        """Whether it is the row of a table, as its source says: ``films.csv#row=12`` (RFC 7111)."""
        return any("#row=" in source for source in self.sources)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an article.

    Attributes:
        text: the words as they stand.
        kind: the class it was read as: a local name of the ontology, such as ``Film``.
        span: where the words stand.
        name: the fullest name it stands for, coreference done.
        within: what tells it from namesakes: a character's work, a work's form; often empty.
    """

    text: str
    kind: str
    span: Span
    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A date, a number, an amount, a grade, a word: read from its words once.

    Attributes:
        text: the lexical form, such as ``2020-11-20`` or ``A-``.
        datatype: a short name: ``xsd:date``, ``xsd:string``, … or, for a word of a
            controlled list, the list's name in the ontology: ``film:MediumScheme``.
    """

    text: str
    datatype: str = "xsd:string"


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One further part of a statement: a character, a year, a medium.

    Attributes:
        name: the qualifier's name, as ontology/patterns.toml lists it.
        value: a mention in a claim, an entity in a fact, or a value in either.
    """

    name: str
    value: "Mention | Entity | Value"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that bears a statement.

    Attributes:
        article: the article's id.
        span: where the passage stands.
        quote: its words, exactly.
        rule: the entry of the lexicon that read it.
        voice: who says it.
        speaker: the name of the person whose quoted words it stands in.
        basis: whether the passage says it, or it only follows.
        certainty: how sure the passage is.
    """

    article: str
    span: Span
    quote: str
    rule: str
    voice: Voice = Voice.ARTICLE
    speaker: str | None = None
    basis: Basis = Basis.EXPLICIT
    certainty: Certainty = Certainty.STATED

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            message = f"the quote “{self.quote}” is not as long as its span"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one passage says about its mentions.

    A mention may stand outside the passage, since coreference is done.
    """

    subject: Mention
    relation: str
    object: Mention | Value
    qualifiers: tuple[Qualifier, ...]
    status: Status
    evidence: Evidence

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names it speaks of: of subject, object and qualifiers, in this order."""
        parts = (self.subject, self.object, *(each.value for each in self.qualifiers))
        return tuple(part for part in parts if isinstance(part, Mention))


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world, or in a fiction.

    Attributes:
        iri: its identifier.
        kinds: its classes, as local names of the ontology.
        name: what it is called.
        aliases: other spellings.
        same_as: identifiers of the same thing elsewhere.
    """

    iri: str
    kinds: frozenset[str]
    name: str
    aliases: frozenset[str] = frozenset()
    same_as: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about entities, with everything that supports it.

    Its identity is statement and status, never voice or basis.

    Attributes:
        subject: what it speaks of.
        relation: the flat relation.
        object: what it leads to.
        qualifiers: its further parts.
        status: how it is presented.
        evidence: the passages that bear it.
        current: whether it is held now: not where a later article moved, confirmed or withdrew it,
            nor where another fact says the same more precisely.
    """

    subject: Entity
    relation: str
    object: Entity | Value
    qualifiers: tuple[Qualifier, ...]
    status: Status
    evidence: tuple[Evidence, ...]
    current: bool = True

    def __post_init__(self) -> None:
        if not self.evidence:
            message = f"a fact needs evidence: {self.subject.name} {self.relation}"
            raise ValueError(message)
