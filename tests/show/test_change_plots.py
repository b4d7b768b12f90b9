"""Pictures of change and of gaps: their numbers are those of the result, in both languages, each text in its room."""

import itertools

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from show.room import have_room

import pemberdayaan as pb
from pemberdayaan import change
from pemberdayaan.model.text import Language
from pemberdayaan.show import plots
from pemberdayaan.show.plots.change_labels import FALL, RISE, Figures, pick, stack

LONG = "Kecamatan Sungai Panjang Hulu Selatan"


def villages(n, groups, seed=1):
    """Made-up villages in two rounds, five to a sampling unit."""
    rng = np.random.default_rng(seed)
    before = pd.DataFrame(rng.uniform(0.3, 0.9, (n, 3)), columns=["iks", "ike", "ikl"])
    before = before.assign(kode=[f"D{i:03d}" for i in range(n)], arm=[groups[i % len(groups)] for i in range(n)])
    before["psu"] = np.arange(n) // 5
    moved = (before["iks"] + rng.normal(0.04, 0.07, n)).clip(0, 1)
    return before, before.assign(iks=moved, ike=before["ike"] - 0.01 * (before["arm"] == groups[0]))


def scored(frames, by="arm"):
    design = pb.Design(psu="psu")
    return [pb.score(pb.Population(frame, unit="kode", design=design), "idm-2016", by=by) for frame in frames]


def people(seed, groups, less=0.0):
    """Made-up households of a woman and a man; women lack more."""
    rng = np.random.default_rng(seed)
    household = np.arange(len(groups))
    parts = []
    for sex, rate in ((2, 0.6), (1, 0.35)):
        lacks = pd.DataFrame(
            (rng.random((len(groups), 3)) < rate - less).astype(int), columns=["voice", "land", "loan"]
        )
        parts.append(lacks.assign(household=household, sex=sex, district=groups, psu=household % 12))
    return pd.concat(parts, ignore_index=True)


RULE = pb.CountRule("count", "Counting", weights={"voice": 1, "land": 1, "loan": 1}, cutoff="1/2")
OURS = pb.Framework("ours", "Ours", rules=[RULE])


def counted(frame, by="district"):
    pairs = pb.Pairs("household", "sex", women=2, men=1)
    return pb.score(pb.Population(frame, design=pb.Design(psu="psu"), pairs=pairs), OURS, by=by)


FEW = scored(villages(60, ["Program", "Pembanding"]))
PANEL = change.between(*FEW, unit="kode", by="arm", years=2)
WHOLE = scored(villages(60, ["Program", "Pembanding"]), by=None)
MANY = change.between(*scored(villages(420, [f"{LONG} {i}" for i in range(14)])), unit="kode", by="arm")
PROGRAMME = change.against(PANEL, "Program", "Pembanding")
SERIES = change.series({2019: FEW[0], 2021: FEW[1], 2022: FEW[0]}, unit="kode", by="arm", breaks={2022: "angket baru"})
DISTRICTS = ["Aceh", "Bangka Selatan", "Nusa Tenggara Barat"] * 24
SCORES = counted(people(1, DISTRICTS))
LATER = counted(people(2, DISTRICTS, 0.25))
BETWEEN = change.between(SCORES, LATER)
# Fourteen districts of 6 and more households, and one of four.
UNEVEN = [f"Kabupaten {chr(65 + i)}" for i in range(14) for _ in range(6 + i)] + ["Kabupaten Z"] * 4
COUNTIES = counted(people(3, UNEVEN))
PARTS = change.parts(*WHOLE, unit="kode")
LESS = change.parts(SCORES, LATER)
SOURCES = pd.DataFrame(np.random.default_rng(4).gamma(1.5, 1.0, (80, 15)), columns=[f"sumber {i}" for i in range(15)])
GINI = change.parts(*(pb.inequality.sources(SOURCES**power, list(SOURCES)) for power in (1, 1.3)))

PICTURES = {
    "gap of scores": lambda **more: plots.gap(SCORES, **more),
    "gap of many": lambda **more: plots.gap(COUNTIES, measure="censored_headcount", element="land", **more),
    "gap of a change": lambda **more: plots.gap(MANY, **more),
    "gap of a programme": lambda **more: plots.gap(PROGRAMME, **more),
    "slopes of units": lambda **more: plots.slope(PANEL, units=[f"D00{i}" for i in range(8)], **more),
    "slopes of many units": lambda **more: plots.slope(MANY, node="iks", **more),
    "slopes of rounds": lambda **more: plots.slope(SERIES, **more),
    "slopes of counting": lambda **more: plots.slope(BETWEEN, measure="H", **more),
    "slopes of a programme": lambda **more: plots.slope(PROGRAMME, **more),
    "waterfall of an index": lambda **more: plots.waterfall(PARTS, **more),
    "waterfall of M0": lambda **more: plots.waterfall(LESS, by="factor", group="Aceh", who="men", **more),
    "waterfall of many": lambda **more: plots.waterfall(GINI, by="effect", **more),
}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def texts(axes):
    """What stands on a picture."""
    legend = axes.get_legend()
    labels = [axes.xaxis.label, axes.yaxis.label, axes._left_title] if axes.axison else []
    if axes.axison:
        (left, right), (low, high) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
        labels += [one for one in axes.get_xticklabels() if left <= one.get_position()[0] <= right]
        labels += [one for one in axes.get_yticklabels() if low <= one.get_position()[1] <= high]
    return [one for one in [*axes.texts, *labels, *(legend.get_texts() if legend else [])] if one.get_text()]


def said(axes):
    return " ".join(" | ".join(one.get_text() for one in texts(axes)).split())


def thin_lines(axes):
    """The lines of units, all of one colour in one: two ends and a gap for each."""
    return [one for one in axes.lines if one.get_zorder() == 2 and np.isnan(one.get_ydata()[2::3]).any()]


def lines_of(axes, color):
    return [one for one in axes.lines if to_hex(one.get_color()) == color]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", PICTURES)
def test_it_is_drawn_in_both_languages_and_every_text_has_its_room(name, language):
    axes = PICTURES[name](language=language)
    figure = axes.get_figure()
    figure.canvas.draw()
    boxes = [one.get_window_extent() for one in texts(axes)]
    have_room(figure.bbox, boxes, slack=2, part=3)
    words = said(axes)
    change_only = {"id": "bukan bukti dampak", "en": "not evidence of effect"}[language]
    holds_if = {"id": "dampak program hanya jika", "en": "effect of the programme only if"}[language]
    assert (change_only in words) == ("scores" not in name and name != "gap of many" and "programme" not in name)
    assert (holds_if in words) == ("programme" in name)


@pytest.mark.parametrize("name", PICTURES)
def test_given_axes_are_used_settings_stay_and_another_language_is_refused(name):
    given_axes = Figure().add_subplot()
    before = dict(mpl.rcParams)
    assert PICTURES[name](ax=given_axes) is given_axes
    assert dict(mpl.rcParams) == before
    with pytest.raises(pb.InvalidInput, match="'fr' is not a language"):
        PICTURES[name](language="fr")


def test_a_gap_is_the_first_less_the_second_and_the_largest_stands_on_top():
    axes = plots.gap(SCORES, measure="H", language="en")
    women, men = (SCORES.block("H", who) for who in ("women", "men"))
    gaps = women.estimate[:, 0] - men.estimate[:, 0]
    order = np.argsort(-np.abs(gaps))
    labels = [one.get_text().replace("\n", " ") for one in axes.get_yticklabels()]
    assert labels == [SCORES.groups[i] for i in order]
    dots = [one for one in axes.lines if len(one.get_xdata()) == 1]
    drawn = np.array([one.get_xdata()[0] for one in dots]).reshape(-1, 2)
    np.testing.assert_array_equal(drawn, np.column_stack([women.estimate, men.estimate])[order])
    intervals = {
        tuple(one.get_xdata()) for one in axes.lines if one.get_linewidth() == 1.2 and len(one.get_xdata()) == 2
    }
    assert intervals == {(one.low[i, 0], one.high[i, 0]) for one in (women, men) for i in order}
    words = said(axes)
    for i in order:
        assert f"{'+' if gaps[i] > 0 else '−'}{100 * abs(gaps[i]):.1f} pp" in words
    for phrase in ("Gap: women less men", "95% confidence interval", "n = 24", "pp: percentage points"):
        assert phrase in words
    turned = said(plots.gap(SCORES, measure="H", first="men", second="women", language="id"))
    assert f"{'−' if gaps[0] > 0 else '+'}{100 * abs(gaps[0]):.1f}".replace(".", ",") + " poin" in turned
    assert "laki-laki dikurangi perempuan" in turned


def test_few_people_are_not_drawn_and_of_many_groups_the_largest_are():
    axes = plots.gap(COUNTIES, language="id")
    labels = {one.get_text() for one in axes.get_yticklabels()}
    assert labels == {f"Kabupaten {one}" for one in "CDEFGHIJKLMN"}
    words = said(axes)
    assert "Digambar 12 kelompok terbesar; tidak digambar: 2." in words
    assert "kurang dari lima orang atau unit: 1." in words
    nobody = counted(people(5, ["A"] * 3 + ["B"] * 4))
    assert "kurang dari lima orang atau unit: 2." in said(plots.gap(nobody))


def test_a_group_where_a_value_is_not_defined_is_counted():
    frame = people(6, ["A"] * 20 + ["B"] * 20)
    frame.loc[(frame["district"] == "B") & (frame["sex"] == 1), ["voice", "land", "loan"]] = 0
    axes = plots.gap(counted(frame), measure="A", language="en")
    assert [one.get_text() for one in axes.get_yticklabels()] == ["A"]
    assert "one of the two values is not there: 1." in said(axes)


def test_a_change_points_where_it_went_on_the_interval_of_the_change():
    axes = plots.gap(PANEL, element="ike", language="en")
    fell, same = (PANEL.line("mean", "ike", group=group) for group in ("Program", "Pembanding"))
    assert same.absolute == pytest.approx(0, abs=1e-12)
    marks = {one.get_marker(): one.get_xdata()[0] for one in axes.lines if len(one.get_xdata()) == 1}
    assert marks["<"] == fell.after
    shown = next(one for one in lines_of(axes, FALL) if len(one.get_xdata()) == 2 and one.get_ydata()[0] % 1)
    np.testing.assert_allclose(shown.get_xdata(), [fell.before + fell.low, fell.before + fell.high], rtol=1e-14)
    words = said(axes)
    assert f"−{-fell.absolute:.3f}" in words
    assert f"n = {fell.n_both}" in words
    assert "After: fell" in words
    assert "After: rose" not in words
    assert "Only units that are in both rounds" in words


def test_each_unit_has_a_line_and_the_mean_its_change_and_n():
    axes = plots.slope(PANEL, units=["D003"], language="en")
    apart = PANEL.units.after[:, 0] - PANEL.units.before[:, 0]
    thin = thin_lines(axes)
    assert sum(len(one.get_xdata()) for one in thin) == 3 * len(apart)
    words = said(axes)
    assert f"units that rose: {(apart > 0).sum()}" in words
    assert f"units that fell: {(apart < 0).sum()}" in words
    assert "n = 60" in words
    for group in ("Program", "Pembanding"):
        line = PANEL.line("mean", "idm", group=group)
        assert f"Mean of {group}" in words
        assert f"{line.low:+.4f} to {line.high:+.4f}; n = 30".replace("-", "−") in words
    row = PANEL.units.units.index("D003")
    assert f"{PANEL.units.after[row, 0]:.4f} {'▲' if apart[row] > 0 else '▼'}" in words
    # Heights are linear in the values, whatever the scale: the thick lines tell as much of it as is needed.
    thick = [one.get_ydata() for one in axes.lines if one.get_zorder() == 5]
    ends = [(one.before, one.after) for one in PANEL.lines if one.element == "idm"]
    ends.append((PANEL.units.before[row, 0], PANEL.units.after[row, 0]))
    slope, start = np.polyfit(np.ravel(ends), np.ravel(thick), 1)
    assert slope < 0
    np.testing.assert_allclose(np.ravel(thick), start + slope * np.ravel(ends), rtol=0, atol=1e-9)


def test_of_many_units_300_are_drawn_evenly_by_their_change():
    axes = plots.slope(MANY, language="id")
    words = said(axes)
    assert "Digambar 300 dari 420 unit, dipilih merata" in words
    assert "Digambar 3 kelompok terbesar; tidak digambar: 11." in words
    thin = {to_hex(one.get_color()): len(one.get_xdata()) // 3 for one in thin_lines(axes)}
    assert sum(thin.values()) == 300
    apart = MANY.units.after[:, 0] - MANY.units.before[:, 0]
    # Even steps keep the share of those that fell to within one step.
    assert min(thin.values()) / 300 == pytest.approx((apart < 0).mean(), abs=2 / 300)
    long = plots.slope(MANY, units=[f"D{i:03d}" for i in range(9)], language="id")
    assert "Dari 9 yang disebut, 8 yang pertama" in said(long)


def test_no_line_crosses_a_break_and_it_is_marked():
    axes = plots.slope(SERIES, language="id")
    drawn = [len(one.get_xdata()) for one in axes.lines if one.get_zorder() == 3]
    assert drawn == [2, 1, 2, 1]
    words = said(axes)
    assert "putus deret" in words
    assert "Putus deret pada 2022 (angket baru)" in words
    assert "Garis tegak: selang kepercayaan 95 %" in words
    (dashed,) = [one for one in axes.lines if one.get_linestyle() == "--"]
    columns = sorted({one.get_xdata()[0] for one in axes.lines if one.get_zorder() == 1})
    assert dashed.get_xdata()[0] == pytest.approx((columns[1] + columns[2]) / 2)
    # As far apart as the years.
    assert columns[1] - columns[0] == pytest.approx(2 * (columns[2] - columns[1]))


def test_beside_a_difference_stands_what_would_have_been():
    axes = plots.slope(PROGRAMME, node="iks", language="en")
    line = PROGRAMME.line("mean", "iks")
    own, other = (PANEL.line("mean", "iks", group=group) for group in ("Program", "Pembanding"))
    words = said(axes)
    assert "Program, had it changed like its | comparison" in words
    assert f"{own.before + other.absolute:.3f}" in words
    told = f"{line.absolute:+.4f} ({line.low:+.4f} to {line.high:+.4f})".replace("-", "−")
    assert f"Difference between the changes of the two groups: {told}" in words
    assert "parallel trends" in words


@pytest.mark.parametrize(("parts", "digits"), [(PARTS, 4), (LESS, 3), (GINI, 3)], ids=["index", "M0", "gini"])
def test_the_steps_lead_from_before_to_after(parts, digits):
    axes = plots.waterfall(parts, language="en")
    (before, after), kind = next(iter(parts.ends.values())), parts.items[0].by
    own = parts.of({"factor": "indicator"}.get(kind, kind))
    bars = [one for one in axes.patches if to_hex(one.get_facecolor()) in (RISE, FALL, "#5a6772")]
    widths = [one.get_width() for one in bars]
    # Sums of a few floats.
    assert sum(widths) == pytest.approx(after - before, abs=1e-12)
    assert bars[0].get_x() == before
    largest = sorted((one.change for one in own), key=lambda one: -abs(one))
    np.testing.assert_allclose(widths[:3], largest[:3], rtol=0, atol=1e-15)
    assert all(
        to_hex(one.get_facecolor()) == (RISE if one.get_width() > 0 else FALL) for one in bars if one.get_width()
    )
    words = said(axes)
    assert f"{before:.{digits}f}" in words
    assert f"{'+' if after > before else '−'}{abs(after - before):.{digits}f}" in words
    assert "The parts add up to the change" in words


def test_bars_begin_at_0_or_the_axis_says_where_it_begins():
    near = plots.waterfall(PARTS, language="id")
    low, _ = near.get_xlim()
    assert low > 0
    assert f"Sumbu dimulai dari {low:.4f}".replace(".", ",") in said(near)
    assert "bukan 0" in said(near)
    assert not [one for one in near.patches if to_hex(one.get_facecolor()) == "#1d2730"]
    far = plots.waterfall(LESS, language="en")
    assert far.get_xlim()[0] <= 0
    assert "The axis begins" not in said(far)
    ends = [one for one in far.patches if to_hex(one.get_facecolor()) == "#1d2730"]
    assert [one.get_x() for one in ends] == [0, 0]
    assert "Lower numbers mean less" in said(far)


def test_of_many_parts_the_smallest_stand_together_and_nothing_is_drawn_as_nothing():
    words = said(plots.waterfall(GINI, language="en"))
    assert "4 other parts together" in words
    nothing = plots.waterfall(change.parts(WHOLE[0], WHOLE[0], unit="kode"), language="en")
    assert "● 0.000" in said(nothing)
    assert all(one.get_width() == 0 for one in nothing.patches)


def test_what_is_not_there_is_refused_by_name():
    for picture, match in (
        (lambda: plots.gap(PARTS), "expected scores of counting or a change"),
        (lambda: plots.gap(SCORES, first="men"), "repeated|twice|more than once"),
        (lambda: plots.gap(SCORES, measure="raw_headcount", element="x"), "no indicator 'x'"),
        (lambda: plots.gap(pb.score(people(1, DISTRICTS), OURS)), "'women' is not a who"),
        (lambda: plots.gap(PANEL, measure="H"), "no measure 'H'"),
        (lambda: plots.gap(PANEL, second="men"), "is for scores"),
        (lambda: plots.slope(SCORES), "expected a change or a series"),
        (lambda: plots.slope(PANEL, node="x"), "no element 'x'"),
        (lambda: plots.slope(PANEL, measure="H"), "no measure 'H'"),
        (lambda: plots.slope(PANEL, units=["x"]), "no unit 'x'"),
        (lambda: plots.slope(SERIES, units=["x"]), "no group 'x'"),
        (lambda: plots.waterfall(PANEL), "expected the parts of a change"),
        (lambda: plots.waterfall(PARTS, by="x"), "no kind 'x'"),
        (lambda: plots.waterfall(PARTS, group="x"), "no group 'x'"),
        (lambda: plots.waterfall(LESS, who="x"), "no who 'x'"),
    ):
        with pytest.raises(pb.InvalidInput, match=match):
            picture()


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0.1, 0.6)), min_size=1, max_size=12))
def test_stacked_labels_keep_their_order_and_do_not_cover_each_other(things):
    wanted, heights = zip(*things, strict=True)
    found = stack(wanted, heights, 0, 10)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for a, b in itertools.pairwise(order):
        assert found[b] - heights[b] / 2 >= found[a] + heights[a] / 2 - 1e-9
    assert min(one - tall / 2 for one, tall in zip(found, heights, strict=True)) >= -1e-9
    assert max(one + tall / 2 for one, tall in zip(found, heights, strict=True)) <= 10 + 1e-9


@pytest.mark.parametrize(
    ("measure", "values", "changes", "language", "told"),
    [
        ("H", [0.5, 0.25], [-0.25], "id", ("50,0 %", "−25,0 poin", "−25,0 sampai +1,0")),
        ("H", [0.5, 0.25], [-0.0004], "en", ("50.00%", "−25.00 pp", "−25.00 to +1.00")),
        ("M0", [0.5, 0.25], [-0.25], "en", ("0.500", "−0.250", "−0.250 to +0.010")),
        ("mean", [512.0, 500.0], [-12.0], "id", ("500", "−12", "−12 sampai +1")),
    ],
)
def test_numbers_of_one_kind_have_as_many_decimals_as_tell_the_change(measure, values, changes, language, told):
    figures = Figures.of(measure, values, changes, Language(language))
    scale = 1000 if measure == "mean" else 1
    shift, most = (-12, 1) if measure == "mean" else (-0.25, 0.01)
    assert (figures.value(0.5 * scale), figures.change(shift), figures.between(shift, most)) == told


def test_the_first_of_what_a_statement_tells_is_drawn():
    names = [("all", "H", None), ("women", "M0", None), ("men", "M0", None)]
    assert pick(names, None, None, None, "node") == ("women", "M0", None)
    assert pick(names, None, None, "men", "node") == ("men", "M0", None)
