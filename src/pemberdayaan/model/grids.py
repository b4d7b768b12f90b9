"""Frameworks that cross facets: axes, and cells with a name and an advice."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from attrs.converters import optional

from ..errors import Fault, fault
from .fields import as_key, as_keys, as_str, as_tuple, as_words, members
from .noun import Noun
from .text import Text, as_text

__all__ = ["Cell", "Grid", "GridAxis"]


@attrs.frozen
class GridAxis(Noun):
    """One axis of a grid.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    steps
        What it runs over: addresses of elements that are rated, or the keys of levels.
    element
        The address of the element whose rating says on which step a unit stands.
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    steps: tuple[str, ...] = attrs.field(default=(), converter=as_keys)
    element: str | None = attrs.field(default=None, converter=optional(as_str), metadata={"ref": "element"})


@attrs.frozen
class Cell(Noun):
    """A named cell of a grid.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    at
        Pairs of an axis and a step; a mapping is accepted. An axis that is left out does not matter.
    definition, advice
        What it means, and what to do about a unit that stands in it.
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    at: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=as_words)
    definition: Text | None = attrs.field(default=None, converter=optional(as_text))
    advice: Text | None = attrs.field(default=None, converter=optional(as_text))


@attrs.frozen
class Grid(Noun):
    """Facets crossed with each other, with names for the cells.

    Parameters
    ----------
    key, label
        Its name in files and on paper.
    axes, cells
        The axes, and the cells that have a name.
    scale
        The scale on which a cell itself is rated, where the source rates cells.

    Examples
    --------
    >>> axes = [GridAxis("power", "Power", ["low", "high"]), GridAxis("interest", "Interest", ["low", "high"])]
    >>> Grid(
    ...     "matrix", "Power and interest", axes, [Cell("key", "Key players", {"power": "high", "interest": "high"})]
    ... ).cells[0].at
    (('power', 'high'), ('interest', 'high'))
    """

    key: str = attrs.field(converter=as_key)
    label: Text = attrs.field(converter=as_text)
    axes: tuple[GridAxis, ...] = attrs.field(default=(), converter=as_tuple, validator=members(GridAxis))
    cells: tuple[Cell, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Cell))
    scale: str | None = attrs.field(default=None, converter=optional(as_key), metadata={"ref": "scale"})

    def _faults(self) -> Iterator[Fault]:
        steps = {axis.key: axis.steps for axis in self.axes}
        for i, cell in enumerate(self.cells):
            for axis, step in cell.at:
                if axis not in steps:
                    yield fault("unknown_key", f"cells[{i}].at", given=axis, choices=tuple(steps))
                elif step not in steps[axis]:
                    yield fault("not_a_choice", f"cells[{i}].at.{axis}", given=step, noun="level", choices=steps[axis])
