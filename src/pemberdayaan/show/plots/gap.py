"""Two values of each group and the gap between them: women and men, or before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from ...errors import InvalidInput, fault
from ...measures.change.lines import Change
from ...measures.counting import CountingScores
from ...measures.participation.lines import FEWEST
from ...model.text import Language, as_language
from ..phrases import say
from ..writing import number
from .change_labels import (
    Figures,
    color_of,
    group_name,
    head_above,
    less_note,
    must_be,
    pick,
    room_for,
    settled,
    value_name,
)
from .chart import checked_note, label_lines, legend, new_chart, numbers, said_only
from .counting_labels import indicator_name, kind_of, level, measure_name, note_within, percent_ticks
from .sheet import FAINT, FONT, INK, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["gap"]

MOST = 12
# The two ends are told apart by colour and by shape.
COLORS, SHAPES = ("#0072b2", "#e69f00"), ("o", "D")
APART = 0.2
PEOPLE = ("women", "men")
# How wide labels and notes are.
LABEL, BELOW = 2.2, 4.4


@attrs.frozen
class _Pair:
    """The two values of a group with their intervals, how many they rest on, and the interval of the gap."""

    label: str
    ends: tuple[float, float]
    limits: tuple[tuple[float, float] | None, tuple[float, float] | None]
    n: tuple[float | None, float | None]
    both: int | None = None
    apart: tuple[float, float] | None = None
    rounds: bool = False

    @property
    def gap(self) -> float:
        return settled(self.ends[0], self.ends[1]) if self.rounds else settled(self.ends[1], self.ends[0])

    @property
    def least(self) -> float:
        known = [one for one in (*self.n, self.both) if one is not None]
        return min(known, default=float("inf"))


@attrs.frozen
class _Told:
    """The pairs of a result, and what stands around them."""

    pairs: tuple[_Pair, ...]
    undefined: int
    measure: str
    title: str
    ends: tuple[str, str]
    head: str
    notes: tuple[str, ...]
    people: bool


def gap(
    result: CountingScores | Change,
    *,
    measure: str | None = None,
    element: str | None = None,
    first: str | None = None,
    second: str | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw two values of each group, joined by a line as long as the gap, the largest gap first.

    Of scores women and men are joined, and the gap is the first less the second; of a change before and after, and the
    gap is what changed. The ends have their intervals where there are some; of a change the gap has its own. Groups of
    fewer than five people are not drawn; of more than 12 those with the most people are.

    Parameters
    ----------
    result
        Scores of counting with pairs, or a change.
    measure, element
        Which value; None takes M0, or of a change what its statement tells first, and the first element.
    first, second
        Of scores: whose values are joined; None takes women and men. Of a change ``first`` alone: whose it is.
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
        If it is neither, or there is no such measure, element or who.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> first = pd.DataFrame({"iks": [0.7, 0.6], "ike": [0.5, 0.7], "ikl": [0.6, 0.7]})
    >>> rounds = [pb.score(one, "idm-2016") for one in (first, first.assign(iks=[0.8, 0.7]))]
    >>> type(pb.plots.gap(pb.change.between(*rounds))).__name__
    'Axes'
    """
    chosen = as_language(language)
    must_be(result, "result", (CountingScores, Change), "scores of counting or a change")
    if isinstance(result, CountingScores):
        told = _of_scores(result, measure, element, (first or PEOPLE[0], second or PEOPLE[1]), chosen)
    else:
        if second is not None:
            raise InvalidInput(fault("only_scores", "second"))
        told = _of_change(result, measure, element, first, chosen)
    kept = [one for one in told.pairs if not (told.people and one.least < FEWEST)]
    if not kept:
        few = say("gap_few", chosen, n=number(len(told.pairs), chosen))
        return said_only(ax, few if told.pairs else say("count_none", chosen))
    largest = sorted(kept, key=lambda one: -one.least)[:MOST]
    shown = sorted(largest, key=lambda one: -abs(one.gap))
    return _draw(ax, told, shown, (len(kept), len(told.pairs)), chosen)


def _of_scores(
    scores: CountingScores, measure: str | None, element: str | None, whos: tuple[str, str], language: Language
) -> _Told:
    if whos[0] == whos[1]:
        raise InvalidInput(fault("repeated_key", "second", given=whos[1]))
    name = measure or "M0"
    blocks = [scores.block(name, who) for who in whos]
    keys = blocks[0].indicators or (None,)
    if element is not None and element not in keys:
        choices = tuple(filter(None, keys))
        raise InvalidInput(fault("no_such", "element", noun="indicator", given=element, choices=choices))
    j = 0 if element is None else keys.index(element)
    pairs = []
    for place, group in enumerate(scores.groups):
        ends = [float(one.estimate[place, j]) for one in blocks]
        if np.isnan(ends).any():
            continue
        limits = [_known(one.low[place, j], one.high[place, j]) for one in blocks]
        n = [int(one.n[place]) for one in blocks]
        pairs.append(_Pair(group_name(group, language), (ends[0], ends[1]), (limits[0], limits[1]), (n[0], n[1])))
    kind = kind_of(scores.how.empowerment)
    title = f"M0: {say(f'count_m0_{kind}', language)}" if name == "M0" else ""
    title = title or measure_name(name, scores.how.empowerment, language)
    if keys[j] is not None:
        title += f" ({indicator_name(scores.framework, str(keys[j]), language)})"
    people = [say(f"count_{who}", language) for who in whos]
    told = [say(f"count_of_{who}", language) for who in whos]
    notes = [say("gap_of_people", language, first=told[0], second=told[1]), less_note(name, language)]
    if any(one for pair in pairs for one in pair.limits):
        notes.append(say("gap_lines", language, level=level(scores.how.confidence, language)))
    notes.append(checked_note(scores.provenance, language))
    left = len(scores.groups) - len(pairs)
    head = say("gap_head", language)
    return _Told(tuple(pairs), left, name, title, (people[0], people[1]), head, tuple(notes), people=True)


def _known(low: Any, high: Any) -> tuple[float, float] | None:
    """An interval, where there is one."""
    known = low is not None and high is not None and low == low and high == high
    return (float(low), float(high)) if known else None


def _of_change(change: Change, measure: str | None, element: str | None, who: str | None, language: Language) -> _Told:
    usable = [one for one in change.lines if one.before is not None and one.after is not None]
    every = usable if usable and measure is None else change.lines
    name = pick(((one.who, one.measure, one.element) for one in every), measure, element, who, "element")
    lines = [one for one in change.lines if (one.who, one.measure, one.element) == name]
    sampled = change.pool is not None
    pairs = []
    for one in lines:
        if one.before is None or one.after is None:
            continue
        apart = _known(one.low, one.high)
        pairs.append(
            _Pair(
                group_name(one.group, language, sampled=sampled),
                (one.before, one.after),
                (None, None if apart is None else (one.before + apart[0], one.before + apart[1])),
                (one.n_before, one.n_after),
                one.n_both,
                apart,
                rounds=True,
            )
        )
    times = change.times or (say("change_before", language), say("change_after", language))
    title = value_name(name, change.labels, language)
    if change.against is not None:
        group, comparison = change.against
        title = say("gap_against", language, what=title, group=group, comparison=comparison)
    return _Told(
        tuple(pairs),
        len(lines) - len(pairs),
        name[1],
        title,
        (str(times[0]), str(times[1])),
        say("gap_head_change", language),
        tuple(_change_notes(change, name[1], pairs, language)),
        people=sampled,
    )


def _change_notes(change: Change, measure: str, pairs: Sequence[_Pair], language: Language) -> Iterator[str]:
    if change.against is None:
        yield less_note(measure, language)
    if change.confidence is not None and any(one.apart for one in pairs):
        yield say("gap_lines_change", language, level=level(change.confidence, language))
    if change.unit is not None:
        yield say("change_panel", language)
    if change.against is None:
        yield say("change_no_effect", language)
    else:
        yield say("change_effect_if", language, told="; ".join(one[language] for one in change.assumptions))
    yield checked_note(change.provenance, language)


def _draw(ax: Axes | None, told: _Told, shown: Sequence[_Pair], counts: tuple[int, int], language: Language) -> Axes:
    values = [value for one in shown for value in one.ends]
    figures = Figures.of(told.measure, values, [one.gap for one in shown], language)
    drawn, every = counts
    notes = [*told.notes, say("change_points_note", language) if figures.share else ""]
    if drawn > len(shown):
        notes.append(say("gap_more", language, shown=len(shown), left=number(drawn - len(shown), language)))
    if every > drawn:
        notes.append(say("gap_few", language, n=number(every - drawn, language)))
    if told.undefined:
        notes.append(say("gap_undefined", language, n=number(told.undefined, language)))
    chart = new_chart(ax, 7.2, 0.95 + 0.42 * len(shown) + room_for(notes, BELOW))
    for y, one in zip(range(len(shown) - 1, -1, -1), shown, strict=True):
        _row(chart, y, one, figures)
    chart.set_yticks(range(len(shown) - 1, -1, -1), [label_lines(one.label, LABEL) for one in shown])
    chart.tick_params(axis="y", length=0)
    chart.set_ylim(-0.6, len(shown) - 0.4)
    chart.margins(x=0.05)
    chart.grid(axis="x", color=FAINT, linewidth=0.6)
    if figures.share:
        percent_ticks(chart.xaxis, language)
    else:
        numbers(chart.xaxis, language, max(3, figures.decimals) + 1)
    _beside(chart, len(shown) - 0.4, told.head, (0, 6), bold=False)
    head_above(chart, told.title, 5.4)
    _key(chart, told, shown, figures)
    note_within(chart, notes, BELOW)
    return chart


def _row(chart: Axes, y: int, pair: _Pair, figures: Figures) -> None:
    """The line of the gap, its two ends on their intervals, and at the right the gap and what it rests on."""
    chart.axhline(y, color=FAINT, linewidth=0.6, zorder=0.5)
    start, stop = pair.ends
    joined = color_of(pair.gap) if pair.rounds else MUTED
    for limits, shift, color in zip(pair.limits, (APART, -APART), _colors(pair), strict=True):
        if limits is not None:
            chart.plot(limits, [y + shift] * 2, color=color, linewidth=1.2, alpha=0.75, solid_capstyle="butt")
    chart.plot([start, stop], [y, y], color=joined, linewidth=2.4, solid_capstyle="butt", zorder=2.5)
    for end, look in zip(pair.ends, _looks(pair), strict=True):
        chart.plot([end], [y], linestyle="none", zorder=3, **look)
    told = figures.change(pair.gap)
    _beside(chart, y, told, (0, 5), bold=True)
    apart = "" if pair.apart is None else figures.between(*pair.apart)
    _beside(chart, y, "; ".join(filter(None, (apart, _counts(pair, figures.language)))), (0, -6), bold=False)


def _beside(chart: Axes, y: float, text: str, shift: tuple[float, float], *, bold: bool) -> None:
    """Words at the right of the axes."""
    chart.annotate(
        text,
        (1.015, y),
        shift,
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="center",
        fontsize=8 if bold else 6.6,
        fontweight="bold" if bold else "normal",
        family=FONT,
        color=INK if bold else MUTED,
    )


def _counts(pair: _Pair, language: Language) -> str:
    """How many it rests on: of a panel those in both rounds, else of each end."""
    if pair.both is not None:
        return say("count_n", language, n=number(pair.both, language))
    known = [number(one, language, 0) for one in pair.n if one is not None]
    if len(known) < len(pair.n):
        return ""
    return say(
        "count_n", language, n=known[0] if known[0] == known[1] else say("change_and", language, a=known[0], b=known[1])
    )


def _colors(pair: _Pair) -> tuple[str, str]:
    return (MUTED, color_of(pair.gap)) if pair.rounds else COLORS


def _looks(pair: _Pair) -> tuple[dict[str, Any], dict[str, Any]]:
    """How the two ends look: of a change the first is open and grey, and the second points where it went."""
    if not pair.rounds:
        ends = zip(COLORS, SHAPES, (7.0, 6.0), strict=True)
        looks = [{"color": color, "marker": shape, "ms": size} for color, shape, size in ends]
        return looks[0], looks[1]
    to = ">" if pair.gap > 0 else "<" if pair.gap < 0 else "o"
    open_: dict[str, Any] = {"color": MUTED, "marker": "o", "ms": 6, "markerfacecolor": PAPER, "markeredgewidth": 1.4}
    return open_, {"color": color_of(pair.gap), "marker": to, "ms": 7.5}


def _key(chart: Axes, told: _Told, shown: Sequence[_Pair], figures: Figures) -> None:
    """Which end is which."""
    if not shown[0].rounds:
        for words, look in zip(told.ends, _looks(shown[0]), strict=True):
            chart.plot([], [], linestyle="none", label=words, **look)
    else:
        before, _ = _looks(shown[0])
        chart.plot([], [], linestyle="none", label=told.ends[0], **before)
        for way, shape in ((1, ">"), (-1, "<"), (0, "o")):
            if any(np.sign(one.gap) == way for one in shown):
                words = say({1: "change_rose", -1: "change_fell", 0: "change_same"}[way], figures.language)
                label = f"{told.ends[1]}: {words}"
                chart.plot([], [], linestyle="none", marker=shape, ms=7.5, color=color_of(way), label=label)
    legend(chart, 4)
