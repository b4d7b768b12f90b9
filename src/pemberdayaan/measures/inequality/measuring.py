"""How unequally an amount is shared: measures by group, each with its error and interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels import dispersion, influence, shares
from ...kernels.intervals import logit_interval, t_interval
from ..population import population_of
from ..result import Library, Provenance, Result, Row, plain
from .amounts import Amounts, amounts_of, placed

__all__ = ["MEASURES", "InequalityScores", "measure"]

Array = NDArray[np.float64]
NAN = float("nan")
# How many groups are told in a line each.
SHOWN = 12


@attrs.frozen
class _Kernel:
    """A measure and its influence, both of values, weights and groups; without influence there is no error."""

    value: Callable[..., Array]
    influence: Callable[..., Array] | None
    arguments: tuple[Any, ...] = ()
    form: str | None = None
    # Which of several columns is meant; None where there is one.
    place: int | None = None
    bounded: bool = False

    @property
    def name(self) -> str:
        """Where the function stands."""
        return f"kernels.{self.value.__module__.rpartition('.')[2]}.{self.value.__name__}"

    def of(self, amounts: Amounts, undefined: float | None = NAN) -> Array:
        """The measure of each group."""
        return self._run(self.value, amounts, undefined)

    def influence_of(self, amounts: Amounts) -> Array | None:
        """What each row adds; None where the measure has no error."""
        return None if self.influence is None else self._run(self.influence, amounts, 0.0)

    def _run(self, function: Callable[..., Array], amounts: Amounts, undefined: float | None) -> Array:
        form = {} if self.form is None else {"form": self.form}
        found = function(amounts.values, *self.arguments, **amounts.said, **form, undefined=undefined)
        return found if self.place is None else found[:, self.place]


def _share(edges: tuple[float, ...], place: int) -> _Kernel:
    return _Kernel(shares.quantile_shares, influence.share_influence, (np.array(edges),), place=place, bounded=True)


# What each name computes.
MEASURES: Mapping[str, _Kernel] = {
    "gini": _Kernel(dispersion.gini, influence.gini_influence, form="population", bounded=True),
    "gini_sample": _Kernel(dispersion.gini, influence.gini_influence, form="sample", bounded=True),
    "theil_t": _Kernel(dispersion.generalised_entropy, influence.entropy_influence, (1.0,)),
    "theil_l": _Kernel(dispersion.generalised_entropy, influence.entropy_influence, (0.0,)),
    "entropy_2": _Kernel(dispersion.generalised_entropy, influence.entropy_influence, (2.0,)),
    "atkinson_0.5": _Kernel(dispersion.atkinson, influence.atkinson_influence, (0.5,), bounded=True),
    "atkinson_1": _Kernel(dispersion.atkinson, influence.atkinson_influence, (1.0,), bounded=True),
    "atkinson_2": _Kernel(dispersion.atkinson, influence.atkinson_influence, (2.0,), bounded=True),
    "bottom_20": _share((0.0, 0.2, 1.0), 0),
    "bottom_40": _share((0.0, 0.4, 1.0), 0),
    "top_10": _share((0.0, 0.9, 1.0), 1),
    "palma": _Kernel(shares.share_ratio, influence.share_ratio_influence, (0.1, 0.4)),
    "ratio_80_20": _Kernel(shares.share_ratio, influence.share_ratio_influence, (0.2, 0.2)),
    "p90_p10": _Kernel(shares.quantile_ratio, None, (0.9, 0.1)),
}
# Those that are told unless others are asked for.
USUAL = ("gini", "theil_t", "bottom_40", "top_10", "palma")


@attrs.frozen(eq=False, repr=False)
class InequalityScores(Result):
    """Measures of inequality by group, each with its error and interval.

    Parameters
    ----------
    value
        The amount that is shared.
    group_name, groups
        The column that ``by`` names, None without; and what each group is called, ``("all",)`` without.
    measures
        Their names.
    estimate, se, low, high
        Shape (groups, measures): NaN where there is none; read-only.
    n, df
        Shape (groups,): the rows with an amount, and the degrees of freedom; read-only.
    missing
        How many rows have no amount and were left out.
    provenance
        Where it comes from.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "inequality_scores"

    value: str
    group_name: str | None
    groups: tuple[Any, ...]
    measures: tuple[str, ...]
    estimate: Array
    se: Array
    low: Array
    high: Array
    n: NDArray[np.int64]
    df: NDArray[np.int64]
    missing: int
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each group and measure."""
        found: list[Row] = []
        for g, group in enumerate(self.groups):
            for j, name in enumerate(self.measures):
                row: Row = {"group": plain(group), "measure": name}
                row |= {key: plain(float(getattr(self, key)[g, j])) for key in ("estimate", "se", "low", "high")}
                found.append(row | {"n": int(self.n[g]), "df": int(self.df[g])})
        return found

    def __repr__(self) -> str:
        told = [f"InequalityScores({self.value}): {int(self.n.sum())} rows, {self.missing} without an amount"]
        for g, group in enumerate(self.groups[:SHOWN]):
            told.append(f"  {group}: {', '.join(self._one(g, j) for j in range(len(self.measures)))}")
        if len(self.groups) > SHOWN:
            told.append(f"  ... {len(self.groups) - SHOWN} more groups")
        return self._told("\n".join(told))

    def _one(self, g: int, j: int) -> str:
        if np.isnan(self.estimate[g, j]):
            return f"{self.measures[j]} not defined"
        interval = "no interval" if np.isnan(self.low[g, j]) else f"{self.low[g, j]:.4g} to {self.high[g, j]:.4g}"
        return f"{self.measures[j]} {self.estimate[g, j]:.4g} ({interval})"


def measure(
    data: Any, value: str, *, by: str | None = None, measures: Iterable[str] | None = None, confidence: float = 0.95
) -> InequalityScores:
    """How unequally an amount is shared, in all and by group, with errors that know the design.

    Parameters
    ----------
    data
        A frame or a `Population`, one row for each person or household, of one round unless ``by`` is its time.
    value
        The column of the amount, at least 0.
    by
        A column of groups.
    measures
        Names from `MEASURES`: ``gini`` is the population form and ``gini_sample`` is n/(n - 1) of it; ``theil_t``,
        ``theil_l``, ``entropy_2`` are generalised entropy of 1, 0 and 2; ``atkinson_0.5`` and so on name the aversion;
        ``bottom_40`` and ``top_10`` are shares of the total, ``palma`` the share of the top tenth over that of the
        bottom four, ``p90_p10`` a ratio of quantiles, which has no error here. None takes ``gini``, ``theil_t``,
        ``bottom_40``, ``top_10`` and ``palma``.
    confidence
        Of the intervals, in (0, 1): logit intervals for what lies between 0 and 1, else symmetric ones.

    Returns
    -------
    InequalityScores
        Linearised errors by the influence of each row, over the design's sampling units; where no unit is said each row
        is one. Rows without an amount are left out and counted; their sampling units stay. Where a measure is not
        defined for a group (a total of 0, a 0 under ``theil_l``, the bottom of ``palma`` without anything) its estimate
        is NaN, a null in rows; so is the error of a group in a single sampling unit.

    Raises
    ------
    InvalidInput
        For a negative amount, a measure that is asked for and not defined for any group, a total of 0, an unknown
        measure, several rounds, a stratum with one sampling unit.

    References
    ----------
    Deville, J. C. (1999). Variance estimation for complex statistics and estimators: linearization and residual
    techniques. Survey Methodology 25, 193-203.

    Examples
    --------
    >>> import pandas as pd
    >>> loans = pd.DataFrame({"loan": [1.0, 2.0, 3.0, 7.0]})
    >>> [
    ...     (row["measure"], round(row["estimate"], 4))
    ...     for row in measure(loans, "loan", measures=["gini", "top_10"]).rows()
    ... ]
    [('gini', 0.3654), ('top_10', 0.2154)]
    """
    names = _known(USUAL if measures is None else measures, confidence)
    amounts = amounts_of(population_of(data), value, by)
    kernels = [MEASURES[name] for name in names]
    estimate = _estimates(amounts, value, names, asked=measures is not None)
    with placed(value, ", ".join(names)):
        adds = [kernel.influence_of(amounts) for kernel in kernels]
    se, df = amounts.errors(np.column_stack([np.zeros(len(amounts.values)) if one is None else one for one in adds]))
    se = np.where(np.array([one is None for one in adds]) | np.isnan(estimate), NAN, se)
    low, high = np.full_like(se, NAN), np.full_like(se, NAN)
    for j, kernel in enumerate(kernels):
        interval = logit_interval if kernel.bounded else t_interval
        low[:, j], high[:, j] = interval(estimate[:, j], se[:, j], df, confidence=confidence, undefined=NAN)
    n = amounts.n
    for array in (estimate, se, low, high, n, df):
        array.flags.writeable = False
    origin = Provenance(
        measures=tuple((name, kernel.name) for name, kernel in zip(names, kernels, strict=True)), digest=amounts.digest
    )
    return InequalityScores(
        value,
        by,
        amounts.labels,
        names,
        estimate,
        se,
        low,
        high,
        n,
        df,
        amounts.missing,
        origin,
        amounts.library,
    )


def _estimates(amounts: Amounts, value: str, names: tuple[str, ...], *, asked: bool) -> Array:
    """Each measure of each group, NaN where it is not defined; one that is asked for has to be for some group."""
    found = np.empty((amounts.n_groups, len(names)))
    for j, name in enumerate(names):
        with placed(value, name):
            found[:, j] = MEASURES[name].of(amounts)
    nowhere = np.isnan(found).all(axis=0)
    if nowhere.all() or (asked and nowhere.any()):
        raise InvalidInput(_reasons(amounts, value, [names[j] for j in np.flatnonzero(nowhere)]))
    return found


def _reasons(amounts: Amounts, value: str, names: list[str]) -> list[Fault]:
    """Why some measures are not defined, each reason once."""
    told: dict[str, list[str]] = {}
    for name in names:
        try:
            with placed(value, name):
                MEASURES[name].of(amounts, undefined=None)
        except InvalidInput as error:
            for one in error.faults:
                told.setdefault(one.code, []).append(name)
    return [fault(code, f"$.{value}", given=", ".join(those)) for code, those in told.items()]


def _known(measures: Iterable[str], confidence: float) -> tuple[str, ...]:
    names = (measures,) if isinstance(measures, str) else tuple(measures)
    known = tuple(MEASURES)
    faults: list[Fault] = [
        fault("no_such", f"measures[{i}]", noun="measure", given=name, choices=known)
        for i, name in enumerate(names)
        if name not in known
    ]
    faults += [fault("repeated_key", f"measures[{i}]", given=name) for i, name in enumerate(names) if name in names[:i]]
    if not names:
        faults.append(fault("missing_key", "measures", given="measures"))
    if not 0 < confidence < 1:
        faults.append(fault("out_of_range", "confidence", given=confidence, low=0, high=1))
    if faults:
        raise InvalidInput(faults)
    return names
