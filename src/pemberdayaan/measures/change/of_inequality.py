"""Scores of inequality as rounds: what each sampling unit adds to each measure, by the influence of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...errors import InvalidInput, fault
from ..inequality import InequalityScores
from ..inequality.measuring import MEASURES
from ..pooling import Measured
from .of_samples import Gathered, gathered, not_grouped
from .taken import Taken

__all__ = ["gathered_inequalities"]


def gathered_inequalities(
    results: Sequence[InequalityScores], unit: str | None, by: str | None, names: Mapping[str, str] | None
) -> Gathered:
    """Scores of inequality; the same households show in the covariance of the sampling units that all name.

    Raises
    ------
    InvalidInput
        For a unit, other groups than those that the results were made by, or another amount or other measures.
    """
    faults = [] if unit is None else [fault("whole_only", "unit", given=unit)]
    faults += not_grouped(by, *(one.group_name for one in results))
    if faults:
        raise InvalidInput(faults)
    return gathered(results, [_taken(one) for one in results], names)


def _taken(scores: InequalityScores) -> Taken:
    amounts = scores.amounts
    adds = np.column_stack([MEASURES[name].influence_of(amounts) for name in scores.measures])
    table = amounts.sample.table(adds, amounts.groups, amounts.n_groups)
    numbers = {name: getattr(scores, name) for name in ("estimate", "se", "low", "high")}
    numbers["n"] = np.broadcast_to(scores.n[:, np.newaxis], scores.estimate.shape)
    found = Measured(amounts.sample.units, numbers, (table.groups, table.units), table.sums[:, :-1])
    layout = tuple(("all", name, None) for name in scores.measures)
    made_by = (("value", scores.value), ("confidence", scores.confidence))
    return Taken(found, scores.groups, layout, made_by, {}, scores.confidence)
