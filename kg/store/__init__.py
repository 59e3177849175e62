"""A graph that was kept: opened from the folder or file where it lies."""

from pathlib import Path

from kg.errors import StoreError
from kg.graph import Graph

_DATASET = "films.trig"
_EVIDENCE = "evidence"
_FORMATS = {
    ".trig": "trig",
    ".nq": "nq",
    ".ttl": "ttl",
    ".nt": "nt",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
}
_REMEDY = f"Name a folder made by “kg build”, or a file that ends in {', '.join(_FORMATS)}"


def open(path: str | Path) -> Graph:  # noqa: A001  read as kg.store.open
    """Return the graph that is kept at a path.

    Args:
        path: a folder made by ``kg build`` (its ``films.trig`` is read), or one RDF file.

    Returns:
        The graph, its base that of its evidence graph, where it has one.

    Raises:
        StoreError: there is no graph there, or the file is not what its ending says.
    """
    file = _dataset(Path(path))
    try:
        return _based(file.read_bytes(), _FORMATS[file.suffix])
    except OSError as error:
        raise StoreError(path, f"it cannot be read ({error.strerror})", _REMEDY) from error
    except (SyntaxError, ValueError) as error:
        problem = f"{file.name} is not well-formed ({_first_line(error)})"
        raise StoreError(path, problem, "Build or export it again") from error


def holds_graph(path: str | Path) -> bool:
    """Return whether a path looks like a kept graph, by its names alone: nothing is read."""
    place = Path(path)
    return (place / _DATASET).is_file() or (place.suffix in _FORMATS and place.is_file())


def _dataset(place: Path) -> Path:
    if place.is_dir():
        if not (place / _DATASET).is_file():
            raise StoreError(place, f"the folder holds no {_DATASET}", _REMEDY)
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
