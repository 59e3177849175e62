"""Every error that kg raises on purpose.

    KgError
    ├── ReadError          an article cannot be read
    ├── WriteError         a result cannot be written
    ├── LexiconError       a file of the lexicon or the ontology says something impossible
    ├── ModelError         the trained model cannot be used
    ├── VocabularyError    a name is used that the ontology does not define
    ├── BaseError          identifiers cannot begin with what they were told to
    ├── CorrectionError    a correction says something impossible, or names nothing
    ├── MapError           the map of a table says something impossible
    ├── StoreError         a graph cannot be opened, or not be changed
    ├── JobError           a process that shared the work ended before it was done
    ├── NetworkError       a network cannot be had as it was asked for
    ├── ServeError         a graph cannot be served
    ├── ClusterError       a cluster cannot do its work
    └── QueryError         a query is unknown, wrong, or asked without its parameters

Catch ``KgError`` to catch them all. Each class takes the facts of the case and
writes its own message: what was found, where, and what to do about it.
"""

import re
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import PurePath

_USER = re.compile(r"^(https?://)[^\s@]*@", re.IGNORECASE)
MORE_FILES = "Let programs have more files open: ulimit -n 1024"
"""What helps where the system opens no more files."""
_LONGEST = 1000


class KgError(Exception):
    """Any error that kg raises on purpose; its message is one printable line of bounded length."""

    def __init__(self, message: str = "") -> None:
        said = "".join(c if c.isprintable() else "�" for c in " ".join(message.split()))
        cut = len(said) > _LONGEST
        super().__init__(f"{said[: _LONGEST // 2]} … {said[-_LONGEST // 3 :]}" if cut else said)


class ReadError(KgError):
    """An article cannot be read.

    Attributes:
        source: the file, or what else was read.
    """

    def __init__(self, source: str | PurePath, problem: str, remedy: str) -> None:
        super().__init__(f"{source}: {problem}. {remedy}.")
        self.source = str(source)


class WriteError(KgError):
    """A result cannot be written.

    Attributes:
        target: the file or folder.
    """

    def __init__(self, target: str | PurePath, problem: str, remedy: str) -> None:
        super().__init__(f"{target}: {problem}. {remedy}.")
        self.target = str(target)


class LexiconError(KgError):
    """A file of the lexicon or the ontology says something impossible.

    Attributes:
        path: the file.
        entry: the name of the entry at fault.
    """

    def __init__(self, path: PurePath, entry: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path.name}, entry “{entry}”: {problem}. {remedy}.")
        self.path = path
        self.entry = entry


class ModelError(KgError):
    """The trained model cannot be used.

    Attributes:
        path: the file at fault.
    """

    def __init__(self, path: str | PurePath, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}. {remedy}.")
        self.path = str(path)


class VocabularyError(KgError):
    """A name is used that the ontology does not define.

    Attributes:
        name: the name.
    """

    def __init__(self, name: str, known: Collection[str]) -> None:
        super().__init__(f"The ontology does not define “{name}”. {_hint(name, known)}")
        self.name = name


class BaseError(KgError):
    """Identifiers cannot begin with what they were told to.

    Attributes:
        base: what was given.
    """

    def __init__(self, base: str) -> None:
        super().__init__(
            f"{base!a} is nothing that identifiers can begin with. "
            "Give an absolute IRI that ends in “/” or “#”, as “https://example.org/data/”."
        )
        self.base = base


class CorrectionError(KgError):
    """A correction says something impossible, or names nothing.

    Attributes:
        path: the file.
        entry: the entry at fault; empty where it is the file itself.
    """

    def __init__(self, path: PurePath, entry: str, problem: str) -> None:
        where = f"{path}, {entry}" if entry else str(path)
        remedy = "Correct the entry, or take it out" if entry else "Give a readable file of TOML"
        super().__init__(f"{where}: {problem}. {remedy}.")
        self.path = path
        self.entry = entry


class MapError(KgError):
    """The map of a table says something impossible.

    Attributes:
        path: the file.
        entry: the entry at fault; empty where it is the file itself.
    """

    def __init__(self, path: str | PurePath, entry: str, problem: str, remedy: str) -> None:
        where = f"{path}, {entry}" if entry else str(path)
        super().__init__(f"{where}: {problem}. {remedy}.")
        self.path = str(path)
        self.entry = entry


class StoreError(KgError):
    """A graph cannot be opened, or not be changed.

    Attributes:
        store: the folder, file or address; of an address neither user nor password.
    """

    def __init__(self, store: str | PurePath, problem: str, remedy: str) -> None:
        self.store = _USER.sub(r"\1", str(store))
        super().__init__(_sentences(f"{self.store}: {problem}", remedy))


class JobError(KgError):
    """A process that shared the work ended before it was done."""

    def __init__(self) -> None:
        super().__init__(
            "One of the processes that share the work ended before it was done: it was ended from "
            "outside, most often for want of memory. Run the command again with fewer --jobs."
        )


class NetworkError(KgError):
    """A network, a measure or a picture cannot be had as it was asked for."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(_sentences(f"{problem[:1].upper()}{problem[1:]}", remedy))

    @classmethod
    def unknown(cls, what: str, name: str, known: Collection[str]) -> "NetworkError":
        """Return the error for a role, measure or the like that is not among those known."""
        return cls(f"there is no {what} “{name}”", _hint(name, known).rstrip("."))


class ServeError(KgError):
    """A graph cannot be served."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(_sentences(problem, remedy))


class ClusterError(KgError):
    """A cluster cannot be had, or cannot do its work."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}. {remedy}.")


class QueryError(KgError):
    """A query is unknown, wrong, or asked without its parameters.

    Attributes:
        name: the query that was asked for.
    """

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(_sentences(f"Query “{name}”: {problem}", remedy))
        self.name = name
        self._told = problem, remedy

    def named(self, name: str) -> "QueryError":
        """Return the same error, of a query of this name."""
        return QueryError(name, *self._told)

    @classmethod
    def unknown(cls, name: str, known: Collection[str]) -> "QueryError":
        """Return the error for a query that is not among those known."""
        return cls(name, "there is no such query", _hint(name, known).rstrip("."))


def _sentences(problem: str, remedy: str) -> str:
    return f"{problem}. {remedy}{'' if remedy.endswith('?') else '.'}"


def _hint(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(sorted(known))}."
