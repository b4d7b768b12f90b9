"""Pictures of counting measures: their numbers are those of the result, in both languages, and they fit the page."""

import itertools
import re
from fractions import Fraction

import attrs
import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import pemberdayaan as pb
from pemberdayaan.show import plots

WEAI = pb.framework("weai-2012")
KEYS = [key for key, _ in WEAI.rule().weights]
# How often women are inadequate; made up.
RATES = np.array([0.3, 0.1, 0.15, 0.35, 0.7, 0.35, 0.6, 0.4, 0.25, 0.3])
DISTRICTS = ("Bangka Selatan", "Nusa Tenggara Barat", "Aceh")


def households(n, districts, seed=1, shift=0.0):
    """Made-up households of a woman and a man in four sampling units a stratum."""
    rng = np.random.default_rng(seed)
    place = np.arange(n) % len(districts)
    parts = []
    for sex, factor in ((2, 1.0), (1, 0.6)):
        rate = np.clip(RATES * factor * (1 + 0.1 * place[:, np.newaxis]) - shift, 0.02, 0.95)
        part = pd.DataFrame((rng.random((n, 10)) < rate).astype(int), columns=KEYS)
        design = {"household": np.arange(n), "sex": sex, "district": [districts[i] for i in place]}
        parts.append(part.assign(**design, psu=np.arange(n) % 8, stratum=np.arange(n) % 2, w=1 + np.arange(n) % 3))
    return pd.concat(parts, ignore_index=True)


def scored(frame, by=None, **more):
    design = pb.Design(weights="w", strata="stratum", psu="psu")
    pairs = pb.Pairs("household", "sex", women=2, men=1)
    return pb.score(pb.Population(frame, design=design, pairs=pairs), WEAI, by=by, **more)


FRAME = households(150, DISTRICTS)
SCORES = scored(FRAME, "district")
AFTER = scored(households(150, DISTRICTS, 2, 0.05), "district")
COUNTIES = households(280, [f"Kabupaten {chr(65 + i)}" for i in range(14)])
SMALL = COUNTIES.district.isin(["Kabupaten C", "Kabupaten F"]) & (COUNTIES.household < 100)
MANY = scored(COUNTIES[~SMALL], "district")
CHANGE = pb.counting.change(SCORES, AFTER)
CURVES = pb.counting.robustness(SCORES)

PICTURES = {
    "contributions": lambda **more: plots.counting_contributions(SCORES, **more),
    "contributions of many": lambda **more: plots.counting_contributions(MANY, **more),
    "headcounts": lambda **more: plots.counting_headcounts(SCORES, group="Aceh", **more),
    "curve": lambda **more: plots.cutoff_curve(CURVES, **more),
    "change": lambda **more: plots.counting_change(CHANGE, **more),
    "heat map": lambda **more: plots.adequacy_heatmap(MANY, **more),
}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def texts(axes):
    """What stands on a picture."""
    found = [*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels(), axes.xaxis.label, axes.yaxis.label]
    legend = axes.get_legend()
    return [one for one in found + (legend.get_texts() if legend else []) if one.get_text()]


def said(axes):
    return " | ".join(one.get_text() for one in texts(axes)).replace("\n", " ")


def written(value, language="en", digits=3):
    told = f"{value:.{digits}f}"
    return told.replace(".", ",") if language == "id" else told


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", PICTURES)
def test_it_is_drawn_in_both_languages_and_every_text_has_its_room(name, language):
    axes = PICTURES[name](language=language)
    assert isinstance(axes, Axes)
    figure = axes.get_figure()
    figure.canvas.draw()
    page = figure.bbox
    low, high = axes.get_xlim()
    # Ticks beyond the limits are not drawn; a slanted label fills little of its box.
    drawn = [one for one in texts(axes) if one not in axes.get_xticklabels() or low <= one.get_position()[0] <= high]
    for one in drawn:
        box = one.get_window_extent()
        assert page.x0 - 2 <= box.x0, one
        assert box.x1 <= page.x1 + 2, one
        assert page.y0 - 2 <= box.y0, one
    boxes = [one.get_window_extent() for one in drawn if not one.get_rotation()]
    for a, b in itertools.combinations(boxes, 2):
        across, down = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across < 2 or down < min(a.height, b.height) / 2


@pytest.mark.parametrize("name", PICTURES)
def test_given_axes_are_used_settings_stay_and_another_language_is_refused(name):
    given = Figure().add_subplot()
    before = dict(mpl.rcParams)
    assert PICTURES[name](ax=given) is given
    assert dict(mpl.rcParams) == before
    with pytest.raises(pb.InvalidInput, match="'fr' is not a language"):
        PICTURES[name](language="fr")


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_bar_is_stacked_of_weight_times_censored_headcount_up_to_m0(language):
    axes = plots.counting_contributions(SCORES, who="men", language=language)
    m0 = SCORES.block("M0", "men")
    weights = np.array(SCORES.weights) / sum(SCORES.weights)
    parts = weights * SCORES.block("censored_headcount", "men").estimate
    heights = np.array([bar.get_height() for bar in axes.patches]).reshape(len(SCORES.groups), 10)
    # The first indicator stands on top; sums of ten floats.
    np.testing.assert_allclose(heights[:, ::-1], parts, rtol=0, atol=1e-14)
    tops = np.array([bar.get_y() + bar.get_height() for bar in axes.patches]).reshape(-1, 10)[:, -1]
    np.testing.assert_allclose(tops, m0.estimate[:, 0], rtol=0, atol=1e-14)
    words = said(axes)
    for place, group in enumerate(SCORES.groups):
        assert f"5DE {written(1 - m0.estimate[place, 0], language)}" in words
        assert f"({written(m0.low[place, 0], language)}–{written(m0.high[place, 0], language)})" in words
        assert str(group) in words
    share = written(100 * SCORES.block("contribution", "men").estimate.max(), language, 1)
    assert share + {"id": " %", "en": "%"}[language] in words
    assert [WEAI[key].label[language] in words for key in KEYS] == [True] * 10
    assert {"id": "Kepemimpinan", "en": "Leadership"}[language] in words


def test_shades_of_one_domain_and_other_colours_of_another():
    axes = plots.counting_contributions(SCORES.overall, who="women")
    colors = [bar.get_facecolor() for bar in axes.patches][::-1]
    assert len(set(colors)) == 10
    hues = [mpl.colors.rgb_to_hsv(one[:3])[0] for one in colors]
    assert hues[2] == pytest.approx(hues[4], abs=0.01)
    assert abs(hues[1] - hues[2]) > 0.1


def test_without_groups_women_and_men_have_a_bar_each():
    words = said(plots.counting_contributions(SCORES.overall, language="id"))
    for who in ("women", "men"):
        assert f"5DE {written(SCORES.overall.block('5DE', who).estimate[0, 0], 'id')}" in words
    assert "Perempuan n = 150" in words
    assert "perempuan dan laki-laki" in words


def test_of_many_groups_the_largest_twelve_are_drawn_and_it_says_so():
    axes = plots.counting_contributions(MANY, language="en")
    assert "Drawn are 12 of 14 groups" in said(axes)
    drawn = {one.get_text().split("\n")[-2][-1] for one in axes.get_xticklabels()}
    assert drawn == set("ABDEGHIJKLMN")
    chosen = plots.adequacy_heatmap(MANY, groups=["Kabupaten N", "Kabupaten A"], language="en")
    assert [one.get_text().split("\n")[0] for one in chosen.get_xticklabels()] == ["Kabupaten N", "Kabupaten A"]
    assert "Drawn are" not in said(chosen)
    for picture in (plots.counting_contributions, plots.adequacy_heatmap):
        with pytest.raises(pb.InvalidInput, match="no group 'X'"):
            picture(MANY, groups=["X"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_headcounts_stand_beside_each_other_on_their_intervals(language):
    axes = plots.counting_headcounts(SCORES, group="Aceh", who="men", language=language)
    place = SCORES.place("Aceh")
    for name, line, held in zip(("raw", "censored"), axes.lines, axes.collections, strict=False):
        block = SCORES.block(f"{name}_headcount", "men")
        np.testing.assert_array_equal(line.get_xdata(), block.estimate[place])
        ends = np.array([segment[:, 0] for segment in held.get_segments()])
        np.testing.assert_array_equal(ends, np.column_stack([block.low[place], block.high[place]]))
        assert written(100 * block.estimate[place, 4], language, 1) in said(axes)
    assert {"id": "laki-laki di Aceh (n = 50)", "en": "men in Aceh (n = 50)"}[language] in said(axes)
    everybody = plots.counting_headcounts(SCORES)
    np.testing.assert_array_equal(
        everybody.lines[0].get_xdata(), SCORES.overall.block("raw_headcount", "women").estimate[0]
    )


@pytest.mark.parametrize("measure", ["H", "A", "M0"])
def test_a_curve_steps_through_every_cut_off_and_through_the_rule_s_own(measure):
    axes = plots.cutoff_curve(CURVES, measure=measure, who="men", language="en")
    curve, own = CURVES.curve("men"), SCORES.block(measure, "men").estimate[:, 0]
    for place in range(len(SCORES.groups)):
        k, values = axes.lines[place].get_data()
        assert axes.lines[place].get_drawstyle() == "steps-pre"
        inner = slice(1, 1 + len(CURVES.cutoffs))
        np.testing.assert_array_equal(k[inner], CURVES.cutoffs)
        np.testing.assert_array_equal(values[inner], curve.estimate[measure][place])
        # A step holds up to its cut-off, and with it. The two are summed in another order.
        assert values[np.searchsorted(k, CURVES.decisive)] == pytest.approx(own[place], abs=1e-12)
    assert len(axes.collections) == len(SCORES.groups)
    (rule,) = [one for one in axes.lines if list(one.get_ydata()) == [0, 1]]
    assert rule.get_xdata()[0] == 0.2 < CURVES.decisive
    dots = [one.get_xydata()[0].tolist() for one in axes.lines if one.get_marker() == "o"]
    np.testing.assert_allclose(dots, np.column_stack([np.full(len(own), 0.2), own]), rtol=0, atol=1e-12)
    assert "the rule: more than 20%" in said(axes)


@pytest.mark.parametrize(
    ("cutoff", "strict", "told"),
    [
        ("2/5", False, {"id": "aturannya: 40 % atau lebih", "en": "the rule: 40% or more"}),
        ("2/5", True, {"id": "aturannya: lebih dari 40 %", "en": "the rule: more than 40%"}),
        # No score lies on a third of ten.
        ("1/3", False, {"id": "aturannya: 33,3 % atau lebih", "en": "the rule: 33.3% or more"}),
        ("1/3", True, {"id": "aturannya: lebih dari 33,3 %", "en": "the rule: more than 33.3%"}),
    ],
)
def test_the_rule_stands_at_its_cut_off_and_its_label_is_true(cutoff, strict, told):
    frame = pd.DataFrame({"a": [1, 0, 0, 0], "b": [0, 1, 0, 1], "c": [0, 0, 1, 1]})
    rule = pb.CountRule("count", "Count", weights={"a": 2, "b": 4, "c": 4}, cutoff=cutoff, strict=strict)
    found = pb.counting.robustness(pb.score(frame, pb.Framework("ours", "Ours", rules=[rule])))
    for language, words in told.items():
        axes = plots.cutoff_curve(found, measure="H", language=language)
        line, (dot,) = axes.lines[-1], [one for one in axes.lines if one.get_marker() == "o"]
        assert line.get_xdata()[0] == dot.get_xdata()[0] == pytest.approx(float(Fraction(cutoff)), abs=1e-15)
        assert words in said(axes)
        # Right of the line of a strict rule, and at that of another, stands what the rule counts.
        k, values = axes.lines[0].get_data()
        place = np.searchsorted(k, line.get_xdata()[0], side="right" if strict else "left")
        expected = 0.25 if strict and cutoff == "2/5" else 0.75
        assert values[place] == dot.get_ydata()[0] == found.scores.block("H").estimate[0, 0] == expected


def test_curves_of_women_and_men_and_of_the_largest_seven_groups():
    both = plots.cutoff_curve(pb.counting.robustness(SCORES.overall), language="id")
    assert {"Perempuan", "Laki-laki"} <= {one.get_text() for one in both.get_legend().get_texts()}
    many = plots.cutoff_curve(pb.counting.robustness(MANY), measure="H", language="en")
    assert len(many.get_legend().get_texts()) == 7
    assert "Drawn are 7 of 14 groups" in said(many)
    with pytest.raises(pb.InvalidInput, match="'M1' is not a measure"):
        plots.cutoff_curve(CURVES, measure="M1")


@pytest.mark.parametrize("language", ["id", "en"])
def test_change_stands_on_its_interval_and_says_what_a_fall_means(language):
    axes = plots.counting_change(CHANGE, language=language)
    shown = ("H", "A", "5DE", "GPI", "index")
    rows = [row for name in shown for row in CHANGE.rows() if row["measure"] == name]
    dots = [one for one in axes.lines if one.get_marker() == "o" and len(one.get_xdata()) == 1]
    lines = [one for one in axes.lines if one.get_marker() == "None" and len(set(one.get_ydata())) == 1]
    assert [one.get_xdata()[0] for one in dots] == [row["absolute"] for row in rows]
    assert [list(one.get_xdata()) for one in lines] == [[row["low"], row["high"]] for row in rows]
    for dot, row in zip(dots, rows, strict=True):
        full = row["low"] > 0 or row["high"] < 0
        assert (dot.get_markerfacecolor() == dot.get_color()) == full
    words = said(axes)
    assert f"{written(rows[0]['before'], language)} → {written(rows[0]['after'], language)}" in words
    fall = {"id": "H turun: lebih sedikit orang yang tidak berdaya.", "en": "A fall of H is fewer people disempowered."}
    assert fall[language] in words
    assert {"id": "sesudah − sebelum", "en": "after − before"}[language] in words
    assert not re.search(r"\b(better|worse|membaik|memburuk)\b", words)


def test_change_of_chosen_measures_and_groups_and_the_difference_of_two():
    axes = plots.counting_change(CHANGE, measures=["censored_headcount"], groups=["Aceh"], language="en")
    dots = [one for one in axes.lines if one.get_marker() == "o" and len(one.get_xdata()) == 1]
    assert len(dots) == 20
    assert "women, Input in productive decisions" in said(axes).replace("Women", "women")
    for given in ({"measures": ["M7"]}, {"groups": ["X"]}):
        with pytest.raises(pb.InvalidInput, match="there is no"):
            plots.counting_change(CHANGE, **given)
    found = pb.counting.difference(SCORES, "Aceh", "Bangka Selatan")
    assert "difference (Bangka Selatan − Aceh)" in said(plots.counting_change(found, language="en"))
    long = plots.counting_change(CHANGE, measures=["raw_headcount"], language="en")
    assert "Drawn are the first 48 of 61 rows" in said(long)


def test_cells_hold_the_share_of_the_adequate():
    axes = plots.adequacy_heatmap(SCORES, who="men")
    shares = 100 * (1 - SCORES.block("raw_headcount", "men").estimate.T)
    assert [int(one.get_text()) for one in axes.texts] == np.rint(shares).astype(int).ravel().tolist()
    assert len(plots.adequacy_heatmap(SCORES.overall).get_xticklabels()) == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_where_nobody_is_past_the_cut_off_m0_is_0_and_a_is_nowhere(language):
    scores = scored(FRAME.assign(**dict.fromkeys(KEYS, 0)))
    words = said(plots.counting_contributions(scores, language=language))
    assert f"5DE {written(1, language)}" in words
    nothing = {"id": "Tidak ada angka yang dapat digambar.", "en": "There is no number to draw."}[language]
    curves = pb.counting.robustness(scores)
    assert nothing in said(plots.cutoff_curve(curves, measure="A", language=language))
    assert nothing not in said(plots.cutoff_curve(curves, measure="H", language=language))


def test_a_group_without_a_complete_row_and_values_that_are_only_bounded():
    frame = FRAME.astype(dict.fromkeys(KEYS, float))
    frame.loc[frame.district == "Aceh", "leisure"] = np.nan
    scores = scored(frame, "district")
    assert "no data" in said(plots.counting_contributions(scores, language="en"))
    assert [one.get_text() for one in plots.adequacy_heatmap(scores).texts].count("–") == 10
    rule = attrs.evolve(WEAI.rule(), missing="bound")
    bounded = scored(frame, "district", rule=rule)
    low, high = (getattr(bounded.block("M0", "women"), end)[bounded.place("Aceh"), 0] for end in ("low", "high"))
    words = said(plots.counting_contributions(bounded, language="en"))
    assert f"({written(low)}–{written(high)})" in words
    headcounts = plots.counting_headcounts(bounded, group="Aceh", language="en")
    assert "the worst and the best bound" in said(headcounts)
    ends = [one.get_xdata()[-1] for one in headcounts.lines if one.get_marker() == "|"]
    assert ends[:2] == [0, 1]
    assert "0–100" in [one.get_text() for one in plots.adequacy_heatmap(bounded).texts]


def test_a_rule_without_names_speaks_of_the_cut_off_and_of_keys():
    rule = pb.CountRule("count", "Counting", weights={"voice": 1, "land": 1}, cutoff="1/2", empowerment="none")
    frame = pd.DataFrame({"voice": [1, 1, 1, 0], "land": [1, 0, 1, 0], "hamlet": ["A", "A", "B", "B"]})
    scores = pb.score(frame, pb.Framework("ours", "Ours", rules=[rule]), by="hamlet")
    words = said(plots.counting_contributions(scores, language="en"))
    assert "M0: deprivation, all people" in words
    assert "voice" in words
    assert "5DE" not in words
    assert "deprived and past the cut-off" in said(plots.counting_headcounts(scores, language="en"))
    assert "the rule: 50% or more" in said(plots.cutoff_curve(pb.counting.robustness(scores), language="en"))
    assert "past the cut-off" in said(plots.counting_change(pb.counting.difference(scores, "A", "B"), language="en"))
