"""A picture that can be saved, shown in a notebook, or taken as text or bytes.

Pictures look the same everywhere: nothing of the user's own settings of matplotlib counts, no
font but the one that comes with it, and no clock. Letters are drawn, so that an SVG needs no
font to be read by.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from kg import writing
from kg.errors import WriteError
from kg.pictures.sketch import shortened

DPI = 150
INK = "#222222"
FAINT = "#767676"

_SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "text.usetex": False,
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "kg",
}
_PRIVATE = (range(0xE000, 0xF900), range(0xFFFE, 0x10000))


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture.

    Attributes:
        title: what it shows; "" where it has no title.
        figure: the figure of matplotlib, for whoever wants to change it before it is saved.
    """

    title: str
    figure: Figure

    def save(self, path: str | Path) -> None:
        """Write the picture; the ending of ``path`` says as what: ``.png`` or ``.svg``.

        Raises:
            WriteError: the ending is another, or the place cannot be written.
        """
        match Path(path).suffix.lower():
            case ".png":
                writing.file(path, self.png())
            case ".svg":
                writing.file(path, self.svg().encode("utf-8"))
            case ending:
                problem = (
                    f"a picture cannot be written as “{ending}”" if ending else "has no ending"
                )
                raise WriteError(path, problem, "End the name in .png or .svg")

    def png(self) -> bytes:
        """Return the picture as a PNG file; the same picture gives the same bytes."""
        drawn = io.BytesIO()
        with settled():
            canvas = FigureCanvasAgg(self.figure)
            canvas.print_figure(drawn, format="png", dpi=DPI, metadata={"Software": None})
        return drawn.getvalue()

    def svg(self) -> str:
        """Return the picture as an SVG document; the same picture gives the same text."""
        drawn = io.StringIO()
        metadata = {"Date": None, "Creator": None} | ({"Title": self.title} if self.title else {})
        with settled():
            FigureCanvasSVG(self.figure).print_figure(
                drawn, format="svg", dpi=DPI, metadata=metadata
            )
        return drawn.getvalue()

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Show the picture in a notebook, sharp on fine screens."""
        return self.png(), {"width": round(self.figure.get_figwidth() * DPI / 2)}


@contextmanager
def settled() -> Iterator[None]:
    """Draw by the settings of the house, whatever the user's are; leave no trace of them."""
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Gg]lyph")  # letters that the font lacks
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


def blank(width: float, height: float) -> Figure:
    """Return an empty white figure of so many inches, ready to be measured."""
    figure = Figure(figsize=(width, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def nothing(title: str, said: str) -> Picture:
    """Return a picture that says that there is nothing to draw."""
    with settled():
        figure = blank(6, 2.4)
        figure.text(0.5, 0.5, said, ha="center", va="center", color=FAINT, fontsize=11)
        if title:
            above = figure.text(0.5, 0.82, shortened(title, 120), ha="center", va="center")
            above.set_fontsize(13)
            fit(above, figure, 5.6)
    return Picture(title, figure)


def extent(text: Text, figure: Figure) -> tuple[float, float]:
    """Return how wide and how high the words of a text are, in pixels."""
    canvas = figure.canvas
    agg = canvas if isinstance(canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)
    box = Text.get_window_extent(text, agg.get_renderer())
    return float(box.width), float(box.height)


def width(text: Text, figure: Figure) -> float:
    """Return how wide the words of a text are, in inches."""
    return extent(text, figure)[0] / DPI


def fit(text: Text, figure: Figure, room: float) -> None:
    """Shorten a text until it is no wider than so many inches."""
    while width(text, figure) > room and len(text.get_text()) > 1:
        text.set_text(shortened(text.get_text(), len(text.get_text()) - 1))


def plain(text: str) -> str:
    """Return a text in one line, without letters that cannot be drawn or written.

    >>> plain("Ada" + chr(10) + "Marsh" + chr(0))
    'Ada Marsh'
    """
    line = " ".join(text.split())
    return "".join(
        letter
        for letter in line
        if letter.isprintable() and not any(ord(letter) in codes for codes in _PRIVATE)
    )
