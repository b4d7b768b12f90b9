"""Indices of any tree for tests: built from a nested list, drawn by hypothesis, scored by plain recursion."""

from fractions import Fraction

import hypothesis.strategies as st
import pandas as pd

import pemberdayaan as pb

# A node is a list of its parts, an indicator a text.
FLAT = ["road", "water", "school"]
UNBALANCED = ["road", ["water", "school", ["clinic", "doctor"]], [["market"], "bank"]]


def framework(tree, *, down=(), own=None, **rule):
    """A framework of a nested list; its nodes are named n, n0, n01, ... by their place."""
    components, indicators = [], []

    def grow(parts, key, above):
        components.append(pb.Component(key, key, part_of=above))
        for i, part in enumerate(parts):
            if isinstance(part, str):
                direction = "down" if part in down else "up"
                said = {"weight": own[part]} if own and part in own else {}
                indicators.append(
                    pb.Indicator(part, part, part_of=f"component.{key}", direction=direction, scale="score", **said)
                )
            else:
                grow(part, f"{key}{i}", f"component.{key}")

    grow(tree, "n", None)
    scale = pb.Scale("score", "Score", "ratio", low=0, high=5)
    given = {"scaling": pb.Scaling("goalposts"), **rule}
    return pb.Framework(
        "ours",
        "Ours",
        components=components,
        indicators=indicators,
        scales=[scale],
        rules=[pb.IndexRule("index", "Index", **given)],
    )


def leaves(tree):
    return [one for part in tree for one in ([part] if isinstance(part, str) else leaves(part))]


def nodes(tree, key="n"):
    """Each node with its parts, by key."""
    found = {key: tree}
    for i, part in enumerate(tree):
        if not isinstance(part, str):
            found |= nodes(part, f"{key}{i}")
    return found


def keys(tree, key="n"):
    """The keys of the parts of a node."""
    return [part if isinstance(part, str) else f"{key}{i}" for i, part in enumerate(tree)]


def by_recursion(tree, row, weights=None, key="n"):
    """The weighted mean of a unit as a fraction; indicators over 5."""
    if isinstance(tree, str):
        return Fraction(row[tree], 5)
    own = [Fraction((weights or {}).get(one, 1)) for one in keys(tree, key)]
    parts = [by_recursion(part, row, weights, one) for part, one in zip(tree, keys(tree, key), strict=True)]
    return sum(w * x for w, x in zip(own, parts, strict=True)) / sum(own)


@st.composite
def drawn(draw, most=8):
    """A tree of two to `most` indicators, balanced or not, each node with at least one part."""
    count = draw(st.integers(2, most))
    parts = [f"i{j}" for j in range(count)]
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(parts) - 1))
        stop = draw(st.integers(start + 1, len(parts)))
        parts[start:stop] = [parts[start:stop]]
    return parts


@st.composite
def tables(draw, tree, rows=None, cells=None):
    """Whole scores of some units."""
    cells = st.integers(0, 5) if cells is None else cells
    count = draw(st.integers(1, 6) if rows is None else rows)
    return pd.DataFrame({key: draw(st.lists(cells, min_size=count, max_size=count)) for key in leaves(tree)})


def some_weights(tree):
    """Weights above 0 for some nodes and indicators."""
    names = [*leaves(tree), *(key for key in nodes(tree) if key != "n")]
    return st.dictionaries(st.sampled_from(names), st.fractions("1/7", 9, max_denominator=7), max_size=len(names))
