"""One hypothesis strategy for each noun of the model; each makes valid nouns only.

A strategy takes the keys that its noun may name, by kind; alone it makes them up. What the table of fields says is
made from it, so that a new field is tried without a line here; what holds between fields is written out.
"""

import datetime as dt
from fractions import Fraction
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import hypothesis.strategies as st
from hypothesis.strategies import SearchStrategy

from pemberdayaan.errors import InvalidInput
from pemberdayaan.model import elements, evidence, framework, periods, programme, records, rules, scales, stakeholders
from pemberdayaan.model.scales import Arithmetic, Measurement
from pemberdayaan.model.stakeholders import Sector
from pemberdayaan.model.text import Text

ODD = (
    '"',
    "'",
    "\\",
    '"""',
    "a\nb",
    "a\r\nb",
    "\t",
    "\x00x",
    "\x7f",
    "# x",
    "[x]",
    "x = 1",
    "\u2028x",
    "<b>&amp;",
    "🌾",
)
YEAR = (dt.date(1900, 1, 1), dt.date(2100, 12, 31))


# --- values --------------------------------------------------------------------------------------------------------


def words() -> SearchStrategy[str]:
    """Any text that is not blank, with what upsets writers in it."""
    plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    return st.builds("".join, st.lists(plain | st.sampled_from(ODD), max_size=3)).filter(lambda text: text.strip())


def keys() -> SearchStrategy[str]:
    return st.from_regex(r"[a-z0-9]{1,4}(_[a-z0-9]{1,3})?", fullmatch=True)


def framework_keys() -> SearchStrategy[str]:
    return st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)


def texts() -> SearchStrategy[Text]:
    one, both = words(), st.builds(Text, id=words(), en=words())
    return st.builds(Text, id=one) | st.builds(Text, en=one) | both


def numbers() -> SearchStrategy[float]:
    return st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)


def counts() -> SearchStrategy[int]:
    return st.integers(0, 2**70)


def amounts() -> SearchStrategy[float]:
    """Numbers of at least 0."""
    return counts() | st.floats(0, allow_nan=False, allow_infinity=False)


def fractions() -> SearchStrategy[Fraction]:
    return st.fractions() | st.integers(-(2**70), 2**70).map(Fraction)


def periods_() -> SearchStrategy[periods.Period]:
    days = st.dates(*YEAR)
    cut = st.sampled_from([4, 7, 10])
    one = st.builds(lambda day, n: day.isoformat()[:n], days, cut)
    run = st.builds(lambda a, b, n: "/".join(day.isoformat()[:n] for day in sorted((a, b))), days, days, cut)
    return (one | run).map(periods.Period)


def quantities() -> SearchStrategy[scales.Quantity]:
    form = st.sampled_from(["about", "at_least", "at_most"])
    single = st.builds(lambda name, value: scales.Quantity(**{name: value}), form, amounts())
    return single | st.builds(lambda a, b: scales.Quantity(low=min(a, b), high=max(a, b)), amounts(), amounts())


def distributions(levels: SearchStrategy[str] | None = None) -> SearchStrategy[scales.Distribution]:
    given = st.dictionaries(keys() if levels is None else levels, amounts(), min_size=1, max_size=3)
    return given.map(scales.Distribution)


def arguments() -> SearchStrategy[dict[str, Any]]:
    """What a measure may be told: plain data."""
    leaf = words() | numbers() | st.booleans()
    data = st.recursive(leaf, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words(), inner, max_size=2))
    return st.dictionaries(words(), data, max_size=2)


# --- nouns from the table of their fields --------------------------------------------------------------------------

Named = dict[str, SearchStrategy[str]]
KINDS = ("stakeholder", "stage", "activity", "group", "reference", "scale", "element", "about", "group or stakeholder")
FREE: Named = dict.fromkeys(KINDS, keys())


def citations(named: Named) -> SearchStrategy[str]:
    """A reference's key, alone or with a locator."""
    return st.builds("".join, st.tuples(named["reference"], st.just("") | st.builds(", {}".format, words())))


def build(cls: type, named: Named = FREE, **own: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Nouns of a class: each field by its type and by what it names, some of them given."""
    hints = get_type_hints(cls)
    made = {f.name: _field(f, hints[f.name], named) for f in attrs.fields(cls) if f.init and f.name not in own}
    return st.builds(cls, **made, **own)


def _field(field: Any, hint: Any, named: Named) -> SearchStrategy[Any]:
    kind = field.metadata.get("ref")
    known = None if kind is None else citations(named) if kind == "reference" else named[kind]
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if get_args(item):
            kind = field.metadata.get("ref_keys")
            names = words() if kind is None else citations(named) if kind == "reference" else named[kind]
            return st.dictionaries(names, _value(get_args(item)[1], lambda v: field.converter({"k": v})), max_size=2)
        return st.lists(_value(item, None) if known is None else known, max_size=2)
    if known is not None:
        return known | st.none() if NoneType in get_args(hint) else known
    return st.one_of([_value(one, field.converter) for one in get_args(hint) or (hint,)])


def _value(hint: Any, convert: Any) -> SearchStrategy[Any]:
    if get_args(hint):
        return st.one_of([_value(one, convert) for one in get_args(hint)])
    if hint is str:
        return words() if _takes(convert, "any text") else keys() if _takes(convert, "a_key") else framework_keys()
    if hint is float:
        return numbers() if _takes(convert, -1) else amounts()
    plain: dict[Any, SearchStrategy[Any]] = {
        NoneType: st.none(),
        bool: st.booleans(),
        int: counts(),
        Fraction: fractions(),
        Text: texts(),
        Any: st.nothing(),
        periods.Period: periods_(),
        scales.Quantity: quantities(),
        scales.Distribution: distributions(),
    }
    return plain[hint] if hint in plain else st.sampled_from(hint)


def _takes(convert: Any, value: object) -> bool:
    try:
        return convert is None or bool(convert(value)) or True
    except InvalidInput:
        return False


def many(strategy: SearchStrategy[Any], by: str | None = None) -> SearchStrategy[Any]:
    """A few records; with a key each, no key twice."""
    return st.lists(strategy, max_size=3, unique_by=None if by is None else lambda one: getattr(one, by))


# --- scales and people ---------------------------------------------------------------------------------------------


def levels() -> SearchStrategy[scales.Level]:
    return build(scales.Level)


@st.composite
def scales_(draw: st.DrawFn, named: Named = FREE) -> scales.Scale:
    steps = draw(many(levels(), "key"))
    rising = sorted(draw(st.lists(numbers(), min_size=len(steps), max_size=len(steps), unique=True)))
    steps = [attrs.evolve(one, value=value) for one, value in zip(steps, rising, strict=True)]
    limits = sorted(draw(st.tuples(numbers(), numbers())))
    if draw(st.booleans()):
        steps = [attrs.evolve(one, value=None) for one in steps]
    measurement = draw(st.sampled_from(Measurement))
    bounded = draw(st.booleans()) or (measurement is Measurement.ORDINAL and not steps)
    low, high = limits if bounded else (None, None)
    own = {"measurement": measurement, "levels": steps, "low": low, "high": high}
    return draw(build(scales.Scale, named, **{name: st.just(value) for name, value in own.items()}))


@st.composite
def stakeholders_(draw: st.DrawFn, named: Named = FREE) -> stakeholders.Stakeholder:
    sector = draw(st.sampled_from(Sector))
    inside = draw(st.booleans()) if sector.inside is None else draw(st.sampled_from([None, sector.inside]))
    return draw(build(stakeholders.Stakeholder, named, sector=st.just(sector), inside=st.just(inside)))


@st.composite
def crowds(draw: st.DrawFn) -> dict[str, SearchStrategy[Any]]:
    """People, women and men that fit."""
    women, men = draw(st.integers(0, 999) | st.none()), draw(st.integers(0, 999) | st.none())
    parts = (women or 0) + (men or 0)
    people = draw(st.none() | st.integers(parts, 9999) | st.builds(scales.Quantity, at_least=amounts()))
    return {"people": st.just(people), "women": st.just(women), "men": st.just(men)}


def headcounts(named: Named = FREE) -> SearchStrategy[stakeholders.Headcount]:
    return crowds().flatmap(lambda crowd: build(stakeholders.Headcount, named, **crowd))


def groups(named: Named = FREE) -> SearchStrategy[stakeholders.Group]:
    return build(stakeholders.Group, named, headcounts=many(headcounts(named)))


def ties(named: Named = FREE) -> SearchStrategy[stakeholders.Tie]:
    return build(stakeholders.Tie, named, weight=st.none() | amounts())


# --- a programme's records -----------------------------------------------------------------------------------------


def references() -> SearchStrategy[evidence.Reference]:
    return build(evidence.Reference)


def programme_stages(named: Named = FREE) -> SearchStrategy[records.ProgrammeStage]:
    phases = st.lists(st.sampled_from(records.Phase), min_size=1, max_size=3)
    return build(records.ProgrammeStage, named, phases=phases)


def initiatives(named: Named = FREE) -> SearchStrategy[records.Initiative]:
    return build(records.Initiative, named)


@st.composite
def activities(draw: st.DrawFn, named: Named = FREE) -> records.Activity:
    by_parts = draw(st.booleans())
    count = draw(counts())
    began = draw(periods_() | st.none())
    until = draw(periods_().filter(lambda one: began is None or one.last >= began.first) | st.none())
    return draw(
        build(
            records.Activity,
            named,
            initiative=initiatives(named) if by_parts else st.none(),
            initiated_by=st.just([]) if by_parts else st.lists(named["stakeholder"], max_size=2),
            count=st.just(count),
            realised=st.none() | st.integers(0, count),
            date=st.just(began),
            active_until=st.just(until),
        )
    )


@st.composite
def rated(draw: st.DrawFn, own: tuple[scales.Scale, ...] = ()) -> tuple[str | None, SearchStrategy[str]]:
    """A scale's address and the levels that it has: one of its own, a framework's, or none."""
    graded = [one for one in own if one.levels]
    if graded and draw(st.booleans()):
        scale = draw(st.sampled_from(graded))
        return scale.address, st.sampled_from([level.key for level in scale.levels])
    return draw(st.none() | st.just("arnstein-1969.rung")), keys()


@st.composite
def participations(draw: st.DrawFn, named: Named = FREE, own: tuple[scales.Scale, ...] = ()) -> records.Participation:
    scale, steps = draw(rated(own))
    none = st.just([])
    place = draw(st.sampled_from(["stage", "activity", None]))
    return draw(
        build(
            records.Participation,
            named,
            **draw(crowds()),
            scale=st.just(scale),
            depth=st.lists(steps, max_size=2) if scale else none,
            distribution=st.none() | distributions(steps) if scale else st.none(),
            stage=st.none() | named["stage"] if place == "stage" else st.none(),
            activity=st.none() | named["activity"] if place == "activity" else st.none(),
        )
    )


@st.composite
def cells(draw: st.DrawFn, named: Named = FREE, own: tuple[scales.Scale, ...] = ()) -> records.Participation:
    """A participation that a matrix of depth can hold."""
    scale, steps = draw(rated(own).filter(lambda one: one[0] is not None))
    who, stage, depth = named["stakeholder"], st.none() | named["stage"], st.lists(steps, min_size=1, max_size=2)
    return draw(st.builds(records.Participation, who=who, stage=stage, depth=depth, scale=st.just(scale)))


def contributions(named: Named = FREE) -> SearchStrategy[records.Contribution]:
    return build(records.Contribution, named)


def benefits(named: Named = FREE) -> SearchStrategy[records.ProgrammeBenefit]:
    return build(records.ProgrammeBenefit, named)


@st.composite
def observations(draw: st.DrawFn, named: Named = FREE, own: tuple[scales.Scale, ...] = ()) -> evidence.Observation:
    scale, steps = draw(rated(own))
    seen = numbers() | quantities() | st.booleans() | steps
    element, what = draw(st.sampled_from([(words(), st.none()), (st.none(), texts()), (words(), texts())]))
    value = draw(st.none() | seen)
    spread = distributions(steps)
    return draw(
        build(
            evidence.Observation,
            named,
            element=element,
            what=what,
            value=st.just(value),
            values=st.dictionaries(named["group"], seen, max_size=2),
            distribution=spread if value is None else st.none() | spread,
            n=st.none() | amounts(),
            scale=st.just(scale),
        )
    )


@st.composite
def remarks(draw: st.DrawFn, named: Named = FREE) -> evidence.Remark:
    claims = draw(st.dictionaries(citations(named), texts(), max_size=3))
    kinds = [kind for kind in evidence.RemarkKind if kind is not evidence.RemarkKind.CONFLICT or len(claims) > 1]
    return draw(build(evidence.Remark, named, claims=st.just(claims), kind=st.sampled_from(kinds)))


@st.composite
def programmes(draw: st.DrawFn) -> programme.Programme:
    """A programme whose records name each other."""
    own = draw(st.lists(scales_(named={**FREE, "reference": st.nothing()}), max_size=2, unique_by=lambda s: s.address))
    pools = {kind: draw(st.lists(keys(), max_size=3, unique=True)) for kind in KINDS[:5]}
    named: Named = {kind: st.sampled_from(pool) if pool else st.nothing() for kind, pool in pools.items()}
    named |= {"about": _about(pools, KINDS[0], KINDS[2], KINDS[3]), "group or stakeholder": _alone(pools)}

    def keyed(kind: str, strategy: Any) -> Any:
        return [attrs.evolve(draw(strategy), key=key) for key in pools[kind]]

    took_part = [*draw(many(participations(named, own))), *draw(st.lists(cells(named, own), max_size=4))]
    return draw(
        build(
            programme.Programme,
            {**named, "scale": st.nothing()},
            initiative=st.none() | initiatives(named),
            references=st.just(keyed("reference", references())),
            scales=st.just(own),
            stakeholders=st.just(keyed("stakeholder", stakeholders_(named))),
            groups=st.just(keyed("group", groups(named))),
            stages=st.just(keyed("stage", programme_stages(named))),
            activities=st.just(keyed("activity", activities(named))),
            participations=st.just(took_part),
            contributions=many(contributions(named)),
            ties=many(ties(named)),
            benefits=many(benefits(named)),
            observations=many(observations(named, own)),
            remarks=many(remarks(named)),
        )
    )


def _about(pools: dict[str, list[str]], *kinds: str) -> SearchStrategy[str]:
    """A key that one kind alone has, or an address."""
    every = [key for kind in kinds for key in pools[kind]]
    bare = [key for key in every if every.count(key) == 1]
    addresses = [f"{kind}.{key}" for kind in kinds for key in pools[kind]]
    return st.sampled_from(bare + addresses) if every else st.nothing()


def _alone(pools: dict[str, list[str]]) -> SearchStrategy[str]:
    every = pools["group"] + pools["stakeholder"]
    return st.sampled_from(alone) if (alone := [key for key in every if every.count(key) == 1]) else st.nothing()


# --- frameworks ----------------------------------------------------------------------------------------------------


def conditions() -> SearchStrategy[rules.Condition]:
    limit = st.sampled_from(["at_least", "above", "at_most", "below"])
    by_number = st.builds(lambda name, value: rules.Condition(**{name: value}), limit, fractions())
    return by_number | st.builds(rules.Condition, is_=st.lists(words(), min_size=1, max_size=2))


def elements_(cls: type[elements.Element], named: Named = FREE) -> SearchStrategy[elements.Element]:
    own: dict[str, SearchStrategy[Any]] = {}
    if cls is elements.Actor:
        own["sectors"] = st.lists(st.sampled_from(Sector), max_size=2)
    if cls is elements.Indicator:
        own = {"whom": st.lists(st.sampled_from(Sector), max_size=2), "met_when": st.none() | conditions()}
        free = build(cls, named, **own, measure=st.none(), arguments=st.just({}))
        return free | build(cls, named, **own, measure=words(), arguments=arguments())
    return build(cls, named, **own)


def relations(named: Named = FREE) -> SearchStrategy[framework.Relation]:
    return build(framework.Relation, named)


def matches(named: Named = FREE) -> SearchStrategy[framework.Match]:
    return build(framework.Match, named)


def grid_axes() -> SearchStrategy[framework.GridAxis]:
    return build(framework.GridAxis)


def grid_cells(axes: tuple[framework.GridAxis, ...] = ()) -> SearchStrategy[framework.Cell]:
    steps = {axis.key: st.sampled_from(axis.steps) for axis in axes if axis.steps}
    return build(framework.Cell, at=st.fixed_dictionaries({}, optional=steps))


@st.composite
def grids(draw: st.DrawFn) -> framework.Grid:
    axes = draw(many(grid_axes(), "key"))
    return draw(build(framework.Grid, axes=st.just(axes), cells=many(grid_cells(axes))))


def gate_rules(criteria: SearchStrategy[str] | None = None, named: Named = FREE) -> SearchStrategy[rules.GateRule]:
    known = keys() if criteria is None else criteria
    return build(rules.GateRule, named, decide=st.dictionaries(known, st.sampled_from(rules.Join), min_size=1))


def profile_rules(named: Named = FREE) -> SearchStrategy[rules.ProfileRule]:
    return build(rules.ProfileRule, named, **_arithmetic(), elements=st.just(["principle", "goal"]))


def ladder_rules(named: Named = FREE) -> SearchStrategy[rules.LadderRule]:
    return build(rules.LadderRule, named, **_arithmetic(), basis=st.just(rules.LadderBasis.JUDGEMENT))


def _arithmetic() -> dict[str, SearchStrategy[Any]]:
    lawful = st.sampled_from([Arithmetic.SHARE, Arithmetic.MODE])
    return {"summarise": st.none() | lawful, "treat_as": st.none()}


def index_classes() -> SearchStrategy[rules.IndexClass]:
    return build(rules.IndexClass)


@st.composite
def index_rules(draw: st.DrawFn, named: Named = FREE) -> rules.IndexRule:
    bands = draw(many(index_classes()))
    rising = sorted(draw(st.sets(fractions(), min_size=len(bands), max_size=len(bands))))
    limits = [None, *rising[1:]] if draw(st.booleans()) else rising
    bands = [attrs.evolve(one, above=limit) for one, limit in zip(bands, limits, strict=False)]
    return draw(build(rules.IndexRule, named, classes=st.just(bands)))


def count_rules(named: Named = FREE) -> SearchStrategy[rules.CountRule]:
    return build(
        rules.CountRule,
        named,
        weights=st.dictionaries(words(), st.integers(1, 2**70), min_size=1, max_size=3),
        cutoff=st.fractions(0, 1).filter(bool),
        coding=st.sampled_from(["inadequate", "adequate"]),
        confidence=st.floats(0, 1, exclude_min=True, exclude_max=True),
    )


@st.composite
def frameworks(draw: st.DrawFn) -> framework.Framework:
    """A framework whose parts name each other."""
    key = draw(framework_keys())
    pools = {name: draw(st.lists(keys(), max_size=2, unique=True)) for name in (*elements.ELEMENTS, "references")}
    graded = draw(many(scales_(named={**FREE, "reference": st.nothing()}), "key"))
    addresses = [f"{cls.kind}.{one}" for name, cls in elements.ELEMENTS.items() for one in pools[name]]
    named: Named = {
        "element": st.sampled_from([key, *addresses]),
        "reference": st.sampled_from(pools["references"]) if pools["references"] else st.nothing(),
        "scale": st.sampled_from([one.key for one in graded]) if graded else st.nothing(),
    }
    parts: dict[str, Any] = {
        name: [attrs.evolve(draw(elements_(cls, named)), key=one) for one in pools[name]]
        for name, cls in elements.ELEMENTS.items()
    }
    scoring = [profile_rules(named), index_rules(named), count_rules(named)]
    scoring += [gate_rules(st.sampled_from(pools["criteria"]), named)] if pools["criteria"] else []
    scoring += [ladder_rules(named)] if graded else []
    parts |= {
        "key": key,
        "references": [attrs.evolve(draw(references()), key=one) for one in pools["references"]],
        "scales": graded,
        "grids": draw(many(grids(), "key")),
        "relations": draw(many(relations(named))),
        "matches": draw(many(matches(named))),
        "rules": draw(many(st.one_of(scoring), "key")),
    }
    return draw(build(framework.Framework, named, **{name: st.just(part) for name, part in parts.items()}))


# --- what measures find --------------------------------------------------------------------------------------------


def traces() -> SearchStrategy[evidence.Trace]:
    basis = st.sampled_from(stakeholders.Basis)
    return st.builds(evidence.Trace, record=words(), says=words(), source=st.tuples(words()), basis=basis)


def readings() -> SearchStrategy[evidence.Reading]:
    value = st.none() | words() | numbers() | fractions() | st.tuples(numbers(), numbers())
    own: dict[str, SearchStrategy[Any]] = {
        "value": value,
        "evidence": many(traces()),
        "contested": many(traces()),
        "note": st.none() | texts(),
        "missing": st.lists(keys(), max_size=2),
    }
    whole = st.builds(evidence.Reading, **own)
    return whole | st.builds(evidence.Reading, **own, parts=st.lists(st.tuples(keys(), whole), max_size=2))


NOUNS: dict[type, SearchStrategy[Any]] = {
    Text: texts(),
    periods.Period: periods_(),
    scales.Quantity: quantities(),
    scales.Distribution: distributions(),
    scales.Level: levels(),
    scales.Scale: scales_(),
    stakeholders.Stakeholder: stakeholders_(),
    stakeholders.Headcount: headcounts(),
    stakeholders.Group: groups(),
    stakeholders.Tie: ties(),
    records.ProgrammeStage: programme_stages(),
    records.Initiative: initiatives(),
    records.Activity: activities(),
    records.Participation: participations(),
    records.Contribution: contributions(),
    records.ProgrammeBenefit: benefits(),
    evidence.Reference: references(),
    evidence.Observation: observations(),
    evidence.Remark: remarks(),
    evidence.Trace: traces(),
    evidence.Reading: readings(),
    programme.Programme: programmes(),
    **{cls: elements_(cls) for cls in elements.ELEMENTS.values()},
    framework.Relation: relations(),
    framework.Match: matches(),
    framework.GridAxis: grid_axes(),
    framework.Cell: grid_cells(),
    framework.Grid: grids(),
    rules.Condition: conditions(),
    rules.GateRule: gate_rules(),
    rules.ProfileRule: profile_rules(),
    rules.LadderRule: ladder_rules(),
    rules.IndexClass: index_classes(),
    rules.IndexRule: index_rules(),
    rules.CountRule: count_rules(),
    framework.Framework: frameworks(),
}
