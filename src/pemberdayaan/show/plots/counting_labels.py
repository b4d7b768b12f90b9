"""What pictures of counting measures share: whose numbers stand where, and what they are called and coloured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from ...errors import InvalidInput, fault
from ...model.text import Language
from ..phrases import PHRASES, say
from ..writing import percent
from .chart import PARTS, fixed, note
from .notes import NOTE
from .sheet import text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...measures.counting import Block, CountingScores
    from ...model.framework import Framework

__all__ = [
    "MOST",
    "Column",
    "columns_of",
    "domain_of",
    "fewer_note",
    "indicator_colors",
    "indicator_name",
    "kind_of",
    "level",
    "measure_name",
    "note_within",
    "people",
    "percent_ticks",
    "pick_places",
    "pitch_of",
    "spread_labels",
    "tint",
    "told_interval",
    "told_share",
]

MOST = 12
LABEL = 7.4


@attrs.frozen
class Column:
    """One bar or column: some people of one group.

    Parameters
    ----------
    who
        ``"all"``, ``"women"`` or ``"men"``.
    place
        The place of the group.
    label
        What stands below it.
    n
        How many respondents it rests on.
    """

    who: str
    place: int
    label: str
    n: int


def columns_of(
    scores: CountingScores, who: str | None, groups: Iterable[Any] | None, language: Language
) -> tuple[list[Column], bool]:
    """The groups of some people, or women and men where there are no groups; and whether some were left out."""
    if scores.group_name is None and groups is None:
        blocks = [scores.block("M0", one) for one in ((who,) if who is not None else scores.whos)]
        return [Column(one.who, 0, say(f"count_{one.who}", language), int(one.n[0])) for one in blocks], False
    block = scores.block("M0", who)
    places, shortened = pick_places(scores, block, groups)
    return [Column(block.who, place, str(scores.groups[place]), int(block.n[place])) for place in places], shortened


def pick_places(
    scores: CountingScores, block: Block, groups: Iterable[Any] | None, most: int = MOST
) -> tuple[list[int], bool]:
    """The places of the groups to draw, in their order: those chosen, else the largest; and whether some are left."""
    if groups is not None:
        chosen = [scores.place(group) for group in groups]
        return chosen[:most], len(chosen) > most
    largest = np.argsort(-block.n, kind="stable")[:most]
    return sorted(largest.tolist()), len(block.n) > most


def fewer_note(shown: int, scores: CountingScores, shortened: bool, language: Language) -> str:
    """That groups were left out, if some were."""
    return say("count_more_groups", language, shown=shown, all=len(scores.groups)) if shortened else ""


def kind_of(empowerment: str | None) -> str:
    """Whether being past the cut-off is called disempowerment: the ending of a phrase."""
    return "power" if empowerment else "other"


def people(who: str, language: Language) -> str:
    """Whose shares they are, within a sentence."""
    return say(f"count_of_{who}", language)


def measure_name(measure: str, empowerment: str | None, language: Language) -> str:
    """What a measure is called."""
    for key in (f"measure_{measure}", f"measure_{measure}_{kind_of(empowerment)}"):
        if key in PHRASES:
            return say(key, language)
    raise InvalidInput(fault("no_such", noun="measure", given=measure))


def level(confidence: float, language: Language) -> str:
    """The level of intervals, in per cent."""
    return percent(confidence, language)


def percent_ticks(axis: Any, language: Language) -> None:
    """Ticks of shares in per cent."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: percent(round(value, 3), language)))


def told_share(share: float, language: Language) -> str:
    """A share in per cent with one decimal."""
    return fixed(100 * share, language, 1) + (" %" if language == "id" else "%")


def pitch_of(chart: Axes, width: float, columns: int, *, own: bool, beside: float) -> float:
    """How many inches apart columns are: on axes of their own of a width, or on given ones with words beside them."""
    if not own:
        figure = chart.get_figure(root=True)
        assert figure is not None  # axes that are drawn on stand on a figure
        width = max(0.5, chart.get_position().width * figure.get_size_inches()[0] - beside)
    return width / columns


def note_within(chart: Axes, lines: Sequence[str], width: float, side: str = "center") -> None:
    """Notes of at most so many inches below the axes: the layout makes no room for what is wider."""
    note(chart, [line for one in lines if one for line in wrap(one, width, NOTE)])
    place = {"left": 0.0, "center": 0.5, "right": 1.0}[side]
    aligned = "center" if side == "center" else "left"
    chart.xaxis.label.set(x=place, horizontalalignment=side, multialignment=aligned)


def told_interval(low: float, high: float, language: Language, digits: int = 3) -> str:
    """Both ends of an interval."""
    return f"{fixed(low, language, digits)}–{fixed(high, language, digits)}"


def indicator_name(framework: Framework, indicator: str, language: Language) -> str:
    """What an indicator is called; its key, where the framework has only its weight."""
    address = f"indicator.{indicator}"
    return framework.labels[address][language] if address in framework.labels else indicator


def domain_of(framework: Framework, indicator: str) -> str | None:
    """The address of what an indicator is a part of."""
    address = f"indicator.{indicator}"
    return framework[address].part_of if address in framework else None


def indicator_colors(framework: Framework, indicators: Sequence[str]) -> Mapping[str, str]:
    """A colour for each indicator: of one domain the shades of one colour."""
    domains: dict[str, list[str]] = {}
    for one in indicators:
        domains.setdefault(domain_of(framework, one) or one, []).append(one)
    colors = {}
    for i, members in enumerate(domains.values()):
        for j, one in enumerate(members):
            white = 0.66 * j / max(2, len(members) - 1) + 0.5 * (i >= len(PARTS))
            colors[one] = tint(PARTS[i % len(PARTS)], min(white, 0.85))
    return colors


def tint(color: str, white: float) -> str:
    """A colour with so much white in it, from 0 to 1."""
    parts = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in parts)


def spread_labels(axis: Any, labels: Sequence[str], more: Sequence[str], pitch: float, *, above: bool = False) -> None:
    """Labels of columns that are so many inches apart: in lines where words fit, else aslant."""
    words = [word for label in labels for word in label.split()]
    aslant = max((text_width(word, LABEL) for word in words), default=0.0) > pitch - 0.06
    lines = [wrap(one, 1.6, LABEL, lines=1) if aslant else wrap(one, pitch - 0.06, LABEL, lines=3) for one in labels]
    shown = ["\n".join([*each, extra]) for each, extra in zip(lines, more, strict=True)]
    axis.set_ticks(range(len(labels)), shown, fontsize=LABEL)
    if aslant:
        for one in axis.get_ticklabels():
            side = "left" if above else "right"
            one.set(rotation=40, rotation_mode="anchor", horizontalalignment=side)
