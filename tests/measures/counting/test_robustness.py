"""Every cut-off, other weights and dominance are what scoring again would give."""

import math
from fractions import Fraction

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from measures.counting import brute

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures.counting import reading

MEASURES = ("H", "A", "M0")
NUMBERS = ("estimate", "se", "low", "high")
PEOPLE = tuple(
    brute.Person(
        tuple(int((i * i + 3 * i * j + j + k) % 7 < 3 - k % 2) for k in range(4)),
        Fraction(1 + (i + j) % 5, 4),
        i % 3,
        i % 2,
        i % 6,
        i,
        "fm"[j],
    )
    for i in range(36)
    for j in range(2)
)
SURVEY = brute.Survey(PEOPLE, (4, 3, 2, 1), Fraction(1, 2), said=frozenset(brute.ASPECTS))


def assert_curve_is_scores(found, survey, place, cutoff):
    """One cut-off of the curves is what scoring with it gives: estimates, errors and intervals."""
    scores = attrs.evolve(survey, cutoff=cutoff, strict=False).score()
    for curve in found.curves:
        for measure in MEASURES:
            block = scores.block(measure, curve.who)
            for name in NUMBERS:
                ours, theirs = getattr(curve, name)[measure][:, place], getattr(block, name)[:, 0]
                if name in ("low", "high") and measure == "H":
                    # Where all or none are poor the scores give an exact interval, and a curve none.
                    theirs = np.where(block.method[:, 0] == 2, np.nan, theirs)
                assert ours.tolist() == pytest.approx(theirs.tolist(), abs=1e-12, nan_ok=True), (measure, name, cutoff)


def test_every_cutoff_is_scoring_with_it():
    found = pb.counting.robustness(SURVEY.score())
    whole = sum(SURVEY.weights)
    scores = {sum(w * mark for w, mark in zip(SURVEY.weights, one.marks, strict=True)) for one in PEOPLE}
    assert found.cutoffs.tolist() == [one / whole for one in sorted(scores - {0})]
    for place, score in enumerate(sorted(scores - {0})):
        assert_curve_is_scores(found, SURVEY, place, Fraction(score, whole))


@pytest.mark.parametrize("said", [{"by"}, {"pairs", "weights"}, {"psu"}], ids=lambda said: " ".join(sorted(said)))
def test_every_cutoff_is_scoring_with_it_whatever_is_said(said):
    survey = attrs.evolve(SURVEY, said=frozenset(said))
    found = pb.counting.robustness(survey.score())
    for place in (0, len(found.cutoffs) // 2, len(found.cutoffs) - 1):
        assert_curve_is_scores(found, survey, place, Fraction(round(found.cutoffs[place] * 10), 10))


@settings(max_examples=settings().max_examples // 2)
@given(brute.surveys(never=["fpc", "pairs"]))
def test_a_higher_cutoff_never_has_more_poor(survey):
    found = pb.counting.robustness(survey.score())
    for curve in found.curves:
        for measure in ("H", "M0"):
            values = curve.estimate[measure]
            # No tolerance but that of a sum of a dozen weights.
            assert (np.diff(values, axis=1) <= 1e-14).all() or np.isnan(values).any()
        poor = curve.estimate["H"] > 0
        # Who is poor has at least the cut-off.
        assert (curve.estimate["A"] >= found.cutoffs - 1e-14)[poor].all()


def test_the_cutoff_of_the_rule():
    for strict, decisive in ((False, 5 / 10), (True, 6 / 10)):
        found = pb.counting.robustness(attrs.evolve(SURVEY, strict=strict).score())
        assert found.decisive == decisive


def test_other_weights_are_scoring_with_them():
    sets = {
        "elders": {"x0": 1, "x1": 1, "x2": 1, "x3": 1},
        "women": {"x0": "1/10", "x1": "2/5", "x2": "1/2", "x3": 0},
        "the rule's": dict(zip(SURVEY.keys, SURVEY.weights, strict=True)),
    }
    found = pb.counting.robustness(SURVEY.score(), weights=sets).weight_sets
    assert (found.names, found.groups) == (tuple(sets), (0, 1, 2))
    whole = [(1, 1, 1, 1), (1, 4, 5, 0), (4, 3, 2, 1)]
    for place, weights in enumerate(whole):
        scores = attrs.evolve(SURVEY, weights=weights).score()
        for who in scores.whos:
            for measure in MEASURES:
                ours, theirs = found.found[who, measure][place], scores.block(measure, who).estimate[:, 0]
                assert ours.tolist() == pytest.approx(theirs.tolist(), abs=1e-13, nan_ok=True)
    first = found.rows()[0]
    assert {name: first[name] for name in ("set", "group", "who")} == {"set": "elders", "group": 0, "who": "women"}


def test_drawn_weights_come_again_from_their_seed_and_keep_near_the_rule_if_asked():
    scores = SURVEY.score()
    found = pb.counting.robustness(scores, draws=40, rng=5)
    again = pb.counting.robustness(scores, draws=40, rng=found.provenance.seed)
    assert found.weight_sets.rows() == again.weight_sets.rows()
    assert len(found.weight_sets) == 40
    assert found.weight_sets.names[0] == "draw 1"
    shares = np.array(SURVEY.weights) / 10
    near = pb.counting.robustness(scores, draws=40, concentration=1e6, rng=5).weight_sets.weights
    drawn = found.weight_sets.weights
    assert np.abs(near / near.sum(axis=1, keepdims=True) - shares).max() < 0.01
    assert np.abs(drawn / drawn.sum(axis=1, keepdims=True) - shares).max() > 0.1
    # Three draws of forty are scored anew.
    for place in (0, 17, 39):
        again = attrs.evolve(SURVEY, weights=tuple(drawn[place].tolist())).score()
        ours = found.weight_sets.found["men", "M0"][place]
        assert ours.tolist() == pytest.approx(again.block("M0", "men").estimate[:, 0].tolist(), abs=1e-13)


def test_how_many_pairs_of_groups_keep_their_order():
    scores = SURVEY.score()
    found = pb.counting.robustness(scores, draws=30, rng=8).weight_sets
    values = found.found["women", "M0"]
    kept = [
        len({math.copysign(1, row[i] - row[j]) if row[i] != row[j] else 0 for row in values.tolist()}) == 1
        for i in range(3)
        for j in range(i)
    ]
    assert found.same_order("M0", "women") == pytest.approx(sum(kept) / 3)
    alone = attrs.evolve(SURVEY, said=SURVEY.said - {"by"}).score()
    assert pb.counting.robustness(alone, draws=3, rng=1).weight_sets.same_order() == 1


def test_dominance_is_each_cutoff_compared():
    # Group 1 is group 0 with every mark of some people gone; group 2 crosses both.
    gone = [attrs.evolve(one, group=1, marks=(0,) * 4 if one.home % 2 else one.marks) for one in PEOPLE]
    base = [attrs.evolve(one, group=0) for one in PEOPLE]
    cross = [attrs.evolve(one, group=2, marks=(1, 0, 1, 0) if one.home % 3 else (0,) * 4) for one in PEOPLE]
    survey = attrs.evolve(SURVEY, people=(*base, *gone, *cross), said=frozenset(["by", "psu", "strata"]))
    found = pb.counting.robustness(survey.score())
    curve = found.curve()
    expected = set()
    for measure in ("H", "M0"):
        values, se = curve.estimate[measure].tolist(), curve.se[measure].tolist()
        for i in range(3):
            for j in range(3):
                apart = [b - a for a, b in zip(values[i], values[j], strict=True)]
                if i != j and min(apart) >= 0 and max(apart) > 0:
                    clear = all(
                        gap > 1.959963984540054 * math.hypot(se[i][k], se[j][k])
                        for k, gap in enumerate(apart)
                        if values[j][k] > 0
                    )
                    expected.add((measure, i, j, clear))
    assert {(one.measure, one.group, one.other, one.clear) for one in found.dominance} == expected
    assert {("H", 1, 0), ("M0", 1, 0)} <= {one[:3] for one in expected}
    assert len(expected) < 12
    assert len(found.dominance) == len(found.dominance.rows()) == len(expected)


def test_many_rows_keep_their_curves_without_errors(monkeypatch):
    kept = pb.counting.robustness(SURVEY.score(), weights={"even": dict.fromkeys(SURVEY.keys, 1)})
    monkeypatch.setattr(reading, "KEPT", 0)
    found = pb.counting.robustness(SURVEY.score(), weights={"even": dict.fromkeys(SURVEY.keys, 1)})
    for one, other in zip(found.curves, kept.curves, strict=True):
        for measure in MEASURES:
            assert one.estimate[measure] == pytest.approx(other.estimate[measure], abs=1e-13, nan_ok=True)
            assert np.isnan(one.se[measure]).all()
            assert np.isnan(one.low[measure]).all()
    assert found.weight_sets.found["men", "H"] == pytest.approx(kept.weight_sets.found["men", "H"], abs=1e-13)


def test_where_nobody_is_deprived_of_anything():
    people = tuple(attrs.evolve(one, marks=(0,) * 4) for one in PEOPLE)
    found = pb.counting.robustness(attrs.evolve(SURVEY, people=people).score())
    assert found.cutoffs.tolist() == [0.5]
    assert set(found.curve("men").estimate["H"].ravel().tolist()) == {0}
    assert len(found.dominance) == 0


# --- refusals and what is shown --------------------------------------------------------------------------------------


def refused(run):
    with pytest.raises(InvalidInput) as raised:
        run()
    for one in raised.value.faults:
        assert one.text("en") != one.text("id")
    return [(one.where, one.code) for one in raised.value.faults]


def test_what_is_refused():
    scores = SURVEY.score()
    for arguments, expected in (
        ({"weights": {"a": {"x0": 1}}}, [(f"weights['a'].x{j}", "missing_key") for j in (1, 2, 3)]),
        ({"weights": {"a": dict.fromkeys("x0 x1 x2 x3 x4".split(), 1)}}, [("weights['a'].x4", "no_such")]),
        ({"weights": {"a": dict.fromkeys(SURVEY.keys, 0)}}, [("weights['a']", "bad_weight")]),
        ({"weights": {"a": {**dict.fromkeys(SURVEY.keys, 1), "x1": -1}}}, [("weights['a']", "bad_weight")]),
        ({"draws": -1}, [("draws", "out_of_range")]),
        ({"draws": 1.5}, [("draws", "wrong_type")]),
        ({"draws": 3, "concentration": 0}, [("concentration", "out_of_range")]),
        ({"draws": 3, "rng": -1}, [("rng", "negative")]),
        ({"draws": 3, "rng": "seed"}, [("rng", "wrong_type")]),
    ):
        found = refused(lambda arguments=arguments: pb.counting.robustness(scores, **arguments))
        assert [code for _, code in found] == [code for _, code in expected], arguments
        assert next(where for where, _ in found).split(".")[0] == expected[0][0].split(".")[0]
    assert refused(lambda: pb.counting.robustness(scores).curve("all")) == [("who", "not_a_choice")]
    gap = (attrs.evolve(PEOPLE[0], marks=(1, None, 0, 0)), *PEOPLE[1:])
    bounded = attrs.evolve(SURVEY, people=gap, missing="bound").score()
    assert refused(lambda: pb.counting.robustness(bounded)) == [("$", "bounded_scores")]
    assert pb.counting.robustness(bounded.worst).rows()


def test_what_robustness_shows():
    found = pb.counting.robustness(SURVEY.score(), draws=2, rng=1)
    assert f"Robustness(ours): {len(found.cutoffs)} cut-offs, 3 groups, 2 weight sets" in repr(found)
    rows = found.rows()
    assert len(rows) == 3 * 2 * 3 * len(found.cutoffs)
    names = ["group", "who", "measure", "cutoff", "estimate", "se", "low", "high"]
    assert set(names) <= set(rows[0])
    assert found.to_frame().shape[0] == len(rows)
    for one, kind in (
        (found, "robustness"),
        (found.weight_sets, "weight_sets"),
        (found.dominance, "dominances"),
    ):
        assert f'"kind": "{kind}"' in one.to_json()
        assert repr(one)
