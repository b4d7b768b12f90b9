"""Small labels that stand beside each other within a width: those from inside the community are dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from ...model.text import Language
from ..names import Names
from ..phrases import say
from .notes import SLACK
from .sheet import INK, INSIDE, MUTED, OUTSIDE, PAPER, Sheet, text_width, wrap

__all__ = ["CHIP", "Chip", "Flow", "Label", "draw_sides", "flowed", "side_of", "sides_of", "unit_label"]

CHIP, STEP = 7.2, 0.132
PAD, GAP = 0.07, 0.06


@attrs.frozen
class Label:
    """A label, and which side of the community's border it is of; None for what is no actor.

    Parameters
    ----------
    words
        What it says.
    inside
        Whether it is from inside the community.
    """

    words: str
    inside: bool | None = None


@attrs.frozen
class Chip:
    """A label with its place within a flow, in inches from the top left corner of it."""

    lines: Sequence[str]
    inside: bool | None
    x: float
    y: float
    width: float
    height: float

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it, the flow's corner at a point."""
        face, edge, ink = _look(self.inside)
        sheet.box(x + self.x, y + self.y, self.width, self.height, facecolor=face, edgecolor=edge, radius=0.03)
        middle = x + self.x + self.width / 2, y + self.y + self.height / 2
        sheet.text(*middle, self.lines, CHIP, color=ink, align="center", bold=self.inside is True)


@attrs.frozen
class Flow:
    """Labels in rows, from left to right and then downwards."""

    chips: tuple[Chip, ...]
    height: float

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw them all."""
        for chip in self.chips:
            chip.draw(sheet, x, y)


def flowed(labels: Iterable[Label], width: float, language: Language, most: int | None = None) -> Flow:
    """Put labels into rows of at most a width; with `most`, the others are counted."""
    every = list(labels)
    if most is not None and len(every) > most:
        rest = say("and_more", language, n=len(every) - most)
        every = [*every[:most], Label(rest)]
    chips: list[Chip] = []
    x = y = tallest = 0.0
    for one in every:
        bold = one.inside is True
        lines = wrap(one.words, (width - 2 * PAD) / SLACK, CHIP, bold=bold)
        wide = min(width, SLACK * max(text_width(line, CHIP, bold) for line in lines) + 2 * PAD)
        tall = STEP * len(lines) + 0.08
        if x and x + wide > width:
            x, y, tallest = 0.0, y + tallest + GAP, 0.0
        chips.append(Chip(lines, one.inside, x, y, wide, tall))
        x, tallest = x + wide + GAP, max(tallest, tall)
    return Flow(tuple(chips), y + tallest)


def _look(inside: bool | None) -> tuple[str, str, str]:
    if inside is None:
        return "#f1f4f6", MUTED, INK
    return (INSIDE, INSIDE, PAPER) if inside else (PAPER, OUTSIDE, INK)


def side_of(names: Names, about: str | None) -> bool | None:
    """Whether what a record is about stands inside the community; None for what is no actor."""
    key = (about or "").removeprefix("stakeholder.")
    return names.programme.inside(key) if key in names.programme.stakeholder else None


def unit_label(names: Names, about: str | None) -> str:
    """What stands somewhere: an actor, a group, an activity, or the programme as a whole."""
    return names.about(about) if about else names.say("this_programme")


def sides_of(labels: Iterable[Label]) -> list[bool]:
    """The sides that some labels are of, inside first."""
    found = {one.inside for one in labels}
    return [side for side in (True, False) if side in found]


def draw_sides(sheet: Sheet, x: float, y: float, sides: Iterable[bool], language: Language) -> None:
    """A sample of each side with its words, from left to right at a height."""
    for inside in sides:
        face, edge, _ = _look(inside)
        words = say("Inside" if inside else "Outside", language)
        sheet.box(x, y - 0.065, 0.26, 0.13, facecolor=face, edgecolor=edge, radius=0.03)
        sheet.text(x + 0.33, y, words, CHIP, color=MUTED)
        x += 0.33 + text_width(words, CHIP) + 0.25
