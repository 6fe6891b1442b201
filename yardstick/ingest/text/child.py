"""The process in which a document is parsed: run by its path, with no part of the package behind it.

`python -I -S child.py APART PACKAGES`; what it is told and how it ends stands in yardstick/ingest/apart/confined.py,
`form`, `encoding`, `characters` and `pages` come with it. It writes a line of JSON (`refused`: why there is no text, or
null; what was left out) and the text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main() -> int:
    """Parse one document under its limits."""
    sys.path[:0] = [*sys.argv[1:], str(Path(__file__).parent)]
    from confined import confined  # type: ignore[import-not-found]

    return int(confined(work))


def work(said: dict[str, Any]) -> Iterator[bytes]:
    """The answer about one document, in pieces."""
    from lines import Refused  # type: ignore[import-not-found]

    try:
        text, about = _read(said)
    except Refused as refused:
        text, about = "", {"refused": refused.why, **refused.about}
    yield json.dumps({"refused": None} | about).encode() + b"\n"
    yield text.encode("utf-8", "ignore")  # half a pair of surrogates is no character


def _read(said: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    path, most = Path(said["path"]), said["characters"]
    if said["form"] == "pdf":
        from paper import read_pdf  # type: ignore[import-not-found]

        found = read_pdf(path, characters=most, pages=said["pages"])
    elif said["form"] == "docx":
        from word import read_docx  # type: ignore[import-not-found]

        found = read_docx(path, characters=most)
    else:
        from web import read_html  # type: ignore[import-not-found]

        found = read_html(path.read_bytes().decode(said["encoding"], "replace"), characters=most)
    return found  # type: ignore[no-any-return]


if __name__ == "__main__":
    sys.exit(main())
