"""Measures of inequality through the verbs: published numbers, the definitions by loops, and what must hold of each."""

import math

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from gold.inequality import INEQ, MEXICO, REGIONS
from hypothesis import assume, given
from scipy import stats

import pemberdayaan as pb
from pemberdayaan.measures.inequality import MEASURES

ALL = tuple(MEASURES)
# Those that are the same whether a row is there twice or weighs twice as much.
REPLICATING = tuple(name for name in ALL if name != "gini_sample")
# One of each kind, where what is tested is the same for all.
KINDS = ("gini", "theil_t", "atkinson_2", "bottom_40", "palma")
BOUNDED = {name for name in ALL if name.startswith(("gini", "atkinson", "bottom", "top"))}

# ---- the definitions, in plain Python -------------------------------------------------------------------------------


def held(rows, share):
    """What the poorest share of the weight has, a row on the cut split."""
    left, found = share * sum(w for _, w in rows), 0.0
    for value, weight in sorted(rows):
        found += value * min(weight, left)
        left = max(left - weight, 0.0)
    return found


def quantile(rows, share):
    """The middle of the values at which the running weight reaches and passes a share of the whole."""
    whole, near = sum(w for _, w in rows), 1e-9
    ends, running = [], 0.0
    for value, weight in sorted(rows):
        running += weight
        ends.append((running, value))
    low = next(value for end, value in ends if end >= share * whole - near)
    high = next(value for end, value in ends if end > share * whole + near)
    return (low + high) / 2


def entropy(name, rows):
    """Generalised entropies of pairs of value and weight."""
    size = sum(w for _, w in rows)
    mean = sum(x * w for x, w in rows) / size
    if name == "theil_t":
        return sum(w * x / mean * math.log(x / mean) for x, w in rows) / size
    if name == "theil_l":
        return sum(w * math.log(mean / x) for x, w in rows) / size
    return sum(w * (x - mean) ** 2 for x, w in rows) / size / mean**2 / 2


def atkinson(name, rows):
    """How far what would be as good for all lies below the mean."""
    size, power = sum(w for _, w in rows), 1 - float(name.rpartition("_")[2])
    mean = sum(x * w for x, w in rows) / size
    if power == 0:
        return 1 - math.exp(sum(w * math.log(x) for x, w in rows) / size) / mean
    return 1 - (sum(w * x**power for x, w in rows) / size) ** (1 / power) / mean


def gini(name, rows):
    """The mean difference over twice the mean; None for the sample form of one row."""
    size, total, n = sum(w for _, w in rows), sum(x * w for x, w in rows), len(rows)
    found = sum(v * w * abs(x - y) for x, v in rows for y, w in rows) / (2 * size * total)
    if name == "gini":
        return found
    return found * n / (n - 1) if n > 1 else None


def band(name, rows):
    """Shares, and ratios of shares and of quantiles."""
    total = sum(x * w for x, w in rows)
    if name.startswith("bottom"):
        return held(rows, int(name[-2:]) / 100) / total
    if name == "top_10":
        return 1 - held(rows, 0.9) / total
    if name == "p90_p10":
        return quantile(rows, 0.9) / quantile(rows, 0.1)
    top, bottom = (0.1, 0.4) if name == "palma" else (0.2, 0.2)
    return (total - held(rows, 1 - top)) / held(rows, bottom)


def by_definition(name, rows):
    """A measure of pairs of value and weight; None where it is not defined."""
    kinds = {"gini": gini, "theil": entropy, "entropy": entropy, "atkinson": atkinson}
    return kinds.get(name.partition("_")[0], band)(name, rows)


def derivative(name, rows, k, step=1e-5):
    """How a measure changes with the weight of one row."""
    ends = [[(x, w + sign * step * (i == k)) for i, (x, w) in enumerate(rows)] for sign in (1, -1)]
    return (by_definition(name, ends[0]) - by_definition(name, ends[1])) / (2 * step)


def slope(rows, share):
    """How fast the logarithm of a quantile rises, between the ends of the interval that Woodruff gives it."""
    sizes = [w for _, w in rows]
    several = sum(sizes) ** 2 / sum(w * w for w in sizes)
    reach = 1.959963984540054 * math.sqrt(share * (1 - share) / several)
    start = max(share - reach, min(share, 0.5 / several))
    end = min(share + reach, max(share, 1 - 0.5 / several))
    return math.log(quantile(rows, end) / quantile(rows, start)) / (end - start)


def quantile_influence(rows, k):
    """What a row adds to P90 over P10; rows on a quantile count below it in part."""
    whole, found = sum(w for _, w in rows), 0.0
    for share, sign in ((0.9, 1), (0.1, -1)):
        cut = quantile(rows, share)
        less = sum(w for x, w in rows if x < cut)
        same = sum(w for x, w in rows if x == cut)
        part = min(max((share * whole - less) / same, 0), 1) if same else 0
        below = 1 if rows[k][0] < cut else part if rows[k][0] == cut else 0
        found += sign * slope(rows, share) * (share - below)
    return quantile(rows, 0.9) / quantile(rows, 0.1) * found / whole


def loops(frame, group, name, policy, drawn=None):
    """The error of a measure of one group, and its degrees of freedom, by the formula of the survey variance."""
    mine = [one for one in frame.to_dict("records") if one["g"] == group and not math.isnan(one["x"])]
    rows = [(one["x"], one["w"]) for one in mine]
    adds_of = quantile_influence if name == "p90_p10" else lambda rows, k: derivative(name, rows, k)
    adds = [one["w"] * adds_of(rows, k) for k, one in enumerate(mine)]
    variance, freedom = 0.0, 0
    for stratum, part in frame.groupby("s"):
        units = sorted(set(part["u"]))
        n = len(units)
        met = {one["u"] for one in mine if one["s"] == stratum}
        if not met:
            continue
        freedom += n - 1
        sums = [
            sum(z for z, one in zip(adds, mine, strict=True) if (one["s"], one["u"]) == (stratum, u)) for u in units
        ]
        rest = 1 - (n / drawn[stratum] if drawn else 0)
        if n > 1:
            variance += rest * n / (n - 1) * sum((e - sum(sums) / n) ** 2 for e in sums)
        elif policy == "centre":
            variance += rest * sums[0] ** 2
    several = len({(one["s"], one["u"]) for one in mine}) > 1
    return (math.sqrt(variance) if several and freedom else None), freedom


def told(found):
    """The rows of a result by group and measure."""
    return {(row["group"], row["measure"]): row for row in found.rows()}


def close(found, expected, **how):
    if expected is None:
        assert found is None
    else:
        assert found == pytest.approx(expected, **how)


SOME = st.lists(st.sampled_from(ALL), min_size=3, max_size=5, unique=True)
WHOLE = st.integers(1, 30).map(float)
PEOPLE = st.lists(st.tuples(WHOLE, st.integers(1, 4), st.sampled_from("ab")), min_size=2, max_size=8)


def people(rows):
    return pd.DataFrame(rows, columns=["x", "w", "g"])


def weighted(frame, **more):
    return pb.Population(frame, design=pb.Design(weights="w", single_psu="skip", **more))


# ---- published numbers ----------------------------------------------------------------------------------------------


def estimates(values, names, **design):
    found = pb.inequality.measure(pd.DataFrame({"x": values}), "x", measures=names)
    return found.estimate[0]


def test_the_example_of_ineq():
    # ineq(x); Gini(x, corr = TRUE); Theil(x); Atkinson(x, 0.5), Atkinson(x, 1): seven decimals.
    names = ["gini", "gini_sample", "theil_t", "atkinson_0.5", "atkinson_1"]
    published = [0.4620911, 0.5134346, 0.3623412, 0.1796591, 0.3518251]
    np.testing.assert_allclose(estimates(INEQ, names), published, atol=5.1e-8, rtol=0)


def test_the_states_of_mexico():
    # Gini, Theil, Atkinson in the documentation of PySAL's inequality 1.1.2, in full; its regimes to eight decimals.
    names = ["gini", "theil_t", "atkinson_0.5", "atkinson_1", "atkinson_2"]
    published = [0.3537237117345285, 0.20894344230358594, 0.0984322239880091, 0.1836800569549023, 0.3155980580204617]
    np.testing.assert_allclose(estimates(MEXICO, names), published, rtol=1e-12)
    found = pb.inequality.parts(pd.DataFrame({"x": MEXICO, "region": REGIONS}), "x", "region", measure="theil_t")
    assert (found.between, found.within) == pytest.approx((0.0345889, 0.17435454), abs=5.1e-9)


def test_fifths_by_hand():
    # The top tenth is half of the last fifth, of 20 in all.
    found = estimates([3.0, 9.0, 1.0, 5.0, 2.0], ["ratio_80_20", "bottom_20", "bottom_40", "top_10", "palma"])
    np.testing.assert_allclose(found, [9, 0.05, 0.15, 0.225, 1.5], rtol=1e-13)


def test_a_burden_of_those_with_least():
    # As the kernel by hand: -78 / 340.
    frame = pd.DataFrame({"burden": [5, 3, 2, 1], "people": [4, 3, 2, 1], "wealth": range(4)})
    population = pb.Population(frame, design=pb.Design(weights="people"))
    found = pb.inequality.concentration(population, "burden", "wealth")
    assert found.index[0] == pytest.approx(-78 / 340, rel=1e-13)
    assert (found.n.tolist(), found.df.tolist(), found.confidence) == ([4], [3], 0.95)
    reach = stats.t.ppf(0.975, 3) * found.se[0]
    assert (found.low[0], found.high[0]) == pytest.approx((-78 / 340 - reach, -78 / 340 + reach), rel=1e-10)


def test_errors_by_hand():
    # Half the squared variation of 1 and 3 is 1/8; each row adds 1/16 or takes it: 2/1 * 2 * (1/16)^2 = 1/64.
    frame = pd.DataFrame({"x": [1.0, 3.0]})
    found = pb.inequality.measure(frame, "x", measures="entropy_2")
    assert (found.estimate[0, 0], found.se[0, 0], found.df[0]) == (0.125, 0.125, 1)
    # With one degree of freedom the 0.975 quantile of Student's t is tan(0.475 pi).
    # The error is as large as the estimate, so the quantile is the reach on the scale of logarithms.
    times = math.exp(math.tan(0.475 * math.pi))
    assert (found.low[0, 0], found.high[0, 0]) == pytest.approx((0.125 / times, 0.125 * times), rel=1e-10)


def test_parts_by_hand():
    frame = pd.DataFrame({"x": [1.0, 3.0, 2.0, 4.0], "g": list("aabb")})
    found = pb.inequality.parts(frame, "x", "g", measure="gini")
    # Pairs differ by 20 in all over 2 * 4 * 10; within by 4 in each group; the means 2 and 3 by 8 over 80.
    assert (found.total, found.within, found.between, found.overlap) == pytest.approx((0.25, 0.1, 0.1, 0.05), abs=1e-15)
    assert [(one.group, one.inequality, one.n) for one in found.groups] == [
        ("a", 0.25, 2),
        ("b", pytest.approx(1 / 6), 2),
    ]
    assert sum(one.contribution for one in found.groups) == pytest.approx(0.1, abs=1e-15)


def test_sources_by_hand():
    frame = pd.DataFrame({"farm": [3.0, 1.0], "wages": [0.0, 4.0]})
    found = pb.inequality.sources(frame, ["farm", "wages"])
    farm, wages = found
    # The totals are 3 and 5, so the index is 2 / 16; farming goes the other way and adds -2 / 16, wages 4 / 16.
    assert (found.total, farm.share, wages.share) == (0.125, 0.5, 0.5)
    assert (farm.gini, wages.gini, farm.correlation, wages.correlation) == (0.25, 0.5, -1, 1)
    assert (farm.contribution, wages.contribution) == (-0.125, 0.25)
    assert (farm.elasticity, wages.elasticity) == (-1.5, 1.5)


# ---- laws -----------------------------------------------------------------------------------------------------------


@given(PEOPLE)
def test_each_measure_is_its_definition(rows):
    frame = people(rows)
    assume(any(len(part) > 1 for _, part in frame.groupby("g")))
    found = told(pb.inequality.measure(weighted(frame), "x", by="g", measures=ALL))
    for (group, name), row in found.items():
        mine = [(x, w) for x, w, g in rows if g == group]
        # Rounding of sums of eight numbers, which a ratio with a small bottom makes larger.
        close(row["estimate"], by_definition(name, mine), rel=1e-11, abs=1e-13)
        assert row["n"] == len(mine)


@given(PEOPLE, SOME, st.sampled_from([1e-6, 0.3, 7.0, 1e9]))
def test_scale_and_replication(rows, names, scale):
    frame = people(rows)
    run = lambda data, names: pb.inequality.measure(data, "x", measures=names).estimate[0]  # noqa: E731
    plain = run(weighted(frame), names)
    np.testing.assert_allclose(run(weighted(frame.assign(x=frame["x"] * scale)), names), plain, rtol=1e-10, atol=1e-13)
    same = [j for j, name in enumerate(names) if name in REPLICATING]
    spread = frame.loc[np.repeat(np.arange(len(frame)), 3 * frame["w"])]
    np.testing.assert_allclose(run(spread, [names[j] for j in same]), plain[same], rtol=1e-10, atol=1e-13)


@given(PEOPLE, st.randoms())
def test_groups_are_as_if_alone_and_the_order_of_rows_is_nothing(rows, random):
    frame = people(rows)
    whole = pb.inequality.measure(weighted(frame), "x", by="g", measures=KINDS)
    shuffled = list(rows)
    random.shuffle(shuffled)
    other = people(shuffled)
    for g, group in enumerate(whole.groups):
        alone = pb.inequality.measure(weighted(other[other["g"] == group]), "x", measures=KINDS)
        np.testing.assert_allclose(alone.estimate[0], whole.estimate[g], rtol=1e-11, atol=1e-13)


PARTED = ("gini", "theil_t", "theil_l", "entropy_2", "atkinson_0.5", "atkinson_1", "atkinson_2")


@given(PEOPLE, st.lists(st.sampled_from(PARTED), min_size=3, max_size=3, unique=True))
def test_parts_are_the_whole(rows, names):
    population = weighted(people(rows))
    alone = pb.inequality.measure(population, "x", by="g", measures=names)
    for name in names:
        found = pb.inequality.parts(population, "x", "g", measure=name)
        mine = [(x, w) for x, w, _ in rows]
        assert found.total == pytest.approx(by_definition(name, mine), rel=1e-11, abs=1e-13)
        if name.startswith("atkinson"):
            assert 1 - found.total == pytest.approx((1 - found.within) * (1 - found.between), abs=1e-12)
        else:
            over = found.overlap if name == "gini" else 0.0
            assert found.within + found.between + over == pytest.approx(found.total, abs=1e-12)
            assert sum(one.contribution for one in found.groups) == pytest.approx(found.within, abs=1e-12)
            assert over >= -1e-12
        own = alone.estimate[:, names.index(name)]
        assert [one.inequality for one in found.groups] == pytest.approx(own, rel=1e-11, abs=1e-13)


@given(PEOPLE)
def test_between_is_what_is_left_when_all_have_the_mean_of_their_group(rows):
    frame = people(rows)
    totals = (frame["x"] * frame["w"]).groupby(frame["g"]).sum() / frame["w"].groupby(frame["g"]).sum()
    levelled = [(totals[g], w) for _, w, g in rows]
    for name in ("gini", "theil_t", "theil_l", "entropy_2"):
        found = pb.inequality.parts(weighted(frame), "x", "g", measure=name)
        assert found.between == pytest.approx(by_definition(name, levelled), abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9), st.integers(1, 3)), min_size=2))
def test_sources_add_up(rows):
    frame = pd.DataFrame(rows, columns=["farm", "wages", "sent", "w"], dtype=float)
    found = pb.inequality.sources(weighted(frame), ["farm", "wages", "sent"])
    whole = [(a + b + c, w) for a, b, c, w in rows]
    assert found.total == pytest.approx(by_definition("gini", whole), abs=1e-12)
    assert sum(one.contribution for one in found) == pytest.approx(found.total, abs=1e-12)
    for one in found:
        mine = list(zip(frame[one.source], frame["w"], strict=True))
        if one.share == 0:
            assert (one.gini, one.correlation, one.contribution) == (None, None, 0)
            continue
        assert one.gini == pytest.approx(by_definition("gini", mine), abs=1e-12)
        if one.correlation is not None:
            assert one.contribution == pytest.approx(one.share * one.gini * one.correlation, abs=1e-12)


@given(PEOPLE)
def test_the_curves_agree_with_the_measures(rows):
    population = weighted(people(rows))
    curves = pb.inequality.lorenz(population, "x", by="g", points=10)
    shares = pb.inequality.measure(population, "x", by="g", measures=["bottom_20", "bottom_40", "top_10", "gini"])
    assert curves.groups == shares.groups == tuple(sorted({g for *_, g in rows}))
    for j, (at, sign) in enumerate([(2, 1), (4, 1), (9, -1)]):
        point = curves.estimate[:, at] if sign == 1 else 1 - curves.estimate[:, at]
        np.testing.assert_allclose(point, shares.estimate[:, j], rtol=0, atol=1e-12)
        np.testing.assert_allclose(curves.se[:, at], shares.se[:, j], rtol=0, atol=1e-12)
        ends = (curves.low, curves.high) if sign == 1 else (1 - curves.high, 1 - curves.low)
        np.testing.assert_allclose([one[:, at] for one in ends], [shares.low[:, j], shares.high[:, j]], atol=1e-10)
    assert (np.diff(curves.estimate, 2) >= -1e-12).all()
    copied = weighted(people(rows).assign(rank=lambda frame: frame["x"]))
    ranked = pb.inequality.concentration(copied, "x", "rank", by="g", points=10)
    np.testing.assert_allclose(ranked.index, shares.estimate[:, 3], rtol=0, atol=1e-12)
    np.testing.assert_allclose(ranked.curve, curves.estimate, rtol=0, atol=1e-12)
    back = weighted(people(rows).assign(rank=lambda frame: -frame["x"]))
    turned = pb.inequality.concentration(back, "x", "rank", by="g")
    np.testing.assert_allclose(turned.index, -ranked.index, rtol=0, atol=1e-12)
    np.testing.assert_allclose(turned.se, ranked.se, rtol=0, atol=1e-12)


# ---- errors ---------------------------------------------------------------------------------------------------------

# Added to whole weights, so that no row ends on a cut, where a share has two slopes.
OFF = np.array([0.0371 * math.sqrt(p) for p in (2, 3, 5, 7, 11, 13, 17, 19)])
SURVEYS = st.lists(
    st.tuples(WHOLE, st.integers(1, 4), st.sampled_from("ab"), st.sampled_from("NS"), st.integers(1, 3), st.booleans()),
    min_size=4,
    max_size=8,
)


def survey(rows):
    frame = pd.DataFrame(rows, columns=["x", "w", "g", "s", "u", "lost"])
    return frame.assign(w=frame["w"] + OFF[: len(frame)], x=frame["x"].mask(frame["lost"] & (frame["u"] == 1)))


def held_to_loops(found, frame, policy, drawn=None):
    for (group, name), row in told(found).items():
        if row["estimate"] is None:
            assert (row["se"], row["low"], row["high"]) == (None, None, None)
            continue
        se, freedom = loops(frame, group, name, policy, drawn)
        if name == "p90_p10" and not se:
            se = None
        # The square of the step of the derivative, and rounding over that step.
        close(row["se"], se, rel=1e-5, abs=1e-7)
        assert row["df"] == freedom
        if se is None:
            assert (row["low"], row["high"]) == (None, None)
            continue
        reach = stats.t.ppf(0.95, freedom) * row["se"]
        low, middle, high = row["low"], row["estimate"], row["high"]
        if name not in BOUNDED:
            if middle == 0 or reach / middle > 700:
                assert (low, high) == (None, None)
            else:
                assert (math.log(low), math.log(high)) == pytest.approx(
                    (math.log(middle) - reach / middle, math.log(middle) + reach / middle), rel=1e-9, abs=1e-9
                )
        elif middle in (0, 1) or middle > 1:
            assert (low, high) == (None, None)
        elif middle > 1e-9:
            logit = lambda p: math.log(p / (1 - p))  # noqa: E731
            # An end that is 0 or 1 to the last digit has no logit.
            if low > 1e-9 and high < 1 - 1e-9:
                steps = (logit(middle) - logit(low), logit(high) - logit(middle))
                assert steps == pytest.approx((reach / (middle * (1 - middle)),) * 2, rel=1e-5, abs=1e-7)
            assert 0 <= low <= middle <= high <= 1


@given(SURVEYS, SOME, st.sampled_from(["skip", "centre"]), st.booleans())
def test_errors_equal_the_formula_by_loops(rows, names, policy, corrected):
    frame = survey(rows)
    assume(frame["x"].notna().any())
    assume(frame.dropna().groupby("g")["x"].size().max() > 1)
    drawn = {"N": 5, "S": 8} if corrected else None
    design = pb.Design(weights="w", strata="s", psu="u", single_psu=policy, fpc="all" if corrected else None)
    population = pb.Population(frame.assign(all=frame["s"].map(drawn or {}.get)), design=design)
    found = pb.inequality.measure(population, "x", by="g", measures=names, confidence=0.9)
    held_to_loops(found, frame, policy, drawn)


DESIGNS = [pb.Design(psu="row", single_psu="skip"), pb.Design(weights="one"), pb.Design(strata="one")]


@given(PEOPLE, st.sampled_from(DESIGNS))
def test_without_a_design_each_row_is_a_unit(rows, design):
    frame = people(rows)
    bare = pb.inequality.measure(frame, "x", by="g", measures=KINDS)
    numbered = frame.assign(row=range(len(frame)), one=1.0)
    said = pb.inequality.measure(pb.Population(numbered, design=design), "x", by="g", measures=KINDS)
    for key in ("estimate", "se", "low", "high", "df"):
        np.testing.assert_array_equal(getattr(said, key), getattr(bare, key))


@given(PEOPLE)
def test_errors_know_no_scale_and_shrink_with_the_correction(rows):
    frame = people(rows).assign(part=0.75)
    plain = pb.inequality.measure(weighted(frame), "x", measures=KINDS)
    scaled = pb.inequality.measure(weighted(frame.assign(x=frame["x"] * 1e6)), "x", measures=KINDS)
    np.testing.assert_allclose(scaled.se, plain.se, rtol=1e-8, atol=1e-12)
    # A quarter of the sampling units was not drawn: half of the error is left.
    corrected = pb.inequality.measure(weighted(frame, fpc="part"), "x", measures=KINDS)
    np.testing.assert_allclose(corrected.se, plain.se / 2, rtol=1e-12)


def test_households_are_the_sampling_units_of_pairs():
    frame = pd.DataFrame({"x": [1.0, 2, 4, 7, 3, 9], "hh": [1, 1, 2, 2, 3, 3], "sex": list("fmfmfm")})
    pairs = pb.Pairs("hh", "sex", women="f", men="m")
    found = pb.inequality.measure(pb.Population(frame, pairs=pairs), "x")
    said = pb.inequality.measure(pb.Population(frame, design=pb.Design(psu="hh")), "x")
    assert found.rows() == said.rows()
    assert found.df.tolist() == [2]
    # Rows of one household are alike, which rows by themselves would hide.
    assert found.se[0, 0] != pytest.approx(pb.inequality.measure(frame, "x").se[0, 0], rel=0.01)
