"""Subject or object: who decides in planning, and who is said to be only a beneficiary."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from measures.builders import RUNG, actor, part, programme, read, records, stages, values

import pemberdayaan as pb

MEMBERS, OFFICERS, FIRM = actor("members"), actor("officers", "community_organisation"), actor("firm", "private")
SHARED = {"scale": RUNG, "at_least": "partnership"}
GROUPS = [pb.Group("poor", "The poor", of="members")]


def planned(*said: pb.Participation, people: tuple[pb.Stakeholder, ...] = (MEMBERS, FIRM)) -> pb.Programme:
    """A programme with one planning stage."""
    return programme(*people, stages=stages("plan", "implement"), groups=GROUPS, participations=said)


@pytest.mark.parametrize(
    ("said", "value", "contested"),
    [
        ([], None, 0),
        ([{"decides": "alone"}], "decides", 0),
        ([{"decides": "jointly"}], "decides", 0),
        ([{"decides": "no"}], "does_not_decide", 0),
        ([{"takes_part": True}], None, 0),
        ([{"takes_part": False}], "does_not_decide", 0),
        ([{"people": 0}], "does_not_decide", 0),
        # rungs: 5 is advice, 6 shares the decision
        ([{"depth": "placation", "scale": RUNG}], "does_not_decide", 0),
        ([{"depth": "partnership", "scale": RUNG}], "decides", 0),
        ([{"depth": "control", "scale": RUNG}], "decides", 0),
        ([{"depth": ["informing", "partnership"], "scale": RUNG}], "decides", 0),
        ([{"distribution": {"informing": 51, "control": 49}, "scale": RUNG}], "does_not_decide", 0),
        ([{"distribution": {"informing": 49, "control": 51}, "scale": RUNG}], "decides", 0),
        ([{"distribution": {"control": 0}, "scale": RUNG}], None, 0),
        # sources that disagree
        ([{"decides": "no"}, {"depth": "partnership", "scale": RUNG}], None, 2),
        ([{"decides": "jointly"}, {"depth": "informing", "scale": RUNG}], None, 2),
        ([{"depth": "informing", "scale": RUNG}, {"depth": "control", "scale": RUNG}], None, 2),
        ([{"decides": "jointly"}, {"decides": "no"}], None, 2),
        ([{"decides": "jointly", "depth": "delegated", "scale": RUNG}], "decides", 0),
        # a group on a low rung says nothing of the whole, and one on a high rung is somebody who decides
        ([{"depth": "informing", "scale": RUNG, "group": "poor"}], None, 0),
        ([{"depth": "control", "scale": RUNG, "group": "poor"}], "decides", 0),
    ],
)
def test_whether_members_decide_in_planning(said, value, contested):
    reading = read("subject.decides", planned(*[part("members", "plan", **one) for one in said]), **SHARED)
    assert reading.value == value
    assert len(reading.contested) == contested


def test_only_planning_and_only_the_inside_counts():
    made = planned(
        part("members", "implement", decides="alone"),
        part("members", depth="control", scale=RUNG),
        part("firm", "plan", depth="control", scale=RUNG),
    )
    reading = read("subject.decides", made, **SHARED)
    assert (reading.value, reading.missing) == (None, ("plan",))
    assert values(reading) == {"best_rung": "control"}  # shown for the whole programme, and not decisive


def test_one_planning_stage_is_enough_and_none_needs_them_all():
    made = programme(
        MEMBERS,
        stages=stages("identify", "plan", "decide"),
        participations=[part("members", where, decides="no") for where in ("identify", "plan")],
    )
    reading = read("subject.decides", made, **SHARED)
    assert (reading.value, reading.n, reading.missing) == (None, 2, ("decide",))
    none = attrs.evolve(made, participations=[*made.participations, part("members", "decide", takes_part=False)])
    assert read("subject.decides", none, **SHARED).value == "does_not_decide"
    one = attrs.evolve(made, participations=[*made.participations, part("members", "decide", decides="jointly")])
    assert read("subject.decides", one, **SHARED).value == "decides"


def test_an_outsider_that_decides_alone_settles_it_and_may_be_contested():
    alone = part("firm", "plan", decides="alone")
    assert read("subject.decides", planned(alone), **SHARED).value == "does_not_decide"
    reading = read("subject.decides", planned(alone, part("members", "plan", depth="control", scale=RUNG)), **SHARED)
    assert (reading.value, records(reading.contested)) == (None, ["participations[0]", "participations[1]"])


def test_a_remark_is_shown_where_it_is_undecided():
    sources = {"references": [pb.Reference("a", "A"), pb.Reference("b", "B")]}
    remark = pb.Remark("conflict", "Who decided", claims={"a": "X", "b": "Y"}, about="members", stage="plan")
    open_ = attrs.evolve(planned(), remarks=[remark], **sources)
    assert records(read("subject.decides", open_, **SHARED).contested) == ["remarks[0]"]


def test_without_its_ladder_only_words_count():
    made = planned(part("members", "plan", depth="control", scale=RUNG))
    assert read("subject.decides", attrs.evolve(made, scales=()), **SHARED).value is None
    assert read("subject.decides", made, scale=RUNG, at_least="control").value == "decides"
    assert (
        read(
            "subject.decides",
            planned(part("members", "plan", depth="delegated", scale=RUNG)),
            scale=RUNG,
            at_least="control",
        ).value
        == "does_not_decide"
    )
    with pytest.raises(pb.InvalidInput, match="no level 'nothing'"):
        read("subject.decides", made, scale=RUNG, at_least="nothing")


@pytest.mark.parametrize(
    ("bases", "derived"), [(["derived"], True), (["stated"], False), (["derived", "stated"], False)]
)
def test_a_decision_may_rest_on_derived_records_only(bases, derived):
    made = planned(*[part("members", "plan", decides="jointly", basis=basis) for basis in bases])
    assert read("subject.decides", made, **SHARED).derived is derived


# --- only a beneficiary ----------------------------------------------------------------------------------------------


def said(who: str, value: bool) -> pb.Observation:
    """That a source says of somebody to be, or not to be, only a beneficiary."""
    return pb.Observation("indicator.subject_only_beneficiary", about=who, value=value)


def test_every_way_of_being_more_than_a_beneficiary():
    ways = {
        "idea": {"initiative": pb.Initiative(idea="members")},
        "decision": {"initiative": pb.Initiative(decision="members")},
        "setup": {"initiative": pb.Initiative(setup="members")},
        "activity": {"activities": [pb.Activity("a", "A", initiated_by="members")]},
        "leads": {"activities": [pb.Activity("a", "A", led_by=["firm", "members"])]},
        "gives": {"contributions": [pb.Contribution("members", "labour")]},
        "decides": {"participations": [part("members", decides="jointly")]},
    }
    for way, records_ in ways.items():
        reading = read("subject.only_beneficiary", programme(MEMBERS, FIRM, **records_))
        assert reading.value == 0, way
        assert values(reading) == {"members": "active"}, way


@pytest.mark.parametrize(
    "records_",
    [
        {},
        {"participations": [part("members", people=9, takes_part=True)]},
        {"participations": [part("members", decides="no")]},
        {"contributions": [pb.Contribution("members", "money", status="promised", amount=9)]},
        {"contributions": [pb.Contribution("members", "money", amount=0)]},
        {"contributions": [pb.Contribution("firm", "money", to="members", via="members", amount=9)]},
        {"initiative": pb.Initiative(idea="firm")},
    ],
)
def test_what_is_no_active_part(records_):
    reading = read("subject.only_beneficiary", programme(MEMBERS, FIRM, **records_))
    assert (reading.value, reading.missing) == (None, ("members",))


def test_silence_makes_nobody_only_a_beneficiary():
    made = programme(
        MEMBERS,
        OFFICERS,
        groups=GROUPS,
        activities=[pb.Activity("a", "A", led_by="officers")],
        benefits=[pb.ProgrammeBenefit("poor", "Water")],
    )
    reading = read("subject.only_beneficiary", made)
    assert reading.value == (0, Fraction(1, 2))
    assert (reading.n, reading.missing) == (2, ("members",))
    assert values(reading) == {"members": "beneficiary", "officers": "active"}


def test_a_source_may_say_that_somebody_is_only_a_beneficiary():
    people = (MEMBERS, OFFICERS, actor("pupils"))
    made = programme(*people, observations=[said("members", True), said("stakeholder.officers", False)])
    reading = read("subject.only_beneficiary", made)
    assert reading.value == (Fraction(1, 3), Fraction(2, 3))
    assert values(reading) == {"members": "only_beneficiary", "officers": "active"}
    everybody = programme(MEMBERS, OFFICERS, observations=[said("members", True), said("officers", True)])
    assert read("subject.only_beneficiary", everybody).value == 1
    unrelated = pb.Observation("indicator.redress", about="members", value=True)
    word = pb.Observation("indicator.subject_only_beneficiary", about="members", value="yes")
    nobody = pb.Observation("indicator.subject_only_beneficiary", value=True)
    assert read("subject.only_beneficiary", programme(MEMBERS, observations=[unrelated, word, nobody])).value is None


def test_a_source_against_the_records_or_another_source_is_contested():
    gift = pb.Contribution("members", "labour")
    made = programme(MEMBERS, contributions=[gift], observations=[said("members", True)])
    reading = read("subject.only_beneficiary", made)
    assert (reading.value, records(reading.contested)) == (None, ["contributions[0]", "observations[0]"])
    made = programme(MEMBERS, observations=[said("members", True), said("members", False)])
    reading = read("subject.only_beneficiary", made)
    assert (reading.value, records(reading.contested)) == (None, ["observations[0]", "observations[1]"])


def test_what_is_said_of_a_group_is_not_said_of_a_stakeholder_of_the_same_key():
    made = programme(
        MEMBERS,
        groups=[pb.Group("members", "Members", of="members")],
        observations=[said("group.members", True)],
    )
    assert read("subject.only_beneficiary", made).value is None


def test_the_outside_is_no_beneficiary_to_be_counted():
    made = programme(MEMBERS, FIRM, observations=[said("members", False), said("firm", True)])
    assert read("subject.only_beneficiary", made).value == 0
    assert read("subject.only_beneficiary", programme(FIRM, observations=[said("firm", True)])).value is None
