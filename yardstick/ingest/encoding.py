"""Bytes → text, in the two encodings that offices use."""

from __future__ import annotations

import re

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd]")


def decoded(content: bytes) -> str | int:
    """The text of UTF-8, UTF-8 with a mark, or GB18030; the place of the byte (from 0) where it is neither."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = error.start
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        return max(place, error.start)
    odd = _ODD.search(text)
    return text if odd is None else max(place, len(text[: odd.start()].encode("gb18030")))


def line_of(content: bytes, place: int) -> int:
    """The line, from 1, in which a byte stands."""
    return content.count(b"\n", 0, place) + 1
