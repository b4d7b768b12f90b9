"""A population scored by a composite index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...model.framework import Framework
from ...model.index_rule import IndexClass, IndexRule
from ..cells import is_blank
from ..result import Items, Library, Provenance, Result, Row, as_list, plain
from ..sampling import Sample
from .chain import Array, Steps
from .tree import Cover, IndexTree

__all__ = [
    "ChangedCell",
    "ChangedCells",
    "Disagreement",
    "Disagreements",
    "IndexScores",
    "LostUnit",
    "LostUnits",
]


@attrs.frozen
class LostUnit:
    """A unit that was not scored.

    Parameters
    ----------
    unit, time
        Its key, and its time in a panel.
    reason
        ``"no_data"``: nothing is known of it; ``"incomplete"``: a node lacks too many of its parts; ``"screened"``: it
        has too few indicators.
    """

    unit: Any
    time: Any
    reason: str


@attrs.frozen(repr=False)
class LostUnits(Items[LostUnit]):
    """The units that were not scored; they stay in the frame with nulls.

    Parameters
    ----------
    items
        One for each.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "lost_units"

    @property
    def units(self) -> tuple[LostUnit, ...]:
        """The units, as ``items``."""
        return self.items

    def __contains__(self, unit: object) -> bool:
        return any(unit in (one, one.unit) for one in self.items)

    def __repr__(self) -> str:
        reasons = [one.reason for one in self.items]
        said = ", ".join(f"{reasons.count(one)} {one}" for one in dict.fromkeys(reasons))
        return f"LostUnits: {said or 'none'}"


@attrs.frozen
class Disagreement:
    """A published value that differs from ours by more than its rounding can explain.

    Parameters
    ----------
    unit, time
        Its key, and its time in a panel.
    node
        The node, or ``"class"``.
    ours, published
        What was computed, and what the table says: a number, or the key of a class.
    """

    unit: Any
    time: Any
    node: str
    ours: float | str | None
    published: float | str | None


@attrs.frozen(repr=False)
class Disagreements(Items[Disagreement]):
    """Where published values differ from what was computed.

    Parameters
    ----------
    items
        One for each unit and node.
    compared
        How many published values were compared, by node.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "disagreements"

    compared: tuple[tuple[str, int], ...] = ()
    frame_library: Library | None = None

    def __repr__(self) -> str:
        compared = ", ".join(f"{n} of {node}" for node, n in self.compared) or "nothing"
        return f"Disagreements: {len(self.items)} (compared: {compared})"


@attrs.frozen
class ChangedCell:
    """A cell that was filled in or treated.

    Parameters
    ----------
    unit, time, indicator
        Where it stands.
    how
        ``"imputed"``, ``"winsorised"``, ``"log"`` or ``"boxcox"``.
    before, after
        Its value; None before if it was missing.
    """

    unit: Any
    time: Any
    indicator: str
    how: str
    before: float | None
    after: float


@attrs.frozen(repr=False)
class ChangedCells(Items[ChangedCell]):
    """Every cell that was filled in or treated.

    Parameters
    ----------
    items
        One for each, by indicator.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "changed_cells"

    @property
    def cells(self) -> tuple[ChangedCell, ...]:
        """The cells, as ``items``."""
        return self.items

    def __repr__(self) -> str:
        return f"ChangedCells: {len(self.items)} in {len({one.indicator for one in self.items})} indicators"


@attrs.frozen(eq=False, repr=False)
class IndexScores(Result):
    """The score of every unit at every node, with rank and class.

    Parameters
    ----------
    framework, rule, tree, cover
        What they were scored by: the elements, the recipe, the nodes, and the columns that were used.
    unit_name, units
        The name of the column of units, and their keys.
    time_name, times
        The same of a panel's times; None without.
    group_name, groups
        The same of the column that ``by`` names; None without.
    steps
        The indicators at each step of the recipe.
    scores
        By node: shape (units,); NaN where it is missing; read-only.
    weights
        By node: the weights of its parts, adding up to 1.
    rank
        Of the index, 1 for the highest, within each time; NaN without a score.
    class_code
        The place of each unit's class in ``classes``; -1 for none.
    classes
        The bands, lowest first.
    coverage
        The share of the used columns that each unit has, before anything is filled in.
    lost, disagreements, imputed, treated
        Who was not scored; where published values differ; which cells were filled in or treated.
    drawn
        Tells how the units were drawn, see ``sample``.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "index_scores"

    framework: Framework
    rule: IndexRule
    tree: IndexTree
    cover: Cover
    unit_name: str
    units: Sequence[Any]
    time_name: str | None
    times: Sequence[Any] | None
    group_name: str | None
    groups: Sequence[Any] | None
    steps: Steps
    scores: Mapping[str, Array]
    weights: Mapping[str, Array]
    rank: Array
    class_code: NDArray[np.int64]
    classes: tuple[IndexClass, ...]
    coverage: Array
    lost: LostUnits
    disagreements: Disagreements
    drawn: Callable[[], Sample]
    provenance: Provenance
    frame_library: Library | None = None

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes that have scores, the index first."""
        return tuple(node for node in self.tree.nodes if node in self.scores)

    @cached_property
    def sample(self) -> Sample:
        """What each unit counts for, and the sampling unit that it belongs to.

        Raises
        ------
        InvalidInput
            For a stratum with a single unit where that is refused, or a wrong correction for what was drawn.
        """
        return self.drawn()

    @property
    def index(self) -> Array:
        """The score of the index itself."""
        return self.scores[self.tree.root]

    @property
    def class_keys(self) -> list[str | None]:
        """The class of each unit; None without a score or beyond every class."""
        keys = [one.key for one in self.classes]
        return [None if code < 0 else keys[code] for code in self.class_code.tolist()]

    @cached_property
    def imputed(self) -> ChangedCells:
        """The cells that were filled in."""
        mask = self.steps.imputed
        if mask is None:
            return ChangedCells((), self.frame_library)
        return self._changed(mask, lambda j: "imputed", None, self.steps.filled)

    @cached_property
    def treated(self) -> ChangedCells:
        """The cells that the treatment of outliers changed."""
        mask, records = self.steps.changed, self.steps.records
        if mask is None:
            return ChangedCells((), self.frame_library)
        return self._changed(mask, lambda j: records[j].method, self.steps.filled, self.steps.treated)

    def _changed(self, mask: NDArray[np.bool_], how: Any, before: Array | None, after: Array) -> ChangedCells:
        found = []
        for j, key in enumerate(self.steps.indicators):
            for row in np.flatnonzero(mask[:, j]).tolist():
                was = None if before is None else float(before[row, j])
                time = None if self.times is None else self.times[row]
                found.append(ChangedCell(self.units[row], time, key, how(j), was, float(after[row, j])))
        return ChangedCells(tuple(found), self.frame_library)

    @cached_property
    def effective_weights(self) -> Mapping[str, float]:
        """What each node and used column weighs in the index: the product of the weights down from the root.

        Where each unit has its own weights, or a formula stands between, it is not defined and left out.
        """
        found = {self.tree.root: 1.0}
        for node in self.nodes:
            own = self.weights.get(node)
            if node not in found or own is None or own.ndim != 1:
                continue
            found |= {part: found[node] * one for part, one in zip(self.tree.parts[node], own.tolist(), strict=True)}
        return found

    def row_of(self, unit: Any, time: Any = None) -> int:
        """The place of a unit, by its key as it is or as it is written; in a panel its latest time unless one is said.

        Raises
        ------
        InvalidInput
            If there is no such unit, or not at that time.
        """
        rows = [i for i, one in enumerate(self.units) if one == unit] or [
            i for i, one in enumerate(self.units) if str(one) == str(unit)
        ]
        if self.times is not None and rows:
            times = self.times
            known = tuple(dict.fromkeys(str(times[i]) for i in rows))
            rows = [i for i in rows if time is None or times[i] == time]
            if not rows:
                raise InvalidInput(fault("no_such", "time", noun="time", given=str(time), choices=known))
            # A time that is not known comes before all others.
            rows.sort(key=lambda i: (not is_blank(times[i]), times[i] if not is_blank(times[i]) else 0))
        if not rows:
            known = tuple(str(one) for one in self.units[:12])
            raise InvalidInput(fault("no_such", "unit", noun="unit", given=str(unit), choices=known))
        return rows[-1]

    def ranked_rows(self, time: Any = None) -> list[int]:
        """The places of the units that have a score, the highest first; of a panel those of one time, the latest."""
        chosen = ~np.isnan(self.index)
        if self.times is not None:
            when = time if time is not None else max(one for one in self.times if not is_blank(one))
            chosen &= np.array([one == when for one in self.times])
        known = np.flatnonzero(chosen)
        found: list[int] = known[np.argsort(-self.index[known], kind="stable")].tolist()
        return found

    def rows(self) -> list[Row]:
        """One row for each unit (and time): its key, each node, rank and class."""
        names = [self.unit_name]
        columns: list[Sequence[Any]] = [[plain(one) for one in self.units]]
        for name, values in ((self.time_name, self.times), (self.group_name, self.groups)):
            if name is not None and values is not None:
                names.append(name)
                columns.append([plain(one) for one in values])
        for node in self.nodes:
            names.append(node)
            columns.append(as_list(self.scores[node]))
        names += ["rank", "class"]
        ranks = as_list(self.rank)
        whole = all(one is None or one == int(one) for one in ranks)
        columns.append([None if one is None else int(one) for one in ranks] if whole else ranks)
        columns.append(self.class_keys)
        return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]

    def __repr__(self) -> str:
        root = self.tree.root
        known = self.index[~np.isnan(self.index)]
        said = f"{len(known)} of {len(self.units)} units"
        if len(known):
            said += f", {root} {known.min():.4g} to {known.max():.4g}, mean {known.mean():.4g}"
        counts = np.bincount(self.class_code[self.class_code >= 0], minlength=len(self.classes)).tolist()
        bands = ", ".join(f"{one.key} {n}" for one, n in zip(self.classes, counts, strict=True))
        told = [f"IndexScores({self.framework.key}): {said}" + (f"; {bands}" if bands else "")]
        if len(self.disagreements):
            told.append(f"{len(self.disagreements)} published values differ: see disagreements")
        if len(self.lost):
            told.append(f"{len(self.lost)} units not scored: see lost")
        return self._told("\n".join(told))
