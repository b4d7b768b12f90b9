"""What was observed, and what stands beside it."""

from __future__ import annotations

import attrs
import pytest
from measures.builders import actor, programme, read, records, values

import pemberdayaan as pb

PEOPLE = (actor("members"), actor("officers", "community_organisation"))
HERE = "indicator.redress"


def seen(value: object = None, element: str = HERE, **said: object) -> pb.Observation:
    """Something observed."""
    return pb.Observation(element, value=value, **said)


def among(*observations: pb.Observation) -> pb.Programme:
    """A programme with these observations."""
    return programme(
        *PEOPLE,
        groups=[pb.Group("poor", "The poor"), pb.Group("young", "The young")],
        stages=[pb.ProgrammeStage("plan", "Plan", "plan")],
        observations=observations,
    )


def observed(*observations: pb.Observation) -> pb.Reading:
    """What was observed for an indicator."""
    reading = read("observed.value", among(*observations), element=HERE)
    backwards = read("observed.value", among(*observations[::-1]), element=HERE)
    assert (reading.value, reading.known) == (backwards.value, backwards.known)
    return reading


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("used", "used"),
        (0.7, 0.7),
        (0, 0),
        (True, "yes"),
        (False, "no"),
        (pb.Quantity(about=7), 7),
        (pb.Quantity(low=3, high=5), (3, 5)),
        (pb.Quantity(at_most=5), (0, 5)),
        (pb.Quantity(at_least=5), (5, float("inf"))),
    ],
)
def test_a_value_is_what_was_said(value, found):
    reading = observed(seen(value, n=40, reason="Why"))
    assert (reading.value, reading.n, reading.of, str(reading.note)) == (found, 40, "respondents", "Why")
    assert records(reading.evidence) == ["observations[0]"]


def test_nothing_observed_is_no_evidence():
    reading = observed(seen("used", element="indicator.voice_survey"))
    assert (reading.value, reading.known, reading.evidence) == (None, False, ())


def test_the_latest_value_counts_and_the_earlier_stand_beside_it():
    reading = observed(seen("exists", period=2019), seen("answered", period="2021"), seen("used", period="2018/2020"))
    assert reading.value == "answered"
    assert values(reading) == {"2019": "exists", "2021": "answered", "2018/2020": "used"}
    assert not reading.contested


def test_different_values_of_one_thing_are_a_conflict_that_is_shown_and_not_raised():
    reading = observed(seen("exists", period=2019), seen("used", period=2019, rater="An auditor"))
    assert reading.value is None
    assert records(reading.contested) == ["observations[0]", "observations[1]"]
    assert [each.value for _, each in reading.parts] == ["exists", "used"]
    assert reading.known


@pytest.mark.parametrize("other", [{"about": "officers"}, {"stage": "plan"}, {"arm": "before"}])
def test_different_values_of_different_things_are_no_conflict_and_have_no_common_value(other):
    reading = observed(seen("exists", about="members"), seen("used", **{"about": "members", **other}))
    assert reading.contested == ()
    assert reading.value is None
    assert sorted(values(reading).values()) == ["exists", "used"]
    same = observed(seen("used", about="members"), seen("used", **{"about": "members", **other}))
    assert same.value == "used"


def test_values_by_group_and_by_level_are_kept():
    reading = observed(
        seen(values={"poor": 0.25, "young": pb.Quantity(low=0.5, high=0.75)}, n=40),
        seen(distribution={"none": 3, "used": 9}, scale="pemberdayaan-masyarakat.redress", about="members"),
    )
    assert (reading.value, reading.known) == (None, True)
    assert values(reading) == {
        "observations[0] poor": 0.25,
        "observations[0] young": (0.5, 0.75),
        "members none": 3,
        "members used": 9,
    } or values(reading) == {
        "members none": 3,
        "members used": 9,
        "observations[0] poor": 0.25,
        "observations[0] young": (0.5, 0.75),
    }
    assert [each.n for _, each in reading.parts] == [40, 40, 12, 12]


def test_only_derived_observations_are_derived():
    assert observed(seen("used", basis="derived")).derived
    assert not observed(seen("used", basis="derived", period=2019), seen("exists", period=2018)).derived


# --- rights ----------------------------------------------------------------------------------------------------------

RIGHTS = ("component.ham_pendidikan", "component.ham_kesehatan", "component.ham_perlindungan")


def rights(**states: str) -> pb.Reading:
    """What is recorded of the rights."""
    return read(
        "rights.profile",
        among(*[seen(state, element=f"component.ham_{right}", n=9) for right, state in states.items()]),
        elements=RIGHTS,
    )


def test_a_violation_comes_first_and_is_offset_by_nothing():
    reading = rights(pendidikan="respected", kesehatan="mixed", perlindungan="violated")
    assert reading.value == "violated"
    assert list(values(reading).values()) == ["violated", "mixed", "respected"]


def test_silence_is_not_respect():
    reading = rights(kesehatan="respected")
    assert reading.value is None
    assert values(reading) == {"component.ham_kesehatan": "respected"}
    assert reading.missing == ("component.ham_pendidikan", "component.ham_perlindungan")
    assert str(reading.note) == "evidence on 1 of 3 rights"
    nothing = rights()
    assert (nothing.known, nothing.missing, nothing.derived) == (False, RIGHTS, False)


def test_only_rights_on_derived_records_are_derived():
    one = seen("mixed", element=RIGHTS[0], basis="derived")
    for other, derived in ((), True), ((seen("mixed", element=RIGHTS[1]),), False):
        assert read("rights.profile", among(one, *other), elements=RIGHTS).derived is derived


def test_rights_are_never_filled_from_activities():
    made = attrs.evolve(among(), activities=[pb.Activity("a", "Health post", type="kesehatan")])
    assert not read("rights.profile", made, elements=RIGHTS).known


def test_sources_that_disagree_on_a_right_are_named():
    made = among(
        seen("respected", element=RIGHTS[0]), seen("violated", element=RIGHTS[0]), seen("mixed", element=RIGHTS[1])
    )
    reading = read("rights.profile", made, elements=RIGHTS)
    assert reading.value is None
    assert records(reading.contested) == ["observations[0]", "observations[1]"]
    assert values(reading) == {RIGHTS[1]: "mixed", RIGHTS[0]: None}


def test_one_right_may_be_asked_for_by_its_address():
    reading = read("rights.profile", among(seen("mixed", element=RIGHTS[0])), elements=RIGHTS[0])
    assert values(reading) == {RIGHTS[0]: "mixed"}


# --- in the profile --------------------------------------------------------------------------------------------------


def lines(*observations: pb.Observation) -> list[pb.Line]:
    """The lines of ratings in the article's profile."""
    profile = pb.assess(among(*observations), rule="profile").profile
    return [one for one in profile.lines if one.how == "rated"]


def test_ratings_stand_beside_what_is_computed_each_with_its_scale():
    (line,) = lines(seen("respected", element=RIGHTS[0], scale="pemberdayaan-masyarakat.rights", rater="A facilitator"))
    assert (line.element, line.indicator, line.rater) == ("ham", None, "A facilitator")
    assert line.scale == "pemberdayaan-masyarakat.rights"
    assert line.part == "component.ham_pendidikan"


def test_a_rating_without_scale_is_kept_as_it_is():
    (line,) = lines(seen(4.75, element="principle.partisipasi", n=42, period=2010))
    assert (line.reading.value, line.reading.n, line.scale, line.part) == (4.75, 42, None, "2010")


def test_what_a_computed_line_holds_is_not_said_twice():
    assert lines(seen("used")) == []


def test_conflicting_ratings_are_both_shown():
    found = lines(
        seen(3, element="principle.partisipasi"),
        seen(4, element="principle.partisipasi"),
        seen(4, element="principle.keadilan"),
    )
    assert [(one.element, one.reading.value, len(one.reading.contested)) for one in found] == [
        ("partisipasi", 3, 2),
        ("partisipasi", 4, 2),
        ("keadilan", 4, 0),
    ]


def test_ratings_by_group_and_by_level_are_shown():
    by_group, by_level = lines(
        seen(element="principle.partisipasi", values={"poor": 2, "young": 5}),
        seen(element="principle.keadilan", distribution={"low": 3, "high": 9}),
    )
    assert values(by_group.reading) == {"poor": 2, "young": 5}
    assert values(by_level.reading) == {"low": 3, "high": 9}
    assert by_group.reading.known
    assert by_level.reading.known


def test_what_the_framework_has_no_element_for_is_counted_and_not_lost():
    assessment = pb.assess(among(seen(1, element="domain.leadership"), seen(2, element="domain.leadership")))
    assert assessment.coverage.unmatched == (("domain.leadership", 2),)
    assert assessment.lost == (("domain.leadership", "no element of pemberdayaan-masyarakat"),)
