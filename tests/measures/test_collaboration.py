"""Exchange over the community's border, the sectors tied to it, and what supports it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from measures.builders import actor, programme, read, records, values

import pemberdayaan as pb

PEOPLE = (
    actor("members"),
    actor("officers", "community_organisation"),
    actor("office", "government"),
    actor("village", "village_government", inside=False),
    actor("council", "village_government", inside=True),
    actor("ngo", "ngo"),
    actor("firm", "private"),
    actor("power", "state_enterprise"),
    actor("school", "academia", inside=False),
)
KINDS = ("knowledge", "experience", "resources")
SECTORS = ("government", "ngo", "private")


def tied(*ties: tuple[str, str, object], complete: bool = False, **said: object) -> pb.Programme:
    """A programme with these ties."""
    return programme(*PEOPLE, ties=[pb.Tie(a, b, kind) for a, b, kind in ties], ties_complete=complete, **said)


# --- exchange --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ties", "ways", "open_ended", "closed"),
    [
        ([], {}, None, 0),
        ([("members", "firm", "knowledge")], {"knowledge": "outward"}, (0, 3), 0),
        ([("firm", "members", "knowledge")], {"knowledge": "inward"}, (0, 3), 0),
        ([("firm", "members", "knowledge"), ("officers", "ngo", "knowledge")], {"knowledge": "both"}, (1, 3), 1),
        # within the community or outside of it nothing crosses the border
        ([("members", "officers", "knowledge"), ("firm", "ngo", "knowledge")], {}, None, 0),
        ([("members", "members", "knowledge")], {}, None, 0),
        ([("members", "firm", "friendship")], {}, None, 0),
        ([("members", "firm", ())], {}, None, 0),
        (
            [("members", "firm", KINDS), ("ngo", "members", KINDS)],
            {"knowledge": "both", "experience": "both", "resources": "both"},
            3,
            3,
        ),
    ],
)
def test_what_flows_both_ways(ties, ways, open_ended, closed):
    """A tie that is not recorded is unknown, unless the file says that its ties are complete."""
    reading = read("collaboration.exchange", tied(*ties), kinds=KINDS)
    assert reading.value == open_ended
    assert values(reading) == {kind: ways.get(kind) for kind in KINDS}
    assert reading.missing == tuple(kind for kind in KINDS if kind not in ways)
    complete = read("collaboration.exchange", tied(*ties, complete=True), kinds=KINDS)
    assert complete.value == closed
    assert values(complete) == {kind: ways.get(kind, "none") for kind in KINDS}


@pytest.mark.parametrize(
    ("gift", "way"),
    [
        (pb.Contribution("members", "labour", to="firm"), "outward"),
        (pb.Contribution("firm", "money", amount=9, to="stakeholder.members"), "inward"),
        (pb.Contribution("firm", "money", amount=9, to=["office", "stakeholder.members"]), "inward"),
        (pb.Contribution("firm", "money", amount=9), None),
        (pb.Contribution("firm", "money", amount=0, to="stakeholder.members"), None),
        (pb.Contribution("firm", "money", amount=9, to="stakeholder.members", status="promised"), None),
        (pb.Contribution("firm", "money", amount=9, to="office"), None),
        (pb.Contribution("firm", "money", amount=9, to="road"), None),
        (pb.Contribution("firm", "money", amount=9, to="group.members"), None),
    ],
)
def test_contributions_carry_resources_and_nothing_else(gift, way):
    made = tied(
        contributions=[gift],
        activities=[pb.Activity("road", "Road")],
        groups=[pb.Group("members", "Members")],
    )
    reading = read("collaboration.exchange", made, kinds=KINDS)
    assert values(reading) == {"knowledge": None, "experience": None, "resources": way}


def test_one_kind_may_be_asked_for_by_its_name():
    made = tied(("members", "firm", "knowledge"), ("firm", "members", "knowledge"))
    assert read("collaboration.exchange", made, kinds="knowledge").value == 1


# --- sectors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ties", "tied_to"),
    [
        ([("members", "firm", "x")], {"private"}),
        ([("power", "officers", "x")], {"private"}),
        ([("village", "members", "x")], {"government"}),
        ([("members", "office", "x"), ("village", "members", "x"), ("ngo", "members", "x")], {"government", "ngo"}),
        ([("council", "members", "x"), ("firm", "ngo", "x"), ("members", "school", "x")], set()),
    ],
)
def test_the_sectors_tied_to_somebody_inside(ties, tied_to):
    reading = read("collaboration.sectors", tied(*ties), sectors=SECTORS)
    assert (reading.value, reading.n) == (len(tied_to), 3)
    assert set(values(reading)) == tied_to
    assert set(reading.missing) == set(SECTORS) - tied_to


def test_a_sector_may_be_asked_for_by_its_own_name():
    made = tied(("power", "members", "x"), ("village", "members", "x"))
    for sectors in (["state_enterprise"], ["village_government"], "private", "government"):
        assert read("collaboration.sectors", made, sectors=sectors).value == 1
    assert read("collaboration.sectors", made, sectors=["donor", "academia"]).value == 0


def test_without_ties_there_is_no_evidence_unless_they_are_complete():
    assert read("collaboration.sectors", tied(), sectors=SECTORS).value is None
    assert read("collaboration.sectors", tied(complete=True), sectors=SECTORS).value == 0


def test_a_sector_that_does_not_exist_is_refused():
    with pytest.raises(pb.InvalidInput, match="did you mean 'government'"):
        read("collaboration.sectors", tied(), sectors=["goverment"])


# --- support ---------------------------------------------------------------------------------------------------------


def test_a_policy_tie_is_support_and_its_absence_is_no_word():
    assert read("collaboration.support", tied(("office", "officers", ["request", "policy"]))).value == "yes"
    assert read("collaboration.support", tied(("office", "officers", "request"))).value is None


def test_the_share_of_the_largest_outside_giver_by_kind():
    gifts = [
        pb.Contribution("office", "money", amount=60),
        pb.Contribution("firm", "money", amount=30),
        pb.Contribution("firm", "money", amount=40),
        pb.Contribution("members", "money", amount=20),
        pb.Contribution("firm", "money", amount=900, status="promised"),
        pb.Contribution("ngo", "goods"),
        pb.Contribution("ngo", "land", amount=pb.Quantity(at_least=1)),
        pb.Contribution("members", "labour", amount=9),
        pb.Contribution("firm", "food", amount=0),
    ]
    reading = read("collaboration.support", tied(contributions=gifts))
    assert [(name, part.value, part.of) for name, part in reading.parts] == [("money", Fraction(70, 150), "firm")]
    assert records(reading.parts[0][1].evidence) == [f"contributions[{i}]" for i in range(4)]
