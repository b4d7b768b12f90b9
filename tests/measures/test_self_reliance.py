"""Self-reliance over the years: shares, trends between breaks, the year of one half, who leads and who may leave."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import attrs
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from measures.builders import actor, programme
from scipy import stats
from strategies import programmes

import pemberdayaan as pb
from pemberdayaan.measures.self_reliance import SelfReliance, self_reliance
from pemberdayaan.measures.self_reliance.trend import straight_line
from pemberdayaan.measures.self_reliance.years import year_of

PEOPLE = (actor("residents"), actor("committee", "community_organisation"), actor("office", "government"))
# Sums of a few floats, squared and rooted again.
CLOSE = 1e-9


def gift(who: str, amount: object, period: object, kind: str = "labour", unit: str = "HOK", **said: object):
    return pb.Contribution(who, kind, amount=amount, period=period, unit=unit, **said)


def yearly(*pairs: tuple[object, object], first: int = 2015, **records: object) -> pb.Programme:
    """What residents and the office gave, year by year."""
    gifts = [
        gift(who, amount, first + i)
        for i, pair in enumerate(pairs)
        for who, amount in zip(("residents", "office"), pair, strict=True)
        if amount is not None
    ]
    return programme(*PEOPLE, contributions=[*gifts, *records.pop("contributions", ())], **records)


def shares(found: SelfReliance) -> list[object]:
    return [one.share for one in found.years]


def trend(found: SelfReliance, measure: str = "inside_share"):
    return [one for one in found.trends if one.measure == measure]


# --- gold: the complete example, by hand -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def complete() -> SelfReliance:
    return self_reliance(pb.example("contoh_lengkap"), parity=True)


def test_the_shares_of_the_complete_example(complete):
    money = complete.of("money", "IDR")
    assert [one.period for one in money] == ["2021", "2022", "2023"]
    assert [one.share for one in money] == [Fraction(20, 100), Fraction(40, 80), Fraction(40, 50)]
    # The promise of emigrants and the pooled savings are in no share.
    assert [one.promised_outside for one in money] == [None, None, 5_000_000]
    assert [one.outside for one in money] == [80_000_000, 40_000_000, 10_000_000]
    assert complete.of("labour")[0].share == Fraction(300, 400)
    assert {one.kind: one.why for one in complete.years if one.share is None} == {
        **dict.fromkeys(("land", "food", "ideas"), "unvalued"),
        **dict.fromkeys(("goods", "skill"), "no_inside"),
        "time": "no_outside",
    }
    assert complete.of("land")[0].year is None
    # The break in how houses are counted names the users of water, who gave nothing.
    assert complete.breaks == ()


def test_the_trends_of_the_complete_example(complete):
    share, outside = (one for one in complete.trends if one.kind == "money")
    assert (share.measure, share.slope, share.low, share.high) == ("inside_share", Fraction(3, 10), 0.3, 0.3)
    # 80, 40, 10 by hand: slope -35, residuals 5/3, -10/3, 5/3, so s2 = 50/3; Sxx = 2, and t of one degree is 12.7062.
    assert (outside.slope, outside.n, outside.period) == (-35_000_000, 3, "2021/2023")
    reach = 12.7062047364 * math.sqrt(50 / 3 / 2) * 1e6
    assert (outside.low, outside.high) == pytest.approx((-35e6 - reach, -35e6 + reach), rel=CLOSE)
    assert {one.why for one in complete.trends if one.kind != "money"} == {"few_years"}
    assert {(one.kind, one.why, one.period) for one in complete.parity if one.kind == "money"} == {
        ("money", "reached", "2022")
    }


def test_who_leads_and_who_may_leave_in_the_complete_example(complete):
    # 2021: 4 + 10 + 1 + 1 + 1 of 19 are led from inside or jointly, the two trainings by the NGO.
    assert [(one.period, one.share, one.n) for one in complete.handed_over] == [
        ("2021", Fraction(17, 19), 19),
        ("2022", 1, 3),
        ("2023", 1, 4),
    ]
    left = {(one.kind, one.actor): (one.period, one.share, one.amount) for one in complete.without if one.actor}
    assert left["money", "dinas"] == ("2023", pytest.approx(0.8), pytest.approx(40e6))
    assert left["labour", "dinas"] == ("2021", pytest.approx(0.75), pytest.approx(300))
    assert left["goods", "perusahaan"] == ("2021", 0, 0)
    assert ("money", "donatur") not in left  # gave in 2021 only


def test_unpaid_labour_keeps_the_share_of_paseban_null():
    found = self_reliance(pb.example("pnpm_paseban"), parity=True)
    assert [(one.period, one.share, one.why, one.unvalued_inside) for one in found.of("labour")] == [
        ("2009", None, "unvalued", 1)
    ]
    assert {one.why for one in found.of("money")} == {"promised"}
    assert {one.why for one in (*found.trends, *found.parity)} == {"few_years"}


# --- what a year needs -----------------------------------------------------------------------------------------------


def test_months_add_up_to_their_year_and_a_budget_year_is_one():
    months = [gift("residents", 10, f"2020-{month:02d}") for month in (2, 7)]
    budget = [gift("residents", 1, "2021-07/2022-06"), gift("office", 3, "2021-07-01/2022-06-30")]
    found = self_reliance(programme(*PEOPLE, contributions=[*budget, *months, gift("office", 20, "2020-12-31")]))
    assert [(one.period, one.year, one.share) for one in found.years] == [
        ("2020", 2020, Fraction(1, 2)),
        ("2021-07/2022-06", Fraction(4043, 2), Fraction(1, 4)),
    ]
    assert [(one.actor, one.period, one.share) for one in found.without] == [("office", "2021-07/2022-06", 0.25)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("2020", "2020"), ("2020-02-29", "2020"), ("2019-12/2020-01", None), ("2019-07-02/2020-07-01", None)),
        *(("2019-07/2020-06", "2019-07/2020-06"), ("2019/2020", None), ("2019-07/2021-06", None), ("9999", "9999")),
    ],
)
def test_what_is_a_year(text, year):
    found = year_of(text)
    assert (found and found.text) == year


@pytest.mark.parametrize("period", [None, "2015/2017", "2016-06/2018-01"])
def test_a_gift_that_names_no_year_makes_bounds_of_those_that_it_may_belong_to(period):
    made = yearly((10, 10), (10, 10), (10, 10), (10, 10), contributions=[gift("office", 20, period)])
    found = self_reliance(made)
    touched = {None: (2015, 2016, 2017, 2018), "2015/2017": (2015, 2016, 2017), "2016-06/2018-01": (2016, 2017, 2018)}
    for one in found.years[:-1]:
        vague = one.year in touched[period]
        assert one.share == ((Fraction(1, 4), Fraction(1, 2)) if vague else Fraction(1, 2))
        assert one.why == ("undated" if vague else None)
        assert (one.exact_outside is None) is vague
    assert (found.years[-1].period, found.years[-1].year, found.years[-1].why) == (period, None, "no_inside")
    assert [one.why for one in trend(found)] == ["few_years"]


def test_bounds_are_those_of_every_way_to_place_the_gift():
    """By hand: of 2 from inside and 0 to 3 from outside, with 0 to 5 more from inside."""
    loose = gift("residents", 5, "2014/2016")
    made = yearly((2, pb.Quantity(low=1, high=3)), contributions=[loose])
    ways = [Fraction(2 + more, 2 + more + other) for more in range(6) for other in (1, 2, 3)]
    assert shares(self_reliance(made))[0] == (min(ways), max(ways))


@pytest.mark.parametrize(
    ("pair", "why"), [((1, None), "no_outside"), ((None, 1), "no_inside"), ((0, 0), "zero"), ((0, 5), None)]
)
def test_one_side_without_a_record_is_no_zero(pair, why):
    (only,) = self_reliance(yearly(pair)).years
    assert only.why == why
    assert (only.share is None) is (why is not None)


def test_something_without_an_amount_leaves_its_year_without_a_share_and_the_others_alone():
    made = yearly((1, 3), (2, 3), (3, 3), contributions=[gift("committee", None, 2016)])
    found = self_reliance(made)
    assert [(one.share, one.why) for one in found.years] == [
        (Fraction(1, 4), None),
        (None, "unvalued"),
        (Fraction(1, 2), None),
    ]
    (line,) = trend(found)
    assert (line.n, line.left_out, line.why, line.slope) == (2, 1, "few_years", None)
    # What came from outside is whole: the trend of the amount stands.
    assert trend(found, "outside")[0].slope == 0


def test_an_amount_known_from_below_gives_bounds_and_no_point_of_the_trend():
    (only,) = self_reliance(yearly((5, pb.Quantity(at_least=5)))).years
    assert only.share == (0, Fraction(1, 2))
    assert only.exact is only.exact_outside is None


# --- breaks ----------------------------------------------------------------------------------------------------------

EIGHT = tuple((i + 1, 10) for i in range(8))


def cut(period: object = 2019, **about: object) -> pb.Remark:
    return pb.Remark("break", "Counted otherwise", period=period, **about)


@pytest.mark.parametrize(
    ("remark", "periods"),
    [
        (cut(), ["2015/2018", "2019/2022"]),
        (cut(about="office"), ["2015/2018", "2019/2022"]),
        (cut(about="stakeholder.residents"), ["2015/2018", "2019/2022"]),
        (cut(element="indicator.inside_share"), ["2015/2018", "2019/2022"]),
        (cut("2019-06"), ["2015/2018", "2019", "2020/2022"]),
        (cut(about="committee"), ["2015/2022"]),
        (cut(element="principle.keadilan"), ["2015/2022"]),
        (cut(None), ["2015/2022"]),
        (cut(2030), ["2015/2022"]),
        (pb.Remark("gap", "Nothing is known", period=2019), ["2015/2022"]),
    ],
)
def test_a_break_that_touches_what_is_given_cuts_the_series(remark, periods):
    found = self_reliance(yearly(*EIGHT, remarks=[remark]))
    assert [one.period for one in trend(found)] == periods
    for one in trend(found):
        years = [y for y in found.years if y.period and one.period[:4] <= y.period <= one.period[-4:]]
        assert one.n == len(years)
        assert len({y.run for y in years}) == 1


def test_no_line_crosses_a_break_and_one_half_is_projected_from_the_last_run():
    jump = [(1, 19), (1, 19), (1, 19), (5, 15), (6, 14), (7, 13)]
    found = self_reliance(yearly(*jump, remarks=[cut(2018)]), parity=True)
    assert [one.slope for one in trend(found)] == [0, Fraction(1, 20)]
    (half,) = found.parity
    assert (half.value, half.period, half.why) == (2023, "2018/2020", None)


# --- the line and one half -------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=12), st.integers(1900, 2100))
def test_the_line_is_that_of_scipy(amounts, first):
    assume(len(set(amounts)) > 1)  # scipy has no error where nothing varies
    xs = [first + i + (i > 2) for i in range(len(amounts))]
    line = straight_line([Fraction(x) for x in xs], [Fraction(y) for y in amounts])
    peer = stats.linregress([x - first for x in xs], amounts)
    assert float(line.slope) == pytest.approx(peer.slope, abs=CLOSE)
    low, high = line.interval(0.9)
    reach = stats.t.ppf(0.95, len(amounts) - 2) * peer.stderr
    # scipy's error is rooted from a difference, which leaves the root of a rounding where points lie on a line
    assert (low, high) == pytest.approx((peer.slope - reach, peer.slope + reach), abs=1e-4)


@given(st.lists(st.integers(0, 400), min_size=3, max_size=9))
def test_the_band_of_one_half_is_where_the_band_of_the_line_holds_it(points):
    """Brute force: the years whose interval of the mean contains one half are those of the band."""
    xs = [Fraction(i) for i in range(len(points))]
    line = straight_line(xs, [Fraction(y, 1000) for y in points])
    found = line.reaches(Fraction(1, 2), 0.95)
    low, high = line.interval(0.95)
    if found is None:
        assert low <= CLOSE
        assert high >= -CLOSE
        return
    assume(line.variance > 0)
    at, first, last = found
    assert first <= at <= last
    t = stats.t.ppf(0.975, line.n - 2)

    def outside(x):
        """How far one half lies outside the interval of the mean at x; below 0 within it."""
        gap = 0.5 - float(line.y_mean) - float(line.slope) * (x - float(line.x_mean))
        spread = (x - float(line.x_mean)) ** 2 / float(line.spread)
        return gap**2 - t**2 * float(line.variance) * (1 / line.n + spread)

    width = last - first
    scale = max(1.0, (abs(first) + abs(last)) ** 2)
    assert all(outside(x) <= 1e-7 * scale for x in np.linspace(first, last, 9))
    assert outside(first - 0.05 * width) > -1e-7 * scale
    assert outside(last + 0.05 * width) > -1e-7 * scale


@pytest.mark.parametrize(
    ("pairs", "why", "period"),
    [
        ([(1, 9), (2, 8)], "few_years", "2015/2016"),
        ([(1, 9), (5, 5), (6, 4)], "reached", "2016"),
        ([(2, 8), (3, 7), (2, 8)], "no_trend", "2015/2017"),
        ([(3, 7), (3, 7), (3, 7)], "no_trend", "2015/2017"),
        ([(4, 6), (3, 7), (2, 8)], "away", "2015/2017"),
        ([(6, 4), (5, 5), (4, 6)], "away", "2015/2017"),
    ],
)
def test_there_is_no_projection_where_the_line_leads_nowhere(pairs, why, period):
    (half,) = self_reliance(yearly(*pairs), parity=True).parity
    assert (half.why, half.period) == (why, period)
    assert half.value is half.low is half.high is None


def test_one_half_is_projected_only_when_asked():
    made = yearly((10, 90), (14, 86), (21, 79), (24, 76), (30, 70))
    assert self_reliance(made).parity is None
    assert not [row for row in self_reliance(made).rows() if row["section"] == "parity"]
    (half,) = self_reliance(made, parity=True).parity
    # Slope 5 of 100 a year through 19.8 in 2017: 30.2 more take 6.04 years.
    assert half.value == pytest.approx(2023.04)
    assert half.low < half.value < half.high
    (surer,) = self_reliance(made, parity=True, confidence=0.5).parity
    assert half.low < surer.low < surer.high < half.high


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95, math.nan])
def test_a_confidence_beyond_its_range_is_refused(confidence):
    with pytest.raises(pb.InvalidInput, match="confidence"):
        self_reliance(yearly((1, 1)), confidence=confidence)


# --- who leads, who may leave ----------------------------------------------------------------------------------------


def test_where_a_leader_is_not_recorded_the_share_is_an_interval():
    said = [
        ("a", "2020", ["residents"], 3),
        ("b", "2020/2021", ["residents", "office"], 1),
        ("c", "2021-05", ["office"], 2),
        ("d", "2021", [], 1),
        ("e", "2022", [], 1),
        ("f", None, ["office"], 1),
    ]
    made = [
        pb.Activity(key, key, date=when, led_by=led, initiative=pb.Initiative(decision=["residents"]), count=count)
        for key, when, led, count in said
    ]
    found = self_reliance(programme(*PEOPLE, activities=made)).handed_over
    assert [(one.period, one.share, one.n, one.unknown) for one in found] == [
        ("2020", 1, 4, 0),
        ("2021", (Fraction(1, 4), Fraction(2, 4)), 4, 1),
        ("2022", None, 1, 1),
        (None, 0, 1, 0),
    ]


def test_what_remains_is_what_the_dependence_says():
    passed = [
        gift("office", 60, 2020, to=["committee"]),
        gift("residents", 40, 2020, to=["committee"]),
        gift("committee", 100, 2020, to=["residents"]),
    ]
    made = programme(*PEOPLE, contributions=[gift("office", 1, 2019), *passed])
    (left,) = self_reliance(made).without
    (latest,) = (one for one in pb.network.dependence(made).parts if one.period == "2020")
    assert (left.period, left.actor, left.share) == ("2020", "office", 1 - latest.through)
    assert left.amount == pytest.approx(200 - 200 * latest.through)


@pytest.mark.parametrize(
    ("amount", "why", "share"), [(None, "unvalued", None), (pb.Quantity(low=5, high=9), "inexact", pytest.approx(0.5))]
)
def test_what_remains_says_where_it_is_no_more_than_a_bound(amount, why, share):
    made = yearly((5, 10), contributions=[gift("committee", amount, 2015)])
    (left,) = self_reliance(made).without
    assert (left.why, left.share) == (why, share)
    row = next(row for row in self_reliance(made).rows() if (row["section"], row["measure"]) == ("without", "amount"))
    assert (row["value"], row["high"]) == ((None, None) if why == "unvalued" else (left.amount, left.amount))
    assert row["low"] == left.amount


# --- laws ------------------------------------------------------------------------------------------------------------

AMOUNTS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=7)


@given(AMOUNTS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(pairs, random):
    made = yearly(*pairs)
    shuffled = list(made.contributions)
    random.shuffle(shuffled)
    one, other = (self_reliance(each, parity=True) for each in (made, attrs.evolve(made, contributions=shuffled)))
    for name in ("trends", "parity", "without", "handed_over"):
        assert getattr(one, name) == getattr(other, name)
    assert [(y.period, y.share, y.why) for y in one.years] == [(y.period, y.share, y.why) for y in other.years]


@given(AMOUNTS, st.sampled_from([2, 1000, 10**12]))
def test_another_unit_of_the_amounts_changes_no_share(pairs, factor):
    one, other = (
        self_reliance(yearly(*each), parity=True) for each in (pairs, [(a * factor, b * factor) for a, b in pairs])
    )
    assert shares(one) == shares(other)
    assert trend(one) == trend(other)
    assert one.parity == other.parity
    for before, after in zip(trend(one, "outside"), trend(other, "outside"), strict=True):
        assert after.slope == (None if before.slope is None else before.slope * factor)


@given(AMOUNTS)
def test_inside_and_outside_exchanged_mirror_the_share(pairs):
    one, other = (self_reliance(yearly(*each)) for each in (pairs, [(b, a) for a, b in pairs]))
    assert [None if share is None else 1 - share for share in shares(one)] == shares(other)
    for a, b in zip(trend(one), trend(other), strict=True):
        assert a.slope == (None if b.slope is None else -b.slope)


@given(programmes())
def test_whatever_is_recorded_has_rows_of_one_form(made):
    found = self_reliance(made, parity=True)
    rows = found.rows()
    assert len({tuple(row) for row in rows}) <= 1
    assert not any(isinstance(value, float) and math.isnan(value) for row in rows for value in row.values())
    assert repr(found)
    for held in {(one.kind, one.unit): None for one in found.years}:
        years = [one.year for one in found.years if (one.kind, one.unit) == held and one.year is not None]
        assert all(a < b for a, b in pairwise(years))
    bounded = [
        one.share if isinstance(one.share, tuple) else (one.share,) * 2 for one in found.years if one.share is not None
    ]
    assert all(0 <= low <= high <= 1 for low, high in bounded)
    assert sum(len(one.refs) for one in found.years) == sum(one.status.value != "pooled" for one in made.contributions)


def test_the_assessment_carries_it_and_its_long_table_has_it_once():
    assessment = pb.assess(pb.example("contoh_lengkap"))
    assert assessment.self_reliance.years == self_reliance(assessment.programme).years
    assert assessment.self_reliance.provenance.framework == assessment.framework.key
    rows = [row for row in assessment.rows() if row["section"] == "self_reliance"]
    assert [row["value"] for row in rows if row["about"] == "inside_share 2022" and row["element"] == "money"] == [0.5]
    assert {row["how"] for row in rows} >= {"computed", "unvalued", "few_years"}
