"""What pictures of change share: which value is drawn, what it is called, and how its numbers are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import InvalidInput, fault
from ...measures.change.figures import DECIMALS, ROUNDING, SHARES, power_of
from ...measures.change.statement import USUAL
from ...measures.change.words import MEASURES, WHO
from ...model.text import Language, Text
from ..names import capital
from ..phrases import say
from .chart import fixed
from .notes import NOTE
from .sheet import FONT, INK, MUTED, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "FALL",
    "RISE",
    "Figures",
    "color_of",
    "group_name",
    "head_above",
    "less_note",
    "must_be",
    "pick",
    "room_for",
    "settled",
    "sign_of",
    "stack",
    "value_name",
]

RISE, FALL = "#0072b2", "#d55e00"
# Of these less is less of what nobody wants.
LACKS = frozenset("M0 M1 M2 H A Hne raw_headcount censored_headcount".split())
# Of these the element is no word of a sentence.
RECORDED = ("inside", "outside", "inside_share")
EQUAL = frozenset("gini theil_t theil_l palma".split())
# Digits that are shown of the largest value, and of the largest change.
DIGITS, OWN = 3, 2

Name = tuple[str | None, str, str | None]


def pick(names: Iterable[Name], measure: str | None, element: str | None, who: str | None, where: str) -> Name:
    """The who, measure and element that are drawn: those asked for, else the first there are.

    Raises
    ------
    InvalidInput
        If there is no such measure, element or who.
    """
    left = list(dict.fromkeys(names))
    if measure is None:
        known = [one[1] for one in left]
        measure = next((one for one in USUAL if one in known), known[0] if known else None)
    asked = ((1, "measure", measure, "measure"), (2, "element", element, where), (0, "who", who, "who"))
    for place, noun, wanted, at in asked:
        kept = [one for one in left if wanted is None or one[place] == wanted]
        if not kept:
            choices = tuple(dict.fromkeys(str(one[place]) for one in left))
            raise InvalidInput(fault("no_such", at, noun=noun, given=str(wanted), choices=choices[:20]))
        left = kept
    return left[0]


def less_note(measure: str, language: Language) -> str:
    """What a lower number means, where it could be misread; empty of others."""
    if measure in LACKS:
        return say("change_less_lack", language)
    return say("change_less_unequal", language) if measure in EQUAL else ""


def head_above(chart: Axes, text: str, width: float) -> None:
    """What the picture is about, above what its marks mean."""
    lines = "\n".join(wrap(text, width, 9, bold=True, lines=3))
    chart.set_title(lines, loc="left", pad=22, family=FONT, fontsize=9, fontweight="bold", color=INK)


def room_for(notes: Iterable[str], width: float) -> float:
    """How many inches the notes below a chart need."""
    return 0.145 * sum(len(wrap(one, width, NOTE)) for one in notes if one)


def must_be(value: object, where: str, kinds: type | tuple[type, ...], expected: str) -> None:
    """Raise InvalidInput unless a result is of one of these kinds."""
    if not isinstance(value, kinds):
        found = type(value).__name__
        raise InvalidInput(fault("wrong_type", where, given=where, found=found, expected=expected))


def value_name(name: Name, labels: Mapping[str, Text], language: Language) -> str:
    """What a value is called, as a title."""
    who, measure, element = name
    known = MEASURES.get(measure) or labels.get(measure)
    told = known[language] if known is not None else measure
    if element is not None:
        called = labels[element][language] if element in labels else element
        if measure in RECORDED:
            told = f"{told} ({called})"
        else:
            told += f" of the {called}" if measure == "mean" and language is Language.EN else f" {called}"
    told = told.removeprefix("the ") if language is Language.EN else told
    told += f" {WHO[who][language]}" if who is not None and who in WHO else ""
    return capital(told)


def group_name(group: Any, language: Language, *, sampled: bool = True) -> str:
    """What a group is called; of samples None is those whose group is not recorded."""
    if group == "all" or (group is None and not sampled):
        return say("change_all", language)
    return say("change_ungrouped", language) if group is None else str(group)


def settled(before: float, after: float) -> float:
    """The second less the first; 0 where it is nothing but rounding."""
    return 0.0 if abs(after - before) <= ROUNDING * max(abs(before), abs(after)) else after - before


def color_of(change: float) -> str:
    """Another colour for what rose and what fell; neither is better."""
    return RISE if change > 0 else FALL if change < 0 else MUTED


def sign_of(change: float) -> str:
    """An arrow for the direction, so that colour does not tell it alone."""
    return "▲" if change > 0 else "▼" if change < 0 else "●"


@attrs.frozen
class Figures:
    """How numbers of one kind are written, all with as many decimals.

    Parameters
    ----------
    language
        The language.
    share
        Whether they are shares of 1, told in per cent and their changes in points.
    decimals
        How many.
    """

    language: Language
    share: bool
    decimals: int

    @classmethod
    def of(cls, measure: str, values: Iterable[float], changes: Iterable[float], language: Language) -> Figures:
        """For the values of a measure and their changes: enough decimals to tell the largest change."""
        share = measure in SHARES
        scale = 100.0 if share else 1.0
        top, most = (max((abs(scale * one) for one in some), default=0.0) for some in (values, changes))
        if share:
            return cls(language, share, 1 if most >= 0.1 or most <= ROUNDING else min(DECIMALS, -power_of(most)))
        wanted = DIGITS - 1 - power_of(top)
        if most > ROUNDING * top:
            wanted = max(wanted, OWN - 1 - power_of(most))
        return cls(language, share, max(0, min(DECIMALS, wanted)))

    def value(self, value: float) -> str:
        """A value."""
        told = self._written(value)
        return told + ({"id": " %", "en": "%"}[self.language] if self.share else "")

    def change(self, change: float) -> str:
        """A change with its sign."""
        told = self._signed(change)
        return say("change_points", self.language, change=told) if self.share else told

    def between(self, low: float, high: float) -> str:
        """Both limits of a change with their signs."""
        return say("change_between", self.language, low=self._signed(low), high=self._signed(high))

    def _written(self, value: float) -> str:
        return fixed(100 * value if self.share else value, self.language, self.decimals).replace("-", "−")

    def _signed(self, change: float) -> str:
        return ("+" if change > 0 else "−" if change < 0 else "") + self._written(abs(change))


def stack(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Places near those wanted, in their order, of things so high that none covers another."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[tuple[list[int], float, float]] = []
    for i in order:
        members, tall, top = [i], heights[i], _within(wanted[i] - heights[i] / 2, heights[i], low, high)
        while blocks and blocks[-1][1] + blocks[-1][2] > top:
            above, more, start = blocks.pop()
            top = (start * len(above) + (top - more) * len(members)) / (len(above) + len(members))
            members, tall = [*above, *members], more + tall
            top = _within(top, tall, low, high)
        blocks.append((members, tall, top))
    found = [0.0] * len(wanted)
    for members, _, start in blocks:
        for i in members:
            found[i] = start + heights[i] / 2
            start += heights[i]
    return found


def _within(top: float, tall: float, low: float, high: float) -> float:
    return min(max(top, low), max(low, high - tall))
