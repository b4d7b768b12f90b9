"""One unit beside others: each indicator and their mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measures.index import Explanation, ExplanationLine
from ...model.text import as_language
from ..phrases import say
from ..writing import number
from .chart import SMALL, checked_note, label_lines, legend, new_chart, note, numbers, said_only
from .sheet import FAINT, FONT, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["index_profile"]

MOST = 24
ABOVE, BELOW = "#0072b2", "#d55e00"


def index_profile(result: Explanation, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw where a unit is strong or weak: its scaled indicators beside the mean of its class, its group or all.

    Parameters
    ----------
    result
        Of `index.explain`.
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
    >>> scores = pb.score(pb.Population(pd.read_csv(pb.table("idm_2024_diy")), unit="kode_desa"), "idm-2016")
    >>> type(pb.plots.index_profile(pb.index.explain(scores, 3401042001, against="class"))).__name__
    'Axes'
    """
    chosen = as_language(language)
    known = [line for line in result.lines if line.gap is not None]
    if not known:
        return said_only(ax, say("chart_none", chosen))
    furthest = sorted(known, key=lambda line: -abs(line.gap or 0))[:MOST]
    lines = sorted(furthest, key=lambda line: line.gap or 0)
    chart = new_chart(ax, 7.2, 1.5 + 0.27 * len(lines))
    for y, line in enumerate(lines):
        _line(chart, y, line)
    chart.plot([], [], "o", color=INK, ms=6, label=f"{result.unit}: {number(result.score, chosen, 4)}")
    against = say(
        f"chart_against_{result.against}",
        chosen,
        n=number(result.compared, chosen),
        class_=result.class_label[chosen] if result.class_label else "-",
    )
    chart.plot([], [], "|", color=INK, ms=10, mew=2, label=against)
    chart.set_yticks(range(len(lines)), [label_lines(line.label[chosen], 2.6) for line in lines])
    chart.set_ylim(-0.7, len(lines) - 0.3)
    chart.margins(x=0.06)
    numbers(chart.xaxis, chosen, 3)
    chart.set_xlabel(say("chart_scaled", chosen), family=FONT, fontsize=SMALL)
    legend(chart, 2)
    told = [say("chart_fewer", chosen, shown=len(lines), all=len(result.lines))] if len(lines) < len(known) else []
    note(chart, [*told, checked_note(result.provenance, chosen)])
    return chart


def _line(chart: Axes, y: int, line: ExplanationLine) -> None:
    assert line.scaled is not None and line.reference is not None  # noqa: PT018  (a gap has both)
    color = ABOVE if line.scaled >= line.reference else BELOW
    chart.axhline(y, color=FAINT, linewidth=0.6)
    chart.plot([line.reference, line.scaled], [y, y], color=color, linewidth=2.2, solid_capstyle="butt")
    chart.plot([line.reference], [y], "|", color=INK, ms=10, mew=2)
    chart.plot([line.scaled], [y], "o", color=color, ms=6)
