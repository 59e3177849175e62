"""How often what is said with each relation was right, on the articles where it was measured.

The figures stand in data/model/precision.toml, a line a relation; docs/quality.md tells of which
articles. Both are written by tests/benchmark/quality.py.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg import resources
from kg.errors import ModelError

UNMEASURED = 0.5
"""What a relation counts as that was never said where it could be measured."""

_PATH = "data/model/precision.toml"
_REMEDY = "Measure again: python tests/benchmark/quality.py"


def of(relation: str) -> float:
    """Return how often a relation was right, from 0 to 1.

    Args:
        relation: its flat name, as in the fact table; any other counts as not measured.

    Raises:
        ModelError: the figures are missing or make no sense.

    Example:
        >>> 0 < of("castMember") < 1
        True
        >>> of("favouriteColour")
        0.5
    """
    return measured().get(relation, UNMEASURED)


@cache
def measured() -> Mapping[str, float]:
    """Return the precision of every relation that was measured, by its name.

    Raises:
        ModelError: the figures are missing or make no sense.
    """
    try:
        lines = tomllib.loads(resources.text(_PATH))
        found = {name: float(told["precision"]) for name, told in lines.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(_PATH, f"it cannot be read ({error})", _REMEDY) from error
    wrong = [name for name, share in found.items() if not 0 <= share <= 1]
    if wrong:
        raise ModelError(_PATH, f"the precision of “{wrong[0]}” is not from 0 to 1", _REMEDY)
    return MappingProxyType(found)
