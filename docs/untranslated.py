"""List the messages of a folder of .po files that are empty or fuzzy; fail if there are any."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"(?:\n|$))+)', re.MULTILINE)


def untranslated(folder: Path) -> Iterator[str]:
    """Yield `file: message` for each message without a translation that somebody has read."""
    for path in sorted(folder.rglob("*.po")):
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            for entry in ENTRY.finditer(block):
                message, translation = ("".join(re.findall(r'"(.*)"', part)) for part in entry.groups())
                if message and (not translation or re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE)):
                    yield f"{path.relative_to(folder)}: {message}"


if __name__ == "__main__":
    found = list(untranslated(Path(sys.argv[1])))
    sys.exit("\n".join(found) or None)
