"""What every noun shares: it is complete at birth, and says all that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Fault, InvalidInput

__all__ = ["Noun"]


class Noun:
    """A frozen value that checks its own fields against each other when it is made."""

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        faults = tuple(self._faults())
        if faults:
            raise InvalidInput(faults)

    def _faults(self) -> Iterator[Fault]:
        """What is wrong between the fields; a noun that exists has none."""
        return iter(())
