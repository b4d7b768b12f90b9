"""Three-valued logic, shares with unrecorded parts, and what decides an indicator: against every completion."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import attrs
import pytest
from measures.builders import ARTICLE

import pemberdayaan as pb
from pemberdayaan.measures.gate import decide, judge, status
from pemberdayaan.measures.initiative import share_of
from pemberdayaan.measures.kleene import KEPT, Fact, all_of, any_of, either

TRUTHS = (True, False, None)
LISTS = [values for length in range(4) for values in product(TRUTHS, repeat=length)]


def completions(values: tuple[bool | None, ...]) -> Iterator[tuple[bool, ...]]:
    """Every way in which what is unknown may turn out."""
    return product(*[(True, False) if one is None else (one,) for one in values])


def certain(truths: set[bool]) -> bool | None:
    """What holds however the unknown turns out."""
    return truths.pop() if len(truths) == 1 else None


@pytest.mark.parametrize("values", LISTS)
def test_all_and_any_are_what_holds_in_every_completion(values):
    assert all_of(values) is certain({all(each) for each in completions(values)})
    assert any_of(values) is certain({any(each) for each in completions(values)})


@pytest.mark.parametrize("values", LISTS)
def test_either_rests_on_the_facts_that_decide(values):
    facts = [Fact(truth, (("ties", i),), (("remarks", i),)) for i, truth in enumerate(values)]
    found = either(facts)
    expected = any_of(values) if values else None
    assert found.truth is expected
    deciding = {i for i, truth in enumerate(values) if truth is expected and truth is not None}
    assert {index for _, index in found.evidence} == deciding
    disputed = set(range(len(values))) if expected is None else deciding
    assert {index for _, index in found.contested} == disputed


def test_of_many_records_only_the_first_are_kept():
    found = either([Fact(True, (("ties", i),)) for i in range(3 * KEPT)])
    assert [index for _, index in found.evidence] == list(range(KEPT))


@pytest.mark.parametrize(("yes", "no", "unknown"), list(product(range(4), repeat=3)))
def test_a_share_lies_between_its_extreme_completions(yes, no, unknown):
    found = share_of(yes, no, unknown)
    if yes + no == 0:
        assert found is None
        return
    shares = [Fraction(yes + more, yes + no + unknown) for more in range(unknown + 1)]
    assert found == (shares[0] if unknown == 0 else (shares[0], shares[-1]))


TESTS = {
    "at_least": int.__ge__,
    "above": int.__gt__,
    "at_most": int.__le__,
    "below": int.__lt__,
}


@pytest.mark.parametrize("kind", TESTS)
@pytest.mark.parametrize("threshold", range(4))
def test_an_interval_decides_where_all_of_it_does(kind, threshold):
    when = pb.Condition(**{kind: threshold})
    for low, high in product(range(4), repeat=2):
        if low <= high:
            truth = certain({TESTS[kind](value, threshold) for value in range(low, high + 1)})
            assert decide((low, high), when) is truth, (low, high)
            assert decide((Fraction(low), float(high)), when) is truth, (low, high)
    for value in range(4):
        assert decide(value, when) is TESTS[kind](value, threshold)


@pytest.mark.parametrize(
    ("value", "when", "truth"),
    [
        ("inside", {"is_": ["inside"]}, True),
        ("outside", {"is_": ["inside"]}, False),
        ("joint", {"is_": ["inside", "joint"]}, True),
        (None, {"is_": ["inside"]}, None),
        (None, {"at_least": 0}, None),
        # a word against a number and a number against a word decide nothing
        ("inside", {"at_least": 0}, None),
        (3, {"is_": ["3"]}, None),
        ((1, 3), {"is_": ["3"]}, None),
        (math.nan, {"at_least": 0}, None),
        ((math.nan, 2), {"at_least": 0}, None),
        # an open end
        ((1, math.inf), {"at_least": 1}, True),
        ((0, math.inf), {"at_least": 1}, None),
        ((3, math.inf), {"at_most": 2}, False),
        # exactly on the line, which no float may decide
        (Fraction(1, 2), {"above": "1/2"}, False),
        (Fraction(1, 2), {"at_least": "1/2"}, True),
        (Fraction(1, 3), {"at_least": 0.3333333333333333}, True),
        (0.7, {"at_least": 0.7}, True),
        (0.7, {"above": 0.7}, False),
        (0.3, {"at_most": "3/10"}, True),
        (0.3, {"below": 0.3}, False),
        ((0.7, 0.8), {"at_least": 0.7}, True),
        (2 / 3, {"at_least": "2/3"}, True),
        (2 / 3, {"above": "2/3"}, False),
        (0.1 + 0.2, {"above": 0.3}, True),
    ],
)
def test_a_value_decides(value, when, truth):
    assert decide(value, pb.Condition(**when)) is truth


@pytest.mark.parametrize(("truth", "said"), [(True, "met"), (False, "unmet"), (None, "unknown")])
def test_a_truth_has_its_word(truth, said):
    assert status(truth).value == said


# --- the criterion over its indicators -------------------------------------------------------------------------------

CASES = [(truth, derived) for truth in TRUTHS for derived in (False, True)]


def judged(join: str, given: tuple[tuple[bool | None, bool], ...]) -> pb.CriterionResult:
    """A criterion whose indicators are met, unmet or unknown, by derived readings or others."""
    one = pb.Indicator("i", "I", part_of="criterion.c", measure="x.y", met_when=pb.Condition(at_least=1))
    indicators = [attrs.evolve(one, key=f"i{i}", qualifier=f"by {i}") for i in range(len(given))]
    rule = pb.GateRule("g", "G", {"c": join})
    framework = pb.Framework("f", "F", criteria=[pb.Criterion("c", "C")], indicators=indicators, rules=[rule])
    readings = {
        f"i{i}": pb.Reading(None if truth is None else int(truth), derived=derived and truth is not None)
        for i, (truth, derived) in enumerate(given)
    }
    (result,) = judge(framework, rule, readings)
    return result


@pytest.mark.parametrize("join", pb.Join)
@pytest.mark.parametrize("length", [0, 1, 2, 3])
def test_a_criterion_is_joined_and_knows_what_it_owes_to_derived_readings(join, length):
    joined = all_of if join is pb.Join.ALL else any_of
    for given in product(CASES, repeat=length):
        result = judged(join, given)
        truths = [truth for truth, _ in given]
        truth = joined(truths) if truths else None
        assert result.status is status(truth), given
        # Without its derived readings it would be undecided.
        stated = joined(None if derived else truth for truth, derived in given) if truths else None
        assert result.derived is (truth is not None and stated is None), given
        assert result.known is any(one is not None for one in truths)
        # The words of an indicator stand where it alone meets what several may meet.
        alone = join is pb.Join.ANY and length > 1 and truths.count(True) == 1
        expected = [f"by {truths.index(True)}"] if alone else []
        assert [str(text) for text in result.qualifiers] == expected, given


def test_what_a_criterion_rests_on_is_what_its_deciding_indicators_rest_on():
    def trace(name: str) -> pb.Trace:
        return pb.Trace(name, name, (name,))

    one = ARTICLE["indicator.participation_phases"]
    results = tuple(
        pb.IndicatorResult(f"i{i}", pb.Reading(i, evidence=[trace(f"e{i}")], contested=[trace(f"c{i}")]), each)
        for i, each in enumerate([pb.Status.MET, pb.Status.UNMET, pb.Status.UNKNOWN, pb.Status.UNMET])
    )
    result = pb.CriterionResult(one.key, pb.Status.UNMET, pb.Join.ALL, results)
    assert [each.record for each in result.evidence] == ["e1", "e3"]
    assert [each.record for each in result.contested] == ["c1", "c3"]
