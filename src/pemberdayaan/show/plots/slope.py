"""Where units and their mean stood before, and where they stand after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...measures.change.lines import Change, ChangeLine
from ...measures.change.series import Series
from ...measures.change.units import UnitChanges
from ...measures.participation.lines import FEWEST
from ...model.fields import wrong_type
from ...model.text import Language, as_language
from ..phrases import say
from ..writing import number
from .change_labels import FALL, RISE, Figures, color_of, group_name, must_be, settled, sign_of, value_name
from .chart import checked_note, said_only
from .counting_labels import level, tint
from .sheet import INK, MUTED, wrap
from .slope_rounds import draw_rounds, rounds_of
from .slope_sheet import FIRST, LAST, RIGHT, SIZE, Label, Slopes, new_slopes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["slope"]

Array = NDArray[np.float64]

# More thin lines than these are a smear; more thick ones are not followed by the eye.
MEAN = "mean"
MOST_UNITS, MOST_NAMED, MOST_GROUPS = 300, 8, 3


@attrs.frozen
class _Thick:
    """A line that is named."""

    name: str
    before: float
    after: float
    more: tuple[str, ...] = ()
    mean: bool = False

    @property
    def change(self) -> float:
        return settled(self.before, self.after)


def slope(
    change: Change | Series,
    *,
    measure: str | None = None,
    node: str | None = None,
    units: Iterable[Any] | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw a line from before to after for each unit of a panel, with the mean and the units that are named thick.

    What rose and what fell differ in colour, and neither is called better. Of more than 300 units 300 are drawn, evenly
    chosen by how much they changed. Without units (a repeated cross-section, counting, rounds of a series, a difference
    in differences) the groups are drawn with their intervals; across a break no line is drawn. Beside a difference in
    differences stands where the group would be had it changed like its comparison.

    Parameters
    ----------
    change
        Of `change.between`, `change.against` or `change.series`.
    measure, node
        Which value: of a panel the node of the index, else a measure and its element; None takes the index itself, M0
        or whatever its statement tells first.
    units
        The units to name, at most eight; where groups are drawn, the groups to draw, at most five.
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
        If it is neither, or there is no such measure, node or unit.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> first = pd.DataFrame({"kode": list("ABC"), "iks": [0.7, 0.6, 0.5], "ike": 0.5, "ikl": 0.6})
    >>> frames = first, first.assign(iks=[0.8, 0.5, 0.6])
    >>> rounds = [pb.score(pb.Population(one, unit="kode"), "idm-2016") for one in frames]
    >>> type(pb.plots.slope(pb.change.between(*rounds, unit="kode"), units=["B"])).__name__
    'Axes'
    """
    chosen = as_language(language)
    must_be(change, "change", (Change, Series), "a change or a series")
    if isinstance(units, str) or not isinstance(units, Iterable | None):
        raise InvalidInput(wrong_type(units, "a list").under("units"))
    named = None if units is None else list(units)
    if isinstance(change, Series) or change.units is None or change.against is not None:
        return draw_rounds(ax, rounds_of(change, measure, node, named, chosen), chosen)
    return _panel(ax, change, change.units, (measure or MEAN, node or change.units.nodes[0]), named or [], chosen)


def _panel(
    ax: Axes | None,
    change: Change,
    units: UnitChanges,
    asked: tuple[str, str],
    named: list[Any],
    language: Language,
) -> Axes:
    _check(units, *asked)
    column = units.nodes.index(asked[1])
    ends = np.column_stack([units.before[:, column], units.after[:, column]])
    known = np.flatnonzero(~np.isnan(ends).any(axis=1))
    if not len(known):
        return said_only(ax, say("chart_none", language))
    lines = [one for one in change.lines if (one.measure, one.element) == asked]
    drawn = _evenly(ends, known)
    chosen = [_unit(units, ends, one) for one in dict.fromkeys(named[:MOST_NAMED])]
    means = _means(lines)
    values = ends[drawn].ravel().tolist() + [v for one in chosen for v in (one.before, one.after)]
    values += [v for one in means for v in (one.before, one.after) if v is not None]
    moved = [settled(one.before or 0.0, one.after or 0.0) for one in means]
    figures = Figures.of(MEAN, values, moved or [one.change for one in chosen], language)
    thick = [*(_mean(one, figures) for one in means), *chosen]
    right = [_label(one, figures) for one in thick]
    left = [Label(one.before, (figures.value(one.before),), _color(one)) for one in thick]
    times = change.times or (say("change_before", language), say("change_after", language))
    columns = [(FIRST, str(times[0])), (LAST, str(times[1]))]
    title = value_name((None, asked[1], None), change.labels, language)
    notes = list(_notes(change, lines, means, (len(drawn), len(known), len(ends)), language))
    if len(named) > MOST_NAMED:
        notes.append(say("slope_named", language, shown=MOST_NAMED, all=len(named)))
    slopes = new_slopes(ax, title, values, columns, (left, right), _keys(ends[known], language), notes, figures)
    _thin(slopes, ends[drawn])
    for one in thick:
        look: dict[str, Any] = {"color": _color(one), "linewidth": 3.0 if one.mean else 1.9}
        slopes.sheet.line([FIRST, LAST], [slopes.height(one.before), slopes.height(one.after)], zorder=5, **look)
        for x, value in ((FIRST, one.before), (LAST, one.after)):
            slopes.sheet.dot(x, slopes.height(value), 7 if one.mean else 5, color=_color(one), zorder=6)
    slopes.beside(left, FIRST, left=True)
    slopes.beside(right, LAST)
    return slopes.sheet.ax


def _keys(ends: Array, language: Language) -> list[tuple[str, str]]:
    """How many units went which way, with their colours."""
    apart = np.array([settled(*pair) for pair in ends.tolist()])
    ways = ((RISE, "slope_rose", apart > 0), (FALL, "slope_fell", apart < 0), (MUTED, "slope_same", apart == 0))
    return [
        (color, say(phrase, language, n=number(int(found.sum()), language)))
        for color, phrase, found in ways
        if color != MUTED or found.any()
    ]


def _check(units: UnitChanges, measure: str, node: str) -> None:
    """Raise unless units have a score of the node."""
    faults = []
    if measure != MEAN:
        faults.append(fault("no_such", "measure", noun="measure", given=measure, choices=(MEAN,)))
    if node not in units.nodes:
        faults.append(fault("no_such", "node", noun="element", given=node, choices=units.nodes))
    if faults:
        raise InvalidInput(faults)


def _evenly(ends: Array, known: NDArray[np.intp]) -> NDArray[np.intp]:
    """The units to draw: all, or so many of them at even steps in the order of their change."""
    if len(known) <= MOST_UNITS:
        return known
    ordered = known[np.argsort(ends[known, 1] - ends[known, 0], kind="stable")]
    return ordered[np.linspace(0, len(ordered) - 1, MOST_UNITS).round().astype(np.intp)]


def _unit(units: UnitChanges, ends: Array, asked: Any) -> _Thick:
    """A unit, by its key as it is or as it is written."""
    known = [row for row in range(len(ends)) if not np.isnan(ends[row]).any()]
    for row in known:
        if units.units[row] == asked or str(units.units[row]) == str(asked):
            return _Thick(str(units.units[row]), float(ends[row, 0]), float(ends[row, 1]))
    choices = tuple(str(units.units[row]) for row in known[:20])
    raise InvalidInput(fault("no_such", "units", noun="unit", given=str(asked), choices=choices))


def _means(lines: list[ChangeLine]) -> list[ChangeLine]:
    """The means of the largest groups of at least five units, in their order."""
    known = [one for one in lines if one.before is not None and one.after is not None and _count(one) >= FEWEST]
    largest = sorted(known, key=lambda one: -_count(one))[:MOST_GROUPS]
    return [one for one in known if one in largest]


def _count(line: ChangeLine) -> float:
    return line.n_both if line.n_both is not None else min(line.n_before or 0, line.n_after or 0)


def _mean(line: ChangeLine, figures: Figures) -> _Thick:
    language = figures.language
    n = say("count_n", language, n=number(_count(line), language, 0))
    apart = "" if line.low is None or line.high is None else figures.between(line.low, line.high)
    name = say("slope_mean", language)
    if line.group != "all":
        name = say("slope_mean_of", language, group=group_name(line.group, language))
    more = tuple(filter(None, (apart, n)))
    return _Thick(name, line.before or 0.0, line.after or 0.0, more, mean=True)


def _color(one: _Thick) -> str:
    return INK if not one.change else color_of(one.change)


def _label(one: _Thick, figures: Figures) -> Label:
    """The name, where it stands now, and by how much it moved."""
    told = f"{figures.value(one.after)}  {sign_of(one.change)} {figures.change(one.change)}"
    head = wrap(one.name, RIGHT, SIZE, bold=True, lines=2)
    lines = [*head, told]
    lines += wrap("; ".join(one.more), RIGHT, SIZE) if one.more else []
    return Label(one.after, tuple(lines), _color(one), len(head))


def _thin(slopes: Slopes, ends: Array) -> None:
    """A thin line for each unit, those that fell above those that rose."""
    apart = np.array([settled(*pair) for pair in ends.tolist()])
    heights = np.array([[slopes.height(value) for value in pair] for pair in ends.tolist()])
    faint = 0.75 if len(ends) > 40 else 0.55
    for color, chosen in ((MUTED, apart == 0), (RISE, apart > 0), (FALL, apart < 0)):
        ys = [y for pair in heights[chosen].tolist() for y in (*pair, float("nan"))]
        if ys:
            xs = [FIRST, LAST, float("nan")] * (len(ys) // 3)
            slopes.sheet.line(xs, ys, color=tint(color, faint), linewidth=0.6, zorder=2)


def _notes(
    change: Change,
    lines: list[ChangeLine],
    means: list[ChangeLine],
    counts: tuple[int, int, int],
    language: Language,
) -> Iterator[str]:
    drawn, known, every = counts
    yield say("slope_units", language, n=number(known, language))
    if drawn < known:
        yield say("slope_evenly", language, shown=number(drawn, language), all=number(known, language))
    if known < every:
        yield say("slope_unknown", language, n=number(every - known, language))
    if change.confidence is not None and any(one.low is not None for one in means):
        yield say("slope_brackets", language, level=level(change.confidence, language))
    few = sum(_count(one) < FEWEST for one in lines)
    if len(means) < len(lines) - few:
        yield say("slope_more_groups", language, shown=len(means), left=len(lines) - few - len(means))
    if few:
        yield say("slope_few", language, n=number(few, language))
    yield say("slope_regression", language)
    yield say("change_no_effect", language)
    yield checked_note(change.provenance, language)
