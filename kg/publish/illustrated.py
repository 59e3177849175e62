"""The pictures of a graph's page: who worked with whom, the news of works, the money they took."""

from base64 import b64encode
from collections import Counter
from dataclasses import dataclass

from kg import query
from kg.graph import Graph

_PEOPLE = 60
_WORKS = 3
_EVENTS = 3
"""From how many dated pieces of news on a work has a picture."""


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture as a page shows it.

    Attributes:
        title: what it shows, for who sees it and who does not.
        source: the picture itself, as a ``data:`` address.
    """

    title: str
    source: str


def illustrations(graph: Graph) -> list[Illustration]:
    """Return the pictures that there is something to draw for."""
    from kg import network, pictures  # noqa: PLC0415  what draws loads only where something is drawn

    found = []
    people = network.collaborations(graph)
    if people.size():
        found.append(("Who worked with whom", pictures.network(people, most=_PEOPLE)))
    news = query.run(graph, "timeline")
    told = Counter(str(row["film"]) for row in news)
    for work, count in sorted(told.items(), key=lambda each: (-each[1], each[0]))[:_WORKS]:
        if count >= _EVENTS:
            found.append((f"The news of {work}", pictures.timeline(graph, work)))
    if query.run(graph, "box_office"):
        found.append(("Money taken", pictures.takings(graph)))
    return [Illustration(title, _source(picture.svg())) for title, picture in found]


def _source(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode('utf-8')).decode('ascii')}"
