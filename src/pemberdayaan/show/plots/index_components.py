"""What each component adds to the index of some units, with the limits of the classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...measures.index import IndexScores, component_contributions
from ...model.text import Language, as_language
from ..phrases import say
from .chart import PARTS, SMALL, checked_note, fixed, label_lines, legend, new_chart, note, numbers, said_only
from .sheet import FONT, INK, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["index_components"]

MOST = 16
# More than these have no room on a page.
CHOSEN = 40


def index_components(
    scores: IndexScores, *, units: Iterable[Any] | None = None, ax: Axes | None = None, language: str = "id"
) -> Axes:
    """Draw the index of some units as a bar of what its components add, with the limits of the classes.

    Where the index is no weighted sum, the scores of its components stand beside it as marks.

    Parameters
    ----------
    scores
        Of `score`.
    units
        Keys of units; None takes all of a few, else the highest and the lowest.
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
    >>> frame = pd.read_csv(pb.table("idm_2024_diy")).head(5)
    >>> type(pb.plots.index_components(pb.score(frame, "idm-2016"))).__name__
    'Axes'
    """
    chosen = as_language(language)
    rows, shortened = _rows(scores, units)
    if not rows:
        return said_only(ax, say("chart_none", chosen))
    chart = new_chart(ax, 7.2, 1.5 + 0.28 * len(rows))
    places = np.arange(len(rows))[::-1]
    parts = [part for part in scores.tree.parts[scores.tree.root] if part in scores.scores or part in scores.cover.used]
    added = component_contributions(scores)
    if added is not None:
        left = np.zeros(len(rows))
        for i, part in enumerate(parts):
            width = np.nan_to_num(added[part][rows])
            chart.barh(places, width, 0.66, left, color=PARTS[i % len(PARTS)], label=scores.tree.labels[part][chosen])
            left += width
    else:
        for i, part in enumerate(part for part in parts if part in scores.scores):
            chart.plot(
                scores.scores[part][rows],
                places,
                "o",
                ms=5,
                color=PARTS[i % len(PARTS)],
                label=scores.tree.labels[part][chosen],
            )
    index = scores.index[rows]
    root = scores.tree.labels[scores.tree.root][chosen]
    chart.plot(index, places, "D", ms=4, color=INK, label=root)
    _limits(chart, scores, chosen, len(rows))
    times = scores.times
    names = [str(scores.units[row]) + (f" ({times[row]})" if times is not None else "") for row in rows]
    chart.set_yticks(places, [label_lines(name, 1.9) for name in names])
    for place, value in zip(places, index, strict=True):
        chart.annotate(
            fixed(value, chosen, 3), (value, place), (5, 0), textcoords="offset points", va="center", fontsize=SMALL
        )
    numbers(chart.xaxis, chosen)
    chart.set_xlabel(
        say("chart_of" if added is not None else "chart_score", chosen, index=root), family=FONT, fontsize=SMALL
    )
    legend(chart)
    told = [] if added is not None else [say("chart_not_linear", chosen)]
    if shortened:
        told.append(say("chart_more", chosen, shown=len(rows), all=len(scores.units)))
    note(chart, [*told, checked_note(scores.provenance, chosen)])
    return chart


def _rows(scores: IndexScores, units: Iterable[Any] | None) -> tuple[list[int], bool]:
    """The rows to draw, of a panel those of the latest time, and whether some were left out."""
    if units is not None:
        rows = [row for row in (scores.row_of(unit) for unit in units) if not np.isnan(scores.index[row])]
        return rows[:CHOSEN], len(rows) > CHOSEN
    order = scores.ranked_rows()
    if len(order) <= MOST:
        return order, False
    half = MOST // 2
    return [*order[:half], *order[-half:]], True


def _limits(chart: Axes, scores: IndexScores, language: Language, rows: int) -> None:
    """A line at the limit of each class that is near, with its name above the bars."""
    low, high = chart.get_xlim()
    bounds: Sequence[Any] = [one for one in scores.classes if one.bound is not None]
    near = [one for one in bounds if float(one.bound) <= high * 1.2]
    for i, one in enumerate(near):
        limit, top = float(one.bound), rows - 0.2 + 0.6 * (i % 2)
        chart.plot([limit, limit], [-0.7, top], color=INK, linewidth=0.8, linestyle=(0, (3, 2)))
        chart.annotate(
            one.label[language],
            (limit, top),
            (2, -1),
            textcoords="offset points",
            fontsize=6.8,
            color=MUTED,
            family=FONT,
            va="top",
        )
    chart.set_xlim(min(low, 0), high * 1.12)
    chart.set_ylim(-0.7, rows + (0.6 if near else -0.3))
