"""Exports of answers as tables: a workbook, a CSV file, or rows; each cell knows where it stands."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from ...errors import InvalidInput, fault
from ...model.fields import wrong_type
from ..parsing import LIMIT
from .sheets import SheetRows, Uncomputed, cell_name, read_workbook

__all__ = ["Export", "Table", "as_rows", "read_tables", "texted"]

Export = str | os.PathLike[str] | Iterable[Mapping[str, Any]]

WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
DELIMITERS = ",;\t"
LONGEST_FIELD = 1_000_000


@attrs.frozen
class Table:
    """The rows of a sheet, a CSV file, or a list of mappings.

    Parameters
    ----------
    headings
        One for each column; an empty text where a column has none.
    rows
        Pairs of a row's number and its values: counted from 1, the headings included, as a spreadsheet program counts
        them, or from 0 for a list of mappings. As long as the headings, or shorter.
    sheet
        The sheet of a workbook.
    name
        The file.
    cells
        False for a list of mappings.
    merged
        Its merged cells.
    head
        The number of the row of headings; -1 for a list of mappings.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    sheet: str | None = None
    name: str | None = None
    cells: bool = True
    merged: tuple[str, ...] = ()
    head: int = 1

    def where(self, row: int, column: int) -> str:
        """Where a cell stands, for a fault."""
        heading = self.headings[column]
        if self.cells:
            return cell_name(self.sheet, row, column + 1, heading)
        return f"[{row}].{heading}" if row >= 0 else heading or "''"


def read_tables(source: Export) -> tuple[Table, ...]:
    """The tables of an export: every sheet of a workbook that holds something, or one.

    Parameters
    ----------
    source
        The path of an ``.xlsx`` or ``.csv`` file, mappings by column heading, or a data frame. A CSV file is UTF-8,
        its cells separated by commas, semicolons or tabs.

    Raises
    ------
    InvalidInput
        If there is no file, it is not of these kinds, broken or too large, or holds no row.
    MissingLibraryError
        If a workbook is to be read and openpyxl is not installed.

    Examples
    --------
    >>> read_tables([{"rater": "women", "why": "three"}])[0].headings
    ('rater', 'why')
    """
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        suffix = path.suffix.lower()
        if suffix in WORKBOOKS:
            tables = tuple(_of_sheet(sheet, path.name) for sheet in read_workbook(path) if sheet.rows)
        elif suffix in TEXTS:
            tables = (_of_csv(path),)
        else:
            choices = (*WORKBOOKS, *TEXTS)
            raise InvalidInput(fault("not_a_choice", given=suffix, noun="suffix", choices=choices), path.name)
        name: str | None = path.name
    else:
        tables, name = (_of_mappings(source),), None
    if not any(table.rows for table in tables):
        raise InvalidInput(fault("no_rows"), name)
    return tables


def _of_sheet(sheet: SheetRows, name: str) -> Table:
    (head, first), *rows = sheet.rows
    width = max(len(values) for _, values in sheet.rows)
    headings = tuple(texted(value) or "" for value in first) + ("",) * (width - len(first))
    return Table(headings, tuple(rows), sheet.name, name, merged=sheet.merged, head=head)


def _of_csv(path: Path) -> Table:
    text = _csv_text(path)
    delimiter = max(DELIMITERS, key=_unquoted(text).count)
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_FIELD))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, tuple[str | None, ...]]] = []
    headings: tuple[str, ...] | None = None
    head = count = 0
    faults = []
    try:
        for count, cells in enumerate(reader, 1):
            values = [texted(cell) for cell in cells]
            while values and values[-1] is None:
                values.pop()
            if not values:
                continue
            if headings is None:
                headings, head = tuple(value or "" for value in values), count
            elif len(values) > len(headings):
                faults.append(fault("row", cell_name(None, count, 1), found=len(values), expected=len(headings)))
            else:
                rows.append((count, tuple(values)))
    except csv.Error as error:
        raise InvalidInput(
            fault("syntax", cell_name(None, count + 1, 1), format="CSV", detail=error), path.name
        ) from None
    if faults:
        raise InvalidInput(faults, path.name)
    return Table(headings or (), tuple(rows), name=path.name, head=head)


def _csv_text(path: Path) -> str:
    try:
        if not path.is_file():
            raise InvalidInput(fault("no_file", given=str(path)), path.name)
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise InvalidInput(fault("unreadable", detail=error.strerror or str(error)), path.name) from error
    if len(data) > LIMIT:
        raise InvalidInput(fault("too_large", size=f"> {LIMIT:,}", limit=f"{LIMIT:,}"), path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(fault("encoding", position=error.start), path.name) from error


def _unquoted(text: str) -> str:
    """The first line with anything in it, without what stands in quotation marks."""
    line = next((line for line in text.split("\n") if line.strip(f" \r{DELIMITERS}")), "")
    return "".join(line.split('"')[::2])


def as_rows(source: Any) -> Any:
    """The rows of a data frame as mappings; anything else as it is.

    Examples
    --------
    >>> import pandas as pd
    >>> as_rows(pd.DataFrame({"rater": ["women"], "why": ["three"]}))
    [{'rater': 'women', 'why': 'three'}]
    """
    # the catalogue stands below the library that knows every kind of frame
    if not hasattr(source, "columns"):
        return source
    if hasattr(source, "to_pylist"):  # pyarrow
        return source.to_pylist()
    if hasattr(source, "to_dicts"):  # polars
        return source.to_dicts()
    return source.to_dict("records") if hasattr(source, "to_dict") else source


def _of_mappings(source: Any) -> Table:
    source = as_rows(source)
    if not isinstance(source, Iterable) or isinstance(source, (bytes, Mapping)):
        raise InvalidInput(wrong_type(source, "a list"))
    rows = list(source)
    faults = [wrong_type(row, "a table").under(f"[{i}]") for i, row in enumerate(rows) if not isinstance(row, Mapping)]
    if faults:
        raise InvalidInput(faults)
    headings = tuple(dict.fromkeys(str(heading) for row in rows for heading in row))
    found: list[tuple[int, tuple[Any, ...]]] = []
    for i, row in enumerate(rows):
        named = {str(heading): _native(value) for heading, value in row.items()}
        if any(value is not None for value in named.values()):
            found.append((i, tuple(named.get(heading) for heading in headings)))
    return Table(headings, tuple(found), cells=False, head=-1)


def _native(value: Any) -> Any:
    """A value of a data frame as a plain one; what it holds for a missing value is None."""
    if hasattr(value, "item") and not isinstance(value, (str, float)):
        value = value.item()
    if isinstance(value, str):
        return value if value.strip() else None
    unlike = value != value  # as nan and NaT are
    return None if unlike else value


def texted(value: Any) -> str | None:
    """A cell as the text that a person reads in it; None if it is empty.

    Examples
    --------
    >>> texted(3.0), texted("  three "), texted(" ")
    ('3', 'three', None)
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, Uncomputed):
        return value.formula
    return str(value).strip() or None
