"""What class results of a large survey cost beside the item means of pandas alone, in one run.

Run ``python benchmarks/questionnaires.py``; it ends with an error if a ratio is over its limit.
"""

import gc
import sys
import time

import numpy as np
import pandas as pd

from pemberdayaan.measures.questionnaire import class_results

ROWS, ITEMS, LIMIT = 100_000, 30, 3.0
NAMES = [f"p{i + 1}" for i in range(ITEMS)]


def frames():
    """The same made-up answers from 1 to 5 as whole numbers, as floats, and as floats of which 2 % are blank."""
    rng = np.random.default_rng(2006)
    whole = pd.DataFrame(rng.integers(1, 6, (ROWS, ITEMS)), columns=NAMES)
    gaps = whole.astype(float).mask(rng.random((ROWS, ITEMS)) < 0.02)
    return {"int64": (whole, "raise"), "float64": (whole.astype(float), "raise"), "2 % blank, skip": (gaps, "skip")}


def seconds(runs, times=15):
    """The fastest of several runs of each, taken in turn so that both see the same machine."""
    took = [[] for _ in runs]
    for _ in range(times):
        for run, times_of_it in zip(runs, took, strict=True):
            gc.collect()
            start = time.perf_counter()
            run()
            times_of_it.append(time.perf_counter() - start)
    return [min(one) for one in took]


def main():
    """Print each number with its limit; 1 if one is over it."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    print(f"numpy {np.__version__}, {blas['name']} {blas['version']}: {blas.get('openblas configuration', '')}")
    print(f"pandas {pd.__version__}; {ROWS:,} rows x {ITEMS} items, pemberdayaan's kernel: tally by comparison")
    ratios = {}
    for name, (frame, missing) in frames().items():
        results = class_results(frame, NAMES, low=1, high=5, missing=missing)
        means = frame[NAMES].mean()
        assert all(abs(float(results[one].mean) - means[one]) < 1e-9 for one in NAMES)
        ours, theirs = seconds(
            [
                lambda frame=frame, missing=missing: class_results(frame, NAMES, low=1, high=5, missing=missing),
                lambda frame=frame: frame[NAMES].mean(),
            ]
        )
        ratios[name] = ours / theirs
        print(f"{name}: class_results {1000 * ours:.2f} ms; item means of pandas {1000 * theirs:.2f} ms")
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.2f} (limit {LIMIT})")
    return int(any(ratio > LIMIT for ratio in ratios.values()))


if __name__ == "__main__":
    sys.exit(main())
