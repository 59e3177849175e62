"""The pattern file of this installation, read once, when first asked for."""

from functools import cache
from pathlib import PurePath

from kg import resources
from kg.patterns import reading
from kg.patterns.reading import Patterns

_FILE = "ontology/patterns.toml"


@cache
def said() -> Patterns:
    """Return what the file says."""
    return reading.patterns(resources.text(_FILE), PurePath(_FILE))
