"""What every result shares: rows, frames, JSON, and where it comes from."""

from __future__ import annotations

import hashlib
import html
import json
import math
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, ClassVar, Generic, Literal, TypeVar

import attrs

from ..errors import MissingLibraryError
from ..model.evidence import Trace

__all__ = [
    "FORMAT",
    "Items",
    "Library",
    "MissingLibraryError",
    "Provenance",
    "Result",
    "Row",
    "as_list",
    "bounds_of",
    "digest_of",
    "plain",
    "references",
]

FORMAT = 1

# The largest whole number that a column of a data frame holds.
LARGEST_WHOLE = 2**63 - 1

Library = Literal["pandas", "polars", "pyarrow"]
Scalar = str | float | bool | None
Row = dict[str, Scalar]


@cache
def _version() -> str:
    """Looked up once: reading it from the installed files takes a millisecond."""
    return version("pemberdayaan")


@attrs.frozen
class Provenance:
    """Where a result comes from.

    Parameters
    ----------
    framework, framework_version, rule
        What it was held against; None if nothing.
    checked
        How far that framework was checked against its source.
    programme
        The programme's key.
    digest
        A digest of what was computed from: 16 hexadecimal digits.
    measures
        Pairs of a measure's name and the function behind it.
    library
        The version of this library.
    seed
        What gives the same draws again, where chance came in; None if there was none, or it came in as a generator.
    """

    framework: str | None = None
    framework_version: str | None = None
    rule: tuple[str, ...] = ()
    checked: str | None = None
    programme: str | None = None
    digest: str | None = None
    measures: tuple[tuple[str, str], ...] = ()
    library: str = attrs.field(factory=_version)
    seed: int | None = None

    def warnings(self) -> tuple[str, ...]:
        """What a reader must know of the data behind the result: how far it was checked against its source."""
        said = _NOT_CHECKED.get(self.checked or "")
        return (f"{self.framework}: {said}",) if said else ()


_NOT_CHECKED = {
    "partly": "checked only in part against its source",
    "memory": "not checked against its source",
}


def digest_of(value: object) -> str:
    """A digest of a noun, the same on every machine."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def plain(value: object) -> Scalar:
    """A value as rows hold it: a text, a finite number, a truth value or None; an open end of an interval is None."""
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, (int, float, Fraction)):
        return str(value)
    if not isinstance(value, float) and value.denominator == 1 and -LARGEST_WHOLE <= value.numerator <= LARGEST_WHOLE:
        return value.numerator
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def bounds_of(value: object) -> tuple[Scalar, Scalar]:
    """The lowest and the highest number that a value may be; equal for an exact one, None for a level."""
    if isinstance(value, tuple):
        return plain(value[0]), plain(value[1])
    number = isinstance(value, (int, float, Fraction)) and not isinstance(value, bool)
    return (plain(value), plain(value)) if number else (None, None)


def as_list(values: Any) -> list[float | None]:
    """The floats of an array as rows hold them: None for NaN."""
    return [None if one != one else one for one in values.reshape(-1).tolist()]


def references(traces: tuple[Trace, ...]) -> str | None:
    """The citations of some records, each once."""
    cited = dict.fromkeys(citation for trace in traces for citation in trace.source)
    return "; ".join(cited) or None


class Result:
    """A frozen result: tidy rows first, everything else from them.

    A result never computes when it is shown.
    """

    __slots__ = ()
    kind: ClassVar[str] = "result"
    frame_library: Library | None = None

    def rows(self) -> list[Row]:
        """Plain dictionaries of keys, numbers, truth values and None; never labels, never nan."""
        raise NotImplementedError

    def to_frame(self, library: Library | None = None) -> Any:
        """The rows as a data frame; a column that holds both texts and numbers is a column of texts.

        Parameters
        ----------
        library
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``; None takes that of the frame that the result was made from,
            or the first of them that is installed.

        Raises
        ------
        MissingLibraryError
            If it, or none of them, is installed.
        """
        names: tuple[Library, ...] = ("pandas", "polars", "pyarrow")
        installed = [name for name in names if find_spec(name)]
        chosen = library or self.frame_library or next(iter(installed), None)
        if chosen not in installed:
            wanted = chosen or "no data frame library"
            raise MissingLibraryError(f"{wanted} is not installed; pip install {chosen or 'pandas'}")
        rows = self.rows()
        columns = {name: _one_kind([row[name] for row in rows]) for name in (rows[0] if rows else ())}
        import narwhals.stable.v2 as nw  # a quarter of what importing this library costs

        return nw.from_dict(columns, backend=chosen).to_native()

    def to_json(self) -> str:
        """The rows as JSON, in the shape ``{"format": 1, "kind": ..., "rows": [...]}``."""
        return json.dumps({"format": FORMAT, "kind": self.kind, "rows": self.rows()}, ensure_ascii=False)

    def _told(self, text: str) -> str:
        """A text with what must be known of the framework behind the result."""
        origin: Provenance | None = getattr(self, "provenance", None)
        return "\n".join([text, *(origin.warnings() if origin else ())])

    def _repr_html_(self) -> str:
        rows = self.rows()
        if not rows:
            return f"<p>{html.escape(repr(self))}</p>"
        head = "".join(f"<th>{html.escape(name)}</th>" for name in rows[0])
        body = "".join(f"<tr>{''.join(_cell(value) for value in row.values())}</tr>" for row in rows[:100])
        more = f"<p>... {len(rows) - 100} more rows</p>" if len(rows) > 100 else ""
        notes = "".join(f"<p>{html.escape(line)}</p>" for line in self._told("").splitlines() if line)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}{notes}"


T = TypeVar("T", bound=attrs.AttrsInstance)


@attrs.frozen(repr=False)
class Items(Result, Generic[T]):
    """A result that is a list of records: one row each, in the order of their fields.

    Parameters
    ----------
    items
        The records.
    frame_library
        The library that `to_frame` gives.
    """

    items: tuple[T, ...] = ()
    frame_library: Library | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def rows(self) -> list[Row]:
        """One row for each record."""
        return [
            {field.name: plain(getattr(one, field.name)) for field in attrs.fields(type(one))} for one in self.items
        ]


def _one_kind(column: list[Scalar]) -> list[Scalar]:
    kinds = {type(value) for value in column} - {type(None)}
    if kinds <= {int, float}:
        return [float(value) if value is not None and float in kinds else value for value in column]
    if len(kinds) < 2:
        return column
    return [None if value is None else str(value) for value in column]


def _cell(value: Scalar) -> str:
    text = "" if value is None else (f"{value:.4g}" if isinstance(value, float) else str(value))
    return f"<td>{html.escape(text)}</td>"
