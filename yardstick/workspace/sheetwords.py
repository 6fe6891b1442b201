"""What a sheet was taken for, in words: its form, where its headings stand, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yardstick.i18n import Words, words
from yardstick.ingest.sheet.archive import column_letters
from yardstick.ingest.sheet.layout import Layout, LeftOut
from yardstick.workspace.drafting import Draft, Sheet

FORM_WORDS = {
    "long": "one figure a row",
    "areas_by_years": "areas down, periods across",
    "indicators_by_areas": "indicators down, areas across",
    "indicators_by_years": "indicators down, periods across",
    "wide": "a table with figures side by side",
}
ROLE_WORDS = {
    "indicator": "indicator",
    "area": "area",
    "period": "period",
    "value": "value",
    "value_high": "upper end",
    "unit": "unit",
    "measure": "measure",
    "qualifier": "qualifier",
    "obs_status": "status",
    "missing_reason": "reason for the gap",
    "base_period": "base period",
    "as_of": "day of counting",
    "locator": "place in the source",
    "source": "source",
    "note": "note",
}
LEFT_OUT_WORDS = {"title": "title", "unit": "line of the unit", "footer": "remark", "heading": "heading"}
REVIEW_WORDS = {
    "refused": "refused",
    "suspicious": "suspicious",
    "conflicting": "conflicting",
    "changed": "changed",
    "added": "added",
    "unchanged": "as held",
    "blank": "blank",
}
"""The verdicts of a review's lines."""
SHOWN = 5


def sheet_lines(draft: Draft, at: int, lang: str) -> tuple[str, ...]:
    """One sheet in a few lines: what it was taken for first, then where each word stands, then the rows left out."""
    t, sheet = words(lang), draft.sheets[at]
    name = sheet.grid.name or draft.name
    if sheet.layout is None:
        return (t("{sheet}: no table of figures, left out", sheet=name),)
    if not sheet.used:
        return (t("{sheet}: left out by hand", sheet=name),)
    layout = sheet.layout
    told = t(
        "{sheet}: {form}; figures in rows {first} to {last}, columns {columns}",
        sheet=name,
        form=t(FORM_WORDS[layout.form]),
        first=sheet.grid.line(layout.first) if layout.first <= sheet.grid.height else layout.first,
        last=sheet.grid.line(min(layout.last, sheet.grid.height)),
        columns=_columns(layout.across),
    )
    lines = [f"{told} {t('(a hidden sheet)')}" if sheet.grid.hidden else told, *_roles(sheet, layout, t)]
    return (*lines, *_left_out(sheet, layout.left_out, t))


def _columns(across: Sequence[int]) -> str:
    """`B`, `B–E`, or `B, D–F`: runs of columns by their first and last."""
    runs: list[list[int]] = []
    for column in across:
        if runs and column == runs[-1][1] + 1:
            runs[-1][1] = column
        else:
            runs.append([column, column])
    letters = [(column_letters(first), column_letters(last)) for first, last in runs]
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in letters)


def _roles(sheet: Sheet, layout: Layout, t: Words) -> Iterator[str]:
    said = [
        t("{role} in column {column}", role=t(ROLE_WORDS[role]), column=_headed(sheet, layout, column))
        for role, column in layout.columns.items()
    ]
    said += [t("{role} in row {row}", role=t(ROLE_WORDS[role]), row=row) for role, row in layout.headers.items()]
    said += [t("{role} {word} for the whole sheet", role=t(ROLE_WORDS[role]), word=word)
             for role, word in layout.fixed.items()]  # fmt: skip
    if said:
        yield "  " + t("; ").join(said)
    if layout.unknown:
        missing = t.list([t(ROLE_WORDS[role]) for role in layout.unknown])
        yield "  " + t("it does not say: {roles}", roles=missing)


def _headed(sheet: Sheet, layout: Layout, column: int) -> str:
    """`B`, or `B (地区)` where a heading stands over the column."""
    heading = sheet.grid.heading(layout.heading_row, column) if layout.heading_row else ""
    return f"{column_letters(column)} ({heading})" if heading else column_letters(column)


def _left_out(sheet: Sheet, rows: Sequence[LeftOut], t: Words) -> Iterator[str]:
    for row in rows[:SHOWN]:
        why = t(LEFT_OUT_WORDS[row.taken_for])
        yield "  " + t("row {row} left out ({why}): {text}", row=sheet.grid.line(row.row), why=why, text=row.text[:60])
    if len(rows) > SHOWN:
        yield "  " + t("and {n} more rows left out", n=len(rows) - SHOWN)
