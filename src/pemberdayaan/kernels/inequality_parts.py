"""What inequality is made of: within and between groups, and by the sources that an amount comes from."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidInput, fault
from .amounts import amounts
from .dispersion import atkinson, generalised_entropy, gini
from .lorenz import concentration_index

__all__ = [
    "AtkinsonParts",
    "EntropyParts",
    "GiniParts",
    "SourceParts",
    "atkinson_parts",
    "entropy_parts",
    "gini_parts",
    "gini_sources",
]

Array = NDArray[np.float64]
Codes = NDArray[np.integer[Any]]


class EntropyParts(NamedTuple):
    """Generalised entropy within and between groups.

    Attributes
    ----------
    total, within, between
        ``within + between`` is the total.
    groups
        Shape (groups,): the entropy of each group; 0 for a group without weight or where all have 0.
    contributions
        Shape (groups,): what each group adds to `within`.
    """

    total: float
    within: float
    between: float
    groups: Array
    contributions: Array


class GiniParts(NamedTuple):
    """The Gini index within groups, between them, and by their overlap.

    Attributes
    ----------
    total, within, between, overlap
        ``within + between + overlap`` is the total; the overlap is 0 where each group lies above or below each other.
    groups
        Shape (groups,): the Gini index of each group; 0 for a group without weight or where all have 0.
    contributions
        Shape (groups,): what each group adds to `within`.
    """

    total: float
    within: float
    between: float
    overlap: float
    groups: Array
    contributions: Array


class AtkinsonParts(NamedTuple):
    """Atkinson's index within and between groups.

    Attributes
    ----------
    total, within, between
        ``1 - total == (1 - within) * (1 - between)``.
    groups
        Shape (groups,): the index of each group; 0 for a group without weight or where all have 0.
    """

    total: float
    within: float
    between: float
    groups: Array


class SourceParts(NamedTuple):
    """The Gini index of a total by its sources.

    Attributes
    ----------
    total
        The Gini index of the total.
    shares
        Shape (k,): the share of each source in the total, S.
    ginis
        Shape (k,): the Gini index of each source, G.
    correlations
        Shape (k,): the Gini correlation of each source with the total, R; from -1 to 1.
    concentrations
        Shape (k,): R G, the concentration index of each source by the total.
    contributions
        Shape (k,): S R G; they add up to `total`.
    elasticities
        Shape (k,): by what share of itself the index changes where a source grows by a small share of itself; they add
        up to 0.
    """

    total: float
    shares: Array
    ginis: Array
    correlations: Array
    concentrations: Array
    contributions: Array
    elasticities: Array


def _shares(
    values: NDArray[Any], weights: NDArray[Any] | None, groups: Codes, n_groups: int
) -> tuple[Array, Array, Array]:
    """The share of each group in the population and in the total, and its mean; 0 for a group without weight."""
    amount = amounts(values, weights=weights, groups=groups, n_groups=n_groups)
    size, total = amount.sizes.sum(), amount.totals.sum()
    if not total > 0:
        codes = {"count": 1, "groups": "0"}
        raise InvalidInput(fault("nothing_to_share" if size > 0 else "empty_groups", "values", **codes))
    means = np.divide(amount.totals, amount.sizes, out=np.zeros(n_groups), where=amount.sizes > 0)
    return amount.sizes / size, amount.totals / total, means


def entropy_parts(
    values: NDArray[Any],
    alpha: float,
    *,
    groups: Codes,
    n_groups: int,
    weights: NDArray[Any] | None = None,
) -> EntropyParts:
    r"""Generalised entropy within and between groups: 1 for Theil's T, 0 for Theil's L.

    .. math:: GE = \sum_g p_g^{1 - \alpha} s_g^\alpha GE_g + GE(\mu_1, \ldots, \mu_G; p)

    with p the share of each group in the population, s in the total, and its mean mu.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN; above 0 where alpha is at most 0.
    alpha
        Finite.
    groups, n_groups
        Shape (n,): codes from 0 to n_groups - 1; a group may be empty.
    weights
        Shape (n,): what each row counts for; None for 1.

    Returns
    -------
    EntropyParts

    Raises
    ------
    InvalidInput
        As in `dispersion.generalised_entropy`, of all rows together.

    References
    ----------
    Shorrocks, A. F. (1980). The class of additively decomposable inequality measures. Econometrica 48(3), 613-625.

    Examples
    --------
    >>> found = entropy_parts(np.array([1.0, 3.0, 4.0, 4.0]), 2, groups=np.array([0, 0, 1, 1]), n_groups=2)
    >>> round(found.total, 6), round(found.within, 6), round(found.between, 6)
    (0.083333, 0.027778, 0.055556)
    """
    people, held, means = _shares(values, weights, groups, n_groups)
    total = float(generalised_entropy(values, alpha, weights=weights)[0])
    inside = generalised_entropy(values, alpha, weights=weights, groups=groups, n_groups=n_groups, undefined=0.0)
    between = float(generalised_entropy(means, alpha, weights=people)[0])
    some = held > 0
    factor = np.zeros(n_groups)
    factor[some] = people[some] * (held[some] / people[some]) ** alpha
    return EntropyParts(total, float(factor @ inside), between, inside, factor * inside)


def gini_parts(values: NDArray[Any], *, groups: Codes, n_groups: int, weights: NDArray[Any] | None = None) -> GiniParts:
    r"""The Gini index (population form) within groups, between them, and by their overlap.

    .. math:: G = \sum_g p_g s_g G_g + G(\mu_1, \ldots, \mu_G; p) + G_{overlap}

    with p the share of each group in the population, s in the total, and its mean mu. The overlap is what is left.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN.
    groups, n_groups
        Shape (n,): codes from 0 to n_groups - 1; a group may be empty.
    weights
        Shape (n,): what each row counts for; None for 1.

    Returns
    -------
    GiniParts

    Raises
    ------
    InvalidInput
        As in `dispersion.gini`, of all rows together.

    References
    ----------
    Lambert, P. J. and Aronson, J. R. (1993). Inequality decomposition analysis and the Gini coefficient revisited.
    Economic Journal 103(420), 1221-1227.

    Examples
    --------
    >>> found = gini_parts(np.array([1.0, 3.0, 2.0, 4.0]), groups=np.array([0, 0, 1, 1]), n_groups=2)
    >>> round(found.total, 3), round(found.within, 3), round(found.between, 3), round(found.overlap, 3)
    (0.25, 0.1, 0.1, 0.05)
    """
    people, held, means = _shares(values, weights, groups, n_groups)
    total = float(gini(values, weights=weights)[0])
    inside = gini(values, weights=weights, groups=groups, n_groups=n_groups, undefined=0.0)
    parts = people * held * inside
    within, between = float(parts.sum()), float(gini(means, weights=people)[0])
    return GiniParts(total, within, between, total - within - between, inside, parts)


def atkinson_parts(
    values: NDArray[Any],
    epsilon: float,
    *,
    groups: Codes,
    n_groups: int,
    weights: NDArray[Any] | None = None,
) -> AtkinsonParts:
    r"""Atkinson's index within and between groups.

    .. math:: 1 - A = (1 - A_w)(1 - A_b), \quad A_w = \sum_g s_g A_g, \quad A_b = A(\xi_1, \ldots, \xi_G; p)

    with p the share of each group in the population, s in the total, and xi the amount that would be as good for the
    group if all its members had it, (1 - A_g) times its mean.

    Parameters
    ----------
    values
        Shape (n,): at least 0, no NaN; above 0 where epsilon is at least 1.
    epsilon
        The aversion to inequality, at least 0.
    groups, n_groups
        Shape (n,): codes from 0 to n_groups - 1; a group may be empty.
    weights
        Shape (n,): what each row counts for; None for 1.

    Returns
    -------
    AtkinsonParts

    Raises
    ------
    InvalidInput
        As in `dispersion.atkinson`, of all rows together.

    References
    ----------
    Blackorby, C., Donaldson, D. and Auersperg, M. (1981). A new procedure for the measurement of inequality within and
    among population subgroups. Canadian Journal of Economics 14(4), 665-685.

    Examples
    --------
    >>> found = atkinson_parts(np.array([1.0, 4.0, 4.0, 4.0]), 1, groups=np.array([0, 0, 1, 1]), n_groups=2)
    >>> round(found.within, 6), round(found.between, 6), round(found.total, 6)
    (0.076923, 0.057191, 0.129715)
    """
    people, held, means = _shares(values, weights, groups, n_groups)
    total = float(atkinson(values, epsilon, weights=weights)[0])
    inside = atkinson(values, epsilon, weights=weights, groups=groups, n_groups=n_groups, undefined=0.0)
    between = float(atkinson(means * (1 - inside), epsilon, weights=people)[0])
    return AtkinsonParts(total, float(held @ inside), between, inside)


def gini_sources(sources: Array, *, weights: NDArray[Any] | None = None, undefined: float | None = None) -> SourceParts:
    r"""The Gini index of a total by its sources.

    .. math:: G = \sum_k S_k R_k G_k, \quad R_k = \frac{\mathrm{cov}(y_k, F(y))}{\mathrm{cov}(y_k, F_k(y_k))}

    with S the share of a source in the total, G_k its own Gini index, and F the rank; tied rows have their mean rank.

    Parameters
    ----------
    sources
        Shape (n, k): what each row has from each source, at least 0, no NaN.
    weights
        Shape (n,): what each row counts for; None for 1.
    undefined
        What stands for the Gini index and the correlation of a source that nobody has, for the correlation of one that
        all have alike, and for the elasticities where all have the same total; None raises. What they contribute is 0.

    Returns
    -------
    SourceParts

    Raises
    ------
    InvalidInput
        If a value is missing, negative or not finite, the total is 0, or a correlation is not defined.

    References
    ----------
    Lerman, R. I. and Yitzhaki, S. (1985). Income inequality effects by income source: a new approach and applications
    to the United States. Review of Economics and Statistics 67(1), 151-156.

    Examples
    --------
    >>> found = gini_sources(np.array([[1.0, 0.0], [1.0, 2.0], [2.0, 2.0]]))
    >>> found.shares.tolist(), found.correlations.round(3).tolist(), found.contributions.round(3).tolist()
    ([0.5, 0.5], [1.0, 1.0], [0.083, 0.167])
    """
    if sources.ndim != 2 or sources.shape[1] == 0:
        raise InvalidInput(fault("shape", "sources", given=sources.shape, expected="(n, k)"))
    columns = np.asarray(sources, np.float64)
    each = [amounts(column, weights=weights) for column in columns.T]
    whole = columns.sum(axis=1)
    total = float(gini(whole, weights=weights)[0])
    held = np.array([one.totals[0] for one in each])
    ginis = np.array([gini(one.values, weights=weights, undefined=0.0)[0] for one in each])
    follows = np.array([concentration_index(one.values, whole, weights=weights, undefined=0.0)[0] for one in each])
    counted = columns if weights is None else columns[weights > 0]
    alike = counted.min(axis=0) == counted.max(axis=0)
    follows[alike] = 0.0
    shares = held / held.sum()
    empty, unclear = held == 0, alike | (ginis == 0)
    if undefined is None and (unclear.any() or total == 0):
        faults = [fault("unvaried_source", f"sources[{j}]") for j in np.flatnonzero(unclear)]
        raise InvalidInput(faults or fault("no_spread", "sources"))
    filled = 0.0 if undefined is None else undefined
    correlations = np.divide(follows, ginis, out=np.full_like(ginis, filled), where=~unclear)
    parts = shares * follows
    elasticities = parts / total - shares if total > 0 else np.full_like(shares, filled)
    return SourceParts(total, shares, np.where(empty, filled, ginis), correlations, follows, parts, elasticities)
