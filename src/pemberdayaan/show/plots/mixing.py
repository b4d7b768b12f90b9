"""From which sector to which: the numbers of ties as a table whose cells are the darker, the more there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measures.network import ExternalInternal
from ...model.text import Language, as_language
from ..phrases import say
from ..writing import number
from .actors import group_label, group_order
from .notes import SLACK, draw_notes, lines_of, notes_height
from .sheet import FAINT, INK, MUTED, PAPER, empty_sheet, new_sheet, shade, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["mixing"]

LABEL, LEAST, WIDTH = 1.95, 0.72, 7.4
SIZE, STEP, ROW = 7.4, 0.135, 0.34
# From this depth on white letters are read better than dark ones.
DARK = 0.65


def mixing(result: ExternalInternal, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw how many ties run from each sector to each, with the E-I index below.

    Parameters
    ----------
    result
        The E-I index with its mixing matrix.
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
    >>> from pemberdayaan.measures.network import external_internal
    >>> from pemberdayaan.show.plots import mixing
    >>> type(mixing(external_internal(pb.example("lkms_kartini")))).__name__
    'Axes'
    """
    chosen = as_language(language)
    most = int(result.mixing.max()) if result.names else 0
    if not most:
        return empty_sheet(ax, say("no_ties", chosen)).ax
    order = sorted(range(len(result.names)), key=lambda i: group_order(result.names[i]))
    names = [group_label(result.names[i], chosen) for i in order]
    cell = max(LEAST, min(1.1, (WIDTH - LABEL - 0.2) / len(names)))
    width = max(WIDTH, LABEL + cell * len(names) + 0.2)
    notes = lines_of(_notes(result, chosen), width - 0.2)
    heads = [wrap(name, (cell - 0.14) / SLACK, 6.6, lines=5) for name in names]
    top = 0.4 + STEP * max(map(len, heads))
    rows = [wrap(name, (LABEL - 0.25) / SLACK, SIZE, lines=3) for name in names]
    tall = [max(ROW, 0.1 + STEP * len(lines)) for lines in rows]
    sheet = new_sheet(ax, width, top + sum(tall) + 0.1 + notes_height(notes))
    ways = ("mixing_from", "mixing_to") if result.directed else ("mixing_between", "mixing_and")
    sheet.text(LABEL - 0.12, top - 0.1, f"{say(ways[0], chosen)} ↓", SIZE, color=MUTED, align="right")
    sheet.text(LABEL, 0.14, f"{say(ways[1], chosen)} →", SIZE, color=MUTED)
    for j, head in enumerate(heads):
        sheet.text(LABEL + cell * (j + 0.5), top - 0.06, head, 6.6, align="center", valign="bottom")
    y = top
    for i, lines, height in zip(order, rows, tall, strict=True):
        sheet.text(LABEL - 0.12, y + height / 2, lines, SIZE, align="right")
        for j, other in enumerate(order):
            count = int(result.mixing[i, other])
            depth = count / most
            edge = {"edgecolor": INK, "linewidth": 1.1} if i == other else {"edgecolor": FAINT, "linewidth": 0.6}
            x = LABEL + cell * j
            face = shade(depth) if count else PAPER
            sheet.box(x + 0.015, y + 0.015, cell - 0.03, height - 0.03, facecolor=face, **edge)
            ink = MUTED if not count else PAPER if depth > DARK else INK
            sheet.text(x + cell / 2, y + height / 2, number(count, chosen), 8.0, color=ink, align="center")
        y += height
    draw_notes(sheet, y + 0.06, notes)
    return sheet.ax


def _notes(result: ExternalInternal, language: Language) -> list[str]:
    notes = [say("mixing_frame", language)]
    notes += [] if result.directed else [say("mixing_pairs", language)]
    shown = (("mixing_index", "value", result.value), ("mixing_expected", "expected", result.expected))
    said = [say(phrase, language, **{name: _signed(one, language)}) for phrase, name, one in shown if one is not None]
    if result.p_value is not None:
        n = number(result.permutations, language)
        said.append(say("mixing_tested", language, n=n, p=number(result.p_value, language, 3)))
    return [*notes, " ".join(said)]


def _signed(value: float, language: Language) -> str:
    return number(value, language, 2).replace("-", "−")
