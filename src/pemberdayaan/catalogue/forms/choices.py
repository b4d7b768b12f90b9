"""Which level an answer names: by key, by label in either language, by the user's code, or by its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from ...errors import Fault, InvalidInput, fault
from ...model.framework import Framework
from ...model.scales import Scale
from .exports import texted
from .questions import Question

__all__ = ["Answers", "Choices", "folded"]

Answers = Mapping[Any, Any]

MOST_WORDS = 200
NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?", re.ASCII)


def folded(text: str) -> str:
    """A text as it is compared: without regard to case and to how wide its gaps are.

    Examples
    --------
    >>> folded(" Citizen  Control")
    'citizen control'
    """
    return " ".join(text.split()).casefold()


class Choices:
    """The levels of a framework's scales under all their names, and the user's codes for them.

    Parameters
    ----------
    framework
        Whose scales.
    answers
        The user's codes: a level's key for each, or None for no answer. A mapping under the name of an element, or
        under ``about`` or ``stage``, holds for that alone.
    """

    def __init__(self, framework: Framework, answers: Answers | None) -> None:
        self.framework = framework
        self.codes: dict[str, str | None] = {}
        self.own: dict[str, dict[str, str | None]] = {}
        self._names: dict[Scale, dict[str, tuple[str, ...]]] = {}
        faults: list[Fault] = []
        for code, value in (answers or {}).items():
            if isinstance(value, Mapping):
                address = self._address(str(code))
                if address is None:
                    known = ("about", "stage", *(one.address for one in framework.elements))
                    faults.append(fault("unknown_key", f"answers.{code}", given=str(code), choices=known))
                else:
                    levels = None if address in ("about", "stage") else self._known_levels()
                    self.own[address] = dict(_coded(value, levels, f"answers.{code}", faults))
            else:
                self.codes |= _coded({code: value}, self._known_levels(), "answers", faults)
        if faults:
            raise InvalidInput(faults)

    def _address(self, name: str) -> str | None:
        if name in ("about", "stage") or name in self.framework.labels:
            return name
        return self.framework[name].address if name in self.framework else None

    def _known_levels(self) -> frozenset[str]:
        return frozenset(level.key for scale in self.framework.scales for level in scale.levels)

    def blank(self, text: str, target: str) -> bool:
        """Whether the user's codes make an answer to a question, or to what is asked once, no answer."""
        codes = self.codes | self.own.get(target, {})
        return folded(text) in codes and codes[folded(text)] is None

    def coded(self, text: str, target: str) -> str:
        """What the user's codes for one target make of a text; the text if they say nothing."""
        return self.own.get(target, {}).get(folded(text)) or text

    def levels(self, question: Question, text: str) -> tuple[str, ...]:
        """The levels that an answer names: one, several if it lists several, none if it names none.

        Raises
        ------
        InvalidInput
            If two levels have that name.
        """
        if question.scale is None:
            return ()
        one = self._level(question, text)
        if len(one) > 1:
            raise InvalidInput(fault("ambiguous", given=text, choices=one))
        if one:
            return one
        words = text.split()
        return self._several(question, words) if 1 < len(words) <= MOST_WORDS else ()

    def _level(self, question: Question, text: str) -> tuple[str, ...]:
        """The levels of that name; more than one if two have it."""
        scale = question.scale
        assert scale is not None  # asked above
        code = self.own.get(question.address, {}).get(folded(text)) or self.codes.get(folded(text))
        if code in scale and code is not None:
            return (code,)
        named = self._named(scale)
        return named.get(folded(text)) or _numbered(scale, text)

    def _several(self, question: Question, words: list[str]) -> tuple[str, ...]:
        """The words cut into names of levels, each as long as can be; empty if some word belongs to none."""
        ends: dict[int, tuple[str, ...] | None] = {len(words): ()}
        for start in reversed(range(len(words))):
            for end in range(len(words), start, -1):
                rest = ends.get(end)
                found = self._level(question, " ".join(words[start:end])) if rest is not None else ()
                if rest is not None and len(found) == 1:
                    ends[start] = (*found, *rest)
                    break
        return tuple(dict.fromkeys(ends.get(0) or ()))

    def _named(self, scale: Scale) -> dict[str, tuple[str, ...]]:
        if scale not in self._names:
            keys = {folded(level.key): (level.key,) for level in scale.levels}
            labels: dict[str, tuple[str, ...]] = {}
            for level in scale.levels:
                for name in dict.fromkeys(map(folded, _names_of(level.label["id"], level.label["en"], level.also))):
                    labels[name] = (*labels.get(name, ()), level.key)
            self._names[scale] = labels | keys
        return self._names[scale]


def _names_of(one: str, other: str, also: Iterable[str]) -> tuple[str, ...]:
    return (one, other, *also)


def _coded(
    codes: Mapping[Any, Any], levels: frozenset[str] | None, where: str, faults: list[Fault]
) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for code, value in codes.items():
        level = None if value is None else str(value) or None
        if level is not None and levels is not None and level not in levels:
            faults.append(fault("no_such", f"{where}.{code}", noun="level", given=level, choices=tuple(sorted(levels))))
        found[folded(texted(code) or "")] = level
    return found


def _numbered(scale: Scale, text: str) -> tuple[str, ...]:
    """The level whose number it is."""
    if not NUMBER.fullmatch(text):
        return ()
    number = Fraction(text)
    return tuple(
        level.key for level in scale.levels if level.value is not None and Fraction(str(level.value)) == number
    )
