"""An assessment in words: the names of its keys, and the summary that the command line prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from ..measures.assessment import Assessment
from ..measures.change.recorded import recorded
from ..measures.gate import CriterionResult, Gate
from ..measures.years import AssessmentSeries
from ..model.text import as_language
from .entries import changed, entry_name, entry_value, step_text
from .names import Names, capital, label
from .telling import told
from .verdict import (
    criterion_name,
    deciding,
    headline,
    question_text,
    sentences,
    status_text,
    violations,
    whom,
    why,
)
from .vocabulary import word

__all__ = ["label", "summary", "summary_of_years", "word"]

WIDTH = 100
SHOWN = 3


def summary(assessment: Assessment, language: str = "id") -> str:
    """The assessment in plain text: the verdict, each criterion with its evidence, and what to ask next.

    Parameters
    ----------
    assessment
        The assessment.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    str
        Lines of at most 100 characters.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> print(summary(pb.assess(pb.example("lkms_kartini")), "en").splitlines()[3])
    Criteria not met, by the article's criteria, on the recorded evidence.
    """
    names = Names(assessment, as_language(language))
    blocks = [_head(names), _verdict(names), *_criteria(names), _levels(names), _questions(names), _sources(names)]
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block)))


def summary_of_years(series: AssessmentSeries, language: str = "id") -> str:
    """Several years in plain text: the verdict of each, then what changed from the first to the last.

    Parameters
    ----------
    series
        The assessments.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    str
        Lines of at most 100 characters.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> series = pb.assess(pb.example("contoh_lengkap"), years=[2021, 2023])
    >>> print(summary_of_years(series, "en").splitlines()[-1])
    What is shown here is a change, not evidence of effect: no comparison group stands beside it.
    """
    names = Names(series.assessments[-1], as_language(language))
    return "\n\n".join("\n".join(block) for block in (_head(names), _each_year(names, series), _change(names, series)))


def _each_year(names: Names, series: AssessmentSeries) -> Iterator[str]:
    for year, one in zip(series.years, series.assessments, strict=True):
        said = names.say("no_verdict") if one.gate is None else headline(names, one.gate)
        yield from _wrapped(f"{names.period(year)}: {said}")
    if series.gaps:
        yield from _wrapped(names.say("years_gap", years=names.listed([names.period(year) for year in series.gaps])))
    if series.undated:
        yield from _wrapped(names.say("years_undated", n=names.number(series.undated)))


def _change(names: Names, series: AssessmentSeries) -> Iterator[str]:
    if len(series.assessments) < 2:
        return
    if series.overall is None:
        yield from _wrapped(names.say("years_cut"))
        return
    ends = [recorded(one).entries for one in (series.assessments[0], series.assessments[-1])]
    years = names.say("range", low=names.period(series.years[0]), high=names.period(series.years[-1]))
    yield from _wrapped(f"{names.say('years_changed')} ({years}):")
    for one in changed(series.overall):
        key = (str(one.who), one.measure, one.element)
        first, last = (entry_value(names, found.get(key)) for found in ends)
        step = step_text(names, one, ends[-1].get(key))
        yield from _wrapped(f"{entry_name(names, *key)}: {first} \u2192 {last} ({step})", 2, "- ")
    if not changed(series.overall):
        yield from _wrapped(names.say("years_nothing"), 2)
    yield from _wrapped(names.say("no_effect"))


def _wrapped(text: str, indent: int = 0, bullet: str = "") -> Iterator[str]:
    first = " " * indent + bullet
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _head(names: Names) -> Iterator[str]:
    programme = names.programme
    yield from _wrapped(names.text(programme.label))
    yield from _wrapped(f"{names.say('framework')}: {names.text(names.framework.label)}")
    if programme.synthetic:
        yield from _wrapped(names.say("synthetic"))


def _verdict(names: Names) -> Iterator[str]:
    violated = violations(names)
    if violated:
        yield from _wrapped(f"{names.say('violation', what='; '.join(violated))} {names.say('nothing_offsets')}")
    for sentence in sentences(names):
        yield from _wrapped(sentence)
    gate = names.assessment.gate
    if gate is not None:
        yield from _wrapped(names.say(f"judged_{gate.judged}"))


def _criteria(names: Names) -> Iterator[Iterable[str]]:
    gate = names.assessment.gate
    for one in gate.criteria if gate else ():
        assert gate is not None
        yield _criterion(names, gate, one)


def _criterion(names: Names, gate: Gate, one: CriterionResult) -> Iterator[str]:
    yield from _wrapped(f"{criterion_name(names, one)}: {status_text(names, gate, one)}")
    if gate.judged == "members":
        inside = next(each for each in gate.inside if each.criterion == one.criterion)
        yield from _wrapped(f"{names.say('any_inside')}: {status_text(names, gate, inside, inside=True)}", 2)
    for (name, text), each in zip(deciding(names, one), one.deciding, strict=True):
        yield from _wrapped(f"{name}: {text}.", 2, "- ")
        traces = each.reading.contested or each.reading.evidence
        for trace in traces[:SHOWN]:
            yield from _wrapped(f"{told(names, trace)} {names.cited(trace.source)}".strip(), 4)
        if len(traces) > SHOWN:
            yield from _wrapped(names.say("more_records", n=len(traces) - SHOWN), 4)


def _levels(names: Names) -> Iterator[str]:
    """Without a gate: the levels on the framework's own scale, or its elements with what is known of them."""
    if names.assessment.gate is not None:
        return
    for cell in names.assessment.ladder.cells if names.assessment.ladder else ():
        scale = names.scale(cell.scale)
        levels = names.listed([names.level(scale, level) for level in cell.levels])
        yield from _wrapped(f"{names.actor(cell.actor)}, {names.stage(cell.stage)}: {levels}", 0, "- ")
    for one in names.assessment.coverage.elements if names.assessment.profile else ():
        known = names.say("with_evidence", known=one.known, of=one.of) if one.of else names.say("no_evidence")
        yield from _wrapped(f"{names.element(one.address)}: {known}", 0, "- ")


def _questions(names: Names) -> Iterator[str]:
    questions = names.assessment.questions.questions
    yield f"{names.say('ask_next')}:"
    if not questions:
        yield from _wrapped(names.say("nothing_to_ask"), 2)
    for i, one in enumerate(questions[:3], 1):
        yield from _wrapped(f"{question_text(names, one)} ({why(names, one)})", 2, f"{i}. ")
        asked = whom(names, one)
        if asked:
            yield from _wrapped(names.say("ask_whom", whom=asked), 5)


def _sources(names: Names) -> Iterator[str]:
    references = names.programme.references
    if references:
        yield f"{names.say('sources')}:"
    for one in references:
        read = f" {capital(names.say('read', how=names.text(one.read)))}." if one.read else ""
        yield from _wrapped(names.reference(one) + read, 2, f"[{names.reference_number(one.key)}] ")
