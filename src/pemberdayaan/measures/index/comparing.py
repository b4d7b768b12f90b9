"""Two scorings side by side, groups, and what happens to the ranks when one part is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...kernels.ranks import tau_b
from ...model.index_rule import Aggregation, Formula, IndexClass
from ..result import Library, Provenance, Result, Row, as_list, plain
from .chain import Array
from .scores import IndexScores
from .upward import aggregated, ranks_of

__all__ = [
    "Comparison",
    "GroupLine",
    "Groups",
    "LeaveOneOut",
    "RankShift",
    "compare",
    "groups",
    "leave_one_out",
]


@attrs.frozen
class RankShift:
    """A unit in two scorings.

    Parameters
    ----------
    unit, time
        Its key, and its time in a panel.
    score, rank, class_key
        In the first and in the second scoring; None without a score.
    """

    unit: Any
    time: Any
    score: tuple[float | None, float | None]
    rank: tuple[float | None, float | None]
    class_key: tuple[str | None, str | None]

    @property
    def shift(self) -> float | None:
        """By how many places it rises from the first to the second; None if one has no rank."""
        first, second = self.rank
        return None if first is None or second is None else first - second


@attrs.frozen(repr=False)
class Comparison(Result):
    """Two scorings of the same units.

    Parameters
    ----------
    shifts
        One for each unit that is in both, in the order of the first.
    only_first, only_second
        The keys of the units that are in one alone.
    mean_shift, largest_shift
        The mean and the largest absolute change of rank.
    tau
        Kendall's tau-b of the two orders; None if one has no order.
    class_changes
        How many units change their class, of those that have one in both.
    provenance, second_provenance
        Where the first and the second come from.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "index_comparison"

    shifts: tuple[RankShift, ...]
    only_first: tuple[Any, ...]
    only_second: tuple[Any, ...]
    mean_shift: float | None
    largest_shift: float | None
    tau: float | None
    class_changes: int
    provenance: Provenance
    second_provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each unit that is in both."""
        return [
            {
                "unit": plain(one.unit),
                "time": plain(one.time),
                "score_first": one.score[0],
                "score_second": one.score[1],
                "rank_first": one.rank[0],
                "rank_second": one.rank[1],
                "shift": one.shift,
                "class_first": one.class_key[0],
                "class_second": one.class_key[1],
            }
            for one in self.shifts
        ]

    def __repr__(self) -> str:
        if self.mean_shift is None:
            return f"Comparison: {len(self.shifts)} units, none ranked in both"
        tau = "" if self.tau is None else f", tau {self.tau:.3f}"
        return (
            f"Comparison: {len(self.shifts)} units, mean shift {self.mean_shift:.3g}, largest "
            f"{self.largest_shift:g}{tau}, {self.class_changes} change class"
        )


def compare(first: IndexScores, second: IndexScores) -> Comparison:
    """How ranks, scores and classes shift from one scoring to another: another rule, other weights, another table.

    Parameters
    ----------
    first, second
        Of `score`; matched by unit and time.

    Raises
    ------
    InvalidInput
        If no unit is in both.

    Examples
    --------
    >>> import attrs
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> villages = pd.DataFrame({"iks": [0.72, 0.68, 0.7], "ike": [0.53, 0.79, 0.6], "ikl": [0.86, 0.64, 0.6]})
    >>> rule = pb.framework("idm-2016").rule()
    >>> compare(
    ...     pb.score(villages, "idm-2016"), pb.score(villages, "idm-2016", rule=attrs.evolve(rule, weights={"ikl": 5}))
    ... )
    Comparison: 3 units, mean shift 0.333, largest 1, tau 0.333, 1 change class
    """
    places = [{key: i for i, key in enumerate(_keys(one))} for one in (first, second)]
    both = [key for key in places[0] if key in places[1]]
    if not both:
        raise InvalidInput(fault("no_pair", "$"))
    rows = [np.array([place[key] for key in both]) for place in places]
    scored = [as_list(one.index[row]) for one, row in zip((first, second), rows, strict=True)]
    ranked = [as_list(one.rank[row]) for one, row in zip((first, second), rows, strict=True)]
    names = [
        [keys[i] for i in row.tolist()] for keys, row in zip((first.class_keys, second.class_keys), rows, strict=True)
    ]
    shifts = tuple(
        RankShift(*key, *pairs)
        for key, *pairs in zip(
            both, zip(*scored, strict=True), zip(*ranked, strict=True), zip(*names, strict=True), strict=True
        )
    )
    moved = np.array([abs(one.shift) for one in shifts if one.shift is not None])
    known = ~np.isnan(first.index[rows[0]]) & ~np.isnan(second.index[rows[1]])
    return Comparison(
        shifts,
        tuple(key[0] for key in places[0] if key not in places[1]),
        tuple(key[0] for key in places[1] if key not in places[0]),
        float(moved.mean()) if len(moved) else None,
        float(moved.max()) if len(moved) else None,
        tau_b(first.index[rows[0]][known], second.index[rows[1]][known]) if known.any() else None,
        sum(None not in one.class_key and one.class_key[0] != one.class_key[1] for one in shifts),
        first.provenance,
        second.provenance,
        first.frame_library,
    )


def _keys(scores: IndexScores) -> list[tuple[Any, Any]]:
    times = scores.times if scores.times is not None else [None] * len(scores.units)
    return list(zip(scores.units, times, strict=True))


# --- groups ------------------------------------------------------------------------------------------------------


@attrs.frozen
class GroupLine:
    """The units of one group.

    Parameters
    ----------
    group, time
        The group's key, and the time in a panel.
    n, scored
        How many units, and how many of them have a score.
    mean, median, low, high
        Of the index over those; None without any.
    classes
        How many stand in each class, lowest first.
    """

    group: Any
    time: Any
    n: int
    scored: int
    mean: float | None
    median: float | None
    low: float | None
    high: float | None
    classes: tuple[int, ...]


_TAKEN = ("time", "n", "scored", "mean", "median", "low", "high")


@attrs.frozen(repr=False)
class Groups(Result):
    """The index by group, each unit counted once.

    Parameters
    ----------
    name
        The column of the groups.
    lines
        One for each group (and time), the highest mean first.
    classes
        The bands, lowest first.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "index_groups"

    name: str
    lines: tuple[GroupLine, ...]
    classes: tuple[IndexClass, ...]
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each group, and a column for each class: its key, or after ``class_`` where one is a number's."""
        name = f"group_{self.name}" if self.name in _TAKEN else self.name
        bands = [one.key for one in self.classes]
        if not {name, *_TAKEN}.isdisjoint(bands):
            bands = [f"class_{key}" for key in bands]
        return [
            {
                name: plain(one.group),
                "time": plain(one.time),
                "n": one.n,
                "scored": one.scored,
                "mean": one.mean,
                "median": one.median,
                "low": one.low,
                "high": one.high,
                **dict(zip(bands, one.classes, strict=True)),
            }
            for one in self.lines
        ]

    def __repr__(self) -> str:
        return f"Groups: {len({one.group for one in self.lines})} groups by {self.name}"


def groups(scores: IndexScores) -> Groups:
    """Mean, median, range and classes of the index by group.

    Parameters
    ----------
    scores
        Of `score` with ``by``.

    Raises
    ------
    InvalidInput
        If they were scored without groups.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> villages = pd.DataFrame(
    ...     {"iks": [0.72, 0.68], "ike": [0.5, 0.7], "ikl": [0.6, 0.7], "kab": ["Bantul", "Sleman"]}
    ... )
    >>> [one.group for one in groups(pb.score(villages, "idm-2016", by="kab")).lines]
    ['Sleman', 'Bantul']
    """
    if scores.groups is None or scores.group_name is None:
        raise InvalidInput(fault("missing_key", "$", given="by"))
    times = scores.times if scores.times is not None else [None] * len(scores.units)
    places: dict[tuple[Any, Any], list[int]] = {}
    for row, key in enumerate(zip(scores.groups, times, strict=True)):
        places.setdefault(key, []).append(row)
    lines = []
    for (group, time), rows in places.items():
        index, codes = scores.index[rows], scores.class_code[rows]
        known = index[~np.isnan(index)]
        lines.append(_group_line(group, time, len(rows), known, codes, len(scores.classes)))
    lines.sort(key=lambda one: -np.inf if one.mean is None else -one.mean)
    return Groups(scores.group_name, tuple(lines), scores.classes, scores.provenance, scores.frame_library)


def _group_line(group: Any, time: Any, n: int, known: Array, codes: NDArray[np.int64], classes: int) -> GroupLine:
    counts = tuple(np.bincount(codes[codes >= 0], minlength=classes).tolist())
    if not len(known):
        return GroupLine(group, time, n, 0, None, None, None, None, counts)
    mean, median = float(known.mean()), float(np.median(known))
    return GroupLine(group, time, n, len(known), mean, median, float(known.min()), float(known.max()), counts)


# --- one part left out -------------------------------------------------------------------------------------------


@attrs.frozen(repr=False, eq=False)
class LeaveOneOut(Result):
    """The ranks without each part in turn.

    Parameters
    ----------
    parts
        What was left out.
    units
        The keys of the units.
    ranks
        Shape (units, parts); NaN without a score; read-only.
    mean_shift
        The mean absolute change of rank for each part; None where nothing is left without it, or its node is not
        defined without it (a formula, order weights).
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "leave_one_out"

    parts: tuple[str, ...]
    units: tuple[Any, ...]
    ranks: Array
    mean_shift: Mapping[str, float | None]
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each part."""
        return [{"part": part, "mean_shift": self.mean_shift[part]} for part in self.parts]

    def __repr__(self) -> str:
        shifts = {part: shift for part, shift in self.mean_shift.items() if shift is not None}
        if not shifts:
            return f"LeaveOneOut: {len(self.parts)} parts, none of which can be left out"
        most = max(shifts, key=lambda part: shifts[part])
        return f"LeaveOneOut: {len(self.parts)} parts; without {most} ranks shift most ({shifts[most]:.3g})"


def _divisible(scores: IndexScores, node: str) -> bool:
    """Whether a node is still defined without one of its parts."""
    how = scores.rule.aggregation_of(node)
    return not isinstance(how, Formula) and how is not Aggregation.OWA


def leave_one_out(scores: IndexScores, level: str = "indicators") -> LeaveOneOut:
    """How much the ranks change when one part is left out and its siblings' weights are rescaled.

    Parameters
    ----------
    scores
        Of `score`; in a panel ranks are those within each time.
    level
        ``"indicators"``: each used column in turn; or a node's key: each of its parts.

    Raises
    ------
    InvalidInput
        For an unknown node.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> villages = pd.DataFrame({"iks": [0.72, 0.68, 0.7], "ike": [0.53, 0.79, 0.6], "ikl": [0.86, 0.64, 0.6]})
    >>> leave_one_out(pb.score(villages, "idm-2016"))
    LeaveOneOut: 3 parts; without ikl ranks shift most (1)
    """
    tree = scores.tree
    if level != "indicators" and level not in tree.parts:
        raise InvalidInput(
            fault("no_such", "level", noun="node", given=str(level), choices=("indicators", *tree.nodes))
        )
    parts = scores.cover.used if level == "indicators" else tree.parts[level]
    given = {key: scores.scores[key] for key in scores.cover.used if key in tree.parts}
    found = np.full((len(scores.units), len(parts)), np.nan)
    shifts: dict[str, float | None] = {}
    for i, part in enumerate(parts):
        siblings = tree.parts[tree.parent[part]]
        if not sum(tree.weights[one] for one in siblings if one != part) or not _divisible(scores, tree.parent[part]):
            shifts[part] = None
            continue
        # Without its place in the tree, not only without its weight: rules may find their own weights, or use none.
        rest = tuple(one for one in siblings if one != part)
        without = attrs.evolve(tree, parts={**tree.parts, tree.parent[part]: rest})
        made = aggregated(lambda rows: tuple(rows.tolist()), without, scores.rule, scores.steps, given)
        found[:, i] = ranks_of(made.scores[tree.root], scores.rule, scores.times)
        moved = np.abs(found[:, i] - scores.rank)
        shifts[part] = float(moved[~np.isnan(moved)].mean())
    found.flags.writeable = False
    return LeaveOneOut(tuple(parts), tuple(scores.units), found, shifts, scores.provenance, scores.frame_library)
