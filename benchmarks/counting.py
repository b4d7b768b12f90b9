"""What counting by dual cut-off costs beside polars and pandas computing the same, in one run.

Run ``python benchmarks/counting.py``; it ends with an error if a number is over its limit.
"""

import gc
import sys
import time
import tracemalloc
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl

from pemberdayaan.kernels.alkire_foster import estimates, pattern_sums, poverty_line, ratios, row_sums
from pemberdayaan.kernels.linearisation import ratio_errors
from pemberdayaan.kernels.patterns import pack, pattern_table
from pemberdayaan.kernels.resampling import multiplicities
from pemberdayaan.kernels.survey_design import DesignTable, design_cells, replicate_totals

ROWS, GROUPS, STRATA, UNITS, DRAWS = 10_000_000, 500, 1_000, 20_000, 1_000
WEIGHTS = [3, 3, 2, 2, 2, 6, 3, 3, 3, 3]
# Between two scores, so that floats decide as whole numbers do.
CUTOFF = Fraction(22, 100)
WIDTH, LINE = len(WEIGHTS), poverty_line(CUTOFF, sum(WEIGHTS))
NAMES = [f"d{j}" for j in range(WIDTH)]
# How many times faster than polars and pandas: at least.
FASTER = {"none": (6, 20), "whole": (6, 20), "float": (3, 8)}
ERRORS_LIMIT, DRAWS_LEAST, MEMORY_LIMIT = 6.0, 200.0, 300.0


def survey():
    """Made-up deprivations in columns of bytes, sampling units that lie within groups, three kinds of weights."""
    rng = np.random.default_rng(2013)
    columns = [(rng.integers(0, 256, ROWS, dtype=np.uint8) < 26 + 13 * j).astype(np.uint8) for j in range(WIDTH)]
    units = rng.integers(0, UNITS, ROWS)
    weights = {"none": None, "whole": rng.integers(1, 10, ROWS), "float": rng.random(ROWS)}
    return columns, units * GROUPS // UNITS, units, weights


def ours(columns, groups, weights):
    """Every point estimate from arrays."""
    table = pattern_table(pack(columns), WIDTH, weights=weights, groups=groups, n_groups=GROUPS)
    return estimates(pattern_sums(table, WEIGHTS, LINE), WEIGHTS)


def design_table(codes, groups, units, weights):
    """The sums that errors need."""
    cells = design_cells(groups, units, n_groups=GROUPS, n_units=UNITS)
    size = len(cells.groups)
    sums = row_sums(codes, WEIGHTS, LINE, sample_weights=weights, cells=cells.codes, n_cells=size)
    return DesignTable(cells.groups, cells.units, sums, np.arange(UNITS) * STRATA // UNITS, GROUPS)


def errors(table):
    """The standard error of every estimate."""
    form = ratios(WEIGHTS)
    return ratio_errors(table, form.numerators, form.denominators)


def drawn_again(table):
    """Every estimate of every draw."""
    blocks = multiplicities(UNITS, DRAWS, rng=np.random.default_rng(1), strata=table.strata)
    return [estimates(sums, WEIGHTS) for sums in replicate_totals(table, blocks)]


def by_polars(columns, groups, weights, exact):
    """Every point estimate in one query: as it is usually written, or with cut-offs in whole numbers."""
    weighted = weights is not None
    frame = pl.DataFrame({**dict(zip(NAMES, columns, strict=True)), "group": groups})
    frame = frame.with_columns(w=weights) if weighted else frame
    whole = sum(WEIGHTS)
    shares = WEIGHTS if exact else [weight / whole for weight in WEIGHTS]
    score = sum(share * pl.col(name) for share, name in zip(shares, NAMES, strict=True))
    line, whole = (LINE, whole) if exact else (float(CUTOFF), 1)
    poor, w = pl.col("poor"), pl.col("w")

    def mean(values):
        return (w * values).sum() / w.sum() if weighted else values.mean()

    query = frame.lazy().with_columns(score.alias("score")).with_columns((pl.col("score") >= line).alias("poor"))
    levels = [mean(poor).alias("H"), (mean(pl.col("score") * poor) / whole).alias("M0")]
    raw = [mean(pl.col(name)).alias(f"raw_{name}") for name in NAMES]
    censored = [mean(pl.col(name) * poor).alias(f"censored_{name}") for name in NAMES]
    parts = [
        (share / whole * pl.col(f"censored_{name}") / pl.col("M0")).alias(f"part_{name}")
        for share, name in zip(shares, NAMES, strict=True)
    ]
    found = query.group_by("group").agg(*levels, *raw, *censored)
    return found.with_columns((pl.col("M0") / pl.col("H")).alias("A"), *parts).sort("group").collect()


def by_pandas(columns, groups, weights):
    """Every point estimate from one group-by of columns made beforehand."""
    frame = pd.DataFrame(dict(zip(NAMES, columns, strict=True)), copy=False)
    poor = frame.mul(WEIGHTS).sum(axis=1) >= LINE
    w = np.ones(len(frame), np.int64) if weights is None else weights
    made = {"n": w, "q": poor * w}
    for name in NAMES:
        made[f"raw_{name}"] = frame[name] * w
    for name in NAMES:
        made[f"censored_{name}"] = frame[name] * poor * w
    return estimates(pd.DataFrame(made, copy=False).groupby(groups).sum().to_numpy(), WEIGHTS)


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


def peak_megabytes(run):
    """What arrays and objects take at most while it runs, beyond what was there."""
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def beside_others(columns, groups, weights, kind, report):
    """Point estimates beside polars and pandas, all starting from the same arrays."""
    w = weights[kind]
    found = ours(columns, groups, w)
    for exact in (False, True):
        theirs = by_polars(columns, groups, w, exact)
        np.testing.assert_allclose(theirs["M0"].to_numpy(), found.M0, rtol=1e-12)
        parts = theirs.select(f"part_{name}" for name in NAMES).to_numpy()
        np.testing.assert_allclose(parts, found.contribution, rtol=1e-12)
    np.testing.assert_allclose(by_pandas(columns, groups, w).contribution, found.contribution, rtol=1e-12)
    here, there, exactly = seconds(
        [lambda: ours(columns, groups, w), *(lambda e=e: by_polars(columns, groups, w, e) for e in (False, True))], 7
    )
    (slow,) = seconds([lambda: by_pandas(columns, groups, w)], 1)
    print(f"weights {kind}: kernels {1000 * here:.0f} ms; polars {1000 * there:.0f} ms; pandas {1000 * slow:.0f} ms")
    print(f"weights {kind}: polars with whole numbers {1000 * exactly:.0f} ms, {exactly / here:.1f} times ours")
    least_polars, least_pandas = FASTER[kind]
    report(f"weights {kind}: times faster than polars", there / here, least_polars, True)
    report(f"weights {kind}: times faster than pandas", slow / here, least_pandas, True)
    return here


def with_errors(columns, groups, units, weights, points, report):
    """Standard errors beside the point estimates, draws beside recomputing them from the rows."""
    codes = pack(columns)
    for kind, w in weights.items():
        (took,) = seconds([lambda w=w: errors(design_table(codes, groups, units, w))], 3)
        print(f"weights {kind}: all standard errors {1000 * took:.0f} ms")
        report(f"weights {kind}: standard errors to point estimates", took / points[kind], ERRORS_LIMIT, False)
    table = design_table(codes, groups, units, None)
    times = next(multiplicities(UNITS, 1, rng=np.random.default_rng(1), strata=table.strata))[0]

    def from_rows():
        return ours(columns, groups, times[units])

    def from_codes():
        table = pattern_table(codes, WIDTH, weights=times[units], groups=groups, n_groups=GROUPS)
        return estimates(pattern_sums(table, WEIGHTS, LINE), WEIGHTS)

    once, packed, all_draws = seconds([from_rows, from_codes, lambda: drawn_again(table)], 3)
    print(f"{DRAWS:,} draws of {UNITS:,} units {1000 * all_draws:.0f} ms")
    print(f"one of them by the rows {1000 * once:.0f} ms, by packed rows {1000 * packed:.0f} ms")
    report("draws: times faster than by the rows", DRAWS * once / all_draws, DRAWS_LEAST, True)


def main():
    """Print each number with its limit; 1 if one is over it."""
    print(f"numpy {np.__version__}, polars {pl.__version__} ({pl.thread_pool_size()} threads), pandas {pd.__version__}")
    print(f"{ROWS:,} rows x {WIDTH} indicators x {GROUPS} groups; our kernel: numpy, one thread, table of patterns")
    failed = []

    def report(name, value, limit, at_least):
        kept = value >= limit if at_least else value <= limit
        print(f"{name}: {value:.1f} ({'at least' if at_least else 'at most'} {limit:g}){'' if kept else ' MISSED'}")
        failed.extend([] if kept else [name])

    columns, groups, units, weights = survey()
    points = {kind: beside_others(columns, groups, weights, kind, report) for kind in weights}
    with_errors(columns, groups, units, weights, points, report)

    def everything():
        ours(columns, groups, weights["float"])
        table = design_table(pack(columns), groups, units, weights["float"])
        errors(table)
        drawn_again(table)

    report("peak extra memory in MB", peak_megabytes(everything), MEMORY_LIMIT, False)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
