"""What a check found."""

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
