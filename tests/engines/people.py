"""Made-up women and men of households with strata and sampling units, and the scores that frames of them give."""

import math

import numpy as np
import pyarrow as pa

import pemberdayaan as pb

WEIGHTS = {"voice": 3, "income": 2, "land": 2, "credit": 3, "time": 2}
KEYS = ("group", "who", "measure", "indicator")
NUMBERS = ("estimate", "se", "low", "high", "n", "df")
DESIGN = pb.Design(weights="w", strata="stratum", psu="village")


# What differs from pairs with the whole design and a region as the group.
CASES = {
    "pairs": {},
    "a group that is NaN": {"by": "round", "pairs": False},
    "everybody, unweighted": {"by": None, "pairs": False, "design": None},
    "each row a unit": {"pairs": False, "design": pb.Design(weights="w")},
    "raw values": {"pairs": False, "raw": True},
    "bounds": {"rule": {"missing": "bound"}, "pairs": False},
    "bounds of pairs": {"rule": {"missing": "bound"}, "by": None},
}


def framework(*, raw, **rule):
    """Five indicators of 0 and 1, or of raw values that are deprived below 2."""
    said = {"cutoff": 2} if raw else {}
    indicators = [pb.Indicator(key, key, scale="score", **said) for key in WEIGHTS]
    scale = pb.Scale("score", "Score", "ratio", low=0, high=10)
    given = {"weights": WEIGHTS, "denominator": 12, "cutoff": "1/3", **rule}
    return pb.Framework(
        "ours", "Ours", indicators=indicators, scales=[scale], rules=[pb.CountRule("count", "Counting", **given)]
    )


def table(case, households=120, seed=2012):
    """An arrow table with nulls and NaN, booleans, bytes and decimals, and a group without a name."""
    raw = CASES[case].get("raw", False)
    rng = np.random.default_rng(seed)
    rows = 2 * households
    home = np.repeat(np.arange(households), 2)
    village = home % 12
    if raw:
        marks = {key: rng.integers(0, 5, rows).astype(float) for key in WEIGHTS}
    else:
        marks = {key: (rng.random(rows) < 0.2 + 0.1 * j).astype(float) for j, key in enumerate(WEIGHTS)}
    lacking = {key: rng.random(rows) < 0.03 for key in WEIGHTS}
    floats = {key: marks[key].tolist() for key in WEIGHTS}
    for key, gone in lacking.items():
        for place, row in enumerate(np.flatnonzero(gone).tolist()):
            floats[key][row] = math.nan if key == "voice" and place % 2 else None
    whole = {key: [None if one is None else int(one) for one in floats[key]] for key in ("income", "credit")}
    kinds = pa.float64() if raw else pa.bool_()
    land = [None if one is None else one if raw else bool(one) for one in floats["land"]]
    regions = ["north", "south", "west", None]
    return pa.table(
        {
            "home": pa.array(home.tolist()),
            "sex": pa.array(["woman", "man"] * households),
            "region": pa.array([regions[one // 3] for one in village.tolist()]),
            "round": pa.array([2.0 if one % 3 else math.nan for one in village.tolist()]),
            "stratum": pa.array([f"s{one % 3}" for one in village.tolist()]),
            "village": pa.array(village.tolist(), pa.int32()),
            "w": pa.array((rng.integers(1, 9, rows) / 4).tolist()),
            "voice": pa.array(floats["voice"], pa.float64()),
            "income": pa.array(whole["income"], pa.int8()),
            "land": pa.array(land, kinds),
            "credit": pa.array(whole["credit"], pa.int64()),
            "time": pa.array(floats["time"], pa.float32()),
        }
    )


def plain(table):
    """The table as pandas alone would hold it: its indicators floats, NaN where something is missing."""
    frame = table.to_pandas()
    return frame.astype(dict.fromkeys(WEIGHTS, float))


def scored(frame, case):
    """The scores of a frame of these people under one of the cases."""
    said = {"rule": {}, "raw": False, "by": "region", "pairs": True, "design": DESIGN, **CASES[case]}
    pairs = pb.Pairs("home", "sex", women="woman", men="man") if said["pairs"] else None
    population = pb.Population(frame, design=said["design"], pairs=pairs)
    return pb.score(population, framework(raw=said["raw"], **said["rule"]), by=said["by"])


def assert_same(found, expected):
    """The same rows in the same order; numbers within 1e-12, since engines add up floats in orders of their own."""
    found, expected = found.rows(), expected.rows()
    assert [[row[key] for key in KEYS] for row in found] == [[row[key] for key in KEYS] for row in expected]
    for name in NUMBERS:
        ours, theirs = ([math.nan if row[name] is None else row[name] for row in rows] for rows in (found, expected))
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12, err_msg=name)
