"""Workbooks: a text stands there as text and never as a formula, and what cannot be read is said."""

from __future__ import annotations

import io
import os
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, cast
from xml.etree import ElementTree

import attrs

from ...errors import InvalidInput, MissingLibraryError, fault
from ..parsing import LIMIT

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    "Percent",
    "SheetRows",
    "Uncomputed",
    "cell_name",
    "heading_row",
    "new_workbook",
    "read_workbook",
    "save_workbook",
    "set_widths",
    "write_cell",
]

# What a spreadsheet program would run, were it typed in.
FORMULA = ("=", "+", "-", "@", "\t")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767
UNPACKED = 8 * LIMIT
# Workbooks of other kinds, that a spreadsheet program can save as the one that is read.
OTHERS = (".xls", ".xlsb", ".ods", ".fods", ".numbers")
WIDEST = 60
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
CHUNK = 1 << 20
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


@attrs.frozen
class Uncomputed:
    """A formula that was never computed, so that it has no value.

    Parameters
    ----------
    formula
        As it stands in the cell.
    """

    formula: str

    def __str__(self) -> str:
        return self.formula


@attrs.frozen
class Percent:
    """A number that its cell shows as a percentage, a hundred times as large.

    Parameters
    ----------
    value
        What the cell holds.

    Examples
    --------
    >>> str(Percent(0.25))
    '25 %'
    """

    value: float

    def __str__(self) -> str:
        return f"{self.value * 100:.12g} %"


@attrs.frozen
class SheetRows:
    """What a sheet of a workbook holds.

    Parameters
    ----------
    name
        The sheet.
    rows
        Pairs of a row's number, from 1, and its values from the first column on; rows without any value are left out,
        and so are empty cells at the end of a row. A value is a text, number, truth value, date, time, None,
        `Percent` or `Uncomputed`; a text of white space alone is None.
    merged
        The ranges of merged cells, as ``"B2:C2"``.
    """

    name: str
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    merged: tuple[str, ...] = ()


# --- writing -------------------------------------------------------------------------------------------------------


def new_workbook() -> Workbook:
    """A workbook without sheets.

    Raises
    ------
    MissingLibraryError
        If openpyxl is not installed.

    Examples
    --------
    >>> new_workbook().sheetnames
    []
    """
    try:
        from openpyxl import Workbook  # only where a workbook is asked for
    except ImportError:
        raise MissingLibraryError("openpyxl is not installed; pip install openpyxl") from None
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    return book


def write_cell(sheet: Worksheet, row: int, column: int, value: str | float | None) -> Cell:
    """Write one cell; a text is stored as text, whatever it begins with, and its lines end as a cell's do.

    Parameters
    ----------
    sheet
        A sheet of a `new_workbook`.
    row, column
        From 1.
    value
        A text, a number, or None for an empty cell.

    Returns
    -------
    Cell

    Raises
    ------
    InvalidInput
        If a text holds a control character, or is longer than a cell.

    Examples
    --------
    >>> sheet = new_workbook().create_sheet("notes")
    >>> write_cell(sheet, 1, 1, "=1+1").data_type
    's'
    """
    where = cell_name(sheet.title, row, column)
    if isinstance(value, str):
        if CONTROL.search(value):
            raise InvalidInput(fault("control", where, given=ascii(value)[:80]))
        if len(value) > LONGEST:
            raise InvalidInput(fault("too_long", where, size=len(value), limit=LONGEST))
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would take "=..." for a formula and "#N/A" for an error
        if value.startswith(FORMULA):
            cell.quotePrefix = True  # and a program would take it for one when the cell is edited
    return cell


def heading_row(sheet: Worksheet, headings: Iterable[str], *, row: int = 1) -> None:
    """Write a row of headings, in bold on grey; if it is the first, it stays in sight."""
    from openpyxl.styles import Alignment, Font, PatternFill  # only where a workbook is asked for

    for column, heading in enumerate(headings, 1):
        cell = write_cell(sheet, row, column, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6E6E6")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    if row == 1:
        sheet.freeze_panes = "A2"


def set_widths(sheet: Worksheet, widths: Iterable[float] | None = None) -> None:
    """Set the widths of the columns, in characters; without widths, as wide as their longest line up to 60."""
    from openpyxl.utils import get_column_letter  # only where a workbook is asked for

    if widths is None:
        columns = sheet.iter_cols(values_only=True) if sheet.max_column else iter(())
        widths = [
            min(WIDEST, 2 + max(len(line) for one in column if one is not None for line in str(one).split("\n")))
            if any(column)
            else 8
            for column in columns
        ]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def save_workbook(book: Workbook, path: str | os.PathLike[str]) -> None:
    """Save a workbook whole or not at all; a file that stands there is replaced, and kept if writing fails.

    Raises
    ------
    InvalidInput
        If the name does not end in ``.xlsx``.
    OSError
        If the folder does not take the file.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise InvalidInput(
            fault("not_a_choice", given=target.suffix, noun="suffix", choices=(".xlsx",)), target.name or None
        )
    whole = io.BytesIO()
    book.save(whole)
    target = target.resolve()
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        part.write_bytes(whole.getvalue())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def cell_name(sheet: str | None, row: int, column: int, heading: str | None = None) -> str:
    """Where a cell stands, for a fault: sheet, column and row as a spreadsheet program names them, and the heading.

    Examples
    --------
    >>> cell_name("Isian", 5, 3, "tahap")
    'Isian!C5 (tahap)'
    >>> cell_name("Daftar hadir", 5, 28)
    "'Daftar hadir'!AB5"
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    quoted = "" if sheet is None else (f"{sheet}!" if sheet.isidentifier() else f"'{sheet}'!")
    return f"{quoted}{letters}{row}" + (f" ({heading})" if heading else "")


# --- reading -------------------------------------------------------------------------------------------------------


def read_workbook(path: str | os.PathLike[str]) -> tuple[SheetRows, ...]:
    """Read every sheet of a workbook; of a formula, the value that was computed last.

    Parameters
    ----------
    path
        An ``.xlsx`` file.

    Returns
    -------
    tuple of SheetRows
        In the order of the workbook.

    Raises
    ------
    InvalidInput
        If there is no file, it is no workbook, or it is larger than 64 MB (512 MB unpacked).
    MissingLibraryError
        If openpyxl is not installed.
    """
    path = Path(path)
    new_workbook()  # says what to install
    if not path.is_file():
        raise InvalidInput(fault("no_file", given=str(path)), path.name)
    if path.suffix.lower() in OTHERS:
        raise InvalidInput(fault("other_workbook", given=path.suffix), path.name)
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise InvalidInput(fault("too_large", size=f"{size:,}", limit=f"{LIMIT:,}"), path.name)
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
            if unpacked > UNPACKED:
                raise InvalidInput(fault("too_large", size=f"{unpacked:,}", limit=f"{UNPACKED:,}"), path.name)
            merged = _merged(archive)
        return _sheets(path, merged)
    except InvalidInput:
        raise
    except OSError as error:
        raise InvalidInput(fault("unreadable", detail=error.strerror or str(error)), path.name) from error
    except Exception as error:  # a broken archive or a broken part of it makes openpyxl raise nearly anything
        raise InvalidInput(fault("no_workbook", detail=f"{type(error).__name__}: {error}"), path.name) from error


def _sheets(path: Path, merged: Mapping[str, tuple[str, ...]]) -> tuple[SheetRows, ...]:
    formulas: dict[str, list[tuple[int, int]]] = {}
    read: dict[str, dict[int, list[Any]]] = {}
    for name, number, cells in _cells(path, data_only=False):
        rows = read.setdefault(name, {})
        if cells is None:
            continue
        for column, (kind, _value) in enumerate(cells):
            if kind == "f":
                formulas.setdefault(name, []).append((number, column))
        rows[number] = [value for _, value in cells]
    if formulas:
        computed = {
            (name, number): [value for _, value in cells]
            for name, number, cells in _cells(path, data_only=True)
            if cells is not None and name in formulas
        }
        for name, places in formulas.items():
            for number, column in places:
                value = dict(enumerate(computed.get((name, number), ()))).get(column)
                read[name][number][column] = Uncomputed(str(read[name][number][column])) if value is None else value
    return tuple(
        SheetRows(name, tuple((number, tuple(values)) for number, values in rows.items()), merged.get(name, ()))
        for name, rows in read.items()
    )


def _cells(path: Path, *, data_only: bool) -> Iterator[tuple[str, int, list[tuple[str, Any]] | None]]:
    """Sheet, row and the kinds and values of its cells; a sheet comes first without a row, an empty row not at all."""
    from openpyxl import load_workbook  # only where a workbook is asked for

    book = load_workbook(path, read_only=True, data_only=data_only)
    try:
        for sheet in book.worksheets:
            yield sheet.title, 0, None
            sheet.reset_dimensions()  # the size that is written in a file is often not the size of what it holds
            for number, row in enumerate(sheet.iter_rows(), 1):
                cells = [(cell.data_type, _plain(cell)) for cell in row]
                while cells and cells[-1][1] is None:
                    cells.pop()
                if cells:
                    yield sheet.title, number, cells
    finally:
        book.close()


def _plain(cell: Any) -> Any:
    value = cell.value
    if isinstance(value, str):
        return None if not value or value.isspace() else value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and "%" in cell.number_format:
        return Percent(value)
    return getattr(value, "text", value)  # a formula over several cells is an object of its own


def _merged(archive: zipfile.ZipFile) -> dict[str, tuple[str, ...]]:
    """The merged ranges by sheet; openpyxl does not tell them where it reads row by row."""
    targets = {
        str(one.get("Id")): _part(str(one.get("Target")))
        for one in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    root = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found: dict[str, tuple[str, ...]] = {}
    for one in (*root.iter(f"{MAIN}sheet"), *root.iter(f"{STRICT}sheet")):
        target = next((targets[value] for name, value in one.items() if name.endswith("}id") and value in targets), "")
        if target in archive.namelist():
            found[str(one.get("name"))] = tuple(_ranges(archive, target))
    return found


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _ranges(archive: zipfile.ZipFile, target: str) -> Iterator[str]:
    with archive.open(target) as file:
        rest = b""
        while chunk := file.read(CHUNK):
            text = rest + chunk
            end = 0
            for match in MERGED.finditer(text):
                end = match.end()
                yield match[1].decode()
            rest = text[max(end, len(text) - 200) :]
