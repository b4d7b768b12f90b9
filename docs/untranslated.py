"""List the messages of a folder of .po files that are empty or fuzzy; fail if there are any."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path


def untranslated(folder: Path) -> Iterator[str]:
    """Yield `file: message` for each message without a translation that somebody has read."""
    for path in sorted(folder.rglob("*.po")):
        _header, *entries = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
        for entry in entries:
            lines = [line for line in entry.splitlines() if not line.startswith("#~")]
            text = {"msgid": "", "msgstr": ""}
            for line in lines:
                if match := re.match(r'(msgid|msgstr)? ?"(.*)"$', line):
                    part = match[1] or part
                    text[part] += match[2]
            if text["msgid"] and (not text["msgstr"] or any(re.match(r"#,.*\bfuzzy\b", line) for line in lines)):
                yield f"{path.relative_to(folder)}: {text['msgid']}"


if __name__ == "__main__":
    found = list(untranslated(Path(sys.argv[1])))
    print("\n".join(found) or "every message is translated")
    sys.exit(bool(found))
