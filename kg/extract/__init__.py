"""An article → its claims: what each passage says, about the names it says it of."""

from kg.extract.reading import claims, survey
from kg.extract.why import Why, why

__all__ = ["Why", "claims", "survey", "why"]
