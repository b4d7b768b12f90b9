"""The roles of the busiest brokers: a bar for each, with what chance would give as a tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ...measures.network import Brokerage
from ...model.text import Language, as_language
from ..names import capital
from ..phrases import say
from ..vocabulary import word
from ..writing import number
from .actors import Labels, actor_label, group_label
from .notes import SLACK, draw_notes, lines_of, notes_height
from .sheet import FAINT, INK, INSIDE, MUTED, Sheet, empty_sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["roles"]

NAMES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
MOST = 12
LABEL, COLUMN, TOTAL = 1.95, 1.06, 0.55
SIZE, HEAD, STEP, BAR = 7.6, 7.2, 0.135, 0.14
TICK = "#c0392b"


@attrs.frozen
class Row:
    """A broker: its label, its counts by role and in all, and what chance would give."""

    lines: Sequence[str]
    group: Sequence[str]
    counts: Sequence[int]
    expected: Sequence[float] | None
    total: int

    @property
    def height(self) -> float:
        """What it needs."""
        return max(0.34, 0.14 + STEP * (len(self.lines) + len(self.group)))


def roles(result: Brokerage, *, labels: Labels | None = None, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw how often the busiest brokers stand between others, by role, all on one scale.

    Without direction representative and gatekeeper are one column, since they are the same.

    Parameters
    ----------
    result
        The brokerage.
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
    >>> import pemberdayaan as pb
    >>> from pemberdayaan.measures.network import brokerage
    >>> from pemberdayaan.show.plots import roles
    >>> type(roles(brokerage(pb.example("contoh_lengkap")))).__name__
    'Axes'
    """
    chosen = as_language(language)
    columns = [i for i, name in enumerate(NAMES) if result.directed or name != "gatekeeper"]
    every = sum(total > 0 for total in result.counts[:, -1].tolist())
    rows = _rows(result, columns, labels, chosen)
    if not rows:
        return empty_sheet(ax, say("nobody_brokers", chosen)).ax
    width = LABEL + COLUMN * len(NAMES) + TOTAL + 0.1
    across = (width - 0.1 - LABEL - TOTAL) / len(columns)
    heads = [wrap(_head(NAMES[i], result.directed, chosen), (across - 0.06) / SLACK, HEAD, bold=True) for i in columns]
    notes = lines_of(_notes(result, chosen), width - 0.2)
    top = 0.42 + STEP * max(map(len, heads))
    sheet = new_sheet(ax, width, top + sum(row.height for row in rows) + 0.34 + notes_height(notes))
    counted = {"n": number(len(rows), chosen), "of": number(every, chosen)}
    shown = say("roles_head" if every > len(rows) else "brokers_n", chosen, **counted)
    sheet.text(0.1, 0.14, shown, 8.4, bold=True)
    for i, head in enumerate(heads):
        sheet.text(LABEL + across * i, top - 0.08, head, HEAD, bold=True, valign="bottom")
    sheet.text(width - 0.15, top - 0.08, say("pairs_total", chosen), HEAD, bold=True, align="right", valign="bottom")
    most = max(max(*row.counts, *(row.expected or (0,))) for row in rows)
    y = top
    for row in rows:
        sheet.line([0.1, width - 0.1], [y, y], color=FAINT, linewidth=0.6)
        _draw(sheet, row, y, across, most, chosen)
        y += row.height
    _legend(sheet, rows, y + 0.2, chosen)
    draw_notes(sheet, y + 0.3, notes)
    return sheet.ax


def _head(name: str, directed: bool, language: Language) -> str:
    if name == "representative" and not directed:
        return f"{capital(word('role', name, language))} / {word('role', 'gatekeeper', language)}"
    return capital(word("role", name, language))


def _rows(result: Brokerage, columns: Sequence[int], labels: Labels | None, language: Language) -> list[Row]:
    totals = result.counts[:, -1].tolist()
    busy = sorted((i for i, total in enumerate(totals) if total), key=lambda i: -totals[i])[:MOST]
    return [
        Row(
            wrap(actor_label(result.actors[i], labels, language), (LABEL - 0.25) / SLACK, SIZE, lines=3),
            wrap(group_label(result.groups[i], language), (LABEL - 0.25) / SLACK, 6.6, lines=1),
            [int(result.counts[i, j]) for j in columns],
            None if result.expected is None else [float(result.expected[i, j]) for j in columns],
            totals[i],
        )
        for i in busy
    ]


def _draw(sheet: Sheet, row: Row, y: float, across: float, most: float, language: Language) -> None:
    middle = y + row.height / 2
    block = STEP * (len(row.lines) + len(row.group))
    sheet.text(0.1, middle - block / 2, row.lines, SIZE, valign="top")
    sheet.text(0.1, middle + block / 2, row.group, 6.6, color=MUTED, valign="bottom")
    room = across - 0.14 - 0.34
    for i, count in enumerate(row.counts):
        x = LABEL + across * i
        sheet.line([x, x], [y + 0.05, y + row.height - 0.05], color="#9aa6b0", linewidth=0.7)
        end = x + room * count / most
        if count:
            sheet.box(x, middle - BAR / 2, end - x, BAR, facecolor=INSIDE, edgecolor="none")
        after = end
        if row.expected is not None:
            at = x + room * row.expected[i] / most
            sheet.line([at, at], [middle - 0.12, middle + 0.12], color=TICK, linewidth=1.3)
            after = max(end, at)
        sheet.text(after + 0.05, middle, number(count, language), 7.0, color=INK if count else MUTED)
    sheet.text(sheet.width - 0.15, middle, number(row.total, language), SIZE, bold=True, align="right")


def _legend(sheet: Sheet, rows: Sequence[Row], y: float, language: Language) -> None:
    sheet.box(0.1, y - 0.06, 0.24, 0.12, facecolor=INSIDE, edgecolor="none")
    words = say("role_count", language)
    sheet.text(0.42, y, words, 7.2, color=MUTED)
    if rows[0].expected is not None:
        x = 0.42 + SLACK * text_width(words, 7.2) + 0.3
        sheet.line([x, x], [y - 0.09, y + 0.09], color=TICK, linewidth=1.3)
        sheet.text(x + 0.1, y, say("expected_mark", language), 7.2, color=MUTED)


def _notes(result: Brokerage, language: Language) -> list[str]:
    notes = [say("roles_are", language)]
    notes += [say("expected_note", language)] if result.expected is not None else []
    notes += [] if result.directed else [say("two_roles", language)]
    return [*notes, say("broker_no_power", language)]
