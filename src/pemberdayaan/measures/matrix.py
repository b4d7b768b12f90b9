"""Stage by actor: who was there, how deeply, and who decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from ..model.evidence import Trace
from ..model.programme import Programme
from ..model.records import Decides
from .involvement import derived, disputes, involvement, median_level, stage_of, traces
from .kleene import Fact, Ref
from .result import Provenance, Result, Row, plain, references

__all__ = ["Matrix", "MatrixCell", "matrix_of"]


@attrs.frozen
class MatrixCell:
    """One actor in one stage, on one scale.

    Parameters
    ----------
    stage
        The programme's stage; None for the whole programme.
    actor
        The stakeholder.
    scale
        The scale of the levels; None where none is recorded.
    highest
        The highest level recorded, or where respondents are counted their lower median; None without levels.
    levels
        Every level recorded, lowest first, each once.
    n
        The number of respondents, where they are counted.
    present, decides
        Whether the actor took part, and whether it decides; None is unknown.
    derived
        Whether the levels, or without levels all of it, rest on derived records only.
    contested
        The records that contradict each other.
    evidence
        The records behind the cell.
    """

    stage: str | None
    actor: str
    scale: str | None = None
    highest: str | None = None
    levels: tuple[str, ...] = ()
    n: float | None = None
    present: bool | None = None
    decides: str | None = None
    derived: bool = False
    contested: tuple[Trace, ...] = ()
    evidence: tuple[Trace, ...] = ()


@attrs.frozen(repr=False)
class Matrix(Result):
    """Every actor in every stage, as far as it is recorded.

    Parameters
    ----------
    cells
        One for each stage, actor and scale with a record.
    provenance
        Where the result comes from; a framework that was not checked against its source says so in what is shown.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> cells = pb.assess(pb.example("lkms_kartini")).matrix.cells
    >>> [(one.actor, one.highest) for one in cells if one.stage == "perencanaan" and one.actor in ("anggota", "pg")]
    [('anggota', 'tidak_terlibat'), ('pg', 'tinggi')]
    """

    kind: ClassVar[str] = "matrix"

    cells: tuple[MatrixCell, ...]
    provenance: Provenance | None = attrs.field(default=None, eq=False)

    def rows(self) -> list[Row]:
        """One row for each cell."""
        return [
            {
                "stage": one.stage,
                "actor": one.actor,
                "scale": one.scale,
                "highest": one.highest,
                "levels": "; ".join(one.levels) or None,
                "n": plain(one.n),
                "present": one.present,
                "decides": one.decides,
                "contested": bool(one.contested),
                "derived": one.derived,
                "references": references(one.evidence or one.contested),
            }
            for one in self.cells
        ]

    def __repr__(self) -> str:
        actors, stages = {c.actor for c in self.cells}, {c.stage for c in self.cells}
        return self._told(f"Matrix of {len(actors)} actors in {len(stages)} stages")


def matrix_of(programme: Programme, scale: str | None = None) -> Matrix:
    """The matrix of a programme; with a scale, of the levels on it alone."""
    by_cell: dict[tuple[str | None, str], dict[str | None, list[int]]] = {}
    for index, record in enumerate(programme.participations):
        stage = stage_of(programme, record)
        own = record.scale if record.depth or record.distribution else None
        by_cell.setdefault((stage, record.who), {}).setdefault(own, []).append(index)
    facts = involvement(programme)
    keys = by_cell.keys() | {key for key, fact in facts.presence.items() if fact.truth is not None}
    stages = {key: i for i, key in enumerate(programme.stage)}
    actors = {key: i for i, key in enumerate(programme.stakeholder)}
    cells: list[MatrixCell] = []
    for stage, who in sorted(keys, key=lambda key: (stages.get(key[0] or "", -1), actors[key[1]])):
        scales = by_cell.get((stage, who), {})
        named: list[str | None] = [name for name in scales if name is not None]
        for name in named or [None]:
            if scale in (None, name):
                indices = scales.get(name, []) + (scales.get(None, []) if name is not None else [])
                both = [kind.get((stage or "", who), Fact()) for kind in (facts.presence, facts.decision)]
                cells.append(_cell(programme, stage, who, name, indices, *both))
    return Matrix(tuple(cells))


def _cell(
    programme: Programme,
    stage: str | None,
    who: str,
    scale: str | None,
    indices: list[int],
    presence: Fact,
    decision: Fact,
) -> MatrixCell:
    records = [programme.participations[index] for index in indices]
    refs: list[Ref] = [("participations", index) for index in indices] or list(presence.evidence)
    on_scale = [i for i in indices if scale and programme.participations[i].scale == scale]
    levelled: list[Ref] = [("participations", i) for i in on_scale]
    levels = [level for one in records for level in one.depth if one.scale == scale]
    counted = [pair for one in records if one.distribution and one.scale == scale for pair in one.distribution.counts]
    said = {one.decides for one in records if one.decides is not None}
    decides = next((kind.value for kind in (Decides.JOINTLY, Decides.ALONE, Decides.NO) if kind in said), None)
    disputed = disputes(programme, (who,), (stage,)) if stage else ()
    return MatrixCell(
        stage,
        who,
        scale,
        _headline(programme, scale, levels, counted),
        _in_order(programme, scale, [*levels, *(level for level, count in counted if count > 0)]),
        sum(count for _, count in counted) or None,
        presence.truth,
        decides,
        derived(programme, levelled or refs),
        traces(programme, (*presence.contested, *decision.contested, *disputed)),
        traces(programme, refs),
    )


def _in_order(programme: Programme, scale: str | None, levels: Iterable[str]) -> tuple[str, ...]:
    known = programme.scale.get(scale or "")
    each = dict.fromkeys(levels)
    return (
        tuple(sorted(each, key=known.position))
        if known is not None and all(one in known for one in each)
        else tuple(each)
    )


def _headline(
    programme: Programme, scale: str | None, levels: list[str], counted: list[tuple[str, float]]
) -> str | None:
    """The highest level said; the lower median where respondents are counted."""
    known = programme.scale.get(scale or "")
    if known is None or not known.ordered:
        return levels[0] if len(set(levels)) == 1 else None
    if levels:
        return max(levels, key=known.position)
    return median_level(known, counted)
