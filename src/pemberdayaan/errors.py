"""Errors that say what is wrong, where it stands and how to mend it, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import attrs

from .messages import MESSAGES, NOUNS_ID, ROWS_ID, TYPES_ID

__all__ = ["Fault", "InvalidInput", "MissingLibraryError", "PemberdayaanError", "fault"]

HINTED = 200


class PemberdayaanError(Exception):
    """Whatever this library raises on purpose."""


class MissingLibraryError(PemberdayaanError, ImportError):
    """A library that is asked for and not installed; the message says how to install it."""


@attrs.frozen
class Fault:
    """One thing wrong in the input.

    Parameters
    ----------
    where
        The path from the root of the input, as ``$.stakeholders.pg.sector``.
    code
        The kind of fault, a key of the table of messages; stable, for programs.
    values
        What the message names: the value given, the choices there are, ...

    Examples
    --------
    >>> one = Fault("$.stakeholders.pg.sector", "not_a_choice", {"given": "NGOs", "noun": "sector", "choices": ["ngo"]})
    >>> str(one)
    "'NGOs' is not a sector; choose from ngo (did you mean 'ngo'?) @ $.stakeholders.pg.sector"
    """

    where: str
    code: str
    values: Mapping[str, Any] = attrs.field(factory=dict, hash=False)

    def text(self, language: str = "en", *, hint: bool = True) -> str:
        """The message in ``"en"`` or ``"id"``, with a hint where one is near."""
        values = dict(self.values)
        if language == "id":
            values |= {name: _indonesian(values[name]) for name in ("noun", "found", "expected") if name in values}
            values |= {"rows": ROWS_ID.get(str(values["rows"]), values["rows"])} if "rows" in values else {}
        options = list(values.get("choices", ()))
        values.setdefault("options", ", ".join(map(str, options)) or "-")
        message = MESSAGES[self.code][language == "id"].format(**values)
        return message + self._hint(options, language) if hint else message

    def _hint(self, options: list[Any], language: str) -> str:
        given = self.values.get("given")
        if not options or not isinstance(given, str) or self.code == "ambiguous":
            return ""
        near = _near(given, tuple(map(str, options)))
        if near:
            return f" (maksudnya {near[0]!r}?)" if language == "id" else f" (did you mean {near[0]!r}?)"
        if self.code == "not_a_choice" or len(options) > 12:
            return ""
        known = ", ".join(map(str, options))
        return f" (yang ada: {known})" if language == "id" else f" (there are: {known})"

    def under(self, prefix: str) -> Fault:
        """The same fault, seen from one level further out."""
        glue = "" if not prefix or not self.where or self.where.startswith("[") else "."
        return attrs.evolve(self, where=f"{prefix}{glue}{self.where}")

    def to_dict(self) -> dict[str, str]:
        """Plain data for an application: ``where``, ``code``, ``en``, ``id``."""
        return {"where": self.where, "code": self.code, "en": self.text("en"), "id": self.text("id")}

    def __str__(self) -> str:
        return f"{self.text()} @ {self.where}" if self.where else self.text()


@lru_cache(maxsize=1024)
def _near(given: str, options: tuple[str, ...]) -> list[str]:
    import difflib  # only where something is wrong

    lowered = {one.lower(): one for one in options}
    near = [lowered[one] for one in difflib.get_close_matches(given.lower(), lowered, n=1, cutoff=0.6)]
    return near or [one for one in options if given.lower().rstrip("s") == one.lower()]


def _indonesian(value: Any) -> Any:
    if isinstance(value, str):
        return NOUNS_ID.get(value, TYPES_ID.get(value, value))
    return value


def fault(code: str, where: str = "", **values: Any) -> Fault:
    """A fault with the values that its message names."""
    return Fault(where, code, values)


class InvalidInput(PemberdayaanError, ValueError):  # noqa: N818  (a name that users read, not a suffix)
    """Input with one or more faults, all gathered.

    Parameters
    ----------
    faults
        Every fault found, in the order of the input.
    source
        The name of the file or value that they stand in, if it has one.

    Examples
    --------
    >>> error = InvalidInput(Fault("$.label", "missing_key", {"given": "label"}), "village.toml")
    >>> print(error.text("id"))
    1 kesalahan dalam village.toml:
      $.label: kunci wajib 'label' belum ada
    """

    def __init__(self, faults: Iterable[Fault] | Fault, source: str | None = None) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        self.source = source
        super().__init__(self.faults, source)

    def __str__(self) -> str:
        return f"{self._head('en')}: " + "; ".join(
            f"{text} @ {one.where}" if one.where else text for one, text in self._told("en")
        )

    def text(self, language: str = "en") -> str:
        """A block for a terminal: one line a fault."""
        return "\n".join(
            [f"{self._head(language)}:", *(f"  {one.where or '$'}: {text}" for one, text in self._told(language))]
        )

    def _head(self, language: str) -> str:
        count = len(self.faults)
        if language == "id":
            return f"{count} kesalahan" + (f" dalam {self.source}" if self.source else "")
        return f"{count} fault{'s' if count != 1 else ''}" + (f" in {self.source}" if self.source else "")

    def _told(self, language: str) -> Iterator[tuple[Fault, str]]:
        """Each fault with its message; a hint takes time to find, so a flood of faults has hints at its head."""
        return ((one, one.text(language, hint=i < HINTED)) for i, one in enumerate(self.faults))
