"""The programme measures by the names that a framework's file uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..model.evidence import Reading
from . import collaboration, inequality_change, initiative, justice, observed, resources, subject
from .participation import taking_part

__all__ = ["PROGRAMME_MEASURES"]

PROGRAMME_MEASURES: Mapping[str, Callable[..., Reading]] = MappingProxyType(
    {
        "initiative.parts": initiative.parts,
        "initiative.activities": initiative.activities,
        "participation.phases": taking_part.phases,
        "participation.reach": taking_part.reach,
        "participation.decision_share": taking_part.decision_share,
        "participation.depth": taking_part.depth,
        "participation.heeded": taking_part.heeded,
        "subject.decides": subject.decides,
        "subject.only_beneficiary": subject.only_beneficiary,
        "resources.inside_share": resources.inside_share,
        "resources.led_inside": resources.led_inside,
        "resources.lasting": resources.lasting,
        "justice.representation": justice.representation,
        "justice.benefit_gap": justice.benefit_gap,
        "justice.axes_seen": justice.axes_seen,
        "justice.inequality_change": inequality_change.inequality_change,
        "rights.profile": observed.rights,
        "observed.value": observed.value,
        "collaboration.exchange": collaboration.exchange,
        "collaboration.sectors": collaboration.sectors,
        "collaboration.support": collaboration.support,
    }
)
