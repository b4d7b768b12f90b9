"""For whom: representation, the gap in benefits, and the lines of difference that are seen."""

from __future__ import annotations

from fractions import Fraction

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given
from measures.builders import actor, part, programme, read, records, stages, values

import pemberdayaan as pb

MEMBERS, FIRM = actor("members"), actor("firm", "private")


def village(*said: pb.Participation, everybody: dict[str, object] | None = None, **records_: object) -> pb.Programme:
    """A village of 1,000 with 400 women and 250 poor, and who took part in it."""
    counted = {"people": 1000, "women": 400, "men": 600, "others": {"poor": 250}} if everybody is None else everybody
    groups = [
        pb.Group("all", "All", headcounts=[pb.Headcount(**counted)]),
        pb.Group("poor", "The poor", axis="status"),
        pb.Group("young", "The young", axis="age", headcounts=[pb.Headcount(people=100)]),
        *records_.pop("groups", ()),
    ]
    people = (MEMBERS, FIRM)
    return programme(*people, stages=stages("plan"), population="all", groups=groups, participations=said, **records_)


def ratios(made: pb.Programme, **band: object) -> dict[str, object]:
    """The ratios by role, group and period."""
    return values(read("justice.representation", made, **band))


# --- representation --------------------------------------------------------------------------------------------------


def test_a_share_among_participants_over_the_share_in_the_population():
    made = village(part("members", "plan", people=200, women=40, groups={"poor": 75, "young": 20}))
    assert ratios(made) == {
        "participants women": Fraction(40 * 1000, 200 * 400),
        "participants young": 1,
        "participants poor": Fraction(75 * 1000, 200 * 250),
    }
    reading = read("justice.representation", made)
    assert (reading.value, reading.n) == (Fraction(1, 2), 200)
    assert values(reading.parts[0][1]) == {"share": Fraction(1, 5), "share_in_population": Fraction(2, 5)}
    assert [str(each.note) for _, each in reading.parts] == ["under-represented", "about at parity", "over-represented"]
    assert records(reading.evidence) == ["groups[0]", "participations[0]"]


@pytest.mark.parametrize(
    ("women", "note"),
    [(31, "under"), (32, "about"), (40, "about"), (50, "about"), (51, "over")],
)
def test_the_band_is_two_sided_and_its_ends_belong_to_it(women, note):
    """Four fifths of 40 are 32, and five quarters 50."""
    reading = read("justice.representation", village(part("members", "plan", people=100, women=women)))
    assert str(reading.note).startswith(note)
    wide = read("justice.representation", village(part("members", "plan", people=100, women=women)), low=0, high=9)
    assert str(wide.note) == "about at parity"
    assert wide.value == reading.value


@given(st.integers(1, 500), st.integers(0, 500), st.integers(1, 20), st.integers(1, 20))
def test_equal_shares_are_parity_in_any_number(women, men, participants, population):
    made = village(
        part("members", "plan", women=women * participants, men=men * participants),
        everybody={"women": women * population, "men": men * population},
    )
    assert ratios(made) == {"participants women": 1}


def test_deciders_are_the_participants_of_who_decides():
    made = village(
        part("members", "plan", people=100, women=40),
        part("members", "plan", people=10, women=1, decides="jointly"),
        part("members", "plan", people=20, women=20, decides="no"),
        part("firm", "plan", people=500, women=0, decides="alone"),
    )
    assert ratios(made) == {"deciders women": Fraction(1, 4), "participants women": 1}


def test_the_largest_record_counts_and_of_equal_ones_the_one_with_fewer():
    said = [part("members", "plan", people=100, women=n) for n in (60, 20, 40)]
    larger = part("members", "plan", people=101, women=90)
    for order in (said, said[::-1]):
        assert ratios(village(*order)) == {"participants women": Fraction(1, 2)}
        assert ratios(village(*order, larger)) == {"participants women": Fraction(90 * 5, 101 * 2)}


def test_periods_are_compared_with_their_own_population_or_with_one_that_names_no_time():
    made = village(
        part("members", "plan", people=100, women=40, period=2020),
        pb.Participation("members", activity="a", people=100, women=50),
        part("members", "plan", people=100, women=30, period=2022),
        part("members", "plan", people=100, women=30),
        activities=[pb.Activity("a", "A", date=2021)],
    )
    dated = [pb.Headcount(people=1000, women=n, period=year) for year, n in ((2020, 400), (2021, 500))]
    groups = [pb.Group("all", "All", headcounts=dated), *made.groups[1:]]
    found = ratios(attrs.evolve(made, groups=groups))
    assert found == {"participants women 2020": 1, "participants women 2021": 1}
    groups = [pb.Group("all", "All", headcounts=[*dated, pb.Headcount(people=1000, women=300)]), *made.groups[1:]]
    assert set(ratios(attrs.evolve(made, groups=groups))) == {
        "participants women 2020",
        "participants women 2021",
        "participants women 2022",
        "participants women",
    }


@pytest.mark.parametrize(
    ("said", "everybody"),
    [
        ({"people": 100}, None),
        ({"women": 40}, None),  # of how many?
        ({"people": 100, "men": 60}, None),  # the others may be of unknown sex
        ({"people": pb.Quantity(at_least=100), "women": 40}, None),
        ({"people": pb.Quantity(at_least=100), "women": 30, "men": 40}, None),  # there were more than these
        ({"people": 100, "women": pb.Quantity(low=10, high=40)}, None),
        ({"people": 0, "women": 0}, None),
        ({"people": 100, "women": 40}, {}),
        ({"people": 100, "women": 40}, {"people": 1000}),
        ({"people": 100, "women": 40}, {"people": 1000, "women": 0}),
        ({"people": 100, "women": 40}, {"people": 0, "women": 0}),
        ({"people": 100, "women": 40}, {"people": pb.Quantity(at_least=1000), "women": 400}),
        ({"people": 100, "women": 40}, {"people": pb.Quantity(about=90), "men": 100}),  # no negative women
    ],
)
def test_without_exact_numbers_on_both_sides_there_is_no_ratio(said, everybody):
    reading = read("justice.representation", village(part("members", "plan", **said), everybody=everybody))
    assert (reading.value, reading.parts) == (None, ())


@pytest.mark.parametrize(
    ("everybody", "women"),
    [
        ({"people": 1000, "women": 400}, 400),
        ({"women": 400, "men": 600}, 400),
        ({"people": 1000, "men": 600}, 400),
        ({"people": pb.Quantity(about=1000), "women": pb.Quantity(about=400)}, 400),
    ],
)
def test_women_of_the_population_are_counted_or_follow_from_the_men(everybody, women):
    made = village(part("members", "plan", people=100, women=20), everybody=everybody)
    assert ratios(made) == {"participants women": Fraction(20 * 1000, 100 * women)}


def test_without_a_population_it_says_what_is_missing():
    made = programme(MEMBERS, stages=stages("plan"), participations=[part("members", "plan", people=9, women=4)])
    assert read("justice.representation", made).missing == ("population",)


def test_beneficiaries_are_compared_within_one_benefit():
    """Water reached 400 people, of whom 100 are poor; meals reached 9 of the poor, and nobody knows how many in all."""

    def gain(group: str, people: int, what: str, **said: object) -> pb.ProgrammeBenefit:
        return pb.ProgrammeBenefit(group, what, people=people, **said)

    benefits = [gain("all", 400, "Water"), gain("poor", 100, "Water"), gain("poor", 9, "Meals")]
    for order in (benefits, benefits[::-1]):
        assert ratios(village(benefits=order)) == {"beneficiaries poor": 1}
    # Of two benefits with all their people known the larger counts.
    more = [*benefits, gain("all", 50, "Meals")]
    for order in (more, more[::-1]):
        assert ratios(village(benefits=order)) == {"beneficiaries poor": 1}
    apart = [gain("all", 400, "Water", arm="before"), gain("poor", 100, "Water", arm="after")]
    assert ratios(village(benefits=apart)) == {}


def test_a_ratio_to_a_stated_population_does_not_rest_on_derived_records_only():
    made = village(part("members", "plan", people=100, women=40, basis="derived"))
    assert not read("justice.representation", made).derived


# --- the gap in benefits ---------------------------------------------------------------------------------------------


def hamlets(*gains: tuple[str, object], heads: tuple[object, ...] = (10, 20, 50), **said: object) -> pb.Programme:
    """Three hamlets and what they gained, in rupiah."""
    groups = [
        pb.Group(key, key, headcounts=[pb.Headcount(people=n)] if n is not None else [])
        for key, n in zip("abc", heads, strict=True)
    ]
    benefits = [pb.ProgrammeBenefit(group, amount=amount, unit="IDR", **said) for group, amount in gains]
    return programme(MEMBERS, groups=groups, benefits=benefits)


def test_the_gap_is_the_least_a_head_over_the_most_a_head():
    # 10, 5 and 8 a head
    reading = read("justice.benefit_gap", hamlets(("a", 100), ("b", 100), ("c", 400)))
    assert (reading.value, reading.n, reading.of) == (Fraction(5, 10), 3, "groups")
    assert values(reading) == {"IDR": Fraction(1, 2)}


@pytest.mark.parametrize(
    ("gains", "heads", "value"),
    [
        ([("a", 100), ("b", 200), ("c", 500)], (10, 20, 50), 1),
        ([("a", 100), ("b", 0)], (10, 20, 50), 0),
        ([("a", 0), ("b", 0)], (10, 20, 50), None),
        ([("a", 100)], (10, 20, 50), None),
        ([("a", 100), ("b", None)], (10, 20, 50), None),
        ([("a", 100), ("b", pb.Quantity(at_least=100))], (10, 20, 50), None),
        ([("a", 100), ("b", 100)], (10, 0, 50), None),
        ([("a", 100), ("b", 100)], (10, None, 50), None),
        ([("a", 100), ("b", 100)], (10, pb.Quantity(low=10, high=20), 50), None),
        ([("a", 0.5), ("b", 0.5)], (1, 2, 50), Fraction(1, 2)),
        # two records of one group are two parts of what it gained
        ([("a", 50), ("b", 100), ("a", 50)], (10, 20, 50), Fraction(1, 2)),
    ],
)
def test_gaps_by_hand(gains, heads, value):
    assert read("justice.benefit_gap", hamlets(*gains, heads=heads)).value == value
    assert read("justice.benefit_gap", hamlets(*gains[::-1], heads=heads)).value == value


def test_what_is_counted_differently_is_never_compared():
    made = hamlets(("a", 100), ("b", 100))
    others = [
        {"counting": "naming"},
        {"arm": "before"},
        {"period": 2020},
        {"unit": "USD"},
        {"what": "Water"},
    ]
    for changed in others:
        second = attrs.evolve(made.benefits[1], **changed)
        assert read("justice.benefit_gap", attrs.evolve(made, benefits=[made.benefits[0], second])).value is None
    every = [attrs.evolve(one, **changed) for changed in others for one in made.benefits]
    assert [name for name, _ in read("justice.benefit_gap", attrs.evolve(made, benefits=every)).parts] == [
        "naming IDR",
        "IDR before",
        "IDR 2020",
        "USD",
        "IDR",
    ]


def test_persons_of_the_record_come_before_the_headcount_and_dates_must_agree():
    made = hamlets(("a", 100), ("b", 100))
    own = [attrs.evolve(one, people=10) for one in made.benefits]
    assert read("justice.benefit_gap", attrs.evolve(made, benefits=own)).value == 1
    dated = [attrs.evolve(one, period=2020) for one in made.benefits]
    assert read("justice.benefit_gap", attrs.evolve(made, benefits=dated)).value == Fraction(1, 2)
    groups = [
        pb.Group(key, key, headcounts=[pb.Headcount(people=n, period=year) for year, n in ((2019, 99), (2020, 10))])
        for key in "abc"
    ]
    assert read("justice.benefit_gap", attrs.evolve(made, benefits=dated, groups=groups)).value == 1
    late = [attrs.evolve(one, period=2021) for one in made.benefits]
    assert read("justice.benefit_gap", attrs.evolve(made, benefits=late, groups=groups)).value is None


def test_the_lowest_gap_stands_first():
    made = hamlets(("a", 100), ("b", 100))
    less = [attrs.evolve(one, what="Meals", amount=n) for one, n in zip(made.benefits, (100, 20), strict=True)]
    reading = read("justice.benefit_gap", attrs.evolve(made, benefits=[*made.benefits, *less]))
    assert reading.value == Fraction(1, 10)
    assert [(each.value, each.note and str(each.note)) for _, each in reading.parts] == [
        (Fraction(1, 2), None),
        (Fraction(1, 10), "Meals"),
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 10**6)), max_size=6), st.integers(1, 1000))
def test_a_gap_lies_between_nothing_and_all_and_knows_no_currency(gains, factor):
    value = read("justice.benefit_gap", hamlets(*gains)).value
    assert value is None or 0 <= value <= 1
    assert read("justice.benefit_gap", hamlets(*[(who, amount * factor) for who, amount in gains])).value == value


def test_negative_benefits_are_refused():
    with pytest.raises(pb.InvalidInput):
        pb.ProgrammeBenefit("a", amount=-1)


# --- lines of difference ---------------------------------------------------------------------------------------------

AXES = ("ethnicity", "religion", "gender", "status")


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ([], ()),
        ([{"people": 9}], ()),
        ([{"women": 0}], ("gender",)),
        ([{"men": 4}], ("gender",)),
        ([{"groups": {"poor": 4}}], ("status",)),
        ([{"groups": {"young": 4}}], ()),  # age stands apart
        ([{"groups": {"poor": 4}}, {"women": 4}], ("gender", "status")),
        ([{"group": "poor", "people": 4}], ("status",)),
        ([{"group": "poor", "women": 4}], ("gender", "status")),
        # that a group took part, or how deeply, is no count
        ([{"group": "poor", "takes_part": True}], ()),
        ([{"group": "poor", "decides": "jointly"}], ()),
    ],
)
def test_the_lines_of_difference_on_which_participants_are_counted(said, seen):
    reading = read("justice.axes_seen", village(*[part("members", "plan", **one) for one in said]), axes=AXES)
    assert reading.value == (Fraction(len(seen), 4) if seen else None)
    assert tuple(values(reading)) == seen
    assert set(reading.missing) == set(AXES) - set(seen)
    assert (reading.n, reading.of) == (4, "axes")


def test_the_axes_are_named_by_the_framework():
    made = village(part("members", "plan", groups={"young": 4}))
    assert read("justice.axes_seen", made, axes="age").value == 1
    assert read("justice.axes_seen", made, axes=["age", "disability"]).value == Fraction(1, 2)
    with pytest.raises(pb.InvalidInput, match="did you mean 'gender'"):
        read("justice.axes_seen", made, axes=["gendre"])
