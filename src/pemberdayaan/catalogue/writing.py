"""Frameworks and programmes to plain data, and to TOML or JSON files that read back as the same value."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from ..errors import InvalidInput, fault
from ..model.framework import Framework
from ..model.noun import Noun
from ..model.periods import Period
from ..model.programme import COLLECTIONS, Programme
from ..model.rules import Rule
from ..model.scales import Distribution
from ..model.stakeholders import Stakeholder
from ..model.text import Text
from .folding import document
from .reading import FORMAT, PARTS
from .structuring import RULES, file_name

__all__ = ["to_data", "write_framework", "write_programme"]

KINDS: Mapping[type[Rule], str] = {cls: kind for kind, cls in RULES.items()}
EXACT = 2**53


def write_programme(programme: Programme, path: str | os.PathLike[str]) -> None:
    """Write a programme to a file that `read_programme` reads as an equal one.

    Parameters
    ----------
    programme
        What to write.
    path
        Where; the suffix says how, ``.toml`` or ``.json``. A file that stands there is replaced, and kept if
        writing fails.

    Raises
    ------
    InvalidInput
        If the suffix is neither.
    OSError
        If the folder does not take the file.

    Examples
    --------
    >>> import tempfile
    >>> from pemberdayaan.model.evidence import Reference
    >>> well = Programme("well", "A well", source="minutes", references=[Reference("minutes", "Minutes")])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_programme(well, f"{folder}/well.toml")
    ...     print(Path(folder, "well.toml").read_text(), end="")
    format = 1
    key = "well"
    label = "A well"
    language = "en"
    source = "minutes"
    <BLANKLINE>
    [references]
    minutes = "Minutes"
    """
    _write(programme, Path(path))


def write_framework(framework: Framework, path: str | os.PathLike[str]) -> None:
    """Write a framework to a file that `read_framework` reads as an equal one.

    Parameters
    ----------
    framework
        What to write.
    path
        Where; the suffix says how, ``.toml`` or ``.json``. A file that stands there is replaced, and kept if
        writing fails.

    Raises
    ------
    InvalidInput
        If the suffix is neither.
    OSError
        If the folder does not take the file.

    Examples
    --------
    >>> import tempfile
    >>> from pemberdayaan.catalogue.reading import read_framework
    >>> office = Framework("our-office", "Our office")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_framework(office, f"{folder}/our-office.json")
    ...     read_framework(f"{folder}/our-office.json") == office
    True
    """
    _write(framework, Path(path))


def to_data(noun: Noun) -> dict[str, Any]:
    """A noun as the plain mapping that a file holds: for JSON, a form, another program.

    Records stand in lists, texts of one language as a bare text if it is the language of the whole; what has
    its default is left out. `read_programme` and `read_framework` accept it.

    Parameters
    ----------
    noun
        A programme, a framework, or one of their records.

    Returns
    -------
    dict
        Of texts, numbers, truth values, lists and dictionaries.

    Examples
    --------
    >>> to_data(Stakeholder("pg", Text(id="Perusahaan"), "private"))
    {'key': 'pg', 'label': {'id': 'Perusahaan'}, 'sector': 'private'}
    """
    return _data(noun, fold=False)


def _data(noun: Noun, *, fold: bool) -> dict[str, Any]:
    if not isinstance(noun, (Programme, Framework)):
        return dict(unstructurer(None, fold).unstructure(noun))
    data: dict[str, Any] = unstructurer(noun.language.value, fold).unstructure(noun)
    return {
        "format": FORMAT,
        "key": data.pop("key"),
        "label": data.pop("label"),
        "language": noun.language.value,
    } | data


def _write(noun: Programme | Framework, path: Path) -> None:
    """The whole text first, then a file beside the one that it replaces."""
    if path.suffix.lower() == ".json":
        text = _json(to_data(noun))
    elif path.suffix.lower() == ".toml":
        text = document(_data(noun, fold=True), COLLECTIONS if isinstance(noun, Programme) else PARTS)
    else:
        raise InvalidInput(
            fault("not_a_choice", given=path.suffix, noun="suffix", choices=(".toml", ".json")), path.name
        )
    path = path.resolve()
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        part.write_bytes(text.encode())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _json(data: Mapping[str, Any]) -> str:
    """JSON with one record a line."""

    def lines() -> Iterator[str]:
        for name, value in data.items():
            text = json.dumps(value, ensure_ascii=False)
            if isinstance(value, list) and isinstance(value[0], dict):
                text = "[\n    " + ",\n    ".join(json.dumps(one, ensure_ascii=False) for one in value) + "\n  ]"
            yield f"  {json.dumps(name)}: {text}"

    return "{\n" + ",\n".join(lines()) + "\n}\n"


# --- nouns to plain data -------------------------------------------------------------------------------------------


@cache
def unstructurer(language: str | None, fold: bool) -> Converter:
    """The converter to plain data for files in that language; folded as a person writes it, or regular."""
    converter = Converter(omit_if_default=True)
    converter.register_unstructure_hook(Text, lambda text: _text(text, language))
    converter.register_unstructure_hook(Period, lambda period: _period(period.text, fold))
    converter.register_unstructure_hook(Fraction, _exact)
    converter.register_unstructure_hook(StrEnum, lambda choice: choice.value)
    converter.register_unstructure_hook_factory(
        lambda cls: isinstance(cls, type) and issubclass(cls, Noun), lambda cls: _noun_hook(cls, converter, fold)
    )
    converter.register_unstructure_hook(Distribution, lambda spread: dict(spread.counts))
    return converter


def _text(text: Text, language: str | None) -> Any:
    given = {name: value for name, value in (("id", text.id), ("en", text.en)) if value is not None}
    return given[language] if language is not None and set(given) == {language} else given


def _period(text: str, fold: bool) -> str | int:
    return int(text) if fold and text.isascii() and text.isdigit() and not text.startswith("0") else text


def _exact(number: Fraction) -> str | int:
    return number.numerator if number.denominator == 1 and abs(number) < EXACT else str(number)


def _noun_hook(cls: type, converter: Converter, fold: bool) -> Callable[[Any], dict[str, Any]]:
    if cls is Rule:
        return lambda rule: {"kind": KINDS[type(rule)], **converter.unstructure(rule)}
    hints = get_type_hints(cls)
    named: dict[str, Any] = {
        f.name: override(
            unstruct_hook=_field_hook(hints[f.name], converter, fold),
            rename=None if file_name(f) == f.name else file_name(f),
        )
        for f in attrs.fields(cls)
        if f.init
    }
    plain: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(
        cls, converter, _cattrs_omit_if_default=True, **named
    )
    if cls is not Stakeholder:
        return plain
    return lambda one: {k: v for k, v in plain(one).items() if k != "inside" or one.sector.inside is None}


def _field_hook(hint: Any, converter: Converter, fold: bool) -> Callable[[Any], Any]:
    """How one field is written: records, pairs and lists by the type of their items, else by the value."""
    if get_origin(hint) is not tuple:
        return converter.unstructure
    item = get_args(hint)[0]
    if isinstance(item, type) and issubclass(item, Noun):
        return lambda records: _records(item, [converter.unstructure(one, item) for one in records], fold)
    if get_args(item)[1:] == (Any,):
        return lambda arguments: {key: _argument(value) for key, value in arguments}
    if get_args(item):
        return lambda pairs: {key: converter.unstructure(value) for key, value in pairs}
    if item is Fraction:
        return lambda numbers: [_exact(number) for number in numbers]
    return lambda texts: str(texts[0]) if fold and len(texts) == 1 else [str(text) for text in texts]


def _records(cls: type, records: list[dict[str, Any]], fold: bool) -> Any:
    """A list; folded, a table by key if each has its own, and a bare text for a record of a label alone."""
    keys = [record.get("key") for record in records]
    if not fold or None in keys or len(set(keys)) < len(keys):
        return records
    title = "label" if "label" in {f.name for f in attrs.fields(cls)} else "title"
    folded: dict[str, Any] = {}
    for record in records:
        rest = {name: value for name, value in record.items() if name != "key"}
        bare = list(rest) == [title] and isinstance(rest[title], str)
        folded[record["key"]] = rest[title] if bare else rest
    return folded


def _argument(value: Any) -> Any:
    """Plain data of a file: pairs were a table, another tuple a list."""
    if not isinstance(value, tuple):
        return value
    named = [one[0] for one in value if isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], str)]
    if value and len(set(named)) == len(value):
        return {key: _argument(one) for key, one in value}
    return [_argument(one) for one in value]
