"""What was understood of a file: its sheets and their forms, the words not placed, and correcting both by hand."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping

import pyarrow as pa
import streamlit as st

from yardstick.ingest.sheet.archive import column_letters
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import Layout
from yardstick.ingest.sheet.names import Mapping as Mapped
from yardstick.ingest.sheet.names import Names
from yardstick.ui.cache import kept
from yardstick.ui.import_work import Work, unplaced
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace.drafting import Draft, Sheet
from yardstick.workspace.forming import ROLES, Stand, formed, rows_of, said_rows, stand
from yardstick.workspace.reviewing import Review
from yardstick.workspace.sheetwords import ROLE_WORDS, sheet_lines
from yardstick.workspace.wording import MEASURE_WORDS

PARTS = {"indicator": "indicators", "area": "areas", "period": "periods", "unit": "units"}
TOLD, ASKED = 6, 12
"""Sheets told of at once, and words asked for at once."""
PREVIEW_ROWS, PREVIEW_COLUMNS = 12, 26
HEADINGS, COLUMNS = 20, 60
"""Rows and columns that a word can be said to stand in."""


def understood(desk: Desk, work: Work, draft: Draft, review: Review) -> None:
    """The second step: told in full, and open at first where something is left to say."""
    t = desk.t
    open_words = unplaced(desk, work, draft)
    open_forms = [s for s in draft.sheets if s.counts and s.layout is not None and s.layout.unknown]
    trouble = bool(open_words or open_forms or review.unitless or not any(s.counts for s in draft.sheets))
    label = t("What was understood: {told}", told=_told(desk, draft, len(open_words)))
    box = st.expander(label, expanded=trouble, key=work.key("understood"), on_change="rerun", icon=":material/table:")
    if not box.open:
        return
    with box:
        for at in range(min(len(draft.sheets), TOLD)):
            first, *rest = sheet_lines(draft, at, desk.lang)
            st.markdown("\n".join([f"**{plain(first)}**", "", *(f"- {plain(line.strip())}" for line in rest)]))
        at = _sheet(desk, work, draft)
        _preview(desk, draft.sheets[at])
        _by_hand(desk, work, draft, at)
        _words(desk, work, draft, open_words)
        _units(desk, work, draft, review)
        _placed(desk, work, draft)


def _told(desk: Desk, draft: Draft, words: int) -> str:
    t, used = desk.t, sum(sheet.counts for sheet in draft.sheets)
    if not used:
        return t("no table of figures")
    many = t("1 sheet") if used == 1 else t("{n} sheets", n=used)
    if len(draft.sheets) > used:
        many = t("{n} of {all} sheets", n=used, all=len(draft.sheets))
    if not words:
        return t("{sheets}, every word placed", sheets=many)
    return (
        t("{sheets}, {n} words not placed", sheets=many, n=words)
        if words > 1
        else t("{sheets}, 1 word not placed", sheets=many)
    )


def _sheet(desk: Desk, work: Work, draft: Draft) -> int:
    """The sheet looked at: the first that figures are read from."""
    if len(draft.sheets) == 1:
        return 0
    start = next((at for at, sheet in enumerate(draft.sheets) if sheet.counts), 0)
    names = [sheet.grid.name or str(at + 1) for at, sheet in enumerate(draft.sheets)]
    return st.selectbox(
        desk.t("Look at a sheet"), range(len(names)), index=start, key=work.key("sheet"), format_func=names.__getitem__
    )


def _preview(desk: Desk, sheet: Sheet) -> None:
    """The top of a sheet as it stands, with what rows and columns were taken for."""
    t, grid, layout = desk.t, sheet.grid, sheet.layout
    width, height = min(grid.width, PREVIEW_COLUMNS), min(grid.height, PREVIEW_ROWS)
    marks = {} if layout is None else {column: role for role, column in layout.columns.items()}
    figures = set(() if layout is None else layout.across)
    names = []
    for column in range(1, width + 1):
        role = marks.get(column) or ("value" if column in figures else "")
        names.append(f"{column_letters(column)} · {t(ROLE_WORDS[role])}" if role else column_letters(column))
    columns = {name: [grid.text(row, at) for row in range(1, height + 1)] for at, name in enumerate(names, 1)}
    rows = [_row_name(desk, layout, row) for row in range(1, height + 1)]
    st.dataframe(
        pa.table({t("Row"): rows, **columns}), hide_index=True, width="stretch", height="content",
        alt=t("The top of the sheet"), column_config={t("Row"): st.column_config.Column(width="small", pinned=True)},
    )  # fmt: skip
    if grid.height > height or grid.width > width:
        st.caption(t("{rows} rows and {columns} columns in all", rows=f"{grid.height:,}", columns=grid.width))


def _row_name(desk: Desk, layout: Layout | None, row: int) -> str:
    role = next((role for role, at in (layout.headers if layout else {}).items() if at == row), "")
    if role:
        return f"{row} · {desk.t(ROLE_WORDS[role])}"
    out = layout is not None and row in {each.row for each in layout.left_out}
    return f"{row} · {desk.t('left out')}" if out else str(row)


def _by_hand(desk: Desk, work: Work, draft: Draft, at: int) -> None:
    """Whether the sheet is used, and its form set by hand."""
    t, sheet = desk.t, draft.sheets[at]
    with st.container(horizontal=True):
        used = st.toggle(t("Use this sheet"), value=sheet.counts, key=work.key(f"use.{at}"), disabled=not sheet.layout)
        hand = st.toggle(t("Correct the form by hand"), value=sheet.layout is None, key=work.key(f"hand.{at}"))
    if sheet.layout is not None and used != sheet.used:
        work.draft = draft.with_layout(at, sheet.layout if used else None)
        st.rerun()
    if hand and sheet.grid.width and sheet.grid.height:
        with st.container(border=True):
            _form(desk, work, draft, at)


def _form(desk: Desk, work: Work, draft: Draft, at: int) -> None:
    t, sheet = desk.t, draft.sheets[at]
    grid, layout = sheet.grid, sheet.layout
    places = _places(desk, grid, layout)
    stands: dict[str, Stand] = {}
    for role in ROLES:
        stands[role] = _stand(desk, work, places, stand(layout, role), role=role, at=at)
    last = min(layout.last, grid.height) if layout else grid.height
    with st.container(horizontal=True):
        first_row = st.number_input(
            t("First row of figures"), 1, grid.height, min(layout.first if layout else 2, grid.height),
            key=work.key(f"first.{at}"),
        )  # fmt: skip
        last_row = st.number_input(t("Last row of figures"), 1, grid.height, last, key=work.key(f"last.{at}"))
        inside = [row.row for row in layout.left_out if row.row >= layout.first] if layout else []
        out = st.text_input(
            t("Rows among them that hold none"), said_rows(inside), key=work.key(f"out.{at}"), placeholder="7, 12-15"
        )
    columns = range(1, min(grid.width, max(COLUMNS, *(layout.across if layout else ()), 0)) + 1)
    heading = layout.heading_row if layout else 0
    across = st.multiselect(
        t("Columns of figures"), columns, list(layout.across) if layout else [], key=work.key(f"across.{at}"),
        format_func=lambda column: _column(grid, heading, column), select_all=False, placeholder="",
    )  # fmt: skip
    if not st.button(t("Read the sheet this way"), key=work.key(f"form.{at}"), type="primary"):
        return
    try:
        rows = rows_of(out)
    except ValueError as error:
        st.error(t("“{text}” is no row; write 7, 12-15.", text=plain(str(error))))
        return
    if not across or last_row < first_row:
        st.error(t("Say which rows and columns hold figures."))
        return
    made = formed(grid, layout, stands, first=first_row, last=last_row, across=sorted(across), out=rows)
    work.draft = draft.with_layout(at, made)
    st.rerun()


def _places(desk: Desk, grid: Grid, layout: Layout | None) -> dict[str, str]:
    """Where a word can stand: a code for each place, and how it is shown."""
    t, heading = desk.t, layout.heading_row if layout else 0
    columns = {f"column {c}": _column(grid, heading, c) for c in range(1, min(grid.width, COLUMNS) + 1)}
    rows = {f"row {r}": t("row {row}: {text}", row=r, text=_row_text(grid, r)) for r in range(1, _deep(grid) + 1)}
    named = {code: t("column {column}", column=name) for code, name in columns.items()}
    return {"": t("nowhere"), "fixed": t("said once"), **named, **rows}


def _deep(grid: Grid) -> int:
    return min(grid.height, HEADINGS)


def _column(grid: Grid, heading: int, column: int) -> str:
    said = grid.heading(heading, column) if heading else ""
    said = said or next((text for row in range(1, _deep(grid) + 1) if (text := grid.text(row, column))), "")
    return f"{column_letters(column)} ({_short(said)})" if said else column_letters(column)


def _row_text(grid: Grid, row: int) -> str:
    texts = (grid.text(row, column) for column in range(1, min(grid.width, 8) + 1))
    return _short(" · ".join(text for text in texts if text), 36)


def _short(text: str, most: int = 18) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _stand(desk: Desk, work: Work, places: Mapping[str, str], now: Stand, *, role: str, at: int) -> Stand:
    """The controls of one role: its place, and its word where it is the same throughout."""
    t = desk.t
    code = f"{now.kind} {now.number}" if now.kind in ("column", "row") else now.kind
    codes = list(places)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("{role} stands in", role=t(ROLE_WORDS[role])), codes, index=codes.index(code) if code in places else 0,
            key=work.key(f"{role}.{at}"), format_func=places.__getitem__,
        )  # fmt: skip
        if chosen == "fixed":
            word = st.text_input(t("Word"), now.text, key=work.key(f"{role}.word.{at}"), max_chars=80)
            return Stand("fixed", text=word)
    if not chosen:
        return Stand()
    kind, _, number = chosen.partition(" ")
    return Stand("column" if kind == "column" else "row", int(number))


def _words(desk: Desk, work: Work, draft: Draft, words: tuple[tuple[str, str], ...]) -> None:
    """The words that stand for nothing known, each with the known ones, the nearest first."""
    if not words:
        return
    t, names = desk.t, Names(desk.ws.catalogue, desk.ws.areas, draft.words)
    with st.form(work.key("words")):
        st.markdown(f"**{t('Words that were not placed')}**")
        st.caption(t("Figures under them are refused until they are placed. What you place is kept for the next file."))
        found = [_word(desk, work, names, role, word=word) for role, word in words[:ASKED]]
        if len(words) > ASKED:
            st.caption(t("{n} more follow when these are placed.", n=len(words) - ASKED))
        sent = st.form_submit_button(t("Use these words"), type="primary")
    if sent:
        _use(desk, work, draft, [each for each in found if each is not None])


Placing = tuple[str, str, str, str]
"""(role, word, what it stands for, measure)"""


def _word(desk: Desk, work: Work, names: Names, role: str, *, word: str) -> Placing | None:
    t = desk.t
    options = {"": t("not placed"), **_options(desk, names, role, word=word)}
    label = f"{t(ROLE_WORDS[role])}: **{plain(_short(word, 40))}**"
    key = work.key(f"word.{role}.{word}")
    if role != "indicator":
        other = role in ("period", "unit")
        chosen = st.selectbox(
            label, tuple(options), key=key, format_func=lambda code: options.get(code, code), accept_new_options=other
        )
        return (role, word, chosen, "") if chosen else None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(label, tuple(options), key=key, format_func=options.__getitem__)
        measure = st.selectbox(
            t("Measure"),
            tuple(MEASURE_WORDS),
            key=f"{key}.measure",
            format_func=lambda m: t(MEASURE_WORDS[m]),
            width=150,
        )
    return (role, word, chosen, measure) if chosen else None


def _options(desk: Desk, names: Names, role: str, *, word: str) -> dict[str, str]:
    """What a word may stand for, the nearest first."""
    if role == "unit":
        units = unit_names(desk, desk.version, desk.lang)
        near = difflib.get_close_matches(word, units, n=5, cutoff=0.3)
        return {code: units[code] for code in [*near, *units]}
    if role == "period":
        year = dt.date.today().year
        codes = [*names.period(word).near, *(str(y) for y in range(year, year - 15, -1))]
        return {code: desk.ws.period_name(code, desk.lang) for code in codes}
    known = indicator_names if role == "indicator" else area_names
    every = known(desk, desk.version, desk.lang)
    found = (names.indicator if role == "indicator" else names.area)(word)
    return {code: every[code] for code in [*(n for n in found.near if n in every), *every]}


@kept(4)
def indicator_names(_desk: Desk, /, version: str, lang: str) -> dict[str, str]:
    """Every indicator that is stated and not computed → its name and theme."""
    found = (i for i in _desk.ws.catalogue.indicators.values() if not i.derived)
    return {i.id: f"{i.name.in_(lang)} · {_desk.ws.theme_name(i.theme, lang)}" for i in found}


@kept(4)
def area_names(_desk: Desk, /, version: str, lang: str) -> dict[str, str]:
    """Every area → its whole name and code."""
    return {a.code: f"{a.name_zh if lang == 'zh' else a.name_en} · {a.code}" for a in _desk.ws.areas}


@kept(4)
def unit_names(_desk: Desk, /, version: str, lang: str) -> dict[str, str]:
    """Every unit by its Chinese name, which a sheet may write → how it is shown."""
    return {u.name.zh: u.name.in_(lang) for u in _desk.ws.catalogue.units}


def _use(desk: Desk, work: Work, draft: Draft, placings: list[Placing]) -> None:
    """The draft with these words placed; what is no period or unit is told."""
    t, names = desk.t, Names(desk.ws.catalogue, desk.ws.areas)
    said = {part: dict(words) for part, words in draft.mapping.to_dict().items()}
    for role, word, meant, measure in placings:
        if (role == "period" and not names.period(meant).code) or (role == "unit" and not names.unit(meant)):
            st.error(t("“{text}” is neither a period nor a unit.", text=plain(meant)))
            return
        said.setdefault(PARTS[role], {})[word.strip("()（） ") if role == "unit" else word.strip()] = meant
        if measure and measure != "value":
            said.setdefault("measures", {})[word.strip()] = measure
    work.draft = draft.with_words(desk.ws, Mapped(**said))
    st.rerun()


def _units(desk: Desk, work: Work, draft: Draft, review: Review) -> None:
    """The unit of figures that state none, by their indicator."""
    if not review.unitless:
        return
    t, units = desk.t, unit_names(desk, desk.version, desk.lang)
    with st.form(work.key("units")):
        st.markdown(f"**{t('Figures without a unit')}**")
        st.caption(
            t("The unit you choose goes for every figure of the indicator that states none, also in later files.")
        )
        chosen = {}
        for indicator in review.unitless[:ASKED]:
            own = desk.ws.catalogue[indicator].unit
            options = {"": t("not placed"), **{z: n for z, n in units.items() if _fits(desk, z, own)}}
            chosen[indicator] = st.selectbox(
                plain(desk.indicator(indicator)), tuple(options), key=work.key(f"unit.{indicator}"),
                format_func=options.__getitem__,
            )  # fmt: skip
        sent = st.form_submit_button(t("Use these units"), type="primary")
    if sent:
        said = {part: dict(words) for part, words in draft.mapping.to_dict().items()}
        said.setdefault("units", {}).update({i: unit for i, unit in chosen.items() if unit})
        work.draft = draft.with_words(desk.ws, Mapped(**{part: words for part, words in said.items() if words}))
        st.rerun()


def _fits(desk: Desk, name: str, own: str) -> bool:
    """Whether a unit measures what an indicator is kept in, or how it changes."""
    units = desk.ws.catalogue.units
    return units.parse(name).unit.dimension in (units[own].dimension, units["percent"].dimension)


def _placed(desk: Desk, work: Work, draft: Draft) -> None:
    """What was placed by hand for this file, and the way back."""
    pairs = [pair for role in PARTS.values() for pair in getattr(draft.mapping, role).items()]
    if not pairs:
        return
    t = desk.t
    every = {**indicator_names(desk, desk.version, desk.lang), **area_names(desk, desk.version, desk.lang)}
    told = [f"{every.get(word, word)} → {every.get(meant, meant)}" for word, meant in pairs]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(t("Placed by hand, kept for the next file when you store: {pairs}", pairs=t.list(told))))
        if st.button(t("Forget these"), key=work.key("forget"), type="tertiary"):
            work.draft = draft.with_words(desk.ws, Mapped())
            st.rerun()
