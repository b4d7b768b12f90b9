"""What is left of a network as its actors leave, in one order or in several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ...measures.network import RemovalCurve
from ...model.text import Language, as_language
from ..phrases import say
from ..vocabulary import word
from ..writing import listed, number, percent
from .actors import Labels, actor_label
from .notes import draw_notes, lines_of, notes_height
from .ring import draw_legend, legend_height, legend_of
from .sheet import FAINT, INK, INSIDE, MUTED, OUTSIDE, Sheet, empty_sheet, new_sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["removal"]

WIDTH, LEFT, RIGHT, TALL = 7.4, 0.75, 0.25, 2.6
SIZE = 7.2
LOOKS: Sequence[dict[str, Any]] = (
    {"color": INSIDE, "linestyle": "-", "linewidth": 1.8},
    {"color": OUTSIDE, "linestyle": (0, (5, 2)), "linewidth": 1.8},
    {"color": "#2f7d5b", "linestyle": (0, (1.2, 1.4)), "linewidth": 2.0},
    {"color": "#8a4f9e", "linestyle": (0, (6, 1.5, 1.2, 1.5)), "linewidth": 1.8},
)
PALE = "#9aa6b0"
FIRST = 3


def removal(
    result: RemovalCurve | Iterable[RemovalCurve],
    *,
    labels: Labels | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw the share of all actors that is still in one piece as actors leave.

    Parameters
    ----------
    result
        A removal curve, or several of one network; the first four are drawn.
    labels
        What actors are called on paper.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Examples
    --------
    >>> import networkx as nx
    >>> from pemberdayaan.measures.network import removal_curve
    >>> from pemberdayaan.show.plots import removal
    >>> type(removal(removal_curve(nx.florentine_families_graph()))).__name__
    'Axes'
    """
    chosen = as_language(language)
    every = [result] if isinstance(result, RemovalCurve) else list(result)
    curves = [one for one in every if one.leaving][: len(LOOKS)]
    if not curves:
        return empty_sheet(ax, say("empty", chosen)).ax
    notes = lines_of(_notes(curves, labels, chosen), WIDTH - 0.2)
    items = [(_name(one, chosen), LOOKS[i]) for i, one in enumerate(curves)]
    legend = legend_of([*items, (say("removal_none", chosen), {"color": PALE, "linewidth": 0.8})], WIDTH)
    top = 0.3 + legend_height(legend)
    sheet = new_sheet(ax, WIDTH, top + TALL + 0.55 + notes_height(notes))
    draw_legend(sheet, legend)
    _axes(sheet, curves, top, chosen)
    _lines(sheet, curves, top)
    draw_notes(sheet, top + TALL + 0.52, notes)
    return sheet.ax


def _name(curve: RemovalCurve, language: Language) -> str:
    return say("removal_given", language) if curve.order is None else word("removal", curve.order.value, language)


def _across(curves: Sequence[RemovalCurve]) -> int:
    return max(len(one.leaving) for one in curves)


def _axes(sheet: Sheet, curves: Sequence[RemovalCurve], top: float, language: Language) -> None:
    right, bottom, most = WIDTH - RIGHT, top + TALL, _across(curves)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = bottom - share * TALL
        sheet.line([LEFT, right], [y, y], color=INK if not share else FAINT, linewidth=0.7)
        sheet.text(LEFT - 0.08, y, percent(share, language), 6.8, color=MUTED, align="right")
    step = next(size for size in _steps() if most / size <= 8)
    for count in range(0, most + 1, step):
        x = LEFT + (right - LEFT) * count / most
        sheet.line([x, x], [bottom, bottom + 0.05], color=INK, linewidth=0.7)
        sheet.text(x, bottom + 0.14, number(count, language), 6.8, color=MUTED, align="center")
    sheet.text((LEFT + right) / 2, bottom + 0.34, say("removal_across", language), SIZE, align="center")
    sheet.text(0.1, top - 0.16, say("removal_up", language), SIZE)


def _steps() -> Iterable[int]:
    size = 1
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10


def _lines(sheet: Sheet, curves: Sequence[RemovalCurve], top: float) -> None:
    right, bottom, most = WIDTH - RIGHT, top + TALL, _across(curves)
    size = max(one.size for one in curves)
    ends = [bottom - TALL, bottom - TALL * (1 - most / size)]
    sheet.line([LEFT, right], ends, color=PALE, linewidth=0.8)
    for i, one in enumerate(curves):
        xs = [LEFT + (right - LEFT) * k / most for k in range(len(one.leaving) + 1)]
        sheet.line(xs, [bottom - TALL * float(share or 0) for share in one.share], **LOOKS[i])


def _notes(curves: Sequence[RemovalCurve], labels: Labels | None, language: Language) -> list[str]:
    notes = []
    for one in curves:
        order = _name(one, language)
        who = [actor_label(actor, labels, language) for actor in one.leaving[:FIRST]]
        notes.append(say("removal_first", language, order=order, who=listed(who, language)))
        if one.half is not None:
            notes[-1] += " " + say("removal_half", language, n=number(one.half, language))
    return notes
