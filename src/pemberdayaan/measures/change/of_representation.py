"""Who is represented, from people of a frame, as rounds: what each sampling unit adds to each ratio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...errors import InvalidInput, fault
from ..participation import Representation
from ..participation.in_role import InRole
from ..pooling import Layout, Measured
from .of_samples import Gathered, gathered, not_grouped
from .taken import Taken

__all__ = ["gathered_representations"]


def gathered_representations(
    results: Sequence[Representation], unit: str | None, by: str | None, names: Mapping[str, str] | None
) -> Gathered:
    """Representation in each role, by group; the same people show in the covariance of the units that all name.

    Raises
    ------
    InvalidInput
        For records, whose assessments are compared instead; for a unit or groups; for another column of groups.
    """
    faults = [] if unit is None else [fault("whole_only", "unit", given=unit)]
    faults += not_grouped(by, *(None for _ in results))
    faults += [fault("compare_assessments", "$") for one in results if one.people is None][:1]
    if faults:
        raise InvalidInput(faults)
    return gathered(results, [_taken(one) for one in results], names)


def _taken(result: Representation) -> Taken:
    people = result.people
    assert people is not None  # as `gathered_representations` has seen
    layout: Layout = ()
    scores, numbers = [], []
    lines = {(one.role, one.group): one for one in result.items}
    for j, role in enumerate(people.roles):
        one = InRole.of(people, j)
        known = one.known.tolist()
        scores.append(one.shares(known).ratio_scores)
        named = tuple(str(people.labels[group]) for group in known)
        layout = (*layout, (role, "representation", named))
        for group in known:
            line = lines[role, people.labels[group]]
            numbers.append([line.ratio, line.se, line.low, line.high, line.n])
    adds = np.hstack(scores)
    met = np.flatnonzero(np.isin(np.arange(len(adds)), people.sample.unit))
    columns = np.array([[np.nan if one is None else one for one in row] for row in numbers], dtype=float).T
    told = {name: columns[i][np.newaxis] for i, name in enumerate(("estimate", "se", "low", "high", "n"))}
    found = Measured(people.sample.units, told, (np.zeros(len(met), np.int64), met), adds[met])
    made_by = (("group", people.group_name), ("counted", people.base is not None))
    return Taken(found, ("all",), layout, made_by, {}, result.confidence)
