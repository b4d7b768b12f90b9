"""How the elements of a framework bear on each other, and which say the same as those of another framework."""

from __future__ import annotations

from enum import StrEnum

import attrs
from attrs.converters import optional

from .fields import as_bool, as_framework_key, as_str, choose
from .noun import Noun
from .text import Text, as_text

__all__ = ["Match", "MatchKind", "Relation", "RelationKind"]


class MatchKind(StrEnum):
    """The SKOS kinds of match between two vocabularies."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"


def as_match_kind(value: MatchKind | str) -> MatchKind:
    """A `MatchKind`, or the text that names it."""
    return choose(MatchKind, "match", value)


class RelationKind(StrEnum):
    """How one element bears on another."""

    ENABLES = "enables"
    GROUNDS = "grounds"
    OBLIGES = "obliges"
    SUSTAINS = "sustains"
    REINFORCES = "reinforces"
    PRECEDES = "precedes"
    INCLUDES = "includes"
    CONTRIBUTES = "contributes"
    INDIVISIBLE = "indivisible"

    @property
    def mutual(self) -> bool:
        """Whether it holds both ways."""
        return self in (RelationKind.REINFORCES, RelationKind.INDIVISIBLE)


def as_relation_kind(value: RelationKind | str) -> RelationKind:
    """A `RelationKind`, or the text that names it."""
    return choose(RelationKind, "relation", value)


@attrs.frozen
class Relation(Noun):
    """How one element bears on another, or on the framework as a whole.

    Parameters
    ----------
    source, target
        Addresses; the framework's own key is the whole.
    kind
        A `RelationKind`; "reinforces" and "indivisible" hold both ways.
    label, why
        The words of the source, and the reason that it gives.
    stated
        False if we infer it and the source does not say it.

    Examples
    --------
    >>> Relation("principle.partisipasi", "enables", "principle.kemandirian").kind.mutual
    False
    """

    source: str = attrs.field(converter=as_str, metadata={"ref": "element"})
    kind: RelationKind = attrs.field(converter=as_relation_kind)
    target: str = attrs.field(converter=as_str, metadata={"ref": "element"})
    label: Text | None = attrs.field(default=None, converter=optional(as_text))
    why: Text | None = attrs.field(default=None, converter=optional(as_text))
    stated: bool = attrs.field(default=True, converter=as_bool)


@attrs.frozen
class Match(Noun):
    """An element that says the same as an element of another framework, more or less.

    Parameters
    ----------
    element
        The address of this framework's element (``domain.leadership``), of a level (``scale.rung.partnership``) or a
        grid cell (``cell.salience.definitive``), or its own key for the whole.
    kind
        A SKOS kind: this element is ``exact``, ``close``, ``broad`` (wider than the target), ``narrow``, ``related``.
    framework, target
        The other framework's key, and the address there; its key for the whole.
    note
        What it rests on.
    ours
        True if it is this library's judgement.

    Examples
    --------
    >>> Match("domain.leadership", "close", "pemberdayaan-masyarakat", "component.kemandirian_kepemimpinan").kind.value
    'close'
    """

    element: str = attrs.field(converter=as_str, metadata={"ref": "element"})
    kind: MatchKind = attrs.field(converter=as_match_kind)
    framework: str = attrs.field(converter=as_framework_key)
    target: str = attrs.field(converter=as_str)
    note: Text | None = attrs.field(default=None, converter=optional(as_text))
    ours: bool = attrs.field(default=True, converter=as_bool)
