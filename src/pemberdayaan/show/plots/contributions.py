"""Who gave what: a bar from inside and one from outside for each kind, unit, period and status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...measures.assessment import Assessment
from ...measures.resources import Pot
from ..names import Names, capital
from ..writing import amount, unit_name
from .sheet import FAINT, INK, INSIDE, MUTED, OUTSIDE, Sheet, empty_sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["contributions"]

WIDTH, LABEL, TRACK = 7.4, 2.0, 3.0
SIZE, BAR = 7.6, 0.15
MOST = 60


def contributions(assessment: Assessment, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw what was given from inside and from outside, by kind and unit, each on its own scale.

    What is promised is hatched, what is pooled is outlined; what is unvalued is counted in words and has no bar.

    Parameters
    ----------
    assessment
        The assessment.
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
    >>> from pemberdayaan.show.plots import contributions
    >>> type(contributions(pb.assess(pb.example("pnpm_paseban")))).__name__
    'Axes'
    """
    names = Names(assessment, language)
    pots = assessment.contributions.pots
    if not pots:
        return empty_sheet(ax, names.say("no_contributions")).ax
    blocks: dict[tuple[str, str | None], list[Pot]] = {}
    for pot in pots[:MOST]:
        unit = pot.unit if pot.inside is not None or pot.outside is not None else None
        blocks.setdefault((pot.kind, unit), []).append(pot)
    height = 0.55 + sum(0.42 + sum(_height(names, pot) for pot in found) for found in blocks.values())
    sheet = new_sheet(ax, WIDTH, height + (0.2 if len(pots) > MOST else 0))
    _legend(sheet, names, pots)
    y = 0.45
    for (kind, unit), found in blocks.items():
        y = _block(sheet, names, y, kind, unit, found)
    if len(pots) > MOST:
        sheet.text(0.1, y + 0.15, names.say("rows_more", shown=MOST, all=names.number(len(pots))), SIZE, color=MUTED)
    return sheet.ax


def _height(names: Names, pot: Pot) -> float:
    return max(2 * BAR + 0.14, 0.12 + 0.135 * len(_label(names, pot)))


def _label(names: Names, pot: Pot) -> list[str]:
    period = names.period(pot.period)
    status = "" if pot.status == "given" else names.word("giving", pot.status)
    return wrap(
        ", ".join(one for one in (period, status) if one) or names.word("giving", pot.status), LABEL - 0.3, SIZE
    )


def _block(sheet: Sheet, names: Names, y: float, kind: str, unit: str | None, pots: Sequence[Pot]) -> float:
    """Draw the pots of one kind and unit; the height below them."""
    measured = names.say("hok") if unit == "HOK" else unit_name(unit or "", names.language)
    title = names.word("kind", kind) + (f" ({measured})" if measured else "")
    sheet.text(0.1, y + 0.15, capital(title), 8.8, bold=True)
    sheet.line([0.1, WIDTH - 0.1], [y + 0.28, y + 0.28], color=INK, linewidth=0.9)
    y += 0.32
    most = max([float(one) for pot in pots for one in (pot.inside, pot.outside) if one] or [1.0])
    for pot in pots:
        height = _height(names, pot)
        sheet.text(0.2, y + height / 2, _label(names, pot), SIZE)
        sheet.line([LABEL, LABEL], [y + 0.04, y + height - 0.04], color="#9aa6b0", linewidth=0.7)
        for i, inside in enumerate((True, False)):
            _bar(sheet, names, y + height / 2 + (i - 1) * BAR, pot, inside, most)
        sheet.line([0.2, WIDTH - 0.1], [y + height, y + height], color=FAINT, linewidth=0.5)
        y += height
    return y + 0.1


def _bar(sheet: Sheet, names: Names, y: float, pot: Pot, inside: bool, most: float) -> None:
    value = pot.inside if inside else pot.outside
    unvalued = pot.unvalued_inside if inside else pot.unvalued_outside
    color = INSIDE if inside else OUTSIDE
    x = LABEL
    if value is not None:
        x += TRACK * float(value) / most
        sheet.box(LABEL, y + 0.01, x - LABEL, BAR - 0.02, **_look(pot, color))
    texts = []
    if value is not None:
        shown = amount(float(value), pot.unit, names.language, names.programme.currency)
        texts.append(names.say("at_least", amount=shown) if pot.at_least else shown)
    texts += [names.say("unvalued_n", n=names.number(unvalued))] if unvalued else []
    if not texts:
        return
    if value is None:
        sheet.dot(x + 0.1, y + BAR / 2, 5, color=color, marker="D", markerfacecolor="none")
        x += 0.14
    sheet.text(x + 0.07, y + BAR / 2, "; ".join(texts), SIZE - 0.4)


def _look(pot: Pot, color: str) -> dict[str, Any]:
    if pot.status == "promised":
        return {"facecolor": "#ffffff", "edgecolor": color, "hatch": "//////"}
    if pot.status == "pooled":
        return {"facecolor": "#ffffff", "edgecolor": color, "hatch": "....", "linestyle": "--"}
    return {"facecolor": color, "edgecolor": "none"}


def _legend(sheet: Sheet, names: Names, pots: Sequence[Pot]) -> None:
    """Samples of what the picture uses."""
    used = {pot.status for pot in pots if pot.inside is not None or pot.outside is not None}
    unvalued = any(pot.unvalued_inside or pot.unvalued_outside for pot in pots)
    look: dict[str, dict[str, Any]] = {
        names.say("from_inside"): {"facecolor": INSIDE, "edgecolor": "none"},
        names.say("from_outside"): {"facecolor": OUTSIDE, "edgecolor": "none"},
    }
    for status, hatch in (("promised", "//////"), ("pooled", "....")):
        if status in used:
            look[names.word("giving", status)] = {"facecolor": "#ffffff", "edgecolor": MUTED, "hatch": hatch}
    x = 0.1
    for words, style in look.items():
        sheet.box(x, 0.14, 0.26, 0.13, linewidth=0.6, **style)
        sheet.text(x + 0.33, 0.205, words, 7.4, color=MUTED)
        x += 0.33 + text_width(words, 7.4) + 0.25
    if unvalued:
        sheet.dot(x + 0.08, 0.205, 5, color=MUTED, marker="D", markerfacecolor="none")
        sheet.text(x + 0.2, 0.205, names.say("unvalued"), 7.4, color=MUTED)
