"""In which encoding a web page is written."""

from __future__ import annotations

import codecs
import re

from yardstick.ingest.encoding import decoded

_NAMED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w:-]{1,30})""", re.IGNORECASE
)
_KNOWN = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
_LATIN = {"iso-8859-1": "cp1252", "windows-1252": "cp1252", "latin1": "cp1252"}


def charset(content: bytes) -> str | int:
    """The name of the codec; the place of a byte that is neither UTF-8 nor GB18030 where no encoding fits.

    A mark at the beginning counts first, then whether it is UTF-8, then what the page says of itself.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _fits(content, "utf-16") else 0
    if _fits(content, "utf-8"):
        return "utf-8-sig"
    named = _NAMED.search(content[:4096])
    word = named[1].decode("ascii").lower() if named else ""
    codec = _KNOWN.get(word) or _LATIN.get(word)
    if codec and _fits(content, codec):
        return codec
    text = decoded(content)
    return text if isinstance(text, int) else "gb18030"


def _fits(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
