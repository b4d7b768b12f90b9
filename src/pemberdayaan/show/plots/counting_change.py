"""What changed between two rounds, or differs between two groups, with its intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import InvalidInput, fault
from ...measures.result import plain
from ...model.text import Language, as_language
from ..phrases import say
from ..writing import number
from .chart import SMALL, checked_note, fixed, label_lines, legend, new_chart, numbers, said_only
from .counting_labels import indicator_name, kind_of, level, measure_name, note_within, people
from .sheet import FAINT, FONT, INK, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...measures.counting import CountingChange

__all__ = ["counting_change"]

MOST = 48
COLOR = "#0072b2"


@attrs.frozen
class Line:
    """One number that changed, or the name of a measure above several of them."""

    label: str
    head: bool = False
    before: float | None = None
    after: float | None = None
    absolute: float | None = None
    low: float | None = None
    high: float | None = None


def counting_change(
    change: CountingChange,
    *,
    measures: Iterable[str] | None = None,
    groups: Iterable[Any] | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw the change of each measure with its interval about 0, and the two numbers that it lies between.

    Parameters
    ----------
    change
        Of `counting.change` or `counting.difference`.
    measures
        Which measures, as ``"censored_headcount"``; None takes H, A, 5DE (3DE, or M0 where 1 - M0 has
        no name), GPI and the index.
    groups
        Which groups; None takes all.
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
        If there is no such measure or group.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> rule = pb.CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2")
    >>> frame = pd.DataFrame({"voice": [1, 1, 1, 0], "land": [1, 0, 1, 0], "hamlet": ["A", "A", "B", "B"]})
    >>> scores = pb.score(frame, pb.Framework("ours", "Ours", rules=[rule]), by="hamlet")
    >>> type(pb.plots.counting_change(pb.counting.difference(scores, "A", "B"))).__name__
    'Axes'
    """
    chosen = as_language(language)
    every, found = _lines(change, measures, groups, chosen)
    lines = every[:MOST]
    if not any(one.absolute is not None for one in lines):
        return said_only(ax, say("count_none", chosen))
    tall = 0.31 if any("\n" in one.label for one in lines) else 0.25
    chart = new_chart(ax, 7.2, 1.9 + tall * len(lines))
    for y, one in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
        _draw(chart, y, one, chosen)
    chart.axvline(0, color=INK, linewidth=1.0, zorder=1)
    chart.set_yticks(range(len(lines) - 1, -1, -1), [one.label for one in lines])
    for label, one in zip(chart.get_yticklabels(), lines, strict=True):
        label.set_fontweight("bold" if one.head else "normal")
    chart.tick_params(axis="y", length=0)
    chart.set_ylim(-0.7, len(lines) - 0.3)
    low, high = chart.get_xlim()
    reach = max(abs(low), abs(high))
    chart.set_xlim(min(low, -0.25 * reach), max(high, 0.25 * reach))
    chart.grid(axis="x", color=FAINT, linewidth=0.6)
    numbers(chart.xaxis, chosen, 3)
    chart.set_xlabel(_axis(change, chosen), family=FONT, fontsize=SMALL)
    _key(chart, lines, chosen)
    note_within(chart, _notes(change, found, (len(lines), len(every)), chosen), 5.2)
    return chart


def _lines(
    change: CountingChange, measures: Iterable[str] | None, groups: Iterable[Any] | None, language: Language
) -> tuple[list[Line], dict[str, list[Any]]]:
    """What to draw from the top down, and the rows of each measure."""
    chosen = None if groups is None else _places(change, groups)
    mirror = change.after.how.empowerment
    names = ("H", "A", mirror or "M0", "GPI", "index") if measures is None else tuple(dict.fromkeys(measures))
    found: dict[str, list[Any]] = {}
    for name in names:
        if measures is not None:
            change.values(name)
        found[name] = []
    for row in change.rows():
        if row["measure"] in found and (chosen is None or row["group"] in chosen):
            found[str(row["measure"])].append(row)
    found = {name: rows for name, rows in found.items() if rows}
    several = any(len(rows) > 1 for rows in found.values())
    lines: list[Line] = []
    for name, rows in found.items():
        title = label_lines(measure_name(name, mirror, language), 2.7)
        if len(rows) == 1:
            lines.append(_line(title, rows[0], head=several))
            continue
        lines.append(Line(title, head=True))
        lines += [_line(_label(change, row, rows, language), row) for row in rows]
    return lines, found


def _places(change: CountingChange, groups: Iterable[Any]) -> list[Any]:
    """The groups by their names as they are or as they are written."""
    names = {str(one): plain(one) for one in change.groups}
    chosen = [str(one) for one in groups]
    for one in chosen:
        if one not in names:
            raise InvalidInput(fault("no_such", "groups", noun="group", given=one, choices=tuple(names)[:20]))
    return [names[one] for one in chosen]


def _line(label: str, row: Any, *, head: bool = False) -> Line:
    return Line(label, head, *(row[name] for name in ("before", "after", "absolute", "low", "high")))


def _label(change: CountingChange, row: Any, rows: Sequence[Any], language: Language) -> str:
    """What tells a row from the others of its measure."""
    parts = [str(row["group"])] if len({one["group"] for one in rows}) > 1 else []
    if len({one["who"] for one in rows}) > 1:
        parts.append(people(row["who"], language) if parts else say(f"count_{row['who']}", language))
    if row["indicator"] is not None:
        parts.append(indicator_name(change.after.framework, row["indicator"], language))
    return label_lines(", ".join(parts), 2.7)


def _draw(chart: Axes, y: int, line: Line, language: Language) -> None:
    """The change on its interval, and at the right the two numbers."""
    if line.absolute is None:
        return
    if line.low is not None and line.high is not None:
        chart.plot([line.low, line.high], [y, y], color=COLOR, linewidth=1.8, solid_capstyle="butt")
    face = COLOR if _clear(line) else PAPER
    chart.plot([line.absolute], [y], "o", ms=6, color=COLOR, markerfacecolor=face, markeredgewidth=1.4)
    before, after, by = (fixed(one or 0.0, language, 3) for one in (line.before, line.after, abs(line.absolute)))
    sign = "+" if line.absolute > 0 else "−" if line.absolute < 0 else "±"
    chart.annotate(
        f"{before} → {after}  ({sign}{by})",
        (1.01, y),
        xycoords=("axes fraction", "data"),
        va="center",
        fontsize=7.2,
        family=FONT,
        color=INK,
    )


def _clear(line: Line) -> bool:
    """Whether the interval lies on one side of 0."""
    return line.low is not None and line.high is not None and (line.low > 0 or line.high < 0)


def _axis(change: CountingChange, language: Language) -> str:
    if change.before is not change.after:
        return say("count_change_axis", language)
    (first, second), scores = change.places[0], change.after
    return say("count_difference_axis", language, before=scores.groups[first], after=scores.groups[second])


def _key(chart: Axes, lines: Sequence[Line], language: Language) -> None:
    """What a full and an open dot mean, those that there are."""
    drawn = {_clear(one) for one in lines if one.absolute is not None}
    for clear, phrase in ((True, "count_clear"), (False, "count_unclear")):
        if clear in drawn:
            face = COLOR if clear else PAPER
            look: Any = {"ms": 6, "color": COLOR, "markerfacecolor": face, "markeredgewidth": 1.4}
            chart.plot([], [], "o", label=say(phrase, language), **look)
    legend(chart, 2)


def _notes(change: CountingChange, found: Iterable[str], rows: tuple[int, int], language: Language) -> list[str]:
    """How to read the picture, in words that call nothing better or worse."""
    kind, mirror = kind_of(change.after.how.empowerment), change.after.how.empowerment
    meant = {
        "H": say(f"count_fall_h_{kind}", language),
        "A": say(f"count_fall_a_{kind}", language),
        "GPI": say("count_rise_parity", language),
        "raw_headcount": say("count_fall_share", language),
        "censored_headcount": say("count_fall_share", language),
    }
    if mirror:
        meant[mirror] = say("count_rise_power", language, name=mirror)
    read = dict.fromkeys(meant[name] for name in found if name in meant)
    told = [say("count_lines_note", language, level=level(change.after.how.confidence, language))]
    told += read
    if change.before is not change.after:
        told.append(say("count_no_effect", language))
    if rows[0] < rows[1]:
        told.append(say("count_more_rows", language, shown=rows[0], all=rows[1]))
    if change.lost:
        told.append(say("count_lost_groups", language, n=number(len(change.lost), language)))
    return [*told, checked_note(change.provenance, language)]
