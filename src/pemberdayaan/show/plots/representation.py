"""Who is represented: each group's share in a role over its share in the population, least first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...measures.participation import Representation, Represented
from ...model.text import Language, as_language
from ..phrases import say
from ..vocabulary import word
from ..writing import number
from .change_labels import must_be
from .chart import PARTS, SMALL, fixed, label_lines, legend, new_chart, numbers, said_only
from .counting_labels import level, note_within
from .sheet import FAINT, FONT, INK, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes


__all__ = ["representation"]

MOST = 24
# The axis reaches at least from a half to twice, and at most from a twentieth to twenty times.
LEAST_REACH, MOST_REACH = math.log(2.2), math.log(20)
# Roles are told apart by colour and by shape.
SHAPES = ("o", "s", "D", "^", "v", "P", "X", "h")
TICKS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10, 20)


def representation(result: Representation, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw how each group is represented in each role, least first, about the line of parity.

    A full mark is a complete count, or an interval that does not hold parity; an open one an interval that does. The
    axis is logarithmic, so that half and twice stand equally far from parity; an arrow stands for what lies past it,
    as a group that is nobody in the role.

    Parameters
    ----------
    result
        Of `participation.representation`; of more than 24 lines the first are drawn.
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
    >>> found = pb.participation.representation(pb.example("praga_polnoc"))
    >>> type(pb.plots.representation(found)).__name__
    'Axes'
    """
    chosen = as_language(language)
    must_be(result, "result", Representation, "a representation")
    lines = result.items[:MOST]
    if not lines:
        return said_only(ax, say("count_none", chosen))
    labels = [label_lines(_label(one, lines, chosen), 2.4) for one in lines]
    tall = 0.36 if any("\n" in one for one in labels) else 0.3
    chart = new_chart(ax, 7.2, 1.9 + tall * len(lines))
    reach = _reach(lines)
    ends = (math.exp(-reach), math.exp(reach))
    _axes(chart, ends, result.ends, chosen)
    roles = list(dict.fromkeys(one.role for one in lines))
    for y, one in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
        _draw(chart, y, one, roles.index(one.role) % len(PARTS), ends, chosen)
    chart.set_yticks(range(len(lines) - 1, -1, -1), labels)
    chart.tick_params(axis="y", length=0, pad=9)
    chart.set_ylim(-0.7, len(lines) - 0.3)
    _key(chart, roles, lines, chosen)
    note_within(chart, _notes(result, lines, ends, chosen), 4.2)
    return chart


def _label(line: Represented, lines: Sequence[Represented], language: Language) -> str:
    """The group, and what tells it from the same group in other lines."""
    told = [word("part", str(line.group), language)]
    apart = [name for name in ("stage", "period") if len({getattr(one, name) for one in lines}) > 1]
    told += [word("part", str(getattr(line, name)), language) for name in apart if getattr(line, name) is not None]
    return ", ".join(told)


def _reach(lines: Sequence[Represented]) -> float:
    """How far the axis reaches to both sides of parity, as a logarithm."""
    known = [value for one in lines for value in (one.ratio, one.low, one.high) if value is not None and value > 0]
    far = max((abs(math.log(value)) for value in known), default=0.0)
    return min(max(1.08 * far, LEAST_REACH), MOST_REACH)


def _axes(chart: Axes, ends: tuple[float, float], band: tuple[float, float], language: Language) -> None:
    """The logarithmic axis with the band and the line of parity."""
    from matplotlib.ticker import NullLocator

    chart.set_xscale("log")
    chart.set_xlim(*ends)
    chart.xaxis.set_minor_locator(NullLocator())
    chart.set_xticks([one for one in TICKS if ends[0] <= one <= ends[1]])
    numbers(chart.xaxis, language)
    chart.grid(axis="x", color=FAINT, linewidth=0.6)
    chart.axvspan(max(band[0], ends[0]), min(band[1], ends[1]), color=FAINT, alpha=0.7, linewidth=0, zorder=0.5)
    chart.axvline(1, color=INK, linewidth=1.0, zorder=1)
    chart.set_xlabel(say("represented_axis", language), family=FONT, fontsize=SMALL)


def _draw(chart: Axes, y: int, line: Represented, role: int, ends: tuple[float, float], language: Language) -> None:
    """A mark on its interval, an arrow where something lies past the axis; at the right the numbers."""
    color = PARTS[role]
    if line.low is not None or line.high is not None:
        low, high = (math.inf if one is None else float(one) for one in (line.low, line.high))
        start, stop = _within(low, ends), _within(high, ends)
        chart.plot([start, stop], [y, y], color=color, linewidth=1.8, solid_capstyle="butt", zorder=2)
        for mark, value, past in (("<", start, low < ends[0]), (">", stop, high > ends[1])):
            if past or line.ratio is None:
                chart.plot([value], [y], mark if past else "|", color=color, ms=5, clip_on=False, zorder=3)
    if line.ratio is not None:
        face, ratio = color if _clear(line) else PAPER, float(line.ratio)
        mark = "<" if ratio < ends[0] else ">" if ratio > ends[1] else SHAPES[role]
        look: Any = {"ms": 6.5, "color": color, "markerfacecolor": face, "markeredgewidth": 1.4}
        chart.plot([_within(ratio, ends)], [y], mark, clip_on=False, zorder=4, **look)
    chart.annotate(
        _told(line, language),
        (1.015, y),
        xycoords=("axes fraction", "data"),
        va="center",
        fontsize=7.2,
        family=FONT,
        color=INK,
    )


def _within(value: float, ends: tuple[float, float]) -> float:
    return min(max(value, ends[0]), ends[1])


def _clear(line: Represented) -> bool:
    """Whether nothing speaks for parity: a complete count, or an interval that does not hold 1."""
    return line.low is None or line.high is None or not line.low <= 1 <= line.high


def _told(line: Represented, language: Language) -> str:
    """The ratio and how many people it rests on."""
    if line.ratio is not None:
        value = fixed(float(line.ratio), language, 2)
    else:
        ends = ["…" if one is None else fixed(float(one), language, 2) for one in (line.low, line.high)]
        value = "–".join(ends)
    if line.n is None:
        return value
    everybody = number(float(line.n), language)
    if line.n_group is None:
        return f"{value}  ({say('represented_of', language, all=everybody)})"
    count = say("few", language) if line.few else number(float(line.n_group), language)
    return f"{value}  ({say('represented_n', language, n=count, all=everybody)})"


def _key(chart: Axes, roles: Sequence[str], lines: Sequence[Represented], language: Language) -> None:
    """What colours and open dots mean."""
    for i, role in enumerate(roles):
        look: Any = {"ms": 6.5, "color": PARTS[i % len(PARTS)], "markeredgewidth": 1.4}
        chart.plot([], [], SHAPES[i % len(PARTS)], label=label_lines(word("part", role, language), 1.6), **look)
    if any(one.ratio is not None and not _clear(one) for one in lines):
        look = {"ms": 6.5, "color": MUTED, "markerfacecolor": PAPER, "markeredgewidth": 1.4}
        chart.plot([], [], "o", label=say("represented_open", language), **look)
    legend(chart, 3)


def _notes(
    result: Representation, lines: Sequence[Represented], axis: tuple[float, float], language: Language
) -> list[str]:
    """How to read the picture, and what it does not say."""
    low, high = (number(one, language, 2) for one in result.ends)
    told = [say("represented_band", language, low=low, high=high)]
    hows = {one.how for one in lines}
    if hows & {"linearised", "exact"}:
        told.append(say("count_lines_note", language, level=level(result.confidence, language)))
    if "bounds" in hows:
        told.append(say("represented_bounds", language))
    if "counted" in hows:
        told.append(say("represented_counted", language))
    known = [float(value) for one in lines for value in (one.ratio, one.low, one.high) if value is not None]
    if known and (min(known) < axis[0] or max(known) > axis[1]):
        told.append(say("represented_past", language))
    told.append(say("represented_voice", language))
    if any(one.few for one in lines):
        told.append(say("represented_few", language))
    if len(lines) < len(result):
        told.append(say("represented_more", language, shown=len(lines), all=len(result)))
    return told
