"""What made a measure change: its dimensions and indicators, H and A, or the sources of an amount."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...kernels.shapley import change_by_part
from ...model.text import Text
from ..counting import CountingScores
from ..counting.change import change as counting_change
from ..index import IndexScores
from ..index.explaining import column_contributions, component_contributions, scaled_of
from ..index.upward import node_scores
from ..inequality import SourceParts
from ..result import Items, Provenance, Result
from .of_indices import Part, index_rounds, of_one_time
from .of_samples import not_grouped

__all__ = ["PartOfChange", "PartsOfChange", "parts"]

Array = NDArray[np.float64]


@attrs.frozen
class PartOfChange:
    """What one part of a measure brought about.

    Parameters
    ----------
    group, who
        Of whom.
    measure
        Which measure changed: ``"M0"``, the key of the index, or ``"gini"``.
    by
        How it is taken apart: ``"factor"`` (H and A), ``"indicator"``, ``"dimension"``, ``"source"``, or ``"effect"``
        (a source's share of the total, its own Gini index, and its correlation with the total).
    element
        Which part.
    change
        What it brought about; those of one kind add up to the change of the measure.
    """

    group: Any
    who: str
    measure: str
    by: str
    element: str
    change: float


@attrs.frozen(repr=False)
class PartsOfChange(Items[PartOfChange]):
    """The change of a measure taken apart, exactly.

    Parameters
    ----------
    items
        One for each part.
    frame_library
        The library that `to_frame` gives.
    ends
        By group and who the measure before and after.
    labels
        What elements are called.
    provenance
        Where it comes from.
    """

    kind: ClassVar[str] = "parts_of_change"

    ends: Mapping[tuple[Any, str], tuple[float, float]] = attrs.field(factory=dict)
    labels: Mapping[str, Text] = attrs.field(factory=dict)
    provenance: Provenance | None = None

    def of(self, by: str, group: Any = None, who: str | None = None) -> tuple[PartOfChange, ...]:
        """The parts of one kind, of the first group and who unless they are said."""
        found = [one for one in self.items if one.by == by and who in (None, one.who)]
        wanted = [one for one in found if group is None or group in (one.group, str(one.group))]
        return tuple(one for one in wanted if (one.group, one.who) == (wanted[0].group, wanted[0].who))

    def __repr__(self) -> str:
        told = ["PartsOfChange"]
        for (group, who), (first, second) in list(self.ends.items())[:6]:
            own = [one for one in self.items if (one.group, one.who) == (group, who)]
            kinds = dict.fromkeys(one.by for one in own)
            told.append(f"  {group} {who}: {own[0].measure if own else ''} {first:.4g} -> {second:.4g}")
            for by in kinds:
                shown = ", ".join(f"{one.element} {one.change:+.4g}" for one in own if one.by == by)
                told.append(f"    by {by}: {shown}")
        return self._told("\n".join(told))


def parts(before: Result, after: Result, *, unit: str | None = None, by: str | None = None) -> PartsOfChange:
    r"""The change of a measure, taken apart so that the parts add up to it.

    .. math::

        \Delta M_0 = \Delta H \bar A + \Delta A \bar H = \sum_j \frac{w_j}{D} \Delta h_j(k), \qquad
        \Delta \bar I = \sum_d \bar\phi_d, \qquad \Delta G = \sum_k \Delta (S_k G_k R_k)

    Parameters
    ----------
    before, after
        Scores of counting: M0 by H and A, and by indicator. Scores of an index: its mean by dimension and, where all of
        it is weighted sums, by indicator. `inequality.SourceParts`: the Gini index by source, and of each source by its
        share, its own Gini index and its correlation with the total.
    unit, by
        For an index, as in `between`. One that is no weighted sum can be taken apart in a panel only, unit by unit with
        the Shapley value. Counting is taken apart by the groups that it was made by, which ``by`` may name.

    Returns
    -------
    PartsOfChange

    Raises
    ------
    InvalidInput
        As `between`; and for an index that is no weighted sum without ``unit``, or with more than 12 dimensions.

    References
    ----------
    Shorrocks, A. F. (2013). Decomposition procedures for distributional analysis: a unified framework based on the
    Shapley value. Journal of Economic Inequality 11, 99-126.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan import Population, score
    >>> first = pd.DataFrame({"iks": [0.7, 0.6], "ike": [0.5, 0.7], "ikl": [0.6, 0.7]})
    >>> second = first.assign(iks=[0.8, 0.7], ikl=[0.9, 0.7])
    >>> found = parts(score(first, "idm-2016"), score(second, "idm-2016"))
    >>> [(one.element, round(one.change, 4)) for one in found.of("dimension")]
    [('iks', 0.0333), ('ike', 0.0), ('ikl', 0.05)]
    """
    if type(before) is not type(after) or type(before) not in APART:
        known = ", ".join(one.__name__ for one in APART)
        given = f"{type(before).__name__}, {type(after).__name__}"
        raise InvalidInput(fault("no_rounds", "$", given=given, options=known))
    return APART[type(before)](before, after, unit, by)


def _of_counting(before: CountingScores, after: CountingScores, unit: str | None, by: str | None) -> PartsOfChange:
    faults = [] if unit is None else [fault("sums_only", "unit", given=unit)]
    faults += not_grouped(by, before.group_name, after.group_name)
    if faults:
        raise InvalidInput(faults)
    found = counting_change(before, after)
    items = []
    for one in found.parts:
        kind, element = ("factor", one.part) if one.indicator is None else ("indicator", one.indicator)
        items.append(PartOfChange(one.group, one.who, "M0", kind, element, one.change))
    ends = {
        (group, who): (
            float(before.block("M0", who).estimate[first, 0]),
            float(after.block("M0", who).estimate[second, 0]),
        )
        for group, (first, second) in zip(found.groups, found.places, strict=True)
        for who in before.whos
    }
    labels = {one.key: one.label for one in before.framework.indicators}
    return PartsOfChange(tuple(items), found.frame_library, ends, labels, found.provenance)


def _of_index(before: IndexScores, after: IndexScores, unit: str | None, by: str | None) -> PartsOfChange:
    """By dimension, and by the columns that it is computed from where all of it is weighted sums."""
    found = index_rounds(of_one_time((before, after)), unit, by, None)
    first, second = found.parts
    root = before.tree.root
    if root in before.cover.used:
        raise InvalidInput(fault("came_aggregated", "before", given=root))
    kinds = {
        kind: (old, new)
        for kind, find in (("dimension", component_contributions), ("indicator", column_contributions))
        if (old := _at(first, find(first.scores))) is not None and (new := _at(second, find(second.scores))) is not None
    }
    if "dimension" not in kinds:
        kinds["dimension"] = _shapley(first, second, unit)
    if "indicator" in kinds and kinds["indicator"][0].keys() == kinds["dimension"][0].keys():
        del kinds["indicator"]
    whole = [found.means(end, one.at(root)) for end, one in ((0, first), (1, second))]
    means = {
        (kind, key): (found.means(0, np.nan_to_num(old[key])), found.means(1, np.nan_to_num(new[key])))
        for kind, (old, new) in kinds.items()
        for key in old
    }
    # A group of which nobody has a score in a round has no change to take apart.
    labels = [one for one in found.gathered.terms() if not np.isnan([end[one] for end in whole]).any()]
    ends = {(one, "all"): (whole[0][one], whole[1][one]) for one in labels}
    items = [
        PartOfChange(one, "all", root, kind, key, new[one] - old[one])
        for one in labels
        for (kind, key), (old, new) in means.items()
    ]
    origin = found.gathered
    return PartsOfChange(tuple(items), origin.frame_library, ends, dict(before.tree.labels), origin.provenance)


def _at(part: Part, added: Mapping[str, Array] | None) -> Mapping[str, Array] | None:
    return None if added is None else {key: values[part.rows] for key, values in added.items()}


def _shapley(first: Part, second: Part, unit: str | None) -> tuple[Mapping[str, Array], Mapping[str, Array]]:
    """What each dimension brought about in each unit of a panel; nothing before, and all of it after."""
    scores = second.scores
    root, factor = scores.tree.root, float(scores.tree.factor)
    dimensions = scores.tree.parts[root]
    if unit is None:
        raise InvalidInput(fault("needs_panel", "unit", given=str(scores.rule.aggregation_of(root))))
    values = [np.column_stack([scaled_of(one.scores, key)[one.rows] for key in dimensions]) for one in (first, second)]
    gaps = np.isnan(values[0]) | np.isnan(values[1])
    if gaps.any():
        raise InvalidInput(fault("parts_missing", "unit", count=int(gaps.any(axis=1).sum())))

    def index(parts: Array) -> Array:
        return node_scores(scores.tree, scores.rule, root, parts)[0] * factor

    found = change_by_part(index, *values)
    after = {key: found[:, j] for j, key in enumerate(dimensions)}
    return {key: np.zeros(len(found)) for key in dimensions}, after


def _of_sources(before: SourceParts, after: SourceParts, unit: str | None, by: str | None) -> PartsOfChange:
    """The Gini index by source, and the contribution of each by its three factors."""
    ends = before, after
    named = [tuple(one.source for one in each) for each in ends]
    faults = [fault("only_scores", name) for name, one in (("unit", unit), ("by", by)) if one is not None]
    if set(named[0]) != set(named[1]):
        faults.append(fault("another_rule", "after.sources", given=", ".join(named[1]), expected=", ".join(named[0])))
    if faults:
        raise InvalidInput(faults)
    items = []
    second = {one.source: one for one in after}
    for one in before:
        other = second[one.source]
        items.append(PartOfChange("all", "all", "gini", "source", one.source, other.contribution - one.contribution))
        rows = [[each.share, each.gini, each.correlation] for each in (one, other)]
        if None not in (*rows[0], *rows[1]):
            effects = change_by_part(lambda factors: factors.prod(axis=1), *(np.array([row], float) for row in rows))
            for name, effect in zip(("share", "gini", "correlation"), effects[0].tolist(), strict=True):
                items.append(PartOfChange("all", "all", "gini", "effect", f"{one.source} {name}", effect))
    origin = attrs.evolve(
        after.provenance or Provenance(),
        digest="".join(str(one.provenance.digest if one.provenance else None) for one in ends),
    )
    totals = {("all", "all"): (before.total, after.total)}
    return PartsOfChange(tuple(items), after.frame_library or before.frame_library, totals, {}, origin)


# How each result is taken apart.
APART: Mapping[type[Result], Callable[..., PartsOfChange]] = MappingProxyType(
    {CountingScores: _of_counting, IndexScores: _of_index, SourceParts: _of_sources}
)
