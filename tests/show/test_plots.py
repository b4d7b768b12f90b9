"""Pictures: what they return, what they leave alone, and that no text leaves the sheet."""

import builtins
import sys

import attrs
import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import pemberdayaan as pb
from pemberdayaan.show.plots.layers import Edge, layered
from pemberdayaan.show.plots.sheet import own_axes, shade, text_width, wrap

OF_ASSESSMENTS = ("involvement", "profile", "contributions", "collaboration")


@pytest.fixture(autouse=True)
def closed():
    """Figures that a picture opened through pyplot do not pile up."""
    yield
    plt.close("all")


def crowd(n, ties=()):
    sectors = ("community", "community_organisation", "government", "ngo")
    people = [
        pb.Stakeholder(f"s{i}", f"An actor with a rather long name, number {i}", sectors[i % 4]) for i in range(n)
    ]
    stages = [pb.ProgrammeStage("plan", "A stage with a long_and_unbreakable_name", "plan")]
    taking = [pb.Participation(f"s{i}", stage="plan", takes_part=True) for i in range(n)]
    return pb.Programme("p", "P", stakeholders=people, stages=stages, participations=taking, ties=ties)


def texts(axes):
    return " ".join(one.get_text() for one in axes.texts)


def inside_the_sheet(axes):
    """Every text stands on the sheet, and no two texts cover each other."""
    figure = axes.get_figure()
    figure.canvas.draw()
    boxes = [one.get_window_extent() for one in axes.texts if one.get_text().strip()]
    page = figure.bbox
    assert all(
        page.x0 - 1 <= b.x0 and b.x1 <= page.x1 + 1 and page.y0 - 1 <= b.y0 and b.y1 <= page.y1 + 1 for b in boxes
    )
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            down = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across < 1.5 or down < min(a.height, b.height) / 3


@pytest.mark.parametrize("name", OF_ASSESSMENTS)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("example", [*pb.examples(), "empty", "crowd"])
def test_no_text_covers_another(name, language, example):
    programmes = {"empty": pb.Programme("p", "P"), "crowd": crowd(60, [pb.Tie("s0", "s1"), pb.Tie("s2", "s4")])}
    assessment = pb.assess(programmes[example] if example in programmes else pb.example(example))
    axes = getattr(pb.plots, name)(assessment, ax=own_axes(), language=language)
    assert isinstance(axes, Axes)
    inside_the_sheet(axes)


@pytest.mark.parametrize("key", pb.frameworks())
@pytest.mark.parametrize("language", ["id", "en"])
def test_relations_are_drawn_without_texts_covering_each_other(key, language):
    axes = pb.plots.framework(pb.framework(key), ax=own_axes(), language=language)
    inside_the_sheet(axes)


@pytest.mark.parametrize("name", OF_ASSESSMENTS)
def test_settings_stay_and_given_axes_are_used(name):
    before = dict(mpl.rcParams)
    assessment = pb.assess(pb.example("lkms_kartini"))
    draw = getattr(pb.plots, name)
    assert isinstance(draw(assessment), Axes)
    given = Figure(figsize=(3, 2)).add_subplot()
    assert draw(assessment, ax=given, language="en") is given
    assert dict(mpl.rcParams) == before


def test_what_kartini_shows():
    assessment = pb.assess(pb.example("lkms_kartini"))
    shown = texts(pb.plots.involvement(assessment))
    assert "Tidak terlibat" in shown
    assert "tidak ikut" in shown
    assert "sumber berselisih" in shown
    axes = pb.plots.involvement(assessment)
    order = [one.get_text() for one in axes.texts]
    assert order.index("Dari dalam masyarakat") < order.index("Pengurus koperasi")
    assert order.index("Pengurus koperasi") < order.index("Dari luar masyarakat")
    assert sum(bool(patch.get_hatch()) for patch in axes.patches) >= 2


def test_what_paseban_gave_is_counted_and_not_drawn_as_zero():
    shown = texts(pb.plots.contributions(pb.assess(pb.example("pnpm_paseban")), language="en"))
    assert shown.count("1 unvalued") == 3
    assert "promised" in shown
    assert "Rp0" not in shown


def test_many_actors_are_drawn_by_sector_and_the_rest_is_counted():
    assessment = pb.assess(crowd(100, [pb.Tie("s0", "s2"), pb.Tie("s2", "s0"), pb.Tie("s2", "s3"), pb.Tie("s3", "s7")]))
    assert "25 pihak" in texts(pb.plots.collaboration(assessment))
    assert "dan 40 pihak lain" in texts(pb.plots.involvement(assessment))
    periods = [pb.Contribution("s0", kind="money", amount=1, unit="IDR", period=1900 + i) for i in range(90)]
    many = attrs.evolve(crowd(4), contributions=periods)
    assert "60 dari 90" in texts(pb.plots.contributions(pb.assess(many)))


def test_a_nominal_scale_is_not_shaded_and_levels_of_two_scales_share_a_cell():
    programme = attrs.evolve(
        crowd(2),
        scales=[pb.Scale("own", "Own", "nominal", levels=[pb.Level("a", "Kind A"), pb.Level("b", "Kind B")])],
    )
    taking = [
        pb.Participation("s0", stage="plan", depth="a", scale="own"),
        pb.Participation("s0", stage="plan", depth="partnership", scale="arnstein-1969.rung", decides="no"),
    ]
    axes = pb.plots.involvement(pb.assess(attrs.evolve(programme, participations=taking)), language="en")
    assert "Kind A" in texts(axes)
    assert "does not decide" in texts(axes).replace("\n", " ") or "does not" in texts(axes)


def test_relations_that_hold_both_ways_without_being_a_ring():
    domains = [pb.Domain(key, key.upper()) for key in "abcd"]
    relations = [
        pb.Relation("domain.a", "reinforces", "domain.b"),
        pb.Relation("domain.b", "reinforces", "domain.c"),
        pb.Relation("domain.c", "precedes", "mine"),
        pb.Relation("mine", "precedes", "domain.a", stated=False),
    ]
    mine = pb.Framework("mine", "Mine", domains=domains, relations=relations)
    axes = pb.plots.framework(mine, language="en")
    assert "reinforce" in texts(axes)
    assert "implied" in texts(axes)


def test_layers_put_what_follows_below_and_give_every_label_its_place():
    boxes = dict.fromkeys("abc", (1.0, 0.3))
    found = layered(boxes, [Edge("a", "b", 0.5, 0.1), Edge("b", "c"), Edge("c", "a", 0.5, 0.1)], [])
    assert found.boxes["a"].y < found.boxes["b"].y < found.boxes["c"].y
    assert found.labels[0] is not None
    assert found.labels[1] is None
    assert len(found.ends()) == 3


def test_words_are_wrapped_by_their_width_and_broken_only_if_they_must():
    assert wrap("", 1, 8) == [""]
    assert all(text_width(line, 8) <= 1 for line in wrap("several words that do not fit in one line", 1, 8))
    assert wrap("Implementation", 0.6, 8)[0].endswith("-")
    assert wrap("one two three four five six seven eight", 0.7, 8, lines=2)[-1].endswith("…")
    assert shade(0) == "#e2ecf5"


@pytest.mark.parametrize("own", [True, False])
def test_without_matplotlib_the_error_says_what_to_install(monkeypatch, own):
    real = builtins.__import__

    def missing(name, *rest, **more):
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *rest, **more)

    for module in [name for name in sys.modules if name.startswith("matplotlib")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(pb.MissingLibraryError, match=r"pemberdayaan\[plot\]"):
        own_axes() if own else pb.plots.involvement(pb.assess(pb.Programme("p", "P")))
