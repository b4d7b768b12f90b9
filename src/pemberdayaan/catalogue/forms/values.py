"""One cell as the value that its column asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...errors import Fault, InvalidInput, fault
from .cells import as_amount, as_figure, as_when, as_words, items, pairs_of, plain
from .columns import CellKind, Column, choices, plainly
from .naming import Names

__all__ = ["read_value"]


def read_value(column: Column, value: Any, names: Names, scale: str | None = None) -> Any:
    """The value of a cell as a programme's file holds it.

    Parameters
    ----------
    column
        What the cell should hold.
    value
        What it holds: a text, number, truth value, date, or a formula without a value.
    names
        What it may name.
    scale
        The scale of its record, if it has one.

    Returns
    -------
    str, float, bool, list or dict

    Raises
    ------
    InvalidInput
        If it is something else; with all faults of the cell, and without its place.
    """
    held = plain(value)
    if column.field.rpartition(".")[2] in PEOPLE and isinstance(held, float):
        # an English spreadsheet program makes 1.25 of the 1.250 that an Indonesian office types in
        raise InvalidInput(fault("part_person", given=held, written=f"{held:g}".replace(".", ",")))
    return READ[column.kind](held, column.of, names, scale)


def _truth(value: Any, names: Names) -> bool:
    return value if isinstance(value, bool) else names.choice(as_words(value), "truth") == "true"


def _observed(value: Any, names: Names, scale: str | None) -> Any:
    """A level of the scale, a number, a truth value, or a text as it stands."""
    if not isinstance(value, str):
        return value if isinstance(value, bool) else as_figure(value)
    if names.is_level(value, scale):
        return names.level(value, scale)
    try:
        return as_amount(value)
    except InvalidInput as error:
        if any(one.code == "two_numbers" for one in error.faults):
            raise
    if names.has_levels(scale):
        return names.level(value, scale)  # which says that there is no such level
    return TRUTH.get(plainly(value), value)


def _by_name(
    given: Iterable[tuple[str, str]], name: Callable[[str], str], read: Callable[[Any], Any]
) -> dict[str, Any]:
    """Pairs of a cell, each name and value read; all faults of it at once."""
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for called, text in given:
        try:
            key = name(called)
            if key in found:
                raise InvalidInput(fault("repeated_key", given=called))
            found[key] = read(text)
        except InvalidInput as error:
            faults += error.faults
    if faults:
        raise InvalidInput(faults)
    return found


def _amounts(value: Any, of: str, names: Names, _: str | None) -> dict[str, Any]:
    return _by_name(pairs_of(as_words(value)), lambda one: names.record(one, of), as_amount)


def _values(value: Any, of: str, names: Names, scale: str | None) -> dict[str, Any]:
    return _by_name(
        pairs_of(as_words(value)), lambda one: names.record(one, of), lambda text: _observed(text, names, scale)
    )


def _spread(value: Any, _: str, names: Names, scale: str | None) -> dict[str, Any]:
    return _by_name(pairs_of(as_words(value)), lambda one: names.level(one, scale), as_figure)


def _claims(value: Any, _: str, names: Names, __: str | None) -> dict[str, Any]:
    """One line a source: what it says may hold semicolons."""
    return _by_name(pairs_of(as_words(value) + "\n"), names.source, str)


PEOPLE = frozenset({"people", "women", "men"})
TRUTH = {plainly(word): key == "true" for key, title in choices("truth").items() for word in (title["id"], title["en"])}

READ: Mapping[CellKind, Callable[[Any, str, Names, str | None], Any]] = {
    CellKind.KEY: lambda value, *_: as_words(value),
    CellKind.TEXT: lambda value, *_: as_words(value),
    CellKind.PLAIN: lambda value, *_: as_words(value),
    CellKind.LIST: lambda value, *_: items(as_words(value)),
    CellKind.TRUTH: lambda value, _of, names, _scale: _truth(value, names),
    CellKind.NUMBER: lambda value, *_: as_figure(value),
    CellKind.COUNT: lambda value, *_: as_figure(value),
    CellKind.AMOUNT: lambda value, *_: as_amount(value),
    CellKind.PERIOD: lambda value, _of, names, _scale: as_when(value, names.language),
    CellKind.CHOICE: lambda value, of, names, _scale: names.choice(as_words(value), of),
    CellKind.CHOICES: lambda value, of, names, _scale: names.chosen(as_words(value), of),
    CellKind.WORD: lambda value, of, names, _scale: names.word(as_words(value), of),
    CellKind.WORDS: lambda value, of, names, _scale: names.words(as_words(value), of),
    CellKind.REFERENCE: lambda value, of, names, _scale: names.record(as_words(value), of),
    CellKind.REFERENCES: lambda value, of, names, _scale: names.records(as_words(value), of),
    CellKind.SOURCES: lambda value, _of, names, _scale: names.sources(as_words(value)),
    CellKind.SCALE: lambda value, _of, names, _scale: names.scale(as_words(value)),
    CellKind.LEVELS: lambda value, _of, names, scale: names.depth(as_words(value), scale),
    CellKind.OBSERVED: lambda value, _of, names, scale: _observed(value, names, scale),
    CellKind.SPREAD: _spread,
    CellKind.AMOUNTS: _amounts,
    CellKind.VALUES: _values,
    CellKind.CLAIMS: _claims,
}
