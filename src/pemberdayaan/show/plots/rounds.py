"""Profiles over rounds: a small panel for each criterion and indicator, the years across; a gap stays a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import InvalidInput
from ...measures.breaks import touches
from ...measures.change.recorded import Entry, recorded
from ...measures.years import AssessmentSeries
from ...model.fields import wrong_type
from ...model.periods import Period
from ..entries import entry_name, entry_value
from ..names import Names, capital
from ..writing import percent
from .notes import draw_notes, lines_of, notes_height
from .sheet import FAINT, INK, INSIDE, MUTED, PAPER, Sheet, empty_sheet, new_sheet, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["rounds"]

# A panel: its width and height, and within it the room of the names of levels, of the title and of the years.
WIDE, TALL, LEFT, TOP, BELOW = 2.8, 1.72, 1.12, 0.42, 0.24
ACROSS, MOST = 3, 24
TITLE, SMALL = 7.8, 6.6
# Names of levels that stand nearer than this cover each other, in inches.
NEAR = 0.21
# A year needs so much room below a panel.
ROOM = 0.34
JOINED = (None, "bounds")

Key = tuple[str, str, str | None]


@attrs.frozen
class Panel:
    """One value over the years, laid out.

    Parameters
    ----------
    title
        What it is called.
    ends
        The lowest and highest place in each year, from 0 to 1; None without evidence.
    labels
        The places that are named, from 0 to 1.
    lines
        The places of all levels.
    joined
        For each step whether its two ends are comparable.
    cut
        For each step whether a break lies in it.
    beside
        What is written at each year's point; nothing where the level is named at the left.
    touched
        The keys of what it is about.
    """

    title: str
    ends: Sequence[tuple[float, float] | None]
    labels: Sequence[tuple[float, str]]
    lines: Sequence[float]
    joined: Sequence[bool]
    cut: Sequence[bool]
    beside: Sequence[str]
    touched: frozenset[str]


def rounds(series: AssessmentSeries, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw what several years show: a panel for each criterion and indicator on an ordered scale or of a share.

    Points are joined where they can be compared; a year without evidence is left open, and a break is an upright line.
    Each panel stands on its own scale.

    Parameters
    ----------
    series
        Several years of one programme, as of `assess` with its years.
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
        If it is no series of assessments.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> from pemberdayaan.show.plots import rounds
    >>> type(rounds(pb.assess(pb.example("contoh_lengkap"), years=[2021, 2022, 2023]))).__name__
    'Axes'
    """
    if not isinstance(series, AssessmentSeries):
        raise InvalidInput(wrong_type(series, "assessments of several years").under("$"))
    names = Names(series.assessments[-1], language)
    every = list(_panels(names, series))
    if not every:
        return empty_sheet(ax, names.say("empty")).ax
    shown, places = every[:MOST], _places(series)
    told = lines_of(list(_notes(names, series, shown, len(every))), WIDE * ACROSS - 0.2)
    height = 0.08 + TALL * -(-len(shown) // ACROSS)
    sheet = new_sheet(ax, WIDE * ACROSS, height + notes_height(told))
    for i, panel in enumerate(shown):
        _draw(sheet, names, series, panel, places, (WIDE * (i % ACROSS), 0.08 + TALL * (i // ACROSS)))
    draw_notes(sheet, height, told)
    return sheet.ax


def _notes(names: Names, series: AssessmentSeries, shown: Sequence[Panel], every: int) -> Iterator[str]:
    yield names.say("rounds_joined")
    cut = [panel.touched for panel in shown if any(panel.cut)]
    for one in series.breaks:
        if any(touches(one, touched) for touched in cut):
            what = names.text(one.what).rstrip(".")
            yield names.say("rounds_break", what=what, when=names.period(one.period))
    if series.gaps:
        yield names.say("years_gap", years=names.listed([names.period(year) for year in series.gaps]))
    if len(shown) < every:
        yield names.say("rounds_fewer", shown=names.number(len(shown)), all=names.number(every))


def _places(series: AssessmentSeries) -> Mapping[str, float]:
    """How far right each year stands, from 0 to 1, with the years that have no record."""
    periods = {year: Period(year) for year in (*series.years, *series.gaps)}
    days = {year: (one.first.toordinal() + one.last.toordinal()) / 2 for year, one in periods.items()}
    first, last = min(days.values()), max(days.values())
    return {year: 0.5 if first == last else (day - first) / (last - first) for year, day in days.items()}


# --- what is drawn ---------------------------------------------------------------------------------------------------


def _panels(names: Names, series: AssessmentSeries) -> Iterator[Panel]:
    """Criteria first, then the indicators in the framework's order; those that no year has evidence on are left out."""
    found = [recorded(one).entries for one in series.assessments]
    keys = dict.fromkeys(key for entries in found for key, one in entries.items() if _is_whole(one))
    why: list[Mapping[Key, str | None]] = [
        {} if step is None else {(str(one.who), one.measure, one.element): one.why for one in step.lines}
        for step in series.changes
    ]
    for key in keys:
        each = [entries.get(key) for entries in found]
        known = [one for one in each if one is not None and one.value is not None]
        steps = [
            reasons.get(key, "break" if step is None else "") for reasons, step in zip(why, series.changes, strict=True)
        ]
        panel = _panel(names, key, each, known[-1], steps) if known else None
        if panel is not None:
            yield panel


def _is_whole(one: Entry) -> bool:
    return one.who == "gate" or (one.who == "profile" and one.counted and one.barred is None)


def _panel(
    names: Names, key: Key, found: Sequence[Entry | None], last: Entry, steps: Sequence[str | None]
) -> Panel | None:
    scale = last.scale
    title = entry_name(names, *key)
    joined, cut = [one in JOINED for one in steps], [one == "break" for one in steps]
    if isinstance(last.value, str):
        if scale is None or not scale.ordered or len(scale.levels) < 2:
            return None
        levels = [level.key for level in scale.levels]
        step = 1 / (len(levels) - 1)
        ends = [
            None if one is None or one.value not in levels else (levels.index(str(one.value)) * step,) * 2
            for one in found
        ]
        seen = {end[0] for end in ends if end is not None}
        written = [(i * step, _level(names, last, level)) for i, level in enumerate(levels)]
        labels = _apart([one for one in written if one[0] in seen], written)
        return Panel(
            title, ends, labels, [i * step for i in range(len(levels))], joined, cut, [""] * len(found), last.touched
        )
    own = names.scale_of(names.indicator(last.measure))
    if own is None or (own.low, own.high) != (0, 1):
        return None
    values = [None if one is None else _ends(one.value) for one in found]
    beside = [_between(names, end) for end in values]
    written = [(place, percent(place, names.language)) for place in (0, 1)]
    return Panel(title, values, written, [0.0, 0.5, 1.0], joined, cut, beside, last.touched)


def _between(names: Names, ends: tuple[float, float] | None) -> str:
    if ends is None:
        return ""
    low, high = (percent(end, names.language) for end in ends)
    return low if low == high else names.say("range", low=low, high=high)


def _level(names: Names, entry: Entry, level: str) -> str:
    return capital(entry_value(names, attrs.evolve(entry, value=level)))


def _apart(first: Sequence[tuple[float, str]], rest: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """The names that stand in the picture, and of the others those that do not cover one."""
    room = NEAR / (TALL - TOP - BELOW - 0.2)
    kept: list[tuple[float, str]] = []
    for one in (*first, rest[0], rest[-1], *rest):
        if all(abs(one[0] - other[0]) >= room for other in kept):
            kept.append(one)
    return kept


def _ends(value: Any) -> tuple[float, float] | None:
    if value is None or isinstance(value, str):
        return None
    low, high = value if isinstance(value, tuple) else (value, value)
    return float(low), float(high)


# --- drawing ---------------------------------------------------------------------------------------------------------


def _draw(
    sheet: Sheet,
    names: Names,
    series: AssessmentSeries,
    panel: Panel,
    places: Mapping[str, float],
    corner: tuple[float, float],
) -> None:
    x, y = corner
    left, wide = x + LEFT + 0.18, WIDE - LEFT - 0.42
    top, tall = y + TOP + 0.12, TALL - TOP - BELOW - 0.2
    sheet.text(
        x + 0.08, y + 0.03, wrap(panel.title, WIDE - 0.2, TITLE, bold=True, lines=2), TITLE, valign="top", bold=True
    )
    across = {year: left + wide * place for year, place in places.items()}
    for line in panel.lines:
        sheet.line([left - 0.1, left + wide + 0.1], [top + tall * (1 - line)] * 2, color=FAINT, linewidth=0.7)
    for place, label in panel.labels:
        words = wrap(label, LEFT, SMALL, lines=2)
        # Where values are written at the points, those of the first year need room.
        at = left - (0.36 if any(panel.beside) else 0.16)
        sheet.text(at, top + tall * (1 - place), words, SMALL, color=MUTED, align="right", gap=1.1)
    _years(sheet, names, panel, series, across, top + tall + 0.1)
    xs = [across[year] for year in series.years]
    for i, (one, other) in enumerate(zip(panel.ends, panel.ends[1:], strict=False)):
        if panel.cut[i]:
            middle = (xs[i] + xs[i + 1]) / 2
            sheet.line(
                [middle, middle], [top - 0.06, top + tall + 0.06], color=INK, linewidth=0.8, linestyle=(0, (3, 2))
            )
        elif one is not None and other is not None and panel.joined[i]:
            ys = [top + tall * (1 - sum(end) / 2) for end in (one, other)]
            sheet.line([xs[i], xs[i + 1]], ys, color=INSIDE, linewidth=1.3)
    for at, end, beside in zip(xs, panel.ends, panel.beside, strict=True):
        if end is None:
            continue
        low, high = (top + tall * (1 - place) for place in end)
        if low != high:
            sheet.line([at, at], [low, high], color=INSIDE, linewidth=3.0)
        else:
            sheet.dot(at, low, 5.5, color=INSIDE, markerfacecolor=INSIDE)
        if beside and len(xs) <= 4:
            above = high - 0.1 if high - 0.1 > top - 0.12 else low + 0.12
            sheet.text(at, above, beside, SMALL, color=INK, align="center")


def _years(
    sheet: Sheet, names: Names, panel: Panel, series: AssessmentSeries, across: Mapping[str, float], y: float
) -> None:
    """The years below the panel: the first and the last, and those between where there is room."""
    known = dict(zip(series.years, (end is not None for end in panel.ends), strict=True))
    ordered = sorted(across, key=lambda year: across[year])
    last = -1.0
    for i, year in enumerate(ordered):
        x = across[year]
        if not known.get(year, False):
            sheet.dot(x, y - 0.04, 3.2, color=MUTED, marker="x", markerfacecolor=PAPER)
        ends = i in (0, len(ordered) - 1)
        if ends or (x - last > ROOM and across[ordered[-1]] - x > ROOM):
            sheet.text(x, y + 0.1, names.period(year), SMALL, color=INK if known.get(year) else MUTED, align="center")
            last = x
