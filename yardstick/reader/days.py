"""The days that a document names of itself: the one it speaks of, and that of its page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from yardstick.reader.plain import plain

HEAD = 900
"""So many characters at the start are looked through."""
_DIGITS = "〇一二三四五六七八九"
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[年./-](\d{1,2})[月./-](\d{1,2})日?(?!\d)"
    r"|([一二][〇零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_ALONE = re.compile(rf"^[ \t]*(?:{_DAY.pattern})[ \t]*$", re.M)
_MEETING = re.compile(rf"(?:{_DAY.pattern}),?[在于][^\n]{{0,40}}(?:会议|大会)")
_OF_PAGE = re.compile(r"发布|日期|时间|来源|更新|刊登|://")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)/?(\d\d)[-/](\d\d)/|/t((?:19|20)\d\d)(\d\d)(\d\d)_")


@dataclass(frozen=True, slots=True)
class Days:
    """`spoken`: the day of the meeting, the signature or under the title; `page`: the day its page was put up."""

    spoken: dt.date | None
    page: dt.date | None


def days_of(text: str) -> Days:
    """The days named in the head of a text, in the address of its page, and under its signature."""
    whole = plain(text).text
    lines = whole[:HEAD].splitlines()
    page = next(_found(line for line in lines if _OF_PAGE.search(line)), None) or _in_address(whole[:HEAD])
    return Days(next(_spoken(whole, lines), None), page)


def _spoken(text: str, head: list[str]) -> Iterator[dt.date]:
    meeting = _MEETING.search(text, 0, HEAD)
    yield from _real(meeting)
    for match in reversed(list(_ALONE.finditer(text, min(HEAD, len(text))))):
        yield from _real(match)
    yield from _found(line for line in head if not _OF_PAGE.search(line))


def _found(lines: Iterator[str]) -> Iterator[dt.date]:
    for line in lines:
        for match in _DAY.finditer(line):
            yield from _real(match)


def _real(match: re.Match[str] | None) -> Iterator[dt.date]:
    """The day of a match, where there is such a day."""
    if match is None:
        return
    year, month, day = (_number(part) for part in match.groups() if part)
    try:
        yield dt.date(year, month, day)
    except ValueError:
        return


def _in_address(head: str) -> dt.date | None:
    """The day in the address of a page: …/2023/01-29/…, …/t20230120_….html."""
    return next(_real(_ADDRESS.search(head)), None)


def _number(text: str) -> int:
    """A number of a date in digits or in Chinese: 2016, 二〇一六, 二十五."""
    if text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
    return int("".join(str(_DIGITS.index(character)) for character in text.replace("零", "〇")))
