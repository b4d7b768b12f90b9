"""What starts outside, over the years: a small panel for each kind, directly and with what came through others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ...measures.network import Dependence, Dependency
from ...model.periods import as_period
from ...model.text import Language, as_language
from ..names import lower
from ..phrases import say
from ..vocabulary import word
from ..writing import listed, percent, period, unit_name
from .notes import SLACK, draw_notes, lines_of, notes_height
from .sheet import FAINT, INK, MUTED, OUTSIDE, PAPER, Sheet, empty_sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["dependence", "what_of"]

WIDTH, ACROSS = 7.4, 3
TRACK, HEAD, FOOT = 1.1, 0.36, 0.42
# The widest panel, where there is only one.
WIDEST = 4.8
LEFT, RIGHT = 0.5, 0.2
SIZE, MARK = 7.2, 5.5
# From so many periods on marks are small.
MANY, SMALL = 11, 3.0
# Between two texts of one line.
APART = 0.08
THROUGH, DIRECT = OUTSIDE, "#6b4410"


@attrs.frozen
class Point:
    """The shares of one period, and where it stands across the panel."""

    when: str
    x: float
    direct: float
    through: float


def dependence(result: Dependence, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw the share of each resource that started outside, by kind and period.

    A filled mark is what started outside, directly or through intermediaries; an open one what outsiders gave
    themselves. Where they are apart, somebody inside passed it on.

    Parameters
    ----------
    result
        The dependence.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> from pemberdayaan.measures.network import dependence as depends
    >>> from pemberdayaan.show.plots import dependence
    >>> type(dependence(depends(pb.example("contoh_lengkap")))).__name__
    'Axes'
    """
    chosen = as_language(language)
    panels: dict[tuple[str, str | None], list[Dependency]] = {}
    for one in result.parts:
        if one.through is not None:
            panels.setdefault((one.kind, one.unit), []).append(one)
    notes = lines_of(_notes(result, chosen), WIDTH - 0.2)
    if not panels:
        return empty_sheet(ax, say("nothing_valued", chosen)).ax
    across = min(ACROSS, len(panels))
    rows = -(-len(panels) // across)
    tall = HEAD + TRACK + FOOT
    wide = min(WIDEST, (WIDTH - 0.2) / across)
    sheet = new_sheet(ax, WIDTH, 0.4 + rows * tall + notes_height(notes))
    _legend(sheet, chosen)
    for i, ((kind, unit), parts) in enumerate(panels.items()):
        x, y = 0.1 + wide * (i % across), 0.4 + tall * (i // across)
        _panel(sheet, (x, y, wide), what_of(kind, unit, chosen), _points(parts, wide, chosen), chosen)
    draw_notes(sheet, 0.4 + rows * tall, notes)
    return sheet.ax


def what_of(kind: str, unit: str | None, language: Language) -> str:
    """A kind of resource with its unit, in words."""
    named = say("tie", language) if kind == "tie" else word("kind", kind, language)
    measured = "" if unit is None else say("hok", language) if unit == "HOK" else unit_name(unit, language)
    return f"{named} ({measured})" if measured else named


def _points(parts: Sequence[Dependency], wide: float, language: Language) -> list[Point]:
    """The periods from left to right, as far apart as they are in time."""
    dated = sorted((one for one in parts if one.period), key=lambda one: as_period(str(one.period)).first)
    days = [as_period(str(one.period)).first.toordinal() for one in dated]
    span = (days[-1] - days[0]) if days else 0
    room = wide - LEFT - RIGHT - 0.2
    undated = [one for one in parts if not one.period]
    found = [(say("whenever", language), 0.0, one) for one in undated]
    begin = 0.6 if found and dated else 0.0
    for day, one in zip(days, dated, strict=True):
        place = (day - days[0]) / span if span else 0.5
        found.append((period(str(one.period), language), begin + (room - begin) * place, one))
    if not dated:
        found = [(when, room / 2, one) for when, _, one in found]
    return [
        Point(when, LEFT + 0.1 + x, float(one.direct or 0), float(one.through))
        for when, x, one in found
        if one.through is not None
    ]


def _panel(
    sheet: Sheet, place: tuple[float, float, float], title: str, points: Sequence[Point], language: Language
) -> None:
    x, y, wide = place
    size = MARK if len(points) < MANY else SMALL
    lines = wrap(title, (wide - 0.25) / SLACK, 8.0, bold=True, lines=2)
    sheet.text(x, y + 0.06, lines, 8.0, bold=True, valign="top", gap=1.1)
    top = y + HEAD + 0.1
    bottom = top + TRACK - 0.1

    def height(share: float) -> float:
        return bottom - share * (bottom - top - 0.1)

    for share in (0.0, 0.5, 1.0):
        at = height(share)
        sheet.line([x + LEFT, x + wide - RIGHT], [at, at], color=INK if not share else FAINT, linewidth=0.6)
        sheet.text(x + LEFT - 0.06, at, percent(share, language), 6.4, color=MUTED, align="right")
    dated = [one for one in points if one.when != say("whenever", language)]
    for name, color, dash in (("direct", DIRECT, (0, (3, 2))), ("through", THROUGH, "-")):
        if len(dated) > 1:
            ys = [height(getattr(one, name)) for one in dated]
            sheet.line([x + one.x for one in dated], ys, color=color, linewidth=1.3, linestyle=dash)
    for one in points:
        sheet.dot(x + one.x, height(one.through), size, color=THROUGH)
        same = abs(one.direct - one.through) < 0.005
        look = {"markerfacecolor": "none" if same else PAPER, "markeredgewidth": 1.1}
        sheet.dot(x + one.x, height(one.direct), size + (3.0 if same else 0.0), color=DIRECT, **look)
    _words(sheet, x, points, (height(0.0), top), language)


def _words(sheet: Sheet, x: float, points: Sequence[Point], ends: tuple[float, float], language: Language) -> None:
    """The periods below, and the shares of the first and the last beside their marks; what has no room is left out."""
    bottom, top = ends
    order = [points[0], *points[:0:-1]] if len(points) > 1 else points
    taken: list[tuple[float, float]] = []
    for one in order:
        half = SLACK * text_width(one.when, 6.6) / 2
        if all(one.x + half + APART <= a or b + APART <= one.x - half for a, b in taken):
            taken.append((one.x - half, one.x + half))
            sheet.text(x + one.x, bottom + 0.14, one.when, 6.6, color=MUTED, align="center")
    ends_of = {one.x: one for one in (points[0], points[-1])}
    for one in ends_of.values():
        above = bottom - one.through * (bottom - top - 0.1) - 0.13
        sheet.text(x + one.x, above, percent(round(one.through, 3), language), 6.6, align="center", bold=True)


def _legend(sheet: Sheet, language: Language) -> None:
    x = 0.1
    for name in ("through_mark", "direct_mark", "both_mark"):
        words = say(name, language)
        if name != "direct_mark":
            sheet.dot(x + 0.1, 0.17, MARK, color=THROUGH)
        if name != "through_mark":
            size, face = (MARK, PAPER) if name == "direct_mark" else (MARK + 3.0, "none")
            sheet.dot(x + 0.1, 0.17, size, color=DIRECT, markerfacecolor=face, markeredgewidth=1.1)
        sheet.text(x + 0.24, 0.17, words, SIZE, color=MUTED)
        x += 0.24 + SLACK * text_width(words, SIZE) + 0.28


def _notes(result: Dependence, language: Language) -> list[str]:
    named = [(lower(what_of(one.kind, one.unit, language)), one) for one in result.parts]
    unvalued = dict.fromkeys(what for what, one in named if one.unvalued)
    inexact = dict.fromkeys(what for what, one in named if one.inexact)
    notes = [say("unvalued_left", language, what=listed(list(unvalued), language))] if unvalued else []
    return notes + ([say("inexact_note", language, what=listed(list(inexact), language))] if inexact else [])
