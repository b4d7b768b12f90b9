"""A population read for counting: checked, marked and reduced by the engine that holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import numpy as np

from ...errors import fault
from ...kernels.alkire_foster import common_weights, poverty_line
from ...model.elements import Direction
from ...model.framework import Framework
from ...model.rules import CountRule
from ..cells import cell_fault
from ..design import Design, SinglePsu
from ..population import Population
from ..sums import NOTHING, SumsDoor, codes_of_keys, total
from .tally import Household, Index, Pair, Persons, Tally, Units

__all__ = ["Marks", "marks_of", "tally_of"]

# Up to so many rows patterns are kept by sampling unit, so that every line and weight set has its errors.
KEPT = 2_000_000
WIDEST = 62
ALL, WOMEN, MEN = ("all",), 0, 1


@attrs.frozen
class Mark:
    """One indicator: its column, its weight, and when it is deprived.

    Parameters
    ----------
    key, column
        The indicator and the column that holds it.
    weight
        A whole number.
    cutoff, below
        The line of raw values, and whether those below it are deprived; None where the column holds 0 and 1.
    """

    key: str
    column: str
    weight: int
    cutoff: float | None = None
    below: bool = True


@attrs.frozen
class Marks:
    """All indicators of a rule, and what of the rule decides how they are read.

    Parameters
    ----------
    each
        One for each indicator.
    deprived
        What a column of 0 and 1 holds for a deprived person.
    line
        The least whole score that is poor.
    gaps
        Whether every indicator has a cut-off, so that there are gaps.
    """

    each: tuple[Mark, ...]
    deprived: int
    line: int
    gaps: bool


def marks_of(door: SumsDoor, framework: Framework, rule: CountRule, cutoff: Fraction) -> Marks:
    """The columns of a rule's indicators, with whole weights without a common divisor.

    Those that the rule lets a table lack are left out.
    """
    indicators = {one.key: one for one in framework.indicators}
    found: list[Mark] = []
    lacking = []
    for key, weight in rule.weights:
        one = indicators.get(key)
        column = door.column(key, one.also if one is not None else ())
        if column is None:
            lacking.append(key)
        elif one is not None and one.cutoff is not None:
            found.append(Mark(key, column, weight, float(one.cutoff), one.direction is not Direction.DOWN))
        else:
            found.append(Mark(key, column, weight))
    least = rule.at_least if rule.at_least is not None else len(rule.weights)
    if len(found) < least:
        choices = tuple(dict.fromkeys([key for key, _ in door.population.names or ()] + [*door.population._texts]))
        door.faults += [fault("no_such", f"$.{key}", noun="column", given=key, choices=choices) for key in lacking]
    if len(found) > WIDEST:
        door.faults.append(fault("out_of_range", "$.weights", given=len(found), low=1, high=WIDEST))
    columns = [mark.column for mark in found]
    for column in dict.fromkeys(one for one in columns if columns.count(one) > 1):
        door.faults.append(fault("repeated_key", f"$.{column}", given=column))
    door.raised()
    whole = sum(mark.weight for mark in found)
    weights = common_weights([Fraction(mark.weight, whole) for mark in found]).tolist()
    marks = tuple(attrs.evolve(mark, weight=weight) for mark, weight in zip(found, weights, strict=True))
    gaps = all(mark.cutoff is not None and mark.below and mark.cutoff > 0 for mark in marks)
    line = poverty_line(cutoff, sum(weights), strict=rule.strict)
    return Marks(marks, 1 if rule.coding == "inadequate" else 0, line, gaps)


def tally_of(door: SumsDoor, marks: Marks, by: str | None, fill: str | None = None) -> Tally:
    """The population reduced.

    Parameters
    ----------
    door
        The population.
    marks
        The indicators.
    by
        The column of groups; None for one group.
    fill
        None leaves out rows that lack an indicator; ``"worst"`` and ``"best"`` take what is missing as deprived and
        as not.
    """
    reading = _Reading(door, marks, by, fill)
    return reading.tally()


class _Reading:
    """One reading of a population; its frames are of the user's engine until they are fetched."""

    def __init__(self, door: SumsDoor, marks: Marks, by: str | None, fill: str | None) -> None:
        self.door, self.marks, self.by, self.fill = door, marks, by, fill
        self.population: Population = door.population
        self.design = self.population.design or Design()
        pairs = self.population.pairs
        self.paired = pairs is not None
        self.home = [f"h{i}" for i in range(len(pairs.household))] if pairs is not None else []
        # Without a sampling unit the household is one, and without households the row.
        self.psu = ["p"] if self.design.psu else self.home
        self.groups = ["g"] if by is not None else []
        self.strata = ["s"] if self.design.strata else []
        self.weight = ["w"] if self.design.weights else []
        self.whos = ("women", "men") if self.paired else ALL

    def tally(self) -> Tally:
        """Check, reduce and fetch."""
        frame = self._selected()
        self.door.raised()
        checked = self._checked(frame)
        self.door.raised()
        coded = self._coded(frame)
        households = self._households(coded) if self.paired else ()
        self.door.raised()
        kept = checked["rows"] <= KEPT or not self.psu
        cells = self.door.fetch(self._cells(coded, kept))
        pairs = self.door.fetch(self._pairs(coded)) if self.paired else None
        patterns = None if kept else self.door.fetch(self._patterns(coded))
        return self._joined(cells, pairs, patterns, checked["missing"], households)

    # --- columns ---------------------------------------------------------------------------------------------------

    def _selected(self) -> Any:
        """The columns that matter, under names of our own."""
        import narwhals.stable.v2 as nw

        door, design, pairs = self.door, self.design, self.population.pairs
        # Read first: a column of texts may be replaced by its numbers.
        values = [door.number(mark.column) for mark in self.marks.each]
        weights = door.number(design.weights) if design.weights else None
        columns = [
            self._marked(mark, value).alias(f"m{j}")
            for j, (mark, value) in enumerate(zip(self.marks.each, values, strict=True))
        ]
        if self.marks.gaps:
            columns += [self._gap(values, power).alias(f"gap{power}") for power in (1, 2)]
        if weights is not None:
            columns.append(weights.alias("w"))
        for name, column in (("g", self.by), ("s", design.strata), ("p", design.psu), ("unit", door.named)):
            if column is not None:
                columns.append(door.key(column).alias(name))
        if design.fpc is not None:
            columns.append(door.number(design.fpc).alias("fpc"))
        if pairs is not None:
            columns += [door.key(column).alias(name) for name, column in zip(self.home, pairs.household, strict=True)]
            columns += [door.coded(pairs.sex, (pairs.women, pairs.men)).alias("who"), nw.col(pairs.sex).alias("sex")]
        if self.population.time is not None and self.by != self.population.time:
            door.several(self.population.time)
        return door.frame.select(*columns)

    def _marked(self, mark: Mark, value: Any) -> Any:
        """1 for deprived, 0 for not, 2 for missing, 3 for what cannot be."""
        import narwhals.stable.v2 as nw

        if mark.cutoff is None:
            zero = 1 - self.marks.deprived
            found = nw.when(value == NOTHING).then(nw.lit(2)).otherwise(nw.lit(3))
            found = nw.when(value == 0).then(nw.lit(zero)).otherwise(found)
            found = nw.when(value == 1).then(nw.lit(1 - zero)).otherwise(found)
        else:
            deprived = value < mark.cutoff if mark.below else value > mark.cutoff
            found = nw.when(deprived).then(nw.lit(1)).otherwise(nw.lit(0))
            if self.marks.gaps:
                found = nw.when(value < 0).then(nw.lit(3)).otherwise(found)
            found = nw.when(value == np.inf).then(nw.lit(3)).otherwise(found)
            found = nw.when(value == NOTHING).then(nw.lit(2)).otherwise(found)
        return found.cast(nw.Int8)

    def _gap(self, values: Sequence[Any], power: int) -> Any:
        """The weighted gaps of a row to some power; those of rows that lack something are not used."""
        import narwhals.stable.v2 as nw

        parts = []
        for mark, value in zip(self.marks.each, values, strict=True):
            line = mark.cutoff or 1.0
            gap = (line - value) / line
            gap = nw.when((value < line) & (value >= 0)).then(gap).otherwise(nw.lit(0.0))
            parts.append(gap * mark.weight if power == 1 else gap * gap * mark.weight)
        return total(parts)

    # --- checks ----------------------------------------------------------------------------------------------------

    def _checked(self, frame: Any) -> dict[str, Any]:
        """How many rows there are and what is missing, by who; faults are gathered."""
        import narwhals.stable.v2 as nw

        one, none = nw.lit(1), nw.lit(0)
        width = len(self.marks.each)
        wrong: dict[str, Any] = {f"bad{j}": nw.col(f"m{j}") == 3 for j in range(width)}
        wrong |= {
            f"no_{name}": nw.col(name).is_null()
            for name in (*self.strata, *(["p"] if self.design.psu else []), *self.home)
        }
        if self.weight:
            wrong["bad_w"] = (nw.col("w") < 0) | (nw.col("w") == np.inf)
        if self.paired:
            wrong["bad_sex"] = nw.col("who") == 2
        counted = {name: nw.when(condition).then(one).otherwise(none) for name, condition in wrong.items()}
        for code, who in enumerate(self.whos):
            here = nw.col("who") == code if self.paired else None
            missing = [nw.col(f"m{j}") == 2 for j in range(width)]
            any_missing = missing[0]
            for other in missing[1:]:
                any_missing = any_missing | other
            counted[f"rows_{who}"] = one if here is None else nw.when(here).then(one).otherwise(none)
            for name, condition in (("some", any_missing), *((str(j), missing[j]) for j in range(width))):
                met = condition if here is None else condition & here
                counted[f"lack_{who}_{name}"] = nw.when(met).then(one).otherwise(none)
        plain = frame.with_columns(*(expression.cast(nw.Int64).alias(name) for name, expression in counted.items()))
        sums = [nw.col(name).sum() for name in counted]
        sums += [nw.col("w").sum().alias("weight")] if self.weight else []
        found = {name: cells[0] for name, cells in self.door.fetch(plain.select(*sums)).items()}
        found = {name: 0 if value is None else value for name, value in found.items()}
        rows = sum(int(found[f"rows_{who}"]) for who in self.whos)
        if not rows and not found.get("bad_sex"):
            self.door.faults.append(fault("no_rows", "$"))
            return {"rows": 0, "missing": {}}
        self._told(frame, wrong, found)
        self._repeated(frame)
        if self.weight and not found["bad_w"]:
            if not found["weight"] > 0:
                self.door.faults.append(fault("weights_zero", f"$.{self.design.weights}"))
            elif not np.isfinite(found["weight"]):
                self.door.faults.append(fault("not_finite", f"$.{self.design.weights}", given=float(found["weight"])))
        lacking = {
            who: (
                int(found[f"rows_{who}"]),
                int(found[f"lack_{who}_some"]),
                tuple(int(found[f"lack_{who}_{j}"]) for j in range(width)),
            )
            for who in self.whos
        }
        return {"rows": rows, "missing": lacking}

    def _told(self, frame: Any, wrong: Mapping[str, Any], found: Mapping[str, Any]) -> None:
        """A fault for each condition that some rows meet."""
        places = {"no_s": self.design.strata, "no_p": self.design.psu, "bad_w": self.design.weights}
        pairs = self.population.pairs
        if pairs is not None:
            places |= {
                "bad_sex": pairs.sex,
                **{f"no_{h}": name for h, name in zip(self.home, pairs.household, strict=True)},
            }
        for name, condition in wrong.items():
            count = int(found[name])
            if not count:
                continue
            rows = self.door.rows(frame, condition)
            said = {"count": count, "rows": ", ".join(map(str, rows)) + ", ..." * (count > len(rows) > 0)}
            if name.startswith("no_"):
                self.door.faults.append(fault("unit_none", f"$.{places[name]}", **said))
            elif name == "bad_w":
                self.door.faults.append(fault("weight", f"$.{places[name]}", **said))
            elif name == "bad_sex" and pairs is not None:
                seen = self.door.fetch(frame.filter(condition).select("sex").unique().head(3))["sex"]
                given = ", ".join(sorted(str(one) for one in seen))
                self.door.faults.append(
                    fault("sex_code", f"$.{pairs.sex}", given=given, women=pairs.women, men=pairs.men, **said)
                )
            else:
                mark = self.marks.each[int(name.removeprefix("bad"))]
                code = "not_zero_one" if mark.cutoff is None else "gap_value"
                self.door.faults.append(fault(code, f"$.{mark.column}", **said))

    def _repeated(self, frame: Any) -> None:
        """A fault if a unit stands twice."""
        import narwhals.stable.v2 as nw

        if self.population.unit is None:
            return
        keys = ["unit", *(["g"] if self.by is not None and self.by == self.population.time else [])]
        twice = frame.group_by(keys).agg(nw.len().alias("n")).filter(nw.col("n") > 1)
        found = self.door.fetch(twice.select("unit").head(6))["unit"]
        if len(found):
            self.door.faults.append(cell_fault("unit_repeated", self.population.unit, list(found), given="..."))

    # --- sums ------------------------------------------------------------------------------------------------------

    def _coded(self, frame: Any) -> Any:
        """Each row's pattern as a whole number, -1 where it is not used."""
        import narwhals.stable.v2 as nw

        each = self.marks.each
        worst = self.fill == "worst"

        def deprived(j: int, missing: bool) -> Any:
            mark = nw.col(f"m{j}")
            met = (mark == 1) | (mark == 2) if missing else mark == 1
            return nw.when(met).then(nw.lit(1)).otherwise(nw.lit(0)).cast(nw.Int64)

        code = total(deprived(j, worst) * 2**j for j in range(len(each)))
        if self.fill is None:
            lacking = total(
                nw.when(nw.col(f"m{j}") == 2).then(nw.lit(1)).otherwise(nw.lit(0)).cast(nw.Int64)
                for j in range(len(each))
            )
            code = nw.when(lacking > 0).then(nw.lit(-1)).otherwise(code)
        columns = [code.cast(nw.Int64).alias("code")]
        if self.paired:
            # A pair is at its worst where she is and he is at his best.
            columns += [
                total(deprived(j, worst) * mark.weight for j, mark in enumerate(each)).alias("hers"),
                total(deprived(j, self.fill == "best") * mark.weight for j, mark in enumerate(each)).alias("his"),
            ]
        return frame.with_columns(*columns)

    def _summed(self, frame: Any, keys: Sequence[str], more: Sequence[str] = ()) -> Any:
        """Rows, weights and other columns added up by keys."""
        import narwhals.stable.v2 as nw

        names = [*self.weight, *more]
        frame = frame.with_columns(nw.lit(1).cast(nw.Int64).alias("n"))
        if self.weight and more:
            frame = frame.with_columns(*((nw.col(name).cast(nw.Float64) * nw.col("w")).alias(name) for name in more))
        elif more:
            frame = frame.with_columns(*(nw.col(name).cast(nw.Float64).alias(name) for name in more))
        sums = [nw.col("n").sum(), *(nw.col(name).sum() for name in names)]
        return frame.group_by(list(keys)).agg(*sums)

    def _cells(self, coded: Any, kept: bool) -> Any:
        """The people: by group, who, stratum, unit and pattern; or, of very many, whether poor instead of pattern."""
        import narwhals.stable.v2 as nw

        who = ["who"] if self.paired else []
        gaps = ["gap1", "gap2"] if self.marks.gaps else []
        keys = [*self.groups, *who, *self.strata, *self.psu]
        if kept and self.psu:
            return self._summed(coded, [*keys, "code"], gaps)
        if kept:
            # Each row is a sampling unit: identical ones are counted together.
            frame = coded.with_columns(nw.lit(1).cast(nw.Int64).alias("n"))
            return frame.group_by([*keys, "code", *self.weight, *gaps]).agg(nw.col("n").sum())
        score = total(
            nw.when(nw.col(f"m{j}") == 1).then(nw.lit(mark.weight)).otherwise(nw.lit(0)).cast(nw.Int64)
            for j, mark in enumerate(self.marks.each)
        )
        if self.fill == "worst":
            score = score + total(
                nw.when(nw.col(f"m{j}") == 2).then(nw.lit(mark.weight)).otherwise(nw.lit(0)).cast(nw.Int64)
                for j, mark in enumerate(self.marks.each)
            )
        poor = nw.when(score >= self.marks.line).then(nw.lit(1)).otherwise(nw.lit(0))
        poor = nw.when(nw.col("code") < 0).then(nw.lit(-1)).otherwise(poor)
        deprived = (1, 2) if self.fill == "worst" else (1,)
        bits = [
            nw.when(nw.col(f"m{j}").is_in(deprived)).then(nw.lit(1.0)).otherwise(nw.lit(0.0)).alias(f"x{j}")
            for j in range(len(self.marks.each))
        ]
        frame = coded.with_columns(poor.cast(nw.Int64).alias("poor"), *bits)
        return self._summed(frame, [*keys, "poor"], [f"x{j}" for j in range(len(bits))] + gaps)

    def _patterns(self, coded: Any) -> Any:
        import narwhals.stable.v2 as nw

        who = ["who"] if self.paired else []
        return self._summed(coded.filter(nw.col("code") >= 0), [*self.groups, *who, "code"])

    # --- households ------------------------------------------------------------------------------------------------

    def _people(self, coded: Any, who: int) -> Any:
        """The women or the men, one row each, keyed by household."""
        import narwhals.stable.v2 as nw

        mine = "hers" if who == WOMEN else "his"
        names = {mine: f"score{who}", "code": f"code{who}", "s": f"s{who}", "p": f"p{who}"}
        kept = [name for name in names if name not in ("s", "p") or name in (*self.strata, *self.psu)]
        hers = [*self.groups, *self.weight] if who == WOMEN else []
        picked = coded.filter(nw.col("who") == who)
        return picked.select(*self.home, *hers, *(nw.col(name).alias(names[name]) for name in kept))

    def _couples(self, coded: Any) -> Any:
        return self._people(coded, WOMEN).join(self._people(coded, MEN), on=self.home, how="inner")

    def _households(self, coded: Any) -> tuple[Household, ...]:
        """What became of the households; faults where one has two women or two men, or lies in two places."""
        import narwhals.stable.v2 as nw

        one, none = nw.lit(1), nw.lit(0)
        marked = coded.with_columns(
            *(
                nw.when(nw.col("who") == who).then(one).otherwise(none).cast(nw.Int64).alias(f"n{who}")
                for who in (WOMEN, MEN)
            ),
            *(
                nw.when((nw.col("who") == who) & (nw.col("code") >= 0))
                .then(one)
                .otherwise(none)
                .cast(nw.Int64)
                .alias(f"c{who}")
                for who in (WOMEN, MEN)
            ),
        )
        names = ["n0", "n1", "c0", "c1"]
        homes = marked.group_by(self.home).agg(*(nw.col(name).sum() for name in names))
        kinds = self.door.fetch(homes.group_by(names).agg(nw.len().alias("n")).sort(names))
        found: dict[str, int] = {}
        for *kind, n in zip(*(np.asarray(kinds[name]).tolist() for name in (*names, "n")), strict=True):
            women, men, known, knows = (int(one) for one in kind)
            if women > 1 or men > 1:
                continue
            found[_STATUS[women, men, known, knows]] = found.get(_STATUS[women, men, known, knows], 0) + int(n)
        for who, said in ((WOMEN, "women"), (MEN, "men")):
            crowded = homes.filter(nw.col(f"n{who}") > 1)
            self._crowded(crowded, "two_of_household", said)
        both = self._couples(coded)
        for name in (*self.strata, *(["p"] if self.design.psu else [])):
            apart = both.filter(nw.col(f"{name}0") != nw.col(f"{name}1"))
            self._crowded(apart, "household_apart", self.design.said["strata" if name == "s" else "psu"])
        return tuple(Household(status, found[status]) for status in dict.fromkeys(_STATUS.values()) if status in found)

    def _crowded(self, homes: Any, code: str, noun: str) -> None:
        """A fault that names some households, if there are any."""
        import narwhals.stable.v2 as nw

        pairs = self.population.pairs
        keys = self.door.fetch(homes.select(*self.home).sort(*self.home).head(6))
        if pairs is None or not len(keys[self.home[0]]):
            return
        count = int(self.door.fetch(homes.select(nw.len().alias("n")))["n"][0])
        named = zip(*(list(keys[name]) for name in self.home), strict=True)
        told = [" / ".join(map(str, one)) for one in named][:5]
        place = ", ".join(pairs.household)
        self.door.faults.append(
            fault(code, f"$.{place}", noun=noun, count=count, rows=", ".join(told) + ", ..." * (count > 5))
        )

    def _pairs(self, coded: Any) -> Any:
        """Complete pairs by group, stratum, unit and scores; each counts as its woman does."""
        import narwhals.stable.v2 as nw

        both = self._couples(coded).filter((nw.col("code0") >= 0) & (nw.col("code1") >= 0))
        moved = [nw.col(f"{name}0").alias(name) for name in (*self.strata, *(["p"] if self.design.psu else []))]
        both = both.with_columns(*moved) if moved else both
        return self._summed(both, [*self.groups, *self.strata, *self.psu, "score0", "score1"])

    # --- arrays ----------------------------------------------------------------------------------------------------

    def _joined(
        self,
        cells: Mapping[str, Any],
        pairs: Mapping[str, Any] | None,
        patterns: Mapping[str, Any] | None,
        missing: dict[str, tuple[int, int, tuple[int, ...]]],
        households: tuple[Household, ...],
    ) -> Tally:
        tables = [one for one in (cells, pairs, patterns) if one is not None]
        groups, names = self._together(tables, self.groups)
        units, unit_codes = self._units(cells, pairs)
        persons = {}
        known = np.asarray(cells["code" if patterns is None else "poor"]) >= 0
        for place, who in enumerate(self.whos):
            here = known & (np.asarray(cells["who"]) == place) if self.paired else known
            if patterns is None:
                persons[who] = self._persons(cells, here, groups[0], unit_codes[0])
            else:
                mine = np.asarray(patterns["who"]) == place if self.paired else np.ones(len(patterns["code"]), bool)
                persons[who] = attrs.evolve(
                    self._persons(patterns, mine, groups[-1], np.full(len(patterns["code"]), -1)),
                    sums=self._unit_sums(cells, here, groups[0], unit_codes[0]),
                )
        found = None
        if pairs is not None:
            count = np.asarray(pairs["n"], dtype=np.int64)
            scores = [np.asarray(pairs[f"score{who}"], dtype=np.int64) for who in (WOMEN, MEN)]
            weights = np.asarray(pairs["w"], float) if self.weight else count.astype(float)
            found = Pair(groups[1], unit_codes[1], scores[0], scores[1], count, weights)
        labels = names if self.by is not None else ALL
        return Tally(len(self.marks.each), labels, persons, found, units, missing, households)

    def _persons(self, cells: Mapping[str, Any], here: Any, groups: Index, units: Index) -> Persons:
        count = np.asarray(cells["n"], dtype=np.int64)
        weights = np.asarray(cells["w"], float) if self.weight else count.astype(float)
        gaps = np.column_stack([cells["gap1"], cells["gap2"]]) if "gap1" in cells else None
        if not self.psu and self.weight:
            weights = weights * count
        if not self.psu and gaps is not None:
            gaps = gaps * weights[:, np.newaxis]
        codes = np.asarray(cells["code"])[here].astype(np.uint64)
        return Persons(
            groups[here], units[here], codes, count[here], weights[here], None if gaps is None else gaps[here]
        )

    def _unit_sums(self, cells: Mapping[str, Any], here: Any, groups: Index, units: Index) -> tuple[Index, Index, Any]:
        """The sums at the line itself, from cells of poor and of other people."""
        poor = np.asarray(cells["poor"])[here] == 1
        all_of = np.asarray(cells["w" if self.weight else "n"], float)[here]
        bits = np.column_stack([np.asarray(cells[f"x{j}"], float)[here] for j in range(len(self.marks.each))])
        parts = [all_of, all_of * poor, *bits.T, *(bits * poor[:, np.newaxis]).T]
        if self.marks.gaps:
            parts += [np.asarray(cells[name], float)[here] * poor for name in ("gap1", "gap2")]
        return groups[here], units[here], np.column_stack(parts)

    def _together(
        self, tables: Sequence[Mapping[str, Any]], names: Sequence[str]
    ) -> tuple[list[Index], tuple[Any, ...]]:
        """Codes of keys that several tables share, and what each stands for; several names make one key."""
        sizes = [len(table["n"]) for table in tables]
        if not names:
            return [np.zeros(size, np.int64) for size in sizes], (None,)
        whole: Index = np.zeros(sum(sizes), np.int64)
        keys: tuple[Any, ...] = ()
        for place, name in enumerate(names):
            columns = [table[name] for table in tables]
            arrays = all(isinstance(one, np.ndarray) for one in columns)
            cells = np.concatenate(columns) if arrays else [one for column in columns for one in list(column)]
            codes, known = codes_of_keys(cells)
            if place == 0:
                whole, keys = codes, known
                continue
            both, whole = np.unique(whole * len(known) + codes, return_inverse=True)
            whole = whole.reshape(-1)
            flat = [one if isinstance(one, tuple) and place > 1 else (one,) for one in keys]
            keys = tuple((*flat[one // len(known)], known[one % len(known)]) for one in both.tolist())
        return np.split(whole, np.cumsum(sizes)[:-1]), keys

    def _units(self, cells: Mapping[str, Any], pairs: Mapping[str, Any] | None) -> tuple[Units, list[Index]]:
        """The sampling units of every row, and the unit of each cell."""
        design = self.population.design
        policy = SinglePsu.SKIP if design is None else design.single_psu
        tables = [cells] if pairs is None else [cells, pairs]
        strata, stratum_names = self._together(tables, self.strata)
        if not self.psu:
            count = np.asarray(cells["n"], dtype=np.int64)
            fractions = self._fractions(strata[0], stratum_names, np.bincount(strata[0], count))
            units = Units(strata[0], count, fractions, None, stratum_names, policy)
            return units, [np.arange(len(count))]
        codes, keys = self._together(tables, [*self.strata, *self.psu])
        home = np.zeros(len(keys), np.int64)
        for unit, stratum in zip(codes, strata, strict=True):
            home[unit] = stratum
        fractions = self._fractions(home, stratum_names, np.bincount(home))
        return Units(home, None, fractions, keys, stratum_names, policy), codes

    def _fractions(self, strata: Index, names: tuple[Any, ...], sizes: Any) -> Any:
        """The share of the sampling units of each stratum that was drawn."""
        import narwhals.stable.v2 as nw

        column = self.design.fpc
        if column is None:
            return None
        value = self.door.number(column).alias("fpc")
        keys = [self.door.key(self.design.strata).alias("s")] if self.design.strata else [nw.lit(0).alias("s")]
        ends = (
            self.door.frame.select(value, *keys)
            .group_by("s")
            .agg(nw.col("fpc").min().alias("low"), nw.col("fpc").max().alias("high"))
        )
        found = self.door.fetch(ends)
        low, high = np.asarray(found["low"], float), np.asarray(found["high"], float)
        place = {name: i for i, name in enumerate(names)}
        order = [place[one] if self.strata else 0 for one in list(found["s"])]
        given = np.zeros(len(names))
        given[order] = low
        drawn = given if (given <= 1).all() else sizes / np.maximum(given, 1e-9)
        for i, name in enumerate(names):
            if not (drawn[i] <= 1 and given[i] > 0) or (low != high).any():
                self.door.faults.append(
                    fault("fpc", f"$.{column}", given=str(name if self.strata else "-"), sampled=int(sizes[i]))
                )
                break
        self.door.raised()
        return drawn


# How many women and men a household has, and how many of them are complete.
_STATUS = {
    (1, 1, 1, 1): "used",
    (1, 1, 0, 1): "woman_incomplete",
    (1, 1, 1, 0): "man_incomplete",
    (1, 1, 0, 0): "both_incomplete",
    (1, 0, 1, 0): "woman_alone",
    (1, 0, 0, 0): "woman_alone",
    (0, 1, 0, 1): "man_alone",
    (0, 1, 0, 0): "man_alone",
}
