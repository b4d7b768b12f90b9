"""The plane of importance and performance: items in four quadrants, numbered, with their names beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from ...measures.questionnaire import Caution, ImportancePerformance, PlanePoint, Quadrant
from ...model.text import Language, as_language
from ..phrases import say
from ..vocabulary import word
from ..writing import number
from .notes import SLACK, draw_notes, lines_of, notes_height
from .sheet import INK, INSIDE, MUTED, Sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["importance_performance"]

# The plane beside its list, or above it where the list is longer than the plane.
LEFT, BESIDE, LIST, ABOVE = 0.62, 4.4, 2.6, 6.0
SIZE, SMALL, STEP = 7.6, 7.0, 0.132
TALL, GREY = 0.12, "#9aa6b0"
# Where a number may stand about its point: near first, then farther out with a line to it.
TURNS = tuple(math.pi / 8 * i for i in (2, 0, 4, 1, 3, 6, 10, 14, 8, 12, 5, 7, 9, 11, 13, 15))
REACHES = (0.13, 0.2, 0.3, 0.42, 0.58, 0.78, 1.0, 1.3, 1.6, 1.9, 2.2, 2.5, 2.8)
# Points that are so near cover each other, and share their numbers.
SAME = 0.03
# As many spots are numbered; to find a place among more would take long and help nobody.
MOST = 120


@attrs.frozen
class Frame:
    """The plane: its ends on both axes and its place on the sheet."""

    low: tuple[float, float]
    high: tuple[float, float]
    top: float
    side: float

    def at(self, point: PlanePoint) -> tuple[float, float]:
        """Where a point stands: performance to the right, importance upwards."""
        return self.x(float(point.performance)), self.y(float(point.importance))

    def x(self, performance: float) -> float:
        """How far right a performance is."""
        return LEFT + self.side * (performance - self.low[0]) / (self.high[0] - self.low[0])

    def y(self, importance: float) -> float:
        """How far down an importance is."""
        return self.top + self.side * (self.high[1] - importance) / (self.high[1] - self.low[1])


Rectangle = tuple[float, float, float, float]


def importance_performance(
    result: ImportancePerformance,
    *,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw the plane of importance and performance, cut at the grand means.

    Items are numbered in the plane and named beside it, by quadrant; what matters and is done badly comes first.

    Parameters
    ----------
    result
        The plane.
    labels
        What the items are called on paper, by key.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    References
    ----------
    Martilla, J. A. and James, J. C. (1977). Importance-performance analysis. Journal of Marketing 41(1), 77-79.

    Examples
    --------
    >>> from pemberdayaan.measures import questionnaire
    >>> from pemberdayaan.show.plots import importance_performance
    >>> means = {"importance": {"air": 4.5, "jalan": 4.0}, "performance": {"air": 3.9, "jalan": 4.2}}
    >>> type(importance_performance(questionnaire.importance_performance(**means))).__name__
    'Axes'
    """
    chosen = as_language(language)
    blocks = [_block(result, quadrant, labels or {}, chosen) for quadrant in Quadrant]
    beside = sum(block.height for block in blocks) <= BESIDE
    frame = _frame(result, BESIDE if beside else ABOVE)
    bottom = frame.top + frame.side + 0.42
    width = LEFT + frame.side + (0.25 + LIST if beside else 0.0) + 0.1
    if beside:
        tall = max(bottom, frame.top + sum(block.height for block in blocks))
    else:
        tall = bottom + max(blocks[0].height, blocks[1].height) + max(blocks[2].height, blocks[3].height)
    spots = _spots(frame, result, [corner.room for corner in _corners(frame, chosen)])
    notes = lines_of(_notes(result, sum(spot.at is None for spot in spots), chosen), width - 0.2)
    sheet = new_sheet(ax, width, tall + notes_height(notes))
    _plane(sheet, frame, result, chosen)
    for spot in spots:
        spot.draw(sheet)
    x, y = LEFT + frame.side + 0.25, frame.top
    for i, block in enumerate(blocks):
        if beside:
            block.draw(sheet, x, y)
            y += block.height
        else:
            lower = max(blocks[0].height, blocks[1].height) if i > 1 else 0.0
            block.draw(sheet, 0.1 + (width / 2) * (i % 2), bottom + lower)
    draw_notes(sheet, tall, notes)
    return sheet.ax


@attrs.frozen
class Block:
    """A quadrant with its items, laid out: for each line its words, its number and its height."""

    title: Sequence[str]
    items: Sequence[tuple[Sequence[str], str, float]]

    @property
    def height(self) -> float:
        """What it needs."""
        return STEP * len(self.title) + 0.06 + sum(height for *_, height in self.items) + 0.1

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it from its top left corner."""
        sheet.text(x, y, self.title, SIZE, bold=True, valign="top")
        y += STEP * len(self.title) + 0.06
        for words, numbered, height in self.items:
            sheet.text(x, y, numbered, SIZE, bold=True, valign="top")
            sheet.text(x + 0.32, y, words, SIZE, valign="top")
            y += height


def _block(result: ImportancePerformance, quadrant: Quadrant, labels: Mapping[str, str], language: Language) -> Block:
    title = wrap(f"{quadrant}. {word('quadrant', quadrant, language)}", LIST / SLACK, SIZE, bold=True)
    items = []
    for i, one in enumerate(result.points, 1):
        if one.quadrant is quadrant:
            name = labels.get(one.item, one.item) + (" *" if one.on_line else "")
            words = wrap(name, (LIST - 0.32) / SLACK, SIZE)
            items.append((words, str(i), STEP * len(words) + 0.04))
    return Block(title, items)


def _notes(result: ImportancePerformance, unnumbered: int, language: Language) -> list[str]:
    means = {name: number(getattr(result, name), language, 2) for name in ("importance", "performance")}
    notes = [say("grand_means", language, **means), say("mean_note", language)]
    notes += [say("unnumbered", language, n=unnumbered)] if unnumbered else []
    if any(one.on_line for one in result.points):
        notes.append(say("on_line", language))
    few = [str(i) for i, one in enumerate(result.points, 1) if Caution.FEW_RESPONDENTS in one.cautions]
    if few:
        every = len(few) == len(result.points)
        notes.append(say("few_all" if every else "few_note", language, what=", ".join(few)))
    return notes


# --- the plane -------------------------------------------------------------------------------------------------------


def _frame(result: ImportancePerformance, side: float) -> Frame:
    """Ends a little beyond the outermost points; a point alone stands in the middle."""
    ends = [_ends([float(getattr(one, name)) for one in result.points]) for name in ("performance", "importance")]
    return Frame((ends[0][0], ends[1][0]), (ends[0][1], ends[1][1]), 0.3, side)


def _ends(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    beyond = 0.16 * (high - low) if high - low > 1e-9 else 0.5
    return low - beyond, high + beyond


def _plane(sheet: Sheet, frame: Frame, result: ImportancePerformance, language: Language) -> None:
    """The frame, the lines of the means, the numbers along the sides, the names of axes and quadrants."""
    right, bottom = LEFT + frame.side, frame.top + frame.side
    sheet.box(LEFT, frame.top, frame.side, frame.side, facecolor="#fbfcfd", edgecolor=MUTED)
    x, y = frame.x(float(result.performance)), frame.y(float(result.importance))
    sheet.line([x, x], [frame.top, bottom], color=INK, linewidth=0.9)
    sheet.line([LEFT, right], [y, y], color=INK, linewidth=0.9)
    for value in _round_numbers(frame.low[0], frame.high[0]):
        sheet.line([frame.x(value)] * 2, [bottom, bottom + 0.04], color=MUTED)
        sheet.text(frame.x(value), bottom + 0.12, number(value, language, 3), SMALL, color=MUTED, align="center")
    for value in _round_numbers(frame.low[1], frame.high[1]):
        sheet.line([LEFT - 0.04, LEFT], [frame.y(value)] * 2, color=MUTED)
        sheet.text(LEFT - 0.08, frame.y(value), number(value, language, 3), SMALL, color=MUTED, align="right")
    named = say("performance", language), say("importance", language)
    sheet.text(right, bottom + 0.3, f"{named[0]} →", SIZE, bold=True, align="right")
    sheet.text(0.1, frame.top - 0.14, f"↑ {named[1]}", SIZE, bold=True)
    for corner in _corners(frame, language):
        sheet.text(*corner.at, corner.words, SIZE, color=INSIDE, bold=True)


@attrs.frozen
class Corner:
    """The name of a quadrant in its corner, and the room that it takes."""

    words: str
    at: tuple[float, float]
    room: Rectangle


def _corners(frame: Frame, language: Language) -> Iterator[Corner]:
    right, bottom = LEFT + frame.side, frame.top + frame.side
    for quadrant, (left, above) in _CORNERS.items():
        words = f"{quadrant}. {word('quadrant', quadrant, language)}"
        wide = text_width(words, SIZE, bold=True) * SLACK
        x, y = (LEFT + 0.07 if left else right - 0.07 - wide), (frame.top if above else bottom - 0.24) + 0.12
        yield Corner(words, (x, y), (x - 0.03, y - 0.09, x + wide + 0.03, y + 0.09))


# Left or right, above or below.
_CORNERS = {
    Quadrant.FIRST_PRIORITY: (True, True),
    Quadrant.KEEP_UP: (False, True),
    Quadrant.LOW_PRIORITY: (True, False),
    Quadrant.EXCESS: (False, False),
}


def _round_numbers(low: float, high: float) -> Iterator[float]:
    """Three to eight round numbers between two ends."""
    rough = (high - low) / 7
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough)
    first = math.ceil(low / step)
    yield from (round(i * step, 10) for i in range(first, math.floor(high / step) + 1))


@attrs.frozen
class Spot:
    """A place where items stand, with their numbers and where these are written; None for want of room."""

    place: tuple[float, float]
    words: str
    at: tuple[float, float] | None
    reach: float

    def draw(self, sheet: Sheet) -> None:
        """Draw the point, its numbers, and a line between them where they stand apart."""
        sheet.dot(*self.place, 6.0, color=INSIDE)
        if self.at is None:
            return
        if self.reach > REACHES[1]:
            sheet.line(*zip(self.place, self.at, strict=True), color=GREY, linewidth=0.6)
        sheet.text(*self.at, self.words, SMALL, bold=True, align="center")


def _spots(frame: Frame, result: ImportancePerformance, rooms: Sequence[Rectangle]) -> list[Spot]:
    """The points, each with its number; items on one spot share theirs."""
    numbers: dict[tuple[float, float], list[int]] = {}
    for i, one in enumerate(result.points, 1):
        here = frame.at(one)
        numbers.setdefault(next((at for at in numbers if math.dist(at, here) < SAME), here), []).append(i)
    x, y = frame.x(float(result.performance)), frame.y(float(result.importance))
    right, bottom = LEFT + frame.side, frame.top + frame.side
    taken = [*rooms, (x - 0.02, frame.top, x + 0.02, bottom), (LEFT, y - 0.02, right, y + 0.02)]
    taken += [(x - 0.05, y - 0.05, x + 0.05, y + 0.05) for x, y in numbers]
    spots: list[Spot] = []
    for place, found in numbers.items():
        words = _shared(found)
        size = text_width(words, SMALL, bold=True) * SLACK + 0.02, TALL
        free = next(_free(place, size, taken, frame), None) if len(spots) < MOST else None
        spots.append(Spot(place, words, *(free or (None, 0.0))))
        if free is not None:
            taken.append(_around(free[0], size))
    return spots


def _shared(numbers: Sequence[int], most: int = 6) -> str:
    words = ", ".join(map(str, numbers[:most]))
    return words if len(numbers) <= most else f"{words}, …"


def _free(
    point: tuple[float, float], size: tuple[float, float], taken: Sequence[Rectangle], frame: Frame
) -> Iterator[tuple[tuple[float, float], float]]:
    """The places about a point where words of a size cover nothing, the nearest first."""
    right, bottom = LEFT + frame.side, frame.top + frame.side
    for reach in REACHES:
        for turn in TURNS:
            middle = point[0] + (reach + size[0] / 2) * math.cos(turn), point[1] - reach * math.sin(turn)
            here = _around(middle, size)
            within = here[0] > LEFT and here[2] < right and here[1] > frame.top and here[3] < bottom
            if within and not any(_meet(here, other) for other in taken):
                yield middle, reach


def _around(middle: tuple[float, float], size: tuple[float, float]) -> Rectangle:
    (x, y), (width, height) = middle, size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _meet(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
