"""A ladder with what stands on its rungs; levels that are no steps stand side by side and are no climb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from ...measures.assessment import Assessment
from ...measures.matrix import MatrixCell
from ...measures.questionnaire import Caution, LadderLine, LadderSums
from ...model.rules import LadderRule
from ...model.scales import Level, Scale
from ...model.text import Language, as_language
from ..names import Names, capital
from ..phrases import say
from ..writing import number
from .chips import Flow, Label, draw_sides, flowed, sides_of
from .notes import checked_notes, draw_notes, lines_of, notes_height
from .sheet import FAINT, INK, MUTED, PAPER, Sheet, empty_sheet, new_sheet, shade, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_ladder", "ladder", "ladder_rule"]

WIDTH, BAND, RUNG = 7.6, 1.1, 1.85
SIZE, STEP = 8.0, 0.14
LEAST, MARGIN = 0.36, 0.07
# As many labels stand on one rung; the others are counted. Side by side, as many boxes stand in one row.
MOST, ACROSS = 40, 6

Placed = Mapping[str, Sequence[Label]]


def ladder(result: Assessment | LadderSums, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw a framework's ladder, lowest rung below, with what stands on each rung.

    From an assessment these are the actors, each with the stages in which it stands there; those from inside the
    community are dark. From the sums of a survey these are the variables, by both readings side by side: the rung of
    the sum and the rung of the median answer. Where the source says that its levels are no steps, they are drawn as
    equal boxes side by side.

    Parameters
    ----------
    result
        An assessment by a framework with a ladder, or the sums of a survey.
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
    >>> from pemberdayaan.show.plots import ladder
    >>> type(ladder(pb.assess(pb.example("contoh_lengkap"), "arnstein-1969"))).__name__
    'Axes'
    """
    if isinstance(result, Assessment):
        return draw_ladder(Names(result, as_language(language)), ax)
    return _sums(result, ax, as_language(language))


def ladder_rule(assessment: Assessment) -> LadderRule | None:
    """The ladder rule that an assessment used."""
    used = assessment.provenance.rule
    return next((one for one in assessment.framework.rules if isinstance(one, LadderRule) and one.key in used), None)


def draw_ladder(names: Names, ax: Axes | None) -> Axes:
    """Draw the ladder of an assessment."""
    rule, found = ladder_rule(names.assessment), names.assessment.ladder
    scale = names.framework.scale[rule.scale] if rule else None
    if rule is None or scale is None or found is None:
        return empty_sheet(ax, names.say("empty")).ax
    placed, lacking = _placed(names, scale, found.cells)
    notes = [names.say("no_levels")] if not found.cells else []
    notes += [names.say("on_no_rung", what=names.listed(lacking, 12))] if lacking else []
    notes += [] if rule.higher_is_better else [names.say("levels_are_no_steps")]
    notes += checked_notes([names.framework], names.language)
    if rule.higher_is_better:
        return _climb(ax, scale, [("", placed)], notes, names.language)
    return _side_by_side(ax, scale, placed, notes, names.language)


def _placed(names: Names, scale: Scale, cells: Iterable[MatrixCell]) -> tuple[dict[str, list[Label]], list[str]]:
    """The actors on each level, each with its stages; and those whose level is not known."""
    stages: dict[tuple[str, str], list[str]] = {}
    lacking: dict[str, None] = {}
    for cell in cells:
        levels = [cell.highest] if scale.ordered else cell.levels
        where = names.stage(cell.stage) if names.programme.stages else ""
        where += f" ({names.say('contested')})" if cell.contested else ""
        for level in levels:
            if level in scale:
                stages.setdefault((str(level), cell.actor), []).append(where)
        if not any(level in scale for level in levels):
            lacking[names.actor(cell.actor)] = None
    placed: dict[str, list[Label]] = {}
    for (level, actor), found in stages.items():
        where = ", ".join(one for one in found if one)
        label = Label(f"{names.actor(actor)}: {where}" if where else names.actor(actor), names.programme.inside(actor))
        placed.setdefault(level, []).append(label)
    return {level: sorted(found, key=lambda one: not one.inside) for level, found in placed.items()}, list(lacking)


# --- the sums of a survey --------------------------------------------------------------------------------------------


def _sums(result: LadderSums, ax: Axes | None, language: Language) -> Axes:
    held = result.framework
    scale = held.scale[result.scale.rpartition(".")[2]]
    by_sum: dict[str, list[Label]] = {}
    by_median: dict[str, list[Label]] = {}
    for line in result.lines:
        name = _variable(line, language)
        by_sum.setdefault(line.rung, []).append(Label(name))
        for level, words in _medians(line, name, language):
            by_median.setdefault(level, []).append(Label(words))
    columns: list[tuple[str, Placed]] = [(say("by_sum", language), by_sum)]
    columns += [(say("by_median", language), by_median)] if by_median else []
    apart = [_variable(line, language) for line in result.lines if line.differ]
    few = [_variable(line, language) for line in result.lines if set(line.cautions) & _FEW]
    notes = [say("sum_note", language)]
    notes += [say("readings_differ", language, what=", ".join(apart))] if apart else []
    notes += [say("few_note", language, what=", ".join(few))] if few else []
    return _climb(ax, scale, columns, [*notes, *checked_notes([held], language)], language)


_FEW = {Caution.FEW_RESPONDENTS, Caution.ONE_RESPONDENT}


def _variable(line: LadderLine, language: Language) -> str:
    if line.variable == "total":
        return say("total", language)
    return capital(line.variable.replace("_", " "))


def _medians(line: LadderLine, name: str, language: Language) -> list[tuple[str, str]]:
    """The rungs of the median answer, which are two where the middle falls between them."""
    low, high = line.median_rung, line.median_high_rung
    if low is None or high is None:
        return []
    if low == high:
        return [(low, name)]
    return [(low, say("lower_median", language, what=name)), (high, say("upper_median", language, what=name))]


# --- a climb ---------------------------------------------------------------------------------------------------------


@attrs.frozen
class Rung:
    """A rung, laid out: its words and what stands on it, by column."""

    level: Level
    lines: Sequence[str]
    flows: Sequence[Flow]

    @property
    def height(self) -> float:
        """What it needs."""
        return max(LEAST, 0.16 + STEP * len(self.lines), *(flow.height + 2 * MARGIN for flow in self.flows))


def _climb(
    ax: Axes | None, scale: Scale, columns: Sequence[tuple[str, Placed]], notes: Sequence[str], language: Language
) -> Axes:
    left = 0.1 + (BAND if any(level.band for level in scale.levels) else 0.0)
    start = left + RUNG + 0.2
    wide = (WIDTH - 0.1 - start - 0.15 * (len(columns) - 1)) / len(columns)
    rungs = [
        Rung(
            level,
            _level_lines(level, RUNG - 0.25, language),
            [flowed(placed.get(level.key, ()), wide, language, MOST) for _, placed in columns],
        )
        for level in reversed(scale.levels)
    ]
    heads = [wrap(title, wide, SIZE, bold=True) if title else [] for title, _ in columns]
    top = 0.1 + (0.1 + STEP * max(map(len, heads)) if any(heads) else 0.0)
    sides = sides_of(label for _, placed in columns for labels in placed.values() for label in labels)
    lines = lines_of(notes, WIDTH - 0.2)
    legend = 0.26 if sides else 0.0
    sheet = new_sheet(ax, WIDTH, top + sum(rung.height for rung in rungs) + 0.06 + legend + notes_height(lines))
    for i, head in enumerate(heads):
        sheet.text(start + (wide + 0.15) * i, top - 0.08, head, SIZE, bold=True, valign="bottom")
    _bands(sheet, top, rungs, language)
    y = top
    for i, rung in enumerate(rungs):
        _rung(sheet, y, left, start, rung, 1 - i / max(1, len(rungs) - 1))
        for j, flow in enumerate(rung.flows):
            flow.draw(sheet, start + (wide + 0.15) * j, y + (rung.height - flow.height) / 2)
        y += rung.height
    draw_sides(sheet, 0.1, y + 0.18, sides, language)
    draw_notes(sheet, y + 0.06 + legend, lines)
    return sheet.ax


def _level_lines(level: Level, width: float, language: Language) -> list[str]:
    counted = "" if level.value is None else f"{number(level.value, language)}. "
    return wrap(counted + capital(level.label[language]), width, SIZE, bold=True)


def _rung(sheet: Sheet, y: float, left: float, start: float, rung: Rung, depth: float) -> None:
    """A rung between its two rails, the darker the higher."""
    sheet.line([left + 0.04] * 2, [y, y + rung.height], color=MUTED, linewidth=2.6)
    sheet.line([left + RUNG - 0.04] * 2, [y, y + rung.height], color=MUTED, linewidth=2.6)
    sheet.box(left + 0.04, y + 0.03, RUNG - 0.08, rung.height - 0.06, facecolor=shade(depth), edgecolor=MUTED)
    ink = INK if depth < 0.6 else PAPER
    sheet.text(left + RUNG / 2, y + rung.height / 2, rung.lines, SIZE, color=ink, bold=True, align="center")
    sheet.line([start - 0.1, sheet.width - 0.1], [y + rung.height] * 2, color=FAINT, linewidth=0.6)


def _bands(sheet: Sheet, y: float, rungs: Sequence[Rung], language: Language) -> None:
    """The wider classes beside the rungs that they hold."""
    for band, found in groupby(rungs, key=lambda rung: rung.level.band):
        height = sum(rung.height for rung in found)
        if band is not None:
            x = 0.1 + BAND - 0.08
            sheet.line([x + 0.05, x, x, x + 0.05], [y + 0.05, y + 0.05, y + height - 0.05, y + height - 0.05])
            sheet.text(x - 0.07, y + height / 2, wrap(band[language], BAND - 0.2, 7.4), 7.4, color=INK, align="right")
        y += height


# --- levels that are no steps ----------------------------------------------------------------------------------------


def _side_by_side(ax: Axes | None, scale: Scale, placed: Placed, notes: Sequence[str], language: Language) -> Axes:
    """Equal boxes, in one row or in two."""
    count = len(scale.levels)
    across = count if count <= ACROSS else -(-count // 2)
    wide = (WIDTH - 0.1) / across
    cells = [
        Rung(
            level,
            _level_lines(level, wide - 0.3, language),
            [flowed(placed.get(level.key, ()), wide - 0.24, language, MOST)],
        )
        for level in scale.levels
    ]
    rows = [cells[i : i + across] for i in range(0, count, across)]
    heads = [0.16 + STEP * max(len(one.lines) for one in row) for row in rows]
    tall = [
        head + max(0.5, *(one.flows[0].height + 2 * MARGIN for one in row))
        for head, row in zip(heads, rows, strict=True)
    ]
    sides = sides_of(label for labels in placed.values() for label in labels)
    legend, lines = 0.26 if sides else 0.0, lines_of(notes, WIDTH - 0.2)
    sheet = new_sheet(ax, WIDTH, 0.1 + sum(tall) + 0.1 * len(rows) + legend + notes_height(lines))
    y = 0.1
    for row, head, height in zip(rows, heads, tall, strict=True):
        for i, one in enumerate(row):
            x = 0.1 + wide * i
            sheet.box(x, y, wide - 0.1, height, edgecolor=MUTED)
            sheet.box(x, y, wide - 0.1, head, facecolor=shade(0.12), edgecolor=MUTED)
            sheet.text(x + (wide - 0.1) / 2, y + head / 2, one.lines, SIZE, bold=True, align="center")
            one.flows[0].draw(sheet, x + 0.07, y + head + MARGIN)
        y += height + 0.1
    draw_sides(sheet, 0.1, y + 0.08, sides, language)
    draw_notes(sheet, y - 0.04 + legend, lines)
    return sheet.ax
