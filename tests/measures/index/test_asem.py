"""Every step of COINr's ASEM index, from the raw table to a hundred uncertain variants of the recipe."""

import attrs
import numpy as np
import pytest
from measures.index import asem

import pemberdayaan as pb
from pemberdayaan.kernels.consistency import cronbach_alpha

PILLARS = ("physical", "conecfin", "political", "instit", "p2p", "environ", "social", "susecfin")
PLAIN = {"denominators": (), "imputation": None, "screen": None, "treatment": None}
MEANS = {"amean": "arithmetic", "gmean": "geometric", "hmean": "harmonic"}


@pytest.fixture(scope="module")
def framework(reference):
    return asem.framework(reference)


@pytest.fixture(scope="module")
def scores(reference, framework):
    return pb.score(asem.population(reference), framework)


def variant(framework, **changes):
    return attrs.evolve(framework.rule(), **changes)


def steps_of(reference, name, scores):
    table = asem.lowered(asem.read(reference, name))
    assert list(table.index) == list(scores.units)
    return table[list(scores.steps.indicators)].to_numpy()


def nodes_agree(scores, table):
    table = asem.lowered(table)
    assert list(table.index) == list(scores.units)
    assert len(scores.nodes) == 11
    return all(asem.close(scores.scores[node], table[node]) for node in scores.nodes)


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("dset_denominated", "raw"),
        ("dset_imputed", "filled"),
        ("dset_screened", "filled"),
        ("dset_treated", "treated"),
        ("dset_normalised", "scaled"),
    ],
)
def test_each_step_equals_coinr(reference, scores, name, step):
    assert asem.close(getattr(scores.steps, step), steps_of(reference, name, scores))


def test_the_imputed_cells_are_flagged(reference, scores):
    gaps = np.isnan(steps_of(reference, "dset_denominated", scores))
    truth = {(scores.units[i], scores.steps.indicators[j]) for i, j in zip(*np.nonzero(gaps), strict=True)}
    assert {(one.unit, one.indicator) for one in scores.imputed} == truth
    assert len(scores.imputed) == len(truth) == 65
    assert {(one.how, one.before) for one in scores.imputed} == {("imputed", None)}
    assert scores.steps.kept.all()
    assert not scores.lost


def test_the_treated_cells_are_those_of_coinr(reference, scores):
    # The rows of the file are the units in the same order.
    points = asem.lowered(asem.read(reference, "treat_points"))
    truth = {
        (scores.units[row], key): points[key][row]
        for key in points
        for row in points.index[points[key].notna() & (points[key] != "")]
    }
    assert {(one.unit, one.indicator) for one in scores.treated} == set(truth)
    assert len(scores.treated) == len(truth) == 35
    assert len({one.indicator for one in scores.treated}) == 15
    assert {one.how for one in scores.treated} == {"winsorised"}
    # Points from below are raised, points from above are lowered; only FemLab has some from below.
    for one in scores.treated:
        assert (one.after > one.before) == (truth[one.unit, one.indicator] == "winlo")
    assert {key for (_, key), how in truth.items() if how == "winlo"} == {"femlab"}


def test_every_node_equals_coinr_and_every_rank_is_the_same(reference, scores):
    assert nodes_agree(scores, asem.read(reference, "dset_aggregated"))
    assert nodes_agree(scores, asem.read(reference, "results_scores_and_rank"))
    ranks = asem.lowered(asem.read(reference, "results_ranks"))
    assert scores.rank.tolist() == ranks["index"].tolist()
    for node in scores.nodes:
        other = pb.kernels.ranking.rank(scores.scores[node], tolerance=1e-12 * 100)
        assert other.tolist() == ranks[node].tolist(), node


def test_the_tree_and_the_effective_weights_are_those_of_coinr(reference, scores):
    lineage = asem.read(reference, "lineage")
    for one in lineage.itertuples(index=False):
        indicator, pillar, sub, index = (name.lower() for name in one)
        assert scores.tree.parent[indicator] == pillar
        assert scores.tree.parent[pillar] == sub
        assert scores.tree.parent[sub] == index == scores.tree.root
    truth = asem.read(reference, "effective_weights").set_index("iCode")["EffWeight"]
    found = scores.effective_weights
    assert set(found) == {key.lower() for key in truth.index}
    assert asem.close([found[key.lower()] for key in truth.index], truth)


def test_leaving_out_each_indicator_gives_the_same_ranks(reference, scores):
    found = pb.index.leave_one_out(scores)
    truth = asem.read(reference, "remove_elements_level1").set_index("removed")["mean_abs_rank_diff"].drop("Nominal")
    ranks = asem.lowered(asem.read(reference, "remove_elements_level1_ranks"))
    assert set(found.parts) == {key.lower() for key in truth.index}
    assert len(found.parts) == 49
    assert found.ranks.tolist() == ranks[list(found.parts)].to_numpy().tolist()
    assert asem.close([found.mean_shift[key.lower()] for key in truth.index], truth)


@pytest.mark.parametrize("name", MEANS)
def test_other_means_of_values_from_1_to_100(reference, framework, name):
    scaling = pb.Scaling("minmax", span=[1, 100])
    rule = variant(framework, scaling=scaling, aggregation=MEANS[name])
    found = pb.score(asem.population(reference), framework, rule=rule)
    assert nodes_agree(found, asem.read(reference, f"agg_minmax1_100_{name}"))


def test_raw_values_with_gaps_and_a_threshold(reference, framework):
    rule = variant(framework, **PLAIN, missing="skip", availability="9/10")
    found = pb.score(asem.population(reference, "dset_raw"), framework, rule=rule)
    truth = asem.lowered(asem.read(reference, "agg_rawnorm_amean_datthresh09"))
    assert np.isnan(truth.to_numpy()).any()
    assert nodes_agree(found, truth)
    assert {one.unit for one in found.lost} == set(truth.index[truth["index"].isna()])
    available = asem.read(reference, "data_avail_raw")["Dat_Avail"]
    assert asem.close(found.coverage, available)


@pytest.mark.parametrize(
    ("name", "scaling"),
    [
        ("norm_minmax_0_100", pb.Scaling("minmax", span=[0, 100])),
        ("norm_zscore_0_1", pb.Scaling("zscore")),
        ("norm_rank", pb.Scaling("rank")),
        ("norm_dist2max", pb.Scaling("distance_to_maximum")),
        ("norm_scaled_0_100", pb.Scaling("scaled", span=[0, 100])),
    ],
)
def test_other_scalings(reference, framework, name, scaling):
    found = pb.score(asem.population(reference), framework, rule=variant(framework, scaling=scaling))
    assert asem.close(found.steps.scaled, steps_of(reference, name, found))


def test_statistics_and_flags_of_the_raw_table(reference, framework):
    rule = variant(framework, **PLAIN, missing="skip")
    found = pb.index.statistics(pb.score(asem.population(reference, "dset_raw"), framework, rule=rule))
    truth = asem.read(reference, "stats_raw").set_index("iCode")
    truth.index = truth.index.str.lower()
    truth = truth.loc[list(found.keys)]
    numbers = {
        "min": "Min",
        "max": "Max",
        "mean": "Mean",
        "median": "Median",
        "sd": "Std",
        "skewness": "Skew",
        "kurtosis": "Kurt",
        "available": "Frc.Avail",
        "nonzero": "Frc.NonZero",
        "unique": "Frc.Unique",
        "same": "Frc.Same",
    }
    for name, column in numbers.items():
        assert asem.close(getattr(found.described, name), truth[column]), name
    flags = {"available": "Avail", "nonzero": "NonZero", "unique": "Unique", "outliers": "SkewKurt"}
    for name, column in flags.items():
        assert list(found.flags[name]) == (truth[f"Flag.{column}"] != "ok").tolist(), name
    assert sum(found.flags["outliers"]) == 18
    assert sum(found.flags["unique"]) == 5


def test_correlations_and_reliability_of_the_pillars(reference, scores):
    found = pb.index.correlations(scores, level="nodes")
    place = {key: i for i, key in enumerate(found.keys)}
    truth = asem.read(reference, "corr_pillar_subindex")
    ours = [found.matrix[place[one.Var1.lower()], place[one.Var2.lower()]] for one in truth.itertuples()]
    assert asem.close(ours, truth["Correlation"])
    pillars = np.column_stack([scores.scores[key] for key in PILLARS])
    alpha = asem.read(reference, "cronbach_pillars")["alpha"][0]
    assert asem.close(cronbach_alpha(pillars), alpha)


@pytest.fixture(scope="module")
def uncertain(reference, framework):
    """The index of each of the hundred runs: scores and ranks, shape (units, runs)."""
    parameters = asem.read(reference, "ua_parameters")
    weights = asem.read(reference, "ua_weights_100").set_index("iCode")
    weights.index = weights.index.str.lower()
    scalings = {
        "minmax_1_100": pb.Scaling("minmax", span=[1, 100]),
        "zscore_10_2": pb.Scaling("zscore", mean=10, sd=2),
    }
    population = asem.population(reference, "dset_screened")
    scores, ranks = [], []
    for run in parameters.itertuples():
        rule = variant(
            framework,
            **{**PLAIN, "treatment": pb.Treatment(most=run.winmax)},
            scaling=scalings[run.norm],
            weights=weights[f"w{run.weight_set}"].to_dict(),
            aggregation=MEANS[run.aggregation.removeprefix("a_")],
        )
        found = pb.score(population, framework, rule=rule)
        scores.append(found.index)
        ranks.append(found.rank)
    return np.column_stack(scores), np.column_stack(ranks)


@pytest.mark.slow
def test_a_hundred_uncertain_recipes(reference, scores, uncertain):
    truth = asem.read(reference, "ua_scores")
    assert list(truth.index) == list(scores.units)
    runs = [f"r_{i}" for i in range(1, 101)]
    assert asem.close(scores.index, truth["Nominal"])
    assert asem.close(uncertain[0], truth[runs])
    ranks = asem.read(reference, "ua_ranks")
    assert uncertain[1].tolist() == ranks[runs].to_numpy().tolist()
    statistics = asem.read(reference, "ua_rankstats")
    assert statistics["Nominal"].tolist() == scores.rank.tolist()
    assert asem.close(uncertain[1].mean(axis=1), statistics["Mean"])
    assert asem.close(np.median(uncertain[1], axis=1), statistics["Median"])
    assert asem.close(np.quantile(uncertain[1], [0.05, 0.95], axis=1).T, statistics[["Q5", "Q95"]])
