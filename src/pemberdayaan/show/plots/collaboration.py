"""Who works with whom: inside actors on the left, outside actors on the right, ties as arrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...measures.assessment import Assessment
from ...model.stakeholders import Sector
from ..names import Names
from .sheet import INK, INSIDE, MUTED, OUTSIDE, PAPER, Sheet, empty_sheet, new_sheet, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["collaboration"]

MOST = 60
MARGIN, BOX, GAP = 0.85, 2.25, 2.1
SIZE, STEP, PORT = 7.6, 0.14, 0.12


@attrs.define
class Node:
    """A box: an actor, or the actors of a sector."""

    key: str
    label: list[str]
    sector: str
    inside: bool
    left: list[str] = attrs.field(factory=list)
    right: list[str] = attrs.field(factory=list)
    y: float = 0.0

    @property
    def height(self) -> float:
        """What the label and the ends of the ties need."""
        return max(0.16 + STEP * len(self.label), PORT * (max(len(self.left), len(self.right)) + 1))

    @property
    def x(self) -> float:
        """Its left edge."""
        return MARGIN if self.inside else MARGIN + BOX + GAP

    def port(self, other: str, *, outer: bool) -> tuple[float, float]:
        """Where the tie to another box leaves it: on the outer side for a box in the same column."""
        ports = self.left if outer == self.inside else self.right
        where = self.x + (0.0 if ports is self.left else BOX)
        return where, self.y + self.height * (ports.index(other) + 1) / (len(ports) + 1)


Ties = Mapping[tuple[str, str], int]


def collaboration(assessment: Assessment, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw the ties of a programme, as a description and no score.

    Inside actors stand on the left and outside actors on the right, by sector; from 61 actors on, each sector is one
    box. An arrow goes where the tie goes, with two heads where it is returned.

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
    >>> from pemberdayaan.show.plots import collaboration
    >>> type(collaboration(pb.assess(pb.example("lkms_kartini")))).__name__
    'Axes'
    """
    names = Names(assessment, language)
    nodes, ties = _nodes(names)
    if not ties:
        return empty_sheet(ax, names.say("no_ties")).ax
    columns = {side: _ordered(side, nodes, ties) for side in (True, False)}
    _ports(nodes, ties, columns)
    notes = _notes(names, nodes, ties)
    height = max(_place(column) for column in columns.values()) + 0.2 + 0.18 * len(notes)
    sheet = new_sheet(ax, 2 * (MARGIN + BOX) + GAP, height)
    for side, column in columns.items():
        _column(sheet, names, side, column)
    for (source, target), count in ties.items():
        back = (target, source) in ties
        if not back or source < target:
            by_sector = len(names.programme.stakeholders) > MOST
            _tie(sheet, nodes[source], nodes[target], back, count if by_sector else None)
    linked = {key for pair in ties for key in pair}
    for one in nodes.values():
        _box(sheet, one, one.key in linked)
    for i, note in enumerate(notes):
        sheet.text(0.1, height - 0.12 - 0.18 * (len(notes) - 1 - i), note, 7.2, color=MUTED)
    return sheet.ax


def _nodes(names: Names) -> tuple[dict[str, Node], Ties]:
    """The boxes and the ties between them: actors, or sectors where there are too many actors."""
    programme = names.programme
    width = BOX - 0.2
    if len(programme.stakeholders) <= MOST:
        nodes = {
            one.key: Node(one.key, wrap(names.actor(one.key), width, SIZE), one.sector.value, bool(one.inside))
            for one in programme.stakeholders
        }
        ties: dict[tuple[str, str], int] = {}
        for tie in programme.ties:
            if tie.from_ != tie.to:
                ties[tie.from_, tie.to] = ties.get((tie.from_, tie.to), 0) + 1
        return nodes, ties
    members: dict[str, list[bool]] = {}
    for one in programme.stakeholders:
        members.setdefault(one.sector.value, []).append(bool(one.inside))
    nodes = {
        sector: Node(
            sector,
            wrap(f"{names.word('sector', sector)}: {names.say('actors_n', n=names.number(len(sides)))}", width, SIZE),
            sector,
            any(sides),
        )
        for sector, sides in members.items()
    }
    return nodes, {pair: n for pair, n in names.assessment.collaboration.by_sector if pair[0] != pair[1]}


def _ordered(side: bool, nodes: Mapping[str, Node], ties: Ties) -> list[Node]:
    """The boxes of a column by sector, and within a sector near to those that they are tied to."""
    column = [one for one in nodes.values() if one.inside is side]
    sectors = [sector.value for sector in Sector]
    order = {key: i for i, key in enumerate(nodes)}
    near = {key: _middle(order, key, ties) for key in nodes}
    return sorted(column, key=lambda one: (sectors.index(one.sector), near[one.key], order[one.key]))


def _middle(order: Mapping[str, int], key: str, ties: Ties) -> float:
    others = [order[b if a == key else a] for a, b in ties if key in (a, b)]
    return sum(others) / len(others) if others else len(order)


def _ports(nodes: Mapping[str, Node], ties: Ties, columns: Mapping[bool, Sequence[Node]]) -> None:
    """Give every end of a tie a place on its box, in the order of the boxes at the other end."""
    rank = {one.key: i for column in columns.values() for i, one in enumerate(column)}
    for key, one in nodes.items():
        others = dict.fromkeys(b if a == key else a for a, b in ties if key in (a, b))
        for other in sorted(others, key=lambda name: rank[name]):
            outer = nodes[other].inside == one.inside
            (one.left if outer == one.inside else one.right).append(other)
        for ports in (one.left, one.right):
            same = [name for name in ports if nodes[name].inside == one.inside]
            # Arcs on the outer side nest: those up leave above those down, the nearest outermost.
            above = sorted((name for name in same if rank[name] < rank[key]), key=lambda name: -rank[name])
            below = sorted((name for name in same if rank[name] > rank[key]), key=lambda name: -rank[name])
            if same:
                ports[:] = [*above, *below]


def _place(column: Sequence[Node]) -> float:
    """Put the boxes of a column below each other; the height that they need."""
    y, sector = 0.34, None
    for one in column:
        y += 0.26 if one.sector != sector else 0.09
        sector = one.sector
        one.y = y
        y += one.height
    return y


def _column(sheet: Sheet, names: Names, inside: bool, column: Sequence[Node]) -> None:
    x = MARGIN if inside else MARGIN + BOX + GAP
    color = INSIDE if inside else OUTSIDE
    sheet.text(x, 0.14, names.say("Inside" if inside else "Outside"), 8.8, bold=True)
    sheet.line([x, x + BOX], [0.27, 0.27], color=color, linewidth=1.8)
    sector = None
    for one in column:
        if one.sector != sector:
            sheet.text(x, one.y - 0.1, names.word("sector", one.sector), 7.0, color=MUTED)
        sector = one.sector


def _box(sheet: Sheet, one: Node, linked: bool) -> None:
    color = INSIDE if one.inside else OUTSIDE
    look: dict[str, Any] = {} if linked else {"linestyle": (0, (2, 2))}
    face = ("#eaf1f7" if one.inside else "#fbf1e1") if linked else PAPER
    sheet.box(one.x, one.y, BOX, one.height, facecolor=face, edgecolor=color, linewidth=0.9, radius=0.05, **look)
    sheet.text(one.x + BOX / 2, one.y + one.height / 2, one.label, SIZE, color=INK if linked else MUTED, align="center")


def _tie(sheet: Sheet, source: Node, target: Node, both: bool, count: int | None) -> None:
    same = source.inside == target.inside
    x, y = source.port(target.key, outer=same)
    u, v = target.port(source.key, outer=same)
    if same:
        bend = min(MARGIN - 0.15, 0.22 + 0.12 * abs(v - y)) * (-1 if source.inside else 1) * 4 / 3
        points = [(x, y), (x + bend, y), (u + bend, v), (u, v)]
    else:
        half = (u - x) / 2
        points = [(x, y), (x + half, y), (u - half, v), (u, v)]
    sheet.arrow(points, [1, 4, 4, 4], arrowstyle="<|-|>" if both else "-|>", color="#46535e", linewidth=1.0)
    if count is not None:
        right = x > source.x
        sheet.text(
            x + (0.06 if right else -0.06), y - 0.07, str(count), 6.6, color=MUTED, align="left" if right else "right"
        )


def _notes(names: Names, nodes: Mapping[str, Node], ties: Ties) -> list[str]:
    linked = {key for pair in ties for key in pair}
    complete = names.assessment.collaboration.complete
    notes = [names.say("arrow_note")]
    if len(linked) < len(nodes):
        notes.append(names.say("dashed_note"))
    notes.append(names.say("ties_complete" if complete else "ties_incomplete"))
    width = 2 * (MARGIN + BOX) + GAP - 0.2
    return [line for note in notes for line in wrap(note, width, 7.2)]
