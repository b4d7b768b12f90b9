"""The page: what must stand in it, what must not, and that it stands alone."""

import builtins
import html
import re
import sys
from functools import cache
from html.parser import HTMLParser
from itertools import cycle

import attrs
import pytest
from gold.frameworks import JUDGING

import pemberdayaan as pb
from pemberdayaan.show.markup import Markup, joined, listing, paragraph, table, tag

BAD = '<script>alert("x")</script> & "quote" \'apostrophe\''
VOID = {"meta", "br", "hr"}


class Seen(HTMLParser):
    """The tags of a page, its ids, its text, and the addresses that it would fetch."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.addresses, self.open, self.ids, self.words, self.attributes = [], [], [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        self.addresses += [value for name, value in attrs if name in {"src", "href", "xlink:href", "action", "data"}]
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


@cache
def page(name, language="id", when=None):
    programme = pb.example(name)
    return pb.report(pb.assess(programme.during(when) if when else programme), language=language)


def text(name, language="id", when=None):
    return Seen(page(name, language, when)).text


def section(whole, key):
    return whole[whole.index(f'<h2 id="{key}">') :].split("</section>")[0]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", pb.examples())
def test_the_page_stands_alone(name, language):
    whole = page(name, language)
    seen = Seen(whole)
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))
    assert {address for address in seen.addresses if not address.startswith("#")} == set()
    assert {address[1:] for address in seen.addresses} <= set(seen.ids)
    assert "script" not in seen.tags
    assert not re.search(r"url\((?!#)|@import|<link|<img|\son\w+=", whole)
    assert seen.tags.count("h1") == 1
    assert f'<html lang="{language}">' in whole
    assert "#content" in seen.addresses[0]
    assert "bukan pemberdayaan" not in whole.lower()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", pb.examples())
def test_everything_that_the_file_says_of_itself_is_there(name, language):
    programme, said = pb.example(name), text(name, language)
    for one in programme.references:
        assert one.title in said
        assert not one.author or one.author in said
        assert all(url in said for url in one.urls)
        assert not one.read or one.read[language] in said
    for one in programme.remarks:
        assert one.what[language][1:] in said
        assert all(claim[language] in said for _, claim in one.claims)


@pytest.mark.parametrize("name", pb.examples())
def test_every_picture_has_a_text_alternative_and_every_table_its_headings(name):
    seen = Seen(page(name))
    pictures = [given for tag_, given in seen.attributes if given.get("role") == "img"]
    assert len(pictures) == seen.tags.count("svg") == seen.tags.count("figure") == seen.tags.count("figcaption")
    assert all(len(given["aria-label"]) > 20 for given in pictures)
    assert seen.tags.count("table") == seen.tags.count("caption") == seen.tags.count("thead")
    assert all("scope" in given for tag_, given in seen.attributes if tag_ == "th")


def test_the_page_is_the_same_every_time_and_carries_no_date():
    assessment = pb.assess(pb.example("lkms_kartini"))
    assert pb.report(assessment) == page("lkms_kartini")
    assert "dc:date" not in page("lkms_kartini")


def test_the_page_is_written_whole(tmp_path):
    assessment = pb.assess(pb.Programme("p", "P"))
    path = tmp_path / "x.html"
    assert pb.report(assessment, path, language="en") == path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_behind_when_the_page_cannot_be_written(tmp_path):
    target = tmp_path / "folder.html"
    target.mkdir()
    with pytest.raises(OSError, match="folder"):
        pb.report(pb.assess(pb.Programme("p", "P")), target)
    assert list(tmp_path.iterdir()) == [target]


def test_an_unknown_language_is_refused():
    with pytest.raises(pb.InvalidInput, match="is not a language"):
        pb.report(pb.assess(pb.Programme("p", "P")), language="fr")


@pytest.mark.parametrize(("key", "language"), list(zip(JUDGING, cycle(("id", "en")), strict=False)))
def test_every_framework_has_a_page_for_every_programme(key, language):
    for programme in (pb.Programme("p", "P"), pb.example("contoh_lengkap")):
        whole = pb.report(pb.assess(programme, key), language=language)
        assert Seen(whole).open == []
        assert ("UU 6/2014" in whole) is (key == "pemberdayaan-masyarakat")


# --- what must be said of the real programmes ------------------------------------------------------------------------


def test_kartini_line_by_line():
    said, whole = text("lkms_kartini"), page("lkms_kartini")
    opening = Seen(whole[: whole.index("</header>")]).text
    for words in (
        "Belum memenuhi kriteria, menurut kriteria artikel, berdasarkan bukti yang tercatat.",
        "3 dari 3 kriteria ada buktinya",
        "“berinisiatif” belum terpenuhi",
        "“ikut berpartisipasi” belum terpenuhi (terpenuhi hanya lewat pengurusnya, dan tentang itu sumber",
        "“menjadi subjek” belum terpenuhi",
        "gagasan: dari dalam masyarakat; keputusan untuk memulai: dari luar masyarakat",
        "0 sampai 1 dari 3 kegiatan",
        "perencanaan: tercatat tidak ikut",
        "anak tangga tertinggi pihak dari dalam: Penenangan (5)",
        "UU 6/2014 Pasal 1 angka 12",
        "APBDes",
        "petikan",
    ):
        assert words in opening, words
    assert whole.count('class="conflict"') == 3
    for words in (
        "Gagasan: Ibu-ibu guru setempat (dari dalam)",
        "Keterlibatan pengurus rendah, jadi ada.",
        "Pengurus tidak tahu bagaimana lembaga ini didirikan",
        "Pengusaha nontani (0,57) dan buruh nontani (0,08)",
        "naik Rp1.336.428",
        "tidak pernah dinormalkan",
        "Rp1.220.000/bulan",
    ):
        assert words in said, words
    table_8 = section(whole, "observed")
    assert all(f"<td>{value}</td>" in table_8 for value in ("3,31", "4", "2,5", "3,15", "3,17", "0,57", "0,08"))
    assert whole.count("Pasal 1 angka 12") == 1


def test_the_members_absence_from_planning_and_their_contested_reporting_are_shown():
    matrix = section(page("lkms_kartini"), "matrix")
    row = next(row for row in matrix.split("<tr>") if "Anggota kelompok simpan pinjam" in row)
    assert "Tidak terlibat" in row
    assert "sumber berselisih" in row


def test_paseban_counts_unpaid_labour_and_guesses_nothing():
    said, whole = text("pnpm_paseban"), page("pnpm_paseban")
    for words in (
        "Belum dapat disimpulkan, menurut kriteria artikel",
        "Tenaga warga, tidak dibayar",
        "Upah pekerja jalan yang dijanjikan",
        "Perempuan, di semua tahap",
        "Ini kekosongan bukti, bukan berarti perempuan tidak ikut.",
        "Kerja tim pemelihara: 3 bulan",
        "16 Maret 2010",
        "4,75",
        "sedikitnya 42",
    ):
        assert words in said, words
    giving = section(whole, "contributions")
    labour = next(row for row in giving.split("<tr>") if "Tenaga</th>" in row)
    assert "1 sumbangan, belum dinilai" in labour
    assert "Rp0" not in whole
    assert "†" in giving


def test_praga_2019_is_an_invited_space_with_an_open_question():
    said = text("praga_polnoc", "en", 2019)
    for words in (
        "Cannot tell, by the article's criteria, on the recorded evidence.",
        "“takes the initiative” is met (in an invited space)",
        "28 of 28 activities (100%)",
        "“is the subject” is met (on derived readings only)",
        "takes part (phases taken part in: Implementation and Evaluation)",
        "Delegated power (7)",
        "1.158",
        "62.3% (of 1,929)",
        "53.8% (of 63,693)",
        "1,201",
        "PLN 786,400",
        "PLN 262,133",
        "PLN 988,200",
        "No trend may be drawn across 2024.",
        "Which residents took part in planning the programme, in carrying it out and in judging it?",
    ):
        assert words in said, words
    assert "PLN 786.400" in text("praga_polnoc", "id", 2019)
    assert "62,3 % (dari 1.929)" in text("praga_polnoc", "id", 2019)


def test_numbers_of_the_ties_wait_for_a_file_that_says_they_are_complete():
    assert "Kepadatan (dari" not in page("lkms_kartini")
    assert "tidak menyatakan bahwa semua hubungan tercatat" in page("lkms_kartini")
    assert "Kepadatan (dari" in page("contoh_lengkap")
    assert "semua hubungan tercatat" in page("contoh_lengkap")


def test_a_synthetic_programme_says_so_before_its_verdict():
    whole = page("contoh_lengkap")
    assert whole.index("Contoh sintetis: program") < whole.index('class="verdict"')


def test_a_violation_comes_first_everywhere():
    programme, right = pb.example("contoh_lengkap"), "component.ham_pendidikan"
    kept = [one for one in programme.observations if one.element != right]
    worse = attrs.evolve(programme, observations=[*kept, pb.Observation(right, value="violated", period=2030)])
    whole = pb.report(pb.assess(worse))
    assert whole.index("Ada hak yang dilanggar: Hak atas pendidikan.") < whole.index("Memenuhi kriteria")
    rows = section(whole, "rights").split("<tr>")
    assert "Dilanggar" in rows[2]


# --- people ----------------------------------------------------------------------------------------------------------


def test_a_person_is_shown_by_the_role_and_few_people_are_not_broken_down():
    programme = pb.Programme(
        "p",
        "P",
        stakeholders=[
            pb.Stakeholder("siti", "Siti Aminah", "community_organisation", role="Chair", person=True),
            pb.Stakeholder("budi", "Budi Santoso", "private", person=True),
            pb.Stakeholder("all", "All", "community"),
        ],
        groups=[pb.Group("poor", "The poor"), pb.Group("old", "The old")],
        stages=[pb.ProgrammeStage("s", "S", "plan")],
        participations=[
            pb.Participation("all", stage="s", people=4, women=3, men=1, groups={"poor": 2}),
            pb.Participation("all", stage="s", people=90, women=88, men=2, groups={"old": 3, "poor": 40}),
            pb.Participation("siti", stage="s", takes_part=True),
        ],
        ties=[pb.Tie("siti", "budi", kind="knowledge")],
        benefits=[pb.ProgrammeBenefit("poor", what="Water", people=3), pb.ProgrammeBenefit("old", people=30)],
        observations=[pb.Observation(what="Counted", values={"poor": 2, "old": 7}, unit="persons")],
    )
    whole = pb.report(pb.assess(programme), language="en")
    assert "Siti Aminah" not in whole
    assert "Budi Santoso" not in whole
    assert "Community bodies and officers (chair)" in whole
    counts = section(whole, "matrix")
    assert "<td>88</td>" not in counts
    assert "<td>3</td>" not in counts
    assert "The old fewer than 5; The poor 40" in counts
    assert "fewer than 5 people" in whole
    assert "The poor fewer than 5; The old 7 persons" in whole


def test_markup_in_labels_is_text():
    said = pb.Text(id=BAD, en=BAD)
    programme = pb.Programme(
        "p",
        said,
        description=said,
        place=BAD,
        currency="IDR",
        references=[pb.Reference("r", BAD, author=BAD, urls=[BAD], read=said, note=said)],
        stakeholders=[pb.Stakeholder("a", said, "community", role=said), pb.Stakeholder("b", said, "private")],
        groups=[pb.Group("g", said)],
        stages=[pb.ProgrammeStage("s", said, "plan")],
        activities=[pb.Activity("act", said, stage="s", led_by="a", initiated_by="b")],
        participations=[pb.Participation("a", stage="s", people=7, note=said, source=f"r, {BAD}")],
        ties=[pb.Tie("a", "b", label=said, kind="own")],
        contributions=[pb.Contribution("a", kind="own_kind", label=said, amount=2, unit=BAD, note=said)],
        benefits=[pb.ProgrammeBenefit("g", what=said), pb.ProgrammeBenefit("g", what=said, people=9, arm=BAD)],
        observations=[pb.Observation(what=said, value=1, unit=BAD, rater=BAD, reason=said)],
        remarks=[pb.Remark("gap", said), pb.Remark("conflict", said, claims={f"r, {BAD}": said, "r": said})],
    )
    for language in ("id", "en"):
        whole = pb.report(pb.assess(programme), language=language)
        assert "<script" not in whole
        assert html.escape(BAD) in whole
        assert Seen(whole).open == []
        assert all(address.startswith("#") for address in Seen(whole).addresses)


def test_without_matplotlib_the_tables_remain(monkeypatch):
    real = builtins.__import__

    def missing(name, *rest, **more):
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest, **more)

    for module in [name for name in sys.modules if name.startswith("matplotlib")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", missing)
    whole = pb.report(pb.assess(pb.example("lkms_kartini")))
    assert "<svg" not in whole
    assert "matplotlib belum terpasang" in whole
    assert whole.count("<table") == page("lkms_kartini").count("<table")


def test_a_large_programme_says_how_many_rows_it_leaves_out():
    work = [pb.ProgrammeBenefit("a", what="W", amount=i, unit="IDR", period=1000 + i) for i in range(300)]
    programme = pb.Programme("p", "P", stakeholders=[pb.Stakeholder("a", "A", "community")], benefits=work)
    assert "200 of 300 rows" in Seen(pb.report(pb.assess(programme), language="en")).text


def test_observations_that_no_element_takes_are_named():
    programme = pb.Programme(
        "p", "P", observations=[pb.Observation("domain.other", value=1), pb.Observation("domain.other", value=2)]
    )
    said = Seen(pb.report(pb.assess(programme), language="en")).text
    assert "domain.other (2)" in said


def test_a_median_of_respondents_is_said_to_be_one():
    assert "median of 100" in text("contoh_lengkap", "en")


# --- the builder -----------------------------------------------------------------------------------------------------


def test_markup_escapes_whatever_is_not_markup():
    assert tag("a", "<", Markup("<b>"), href='"', class_=None) == '<a href="&quot;">&lt;<b></a>'
    assert tag("br") == "<br>"
    assert joined(["&", Markup("&")], "<") == "&amp;<&"
    assert paragraph("") == listing([]) == table(["A"], [], "c") == ""


def test_tables_leave_out_what_has_no_content():
    made = table(["A", "B", "C"], [["x", "", "<"], ["within"]], "caption", stacked=True)
    assert '<th scope="col">B</th>' not in made
    assert 'data-label="C">&lt;</td>' in made
    assert 'colspan="2"' in made


def test_only_an_assessment_is_reported():
    with pytest.raises(pb.InvalidInput, match="an assessment"):
        pb.report(pb.framework("arnstein-1969"))
