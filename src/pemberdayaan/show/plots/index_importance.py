"""What each part weighs beside what it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measures.index import Audit
from ...model.text import as_language
from ..phrases import say
from .chart import SMALL, checked_note, label_lines, legend, new_chart, note, numbers, said_only
from .sheet import FAINT, FONT, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["index_importance"]

MOST = 40
WEIGHT, MATTERS = "#56b4e9", "#1d2730"


def index_importance(result: Audit, *, node: str | None = None, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw the weight of each part beside its share of importance in its node.

    Parameters
    ----------
    result
        Of `index.audit`.
    node
        The key of one node; None draws all, the index first.
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
    >>> type(pb.plots.index_importance(pb.index.audit(scores))).__name__
    'Axes'
    """
    chosen = as_language(language)
    known = [one for one in result.importance if one.share is not None and node in (None, one.parent)]
    if not known:
        return said_only(ax, say("chart_none", chosen))
    apart = sorted(known, key=lambda one: -abs((one.share or 0) - (one.weight or 0)))[:MOST]
    lines = [one for one in known if one in apart]
    chart = new_chart(ax, 7.2, 1.4 + 0.3 * len(lines))
    places = list(range(len(lines)))[::-1]
    chart.barh(places, [one.weight or 0 for one in lines], 0.62, color=WEIGHT, label=say("chart_weight", chosen))
    chart.plot(
        [one.share or 0 for one in lines], places, "D", ms=5.5, color=MATTERS, label=say("chart_importance", chosen)
    )
    chart.set_yticks(places, [label_lines(one.label[chosen], 2.6) for one in lines])
    for i in range(1, len(lines)):
        if lines[i].parent != lines[i - 1].parent:
            chart.axhline(places[i] + 0.5, color=INK, linewidth=0.6)
    chart.grid(axis="x", color=FAINT, linewidth=0.6)
    chart.set_ylim(-0.7, len(lines) - 0.3)
    numbers(chart.xaxis, chosen)
    chart.set_xlabel(say("chart_share", chosen), family=FONT, fontsize=SMALL)
    legend(chart, 2)
    fewer = [say("chart_importance_fewer", chosen, shown=len(lines), all=len(known))] if len(lines) < len(known) else []
    note(chart, [*fewer, checked_note(result.provenance, chosen)])
    return chart
