"""What several people rated: medians and spreads without a mean, agreement, and what was agreed."""

from collections import Counter

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pemberdayaan as pb
from pemberdayaan.kernels.agreement import krippendorff_alpha

RANKS = ("one", "two", "three", "four", "five")


def rating(level, rater=None, element="domain.leadership", **more):
    return pb.Observation(element, value=level, scale="laverack-2001.rank", rater=rater, **more)


def consensus(*ratings):
    return pb.consensus(ratings, "laverack-2001")


levels = st.lists(st.sampled_from(RANKS), min_size=1, max_size=9)


@given(levels)
def test_the_median_is_a_level_that_has_half_on_either_side(chosen):
    (one,) = consensus(*(rating(level, f"r{i}") for i, level in enumerate(chosen))).rated
    at = [RANKS.index(level) for level in chosen]
    assert one.n == len(chosen)
    assert dict(one.counts) == Counter(chosen)
    for median in one.median:
        middle = RANKS.index(median)
        assert sum(i <= middle for i in at) * 2 >= len(at)
        assert sum(i >= middle for i in at) * 2 >= len(at)
    assert (one.lowest, one.highest) == (RANKS[min(at)], RANKS[max(at)])
    assert one.spread == max(at) - min(at)


@given(st.permutations(list(enumerate(["two", "four", "two", "five"]))))
def test_the_order_of_the_ratings_does_not_matter(order):
    (one,) = consensus(*(rating(level, f"r{i}") for i, level in order)).rated
    assert one.median == ("two", "four")
    assert one.spread == 3


def test_disagreements_come_first():
    close = [rating(level, who, "domain.why") for who, level in [("a", "one"), ("b", "two")]]
    apart = [rating(level, who, "domain.links") for who, level in [("a", "one"), ("b", "five")]]
    same = [rating("three", who, "domain.structures") for who in "ab"]
    found = consensus(*same, *close, *apart)
    assert [one.element for one in found.rated] == ["domain.links", "domain.why", "domain.structures"]
    assert found.raters == ("a", "b")


def test_alpha_is_krippendorffs_for_ordinal_ratings():
    table = {"domain.why": "115", "domain.links": "23.", "domain.leadership": "44.", "domain.structures": "252"}
    ratings = [
        rating(RANKS[int(code) - 1], f"r{i}", element)
        for element, codes in table.items()
        for i, code in enumerate(codes)
        if code != "."
    ]
    as_array = np.array([[np.nan if c == "." else float(c) - 1 for c in codes] for codes in table.values()]).T
    assert consensus(*ratings).alpha == pytest.approx(krippendorff_alpha(as_array, measurement="ordinal"), abs=1e-15)


@pytest.mark.parametrize(
    ("ratings", "why"),
    [
        ([rating("two")], "nothing was rated by two"),
        ([rating("two", "a"), rating("three", "b", "domain.why")], "nothing was rated by two"),
        ([rating("two", "a"), rating("two", "b")], "everybody chose the same level"),
    ],
)
def test_where_alpha_is_not_defined_it_is_none_with_the_reason(ratings, why):
    found = consensus(*ratings)
    assert found.alpha is None
    assert why in found.alpha_note
    assert why in repr(found)


def test_what_was_agreed_stands_beside_what_each_said():
    found = consensus(
        rating("two", "a", reason="One elder decides", importance=4, confidence=1),
        rating("four", "b", importance=2),
        rating("three", reason="After the talk", plan="Elect a committee", confidence=3),
    )
    (one,) = found.rated
    assert (one.agreed, str(one.reason), str(one.plan)) == ("three", "After the talk", "Elect a committee")
    assert one.median == ("two", "four")
    assert one.n == 2
    assert [(who, str(why)) for who, why in one.reasons] == [("a", "One elder decides")]
    assert (one.importance, one.confidence) == (3, 2)
    (row,) = found.rows()
    assert row["agreed"] == "three"
    assert row["plan"] == "Elect a committee"


def test_rounds_units_and_stages_are_kept_apart():
    found = consensus(
        *(rating("two", who, period=2019) for who in "ab"),
        *(rating("four", who, period=2021) for who in "ab"),
        *(rating("one", who, about="women", stage="planning", arm="member") for who in "ab"),
    )
    assert {(one.period, one.about, one.stage, one.arm): one.median[0] for one in found.rated} == {
        ("2019", None, None, None): "two",
        ("2021", None, None, None): "four",
        (None, "women", "planning", "member"): "one",
    }


def test_a_number_stands_for_the_level_of_that_number():
    (one,) = consensus(rating(2, "a"), rating(4.0, "b")).rated
    assert (one.lowest, one.highest) == ("two", "four")


def test_nothing_is_lost_in_silence():
    found = consensus(
        rating("two", "a"),
        rating("two", "a", "domain.leaders"),
        rating(6, "b"),
        rating(True, "c"),
        pb.Observation("domain.leadership", value="high", rater="d"),
        pb.Observation("domain.leadership", value="two", scale="other.scale", rater="e"),
    )
    assert [place for place, _ in found.lost] == [f"observations[{i}]" for i in range(1, 6)]
    assert "no element of laverack-2001" in found.lost[0][1]
    assert "another scale" in found.lost[-1][1]
    assert found.rated[0].n == 1


def test_one_rater_twice_in_a_round_is_a_fault_but_does_not_stop_an_assessment():
    twice = [rating("two", "a"), rating("three", "a"), rating("two"), rating("three")]
    with pytest.raises(pb.InvalidInput) as error:
        consensus(*twice)
    assert [one.where for one in error.value.faults] == ["observations[1]", "observations[3]"]
    assert "'a' rated domain." in str(error.value)
    assert "dua kali" in error.value.faults[0].text("id")
    programme = pb.Programme("p", "P", observations=twice)
    panel = pb.assess(programme, "laverack-2001").ratings
    assert panel.rated[0].n == 1
    assert ("observations[1]", "rated before by a") in panel.lost


def test_a_nominal_scale_has_counts_and_no_median():
    scale = pb.Scale("kind", "Kind", "nominal", levels=[pb.Level("a", "A"), pb.Level("b", "B")])
    rule = pb.ProfileRule("profile", "Profile", ["domain"], scale="kind")
    framework = pb.Framework("f", "F", domains=[pb.Domain("x", "X")], scales=[scale], rules=[rule])
    ratings = [
        pb.Observation("domain.x", value=value, rater=who) for who, value in [("p", "a"), ("q", "b"), ("r", "b")]
    ]
    (one,) = pb.consensus(ratings, framework).rated
    assert one.counts == (("a", 1), ("b", 2))
    assert (one.median, one.lowest, one.spread) == (None, None, None)


def test_a_framework_without_levels_to_rate_on_is_refused_by_name():
    with pytest.raises(pb.InvalidInput, match="cohen-uphoff-1980"):
        pb.consensus([rating("two")], "cohen-uphoff-1980", rule=None)


# --- in an assessment ----------------------------------------------------------------------------------------------


def assessed(*ratings):
    return pb.assess(pb.Programme("p", "P", observations=ratings), "laverack-2001")


def test_a_panel_is_one_line_of_the_profile():
    found = assessed(rating("two", "a"), rating("two", "b"), rating("four", "c"), rating("one", element="domain.why"))
    (line,) = found.profile.of("leadership")
    assert line.reading.value == "two"
    assert line.reading.n == 3
    assert not line.reading.contested
    assert [(name, part.value) for name, part in line.reading.parts] == [("a", "two"), ("b", "two"), ("c", "four")]
    (row,) = [row for row in found.rows() if row["section"] == "ratings" and row["element"] == "domain.leadership"]
    assert (row["value"], row["n"]) == ("two", 3)


def test_a_panel_without_a_middle_has_no_value_but_what_it_agreed_on():
    split = [rating("two", "a"), rating("four", "b")]
    assert assessed(*split).profile.of("leadership")[0].reading.value is None
    (line,) = assessed(*split, rating("three", reason="We talked")).profile.of("leadership")
    assert line.reading.value == "three"
    assert str(line.reading.note) == "We talked"


def test_sources_that_disagree_are_still_a_conflict():
    references = [pb.Reference("x", "X"), pb.Reference("y", "Y")]
    ratings = [rating("two", "a", source="x"), rating("two", "b", source="x"), rating("five", "c", source="y")]
    programme = pb.Programme("p", "P", references=references, observations=ratings)
    assert pb.assess(programme, "laverack-2001").profile.of("leadership")[0].reading.contested


def test_an_extended_framework_takes_the_ratings_on_the_scale_that_it_grew_from():
    ours = pb.framework("laverack-2001").extend("ours", [pb.Domain("loom", "The loom")])
    panel = [rating("two", "a"), rating("four", "b"), pb.Observation("domain.loom", value="five", rater="a")]
    found = pb.consensus(panel, ours)
    assert found.lost == ()
    assert [one.element for one in found.rated] == ["domain.leadership", "domain.loom"]


def test_a_number_and_its_level_are_no_conflict():
    references = [pb.Reference("x", "X"), pb.Reference("y", "Y")]
    for other, contested in ((2, False), (3, True)):
        ratings = [rating("two", source="x"), rating(other, source="y")]
        programme = pb.Programme("p", "P", references=references, observations=ratings)
        lines = pb.assess(programme, "laverack-2001").profile.of("leadership")
        assert bool(lines[0].reading.contested) is contested


def test_without_a_named_rater_there_is_no_panel():
    assert assessed(rating("two")).ratings is None
    assert pb.assess(pb.Programme("p", "P"), "cohen-uphoff-1980").ratings is None


# --- what may not be shown alone -----------------------------------------------------------------------------------


def three():
    """A made-up framework of three indivisible domains."""
    domains = [pb.Domain(key, {"id": key, "en": key}) for key in ("means", "acts", "ends")]
    ties = [("means", "acts"), ("acts", "ends")]
    return pb.Framework(
        "three",
        "Three",
        domains=domains,
        relations=[pb.Relation(f"domain.{a}", "indivisible", f"domain.{b}") for a, b in ties],
        rules=[pb.ProfileRule("profile", "Profile", ["domain"])],
    )


def seen(*keys):
    return pb.Programme("p", "P", observations=[pb.Observation(f"domain.{key}", value=3) for key in keys])


def test_a_part_of_what_is_indivisible_is_refused_with_the_reason():
    lines = pb.assess(seen("means", "acts"), three()).profile.lines
    assert [line.reading.value for line in lines] == [None, None]
    assert "indivisible from ends" in str(lines[0].reading.note)
    assert lines[0].reading.missing == ("domain.ends",)
    assert lines[0].reading.evidence
    whole = pb.assess(seen("means", "acts", "ends"), three()).profile.lines
    assert [line.reading.value for line in whole] == [3, 3, 3]
    assert pb.assess(seen(), three()).profile.lines == ()


def test_a_rule_that_shows_a_part_of_it_is_refused_when_it_is_read():
    alone = pb.ProfileRule("alone", "Alone", ["domain.means"])
    with pytest.raises(pb.InvalidInput) as error:
        attrs.evolve(three(), rules=[alone])
    (one,) = error.value.faults
    assert one.code == "indivisible"
    assert "domain.acts, domain.ends" in str(one)


def test_what_is_known_of_one_person_does_not_complete_another():
    dimensions = ["resources", "agency", "achievements"]

    def lines(*abouts):
        people = [pb.Stakeholder(key, key.title(), "community") for key in ("ani", "budi")]
        seen = [
            pb.Observation(f"domain.{key}", value=1, about=about)
            for key, about in zip(dimensions, abouts, strict=True)
            if about != "none"
        ]
        profile = pb.assess(pb.Programme("p", "P", stakeholders=people, observations=seen), "kabeer-1999").profile
        return {line.element: (line.reading.value, line.reading.missing) for line in profile.lines}

    whole = dict.fromkeys(dimensions, (1, ()))
    assert lines("ani", "ani", "ani") == lines(None, None, None) == lines(None, "ani", "ani") == whole
    assert lines("ani", "ani", "budi") == {
        "resources": (None, ("domain.achievements",)),
        "agency": (None, ("domain.achievements",)),
        "achievements": (None, ("domain.agency", "domain.resources")),
    }
    assert lines(None, "ani", "none") == {
        "resources": (None, ("domain.achievements", "domain.agency")),
        "agency": (None, ("domain.achievements",)),
    }
    assert lines(None, "ani", "budi")["resources"] == (None, ("domain.achievements", "domain.agency"))
