"""What a picture shows, for tests: its words, and where they stand."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox

from kg.pictures.picture import Picture, settled


def texts(picture: Picture) -> list[str]:
    every = [*picture.figure.texts, *(text for axes in picture.figure.axes for text in axes.texts)]
    return [text.get_text() for text in every]


def words(picture: Picture) -> list[Bbox]:
    """Return where words are, in pixels."""
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    every = [*picture.figure.texts, *(text for axes in picture.figure.axes for text in axes.texts)]
    with settled():
        boxes = [text.get_window_extent(renderer) for text in every if text.get_text().strip()]
    return [box for box in boxes if box.width]


def overlap(one: Bbox, other: Bbox) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1
