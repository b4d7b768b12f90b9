"""What came from outside year by year, in sentences and a picture, without saying which year is better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...measures.self_reliance import GivingTrend, GivingYear, SelfReliance
from .. import plots
from ..figures import figure
from ..markup import Markup, joined, listing, paragraph, tag
from ..names import Names, capital
from ..plots.dependence import what_of
from ..plots.self_reliance import start_of
from ..writing import amount, percent
from .pieces import MOST, more

__all__ = ["over_the_years"]

# A slope rests on a few years: more digits would say nothing.
DIGITS = 3


def over_the_years(names: Names) -> Markup:
    """A sentence for each kind with the shares of its years, who led, and the picture; nothing of a single year."""
    found = names.assessment.self_reliance
    series = [] if found is None else [years for years in _series(found) if len(years) > 1]
    if found is None or not series:
        return Markup("")
    title, language, below = names.say("reliance"), names.language.value, names.say("table_beside")
    picture = figure(
        lambda axes: plots.self_reliance(found, ax=axes, language=language),
        "reliance",
        f"{title}. {below}",
        f"{names.say('reliance_alternative', n=names.number(len(series)))} {below}",
    )
    told = [sentence for years in series[:MOST] for sentence in _told(names, found, years)]
    led = [_in_year(names, one.share, one.period) for one in found.handed_over if one.period and one.share is not None]
    told += [names.say("led_years", years=names.listed(led))] if len(led) > 1 else []
    note = paragraph(names.say("reliance_note"), "intro")
    lines = any(_is_of(trend, years[0]) for years in series for trend in found.trends)
    interval = paragraph(names.say("reliance_interval") if lines else "", "small")
    return joined([tag("h3", title), note, picture, listing(told), interval, more(names, MOST, len(series))])


def _series(found: SelfReliance) -> list[list[GivingYear]]:
    """The years of each kind that have a share."""
    series: dict[tuple[str, str | None], list[GivingYear]] = {}
    for one in found.years:
        if one.year is not None and one.share is not None:
            series.setdefault((one.kind, one.unit), []).append(one)
    return list(series.values())


def _told(names: Names, found: SelfReliance, years: Sequence[GivingYear]) -> Iterator[str]:
    kind, unit = years[0].kind, years[0].unit
    what = capital(names.word("kind", kind) if unit == found.currency else what_of(kind, unit, names.language))
    runs: dict[int, list[GivingYear]] = {}
    for one in years:
        runs.setdefault(one.run, []).append(one)
    for run in runs.values():
        yield _sentence(names, what, run)
        period = [str(run[0].period), str(run[-1].period)]
        trend = [one for one in found.trends if _is_of(one, run[0]) and one.period == "/".join(period)]
        yield from (_line(names, found, one) for one in trend)
    for cut in found.breaks:
        if (cut.kind, cut.unit) == (kind, unit) and len(runs) > 1:
            yield names.say("series_cut", what=what, when=names.period(start_of(cut.first)), cut=names.text(cut.what))


def _is_of(trend: GivingTrend, year: GivingYear) -> bool:
    named = (trend.kind, trend.unit, trend.measure) == (year.kind, year.unit, "outside")
    return named and trend.slope is not None


def _sentence(names: Names, what: str, run: Sequence[GivingYear]) -> str:
    """From the first share to the last, and those between; where one is known only within bounds, the years alone."""
    first, last = run[0].exact, run[-1].exact
    if len(run) < 2 or first is None or last is None:
        years = [_in_year(names, _outside(one), one.period) for one in run]
        return names.say("outside_years", what=what, years=names.listed(years))
    moved = "outside_fell" if last > first else "outside_rose" if last < first else "outside_same"
    ends = {"first": _share(names, 1 - first), "last": _share(names, 1 - last)}
    start, end = names.period(run[0].period), names.period(run[-1].period)
    between = [_in_year(names, _outside(one), one.period) for one in run[1:-1]]
    said = names.say(moved, what=what, start=start, end=end, **ends)
    return names.say("between_years", said=said.rstrip("."), years=names.listed(between)) if between else said


def _in_year(names: Names, share: object, period: str | None) -> str:
    return f"{_share(names, share)} ({names.period(period)})"


def _outside(one: GivingYear) -> tuple[Fraction, Fraction]:
    low, high = one.share if isinstance(one.share, tuple) else (one.share, one.share)
    assert low is not None  # years without a share are not told
    assert high is not None
    return 1 - high, 1 - low


def _share(names: Names, share: object) -> str:
    ends = share if isinstance(share, tuple) else (share, share)
    shown = list(dict.fromkeys(percent(end, names.language) for end in ends))
    return shown[0] if len(shown) == 1 else names.say("range", low=shown[0], high=shown[1])


def _line(names: Names, found: SelfReliance, one: GivingTrend) -> str:
    slope = float(one.slope or 0)
    phrase = "amount_falls" if slope < 0 else "amount_rises" if slope > 0 else "amount_stays"
    low, high = (_rounded(names, found, one, float(end or 0)) for end in (one.low, one.high))
    confidence = percent(found.confidence, names.language)
    change = _rounded(names, found, one, abs(slope))
    return names.say(phrase, n=names.number(one.n), slope=change, low=low, high=high, confidence=confidence)


def _rounded(names: Names, found: SelfReliance, one: GivingTrend, value: float) -> str:
    shown = amount(abs(float(f"{value:.{DIGITS}g}")), one.unit, names.language, found.currency)
    return f"-{shown}" if value < 0 else shown
