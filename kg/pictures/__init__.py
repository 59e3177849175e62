"""Pictures: of networks, of a work's news over time, of the money that works took.

    kg.pictures.network(network).save("people.svg")
    kg.pictures.timeline(graph, "Blue Hour").save("news.png")
    kg.pictures.takings(graph).save("takings.png")

Where the nodes stand (:mod:`kg.pictures.layout`) and what is shown
(:func:`kg.pictures.sketch.sketch`) are told apart from how it is drawn. What draws loads
when it is first named.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.pictures.charts import timeline
    from kg.pictures.interactive import page
    from kg.pictures.money import takings
    from kg.pictures.picture import Picture
    from kg.pictures.static import network

__all__ = ["Picture", "network", "page", "takings", "timeline"]

_PLACES = {
    "Picture": "picture",
    "network": "static",
    "page": "interactive",
    "takings": "money",
    "timeline": "charts",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  a class or a function
    """Load what draws when it is first named: drawing needs much that arranging does not."""
    if name in _PLACES:
        return getattr(import_module(f"kg.pictures.{_PLACES[name]}"), name)
    message = f"module 'kg.pictures' has no {name!r}; it has {', '.join(__all__)}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """List what there is, so that an editor completes it."""
    return list(__all__)
