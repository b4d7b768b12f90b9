"""What must hold of every measure: names, order, currency and strangers change nothing."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import Any

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from measures.builders import ARTICLE, LADDER, RUNG, actor, part, programme, read, stages

import pemberdayaan as pb

ARGUMENTS = {one.measure: dict(one.arguments) for one in ARTICLE.indicators}
MEASURES = sorted(pb.PROGRAMME_MEASURES)
INSIDE = ("farmers", "widows", "officers")
ACTORS = (*INSIDE, "company", "office")
SECTORS = ("community", "community", "community_organisation", "private", "government")
STAGES = {"s_plan": "plan", "s_work": "implement", "s_judge": "evaluate", "s_use": "benefit"}
GROUPS = ("poor", "young")


def test_the_framework_asks_for_every_measure():
    assert sorted(ARGUMENTS) == MEASURES


# --- programmes in which anything may be recorded --------------------------------------------------------------------

actors = st.lists(st.sampled_from(ACTORS), max_size=2, unique=True)
years = st.sampled_from([None, 2019, 2020])
amounts = st.sampled_from([None, 0, 3, 40, pb.Quantity(about=20), pb.Quantity(low=5, high=9), pb.Quantity(at_least=7)])
counts = st.sampled_from([None, 0, 10, 40])
DEPTHS = [{}, {"depth": "informing"}, {"depth": "delegated"}, {"distribution": {"informing": 2, "control": 3}}]
PLACES = [{}, *({"stage": stage} for stage in STAGES), {"activity": "a0"}, {"activity": "a1"}]
KINDS_OF_TIE = ["knowledge", "experience", "policy", "kinship"]


@st.composite
def participations(draw: st.DrawFn) -> pb.Participation:
    women, men = draw(counts), draw(counts)
    depth = draw(st.sampled_from(DEPTHS))
    return pb.Participation(
        draw(st.sampled_from(ACTORS)),
        group=draw(st.sampled_from([None, *GROUPS])),
        women=women,
        men=men,
        people=None if women is None or men is None else women + men,
        groups=draw(st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 10), max_size=2)),
        decides=draw(st.sampled_from([None, "alone", "jointly", "no"])),
        takes_part=draw(st.sampled_from([None, True, False])),
        period=draw(years),
        basis=draw(st.sampled_from(["stated", "derived"])),
        scale=RUNG if depth else None,
        **draw(st.sampled_from(PLACES)),
        **depth,
    )


@st.composite
def villages(draw: st.DrawFn) -> pb.Programme:
    """A programme with a few records of every kind."""

    def some(strategy: st.SearchStrategy[Any], most: int = 4) -> list[Any]:
        return draw(st.lists(strategy, max_size=most))

    heads = [pb.Headcount(people=200, women=120, others={"poor": 50}, period=year) for year in (None, 2019)]
    groups = [
        pb.Group("all", "All", headcounts=heads),
        pb.Group("poor", "Poor", of="farmers", axis="status", headcounts=[pb.Headcount(people=50)]),
        pb.Group("young", "Young", axis="age", headcounts=[pb.Headcount(people=40)]),
    ]
    activities = [
        pb.Activity(
            f"a{i}",
            f"A{i}",
            stage=draw(st.sampled_from([None, *STAGES])),
            led_by=draw(actors),
            initiated_by=draw(actors),
            date=draw(years),
            active_until=draw(st.sampled_from([None, 2022, "2020-06"])),
            count=3,
            realised=draw(st.sampled_from([None, 0, 2])),
        )
        for i in range(3)
    ]
    element = st.sampled_from(["indicator.redress", "component.ham_kesehatan", "indicator.subject_only_beneficiary"])
    return pb.Programme(
        "p",
        "P",
        currency="IDR",
        period="2018/2020",
        population="all",
        scales=[LADDER],
        groups=groups,
        activities=activities,
        stakeholders=[actor(key, sector) for key, sector in zip(ACTORS, SECTORS, strict=True)],
        stages=[pb.ProgrammeStage(key, key, phase) for key, phase in STAGES.items()],
        initiative=draw(st.none() | st.builds(pb.Initiative, idea=actors, decision=actors, setup=actors)),
        participations=some(participations(), 8),
        contributions=some(
            st.builds(
                pb.Contribution,
                st.sampled_from(ACTORS),
                kind=st.sampled_from(["money", "labour"]),
                to=actors,
                amount=amounts,
                period=years,
                status=st.sampled_from(["given", "given", "promised"]),
            ),
            6,
        ),
        ties=some(
            st.builds(
                pb.Tie,
                st.sampled_from(ACTORS),
                st.sampled_from(ACTORS),
                kind=st.lists(st.sampled_from(KINDS_OF_TIE), max_size=2, unique=True),
            ),
            6,
        ),
        ties_complete=draw(st.booleans()),
        benefits=some(
            st.builds(
                pb.ProgrammeBenefit,
                st.sampled_from(["all", "farmers", *GROUPS]),
                what=st.sampled_from([None, "Water"]),
                people=counts,
                amount=amounts,
                unit=st.just("IDR"),
                period=years,
            ),
            6,
        ),
        observations=some(
            st.builds(
                pb.Observation,
                element=element,
                about=st.sampled_from([None, *INSIDE]),
                value=st.sampled_from([True, False, "used", "violated", 3]),
                period=years,
            )
        ),
    )


def readings(made: pb.Programme) -> dict[str, pb.Reading]:
    """What every measure finds, as the article asks for it."""
    return {measure: read(measure, made, **ARGUMENTS[measure]) for measure in MEASURES}


def found(reading: pb.Reading, names: dict[str, str] | None = None) -> object:
    """What a reading says, whatever the names and the order."""
    said = names or {}
    parts = Counter(
        (" ".join(said.get(word, word) for word in name.split()), each.value, each.n) for name, each in reading.parts
    )
    missing = Counter(said.get(name, name) for name in reading.missing)
    return reading.value, reading.n, reading.of, reading.derived, len(reading.contested), missing, parts


# --- order -----------------------------------------------------------------------------------------------------------

COLLECTIONS = (
    "stakeholders",
    "groups",
    "stages",
    "activities",
    "participations",
    "contributions",
    "ties",
    "benefits",
    "observations",
)


@given(villages(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(made, random):
    shuffled = {}
    for name in COLLECTIONS:
        records = list(getattr(made, name))
        random.shuffle(records)
        shuffled[name] = records
    before, after = readings(made), readings(attrs.evolve(made, **shuffled))
    for measure in MEASURES:
        assert found(before[measure]) == found(after[measure]), measure


# --- names -----------------------------------------------------------------------------------------------------------

KINDS = {"stakeholder": "stakeholders", "stage": "stages", "activity": "activities", "group": "groups"}


def renamed(made: pb.Programme) -> tuple[pb.Programme, dict[str, str]]:
    """The programme with another key for everything in it, and the new keys by the old ones."""
    keys = [one.key for name in KINDS.values() for one in getattr(made, name)]
    new = {key: f"z{len(keys) - i}" for i, key in enumerate(keys)}

    def name_of(value: str) -> str:
        kind, dot, key = value.partition(".")
        return f"{kind}.{new[key]}" if dot and kind in KINDS else new.get(value, value)

    def anew(record: Any) -> Any:
        changes: dict[str, Any] = {}
        for field in attrs.fields(type(record)):
            value = getattr(record, field.name)
            if field.metadata.get("ref") in {"reference", "scale"}:
                continue
            if "ref_keys" in field.metadata:
                changes[field.name.lstrip("_")] = tuple((name_of(key), each) for key, each in value)
            elif "ref" in field.metadata and value:
                changes[field.name] = name_of(value) if isinstance(value, str) else tuple(map(name_of, value))
            elif field.name == "key":
                changes["key"] = name_of(value)
            elif field.name == "headcounts" or isinstance(value, pb.Initiative):
                changes[field.name] = tuple(map(anew, value)) if isinstance(value, tuple) else anew(value)
        return attrs.evolve(record, **changes)

    collections = (*COLLECTIONS, "remarks")
    changed = {name: tuple(map(anew, getattr(made, name))) for name in collections}
    started = anew(made.initiative) if made.initiative else None
    population = new.get(made.population) if made.population else None
    return attrs.evolve(made, initiative=started, population=population, **changed), new


@given(villages())
def test_the_names_of_things_change_nothing(made):
    other, new = renamed(made)
    before, after = readings(made), readings(other)
    for measure in MEASURES:
        assert found(before[measure], new) == found(after[measure]), measure


@pytest.mark.parametrize("name", pb.examples())
def test_the_names_of_things_change_no_verdict_on_a_bundled_programme(name):
    made = pb.example(name)
    other, new = renamed(made)
    assert not {one.key for one in made.stakeholders} & {one.key for one in other.stakeholders}
    before, after = pb.assess(made), pb.assess(other)
    assert [one.status for one in before.gate.criteria] == [one.status for one in after.gate.criteria]
    for ours, theirs in zip(before.profile.lines, after.profile.lines, strict=True):
        if ours.how == "computed" and ours.indicator != "redress" and ours.indicator != "voice_survey":
            assert found(ours.reading, new) == found(theirs.reading), ours.indicator


# --- strangers -------------------------------------------------------------------------------------------------------


@given(villages(), st.sampled_from(["private", "government", "ngo", "donor", "state_enterprise"]))
def test_an_outsider_of_whom_nothing_is_recorded_changes_nothing(made, sector):
    more = attrs.evolve(made, stakeholders=(actor("stranger", sector), *made.stakeholders))
    assert readings(made) == readings(more)


def wider(before: object, after: object) -> bool:
    """Whether an interval takes in another, or is no value at all."""
    if before is None or after is None:
        return after is None
    (low, high), (least, most) = (one if isinstance(one, tuple) else (one, one) for one in (before, after))
    return least <= low and high <= most


@given(villages())
def test_an_insider_of_whom_nothing_is_recorded_is_one_more_unknown(made):
    more = attrs.evolve(made, stakeholders=(*made.stakeholders, actor("newcomers")))
    before, after = readings(made), readings(more)
    unmoved = set(MEASURES)
    # What is said of the inside as a whole may become less certain.
    for measure in ("participation.phases", "subject.only_beneficiary"):
        unmoved.remove(measure)
        assert wider(before[measure].value, after[measure].value), measure
    unmoved.remove("subject.decides")
    assert after["subject.decides"].value in (before["subject.decides"].value, None)
    # The share of the phases that are recorded: fewer may be, and of each the same is said.
    unmoved.remove("participation.decision_share")
    few, many = (
        {(name, each.value) for name, each in one["participation.decision_share"].parts} for one in (after, before)
    )
    assert few <= many
    for measure in unmoved:
        assert before[measure] == after[measure], measure


# --- money -----------------------------------------------------------------------------------------------------------


def times(amount: float | pb.Quantity | None, factor: int) -> float | pb.Quantity | None:
    """An amount in another currency."""
    if isinstance(amount, pb.Quantity):
        given_ = {f.name: getattr(amount, f.name) for f in attrs.fields(pb.Quantity)}
        return pb.Quantity(**{name: None if value is None else value * factor for name, value in given_.items()})
    return None if amount is None else amount * factor


@given(villages(), st.integers(1, 10**9))
def test_the_currency_changes_no_share(made, factor):
    other = attrs.evolve(
        made,
        contributions=[attrs.evolve(one, amount=times(one.amount, factor)) for one in made.contributions],
        benefits=[attrs.evolve(one, amount=times(one.amount, factor)) for one in made.benefits],
    )
    before, after = readings(made), readings(other)
    for measure in MEASURES:
        assert found(before[measure]) == found(after[measure]), measure


# --- bounds ----------------------------------------------------------------------------------------------------------

SHARES = (
    "initiative.activities",
    "participation.decision_share",
    "participation.heeded",
    "subject.only_beneficiary",
    "resources.inside_share",
    "resources.led_inside",
    "justice.benefit_gap",
    "justice.axes_seen",
)


@settings(max_examples=50)
@given(villages())
def test_every_share_lies_between_none_and_all(made):
    found_ = readings(made)
    for measure in SHARES:
        for reading in (found_[measure], *(each for _, each in found_[measure].parts)):
            value = reading.value
            if isinstance(value, tuple):
                assert 0 <= value[0] < value[1] <= 1, measure
            elif isinstance(value, (int, float, Fraction)):
                assert 0 <= value <= 1, measure


@settings(max_examples=50)
@given(villages())
def test_a_reading_with_a_value_names_the_records_that_it_rests_on(made):
    held = {f"{name}[{i}]" for name in COLLECTIONS for i in range(len(getattr(made, name)))} | {"initiative"}
    for measure, reading in readings(made).items():
        if reading.value not in (None, 0, (0, 3)):
            assert reading.evidence, measure
        assert {trace.record for trace in (*reading.evidence, *reading.contested)} <= held


# --- what people write -----------------------------------------------------------------------------------------------


ONE = actor("a")
NOBODY = pb.Group("g", "G", headcounts=[pb.Headcount(people=0)])
ODD = {
    "nothing": programme(),
    "one member": programme(ONE),
    "officers only": programme(actor("a", "community_organisation")),
    "outsiders only": programme(actor("a", "private")),
    "no stages": programme(ONE, activities=[pb.Activity("x", "X", led_by="a")], participations=[part("a", people=4)]),
    "nobody": programme(ONE, participations=[part("a", people=0), part("a", men=0, women=0)]),
    "women alone": programme(ONE, stages=stages("plan"), participations=[part("a", "plan", women=3)]),
    "an empty village": programme(
        ONE,
        groups=[NOBODY],
        population="g",
        stages=stages("plan"),
        participations=[part("a", "plan", people=4, women=2)],
        benefits=[pb.ProgrammeBenefit("g", people=0, amount=4)],
    ),
    "an uncounted village": programme(
        ONE, groups=[pb.Group("g", "G")], population="g", benefits=[pb.ProgrammeBenefit("g", people=4)]
    ),
    "tied to itself twice": programme(ONE, ties=[pb.Tie("a", "a", "x")] * 2),
    "a conflict about nothing": programme(
        ONE,
        references=[pb.Reference("r", "R"), pb.Reference("s", "S")],
        remarks=[pb.Remark("conflict", "X", claims={"r": "1", "s": "2"})],
    ),
    "a gift of nothing": programme(
        ONE, contributions=[pb.Contribution("a", "gotong_royong", amount=0, unit="hari \N{MIDDLE DOT} orang")]
    ),
    "over before its end": programme(
        ONE, period="2019/2021", activities=[pb.Activity("x", "X", led_by="a", active_until="2020")]
    ),
}


@pytest.mark.parametrize("made", ODD.values(), ids=ODD)
def test_odd_programmes_have_readings_and_a_verdict(made):
    for measure, reading in readings(made).items():
        for end in reading.value if isinstance(reading.value, tuple) else (reading.value,):
            assert end is None or isinstance(end, str) or math.isfinite(end), measure
    gate = pb.assess(made).gate
    assert gate.judged == "inside"
    assert gate.verdict is pb.Status.UNKNOWN


def test_records_of_overlapping_times_are_told_apart_by_their_period():
    made = programme(
        actor("members"),
        stages=stages("plan"),
        participations=[
            part("members", "plan", takes_part=True, period="2019/2020"),
            part("members", "plan", takes_part=False, period=2021),
        ],
    )
    whole, early, late = made, made.during(2019), made.during(2021)
    said = [dict(read("participation.phases", one).parts)["planning"].value for one in (whole, early, late)]
    assert said == [None, "present", "absent"]
    assert read("participation.phases", whole).contested
