"""An article → its claims: what each passage says, about the names it says it of."""

from kg.extract.reading import claims, survey

__all__ = ["claims", "survey"]
