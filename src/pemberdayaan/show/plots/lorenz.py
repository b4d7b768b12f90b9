"""Lorenz curves with their bands, beside the line of equality."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import InvalidInput, fault
from ...measures.inequality import LorenzCurves
from ...model.fields import wrong_type
from ...model.text import Language, as_language
from ..phrases import say
from .change_labels import must_be
from .chart import PARTS, SMALL, label_lines, legend, new_chart, said_only
from .counting_labels import level, note_within, percent_ticks
from .sheet import FAINT, FONT, INK, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes


__all__ = ["lorenz"]

# More lines than these are not told apart; yellow is too faint for one.
COLORS = (*PARTS[:6], INK)
DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.4, 1.2)), (0, (6, 1.5, 1.2, 1.5)))


def lorenz(
    curves: LorenzCurves, *, groups: Iterable[Any] | None = None, ax: Axes | None = None, language: str = "id"
) -> Axes:
    """Draw what share of the total the poorest hold, group by group, with bands and the line of equality.

    The further a curve hangs below the line, the less equally the amount is shared; the Gini index is twice the area
    between the two. Where two curves cross, no single number ranks the groups.

    Parameters
    ----------
    curves
        Of `inequality.lorenz`.
    groups
        Which groups, in this order; None takes all. Of more than 7 those with the most rows are drawn.
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
        If there is no such group.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> loans = pd.DataFrame({"loan": [1.0, 2.0, 3.0, 7.0]})
    >>> type(pb.plots.lorenz(pb.inequality.lorenz(loans, "loan"))).__name__
    'Axes'
    """
    chosen = as_language(language)
    must_be(curves, "curves", LorenzCurves, "Lorenz curves")
    if isinstance(groups, str) or not isinstance(groups, Iterable | None):
        raise InvalidInput(wrong_type(groups, "a list").under("groups"))
    asked = list(range(len(curves.groups))) if groups is None else [_place(curves, group) for group in groups]
    known = [bool(np.isfinite(row).all()) for row in curves.estimate]
    drawn = [place for place in asked if known[place]]
    if not drawn:
        return said_only(ax, say("count_none", chosen))
    shown = _largest(curves, drawn)
    chart = new_chart(ax, 4.8, 5.0)
    faint = 0.16 if len(shown) <= 4 else 0.08
    bands = [_draw(chart, curves, place, i, faint) for i, place in enumerate(shown)]
    _equality(chart, chosen)
    _axes(chart, curves.value, chosen)
    if curves.group_name is not None:
        legend(chart, 3)
    left = len(drawn) - len(shown)
    fewer = say("lorenz_more_groups", chosen, shown=len(shown), left=left) if left else ""
    names = [str(curves.groups[place]) for place in asked if not known[place]]
    undefined = say("lorenz_undefined", chosen, groups=", ".join(names)) if names else ""
    band = say("lorenz_band_note", chosen, level=level(curves.confidence, chosen)) if any(bands) else ""
    note_within(chart, [fewer, undefined, band], 4.0)
    return chart


def _largest(curves: LorenzCurves, drawn: list[int]) -> list[int]:
    """As many groups as lines are told apart, those with the most rows, in their order; of equal ones the first."""
    most = sorted(drawn, key=lambda place: -int(curves.n[place]))[: len(COLORS)]
    return [place for place in drawn if place in most]


def _place(curves: LorenzCurves, group: Any) -> int:
    """The place of a group, by its name as it is or as it is written."""
    for written in (False, True):
        for place, one in enumerate(curves.groups):
            if one == group or (written and str(one) == str(group)):
                return place
    choices = tuple(map(str, curves.groups[:20]))
    raise InvalidInput(fault("no_such", "group", noun="group", given=str(group), choices=choices))


def _draw(chart: Axes, curves: LorenzCurves, place: int, i: int, faint: float) -> bool:
    """One curve; whether it has a band."""
    low, high = curves.low[place], curves.high[place]
    chart.plot(
        curves.at,
        curves.estimate[place],
        color=COLORS[i],
        linewidth=1.7,
        linestyle=DASHES[i % len(DASHES)],
        label=label_lines(str(curves.groups[place]), 1.3),
    )
    known = bool(np.isfinite(low[1:-1]).any())
    if known:
        # An interval may reach where no such curve can lie, above the line of equality.
        low, high = low.clip(0, curves.at), high.clip(0, curves.at)
        chart.fill_between(curves.at, low, high, color=COLORS[i], alpha=faint, linewidth=0)
    return known


def _equality(chart: Axes, language: Language) -> None:
    """The line on which all have the same, named along it."""
    chart.plot([0, 1], [0, 1], color=MUTED, linewidth=0.9, linestyle=(0, (3, 2)), zorder=1)
    chart.annotate(
        say("lorenz_equality", language),
        (0.5, 0.5),
        (-4, 4),
        textcoords="offset points",
        ha="center",
        va="center",
        rotation=45,
        rotation_mode="anchor",
        fontsize=7.2,
        family=FONT,
        color=MUTED,
    )


def _axes(chart: Axes, value: str, language: Language) -> None:
    """Both shares from 0 to 1, equally long."""
    chart.set_xlim(0, 1)
    chart.set_ylim(0, 1)
    chart.set_aspect("equal")
    chart.grid(axis="y", color=FAINT, linewidth=0.6)
    for axis in (chart.xaxis, chart.yaxis):
        axis.set_ticks(np.linspace(0, 1, 6).tolist())
        percent_ticks(axis, language)
    chart.set_xlabel(say("lorenz_population", language), family=FONT, fontsize=SMALL)
    told = label_lines(say("lorenz_total", language, value=value), 3.0)
    chart.set_ylabel(told, family=FONT, fontsize=SMALL)
