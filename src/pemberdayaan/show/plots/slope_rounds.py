"""Groups from round to round, on their intervals; a break of the series is a gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import InvalidInput, fault
from ...measures.change.lines import Change
from ...measures.change.of_samples import years_of
from ...measures.change.series import Series
from ...measures.participation.lines import FEWEST
from ...model.text import Language, Text
from ..phrases import say
from ..writing import number
from .change_labels import Figures, group_name, less_note, pick, settled, sign_of, value_name
from .chart import PARTS, checked_note, said_only
from .counting_labels import level
from .sheet import INK, MUTED, PAPER, wrap
from .slope_sheet import FIRST, LAST, RIGHT, SIZE, Label, Slopes, new_slopes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_rounds", "rounds_of"]

# More lines than these, with their intervals, are not told apart.
COLORS = (*PARTS[:3], PARTS[5], INK)
SHAPES = ("o", "s", "D", "^", "v")
BESIDE = 0.05


@attrs.frozen
class _Point:
    """A value at a time, counted from 0."""

    at: int
    value: float
    low: float | None
    high: float | None
    n: float | None
    segment: int


@attrs.frozen
class _Track:
    """A group through the rounds.

    Parameters
    ----------
    label
        What it is called.
    points
        Its values.
    more
        What stands below its label.
    dashed
        Whether it is what would have been.
    """

    label: str
    points: tuple[_Point, ...]
    more: tuple[str, ...] = ()
    dashed: bool = False


@attrs.frozen
class Rounds:
    """What is drawn of some rounds."""

    title: str
    measure: str
    times: tuple[Any, ...]
    tracks: tuple[_Track, ...]
    breaks: tuple[tuple[Any, str], ...]
    head: str
    notes: tuple[str, ...]


def rounds_of(
    change: Change | Series, measure: str | None, node: str | None, groups: Sequence[Any] | None, language: Language
) -> Rounds:
    """The groups of a change or series as tracks, those asked for or the largest.

    Raises
    ------
    InvalidInput
        If there is no such measure, node or group.
    """
    entries = change.points if isinstance(change, Series) else change.lines
    usable = [one for one in entries if _numbers(one)]
    name = pick(
        ((one.who, one.measure, one.element) for one in (usable if measure is None and usable else entries)),
        measure,
        node,
        None,
        "node",
    )
    if isinstance(change, Series):
        found, times = _of_series(change, name), change.times
        sampled = any(one.group is not None for one in change.points)
    else:
        found, sampled = _of_change(change, name), change.pool is not None
        times = change.times or (say("change_before", language), say("change_after", language))
    kept = {group: points for group, points in found.items() if not sampled or _least(points) >= FEWEST}
    chosen = _asked(kept, groups)
    tracks = [_Track(group_name(one, language, sampled=sampled), tuple(kept[one])) for one in chosen]
    if isinstance(change, Change) and change.against is not None:
        tracks = [*tracks, *_as_comparison(change, found, language)]
    notes = [*_told_of_values(change, name[1], tracks, language)]
    if len(kept) < len(found):
        notes.append(say("gap_few", language, n=number(len(found) - len(kept), language)))
    asked = None if groups is None else len(set(map(str, groups)))
    if asked is None and len(kept) > len(chosen):
        notes.append(say("slope_more_groups", language, shown=len(chosen), left=len(kept) - len(chosen)))
    if asked is not None and asked > len(chosen):
        notes.append(say("slope_named", language, shown=len(chosen), all=asked))
    notes += [_effect(change, language), checked_note(change.provenance, language)]
    breaks = change.breaks if isinstance(change, Series) else ()
    title = value_name(name, _labels(change), language)
    head = _apart(change, name, language) if isinstance(change, Change) else ""
    return Rounds(title, name[1], tuple(times), tuple(tracks), breaks, head, tuple(notes))


def _told_of_values(
    change: Change | Series, measure: str, tracks: Sequence[_Track], language: Language
) -> Iterator[str]:
    """The level of the intervals, and what a lower value means."""
    confidence = _confidence(change)
    if confidence is not None and any(point.low is not None for one in tracks for point in one.points):
        alone = isinstance(change, Series) or change.against is None
        lines = "slope_intervals" if alone else "slope_intervals_apart"
        yield say(lines, language, level=level(confidence, language))
    yield less_note(measure, language)


def _effect(change: Change | Series, language: Language) -> str:
    """That a change is no evidence of effect, or of a difference in differences what has to hold."""
    if isinstance(change, Series) or change.against is None:
        return say("change_no_effect", language)
    return say("change_effect_if", language, told="; ".join(one[language] for one in change.assumptions))


def _numbers(one: Any) -> bool:
    return getattr(one, "estimate", None) is not None or getattr(one, "before", None) is not None


def _least(points: Sequence[_Point]) -> float:
    return min((one.n for one in points if one.n is not None), default=float("inf"))


def _asked(kept: dict[Any, list[_Point]], groups: Sequence[Any] | None) -> list[Any]:
    """The groups asked for, by their names as they are or as they are written; else the largest, in their order."""
    if groups is None:
        largest = sorted(kept, key=lambda one: -_least(kept[one]))[: len(COLORS)]
        return [one for one in kept if one in largest]
    written = {str(one): one for one in kept}
    for one in groups:
        if str(one) not in written:
            raise InvalidInput(fault("no_such", "units", noun="group", given=str(one), choices=tuple(written)[:20]))
    return [written[str(one)] for one in dict.fromkeys(groups)][: len(COLORS)]


def _of_series(series: Series, name: tuple[Any, str, Any]) -> dict[Any, list[_Point]]:
    found: dict[Any, list[_Point]] = {}
    for one in series.points:
        if (one.who, one.measure, one.element) == name and one.estimate is not None:
            point = _Point(series.times.index(one.time), one.estimate, one.low, one.high, one.n, one.segment)
            found.setdefault(one.group, []).append(point)
    return found


def _of_change(change: Change, name: tuple[Any, str, Any]) -> dict[Any, list[_Point]]:
    """Two points of each group; of a difference in differences those of the two groups."""
    found: dict[Any, list[_Point]] = {}
    if change.against is not None and change.pool is not None:
        i = change.values.index(name)
        for group in change.against:
            for at, (place, term) in enumerate(change.terms[group]):
                told = [float(change.pool.rounds[place].told(term, one)[i]) for one in ("estimate", "low", "high", "n")]
                value, low, high, n = (None if one != one else one for one in told)
                if value is not None:
                    found.setdefault(group, []).append(_Point(at, value, low, high, n, 0))
        return found
    for one in change.lines:
        if (one.who, one.measure, one.element) != name or one.before is None or one.after is None:
            continue
        found[one.group] = [
            _Point(0, one.before, one.before_low, one.before_high, one.n_before, 0),
            _Point(1, one.after, one.after_low, one.after_high, one.n_after, 0),
        ]
    return found


def _as_comparison(change: Change, found: dict[Any, list[_Point]], language: Language) -> Iterator[_Track]:
    """Where the group would be had it changed like its comparison."""
    assert change.against is not None  # as who calls has seen
    own, other = (found.get(one, ()) for one in change.against)
    if len(own) == len(other) == 2:
        start, then = own[0].value, own[0].value + other[1].value - other[0].value
        points = _Point(0, start, None, None, None, 0), _Point(1, then, None, None, None, 0)
        yield _Track(say("slope_as_comparison", language, group=change.against[0]), points, dashed=True)


def _apart(change: Change, name: tuple[Any, str, Any], language: Language) -> str:
    """By how much more the group changed than its comparison; empty of what is no difference in differences."""
    line = next(one for one in change.lines if (one.who, one.measure, one.element) == name)
    if change.against is None or line.absolute is None:
        return ""
    figures = Figures.of(line.measure, [line.before or 0, line.after or 0], [line.absolute], language)
    apart = "" if line.low is None or line.high is None else f" ({figures.between(line.low, line.high)})"
    return say("slope_apart", language, change=figures.change(settled(0.0, line.absolute)) + apart)


def _labels(change: Change | Series) -> dict[str, Text]:
    """What elements are called; of rounds of records each step says it."""
    steps = [one for one in change.steps if one is not None] if isinstance(change, Series) else []
    return {key: label for one in (*steps, change) for key, label in one.labels.items()}


def _confidence(change: Change | Series) -> float | None:
    if isinstance(change, Change):
        return change.confidence
    return next((one.confidence for one in (change.overall, *change.steps) if one is not None), None)


def draw_rounds(ax: Axes | None, rounds: Rounds, language: Language) -> Axes:
    """Draw the tracks in columns as far apart as the times, where these are whole years."""
    values = [
        value
        for one in rounds.tracks
        for point in one.points
        for value in (point.value, point.low, point.high)
        if value is not None
    ]
    if not values:
        return said_only(ax, say("count_none", language))
    apart = [change for one in rounds.tracks if (change := _moved(one)) is not None]
    figures = Figures.of(rounds.measure, [one.value for each in rounds.tracks for one in each.points], apart, language)
    places = _places(rounds.times)
    labels = [_label(one, i, rounds, figures) for i, one in enumerate(rounds.tracks)]
    columns = list(zip(places, map(str, rounds.times), strict=True))
    notes = [*_breaks(rounds, language), *rounds.notes]
    if figures.share:
        notes.append(say("change_points_note", language))
    keys = [(INK, rounds.head)] if rounds.head else []
    slopes = new_slopes(ax, rounds.title, values, columns, (labels,), keys, notes, figures)
    for i, one in enumerate(rounds.tracks):
        _track(slopes, one, i, len(rounds.tracks), places)
    if len(rounds.tracks) == 1:
        _values(slopes, rounds.tracks[0], places, figures)
    slopes.beside(labels, LAST)
    for time, _ in rounds.breaks:
        at = [str(one) for one in rounds.times].index(str(time))
        x = (places[at - 1] + places[at]) / 2 if at else places[0] - 0.2
        look: dict[str, Any] = {"color": INK, "linewidth": 1.0, "linestyle": (0, (4, 2.5)), "zorder": 4}
        slopes.sheet.line([x, x], [slopes.top, slopes.bottom], **look)
        slopes.sheet.text(x, slopes.bottom + 0.09, say("slope_break", language), 6.8, color=INK, align="center")
    return slopes.sheet.ax


def _places(times: Sequence[Any]) -> list[float]:
    """How far right each time stands: as far from others as in time, for years one after the other."""
    years = years_of(times)
    at = years if years is not None and sorted(set(years)) == years else list(range(len(times)))
    span = at[-1] - at[0] or 1.0
    return [FIRST + (LAST - FIRST) * (one - at[0]) / span for one in at]


def _moved(track: _Track) -> float | None:
    """The change since the first round of the last segment; None of one round."""
    own = [one for one in track.points if one.segment == track.points[-1].segment]
    return settled(own[0].value, own[-1].value) if len(own) > 1 else None


def _label(track: _Track, i: int, rounds: Rounds, figures: Figures) -> Label:
    language, last, moved = figures.language, track.points[-1], _moved(track)
    told = figures.value(last.value)
    if moved is not None and not track.dashed:
        told += f"  {sign_of(moved)} {figures.change(moved)}"
        first = next(one for one in track.points if one.segment == last.segment)
        told += f" {say('slope_since', language, time=rounds.times[first.at])}" if len(rounds.times) > 2 else ""
    head = wrap(track.label, RIGHT, SIZE, bold=True, lines=2)
    lines = [*head, told]
    if last.n is not None:
        counts = [number(one.n, language, 0) for one in track.points if one.n is not None]
        several = len(set(counts)) > 1
        lines.append(say("count_n", language, n=", ".join(counts) if several and len(counts) <= 6 else counts[-1]))
    return Label(last.value, tuple(lines), MUTED if track.dashed else COLORS[i], len(head))


def _track(slopes: Slopes, track: _Track, i: int, every: int, places: Sequence[float]) -> None:
    """Points on their intervals, a little beside those of other groups, and lines within each segment."""
    color = MUTED if track.dashed else COLORS[i]
    shift = BESIDE * ((0 if track.dashed else i) - (every - 1) / 2)
    look: dict[str, Any] = {
        "linestyle": (0, (3, 2)) if track.dashed else "-",
        "linewidth": 1.2 if track.dashed else 2.0,
    }
    for segment in dict.fromkeys(one.segment for one in track.points):
        own = [one for one in track.points if one.segment == segment]
        xs, ys = [places[one.at] + shift for one in own], [slopes.height(one.value) for one in own]
        slopes.sheet.line(xs, ys, color=color, zorder=3, **look)
    for one in track.points:
        x = places[one.at] + shift
        if one.low is not None and one.high is not None:
            ends = [slopes.height(one.low), slopes.height(one.high)]
            slopes.sheet.line([x, x], ends, color=color, linewidth=0.9, alpha=0.75, zorder=2.5)
        face = PAPER if track.dashed else color
        mark = "o" if track.dashed else SHAPES[i]
        slopes.sheet.dot(x, slopes.height(one.value), 5.5, color=color, marker=mark, markerfacecolor=face, zorder=5)


def _values(slopes: Slopes, track: _Track, places: Sequence[float], figures: Figures) -> None:
    """Of one group alone, its values beside its points; the last stands in its label."""
    for one in track.points[:-1]:
        x, y = places[one.at], slopes.height(one.value)
        slopes.sheet.text(x - 0.08, y - 0.1, figures.value(one.value), 6.8, align="right")


def _breaks(rounds: Rounds, language: Language) -> Iterable[str]:
    for time, why in rounds.breaks:
        yield say("slope_break_note", language, time=time, why=f" ({why})" if why else "")
