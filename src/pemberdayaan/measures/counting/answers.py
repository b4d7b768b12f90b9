"""The answers to one question of a battery: which of them count, and why others do not."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from numbers import Real
from types import NoneType
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput
from ...model.adequacy import Battery
from ...model.fields import wrong_type
from ...model.rules import Condition
from ..cells import ANSWERED, BLANK, KINDS, Code, NoAnswer, is_blank, row_faults
from ..population import Columns
from ..result import plain

__all__ = ["NOT_APPLICABLE", "REASONS", "Answered", "numbers_of", "words_of"]

# Beside the kinds of no answer: the question does not apply.
NOT_APPLICABLE = len(KINDS) + 1
REASONS = (*KINDS, "not_applicable")


@attrs.frozen(eq=False)
class Answered:
    """The answers of all persons to one question.

    Parameters
    ----------
    kinds
        0 an answer, 1 blank, 2 do not know, 3 refused, 4 not applicable.
    counts
        Whether an answer counts; false where there is none.
    values
        The answers as numbers, NaN where there is none; an empty array where they are words.
    """

    kinds: NDArray[np.uint8]
    counts: NDArray[np.bool_]
    values: NDArray[np.float64]


def numbers_of(columns: Columns, question: str, battery: Battery, faults: list[Fault]) -> Answered:
    """The answers to a question that is answered by numbers."""
    j = columns.names.index(question)
    values = _as_written(columns.cells[j])
    kinds = columns.kinds[:, j].copy()
    answered = kinds == ANSWERED
    apart = answered & np.isin(values, _numbers(battery.not_applicable))
    kinds[apart] = NOT_APPLICABLE
    values[kinds != ANSWERED] = math.nan
    if battery.choices:
        rows = np.flatnonzero((kinds == ANSWERED) & ~np.isin(values, _numbers(battery.choices)))
        found: dict[Any, list[Any]] = {}
        for given, unit in zip(values[rows].tolist(), columns.named(rows), strict=True):
            found.setdefault(plain(given), []).append(unit)
        faults += _not_offered(question, battery, found)
    counts = np.zeros(len(values), bool) if battery.counts is None else _met(values, battery.counts)
    return Answered(kinds, counts, values)


def words_of(
    columns: Columns, question: str, battery: Battery, answers: Mapping[Code, Any], faults: list[Fault]
) -> Answered:
    """The answers to a question that are read as they stand."""
    distinct, codes = _distinct(question, columns.texts[question])
    known: list[tuple[int, bool]] = []
    wrong: dict[Any, list[Any]] = {}
    for code, cell in enumerate(distinct):
        kind, word = _word(cell, answers)
        if kind == ANSWERED and word in battery.not_applicable:
            kind = NOT_APPLICABLE
        elif kind == ANSWERED and battery.choices and word not in battery.choices:
            wrong[word] = [*wrong.get(word, []), *columns.named(np.flatnonzero(codes == code))]
        counted = kind == ANSWERED and battery.counts is not None and word in battery.counts.is_
        known.append((kind, counted))
    faults += _not_offered(question, battery, wrong)
    kinds, counts = (np.array(each)[codes] for each in zip(*known, strict=True))
    return Answered(kinds.astype(np.uint8), counts.astype(bool), np.empty(0))


def _distinct(question: str, cells: Sequence[Any]) -> tuple[list[Any], NDArray[np.int64]]:
    """The cells that differ, and which of them stands in each row."""
    kinds = set(map(type, cells))
    # A truth value equals the number 1 or 0, but is written otherwise.
    both = bool in kinds and bool(kinds - {bool, NoneType})
    keys: Sequence[Any] = [(type(one), one) for one in cells] if both else cells
    try:
        place = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    except TypeError:
        strange = next(one for one in cells if not isinstance(one, Hashable))
        raise InvalidInput(wrong_type(strange, "text").under(f"$.{question}")) from None
    codes = np.fromiter(map(place.__getitem__, keys), np.int64, len(keys))
    return [key[1] for key in place] if both else list(place), codes


def _not_offered(question: str, battery: Battery, found: Mapping[Any, list[Any]]) -> list[Fault]:
    said = {"offered": ", ".join((*battery.choices, *battery.not_applicable))}
    told = row_faults("cell_choice", question, found)
    return [attrs.evolve(one, values={**one.values, **said}) for one in told]


def _word(cell: Any, answers: Mapping[Code, Any]) -> tuple[int, str]:
    """Why a cell is empty, or how it is written."""
    meaning = dict[Any, Any](answers).get(cell) if isinstance(cell, (str, Real)) else None
    if isinstance(meaning, NoAnswer):
        return KINDS.index(meaning.value) + 1, ""
    if is_blank(cell):
        return BLANK, ""
    if isinstance(cell, bool):
        return ANSWERED, str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return ANSWERED, str(int(cell))
    return ANSWERED, str(cell)


def _numbers(codes: tuple[str, ...]) -> list[float]:
    return [float(Fraction(one)) for one in codes]


def _as_written(cells: NDArray[Any]) -> NDArray[np.float64]:
    """Numbers as floats, those of half the length by their decimals: 0.1 is 0.1."""
    if cells.dtype.kind == "f" and cells.dtype.itemsize < 8:
        distinct, where = np.unique(cells, return_inverse=True)
        return np.array([float(str(one)) for one in distinct])[where]
    return cells.astype(np.float64)


def _met(values: NDArray[np.float64], condition: Condition) -> NDArray[np.bool_]:
    """Whether numbers stand to the threshold as the condition says; not where there is none."""
    threshold = float(condition.threshold or 0)
    if condition.at_least is not None:
        return values >= threshold
    if condition.above is not None:
        return values > threshold
    return values <= threshold if condition.at_most is not None else values < threshold
