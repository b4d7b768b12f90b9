"""Several rounds: trends by loops, steps that add up, and breaks that nothing crosses."""

import attrs
import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from measures.change import waves

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures import change
from pemberdayaan.measures.change.of_samples import years_of

few = settings(max_examples=10)
SAID = [frozenset(), frozenset({"psu", "weights"}), frozenset({"strata", "psu", "weights", "fpc"})]
YEARS = (2019, 2021, 2024)


def of(rounds, times=YEARS, **said):
    by = said.get("by")
    return change.series({time: one.score(by) for time, one in zip(times, rounds, strict=True)}, **said)


@pytest.mark.parametrize("said", SAID, ids=lambda said: " ".join(sorted(said)) or "plain")
@pytest.mark.parametrize("by", [None, "group"])
@pytest.mark.parametrize("unit", [None, "key"])
def test_the_trend_is_least_squares_over_the_years(said, by, unit):
    rounds = waves.drawn(11, said, waves=3, villages=40)
    found = of(rounds, unit=unit, by=by)
    if unit:
        rounds = [one.only(rounds[0].keys & rounds[1].keys & rounds[2].keys) for one in rounds]
    for trend in (one for one in found.trends if one.element == "n"):
        ends = [one.mean(trend.group) for one in rounds]
        slope = np.polyfit(YEARS, [float(one.value) for one in ends], 1)[0]
        middle = sum(YEARS) / 3
        signs = [(year - middle) / sum((other - middle) ** 2 for other in YEARS) for year in YEARS]
        value, se = waves.combined(ends, signs)
        assert trend.slope == pytest.approx(value, abs=1e-13)
        # numpy solves the same problem with years near 2000 in it.
        assert trend.slope == pytest.approx(slope, abs=1e-10)
        assert trend.se == pytest.approx(se, abs=1e-13)
        assert trend.low < trend.slope < trend.high
        assert (trend.first, trend.last, trend.segment) == (2019, 2024, 0)
    assert {one.group for one in found.trends} == ({"all"} if by is None else {"x", "y"})


@few
@given(st.integers(0, 10**6), st.sampled_from(SAID), st.sampled_from([None, "key"]), st.sampled_from([None, "group"]))
def test_steps_add_up_to_the_whole(seed, said, unit, by):
    found = of(waves.drawn(seed, said, waves=3, villages=40), unit=unit, by=by)
    for line in found.overall.lines:
        steps = [step.line(line.measure, line.element, group=line.group) for step in found.steps]
        # A whole of 0.2 and steps that each round once.
        assert sum(one.absolute for one in steps) == pytest.approx(line.absolute, abs=1e-15)
        assert [steps[0].before, steps[1].before, steps[1].after] == [line.before, steps[0].after, line.after]
    assert [step.years for step in found.steps] == [2, 3]
    assert (found.overall.years, found.overall.times) == (5, (2019, 2024))
    points = {(one.group, one.element, one.time): one for one in found.points}
    for line in found.overall.lines:
        assert points[line.group, line.element, 2019].estimate == line.before
        assert points[line.group, line.element, 2024].estimate == line.after


def test_a_step_is_the_change_between_its_rounds():
    rounds = waves.drawn(12, {"psu"}, waves=3)
    step = of(rounds).steps[1]
    alone = change.between(rounds[1].score(None), rounds[2].score(None), years=3)
    for one, other in zip(step.lines, alone.lines, strict=True):
        assert one == other


def test_the_panel_of_a_series_is_the_units_of_every_round():
    rounds = waves.drawn(13, waves=3)
    found = of(rounds, unit="key")
    everywhere = rounds[0].keys & rounds[1].keys & rounds[2].keys
    assert {line.n_both for step in found.steps for line in step.lines} == {len(everywhere)}
    lost = {(one.key, one.reason) for one in found.overall.lost}
    assert lost == {
        (key, reason)
        for one, reason in zip(rounds, ("only_before", "not_in_all", "only_after"), strict=True)
        for key in one.keys - everywhere
    }
    assert {row["unit"] for row in found.steps[1].units.rows()} == everywhere


def test_one_table_of_several_years():
    rounds = [one.frame().assign(year=year) for one, year in zip(waves.drawn(14, waves=3), YEARS, strict=True)]
    together = change.series(
        pb.score(pb.Population(pd.concat(rounds), unit="key", time="year"), waves.PLAIN), unit="key"
    )
    apart = of(waves.drawn(14, waves=3), unit="key")
    assert together.times == apart.times == YEARS
    for one, other in zip(together.trends, apart.trends, strict=True):
        assert one.slope == pytest.approx(other.slope, abs=1e-15)
        assert one.se == pytest.approx(other.se, abs=1e-13)
    single = [pb.score(pb.Population(one, unit="key", time="year"), waves.PLAIN) for one in rounds]
    assert change.series(single, unit="key").times == YEARS
    assert change.between(single[0], single[2], unit="key").years == 5


def test_scores_of_one_table_may_go_by_what_it_holds():
    framework = attrs.evolve(waves.PLAIN, rules=[attrs.evolve(waves.PLAIN.rule(), scaling=pb.Scaling("minmax"))])
    rounds = [one.frame().assign(year=year) for one, year in zip(waves.drawn(15, waves=3), YEARS, strict=True)]
    together = pb.score(pb.Population(pd.concat(rounds), unit="key", time="year"), framework)
    assert change.series(together, unit="key").overall.line("mean", "n").absolute is not None
    apart = [pb.score(pb.Population(one, unit="key"), framework) for one in rounds[:2]]
    with pytest.raises(InvalidInput) as raised:
        change.between(*apart, unit="key")
    assert [(one.where, one.code) for one in raised.value.faults] == [("after.rule.scaling", "by_table")]
    assert "pb.change.series" in str(raised.value)


def test_nothing_crosses_a_break():
    rounds = waves.drawn(16, waves=4)
    found = of(rounds, (2018, 2019, 2021, 2022), breaks={2021: "another form"})
    assert [step is None for step in found.steps] == [False, True, False]
    assert found.overall is None
    assert found.breaks == ((2021, "another form"),)
    assert [one.segment for one in found.points if one.element == "n"] == [0, 0, 1, 1]
    assert [(one.first, one.last, one.segment) for one in found.trends if one.element == "n"] == [
        (2018, 2019, 0),
        (2021, 2022, 1),
    ]
    for trend, step in zip((one for one in found.trends if one.element == "n"), found.steps[::2], strict=True):
        # The slope of two rounds a year apart is their change.
        assert trend.slope == pytest.approx(step.line("mean", "n").absolute, abs=1e-15)
        assert trend.se == pytest.approx(step.line("mean", "n").se, abs=1e-15)
    assert "break at 2021: another form" in repr(found)
    for one in (2021, "2021", [2021]):
        assert of(rounds, (2018, 2019, 2021, 2022), breaks=one).breaks == ((2021, ""),)


def test_years_are_put_in_order_and_other_times_are_not():
    rounds = waves.drawn(17, waves=3)
    found = of(rounds, (2024, 2019, 2021))
    assert found.times == (2019, 2021, 2024)
    assert found.steps[0].line("mean", "n").before == pytest.approx(float(rounds[1].mean("all").value), abs=1e-15)
    named = of(rounds, ("start", "midterm", "end"))
    assert named.times == ("start", "midterm", "end")
    assert (named.trends, named.overall.years) == ((), None)
    # One time that is no year, and there is no slope for each year.
    assert of(rounds, (2019, "2020/21", 2024)).trends == ()


def test_what_a_series_shows():
    found = of(waves.drawn(18, waves=3))
    assert repr(found).startswith("Series of index_scores: 3 rounds, 2019 to 2024")
    assert "a change, not evidence of effect" in repr(found)
    assert len(found.rows()) == len(found.points) == 3
    assert '"kind": "series"' in found.to_json()


def refused(results, **said):
    with pytest.raises(InvalidInput) as raised:
        change.series(results, **said)
    for one in raised.value.faults:
        assert one.text("en") != one.text("id")
    return [(one.where, one.code) for one in raised.value.faults]


def test_rounds_that_cannot_be():
    one, two, three = (wave.score(None) for wave in waves.drawn(19, waves=3))
    assert refused({2021: one}) == [("$", "too_few_rounds")]
    assert refused({}) == [("$", "too_few_rounds")]
    assert refused([one, two]) == [("[0]", "no_time"), ("[1]", "no_time")]
    assert refused({2021: one, "2021": two}) == [("[1]", "same_time")]
    assert refused({2021: one, 2022: two}, breaks=[2030]) == [("breaks", "no_such")]
    assert refused(3) == refused([1, 2]) == refused({2021: one, 2022: 2}) == [("$", "no_rounds")]
    assert refused({2021: one, 2022: two, 2023: three}, by="group") == [("by", "not_grouped")]
    frames = [wave.frame().assign(year=year) for wave, year in zip(waves.drawn(19), (2021, 2022), strict=True)]
    panel = pb.score(pb.Population(pd.concat(frames), unit="key", time="year"), waves.PLAIN)
    assert refused({2021: one, 2022: panel}) == [("2022", "several_rounds")]


def test_a_break_of_the_programme_that_lies_in_everything_cuts_the_series():
    held = pb.example("contoh_lengkap")
    broken = attrs.evolve(held, remarks=(*held.remarks, pb.Remark("break", "Another form", period=2023)))
    found = pb.change.series([pb.assess(broken.during(year)) for year in (2021, 2022, 2023)])
    assert found.breaks == (("2023", "Another form"),)
    assert [one is None for one in (*found.steps, found.overall)] == [False, True, True]


def test_times_that_only_look_like_a_year_are_no_years():
    """Raised digits are digits, and no number."""
    assert years_of(["2021", "2023"]) == [2021, 2023]
    assert years_of(["2021", "\u00b2\u2070\u00b2\u00b3"]) is None
