"""Plain charts on axes: their paper, their numbers in the language, colours of classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...errors import MissingLibraryError
from ...measures.index import IndexScores
from ...measures.result import Provenance
from ...model.framework import Checked
from ...model.text import Language
from ..phrases import say
from ..writing import number
from .notes import UNCHECKED
from .sheet import FONT, INK, MUTED, PAPER, empty_sheet, shade, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "PARTS",
    "checked_note",
    "class_colors",
    "fixed",
    "label_lines",
    "legend",
    "new_chart",
    "note",
    "numbers",
    "said_only",
]

# Okabe and Ito's palette, told apart by people with any kind of colour vision.
PARTS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999")
SMALL = 8


def new_chart(ax: Axes | None, width: float, height: float) -> Axes:
    """Axes that were given, or those of a new figure of pyplot of so many inches, which a notebook shows.

    Raises
    ------
    MissingLibraryError
        If matplotlib is not installed.
    """
    if ax is None:
        try:
            from matplotlib import pyplot
        except ImportError as error:
            raise MissingLibraryError("matplotlib is not installed; pip install 'pemberdayaan[plot]'") from error
        ax = pyplot.figure(figsize=(width, height), facecolor=PAPER, layout="constrained").add_subplot()
    chart = ax
    for side in ("top", "right"):
        chart.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        chart.spines[side].set_color(MUTED)
    chart.tick_params(labelsize=SMALL, colors=INK, length=3)
    chart.set_axisbelow(True)
    return chart


def numbers(axis: Any, language: Language, digits: int = 2) -> None:
    """Ticks of an axis as the language writes numbers."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: number(value, language, digits)))


def fixed(value: float, language: Language, digits: int) -> str:
    """A number with just so many decimals, so that numbers in a column line up."""
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def label_lines(text: str, width: float = 2.4, size: float = SMALL) -> str:
    """A label in at most two lines."""
    return "\n".join(wrap(text, width, size, lines=2))


def legend(chart: Axes, columns: int = 3) -> None:
    """What the marks mean, above the chart."""
    chart.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=columns,
        frameon=False,
        prop={"family": FONT, "size": SMALL},
        handlelength=1.2,
        borderaxespad=0.2,
    )


def note(chart: Axes, lines: Sequence[str]) -> None:
    """What must be known beside the picture, below its axis."""
    told = [line for one in lines if one for line in wrap(one, 6.4, 7.2)]
    if told:
        below = f"{chart.get_xlabel()}\n" if chart.get_xlabel() else ""
        chart.set_xlabel(below + "\n".join(told), family=FONT, fontsize=7.6, color=MUTED)


def checked_note(origin: Provenance, language: Language) -> str:
    """How far the framework was checked against its source, unless in full."""
    said = UNCHECKED.get(Checked(origin.checked)) if origin.checked else None
    return say(said, language) if said else ""


def said_only(ax: Axes | None, text: str) -> Axes:
    """A sheet with one sentence, where there is nothing to draw."""
    return empty_sheet(ax, text).ax


def class_colors(scores: IndexScores) -> list[str]:
    """A colour for each class, the higher the darker."""
    last = max(len(scores.classes) - 1, 1)
    return [shade(i / last) for i in range(len(scores.classes))]
