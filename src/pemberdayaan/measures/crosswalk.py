"""Which elements of one framework say the same as which of another, and what the one does not measure at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from ..catalogue import library
from ..model.consistency import cell_address, level_address
from ..model.framework import Framework
from ..model.relations import Match, MatchKind
from ..model.rules import LadderRule, ProfileRule
from ..model.text import Text
from .result import Provenance, Result, Row, digest_of

__all__ = ["Crosswalk", "Pairing", "compared_elements", "crosswalk"]

# The framework that others are matched with; by it two that have no match of their own are compared.
HUB = "pemberdayaan-masyarakat"
INVERSE = {MatchKind.BROAD: MatchKind.NARROW, MatchKind.NARROW: MatchKind.BROAD}


@attrs.frozen
class Pairing:
    """An element of the first framework and one of the second.

    Parameters
    ----------
    first, second
        Their addresses; the framework's own key is the whole of it.
    kind
        How the first stands to the second: exact, close, broad (wider), narrow or related.
    via
        The address in the framework by which the two are compared, where no match of their own is recorded.
    ours
        True if it is this library's judgement.
    note
        What it rests on.
    """

    first: str
    second: str
    kind: MatchKind
    via: str | None = None
    ours: bool = True
    note: Text | None = None


@attrs.frozen(repr=False)
class Crosswalk(Result):
    """Two frameworks side by side.

    Parameters
    ----------
    first, second
        The frameworks.
    pairs
        What matches what, in the order of the first.
    unmeasured
        The addresses of the second framework that nothing in the first measures, not even in part. What is merely
        related counts only where the article stands between the two.
    partly
        Those that the first measures only by something narrower.
    only_first
        The addresses of the first framework that match nothing in the second.
    provenance
        Where the result comes from; the framework is the first.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> pb.crosswalk("laverack-2001", "pemberdayaan-masyarakat").unmeasured
    ('principle.keadilan', 'goal.kesenjangan', 'benefit.kesenjangan_sosial', 'stage.solusi', 'stage.kapasitas',
     'stage.partisipasi')
    """

    kind: ClassVar[str] = "crosswalk"

    first: Framework
    second: Framework
    pairs: tuple[Pairing, ...]
    unmeasured: tuple[str, ...]
    partly: tuple[str, ...]
    only_first: tuple[str, ...]
    provenance: Provenance

    def rows(self) -> list[Row]:
        """One row for each pair, then one for each element without one."""
        found = [_row(one.first, one.kind.value, one.second, one) for one in self.pairs]
        found += [_row(None, "unmeasured", address, None) for address in self.unmeasured]
        return found + [_row(address, "unmatched", None, None) for address in self.only_first]

    def __repr__(self) -> str:
        head = f"Crosswalk of {self.first.key} with {self.second.key}: {len(self.pairs)} matches"
        missing = ", ".join(self.unmeasured) or "nothing"
        return self._told(f"{head}\nnot measured by {self.first.key}: {missing}")


def _row(first: str | None, kind: str, second: str | None, one: Pairing | None) -> Row:
    return {
        "first": first,
        "kind": kind,
        "second": second,
        "via": one.via if one else None,
        "ours": one.ours if one else None,
        "note": None if one is None or one.note is None else str(one.note),
    }


def crosswalk(a: str | Framework, b: str | Framework = HUB) -> Crosswalk:
    """Compare two frameworks element by element.

    A match that either framework's file records is taken, read from the side of ``a``. Where the two have none for a
    pair, what both match with the article is ``related`` (``exact`` if both are), and ``via`` names it: SKOS matches
    other than exact do not carry over. A framework and what was made of it by `Framework.extend` share their elements.

    Parameters
    ----------
    a, b
        Keys of `frameworks`, or frameworks. Without ``b`` the comparison is with the article.

    Returns
    -------
    Crosswalk
        What matches what; ``unmeasured`` answers which elements of ``b`` the framework ``a`` does not measure.
        Principles, domains, levels of a ladder, named cells and stages are compared, whatever the rules of the two
        show.

    Raises
    ------
    InvalidInput
        If there is no framework of that key.

    References
    ----------
    The kinds of match: SKOS Simple Knowledge Organization System Reference (W3C, 2009), section 10.

    Examples
    --------
    >>> found = crosswalk("arnstein-1969", "pemberdayaan-masyarakat")
    >>> [(one.first, one.kind.value) for one in found.pairs if one.second == "principle.kolaborasi"]
    [('scale.rung.partnership', 'close')]
    >>> "principle.ham" in found.unmeasured
    True
    """
    first, second = (library.framework(one) if isinstance(one, str) else one for one in (a, b))
    pairs = {(one.first, one.second): one for one in (*_same(first, second), *_direct(first, second))}
    for one in _by_hub(first, second):
        pairs.setdefault((one.first, one.second), one)
    order = {address: i for i, address in enumerate(first.labels)}
    sorted_pairs = tuple(sorted(pairs.values(), key=lambda one: (order[one.first], one.via is not None)))
    measuring = [one for one in sorted_pairs if one.kind is not MatchKind.RELATED or one.via is not None]
    covered = {one.second for one in measuring}
    fully = {one.second for one in measuring if one.kind is not MatchKind.NARROW}
    matched = {one.first for one in sorted_pairs}
    return Crosswalk(
        first,
        second,
        sorted_pairs,
        tuple(one for one in compared_elements(second) if one not in covered and second.key not in fully),
        tuple(one for one in compared_elements(second) if one in covered and one not in fully),
        tuple(one for one in compared_elements(first) if one not in matched and first.key not in matched),
        Provenance(
            framework=first.key,
            framework_version=first.version,
            checked=first.checked.value,
            digest=digest_of((first, second)),
        ),
    )


def _same(first: Framework, second: Framework) -> Iterator[Pairing]:
    """Every compared element with itself, where the two are one framework or one grew from the other."""
    if first.key in (second.key, second.extends) or second.key == first.extends:
        for address in compared_elements(second):
            if address in first.labels:
                yield Pairing(address, address, MatchKind.EXACT, ours=False)


def _direct(first: Framework, second: Framework) -> Iterator[Pairing]:
    for one in first.matches:
        if one.framework in (second.key, second.extends) and _target(one, second) in second.labels:
            yield Pairing(one.element, _target(one, second), one.kind, None, one.ours, one.note)
    for one in second.matches:
        if one.framework in (first.key, first.extends) and _target(one, first) in first.labels:
            kind = INVERSE.get(one.kind, one.kind)
            yield Pairing(_target(one, first), one.element, kind, None, one.ours, one.note)


def _target(one: Match, framework: Framework) -> str:
    """The address that a match ends at; the whole of a framework that was extended has another key."""
    return framework.key if one.target == framework.extends else one.target


def _by_hub(first: Framework, second: Framework) -> Iterator[Pairing]:
    for one in first.matches:
        for other in second.matches:
            if one.framework == other.framework == HUB and one.target == other.target:
                exact = one.kind is other.kind is MatchKind.EXACT
                kind = MatchKind.EXACT if exact else MatchKind.RELATED
                yield Pairing(one.element, other.element, kind, one.target, one.ours or other.ours)


def compared_elements(framework: Framework) -> tuple[str, ...]:
    """The addresses that a crosswalk holds against those of another framework: what its rules show, and its stages."""
    shown: dict[str, None] = {}
    for rule in framework.rules:
        if isinstance(rule, ProfileRule):
            shown |= dict.fromkeys(one.address for one in framework.shown_by(rule))
        elif isinstance(rule, LadderRule) and rule.scale in framework.scale:
            shown |= dict.fromkeys(level_address(rule.scale, one.key) for one in framework.scale[rule.scale].levels)
    for grid in framework.grids:
        shown |= dict.fromkeys(cell_address(grid.key, cell.key) for cell in grid.cells)
    return (*shown, *(one.address for one in framework.stages if one.address not in shown))
