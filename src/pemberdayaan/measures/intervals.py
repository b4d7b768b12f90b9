"""What is wrong with the level of an interval, in every verb alike."""

from __future__ import annotations

from numbers import Real
from typing import Any

from ..errors import Fault, fault
from ..model.fields import wrong_type

__all__ = ["confidence_faults"]


def confidence_faults(confidence: Any) -> list[Fault]:
    """What is wrong with the level of an interval: a number between 0 and 1."""
    if isinstance(confidence, bool) or not isinstance(confidence, Real):
        return [wrong_type(confidence, "a number").under("confidence")]
    return [] if 0 < float(confidence) < 1 else [fault("out_of_range", "confidence", given=confidence, low=0, high=1)]
