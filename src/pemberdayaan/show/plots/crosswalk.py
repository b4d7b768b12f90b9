"""Two frameworks side by side: lines between the elements that match, and what the first does not measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ...measures.crosswalk import Crosswalk, Pairing, compared_elements
from ...model.elements import ELEMENTS
from ...model.framework import Framework
from ...model.relations import MatchKind
from ...model.text import Language, as_language
from ..contents import NAMES
from ..names import capital
from ..phrases import say
from ..vocabulary import word
from .notes import SLACK, checked_notes, draw_notes, lines_of, notes_height
from .sheet import INK, INSIDE, MUTED, PAPER, Sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["crosswalk"]

SIDE, BETWEEN, EDGE = 2.55, 2.5, 0.1
SIZE, SMALL, STEP = 7.6, 7.0, 0.132
GAP, HEAD = 0.06, 0.26
LOOKS: Mapping[MatchKind, Mapping[str, Any]] = {
    MatchKind.EXACT: {"linestyle": "-", "linewidth": 2.4, "color": INK},
    MatchKind.CLOSE: {"linestyle": "-", "linewidth": 1.1, "color": INK},
    MatchKind.BROAD: {"linestyle": (0, (8, 2.5)), "linewidth": 1.3, "color": INSIDE},
    MatchKind.NARROW: {"linestyle": (0, (3, 2)), "linewidth": 1.3, "color": INSIDE},
    MatchKind.RELATED: {"linestyle": (0, (1, 2)), "linewidth": 1.2, "color": MUTED},
}

_COLLECTIONS = {kind: name for name, kind in ELEMENTS.items()}


@attrs.frozen
class Item:
    """An element on one side, laid out; or the heading of those of its kind.

    Parameters
    ----------
    address
        The element; None for a heading.
    lines, below
        Its label, and what is said of it.
    y, height
        Its top and its height.
    beside
        Whether what is said of it stands on the last line of its label, and not below.
    dashed
        Whether nothing matches it.
    """

    address: str | None
    lines: Sequence[str]
    below: str
    y: float
    height: float
    beside: bool = True
    dashed: bool = False


def crosswalk(found: Crosswalk, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw which elements of one framework match which of another.

    The first framework stands on the left. A thick line is the same, a thin one is close; dashed lines are wider or
    narrower, dotted ones related. What the first does not measure, or only in part, is said beside the element.

    Parameters
    ----------
    found
        What `pemberdayaan.crosswalk` found.
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
    >>> from pemberdayaan.show.plots import crosswalk
    >>> type(crosswalk(pb.crosswalk("laverack-2001"))).__name__
    'Axes'
    """
    chosen = as_language(language)
    marks = dict.fromkeys(found.unmeasured, "not_measured") | dict.fromkeys(found.partly, "measured_partly")
    unmatched = dict.fromkeys(found.only_first, "no_match")
    heads = [wrap(one.label[chosen], SIDE / SLACK, SIZE + 0.4, bold=True) for one in (found.first, found.second)]
    top = 0.14 + 0.145 * max(map(len, heads))
    left = _items(found.first, [one.first for one in found.pairs], unmatched, top, chosen)
    right = _items(found.second, [one.second for one in found.pairs], marks, top, chosen)
    width = 2 * (SIDE + EDGE) + BETWEEN
    bottom = max(item.y + item.height for item in (*left, *right)) if left or right else top
    legend, notes = _legend(found, chosen, width), lines_of(_notes(found, chosen), width - 0.2)
    sheet = new_sheet(ax, width, bottom + 0.16 + 0.2 * len(legend) + notes_height(notes))
    for x, head in zip((EDGE, width - EDGE - SIDE), heads, strict=True):
        sheet.text(x, top - 0.06, head, SIZE + 0.4, bold=True, valign="bottom")
    _lines(sheet, found.pairs, left, right)
    for x, items in ((EDGE, left), (width - EDGE - SIDE, right)):
        for item in items:
            _draw(sheet, x, item)
    _draw_legend(sheet, legend, bottom + 0.2)
    draw_notes(sheet, bottom + 0.14 + 0.2 * len(legend), notes)
    return sheet.ax


def _notes(found: Crosswalk, language: Language) -> list[str]:
    if not found.pairs:
        return [say("no_matches", language), *checked_notes([found.first, found.second], language)]
    notes = [say("match_reading", language)]
    if any(one.ours for one in found.pairs):
        notes[0] += f" {say('match_ours', language)}"
    if any(one.via and one.kind is MatchKind.RELATED for one in found.pairs):
        notes.append(say("match_via", language))
    return [*notes, *checked_notes([found.first, found.second], language)]


# --- the two sides ---------------------------------------------------------------------------------------------------


def _items(
    framework: Framework, matched: Iterable[str], marks: Mapping[str, str], y: float, language: Language
) -> list[Item]:
    """What is compared of a framework and what matches something, in its own order, under the names of the kinds."""
    wanted = {*matched, *compared_elements(framework)}
    items: list[Item] = []
    kind = None
    for address in framework.labels:
        if address not in wanted:
            continue
        if (own := _kind(framework, address, language)) != kind:
            items += [Item(None, [own], "", y, HEAD)] if own else []
            kind, y = own, y + (HEAD if own else 0.0)
        lines = wrap(capital(framework.labels[address][language]), (SIDE - 0.2) / SLACK, SIZE)
        said = say(marks[address], language) if address in marks else ""
        beside = text_width(lines[-1], SIZE) + text_width(said, SMALL) < (SIDE - 0.4) / SLACK
        height = 0.12 + STEP * (len(lines) + bool(said and not beside))
        dashed = marks.get(address) in ("not_measured", "no_match")
        items.append(Item(address, lines, said, y, height, beside, dashed))
        y += height + GAP
    return items


def _kind(framework: Framework, address: str, language: Language) -> str:
    """What kind of thing an address names: elements of a kind, the levels of a scale, the cells of a grid."""
    kind, _, rest = address.partition(".")
    if address == framework.key:
        return ""
    if kind in ("scale", "cell"):
        holders = framework.scales if kind == "scale" else framework.grids
        return next(capital(one.label[language]) for one in holders if one.key == rest.partition(".")[0])
    return capital(NAMES[_COLLECTIONS[type(framework[address])]][language])


def _draw(sheet: Sheet, x: float, item: Item) -> None:
    if item.address is None:
        sheet.text(x, item.y + 0.15, wrap(item.lines[0], SIDE / SLACK, SMALL, lines=1), SMALL, color=MUTED, italic=True)
        return
    look = {"edgecolor": MUTED, "linestyle": (0, (3, 2))} if item.dashed else {"edgecolor": INK}
    sheet.box(x, item.y, SIDE, item.height, facecolor=PAPER, **look)
    lines = [*item.lines, *([] if item.beside else [""])]
    middle = item.y + item.height / 2
    sheet.text(x + 0.1, middle, lines, SIZE, color=MUTED if item.dashed else INK)
    down = middle + STEP * (len(lines) - 1) / 2
    sheet.text(x + SIDE - 0.1, down, item.below, SMALL, color=INK, italic=True, align="right")


# --- what is between them --------------------------------------------------------------------------------------------


def _lines(sheet: Sheet, pairs: Sequence[Pairing], left: Sequence[Item], right: Sequence[Item]) -> None:
    """A line for each pair, those of one element beside each other; the strongest on top."""
    at = [{one.address: one for one in items if one.address is not None} for items in (left, right)]
    sides: tuple[dict[str, list[Pairing]], dict[str, list[Pairing]]] = ({}, {})
    for one in pairs:
        sides[0].setdefault(one.first, []).append(one)
        sides[1].setdefault(one.second, []).append(one)
    for one in sorted(pairs, key=lambda one: -list(LOOKS).index(one.kind)):
        beside = sorted(sides[0][one.first], key=lambda other: at[1][other.second].y)
        facing = sorted(sides[1][one.second], key=lambda other: at[0][other.first].y)
        start = _port(at[0][one.first], beside.index(one), len(beside))
        end = _port(at[1][one.second], facing.index(one), len(facing))
        a, b = EDGE + SIDE, sheet.width - EDGE - SIDE
        xs = [a, a + 0.12, b - 0.12, b]
        sheet.line(xs, [start, start, end, end], **LOOKS[one.kind])


def _port(item: Item, place: int, count: int) -> float:
    gap = min(0.1, (item.height - 0.08) / count)
    return item.y + item.height / 2 + gap * (place - (count - 1) / 2)


def _legend(found: Crosswalk, language: Language, width: float) -> list[list[tuple[MatchKind, str, float]]]:
    """A sample of each kind of line that is drawn, in rows."""
    used = {one.kind for one in found.pairs}
    rows: list[list[tuple[MatchKind, str, float]]] = []
    for kind in LOOKS:
        if kind not in used:
            continue
        words = word("match", kind, language)
        room = 0.5 + text_width(words, SMALL) * SLACK + 0.2
        if not rows or sum(size for *_, size in rows[-1]) + room > width - 0.2:
            rows.append([])
        rows[-1].append((kind, words, room))
    return rows


def _draw_legend(sheet: Sheet, legend: Sequence[Sequence[tuple[MatchKind, str, float]]], y: float) -> None:
    for i, row in enumerate(legend):
        x = EDGE
        for kind, words, room in row:
            sheet.line([x, x + 0.42], [y + 0.2 * i] * 2, **LOOKS[kind])
            sheet.text(x + 0.5, y + 0.2 * i, words, SMALL, color=MUTED)
            x += room
