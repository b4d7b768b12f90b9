"""Outliers in columns: Winsorised a few values at a time, or drawn in by a transformation."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .arrays import missing_cells
from .moments import bias_corrected

__all__ = ["OTHERWISE", "Treated", "TreatedColumn", "treat", "winsorise"]

Array = NDArray[np.float64]
Missing = Literal["raise", "skip"]

OTHERWISE = ("log", "boxcox", "none")
_SIDES = ("high", "low")


class TreatedColumn(NamedTuple):
    """What was done to one column.

    Parameters
    ----------
    method
        ``"none"``, ``"winsorised"``, ``"log"`` or ``"boxcox"``.
    points
        How many Winsorising steps were taken and kept; each takes in one more distinct value.
    skewness_before, kurtosis_before, skewness_after, kurtosis_after
        G1 and excess G2; None where not defined.
    passed
        Whether the column passes the rule in the end.
    """

    method: str
    points: int
    skewness_before: float | None
    kurtosis_before: float | None
    skewness_after: float | None
    kurtosis_after: float | None
    passed: bool


class Treated(NamedTuple):
    """Treated values.

    Parameters
    ----------
    values
        Shape (n, k).
    changed
        Shape (n, k): which cells were Winsorised or transformed.
    columns
        What was done to each column.
    """

    values: Array
    changed: NDArray[np.bool_]
    columns: tuple[TreatedColumn, ...]


class _Rule(NamedTuple):
    skewness: float
    kurtosis: float

    def passes(self, g1: float, g2: float) -> bool:
        return bool(abs(g1) < self.skewness or g2 < self.kurtosis)


def _step(column: Array, side: str) -> Array:
    end = column.max() if side == "high" else column.min()
    others = column[column != end]
    if not len(others):
        raise InvalidInput(fault("no_spread"))
    moved: Array = np.where(column == end, others.max() if side == "high" else others.min(), column)
    return moved


def winsorise(values: Array, *, points: int = 1, side: Literal["high", "low"] = "high") -> Array:
    """Takes the outermost values of one side in to the next distinct value, so many times.

    Parameters
    ----------
    values
        Shape (n,), finite.
    points
        How many times, at least 0.
    side
        ``"high"``: the largest values; ``"low"``: the smallest.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        If a value is missing or infinite, or no further value is left to take the outermost in to.

    Examples
    --------
    >>> winsorise(np.array([1.0, 9.0, 3.0, 5.0]), points=2).tolist()
    [1.0, 3.0, 3.0, 3.0]
    """
    if side not in _SIDES:
        raise InvalidInput(fault("not_a_choice", "side", given=str(side), noun="choice", choices=_SIDES))
    if points < 0:
        raise InvalidInput(fault("negative", "points", given=points))
    missing_cells(values[:, np.newaxis])
    column = values.copy()
    for _ in range(points):
        column = _step(column, side)
    return column


def _shape(column: Array) -> tuple[float, float]:
    g1, g2 = bias_corrected(column[:, np.newaxis])
    return float(g1[0]), float(g2[0])


def _transformed(column: Array, otherwise: str, j: int) -> Array:
    """The column moved above 0 by a hundredth of its range, its logarithm or Box-Cox power taken."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        spread = column.max() - column.min()
        shifted = column - column.min() + 0.01 * spread
        found: Array
        if otherwise == "log":
            found = np.log(shifted)
        else:
            from scipy.special import boxcox
            from scipy.stats import boxcox_normmax

            # The power does not depend on the unit; a range of 1 keeps the search from overflowing.
            found = np.asarray(boxcox(shifted, boxcox_normmax(shifted / spread, method="mle")), dtype=np.float64)
    if not np.isfinite(found).all():
        raise InvalidInput(fault("not_finite", f"[{j}]", given="inf"))
    return found


def _treated(
    column: Array, before: tuple[float, float], rule: _Rule, most: int, otherwise: str, j: int
) -> tuple[Array, TreatedColumn]:
    """One column without gaps that fails the rule."""
    treated, after = column, before
    for points in range(1, most + 1):
        treated = _step(treated, "high" if after[0] > 0 else "low")
        after = _shape(treated)
        if np.isnan(after[0]):
            break
        if rule.passes(*after):
            return treated, TreatedColumn("winsorised", points, *before, *after, True)
    if otherwise == "none":
        return column, TreatedColumn("none", 0, *before, *before, False)
    treated = _transformed(column, otherwise, j)
    after = _shape(treated)
    return treated, TreatedColumn(otherwise, 0, *before, *after, rule.passes(*after))


def _checked(rule: _Rule, most: int, otherwise: str) -> None:
    faults = [fault("not_finite", name, given=str(x)) for name, x in rule._asdict().items() if not np.isfinite(x)]
    if most < 0:
        faults.append(fault("negative", "most", given=most))
    if otherwise not in OTHERWISE:
        told = {"given": str(otherwise), "noun": "transformation", "choices": OTHERWISE}
        faults.append(fault("not_a_choice", "otherwise", **told))
    if faults:
        raise InvalidInput(faults)


def treat(
    values: Array,
    *,
    skewness: float = 2.0,
    kurtosis: float = 3.5,
    most: int = 5,
    otherwise: str = "log",
    missing: Missing = "raise",
) -> Treated:
    r"""Treats the columns whose distribution is far from symmetric, each by itself.

    A column passes if :math:`|G_1|` is below `skewness` or :math:`G_2` below `kurtosis`. Where it does not, the
    outermost values become the next distinct value, the largest if :math:`G_1 > 0` and the smallest if not; then
    :math:`G_1` and :math:`G_2` are taken anew, and so on until it passes, at most `most` times. If it still fails,
    those values are thrown away and the original ones transformed: :math:`\ln(x - \min + 0.01(\max - \min))`, or the
    Box-Cox power of the same shifted values with the likeliest exponent. What is transformed is kept whether or not it
    passes.

    Parameters
    ----------
    values
        Shape (n, k), finite.
    skewness, kurtosis
        The limits of the rule.
    most
        The most Winsorising steps, at least 0; 0 goes straight to the transformation. Values that are tied move
        together, so a step may change several cells.
    otherwise
        The transformation, one of `OTHERWISE`; ``"none"`` leaves the column as it was.
    missing
        ``"raise"``: no gap is allowed; ``"skip"``: of the available values, NaN stays NaN.

    Returns
    -------
    Treated
        A column of one value only, or of fewer than 4, has no :math:`G_1` and :math:`G_2` and passes untouched. A step
        that would leave one value only is not taken.

    Raises
    ------
    InvalidInput
        If a value is infinite, or missing under ``"raise"``, for every such column; or an option is another.

    References
    ----------
    Becker, W., Caperna, G., Del Sorbo, M., Norlen, H., Papadimitriou, E. and Saisana, M. (2022). COINr: an R package
    for developing composite indicators. Journal of Open Source Software 7(78), 4567.
    Box, G. E. P. and Cox, D. R. (1964). An analysis of transformations. Journal of the Royal Statistical Society,
    Series B 26(2), 211-252.

    Examples
    --------
    >>> found = treat(np.array([[1.0], [2.0], [3.0], [4.0], [5.0], [90.0]]))
    >>> found.values[:, 0].tolist(), found.columns[0].method, found.columns[0].points
    ([1.0, 2.0, 3.0, 4.0, 5.0, 5.0], 'winsorised', 1)
    """
    rule = _Rule(skewness, kurtosis)
    _checked(rule, most, otherwise)
    empty = missing_cells(values, missing)
    treated = np.array(values, order="K")
    changed = np.zeros_like(values, dtype=bool)
    columns = []
    for j, (g1, g2) in enumerate(zip(*(one.tolist() for one in bias_corrected(values)), strict=True)):
        if np.isnan(g2):
            columns.append(TreatedColumn("none", 0, None, None, None, None, True))
            continue
        if rule.passes(g1, g2):
            columns.append(TreatedColumn("none", 0, g1, g2, g1, g2, True))
            continue
        known = slice(None) if empty is None else ~empty[:, j]
        column = np.array(values[known, j])
        treated[known, j], told = _treated(column, (g1, g2), rule, most, otherwise, j)
        changed[known, j] = told.method in ("log", "boxcox") or treated[known, j] != column
        columns.append(told)
    return Treated(treated, changed, tuple(columns))
