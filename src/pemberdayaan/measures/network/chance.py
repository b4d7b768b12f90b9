"""Chance in a test by permutations: how many, and what draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import InvalidInput, fault
from ...model.fields import wrong_type

if TYPE_CHECKING:
    import numpy as np

__all__ = ["draws"]


def draws(permutations: int, rng: np.random.Generator | int | None) -> tuple[np.random.Generator, int | None]:
    """The generator of so many permutations, and the seed that gives them again; None where none are drawn.

    Raises
    ------
    InvalidInput
        For permutations or a seed that are no whole number, or below 0.
    """
    import numpy as np  # a third of what importing this library costs

    from ..drawing import generator

    if isinstance(permutations, bool) or not isinstance(permutations, (int, np.integer)):
        raise InvalidInput(wrong_type(permutations, "a whole number").under("permutations"))
    if permutations < 0:
        raise InvalidInput(fault("negative", "permutations", given=permutations))
    drawn, seed = generator(rng)
    return drawn, seed if permutations else None
