"""A plan as a waterfall: from the index now to the class aimed at, one raise after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measures.index import Plan
from ...model.text import as_language
from ..phrases import say
from .chart import SMALL, fixed, label_lines, new_chart, numbers, said_only
from .sheet import FONT, INK, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["index_plan"]

RAISE, END = "#0072b2", "#5a6772"


def index_plan(result: Plan, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw the cheapest plan as a waterfall, with the limit of the class and who can act where that is known.

    Parameters
    ----------
    result
        Of `index.plan`.
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
    >>> village = pb.score(pd.read_csv(pb.table("idm_village_a")), "idm-2016")
    >>> type(pb.plots.index_plan(pb.index.plan(village, 0))).__name__
    'Axes'
    """
    chosen = as_language(language)
    target = result.target_label[chosen]
    if not result.chosen:
        return said_only(ax, say("chart_already", chosen, unit=result.unit, target=target))
    steps = result.chosen
    chart = new_chart(ax, 7.2, 1.6 + 0.46 * len(steps))
    rows = len(steps) + 2
    names = [say("chart_now", chosen)]
    at = result.score
    bound = float(result.bound)
    start = min(result.score, bound)
    base = max(0.0, start - 1.2 * max(result.reached - start, 1e-9))
    chart.barh([rows - 1], [result.score - base], 0.6, base, color=END)
    chart.annotate(
        fixed(result.score, chosen, 4),
        (result.score, rows - 1),
        (4, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL,
    )
    for i, one in enumerate(steps):
        y = rows - 2 - i
        chart.plot([at, at], [y + 0.7, y - 0.3], color=MUTED, linewidth=0.6)
        chart.barh([y], [one.gain], 0.6, at, color=RAISE)
        at += one.gain
        named = [result.actor_labels[key][chosen] for key in one.actors]
        chart.annotate(
            f"+{fixed(one.gain, chosen, 4)}",
            (at, y),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
        )
        names.append(
            say("chart_steps", chosen, label=one.label[chosen], steps=one.steps)
            + (f"\n{', '.join(named)}" if named else "")
        )
    chart.barh([0], [at - base], 0.6, base, color=INK)
    chart.annotate(
        fixed(result.reached, chosen, 4), (at, 0), (4, 0), textcoords="offset points", va="center", fontsize=SMALL
    )
    names.append(say("chart_then", chosen))
    chart.axvline(bound, color="#d55e00", linewidth=1.2, linestyle=(0, (4, 2)))
    told = say("chart_bound", chosen, target=target, bound=fixed(bound, chosen, 4))
    chart.annotate(
        told,
        (bound, 1),
        (-4, -2),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        fontsize=SMALL,
        color="#a44a00",
        ha="right",
        va="top",
    )
    chart.set_yticks(range(rows - 1, -1, -1), [label_block(name) for name in names])
    chart.set_xlim(base, at + 0.28 * (at - base))
    chart.set_ylim(-0.6, rows - 0.2)
    numbers(chart.xaxis, chosen, 3)
    title = say(
        "chart_plan_title",
        chosen,
        unit=result.unit,
        score=fixed(result.score, chosen, 4),
        reached=fixed(result.reached, chosen, 4),
        target=target,
    )
    chart.set_title(title, fontsize=9.5, loc="left", family=FONT, color=INK)
    return chart


def label_block(text: str) -> str:
    """What is raised, and below it who can act."""
    return "\n".join(label_lines(line, 2.8) for line in text.split("\n"))
