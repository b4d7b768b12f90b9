"""The laws of the gate: evidence taken away never improves a criterion, and moves it only towards unknown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import attrs
import hypothesis.strategies as st
from hypothesis import assume, given

import pemberdayaan as pb

INSIDE = ("farmers", "widows", "officers")
ACTORS = (*INSIDE, "company", "office")
STAGES = ("talk", "plan", "work", "review")
ARTICLE = pb.framework("pemberdayaan-masyarakat")

actors = st.lists(st.sampled_from(ACTORS), max_size=2, unique=True)
initiatives = st.builds(pb.Initiative, idea=actors, decision=actors, setup=actors)


@st.composite
def participations(draw: st.DrawFn) -> pb.Participation:
    """A record that says one thing: presence, number, depth or decision."""
    where = draw(st.sampled_from([{"stage": stage} for stage in STAGES] + [{"activity": f"a{i}"} for i in range(3)]))
    said = draw(
        st.sampled_from(
            [
                {"takes_part": True},
                {"takes_part": False},
                {"people": 0},
                {"people": 7},
                {"depth": "none", "scale": "own"},
                {"depth": "some", "scale": "own"},
                {"depth": "informing", "scale": "arnstein-1969.rung"},
                {"depth": "delegated", "scale": "arnstein-1969.rung"},
                {"decides": "alone"},
                {"decides": "jointly"},
                {"decides": "no"},
            ]
        )
    )
    group = draw(st.sampled_from([None, "poor"]))
    return pb.Participation(draw(st.sampled_from(ACTORS)), group=group, **where, **said)


@st.composite
def absences(draw: st.DrawFn) -> list[pb.Participation]:
    """Stages from which everybody inside is said to be absent, or in which the outside decides alone."""
    away = draw(st.lists(st.sampled_from([("talk", "plan"), ("work",), ("review",)]), max_size=2, unique=True))
    said = [
        pb.Participation(who, stage=stage, takes_part=False) for stages in away for stage in stages for who in INSIDE
    ]
    if draw(st.booleans()):
        said += [pb.Participation("office", stage=stage, decides="alone") for stage in ("talk", "plan")]
    return said


@st.composite
def programmes(draw: st.DrawFn) -> pb.Programme:
    """A small programme in which anything may be recorded."""
    stages = [
        pb.ProgrammeStage("talk", "Talk", "identify"),
        pb.ProgrammeStage("plan", "Plan", ["plan", "decide"]),
        pb.ProgrammeStage("work", "Work", "implement"),
        pb.ProgrammeStage("review", "Review", ["evaluate", "report"]),
    ]
    activities = [
        pb.Activity(
            f"a{i}",
            f"A{i}",
            stage=draw(st.sampled_from([None, *STAGES])),
            led_by=draw(actors),
            initiated_by=draw(actors),
            count=draw(st.integers(0, 3)),
        )
        for i in range(3)
    ]
    sectors = dict(
        zip(ACTORS, ("community", "community", "community_organisation", "private", "government"), strict=True)
    )
    return pb.Programme(
        "p",
        "P",
        scales=[pb.Scale("own", "Own", "ordinal", levels=[pb.Level("none", "None"), pb.Level("some", "Some")])],
        stakeholders=[pb.Stakeholder(key, key.title(), sector) for key, sector in sectors.items()],
        groups=[pb.Group("poor", "The poor")],
        stages=stages,
        initiative=draw(st.none() | initiatives),
        activities=activities,
        participations=draw(st.lists(participations(), max_size=8)) + draw(absences()),
        contributions=draw(
            st.lists(
                st.builds(
                    pb.Contribution,
                    st.sampled_from(ACTORS),
                    kind=st.just("labour"),
                    amount=st.sampled_from([None, 0, 5]),
                ),
                max_size=2,
            )
        ),
        benefits=draw(
            st.lists(st.builds(pb.ProgrammeBenefit, st.sampled_from(["poor", "farmers", "widows"])), max_size=2)
        ),
        observations=draw(
            st.lists(
                st.builds(
                    pb.Observation,
                    element=st.just("indicator.subject_only_beneficiary"),
                    about=st.sampled_from(INSIDE),
                    value=st.booleans(),
                ),
                max_size=2,
            )
        ),
    )


def fewer(programme: pb.Programme) -> Iterator[pb.Programme]:
    """The programme with one piece of evidence taken away, in every way."""
    for name in ("participations", "contributions", "benefits", "observations"):
        records = getattr(programme, name)
        for i in range(len(records)):
            yield attrs.evolve(programme, **{name: records[:i] + records[i + 1 :]})
    for i, activity in enumerate(programme.activities):
        for field in ("led_by", "initiated_by"):
            if getattr(activity, field):
                blank = attrs.evolve(activity, **{field: ()})
                yield attrs.evolve(
                    programme, activities=(*programme.activities[:i], blank, *programme.activities[i + 1 :])
                )
    if programme.initiative is not None:
        for field in ("idea", "decision", "setup"):
            if getattr(programme.initiative, field):
                yield attrs.evolve(programme, initiative=attrs.evolve(programme.initiative, **{field: ()}))


def criteria(gate: pb.Gate) -> dict[tuple[str, str], pb.CriterionResult]:
    """The criteria by who they are judged for."""
    judged = {("judged", one.criterion): one for one in gate.criteria}
    return judged | {("inside", one.criterion): one for one in gate.inside}


def gate_of(programme: pb.Programme) -> pb.Gate:
    """The gate of a programme."""
    gate = pb.assess(programme, ARTICLE, rule="gate").gate
    assert gate is not None
    return gate


def undisputed(gate: pb.Gate) -> bool:
    """Whether no indicator of the gate has records that contradict each other."""
    return not any(each.reading.contested for one in criteria(gate).values() for each in one.indicators)


@given(programmes())
def test_less_evidence_moves_only_towards_unknown(programme: pb.Programme) -> None:
    """Where no conflict is recorded, any evidence taken away leaves a criterion as it is or unknown."""
    before = gate_of(programme)
    assume(undisputed(before))
    for less in fewer(programme):
        after = criteria(gate_of(less))
        for key, criterion in criteria(before).items():
            assert after[key].status in (criterion.status, pb.Status.UNKNOWN), key


@given(programmes())
def test_evidence_for_a_criterion_taken_away_never_improves_it(programme: pb.Programme) -> None:
    """Even where sources disagree: without a record that speaks for the community no criterion becomes met."""
    before = criteria(gate_of(programme))
    for i, record in enumerate(programme.participations):
        speaks_for = record.who in INSIDE and (
            record.takes_part
            or record.people
            or record.decides in (pb.Decides.ALONE, pb.Decides.JOINTLY)
            or record.depth in (("some",), ("delegated",))
        )
        if speaks_for:
            less = attrs.evolve(
                programme, participations=programme.participations[:i] + programme.participations[i + 1 :]
            )
            for key, criterion in criteria(gate_of(less)).items():
                if before[key].status is not pb.Status.MET:
                    assert criterion.status is not pb.Status.MET, key


@given(programmes(), st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(programme: pb.Programme, random: object) -> None:
    """Records in another order, and stakeholders listed in another order, give the same statuses."""
    shuffled = {}
    for name in ("stakeholders", "participations", "contributions", "benefits", "observations", "activities"):
        records = list(getattr(programme, name))
        random.shuffle(records)  # type: ignore[attr-defined]
        shuffled[name] = records
    before, after = criteria(gate_of(programme)), criteria(gate_of(attrs.evolve(programme, **shuffled)))
    assert {key: one.status for key, one in before.items()} == {key: one.status for key, one in after.items()}


@given(programmes(), st.sampled_from(["private", "government", "ngo", "donor"]))
def test_an_unrelated_outsider_changes_nothing(programme: pb.Programme, sector: str) -> None:
    """A stakeholder outside, of whom nothing is recorded, changes no criterion."""
    more = attrs.evolve(
        programme, stakeholders=(*programme.stakeholders, pb.Stakeholder("stranger", "Stranger", sector))
    )
    before, after = criteria(gate_of(programme)), criteria(gate_of(more))
    assert {key: one.status for key, one in before.items()} == {key: one.status for key, one in after.items()}


@given(programmes())
def test_an_unrelated_insider_is_one_more_unknown(programme: pb.Programme) -> None:
    """Of one more member nothing is known, so nothing becomes met or unmet."""
    more = attrs.evolve(
        programme, stakeholders=(*programme.stakeholders, pb.Stakeholder("newcomers", "Newcomers", "community"))
    )
    after = criteria(gate_of(more))
    for key, criterion in criteria(gate_of(programme)).items():
        assert after[key].status in (criterion.status, pb.Status.UNKNOWN), key


def test_the_verdict_is_all_of_the_criteria() -> None:
    """Every combination of three statuses, against the table of Kleene's conjunction."""
    empty = gate_of(pb.Programme("p", "P"))
    for statuses in product(pb.Status, repeat=3):
        made = [attrs.evolve(one, status=status) for one, status in zip(empty.criteria, statuses, strict=True)]
        expected = (
            pb.Status.UNMET
            if pb.Status.UNMET in statuses
            else pb.Status.UNKNOWN
            if pb.Status.UNKNOWN in statuses
            else pb.Status.MET
        )
        assert attrs.evolve(empty, criteria=tuple(made)).verdict is expected
