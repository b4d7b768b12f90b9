"""Where units stand in the grids of a framework: a stakeholder in Mitchell's classes, an arena in Gaventa's cube."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import ClassVar

import attrs

from ..model.consistency import cell_address
from ..model.evidence import Observation, Trace
from ..model.framework import Framework
from ..model.grids import Cell, Grid, GridAxis
from ..model.programme import Programme
from .involvement import traces
from .observed import as_read, conflicts, rates_another
from .result import Provenance, Result, Row, Scalar, plain, references

__all__ = ["Placed", "Placements", "cells_at", "placements_of"]


@attrs.frozen
class Placed:
    """A unit in a grid.

    Parameters
    ----------
    grid
        The key of the grid.
    about
        What stands there, as the observations name it; None is the programme.
    period
        When, as it is written; None where the observations do not say.
    at
        Pairs of an axis and the step on it, of the axes that were rated; what is no step stands as it was said.
    cells
        The keys of the named cells that fit, most exact first; empty where none does.
    missing
        The axes that were not rated, which is why no cell is given where they matter.
    value
        How the cell itself was rated, where the source rates cells.
    contested
        Whether sources disagree on a rating; the unit then stands once for each.
    evidence
        The records behind it.
    """

    grid: str
    about: str | None
    period: str | None
    at: tuple[tuple[str, str], ...]
    cells: tuple[str, ...]
    missing: tuple[str, ...] = ()
    value: Scalar | tuple[float, float] = None
    contested: bool = False
    evidence: tuple[Trace, ...] = ()


@attrs.frozen(repr=False)
class Placements(Result):
    """Every unit that was rated, in the grids of the framework.

    Parameters
    ----------
    placed
        In the order of the grids and of the programme's records. A unit may stand in several cells.
    provenance
        Where the result comes from; a framework that was not checked against its source says so in what is shown.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> rated = [
    ...     pb.Observation(f"facet.{name}", value=value, scale="mitchell-1997.attribute", about="women")
    ...     for name, value in {"power": "not_held", "legitimacy": "held", "urgency": "held"}.items()
    ... ]
    >>> women = pb.Stakeholder("women", "Women of the hamlet", "community")
    >>> well = pb.Programme("well", "A well", synthetic=True, stakeholders=[women], observations=rated)
    >>> pb.assess(well, "mitchell-1997").placements.placed[0].cells
    ('dependent',)
    """

    kind: ClassVar[str] = "placements"

    placed: tuple[Placed, ...]
    provenance: Provenance | None = attrs.field(default=None, eq=False)

    def rows(self) -> list[Row]:
        """One row for each unit, grid and period."""
        return [
            {
                "grid": one.grid,
                "about": one.about,
                "period": one.period,
                "at": "; ".join(f"{axis} = {step}" for axis, step in one.at) or None,
                "cell": one.cells[0] if one.cells else None,
                "value": None if isinstance(one.value, tuple) else plain(one.value),
                "missing": "; ".join(one.missing) or None,
                "contested": one.contested,
                "references": references(one.evidence),
            }
            for one in self.placed
        ]

    def __repr__(self) -> str:
        lines = [f"  {one.about or 'programme'}: {', '.join(one.cells) or 'no cell'}" for one in self.placed]
        return self._told("\n".join([f"Placements: {len(self.placed)} in the grids", *lines]))


def cells_at(grid: Grid, at: dict[str, str]) -> tuple[Cell, ...]:
    """The named cells that fit some steps, those that ask for most steps first.

    Parameters
    ----------
    grid
        The grid.
    at
        The step on each axis that is known; a cell that asks for an axis which is not does not fit.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> grid = pb.framework("mendelow-1991").grids[0]
    >>> [cell.key for cell in cells_at(grid, {"power": "low", "interest": "high"})]
    ['informed']
    """
    fits = [cell for cell in grid.cells if all(at.get(axis) == step for axis, step in cell.at)]
    return tuple(sorted(fits, key=lambda cell: -len(cell.at)))


def placements_of(programme: Programme, framework: Framework) -> Placements | None:
    """Where the units of a programme stand; None if the framework has no grid."""
    if not framework.grids:
        return None
    return Placements(tuple(one for grid in framework.grids for one in _placed(programme, framework, grid)))


Found = list[tuple[int, Observation]]


def _placed(programme: Programme, framework: Framework, grid: Grid) -> Iterator[Placed]:
    addresses = {cell_address(grid.key, cell.key): cell for cell in grid.cells}
    rated: dict[tuple[str | None, str | None], Found] = {}
    for index, one in enumerate(programme.observations):
        if one.element is None or rates_another(one, framework):
            continue
        when = one.period.text if one.period else None
        if one.element in addresses:
            cell = addresses[one.element]
            evidence = traces(programme, [("observations", index)])
            value = None if one.value is None else as_read(one.value)
            yield Placed(grid.key, one.about, when, cell.at, (cell.key,), (), value, False, evidence)
        elif one.value is not None and any(_rates(one, axis) for axis in grid.axes):
            rated.setdefault((one.about, when), []).append((index, one))
    for (about, when), found in rated.items():
        yield from _crossed(programme, grid, about, when, found)


def _rates(one: Observation, axis: GridAxis) -> bool:
    return one.element == axis.element or (isinstance(one.value, str) and one.element in axis.steps)


def _crossed(programme: Programme, grid: Grid, about: str | None, when: str | None, found: Found) -> Iterator[Placed]:
    """A unit at every crossing of the steps that it was given; one for each where an axis has several."""
    # several steps of an axis without order are several places, not a conflict
    ordered = [(i, one) for i, one in found if (scale := programme.scale.get(one.scale or "")) is None or scale.ordered]
    contested = bool(conflicts(programme, ordered))
    evidence = traces(programme, [("observations", index) for index, _ in found])
    for at in _crossings(grid, found):
        missing = tuple(axis.key for axis in grid.axes if axis.key not in at)
        cells = tuple(cell.key for cell in cells_at(grid, at))
        yield Placed(grid.key, about, when, tuple(at.items()), cells, missing, None, contested, evidence)


def _crossings(grid: Grid, found: Found) -> Iterator[dict[str, str]]:
    listed = next((axis for axis in grid.axes if axis.element is None and "." in "".join(axis.steps)), None)
    if listed is not None:  # one axis lists the rated elements, the other what they were rated
        other = next((axis for axis in grid.axes if axis is not listed), listed)
        for _, one in found:
            yield {listed.key: str(one.element), other.key: str(one.value)}
        return
    steps = {
        axis.key: list(dict.fromkeys(str(one.value) for _, one in found if one.element == axis.element))
        for axis in grid.axes
    }
    known = {key: values for key, values in steps.items() if values}
    for combination in product(*known.values()):
        yield dict(zip(known, combination, strict=True))
