r"""Inequality within and between groups from sums alone, which any engine adds up without a row leaving it.

.. math:: T_g = \sum_i w_i \tau_\alpha(x_i), \quad \tau_1(x) = x \ln x, \quad \tau_0(x) = \ln x, \quad
    \tau_\alpha(x) = x^\alpha

Sums lose some digits against `inequality_parts`, which adds up terms about the mean: what is found is right to some
1e-14 of the logarithm of the mean, and not of itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .dispersion import atkinson, generalised_entropy
from .inequality_parts import AtkinsonParts, EntropyParts

__all__ = ["atkinson_parts_of_sums", "entropies_of_sums", "entropy_parts_of_sums"]

Array = NDArray[np.float64]


def entropies_of_sums(sizes: Array, totals: Array, terms: Array, alpha: float) -> Array:
    r"""The generalised entropy of each group.

    .. math:: GE_1 = \frac{T}{S} - \ln \mu, \quad GE_0 = \ln \mu - \frac{T}{W}, \quad
        GE_\alpha = \frac{T / (W \mu^\alpha) - 1}{\alpha (\alpha - 1)}

    Parameters
    ----------
    sizes, totals, terms
        Shape (groups,): the sums of weights W, of weighted values S, and of weighted terms T.
    alpha
        Finite.

    Returns
    -------
    array of float64, shape (groups,)
        0 for a group without weight or with nothing to share.

    Examples
    --------
    >>> x = np.array([1.0, 3.0])
    >>> entropies_of_sums(np.array([2.0]), np.array([4.0]), np.array([(x**2).sum()]), 2).tolist()
    [0.125]
    """
    some = totals > 0
    size, total, term = (np.where(some, one, 1.0) for one in (sizes, totals, terms))
    mean = total / size
    if alpha == 1:
        found = term / total - np.log(mean)
    elif alpha == 0:
        found = np.log(mean) - term / size
    else:
        found = (term / size / mean**alpha - 1) / (alpha * (alpha - 1))
    # No entropy is below 0 but for rounding.
    return np.where(some, np.maximum(found, 0.0), 0.0)


def entropy_parts_of_sums(sizes: Array, totals: Array, terms: Array, alpha: float) -> EntropyParts:
    """Generalised entropy within and between groups; see `inequality_parts.entropy_parts`.

    Parameters
    ----------
    sizes, totals, terms, alpha
        As in `entropies_of_sums`.

    Returns
    -------
    EntropyParts

    Raises
    ------
    InvalidInput
        If there is nothing to share.

    Examples
    --------
    >>> x = np.array([[1.0, 3.0], [4.0, 4.0]])
    >>> found = entropy_parts_of_sums(np.array([2.0, 2.0]), x.sum(axis=1), (x**2).sum(axis=1), 2)
    >>> round(found.total, 6), round(found.within, 6), round(found.between, 6)
    (0.083333, 0.027778, 0.055556)
    """
    people, held, means = _shares(sizes, totals)
    inside = entropies_of_sums(sizes, totals, terms, alpha)
    between = float(generalised_entropy(means, alpha, weights=people)[0])
    some = held > 0
    factor = np.zeros(len(sizes))
    factor[some] = people[some] * (held[some] / people[some]) ** alpha
    within = float(factor @ inside)
    return EntropyParts(within + between, within, between, inside, factor * inside)


def atkinson_parts_of_sums(sizes: Array, totals: Array, terms: Array, epsilon: float) -> AtkinsonParts:
    r"""Atkinson's index within and between groups; see `inequality_parts.atkinson_parts`.

    .. math:: A = 1 - \bigl(1 + \alpha (\alpha - 1) GE_\alpha \bigr)^{1/\alpha}, \quad \alpha = 1 - \epsilon

    and for epsilon 1 its limit, 1 less the exponential of minus the entropy.

    Parameters
    ----------
    sizes, totals, terms
        As in `entropies_of_sums`, for alpha = 1 - epsilon.
    epsilon
        The aversion to inequality, above 0.

    Returns
    -------
    AtkinsonParts

    Raises
    ------
    InvalidInput
        If there is nothing to share.

    Examples
    --------
    >>> x = np.array([[1.0, 4.0], [4.0, 4.0]])
    >>> found = atkinson_parts_of_sums(np.array([2.0, 2.0]), x.sum(axis=1), np.log(x).sum(axis=1), 1)
    >>> round(found.within, 6), round(found.between, 6), round(found.total, 6)
    (0.076923, 0.057191, 0.129715)
    """
    people, held, means = _shares(sizes, totals)
    alpha = 1 - epsilon
    entropy = entropies_of_sums(sizes, totals, terms, alpha)
    if alpha == 0:
        inside = -np.expm1(-entropy)
    else:
        inside = 1 - np.maximum(1 + alpha * (alpha - 1) * entropy, 0.0) ** (1 / alpha)
    within = float(held @ inside)
    between = float(atkinson(means * (1 - inside), epsilon, weights=people)[0])
    return AtkinsonParts(1 - (1 - within) * (1 - between), within, between, inside)


def _shares(sizes: Array, totals: Array) -> tuple[Array, Array, Array]:
    """The share of each group in the population and in the total, and its mean; 0 for a group without weight."""
    if not totals.sum() > 0:
        raise InvalidInput(fault("nothing_to_share", "totals", count=1, groups="0"))
    means = np.divide(totals, sizes, out=np.zeros_like(totals), where=sizes > 0)
    return sizes / sizes.sum(), totals / totals.sum(), means
