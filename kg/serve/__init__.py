"""A graph over HTTP: a SPARQL endpoint, its pages live, and a page to ask it from."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.serve.live import Limits
    from kg.serve.running import serve

__all__ = ["Limits", "serve"]

_LATE = {"Limits": "kg.serve.live", "serve": "kg.serve.running"}
"""What speaks HTTP: a worker, which is started often, does without."""


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever its module has
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    message = f"module 'kg.serve' has no attribute {name!r}"
    raise AttributeError(message)
