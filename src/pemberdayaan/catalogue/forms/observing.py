"""From the rows of a submission to observations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.evidence import Observation
from ...model.fields import as_key, as_number, wrong_type
from ...model.periods import Period, as_period
from ...model.scales import Scale
from ...model.text import Language, Text
from .choices import Choices
from .exports import texted
from .headings import Column, Headings
from .questions import ABOUT, ASKS, Place, Question
from .sheets import Uncomputed
from .submissions import Lost, Row, Submission, Why

__all__ = ["Reader"]

NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*", re.ASCII)
YES = frozenset({"1", "true"})
NO = frozenset({"0", "false"})

_Value = str | float


class Reader:
    """Makes observations, and keeps what was lost and what is wrong.

    Parameters
    ----------
    headings
        The questions, with the levels and the user's codes.
    citations
        What the observations cite.
    language
        The language of reasons and plans.
    """

    def __init__(self, headings: Headings, citations: tuple[str, ...], language: Language) -> None:
        self.headings: Headings = headings
        self.citations: tuple[str, ...] = citations
        self.language: Language = language
        self.choices: Choices = headings.choices
        self.faults: list[Fault] = []
        self.lost: list[Lost] = []

    def observations(self, submission: Submission) -> Iterator[Observation]:
        """The observations of a submission, in the order of its rows and columns."""
        for row in submission.rows:
            subjects = dict.fromkeys((place.question, place.stage) for place in row.part.places)
            if not any(row.given(place) for place in row.part.places):
                continue
            head = self._head(row, submission.main)
            for question, stage in subjects:
                yield from self._rated(row, question, stage, head)

    def _head(self, row: Row, main: Row) -> dict[str, Any]:
        """What a row says of all its answers; a row of a repeat takes the rest from its submission."""
        found: dict[str, Any] = {"rater": None, "about": None, "stage": None, "period": None, "note": None}
        for role, field in (("rater", "rater"), ("about", "about"), ("stage", "stage"), ("place", "note")):
            for one in (row, main):
                text = self._said(one, role)
                if text is not None:
                    found[field] = self._text(text) if field == "note" else text
                    break
        for one in dict.fromkeys((row, main)):
            for column, value in one.given("date"):
                found["period"] = found["period"] or self._period(one, column, value)
        return found

    def _said(self, row: Row, role: str) -> str | None:
        for column, value in row.given(role):
            text = self._plain(row, column, value, words=True)
            if text is None or self.choices.blank(text, role):
                continue
            try:
                said = self.choices.coded(text, role)
                return as_key(said) if role == "stage" else said
            except InvalidInput as error:
                self._wrong(row, column, error.faults)
        return None

    def _period(self, row: Row, column: Column, value: Any) -> Period | None:
        text = self._plain(row, column, value)
        if text is None or self.choices.blank(text, "date"):
            return None
        match = DAY.fullmatch(text)
        try:
            return as_period(match[1] if match else text)
        except InvalidInput as error:
            self._wrong(row, column, error.faults)
            return None

    def _rated(self, row: Row, question: Question, stage: str | None, head: dict[str, Any]) -> Iterator[Observation]:
        before = len(self.faults)
        column, values = self._rating(row, Place(question, stage))
        beside = {ask: row.given(Place(question, stage, ask)) for ask in ASKS}
        if column is None:
            if len(self.faults) == before:
                self.lost += [row.lost(one, Why.NO_RATING) for cells in beside.values() for one, _ in cells]
            return
        if head["about"] is None and self.headings.framework.judges in ABOUT:
            cells = [column, *(one for found in beside.values() for one, _ in found)]
            self.lost += [row.lost(one, Why.NO_ABOUT) for one in cells]
            return
        asked = {ask: self._beside(row, ask, cells) for ask, cells in beside.items()}
        for value in values:
            try:
                yield Observation(
                    question.address,
                    value=value,
                    scale=question.scale_address,
                    source=self.citations,
                    **{**head, **asked, "stage": stage or head["stage"]},
                )
            except InvalidInput as error:
                self._wrong(row, column, error.faults)

    # --- one answer ------------------------------------------------------------------------------------------------

    def _rating(self, row: Row, place: Place) -> tuple[Column | None, tuple[_Value, ...]]:
        """The cell that holds a rating, and the levels, number or text in it; no cell if there is none."""
        given = row.given(place)
        whole = self._one([(column, value) for column, value in given if column.option is None], row)
        if whole is None:
            return self._ticked(row, [(column, value) for column, value in given if column.option is not None])
        column, value = whole
        text = self._plain(row, column, value, words=place.question.scale is None)
        if text is None:
            return None, ()
        if self.choices.blank(text, place.question.address):
            self.lost.append(row.lost(column, Why.CODED_BLANK))
            return None, ()
        values = self._values(row, column, place.question, text)
        return (column if values else None), values

    def _one(self, cells: list[tuple[Column, Any]], row: Row) -> tuple[Column, Any] | None:
        """The one answer that columns of several versions of a form hold."""
        for column, value in cells[1:]:
            if texted(value) != texted(cells[0][1]):
                first, second = (row.part.table.headings[one.index] for one in (cells[0][0], column))
                self._wrong(row, column, [fault("two_answers", first=first, second=second)])
        return cells[0] if cells else None

    def _ticked(self, row: Row, cells: list[tuple[Column, Any]]) -> tuple[Column | None, tuple[_Value, ...]]:
        found: dict[str, Column] = {}
        for column, value in cells:
            text = (texted(value) or "").lower()
            if text in YES:
                found.setdefault(str(column.option), column)
            elif text not in NO:
                self._wrong(row, column, [wrong_type(text, "true or false")])
        return next(iter(found.values()), None), tuple(found)

    def _values(self, row: Row, column: Column, question: Question, text: str) -> tuple[_Value, ...]:
        scale = question.scale
        if scale is None:
            return (text,)
        try:
            if not scale.levels:
                return (_within(scale, _number(text)),)
            found = self.choices.levels(question, text)
            if found:
                return found
            known = tuple(level.key for level in scale.levels)
            raise InvalidInput(fault("not_a_choice", given=text, noun="level", choices=known))
        except InvalidInput as error:
            self._wrong(row, column, error.faults)
            return ()

    def _beside(self, row: Row, ask: str, cells: list[tuple[Column, Any]]) -> Text | float | None:
        whole = self._one(cells, row)
        words = ask in ("reason", "plan")
        text = self._plain(row, *whole, words=words) if whole else None
        if whole is None or text is None or self.choices.blank(text, ""):
            return None
        if words:
            return self._text(text)
        try:
            return _number(text)
        except InvalidInput as error:
            self._wrong(row, whole[0], error.faults)
            return None

    def _plain(self, row: Row, column: Column, value: Any, *, words: bool = False) -> str | None:
        """The text of a cell; a formula without a value is what somebody wrote in words, and else has none."""
        if isinstance(value, Uncomputed) and not words:
            self._wrong(row, column, [fault("formula", given=value.formula[:80])])
            return None
        return texted(value)

    def _text(self, text: str) -> Text:
        return Text(id=text) if self.language is Language.ID else Text(en=text)

    def _wrong(self, row: Row, column: Column, faults: Any) -> None:
        known = {(one.where, one.code) for one in self.faults}
        where = row.where(column)
        self.faults += [attrs.evolve(one, where=where) for one in faults if (where, one.code) not in known]


def _number(text: str) -> float:
    if not NUMBER.fullmatch(text):
        raise InvalidInput(wrong_type(text, "a number"))
    return as_number(float(text) if "." in text else int(text))


def _within(scale: Scale, number: float) -> float:
    low, high = scale.low, scale.high
    if (low is not None and number < low) or (high is not None and number > high):
        ends = ["..." if end is None else f"{end:g}" for end in (low, high)]
        raise InvalidInput(fault("out_of_range", given=number, low=ends[0], high=ends[1]))
    return number
