"""Who lacks each indicator: everybody, and those past the cut-off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...model.text import Language, as_language
from ..phrases import say
from ..writing import number
from .chart import SMALL, checked_note, label_lines, legend, new_chart, said_only
from .counting_labels import domain_of, indicator_name, kind_of, level, note_within, people, percent_ticks, told_share
from .sheet import FAINT, FONT, INK, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...measures.counting import Block, CountingScores

__all__ = ["counting_headcounts"]

RAW, CENSORED = "#56b4e9", "#0072b2"
APART = 0.17


def counting_headcounts(
    scores: CountingScores,
    *,
    group: Any = None,
    who: str | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw raw and censored headcounts of each indicator, with their intervals.

    Parameters
    ----------
    scores
        Of `score`.
    group
        One group; None takes everybody together.
    who
        ``"all"``, ``"women"`` or ``"men"``; None takes women where there are women and men.
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
    >>> type(pb.plots.counting_headcounts(scores)).__name__
    'Axes'
    """
    chosen = as_language(language)
    held = scores.overall if group is None else scores
    place = 0 if group is None else scores.place(group)
    raw, censored = held.block("raw_headcount", who), held.block("censored_headcount", who)
    if not np.isfinite(np.concatenate([raw.estimate[place], raw.low[place]])).any():
        return said_only(ax, say("count_none", chosen))
    keys = scores.indicators
    chart = new_chart(ax, 7.2, 1.5 + 0.36 * len(keys))
    kind = kind_of(scores.how.empowerment)
    places = np.arange(len(keys))[::-1].astype(float)
    for block, name, shift, color, face in (
        (raw, "raw", APART, RAW, PAPER),
        (censored, "censored", -APART, CENSORED, CENSORED),
    ):
        _points(chart, block, place, places + shift, color, face, say(f"count_{name}_{kind}", chosen))
        _values(chart, block, place, places + shift, chosen)
    names = [indicator_name(scores.framework, key, chosen) for key in keys]
    chart.set_yticks(places, [label_lines(one, 2.6) for one in names])
    chart.tick_params(axis="y", length=0)
    domains = [domain_of(scores.framework, key) for key in keys]
    for i in range(1, len(keys)):
        chart.axhline(places[i] + 0.5, color=MUTED if domains[i] != domains[i - 1] else FAINT, linewidth=0.6)
    chart.set_ylim(-0.6, len(keys) - 0.4)
    chart.set_xlim(0, min(1.0, chart.get_xlim()[1]) * 1.06)
    percent_ticks(chart.xaxis, chosen)
    whom = people(raw.who, chosen)
    told = say("count_share_of", chosen, whom=whom)
    if group is not None:
        told = say("count_share_in", chosen, whom=whom, group=scores.groups[place])
    n = say("count_n", chosen, n=number(int(raw.n[place]), chosen))
    chart.set_xlabel(f"{told} ({n})", family=FONT, fontsize=SMALL)
    legend(chart, 1)
    bounds = np.isnan(raw.estimate[place]) & np.isfinite(raw.low[place])
    note_within(
        chart,
        [
            say("count_lines_note", chosen, level=level(scores.how.confidence, chosen)),
            say("count_bounds_note", chosen) if bounds.any() else "",
            checked_note(scores.provenance, chosen),
        ],
        4.4,
    )
    return chart


def _points(chart: Axes, block: Block, place: int, y: Any, color: str, face: str, label: str) -> None:
    """A mark for each indicator on the line of its interval."""
    chart.hlines(y, block.low[place], block.high[place], color=color, linewidth=1.6)
    bounded = np.isnan(block.estimate[place])
    look: Any = {"ms": 5.5, "color": color, "markerfacecolor": face, "markeredgewidth": 1.4}
    chart.plot(block.estimate[place], y, "o", label=label, **look)
    for end in (block.low[place], block.high[place]) if bounded.any() else ():
        chart.plot(end[bounded], y[bounded], "|", color=color, ms=6, markeredgewidth=1.4)


def _values(chart: Axes, block: Block, place: int, y: Any, language: Language) -> None:
    """Each share in per cent, beyond its interval."""
    ends = np.fmax(block.high[place], block.estimate[place])
    for value, end, height in zip(block.estimate[place].tolist(), ends.tolist(), y.tolist(), strict=True):
        if value == value:
            told = told_share(value, language)
            chart.annotate(
                told,
                (end, height),
                (5, 0),
                textcoords="offset points",
                va="center",
                fontsize=6.6,
                family=FONT,
                color=INK,
            )
