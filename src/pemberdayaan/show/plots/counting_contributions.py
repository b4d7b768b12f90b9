"""What each indicator adds to M0, stacked, for each group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...model.text import Language, as_language
from ..phrases import say
from ..writing import listed, number
from .chart import SMALL, checked_note, fixed, label_lines, new_chart, numbers, said_only
from .counting_labels import (
    Column,
    columns_of,
    domain_of,
    fewer_note,
    indicator_colors,
    indicator_name,
    kind_of,
    level,
    note_within,
    people,
    pitch_of,
    spread_labels,
    told_interval,
    told_share,
)
from .sheet import FAINT, FONT, INK, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...measures.counting import CountingScores

__all__ = ["counting_contributions"]

HEIGHT, WIDE, LEGEND = 4.6, 0.64, 2.7
# What stands above and below the bars, and what a number in a bar needs, in inches.
AROUND, LINE = 1.3, 0.112


@attrs.frozen(eq=False)
class Stack:
    """One bar.

    Parameters
    ----------
    column
        Whose it is.
    parts
        Shape (indicators,): what each adds; NaN where there is nobody.
    total, low, high, empowerment
        M0 with its interval, and what 1 - M0 is.
    """

    column: Column
    parts: NDArray[np.float64]
    total: float
    low: float
    high: float
    empowerment: float

    @property
    def height(self) -> float:
        """What it needs: M0, or where only bounds are known the upper one."""
        return self.total if np.isfinite(self.total) else self.high


def counting_contributions(
    scores: CountingScores,
    *,
    who: str | None = None,
    groups: Iterable[Any] | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw M0 of each group as a bar of what its indicators add: weight times censored headcount.

    Parameters
    ----------
    scores
        Of `score`.
    who
        ``"all"``, ``"women"`` or ``"men"``; None takes women where there are women and men, and without groups both.
    groups
        Which groups, at most 12; None takes the largest.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidInput
        If there is no such group, or nobody of ``who``.

    References
    ----------
    Alkire, S. et al. (2013), The Women's Empowerment in Agriculture Index, World Development 52, 71-91.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> rule = pb.CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2")
    >>> frame = pd.DataFrame({"voice": [1, 1, 1, 0], "land": [1, 0, 1, 0], "hamlet": ["A", "A", "B", "B"]})
    >>> scores = pb.score(frame, pb.Framework("ours", "Ours", rules=[rule]), by="hamlet")
    >>> type(pb.plots.counting_contributions(scores)).__name__
    'Axes'
    """
    chosen = as_language(language)
    columns, shortened = columns_of(scores, who, groups, chosen)
    stacks = [_stack(scores, one) for one in columns]
    heights = [one.height for one in stacks if np.isfinite(one.height)]
    if not heights:
        return said_only(ax, say("count_none", chosen))
    width, slots = WIDE * max(4, len(stacks)), max(2, len(stacks))
    chart = new_chart(ax, 1.0 + width + LEGEND, HEIGHT)
    chart.set_ylim(0, (max(heights) or 1.0) * 1.24)
    colors = indicator_colors(scores.framework, scores.indicators)
    tall = _tall(chart, own=ax is None)
    for x, one in enumerate(stacks):
        _draw(chart, x, one, [colors[key] for key in scores.indicators], LINE / tall, chosen)
        _head(chart, x, one, scores, chosen)
    chart.set_xlim(-0.6, slots - 0.4)
    told = [say("count_n", chosen, n=number(one.n, chosen)) for one in columns]
    pitch = pitch_of(chart, width, slots, own=ax is None, beside=LEGEND)
    spread_labels(chart.xaxis, [one.label for one in columns], told, pitch)
    chart.tick_params(axis="x", length=0)
    numbers(chart.yaxis, chosen)
    _legend(chart, scores, colors, chosen)
    whom = listed(list(dict.fromkeys(people(one.who, chosen) for one in columns)), chosen)
    name = say(f"count_m0_{kind_of(scores.how.empowerment)}", chosen)
    title = label_lines(say("count_m0_of", chosen, what=name, whom=whom), tall)
    chart.set_ylabel(title, family=FONT, fontsize=SMALL)
    fewer = fewer_note(len(stacks), scores, shortened, chosen)
    note_within(chart, [fewer, *_notes(scores, stacks, chosen)], width + LEGEND, "left")
    return chart


def _notes(scores: CountingScores, stacks: Sequence[Stack], language: Language) -> list[str]:
    """How to read the numbers."""
    name = scores.how.empowerment
    mirror = say("count_mirror_note", language, name=name) if name else ""
    told = [f"{say('count_share_note', language)} {mirror}".strip()]
    if scores.worst is not None:
        told.append(say("count_brackets_bounds", language))
    elif any(np.isfinite(one.low) for one in stacks):
        told.append(say("count_brackets_note", language, level=level(scores.how.confidence, language)))
    return [*told, checked_note(scores.provenance, language)]


def _stack(scores: CountingScores, column: Column) -> Stack:
    def one(measure: str) -> Any:
        return scores.block(measure, column.who)

    m0, place = one("M0"), column.place
    weights = np.array(scores.weights, dtype=float)
    parts = weights / weights.sum() * one("censored_headcount").estimate[place]
    total, low, high = (float(getattr(m0, name)[place, 0]) for name in ("estimate", "low", "high"))
    return Stack(column, parts, total, low, high, 1 - total)


def _tall(chart: Axes, *, own: bool) -> float:
    """How many inches the bars may reach, about."""
    figure = chart.get_figure(root=True)
    assert figure is not None  # axes that are drawn on stand on a figure
    return HEIGHT - AROUND if own else max(0.8, chart.get_position().height * figure.get_size_inches()[1] - AROUND)


def _draw(chart: Axes, x: int, stack: Stack, colors: Sequence[str], line: float, language: Language) -> None:
    """The bar, its first indicator on top, and each share of M0 where it has room; of bounds what lies between."""
    if not np.isfinite(stack.total):
        if np.isfinite(stack.low):
            chart.bar([x], [stack.high - stack.low], 0.72, stack.low, color=FAINT, edgecolor=MUTED, linewidth=0.8)
        return
    bottom, room = 0.0, chart.get_ylim()[1] * line
    for part, color in reversed(list(zip(stack.parts.tolist(), colors, strict=True))):
        chart.bar([x], [part], 0.72, bottom, color=color, edgecolor=PAPER, linewidth=0.6)
        if part > room:
            share = told_share(part / stack.total, language)
            ink = INK if _light(color) else PAPER
            chart.text(x, bottom + part / 2, share, ha="center", va="center", fontsize=6.6, family=FONT, color=ink)
        bottom += part


def _light(color: str) -> bool:
    """Whether dark letters read better on a colour."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue > 135


def _head(chart: Axes, x: int, stack: Stack, scores: CountingScores, language: Language) -> None:
    """What the bar comes to, above it."""
    known, limits = np.isfinite(stack.total), np.isfinite(stack.low)
    lines = [f"M0 {fixed(stack.total, language, 3)}" if known else "M0" if limits else say("chart_no_data", language)]
    lines += [f"({told_interval(stack.low, stack.high, language)})"] if limits else []
    look: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "va": "bottom", "family": FONT}
    height = stack.height if np.isfinite(stack.height) else 0.0
    chart.annotate("\n".join(lines), (x, height), (0, 3), fontsize=6.2, color=MUTED, linespacing=1.25, **look)
    if scores.how.empowerment and known:
        strong = f"{scores.how.empowerment} {fixed(stack.empowerment, language, 3)}"
        offset = 4 + 8.6 * len(lines)
        chart.annotate(strong, (x, height), (0, offset), fontsize=7.6, fontweight="bold", color=INK, **look)


def _legend(chart: Axes, scores: CountingScores, colors: Any, language: Language) -> None:
    """The indicators below the names of their domains, in the order of the bars."""
    from matplotlib.patches import Patch

    handles: list[Patch] = []
    heads, last = [], None
    for key in scores.indicators:
        domain = domain_of(scores.framework, key)
        if domain is not None and domain != last:
            heads.append(len(handles))
            handles.append(Patch(alpha=0, label=label_lines(scores.framework.labels[domain][language], LEGEND - 0.5)))
        last = domain
        label = label_lines(indicator_name(scores.framework, key, language), LEGEND - 0.5, 7.2)
        handles.append(Patch(color=colors[key], label=label))
    drawn = chart.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(1.01, 1.02),
        frameon=False,
        prop={"family": FONT, "size": 7.2},
        handlelength=1.1,
        labelspacing=0.35,
        borderaxespad=0.2,
    )
    for i in heads:
        drawn.get_texts()[i].set(fontweight="bold", x=-16)
