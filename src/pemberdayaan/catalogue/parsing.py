"""From a path, bytes, an open file or a mapping to plain data; nothing is interpreted here."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from ..errors import InvalidInput, fault
from ..model.fields import wrong_type

__all__ = ["LIMIT", "Source", "parse"]

Source = str | os.PathLike[str] | bytes | IO[bytes] | IO[str] | Mapping[str, Any]

LIMIT = 64_000_000
# How a workbook begins, as every ZIP archive does.
ARCHIVE = b"PK\x03\x04"


def parse(source: Source) -> tuple[dict[str, Any], str | None, Path | None]:
    """The data, the name that faults are reported under, and the folder of the file if there is one."""
    if isinstance(source, Mapping):
        return dict(source), None, None
    if isinstance(source, bytes):
        return _decode(source, None, None), None, None
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        return _decode(_read(path), path.name, path.suffix.lower()), path.name, path.parent
    name = getattr(source, "name", None)
    name = Path(name).name if isinstance(name, str) else None
    try:
        content = source.read(LIMIT + 1)
    except UnicodeDecodeError as error:
        raise InvalidInput(fault("encoding", position=error.start), name) from error
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return _decode(data, name, Path(name).suffix.lower() if name else None), name, None


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InvalidInput(fault("no_file", given=str(path)), path.name)
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        raise InvalidInput(fault("unreadable", detail=error.strerror or str(error)), path.name) from error


def _decode(data: bytes, name: str | None, suffix: str | None) -> dict[str, Any]:
    if len(data) > LIMIT:
        raise InvalidInput(fault("too_large", size=f"> {LIMIT:,}", limit=f"{LIMIT:,}"), name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = fault("not_text") if data.startswith(ARCHIVE) else fault("encoding", position=error.start)
        raise InvalidInput(found, name) from error
    is_json = suffix == ".json" or (suffix != ".toml" and text.lstrip()[:1] == "{")
    try:
        loaded = json.loads(text, object_pairs_hook=_unique) if is_json else tomllib.loads(text)
    except InvalidInput as error:
        raise InvalidInput(error.faults, name) from None
    except ValueError as error:  # both kinds of syntax fault, and a number of more digits than Python reads
        raise InvalidInput(fault("syntax", format="JSON" if is_json else "TOML", detail=str(error)), name) from error
    except RecursionError:
        raise InvalidInput(fault("too_deep"), name) from None
    if not isinstance(loaded, dict):
        raise InvalidInput(wrong_type(loaded, "a table"), name)
    return loaded


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise InvalidInput(fault("repeated_key", key, given=key))
        found[key] = value
    return found
