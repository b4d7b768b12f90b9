"""The door of sums: a population's columns as expressions, reduced by the user's own engine to a small table."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import Fault, InvalidInput, MissingLibraryError, fault
from .cells import NAMED, NoAnswer, cells_of, is_blank
from .population import Population, rounds_faults
from .result import Library

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NOTHING", "SumsDoor", "codes_of_keys", "total"]

# What stands for a missing number inside expressions: no comparison of it is null, and no data reach it.
NOTHING = -1e300
# The same for texts.
NO_TEXT = "\x00"
# What stands for a cell that no code tells the meaning of: no value of an indicator, so that it is told.
UNTOLD = np.inf


def total(parts: Iterable[Any]) -> Any:
    """The sum of expressions; one that every engine takes."""
    return reduce(operator.add, parts)


def codes_of_keys(cells: Sequence[Any] | NDArray[Any]) -> tuple[NDArray[np.int64], tuple[Any, ...]]:
    """Codes from 0 in order of the keys, the blank one last, and what each stands for."""
    if isinstance(cells, np.ndarray) and cells.dtype.kind in "iub":
        known, codes = np.unique(cells, return_inverse=True)
        return codes.reshape(-1).astype(np.int64), tuple(known.tolist())
    listed = [None if is_blank(one) else one for one in (cells.tolist() if isinstance(cells, np.ndarray) else cells)]
    keys = list(dict.fromkeys(listed))
    try:
        keys.sort(key=lambda one: (one is None, 0 if one is None else one))
    except TypeError:
        keys.sort(key=lambda one: (one is None, str(one)))
    place = {key: i for i, key in enumerate(keys)}
    return np.array([place[one] for one in listed], dtype=np.int64), tuple(keys)


def _meant(cells: Any, answers: Mapping[Any, Any], kinds: tuple[type, ...], rest: Any) -> Any:
    """What codes mean, where a cell is one of them; the rest elsewhere."""
    import narwhals.stable.v2 as nw

    for code, meaning in answers.items():
        if isinstance(code, kinds):
            value = NOTHING if isinstance(meaning, NoAnswer) else float(meaning)
            rest = nw.when(cells == code).then(nw.lit(value)).otherwise(rest)
    return rest


class SumsDoor:
    """A population whose columns are read as expressions of its own engine.

    Parameters
    ----------
    population
        What the columns are.
    """

    def __init__(self, population: Population) -> None:
        import narwhals.stable.v2 as nw

        self.population = population
        self.faults: list[Fault] = []
        frame = population._native
        name = str(frame.implementation.value)
        self.lazy: bool = isinstance(frame, nw.LazyFrame)
        if self.lazy and name != "polars" and not find_spec("pyarrow"):
            raise MissingLibraryError("pyarrow is not installed; pip install pyarrow")
        known: Mapping[str, Library] = {"pandas": "pandas", "polars": "polars", "pyarrow": "pyarrow"}
        self.library = known.get(name, "pyarrow")
        self.frame: Any = frame.with_row_index("__row__") if not self.lazy and population.unit is None else frame
        self.named: str | None = population.unit or (None if self.lazy else "__row__")

    @cached_property
    def schema(self) -> Mapping[str, Any]:
        """The type of each column."""
        found: Mapping[str, Any] = self.frame.collect_schema()
        return found

    def column(self, key: str, also: Sequence[str] = ()) -> str | None:
        """The frame's column of a key, or of one of its other names."""
        found = (self.population.column(one) for one in (key, *also))
        return next((one for one in found if one is not None), None)

    def number(self, column: str) -> Any:
        """A column as floats, `NOTHING` where there is none; what cannot be a number is a fault."""
        import narwhals.stable.v2 as nw

        dtype = self.schema[column]
        design = self.population.design
        # What codes mean is said of answers, not of what a row counts for.
        of_design = design is not None and column in (design.weights, design.fpc)
        answers = {} if of_design else dict(self.population.answers or ())
        if dtype.is_numeric() or dtype in (nw.Boolean, nw.Unknown):
            cells = self._float(column)
            coded = any(not isinstance(one, NoAnswer) for one in answers.values())
            rest = nw.when(cells == NOTHING).then(nw.lit(NOTHING)).otherwise(nw.lit(UNTOLD)) if coded else cells
            return _meant(cells, answers, (int, float), rest)
        if not self.lazy and (not of_design or dtype == nw.Object):
            self._decode(column, answers)
            return self._float(column)
        if answers and dtype == nw.String:
            cells = nw.col(column).fill_null(NO_TEXT)
            blank = (cells == NO_TEXT) | (cells.str.strip_chars() == "")
            return _meant(cells, answers, (str,), nw.when(blank).then(nw.lit(NOTHING)).otherwise(nw.lit(UNTOLD)))
        self.faults.append(fault("wrong_type", f"$.{column}", given=column, found=str(dtype), expected="a number"))
        return nw.lit(NOTHING)

    def _float(self, column: str) -> Any:
        import narwhals.stable.v2 as nw

        dtype, expression = self.schema[column], nw.col(column)
        expression = expression.cast(nw.Float64).fill_null(NOTHING)
        if dtype.is_float():
            # NaN is not null to every engine, and is missing to every user.
            expression = nw.when(expression.is_nan()).then(nw.lit(NOTHING)).otherwise(expression)
        return expression

    def _decode(self, column: str, answers: Mapping[Any, Any]) -> None:
        """A column of an eager frame that holds texts or mixed cells, as numbers in its place."""
        import narwhals.stable.v2 as nw

        names = self.frame.get_column(self.named).to_list() if self.named else range(len(self.frame))
        cells, _ = cells_of(self.frame, [column], answers, names, self.faults)
        series = nw.new_series(column, cells[0], nw.Float64, backend=self.frame.implementation)
        self.frame = self.frame.with_columns(series)
        self.__dict__.pop("schema", None)

    def key(self, column: str) -> Any:
        """A column of keys as it stands; NaN is null."""
        import narwhals.stable.v2 as nw

        dtype, expression = self.schema[column], nw.col(column)
        if dtype.is_float():
            return nw.when(~expression.is_nan()).then(expression)
        return expression.cast(nw.String) if dtype in (nw.Categorical, nw.Enum) else expression

    def coded(self, column: str, codes: Sequence[Any]) -> Any:
        """0, 1, ... for the cells that are the first, the second, ... of some codes; their number for any other."""
        import narwhals.stable.v2 as nw

        dtype = self.schema[column]
        if dtype == nw.Object and not self.lazy:
            return self._placed(column, codes)
        if dtype.is_numeric() or dtype == nw.Boolean:
            cells = self._float(column)
            lawful: list[Any] = [float(one) if isinstance(one, (bool, int, float)) else None for one in codes]
        else:
            cells = nw.col(column).cast(nw.String).fill_null(NO_TEXT)
            lawful = [one if isinstance(one, str) else None for one in codes]
        found = nw.lit(len(codes))
        for place in range(len(codes) - 1, -1, -1):
            if lawful[place] is not None:
                found = nw.when(cells == lawful[place]).then(nw.lit(place)).otherwise(found)
        return found.cast(nw.Int64)

    def _placed(self, column: str, codes: Sequence[Any]) -> Any:
        """The same of an eager frame's column of mixed cells, as a column of its own."""
        import narwhals.stable.v2 as nw

        listed, cells = list(codes), self.frame.get_column(column).to_list()
        places = [len(listed) if is_blank(one) or one not in listed else listed.index(one) for one in cells]
        name = f"__place_of_{column}__"
        series = nw.new_series(name, places, nw.Int64, backend=self.frame.implementation)
        self.frame = self.frame.with_columns(series)
        return nw.col(name)

    def fetch(self, frame: Any) -> dict[str, Any]:
        """The columns of a small frame: arrays where they are numbers, else lists."""
        import narwhals.stable.v2 as nw

        if isinstance(frame, nw.LazyFrame):
            # Engines that do not stream take no notice.
            frame = frame.collect(engine="streaming")
        found = {}
        for name in frame.columns:
            series = frame.get_column(name)
            if series.dtype.is_decimal():
                # So DuckDB gives sums of whole numbers.
                series = series.cast(nw.Float64)
            whole = series.dtype.is_numeric() and not series.is_null().any()
            found[name] = np.asarray(series.to_numpy()) if whole else series.to_list()
        return found

    def rows_of(self, frame: Any) -> int:
        """How many rows there are."""
        import narwhals.stable.v2 as nw

        return int(self.fetch(frame.select(nw.len().alias("n")))["n"][0]) if self.lazy else len(frame)

    def rows(self, frame: Any, wrong: Any) -> list[Any]:
        """What some of the wrong rows of a frame are called, if they have a name."""
        if "unit" not in frame.collect_schema().names():
            return ["name a unit column to see which"]
        found: list[Any] = list(self.fetch(frame.filter(wrong).select("unit").head(NAMED))["unit"])
        return found

    def several(self, column: str) -> None:
        """A fault if a column of times holds more than one."""
        import narwhals.stable.v2 as nw

        times = self.fetch(self.frame.select(nw.col(column)).unique().head(NAMED + 1))[column]
        self.faults += rounds_faults(times, column)

    def raised(self) -> None:
        """Raise if something is wrong."""
        if self.faults:
            raise InvalidInput(self.faults)
