"""The tree of an index: which parts each node has, what they weigh, and which columns of a table cover it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

import attrs

from ...errors import Fault, InvalidInput, fault
from ...model.elements import Direction, Element, Indicator
from ...model.framework import Framework
from ...model.index_rule import Formula, Goalposts, IndexRule, ScalingMethod, WeightingMethod
from ...model.text import Text

__all__ = ["Cover", "IndexTree", "cover_of", "tree_of"]

# What each of these asks of the goalposts of an indicator.
_NEEDS: Mapping[ScalingMethod, tuple[str, ...]] = {
    ScalingMethod.GOALPOSTS: ("low", "high"),
    ScalingMethod.DISTANCE_TO_TARGET: ("target",),
    ScalingMethod.AROUND_REFERENCE: ("reference",),
}


@attrs.frozen(eq=False)
class IndexTree:
    """The nodes of an index, of any depth, balanced or not.

    Parameters
    ----------
    root
        The key of the index itself.
    parts
        The parts of each node, in the order of the framework; an indicator has none and does not stand here.
    elements
        The element behind each key; the root has none where the indicators belong to nothing.
    weights
        What each part weighs among its siblings, as given.
    goalposts
        Of each indicator that has some.
    labels
        What each key is called.
    factor
        What the root is multiplied by at the end.
    """

    root: str
    parts: Mapping[str, tuple[str, ...]]
    elements: Mapping[str, Element]
    weights: Mapping[str, Fraction]
    goalposts: Mapping[str, Goalposts]
    labels: Mapping[str, Text]
    factor: Fraction = Fraction(1)

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The root, then what stands below it, each node before its parts; without the indicators."""
        return tuple(key for key in self._walk(self.root) if key in self.parts)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The leaves, in the order of the tree."""
        return tuple(key for key in self._walk(self.root) if key not in self.parts)

    @cached_property
    def parent(self) -> Mapping[str, str]:
        """The node that each part belongs to."""
        return {part: node for node, parts in self.parts.items() for part in parts}

    def below(self, node: str) -> tuple[str, ...]:
        """The indicators below a node."""
        return tuple(key for key in self._walk(node) if key not in self.parts)

    def share(self, part: str) -> Fraction:
        """What a part weighs among its siblings, of 1."""
        return self.weights[part] / self._wholes[self.parent[part]]

    @cached_property
    def _wholes(self) -> Mapping[str, Fraction]:
        return {node: sum((self.weights[one] for one in parts), Fraction(0)) for node, parts in self.parts.items()}

    def _walk(self, node: str) -> Iterator[str]:
        yield node
        for part in self.parts.get(node, ()):
            yield from self._walk(part)


@attrs.frozen
class Cover:
    """The columns of a table that an index is computed from, and those that are only compared.

    Parameters
    ----------
    used
        The finest keys that cover the whole tree, in its order: indicators, and nodes that came already aggregated.
    published
        Nodes that are in the table too; never an input.
    """

    used: tuple[str, ...]
    published: tuple[str, ...]


def tree_of(framework: Framework, rule: IndexRule) -> IndexTree:
    """The tree below the rule's root, checked against the rule.

    Raises
    ------
    InvalidInput
        Without a root, for a key that two elements share, a node without indicators, an indicator below another, a rule
        that names what is not in the tree, an indicator without direction or goalposts where they are needed, weights
        that are negative or add up to 0; all at once.
    """
    root, elements = _rooted(framework, rule)
    parts: dict[str, tuple[Element, ...]] = {}
    faults: list[Fault] = []
    for address in _reached(framework, root, elements, faults):
        below = elements if address is None else framework.parts(address)
        parts[root if address is None else framework[address].key] = below
    found = {root: None, **{one.key: one for below in parts.values() for one in below}}
    named: dict[str, list[str]] = {}
    for one in (one for below in parts.values() for one in below):
        named.setdefault(one.key, []).append(one.address)
    twice = {key: where for key, where in named.items() if len(where) > 1 or key == root}
    faults += [fault("node_twice", f"$.{key}", given=key, options=", ".join(where)) for key, where in twice.items()]
    head = next((one for one in framework.elements if one.address == _address(framework, root)), None)
    if head is not None:
        found[root] = head
    keys = {key: tuple(one.key for one in below) for key, below in parts.items() if below}
    leafless = [key for key, below in parts.items() if not below]
    faults += [fault("no_leaf", f"$.{key}", given=key) for key in leafless]
    leaves = [one for below in parts.values() for one in below if isinstance(one, Indicator)]
    choices = tuple(one.key for one in leaves)
    faults += [
        fault("not_in_tree", f"$.indicators.{part.key}", given=part.key, choices=choices)
        for one in leaves
        for part in framework.parts(one.address)
        if isinstance(part, Indicator)
    ]
    weights = {key: _weight(rule, key, found[key]) for key in found}
    tree = IndexTree(
        root,
        keys,
        {key: one for key, one in found.items() if one is not None},
        weights,
        _goalposts(framework, rule),
        {key: Text(en=key) if one is None else one.label for key, one in found.items()},
        rule.times * (sum((weights[key] for key in keys[root]), Fraction(0)) / rule.total if rule.total else 1),
    )
    faults += [] if twice or faults else _rule_faults(tree, rule)
    if faults:
        raise InvalidInput(faults, framework.key)
    return tree


def _address(framework: Framework, key: str) -> str | None:
    return next((one.address for one in framework.elements if one.key == key and framework.parts(one.address)), None)


def _rooted(framework: Framework, rule: IndexRule) -> tuple[str, tuple[Element, ...]]:
    """The key of the root and its parts."""
    if rule.root is not None:
        element = framework[rule.root]
        return element.key, framework.parts(element.address)
    tops: dict[str, Element] = {}
    for indicator in framework.indicators:
        top: Element = indicator
        seen = {top.address}
        while top.part_of is not None and top.part_of != framework.key and top.part_of in framework:
            top = framework[top.part_of]
            if top.address in seen:
                raise InvalidInput(fault("tree_circle", f"$.{top.key}", given=top.key), framework.key)
            seen.add(top.address)
        tops[top.address] = top
    if not tops:
        raise InvalidInput(fault("no_leaf", "$", given=framework.key), framework.key)
    (first, *others) = tops.values()
    if not others and not isinstance(first, Indicator):
        return first.key, framework.parts(first.address)
    if all(isinstance(one, Indicator) for one in tops.values()):
        return rule.key, tuple(tops.values())
    raise InvalidInput(fault("no_root", "$", options=", ".join(one.key for one in tops.values())), framework.key)


def _reached(
    framework: Framework, root: str, elements: tuple[Element, ...], faults: list[Fault]
) -> Iterator[str | None]:
    """The address of each node below the root, and None for the root itself."""
    yield None
    waiting = [one for one in elements if not isinstance(one, Indicator)]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop(0)
        if one.address in seen or one.key == root:
            faults.append(fault("tree_circle", f"$.{one.key}", given=one.key))
            continue
        seen.add(one.address)
        yield one.address
        waiting += [part for part in framework.parts(one.address) if not isinstance(part, Indicator)]


def _weight(rule: IndexRule, key: str, element: Element | None) -> Fraction:
    if rule.weighting is not WeightingMethod.GIVEN:
        return Fraction(1)
    own = element.weight if isinstance(element, Indicator) else None
    return dict(rule.weights).get(key, Fraction(1) if own is None else own)


def _goalposts(framework: Framework, rule: IndexRule) -> dict[str, Goalposts]:
    """Those of the rule; else the ends of the indicator's own scale."""
    found: dict[str, Goalposts] = {}
    for one in framework.indicators:
        scale = framework.scale.get(one.scale or "")
        low, high = scale.ends if scale is not None else (None, None)
        if low is not None and high is not None and low < high:
            found[one.key] = Goalposts(one.key, low, high)
    return {**found, **{one.key: one for one in rule.goalposts}}


def _rule_faults(tree: IndexTree, rule: IndexRule) -> Iterator[Fault]:
    nodes, leaves = set(tree.nodes), set(tree.indicators)
    said: dict[str, tuple[Mapping[str, object], set[str]]] = {
        "weights": (dict(rule.weights), nodes | leaves),
        "goalposts": ({one.key: one for one in rule.goalposts}, leaves),
        "denominators": (dict(rule.denominators), leaves),
        "aggregations": (dict(rule.aggregations), nodes),
        "formulas": (dict(rule.formulas), nodes),
    }
    for name, (given, known) in said.items():
        for key in given:
            if key not in known:
                yield fault("not_in_tree", f"$.{rule.key}.{name}.{key}", given=key, choices=tuple(sorted(known)))
    yield from _scaling_faults(tree, rule)
    for key, weight in tree.weights.items():
        if weight < 0:
            yield fault("negative", f"$.indicators.{key}.weight", given=str(weight))
    for node, parts in tree.parts.items():
        if not isinstance(rule.aggregation_of(node), Formula) and not sum(tree.weights[one] for one in parts):
            yield fault("weights_of_parts", f"$.{rule.key}.weights", given=node)


def _scaling_faults(tree: IndexTree, rule: IndexRule) -> Iterator[Fault]:
    """Indicators that the scaling knows too little of."""
    as_they_stand = {part for node, _ in rule.formulas for part in tree.parts.get(node, ())}
    method = rule.scaling.method
    for key in tree.indicators:
        if key in as_they_stand:
            continue
        element = tree.elements[key]
        if isinstance(element, Indicator) and element.direction is Direction.NONE:
            yield fault("no_direction", f"$.indicators.{key}", given=key)
        goal = tree.goalposts.get(key, Goalposts(key))
        if method is ScalingMethod.GOALPOSTS and (goal.low is None or goal.high is None):
            yield fault("no_goalposts", f"$.indicators.{key}", given=key)
        elif any(getattr(goal, name) is None for name in _NEEDS.get(method, ())):
            (noun,) = _NEEDS[method]
            yield fault("no_goal", f"$.indicators.{key}", given=key, noun=noun, other=method.value)


def cover_of(tree: IndexTree, present: Iterable[str]) -> Cover:
    """The finest complete cover of the tree by the columns of a table.

    Raises
    ------
    InvalidInput
        If the columns cover it nowhere whole, with what is missing.
    """
    there = frozenset(present)

    def covered(node: str) -> tuple[str, ...] | None:
        if node not in tree.parts:
            return (node,) if node in there else None
        below = [covered(part) for part in tree.parts[node]]
        if all(one is not None for one in below):
            return tuple(key for one in below if one is not None for key in one)
        return (node,) if node in there else None

    used = covered(tree.root)
    if used is None:
        lacking = _lacking(tree, tree.root, there, covered)
        raise InvalidInput(
            [fault("no_part", f"$.{node}", given=node, rest=_listed(rest)) for node, rest in lacking.items()]
        )
    if used == (tree.root,):
        rest = _listed(tree.parts[tree.root])
        raise InvalidInput(fault("no_part", f"$.{tree.root}", given=rest, rest=rest))
    return Cover(used, tuple(node for node in tree.nodes if node in there and node not in used))


def _lacking(
    tree: IndexTree, node: str, there: frozenset[str], covered: Callable[[str], tuple[str, ...] | None]
) -> dict[str, tuple[str, ...]]:
    """The lowest nodes that are not covered, and the indicators that each lacks."""
    open_parts = [part for part in tree.parts[node] if part in tree.parts and covered(part) is None]
    found: dict[str, tuple[str, ...]] = {}
    for part in open_parts:
        found |= _lacking(tree, part, there, covered)
    own = tuple(part for part in tree.parts[node] if part not in tree.parts and part not in there)
    return {**({node: own} if own else {}), **found}


def _listed(keys: tuple[str, ...]) -> str:
    return ", ".join(keys[:8]) + ", ..." * (len(keys) > 8)
