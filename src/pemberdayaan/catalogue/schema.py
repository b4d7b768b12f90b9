"""JSON Schema of the files, for editors and forms; made from the nouns, so that it says what the reader says."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from ..errors import InvalidInput, fault
from ..model.fields import DECIMAL_OR_RATIO, FRAMEWORK_KEY, KEY
from ..model.framework import Framework
from ..model.noun import Noun
from ..model.periods import PART, Period
from ..model.programme import COLLECTIONS, Programme
from ..model.records import Participation
from ..model.relations import Relation
from ..model.rules import Rule
from ..model.scales import Distribution
from ..model.text import Text
from .reading import FORMAT
from .structuring import RULES, file_name
from .unfolding import SHARED, SINGULAR

__all__ = ["schema"]

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
WORDS: Schema = {"type": "string", "pattern": r"\S"}
BY_KEY: Schema = {"pattern": f"^{KEY.pattern}$"}


def schema(noun: Literal["programme", "framework"]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a programme's or a framework's file.

    It knows the shape of a file: names, types, choices and the shorthands. What holds between records, the
    reader alone checks.

    Parameters
    ----------
    noun
        Which of the two.

    Raises
    ------
    InvalidInput
        If it is neither.

    Examples
    --------
    >>> schema("programme")["$defs"]["Tie"]["required"]
    ['from', 'to']
    """
    if noun not in {"programme", "framework"}:
        raise InvalidInput(fault("not_a_choice", given=noun, noun="file", choices=("programme", "framework")))
    schemas = _Schemas()
    whole = schemas.table(Programme if noun == "programme" else Framework)
    properties = {"format": {"const": FORMAT, "description": "The version of the format."}, **whole["properties"]}
    if noun == "programme":
        properties |= {"depth": schemas.depth(), "tables": schemas.tables()}
    else:
        properties["relations"] |= schemas.relations()
    required = ["format", *whole["required"]]
    return {"$schema": DIALECT, **whole, "properties": properties, "required": required, "$defs": schemas.defs}


class _Schemas:
    """The schemas of the nouns met so far, by name."""

    def __init__(self) -> None:
        self.defs: dict[str, Schema] = {}

    def reference(self, cls: type, *, by_key: bool = False) -> Schema:
        """Where the schema of a class stands; made when it is first met."""
        name = f"{cls.__name__}ByKey" if by_key else cls.__name__
        if name not in self.defs:
            self.defs[name] = {}
            made = self.rule(by_key) if cls is Rule else self.table(cls, by_key=by_key)
            self.defs[name] = made
        return {"$ref": f"#/$defs/{name}"}

    def table(self, cls: type, *, by_key: bool = False, extra: Mapping[str, Schema] | None = None) -> Schema:
        """A table of the fields of a class; by key, its key stands outside."""
        hints = get_type_hints(cls)
        told = descriptions(cls)
        properties: dict[str, Schema] = dict(extra or {})
        required: list[str] = list(properties)
        for field in attrs.fields(cls):
            if not field.init or (by_key and field.name == "key"):
                continue
            said = {"description": told[field.name]} if field.name in told else {}
            properties[file_name(field)] = {**said, **self.field(hints[field.name], field.converter)}
            if field.default is attrs.NOTHING:
                required.append(file_name(field))
        return {
            "title": _title(cls),
            "description": _sentence(cls),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    def field(self, hint: Any, convert: Any) -> Schema:
        """What one field accepts, by its type; a converter says more of its texts and numbers."""
        if get_origin(hint) is not tuple:
            return _any([self.value(one, convert) for one in get_args(hint) or (hint,)])
        item = get_args(hint)[0]
        if isinstance(item, type) and issubclass(item, Noun):
            return self.records(item)
        if get_args(item):
            return _object(self.pair(get_args(item)[1], convert))
        one = self.value(item, None)
        several = {"type": "array", "items": one}
        return several if item is Fraction else _any([one, several])

    def pair(self, hint: Any, convert: Any) -> Schema:
        return self.field(hint, lambda value: convert({"k": value}))

    def value(self, hint: Any, convert: Any) -> Schema:
        """What one type accepts."""
        if hint is Any:
            return {}
        if issubclass(hint, StrEnum):
            return {"enum": [choice.value for choice in hint]}
        if hint is Distribution:
            return _object({"type": "number", "minimum": 0})
        if hint is Text:
            self.defs["Text"] = _any([WORDS, {**self.table(Text), "minProperties": 1}])
            return {"$ref": "#/$defs/Text"}
        return self.reference(hint) if issubclass(hint, Noun) else _scalar(hint, convert)

    def records(self, cls: type) -> Schema:
        """A list of records; where they have keys, also a table by key."""
        rows = {"type": "array", "items": self.reference(cls)}
        names = {f.name: f.default is attrs.NOTHING for f in attrs.fields(cls)}
        if "key" not in names:
            return rows
        entry = self.reference(cls, by_key=True)
        label = next((name for name in ("label", "title") if name in names), None)
        enough = all(name in {"key", label} for name, needed in names.items() if needed)
        bare = label is not None and enough and cls is not Rule
        return _any([rows, {**_object(_any([WORDS, entry]) if bare else entry), "propertyNames": BY_KEY}])

    def rule(self, by_key: bool) -> Schema:
        """One of the kinds of rule, told by its `kind`."""
        kinds = [self.table(cls, by_key=by_key, extra={"kind": {"const": kind}}) for kind, cls in RULES.items()]
        return {"title": "Rule", "description": _sentence(Rule), "oneOf": kinds}

    def relations(self) -> Schema:
        """Relations; ``among`` stands for every pair of a list."""
        pairs = self.table(Relation)
        among = {"description": "Every pair of these addresses.", "type": "array", "items": WORDS, "minItems": 2}
        ends = {"source", "target"}
        properties = {name: one for name, one in pairs["properties"].items() if name not in ends}
        required = ["among", *(name for name in pairs["required"] if name not in ends)]
        many = {**pairs, "title": "Relations", "properties": {"among": among, **properties}, "required": required}
        return {"type": "array", "items": _any([self.reference(Relation), many])}

    def depth(self) -> Schema:
        """Matrices: what the cells share, and actor = { stage = level } or actor = level."""
        cell = self.table(Participation)["properties"]
        levels = cell["depth"]
        entry = _any([levels, {**_object(levels), "propertyNames": BY_KEY}])
        block = {"type": "object", "properties": {n: cell[n] for n in SHARED}, "additionalProperties": entry}
        return {"description": "Levels as a matrix: actor = { stage = level }.", "type": "array", "items": block}

    def tables(self) -> Schema:
        """The CSV file of a collection, alone or with the fields that all its rows share."""
        properties: dict[str, Schema] = {}
        for name in (*COLLECTIONS, *SINGULAR):
            cls = COLLECTIONS[SINGULAR.get(name, name)]
            file = {"file": {**WORDS, "description": "A CSV file in the folder of this file."}}
            table = {**self.table(cls, extra=file), "required": ["file"]}
            self.defs[f"{cls.__name__}Table"] = _any([WORDS, table])
            one = {"$ref": f"#/$defs/{cls.__name__}Table"}
            properties[name] = _any([one, {"type": "array", "items": one}])
        told = "Long tables as CSV files beside this file."
        return {"description": told, "type": "object", "properties": properties, "additionalProperties": False}


def _any(schemas: list[Schema]) -> Schema:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _object(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def _scalar(hint: type, convert: Any) -> Schema:
    takes = _taker(convert)
    if hint is str:
        if convert is None or takes("any text"):
            return WORDS
        return {"type": "string", "pattern": f"^{(KEY if takes('a_key') else FRAMEWORK_KEY).pattern}$"}
    if hint is Period:
        text = {"type": "string", "pattern": f"^{PART.pattern}(?:/{PART.pattern})?$"}
        return _any([text, {"type": "integer", "minimum": 1000, "maximum": 9999}])
    if hint is Fraction:
        return _any([{"type": "number"}, {"type": "string", "pattern": f"^{DECIMAL_OR_RATIO.pattern}$"}])
    if hint in {int, float}:
        kind: Schema = {"type": "integer" if hint is int else "number"}
        return kind if takes(-1) else {**kind, "minimum": 0}
    return {"type": {bool: "boolean", NoneType: "null"}[hint]}


def _taker(convert: Any) -> Callable[[object], bool]:
    def takes(value: object) -> bool:
        try:
            convert(value)
        except InvalidInput:
            return False
        return True

    return takes


# --- what the docstrings say ---------------------------------------------------------------------------------------


@cache
def descriptions(cls: type) -> Mapping[str, str]:
    """What the docstring of a class, or of a class above it, says of each field."""
    told: dict[str, str] = {}
    for above in reversed(cls.__mro__):
        doc = inspect.cleandoc(vars(above).get("__doc__") or "")
        section = re.split(r"\n\n\w+\n-+\n", doc.partition("\nParameters\n----------\n")[2])[0]
        for entry in re.split(r"\n(?=\S)", section):
            names, _, text = entry.partition("\n")
            told |= dict.fromkeys(names.split(", "), " ".join(text.split()).replace("`", ""))
    return told


def _sentence(cls: type) -> str:
    return (inspect.getdoc(cls) or "").partition("\n\n")[0].replace("\n", " ").replace("`", "")


def _title(cls: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__)
