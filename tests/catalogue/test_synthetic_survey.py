"""The survey that ships is what its generator makes, says that it is synthetic, and fits the dictionary of the WEAI."""

import csv
import runpy
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

import pemberdayaan as pb
from pemberdayaan.measures.counting.adequacy import adequacy

MADE = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "_made" / "synthetic_survey.py"))
SHIPPED = pb.table("weai_synthetic")


def rows():
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_generator_gives_the_bytes_that_ship():
    assert MADE["text"]().encode() == SHIPPED.read_bytes()
    assert MADE["FILE"].resolve() == SHIPPED.resolve()


def test_its_first_line_says_that_it_is_synthetic_and_it_is_small():
    assert SHIPPED.read_text("utf-8").startswith("synthetic_person,round,")
    assert SHIPPED.stat().st_size < 400_000


def test_it_asks_the_same_persons_of_400_households_twice():
    by_round = {name: [row for row in rows() if row["round"] == name] for name in ("baseline", "endline")}
    lasting = ("synthetic_person", "household", "sex", "district", "village", "programme", "weight")
    before, after = ([[row[name] for name in lasting] for row in some] for some in by_round.values())
    assert before == after
    once = by_round["baseline"]
    assert len({row["synthetic_person"] for row in once}) == len(once)
    kinds = Counter(Counter((row["household"], row["sex"]) for row in once).values())
    assert set(kinds) == {1}
    members = {}
    for row in once:
        members.setdefault(row["household"], []).append(row["sex"])
    assert Counter(map(tuple, members.values())) == {("woman", "man"): 340, ("woman",): 48, ("man",): 12}


def test_its_design_has_strata_sampling_units_and_weights_that_differ():
    once = [row for row in rows() if row["round"] == "baseline"]
    assert len({row["district"] for row in once}) == 4
    assert len({(row["district"], row["village"]) for row in once}) == len({row["village"] for row in once}) == 48
    for name in ("district", "programme", "weight"):  # each household is in one place, with one weight
        assert len({(row["household"], row[name]) for row in once}) == 400
    assert len({(row["village"], row["programme"]) for row in once}) == 48
    assert len({row["weight"] for row in once}) > 100


def test_it_holds_the_answers_that_the_dictionary_asks_for_and_no_indicator():
    indicators = pb.framework("weai-2012").indicators
    questions = [question for one in indicators for question in one.adequate.questions]
    columns = list(rows()[0])
    assert sorted(questions) == sorted(columns[8:])
    assert not {one.key for one in indicators} & set(columns)  # so that the two can be joined


@pytest.fixture(scope="module")
def scored():
    """The scores of each round."""
    frame = pd.read_csv(SHIPPED)
    table = adequacy(pb.Population(frame, unit="synthetic_person", time="round"), "weai-2012")
    joined = frame.merge(table.to_frame(), on=["synthetic_person", "round"])
    assert len(joined) == len(frame)
    design = pb.Design(weights="weight", strata="district", psu="village")
    pairs = pb.Pairs("household", "sex", women="woman", men="man")
    return {
        name: pb.score(pb.Population(one, design=design, pairs=pairs), "weai-2012").rows()
        for name, one in joined.groupby("round")
    }


def of(rows, who, measure):
    (found,) = (row for row in rows if (row["who"], row["measure"]) == (who, measure))
    return found


def test_it_comes_out_as_it_was_made_to(scored):
    before, after = scored["baseline"], scored["endline"]
    assert 0.7 < of(before, "women", "5DE")["estimate"] < 0.8
    assert of(after, "women", "5DE")["estimate"] > of(before, "women", "5DE")["estimate"] + 0.05
    assert 0.8 < of(before, "pairs", "GPI")["estimate"] < of(after, "pairs", "GPI")["estimate"] < 0.92
    for one in scored.values():
        assert of(one, "men", "5DE")["estimate"] > of(one, "women", "5DE")["estimate"] + 0.05
        assert of(one, "women", "5DE")["df"] == 48 - 4
