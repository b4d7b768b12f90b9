"""Cells of a data frame as numbers: what codes mean, why a cell is empty, and which rows are wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal

from ..errors import Fault, InvalidInput, fault
from ..model.fields import as_number, choose, wrong_type

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "ANSWERED",
    "KINDS",
    "Code",
    "NoAnswer",
    "as_answers",
    "cell_fault",
    "cells_of",
    "codes_of",
    "is_blank",
    "row_faults",
    "weights_of",
]

# How many rows a fault names.
NAMED = 5

# The codes in `Columns.kinds`.
ANSWERED, BLANK = 0, 1

Code = str | float
Missing = Literal["blank", "do_not_know", "refused"]
KINDS: tuple[Missing, ...] = ("blank", "do_not_know", "refused")


class NoAnswer(StrEnum):
    """The two ways in which somebody who was asked gives no answer; a blank is neither."""

    DO_NOT_KNOW = "do_not_know"
    REFUSED = "refused"


def as_meaning(value: float | str | NoAnswer) -> float | NoAnswer:
    """What a code stands for: a number, or a `NoAnswer` or the text that names it."""
    return choose(NoAnswer, "kind of no answer", value) if isinstance(value, str) else as_number(value)


def as_answers(
    value: Mapping[Code, Any] | Iterable[tuple[Code, Any]],
) -> tuple[tuple[Code, float | NoAnswer], ...]:
    """Meanings by code; all faults of them at once."""
    if not isinstance(value, Mapping):
        if not isinstance(value, (list, tuple)) or not all(isinstance(one, tuple) and len(one) == 2 for one in value):
            raise InvalidInput(wrong_type(value, "a table").under("answers"))
        value = dict(value)
    faults: list[Fault] = []
    found: dict[Code, float | NoAnswer] = {}
    for code, meaning in value.items():
        try:
            found[code] = as_meaning(meaning)
        except InvalidInput as error:
            faults += [one.under(f"[{code!r}]") for one in error.faults]
    if faults:
        raise InvalidInput(faults)
    return tuple(found.items())


def cell_fault(code: str, column: str, rows: Sequence[Any], **values: Any) -> Fault:
    """A fault of some rows of a column: the first of them, and how many they are."""
    named = ", ".join(str(row) for row in rows[:NAMED])
    return fault(code, f"$.{column}", count=len(rows), rows=named + ", ..." * (len(rows) > NAMED), **values)


def row_faults(code: str, column: str, found: Mapping[Any, Sequence[Any]]) -> list[Fault]:
    """One fault for each of the first wrong values of a column, and one for all the others."""
    values = list(found)
    faults = [cell_fault(code, column, found[value], given=value) for value in values[:NAMED]]
    rest = [row for value in values[NAMED:] for row in found[value]]
    return faults + ([cell_fault(code, column, rest, given="...")] if rest else [])


def is_blank(value: object) -> bool:
    """Null, NaN (of floats, numpy's and decimals) or a text of nothing; pandas' NA says that it is neither."""
    if type(value) is str:
        return not value or value.isspace()
    if value is None or isinstance(value, str):
        return value is None or not value.strip()
    if isinstance(value, Decimal):
        return value.is_nan()
    # Only NaN differs from itself.
    return type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, Real) and bool(value != value))


def cells_of(
    eager: Any,
    columns: Sequence[str],
    answers: Mapping[Code, float | NoAnswer],
    units: Sequence[Any],
    faults: list[Fault],
) -> tuple[tuple[NDArray[Any], ...], NDArray[np.uint8]]:
    """The columns as numbers, and why a cell is empty."""
    import numpy as np

    kinds = np.zeros((len(eager), len(columns)), np.uint8, order="F")
    cells = [_column(eager.get_column(one), answers, units, kinds[:, j], faults) for j, one in enumerate(columns)]
    return tuple(cells), kinds


def _column(
    series: Any,
    answers: Mapping[Code, float | NoAnswer],
    units: Sequence[Any],
    kinds: NDArray[np.uint8],
    faults: list[Fault],
) -> NDArray[Any]:
    """A column as numbers; `kinds` is filled with why a cell is empty."""
    import narwhals.stable.v2 as nw
    import numpy as np

    # Truths that nothing else is said of are 1 and 0.
    truths = series.dtype == nw.Boolean and not answers
    if truths or series.dtype.is_decimal():
        series = series.cast(nw.Float64)
    if not series.dtype.is_numeric():
        values, kinds[:], wrong = _decoded(series.to_list(), answers)
        faults += _untold(wrong, series.name, answers, units)
        return _finite(np.array(values), series.name, units, faults)
    # A view of its own, for what is made read-only here stays the user's; in one piece, for it is read many times.
    found: NDArray[Any] = np.ascontiguousarray(series.to_numpy()).view()
    if not answers:
        if found.dtype.kind != "f":
            return found
        # One addition tells whether any cell is NaN or infinite, and costs a third of asking each.
        with np.errstate(over="ignore", invalid="ignore"):
            total = found.sum()
        if math.isfinite(total):
            return found
        kinds[:] = np.isnan(found)
        return _finite(found, series.name, units, faults)
    cells, where = np.unique(found, return_inverse=True)
    values, kind, wrong = _decoded(cells.tolist(), answers)
    kinds[:] = np.take(kind, where)
    spread = {code: np.flatnonzero(np.isin(where, places)).tolist() for code, places in wrong.items()}
    faults += _untold(spread, series.name, answers, units)
    return _finite(np.take(values, where), series.name, units, faults)


def _finite(values: NDArray[Any], column: str, units: Sequence[Any], faults: list[Fault]) -> NDArray[Any]:
    import numpy as np

    infinite = np.flatnonzero(np.isinf(values)).tolist()
    if infinite:
        rows = [units[row] for row in infinite]
        faults.append(cell_fault("cell_infinite", column, rows, given=float(values[infinite[0]])))
    return values


def _decoded(
    cells: Sequence[Any], answers: Mapping[Code, float | NoAnswer]
) -> tuple[list[float], list[int], dict[Any, list[int]]]:
    """What cells mean, why they are empty, and the places of those that mean nothing; a truth is 1 or 0."""
    import numpy as np

    coded, known = _coded(answers), dict[Any, float | NoAnswer](answers)
    values, kinds = [math.nan] * len(cells), [ANSWERED] * len(cells)
    wrong: dict[Any, list[int]] = {}
    for place, each in enumerate(cells):
        cell = bool(each) if isinstance(each, np.bool_) else each
        meaning: float | NoAnswer | None = None
        if isinstance(cell, (str, Real)) and cell in known:
            meaning = known[cell]
        elif is_blank(cell):
            kinds[place] = BLANK
            continue
        elif not coded and isinstance(cell, (Real, Decimal)):
            meaning = _float(cell)
        if isinstance(meaning, NoAnswer):
            kinds[place] = KINDS.index(meaning.value) + 1
        elif meaning is not None:
            values[place] = meaning
        else:
            given = cell if isinstance(cell, (str, int, float)) else str(cell)
            wrong.setdefault(given, []).append(place)
    return values, kinds, wrong


def _float(cell: Any) -> float:
    """A number as a float; one beyond every float is infinite, which is told as such."""
    try:
        return float(cell)
    except OverflowError:
        return math.inf if cell > 0 else -math.inf


def _coded(answers: Mapping[Code, float | NoAnswer]) -> bool:
    """Whether numbers are coded; if only the kinds of no answer are, numbers stand for themselves."""
    return any(not isinstance(meaning, NoAnswer) for meaning in answers.values())


def _untold(
    wrong: Mapping[Any, Sequence[int]], column: str, answers: Mapping[Code, float | NoAnswer], units: Sequence[Any]
) -> list[Fault]:
    code = "cell_code" if _coded(answers) else "cell_text"
    return row_faults(code, column, {given: [units[row] for row in rows] for given, rows in wrong.items()})


def weights_of(eager: Any, column: str, units: Sequence[Any], faults: list[Fault]) -> NDArray[np.float64]:
    """A column of weights: finite, also their sum, at least 0, and not all 0."""
    import numpy as np

    wrong: list[Fault] = []
    kinds = np.zeros(len(eager), np.uint8)
    weights: NDArray[np.float64] = _column(eager.get_column(column), {}, units, kinds, wrong).astype(np.float64)
    bad = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0))).tolist()
    with np.errstate(over="ignore", invalid="ignore"):
        total = float(weights.sum())
    if bad:
        # `answers` does not tell what a weight means, so a text is told as a wrong weight.
        infinite = [one for one in wrong if one.code == "cell_infinite"]
        wrong = infinite or [cell_fault("weight", column, [units[row] for row in bad])]
    elif not total > 0:
        wrong.append(fault("weights_zero", f"$.{column}"))
    elif not math.isfinite(total):
        wrong.append(fault("not_finite", f"$.{column}", given=total))
    faults += wrong
    return weights


def codes_of(
    eager: Any, column: str, units: Sequence[Any], faults: list[Fault]
) -> tuple[NDArray[np.int64], tuple[Any, ...]]:
    """A column of strata or sampling units, as codes from 0, and what each code stands for."""
    import numpy as np

    cells = eager.get_column(column).to_list()
    blank = [units[row] for row, cell in enumerate(cells) if is_blank(cell)]
    if blank:
        faults.append(cell_fault("unit_none", column, blank))
    place = {cell: i for i, cell in enumerate(dict.fromkeys(cells))}
    return np.array([place[cell] for cell in cells], dtype=np.int64), tuple(place)
