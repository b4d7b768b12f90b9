"""Change between rounds and differences between groups: errors by loops over units, parts that add up, refusals."""

import math
from fractions import Fraction

import attrs
import numpy as np
import pandas as pd
import pytest
from gold import weai
from measures.counting import brute

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput

EVERYTHING = frozenset(brute.ASPECTS)


def survey(seed, said=EVERYTHING, homes=16, **changes):
    """People of some villages, of which another seed visits others too."""
    rng = np.random.default_rng(seed)
    people = []
    for home in range(homes):
        psu = int(rng.integers(0, 6))
        for sex in "fm" if rng.random() < 0.8 else "f":
            marks = tuple(int(one) for one in rng.random(3) < 0.4)
            weight, group = Fraction(int(rng.integers(1, 9)), 4), int(rng.integers(0, 2))
            people.append(brute.Person(marks, weight, group, psu % 2, psu, home, sex))
    return brute.Survey(tuple(people), (3, 2, 1), Fraction(1, 2), said=frozenset(said), **changes)


def change_of(before, after):
    """What must be told of two estimates: the change and its error, the relative change and its error."""
    if before.estimate is None or after.estimate is None:
        return dict.fromkeys(["absolute", "se", "relative", "relative_se"])
    a, b = float(before.estimate), float(after.estimate)
    first, second = before.scores, after.scores
    if before.se is None or after.se is None:
        return {"absolute": b - a, "se": None, "relative": (b - a) / a if a else None, "relative_se": None}
    parts = {
        "aa": float(before.design.covariance(first, first)),
        "ab": before.design.beside(after.design, first, second),
        "bb": float(after.design.covariance(second, second)),
    }
    found = {"absolute": b - a, "se": math.sqrt(max(0, parts["aa"] - 2 * parts["ab"] + parts["bb"]))}
    if not a:
        return {**found, "relative": None, "relative_se": None}
    # The gradient of b / a.
    da, db = -b / a**2, 1 / a
    variance = da**2 * parts["aa"] + 2 * da * db * parts["ab"] + db**2 * parts["bb"]
    return {**found, "relative": (b - a) / a, "relative_se": math.sqrt(max(0, variance))}


def assert_changes(rows, expected):
    assert len(rows) == len(expected)
    for row in rows:
        exact = expected[row["group"], row["who"], row["measure"], row["indicator"]]
        for name, value in exact.items():
            # Errors are square roots: what cancels to nothing keeps half the digits.
            within = 1e-12 if name in ("absolute", "relative") else 1e-8 if not value else 1e-11
            assert (row[name] is None) == (value is None), (row, exact)
            assert value is None or abs(row[name] - value) <= within, (name, row, exact)


def freedom(*groups):
    """Units less strata, of the strata where somebody complete of one of the groups lives; of the smaller sample."""
    met = {
        unit[0]
        for survey, group in groups
        for unit, one in zip(survey.units(), survey.people, strict=True)
        if one.complete and group in ("all", one.group)
    }
    strata = [brute.Design.of(survey).strata for survey, _ in groups]
    return min(sum(max(0, len(one.get(stratum, ())) - 1) for stratum in met) for one in strata)


SHARES = ("population_share", "group_contribution")


def levels(one):
    return {key: exact for key, exact in brute.measures(one).items() if key[2] not in SHARES}


@pytest.mark.parametrize(
    "said",
    [EVERYTHING, {"psu"}, {"strata", "psu", "weights"}, {"pairs"}, {"pairs", "weights", "by"}],
    ids=lambda said: " ".join(sorted(said)),
)
def test_change_is_loops_over_the_units_of_both_rounds(said):
    # Another seed: in part the same villages, and in part others.
    before, after = survey(1, said, homes=9), survey(2, said, homes=14)
    found = pb.counting.change(before.score(), after.score())
    first, second = levels(before), levels(after)
    assert_changes(found.rows(), {key: change_of(first[key], second[key]) for key in first})
    assert list(found.df) == [freedom((before, group), (after, group)) for group in before.groups]
    assert found.shared


@pytest.mark.parametrize("said", [{"weights"}, set()], ids=["weights", "nothing"])
def test_rows_without_a_name_are_not_the_same_in_both_rounds(said):
    before, after = survey(1, said), survey(2, said)
    found = pb.counting.change(before.score(), after.score())
    assert not found.shared
    first, second = levels(before), levels(after)
    for row in found.rows():
        key = (row["group"], row["who"], row["measure"], row["indicator"])
        assert row["se"] == pytest.approx(math.hypot(first[key].se, second[key].se), abs=1e-12)


def test_rounds_of_other_units_are_independent():
    before, after = survey(3).score(), survey(4).score()
    together = pb.counting.change(before, after)
    apart = pb.counting.change(before, after, same_units=False)
    assert apart.shared == 0 < together.shared
    for row, ours, theirs, joint in zip(apart.rows(), _same(before), _same(after), together.rows(), strict=True):
        if row["absolute"] is not None:
            assert row["se"] == pytest.approx(math.hypot(ours["se"], theirs["se"]), abs=1e-14)
            assert row["absolute"] == joint["absolute"]
        assert row["df"] == min(ours["df"], theirs["df"])


def _same(scores):
    return [row for row in scores.rows() if row["measure"] not in SHARES]


def test_change_back_is_the_change_turned_round():
    before, after = survey(5).score(), survey(6).score()
    there, back = pb.counting.change(before, after), pb.counting.change(after, before)
    for one, other in zip(there.rows(), back.rows(), strict=True):
        assert (one["before"], one["after"]) == (other["after"], other["before"])
        if one["absolute"] is not None:
            assert one["absolute"] == -other["absolute"]
            assert one["se"] == pytest.approx(other["se"], abs=1e-13)
            # Of a change of nothing the limits are two zeros, one of them with rounding.
            assert one["low"] == pytest.approx(-other["high"], abs=1e-13)
    nothing = pb.counting.change(before, before)
    assert {row["absolute"] for row in nothing.rows()} <= {0, None}
    assert {row["se"] for row in nothing.rows()} <= {0, None}


def test_complements_change_against_what_they_complement():
    found = pb.counting.change(survey(5).score(), survey(6).score())
    rows = {(row["group"], row["who"], row["measure"]): row for row in found.rows()}
    for one, other, sign in (("He", "H", -1), ("Hne", "H", 1), ("Aa", "A", -1), ("5DE", "M0", -1)):
        for (group, who, measure), row in rows.items():
            if measure == one:
                mirrored = rows[group, who, other]
                assert row["absolute"] == pytest.approx(sign * mirrored["absolute"], abs=1e-14)
                assert row["se"] == pytest.approx(mirrored["se"], abs=1e-14)


def test_change_for_each_year():
    before, after = survey(7).score(), survey(8).score()
    found, plain = pb.counting.change(before, after, years=4), pb.counting.change(before, after)
    assert "yearly" not in plain.rows()[0]
    for row in found.rows():
        if row["absolute"] is not None:
            assert row["yearly"] == pytest.approx(row["absolute"] / 4, abs=1e-15)
            assert row["yearly_se"] == pytest.approx(row["se"] / 4, abs=1e-15)
        if row["before"] and row["after"]:
            assert row["before"] * (1 + row["yearly_relative"]) ** 4 == pytest.approx(row["after"], abs=1e-12)
            # Of a rate r = (b / a)^(1/4) - 1, by the chain rule from that of b / a.
            slope = (row["after"] / row["before"]) ** (1 / 4 - 1) / 4
            assert row["yearly_relative_se"] == pytest.approx(slope * row["relative_se"], abs=1e-12)


def test_parts_add_up_to_the_change_of_m0():
    found = pb.counting.change(survey(9).score(), survey(10).score())
    whole = {(row["group"], row["who"]): row["absolute"] for row in found.rows() if row["measure"] == "M0"}
    parts = found.parts
    for (group, who), change in whole.items():
        mine = [one for one in parts if (one.group, one.who) == (group, who)]
        by_factor = [one.change for one in mine if one.part in ("H", "A")]
        by_indicator = [one.change for one in mine if one.part == "indicator"]
        assert (len(by_factor), len(by_indicator)) == (2, 3)
        assert sum(by_factor) == pytest.approx(change, abs=1e-14)
        assert sum(by_indicator) == pytest.approx(change, abs=1e-14)
    rows = {(row["group"], row["who"], row["measure"]): row for row in found.rows()}
    h, a = rows[0, "women", "H"], rows[0, "women", "A"]
    first = next(one for one in parts if (one.group, one.who, one.part) == (0, "women", "H"))
    # METHODS 9: the change of H at the mean of the two A.
    assert first.change == pytest.approx(h["absolute"] * (a["before"] + a["after"]) / 2, abs=1e-14)


def test_where_nobody_was_poor_the_intensity_of_the_other_round_stands_for_both():
    none, some = [[0, 0, 0]] * 4, [[1, 1, 0], [1, 1, 1], [0, 0, 0], [0, 1, 0]]
    people = [tuple(brute.Person(tuple(one), psu=i) for i, one in enumerate(rows)) for rows in (none, some)]
    first, second = (brute.Survey(one, (1, 1, 1), Fraction(1, 2), said=frozenset(["psu"])) for one in people)
    found = pb.counting.change(first.score(), second.score())
    rows = {row["measure"]: row for row in found.rows() if row["indicator"] is None}
    assert (rows["A"]["before"], rows["A"]["absolute"], rows["A"]["se"]) == (None, None, None)
    assert (rows["H"]["relative"], rows["H"]["relative_se"]) == (None, None)
    parts = {one.part: one.change for one in found.parts if one.indicator is None}
    assert parts == {"H": pytest.approx(rows["M0"]["after"]), "A": 0}


def test_groups_of_one_round_alone_are_told():
    before = survey(11).score()
    people = tuple(attrs.evolve(one, group=one.group + 1) for one in survey(12).people)
    after = attrs.evolve(survey(12), people=people).score()
    found = pb.counting.change(before, after)
    assert found.groups == (1,)
    assert found.lost == (0, 2)
    assert {row["group"] for row in found.rows()} == {1}


# --- between groups --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [EVERYTHING, {"psu", "by"}, {"by"}, {"by", "weights"}, {"by", "strata", "weights"}, {"pairs", "by"}],
    ids=lambda said: " ".join(sorted(said)),
)
def test_a_difference_is_loops_over_the_units_of_the_sample(said):
    one = survey(13, said)
    scores = one.score()
    found = pb.counting.difference(scores, 0, 1)
    assert found.groups == ("1 - 0",)
    known = levels(one)
    expected = {
        ("1 - 0", *key[1:]): change_of(exact, known[1, *key[1:]]) for key, exact in known.items() if key[0] == 0
    }
    assert_changes(found.rows(), expected)
    assert found.df == (freedom((one, 0), (one, 1)),)
    turned = pb.counting.difference(scores, 1, 0)
    for row, other in zip(found.rows(), turned.rows(), strict=True):
        assert row["absolute"] is None or row["absolute"] == -other["absolute"]


# --- the reference survey --------------------------------------------------------------------------------------------


def test_two_rounds_of_the_synthetic_survey(reference):
    frame = pd.read_csv(reference / "weai" / "syn_cdta.csv")
    rule = pb.CountRule("count", "Counting", weights=weai.MPI, denominator=18, cutoff=weai.MPI_CUTOFF)
    ours = pb.Framework("mpi", "MPI", rules=[rule])
    design = pb.Design(weights="weight", strata="stratum", psu="psu")
    rounds = [pb.score(pb.Population(frame[frame["t"] == time], design=design), ours) for time in (1, 2)]
    found = pb.counting.change(*rounds)
    assert found.df == (597,)
    weights = np.array(weai.MPI_WEIGHTS)
    units, scores = {}, []
    for time in (1, 2):
        part = frame[(frame["t"] == time)].dropna(subset=list(weai.MPI))
        score = part[list(weai.MPI)].to_numpy() @ weights
        # Whole scores of eighteen: 33 per cent is 5.94.
        counted = np.where(score >= 6, score, 0) / 18
        mine = {}
        for stratum, psu, value in zip(part["stratum"], part["psu"], counted - counted.mean(), strict=True):
            mine[stratum, psu] = mine.get((stratum, psu), 0.0) + value / len(part)
        scores.append(mine)
        for stratum, psu in zip(frame["stratum"], frame["psu"], strict=True):
            units.setdefault(stratum, set()).add((stratum, psu))
    variance = 0.0
    for mine in units.values():
        moved = np.array([scores[1].get(unit, 0.0) - scores[0].get(unit, 0.0) for unit in sorted(mine)])
        variance += len(moved) / (len(moved) - 1) * ((moved - moved.mean()) ** 2).sum()
    (m0,) = [row for row in found.rows() if row["measure"] == "M0"]
    assert m0["se"] == pytest.approx(math.sqrt(variance), abs=1e-12)
    apart = pb.counting.change(*rounds, same_units=False)
    ses = [one.block("M0").se[0, 0] for one in rounds]
    (alone,) = [row for row in apart.rows() if row["measure"] == "M0"]
    assert alone["se"] == pytest.approx(math.hypot(*ses), abs=1e-14)
    assert abs(alone["se"] / m0["se"] - 1) > 1e-3


# --- refusals --------------------------------------------------------------------------------------------------------


def refused(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    for one in raised.value.faults:
        assert one.text("en") != one.text("id")
    return [(one.where, one.code) for one in raised.value.faults]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"cutoff": Fraction(1, 3)}, ["after.cutoff"]),
        ({"strict": True}, ["after.cutoff"]),
        ({"weights": (2, 2, 1)}, ["after.weights"]),
        ({"said": EVERYTHING - {"pairs"}}, ["after.who"]),
    ],
)
def test_rounds_that_were_not_counted_alike(changes, where):
    before = survey(14).score()
    # A score of 3 of 6 stands on the cut-off, which strictness moves.
    after = attrs.evolve(survey(15), **changes).score()
    assert refused(lambda: pb.counting.change(before, after)) == [(one, "another_rule") for one in where]


def test_another_framework_or_version():
    one = survey(14)
    before = one.score()
    for changes, name in (({"key": "other"}, "framework"), ({"version": "2"}, "version")):
        after = pb.score(one.population(), attrs.evolve(one.framework(), **changes), by="g")
        assert refused(lambda after=after: pb.counting.change(before, after)) == [(f"after.{name}", "another_rule")]


def test_bounds_do_not_tell_a_change():
    one = survey(14)
    people = (attrs.evolve(one.people[0], marks=(1, None, 0)), *one.people[1:])
    bounded = attrs.evolve(one, people=people, missing="bound").score()
    known = one.score()
    assert refused(lambda: pb.counting.change(known, bounded)) == [("$", "bounded_scores")]
    assert refused(lambda: pb.counting.difference(bounded, 0, 1)) == [("$", "bounded_scores")]
    assert pb.counting.change(bounded.worst, known).rows()


def test_groups_and_years_that_cannot_be():
    one = survey(14)
    scores = one.score()
    plain = attrs.evolve(one, said=one.said - {"by"}).score()
    assert refused(lambda: pb.counting.change(scores, plain)) == [("after", "no_such")]
    for years in (0, -1, math.inf, math.nan):
        assert refused(lambda years=years: pb.counting.change(scores, scores, years=years)) == [
            ("years", "out_of_range")
        ]
    assert refused(lambda: pb.counting.difference(scores, 0, 7)) == [("group", "no_such")]
    assert refused(lambda: pb.counting.difference(scores, 0, 0)) == [("other", "repeated_key")]
    with pytest.raises(InvalidInput, match="there is no measure 'MO'"):
        pb.counting.change(scores, scores).values("MO")


def test_without_degrees_of_freedom_a_change_has_no_error():
    people = (brute.Person((1, 1, 0)), brute.Person((0, 0, 1)))
    one = brute.Survey(people, (1, 1, 1), Fraction(1, 2), said=frozenset(["psu"]))
    (h, *_) = pb.counting.change(one.score(), attrs.evolve(one, people=people[:1]).score()).rows()
    assert (h["absolute"], h["se"], h["low"], h["df"]) == (0.5, None, None, 0)


def test_what_a_change_shows():
    found = pb.counting.change(survey(16).score(), survey(17).score(), years=2)
    assert "CountingChange(ours): 2 groups" in repr(found)
    assert "0, women: M0" in repr(found)
    assert found.to_frame().shape[0] == len(found.rows())
    assert '"kind": "counting_change"' in found.to_json()
    assert '"kind": "change_parts"' in found.parts.to_json()
    assert repr(found.parts).startswith("ChangeParts: H ")
    assert len(found.parts) == len(found.parts.rows())
    assert (
        list(found.rows()[0])
        == (
            "group who measure indicator before after absolute se low high relative relative_se "
            "yearly yearly_se yearly_relative yearly_relative_se n_before n_after df"
        ).split()
    )
