"""Who is involved in which stage: actors in rows, stages in columns, the levels written in the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from ...measures.assessment import Assessment
from ...measures.matrix import MatrixCell
from ..names import Names, capital
from .sheet import INK, INSIDE, MUTED, OUTSIDE, PAPER, Sheet, empty_sheet, new_sheet, shade, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_matrix", "involvement"]

MOST = 60
SIZE, LINE, PAD = 7.6, 0.138, 0.1
LABEL, HEAD = 2.15, 8.0
ABSENT, PRESENT, EMPTY = "#e6e9ec", "#fbf6ea", "#b9c2ca"


@attrs.frozen
class Look:
    """How a cell is drawn: its lines, and whether each is bold; its colours."""

    lines: tuple[tuple[str, bool], ...]
    face: str
    ink: str
    hatched: bool


def involvement(assessment: Assessment, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw who is involved in which stage.

    Inside actors stand first. A darker cell is deeper on its own scale; a blank cell is no record, which differs from
    a recorded absence; where sources disagree the cell is hatched.

    Parameters
    ----------
    assessment
        The assessment.
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
    >>> from pemberdayaan.show.plots import involvement
    >>> type(involvement(pb.assess(pb.example("lkms_kartini")))).__name__
    'Axes'
    """
    return draw_matrix(Names(assessment, language), assessment.matrix.cells, ax)


def draw_matrix(names: Names, cells: Sequence[MatrixCell], ax: Axes | None) -> Axes:
    """Draw the cells of a matrix."""
    actors, more = _actors(names, cells)
    if not cells or not actors:
        return empty_sheet(ax, names.say("empty")).ax
    stages = _stages(names, cells)
    titles = [capital(names.stage(stage)) for stage in stages]
    widest = max(text_width(word, HEAD, bold=True) for title in titles for word in title.split())
    column = max(min(1.2, max(0.86, 5.2 / len(stages))), min(1.4, widest + 0.12))
    looks: dict[tuple[str, str | None], Look] = {}
    for key, found in _by_place(cells).items():
        looks[key] = _look(names, found, column - 0.12)
    rows = {who: _height(names, who, [looks[k] for k in looks if k[0] == who]) for who in actors}
    legend = _legend(names, cells)
    sides = [True, False] if any(names.programme.inside(who) for who in actors) else [False]
    sides = [side for side in sides if any(names.programme.inside(who) is side for who in actors)]
    heads = [wrap(title, column - 0.1, HEAD, bold=True) for title in titles]
    top = 0.16 + max(map(len, heads)) * 0.14
    width = LABEL + column * len(stages) + 0.1
    foot = 0.2 + 0.2 * len(_legend_rows(legend, width)) + 0.17 * len(_notes(names, cells, more, width))
    sheet = new_sheet(ax, width, top + sum(rows.values()) + 0.27 * len(sides) + foot)
    for i, head in enumerate(heads):
        sheet.text(LABEL + column * (i + 0.5), top - 0.08, head, HEAD, bold=True, align="center", valign="bottom")
    y = top
    for side in sides:
        y = _side(sheet, names, y, side, [(who, rows[who]) for who in actors], stages, column, looks)
    _draw_legend(sheet, legend, y + 0.2)
    y += 0.2 + 0.2 * len(_legend_rows(legend, width))
    for i, note in enumerate(_notes(names, cells, more, width)):
        sheet.text(0.1, y + 0.17 * i, note, 7.2, color=MUTED)
    return sheet.ax


def _actors(names: Names, cells: Iterable[MatrixCell]) -> tuple[list[str], int]:
    """The actors, inside first; where there are too many, those with a record."""
    recorded = {cell.actor for cell in cells}
    every = sorted(names.programme.stakeholders, key=lambda one: not one.inside)
    keys = [one.key for one in every if len(every) <= MOST or one.key in recorded]
    return keys[:MOST], len(every) - len(keys[:MOST])


def _stages(names: Names, cells: Iterable[MatrixCell]) -> list[str | None]:
    used = {cell.stage for cell in cells}
    return [*([None] if None in used else []), *names.programme.stage]


def _by_place(cells: Iterable[MatrixCell]) -> Mapping[tuple[str, str | None], list[MatrixCell]]:
    found: dict[tuple[str, str | None], list[MatrixCell]] = {}
    for cell in cells:
        found.setdefault((cell.actor, cell.stage), []).append(cell)
    return found


def _look(names: Names, cells: Sequence[MatrixCell], width: float) -> Look:
    first = cells[0]
    lines = [(line, False) for cell in cells for line in _levels(names, cell, width)]
    if not lines:
        plain = {True: "took_part", False: "no_part", None: "no_depth_known"}[first.present]
        lines = [(line, False) for line in wrap(names.say(plain), width, SIZE)]
    decides = next((cell.decides for cell in cells if cell.decides), None)
    if decides is not None:
        lines += [(line, True) for line in wrap(names.word("decides", decides), width, SIZE, bold=True)]
    depth = next((d for cell in cells if (d := _depth(names, cell)) is not None), None)
    hatched = any(cell.contested for cell in cells)
    if first.present is False:
        return Look(tuple(lines), ABSENT, MUTED, hatched)
    if depth is None:
        return Look(tuple(lines), PRESENT, INK, hatched)
    return Look(tuple(lines), shade(depth), INK if depth < 0.6 else PAPER, hatched)


def _levels(names: Names, cell: MatrixCell, width: float) -> Iterator[str]:
    scale = names.scale(cell.scale)
    chosen = [cell.highest] if cell.n is not None and cell.highest else cell.levels
    for level in chosen:
        yield from wrap(capital(names.level(scale, level)), width, SIZE)
    if cell.n is not None:
        yield from wrap(names.say("median_of", n=names.number(cell.n)), width, SIZE)


def _depth(names: Names, cell: MatrixCell) -> float | None:
    scale = names.scale(cell.scale)
    if scale is None or not scale.ordered or cell.highest is None or cell.highest not in scale:
        return None
    return scale.position(cell.highest) / max(1, len(scale.levels) - 1)


def _height(names: Names, who: str, looks: Iterable[Look]) -> float:
    label = len(wrap(names.actor(who), LABEL - 0.3, SIZE))
    return max(0.36, 2 * PAD + LINE * max([label, *(len(look.lines) for look in looks)]))


def _side(
    sheet: Sheet,
    names: Names,
    y: float,
    inside: bool,
    rows: Sequence[tuple[str, float]],
    stages: Sequence[str | None],
    column: float,
    looks: Mapping[tuple[str, str | None], Look],
) -> float:
    """Draw the actors of one side of the community's border; the height below them."""
    color = INSIDE if inside else OUTSIDE
    sheet.text(0.1, y + 0.15, names.say("Inside" if inside else "Outside"), HEAD, bold=True, color=INK)
    sheet.line([0.1, sheet.width - 0.1], [y + 0.26, y + 0.26], color=color, linewidth=1.6)
    y += 0.27
    for who, height in rows:
        if names.programme.inside(who) is not inside:
            continue
        sheet.box(0.1, y + 0.02, 0.06, height - 0.04, facecolor=color, edgecolor="none")
        sheet.text(0.25, y + height / 2, wrap(names.actor(who), LABEL - 0.3, SIZE), SIZE)
        for i, stage in enumerate(stages):
            _cell(sheet, LABEL + column * i, y, column, height, looks.get((who, stage)))
        y += height
    return y


def _cell(sheet: Sheet, x: float, y: float, width: float, height: float, look: Look | None) -> None:
    if look is None:
        sheet.box(x + 0.02, y + 0.02, width - 0.04, height - 0.04, edgecolor=EMPTY, linestyle=(0, (2, 2)))
        return
    hatch = {"hatch": "////", "edgecolor": "#9aa6b0"} if look.hatched else {"edgecolor": "none"}
    sheet.box(x + 0.02, y + 0.02, width - 0.04, height - 0.04, facecolor=look.face, linewidth=0.6, **hatch)
    middle = x + width / 2
    start = y + height / 2 - LINE * (len(look.lines) - 1) / 2
    if look.hatched:
        tall = LINE * len(look.lines) + 0.06
        sheet.box(x + 0.07, y + (height - tall) / 2, width - 0.14, tall, facecolor=look.face, edgecolor="none")
    for i, (line, bold) in enumerate(look.lines):
        sheet.text(middle, start + LINE * i, line, SIZE, color=look.ink, bold=bold, align="center")


# --- legend and notes ------------------------------------------------------------------------------------------------


@attrs.frozen
class Mark:
    """A sample of a cell's look; several faces are a gradient."""

    words: str
    faces: tuple[str, ...]
    look: Mapping[str, object]

    @property
    def width(self) -> float:
        """The width of the sample."""
        return 0.26 if len(self.faces) == 1 else 0.1 * len(self.faces)

    @property
    def room(self) -> float:
        """The width of the sample and its words."""
        return self.width + 0.07 + text_width(self.words, 7.2) + 0.25

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw the sample and its words."""
        wide = self.width / len(self.faces)
        for i, face in enumerate(self.faces):
            look = {"edgecolor": "none", "linewidth": 0.6, **self.look}
            sheet.box(x + wide * i, y - 0.06, wide, 0.13, facecolor=face, **look)
        sheet.text(x + self.width + 0.07, y, self.words, 7.2, color=MUTED)


def _legend(names: Names, cells: Sequence[MatrixCell]) -> list[Mark]:
    """A sample of each look that the picture uses."""
    dotted = {"edgecolor": EMPTY, "linestyle": (0, (2, 2))}
    hatch = {"hatch": "//////", "edgecolor": "#9aa6b0"}
    deep = [_depth(names, cell) is not None for cell in cells if cell.present is not False]
    filled = len(_by_place(cells)) < len(names.programme.stakeholders) * len(_stages(names, cells))
    shown: list[tuple[bool, str, tuple[str, ...], Mapping[str, object]]] = [
        (any(deep), "deeper", tuple(shade(i / 3) for i in range(4)), {}),
        (not all(deep), "no_depth", (PRESENT,), {"edgecolor": "#d9cfb4"}),
        (any(cell.present is False for cell in cells), "absent", (ABSENT,), {}),
        (any(cell.contested for cell in cells), "contested", (PAPER,), hatch),
        (filled, "no_record", (PAPER,), dotted),
    ]
    return [Mark(names.say(words), faces, look) for used, words, faces, look in shown if used]


def _legend_rows(legend: Sequence[Mark], width: float) -> list[list[Mark]]:
    rows: list[list[Mark]] = []
    for mark in legend:
        if not rows or sum(one.room for one in rows[-1]) + mark.room > width:
            rows.append([])
        rows[-1].append(mark)
    return rows


def _draw_legend(sheet: Sheet, legend: Sequence[Mark], y: float) -> None:
    for i, row in enumerate(_legend_rows(legend, sheet.width)):
        x = 0.1
        for mark in row:
            mark.draw(sheet, x, y + 0.2 * i)
            x += mark.room


def _notes(names: Names, cells: Iterable[MatrixCell], more: int, width: float) -> list[str]:
    scales = [scale for key in dict.fromkeys(cell.scale for cell in cells) if (scale := names.scale(key)) is not None]
    notes = []
    if scales:
        named = "; ".join(names.text(scale.label) for scale in scales)
        notes += wrap(names.say("scales_used", scales=named), width - 0.2, 7.2)
    if more > 0:
        notes.append(names.say("and_more_actors", n=names.number(more)))
    return notes
