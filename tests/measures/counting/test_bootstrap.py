"""The bootstrap beside the linearised errors: the same on a large survey, from its seed, and by units drawn by hand."""

import math
from fractions import Fraction

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pytest
from gold import weai
from measures.counting import brute

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.resampling import multiplicities

PEOPLE = tuple(
    brute.Person(
        (int((i + j) % 3 == 0), int((i * i + j) % 5 < 2), int((i + 2 * j) % 4 == 1)),
        Fraction(1 + i % 3, 2),
        i % 2,
        i % 2,
        i % 12,
        i,
        "fm"[j],
    )
    for i in range(48)
    for j in range(2)
)
SURVEY = brute.Survey(PEOPLE, (3, 2, 1), Fraction(1, 2), said=frozenset(brute.ASPECTS))


def value(found, measure, who="women"):
    return found.se[who, measure]


def test_it_agrees_with_linearisation_on_the_synthetic_survey(reference):
    frame = pd.read_csv(reference / "weai" / "syn_cdta.csv")
    rule = pb.CountRule("count", "Counting", weights=weai.MPI, denominator=18, cutoff=weai.MPI_CUTOFF)
    ours = pb.Framework("mpi", "MPI", rules=[rule])
    design = pb.Design(weights="weight", strata="stratum", psu="psu")
    for time in (1, 2):
        scores = pb.score(pb.Population(frame[frame["t"] == time], design=design), ours)
        found = pb.counting.bootstrap(scores, 1000, rng=2012)
        assert 0.97 <= found.ratio <= 1.03
        ratios = [row["bootstrap_se"] / row["se"] for row in found.rows()]
        assert found.ratio == pytest.approx(np.mean(ratios))
        # An error from 1,000 draws is itself off by some 1 / sqrt(2,000) of it: 5 times that.
        assert 0.88 < min(ratios) < max(ratios) < 1.12


def test_a_seed_gives_it_again():
    scores = SURVEY.score()
    found = pb.counting.bootstrap(scores, 50, rng=7)
    assert found.provenance.seed == 7
    assert pb.counting.bootstrap(scores, 50, rng=7).rows() == found.rows()
    assert pb.counting.bootstrap(scores, 50, rng=np.random.default_rng(7)).rows() == found.rows()
    assert pb.counting.bootstrap(scores, 50, rng=8).rows() != found.rows()
    unseeded = pb.counting.bootstrap(scores, 50)
    assert pb.counting.bootstrap(scores, 50, rng=unseeded.provenance.seed).rows() == unseeded.rows()


@pytest.mark.parametrize("in_all", [None, {0: 12, 1: 9}], ids=["no correction", "correction"])
def test_it_is_scoring_each_sample_that_was_drawn(in_all):
    """Each draw counts as scores with other weights, which the brute force takes as they are."""
    survey = attrs.evolve(SURVEY, units_in_all=in_all)
    draws = 8
    found = pb.counting.bootstrap(survey.score(), draws, rng=3)
    units = sorted(set(survey.units()))
    strata = np.array([stratum for stratum, _ in units])
    (times,) = multiplicities(len(units), draws, rng=np.random.default_rng(3), strata=strata)
    if in_all is not None:
        # Rao and Wu (1988): with n - 1 units drawn a weight moves by sqrt(1 - f) of what it would.
        keep = np.array([math.sqrt(1 - survey.drawn()[stratum]) for stratum, _ in units])
        times = 1 - keep + keep * times
    columns = {}
    for drawn in times.tolist():
        count = dict(zip(units, map(Fraction, drawn), strict=True))
        people = tuple(
            attrs.evolve(one, weight=one.weight * count[unit])
            for one, unit in zip(survey.people, survey.units(), strict=True)
        )
        for key, exact in brute.measures(attrs.evolve(survey, people=people, units_in_all=None)).items():
            columns.setdefault(key, []).append(exact.estimate)
    has = {key: row["se"] is not None for key, row in brute.rows_of(found.scores).items()}
    for row in found.rows():
        values = columns[row["group"], row["who"], row["measure"], row["indicator"]]
        known = [float(one) for one in values if one is not None]
        assert row["draws"] == len(known)
        if 2 * len(known) > draws and has[row["group"], row["who"], row["measure"], row["indicator"]]:
            assert row["bootstrap_se"] == pytest.approx(np.std(known, ddof=1), abs=1e-11)
            assert (row["low"], row["high"]) == pytest.approx(tuple(np.quantile(known, [0.025, 0.975])), abs=1e-11)
        else:
            assert (row["bootstrap_se"], row["low"], row["high"]) == (None, None, None)


def test_it_covers_every_measure_that_has_an_error_of_its_own():
    found = pb.counting.bootstrap(SURVEY.score(), 20, rng=1)
    told = {(row["who"], row["measure"]) for row in found.rows()}
    expected = {(one.who, one.measure) for one in found.scores.blocks}
    shares = {(who, name) for who in ("women", "men") for name in ("population_share", "group_contribution")}
    assert told == expected - shares


def test_raw_values_with_their_gaps():
    rng = np.random.default_rng(4)
    frame = pl.DataFrame({key: rng.integers(0, 6, 400).astype(float) for key in ("a", "b")})
    indicators = [pb.Indicator(key, key, scale="points", cutoff=3) for key in ("a", "b")]
    scale = pb.Scale("points", "Points", "ratio", low=0, high=10)
    rule = pb.CountRule("count", "Counting", weights={"a": 1, "b": 2}, cutoff="1/2")
    framework = pb.Framework("ours", "Ours", indicators=indicators, scales=[scale], rules=[rule])
    found = pb.counting.bootstrap(pb.score(frame, framework), 400, rng=1)
    for name in ("M0", "M1", "M2"):
        # 400 draws: an error is off by some 1 / sqrt(800) of it, and 4 times that.
        assert value(found, name, "all") / found.scores.block(name).se == pytest.approx(1, abs=0.15)


def test_identical_rows_are_drawn_one_by_one():
    rows = [[1, 1], [1, 0], [0, 1], [0, 0], [0, 0]] * 60
    frame = pl.DataFrame(rows, schema=["a", "b"], orient="row")
    rule = pb.CountRule("count", "Counting", weights={"a": 1, "b": 1}, cutoff="1/2")
    scores = pb.score(frame, pb.Framework("ours", "Ours", rules=[rule]))
    found = pb.counting.bootstrap(scores, 1000, rng=1)
    assert 0.97 <= found.ratio <= 1.03


def refused(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    for one in raised.value.faults:
        assert one.text("en") != one.text("id")
    return [one.code for one in raised.value.faults]


def test_what_is_refused():
    scores = SURVEY.score()
    for draws, code in ((1, "out_of_range"), (0, "out_of_range"), (-3, "out_of_range"), (2.5, "wrong_type")):
        assert refused(lambda draws=draws: pb.counting.bootstrap(scores, draws)) == [code]
    assert refused(lambda: pb.counting.bootstrap(scores, 10, rng="seed")) == ["wrong_type"]
    gap = (attrs.evolve(PEOPLE[0], marks=(1, None, 0)), *PEOPLE[1:])
    bounded = attrs.evolve(SURVEY, people=gap, missing="bound").score()
    assert refused(lambda: pb.counting.bootstrap(bounded, 10)) == ["bounded_scores"]
    assert pb.counting.bootstrap(bounded.best, 10, rng=1).rows()
    lonely = tuple(attrs.evolve(one, stratum=9, psu=9) if one.home == 0 else one for one in PEOPLE)
    alone = attrs.evolve(SURVEY, people=lonely, single_psu="centre").score()
    with pytest.raises(InvalidInput, match="stratum 9 has a single sampling unit"):
        pb.counting.bootstrap(alone, 10)
    # Rows of one pattern and several weights were counted together.
    apart = attrs.evolve(SURVEY, said=frozenset(["weights"])).score()
    assert refused(lambda: pb.counting.bootstrap(apart, 10)) == ["no_psu_to_draw"]


def test_what_a_bootstrap_shows():
    found = pb.counting.bootstrap(SURVEY.score(), 20, rng=1)
    assert repr(found).startswith("CountingBootstrap(ours): 20 draws; bootstrap over linearised error ")
    assert list(found.rows()[0]) == "group who measure indicator estimate se bootstrap_se low high draws".split()
    assert found.to_frame().shape == (len(found.rows()), 10)
    assert '"kind": "counting_bootstrap"' in found.to_json()
