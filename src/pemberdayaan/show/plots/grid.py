"""A framework's grid with the units that stand in its cells, and below it those that cannot be placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

import attrs

from ...errors import InvalidInput, fault
from ...measures.assessment import Assessment
from ...measures.placement import Placed, cells_at
from ...model.grids import Grid, GridAxis
from ...model.text import as_language
from ..names import Names, capital
from .chips import Flow, Label, draw_sides, flowed, side_of, sides_of, unit_label
from .notes import checked_notes, draw_notes, lines_of, notes_height
from .sheet import INK, MUTED, PAPER, Sheet, empty_sheet, new_sheet, shade, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_grid", "grid"]

WIDTH, LABEL = 7.6, 1.4
SIZE, SMALL, STEP = 7.8, 7.2, 0.135
NARROWEST, LEAST = 1.15, 0.5
# As many units are named in one cell, and as many groups of rows are drawn whether or not something stands in them.
MOST, GROUPS = 24, 6
# A cell that is rated is at most so dark, since dark labels stand in it.
DARKEST = 0.45

At = tuple[tuple[str, str], ...]


@attrs.frozen
class Box:
    """A crossing of steps, laid out."""

    name: Sequence[str]
    below: Sequence[str]
    flow: Flow
    face: str
    empty: bool

    @property
    def height(self) -> float:
        """What it needs."""
        words = STEP * (len(self.name) + len(self.below))
        return max(LEAST, 0.16 + words + (self.flow.height + 0.08 if self.flow.chips else 0.0))


@attrs.frozen
class Board:
    """A grid, and what of an assessment stands in it."""

    names: Names
    grid: Grid
    placed: Sequence[Placed]

    @property
    def dated(self) -> bool:
        """Whether units are told apart by their time."""
        return len({one.period for one in self.placed}) > 1

    def fits(self, one: Placed, at: At) -> bool:
        """Whether a unit stands at a crossing: it is rated on every axis that matters, and on these steps."""
        return not one.missing and set(one.at) <= set(at)

    def label(self, one: Placed) -> Label:
        """A unit with its time and its rating, as far as they tell something."""
        value = None if one.value is None else self.value(one.value)
        words = value if value is not None and one.about is None else unit_label(self.names, one.about)
        words += f" ({self.names.period(one.period)})" if self.dated and one.period else ""
        words += f": {value}" if value is not None and one.about is not None else ""
        words += f" ({self.names.say('contested')})" if one.contested else ""
        return Label(capital(words), side_of(self.names, one.about))

    def value(self, value: object) -> str:
        """How a cell was rated."""
        if isinstance(value, tuple):
            return self.names.say("range", low=self.names.number(value[0]), high=self.names.number(value[1]))
        if isinstance(value, str):
            return self.names.level(self.names.scale(self.grid.scale), value)
        return self.names.number(value)

    def box(self, at: At, width: float, below: str = "") -> Box:
        """The box at a crossing."""
        names, cells = self.names, cells_at(self.grid, dict(at))
        here = [one for one in self.placed if self.fits(one, at)]
        labels = sorted((self.label(one) for one in here), key=lambda one: one.inside is not True)
        name = wrap(names.text(cells[0].label), width - 0.16, SIZE, bold=True) if cells else []
        said = below or (names.say("not_rated") if self.grid.scale and not here else "")
        flow = flowed(labels, width - 0.16, names.language, MOST)
        return Box(name, wrap(said, width - 0.16, SMALL) if said else [], flow, self._face(here), not here)

    def _face(self, here: Sequence[Placed]) -> str:
        scale = self.names.scale(self.grid.scale)
        values = {one.value for one in here}
        if scale is None or not scale.ordered or len(values) != 1:
            return PAPER
        (value,) = values
        if value not in scale:
            return PAPER
        return shade(DARKEST * (scale.position(str(value)) + 1) / len(scale.levels))


def grid(assessment: Assessment, *, grid: str | None = None, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw a grid of a framework with the units in its cells.

    Two axes make a table; a third makes a group of rows for each of its steps. Three axes of two steps each, as
    Mitchell's, make boxes in the order of how many attributes are held. Units that cannot be placed stand below, with
    what of them is not rated.

    Parameters
    ----------
    assessment
        An assessment by a framework that has a grid.
    grid
        The key of the grid; None for the first in which something stands.
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
        If the framework has no grid of that key.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> from pemberdayaan.show.plots import grid
    >>> type(grid(pb.assess(pb.example("lokakarya_laverack"), "mitchell-1997"))).__name__
    'Axes'
    """
    names = Names(assessment, as_language(language))
    grids = {one.key: one for one in assessment.framework.grids}
    if grid is not None and grid not in grids:
        raise InvalidInput(fault("no_such", "grid", noun="grid", given=grid, choices=tuple(grids)))
    placed = assessment.placements.placed if assessment.placements else ()
    standing = [one.grid for one in placed]
    chosen = grid or next(iter([*standing, *grids]), None)
    if chosen is None:
        return empty_sheet(ax, names.say("empty")).ax
    return draw_grid(names, grids[chosen], ax)


def draw_grid(names: Names, grid: Grid, ax: Axes | None) -> Axes:
    """Draw one grid of an assessment's framework."""
    found = names.assessment.placements
    board = Board(names, grid, [one for one in found.placed if one.grid == grid.key] if found else [])
    if not grid.axes or not all(axis.steps for axis in grid.axes):
        return empty_sheet(ax, names.say("empty")).ax
    if len(grid.axes) > 2 and all(len(axis.steps) == 2 for axis in grid.axes):
        return _by_number(board, ax)
    return _table(board, ax)


# --- what stands below -----------------------------------------------------------------------------------------------


def _notes(board: Board, crossings: Iterable[At]) -> list[str]:
    """What cannot be placed and why, and how far the framework was checked."""
    names, every = board.names, list(crossings)
    notes = [] if board.placed else [names.say("nothing_stands")]
    for one in board.placed:
        words = board.label(one).words
        if one.missing:
            axes = names.listed([names.text(axis.label) for axis in board.grid.axes if axis.key in one.missing])
            cells = names.listed([names.text(cell.label) for cell in board.grid.cells if cell.key in one.cells])
            phrase = "lacking_in" if cells else "lacking"
            notes.append(names.say(phrase, what=words, axes=axes, cells=cells))
        elif not any(board.fits(one, at) for at in every):
            notes.append(names.say("unnamed_step", what=words))
    return [*dict.fromkeys(notes), *checked_notes([names.framework], names.language)]


def _foot(sheet: Sheet, board: Board, y: float, notes: Sequence[str]) -> None:
    sides = _sides(board)
    draw_sides(sheet, 0.1, y + 0.16, sides, board.names.language)
    draw_notes(sheet, y + (0.28 if sides else 0.04), notes)


def _sides(board: Board) -> list[bool]:
    return sides_of(board.label(one) for one in board.placed if not one.missing)


def _foot_height(board: Board, notes: Sequence[str]) -> float:
    return (0.28 if _sides(board) else 0.04) + notes_height(notes)


def _draw_box(sheet: Sheet, box: Box, x: float, y: float, size: tuple[float, float]) -> None:
    width, height = size
    sheet.box(x + 0.03, y + 0.03, width - 0.06, height - 0.06, facecolor=box.face, edgecolor=MUTED)
    ink = MUTED if box.empty else INK
    sheet.text(x + width / 2, y + 0.09, box.name, SIZE, color=ink, bold=True, align="center", valign="top")
    down = y + 0.09 + STEP * len(box.name)
    sheet.text(x + width / 2, down, box.below, SMALL, color=MUTED, align="center", valign="top")
    box.flow.draw(sheet, x + 0.08, down + STEP * len(box.below) + 0.06)


# --- a table ---------------------------------------------------------------------------------------------------------


@attrs.frozen
class Group:
    """Rows that share their steps on the axes after the second."""

    title: str
    rows: Sequence[tuple[Sequence[str], Sequence[Box]]]

    @property
    def heights(self) -> list[float]:
        """What its rows need."""
        return [max(0.16 + STEP * len(head), *(box.height for box in boxes)) for head, boxes in self.rows]


def _table(board: Board, ax: Axes | None) -> Axes:
    down, across, others = _sorted_axes(board.grid)
    wide = max(NARROWEST, (WIDTH - LABEL - 0.2) / len(across.steps))
    width = LABEL + wide * len(across.steps) + 0.2
    groups = list(_groups(board, down, across, others, wide))
    heads = [wrap(capital(board.names.step(across, step)), wide - 0.1, SIZE, bold=True) for step in across.steps]
    top = 0.34 + 0.1 + STEP * max(map(len, heads))
    crossings = (tuple(zip(_keys(board.grid), at, strict=True)) for at in product(*_steps(board.grid)))
    notes = lines_of(_notes(board, crossings), width - 0.2)
    tall = sum(sum(group.heights) + (0.3 if group.title else 0.0) for group in groups)
    sheet = new_sheet(ax, width, top + tall + 0.05 + _foot_height(board, notes))
    _axis_names(sheet, board.names, down, across, top)
    for i, head in enumerate(heads):
        sheet.text(LABEL + wide * (i + 0.5), top - 0.06, head, SIZE, bold=True, align="center", valign="bottom")
    y = top
    for group in groups:
        if group.title:
            sheet.box(0.1, y + 0.04, width - 0.2, 0.24, facecolor=shade(0.1), edgecolor="none")
            sheet.text(0.2, y + 0.16, group.title, SIZE, bold=True)
            y += 0.3
        for (step, boxes), height in zip(group.rows, group.heights, strict=True):
            sheet.text(LABEL - 0.08, y + height / 2, step, SIZE, bold=True, align="right")
            for i, box in enumerate(boxes):
                _draw_box(sheet, box, LABEL + wide * i, y, (wide, height))
            y += height
    _foot(sheet, board, y + 0.05, notes)
    return sheet.ax


def _keys(grid: Grid) -> list[str]:
    return [axis.key for axis in grid.axes]


def _steps(grid: Grid) -> list[tuple[str, ...]]:
    return [axis.steps for axis in grid.axes]


# Stands in for the axis that a grid with one axis lacks.
_NONE = GridAxis("none", {"id": "-", "en": "-"}, ("none",))


def _sorted_axes(grid: Grid) -> tuple[GridAxis, GridAxis, Sequence[GridAxis]]:
    """The axis of the rows, that of the columns, and those of the groups; what lists elements stands in the rows."""
    first, second, *others = (*grid.axes, _NONE) if len(grid.axes) == 1 else grid.axes
    if second is _NONE:
        return _NONE, first, ()
    turned = _lists(second) and not _lists(first)
    return (second, first, others) if turned else (first, second, others)


def _lists(axis: GridAxis) -> bool:
    """Whether an axis runs over elements, and not over levels."""
    return axis.element is None and any("." in step for step in axis.steps)


def _upwards(down: GridAxis, across: GridAxis) -> bool:
    """Rows rise, unless the grid only crosses lists of elements."""
    return not (_lists(down) and _lists(across))


def _groups(board: Board, down: GridAxis, across: GridAxis, others: Sequence[GridAxis], wide: float) -> Iterator[Group]:
    names = board.names
    steps = list(reversed(down.steps)) if _upwards(down, across) else list(down.steps)
    fixed = [tuple(zip([one.key for one in others], at, strict=True)) for at in product(*(one.steps for one in others))]
    used = [at for at in fixed if any(not one.missing and set(at) <= set(one.at) for one in board.placed)]
    for at in fixed if len(fixed) <= GROUPS or not used else used:
        parts = [
            f"{names.text(axis.label)}: {names.step(axis, step)}" for axis, (_, step) in zip(others, at, strict=True)
        ]
        rows = []
        for step in steps:
            head = wrap(capital(names.step(down, step)), LABEL - 0.25, SIZE, bold=True) if down is not _NONE else []
            here = ((down.key, step),) if down is not _NONE else ()
            rows.append((head, [board.box((*here, (across.key, one), *at), wide) for one in across.steps]))
        yield Group("; ".join(parts), rows)


def _axis_names(sheet: Sheet, names: Names, down: GridAxis, across: GridAxis, top: float) -> None:
    rising = " →" if _ordered(names, across) else ""
    title = wrap(capital(names.text(across.label)) + rising, sheet.width - LABEL - 0.2, SIZE, lines=1)
    sheet.text(LABEL + (sheet.width - LABEL - 0.1) / 2, 0.17, title, SIZE, color=MUTED, align="center")
    if down is not _NONE:
        rising = "↑ " if _ordered(names, down) else ""
        words = wrap(rising + capital(names.text(down.label)), LABEL - 0.25, SIZE)
        sheet.text(LABEL - 0.08, top - 0.06, words, SIZE, color=MUTED, align="right", valign="bottom")


def _ordered(names: Names, axis: GridAxis) -> bool:
    """Whether the steps of an axis are levels of a scale with an order."""
    scales = (one for one in names.framework.scales if set(axis.steps) <= {level.key for level in one.levels})
    return any(one.ordered for one in scales)


# --- boxes by the number of attributes held --------------------------------------------------------------------------


def _by_number(board: Board, ax: Axes | None) -> Axes:
    """The crossings of axes of two steps: rows by how many stand on the second step, most above."""
    names, axes = board.names, board.grid.axes
    rows: dict[int, list[At]] = {number: [] for number in range(len(axes), -1, -1)}
    for at in product(*(axis.steps for axis in axes)):
        held = sum(axis.steps[1] == step for axis, step in zip(axes, at, strict=True))
        rows[held].append(tuple((axis.key, step) for axis, step in zip(axes, at, strict=True)))
    wide = (WIDTH - 1.05) / max(map(len, rows.values()))
    boxes = {
        number: [board.box(at, wide, _held(names, axes, dict(at)) if number else "") for at in reversed(crossings)]
        for number, crossings in rows.items()
    }
    tall = {number: max(box.height for box in found) + 0.06 for number, found in boxes.items()}
    notes = lines_of(_notes(board, (at for found in rows.values() for at in found)), WIDTH - 0.2)
    sheet = new_sheet(ax, WIDTH, 0.1 + sum(tall.values()) + _foot_height(board, notes))
    shared = len({axis.steps for axis in axes}) == 1
    step = wrap(names.step(axes[0], axes[0].steps[1]), 0.75, SIZE, bold=True) if shared else []
    y = 0.08
    for number, found in boxes.items():
        sheet.text(0.1, y + tall[number] / 2, [names.say("n_of_m", n=number, m=len(axes)), *step], SIZE, bold=True)
        x = 0.95 + (WIDTH - 1.05 - wide * len(found)) / 2
        for i, box in enumerate(found):
            _draw_box(sheet, box, x + wide * i, y, (wide, tall[number]))
        y += tall[number]
    _foot(sheet, board, y, notes)
    return sheet.ax


def _held(names: Names, axes: Iterable[GridAxis], at: Mapping[str, str]) -> str:
    return " + ".join(names.text(axis.label) for axis in axes if at[axis.key] == axis.steps[1])
