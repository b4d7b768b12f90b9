"""The shorthands of a file, written out: matrices of depth, tables in CSV files, relations among many."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs

from ..errors import Fault, InvalidInput, fault
from ..model.fields import wrong_type
from ..model.programme import COLLECTIONS
from .parsing import LIMIT
from .structuring import file_name

__all__ = ["SHARED", "depth_records", "in_file", "relation_records", "table_records"]

Records = Iterator[tuple[str, Any]]
SINGULAR = {
    "reference": "references",
    "scale": "scales",
    "stakeholder": "stakeholders",
    "group": "groups",
    "stage": "stages",
    "activity": "activities",
    "participation": "participations",
    "contribution": "contributions",
    "tie": "ties",
    "benefit": "benefits",
    "observation": "observations",
    "remark": "remarks",
}
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
CELL = re.compile(r"(\$\.depth\[\d+\])\.(.+)\.(\w+)((?:\[\d+\])?)", re.DOTALL)
SHARED = ("scale", "source", "basis", "period", "rater", "note")


def depth_records(blocks: object, _: Path | None = None) -> Iterator[tuple[str, str, Any]]:
    """``[[depth]]``: actor = { stage = level }, or actor = level for the whole programme."""
    if not isinstance(blocks, list):
        raise InvalidInput(wrong_type(blocks, "a list").under("$.depth"))
    for i, block in enumerate(blocks):
        where = f"$.depth[{i}]"
        if not isinstance(block, Mapping):
            yield "participations", where, block
            continue
        shared = {name: block[name] for name in SHARED if name in block}
        for who, cells in block.items():
            if who in SHARED:
                continue
            if not isinstance(cells, Mapping):
                yield "participations", f"{where}.{who}", {"who": who, "depth": cells, **shared}
                continue
            for stage, level in cells.items():
                record = {"who": who, "stage": stage, "depth": level, **shared}
                yield "participations", f"{where}.{who}.{stage}", record


def in_file(where: str) -> str:
    """The path as the file has it: what the cells of a matrix of depth share stands once, beside them."""
    match = CELL.fullmatch(where)
    if match and match[3] in SHARED:
        return f"{match[1]}.{match[3]}{match[4]}"
    return f"{match[1]}.{match[2]}" if match and match[3] in {"who", "stage", "depth"} else where


def relation_records(value: object) -> Records:
    """Relations; ``among`` stands for every pair of a list."""
    if not isinstance(value, list):
        raise InvalidInput(wrong_type(value, "a list"))
    for i, record in enumerate(value):
        where = f"[{i}]"
        if not isinstance(record, Mapping) or "among" not in record:
            yield where, record
            continue
        rest = {name: item for name, item in record.items() if name != "among"}
        if not isinstance(record["among"], list):
            yield where, InvalidInput(wrong_type(record["among"], "a list").under("among"))
            continue
        for source, target in combinations(record["among"], 2):
            yield where, {"source": source, "target": target, **rest}


def table_records(tables: object, folder: Path | None) -> Iterator[tuple[str, str, Any]]:
    """``[tables]``: the collection, the path and the record of every row of the CSV files beside the file."""
    if not isinstance(tables, Mapping):
        raise InvalidInput(wrong_type(tables, "a table").under("$.tables"))
    if folder is None:
        raise InvalidInput(fault("no_folder", "$.tables"))
    faults: list[Fault] = []
    for name, given in tables.items():
        for i, entry in enumerate(given if isinstance(given, list) else [given]):
            where = f"$.tables.{name}[{i}]" if isinstance(given, list) else f"$.tables.{name}"
            try:
                yield from _table(str(name), entry, folder, where)
            except InvalidInput as error:
                faults += error.faults
    if faults:
        raise InvalidInput(faults)


def _table(name: str, entry: object, folder: Path, where: str) -> Iterator[tuple[str, str, Any]]:
    collection = SINGULAR.get(name, name)
    if collection not in COLLECTIONS:
        raise InvalidInput(fault("unknown_key", where, given=name, choices=tuple(COLLECTIONS)))
    cls: type = COLLECTIONS[collection]
    constants = dict(entry) if isinstance(entry, Mapping) else {}
    file = constants.pop("file", None) if isinstance(entry, Mapping) else entry
    if not isinstance(file, str):
        raise InvalidInput(wrong_type(file, "text").under(where))
    known = tuple(file_name(f) for f in attrs.fields(cls) if f.init)
    unknown = [fault("unknown_key", key, given=key, choices=known) for key in map(str, constants) if key not in known]
    if unknown:
        raise InvalidInput([one.under(where) for one in unknown])
    for row, record in _rows(_content(folder, file, where), file, cls):
        yield collection, row, {**constants, **record} if isinstance(record, dict) else record


def _content(folder: Path, file: str, where: str) -> str:
    try:
        path = (folder / file).resolve()
        if Path(file).is_absolute() or not path.is_relative_to(folder.resolve()):
            raise InvalidInput(fault("outside_folder", where, given=file))
        if not path.is_file():
            raise InvalidInput(fault("no_file", where, given=file))
        if path.stat().st_size > LIMIT:
            raise InvalidInput(fault("too_large", where, size=f"{path.stat().st_size:,}", limit=f"{LIMIT:,}"))
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(fault("encoding", where, position=error.start)) from error
    except OSError as error:
        raise InvalidInput(fault("unreadable", where, detail=error.strerror or str(error))) from error


def _rows(content: str, file: str, cls: type) -> Records:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    try:
        heading = next(reader, [])
        readers, faults = _columns(heading, cls)
        if faults:
            raise InvalidInput([one.under(file) for one in faults])
        for cells in reader:
            if any(cells):
                yield f"{file}:{reader.line_num}", _record(heading, cells, readers)
    except csv.Error as error:
        raise InvalidInput(fault("syntax", f"{file}:{reader.line_num}", format="CSV", detail=str(error))) from error


def _record(heading: list[str], cells: list[str], readers: list[Callable[[str], Any]]) -> dict[str, Any] | InvalidInput:
    if len(cells) != len(heading):
        return InvalidInput(fault("row", found=len(cells), expected=len(heading)))
    record: dict[str, Any] = {}
    for name, cell, read in zip(heading, cells, readers, strict=True):
        if not cell.strip():
            continue
        outer, _, inner = name.partition(".")
        if inner:
            record.setdefault(outer, {})[inner] = read(cell)
        else:
            record[name] = read(cell)
    return record


def _columns(heading: list[str], cls: type) -> tuple[list[Callable[[str], Any]], list[Fault]]:
    fields = {file_name(f): f for f in attrs.fields(cls) if f.init}
    readers: list[Callable[[str], Any]] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for name in heading:
        outer, _, inner = name.partition(".")
        field = fields.get(outer)
        if field is None:
            faults.append(fault("column", name, given=name, noun=cls.__name__, choices=tuple(fields)))
        elif name in seen or (inner and outer in heading):
            faults.append(fault("repeated_key", name, given=name))
        seen.add(name)
        readers.append(_number_or_text if inner else _reader(field.converter if field else None))
    return readers, faults


def _reader(convert: Any) -> Callable[[str], Any]:
    """How the cells of a column are read: as the first kind of value that its field takes."""

    def takes(value: object) -> bool:
        try:
            convert(value)
        except (InvalidInput, TypeError):
            return False
        return True

    if convert is None:
        return str.strip
    if takes(True) and not takes(1):
        return _truth
    if takes(["a", "b"]) and takes("a"):
        return lambda cell: [part.strip() for part in cell.split(";")]
    return _number_or_text if takes(1) else str.strip


def _truth(cell: str) -> bool | str:
    return {"true": True, "false": False}.get(cell.strip().lower(), cell)


def _number_or_text(cell: str) -> float | str:
    text = cell.strip()
    if not NUMBER.fullmatch(text):
        return text
    try:
        return int(text)
    except ValueError:
        return float(text)
