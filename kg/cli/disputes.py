"""``kg disputes``: where articles disagree, both sentences side by side."""

import kg
from kg.cli import options, screen, telling


def disputes(place: options.Store) -> None:
    """Show what articles tell in ways that cannot both hold.

    Each statement stands beside its sentences, with the date of their article; the earlier first.
    Which is right is left to you: a corrections file tells it.

    Example: kg disputes graph
    """
    graph = options.evidenced(kg.store.open(place), place)
    found = kg.check.disputes(graph)
    for each in found:
        screen.say(*telling.dispute(each), "")
    screen.say(telling.counted(len(found), "dispute"))
