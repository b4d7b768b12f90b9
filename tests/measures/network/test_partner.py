"""Trust and value of ties."""

import hypothesis.strategies as st
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from measures.builders import actor

import pemberdayaan as pb
from pemberdayaan.measures.network.partner import ITEMS, TRUST, VALUE, partner_scores
from pemberdayaan.measures.network.ties import Network

ROWS = {
    "source": ["women", "office", "bank"],
    "target": ["office", "women", "office"],
    "reliability": [3, 4, 2],
    "mission": [2, 4, 2],
    "openness": [1, 3, None],
    "power": [4, 1, 4],
    "involvement": [2, 4, 1],
    "resources": [3, 1, 4],
}


def ratings():
    """Made up."""
    return pd.DataFrame(ROWS)


def test_the_scores_are_those_of_the_framework():
    framework = pb.framework("partner")
    for score, items in (("trust", TRUST), ("value", VALUE)):
        assert tuple(one.key for one in framework.domains if one.part_of == f"facet.{score}") == items


def test_trust_and_value_by_hand():
    found = partner_scores(ratings())
    first, second, third = found.ties
    assert (first.trust, first.value, first.missing) == (2, 3, ())
    assert (second.trust, second.value) == (11 / 3, 2)
    assert (third.trust, third.value, third.missing) == (None, 3, ("openness",))
    office, women = found.actors
    assert (office.actor, office.raters, office.trust, office.trust_ties) == ("office", 2, 2, 1)
    assert (office.value, office.value_ties) == (3, 2)
    assert dict(office.items)["reliability"] == 2.5
    assert dict(office.items)["openness"] == 1
    assert (women.trust, women.value) == (11 / 3, 2)
    assert (found.trust, found.value) == (pytest.approx(17 / 6), pytest.approx(8 / 3))
    assert repr(found) == "PartnerScores of 3 ties: trust 2.83, value 2.67"
    assert found.provenance.framework == "partner"
    rows = found.rows()
    assert [row["level"] for row in rows] == ["tie"] * 3 + ["actor"] * 2
    assert rows[2]["missing"] == "openness"
    assert set(map(tuple, rows)) == {tuple(rows[0])}
    assert list(found.to_frame("pandas"))[:3] == ["level", "source", "target"]


def test_columns_of_other_names_and_items_not_asked():
    frame = ratings().rename(columns={"reliability": "q1", "source": "from", "target": "to"}).drop(columns="power")
    found = partner_scores(frame, names={"reliability": "q1"}, source="from", target="to", scale=(1, 4))
    assert found.ties[0].trust == 2
    assert found.absent == ("power",)
    assert (found.value, found.low, found.high) == (None, 1, 4)
    assert "not asked: power" in repr(found)


def test_a_network_a_graph_a_lazy_frame_and_a_programme_give_the_same():
    polars = pytest.importorskip("polars")
    known = partner_scores(ratings())
    assert partner_scores(Network(ratings())).ties == known.ties
    renamed = ratings().rename(columns={"source": "from", "target": "to"})
    assert partner_scores(Network(renamed, source="from", target="to")).ties == known.ties
    assert partner_scores(polars.LazyFrame(ROWS)).ties == known.ties
    graph = nx.DiGraph()
    for row in ratings().to_dict("records"):
        graph.add_edge(row["source"], row["target"], **{item: row[item] for item in ITEMS})
    by_pair = {(tie.source, tie.target): tie for tie in known.ties}
    for made in (graph, Network.from_graph(graph)):
        assert {(tie.source, tie.target): tie for tie in partner_scores(made).ties} == by_pair
    said = [
        pb.Observation(f"domain.{item}", value=row[item], about=row["target"], rater=row["source"])
        for row in ratings().to_dict("records")
        for item in ITEMS
        if row[item] == row[item]
    ]
    beside = pb.Observation("domain.reliability", value=3, about="office", rater="a visitor")
    village = pb.Programme(
        "p",
        "P",
        synthetic=True,
        stakeholders=[actor("women"), actor("office", "government"), actor("bank", "private")],
        observations=[*said, beside],
    )
    assert partner_scores(village).ties == known.ties


@given(st.lists(st.tuples(*[st.none() | st.integers(1, 4)] * 6), min_size=1, max_size=6))
def test_a_score_is_the_mean_of_its_three_or_nothing(answers):
    frame = pd.DataFrame(answers, columns=list(ITEMS), dtype=float)
    frame["source"], frame["target"] = [f"a{i}" for i in range(len(frame))], "b"
    found = partner_scores(frame)
    for tie, said in zip(found.ties, answers, strict=True):
        for score, three in ((tie.trust, said[:3]), (tie.value, said[3:])):
            assert score == (None if None in three else pytest.approx(sum(three) / 3))
        assert tie.missing == tuple(item for item, one in zip(ITEMS, said, strict=True) if one is None)
    known = [tie.trust for tie in found.ties if tie.trust is not None]
    assert found.actors[0].trust == (pytest.approx(sum(known) / len(known)) if known else None)


@pytest.mark.parametrize(
    ("change", "more", "codes"),
    [
        ({"mission": [2, "much", 1]}, {}, ["cell_text"]),
        ({"mission": [2, True, float("inf")]}, {}, ["cell_text"]),
        ({"mission": [2, 5, 0]}, {"scale": (1, 4)}, ["cell_scale"]),
        ({}, {"missing": "raise"}, ["cell_none"]),
        ({"source": ["women", "women", None]}, {}, ["rates_itself", "empty"]),
        ({"target": ["office", "women", "office"], "source": ["women", "office", "women"]}, {}, ["unit_rated_twice"]),
        ({}, {"names": {"trust": "x"}}, ["no_such"]),
        ({}, {"names": {"mission": "x"}, "source": "who"}, ["no_such", "no_such"]),
        ({}, {"missing": "impute"}, ["policy"]),
        ({}, {"scale": (4, 1)}, ["reversed"]),
    ],
)
def test_bad_input_is_named(change, more, codes):
    frame = pd.DataFrame(ROWS | change, dtype=object)
    with pytest.raises(pb.InvalidInput) as caught:
        partner_scores(frame, **more)
    assert [one.code for one in caught.value.faults] == codes


def test_what_holds_no_ratings_is_named():
    with pytest.raises(pb.InvalidInput, match="one of reliability, mission"):
        partner_scores(ratings()[["source", "target"]])
    with pytest.raises(pb.InvalidInput, match="expected a data frame"):
        partner_scores(3)
    for undirected in (nx.path_graph(3), Network(ratings(), directed=False)):
        with pytest.raises(pb.InvalidInput, match="ties need a direction here"):
            partner_scores(undirected)
    with pytest.raises(pb.InvalidInput, match="one of reliability"):
        partner_scores(pb.example("lkms_kartini"))


@pytest.mark.parametrize("scale", [(1, 2, 3), ("a", "b")])
def test_a_scale_is_two_numbers(scale):
    with pytest.raises(pb.InvalidInput, match="expected a list"):
        partner_scores(pd.DataFrame({"source": ["a"], "target": ["b"], "power": [2]}), scale=scale)
