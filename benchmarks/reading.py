"""What importing costs, and what reading a large programme costs beside cattrs alone.

Run ``python benchmarks/reading.py``; it ends with an error if a number is over its limit.
"""

import gc
import json
import subprocess
import sys
import time
import tracemalloc

import attrs
import numpy as np
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from pemberdayaan.catalogue.reading import read_programme
from pemberdayaan.model.evidence import Observed
from pemberdayaan.model.periods import Period
from pemberdayaan.model.programme import Programme
from pemberdayaan.model.scales import Quantity
from pemberdayaan.model.text import Text

ACTIVITIES = 100_000
IMPORT_LIMIT, STRUCTURE_LIMIT, MEMORY_LIMIT = 1.3, 2.0, 3.0
NEIGHBOURS = "import numpy, networkx, attrs, cattrs, narwhals"


def import_seconds(statement, runs=9):
    """The fastest of several fresh interpreters, counted from where the interpreter itself is ready."""
    code = f"import time; start = time.perf_counter()\n{statement}\nprint(time.perf_counter() - start)"
    ran = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(runs)
    )
    return min(float(one.stdout) for one in ran)


def parsed(activities):
    """The parsed dictionaries of a programme of that many activities, each with a participation."""
    return {
        "key": "large",
        "label": "Program besar",
        "language": "id",
        "source": ["minutes"],
        "references": [{"key": "minutes", "title": "Minutes"}],
        "stakeholders": [
            {"key": f"hamlet_{i}", "label": f"Dusun {i}", "sector": "community", "note": f"RW {i}"} for i in range(100)
        ],
        "stages": [
            {"key": "planning", "label": "Perencanaan", "phase": ["plan"]},
            {"key": "work", "label": "Pelaksanaan", "phase": ["implement"]},
        ],
        "activities": [
            {
                "key": f"activity_{i}",
                "label": f"Kegiatan {i}",
                "stage": ("planning", "work")[i % 2],
                "type": "training",
                "led_by": [f"hamlet_{i % 100}"],
                "date": f"20{i % 20:02}-{i % 9 + 1:02}",
            }
            for i in range(activities)
        ],
        "participations": [
            {
                "who": f"hamlet_{i % 100}",
                "activity": f"activity_{i}",
                "people": i % 50,
                "women": i % 50 // 2,
                "decides": "jointly",
                "source": [f"minutes, p. {i % 300}"],
            }
            for i in range(activities)
        ],
    }


def neighbour():
    """A converter of cattrs that makes the same nouns, and knows only what it must: their names in files and unions.

    It forbids unknown keys, but gathers no paths of ours, finds no hint, reads no shorthand, and takes what the
    nouns themselves check.
    """
    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(
        Text, lambda value, _: Text(id=value) if isinstance(value, str) else Text(**value)
    )
    converter.register_structure_hook(Period, lambda value, _: Period(value))
    for union in (float | Quantity, float | Quantity | None, Observed, Observed | None):
        converter.register_structure_hook(
            union, lambda value, _: Quantity(**value) if isinstance(value, dict) else value
        )

    def by_field(cls):
        names = {
            f.name: override(rename=f.metadata["file"]) if "file" in f.metadata else override(omit=not f.init)
            for f in attrs.fields(cls)
        }
        return make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **names)

    converter.register_structure_hook_factory(lambda cls: attrs.has(cls) and cls not in (Text, Period), by_field)
    return converter


def seconds(run, runs=5):
    """The fastest of several runs, and what the last one returned."""
    took, made = [], None
    for _ in range(runs):
        made = None
        gc.collect()
        start = time.perf_counter()
        made = run()
        took.append(time.perf_counter() - start)
    return min(took), made


def structure_seconds():
    """What the reader takes, and what cattrs takes to make an equal programme from the same dictionaries."""
    data, converter = parsed(ACTIVITIES), neighbour()
    plain, expected = seconds(lambda: converter.structure(data, Programme))
    read, programme = seconds(lambda: read_programme({"format": 1, **data}))
    assert programme == expected
    return read, plain


def memory_ratio(text):
    """The most memory while reading, with the parsed data, beside the parsed data alone."""
    tracemalloc.start()
    data = json.loads(text)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    read_programme(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / size


def main():
    """Print each number with its limit; 1 if one is over it."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    print(f"numpy {np.__version__}, {blas['name']} {blas['version']}: {blas.get('openblas configuration', '')}")
    ours, theirs = import_seconds("import pemberdayaan"), import_seconds(NEIGHBOURS)
    print(f"import pemberdayaan {ours:.3f} s; {NEIGHBOURS} {theirs:.3f} s")
    read, plain = structure_seconds()
    print(f"{ACTIVITIES:,} activities with participations: read_programme {read:.2f} s; cattrs {plain:.2f} s")
    ratios = {
        "import": (ours / theirs, IMPORT_LIMIT),
        "structure": (read / plain, STRUCTURE_LIMIT),
        "memory": (memory_ratio(json.dumps({"format": 1, **parsed(ACTIVITIES)})), MEMORY_LIMIT),
    }
    for name, (ratio, limit) in ratios.items():
        print(f"{name}: {ratio:.2f} (limit {limit})")
    return int(any(ratio > limit for ratio, limit in ratios.values()))


if __name__ == "__main__":
    sys.exit(main())
