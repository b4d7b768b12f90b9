"""A framework as an XLSForm workbook, for KoboToolbox and ODK."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from importlib.metadata import version

import attrs

from ...errors import Fault, InvalidInput
from ...model.fields import choose
from ...model.framework import Framework
from ...model.rules import LadderRule, ProfileRule
from ...model.scales import Scale
from ...model.text import Text
from ..library import framework as shipped
from .questions import (
    ABOUT,
    ASKS,
    HEAD,
    Named,
    Question,
    as_named,
    asked,
    followed,
    question_name,
    rating_rule,
    staged,
)
from .sheets import heading_row, new_workbook, save_workbook, set_widths, write_cell

__all__ = ["Ask", "xlsform"]

LANGUAGES: Mapping[str, str] = {"id": "Bahasa Indonesia (id)", "en": "English (en)"}
TEXTS = ("label", "hint", "constraint_message")
SURVEY = (
    "type",
    "name",
    *(f"{text}::{language}" for text in TEXTS for language in LANGUAGES.values()),
    "required",
    "default",
    "calculation",
    "constraint",
    "appearance",
)
CHOICES = ("list_name", "name", *(f"label::{language}" for language in LANGUAGES.values()))
SETTINGS = ("form_title", "form_id", "version", "default_language")
KEYS = "regex(., '^[a-z0-9]+(_+[a-z0-9]+)*$')"
KEYS_SAID = Text(id="Pakai huruf kecil, angka, dan garis bawah.", en="Use lower-case letters, digits and underscores.")
BOTH_SIDES = Text(
    id="Kedua pihak dalam hubungan itu, misalnya tpk dan pemerintah_desa; bukan nama orang.",
    en="The two sides of the tie, as committee and village_government; not a person's name.",
)
ONE_TO_FOUR = Text(id="Isi 1, 2, 3, atau 4.", en="Enter 1, 2, 3 or 4.")

_Row = dict[str, str]


class Ask(StrEnum):
    """What a form asks beside each rating."""

    REASON = "reason"
    PLAN = "plan"
    IMPORTANCE = "importance"
    CONFIDENCE = "confidence"


def xlsform(
    framework: str | Framework,
    path: str | os.PathLike[str],
    *,
    rule: str | None = None,
    elements: Iterable[str] | None = None,
    ask: Iterable[str] = ("reason", "plan"),
    stages: Named | None = None,
    about: Named | None = None,
) -> None:
    """Write a framework as a form that KoboToolbox and ODK accept, in Indonesian and English.

    For each element one question with the levels of its scale as choices, or a text question if it has no scale; what
    the levels mean stands before the first. A framework that judges stakeholders, activities, groups or ties asks in a
    repeat, once for each. `read_ratings` reads the answers back.

    Parameters
    ----------
    framework
        A key of `frameworks`, or a framework.
    path
        Where; the name ends in ``.xlsx``. A file that stands there is replaced, and kept if writing fails.
    rule
        The key of a profile or ladder rule, whose elements and scale are asked; None for the first profile rule, or
        the first ladder rule.
    elements
        Addresses, keys or kinds of elements, or addresses of grid cells, to be asked instead.
    ask
        What to ask beside each rating: ``"reason"``, ``"plan"``, ``"importance"`` and ``"confidence"`` (1 to 4).
    stages
        Ask everything for each of these stages: labels by key, or a programme.
    about
        What the ratings may be about: labels by key, or a programme for its stakeholders; a choice instead of a text.

    Raises
    ------
    InvalidInput
        If there is no such framework, rule, element or thing to ask, or a text does not fit into a cell.
    MissingLibraryError
        If openpyxl is not installed.
    OSError
        If the folder does not take the file.

    References
    ----------
    The XLSForm standard, https://xlsform.org.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     xlsform("laverack-2001", Path(folder, "workshop.xlsx"))
    ...     [path.name for path in Path(folder).iterdir()]
    ['workshop.xlsx']
    """
    held = shipped(framework) if isinstance(framework, str) else framework
    asks = _asks(ask)
    chosen = rating_rule(held, rule)
    questions = asked(held, chosen, elements)
    form = _Form(held, chosen, questions, asks, as_named(stages), as_named(about, stakeholders=True))
    book = new_workbook()
    for name, columns, rows in (
        ("survey", SURVEY, form.survey()),
        ("choices", CHOICES, form.choices()),
        ("settings", SETTINGS, form.settings()),
    ):
        sheet = book.create_sheet(name)
        heading_row(sheet, columns)
        for number, row in enumerate(rows, 2):
            for column, heading in enumerate(columns, 1):
                if heading in row:
                    write_cell(sheet, number, column, row[heading])
        set_widths(sheet)
    save_workbook(book, path)


def _asks(ask: Iterable[str]) -> tuple[Ask, ...]:
    found: list[Ask] = []
    faults: list[Fault] = []
    for one in [ask] if isinstance(ask, str) else ask:
        try:
            found.append(choose(Ask, "question", one))
        except InvalidInput as error:
            faults += [each.under("ask") for each in error.faults]
    if faults:
        raise InvalidInput(faults)
    return tuple(dict.fromkeys(found))


@attrs.frozen
class _Form:
    framework: Framework
    rule: ProfileRule | LadderRule | None
    questions: tuple[Question, ...]
    asks: tuple[Ask, ...]
    stages: Mapping[str, Text]
    about: Mapping[str, Text]

    def survey(self) -> Iterator[_Row]:
        """The questions, in order."""
        seen: set[tuple[str, str]] = set()
        for row in self._survey():
            yield _unlike(row, seen)

    def _survey(self) -> Iterator[_Row]:
        hidden = {"framework": self.framework.key, "framework_version": self.framework.version}
        for name, value in (hidden | ({"rule": self.rule.key} if self.rule else {})).items():
            yield {"type": "calculate", "name": name, "calculation": _quoted(value)}
        yield _asking("text", "rater", *HEAD["rater"])
        yield _asking("date", "date", *HEAD["date"]) | {"required": "yes", "default": "today()"}
        yield _asking("text", "place", *HEAD["place"])
        yield from self._explained()
        judged = ABOUT.get(self.framework.judges)
        repeat = self.framework.judges if judged else None
        if judged:
            yield {"type": "begin_repeat", "name": self.framework.judges} | _texts("label", judged)
        if judged or self.about:
            yield self._about()
        for stage in self.stages or (None,):
            yield from self._of_stage(stage)
        if repeat:
            yield {"type": "end_repeat", "name": repeat}

    def _about(self) -> _Row:
        if self.about:
            return _asking("select_one about", "about", HEAD["about"][0], None) | {"required": "yes"}
        tie = self.framework.judges == "tie"
        row = _asking("text", "about", HEAD["about"][0], BOTH_SIDES if tie else HEAD["about"][1]) | {"required": "yes"}
        return row if tie else row | {"constraint": KEYS} | _texts(TEXTS[2], KEYS_SAID)

    def _explained(self) -> Iterator[_Row]:
        """The levels of each scale with what they mean; the choices themselves stay short."""
        for scale in self._scales():
            if any(level.definition for level in scale.levels):
                yield {"type": "note", "name": f"levels_{scale.key}"} | _texts("label", _levels(scale))

    def _scales(self) -> dict[Scale, None]:
        return dict.fromkeys(one.scale for one in self.questions if one.scale is not None)

    def _of_stage(self, stage: str | None) -> Iterator[_Row]:
        label = None if stage is None else self.stages[stage]
        for one in self.questions:
            group = f"group_{question_name(one, stage)}"
            yield {"type": "begin_group", "name": group, "appearance": "field-list"} | _texts(
                "label", staged(one.label, label)
            )
            yield _asking(_type(one.scale), question_name(one, stage), staged(one.prompt, label), one.hint) | _limits(
                one.scale
            )
            for ask in self.asks:
                row = _asking("text", question_name(one, stage, ask), followed(one, label, ask), ASKS[ask][1])
                if ask in (Ask.IMPORTANCE, Ask.CONFIDENCE):
                    row |= {"type": "integer", "constraint": ". >= 1 and . <= 4"} | _texts(TEXTS[2], ONE_TO_FOUR)
                yield row
            yield {"type": "end_group", "name": group}

    def choices(self) -> Iterator[_Row]:
        """The levels of each scale, and what the ratings may be about."""
        for scale in self._scales():
            for level in scale.levels:
                yield {"list_name": f"scale_{scale.key}", "name": level.key} | _texts("label", level.label)
        for key, label in self.about.items():
            yield {"list_name": "about", "name": key} | _texts("label", label)

    def settings(self) -> Iterator[_Row]:
        """What the form is called: another rule than the default is another form."""
        default = rating_rule(self.framework)
        suffix = f"-{self.rule.key}" if self.rule and self.rule != default else ""
        yield {
            "form_title": _safe(self.framework.label["id"]),
            "form_id": f"{self.framework.key}{suffix}",
            "version": f"{self.framework.version}-{version('pemberdayaan')}",
            "default_language": LANGUAGES["id"],
        }


def _asking(kind: str, name: str, label: Text, hint: Text | None) -> _Row:
    return {"type": kind, "name": name} | _texts("label", label) | (_texts("hint", hint) if hint else {})


def _texts(column: str, text: Text) -> _Row:
    return {f"{column}::{name}": _safe(text[language]) for language, name in LANGUAGES.items()}


def _safe(text: str) -> str:
    """A form would take ``${...}`` for the answer to another question."""
    return text.replace("${", "$ {").strip()


def _quoted(value: str) -> str:
    """A text as XPath writes it, which has no escape for its own quotation mark."""
    return f"'{value}'" if "'" not in value else f'"{value}"'


def _type(scale: Scale | None) -> str:
    if scale is None:
        return "text"
    return f"select_one scale_{scale.key}" if scale.levels else "decimal"


def _limits(scale: Scale | None) -> _Row:
    """The limits of a scale of numbers."""
    if scale is None or scale.levels:
        return {}
    ends = [f". >= {scale.low}"] * (scale.low is not None) + [f". <= {scale.high}"] * (scale.high is not None)
    if not ends:
        return {}
    said = " - ".join("..." if end is None else f"{end:g}" for end in (scale.low, scale.high))
    return {"constraint": " and ".join(ends)} | _texts(TEXTS[2], Text(id=said, en=said))


def _levels(scale: Scale) -> Text:
    """The scale's name and a line for each level."""

    def lines(language: str) -> str:
        named = [
            f"- **{level.label[language]}**" + (f": {level.definition[language]}" if level.definition else "")
            for level in scale.levels
        ]
        return "\n".join([scale.label[language], *named])

    return Text(id=lines("id"), en=lines("en"))


def _unlike(row: _Row, seen: set[tuple[str, str]]) -> _Row:
    """A row whose labels no question before has: an export that is headed by labels must tell them apart."""
    if row["type"] in ("calculate", "end_group", "end_repeat", "begin_group", "begin_repeat", "note"):
        return row
    columns = [f"label::{language}" for language in LANGUAGES.values()]
    if any((column, row[column]) in seen for column in columns):
        row = row | {column: f"{row[column]} [{row['name']}]" for column in columns}
    seen.update((column, row[column]) for column in columns)
    return row
