"""Where resources start, against hand-worked flows and a brute-force walk."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pemberdayaan as pb
from pemberdayaan.kernels.flows import origins
from pemberdayaan.measures.network.dependence import dependence
from pemberdayaan.measures.network.ties import Network


def village(*gifts, **more):
    """A made-up village: a ministry and an NGO outside, a committee and residents inside."""
    sectors = {"ministry": "government", "ngo": "ngo", "committee": "community_organisation", "residents": "community"}
    return pb.Programme(
        "p",
        "P",
        currency="IDR",
        stakeholders=[pb.Stakeholder(key, key.title(), sector) for key, sector in sectors.items()],
        contributions=[
            pb.Contribution(giver, "money", to=taker, amount=amount, **more) for giver, taker, amount in gifts
        ],
    )


def test_what_a_committee_passes_on_did_not_start_with_it():
    (one,) = dependence(village(("ministry", "committee", 100), ("committee", "residents", 80))).parts
    assert one.direct == pytest.approx(100 / 180)
    assert one.through == pytest.approx(1)
    assert dict(one.lost) == pytest.approx({"ministry": 1})
    assert one.concentration == pytest.approx(1)
    assert (one.kind, one.unit, one.total) == ("money", "IDR", 180)


def test_what_is_given_beyond_what_was_received_is_ones_own():
    gifts = ("ministry", "committee", 30), ("ngo", "committee", 30), ("committee", "residents", 100)
    (one,) = dependence(village(*gifts)).parts
    assert one.direct == pytest.approx(60 / 160)
    assert one.through == pytest.approx((60 + 60) / 160)
    assert dict(one.lost) == pytest.approx({"ministry": 60 / 160, "ngo": 60 / 160})
    assert one.concentration == pytest.approx(0.5)


def test_it_may_be_asked_of_one_actor_alone():
    gifts = ("ministry", "committee", 30), ("ngo", "committee", 30), ("committee", "residents", 100)
    found = dependence(village(*gifts), on="ngo")
    assert found.on == ("ngo",)
    assert found.parts[0].through == pytest.approx(60 / 160)
    with pytest.raises(pb.InvalidInput, match="there is no actor 'bank'"):
        dependence(village(), on=["bank"])


def test_years_and_kinds_are_kept_apart_and_what_has_no_amount_is_counted():
    programme = village(("ministry", "committee", 10), period=2021)
    more = [
        pb.Contribution("residents", "labour", to="committee", period=2021),
        pb.Contribution("residents", "money", to="committee", amount=30, period=2022),
        pb.Contribution("ministry", "money", to="committee", amount=pb.Quantity(at_least=10), period=2022),
        pb.Contribution("ministry", "money", to="committee", amount=99, period=2022, status="promised"),
    ]
    import attrs

    found = dependence(attrs.evolve(programme, contributions=(*programme.contributions, *more)))
    assert [(one.kind, one.period, one.through) for one in found.parts] == [
        ("labour", "2021", None),
        ("money", "2021", 1),
        ("money", "2022", 0.25),
    ]
    assert found.parts[0].unvalued == 1
    assert found.parts[0].why == "nothing has an amount"
    assert found.parts[2].inexact
    assert "25% started with them" in repr(found)
    assert [row["actor"] for row in found.rows()] == [None, None, "ministry", None, "ministry"]
    assert found.of("labour") == found.parts[:1]


def test_amounts_of_0_are_said():
    (one,) = dependence(village(("ministry", "committee", 0))).parts
    assert (one.total, one.through, one.why) == (0, None, "the amounts are 0")


def test_nothing_from_outside_has_no_concentration():
    (one,) = dependence(village(("residents", "committee", 5))).parts
    assert (one.direct, one.through, one.lost, one.concentration) == (0, 0, (), None)


def test_a_network_of_amounts():
    nodes = pd.DataFrame({"actor": ["ministry", "committee", "residents"], "inside": [False, True, True]})
    ties = pd.DataFrame({"source": ["ministry", "committee"], "target": ["committee", "residents"], "rp": [60, 100]})
    (one,) = dependence(Network(ties, weight="rp", strongest="high", nodes=nodes)).parts
    assert one.through == pytest.approx((60 + 60) / 160)
    with pytest.raises(pb.InvalidInput, match="need a weight"):
        dependence(Network(ties, nodes=nodes))
    with pytest.raises(pb.InvalidInput, match="need a direction"):
        dependence(nx.path_graph(3))
    with pytest.raises(pb.InvalidInput, match="attribute 'inside'"):
        dependence(Network(ties, weight="rp", strongest="high"))


def test_what_is_only_handed_round_began_nowhere():
    gifts = ("committee", "residents", 10), ("residents", "committee", 10)
    (one,) = dependence(village(*gifts)).parts
    assert (one.direct, one.through) == (0, None)
    assert "began with nobody" in one.why
    with pytest.raises(pb.InvalidInput, match="began with nobody"):
        origins(np.array([0, 1]), np.array([1, 0]), np.array([3.0, 3.0]), np.array([False, False]))
    (one,) = dependence(village(*gifts, ("ministry", "committee", 5))).parts
    assert one.through == pytest.approx(1)


@st.composite
def flows(draw):
    n = draw(st.integers(2, 6))
    nodes = st.integers(0, n - 1)
    pairs = st.tuples(nodes, nodes).filter(lambda pair: pair[0] < pair[1])
    some = draw(st.lists(st.tuples(pairs, st.integers(1, 50)), min_size=1, max_size=10))
    start = draw(st.lists(st.booleans(), min_size=n, max_size=n))
    givers, takers = (np.array([pair[end] for pair, _ in some]) for end in (0, 1))
    return givers, takers, np.array([float(amount) for _, amount in some]), np.array(start)


@given(flows())
def test_origins_equal_walking_down_from_the_givers(case):
    givers, takers, amounts, start = case
    n = len(start)
    shares = np.zeros((n, n))
    for node in range(n):  # flows run from lower to higher numbers: all givers are done before
        given_ = amounts[givers == node].sum()
        into = (
            np.zeros(n)
            if start[node]
            else sum((amounts[i] * shares[givers[i]] for i in np.flatnonzero(takers == node)), np.zeros(n))
        )
        handled = max(into.sum(), given_)
        shares[node] = into / handled if handled else 0
        shares[node, node] += 1 - shares[node].sum()
    found = origins(givers, takers, amounts, start)
    assert found == pytest.approx(shares, abs=1e-12)
    assert found.sum(axis=1) == pytest.approx(np.ones(n), abs=1e-12)
    assert origins(givers, takers, amounts * 7, start) == pytest.approx(shares, abs=1e-12)


@pytest.mark.parametrize("said", ["tidak", "no", 2])
def test_an_inside_that_is_neither_true_nor_false_is_named(said):
    nodes = pd.DataFrame({"actor": ["ministry", "committee"], "inside": [said, said]})
    ties = pd.DataFrame({"source": ["ministry"], "target": ["committee"], "rp": [60]})
    with pytest.raises(pb.InvalidInput, match="expected true or false"):
        dependence(Network(ties, weight="rp", strongest="high", nodes=nodes))


def test_those_it_depends_on_are_each_counted_once():
    gifts = ("ministry", "committee", 30), ("ngo", "committee", 30)
    assert dependence(village(*gifts), on=["ngo", "ngo"]).on == ("ngo",)
    with pytest.raises(pb.InvalidInput, match="expected a list"):
        dependence(village(*gifts), on=3)
