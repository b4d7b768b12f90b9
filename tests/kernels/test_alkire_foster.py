"""Dual cut-off counting: brute force in fractions, published tables, reference surveys, and what must hold."""

from fractions import Fraction
from itertools import count

import hypothesis.strategies as st
import numpy as np
import pytest
from gold import weai
from hypothesis import assume, given
from hypothesis.extra.numpy import arrays

from pemberdayaan.errors import InvalidInput
from pemberdayaan.kernels.alkire_foster import (
    common_weights,
    estimates,
    group_shares,
    pattern_sums,
    poverty_line,
    ratios,
    row_sums,
)
from pemberdayaan.kernels.patterns import complete, pack, pattern_table

GROUPS = 3


@st.composite
def surveys(draw, least=1, most=6):
    """Rows, groups, survey weights, whole indicator weights, and a cut-off that people often stand on."""
    n, width = draw(st.integers(1, 15)), draw(st.integers(least, most))
    values = draw(arrays(np.uint8, (n, width), elements=st.integers(0, 1)))
    weights = draw(arrays(np.int64, width, elements=st.integers(0, 7)))
    assume(weights.any())
    score = int(values[draw(st.integers(0, n - 1))] @ weights)
    on_the_line = st.just(Fraction(score, int(weights.sum())))
    cutoff = draw((on_the_line if score else st.nothing()) | st.fractions(Fraction(1, 50), 1, max_denominator=50))
    counted = draw(arrays(np.int64, n, elements=st.integers(0, 4)) | st.none())
    groups = draw(arrays(np.int64, n, elements=st.integers(0, GROUPS - 1)))
    return values, weights, cutoff, draw(st.booleans()), counted, groups


def brute(values, weights, cutoff, strict, counted, groups):
    """Each measure of each group as an exact fraction; None where it is not defined."""
    denominator, found = int(weights.sum()), []
    for group in range(GROUPS):
        people = [
            (Fraction(int(row @ weights), denominator), row, 1 if counted is None else int(counted[i]))
            for i, row in enumerate(values.astype(np.int64))
            if groups[i] == group
        ]
        everyone = sum(times for _, _, times in people)
        poor = [one for one in people if (one[0] > cutoff if strict else one[0] >= cutoff)]
        amount = sum(times for _, _, times in poor)
        added = sum((score * times for score, _, times in poor), Fraction(0))
        raw = [sum(int(row[j]) * times for _, row, times in people) for j in range(len(weights))]
        censored = [sum(int(row[j]) * times for _, row, times in poor) for j in range(len(weights))]

        def over(part, whole):
            return Fraction(part) / whole if whole else None

        found.append(
            {
                "H": over(amount, everyone),
                "A": over(added, amount),
                "M0": over(added, everyone),
                "He": over(everyone - amount, everyone),
                "Hne": over(amount, everyone),
                "Aa": over(amount - added, amount),
                "empowerment": over(everyone - added, everyone),
                "raw_headcount": [over(one, everyone) for one in raw],
                "censored_headcount": [over(one, everyone) for one in censored],
                "contribution": [
                    over(Fraction(int(w) * one, denominator), added) for w, one in zip(weights, censored, strict=True)
                ],
            }
        )
    return found


def as_floats(value):
    if isinstance(value, list):
        return [as_floats(one) for one in value]
    return -1.0 if value is None else float(value)


@given(surveys() | surveys(17, 20))
def test_it_is_brute_force_in_fractions_exactly(survey):
    values, weights, cutoff, strict, counted, groups = survey
    codes = pack(values)
    line = poverty_line(cutoff, int(weights.sum()), strict=strict)
    by_rows = row_sums(codes, weights, line, sample_weights=counted, cells=groups, n_cells=GROUPS)
    ways = [by_rows]
    if values.shape[1] <= 16:
        table = pattern_table(codes, values.shape[1], weights=counted, groups=groups, n_groups=GROUPS)
        ways.append(pattern_sums(table, weights, line))
    exact = brute(*survey)
    for sums in ways:
        found = estimates(sums, weights, undefined=-1.0)
        for group, measures in enumerate(exact):
            # No tolerance: each is one division of whole numbers, and a float rounds it as it rounds the fraction.
            assert {name: getattr(found, name)[group].tolist() for name in measures} == {
                name: as_floats(value) for name, value in measures.items()
            }


@given(surveys())
def test_what_must_hold(survey):
    values, weights, cutoff, strict, counted, groups = survey
    line = poverty_line(cutoff, int(weights.sum()), strict=strict)
    share = weights / weights.sum()
    sums = row_sums(pack(values), weights, line, sample_weights=counted, cells=groups, n_cells=GROUPS)
    whole = sums.sum(axis=0)
    assume(whole[0] > 0)
    found = estimates(sums, weights, undefined=0.0)
    one = estimates(whole, weights, undefined=0.0)
    # Differences of a few roundings of numbers up to 1.
    close = pytest.approx
    assert found.M0.tolist() == close((found.H * found.A).tolist(), abs=1e-14)
    assert found.M0.tolist() == close((found.censored_headcount @ share).tolist(), abs=1e-14)
    some = sums[:, 0] > 0
    five = found.He + found.Hne * np.where(found.H > 0, found.Aa, 0)
    assert found.empowerment[some].tolist() == close(five[some].tolist(), abs=1e-14)
    assert found.empowerment[some].tolist() == close((1 - found.M0[some]).tolist(), abs=1e-14)
    parts = sums[:, 0] / whole[0]
    assert float(parts @ found.M0) == close(float(one.M0), abs=1e-14)
    assert (found.censored_headcount <= found.raw_headcount).all()
    shares = group_shares(sums, weights, undefined=0.0)
    assert shares.population.sum() == close(1, abs=1e-14)
    if one.M0 > 0:
        assert one.contribution.sum() == close(1, abs=1e-14)
        assert shares.contribution.tolist() == close((parts * found.M0 / one.M0).tolist(), abs=1e-14)
        assert found.A[found.H > 0].min() >= float(cutoff) - 1e-14


@given(surveys(), st.permutations(range(15)), st.integers(2, 5), st.floats(0.01, 100))
def test_order_scale_and_replication_do_not_matter(survey, order, times, scale):
    values, weights, cutoff, strict, counted, _ = survey
    line = poverty_line(cutoff, int(weights.sum()), strict=strict)
    plain = row_sums(pack(values), weights, line, sample_weights=counted)
    mixed = [i for i in order if i < len(values)]
    again = None if counted is None else counted[mixed]
    assert row_sums(pack(values[mixed]), weights, line, sample_weights=again).tolist() == plain.tolist()
    several = None if counted is None else np.repeat(counted, times)
    repeated = row_sums(pack(np.repeat(values, times, axis=0)), weights, line, sample_weights=several)
    one = estimates(plain, weights, undefined=0.0)
    for here, there in zip(one, estimates(repeated, weights, undefined=0.0), strict=True):
        assert here.tolist() == there.tolist()
    other = times * weights
    coarse = row_sums(
        pack(values), other, poverty_line(cutoff, int(other.sum()), strict=strict), sample_weights=counted
    )
    for here, there in zip(one, estimates(coarse, other, undefined=0.0), strict=True):
        assert here.tolist() == there.tolist()
    floats = scale * (np.ones(len(values)) if counted is None else counted)
    scaled = estimates(row_sums(pack(values), weights, line, sample_weights=floats), weights, undefined=0.0)
    for here, there in zip(one, scaled, strict=True):
        # Weights that are no whole numbers round once each and once in each sum of at most 15.
        np.testing.assert_allclose(here, there, rtol=0, atol=1e-13)


@given(surveys())
def test_ratios_are_the_estimates(survey):
    values, weights, cutoff, strict, counted, _ = survey
    line = poverty_line(cutoff, int(weights.sum()), strict=strict)
    sums = row_sums(pack(values), weights, line, sample_weights=counted)
    assume(sums[0, 1] > 0)
    found, form = estimates(sums, weights), ratios(weights)
    values = (sums @ form.numerators / (sums @ form.denominators))[0]
    named = {name: [values[i] for i, one in enumerate(form.measures) if one == name] for name in form.measures}
    for name in ("H", "A", "M0", "raw_headcount", "censored_headcount", "contribution"):
        assert named[name] == np.atleast_1d(getattr(found, name)[0]).tolist()
    assert sum(named["absolute_contribution"]) == pytest.approx(float(found.M0[0]), abs=1e-14)
    assert form.indicators == (None, None, None, *(4 * list(range(len(weights)))))


def test_women_and_men_of_bangladesh(reference):
    truth = weai.expected(reference, "expected_weai.json")["bgd_weai_1_1"]
    _, women, values = weai.bangladesh(reference)
    known = complete(values)
    codes = pack(values[known])
    table = pattern_table(codes, 10, groups=np.where(women, 0, 1)[known], n_groups=2)
    line = poverty_line(weai.WEAI_CUTOFF, 30, strict=True)
    sums = pattern_sums(table, weai.WEAI_WEIGHTS, line)
    found = estimates(sums, weai.WEAI_WEIGHTS)
    assert sums[:, 0].tolist() == [220, 174]
    # METHODS: 39 people stand on the line, and `adequacy < 0.8` in floats puts some of them on either side.
    on = pattern_sums(table, weai.WEAI_WEIGHTS, line - 1)[:, 1] - sums[:, 1]
    assert on.sum() == 39
    for group, name in enumerate(("women", "men")):
        stored = truth[name]
        for ours, theirs in {"He": "He", "Hne": "Hne", "Aa": "Aa", "A": "A", "M0": "M0", "empowerment": "5DE"}.items():
            # Stored with all digits of a float, of sums in another order.
            assert getattr(found, ours)[group] == pytest.approx(stored[theirs], abs=1e-12)
        for ours, theirs in {"raw_headcount": "raw_headcount", "censored_headcount": "censored_headcount"}.items():
            assert getattr(found, ours)[group].tolist() == pytest.approx(list(stored[theirs].values()), abs=1e-12)
        assert found.contribution[group].tolist() == pytest.approx(list(stored["pct_contribution"].values()), abs=1e-12)
        assert list(stored["raw_headcount"]) == list(weai.WEAI)


@pytest.mark.parametrize("who", ["women", "men"])
@pytest.mark.parametrize("pilot", ["bgd_2011", "gtm_2011"])
def test_the_published_tables_of_2011(reference, pilot, who):
    published = weai.expected(reference, "published_tables_2011.json")[pilot][who]
    censored = np.array(published["CH"])
    sums = np.concatenate([[1, published["H"]], censored, censored])
    found = estimates(sums, weai.WEAI_WEIGHTS)
    # The printed inputs are rounded to 3 decimals and the contributions to 1 of a percentage.
    assert float(found.M0) == pytest.approx(published["M0"], abs=1e-3)
    assert found.empowerment == pytest.approx(published["DE"], abs=1e-3)
    assert (100 * found.contribution).tolist() == pytest.approx(published["pct"], abs=0.1)


def test_weights_of_published_indices():
    weai_2012 = [Fraction(1, 10)] * 2 + [Fraction(1, 15)] * 3 + [Fraction(1, 5)] + [Fraction(1, 10)] * 4
    assert common_weights(weai_2012).tolist() == weai.WEAI_WEIGHTS
    assert common_weights([Fraction(1, 6)] * 4 + [Fraction(1, 18)] * 6).tolist() == weai.MPI_WEIGHTS
    assert common_weights([3, 3], whole=6).tolist() == [1, 1]


@given(st.fractions(Fraction(1, 200), 1, max_denominator=200), st.integers(1, 200), st.booleans())
def test_the_line_parts_whole_scores_as_fractions_do(cutoff, denominator, strict):
    line = poverty_line(cutoff, denominator, strict=strict)
    for score in range(denominator + 1):
        share = Fraction(score, denominator)
        assert (score >= line) == (share > cutoff if strict else share >= cutoff)


def test_where_nobody_is_poor():
    sums = row_sums(pack(np.array([[1, 0], [0, 0]])), [1, 1], 2)
    found = estimates(sums, [1, 1], undefined=np.nan)
    assert (found.H[0], found.M0[0], found.empowerment[0], found.He[0]) == (0, 0, 1, 1)
    assert np.isnan(found.A[0])
    assert np.isnan(found.Aa[0])
    assert np.isnan(found.contribution).all()


SUMS = np.array([[2.0, 0.0, 1.0, 0.0]])


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (lambda: common_weights([Fraction(1, 2), Fraction(1, 3)]), "weights_sum"),
        (lambda: common_weights([]), "weights_sum"),
        (lambda: common_weights([0.5, 0.5]), "wrong_type"),
        (lambda: common_weights([Fraction(-1, 2), Fraction(3, 2)]), "negative"),
        (lambda: poverty_line(0.2, 30), "wrong_type"),
        (lambda: poverty_line(True, 30), "wrong_type"),
        (lambda: poverty_line(Fraction(0), 30), "cutoff"),
        (lambda: poverty_line(Fraction(31, 30), 30), "cutoff"),
        (lambda: estimates(SUMS, [1]), "nothing_to_divide_by"),
        (lambda: estimates(SUMS, [1, 1]), "shape"),
        (lambda: group_shares(SUMS, [1]), "nothing_to_divide_by"),
        (lambda: pattern_sums(np.ones((1, 3)), [1], 1), "shape"),
        (lambda: pattern_sums(np.ones((1, 2)), [-1], 1), "bad_weight"),
        (lambda: pattern_sums(np.ones((1, 2)), [0], 1), "bad_weight"),
        (lambda: pattern_sums(np.ones((1, 2)), [0.5], 1), "wrong_type"),
    ],
    ids=count(),
)
def test_what_is_refused(run, code):
    with pytest.raises(InvalidInput) as raised:
        run()
    assert [one.code for one in raised.value.faults] == [code]
