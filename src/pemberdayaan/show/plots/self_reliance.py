"""What came from inside and from outside, year by year: stacked bars, a panel for each kind and unit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import InvalidInput, fault
from ...measures.self_reliance import GivingYear, SelfReliance
from ...model.text import Language, as_language
from ..phrases import say
from ..vocabulary import word
from ..writing import CURRENCIES, amount, listed, number, percent, period
from .change_labels import must_be
from .dependence import what_of
from .notes import SLACK, draw_notes, lines_of, notes_height
from .sheet import FAINT, INK, INSIDE, MUTED, OUTSIDE, PAPER, Sheet, empty_sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["self_reliance", "start_of"]

WIDTH, ACROSS = 7.4, 2
HEAD, TRACK, FOOT, LEGEND = 0.56, 1.45, 0.42, 0.4
LEFT, RIGHT = 0.95, 0.15
# The widest panel and the widest bar, where there are few.
WIDEST, BAR = 5.6, 0.42
SIZE = 6.8
# Between two texts of one line.
APART = 0.06
HATCH = "//////"


@attrs.frozen
class _Panel:
    """A panel: where it stands, its first year, how wide a year and a bar are, and the value at its top."""

    x: float
    y: float
    wide: float
    first: float
    slot: float
    bar: float
    top: float

    @property
    def bottom(self) -> float:
        return self.y + HEAD + TRACK

    def height(self, value: float) -> float:
        """How far below the top of the sheet a value stands."""
        return self.bottom - TRACK * (value / self.top if self.top else 0)

    def middle(self, one: GivingYear) -> float:
        """Where a year stands: as far from others as in time."""
        return self.x + LEFT + self.slot * (float(one.year or 0) - self.first + 0.5)


def self_reliance(
    result: SelfReliance, *, kind: str | None = None, ax: Axes | None = None, language: str = "id"
) -> Axes:
    """Draw what was given from inside and from outside by year, each kind and unit on its own scale.

    Above each year stands the share from inside. What is promised stands apart, hatched; a break is a dashed line,
    across which nothing is compared. Where an amount is inexact the lower one is drawn.

    Parameters
    ----------
    result
        The self-reliance.
    kind
        One kind; None for all that have an amount in two years or more, or in one where none has more.
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
        If there is no such kind.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> from pemberdayaan.measures.self_reliance import self_reliance as reliance
    >>> from pemberdayaan.show.plots import self_reliance
    >>> type(self_reliance(reliance(pb.example("contoh_lengkap")))).__name__
    'Axes'
    """
    chosen = as_language(language)
    must_be(result, "result", SelfReliance, "a self-reliance over time")
    series = _series(result, kind)
    if not series:
        return empty_sheet(ax, say("reliance_none", chosen)).ax
    across = min(ACROSS, len(series))
    rows = -(-len(series) // across)
    wide, tall = min(WIDEST, (WIDTH - 0.2) / across), HEAD + TRACK + FOOT
    notes = lines_of(_notes(result, series, chosen), WIDTH - 0.2)
    sheet = new_sheet(ax, WIDTH, LEGEND + rows * tall + notes_height(notes))
    _legend(sheet, series, chosen)
    for i, years in enumerate(series):
        place = (0.1 + wide * (i % across), LEGEND + tall * (i // across))
        _draw(sheet, _panel(place, wide, years), years, result.currency, chosen)
    draw_notes(sheet, LEGEND + rows * tall, notes)
    return sheet.ax


def _series(result: SelfReliance, kind: str | None) -> list[list[GivingYear]]:
    known = dict.fromkeys(one.kind for one in result.years)
    if kind is not None and kind not in known:
        raise InvalidInput(fault("no_such", "kind", noun="kind", given=kind, choices=tuple(known)))
    found: dict[tuple[str, str | None], list[GivingYear]] = {}
    for one in result.years:
        if one.year is not None and kind in (None, one.kind):
            found.setdefault((one.kind, one.unit), []).append(one)
    valued = [years for years in found.values() if any(_total(one) or _promised(one) for one in years)]
    longer = [years for years in valued if len(years) > 1]
    return longer if longer and kind is None else valued


def _panel(place: tuple[float, float], wide: float, years: Sequence[GivingYear]) -> _Panel:
    at = [float(one.year or 0) for one in years]
    slot = (wide - LEFT - RIGHT) / (at[-1] - at[0] + 1)
    apart = min((b - a for a, b in pairwise(at)), default=1.0)
    return _Panel(*place, wide, at[0], slot, min(BAR, 0.7 * slot * min(apart, 1.0)), _top(years))


def _total(one: GivingYear) -> float:
    return float(one.inside or 0) + float(one.outside or 0)


def _promised(one: GivingYear) -> float:
    return float(one.promised_inside or 0) + float(one.promised_outside or 0)


def _top(years: Sequence[GivingYear]) -> float:
    return max(max(_total(one), _promised(one)) for one in years)


def _draw(sheet: Sheet, panel: _Panel, years: Sequence[GivingYear], currency: str | None, language: Language) -> None:
    kind, unit = years[0].kind, years[0].unit
    money = _is_money(unit, currency)
    lines = wrap(_title(kind, unit, currency, language), (panel.wide - 0.25) / SLACK, 8.0, bold=True, lines=2)
    sheet.text(panel.x, panel.y + 0.06, lines, 8.0, bold=True, valign="top", gap=1.1)
    ends = [panel.x + LEFT, panel.x + panel.wide - RIGHT]
    for value in _ticks(panel.top):
        at = panel.height(value)
        sheet.line(ends, [at, at], color=FAINT if value else INK, linewidth=0.6, zorder=1 if value else 4)
        shown = amount(value, unit, language, currency) if money else number(value, language)
        sheet.text(panel.x + LEFT - 0.06, at, shown, 6.2, color=MUTED, align="right")
    for i, one in enumerate(years):
        _bars(sheet, panel, one)
        if i and one.run != years[i - 1].run:
            at = (panel.middle(years[i - 1]) + panel.middle(one)) / 2
            dashed = {"color": INK, "linewidth": 0.9, "linestyle": (0, (4, 2.5)), "zorder": 4}
            sheet.line([at, at], [panel.bottom - TRACK, panel.bottom], **dashed)
    _words(sheet, panel, years, language)


def _is_money(unit: str | None, currency: str | None) -> bool:
    return unit is not None and (unit in CURRENCIES or unit == currency)


def _title(kind: str, unit: str | None, currency: str | None, language: Language) -> str:
    """A kind with its unit; that of money stands beside its amounts."""
    return word("kind", kind, language) if _is_money(unit, currency) else what_of(kind, unit, language)


def _ticks(top: float) -> tuple[float, ...]:
    """0 and two to five round numbers up to the top."""
    if not 0 < top < math.inf:
        return (0.0,)
    power = 10.0 ** math.floor(math.log10(top))
    step = next(power * part for part in (0.2, 0.25, 0.5, 1.0) if top / (power * part) < 5)
    return tuple(step * i for i in range(int(top / step) + 1))


def _bars(sheet: Sheet, panel: _Panel, one: GivingYear) -> None:
    """What was given, inside below; beside it, narrower, what was promised."""
    promised = _promised(one)
    room = panel.bar
    broad = room * (0.62 if promised else 1.0)
    left = panel.middle(one) - room / 2
    stacks = [(left, broad, one.inside, one.outside, False)]
    stacks += [(left + broad + 0.08 * room, 0.3 * room, one.promised_inside, one.promised_outside, True)]
    for start, width, inside, outside, hatched in stacks:
        base = 0.0
        for value, color in ((inside, INSIDE), (outside, OUTSIDE)):
            if value:
                high, low = panel.height(base + float(value)), panel.height(base)
                look: dict[str, Any] = {"facecolor": color, "edgecolor": PAPER, "linewidth": 0.5, "zorder": 3}
                if hatched:
                    look = {"facecolor": PAPER, "edgecolor": color, "hatch": HATCH, "linewidth": 0.6, "zorder": 3}
                sheet.box(start, high, width, low - high, **look)
                base += float(value)


def _words(sheet: Sheet, panel: _Panel, years: Sequence[GivingYear], language: Language) -> None:
    """The share above each year and the year below; what has no room is left out, the last year never."""
    for above in (True, False):
        taken: list[tuple[float, float]] = []
        for i in sorted(range(len(years)), key=lambda i: (i != len(years) - 1, i)):
            one = years[i]
            text = _share(one, language) if above else period(str(one.period), language)
            x, half = panel.middle(one), SLACK * text_width(text, SIZE, above) / 2
            if any(x - half < high + APART and low - APART < x + half for low, high in taken):
                continue
            taken.append((x - half, x + half))
            top = panel.height(max(_total(one), _promised(one)))
            y = top - 0.1 if above else panel.bottom + 0.13
            sheet.text(x, y, text, SIZE, color=INK if above else MUTED, bold=above, align="center")


def _share(one: GivingYear, language: Language) -> str:
    if one.share is None:
        return "–"
    if not isinstance(one.share, tuple):
        return percent(one.share, language)
    low, high = (percent(end, language) for end in one.share)
    return f"{low.rstrip(' %')}–{high}"


def _legend(sheet: Sheet, series: Sequence[Sequence[GivingYear]], language: Language) -> None:
    looks: list[tuple[str, dict[str, Any]]] = [
        (say("from_inside", language), {"facecolor": INSIDE, "edgecolor": "none"}),
        (say("from_outside", language), {"facecolor": OUTSIDE, "edgecolor": "none"}),
    ]
    if any(_promised(one) for years in series for one in years):
        promised = {"facecolor": PAPER, "edgecolor": MUTED, "hatch": HATCH}
        looks.append((word("giving", "promised", language), promised))
    x = 0.1
    for words, look in looks:
        sheet.box(x, 0.12, 0.26, 0.13, linewidth=0.6, **look)
        sheet.text(x + 0.33, 0.185, words, 7.2, color=MUTED)
        x += 0.33 + SLACK * text_width(words, 7.2) + 0.22
    sheet.text(x, 0.185, say("reliance_above", language), 7.2, color=MUTED)


def _notes(result: SelfReliance, series: Sequence[Sequence[GivingYear]], language: Language) -> Iterator[str]:
    shown = {(years[0].kind, years[0].unit): years for years in series}
    if any(one.share is None for years in series for one in years):
        yield say("reliance_unknown", language)
    bounded = [key for key, years in shown.items() if any(isinstance(one.share, tuple) for one in years)]
    if bounded:
        named = [_title(*key, result.currency, language) for key in bounded]
        yield say("reliance_bounds", language, what=listed(named, language))
    for cut in result.breaks:
        years = shown.get((cut.kind, cut.unit), ())
        if len({one.run for one in years}) > 1:
            what, when = _title(cut.kind, cut.unit, result.currency, language), period(start_of(cut.first), language)
            yield say("reliance_break", language, what=what, when=when, cut=cut.what[language])


def start_of(day: str) -> str:
    """A day as exactly as a period that begins there: a year on its first day, a month on its own."""
    return day[:4] if day.endswith("-01-01") else day[:7] if day.endswith("-01") else day
