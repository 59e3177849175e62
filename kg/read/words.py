"""The small word lists that reading needs, from data/lexicon.

A list is a text file: ``[heading]`` opens a section, ``#`` a remark, and words stand
between blanks or line ends.
"""

from functools import cache

from kg import resources


@cache
def words(file: str, heading: str) -> frozenset[str]:
    """Return the words of the section whose heading begins so; none if there is no such.

    >>> "Mr." in words("abbreviations.txt", "a name follows")
    True
    """
    found: set[str] = set()
    here = False
    for line in resources.text(f"data/lexicon/{file}").splitlines():
        said = line.partition("#")[0].strip()
        if said.startswith("["):
            here = said[1:].startswith(heading)
        elif here:
            found.update(said.split())
    return frozenset(found)
