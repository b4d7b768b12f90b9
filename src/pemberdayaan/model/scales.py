"""Scales and what is measured on them: the measurement decides which arithmetic is lawful."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import attrs
from attrs.converters import optional

from ..errors import Fault, InvalidInput, fault
from .fields import (
    as_bool,
    as_framework_key,
    as_key,
    as_keys,
    as_number,
    as_numbers,
    as_str,
    as_tuple,
    choose,
    members,
    pairs,
    wrong_type,
)
from .noun import Noun
from .text import Text, as_text

__all__ = [
    "Arithmetic",
    "Distribution",
    "Level",
    "Measurement",
    "Quantity",
    "Scale",
    "as_distribution",
    "as_quantity",
    "bounds",
]


class Measurement(StrEnum):
    """Stevens' kinds of scale."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"

    @property
    def lawful(self) -> frozenset[Arithmetic]:
        """The arithmetic that values of this kind bear."""
        return frozenset(a for a in Arithmetic if list(Measurement).index(self) >= list(Measurement).index(_NEEDS[a]))


def as_measurement(value: Measurement | str) -> Measurement:
    """A `Measurement`, or the text that names it."""
    return choose(Measurement, "measurement", value)


class Arithmetic(StrEnum):
    """What a rule may compute from ratings."""

    SHARE = "share"
    MODE = "mode"
    MEDIAN = "median"
    MINIMUM = "minimum"
    SHARE_AT_OR_ABOVE = "share_at_or_above"
    MEAN = "mean"
    SUM = "sum"
    GEOMETRIC_MEAN = "geometric_mean"


def as_arithmetic(value: Arithmetic | str) -> Arithmetic:
    """A `Arithmetic`, or the text that names it."""
    return choose(Arithmetic, "arithmetic", value)


_NEEDS: Mapping[Arithmetic, Measurement] = {
    Arithmetic.SHARE: Measurement.NOMINAL,
    Arithmetic.MODE: Measurement.NOMINAL,
    Arithmetic.MEDIAN: Measurement.ORDINAL,
    Arithmetic.MINIMUM: Measurement.ORDINAL,
    Arithmetic.SHARE_AT_OR_ABOVE: Measurement.ORDINAL,
    Arithmetic.MEAN: Measurement.INTERVAL,
    Arithmetic.SUM: Measurement.INTERVAL,
    Arithmetic.GEOMETRIC_MEAN: Measurement.RATIO,
}


@attrs.frozen
class Level(Noun):
    """One step of a scale.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    value
        Its number, where the scale has numbers; rising along an ordered scale.
    definition
        What it means, in our own words.
    band
        The wider class that it belongs to, as Arnstein's "degrees of tokenism".
    also
        Other names in use.
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    value: float | None = attrs.field(default=None, converter=optional(as_number))
    definition: Text | None = attrs.field(default=None, converter=optional(as_text))
    band: Text | None = attrs.field(default=None, converter=optional(as_text))
    also: tuple[str, ...] = attrs.field(default=(), converter=as_keys)


@attrs.frozen
class Scale(Noun):
    """What values mean: their measurement, and their levels or limits.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    measurement
        Nominal, ordinal, interval or ratio; decides which arithmetic is lawful.
    levels
        The steps, lowest first where they are ordered.
    low, high
        The limits of a scale of numbers.
    unit
        As ``"IDR"``, ``"HOK"``, ``"%"``.
    definition
        What is measured.
    source
        Where the scale is printed, as ``"key, locator"``.
    ours
        True if the scale is this library's own and not the source's.
    framework
        The framework that it is taken from, where a programme is held against one.

    Examples
    --------
    >>> scale = Scale("depth", "Depth", "ordinal", levels=[Level("none", "None"), Level("some", "Some")])
    >>> scale.position("some"), scale.lowest
    (1, 'none')
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    measurement: Measurement = attrs.field(converter=as_measurement)
    levels: tuple[Level, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Level))
    low: float | None = attrs.field(default=None, converter=optional(as_number))
    high: float | None = attrs.field(default=None, converter=optional(as_number))
    unit: str | None = attrs.field(default=None, converter=optional(as_str))
    definition: Text | None = attrs.field(default=None, converter=optional(as_text))
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    ours: bool = attrs.field(default=False, converter=as_bool)
    framework: str | None = attrs.field(default=None, converter=optional(as_framework_key))
    _positions: Mapping[str, int] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_positions", {level.key: i for i, level in enumerate(self.levels)})
        Noun.__attrs_post_init__(self)

    def _faults(self) -> Iterator[Fault]:
        seen: set[str] = set()
        previous = -math.inf
        for i, level in enumerate(self.levels):
            if level.key in seen:
                yield fault("repeated_key", f"levels[{i}]", given=level.key)
            seen.add(level.key)
            if level.value is not None:
                if self.ordered and level.value <= previous:
                    yield fault("level_order", f"levels[{i}]", given=level.key)
                previous = level.value
        if self.measurement is Measurement.ORDINAL and not self.levels and (self.low is None or self.high is None):
            yield fault("needs_levels")
        if self.low is not None and self.high is not None and self.high < self.low:
            yield fault("reversed", first=self.low, last=self.high)

    @property
    def address(self) -> str:
        """How a record names it: its key, or ``framework-key.scale`` if it is taken from a framework."""
        return f"{self.framework}.{self.key}" if self.framework else self.key

    @property
    def ordered(self) -> bool:
        """Whether a later level is more than an earlier one."""
        return self.measurement is not Measurement.NOMINAL

    @property
    def lowest(self) -> str | None:
        """The key of the lowest level of an ordered scale."""
        return self.levels[0].key if self.ordered and self.levels else None

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Its lowest and highest number: its limits, or those of its levels if each has a number."""
        numbers = [one.value for one in self.levels if one.value is not None]
        known = len(numbers) == len(self.levels) > 0
        low = min(numbers) if known and self.low is None else self.low
        return low, max(numbers) if known and self.high is None else self.high

    def __contains__(self, level: object) -> bool:
        return level in self._positions

    def level(self, key: str) -> Level:
        """The level of that key."""
        return self.levels[self.position(key)]

    def level_of(self, value: object) -> str | None:
        """The key of the level that a key or a number names; None if it is no level's."""
        if isinstance(value, str):
            return value if value in self else None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return next((level.key for level in self.levels if level.value == value), None)

    def position(self, key: str) -> int:
        """Where a level stands, 0 the lowest; raises `InvalidInput` if the scale lacks it."""
        try:
            return self._positions[key]
        except KeyError:
            raise InvalidInput(fault("no_level", given=key, scale=self.key, choices=tuple(self._positions))) from None


@attrs.frozen
class Quantity(Noun):
    """A number that the source gives inexactly.

    Parameters
    ----------
    about
        "nearly 700".
    at_least, at_most
        "more than 2,200".
    low, high
        "three to five".

    Examples
    --------
    >>> Quantity(about=700)
    Quantity(about=700)
    >>> bounds(Quantity(at_least=2200))
    (2200, inf)
    """

    about: float | None = attrs.field(default=None, converter=optional(as_number))
    at_least: float | None = attrs.field(default=None, converter=optional(as_number))
    at_most: float | None = attrs.field(default=None, converter=optional(as_number))
    low: float | None = attrs.field(default=None, converter=optional(as_number))
    high: float | None = attrs.field(default=None, converter=optional(as_number))

    def _faults(self) -> Iterator[Fault]:
        given = frozenset(f.name for f in attrs.fields(Quantity) if getattr(self, f.name) is not None)
        if given not in ({"about"}, {"at_least"}, {"at_most"}, {"low", "high"}):
            yield fault("quantity")
            return
        for name in given:
            if getattr(self, name) < 0:
                yield fault("negative", name, given=getattr(self, name))
        if self.low is not None and self.high is not None and self.high < self.low:
            yield fault("reversed", first=self.low, last=self.high)

    def __repr__(self) -> str:
        given = [
            f"{f.name}={getattr(self, f.name)!r}" for f in attrs.fields(Quantity) if getattr(self, f.name) is not None
        ]
        return f"Quantity({', '.join(given)})"


def as_quantity(value: float | Quantity | Mapping[str, Any]) -> float | Quantity:
    """An exact number of at least 0, or a `Quantity`."""
    if isinstance(value, Quantity):
        return value
    if isinstance(value, Mapping):
        unknown = [key for key in value if key not in {f.name for f in attrs.fields(Quantity)}]
        if unknown:
            names = tuple(f.name for f in attrs.fields(Quantity))
            raise InvalidInput([fault("unknown_key", str(key), given=str(key), choices=names) for key in unknown])
        return Quantity(**value)
    number = as_number(value)
    if number < 0:
        raise InvalidInput(fault("negative", given=number))
    return number


def as_quantities(
    value: Mapping[str, Any] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, float | Quantity], ...]:
    """Numbers or quantities by key."""
    return pairs(value, as_quantity)


def bounds(value: float | Quantity) -> tuple[float, float]:
    """The lowest and the highest number that it may be; an "about" is taken at its word."""
    if not isinstance(value, Quantity):
        return value, value
    if value.about is not None:
        return value.about, value.about
    if value.at_least is not None:
        return value.at_least, math.inf
    if value.at_most is not None:
        return 0, value.at_most
    assert value.low is not None and value.high is not None  # noqa: PT018  (the only form left)
    return value.low, value.high


@attrs.frozen
class Distribution(Noun):
    """How many respondents stand on each level of a scale.

    Parameters
    ----------
    counts
        Pairs of a level's key and a number of respondents, at least 0; a mapping is accepted.

    Examples
    --------
    >>> spread = Distribution({"informing": 9, "consultation": 38})
    >>> spread.n
    47
    """

    counts: tuple[tuple[str, float], ...] = attrs.field(converter=as_numbers)

    def _faults(self) -> Iterator[Fault]:
        if not self.counts:
            yield fault("empty", "counts")
        for level, count in self.counts:
            if count < 0:
                yield fault("negative", level, given=count)

    @property
    def n(self) -> float:
        """The number of respondents."""
        return sum(count for _, count in self.counts)


def as_distribution(value: Distribution | Mapping[str, Any] | Iterable[tuple[str, Any]]) -> Distribution:
    """A `Distribution`, or the mapping of its counts."""
    if isinstance(value, Distribution):
        return value
    if not isinstance(value, (Mapping, list, tuple)):
        raise InvalidInput(wrong_type(value, "a table"))
    return Distribution(counts=value)
