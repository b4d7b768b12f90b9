"""A published coalition read as the guide reads one: the five measures of a chapter, and their pictures."""

from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from measures.network.published import network

import pemberdayaan as pb
from pemberdayaan.measures.network import brokerage, compare, critical_actors, external_internal
from pemberdayaan.show import plots
from pemberdayaan.show.plots.sheet import own_axes

BY = "agency_cat"


@pytest.fixture
def coalition(reference):
    return network(reference, "tobacco_indiana")


def tied(reference, kind):
    folder = reference / "network" / "tobacco_indiana"
    nodes = pd.read_csv(folder / "nodes.csv")
    return pb.Network(pd.read_csv(folder / f"{kind}_edges.csv"), nodes=nodes, directed=False)


def graph_of(held):
    ends = zip(held.tails, held.heads, strict=True)
    return nx.Graph([(held.actors[a], held.actors[b]) for a, b in ends])


def test_its_ties_cross_sectors_about_as_chance_has_it(coalition):
    found = external_internal(coalition, by=BY, permutations=999, rng=1)
    assert (found.external, found.internal) == (112, 49)
    assert found.value == pytest.approx(0.391304347826087)
    assert found.expected == pytest.approx(0.473333333333333)
    assert found.rescaled == pytest.approx(-0.240506, abs=1e-6)
    assert found.p_at_most == pytest.approx(0.1377, abs=0.05)


def test_the_agency_that_leads_it_brokers_most(coalition):
    found = brokerage(coalition, by=BY)
    lead = [one for one, leads in zip(coalition.actors, coalition.attributes["lead_agency"], strict=True) if leads]
    assert [max(found.actors, key=lambda one: found.of(one)["total"])] == lead
    graph = graph_of(coalition)
    apart = sum(not graph.has_edge(a, b) for a, b in combinations(graph[lead[0]], 2))
    assert found.of(lead[0])["total"] == apart


def test_who_cuts_others_off_is_who_parts_the_graph(coalition):
    graph = graph_of(coalition)
    assert set(critical_actors(coalition, by=BY).critical) == set(nx.articulation_points(graph))


def test_contact_and_collaboration_are_not_the_same(reference, coalition):
    found = compare(tied(reference, "contact"), coalition, by=BY)
    contact = tied(reference, "contact")
    assert found.kept + found.lost == contact.m
    assert found.kept + found.new == coalition.m
    assert 0 < found.jaccard < 1
    assert sum(kept for _, (kept, _, _) in found.by_group) == found.kept


@pytest.mark.parametrize("language", ["id", "en"])
def test_its_pictures_are_drawn(reference, coalition, language):
    graph = coalition
    brokers = brokerage(graph, by=BY)
    pictures = (
        lambda **k: plots.network(graph, brokers=brokers, by=BY, **k),
        lambda **k: plots.roles(brokers, **k),
        lambda **k: plots.mixing(external_internal(graph, by=BY), **k),
        lambda **k: plots.stages(tied(reference, "contact"), graph, by=BY, **k),
    )
    for draw in pictures:
        axes = draw(ax=own_axes(), language=language)
        assert "ITPC" in " ".join(one.get_text() for one in axes.texts) or draw is pictures[2]
