"""The score of every unit against its rank, in the bands of the classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...measures.index import IndexScores
from ...model.text import Language, as_language
from ..phrases import say
from ..writing import number
from .chart import SMALL, checked_note, class_colors, new_chart, note, numbers, said_only
from .sheet import FONT, INK, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["index_ranking"]

# A line of more points looks the same and makes a heavy file.
POINTS = 2000


def index_ranking(
    scores: IndexScores, *, unit: Any = None, time: Any = None, ax: Axes | None = None, language: str = "id"
) -> Axes:
    """Draw the score of every unit against its rank, with the classes as bands.

    Parameters
    ----------
    scores
        Of `score`.
    unit
        The key of a unit to mark; None marks none.
    time
        In a panel; None takes the latest.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> scores = pb.score(pd.read_csv(pb.table("idm_2024_diy")), "idm-2016")
    >>> type(pb.plots.index_ranking(scores)).__name__
    'Axes'
    """
    chosen = as_language(language)
    order = np.array(scores.ranked_rows(time), dtype=np.int64)
    if not len(order):
        return said_only(ax, say("chart_none", chosen))
    chart = new_chart(ax, 7.2, 3.8)
    step = max(1, len(order) // POINTS)
    shown = np.unique(np.append(order[::step], order[-1])) if step > 1 else order
    shown = shown[np.argsort(-scores.index[shown], kind="stable")]
    low, high = float(scores.index[order[-1]]), float(scores.index[order[0]])
    room = (high - low or abs(high) or 1.0) * 0.06
    bottom, top = low - room, high + room
    _bands(chart, scores, order, (bottom, top), chosen)
    few: Any = {"marker": "o", "markersize": 3.2} if len(order) <= 60 else {}
    chart.plot(scores.rank[shown], scores.index[shown], color=INK, linewidth=1.3, **few)
    if unit is not None:
        row = scores.row_of(unit, time)
        x, y = scores.rank[row], scores.index[row]
        chart.plot([x], [y], "o", ms=7, color="#d55e00")
        told = f"{scores.units[row]}: {number(y, chosen, 4)} ({number(x, chosen, 0)})"
        chart.annotate(told, (x, y), (8, 8), textcoords="offset points", fontsize=SMALL, fontweight="bold")
    chart.set_ylim(bottom, top)
    chart.set_xlim(0, float(np.nanmax(scores.rank[order])) * 1.02 + 1)
    numbers(chart.xaxis, chosen, 0)
    numbers(chart.yaxis, chosen)
    chart.set_xlabel(say("chart_rank", chosen), family=FONT, fontsize=SMALL)
    name = scores.tree.labels[scores.tree.root][chosen]
    chart.set_ylabel(say("chart_score", chosen, index=name), family=FONT, fontsize=SMALL)
    when = [] if scores.times is None else [say("chart_time", chosen, time=scores.times[order[0]])]
    note(chart, [*when, checked_note(scores.provenance, chosen)])
    return chart


def _bands(
    chart: Axes, scores: IndexScores, rows: NDArray[np.int64], ends: tuple[float, float], language: Language
) -> None:
    """The classes that the scores reach, each with its name and how many units it holds."""
    codes = scores.class_code[rows]
    counts = np.bincount(codes[codes >= 0], minlength=len(scores.classes)).tolist()
    limits = [-np.inf if one.bound is None else float(one.bound) for one in scores.classes] + [np.inf]
    for i, (one, color) in enumerate(zip(scores.classes, class_colors(scores), strict=True)):
        low, high = max(limits[i], ends[0]), min(limits[i + 1], ends[1])
        if low >= high:
            continue
        chart.axhspan(low, high, color=color, alpha=0.35, linewidth=0)
        if limits[i] > ends[0]:
            chart.axhline(limits[i], color=MUTED, linewidth=0.6)
        if counts[i]:
            chart.annotate(
                f"{one.label[language]}\n{number(counts[i], language, 0)}",
                (1.01, (low + high) / 2),
                xycoords=("axes fraction", "data"),
                ha="left",
                va="center",
                fontsize=SMALL,
                family=FONT,
            )
