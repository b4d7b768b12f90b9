"""Change of a programme's records: by hand from two bundled programmes, and from small ones."""

from __future__ import annotations

import itertools
from fractions import Fraction

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from measures.builders import RUNG, actor, part, programme, stages

import pemberdayaan as pb
from pemberdayaan.measures.change.dating import dated

VILLAGE, WARSAW = pb.example("contoh_lengkap"), pb.example("praga_polnoc")
MEMBERS, DONOR = actor("members"), actor("donor", "donor")


def change(of: pb.Programme, before: int | str, after: int | str) -> pb.Change:
    """What changed from one year of a programme to another."""
    return pb.change.between(*(pb.assess(of.during(year)) for year in (before, after)))


def told(line: pb.change.ChangeLine) -> tuple[object, ...]:
    """Both values of a line, and what is said of them."""
    values = [
        level if level is not None else number if number is not None else None if low is None else (low, high)
        for level, number, low, high in (
            (line.before_level, line.before, line.before_low, line.before_high),
            (line.after_level, line.after, line.after_low, line.after_high),
        )
    ]
    return *values, line.moved, line.why


FOUND = change(VILLAGE, 2021, 2023)


# --- by hand from the synthetic village ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "element", "before", "after"),
    [
        # 20 of 20 + 50 + 30 million rupiah; 40 of 40 + 10.
        ("inside_share", "money IDR given", Fraction(20, 100), Fraction(40, 50)),
        ("inside", "money IDR given", 20_000_000, 40_000_000),
        ("outside", "money IDR given", 80_000_000, 10_000_000),
        # All but two courses of 4 + 10 + 1 + 2 + 1 + 1 activities; 2 + 1 + 1 of 4.
        ("led_inside", None, Fraction(17, 19), 1),
        # The largest outside giver: 50 of 100 million, 10 of 50.
        ("support", "money IDR", Fraction(1, 2), Fraction(1, 5)),
        # Of 300 half are women, of 100 there are 60; so are half of all inhabitants.
        ("representation", "participants women", 1, Fraction(6, 5)),
        # The Gini index that the file records for both years; and of houses with water 20 to 50 %, then 72 to 80 %.
        ("rich_poor_change", "measured", Fraction(38, 100), Fraction(31, 100)),
        ("group_gap_change", "measured", Fraction(20, 50), Fraction(72, 80)),
    ],
)
def test_numbers_are_those_of_the_file(measure, element, before, after):
    line = FOUND.line(measure, element)
    # Each is one division of small whole numbers, or a decimal of the file: the nearest float, or its neighbour.
    assert line.before == pytest.approx(float(before), rel=1e-15)
    assert line.after == pytest.approx(float(after), rel=1e-15)
    assert line.absolute == pytest.approx(float(after - before), rel=1e-12)
    assert (line.why, line.low, line.se) == (None, None, None)
    assert line.yearly == pytest.approx(float(after - before) / 2, rel=1e-12)


@pytest.mark.parametrize(
    ("measure", "element", "expected"),
    [
        ("criterion", "subjek", ("met", "met", "same", None)),
        # On Arnstein's ladder the file says no year.
        ("depth arnstein-1969.rung", "keputusan warga", ("delegated", "delegated", None, "undated")),
        ("present", "evaluasi perusahaan", ("absent", "absent", None, "undated")),
        ("depth", "plan", ("partnership", "partnership", None, "undated")),
        # The tie of the NGO runs from 2021 to 2023, so both years rest on it.
        ("exchange", "knowledge", ("both", "both", None, "same_records")),
        ("exchange", "resources", ("both", "both", "same", None)),
        # Two phases are recorded for 2021, and four others for 2023; the lowest group of 2021 has no number in 2023.
        ("decision_share", None, (1, 1, None, "other_parts")),
        ("representation", None, (0.4, 1, None, "other_parts")),
        ("lasting", None, (1, 1, None, "follow_up")),
        ("heeded", None, (0.8, None, None, "no_after")),
        ("redress", None, (None, "answered", None, "no_before")),
        ("actors", None, (14, 14, None, "undated")),
        ("ties", None, (14, 14, None, "same_records")),
    ],
)
def test_what_cannot_show_a_change_says_why(measure, element, expected):
    line = FOUND.line(measure, element)
    assert told(line) == expected
    assert line.absolute is None


def test_what_has_no_amount_is_not_nothing():
    names = {(one.measure, one.element) for one in FOUND.lines if one.who == "contributions"}
    assert ("inside", "land given") not in names
    assert "contributions inside land given" in {one.key for one in FOUND.lost}


def test_wholes_are_counted_among_what_moved_and_not_their_parts():
    assert [(one.element, one.up, one.same, one.down, one.other) for one in FOUND.moved] == [("gate", 0, 3, 0, 0)]


def test_a_right_stands_once():
    measures = [one.measure for one in FOUND.lines if (one.element or "").startswith("component.ham_pendidikan")]
    assert measures == ["rights"]


# --- and from Warsaw -------------------------------------------------------------------------------------------------


def test_the_pool_of_the_district_is_that_of_its_table():
    line = change(WARSAW, 2019, 2023).line("outside", "money PLN pooled")
    assert told(line) == (1_000_000, 2_629_401, None, None)
    assert (line.absolute, line.yearly) == (1_629_401, 1_629_401 / 4)
    assert line.yearly_relative == pytest.approx(2.629401**0.25 - 1, rel=1e-12)


def test_shares_of_a_group_are_not_compared_across_a_break_of_how_it_is_counted():
    cut = pb.Remark("break", "Counted anew", about="group.suku_kecil", period=2023)
    found = change(attrs.evolve(VILLAGE, remarks=[cut]), 2021, 2023)
    assert found.line("representation", "participants suku_kecil").why == "break"
    assert found.line("representation", "participants women").why is None
    # The whole is the lowest of all groups.
    assert found.line("representation").why == "break"


def test_the_vote_is_dated_and_its_rung_is_not():
    found = change(WARSAW, 2019, 2023)
    assert told(found.line("present", "vote voters")) == ("present", "present", "same", None)
    assert told(found.line("depth arnstein-1969.rung", "vote voters"))[-1] == "undated"


# --- and from a workshop ---------------------------------------------------------------------------------------------


def test_nine_domains_of_a_workshop_each_moved_up_one_rank():
    rounds = [pb.assess(pb.example("lokakarya_laverack").during(year), "laverack-2001") for year in (2021, 2023)]
    found = pb.change.between(*rounds)
    ranks = ["one", "two", "three", "four", "five"]
    lines = [one for one in found.lines if one.who == "profile"]
    assert [ranks.index(one.after_level) - ranks.index(one.before_level) for one in lines] == [1] * 9
    assert [(one.element, one.up, one.n) for one in found.moved] == [("profile", 9, 9)]
    # No tie is recorded, which is no number of ties.
    assert "collaboration ties" in {one.key for one in found.lost}


# --- small programmes ------------------------------------------------------------------------------------------------


def two(**records):
    """A programme of members and a donor in three stages."""
    return programme(MEMBERS, DONOR, stages=stages("plan", "decide", "implement"), currency="IDR", **records)


def gift(amount, period, giver="members", **said):
    return pb.Contribution(giver, "money", amount=amount, period=period, **said)


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [
        ("consultation", "partnership", "up"),
        ("control", "informing", "down"),
        ("placation", "placation", "same"),
    ],
)
def test_levels_move_and_are_never_subtracted(first, second, moved):
    parts = [
        part("members", "plan", depth=level, scale=RUNG, period=year) for level, year in ((first, 2021), (second, 2022))
    ]
    found = change(two(participations=parts), 2021, 2022)
    line = found.line(f"depth {RUNG}", "plan members")
    assert (*told(line), line.absolute) == (first, second, moved, None, None)
    movement = next(one for one in found.moved if one.element == "matrix")
    assert getattr(movement, moved) == movement.n == 1


def test_an_undated_level_beside_a_dated_one_is_no_change():
    parts = [
        part("members", "plan", depth="consultation", scale=RUNG),
        part("members", "plan", depth="partnership", scale=RUNG, period=2022),
    ]
    line = change(two(participations=parts), 2021, 2022).line(f"depth {RUNG}", "plan members")
    assert told(line) == ("consultation", "partnership", None, "undated")


def test_a_record_without_date_is_of_the_period_of_its_own_file():
    files = [
        attrs.evolve(two(participations=[part("members", "plan", depth=level, scale=RUNG)]), period=year)
        for year, level in ((2021, "consultation"), (2022, "partnership"))
    ]
    line = pb.change.between(*map(pb.assess, files)).line(f"depth {RUNG}", "plan members")
    assert told(line) == ("consultation", "partnership", "up", None)


def test_what_is_dated_by_its_activity_is_dated():
    work = [pb.Activity(f"work{year}", "Work", stage="implement", date=year, led_by="members") for year in (2021, 2022)]
    parts = [pb.Participation("members", activity=one.key, takes_part=True) for one in work]
    found = change(two(activities=work, participations=parts), 2021, 2022)
    assert told(found.line("present", "implement members")) == ("present", "present", "same", None)
    whole = two(activities=work, participations=parts)
    assert all(dated(whole, one) for one in whole.participations)
    assert not dated(whole, part("members", "plan"))
    assert pb.assess(whole, years=[2021, 2022]).undated == 0


def test_gifts_of_a_round_are_added_up_over_its_periods():
    gifts = [gift(10, 2021), gift(30, 2022), gift(60, 2022, "donor"), gift(50, "2023/2024"), gift(50, 2024, "donor")]
    found = change(two(contributions=gifts), "2021/2022", "2023/2024")
    assert told(found.line("inside", "money IDR given")) == (40, 50, None, None)
    assert told(found.line("inside_share", "money IDR given")) == (0.4, 0.5, None, None)


def test_amounts_of_rounds_that_are_not_equally_long_are_not_compared():
    found = change(two(contributions=[gift(10, 2021), gift(30, 2022), gift(20, 2023)]), "2021/2022", 2023)
    assert told(found.line("inside", "money IDR given")) == (40, 20, None, "another_form")


def test_an_amount_of_more_time_than_the_round_is_not_compared():
    found = change(two(contributions=[gift(90, "2021/2023"), gift(20, 2023)]), 2022, 2023)
    assert told(found.line("inside", "money IDR given")) == (90, 110, None, "spans")


def test_an_unvalued_gift_leaves_the_sum_open():
    gifts = [gift(10, 2021), gift(None, 2021), gift(20, 2022)]
    assert told(change(two(contributions=gifts), 2021, 2022).line("inside", "money IDR given"))[-1] == "no_before"


def rating(value, year, rater, **said):
    return pb.Observation(
        "indicator.voice_survey", value=value, about="stakeholder.members", period=year, rater=rater, **said
    )


@pytest.mark.parametrize(
    ("raters", "why"),
    [
        (("100 residents", "98 Residents"), None),
        (("residents", None), None),
        (("residents", "the donor"), "another_rater"),
    ],
)
def test_two_raters_are_not_compared_and_how_many_they_are_does_not_matter(raters, why):
    rated = [rating(value, year, rater) for value, year, rater in zip((0.5, 0.75), (2021, 2022), raters, strict=True)]
    line = change(two(observations=rated), 2021, 2022).line("voice_survey", None)
    assert line.why in (None, why)
    goal = [
        pb.Observation("principle.kolaborasi", value=value, period=year, rater=rater)
        for value, year, rater in zip((1, 2), (2021, 2022), raters, strict=True)
    ]
    line = change(two(observations=goal), 2021, 2022).line("kolaborasi")
    assert (line.why, line.absolute) == (why, 1 if why is None else None)


@pytest.mark.parametrize(("about", "why"), [(["members"], "break"), (["donor"], None), ([], None)])
def test_a_break_touches_what_it_names(about, why):
    parts = [
        part("members", "plan", depth=level, scale=RUNG, period=year)
        for level, year in (("consultation", 2021), ("partnership", 2022))
    ]
    cut = pb.Remark("break", "Counted anew", about=about, period=2022)
    whole = two(participations=parts, remarks=[cut])
    if not about:
        with pytest.raises(pb.InvalidInput) as caught:
            change(whole, 2021, 2022)
        assert [one.code for one in caught.value.faults] == ["break_between"]
        return
    assert change(whole, 2021, 2022).line(f"depth {RUNG}", "plan members").why == why


def test_a_scale_of_other_levels_is_another_form():
    def scale(*levels):
        return pb.Scale("effort", "Effort", "ordinal", levels=[pb.Level(key, key.title()) for key in levels])

    files = [
        attrs.evolve(
            programme(
                MEMBERS,
                scales=[of],
                stages=stages("plan"),
                participations=[part("members", "plan", depth=level, scale="effort")],
            ),
            period=year,
        )
        for year, of, level in ((2021, scale("low", "high"), "high"), (2022, scale("low", "middle", "high"), "middle"))
    ]
    line = pb.change.between(*map(pb.assess, files)).line("depth effort", "plan members")
    assert told(line) == ("high", "middle", None, "another_form")


# --- laws ------------------------------------------------------------------------------------------------------------

AMOUNTS = st.lists(st.tuples(st.sampled_from([2021, 2022, 2023]), st.integers(1, 50), st.booleans()), max_size=8)


@settings(max_examples=15)
@given(AMOUNTS)
def test_steps_add_up_to_the_whole_and_the_way_back_is_its_mirror(records):
    gifts = [gift(amount, year, "members" if inside else "donor") for year, amount, inside in records]
    rounds = [pb.assess(two(contributions=gifts).during(year)) for year in (2021, 2022, 2023)]
    steps = [pb.change.between(*pair) for pair in itertools.pairwise(rounds)]
    whole, back = pb.change.between(rounds[0], rounds[2]), pb.change.between(rounds[2], rounds[0])
    for side in ("inside", "outside"):
        lines = [[one for one in found.lines if (one.who, one.measure) == ("contributions", side)] for found in steps]
        known = [one.absolute for found in lines for one in found if one.absolute is not None]
        ends = [one.absolute for one in whole.lines if (one.who, one.measure) == ("contributions", side)]
        if len(known) == 2:
            assert ends == [sum(known)]
        mirrored = [one.absolute for one in back.lines if (one.who, one.measure) == ("contributions", side)]
        assert [None if one is None else -one for one in ends] == mirrored


def test_a_round_against_itself_shows_nothing():
    assessment = pb.assess(VILLAGE.during(2021))
    found = pb.change.between(assessment, assessment)
    assert {one.moved for one in found.lines} <= {None, "same"}
    assert not [one for one in found.lines if one.absolute]
