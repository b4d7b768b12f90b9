"""Who started it: the parts of the initiative, and the activities."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import attrs
import pytest
from measures.builders import actor, programme, read, records, values

import pemberdayaan as pb

PEOPLE = (actor("members"), actor("officers", "community_organisation"), actor("firm", "private"))
SIDES = {None: (), "inside": ("members",), "outside": ("firm",), "joint": ("firm", "officers")}


def started(**said: object) -> pb.Programme:
    """A programme that was started so."""
    return programme(*PEOPLE, initiative=pb.Initiative(**said))


@pytest.mark.parametrize(("idea", "decision", "setup"), list(product(SIDES, repeat=3)))
def test_every_way_to_start(idea, decision, setup):
    """Inside: the decision and one of the two others, alone or jointly. Outside: the decision. Else one cannot tell."""
    reading = read("initiative.parts", started(idea=SIDES[idea], decision=SIDES[decision], setup=SIDES[setup]))
    ours = {"inside", "joint"}
    if decision == "outside":
        expected = "outside"
    elif {decision} <= ours and {idea, setup} & ours:
        expected = "inside"
    else:
        expected = None
    assert reading.value == expected
    assert values(reading) == {"idea": idea, "decision": decision, "setup": setup}
    assert reading.n == sum(one is not None for one in (idea, decision, setup))
    assert set(reading.missing) == {name for name, one in values(reading).items() if one is None}


def test_without_an_initiative_there_is_no_evidence():
    reading = read("initiative.parts", programme(*PEOPLE))
    assert (reading.value, reading.known, reading.evidence, reading.derived) == (None, False, (), False)
    assert reading.missing == ("idea", "decision", "setup")


@pytest.mark.parametrize("basis", pb.Basis)
def test_an_initiative_may_be_derived(basis):
    reading = read("initiative.parts", started(decision="firm", basis=basis))
    assert reading.derived is (basis is pb.Basis.DERIVED)
    assert records(reading.evidence) == ["initiative"]


def test_a_conflict_about_the_initiative_is_shown_beside_it():
    made = attrs.evolve(
        started(idea="members", decision="members"),
        references=[pb.Reference("a", "A"), pb.Reference("b", "B")],
        remarks=[
            pb.Remark("conflict", "Whose idea", claims={"a": "X", "b": "Y"}, about="members", element=element)
            for element in ("criterion.inisiatif", "indicator.initiative_parts", "principle.keadilan")
        ],
    )
    gate = pb.assess(made).gate
    assert gate is not None
    reading = gate.criteria[0].indicators[0].reading
    assert reading.value == "inside"
    assert records(reading.contested) == ["remarks[0]", "remarks[1]"]


# --- the activities --------------------------------------------------------------------------------------------------


def decided(*given: tuple[str | None, int], **said: object) -> pb.Programme:
    """Activities on which these sides decided, each standing for several."""
    return programme(
        *PEOPLE,
        activities=[
            pb.Activity(f"a{i}", "A", initiated_by=SIDES[side], count=count, **said)
            for i, (side, count) in enumerate(given)
        ],
    )


@pytest.mark.parametrize(
    ("given", "value", "n"),
    [
        ([], None, 0),
        ([(None, 3)], None, 3),
        ([("inside", 1), ("outside", 1)], Fraction(1, 2), 2),
        ([("inside", 3), ("outside", 1)], Fraction(3, 4), 4),
        ([("joint", 1), ("outside", 2)], Fraction(1, 3), 3),
        ([("inside", 2), ("outside", 1), (None, 3)], (Fraction(2, 6), Fraction(5, 6)), 6),
        ([("outside", 4), (None, 1)], (0, Fraction(1, 5)), 5),
        ([("inside", 0), ("outside", 2)], 0, 2),  # none of a kind counts for nothing
        ([("inside", 0)], None, 0),
    ],
)
def test_the_share_of_activities_is_weighted_by_their_number(given, value, n):
    reading = read("initiative.activities", decided(*given))
    assert (reading.value, reading.n) == (value, n)
    assert reading.missing == tuple(f"a{i}" for i, (side, _) in enumerate(given) if side is None)
    assert records(reading.evidence) == [f"activities[{i}]" for i, (side, _) in enumerate(given) if side is not None]


def test_the_decision_of_an_activitys_own_initiative_counts():
    made = programme(
        *PEOPLE,
        activities=[
            pb.Activity("a", "A", initiative=pb.Initiative(idea="members", decision="firm")),
            pb.Activity("b", "B", initiative=pb.Initiative(idea="members")),
        ],
    )
    reading = read("initiative.activities", made)
    assert reading.value == (0, Fraction(1, 2))
    assert reading.missing == ("b",)


def test_who_leads_did_not_therefore_decide():
    made = programme(*PEOPLE, activities=[pb.Activity("a", "A", led_by="members")])
    assert read("initiative.activities", made).value is None


@pytest.mark.parametrize(("bases", "derived"), [("dd", True), ("ds", False), ("ss", False)])
def test_only_what_is_all_derived_is_derived(bases, derived):
    names = {"d": "derived", "s": "stated"}
    activities = [pb.Activity(f"a{i}", "A", initiated_by="members", basis=names[b]) for i, b in enumerate(bases)]
    assert read("initiative.activities", programme(*PEOPLE, activities=activities)).derived is derived


def test_missing_activities_are_named_up_to_fifty():
    reading = read("initiative.activities", decided(("inside", 1), *[(None, 1)] * 80))
    assert len(reading.missing) == 50
    assert reading.value == (Fraction(1, 81), 1)


def test_half_is_not_more_than_half():
    """Exactly half of the activities do not meet the criterion, and one more does."""
    for inside, status in ((2, "unmet"), (3, "met")):
        gate = pb.assess(decided(("inside", inside), ("outside", 2)), rule="gate").gate
        result = next(one for one in gate.criteria[0].indicators if one.indicator == "initiative_activities")
        assert result.status.value == status
