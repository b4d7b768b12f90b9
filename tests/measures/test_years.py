"""Several years of one programme: by hand, what is refused, and what a series must agree with."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from measures.builders import RUNG, actor, part, programme, stages

import pemberdayaan as pb

VILLAGE, WARSAW = pb.example("contoh_lengkap"), pb.example("praga_polnoc")
YEARS = (2021, 2022, 2023)
SERIES = pb.assess(VILLAGE, years=YEARS)
LEVELS = ("consultation", "partnership", "informing", "informing")


def faults(call, *given, **said):
    with pytest.raises(pb.InvalidInput) as caught:
        call(*given, **said)
    assert all(one.text(language) for one in caught.value.faults for language in ("en", "id"))
    return [(one.where, one.code) for one in caught.value.faults]


def in_year(year, level="partnership", **said):
    """A programme of one file a year."""
    taken = [part("members", "plan", depth=level, scale=RUNG)]
    return attrs.evolve(
        programme(actor("members"), stages=stages("plan", "decide"), participations=taken), period=year, **said
    )


def test_the_years_of_the_village_by_hand():
    assert SERIES.years == ("2021", "2022", "2023")
    assert [one.gate.verdict.value for one in SERIES.assessments] == ["met"] * 3
    shares = [step.line("inside_share", "money IDR given") for step in SERIES.changes]
    # 20 of 100 million rupiah, 40 of 80, 40 of 50.
    assert [(one.before, one.after) for one in shares] == [(0.2, 0.5), (0.5, 0.8)]
    assert SERIES.overall.line("inside_share", "money IDR given").absolute == 0.6
    # 10 participations, 1 gift, 12 ties and who began it.
    assert SERIES.undated == 24
    assert [str(one.period) for one in SERIES.breaks] == ["2023"]


def test_every_year_is_that_year_assessed_alone():
    for year, one in zip(YEARS, SERIES.assessments, strict=True):
        assert one == SERIES.of(year) == pb.assess(VILLAGE.during(year))
    assert SERIES.overall.rows() == pb.change.between(SERIES.assessments[0], SERIES.assessments[-1]).rows()


def test_one_year_is_an_assessment_without_change():
    series = pb.assess(VILLAGE, years=[2022])
    assert series.assessments == (pb.assess(VILLAGE.during(2022)),)
    assert (series.changes, series.overall) == ((), None)
    assert series.provenance == series.assessments[0].provenance
    assert "effect" not in repr(series)


@settings(max_examples=8)
@given(st.permutations([2021, 2022, 2023, 2024]))
def test_the_order_of_the_years_does_not_matter(years):
    files = {year: in_year(year, level) for year, level in zip(range(2021, 2025), LEVELS, strict=True)}
    series = pb.assess({year: files[year] for year in years})
    assert series.years == ("2021", "2022", "2023", "2024")
    # What stands in the last two files unchanged and without a date cannot show that nothing changed.
    assert [one.line(f"depth {RUNG}", "plan members").moved for one in series.changes] == ["up", "down", None]


def test_without_years_it_is_what_it_was():
    one = pb.assess(VILLAGE)
    assert type(one) is pb.Assessment
    assert list(inspect.signature(pb.assess).parameters) == ["programme", "framework", "rule", "measures", "years"]
    assert pb.assess(VILLAGE, "arnstein-1969", rule="judgement").provenance.rule == ("judgement",)


def test_a_year_without_dated_records_is_a_gap():
    series = pb.assess(VILLAGE, years=[2019, 2021, 2020, 2023])
    assert (series.years, series.gaps) == (("2021", "2023"), ("2019", "2020"))
    assert "2019: no dated record" in repr(series)
    assert faults(pb.assess, VILLAGE, years=[2018, 2019]) == [("years", "no_dated")]


def test_rows_have_the_year_in_front():
    rows = SERIES.rows()
    assert len(rows) == sum(len(one.rows()) for one in SERIES.assessments)
    assert list(rows[0]) == ["year", *SERIES.assessments[0].rows()[0]]
    assert list(dict.fromkeys(row["year"] for row in rows)) == ["2021", "2022", "2023"]


def test_json_holds_every_year_and_change():
    found = json.loads(SERIES.to_json())
    assert [one["verdict"] for one in found["assessments"]] == ["met"] * 3
    assert (found["years"], found["undated"], found["synthetic"]) == (["2021", "2022", "2023"], 24, True)
    assert [len(one) for one in found["changes"]] == [len(one.lines) for one in SERIES.changes]


def test_what_it_says_of_itself():
    told = repr(SERIES)
    assert "2021: criteria met" in told
    assert "24 records without a date" in told
    assert "a change, not evidence of effect" in told
    assert "<table>" in SERIES._repr_html_()


def test_files_by_year_are_put_in_order():
    files = {2022: in_year(2022, "control"), 2021: in_year(None, "consultation")}
    series = pb.assess(files)
    assert series.years == ("2021", "2022")
    assert series.overall.line(f"depth {RUNG}", "plan members").moved == "up"
    assert pb.assess(reversed([in_year(2021), in_year(2022)])).years == ("2021", "2022")


def test_a_record_that_stands_in_every_file_shows_no_change():
    series = pb.assess([in_year(2021), in_year(2022)])
    assert series.undated == 1
    assert series.overall.line(f"depth {RUNG}", "plan members").why == "undated"
    assert pb.assess([in_year(2021, "control"), in_year(2022)]).undated == 0


def test_a_file_without_records_is_a_gap():
    empty = attrs.evolve(in_year(2022), participations=())
    assert pb.assess([in_year(2021), empty]).gaps == ("2022",)


def test_a_break_that_touches_everything_stops_the_change_and_not_the_years():
    cut = pb.Remark("break", "Another questionnaire", period=2022)
    series = pb.assess([in_year(2021), in_year(2022, remarks=[cut]), in_year(2023, "control", remarks=[cut])])
    assert [one is None for one in series.changes] == [True, False]
    assert (series.overall, series.breaks) == (None, (cut,))
    assert "break at 2022" in repr(series)


@pytest.mark.parametrize(
    ("given_", "said", "expected"),
    [
        (VILLAGE, {"years": [2021, "2021"]}, [("years", "year_twice")]),
        (VILLAGE, {"years": [2021, "2021/2022"]}, [("years", "years_overlap")]),
        (VILLAGE, {"years": []}, [("years", "no_dated")]),
        (VILLAGE, {"years": 2021}, [("years", "wrong_type")]),
        (VILLAGE, {"years": "2021"}, [("years", "wrong_type")]),
        (VILLAGE, {"years": ["soon"]}, [("years[0]", "period")]),
        ([VILLAGE], {"years": [2021]}, [("years", "years_twice")]),
        ([in_year(2021), in_year(2021)], {}, [("$", "year_twice")]),
        ([in_year(2021), in_year("2021-06/2022")], {}, [("$", "years_overlap")]),
        ([in_year(2021), in_year(None)], {}, [("[1]", "no_period")]),
        ({2021: in_year(2022)}, {}, [("[2021]", "another_period")]),
        ([in_year(2021), in_year(2022, key="q")], {}, [("[1]", "another_programme")]),
        ([in_year(2021), "well.toml"], {}, [("[1]", "wrong_type")]),
        ("well.toml", {}, [("$", "wrong_type")]),
        (None, {}, [("$", "wrong_type")]),
    ],
)
def test_what_is_refused(given_, said, expected):
    assert faults(pb.assess, given_, **said) == expected


def test_an_unknown_year_is_told_which_there_are():
    with pytest.raises(pb.InvalidInput, match="did you mean '2021'"):
        SERIES.of(2019)


def test_the_verb_costs_no_numpy_until_there_are_years():
    loaded = "'numpy' in sys.modules, 'pemberdayaan.measures.change' in sys.modules"
    code = f"import sys, pemberdayaan as pb; pb.assess; print({loaded})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_ten_years_of_warsaw():
    series = pb.assess(WARSAW, years=range(2016, 2027))
    assert (len(series.years), series.gaps) == (10, ("2016",))
    assert {one.gate.verdict.value for one in series.assessments} == {"unknown"}
    pools = [step.line("outside", "money PLN pooled") for step in series.changes]
    # From the table of pools beside the file.
    assert [pools[0].before, *(one.after for one in pools)][:3] == [743_000, 1_000_000, 1_000_000]
