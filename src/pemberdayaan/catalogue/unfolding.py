"""The shorthands of a file, written out: matrices of depth, tables in CSV files, relations among many."""

from __future__ import annotations

import csv
import io
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

__all__ = ["depth_records", "relation_records", "table_records"]

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
SHARED = ("scale", "source", "basis", "period", "rater", "note")


def depth_records(blocks: object) -> Records:
    """``[[depth]]``: actor = { stage = level }, or actor = level for the whole programme."""
    if not isinstance(blocks, list):
        raise InvalidInput(wrong_type(blocks, "a list").under("$.depth"))
    for i, block in enumerate(blocks):
        where = f"$.depth[{i}]"
        if not isinstance(block, Mapping):
            raise InvalidInput(wrong_type(block, "a table").under(where))
        shared = {name: block[name] for name in SHARED if name in block}
        for who, cells in block.items():
            if who in SHARED:
                continue
            if not isinstance(cells, Mapping):
                yield f"{where}.{who}", {"who": who, "depth": cells, **shared}
                continue
            for stage, level in cells.items():
                yield f"{where}.{who}.{stage}", {"who": who, "stage": stage, "depth": level, **shared}


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
            raise InvalidInput(wrong_type(record["among"], "a list").under(f"{where}.among"))
        for source, target in combinations(record["among"], 2):
            yield where, {"source": source, "target": target, **rest}


def table_records(tables: object, folder: Path | None) -> Iterator[tuple[str, str, Any]]:
    """``[tables]``: the collection, the path and the record of every row of the CSV files beside the file."""
    if not isinstance(tables, Mapping):
        raise InvalidInput(wrong_type(tables, "a table").under("$.tables"))
    if folder is None:
        raise InvalidInput(fault("no_folder", "$.tables"))
    for name, given in tables.items():
        collection = SINGULAR.get(name, str(name))
        if collection not in COLLECTIONS:
            raise InvalidInput(fault("unknown_key", f"$.tables.{name}", given=name, choices=tuple(COLLECTIONS)))
        for entry in given if isinstance(given, list) else [given]:
            constants = {k: v for k, v in entry.items() if k != "file"} if isinstance(entry, Mapping) else {}
            file = entry.get("file") if isinstance(entry, Mapping) else entry
            if not isinstance(file, str):
                raise InvalidInput(wrong_type(file, "text").under(f"$.tables.{name}"))
            for where, record in _rows(_content(folder, file, f"$.tables.{name}"), file, COLLECTIONS[collection]):
                yield collection, where, {**constants, **record}


def _content(folder: Path, file: str, where: str) -> str:
    path = (folder / file).resolve()
    if Path(file).is_absolute() or not path.is_relative_to(folder.resolve()):
        raise InvalidInput(fault("outside_folder", where, given=file))
    if not path.is_file():
        raise InvalidInput(fault("no_file", where, given=file))
    if path.stat().st_size > LIMIT:
        raise InvalidInput(fault("too_large", where, size=path.stat().st_size, limit=LIMIT))
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(fault("encoding", where, position=error.start)) from error


def _rows(content: str, file: str, cls: type) -> Records:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    heading = next(reader, [])
    readers, faults = _columns(heading, cls)
    if faults:
        raise InvalidInput([one.under(file) for one in faults])
    for cells in reader:
        if not any(cells):
            continue
        where = f"{file}:{reader.line_num}"
        if len(cells) != len(heading):
            raise InvalidInput(fault("row", where, found=len(cells), expected=len(heading)))
        record: dict[str, Any] = {}
        for name, cell, read in zip(heading, cells, readers, strict=True):
            if not cell.strip():
                continue
            outer, _, inner = name.partition(".")
            if inner:
                record.setdefault(outer, {})[inner] = read(cell)
            else:
                record[name] = read(cell)
        yield where, record


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
        elif name in seen:
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
    for kind in (int, float):
        try:
            number = kind(text)
        except ValueError:
            continue
        return number if text.lower() not in {"nan", "inf", "-inf", "infinity"} else text
    return text
