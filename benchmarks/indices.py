"""What scoring and ranking 75,000 villages by 54 indicators costs beside bare numpy and two decision-making libraries.

Run ``python benchmarks/indices.py``; it ends with an error if a ratio is over its limit. The numbers are made up.
"""

import gc
import sys
import time
import tracemalloc

import attrs
import numpy as np
import pandas as pd
import pymcdm.methods
import pymcdm.normalizations
import skcriteria as skc
from skcriteria.agg.simple import WeightedSumModel
from skcriteria.preprocessing.scalers import MinMaxScaler

import pemberdayaan as pb
from pemberdayaan.kernels import aggregation, ranking, scaling

ROWS, INDICATORS, PARTS = 75_000, 54, 3
EACH = INDICATORS // PARTS
KEYS = [f"x{i + 1}" for i in range(INDICATORS)]
KERNELS_LIMIT, SCORE_LIMIT, CHAIN_LIMIT, COPIES_LIMIT = 1.5, 4.0, 3.0, 4.0


def recipe():
    """An index of three components of 18 indicators each."""
    parts = [pb.Component("index", "Index")]
    parts += [pb.Component(f"part{i}", f"Part {i}", part_of="component.index") for i in range(PARTS)]
    indicators = [
        pb.Indicator(key, key, part_of=f"component.part{j // EACH}", direction="up") for j, key in enumerate(KEYS)
    ]
    rule = pb.IndexRule("rule", "Rule", scaling=pb.Scaling("minmax", span=[0, 100]))
    return pb.Framework("made-up", "Made up", components=parts, indicators=indicators, rules=[rule])


def bare(values):
    """Min-max, three means, their mean and an order, in numpy alone."""
    low = values.min(axis=0)
    scaled = (values - low) * (100 / (values.max(axis=0) - low))
    weights = np.full(EACH, 1 / EACH)
    parts = [scaled[:, i * EACH : (i + 1) * EACH] @ weights for i in range(PARTS)]
    index = np.column_stack(parts) @ np.full(PARTS, 1 / PARTS)
    return index, np.argsort(-index)


def kernels(values):
    """The same with the kernels and their checks."""
    scaled = scaling.minmax(values, span=(0, 100))
    parts = [aggregation.arithmetic(scaled[:, i * EACH : (i + 1) * EACH]) for i in range(PARTS)]
    index = aggregation.arithmetic(np.column_stack(parts))
    return index, ranking.rank(index)


def criteria(values):
    """scikit-criteria: scale, weigh and rank a decision matrix."""
    matrix = skc.mkdm(values, [max] * INDICATORS, weights=np.full(INDICATORS, 1 / INDICATORS))
    return WeightedSumModel().evaluate(MinMaxScaler("matrix").transform(matrix)).rank_


def mcdm(values):
    """pymcdm: the weighted sum of min-max values, ranked."""
    method = pymcdm.methods.SAW() if hasattr(pymcdm.methods, "SAW") else pymcdm.methods.WSM()
    method.normalization = pymcdm.normalizations.minmax_normalization
    scores = method(values, np.full(INDICATORS, 1 / INDICATORS), np.ones(INDICATORS))
    return method.rank(scores)


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


def copies(run, size):
    """The most memory that a run holds, in copies of the table."""
    gc.collect()
    tracemalloc.start()
    kept = run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del kept
    return peak / size


def main():
    """Print each number with its limit; 1 if one is over it."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    print(f"numpy {np.__version__}, {blas['name']} {blas['version']}: {blas.get('openblas configuration', '')}")
    print(f"pandas {pd.__version__}, scikit-criteria {skc.__version__}, pymcdm; {ROWS:,} x {INDICATORS}")
    values = np.random.default_rng(2016).gamma(2.0, size=(ROWS, INDICATORS))
    columns = np.asfortranarray(values)
    frame = pd.DataFrame({"village": np.arange(ROWS), **{key: columns[:, j] for j, key in enumerate(KEYS)}})
    framework = recipe()
    population = pb.Population(frame, unit="village")
    whole = attrs.evolve(framework.rule(), treatment=pb.Treatment(), screen="2/3")

    def scored():
        return pb.score(pb.Population(frame, unit="village"), framework)

    def chain():
        scores = pb.score(population, framework, rule=whole)
        return scores, pb.index.audit(scores)

    index, order = bare(columns)
    assert np.allclose(kernels(columns)[0], index, rtol=1e-12)
    assert np.allclose(scored().index, index, rtol=1e-12)
    assert (np.argsort(kernels(columns)[1], kind="stable") == order).all()
    numpy, ours, verb, slower, slowest = seconds(
        [
            lambda: bare(columns),
            lambda: kernels(columns),
            scored,
            lambda: criteria(values),
            lambda: mcdm(values),
        ],
        times=9,
    )
    (full,) = seconds([chain], times=2)
    memory = copies(scored, values.nbytes)
    told = {
        "kernels / bare numpy": (ours / numpy, KERNELS_LIMIT),
        "pb.score from pandas / bare numpy": (verb / numpy, SCORE_LIMIT),
        "pb.score / scikit-criteria": (verb / slower, 1.0),
        "pb.score / pymcdm": (verb / slowest, 1.0),
        "seconds for the whole chain with treatment and audit": (full, CHAIN_LIMIT),
        "peak memory of pb.score in copies of the table": (memory, COPIES_LIMIT),
    }
    print(
        f"bare numpy {1000 * numpy:.1f} ms; kernels {1000 * ours:.1f} ms; pb.score {1000 * verb:.1f} ms; "
        f"scikit-criteria {1000 * slower:.1f} ms; pymcdm {1000 * slowest:.1f} ms"
    )
    for name, (value, limit) in told.items():
        print(f"{name}: {value:.2f} (limit {limit})")
    return int(any(value > limit for value, limit in told.values()))


if __name__ == "__main__":
    sys.exit(main())
