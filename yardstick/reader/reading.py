"""A document read from its first line to its last: every figure in it, placed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from yardstick.model import Period
from yardstick.model.observation import ObsStatus
from yardstick.reader.candidate import About, Candidate, Kind
from yardstick.reader.confidence import confident
from yardstick.reader.course import Course
from yardstick.reader.linking import Link, Linker
from yardstick.reader.oddity import odd
from yardstick.reader.plain import Plain, plain
from yardstick.reader.sections import Part, Sections
from yardstick.reader.table import table_links
from yardstick.reader.token import Token
from yardstick.reader.tokens import tokens_of
from yardstick.reader.vocabulary import Vocabulary
from yardstick.reader.when import NOWHERE, Standpoint, When, default_period, resolved, standpoint

_SENTENCE = re.compile(r"[^。!?]*[。!?]?[”』」)]?")
_FIGURE = re.compile(
    r"\d|番|[两三四五六七八九十百][余多]?[家所名项倍件个成]|百分之|首[位家个所]|榜首|第[一二三四五六七八九十]|前[一二三四五六七八九十]|[万千百]亿|[一二三四五六七八九]亿|一个百分点"
)
_WAITING = 3
_LONGEST = 2000
_PARTS = ("period:months", "period:quarter", "period:half")
_STANDS = ("value", "share", "rank")
_OPENS = re.compile(r"(?:目标|要求|任务|思路)(?:是|为|:|,|。|$)")


@dataclass(slots=True)
class _Place:
    """What is known where the reader stands: part of the document, period of the paragraph, aim of the sentence."""

    part: Part = ""
    paragraph: When | None = None


@dataclass(slots=True)
class _Reader:
    vocabulary: Vocabulary
    about: About
    document: str
    text: Plain
    point: Standpoint
    sections: Sections
    linker: Linker
    place: _Place = field(default_factory=_Place)
    ahead: When | None = None
    back: When | None = None
    out: list[Candidate] = field(default_factory=list)
    told: set[tuple[object, ...]] = field(default_factory=set)
    counted: int = 0

    def statements(self) -> set[tuple[object, ...]]:
        """What was stated so far, units aside."""
        self.told.update(_statement(c)[:-1] for c in self.out[self.counted :])
        self.counted = len(self.out)
        return self.told

    @property
    def seen_from(self) -> Standpoint:
        """The standpoint for words like 今年: a summary of a year calls that year this year."""
        if self.point.summary and self.place.part != "target":
            return replace(self.point, this=self.point.reached_year)
        return self.point


def read(text: str, vocabulary: Vocabulary, about: About) -> list[Candidate]:
    """Every figure of a text in the order in which they stand; those without an indicator could not be placed.

    Pure: no file, no network. Offsets refer to `text`. Never raises on any text.
    """
    whole = plain(text)
    point = standpoint(whole.text, about)
    reader = _Reader(vocabulary, about, text, whole, point, Sections(point), Linker(vocabulary, about.area))
    for start, lines in _blocks(whole.text):
        if lines[0].startswith("|"):
            _table(reader, start, lines)
        else:
            _line(reader, start, lines[0])
    return _restated(reader.out)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines with their place; the rows of a table in Markdown are one block."""
    at, first = 0, 0
    rows: list[str] = []
    for line in text.split("\n"):
        if line.startswith("|"):
            if not rows:
                first = at
            rows.append(line)
        else:
            if rows:
                yield first, rows
                rows = []
            if line.strip():
                yield at, [line]
        at += len(line) + 1
    if rows:
        yield first, rows


def _line(reader: _Reader, start: int, line: str) -> None:
    level = reader.sections.line(line)
    _look_ahead(reader, start, line, level)
    reader.linker.paragraph()
    reader.place = _Place(part=_part(reader))
    if level and not _FIGURE.search(line):
        tokens = tokens_of(reader.text.text, start, start + len(line), reader.vocabulary)
        reader.linker.links(tokens)
        reader.linker.headed()
        return
    if level:
        reader.linker.topic = []
    waiting: list[tuple[int, int]] = []
    for first, last in _sentences(line):
        waiting.append((start + first, start + last))
        if _FIGURE.search(line, first, last):
            for span in waiting[-_WAITING - 1 :]:
                _sentence(reader, *span)
            waiting = []


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    """The sentences of a line; one longer than any real one in pieces, cut after a mark where there is one."""
    for match in _SENTENCE.finditer(line):
        at, end = match.span()
        while end - at > _LONGEST:
            cut = max(line.rfind(mark, at + _LONGEST // 2, at + _LONGEST) for mark in ",;:、)") + 1
            yield at, cut or at + _LONGEST
            at = cut or at + _LONGEST
        if end > at:
            yield at, end


def _look_ahead(reader: _Reader, start: int, line: str, level: int) -> None:
    """Whether what follows is aimed at by another year than the document's own: 今后五年的主要目标是."""
    opens = level in (1, 2) or _OPENS.search(line[:80]) is not None
    if reader.point.bulletin or not opens:
        return
    if level == 1:
        reader.ahead = reader.back = None
    end = start + (len(line) if level else min(len(line), 60))
    for token in tokens_of(reader.text.text, start, end, reader.vocabulary):
        if token.sort == "time":
            when = resolved(token.roles, reader.point, None)
            if when and Period.parse(when.period).year > reader.point.this:
                reader.ahead = when
                return
            if when and Period.parse(when.period).year == reader.point.this:
                reader.ahead = None
                return
            if when and when.span:
                reader.back = when


def _part(reader: _Reader) -> Part:
    return "actual" if reader.point.bulletin else reader.sections.part


def _sentence(reader: _Reader, start: int, end: int) -> None:
    text = reader.text.text
    tokens = tokens_of(text, start, end, reader.vocabulary)
    links = reader.linker.links(tokens)
    found = [_candidate(reader, link, (start, end), told) for link, told in _with_time(reader, tokens, links)]
    reader.out += odd([_coarse(text, reader.text, c, found) for c in found], reader.document)


_STEP = re.compile(r"(?:元|个)*(?:级|的|新|大|两|个)*(?:台阶|大关|关口|以上[,、]达到)")


def _coarse(text: str, whole: Plain, c: Candidate, found: Sequence[Candidate]) -> Candidate:
    """A milestone that the sentence then states exactly (迈上6万亿元台阶,达到62661亿元) is no figure of its own."""
    if not c.indicator or c.measure != "value":
        return c
    told = (c.area, c.indicator, c.kind, c.measure)
    exact = any((o.area, o.indicator, o.kind, o.measure) == told and o.start > c.end for o in found)
    if exact and _STEP.match(text, whole.place(c.end)):
        return replace(c, indicator="", rules=(*c.rules, "link:milestone"), confidence=0.0)
    return c


@dataclass(frozen=True, slots=True)
class _Told:
    """What is in force where a figure stands: see `Course`."""

    when: When | None = None
    aim: str = ""
    expected: bool = False
    provisional: bool = False
    measured_from: str = ""


def _with_time(reader: _Reader, tokens: Sequence[Token], links: Sequence[Link]) -> Iterator[tuple[Link, _Told]]:
    """Each link with the time in force where it stands, and whether an aim or an expectation was announced."""
    by_place: dict[int, list[Link]] = {}
    for link in links:
        by_place.setdefault(link.at, []).append(link)
    course = Course(reader.seen_from, reader.place.paragraph, ahead=reader.place.part != "actual")
    for at, token in enumerate(tokens):
        if token.sort != "figure":
            course.take(tokens, at)
            continue
        for link in by_place.get(token.start, ()):
            reader.place.paragraph = course.paragraph
            based = link.from_side and reader.point.congress
            when = _base(reader, course.later or course.base, course.when) if based else course.when
            course.base = course.later or course.base
            yield link, _Told(when, course.said_aim, course.expected, course.provisional, course.measured_from)
        course.later = None
    reader.place.paragraph = course.paragraph


def _base(reader: _Reader, told: When | None, year: When | None) -> When | None:
    """The period that a change is counted from: as told, else before the years of the part or the year told."""
    if told is not None:
        return told
    span = next((w for w in (reader.place.paragraph, reader.back) if w is not None and w.span), None)
    if span is None and year is not None and year.rule in ("period:year", "period:relative-year"):
        return When(str(Period.parse(year.period).year - 1), "period:base")
    years = 5 if span is None and reader.point.congress and reader.point.this % 5 in (1, 3) else 1
    first = Period.parse(span.period).start.year if span else reader.point.reached_year - years + 1
    return When(str(first - 1), "period:base")


def _candidate(reader: _Reader, link: Link, sentence: tuple[int, int], told: _Told) -> Candidate:
    kind, kind_rule = _kind(reader, told.when, aim=told.aim)
    period, period_rule = _period(reader, link, told.when, kind)
    figure = link.figure
    start, end = reader.text.span(figure.start, figure.end)
    first, last = reader.text.span(*sentence)
    area, area_rule = _area(reader, link)
    written = (f"value:{figure.rule}", f"operator:{figure.hedge.replace(' ', '') or 'bare'}")
    rules = (area_rule, *(link.rules or ("link:none",)), kind_rule, period_rule, *written)
    candidate = Candidate(
        start, end, first, last, area, link.name, kind, link.measure or "value", figure.operator,  # type: ignore[arg-type]
        figure.value, figure.unit, period, figure.high, base_period=_base_period(link, told, period),
        as_of=told.when.as_of if told.when and kind == "actual" and _stock(reader, link) else None,
        status=_status(reader, link, told, kind, period_rule), hedge=figure.hedge, rules=rules, falls=link.falls,
    )  # fmt: skip
    return replace(candidate, confidence=confident(candidate, reader.vocabulary.grammar.calibration))


def _status(reader: _Reader, link: Link, told: _Told, kind: Kind, period_rule: str) -> ObsStatus:
    """E for an estimate, P for a preliminary figure and for what came about in a part of a year."""
    if kind == "target":
        return "A"
    if told.expected:
        return "E"
    return "P" if told.provisional or (period_rule in _PARTS and not _stock(reader, link)) else "A"


def _stock(reader: _Reader, link: Link) -> bool:
    """Whether a figure is what stands on a day, not what came about in a time."""
    indicator = reader.vocabulary.indicators.get(link.name)
    return indicator is not None and indicator.kind != "flow" and link.measure in _STANDS


def _base_period(link: Link, told: _Told, period: str) -> str:
    """What a change is measured against, where the text names it and it is over before the period."""
    if link.measure not in ("growth", "multiple", "net_change", "pp_change") or not told.measured_from:
        return ""
    return told.measured_from if int(told.measured_from) < Period.parse(period).end.year else ""


def _kind(reader: _Reader, when: When | None, *, aim: str) -> tuple[Kind, str]:
    if reader.point.bulletin:
        return "actual", "kind:bulletin"
    reached = Period.parse(reader.point.reached).year
    told = Period.parse(when.period).year if when else None
    if when and told is not None:
        if when.deadline:
            return "target", "kind:deadline"
        if when.rule == "period:now" and not aim:
            return "actual", "kind:now"
        if told <= reached and not aim:
            return "actual", "kind:past-period"
        if told <= reached and when.rule in ("period:year", "period:relative-year"):
            return "actual", "kind:past-period"
        if told > reader.point.this:
            return "target", "kind:future-period"
        if reader.point.congress and told == reader.point.this:
            return "target", "kind:this-year"
    if aim:
        return "target", "kind:aim"
    if reader.place.part:
        return reader.place.part, "kind:section"
    return "actual", "kind:default"


def _period(reader: _Reader, link: Link, when: When | None, kind: Kind) -> tuple[str, str]:
    period, rule = _period_told(reader, link, when, kind)
    if reader.point.day is None and Period.parse(period).year < NOWHERE + 10:
        return "", "period:unknown"
    return period, rule


def _period_told(reader: _Reader, link: Link, when: When | None, kind: Kind) -> tuple[str, str]:
    if when is not None and not (kind == "target" and when.rule == "period:now"):
        if when.rule == "period:until" and link.name and not _stock(reader, link):
            return f"{when.period[:4]}-01/{when.period}", "period:months"
        return when.period, when.rule
    paragraph = reader.place.paragraph
    if paragraph is not None and (kind == "actual") == (
        Period.parse(paragraph.period).year <= reader.point.reached_year
    ):
        return paragraph.period, "period:paragraph"
    if kind == "target" and reader.ahead is not None:
        return reader.ahead.period, "period:section"
    if kind == "actual" and _stands_now(reader, link):
        return reader.point.now, "period:now-by-default"
    return default_period(kind if kind == "target" else "actual", reader.point), "period:document"


def _stands_now(reader: _Reader, link: Link) -> bool:
    """Whether a figure without a word of time is a stock on the day the document speaks of."""
    return reader.point.now != reader.point.reached and _stock(reader, link)


def _area(reader: _Reader, link: Link) -> tuple[str, str]:
    if link.place:
        return link.place, "area:named"
    return reader.about.area, "area:document"


def _table(reader: _Reader, start: int, lines: list[str]) -> None:
    reader.place = _Place(part=_part(reader))
    told = reader.statements()
    for link, row_start, row_end in table_links(reader.text.text, start, lines, reader.vocabulary):
        found = _candidate(reader, link, (row_start, row_end), _Told())
        if not found.indicator or _statement(found)[:-1] not in told:  # the text has said it: it is listed there
            reader.out.append(found)


def _statement(c: Candidate) -> tuple[object, ...]:
    """What a candidate states: two with the same say the same."""
    return (c.area, c.indicator, c.kind, c.measure, c.period, -c.value if c.falls else c.value, c.unit)


def _restated(found: list[Candidate]) -> list[Candidate]:
    """The candidates, each that says what an earlier one said marked with its place."""
    seen: dict[tuple[object, ...], int] = {}
    out = []
    for at, c in enumerate(found):
        key = _statement(c)
        out.append(replace(c, restates=seen[key]) if c.indicator and key in seen else c)
        seen.setdefault(key, at)
    return out
