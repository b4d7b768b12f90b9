"""Plain data to the text of a TOML file that is pleasant to read: the inverse of unfolding."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import tomli_w

from .unfolding import SHARED

__all__ = ["depth_blocks", "document"]

# Records that are longer than this on the whole are written as tables of one field a line.
RECORD_WIDTH = 400
LIST_WIDTH = 120


def document(data: Mapping[str, Any], parts: Collection[str]) -> str:
    """The text of a file: the head, lists of one record a line, tables by key, matrices of depth.

    Parameters
    ----------
    data
        The whole, folded: records by key in a mapping, other records in a list.
    parts
        Which of its keys hold records.
    """
    participations, blocks = depth_blocks(data.get("participations", ()))
    head: list[str] = []
    rows: list[str] = []
    tables: list[str] = []
    for name, value in data.items():
        if name == "initiative":
            tables.append("\n".join(["[initiative]", *_fields(value)]))
        elif name not in parts:
            head.append(_line(name, value))
        elif isinstance(value, Mapping):
            tables.append(_keyed(name, value))
        else:
            records = participations if name == "participations" else value
            text = _listed(name, records)
            (tables if text.startswith("[[") else rows).extend([text] if records else [])
    tables += ["\n".join(["[[depth]]", *_fields(block)]) for block in blocks]
    return "\n\n".join(["\n".join(head), *rows, *tables]) + "\n"


def depth_blocks(participations: Collection[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The participations that stand for themselves, and the rest as matrices of depth.

    A reader unfolds the matrices after the other participations, so only those at the end are folded, in
    their order: a new matrix begins where what its cells share changes, or an actor comes back.
    """
    records = list(participations)
    end = len(records)
    while end and _is_cell(records[end - 1]):
        end -= 1
    blocks: list[dict[str, Any]] = []
    shared: dict[str, Any] = {}
    for record in records[end:]:
        own = {name: value for name, value in record.items() if name in SHARED}
        who, stage = record["who"], record.get("stage")
        if not blocks or own != shared or not _fits(blocks[-1], who, stage):
            blocks.append(dict(own))
            shared = own
        if stage is None:
            blocks[-1][who] = record["depth"]
        else:
            blocks[-1].setdefault(who, {})[stage] = record["depth"]
    return records[:end], blocks


def _is_cell(record: Mapping[str, Any]) -> bool:
    return "depth" in record and record["who"] not in SHARED and record.keys() <= {"who", "stage", "depth", *SHARED}


def _fits(block: dict[str, Any], who: str, stage: str | None) -> bool:
    """Whether a cell can follow the others of a block and come back in its place."""
    if who not in block:
        return True
    cells = block[who]
    return stage is not None and isinstance(cells, dict) and stage not in cells and next(reversed(block)) == who


# --- lines ---------------------------------------------------------------------------------------------------------


def _keyed(name: str, records: Mapping[str, Any]) -> str:
    lines = [_line(key, record) for key, record in records.items()]
    if not _is_long(lines) and not any(_nests(record) for record in records.values()):
        return "\n".join([f"[{name}]", *lines])
    title = "title" if name == "references" else "label"
    tables = []
    for key, record in records.items():
        fields = record if isinstance(record, Mapping) else {title: record}
        tables.append("\n".join([f"[{name}.{_key(key)}]", *_fields(fields)]))
    return "\n\n".join(tables)


def _listed(name: str, records: Collection[Mapping[str, Any]]) -> str:
    lines = [f"  {_inline(record)}," for record in records]
    if not _is_long(lines):
        return "\n".join([f"{name} = [", *lines, "]"])
    return "\n\n".join("\n".join([f"[[{name}]]", *_fields(record)]) for record in records)


def _is_long(lines: list[str]) -> bool:
    return sum(map(len, lines)) > RECORD_WIDTH * len(lines)


def _nests(record: Any) -> bool:
    return isinstance(record, Mapping) and any(_has_tables(value) for value in record.values())


def _has_tables(value: Any) -> bool:
    return isinstance(value, Mapping) and any(isinstance(one, Mapping) for one in value.values())


def _fields(record: Mapping[str, Any]) -> Iterator[str]:
    nested = {name: value for name, value in record.items() if _has_tables(value)}
    yield from (_line(name, value, long_lists=True) for name, value in record.items() if name not in nested)
    for name, value in nested.items():
        yield from (f"{_key(name)}.{_line(key, one)}" for key, one in value.items())


def _line(name: str, value: Any, *, long_lists: bool = False) -> str:
    line = f"{_key(name)} = {_inline(value)}"
    if long_lists and isinstance(value, list) and len(line) > LIST_WIDTH:
        return "\n".join([f"{_key(name)} = [", *(f"  {_inline(one)}," for one in value), "]"])
    return line


def _key(name: str) -> str:
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_line(name, one) for name, one in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")
