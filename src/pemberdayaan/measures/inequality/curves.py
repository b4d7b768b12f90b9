"""Lorenz and concentration curves of a population."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput
from ...kernels.influence import concentration_influence, lorenz_influence
from ...kernels.intervals import logit_interval, t_interval
from ...kernels.lorenz import concentration_index, concentration_values, lorenz_values
from ..population import population_of
from ..result import Library, Provenance, Result, Row, plain
from .amounts import amounts_of, asked_faults, placed, where_defined

__all__ = ["Concentration", "LorenzCurves", "concentration", "lorenz"]

Array = NDArray[np.float64]
NAN = float("nan")
# How many groups are told.
SHOWN = 12


@attrs.frozen(eq=False, repr=False)
class LorenzCurves(Result):
    """What share of the total the poorest hold, by group.

    Parameters
    ----------
    value
        The amount.
    group_name, groups
        The column that ``by`` names, None without; and what each group is called.
    at
        Shape (points,): shares of the population, from the poorest.
    estimate, se, low, high
        Shape (groups, points): the share of the total that these hold, with its error and interval on the logit scale;
        NaN where there is none.
    n, df
        Shape (groups,): the rows with an amount, and the degrees of freedom.
    confidence
        Of the interval at each point.
    missing
        How many rows were left out.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "lorenz_curves"

    value: str
    group_name: str | None
    groups: tuple[Any, ...]
    at: Array
    estimate: Array
    se: Array
    low: Array
    high: Array
    n: NDArray[np.int64]
    df: NDArray[np.int64]
    confidence: float
    missing: int
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each group and point."""
        return [
            {
                "group": plain(group),
                "population": plain(float(point)),
                **{key: plain(float(getattr(self, key)[g, i])) for key in ("estimate", "se", "low", "high")},
                "n": int(self.n[g]),
                "df": int(self.df[g]),
            }
            for g, group in enumerate(self.groups)
            for i, point in enumerate(self.at)
        ]

    def __repr__(self) -> str:
        return self._told(f"LorenzCurves({self.value}): {len(self.groups)} groups, {len(self.at)} points")


def lorenz(data: Any, value: str, *, by: str | None = None, points: int = 20, confidence: float = 0.95) -> LorenzCurves:
    """The Lorenz curve of an amount, with a band.

    Parameters
    ----------
    data
        A frame or a `Population`.
    value
        The column of the amount, at least 0.
    by
        A column of groups.
    points
        How many equal steps from 0 to 1, at least 2.
    confidence
        Of the band at each point, in (0, 1).

    Returns
    -------
    LorenzCurves

    Raises
    ------
    InvalidInput
        For fewer than two points, a confidence outside 0 to 1, a negative amount, several rounds, or a total of 0 in
        all groups.

    Examples
    --------
    >>> import pandas as pd
    >>> lorenz(pd.DataFrame({"loan": [1.0, 2.0, 3.0, 4.0]}), "loan", points=4).estimate.tolist()
    [[0.0, 0.1, 0.3, 0.6, 1.0]]
    """
    if faults := asked_faults(confidence, points=points):
        raise InvalidInput(faults)
    amounts = amounts_of(population_of(data), value, by)
    at = np.linspace(0.0, 1.0, points + 1)
    found = where_defined(partial(lorenz_values, amounts.values, at, **amounts.said), value, "lorenz")
    with placed(value, "lorenz"):
        se, df = amounts.errors(lorenz_influence(amounts.values, at, **amounts.said, undefined=0.0))
    se = np.where(np.isnan(found), NAN, se)
    low, high = logit_interval(found, se, df[:, np.newaxis], confidence=confidence, undefined=NAN)
    # Where nobody or everybody is counted the share is sure.
    for end in (low, high):
        end[:, [0, -1]] = np.where(np.isnan(se[:, [0, -1]]), NAN, found[:, [0, -1]])
    n = amounts.n
    for array in (at, found, se, low, high, n, df):
        array.flags.writeable = False
    origin = Provenance(measures=(("lorenz", "kernels.lorenz.lorenz_values"),), digest=amounts.digest)
    return LorenzCurves(
        value,
        by,
        amounts.labels,
        at,
        found,
        se,
        low,
        high,
        n,
        df,
        confidence,
        amounts.missing,
        origin,
        amounts.library,
    )


@attrs.frozen(eq=False, repr=False)
class Concentration(Result):
    """How a good follows another order: who is better off by rank, and what share of the good they hold.

    Parameters
    ----------
    value, ranked_by
        The good, and the column that orders people.
    group_name, groups
        The column that ``by`` names, None without; and what each group is called.
    index, se, low, high
        Shape (groups,): the concentration index, from -1 (all with the lowest rank) to 1, with its error and interval.
    n, df
        Shape (groups,): the rows with both, and the degrees of freedom.
    confidence
        Of the interval.
    at, curve
        Shape (points,) and (groups, points): shares of the population from the lowest rank, and of the good they hold.
    missing
        How many rows were left out.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "concentration"

    value: str
    ranked_by: str
    group_name: str | None
    groups: tuple[Any, ...]
    index: Array
    se: Array
    low: Array
    high: Array
    n: NDArray[np.int64]
    df: NDArray[np.int64]
    confidence: float
    at: Array
    curve: Array
    missing: int
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each group: the index."""
        return [
            {
                "group": plain(group),
                "index": plain(float(self.index[g])),
                "se": plain(float(self.se[g])),
                "low": plain(float(self.low[g])),
                "high": plain(float(self.high[g])),
                "n": int(self.n[g]),
                "df": int(self.df[g]),
            }
            for g, group in enumerate(self.groups)
        ]

    def __repr__(self) -> str:
        told = [
            f"{group} not defined" if np.isnan(one) else f"{group} {one:+.4g}"
            for group, one in zip(self.groups[:SHOWN], self.index.tolist(), strict=False)
        ]
        told += [f"... {len(self.groups) - SHOWN} more groups"] if len(self.groups) > SHOWN else []
        return self._told(f"Concentration({self.value} by {self.ranked_by}): {', '.join(told)}")


def concentration(
    data: Any, value: str, ranked_by: str, *, by: str | None = None, points: int = 20, confidence: float = 0.95
) -> Concentration:
    """The concentration index and curve of a good over another order: benefits over land, say.

    Parameters
    ----------
    data
        A frame or a `Population`.
    value
        The column of the good, at least 0.
    ranked_by
        The column that orders people, the worst off lowest; ties share their rank.
    by
        A column of groups.
    points
        How many equal steps the curve has, at least 2.
    confidence
        Of the interval, in (0, 1).

    Returns
    -------
    Concentration

    Raises
    ------
    InvalidInput
        For fewer than two points, a confidence outside 0 to 1, a negative amount, several rounds, or a total of 0 in
        all groups.

    References
    ----------
    Kakwani, N., Wagstaff, A. and van Doorslaer, E. (1997). Socioeconomic inequalities in health: measurement,
    computation, and statistical inference. Journal of Econometrics 77, 87-103.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"aid": [4.0, 3.0, 2.0, 1.0], "land": [1.0, 2.0, 3.0, 4.0]})
    >>> concentration(frame, "aid", "land").index.round(4).tolist()
    [-0.25]
    """
    if faults := asked_faults(confidence, points=points):
        raise InvalidInput(faults)
    amounts = amounts_of(population_of(data), value, by, (ranked_by,))
    ranks = amounts.others[:, 0]
    at = np.linspace(0.0, 1.0, points + 1)
    index = where_defined(partial(concentration_index, amounts.values, ranks, **amounts.said), value, "concentration")
    with placed(value, "concentration"):
        curve = concentration_values(amounts.values, ranks, at, **amounts.said, undefined=NAN)
        se, df = amounts.errors(concentration_influence(amounts.values, ranks, **amounts.said, undefined=0.0))
    error = np.where(np.isnan(index), NAN, se[:, 0])
    low, high = t_interval(index, error, df, confidence=confidence, undefined=NAN)
    n = amounts.n
    for array in (index, error, low, high, n, df, at, curve):
        array.flags.writeable = False
    origin = Provenance(measures=(("concentration", "kernels.lorenz.concentration_index"),), digest=amounts.digest)
    return Concentration(
        value,
        ranked_by,
        by,
        amounts.labels,
        index,
        error,
        low,
        high,
        n,
        df,
        confidence,
        at,
        curve,
        amounts.missing,
        origin,
        amounts.library,
    )
