"""What the columns of an export are: by names in a form, by labels in either language, or as the user names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.framework import Framework
from ...model.text import Text
from .choices import Choices, folded
from .exports import Table
from .questions import (
    ASKS,
    HEAD,
    Place,
    Question,
    askable,
    asked,
    followed,
    question_name,
    rating_rule,
    staged,
)

__all__ = ["HEADS", "Column", "Headings", "tails"]

# The columns that KoboToolbox, ODK Central and Briefcase add, and our hidden ones.
META: Mapping[str, str] = {
    "_uuid": "uuid",
    "instanceid": "instance",
    "meta/instanceid": "instance",
    "key": "key",
    "parent_key": "parent_key",
    "_index": "index",
    "_parent_index": "parent_index",
    "_parent_table_name": "parent_table",
    "_submission__uuid": "parent_uuid",
    "_submission_time": "time",
    "submissiondate": "time",
    "__version__": "version",
    "formversion": "version",
}
HIDDEN = ("framework", "framework_version", "rule")
HEADS = ("rater", "date", "place", "about", "stage")
# Roles that the user may name: an answer's place is named by its element.
NAMED = (*HEADS, "framework", "rule", "uuid", "time", "version", "index", "parent_index", "key", "parent_key")
SEPARATORS = "/:.-"
GROUPED = re.compile(r"[:.-]")

Role = str | Place


@attrs.frozen
class Column:
    """What one column holds.

    Parameters
    ----------
    index
        Which column, from 0.
    role
        A `Place`, or the name of what is asked once or added by the server.
    option
        The level, where the column says of one choice whether it was taken.
    """

    index: int
    role: Role
    option: str | None = None


def tails(heading: str) -> Iterator[str]:
    """The heading, then what follows each separator: the groups that a question stands in come before it.

    Examples
    --------
    >>> list(tails("data/group-why"))
    ['data/group-why', 'group-why', 'why']
    """
    yield heading
    for i, character in enumerate(heading):
        if character in SEPARATORS and heading[i + 1 :].strip():
            yield heading[i + 1 :].strip()


class Headings:
    """The names under which the questions of a framework may head a column.

    Parameters
    ----------
    framework
        What was asked.
    rule
        The key of the rule that the form was made for; None for the default.
    stages
        Labels of stages by key.
    names
        The user's columns by what they hold.
    choices
        The levels, and the user's codes for them.
    """

    def __init__(
        self,
        framework: Framework,
        rule: str | None,
        stages: Mapping[str, Text],
        names: Mapping[str, str],
        choices: Choices,
    ) -> None:
        chosen = rating_rule(framework, rule)
        self.framework: Framework = framework
        self.stages: Mapping[str, Text] = stages
        self.choices: Choices = choices
        self.all: tuple[Question, ...] = askable(framework, chosen)
        self.asked: tuple[Question, ...] = asked(framework, chosen) if chosen else ()
        self.known: dict[str, tuple[Role, ...]] = {}
        self.whole: dict[str, tuple[Role, ...]] = {}
        self._learn()
        self.names: dict[Role, str] = self._named(names)

    def _learn(self) -> None:
        """Every name and label; labels of questions that the rule asks go before those of others."""
        self._add({role: role for role in (*HEADS, *HIDDEN)})
        for role, (title, _) in HEAD.items():
            self._add(dict.fromkeys(_both(title), role))
        self._add({question_name(one, None, ask): Place(one, None, ask) for one in self.all for ask in (None, *ASKS)})
        rest = [one for one in self.all if one not in self.asked]
        for group in (self.asked, rest):
            found: dict[str, tuple[Role, ...]] = {}
            bare: dict[str, tuple[Role, ...]] = {}
            for one in group:
                for label, place in self._labels(one):
                    found[folded(label)] = tuple(dict.fromkeys((*found.get(folded(label), ()), place)))
                bare[one.address] = (Place(one),)
                bare[one.key] = (*bare.get(one.key, ()), Place(one))
            self.known = found | self.known
            self.whole = bare | self.whole

    def _add(self, roles: Mapping[str, Role]) -> None:
        for name, role in roles.items():
            self.known.setdefault(folded(name), (role,))

    def _labels(self, one: Question) -> Iterator[tuple[str, Place]]:
        for stage, label in ((None, None), *self.stages.items()):
            for prompt in (staged(one.prompt, label), staged(one.label, label)):
                for text in _both(prompt):
                    yield text, Place(one, stage)
                    yield f"{text} [{question_name(one, stage)}]", Place(one, stage)
            for ask in ASKS:
                for text in _both(followed(one, label, ask)):
                    yield text, Place(one, stage, ask)
                    yield f"{text} [{question_name(one, stage, ask)}]", Place(one, stage, ask)

    def place(self, name: str) -> Place | None:
        """What a key of ``names`` stands for: an element, with ``@stage`` and ``.reason`` behind it if they apply."""
        base, dot, last = name.rpartition(".")
        ask = last if dot and last in ASKS else None
        base, _, stage = (base if ask else name).partition("@")
        found = [one for one in self.all if base in (one.address, one.name)]
        if not found and base in self.framework:
            found = [one for one in self.all if one.address == self.framework[base].address]
        return Place(found[0], stage or None, ask) if found else None

    def _named(self, names: Mapping[str, str]) -> dict[Role, str]:
        found: dict[Role, str] = {}
        faults: list[Fault] = []
        for name, heading in names.items():
            role: Role | None = name if name in NAMED else self.place(name)
            if role is None:
                choices = (*NAMED, *(one.address for one in self.all))
                faults.append(fault("unknown_key", f"names.{name}", given=name, choices=choices))
            else:
                found[role] = str(heading)
        if faults:
            raise InvalidInput(faults)
        return found

    def columns(self, table: Table) -> tuple[list[Column], list[Fault]]:
        """What each column of a table holds, and the headings that could mean more than one thing."""
        columns: list[Column] = []
        faults: list[Fault] = []
        for index, heading in enumerate(table.headings):
            named = list(self._by_user(index, table))
            if named:
                columns += named
                continue
            found = [(role, option) for role, option in self._found(heading) if role not in self.names]
            if len(found) > 1:
                choices = tuple(question_name(p.question, p.stage, p.ask) for p, _ in found if isinstance(p, Place))
                faults.append(fault("ambiguous", table.where(table.head, index), given=heading, choices=choices))
            columns += [Column(index, role, option) for role, option in found]
        return columns, faults

    def _by_user(self, index: int, table: Table) -> Iterator[Column]:
        heading = table.headings[index]
        for role, name in self.names.items():
            if heading == name or (name not in table.headings and name in tails(heading)):
                yield Column(index, role)
            elif isinstance(role, Place) and role.ask is None:
                for tail in tails(heading):
                    option = self._option(role, tail[len(name) + 1 :]) if _splits(tail, name) else None
                    if option:
                        yield Column(index, role, option)

    def _found(self, heading: str) -> list[tuple[Role, str | None]]:
        """What a heading may mean: whose choice it is, else what question, else what the server calls so."""
        meta = META.get(folded(heading)) or META.get(GROUPED.sub("/", folded(heading)))
        if meta:
            return [(meta, None)]
        if heading in self.whole:
            return [(role, None) for role in self.whole[heading]]
        for i in range(len(heading) - 1, 0, -1):
            if heading[i] in SEPARATORS:
                places = [one for one in self._roles(heading[:i]) if isinstance(one, Place) and one.ask is None]
                options = [(one, self._option(one, heading[i + 1 :])) for one in places]
                if any(option for _, option in options):
                    return [(one, option) for one, option in options if option]
        return [(role, None) for role in self._roles(heading)]

    def _roles(self, heading: str) -> tuple[Role, ...]:
        for tail in tails(heading):
            if folded(tail) in self.known:
                return self.known[folded(tail)]
            in_stage = self._in_stage(folded(tail))
            if in_stage:
                return (in_stage,)
        return ()

    def _in_stage(self, name: str) -> Place | None:
        """A name with a stage in it, which only the form knows."""
        base, found, rest = name.partition("__at_")
        if not found:
            return None
        stage, dashes, last = rest.rpartition("__")
        ask = last if dashes and last in ASKS else None
        question = next((one for one in self.all if one.name == base), None)
        return Place(question, stage if ask else rest, ask) if question else None

    def _option(self, place: Place, text: str) -> str | None:
        try:
            levels = self.choices.levels(place.question, text)
        except InvalidInput:  # two levels have that name
            return None
        return levels[0] if len(levels) == 1 else None


def _both(text: Text) -> tuple[str, ...]:
    return tuple(dict.fromkeys((text["id"], text["en"])))


def _splits(heading: str, name: str) -> bool:
    return heading.startswith(name) and heading[len(name) : len(name) + 1] in tuple(SEPARATORS)
