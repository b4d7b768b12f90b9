"""What inequality is made of: within and between groups, and the sources of an amount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput, fault
from ...kernels.amounts import by_group
from ...kernels.inequality_parts import (
    AtkinsonParts,
    EntropyParts,
    GiniParts,
    atkinson_parts,
    entropy_parts,
    gini_parts,
    gini_sources,
)
from ...kernels.inequality_sums import atkinson_parts_of_sums, entropy_parts_of_sums
from ...model.fields import wrong_type
from ..population import Population, population_of
from ..result import Items, Library, Provenance, Result, Row, plain
from .added_up import sums_of
from .amounts import Amounts, amounts_of, complete_rows, placed

__all__ = ["GroupPart", "InequalityParts", "SourcePart", "SourceParts", "parts", "sources"]

ENTROPIES = {"theil_t": 1.0, "theil_l": 0.0, "entropy_2": 2.0}
AVERSIONS = {"atkinson_0.5": 0.5, "atkinson_1": 1.0, "atkinson_2": 2.0}
_NAMES: dict[type, str] = {EntropyParts: "entropy_parts", GiniParts: "gini_parts", AtkinsonParts: "atkinson_parts"}
LAWFUL = ("gini", *ENTROPIES, *AVERSIONS)


@attrs.frozen
class GroupPart:
    """The inequality inside one group.

    Parameters
    ----------
    group
        What it is called.
    inequality
        The measure of the group alone; None where all have 0, or no row has an amount.
    contribution
        What it adds to the inequality within groups; None for Atkinson, whose parts multiply.
    n
        Its rows.
    """

    group: Any
    inequality: float | None
    contribution: float | None
    n: int


@attrs.frozen(repr=False)
class InequalityParts(Result):
    """Inequality within groups and between them.

    Parameters
    ----------
    measure
        Which measure.
    total, within, between
        For Gini ``total = within + between + overlap``, for entropies ``total = within + between``, for Atkinson
        ``1 - total = (1 - within)(1 - between)``.
    overlap
        Of Gini: what the groups have for lying across each other; None for others.
    groups
        One for each group.
    missing
        How many rows have no amount and were left out.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "inequality_parts"

    measure: str
    total: float
    within: float
    between: float
    overlap: float | None
    groups: tuple[GroupPart, ...]
    missing: int
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """The total and its parts, then one row for each group."""
        whole = {"total": self.total, "within": self.within, "between": self.between, "overlap": self.overlap}
        found: list[Row] = [
            {"part": part, "group": None, "value": plain(value), "inequality": None, "n": None}
            for part, value in whole.items()
            if value is not None
        ]
        return found + [
            {
                "part": "group",
                "group": plain(one.group),
                "value": plain(one.contribution),
                "inequality": plain(one.inequality),
                "n": one.n,
            }
            for one in self.groups
        ]

    def __repr__(self) -> str:
        overlap = "" if self.overlap is None else f", overlap {self.overlap:.4g}"
        told = f"{self.measure} {self.total:.4g}: within {self.within:.4g}, between {self.between:.4g}{overlap}"
        return self._told(f"InequalityParts: {told}; {len(self.groups)} groups")


def parts(data: Any, value: str, by: str, *, measure: str = "theil_t") -> InequalityParts:
    """Inequality within groups and between them.

    Parameters
    ----------
    data
        A frame or a `Population`.
    value
        The column of the amount, at least 0.
    by
        The column of groups.
    measure
        ``gini``, ``theil_t``, ``theil_l``, ``entropy_2``, ``atkinson_0.5``, ``atkinson_1`` or ``atkinson_2``.

    Returns
    -------
    InequalityParts
        Exact for entropies; Gini has a third part, the overlap of the groups; Atkinson's two parts multiply. Of a lazy
        frame (polars, DuckDB, PySpark) entropies and Atkinson's index are made of sums that its engine adds up, unless
        units, rounds, strata or sampling units have to be looked at.

    Raises
    ------
    InvalidInput
        For a measure without parts, a negative amount, a zero where the measure is not defined for it, several rounds,
        a total of 0.

    References
    ----------
    Shorrocks, A. F. (1984). Inequality decomposition by population subgroups. Econometrica 52, 1369-1385.

    Examples
    --------
    >>> import pandas as pd
    >>> loans = pd.DataFrame({"loan": [1.0, 2.0, 3.0, 7.0], "hamlet": ["A", "A", "B", "B"]})
    >>> found = parts(loans, "loan", "hamlet")
    >>> round(found.total, 4), round(found.within + found.between, 4)
    (0.2293, 0.2293)
    """
    if measure not in LAWFUL:
        raise InvalidInput(fault("no_such", "measure", noun="measure", given=measure, choices=LAWFUL))
    population = population_of(data)
    pushed = _of_sums(population, value, by, measure)
    if pushed is not None:
        return pushed
    amounts = amounts_of(population, value, by)
    with placed(value, measure):
        found = _apart(amounts, measure)
    some = by_group(amounts.values, amounts.weights, amounts.groups, amounts.n_groups) > 0
    origin = Provenance(measures=((measure, f"kernels.inequality_parts.{_NAMES[type(found)]}"),), digest=amounts.digest)
    items = _items(found, amounts.labels, some, amounts.n)
    return _parts(measure, found, items, amounts.missing, origin, amounts.library)


def _items(
    found: EntropyParts | GiniParts | AtkinsonParts,
    labels: tuple[Any, ...],
    some: NDArray[np.bool_],
    n: NDArray[np.int64],
) -> tuple[GroupPart, ...]:
    added = [None] * len(labels) if isinstance(found, AtkinsonParts) else found.contributions.tolist()
    return tuple(
        GroupPart(label, one if defined else None, share, rows)
        for label, one, defined, share, rows in zip(labels, found.groups.tolist(), some, added, n.tolist(), strict=True)
    )


def _parts(
    measure: str,
    found: EntropyParts | GiniParts | AtkinsonParts,
    items: tuple[GroupPart, ...],
    missing: int,
    origin: Provenance,
    library: Library | None,
) -> InequalityParts:
    overlap = found.overlap if isinstance(found, GiniParts) else None
    return InequalityParts(measure, found.total, found.within, found.between, overlap, items, missing, origin, library)


def _of_sums(population: Population, value: str, by: str, measure: str) -> InequalityParts | None:
    """The parts from sums that the engine adds up; None where rows have to be looked at."""
    if measure == "gini":
        return None
    alpha = ENTROPIES[measure] if measure in ENTROPIES else 1 - AVERSIONS[measure]
    sums = sums_of(population, value, by, alpha)
    if sums is None:
        return None
    table = (sums.sizes, sums.totals, sums.terms)
    found: EntropyParts | AtkinsonParts
    if measure in ENTROPIES:
        found, name = entropy_parts_of_sums(*table, alpha), "entropy_parts_of_sums"
    else:
        found, name = atkinson_parts_of_sums(*table, AVERSIONS[measure]), "atkinson_parts_of_sums"
    origin = Provenance(measures=((measure, f"kernels.inequality_sums.{name}"),), digest=sums.digest)
    items = _items(found, sums.labels, sums.totals > 0, sums.n)
    return _parts(measure, found, items, sums.missing, origin, sums.library)


def _apart(amounts: Amounts, measure: str) -> EntropyParts | GiniParts | AtkinsonParts:
    if measure == "gini":
        return gini_parts(amounts.values, **amounts.said)
    if measure in ENTROPIES:
        return entropy_parts(amounts.values, ENTROPIES[measure], **amounts.said)
    return atkinson_parts(amounts.values, AVERSIONS[measure], **amounts.said)


@attrs.frozen
class SourcePart:
    """One source of an amount, and its part in the Gini index.

    Parameters
    ----------
    source
        Its column.
    share
        Its share of the total.
    gini
        Its own Gini index; None where nobody has any of it.
    correlation
        Its Gini correlation with the total, from -1 to 1; None where all have it alike.
    contribution
        What it adds to the index: share, correlation and Gini index multiplied.
    elasticity
        By what share of itself the index changes where this source grows by a small share of itself; None where all
        have the same total.
    """

    source: str
    share: float
    gini: float | None
    correlation: float | None
    contribution: float
    elasticity: float | None


@attrs.frozen(repr=False)
class SourceParts(Items[SourcePart]):
    """The Gini index of a total by its sources; the contributions add up to it.

    Parameters
    ----------
    items
        One for each source.
    frame_library
        The library that `to_frame` gives.
    total
        The Gini index of the total.
    missing
        How many rows lack a source and were left out.
    provenance
        Where it comes from.
    """

    kind: ClassVar[str] = "source_parts"

    total: float = 0.0
    missing: int = 0
    provenance: Provenance | None = None

    def __repr__(self) -> str:
        told = ", ".join(f"{one.source} {one.contribution:+.4g}" for one in self.items)
        return f"SourceParts: Gini {self.total:.4g} = {told}"


def sources(data: Any, columns: Sequence[str]) -> SourceParts:
    """The Gini index of a total by the sources that add up to it.

    Parameters
    ----------
    data
        A frame or a `Population`.
    columns
        The sources: at least 0, at least two of them.

    Returns
    -------
    SourceParts

    Raises
    ------
    InvalidInput
        For a negative amount, fewer than two sources, several rounds, or a total of 0.

    References
    ----------
    Lerman, R. I. and Yitzhaki, S. (1985). Income inequality effects by income source: a new approach and applications
    to the United States. Review of Economics and Statistics 67, 151-156.

    Examples
    --------
    >>> import pandas as pd
    >>> incomes = pd.DataFrame({"farm": [2.0, 2.0, 3.0], "wages": [0.0, 1.0, 5.0]})
    >>> found = sources(incomes, ["farm", "wages"])
    >>> round(found.total, 4), round(sum(one.contribution for one in found), 4)
    (0.3077, 0.3077)
    """
    if not isinstance(columns, Iterable):
        raise InvalidInput(wrong_type(columns, "a list").under("columns"))
    names = (columns,) if isinstance(columns, str) else tuple(columns)
    if len(names) < 2:
        raise InvalidInput(fault("out_of_range", "columns", given=len(names), low=2, high="..."))
    table, kept = complete_rows(population_of(data), names)
    weights = None if table.weights is None else table.weights[kept]
    with placed(" + ".join(names), "gini"):
        found = gini_sources(table.values[kept], weights=weights, undefined=float("nan"))
    items = tuple(
        SourcePart(
            name,
            float(found.shares[j]),
            _known(found.ginis[j]),
            _known(found.correlations[j]),
            float(found.contributions[j]),
            _known(found.elasticities[j]),
        )
        for j, name in enumerate(names)
    )
    origin = Provenance(measures=(("gini", "kernels.inequality_parts.gini_sources"),), digest=table.digest())
    return SourceParts(items, table.library, found.total, int((~kept).sum()), origin)


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)
