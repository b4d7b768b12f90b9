"""A published theory of empowerment or participation, as typed and cited data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

import attrs
from attrs.converters import optional

from ..errors import Fault, InvalidInput, fault
from .consistency import OTHERS, cell_address, citation_faults, framework_faults, level_address
from .elements import (
    ELEMENTS,
    ActivityType,
    Actor,
    Benefit,
    Component,
    Criterion,
    Domain,
    Element,
    Facet,
    Goal,
    Indicator,
    Outcome,
    Principle,
    ProgrammeType,
    Role,
    Stage,
)
from .evidence import Reference
from .fields import (
    as_bool,
    as_framework_key,
    as_keys,
    as_str,
    as_tuple,
    choose,
    members,
    wrong_type,
)
from .grids import Grid
from .noun import Noun
from .relations import Match, Relation
from .rules import ProfileRule, Rule
from .scales import Scale
from .text import Language, Text, as_language, as_text

__all__ = [
    "Checked",
    "Framework",
]


class Checked(StrEnum):
    """How far a framework was checked against its source."""

    FULL = "full"
    PARTLY = "partly"
    MEMORY = "memory"


def as_checked(value: Checked | str) -> Checked:
    """A `Checked`, or the text that names it."""
    return choose(Checked, "degree of checking", value)


@attrs.frozen
class Framework(Noun):
    """A published framework.

    Parameters
    ----------
    key, label
        Its name in files and on paper; dashes in the key, the year where it is dated.
    definition
        What it says, in our own words.
    version
        The version of this data.
    judges
        The unit that it judges, as ``"programme"``, ``"person"``.
    source
        Its main citation, as ``"key, locator"``.
    checked
        How far the data was checked against the source.
    terms
        The terms under which it may be used.
    suits
        When to choose it.
    number
        The one number that may be reported, or why there is none.
    open
        True if the source leaves some of the elements to the user; see `extend`.
    extends
        The framework that it adds elements to.
    language
        The language of its one-language texts.
    references
        What it cites.
    criteria, stages, principles, components, goals, benefits, outcomes, roles, actors, activity_types, \
programme_types, domains, facets, indicators
        Its elements by kind, in the order of the source.
    scales, grids, relations, matches
        See `Scale`, `Grid`, `Relation`, `Match`.
    rules
        How it is scored; the first is the default.

    Raises
    ------
    InvalidInput
        If two elements of a kind have one key, something names what does not exist, or a rule is unlawful
        on its scale; all at once.

    Examples
    --------
    >>> voice = Framework("our-office", "Our office", principles=[Principle("voice", "Voice", also="say")])
    >>> voice["say"].address
    'principle.voice'
    """

    key: str = attrs.field(converter=as_framework_key)
    label: Text = attrs.field(converter=as_text)
    definition: Text | None = attrs.field(default=None, converter=optional(as_text))
    version: str = attrs.field(default="1", converter=as_str)
    judges: str = attrs.field(default="programme", converter=as_str)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_keys, metadata={"ref": "reference"})
    checked: Checked = attrs.field(default=Checked.MEMORY, converter=as_checked)
    terms: Text | None = attrs.field(default=None, converter=optional(as_text))
    suits: Text | None = attrs.field(default=None, converter=optional(as_text))
    number: Text | None = attrs.field(default=None, converter=optional(as_text))
    open: bool = attrs.field(default=False, converter=as_bool)
    extends: str | None = attrs.field(default=None, converter=optional(as_framework_key))
    language: Language = attrs.field(default=Language.EN, converter=as_language)
    references: tuple[Reference, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Reference))
    criteria: tuple[Criterion, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Criterion))
    stages: tuple[Stage, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Stage))
    principles: tuple[Principle, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Principle))
    components: tuple[Component, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Component))
    goals: tuple[Goal, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Goal))
    benefits: tuple[Benefit, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Benefit))
    outcomes: tuple[Outcome, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Outcome))
    roles: tuple[Role, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Role))
    actors: tuple[Actor, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Actor))
    activity_types: tuple[ActivityType, ...] = attrs.field(
        default=(), converter=as_tuple, validator=members(ActivityType)
    )
    programme_types: tuple[ProgrammeType, ...] = attrs.field(
        default=(), converter=as_tuple, validator=members(ProgrammeType)
    )
    domains: tuple[Domain, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Domain))
    facets: tuple[Facet, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Facet))
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Indicator))
    scales: tuple[Scale, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Scale))
    grids: tuple[Grid, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Grid))
    relations: tuple[Relation, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Relation))
    matches: tuple[Match, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Match))
    rules: tuple[Rule, ...] = attrs.field(default=(), converter=as_tuple, validator=members(Rule))

    def _faults(self) -> Iterator[Fault]:
        records = {name: getattr(self, name) for name in (*ELEMENTS, *OTHERS)}
        for collection, index, one in framework_faults(self.key, records):
            yield one.under(f"{collection}[{index}]")
        known = {one.key for one in self.references}
        yield from citation_faults(self.source, known)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element, in the order of the kinds."""
        return tuple(element for name in ELEMENTS for element in getattr(self, name))

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Element, ...]]:
        names: dict[str, dict[str, Element]] = {}
        for element in self.elements:
            for name in {element.address, element.key, *element.also}:
                names.setdefault(name, {})[element.address] = element
        return {name: tuple(found.values()) for name, found in names.items()}

    def __getitem__(self, name: str) -> Element:
        """The element of that address, or of that key or other name where one kind alone has it."""
        found = self._by_name.get(name, ())
        if len(found) == 1:
            return found[0]
        if found:
            raise InvalidInput(
                fault("ambiguous", given=name, choices=tuple(element.address for element in found)), self.key
            )
        raise InvalidInput(fault("no_such", noun="element", given=name, choices=tuple(self._by_name)), self.key)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and len(self._by_name.get(name, ())) == 1

    @cached_property
    def scale(self) -> Mapping[str, Scale]:
        """The scales by key."""
        return {one.key: one for one in self.scales}

    @cached_property
    def reference(self) -> Mapping[str, Reference]:
        """The references by key."""
        return {one.key: one for one in self.references}

    def rule(self, key: str | None = None) -> Rule:
        """The rule of that key, dashes read as underscores, or the default."""
        for one in self.rules:
            if key is None or key.replace("-", "_") == one.key:
                return one
        raise InvalidInput(
            fault("no_such", noun="rule", given=key, choices=tuple(one.key for one in self.rules)), self.key
        )

    @cached_property
    def labels(self) -> Mapping[str, Text]:
        """What each address is called: of elements, of levels and cells, and the framework's own key."""
        named = {self.key: self.label, **{one.address: one.label for one in self.elements}}
        for scale in self.scales:
            named |= {level_address(scale.key, level.key): level.label for level in scale.levels}
        for grid in self.grids:
            named |= {cell_address(grid.key, cell.key): cell.label for cell in grid.cells}
        return named

    def extend(
        self, key: str, elements: Iterable[Element], *, label: Text | str | None = None, scales: Iterable[Scale] = ()
    ) -> Framework:
        """A new framework of one's own: this one with more elements, as the open ones expect it.

        Parameters
        ----------
        key
            The key of the new framework.
        elements
            What is added, of any kind; ``part_of`` may name an element that was there.
        label
            Its name; None keeps the name of this one.
        scales
            The scales that the new elements need.

        Returns
        -------
        Framework
            ``extends`` names the framework that it grew from; ``checked`` still speaks of that one's elements.

        Raises
        ------
        InvalidInput
            If the key is this framework's own, an element's key is taken, or it names what does not exist.

        Examples
        --------
        >>> base = Framework("agency", "Agency", principles=[Principle("voice", "Voice")])
        >>> ours = base.extend("agency-weavers", [Indicator("price", "Sets her own price", part_of="principle.voice")])
        >>> ours.extends, [one.address for one in ours.elements]
        ('agency', ['principle.voice', 'indicator.price'])
        """
        added: dict[str, list[Element]] = {}
        faults = [fault("repeated_key", "key", given=key)] if key == self.key else []
        for i, one in enumerate(elements):
            name = next((name for name, cls in ELEMENTS.items() if type(one) is cls), None)
            if name is None:
                faults.append(wrong_type(one, Element.__name__).under(f"[{i}]"))
            else:
                added.setdefault(name, []).append(one)
        if faults:
            raise InvalidInput(faults, self.key)
        parts: dict[str, Any] = {name: (*getattr(self, name), *items) for name, items in added.items()}
        return attrs.evolve(
            self,
            key=key,
            label=self.label if label is None else label,
            extends=self.key,
            scales=(*self.scales, *scales),
            relations=[
                attrs.evolve(
                    one,
                    source=key if one.source == self.key else one.source,
                    target=key if one.target == self.key else one.target,
                )
                for one in self.relations
            ],
            matches=[attrs.evolve(one, element=key) if one.element == self.key else one for one in self.matches],
            **parts,
        )

    def shown_by(self, rule: ProfileRule) -> tuple[Element, ...]:
        """The elements that a profile rule names, by address or all of a kind, each once."""
        named = [one for name in rule.elements for one in self.elements if name in (one.kind, one.address)]
        return tuple({one.address: one for one in named}.values())

    def parts(self, address: str) -> tuple[Element, ...]:
        """The elements that are part of the one of that address."""
        return tuple(element for element in self.elements if element.part_of == address)
