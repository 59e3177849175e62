"""A graph that is kept: in a folder, in a file, or behind a SPARQL 1.1 endpoint."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.graph import Graph
from kg.model import Article, Claim
from kg.namespaces import BASE, FILM
from kg.store import folder
from kg.store.dataset import is_address, shown

__all__ = [
    "Kept",
    "Outcome",
    "Remote",
    "articles",
    "asked",
    "holds_graph",
    "is_address",
    "is_store",
    "load",
    "looking",
    "open",
    "rejected",
    "replacing",
    "shown",
    "writing",
]

if TYPE_CHECKING:
    from kg.store.kept import Kept, Outcome
    from kg.store.local import Local
    from kg.store.remote import Remote

_LATE = {"Kept": "kg.store.kept", "Outcome": "kg.store.kept", "Remote": "kg.store.remote"}
"""What loads all that decides who is one, or what speaks HTTP: only where it is used."""
_DATASET = "films.trig"
_EVIDENCE = "evidence"
_MADE = f"SELECT ?evidence WHERE {{ GRAPH ?evidence {{ ?evidence <{FILM}kgVersion> ?made }} }}"
_FORMATS = {
    ".trig": "trig",
    ".nq": "nq",
    ".ttl": "ttl",
    ".nt": "nt",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
}
_REMEDY = (
    f"Name a folder made by “kg build” or “kg add”, a file that ends in {', '.join(_FORMATS)}, "
    "or the address of a SPARQL endpoint"
)


def __getattr__(name: str) -> Any:  # noqa: ANN401  a class is whatever its module has
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    message = f"module 'kg.store' has no attribute {name!r}"
    raise AttributeError(message)


def open(place: str | Path) -> Graph:  # noqa: A001  read as kg.store.open
    """Return the graph that is kept at a place.

    Args:
        place: a folder made by ``kg build`` or ``kg add``, read where it lies, while nobody may
            write to it; one RDF file; or the address of an endpoint, all of which is read.

    Returns:
        The graph, its base that of its evidence graph, where it has one.

    Raises:
        StoreError: there is no graph there, it is not what its ending says, or somebody is
            writing to it.
    """
    if is_address(place):
        with _remote(place) as remote:
            return remote.graph()
    if folder.is_store(place):
        return folder.reading(place).graph()
    file = _dataset(Path(place))
    try:
        return _based(file.read_bytes(), _FORMATS[file.suffix])
    except OSError as error:
        raise StoreError(place, f"it cannot be read ({error.strerror})", _REMEDY) from error
    except (SyntaxError, ValueError) as error:
        problem = f"{file.name} is not well-formed ({_first_line(error)})"
        raise StoreError(place, problem, "Build or export it again") from error


def asked(place: str | Path) -> "Graph | Remote":
    """Return what answers queries about the graph of a place: an endpoint answers them itself.

    Raises:
        StoreError: as ``open``.
    """
    return _remote(place) if is_address(place) else open(place)


def holds_graph(place: str | Path) -> bool:
    """Return whether a place looks like a kept graph, by its names alone: nothing is read."""
    if is_address(place) or folder.is_store(place):
        return True
    path = Path(place)
    return (path / _DATASET).is_file() or (path.suffix in _FORMATS and path.is_file())


def rejected(place: str | Path) -> Graph:
    """Return the facts that shapes keep out of a store, each with its reasons.

    Raises:
        StoreError: as ``open``.
    """
    with looking(place) as kept:
        return kept.rejected()


def is_store(place: str | Path) -> bool:
    """Return whether articles can be added to a place: a store, not a file; nothing is read."""
    return is_address(place) or folder.is_store(place)


@contextmanager
def writing(
    place: str | Path,
    *,
    made_by: Mapping[str, str],
    base: str = BASE,
    mixed: bool = False,
    anew: bool = False,
    watch: Callable[[int, int], object] | None = None,
) -> Iterator["Kept"]:
    """Give a store to add to and to take from; it is begun where there is none.

    Args:
        place: a folder, or the address of a SPARQL 1.1 endpoint.
        made_by: the versions that read the articles to come.
        base: what the identifiers begin with, where it is begun.
        mixed: whether articles read by other versions may stand beside them.
        anew: whether all that it holds is to be replaced.
        watch: of an endpoint, told how much of a large change is sent.

    Raises:
        BaseError: identifiers cannot begin so.
        StoreError: it cannot be written, another kg reads or writes it, or other versions
            made it.
    """
    from kg.store.kept import Kept  # noqa: PLC0415  as ``_LATE`` says

    if is_address(place):
        from kg.store.remote import Remote  # noqa: PLC0415  as above

        own = _base_of(str(place))
        _check_base(place, base, own or base)
        with Remote(str(place), base=own or base, watch=watch) as remote:
            remote.recover()
            yield Kept(remote, made_by=made_by, mixed=mixed, anew=anew)
        return
    with folder.writing_to(place, base=base) as local:
        _check_base(place, base, local.base)
        yield Kept(local, made_by=made_by, mixed=mixed, anew=anew)


def articles(place: str | Path) -> list[tuple[Article, list[Claim]]]:
    """Return the articles that a store keeps, as they were read, with what they say; by id.

    Raises:
        StoreError: as ``open``.
    """
    with looking(place) as kept:
        return kept.everything()


@contextmanager
def looking(place: str | Path, *, mine: bool = False) -> Iterator["Kept"]:
    """Give a store to look into, and not to change.

    Args:
        place: a folder, or the address of an endpoint.
        mine: whether the caller is alone with the folder already.

    Raises:
        StoreError: as ``open``.
    """
    from kg.store.kept import Kept  # noqa: PLC0415  as ``_LATE`` says

    found = _remote(place) if is_address(place) else folder.reading(place, mine=mine)
    with closing(found) as dataset:
        yield Kept(dataset, made_by={}, mixed=True)


@contextmanager
def replacing(place: str | Path, *, made_by: Mapping[str, str], base: str) -> Iterator["Kept"]:
    """Give an empty store that takes the place of a folder's when the block ends well.

    Raises:
        StoreError: as ``writing``.
    """
    from kg.store.kept import Kept  # noqa: PLC0415  as ``_LATE`` says

    with folder.replacing(place, base=base) as local:
        yield Kept(local, made_by=made_by)


def load(place: str | Path, files: Iterable[Path], *, base: str = BASE) -> None:
    """Make a store of files of N-Quads that hold a whole graph: one to ask, and not to add to.

    Args:
        place: a folder; a store in it gives way when all is loaded.
        files: as ``kg.bulk`` writes them.
        base: what the identifiers begin with, where the files hold no evidence to tell.

    Raises:
        StoreError: the folder cannot be written, a file is not well-formed or holds blank nodes,
            the files hold nothing, or evidence of another base.
    """
    with folder.replacing(place, base=base) as local:
        local.load(files)
        if local.is_empty:
            raise StoreError(place, "the files hold no quads", "Name files of N-Quads that do")
        own = _evidence_base(local) or base
        _check_base(place, base, own)
        local.base = own


def _remote(place: str | Path) -> "Remote":
    """Return what answers at an address, with the base that its identifiers have."""
    from kg.store.remote import Remote  # noqa: PLC0415  as ``_LATE`` says

    return Remote(str(place), base=_base_of(str(place)) or BASE)


def _base_of(place: str) -> str:
    """Return what the identifiers begin with that an endpoint holds; nothing where it has none."""
    from kg.store.remote import Remote  # noqa: PLC0415  as ``_LATE`` says

    with Remote(place) as remote:
        return _evidence_base(remote)


def _evidence_base(asked: "Remote | Local") -> str:
    _, rows = asked.select(_MADE)
    bases = {str(row["evidence"]).removesuffix(_EVIDENCE) for row in rows}
    return BASE if BASE in bases else min(bases, default="")


def _check_base(place: str | Path, given: str, own: str) -> None:
    if given not in (BASE, own):
        problem = f"its identifiers begin with {own}"
        raise StoreError(shown(place), problem, "Leave --base out, or take another store")


def _dataset(place: Path) -> Path:
    if place.is_dir():
        if not (place / _DATASET).is_file():
            raise StoreError(place, f"the folder holds no store and no {_DATASET}", _REMEDY)
        return place / _DATASET
    if not place.exists():
        raise StoreError(place, "there is nothing there", _REMEDY)
    if place.suffix not in _FORMATS:
        raise StoreError(place, "it is no graph", _REMEDY)
    return place


def _based(content: bytes, form: str) -> Graph:
    graph = Graph.parse(content, form)
    bases = [name.removesuffix(_EVIDENCE) for name in graph.graphs() if name.endswith(_EVIDENCE)]
    if len(bases) != 1 or bases == [graph.base]:
        return graph
    return Graph.parse(content, form, base=bases[0])


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
