"""Where units stand in a grid."""

from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pemberdayaan as pb
from pemberdayaan.measures.placement import cells_at

HELD = {True: "held", False: "not_held"}
# Mitchell, Agle and Wood (1997): the class of each combination of power, legitimacy and urgency
CLASSES = {
    (True, False, False): "dormant",
    (False, True, False): "discretionary",
    (False, False, True): "demanding",
    (True, True, False): "dominant",
    (True, False, True): "dangerous",
    (False, True, True): "dependent",
    (True, True, True): "definitive",
    (False, False, False): "nonstakeholder",
}


def programme(*observations):
    women = pb.Stakeholder("women", "Women of the hamlet", "community")
    office = pb.Stakeholder("office", "Public works", "government")
    return pb.Programme("well", "A well", synthetic=True, stakeholders=[women, office], observations=observations)


def rated(facet, level, about="women", framework="mitchell-1997", scale="attribute", **more):
    return pb.Observation(f"facet.{facet}", value=level, scale=f"{framework}.{scale}", about=about, **more)


def placed(framework, *observations):
    return pb.assess(programme(*observations), framework).placements.placed


@pytest.mark.parametrize(("power", "legitimacy", "urgency"), CLASSES)
def test_mitchells_eight_classes(power, legitimacy, urgency):
    said = {"power": power, "legitimacy": legitimacy, "urgency": urgency}
    (one,) = placed("mitchell-1997", *(rated(facet, HELD[held]) for facet, held in said.items()))
    assert one.cells == (CLASSES[power, legitimacy, urgency],)
    assert one.missing == ()
    assert dict(one.at) == {facet: HELD[held] for facet, held in said.items()}


def test_a_unit_of_which_an_attribute_is_not_known_is_not_placed():
    (one,) = placed("mitchell-1997", rated("power", "held"), rated("urgency", "held"))
    assert one.cells == ()
    assert one.missing == ("legitimacy",)
    (row,) = pb.assess(programme(rated("power", "held")), "mitchell-1997").placements.rows()
    assert row["cell"] is None
    assert row["missing"] == "legitimacy; urgency"


def test_units_and_times_are_placed_apart():
    every = [
        rated(facet, level, about, period=year)
        for about, year, level in [("women", 2019, "not_held"), ("women", 2021, "held"), ("office", 2021, "held")]
        for facet in ("power", "legitimacy", "urgency")
    ]
    found = placed("mitchell-1997", *every)
    assert [(one.about, one.period, one.cells) for one in found] == [
        ("women", "2019", ("nonstakeholder",)),
        ("women", "2021", ("definitive",)),
        ("office", "2021", ("definitive",)),
    ]


def test_where_sources_disagree_the_unit_stands_in_each_cell_and_says_so():
    other = [rated("legitimacy", "held"), rated("urgency", "held")]
    found = placed("mitchell-1997", rated("power", "held"), rated("power", "not_held"), *other)
    assert [one.cells for one in found] == [("definitive",), ("dependent",)]
    assert all(one.contested for one in found)


@pytest.mark.parametrize(("power", "interest"), list(product(("low", "high"), repeat=2)))
def test_mendelows_four(power, interest):
    grid = pb.framework("mendelow-1991").grids[0]
    (cell,) = cells_at(grid, {"power": power, "interest": interest})
    names = {
        ("low", "low"): "minimal",
        ("low", "high"): "informed",
        ("high", "low"): "satisfied",
        ("high", "high"): "key",
    }
    assert cell.key == names[power, interest]
    assert cell.advice


def test_an_arena_may_lie_in_several_cells_of_the_cube():
    spaces = [rated("space", key, framework="gaventa-2006", scale="space") for key in ("invited", "claimed")]
    level = rated("level", "local", framework="gaventa-2006", scale="level")
    form = rated("form", "hidden", framework="gaventa-2006", scale="form")
    found = placed("gaventa-2006", *spaces, level, form)
    assert [dict(one.at)["space"] for one in found] == ["invited", "claimed"]
    assert not any(one.contested for one in found)  # the source allows it


def test_a_cell_that_is_itself_rated():
    framework = pb.framework("alsop-heinsohn-2005")
    grid = next(one for one in framework.grids if one.scale)
    cell = grid.cells[0]
    seen = pb.Observation(f"cell.{grid.key}.{cell.key}", value="use", scale=f"{framework.key}.{grid.scale}")
    assessment = pb.assess(programme(seen), framework)
    one = next(one for one in assessment.placements.placed if one.grid == grid.key)
    assert (one.cells, one.value) == ((cell.key,), "use")
    assert assessment.lost == ()


def test_an_element_is_crossed_with_its_own_rating():
    framework = pb.framework("longwe-1991")
    said = {"welfare": "positive", "control": "negative"}
    seen = [
        pb.Observation(f"domain.{key}", value=level, scale="longwe-1991.recognition") for key, level in said.items()
    ]
    found = pb.assess(programme(*seen), framework).placements.placed
    assert [tuple(dict(one.at).values()) for one in found] == [(f"domain.{key}", level) for key, level in said.items()]


@given(st.data())
def test_a_cell_fits_if_and_only_if_each_axis_that_it_asks_for_agrees(data):
    axes = [pb.GridAxis(name, name, ["low", "high"]) for name in "abc"]
    step = st.sampled_from(["low", "high"])
    some = st.dictionaries(st.sampled_from("abc"), step)
    cells = [pb.Cell(f"c{i}", "C", at) for i, at in enumerate(data.draw(st.lists(some, max_size=5)))]
    at = data.draw(some)
    found = cells_at(pb.Grid("g", "G", axes, cells), at)
    assert set(found) == {cell for cell in cells if dict(cell.at).items() <= at.items()}
    asked = [len(cell.at) for cell in found]
    assert asked == sorted(asked, reverse=True)


def test_a_framework_without_a_grid_places_nothing():
    assert pb.assess(programme(), "laverack-2001").placements is None
    assert pb.assess(programme(), "mitchell-1997").placements.rows() == []
    assert "0 in the grids" in repr(pb.assess(programme(), "mitchell-1997").placements)


def test_an_axis_names_an_element_and_steps_that_there_are():
    wrong = pb.Grid("g", "G", [pb.GridAxis("a", "A", ["domain.nowhere"], "facet.nobody")])
    with pytest.raises(pb.InvalidInput) as error:
        pb.Framework("f", "F", domains=[pb.Domain("x", "X")], grids=[attrs.evolve(wrong)])
    assert {one.where for one in error.value.faults} == {"grids[0].axes.a.element", "grids[0].axes.a.steps[0]"}


def test_what_is_about_nothing_is_placed_nowhere():
    framework = pb.framework("alsop-heinsohn-2005")
    loose = pb.Observation(what="Is there a choice?", value="yes")
    assert pb.assess(programme(loose), framework).placements.placed == ()


def test_a_rating_of_another_framework_with_the_same_address_is_not_taken():
    both = [rated("power", "held"), rated("power", "high", framework="mendelow-1991", scale=mendelow_scale())]
    (one,) = placed("mendelow-1991", *both)
    assert dict(one.at) == {"power": "high"}
    assert not one.contested
    lost = pb.assess(programme(*both), "mendelow-1991").coverage.unmatched
    assert lost == (("facet.power", 1),)


def mendelow_scale():
    return pb.framework("mendelow-1991").scales[0].key


def test_a_borrowed_scale_does_not_make_it_another_frameworks_rating():
    reference = pb.Observation("principle.partisipasi", value="partnership", scale="arnstein-1969.rung")
    lines = pb.assess(programme(reference)).profile.of("partisipasi")
    assert "partnership" in [line.reading.value for line in lines]


@pytest.mark.parametrize(("value", "said"), [("ya", "ya"), (True, "True"), (1, "1")])
def test_what_is_no_step_of_the_axis_stands_as_it_was_said_and_in_no_cell(value, said):
    odd = pb.Observation("facet.power", value=value, about="women")
    (found,) = placed("mitchell-1997", odd, rated("legitimacy", "held"), rated("urgency", "held"))
    assert dict(found.at) == {"power": said, "legitimacy": "held", "urgency": "held"}
    assert (found.cells, found.missing) == ((), ())
