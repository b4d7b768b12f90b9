"""Surveys of few people, and every measure of them by loops in fractions, written from the definitions alone."""

import math
from fractions import Fraction
from functools import cache, cached_property
from itertools import product

import attrs
import hypothesis.strategies as st
import polars as pl
from hypothesis import assume
from scipy import stats

import pemberdayaan as pb

PARITY = Fraction(1, 10)
NUMBERS = ("estimate", "se", "low", "high", "n", "df")


@attrs.frozen
class Person:
    """One row: None among the marks where one is missing."""

    marks: tuple[int | None, ...]
    weight: Fraction = Fraction(1)
    group: int = 0
    stratum: int = 0
    psu: int = 0
    home: int = 0
    sex: str = "f"

    @property
    def complete(self):
        return None not in self.marks


@attrs.frozen
class Survey:
    """People, a rule, and which of their columns are said."""

    people: tuple[Person, ...]
    weights: tuple[int, ...]
    cutoff: Fraction
    strict: bool = False
    coding: str = "inadequate"
    said: frozenset[str] = frozenset()
    single_psu: str = "skip"
    missing: str = "skip"
    # How many sampling units each stratum has in all.
    units_in_all: dict[int, int] | None = None
    counted: bool = True

    @property
    def keys(self):
        return tuple(f"x{j}" for j in range(len(self.weights)))

    def has(self, name):
        return name in self.said

    def framework(self, **changes):
        said = {
            "weights": dict(zip(self.keys, self.weights, strict=True)),
            "cutoff": self.cutoff,
            "strict": self.strict,
            "coding": self.coding,
            "missing": self.missing,
            **changes,
        }
        return pb.Framework("ours", "Ours", rules=[pb.CountRule("count", "Counting", **said)])

    def table(self):
        """The columns of a frame."""
        turned = self.coding == "adequate"
        marks = {
            key: [None if one.marks[j] is None else int(one.marks[j] != turned) for one in self.people]
            for j, key in enumerate(self.keys)
        }
        names = {"w": "weight", "g": "group", "s": "stratum", "p": "psu", "h": "home", "sex": "sex"}
        others = {name: [getattr(one, field) for one in self.people] for name, field in names.items()}
        return {**marks, **others, "w": [float(one) for one in others["w"]]}

    def population(self, make=None):
        """The table as a population; polars, which is the quickest with few rows."""
        table = self.table()
        if self.units_in_all is not None:
            shares = self.units_in_all if self.counted else {h: float(one) for h, one in self.drawn().items()}
            table["f"] = [shares[stratum] for stratum, _ in self.units()]
        frame = pl.DataFrame(table, schema_overrides=dict.fromkeys(self.keys, pl.Int8)) if make is None else make(table)
        columns = {"weights": "w", "strata": "s", "psu": "p"}
        named = {name: column for name, column in columns.items() if self.has(name)}
        fpc = "f" if self.units_in_all is not None else None
        design = pb.Design(**named, fpc=fpc, single_psu=self.single_psu) if named or fpc else None
        pairs = pb.Pairs("h", "sex", women="f", men="m") if self.has("pairs") else None
        return pb.Population(frame, design=design, pairs=pairs)

    def score(self, **changes):
        return pb.score(self.population(), self.framework(**changes), by="g" if self.has("by") else None)

    # --- what the people are ---------------------------------------------------------------------------------------

    @property
    def whos(self):
        return {"women": "f", "men": "m"} if self.has("pairs") else {"all": None}

    @property
    def groups(self):
        return sorted({one.group for one in self.people}) if self.has("by") else ["all"]

    def units(self):
        """The stratum of every sampling unit, and the unit of every row."""
        rows = []
        for row, one in enumerate(self.people):
            stratum = one.stratum if self.has("strata") else 0
            name = one.psu if self.has("psu") else one.home if self.has("pairs") else row
            rows.append((stratum, name))
        return rows

    def sizes(self):
        """How many sampling units each stratum has."""
        known = [stratum for stratum, _ in set(self.units())]
        return {one: known.count(one) for one in sorted(set(known))}

    def drawn(self):
        """The share of the units of each stratum that was drawn."""
        if self.units_in_all is None:
            return dict.fromkeys(self.sizes(), Fraction(0))
        return {one: Fraction(size, self.units_in_all[one]) for one, size in self.sizes().items()}

    def weight(self, one):
        return one.weight if self.has("weights") else Fraction(1)

    def inadequacy(self, one):
        whole = sum(self.weights)
        return Fraction(sum(w * mark for w, mark in zip(self.weights, one.marks, strict=True)), whole)

    def poor(self, one):
        score = self.inadequacy(one)
        return score > self.cutoff if self.strict else score >= self.cutoff


@attrs.frozen
class Design:
    """Sampling units, each a stratum and a name."""

    units: frozenset
    drawn: dict
    single_psu: str

    @classmethod
    def of(cls, survey):
        return cls(frozenset(survey.units()), survey.drawn(), survey.single_psu)

    def beside(self, other, first, second):
        """The covariance with an estimate of another round, through the units that both visit."""
        return float(
            sum(
                self.scale(stratum) * other.scale(stratum) * float(self.off(first, unit) * other.off(second, unit))
                for unit in self.units & other.units
                for stratum in (unit[0],)
            )
        )

    def scale(self, stratum):
        """The root of what a square of a stratum counts for."""
        size, rest = len(self.strata[stratum]), 1 - self.drawn[stratum]
        return math.sqrt(rest * Fraction(size, size - 1) if size > 1 else rest * (self.single_psu == "centre"))

    def off(self, scores, unit):
        """How far a unit lies from the mean of its stratum; a single one from that of all units, which is 0."""
        units = self.strata[unit[0]]
        mean = sum(scores.get(one, Fraction(0)) for one in units) / len(units) if len(units) > 1 else Fraction(0)
        return scores.get(unit, Fraction(0)) - mean

    @cached_property
    def strata(self):
        return {stratum: [one for one in self.units if one[0] == stratum] for stratum, _ in self.units}

    @property
    def df(self):
        return len(self.units) - len(self.strata)

    def covariance(self, first, second):
        """Of two estimates, from what each unit adds to them."""
        total = Fraction(0)
        for stratum, units in self.strata.items():
            size, rest = len(units), 1 - self.drawn[stratum]
            here = [(first.get(unit, Fraction(0)), second.get(unit, Fraction(0))) for unit in units]
            if size == 1:
                # The scores of all units add up to 0, so the mean of all units is 0.
                total += rest * here[0][0] * here[0][1] * (self.single_psu == "centre")
                continue
            means = [sum(side) / size for side in zip(*here, strict=True)]
            spread = sum((one - means[0]) * (other - means[1]) for one, other in here)
            total += rest * Fraction(size, size - 1) * spread
        return total


@attrs.frozen
class Exact:
    """A measure as it must be: fractions, None where it is not defined."""

    estimate: Fraction | None
    n: int
    df: int
    # What each sampling unit adds to it, and the design.
    scores: dict
    design: Design
    # A single unit tells nothing of the spread between units.
    several: bool = True

    @cached_property
    def se(self):
        if self.estimate is None or not self.df or not self.several:
            return None
        return math.sqrt(self.design.covariance(self.scores, self.scores))


def several(items):
    """Whether more than one sampling unit has somebody."""
    return len({unit for unit, _, _ in items}) > 1


class Counter:
    """Every measure of a survey from its definition, one loop after the other."""

    def __init__(self, survey):
        self.survey = survey
        self.unit = survey.units()
        self.design = Design.of(survey)

    def scores(self, items, above, below):
        """A ratio, and what each unit adds to it: items are pairs of a unit, a weight and what is counted."""
        y = sum(weight * above(one) for _, weight, one in items)
        x = sum(weight * below(one) for _, weight, one in items)
        if x == 0:
            return None, {}
        found = {}
        for unit, weight, one in items:
            found[unit] = found.get(unit, 0) + weight * (above(one) - y / x * below(one)) / x
        return y / x, found

    def freedom(self, items):
        return sum(len(self.design.strata[stratum]) - 1 for stratum in {unit[0] for unit, _, _ in items})

    def exact(self, items, above, below):
        estimate, scores = self.scores(items, above, below)
        return Exact(estimate, len(items), self.freedom(items), scores, self.design, several(items))

    def people(self, sex, group):
        """The complete people of one group."""
        survey = self.survey
        return [
            (self.unit[row], survey.weight(one), one)
            for row, one in enumerate(survey.people)
            if one.complete and sex in (None, one.sex) and (group == "all" or one.group == group)
        ]

    def levels(self, items):
        """The measures of some people."""
        survey, whole = self.survey, sum(self.survey.weights)

        def poor(one):
            return int(survey.poor(one))

        def counted(one):
            return survey.inadequacy(one) * poor(one)

        def everyone(_):
            return 1

        found = {
            ("H", None): self.exact(items, poor, everyone),
            ("A", None): self.exact(items, counted, poor),
            ("M0", None): self.exact(items, counted, everyone),
            ("He", None): self.exact(items, lambda one: 1 - poor(one), everyone),
            ("Hne", None): self.exact(items, poor, everyone),
            ("Aa", None): self.exact(items, lambda one: poor(one) - counted(one), poor),
            ("5DE", None): self.exact(items, lambda one: 1 - counted(one), everyone),
        }
        for j, key in enumerate(survey.keys):
            share = Fraction(survey.weights[j], whole)
            found["raw_headcount", key] = self.exact(items, lambda one, j=j: one.marks[j], everyone)
            found["censored_headcount", key] = self.exact(items, lambda one, j=j: one.marks[j] * poor(one), everyone)
            found["contribution", key] = self.exact(
                items, lambda one, j=j, share=share: share * one.marks[j] * poor(one), counted
            )
        return found

    def shares(self, everybody, group):
        """The share of a group in the people, and in M0."""
        survey = self.survey
        n = sum(one.group == group for _, _, one in everybody)
        found = {}
        for name, part in (
            ("population_share", lambda one: 1),
            ("group_contribution", lambda one: survey.inadequacy(one) * survey.poor(one)),
        ):
            share, scores = self.scores(everybody, lambda one, part=part: part(one) * (one.group == group), part)
            found[name, None] = Exact(share if n else None, n, self.freedom(everybody), scores, self.design)
        return found

    def couples(self, group):
        """Complete pairs, each as its woman counts, with whether she lacks parity and her gap."""
        survey, found = self.survey, []
        for row, she in enumerate(survey.people):
            for he in survey.people:
                if she.sex == "f" and he.sex == "m" and she.home == he.home and she.complete and he.complete:
                    hers, his = (max(survey.inadequacy(one), survey.cutoff) for one in (she, he))
                    gap = (hers - his) / (1 - his) if hers > his else Fraction(0)
                    if group in ("all", she.group):
                        found.append((self.unit[row], survey.weight(she), (int(hers > his), gap)))
        return found

    def parity(self, women, group):
        """The measures of pairs."""
        pairs = self.couples(group)
        found = {
            ("H_GPI", None): self.exact(pairs, lambda one: one[0], lambda _: 1),
            ("I_GPI", None): self.exact(pairs, lambda one: one[1], lambda one: one[0]),
            ("GPI", None): self.exact(pairs, lambda one: 1 - one[1], lambda _: 1),
        }
        survey = self.survey
        five, hers = self.scores(women, lambda one: 1 - survey.inadequacy(one) * survey.poor(one), lambda _: 1)
        equal, theirs = self.scores(pairs, lambda one: 1 - one[1], lambda _: 1)
        defined = five is not None and equal is not None
        estimate = (1 - PARITY) * five + PARITY * equal if defined else None
        both = {u: (1 - PARITY) * hers.get(u, 0) + PARITY * theirs.get(u, 0) for u in {*hers, *theirs}}
        found["index", None] = Exact(estimate, len(pairs), self.freedom(women), both, self.design, several(women))
        return found

    def measures(self):
        """Every measure by group, who, measure and indicator."""
        found = {}
        for group in self.survey.groups:
            for who, sex in self.survey.whos.items():
                these = self.levels(self.people(sex, group))
                if self.survey.has("by"):
                    these |= self.shares(self.people(sex, "all"), group)
                found |= {(group, who, *key): one for key, one in these.items()}
            if self.survey.has("pairs"):
                these = self.parity(self.people("f", group), group)
                found |= {(group, "pairs", *key): one for key, one in these.items()}
        return found


def measures(survey):
    """Every measure of a survey by group, who, measure and indicator."""
    return Counter(survey).measures()


@cache
def t_quantile(df, confidence):
    """Of Student's distribution."""
    return stats.t.ppf((1 + confidence) / 2, df)


@cache
def exact_limit(n, confidence):
    """The upper limit of Clopper and Pearson where none of n have it."""
    return stats.beta.ppf((1 + confidence) / 2, 1, n)


def interval(measure, exact, confidence=0.95):
    """The limits that a measure must have."""
    if exact.estimate is None:
        return None, None
    p = float(exact.estimate)
    if 0 < p < 1 and exact.se is not None:
        reach = t_quantile(exact.df, confidence) * exact.se / (p * (1 - p))
        return tuple(1 / (1 + math.exp(-(math.log(p / (1 - p)) + side * reach))) for side in (-1, 1))
    if measure in ("H", "He", "Hne", "raw_headcount", "censored_headcount", "H_GPI") and p in (0, 1):
        limit = exact_limit(exact.n, confidence)
        return (0.0, limit) if p == 0 else (1 - limit, 1.0)
    return None, None


def assert_exact(scores, survey):
    """The rows of scores are what loops in fractions find."""
    found, expected = rows_of(scores), measures(survey)
    assert set(found) == set(expected)
    for key, row in found.items():
        exact = expected[key]
        assert row["n"] == exact.n, key
        assert exact.estimate is None or row["df"] == exact.df, key
        low, high = interval(key[2], exact)
        # Sums of a dozen weights, each rounded once; the limits divide errors by numbers down to 1/100.
        for name, value, within in (
            ("estimate", exact.estimate, 1e-12),
            ("se", exact.se, 1e-12),
            ("low", low, 1e-10),
            ("high", high, 1e-10),
        ):
            assert (row[name] is None) == (value is None), (key, name, row, exact)
            assert value is None or abs(row[name] - float(value)) <= within, (key, name, row, exact)


def rows_of(scores):
    """The rows of scores by group, who, measure and indicator."""
    return {(row["group"], row["who"], row["measure"], row["indicator"]): row for row in scores.rows()}


def assert_same(found, expected, numbers=NUMBERS, within=1e-12):
    """Rows with the same keys in the same order, and numbers that differ by no more than rounding."""
    assert list(found) == list(expected)
    for key, row in found.items():
        for name in numbers:
            ours, theirs = row[name], expected[key][name]
            assert (ours is None) == (theirs is None), (key, name, ours, theirs)
            assert ours is None or abs(ours - theirs) <= within, (key, name, ours, theirs)


def fillings(survey):
    """The survey with each choice of 0 and 1 in the cells that are missing."""
    gaps = [(i, j) for i, one in enumerate(survey.people) for j, mark in enumerate(one.marks) if mark is None]
    for choice in product((0, 1), repeat=len(gaps)):
        filled = dict(zip(gaps, choice, strict=True))
        people = tuple(
            attrs.evolve(one, marks=tuple(filled.get((i, j), mark) for j, mark in enumerate(one.marks)))
            for i, one in enumerate(survey.people)
        )
        yield attrs.evolve(survey, people=people, missing="skip")


# --- strategies ------------------------------------------------------------------------------------------------------

ASPECTS = ("weights", "strata", "psu", "by", "pairs")


@st.composite
def people(draw, width, pairs, gaps):
    """Up to eight people in five households, two strata and three villages."""
    mark = st.sampled_from([0, 1] * 4 + [None] * gaps)
    found = []
    for home in range(draw(st.integers(1, 5))):
        kinds = draw(st.sampled_from(["fm", "fm", "f", "m"])) if pairs else draw(st.sampled_from(["f", "ff"]))
        stratum, psu = draw(st.integers(0, 1)), draw(st.integers(0, 2))
        for sex in kinds:
            marks = tuple(draw(st.lists(mark, min_size=width, max_size=width)))
            weight, group = Fraction(draw(st.integers(0, 6)), 4), draw(st.integers(0, 1))
            found.append(Person(marks, weight, group, stratum, psu, home, sex))
    return tuple(found)


@st.composite
def surveys(draw, least=1, most=3, *, gaps=True, always=(), never=()):
    """A survey of few people with some of its columns said, and a cut-off that somebody often stands on."""
    width = draw(st.integers(least, most))
    said = {one for one in ASPECTS if one in always or (one not in never and draw(st.booleans()))}
    drawn = draw(people(width, "pairs" in said, gaps))
    weights = tuple(draw(st.lists(st.integers(1, 6), min_size=width, max_size=width)))
    complete = [one for one in drawn if one.complete]
    assume(complete and ("weights" not in said or any(one.weight for one in drawn)))
    other = st.fractions(Fraction(1, 30), 1, max_denominator=30)
    score = Survey((), weights, Fraction(1)).inadequacy(draw(st.sampled_from(complete)))
    cutoff = draw((st.just(score) if score else st.nothing()) | other)
    survey = Survey(
        drawn,
        weights,
        cutoff,
        draw(st.booleans()),
        draw(st.sampled_from(["inadequate", "adequate"])),
        frozenset(said),
        draw(st.sampled_from(["skip", "centre"])) if said & {"weights", "strata", "psu"} else "skip",
    )
    if "fpc" in never or not draw(st.booleans()):
        return survey
    in_all = {stratum: size + draw(st.integers(0, 3)) for stratum, size in survey.sizes().items()}
    return attrs.evolve(survey, units_in_all=in_all, counted=draw(st.booleans()))
