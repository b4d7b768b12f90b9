"""The sheets of a filled workbook as rows of named cells; what has no place in them is said, nothing is dropped."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ...errors import Fault, fault
from ...model.text import Language
from .columns import PROGRAMME, Column, Sheet, guide, lists, plainly, sheets
from .sheets import SheetRows, cell_name, read_workbook

__all__ = ["Filled", "Table", "filled_tables"]

RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
# What stands above the rows of the programme's own sheet.
PROGRAMME_HEAD = frozenset({"isian", "field"})
HELP_HEAD = frozenset({"keterangan", "explanation"})
# How far down a sheet its headings may stand, below a title.
TITLE_ROWS = 30


@attrs.frozen
class Filled:
    """A cell that is not empty.

    Parameters
    ----------
    column, language
        The column of the table, and the language that its heading names, if any.
    value
        As the workbook holds it.
    sheet, row, position, heading
        Where it stands; row and position from 1.
    """

    column: Column
    language: str | None
    value: Any
    sheet: str
    row: int
    position: int
    heading: str

    @property
    def where(self) -> str:
        """Where it stands, for a fault."""
        return cell_name(self.sheet, self.row, self.position, self.heading)


@attrs.frozen
class Table:
    """A sheet of records.

    Parameters
    ----------
    sheet, name
        Which, and what its tab says.
    places
        The position and the heading of the column of a field; on the programme's own sheet, of its row.
    rows
        Pairs of a row's number and its filled cells.
    """

    sheet: Sheet
    name: str
    places: Mapping[str, tuple[int, str]]
    rows: tuple[tuple[int, tuple[Filled, ...]], ...]

    def where(self, row: int, field: str) -> str:
        """Where a field of a record stands, or its row where it has no column."""
        position, heading = self.places.get(field, (1, ""))
        return cell_name(self.name, row, position, heading or None)


def filled_tables(path: str | os.PathLike[str]) -> tuple[dict[str, Table], Language, list[Fault]]:
    """The tables of a workbook by collection, the language of its tabs, and what is wrong with its sheets.

    Raises
    ------
    InvalidInput
        If it cannot be read at all.
    """
    known = {plainly(name): one for one in sheets().values() for name in (one.field, one.name["id"], one.name["en"])}
    ours = {plainly(name[which]) for name in (guide(), lists()) for which in ("id", "en")}
    language = Language.ID
    chosen: dict[str, SheetRows] = {}
    faults: list[Fault] = []
    for one in read_workbook(path):
        sheet = known.get(plainly(one.name))
        if sheet is None:
            if one.rows and plainly(one.name) not in ours:
                names = tuple(dict.fromkeys(name for s in sheets().values() for name in (s.name["id"], s.name["en"])))
                faults.append(fault("unknown_sheet", cell_name(one.name, 1, 1), given=one.name, choices=names))
        elif sheet.field in chosen:
            faults.append(fault("repeated_sheet", cell_name(one.name, 1, 1), given=one.name))
        else:
            chosen[sheet.field] = one
    tabs = {field: plainly(one.name) for field, one in chosen.items()}
    first = PROGRAMME if PROGRAMME in tabs else next(iter(tabs), "")
    if first and tabs[first] == plainly(sheets()[first].name["en"]):
        language = Language.EN
    if PROGRAMME not in chosen:
        faults.append(fault("no_sheet", given=sheets()[PROGRAMME].name["id"], other=sheets()[PROGRAMME].name["en"]))
    tables = {}
    for field, rows in chosen.items():
        faults += _merged(rows)
        read = _programme if field == PROGRAMME else _records
        tables[field], found = read(sheets()[field], rows, language)
        faults += found
    return tables, language, faults


def _merged(rows: SheetRows) -> Iterator[Fault]:
    """Merged cells hold one value where several may be meant; those that hold none do no harm."""
    filled: dict[int, set[int]] = {}
    for number, values in rows.rows if rows.merged else ():
        filled[number] = {position for position, value in enumerate(values, 1) if value is not None}
    for given in rows.merged:
        start, top, end, bottom = RANGE.findall(given)[0]
        first, last = _position(start), _position(end)
        numbers = range(int(top), int(bottom) + 1)
        if any(first <= position <= last for number in numbers for position in filled.get(number, ())):
            yield fault("merged", cell_name(rows.name, numbers[0], first), given=given)


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = 26 * position + ord(letter) - 64
    return position


def _records(sheet: Sheet, rows: SheetRows, language: Language) -> tuple[Table, list[Fault]]:
    """A sheet whose first filled row names the columns; what stands above that row is said."""
    faults: list[Fault] = []
    at = _heading_row(sheet, rows)
    for number, values in rows.rows[:at]:
        position, value = next((one for one in enumerate(values, 1) if one[1] is not None), (1, ""))
        faults.append(fault("above_headings", cell_name(rows.name, number, position), given=str(value)[:80]))
    heads, silent = _heads(sheet, rows.name, rows.rows[at : at + 1], language, faults)
    found = []
    for number, values in rows.rows[at + 1 :]:
        cells = []
        for position, value in enumerate(values, 1):
            if value is None:
                continue
            if position in heads:
                column, which, heading = heads[position]
                cells.append(Filled(column, which, value, rows.name, number, position, heading))
            elif position not in silent:
                faults.append(fault("no_heading", cell_name(rows.name, number, position), given=str(value)[:80]))
                silent.add(position)
        if cells:
            found.append((number, tuple(cells)))
    places: dict[str, tuple[int, str]] = {}
    for position, (column, _, heading) in heads.items():
        places.setdefault(column.field, (position, heading))
    return Table(sheet, rows.name, places, tuple(found)), faults


def _heading_row(sheet: Sheet, rows: SheetRows) -> int:
    """Which of the filled rows names the columns: the first, unless none of its cells does and a later row's do."""
    for at, (_, values) in enumerate(rows.rows[:TITLE_ROWS]):
        if sum(isinstance(one, str) and plainly(one) in sheet.by_heading for one in values) > min(at, 1):
            return at
    return 0


def _heads(
    sheet: Sheet,
    name: str,
    head: tuple[tuple[int, tuple[Any, ...]], ...],
    language: Language,
    faults: list[Fault],
) -> tuple[dict[int, tuple[Column, str | None, str]], set[int]]:
    """The columns by their position, with language and heading; and the positions that were said to be none."""
    heads: dict[int, tuple[Column, str | None, str]] = {}
    silent: set[int] = set()
    number, headings = head[0] if head else (0, ())
    for position, given in enumerate(headings, 1):
        if given is None:
            continue
        heading = str(given).strip()
        known = sheet.by_heading.get(plainly(heading))
        where = cell_name(name, number, position)
        if known is None:
            names = tuple(column.heading[language] for column in sheet.columns)
            faults.append(fault("unknown_heading", where, given=heading, choices=names))
            silent.add(position)
        elif known in [(column, which) for column, which, _ in heads.values()]:
            faults.append(fault("repeated_heading", where, given=heading))
            silent.add(position)
        else:
            heads[position] = (*known, heading)
    return heads, silent


def _programme(sheet: Sheet, rows: SheetRows, language: Language) -> tuple[Table, list[Fault]]:
    """The sheet of the programme: a field a row, its value in the second column; explanations are not read."""
    explains: set[int] = set()
    cells: dict[tuple[str, str | None], Filled] = {}
    places: dict[str, tuple[int, str]] = {}
    faults: list[Fault] = []
    for number, values in rows.rows:
        heading, value = (*values, None)[:2]
        said = "" if heading is None else str(heading).strip()
        if plainly(said) in PROGRAMME_HEAD:
            explains = {at for at, one in enumerate(values, 1) if at > 2 and plainly(str(one)) in HELP_HEAD}
            continue
        where = cell_name(rows.name, number, 1)
        known = sheet.by_heading.get(plainly(said))
        if known is None:
            faults.append(
                _no_row(sheet, said or str(next(one for one in values if one is not None))[:80], said, where, language)
            )
            continue
        column, which = known
        places.setdefault(column.field, (number, said))
        faults += [
            fault("no_heading", cell_name(rows.name, number, position), given=str(other)[:80])
            for position, other in enumerate(values[2:], 3)
            if other is not None and position not in explains
        ]
        if (column.field, which) in cells:
            faults.append(fault("repeated_heading", where, given=said))
        elif value is not None:
            cells[column.field, which] = Filled(column, which, value, rows.name, number, 2, said)
    return Table(sheet, rows.name, places, ((1, tuple(cells.values())),)), faults


def _no_row(sheet: Sheet, given: str, said: str, where: str, language: Language) -> Fault:
    """The fault of a row that is none of the programme's."""
    if not said:
        return fault("no_heading", where, given=given)
    return fault("unknown_heading", where, given=given, choices=tuple(one.heading[language] for one in sheet.columns))
