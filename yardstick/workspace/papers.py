"""A document whose figures are to be taken in: its text, the source it is, whose it is, and what the reader found."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from weakref import WeakKeyDictionary

from yardstick.errors import InputError, Problem
from yardstick.ingest.reading import ReadingWords, read_reading
from yardstick.ingest.text import plain_text
from yardstick.model import Source
from yardstick.model.source import SourceKind
from yardstick.reader import About, Candidate, Vocabulary, days_of, read
from yardstick.workspace.ground import Ground

READING_FILE = "reading.yaml"
HEAD, TAIL = 12, 8
"""Lines at either end of a document in which title, dates and whose it is are looked for."""
_KINDS: tuple[tuple[str, SourceKind, str], ...] = (
    (r"政府(?:\d{4}年)?工作报告", "work_report", "gwr"),
    ("统计公报", "bulletin", "stat"),
    ("年鉴", "yearbook", "yearbook"),
    ("工作总结|整改|落实情况|情况的报告|办理情况|复函|答复", "department_report", "report"),
    ("规划|纲要|行动方案|行动计划|实施方案|实施意见", "plan", "plan"),
)
_OTHER: tuple[SourceKind, str] = ("department_report", "report")
_COUNTRY = ("中华人民共和国", "中国", "全国", "国务院")
_META = re.compile(r"(?s)\A---\s*\n(.*?)\n---\s*\n")
"""What stands before a text in Markdown: its title and its date."""
_SAID = re.compile(r"(?m)^(?:title|标题)\s*[:：]\s*[\"']?(.+?)[\"']?\s*$")
_OFFICE = re.compile(r"[一-鿿]{3,24}(?:人民政府|办公室|办公厅|委员会|党组|局|厅|委|部|院)")
_OF = re.compile(r"(.{3,24}?(?:政府|办公室|办公厅|委员会|党组|局|厅|委|部|院))关于")


@dataclass(frozen=True, eq=False)
class Paper:
    """A document as it was read. `known` says that its source is known already, by the hash of its text.

    `area` is the code of whose document it is. All places are in characters of `text`, as the file has them. `words`
    are what data/reading.yaml taught the reader. `notes` are what is to be said of the file.
    """

    name: str
    text: str
    source: Source
    known: bool
    area: str
    candidates: tuple[Candidate, ...]
    words: ReadingWords
    notes: tuple[Problem, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of the plain text in UTF-8."""
        return self.source.sha256


def read_document(
    ground: Ground,
    name: str,
    content: bytes | Path,
    *,
    area: str = "",
    signed: dt.date | None = None,
    published: dt.date | None = None,
    title: str = "",
    publisher: str = "",
    kind: SourceKind | None = None,
) -> Paper:
    """A document as it stands in a file (or its bytes), with every figure found in it.

    The source is known by the hash of its text, and then all that is known of it holds; else it is a new one, and what
    is not said is looked for in the text: title, publisher and kind, dates, and whose document it is. Raises InputError
    where the file cannot be read, StoreError never.
    """
    plain = _plain(name, content)
    text, notes = plain
    sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    known = _by_hash(ground, sha256)
    whose = area or guessed_area(ground, text, *(() if known is None else (known.title, known.publisher)))
    source = known or _draft(
        ground, text, whose, sha256, signed=signed, published=published, title=title, publisher=publisher, kind=kind
    )
    words, problems = reading_words(ground)
    paper = Paper(name, text, source, known is not None, whose, (), words, (*notes, *problems))
    return _read(ground, paper)


def reread(ground: Ground, paper: Paper, *, area: str = "", source: Source | None = None) -> Paper:
    """The paper read again: as another area's, with other dates, or with words taught since."""
    words, problems = reading_words(ground)
    notes = tuple(n for n in paper.notes if n not in problems)
    said = replace(
        paper, area=area or paper.area, source=source or paper.source, words=words, notes=(*notes, *problems)
    )
    return _read(ground, said)


def settled(ground: Ground, paper: Paper) -> Paper:
    """The paper as what it is to this store: known by now, or under an id that no other source took meanwhile."""
    if paper.known:
        return paper
    known = _by_hash(ground, paper.sha256)
    if known is not None:
        return replace(paper, source=known, known=True)
    if paper.source.id not in ground.sources:
        return paper
    return replace(paper, source=replace(paper.source, id=_free(ground, paper.source.id)))


def described(
    ground: Ground,
    paper: Paper,
    *,
    area: str,
    title: str,
    publisher: str,
    kind: SourceKind,
    signed: dt.date | None,
    published: dt.date | None,
) -> Source:
    """The source of a paper that is not known yet, as somebody describes it; its id is made of what is said."""
    year = _year(title) or next((d.year for d in (signed, published) if d), None)
    told = Source("", title.strip(), publisher.strip(), kind, published, signed, sha256=paper.sha256)
    return replace(told, id=_id(ground, kind, area, year))


def reading_words(ground: Ground) -> tuple[ReadingWords, tuple[Problem, ...]]:
    """What data/reading.yaml says, and what is wrong with it."""
    path = ground.folder / ground.config.paths.data / READING_FILE
    words, problems = read_reading(path, indicators=ground.catalogue.indicators)
    return words, tuple(problems)


_KEPT: WeakKeyDictionary[Ground, tuple[ReadingWords, Vocabulary]] = WeakKeyDictionary()


def vocabulary(ground: Ground, words: ReadingWords) -> Vocabulary:
    """The words that documents are read with; made once as long as nothing new is taught."""
    kept = _KEPT.get(ground)
    if kept is None or (kept[0].aliases, kept[0].ignore) != (words.aliases, words.ignore):
        kept = words, Vocabulary.of(ground.catalogue, ground.areas, words.aliases, words.ignore)
        _KEPT[ground] = kept
    return kept[1]


def known_otherwise(ground: Ground, paper: Paper) -> Source | None:
    """The source of this kind, area and year that is known with another text, where there is one."""
    return None if paper.known else ground.sources.get(re.sub(r"-\d{1,2}$", "", paper.source.id))


def guessed_area(ground: Ground, text: str, *said: str) -> str:
    """The area named first: in what is said, in the first lines, in the last ones; else the first of config.yaml."""
    words = {
        word: area.code
        for area in ground.areas
        if area.level in ("country", "province", "prefecture", "county")
        for word in (area.name_zh, *area.aliases, *(_COUNTRY if area.level == "country" else ()))
        if len(word) > 1 and not word.isascii()
    }
    known = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    for line in (*said, _title(text), *_ends(text)):
        found = list(known.finditer(line))
        if found:
            return words[max(found, key=lambda m: (len(m[0]), m.start()))[0]]
    return next(iter(ground.shown_areas), next((a.code for a in ground.areas), ""))


def _read(ground: Ground, paper: Paper) -> Paper:
    source = paper.source
    about = About(paper.area, source.signed, source.published, source.title)
    return replace(paper, candidates=tuple(read(paper.text, vocabulary(ground, paper.words), about)))


def _plain(name: str, content: bytes | Path) -> tuple[str, tuple[Problem, ...]]:
    if isinstance(content, Path):
        found = plain_text(content, name)
    else:
        with tempfile.TemporaryDirectory(prefix="yardstick-document-") as folder:
            path = Path(folder) / f"file{Path(name).suffix[:10]}"
            path.write_bytes(content)
            found = plain_text(path, name)
    if isinstance(found, Problem):
        raise InputError([found])
    return found.text, found.notes


def _draft(
    ground: Ground,
    text: str,
    area: str,
    sha256: str,
    *,
    signed: dt.date | None,
    published: dt.date | None,
    title: str,
    publisher: str,
    kind: SourceKind | None,
) -> Source:
    title = title.strip() or _title(text)
    days = days_of(text)
    kind = kind or _kind(title, text)
    told = Source(
        "", title, publisher.strip() or _publisher(ground, text, area, kind, title=title), kind, published or days.page,
        signed or days.spoken, sha256=sha256,
    )  # fmt: skip
    day = told.signed or told.published
    return replace(told, id=_id(ground, kind, area, _year(title) or (day.year if day else None)))


def _id(ground: Ground, kind: SourceKind, area: str, year: int | None) -> str:
    """An id of its own, made of kind, area and year."""
    stem = next((stem for _, each, stem in _KINDS if each == kind), _OTHER[1] if kind == _OTHER[0] else kind)
    base = "-".join(str(part) for part in (stem, area, year) if part).replace("_", "-")
    return _free(ground, base)


def _free(ground: Ground, base: str) -> str:
    """The id, with a number behind it where it stands for another source."""
    taken = (f"{base}-{n}" for n in range(2, 10_000))
    return base if base not in ground.sources else next(each for each in taken if each not in ground.sources)


def _by_hash(ground: Ground, sha256: str) -> Source | None:
    return next((s for s in ground.sources.values() if s.sha256 and s.sha256 == sha256), None)


def _kind(title: str, text: str) -> SourceKind:
    """What the title says it is; else what the first lines say."""
    for said in (title, "\n".join(_lines(text))[:300]):
        for words, kind, _ in _KINDS:
            if re.search(words, said):
                return kind
    return _OTHER[0]


def _publisher(ground: Ground, text: str, area: str, kind: SourceKind, *, title: str) -> str:
    name = ground.areas[area].name_zh if area in ground.areas else ""
    country = area in ground.areas and ground.areas[area].level == "country"
    if name and kind == "work_report":
        return "国务院" if country else f"{name}人民政府"
    if name and kind == "bulletin":
        return "国家统计局" if country else f"{name}统计局"
    if said := _OF.match(title):
        return said[1]
    lines = list(_lines(text))
    signature = (m[0] for line in reversed(lines[-TAIL:]) if (m := _OFFICE.fullmatch("".join(line.split()))))
    return next(signature, "")


def _title(text: str) -> str:
    """The title told before the text, else its first line that is not a menu or a mark."""
    meta = _META.match(text)
    if meta and (said := _SAID.search(meta[1])):
        return said[1][:120]
    body = text[meta.end() :] if meta else text
    return next((line.lstrip("# ")[:120] for line in _lines(body) if line.count("|") < 2 and line.strip("#-=* ")), "")


def _year(title: str) -> int | None:
    found = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", title)
    return int(found[1]) if found else None


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _ends(text: str) -> list[str]:
    lines = list(_lines(text))
    return [*lines[:HEAD], *reversed(lines[-TAIL:])]
