"""Two networks of the same actors: what stayed, what went, what came, and what explains who is tied to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.fields import choose
from ..result import Provenance, Result, Row, plain
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

    Any_Network = Network | Programme | nx.Graph[Any]

__all__ = ["Comparison", "Regression", "RegressionKind", "Term", "compare", "compare_stages", "mrqap"]


@attrs.frozen(repr=False)
class Comparison(Result):
    """Two networks, tie by tie.

    Parameters
    ----------
    actors
        How many actors are in either.
    only_before, only_after
        The actors of the one that the other lacks; they have no ties there.
    kept, lost, new
        The number of ties in both, in the first only, in the second only.
    jaccard
        Kept over all that are in either; None where neither has a tie.
    hamming
        The ordered pairs of actors that are tied in one and not in the other; an undirected tie is two.
    correlation
        Pearson's correlation of the two matrices off their diagonal; None where one is full or empty.
    p_value
        The share of renumberings of the first that correlate at least as much, (k + 1)/(K + 1); None without
        permutations.
    by_group
        Pairs of two groups and the ties kept, lost and new from the one to the other; empty without ``by``.
    why
        Why a value is None.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "comparison"

    actors: int
    only_before: tuple[Any, ...]
    only_after: tuple[Any, ...]
    kept: int
    lost: int
    new: int
    jaccard: float | None
    hamming: int
    correlation: float | None
    p_value: float | None
    by_group: tuple[tuple[tuple[Any, Any], tuple[int, int, int]], ...]
    why: str | None
    provenance: Provenance

    @property
    def value(self) -> float | None:
        """The Jaccard similarity."""
        return self.jaccard

    def rows(self) -> list[Row]:
        """One row for the whole, and one for each pair of groups."""
        head: Row = {"source": None, "target": None, "kept": self.kept, "lost": self.lost, "new": self.new}
        head |= {name: getattr(self, name) for name in ("jaccard", "hamming", "correlation", "p_value")}
        rows = [head]
        for (a, b), (kept, lost, new) in self.by_group:
            row: Row = {"source": plain(a), "target": plain(b), "kept": kept, "lost": lost, "new": new}
            union = kept + lost + new
            row |= {"jaccard": kept / union if union else None, "hamming": None, "correlation": None, "p_value": None}
            rows.append(row)
        return rows

    def __repr__(self) -> str:
        jaccard = "-" if self.jaccard is None else f"{self.jaccard:.3f}"
        return f"Comparison: {self.kept} ties kept, {self.lost} lost, {self.new} new; Jaccard {jaccard}"


def compare(
    before: Any_Network,
    after: Any_Network,
    *,
    by: str | None = None,
    permutations: int = 0,
    rng: np.random.Generator | int | None = None,
) -> Comparison:
    """Compare two networks of the same actors, as two stages or two kinds of tie.

    Parameters
    ----------
    before, after
        Networks, programmes or networkx graphs, both directed or both not. Ties are there or not; actors are matched by
        name, and one that a network lacks has no ties in it.
    by
        An attribute; ties are counted by pair of groups too. An actor's group is that of the second network, where it
        is in it.
    permutations
        How many renumberings the correlation is tested with.
    rng
        A seed or generator.

    Returns
    -------
    Comparison

    Raises
    ------
    InvalidInput
        If one is directed and the other not, or an actor lacks the attribute.

    References
    ----------
    Krackhardt, D. (1988). Predicting with networks. Social Networks 10, 359-381 (the permutation test).

    Examples
    --------
    >>> import networkx as nx
    >>> compare(nx.DiGraph([("a", "b"), ("b", "c")]), nx.DiGraph([("a", "b"), ("c", "a")]))
    Comparison: 1 ties kept, 1 lost, 1 new; Jaccard 0.333
    """
    import numpy as np  # a third of what importing this library costs

    first, second = network_of(before), network_of(after)
    if first.directed != second.directed:
        raise InvalidInput(fault("two_kinds"))
    if permutations < 0:
        raise InvalidInput(fault("negative", "permutations", given=permutations))
    actors = tuple(dict.fromkeys([*first.actors, *second.actors]))
    one, other = (_keys(network, actors) for network in (first, second))
    kept = np.intersect1d(one, other)
    lost, new = np.setdiff1d(one, other), np.setdiff1d(other, one)
    every = len(kept) + len(lost) + len(new)
    correlation, p_value, why = _correlated(first, second, actors, permutations, np.random.default_rng(rng))
    return Comparison(
        len(actors),
        tuple(one for one in first.actors if one not in set(second.actors)),
        tuple(one for one in second.actors if one not in set(first.actors)),
        len(kept),
        len(lost),
        len(new),
        len(kept) / every if every else None,
        (len(lost) + len(new)) * (1 if first.directed else 2),
        correlation,
        p_value,
        () if by is None else _by_group(first, second, actors, by, (kept, lost, new)),
        why if every else "neither network has a tie",
        Provenance(digest=first.digest()[:8] + second.digest()[:8]),
    )


def compare_stages(networks: Iterable[Any_Network], *, by: str | None = None) -> tuple[Comparison, ...]:
    """Compare each stage with the one before it.

    Parameters
    ----------
    networks
        Two or more, in their order.
    by
        An attribute; ties are counted by pair of groups too.

    Returns
    -------
    tuple of Comparison
        One fewer than there are networks.

    Examples
    --------
    >>> import networkx as nx
    >>> [one.new for one in compare_stages([nx.path_graph(2), nx.path_graph(3), nx.path_graph(4)])]
    [1, 1]
    """
    return tuple(compare(a, b, by=by) for a, b in pairwise([network_of(one) for one in networks]))


def _keys(network: Network, actors: tuple[Any, ...]) -> NDArray[np.int64]:
    """One number for each tie, by the places of its ends among all actors; of an undirected tie the lower end first."""
    import numpy as np  # a third of what importing this library costs

    place = {actor: i for i, actor in enumerate(actors)}
    where = np.fromiter((place[actor] for actor in network.actors), np.int64, network.n)
    tails, heads = where[network.tails], where[network.heads]
    if not network.directed:
        tails, heads = np.minimum(tails, heads), np.maximum(tails, heads)
    return np.asarray(tails * len(actors) + heads)


def _matrix(network: Network, actors: tuple[Any, ...]) -> NDArray[np.float64]:
    import numpy as np  # a third of what importing this library costs

    n = len(actors)
    keys = _keys(network, actors)
    matrix = np.zeros((n, n))
    matrix[keys // max(n, 1), keys % max(n, 1)] = 1
    return matrix if network.directed else np.maximum(matrix, matrix.T)


def _correlated(
    first: Network, second: Network, actors: tuple[Any, ...], permutations: int, rng: np.random.Generator
) -> tuple[float | None, float | None, str | None]:
    from ...kernels.dyads import permuted_correlations

    n = len(actors)
    cells = n * (n - 1)
    a, b = ((network.m if network.directed else 2 * network.m) for network in (first, second))
    if a in (0, cells) or b in (0, cells):
        return None, None, "a full or empty network correlates with nothing"
    found = _of_counts(first, second, actors, cells)
    if not permutations:
        return found, None, None
    drawn = permuted_correlations(_matrix(first, actors), _matrix(second, actors), permutations, rng=rng)
    return found, (1 + int((drawn >= found - 1e-12).sum())) / (permutations + 1), None


def _of_counts(first: Network, second: Network, actors: tuple[Any, ...], cells: int) -> float:
    """Pearson's correlation of two 0/1 matrices, from the numbers of ties alone."""
    import numpy as np  # a third of what importing this library costs

    both = len(np.intersect1d(_keys(first, actors), _keys(second, actors)))
    ways = 1 if first.directed else 2
    p, q, r = (ways * count / cells for count in (first.m, second.m, both))
    return float((r - p * q) / np.sqrt(p * (1 - p) * q * (1 - q)))


def _by_group(
    first: Network, second: Network, actors: tuple[Any, ...], by: str, keys: tuple[Any, Any, Any]
) -> tuple[tuple[tuple[Any, Any], tuple[int, int, int]], ...]:
    """Ties kept, lost and new by pair of groups."""
    group: dict[Any, Any] = {}
    for network in (first, second):
        codes, names = network.groups(by)
        group |= {actor: names[code] for actor, code in zip(network.actors, codes, strict=True)}
    n = len(actors)
    counts: dict[tuple[Any, Any], list[int]] = {}
    for which, found in enumerate(keys):
        for key in found.tolist():
            pair = (group[actors[key // n]], group[actors[key % n]])
            if not first.directed:
                pair = (min(pair, key=str), max(pair, key=str))
            counts.setdefault(pair, [0, 0, 0])[which] += 1
    ordered = sorted(counts.items(), key=lambda item: tuple(map(str, item[0])))
    return tuple((pair, (count[0], count[1], count[2])) for pair, count in ordered)


# --- regression ----------------------------------------------------------------------------------------------------


class RegressionKind(StrEnum):
    """How ties are explained."""

    ORDINARY = "ordinary"
    LOGIT = "logit"


@attrs.frozen
class Term:
    """One term of a regression over pairs of actors.

    Parameters
    ----------
    name
        ``"intercept"``, or the name that was given.
    coefficient, se, statistic
        The coefficient with its classical standard error, and t or z.
    p_value
        The share of renumberings whose statistic is at least as far from 0, (k + 1)/(K + 1); None for the intercept and
        without permutations.
    undefined
        The renumberings that gave no statistic; they count in neither number.
    """

    name: str
    coefficient: float
    se: float
    statistic: float
    p_value: float | None
    undefined: int = 0


@attrs.frozen(repr=False)
class Regression(Result):
    """What explains who is tied to whom.

    Parameters
    ----------
    regression
        ``"ordinary"`` or ``"logit"``.
    terms
        The intercept and the terms that were given.
    n, df
        The ordered pairs of actors, and those beyond the number of terms.
    explained
        The share of the variance (ordinary), or 1 - deviance / null deviance (logit).
    deviance, null_deviance
        Of a logit; the sums of squares of an ordinary regression.
    permutations
        How many renumberings.
    provenance
        Where the result comes from.
    """

    kind: ClassVar[str] = "regression"

    regression: RegressionKind
    terms: tuple[Term, ...]
    n: int
    df: int
    explained: float
    deviance: float
    null_deviance: float
    permutations: int
    provenance: Provenance

    def rows(self) -> list[Row]:
        """One row for each term."""
        names = ("coefficient", "se", "statistic", "p_value")
        return [{"term": one.name, **{name: plain(getattr(one, name)) for name in names}} for one in self.terms]

    def __repr__(self) -> str:
        told = ", ".join(f"{one.name} {one.coefficient:.3f}" for one in self.terms)
        return f"Regression ({self.regression.value}) over {self.n} pairs: {told}; explained {self.explained:.3f}"


def mrqap(
    y: Any_Network,
    xs: Mapping[str, Any_Network | str | NDArray[Any]],
    *,
    kind: RegressionKind | str = "ordinary",
    permutations: int = 1000,
    rng: np.random.Generator | int | None = None,
) -> Regression:
    """Explain the ties of one network by others, by shared groups, or by any numbers about pairs of actors.

    Parameters
    ----------
    y
        The network that is explained; ties are there or not.
    xs
        Terms by name: a network of the same actors; the name of an attribute of ``y`` (1 where two actors share it); or
        a square table in the order of its actors.
    kind
        ``"ordinary"`` least squares, or ``"logit"``.
    permutations
        How many renumberings for each term; 0 for none.
    rng
        A seed or generator.

    Returns
    -------
    Regression
        Tested by double semi-partialling, since pairs that share an actor are not independent: the classical errors
        are given and not to be trusted.

    Raises
    ------
    InvalidInput
        If a table is of another size, actors are not the same, terms are not independent, or the outcome is constant or
        told apart altogether.

    References
    ----------
    Dekker, D., Krackhardt, D. and Snijders, T. (2007). Sensitivity of MRQAP tests to collinearity and
    autocorrelation conditions. Psychometrika 72(4), 563-581.

    Examples
    --------
    >>> import networkx as nx
    >>> policy, advice = nx.gnp_random_graph(12, 0.4, seed=1), nx.gnp_random_graph(12, 0.4, seed=2)
    >>> [one.name for one in mrqap(policy, {"advice": advice}, permutations=20, rng=1).terms]
    ['intercept', 'advice']
    """
    import numpy as np  # a third of what importing this library costs

    from ...kernels.dyads import cells, least_squares, logit, semi_partialling

    chosen = choose(RegressionKind, "kind of regression", kind)
    held = network_of(y)
    if not xs:
        raise InvalidInput(fault("missing_key", given="xs"))
    outcome, tables = _matrix(held, held.actors), _tables(held, xs)
    columns = np.column_stack([np.ones(held.n * (held.n - 1)), *(cells(table) for table in tables)])
    fit = (least_squares if chosen is RegressionKind.ORDINARY else logit)(cells(outcome), columns)
    drawn = None
    if permutations:
        generator = np.random.default_rng(rng)
        drawn = semi_partialling(outcome, tables, permutations, rng=generator, kind=chosen.value)
    names = ["intercept", *xs]
    terms = []
    for i, name in enumerate(names):
        p_value, undefined = _tested(None if drawn is None or i == 0 else drawn[i - 1], fit.statistics[i])
        coefficient, error, statistic = (float(part[i]) for part in fit[:3])
        terms.append(Term(name, coefficient, error, statistic, p_value, undefined))
    n, digest = len(columns), Provenance(digest=held.digest())
    sums = (fit.explained, fit.deviance, fit.null_deviance)
    return Regression(chosen, tuple(terms), n, n - columns.shape[1], *sums, permutations, digest)


def _tested(drawn: NDArray[np.float64] | None, statistic: Any) -> tuple[float | None, int]:
    import numpy as np  # a third of what importing this library costs

    if drawn is None:
        return None, 0
    known = drawn[~np.isnan(drawn)]
    return (1 + int((np.abs(known) >= abs(statistic)).sum())) / (len(known) + 1), len(drawn) - len(known)


def _tables(held: Network, xs: Mapping[str, Any]) -> list[NDArray[np.float64]]:
    """Each term as a square table in the order of the network's actors."""
    import numpy as np  # a third of what importing this library costs

    tables, faults = [], list[Fault]()
    for name, given in xs.items():
        try:
            if isinstance(given, str):
                codes, _ = held.groups(given)
                tables.append((codes[:, None] == codes[None, :]).astype(np.float64))
            elif isinstance(given, np.ndarray):
                tables.append(_square(given, held.n))
            else:
                tables.append(_aligned(network_of(given), held))
        except InvalidInput as error:
            faults += [one.under(f"xs.{name}") for one in error.faults]
    if faults:
        raise InvalidInput(faults)
    return tables


def _square(table: NDArray[Any], n: int) -> NDArray[np.float64]:
    import numpy as np  # a third of what importing this library costs

    if table.shape != (n, n):
        raise InvalidInput(fault("shape", given=str(table.shape), expected=str((n, n))))
    found = np.asarray(table, np.float64).copy()
    np.fill_diagonal(found, 0)
    if not np.isfinite(found).all():
        raise InvalidInput(fault("not_finite", given="nan"))
    return found


def _aligned(network: Network, held: Network) -> NDArray[np.float64]:
    unlike = [str(one) for one in {*network.actors} ^ {*held.actors}]
    if unlike:
        raise InvalidInput(fault("unlike_actors", given=", ".join(sorted(unlike)[:5])))
    return _matrix(network, held.actors)
