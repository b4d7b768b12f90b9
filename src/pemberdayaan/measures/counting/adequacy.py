"""From the answers of a survey to the indicators that are counted, by the dictionary of a framework."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar
from zlib import crc32

import attrs
import numpy as np
from numpy.typing import NDArray

from ...catalogue.library import framework as shipped
from ...errors import Fault, InvalidInput, fault
from ...model.adequacy import Adequacy, AdequacyMethod, Battery, Uninvolved
from ...model.framework import Framework
from ...model.rules import CountRule
from ..cells import ANSWERED, BLANK, cell_fault, row_faults
from ..population import Columns, Population, population_of
from ..result import Library, Provenance, Result, Row, digest_of, plain
from .answers import NOT_APPLICABLE, REASONS, Answered, numbers_of, words_of

__all__ = ["AdequacyTable", "Undecided", "adequacy"]

HOURS_OF_A_DAY = 24
# Sums of floats that lie so near the threshold, relative to what is added up, are added up exactly.
NEAR = 1e-9

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]
# What one question, or one activity, says: it is adequate, it is not, nobody knows, it does not apply.
YES, NO, OPEN, APART = 1, 0, -1, 2
OUTCOMES = {Uninvolved.ADEQUATE: YES, Uninvolved.INADEQUATE: NO, Uninvolved.MISSING: OPEN}


@attrs.frozen(repr=False)
class Undecided(Result):
    """How many persons are missing in each indicator, and why.

    Parameters
    ----------
    counts
        The indicator, the reason and how many: ``"blank"``, ``"do_not_know"`` or ``"refused"``, the first of them that
        holds, where the answers that are there do not decide; ``"not_applicable"`` where no question applies.
    frame_library
        The library that `to_frame` gives.
    """

    kind: ClassVar[str] = "undecided"

    counts: tuple[tuple[str, str, int], ...] = ()
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each indicator and reason that occurs."""
        return [{"indicator": key, "reason": reason, "n": n} for key, reason, n in self.counts]

    def __repr__(self) -> str:
        said = ", ".join(f"{n} {key} ({reason})" for key, reason, n in self.counts)
        return f"Undecided: {said or 'none'}"


@attrs.frozen(eq=False, repr=False)
class AdequacyTable(Result):
    """The indicators of every person, as a counting rule reads them.

    Parameters
    ----------
    unit_name, units
        The name of the column of units, and their keys; ``"unit"`` and the numbers of the rows where none is said.
    time_name, times
        The same of the time; None without.
    indicators
        The keys of the indicators, in the order of the framework.
    values
        Shape (units, indicators): 0 and 1, NaN where it is missing; read-only.
    coding
        ``"inadequate"`` if 1 means inadequate, ``"adequate"`` if it means adequate.
    missing
        How many are missing in each indicator, and why.
    provenance, frame_library
        Where it comes from; the library that `to_frame` gives.
    """

    kind: ClassVar[str] = "adequacy"

    unit_name: str
    units: Sequence[Any]
    time_name: str | None
    times: Sequence[Any] | None
    indicators: tuple[str, ...]
    values: Array
    coding: str
    missing: Undecided
    provenance: Provenance
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """One row for each unit (and time): its key, and 1, 0 or None for each indicator."""
        names = [self.unit_name, *([self.time_name] if self.time_name is not None else []), *self.indicators]
        columns: list[Sequence[Any]] = [[plain(one) for one in self.units]]
        if self.times is not None:
            columns.append([plain(one) for one in self.times])
        columns += [[None if one != one else int(one) for one in column.tolist()] for column in self.values.T]
        return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]

    def __repr__(self) -> str:
        gaps = int(np.isnan(self.values).any(axis=1).sum())
        said = f"{len(self.units)} units in {len(self.indicators)} indicators, 1 for {self.coding}"
        return self._told(f"AdequacyTable: {said}; {gaps} units with a missing indicator")


def adequacy(data: Any, framework: str | Framework, *, coding: str | None = None) -> AdequacyTable:
    """The indicators of a framework from the answers of a survey.

    Each indicator that says ``adequate`` is decided for each person by its `Adequacy`. What is missing is decided in
    Kleene logic: where every answer that could stand in the gaps leads to one outcome, it is that, else missing. Sums
    are compared with their threshold exactly, decimals as they are written.

    The result has the unit and the indicators; to score it by group, weights and households, join it to the frame on
    the unit (and the time), as ``frame.merge(table.to_frame(), on="person")`` in pandas, or where no unit was said on
    the number of the row. All rows are read into memory.

    Parameters
    ----------
    data
        A `Population`, or a frame: one row for each person (and time), whose columns are the questions. ``names`` of
        the population lead from questions to columns, ``answers`` tells the codes of do not know and refused.
    framework
        A key of `frameworks`, or a framework.
    coding
        What 1 means, ``"inadequate"`` or ``"adequate"``; None takes what the framework's counting rules say, and
        ``"inadequate"`` where they do not agree or there is none.

    Raises
    ------
    InvalidInput
        If no indicator says ``adequate``, or the frame lacks columns; for answers that are no numbers where numbers
        are due, or none of the choices; for hours below 0, or more than 24 a day: all of one kind at once, with rows.

    References
    ----------
    Alkire, S., Meinzen-Dick, R., Peterman, A., Quisumbing, A., Seymour, G. & Vaz, A. (2013). The Women's Empowerment in
    Agriculture Index. World Development, 52, 71-91.

    Examples
    --------
    >>> import pandas as pd
    >>> from pemberdayaan.model.adequacy import Battery
    >>> from pemberdayaan.model.elements import Indicator
    >>> hours = [Battery(["work"]), Battery(["care_beside"], weight="1/2")]
    >>> workload = Indicator("workload", "Workload", adequate=Adequacy("workload", hours, threshold=10.5))
    >>> frame = pd.DataFrame({"person": ["A", "B", "C"], "work": [8, 8, 11], "care_beside": [5, 6, None]})
    >>> table = adequacy(Population(frame, unit="person"), Framework("own", "Own", indicators=[workload]))
    >>> table.rows()
    [{'person': 'A', 'workload': 0}, {'person': 'B', 'workload': 1}, {'person': 'C', 'workload': 1}]
    """
    population = population_of(data)
    chosen = shipped(framework) if isinstance(framework, str) else framework
    dictionary = {one.key: one.adequate for one in chosen.indicators if one.adequate is not None}
    said = _coding(chosen, coding)
    _unclear(population, chosen, dictionary)
    numeric, worded = _doors(dictionary)
    columns = population.matrix(numeric, texts=worded)
    faults: list[Fault] = []
    read = {key: _read(population, columns, one, faults) for key, one in dictionary.items()}
    for key, one in dictionary.items():
        if one.how is AdequacyMethod.WORKLOAD:
            faults += _day_faults(columns, key, one, read[key])
    if faults:
        raise InvalidInput(faults)
    decided = {key: _decided(one, read[key]) for key, one in dictionary.items()}
    values = np.full((columns.rows, len(decided)), math.nan, order="F")
    for j, (codes, _) in enumerate(decided.values()):
        known = codes != OPEN
        values[known, j] = (codes[known] == YES) == (said == "adequate")
    values.flags.writeable = False
    return AdequacyTable(
        population.unit or "unit",
        columns.units,
        population.time,
        columns.times,
        tuple(dictionary),
        values,
        said,
        _undecided(decided, columns.library),
        Provenance(chosen.key, chosen.version, (), chosen.checked.value, digest=_digest(columns)),
        columns.library,
    )


def _coding(framework: Framework, coding: str | None) -> str:
    if coding is None:
        said = {one.coding for one in framework.rules if isinstance(one, CountRule)}
        return said.pop() if len(said) == 1 else "inadequate"
    choices = ("inadequate", "adequate")
    if coding not in choices:
        raise InvalidInput(fault("not_a_choice", "coding", given=str(coding), noun="coding", choices=choices))
    return coding


def _unclear(population: Population, framework: Framework, dictionary: Mapping[str, Adequacy]) -> None:
    """No dictionary, questions that no column answers, or an indicator that the result could not tell from a key."""
    if not dictionary:
        raise InvalidInput(fault("no_adequacy", "$", given=framework.key))
    listed = tuple(one for one in population.columns if type(one) is str)
    questions = dict.fromkeys(question for one in dictionary.values() for question in one.questions)
    faults = [
        fault("no_such", f"$.{one}", noun="column", given=one, choices=listed)
        for one in questions
        if population.column(one) is None
    ]
    named = (population.unit or "unit", population.time)
    faults += [fault("repeated_key", f"$.{one}", given=one) for one in named if one in dictionary]
    if faults:
        raise InvalidInput(faults)


def _doors(dictionary: Mapping[str, Adequacy]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions that are answered by numbers, and those that are read as they stand."""
    numeric: dict[str, None] = {}
    worded: dict[str, None] = {}
    for adequate in dictionary.values():
        for battery in adequate.batteries:
            door = numeric if adequate.how.sums or battery.compares else worded
            door.update(dict.fromkeys(battery.questions))
    return tuple(numeric), tuple(worded)


def _read(
    population: Population, columns: Columns, adequate: Adequacy, faults: list[Fault]
) -> list[tuple[Battery, list[Answered]]]:
    """The answers to each question of each battery."""
    found = []
    for battery in adequate.batteries:
        if adequate.how.sums or battery.compares:
            found.append((battery, [numbers_of(columns, one, battery, faults) for one in battery.questions]))
        else:
            known = dict(population.answers or ())
            found.append((battery, [words_of(columns, one, battery, known, faults) for one in battery.questions]))
    return found


def _digest(columns: Columns) -> str:
    texts = tuple((name, crc32(repr(cells).encode())) for name, cells in columns.texts.items())
    return digest_of((columns.digest(), texts))


def _undecided(decided: Mapping[str, tuple[Codes, NDArray[np.uint8]]], library: Library | None) -> Undecided:
    counts = []
    for key, (_, reasons) in decided.items():
        found = np.bincount(reasons, minlength=len(REASONS) + 1).tolist()[1:]
        counts += [(key, reason, n) for reason, n in zip(REASONS, found, strict=True) if n]
    return Undecided(tuple(counts), library)


# --- one indicator ---------------------------------------------------------------------------------------------------

Read = list[tuple[Battery, list[Answered]]]


def _decided(adequate: Adequacy, read: Read) -> tuple[Codes, NDArray[np.uint8]]:
    """Yes, no or open for each person, and why it is open: 0 where it is not."""
    kinds = np.column_stack([one.kinds for _, answers in read for one in answers])
    if adequate.how is AdequacyMethod.AUTONOMY:
        codes, sure, none = _autonomy(adequate, read)
    elif adequate.how is AdequacyMethod.WORKLOAD:
        codes, sure, none = _workload(adequate, read)
    else:
        codes, sure, none = _counted(adequate, read)
    outcome = OUTCOMES[adequate.uninvolved]
    codes[none] = outcome
    codes[~none & ~sure & (codes != outcome)] = OPEN
    gaps = np.where((kinds == ANSWERED) | (kinds == NOT_APPLICABLE), NOT_APPLICABLE, kinds)
    # Where a motive is not applicable beside one that is answered, it is a gap that nobody gave a reason for.
    reasons = np.where(none, NOT_APPLICABLE, np.where(gaps.min(axis=1) < NOT_APPLICABLE, gaps.min(axis=1), BLANK))
    return codes, np.where(codes == OPEN, reasons, 0).astype(np.uint8)


def _counted(adequate: Adequacy, read: Read) -> tuple[Codes, Flags, Flags]:
    """By answers that count: the outcome, whether something surely applies, and whether nothing does."""
    says, may, weights = [], [], []
    for battery, answers in read:
        for one in answers:
            say = np.where(one.counts, YES, NO).astype(np.int8)
            say[one.kinds != ANSWERED] = OPEN
            say[one.kinds == NOT_APPLICABLE] = APART
            says.append(say)
            may.append(bool(battery.not_applicable))
            weights.append(battery.weight)
    return _together(adequate, np.column_stack(says), np.array(may), weights)


def _together(adequate: Adequacy, says: Codes, may: Flags, weights: Sequence[Fraction]) -> tuple[Codes, Flags, Flags]:
    """What all questions or activities say together; `may` tells which of the open ones may not apply."""
    open_ = says == OPEN
    none = (says == APART).all(axis=1)
    sure = ((says == YES) | (says == NO) | (open_ & ~may)).any(axis=1)
    if adequate.how is AdequacyMethod.ALL:
        codes = np.where((says == NO).any(axis=1), NO, np.where(open_.any(axis=1), OPEN, YES))
        return codes.astype(np.int8), sure, none
    threshold = adequate.threshold if adequate.how is AdequacyMethod.AT_LEAST else None
    ones = [Fraction(1)] * says.shape[1]
    whole, least = _whole(weights if threshold is not None else ones, threshold or Fraction(1))
    yes, most = _points(says == YES, whole), _points((says == YES) | open_, whole)
    codes = np.where(yes >= least, YES, np.where(most < least, NO, OPEN))
    return codes.astype(np.int8), sure, none


def _whole(weights: Sequence[Fraction], threshold: Fraction) -> tuple[list[int], int]:
    """Weights and threshold as whole numbers."""
    unit = math.lcm(threshold.denominator, *(one.denominator for one in weights))
    return [int(one * unit) for one in weights], int(threshold * unit)


def _points(flags: Flags, weights: Sequence[int]) -> NDArray[Any]:
    kind = np.int64 if sum(weights) < 2**62 else object  # beyond, only whole numbers of Python are exact
    return np.asarray(flags.astype(kind) @ np.array(weights, dtype=kind))


# --- sums ------------------------------------------------------------------------------------------------------------


def _autonomy(adequate: Adequacy, read: Read) -> tuple[Codes, Flags, Flags]:
    """By the relative autonomy index of each activity: as `_counted`."""
    weights = [battery.weight for battery, _ in read]
    threshold = adequate.threshold or Fraction(0)
    says = []
    for activity in zip(*(answers for _, answers in read), strict=True):
        values = np.column_stack([one.values for one in activity])
        kinds = np.column_stack([one.kinds for one in activity])
        answered = kinds == ANSWERED
        some = answered.any(axis=1)
        low, high = values.copy(), values.copy()
        for j, (battery, _) in enumerate(read):
            ends = _ends(battery)
            low[~answered[:, j], j], high[~answered[:, j], j] = ends if battery.weight > 0 else ends[::-1]
        decided = np.where(_signs(high, weights, threshold) <= 0, NO, OPEN)
        decided = np.where(_signs(low, weights, threshold) > 0, YES, decided)
        decided[~some & (kinds == NOT_APPLICABLE).any(axis=1)] = APART
        says.append(decided.astype(np.int8))
    # One activity is enough, so an open one leaves it open whether it applies or not.
    return _together(adequate, np.column_stack(says), np.zeros(len(says), bool), weights)


def _ends(battery: Battery) -> tuple[float, float]:
    """The least and the greatest answer that a battery offers."""
    offered = [float(Fraction(one)) for one in battery.choices] or [-math.inf, math.inf]
    return min(offered), max(offered)


def _workload(adequate: Adequacy, read: Read) -> tuple[Codes, Flags, Flags]:
    """By hours: as `_counted`. A battery with gaps may fill the day, and no more."""
    weights = [battery.weight for battery, answers in read for _ in answers]
    threshold = adequate.threshold or Fraction(0)
    lows, highs, sures, kinds = [], [], [], []
    for battery, answers in read:
        hours = np.column_stack([np.nan_to_num(one.values, nan=0.0) for one in answers])
        kind = np.column_stack([one.kinds for one in answers])
        answered, apart = kind == ANSWERED, kind == NOT_APPLICABLE
        gap = ~answered & ~apart
        full = hours.copy()
        full[gap.any(axis=1)] = [HOURS_OF_A_DAY, *[0] * (len(answers) - 1)]
        lows.append(hours)
        highs.append(full)
        sures.append(answered.any(axis=1) | (gap.any(axis=1) & (not battery.not_applicable)))
        kinds.append(kind)
    low, high = (_signs(np.column_stack(each), weights, threshold) for each in (lows, highs))
    codes = np.where(high <= 0, YES, np.where(low > 0, NO, OPEN)).astype(np.int8)
    none = np.asarray((np.column_stack(kinds) == NOT_APPLICABLE).all(axis=1))
    return codes, np.asarray(np.column_stack(sures).any(axis=1)), none


def _signs(values: Array, weights: Sequence[Fraction], threshold: Fraction) -> Array:
    """The sign of each row's weighted sum less the threshold, exact for decimals as they are written."""
    parts = values * np.array([float(one) for one in weights])
    apart = parts.sum(axis=1) - float(threshold)
    signs: Array = np.sign(apart)
    near = np.flatnonzero(np.abs(apart) <= NEAR * (np.abs(parts).sum(axis=1) + abs(float(threshold))))
    near = near[np.isfinite(apart[near])]
    rows, where = np.unique(values[near], axis=0, return_inverse=True)
    exact = [_exact(row, weights) - threshold for row in rows.tolist()]
    signs[near] = np.array([(one > 0) - (one < 0) for one in exact], dtype=np.float64)[where.ravel()]
    return signs


def _exact(row: Sequence[float], weights: Sequence[Fraction]) -> Fraction:
    return sum((Fraction(repr(one)) * weight for one, weight in zip(row, weights, strict=True)), Fraction(0))


def _day_faults(columns: Columns, key: str, adequate: Adequacy, read: Read) -> list[Fault]:
    """Hours below 0 or of more than a day, and batteries that fill more than a day."""
    faults: list[Fault] = []
    for battery, answers in read:
        hours = np.column_stack([np.nan_to_num(one.values, nan=0.0) for one in answers])
        wrong = (hours < 0) | (hours > HOURS_OF_A_DAY)
        for j, question in enumerate(battery.questions):
            rows = np.flatnonzero(wrong[:, j])
            found: dict[Any, list[Any]] = {}
            for given, unit in zip(hours[rows, j].tolist(), columns.named(rows), strict=True):
                found.setdefault(plain(given), []).append(unit)
            told = row_faults("cell_scale", question, found)
            faults += [attrs.evolve(one, values={**one.values, "low": 0, "high": HOURS_OF_A_DAY}) for one in told]
        more = _signs(hours, [Fraction(1)] * len(answers), Fraction(HOURS_OF_A_DAY)) > 0
        rows = np.flatnonzero(more & ~wrong.any(axis=1))
        if len(rows):
            given = ", ".join(battery.questions[:5]) + ", ..." * (len(battery.questions) > 5)
            faults.append(cell_fault("day_hours", key, columns.named(rows), given=given, limit=HOURS_OF_A_DAY))
    return faults
