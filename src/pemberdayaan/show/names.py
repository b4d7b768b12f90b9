"""What the keys of an assessment are called on paper: actors, stages, groups, elements, levels, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

from ..measures.assessment import Assessment
from ..model.elements import Indicator
from ..model.evidence import Reference, Trace
from ..model.framework import Framework
from ..model.grids import GridAxis
from ..model.programme import Programme
from ..model.records import Phase
from ..model.scales import Scale
from ..model.text import Language, Text, as_language
from .phrases import say
from .vocabulary import VOCABULARY, word
from .writing import citation_parts, listed, number, period

__all__ = ["Names", "capital", "label", "lower"]

# Where a key that stands alone is looked up, after the programme's own records.
_WORDS = ("phase", "part", "axis", "tie", "kind", "sector", "arm", "unit")


def lower(text: str) -> str:
    """A text to stand within a sentence: its first letter small, unless it begins an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def capital(text: str) -> str:
    """A text to begin a line or a cell."""
    return text[:1].upper() + text[1:]


@attrs.frozen
class Names:
    """The names of one assessment's keys in one language.

    Parameters
    ----------
    assessment
        The assessment.
    language
        ``"id"`` or ``"en"``.
    """

    assessment: Assessment
    language: Language = attrs.field(default=Language.ID, converter=as_language)

    @property
    def programme(self) -> Programme:
        """The programme that was assessed."""
        return self.assessment.programme

    @property
    def framework(self) -> Framework:
        """What it was held against."""
        return self.assessment.framework

    def say(self, phrase: str, **values: object) -> str:
        """A fixed phrase."""
        return say(phrase, self.language, **values)

    def word(self, group: str, key: str) -> str:
        """A word of the vocabulary."""
        return word(group, key, self.language)

    def text(self, text: Text | None) -> str:
        """A text, or nothing."""
        return "" if text is None else text[self.language]

    def number(self, value: Any, digits: int = 4) -> str:
        """A number as the language writes it."""
        return number(value, self.language, digits)

    def period(self, when: object) -> str:
        """A period as the language writes it, or nothing."""
        return "" if when is None else period(str(when), self.language)

    def listed(self, items: Iterable[str], most: int | None = None) -> str:
        """Items in a sentence."""
        return listed(list(items), self.language, most)

    # --- the programme's keys

    def actor(self, key: str) -> str:
        """A stakeholder; a person by the role."""
        one = self.programme.stakeholder.get(key)
        if one is None:
            return key
        if one.person:
            sector, role = self.word("sector", one.sector.value), lower(self.text(one.role))
            return f"{sector} ({role})" if role else sector
        return self.text(one.label)

    def actors(self, keys: Iterable[str], most: int | None = None) -> str:
        """Stakeholders in a sentence."""
        return self.listed([self.actor(key) for key in keys], most)

    def sided(self, keys: Iterable[str]) -> str:
        """Stakeholders, each with whether it is inside or outside the community."""
        by_side: dict[str, list[str]] = {}
        for key in keys:
            by_side.setdefault(self.side(key), []).append(self.actor(key))
        return "; ".join(f"{self.listed(names)} ({side})" for side, names in by_side.items())

    def side(self, key: str) -> str:
        """Whether a stakeholder is inside or outside."""
        return self.word("value", "inside" if self.programme.inside(key) else "outside")

    def stage(self, key: str | None) -> str:
        """A stage; None is the whole programme."""
        if key is None:
            return self.word("phase", "programme")
        one = self.programme.stage.get(key)
        return key if one is None else self.text(one.label)

    def about(self, name: str) -> str:
        """A stakeholder, a group or an activity."""
        prefix, dot, rest = name.partition(".")
        key = rest if dot and prefix in ("stakeholder", "group", "activity") else name
        if key in self.programme.stakeholder:
            return self.actor(key)
        for records in (self.programme.group, self.programme.activity):
            if key in records:
                return self.text(records[key].label)
        return name

    def key(self, key: str) -> str:
        """Any key that a reading names: a record's, an element's, or a word of the vocabulary."""
        if key in self.programme.stage:
            return self.stage(key)
        about = self.about(key)
        if about != key:
            return about
        if key in self.framework and "." in key:
            return self.element(key)
        group = next((name for name in _WORDS if key in VOCABULARY[name]), None)
        if group is not None:
            return self.word(group, key)
        return self.period(key) if re.match(r"\d{4}", key) else key.replace("_", " ")

    def part(self, key: str) -> str:
        """The name of a reading's part: a key, or several with a space between."""
        whole = self.key(key)
        if " " not in key or whole != key.replace("_", " "):
            return whole
        shown: list[str] = []
        own_words = False
        for token in key.split():
            named = self.key(token)
            own = named == token and not any(token in VOCABULARY[group] for group in _WORDS) and not token.isdigit()
            if own and own_words:
                shown[-1] += f" {token}"
            else:
                shown.append(named)
            own_words = own
        return ", ".join(shown)

    def note(self, note: Text | None) -> str:
        """A reading's note; where it names a phase by its key, by its word."""
        text = self.text(note)
        head, colon, key = text.partition(": ")
        return f"{head}: {self.word('phase', key)}" if colon and key in set(Phase) else text

    # --- the framework's keys

    def element(self, address: str) -> str:
        """An element of the framework, by address."""
        if address == self.framework.key:
            return self.text(self.framework.label)
        if address in self.framework:
            return self.text(self.framework[address].label)
        if address in self.framework.labels:
            return self.text(self.framework.labels[address])
        return address.partition(".")[2].replace("_", " ") or address

    def indicator(self, key: str) -> Indicator | None:
        """An indicator of the framework."""
        return next((one for one in self.framework.indicators if one.key == key), None)

    @cached_property
    def _scales(self) -> Mapping[str, Scale]:
        own = {f"{self.framework.key}.{one.key}": one for one in self.framework.scales}
        return {**own, **{one.address: one for one in self.assessment.scales}}

    def scale(self, address: str | None) -> Scale | None:
        """A scale, by its address or by its key in the framework."""
        if address is None:
            return None
        return self._scales.get(address) or self.framework.scale.get(address)

    def scale_of(self, indicator: Indicator | None) -> Scale | None:
        """The scale that an indicator's values stand on."""
        if indicator is None:
            return None
        return self.scale(indicator.scale or str(dict(indicator.arguments).get("scale", "")))

    def level(self, scale: Scale | None, key: str) -> str:
        """A level of a scale, with its number where it has one."""
        if scale is None or key not in scale:
            return self.word("value", key)
        one = scale.level(key)
        text = self.text(one.label) if scale.ordered else lower(self.text(one.label))
        return text + ("" if one.value is None else f" ({self.number(one.value)})")

    def step(self, axis: GridAxis, step: str) -> str:
        """A step of a grid's axis: an element, or a level of the scale that the axis runs over."""
        if step in self.framework.labels:
            return self.element(step)
        scales = (one for one in self.framework.scales if set(axis.steps) <= {level.key for level in one.levels})
        return lower(self.level(next((one for one in scales if step in one), None), step))

    # --- sources

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {one.key: i for i, one in enumerate(self.programme.references, 1)}

    def reference_number(self, key: str) -> int | None:
        """The number of a reference in the list of sources."""
        return self._numbers.get(key)

    def cited(self, citations: Iterable[str]) -> str:
        """Citations by their numbers in the list of sources, as ``[1, Gambar 15; 2]``."""
        shown = []
        for citation in dict.fromkeys(citations):
            key, locator = citation_parts(citation)
            name = str(self.reference_number(key) or key)
            shown.append(f"{name}, {locator}" if locator else name)
        return f"[{'; '.join(shown)}]" if shown else ""

    def reference(self, one: Reference) -> str:
        """A reference with its author, year, title and publisher."""
        year = "" if one.year is None else f" ({one.year:g})"
        who = f"{one.author}{year}. " if one.author else ""
        title = one.title + ("" if one.author else year)
        where = ", ".join(part for part in (one.journal, one.volume, one.pages) if part)
        rest = "".join(f" {part}." for part in (where, one.publisher) if part)
        return f"{who}{title}{'' if title[-1] in '.?!' else '.'}{rest}"

    def record(self, trace: Trace | str) -> Any:
        """The record that a trace points to."""
        where = trace if isinstance(trace, str) else trace.record
        if where == "initiative":
            return self.programme.initiative
        collection, _, rest = where.partition("[")
        return getattr(self.programme, collection)[int(rest.rstrip("]"))]

    def on_default_source(self, record: Any) -> bool:
        """Whether a record names no source of its own, and so rests on the file's default."""
        return bool(self.programme.source) and not record.source


def label(assessment: Assessment, key: str, language: str = "id") -> str:
    """What a key or an address is called on paper.

    Parameters
    ----------
    assessment
        The assessment that it stands in.
    key
        The key of a stakeholder, stage, group or activity, the address of an element, or a word of a result.
    language
        ``"id"`` or ``"en"``.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> label(pb.assess(pb.example("lkms_kartini")), "principle.keadilan")
    'Keadilan'
    """
    return Names(assessment, as_language(language)).key(key)
