"""What was observed, by whom and from which source; and what the sources disagree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any

import attrs
from attrs.converters import optional

from ..errors import Fault, fault
from .fields import as_key, as_keys, as_number, as_str, as_tuple, as_value, choose, pairs, wrong_type
from .noun import Noun
from .periods import Period, as_period
from .scales import Distribution, Quantity, as_distribution, as_quantity
from .stakeholders import Basis, as_basis
from .text import Text, as_text

__all__ = ["Observation", "Observed", "Reading", "Reference", "Remark", "RemarkKind", "Trace"]


Observed = float | str | bool | Quantity
Number = float | Fraction


def as_observed(value: Observed | Mapping[str, Any]) -> Observed:
    """A number, a level's key, a truth value or a `Quantity`."""
    if isinstance(value, (Quantity, Mapping)):
        return as_quantity(value)
    return as_value(value)


def as_values(
    value: Mapping[str, Any] | Iterable[tuple[str, Any]],
) -> tuple[tuple[str, Observed], ...]:
    """Values by group."""
    return pairs(value, as_observed)


def as_texts(value: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Text], ...]:
    """Texts by key."""
    return pairs(value, as_text)


@attrs.frozen
class Reference(Noun):
    """A source: a thesis, a report, minutes, a web page.

    Parameters
    ----------
    key, title
        Its name in citations and its title.
    author, year, publisher, urls, doi
        What is needed to find it; authors as ``"Rifkin, S. B.; Muller, F."``.
    journal, volume, pages
        For an article: where it stands, the volume as ``"35(4)"``.
    read
        How much of it was read, as "excerpts".
    terms
        The terms under which its content may be used.
    note
        What else is known.

    Examples
    --------
    >>> Reference("minutes", "Minutes of the hamlet meetings", year=2022).title
    'Minutes of the hamlet meetings'
    """

    key: str = attrs.field(converter=as_key)
    title: str = attrs.field(converter=as_str)
    author: str | None = attrs.field(default=None, converter=optional(as_str))
    year: float | None = attrs.field(default=None, converter=optional(as_number))
    publisher: str | None = attrs.field(default=None, converter=optional(as_str))
    journal: str | None = attrs.field(default=None, converter=optional(as_str))
    volume: str | None = attrs.field(default=None, converter=optional(as_str))
    pages: str | None = attrs.field(default=None, converter=optional(as_str))
    doi: str | None = attrs.field(default=None, converter=optional(as_str))
    urls: tuple[str, ...] = attrs.field(default=(), converter=as_keys)
    read: Text | None = attrs.field(default=None, converter=optional(as_text))
    terms: Text | None = attrs.field(default=None, converter=optional(as_text))
    note: Text | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen
class Observation(Noun):
    """One thing seen, asked or rated.

    Parameters
    ----------
    element
        The address of what it is evidence for in a framework: an element (``principle.keadilan``) or a grid cell
        (``cell.salience.definitive``).
    what
        What was observed, in words, where no element names it.
    value
        A number, a level's key, a truth value or a `Quantity`.
    values
        The same by group: pairs of a group's key and a value; a mapping is accepted.
    distribution
        Respondents by level.
    about
        The stakeholder, group or activity concerned, by key (or ``stakeholder.key``); None is the programme.
    stage
        The programme's stage.
    arm
        As ``"member"``, ``"before"``: which of several compared states.
    n
        The number of respondents or cases.
    unit, scale
        The unit of a number; the scale of a level, the programme's own or ``framework-key.scale``.
        A value without scale is kept as it is and never normalised.
    period, rater
        When, and by whom it was said.
    confidence, importance
        Numbers of the rater's own, where the instrument asks them.
    reason, plan
        Why the rater chose that value, and what was agreed to do about it.
    basis, source, note
        Stated or derived, where it is said, what else is known.

    Examples
    --------
    >>> Observation("indicator.redress", value="exists", scale="pemberdayaan-masyarakat.redress").value
    'exists'
    """

    element: str | None = attrs.field(default=None, converter=optional(as_str))
    what: Text | None = attrs.field(default=None, converter=optional(as_text))
    value: Observed | None = attrs.field(default=None, converter=optional(as_observed))
    values: tuple[tuple[str, Observed], ...] = attrs.field(
        default=(), converter=as_values, metadata={"ref_keys": "group"}
    )
    distribution: Distribution | None = attrs.field(default=None, converter=optional(as_distribution))
    about: str | None = attrs.field(default=None, converter=optional(as_str), metadata={"ref": "about"})
    stage: str | None = attrs.field(default=None, converter=optional(as_key), metadata={"ref": "stage"})
    arm: str | None = attrs.field(default=None, converter=optional(as_str))
    n: float | None = attrs.field(default=None, converter=optional(as_number))
    unit: str | None = attrs.field(default=None, converter=optional(as_str))
    scale: str | None = attrs.field(default=None, converter=optional(as_str), metadata={"ref": "scale"})
    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    rater: str | None = attrs.field(default=None, converter=optional(as_str))
    confidence: float | None = attrs.field(default=None, converter=optional(as_number))
    importance: float | None = attrs.field(default=None, converter=optional(as_number))
    reason: Text | None = attrs.field(default=None, converter=optional(as_text))
    plan: Text | None = attrs.field(default=None, converter=optional(as_text))
    basis: Basis = attrs.field(default=Basis.STATED, converter=as_basis)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    note: Text | None = attrs.field(default=None, converter=optional(as_text))

    def _faults(self) -> Iterator[Fault]:
        if self.element is None and self.what is None:
            yield fault("one_of", choices=("element", "what"))
        if self.value is None and not self.values and self.distribution is None:
            yield fault("one_of", choices=("value", "values", "distribution"))
        if self.n is not None and self.n < 0:
            yield fault("negative", "n", given=self.n)


class RemarkKind(StrEnum):
    """What a remark warns of."""

    CONFLICT = "conflict"
    BREAK = "break"
    GAP = "gap"
    RULE = "rule"


def as_remark_kind(value: RemarkKind | str) -> RemarkKind:
    """A `RemarkKind`, or the text that names it."""
    return choose(RemarkKind, "remark kind", value)


@attrs.frozen
class Remark(Noun):
    """A conflict between sources, a break in a series, a gap in the evidence, a rule that was applied.

    Parameters
    ----------
    kind, what
        A `RemarkKind`, and what it is about.
    claims
        What each source says: pairs of a citation and a `Text`; a mapping is accepted.
    about, stage, element
        The stakeholders, groups or activities, the stages and the framework's elements that it touches.
    period
        When; for a break, the first period of the new series.
    source
        Where it is said.

    Examples
    --------
    >>> claims = {"minutes": "about 60", "report, p. 1": "more than 100"}
    >>> Remark("conflict", "How many came", claims).kind.value
    'conflict'
    """

    kind: RemarkKind = attrs.field(converter=as_remark_kind)
    what: Text = attrs.field(converter=as_text)
    claims: tuple[tuple[str, Text], ...] = attrs.field(
        default=(), converter=as_texts, metadata={"ref_keys": "reference"}
    )
    about: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "about"})
    stage: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "stage"})
    element: tuple[str, ...] = attrs.field(default=(), converter=as_keys)
    period: Period | None = attrs.field(default=None, converter=optional(as_period))
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})

    def _faults(self) -> Iterator[Fault]:
        if self.kind is RemarkKind.CONFLICT and len(self.claims) < 2:
            yield fault("missing_key", given="claims")


@attrs.frozen
class Trace:
    """The record that a reading rests on.

    Parameters
    ----------
    record
        Which record of the programme, as ``participations[3]``.
    says
        What it says, short, in keys and numbers.
    source
        Its citations.
    basis
        Stated or derived.
    """

    record: str
    says: str
    source: tuple[str, ...] = ()
    basis: Basis = Basis.STATED


@attrs.frozen
class Reading(Noun):
    """What a measure found in a programme.

    Parameters
    ----------
    value
        A level's key, a number, an interval ``(low, high)`` where part of the evidence is not recorded,
        or None where there is no evidence.
    n
        How many records or persons stand behind it: the denominator.
    of
        What the denominator counts, as ``"phases"``.
    evidence
        The records that it rests on.
    note
        What a reader must know beside the value.
    contested
        Records of sources that disagree on the deciding fact, or remarks that say so.
    derived
        True if it rests on derived records only.
    missing
        What is not recorded, by key: a phase, a stage, a group.
    parts
        The same by part, as by phase or by kind, where one value would hide them: pairs of a key and a `Reading`.

    Examples
    --------
    >>> Reading((Fraction(1, 2), Fraction(4, 5)), n=10, of="activities").known
    True
    """

    value: str | Number | tuple[Number, Number] | None = None
    n: float | None = None
    of: str | None = None
    evidence: tuple[Trace, ...] = attrs.field(default=(), converter=as_tuple)
    note: Text | None = attrs.field(default=None, converter=optional(as_text))
    contested: tuple[Trace, ...] = attrs.field(default=(), converter=as_tuple)
    derived: bool = False
    missing: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    parts: tuple[tuple[str, Reading], ...] = attrs.field(default=(), converter=as_tuple)

    @property
    def known(self) -> bool:
        """Whether there is any evidence."""
        return self.value is not None or any(part.known for _, part in self.parts)

    def _faults(self) -> Iterator[Fault]:
        value = self.value
        pair = isinstance(value, tuple) and len(value) == 2
        if not (value is None or isinstance(value, (str, int, float, Fraction)) or pair):
            yield wrong_type(value, "a number")
