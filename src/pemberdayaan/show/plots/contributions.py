"""What was given from inside and from outside, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measures.assessment import Assessment
from ...measures.resources import Pot
from ...model.text import as_language
from ..names import Names, capital
from ..writing import amount
from .sheet import empty_sheet, new_sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["contributions"]

INSIDE, OUTSIDE = "#0072b2", "#b8bfc6"
LABEL, BAR, ROW, TOP = 2.6, 3.6, 0.52, 0.75


def contributions(assessment: Assessment, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw what was contributed: a bar from inside and one from outside for each kind, unit, period and status.

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
        Bars of one unit share a scale; promises are hatched; what is unvalued is counted in words and is no zero.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> axes = pb.plots.contributions(pb.assess(pb.example("contoh_lengkap")))
    """
    names = Names(assessment, as_language(language))
    pots = assessment.contributions.pots
    if not pots:
        return empty_sheet(ax, names.say("no_contributions")).ax
    sheet = new_sheet(ax, LABEL + BAR + 2.6, TOP + ROW * len(pots) + 0.2)
    axes = sheet.ax
    for x, color, phrase in ((LABEL, INSIDE, "from_inside"), (LABEL + 1.7, OUTSIDE, "from_outside")):
        axes.barh([0.25], [0.2], height=0.16, left=[x], color=color)
        axes.text(x + 0.28, 0.25, names.say(phrase), va="center", fontsize=9)
    widest = {pot.unit: max(_most(other) for other in pots if other.unit == pot.unit) for pot in pots}
    for i, pot in enumerate(pots):
        y = TOP + ROW * i
        kind = capital(names.word("kind", pot.kind))
        when = ", ".join(part for part in (names.period(pot.period), names.word("giving", pot.status)) if part)
        axes.text(0, y, kind, va="center", fontsize=9.5, fontweight="bold")
        axes.text(0, y + 0.18, when, va="center", fontsize=8, color="#55606b")
        sides = ((-0.05, pot.inside, pot.unvalued_inside, INSIDE), (0.17, pot.outside, pot.unvalued_outside, OUTSIDE))
        for shift, total, unvalued, color in sides:
            length = BAR * float(total) / widest[pot.unit] if total is not None and widest[pot.unit] else 0.0
            hatch = None if pot.status == "given" else "////"
            if total is not None:
                axes.barh([y + shift], [length], height=0.17, left=[LABEL], color=color, hatch=hatch, edgecolor="white")
            note = _note(names, pot, total, unvalued)
            axes.text(LABEL + length + 0.08, y + shift, note, va="center", fontsize=8)
    return axes


def _most(pot: Pot) -> float:
    return max(float(pot.inside or 0), float(pot.outside or 0))


def _note(names: Names, pot: Pot, total: object, unvalued: int) -> str:
    shown = []
    if isinstance(total, (int, float)):
        shown.append(amount(total, pot.unit, names.language.value, names.programme.currency))
    shown += [names.say("unvalued_n", n=unvalued)] if unvalued else []
    return "; ".join(shown)
