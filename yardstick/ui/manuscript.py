"""A document on the page: its text with every figure marked in place, and beside it the list of them with their links.

Text and list are one element of HTML each: some hundred paragraphs as Streamlit's own would cost a second a run. What
tells figures from targets is a line or a frame and a sign, not colour alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlencode

from yardstick.i18n import Words
from yardstick.ui import aim_chips, aims, choices, readings, tiles
from yardstick.ui.cache import kept
from yardstick.ui.session import Desk
from yardstick.workspace import DocumentView, Mark, Reading
from yardstick.workspace.wording import MARK_WORDS, MEASURE_WORDS

_ENTRY = "border-bottom:1px solid rgba(128,128,128,.22);padding:.45rem .1rem;scroll-margin-top:.5rem"
STYLE = """<style>
.ys-text, .ys-list { border:1px solid rgba(128,128,128,.3); border-radius:.4rem; max-height:74vh; overflow-y:auto;
  overflow-wrap:anywhere; scroll-snap-type:y mandatory; }
.ys-text { padding:.4rem 1.1rem; line-height:1.9; }
.ys-list { padding:.1rem .8rem; font-size:.85rem; line-height:1.5; }
.ys-text p { margin:.55rem 0; }
.ys-text p.ys-head { font-weight:600; margin-top:1.3rem; }
.ys-text a { color:inherit; text-decoration:none; padding:.05rem .12rem; border-radius:.15rem; scroll-margin:30vh; }
.ys-text a.ys-actual { background:rgba(15,116,184,.16); border-bottom:2px solid #0F74B8; }
.ys-text a.ys-target { background:rgba(210,89,10,.10); outline:1.5px dashed #D2590A; }
.ys-text a.ys-target::before { content:"◎"; font-size:.75em; margin-right:.1em; }
.ys-text a.ys-unsure { background:none; text-decoration:line-through dotted; }
.ys-text a.ys-unsure::after { content:"？"; font-weight:700; }
.ys-text a.ys-asked, .ys-text a:target { font-weight:700; box-shadow:0 0 0 3px #A87900; }
.ys-list div.ys-asked, .ys-list div:target { box-shadow:inset 4px 0 0 #A87900; padding-left:.6rem !important; }
.ys-text span.ys-here { display:inline-block; width:1px; height:1em; margin-right:-1px; }
.ys-here, .ys-list div.ys-asked { animation:ys-here 1.5s; }
@keyframes ys-here { from, to { scroll-snap-align:start; scroll-margin-top:7rem; } }
</style>"""
"""`ys-here` and the entry asked for are where both boxes stand at first: a snap that ends after a moment, so that
nothing holds the reader. A snap needs a box, which a part of a line is not."""


Stamp = tuple[int, ...] | None
"""What tells the text of a source from another that lay there before."""
Shown = tuple[Desk, DocumentView]


@kept(4)
def names(_desk: Desk, /, version: str, held: int) -> dict[str, str]:
    """The documents by the ids of their sources, the latest first; `held` changes when one is put on this machine."""
    return {source.id: source.title for source in _desk.ws.documents()}


def held(desk: Desk) -> int:
    """When something last came into the folder of documents, in nanoseconds; 0 where there is none."""
    try:
        return (desk.ws.folder / desk.ws.config.paths.documents).stat().st_mtime_ns
    except OSError:
        return 0


@kept(16)
def view(_desk: Desk, /, version: str, source: str, stamp: Stamp) -> DocumentView:
    """The document of a source; `stamp` tells its text."""
    return _desk.ws.document(source)


@kept(32)
def words(_shown: Shown, /, version: str, lang: str, source: str, stamp: Stamp) -> list[str]:
    """What each mark of a document says, in their order."""
    desk, found = _shown
    return [said(desk, mark) for mark in found.marks]


@kept(16)
def text(_shown: Shown, /, version: str, lang: str, source: str, stamp: Stamp, at: str) -> str:
    """The text as HTML with every figure marked; the one that starts `at` is the one it stands at first."""
    found = _shown[1]
    told = words(_shown, version, lang, source, stamp)
    groups = list(_groups([m for m in found.marks if m.end <= len(found.text)]))
    by_mark = {id(mark): word for mark, word in zip(found.marks, told, strict=True)}
    out, at_group, done = [STYLE, '<div class="ys-text" tabindex="0">'], 0, 0
    for paragraph in found.paragraphs:
        out.append('<p class="ys-head">' if paragraph.heading else "<p>")
        place = max(done, paragraph.first)
        while at_group < len(groups) and groups[at_group][0].start < paragraph.last:
            group = groups[at_group]
            start, end = max(place, group[0].start), max(m.end for m in group)
            out.append(escape(found.text[place:start]))
            out.append(
                _anchor(group, found.text[start : max(start, end)], at=at, words=[by_mark[id(m)] for m in group])
            )
            place, done, at_group = max(start, end), end, at_group + 1
        out.append(escape(found.text[place : paragraph.last]) + "</p>")
    return "".join([*out, "</div>"])


def _groups(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Marks that overlap, together: a place in the text is marked once."""
    group: list[Mark] = []
    for mark in marks:
        if group and mark.start >= max(m.end for m in group):
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _anchor(group: Sequence[Mark], shown: str, *, at: str, words: Sequence[str]) -> str:
    looks = ["ys-actual" if any(m.reading is not None for m in group) else "ys-target"]
    if looks == ["ys-actual"] and any(m.target is not None for m in group):
        looks.append("ys-target")
    if any(m.state != "shown" for m in group):
        looks.append("ys-unsure")
    if any(str(m.passage.start) == at for m in group):
        looks.append("ys-asked")
    start = group[0].start
    name = escape("\n".join(words))
    here = '<span class="ys-here"></span>' if "ys-asked" in looks else ""
    return f'{here}<a id="in-{start}" href="#of-{start}" class="{" ".join(looks)}" title="{name}">{escape(shown)}</a>'


@kept(16)
def listed(_shown: Shown, /, version: str, lang: str, source: str, stamp: Stamp, at: str, day: dt.date) -> str:
    """The list of the figures as HTML: what each says, as the document writes it, and where it is used on that day."""
    desk, found = _shown
    told = words(_shown, version, lang, source, stamp)
    word = dict(zip(map(id, found.marks), told, strict=True))
    inside = [m for m in found.marks if m.end <= len(found.text)]
    outside = [m for m in found.marks if m.end > len(found.text)]
    out = ['<div class="ys-list" tabindex="0">']
    for group in [*_groups(inside), *([m] for m in outside)]:
        start, end = group[0].start, max(m.end for m in group)
        asked = ' class="ys-asked"' if any(str(m.passage.start) == at for m in group) else ""
        out.append(f'<div id="of-{start}" style="{_ENTRY}"{asked}>')
        if end <= len(found.text):
            quoted = escape(" ".join(found.text[start:end].split()))
            out.append(f'<a href="#in-{start}" style="color:inherit;font-weight:600">{quoted}</a>')
        out += [_line(desk, mark, word[id(mark)]) for mark in group]
        out.append("</div>")
    return "".join([*out, "</div>"])


def _line(desk: Desk, mark: Mark, said: str) -> str:
    sign = "◎ " if mark.target is not None else ""
    links = " · ".join(
        f'<a href="{escape(href)}" target="_self" style="color:inherit">{escape(name)}</a>'
        for name, href in uses(desk, mark)
    )
    return f"<div>{escape(sign + said)}</div><div>{links}</div>"


def said(desk: Desk, mark: Mark) -> str:
    """Area, indicator, measure, period and value of a mark, and what is to be known of it, in a line."""
    t = desk.t
    parts = _reading(desk, mark.reading) if mark.reading is not None else _target(desk, mark)
    if mark.state in MARK_WORDS:
        parts.append(t(MARK_WORDS[mark.state]))
    elif not mark.shown:
        parts.append(t("another figure is shown for this cell"))
    return " · ".join(part for part in parts if part)


def _reading(desk: Desk, reading: Reading) -> list[str]:
    measure = "" if reading.measure == "value" else desk.t(MEASURE_WORDS[reading.measure])
    period = desk.ws.period_name(reading.period, desk.lang)
    named = [desk.name(reading.area), desk.indicator(reading.indicator), measure, period]
    return [*named, readings.number(desk, reading), readings.status(desk, reading)]


def _target(desk: Desk, mark: Mark) -> list[str]:
    assert mark.target is not None
    judged = {each.id: each for each in aims.judged(desk, (mark.target.area,))}.get(mark.target_id)
    if judged is not None:
        return [desk.t("target"), aims.label(desk, judged)]
    named = [desk.name(mark.target.area), desk.indicator(mark.target.indicator)]
    return [desk.t("target"), *named, desk.ws.period_name(mark.target.period.code, desk.lang)]


def uses(desk: Desk, mark: Mark) -> list[tuple[str, str]]:
    """The pages that draw a figure, as their names and addresses."""
    t = desk.t
    if mark.target is not None:
        judged = {each.id: each for each in aims.judged(desk, (mark.target.area,))}.get(mark.target_id)
        return [] if judged is None else [(t("On the targets page"), aim_chips.address(desk, judged))]
    assert mark.reading is not None
    found = [(t("Its history"), tiles.opened(desk, mark.reading))] if mark.reading.value is not None else []
    if mark.shown and mark.reading.measure == "value" and mark.reading.is_year:
        areas = tuple(dict.fromkeys((mark.reading.area, *desk.ws.shown_areas)))
        if mark.reading.indicator in choices.comparable(desk, desk.version, desk.lang, areas):
            asked = {"indicators": mark.reading.indicator, "areas": ",".join(areas)} | desk.carried
            found.append((t("Beside other areas"), "/compare?" + urlencode(asked, safe=",")))
    return found


def address(desk: Desk, source: str, at: int | None = None) -> str:
    """The page of a document, at the figure that starts `at`."""
    place = {} if at is None else {"at": str(at)}
    return "/evidence?" + urlencode({"part": "document", "source": source} | place | desk.carried)


def choice(desk: Desk, found: DocumentView, told: Sequence[str]) -> dict[str, str]:
    """The figures to choose from: where each starts → what stands there."""
    names: dict[str, str] = {}
    for mark, word in zip(found.marks, told, strict=True):
        at = str(mark.passage.start)
        names[at] = f"{names[at]}; {word}" if at in names else word
    return {"": desk.t("Choose a figure to go to its place")} | names


def legend(t: Words) -> str:
    """What the marks mean."""
    return t("Underlined: a figure held. ◎ in a dashed frame: a target. Struck through with ？: not verified.")
