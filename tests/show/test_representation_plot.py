"""The picture of representation: the numbers of the result, in both languages, and every text has its room."""

import math

import attrs
import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from show.room import have_room

import pemberdayaan as pb
from pemberdayaan.measures.participation import Representation, representation
from pemberdayaan.show import plots

PRAGA = representation(pb.example("praga_polnoc"))
COMPLETE = representation(pb.example("contoh_lengkap"))
# Of the young nobody decides, of the grown-up three do, and the old nearly all of it.
AGES = ["muda_15_24"] * 30 + ["dewasa"] * 30 + ["lanjut usia 60 tahun ke atas"] * 30
DECIDES = [0] * 30 + [1] * 3 + [0] * 27 + [1] * 11 + [0] * 19
PLANS = ([1, 1, 0] * 30)[:90]
PEOPLE = representation(
    pd.DataFrame({"age": AGES, "memutuskan": DECIDES, "ikut_merencanakan": PLANS}),
    group="age",
    roles=["ikut_merencanakan", "memutuskan"],
)
PICTURES = {"records": PRAGA, "many records": COMPLETE, "people": PEOPLE}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def texts(axes):
    """What stands on a picture."""
    legend = axes.get_legend()
    low, high = axes.get_xlim()
    ticks = [one for one in axes.get_xticklabels() if low <= one.get_position()[0] <= high]
    found = [*axes.texts, *ticks, *axes.get_yticklabels(), axes.xaxis.label, *(legend.get_texts() if legend else [])]
    return [one for one in found if one.get_text()]


def said(axes):
    return " | ".join(one.get_text() for one in texts(axes)).replace("\n", " ")


def marks(axes):
    """The marks of the lines from the top down."""
    drawn = [one for one in axes.lines if len(one.get_xdata()) == 1 and one.get_markersize() == 6.5]
    return sorted(drawn, key=lambda one: -one.get_ydata()[0])


def spans(axes):
    """The drawn intervals by their height."""
    found = [one for one in axes.lines if len(one.get_xdata()) == 2 and one.get_linewidth() == 1.8]
    return {one.get_ydata()[0]: tuple(one.get_xdata()) for one in found}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("result", PICTURES.values(), ids=PICTURES)
def test_every_text_has_its_room(result, language):
    axes = plots.representation(result, language=language)
    figure = axes.get_figure()
    figure.canvas.draw()
    boxes = [one.get_window_extent() for one in texts(axes)]
    have_room(figure.bbox, boxes, slack=2, part=2)


@pytest.mark.parametrize("language", ["id", "en"])
def test_dots_stand_at_the_ratios_and_lines_on_the_intervals(language):
    axes = plots.representation(PEOPLE, language=language)
    assert axes.get_xscale() == "log"
    low, high = axes.get_xlim()
    assert low * high == pytest.approx(1)
    for y, mark, line in zip(range(len(PEOPLE) - 1, -1, -1), marks(axes), PEOPLE, strict=True):
        assert mark.get_xdata()[0] == max(line.ratio, low)
        assert spans(axes)[y] == (max(line.low, low), min(line.high, high))
        filled = mark.get_markerfacecolor() == mark.get_color()
        assert filled == (not line.low <= 1 <= line.high)
        assert (mark.get_marker() == "<") == (line.ratio == 0)
    assert {one.get_marker() for one in marks(axes)} == {"<", "o", "s"}
    assert any(list(one.get_xdata()) == [1, 1] for one in axes.lines)
    words = said(axes)
    for phrase in {
        "id": (
            "setara = 1",
            "0,8 sampai 1,25",
            "0,00  (0 dari 14 orang)",
            "kurang dari 5 dari 14",
            "muda 15 24",
            "0,25",
        ),
        "en": ("parity = 1", "0.8 to 1.25", "0.00  (0 of 14 people)", "fewer than 5 of 14", "muda 15 24", "0.25"),
    }[language]:
        assert phrase in words
    assert {"id": "di luar sumbu", "en": "past the axis"}[language] in words


@pytest.mark.parametrize("language", ["id", "en"])
def test_complete_counts_have_no_interval_and_say_so(language):
    axes = plots.representation(PRAGA, language=language)
    assert spans(axes) == {}
    assert [one.get_xdata()[0] for one in marks(axes)] == [float(one.ratio) for one in PRAGA]
    words = said(axes)
    for phrase in {
        "id": (
            "1,16  (1.201 dari 1.929 orang)",
            "perempuan",
            "peserta",
            "cacahan lengkap",
            "belum berarti suaranya setara",
        ),
        "en": ("1.16  (1,201 of 1,929 people)", "women", "participants", "a complete count", "not parity of voice"),
    }[language]:
        assert phrase in words
    for other in ("selang", "confidence", "di luar sumbu", "past the axis"):
        assert other not in words


def test_bounds_are_drawn_without_a_dot():
    line = attrs.evolve(PRAGA.items[0], ratio=None, low=0.25, high=None, n_group=None, how="bounds", band=None)
    other = attrs.evolve(line, low=0.5, high=0.75, n=None)
    axes = plots.representation(attrs.evolve(PRAGA, items=(other, line)), language="en")
    assert marks(axes) == []
    assert spans(axes) == {1: (0.5, 0.75), 0: (0.25, axes.get_xlim()[1])}
    told = [one.get_text() for one in axes.texts]
    assert told == ["0.50–0.75", "0.25–…  (of 1,929 people)"]
    assert "its bounds are drawn" in said(axes)


def test_of_many_lines_the_least_represented_are_drawn_and_it_says_so():
    axes = plots.representation(COMPLETE, language="en")
    assert len(marks(axes)) == 24
    assert f"the 24 lines that are least represented, of {len(COMPLETE)}" in said(axes)
    assert [one.get_xdata()[0] for one in marks(axes)] == [float(one.ratio) for one in COMPLETE.items[:24]]
    labels = [one.get_text().replace("\n", " ") for one in axes.get_yticklabels()][::-1]
    assert "difabel, keputusan, 2021" in labels


def test_the_axis_reaches_no_further_than_twenty_times():
    far = attrs.evolve(PRAGA.items[0], ratio=0.001)
    axes = plots.representation(attrs.evolve(PRAGA, items=(far, *PRAGA.items)), language="en")
    assert axes.get_xlim() == pytest.approx((0.05, 20))
    near = plots.representation(attrs.evolve(PRAGA, items=(attrs.evolve(far, ratio=1),)))
    assert math.log(near.get_xlim()[1]) == pytest.approx(math.log(2.2))
    assert "There is no number" in said(plots.representation(Representation(), language="en"))


def test_given_axes_are_used_settings_stay_and_another_language_is_refused():
    given = Figure().add_subplot()
    before = dict(mpl.rcParams)
    assert plots.representation(PEOPLE, ax=given) is given
    assert dict(mpl.rcParams) == before
    with pytest.raises(pb.InvalidInput, match="'fr' is not a language"):
        plots.representation(PEOPLE, language="fr")
