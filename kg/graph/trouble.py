"""What the engine complains of: a fault of what is kept, or of the system around it."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from kg.errors import MORE_FILES, StoreError

_T = TypeVar("_T")
_P = ParamSpec("_P")

_NEEDED = {
    "Make room there": (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    "Choose another place, or let it be read and written": (errno.EROFS, errno.EACCES),
    MORE_FILES: (errno.EMFILE, errno.ENFILE),
    "Let it have more memory": (errno.ENOMEM, errno.EAGAIN),
}
"""What the system may refuse, by what helps."""
_DESCRIPTORS = "file descriptors"  # the engine counts them before it opens any
_SHOWN = 200


def refused(error: Exception) -> str:
    """Return what helps where the system refused the engine something, else nothing."""
    told = str(error)
    if _DESCRIPTORS in told:
        told = os.strerror(errno.EMFILE)
    found = (n for n, numbers in _NEEDED.items() for each in numbers if os.strerror(each) in told)
    return next(found, "")


def damaged(place: str, error: Exception, remedy: str) -> StoreError:
    """Return the error for what cannot be read: damaged, unless the system refused something."""
    needed = refused(error)
    problem = "it cannot be opened now" if needed else "it is damaged"
    return StoreError(place, f"{problem} ({brief(error)})", needed or remedy)


def brief(error: Exception) -> str:
    """Return in a line what the engine says."""
    return " ".join(str(error).split())[:_SHOWN].rstrip(".")


@contextmanager
def told(keeper: object) -> Iterator[None]:
    """Tell in one line that what somebody keeps is damaged.

    Raises:
        StoreError: the engine cannot read it.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        place = str(getattr(keeper, "name", "the graph"))
        raise damaged(place, error, "Build it again with “kg build”") from error


def checked(method: Callable[Concatenate[Any, _P], _T]) -> Callable[Concatenate[Any, _P], _T]:
    """Let a method of a graph tell what is damaged as ``told`` does, of who keeps the graph."""

    @wraps(method)
    def telling(graph: Any, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:  # noqa: ANN401  a graph
        with told(graph._keeper):  # noqa: SLF001  its own method
            return method(graph, *args, **kwargs)

    return telling
