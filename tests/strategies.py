"""One hypothesis strategy for each noun of the model; each makes valid nouns only.

What the table of fields says is made from it, so that a new field is tried without a line here; what holds between
fields is written out.
"""

from functools import cache
from typing import Any

import attrs
import hypothesis.strategies as st
from field_strategies import (
    GRADED,
    POOL,
    amounts,
    arguments,
    build,
    counts,
    distributions,
    fractions,
    keys,
    many,
    names,
    numbers,
    periods_,
    quantities,
    texts,
    words,
)
from hypothesis.strategies import SearchStrategy

from pemberdayaan.model import (
    adequacy,
    elements,
    evidence,
    framework,
    index_rule,
    periods,
    programme,
    records,
    rules,
    scales,
    stakeholders,
)
from pemberdayaan.model.grids import Cell, Grid, GridAxis
from pemberdayaan.model.relations import Match, Relation, RelationKind
from pemberdayaan.model.scales import Arithmetic, Measurement
from pemberdayaan.model.stakeholders import Sector
from pemberdayaan.model.text import Text

# --- scales and people ---------------------------------------------------------------------------------------------


@cache
def levels() -> SearchStrategy[scales.Level]:
    return build(scales.Level)


@cache
def scales_(named: str = "free") -> SearchStrategy[scales.Scale]:
    rising = st.lists(numbers(), min_size=3, max_size=3, unique=True).map(sorted)

    def scale(plain: scales.Scale, steps: Any, values: Any, limits: Any, kind: Measurement, bare: bool) -> scales.Scale:
        if bare:
            values = [None] * 3
        steps = [attrs.evolve(one, value=value) for one, value in zip(steps, values, strict=False)]
        if kind is Measurement.ORDINAL and not steps:
            limits = limits or (0, 1)
        low, high = limits or (None, None)
        return attrs.evolve(plain, measurement=kind, levels=steps, low=low, high=high)

    none = {"levels": st.just(()), "low": st.none(), "high": st.none(), "measurement": st.just("nominal")}
    limits = st.none() | st.tuples(numbers(), numbers()).map(sorted)
    kinds = st.sampled_from(Measurement)
    return st.builds(
        scale, build(scales.Scale, named, **none), many(levels(), "key"), rising, limits, kinds, st.booleans()
    )


@cache
def stakeholders_(named: str = "free") -> SearchStrategy[stakeholders.Stakeholder]:
    def placed(one: stakeholders.Stakeholder, sector: Sector, inside: bool) -> stakeholders.Stakeholder:
        return attrs.evolve(one, sector=sector, inside=inside if sector.inside is None else sector.inside)

    plain = build(stakeholders.Stakeholder, named, sector=st.just("ngo"), inside=st.none())
    return st.builds(placed, plain, st.sampled_from(Sector), st.booleans())


@cache
def crowds() -> SearchStrategy[dict[str, Any]]:
    """People, women and men that fit."""
    part = st.none() | st.integers(0, 999)

    def crowd(women: int | None, men: int | None, rest: Any) -> dict[str, Any]:
        people = rest + (women or 0) + (men or 0) if isinstance(rest, int) else rest
        return {"people": people, "women": women, "men": men}

    return st.builds(crowd, part, part, part | st.builds(scales.Quantity, at_least=amounts()))


NOBODY = {"people": st.none(), "women": st.none(), "men": st.none()}


def crowded(plain: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.builds(lambda one, crowd: attrs.evolve(one, **crowd), plain, crowds())


@cache
def headcounts(named: str = "free") -> SearchStrategy[stakeholders.Headcount]:
    return crowded(build(stakeholders.Headcount, named, **NOBODY))


@cache
def groups(named: str = "free") -> SearchStrategy[stakeholders.Group]:
    return build(stakeholders.Group, named, headcounts=many(headcounts(named)))


@cache
def ties(named: str = "free") -> SearchStrategy[stakeholders.Tie]:
    return build(stakeholders.Tie, named, weight=st.none() | amounts())


# --- a programme's records -----------------------------------------------------------------------------------------


@cache
def references(named: str = "free") -> SearchStrategy[evidence.Reference]:
    return build(evidence.Reference, named)


@cache
def programme_stages(named: str = "free") -> SearchStrategy[records.ProgrammeStage]:
    phases = st.lists(st.sampled_from(records.Phase), min_size=1, max_size=3)
    return build(records.ProgrammeStage, named, phases=phases)


@cache
def initiatives(named: str = "free") -> SearchStrategy[records.Initiative]:
    return build(records.Initiative, named)


@cache
def activities(named: str = "free") -> SearchStrategy[records.Activity]:
    def activity(one: records.Activity, parts: Any, of: tuple[int, int], dates: list[Any]) -> records.Activity:
        began, until = (None, dates[0]) if len(dates) == 1 else dates
        by = {"initiated_by": ()} if parts is not None else {}
        realised, count = sorted(of)
        return attrs.evolve(one, initiative=parts, count=count, realised=realised, date=began, active_until=until, **by)

    plain = build(
        records.Activity, named, initiative=st.none(), realised=st.none(), date=st.none(), active_until=st.none()
    )
    dates = st.lists(periods_(), min_size=1, max_size=2).map(lambda some: sorted(some, key=lambda one: one.last))
    parts = st.none() | initiatives(named)
    return st.builds(activity, plain, parts, st.tuples(counts(), counts()), dates) | plain


def steps_of(scale: str) -> tuple[str, ...]:
    """The levels of a scale that records may name."""
    own = {one.address: one for one in GRADED}
    return tuple(level.key for level in own[scale].levels) if scale in own else ("informing", "control")


SCALES = ("depth", "arnstein-1969.depth", "arnstein-1969.rung")


@cache
def participations(named: str = "free") -> SearchStrategy[records.Participation]:
    fields = {"depth": st.just(()), "distribution": st.none(), "scale": st.none(), "activity": st.none(), **NOBODY}
    plain = crowded(build(records.Participation, named, **fields))
    done = st.builds(lambda one, act: attrs.evolve(one, stage=None, activity=act), plain, names("activity", named))

    def graded(scale: str) -> SearchStrategy[records.Participation]:
        depth = st.lists(st.sampled_from(steps_of(scale)), max_size=2)
        spread = st.none() | distributions(steps_of(scale))
        return st.builds(
            lambda one, depth, spread: attrs.evolve(one, scale=scale, depth=depth, distribution=spread),
            *(plain, depth, spread),
        )

    return st.one_of(plain, done, *map(graded, SCALES))


@cache
def cells(named: str = "free") -> SearchStrategy[records.Participation]:
    """A participation that a matrix of depth can hold."""

    def graded(scale: str) -> SearchStrategy[records.Participation]:
        return st.builds(
            records.Participation,
            who=names("stakeholder", named),
            stage=st.none() | names("stage", named),
            depth=st.lists(st.sampled_from(steps_of(scale)), min_size=1, max_size=2),
            scale=st.just(scale),
            source=st.just(()) | names("reference", named),
        )

    return st.one_of(*map(graded, SCALES))


@cache
def contributions(named: str = "free") -> SearchStrategy[records.Contribution]:
    return build(records.Contribution, named)


@cache
def benefits(named: str = "free") -> SearchStrategy[records.ProgrammeBenefit]:
    return build(records.ProgrammeBenefit, named)


@cache
def observations(named: str = "free") -> SearchStrategy[evidence.Observation]:
    def graded(scale: str | None) -> SearchStrategy[evidence.Observation]:
        steps = steps_of(scale or "")
        seen = numbers() | quantities() | st.booleans() | st.sampled_from(steps)
        shared: dict[str, Any] = {"n": st.none() | amounts(), "scale": st.just(scale)}
        shared["values"] = st.dictionaries(names("group", named), seen, max_size=2)
        one = build(evidence.Observation, named, what=texts(), value=seen, distribution=st.none(), **shared)
        two = build(
            evidence.Observation, named, element=words(), value=st.none(), distribution=distributions(steps), **shared
        )
        return one | two

    return st.one_of(*map(graded, (None, *SCALES)))


@cache
def remarks(named: str = "free") -> SearchStrategy[evidence.Remark]:
    def conflict(one: evidence.Remark, claims: Any) -> evidence.Remark:
        return attrs.evolve(one, kind="conflict", claims=claims)

    plain = build(evidence.Remark, named, kind=st.sampled_from(["break", "gap", "rule"]))
    claims = st.dictionaries(names("reference", named), texts(), min_size=2, max_size=3)
    return plain | st.builds(conflict, plain, claims)


@cache
def programmes() -> SearchStrategy[programme.Programme]:
    """A programme whose records name each other: a plain record of every key, some collections fuller."""
    plain: dict[str, Any] = {
        "references": lambda key: evidence.Reference(key, key),
        "stakeholders": lambda key: stakeholders.Stakeholder(key, key, "ngo"),
        "groups": lambda key: stakeholders.Group(key, key),
        "stages": lambda key: records.ProgrammeStage(key, key, "plan"),
        "activities": lambda key: records.Activity(key, key),
    }
    pools = dict(zip(plain, ("reference", "stakeholder", "group", "stage", "activity"), strict=True))
    bare = {name: [plain[name](key) for key in POOL[kind]] for name, kind in pools.items()}
    took_part = many(participations("known")), st.lists(cells("known"), max_size=5)
    fuller: dict[str, SearchStrategy[Any]] = {
        **{name: _keyed(FULLER[name]("known"), bare[name]) for name in bare},
        "scales": many(scales_("known"), "address").map(lambda some: [*GRADED, *_others(some)]),
        "participations": st.builds(lambda one, two: [*one, *two], *took_part),
        "contributions": many(contributions("known")),
        "ties": many(ties("known")),
        "benefits": many(benefits("known")),
        "observations": many(observations("known")),
        "remarks": many(remarks("known")),
        "initiative": initiatives("known"),
    }
    empty = {name: () for name in fuller if name not in bare and name != "initiative"}
    parts = {**empty, **bare, "scales": GRADED, "initiative": None}
    whole = build(programme.Programme, "known", **{name: st.just(part) for name, part in parts.items()})
    varied = st.fixed_dictionaries({}, optional=fuller)
    return st.builds(lambda one, parts: attrs.evolve(one, **parts), whole, varied)


FULLER: dict[str, Any] = {
    "references": references,
    "stakeholders": stakeholders_,
    "groups": groups,
    "stages": programme_stages,
    "activities": activities,
}


def _keyed(strategy: SearchStrategy[Any], bare: list[Any]) -> SearchStrategy[Any]:
    """The records of every key, the first of them replaced."""
    return many(strategy).map(
        lambda some: [
            *(attrs.evolve(one, key=old.key) for one, old in zip(some, bare, strict=False)),
            *bare[len(some) :],
        ]
    )


def _others(some: list[scales.Scale]) -> list[scales.Scale]:
    return [one for one in some if one.address not in {scale.address for scale in GRADED}]


# --- frameworks ----------------------------------------------------------------------------------------------------


@cache
def conditions() -> SearchStrategy[rules.Condition]:
    limit = st.sampled_from(["at_least", "above", "at_most", "below"])
    by_number = st.builds(lambda name, value: rules.Condition(**{name: value}), limit, fractions())
    return by_number | st.builds(rules.Condition, is_=st.lists(words(), min_size=1, max_size=2))


@cache
def batteries(counting: bool = True, *, weighed: bool = True) -> SearchStrategy[adequacy.Battery]:
    """Questions whose answers count, or numbers that are added up."""

    def codes(numeric: bool) -> SearchStrategy[list[str]]:
        one = st.integers(0, 99).map(str) if numeric else words()
        return st.lists(one, max_size=5, unique=True)

    def battery(asked: Any, condition: rules.Condition | None, weight: Any, said: list[str]) -> adequacy.Battery:
        split = len(said) // 2
        return adequacy.Battery(
            asked, counts=condition, weight=weight, choices=said[:split], not_applicable=said[split:]
        )

    asked = st.lists(words(), min_size=1, max_size=3, unique=True)
    weight = fractions().map(abs).filter(bool) if weighed else st.just(1)
    if not counting:
        return st.builds(battery, asked, st.none(), weight, codes(numeric=True))
    named = st.builds(rules.Condition, is_=st.lists(words(), min_size=1, max_size=2))
    against = conditions().filter(lambda one: not one.is_)
    return st.builds(battery, asked, against, weight, codes(numeric=True)) | st.builds(
        adequacy.Battery, asked, counts=named, weight=weight
    )


@cache
def adequacies() -> SearchStrategy[adequacy.Adequacy]:
    def apart(some: list[adequacy.Battery], how: str, part: Any, who: Any) -> adequacy.Adequacy:
        """One dictionary of batteries whose questions have names of their own."""
        length = len(some[0].questions)
        some = [
            attrs.evolve(one, questions=[f"{i} {j} {q}" for j, q in enumerate(one.questions)])
            for i, one in enumerate(some)
        ]
        if how == "autonomy":
            some = [one for one in some if len(one.questions) == length]
            some[0] = attrs.evolve(some[0], choices=())  # so that no threshold is out of reach
        if how == "value":
            some = [attrs.evolve(some[0], questions=some[0].questions[0])]
        most = sum(one.weight * len(one.questions) for one in some)
        limits = {"at_least": most * part, "autonomy": part, "workload": most}
        return adequacy.Adequacy(how, some, threshold=limits.get(how), uninvolved=who)

    def several(one: SearchStrategy[adequacy.Battery], *how: str) -> SearchStrategy[adequacy.Adequacy]:
        some = st.lists(one, min_size=1, max_size=2)
        return st.builds(
            apart, some, st.sampled_from(how), st.fractions(0, 1).filter(bool), st.sampled_from(adequacy.Uninvolved)
        )

    return (
        several(batteries(weighed=False), "any", "all", "value")
        | several(batteries(), "at_least")
        | several(batteries(counting=False), "autonomy", "workload")
    )


@cache
def elements_(cls: type[elements.Element], named: str = "free") -> SearchStrategy[elements.Element]:
    sectors = st.lists(st.sampled_from(Sector), max_size=2)
    if cls is elements.Indicator:
        actors = keys() if named == "free" else st.just("village")
        own = {
            "whom": sectors,
            "actors": st.lists(actors, max_size=1),
            "met_when": st.none() | conditions(),
            "adequate": st.none() | adequacies(),
        }
        free = build(cls, named, **own, measure=st.none(), arguments=st.just({}))
        return free | build(cls, named, **own, measure=words(), arguments=arguments())
    return build(cls, named, **({"sectors": sectors} if cls is elements.Actor else {}))


@cache
def relations(named: str = "free") -> SearchStrategy[Relation]:
    if named == "free":
        return build(Relation, named)
    # What is indivisible must be shown together, as the profile rules of `frameworks` may not do.
    kinds = st.sampled_from([kind for kind in RelationKind if kind is not RelationKind.INDIVISIBLE])
    return build(Relation, named, kind=kinds)


@cache
def matches(named: str = "free") -> SearchStrategy[Match]:
    return build(Match, named)


@cache
def grid_axes(named: str = "free") -> SearchStrategy[GridAxis]:
    return build(GridAxis, named, **({} if named == "free" else {"steps": st.lists(keys(), max_size=2)}))


@cache
def grid_cells(axes: tuple[GridAxis, ...] = ()) -> SearchStrategy[Cell]:
    steps = {axis.key: st.sampled_from(axis.steps) for axis in axes}
    return build(Cell, at=st.fixed_dictionaries({}, optional=steps))


@cache
def grids(named: str = "free") -> SearchStrategy[Grid]:
    axes = GridAxis("knows", "Knows", ["yes", "no"]), GridAxis("can", "Can", "much")
    crossed = build(Grid, named, axes=st.just(axes), cells=many(grid_cells(axes), "key"))
    return crossed | build(Grid, named, axes=many(grid_axes(named), "key"), cells=st.just(()))


@cache
def gate_rules(named: str = "free") -> SearchStrategy[rules.GateRule]:
    criteria = keys() if named == "free" else st.sampled_from(["starts", "takes_part"])
    return build(rules.GateRule, named, decide=st.dictionaries(criteria, st.sampled_from(rules.Join), min_size=1))


@cache
def profile_rules(named: str = "free") -> SearchStrategy[rules.ProfileRule]:
    return build(rules.ProfileRule, named, **_lawful(), elements=st.just(["principle", "goal.justice"]))


@cache
def ladder_rules(named: str = "free") -> SearchStrategy[rules.LadderRule]:
    return build(rules.LadderRule, named, **_lawful(), basis=st.just(rules.LadderBasis.JUDGEMENT))


def _lawful() -> dict[str, SearchStrategy[Any]]:
    always = st.sampled_from([Arithmetic.SHARE, Arithmetic.MODE])
    return {"summarise": st.none() | always, "treat_as": st.none()}


# The two ways of saying where a class starts, and where it ends: without the score itself, or with it.
ENDS = (("above", "at_least"), ("up_to", "below"))


@cache
def index_classes() -> SearchStrategy[index_rule.IndexClass]:
    ends = [st.just({}) | st.builds(lambda name, at: {name: at}, st.sampled_from(pair), fractions()) for pair in ENDS]
    plain = build(index_rule.IndexClass, **{name: st.none() for pair in ENDS for name in pair})
    return st.builds(lambda one, low, high: attrs.evolve(one, **low, **high), plain, *ends)


@cache
def bands() -> SearchStrategy[list[index_rule.IndexClass]]:
    """Classes of rising scores, each ending where the next one starts, if it says so."""

    def rising(some: list[index_rule.IndexClass], limits: Any, strict: Any, said: Any) -> list[index_rule.IndexClass]:
        found = []
        for i, one in enumerate(some):
            low = {} if i == 0 and said[0] else {ENDS[0][strict[i]]: limits[i]}
            high = {ENDS[1][strict[i + 1]]: limits[i + 1]} if said[i + 1] else {}
            found.append(index_rule.IndexClass(one.key, one.label, **low, **high))
        return found

    limits = st.lists(fractions(), min_size=3, max_size=3, unique=True).map(sorted)
    choices = st.lists(st.booleans(), min_size=3, max_size=3)
    return st.builds(rising, many(index_classes(), "key"), limits, choices, choices)


@cache
def goalposts() -> SearchStrategy[index_rule.Goalposts]:
    def apart(one: index_rule.Goalposts, ends: Any, left: Any, log: bool) -> index_rule.Goalposts:
        low, high = (None if out else end for end, out in zip(sorted(ends), left, strict=True))
        return attrs.evolve(one, low=low, high=high, log=log and (low is None or low > 0))

    plain = build(index_rule.Goalposts, low=st.none(), high=st.none(), log=st.just(False))
    ends = st.lists(fractions(), min_size=2, max_size=2, unique=True)
    return st.builds(apart, plain, ends, st.tuples(st.booleans(), st.booleans()), st.booleans())


@cache
def scalings() -> SearchStrategy[index_rule.Scaling]:
    def referred(one: index_rule.Scaling, method: index_rule.ScalingMethod, unit: str) -> index_rule.Scaling:
        far = method is index_rule.ScalingMethod.DISTANCE_TO_REFERENCE
        return attrs.evolve(one, method=method, reference=unit if far else None)

    own = {
        "method": st.just("minmax"),
        "reference": st.none(),
        "span": st.lists(fractions(), min_size=2, max_size=2, unique=True).map(sorted),
        "sd": fractions().map(abs).filter(bool),
        "ddof": st.integers(0, 1),
    }
    return st.builds(referred, build(index_rule.Scaling, **own), st.sampled_from(index_rule.ScalingMethod), words())


@cache
def imputations() -> SearchStrategy[index_rule.Imputation]:
    count = st.integers(1, 2**70)
    plain = build(index_rule.Imputation, by=st.none(), neighbours=count)
    grouped = st.sampled_from([index_rule.ImputationMethod.MEAN, index_rule.ImputationMethod.MEDIAN])
    return plain | build(index_rule.Imputation, method=grouped, by=words(), neighbours=count)


@cache
def treatments() -> SearchStrategy[index_rule.Treatment]:
    return build(index_rule.Treatment)


@cache
def index_rules(named: str = "free") -> SearchStrategy[index_rule.IndexRule]:
    """A recipe; in a framework its aggregations ask for the order of values only, which every scale there has."""
    ordered = st.sampled_from(["median", "minimum", "copeland"]).map(index_rule.Aggregation)
    ways = st.sampled_from(index_rule.Aggregation) if named == "free" else ordered
    some = fractions().map(abs)
    share = st.fractions(0, 1)
    plain: dict[str, SearchStrategy[Any]] = {
        **{f.name: st.just(f.default) for f in attrs.fields(index_rule.IndexRule) if f.name in LATER},
        "scaling": st.just(index_rule.Scaling()),
        "screen": st.none() | share,
        "availability": share,
        "missing": st.sampled_from(["raise", "skip"]),
        "times": some.filter(bool),
        "total": st.none() | some.filter(bool),
        "needs": st.lists(st.sampled_from(["total", "classes", "weights"]), max_size=2),
        "aggregation": ways,
        "aggregations": st.dictionaries(words(), ways, max_size=2),
        "order_weights": st.lists(some, min_size=1, max_size=3).filter(any),
        "weighting": st.just("given"),
    }
    # Some parts at a time: a rule with all of them fuller would be too large to be made.
    fuller = recipe_parts()
    if named != "free":
        fuller.pop("claims")  # what a source claims could make its aggregations unlawful
    parted = [sorted(fuller)[i::3] for i in range(3)]
    parts = st.one_of([st.fixed_dictionaries({}, optional={name: fuller[name] for name in few}) for few in parted])
    merged = parts.map(lambda some: {name: part for one in some.values() for name, part in one.items()})
    varied = st.builds(
        lambda one, parts: attrs.evolve(one, **parts), build(index_rule.IndexRule, named, **plain), merged
    )
    return varied | build(
        index_rule.IndexRule, named, **{**plain, "weighting": st.sampled_from(index_rule.WeightingMethod)}
    )


LATER = ("imputation", "treatment", "goalposts", "classes", "weights", "share_low", "share_high", "treat_as")


def recipe_parts() -> dict[str, SearchStrategy[dict[str, Any]]]:
    """The parts of a recipe that may be left out, each as the fields that it sets."""
    single: dict[str, SearchStrategy[Any]] = {
        "imputation": imputations(),
        "treatment": treatments(),
        "scaling": scalings(),
        "goalposts": many(goalposts(), "key"),
        "classes": bands(),
        "weights": st.dictionaries(words(), fractions().map(abs), max_size=2),
    }
    shares = st.lists(st.fractions(0, 1), min_size=2, max_size=2, unique=True).map(sorted)
    return {
        **{name: one.map(lambda part, name=name: {name: part}) for name, one in single.items()},
        "shares": shares.map(lambda ends: {"share_low": ends[0], "share_high": ends[1]}),
        "claims": st.sampled_from(Measurement).map(lambda one: {"treat_as": one, "source": ["minutes"]}),
    }


@cache
def count_rules(named: str = "free") -> SearchStrategy[rules.CountRule]:
    return build(
        rules.CountRule,
        named,
        weights=st.dictionaries(words(), st.integers(1, 2**70), min_size=1, max_size=3),
        cutoff=st.fractions(0, 1).filter(bool),
        coding=st.sampled_from(["inadequate", "adequate"]),
        missing=st.sampled_from(["raise", "skip", "bound"]),
        parity_weight=st.fractions(0, 1),
        denominator=st.none(),
        fewest=st.none() | st.just(1),
        needs=st.lists(st.sampled_from(["weights", "cutoff"]), max_size=2),
        confidence=st.floats(0, 1, exclude_min=True, exclude_max=True),
    )


@cache
def frameworks() -> SearchStrategy[framework.Framework]:
    """A framework whose parts name each other: a plain skeleton, some of its parts fuller."""
    keyed = {
        "criteria": ("starts", "takes_part"),
        "principles": ("justice",),
        "goals": ("justice",),
        "actors": ("village",),
    }
    bare: dict[str, Any] = {
        **{name: [elements.ELEMENTS[name](key, key) for key in some] for name, some in keyed.items()},
        "references": [evidence.Reference(key, key) for key in POOL["reference"]],
        "scales": GRADED[:1],
    }
    scoring = [make("known") for make in (gate_rules, profile_rules, ladder_rules, index_rules, count_rules)]
    fuller: dict[str, SearchStrategy[Any]] = {
        **{
            name: _keyed(elements_(cls, "known"), bare[name]) if name in bare else many(elements_(cls, "known"), "key")
            for name, cls in elements.ELEMENTS.items()
        },
        "references": _keyed(references(), bare["references"]),
        "scales": many(scales_("known"), "key").map(lambda some: [GRADED[0], *(s for s in some if s.key != "depth")]),
        "grids": many(grids("known"), "key"),
        "relations": many(relations("known")),
        "matches": many(matches("known")),
        "rules": many(st.one_of(scoring), "key"),
    }
    parts = {**dict.fromkeys(fuller, ()), **bare, "key": "whole"}
    whole = build(framework.Framework, "known", **{name: st.just(part) for name, part in parts.items()})
    # Some parts at a time: an example with all of them fuller would be too large to be made.
    parted = [sorted(fuller)[i::4] for i in range(4)]
    varied = [st.fixed_dictionaries({}, optional={name: fuller[name] for name in some}) for some in parted]
    return st.builds(lambda one, parts: attrs.evolve(one, **parts), whole, st.one_of(varied))


# --- what measures find --------------------------------------------------------------------------------------------


@cache
def traces() -> SearchStrategy[evidence.Trace]:
    basis = st.sampled_from(stakeholders.Basis)
    return st.builds(evidence.Trace, record=words(), says=words(), source=st.tuples(words()), basis=basis)


@cache
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
    Relation: relations(),
    Match: matches(),
    GridAxis: grid_axes(),
    Cell: grid_cells(),
    Grid: grids(),
    rules.Condition: conditions(),
    adequacy.Battery: batteries(),
    adequacy.Adequacy: adequacies(),
    rules.GateRule: gate_rules(),
    rules.ProfileRule: profile_rules(),
    rules.LadderRule: ladder_rules(),
    index_rule.IndexClass: index_classes(),
    index_rule.Goalposts: goalposts(),
    index_rule.Scaling: scalings(),
    index_rule.Imputation: imputations(),
    index_rule.Treatment: treatments(),
    index_rule.IndexRule: index_rules(),
    rules.CountRule: count_rules(),
    framework.Framework: frameworks(),
}
