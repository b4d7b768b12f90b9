"""Where units stand in the grids of a framework, and what to do about each."""

from __future__ import annotations

from ...measures.placement import Placed
from ...model.grids import Cell, Grid
from ..figures import figure
from ..markup import Markup, joined, paragraph, table, tag
from ..names import Names, capital
from ..plots.grid import draw_grid
from .pieces import cited, section

__all__ = ["placements"]


def placements(names: Names) -> Markup:
    """One table for each grid in which something stands."""
    found = names.assessment.placements
    placed = found.placed if found else ()
    blocks = []
    for grid in names.framework.grids:
        rows = [_row(names, grid, one) for one in placed if one.grid == grid.key]
        if rows:
            head = [names.say(key) for key in ("unit_placed", "stands_in", "rated_as", "advice", "source")]
            title = names.text(grid.label)
            picture = _drawn(names, grid, len(rows))
            blocks += [tag("h3", title), picture, table(head, rows, title, kept=2, titled=True)]
    note = paragraph(names.say("placements_note"), "intro") if blocks else ""
    return section(names, "placements", note, *blocks)


def _drawn(names: Names, grid: Grid, n: int) -> Markup:
    """The grid with what stands in it."""
    title, below = names.text(grid.label), names.say("table_beside")
    return figure(
        lambda axes: draw_grid(names, grid, axes),
        f"grid-{grid.key}",
        f"{title}. {below}",
        f"{names.say('grid_alternative', grid=title, n=names.number(n))} {below}",
    )


def _row(names: Names, grid: Grid, one: Placed) -> list[str]:
    cells = {cell.key: cell for cell in grid.cells}
    first = cells[one.cells[0]] if one.cells else None
    when = tag("div", names.period(one.period), class_="quiet") if one.period else ""
    unit = names.about(one.about) if one.about else names.word("phase", "programme")
    return [
        joined([capital(unit), when]),
        _cell(names, grid, one, first),
        "; ".join(_step(names, grid, *pair) for pair in one.at),
        names.text(first.advice) if first else "",
        cited(names, one.evidence),
    ]


def _cell(names: Names, grid: Grid, one: Placed, cell: Cell | None) -> str:
    if cell is None:
        lacking = ", ".join(names.text(axis.label) for axis in grid.axes if axis.key in one.missing)
        why = f" ({names.say('not_recorded', what=lacking)})" if lacking else ""
        return tag("span", names.say("no_cell") + why, class_="quiet")
    value = names.level(names.scale(grid.scale), str(one.value)) if one.value is not None else ""
    contested = f" ({names.say('contested')})" if one.contested else ""
    strong = tag("strong", names.text(cell.label), f": {value}" if value else "", contested)
    return joined([strong, tag("div", names.text(cell.definition), class_="quiet") if cell.definition else ""])


def _step(names: Names, grid: Grid, axis: str, step: str) -> str:
    """An axis and the step on it, by their labels."""
    found = next(one for one in grid.axes if one.key == axis)
    return f"{names.text(found.label)}: {names.step(found, step)}"
