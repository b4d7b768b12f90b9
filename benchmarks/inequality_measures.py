"""What measures of inequality cost beside sorting, the way by argsort, PySAL's inequality and drawing anew.

Run ``python benchmarks/inequality_measures.py``; it ends with an error if a number is over its limit. Made-up numbers.
"""

import gc
import sys
import time

import numpy as np
from inequality.gini import Gini
from inequality.theil import TheilD

from pemberdayaan.kernels.dispersion import gini, theil_t
from pemberdayaan.kernels.inequality_parts import entropy_parts
from pemberdayaan.kernels.influence import entropy_influence, gini_influence
from pemberdayaan.kernels.influence_design import influence_errors
from pemberdayaan.kernels.resampling import multiplicities

ROWS, PART_ROWS, GROUPS = 10_000_000, 1_000_000, 500
SURVEY_ROWS, UNITS, STRATA, DRAWS = 20_000, 2_000, 10, 1_000
SORT_LIMIT, ARGSORT_LEAST, THEIL_LEAST, DRAWS_LEAST, ERROR_LIMIT = 1.6, 1.8, 200.0, 100.0, 0.05


def seconds(runs, times):
    """The fastest of several runs of each, taken in turn so that all see the same machine."""
    took = [[] for _ in runs]
    for _ in range(times):
        for run, times_of_it in zip(runs, took, strict=True):
            gc.collect()
            start = time.perf_counter()
            run()
            times_of_it.append(time.perf_counter() - start)
    return [min(one) for one in took]


def by_argsort(values, weights):
    """The weighted Gini index as it is usually written: rows sorted by value, running sums of weights and amounts."""
    order = np.argsort(values)
    ordered, counted = values[order], weights[order]
    held = counted * ordered
    along = np.cumsum(held)
    return 1 - counted @ (2 * along - held) / (counted.sum() * along[-1])


def whole_population(report):
    """The Gini index of many rows, without and with weights."""
    rng = np.random.default_rng(1912)
    values, weights = rng.lognormal(14, 0.8, ROWS), rng.random(ROWS) + 0.5
    np.testing.assert_allclose(gini(values)[0], Gini(values).g, rtol=1e-10)
    np.testing.assert_allclose(gini(values, weights=weights)[0], by_argsort(values, weights), rtol=1e-10)
    bare, ours, theirs = seconds([lambda: np.sort(values), lambda: gini(values), lambda: Gini(values)], 5)
    print(f"{ROWS:,} rows: np.sort {bare:.2f} s, Gini {ours:.2f} s, PySAL {theirs:.2f} s")
    report("Gini to np.sort", ours / bare, SORT_LIMIT, False)
    report("Gini: times faster than PySAL", theirs / ours, 1.0, True)
    ours, theirs = seconds([lambda: gini(values, weights=weights), lambda: by_argsort(values, weights)], 5)
    print(f"weighted: Gini {ours:.2f} s, by argsort {theirs:.2f} s")
    report("weighted Gini: times faster than by argsort", theirs / ours, ARGSORT_LEAST, True)


def many_groups(report):
    """Theil's T within and between groups, and every measure of each group at once."""
    rng = np.random.default_rng(1967)
    values, groups = rng.lognormal(14, 0.8, PART_ROWS), rng.integers(0, GROUPS, PART_ROWS)

    def ours():
        return entropy_parts(values, 1, groups=groups, n_groups=GROUPS)

    found = ours()
    start = time.perf_counter()
    theirs = TheilD(values, groups)
    slow = time.perf_counter() - start
    np.testing.assert_allclose([found.within, found.between], [theirs.wg[0], theirs.bg[0]], rtol=1e-9)
    assert abs(found.within + found.between - found.total) <= 1e-12
    took, each, ginis = seconds(
        [
            ours,
            lambda: theil_t(values, groups=groups, n_groups=GROUPS),
            lambda: gini(values, groups=groups, n_groups=GROUPS),
        ],
        5,
    )
    print(f"{PART_ROWS:,} rows, {GROUPS} groups: within and between {1000 * took:.0f} ms, PySAL's TheilD {slow:.1f} s")
    print(f"T of each group {1000 * each:.0f} ms, Gini of each group {1000 * ginis:.0f} ms")
    report("decomposition: times faster than PySAL", slow / took, THEIL_LEAST, True)


def errors(report):
    """Errors by influence beside drawing the sampling units anew."""
    rng = np.random.default_rng(1999)
    unit = np.repeat(np.arange(UNITS), SURVEY_ROWS // UNITS)
    strata = np.arange(UNITS) * STRATA // UNITS
    values = np.exp(rng.normal(0, 0.2, UNITS)[unit] + rng.normal(0, 0.5, SURVEY_ROWS))
    weights = rng.uniform(0.5, 1.5, UNITS)[unit]
    pairs = {
        "Gini": (gini, gini_influence),
        "Theil's T": (theil_t, lambda values, **more: entropy_influence(values, 1, **more)),
    }
    for name, (measure, influence) in pairs.items():

        def by_influence(influence=influence):
            return influence_errors(influence(values, weights=weights), unit, strata, weights=weights).se[0, 0]

        (took,) = seconds([by_influence], 5)
        start = time.perf_counter()
        blocks = multiplicities(UNITS, DRAWS, rng=np.random.default_rng(1), strata=strata)
        drawn = [measure(values, weights=weights * times[unit])[0] for block in blocks for times in block]
        slow = time.perf_counter() - start
        print(f"{name} of {SURVEY_ROWS:,} rows: error {1000 * took:.1f} ms, {DRAWS:,} draws {slow:.1f} s")
        report(f"{name}: error times faster than {DRAWS:,} draws", slow / took, DRAWS_LEAST, True)
        report(f"{name}: error off from the draws", abs(by_influence() / np.std(drawn, ddof=1) - 1), ERROR_LIMIT, False)


def main():
    """Print each number with its limit; 1 if one is over it."""
    print(f"numpy {np.__version__}")
    failed = []

    def report(name, value, limit, at_least):
        kept = value >= limit if at_least else value <= limit
        print(f"{name}: {value:.3g} ({'at least' if at_least else 'at most'} {limit:g}){'' if kept else ' MISSED'}")
        failed.extend([] if kept else [name])

    whole_population(report)
    many_groups(report)
    errors(report)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
