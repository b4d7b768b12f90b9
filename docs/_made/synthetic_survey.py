"""Make the synthetic survey of women and men that ships with the library: ``python docs/_made/synthetic_survey.py``.

Nobody was asked. Every answer is drawn from the numbers below, which were chosen so that the index of women's
empowerment in agriculture comes out as in a middling survey: the empowerment of women in five domains between .7 and
.8, higher in the second round and most of all where the programme works; men higher than women; parity below .9.
Districts, villages, households and persons have invented keys.

Two rounds ask the same persons of the same 400 households: 340 with a woman and a man, 48 with a woman alone and 12
with a man alone. Households are drawn in 48 villages (sampling units), 12 in each of 4 districts (strata); the
programme works in every second village. A household's weight is that of its district, times a factor of its own.

The answers of a person lean on one hidden strength: what women or men, a round and the programme give, and what the
village, the household and the person add. Where an activity, a good or a group is not there, the answer says so.
About 5 in 1,000 answers are left blank.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SEED = 2012
FILE = Path(__file__).parents[2] / "src/pemberdayaan/catalogue/examples/weai_synthetic.csv"

DISTRICTS = {"north": 1.9, "east": 1.2, "south": 0.8, "west": 0.5}  # the weight of a household
VILLAGES, HOUSEHOLDS = 12, 100  # in each district
ALONE = {"woman": 48, "man": 12}  # households with one of the two
ROUNDS = ("baseline", "endline")
BLANK = 0.005
APART = 98  # takes no part in it

# The hidden strength of women and of men at the first round, and what the second and the programme add to it.
STRENGTH = {"woman": 0.0, "man": 0.75}
LATER, PROGRAMME = {"woman": 0.15, "man": 0.05}, {"woman": 0.45, "man": 0.15}

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Chance:
    """Draws from raw bits, whose stream numpy promises never to change."""

    def __init__(self, seed: int) -> None:
        self.bits = np.random.PCG64(seed)

    def uniform(self, n: int) -> Numbers:
        """Numbers between 0 and 1, neither of them included."""
        return ((self.bits.random_raw(n) >> np.uint64(12)) + 0.5) / 2.0**52

    def logistic(self, n: int, spread: float = 1.0) -> Numbers:
        """Numbers around 0."""
        share = self.uniform(n)
        return spread * np.log(share / (1 - share))

    def order(self, n: int) -> NDArray[np.int64]:
        """The numbers from 0 in a random order."""
        return np.argsort(self.uniform(n), kind="stable")


def people(chance: Chance) -> dict[str, list[str]]:
    """The persons of one round: who they are, where they live and what they weigh."""
    total = len(DISTRICTS) * HOUSEHOLDS
    kinds = np.array(["both"] * total, dtype=object)
    order = chance.order(total)
    kinds[order[: ALONE["woman"]]] = "woman"
    kinds[order[ALONE["woman"] : ALONE["woman"] + ALONE["man"]]] = "man"
    own = 0.7 + 0.6 * chance.uniform(total)
    columns: dict[str, list[str]] = {name: [] for name in ("person", "household", "sex", "district", "village")}
    columns |= {"programme": [], "weight": []}
    for i in range(total):
        district = list(DISTRICTS)[i // HOUSEHOLDS]
        village = i % HOUSEHOLDS % VILLAGES
        for sex in ("woman", "man"):
            if kinds[i] in ("both", sex):
                household = f"h{i + 1:03d}"
                columns["person"].append(f"{household}{sex[0]}")
                columns["household"].append(household)
                columns["sex"].append(sex)
                columns["district"].append(district)
                columns["village"].append(f"{district[0]}{village + 1:02d}")
                columns["programme"].append("yes" if village % 2 else "no")
                columns["weight"].append(f"{DISTRICTS[district] * own[i]:.2f}")
    return columns


def shared(chance: Chance, keys: list[str], spread: float) -> Numbers:
    """One number for all who share a key."""
    place = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    return chance.logistic(len(place), spread)[[place[key] for key in keys]]


def level(chance: Chance, strength: Numbers, easy: float, steps: int) -> NDArray[np.int64]:
    """Steps from 1, the middle one reached by half of those whose strength makes up for what is not easy."""
    cuts = np.linspace(-1.8, 1.8, steps - 1)
    reached = (strength + easy + chance.logistic(len(strength)))[:, None] > cuts
    return 1 + reached.sum(axis=1)


def where(applies: Flags, answers: NDArray[np.int64]) -> list[str]:
    """Numbers, and the code of those who take no part."""
    return [str(one) for one in np.where(applies, answers, APART).tolist()]


def words(applies: Flags, yes: Flags, first: str, second: str) -> list[str]:
    """One of two words, and ``absent`` where there is nothing to ask about."""
    return [
        first if a and b else second if a else "absent" for a, b in zip(applies.tolist(), yes.tolist(), strict=True)
    ]


class Questionnaire:
    """The answers of one round, module by module."""

    def __init__(
        self, chance: Chance, columns: dict[str, list[str]], strength: Numbers, there: dict[str, Flags]
    ) -> None:
        self.chance = chance
        self.strength = strength
        self.there = there
        self.women = np.array([sex == "woman" for sex in columns["sex"]])
        self.answers: dict[str, list[str]] = {}

    def agrees(self, easy: float) -> Flags:
        """Whether a person says yes."""
        return self.strength + easy + self.chance.logistic(len(self.strength)) > 0

    def decisions(self) -> None:
        """Input into decisions (1 none to 5 all), and how far the person could decide alone (1 not at all to 4)."""
        easy = {"food": 0.5, "cash": 0.0, "livestock": 0.2, "wage": 0.3}
        for name in ("food", "cash", "livestock"):
            self.answers[f"input_{name}"] = where(
                self.there[name], level(self.chance, self.strength, easy[name] + 0.2, 5)
            )
        for name in ("inputs", "sales"):
            self.answers[f"could_{name}"] = [str(one) for one in level(self.chance, self.strength, 0.4, 4).tolist()]
        for name in easy:
            self.answers[f"income_{name}"] = where(
                self.there[name], level(self.chance, self.strength, easy[name] - 0.5, 5)
            )
        self.answers["could_wage"] = [str(one) for one in level(self.chance, self.strength, -1.0, 4).tolist()]

    def motives(self) -> None:
        """How true it is (1 never to 4 always): made to, for what others think, for finding it right."""
        for name in ("food", "livestock"):
            for motive, sign, easy in (("made", -1, -0.9), ("others", -1, -0.4), ("right", 1, 0.7)):
                answers = level(self.chance, sign * self.strength, easy, 4)
                self.answers[f"{motive}_{name}"] = where(self.there[name], answers)

    def assets(self) -> None:
        """Who owns what the household has, whether the person takes part in selling it, and in decisions on loans."""
        for name, easy in {"land": -0.8, "cattle": -0.5, "house": -0.1, "tools": 0.2, "fowl": 0.9}.items():
            owns, alone = self.agrees(easy), self.agrees(-1.0)
            said = words(self.there[name], owns, "joint", "no")
            self.answers[f"owns_{name}"] = [
                "alone" if one == "joint" and by else one for one, by in zip(said, alone.tolist(), strict=True)
            ]
        for name, easy in {"land": -0.6, "cattle": -0.1, "house": -0.4}.items():
            self.answers[f"sells_{name}"] = words(self.there[name], self.agrees(easy), "yes", "no")
        for name, easy in {"bank": 0.1, "group": 0.8, "lender": 0.4}.items():
            self.answers[f"loan_{name}"] = words(self.there[f"loan_{name}"], self.agrees(easy), "yes", "no")

    def leadership(self) -> None:
        """Membership of groups, and ease of speaking in public (1 not at all to 5 very)."""
        for name, easy in {"farmers": -1.3, "savings": -0.6, "worship": -0.7}.items():
            self.answers[f"member_{name}"] = words(self.there[f"group_{name}"], self.agrees(easy), "yes", "no")
        for name, easy in {"works": -1.0, "wages": -1.4, "misdeeds": -1.1}.items():
            self.answers[f"speaks_{name}"] = [str(one) for one in level(self.chance, self.strength, easy, 5).tolist()]

    def time(self) -> None:
        """Hours of yesterday, in quarters: as the main activity and beside it; content with leisure from 1 to 10."""
        usual = {"farm": (2.8, 5.2), "paid": (0.8, 1.8), "home": (4.6, 0.7), "beside_farm": (0.6, 0.5)}
        for name, (woman, man) in {**usual, "beside_care": (2.6, 0.6)}.items():
            mean = np.where(self.women, woman, man)
            drawn = mean * np.exp(self.chance.logistic(len(mean), 0.2)) - 0.12 * np.maximum(self.strength, -2)
            quarters = np.rint(4 * np.clip(drawn, 0, 11)).astype(np.int64)
            self.answers[f"hours_{name}"] = [f"{one / 4:g}" for one in quarters.tolist()]
        self.answers["content_leisure"] = [str(one) for one in level(self.chance, self.strength, 0.6, 10).tolist()]


def there(chance: Chance, columns: dict[str, list[str]]) -> dict[str, Flags]:
    """What there is to ask about: activities of the person, goods and loans of the household, groups of the village."""
    women = np.array([sex == "woman" for sex in columns["sex"]])
    shares = {"food": (0.92, 0.96), "cash": (0.6, 0.8), "livestock": (0.8, 0.75), "wage": (0.3, 0.55)}
    found = {name: chance.uniform(len(women)) < np.where(women, *both) for name, both in shares.items()}
    goods = {"land": 0.8, "cattle": 0.6, "house": 0.95, "tools": 0.9, "fowl": 0.85}
    loans = {"loan_bank": 0.25, "loan_group": 0.4, "loan_lender": 0.35}
    groups = {"group_farmers": 0.9, "group_savings": 0.7, "group_worship": 0.95}
    for key, several in (("household", goods | loans), ("village", groups)):
        for name, share in several.items():
            found[name] = shared(chance, columns[key], 1.0) < np.log(share / (1 - share))
    return found


def survey() -> list[dict[str, str]]:
    """The rows of both rounds."""
    chance = Chance(SEED)
    columns = people(chance)
    sexes = columns["sex"]
    helped = np.array([one == "yes" for one in columns["programme"]])
    lasting = shared(chance, columns["village"], 0.15) + shared(chance, columns["household"], 0.35)
    lasting += chance.logistic(len(sexes), 0.45) + np.array([STRENGTH[sex] for sex in sexes])
    places = there(chance, columns)
    rows = []
    for later, round_ in enumerate(ROUNDS):
        strength = lasting + chance.logistic(len(sexes), 0.15)
        strength += later * (np.array([LATER[sex] for sex in sexes]) + helped * [PROGRAMME[sex] for sex in sexes])
        asked = Questionnaire(chance, columns, strength, places)
        for module in (asked.decisions, asked.motives, asked.assets, asked.leadership, asked.time):
            module()
        for answers in asked.answers.values():
            for i in np.flatnonzero(chance.uniform(len(answers)) < BLANK).tolist():
                answers[i] = ""
        known = {"synthetic_person": columns["person"], "round": [round_] * len(sexes), **columns, **asked.answers}
        del known["person"]
        rows += [dict(zip(known, cells, strict=True)) for cells in zip(*known.values(), strict=True)]
    return rows


def text() -> str:
    """The file."""
    rows = survey()
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    FILE.write_bytes(text().encode("utf-8"))
