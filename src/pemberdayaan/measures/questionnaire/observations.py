"""Results of a questionnaire as observations of a programme, so that survey and dossier stand side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from ...errors import InvalidInput, fault
from ...model.evidence import Observation
from ...model.fields import wrong_type
from ...model.scales import Distribution
from ...model.text import Language, Text, as_language
from .agreement import Agreement
from .bands import ClassResults
from .items import ItemStatistics
from .ladders import LadderSums
from .plane import ImportancePerformance
from .reliability import Alpha

__all__ = ["as_observations"]

QuestionnaireResult = LadderSums | ClassResults | ItemStatistics | ImportancePerformance | Alpha | Agreement
Said = dict[str, Any]


def as_observations(
    result: QuestionnaireResult,
    *,
    source: str | Iterable[str] = (),
    stage: str | Mapping[str, str] | None = None,
    element: str | Mapping[str, str] | None = None,
    about: str | None = None,
    period: str | int | None = None,
    language: Language | str = Language.ID,
) -> tuple[Observation, ...]:
    """The lines of a result as observations; `attrs.evolve` puts them into a programme.

    A line of a ladder has its rung as value and its answers as distribution; a line of classes or of item statistics
    has its mean as value, with the scale in its unit and the ordinal reading in its note.

    Parameters
    ----------
    result
        A result of this room.
    source
        Citations: keys of the programme's references, as ``"survey, table 3"``.
    stage
        The programme's stage, for all lines or by the name of the line.
    element
        The address of what it is evidence for in a framework, for all lines or by the name of the line; without one
        the observation says in words what was observed.
    about
        The stakeholder, group or activity that was asked about.
    period
        When, as `Period` reads it.
    language
        The language of words and notes.

    Raises
    ------
    InvalidInput
        If it is no result of this room, a stage or element is said of a line that it does not have, or an observation
        cannot be made of it.

    Examples
    --------
    >>> from pemberdayaan.measures.questionnaire.ladders import ladder_of_sum
    >>> seen = as_observations(ladder_of_sum({"sosialisasi": 181}, respondents=54), source="survey")
    >>> seen[0].value, seen[0].scale, seen[0].n
    ('informing', 'arnstein-1969.rung', 54)
    """
    lines = next((make for kind, make in _LINES.items() if isinstance(result, kind)), None)
    if lines is None:
        raise InvalidInput(wrong_type(result, "a result of a questionnaire").under("$"))
    tongue = as_language(language).value
    found = lines(result, tongue)
    faults = [
        fault("no_such", f"{where}.{key}", noun="line", given=key, choices=tuple(name for name, _ in found))
        for where, given in (("stage", stage), ("element", element))
        if isinstance(given, Mapping)
        for key in given
        if key not in {name for name, _ in found}
    ]
    if faults:
        raise InvalidInput(faults)
    made: list[Observation] = []
    for name, said in found:
        named = element.get(name) if isinstance(element, Mapping) else element
        made.append(
            Observation(
                element=named,
                what=Text(**{tongue: name}),
                stage=stage.get(name) if isinstance(stage, Mapping) else stage,
                about=about,
                period=period,
                source=source if isinstance(source, str) else tuple(source),
                **said,
            )
        )
    return tuple(made)


def _note(language: str, indonesian: str, english: str) -> Text:
    return Text(**{language: indonesian if language == "id" else english})


def _number(value: Fraction) -> float:
    """A whole number as such, any other as a float."""
    return value.numerator if value.denominator == 1 else float(value)


def _ladder(result: LadderSums, language: str) -> list[tuple[str, Said]]:
    lines: list[tuple[str, Said]] = []
    for line in result.lines:
        counts = result.answers.of(line.variable) if result.answers else ()
        spread = Distribution({str(one.level): _number(one.count) for one in counts}) if counts else None
        indonesian = f"Bacaan interval dari jumlah {float(line.sum):g}"
        english = f"Interval reading of the sum {float(line.sum):g}"
        if line.median_rung is not None:
            indonesian += f"; median jawaban: {line.median_rung}"
            english += f"; median answer: {line.median_rung}"
        note = _note(language, indonesian, english)
        said = {"value": line.rung, "distribution": spread, "n": line.n, "scale": result.scale, "note": note}
        lines.append((line.variable, said))
    return lines


def _classes(result: ClassResults, language: str) -> list[tuple[str, Said]]:
    unit = _unit(language, result.low, result.high)
    return [
        (
            line.name,
            {
                "value": _number(line.mean),
                "n": line.n,
                "unit": unit,
                "note": _note(
                    language,
                    f"Rata-rata di kelas {line.mean_class} dari {result.classes}; median {line.median} di kelas "
                    f"{line.median_class}",
                    f"Mean in class {line.mean_class} of {result.classes}; median {line.median} in class "
                    f"{line.median_class}",
                ),
            },
        )
        for line in result.lines
    ]


def _items(result: ItemStatistics, language: str) -> list[tuple[str, Said]]:
    unit = _unit(language, result.low, result.high)
    return [
        (
            line.item,
            {
                "value": _number(line.mean),
                "n": line.n,
                "unit": unit,
                "note": _note(language, f"Rata-rata; median {line.median}", f"Mean; median {line.median}"),
            },
        )
        for line in result.lines
    ]


def _plane(result: ImportancePerformance, language: str) -> list[tuple[str, Said]]:
    return [
        (
            point.item,
            {
                "value": _number(point.performance),
                "importance": _number(point.importance),
                "n": point.n_performance,
                "note": _note(
                    language,
                    f"Kinerja; kuadran {point.quadrant.value}",
                    f"Performance; quadrant {point.quadrant.value}",
                ),
            },
        )
        for point in result.points
    ]


def _alpha(result: Alpha, _language: str) -> list[tuple[str, Said]]:
    if result.value is None:
        return []
    return [("Cronbach alpha", {"value": result.value, "n": result.n})]


def _agreement(result: Agreement, _language: str) -> list[tuple[str, Said]]:
    if result.value is None:
        return []
    return [("Krippendorff alpha", {"value": result.value, "n": result.raters})]


def _unit(language: str, low: int, high: int) -> str:
    return f"skala {low}-{high}" if language == "id" else f"scale {low}-{high}"


_LINES: Mapping[type, Callable[[Any, str], list[tuple[str, Said]]]] = {
    LadderSums: _ladder,
    ClassResults: _classes,
    ItemStatistics: _items,
    ImportancePerformance: _plane,
    Alpha: _alpha,
    Agreement: _agreement,
}
