"""A ring of named dots, by group: every label has a line of its own, and ties run as curves through the middle."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from ...model.text import Language
from ..phrases import say
from .notes import SLACK
from .sheet import INK, INSIDE, MUTED, OUTSIDE, PAPER, POINTS, Sheet, text_width, wrap

__all__ = [
    "Curve",
    "Legend",
    "Ring",
    "Spot",
    "draw_legend",
    "draw_ring",
    "legend_height",
    "legend_of",
    "legend_of_spots",
    "ring_of",
]

SIZE, STEP = 7.4, 0.135
ROW, HEADING = 0.07, 0.24
DOT = 0.05
# How often dots are moved within their group towards what they are tied to.
SWEEPS = 8
# The ring's half width by its half height, and the narrowest and widest.
ROUND, NARROW, WIDE = 0.7, 1.25, 1.75
# How low a ring may be, and how far its rows are drawn apart to fill it.
LOWEST, SLACKEST = 2.4, 0.3


@attrs.define
class Spot:
    """A dot with its label.

    Parameters
    ----------
    key
        The actor, or the group.
    lines
        Its label.
    group
        The heading that it stands under.
    inside
        Which side of the community's border; None where that is not known.
    broker
        How many pairs it joins; 0 for no broker.
    linked
        Whether it has a tie.
    size
        Its width in points.
    """

    key: Hashable
    lines: Sequence[str]
    group: str
    inside: bool | None = None
    broker: int = 0
    linked: bool = True
    size: float = 6.0
    x: float = 0.0
    y: float = 0.0
    left: bool = True

    @property
    def height(self) -> float:
        """The room that its label needs."""
        return ROW + STEP * max(1, len(self.lines))


@attrs.frozen
class Curve:
    """A tie between two dots."""

    source: Hashable
    target: Hashable
    look: Mapping[str, Any]
    heads: str = "-"
    pull: float = 0.55


@attrs.frozen
class Ring:
    """Where everything is, from the top left corner of the ring's own sheet."""

    spots: Sequence[Spot]
    headings: Sequence[tuple[Sequence[str], float, float, bool]]
    width: float
    height: float
    label: float
    middle: tuple[float, float]

    def spot(self, key: Hashable) -> Spot:
        """A dot by its key."""
        return next(one for one in self.spots if one.key == key)


def ring_of(
    spots: Sequence[Spot], pairs: Iterable[tuple[Hashable, Hashable]], label: float, *, most: float = WIDE
) -> Ring:
    """Place dots on a ring, those of a group together, half of them on each side.

    Parameters
    ----------
    spots
        The dots; those of a group stand in any order.
    pairs
        Who is tied to whom.
    label
        The width of a label.
    most
        The ring's half width at most.
    """
    ordered = _ordered(spots, list(pairs))
    sides = _halves(ordered)
    tall = max(max(_length(side, label) for side in sides), LOWEST)
    across = min(most, max(NARROW, ROUND * tall / 2))
    middle = (label + 0.12 + across, tall / 2)
    headings: list[tuple[Sequence[str], float, float, bool]] = []
    for left, side in zip((True, False), sides, strict=True):
        gap = min(SLACKEST, (tall - _length(side, label)) / max(1, len(side)))
        y, group = (tall - _length(side, label) - gap * len(side)) / 2, None
        for one in side:
            lines = _heading(one.group, label)
            begins = bool(one.group) and one.group != group
            y += HEADING + STEP * (len(lines) - 1) if begins else 0.0
            one.left, one.y = left, y + (one.height + gap) / 2
            bend = max(0.0, 1 - ((one.y - middle[1]) / (tall / 2 * 1.1)) ** 2) ** 0.5
            one.x = middle[0] + (-across if left else across) * bend
            if begins:
                headings.append((lines, one.x + (-0.12 if left else 0.12), one.y - one.height / 2, left))
            y, group = y + one.height + gap, one.group
    return Ring(ordered, headings, 2 * (label + 0.12 + across), tall, label, middle)


def _heading(group: str, label: float) -> list[str]:
    return wrap(group, label / SLACK, 6.8, lines=3)


def _ordered(spots: Sequence[Spot], pairs: Sequence[tuple[Hashable, Hashable]]) -> list[Spot]:
    """The dots by group, within a group near to those that they are tied to."""
    groups = list(dict.fromkeys(one.group for one in spots))
    found = sorted(spots, key=lambda one: groups.index(one.group))
    near: dict[Hashable, list[Hashable]] = {one.key: [] for one in spots}
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    for _ in range(SWEEPS):
        place = {one.key: float(i) for i, one in enumerate(found)}

        def wanted(one: Spot, place: Mapping[Hashable, float] = place) -> tuple[int, float]:
            others = [place[key] for key in near[one.key]]
            return groups.index(one.group), sum(others) / len(others) if others else place[one.key]

        found = sorted(found, key=wanted)
    return found


def _halves(ordered: Sequence[Spot]) -> tuple[list[Spot], list[Spot]]:
    """The dots of the left and of the right, as evenly as can be; better between two groups than within one."""
    total = sum(one.height for one in ordered)

    def cost(cut: int) -> float:
        here = sum(one.height for one in ordered[:cut])
        splits = 0 < cut < len(ordered) and ordered[cut - 1].group == ordered[cut].group
        return abs(2 * here - total) + (0.3 * total if splits else 0.0)

    best = min(range(len(ordered) + 1), key=lambda cut: (cost(cut), cut))
    return list(ordered[:best]), list(ordered[best:])


def _length(side: Sequence[Spot], label: float) -> float:
    groups = dict.fromkeys(one.group for one in side if one.group)
    above = sum(HEADING + STEP * (len(_heading(one, label)) - 1) for one in groups)
    return sum(one.height for one in side) + above


def draw_ring(sheet: Sheet, ring: Ring, x: float, y: float, curves: Iterable[Curve]) -> None:
    """Draw the ties, then the dots and their labels over them."""
    for curve in curves:
        _curve(sheet, ring, x, y, curve)
    for lines, at, top, left in ring.headings:
        align = "right" if left else "left"
        sheet.text(x + at, y + top - 0.03, lines, 6.8, color=MUTED, align=align, valign="bottom", italic=True)
    for one in ring.spots:
        _spot(sheet, one, x + one.x, y + one.y)


def _spot(sheet: Sheet, one: Spot, x: float, y: float) -> None:
    color = INK if one.inside is None else INSIDE if one.inside else OUTSIDE
    look = {"color": color, "markerfacecolor": color if one.linked else PAPER}
    if one.broker:
        sheet.dot(x, y, 11.0, color=color, marker="D", markerfacecolor=PAPER, markeredgewidth=1.4)
    sheet.dot(x, y, 5.5 if one.broker else one.size, **look)
    away = (0.14 if one.broker else 0.1 + one.size / 2 / POINTS) * (-1 if one.left else 1)
    ink = INK if one.linked else MUTED
    align = "right" if one.left else "left"
    sheet.text(x + away, y, one.lines, SIZE, color=ink, align=align, bold=bool(one.broker))


def _curve(sheet: Sheet, ring: Ring, x: float, y: float, curve: Curve) -> None:
    """A tie as a curve that is pulled towards the middle; its ends stop at the dots."""
    a, b = ring.spot(curve.source), ring.spot(curve.target)
    start, end = (x + a.x, y + a.y), (x + b.x, y + b.y)
    heart = (x + ring.middle[0], y + ring.middle[1])
    between = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    control = tuple(mid + (core - mid) * curve.pull for mid, core in zip(between, heart, strict=True))
    points = [_towards(start, control, _reach(a)), (control[0], control[1]), _towards(end, control, _reach(b))]
    sheet.arrow(points, [1, 3, 3], arrowstyle=curve.heads, **curve.look)


def _reach(one: Spot) -> float:
    return DOT + 0.055 if one.broker else DOT - 6.0 / 2 / POINTS + one.size / 2 / POINTS


def _towards(point: tuple[float, float], goal: Sequence[float], distance: float) -> tuple[float, float]:
    dx, dy = goal[0] - point[0], goal[1] - point[1]
    length = (dx * dx + dy * dy) ** 0.5
    share = min(1.0, distance / length) if length else 0.0
    return point[0] + dx * share, point[1] + dy * share


# --- what the marks mean ---------------------------------------------------------------------------------------------

# Words, the look of a line or of a dot, and the place.
Legend = Sequence[tuple[str, Mapping[str, Any], float, float]]
LEGEND, BETWEEN = 7.2, 0.19


def legend_of(items: Iterable[tuple[str, Mapping[str, Any]]], width: float) -> Legend:
    """Samples with their words, from left to right in rows of a width; a look with a line's width is a line."""
    found, x, y = [], 0.1, 0.14
    for words, look in items:
        wide = _sample(look) + SLACK * text_width(words, LEGEND)
        if x + wide > width and x > 0.1:
            x, y = 0.1, y + BETWEEN
        found.append((words, look, x, y))
        x += wide + 0.24
    return found


def _sample(look: Mapping[str, Any]) -> float:
    return 0.42 if "linewidth" in look else 0.26


def legend_height(legend: Legend) -> float:
    """The room that it needs."""
    return BETWEEN * len({y for _, _, _, y in legend})


def draw_legend(sheet: Sheet, legend: Legend) -> None:
    """Draw the samples and their words."""
    for words, look, x, y in legend:
        if "linewidth" in look:
            sheet.line([x, x + 0.34], [y, y], **look)
        else:
            sheet.dot(x + 0.1, y, 6.5, **look)
        sheet.text(x + _sample(look), y, words, LEGEND, color=MUTED)


def legend_of_spots(spots: Sequence[Spot], language: Language) -> list[tuple[str, Mapping[str, Any]]]:
    """Samples of the dots that are there."""
    items: list[tuple[str, Mapping[str, Any]]] = [
        (say("Inside" if side else "Outside", language), {"color": INSIDE if side else OUTSIDE})
        for side in (True, False)
        if any(one.inside is side for one in spots)
    ]
    if any(one.broker for one in spots):
        items.append((say("broker_mark", language), {"color": INK, "marker": "D", "markerfacecolor": PAPER}))
    if any(not one.linked for one in spots):
        items.append((say("no_tie_mark", language), {"color": INK, "markerfacecolor": PAPER}))
    return items
