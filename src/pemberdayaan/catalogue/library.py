"""The frameworks, programmes and tables that come with the library."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from ..errors import InvalidInput, fault
from ..model.framework import Framework
from ..model.programme import Programme
from .reading import read_framework, read_programme

__all__ = ["example", "examples", "framework", "frameworks", "table", "tables"]

FOLDER = Path(str(files(__package__)))


@cache
def _shipped(folder: str, suffix: str) -> dict[str, Path]:
    return {path.stem: path for path in sorted((FOLDER / folder).glob(f"*{suffix}"))}


def _path(folder: str, suffix: str, noun: str, name: str) -> Path:
    shipped = _shipped(folder, suffix)
    if name not in shipped:
        raise InvalidInput(fault("no_such", noun=noun, given=name, choices=tuple(shipped)))
    return shipped[name]


def frameworks() -> tuple[str, ...]:
    """The keys of the frameworks that come with the library.

    Examples
    --------
    >>> "pemberdayaan-masyarakat" in frameworks()
    True
    """
    return tuple(_shipped("frameworks", ".toml"))


@cache
def framework(key: str) -> Framework:
    """A framework that comes with the library.

    Parameters
    ----------
    key
        One of `frameworks`.

    Raises
    ------
    InvalidInput
        If there is none of that key.

    Examples
    --------
    >>> [principle.key for principle in framework("pemberdayaan-masyarakat").principles]
    ['partisipasi', 'kemandirian', 'keadilan', 'ham', 'kolaborasi']
    """
    return read_framework(_path("frameworks", ".toml", "framework", key))


def examples() -> tuple[str, ...]:
    """The names of the programmes that come with the library.

    Examples
    --------
    >>> "lkms_kartini" in examples()
    True
    """
    return tuple(_shipped("examples", ".toml"))


def example(name: str) -> Programme:
    """A programme that comes with the library.

    Parameters
    ----------
    name
        One of `examples`.

    Raises
    ------
    InvalidInput
        If there is none of that name.

    Examples
    --------
    >>> example("lkms_kartini").place
    'Desa Cihamerang, Kec. Kabandungan, Kab. Sukabumi, Jawa Barat'
    """
    return read_programme(_path("examples", ".toml", "example", name))


def tables() -> tuple[str, ...]:
    """The names of the small tables that come with the library.

    Examples
    --------
    >>> all(table(name).suffix == ".csv" for name in tables())
    True
    """
    return tuple(_shipped("examples", ".csv"))


def table(name: str) -> Path:
    """The path of a small table that comes with the library.

    Parameters
    ----------
    name
        One of `tables`.

    Raises
    ------
    InvalidInput
        If there is none of that name.

    Examples
    --------
    >>> table("praga_polnoc_voters").name
    'praga_polnoc_voters.csv'
    """
    return _path("examples", ".csv", "table", name)
