"""Numbers only: numpy arrays in, numpy arrays out; named by the mathematics, usable alone."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import (
        aggregation,
        agreement,
        alkire_foster,
        arrays,
        association,
        centrality,
        classes,
        connectivity,
        consistency,
        cores,
        covering,
        cutoff_curves,
        dyads,
        flows,
        gaps,
        gender,
        gender_parity,
        graphs,
        hierarchy,
        holes,
        imputation,
        intervals,
        linearisation,
        moments,
        outranking,
        paths,
        patterns,
        ranking,
        ranks,
        resampling,
        scaling,
        shapley,
        survey_design,
        tallies,
        treatment,
        triads,
        vertex_removal,
        weight_sets,
        weighting,
    )

__all__ = [
    "aggregation",
    "agreement",
    "alkire_foster",
    "arrays",
    "association",
    "centrality",
    "classes",
    "connectivity",
    "consistency",
    "cores",
    "covering",
    "cutoff_curves",
    "dyads",
    "flows",
    "gaps",
    "gender",
    "gender_parity",
    "graphs",
    "hierarchy",
    "holes",
    "imputation",
    "intervals",
    "linearisation",
    "moments",
    "outranking",
    "paths",
    "patterns",
    "ranking",
    "ranks",
    "resampling",
    "scaling",
    "shapley",
    "survey_design",
    "tallies",
    "treatment",
    "triads",
    "vertex_removal",
    "weight_sets",
    "weighting",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f".{name}", __name__)


def __dir__() -> list[str]:
    return sorted(__all__)
