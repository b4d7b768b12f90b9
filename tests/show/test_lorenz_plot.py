"""Lorenz curves: the drawn numbers are those of the result, in both languages, and every text has its room."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from show.room import have_room

import pemberdayaan as pb
from pemberdayaan.show import plots

NAMES = ["Krajan", "Sumber Rejo Wetan", "Aceh"]
LOANS = pd.DataFrame({"loan": np.arange(60) ** 2.0, "hamlet": [NAMES[i % 3] for i in range(60)]})
CURVES = pb.inequality.lorenz(LOANS, "loan", by="hamlet", points=10)
# The third of nine hamlets has nothing, and the first is the smallest.
NINE = LOANS.assign(hamlet=[f"Dusun {i % 9 or 8}" if i > 9 else f"Dusun {i % 9}" for i in range(60)])
NINE.loc[NINE["hamlet"] == "Dusun 2", "loan"] = 0.0
MANY = pb.inequality.lorenz(NINE, "loan", by="hamlet", points=10)


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def texts(axes):
    """What stands on a picture."""
    legend = axes.get_legend()
    labels = [axes.xaxis.label, axes.yaxis.label, *axes.get_xticklabels(), *axes.get_yticklabels()]
    return [one for one in [*axes.texts, *labels, *(legend.get_texts() if legend else [])] if one.get_text()]


def said(axes):
    return " | ".join(one.get_text() for one in texts(axes)).replace("\n", " ")


def curves_of(axes):
    """The drawn curves by their labels; the line of equality has none."""
    return {one.get_label().replace("\n", " "): one for one in axes.lines if not one.get_label().startswith("_")}


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_curve_and_band_is_that_of_its_group(language):
    axes = plots.lorenz(CURVES, language=language)
    assert list(curves_of(axes)) == [str(group) for group in CURVES.groups]
    for place, line in enumerate(curves_of(axes).values()):
        np.testing.assert_array_equal(line.get_xdata(), CURVES.at)
        np.testing.assert_array_equal(line.get_ydata(), CURVES.estimate[place])
    (equality,) = (one for one in axes.lines if one.get_label().startswith("_"))
    assert np.array_equal(equality.get_xydata(), [[0, 0], [1, 1]])
    assert len(axes.collections) == len(CURVES.groups)
    for place, band in enumerate(axes.collections):
        corners = band.get_paths()[0].vertices
        for limit in (CURVES.low, CURVES.high):
            wanted = np.column_stack([CURVES.at, limit[place].clip(0, CURVES.at)])
            assert all((corners == point).all(axis=1).any() for point in wanted)
    words = said(axes)
    for phrase in {
        "id": ("garis pemerataan sempurna", "bagian dari total (loan)", "Pita: selang kepercayaan", "20 %"),
        "en": ("line of equality", "share of the total (loan)", "Bands: 95% confidence intervals", "20%"),
    }[language]:
        assert phrase in words


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("curves", [CURVES, MANY], ids=["three", "many"])
def test_every_text_has_its_room(curves, language):
    axes = plots.lorenz(curves, language=language)
    figure = axes.get_figure()
    figure.canvas.draw()
    boxes = [one.get_window_extent() for one in texts(axes)]
    have_room(figure.bbox, boxes, slack=2, part=2)


@pytest.mark.parametrize(
    ("language", "fewer", "nothing"),
    [
        (
            "id",
            "7 kelompok terbesar; tidak digambar: 1.",
            "Tanpa kurva karena totalnya 0: Dusun 2.",
        ),
        (
            "en",
            "The 7 largest groups; left out: 1.",
            "Without a curve, since their total is 0: Dusun 2.",
        ),
    ],
)
def test_what_is_left_out_is_said(language, fewer, nothing):
    axes = plots.lorenz(MANY, language=language)
    assert list(curves_of(axes)) == [f"Dusun {i}" for i in (1, 3, 4, 5, 6, 7, 8)]
    assert fewer in said(axes)
    assert nothing in said(axes)
    backwards = [f"Dusun {i}" for i in range(8, -1, -1)]
    assert list(curves_of(plots.lorenz(MANY, groups=backwards, language=language))) == [
        f"Dusun {i}" for i in (8, 7, 6, 5, 4, 3, 1)
    ]
    chosen = said(plots.lorenz(MANY, groups=["Dusun 8", "Dusun 0"], language=language))
    assert fewer[:8] not in chosen
    assert nothing not in chosen


@pytest.mark.parametrize(("language", "told"), [("id", "kepercayaan 90 %"), ("en", "90% confidence")])
def test_the_band_is_named_by_its_level(language, told):
    assert told in said(plots.lorenz(pb.inequality.lorenz(LOANS, "loan", confidence=0.9), language=language))


def test_groups_are_drawn_in_the_order_asked_for_by_any_writing():
    numbered = pb.inequality.lorenz(LOANS.assign(hamlet=np.arange(60) % 3), "loan", by="hamlet", points=10)
    axes = plots.lorenz(numbered, groups=[2, "0"])
    assert list(curves_of(axes)) == ["2", "0"]
    np.testing.assert_array_equal(curves_of(axes)["2"].get_ydata(), numbered.estimate[2])
    with pytest.raises(pb.InvalidInput, match=r"there is no group 'Bali'.* @ group"):
        plots.lorenz(CURVES, groups=["Bali"])


def test_one_curve_has_no_legend_and_one_row_no_band():
    assert plots.lorenz(pb.inequality.lorenz(LOANS, "loan")).get_legend() is None
    axes = plots.lorenz(pb.inequality.lorenz(LOANS.iloc[[9]], "loan"), language="en")
    assert len(axes.collections) == 0
    assert "Bands" not in said(axes)


def test_where_no_group_has_a_curve_a_sentence_says_so():
    axes = plots.lorenz(MANY, groups=["Dusun 2"], language="en")
    assert "There is no number to draw." in said(axes)


def test_given_axes_are_used_settings_stay_and_another_language_is_refused():
    given = Figure().add_subplot()
    before = dict(mpl.rcParams)
    assert plots.lorenz(CURVES, ax=given) is given
    assert dict(mpl.rcParams) == before
    with pytest.raises(pb.InvalidInput, match="'fr' is not a language"):
        plots.lorenz(CURVES, language="fr")
