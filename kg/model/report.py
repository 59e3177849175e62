"""What checks found: breaks of shapes and rules, and where articles disagree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One break of a shape or of a rule.

    Attributes:
        focus: IRI of the node at fault.
        path: the property at fault, as a short name; empty where it is the node itself.
        message: what must hold, and what to do.
        severity: ``Violation`` or ``Warning``.
        shape: the shape's or the rule's name.
        quotes: the sentences behind the focus.
    """

    focus: str
    path: str
    message: str
    severity: str
    shape: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        violations: sorted; empty where all is well.
    """

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing of severity ``Violation`` was found; warnings are allowed."""
        return all(v.severity != "Violation" for v in self.violations)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that cannot both hold.

    Attributes:
        fact: the fact's identifier.
        statement: it in words: subject, property, value.
        status: how it is presented.
        passages: article, its date or nothing, and the words, in order of date.
    """

    fact: str
    statement: str
    status: str
    passages: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Facts of different articles that cannot both hold; which is right is left to people.

    Attributes:
        rule: the check of queries/checks that found it.
        title: its title.
        focus: the identifier of what it is about.
        sides: the facts, in the order of their articles' dates.
    """

    rule: str
    title: str
    focus: str
    sides: tuple[Side, ...]
