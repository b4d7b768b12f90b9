"""The pictures of composite indices: what stands on them, in both languages, and what they say where nothing can be."""

from itertools import pairwise

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

VILLAGES = pd.read_csv(pb.table("idm_2024_diy"))
SCORES = pb.score(pb.Population(VILLAGES, unit="kode_desa"), "idm-2016")
VILLAGE = pb.score(pd.read_csv(pb.table("idm_village_a")), "idm-2016")
AUDIT = pb.index.audit(SCORES)
SQUARES = {
    unit: [[(i % 20, i // 20), (i % 20 + 1, i // 20), (i % 20 + 1, i // 20 + 1), (i % 20, i // 20 + 1)]]
    for i, unit in enumerate(VILLAGES.kode_desa)
}
FIRST = 3401042001

PICTURES = {
    "components": lambda **more: plots.index_components(SCORES, **more),
    "components of some": lambda **more: plots.index_components(SCORES, units=[FIRST, 3401042007], **more),
    "ranking": lambda **more: plots.index_ranking(SCORES, unit=FIRST, **more),
    "correlations": lambda **more: plots.index_correlations(pb.index.correlations(SCORES), **more),
    "profile": lambda **more: plots.index_profile(pb.index.explain(SCORES, FIRST, against="class"), **more),
    "importance": lambda **more: plots.index_importance(AUDIT, **more),
    "plan": lambda **more: plots.index_plan(pb.index.plan(VILLAGE, 0), **more),
    "map": lambda **more: plots.index_map(SCORES, SQUARES, **more),
}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def said(axes):
    """Everything that stands on a picture, in one line."""
    words = [one.get_text() for one in axes.texts]
    words += [one.get_text() for one in (*axes.get_xticklabels(), *axes.get_yticklabels())]
    legend = axes.get_legend()
    words += [one.get_text() for one in legend.get_texts()] if legend is not None else []
    words += [axes.get_xlabel(), axes.get_ylabel(), axes.get_title(loc="left")]
    return " | ".join(words).replace("\n", " ")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", PICTURES)
def test_it_is_drawn_in_both_languages_and_every_text_has_its_room(name, language):
    axes = PICTURES[name](language=language)
    assert isinstance(axes, Axes)
    figure = axes.get_figure()
    figure.canvas.draw()
    page = figure.bbox
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        box = label.get_window_extent()
        if label.get_text() and name != "map":
            assert box.x0 >= page.x0 - 2
            assert box.y0 >= page.y0 - 2
    boxes = [one.get_window_extent() for one in axes.get_yticklabels() if one.get_text()]
    for above, below in pairwise(boxes):
        across = min(above.x1, below.x1) - max(above.x0, below.x0)
        down = min(above.y1, below.y1) - max(above.y0, below.y0)
        assert across < 1 or down < min(above.height, below.height) / 2


@pytest.mark.parametrize("name", PICTURES)
def test_given_axes_are_used_and_settings_stay(name):
    given = Figure().add_subplot()
    before = dict(mpl.rcParams)
    assert PICTURES[name](ax=given) is given
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", PICTURES)
def test_another_language_is_refused(name):
    with pytest.raises(pb.InvalidInput, match="'fr' is not a language"):
        PICTURES[name](language="fr")


def test_bars_of_components_add_up_to_the_index():
    axes = plots.index_components(SCORES, units=[FIRST], language="en")
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]
    assert max(ends) == pytest.approx(SCORES.index[0], abs=1e-12)
    assert {"Index of social resilience", "Village development index"} <= set(said(axes).split(" | "))
    assert "Self-reliant" in said(axes)


def test_of_many_units_the_highest_and_the_lowest_are_drawn_and_it_says_so():
    axes = plots.index_components(SCORES, language="en")
    assert "Drawn are 16 of 392 units" in said(axes)
    highest, lowest = VILLAGES.kode_desa[np.argmax(SCORES.index)], VILLAGES.kode_desa[np.argmin(SCORES.index)]
    assert str(highest) in said(axes)
    assert str(lowest) in said(axes)
    assert "Digambar" not in said(plots.index_components(VILLAGE))


def test_an_index_that_is_no_sum_shows_the_scores_of_its_parts():
    rule = attrs.evolve(pb.framework("idm-2016").rule(), aggregations={"idm": "geometric"}, treat_as="ratio")
    scores = pb.score(VILLAGES.head(4), pb.framework("idm-2016"), rule=rule)
    axes = plots.index_components(scores, language="en")
    assert "This index is no sum" in said(axes)
    assert not axes.patches


def test_the_ranking_names_the_classes_with_their_counts_and_the_unit_that_is_marked():
    axes = plots.index_ranking(SCORES, unit=FIRST, language="id")
    words = said(axes)
    assert "Mandiri 355" in words
    assert "Maju 37" in words
    assert f"{FIRST}: 0,8621" in words
    (line,) = [one for one in axes.lines if len(one.get_xdata()) == len(VILLAGES)]
    assert (np.diff(line.get_ydata()) <= 0).all()


def test_a_ranking_of_very_many_units_keeps_both_ends():
    scores = pb.score(pd.DataFrame({key: np.linspace(0.1, 0.9, 9000) for key in ("iks", "ike", "ikl")}), "idm-2016")
    axes = plots.index_ranking(scores)
    longest = max(axes.lines, key=lambda one: len(one.get_xdata()))
    assert len(longest.get_xdata()) <= 2251
    assert longest.get_ydata()[0] == pytest.approx(0.9)
    assert longest.get_ydata()[-1] == pytest.approx(0.1)


def test_a_part_that_does_not_vary_has_an_empty_cell():
    frame = VILLAGES.head(6).assign(ikl=0.5)
    found = pb.index.correlations(pb.score(frame, "idm-2016"))
    axes = plots.index_correlations(found, language="en")
    assert [one.get_text() for one in axes.texts].count("1.00") == 2
    assert axes.images[0].get_array().mask.sum() == 5


def test_a_profile_is_held_to_what_is_furthest_and_says_how_many():
    two = pd.concat([pd.read_csv(pb.table("idm_village_a"))] * 2, ignore_index=True)
    two.iloc[1] = np.where(two.iloc[1] > 0, two.iloc[1] - 1, 1)
    axes = plots.index_profile(pb.index.explain(pb.score(two, "idm-2016"), 0), language="en")
    assert "24 of 50 indicators" in said(axes)
    assert "mean of 2 units" in said(axes)


def test_importance_may_be_held_to_one_node():
    axes = plots.index_importance(AUDIT, node="idm", language="en")
    assert len(axes.patches) == 3
    assert [bar.get_width() for bar in axes.patches] == pytest.approx([1 / 3] * 3)


def test_the_plan_climbs_to_the_class_and_names_who_can_act():
    plan = pb.index.plan(VILLAGE, 0)
    axes = plots.index_plan(plan, language="id")
    words = said(axes)
    assert "Biaya rencana: 4; daftar yang mendahulukan tambahan terbesar: 4." in words
    assert "0: dari 0,7338 ke 0,8227 (Mandiri)" in words
    assert "batas Mandiri: 0,8155" in words
    assert "Kabupaten" in words
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]
    assert max(ends) == pytest.approx(plan.reached, abs=1e-12)


def test_a_map_takes_geojson_and_leaves_grey_what_has_no_score():
    square = [[0, 0], [1, 0], [1, 1], [0, 0]]
    shapes = {
        str(FIRST): {"type": "Polygon", "coordinates": [square]},
        "3401042007": {"geometry": {"type": "MultiPolygon", "coordinates": [[square], [square]]}},
        "elsewhere": [square],
    }
    axes = plots.index_map(SCORES, shapes, language="en")
    assert "no data" in said(axes)
    assert len(axes.collections[0].get_paths()) == 3
    with pytest.raises(pb.InvalidInput, match="neither a GeoJSON polygon"):
        plots.index_map(SCORES, {str(FIRST): "here"})
    with pytest.raises(pb.InvalidInput, match="no unit 'x'"):
        plots.index_map(SCORES, {"x": [square]})


def test_a_ring_within_another_is_a_hole_however_it_runs():
    outer, inner = [(0, 0), (4, 0), (4, 4), (0, 4)], [(1, 1), (3, 1), (3, 3), (1, 3)]
    for rings in ([outer, inner], [outer, inner[::-1]], [outer[::-1], inner], [outer[::-1], inner[::-1]]):
        axes = plots.index_map(SCORES, {FIRST: rings})
        canvas = axes.get_figure().canvas
        canvas.draw()
        pixels = np.asarray(canvas.buffer_rgba())
        across, down = axes.transData.transform((2, 2))
        assert pixels[len(pixels) - int(down), int(across)][:3].tolist() == [255, 255, 255]
        across, down = axes.transData.transform((0.5, 2))
        assert pixels[len(pixels) - int(down), int(across)][:3].tolist() != [255, 255, 255]


def test_a_collection_of_features_is_taken_by_id_or_by_a_property():
    square = [[0, 0], [1, 0], [1, 1], [0, 0]]
    geometry = {"type": "Polygon", "coordinates": [square]}
    one = {"type": "Feature", "id": FIRST, "properties": {"kode": str(FIRST)}, "geometry": geometry}
    collection = {"type": "FeatureCollection", "features": [one]}
    for key in (None, "kode"):
        assert len(plots.index_map(SCORES, collection, key=key).collections[0].get_paths()) == 1
    with pytest.raises(pb.InvalidInput, match="missing"):
        plots.index_map(SCORES, collection, key="desa")


def test_of_a_panel_one_time_is_drawn():
    panel = pd.concat([VILLAGES.head(20).assign(tahun=year) for year in (2023, 2024)])
    scores = pb.score(pb.Population(panel, unit="kode_desa", time="tahun"), "idm-2016")
    axes = plots.index_ranking(scores, language="en")
    assert max(len(one.get_xdata()) for one in axes.lines) == 20
    assert "Time: 2024." in said(axes)
    assert "Time: 2023." in said(plots.index_ranking(scores, time=2023, language="en"))
    assert len(plots.index_components(scores).get_yticklabels()) == 16


def test_a_class_is_called_by_its_name():
    explanation = pb.index.explain(SCORES, FIRST, against="class")
    assert "its class (Self-reliant)" in said(plots.index_profile(explanation, language="en"))


def test_of_many_parts_those_furthest_from_their_weight_are_drawn():
    rng = np.random.default_rng(50)
    frame = pd.DataFrame(rng.integers(0, 6, (60, 50)), columns=VILLAGE.steps.indicators)
    audit = pb.index.audit(pb.score(frame, "idm-2016"))
    axes = plots.index_importance(audit, language="en")
    furthest = max(audit.importance, key=lambda one: abs((one.share or 0) - (one.weight or 0)))
    assert furthest.label["en"] in said(axes)
    assert "40 of 53 parts: those whose importance is furthest from their weight." in said(axes)


def test_a_long_plan_keeps_to_a_page():
    low = pb.score(pd.DataFrame([dict.fromkeys(VILLAGE.steps.indicators, 1)]), "idm-2016")
    axes = plots.index_plan(pb.index.plan(low, 0, target="mandiri"), language="en")
    assert "more indicators" in said(axes)
    assert axes.get_figure().get_size_inches()[1] < 11


def test_an_index_without_classes_is_mapped_by_its_score():
    rule = attrs.evolve(pb.framework("idm-2016").rule(), classes=())
    axes = plots.index_map(pb.score(pb.Population(VILLAGES, unit="kode_desa"), "idm-2016", rule=rule), SQUARES)
    assert len({tuple(one) for one in axes.collections[0].get_facecolor()}) > 50


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_to_draw_is_said(language):
    alone = pb.score(VILLAGES.head(1), "idm-2016")
    nothing = {"id": "Tidak ada unit yang mendapat skor.", "en": "No unit has a score."}[language]
    assert nothing in said(plots.index_map(SCORES, {}, language=language))
    assert nothing in said(plots.index_importance(pb.index.audit(alone), language=language))
    top = pb.score(pd.DataFrame([dict.fromkeys(VILLAGE.steps.indicators, 5)]), "idm-2016")
    done = pb.index.plan(top, 0, target="mandiri")
    assert {"id": "sudah berstatus Mandiri", "en": "already in Self-reliant"}[language] in said(
        plots.index_plan(done, language=language)
    )
