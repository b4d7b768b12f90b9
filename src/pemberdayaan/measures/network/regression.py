"""What explains who is tied to whom: regressions over pairs of actors."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.fields import choose, wrong_type
from ..result import Provenance, Result, Row, plain
from .chance import draws
from .comparison import tie_matrix
from .ties import Network, network_of

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from ...model.programme import Programme

    Any_Network = Network | Programme | nx.Graph[Any]

__all__ = ["Regression", "RegressionKind", "Term", "mrqap"]


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
        If a table is of another size or not of numbers, actors are not the same, terms are not independent, or the
        outcome is constant or told apart altogether; for permutations or a seed that are no whole number, or below 0.

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
    generator, seed = draws(permutations, rng)
    if not isinstance(xs, Mapping):
        raise InvalidInput(wrong_type(xs, "a table").under("xs"))
    if not xs:
        raise InvalidInput(fault("missing_key", given="xs"))
    outcome, tables = tie_matrix(held, held.actors), _tables(held, xs)
    if len(set(cells(outcome).tolist())) == 1:
        raise InvalidInput(fault("constant", given="y"))
    columns = np.column_stack([np.ones(held.n * (held.n - 1)), *(cells(table) for table in tables)])
    fit = (least_squares if chosen is RegressionKind.ORDINARY else logit)(cells(outcome), columns)
    drawn = None
    if permutations:
        drawn = semi_partialling(outcome, tables, permutations, rng=generator, kind=chosen.value)
    names = ["intercept", *xs]
    terms = []
    for i, name in enumerate(names):
        p_value, undefined = _tested(None if drawn is None or i == 0 else drawn[i - 1], fit.statistics[i])
        coefficient, error, statistic = (float(part[i]) for part in fit[:3])
        terms.append(Term(name, coefficient, error, statistic, p_value, undefined))
    n, digest = len(columns), Provenance(digest=held.digest(), seed=seed)
    sums = (fit.explained, fit.deviance, fit.null_deviance)
    return Regression(chosen, tuple(terms), n, n - columns.shape[1], *sums, permutations, digest)


def _tested(drawn: NDArray[np.float64] | None, statistic: Any) -> tuple[float | None, int]:
    import numpy as np  # a third of what importing this library costs

    if drawn is None:
        return None, 0
    known = drawn[~np.isnan(drawn)]
    # a renumbering that changes nothing gives the statistic again, but for the last digits
    as_far = np.abs(known) >= abs(statistic) * (1 - 1e-9)
    return (1 + int(as_far.sum())) / (len(known) + 1), len(drawn) - len(known)


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
    if table.dtype.kind not in "biuf":
        raise InvalidInput(wrong_type(table.flat[0] if table.size else table, "a number"))
    found = np.asarray(table, np.float64).copy()
    np.fill_diagonal(found, 0)
    if not np.isfinite(found).all():
        raise InvalidInput(fault("not_finite", given="nan"))
    return found


def _aligned(network: Network, held: Network) -> NDArray[np.float64]:
    unlike = [str(one) for one in {*network.actors} ^ {*held.actors}]
    if unlike:
        raise InvalidInput(fault("unlike_actors", given=", ".join(sorted(unlike)[:5])))
    return tie_matrix(network, held.actors)
