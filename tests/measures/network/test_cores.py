"""Core and periphery: the best cores of four networks, and what is told of a search."""

import json

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.cores import PATTERNS
from pemberdayaan.measures.network.cores import CorePattern, Finding, core_periphery
from pemberdayaan.measures.network.ties import Network

NAMES = ("florentine", "emon_Cheyenne", "emon_MtSi", "emon_LakePomona")
KEYS = {"any_core": "any_core", "core_core": "core_core_only", "missing": "cp_missing"}


def network_named(folder, name):
    folder = folder / "network"
    if name == "florentine":
        nodes = pd.read_csv(folder / "florentine" / "nodes.csv")
        return Network(pd.read_csv(folder / "florentine" / "marriage_edges.csv"), nodes=nodes, directed=False)
    place = name.removeprefix("emon_")
    nodes = pd.read_csv(folder / "emon" / f"{place}_nodes.csv")
    return Network(pd.read_csv(folder / "emon" / f"{place}_edges.csv"), nodes=nodes)


@pytest.mark.parametrize("pattern", CorePattern)
@pytest.mark.parametrize("name", NAMES)
def test_the_best_core_equals_the_reference(reference, name, pattern):
    truth = json.loads((reference / "network" / "truth" / "core_periphery_exact.json").read_text())[name]
    found = core_periphery(network_named(reference, name), pattern=pattern)
    expected = truth[KEYS[pattern]]
    assert found.correlation == pytest.approx(expected["correlation"], abs=1e-7)
    assert list(found.core) == expected["core"]
    assert found.finding is Finding.EXHAUSTIVE
    assert found.equal >= 1


def test_the_patterns_are_those_of_the_kernel():
    assert set(PATTERNS) == set(CorePattern)


def test_a_star_is_a_core_of_one_and_three_patterns_choose_differently():
    star = nx.star_graph(["centre", "a", "b", "c", "d"])
    found = core_periphery(star, pattern="any_core")
    assert found.core == ("centre",)
    assert found.value == pytest.approx(1)
    assert [row["core"] for row in found.rows()] == [True, False, False, False, False]
    other = core_periphery(star, pattern="core_core")
    assert (other.core, other.equal) == (("centre", "a"), 4)
    assert "3 other cores as good" in repr(other)
    assert found.provenance.rule == ("any_core",)
    assert found.provenance.seed is None


def test_of_equal_cores_the_smallest_and_then_the_first_is_told():
    # two pairs: either is as good a core
    found = core_periphery(nx.Graph([("a", "b"), ("c", "d")]), pattern="core_core")
    assert (found.core, found.equal) == (("a", "b"), 2)


def test_above_24_actors_it_is_a_search_and_says_so():
    graph = nx.stochastic_block_model([6, 24], [[1, 0.5], [0.5, 0]], seed=2)
    found = core_periphery(graph, pattern="missing", rng=5)
    assert found.core == tuple(range(6))
    assert found.value == pytest.approx(1)
    assert (found.finding, found.starts, found.equal) == (Finding.SEARCH, 200, None)
    assert "a search from 200 starts" in repr(found)
    assert found.provenance.seed == 5
    again = core_periphery(graph, pattern="missing", rng=np.random.default_rng(5))
    assert again.core == found.core
    assert again.provenance.seed is None


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(1), nx.empty_graph(30), nx.complete_graph(5)])
def test_no_core_where_nothing_varies(graph):
    found = core_periphery(graph)
    assert (found.value, found.core) == (None, ())
    assert "something that varies" in repr(found)
    assert all(row["core"] is None and row["why"] for row in found.rows())


def test_an_unknown_pattern_is_refused():
    with pytest.raises(InvalidInput, match="'ring' is not a core pattern"):
        core_periphery(nx.path_graph(3), pattern="ring")
