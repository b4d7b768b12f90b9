"""Chance comes in here: a seed that gives the same draws again, and intervals from draws."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..errors import Fault, InvalidInput, fault
from ..model.fields import wrong_type
from .intervals import confidence_faults

__all__ = ["draw_faults", "generator"]


def generator(rng: int | np.random.Generator | None) -> tuple[np.random.Generator, int | None]:
    """A generator, and the seed that gives it again; None takes a seed of the machine, a generator tells none."""
    if isinstance(rng, np.random.Generator):
        return rng, None
    if rng is not None and (isinstance(rng, bool) or not isinstance(rng, (int, np.integer))):
        raise InvalidInput(wrong_type(rng, "a whole number").under("rng"))
    if rng is not None and rng < 0:
        raise InvalidInput(fault("negative", "rng", given=rng))
    entropy: Any = np.random.SeedSequence().entropy
    seed = int(entropy if rng is None else rng)
    return np.random.default_rng(seed), seed


def draw_faults(draws: int, confidence: float) -> list[Fault]:
    """What is wrong with the number of draws and the level of an interval."""
    faults: list[Fault] = []
    if isinstance(draws, bool) or not isinstance(draws, (int, np.integer)):
        faults.append(wrong_type(draws, "a whole number").under("draws"))
    elif draws < 0:
        faults.append(fault("out_of_range", "draws", given=draws, low=0, high="..."))
    return [*faults, *confidence_faults(confidence)]
