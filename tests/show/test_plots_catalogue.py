"""Pictures of the catalogue and of questionnaires: what they show, and that no text covers another."""

import itertools
import sys

import attrs
import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from show.room import nothing_covers_anything

import pemberdayaan as pb
from pemberdayaan.measures import questionnaire
from pemberdayaan.model.grids import Cell, Grid, GridAxis
from pemberdayaan.show import plots
from pemberdayaan.show.plots.chips import Label, flowed
from pemberdayaan.show.plots.ladder import ladder_rule
from pemberdayaan.show.plots.sheet import INSIDE, own_axes
from pemberdayaan.show.plots.spidergram import LOOKS
from pemberdayaan.show.vocabulary import VOCABULARY

LANGUAGES = ("id", "en")
LONG = "A name that is rather long and holds an_unbreakable_word_of_many_letters, number"
SECTORS = ("community", "government", "community_organisation", "ngo")


@pytest.fixture(autouse=True)
def closed():
    """Figures that a picture opened through pyplot do not pile up."""
    yield
    plt.close("all")


def texts(axes):
    return [one.get_text() for one in axes.texts]


def said(axes):
    return " ".join(texts(axes))


def at(axes, words):
    """Where a text stands, in inches from the top left."""
    return next(one.get_position() for one in axes.texts if one.get_text() == words)


def people(n):
    return [pb.Stakeholder(f"s{i}", f"{LONG} {i}", SECTORS[i % 4]) for i in range(n)]


STAGES = [pb.ProgrammeStage("plan", "Planning", "plan"), pb.ProgrammeStage("do", "Works", "implement")]
RUNGS = ("informing", "consultation", "partnership", "control")
IAP2 = ("inform", "collaborate", "empower")


def climbers(n, levels=RUNGS, scale="arnstein-1969.rung", stages=STAGES, stakeholders=None):
    """A programme whose actors stand on the levels in turn."""
    keys = [one.key for one in stages]
    where = [{"stage": keys[i % len(keys)]} if keys else {} for i in range(n)]
    taking = [pb.Participation(f"s{i}", depth=levels[i % len(levels)], scale=scale, **where[i]) for i in range(n)]
    return pb.Programme("p", "P", stakeholders=stakeholders or people(n), stages=stages, participations=taking)


def on(framework, programme):
    return pb.assess(programme, framework)


def rated(framework, values, **more):
    """Observations of an element and a level each."""
    return [pb.Observation(element, value=level, scale=framework, **more) for element, level in values]


# --- small frameworks ------------------------------------------------------------------------------------------------

HELD = pb.Scale("held", "Held", "ordinal", levels=[pb.Level("no", "Not held"), pb.Level("yes", "Held")])
DEGREE = pb.Scale("degree", "Degree", "ordinal", levels=[pb.Level(key, key.upper()) for key in ("none", "use", "won")])
LEVEL = pb.Scale("level", "Level", "ordinal", levels=[pb.Level(key, key.upper()) for key in ("local", "far")])
PLACE = pb.Scale("place", "Place", "nominal", levels=[pb.Level(key, key.upper()) for key in ("north", "south", "east")])


def framework_of(*grids, facets=(), domains=(), scales=(HELD, DEGREE, LEVEL, PLACE), **more):
    return pb.Framework(
        "mine",
        "Mine",
        facets=[pb.Facet(key, key) for key in facets],
        domains=[pb.Domain(key, key) for key in domains],
        scales=scales,
        grids=grids,
        rules=[pb.ProfileRule("profile", "Profile", elements=["facet", "domain"])],
        **more,
    )


def axis(key, scale):
    return GridAxis(key, f"Axis {key}", [level.key for level in scale.levels], f"facet.{key}")


SALIENCE = framework_of(
    Grid(
        "salience",
        "Salience",
        [axis(key, HELD) for key in "pqr"],
        [Cell("all", "All three", {"p": "yes", "q": "yes", "r": "yes"}), Cell("p_held", "P at least", {"p": "yes"})],
    ),
    facets="pqr",
)
QUADRANTS = framework_of(
    Grid("four", "Four", [axis("p", HELD), axis("q", HELD)], [Cell("key", "Key players", {"p": "yes", "q": "yes"})]),
    facets="pq",
)
CUBE = framework_of(
    Grid("cube", "Cube", [axis("a", PLACE), axis("b", LEVEL), axis("c", PLACE)]), facets="abc", checked="full"
)
LISTED = framework_of(
    Grid(
        "profile",
        "Profile",
        [axis("b", DEGREE), GridAxis("what", "What", ["domain.welfare", "domain.control"])],
    ),
    facets="b",
    domains=["welfare", "control"],
)
RATED_CELLS = framework_of(
    Grid(
        "cells",
        "Cells",
        [GridAxis("where", "Where", ["north", "south"])],
        [Cell("n", "North cell", {"where": "north"}), Cell("s", "South cell", {"where": "south"})],
        scale="degree",
    ),
    domains=["welfare"],
)


def placed(framework, observations, n=4):
    return on(framework, pb.Programme("p", "P", stakeholders=people(n), observations=observations))


def crowded(n):
    """Actors over the four quadrants."""
    steps = ("no", "yes")
    return [
        pb.Observation(f"facet.{key}", value=steps[(i // by) % 2], scale="mine.held", about=f"s{i}")
        for i in range(n)
        for key, by in (("p", 1), ("q", 2))
    ]


# --- answers ---------------------------------------------------------------------------------------------------------


def answers(columns, n, low=1, high=5):
    """Answers that are made up by a rule, and no data of anybody."""
    span = high - low + 1
    return pd.DataFrame({f"p{j}": [low + (i * (j + 2) + j) % span for i in range(n)] for j in range(columns)})


def classed(columns=6, n=40, **more):
    frame = answers(columns, n)
    groups = {"first_part": list(frame)[: columns // 2], "second_part": list(frame)[columns // 2 :]}
    return questionnaire.class_results(frame, groups, low=1, high=5, **more)


def plane(n=20):
    means = {f"item {i}": 3 + (i * 7 % 11) / 10 for i in range(n)}
    return questionnaire.importance_performance(
        importance=means, performance={key: 3 + (i * 5 % 13) / 10 for i, key in enumerate(means)}
    )


# Published means of an importance-performance study (id.scribd.com/document/699579235)
PERFORMANCE = (4.1, 4.05, 3.85, 3.9, 4.15, 4.25, 4.2, 4.3, 4.3, 4.1)
IMPORTANCE = (3.65, 3.9, 3.95, 4.15, 4.2, 4.2, 4.05, 4.35, 4.35, 4.5)


def summed(n=40, **more):
    frame = answers(4, n, 1, 8)
    return questionnaire.ladder_sum(frame, {"planning": ["p0", "p1"], "benefits": ["p2", "p3"]}, **more)


def workshop(periods=("2019", "2021"), agreed=True, about=None):
    """Ratings of three raters in some rounds."""
    levels = ("one", "two", "three", "four", "five")
    domains = [one.address for one in pb.framework("laverack-2001").domains]
    found = []
    for (t, when), (i, address) in itertools.product(enumerate(periods), enumerate(domains)):
        for j, who in enumerate(("women", "youth", "elders")):
            level = levels[min(4, (i + t + (j if i % 3 else 0)) % 5)]
            found.append(
                pb.Observation(address, value=level, scale="laverack-2001.rank", rater=who, period=when, about=about)
            )
        if agreed:
            found.append(
                pb.Observation(address, value=levels[(i + t) % 5], scale="laverack-2001.rank", period=when, about=about)
            )
    return pb.consensus(found, "laverack-2001")


NOMINAL = pb.Framework(
    "kinds",
    "Kinds",
    domains=[pb.Domain(key, key) for key in "abc"],
    scales=[PLACE],
    rules=[pb.ProfileRule("profile", "Profile", elements=["domain"], scale="place")],
)


def by_kind():
    chosen = [("a", "north", "x"), ("a", "south", "y"), ("b", "east", "x"), ("c", "east", "y")]
    return pb.consensus(
        [pb.Observation(f"domain.{key}", value=v, scale="kinds.place", rater=who) for key, v, who in chosen], NOMINAL
    )


PICTURES = {
    "ladder": (plots.ladder, lambda: on("arnstein-1969", climbers(9))),
    "ladder of one": (plots.ladder, lambda: on("arnstein-1969", climbers(1))),
    "ladder of many": (plots.ladder, lambda: on("arnstein-1969", climbers(40))),
    "ladder of nobody": (plots.ladder, lambda: on("arnstein-1969", climbers(0))),
    "no ladder": (plots.ladder, lambda: on("laverack-2001", climbers(0))),
    "levels that are no steps": (plots.ladder, lambda: on("iap2-spectrum", climbers(12, IAP2, "iap2-spectrum.level"))),
    "sums": (plots.ladder, summed),
    "published sums": (plots.ladder, lambda: questionnaire.ladder_of_sum({"a": 181, "b": 201}, respondents=54)),
    "stage by rung": (plots.stage_rung, lambda: on("arnstein-1969", climbers(9))),
    "stage by rung of many": (plots.stage_rung, lambda: on("arnstein-1969", climbers(40))),
    "stage by rung of nobody": (plots.stage_rung, lambda: on("arnstein-1969", climbers(0))),
    "stage by level": (plots.stage_rung, lambda: on("iap2-spectrum", climbers(5, IAP2, "iap2-spectrum.level"))),
    "ratings": (plots.spidergram, workshop),
    "ratings of one round": (plots.spidergram, lambda: workshop(["2021"], agreed=False)),
    "ratings of two workshops": (plots.spidergram, lambda: [workshop([None]), workshop([None], about="a_group")]),
    "ratings of kinds": (plots.spidergram, by_kind),
    "no ratings": (plots.spidergram, lambda: pb.consensus((), "laverack-2001")),
    "eight classes": (plots.grid, lambda: placed(SALIENCE, rated("mine.held", [("facet.p", "yes")], about="s0"))),
    "four quadrants": (plots.grid, lambda: placed(QUADRANTS, crowded(40), 40)),
    "nothing placed": (plots.grid, lambda: placed(QUADRANTS, [])),
    "cube": (plots.grid, lambda: placed(CUBE, cube_of("s0"))),
    "listed elements": (plots.grid, lambda: placed(LISTED, rated("mine.degree", [("domain.control", "use")]))),
    "one axis": (plots.grid, lambda: placed(RATED_CELLS, rated("mine.degree", [("cell.cells.n", "use")]))),
    "crossed lists": (plots.grid, lambda: placed("cohen-uphoff-1980", [])),
    "no grid": (plots.grid, lambda: placed("laverack-2001", [])),
    "likert": (plots.likert, classed),
    "likert of one": (plots.likert, lambda: classed(2, 1)),
    "likert of many": (
        plots.likert,
        lambda: questionnaire.item_statistics(answers(30, 30, 0, 12), [f"p{i}" for i in range(30)], low=0, high=12),
    ),
    "plane": (plots.importance_performance, plane),
    "plane of many": (plots.importance_performance, lambda: plane(60)),
    "plane of one": (plots.importance_performance, lambda: plane(1)),
}


def cube_of(about):
    levels = {"a": ("place", "north"), "b": ("level", "far"), "c": ("place", "south")}
    return [
        pb.Observation(f"facet.{key}", value=level, scale=f"mine.{scale}", about=about)
        for key, (scale, level) in levels.items()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_no_text_covers_another(name, language):
    draw, made = PICTURES[name]
    axes = draw(made(), ax=own_axes(), language=language)
    assert isinstance(axes, Axes)
    assert texts(axes)
    nothing_covers_anything(axes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made", [workshop, lambda: [workshop(["2019"], about="first"), workshop(["2019"])]])
def test_webs_cover_no_text(made, language):
    nothing_covers_anything(plots.spidergram(made(), web=True, ax=own_axes(), language=language))


@pytest.mark.parametrize("key", pb.frameworks())
def test_every_crosswalk_with_the_article_is_drawn(key):
    nothing_covers_anything(plots.crosswalk(pb.crosswalk(key), ax=own_axes(), language="en"))


@pytest.mark.parametrize("key", [key for key in pb.frameworks() if pb.framework(key).grids])
def test_every_grid_is_drawn(key):
    assessment = placed(key, [])
    for one in pb.framework(key).grids:
        nothing_covers_anything(plots.grid(assessment, grid=one.key, ax=own_axes()))


@pytest.mark.parametrize("name", ["ladder", "ratings", "eight classes", "likert", "plane", "stage by rung"])
def test_settings_stay_and_given_axes_are_used(name):
    draw, made = PICTURES[name]
    before, result = dict(mpl.rcParams), made()
    given = Figure(figsize=(3, 2)).add_subplot()
    assert draw(result, ax=given, language="en") is given
    assert plt.get_fignums() == []
    assert isinstance(draw(result), Axes)
    assert dict(mpl.rcParams) == before


# --- ladders ---------------------------------------------------------------------------------------------------------


def test_the_higher_rung_stands_above_with_the_actors_of_it():
    names = ["Residents", "Office"]
    two = [pb.Stakeholder("s0", names[0], "community"), pb.Stakeholder("s1", names[1], "government")]
    axes = plots.ladder(on("arnstein-1969", climbers(2, stakeholders=two)), language="en")
    heights = [at(axes, words)[1] for words in ("8. Citizen control", "4. Consultation", "3. Informing")]
    assert heights == sorted(heights)
    assert at(axes, "Residents: Planning")[1] == pytest.approx(heights[2], abs=0.1)
    assert at(axes, "Office: Works")[1] == pytest.approx(heights[1], abs=0.1)
    assert "Degrees of" in texts(axes)
    assert "checked only in part" in said(axes)


def test_those_from_inside_stand_out_also_in_grey():
    axes = plots.ladder(on("arnstein-1969", climbers(2)))
    chips = [one for one in axes.patches if isinstance(one, FancyBboxPatch)]
    faces = {one.get_facecolor()[:3] for one in chips}
    assert faces == {to_rgb(INSIDE), (1.0, 1.0, 1.0)}
    grey = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in faces]
    assert abs(grey[0] - grey[1]) > 0.5


def test_one_actor_with_several_stages_on_a_rung_has_one_label():
    taking = [
        pb.Participation("s0", stage=key, depth="informing", scale="arnstein-1969.rung") for key in ("plan", "do")
    ]
    one = pb.Programme(
        "p", "P", stakeholders=[pb.Stakeholder("s0", "Residents", "community")], stages=STAGES, participations=taking
    )
    assert "Residents: Planning, Works" in texts(plots.ladder(on("arnstein-1969", one)))


def test_without_stages_only_the_actor_is_named():
    residents = [pb.Stakeholder("s0", "Residents", "community")]
    axes = plots.ladder(on("arnstein-1969", climbers(1, stages=[], stakeholders=residents)))
    assert "Residents" in texts(axes)


def test_who_stands_on_no_rung_is_named_below_and_conflicts_are_marked():
    spread = pb.Participation("s0", stage="plan", distribution={"informing": 0}, scale="arnstein-1969.rung")
    residents = [pb.Stakeholder(f"s{i}", f"Residents {i}", "community") for i in range(2)]
    sure = pb.Participation("s1", stage="plan", depth="control", scale="arnstein-1969.rung", takes_part=True)
    other = pb.Participation("s1", stage="plan", takes_part=False)
    one = pb.Programme("p", "P", stakeholders=residents, stages=STAGES, participations=[spread, sure, other])
    shown = said(plots.ladder(on("arnstein-1969", one), language="en"))
    assert "Cannot be placed: Residents 0." in shown
    assert "Residents 1: Planning (sources disagree)" in shown
    assert "Residents 0" not in said(plots.stage_rung(on("arnstein-1969", one), language="en"))


def test_levels_that_are_no_steps_stand_side_by_side_and_do_not_rise():
    axes = plots.ladder(on("iap2-spectrum", climbers(3, IAP2, "iap2-spectrum.level")), language="en")
    places = [at(axes, words) for words in ("Inform", "Consult", "Involve", "Collaborate", "Empower")]
    assert len({y for _, y in places}) == 1
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert "a further level is not a better one" in said(axes)


def test_many_levels_that_are_no_steps_stand_in_two_rows():
    scale = pb.Scale("kind", "Kind", "nominal", levels=[pb.Level(f"k{i}", f"Kind {i}") for i in range(8)])
    rule = pb.LadderRule("rule", "Rule", scale="kind", higher_is_better=False)
    mine = pb.Framework("mine", "Mine", scales=[scale], rules=[rule])
    axes = plots.ladder(on(mine, climbers(4, ("k0", "k7"), "mine.kind")))
    assert len({at(axes, f"Kind {i}")[1] for i in range(8)}) == 2


def test_the_two_readings_of_a_survey_stand_side_by_side():
    frame = pd.DataFrame({"p1": [2, 3, 3, 3, 2], "p2": [3, 3, 3, 2, 3], "p3": [3, 3, 3, 4, 4], "p4": [3, 3, 4, 4, 4]})
    result = questionnaire.ladder_sum(frame, {"planning": ["p1", "p2"], "benefits": ["p3", "p4"]})
    planning = result["planning"]
    assert (planning.rung, planning.median_rung) == ("therapy", "informing")
    axes = plots.ladder(result, language="en")
    columns = [at(axes, words)[0] for words in ("By the sum of answers", "By the median answer")]
    (by_sum, by_median) = sorted(one.get_position() for one in axes.texts if one.get_text() == "Planning")
    assert columns[0] < by_sum[0] < columns[1] < by_median[0]
    assert by_sum[1] == pytest.approx(at(axes, "2. Therapy")[1], abs=0.2)
    assert by_median[1] == pytest.approx(at(axes, "3. Informing")[1], abs=0.3)
    shown = said(axes)
    assert "Benefits (lower median)" in shown
    assert "Benefits (upper median)" in shown
    assert "The two readings differ in: Planning" in shown
    assert "Fewer than 30 respondents: Planning, Benefits, Total" in shown


def test_a_published_sum_has_one_reading_and_pati_stands_where_it_was_published():
    # RUTR Kota Pati 2006: 54 respondents, sums 181 (informing) and 201, 196, 218 (consultation)
    sums = {f"variabel {i}": total for i, total in enumerate((181, 201, 196, 218), 1)}
    axes = plots.ladder(questionnaire.ladder_of_sum(sums, respondents=54), language="en")
    informing, consultation = at(axes, "3. Informing")[1], at(axes, "4. Consultation")[1]
    assert at(axes, "Variabel 1")[1] == pytest.approx(informing, abs=0.1)
    assert all(abs(at(axes, f"Variabel {i}")[1] - consultation) < 0.25 for i in (2, 3, 4))
    assert "By the median answer" not in texts(axes)


def test_the_ladder_of_ones_own_framework_comes_with_the_sums():
    scale = pb.Scale("step", "Step", "ordinal", levels=[pb.Level(f"k{i}", f"Step {i}", i) for i in range(1, 9)])
    book = pb.Reference("book", title="A book")
    rule = pb.LadderRule("sums", "Sums", scale="step", basis="survey_sums", treat_as="interval", source="book")
    mine = pb.Framework("mine", "Mine", scales=[scale], rules=[rule], references=[book], checked="full")
    axes = plots.ladder(summed(ladder=mine))
    assert "8. Step 8" in texts(axes)
    assert "Fewer than" not in said(axes)


def test_more_labels_than_there_is_room_for_are_counted():
    found = flowed([Label(str(i)) for i in range(50)], 2.0, "id", 40)
    assert len(found.chips) == 41
    assert found.chips[-1].lines == ["dan 10 lagi"]
    assert all(chip.x + chip.width <= 2.0 + 1e-9 for chip in found.chips)


def test_few_actors_are_named_by_stage_and_many_are_counted():
    four = [pb.Stakeholder(f"s{i}", f"Actor {i}", SECTORS[i]) for i in range(4)]
    axes = plots.stage_rung(on("arnstein-1969", climbers(4, stakeholders=four)), language="en")
    assert at(axes, "Actor 0")[0] == pytest.approx(at(axes, "Planning")[0], abs=0.6)
    assert at(axes, "Citizen control (8)")[1] < at(axes, "Informing (3)")[1]
    many = said(plots.stage_rung(on("arnstein-1969", climbers(40)), language="en"))
    assert many.count("10 actors") == 4
    assert LONG not in many


def test_a_framework_without_a_ladder_has_none_to_draw():
    assessment = on("laverack-2001", climbers(2))
    assert ladder_rule(assessment) is None
    assert (
        texts(plots.ladder(assessment)) == texts(plots.stage_rung(assessment)) == ["Belum ada catatan untuk digambar."]
    )


# --- ratings ---------------------------------------------------------------------------------------------------------


def one_rated(values, agreed=None):
    found = [
        pb.Observation("domain.why", value=level, scale="laverack-2001.rank", rater=f"r{i}")
        for i, level in enumerate(values)
    ]
    found += [pb.Observation("domain.why", value=agreed, scale="laverack-2001.rank")] if agreed else []
    return pb.consensus(found, "laverack-2001")


def marks(axes, size):
    """The x of the marks of a size."""
    return [one.get_xdata()[0] for one in axes.lines if one.get_marker() == "o" and one.get_markersize() == size]


def test_the_line_goes_from_the_lowest_to_the_highest_rating():
    axes = plots.spidergram(one_rated(["one", "two", "four"]), ax=own_axes(), language="en")
    xs = {i: at(axes, f"Rank {i}")[0] for i in (2, 3, 4)}
    gap = xs[3] - xs[2]
    (line,) = [one for one in axes.lines if one.get_linewidth() == pytest.approx(1.1)]
    assert list(line.get_xdata()) == pytest.approx([xs[2] - gap, xs[4]])
    assert marks(axes, 8.0)[0] == pytest.approx(xs[2])
    assert "Middle level" in texts(axes)
    assert "Agreed" not in texts(axes)


def test_what_was_agreed_is_filled_and_hides_no_disagreement():
    axes = plots.spidergram(one_rated(["one", "four"], "three"), ax=own_axes(), language="en")
    (mark,) = [one for one in axes.lines if one.get_markersize() == 8.0 and one.get_xdata()[0] > 1]
    assert mark.get_markerfacecolor() == mark.get_color() == LOOKS[0][1]
    assert mark.get_xdata()[0] == pytest.approx(at(axes, "Rank 3")[0])
    assert "lowest to highest" in texts(axes)


def test_what_was_agreed_without_single_ratings_is_shown_alone():
    shown = texts(plots.spidergram(one_rated([], "three"), language="en"))
    assert "Agreed" in shown
    assert "the raters' choices, the larger the more" not in shown


def test_a_median_between_two_levels_stands_on_both():
    axes = plots.spidergram(one_rated(["two", "four"]), ax=own_axes(), language="en")
    assert len([one for one in axes.lines if one.get_markersize() == 8.0 and one.get_xdata()[0] > 1]) == 2


def test_rounds_differ_in_shape_and_are_named():
    axes = plots.spidergram(workshop(["2019", "2021", "2023"]), language="en")
    assert {"2019", "2021", "2023"} <= set(texts(axes))
    assert {"o", "s", "^"} <= {one.get_marker() for one in axes.lines}
    assert len({marker for marker, _ in LOOKS}) == len(LOOKS)
    two = plots.spidergram([workshop([None]), workshop([None])], language="en")
    assert {"Rating 1", "Rating 2"} <= set(texts(two))
    assert "Rating 1" not in texts(plots.spidergram(workshop([None]), language="en"))


def test_the_web_says_that_its_area_means_nothing_and_breaks_where_nothing_was_rated():
    whole = plots.spidergram(workshop(["2021"]), web=True, language="en")
    assert "The area of the web means nothing" in said(whole)
    threads = [one for one in whole.lines if one.get_linewidth() == pytest.approx(1.4)]
    assert len(threads) == 9
    first, second = workshop(["2019"]), workshop(["2021"])
    gap = attrs.evolve(second, rated=[one for one in second.rated if one.element != "domain.why"])
    both = plots.spidergram([first, gap], web=True)
    assert len([one for one in both.lines if one.get_linewidth() == pytest.approx(1.4)]) == 9 + 7


def test_the_rings_of_a_web_are_named_where_their_number_does_not_say_it():
    levels = [pb.Level("low", "1 (narrow)", 1), pb.Level("mid", "2", 2), pb.Level("high", "Wide", 3)]
    mine = attrs.evolve(NOMINAL, scales=[pb.Scale("place", "Width", "ordinal", levels=levels)])
    seen = [pb.Observation(f"domain.{key}", value="mid", rater=who) for key in "abc" for who in "xy"]
    assert "1 (narrow); 3 = Wide" in texts(plots.spidergram(pb.consensus(seen, mine), web=True))


def test_of_two_elements_there_is_no_web():
    axes = plots.spidergram(one_rated(["one", "two"]), web=True, language="en")
    assert "The area" not in said(axes)
    assert "Rank 2" in texts(axes)


def test_what_was_rated_of_whom_is_a_heading():
    both = [workshop(["2021"], about="stakeholder.a_group"), workshop(["2021"], about="another")]
    for web in (False, True):
        shown = texts(plots.spidergram(both, web=web))
        assert "a group" in shown
        assert "another" in shown


def test_kinds_without_an_order_have_no_range_and_no_median():
    axes = plots.spidergram(by_kind(), ax=own_axes(), language="en")
    assert "Middle level" not in texts(axes)
    assert "lowest to highest" not in texts(axes)
    assert len([one for one in axes.lines if one.get_marker() == "o" and one.get_markersize() < 8]) == 4
    web = plots.spidergram(by_kind(), web=True, language="en")
    assert "1 = NORTH; 2 = SOUTH; 3 = EAST" in texts(web)


def test_ratings_on_unlike_scales_are_not_laid_over_each_other():
    with pytest.raises(pb.InvalidInput, match="one scale"):
        plots.spidergram([workshop(["2021"]), by_kind()])


# --- grids -----------------------------------------------------------------------------------------------------------


def box_of(axes, words):
    """The box on which a text stands."""
    x, y = at(axes, words)
    return next(
        one
        for one in axes.patches
        if not isinstance(one, FancyBboxPatch)
        and one.get_x() <= x <= one.get_x() + one.get_width()
        and one.get_y() <= y <= one.get_y() + one.get_height()
    )


def test_classes_stand_by_how_many_attributes_are_held():
    seen = rated("mine.held", [("facet.p", "yes"), ("facet.q", "yes"), ("facet.r", "yes")], about="s0")
    seen += rated("mine.held", [("facet.p", "yes"), ("facet.q", "no"), ("facet.r", "no")], about="s1")
    seen += rated("mine.held", [("facet.p", "yes"), ("facet.q", "no")], about="s2")
    seen += rated("mine.held", [("facet.q", "yes"), ("facet.r", "no")], about="s3")
    named = [pb.Stakeholder(f"s{i}", f"Actor {i}", SECTORS[i]) for i in range(4)]
    axes = plots.grid(on(SALIENCE, pb.Programme("p", "P", stakeholders=named, observations=seen)), language="en")
    heights = [at(axes, f"{n} of 3")[1] for n in (3, 2, 1, 0)]
    assert heights == sorted(heights)
    assert box_of(axes, "Actor 0") is box_of(axes, "All three")
    assert box_of(axes, "Actor 1") is box_of(axes, "Axis p")
    shown = said(axes)
    assert "Actor 2: P at least; Axis r not rated" in shown
    assert "Actor 3: Axis p not rated" in shown
    assert shown.count("Actor 2") == 1


def test_rows_rise_and_units_stand_in_their_quadrant():
    named = [pb.Stakeholder(f"s{i}", f"Actor {i}", SECTORS[i % 4]) for i in range(4)]
    programme = pb.Programme("p", "P", stakeholders=named, observations=crowded(4))
    axes = plots.grid(on(QUADRANTS, programme), language="en")
    assert box_of(axes, "Actor 3") is box_of(axes, "Key players")
    assert at(axes, "Actor 1")[1] < at(axes, "Actor 0")[1]
    assert at(axes, "Actor 2")[0] > at(axes, "Actor 0")[0]
    assert "↑ Axis p" in texts(axes)


def test_many_units_in_one_cell_are_counted():
    both = [("facet.p", "yes"), ("facet.q", "yes")]
    seen = [one for i in range(30) for one in rated("mine.held", both, about=f"s{i}")]
    assert "dan 6 lagi" in texts(plots.grid(placed(QUADRANTS, seen, 30)))


def test_times_and_conflicts_are_said():
    both = [("facet.p", "yes"), ("facet.q", "yes")]
    seen = rated("mine.held", both, about="s0", period="2019") + rated("mine.held", both, about="s0", period="2021")
    seen += rated("mine.held", [("facet.p", "no")], about="s0", period="2021")
    shown = said(plots.grid(placed(QUADRANTS, seen), language="en"))
    assert "(2019)" in shown
    assert "(sources disagree)" in shown
    alone = said(plots.grid(placed(QUADRANTS, seen[:2]), language="en"))
    assert "(2019)" not in alone


def test_the_programme_itself_may_stand_in_a_grid():
    axes = plots.grid(placed(LISTED, rated("mine.degree", [("domain.control", "use")])), language="en")
    x, y = at(axes, "This programme")
    assert x == pytest.approx(at(axes, "USE")[0], abs=0.6)
    assert y == pytest.approx(at(axes, "Control")[1], abs=0.2)
    assert at(axes, "Control")[1] < at(axes, "Welfare")[1]


def test_the_third_axis_makes_groups_of_rows():
    axes = plots.grid(placed(CUBE, cube_of("s0")), language="en")
    groups = [words for words in texts(axes) if words.startswith("Axis c: ")]
    assert [words.lower() for words in groups] == ["axis c: north", "axis c: south", "axis c: east"]
    assert "checked" not in said(axes)


def test_of_many_groups_only_those_with_something_in_them_are_drawn():
    four = framework_of(Grid("four", "F", [axis(key, PLACE) for key in "abcd"]), facets="abcd")
    seen = [pb.Observation(f"facet.{key}", value="north", scale="mine.place", about="s0") for key in "abcd"]
    groups = [words for words in texts(plots.grid(placed(four, seen))) if words.startswith("Axis c")]
    assert len(groups) == 1
    every = [words for words in texts(plots.grid(placed(four, []))) if words.startswith("Axis c")]
    assert len(every) == 9


def test_rated_cells_show_their_level_and_the_others_that_they_are_not_rated():
    scale = "mine.degree"
    seen = [
        pb.Observation("cell.cells.n", value="won", scale=scale),
        pb.Observation("cell.cells.s", value="none", scale=scale, about="s0"),
    ]
    axes = plots.grid(placed(RATED_CELLS, seen), language="en")
    assert "WON" in texts(axes)
    assert "NONE" in said(axes)
    dark, light = (sum(box_of(axes, words).get_facecolor()[:3]) for words in ("North cell", "South cell"))
    assert dark < light
    assert "not rated" in texts(plots.grid(placed(RATED_CELLS, seen[:1]), language="en"))


def test_a_rating_beside_the_levels_has_no_shade():
    axes = plots.grid(placed(RATED_CELLS, [pb.Observation("cell.cells.n", value=3)]), language="en")
    assert box_of(axes, "North cell").get_facecolor()[:3] == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(("value", "words"), [(3, "3"), (pb.Quantity(low=3, high=5), "3 to 5"), ("other", "Other")])
def test_a_cell_may_be_rated_by_a_number(value, words):
    seen = [pb.Observation("cell.cells.n", value=value)]
    free = framework_of(attrs.evolve(RATED_CELLS.grids[0], scale=None), domains=["welfare"])
    assert words in texts(plots.grid(placed(free, seen), language="en"))


def test_a_rating_that_is_no_step_of_the_grid_is_said():
    seen = rated("mine.held", [("domain.welfare", "yes")])
    assert "a level outside the grid" in said(plots.grid(placed(LISTED, seen), language="en"))


def test_a_grid_is_chosen_by_its_key():
    grids = [attrs.evolve(QUADRANTS.grids[0], key=key, cells=[Cell("c", f"Cell of {key}", {})]) for key in ("a", "b")]
    two = framework_of(*grids, facets="pq")
    assert "Cell of b" in texts(plots.grid(placed(two, []), grid="b"))
    assert "Cell of a" in texts(plots.grid(placed(two, [])))
    with pytest.raises(pb.InvalidInput, match="no grid 'c'"):
        plots.grid(placed(two, []), grid="c")


def test_a_grid_without_steps_is_empty():
    bare = framework_of(Grid("bare", "Bare", [GridAxis("a", "A")]), domains=["x"])
    assert texts(plots.grid(placed(bare, []))) == ["Belum ada catatan untuk digambar."]


# --- crosswalks ------------------------------------------------------------------------------------------------------

KINDS = ("exact", "close", "broad", "narrow", "related")


def matched():
    """Two frameworks with a match of every kind, one element that nothing measures and one that matches nothing."""
    first = pb.Framework(
        "first",
        "First",
        checked="full",
        domains=[pb.Domain(f"d{i}", f"Left {i}") for i in range(6)],
        rules=[pb.ProfileRule("profile", "Profile", elements=["domain"])],
        matches=[pb.Match(f"domain.d{i}", kind, "second", f"principle.p{i}") for i, kind in enumerate(KINDS)],
    )
    second = pb.Framework(
        "second",
        "Second",
        principles=[pb.Principle(f"p{i}", f"Right {i}") for i in range(6)],
        rules=[pb.ProfileRule("profile", "Profile", elements=["principle"])],
    )
    return pb.crosswalk(first, second)


def test_every_kind_of_match_has_its_own_line():
    found = matched()
    axes = plots.crosswalk(found, ax=own_axes(), language="en")
    lines = [one for one in axes.lines if len(one.get_xdata()) == 4]
    assert len(lines) == len(found.pairs) == 5
    looks = {(one.get_linestyle(), one.get_linewidth(), str(one._dash_pattern)) for one in lines}
    assert len(looks) == 5
    ends = {(round(one.get_ydata()[0], 3), round(one.get_ydata()[-1], 3)) for one in lines}
    assert len(ends) == 5
    assert {"the same as", "close to", "wider than", "narrower than", "related to"} <= set(texts(axes))


def test_what_is_not_measured_is_marked():
    found = matched()
    assert (found.unmeasured, found.partly, found.only_first) == (
        ("principle.p4", "principle.p5"),
        ("principle.p3",),
        ("domain.d5",),
    )
    shown = texts(plots.crosswalk(found, language="en"))
    assert shown.count("not measured") == 2
    assert shown.count("only in part") == 1
    assert shown.count("no match") == 1
    assert "Second: The data of this framework was written from memory and not checked against its source." in shown
    assert "First: " not in " ".join(shown)


def test_a_line_joins_the_two_that_match():
    axes = plots.crosswalk(matched(), ax=own_axes(), language="en")
    for one in (line for line in axes.lines if len(line.get_xdata()) == 4):
        start, end = one.get_ydata()[0], one.get_ydata()[-1]
        left, right = (
            min(range(6), key=lambda i, y=y, side=side: abs(at(axes, f"{side} {i}")[1] - y))
            for side, y in (("Left", start), ("Right", end))
        )
        assert left == right


def test_what_is_compared_by_way_of_the_article_is_said():
    shown = said(plots.crosswalk(pb.crosswalk("iap2-spectrum", "laverack-2001"), language="en"))
    assert "both are matched with the same element of the article" in shown
    assert "this library's judgement" in shown
    theirs = matched()
    stated = attrs.evolve(theirs, pairs=[attrs.evolve(one, ours=False) for one in theirs.pairs])
    assert "judgement" not in said(plots.crosswalk(stated, language="en"))


def test_two_frameworks_without_a_match_are_drawn_all_the_same():
    axes = plots.crosswalk(pb.crosswalk(pb.Framework("a", "A"), pb.Framework("b", "B")), language="en")
    assert "No match between these two frameworks is recorded." in texts(axes)


def test_long_labels_wrap():
    many = [pb.Domain(f"d{i}", f"{LONG} {i}") for i in range(25)]
    rule = pb.ProfileRule("profile", "Profile", elements=["domain"])
    first = pb.Framework(
        "a", LONG, domains=many, rules=[rule], matches=[pb.Match("domain.d3", "close", "b", "domain.d20")]
    )
    second = pb.Framework("b", LONG, domains=many, rules=[rule])
    nothing_covers_anything(plots.crosswalk(pb.crosswalk(first, second), ax=own_axes()))


# --- questionnaires --------------------------------------------------------------------------------------------------


def bars(axes):
    """The parts of the bars, from above and from the left."""
    found = [one for one in axes.patches if one.get_height() == pytest.approx(0.18)]
    return sorted(found, key=lambda one: (round(one.get_y(), 3), one.get_x()))


def test_the_parts_of_a_bar_are_the_shares_of_the_answers():
    frame = pd.DataFrame({"p1": [1, 4, 5, 5, None]})
    result = questionnaire.item_statistics(frame, ["p1"], low=1, high=5, missing="skip")
    axes = plots.likert(result, ax=own_axes(), language="en")
    widths = [one.get_width() for one in bars(axes)]
    assert widths == pytest.approx([sum(widths) * share for share in (0.25, 0.25, 0.5)])
    assert {"25%", "50%", "4", "3.75"} <= set(texts(axes))


def test_the_mean_the_median_and_the_class_limits_stand_on_one_scale():
    frame = pd.DataFrame({"p1": [1, 2, 4, 5] * 10})
    result = questionnaire.class_results(frame, ["p1"], low=1, high=5)
    axes = plots.likert(result, ax=own_axes(), language="en")
    one, five = at(axes, "1")[0], at(axes, "5")[0]
    place = {value: one + (five - one) * (value - 1) / 4 for value in (1.8, 2, 2.6, 3, 3.4, 4, 4.2)}
    limits = [line.get_xdata()[0] for line in axes.lines if line.get_linewidth() == pytest.approx(0.7)]
    assert limits == pytest.approx([place[value] for value in (1.8, 2.6, 3.4, 4.2)])
    dots = {line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o" and line.get_ydata()[0] < 1}
    assert list(dots) == pytest.approx([place[3]])
    squares = {line.get_xdata()[0] for line in axes.lines if line.get_marker() == "s" and line.get_ydata()[0] < 1}
    assert sorted(squares) == pytest.approx([place[2], place[4]])
    assert "class limits" in texts(axes)


def test_statistics_of_items_have_no_class_limits():
    result = questionnaire.item_statistics(answers(3, 40), ["p0", "p1", "p2"], low=1, high=5)
    axes = plots.likert(result, language="en")
    assert "class limits" not in texts(axes)
    assert not [line for line in axes.lines if line.get_linewidth() == pytest.approx(0.7)]


def test_labels_replace_keys_and_few_respondents_are_said():
    shown = texts(plots.likert(classed(2, 8), labels={"p0": "Were you asked?", "total": "All of it"}, language="en"))
    assert "Were you asked?" in shown
    assert "All of it" in shown
    assert "p1" in shown
    assert "First part" in shown
    assert "Fewer than 30 respondents." in shown
    frame = answers(2, 40)
    frame.loc[:15, "p0"] = None
    some = questionnaire.item_statistics(frame, ["p0", "p1"], low=1, high=5, missing="skip")
    assert "Fewer than 30 respondents: p0." in texts(plots.likert(some, language="en"))


def test_an_item_and_a_variable_keep_their_own_answers():
    frame = pd.DataFrame({"a": [1] * 40, "b": [5] * 40})
    result = questionnaire.class_results(frame, {"both": ["a", "b"]}, low=1, high=5)
    parts = bars(plots.likert(result, ax=own_axes()))
    assert [round(one.get_width(), 3) for one in parts[:2]] == [2.75, 2.75]
    assert [round(one.get_width(), 3) for one in parts[2:4]] == [1.375, 1.375]


def test_the_published_items_stand_in_their_quadrants():
    result = questionnaire.importance_performance(importance=IMPORTANCE, performance=PERFORMANCE)
    quadrants = "".join(one.quadrant for one in result.points)
    assert quadrants == "CCCABBDBBA"
    axes = plots.importance_performance(result, ax=own_axes())
    heads = {
        letter: max(one.get_position() for one in axes.texts if one.get_text()[:2] == f"{letter}.") for letter in "ABCD"
    }
    numbers = [one for one in axes.texts if one.get_text().isdecimal() and one.get_position()[0] == heads["A"][0]]
    listed = {letter: [] for letter in "ABCD"}
    for one in numbers:
        above = [letter for letter in "ABCD" if heads[letter][1] < one.get_position()[1]]
        listed[above[-1]].append(int(one.get_text()))
    assert listed == {letter: [i for i, found in enumerate(quadrants, 1) if found == letter] for letter in "ABCD"}
    assert "A. Prioritas utama" in texts(axes)
    assert "kepentingan 4,13 dan kinerja 4,12" in said(axes)


def test_importance_rises_and_performance_goes_right():
    axes = plots.importance_performance(
        questionnaire.importance_performance(importance={"a": 5, "b": 3}, performance={"a": 2, "b": 4}),
        ax=own_axes(),
    )
    (a, b) = [(one.get_xdata()[0], one.get_ydata()[0]) for one in axes.lines if one.get_marker() == "o"]
    assert a[0] < b[0]
    assert a[1] < b[1]
    lines = [one for one in axes.lines if one.get_linewidth() == pytest.approx(0.9)]
    assert lines[0].get_xdata()[0] == pytest.approx((a[0] + b[0]) / 2)
    assert lines[1].get_ydata()[0] == pytest.approx((a[1] + b[1]) / 2)
    corner = at(axes, "A. Prioritas utama")
    assert corner[0] < lines[0].get_xdata()[0]
    assert corner[1] < lines[1].get_ydata()[0]


def test_items_on_one_spot_share_their_numbers_and_those_on_a_line_are_marked():
    same = questionnaire.importance_performance(importance=[4.0] * 9, performance=[4.0] * 9)
    axes = plots.importance_performance(same, labels={"1": "Water"}, ax=own_axes(), language="en")
    assert "1, 2, 3, 4, 5, 6, …" in texts(axes)
    assert "Water *" in texts(axes)
    assert "exactly on a line of means" in said(axes)
    nothing_covers_anything(axes)


def test_numbers_find_a_place_among_many_and_what_finds_none_is_counted():
    near = questionnaire.importance_performance(
        importance=[*(4 + i % 7 / 100 for i in range(40)), 1.0],
        performance=[*(4 + i % 6 / 100 for i in range(40)), 1.0],
    )
    nothing_covers_anything(plots.importance_performance(near, ax=own_axes()))
    many = questionnaire.importance_performance(
        importance=[i // 12 for i in range(132)], performance=[i % 12 for i in range(132)]
    )
    assert "12 points have no number" in said(plots.importance_performance(many, language="en"))


def test_a_number_that_finds_no_place_is_not_written_over_another(monkeypatch):
    room = sys.modules["pemberdayaan.show.plots.importance_performance"]
    monkeypatch.setattr(room, "REACHES", room.REACHES[:2])
    near = [4 + i * 0.03 for i in range(5)]
    crowd = questionnaire.importance_performance(importance=[*near * 5, 1], performance=[*sorted(near * 5), 1])
    axes = plots.importance_performance(crowd, ax=own_axes(), language="en")
    nothing_covers_anything(axes)
    assert "points have no number" in said(axes)


def test_few_respondents_are_said_by_number():
    frame = answers(4, 20)
    result = questionnaire.importance_performance(
        frame, importance=["p0", "p1"], performance=["p2", "p3"], low=1, high=5
    )
    assert "Fewer than 30 respondents." in texts(plots.importance_performance(result, language="en"))
    wide = pd.concat([answers(4, 20)] * 2, ignore_index=True)
    wide.loc[:19, "p0"] = None
    some = questionnaire.importance_performance(
        wide, importance=["p0", "p1"], performance=["p2", "p3"], low=1, high=5, missing="skip"
    )
    assert "Fewer than 30 respondents: 1." in texts(plots.importance_performance(some, language="en"))


# --- in the report ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_holds_the_ladder_the_ratings_and_the_grid(language):
    page = pb.report(on("arnstein-1969", climbers(4)), language=language)
    assert 'id="ladder-1"' in page
    assert {"id": "Tangga dengan 8 tingkat; 4 pihak", "en": "A ladder of 8 levels on which 4 actors"}[language] in page
    panel = rated("laverack-2001.rank", [("domain.why", "two")], rater="a")
    panel += rated("laverack-2001.rank", [("domain.why", "four")], rater="b")
    page = pb.report(placed("laverack-2001", panel), language=language)
    assert 'id="ratings-1"' in page
    page = pb.report(placed(QUADRANTS, crowded(4)), language=language)
    assert 'id="grid-four-1"' in page
    assert {"id": "Kisi “Four” dengan 4 penempatan", "en": "The grid “Four” with 4 placements"}[language] in page


@pytest.mark.parametrize(
    ("group", "choices"), [("match", type(pb.Match("a", "exact", "b", "c").kind)), ("quadrant", questionnaire.Quadrant)]
)
def test_every_choice_has_its_words(group, choices):
    assert set(VOCABULARY[group]) == set(choices)
