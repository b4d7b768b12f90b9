"""What is given from inside and outside, who leads, and what lasts."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given
from measures.builders import actor, programme, read, records, values

import pemberdayaan as pb

MEMBERS, OFFICERS = actor("members"), actor("officers", "community_organisation")
FIRM, DONOR = actor("firm", "private"), actor("donor", "donor")


def gift(who: str, amount: object = None, kind: str = "money", **said: object) -> pb.Contribution:
    """What somebody gave."""
    return pb.Contribution(who, kind, amount=amount, **said)


def given_(*gifts: pb.Contribution, **said: object) -> pb.Programme:
    """A programme with these contributions."""
    return programme(MEMBERS, OFFICERS, FIRM, DONOR, currency="IDR", contributions=gifts, **said)


def share(*gifts: pb.Contribution) -> object:
    """The inside share of one pot of contributions."""
    reading = read("resources.inside_share", given_(*gifts))
    assert len(reading.parts) == 1
    assert reading.value == reading.parts[0][1].value
    return reading.value


# --- inside and outside ----------------------------------------------------------------------------------------------


def test_the_inside_share_of_one_kind():
    assert share(gift("members", 20), gift("officers", 10), gift("firm", 50), gift("donor", 40)) == Fraction(30, 120)


def test_kinds_units_and_periods_are_never_summed():
    made = given_(
        gift("members", 1),
        gift("firm", 3),
        gift("members", 4, unit="USD"),
        gift("firm", 1, unit="USD"),
        gift("members", 2, period=2020),
        gift("firm", 2, period=2020),
        gift("members", 30, "labour", unit="HOK"),
        gift("firm", 10, "labour", unit="HOK"),
    )
    reading = read("resources.inside_share", made)
    assert reading.value is None
    assert values(reading) == {
        "money IDR": Fraction(1, 4),
        "money USD": Fraction(4, 5),
        "money IDR 2020": Fraction(1, 2),
        "labour HOK": Fraction(3, 4),
    }
    assert reading.n == 8
    only = read("resources.inside_share", made, kinds=["labour"])
    assert (only.value, only.n, records(only.evidence)) == (
        Fraction(3, 4),
        2,
        ["contributions[6]", "contributions[7]"],
    )
    assert read("resources.inside_share", made, kinds="labour").value == only.value
    assert read("resources.inside_share", made, kinds="our").parts == ()


def test_what_is_promised_or_pooled_is_not_given():
    made = given_(
        gift("members", 1), gift("firm", 1), gift("firm", 90, status="promised"), gift("members", 70, status="pooled")
    )
    reading = read("resources.inside_share", made)
    assert (reading.value, reading.n) == (Fraction(1, 2), 2)
    assert read("resources.inside_share", given_(gift("firm", 90, status="promised"))).parts == ()


@pytest.mark.parametrize(
    ("gifts", "note"),
    [
        ([gift("members")], "unvalued: 1 from inside, 0 from outside"),
        ([gift("members"), gift("firm", 10)], "unvalued: 1 from inside, 0 from outside"),
        ([gift("members", 10), gift("firm"), gift("donor")], "unvalued: 0 from inside, 2 from outside"),
        ([gift("members", 10)], "no contribution from outside is recorded"),
        ([gift("firm", 10)], "no contribution from inside is recorded"),
    ],
)
def test_what_is_unvalued_or_not_recorded_has_no_share_and_says_so(gifts, note):
    """The road that was built by hand is no share of nothing, and what nobody wrote down is no zero."""
    reading = read("resources.inside_share", given_(*gifts))
    assert [(part.value, str(part.note)) for _, part in reading.parts] == [(None, note)]
    assert reading.evidence


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        (30, 10, Fraction(3, 4)),
        (0, 10, 0),
        (10, 0, 1),
        (0, 0, None),
        (0.5, 1.5, Fraction(1, 4)),
        (pb.Quantity(about=30), 10, Fraction(3, 4)),
        # nothing inexact is told as if it were exact
        (pb.Quantity(low=10, high=30), 10, (Fraction(1, 2), Fraction(3, 4))),
        (10, pb.Quantity(low=10, high=30), (Fraction(1, 4), Fraction(1, 2))),
        (pb.Quantity(low=10, high=30), pb.Quantity(low=10, high=30), (Fraction(1, 4), Fraction(3, 4))),
        (pb.Quantity(at_most=30), 10, (0, Fraction(3, 4))),
        (pb.Quantity(at_least=30), 10, (Fraction(3, 4), 1)),
        (30, pb.Quantity(at_least=10), (0, Fraction(3, 4))),
        (pb.Quantity(at_least=1), pb.Quantity(at_least=1), (0, 1)),
        (pb.Quantity(at_most=30), 0, None),  # perhaps nothing was given at all
        (10**308, 10**308, Fraction(1, 2)),
        (1e308, 1e308, Fraction(1, 2)),
    ],
)
def test_a_share_is_as_inexact_as_its_amounts(inside, outside, expected):
    assert share(gift("members", inside), gift("firm", outside)) == expected


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 10**9), st.integers(0, 10**6)), min_size=2, max_size=6),
    st.integers(1, 10**6),
)
def test_the_share_is_the_extremes_of_its_amounts_and_knows_no_currency(amounts, factor):
    """Against the least and the most that each amount may be; the same in another unit."""

    def gifts(by: int) -> list[pb.Contribution]:
        return [
            gift("members" if inside else "firm", pb.Quantity(low=low * by, high=(low + more) * by))
            for inside, low, more in amounts
        ]

    least, most, rest, all_rest = (
        sum(low + (more if upper else 0) for inside, low, more in amounts if inside is ours)
        for ours, upper in ((True, False), (True, True), (False, False), (False, True))
    )
    both = {inside for inside, _, _ in amounts} == {True, False}
    found = share(*gifts(1))
    if not both or least + all_rest == 0 or most + rest == 0:
        assert found is None
    else:
        low, high = Fraction(least, least + all_rest), Fraction(most, most + rest)
        assert found == (low if low == high else (low, high))
    assert share(*gifts(factor)) == found


def test_a_pot_says_who_gave_who_decided_and_how_exactly():
    made = given_(
        gift("firm", 10, decided_by="firm"),
        gift("members", pb.Quantity(at_least=5), decided_by=["members", "firm"]),
        gift("members", 5),
        gift("officers"),
    )
    (pot,) = pb.assess(made).contributions.pots
    assert (pot.kind, pot.unit, pot.period, pot.status) == ("money", "IDR", None, "given")
    assert (pot.inside, pot.outside, pot.outside_most) == (10, 10, 10)
    assert pot.at_least
    assert (pot.unvalued_inside, pot.unvalued_outside) == (1, 0)
    assert pot.givers == ("members", "officers", "firm")
    assert pot.deciders == ("firm", "members")
    (row,) = pb.assess(made).contributions.rows()
    assert (row["inside"], row["inside_most"], row["inside_share"], row["at_least"]) == (10, None, None, True)


@pytest.mark.parametrize("amount", [-1, -0.5, float("nan"), float("inf")])
def test_no_amount_is_negative_or_no_number(amount):
    with pytest.raises(pb.InvalidInput):
        gift("members", amount)


# --- leadership ------------------------------------------------------------------------------------------------------


def led(*leaders: tuple[str, ...], **said: object) -> pb.Programme:
    """Activities that these lead."""
    activities = [pb.Activity(f"a{i}", "A", led_by=who, **said) for i, who in enumerate(leaders)]
    return programme(MEMBERS, OFFICERS, FIRM, activities=activities)


@pytest.mark.parametrize(
    ("leaders", "value", "n"),
    [
        ([], None, 0),
        ([()], None, 1),
        ([("members",), ("firm",)], Fraction(1, 2), 2),
        ([("members", "firm"), ("firm",), ("officers",)], Fraction(2, 3), 3),
        ([("officers",), (), ("firm",), ()], (Fraction(1, 4), Fraction(3, 4)), 4),
    ],
)
def test_the_share_of_activities_led_from_inside(leaders, value, n):
    reading = read("resources.led_inside", led(*leaders))
    assert (reading.value, reading.n) == (value, n)
    assert reading.missing == tuple(f"a{i}" for i, who in enumerate(leaders) if not who)


def test_an_activity_that_stands_for_several_counts_for_them():
    made = led(("members",), ("firm",))
    many = attrs.evolve(made, activities=[attrs.evolve(made.activities[0], count=5), made.activities[1]])
    assert read("resources.led_inside", many).value == Fraction(5, 6)


# --- what lasts ------------------------------------------------------------------------------------------------------


def lasting(until: str, end: str = "2020") -> pb.Reading:
    """A team that was active until then, after a programme that ended then."""
    team = pb.Activity("team", "Team", led_by="members", active_until=until)
    return read("resources.lasting", programme(MEMBERS, FIRM, period=end, activities=[team]), months=12)


def by_counting(start: dt.date, until: dt.date) -> int:
    """Months by stepping from one month to the next, a day that a month lacks being its last."""
    months = 0
    while True:
        year, month = divmod(start.year * 12 + start.month - 1 + months + 1, 12)
        last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
        whole = dt.date(year, month + 1, min(start.day, last))
        if whole > until:
            return months
        months += 1


@pytest.mark.parametrize(
    ("until", "months", "enough"),
    [
        ("2021-12-31", 12, 1),
        ("2021", 12, 1),
        ("2021-12-30", 11, 0),
        ("2021-12-17", 11, 0),  # more than eleven and a half is not twelve
        ("2021-11-30", 11, 0),
        ("2021-01-30", 0, 0),
        ("2021-01-31", 1, 0),
        ("2021-02-28", 2, 0),
        ("2023-06-30", 30, 1),
        ("2019-05", 0, 0),
    ],
)
def test_a_body_lasts_whole_months_after_the_end(until, months, enough):
    reading = lasting(until)
    assert values(reading) == {"team": months}
    assert (reading.value, reading.n) == (enough, 1)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 3000))
def test_months_are_those_of_the_calendar(start, days):
    until = start + dt.timedelta(days=days)
    assert values(lasting(until.isoformat(), start.isoformat())) == {"team": by_counting(start, until)}


def test_the_end_is_the_last_outside_money_or_the_programmes_or_the_activitys():
    team = pb.Activity("team", "Team", led_by="members", date="2018-01-01", active_until="2021-12-31")
    gifts = [
        gift("firm", 10, period=2019),
        gift("firm", 10, period=2020),
        gift("members", 10, period=2023),
        gift("firm", 10, period=2024, status="promised"),
        gift("firm", 10, "goods", period=2025),
        gift("firm", 10),
    ]
    made = programme(MEMBERS, FIRM, period="2018/2022", activities=[team], contributions=gifts)
    assert values(read("resources.lasting", made, months=12)) == {"team": 12}
    dry = attrs.evolve(made, contributions=())
    assert values(read("resources.lasting", dry, months=12)) == {"team": 0}
    timeless = attrs.evolve(dry, period=None)
    assert values(read("resources.lasting", timeless, months=12)) == {"team": 47}
    unbegun = attrs.evolve(timeless, activities=[attrs.evolve(team, date=None)])
    assert read("resources.lasting", unbegun, months=12).value is None


def test_only_bodies_led_from_inside_with_a_last_day_count():
    made = programme(
        MEMBERS,
        FIRM,
        period=2020,
        activities=[
            pb.Activity("ours", "Ours", led_by="members", active_until=2022, basis="derived"),
            pb.Activity("joint", "Joint", led_by=["members", "firm"], active_until="2021-03"),
            pb.Activity("theirs", "Theirs", led_by="firm", active_until=2022),
            pb.Activity("nobodys", "Nobody's", active_until=2022),
            pb.Activity("open", "Open", led_by="members"),
        ],
    )
    reading = read("resources.lasting", made, months=12)
    assert (reading.value, reading.n, reading.of) == (1, 2, "inside bodies")
    assert values(reading) == {"ours": 24, "joint": 3}
    assert not reading.derived
    assert read("resources.lasting", made, months=3).value == 2
    assert read("resources.lasting", made, months=24.5).value == 0
    assert read("resources.lasting", programme(MEMBERS), months=12).value is None
