"""Formulas of women against men that are no mean of their parts: inequality, ratio, equally distributed share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import Fault, InvalidInput, fault
from .arrays import missing_cells

__all__ = ["FORMULAS", "equally_distributed_share", "gender_inequality", "ratio"]

Array = NDArray[np.float64]
Missing = Literal["raise", "skip"]


class Formula(Protocol):
    """What every formula takes and gives."""

    def __call__(self, values: Array, *, missing: Missing = "raise") -> Array:
        """From a row of parts to a number."""


def _complete(values: Array, columns: int, missing: Missing) -> tuple[Array, NDArray[np.bool_]]:
    """The rows without a gap, and which they are."""
    empty = missing_cells(values, missing)
    if values.shape[1] != columns:
        raise InvalidInput(fault("shape", given=str(values.shape), expected=f"(n, {columns})"))
    whole = np.ones(len(values), dtype=bool)
    if empty is not None:
        whole[empty.any(axis=1)] = False
    return values[whole], whole


def _spread_out(found: Array, whole: NDArray[np.bool_]) -> Array:
    result = np.full(len(whole), np.nan)
    result[whole] = found
    return result


def _outside(values: Array, columns: range, high: float, *, above: bool = False) -> list[Fault]:
    """A fault for each column with a value outside 0 to `high`, or at 0 where it must be above."""
    faults = []
    for j in columns:
        wrong = (values[:, j] < 0) | (values[:, j] > high) | (above & (values[:, j] == 0))
        if wrong.any():
            given = float(values[wrong.argmax(), j])
            faults.append(fault("out_of_range", f"[{j}]", given=given, low="> 0" if above else 0, high=high))
    return faults


def _no_denominator(wrong: NDArray[np.bool_], whole: NDArray[np.bool_]) -> None:
    if wrong.any():
        rows = np.flatnonzero(whole)[wrong]
        named = ", ".join(str(row) for row in rows[:5]) + ", ..." * (len(rows) > 5)
        raise InvalidInput(fault("denominator_zero", count=len(rows), rows=named))


def gender_inequality(values: Array, *, missing: Missing = "raise") -> Array:
    r"""The loss through inequality of women and men in health, empowerment and work, as Indonesia publishes it (IKG).

    .. math:: G_F = \sqrt[3]{H \sqrt{P_F E_F}\, L_F}, \quad G_M = \sqrt[3]{\sqrt{P_M E_M}\, L_M}, \quad
              \bar G = \sqrt[3]{\tfrac{H + 1}{2} \cdot \tfrac{\sqrt{P_F E_F} + \sqrt{P_M E_M}}{2} \cdot
              \tfrac{L_F + L_M}{2}}

    .. math:: IKG = 1 - \frac{2 / (1/G_F + 1/G_M)}{\bar G}, \quad H = \sqrt{\frac{0.00005}{MTF \cdot MHPK20}}

    This is the form of the Gender Inequality Index of UNDP. The health term H with its constant is inferred from the
    published components and results of Statistics Indonesia (BPS), which it reproduces to three decimals.

    Parameters
    ----------
    values
        Shape (n, 8). Columns 0 and 1: the share of mothers whose birth was at risk (MTF: not in a health facility) and
        of those who were below 20 at their first birth (MHPK20). Then women and men: shares in parliament P (2, 3),
        with upper-secondary education E (4, 5), in the labour force L (6, 7). All within [0, 1], the first two above 0.
    missing
        ``"raise"``, or ``"skip"``: a row with a gap gives NaN.

    Returns
    -------
    array of float64, shape (n,)
        From 0 (equal) to 1. Where a term of one side is 0 it is 1, by the limit; nothing is nudged away from 0.

    Raises
    ------
    InvalidInput
        If a value is missing or outside its range; or a mean of both sides is 0.

    References
    ----------
    UNDP (2022). Human Development Report 2021/2022, technical note 4: Gender Inequality Index.

    Examples
    --------
    >>> jawa_barat_2022 = np.array([[0.169, 0.299, 0.2185, 0.7815, 0.3536, 0.4124, 0.4801, 0.8393]])
    >>> gender_inequality(jawa_barat_2022).round(3).tolist()
    [0.49]
    """
    rows, whole = _complete(values, 8, missing)
    faults = _outside(rows, range(2), 1.0, above=True) + _outside(rows, range(2, 8), 1.0)
    if faults:
        raise InvalidInput(faults)
    health = np.sqrt(0.00005 / rows[:, 0] / rows[:, 1])
    empowered_f, empowered_m = np.sqrt(rows[:, 2] * rows[:, 4]), np.sqrt(rows[:, 3] * rows[:, 5])
    women, men = np.cbrt(health * empowered_f * rows[:, 6]), np.cbrt(empowered_m * rows[:, 7])
    both = np.cbrt((health + 1) / 2 * (empowered_f + empowered_m) / 2 * (rows[:, 6] + rows[:, 7]) / 2)
    _no_denominator(both == 0, whole)
    total = women + men
    harmonic = 2 * women * men / np.where(total > 0, total, 1.0)
    # The harmonic mean is never above the other; what is below 0 is rounding.
    return _spread_out(np.maximum(1 - harmonic / both, 0.0), whole)


def ratio(values: Array, *, missing: Missing = "raise") -> Array:
    r"""The first column in per cent of the second, as the Gender Development Index of Indonesia (IPG) is made.

    .. math:: 100 \, x_1 / x_2

    Parameters
    ----------
    values
        Shape (n, 2): for the IPG the Human Development Index of women and that of men.
    missing
        ``"raise"``, or ``"skip"``: a row with a gap gives NaN.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    InvalidInput
        If a value is missing, or one of the second column is 0.

    References
    ----------
    UNDP (2014). Human Development Report 2014, technical note 3: Gender Development Index.

    Examples
    --------
    >>> ratio(np.array([[63.0, 70.0]])).tolist()
    [90.0]
    """
    rows, whole = _complete(values, 2, missing)
    _no_denominator(rows[:, 1] == 0, whole)
    return _spread_out(100 * rows[:, 0] / rows[:, 1], whole)


def equally_distributed_share(values: Array, *, missing: Missing = "raise") -> Array:
    r"""How near the seats of women and men are to equal: the equally distributed equivalent percentage over 50.

    .. math:: \frac{1}{50} \left(\frac{p_f}{F} + \frac{p_m}{M}\right)^{-1}

    Parameters
    ----------
    values
        Shape (n, 4): the shares of women F and men M in the seats, in per cent from 0 to 100; the shares of women p_f
        and men p_m in the population, above 0 and at most 1.
    missing
        ``"raise"``, or ``"skip"``: a row with a gap gives NaN.

    Returns
    -------
    array of float64, shape (n,)
        At least 0; at most 1 where both populations are half, and 1 where the seats are half and half too. Where F or M
        is 0 it is 0, the limit of the formula.

    Raises
    ------
    InvalidInput
        If a value is missing or outside its range.

    References
    ----------
    UNDP (1995). Human Development Report 1995, technical note 1: the Gender Empowerment Measure.

    Examples
    --------
    >>> equally_distributed_share(np.array([[50.0, 50.0, 0.5, 0.5], [20.0, 80.0, 0.5, 0.5]])).round(6).tolist()
    [1.0, 0.64]
    """
    rows, whole = _complete(values, 4, missing)
    faults = _outside(rows, range(2), 100.0) + _outside(rows, range(2, 4), 1.0, above=True)
    if faults:
        raise InvalidInput(faults)
    F, M, p_f, p_m = rows.T
    crossed = p_f * M + p_m * F
    return _spread_out(F * M / np.where(crossed > 0, crossed, 1.0) / 50, whole)


FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        "gender_inequality": gender_inequality,
        "ratio": ratio,
        "equally_distributed_share": equally_distributed_share,
    }
)
