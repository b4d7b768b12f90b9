"""The page and the words: what must stand in them, and what must not."""

import builtins
from html.parser import HTMLParser

import attrs
import pytest

import pemberdayaan as pb
from pemberdayaan.show.names import label
from pemberdayaan.show.phrases import PHRASES
from pemberdayaan.show.vocabulary import VOCABULARY
from pemberdayaan.show.words import summary

BAD = '<script>alert("x")</script> & "quote"'


@pytest.fixture(autouse=True)
def closed():
    """Figures that a picture opened through pyplot do not pile up."""
    yield
    import matplotlib.pyplot as plt

    plt.close("all")


class Seen(HTMLParser):
    """The tags of a page, and the addresses that it would fetch."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.addresses, self.open = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in {"meta", "br", "hr"}:
            self.open.append(tag)
        self.addresses += [value for name, value in attrs if name in {"src", "href", "xlink:href", "action", "data"}]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", pb.examples())
def test_the_page_stands_alone(name, language, tmp_path):
    programme = pb.example(name)
    page = pb.report(pb.assess(programme), tmp_path / "x.html", language=language)
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == page
    seen = Seen(page)
    assert seen.open == []
    assert all(address.startswith("#") for address in seen.addresses)
    assert "script" not in seen.tags
    assert "url(http" not in page
    assert "svg" in seen.tags
    for one in programme.references:
        assert one.title.split("(")[0].strip() in page.replace("&#x27;", "'").replace("&amp;", "&")
    assert "bukan pemberdayaan" not in page.lower()
    assert f'lang="{language}"' in page
    assert page == pb.report(pb.assess(programme), language=language)


@pytest.mark.parametrize("key", pb.frameworks())
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_framework_and_an_empty_programme_have_a_page_and_words(key, language):
    for programme in (pb.Programme("p", "P"), pb.example("contoh_lengkap"), pb.example("lkms_kartini")):
        assessment = pb.assess(programme, key)
        assert Seen(pb.report(assessment, language=language)).open == []
        assert summary(assessment, language)


def test_kartini_says_what_the_sources_say():
    page = pb.report(pb.assess(pb.example("lkms_kartini")))
    for said in (
        "Belum memenuhi kriteria, menurut kriteria artikel, berdasarkan bukti yang tercatat.",
        "“berinisiatif” belum terpenuhi",
        "terpenuhi hanya lewat pengurusnya",
        "sumber berselisih",
        "Penenangan (5)",
        "3 dari 3 kriteria ada buktinya",
        "UU 6/2014 Pasal 1 angka 12",
        "3,31",
    ):
        assert said in page, said
    assert page.count("<li><p>") >= 3


def test_paseban_counts_unpaid_labour_and_guesses_nothing():
    page = pb.report(pb.assess(pb.example("pnpm_paseban")))
    for said in ("belum dinilai", "dijanjikan", "3 bulan", "16 Maret 2010"):
        assert said in page, said


def test_praga_2019_is_an_invited_space():
    page = pb.report(pb.assess(pb.example("praga_polnoc").during(2019)), language="en")
    for said in ("Cannot tell", "in an invited space", "786,400", "262,133", "2024"):
        assert said in page, said


def test_a_synthetic_programme_says_so_and_a_violation_comes_first():
    programme = pb.example("contoh_lengkap")
    right = "component.ham_pendidikan"
    worse = attrs.evolve(
        programme,
        observations=[*programme.observations, pb.Observation(right, value="violated", scale=None, period=2030)],
    )
    kept = [one for one in worse.observations if one.element != right or one.value == "violated"]
    page = pb.report(pb.assess(attrs.evolve(programme, observations=kept)))
    assert "Contoh sintetis" in page
    assert page.index("Ada hak yang dilanggar") < page.index("Memenuhi kriteria")


def test_markup_in_labels_is_text():
    programme = pb.Programme(
        "p",
        BAD,
        stakeholders=[pb.Stakeholder("a", BAD, "community", role=BAD), pb.Stakeholder("b", BAD, "private")],
        stages=[pb.ProgrammeStage("s", BAD, "plan")],
        participations=[pb.Participation("a", stage="s", people=7, source=[], note=BAD)],
        ties=[pb.Tie("a", "b", label=BAD, kind=BAD)],
        contributions=[pb.Contribution("a", kind="own_kind", label=BAD, amount=2, unit=BAD)],
        remarks=[pb.Remark("gap", BAD)],
    )
    for language in ("id", "en"):
        page = pb.report(pb.assess(programme), language=language)
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert Seen(page).open == []


def test_people_are_shown_by_role_and_small_groups_are_not_broken_down():
    programme = pb.Programme(
        "p",
        "P",
        stakeholders=[
            pb.Stakeholder("siti", "Siti Aminah", "community", role="Chair", person=True),
            pb.Stakeholder("all", "All", "community"),
        ],
        groups=[pb.Group("poor", "The poor")],
        stages=[pb.ProgrammeStage("s", "S", "plan")],
        participations=[
            pb.Participation("all", stage="s", people=4, women=3, men=1, groups={"poor": 2}),
            pb.Participation("siti", stage="s", takes_part=True),
        ],
    )
    page = pb.report(pb.assess(programme), language="en")
    assert "Siti Aminah" not in page
    assert "3 women" not in page
    assert "chair" in page.lower()


def test_without_matplotlib_the_tables_remain(monkeypatch):
    real = builtins.__import__

    def missing(name, *rest, **more):
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    monkeypatch.setattr("pemberdayaan.show.report.find_spec", lambda name: None)
    page = pb.report(pb.assess(pb.example("lkms_kartini")))
    assert "<svg" not in page
    assert "matplotlib belum terpasang" in page
    assert "<table>" in page


def test_nothing_is_left_behind_when_the_page_cannot_be_written(tmp_path):
    target = tmp_path / "folder.html"
    target.mkdir()
    with pytest.raises(OSError, match="folder"):
        pb.report(pb.assess(pb.Programme("p", "P")), target)
    assert list(tmp_path.iterdir()) == [target]


def test_every_word_has_two_languages():
    texts = [text for group in VOCABULARY.values() for text in group.values()] + list(PHRASES.values())
    assert all(not text.missing() for text in texts)
    for group, choices in (
        ("sector", pb.Sector),
        ("phase", pb.Phase),
        ("decides", pb.Decides),
        ("kind", pb.ContributionKind),
    ):
        assert set(choices) <= set(VOCABULARY[group])
    for group, choices in (
        ("giving", pb.ContributionStatus),
        ("relation", pb.RelationKind),
        ("checked", pb.Checked),
        ("status", pb.Status),
    ):
        assert set(choices) <= set(VOCABULARY[group])


def test_labels_are_found_by_key_and_address():
    assessment = pb.assess(pb.example("lkms_kartini"))
    assert label(assessment, "principle.kemandirian", "en") == "Self-reliance"
    assert label(assessment, "anggota", "id") == "Anggota kelompok simpan pinjam"


def test_a_summary_tells_what_keeps_the_verdict_open():
    told = summary(pb.assess(pb.example("praga_polnoc").during(2019)), "en")
    assert "not recorded" in told or "no evidence" in told
    assert "Ask: " in told


@pytest.mark.parametrize("name", ["involvement", "profile", "contributions", "collaboration"])
def test_pictures_leave_the_settings_alone(name):
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    before = dict(mpl.rcParams)
    draw = getattr(pb.plots, name)
    crowd = [pb.Stakeholder(f"s{i}", f"S {i}", "community" if i % 2 else "ngo") for i in range(70)]
    many = pb.Programme("p", "P", stakeholders=crowd, ties=[pb.Tie("s0", "s1"), pb.Tie("s2", "s4")])
    for programme in (*map(pb.example, pb.examples()), pb.Programme("p", "P"), many):
        for language in ("id", "en"):
            assessment = pb.assess(programme)
            assert isinstance(draw(assessment, language=language), Axes)
            own = Figure().add_axes((0, 0, 1, 1))
            assert draw(assessment, ax=own) is own
            plt.close("all")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("key", pb.frameworks())
def test_relations_are_drawn(key):
    assert pb.plots.framework(pb.framework(key), language="en") is not None
