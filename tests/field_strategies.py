"""Hypothesis strategies for the values of fields, and for a noun from the table of its fields.

A record names either any keys ("free") or those of the programme and framework in `strategies` ("known").
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
from pemberdayaan.model import periods, scales
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
YEARS = (dt.date(1900, 1, 1), dt.date(2100, 12, 31))


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
