"""How the elements of a framework bear on each other: stated relations solid, implied ones dashed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import attrs

from ...model.elements import ELEMENTS
from ...model.framework import Framework
from ...model.relations import Relation
from ...model.text import Language, as_language
from ..contents import NAMES
from ..names import capital
from ..phrases import say
from ..vocabulary import word
from .layers import Edge, Item, Layout, layered
from .sheet import INK, MUTED, PAPER, Sheet, empty_sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["framework"]

SIZE, SMALL, STEP = 7.8, 6.8, 0.14
BOX, LABEL = 1.6, 1.15
WIDTH, EDGE = 5.6, 0.25
TINT = "#f3f6f9"


@attrs.frozen
class Part:
    """Elements that hang together: their relations, and those among them that all bear on each other."""

    addresses: tuple[str, ...]
    relations: tuple[Relation, ...]
    ring: tuple[Relation, ...]
    layout: Layout
    title: str | None

    @property
    def width(self) -> float:
        """Its width with a margin."""
        return self.layout.width + 2 * EDGE

    @property
    def height(self) -> float:
        """Its height with a margin."""
        return self.layout.height + 0.35 + (0.3 if self.title else 0.0) + (0.3 if self.ring else 0.0)


def framework(framework: Framework, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw the relations of a framework.

    What the source states is solid, what we infer is dashed. Elements that all reinforce each other stand in one
    frame that says so, in place of a line for every pair.

    Parameters
    ----------
    framework
        The framework.
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
    >>> from pemberdayaan.show import plots
    >>> type(plots.framework(pb.framework("pemberdayaan-masyarakat"))).__name__
    'Axes'
    """
    chosen = as_language(language)
    if not framework.relations:
        return empty_sheet(ax, say("no_relations", chosen)).ax
    parts = sorted(_parts(framework, chosen), key=lambda part: -len(part.addresses))
    places, width, height = _packed(parts)
    sheet = new_sheet(ax, width, height + 0.4)
    for part, (x, y) in zip(parts, places, strict=True):
        _draw(sheet, framework, part, x, y, chosen)
    _legend(sheet, framework, height + 0.2, chosen)
    return sheet.ax


def _packed(parts: Sequence[Part]) -> tuple[list[tuple[float, float]], float, float]:
    """The places of the parts, the first at the left and the others in columns beside it; the size of it all."""
    tall = parts[0].height
    places, x, y, column = [(0.0, 0.0)], parts[0].width, 0.0, 0.0
    for part in parts[1:]:
        if y and y + part.height > tall:
            x, y, column = x + column, 0.0, 0.0
        places.append((x, y))
        y += part.height
        column = max(column, part.width)
    width = max(WIDTH, x + column)
    return places, width, max(y + part.height for (_, y), part in zip(places, parts, strict=True))


def _parts(framework: Framework, language: Language) -> Iterator[Part]:
    rings = _rings(framework.relations)
    for addresses in _together(framework.relations):
        relations = [one for one in framework.relations if one.source in addresses]
        ring = next((found for found in rings if found[0].source in addresses), ())
        shown = tuple(one for one in relations if one not in ring)
        boxes = {key: _box_size(framework, key, language) for key in addresses}
        edges = [Edge(one.source, one.target, *_label_size(one, language)) for one in shown]
        layout = layered(boxes, edges, _below(ring, shown))
        yield Part(tuple(addresses), shown, tuple(ring), layout, _title(framework, addresses, language))


def _together(relations: Iterable[Relation]) -> list[list[str]]:
    """The addresses that relations join, directly or through others, in their order."""
    groups: list[list[str]] = []
    for one in relations:
        joined = [group for group in groups if one.source in group or one.target in group]
        merged = list(dict.fromkeys([*(key for group in joined for key in group), one.source, one.target]))
        first = groups.index(joined[0]) if joined else len(groups)
        groups = [group for group in groups if group not in joined]
        groups.insert(min(first, len(groups)), merged)
    return groups


def _rings(relations: Iterable[Relation]) -> list[tuple[Relation, ...]]:
    """The relations of three or more elements that all bear on each other, by kind."""
    by_kind: dict[str, list[Relation]] = {}
    for one in relations:
        if one.kind.mutual:
            by_kind.setdefault(one.kind.value, []).append(one)
    return [
        tuple(one for one in mutual if one.source in group)
        for mutual in by_kind.values()
        for group in _together(mutual)
        if len(group) > 2 and _all_paired(group, mutual)
    ]


def _all_paired(group: Sequence[str], mutual: Iterable[Relation]) -> bool:
    pairs = {frozenset((one.source, one.target)) for one in mutual}
    return all(frozenset(pair) in pairs for pair in combinations(group, 2))


def _below(ring: Sequence[Relation], relations: Iterable[Relation]) -> list[tuple[str, str]]:
    """What a member of a ring leads to, outside it, stands below every member."""
    members = dict.fromkeys(key for one in ring for key in (one.source, one.target))
    outside = dict.fromkeys(one.target for one in relations if one.source in members and one.target not in members)
    return [(member, key) for key in outside for member in members]


# --- texts and their sizes ------------------------------------------------------------------------------------------


def _name(framework: Framework, address: str, language: Language) -> str:
    label = framework.label if address == framework.key else framework[address].label
    return capital(label[language])


def _box_lines(framework: Framework, address: str, language: Language) -> list[str]:
    return wrap(_name(framework, address, language), BOX - 0.2, SIZE, bold=address == framework.key)


def _box_size(framework: Framework, address: str, language: Language) -> tuple[float, float]:
    return BOX, 0.2 + STEP * len(_box_lines(framework, address, language))


def _label_lines(one: Relation, language: Language) -> list[str]:
    return wrap(one.label[language] if one.label else word("relation", one.kind.value, language), LABEL, SMALL)


def _label_size(one: Relation, language: Language) -> tuple[float, float]:
    lines = _label_lines(one, language)
    return max(text_width(line, SMALL) for line in lines) + 0.08, 0.125 * len(lines) + 0.04


def _title(framework: Framework, addresses: Sequence[str], language: Language) -> str | None:
    """The kind of the elements, where it is one."""
    kinds = {key.partition(".")[0] for key in addresses}
    section = next((name for name, cls in ELEMENTS.items() if kinds == {cls.kind}), None)
    return capital(NAMES[section][language]) if section is not None else None


# --- drawing ---------------------------------------------------------------------------------------------------------


def _draw(sheet: Sheet, framework: Framework, part: Part, x: float, y: float, language: Language) -> None:
    if part.title:
        sheet.text(x + EDGE, y + 0.18, part.title, SMALL + 0.4, color=MUTED)
        y += 0.3
    x, y = x + EDGE, y + (0.4 if part.ring else 0.1)
    members = {key for one in part.ring for key in (one.source, one.target)}
    frame = _frame(part, members) if members else None
    if frame is not None:
        _ring(sheet, part, frame, x, y, language)
    for one, path, ends in zip(part.relations, part.layout.paths, part.layout.ends(), strict=True):
        _edge(sheet, one, [ends[0], *((item.x, item.y) for item in path[1:-1]), ends[1]], x, y)
    for one, label in zip(part.relations, part.layout.labels, strict=True):
        if label is not None:
            lines = _label_lines(one, language)
            framed = frame is not None and frame[1] < label.y < frame[3] and frame[0] < label.x < frame[2]
            face = TINT if framed else PAPER
            left, top = x + label.x - label.width / 2, y + label.y - label.height / 2
            sheet.box(left, top, label.width, label.height, facecolor=face, edgecolor="none")
            sheet.text(x + label.x, y + label.y, lines, SMALL, color=MUTED, align="center")
    for key, box in part.layout.boxes.items():
        _box(sheet, framework, key, box, x, y, language)


def _frame(part: Part, members: Collection[str]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the elements that all bear on each other, with the labels between them."""
    boxes = [part.layout.boxes[key] for key in members]
    top, bottom = min(b.y - b.height / 2 for b in boxes) - 0.34, max(b.y + b.height / 2 for b in boxes) + 0.14
    boxes += [label for label in part.layout.labels if label is not None and top < label.y < bottom]
    left, right = min(b.x - b.width / 2 for b in boxes), max(b.x + b.width / 2 for b in boxes)
    return left - 0.12, top, right + 0.12, bottom


def _ring(
    sheet: Sheet, part: Part, frame: tuple[float, float, float, float], x: float, y: float, language: Language
) -> None:
    """The frame around the elements that all bear on each other."""
    left, top, right, bottom = frame
    sheet.box(x + left, y + top, right - left, bottom - top, facecolor=TINT, edgecolor="#b9c5d0", radius=0.08)
    first = part.ring[0]
    words = first.label[language] if first.label else word("relation", first.kind.value, language)
    sheet.text(x + left + 0.12, y + top + 0.15, capital(words), SMALL + 0.4, color=INK, italic=True)


def _edge(sheet: Sheet, one: Relation, path: Sequence[tuple[float, float]], x: float, y: float) -> None:
    points = [(x + across, y + down) for across, down in path]
    vertices, codes = [points[0]], [1]
    for (a, b), (c, d) in pairwise(points):
        vertices += [(a, (b + d) / 2), (c, (b + d) / 2), (c, d)]
        codes += [4, 4, 4]
    style = "<|-|>" if one.kind.mutual else "-|>"
    line = "-" if one.stated else (0, (3, 2.2))
    sheet.arrow(vertices, codes, arrowstyle=style, color="#46535e", linewidth=1.0, linestyle=line)


def _box(sheet: Sheet, framework: Framework, key: str, box: Item, x: float, y: float, language: Language) -> None:
    whole = key == framework.key
    left, top = x + box.x - box.width / 2, y + box.y - box.height / 2
    face, ink = ("#1f4e79", PAPER) if whole else (PAPER, INK)
    sheet.box(left, top, box.width, box.height, facecolor=face, edgecolor="#1f4e79", linewidth=1.0, radius=0.05)
    lines = _box_lines(framework, key, language)
    sheet.text(x + box.x, y + box.y, lines, SIZE, color=ink, bold=whole, align="center")


def _legend(sheet: Sheet, framework: Framework, y: float, language: Language) -> None:
    x = 0.2
    looks: Mapping[str, object] = {"stated": "-", "implied": (0, (3, 2.2))}
    for words, stated in (("stated", True), ("implied", False)):
        if any(one.stated is stated for one in framework.relations):
            sheet.line([x, x + 0.35], [y, y], color="#46535e", linewidth=1.1, linestyle=looks[words])
            sheet.text(x + 0.42, y, say(words, language), SMALL + 0.4, color=MUTED)
            x += 0.42 + text_width(say(words, language), SMALL + 0.4) + 0.35
