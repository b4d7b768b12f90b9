"""Plain tables to nouns, by cattrs: strict, and every fault of a record at once, with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

import attrs
from cattrs import AttributeValidationNote, ClassValidationError, Converter, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from ..errors import Fault, InvalidInput, fault
from ..model.evidence import as_texts
from ..model.fields import wrong_type
from ..model.index_rule import IndexRule
from ..model.rules import CountRule, GateRule, LadderRule, ProfileRule, Rule
from ..model.text import Text, as_text

__all__ = ["RULES", "by_key", "file_name", "structured", "structurer"]

RULES: Mapping[str, type[Rule]] = {
    "gate": GateRule,
    "profile": ProfileRule,
    "ladder": LadderRule,
    "index": IndexRule,
    "count": CountRule,
}


def file_name(field: attrs.Attribute[Any]) -> str:
    """How a field is spelled in files."""
    return str(field.metadata.get("file", field.name))


def by_key(value: object, cls: type) -> Iterator[tuple[str, Any]]:
    """The records of a list, or of a table by key, each with its path; a bare text is the label."""
    if isinstance(value, Mapping):
        title = "label" if "label" in {f.name for f in attrs.fields(cls)} else "title"
        for key, record in value.items():
            if isinstance(record, str):
                yield str(key), {"key": key, title: record}
            elif isinstance(record, Mapping) and "key" in record:
                yield str(key), InvalidInput(fault("unknown_key", "key", given="key"))
            elif isinstance(record, Mapping):
                yield str(key), {**record, "key": key}
            else:
                yield str(key), record
    elif isinstance(value, (list, tuple)):
        for i, record in enumerate(value):
            yield f"[{i}]", record
    else:
        raise InvalidInput(wrong_type(value, "a list"))


def structured(
    records: Iterator[tuple[str, Any]], cls: type, converter: Converter
) -> tuple[list[Any], list[str], list[Fault]]:
    """The nouns that could be made, the path of each, and the faults of the others.

    A record that could not even be written out stands among `records` as its `InvalidInput`.
    """
    made: list[Any] = []
    paths: list[str] = []
    faults: list[Fault] = []
    structure = converter.get_structure_hook(cls)
    try:
        for path, record in records:
            try:
                if not isinstance(record, Mapping):
                    raise record if isinstance(record, InvalidInput) else InvalidInput(wrong_type(record, "a table"))
                made.append(structure(record, cls))
                paths.append(path)
            except Exception as error:
                faults.extend(one.under(path) for one in faults_of(error, cls))
    except InvalidInput as error:
        faults.extend(error.faults)
    return made, paths, faults


def faults_of(error: Exception, cls: type) -> Iterator[Fault]:
    """What an error of cattrs or of a noun says, with paths from the record."""
    if isinstance(error, InvalidInput):
        yield from error.faults
    elif isinstance(error, ForbiddenExtraKeysError):
        known = tuple(file_name(f) for f in attrs.fields(cls) if f.init)
        for key in sorted(map(str, error.extra_fields)):
            yield fault("unknown_key", key, given=key, choices=known)
    elif isinstance(error, ClassValidationError):
        for inner in error.exceptions:
            names = [n.name for n in getattr(inner, "__notes__", ()) if isinstance(n, AttributeValidationNote)]
            if isinstance(inner, KeyError) and names:
                field = next(f for f in attrs.fields(cls) if f.name == names[0])
                yield fault("missing_key", given=file_name(field))
            elif names:
                field = next(f for f in attrs.fields(cls) if f.name == names[0])
                yield from (one.under(file_name(field)) for one in faults_of(inner, cls))
            else:
                yield from faults_of(inner, cls)
    else:
        raise error


@cache
def structurer(language: str) -> Converter:
    """The converter for files whose one-language texts are in that language."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook_factory(attrs.has, lambda cls: _hook(cls, converter, language))
    return converter


def _hook(cls: type, converter: Converter, language: str) -> Callable[[Any, Any], Any]:
    if cls is Rule:
        return _rule_hook(converter)
    hints = get_type_hints(cls)
    overrides: dict[str, Any] = {}
    for field in attrs.fields(cls):
        if not field.init:
            overrides[field.name] = override(omit=True)
            continue
        hook = _field_hook(field, hints[field.name], converter, language)
        name = file_name(field)
        overrides[field.name] = override(struct_hook=hook, rename=None if name == field.name else name)
    return make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **overrides
    )


def _rule_hook(converter: Converter) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Rule:
        record = dict(value)
        kind = record.pop("kind", None)
        if kind is None:
            raise InvalidInput(fault("missing_key", given="kind"))
        if kind not in RULES:
            raise InvalidInput(fault("not_a_choice", "kind", given=str(kind), noun="rule", choices=tuple(RULES)))
        cls = RULES[kind]
        try:
            made: Rule = converter.structure(record, cls)
        except ClassValidationError as error:
            raise InvalidInput(tuple(faults_of(error, cls))) from None
        return made

    return structure


def _field_hook(
    field: attrs.Attribute[Any], hint: Any, converter: Converter, language: str
) -> Callable[[Any, Any], Any]:
    """How a field is read: records by cattrs, a text in the file's language, the rest by its own converter."""
    inner = [arg for arg in get_args(hint) or (hint,) if isinstance(arg, type) and attrs.has(arg) and arg is not Text]
    convert: Any = field.converter
    if field.validator is not None and inner:
        return _records_hook(inner[0], converter, many=convert is not None)
    if convert is as_texts:
        return lambda value, _: as_texts(
            {k: _text(v, language) for k, v in value.items()} if isinstance(value, Mapping) else value
        )
    if hint is Text or Text in get_args(hint):
        return lambda value, _: None if value is None else _text(value, language)
    return lambda value, _: convert(value)


def _text(value: Any, language: str) -> Text:
    return Text(**{language: value}) if isinstance(value, str) else as_text(value)


def _records_hook(cls: type, converter: Converter, *, many: bool) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Any:
        if not many and value is None:
            return None
        records = by_key(value, cls) if many else iter([("", value)])
        made, _paths, faults = structured(records, cls, converter)
        if faults:
            raise InvalidInput(faults)
        return tuple(made) if many else made[0]

    return structure
