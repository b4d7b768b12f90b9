"""What several people rated, round by round: dots on the levels, or the spider web that the sources publish."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from ...errors import InvalidInput, fault
from ...measures.ratings import Rated, Ratings
from ...model.framework import Framework
from ...model.scales import Scale
from ...model.text import Language, as_language
from ..names import capital
from ..phrases import say
from ..writing import number, period
from .notes import checked_notes, draw_notes, lines_of, notes_height
from .sheet import FAINT, INK, INSIDE, MUTED, OUTSIDE, PAPER, Sheet, empty_sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_spidergram", "spidergram"]

SIZE, SMALL, STEP = 7.8, 7.2, 0.135
LABEL, TRACK = 2.3, 5.1
LINE, GREY = 0.22, "#9aa6b0"
# Rounds are told apart by shape, and by colours of unlike lightness.
LOOKS = (("o", INSIDE), ("s", OUTSIDE), ("^", INK), ("D", "#8f9aa3"), ("v", "#7a4a8c"), ("P", "#3f8f6b"))
THREADS = ("-", (0, (4, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)), (0, (2, 2)), (0, (8, 3)))
RADIUS, AROUND = 1.55, 1.3
FEWEST = 3

Context = tuple[str | None, str | None, str | None]


@attrs.frozen
class Series:
    """The ratings of one round.

    Parameters
    ----------
    name
        What it is called; empty where there is only one round without a date.
    look
        Its marker and its colour.
    rated
        What was rated, by context and element.
    """

    name: str
    look: tuple[str, str]
    rated: dict[tuple[Context, str], Rated]


@attrs.frozen
class Chart:
    """What a picture of ratings is made of."""

    framework: Framework
    scale: Scale
    rounds: Sequence[Series]
    language: Language
    about: Callable[[str], str]

    @property
    def contexts(self) -> list[Context]:
        """What was rated of whom, in which stage and for which compared state, in the order of the ratings."""
        return list(dict.fromkeys(context for one in self.rounds for context, _ in one.rated))

    def elements(self, context: Context) -> list[str]:
        """The elements rated there, in the order of the framework."""
        order = {address: i for i, address in enumerate(self.framework.labels)}
        found = {address for one in self.rounds for seen, address in one.rated if seen == context}
        return sorted(found, key=lambda address: order[address])

    def name(self, address: str) -> str:
        """An element by its label."""
        return capital(self.framework.labels[address][self.language])

    def titled(self, context: Context) -> str:
        """What of whom was rated, in words."""
        return ", ".join(self.about(key) for key in context if key is not None)

    def level(self, i: int) -> str:
        """A level by its label."""
        return capital(self.scale.levels[i].label[self.language])

    def middle(self, one: Rated) -> tuple[int, int] | None:
        """The positions of the agreed level, or else of the two medians; None where there is neither."""
        ends = (one.agreed, one.agreed) if one.agreed else one.median
        return None if ends is None else (self.scale.position(ends[0]), self.scale.position(ends[1]))


def spidergram(
    ratings: Ratings | Sequence[Ratings], *, web: bool = False, ax: Axes | None = None, language: str = "id"
) -> Axes:
    """Draw what several people rated, element by element, and how far apart they are; rounds are laid over each other.

    Each element is a row with the levels across. A filled mark is the level that was agreed on, a hollow one the
    median of the raters where nothing was agreed; the line goes from the lowest to the highest rating, and the small
    dots are the raters' choices. A web joins the same marks around a circle, as the sources do; its area means
    nothing. Of fewer than three elements there is no web.

    Parameters
    ----------
    ratings
        What `pemberdayaan.consensus` found, of one or several rounds; or several of them, in order of time.
    web
        Draw the spider web.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidInput
        If the ratings do not stand on one scale.

    References
    ----------
    Rifkin, Muller and Bichmann (1988); Laverack (2005), who warns that change over time is hard to read from a web.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> from pemberdayaan.show.plots import spidergram
    >>> workshop = pb.consensus(pb.example("lokakarya_laverack"), "laverack-2001")
    >>> type(spidergram(workshop)).__name__
    'Axes'
    """
    every = [ratings] if isinstance(ratings, Ratings) else list(ratings)
    return draw_spidergram(every, lambda key: key.rpartition(".")[2].replace("_", " "), web, ax, as_language(language))


def draw_spidergram(
    every: Sequence[Ratings], about: Callable[[str], str], web: bool, ax: Axes | None, language: Language
) -> Axes:
    """Draw ratings with names for the keys of what was rated."""
    if not any(one.rated for one in every):
        return empty_sheet(ax, say("empty", language)).ax
    first = every[0]
    faults = [
        fault("unequal_scales", f"[{i}]", given=f"{one.framework.key}.{one.scale.key}")
        for i, one in enumerate(every)
        if one.scale != first.scale or one.framework.key != first.framework.key
    ]
    if faults:
        raise InvalidInput(faults)
    chart = Chart(first.framework, first.scale, _rounds(every, language), language, about)
    if web and all(len(chart.elements(context)) >= FEWEST for context in chart.contexts):
        return _webs(chart, ax)
    return _dots(chart, ax)


def _rounds(every: Sequence[Ratings], language: Language) -> list[Series]:
    """The rounds, by the ratings that they stand in and by period; what names no period comes first."""
    found: dict[tuple[int, str | None], dict[tuple[Context, str], Rated]] = {}
    for i, ratings in enumerate(every):
        for one in ratings.rated:
            context = (one.about, one.stage, one.arm)
            found.setdefault((i, one.period), {})[context, one.element] = one
    keys = sorted(found, key=lambda key: (key[0], key[1] or ""))
    repeated = len({when for _, when in keys}) < len(keys)
    rounds = []
    for i, key in enumerate(keys):
        when = period(key[1], language) if key[1] else ""
        counted = say("round", language, n=key[0] + 1)
        name = ", ".join(part for part in (counted if repeated or not when else "", when) if part)
        rounds.append(Series(name if len(keys) > 1 or when else "", LOOKS[i % len(LOOKS)], found[key]))
    return rounds


# --- dots ------------------------------------------------------------------------------------------------------------


@attrs.frozen
class Row:
    """An element in one context, laid out; or the heading of a context, where nothing was rated."""

    title: Sequence[str]
    rated: Sequence[tuple[Series, Rated]]

    @property
    def height(self) -> float:
        """What it needs."""
        return max(LINE * len(self.rated), STEP * len(self.title)) + 0.16


def _dots(chart: Chart, ax: Axes | None) -> Axes:
    rows = [row for context in chart.contexts for row in _rows(chart, context)]
    gap = TRACK / len(chart.scale.levels)
    heads = [wrap(chart.level(i), gap - 0.08, SMALL) for i in range(len(chart.scale.levels))]
    top = 0.16 + 0.125 * max(map(len, heads))
    width = LABEL + TRACK + 0.1
    notes = lines_of(checked_notes([chart.framework], chart.language), width - 0.2)
    legend = _legend(chart, width)
    below = 0.12 + 0.2 * len(legend)
    sheet = new_sheet(ax, width, top + sum(row.height for row in rows) + below + notes_height(notes))
    xs = [LABEL + gap * (i + 0.5) for i in range(len(heads))]
    for x, head in zip(xs, heads, strict=True):
        sheet.text(x, top - 0.08, head, SMALL, color=MUTED, align="center", valign="bottom")
    y = top
    for row in rows:
        sheet.line([0.1, width - 0.1], [y, y], color=FAINT if row.rated else INK, linewidth=0.6)
        _draw_row(sheet, chart, y, row, xs)
        y += row.height
    sheet.line([0.1, width - 0.1], [y, y], color=FAINT, linewidth=0.6)
    _draw_legend(sheet, legend, y + 0.2)
    draw_notes(sheet, y + below, notes)
    return sheet.ax


def _rows(chart: Chart, context: Context) -> list[Row]:
    title = chart.titled(context)
    rows = [Row(wrap(title, LABEL + TRACK - 0.1, SIZE, bold=True), [])] if title else []
    for address in chart.elements(context):
        rated = [(one, one.rated[context, address]) for one in chart.rounds if (context, address) in one.rated]
        rows.append(Row(wrap(chart.name(address), LABEL - 0.2, SIZE), rated))
    return rows


def _draw_row(sheet: Sheet, chart: Chart, y: float, row: Row, xs: Sequence[float]) -> None:
    middle = y + row.height / 2
    sheet.text(0.1, middle, row.title, SIZE, bold=not row.rated)
    for x in xs if row.rated else ():
        sheet.line([x, x], [y + 0.03, y + row.height - 0.03], color=FAINT, linewidth=0.8)
    for i, (series, one) in enumerate(row.rated):
        at = middle + LINE * (i - (len(row.rated) - 1) / 2)
        _mark(sheet, chart, one, series.look, [(x, at) for x in xs])


def _mark(
    sheet: Sheet, chart: Chart, one: Rated, look: tuple[str, str], at: Sequence[tuple[float, float]], size: float = 8.0
) -> None:
    """The range as a line, the choices as small dots, and the agreed level or the median as a mark, on places."""
    marker, colour = look
    chosen = [(chart.scale.position(level), count) for level, count in one.counts]
    if one.spread:
        low, high = at[chosen[0][0]], at[chosen[-1][0]]
        sheet.line([low[0], high[0]], [low[1], high[1]], color=colour, linewidth=1.1)
    for position, count in chosen:
        small = min(7.0, 2.4 + 0.9 * count)
        sheet.dot(*at[position], small, color=colour, markerfacecolor=colour, markeredgewidth=0.0)
    middle = chart.middle(one)
    if middle is None:
        return
    low, high = (at[position] for position in middle)
    if middle[0] != middle[1]:
        sheet.line([low[0], high[0]], [low[1], high[1]], color=colour, linewidth=2.6)
    for place in dict.fromkeys((low, high)):
        face = colour if one.agreed else PAPER
        sheet.dot(*place, size, color=colour, marker=marker, markerfacecolor=face, markeredgewidth=1.4)


# --- the legend ------------------------------------------------------------------------------------------------------


@attrs.frozen
class Key:
    """A sample of a mark and its words."""

    words: str
    marker: str
    colour: str
    face: str
    size: float

    @property
    def room(self) -> float:
        """The width of both."""
        return 0.3 + text_width(self.words, SMALL) * 1.04 + 0.25


def _legend(chart: Chart, width: float) -> list[list[Key]]:
    """The rounds in the first rows, and what the marks mean below."""
    named = [Key(one.name, *one.look, one.look[1], 8.0) for one in chart.rounds if one.name]
    rated = [found for one in chart.rounds for found in one.rated.values()]
    marks = []
    if any(one.agreed for one in rated):
        marks.append(Key(say("agreed", chart.language), "o", MUTED, MUTED, 8.0))
    if any(one.median and not one.agreed for one in rated):
        marks.append(Key(say("middle", chart.language), "o", MUTED, PAPER, 8.0))
    if any(one.spread for one in rated):
        marks.append(Key(say("range_mark", chart.language), "_", MUTED, MUTED, 14.0))
    if any(one.n for one in rated):
        marks.append(Key(say("choices_mark", chart.language), ".", MUTED, MUTED, 6.0))
    return [*_lined(named, width), *_lined(marks, width)]


def _lined(keys: Iterable[Key], width: float) -> list[list[Key]]:
    rows: list[list[Key]] = []
    for key in keys:
        if not rows or sum(one.room for one in rows[-1]) + key.room > width:
            rows.append([])
        rows[-1].append(key)
    return rows


def _draw_legend(sheet: Sheet, legend: Sequence[Sequence[Key]], y: float) -> None:
    for i, row in enumerate(legend):
        x = 0.2
        for key in row:
            look = {"color": key.colour, "marker": key.marker, "markerfacecolor": key.face}
            sheet.dot(x, y + 0.2 * i, key.size, **look)
            sheet.text(x + 0.15, y + 0.2 * i, key.words, SMALL, color=MUTED)
            x += key.room


# --- the web ---------------------------------------------------------------------------------------------------------


def _webs(chart: Chart, ax: Axes | None) -> Axes:
    """A web for each context, up to two beside each other."""
    contexts = chart.contexts
    across = min(2, len(contexts))
    side = 2 * (RADIUS + AROUND)
    title = 0.3 if any(chart.titled(context) for context in contexts) else 0.0
    tall = 2 * RADIUS + 1.3 + title
    width = max(side * across, 5.6)
    rows = -(-len(contexts) // across)
    said = [_named_levels(chart), say("web_note", chart.language), *checked_notes([chart.framework], chart.language)]
    notes, legend = lines_of(said, width - 0.2), _legend(chart, width)
    sheet = new_sheet(ax, width, tall * rows + 0.1 + 0.2 * len(legend) + notes_height(notes))
    for i, context in enumerate(contexts):
        x, y = width / across * (i % across + 0.5), tall * (i // across)
        if title:
            sheet.text(x, y + 0.17, wrap(chart.titled(context), side - 0.2, SIZE, lines=1), SIZE, align="center")
        _web(sheet, chart, context, x, y + title + (tall - title) / 2)
    y = tall * rows
    _draw_legend(sheet, legend, y + 0.1)
    draw_notes(sheet, y + 0.05 + 0.2 * len(legend), notes)
    return sheet.ax


def _named_levels(chart: Chart) -> str:
    """The levels by the numbers of the rings, where the number alone does not say it."""
    both = [(_numbered(chart, i), chart.level(i)) for i in range(len(chart.scale.levels))]
    return "; ".join(level if level.startswith(step) else f"{step} = {level}" for step, level in both if level != step)


def _numbered(chart: Chart, i: int) -> str:
    value = chart.scale.levels[i].value
    return number(i + 1 if value is None else value, chart.language)


def _web(sheet: Sheet, chart: Chart, context: Context, x: float, y: float) -> None:
    addresses, steps = chart.elements(context), len(chart.scale.levels)
    turns = [2 * math.pi * i / len(addresses) for i in range(len(addresses))]

    def at(turn: float, step: float, aside: float = 0.0) -> tuple[float, float]:
        far = RADIUS * step / steps
        sin, cos = math.sin(turn), math.cos(turn)
        return x + far * sin + aside * cos, y - far * cos + aside * sin

    for step in range(1, steps + 1):
        ring = [at(turn, step) for turn in (*turns, turns[0])]
        sheet.line([a for a, _ in ring], [b for _, b in ring], color=FAINT, linewidth=0.8)
        sheet.text(x - 0.1, at(0, step)[1] + 0.07, _numbered(chart, step - 1), 6.2, color=MUTED, align="right")
    for turn, address in zip(turns, addresses, strict=True):
        end = at(turn, steps)
        sheet.line([x, end[0]], [y, end[1]], color=GREY, linewidth=0.6)
        _outside(sheet, at(turn, steps + 0.12 / RADIUS * steps), turn, chart.name(address))
    for i, series in enumerate(chart.rounds):
        aside = 0.07 * (i - (len(chart.rounds) - 1) / 2)
        found = [series.rated.get((context, address)) for address in addresses]
        places = [[at(turn, step, aside) for step in range(1, steps + 1)] for turn in turns]
        _thread(sheet, chart, found, places, series.look)
        for one, along in zip(found, places, strict=True):
            if one is not None:
                _mark(sheet, chart, one, series.look, along, 6.5)


def _thread(
    sheet: Sheet,
    chart: Chart,
    rated: Sequence[Rated | None],
    places: Sequence[Sequence[tuple[float, float]]],
    look: tuple[str, str],
) -> None:
    """Join the marks of neighbouring elements; where one was not rated the thread is broken."""
    marker, colour = look
    style = THREADS[[one for one, _ in LOOKS].index(marker)]
    middles = [chart.middle(one) if one else None for one in rated]
    ends = [along[middle[0]] if middle else None for along, middle in zip(places, middles, strict=True)]
    for here, there in zip(ends, [*ends[1:], ends[0]], strict=True):
        if here is not None and there is not None:
            sheet.line([here[0], there[0]], [here[1], there[1]], color=colour, linewidth=1.4, linestyle=style)


def _outside(sheet: Sheet, at: tuple[float, float], turn: float, words: str) -> None:
    """A label beyond the end of a spoke, on the side that it points to."""
    sin, cos = math.sin(turn), math.cos(turn)
    align = "center" if abs(sin) < 0.2 else "left" if sin > 0 else "right"
    valign = "bottom" if cos > 0.8 else "top" if cos < -0.8 else "center"
    sheet.text(*at, wrap(words, AROUND - 0.2, SMALL), SMALL, align=align, valign=valign)
