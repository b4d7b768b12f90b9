"""Intervals on the scale that an estimate has, and changes between two estimates with their errors."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault

__all__ = ["Changes", "changes", "clopper_pearson", "log_interval", "logit_interval", "t_interval"]

Array = NDArray[np.float64]


def _check(confidence: Any) -> None:
    if not isinstance(confidence, (int, float, np.floating)) or not 0 < confidence < 1:
        raise InvalidInput(fault("out_of_range", "confidence", given=confidence, low=0, high=1))


def logit_interval(
    estimates: Array, se: Array, df: NDArray[Any], *, confidence: float = 0.95, undefined: float | None = None
) -> tuple[Array, Array]:
    r"""The interval on the logit scale, which stays between 0 and 1.

    .. math:: \text{expit}\left(\text{logit}\, p \pm t_{df}\, \frac{se}{p (1 - p)}\right)

    Parameters
    ----------
    estimates, se
        Of one shape; estimates from 0 to 1.
    df
        Degrees of freedom; broadcast to the estimates.
    confidence
        In (0, 1).
    undefined
        What stands where there is no interval: at 0 and 1, without degrees of freedom, and where the estimate or its
        error is NaN; None raises.

    Returns
    -------
    low, high : arrays of float64

    Raises
    ------
    InvalidInput
        If there is no interval and `undefined` does not say what to put there, or the confidence is not in (0, 1).

    References
    ----------
    Korn, E. L. and Graubard, B. I. (1999). Analysis of Health Surveys, section 2.5. Wiley.

    Examples
    --------
    >>> low, high = logit_interval(np.array([0.5]), np.array([0.05]), np.array([30]))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.3993], [0.6007])
    """
    from scipy.special import expit, logit, stdtrit

    _check(confidence)
    estimates, se, freedom = np.broadcast_arrays(estimates, se, df)
    lawful = (estimates > 0) & (estimates < 1) & (se >= 0) & (freedom > 0)
    if undefined is None and not lawful.all():
        raise InvalidInput(fault("no_interval", count=int((~lawful).sum())))
    low = np.full(estimates.shape, undefined or 0.0)
    high = low.copy()
    middle = logit(estimates[lawful])
    reach = stdtrit(freedom[lawful], (1 + confidence) / 2) * se[lawful] / (estimates[lawful] * (1 - estimates[lawful]))
    low[lawful], high[lawful] = expit(middle - reach), expit(middle + reach)
    return low, high


def log_interval(
    estimates: Array, se: Array, df: NDArray[Any], *, confidence: float = 0.95, undefined: float | None = None
) -> tuple[Array, Array]:
    r"""The interval on the logarithmic scale, which stays above 0: for ratios and for what has no upper end.

    .. math:: p \exp\left(\pm t_{df}\, \frac{se}{p}\right)

    Parameters
    ----------
    estimates, se
        Of one shape; estimates at least 0.
    df
        Degrees of freedom; broadcast to the estimates.
    confidence
        In (0, 1).
    undefined
        What stands where there is no interval: at 0, without degrees of freedom, where the estimate or its error is
        NaN, and where an end would be past the largest number; None raises.

    Returns
    -------
    low, high : arrays of float64

    Raises
    ------
    InvalidInput
        If there is no interval and `undefined` does not say what to put there, or the confidence is not in (0, 1).

    References
    ----------
    Oehlert, G. W. (1992). A note on the delta method. American Statistician 46(1), 27-29.

    Examples
    --------
    >>> low, high = log_interval(np.array([0.1]), np.array([0.05]), np.array([30]))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.036], [0.2776])
    """
    from scipy.special import stdtrit

    _check(confidence)
    estimates, se, freedom = np.broadcast_arrays(estimates, se, df)
    lawful = (estimates > 0) & (se >= 0) & (freedom > 0)
    reach = np.zeros(estimates.shape)
    with np.errstate(over="ignore"):
        reach[lawful] = stdtrit(freedom[lawful], (1 + confidence) / 2) * se[lawful] / estimates[lawful]
        ends = [estimates * np.exp(sign * reach) for sign in (-1.0, 1.0)]
    lawful &= np.isfinite(ends[1])
    if undefined is None and not lawful.all():
        raise InvalidInput(fault("no_interval", count=int((~lawful).sum())))
    empty = 0.0 if undefined is None else undefined
    return np.where(lawful, ends[0], empty), np.where(lawful, ends[1], empty)


def t_interval(
    estimates: Array, se: Array, df: NDArray[Any], *, confidence: float = 0.95, undefined: float | None = None
) -> tuple[Array, Array]:
    r"""The interval on the scale of the estimate itself, for what may have any sign.

    .. math:: p \pm t_{df}\, se

    Parameters
    ----------
    estimates, se
        Of one shape.
    df
        Degrees of freedom; broadcast to the estimates.
    confidence
        In (0, 1).
    undefined
        What stands where there is no interval: without degrees of freedom, and where the estimate or its error is NaN;
        None raises.

    Returns
    -------
    low, high : arrays of float64

    Raises
    ------
    InvalidInput
        If there is no interval and `undefined` does not say what to put there, or the confidence is not in (0, 1).

    Examples
    --------
    >>> low, high = t_interval(np.array([-0.1]), np.array([0.05]), np.array([30]))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([-0.2021], [0.0021])
    """
    from scipy.special import stdtrit

    _check(confidence)
    estimates, se, freedom = np.broadcast_arrays(estimates, se, df)
    lawful = (se >= 0) & (freedom > 0) & ~np.isnan(estimates)
    if undefined is None and not lawful.all():
        raise InvalidInput(fault("no_interval", count=int((~lawful).sum())))
    low = np.full(estimates.shape, undefined or 0.0)
    high = low.copy()
    reach = stdtrit(freedom[lawful], (1 + confidence) / 2) * se[lawful]
    low[lawful], high[lawful] = estimates[lawful] - reach, estimates[lawful] + reach
    return low, high


def clopper_pearson(estimates: Array, counted: Array, *, confidence: float = 0.95) -> tuple[Array, Array]:
    r"""The exact binomial interval, which exists at 0 and 1 too.

    .. math:: \left[B_{\alpha/2}(x, n - x + 1),\; B_{1-\alpha/2}(x + 1, n - x)\right], \quad x = n p

    Parameters
    ----------
    estimates
        Proportions from 0 to 1.
    counted
        The number they are a proportion of, above 0; broadcast. Need not be whole, nor x.
    confidence
        In (0, 1).

    Returns
    -------
    low, high : arrays of float64

    Raises
    ------
    InvalidInput
        If an estimate is outside 0 to 1, a number is not above 0, or the confidence is not in (0, 1).

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the
    binomial. Biometrika 26, 404-413.

    Examples
    --------
    >>> low, high = clopper_pearson(np.array([0.0, 0.3]), np.array([20.0, 20.0]))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0, 0.1189], [0.1684, 0.5428])
    """
    from scipy.special import betaincinv

    _check(confidence)
    estimates, counted = np.broadcast_arrays(estimates, np.asarray(counted, float))
    for name, given, lawful, top in (
        ("estimates", estimates, (estimates >= 0) & (estimates <= 1), 1.0),
        ("counted", counted, (counted > 0) & (counted < np.inf), np.inf),
    ):
        if not lawful.all():
            raise InvalidInput(fault("out_of_range", name, given=float(given[~lawful][0]), low=0, high=top))
    tail = (1 - confidence) / 2
    found = counted * estimates
    rest = counted - found
    low = np.where(found > 0, betaincinv(np.where(found > 0, found, 1.0), rest + 1, tail), 0.0)
    high = np.where(rest > 0, betaincinv(found + 1, np.where(rest > 0, rest, 1.0), 1 - tail), 1.0)
    return low, high


class Changes(NamedTuple):
    """What changed between two estimates, each with its standard error.

    Attributes
    ----------
    absolute, absolute_se
        The second less the first.
    relative, relative_se
        The change as a part of the first.
    yearly, yearly_se
        The change for each year.
    yearly_relative, yearly_relative_se
        The constant yearly rate that leads from the first to the second.
    """

    absolute: Array
    absolute_se: Array
    relative: Array
    relative_se: Array
    yearly: Array
    yearly_se: Array
    yearly_relative: Array
    yearly_relative_se: Array


def changes(
    before: Array, after: Array, covariances: Array, *, years: float = 1.0, undefined: float | None = None
) -> Changes:
    r"""Absolute, relative and yearly change, with errors by the delta method.

    .. math::

        \Delta = b - a, \quad \delta = \frac{b - a}{a}, \quad \frac{\Delta}{T}, \quad
        \left(\frac{b}{a}\right)^{1/T} - 1

    Parameters
    ----------
    before, after
        Shape (r,): the estimates a and b, at least 0.
    covariances
        Shape (r, 2, 2): of each pair of estimates.
    years
        What lies between the two, T, above 0.
    undefined
        What stands in the relative changes where the first estimate is 0, and in the error of the yearly rate where
        one of the two is; None raises.

    Returns
    -------
    Changes
        Arrays of shape (r,).

    Raises
    ------
    InvalidInput
        If an estimate is 0 and `undefined` does not say what to put there, or `years` is not above 0.

    References
    ----------
    Alkire, S., Foster, J., Seth, S., Santos, M. E., Roche, J. M. and Ballon, P. (2015). Multidimensional Poverty
    Measurement and Analysis, section 9.2. Oxford University Press.

    Examples
    --------
    >>> found = changes(np.array([0.4]), np.array([0.1]), np.diag([0.0004, 0.0001])[np.newaxis], years=2)
    >>> found.absolute.round(4).tolist(), found.absolute_se.round(4).tolist(), found.yearly_relative.round(4).tolist()
    ([-0.3], [0.0224], [-0.5])
    """
    if not 0 < years < np.inf:
        raise InvalidInput(fault("out_of_range", "years", given=years, low=0, high=np.inf))
    started = before > 0
    zero = ~(started & (after > 0))
    if undefined is None and zero.any():
        raise InvalidInput(fault("nothing_to_divide_by", count=int(zero.sum())))
    empty = 0.0 if undefined is None else undefined
    first, second = np.where(started, before, 1.0), np.where(zero, 1.0, after)
    rate = (second / first) ** (1 / years)
    relative_se = _delta(covariances, -after / first**2, 1 / first)
    growth_se = _delta(covariances, -rate / (years * first), rate / (years * second))
    apart = after - before
    absolute_se = _delta(covariances, -np.ones_like(first), np.ones_like(first))
    return Changes(
        apart,
        absolute_se,
        np.where(started, apart / first, empty),
        np.where(started, relative_se, empty),
        apart / years,
        absolute_se / years,
        np.where(started, (after / first) ** (1 / years) - 1, empty),
        np.where(zero, empty, growth_se),
    )


def _delta(covariances: Array, first: Array, second: Array) -> Array:
    gradient = np.stack([first, second], axis=-1)
    variance = np.einsum("ri,rij,rj->r", gradient, covariances, gradient)
    # A change that two equal estimates cannot have is nought but for rounding.
    found: Array = np.sqrt(np.maximum(variance, 0.0))
    return found
