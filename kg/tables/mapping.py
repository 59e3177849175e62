"""What the columns of a table mean: a map in TOML → checked values.

``[row]`` says what a row is about::

    [row]
    subject = "title"             # the column of its name
    kind    = "Film"              # what it is
    id      = ["title", "year"]   # optional: what tells it from other rows
    date    = "updated"           # optional: the column of the day that the row is from
    nothing = ["unknown", "n/a"]  # optional: what a cell holds where nothing is known

and each ``[[column]]`` what its values are to the subject::

    [[column]]
    name       = "cast"
    relation   = "castMember"     # as in ontology/patterns.toml
    kind       = "Person"         # of a name; of a value instead: datatype = "xsd:gYear"
    separator  = "|"              # optional: parts the values of a cell
    qualifiers = { billing = "lead", character = { column = "roles", kind = "Character" } }

Further, for ``[row]`` too: ``fits``, a regular expression for what is a name or value at all;
``without``, one for what stands before or behind it and is no part of it; ``needed = true``;
``status``; for columns: ``nothing``, ``words = { Sport = "sports" }`` for other words of values,
and ``subject``, the column of names that the values belong to. For the table: ``delimiter``.
"""

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path

from kg import resources
from kg.errors import MapError
from kg.tables.checking import Reader
from kg.tables.columns import Map

_FOLDER = "data/maps"


def mapping(source: str | os.PathLike[str]) -> Map:
    """Read the map of a table.

    Args:
        source: the name of a map that comes with kg, such as ``wikipedia_movies``, or the path
            of a file that ends in ``.toml``.

    Returns:
        The map, checked against ontology/patterns.toml.

    Raises:
        MapError: there is no such map, or it says something impossible.

    Example:
        >>> mapping("wikipedia_movies").subject.name
        'title'
    """
    path, text = _found(source)
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MapError(path, "", f"it is not TOML: {error}", "Correct it") from error
    return Reader(said, path).map()


def _found(source: str | os.PathLike[str]) -> tuple[str, str]:
    """Return what messages call a map, and its text."""
    path = Path(source)
    if isinstance(source, str) and path.name == source and not path.suffix:
        file = f"{_FOLDER}/{source}.toml"
        known = resources.names(_FOLDER, ".toml")
        if file in known:
            return file, resources.text(file)
        names = [Path(each).stem for each in known]
        near = get_close_matches(source, names, n=1) or names
        remedy = f"Give {' or '.join(f'“{name}”' for name in near)}, or a path that ends in .toml"
        raise MapError(source, "", "there is no map of this name", remedy)
    try:
        return path.as_posix(), path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, or a zero byte in the path
        said = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        problem = f"it cannot be read ({said})"
        raise MapError(path.as_posix(), "", problem, "Give a file of TOML in UTF-8") from error
