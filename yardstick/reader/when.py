"""Which period a figure speaks of, and whether it was reached or is aimed at."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

from yardstick.reader.candidate import About, Kind
from yardstick.reader.days import HEAD, days_of
from yardstick.reader.grammar import grammar

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_HAN = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "十": 10}
_COMPARES = ("比", "较", "与", "是", "均为")
NOWHERE = 1951
"""The year a text without any year is read from; periods told from it are dropped again."""
_TITLE_YEAR = re.compile(r"((?:19|20)\d\d)年[^\n。]{0,8}工作报告")
_REVIEW = re.compile(r"((?:19|20)\d\d)年(?:政府)?(?:主要)?工作(?:的)?回顾")
_HEAD_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From when a document speaks. `this` is its year; `reached` the year (or span) whose results it tells of.

    `now` is the period of a stock "at present"; `aim` the year its plans are for. Where no year is found at all, `day`
    is None and the years are before all figures: periods that depend on them are not told.
    """

    day: dt.date | None
    this: int
    reached: str
    now: str
    aim: str
    bulletin: bool
    summary: bool = False
    congress: bool = False

    @property
    def reached_year(self) -> int:
        """The last year whose results the document tells of."""
        return int(self.reached[:4])


def standpoint(text: str, about: About) -> Standpoint:
    """From when a text speaks: its signature or meeting day before its page day, and what its head says it is."""
    head = text[:HEAD]
    title = about.title or head[:120]
    opening = title + "\n" + head
    summary = re.search(r"((?:19|20)\d\d)年(?:度)?(?:工作)?总结", opening)
    bulletin = re.search(r"((?:19|20)\d\d)年[^\n。]{0,25}公报", opening) if "公报" in opening[:400] else None
    days = days_of(text)
    day = about.signed or days.spoken or about.published or days.page
    if bulletin:
        year = int(bulletin[1])
        return Standpoint(day, year + 1, str(year), str(year), str(year + 1), bulletin=True)
    if summary:
        year = int(summary[1])
        return Standpoint(day, year + 1, str(year), str(year), str(year + 1), bulletin=False, summary=True)
    congress = "政府工作报告" in opening or "向大会" in text[:1500] or "工作报告" in title
    review = _REVIEW.search(text, 0, 6000)
    if congress and review and (day is None or day.year != int(review[1]) + 1) and about.signed is None:
        day = dt.date(int(review[1]) + 1, 1, 31)
    titled = _TITLE_YEAR.search(opening) if congress and about.signed is None and not review else None
    if titled and (day is None or day.year != int(titled[1]) or day.month > 6):
        day = dt.date(int(titled[1]), 1, 31)
    if day is None:
        named = _HEAD_YEAR.search(opening) or _HEAD_YEAR.search(text)
        if named is None:
            return Standpoint(None, NOWHERE, str(NOWHERE - 1), str(NOWHERE - 1), str(NOWHERE), bulletin=False)
        day = dt.date(int(named[1]), 1 if congress else 12, 31)
    this = day.year
    if congress and day.month <= 6:
        return Standpoint(day, this, str(this - 1), str(this - 1), str(this), bulletin=False, congress=True)
    reached = str(this) if day.month >= 5 else str(this - 1)
    month = day.month - 1 if day.day <= 5 and day.month > 1 else day.month
    return Standpoint(day, this, reached, f"{this}-{month:02d}", str(this), bulletin=False)


@dataclass(frozen=True, slots=True)
class When:
    """A period found in the words of time: SDMX, and how. `deadline` where it is a day to reach something by.

    `as_of` is the day up to which was counted, where the words name it (截至10月底).
    """

    period: str
    rule: str
    deadline: bool = False
    span: bool = False
    as_of: dt.date | None = None


def resolved(roles: Mapping[str, str], point: Standpoint, year: int | None) -> When | None:
    """What words of time mean; None where they set no period (a base, a duration). `year` is the one in force."""
    if "time" in roles:
        return _word(roles["time"], point, year)
    if "span_from" in roles:
        return When(f"{roles['span_from']}/{roles['span_to']}", "period:span", span=True)
    if "year" in roles:
        return _year(roles, point)
    if "plan" in roles:
        return _plan(roles, point)
    if "years" in roles:
        return _years(roles, point)
    base = year or point.reached_year
    if "only_m1" in roles:
        return (
            When(f"{base}-{int(roles['only_m1']):02d}/{base}-{int(roles['only_m2']):02d}", "period:months")
            if _months(roles["only_m1"], roles["only_m2"])
            else None
        )
    if "only_month" in roles:
        return _until(roles, point, year)
    if "only_quarter" in roles:
        return _quarter(base, roles["only_quarter"], first_of="only_first_of" in roles)
    if "only_half" in roles:
        return When(f"{base}-S{1 if roles['only_half'] == '上' else 2}", "period:half")
    return None


def _word(kind: str, point: Standpoint, year: int | None) -> When | None:
    if kind.startswith(("year+", "year-")):
        offset = int(kind[4:])
        this = point.this if not point.bulletin else int(point.reached)
        return When(str(this + offset), "period:this-year" if offset == 0 else "period:relative-year")
    if kind == "now":
        counted = point.day if point.now != point.reached else None
        return When(point.now, "period:now", as_of=counted)
    if kind == "by_year_end" and not point.bulletin and not point.summary:
        return When(str(point.this), "period:year-end", deadline=True)
    if kind == "five_back":
        return When(f"{point.reached_year - 4}/{point.reached[:4]}", "period:five-years", span=True)
    if kind in ("five_ahead", "three_ahead"):
        years = 5 if kind == "five_ahead" else 3
        return When(f"{point.this}/{point.this + years - 1}", "period:years-ahead", deadline=True, span=True)
    return None


def _year(roles: Mapping[str, str], point: Standpoint) -> When | None:
    before, after = roles.get("year_before", ""), roles.get("year_after", "")
    if before in _COMPARES or (after in ("基础上", "同期", "水平", "的") and before in (*_COMPARES, "为", "在")):
        return None
    if after == "基础上":
        return None
    year = int(roles["year"])
    deadline = before in ("到", "至") and year > point.reached_year
    if "m1" in roles and _months(roles["m1"], roles["m2"]):
        return When(f"{year}-{int(roles['m1']):02d}/{year}-{int(roles['m2']):02d}", "period:months")
    if "quarter" in roles:
        return _quarter(year, roles["quarter"], first_of="first_of" in roles)
    if "half" in roles:
        return When(f"{year}-S{1 if roles['half'] == '上' else 2}", "period:half")
    if "month" in roles and 1 <= int(roles["month"]) <= 12:
        month = int(roles["month"])
        as_of = _last_day(year, month, roles.get("day")) if before in ("截至", "截止") else None
        if month != 12:
            return When(f"{year}-{month:02d}", "period:until" if as_of else "period:month", deadline, as_of=as_of)
        return When(str(year), "period:year", deadline, as_of=as_of)
    if after == "以来" and year < point.reached_year:
        return When(f"{year}/{point.reached[:4]}", "period:since", span=True)
    return When(str(year), "period:year", deadline)


def _quarter(year: int, said: str, *, first_of: bool) -> When:
    """A quarter, or the first two or three of a year (前三季度)."""
    number = _QUARTERS[said]
    if first_of and number > 1:
        return When(f"{year}-01/{year}-{3 * number:02d}", "period:months")
    return When(f"{year}-Q{number}", "period:quarter")


def _until(roles: Mapping[str, str], point: Standpoint, year: int | None) -> When | None:
    """截至10月底: the month, of the last year in which it was over when the document speaks; other months are none."""
    month = int(roles["only_month"])
    if "until" not in roles or not 1 <= month <= 12:
        return None
    if year is None:
        year = point.reached_year
        if point.day is not None and not point.congress and not point.summary and not point.bulletin:
            year = point.day.year if month <= point.day.month else point.day.year - 1
    return When(f"{year}-{month:02d}", "period:until", as_of=_last_day(year, month, roles.get("only_day")))


def _last_day(year: int, month: int, day: str | None) -> dt.date | None:
    """The day named, else the last of the month."""
    try:
        return dt.date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None


def compared_with(roles: Mapping[str, str]) -> str:
    """The period that a change is measured from, as words of time name it (比2015年, 比“十二五”末); empty for none."""
    told = roles.get("year_before", "") in _COMPARES or roles.get("year_after", "") == "基础上"
    if "year" in roles and told:
        return roles["year"]
    if "plan" in roles and roles.get("plan_before") in _COMPARES:
        return str(grammar().times["plans"][roles["plan"]])
    return ""


def _plan(roles: Mapping[str, str], point: Standpoint) -> When | None:
    end = grammar().times["plans"][roles["plan"]]
    if roles.get("plan_before") in _COMPARES:
        return None
    after = roles.get("plan_after", "")
    ahead = end > point.reached_year
    if after in ("末", "规划末") or roles.get("plan_before"):
        return When(str(end), "period:plan-end", deadline=ahead)
    return When(f"{end - 4}/{end}", "period:plan", deadline=ahead and end - 4 >= point.this, span=True)


def _years(roles: Mapping[str, str], point: Standpoint) -> When | None:
    """今后五年, 过去五年, 五年来, 三年内: a span of years before or after the document; a bare 五年 is none."""
    said = roles["years"]
    count = int(said) if said.isdigit() else _HAN.get(said, 0)
    side, after = roles.get("years_ago", ""), roles.get("years_after", "")
    if count < 2 or count > 20:
        return None
    if side in ("未来", "今后") or after in ("内", "之内", "时间"):
        return When(f"{point.this}/{point.this + count - 1}", "period:years-ahead", deadline=True, span=True)
    if side in ("近", "过去", "这") or after in ("来", "间", "累计"):
        return When(f"{point.reached_year - count + 1}/{point.reached_year}", "period:years-back", span=True)
    return None


def _months(first: str, last: str) -> bool:
    return 1 <= int(first) <= int(last) <= 12


def default_period(kind: Kind, point: Standpoint) -> str:
    """The period of a figure with no word of time near it."""
    return point.aim if kind == "target" else point.reached
