"""Strict converters for fields: the right value comes back as it is, a wrong one raises; nothing is guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from ..errors import Fault, InvalidInput, fault

__all__ = [
    "as_argument",
    "as_arguments",
    "as_bool",
    "as_count",
    "as_counts",
    "as_fraction",
    "as_framework_key",
    "as_key",
    "as_keys",
    "as_number",
    "as_numbers",
    "as_str",
    "as_tuple",
    "as_value",
    "as_words",
    "choose",
    "member",
    "members",
    "pairs",
    "wrong_type",
]

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
KEY = re.compile(r"[a-z0-9]+(?:_+[a-z0-9]+)*")
SURROGATE = re.compile(r"[\ud800-\udfff]")
DECIMAL_OR_RATIO = re.compile(r"[+-]?\d+(?:\.\d+|/\d+)?", re.ASCII)
FRAMEWORK_KEY = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
TYPE_NAMES: Mapping[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


def wrong_type(value: object, expected: str) -> Fault:
    """The fault of a value of another type than the field has."""
    found = TYPE_NAMES.get(type(value), "nothing" if value is None else type(value).__name__)
    try:
        given = " ".join(line.strip() for line in repr(value).splitlines())[:80]
    except ValueError:  # a whole number of more digits than Python prints
        given = "..."
    return fault("wrong_type", given=given, found=found, expected=expected)


def as_str(value: str) -> str:
    """A text that is not empty."""
    if type(value) is not str:
        if not isinstance(value, str):
            raise InvalidInput(wrong_type(value, "text"))
        value = str(value)
    if not value or value.isspace():
        raise InvalidInput(fault("empty"))
    if not value.isascii() and SURROGATE.search(value):
        raise InvalidInput(fault("surrogate", given=ascii(value)[:80]))
    return value


def _matching(value: str, pattern: re.Pattern[str], separator: str) -> str:
    value = as_str(value)
    if not pattern.fullmatch(value):
        raise InvalidInput(fault("bad_key", given=value, separator=separator))
    return value


@lru_cache(maxsize=4096)
def _known_key(value: str) -> str:
    return _matching(value, KEY, "_")


def as_key(value: str) -> str:
    """A key: ASCII lower case, digits and single underscores within."""
    return _known_key(value) if type(value) is str else _matching(value, KEY, "_")


def as_framework_key(value: str) -> str:
    """The key of a framework: dashes where other keys have underscores."""
    return _matching(value, FRAMEWORK_KEY, "-")


def as_keys(value: str | Iterable[str]) -> tuple[str, ...]:
    """One text or several, as a tuple."""
    if isinstance(value, str):
        return (as_str(value),)
    if type(value) is tuple and not value:
        return value
    if not isinstance(value, (list, tuple)):
        raise InvalidInput(wrong_type(value, "a list"))
    faults = [wrong_type(item, "text").under(f"[{i}]") for i, item in enumerate(value) if not isinstance(item, str)]
    if faults:
        raise InvalidInput(faults)
    return tuple(as_str(item) for item in value)


def as_number(value: float) -> float:
    """A finite number; a truth value is none."""
    if type(value) is not int and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise InvalidInput(wrong_type(value, "a number"))
    try:
        finite = math.isfinite(value)
    except OverflowError:  # a whole number beyond every float
        raise InvalidInput(fault("out_of_range", given="...", low="-1e308", high="1e308")) from None
    if not finite:
        raise InvalidInput(fault("not_finite", given=value))
    return value


def as_count(value: int) -> int:
    """A whole number of at least 0."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidInput(wrong_type(value, "a whole number"))
    as_number(value)
    if value < 0:
        raise InvalidInput(fault("negative", given=value))
    return value


def as_bool(value: bool) -> bool:
    """True or false, and nothing that merely looks like it."""
    if not isinstance(value, bool):
        raise InvalidInput(wrong_type(value, "true or false"))
    return value


def as_value(value: float | str | bool) -> float | str | bool:
    """What may be observed: a number, a text or a truth value."""
    if isinstance(value, bool):
        return value
    return as_str(value) if isinstance(value, str) else as_number(value)


def as_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """A list becomes a tuple; its items are checked by `members`."""
    if not isinstance(value, (list, tuple)):
        raise InvalidInput(wrong_type(value, "a list"))
    return tuple(value)


def members(cls: type[T]) -> Callable[[object, Any, tuple[T, ...]], None]:
    """A validator: every item is of that class."""

    def check(_noun: object, field: Any, value: tuple[T, ...]) -> None:
        faults = [
            wrong_type(one, cls.__name__).under(f"{field.name}[{i}]")
            for i, one in enumerate(value)
            if not isinstance(one, cls)
        ]
        if faults:
            raise InvalidInput(faults)

    return check


def member(cls: type[T]) -> Callable[[object, Any, T | None], None]:
    """A validator: the value is of that class, or None."""

    def check(_noun: object, field: Any, value: T | None) -> None:
        if value is not None and not isinstance(value, cls):
            raise InvalidInput(wrong_type(value, cls.__name__).under(field.name))

    return check


def as_fraction(value: float | str | Fraction) -> Fraction:
    """An exact number: a whole number, a decimal, or a text as ``"2/3"``; a decimal is read as it is written."""
    if isinstance(value, str):
        try:
            if DECIMAL_OR_RATIO.fullmatch(value):
                return Fraction(value)
        except (ValueError, ZeroDivisionError):
            pass
        raise InvalidInput(wrong_type(value, "a number"))
    return value if isinstance(value, Fraction) else Fraction(str(as_number(value)))


def as_argument(value: Any) -> Any:
    """Plain data as a file holds it, made hashable: a list becomes a tuple, a table pairs."""
    if isinstance(value, (list, tuple)):
        return tuple(as_argument(one) for one in value)
    if isinstance(value, Mapping):
        return tuple((as_str(key), as_argument(one)) for key, one in value.items())
    return as_value(value)


def pairs(value: Any, item: Callable[[Any], T]) -> tuple[tuple[str, T], ...]:
    """A mapping becomes pairs that can be hashed, each value converted; all faults of it at once."""
    if isinstance(value, str) or not isinstance(value, (Mapping, Iterable)):
        raise InvalidInput(wrong_type(value, "a table"))
    faults: list[Fault] = []
    found: dict[str, T] = {}
    for pair in value.items() if isinstance(value, Mapping) else value:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            raise InvalidInput(wrong_type(value, "a table"))
        key, raw = pair
        try:
            if as_str(key) in found:
                raise InvalidInput(fault("repeated_key", given=key))
            found[key] = item(raw)
        except InvalidInput as error:
            faults.extend(one.under(str(key)) for one in error.faults)
    if faults:
        raise InvalidInput(faults)
    return tuple(found.items())


def as_counts(value: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Whole numbers by key."""
    return pairs(value, as_count)


def as_numbers(value: Mapping[str, float] | Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Numbers by key."""
    return pairs(value, as_number)


def as_words(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Texts without language, by key."""
    return pairs(value, as_str)


def as_arguments(value: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    """Plain data by name."""
    return pairs(value, as_argument)


def choose(choices: type[E], noun: str, value: E | str) -> E:
    """A member of the choices, or the text that names it."""
    if isinstance(value, choices):
        return value
    if not isinstance(value, str):
        raise InvalidInput(wrong_type(value, "text"))
    try:
        return choices(value)
    except ValueError:
        raise InvalidInput(fault("not_a_choice", given=value, noun=noun, choices=tuple(map(str, choices)))) from None
