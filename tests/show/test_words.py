"""The fixed words, how numbers are written, and the summary of the command line."""

import datetime as dt
import re
from fractions import Fraction

import attrs
import pytest
from gold.frameworks import JUDGING

import pemberdayaan as pb
from pemberdayaan.show.names import Names, label, lower
from pemberdayaan.show.phrases import PHRASES
from pemberdayaan.show.telling import brief, few, parts, told, worded
from pemberdayaan.show.vocabulary import VOCABULARY, word
from pemberdayaan.show.words import summary
from pemberdayaan.show.writing import amount, date, listed, money, number, percent, period, quantity

EVERY_FRAMEWORK = JUDGING


@pytest.mark.parametrize(
    ("group", "choices"),
    [
        ("sector", pb.Sector),
        ("phase", pb.Phase),
        ("decides", pb.Decides),
        ("kind", pb.ContributionKind),
        ("giving", pb.ContributionStatus),
        ("relation", pb.RelationKind),
        ("checked", pb.Checked),
        ("status", pb.Status),
        ("verdict", pb.Status),
        ("is", pb.Status),
        ("remark", pb.RemarkKind),
        ("basis", pb.Basis),
        ("axis", pb.Axis),
        ("tie", pb.TieKind),
        ("join", pb.Join),
    ],
)
def test_every_choice_has_its_words(group, choices):
    assert set(choices) <= set(VOCABULARY[group])


def test_every_text_has_both_languages_and_the_same_values_to_fill_in():
    texts = [text for words in VOCABULARY.values() for text in words.values()] + list(PHRASES.values())
    for text in texts:
        assert not text.missing()
        assert set(re.findall(r"{(\w+)}", text.id)) == set(re.findall(r"{(\w+)}", text.en)), text


def test_no_text_says_what_a_verdict_may_not():
    texts = [text for words in VOCABULARY.values() for text in words.values()] + list(PHRASES.values())
    assert not any("bukan pemberdayaan" in text.id.lower() for text in texts)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (number(1929), "1.929"),
        (number(1929, "en"), "1,929"),
        (number(0.62), "0,62"),
        (number(Fraction(1, 3), digits=2), "0,33"),
        (number(-0.0), "0"),
        (number(0.00001), "1e-05"),
        (percent(0.6226), "62,3 %"),
        (percent(0.6226, "en"), "62.3%"),
        (money(29314600, "IDR"), "Rp29.314.600"),
        (money(988200, "PLN", "en"), "PLN 988,200"),
        (money(pb.Quantity(about=700), "IDR"), "sekitar Rp700"),
        (quantity(pb.Quantity(at_most=10), "en"), "at most 10"),
        (quantity(pb.Quantity(low=3, high=5)), "3 sampai 5"),
        (amount(844000, "IDR/bulan", "en"), "Rp844,000/month"),
        (amount(60, "menit/hari", "en"), "60 minutes/day"),
        (amount(pb.Quantity(low=0.5, high=1.1), "%"), "0,5 sampai 1,1 %"),
        (amount(5, "XYZ", "id", "XYZ"), "XYZ 5"),
        (amount(5, "batang pipa", "en"), "5 batang pipa"),
        (date(dt.date(2009, 2, 2)), "2 Februari 2009"),
        (date(dt.date(2009, 2, 2), "en"), "2 February 2009"),
        (period("2008/2011"), "2008–2011"),
        (period("2021-01/2021-02"), "Januari 2021 – Februari 2021"),
        (period("dahulu"), "dahulu"),
        (listed(["a", "b"]), "a dan b"),
        (listed(["a", "b", "c"], "en"), "a, b and c"),
        (listed(["a", "b", "c"], "id", 1), "a dan 2 lainnya"),
        (listed([]), ""),
        (word("sector", "ngo"), "LSM"),
        (word("tie", "my_own"), "my own"),
        (lower("LSM pendamping"), "LSM pendamping"),
        (lower("Dari dalam"), "dari dalam"),
    ],
)
def test_numbers_dates_and_lists_are_written_as_the_language_does(written, expected):
    assert written == expected


def test_labels_are_found_by_key_and_address():
    assessment = pb.assess(pb.example("lkms_kartini"))
    assert label(assessment, "principle.kemandirian", "en") == "Self-reliance"
    assert label(assessment, "anggota") == "Anggota kelompok simpan pinjam"
    assert label(assessment, "perencanaan", "en") == "Planning"
    assert label(assessment, "rapat_pendirian", "en") == "Founding meeting, mid-2008"
    assert label(assessment, "something_else") == "something else"


def test_names_of_what_a_programme_does_not_have():
    names = Names(pb.assess(pb.Programme("p", "P")), "en")
    assert (names.actor("x"), names.stage("y"), names.stage(None)) == ("x", "y", "the whole programme")
    assert names.element("domain.any_thing") == "any thing"
    assert names.element("pemberdayaan-masyarakat") == "Community empowerment"
    assert names.part("money batang pipa 2021") == "Money, batang pipa, 2021"
    assert names.cited(["nobody, p. 3"]) == "[nobody, p. 3]"


def test_readings_in_words():
    names = Names(pb.assess(pb.example("contoh_lengkap")), "en")
    share = names.framework.scale["share"]
    cases = [
        (pb.Reading(Fraction(28, 28), n=28, of="activities"), "28 of 28 activities (100%)"),
        (pb.Reading((Fraction(0), Fraction(1, 3)), n=3, of="activities"), "0 to 1 of 3 activities"),
        (pb.Reading(0.125, n=3, of="contributions"), "12.5% (n = 3 contributions)"),
        (pb.Reading(Fraction(1, 2), of="dinas"), "Public works office 50%"),
        (pb.Reading(2, n=3, of="inside bodies"), "2 of 3 inside bodies"),
        (pb.Reading(3, of="months"), "3 months"),
        (pb.Reading(of="phases"), "no evidence"),
        (pb.Reading(contested=(pb.Trace("remarks[0]", "x"),)), "sources disagree"),
    ]
    assert [worded(names, reading, share) for reading, _ in cases] == [expected for _, expected in cases]
    scale = names.scale("kepuasan")
    assert worded(names, pb.Reading(7.25), scale) == "7.25 poin"
    nested = pb.Reading(0.5, note="low", parts=[("women", pb.Reading(0.5, parts=[("share", pb.Reading(0.2))]))])
    assert brief(names, None, nested, names.framework.scale["parity"]) == "0.5 (women); low"
    assert parts(names, None, nested) == (("women", "50% (share among them 20%)"),)
    assert brief(names, None, pb.Reading(parts=[("women", pb.Reading(1))])) == "by part: women"


def test_every_kind_of_record_can_be_told():
    programme = pb.example("contoh_lengkap")
    names = Names(pb.assess(programme), "en")
    kinds = ("activities", "participations", "contributions", "ties", "benefits", "observations", "groups", "remarks")
    for collection in kinds:
        for i, record in enumerate(getattr(programme, collection)):
            text = told(names, pb.Trace(f"{collection}[{i}]", "says"))
            assert text
            assert "says" not in text
            assert getattr(record, "key", "\0") not in text or record.key in text.lower()
    assert told(names, pb.Trace("initiative", "says")).startswith("idea: Villagers (inside)")
    assert told(names, pb.Trace("references[0]", "as it is")) == "as it is"


def test_few_people_are_not_told_apart():
    assert few(4)
    assert few(pb.Quantity(low=1, high=3))
    assert not few(0)
    assert not few(5)
    assert not few(None)


# --- the summary ----------------------------------------------------------------------------------------------------


def test_the_summary_of_kartini():
    text = " ".join(summary(pb.assess(pb.example("lkms_kartini"))).split())
    for said in (
        "Belum memenuhi kriteria, menurut kriteria artikel, berdasarkan bukti yang tercatat.",
        "3 dari 3 kriteria ada buktinya, dari 3 sumber.",
        "“berinisiatif” belum terpenuhi (hanya menurut bacaan turunan)",
        "terpenuhi hanya lewat pengurusnya, dan tentang itu sumber berselisih",
        "gagasan: Ibu-ibu guru setempat (dari dalam)",
        "Penenangan (5)",
        "[2, hlm. 57-58]",
        "Kepada: Ibu-ibu guru setempat",
        "[1] Isma Rosyida (2011).",
    ):
        assert said in text, said


def test_the_summary_of_praga_2019_says_what_keeps_it_open():
    text = " ".join(summary(pb.assess(pb.example("praga_polnoc").during(2019)), "en").split())
    for said in (
        "Cannot tell, by the article's criteria, on the recorded evidence.",
        "“takes the initiative” is met (in an invited space)",
        "28 of 28 activities (100%)",
        "“is the subject” is met (on derived readings only)",
        "what is still open: takes part (phases taken part in: Implementation and Evaluation)",
    ):
        assert said in text, said


@pytest.mark.parametrize("key", EVERY_FRAMEWORK)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_framework_has_a_summary(key, language):
    for programme in (pb.Programme("p", "P"), *map(pb.example, pb.examples())):
        text = summary(pb.assess(programme, key), language)
        assert max(map(len, text.splitlines())) <= 100
        assert "bukan pemberdayaan" not in text.lower()


def test_a_summary_names_the_sectors_where_nobody_can_be_asked():
    text = " ".join(summary(pb.assess(pb.Programme("p", "P")), "en").split())
    assert "Ask: somebody of: Community" in text
    assert "without a named source" in text


def test_a_copy_of_the_framework_speaks_of_itself_and_other_gates_by_their_name():
    ours = pb.framework("pemberdayaan-masyarakat")
    programme = pb.example("lkms_kartini")
    name = {"id": "Kantor kami", "en": "Our office"}
    copy = attrs.evolve(ours, key="our-office", label=name, relations=[], matches=[])
    assert "by the article's criteria" in summary(pb.assess(programme, copy), "en")
    other = attrs.evolve(copy, source=["pretty_1995"])
    text = " ".join(summary(pb.assess(programme, other)).split())
    assert "menurut kriteria Kantor kami" in text


def test_a_violation_is_said_first():
    programme = pb.example("contoh_lengkap")
    right = "component.ham_pendidikan"
    kept = [one for one in programme.observations if one.element != right]
    worse = attrs.evolve(programme, observations=[*kept, pb.Observation(right, value="violated", period=2023)])
    text = summary(pb.assess(worse), "en")
    assert text.index("Rights are violated: Right to education.") < text.index("Criteria met")
