"""Changes against what others publish or compute: t tests, regression with an interaction, two rounds of a survey."""

import math

import numpy as np
import pandas as pd
import pytest
from gold import weai
from measures.change import waves
from scipy import stats

import pemberdayaan as pb
from pemberdayaan.measures import change


def scored(frame, **said):
    """An index whose two indicators are one number of 0 to 5, so that it is a fifth of that number."""
    design = said.pop("design", None)
    by = said.pop("by", None)
    table = frame.assign(road=frame["y"], water=frame["y"]).drop(columns="y")
    return pb.score(pb.Population(table, design=design, **said), waves.PLAIN, by=by)


def test_a_panel_is_the_paired_t_test():
    rng = np.random.default_rng(1)
    first = pd.DataFrame({"key": [f"V{i}" for i in range(40)], "y": rng.uniform(0, 4, 40)})
    second = first.assign(y=np.clip(first["y"] + rng.normal(0.2, 0.4, 40), 0, 5)).sample(frac=1, random_state=1)
    line = change.between(scored(first, unit="key"), scored(second, unit="key"), unit="key").line("mean", "n")
    both = first.merge(second, on="key")
    test = stats.ttest_rel(both["y_y"] / 5, both["y_x"] / 5)
    limits = test.confidence_interval(0.95)
    # Sums of forty numbers below 1.
    assert line.absolute / line.se == pytest.approx(test.statistic, abs=1e-11)
    assert (line.low, line.high) == pytest.approx((limits.low, limits.high), abs=1e-13)
    assert line.df == test.df == 39


def test_a_cross_section_without_names_has_the_error_of_welch():
    rng = np.random.default_rng(2)
    y, z = rng.uniform(0, 5, 30), rng.uniform(1, 5, 50)
    found = change.between(*(scored(pd.DataFrame({"y": one})) for one in (y, z)))
    line = found.line("mean", "n")
    welch = stats.ttest_ind(z / 5, y / 5, equal_var=False)
    assert line.absolute / line.se == pytest.approx(welch.statistic, abs=1e-11)
    # Cautious: the smaller sample's degrees of freedom, which are never more than those of Welch.
    assert line.df == 29 < welch.df
    assert line.n_both is None
    assert found.shared == 0


def clustered(shared):
    """Two rounds of a programme and a comparison group in clusters, which hold both groups or one."""
    rng = np.random.default_rng(3)
    n, clusters = 240, 24
    cluster = np.arange(n) % clusters
    arm = (np.arange(n) // clusters % 2) if shared else cluster % 2
    common = rng.normal(0, 0.3, clusters)[cluster]
    rounds = []
    for time in (0, 1):
        y = 2.5 + common + 0.3 * time + 0.2 * arm * time + rng.normal(0, 0.5, n)
        rounds.append(pd.DataFrame({"arm": arm, "cluster": cluster, "y": y.clip(0, 5)}))
    return rounds


@pytest.mark.parametrize("shared", [True, False], ids=["clusters of both groups", "clusters of one group"])
def test_difference_in_differences_is_the_interaction_of_a_regression(shared):
    rounds = clustered(shared)
    found = change.between(*(scored(one, design=pb.Design(psu="cluster"), by="arm") for one in rounds), by="arm")
    line = change.against(found, 1, 0).line("mean", "n")
    table = pd.concat([one.assign(time=time, y=one["y"] / 5) for time, one in enumerate(rounds)])
    x = np.column_stack([np.ones(len(table)), table["arm"], table["time"], table["arm"] * table["time"]])
    y, clusters = table["y"].to_numpy(), table["cluster"].to_numpy()
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    scores = np.array([(x * (y - x @ beta)[:, None])[clusters == one].sum(axis=0) for one in np.unique(clusters)])
    # Equal to statsmodels 0.15.0 OLS(...).fit(cov_type="cluster", use_correction=False) to 1e-16; a sample of G
    # clusters adds G / (G - 1).
    sandwich = inverse @ scores.T @ scores @ inverse
    assert line.absolute == pytest.approx(beta[3], abs=1e-12)
    assert line.se == pytest.approx(math.sqrt(sandwich[3, 3] * 24 / 23), abs=1e-12)
    assert line.df == 23


@pytest.fixture(scope="module")
def survey(reference):
    """The two rounds of syn_cdta, counted."""
    frame = pd.read_csv(reference / "weai" / "syn_cdta.csv")
    rule = pb.CountRule("count", "Counting", weights=weai.MPI, denominator=18, cutoff=weai.MPI_CUTOFF)
    framework = pb.Framework("mpi", "MPI", rules=[rule])
    design = pb.Design(weights="weight", strata="stratum", psu="psu")
    return frame, [pb.score(pb.Population(frame[frame["t"] == time], design=design), framework) for time in (1, 2)]


def test_two_rounds_of_a_survey_are_those_of_counting(survey):
    _, rounds = survey
    found, counted = change.between(*rounds), pb.counting.change(*rounds)
    rows = counted.rows()
    assert len(found.lines) == len(rows)
    for line, row in zip(found.lines, rows, strict=True):
        assert (line.group, line.who, line.measure, line.element) == tuple(
            row[name] for name in ("group", "who", "measure", "indicator")
        )
        for name in ("before", "after", "absolute", "se", "low", "high", "relative", "relative_se", "df"):
            assert getattr(line, name) == row[name], (line.name, name)
    assert found.shared == counted.shared == 717


def test_two_rounds_of_a_survey_by_a_loop_over_sampling_units(survey):
    frame, rounds = survey
    found = change.between(*rounds)
    whole = np.array(weai.MPI_WEIGHTS)
    units = frame.groupby("stratum")["psu"].unique()
    adds = {}
    for time in (1, 2):
        part = frame[frame["t"] == time].dropna(subset=list(weai.MPI))
        # Whole scores of eighteen: 33 per cent is 5.94.
        score = part[list(weai.MPI)].to_numpy() @ whole
        poor = (score >= 6).astype(float)
        for name, values in (("H", poor), ("M0", poor * score / 18)):
            off = (values - values.mean()) / len(values)
            for stratum, psu, one in zip(part["stratum"], part["psu"], off, strict=True):
                adds[name, time, stratum, psu] = adds.get((name, time, stratum, psu), 0.0) + one
    for name in ("H", "M0"):
        variance = 0.0
        for stratum, names in units.items():
            apart = [adds.get((name, 2, stratum, one), 0.0) - adds.get((name, 1, stratum, one), 0.0) for one in names]
            variance += len(apart) / (len(apart) - 1) * sum((one - np.mean(apart)) ** 2 for one in apart)
        line = found.line(name)
        assert line.se == pytest.approx(math.sqrt(variance), abs=1e-12)
        assert line.absolute == pytest.approx(line.after - line.before, abs=1e-15)
        assert line.df == 597


def test_parts_of_the_change_of_a_survey_add_up(survey):
    _, rounds = survey
    line, parts = change.between(*rounds).line("M0"), change.parts(*rounds)
    for kind, count in (("factor", 2), ("indicator", 10)):
        found = parts.of(kind)
        assert len(found) == count
        assert sum(one.change for one in found) == pytest.approx(line.absolute, abs=1e-15)
    assert parts.ends["all", "all"] == (line.before, line.after)
    # METHODS 9: what H brought about is its change at the mean of both intensities.
    h, a = (change.between(*rounds).line(name) for name in ("H", "A"))
    assert parts.of("factor")[0].change == pytest.approx(h.absolute * (a.before + a.after) / 2, abs=1e-15)


def test_a_published_example_of_absolute_and_relative_change():
    # Alkire et al. (2015), section 9.2.1: M0 falls from 0.5 to 0.4, which is 0.1 in absolute terms and a fifth of it
    # in relative terms.
    rule = pb.CountRule("count", "Counting", weights={"a": 1, "b": 1}, cutoff="1/2")
    framework = pb.Framework("ours", "Ours", rules=[rule])
    before = pd.DataFrame({"a": [1] * 5 + [0] * 5, "b": [1] * 5 + [0] * 5})
    after = pd.DataFrame({"a": [1] * 4 + [0] * 6, "b": [1] * 4 + [0] * 6})
    line = change.between(pb.score(before, framework), pb.score(after, framework), years=1).line("M0")
    assert (line.before, line.after) == (0.5, 0.4)
    # 0.5 - 0.4 and its half are not numbers of base two.
    assert (line.absolute, line.relative) == pytest.approx((-0.1, -0.2), abs=1e-15)
    assert (line.yearly, line.yearly_relative) == pytest.approx((-0.1, -0.2), abs=1e-15)
