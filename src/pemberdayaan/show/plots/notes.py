"""What stands below a picture: how far its framework was checked, and what the picture does not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model.framework import Checked, Framework
from ...model.text import Language
from ..phrases import say
from .sheet import MUTED, Sheet, wrap

__all__ = ["NOTE", "SLACK", "UNCHECKED", "checked_notes", "draw_notes", "lines_of", "notes_height"]

NOTE, STEP = 7.2, 0.15
# On a screen letters are fitted to its points, and a line comes out a little wider.
SLACK = 1.04
UNCHECKED = {Checked.MEMORY: "unchecked_memory", Checked.PARTLY: "unchecked_partly"}


def checked_notes(frameworks: Sequence[Framework], language: Language) -> list[str]:
    """How far each framework was checked against its source, unless in full; named where there are several."""
    notes = []
    for one in frameworks:
        if one.checked in UNCHECKED:
            name = f"{one.label[language]}: " if len(frameworks) > 1 else ""
            notes.append(name + say(UNCHECKED[one.checked], language))
    return notes


def lines_of(notes: Iterable[str], width: float) -> list[str]:
    """The notes in lines of at most a width."""
    return [line for note in notes if note for line in wrap(note, width / SLACK, NOTE)]


def notes_height(lines: Sequence[str]) -> float:
    """The room that the lines need, with a margin above and below."""
    return 0.14 + STEP * len(lines) if lines else 0.06


def draw_notes(sheet: Sheet, y: float, lines: Sequence[str], x: float = 0.1) -> None:
    """Draw the lines from a height downwards."""
    for i, line in enumerate(lines):
        sheet.text(x, y + 0.1 + STEP * i, line, NOTE, color=MUTED)
