"""Linearised errors against stored reference results, the formula by loops, and drawing anew."""

from fractions import Fraction
from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from gold import weai
from hypothesis import given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels import linearisation
from pemberdayaan.kernels.alkire_foster import estimates, poverty_line, ratios, row_sums
from pemberdayaan.kernels.gender_parity import empowerment_index, index_ratios, parity, parity_statistics
from pemberdayaan.kernels.linearisation import covariance, quotient, ratio_errors, ratio_scores, share_errors
from pemberdayaan.kernels.patterns import complete, pack, row_scores
from pemberdayaan.kernels.resampling import multiplicities
from pemberdayaan.kernels.survey_design import (
    DesignTable,
    cell_totals,
    degrees_of_freedom,
    design_cells,
    group_totals,
    replicate_totals,
    sampling_units,
)

UNITS, GROUPS = 7, 3
STORED = {"hd": "raw_headcount", "hdk": "censored_headcount", "actb": "absolute_contribution", "pctb": "contribution"}


# ---- reference results ----------------------------------------------------------------------------------------------


def mpi_table(data, rows, groups, n_groups):
    """Sums of syn_cdta by group and sampling unit, its two rounds sharing the units."""
    _, strata = np.unique(data["stratum"], return_inverse=True)
    _, psu = np.unique(data["psu"], return_inverse=True)
    units, homes = sampling_units(strata, psu)
    values = np.column_stack([data[name] for name in weai.MPI])
    kept = rows & complete(values)
    cells = design_cells(groups[kept], units[kept], n_groups=n_groups, n_units=len(homes))
    line = poverty_line(weai.MPI_CUTOFF, 18)
    sums = row_sums(
        pack(values[kept]),
        weai.MPI_WEIGHTS,
        line,
        sample_weights=data["weight"][kept],
        cells=cells.codes,
        n_cells=len(cells.groups),
    )
    return DesignTable(cells.groups, cells.units, sums, homes, n_groups)


@pytest.fixture(scope="module")
def synthetic(reference):
    return weai.synthetic(reference)


@pytest.mark.parametrize("time", [1, 2])
@pytest.mark.parametrize("by", ["nat", "area"])
def test_the_synthetic_survey(reference, synthetic, time, by):
    stored = weai.expected(reference, "expected_af_syn_cdta.json")[f"syn_cdta_k33_t{time}"]
    groups = np.zeros(len(synthetic["t"]), int) if by == "nat" else synthetic["area"].astype(int)
    table = mpi_table(synthetic, synthetic["t"] == time, groups, 1 if by == "nat" else 2)
    form = ratios(weai.MPI_WEIGHTS)
    found = ratio_errors(table, form.numerators, form.denominators)
    # All 717 units stay in each domain, less 120 strata.
    assert set(found.df.tolist()) == {597}
    place = {
        (measure, None if j is None else list(weai.MPI)[j]): i
        for i, (measure, j) in enumerate(zip(form.measures, form.indicators, strict=True))
    }
    compared = 0
    for row in stored:
        if not row["group"].startswith(by):
            continue
        group = 0 if by == "nat" else int(row["group"].removeprefix("area="))
        at = place[STORED.get(row["measure"], row["measure"]), row["indicator"]]
        # Stored with ten decimals.
        assert found.estimate[group, at] == pytest.approx(row["b"], abs=1e-8)
        if row["se"] is not None:
            assert found.se[group, at] == pytest.approx(row["se"], abs=1e-10)
        compared += 1
    assert compared == (43 if by == "nat" else 86)


@pytest.mark.parametrize(
    ("whole", "index_se"), [(False, None), (True, 0.0126291)], ids=["complete women", "all households"]
)
def test_the_index_of_bangladesh(reference, whole, index_se):
    stored = weai.expected(reference, "expected_weai.json")["bgd_weai_1_1"]["se_household_clustered"]
    households, women, values = weai.bangladesh(reference)
    known = complete(values)
    codes = pack(values[known])
    scores = row_scores(codes, weai.WEAI_WEIGHTS)
    by_sex = np.full((2, households.max() + 1), -1)
    by_sex[np.where(women, 0, 1)[known], households[known]] = scores
    hers, paired = by_sex[0] >= 0, (by_sex >= 0).all(axis=0)
    line = poverty_line(weai.WEAI_CUTOFF, 30, strict=True)
    sums = np.zeros((households.max() + 1, 22 + 3))
    mine = women[known]
    sums[:, :22] = row_sums(
        codes[mine], weai.WEAI_WEIGHTS, line, cells=households[known][mine], n_cells=households.max() + 1
    )
    sums[paired, 22:] = parity_statistics(*by_sex[:, paired], 30, weai.WEAI_CUTOFF)
    sums = sums if whole else sums[hers]
    n = len(sums)
    assert n == (225 if whole else 220)
    table = DesignTable(np.zeros(n, int), np.arange(n), sums, np.zeros(n, int), 1)
    form = ratios(weai.WEAI_WEIGHTS)
    above, below, combine = index_ratios(form.numerators[:, 2], form.denominators[:, 2])
    parts = ratio_errors(table, above, below)
    index = ratio_errors(table, above, below, combine=combine)
    assert index.df.tolist() == [n - 1]
    total = group_totals(table)[0]
    five, gpi = estimates(total[:22], weai.WEAI_WEIGHTS).empowerment, parity(total[22:]).GPI
    assert 1 - index.estimate[0, 0] == pytest.approx(float(empowerment_index(five, gpi)), abs=1e-14)
    if whole:
        # METHODS gives seven decimals.
        assert parts.se[0].tolist() == pytest.approx([0.0130010, 0.0108206], abs=5e-8)
        assert index.se[0, 0] == pytest.approx(index_se, abs=5e-8)
    else:
        assert 1 - index.estimate[0, 0] == pytest.approx(stored["WEAI"], abs=1e-12)
        expected = [stored["se_5DE"], stored["se_GPI"], stored["se_WEAI"]]
        assert [*parts.se[0].tolist(), index.se[0, 0]] == pytest.approx(expected, abs=1e-12)


def test_simple_random_errors_of_the_women_of_bangladesh(reference):
    stored = weai.expected(reference, "expected_weai.json")["bgd_weai_1_1"]["se_women_srs"]
    _, women, values = weai.bangladesh(reference)
    kept = women & complete(values)
    n = int(kept.sum())
    line = poverty_line(weai.WEAI_CUTOFF, 30, strict=True)
    sums = row_sums(pack(values[kept]), weai.WEAI_WEIGHTS, line, cells=np.arange(n), n_cells=n)
    form = ratios(weai.WEAI_WEIGHTS)
    table = DesignTable(np.zeros(n, int), np.arange(n), sums, np.zeros(n, int), 1)
    found = ratio_errors(table, form.numerators, form.denominators)
    assert found.se[0, 0] == pytest.approx(stored["H"], abs=1e-12)
    assert found.se[0, 2] == pytest.approx(stored["M0"], abs=1e-12)


def test_drawing_anew_agrees_with_the_formula(synthetic):
    table = mpi_table(synthetic, synthetic["t"] == 1, np.zeros(len(synthetic["t"]), int), 1)
    form = ratios(weai.MPI_WEIGHTS)
    found = ratio_errors(table, form.numerators, form.denominators)
    blocks = multiplicities(len(table.strata), 1000, rng=np.random.default_rng(2012), strata=table.strata)
    drawn = np.concatenate(list(replicate_totals(table, blocks)))[:, 0]
    spread = (drawn @ form.numerators / (drawn @ form.denominators)).std(axis=0, ddof=1)
    # The limits of METHODS; the error of a spread from 1,000 draws is some 2 % for one measure.
    assert 0.97 < (spread / found.se[0]).mean() < 1.03


def test_rounds_that_share_their_units(synthetic):
    """The variance of a change is that of the sum of the scores over the units of the pooled design."""
    table = mpi_table(synthetic, np.ones(len(synthetic["t"]), bool), synthetic["t"].astype(int) - 1, 2)
    form = ratios(weai.MPI_WEIGHTS)
    above, below = form.numerators[:, :3], form.denominators[:, :3]
    found = ratio_errors(table, above, below)
    scores = ratio_scores(table, above, below, groups=[0, 1])
    joint = covariance(scores.reshape(len(scores), -1), table.strata)
    assert np.sqrt(np.diag(joint)).tolist() == pytest.approx(found.se.reshape(-1).tolist(), rel=1e-10)
    between = np.diag(joint[:3, 3:])
    change = covariance(scores[:, 1] - scores[:, 0], table.strata)
    expected = found.se[0] ** 2 + found.se[1] ** 2 - 2 * between
    assert np.diag(change).tolist() == pytest.approx(expected.tolist(), rel=1e-8)


# ---- the formula by loops -------------------------------------------------------------------------------------------


@st.composite
def tables(draw, single=False):
    """A design of three strata; sums of two columns by group and unit; the first column is above 0."""
    if single:
        strata = np.array([0, 0, 0, 1, 1, 1, 2])
    else:
        strata = np.array(draw(st.sampled_from([[0, 0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1, 0], [0] * 7])))
    pairs = draw(st.lists(st.tuples(st.integers(0, GROUPS - 1), st.integers(0, UNITS - 1)), min_size=1, unique=True))
    size = draw(arrays(float, (len(pairs), 1), elements=st.integers(1, 20).map(float)))
    part = draw(arrays(float, (len(pairs), 2), elements=st.integers(0, 20).map(float)))
    groups, units = np.array(pairs).T
    return DesignTable(groups, units, np.hstack([size, part]), strata, GROUPS)


ABOVE = np.array([[0.0, 0.0, 1.0], [1.0, 1.0, 0.0], [0.0, 2.0, 1.0]])
BELOW = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.0, 3.0, 1.0]])


def by_loops(table, above, below, group, *, fractions=None, policy="raise"):
    """The ratio, its scores by unit with those that have no row, and its variance, one ratio."""
    y, x = np.zeros(UNITS), np.zeros(UNITS)
    for home, unit, sums in zip(table.groups, table.units, table.sums, strict=True):
        if home == group:
            y[unit], x[unit] = sums @ above, sums @ below
    if not x.sum() > 0:
        return None
    ratio = y.sum() / x.sum()
    scores = (y - ratio * x) / x.sum()
    variance = 0.0
    for stratum in set(table.strata.tolist()):
        own = scores[table.strata == stratum]
        left = 1 if fractions is None else 1 - fractions[stratum]
        if len(own) > 1:
            variance += left * len(own) / (len(own) - 1) * ((own - own.mean()) ** 2).sum()
        elif policy == "centre":
            variance += left * ((own - scores.mean()) ** 2).sum()
    return ratio, scores, variance


def same(se, variance):
    # Sums of at most 7 scores up to 7 that cancel: what is left of a variance of nought is up to some 1e-15.
    return se**2 == pytest.approx(variance, rel=1e-10, abs=1e-13)


@given(tables(), st.booleans(), st.sampled_from([1, 4_000_000]))
def test_it_is_the_formula(table, finite, at_once):
    fractions = np.array([0.2, 0.0, 1.0])[: table.strata.max() + 1] if finite else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linearisation, "_AT_ONCE", at_once)
        found = ratio_errors(table, ABOVE, BELOW, fractions=fractions, undefined=-1.0)
    scores = ratio_scores(table, ABOVE, BELOW, groups=range(GROUPS))
    for group in range(GROUPS):
        for j in range(ABOVE.shape[1]):
            expected = by_loops(table, ABOVE[:, j], BELOW[:, j], group, fractions=fractions)
            if expected is None:
                assert (found.estimate[group, j], found.se[group, j]) == (-1.0, -1.0)
                assert not scores[:, group, j].any()
                continue
            ratio, by_unit, variance = expected
            assert found.estimate[group, j] == pytest.approx(ratio, rel=1e-12)
            assert scores[:, group, j].tolist() == pytest.approx(by_unit.tolist(), abs=1e-13)
            assert same(found.se[group, j], variance)
            joint = covariance(scores[:, group], table.strata, fractions=fractions)
            assert same(np.sqrt(joint[j, j]), variance)


@given(tables(single=True), st.sampled_from(["centre", "skip"]))
def test_a_stratum_with_one_unit(table, policy):
    found = ratio_errors(table, ABOVE, BELOW, single_psu=policy, undefined=-1.0)
    scores = ratio_scores(table, ABOVE, BELOW, groups=range(GROUPS))
    for group in range(GROUPS):
        joint = covariance(scores[:, group], table.strata, single_psu=policy)
        for j in range(ABOVE.shape[1]):
            expected = by_loops(table, ABOVE[:, j], BELOW[:, j], group, policy=policy)
            if expected is not None:
                assert same(found.se[group, j], expected[2])
                assert same(np.sqrt(joint[j, j]), expected[2])
    # Only where a group occurs can its spread be unknown.
    if 6 in table.units:
        with pytest.raises(InvalidInput) as raised:
            ratio_errors(table, ABOVE, BELOW, undefined=-1.0)
        assert [(one.code, one.values["given"]) for one in raised.value.faults] == [("lonely_psu", 2)]
    else:
        assert ratio_errors(table, ABOVE, BELOW, undefined=-1.0).se.tolist() == found.se.tolist()


@given(tables())
def test_combinations_have_the_errors_of_their_scores(table):
    combine = np.array([[0.9], [0.0], [0.1]])
    found = ratio_errors(table, ABOVE, BELOW, combine=combine, undefined=-1.0)
    plain = ratio_errors(table, ABOVE, BELOW, undefined=-1.0)
    scores = ratio_scores(table, ABOVE, BELOW, groups=range(GROUPS)) @ combine
    whole = group_totals(table) @ BELOW
    for group in range(GROUPS):
        if (whole[group] > 0).all():
            assert found.estimate[group] == pytest.approx((plain.estimate[group] @ combine)[0], rel=1e-12)
            assert same(found.se[group, 0], covariance(scores[:, group], table.strata)[0, 0])
        else:
            assert (found.estimate[group, 0], found.se[group, 0]) == (-1.0, -1.0)


@given(tables(), st.sampled_from([1, 4_000_000]))
def test_shares_of_groups_are_ratios_with_the_whole_below(table, at_once):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linearisation, "_AT_ONCE", at_once)
        found = share_errors(table, np.array([1.0, 0, 0]), np.array([1.0, 0, 0]))
    assert found.estimate.sum() == pytest.approx(1, rel=1e-14)
    total = table.sums[:, 0].sum()
    over = cell_totals(table.sums, table.units, n_cells=UNITS)[:, 0]
    for group in range(GROUPS):
        own = np.zeros(UNITS)
        here = table.groups == group
        own[table.units[here]] = table.sums[here, 0]
        assert found.estimate[group, 0] == pytest.approx(own.sum() / total, abs=1e-15)
        scores = (own - own.sum() / total * over) / total
        assert same(found.se[group, 0], covariance(scores[:, np.newaxis], table.strata)[0, 0])


@given(tables(), st.floats(1e-6, 1e6))
def test_the_scale_of_the_weights_does_not_matter(table, scale):
    here = ratio_errors(table, ABOVE, BELOW, undefined=0.0)
    there = ratio_errors(table._replace(sums=scale * table.sums), ABOVE, BELOW, undefined=0.0)
    np.testing.assert_allclose(here.estimate, there.estimate, rtol=1e-12)
    np.testing.assert_allclose(here.se**2, there.se**2, rtol=1e-9, atol=1e-13)


# ---- copies of a unit -----------------------------------------------------------------------------------------------


@st.composite
def tables_with_copies(draw):
    """A table whose units stand for several, each in one group or none, and the same with each copy a unit."""
    single = draw(st.booleans())
    strata = np.array([0, 0, 0, 1, 1, 1, 2] if single else [0, 1, 0, 1, 2, 2, 0])
    copies = draw(arrays(np.int64, UNITS, elements=st.integers(1, 9)))
    if single:
        copies[6] = 1
    homes = draw(arrays(np.int64, UNITS, elements=st.integers(-1, GROUPS - 1)).filter(lambda one: (one >= 0).any()))
    units = np.array(draw(st.permutations(np.flatnonzero(homes >= 0).tolist())))
    size = draw(arrays(float, (len(units), 1), elements=st.integers(1, 20).map(float)))
    part = draw(arrays(float, (len(units), 2), elements=st.integers(0, 20).map(float)))
    each = np.hstack([size, part])
    table = DesignTable(homes[units], units, each * copies[units, np.newaxis], strata, GROUPS, copies)
    first = np.cumsum(copies) - copies
    cells = [
        (homes[unit], first[unit] + k, row) for unit, row in zip(units, each, strict=True) for k in range(copies[unit])
    ]
    groups, written, sums = zip(*cells, strict=True)
    return table, DesignTable(np.array(groups), np.array(written), np.array(sums), np.repeat(strata, copies), GROUPS)


# Scores are at most some 1 here and sums have at most 63 terms, so rounding stays below 1e-13.
NEAR = {"rtol": 1e-12, "atol": 1e-12}


@given(tables_with_copies(), st.sampled_from(["centre", "skip"]), st.booleans())
def test_copies_are_units_of_their_own(both, policy, finite):
    table, written = both
    said = {"single_psu": policy, "fractions": np.array([0.2, 0.0, 0.5]) if finite else None}
    for combine in (None, np.array([[0.9], [0.0], [0.1]])):
        here = ratio_errors(table, ABOVE, BELOW, combine=combine, undefined=-1.0, **said)
        there = ratio_errors(written, ABOVE, BELOW, combine=combine, undefined=-1.0, **said)
        np.testing.assert_allclose(here.estimate, there.estimate, **NEAR)
        np.testing.assert_allclose(here.se, there.se, **NEAR)
        assert here.df.tolist() == there.df.tolist() == degrees_of_freedom(table).tolist()
    one = np.array([1.0, 0.0, 0.0])
    here, there = share_errors(table, one, one, **said), share_errors(written, one, one, **said)
    np.testing.assert_allclose(here.estimate, there.estimate, **NEAR)
    np.testing.assert_allclose(here.se, there.se, **NEAR)
    assert here.df.tolist() == there.df.tolist()
    together, apart = (ratio_scores(some, ABOVE, BELOW, groups=range(GROUPS)) for some in both)
    np.testing.assert_allclose(
        covariance(together.reshape(UNITS, -1), table.strata, copies=table.copies, **said),
        covariance(apart.reshape(len(apart), -1), written.strata, **said),
        **NEAR,
    )


@given(tables_with_copies(), arrays(float, (UNITS, 2), elements=st.integers(-9, 9).map(float)))
def test_copies_have_the_covariance_of_any_scores(both, each):
    # Scores that do not add up to 0, so that the centre of all units is another one than that of the copies.
    strata, copies = both[0].strata, both[0].copies
    here = covariance(each * copies[:, np.newaxis], strata, copies=copies, single_psu="centre")
    there = covariance(np.repeat(each, copies, axis=0), np.repeat(strata, copies), single_psu="centre")
    # Sums of at most 63 squares up to 324, twice: rounding stays below 1e-10.
    np.testing.assert_allclose(here, there, rtol=1e-12, atol=1e-10)


@given(tables_with_copies())
def test_a_stratum_of_copies_has_more_than_one_unit(both):
    outcomes = []
    for table in both:
        try:
            outcomes.append(ratio_errors(table, ABOVE, BELOW, undefined=-1.0).df.tolist())
        except InvalidInput as raised:
            outcomes.append([(one.code, one.values["given"]) for one in raised.faults])
    assert outcomes[0] == outcomes[1]


def test_a_stratum_of_one_unit_with_copies_is_without_spread():
    table = DesignTable(np.zeros(1, int), np.zeros(1, int), np.array([[4.0, 2.0]]), np.zeros(1, int), 1, np.array([4]))
    found = ratio_errors(table, N, D)
    assert (found.estimate.tolist(), found.se.tolist(), found.df.tolist()) == ([[0.5]], [[0.0]], [3])


def test_a_simple_random_sample_has_the_textbook_error():
    values = np.array([0, 1, 1, 0, 1, 1, 1, 0], float)
    n = len(values)
    table = DesignTable(np.zeros(n, int), np.arange(n), np.column_stack([np.ones(n), values]), np.zeros(n, int), 1)
    found = ratio_errors(table, np.array([[0.0], [1.0]]), np.array([[1.0], [0.0]]))
    share = Fraction(5, 8)
    assert found.se[0, 0] ** 2 == pytest.approx(float(share * (1 - share) / (n - 1)), rel=1e-14)


ONE = DesignTable(np.zeros(2, int), np.arange(2), np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([0, 0]), 1)
LONELY = ONE._replace(strata=np.array([0, 1]))
APART = ONE._replace(groups=np.arange(2), units=np.zeros(2, int), n_groups=2, copies=np.array([2, 1]))
N, D = np.array([[0.0], [1.0]]), np.array([[1.0], [0.0]])


@pytest.mark.parametrize(
    ("run", "codes"),
    [
        (lambda: quotient(np.ones(2), np.array([1.0, 0.0])), ["nothing_to_divide_by"]),
        (lambda: ratio_errors(ONE._replace(n_groups=2), N, D), ["nothing_to_divide_by"]),
        (lambda: ratio_errors(LONELY, N, D), ["lonely_psu", "lonely_psu"]),
        (lambda: share_errors(LONELY, N[:, 0], D[:, 0]), ["lonely_psu", "lonely_psu"]),
        (lambda: share_errors(ONE, N[:, 0], 0 * D[:, 0]), ["nothing_to_divide_by"]),
        (lambda: covariance(np.ones((2, 1)), LONELY.strata), ["lonely_psu", "lonely_psu"]),
        (lambda: ratio_errors(ONE, N, D, single_psu="certainty"), ["not_a_choice"]),
        (lambda: ratio_errors(ONE, N, D, fractions=np.array([1.5])), ["out_of_range"]),
        (lambda: ratio_errors(ONE, N, D, fractions=np.array([np.nan])), ["out_of_range"]),
        (lambda: ratio_errors(ONE, N, D, fractions=np.ones(2)), ["shape"]),
        (lambda: ratio_errors(APART, N, D), ["copies_apart"]),
        (lambda: ratio_scores(APART, N, D, groups=[0]), ["copies_apart"]),
        (lambda: share_errors(APART, N[:, 0], D[:, 0]), ["copies_apart"]),
        (lambda: covariance(np.ones((2, 1)), ONE.strata, copies=np.array([1, 0])), ["out_of_range"]),
        (lambda: covariance(np.ones((2, 1)), LONELY.strata, copies=np.array([2, 1])), ["lonely_psu"]),
    ],
    ids=count(),
)
def test_what_is_refused(run, codes):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [one.code for one in raised.value.faults] == codes
