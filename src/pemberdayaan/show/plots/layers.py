"""A layered layout, top to bottom: boxes in layers, and between them a place for every label and every long edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import attrs

__all__ = ["Edge", "Item", "Layout", "layered"]

# Between the things of a layer, and how often they are moved towards what they are tied to.
SPACE, SWEEPS = 0.2, 40
LANE = 0.14
# How much more a long edge wants to be straight than a box wants to stand above another.
STRAIGHT = 8.0


@attrs.frozen
class Edge:
    """An edge that a layout must find room for.

    Parameters
    ----------
    source, target
        The two boxes.
    label_width, label_height
        The room that its label needs.
    """

    source: str
    target: str
    label_width: float = 0.0
    label_height: float = 0.0


@attrs.define
class Item:
    """A box, or the place where an edge passes a layer."""

    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


@attrs.define
class Layout:
    """Where everything is.

    Parameters
    ----------
    boxes
        The boxes by key, with the middle of each.
    paths
        The places that each edge passes, in the order of `edges`; the first and the last are boxes.
    labels
        The place of each edge's label; None where it has none.
    width, height
        The size of it all.
    """

    boxes: dict[str, Item]
    paths: list[list[Item]]
    labels: list[Item | None]
    width: float
    height: float

    def ends(self) -> list[tuple[tuple[float, float], tuple[float, float]]]:
        """Where each edge leaves a box and where it arrives: side by side, in the order of where they go."""
        sides: dict[tuple[int, bool], list[tuple[float, int, int]]] = {}
        for i, path in enumerate(self.paths):
            for end, box, beside in ((0, path[0], path[1]), (1, path[-1], path[-2])):
                sides.setdefault((id(box), beside.y > box.y), []).append((beside.x, i, end))
        found: dict[tuple[int, int], tuple[float, float]] = {}
        for i, path in enumerate(self.paths):
            for end, box, beside in ((0, path[0], path[1]), (1, path[-1], path[-2])):
                below = beside.y > box.y
                ports = sorted(sides[id(box), below])
                gap = min(0.32, (box.width - 0.3) / len(ports))
                x = box.x + gap * (ports.index((beside.x, i, end)) - (len(ports) - 1) / 2)
                found[i, end] = (x, box.y + (box.height if below else -box.height) / 2)
        return [(found[i, 0], found[i, 1]) for i in range(len(self.paths))]


def layered(
    boxes: Mapping[str, tuple[float, float]], edges: Sequence[Edge], extra: Iterable[tuple[str, str]]
) -> Layout:
    """Lay out boxes of given sizes and the edges between them; `extra` pairs only say which stands above which."""
    forward = _without_circles(boxes, [(one.source, one.target) for one in edges])
    rank = _ranks(boxes, [*forward, *extra])
    items = {key: Item(*size) for key, size in boxes.items()}
    layers: list[list[Item]] = [[] for _ in range(2 * max(rank.values(), default=0) + 1)]
    for key, item in items.items():
        layers[2 * rank[key]].append(item)
    paths: list[list[Item]] = []
    labels: list[Item | None] = []
    for edge, (above, below) in zip(edges, forward, strict=True):
        lane = [Item(LANE, 0.0) for _ in range(2 * rank[above] + 1, 2 * rank[below])]
        label = _label(lane, layers, 2 * rank[above] + 1, edge)
        for i, item in enumerate(lane, 2 * rank[above] + 1):
            layers[i].append(item)
        path = [items[above], *lane, items[below]]
        paths.append(path if above == edge.source else path[::-1])
        labels.append(label)
    _arrange(layers, paths)
    width = max((item.x + item.width / 2 for layer in layers for item in layer), default=0.0)
    return Layout(items, paths, labels, width, _heights(layers))


def _without_circles(boxes: Iterable[str], pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs, those that would close a circle turned around."""
    after: dict[str, list[str]] = {key: [] for key in boxes}

    def reaches(start: str, goal: str) -> bool:
        todo, seen = [start], {start}
        while todo:
            here = todo.pop()
            if here == goal:
                return True
            todo += [one for one in after[here] if one not in seen]
            seen.update(after[here])
        return False

    forward = []
    for source, target in pairs:
        turned = reaches(target, source)
        above, below = (target, source) if turned else (source, target)
        after[above].append(below)
        forward.append((above, below))
    return forward


def _ranks(boxes: Iterable[str], pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The layer of each box: below everything that stands above it."""
    rank = dict.fromkeys(boxes, 0)
    for _ in range(len(rank)):
        moved = False
        for above, below in pairs:
            if above != below and rank[below] <= rank[above]:
                rank[below] = rank[above] + 1
                moved = True
        if not moved:
            break
    return rank


def _label(lane: Sequence[Item], layers: Sequence[Sequence[Item]], first: int, edge: Edge) -> Item | None:
    """The place for an edge's label: between two layers of boxes, where there is most room."""
    if not lane or not edge.label_width:
        return None
    places = range(0, len(lane), 2)
    best = min(places, key=lambda i: (sum(item.width + SPACE for item in layers[first + i]), i))
    lane[best].width, lane[best].height = edge.label_width, edge.label_height
    return lane[best]


def _arrange(layers: Sequence[list[Item]], paths: Sequence[Sequence[Item]]) -> None:
    """Order the things of each layer and give them their place from left to right."""
    near: dict[int, list[tuple[Item, float]]] = {}
    for path in paths:
        for i, (a, b) in enumerate(pairwise(path)):
            pull = STRAIGHT if 0 < i < len(path) - 2 else 1.0
            near.setdefault(id(a), []).append((b, pull))
            near.setdefault(id(b), []).append((a, pull))
    for layer in layers:
        _spread(layer, [0.0] * len(layer))
    for sweep in range(SWEEPS):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            wanted = {id(item): _middle(item, near.get(id(item), ())) for item in layer}
            if sweep < SWEEPS // 2:
                layer.sort(key=lambda item: wanted[id(item)])
            _spread(layer, [wanted[id(item)] for item in layer])
    left = min((item.x - item.width / 2 for layer in layers for item in layer), default=0.0)
    for layer in layers:
        for item in layer:
            item.x -= left


def _middle(item: Item, others: Sequence[tuple[Item, float]]) -> float:
    return sum(one.x * pull for one, pull in others) / sum(pull for _, pull in others) if others else item.x


def _spread(layer: Sequence[Item], wanted: Sequence[float]) -> None:
    """Put things near to where they are wanted, in their order and without touching."""
    blocks: list[tuple[list[Item], list[float]]] = []
    for item, place in zip(layer, wanted, strict=True):
        items, places = [item], [place]
        while blocks and _start(*blocks[-1]) + _length(blocks[-1][0]) + SPACE > _start(items, places):
            before = blocks.pop()
            items, places = [*before[0], *items], [*before[1], *places]
        blocks.append((items, places))
    for items, places in blocks:
        x = _start(items, places)
        for item in items:
            item.x = x + item.width / 2
            x += item.width + SPACE


def _length(items: Sequence[Item]) -> float:
    return sum(item.width for item in items) + SPACE * (len(items) - 1)


def _start(items: Sequence[Item], places: Sequence[float]) -> float:
    """Where a block begins, so that its things are on average where they are wanted."""
    x, starts = 0.0, []
    for item, place in zip(items, places, strict=True):
        starts.append(place - x - item.width / 2)
        x += item.width + SPACE
    return sum(starts) / len(starts)


def _heights(layers: Sequence[Sequence[Item]]) -> float:
    """Put the layers below each other; the height of it all."""
    y = 0.0
    for i, layer in enumerate(layers):
        tall = max((item.height for item in layer), default=0.0)
        tall = max(tall + 0.4, 0.42) if i % 2 else tall
        for item in layer:
            item.y = y + tall / 2
        y += tall
    return y
