"""How unequally an amount is shared: measures by group, each with its error and interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels import dispersion, influence, influence_quantiles, shares
from ...kernels.intervals import log_interval, logit_interval
from ...model.fields import wrong_type
from ..population import population_of
from ..result import Library, Provenance, Result, Row, plain
from .amounts import Amounts, amounts_of, asked_faults, placed

__all__ = ["MEASURES", "USUAL", "InequalityScores", "measure", "names_of", "scored"]

Array = NDArray[np.float64]
NAN = float("nan")
# How many groups are told in a line each.
SHOWN = 12


@attrs.frozen
class _Kernel:
    """A measure and its influence, both of values, weights and groups."""

    value: Callable[..., Array]
    influence: Callable[..., Array]
    arguments: tuple[Any, ...] = ()
    form: str | None = None
    # Which of several columns is meant; None where there is one.
    place: int | None = None
    bounded: bool = False
    # Whether the influence has a slope in it, which is 0 where amounts do not differ: then nothing tells the error.
    sloped: bool = False

    @property
    def name(self) -> str:
        """Where the function stands."""
        return f"kernels.{self.value.__module__.rpartition('.')[2]}.{self.value.__name__}"

    def of(self, amounts: Amounts, undefined: float | None = NAN) -> Array:
        """The measure of each group."""
        return self._run(self.value, amounts, undefined)

    def influence_of(self, amounts: Amounts) -> Array:
        """What each row adds."""
        return self._run(self.influence, amounts, 0.0)

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
    "p90_p10": _Kernel(shares.quantile_ratio, influence_quantiles.quantile_ratio_influence, (0.9, 0.1), sloped=True),
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
    confidence
        Of the intervals.
    missing
        How many rows have no amount and were left out.
    amounts
        What was measured.
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
    confidence: float
    missing: int
    amounts: Amounts
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
        bottom four, ``p90_p10`` a ratio of quantiles. None takes ``gini``, ``theil_t``, ``bottom_40``, ``top_10`` and
        ``palma``.
    confidence
        Of the intervals, in (0, 1): on the logit scale for what lies between 0 and 1, on the scale of logarithms for
        entropies and ratios, so that none reaches below 0.

    Returns
    -------
    InequalityScores
        Linearised errors by the influence of each row, over the design's sampling units; where no unit is said each row
        is one. Rows without an amount are left out and counted; their sampling units stay. Where a measure is not
        defined for a group (a total of 0, a 0 under ``theil_l``, the bottom of ``palma`` without anything) its estimate
        is NaN, a null in rows; so is the error of a group in a single sampling unit, and that of ``p90_p10`` where
        amounts about both quantiles are all alike. An estimate of 0 has no interval.

    Raises
    ------
    InvalidInput
        For a negative amount, a measure that is asked for and not defined for any group, a total of 0, an unknown
        measure, several rounds, a stratum with one sampling unit, a confidence outside 0 to 1.

    References
    ----------
    Deville, J. C. (1999). Variance estimation for complex statistics and estimators: linearization and residual
    techniques. Survey Methodology 25, 193-203. Francisco, C. A. and Fuller, W. A. (1991). Quantile estimation with a
    complex survey design. Annals of Statistics 19(1), 454-469.

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
    names = names_of(measures, asked_faults(confidence))
    amounts = amounts_of(population_of(data), value, by)
    return scored(amounts, value, by, names, asked=measures is not None, confidence=confidence)


def scored(
    amounts: Amounts, value: str, by: str | None, names: tuple[str, ...], *, asked: bool, confidence: float
) -> InequalityScores:
    """Measures by group with their errors and intervals; see `measure`.

    Parameters
    ----------
    amounts, value, by, names
        What is measured, and by what.
    asked
        Whether somebody asked for these measures, so that each must be defined for some group.
    confidence
        Of the intervals, in (0, 1).

    Raises
    ------
    InvalidInput
        For measures that are defined for no group.
    """
    kernels = [MEASURES[name] for name in names]
    estimate = _estimates(amounts, value, names, asked=asked)
    with placed(value, ", ".join(names)):
        se, df = amounts.errors(np.column_stack([kernel.influence_of(amounts) for kernel in kernels]))
    flat = np.array([kernel.sloped for kernel in kernels]) & (se == 0)
    se = np.where(flat | np.isnan(estimate), NAN, se)
    low, high = np.full_like(se, NAN), np.full_like(se, NAN)
    for j, kernel in enumerate(kernels):
        interval = logit_interval if kernel.bounded else log_interval
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
        confidence,
        amounts.missing,
        amounts,
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


def names_of(measures: Iterable[str] | None, faults: list[Fault]) -> tuple[str, ...]:
    """The names of the measures that are asked for; None for the usual ones.

    Parameters
    ----------
    measures
        Names from `MEASURES`.
    faults
        What else is asked wrongly.

    Raises
    ------
    InvalidInput
        For these faults, and for measures that are not there, are there twice, or are none.
    """
    given = USUAL if measures is None else measures
    if not isinstance(given, Iterable):
        raise InvalidInput([wrong_type(given, "a list").under("measures"), *faults])
    names = (given,) if isinstance(given, str) else tuple(given)
    known = tuple(MEASURES)
    unknown = [
        fault("no_such", f"measures[{i}]", noun="measure", given=name, choices=known)
        for i, name in enumerate(names)
        if name not in known
    ]
    twice = [fault("repeated_key", f"measures[{i}]", given=name) for i, name in enumerate(names) if name in names[:i]]
    none = [] if names else [fault("missing_key", "measures", given="measures")]
    if all_faults := [*unknown, *twice, *none, *faults]:
        raise InvalidInput(all_faults)
    return names
