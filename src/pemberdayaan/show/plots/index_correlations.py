"""How the parts of an index go together, grouped by the node that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...measures.index import Correlations
from ...model.text import as_language
from ..phrases import say
from ..writing import number
from .chart import SMALL, checked_note, fixed, label_lines, new_chart, note
from .sheet import FONT, INK, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["index_correlations"]

# With more parts, numbers in the cells are too small to read.
NUMBERED = 14


def index_correlations(result: Correlations, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw the correlations of the parts of an index as a map, the parts of one node together.

    Blue goes together, orange goes against each other; a grey cell has no correlation, since a part does not vary.

    Parameters
    ----------
    result
        Of `index.correlations`.
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
    >>> type(pb.plots.index_correlations(pb.index.correlations(scores))).__name__
    'Axes'
    """
    from matplotlib.colors import LinearSegmentedColormap

    chosen = as_language(language)
    n = len(result.keys)
    side = 1.9 + min(9.5, 0.42 * n + 0.6)
    chart = new_chart(ax, side + 1.6, side)
    spread = LinearSegmentedColormap.from_list("contrary", ["#b35806", "#fdb863", "#f7f7f7", "#92c5de", "#0b5394"])
    colors = spread.with_extremes(bad="#c8ccd0")
    image = chart.imshow(np.ma.masked_invalid(result.matrix), cmap=colors, vmin=-1, vmax=1)
    size = SMALL if n <= 20 else max(5.2, 160 / n)
    names = [label_lines(one[chosen], 2.2, size) for one in result.labels]
    chart.set_yticks(range(n), names, fontsize=size)
    chart.set_xticks(range(n), names, fontsize=size, rotation=90)
    for i in range(1, n):
        if result.parents[i] != result.parents[i - 1]:
            chart.axhline(i - 0.5, color=PAPER, linewidth=2.4)
            chart.axvline(i - 0.5, color=PAPER, linewidth=2.4)
    for i in range(n):
        for j in range(n):
            r = float(result.matrix[i, j])
            if np.isnan(r) or (n > NUMBERED and r > -0.1):
                continue
            # With many parts only the sign of what goes against each other, which grey print would lose.
            told = fixed(r, chosen, 2) if n <= NUMBERED else "−"
            chart.text(
                j, i, told, ha="center", va="center", fontsize=min(SMALL, size), color=PAPER if abs(r) > 0.75 else INK
            )
    figure = chart.get_figure()
    assert figure is not None  # axes that are drawn on stand on a figure
    bar = figure.colorbar(image, ax=chart, shrink=0.7, ticks=[-1, -0.5, 0, 0.5, 1])
    bar.ax.set_yticklabels([number(one, chosen, 1) for one in (-1, -0.5, 0, 0.5, 1)], fontsize=SMALL)
    bar.set_label(say("chart_correlation", chosen), family=FONT, fontsize=SMALL)
    note(chart, [checked_note(result.provenance, chosen)])
    return chart
