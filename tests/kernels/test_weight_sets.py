"""Many sets of weights at once are each set by itself, person by person."""

from fractions import Fraction
from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import weight_sets
from pemberdayaan.kernels.alkire_foster import estimates, poverty_line, row_sums
from pemberdayaan.kernels.patterns import pack
from pemberdayaan.kernels.weight_sets import weight_set_estimates

GROUPS = 3


@st.composite
def surveys(draw):
    """Noughts and ones, groups, what rows count for, sets of weights with their lines."""
    width, n, s = draw(st.integers(1, 6) | st.just(20)), draw(st.integers(1, 15)), draw(st.integers(1, 5))
    values = draw(arrays(np.uint8, (n, width), elements=st.integers(0, 1)))
    groups = draw(arrays(np.int64, n, elements=st.integers(0, GROUPS - 1)))
    counted = draw(arrays(np.int64, n, elements=st.integers(0, 4)) | st.none())
    most = draw(st.sampled_from([3, 10**6]))
    one = arrays(np.int64, width, elements=st.integers(0, most)).filter(lambda weights: weights.any())
    sets = np.array(draw(st.lists(one, min_size=s, max_size=s)))
    cutoff = draw(st.sampled_from([Fraction(1, 5), Fraction(1, 3), Fraction(1, 2), Fraction(1)]))
    lines = np.array([poverty_line(cutoff, int(weights.sum())) for weights in sets])
    return values, groups, counted, sets, lines


def by_person(values, counted, weights, line):
    """H, A and M0 of one group and one set in fractions; -1 where not defined."""
    everyone = poor = scored = 0
    for row, times in zip(values.tolist(), counted.tolist(), strict=True):
        score = sum(weight for weight, deprived in zip(weights.tolist(), row, strict=True) if deprived)
        everyone += times
        poor += times * (score >= line)
        scored += times * score * (score >= line)
    whole = int(weights.sum())
    h, m = (Fraction(poor, everyone), Fraction(scored, everyone * whole)) if everyone else (-1, -1)
    return float(h), float(Fraction(scored, poor * whole)) if poor else -1.0, float(m)


@given(surveys(), st.sampled_from([1, 4_000_000]), st.sampled_from([2, 1 << 16]))
def test_it_is_each_set_by_itself(survey, at_once, patterns):
    values, groups, counted, sets, lines = survey
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weight_sets, "_AT_ONCE", at_once)
        patch.setattr(weight_sets, "_PATTERNS", patterns)
        found = weight_set_estimates(
            pack(values), sets, lines, sample_weights=counted, groups=groups, n_groups=GROUPS, undefined=-1.0
        )
    times = np.ones(len(values), int) if counted is None else counted
    for place, (weights, line) in enumerate(zip(sets, lines, strict=True)):
        sums = row_sums(pack(values), weights, int(line), sample_weights=counted, cells=groups, n_cells=GROUPS)
        alone = estimates(sums, weights, undefined=-1.0)
        # Whole numbers until the one division: equal to the last bit.
        for name in found._fields:
            assert getattr(found, name)[place].tolist() == getattr(alone, name).tolist()
        for group in range(GROUPS):
            here = groups == group
            assert tuple(value[place, group] for value in found) == by_person(values[here], times[here], weights, line)


@given(surveys())
def test_a_table_of_patterns_is_its_rows(survey):
    values, groups, counted, sets, lines = survey
    codes = pack(values)
    times = np.ones(len(values)) if counted is None else counted
    pairs, place = np.unique(np.column_stack([groups, codes]), axis=0, return_inverse=True)
    sums = np.bincount(place.reshape(-1), times)
    said = {"n_groups": GROUPS, "undefined": -1.0}
    rows = weight_set_estimates(codes, sets, lines, sample_weights=counted, groups=groups, **said)
    table = weight_set_estimates(
        pairs[:, 1].astype(codes.dtype), sets, lines, sample_weights=sums, groups=pairs[:, 0], **said
    )
    for here, there in zip(rows, table, strict=True):
        assert here.tolist() == there.tolist()


def test_a_score_on_the_line_is_poor_and_one_below_it_is_not():
    sets = np.array([[1, 2**52], [2, 2**52]])
    found = weight_set_estimates(np.array([2], dtype=np.uint16), sets, np.array([2**52, 2**52 + 1]), undefined=-1.0)
    assert found.H[:, 0].tolist() == [1.0, 0.0]


CODES, SET, LINE = np.array([1, 2], dtype=np.uint16), np.array([[1, 2]]), np.array([2])


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: weight_set_estimates(CODES, SET / 3, LINE), "wrong_type"),
        (lambda: weight_set_estimates(CODES, SET, LINE / 3), "wrong_type"),
        (lambda: weight_set_estimates(CODES, SET[0], LINE), "shape"),
        (lambda: weight_set_estimates(CODES, SET, np.array([1, 1])), "shape"),
        (lambda: weight_set_estimates(CODES, np.ones((1, 65), int), LINE), "out_of_range"),
        (lambda: weight_set_estimates(CODES, np.array([[3, -1]]), LINE), "bad_weight"),
        (lambda: weight_set_estimates(CODES, 0 * SET, LINE), "bad_weight"),
        (lambda: weight_set_estimates(CODES, 2**52 * SET, LINE), "out_of_range"),
        (lambda: weight_set_estimates(CODES, SET, 0 * LINE), "out_of_range"),
        (lambda: weight_set_estimates(2 * CODES, SET, LINE), "out_of_range"),
        (lambda: weight_set_estimates(CODES, SET, LINE, groups=np.array([0, 1])), "out_of_range"),
        (lambda: weight_set_estimates(CODES, SET, LINE, sample_weights=np.array([1.0, -1.0])), "weight"),
        (lambda: weight_set_estimates(CODES, SET, LINE, n_groups=2), "nothing_to_divide_by"),
        (lambda: weight_set_estimates(CODES, SET, np.array([4])), "nothing_to_divide_by"),
    ],
    ids=count(),
)
def test_what_is_refused(run, code):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [one.code for one in raised.value.faults] == [code]
