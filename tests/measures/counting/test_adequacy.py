"""From answers to indicators: by hand on the line, and by brute force over everything that gaps may hide."""

import itertools
import math
from fractions import Fraction

import attrs
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pemberdayaan as pb
from pemberdayaan.measures.counting.adequacy import adequacy
from pemberdayaan.model.adequacy import Adequacy, Battery

YES = pb.Condition(is_="yes")


def framework(**indicators):
    return pb.Framework("own", "Own", indicators=[pb.Indicator(k, k, adequate=one) for k, one in indicators.items()])


def decided(adequate, rows, coding="adequate"):
    """What becomes of persons, each a list of the answers in the order of the questions."""
    frame = pd.DataFrame(rows, columns=list(adequate.questions), dtype=object)
    return [row["it"] for row in adequacy(frame, framework(it=adequate), coding=coding).rows()]


def codes(error):
    return [(one.where, one.code) for one in error.value.faults]


# --- by hand ---------------------------------------------------------------------------------------------------------

# One activity: made to (weight -2), what others would think (-1), finding it right (3), each from 1 to 4.
MOTIVES = [
    Battery(["made_to"], weight=-2, choices="1 2 3 4".split(), not_applicable="8"),
    Battery(["others"], weight=-1, choices="1 2 3 4".split(), not_applicable="8"),
    Battery(["right"], weight=3, choices="1 2 3 4".split(), not_applicable="8"),
]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((1, 1, 4), 1),  # -2 - 1 + 12 = 9, the highest there is
        ((4, 4, 1), 0),  # -8 - 4 + 3 = -9, the lowest
        ((1, 3, 2), 0),  # -2 - 3 + 6 = 1, on the line, which is not above it
        ((1, 2, 2), 1),  # -2 - 2 + 6 = 2
        ((2, 2, 2), 0),  # 0
        ((None, 1, 4), 1),  # -8 - 1 + 12 = 3 at the least
        ((None, 4, 2), 0),  # -2 - 4 + 6 = 0 at the most
        ((None, 2, 2), None),  # 2 at the most, -4 at the least
        ((8, 8, 8), None),
        ((8, 1, 4), 1),  # as if it were not answered: the activity is there
    ],
)
def test_the_relative_autonomy_index_by_hand(answers, expected):
    assert decided(Adequacy("autonomy", MOTIVES, threshold=1), [answers]) == [expected]


def test_autonomy_in_one_activity_is_enough():
    batteries = [
        Battery(["crops_made_to", "fish_made_to"], weight=-2, not_applicable="8"),
        Battery(["crops_right", "fish_right"], weight=3, not_applicable="8"),
    ]
    adequate = Adequacy("autonomy", batteries, threshold=1)
    # In the order of the questions: crops and fish made to, crops and fish right.
    rows = [(4, 1, 1, 4), (4, 8, 1, 8), (8, 8, 8, 8), (4, None, 1, None), (4, None, 1, 4), (1, None, 4, None)]
    assert decided(adequate, rows) == [1, 0, None, None, None, 1]


HOURS = [Battery(["work", "care"]), Battery(["work_beside", "care_beside"], weight="1/2")]
LOAD = Adequacy("workload", HOURS, threshold=10.5)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ((8, 0, 5, 0), 1),  # 8 + 5/2 = 10.5: on the line is not over it
        ((8, 0, 5.25, 0), 0),
        ((10.5, 0, 0, 0), 1),
        ((0.3, 9.3, 1.8, 0), 1),  # 10.5 in decimals, a little more in floats
        ((3.1, 7.2, 0.1, 0.3), 1),  # 10.3 + 0.2
        ((3.1, 7.2, 0.1, 0.32), 0),
        ((11, None, 0, 0), 0),  # over it whatever the rest
        ((10, 0, None, 0), None),  # up to 12 more
        ((0, 0, 0, None), None),  # 12 beside at the most
        ((None, None, None, None), None),
    ],
)
def test_a_workload_on_the_line_is_adequate(hours, expected):
    assert decided(LOAD, [hours]) == [expected]


def test_floats_alone_would_misplace_the_person_on_the_line():
    assert 0.3 + 9.3 + 0.5 * 1.8 > 10.5


def test_hours_that_can_fill_no_more_than_the_day_decide_it():
    # A day that has 20 hours of work already leaves 4, and a limit of 24 cannot be passed.
    adequate = Adequacy("workload", [Battery(["work", "care"])], threshold=24)
    assert decided(adequate, [(20, None), (None, None)]) == [1, 1]


def test_half_floats_are_read_by_their_decimals():
    frame = pd.DataFrame({"a": np.array([0.1, 0.2], np.float32)})
    adequate = Adequacy("value", [Battery("a", counts=pb.Condition(above=0.1))])
    assert [row["it"] for row in adequacy(frame, framework(it=adequate)).rows()] == [1, 0]


def test_large_assets_weigh_two_and_small_ones_one():
    large = Battery(["land", "cattle"], counts=YES, weight=2, not_applicable="none")
    small = Battery(["hoe", "fowl"], counts=YES, not_applicable="none")
    adequate = Adequacy("at_least", [large, small], threshold=2, uninvolved="inadequate")
    rows = [
        ("yes", "no", "no", "no"),
        ("no", "no", "yes", "yes"),
        ("no", "none", "yes", "no"),
        ("none", "none", "none", "none"),
        ("no", "no", "yes", None),
        ("no", "none", "no", None),
        ("none", "none", "none", None),  # a hoe more or less is never enough, and nothing is inadequate too
    ]
    assert decided(adequate, rows) == [1, 1, 0, 0, None, 0, 0]


def test_what_becomes_of_who_takes_part_in_nothing_is_said_by_the_rule():
    for uninvolved, expected in (("adequate", 1), ("inadequate", 0), ("missing", None)):
        battery = Battery(["a", "b"], counts=YES, not_applicable="apart")
        adequate = Adequacy("any", [battery], uninvolved=uninvolved)
        assert decided(adequate, [("apart", "apart"), ("apart", "yes")]) == [expected, 1]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("at_least", [0, 1, 1, None]),
        ("above", [0, 0, 1, None]),
        ("at_most", [1, 1, 0, None]),
        ("below", [1, 0, 0, None]),
    ],
)
def test_one_number_against_a_condition(condition, expected):
    adequate = Adequacy("value", [Battery("leisure", counts=pb.Condition(**{condition: 5}))])
    assert decided(adequate, [(4,), (5,), (10,), (None,)]) == expected


def test_where_nothing_may_apply_it_is_known_only_if_both_come_to_the_same():
    small = Battery(["hoe", "fowl"], counts=YES, not_applicable="none")
    large = Battery(["land"], counts=YES, weight=2, not_applicable="none")
    # A hoe more or less is not enough; but perhaps there is none, and nothing else is there.
    rows = [(None, "none", "none"), (None, "no", "none")]
    for uninvolved, expected in (("adequate", None), ("inadequate", 0), ("missing", None)):
        adequate = Adequacy("at_least", [small, large], threshold=2, uninvolved=uninvolved)
        assert decided(adequate, rows) == [expected, 0]
    # A question that is asked of everybody applies, whatever the answer.
    everybody = Adequacy(
        "at_least",
        [Battery("hoe", counts=YES), attrs.evolve(large, questions=["land"])],
        threshold=2,
        uninvolved="adequate",
    )
    assert decided(everybody, [(None, "none")]) == [0]


def test_hours_of_what_a_person_does_not_do_are_none():
    adequate = Adequacy("workload", [Battery(["work", "care"], not_applicable="98")], threshold=10)
    assert decided(adequate, [(10, 98), (98, 10.5), (98, 98), (98, None)]) == [1, 0, None, None]
    kind = attrs.evolve(adequate, uninvolved="adequate")
    assert decided(kind, [(98, 98), (98, None)]) == [1, None]


def test_a_motive_that_does_not_apply_beside_one_that_is_answered_is_a_blank():
    own = framework(it=Adequacy("autonomy", MOTIVES, threshold=1))
    table = adequacy(pd.DataFrame({"made_to": [8, 8], "others": [1, 8], "right": [2, 8]}), own)
    reasons = [(row["reason"], row["n"]) for row in table.missing.rows()]
    assert reasons == [("blank", 1), ("not_applicable", 1)]


def test_the_coding_is_said_or_taken_from_the_rule():
    adequate = Adequacy("any", [Battery("a", counts=YES)])
    rows = [("yes",), ("no",), (None,)]
    assert decided(adequate, rows, "adequate") == [1, 0, None]
    assert decided(adequate, rows, "inadequate") == [0, 1, None]
    assert decided(adequate, rows, None) == [0, 1, None]
    rule = pb.CountRule("count", "Count", weights={"it": 1}, cutoff="1/2", coding="adequate")
    whole = pb.Framework("own", "Own", indicators=[pb.Indicator("it", "It", adequate=adequate)], rules=[rule])
    table = adequacy(pd.DataFrame(rows, columns=["a"]), whole)
    assert (table.coding, [row["it"] for row in table.rows()]) == ("adequate", [1, 0, None])
    with pytest.raises(pb.InvalidInput) as error:
        adequacy(pd.DataFrame(rows, columns=["a"]), whole, coding="poor")
    assert codes(error) == [("coding", "not_a_choice")]


# Two persons by the dictionary of weai-2012, with what each indicator is and why.
PERSONS = {
    "input_food": (3, 2),  # two that count of five; one of four
    "input_cash": (98, 98),
    "input_livestock": (2, 5),
    "could_inputs": (3, 2),
    "could_sales": (1, 2),
    "made_food": (2, 98),  # -4 - 2 + 9 = 3, above 1; -2 - 3 + 6 = 1, not above it
    "others_food": (2, 98),
    "right_food": (3, 98),
    "made_livestock": (4, 1),
    "others_livestock": (4, 3),
    "right_livestock": (1, 2),
    "owns_land": ("no", "absent"),  # two small ones; one small one
    "owns_cattle": ("absent", "absent"),
    "owns_house": ("no", "no"),
    "owns_tools": ("joint", "no"),
    "owns_fowl": ("alone", "alone"),
    "sells_land": ("no", "absent"),  # one is enough; nothing to sell
    "sells_cattle": ("absent", "absent"),
    "sells_house": ("yes", "absent"),
    "loan_bank": ("absent", "absent"),  # one of two sources; no credit at all
    "loan_group": ("no", "absent"),
    "loan_lender": ("yes", "absent"),
    "income_food": (1, 2),  # wages alone are enough; nothing counts
    "income_cash": (98, 98),
    "income_livestock": (2, 2),
    "income_wage": (98, 98),
    "could_wage": (3, 2),
    "member_farmers": ("no", "absent"),
    "member_savings": ("yes", "no"),
    "member_worship": (None, "no"),
    "speaks_works": (1, 1),  # with great difficulty is not never
    "speaks_wages": (2, 1),
    "speaks_misdeeds": (None, 1),
    "hours_farm": (4.25, 4.25),  # 8.25 + 4.5/2 = 10.5, on the line; a quarter of an hour beside it more
    "hours_paid": (0, 0),
    "hours_home": (4, 4),
    "hours_beside_farm": (0.5, 0.5),
    "hours_beside_care": (4, 4.25),
    "content_leisure": (5, 4),
}


def test_two_persons_by_the_dictionary_of_the_weai():
    columns = {name: pd.Series(answers, dtype=object) for name, answers in PERSONS.items()}
    table = adequacy(pd.DataFrame(columns), "weai-2012")
    weights = dict(pb.framework("weai-2012").rule("count").weights)
    assert table.indicators == tuple(weights)
    assert table.coding == "inadequate"
    one, two = table.values.tolist()
    assert one == [0.0] * 10
    assert two == [1.0] * 10


# --- by brute force --------------------------------------------------------------------------------------------------

ANSWERS = ("yes", "no", "apart", None)


def by_count(how, answers, weights, threshold, uninvolved):
    """One person without gaps, in plain Python."""
    here = [(one == "yes", weight) for one, weight in zip(answers, weights, strict=True) if one != "apart"]
    if not here:
        return uninvolved
    if how == "all":
        return all(yes for yes, _ in here)
    return sum(weight for yes, weight in here if yes) >= (threshold if how == "at_least" else min(weights))


def over_all(outcomes):
    """What is the same whatever the gaps hide, else None."""
    found = set(outcomes)
    return None if len(found) > 1 else next(iter(found))


OUTCOMES = {"adequate": True, "inadequate": False, "missing": None}


@given(st.data())
def test_counted_answers_are_decided_as_by_all_that_gaps_may_hide(data):
    how = data.draw(st.sampled_from(["any", "all", "at_least"]))
    sizes = data.draw(st.lists(st.integers(1, 2), min_size=1, max_size=2))
    weights = [data.draw(st.fractions("1/3", 3)) if how == "at_least" else Fraction(1) for _ in sizes]
    may = [data.draw(st.booleans()) for _ in sizes]
    most = sum(size * weight for size, weight in zip(sizes, weights, strict=True))
    threshold = data.draw(st.fractions("1/5", 1)) * most if how == "at_least" else None
    uninvolved = data.draw(st.sampled_from(list(OUTCOMES)))
    batteries = [
        Battery([f"q{i}_{j}" for j in range(size)], counts=YES, weight=w, not_applicable=["apart"] if apart else [])
        for i, (size, w, apart) in enumerate(zip(sizes, weights, may, strict=True))
    ]
    each = [(w, apart) for size, w, apart in zip(sizes, weights, may, strict=True) for _ in range(size)]
    offered = [[one for one in ANSWERS if apart or one != "apart"] for _, apart in each]
    people = data.draw(st.lists(st.tuples(*map(st.sampled_from, offered)), min_size=1, max_size=6))
    adequate = Adequacy(how, batteries, threshold=threshold, uninvolved=uninvolved)
    expected = []
    for person in people:
        filled = itertools.product(*([one] if one else offered[i][:-1] for i, one in enumerate(person)))
        plain = [w for w, _ in each]
        expected.append(over_all(by_count(how, one, plain, threshold, OUTCOMES[uninvolved]) for one in filled))
    assert decided(adequate, people) == expected


@given(st.data())
def test_autonomy_is_decided_as_by_all_that_gaps_may_hide(data):
    n = data.draw(st.integers(1, 2))
    scale = data.draw(st.sampled_from([(1, 4), (0, 1, 2)]))
    weights = data.draw(st.lists(st.sampled_from([-2, -1, 1, 3]), min_size=2, max_size=2))
    apart = data.draw(st.booleans())
    uninvolved = data.draw(st.sampled_from(list(OUTCOMES)))
    # So that one activity may stand on either side.
    low, high = (sum(w * pick(w * x for x in scale) // w for w in weights) for pick in (min, max))
    threshold = data.draw(st.integers(low, high - 1))
    batteries = [
        Battery(
            [f"b{b}_{i}" for i in range(n)],
            weight=w,
            choices=[str(x) for x in scale],
            not_applicable=["8"] if apart else [],
        )
        for b, w in enumerate(weights)
    ]
    cell = st.sampled_from([*scale, None, *([8] if apart else [])])
    people = data.draw(st.lists(st.tuples(*[cell] * (2 * n)), min_size=1, max_size=5))
    adequate = Adequacy("autonomy", batteries, threshold=threshold, uninvolved=uninvolved)

    def ways(cells):
        """All complete answers to one activity: None if it does not apply."""
        known = [one not in (None, 8) for one in cells]
        if not any(known) and 8 in cells:
            return [None]
        full = list(itertools.product(*([one] if here else scale for one, here in zip(cells, known, strict=True))))
        return [*full, None] if apart and not any(known) else full

    def outcome(activities):
        sums = [sum(w * x for w, x in zip(weights, one, strict=True)) for one in activities if one is not None]
        return any(total > threshold for total in sums) if sums else OUTCOMES[uninvolved]

    expected = [over_all(map(outcome, itertools.product(*(ways(person[i::n]) for i in range(n))))) for person in people]
    assert decided(adequate, people) == expected


@given(st.data())
def test_a_workload_is_decided_as_by_all_that_gaps_may_hide(data):
    hours = st.sampled_from([0, 0.1, 2.5, 7.2, 8.3, 12])
    people = data.draw(st.lists(st.tuples(*[hours | st.none()] * 3), min_size=1, max_size=5))
    weight = data.draw(st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(1)]))
    threshold = data.draw(st.sampled_from([Fraction("10.5"), Fraction("10.8"), Fraction("15.5"), Fraction(30)]))
    batteries = [Battery(["a"]), Battery(["b", "c"], weight=weight)]
    people = [one for one in people if (one[1] or 0) + (one[2] or 0) <= 24]
    expected = []
    for a, b, c in people:
        # The ends of what a gap may hide; between them the sum runs through.
        beside = Fraction(str(b or 0)) + Fraction(str(c or 0))
        least = Fraction(str(a or 0)) + weight * beside
        most = (24 if a is None else Fraction(str(a))) + weight * (24 if None in (b, c) else beside)
        expected.append(True if most <= threshold else False if least > threshold else None)
    assert not people or decided(Adequacy("workload", batteries, threshold=threshold), people) == expected


@given(st.lists(st.sampled_from(["yes", "no", "apart", None]), min_size=3, max_size=3), st.permutations(range(3)))
def test_the_order_of_questions_does_not_matter(answers, order):
    for how in ("any", "all"):
        results = [
            decided(Adequacy(how, [Battery([f"q{i}" for i in places], counts=YES, not_applicable="apart")]), [cells])
            for places, cells in (((0, 1, 2), answers), (order, [answers[i] for i in order]))
        ]
        assert results[0] == results[1]


@given(st.lists(st.sampled_from([0, 1, 2, 3, None]), min_size=4, max_size=4), st.integers(0, 3))
def test_a_better_answer_never_makes_inadequate(answers, place):
    adequate = Adequacy("at_least", [Battery(list("abcd"), counts=pb.Condition(at_least=2))], threshold=2)
    better = [3 if i == place else one for i, one in enumerate(answers)]
    rank = {0: 0, None: 1, 1: 2}
    before, after = decided(adequate, [answers, better])
    assert rank[after] >= rank[before]


# --- why it is missing, and what is refused --------------------------------------------------------------------------


def test_what_is_missing_is_counted_by_indicator_and_reason():
    frame = pd.DataFrame(
        {
            "a": ["yes", None, "99", "98", "apart", "99"],
            "b": ["no", "no", "no", "no", "apart", None],
            "n": [1, 2, 9, None, 3, 9],
        }
    )
    own = framework(
        voice=Adequacy("any", [Battery(["a", "b"], counts=YES, not_applicable="apart")]),
        rest=Adequacy("value", [Battery("n", counts=pb.Condition(at_least=2))]),
    )
    data = pb.Population(frame, answers={"99": "refused", "98": "do_not_know", 9: "refused"})
    table = adequacy(data, own)
    assert table.missing.rows() == [
        {"indicator": "voice", "reason": "blank", "n": 2},
        {"indicator": "voice", "reason": "do_not_know", "n": 1},
        {"indicator": "voice", "reason": "refused", "n": 1},
        {"indicator": "voice", "reason": "not_applicable", "n": 1},
        {"indicator": "rest", "reason": "blank", "n": 1},
        {"indicator": "rest", "reason": "refused", "n": 2},
    ]
    assert np.isnan(table.values).sum() == sum(row["n"] for row in table.missing.rows())
    assert repr(table).startswith("AdequacyTable: 6 units in 2 indicators, 1 for inadequate; 5 units with a missing")
    assert repr(table.missing).startswith("Undecided: 2 voice (blank), ")


def test_every_fault_of_one_kind_comes_at_once():
    own = framework(load=LOAD, voice=Adequacy("any", [Battery("a", counts=YES, choices=["yes", "no"])]))
    with pytest.raises(pb.InvalidInput) as error:
        adequacy(pd.DataFrame({"work": [1], "care": [1]}), own)
    assert codes(error) == [(f"$.{one}", "no_such") for one in ("work_beside", "care_beside", "a")]
    frame = pd.DataFrame(
        {
            "work": [8, 20, -1, 25, 12],
            "care": [0, 5, 0, 0, 12],
            "work_beside": [0, 0, 0, 0, 24],
            "care_beside": 0.0,
            "a": ["yes", "maybe", "no", None, "Yes"],
        }
    )
    with pytest.raises(pb.InvalidInput) as error:
        adequacy(frame, own)
    assert codes(error) == [
        ("$.a", "cell_choice"),
        ("$.a", "cell_choice"),
        ("$.work", "cell_scale"),
        ("$.work", "cell_scale"),
        ("$.load", "day_hours"),
    ]
    assert [one.values["rows"] for one in error.value.faults] == ["1", "4", "2", "3", "1"]
    with pytest.raises(pb.InvalidInput) as error:
        adequacy(frame.assign(work="eight"), own)
    assert codes(error) == [("$.work", "cell_text")]


def test_codes_outside_the_scale_are_refused_and_a_list_is_no_answer():
    scale = Battery("a", counts=pb.Condition(at_least=2), choices=["1", "2", "3"], not_applicable="8")
    own = framework(it=Adequacy("value", [scale]))
    with pytest.raises(pb.InvalidInput) as error:
        adequacy(pd.DataFrame({"a": [1, 8, 4, 2.5]}), own)
    assert [one.values["given"] for one in error.value.faults] == [4, 2.5]
    with pytest.raises(pb.InvalidInput) as error:
        adequacy(pl.DataFrame({"a": [["yes"]]}), framework(it=Adequacy("any", [Battery("a", counts=YES)])))
    assert codes(error) == [("$.a", "wrong_type")]


def test_a_truth_value_beside_a_number_is_read_as_it_is_written():
    own = framework(it=Adequacy("any", [Battery("a", counts=pb.Condition(is_="true"), choices=["true", "1", "0"])]))
    frame = pd.DataFrame({"a": [1, True, 1.0, None, 0]}, dtype=object)
    assert [row["it"] for row in adequacy(frame, own, coding="adequate").rows()] == [0, 1, 0, None, 0]


def test_a_framework_without_a_dictionary_and_a_unit_named_as_an_indicator():
    with pytest.raises(pb.InvalidInput) as error:
        adequacy(pd.DataFrame({"a": [1]}), "arnstein-1969")
    assert codes(error) == [("$", "no_adequacy")]
    own = framework(it=Adequacy("any", [Battery("a", counts=YES)]))
    with pytest.raises(pb.InvalidInput) as error:
        adequacy(pb.Population(pd.DataFrame({"a": ["yes"], "it": [1]}), unit="it"), own)
    assert codes(error) == [("$.it", "repeated_key")]


# --- frames ----------------------------------------------------------------------------------------------------------

MAKERS = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": lambda data: duckdb.connect().from_arrow(pa.table(data)),
}
GIVEN_BACK = {"pandas": "pandas", "polars": "polars", "lazy": "polars", "pyarrow": "pyarrow", "duckdb": "pyarrow"}
PLAIN = {
    "who": ["A", "B", "C"],
    "round": [1, 1, 1],
    "member": [True, False, None],
    "grade": [1, 2, None],
    "hours": [10.5, 10.75, None],
}
KINDS = framework(
    member=Adequacy("any", [Battery("member", counts=pb.Condition(is_="true"))]),
    grade=Adequacy("any", [Battery("grade", counts=pb.Condition(is_="1"))]),
    load=Adequacy("workload", [Battery("hours")], threshold=10.5),
)


@pytest.mark.parametrize("name", MAKERS)
def test_every_frame_gives_the_same(name):
    table = adequacy(pb.Population(MAKERS[name](PLAIN), unit="who", time="round"), KINDS)
    keys = [{"who": who, "round": 1} for who in "ABC"]
    values = [(0, 0, 0), (1, 1, 1), (None, None, None)]
    assert table.rows() == [
        {**key, **dict(zip(("member", "grade", "load"), row, strict=True))}
        for key, row in zip(keys, values, strict=True)
    ]
    assert type(table.to_frame()).__module__.split(".")[0] == GIVEN_BACK[name]
    assert table.provenance.framework == "own"
    changed = {**PLAIN, "member": [True, True, None]}
    again = adequacy(pb.Population(MAKERS[name](changed), unit="who", time="round"), KINDS)
    assert again.provenance.digest != table.provenance.digest


def test_without_a_unit_rows_have_numbers_and_names_lead_to_columns():
    frame = pd.DataFrame({"g1": ["yes", "no"]})
    own = framework(it=Adequacy("any", [Battery("member", counts=YES)]))
    table = adequacy(pb.Population(frame, names={"member": "g1"}), own)
    assert table.rows() == [{"unit": 0, "it": 0}, {"unit": 1, "it": 1}]
    assert not table.values.flags.writeable
    assert math.isnan(adequacy(pd.DataFrame({"member": [None]}), own).values[0, 0])
