"""A filled workbook as the plain data of a programme's file; each fault at its sheet, row and column."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.text import Language
from .cells import as_words, plain
from .columns import LADDER, PROGRAMME, CellKind, Sheet, choices, plainly, sheets
from .naming import SINGULAR, Keys, Names
from .sheets import cell_name
from .tables import Filled, Table, filled_tables
from .values import read_value

__all__ = ["FilledWorkbook", "filled_workbook"]

# Faults that say that a field is absent; it may stand there and be unread.
ABSENT = {"inside_unsaid": ("inside",), "no_scale": ("scale",)}
# Faults about the side that a stakeholder stands on, as they are said of a cell.
INSIDE = {"inside_unsaid": "inside_empty", "inside_fixed": "inside_contrary"}
# Faults whose message names fields.
NAMING = frozenset({"missing_key", "one_of", "both"})
RECORD = re.compile(r"\$\.(\w+)\[(\d+)\]\.?(.*)", re.DOTALL)
INDEX = re.compile(r"\[(\d+)\]")


@attrs.define
class _Record:
    """The cells of a record by field and language, and those of the rows that repeat a part of it."""

    row: int
    cells: dict[tuple[str, str | None], Filled] = attrs.field(factory=dict)
    parts: list[_Record] = attrs.field(factory=list)
    broken: set[str] = attrs.field(factory=set)

    def text(self, field: str) -> str:
        """What a cell says, as far as it can be read; in whichever language."""
        return next(self.texts(field), "")

    def texts(self, field: str) -> Iterator[str]:
        """The same in every language."""
        for which in (None, "id", "en"):
            if (field, which) in self.cells:
                try:
                    yield as_words(plain(self.cells[field, which].value))
                except InvalidInput:  # it is said where the cell is read
                    continue


@attrs.frozen
class FilledWorkbook:
    """What a workbook says of a programme.

    Parameters
    ----------
    name
        The name of the file.
    data
        The same as a programme's file holds.
    faults
        What could not be read, each at its cell.
    tables, records
        Its sheets, and the records in the order of the data.
    language
        That of its tabs.
    """

    name: str
    data: dict[str, Any]
    faults: tuple[Fault, ...]
    tables: Mapping[str, Table]
    records: Mapping[str, list[_Record]]
    language: Language

    def located(self, faults: Iterable[Fault]) -> list[Fault]:
        """Faults at the cells that they come from, without those that only follow from a cell that was not read."""
        found = []
        for one in faults:
            match = RECORD.match(one.where)
            if not one.where.startswith("$"):
                found.append(one)
            elif match and match[1] in self.tables:
                record = self.records[match[1]][int(match[2])]
                found += self._in_record(one, self.tables[match[1]], record, match[3])
            elif PROGRAMME in self.tables:  # if it is not, it is said that it is missing
                found.append(self._in_programme(one))
        return found

    def _in_record(self, one: Fault, table: Table, record: _Record, path: str) -> Iterator[Fault]:
        many = table.sheet.many
        part = INDEX.match(path.removeprefix(many)) if many and path.startswith(f"{many}[") else None
        prefix = f"{many}." if part else ""
        if part:
            record = record.parts[int(part[1])]
            path = prefix + path[len(many) + part.end() :].lstrip(".")
        absent = {f"{prefix}{name}" for name in (*ABSENT.get(one.code, ()), *_named(one))}
        if absent & record.broken:
            return
        field = _field(table.sheet, path, one, prefix)
        cell = next((cell for (name, _), cell in record.cells.items() if name == field), None)
        where = cell.where if cell else table.where(record.row, field)
        yield _spoken(attrs.evolve(one, where=where), table.sheet, prefix, self.language)

    def _in_programme(self, one: Fault) -> Fault:
        table = self.tables[PROGRAMME]
        field = _field(table.sheet, one.where.removeprefix("$").removeprefix("."), one)
        row, heading = table.places.get(field, (1, ""))
        where = cell_name(table.name, row, 2, heading or None)
        return _spoken(attrs.evolve(one, where=where), table.sheet, "", self.language)


def _named(one: Fault) -> tuple[str, ...]:
    """The fields that a fault misses."""
    if one.code == "missing_key":
        return (str(one.values["given"]),)
    return tuple(map(str, one.values["choices"])) if one.code == "one_of" else ()


def _field(sheet: Sheet, path: str, one: Fault, prefix: str = "") -> str:
    """The column that a path within a record leads to, or that it lacks."""
    if one.code == "missing_key" and f"{prefix}{one.values['given']}" in sheet.by_field:
        return f"{prefix}{one.values['given']}"
    steps = INDEX.sub("", path).split(".")
    return next((name for end in range(len(steps), 0, -1) if (name := ".".join(steps[:end])) in sheet.by_field), "")


def _spoken(one: Fault, sheet: Sheet, prefix: str, language: Language) -> Fault:
    """A fault in the words of the workbook: headings for fields."""

    def heading(name: Any) -> Any:
        column = sheet.by_field.get(f"{prefix}{name}")
        return column.heading[language] if column else name

    if one.code in INSIDE:
        values = dict(one.values)
        values["given"] = choices("sector")[str(values["given"])][language]
        if "expected" in values:
            values["expected"] = choices("truth")[str(values["expected"])][language]
        return attrs.evolve(one, code=INSIDE[one.code], values=values)
    if one.code not in NAMING:
        return one
    values = {
        name: tuple(map(heading, value)) if name == "choices" else heading(value) for name, value in one.values.items()
    }
    return attrs.evolve(one, code="needed_cell" if one.code == "missing_key" else one.code, values=values)


def filled_workbook(path: str | os.PathLike[str]) -> FilledWorkbook:
    """Read a workbook as far as it can be read.

    Parameters
    ----------
    path
        A workbook that was made from the template, in either language. Only the sheet of the programme is needed.

    Raises
    ------
    InvalidInput
        If it is no workbook.
    """
    tables, spoken, faults = filled_tables(path)
    reader = _Reader(tables, spoken)
    data = reader.read()
    return FilledWorkbook(Path(path).name, data, (*faults, *reader.faults), tables, reader.records, spoken)


class _Reader:
    """From the tables of a workbook to plain data: first what the records are called, then what their cells say."""

    def __init__(self, tables: Mapping[str, Table], spoken: Language) -> None:
        self.tables = tables
        self.names = Names(spoken)
        rows = tables[PROGRAMME].rows if PROGRAMME in tables else ((1, ()),)
        self.head = _Record(1, {(one.column.field, one.language): one for one in rows[0][1]})
        self.language = spoken.value
        if said := self.head.text("language"):
            with suppress(InvalidInput):  # it is said where the cell is read
                self.language = self.names.choice(said, "language")
        self.faults: list[Fault] = []
        self.records: dict[str, list[_Record]] = {}
        self.keys: dict[str, list[str]] = {}

    def read(self) -> dict[str, Any]:
        for field, table in self.tables.items():
            if field != PROGRAMME:
                self.records[field] = list(self._grouped(table))
            if table.sheet.has_keys:
                self._name(field)
        data: dict[str, Any] = {"format": 1, **self._head()}
        for field in sorted(self.records, key=lambda field: field != "scales"):
            keys = self.keys.get(field)
            made = [self._record(field, record) for record in self.records[field]]
            data[field] = [{"key": key, **one} for key, one in zip(keys, made, strict=True)] if keys else made
            if field == "scales":
                self._add_scales(data[field])
        return {name: value for name, value in data.items() if value != []}

    # --- which rows are one record ---

    def _grouped(self, table: Table) -> Iterator[_Record]:
        """A record a row; where a part of it repeats, the rows of one record together."""
        sheet = table.sheet
        known: dict[str, _Record] = {}
        last: _Record | None = None
        for row, cells in table.rows:
            made = _Record(
                row, {(one.column.field, one.language): one for one in cells if not sheet.is_part(one.column)}
            )
            part = _Record(row, {(one.column.field, one.language): one for one in cells if sheet.is_part(one.column)})
            key, title = made.text("key"), made.text(sheet.title)
            names = [name for name in (key and f"key {key}", title and f"title {plainly(title)}") if name]
            earlier = (known.get(names[0]) if names else last) if sheet.many else None
            if earlier is None:
                last = made
                yield made
            else:
                last = earlier
                self._add(earlier, made)
            for name in names:
                known.setdefault(name, last)
            if part.cells:
                last.parts.append(part)

    def _add(self, record: _Record, more: _Record) -> None:
        """What a further row of a record says again must be the same."""
        for place, cell in more.cells.items():
            said = record.cells.setdefault(place, cell)
            if said is not cell and plainly(str(said.value)) != plainly(str(cell.value)):
                self.faults.append(fault("row_differs", cell.where, given=str(cell.value), expected=str(said.value)))

    # --- what they are called ---

    def _name(self, field: str) -> None:
        table, records = self.tables[field], self.records[field]
        given = [record.text("key") for record in records]
        keys = Keys(filter(None, given))
        self.keys[field] = []
        for record, key in zip(records, given, strict=True):
            chosen = key or keys.new(record.text(table.sheet.title), f"{SINGULAR[field]}_{record.row}")
            self.keys[field].append(chosen)
            if field == "scales" and (framework := record.text("framework")):
                chosen = f"{framework}.{chosen}"
            self.names.add(field, chosen, record.texts(table.sheet.title))

    def _add_scales(self, scales: list[dict[str, Any]]) -> None:
        """The levels of the workbook's own scales, so that other sheets may name them by their names."""
        for scale in scales:
            address = f"{scale['framework']}.{scale['key']}" if "framework" in scale else scale["key"]
            levels = scale.get("levels", [])
            self.names.add_scale(address, ((one["key"], [*_titles(one), *one.get("also", [])]) for one in levels))

    # --- what their cells say ---

    def _head(self) -> dict[str, Any]:
        """The programme itself; its language is that of its own sheet, or of the workbook's tabs."""
        head = self._record(PROGRAMME, self.head)
        head.setdefault("key", Keys().new(self.head.text("label"), PROGRAMME))
        return {**head, "language": self.language}

    def _record(self, field: str, record: _Record) -> dict[str, Any]:
        sheet = sheets()[field]
        data = self._fields(record, sheet, "")
        if record.parts:
            parts = [self._fields(part, sheet, f"{sheet.many}.") for part in record.parts]
            if f"{sheet.many}.key" in sheet.by_field:
                keys = Keys(one["key"] for one in parts if "key" in one)
                for one, part in zip(parts, record.parts, strict=True):
                    if "key" not in one:
                        one["key"] = keys.new(part.text(f"{sheet.many}.label"), f"level_{part.row}")
            data[sheet.many] = parts
        return data

    def _fields(self, record: _Record, sheet: Sheet, prefix: str) -> dict[str, Any]:
        """The fields of a record or of a part of it; a cell that cannot be read is said and left out."""
        flat: dict[str, Any] = {}
        cells = sorted(record.cells.values(), key=lambda one: one.column.kind is not CellKind.SCALE)
        fields = {one.column.field for one in cells}
        if sheet.field == "participations" and "scale" not in fields and fields & {"depth", "distribution"}:
            flat["scale"] = LADDER
        for cell in cells:
            field = cell.column.field
            try:
                value = read_value(cell.column, cell.value, self.names, flat.get("scale"))
                if cell.column.has_languages:
                    value = self._told(flat.get(field), value, cell.language)
            except InvalidInput as error:
                record.broken.add(field)
                self.faults += [attrs.evolve(one, where=cell.where) for one in error.faults]
            else:
                flat[field] = value
        found: dict[str, Any] = {}
        for field, value in flat.items():
            *outer, name = field.removeprefix(prefix).split(".")
            place = found
            for step in outer:
                place = place.setdefault(step, {})
            place[name] = value
        return found

    def _told(self, earlier: Any, value: Any, which: str | None) -> Any:
        """A text, or what each source says, together with the same in the other language."""
        if not isinstance(value, dict):
            return self._in_both(earlier, value, which)
        told = dict(earlier or {})
        return told | {source: self._in_both(told.get(source), text, which) for source, text in value.items()}

    def _in_both(self, earlier: Any, text: str, which: str | None) -> Any:
        if earlier is None and which is None:
            return text
        both = {self.language: earlier} if isinstance(earlier, str) else dict(earlier or {})
        said = both.setdefault(which or self.language, text)
        if said != text:
            raise InvalidInput(fault("row_differs", given=text, expected=said))
        return both


def _titles(record: Mapping[str, Any]) -> list[str]:
    """What a record is called, in every language that it has."""
    title = record.get("label", ())
    return [title] if isinstance(title, str) else list(dict(title).values())
