"""What scoring costs where the data lie, and beside another package that counts in memory.

Run ``python benchmarks/engines.py``; it ends with an error if a number is over its limit.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from math import inf, isfinite
from pathlib import Path

ROWS, GROUPS, STRATA, UNITS, CHUNKS = 10_000_000, 500, 1_000, 20_000, 100
FEWER_ROWS, FEWER_GROUPS, FEWER_STRATA, FEWER_UNITS = 1_000_000, 30, 60, 1_200
WEIGHTS = [3, 3, 2, 2, 2, 6, 3, 3, 3, 3]
NAMES = [f"d{j}" for j in range(len(WEIGHTS))]
# Between two scores, so that floats, with which the other package decides, decide as fractions do.
CUTOFF = "19/100"
ENGINES = ("polars", "duckdb")
MEMORY_LIMIT, SECONDS_LIMIT = 500.0, 1.0


def survey(rng, rows, groups, strata, units):
    """Made-up deprivations in columns of bytes, with sampling units that lie within strata and groups."""
    import numpy as np

    columns = {
        name: (rng.integers(0, 256, rows, dtype=np.uint8) < 26 + 13 * j).astype(np.int8) for j, name in enumerate(NAMES)
    }
    drawn = rng.integers(0, units, rows, dtype=np.int32)
    return {
        **columns,
        "group": (drawn * groups // units).astype(np.int16),
        "stratum": (drawn.astype(np.int64) * strata // units).astype(np.int16),
        "unit": drawn,
        "w": rng.random(rows) + 0.5,
    }


def write(path):
    """The large survey as a file, made a part at a time."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    rng = np.random.default_rng(2013)
    parts = (pa.table(survey(rng, ROWS // CHUNKS, GROUPS, STRATA, UNITS)) for _ in range(CHUNKS))
    first = next(parts)
    with parquet.ParquetWriter(path, first.schema) as writer:
        writer.write_table(first)
        for part in parts:
            writer.write_table(part)
    return {"size": Path(path).stat().st_size / 1e6}


def scored(frame):
    """The scores of a frame, with the errors of its design."""
    import pemberdayaan as pb

    framework = pb.Framework(
        "bench",
        "Bench",
        indicators=[pb.Indicator(name, name) for name in NAMES],
        rules=[pb.CountRule("count", "Counting", weights=dict(zip(NAMES, WEIGHTS, strict=True)), cutoff=CUTOFF)],
    )
    design = pb.Design(weights="w", strata="stratum", psu="unit")
    return pb.score(pb.Population(frame, design=design), framework, by="group")


def score_file(engine, path):
    """Score the file by an engine; how long it took, and the greatest memory of this process."""
    if engine == "polars":
        import polars as pl

        frame = pl.scan_parquet(path)
    else:
        import duckdb

        connection = duckdb.connect()
        frame = connection.read_parquet(path)
    start = time.perf_counter()
    scores = scored(frame)
    took = time.perf_counter() - start
    overall, groups = scores.overall.block("M0"), scores.block("M0")
    # Kilobytes on Linux.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    numbers = [*overall.estimate.ravel(), *overall.se.ravel(), *groups.estimate.ravel(), *groups.se.ravel()]
    return {"took": took, "peak": peak, "numbers": [float(one) for one in numbers]}


def alone(*said):
    """What a process of its own answers: the memory of this one would else be part of what is measured."""
    run = subprocess.run([sys.executable, __file__, *said], check=True, capture_output=True, text=True)
    return json.loads(run.stdout)


def from_files(report):
    """Ten million rows by the engines that need not hold them."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "survey.parquet")
        size = alone("write", path)["size"]
        print(f"{ROWS:,} rows x {len(NAMES)} indicators x {GROUPS} groups, {UNITS:,} units: parquet of {size:.0f} MB")
        found = {engine: alone(engine, path) for engine in ENGINES}
    for engine, one in found.items():
        print(f"{engine} {version(engine)}: all estimates and errors {one['took']:.2f} s")
        report(f"{engine}: peak memory of the process in MB", one["peak"], MEMORY_LIMIT)
    ours, theirs = (one["numbers"] for one in found.values())
    apart = [abs(a - b) for a, b in zip(ours, theirs, strict=True)]
    report("largest difference between the engines", max(apart) if all(map(isfinite, apart)) else inf, 1e-12)


def by_mpitb(frame):
    """The same estimates, and such errors of three of them as take no notice of the design."""
    from mpitb import MPIToolbox

    box = MPIToolbox()
    box.svyset(psu="unit", weight="w", strata="stratum")
    box.set(name="bench", dimensions=[(NAMES, "all")])
    weights = {name: weight / sum(WEIGHTS) for name, weight in zip(NAMES, WEIGHTS, strict=True)}
    start = time.perf_counter()
    rows = box.est(frame, "bench", klist=[19], weights=weights, over=["group"], svy=True)
    took = time.perf_counter() - start
    return took, {row["subg"]: row["b"] for row in rows if row["measure"] == "M0" and row["loa"] == "group"}


def in_memory(report):
    """A million rows of pandas by this library with all errors, and by mpitb."""
    import numpy as np
    import pandas as pd

    data = survey(np.random.default_rng(2012), FEWER_ROWS, FEWER_GROUPS, FEWER_STRATA, FEWER_UNITS)
    frame = pd.DataFrame(data)
    print(f"{FEWER_ROWS:,} rows x {len(NAMES)} indicators x {FEWER_GROUPS} groups, {FEWER_UNITS:,} units, in pandas")
    ours, theirs = [], []
    for _ in range(3):
        start = time.perf_counter()
        scores = scored(frame)
        scores.rows()
        ours.append(time.perf_counter() - start)
        # It writes into the frame that it is given.
        took, found = by_mpitb(frame.copy())
        theirs.append(took)
    here, there = min(ours), min(theirs)
    levels = dict(zip(scores.groups, scores.block("M0").estimate[:, 0].tolist(), strict=True))
    print(f"with every error {1000 * here:.0f} ms; mpitb {version('mpitb')} {1000 * there:.0f} ms")
    report("seconds of all estimates and errors", here, SECONDS_LIMIT)
    report("seconds to those of mpitb", here / there, 1.0)
    report("largest difference of M0 to mpitb", max(abs(levels[group] - found[group]) for group in levels), 1e-12)


def main():
    """Print each number with its limit; 1 if one is over it."""
    print(", ".join(f"{name} {version(name)}" for name in ("numpy", "narwhals", "polars", "duckdb", "pandas", "mpitb")))
    # An engine holds a table of groups for each of them.
    print(f"{os.cpu_count()} processors")
    failed = []

    def report(name, value, limit):
        kept = value <= limit
        print(f"{name}: {value:.3g} (at most {limit:g}){'' if kept else ' MISSED'}")
        failed.extend([] if kept else [name])

    from_files(report)
    in_memory(report)
    return int(bool(failed))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        answer = write(sys.argv[2]) if sys.argv[1] == "write" else score_file(sys.argv[1], sys.argv[2])
        print(json.dumps(answer))
        sys.exit()
    sys.exit(main())
