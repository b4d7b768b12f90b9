"""A sheet of paper in inches, on which every picture is laid out, so that no text covers another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import MissingLibraryError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import FancyArrowPatch

__all__ = [
    "FAINT",
    "INK",
    "INSIDE",
    "MUTED",
    "OUTSIDE",
    "PAPER",
    "Sheet",
    "empty_sheet",
    "new_sheet",
    "own_axes",
    "shade",
    "text_width",
    "wrap",
]

# Told apart by people with any kind of colour vision, and in grey.
INK, MUTED, FAINT, PAPER = "#1d2730", "#5a6772", "#dfe4e8", "#ffffff"
INSIDE, OUTSIDE = "#1f5f99", "#d98c1f"
FONT = "DejaVu Sans"
POINTS = 72
OWN = "own"
# From light to dark: the deeper on its scale, the darker.
LIGHT, DARK = (226, 236, 245), (18, 70, 118)


def shade(depth: float) -> str:
    """A colour for a depth from 0 to 1."""
    mixed = (round(a + (b - a) * depth) for a, b in zip(LIGHT, DARK, strict=True))
    return "#" + "".join(f"{one:02x}" for one in mixed)


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, weight="bold" if bold else "normal", size=size)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width) / POINTS


def wrap(text: str, width: float, size: float, bold: bool = False, lines: int | None = None) -> list[str]:
    """A text in lines of at most so many inches; with `lines`, the rest is cut with an ellipsis."""
    found = [""]
    for word in text.split():
        for piece in _pieces(word, width, size, bold):
            longer = f"{found[-1]} {piece}".strip()
            if not found[-1] or text_width(longer, size, bold) <= width:
                found[-1] = longer
            else:
                found.append(piece)
    if lines is not None and len(found) > lines:
        last = found[lines - 1]
        while last and text_width(f"{last}…", size, bold) > width:
            last = last[:-1]
        found = [*found[: lines - 1], f"{last.rstrip()}…"]
    return found


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word, in pieces where it alone is wider than a line."""
    if text_width(word, size, bold) <= width or len(word) < 2:
        return [word]
    fits = max((n for n in range(1, len(word)) if text_width(f"{word[:n]}-", size, bold) <= width), default=1)
    return [f"{word[:fits]}-", *_pieces(word[fits:], width, size, bold)]


@attrs.frozen
class Sheet:
    """Axes whose unit is an inch, from the top left corner; everything scales if they are smaller than the sheet.

    Parameters
    ----------
    ax
        The axes.
    width, height
        The size of the sheet in inches.
    scale
        How much smaller than the sheet the axes are.
    """

    ax: Axes
    width: float
    height: float
    scale: float

    def text(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        size: float = 8.5,
        *,
        color: str = INK,
        bold: bool = False,
        italic: bool = False,
        align: str = "left",
        valign: str = "center",
        gap: float = 1.25,
    ) -> None:
        """Lines of text at a point: their block is centred on it, or begins or ends there."""
        lines = [text] if isinstance(text, str) else list(text)
        step = size * gap / POINTS
        first = {"center": y - step * len(lines) / 2, "top": y, "bottom": y - step * len(lines)}[valign]
        for i, line in enumerate(lines):
            self.ax.text(
                x,
                first + step * (i + 0.5) + 0.35 * size / POINTS,
                line,
                fontsize=size * self.scale,
                color=color,
                fontfamily=FONT,
                fontweight="bold" if bold else "normal",
                fontstyle="italic" if italic else "normal",
                ha=align,
                va="baseline",
                parse_math=False,
            )

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        """A rectangle from its top left corner."""
        from matplotlib.patches import FancyBboxPatch, Rectangle

        radius = look.pop("radius", 0.0)
        style = {"facecolor": PAPER, "edgecolor": INK, "linewidth": 0.8, **look}
        style["linewidth"] *= self.scale
        patch = (
            FancyBboxPatch(
                (x + radius, y + radius),
                width - 2 * radius,
                height - 2 * radius,
                boxstyle=f"round,pad={radius},rounding_size={radius}",
                **style,
            )
            if radius
            else Rectangle((x, y), width, height, **style)
        )
        self.ax.add_patch(patch)

    def line(self, xs: Sequence[float], ys: Sequence[float], **look: Any) -> None:
        """A line through points."""
        style = {"color": INK, "linewidth": 0.8, "solid_capstyle": "butt", **look}
        style["linewidth"] *= self.scale
        self.ax.plot(list(xs), list(ys), **style)

    def dot(self, x: float, y: float, size: float = 6.0, **look: Any) -> None:
        """A marker."""
        style = {"marker": "o", "color": INK, "markeredgewidth": 1.0, **look}
        style["markeredgewidth"] *= self.scale
        self.ax.plot([x], [y], linestyle="none", markersize=size * self.scale, **style)

    def arrow(self, points: Sequence[tuple[float, float]], codes: Sequence[int], **look: Any) -> FancyArrowPatch:
        """An arrow along a path."""
        from matplotlib.patches import FancyArrowPatch
        from matplotlib.path import Path

        style = {"arrowstyle": "-|>", "color": MUTED, "linewidth": 0.9, "mutation_scale": 8.0, **look}
        style["linewidth"] *= self.scale
        style["mutation_scale"] *= self.scale
        patch = FancyArrowPatch(path=Path(list(points), list(codes)), shrinkA=0, shrinkB=0, **style)
        self.ax.add_patch(patch)
        return patch


def own_axes() -> Axes:
    """Axes that fill a figure of their own, which takes the size of what is drawn; pyplot does not know of it.

    Raises
    ------
    MissingLibraryError
        If matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise _missing() from error
    return Figure(facecolor=PAPER).add_axes((0.0, 0.0, 1.0, 1.0), label=OWN)


def _missing() -> MissingLibraryError:
    return MissingLibraryError("matplotlib is not installed; pip install 'pemberdayaan[plot]'")


def new_sheet(ax: Axes | None, width: float, height: float) -> Sheet:
    """A sheet on given axes, or on a new figure of pyplot, which a notebook shows.

    Raises
    ------
    MissingLibraryError
        If matplotlib is not installed.
    """
    if ax is None:
        try:
            from matplotlib import pyplot
        except ImportError as error:
            raise _missing() from error
        ax = pyplot.figure(figsize=(width, height), facecolor=PAPER).add_axes((0.0, 0.0, 1.0, 1.0))
    figure = ax.get_figure(root=True)
    assert figure is not None  # axes that are drawn on stand on a figure
    if ax.get_label() == OWN:
        figure.set_size_inches(width, height)
    place = ax.get_position()
    across, down = figure.get_size_inches()
    scale = min(1.0, across * place.width / width, down * place.height / height)
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.set_aspect("equal", adjustable="box")
    ax.set_axis_off()
    return Sheet(ax, width, height, float(scale))


def empty_sheet(ax: Axes | None, message: str) -> Sheet:
    """A sheet that says that there is nothing to draw."""
    sheet = new_sheet(ax, 7.0, 1.1)
    sheet.box(0.1, 0.1, 6.8, 0.9, facecolor="#f6f8f9", edgecolor=FAINT, radius=0.06)
    sheet.text(3.5, 0.55, message, 9, color=MUTED, italic=True, align="center")
    return sheet
