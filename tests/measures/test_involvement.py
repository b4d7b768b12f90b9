"""Who was there and who decided: each way of saying so, and what contradicts what."""

from __future__ import annotations

import pytest
from measures.builders import RUNG, actor, part, programme, records, stages

import pemberdayaan as pb
from pemberdayaan.measures.involvement import (
    describe,
    disputes,
    insiders,
    involvement,
    median_level,
    ordinary,
    present,
    stages_of,
    stakeholder_key,
    traces,
)

PLAN = stages("plan")
OWN = pb.Scale(
    "own", "Own", "ordinal", levels=[pb.Level("none", "None"), pb.Level("some", "Some"), pb.Level("full", "Full")]
)
WORDS = pb.Scale("words", "Words", "nominal", levels=[pb.Level("none", "None"), pb.Level("some", "Some")])


def facts(*said: pb.Participation, **records_: object) -> dict[str, object]:
    """Presence and decision of the members in planning."""
    made = programme(
        actor("members"),
        actor("officers", "community_organisation"),
        actor("firm", "private"),
        stages=PLAN,
        scales=[OWN, WORDS],
        participations=said,
        **records_,
    )
    found = involvement(made)
    return {
        name: (fact.truth, records(traces(made, fact.evidence)), records(traces(made, fact.contested)))
        for name, kind in (("presence", found.presence), ("decision", found.decision))
        if (fact := kind.get(("plan", "members"))) is not None
    }


def said_by(**said: object) -> bool | None:
    """What one record says of presence."""
    one = part("members", "plan", **said)
    return present(
        programme(actor("members"), stages=PLAN, scales=[OWN, WORDS], groups=GROUPS, participations=[one]), one
    )


GROUPS = [pb.Group("poor", "The poor"), pb.Group("young", "The young")]


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ({}, None),
        ({"takes_part": True}, True),
        ({"takes_part": False}, False),
        ({"takes_part": False, "people": 5}, False),  # what is said outright comes before a count
        ({"people": 0}, False),
        ({"people": 1}, True),
        ({"people": 0.5}, True),
        ({"people": pb.Quantity(about=700)}, True),
        ({"people": pb.Quantity(about=0)}, False),
        ({"people": pb.Quantity(at_least=1)}, True),
        ({"people": pb.Quantity(at_least=0)}, None),
        ({"people": pb.Quantity(at_most=9)}, None),  # that may be nobody
        ({"people": pb.Quantity(at_most=0)}, False),
        ({"people": pb.Quantity(low=0, high=3)}, None),
        ({"people": pb.Quantity(low=2, high=3)}, True),
        ({"people": pb.Quantity(at_most=9), "women": 1}, True),
        ({"women": 3}, True),
        ({"men": 3}, True),
        ({"women": 0}, None),  # there may have been men
        ({"groups": {"poor": 4}}, True),
        ({"groups": {"poor": 0}}, None),
        ({"groups": {"poor": 0, "young": 2}}, True),
        ({"decides": "alone"}, True),
        ({"decides": "jointly"}, True),
        ({"decides": "no"}, None),
        ({"depth": "none", "scale": "own"}, False),
        ({"depth": "some", "scale": "own"}, True),
        ({"depth": ["none", "some"], "scale": "own"}, True),
        ({"depth": "none", "scale": "words"}, None),  # the first of several words is no lowest level
        ({"depth": "manipulation", "scale": RUNG}, False),
        ({"depth": "informing", "scale": RUNG}, True),
        ({"distribution": {"none": 9}, "scale": "own"}, False),
        ({"distribution": {"none": 9, "some": 1}, "scale": "own"}, True),
        ({"distribution": {"none": 9, "some": 0}, "scale": "own"}, False),
        ({"distribution": {"none": 0}, "scale": "own"}, None),
        ({"depth": "x", "scale": "unknown-framework.scale"}, None),
    ],
)
def test_what_a_record_says_of_presence(said, there):
    assert said_by(**said) is there


def test_silence_is_no_fact():
    assert facts() == {}
    assert facts(part("officers", "plan", takes_part=True)) == {}
    assert facts(part("members", takes_part=True)) == {}  # of the whole programme, not of a stage


def test_an_absent_actor_does_not_decide():
    found = facts(part("members", "plan", takes_part=False))
    assert found == {"presence": (False, ["participations[0]"], []), "decision": (False, ["participations[0]"], [])}


def test_who_is_present_need_not_decide():
    assert facts(part("members", "plan", people=4)) == {"presence": (True, ["participations[0]"], [])}


def test_records_that_contradict_each_other_are_contested_and_unknown():
    found = facts(part("members", "plan", takes_part=True), part("members", "plan", people=0))
    both = ["participations[0]", "participations[1]"]
    assert found["presence"] == (None, [], both)
    found = facts(part("members", "plan", decides="jointly"), part("members", "plan", decides="no"))
    assert found["presence"] == (True, ["participations[0]"], [])
    assert found["decision"] == (None, [], both)


def test_a_group_is_evidence_for_presence_and_none_for_absence():
    assert facts(part("members", "plan", group="poor", takes_part=False), groups=GROUPS) == {
        "presence": (None, [], []),
        "decision": (None, [], []),
    }
    found = facts(part("members", "plan", group="poor", takes_part=True), groups=GROUPS)
    assert found["presence"] == (True, ["participations[0]"], [])
    # One group was there and another was not: somebody was.
    found = facts(
        part("members", "plan", group="poor", takes_part=True),
        part("members", "plan", group="young", takes_part=False),
        groups=GROUPS,
    )
    assert found["presence"] == (True, ["participations[0]"], [])
    # The same group was and was not there.
    found = facts(
        part("members", "plan", group="poor", takes_part=True),
        part("members", "plan", group="poor", takes_part=False),
        groups=GROUPS,
    )
    assert found["presence"] == (None, [], ["participations[0]", "participations[1]"])
    # Nobody was there, but a group was.
    found = facts(
        part("members", "plan", takes_part=False),
        part("members", "plan", group="poor", takes_part=True),
        groups=GROUPS,
    )
    assert found["presence"] == (None, [], ["participations[0]", "participations[1]"])


ACTIVITIES = [pb.Activity("first", "First", stage="plan"), pb.Activity("second", "Second", stage="plan")]


def at(activity: str, **said: object) -> pb.Participation:
    """That the members took part in an activity, or how."""
    return pb.Participation("members", activity=activity, **said)


@pytest.mark.parametrize(
    ("said", "there", "contested"),
    [
        ([at("first", takes_part=True)], True, 0),
        ([at("first", takes_part=False)], None, 0),  # of the other activity nothing is known
        ([at("first", takes_part=False), at("second", takes_part=False)], False, 0),
        ([at("first", takes_part=False), at("second", takes_part=True)], True, 0),
        ([at("first", takes_part=True), at("first", takes_part=False)], None, 2),
        ([at("first", takes_part=True), at("first", takes_part=False), at("second", takes_part=True)], True, 0),
        ([part("members", "plan", takes_part=False), at("first", takes_part=True)], None, 2),
        (
            # One more record for it does not settle what a record against it disputes.
            [
                part("members", "plan", takes_part=False),
                at("first", takes_part=True),
                part("members", "plan", people=9),
            ],
            None,
            3,
        ),
        ([part("members", "plan", takes_part=True), at("first", takes_part=False)], True, 0),
    ],
)
def test_a_stage_and_its_activities(said, there, contested):
    truth, _, disputed = facts(*said, activities=ACTIVITIES)["presence"]
    assert truth is there
    assert len(disputed) == contested


def test_who_leads_an_activity_is_there_and_who_leads_one_without_stage_is_nowhere():
    led = pb.Activity("first", "First", stage="plan", led_by="members")
    assert facts(activities=[led])["presence"] == (True, ["activities[0]"], [])
    assert facts(activities=[pb.Activity("first", "First", led_by="members")]) == {}
    found = facts(part("members", "plan", takes_part=False), activities=[led])
    assert found["presence"] == (None, [], ["activities[0]", "participations[0]"])


def test_where_the_outside_decides_alone_nobody_inside_does():
    alone = part("firm", "plan", decides="alone")
    assert facts(alone)["decision"] == (False, ["participations[0]"], [])
    assert facts(alone, part("members", "plan", decides="no"))["decision"][0] is False
    assert facts(alone, part("members", "plan", decides="jointly"))["decision"] == (
        None,
        [],
        ["participations[0]", "participations[1]"],
    )
    for decides in ("jointly", "no"):
        assert "decision" not in facts(part("firm", "plan", decides=decides))


def test_who_decides_alone_inside_leaves_no_trace_on_others_inside():
    assert "decision" not in facts(part("officers", "plan", decides="alone"))


def test_a_record_of_a_stage_is_none_of_another():
    made = programme(
        actor("members"),
        stages=stages("plan", "implement"),
        participations=[part("members", "plan", takes_part=True)],
    )
    assert set(involvement(made).presence) == {("plan", "members")}
    assert stages_of(made, [pb.Phase.IMPLEMENT, pb.Phase.REPORT]) == ("implement",)


# --- ordinary members ------------------------------------------------------------------------------------------------


def test_ordinary_members_need_both_members_and_officers():
    members, officers, firm = actor("members"), actor("officers", "community_organisation"), actor("firm", "private")
    assert ordinary(programme()) is None
    assert ordinary(programme(members)) is None
    assert ordinary(programme(members, firm)) is None
    assert ordinary(programme(officers, firm)) is None
    seen = ordinary(programme(members, officers, firm))
    assert insiders(seen) == ("members",)
    assert [one.key for one in seen.stakeholders] == ["members", "officers", "firm"]
    # Whoever else is inside is no ordinary member either.
    seen = ordinary(programme(members, actor("radio", "media", inside=True)))
    assert insiders(seen) == ("members",)


def test_the_view_of_the_members_changes_no_record_but_whom_alone_leaves_out():
    made = programme(
        actor("members"),
        actor("officers", "community_organisation"),
        actor("firm", "private"),
        stages=PLAN,
        participations=[
            part("officers", "plan", decides="alone", people=4),
            part("members", "plan", decides="alone"),
            part("firm", "plan", decides="alone"),
        ],
    )
    seen = ordinary(made)
    assert [one.decides.value for one in seen.participations] == ["jointly", "alone", "alone"]
    assert seen.participations[0].people == 4
    assert seen.participations[1:] == made.participations[1:]


@pytest.mark.parametrize(("decides", "of_members"), [("alone", "unknown"), ("jointly", "unknown")])
def test_officers_that_decide_are_no_evidence_against_the_members(decides, of_members):
    """They decide without the outside; whether members have a say besides them is not said."""
    made = programme(
        actor("members"),
        actor("officers", "community_organisation"),
        stages=PLAN,
        participations=[part("officers", "plan", decides=decides)],
    )
    gate = pb.assess(made, rule="gate").gate
    subject = {one.criterion: one.status.value for one in gate.criteria}["subjek"]
    assert (gate.judged, subject) == ("members", of_members)
    assert gate.officers_only("subjek")


# --- remarks, names, descriptions ------------------------------------------------------------------------------------


def conflict(**said: object) -> pb.Remark:
    """Two sources that disagree."""
    return pb.Remark("conflict", "Who came", claims={"a": "They", "b": "Nobody"}, **said)


def test_a_conflict_touches_whom_and_what_it_names():
    made = programme(
        actor("members"),
        actor("firm", "private"),
        stages=stages("plan", "implement"),
        references=[pb.Reference("a", "A"), pb.Reference("b", "B")],
        activities=[pb.Activity("road", "Road")],
        groups=[pb.Group("poor", "The poor", of="members")],
        remarks=[
            conflict(about="members", stage="plan"),
            conflict(about="stakeholder.members", stage=["plan", "implement"]),
            conflict(about="firm", stage="plan"),
            conflict(stage="plan"),
            conflict(about="members"),
            conflict(about=["road", "poor"], stage="plan"),
            pb.Remark("gap", "Who came", about="members", stage="plan"),
        ],
    )
    assert [index for _, index in disputes(made, ["members"], ["plan"])] == [0, 1]
    assert [index for _, index in disputes(made, ["members"], ["implement"])] == [1]
    assert [index for _, index in disputes(made, ["members"])] == [0, 1, 4]
    assert [index for _, index in disputes(made, ["firm", "members"], ["plan"])] == [0, 1, 2]


def test_what_is_said_of_an_activity_is_not_said_of_a_stakeholder_of_the_same_key():
    made = programme(
        actor("road"),
        stages=PLAN,
        references=[pb.Reference("a", "A"), pb.Reference("b", "B")],
        activities=[pb.Activity("road", "Road")],
        remarks=[conflict(about="activity.road", stage="plan"), conflict(about="stakeholder.road", stage="plan")],
    )
    assert [index for _, index in disputes(made, ["road"], ["plan"])] == [1]
    assert [stakeholder_key(name) for name in ("a", "stakeholder.a", "group.a", "activity.a")] == ["a", "a", None, None]


def test_a_record_is_described_in_keys_and_numbers():
    assert describe(part("members", "plan", people=0, takes_part=False, note="x")) == (
        "who=members stage=plan people=0 takes_part=False"
    )
    gift = pb.Contribution("members", "labour", amount=pb.Quantity(about=1234567), to=["a", "b"])
    assert describe(gift) == "from=members kind=labour to=a/b amount=Quantity(about=1234567)"
    assert describe(pb.Contribution("members", "x" * 200)) == f"from=members kind={'x' * 80}"


def test_a_trace_cites_its_own_source_or_the_files():
    made = programme(
        actor("members"),
        stages=PLAN,
        references=[pb.Reference("a", "A"), pb.Reference("b", "B")],
        source="a",
        initiative=pb.Initiative(idea="members", basis="derived"),
        participations=[part("members", "plan"), part("members", "plan", source="b, p. 3", basis="derived")],
        remarks=[conflict(), pb.Remark("gap", "Who came")],
    )
    found = traces(
        made,
        [
            ("participations", 0),
            ("participations", 1),
            ("initiative", 0),
            ("remarks", 0),
            ("remarks", 1),
            ("remarks", 1),
        ],
    )
    assert [one.source for one in found] == [("a",), ("b, p. 3",), ("a",), ("a", "b"), ("a",)]
    assert [one.basis.value for one in found] == ["stated", "derived", "derived", "stated", "stated"]


# --- the median of respondents ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("counts", [(a, b, c) for a in range(4) for b in range(4) for c in range(4)])
def test_the_median_of_respondents_is_that_of_the_persons_in_a_row(counts):
    row = [key for key, count in zip(("none", "some", "full"), counts, strict=True) for _ in range(count)]
    expected = row[(len(row) - 1) // 2] if row else None
    levels = list(zip(("none", "some", "full"), counts, strict=True))
    assert median_level(OWN, levels) == expected
    assert median_level(OWN, levels[::-1]) == expected
