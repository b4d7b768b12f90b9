"""The collaboration graph, the framework's graph, and the description of the one, against networkx and by hand."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import attrs
import hypothesis.strategies as st
import networkx as nx
import pytest
from gold import article
from hypothesis import given
from measures.builders import actor, programme

import pemberdayaan as pb

ARTICLE = pb.framework(article.WHOLE)

# --- the collaboration graph -----------------------------------------------------------------------------------------


@pytest.fixture
def village():
    """Five actors, two kinds of tie at once, a tie twice, a tie to oneself and one of whom nothing is known."""
    return programme(
        actor("members"),
        actor("officers", "community_organisation"),
        actor("firm", "private"),
        actor("office", "government"),
        actor("school", "academia", inside=False),
        references=[pb.Reference("a", "A"), pb.Reference("b", "B")],
        source="a",
        ties=[
            pb.Tie("firm", "members", ["knowledge", "funding"], weight=3, period=2019, label="Training", source="b, 1"),
            pb.Tie("firm", "members", "knowledge", period=2021),
            pb.Tie("members", "firm", basis="derived"),
            pb.Tie("office", "officers", "policy", weight=0, period="2020/2022"),
            pb.Tie("members", "members", "kinship"),
        ],
    )


def edges(graph):
    """Every edge with its kind and period."""
    return sorted((a, b, str(data["kind"]), str(data["period"])) for a, b, data in graph.edges(data=True))


def test_every_stakeholder_is_a_node_with_label_sector_and_side(village):
    graph = pb.collaboration_graph(village)
    assert isinstance(graph, nx.MultiDiGraph)
    assert list(graph) == ["members", "officers", "firm", "office", "school"]
    assert graph.nodes["office"] == {"label": pb.Text(en="Office"), "sector": "government", "inside": False}
    assert {node for node, inside in graph.nodes(data="inside") if inside} == {"members", "officers"}
    assert graph.graph == {"key": "p", "complete": False}
    assert pb.collaboration_graph(attrs.evolve(village, ties_complete=True)).graph["complete"] is True


def test_every_tie_and_kind_is_an_edge(village):
    assert edges(pb.collaboration_graph(village)) == [
        ("firm", "members", "funding", "2019"),
        ("firm", "members", "knowledge", "2019"),
        ("firm", "members", "knowledge", "2021"),
        ("members", "firm", "None", "None"),
        ("members", "members", "kinship", "None"),
        ("office", "officers", "policy", "2020/2022"),
    ]


def test_an_edge_carries_what_is_said_of_the_tie(village):
    graph = pb.collaboration_graph(village)
    training = next(data for data in graph.get_edge_data("firm", "members").values() if data["kind"] == "funding")
    assert training == {
        "kind": "funding",
        "label": pb.Text(en="Training"),
        "period": "2019",
        "basis": "stated",
        "source": ("b, 1",),
        "weight": 3,
    }
    (policy,) = graph.get_edge_data("office", "officers").values()
    assert policy["weight"] == 0
    (bare,) = graph.get_edge_data("members", "firm").values()
    assert "weight" not in bare  # unsaid is no weight of 1
    assert (bare["basis"], bare["source"], bare["label"]) == ("derived", ("a",), None)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({}, 6),
        ({"kinds": ["knowledge"]}, 2),
        ({"kinds": "knowledge"}, 2),
        ({"kinds": ["knowledge", "policy"]}, 3),
        ({"kinds": [None]}, 1),
        ({"kinds": []}, 0),
        ({"kinds": ["no such kind"]}, 0),
        ({"periods": [2019]}, 4),  # the two that name no time always count
        ({"periods": 2019}, 4),
        ({"periods": "2021"}, 4),
        ({"periods": pb.Period("2022-12-31")}, 3),
        ({"periods": ["2019-06", 2021]}, 6),
        ({"periods": [2018]}, 2),
        ({"periods": []}, 2),
        ({"kinds": ["knowledge"], "periods": [2021]}, 1),
    ],
)
def test_kinds_and_periods_may_be_chosen(village, chosen, count):
    graph = pb.collaboration_graph(village, **chosen)
    assert graph.number_of_edges() == count
    assert graph.number_of_nodes() == 5


def test_a_period_that_is_none_is_refused(village):
    with pytest.raises(pb.InvalidInput):
        pb.collaboration_graph(village, periods=["last year"])


def test_the_graph_is_the_users_own(village):
    pb.collaboration_graph(village).clear()
    assert pb.collaboration_graph(village).number_of_edges() == 6


# --- its description -------------------------------------------------------------------------------------------------


def described(made: pb.Programme) -> pb.Collaboration:
    """The collaboration of a programme."""
    return pb.assess(made).collaboration


def test_the_description_by_hand(village):
    """Three ties between two of five: to and fro, and one decree; what is parallel counts once, and oneself not."""
    found = described(village)
    assert (found.actors, found.ties, found.complete) == (5, 3, False)
    assert found.density == 3 / 20
    assert found.reciprocity == pytest.approx(2 / 3)
    assert found.cross_border == 1
    assert found.cross_sector == 1
    assert found.isolates == ("school",)
    assert found.articulation == ()
    assert dict(found.by_sector) == {
        ("community", "private"): 1,
        ("private", "community"): 1,
        ("government", "community_organisation"): 1,
    }


def test_who_holds_the_rest_together():
    ends = [actor(key) for key in "abcde"]
    chain = programme(*ends, ties=[pb.Tie(a, b) for a, b in ("ab", "cb", "cd")])
    assert described(chain).articulation == ("b", "c")
    assert described(chain).isolates == ("e",)
    ring = attrs.evolve(chain, ties=[pb.Tie(a, b) for a, b in ("ab", "bc", "cd", "ed", "ae")])
    assert described(ring).articulation == ()


@pytest.mark.parametrize("stakeholders", [(), (actor("a"),), (actor("a"), actor("b"))])
def test_without_ties_what_is_undefined_is_none(stakeholders):
    found = described(programme(*stakeholders, ties_complete=True))
    assert (found.actors, found.ties, found.complete) == (len(stakeholders), 0, True)
    assert found.density == (0 if len(stakeholders) > 1 else None)
    assert found.reciprocity is found.cross_border is found.cross_sector is None
    assert found.isolates == tuple(one.key for one in stakeholders)


def test_one_actor_tied_to_itself_is_alone():
    found = described(programme(actor("a"), ties=[pb.Tie("a", "a", "x"), pb.Tie("a", "a", "y")]))
    assert (found.ties, found.density, found.isolates) == (0, None, ("a",))


SECTOR_OF = {"a": "community", "b": "community", "c": "ngo", "d": "private", "e": "government"}
pairs = st.lists(st.sampled_from([(a, b) for a in SECTOR_OF for b in SECTOR_OF]), max_size=15)


@given(pairs)
def test_the_description_is_networkx_own(chosen):
    made = programme(*[actor(key, sector) for key, sector in SECTOR_OF.items()], ties=[pb.Tie(a, b) for a, b in chosen])
    found = described(made)
    graph = nx.DiGraph((a, b) for a, b in chosen if a != b)
    graph.add_nodes_from(SECTOR_OF)
    assert found.ties == graph.number_of_edges()
    assert found.density == pytest.approx(nx.density(graph))
    if found.ties:
        assert found.reciprocity == pytest.approx(nx.overall_reciprocity(graph))
        outside = {"c", "d", "e"}
        crossing = sum((a in outside) != (b in outside) for a, b in graph.edges)
        assert found.cross_border == pytest.approx(crossing / found.ties)
        assert found.cross_sector == pytest.approx(
            sum(SECTOR_OF[a] != SECTOR_OF[b] for a, b in graph.edges) / found.ties
        )
    assert set(found.isolates) == set(nx.isolates(graph))
    undirected = graph.to_undirected()
    whole = nx.number_connected_components(undirected)
    cut = {
        node
        for node in SECTOR_OF
        if nx.number_connected_components(nx.restricted_view(undirected, [node], [])) > whole - (not undirected[node])
    }
    assert set(found.articulation) == cut
    assert sum(count for _, count in found.by_sector) == found.ties


def test_the_rows_say_whether_the_ties_are_complete(village):
    rows = described(village).rows()
    assert [row["what"] for row in rows if row["source"] is None] == [
        "actors",
        "ties",
        "density",
        "reciprocity",
        "cross_border",
        "cross_sector",
        "isolates",
        "articulation",
        "brokers",
    ]
    assert {row["complete"] for row in rows} == {False}
    assert next(row for row in rows if row["what"] == "isolates")["actors"] == "school"
    assert "does not say that its ties are complete" in repr(described(village))
    assert "does not say" not in repr(described(attrs.evolve(village, ties_complete=True)))


# --- the framework's graph -------------------------------------------------------------------------------------------


def related(implied: bool) -> list[tuple[str, str, str, bool]]:
    """The relations of the article as its own words give them, those that hold both ways each way."""
    ways = []
    for source, kind, target, stated, _ in article.RELATIONS:
        if stated or implied:
            ways.append((source, target, kind, stated))
            if kind == "reinforces":
                ways.append((target, source, kind, stated))
    return ways


@pytest.mark.parametrize("implied", [True, False])
def test_the_articles_graph_has_every_relation_of_the_article(implied):
    graph = pb.framework_graph(ARTICLE, implied=implied)
    found = [(a, b, one.kind.value, one.stated) for a, b, data in graph.edges(data=True) for one in data["relations"]]
    assert sorted(found) == sorted(related(implied))
    # Ten pairs each way and twelve others, one of them beside a pair; the four inferred all lie beside one.
    assert len(found) == 32 + 4 * implied
    assert graph.number_of_edges() == len({(a, b) for a, b, *_ in related(implied)}) == 31
    assert (article.WHOLE in graph, graph.nodes[article.WHOLE]["kind"]) == (True, "framework")


def test_what_is_inferred_can_be_left_out():
    with_, without = (pb.framework_graph(ARTICLE, implied=implied) for implied in (True, False))
    assert sum(not stated for *_, stated in with_.edges(data="stated")) == 4
    assert sum(not stated for *_, stated in without.edges(data="stated")) == 0
    assert set(with_) == set(without)


def test_what_holds_both_ways_is_an_edge_each_way():
    graph = pb.framework_graph(ARTICLE, implied=False)
    principles = [one.address for one in ARTICLE.principles]
    assert len(principles) == 5
    for a, b in permutations(principles, 2):
        kinds = {one.kind for one in graph.edges[a, b]["relations"]}
        assert pb.RelationKind.REINFORCES in kinds
    assert graph.edges["principle.partisipasi", "principle.kemandirian"]["kind"] == "enables"
    back = graph.edges["principle.kemandirian", "principle.partisipasi"]
    assert (back["kind"], back["mutual"]) == ("reinforces", True)
    assert Counter(kind for *_, kind in graph.edges(data="kind")) == {
        "reinforces": 19,
        "contributes": 5,
        "precedes": 3,
        "enables": 1,
        "grounds": 1,
        "obliges": 1,
        "sustains": 1,
    }


@pytest.mark.parametrize("key", pb.frameworks())
@pytest.mark.parametrize("implied", [True, False])
def test_apart_from_what_holds_both_ways_only_a_cycle_runs_in_a_circle(key, implied):
    framework = pb.framework(key)
    graph = pb.framework_graph(framework, implied=implied)
    mutual = [(a, b) for a, b, data in graph.edges(data=True) if data["mutual"]]
    one_way = nx.restricted_view(graph, [], mutual)
    assert nx.is_directed_acyclic_graph(one_way) is (key != "cohen-uphoff-1980")  # its four kinds are a cycle
    for node, data in graph.nodes(data=True):
        whole = node == framework.key
        assert data == {
            "label": framework.label if whole else framework[node].label,
            "kind": "framework" if whole else framework[node].kind,
        }


def test_an_edge_has_the_words_and_the_reason():
    edge = pb.framework_graph(ARTICLE).edges["principle.keadilan", article.WHOLE]
    relation = next(one for one in ARTICLE.relations if one.kind is pb.RelationKind.GROUNDS)
    assert (edge["label"], edge["why"], edge["stated"], edge["mutual"]) == (relation.label, relation.why, True, False)
    assert edge["relations"] == (relation,)


def test_a_framework_without_relations_has_an_empty_graph():
    graph = pb.framework_graph(pb.Framework("f", "F", criteria=[pb.Criterion("c", "C")]))
    assert (len(graph), graph.graph["key"]) == (0, "f")
