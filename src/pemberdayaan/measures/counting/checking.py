"""What must hold of a population before it is counted; what does not is told with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...errors import fault
from ..cells import NAMED, cell_fault
from .plan import Plan

__all__ = ["checked", "wrong_keys"]


def wrong_keys(plan: Plan) -> dict[str, Any]:
    """What must not hold of a row's keys, weight and sex: conditions that are never null."""
    import narwhals.stable.v2 as nw

    unit = ["unit"] if plan.door.population.unit is not None else []
    found = {f"no_{name}": nw.col(name).is_null() for name in (*plan.strata, *plan.named_psu, *plan.home, *unit)}
    if plan.weight:
        found["bad_w"] = (nw.col("w") < 0) | (nw.col("w") == np.inf)
    if plan.pairs is not None:
        found["bad_sex"] = nw.col("who") == 2
    return found


def checked(plan: Plan, frame: Any, cells: Mapping[str, Any]) -> dict[str, tuple[int, int, tuple[int, ...]]]:
    """How many rows there are and what is missing, by who, from the first table of a frame; faults are gathered."""
    import narwhals.stable.v2 as nw

    width, keys = plan.width, wrong_keys(plan)
    marks, n = plan.marks_in(cells), np.asarray(cells["n"], dtype=np.int64)
    found: dict[str, Any] = {f"bad{j}": n[marks[:, j] == 3].sum() for j in range(width)}
    found |= {name: np.asarray(cells[name]).sum() for name in keys}
    wrong = {f"bad{j}": nw.col(f"m{j}") == 3 for j in range(width)} | keys
    if plan.weight:
        with np.errstate(over="ignore", invalid="ignore"):
            found["weight"] = np.asarray(cells["w"], float).sum()
    for code, who in enumerate(plan.whos):
        mine = n * (np.asarray(cells["who"]) == code) if plan.pairs is not None else n
        found[f"rows_{who}"], found[f"lack_{who}_some"] = mine.sum(), mine[(marks == 2).any(axis=1)].sum()
        found |= {f"lack_{who}_{j}": mine[marks[:, j] == 2].sum() for j in range(width)}
    if not n.sum():
        plan.door.faults.append(fault("no_rows", "$"))
        return {}
    _told(plan, frame, wrong, found)
    _repeated(plan, frame)
    if plan.weight and not found["bad_w"]:
        if not found["weight"] > 0:
            plan.door.faults.append(fault("weights_zero", f"$.{plan.design.weights}"))
        elif not np.isfinite(found["weight"]):
            plan.door.faults.append(fault("not_finite", f"$.{plan.design.weights}", given=float(found["weight"])))
    return {
        who: (
            int(found[f"rows_{who}"]),
            int(found[f"lack_{who}_some"]),
            tuple(int(found[f"lack_{who}_{j}"]) for j in range(width)),
        )
        for who in plan.whos
    }


def _told(plan: Plan, frame: Any, wrong: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """A fault for each condition that some rows meet."""
    places = {"no_s": plan.design.strata, "no_p": plan.design.psu, "bad_w": plan.design.weights}
    places["no_unit"] = plan.door.population.unit
    pairs = plan.pairs
    if pairs is not None:
        places |= {
            "bad_sex": pairs.sex,
            **{f"no_{h}": name for h, name in zip(plan.home, pairs.household, strict=True)},
        }
    for name, condition in wrong.items():
        count = int(found[name])
        if not count:
            continue
        rows = plan.door.rows(frame, condition)
        told = ", ".join(map(str, rows)) + ", ..." * (count > len(rows) and plan.door.named is not None)
        said: dict[str, Any] = {"count": count, "rows": told}
        if name.startswith("no_"):
            plan.door.faults.append(fault("unit_none", f"$.{places[name]}", **said))
        elif name == "bad_w":
            plan.door.faults.append(fault("weight", f"$.{places[name]}", **said))
        elif name == "bad_sex" and pairs is not None:
            seen = plan.door.fetch(frame.filter(condition).select("sex").unique().head(3))["sex"]
            given = ", ".join(sorted(str(one) for one in seen))
            plan.door.faults.append(
                fault("sex_code", f"$.{pairs.sex}", given=given, women=pairs.women, men=pairs.men, **said)
            )
        else:
            mark = plan.marks.each[int(name.removeprefix("bad"))]
            code = "not_zero_one" if mark.cutoff is None else "gap_value"
            plan.door.faults.append(fault(code, f"$.{mark.column}", **said))


def _repeated(plan: Plan, frame: Any) -> None:
    """A fault for each of the first units that stand twice, in a population of several times at one of them."""
    import narwhals.stable.v2 as nw

    population = plan.door.population
    if population.unit is None:
        return
    keys = ["unit", *(["g"] if plan.by is not None and plan.by == population.time else [])]
    present = frame.filter(~nw.col("unit").is_null())
    twice = present.group_by(keys).agg(nw.len().alias("n")).filter(nw.col("n") > 1)
    found = plan.door.fetch(twice.sort(*keys).head(NAMED))
    for *key, n in zip(*(list(found[name]) for name in (*keys, "n")), strict=True):
        said: dict[str, Any] = {"given": str(key[0])}
        if plan.door.lazy:
            said |= {"count": int(n), "rows": "this engine does not number rows"}
            plan.door.faults.append(fault("unit_repeated", f"$.{population.unit}", **said))
        else:
            rows = _places(plan, frame, dict(zip(keys, key, strict=True)))
            plan.door.faults.append(cell_fault("unit_repeated", population.unit, rows, **said))


def _places(plan: Plan, frame: Any, keys: Mapping[str, Any]) -> list[int]:
    """Where the rows of some keys stand in a frame that is here, counted from 0."""
    import narwhals.stable.v2 as nw

    same = [nw.col(name).is_null() if key is None else nw.col(name) == key for name, key in keys.items()]
    found = plan.door.fetch(frame.with_row_index("row").filter(*same).select("row"))
    return [int(row) for row in found["row"]]
