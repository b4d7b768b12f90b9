"""Stage by actor: what is shown in a cell, and how the cells are ordered."""

from __future__ import annotations

import pytest
from measures.builders import LADDER, RUNG, actor, part, programme, records, stages

import pemberdayaan as pb
from pemberdayaan.measures.matrix import matrix_of

STEPS = [pb.Level("none", "None"), pb.Level("some", "Some"), pb.Level("full", "Full")]
OWN = pb.Scale("own", "Own", "ordinal", levels=STEPS)
WORDS = pb.Scale("words", "Words", "nominal", levels=STEPS)
MEMBERS, FIRM = actor("members"), actor("firm", "private")


def made(*said: pb.Participation, **more: object) -> pb.Programme:
    """A programme with these participations."""
    return programme(
        MEMBERS, FIRM, stages=stages("plan", "implement"), scales=[OWN, WORDS], participations=said, **more
    )


def only(*said: pb.Participation, **more: object) -> pb.MatrixCell:
    """The one cell that there is."""
    (cell,) = matrix_of(made(*said, **more)).cells
    return cell


@pytest.mark.parametrize(
    ("said", "highest", "levels", "n"),
    [
        ([{"depth": "some"}], "some", ("some",), None),
        ([{"depth": ["full", "none"]}], "full", ("none", "full"), None),
        ([{"depth": "full"}, {"depth": "some"}, {"depth": "some"}], "full", ("some", "full"), None),
        # respondents: the lower median, and the levels on which somebody stands
        ([{"distribution": {"none": 2, "some": 1, "full": 2}}], "some", ("none", "some", "full"), 5),
        ([{"distribution": {"none": 2, "some": 0, "full": 2}}], "none", ("none", "full"), 4),
        ([{"distribution": {"full": 0}}], None, (), None),
        # a level that is said comes before what respondents say
        ([{"distribution": {"none": 9}}, {"depth": "some"}], "some", ("none", "some"), 9),
    ],
)
def test_the_level_of_a_cell(said, highest, levels, n):
    cell = only(*[part("members", "plan", scale="own", **one) for one in said])
    assert (cell.highest, cell.levels, cell.n) == (highest, levels, n)


def test_of_words_without_order_there_is_no_highest():
    assert only(part("members", "plan", scale="words", depth="some")).highest == "some"
    cell = only(part("members", "plan", scale="words", depth=["full", "some"]))
    assert (cell.highest, cell.levels) == (None, ("some", "full"))


@pytest.mark.parametrize(
    ("said", "decides", "contested"),
    [
        ([{"people": 4}], None, 0),
        ([{"decides": "no"}], "no", 0),
        ([{"decides": "alone"}], "alone", 0),
        ([{"decides": "jointly"}, {"decides": "alone"}], "jointly", 0),
        ([{"decides": "jointly"}, {"decides": "no"}], "jointly", 2),
        ([{"decides": "alone"}, {"decides": "no"}], "alone", 2),
    ],
)
def test_who_decides_and_what_contradicts_it(said, decides, contested):
    cell = only(*[part("members", "plan", **one) for one in said])
    assert (cell.decides, len(cell.contested)) == (decides, contested)


def test_a_cell_for_each_stage_actor_and_scale_in_the_order_of_the_file():
    matrix = matrix_of(
        made(
            part("firm", "plan", depth="some", scale="own"),
            part("members", "implement", takes_part=True),
            part("members", "plan", depth="partnership", scale=RUNG),
            part("members", "plan", depth="full", scale="own"),
            part("firm", depth="some", scale="own"),
        )
    )
    assert [(one.stage, one.actor, one.scale) for one in matrix.cells] == [
        (None, "firm", "own"),
        ("plan", "members", RUNG),
        ("plan", "members", "own"),
        ("plan", "firm", "own"),
        ("implement", "members", None),
    ]
    assert repr(matrix) == "Matrix of 2 actors in 3 stages"
    on_ladder = matrix_of(made(part("members", "plan", depth="partnership", scale=RUNG)), RUNG)
    assert [one.highest for one in on_ladder.cells] == ["partnership"]
    assert matrix_of(made(part("members", "plan", depth="full", scale="own")), RUNG).cells == ()


def test_what_is_said_without_scale_stands_in_the_cells_of_every_scale():
    matrix = matrix_of(
        made(
            part("members", "plan", depth="partnership", scale=RUNG),
            part("members", "plan", depth="full", scale="own"),
            part("members", "plan", decides="jointly"),
        )
    )
    assert [one.decides for one in matrix.cells] == ["jointly", "jointly"]
    assert [records(one.evidence) for one in matrix.cells] == [
        ["participations[0]", "participations[2]"],
        ["participations[1]", "participations[2]"],
    ]


def test_who_leads_an_activity_has_a_cell():
    cell = only(activities=[pb.Activity("road", "Road", stage="implement", led_by="members", basis="derived")])
    assert (cell.stage, cell.present, cell.highest, cell.derived) == ("implement", True, None, True)
    assert records(cell.evidence) == ["activities[0]"]


def test_a_cell_is_derived_where_its_levels_are_or_without_levels_all_of_it():
    derived = {"basis": "derived"}
    assert only(part("members", "plan", depth="some", scale="own", **derived)).derived
    assert only(
        part("members", "plan", depth="some", scale="own", **derived), part("members", "plan", people=4)
    ).derived
    assert not only(part("members", "plan", depth="some", scale="own"), part("members", "plan", **derived)).derived
    assert only(part("members", "plan", decides="no", **derived)).derived
    assert not only(part("members", "plan", decides="no", **derived), part("members", "plan", people=4)).derived


def test_a_conflict_that_a_remark_tells_of_stands_in_the_cell():
    cell = only(
        part("members", "plan", takes_part=True),
        references=[pb.Reference("a", "A"), pb.Reference("b", "B")],
        remarks=[pb.Remark("conflict", "Who", claims={"a": "X", "b": "Y"}, about="members", stage="plan")],
    )
    assert (cell.present, records(cell.contested)) == (True, ["remarks[0]"])


def test_the_rows_of_a_matrix():
    (row,) = matrix_of(
        made(
            part("members", "plan", depth=["some", "none"], scale="own", decides="jointly", source=["a, 1", "b"]),
            references=[pb.Reference("a", "A"), pb.Reference("b", "B")],
        )
    ).rows()
    assert row == {
        "stage": "plan",
        "actor": "members",
        "scale": "own",
        "highest": "some",
        "levels": "none; some",
        "n": None,
        "present": True,
        "decides": "jointly",
        "contested": False,
        "derived": False,
        "references": "a, 1; b",
    }
    assert LADDER.address == RUNG
