"""A plan as a waterfall: from the index now to the class aimed at, one raise after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...measures.index import Plan, PlanStep
from ...model.text import Language, as_language
from ..phrases import say
from ..writing import number
from .chart import SMALL, checked_note, fixed, label_lines, new_chart, note, numbers, said_only
from .sheet import FONT, INK, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["index_plan"]

# With more raises the smallest are drawn as one.
MOST = 16
RAISE, LIMIT = "#0072b2", "#a44a00"


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
    raises = _raises(result, chosen)
    chart = new_chart(ax, 7.2, 1.9 + 0.46 * len(raises))
    last, at = len(raises) + 1, result.score
    _end(chart, result.score, last, chosen)
    for i, (_, gain) in enumerate(raises):
        y = last - 1 - i
        chart.plot([at, at], [y + 1, y], color=MUTED, linewidth=0.6, zorder=1)
        chart.barh([y], [gain], 0.6, at, color=RAISE, zorder=2)
        at += gain
        _told(chart, f"+{fixed(gain, chosen, 4)}", at, y)
    chart.plot([at, at], [1, 0], color=MUTED, linewidth=0.6, zorder=1)
    _end(chart, at, 0, chosen)
    bound = float(result.bound)
    chart.axvline(bound, color=LIMIT, linewidth=1.2, linestyle=(0, (4, 2)), zorder=0)
    limit = say("chart_bound", chosen, target=target, bound=fixed(bound, chosen, 4))
    chart.annotate(
        limit, (bound, last + 0.75), (-4, 0), textcoords="offset points", fontsize=SMALL, color=LIMIT, ha="right"
    )
    names = [say("chart_now", chosen), *(name for name, _ in raises), say("chart_then", chosen)]
    chart.set_yticks(
        range(last, -1, -1), ["\n".join(label_lines(line, 2.8) for line in one.split("\n")) for one in names]
    )
    room = at - result.score
    chart.set_xlim(result.score - 0.12 * room, at + 0.3 * room)
    chart.set_ylim(-0.6, last + 1.2)
    numbers(chart.xaxis, chosen, 3)
    said = {"unit": result.unit, "score": fixed(result.score, chosen, 4), "reached": fixed(at, chosen, 4)}
    title = say("chart_plan_title", chosen, target=target, **said)
    chart.set_title(title, fontsize=9.5, loc="left", family=FONT, color=INK)
    costs = say("chart_costs", chosen, cost=number(result.cost, chosen), greedy=number(result.greedy_cost, chosen))
    note(chart, [costs, checked_note(result.provenance, chosen)])
    return chart


def _raises(result: Plan, language: Language) -> list[tuple[str, float]]:
    """What each raise is called, with who can act below it, and what it gains."""
    shown: Sequence[PlanStep] = result.chosen if len(result.chosen) <= MOST else result.chosen[: MOST - 1]
    found = []
    for one in shown:
        who = ", ".join(result.actor_labels[key][language] for key in one.actors)
        name = say("chart_steps", language, label=one.label[language], steps=one.steps)
        found.append((f"{name}\n{who}" if who else name, one.gain))
    rest = result.chosen[len(shown) :]
    if rest:
        found.append((say("chart_others", language, n=len(rest)), sum(one.gain for one in rest)))
    return found


def _end(chart: Axes, value: float, y: int, language: Language) -> None:
    chart.plot([value], [y], "D", ms=7, color=INK, zorder=3)
    _told(chart, fixed(value, language, 4), value, y)


def _told(chart: Axes, text: str, x: float, y: float) -> None:
    chart.annotate(
        text,
        (x, y),
        (7, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6},
    )
