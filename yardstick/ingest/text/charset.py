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

    A mark at the beginning counts first, then whether it is UTF-8, then what the page says of itself; what it says
    holds too where a few bytes do not fit, which become the sign for a lost character.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _fits(content, "utf-16") else 0
    if _fits(content, "utf-8"):
        return "utf-8-sig"
    named = _NAMED.search(content[:4096])
    word = named[1].decode("ascii").lower() if named else ""
    codec = _KNOWN.get(word) or _LATIN.get(word) or ("utf-8-sig" if word in ("utf-8", "utf8") else "")
    if codec and _fits(content, codec):
        return codec
    text = decoded(content)
    if not isinstance(text, int):
        return "gb18030"
    return codec if codec and _nearly_fits(content, codec) else text


def _nearly_fits(content: bytes, codec: str) -> bool:
    """Whether no more than a character in a thousand cannot be told: one bad byte is no reason to refuse a page."""
    text = content.decode(codec, "replace")
    return text.count("\ufffd") * 1000 <= len(text)


def _fits(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
