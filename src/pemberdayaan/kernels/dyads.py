"""Regressions over the cells of square tables, tested by renumbering the rows and columns together."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault

__all__ = ["Fit", "cells", "correlation", "least_squares", "logit", "permuted_correlations", "semi_partialling"]

Floats = NDArray[np.float64]
STEPS = 50


class Fit(NamedTuple):
    """A regression.

    Parameters
    ----------
    coefficients, errors, statistics
        Shape (terms,): with their standard errors and t or z.
    explained
        The share of the variance, or 1 - deviance / null deviance.
    deviance, null_deviance
        Of a logit; the sums of squares of least squares.
    """

    coefficients: Floats
    errors: Floats
    statistics: Floats
    explained: float
    deviance: float
    null_deviance: float


def cells(matrix: NDArray[Any]) -> Floats:
    """The cells of a square table off its diagonal, row by row, as floats.

    Examples
    --------
    >>> cells(np.array([[9, 1], [2, 9]])).tolist()
    [1.0, 2.0]
    """
    n = len(matrix)
    return np.asarray(matrix, np.float64)[~np.eye(n, dtype=bool)]


def correlation(one: Floats, other: Floats) -> float:
    """Pearson's correlation; nan where either is constant.

    Examples
    --------
    >>> correlation(np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0]))
    1.0
    """
    a, b = one - one.mean(), other - other.mean()
    scale = np.sqrt((a @ a) * (b @ b))
    return float(a @ b / scale) if scale > 0 else float("nan")


def permuted_correlations(
    one: NDArray[Any], other: NDArray[Any], permutations: int, *, rng: np.random.Generator
) -> Floats:
    """The correlations of two square tables with the rows and columns of the first renumbered at random.

    Examples
    --------
    >>> table = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]])
    >>> permuted_correlations(table, table, 3, rng=np.random.default_rng(1)).shape
    (3,)
    """
    second = cells(other)
    found = np.empty(permutations)
    for i in range(permutations):
        order = rng.permutation(len(one))
        found[i] = correlation(cells(one[np.ix_(order, order)]), second)
    return found


def least_squares(outcome: Floats, terms: Floats) -> Fit:
    """Ordinary least squares, with the classical standard errors.

    Parameters
    ----------
    outcome
        Shape (cells,).
    terms
        Shape (cells, terms): an intercept is a column of ones.

    Raises
    ------
    InvalidInput
        If the terms are not independent, or there are no more cells than terms.

    Examples
    --------
    >>> fit = least_squares(np.array([1.0, 3.0, 5.0, 7.5]), np.array([[1, 0], [1, 1], [1, 2], [1, 3]], float))
    >>> fit.coefficients.round(2).tolist()
    [0.9, 2.15]
    """
    n, k = terms.shape
    _independent(terms)
    inverse = np.linalg.inv(terms.T @ terms)
    coefficients = inverse @ (terms.T @ outcome)
    residual = outcome - terms @ coefficients
    left = float(residual @ residual)
    errors = np.sqrt(np.diag(inverse) * left / (n - k))
    spread = float(((outcome - outcome.mean()) ** 2).sum())
    explained = 1 - left / spread if spread > 0 else float("nan")
    statistics = np.divide(coefficients, errors, out=np.full(k, np.nan), where=errors > 0)
    return Fit(coefficients, errors, statistics, explained, left, spread)


def logit(outcome: Floats, terms: Floats) -> Fit:
    """Logistic regression by Newton's method, to the maximum of the likelihood.

    Parameters
    ----------
    outcome
        Shape (cells,): 0 or 1.
    terms
        Shape (cells, terms).

    Raises
    ------
    InvalidInput
        If the terms are not independent, the outcome is not 0 or 1 or is the same everywhere, or a term tells the
        outcomes apart altogether, so that no maximum exists.

    Examples
    --------
    >>> fit = logit(np.array([0.0, 1.0, 0.0, 1.0]), np.ones((4, 1)))
    >>> bool(abs(fit.coefficients[0]) < 1e-12)
    True
    """
    if not np.isin(outcome, (0, 1)).all():
        raise InvalidInput(fault("not_binary"))
    _independent(terms)
    share = outcome.mean()
    if share in (0, 1):
        raise InvalidInput(fault("constant", given="y"))
    coefficients = np.zeros(terms.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(terms @ coefficients)))
        curvature = terms.T @ (terms * (chance * (1 - chance))[:, None])
        try:
            step = np.linalg.solve(curvature, terms.T @ (outcome - chance))
        except np.linalg.LinAlgError:
            break
        coefficients = coefficients + step
        if np.abs(step).max() < 1e-12 * max(1.0, np.abs(coefficients).max()):
            return _fit(outcome, terms, coefficients, share)
    raise InvalidInput(fault("separated"))


def _fit(outcome: Floats, terms: Floats, coefficients: Floats, share: float) -> Fit:
    linear = terms @ coefficients
    chance = 1 / (1 + np.exp(-linear))
    errors = np.sqrt(np.diag(np.linalg.inv(terms.T @ (terms * (chance * (1 - chance))[:, None]))))
    deviance = float(2 * (np.logaddexp(0, linear) - outcome * linear).sum())
    null = float(-2 * len(outcome) * (share * np.log(share) + (1 - share) * np.log1p(-share)))
    return Fit(coefficients, errors, coefficients / errors, 1 - deviance / null, deviance, null)


def _independent(terms: Floats) -> None:
    if len(terms) <= terms.shape[1] or np.linalg.matrix_rank(terms) < terms.shape[1]:
        raise InvalidInput(fault("collinear"))


def semi_partialling(
    outcome: NDArray[Any],
    tables: list[NDArray[Any]],
    permutations: int,
    *,
    rng: np.random.Generator,
    kind: str = "ordinary",
) -> Floats:
    """The statistics of each term by chance, after double semi-partialling.

    What the other terms leave of a term is renumbered at random, and the regression is made anew with it.

    Parameters
    ----------
    outcome, tables
        Square tables of one size.
    permutations
        How many renumberings for each term.
    rng
        The generator.
    kind
        ``"ordinary"`` or ``"logit"``.

    Returns
    -------
    array of float64, shape (terms without the intercept, permutations)
        nan where a renumbered logit has no maximum.

    References
    ----------
    Dekker, D., Krackhardt, D. and Snijders, T. (2007). Sensitivity of MRQAP tests to collinearity and
    autocorrelation conditions. Psychometrika 72(4), 563-581.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> tables = [rng.random((5, 5)) for _ in range(3)]
    >>> semi_partialling(tables[0], tables[1:], 4, rng=rng).shape
    (2, 4)
    """
    n = len(outcome)
    off = ~np.eye(n, dtype=bool)
    y, columns = cells(outcome), [cells(table) for table in tables]
    regress = least_squares if kind == "ordinary" else logit
    found = np.empty((len(tables), permutations))
    for k, column in enumerate(columns):
        others = np.column_stack([np.ones(len(y)), *columns[:k], *columns[k + 1 :]])
        left = np.zeros((n, n))
        left[off] = column - others @ least_squares(column, others).coefficients
        for i in range(permutations):
            order = rng.permutation(n)
            terms = np.column_stack([others, left[np.ix_(order, order)][off]])
            try:
                found[k, i] = regress(y, terms).statistics[-1]
            except InvalidInput:
                found[k, i] = np.nan
    return found
