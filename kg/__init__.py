"""A film knowledge graph, built from articles, each fact with its evidence.

The folders are the flow, in this order; each name is a verb:

    read → extract → resolve → assemble → check → store → query → network → publish

``kg.build(source)`` runs them all. Each stage also stands alone, and loads when it is
first named:

    >>> import kg
    >>> article = kg.read.article("Lee Park directed “Blue Hour”.")
    >>> claim = kg.extract.claims(article)[0]
    >>> claim.subject.name, claim.relation, claim.object.name
    ('Blue Hour', 'director', 'Lee Park')
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg import (
        assemble,
        bulk,
        check,
        distribute,
        evaluate,
        extract,
        network,
        pictures,
        publish,
        query,
        read,
        resolve,
        store,
        tables,
    )
    from kg.flow import build

__version__ = "0.1.0"
__all__ = [
    "assemble",
    "build",
    "bulk",
    "check",
    "distribute",
    "evaluate",
    "extract",
    "network",
    "pictures",
    "publish",
    "query",
    "read",
    "resolve",
    "store",
    "tables",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  a stage is a module, build a function
    """Load a stage when it is first named, so that ``import kg`` is quick."""
    if name == "build":
        return import_module("kg.flow").build
    if name in __all__:
        return import_module(f"kg.{name}")
    message = f"module 'kg' has no stage {name!r}; the stages are {', '.join(__all__)}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """List the stages, so that an editor completes them."""
    return sorted([*__all__, "__version__"])
