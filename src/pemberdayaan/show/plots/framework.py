"""How the elements of a framework are related."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...model.framework import Framework, Relation
from ...model.text import as_language
from ..phrases import say
from ..vocabulary import word
from .sheet import empty_sheet, new_sheet, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["framework"]

WHOLE, PART = "#0072b2", "#e8ecef"
WIDTH = 9.0
Place = tuple[float, float]


def framework(framework: Framework, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw the relations of a framework that bear one way; those that hold both ways are said below.

    Parameters
    ----------
    framework
        The framework.
    ax
        Where to draw; None makes a figure of its own.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes
        What the source states is a solid line, what is implied a dashed one.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> axes = pb.plots.framework(pb.framework("pemberdayaan-masyarakat"))
    """
    tongue = as_language(language)
    one_way = [one for one in framework.relations if not one.kind.mutual]
    if not framework.relations:
        return empty_sheet(ax, say("empty", tongue)).ax
    keys = list(dict.fromkeys(end for one in one_way or framework.relations for end in (one.source, one.target)))
    keys.sort(key=lambda key: key != framework.key)
    outer = [key for key in keys if key != framework.key]
    height = max(5.2, 0.46 * len(outer))
    axes = new_sheet(ax, WIDTH, height + 0.9).ax
    centre = (WIDTH / 2, height / 2)
    places = {key: _around(i, len(outer), centre, height) for i, key in enumerate(outer)}
    if framework.key in keys:
        places[framework.key] = centre
    for one in one_way:
        _line(axes, one, places[one.source], places[one.target])
    for key, place in places.items():
        whole = key == framework.key
        label = (framework.label if whole else framework[key].label)[tongue]
        box = {"boxstyle": "round,pad=0.35", "facecolor": WHOLE if whole else PART, "edgecolor": "white"}
        ink = "white" if whole else "#1c2733"
        text = "\n".join(wrap(label, 1.75, 8, lines=3))
        axes.text(*place, text, ha="center", va="center", fontsize=8, color=ink, bbox=box, zorder=3)
    mutual: dict[str, list[str]] = {}
    for one in framework.relations:
        if one.kind.mutual:
            ends = mutual.setdefault(word("relation", one.kind.value, tongue), [])
            ends += [
                framework[end].label[tongue]
                for end in (one.source, one.target)
                if framework[end].label[tongue] not in ends
            ]
    notes = [f"{kind}: {', '.join(ends)}" for kind, ends in mutual.items()]
    legend = f"──  {say('stated', tongue)}     - - -  {say('implied', tongue)}"
    for i, note in enumerate([legend, *notes]):
        axes.text(0.1, height + 0.35 + 0.24 * i, note, va="center", fontsize=8.5)
    return axes


def _around(i: int, n: int, centre: Place, height: float) -> Place:
    angle = 2 * math.pi * (i / max(n, 1)) - math.pi / 2
    return centre[0] + 3.4 * math.cos(angle), centre[1] + (height / 2 - 0.4) * math.sin(angle)


def _line(axes: Axes, one: Relation, start: Place, end: Place) -> None:
    style = {
        "arrowstyle": "-|>",
        "color": "#2b4f72" if one.stated else "#7b8794",
        "linestyle": "-" if one.stated else "--",
        "lw": 1.3,
        "shrinkA": 26,
        "shrinkB": 28,
        "connectionstyle": "arc3,rad=0.15",
    }
    axes.annotate("", xy=end, xytext=start, arrowprops=style)
