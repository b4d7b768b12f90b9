"""Whether inequality changed: from what a programme's file records of it, one period after another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from ..model.evidence import Number, Observation, Observed, Reading, Remark
from ..model.fields import as_keys
from ..model.programme import Programme
from ..model.scales import Quantity, bounds
from ..model.text import Text
from .breaks import breaks_between, touches
from .involvement import derived, traces
from .kleene import Ref
from .observed import inner

__all__ = ["inequality_change"]

ARMS = ("before", "after")
ONE_PERIOD = Text(id="baru satu waktu yang tercatat", en="only one period is recorded")
ANOTHER_FORM = Text(
    id="skala, kelompok, penilai, atau cara ukurnya berbeda antarwaktu",
    en="another scale, other groups, another rater or instrument in each period",
)
NO_NUMBER = Text(
    id="tanpa angka atau waktu: tingkat tidak dikurangkan", en="no number or period: levels are not subtracted"
)
# A number, or its lowest and highest.
_Ends = tuple[Number, Number]


@attrs.frozen
class _Point:
    """One number of a series, or the ratio of the lowest group to the highest."""

    index: int
    one: Observation
    ends: _Ends
    by_group: bool

    @property
    def reading(self) -> Reading:
        """What was observed; of groups the ratio, and each of them."""
        if self.by_group:
            return Reading(_value(self.ends), n=len(self.one.values), of="groups", parts=tuple(inner(self.one)))
        return Reading(_value(self.ends), n=self.one.n)


def inequality_change(
    programme: Programme, *, elements: str | Iterable[str], what: str | None = None, scale: str | None = None
) -> Reading:
    r"""What inequality was observed in the last period, less that in the first.

    .. math:: G_\text{last} - G_\text{first}

    where :math:`G` is a number that the file records (a Gini index, say), or, of values by group, the lowest over the
    highest. A number of which more is more unequal shrinks when inequality does; the ratio then grows.

    Parameters
    ----------
    programme
        The programme: observations with a period and a number, or numbers by group.
    elements
        The addresses that they are recorded for.
    what
        Or what was observed, in the words of the file, in either language.
    scale
        The only scale that counts; None for any.

    Returns
    -------
    Reading
        A difference on the scale of the observations, an interval where a number is inexact; its parts are the periods.
        Only what has one form is compared: the same thing, unit, scale, groups and arm, a rater of the same kind. None,
        with the reason, for one period, another form, a break between, or sources that disagree. Of several series
        there is no value, and each is a part. A change is no evidence of effect.

    References
    ----------
    The article: less social and economic inequality, between rich and poor and between groups.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> found = inequality_change(pb.example("contoh_lengkap"), elements="indicator.rich_poor_change")
    >>> float(found.value), [(period, part.value) for period, part in found.parts]
    (-0.07, [('2021', 0.38), ('2023', 0.31)])
    """
    wanted = as_keys(elements)
    found = [(i, one) for i, one in enumerate(programme.observations) if _counts(one, wanted, what, scale)]
    if not found:
        return Reading(of="periods")
    series: dict[tuple[object, ...], list[_Point]] = {}
    for point in (point for i, one in found for point in _points(i, one)):
        series.setdefault(_form(point), []).append(point)
    refs: list[Ref] = [("observations", i) for i, _ in found]
    shared = Reading(of="periods", evidence=traces(programme, refs), derived=derived(programme, refs))
    if not series:
        return attrs.evolve(shared, note=NO_NUMBER)
    compared = [points for points in series.values() if len({point.one.period for point in points}) > 1]
    if not compared:
        several = len({point.one.period for points in series.values() for point in points}) > 1
        parts = tuple(part for points in series.values() for part in _periods(points))
        note = ANOTHER_FORM if several else ONE_PERIOD
        return attrs.evolve(shared, n=len(parts), note=note, parts=parts)
    readings = [_change(programme, points, wanted) for points in compared]
    if len(readings) == 1:
        return attrs.evolve(readings[0], evidence=shared.evidence, derived=shared.derived)
    parts = tuple((_name(points), reading) for points, reading in zip(compared, readings, strict=True))
    contested = tuple(trace for reading in readings for trace in reading.contested)
    return attrs.evolve(shared, n=len(parts), of="observations", contested=contested, parts=parts)


def _counts(one: Observation, elements: Sequence[str], what: str | None, scale: str | None) -> bool:
    named = one.element in elements
    if what is not None and one.what is not None:
        told = {text.casefold() for text in (one.what.id, one.what.en) if text}
        named = named or what.casefold() in told
    return named and scale in (None, one.scale)


def _points(index: int, one: Observation) -> Iterator[_Point]:
    if one.period is None:
        return
    ends = _ends(one.value)
    if ends is not None:
        yield _Point(index, one, ends, by_group=False)
    groups = [each for _, value in one.values if (each := _ends(value)) is not None]
    if len(groups) > 1 and len(groups) == len(one.values):
        ratio = _lowest_over_highest(groups)
        if ratio is not None:
            yield _Point(index, one, ratio, by_group=True)


def _ends(value: Observed | None) -> _Ends | None:
    """The lowest and the highest that a number may be, as it was written; None for what is no number."""
    if value is None or isinstance(value, (bool, str)):
        return None
    low, high = bounds(value) if isinstance(value, Quantity) else (value, value)
    return _written(low), _written(high)


def _written(number: float) -> Number:
    """0.1 as one tenth, and not as the float that is nearest to it."""
    return number if math.isinf(number) else Fraction(str(number))


def _lowest_over_highest(groups: Sequence[_Ends]) -> _Ends | None:
    """The ratio of the lowest to the highest; None where one may be negative, or all may be 0."""
    most = max(low for low, _ in groups)
    if min(low for low, _ in groups) < 0 or most <= 0:
        return None
    pairs = [(low, other) for i, (low, _) in enumerate(groups) for j, (_, other) in enumerate(groups) if i != j]
    low = min((_part(below, above) for below, above in pairs if above), default=Fraction(1))
    high = _part(min(high for _, high in groups), most)
    return min(low, Fraction(1)), min(high, Fraction(1))


def _part(below: Number, above: Number) -> Number:
    if math.isinf(above):
        return Fraction(0)
    return below if math.isinf(below) else Fraction(below) / Fraction(above)


def _form(point: _Point) -> tuple[object, ...]:
    """What has to be the same in each period; raters are of one kind whatever their number."""
    one = point.one
    rater = "".join(letter for letter in one.rater or "" if not letter.isdigit()).casefold().strip()
    arm = None if one.arm in ARMS else one.arm
    groups = frozenset(key for key, _ in one.values) if point.by_group else None
    return (one.element, str(one.what), one.about, one.stage, arm, one.unit, one.scale, rater, groups)


def _in_order(points: Iterable[_Point]) -> list[_Point]:
    return sorted(points, key=lambda point: (_period(point), point.index))


def _period(point: _Point) -> tuple[int, int, str]:
    when = point.one.period
    assert when is not None  # without one there is no point
    return when.last.toordinal(), when.first.toordinal(), when.text


def _periods(points: Sequence[_Point]) -> tuple[tuple[str, Reading], ...]:
    return tuple((str(point.one.period), point.reading) for point in _in_order(points))


def _change(programme: Programme, points: Sequence[_Point], elements: Sequence[str]) -> Reading:
    """The last period less the first, of one form."""
    ordered = _in_order(points)
    refs: list[Ref] = [("observations", point.index) for point in ordered]
    periods = {_period(point): point.ends for point in ordered}
    reading = Reading(
        n=len(periods),
        of="periods",
        evidence=traces(programme, refs),
        derived=derived(programme, refs),
        note=ordered[-1].one.what,
        parts=_periods(points),
    )
    ends = [ordered[0], ordered[-1]]
    claims = [point for point in ordered if any(_period(point) == _period(end) for end in ends)]
    if any(point.ends != periods[_period(point)] for point in claims):
        disputed: list[Ref] = [("observations", point.index) for point in claims]
        return attrs.evolve(reading, contested=traces(programme, disputed))
    cut = _break(programme, ordered, elements)
    if cut is not None:
        tongues = {
            "id": f"rangkaiannya terputus: {cut.what['id']}",
            "en": f"the series breaks between: {cut.what['en']}",
        }
        return attrs.evolve(reading, note=Text(**tongues))
    (first_low, first_high), (last_low, last_high) = ordered[0].ends, ordered[-1].ends
    low, high = float(last_low - first_high), float(last_high - first_low)
    return attrs.evolve(reading, value=low if low == high else (low, high))


def _value(ends: _Ends) -> Number | _Ends:
    """One number where the two are the same; a whole one or a float, as others are read."""
    low, high = (float(end) if math.isinf(end) or Fraction(end).denominator != 1 else int(end) for end in ends)
    return low if low == high else (low, high)


def _break(programme: Programme, ordered: Sequence[_Point], elements: Sequence[str]) -> Remark | None:
    """The first break that lies between the first period and the last and touches what was observed, or everything."""
    start, end = ordered[0].one.period, ordered[-1].one.period
    keys = {key.rpartition(".")[2] for point in ordered for key in (point.one.about, point.one.stage) if key}
    keys |= {key for point in ordered for key, _ in point.one.values} | set(elements)
    return next((one for one in breaks_between(programme, start, end) if touches(one, keys)), None)


def _name(points: Sequence[_Point]) -> str:
    one = points[0].one
    arm = None if one.arm in ARMS else one.arm
    told = (one.element.partition(".")[2] if one.element else None, one.about, one.stage, arm, one.unit)
    return " ".join(part for part in told if part) or f"observations[{points[0].index}]"
