"""Who works with whom, by sector and side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...measures.assessment import Assessment
from ...model.text import as_language
from ..names import Names, capital
from .sheet import empty_sheet, new_sheet, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["collaboration"]

INSIDE, OUTSIDE, LINE = "#0072b2", "#e8ecef", "#7b8794"
WIDTH, LABELLED = 9.0, 60
Place = tuple[float, float]


def collaboration(assessment: Assessment, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw the ties: those inside the community on the left, those outside on the right.

    Above 60 actors the sectors are drawn instead of the actors.

    Parameters
    ----------
    assessment
        The assessment.
    ax
        Where to draw; None makes a figure of its own.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes
        The layout depends on the order of the file alone, and is the same at every run.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> axes = pb.plots.collaboration(pb.assess(pb.example("lkms_kartini")))
    """
    names = Names(assessment, as_language(language))
    programme = assessment.programme
    if not programme.ties:
        return empty_sheet(ax, names.say("no_ties")).ax
    by_sector = len(programme.stakeholders) > LABELLED
    node = {one.key: one.sector.value if by_sector else one.key for one in programme.stakeholders}
    sides: dict[bool, list[str]] = {True: [], False: []}
    for one in programme.stakeholders:
        column = sides[bool(one.inside)]
        if node[one.key] not in column:
            column.append(node[one.key])
    height = 0.9 + 0.72 * max(len(column) for column in sides.values())
    axes = new_sheet(ax, WIDTH, height).ax
    places = _column(sides[True], 1.9, height) | _column(sides[False], WIDTH - 1.9, height)
    for x, phrase in ((1.9, "Inside"), (WIDTH - 1.9, "Outside")):
        axes.text(x, 0.25, names.say(phrase), ha="center", va="center", fontsize=10, fontweight="bold")
    for source, target in dict.fromkeys((node[tie.from_], node[tie.to]) for tie in programme.ties):
        if source != target:
            _arrow(axes, places[source], places[target])
    for key, place in places.items():
        label = capital(names.word("sector", key)) if by_sector else names.actor(key)
        _box(axes, place, label, inside=key in sides[True])
    return axes


def _column(keys: Sequence[str], x: float, height: float) -> dict[str, Place]:
    """Places one below the other; every second a little to the side, so that ties along the column show."""
    step = (height - 0.7) / max(len(keys), 1)
    return {key: (x + (0.35 if i % 2 else -0.35), 0.6 + step * (i + 0.5)) for i, key in enumerate(keys)}


def _arrow(axes: Axes, start: Place, end: Place) -> None:
    distance = math.dist(start, end)
    bend = 0.12 if abs(start[0] - end[0]) > 2 else 0.45
    style = {
        "arrowstyle": "-|>",
        "color": LINE,
        "lw": 1.3,
        "shrinkA": 24,
        "shrinkB": 26,
        "connectionstyle": f"arc3,rad={bend}",
    }
    if distance > 0:
        axes.annotate("", xy=end, xytext=start, arrowprops=style)


def _box(axes: Axes, place: Place, label: str, *, inside: bool) -> None:
    text = "\n".join(wrap(label, 2.2, 8.5, lines=2))
    face, ink = (INSIDE, "white") if inside else (OUTSIDE, "#1c2733")
    box = {"boxstyle": "round,pad=0.35", "facecolor": face, "edgecolor": "white", "linewidth": 1.5}
    axes.text(*place, text, ha="center", va="center", fontsize=8.5, color=ink, bbox=box, zorder=3)
