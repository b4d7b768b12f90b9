"""The cheapest steps against all that there are."""

from itertools import count, product

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.covering import cheapest, greedy

whole_costs = st.integers(0, 20).map(float)


@st.composite
def problems(draw, costs=whole_costs):
    k = draw(st.integers(1, 4))
    gains = draw(st.lists(st.sampled_from([1, 2, 3, 12, 35, 140]), min_size=k, max_size=k))
    room = draw(st.lists(st.integers(0, 4), min_size=k, max_size=k))
    most = sum(gain * steps for gain, steps in zip(gains, room, strict=True))
    prices = draw(st.lists(costs, min_size=k, max_size=k))
    return np.array(gains), np.array(prices), np.array(room), draw(st.integers(-2, most))


def least_cost(gains, costs, room, needed):
    tried = product(*(range(steps + 1) for steps in room.tolist()))
    enough = (one for one in tried if sum(g * r for g, r in zip(gains.tolist(), one, strict=True)) >= needed)
    return min(sum(c * r for c, r in zip(costs.tolist(), one, strict=True)) for one in enough)


def holds(problem, taken):
    gains, costs, room, needed = problem
    assert ((taken >= 0) & (taken <= room)).all()
    assert gains @ taken >= needed
    # None can be taken back.
    assert all(gains @ taken - gains[j] < needed for j in np.flatnonzero(taken))
    return costs @ taken


@given(problems())
def test_nothing_is_cheaper(problem):
    taken = cheapest(*problem)
    assert taken.dtype == np.int64
    assert holds(problem, taken) == least_cost(*problem)
    np.testing.assert_array_equal(taken, cheapest(*problem))


@given(problems(costs=st.one_of(st.just(0.0), st.floats(1e-7, 1e9))))
def test_nothing_is_cheaper_whatever_the_currency(problem):
    unit = min((one for one in problem[1] if one > 0), default=0.0)
    # A millionth of the cheapest step counts as nothing; sums of up to 16 floats are rounded.
    assert holds(problem, cheapest(*problem)) <= least_cost(*problem) * (1 + 1e-12) + 2e-6 * unit


@given(problems())
def test_greedy_reaches_what_is_needed_and_is_never_cheaper(problem):
    gains, costs, room, needed = problem
    steps = greedy(*problem)
    taken = np.zeros(len(gains), dtype=int)
    for j, many in steps:
        assert many >= 1
        assert taken[j] == 0
        taken[j] = many
    assert (taken <= room).all()
    assert gains @ taken >= needed
    assert costs @ taken >= least_cost(*problem)
    if steps:
        last = steps[-1][0]
        assert gains @ taken - gains[last] < needed
    worth = [costs[j] / gains[j] for j, _ in steps]
    assert worth == sorted(worth)
    assert all(taken[j] == room[j] for j, _ in steps[:-1])


# Village A of the Ministry of Villages' example stands at 4,623 of 6,300; the next status, Mandiri, begins at 5,138
# (Permendesa 2/2016: 0.8155, bound inclusive). An indicator of IKS gains 12 a step, of IKE 35, of IKL 140.
def test_a_village_to_the_next_status():
    gains, room = np.array([12, 35, 140]), np.array([26, 7, 8])
    costs = np.array([1.0, 2.0, 9.0])
    taken = cheapest(gains, costs, room, 5138 - 4623)
    assert costs @ taken == least_cost(gains, costs, room, 515)


def test_greedy_can_be_dearer():
    problem = np.array([6, 10]), np.array([5.0, 9.0]), np.array([1, 1]), 10
    assert greedy(*problem) == [(0, 1), (1, 1)]
    assert cheapest(*problem).tolist() == [0, 1]


def test_the_order_of_equal_ratios():
    gains, costs, room = np.array([2, 4, 4, 1]), np.array([1.0, 2.0, 2.0, 0.0]), np.array([1, 1, 1, 1])
    assert greedy(gains, costs, room, 11) == [(3, 1), (1, 1), (2, 1), (0, 1)]


@pytest.mark.parametrize("needed", [0, -5])
def test_nothing_is_needed(needed):
    problem = np.array([1, 2]), np.array([0.0, 1.0]), np.array([3, 3]), needed
    assert cheapest(*problem).tolist() == [0, 0]
    assert greedy(*problem) == []


ONE, FREE, FIVE = np.array([2]), np.array([1.0]), np.array([5])


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (lambda f: f(ONE, FREE, FIVE, 11), [("out_of_reach", "needed")]),
        (lambda f: f(ONE[:0], FREE[:0], FIVE[:0], 1), [("out_of_reach", "needed")]),
        (lambda f: f(ONE, np.ones(2), FIVE, 1), [("wrong_length", "costs")]),
        (
            lambda f: f(np.array([0]), -FREE, np.array([-1]), 1),
            [("out_of_range", "gains[0]"), ("out_of_range", "room[0]"), ("negative", "costs[0]")],
        ),
        (
            lambda f: f(np.array([1.5]), FREE * np.nan, FIVE, 0.5),
            [("not_whole", "gains[0]"), ("not_finite", "costs[0]"), ("not_whole", "needed")],
        ),
    ],
    ids=count(),
)
@pytest.mark.parametrize("function", [cheapest, greedy])
def test_where_it_is_not_defined(function, run, told):
    with pytest.raises(InvalidInput) as raised:
        run(function)
    assert [(one.code, one.where) for one in raised.value.faults] == told


def test_the_most_that_can_be_reached_is_said():
    with pytest.raises(InvalidInput) as raised:
        cheapest(ONE, FREE, FIVE, 11)
    assert raised.value.faults[0].values == {"given": 11, "most": 10}
