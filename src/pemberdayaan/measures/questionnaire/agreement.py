"""Whether raters agree: Krippendorff's alpha, and the units on which they do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ...kernels.agreement import krippendorff_alpha, krippendorff_draws, unit_disagreement
from ...kernels.resampling import multiplicities, percentile_interval
from ...model.evidence import Observation
from ...model.fields import as_number, wrong_type
from ...model.rules import Missing
from ...model.scales import Measurement, Quantity, Scale, as_measurement
from ..cells import KINDS, cell_fault
from ..drawing import draw_faults, generator
from ..population import Columns, Population, population_of
from ..result import Library, Provenance, Result, Row, digest_of, plain
from .answers import as_policy, lost_answers
from .counted import Caution, Lost, noted

__all__ = ["Agreement", "RatedUnit", "agreement"]

Ratings = NDArray[np.float64]


@attrs.frozen
class RatedUnit:
    """One unit as several raters rated it.

    Parameters
    ----------
    unit
        Its name, or its number from 0.
    raters
        How many rated it.
    lowest, highest
        The outermost ratings; None without any.
    median, median_high
        The lower and the upper median; None for a nominal measurement.
    disagreement
        The mean squared distance between two of its ratings, by the measurement; None with fewer than two.
    """

    unit: str
    raters: int
    lowest: float | None
    median: float | None
    median_high: float | None
    highest: float | None
    disagreement: float | None


@attrs.frozen(repr=False)
class Agreement(Result):
    """How far raters agree.

    Parameters
    ----------
    value
        Krippendorff's alpha; None where it is not defined, and ``cautions`` say why.
    low, high
        Its percentile interval by drawing units again; None without draws.
    measurement
        What a distance between two ratings is.
    raters, ratings
        How many raters, and how many ratings there are.
    confidence, draws, undefined
        The level of the interval, how many samples were drawn, and how many of them had no alpha.
    units
        The units, those with the largest disagreement first.
    missing
        What became of ratings that are missing.
    cautions
        What a reader must know beside it.
    lost
        What was left out, and why.
    provenance, frame_library
        Where it comes from, with the seed; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "agreement"

    value: float | None
    low: float | None
    high: float | None
    measurement: Measurement
    raters: int
    ratings: int
    confidence: float
    draws: int
    undefined: int
    units: tuple[RatedUnit, ...]
    missing: Missing
    cautions: tuple[Caution, ...]
    lost: tuple[Lost, ...]
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for all units together, then one for each, largest disagreement first."""
        whole: Row = {
            "unit": None,
            "raters": self.raters,
            "alpha": plain(self.value),
            "low": plain(self.low),
            "high": plain(self.high),
            "lowest": None,
            "median": None,
            "median_high": None,
            "highest": None,
            "disagreement": None,
            "note": noted(self.cautions),
        }
        parts: list[Row] = [
            {
                "unit": one.unit,
                "raters": one.raters,
                "alpha": None,
                "low": None,
                "high": None,
                "lowest": plain(one.lowest),
                "median": plain(one.median),
                "median_high": plain(one.median_high),
                "highest": plain(one.highest),
                "disagreement": plain(one.disagreement),
                "note": None,
            }
            for one in self.units
        ]
        return [whole, *parts]

    def __repr__(self) -> str:
        said = "not defined" if self.value is None else f"{self.value:.3f}"
        interval = f" ({self.low:.3f} to {self.high:.3f})" if self.low is not None and self.high is not None else ""
        told = f" [{noted(self.cautions)}]" if self.cautions else ""
        return f"Agreement: alpha {said}{interval}, {self.raters} raters, {len(self.units)} units{told}"


def agreement(
    ratings: Any,
    *,
    measurement: Measurement | str = Measurement.ORDINAL,
    scale: Scale | None = None,
    missing: Missing | str = Missing.RAISE,
    draws: int = 1000,
    confidence: float = 0.95,
    rng: int | np.random.Generator | None = None,
) -> Agreement:
    """Krippendorff's alpha of ratings, its bootstrap interval, and the units with the largest disagreement first.

    Parameters
    ----------
    ratings
        An array of raters by units with NaN for gaps; a frame or a `Population` with one row for each rater and one
        column for each unit, read through its matrix (a design does not count here); or `Observation` records with
        raters, whose units are what they are about: element or words, stakeholder or activity, stage, arm and period.
    measurement
        ``"nominal"``, ``"ordinal"``, ``"interval"`` or ``"ratio"``.
    scale
        The scale of observations whose values are keys of levels: a level is its number, or its place where the levels
        have none.
    missing
        ``"raise"``, or ``"skip"``: by the ratings that there are, as the measure is made for.
    draws
        How many samples of units; 0 for no interval.
    confidence
        The level of the interval, in (0, 1).
    rng
        A seed or a generator; None takes a seed of the machine, which the provenance keeps.

    Raises
    ------
    InvalidInput
        For an observation without a rater, a unit rated twice by one, a level without a scale, fewer than 2 raters, a
        gap unless it is skipped; all at once. Where alpha is not defined, it is None with the reason.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.

    Examples
    --------
    >>> agreement([[1, 2, 3, 3], [1, 2, 3, 4], [1, 3, 3, 4]], draws=0)
    Agreement: alpha 0.827, 3 raters, 4 units
    """
    policy, kind = as_policy(missing), as_measurement(measurement)
    faults = draw_faults(draws, confidence)
    lost: tuple[Lost, ...] = ()
    library: Library | None = None
    if isinstance(ratings, Sequence) and len(ratings) and all(isinstance(one, Observation) for one in ratings):
        table, raters, names, lost = _observed(ratings, scale, faults)
    elif (columns := _framed(ratings)) is None:
        table = _table(ratings)
        raters, names = [str(i) for i in range(len(table))], [str(i) for i in range(table.shape[1])]
    else:
        table, names, library = columns.values, list(columns.names), columns.library
        raters, lost = [str(unit) for unit in columns.units], lost_answers(columns)
    faults += _faults(table, names, policy, kind)
    if faults:
        raise InvalidInput(faults)
    generated, seed = generator(rng)
    value, ends, undefined, cautions = _alpha(table, kind, draws, confidence, generated)
    told = {one.of for one in lost if one.reason in KINDS}
    gaps = [
        Lost(names[column], "blank", tuple(raters[row] for row in np.flatnonzero(np.isnan(table[:, column])).tolist()))
        for column in np.flatnonzero(np.isnan(table).any(axis=0)).tolist()
        if names[column] not in told
    ]
    digest = digest_of((names, raters, kind.value, [plain(cell) for cell in table.reshape(-1).tolist()]))
    return Agreement(
        value,
        *ends,
        kind,
        len(raters),
        int((~np.isnan(table)).sum()),
        confidence,
        draws,
        undefined,
        _units(table, names, kind),
        policy,
        cautions,
        (*lost, *gaps),
        Provenance(rule=("krippendorff_alpha",), digest=digest, seed=seed if draws else None),
        library,
    )


def _alpha(
    table: Ratings, kind: Measurement, draws: int, confidence: float, rng: np.random.Generator
) -> tuple[float | None, tuple[float | None, float | None], int, tuple[Caution, ...]]:
    """Alpha, its interval, how many draws had none, and what must be said."""
    try:
        value = krippendorff_alpha(table, measurement=kind.value)
    except InvalidInput as error:
        why = Caution.NO_PAIR if error.faults[0].code == "no_pair" else Caution.NO_SPREAD
        return None, (None, None), 0, (why,)
    blocks = multiplicities(table.shape[1], draws, rng=rng)
    drawn = krippendorff_draws(table, (one for block in blocks for one in block), measurement=kind.value)
    interval = percentile_interval(drawn, confidence) or (None, None)
    undefined = int(np.isnan(drawn).sum())
    return value, interval, undefined, (Caution.UNDEFINED_DRAWS,) if undefined else ()


def _units(table: Ratings, names: Sequence[str], kind: Measurement) -> tuple[RatedUnit, ...]:
    apart = unit_disagreement(table, measurement=kind.value)
    found: list[RatedUnit] = []
    for name, column, distance in zip(names, table.T, apart.tolist(), strict=True):
        known = np.sort(column[~np.isnan(column)]).tolist()
        middle = len(known) // 2
        ordered = bool(known) and kind is not Measurement.NOMINAL
        found.append(
            RatedUnit(
                name,
                len(known),
                known[0] if ordered else None,
                known[(len(known) - 1) // 2] if ordered else None,
                known[middle] if ordered else None,
                known[-1] if ordered else None,
                None if np.isnan(distance) else distance,
            )
        )
    return tuple(sorted(found, key=lambda one: -1.0 if one.disagreement is None else one.disagreement, reverse=True))


def _table(ratings: Any) -> Ratings:
    try:
        table = np.asarray(ratings, dtype=np.float64)
    except (TypeError, ValueError):
        table = np.empty(0)
    if table.ndim != 2 or not table.size:
        raise InvalidInput(wrong_type(ratings, "ratings by rater and unit").under("$"))
    return table


def _framed(ratings: Any) -> Columns | None:
    """The columns of a frame whose units have names; None for an array."""
    if isinstance(ratings, (np.ndarray, Sequence)):
        return None
    try:
        population = population_of(ratings)
    except InvalidInput as error:
        if [one.code for one in error.faults] == ["wrong_type"]:
            return None
        raise
    numbered = not isinstance(ratings, Population) and not any(isinstance(one, str) for one in population.columns)
    return None if numbered else population.matrix(population.keys)


def _faults(table: Ratings, names: Sequence[str], policy: Missing, kind: Measurement) -> list[Fault]:
    faults: list[Fault] = []
    if len(table) < 2:
        faults.append(fault("too_few", "$", given=len(table), noun="raters", least=2))
    for name, column in zip(names, table.T, strict=True):
        infinite, gaps = np.flatnonzero(np.isinf(column)).tolist(), np.flatnonzero(np.isnan(column)).tolist()
        if infinite:
            faults.append(cell_fault("cell_infinite", name, infinite, given=float(column[infinite[0]])))
        negative = column[column < 0].tolist()
        if negative and kind is Measurement.RATIO:
            faults.append(fault("negative", f"$.{name}", given=negative[0]))
        if gaps and policy is Missing.RAISE:
            faults.append(cell_fault("cell_none", name, gaps))
    return faults


def _observed(
    ratings: Sequence[Observation], scale: Scale | None, faults: list[Fault]
) -> tuple[Ratings, list[str], list[str], tuple[Lost, ...]]:
    """The table of some observations, its raters and units, and the observations that are not one value."""
    found: dict[tuple[str, str], float] = {}
    lost: list[Lost] = []
    for i, one in enumerate(ratings):
        unit, where = _unit(one), f"$[{i}]"
        if one.rater is None:
            faults.append(fault("no_rater", where))
            continue
        if one.value is None or isinstance(one.value, Quantity):
            lost.append(Lost(unit, "several_values", (one.rater,)))
            continue
        if (one.rater, unit) in found:
            faults.append(fault("unit_rated_twice", where, given=one.rater, unit=unit))
        try:
            found[one.rater, unit] = _number(one.value, scale)
        except InvalidInput as error:
            faults += [each.under(where) for each in error.faults]
    raters, units = (list(dict.fromkeys(key[place] for key in found)) for place in (0, 1))
    table = np.full((len(raters), len(units)), np.nan)
    for (rater, unit), value in found.items():
        table[raters.index(rater), units.index(unit)] = value
    return table, raters, units, tuple(lost)


def _unit(one: Observation) -> str:
    """What an observation rates."""
    named = (one.element or str(one.what), one.about, one.stage, one.arm, one.period.text if one.period else None)
    return " ".join(part for part in named if part)


def _number(value: float | str | bool, scale: Scale | None) -> float:
    """A rating as a number: a level by its own, or by its place where the levels have none."""
    if not isinstance(value, str):
        return float(value)
    if scale is None:
        raise InvalidInput(fault("no_scale", "value"))
    level = scale.level(value)
    numbered = all(one.value is not None for one in scale.levels)
    return as_number(level.value) if numbered and level.value is not None else float(scale.position(value))
