"""The profile: elements with their indicators in rows, each on its own scale, beside how much evidence there is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ...measures.assessment import Assessment
from ...measures.coverage import Covered
from ...measures.profile import Line
from ...model.elements import Indicator
from ...model.evidence import Reading
from ...model.scales import Scale
from ..names import Names, capital
from ..telling import brief
from .sheet import FAINT, INK, INSIDE, MUTED, PAPER, Sheet, empty_sheet, new_sheet, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["line_label", "profile"]

WIDTH, LABEL, TRACK, VALUE = 7.6, 2.35, 2.0, 2.75
SIZE, STEP = 7.8, 0.135
MOST_SQUARES = 12
# Ratios without an upper limit are drawn up to here.
RATIO_END = 2.0


@attrs.frozen
class Row:
    """A line of the profile, laid out."""

    line: Line
    indicator: Indicator | None
    scale: Scale | None
    label: list[str]
    value: list[str]

    @property
    def height(self) -> float:
        """What it needs."""
        return max(0.34, 0.16 + STEP * max(len(self.label), len(self.value)))


def profile(assessment: Assessment, *, ax: Axes | None = None, language: str = "id") -> Axes:
    """Draw the profile: a dot or an interval on each indicator's own scale; no radar, no total, no mean.

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
    >>> from pemberdayaan.show.plots import profile
    >>> type(profile(pb.assess(pb.example("lkms_kartini")))).__name__
    'Axes'
    """
    names = Names(assessment, language)
    covered = [one for one in assessment.coverage.elements if not one.address.startswith("criterion.")]
    if assessment.profile is None or not covered:
        return empty_sheet(ax, names.say("empty")).ax
    lines = assessment.profile.lines
    blocks = [(one, [_row(names, line) for line in lines if line.address == one.address]) for one in covered]
    height = 0.1 + sum(0.42 + sum(row.height for row in rows) for _, rows in blocks)
    sheet = new_sheet(ax, WIDTH, height)
    y = 0.05
    for one, rows in blocks:
        _head(sheet, names, y, one)
        y += 0.36
        for row in rows:
            _draw(sheet, names, y, row)
            y += row.height
        y += 0.06
    return sheet.ax


def line_label(names: Names, line: Line) -> str:
    """What a line of the profile is called: its indicator, or what was rated and when."""
    indicator = names.indicator(line.indicator) if line.indicator else None
    tokens = (line.part or "").split()
    address = next((token for token in tokens if token in names.framework and "." in token), line.address)
    label = names.element(address) if indicator is None else names.text(indicator.label)
    if line.how != "rated":
        return label
    who = names.say("rated_by", who=line.rater) if line.rater else names.word("how", "rated")
    rest = " ".join(token for token in tokens if token != address)
    return f"{label} ({', '.join([*([names.part(rest)] if rest else []), who])})"


def _row(names: Names, line: Line) -> Row:
    indicator = names.indicator(line.indicator) if line.indicator else None
    scale = names.scale(line.scale) or names.scale_of(indicator)
    value = capital(brief(names, indicator, line.reading, scale))
    return Row(
        line,
        indicator,
        scale,
        wrap(line_label(names, line), LABEL - 0.2, SIZE),
        wrap(value, VALUE - 0.15, SIZE, lines=4),
    )


def _head(sheet: Sheet, names: Names, y: float, one: Covered) -> None:
    sheet.line([0.1, WIDTH - 0.1], [y + 0.3, y + 0.3], color=INK, linewidth=1.0)
    sheet.text(0.1, y + 0.16, capital(names.element(one.address)), 9, bold=True)
    words = names.say("with_evidence", known=one.known, of=one.of) if one.of else names.say("no_evidence")
    sheet.text(WIDTH - 0.1, y + 0.16, words, 7.4, color=MUTED, align="right")
    x = WIDTH - 0.2 - text_width(words, 7.4)
    for i in range(min(one.of, MOST_SQUARES)):
        filled = min(one.of, MOST_SQUARES) - i <= one.known
        sheet.dot(x - 0.13 * i, y + 0.16, 5.5, color=INK, markerfacecolor=INK if filled else PAPER)


def _draw(sheet: Sheet, names: Names, y: float, row: Row) -> None:
    middle = y + row.height / 2
    known = row.line.reading.known
    sheet.text(0.2, middle, row.label, SIZE, color=INK if known else MUTED)
    sheet.text(LABEL + TRACK + 0.35, middle, row.value, SIZE, color=INK if known else MUTED, italic=not known)
    sheet.line([0.2, WIDTH - 0.1], [y + row.height, y + row.height], color=FAINT, linewidth=0.5)
    _track(sheet, names, LABEL + 0.1, middle, row)


def _track(sheet: Sheet, names: Names, x: float, y: float, row: Row) -> None:
    """Draw a value on its scale; nothing where it has no place on one."""
    reading, scale = row.line.reading, row.scale
    if not reading.known:
        sheet.line([x, x + TRACK], [y, y], color="#b5bec6", linewidth=0.8, linestyle=(0, (1, 3)))
        return
    value = reading.value
    if value is None:
        return
    if isinstance(value, str):
        if scale is not None and scale.ordered and value in scale:
            _steps(sheet, names, x, y, scale, reading)
        return
    low, high = (float(end) for end in (value if isinstance(value, tuple) else (value, value)))
    squares = _squares(reading, scale)
    if squares is not None:
        _boxes(sheet, x, y, low, high, squares)
    elif scale is not None and scale.low is not None:
        _dot(sheet, names, x, y, (low, high), row)


def _squares(reading: Reading, scale: Scale | None) -> int | None:
    """How many squares a small count is drawn with; None for a share or a ratio."""
    value: tuple[object, ...] = reading.value if isinstance(reading.value, tuple) else (reading.value,)
    whole = all(isinstance(end, int) or (isinstance(end, Fraction) and end.denominator == 1) for end in value)
    count = reading.n if isinstance(value[0], int) else None
    n = scale.high if scale is not None and scale.high is not None and scale.high > 1 else count
    return int(n) if whole and n is not None and 0 < n <= MOST_SQUARES and n == int(n) else None


def _boxes(sheet: Sheet, x: float, y: float, low: float, high: float, n: int) -> None:
    side = 0.17
    for i in range(n):
        sure, possible = i < low, i < high
        look = {"facecolor": INSIDE if sure else PAPER, "edgecolor": INSIDE if possible else "#b5bec6"}
        hatch = {"hatch": "//////"} if possible and not sure else {}
        sheet.box(x + (side + 0.06) * i, y - side / 2, side, side, linewidth=0.9, **look, **hatch)


def _dot(sheet: Sheet, names: Names, x: float, y: float, ends: tuple[float, float], row: Row) -> None:
    """A dot, or a bar where it is an interval, between the ends of a scale."""
    scale, arguments = row.scale, dict(row.indicator.arguments) if row.indicator else {}
    assert scale is not None
    assert scale.low is not None  # asked by the caller
    first, last = scale.low, scale.high if scale.high is not None else RATIO_END

    def at(value: float) -> float:
        return x + TRACK * min(1.0, max(0.0, (value - first) / (last - first)))

    if scale.high is None and {"low", "high"} <= arguments.keys():
        band = at(float(arguments["low"])), at(float(arguments["high"]))
        sheet.box(band[0], y - 0.09, band[1] - band[0], 0.18, facecolor="#e3ebf2", edgecolor="none")
        sheet.line([at(1), at(1)], [y - 0.1, y + 0.1], color=MUTED, linewidth=0.7)
    sheet.line([x, x + TRACK], [y, y], color="#9aa6b0", linewidth=0.9)
    for end in (first, last):
        sheet.line([at(end), at(end)], [y - 0.04, y + 0.04], color="#9aa6b0", linewidth=0.9)
    low, high = ends
    if high > low:
        sheet.line([at(low), at(high)], [y, y], color=INSIDE, linewidth=5.0)
        return
    beyond = low > last
    sheet.dot(at(low), y, 7.5, color=INSIDE, marker=">" if beyond else "o")


def _steps(sheet: Sheet, names: Names, x: float, y: float, scale: Scale, reading: Reading) -> None:
    """The levels of an ordered scale, the value filled and its parts ringed."""
    gap = TRACK / max(1, len(scale.levels) - 1)
    sheet.line([x, x + TRACK], [y, y], color="#c9d1d8", linewidth=0.9)
    others = {part.value for _, part in reading.parts}
    for i, level in enumerate(scale.levels):
        here, ringed = level.key == reading.value, level.key in others
        face = INSIDE if here else PAPER
        edge = INSIDE if here or ringed else "#b5bec6"
        sheet.dot(x + gap * i, y, 8.0 if here else 5.5, color=edge, markerfacecolor=face)
