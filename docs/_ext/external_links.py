"""Links into other projects' documents that need no network: `_inv/external.txt` becomes intersphinx inventories."""

from __future__ import annotations

import zlib
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

HEAD = """\
# Sphinx inventory version 2
# Project: {}
# Version:
# The remainder of this file is compressed using zlib.
"""


def read(path: Path) -> dict[str, tuple[str, list[str]]]:
    """Project -> (address, lines of its inventory)."""
    projects: dict[str, tuple[str, list[str]]] = {}
    entries: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match line.partition("#")[0].split() if line.startswith("#") else line.split():
            case []:
                pass
            case [heading, address] if heading.startswith("["):
                entries = []
                projects[heading.strip("[]")] = (address, entries)
            case [name, role, address] if entries is not None:
                entries.append(f"{name} {role} 1 {address} -\n")
            case _:
                raise ConfigError(f"{path}:{number}: expected '[project] address' or 'name role address'")
    return projects


def write_inventories(app: Sphinx, config: Config) -> None:
    """Write one inventory a project beside the doctrees, and tell intersphinx of them."""
    folder = Path(app.doctreedir) / "inventories"
    folder.mkdir(parents=True, exist_ok=True)
    for project, (address, entries) in read(Path(app.srcdir) / "_inv" / "external.txt").items():
        path = folder / f"{project}.inv"
        path.write_bytes(HEAD.format(project).encode() + zlib.compress("".join(entries).encode()))
        config.intersphinx_mapping[project] = (address, str(path))


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", write_inventories, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
