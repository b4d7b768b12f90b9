"""Why a unit has its score: what each indicator contributes, and where it is strong or weak beside the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...model.index_rule import Aggregation
from ...model.text import Text
from ..result import Library, Provenance, Result, Row, plain
from .chain import Array
from .scores import IndexScores

__all__ = [
    "Explanation",
    "ExplanationLine",
    "column_contributions",
    "component_contributions",
    "contributions",
    "explain",
]

AGAINST = ("all", "class", "group")


@attrs.frozen
class ExplanationLine:
    """What one indicator does to a unit's score.

    Parameters
    ----------
    key, parent, label
        The indicator (or a component that came in aggregated), the node that it belongs to, and its name.
    value
        As it came in, denominated if the recipe says so; None if it was missing.
    scaled
        On the common scale; None if missing.
    weight
        What it weighs in this unit's index, of 1; None where that is not defined.
    contribution
        What it adds to the score; None where the rule is not linear.
    reference
        The mean of the scaled values of the units that it is compared with.
    gap
        Scaled less reference: above 0 a strength, below 0 a weakness.
    share_below
        The share of those units that stand lower, equal ones counted half.
    """

    key: str
    parent: str
    label: Text
    value: float | None
    scaled: float | None
    weight: float | None
    contribution: float | None
    reference: float | None
    gap: float | None
    share_below: float | None


@attrs.frozen(repr=False)
class Explanation(Result):
    """Why a unit has its score.

    Parameters
    ----------
    unit, time
        Its key, and its time in a panel.
    score, rank, class_key, class_label
        Its index, rank and class, and what the class is called.
    against, compared
        What it is compared with, and how many units that are (of the same time).
    linear
        Whether contributions are defined; they add up to the score.
    lines
        One for each indicator, in the order of the tree.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "index_explanation"

    unit: Any
    time: Any
    score: float
    rank: float
    class_key: str | None
    class_label: Text | None
    against: str
    compared: int
    linear: bool
    lines: tuple[ExplanationLine, ...]
    provenance: Provenance
    frame_library: Library | None = None

    @property
    def strengths(self) -> tuple[ExplanationLine, ...]:
        """The indicators above the others, the furthest first."""
        found = [line for line in self.lines if line.gap is not None and line.gap > 0]
        return tuple(sorted(found, key=lambda line: -(line.gap or 0)))

    @property
    def weaknesses(self) -> tuple[ExplanationLine, ...]:
        """The indicators below the others, the furthest first."""
        found = [line for line in self.lines if line.gap is not None and line.gap < 0]
        return tuple(sorted(found, key=lambda line: line.gap or 0))

    def rows(self) -> list[Row]:
        """One row for each indicator."""
        return [
            {
                "indicator": line.key,
                "parent": line.parent,
                "value": plain(line.value),
                "scaled": plain(line.scaled),
                "weight": plain(line.weight),
                "contribution": plain(line.contribution),
                "reference": plain(line.reference),
                "gap": plain(line.gap),
                "share_below": plain(line.share_below),
            }
            for line in self.lines
        ]

    def __repr__(self) -> str:
        weakest = ", ".join(line.key for line in self.weaknesses[:3]) or "none"
        strongest = ", ".join(line.key for line in self.strengths[:3]) or "none"
        return (
            f"Explanation({self.unit}): {self.score:.4g}, rank {self.rank:g}, {self.class_key or 'no class'}; "
            f"strong beside {self.against} ({self.compared}): {strongest}; weak: {weakest}"
        )


def explain(scores: IndexScores, unit: Any, *, against: str = "all", time: Any = None) -> Explanation:
    """What each indicator contributes to a unit's score, and how the unit stands beside others.

    Parameters
    ----------
    scores
        Of `score`.
    unit
        Its key.
    against
        ``"all"`` units, those of its ``"class"``, or those of its ``"group"`` (scored with ``by``); of the same time.
    time
        In a panel; None takes the latest.

    Returns
    -------
    Explanation
        Contributions add up to the score where each node is an arithmetic mean; elsewhere they are None.

    Raises
    ------
    InvalidInput
        For a unit that is not there or has no score, or a comparison that the result cannot make.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> villages = pd.DataFrame({"iks": [0.72, 0.68], "ike": [0.53, 0.79], "ikl": [0.66, 0.74]})
    >>> explain(pb.score(villages, "idm-2016"), 1)
    Explanation(1): 0.7367, rank 1, maju; strong beside all (2): ike, ikl; weak: iks
    """
    if against not in AGAINST:
        raise InvalidInput(fault("not_a_choice", "against", given=str(against), noun="choice", choices=AGAINST))
    row = scores.row_of(unit, time)
    score = float(scores.index[row])
    if np.isnan(score):
        raise InvalidInput(fault("not_scored", "unit", given=str(unit)))
    others = _others(scores, row, against)
    added = contributions(scores, row)
    weights = _row_weights(scores, row)
    lines = []
    for key in scores.cover.used:
        scaled = scaled_of(scores, key)
        own = float(scaled[row])
        beside = scaled[others]
        beside = beside[~np.isnan(beside)]
        known, some = not np.isnan(own), bool(len(beside))
        reference = float(beside.mean()) if some else None
        below = ((beside < own).sum() + (beside == own).sum() / 2) / len(beside) if some else None
        lines.append(
            ExplanationLine(
                key,
                scores.tree.parent[key],
                scores.tree.labels[key],
                _value(scores, key, row),
                own if known else None,
                weights.get(key) if weights else None,
                added.get(key) if added is not None else None,
                reference,
                own - reference if known and reference is not None else None,
                float(below) if known and below is not None else None,
            )
        )
    return Explanation(
        scores.units[row],
        None if scores.times is None else scores.times[row],
        score,
        float(scores.rank[row]),
        scores.class_keys[row],
        scores.classes[scores.class_code[row]].label if scores.class_code[row] >= 0 else None,
        against,
        len(others),
        added is not None,
        tuple(lines),
        scores.provenance,
        scores.frame_library,
    )


def _others(scores: IndexScores, row: int, against: str) -> NDArray[np.int64]:
    chosen = ~np.isnan(scores.index)
    if scores.times is not None:
        chosen &= np.array([one == scores.times[row] for one in scores.times])
    if against == "class":
        if scores.class_code[row] < 0:
            raise InvalidInput(fault("no_such", "against", noun="class", given=str(scores.units[row]), choices=()))
        chosen &= scores.class_code == scores.class_code[row]
    elif against == "group":
        groups = scores.groups
        if groups is None:
            raise InvalidInput(fault("missing_key", "against", given="by"))
        chosen &= np.array([one == groups[row] for one in groups])
    return np.flatnonzero(chosen)


def scaled_of(scores: IndexScores, key: str) -> Array:
    if key in scores.tree.parts:
        return scores.scores[key]
    return scores.steps.scaled[:, scores.steps.indicators.index(key)]


def _value(scores: IndexScores, key: str, row: int) -> float | None:
    if key in scores.tree.parts:
        value = float(scores.scores[key][row])
    else:
        value = float(scores.steps.raw[row, scores.steps.indicators.index(key)])
    return None if np.isnan(value) else value


def _row_weights(scores: IndexScores, row: int) -> Mapping[str, float]:
    """What each used column weighs in one unit's index: the weights of missing parts go to their siblings."""
    used = set(scores.cover.used)

    def below(node: str, whole: float) -> dict[str, float]:
        if node in used:
            return {node: whole}
        own = scores.weights.get(node)
        if own is None:
            return {}
        weights = own if own.ndim == 1 else own[row]
        there = [
            (part, weight)
            for part, weight in zip(scores.tree.parts[node], weights.tolist(), strict=True)
            if not np.isnan((scaled_of(scores, part) if part in used else scores.scores[part])[row])
        ]
        total = 1.0 if own.ndim == 2 or len(there) == len(weights) else sum(weight for _, weight in there)
        found: dict[str, float] = {}
        for part, weight in there:
            found |= below(part, whole * weight / total)
        return found

    return below(scores.tree.root, 1.0)


def contributions(scores: IndexScores, row: int) -> dict[str, float] | None:
    """What each used column adds to one unit's score; None where a node is no arithmetic mean."""
    rule = scores.rule
    made = [node for node in scores.nodes if node not in scores.cover.used]
    if any(rule.aggregation_of(node) is not Aggregation.ARITHMETIC or node not in scores.weights for node in made):
        return None
    weights = _row_weights(scores, row)
    times = float(scores.tree.factor)
    return {key: weight * float(scaled_of(scores, key)[row]) * times for key, weight in weights.items()}


def component_contributions(scores: IndexScores) -> dict[str, Array] | None:
    """What each part of the index adds to it, by unit; None where the index is no weighted sum of its parts.

    Parameters
    ----------
    scores
        Of `score`.

    Returns
    -------
    dict of arrays of shape (units,), or None
        NaN where a unit lacks the part.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> found = component_contributions(pb.score(pd.DataFrame({"iks": [0.6], "ike": [0.3], "ikl": [0.9]}), "idm-2016"))
    >>> {part: values.round(3).tolist() for part, values in found.items()}
    {'iks': [0.2], 'ike': [0.1], 'ikl': [0.3]}
    """
    root = scores.tree.root
    found = _weighted_parts(scores, root)
    if found is None:
        return None
    weights, values = found
    added = weights * np.nan_to_num(values) * float(scores.tree.factor)
    added[np.isnan(values)] = np.nan
    return {part: added[:, i] for i, part in enumerate(scores.tree.parts[root])}


def column_contributions(scores: IndexScores) -> dict[str, Array] | None:
    """What each used column adds to the index, by unit; None where a node is no weighted sum of its parts.

    Parameters
    ----------
    scores
        Of `score`.

    Returns
    -------
    dict of arrays of shape (units,), or None
        0 where a unit lacks the column; together the index of each unit that has one.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> found = column_contributions(pb.score(pd.DataFrame({"iks": [0.6], "ike": [0.3], "ikl": [0.9]}), "idm-2016"))
    >>> {key: values.round(3).tolist() for key, values in found.items()}
    {'iks': [0.2], 'ike': [0.1], 'ikl': [0.3]}
    """
    found: dict[str, Array] = {}
    waiting = [(scores.tree.root, np.full(len(scores.units), float(scores.tree.factor)))]
    while waiting:
        node, whole = waiting.pop(0)
        if node in scores.cover.used:
            found[node] = whole * np.nan_to_num(scaled_of(scores, node))
            continue
        below = _weighted_parts(scores, node)
        if below is None:
            return None
        parts = scores.tree.parts[node]
        waiting = [(part, whole * below[0][:, i]) for i, part in enumerate(parts)] + waiting
    return found


def _weighted_parts(scores: IndexScores, node: str) -> tuple[Array, Array] | None:
    """What the parts of a node weigh in each unit, 0 for a missing one, and their values; None if it is no sum."""
    weights = scores.weights.get(node)
    if weights is None or scores.rule.aggregation_of(node) is not Aggregation.ARITHMETIC:
        return None
    values = np.column_stack([scaled_of(scores, part) for part in scores.tree.parts[node]])
    own = np.where(np.isnan(values), 0.0, weights)
    if weights.ndim == 1:
        with np.errstate(invalid="ignore", divide="ignore"):
            own = np.nan_to_num(own / own.sum(axis=1, keepdims=True))
    return own, values
