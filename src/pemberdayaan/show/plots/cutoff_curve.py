"""H, A or M0 at every cut-off, group by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import InvalidInput, fault
from ...model.text import Language, as_language
from ..phrases import say
from ..writing import percent
from .chart import PARTS, SMALL, checked_note, label_lines, legend, new_chart, note, numbers, said_only
from .counting_labels import fewer_note, kind_of, level, measure_name, people, percent_ticks, pick_places
from .sheet import FAINT, FONT, INK, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...measures.counting import CutoffCurve, Robustness

__all__ = ["cutoff_curve"]

MEASURES = ("H", "A", "M0")
# More lines than these are not told apart; yellow is too faint for one.
COLORS = (*PARTS[:6], INK)
DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.4, 1.2)), (0, (6, 1.5, 1.2, 1.5)))


def cutoff_curve(
    robustness: Robustness,
    *,
    measure: str = "M0",
    who: str | None = None,
    groups: Iterable[Any] | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw H, A or M0 at every cut-off for each group, with its intervals, the cut-off of the rule and what it counts.

    Parameters
    ----------
    robustness
        Of `counting.robustness`.
    measure
        ``"H"``, ``"A"`` or ``"M0"``.
    who
        ``"all"``, ``"women"`` or ``"men"``; None takes women where there are women and men, and without groups both.
    groups
        Which groups, at most 7; None takes the largest.
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
        If there is no such measure or group, or nobody of ``who``.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> rule = pb.CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2")
    >>> frame = pd.DataFrame({"voice": [1, 1, 1, 0], "land": [1, 0, 1, 0], "hamlet": ["A", "A", "B", "B"]})
    >>> scores = pb.score(frame, pb.Framework("ours", "Ours", rules=[rule]), by="hamlet")
    >>> type(pb.plots.cutoff_curve(pb.counting.robustness(scores))).__name__
    'Axes'
    """
    chosen = as_language(language)
    if measure not in MEASURES:
        raise InvalidInput(fault("not_a_choice", "measure", given=measure, noun="measure", choices=MEASURES))
    scores = robustness.scores
    curves = robustness.curves if who is None and scores.group_name is None else (robustness.curve(who),)
    places, shortened = pick_places(scores, scores.block("M0", curves[0].who), groups, len(COLORS))
    drawn = [(curve, place) for curve in curves for place in places]
    known = [bool(np.isfinite(curve.estimate[measure][place]).any()) for curve, place in drawn]
    if not any(known):
        return said_only(ax, say("count_none", chosen))
    chart = new_chart(ax, 7.2, 4.2)
    bands, faint = [], 0.16 if len(drawn) <= 4 else 0.08
    for i, (curve, place) in enumerate(drawn):
        name = say(f"count_{curve.who}", chosen) if scores.group_name is None else str(scores.groups[place])
        bands.append(_draw(chart, robustness.cutoffs, curve, measure, place, i, label_lines(name, 1.9), faint))
    chart.set_xlim(0, min(1.0, max(robustness.cutoffs[-1], float(scores.how.cutoff)) + 0.05))
    chart.set_ylim(0, min(1.0, chart.get_ylim()[1]) * 1.02)
    values = [_counted(robustness, curve, measure, place) for curve, place in drawn]
    _rule(chart, robustness, values, chosen)
    chart.grid(axis="y", color=FAINT, linewidth=0.6)
    percent_ticks(chart.xaxis, chosen)
    numbers(chart.yaxis, chosen)
    kind = kind_of(scores.how.empowerment)
    chart.set_xlabel(say(f"count_cutoff_{kind}", chosen), family=FONT, fontsize=SMALL)
    title = measure_name(measure, scores.how.empowerment, chosen)
    if len(curves) == 1:
        title = say("count_curve", chosen, measure=title, whom=people(curves[0].who, chosen))
    chart.set_ylabel(label_lines(title, 3.0), family=FONT, fontsize=SMALL)
    legend(chart, 3)
    band = say("count_band_note", chosen, level=level(scores.how.confidence, chosen)) if any(bands) else ""
    fewer = fewer_note(len(places), scores, shortened, chosen)
    note(chart, [fewer, band, checked_note(scores.provenance, chosen)])
    return chart


def _draw(
    chart: Axes, cutoffs: Any, curve: CutoffCurve, measure: str, place: int, i: int, label: str, faint: float
) -> bool:
    """One curve in steps, each value up to its cut-off and with it; whether it has intervals."""
    values, low, high = (one[measure][place] for one in (curve.estimate, curve.low, curve.high))
    k = np.concatenate([[0.0], cutoffs])
    look: Any = {"where": "pre", "color": COLORS[i], "linewidth": 1.7, "linestyle": DASHES[i % len(DASHES)]}
    line, below, above = (np.concatenate([one[:1], one]) for one in (values, low, high))
    if cutoffs[-1] < 1 and measure != "A":
        # Beyond the highest score nobody is left.
        k, line = np.append(k, 1.0), np.append(line, 0.0)
        below, above = np.append(below, np.nan), np.append(above, np.nan)
    chart.step(k, line, label=label, **look)
    known = bool(np.isfinite(below).any())
    if known:
        chart.fill_between(k, below, above, step="pre", color=COLORS[i], alpha=faint, linewidth=0)
    return known


def _counted(robustness: Robustness, curve: CutoffCurve, measure: str, place: int) -> float:
    """What the rule itself counts: the value at the least score past its cut-off, if anybody has one."""
    at = int(np.searchsorted(robustness.cutoffs, robustness.decisive))
    nobody = np.nan if measure == "A" else 0.0
    return float(curve.estimate[measure][place, at]) if at < len(robustness.cutoffs) else nobody


def _rule(chart: Axes, robustness: Robustness, values: Sequence[float], language: Language) -> None:
    """The cut-off of the rule, named at the top of the axes, and a dot on it for what it counts of each curve."""
    scores = robustness.scores
    at = float(scores.how.cutoff)
    for value, color in zip(values, COLORS, strict=False):
        chart.plot([at], [value], "o", ms=6.5, color=color, markeredgecolor=PAPER, markeredgewidth=1.0, zorder=4)
    phrase = "count_rule_above" if scores.rule.strict else "count_rule_from"
    chart.axvline(at, color=INK, linewidth=0.9, linestyle=(0, (3, 2)), zorder=1)
    left = at <= 0.6
    chart.annotate(
        say(phrase, language, k=percent(scores.how.cutoff, language)),
        (at, 1.0),
        (5 if left else -5, -3),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        ha="left" if left else "right",
        va="top",
        fontsize=7.2,
        family=FONT,
        color=MUTED,
    )
