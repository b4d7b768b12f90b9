"""The answers to each item as a bar, and beside it the mean and the median on the scale with the class limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ...measures.questionnaire import (
    Caution,
    ClassLine,
    ClassResults,
    Count,
    ItemLine,
    ItemStatistics,
    class_limits,
)
from ...model.text import Language, as_language
from ..names import capital
from ..phrases import say
from ..writing import number, percent
from .notes import SLACK, draw_notes, lines_of, notes_height
from .sheet import FAINT, INK, MUTED, PAPER, Sheet, new_sheet, shade, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["likert"]

WIDTH, LABEL, BAR, TRACK, RIGHT = 7.8, 2.05, 2.75, 1.75, 1.15
SIZE, SMALL, STEP = 7.6, 6.8, 0.132
GREY = "#9aa6b0"


@attrs.frozen
class Row:
    """An item, a variable or the total, laid out."""

    line: ClassLine | ItemLine
    label: Sequence[str]
    counts: Sequence[Count]
    strong: bool

    @property
    def height(self) -> float:
        """What it needs."""
        return max(0.32, 0.14 + STEP * len(self.label))


def likert(
    result: ClassResults | ItemStatistics,
    *,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw the answers to each item: their shares, and on the scale the mean, the median and the limits of the classes.

    Parameters
    ----------
    result
        The classes of items and variables, or the statistics of items, which have no class limits.
    labels
        What items and variables are called on paper, by key.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan.measures.questionnaire import class_results
    >>> from pemberdayaan.show.plots import likert
    >>> answers = pd.DataFrame({"p1": [1, 4, 5, 5], "p2": [4, 4, 4, 5]})
    >>> type(likert(class_results(answers, ["p1", "p2"], low=1, high=5))).__name__
    'Axes'
    """
    chosen = as_language(language)
    rows = [_row(result, line, labels or {}, chosen) for line in result.lines]
    heads = [say("answers_share", chosen), say("on_answers", chosen)]
    notes, top = lines_of(_notes(rows, chosen), WIDTH - 0.2), 0.46
    keys = _keys(result, chosen)
    sheet = new_sheet(ax, WIDTH, top + sum(row.height for row in rows) + 0.5 + notes_height(notes))
    for x, head in zip((LABEL, LABEL + BAR + 0.25), heads, strict=True):
        sheet.text(x, 0.15, head, SIZE, bold=True)
    _ticks(sheet, result, top, chosen)
    y = top
    for before, row in zip([None, *rows], rows, strict=False):
        parted = before is not None and row.strong and not before.strong
        sheet.line([0.1, WIDTH - 0.1], [y, y], color=INK if parted else FAINT, linewidth=0.6)
        _draw(sheet, result, row, y, chosen)
        y += row.height
    _limits(sheet, result, top, y)
    _legend(sheet, keys, y + 0.2)
    _marks(sheet, result, y + 0.4, chosen)
    draw_notes(sheet, y + 0.5, notes)
    return sheet.ax


def _row(
    result: ClassResults | ItemStatistics, line: ClassLine | ItemLine, labels: Mapping[str, str], language: Language
) -> Row:
    name = line.item if isinstance(line, ItemLine) else line.name
    of = "item" if isinstance(line, ItemLine) else line.of
    strong = of != "item"
    named = say("total", language) if of == "total" else capital(name.replace("_", " ")) if strong else name
    words = wrap(labels.get(name, named), (LABEL - 0.25) / SLACK, SIZE, bold=strong)
    return Row(line, words, result.answers.of(name), strong)


def _notes(rows: Iterable[Row], language: Language) -> list[str]:
    few = {Caution.FEW_RESPONDENTS, Caution.ONE_RESPONDENT}
    cautious = [" ".join(row.label) for row in rows if few & set(row.line.cautions)]
    every = len(cautious) == len(list(rows))
    notes = [say("mean_note", language)]
    if cautious:
        notes.append(say("few_all" if every else "few_note", language, what=", ".join(cautious)))
    return notes


def _at(result: ClassResults | ItemStatistics, value: Fraction | float) -> float:
    """Where a number stands on the track."""
    return LABEL + BAR + 0.25 + TRACK * float((value - result.low) / (result.high - result.low))


def _ticks(sheet: Sheet, result: ClassResults | ItemStatistics, y: float, language: Language) -> None:
    """The steps of the scale above the track, as many as there is room for."""
    every = range(result.low, result.high + 1)
    skip = 1 if len(every) <= 11 else len(every) // 5
    for step in every[::skip]:
        sheet.text(_at(result, step), y - 0.1, number(step, language), SMALL, color=MUTED, align="center")
    mean = say("mean_mark", language)
    sheet.text(_at(result, result.high) + 0.15, y - 0.1, mean, SMALL, color=MUTED, italic=True)
    sheet.text(WIDTH - 0.1, y - 0.1, "n", SMALL, color=MUTED, align="right", italic=True)


def _limits(sheet: Sheet, result: ClassResults | ItemStatistics, top: float, bottom: float) -> None:
    if isinstance(result, ClassResults):
        for cut in class_limits(result.low, result.high, result.classes).cuts:
            sheet.line([_at(result, cut)] * 2, [top, bottom], color=MUTED, linewidth=0.7, zorder=1)


def _draw(sheet: Sheet, result: ClassResults | ItemStatistics, row: Row, y: float, language: Language) -> None:
    middle, line = y + row.height / 2, row.line
    sheet.text(0.1, middle, row.label, SIZE, bold=row.strong)
    _bar(sheet, row, middle, language)
    sheet.line([_at(result, result.low), _at(result, result.high)], [middle, middle], color=GREY, linewidth=0.9)
    if line.median != line.median_high:
        ends = [_at(result, line.median), _at(result, line.median_high)]
        sheet.line(ends, [middle, middle], color=INK, linewidth=2.2)
    for median in {line.median, line.median_high}:
        sheet.dot(_at(result, median), middle, 8.0, marker="s", markerfacecolor=PAPER, markeredgewidth=1.4)
    sheet.dot(_at(result, line.mean), middle, 6.0, marker="o")
    mean = number(line.mean, language, 2)
    sheet.text(_at(result, result.high) + 0.15, middle, mean, SIZE, bold=row.strong)
    sheet.text(WIDTH - 0.1, middle, number(line.n, language), SIZE, color=MUTED, align="right")


def _bar(sheet: Sheet, row: Row, y: float, language: Language) -> None:
    x = LABEL
    for i, one in enumerate(row.counts):
        wide = BAR * float(one.share)
        depth = _depth(i, len(row.counts))
        if wide:
            sheet.box(x, y - 0.09, wide, 0.18, facecolor=shade(depth), edgecolor=PAPER, linewidth=0.6)
        words = percent(round(one.share, 2), language)
        if wide > text_width(words, SMALL) * SLACK + 0.05:
            ink = INK if depth < 0.6 else PAPER
            sheet.text(x + wide / 2, y, words, SMALL, color=ink, align="center")
        x += wide


def _depth(i: int, steps: int) -> float:
    return i / (steps - 1)


# --- the legend ------------------------------------------------------------------------------------------------------


def _keys(result: ClassResults | ItemStatistics, language: Language) -> list[str]:
    steps = [number(step, language) for step in range(result.low, result.high + 1)]
    steps[0] = say("lowest_answer", language, n=steps[0])
    steps[-1] = say("highest_answer", language, n=steps[-1])
    return steps


def _legend(sheet: Sheet, keys: Sequence[str], y: float) -> None:
    """A sample of each answer's shade; of a long scale only the ends are named."""
    x = 0.1
    named = len(keys) <= 11
    for i, key in enumerate(keys):
        sheet.box(x, y - 0.065, 0.2, 0.13, facecolor=shade(_depth(i, len(keys))), edgecolor=GREY, linewidth=0.4)
        x += 0.2
        if named or i in (0, len(keys) - 1):
            sheet.text(x + 0.05, y, key, SMALL, color=MUTED)
            x += 0.05 + text_width(key, SMALL) * SLACK + 0.15


def _marks(sheet: Sheet, result: ClassResults | ItemStatistics, y: float, language: Language) -> None:
    x = 0.18
    marks = [("mean_mark", "o", INK, 6.0), ("median_mark", "s", PAPER, 8.0)]
    marks += [("limits_mark", "|", MUTED, 12.0)] if isinstance(result, ClassResults) else []
    for phrase, marker, face, size in marks:
        words = say(phrase, language)
        edge = MUTED if marker == "|" else INK
        sheet.dot(x, y, size, marker=marker, color=edge, markerfacecolor=face)
        sheet.text(x + 0.13, y, words, SMALL, color=MUTED)
        x += 0.13 + text_width(words, SMALL) * SLACK + 0.3
