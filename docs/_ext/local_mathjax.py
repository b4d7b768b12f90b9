"""MathJax beside the pages, so that formulas show offline; taken from npm when the documents are built."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
PACKAGE, SCRIPT = "mathjax@3", "tex-svg.js"
# an offline machine is answered at once, from the cache of npm or not at all
QUICKLY = ("--prefer-offline", "--fetch-retries=0", "--fetch-timeout=30000")


def fetch(target: Path) -> bool:
    """Write the script to target, if npm can be had; it is kept for the next build."""
    npm = shutil.which("npm")
    if target.exists() or npm is None:
        return target.exists()
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run([npm, "pack", PACKAGE, *QUICKLY], cwd=folder, check=True, capture_output=True)
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
                script = package.extractfile(f"package/es5/{SCRIPT}")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(script.read())
        except (OSError, subprocess.SubprocessError) as error:
            LOGGER.info("npm gave no %s: %s", PACKAGE, error)
            return False
    return True


def use_local_script(app: Sphinx, config: Config) -> None:
    script = Path(app.srcdir) / "_build" / "mathjax" / SCRIPT
    if app.tags.has("translate"):
        return
    if fetch(script):
        config.mathjax_path = f"mathjax/{SCRIPT}"
        app.connect("build-finished", lambda app, error: copy(script, app, error))
    else:
        LOGGER.info("no npm: formulas need a network when the pages are read")


def copy(script: Path, app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        target = Path(app.outdir) / "_static" / "mathjax"
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(script, target)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", use_local_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
