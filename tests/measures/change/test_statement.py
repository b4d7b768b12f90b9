"""Sentences for who must report a change: what they say, in both languages, and what they never say."""

import re

import numpy as np
import pandas as pd
import pytest
from measures.change import waves

import pemberdayaan as pb
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures import change
from pemberdayaan.measures.change.words import MEASURES

CAUTION = {
    "en": "This is a change, not evidence of effect: no comparison group stands beside it.",
    "id": "Ini perubahan, bukan bukti dampak program: tidak ada kelompok pembanding di sampingnya.",
}


def index_of(first, second, unit="key", **said):
    rounds = [
        waves.Wave(tuple(waves.Village(f"V{i}", one, *rest) for i, (one, *rest) in enumerate(rows))).score()
        for rows in (first, second)
    ]
    return change.between(*rounds, unit=unit, by=None, **said)


def told(found, **said):
    return {one: change.statement(found, one, **said) for one in ("en", "id")}


def test_a_rise():
    sentences = told(index_of([(1,), (2,), (3,)], [(2,), (3,), (5,)], years=2))
    assert sentences["en"] == (
        "The mean of the n rose by 0.2667, from 0.4000 to 0.6667 (95% confidence interval of the change -0.0202 to "
        "+0.5535; 3 units in both rounds). The interval includes 0: these data do not show a clear change. With fewer "
        "than 30 units, read the interval with care. " + CAUTION["en"]
    )
    assert sentences["id"] == (
        "Rata-rata n naik 0,2667, dari 0,4000 menjadi 0,6667 (selang kepercayaan 95 % bagi perubahannya: -0,0202 "
        "sampai +0,5535; 3 unit di kedua putaran). Selang itu memuat 0: data ini belum menunjukkan perubahan yang "
        "jelas. Karena jumlah unitnya kurang dari 30, selang itu perlu dibaca dengan hati-hati. " + CAUTION["id"]
    )


def test_a_fall_that_is_sure_has_the_limits_of_the_fall():
    rng = np.random.default_rng(1)
    rows = [(int(one),) for one in rng.integers(3, 6, 40)]
    found = index_of(rows, [(one - 1 - i % 2,) for i, (one,) in enumerate(rows)])
    line = found.line("mean", "n")
    sentences = told(found)
    assert line.high < 0
    said = (
        f"fell by 0.3000, from {line.before:.4f} to {line.after:.4f} (95% confidence interval {-line.high:.4f} to "
        f"{-line.low:.4f};"
    )
    assert said in sentences["en"]
    assert "turun 0,3000, dari" in sentences["id"]
    assert "includes 0" not in sentences["en"]
    assert "fewer than 30" not in sentences["en"]


def test_no_change_is_said_as_none():
    rows = [(one % 6,) for one in range(40)]
    sentences = told(index_of(rows, rows))
    for one, said in (
        ("en", "The mean of the n stayed at 0.48 (40 units in both rounds)."),
        ("id", "Rata-rata n tetap 0,48 (40 unit di kedua putaran)."),
    ):
        assert sentences[one] == f"{said} {CAUTION[one]}"


def test_one_unit_has_no_interval_and_that_is_said():
    sentences = told(index_of([(1,)], [(3,)]))
    assert sentences["en"].startswith(
        "The mean of the n rose by 0.4, from 0.2 to 0.6 (1 unit in both rounds). There are too few"
    )
    assert "Jumlah unitnya terlalu sedikit untuk menghitung selang kepercayaan." in sentences["id"]
    assert "read the interval" not in sentences["en"]


def test_lost_units_are_counted():
    found = index_of([(1,), (2,), (3,)], [(2,), (4,)])
    assert " 1 unit is not compared: it is in one round only, or has no score. " in told(found)["en"]
    assert " 1 unit tidak ikut dibandingkan karena hanya ada di satu putaran " in told(found)["id"]
    found = index_of([(1,), (2,), (3,), (3,)], [(2,), (4,)])
    assert " 2 units are not compared: they are in one round only, or have no score. " in told(found)["en"]


def counted(before, after):
    rule = pb.CountRule("count", "Counting", weights={"a": 1, "b": 1}, cutoff="1/2")
    framework = pb.Framework(
        "ours",
        "Ours",
        rules=[rule],
        indicators=[pb.Indicator("a", "Voice"), pb.Indicator("b", "Land")],
    )
    return change.between(*(pb.score(pd.DataFrame({"a": one, "b": one}), framework) for one in (before, after)))


def test_shares_are_told_in_per_cent_and_points():
    found = counted([1] * 30 + [0] * 70, [1] * 20 + [0] * 80)
    sentences = told(found, measures=["H", "raw_headcount", "M0"])
    line = found.line("H")
    low, high = (f"{100 * one:+.1f}" for one in (line.low, line.high))
    assert (
        "The share who are disempowered or poor (H) fell by 10.0 percentage points, from 30.0% to 20.0% (95% "
        f"confidence interval of the change {low} to {high} percentage points; n = 100 and 100)." in sentences["en"]
    )
    assert (
        "Bagian orang yang tidak berdaya atau miskin (H) turun 10,0 poin persen, dari 30,0 % menjadi 20,0 % (selang"
        in sentences["id"]
    )
    assert "The share deprived in Voice fell by 10.0 percentage points" in sentences["en"]
    # An index made of shares is told as it is published.
    assert "M0 = H × A fell by 0.1" in sentences["en"]
    assert "M0 = H × A fell by 10" not in sentences["en"]


def test_a_small_change_keeps_a_digit():
    found = counted([1] * 5000 + [0] * 5000, [1] * 5001 + [0] * 4999)
    assert "rose by 0.01 percentage points, from 50.00% to 50.01%" in told(found, measures="H")["en"]


def test_nothing_is_written_with_an_exponent():
    rng = np.random.default_rng(2)
    rows = [(int(one),) for one in rng.integers(0, 6, 50)]
    almost = [*rows[:-1], (min(5, rows[-1][0] + 1),)]
    for sentence in told(index_of(rows, almost)).values():
        assert not re.search(r"\de[-+]?\d", sentence)


def grouped():
    rows = [((i * 7) % 6, "xy"[i % 2]) for i in range(80)]
    after = [(min(5, one + (group == "x" and i % 8 < 6)), group) for i, (one, group) in enumerate(rows)]
    rounds = [
        waves.Wave(tuple(waves.Village(f"V{i}", *row) for i, row in enumerate(each))).score() for each in (rows, after)
    ]
    return change.between(*rounds, unit="key", by="group")


def test_groups_are_named():
    found = grouped()
    sentences = told(found)
    assert "The mean of the n in group x rose by " in sentences["en"]
    assert "The mean of the n in group y stayed at " in sentences["en"]
    assert "Rata-rata n pada kelompok y tetap " in sentences["id"]
    only = told(found, groups="y")
    assert "group x" not in only["en"]
    assert only["en"] == change.statement(found, "en", groups=["y"])


def test_those_whose_group_is_not_recorded_are_not_everyone():
    rows = [(i % 6, "x" if i % 3 else None) for i in range(60)]
    rounds = [
        waves.Wave(tuple(waves.Village(f"V{i}", *row) for i, row in enumerate(each))).score()
        for each in (rows, [(5, group) for _, group in rows])
    ]
    found = change.between(*rounds, unit="key", by="group")
    assert found.groups == ("x", None)
    assert "The mean of the n in the group that is not recorded rose by " in told(found)["en"]
    assert "Rata-rata n pada kelompok yang tidak tercatat naik " in told(found)["id"]
    assert (
        "(group x) and its comparison (the group that is not recorded)" in told(change.against(found, "x", None))["en"]
    )


def test_a_difference_in_differences_says_what_has_to_hold():
    found = change.against(grouped(), "x", "y")
    sentences = told(found)
    said = re.search(
        r"^The difference in the mean of the n between the programme \(group x\) and its comparison \(group y\) "
        r"changed by \+(\S+), from (-?\S+) to (-?\S+) \(95% confidence interval \+(\S+) to \+(\S+); n = 80 and 80\)\.",
        sentences["en"],
    )
    line = found.line("mean", "n")
    numbers = [float(one) for one in said.groups()]
    # Told with four decimals.
    assert numbers == pytest.approx([line.absolute, line.before, line.after, line.low, line.high], abs=5.1e-5)
    assert numbers[2] - numbers[1] == pytest.approx(numbers[0], abs=1.1e-4)
    assert (
        "Selisih rata-rata n antara program (kelompok x) dan pembandingnya (kelompok y) berubah +0," in sentences["id"]
    )
    for language, only in (
        ("en", "is the effect of the programme only if (1) "),
        ("id", "adalah dampak program hanya jika (1) "),
    ):
        assert only in sentences[language]
        assert CAUTION[language] not in sentences[language]
        for one in change.ASSUMPTIONS:
            assert one[language] in sentences[language]


def test_classes_are_told_by_movement():
    framework = waves.trees.framework(
        ["road", "water"], classes=[pb.IndexClass("low", "Low"), pb.IndexClass("high", "High", above="1/2")]
    )
    first = pd.DataFrame({"key": list("abc"), "road": [1.0, 1, 5], "water": [1.0, 1, 5]})
    rounds = [
        pb.score(pb.Population(one, unit="key"), framework)
        for one in (first, first.assign(road=5.0, water=[5.0, 1, 5]))
    ]
    sentences = told(change.between(*rounds, unit="key"))
    moved = "Of 3 units, 2 moved to a higher class, 1 stayed in theirs and 0 moved to a lower one."
    assert moved in sentences["en"]
    assert (
        "Dari 3 unit, 2 naik ke kelas yang lebih tinggi, 1 tetap di kelasnya, dan 0 turun ke kelas yang lebih rendah."
        in sentences["id"]
    )


def test_records_are_told_with_their_caution_too():
    programme = pb.example("contoh_lengkap")
    found = change.between(*(pb.assess(programme.during(year)) for year in (2021, 2023)))
    sentences = told(found)
    for one, caution in CAUTION.items():
        assert sentences[one].endswith(caution)
    assert sentences["en"].startswith("Between 2021 and 2023, ")
    assert sentences["id"].startswith("Antara 2021 dan 2023, ")
    assert "confidence interval" not in sentences["en"]
    assert "None" not in sentences["en"] + sentences["id"]
    # One number that two parts of an assessment hold is told once, in the words of the language.
    assert sentences["en"].count("rose by 60 percentage points, from 20% to 80%") == 1
    assert "(uang, IDR" in sentences["id"]
    assert "(money, IDR" in sentences["en"]
    parts = [pb.assess(programme.during(year)).profile for year in (2021, 2022)]
    assert "_" not in change.statement(change.between(*parts), "en")


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"measures": "gini"}, "measures"),
        ({"measures": ["mean", "gini"]}, "measures"),
        ({"groups": ["nobody"]}, "groups"),
        ({"groups": "nobody"}, "groups"),
        ({"language": "fr"}, ""),
    ],
)
def test_what_there_is_not_cannot_be_told(said, where):
    with pytest.raises(InvalidInput) as raised:
        change.statement(grouped(), **said)
    assert [one.where for one in raised.value.faults] == [where]


def test_only_a_change_can_be_told():
    rounds = dict(enumerate((one.score(None) for one in waves.drawn(1)), 2021))
    for one in (change.series(rounds), None, 3):
        with pytest.raises(InvalidInput) as raised:
            change.statement(one)
        assert [(fault.where, fault.code) for fault in raised.value.faults] == [("change", "wrong_type")]


def network(*ties):
    actors = [pb.Stakeholder(key, key.upper(), "community") for key in "abcd"]
    programme = pb.Programme("net", "Net", stakeholders=actors, ties=[pb.Tie(*one, "knowledge") for one in ties])
    return pb.network.graph_profile(pb.collaboration_graph(programme))


def test_each_number_of_a_network_has_a_name_in_both_languages():
    found = change.between(network("ab"), network("ab", "bc", "cd"))
    names = {line.measure for line in found.lines} | {one.key.split()[-1] for one in found.lost}
    assert names <= set(MEASURES)
    assert all(MEASURES[one]["id"] != MEASURES[one]["en"] for one in names)
    said = change.statement(found, "id", measures="isolates")
    assert said.startswith("Jumlah pihak tanpa hubungan turun 2, dari 2 menjadi 0.")


def test_each_measure_of_inequality_has_a_name():
    assert set(pb.inequality.MEASURES) <= set(MEASURES)


def test_what_is_measured_in_each_round_stands_in_one_pair_of_brackets():
    found = pb.assess(pb.example("contoh_lengkap"), years=[2021, 2023]).overall
    for language in ("id", "en"):
        assert "((" not in change.statement(found, language)


def test_where_nothing_changed_nothing_is_called_a_change():
    found = change.between(network("ab"), network("ab"))
    assert change.statement(found, "en") == "Of what can be compared, nothing changed."
    assert "tidak ada yang berubah" in change.statement(found, "id")
