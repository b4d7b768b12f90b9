"""One hypothesis strategy for each noun of the model; each makes valid nouns only.

A record names either any keys ("free") or those of the programme and framework below ("known"). What the table of
fields says is made from it, so that a new field is tried without a line here; what holds between fields is written out.
"""

import datetime as dt
from fractions import Fraction
from functools import cache
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


@cache
def words() -> SearchStrategy[str]:
    """Any text that is not blank, with what upsets writers in it."""
    plain = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
    return (st.sampled_from(ODD) | plain).filter(lambda text: text.strip())


@cache
def keys() -> SearchStrategy[str]:
    return st.sampled_from(["a", "b_1", "2019", "key", "source", "label", "x" * 40])


@cache
def framework_keys() -> SearchStrategy[str]:
    return st.sampled_from(["a", "b-1", "arnstein-1969", "2019"])


@cache
def texts() -> SearchStrategy[Text]:
    both = st.builds(Text, id=words(), en=words())
    return st.builds(Text, id=words()) | st.builds(Text, en=words()) | both


@cache
def numbers() -> SearchStrategy[float]:
    return st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)


@cache
def counts() -> SearchStrategy[int]:
    return st.integers(0, 2**70)


@cache
def amounts() -> SearchStrategy[float]:
    """Numbers of at least 0."""
    return counts() | st.floats(0, allow_nan=False, allow_infinity=False)


@cache
def fractions() -> SearchStrategy[Fraction]:
    return st.fractions() | st.integers(-(2**70), 2**70).map(Fraction)


@cache
def periods_() -> SearchStrategy[periods.Period]:
    days = st.dates(*YEARS)
    cut = st.sampled_from([4, 7, 10])
    one = st.builds(lambda day, n: day.isoformat()[:n], days, cut)
    run = st.builds(lambda a, b, n: "/".join(day.isoformat()[:n] for day in sorted((a, b))), days, days, cut)
    return (one | run).map(periods.Period)


@cache
def quantities() -> SearchStrategy[scales.Quantity]:
    form = st.sampled_from(["about", "at_least", "at_most"])
    single = st.builds(lambda name, value: scales.Quantity(**{name: value}), form, amounts())
    return single | st.builds(lambda a, b: scales.Quantity(low=min(a, b), high=max(a, b)), amounts(), amounts())


@cache
def distributions(levels: tuple[str, ...] = ("low", "high", "2019")) -> SearchStrategy[scales.Distribution]:
    given = st.dictionaries(st.sampled_from(levels), amounts(), min_size=1, max_size=3)
    return given.map(scales.Distribution)


@cache
def arguments() -> SearchStrategy[dict[str, Any]]:
    """What a measure may be told: plain data."""
    leaf = words() | numbers() | st.booleans()
    data = st.recursive(leaf, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words(), inner, max_size=2))
    return st.dictionaries(words(), data, max_size=2)


# --- nouns from the table of their fields --------------------------------------------------------------------------

# The keys of the programme below; some are words that a file uses for something else.
POOL = {
    "stakeholder": ("pg", "source", "2019"),
    "stage": ("plan", "scale"),
    "activity": ("road", "tables"),
    "group": ("people", "key"),
    "reference": ("minutes", "note"),
}
KNOWN = {
    **POOL,
    "scale": ("depth",),
    "element": ("whole", "principle.justice", "goal.justice"),
    "about": ("pg", "road", "group.people", "stakeholder.2019"),
    "group or stakeholder": ("people", "pg"),
}
FRAMEWORK = {"element": KNOWN["element"], "reference": POOL["reference"], "scale": KNOWN["scale"]}
GRADED = (
    scales.Scale("depth", "Depth", "ordinal", levels=[scales.Level("low", "Low"), scales.Level("high", "High")]),
    scales.Scale("depth", "Depth", "nominal", levels=[scales.Level("high", "High")], framework="arnstein-1969"),
)


@cache
def names(kind: str, named: str) -> SearchStrategy[str]:
    """Keys of that kind; a citation may have a locator."""
    known = keys() if named == "free" else st.sampled_from(KNOWN[kind])
    located = st.builds("{}, {}".format, known, words())
    return known | located if kind == "reference" else known


def build(cls: type, named: str = "free", **own: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Nouns of a class: each field by its type and by what it names, some of them given."""
    hints = get_type_hints(cls)
    made = {f.name: _field(f, hints[f.name], named) for f in attrs.fields(cls) if f.init and f.name not in own}
    return st.builds(cls, **made, **own)


def _field(field: Any, hint: Any, named: str) -> SearchStrategy[Any]:
    kind = field.metadata.get("ref")
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if get_args(item):
            kind = field.metadata.get("ref_keys")
            value = _value(get_args(item)[1], lambda v: field.converter({"k": v}))
            return st.dictionaries(words() if kind is None else names(kind, named), value, max_size=2)
        return st.lists(_value(item, None) if kind is None else names(kind, named), max_size=2)
    if kind is not None:
        return st.none() | names(kind, named) if NoneType in get_args(hint) else names(kind, named)
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
    return st.lists(strategy, max_size=2, unique_by=None if by is None else lambda one: getattr(one, by))


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
        return attrs.evolve(
            one, initiative=parts, count=count, realised=realised, date=began, active_until=until, **by
        )

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
    """A programme whose records name each other: plain records of every key, some replaced by fuller ones."""
    made: dict[str, SearchStrategy[Any]] = {
        "references": _keyed("reference", references("known"), lambda key: evidence.Reference(key, key)),
        "stakeholders": _keyed(
            "stakeholder", stakeholders_("known"), lambda key: stakeholders.Stakeholder(key, key, "ngo")
        ),
        "groups": _keyed("group", groups("known"), lambda key: stakeholders.Group(key, key)),
        "stages": _keyed("stage", programme_stages("known"), lambda key: records.ProgrammeStage(key, key, "plan")),
        "activities": _keyed("activity", activities("known"), lambda key: records.Activity(key, key)),
        "scales": st.builds(_scales, many(scales_("known"))),
        "participations": st.builds(
            lambda one, two: [*one, *two], many(participations("known")), st.lists(cells("known"), max_size=5)
        ),
        "contributions": many(contributions("known")),
        "ties": many(ties("known")),
        "benefits": many(benefits("known")),
        "observations": many(observations("known")),
        "remarks": many(remarks("known")),
        "initiative": st.none() | initiatives("known"),
    }
    # A record of one collection at a time is free to vary, so that an example stays small enough to be made.
    plain = {name: st.just(_plainest(strategy)) for name, strategy in made.items() if name in KEYED}
    whole = build(programme.Programme, "known", **{**dict.fromkeys(made, st.just(())), "initiative": st.none(), **plain})
    varied = [st.builds(_with, st.just(name), whole, strategy) for name, strategy in made.items()]
    return st.one_of(whole, *varied)


def _with(name: str, whole: Any, part: Any) -> Any:
    return attrs.evolve(whole, **{name: part})
