"""Two programmes side by side: by hand, what is not compared and why, and that the second view mirrors the first."""

from __future__ import annotations

import attrs
import pytest
from measures.builders import RUNG, actor, part, programme, stages

import pemberdayaan as pb

VILLAGE, WARSAW = (pb.assess(pb.example(name)) for name in ("contoh_lengkap", "praga_polnoc"))
FOUND = pb.compare(VILLAGE, WARSAW)
OTHER_VERSION = pb.assess(WARSAW.programme, attrs.evolve(pb.framework("pemberdayaan-masyarakat"), version="2"))


def both(line):
    """Both values of a line, which is higher, and why not."""
    values = [
        level if level is not None else number if number is not None else None if low is None else (low, high)
        for level, number, low, high in (
            (line.a_level, line.a, line.a_low, line.a_high),
            (line.b_level, line.b, line.b_low, line.b_high),
        )
    ]
    return *values, line.higher, line.why


@pytest.mark.parametrize(
    ("measure", "element", "expected"),
    [
        ("verdict", None, ("met", None, None, "undecided")),
        ("criterion", "inisiatif", ("met", "met", "same", None)),
        # Both files put who plans and who votes on Arnstein's ladder.
        ("depth", "identify", ("delegated", "partnership", "a", None)),
        ("depth", "decide", ("delegated", "delegated", "same", None)),
        ("depth", None, ("informing", "partnership", None, "other_parts")),
        # Four axes of four, and gender alone.
        ("axes_seen", None, (1, 0.25, "a", None)),
        ("sectors", None, (3, 1, "a", None)),
        # Warsaw's ties are not complete, so none to three of its kinds run both ways.
        ("exchange", None, (3, (0, 3), None, "overlap")),
        ("exchange", "resources", ("both", "outward", None, "no_order")),
        # The village says that its ties are complete, Warsaw does not.
        ("density", None, (14 / 182, 0.2, None, "another_form")),
        ("outside", "money pooled", (None, 18_723_934, None, "only_b")),
    ],
)
def test_the_village_beside_warsaw(measure, element, expected):
    assert both(FOUND.line(measure, element)) == expected


def test_the_evidence_of_each_stands_beside_its_lines():
    line = FOUND.line("axes_seen")
    covered = [{one.address: (one.known, one.of) for one in each.coverage.elements} for each in (VILLAGE, WARSAW)]
    assert [(line.known_a, line.of_a), (line.known_b, line.of_b)] == [each["principle.keadilan"] for each in covered]


def test_what_only_one_has_evidence_on_is_first_class():
    assert {(one.measure, one.element) for one in FOUND.only_b} >= {("outside", "money pooled")}
    assert ("led_inside", None) in {(one.measure, one.element) for one in FOUND.only_a}
    sets = [set(map(id, some)) for some in (FOUND.only_a, FOUND.only_b, FOUND.compared)]
    assert all(not one & other for one, other in ((sets[0], sets[1]), (sets[0], sets[2]), (sets[1], sets[2])))


def test_what_a_programme_names_by_its_own_keys_is_in_no_line():
    own = {one.key for one in (*VILLAGE.programme.activities, *VILLAGE.programme.groups, *VILLAGE.programme.stages)}
    assert not [one for one in FOUND.lines if own & set((one.element or "").split())]
    assert not [one for one in FOUND.lines if one.section == "matrix"]


MIRROR = {"a": "b", "b": "a", "only_a": "only_b", "only_b": "only_a"}


def test_the_second_view_mirrors_the_first():
    turned = pb.compare(WARSAW, VILLAGE)
    swapped = [
        attrs.evolve(
            one,
            **{
                name: getattr(
                    one, name[:-1] + MIRROR[name[-1]] if name[-2:] in ("_a", "_b") else MIRROR[name[0]] + name[1:]
                )
                for name in [field.name for field in attrs.fields(pb.ComparedLine)]
                if name in ("a", "b") or name[:2] in ("a_", "b_") or name[-2:] in ("_a", "_b")
            },
            higher=MIRROR.get(one.higher, one.higher),
            why=MIRROR.get(one.why, one.why),
        )
        for one in FOUND.lines
    ]
    assert sorted(map(repr, swapped)) == sorted(map(repr, turned.lines))
    assert sorted(map(repr, FOUND.unknown)) == sorted(map(repr, turned.unknown))


def test_a_programme_beside_its_twin_is_the_same_throughout():
    twin = pb.assess(attrs.evolve(VILLAGE.programme, key="twin"))
    lines = pb.compare(VILLAGE, twin).lines
    assert {(one.higher, one.why) for one in lines} == {
        ("same", None),
        (None, "size"),
        (None, "roster"),
        (None, "no_order"),
    } - ({(None, "no_order")} if not [one for one in lines if one.why == "no_order"] else set())


def given_by(key, unit, amount, **said):
    gifts = [
        pb.Contribution("members", "money", amount=amount, unit=unit),
        pb.Contribution("donor", "money", amount=30, unit=unit),
    ]
    made = programme(actor("members"), actor("donor", "donor"), contributions=gifts, **said)
    return pb.assess(attrs.evolve(made, key=key, currency=unit))


def test_other_currencies_are_not_compared_and_their_shares_are():
    found = pb.compare(given_by("p", "IDR", 10), given_by("q", "PLN", 30))
    assert both(found.line("inside", "money given")) == (10, 30, None, "another_unit")
    assert both(found.line("inside_share", "money given")) == (0.25, 0.5, "b", None)
    # Of all that was given, what the largest outside giver gave.
    assert both(found.line("support", "money")) == (0.75, 0.5, "a", None)
    same = pb.compare(given_by("p", "IDR", 10), given_by("q", "IDR", 30))
    assert both(same.line("inside", "money given")) == (10, 30, None, "size")


def test_levels_are_told_apart_and_never_subtracted():
    made = [
        pb.assess(
            attrs.evolve(
                programme(
                    actor("members"),
                    stages=stages("plan"),
                    participations=[part("members", "plan", depth=level, scale=RUNG)],
                ),
                key=key,
            )
        )
        for key, level in (("p", "consultation"), ("q", "control"))
    ]
    line = pb.compare(*made).line("depth", "plan")
    assert (*both(line), line.a, line.b) == ("consultation", "control", "b", None, None, None)


def test_rows_and_what_it_says_of_itself():
    rows = FOUND.rows()
    assert len(rows) == len(FOUND.lines)
    assert list(rows[0]) == [field.name for field in attrs.fields(pb.ComparedLine)]
    told = repr(FOUND)
    assert "a contoh_lengkap, b praga_polnoc" in told
    assert "depth identify: delegated | partnership (higher: a)" in told
    assert "<table>" in FOUND._repr_html_()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (VILLAGE, VILLAGE, [("b", "same_programme")]),
        (VILLAGE, None, [("b", "wrong_type")]),
        (None, WARSAW.gate, [("a", "wrong_type"), ("b", "wrong_type")]),
        (
            VILLAGE,
            pb.assess(WARSAW.programme, "arnstein-1969"),
            [("b.framework", "another_framework"), ("b.rule", "another_framework")],
        ),
        (VILLAGE, OTHER_VERSION, [("b.version", "another_framework")]),
        (VILLAGE, pb.assess(WARSAW.programme, rule="profile"), [("b.rule", "another_framework")]),
    ],
)
def test_what_is_refused(a, b, expected):
    with pytest.raises(pb.InvalidInput) as caught:
        pb.compare(a, b)
    assert [(one.where, one.code) for one in caught.value.faults] == expected
    assert all(one.text("id") for one in caught.value.faults)


def test_an_unknown_line_is_told_which_there_are():
    with pytest.raises(pb.InvalidInput, match="did you mean 'depth'"):
        FOUND.line("dept")
