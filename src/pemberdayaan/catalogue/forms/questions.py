"""What a form asks of a framework: the same questions are written into a form and found again in its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.consistency import cell_address
from ...model.elements import ELEMENTS, Element, Indicator
from ...model.fields import as_key, wrong_type
from ...model.framework import Framework
from ...model.programme import Programme
from ...model.records import ProgrammeStage
from ...model.rules import LadderRule, ProfileRule
from ...model.scales import Scale
from ...model.stakeholders import Stakeholder
from ...model.text import Text, as_text

__all__ = [
    "ABOUT",
    "ASKS",
    "HEAD",
    "Named",
    "Place",
    "Question",
    "as_named",
    "askable",
    "asked",
    "followed",
    "question_name",
    "rating_rule",
    "staged",
]

Named = Mapping[str, Text | str] | Iterable[ProgrammeStage | Stakeholder] | Programme

# What is asked beside a rating: its label, with the name of the element, and its hint.
ASKS: Mapping[str, tuple[Text, Text]] = {
    "reason": (
        Text(id="Alasan: {}", en="Reason: {}"),
        Text(id="Bukti atau kejadian yang mendasarinya.", en="The evidence or event behind it."),
    ),
    "plan": (
        Text(id="Rencana tindakan: {}", en="Plan of action: {}"),
        Text(id="Apa yang disepakati, oleh siapa, kapan.", en="What was agreed, by whom and by when."),
    ),
    "importance": (
        Text(id="Seberapa penting: {}", en="How important: {}"),
        Text(id="1 (tidak penting) sampai 4 (sangat penting).", en="1 (not important) to 4 (very important)."),
    ),
    "confidence": (
        Text(id="Seberapa yakin akan nilai itu: {}", en="How sure of that rating: {}"),
        Text(id="1 (tidak yakin) sampai 4 (sangat yakin).", en="1 (not sure) to 4 (very sure)."),
    ),
}
# What is asked once, or once for each thing that is judged: label and hint.
HEAD: Mapping[str, tuple[Text, Text]] = {
    "rater": (
        Text(id="Penilai", en="Rater"),
        Text(
            id="Peran atau kode, misalnya kader_1; jangan tulis nama orang. Kosongkan bila ini hasil mufakat bersama.",
            en="A role or a code, as cadre_1; never a person's name. Leave it empty for what a meeting agreed on.",
        ),
    ),
    "date": (
        Text(id="Tanggal penilaian", en="Date of the rating"),
        Text(id="Tanggal pertemuan atau wawancara.", en="The day of the meeting or interview."),
    ),
    "place": (
        Text(id="Tempat penilaian", en="Place of the rating"),
        Text(id="Misalnya dusun atau balai desa.", en="As a hamlet or the village hall."),
    ),
    "about": (
        Text(id="Tentang siapa atau apa", en="About whom or what"),
        Text(
            id="Kuncinya dalam berkas program, misalnya pemerintah_desa; bukan nama orang.",
            en="Its key in the programme's file, as village_government; not a person's name.",
        ),
    ),
}
# Frameworks that judge one thing after another: what each rating is about.
ABOUT: Mapping[str, Text] = {
    "stakeholder": Text(id="Pemangku kepentingan", en="Stakeholder"),
    "activity": Text(id="Kegiatan", en="Activity"),
    "group": Text(id="Kelompok", en="Group"),
    "tie": Text(id="Hubungan", en="Tie"),
    "arena": Text(id="Arena", en="Arena"),
}


@attrs.frozen
class Question:
    """One thing that is rated.

    Parameters
    ----------
    name
        Its name in a form: a valid XML name, and no other question of the framework has it.
    address
        The address of the element or grid cell; the framework's own key where the whole is rated.
    key
        The element's key.
    label
        What the element is called.
    prompt
        What is asked.
    hint
        What the element means.
    scale
        What it is rated on; None if the answer is a text.
    framework
        The key of the framework.
    """

    name: str
    address: str
    key: str
    label: Text
    prompt: Text
    hint: Text | None
    scale: Scale | None
    framework: str

    @property
    def scale_address(self) -> str | None:
        """How an observation names the scale."""
        return None if self.scale is None else f"{self.framework}.{self.scale.key}"


@attrs.frozen
class Place:
    """Where an answer belongs: to a question, in a stage, as the rating or as what is asked beside it.

    Parameters
    ----------
    question
        The question.
    stage
        The key of the stage; None for the whole.
    ask
        One of `ASKS`; None for the rating itself.
    """

    question: Question
    stage: str | None = None
    ask: str | None = None


def question_name(question: Question, stage: str | None = None, ask: str | None = None) -> str:
    """The name of an answer in a form.

    Examples
    --------
    >>> from pemberdayaan.catalogue.library import framework
    >>> rung = asked(framework("arnstein-1969"))[0]
    >>> question_name(rung, "planning", "reason")
    'indicator_rung__at_planning__reason'
    """
    return question.name + (f"__at_{stage}" if stage else "") + (f"__{ask}" if ask else "")


def followed(question: Question, stage: Text | None, ask: str) -> Text:
    """What is asked beside a rating, in words that no other question of the form has."""
    label = staged(question.label, stage)
    template, _ = ASKS[ask]
    return Text(id=template["id"].format(label["id"]), en=template["en"].format(label["en"]))


def staged(text: Text, stage: Text | None) -> Text:
    """A text, with the stage that it is asked of."""
    if stage is None:
        return text
    return Text(id=f"{text['id']} ({stage['id']})", en=f"{text['en']} ({stage['en']})")


def as_named(value: Named | None, *, stakeholders: bool = False) -> dict[str, Text]:
    """Labels by key, from a mapping, from records that have both, or from a programme's stages or stakeholders."""
    if value is None:
        return {}
    if isinstance(value, Programme):
        value = value.stakeholders if stakeholders else value.stages
    if isinstance(value, Mapping):
        return {as_key(key): as_text(label) for key, label in value.items()}
    found: dict[str, Text] = {}
    for one in value:
        if not isinstance(one, (ProgrammeStage, Stakeholder)):
            raise InvalidInput(wrong_type(one, "a table"))
        found[one.key] = one.label
    return found


def rating_rule(framework: Framework, key: str | None = None) -> ProfileRule | LadderRule | None:
    """The rule of that key, or the first profile rule, or the first ladder rule; None if there is neither.

    Raises
    ------
    InvalidInput
        If the rule of that key is neither a profile nor a ladder.
    """
    rules = [one for one in framework.rules if isinstance(one, (ProfileRule, LadderRule))]
    if key is None:
        return next((one for one in rules if isinstance(one, ProfileRule)), next(iter(rules), None))
    for one in rules:
        if one.key == key:
            return one
    choices = tuple(one.key for one in rules)
    raise InvalidInput(fault("no_such", noun="rule", given=key, choices=choices), framework.key)


def asked(
    framework: Framework, rule: ProfileRule | LadderRule | None = None, elements: Iterable[str] | None = None
) -> tuple[Question, ...]:
    """The questions of a form.

    Parameters
    ----------
    framework
        What is asked of.
    rule
        Whose elements and scale; None for the one of `rating_rule`.
    elements
        Addresses, keys, kinds, or addresses of grid cells, instead of the elements of the rule.

    Returns
    -------
    tuple of Question
        In the order of the rule or of `elements`, each once. By a ladder rule: the indicators on its scale, or the
        framework as a whole if it has none.

    Raises
    ------
    InvalidInput
        If there is no such element, or neither a rule nor elements.
    """
    rule = rule or rating_rule(framework)
    known = {one.address: one for one in askable(framework, rule)}
    if elements is not None:
        return _named_elements(framework, known, [elements] if isinstance(elements, str) else list(elements))
    if rule is None:
        raise InvalidInput(fault("no_form", given=framework.key), framework.key)
    if isinstance(rule, LadderRule):
        on_it = [known[one.address] for one in framework.indicators if one.scale == rule.scale]
        return tuple(on_it) or (known[framework.key],)
    return tuple(known[one.address] for one in framework.shown_by(rule))


def _named_elements(framework: Framework, known: Mapping[str, Question], names: list[str]) -> tuple[Question, ...]:
    kinds = {cls.kind for cls in ELEMENTS.values()}
    found: list[Question] = []
    faults: list[Fault] = []
    for i, name in enumerate(names):
        if name in known:
            found.append(known[name])
        elif name in kinds and any(one.kind == name for one in framework.elements):
            found += [known[one.address] for one in framework.elements if one.kind == name]
        else:
            try:
                found.append(known[framework[name].address])
            except InvalidInput as error:
                faults += [attrs.evolve(one, where=f"elements[{i}]") for one in error.faults]
    if faults:
        raise InvalidInput(faults, framework.key)
    if not found:
        raise InvalidInput(fault("empty", "elements"), framework.key)
    return tuple(dict.fromkeys(found))


def askable(framework: Framework, rule: ProfileRule | LadderRule | None) -> tuple[Question, ...]:
    """Everything that could be asked of a framework: its elements, the cells of its rated grids, the whole."""
    names: set[str] = set()
    return tuple(_question(framework, rule, address, one, names) for address, one in _targets(framework, rule))


_Target = tuple[Text, Text | None, Text | None, str | None]


def _targets(framework: Framework, rule: ProfileRule | LadderRule | None) -> Iterator[tuple[str, _Target]]:
    """Addresses with label, question, definition and scale."""
    shared = rule.scale if rule else None
    for one in framework.elements:
        yield one.address, _of_element(one, shared)
    for grid in framework.grids:
        if grid.scale:
            for cell in grid.cells:
                yield cell_address(grid.key, cell.key), (cell.label, None, cell.definition, grid.scale)
    yield framework.key, (framework.label, None, framework.definition, shared)


def _of_element(one: Element, shared: str | None) -> _Target:
    if isinstance(one, Indicator):
        # the definition of a computed one says how it is computed, which no rater is asked
        computed = one.measure is not None and not one.measure.startswith("observed.")
        return one.label, one.question, None if computed else one.definition, one.scale or shared
    return one.label, None, one.definition, shared


def _question(
    framework: Framework,
    rule: ProfileRule | LadderRule | None,
    address: str,
    target: _Target,
    names: set[str],
) -> Question:
    label, question, hint, scale = target
    name = base = "whole" if address == framework.key else address.replace(".", "_")
    count = 1
    while name in names:
        count += 1
        name = f"{base}__{count}"
    names.add(name)
    return Question(
        name,
        address,
        address.rpartition(".")[2],
        label,
        question or label,
        hint,
        framework.scale[scale] if scale else None,
        framework.key,
    )
