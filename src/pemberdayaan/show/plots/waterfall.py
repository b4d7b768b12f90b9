"""From before to after, part by part: what each brought up or down."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import InvalidInput, fault
from ...measures.change.figures import ROUNDING
from ...measures.change.parts import PartsOfChange
from ...model.text import Language, as_language
from ..phrases import say
from ..writing import number
from .change_labels import (
    Figures,
    color_of,
    head_above,
    less_note,
    must_be,
    room_for,
    settled,
    sign_of,
    value_name,
)
from .chart import checked_note, label_lines, legend, new_chart, numbers, said_only
from .counting_labels import note_within
from .sheet import FAINT, FONT, INK, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["waterfall"]

MOST = 12
# Bars from 0 where the change is at least so much of the larger end; else the axis begins near the ends.
VISIBLE = 0.15
BAR, LABEL, BELOW = 0.62, 2.5, 4.6
# How many points the changes stand beside the values.
COLUMN = 46
# Each measure is taken apart in the first of these ways that it has.
KINDS = ("dimension", "indicator", "source", "factor", "effect")


@attrs.frozen
class _Step:
    """A part: from where, to where."""

    label: str
    start: float
    change: float

    @property
    def stop(self) -> float:
        return self.start + self.change


def waterfall(
    parts: PartsOfChange,
    *,
    by: str | None = None,
    group: Any = None,
    who: str | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw what each part brought about between before and after, the largest first.

    The two ends are bars from 0 where the change is large enough beside them to be seen; else they are lines, and the
    axis begins near them and says so, since a bar that does not begin at 0 deceives. Of more than 12 parts the smallest
    are drawn as one.

    Parameters
    ----------
    parts
        Of `change.parts`.
    by
        The kind of parts: ``"dimension"``, ``"indicator"``, ``"source"``, ``"factor"`` (H and A) or ``"effect"``; None
        for the first of these that there is.
    group, who
        Of whom; None takes the first there are.
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
        If it is no such result, or there is no such kind, group or who.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> first = pd.DataFrame({"iks": [0.7, 0.6], "ike": [0.5, 0.7], "ikl": [0.6, 0.7]})
    >>> rounds = [pb.score(one, "idm-2016") for one in (first, first.assign(iks=[0.8, 0.7]))]
    >>> type(pb.plots.waterfall(pb.change.parts(*rounds))).__name__
    'Axes'
    """
    chosen = as_language(language)
    must_be(parts, "parts", PartsOfChange, "the parts of a change")
    if not parts.items:
        return said_only(ax, say("count_none", chosen))
    end, kind = _asked(parts, by, group, who)
    own = parts.of(kind, *end)
    before, after = parts.ends[end]
    steps = _steps(parts, [(one.element, one.change) for one in own], kind, (before, after), chosen)
    figures = Figures.of(
        own[0].measure, (before, after), [settled(before, after), *(one.change for one in steps)], chosen
    )
    low, high, cut = _limits(before, after, steps)
    start = number(low, chosen, figures.decimals + 1)
    notes = [say("waterfall_cut", chosen, start=start)] if cut else []
    notes += [f"{say(f'waterfall_{kind}', chosen)} {say('waterfall_adds', chosen)}", less_note(own[0].measure, chosen)]
    notes.append(say("change_no_effect", chosen))
    notes.append(checked_note(parts.provenance, chosen) if parts.provenance is not None else "")
    chart = new_chart(ax, 7.2, 0.95 + 0.36 * (len(steps) + 2) + room_for(notes, BELOW))
    chart.set_xlim(low, high)
    _draw(chart, before, after, steps, figures, cut=cut)
    labels = [say("change_before", chosen), *(one.label for one in steps), say("change_after", chosen)]
    chart.set_yticks(range(len(labels) - 1, -1, -1), [label_lines(one, LABEL) for one in labels])
    for label in (chart.get_yticklabels()[0], chart.get_yticklabels()[-1]):
        label.set_fontweight("bold")
    chart.tick_params(axis="y", length=0)
    chart.set_ylim(-0.6, len(labels) - 0.4)
    chart.grid(axis="x", color=FAINT, linewidth=0.6)
    numbers(chart.xaxis, chosen, max(3, figures.decimals) + 1)
    title = _title(parts, own[0].measure, end, chosen)
    head_above(chart, title, 5.4)
    _key(chart, steps, chosen)
    note_within(chart, notes, BELOW)
    return chart


def _asked(parts: PartsOfChange, by: str | None, group: Any, who: str | None) -> tuple[tuple[Any, str], str]:
    """The group and who that are asked for, or the first; and the kind of parts."""
    ends = list(parts.ends)
    for place, noun, wanted in ((0, "group", group), (1, "who", who)):
        kept = [one for one in ends if wanted is None or wanted == one[place] or str(wanted) == str(one[place])]
        if not kept:
            choices = tuple(dict.fromkeys(str(one[place]) for one in ends))[:20]
            raise InvalidInput(fault("no_such", noun, noun=noun, given=str(wanted), choices=choices))
        ends = kept
    known = {one.by for one in parts.items if (one.group, one.who) == ends[0]}
    kinds = tuple(one for one in KINDS if one in known)
    if by is not None and by not in kinds:
        raise InvalidInput(fault("no_such", "by", noun="kind", given=str(by), choices=kinds))
    return ends[0], by or kinds[0]


def _steps(
    parts: PartsOfChange,
    changes: Sequence[tuple[str, float]],
    kind: str,
    ends: tuple[float, float],
    language: Language,
) -> list[_Step]:
    """The parts by their size, the smallest of many as one, and what they leave of the change, if anything."""
    ordered = sorted(changes, key=lambda one: -abs(one[1]))
    shown = [(_name(parts, key, kind, language), change) for key, change in ordered]
    if len(shown) > MOST:
        rest = shown[MOST - 1 :]
        shown = [
            *shown[: MOST - 1],
            (say("waterfall_others", language, n=len(rest)), sum(change for _, change in rest)),
        ]
    left = ends[1] - ends[0] - sum(change for _, change in shown)
    largest = max(map(abs, (*ends, *(change for _, change in shown))))
    # The sum of many floats; what is more stands in no part, as of a source without a correlation.
    if not isclose(left, 0.0, abs_tol=1e-9 * largest):
        shown.append((say("waterfall_left", language), left))
    found, at = [], ends[0]
    for label, change in shown:
        moved = 0.0 if abs(change) <= ROUNDING * largest else change
        found.append(_Step(label, at, moved))
        at += moved
    return found


def _name(parts: PartsOfChange, key: str, kind: str, language: Language) -> str:
    if key in parts.labels:
        return parts.labels[key][language]
    if kind == "factor":
        return say(f"waterfall_{key}", language)
    if kind == "effect":
        source, _, factor = key.rpartition(" ")
        return say(f"waterfall_of_{factor}", language, source=source)
    return key


def _title(parts: PartsOfChange, measure: str, end: tuple[Any, str], language: Language) -> str:
    """The measure, of whom."""
    group, who = end
    told = value_name((who, measure, None), parts.labels, language)
    if group != "all":
        named = say("change_ungrouped", language) if group is None else str(group)
        told = say("waterfall_in", language, what=told, group=named)
    return told


def _limits(before: float, after: float, steps: Sequence[_Step]) -> tuple[float, float, bool]:
    """The limits of the axis; and whether they leave 0 out."""
    reached = [before, after, *(one.stop for one in steps)]
    low, high = min(reached), max(reached)
    far = max(abs(low), abs(high))
    span = (high - low) or 0.1 * (far or 1.0)
    if low > 0 and high - low < VISIBLE * far:
        return low - 0.25 * span, high + 0.12 * span, True
    wide = max(0.0, high) - min(0.0, low) or 1.0
    return min(0.0, low - 0.04 * wide), max(0.0, high) + 0.04 * wide, False


def _draw(chart: Axes, before: float, after: float, steps: Sequence[_Step], figures: Figures, *, cut: bool) -> None:
    top = len(steps) + 1
    for y, value, moved in ((top, before, None), (0, after, settled(before, after))):
        if cut:
            chart.plot([value, value], [y - BAR / 2, y + BAR / 2], color=INK, linewidth=3, solid_capstyle="butt")
        else:
            chart.barh(y, value, BAR, color=INK)
        told = figures.value(value)
        more = "" if moved is None else f"{sign_of(moved)} {figures.change(moved)}"
        _beside(chart, y, told, more, color_of(moved or 0.0))
    for y, one in zip(range(top - 1, 0, -1), steps, strict=True):
        color = color_of(one.change)
        chart.barh(y, one.change, BAR, left=one.start, color=color)
        if not one.change:
            chart.plot([one.start, one.start], [y - BAR / 2, y + BAR / 2], color=MUTED, linewidth=1.5)
        _beside(chart, y, "", f"{sign_of(one.change)} {figures.change(one.change)}", color)
    for y, value in zip(range(top, 0, -1), (before, *(one.stop for one in steps)), strict=True):
        chart.plot([value, value], [y - BAR / 2, y - 1 + BAR / 2], color=MUTED, linewidth=0.7)
    if not cut:
        chart.axvline(0, color=INK, linewidth=0.8)


def _beside(chart: Axes, y: float, value: str, change: str, color: str) -> None:
    """The value of an end in ink, or what a part brought about in its colour."""
    for text, colored in ((value, INK), (change, color)):
        if text:
            chart.annotate(
                text,
                (1.015, y),
                (COLUMN if text is change else 0, 0),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                va="center",
                fontsize=8,
                fontweight="bold",
                family=FONT,
                color=colored,
            )


def _key(chart: Axes, steps: Sequence[_Step], language: Language) -> None:
    """What the colours mean, those that there are."""
    for way, phrase in ((1, "waterfall_up"), (-1, "waterfall_down")):
        if any(one.change * way > 0 for one in steps):
            chart.plot([], [], "s", ms=7, color=color_of(way), label=say(phrase, language))
    if chart.get_legend_handles_labels()[0]:
        legend(chart, 2)
