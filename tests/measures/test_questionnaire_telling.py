"""Results as observations of a programme and as the paragraph of a thesis; what the room offers."""

from itertools import count

import attrs
import numpy as np
import pandas as pd
import pytest
from gold import surveys
from measures.builders import actor, programme, stages

import pemberdayaan as pb
from pemberdayaan.catalogue.library import framework
from pemberdayaan.errors import InvalidInput
from pemberdayaan.measures import questionnaire as room
from pemberdayaan.measures.design import Design
from pemberdayaan.measures.population import Population
from pemberdayaan.measures.questionnaire import (
    agreement,
    alpha,
    as_observations,
    class_limits,
    class_results,
    importance_performance,
    item_statistics,
    ladder_of_sum,
    ladder_sum,
    method,
    norm_limits,
)

ITEMS = ["p1", "p2", "p3"]
FRAME = pd.DataFrame({"p1": [1, 2, 3, 4] * 10, "p2": [1, 2, 4, 4] * 10, "p3": [2, 2, 5, 5] * 10})
GAPS = FRAME.assign(p1=FRAME["p1"].where(FRAME.index > 1))


def pati():
    return ladder_of_sum(surveys.PATI_SUMS, respondents=surveys.PATI_RESPONDENTS)


# --- observations ----------------------------------------------------------------------------------------------------


def test_the_rungs_of_a_survey_stand_in_an_assessment_beside_the_dossier():
    survey = pb.Reference("survey", "Survey of the hamlets", year=2006)
    before = attrs.evolve(programme(actor("residents"), stages=stages("plan")), references=[survey])
    frame = pd.DataFrame({"p1": [3, 3, 4, 5], "p2": [3, 4, 4, 2]})
    results = ladder_sum(frame, {"sosialisasi": ["p1"], "rapat": ["p2"]})
    seen = as_observations(
        results,
        source="survey, table 2",
        stage="plan",
        element={"total": "principle.partisipasi"},
        about="residents",
        period="2006-05",
    )
    assert [str(one.what) for one in seen] == ["sosialisasi", "rapat", "total"]
    assert [one.value for one in seen] == ["consultation", "informing", "informing"]
    assert dict(seen[0].distribution.counts)["informing"] == 2
    assert seen[0].distribution.n == seen[0].n == 4
    after = attrs.evolve(before, observations=[*before.observations, *seen])
    assessed = pb.assess(after)
    rated = [line for line in assessed.profile.of("partisipasi") if line.how == "rated"]
    assert [(line.reading.value, line.reading.n, line.scale) for line in rated] == [
        ("informing", 4, "arnstein-1969.rung")
    ]
    assert [trace.source for trace in rated[0].reading.evidence] == [("survey, table 2",)]
    assert str(seen[0].note["id"]) == "Bacaan interval dari jumlah 15; median jawaban: informing"


def test_published_sums_are_observations_without_a_distribution():
    seen = as_observations(pati(), source=["survey"], stage={"variable_1": "plan"}, language="en")
    assert [one.value for one in seen] == list(surveys.PATI_RUNGS.values())
    assert (seen[0].distribution, seen[0].stage, seen[1].stage) == (None, "plan", None)
    assert seen[0].note["en"] == "Interval reading of the sum 181"
    assert seen[0].note.id is None


RESULTS = [
    (lambda: class_results(FRAME, {"a": ITEMS}, low=1, high=5), ["p1", "p2", "p3", "a", "total"]),
    (lambda: item_statistics(FRAME, ITEMS, low=1, high=5), ITEMS),
    (lambda: importance_performance(importance=[4, 5], performance=[3, 2]), ["1", "2"]),
    (lambda: alpha(FRAME, ITEMS, draws=0), ["Cronbach alpha"]),
    (lambda: agreement([[1, 2, 3], [1, 2, 4]], draws=0), ["Krippendorff alpha"]),
]


@pytest.mark.parametrize(("make", "names"), RESULTS, ids=count())
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_result_becomes_observations(make, names, language):
    result = make()
    seen = as_observations(result, source="survey", language=language)
    assert [one.what[language] for one in seen] == names
    before = attrs.evolve(programme(actor("residents")), references=[pb.Reference("survey", "Survey")])
    assert attrs.evolve(before, observations=seen).observations == seen
    assert all(one.note is None or one.note[language] for one in seen)


def test_numbers_come_along_as_they_are():
    line = as_observations(class_results(FRAME, ITEMS, low=1, high=5))[0]
    assert (line.value, line.n, line.unit) == (2.5, 40, "skala 1-5")
    assert line.note["id"] == "Rata-rata di kelas 2 dari 5; median 2 di kelas 2"
    point = as_observations(importance_performance(importance=[4, 5], performance=[3, 2]))[1]
    assert (point.value, point.importance, point.note["id"]) == (2, 5, "Kinerja; kuadran A")
    assert as_observations(alpha(FRAME, ITEMS, draws=0))[0].value == alpha(FRAME, ITEMS, draws=0).value


def test_an_alpha_that_is_not_defined_is_nothing_to_observe():
    assert as_observations(alpha(pd.DataFrame({"p1": [1, 1], "p2": [2, 2]}), ["p1", "p2"], draws=0)) == ()
    assert as_observations(agreement([[1, 1], [1, 1]], draws=0)) == ()


@pytest.mark.parametrize("tell", [as_observations, method], ids=["observations", "method"])
def test_what_is_no_result_of_this_room(tell):
    with pytest.raises(InvalidInput, match="expected a result of a questionnaire"):
        tell("a text")


# --- paragraphs ------------------------------------------------------------------------------------------------------

WEIGHTED = Population(FRAME.assign(w=2), design=Design(weights="w"))
UNEVEN = pd.DataFrame({"p1": [1, 1, 5, 5, 5], "p2": [2, 2, 2, 3, 3]})

TOLD = [
    (lambda: class_limits(1, 5), ["lebar, yaitu 0,8", "1,8; 2,6; 3,4; 4,2"], ["equal width 0.8", "1.8; 2.6; 3.4; 4.2"]),
    (lambda: class_limits(1, 5, 1), ["1 kelas"], ["1 classes"]),
    (lambda: norm_limits(32, 1, 5), ["norma hipotetik Azwar", "= 96", "85,3333"], ["Azwar", "= 96", "85.3333"]),
    (
        pati,
        ["n = 54", "216 sampai 1728", "(189)", "hanya jumlahnya yang diketahui", "lebih tinggi", "RUTR Kota Pati 2006"],
        ["n = 54", "216 to 1728", "width 189", "only the sums are known", "the higher one", "RUTR Kota Pati 2006"],
    ),
    (
        lambda: ladder_sum(pd.DataFrame({"p1": [2, 2, 3, 3, 3]}), {"rapat": ["p1"]}, edge="down", reverse=["p1"]),
        ["sedikit (kurang dari 30)", "lebih rendah", "dibalik skornya: p1", "Tidak ada jawaban yang kosong"],
        ["few respondents (fewer than 30)", "the lower one", "turned around: p1", "No answer was missing"],
    ),
    (
        lambda: ladder_sum(pd.DataFrame({"p1": [1, 1, 1, 1, 8, 8, 8]}), {"rapat": ["p1"]}),
        ["berbeda pada rapat, total"],
        ["it differs for rapat, total"],
    ),
    (lambda: ladder_sum(FRAME, {"a": ["p1"]}), ["hasilnya sama"], ["the two agree"]),
    (
        lambda: class_results(GAPS, ITEMS, low=1, high=5, missing="skip"),
        ["selebar 0,8", "n = 38", "2 kosong, 0 tidak tahu, 0 menolak", "berbeda pada p1, p2, p3"],
        ["of width 0.8", "n = 38", "2 blank, 0 do not know, 0 refused", "differ for p1, p2, p3"],
    ),
    (lambda: class_results(UNEVEN.assign(p2=3), ["p2"], low=1, high=5), ["keduanya sama"], ["the two agree"]),
    (lambda: class_results(UNEVEN, ["p1"], low=1, high=5), ["berbeda pada p1, total"], ["differ for p1, total"]),
    (lambda: class_results(WEIGHTED, ITEMS, low=1, high=5), ["dibobot"], ["weighted"]),
    (
        lambda: item_statistics(FRAME, ITEMS, low=1, high=5, reverse=["p2"]),
        ["median bawah dan atas", "dibalik skornya: p2"],
        ["lower and upper median", "turned around: p2"],
    ),
    (
        lambda: importance_performance(importance=surveys.IPA_IMPORTANCE, performance=surveys.IPA_PERFORMANCE),
        ["(4,13)", "(4,12)", "A prioritas utama", "dihitung tinggi"],
        ["(4.13)", "(4.12)", "A first priority", "counts as high"],
    ),
    (
        lambda: importance_performance(FRAME, importance=["p1"], performance=["p2"], low=1, high=5),
        ["Tidak ada jawaban yang kosong"],
        ["No answer was missing"],
    ),
    (
        lambda: alpha(GAPS, ITEMS, rng=7, draws=100, missing="skip", reverse=["p1"]),
        ["alfa Cronbach", "n = 38", "100 penarikan ulang, benih acak 7", "95%", "hanya responden yang menjawab semua"],
        ["Cronbach's alpha", "n = 38", "100 draws, seed 7", "95 %", "only respondents who answered all"],
    ),
    (
        lambda: alpha(FRAME, ITEMS, rng=np.random.default_rng(7), draws=100),
        ["(100 penarikan ulang)"],
        ["(100 draws)"],
    ),
    (
        lambda: alpha(FRAME.iloc[:1], ITEMS),
        ["tidak terdefinisi", "Hanya ada satu responden"],
        ["is not defined", "There is one respondent only"],
    ),
    (
        lambda: agreement(surveys.KRIPPENDORFF_RATINGS, measurement="ratio", missing="skip", draws=50, rng=1),
        ["4 penilai atas 12 unit (41 nilai)", "data rasio", "0,797", "7 nilai yang tidak ada dilewati"],
        ["4 raters on 12 units (41 ratings)", "ratio data", "0.797", "7 missing ratings were skipped"],
    ),
    (
        lambda: agreement([[1, 1, 1, 2], [1, 1, 1, 3]], draws=20, rng=4),
        ["di antaranya tidak terdefinisi"],
        ["undefined"],
    ),
    (lambda: agreement([[1, 1], [1, 1]]), ["tidak bervariasi"], ["do not vary"]),
    (
        lambda: agreement([[1, None], [None, 1]], missing="skip"),
        ["Tidak ada unit yang dinilai dua penilai"],
        ["No unit was rated by two raters"],
    ),
]


@pytest.mark.parametrize(("make", "indonesian", "english"), TOLD, ids=count())
def test_the_paragraph_says_how_it_was_made_in_both_languages(make, indonesian, english):
    result = make()
    for language, words in (("id", indonesian), ("en", english)):
        paragraph = method(result, language)
        assert [word for word in words if word not in paragraph] == [], paragraph
        assert pb.__name__ in paragraph
        assert result.provenance.library in paragraph
        assert "  " not in paragraph
        assert paragraph.endswith(".")
    assert method(result) == method(result, "id")


def test_an_interval_that_cannot_be_computed_is_said():
    result = attrs.evolve(alpha(FRAME, ITEMS, draws=10, rng=1), low=None, high=None, undefined=9)
    assert "Selang kepercayaan tidak dapat dihitung (10 penarikan ulang" in method(result)
    assert "9 di antaranya tidak terdefinisi" in method(result)
    assert "An interval could not be computed" in method(result, "en")


def test_a_framework_that_was_checked_in_part_is_named_as_such():
    result = pati()
    fully = attrs.evolve(result, provenance=attrs.evolve(result.provenance, checked="full"))
    partly = attrs.evolve(result, provenance=attrs.evolve(result.provenance, checked="partly"))
    assert "belum sepenuhnya dicocokkan" not in method(fully)
    assert "belum sepenuhnya dicocokkan" in method(partly)
    assert "were not fully checked against the source" in method(partly, "en")


def test_a_ladder_of_ones_own_is_called_by_its_label():
    own = attrs.evolve(framework("arnstein-1969"), key="our-ladder", label="Our ladder", matches=[])
    paragraph = method(ladder_of_sum(100, respondents=54, ladder=own), "en")
    assert paragraph.startswith("The rung in 'Our ladder' was taken")
    assert "interval one (after RUTR Kota Pati 2006" in paragraph


def test_a_language_that_is_none():
    with pytest.raises(InvalidInput, match="'fr' is not a language"):
        method(class_limits(1, 5), "fr")


# --- the room --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", room.__all__)
def test_the_room_offers_what_it_names_and_explains_it(name):
    assert getattr(room, name).__doc__


def test_a_result_is_a_value():
    results = class_results(FRAME, ITEMS, low=1, high=5)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        results.low = 2
    assert results == class_results(FRAME, ITEMS, low=1, high=5)
    assert "<table>" in results._repr_html_()


# --- what a thesis must not leave out --------------------------------------------------------------------------------


def test_weights_are_told_also_where_they_add_up_to_n():
    weighed = FRAME.assign(w=[0.5, 1.5] * 20, dusun=[i // 4 for i in range(40)])
    data = Population(weighed, design=Design("w"))
    made = [
        class_results(data, ITEMS, low=1, high=5),
        item_statistics(data, ITEMS, low=1, high=5),
        ladder_sum(data, {"plan": ITEMS}),
        importance_performance(data, importance=["p1"], performance=["p2"], low=1, high=5),
        alpha(data, ITEMS, draws=10, rng=1),
    ]
    for result in made:
        assert "Jawaban dibobot menurut rancangan survei." in method(result)
        assert "Answers were weighted by the survey design." in method(result, "en")
        assert "strata" not in method(result)
    assert "dibobot" not in method(class_results(FRAME, ITEMS, low=1, high=5))
    drawn = alpha(Population(weighed, design=Design("w", psu="dusun")), ITEMS, draws=10, rng=1)
    assert "10 penarikan ulang menurut strata dan unit sampel" in method(drawn)
    assert "10 draws by strata and sampling units" in method(drawn, "en")


@pytest.mark.parametrize(
    "result",
    [
        item_statistics(GAPS, ITEMS, low=1, high=5, missing="skip"),
        importance_performance(GAPS, importance=["p1"], performance=["p2"], low=1, high=5, missing="skip"),
    ],
    ids=count(),
)
def test_where_nothing_is_summed_no_sum_is_told(result):
    assert "tiap butir dihitung dari jawaban yang tersedia." in method(result)
    assert "jumlah beberapa butir" not in method(result)
    assert "each item rests on the answers that there are." in method(result, "en")


def test_large_sums_are_written_out():
    sums = ladder_of_sum({"a": 2_000_001}, respondents=1_000_000)
    assert "misalnya 1000000 sampai 8000000 untuk keseluruhan" in method(sums)
    assert "e+" not in method(sums, "en")


def test_the_range_of_a_norm_is_told():
    assert "untuk skor 32 sampai 160:" in method(norm_limits(32, 1, 5))
    assert "for scores from 32 to 160:" in method(norm_limits(32, 1, 5), "en")


def test_a_stage_of_a_line_that_is_not_there_is_refused():
    with pytest.raises(InvalidInput) as raised:
        as_observations(pati(), stage={"sosialisas": "plan"}, element={"x": "rung"})
    assert [(one.where, one.code) for one in raised.value.faults] == [
        ("stage.sosialisas", "no_such"),
        ("element.x", "no_such"),
    ]
    with pytest.raises(InvalidInput, match="'fr' is not a language"):
        as_observations(pati(), language="fr")
