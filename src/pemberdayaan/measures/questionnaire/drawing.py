"""Chance comes in here: a seed that gives the same draws again, and intervals from draws."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...errors import Fault, fault

__all__ = ["draw_faults", "generator"]


def generator(rng: int | np.random.Generator | None) -> tuple[np.random.Generator, int | None]:
    """A generator, and the seed that gives it again; None takes a seed of the machine, a generator tells none."""
    if isinstance(rng, np.random.Generator):
        return rng, None
    entropy: Any = np.random.SeedSequence().entropy
    seed = int(entropy) if rng is None else rng
    return np.random.default_rng(seed), seed


def draw_faults(draws: int, confidence: float) -> list[Fault]:
    """What is wrong with the number of draws and the level of an interval."""
    faults = []
    if draws < 0:
        faults.append(fault("out_of_range", "draws", given=draws, low=0, high="..."))
    if not 0 < confidence < 1:
        faults.append(fault("out_of_range", "confidence", given=confidence, low=0, high=1))
    return faults
