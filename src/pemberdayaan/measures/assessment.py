"""Is this programme empowerment? The gate first, then the profile, then what is known and what to ask."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

import attrs

from ..catalogue import library
from ..errors import Fault, InvalidInput, fault
from ..model.elements import Indicator
from ..model.evidence import Reading
from ..model.fields import wrong_type
from ..model.framework import Framework
from ..model.index_rule import IndexRule
from ..model.programme import Programme, level_faults
from ..model.rules import CountRule, GateRule, LadderBasis, LadderRule, ProfileRule, Rule
from ..model.scales import Scale
from .collaboration import Collaboration, collaboration_of
from .coverage import Coverage, Questions, coverage_of, questions_of
from .gate import Gate, deciding_indicators, judge
from .involvement import disputes_on, ordinary, traces
from .library import PROGRAMME_MEASURES
from .long_table import long_rows
from .matrix import Matrix, matrix_of
from .observed import value
from .placement import Placements, placements_of
from .profile import Profile, profile_of
from .ratings import Ratings, panel_of
from .resources import Contributions, contributions_of
from .result import FORMAT, Provenance, Result, Row, digest_of
from .self_reliance import SelfReliance
from .self_reliance.over_time import self_reliance_of

__all__ = ["Assessment", "assess"]

Measures = Mapping[str, Callable[..., Reading]]
R = TypeVar("R", Gate, Matrix, Profile, Placements, SelfReliance)
SECTIONS = (
    *("gate", "ladder", "matrix", "profile", "ratings", "placements"),
    *("contributions", "self_reliance", "collaboration", "coverage", "questions"),
)


@attrs.frozen(repr=False)
class Assessment(Result):
    """A programme held against a framework: small results, each with rows.

    Parameters
    ----------
    programme, framework
        What was assessed, and against what.
    gate
        The verdict, where the framework has a gate rule.
    ladder
        The rungs on the framework's own ladder, where it has one.
    matrix
        Stage by actor: presence, depth, decision.
    profile
        The elements with what was computed and rated, where the framework has a profile rule.
    ratings
        What several raters said and agreed on, where the records name them.
    placements
        Where units stand in the framework's grids, where it has some.
    contributions, collaboration
        Who gave what, and who works with whom.
    self_reliance
        What was given from inside and outside by year, who leads, and what remains when a funder leaves.
    coverage
        What there is evidence for.
    questions
        What to ask next, and whom.
    provenance
        Where the result comes from.
    scales
        The scales that the records use: the programme's own, and those that they take from a framework.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> assessment = pb.assess(pb.example("lkms_kartini"))
    >>> assessment.gate.verdict.value, assessment.provenance.framework
    ('unmet', 'pemberdayaan-masyarakat')
    >>> assessment.rows()[0]["section"]
    'gate'
    """

    kind: ClassVar[str] = "assessment"

    programme: Programme
    framework: Framework
    gate: Gate | None
    ladder: Matrix | None
    matrix: Matrix
    profile: Profile | None
    contributions: Contributions
    collaboration: Collaboration
    coverage: Coverage
    questions: Questions
    provenance: Provenance
    scales: tuple[Scale, ...] = ()
    ratings: Ratings | None = None
    placements: Placements | None = None
    self_reliance: SelfReliance | None = None

    @property
    def lost(self) -> tuple[tuple[str, str], ...]:
        """The observations that the framework has no element for, with the reason."""
        return tuple((address, f"no element of {self.framework.key}") for address, _ in self.coverage.unmatched)

    def rows(self) -> list[Row]:
        """The long table: section, element, about, value, low, high, unit, how, n, references."""
        return long_rows(self._parts())

    def _parts(self) -> dict[str, Result | None]:
        return {name: getattr(self, name) for name in SECTIONS}

    def to_json(self) -> str:
        """Every part, in one shape with a version: the command line prints the same."""
        whole: dict[str, Any] = {
            "format": FORMAT,
            "kind": self.kind,
            "programme": self.programme.key,
            "synthetic": self.programme.synthetic,
            "provenance": attrs.asdict(self.provenance),
            "verdict": self.gate.verdict.value if self.gate else None,
            "judged": self.gate.judged if self.gate else None,
            **{name: None if part is None else part.rows() for name, part in self._parts().items()},
            "lost": [list(pair) for pair in self.lost],
        }
        return json.dumps(whole, ensure_ascii=False, allow_nan=False)

    def __repr__(self) -> str:
        head = f"Assessment of {self.programme.key} by {self.framework.key}"
        shown: list[Result | None] = [self.gate, self.profile, self.ratings, self.placements, self.matrix]
        shown += [self.contributions, self.collaboration, self.coverage]
        told = "\n".join([head, *(repr(one) for one in shown if one is not None)])
        once = set(self.provenance.warnings())
        return self._told("\n".join(line for line in told.splitlines() if line not in once))


def assess(
    programme: Programme,
    framework: str | Framework = "pemberdayaan-masyarakat",
    *,
    rule: str | None = None,
    measures: Measures = PROGRAMME_MEASURES,
) -> Assessment:
    """Hold a programme against a framework.

    Parameters
    ----------
    programme
        The programme; an empty one is assessed as "cannot tell".
    framework
        A key of `frameworks`, or a framework.
    rule
        The key of one rule; None for every rule of the framework that judges a programme.
    measures
        The measures by the names that the framework's file uses.

    Returns
    -------
    Assessment

    Raises
    ------
    InvalidInput
        If a measure does not exist or does not take its arguments, if a level or scale of the framework does not
        exist, or if the rule scores tables of units and not a programme; all at once, before anything is computed.

    Examples
    --------
    >>> import pemberdayaan as pb
    >>> assessment = pb.assess(pb.example("lkms_kartini"))
    >>> assessment.gate.verdict.value
    'unmet'
    """
    held = library.framework(framework) if isinstance(framework, str) else framework
    if not isinstance(held, Framework):
        raise InvalidInput(wrong_type(held, "a framework").under("framework"))
    if not isinstance(measures, Mapping):
        raise InvalidInput(wrong_type(measures, "a table").under("measures"))
    rules = _rules(held, rule)
    scales, faults = _borrowed(programme, held)
    faults += [*_measure_faults(held, measures)]
    if faults:
        raise InvalidInput(faults, held.key)
    seen = attrs.evolve(programme, scales=(*programme.scales, *scales)) if scales else programme
    readings = _readings(seen, held, measures)
    gate = next((_gate(seen, held, one, measures) for one in rules if isinstance(one, GateRule)), None)
    profile_rule = next((one for one in rules if isinstance(one, ProfileRule)), None)
    ladder_rule = next((one for one in rules if isinstance(one, LadderRule)), None)
    panel = panel_of(seen, held)
    profile = profile_of(seen, held, profile_rule, readings, panel) if profile_rule else None
    coverage = coverage_of(seen, held, gate, profile)
    origin = _provenance(programme, held, rules, measures)
    together = collaboration_of(seen)
    ladder = matrix_of(seen, f"{held.key}.{ladder_rule.scale}") if ladder_rule else None
    return Assessment(
        programme,
        held,
        _from(origin, gate),
        _from(origin, ladder),
        matrix_of(seen),
        _from(origin, profile),
        contributions_of(seen),
        together,
        coverage,
        questions_of(seen, held, gate, coverage, readings),
        origin,
        seen.scales,
        panel,
        _from(origin, placements_of(seen, held)),
        _from(origin, self_reliance_of(seen, known=together.dependence)),
    )


def _from(origin: Provenance, part: R | None) -> R | None:
    """A part that says what it was held against."""
    return None if part is None else attrs.evolve(part, provenance=origin)


def _readings(programme: Programme, framework: Framework, measures: Measures) -> dict[str, Reading]:
    """What every measure of a framework finds; or every value of an argument that they refuse."""
    found: dict[str, Reading] = {}
    faults: list[Fault] = []
    for one in framework.indicators:
        if one.measure is None:
            continue
        try:
            found[one.key] = _reading(programme, one, measures)
        except InvalidInput as error:
            faults += [each.under(f"$.indicators.{one.key}.with") for each in error.faults]
    if faults:
        raise InvalidInput(faults, framework.key)
    return found


def _reading(programme: Programme, one: Indicator, measures: Measures) -> Reading:
    """What is found for an indicator, contested also by the remarks on conflicts that name it or its element."""
    if one.measure is None:
        reading = value(programme, element=one.address)
    else:
        reading = measures[one.measure](programme, **_arguments(one))
    named = traces(programme, disputes_on(programme, (one.address, one.part_of)))
    return attrs.evolve(reading, contested=(*reading.contested, *named)) if named else reading


def _gate(programme: Programme, framework: Framework, rule: GateRule, measures: Measures) -> Gate:
    """The criteria for ordinary members where the file records them, and for any inside actor.

    An indicator without measure is decided by what was observed for it.
    """
    indicators = [one for key, _ in rule.decide for one in deciding_indicators(framework, key)]

    def judged(view: Programme) -> Any:
        return judge(framework, rule, {one.key: _reading(view, one, measures) for one in indicators})

    inside = judged(programme)
    members = ordinary(programme)
    return (
        Gate(rule.key, "inside", inside, inside)
        if members is None
        else Gate(rule.key, "members", judged(members), inside)
    )


def _arguments(indicator: Indicator) -> dict[str, Any]:
    return dict(indicator.arguments)


def _rules(framework: Framework, key: str | None) -> tuple[Rule, ...]:
    if key is not None:
        chosen = framework.rule(key)
        if not _judges_a_programme(chosen):
            kind = {IndexRule: "index", CountRule: "count"}.get(type(chosen), "survey")
            raise InvalidInput(fault("wrong_verb", given=key, framework=framework.key, kind=kind), framework.key)
        return (chosen,)
    rules = tuple(one for one in framework.rules if _judges_a_programme(one))
    if not rules:
        raise InvalidInput(fault("no_rule", given=framework.key), framework.key)
    return rules


def _judges_a_programme(rule: Rule) -> bool:
    by_survey = isinstance(rule, LadderRule) and rule.basis is LadderBasis.SURVEY_SUMS
    return isinstance(rule, (GateRule, ProfileRule, LadderRule)) and not by_survey


def _measure_faults(framework: Framework, measures: Measures) -> Iterator[Fault]:
    for one in framework.indicators:
        if one.measure is None:
            continue
        where = f"$.indicators.{one.key}"
        if one.measure not in measures:
            yield fault("no_such", f"{where}.measure", noun="measure", given=one.measure, choices=tuple(measures))
            continue
        parameters = list(inspect.signature(measures[one.measure]).parameters.values())[1:]
        names = {parameter.name for parameter in parameters}
        given = _arguments(one)
        if not any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
            for name in [name for name in given if name not in names]:
                yield fault(
                    "argument", f"{where}.with.{name}", measure=one.measure, given=name, choices=tuple(sorted(names))
                )
        for parameter in parameters:
            if (
                parameter.default is parameter.empty
                and parameter.kind in (parameter.KEYWORD_ONLY, parameter.POSITIONAL_OR_KEYWORD)
                and parameter.name not in given
            ):
                yield fault("argument_missing", f"{where}.with", measure=one.measure, given=parameter.name)
        yield from (each.under(f"{where}.with") for each in _scale_faults(framework, given))


def _scale_faults(framework: Framework, given: Mapping[str, Any]) -> Iterator[Fault]:
    """A framework's scale that an argument names and that does not exist, or a level that it lacks."""
    address = given.get("scale")
    if not isinstance(address, str) or "." not in address:
        return  # a programme's own scale, which it need not have
    scale = _framework_scale(address, framework)
    if scale is None:
        yield fault("no_such", "scale", noun="scale", given=address)
    elif isinstance(level := given.get("at_least"), str) and level not in scale:
        levels = tuple(one.key for one in scale.levels)
        yield fault("no_level", "at_least", given=level, scale=address, choices=levels)


def _borrowed(programme: Programme, framework: Framework) -> tuple[tuple[Scale, ...], list[Fault]]:
    """The scales of frameworks that the records name, and the records that name what these do not have."""
    found: dict[str, Scale | None] = {}
    faults: list[Fault] = []
    for collection in ("participations", "observations"):
        for index, record in enumerate(getattr(programme, collection)):
            address = record.scale
            if address is None or address in programme.scale:
                continue
            if address not in found:
                found[address] = _framework_scale(address, framework)
            where = f"$.{collection}[{index}]"
            scale = found[address]
            if scale is None:
                faults.append(fault("no_such", f"{where}.scale", noun="scale", given=address))
            else:
                faults += [one.under(where) for one in level_faults(record, scale)]
    return tuple(scale for scale in found.values() if scale is not None), faults


def _framework_scale(address: str, framework: Framework) -> Scale | None:
    key, _, name = address.partition(".")
    home = framework if key == framework.key else (library.framework(key) if key in library.frameworks() else None)
    if home is None or name not in home.scale:
        return None
    return attrs.evolve(home.scale[name], framework=key, source=())


def _provenance(programme: Programme, framework: Framework, rules: tuple[Rule, ...], measures: Measures) -> Provenance:
    used = dict.fromkeys(one.measure for one in framework.indicators if one.measure is not None)
    return Provenance(
        framework=framework.key,
        framework_version=framework.version,
        rule=tuple(one.key for one in rules),
        checked=framework.checked.value,
        programme=programme.key,
        digest=digest_of(programme),
        measures=tuple((name, _name(measures[name])) for name in used),
    )


def _name(function: Callable[..., Reading]) -> str:
    """Where a function stands; a callable object goes by its class, a partial by the function in it."""
    function = getattr(function, "func", function)
    named = function if hasattr(function, "__qualname__") else type(function)
    return f"{named.__module__}.{named.__qualname__}"
