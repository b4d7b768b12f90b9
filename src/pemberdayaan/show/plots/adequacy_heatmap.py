"""The share of people who are adequate in each indicator, group by group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...model.text import Language, as_language
from ..phrases import say
from ..writing import listed, number
from .chart import SMALL, checked_note, label_lines, new_chart, said_only
from .counting_labels import (
    columns_of,
    domain_of,
    fewer_note,
    indicator_name,
    kind_of,
    note_within,
    people,
    pitch_of,
    spread_labels,
)
from .sheet import FAINT, FONT, INK, PAPER, shade

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...measures.counting import CountingScores

__all__ = ["adequacy_heatmap"]

LEFT, WIDE, TALL = 2.9, 0.62, 0.34


def adequacy_heatmap(
    scores: CountingScores,
    *,
    who: str | None = None,
    groups: Iterable[Any] | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw the share of people who are adequate in each indicator, 1 less the raw headcount, as cells with numbers.

    Parameters
    ----------
    scores
        Of `score`.
    who
        ``"all"``, ``"women"`` or ``"men"``; None takes women where there are women and men, and without groups both.
    groups
        Which groups, at most 12; None takes the largest.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidInput
        If there is no such group, or nobody of ``who``.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> rule = pb.CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2")
    >>> frame = pd.DataFrame({"voice": [1, 1, 1, 0], "land": [1, 0, 1, 0], "hamlet": ["A", "A", "B", "B"]})
    >>> scores = pb.score(frame, pb.Framework("ours", "Ours", rules=[rule]), by="hamlet")
    >>> type(pb.plots.adequacy_heatmap(scores)).__name__
    'Axes'
    """
    chosen = as_language(language)
    columns, shortened = columns_of(scores, who, groups, chosen)
    blocks = [(scores.block("raw_headcount", one.who), one.place) for one in columns]
    shares = 1 - np.array([block.estimate[place] for block, place in blocks]).T
    bounds = 1 - np.array([[block.high[place], block.low[place]] for block, place in blocks]).T
    if not np.isfinite([shares, bounds[:, 0]]).any():
        return said_only(ax, say("count_none", chosen))
    keys = scores.indicators
    width = WIDE * max(4, len(columns))
    chart = new_chart(ax, LEFT + width, 1.5 + TALL * len(keys))
    _cells(chart, shares, bounds, chosen)
    _lines(chart, [domain_of(scores.framework, key) for key in keys], len(columns))
    names = [label_lines(indicator_name(scores.framework, key, chosen), 2.5) for key in keys]
    chart.set_yticks(range(len(keys)), names)
    sizes = [say("count_n", chosen, n=number(one.n, chosen)) for one in columns]
    chart.xaxis.tick_top()
    pitch = pitch_of(chart, width, len(columns), own=ax is None, beside=LEFT - 0.3)
    spread_labels(chart.xaxis, [one.label for one in columns], sizes, pitch, above=True)
    chart.tick_params(length=0)
    for side in ("left", "bottom"):
        chart.spines[side].set_visible(False)
    whom = listed(list(dict.fromkeys(people(one.who, chosen) for one in columns)), chosen)
    title = say(f"count_adequate_{kind_of(scores.how.empowerment)}", chosen, whom=whom)
    chart.set_xlabel(title, family=FONT, fontsize=SMALL)
    told = [fewer_note(len(columns), scores, shortened, chosen), checked_note(scores.provenance, chosen)]
    if scores.worst is not None:
        told.append(say("count_cells_bounds", chosen))
    note_within(chart, told, width + LEFT - 0.9, "right")
    return chart


def _cells(chart: Axes, shares: NDArray[np.float64], bounds: NDArray[np.float64], language: Language) -> None:
    """A cell for each indicator and column, with its number or its bounds; the more are adequate, the darker."""
    for (i, j), share in np.ndenumerate(shares):
        ends = [share] if np.isfinite(share) else [end for end in bounds[i, :, j].tolist() if np.isfinite(end)]
        told = list(dict.fromkeys(number(100 * float(end), language, 0) for end in ends))
        # What lies between bounds that are apart has no shade.
        color = shade(float(ends[0])) if len(told) == 1 else FAINT
        chart.fill_between([j - 0.5, j + 0.5], i - 0.5, i + 0.5, color=color, linewidth=0)
        ink = PAPER if len(told) == 1 and ends[0] > 0.58 else INK
        chart.text(j, i, "–".join(told) or "–", ha="center", va="center", fontsize=SMALL, family=FONT, color=ink)
    chart.set_xlim(-0.5, shares.shape[1] - 0.5)
    chart.set_ylim(len(shares) - 0.5, -0.5)


def _lines(chart: Axes, domains: list[str | None], columns: int) -> None:
    """White between cells, broader where a domain begins."""
    for i in range(1, len(domains)):
        chart.axhline(i - 0.5, color=PAPER, linewidth=3.6 if domains[i] != domains[i - 1] else 0.8)
    for j in range(1, columns):
        chart.axvline(j - 0.5, color=PAPER, linewidth=0.8)
