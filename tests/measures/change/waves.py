"""Rounds of a few villages, and their means, changes and errors by loops in fractions, from the definitions alone."""

import math
from fractions import Fraction

import attrs
import numpy as np
import pandas as pd
from measures.counting.brute import Design
from measures.index import trees

import pemberdayaan as pb

PLAIN = trees.framework(["road", "water"], missing="skip")
UNITS_IN_ALL = 24


@attrs.frozen
class Village:
    """One unit in one round; None for a score that is not known."""

    key: str
    score: int | None
    group: str = "x"
    weight: int = 1
    stratum: int = 0
    psu: int = 0


@attrs.frozen
class Wave:
    """The villages of one round, and what is said of how they were drawn."""

    villages: tuple[Village, ...]
    said: frozenset[str] = frozenset()
    single_psu: str = "skip"

    def design(self):
        columns = {"weights": "weight", "strata": "stratum", "psu": "psu", "fpc": "all"}
        named = {name: column for name, column in columns.items() if name in self.said}
        return pb.Design(**named, single_psu=self.single_psu) if named else None

    def frame(self):
        rows = [attrs.asdict(one) for one in self.villages]
        frame = pd.DataFrame(rows).assign(all=UNITS_IN_ALL)
        frame["road"] = frame["water"] = frame.pop("score").astype(float)
        return frame

    def score(self, by="group", named=True):
        unit = "key" if named else None
        return pb.score(pb.Population(self.frame(), unit=unit, design=self.design()), PLAIN, by=by)

    def unit(self, one):
        """The sampling unit of a village."""
        stratum = one.stratum if "strata" in self.said else 0
        return stratum, one.psu if "psu" in self.said else one.key

    def only(self, keys):
        return attrs.evolve(self, villages=tuple(one for one in self.villages if one.key in keys))

    @property
    def keys(self):
        return {one.key for one in self.villages}

    @property
    def known(self):
        return {one.key for one in self.villages if one.score is not None}

    def drawn(self):
        units = {self.unit(one) for one in self.villages}
        sizes = {stratum: sum(one[0] == stratum for one in units) for stratum, _ in units}
        return units, {h: Fraction(n, UNITS_IN_ALL) if "fpc" in self.said else Fraction(0) for h, n in sizes.items()}

    def mean(self, group, groups=None, counted=None):
        """The mean of a group as a fraction, what each unit adds to it, and the design.

        ``groups`` are those of the villages by key, where not their own; ``counted`` the villages that count.
        """
        units, drawn = self.drawn()
        rows = [
            (self.unit(one), one.weight if "weights" in self.said else 1, Fraction(one.score, 5))
            for one in self.villages
            if one.score is not None
            and group in ("all", (groups or {}).get(one.key, one.group))
            and (counted is None or one.key in counted)
        ]
        size = sum(weight for _, weight, _ in rows)
        if not size:
            return None
        mean = sum(weight * score for _, weight, score in rows) / size
        scores = {}
        for unit, weight, score in rows:
            scores[unit] = scores.get(unit, Fraction(0)) + weight * (score - mean) / size
        several = len({unit for unit, _, _ in rows}) > 1
        return Estimate(mean, scores, Design(frozenset(units), drawn, self.single_psu), len(rows), several)


@attrs.frozen
class Estimate:
    value: Fraction
    scores: dict
    design: Design
    n: int
    several: bool


def combined(estimates, signs, same=True):
    """A weighted sum of estimates, and its error; those of one design object covary, and of other rounds by name."""
    value = sum(sign * one.value for sign, one in zip(signs, estimates, strict=True))
    variance = 0.0
    for sign, one in zip(signs, estimates, strict=True):
        for other_sign, other in zip(signs, estimates, strict=True):
            if one.design == other.design:
                both = float(one.design.covariance(one.scores, other.scores))
            else:
                both = one.design.beside(other.design, one.scores, other.scores) if same else 0.0
            variance += float(sign) * float(other_sign) * both
    return float(value), math.sqrt(max(0.0, variance)) if all(one.several for one in estimates) else None


def drawn(seed, said=(), *, single_psu="skip", waves=2, missing=0.0, lonely=False, villages=24):
    """Rounds that visit in part the same villages of in part the same sampling units."""
    rng = np.random.default_rng(seed)
    fixed = []
    for i in range(villages):
        stratum = int(rng.integers(0, 3))
        psu = 10 * stratum + int(rng.integers(0, 1 if lonely and stratum == 2 else 4))
        group, weight = "xy"[int(rng.integers(0, 2))], int(rng.integers(1, 5))
        fixed.append(Village(f"V{i}", None, group, weight, stratum, psu))
    found = []
    for _ in range(waves):
        here = [one for one in fixed if rng.random() < 0.8]
        rng.shuffle(here)
        scored = [attrs.evolve(one, score=None if rng.random() < missing else int(rng.integers(0, 6))) for one in here]
        found.append(Wave(tuple(scored), frozenset(said), single_psu))
    return found
