"""How many permutations, and the seed that draws them: the same words in every test by permutations."""

import networkx as nx
import numpy as np
import pytest

import pemberdayaan as pb
from pemberdayaan.measures.network.brokerage import brokerage
from pemberdayaan.measures.network.chance import draws
from pemberdayaan.measures.network.comparison import compare
from pemberdayaan.measures.network.mixing import external_internal
from pemberdayaan.measures.network.regression import mrqap


def sectors(graph):
    nx.set_node_attributes(graph, {one: "xy"[place % 2] for place, one in enumerate(graph)}, "sector")
    return graph


GRAPH = sectors(nx.gnp_random_graph(7, 0.4, seed=3, directed=True))
TESTS = {
    "brokerage": lambda **more: brokerage(GRAPH, **more),
    "compare": lambda **more: compare(GRAPH, nx.gnp_random_graph(7, 0.4, seed=4, directed=True), **more),
    "external_internal": lambda **more: external_internal(GRAPH, **more),
    "mrqap": lambda **more: mrqap(GRAPH, {"same": "sector"}, **more),
}


@pytest.mark.parametrize("tested", TESTS.values(), ids=TESTS)
@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"permutations": -1}, "permutations"),
        ({"permutations": 2.5}, "permutations"),
        ({"permutations": "3"}, "permutations"),
        ({"permutations": None}, "permutations"),
        ({"permutations": True}, "permutations"),
        ({"permutations": 2, "rng": -1}, ""),
        ({"permutations": 2, "rng": "a"}, "rng"),
        ({"permutations": 2, "rng": 1.5}, "rng"),
    ],
)
def test_what_is_no_number_of_permutations_or_no_seed_is_named(tested, more, where):
    with pytest.raises(pb.InvalidInput) as error:
        tested(**more)
    assert where in error.value.faults[0].where


@pytest.mark.parametrize("tested", TESTS.values(), ids=TESTS)
def test_a_seed_that_nobody_gave_is_told_and_gives_the_same_again(tested):
    found = tested(permutations=9)
    again = tested(permutations=np.int64(9), rng=found.provenance.seed)
    assert again.rows() == found.rows()
    assert tested(permutations=0, rng=1).provenance.seed is None


def test_a_generator_tells_no_seed():
    rng = np.random.default_rng(1)
    assert draws(5, rng) == (rng, None)


@pytest.mark.parametrize("seed", range(6))
def test_no_p_is_0_even_of_few_permutations(seed):
    two = nx.DiGraph([(1, 2), (2, 3), (3, 1), (4, 5), (5, 6), (6, 4)])
    nx.set_node_attributes(two, {one: "ab"[one > 3] for one in two}, "sector")
    found = external_internal(two, permutations=4, rng=seed)
    assert 1 / 5 <= found.p_at_most <= 1
    assert found.p_at_least == 1
    assert 2 / 5 <= found.p_value <= 1
