"""A population: what the columns of a data frame are, said once, and the door through which its numbers come in."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from zlib import crc32

import attrs
from attrs.converters import optional

from ..errors import Fault, InvalidInput, MissingLibraryError, fault
from ..model.fields import as_keys, as_str, as_words, member, wrong_type
from .cells import (
    ANSWERED,
    NAMED,
    Code,
    NoAnswer,
    as_answers,
    cell_fault,
    cells_of,
    codes_of,
    is_blank,
    row_faults,
    weights_of,
)
from .design import Design, Pairs
from .result import Library

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Columns", "Population", "one_round", "population_of", "rounds_faults"]

# Up to here every whole number is a float of its own.
LARGEST_EXACT = 2**53


@attrs.frozen(eq=False)
class Columns:
    """Named columns of a population; ``values`` holds them as one array.

    Parameters
    ----------
    names
        The keys that were asked for, in that order.
    cells
        One array a name, whole numbers or floats as they stand in the frame, NaN where there is no answer; read-only.
    kinds
        Shape (units, names): 0 an answer, 1 blank, 2 do not know, 3 refused; read-only.
    units
        The key of each unit, or its row counted from 0.
    times
        The time of each row, where the population has one.
    weights
        What each unit counts for; None for 1.
    strata, psu
        Codes from 0 for each unit; None where the design has none.
    library
        The library that a result's frame is made with.
    strata_named, psu_named
        What the code of each stratum and of each sampling unit stands for.
    texts
        The cells of the columns that were asked for as they stand, by key.
    """

    names: tuple[str, ...]
    cells: tuple[NDArray[Any], ...]
    kinds: NDArray[np.uint8]
    units: Sequence[Any]
    times: Sequence[Any] | None
    weights: NDArray[np.float64] | None
    strata: NDArray[np.int64] | None
    psu: NDArray[np.int64] | None
    library: Library | None
    strata_named: tuple[Any, ...] = ()
    psu_named: tuple[Any, ...] = ()
    texts: Mapping[str, Sequence[Any]] = attrs.field(factory=dict)

    @property
    def rows(self) -> int:
        """How many units there are."""
        return len(self.kinds)

    @cached_property
    def gaps(self) -> tuple[int, ...]:
        """How many cells of each name are empty."""
        import numpy as np

        return tuple(int(np.count_nonzero(kinds != ANSWERED)) for kinds in self.kinds.T)

    def named(self, rows: NDArray[np.int64]) -> tuple[Any, ...]:
        """The keys of the units in some rows."""
        found = rows.tolist()
        return tuple(found) if isinstance(self.units, range) else tuple(self.units[row] for row in found)

    @property
    def drawn(self) -> bool:
        """Whether the design says how the units were drawn."""
        return self.strata is not None or self.psu is not None

    def digest(self) -> str:
        """A digest of the numbers and the design: 16 hexadecimal digits.

        It is made of a checksum of each column: it tells tables apart, and guards against no forger.
        """
        digest = hashlib.sha256(repr(self.names).encode())
        kinds = self.kinds.T if any(self.gaps) else ()
        for column in (*self.values.T, *kinds, self.weights, self.strata, self.psu):
            digest.update(b"-" if column is None else crc32(column.data).to_bytes(4, "big"))
        return digest.hexdigest()[:16]

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """The cells as one array of floats, shape (units, names); read-only, columns contiguous.

        Raises
        ------
        InvalidInput
            For whole numbers beyond 2**53, which floats do not tell apart.
        """
        import numpy as np

        faults: list[Fault] = []
        for name, cells in zip(self.names, self.cells, strict=True):
            if cells.dtype.kind in "iu" and cells.dtype.itemsize == 8:
                large = [one for one in (int(cells.min()), int(cells.max())) if abs(one) > LARGEST_EXACT]
                said = {"low": -LARGEST_EXACT, "high": LARGEST_EXACT}
                faults += [fault("out_of_range", f"$.{name}", given=one, **said) for one in large[:1]]
        if faults:
            raise InvalidInput(faults)
        values = np.empty(self.kinds.shape, order="F")
        for j, column in enumerate(self.cells):
            values[:, j] = column
        values.flags.writeable = False
        return values


@attrs.frozen(eq=False, repr=False)
class Population:
    """A data frame, and what its columns are.

    Parameters
    ----------
    frame
        One row for each unit (and time): a pandas, polars, pyarrow, DuckDB or PySpark frame, lazy or not.
    unit, time
        The columns of the unit's key and of the time; without a unit, rows are told by their number from 0.
    names
        A mapping from the keys that a framework or a question uses to the frame's columns.
    answers
        A mapping from codes, as they stand in the frame (texts or numbers), to numbers or to a `NoAnswer`
        (``"do_not_know"``, ``"refused"``). Where it gives no code a number, numbers stand for themselves.
        Without it, cells are numbers, truths (1 and 0) or blank; null, NaN and an empty text are blank.
    design
        How the units were drawn.
    pairs
        Which rows are the woman and the man of one household.

    Raises
    ------
    InvalidInput
        If it is no data frame, or a column is named that it lacks; all at once.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"kk": ["A", "B", "C"], "p1": ["S", "TS", "TT"]})
    >>> villagers = Population(frame, unit="kk", answers={"S": 4, "TS": 2, "TT": "do_not_know"})
    >>> villagers.matrix(["p1"]).values.tolist()
    [[4.0], [2.0], [nan]]
    """

    frame: Any
    unit: str | None = attrs.field(default=None, converter=optional(as_str), kw_only=True)
    time: str | None = attrs.field(default=None, converter=optional(as_str), kw_only=True)
    names: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=optional(as_words), kw_only=True)
    answers: tuple[tuple[Code, float | NoAnswer], ...] = attrs.field(
        default=(), converter=optional(as_answers), kw_only=True
    )
    design: Design | None = attrs.field(default=None, validator=member(Design), kw_only=True)
    pairs: Pairs | None = attrs.field(default=None, validator=member(Pairs), kw_only=True)

    def __attrs_post_init__(self) -> None:
        known = self.columns
        listed = self._texts
        wanted = {"unit": self.unit, "time": self.time, **{f"names.{key}": column for key, column in self.names or ()}}
        if self.design is not None:
            wanted |= {f"design.{name}": column for name, column in self.design.said.items()}
        if self.pairs is not None:
            wanted |= {f"pairs.{name}": column for name, column in self.pairs.said.items()}
        faults = [
            fault("no_such", f"$.{where}", noun="column", given=column, choices=listed)
            for where, column in wanted.items()
            if column is not None and column not in known
        ]
        if faults:
            raise InvalidInput(faults)

    @cached_property
    def _native(self) -> Any:
        import narwhals.stable.v2 as nw  # a quarter of what importing this library costs

        try:
            return nw.from_native(self.frame)
        except TypeError:
            raise InvalidInput(wrong_type(self.frame, "a data frame").under("$")) from None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the frame's columns."""
        import narwhals.stable.v2 as nw
        from narwhals.exceptions import DuplicateError

        try:
            native = self._native
            # A schema would ask each column of an eager frame for its type.
            return tuple(native.collect_schema().names() if isinstance(native, nw.LazyFrame) else native.columns)
        except DuplicateError:
            names = list(getattr(self.frame, "column_names", None) or self.frame.columns)
            twice = dict.fromkeys(one for one in names if names.count(one) > 1)
            raise InvalidInput([fault("repeated_key", f"$.{one}", given=one) for one in twice]) from None

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """The columns that can be named: pandas may have others than texts."""
        return tuple(one for one in self.columns if type(one) is str)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of ``names``; without them the columns that are not the unit, the time or the design."""
        if self.names:
            return tuple(key for key, _ in self.names)
        said = {self.unit, self.time, *(self.design or Design()).said.values()}
        said |= set(self.pairs.said.values()) if self.pairs is not None else set()
        return tuple(one for one in self.columns if one not in said)

    def matrix(self, keys: Iterable[str], *, texts: Iterable[str] = ()) -> Columns:
        """The named columns once as one array of numbers, with the unit keys, the design, and why a cell is empty.

        Parameters
        ----------
        keys
            Keys of ``names``, or columns of the frame.
        texts
            The same, for columns that are taken as they stand: groups, published classes.

        Raises
        ------
        InvalidInput
            For a column that is not there; a text where numbers are due, a code that ``answers`` lacks, a number that
            is not finite, a unit that stands twice, a weight that is negative or missing, no row: all at once, with
            columns and rows.
        MissingLibraryError
            If a DuckDB or Spark frame comes without pyarrow.
        """
        names = as_keys(tuple(keys))
        chosen, others = self._chosen(names), self._chosen(tuple(texts))
        eager, library = self._collected((*chosen.values(), *others.values()))
        faults: list[Fault] = []
        if not len(eager):
            raise InvalidInput(fault("no_rows", "$"))
        units, times = self._units(eager, faults)
        cells, kinds = cells_of(eager, [chosen[name] for name in names], dict(self.answers or ()), units, faults)
        design = self.design or Design()
        weights = weights_of(eager, design.weights, units, faults) if design.weights is not None else None
        strata, homes = codes_of(eager, design.strata, units, faults) if design.strata is not None else (None, ())
        psu, named = codes_of(eager, design.psu, units, faults) if design.psu is not None else (None, ())
        if faults:
            raise InvalidInput(faults)
        for array in (*cells, kinds, weights, strata, psu):
            if array is not None:
                array.flags.writeable = False
        asked = {key: tuple(eager.get_column(column).to_list()) for key, column in others.items()}
        return Columns(names, cells, kinds, units, times, weights, strata, psu, library, homes, named, asked)

    def column(self, key: str) -> str | None:
        """The frame's column of a key of ``names``, or of that name; None if there is none."""
        name = dict(self.names or ()).get(key, key)
        return name if name in self.columns else None

    def _chosen(self, names: tuple[str, ...]) -> dict[str, str]:
        """The column of each key."""
        given = dict(self.names or ())
        faults = []
        for i, name in enumerate(names):
            if name in names[:i]:
                faults.append(fault("repeated_key", f"$.{name}", given=name))
            elif given.get(name, name) not in self.columns:
                choices = tuple(dict.fromkeys([*given, *self._texts]))
                faults.append(fault("no_such", f"$.{name}", noun="column", given=name, choices=choices))
        if faults:
            raise InvalidInput(faults)
        return {name: given.get(name, name) for name in names}

    def _collected(self, chosen: Iterable[str]) -> tuple[Any, Library | None]:
        """The frame with its rows here, and the library that results are given back in."""
        import narwhals.stable.v2 as nw

        native = self._native
        if isinstance(native, nw.LazyFrame):
            design = self.design or Design()
            extra = [self.unit, self.time, design.weights, design.strata, design.psu]
            needed = dict.fromkeys([*chosen, *(one for one in extra if one is not None)])
            if str(native.implementation.value) != "polars" and not find_spec("pyarrow"):
                raise MissingLibraryError("pyarrow is not installed; pip install pyarrow")
            native = native.select(list(needed)).collect()
        name = str(native.implementation.value)
        library: Library | None = name if name in ("pandas", "polars", "pyarrow") else None  # type: ignore[assignment]
        return native, library

    def _units(self, eager: Any, faults: list[Fault]) -> tuple[Sequence[Any], Sequence[Any] | None]:
        times = eager.get_column(self.time).to_list() if self.time is not None else None
        if self.unit is None:
            return range(len(eager)), times
        units = eager.get_column(self.unit).to_list()
        kinds: set[Any] = set(map(type, units))
        # Asking each cell would cost more than all the rest of a large table.
        blank = [] if kinds == {int} else [row for row, unit in enumerate(units) if is_blank(unit)]
        if blank:
            faults.append(cell_fault("unit_none", self.unit, blank))
        wrong = next((kind for kind in kinds if not issubclass(kind, Hashable)), None)
        if wrong is not None:
            raise InvalidInput(
                wrong_type(next(one for one in units if type(one) is wrong), "text").under(f"$.{self.unit}")
            )
        keys = units if times is None else list(zip(units, times, strict=True))
        if len(set(keys)) < len(keys):
            faults += row_faults("unit_repeated", self.unit, _repeated(keys, blank))
        return tuple(units), times

    def __repr__(self) -> str:
        said = [f"{len(self.columns)} columns"]
        said += [f"{name}={value!r}" for name in ("unit", "time") if (value := getattr(self, name)) is not None]
        said += [f"{name}={value!r}" for name in ("design", "pairs") if (value := getattr(self, name)) is not None]
        return f"Population({', '.join(said)})"


def rounds_faults(times: Iterable[Any], column: str | None) -> list[Fault]:
    """A fault where rows stand for several times, which must not be pooled in silence."""
    known = sorted({str(time) for time in times})
    if len(known) < 2:
        return []
    shown = ", ".join(known[:NAMED]) + ", ..." * (len(known) > NAMED)
    return [fault("rounds", f"$.{column}", count=len(known), times=shown)]


def one_round(data: Any, keys: Iterable[str]) -> Columns:
    """The named columns of a population, or of a bare frame, that holds one round of a survey.

    Raises
    ------
    InvalidInput
        As `Population.matrix`; and if the rows stand for several times, which must not be pooled in silence.
    """
    population = population_of(data)
    columns = population.matrix(keys)
    faults = rounds_faults(columns.times or (), population.time)
    if faults:
        raise InvalidInput(faults)
    return columns


def population_of(data: Any) -> Population:
    """A population as it is, or a bare frame as one."""
    return data if isinstance(data, Population) else Population(data)


def _repeated(keys: Sequence[Any], blank: Sequence[int]) -> dict[Any, list[int]]:
    rows: dict[Any, list[int]] = {}
    skipped = set(blank)
    for row, key in enumerate(keys):
        if row not in skipped:
            rows.setdefault(key, []).append(row)
    return {key: found for key, found in rows.items() if len(found) > 1}
