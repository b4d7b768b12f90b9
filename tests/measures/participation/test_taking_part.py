"""Taking part: phases, reach, decisions, depth and what was heeded, on small programmes worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from statistics import median_low

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given
from measures.builders import LADDER, RUNG, actor, part, programme, read, records, stages, values

import pemberdayaan as pb

MEMBERS, OFFICERS, FIRM = actor("members"), actor("officers", "community_organisation"), actor("firm", "private")
CYCLE = [
    pb.ProgrammeStage("talk", "Talk", ["identify", "plan"]),
    pb.ProgrammeStage("choose", "Choose", "decide"),
    pb.ProgrammeStage("work", "Work", "implement"),
    pb.ProgrammeStage("judge", "Judge", "evaluate"),
    pb.ProgrammeStage("tell", "Tell", "report"),
    pb.ProgrammeStage("use", "Use", ["benefit", "maintain"]),
]
RUNGS = [level.key for level in LADDER.levels]

# --- phases ----------------------------------------------------------------------------------------------------------


def present_in(**there: bool) -> pb.Programme:
    """A programme of members alone who were, or were not, in these stages."""
    said = [part("members", stage, takes_part=truth) for stage, truth in there.items()]
    return programme(MEMBERS, FIRM, stages=CYCLE, participations=said)


@pytest.mark.parametrize(
    ("there", "value", "missing"),
    [
        ({}, None, ("planning", "implementation", "evaluation")),
        ({"use": True}, None, ("planning", "implementation", "evaluation")),
        ({"work": True}, (1, 3), ("planning", "evaluation")),
        ({"work": False}, (0, 2), ("planning", "evaluation")),
        ({"talk": True, "work": True, "judge": True}, 3, ()),
        ({"talk": True, "work": True, "tell": True}, 3, ()),
        # absent from planning is who is absent from each of its stages
        ({"talk": False, "work": True, "judge": True}, (2, 3), ("planning",)),
        ({"talk": False, "choose": False, "work": True, "judge": True}, 2, ()),
        ({"talk": False, "choose": True, "work": True, "judge": True}, 3, ()),
        ({"talk": False, "choose": False, "work": False, "judge": False, "tell": False}, 0, ()),
    ],
)
def test_the_phases_in_which_members_took_part(there, value, missing):
    reading = read("participation.phases", present_in(**there))
    assert (reading.value, reading.missing) == (value, missing)
    assert reading.n == 3 - len(missing)


def test_one_inside_actor_that_was_there_is_enough_and_absence_is_everybodys():
    made = programme(
        MEMBERS,
        OFFICERS,
        stages=stages("plan"),
        participations=[part("members", "plan", takes_part=False), part("officers", "plan", takes_part=True)],
    )
    assert values(read("participation.phases", made))["planning"] == "present"
    silent = attrs.evolve(made, participations=made.participations[:1])
    assert values(read("participation.phases", silent))["planning"] is None
    away = attrs.evolve(made, participations=[*made.participations[:1], part("officers", "plan", people=0)])
    assert values(read("participation.phases", away))["planning"] == "absent"


def test_the_outside_alone_leaves_the_inside_unknown():
    made = programme(MEMBERS, FIRM, stages=CYCLE, participations=[part("firm", "work", takes_part=True)])
    assert read("participation.phases", made).value is None


def test_phases_know_what_is_contested_and_what_is_derived():
    made = programme(
        MEMBERS,
        stages=stages("plan", "implement", "evaluate"),
        references=[pb.Reference("a", "A"), pb.Reference("b", "B")],
        participations=[
            part("members", "plan", takes_part=True, basis="derived"),
            part("members", "implement", takes_part=True, basis="derived"),
            part("members", "evaluate", takes_part=True),
            part("members", "evaluate", takes_part=False),
        ],
        remarks=[pb.Remark("conflict", "Who", claims={"a": "X", "b": "Y"}, about="members", stage="plan")],
    )
    reading = read("participation.phases", made)
    assert reading.value == (2, 3)
    assert reading.derived
    assert records(reading.contested) == ["participations[2]", "participations[3]", "remarks[0]"]
    planning, implementation, evaluation = (each for _, each in reading.parts)
    assert (planning.value, records(planning.contested)) == ("present", ["remarks[0]"])
    assert (implementation.derived, implementation.contested) == (True, ())
    assert (evaluation.value, evaluation.derived) == (None, False)


@pytest.mark.parametrize("value", [0, 1, 2, 3, (0, 2), (1, 3), (2, 3), None])
def test_three_phases_are_needed_and_the_literal_reading_is_a_variant(value):
    """`need = "all"` is a threshold of 3; with a threshold of 1 one phase is enough."""
    framework = pb.framework("pemberdayaan-masyarakat")
    variant = attrs.evolve(
        framework,
        indicators=[
            attrs.evolve(one, met_when=pb.Condition(at_least=1)) if one.key == "participation_phases" else one
            for one in framework.indicators
        ],
    )
    measures = {**pb.PROGRAMME_MEASURES, "participation.phases": lambda programme: pb.Reading(value)}
    low, high = (0, 3) if value is None else value if isinstance(value, tuple) else (value, value)
    for held, need in ((framework, 3), (variant, 1)):
        gate = pb.assess(programme(MEMBERS), held, rule="gate", measures=measures).gate
        expected = "met" if low >= need else "unmet" if high < need else "unknown"
        assert {one.criterion: one.status.value for one in gate.criteria}["ikut_serta"] == expected


# --- reach -----------------------------------------------------------------------------------------------------------


def reached(*said: pb.Participation, people: object = 200, period: object = None, **records_: object) -> pb.Programme:
    """People who took part, of so many."""
    everybody = pb.Group("all", "All", headcounts=[pb.Headcount(people=people, period=period)] if people != () else [])
    return programme(
        MEMBERS,
        OFFICERS,
        FIRM,
        stages=CYCLE,
        population="all",
        groups=[everybody],
        participations=said,
        **records_,
    )


def test_reach_is_the_largest_number_and_never_a_sum_of_attendances():
    said = [part("members", "work", people=40), part("members", "work", people=60), part("officers", "work", people=5)]
    reading = read("participation.reach", reached(*said))
    assert reading.value == Fraction(60, 200)
    assert reading.n == 200
    assert values(reading) == {"implement": Fraction(60, 200)}
    assert records(reading.evidence) == ["groups[0]", "participations[1]"]


def test_reach_by_phase_and_period_puts_the_widest_phase_of_the_latest_period_first():
    said = [
        part("members", "talk", people=30, period=2020),
        part("members", "work", people=180, period=2020),
        part("members", "choose", people=90, period="2019/2021"),
        part("members", "work", people=50, period="2019/2021"),
    ]
    made = attrs.evolve(
        reached(*said),
        groups=[pb.Group("all", "All", headcounts=[pb.Headcount(period=p, people=200) for p in (2020, "2019/2021")])],
    )
    reading = read("participation.reach", made)
    assert reading.value == Fraction(90, 200)  # to the end of 2021
    assert list(values(reading)) == [
        "identify 2020",
        "plan 2020",
        "implement 2020",
        "decide 2019/2021",
        "implement 2019/2021",
    ]
    assert values(read("participation.reach", made, phases=["implement"])) == {
        "implement 2020": Fraction(180, 200),
        "implement 2019/2021": Fraction(50, 200),
    }
    assert read("participation.reach", made, phases="maintain").value is None


@pytest.mark.parametrize(
    ("people", "of", "value"),
    [
        (50, 200, Fraction(1, 4)),
        (pb.Quantity(about=50), 200, Fraction(1, 4)),
        (pb.Quantity(at_least=50), 200, (Fraction(1, 4), 1)),
        (pb.Quantity(at_most=50), 200, (0, Fraction(1, 4))),
        (pb.Quantity(low=20, high=50), 200, (Fraction(1, 10), Fraction(1, 4))),
        (50, pb.Quantity(low=100, high=200), (Fraction(1, 4), Fraction(1, 2))),
        (50, pb.Quantity(at_least=100), (0, Fraction(1, 2))),
        (0, 200, 0),
        (50, 0, None),
        (0.5, 2, Fraction(1, 4)),
        (10**300, 2 * 10**300, Fraction(1, 2)),
    ],
)
def test_reach_is_as_inexact_as_its_numbers(people, of, value):
    reading = read("participation.reach", reached(part("members", "work", people=people), people=of))
    assert reading.value == value
    assert reading.n == (of if isinstance(of, int) and of else None)


def test_women_and_men_are_persons_and_one_of_them_is_not_all():
    assert read("participation.reach", reached(part("members", "work", women=30, men=20))).value == Fraction(50, 200)
    assert read("participation.reach", reached(part("members", "work", women=30))).value is None


def test_reach_needs_persons_inside_in_a_phase_and_a_population():
    outside = reached(part("firm", "work", people=50))
    unstaged = reached(part("members", people=50))
    another_year = reached(part("members", "work", people=50, period=2020), period=2019)
    for made in (outside, unstaged, another_year, reached(part("members", "work", people=50), people=())):
        reading = read("participation.reach", made)
        assert (reading.value, reading.parts, reading.missing) == (None, (), ())
    nowhere = programme(MEMBERS, stages=CYCLE, participations=[part("members", "work", people=50)])
    assert read("participation.reach", nowhere).missing == ("population",)


def test_reach_takes_the_period_of_the_activity():
    made = reached(
        pb.Participation("members", activity="road", people=50),
        period=2019,
        activities=[pb.Activity("road", "Road", stage="work", date=2019)],
    )
    assert values(read("participation.reach", made)) == {"implement 2019": Fraction(1, 4)}


@given(st.lists(st.integers(0, 200), min_size=1, max_size=6))
def test_more_attendances_of_the_same_people_reach_no_further(numbers):
    said = [part("members", "work", people=number) for number in numbers]
    once = read("participation.reach", reached(*said)).value
    assert once == read("participation.reach", reached(*said, *said)).value == Fraction(max(numbers), 200)


# --- decisions -------------------------------------------------------------------------------------------------------


def test_the_share_of_recorded_phases_that_the_inside_decides():
    """Identify, plan and decide: yes, yes, no; implement is contested; report, benefit and maintain are silent."""
    made = programme(
        MEMBERS,
        FIRM,
        stages=CYCLE,
        participations=[
            part("members", "talk", decides="jointly"),
            part("firm", "choose", decides="alone", basis="derived"),
            part("members", "work", decides="jointly"),
            part("members", "work", decides="no"),
            part("members", "judge", people=9),
        ],
    )
    reading = read("participation.decision_share", made)
    assert reading.value == Fraction(2, 3)
    assert (reading.n, reading.of) == (3, "phases")
    assert str(reading.note) == "3 of 8 phases are recorded"
    assert values(reading) == {"identify": "decides", "plan": "decides", "decide": "does_not_decide"}
    assert set(reading.missing) == {"implement", "evaluate", "report", "benefit", "maintain"}
    assert records(reading.contested) == ["participations[2]", "participations[3]"]
    assert not reading.derived
    assert dict(reading.parts)["decide"].derived


def test_without_a_word_on_deciding_there_is_no_share():
    reading = read("participation.decision_share", present_in(talk=True, work=True))
    assert (reading.value, reading.known, len(reading.missing)) == (None, False, 8)


# --- depth -----------------------------------------------------------------------------------------------------------


def test_depth_is_the_lower_median_by_phase_and_of_these_the_lowest():
    made = programme(
        MEMBERS,
        OFFICERS,
        FIRM,
        stages=CYCLE,
        participations=[
            part("members", "choose", depth="informing", scale=RUNG),
            part("officers", "choose", depth=["partnership", "control"], scale=RUNG),
            part("officers", "choose", depth="placation", scale=RUNG),
            part("members", "work", depth="delegated", scale=RUNG, basis="derived"),
            part("firm", "work", depth="manipulation", scale=RUNG),
            part("members", depth="therapy", scale=RUNG),
            part("members", "judge", depth="therapy", scale="other.scale"),
        ],
    )
    reading = read("participation.depth", made, scale=RUNG)
    # rungs 3, 5, 6 and 8: of the two in the middle the lower
    assert values(reading) == {"decide": "placation", "implement": "delegated", "programme": "therapy"}
    assert (reading.value, reading.n, str(reading.note)) == ("placation", 4, "phase: decide")
    assert dict(reading.parts)["implement"].derived
    assert read("participation.depth", made, scale=RUNG, phases=["implement"]).value == "delegated"
    whole = attrs.evolve(made, participations=made.participations[5:])
    reading = read("participation.depth", whole, scale=RUNG)
    assert (reading.value, str(reading.note)) == ("therapy", "for the whole programme")
    assert read("participation.depth", made, scale="nowhere").value is None


@given(st.lists(st.sampled_from(RUNGS), min_size=1, max_size=9))
def test_the_depth_of_a_phase_is_the_lower_median(levels):
    made = programme(
        MEMBERS, stages=CYCLE, participations=[part("members", "work", depth=[one], scale=RUNG) for one in levels]
    )
    reading = read("participation.depth", made, scale=RUNG)
    assert reading.value == RUNGS[median_low(RUNGS.index(one) for one in levels)]
    assert reading.n == len(levels)


def test_respondents_stand_for_their_median_and_not_for_their_extremes():
    """PNPM Mandiri Perkotaan, Desa Cadasngampar, table 15: of 90 respondents 48 stand on consultation or lower."""
    counts = dict(zip(RUNGS, (1, 0, 9, 38, 31, 7, 3, 1), strict=True))
    made = programme(
        MEMBERS, stages=stages("plan"), participations=[part("members", "plan", distribution=counts, scale=RUNG)]
    )
    assert read("participation.depth", made, scale=RUNG).value == "consultation"
    decides = read("subject.decides", made, scale=RUNG, at_least="partnership")
    assert decides.value == "does_not_decide"
    assert values(decides)["best_rung"] == "consultation"
    most = {"consultation": 1, "partnership": 1, "delegated": 98}
    lifted = attrs.evolve(made, participations=[part("members", "plan", distribution=most, scale=RUNG)])
    assert read("participation.depth", lifted, scale=RUNG).value == "delegated"


def test_words_without_order_have_no_depth():
    words = pb.Scale("words", "Words", "nominal", levels=[pb.Level("asked", "Asked"), pb.Level("told", "Told")])
    made = programme(
        MEMBERS, stages=CYCLE, scales=[words], participations=[part("members", "work", depth="told", scale="words")]
    )
    reading = read("participation.depth", made, scale="words")
    assert (reading.value, reading.parts) == (None, ())
    assert str(reading.note) == "the levels of this scale have no order"


# --- proposals -------------------------------------------------------------------------------------------------------


def test_what_was_heeded_of_what_the_inside_proposed():
    made = programme(
        MEMBERS,
        FIRM,
        activities=[
            pb.Activity("a", "A", initiated_by="members", count=7, realised=2),
            pb.Activity("b", "B", initiated_by=["members", "firm"], count=3, realised=3, basis="derived"),
            pb.Activity("c", "C", initiated_by="firm", count=9, realised=9),
            pb.Activity("d", "D", initiated_by="members", count=4),
            pb.Activity("e", "E", count=4, realised=1),
        ],
    )
    reading = read("participation.heeded", made)
    assert (reading.value, reading.n) == (Fraction(5, 10), 10)
    assert records(reading.evidence) == ["activities[0]", "activities[1]"]


@pytest.mark.parametrize(("count", "realised", "value"), [(4, 0, 0), (4, 4, 1), (0, 0, None), (4, None, None)])
def test_the_ends_of_heeded(count, realised, value):
    activity = pb.Activity("a", "A", initiated_by="members", count=count, realised=realised)
    assert read("participation.heeded", programme(MEMBERS, activities=[activity])).value == value


# --- arguments -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["participation.reach", "participation.depth"])
def test_a_phase_that_does_not_exist_is_refused(measure):
    scale = {"scale": RUNG} if measure.endswith("depth") else {}
    with pytest.raises(pb.InvalidInput, match="'planing' is not a phase"):
        read(measure, programme(MEMBERS), phases=["plan", "planing"], **scale)
