"""Representation among people of a frame: weighted shares by group, with errors that know the design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ...errors import Fault, InvalidInput, fault
from ..cells import cell_fault, is_blank
from ..population import Columns, Population, population_of, rounds_faults
from ..result import Provenance, digest_of
from ..sampling import sample_of
from ..sums import codes_of_keys
from .in_role import InRole
from .lines import LeftOut, LeftOutPeople, ParityGap, ParityGaps, Representation, Represented, least_first
from .people import People

__all__ = ["people_represented"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]
# What people are called who are all in one role.
EVERYBODY = "participants"


def people_represented(
    data: Any,
    group: str,
    roles: Sequence[str] | None,
    population: Mapping[Any, float] | None,
    band: tuple[float, float],
    confidence: float,
) -> Representation:
    """The lines of each role, for rows of people."""
    held = population_of(data)
    names = tuple(roles) if roles is not None else ()
    columns = _columns(held, group, names)
    people = _people(held, columns, group, names, population, confidence)
    lines: list[Represented] = []
    gaps: list[ParityGap] = []
    lost: list[LeftOut] = []
    for j in range(len(people.roles)):
        lost += _left_out(people, j)
        one = InRole.of(people, j)
        found = one.lines(band)
        lines += found
        gaps += one.gap(found)
    digest = digest_of((columns.digest(), people.labels, crc32(people.groups.tobytes()), population))
    origin = Provenance(measures=(("representation", "kernels.relative_shares.relative_shares"),), digest=digest)
    library = columns.library
    return Representation(
        least_first(lines),
        library,
        ParityGaps(tuple(gaps), library),
        LeftOutPeople(tuple(lost), library),
        "people",
        band,
        confidence,
        origin,
        people,
    )


def _columns(population: Population, group: str, roles: tuple[str, ...]) -> Columns:
    """The columns of one round, with marks of 0 and 1."""
    fpc = population.design.fpc if population.design is not None else None
    homes = population.pairs.household if population.pairs is not None else ()
    beside = () if fpc is None or fpc in roles else (fpc,)
    columns = population.matrix((*roles, *beside), texts=dict.fromkeys([group, *homes]))
    faults = rounds_faults(columns.times or (), population.time)
    for j, role in enumerate(roles):
        marks = columns.values[:, j]
        wrong = np.flatnonzero(~np.isnan(marks) & (marks != 0) & (marks != 1))
        if wrong.size:
            faults.append(cell_fault("not_zero_one", role, columns.named(wrong)))
    if faults:
        raise InvalidInput(faults)
    return columns


def _people(
    population: Population,
    columns: Columns,
    group: str,
    roles: tuple[str, ...],
    counts: Mapping[Any, float] | None,
    confidence: float,
) -> People:
    codes, labels = codes_of_keys(columns.texts[group])
    if labels and is_blank(labels[-1]):
        codes, labels = np.where(codes == len(labels) - 1, -1, codes), labels[:-1]
    marks = columns.values[:, : len(roles)] if roles else np.ones((columns.rows, 1))
    base = None
    if counts is not None:
        codes, labels, base = _counted(codes, labels, marks, counts)
    homes = population.pairs.household if population.pairs is not None else ()
    sample = sample_of(columns, population.design, household=homes, named=population.unit is not None)
    period = None if not columns.times else str(columns.times[0])
    people = People(group, labels, codes, roles or (EVERYBODY,), marks, base, period, sample, confidence)
    faults = [] if labels else [fault("no_complete_row", f"$.{group}", given=group)]
    faults += _nobody(people) if labels else []
    if faults:
        raise InvalidInput(faults)
    return people


def _nobody(people: People) -> Iterator[Fault]:
    """A fault for each role that nobody of a known group has."""
    counted = (people.groups >= 0) & (people.weights > 0)
    for j, role in enumerate(people.roles):
        marks = people.marks[counted, j]
        if np.isnan(marks).all():
            yield fault("no_complete_row", f"$.{role}", given=f"{people.group_name}, {role}")
        elif not (marks == 1).any():
            yield fault("nobody_in_role", f"$.{role}", given=role)


def _counted(
    codes: Index, labels: tuple[Any, ...], marks: Array, counts: Mapping[Any, float]
) -> tuple[Index, tuple[Any, ...], Array]:
    """The groups of a count of the population, and the place of each row in it."""
    names = tuple(counts)
    place = {name: i for i, name in enumerate(names)}
    there = np.bincount(codes[(codes >= 0) & (marks == 1).any(axis=1)], minlength=len(labels)) > 0
    faults = [
        fault("group_not_counted", "population", given=str(label), options=", ".join(map(str, names)))
        for label, has in zip(labels, there.tolist(), strict=True)
        if has and label not in place
    ]
    if faults:
        raise InvalidInput(faults)
    # A group without anybody in a role adds nothing where the population is counted.
    to = np.array([*(place.get(label, -1) for label in labels), -1], np.int64)
    return to[codes], names, np.array([float(counts[name]) for name in names])


def _left_out(people: People, role: int) -> Iterator[LeftOut]:
    """Rows that say nothing of a role, each by its first reason."""
    marks = people.marks[:, role]
    missing = np.isnan(marks)
    relevant = missing | (marks == 1) if people.base is not None else np.ones(len(marks), bool)
    groupless = (people.groups < 0) & relevant
    weightless = (people.weights == 0) & ~groupless & ~missing & relevant
    for reason, rows in (("no_group", groupless), ("no_role", missing & ~groupless), ("no_weight", weightless)):
        if n := int(rows.sum()):
            yield LeftOut(people.roles[role], None, people.period, None, reason, n)
