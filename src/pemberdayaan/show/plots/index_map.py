"""The classes of an index on a map, where the user brings the shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...errors import InvalidInput, fault
from ...measures.index import IndexScores
from ...model.text import as_language
from ..phrases import say
from ..writing import number
from .chart import checked_note, class_colors, legend, new_chart, said_only
from .sheet import FONT, MUTED, PAPER, shade

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["index_map"]

NO_DATA = "#c8ccd0"
Ring = Sequence[Sequence[float]]


def index_map(
    scores: IndexScores,
    shapes: Mapping[Any, Any],
    *,
    key: str | None = None,
    ax: Axes | None = None,
    language: str = "id",
) -> Axes:
    """Draw each unit in the colour of its class, or without classes the darker the higher; nothing is downloaded.

    Parameters
    ----------
    scores
        Of `score`.
    shapes
        By unit: a GeoJSON geometry (a mapping of ``type`` ``"Polygon"`` or ``"MultiPolygon"`` and ``coordinates``), or
        a list of rings, each a list of (x, y); or a GeoJSON ``FeatureCollection``. A ring within another is a hole.
        Units without a shape are left out; shapes without a score are grey.
    key
        The property of a feature that holds the unit's key; None takes the feature's ``id``.
    ax
        Axes to draw on; None makes a figure.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidInput
        If a shape is none of these, or no shape belongs to a unit.

    Examples
    --------
    >>> import pandas as pd
    >>> import pemberdayaan as pb
    >>> frame = pd.DataFrame({"v": ["A", "B"], "iks": [0.5, 0.9], "ike": [0.5, 0.9], "ikl": [0.5, 0.9]})
    >>> squares = {"A": [[(0, 0), (1, 0), (1, 1), (0, 1)]], "B": [[(1, 0), (2, 0), (2, 1), (1, 1)]]}
    >>> type(pb.plots.index_map(pb.score(pb.Population(frame, unit="v"), "idm-2016"), squares)).__name__
    'Axes'
    """
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path

    chosen = as_language(language)
    if not shapes:
        return said_only(ax, say("chart_none", chosen))
    known = {str(scores.units[row]): row for row in reversed(scores.ranked_rows())}
    rings = {str(unit): _rings(str(unit), shape) for unit, shape in _by_unit(shapes, key).items()}
    if not rings.keys() & known.keys():
        raise InvalidInput(fault("no_such", "shapes", noun="unit", given=next(iter(rings)), choices=tuple(known)[:12]))
    colors = class_colors(scores)
    low, high = _ends(scores)
    paths, faces = [], []
    for unit, parts in rings.items():
        row = known.get(unit)
        paths.append(Path.make_compound_path(*(Path(ring, closed=True) for ring in _wound(parts))))
        faces.append(_color(scores, row, colors, (low, high)))
    chart = new_chart(ax, 6.4, 6.0)
    chart.add_collection(PathCollection(paths, facecolors=faces, edgecolors=PAPER, linewidths=0.4))
    chart.autoscale_view()
    chart.set_aspect("equal")
    chart.set_axis_off()
    for one, color in zip(scores.classes, colors, strict=True):
        chart.plot([], [], "s", color=color, ms=8, label=one.label[chosen])
    if not scores.classes:
        for value, depth in ((low, 0.0), (high, 1.0)):
            chart.plot([], [], "s", color=shade(depth), ms=8, label=number(value, chosen, 3))
    if NO_DATA in faces:
        chart.plot([], [], "s", color=NO_DATA, ms=8, label=say("chart_no_data", chosen))
    legend(chart)
    chart.set_title(checked_note(scores.provenance, chosen), y=-0.06, fontsize=7.2, color=MUTED, family=FONT)
    return chart


def _ends(scores: IndexScores) -> tuple[float, float]:
    known = [one for one in scores.index.tolist() if one == one]
    return min(known), max(known)


def _color(scores: IndexScores, row: int | None, colors: list[str], ends: tuple[float, float]) -> str:
    if row is None or scores.index[row] != scores.index[row]:
        return NO_DATA
    if scores.classes:
        code = int(scores.class_code[row])
        return colors[code] if code >= 0 else NO_DATA
    low, high = ends
    return shade((float(scores.index[row]) - low) / (high - low) if high > low else 0.5)


def _by_unit(shapes: Mapping[Any, Any], key: str | None) -> Mapping[Any, Any]:
    """Shapes by unit, also where they come as the features of one collection."""
    if shapes.get("type") != "FeatureCollection":
        return shapes
    found: dict[Any, Any] = {}
    for i, feature in enumerate(shapes.get("features") or ()):
        unit = feature.get("id") if key is None else (feature.get("properties") or {}).get(key)
        if unit is None:
            raise InvalidInput(fault("missing_key", f"shapes.features[{i}]", given=key or "id"))
        found[unit] = feature
    return found


def _rings(unit: str, shape: Any) -> list[Ring]:
    """The rings of a shape, in whatever way it is written."""
    coordinates = shape
    if isinstance(shape, Mapping):
        geometry = shape.get("geometry", shape)
        coordinates = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
        if isinstance(geometry, Mapping) and geometry.get("type") == "MultiPolygon":
            coordinates = [ring for polygon in coordinates or () for ring in polygon]
    try:
        rings = [[(float(point[0]), float(point[1])) for point in ring] for ring in coordinates]
    except (TypeError, ValueError, IndexError, KeyError):
        rings = []
    if not rings or any(len(ring) < 3 for ring in rings):
        raise InvalidInput(fault("no_shape", f"shapes.{unit}", given=unit))
    return list(rings)


def _wound(rings: Sequence[Ring]) -> list[list[Sequence[float]]]:
    """Closed rings, outer ones in one direction and holes in the other, as the renderer tells them apart."""
    from matplotlib.path import Path

    closed = [list(ring) if ring[0] == ring[-1] else [*ring, ring[0]] for ring in rings]
    paths = [Path(ring) for ring in closed]
    found = []
    for i, ring in enumerate(closed):
        inside = sum(
            path.contains_point((float(ring[0][0]), float(ring[0][1]))) for j, path in enumerate(paths) if j != i
        )
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
        found.append(ring if (area > 0) == (inside % 2 == 0) else ring[::-1])
    return found
