"""The answers to a form as observations: our own forms, and any export of KoboToolbox or ODK."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.evidence import Observation
from ...model.framework import Framework
from ...model.programme import Programme
from ...model.text import Language, as_language
from ..library import framework as shipped
from ..library import frameworks
from .choices import Answers, Choices
from .exports import Export, Table, read_tables, texted
from .headings import Headings, tails
from .observing import Reader
from .questions import Named, as_named
from .submissions import Double, Lost, Part, submissions_of

__all__ = ["Double", "FormAnswers", "Lost", "form_answers"]


@attrs.frozen
class FormAnswers:
    """What an export of answers holds.

    Parameters
    ----------
    framework, rule
        The key of the framework that was asked, and of the rule that the form names, if it does.
    observations
        One for each answer, in the order of the rows; with several levels chosen, one for each of them.
    submissions
        How many were read, each once.
    versions
        Pairs of a version of the form and the number of its submissions.
    doubles
        The submissions that came twice.
    lost
        The answers that became no observation.
    missing
        The addresses of the rule's elements that no column holds.
    unread
        The headings of columns, and the names of sheets, that were not understood and not read.

    Examples
    --------
    >>> form_answers([{"domain_why": "three", "rater": "women"}], "laverack-2001").submissions
    1
    """

    framework: str
    rule: str | None
    observations: tuple[Observation, ...]
    submissions: int
    versions: tuple[tuple[str, int], ...] = ()
    doubles: tuple[Double, ...] = ()
    lost: tuple[Lost, ...] = ()
    missing: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def form_answers(
    source: Export,
    framework: str | Framework | None = None,
    *,
    names: Mapping[str, str] | None = None,
    answers: Answers | None = None,
    repeats: Export | None = None,
    stages: Named | None = None,
    citation: str | Iterable[str] = (),
    language: str = "id",
) -> FormAnswers:
    """Read the answers to a form.

    `read_ratings` is the same with a result around it, and says what each parameter is, what is read and what is
    refused.

    Examples
    --------
    >>> rows = [
    ...     {"framework": "laverack-2001", "rater": "women", "domain_why": "three", "domain_why__reason": "They ask"},
    ...     {"framework": "laverack-2001", "rater": "youth", "domain_why": "Rank 2", "domain_why__reason": None},
    ... ]
    >>> [(one.rater, one.value) for one in form_answers(rows).observations]
    [('women', 'three'), ('youth', 'two')]
    >>> form_answers([{"Q1": "Setuju"}], "laverack-2001", names={"why": "Q1"}, answers={"Setuju": "four"}).observations[
    ...     0
    ... ].value
    'four'
    """
    tables = read_tables(source)
    second = read_tables(repeats) if repeats is not None else ()
    name = tables[0].name
    try:
        held = _framework(tables, framework, dict(names or {}))
        rule = _one_value(tables, "rule", "rule", dict(names or {}))
        choices = Choices(held, _with_stakeholders(answers, stages))
        headings = Headings(held, rule, as_named(stages), names or {}, choices)
        return _read(tables, second, headings, rule, _citations(citation), as_language(language))
    except InvalidInput as error:
        raise InvalidInput(error.faults, error.source or name) from None


def _citations(citation: str | Iterable[str]) -> tuple[str, ...]:
    return (citation,) if isinstance(citation, str) else tuple(citation)


def _with_stakeholders(answers: Answers | None, stages: Named | None) -> Answers:
    """The user's codes, and the labels of the stages and stakeholders of a programme, where a form exports labels."""
    labelled = {"stage": as_named(stages)}
    if isinstance(stages, Programme):
        labelled["about"] = as_named(stages, stakeholders=True)
    found: dict[Any, Any] = dict(answers or {})
    for name, labels in labelled.items():
        codes = {text: key for key, label in labels.items() for text in (label["id"], label["en"])}
        found[name] = codes | dict(found.get(name) or {})
    return found


# --- which framework -----------------------------------------------------------------------------------------------


def _framework(tables: tuple[Table, ...], given: str | Framework | None, names: Mapping[str, str]) -> Framework:
    key = _one_value(tables, "framework", "framework", names)
    if given is None:
        if key is None:
            raise InvalidInput(fault("no_framework"))
        if key not in frameworks():
            raise InvalidInput(fault("no_such", noun="framework", given=key, choices=frameworks()))
        return shipped(key)
    held = shipped(given) if isinstance(given, str) else given
    if key not in (None, held.key):
        raise InvalidInput(fault("mixed", noun="framework", options=f"{held.key}, {key}"))
    return held


def _one_value(tables: tuple[Table, ...], role: str, noun: str, names: Mapping[str, str]) -> str | None:
    """The one value of a hidden column; a file of several forms is refused."""
    wanted = names.get(role, role)
    found: dict[str, None] = {}
    for table in tables:
        for index, heading in enumerate(table.headings):
            if wanted in tails(heading):
                values = (texted(row[index]) for _, row in table.rows if index < len(row))
                found |= dict.fromkeys(value for value in values if value is not None)
    if len(found) > 1:
        raise InvalidInput(fault("mixed", noun=noun, options=", ".join(found)))
    return next(iter(found), None)


# --- the whole -----------------------------------------------------------------------------------------------------


def _read(
    tables: tuple[Table, ...],
    second: tuple[Table, ...],
    headings: Headings,
    rule: str | None,
    citations: tuple[str, ...],
    language: Language,
) -> FormAnswers:
    main, repeats, unread, faults = _parts(tables, second, headings)
    faults = _unnamed([main, *repeats], headings) or faults
    if faults:
        raise InvalidInput(faults)
    submissions, doubles, lost, faults = submissions_of(main, repeats)
    reader = Reader(headings, citations, language)
    observations = [one for each in submissions for one in reader.observations(each)]
    faults += reader.faults
    if faults:
        raise InvalidInput(faults)
    versions: dict[str, int] = {}
    for each in submissions:
        said = each.main.first("version") or each.main.first("framework_version")
        if said is not None:
            versions[said] = versions.get(said, 0) + 1
    held = {place.question.address for part in (main, *repeats) for place in part.places}
    return FormAnswers(
        headings.framework.key,
        rule,
        tuple(observations),
        len(submissions),
        tuple(versions.items()),
        tuple(doubles),
        (*lost, *reader.lost),
        tuple(one.address for one in headings.asked if one.address not in held),
        tuple(dict.fromkeys(unread)),
    )


def _parts(
    tables: tuple[Table, ...], second: tuple[Table, ...], headings: Headings
) -> tuple[Part, list[Part], list[str], list[Fault]]:
    """The main table, those whose rows name their parent, what is not read, and what is wrong with their headings."""
    faults: list[Fault] = []
    wrong: dict[int, list[Fault]] = {}
    parts: list[Part] = []
    for table in (*tables, *second):
        found, ambiguous = headings.columns(table)
        wrong[len(parts)] = ambiguous
        parts.append(Part(table, tuple(found)))
    first = range(len(tables))
    heads = [i for i in first if not parts[i].repeat] or first
    main = max(heads, key=lambda i: len(parts[i].columns))
    repeats = [i for i, part in enumerate(parts) if i != main and part.places and (part.repeat or i >= len(tables))]
    read = {main, *repeats}
    unread = [str(part.table.sheet) for i, part in enumerate(parts) if i not in read]
    for i in sorted(read):
        faults += wrong[i]
        faults += parts[i].faults()
        unread += parts[i].unread()
    if not any(parts[i].places for i in read):
        columns = ", ".join(heading for heading in parts[main].table.headings if heading)
        faults.append(fault("no_answers", given=headings.framework.key, options=columns[:400] or "-"))
    return parts[main], [parts[i] for i in repeats], unread, faults


def _unnamed(parts: list[Part], headings: Headings) -> list[Fault]:
    """The columns that the user names and that are not there."""
    held = {one.role for part in parts for one in part.columns}
    known = tuple(heading for part in parts for heading in part.table.headings if heading)
    return [
        fault("no_such", "names", noun="column", given=name, choices=known)
        for role, name in headings.names.items()
        if role not in held
    ]
