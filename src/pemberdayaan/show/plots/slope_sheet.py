"""The sheet of a slope chart: a column for each time, a scale at the left, and labels that do not cover each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from ...model.text import Language
from ..writing import number
from .change_labels import Figures, stack
from .notes import SLACK, draw_notes, lines_of, notes_height
from .sheet import FAINT, INK, MUTED, Sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FIRST", "LAST", "Label", "Slopes", "new_slopes"]

WIDTH, TALL = 7.4, 3.4
# Where the first and the last column stand, and how wide the words beside them are.
FIRST, LAST, RIGHT = 1.35, 4.75, 2.35
SIZE, STEP, AIR = 7.2, 0.132, 0.05
NEAR, LEADER = 0.07, 0.14


@attrs.frozen
class Label:
    """Words beside an end of a line.

    Parameters
    ----------
    value
        The height that they belong to.
    lines
        The words.
    color, bold
        How many of the lines are bold, and their colour.
    """

    value: float
    lines: tuple[str, ...]
    color: str = INK
    bold: int = 1

    @property
    def tall(self) -> float:
        """The room that they need."""
        return STEP * len(self.lines) + AIR


@attrs.frozen
class Slopes:
    """Columns on a sheet.

    Parameters
    ----------
    sheet
        The sheet.
    top, bottom
        Where the columns begin and end, from the top of the sheet.
    low, high
        The values there.
    """

    sheet: Sheet
    top: float
    bottom: float
    low: float
    high: float

    def height(self, value: float) -> float:
        """Where a value stands, from the top of the sheet."""
        return self.bottom - (self.bottom - self.top) * (value - self.low) / (self.high - self.low)

    def beside(self, labels: Sequence[Label], x: float, *, left: bool = False) -> None:
        """Draw labels beside a column, each led to by a thin line where it had to give way."""
        wanted = [self.height(one.value) for one in labels]
        room = self.top, self.bottom + 0.1
        side = -1 if left else 1
        for one, at, y in zip(labels, wanted, stack(wanted, [one.tall for one in labels], *room), strict=True):
            ends = [x + side * NEAR, x + side * (NEAR + LEADER)]
            self.sheet.line(ends, [at, y], color=MUTED, linewidth=0.5)
            for i, line in enumerate(one.lines):
                self.sheet.text(
                    x + side * (NEAR + LEADER + 0.04),
                    y + STEP * (i - (len(one.lines) - 1) / 2),
                    line,
                    SIZE,
                    color=one.color if i < one.bold else MUTED,
                    bold=i < one.bold,
                    align="right" if left else "left",
                )


def new_slopes(
    ax: Axes | None,
    title: str,
    values: Iterable[float],
    columns: Sequence[tuple[float, str]],
    labels: Sequence[Sequence[Label]],
    keys: Sequence[tuple[str, str]],
    notes: Iterable[str],
    figures: Figures,
) -> Slopes:
    """A sheet with the title, what colours mean, the scale and the columns; the lines are still to be drawn."""
    told = lines_of(notes, WIDTH - 0.2)
    head = wrap(title, (WIDTH - 0.2) / SLACK, 9, bold=True, lines=2)
    top = 0.16 + 0.17 * len(head) + (0.2 if keys else 0) + 0.36
    room = max([sum(one.tall for one in some) for some in labels] or [0.0])
    bottom = top + max(TALL, room)
    sheet = new_sheet(ax, WIDTH, bottom + 0.2 + notes_height(told))
    sheet.text(0.1, 0.1, head, 9, bold=True, valign="top")
    x = 0.1
    for color, words in keys:
        y = 0.22 + 0.17 * len(head)
        if color != INK:
            sheet.line([x, x + 0.22], [y, y], color=color, linewidth=1.8)
            x += 0.28
        sheet.text(x, y, words, SIZE, color=MUTED if color != INK else INK)
        x += 0.22 + SLACK * text_width(words, SIZE)
    found = list(values)
    low, high = min(found), max(found)
    room = (high - low or abs(high) or 1.0) * 0.04
    slopes = Slopes(sheet, top, bottom, low - room, high + room)
    _scale(slopes, figures)
    _columns(slopes, columns)
    draw_notes(sheet, bottom + 0.2, told)
    return slopes


def _scale(slopes: Slopes, figures: Figures) -> None:
    """Faint lines at round values."""
    from matplotlib.ticker import MaxNLocator

    factor = 100.0 if figures.share else 1.0
    unit = "" if not figures.share else _unit(figures.language)
    for tick in MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(slopes.low * factor, slopes.high * factor):
        value = float(tick) / factor
        if slopes.low <= value <= slopes.high:
            y = slopes.height(value)
            slopes.sheet.line([0.55, LAST], [y, y], color=FAINT, linewidth=0.6, zorder=0.5)
            told = number(round(float(tick), 9), figures.language, 6).replace("-", "−")
            slopes.sheet.text(0.5, y, told + unit, 6.6, color=MUTED, align="right")


def _unit(language: Language) -> str:
    return " %" if language is Language.ID else "%"


def _columns(slopes: Slopes, columns: Sequence[tuple[float, str]]) -> None:
    """A line for each time, named above it; of names that do not fit every second one, or third."""
    apart = min([b[0] - a[0] for a, b in pairwise(columns)] or [LAST - FIRST])
    wide = max(SLACK * text_width(words, 8, bold=True) for _, words in columns) + 0.08
    step = max(1, -(-int(100 * wide) // max(1, int(100 * apart)))) if len(columns) > 2 else 1
    for i, (x, words) in enumerate(columns):
        slopes.sheet.line([x, x], [slopes.top, slopes.bottom], color="#9aa6b0", linewidth=0.9, zorder=1)
        if i % step == 0 or (i == len(columns) - 1 and (i % step) * apart > wide):
            slopes.sheet.text(x, slopes.top - 0.14, words, 8, bold=True, align="center")
