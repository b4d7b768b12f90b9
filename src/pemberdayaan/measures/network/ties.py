"""A network: who is tied to whom, as arrays, with what is known of each actor."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from numbers import Real
from typing import TYPE_CHECKING, Any

import attrs
from attrs.converters import optional

from ...errors import Fault, InvalidInput, fault
from ...model.fields import as_bool, as_str, choose, wrong_type
from ...model.programme import Programme
from ..cells import is_blank
from ..graphs import collaboration_graph

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Network", "Strongest", "eager_frame", "network_of", "place_of"]

# What the column of a frame of actors that names them may be called; else it is the first one.
NAMED = ("actor", "key", "node", "id", "name")
# Faults of one kind that are told one by one.
TOLD = 5


class Strongest(StrEnum):
    """Which end of a scale of weights is the strongest tie."""

    HIGH = "high"
    LOW = "low"


def as_strongest(value: Strongest | str) -> Strongest:
    """A `Strongest`, or the text that names it."""
    return choose(Strongest, "end of a scale", value)


@attrs.frozen(eq=False, repr=False)
class Network:
    """The ties between actors, each pair once.

    Parameters
    ----------
    ties
        A frame (pandas, polars, pyarrow, DuckDB) with one row for each tie.
    source, target, weight
        The columns of the two actors and of the strength of a tie; without a weight ties are there or not.
    nodes
        A frame with one row for each actor: its name in the column ``actor``, ``key``, ``node``, ``id`` or ``name``,
        else in the first one; every other column is an attribute, as ``sector``. Without it the actors are those of
        the ties.
    directed
        False if a tie holds both ways.
    strongest
        ``"high"`` or ``"low"``: which end of the scale of weights is the strongest tie; must be said before strength
        is used.

    Raises
    ------
    InvalidInput
        For a column that is not there, an actor without a name or named twice, a tie to an actor that ``nodes`` lacks,
        a weight that is missing, not finite or not above 0; all at once.

    Examples
    --------
    >>> import pandas as pd
    >>> ties = pd.DataFrame({"source": ["a", "b", "a", "b"], "target": ["b", "c", "b", "b"]})
    >>> network = Network(ties)
    >>> network
    Network of 3 actors with 2 directed ties (1 tie to oneself and 1 repeated tie left out)
    """

    ties: Any
    source: str = attrs.field(default="source", converter=as_str, kw_only=True)
    target: str = attrs.field(default="target", converter=as_str, kw_only=True)
    weight: str | None = attrs.field(default=None, converter=optional(as_str), kw_only=True)
    nodes: Any = attrs.field(default=None, kw_only=True)
    directed: bool = attrs.field(default=True, converter=as_bool, kw_only=True)
    strongest: Strongest | None = attrs.field(default=None, converter=optional(as_strongest), kw_only=True)
    actors: tuple[Any, ...] = attrs.field(init=False)
    attributes: Mapping[str, Sequence[Any]] = attrs.field(init=False)
    tails: NDArray[np.int32] = attrs.field(init=False)
    heads: NDArray[np.int32] = attrs.field(init=False)
    weights: NDArray[np.float64] | None = attrs.field(init=False)
    self_ties: int = attrs.field(init=False)
    repeated: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        sources, targets, weights = self._columns(faults)
        actors, attributes = self._actors(sources, targets, faults)
        if faults:
            raise InvalidInput(faults)
        self._set(actors, attributes, self._arrays(actors, sources, targets, weights))

    def _set(self, actors: Sequence[Any], attributes: Mapping[str, Sequence[Any]], arrays: Arrays) -> None:
        tails, heads, weights, self_ties, repeated = arrays
        values = {
            "actors": tuple(actors),
            "attributes": dict(attributes),
            "tails": tails,
            "heads": heads,
            "weights": weights,
            "self_ties": self_ties,
            "repeated": repeated,
        }
        for name, value in values.items():
            if hasattr(value, "flags"):
                value.flags.writeable = False
            object.__setattr__(self, name, value)

    # --- from frames

    def _columns(self, faults: list[Fault]) -> tuple[list[Any], list[Any], Any]:
        frame = eager_frame(self.ties, "ties")
        known = tuple(frame.columns)
        wanted = {"source": self.source, "target": self.target, "weight": self.weight}
        faults += [
            fault("no_such", f"$.{where}", noun="column", given=column, choices=known)
            for where, column in wanted.items()
            if column is not None and column not in known
        ]
        if faults:
            raise InvalidInput(faults)
        ends = [frame.get_column(column).to_list() for column in (self.source, self.target)]
        for name, column in zip((self.source, self.target), ends, strict=True):
            blank = [row for row, one in enumerate(column) if is_blank(one)]
            faults += [fault("empty", f"$.ties[{row}].{name}") for row in blank[:TOLD]]
        _no_lists(faults, (self.source, ends[0]), (self.target, ends[1]))
        weights = (
            None if self.weight is None else _checked(frame.get_column(self.weight).to_list(), self.weight, faults)
        )
        return ends[0], ends[1], weights

    def _actors(
        self, sources: list[Any], targets: list[Any], faults: list[Fault]
    ) -> tuple[list[Any], dict[str, Sequence[Any]]]:
        named = dict.fromkeys(one for one in (*sources, *targets) if not is_blank(one))
        if self.nodes is None:
            return sorted(named, key=_in_order), {}
        frame = eager_frame(self.nodes, "nodes")
        column = next((name for name in NAMED if name in frame.columns), frame.columns[0] if frame.columns else None)
        if column is None:
            raise InvalidInput(fault("no_rows", "$.nodes"))
        actors = frame.get_column(column).to_list()
        _no_lists(faults, (column, actors))
        seen: set[Any] = set()
        for row, one in enumerate(actors):
            if is_blank(one):
                faults.append(fault("empty", f"$.nodes[{row}].{column}"))
            elif one in seen:
                faults.append(fault("repeated_key", f"$.nodes[{row}].{column}", given=one))
            seen.add(one)
        unknown = [one for one in named if one not in seen]
        choices = tuple(map(str, actors[:1000]))
        faults += [fault("no_such", "$.ties", noun="actor", given=str(one), choices=choices) for one in unknown[:TOLD]]
        return actors, {name: frame.get_column(name).to_list() for name in frame.columns if name != column}

    def _arrays(self, actors: Sequence[Any], sources: list[Any], targets: list[Any], weights: Any) -> Arrays:
        import numpy as np  # a third of what importing this library costs

        place = {one: i for i, one in enumerate(actors)}
        tails = np.fromiter((place[one] for one in sources), np.int64, len(sources))
        heads = np.fromiter((place[one] for one in targets), np.int64, len(targets))
        return arrays_of(tails, heads, weights, len(actors), directed=self.directed)

    @classmethod
    def from_graph(
        cls, graph: nx.Graph[Any], *, weight: str | None = None, strongest: Strongest | str | None = None
    ) -> Network:
        """The network of a networkx graph.

        Parameters
        ----------
        graph
            Any networkx graph; the attributes of its nodes are those of the actors. Parallel edges of a multigraph are
            one tie, whose weight is the sum of theirs.
        weight
            The attribute of the edges that is their strength; None for ties that are there or not.
        strongest
            Which end of the scale of weights is the strongest tie.

        Raises
        ------
        InvalidInput
            If an edge lacks the weight, or it is not a finite number above 0.

        Examples
        --------
        >>> import networkx as nx
        >>> Network.from_graph(nx.path_graph(3)).directed
        False
        """
        import numpy as np  # a third of what importing this library costs

        made = cls.__new__(cls)
        directed = bool(graph.is_directed())
        given = {"ties": graph, "source": "source", "target": "target", "weight": weight, "nodes": None}
        chosen = None if strongest is None else as_strongest(strongest)
        for name, value in (given | {"directed": directed, "strongest": chosen}).items():
            object.__setattr__(made, name, value)
        actors = list(graph)
        place = {one: i for i, one in enumerate(actors)}
        ends = np.array([(place[a], place[b]) for a, b in graph.edges()], np.int64).reshape(-1, 2)
        weights = None
        if weight is not None:
            faults: list[Fault] = []
            weights = _checked([data.get(weight) for _, _, data in graph.edges(data=True)], weight, faults)
            if faults:
                raise InvalidInput(faults)
        names = dict.fromkeys(name for _, data in graph.nodes(data=True) for name in data)
        attributes = {name: [data.get(name) for _, data in graph.nodes(data=True)] for name in names}
        made._set(actors, attributes, arrays_of(ends[:, 0], ends[:, 1], weights, len(actors), directed=directed))
        return made

    # --- what the measures read

    @property
    def n(self) -> int:
        """The number of actors."""
        return len(self.actors)

    @property
    def m(self) -> int:
        """The number of ties; of an undirected network each pair once."""
        return len(self.tails)

    @cached_property
    def arcs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Tails and heads of every arc; a tie that holds both ways is two."""
        import numpy as np  # a third of what importing this library costs

        tails, heads = self.tails.astype(np.int64), self.heads.astype(np.int64)
        if self.directed:
            return tails, heads
        return np.concatenate([tails, heads]), np.concatenate([heads, tails])

    def groups(self, by: str) -> tuple[NDArray[np.int64], tuple[Any, ...]]:
        """The group of each actor as a number from 0, and the groups in order.

        Parameters
        ----------
        by
            The attribute that says the group, as ``"sector"``.

        Raises
        ------
        InvalidInput
            If there is no such attribute, or an actor lacks it.
        """
        import numpy as np  # a third of what importing this library costs

        if by not in tuple(self.attributes):
            raise InvalidInput(fault("no_such", noun="attribute", given=str(by), choices=tuple(self.attributes)))
        values = self.attributes[by]
        bare = [self.actors[i] for i, one in enumerate(values) if is_blank(one)]
        if bare:
            raise InvalidInput([fault("no_attribute", given=by, actor=str(one)) for one in bare[:TOLD]])
        odd = [one for one in values if not isinstance(one, Hashable)]
        if odd:
            raise InvalidInput([wrong_type(one, "text").under(by) for one in odd[:TOLD]])
        names = sorted(dict.fromkeys(values), key=str)
        place = {name: i for i, name in enumerate(names)}
        return np.fromiter((place[one] for one in values), np.int64, len(values)), tuple(names)

    @cached_property
    def strength(self) -> NDArray[np.float64]:
        """The strength of each tie, the strongest the highest; 1 where ties have no weight.

        On a scale whose low end is the strongest, the weights are turned round between their ends.
        """
        import numpy as np  # a third of what importing this library costs

        if self.weights is None:
            return np.ones(self.m)
        if self.strongest is None:
            raise InvalidInput(fault("strongest_unsaid"))
        if self.strongest is Strongest.HIGH or not self.m:
            return self.weights
        turned: NDArray[np.float64] = self.weights.min() + self.weights.max() - self.weights
        return turned

    def digest(self) -> str:
        """A digest of the ties and actors: 16 hexadecimal digits."""
        known = (self.actors, self.directed, self.strongest, self.attributes)
        digest = hashlib.sha256(repr(known).encode())
        for array in (self.tails, self.heads, self.weights):
            digest.update(b"-" if array is None else array.tobytes())
        return digest.hexdigest()[:16]

    def __repr__(self) -> str:
        left = [_counted(self.self_ties, "tie to oneself", "ties to oneself")] if self.self_ties else []
        left += [_counted(self.repeated, "repeated tie", "repeated ties")] if self.repeated else []
        lost = f" ({' and '.join(left)} left out)" if left else ""
        directed = "directed " * self.directed
        ties = _counted(self.m, f"{directed}tie", f"{directed}ties")
        return f"Network of {_counted(self.n, 'actor', 'actors')} with {ties}{lost}"


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


Arrays = tuple[Any, Any, Any, int, int]


def arrays_of(tails: NDArray[np.int64], heads: NDArray[np.int64], weights: Any, n: int, *, directed: bool) -> Arrays:
    """Each tie once as int32, sorted, with its weight summed over repeated ties; loops and repeated ties counted."""
    import numpy as np  # a third of what importing this library costs

    loops = tails == heads
    kept_tails, kept_heads = tails[~loops], heads[~loops]
    if not directed:
        kept_tails, kept_heads = np.minimum(kept_tails, kept_heads), np.maximum(kept_tails, kept_heads)
    keys, where = np.unique(kept_tails * n + kept_heads, return_inverse=True)
    summed = None if weights is None else np.bincount(where, weights=weights[~loops], minlength=len(keys))
    repeated = len(kept_tails) - len(keys)
    return (keys // max(n, 1)).astype(np.int32), (keys % max(n, 1)).astype(np.int32), summed, int(loops.sum()), repeated


def _no_lists(faults: list[Fault], *columns: tuple[str, list[Any]]) -> None:
    """Refuse cells that cannot name an actor, as lists."""
    odd = [(name, one) for name, column in columns for one in column if not isinstance(one, Hashable)]
    if odd:
        raise InvalidInput([*faults, *(wrong_type(one, "text").under(name) for name, one in odd[:TOLD])])


def _in_order(actor: Any) -> tuple[str, Any]:
    """Numbers by size and texts by the alphabet; of others, which may not compare, their text."""
    return str(type(actor)), actor if isinstance(actor, (Real, str)) else str(actor)


def network_of(data: Network | Programme | nx.Graph[Any]) -> Network:
    """A network as it is, or that of a programme's ties or of a networkx graph.

    Raises
    ------
    InvalidInput
        If it is none of these.
    """
    if isinstance(data, Network):
        return data
    if isinstance(data, Programme):
        return Network.from_graph(collaboration_graph(data))
    if hasattr(data, "is_directed") and hasattr(data, "edges"):
        return Network.from_graph(data)
    raise InvalidInput(wrong_type(data, "a network"))


def eager_frame(data: Any, where: str) -> Any:
    """A frame of any library with its rows here."""
    import narwhals.stable.v2 as nw  # a quarter of what importing this library costs

    try:
        frame = nw.from_native(data)
    except TypeError:
        raise InvalidInput(wrong_type(data, "a data frame").under(f"$.{where}")) from None
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def place_of(actors: Sequence[Any], actor: Any) -> int:
    """Where an actor stands among them.

    Raises
    ------
    InvalidInput
        If it is none of them.
    """
    if actor not in actors:
        choices = tuple(map(str, actors[:1000]))
        raise InvalidInput(fault("no_such", noun="actor", given=str(actor), choices=choices))
    return actors.index(actor)


def _above_zero(value: Any) -> bool:
    """Whether it is a number above 0 that a float holds."""
    if isinstance(value, (str, bool)):
        return False
    try:
        return 0 < float(value) < float("inf")
    except (TypeError, ValueError, OverflowError):
        return False


def _checked(values: Sequence[Any], name: str, faults: list[Fault]) -> NDArray[np.float64]:
    """The weights as floats, and a fault for the first of those that are missing, no number, or not above 0."""
    import numpy as np  # a third of what importing this library costs

    wrong = [(row, one) for row, one in enumerate(values) if is_blank(one) or not _above_zero(one)]
    faults += [fault("bad_weight", f"$.ties[{row}].{name}", given=str(one)) for row, one in wrong[:TOLD]]
    return np.array([np.nan if wrong else one for one in values], np.float64)
