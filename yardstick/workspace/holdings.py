"""What is held and from where: sources, coverage, conflicts, corrections, rows left out, what is new."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from yardstick.ingest import Correction, read_corrections
from yardstick.model import bare
from yardstick.store import FIRST_ID
from yardstick.workspace import records
from yardstick.workspace.answers import (
    CorrectionRow,
    CoverageCell,
    CoverageCount,
    CoverageRow,
    LeftOut,
    News,
    Reading,
    SourceCount,
)
from yardstick.workspace.building import definitions_of
from yardstick.workspace.ground import Ground


def sources(ground: Ground) -> tuple[SourceCount, ...]:
    """Every source with what it brought, the latest first."""
    frame = ground.store.sources()
    columns = ("id", "observations", "shown", "targets")
    return tuple(
        SourceCount(ground.sources[i], int(n), int(s), int(t))
        for i, n, s, t in records.rows(frame, columns)
        if i in ground.sources
    )


def brought(ground: Ground, source: str) -> tuple[Reading, ...]:
    """Every live figure of one source, shown or not."""
    return records.readings(ground.store.brought(source))


def brought_picked(ground: Ground, source: str) -> tuple[tuple[Reading, int], ...]:
    """Every live figure of one source, and its place in the order of its cell: 1 for the one shown."""
    frame = ground.store.brought(source)
    return tuple(zip(records.readings(frame), (int(pick) for pick in frame["pick"]), strict=True))


def news(ground: Ground, count: int, areas: Sequence[str]) -> tuple[News, ...]:
    """The sources published last that speak of these areas, and what each brought."""
    frame = ground.store.newest(400, areas=areas, measures=("value", "new", "growth", "share"))
    of_source: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for source, area, indicator in records.rows(frame, ("source", "area", "indicator")):
        of_source[source].append((area, indicator))
    targets = {s.source.id: s.targets for s in sources(ground)}
    out = []
    for source, pairs in list(of_source.items())[:count]:
        brought_areas = tuple(dict.fromkeys(a for a, _ in pairs))
        out.append(
            News(
                ground.sources[source], len(pairs), targets.get(source, 0), brought_areas, _unique(i for _, i in pairs)
            )
        )
    return tuple(out)


def _unique(items: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))  # type: ignore[call-overload]


def coverage(
    ground: Ground, areas: Sequence[str], *, theme: str | None = None, indicators: Sequence[str] | None = None
) -> tuple[CoverageRow, ...]:
    """The coverage grid: area × indicator × year, in the order of the catalogue and of `areas`."""
    frame = ground.store.coverage(areas)
    cells: dict[tuple[str, str], list[CoverageCell]] = defaultdict(list)
    columns = ("area", "indicator", "year", "obs_status", "figures", "conflict", "missing_reason")
    for area, indicator, year, status, figures, conflict, reason in records.rows(frame, columns):
        code = "conflict" if conflict else status
        cells[area, indicator].append(CoverageCell(int(year), code, int(figures), records.text(reason)))
    wanted = [
        i.id
        for i in ground.catalogue.indicators.values()
        if (theme is None or i.theme == theme) and (indicators is None or i.id in indicators)
    ]
    return tuple(CoverageRow(a, i, tuple(cells[a, i])) for i in wanted for a in areas if (a, i) in cells)


def coverage_counts(ground: Ground, areas: Sequence[str]) -> tuple[CoverageCount, ...]:
    """Theme × area: how many of the theme's indicators have a figure, and the latest year."""
    frame = ground.store.coverage(areas)
    years: dict[tuple[str, str], set[str]] = defaultdict(set)
    latest: dict[tuple[str, str], int] = {}
    for area, indicator, year, status in records.rows(frame, ("area", "indicator", "year", "obs_status")):
        if indicator not in ground.catalogue or status == "M":
            continue
        key = (area, ground.catalogue[indicator].theme)
        years[key].add(indicator)
        latest[key] = max(latest.get(key, 0), int(year))
    defined = {t: sum(1 for i in members if not i.derived) for t, members in ground.catalogue.by_theme().items()}
    return tuple(
        CoverageCount(a, t, len(years[a, t]), defined[t], latest.get((a, t)))
        for t in ground.catalogue.themes
        for a in areas
    )


def conflicts(
    ground: Ground, areas: Sequence[str] | None = None, indicator: str | None = None
) -> tuple[tuple[Reading, ...], ...]:
    """Cells whose figures cannot all be true: each as its figures, the one shown first; the widest apart first."""
    cells: dict[tuple[str, str, str, str], list[Reading]] = defaultdict(list)
    for r in records.readings(ground.store.conflicting_figures(areas or (), indicator=indicator)):
        cells[r.area, r.indicator, r.measure, r.period].append(r)
    return tuple(tuple(figures) for figures in cells.values())


def corrections(ground: Ground) -> tuple[CorrectionRow, ...]:
    """The corrections of data/corrections.yaml in its order, then those accepted into the store in theirs.

    As known on a day: those dated up to it.
    """
    accepted = tuple(_accepted(row) for row in records.rows(ground.store.guarded(), _GUARDED))
    over = {_key(row) for row in accepted if row.state == "applied"}
    done = {
        tuple(bare(part) for part in row[:6]): row[6:]
        for row in records.rows(ground.store.corrections(), _DONE)
        if row[6] < FIRST_ID
    }
    filed = (_filed(c, done.get(c.key), replaced=c.key in over) for c in _file(ground))
    return (
        *(row for row in filed if ground.store.day is None or (row.date and row.date <= ground.store.day)),
        *accepted,
    )


def _key(row: CorrectionRow) -> tuple[str, ...]:
    return row.indicator, row.area, row.measure, row.period, row.source, bare(row.locator)


_FIGURE = ("indicator", "area", "measure", "period", "source", "locator")
_DONE = (*_FIGURE, "change_set", "before", "after", "unit")
_GUARDED = (
    *_FIGURE, "change_set", "before", "after", "unit", "reason", "reason_en", "author", "date", "action", "state",
    "expect", "value", "stated_value", "stated_unit",
)  # fmt: skip


def _file(ground: Ground) -> list[Correction]:
    """The entries that the store was built with; of a store that keeps none, those of the data folder."""
    kept = definitions_of(ground.store.path.resolve()) / "corrections.yaml"
    path = kept if kept.is_file() else ground.folder / ground.config.paths.data / "corrections.yaml"
    return read_corrections(path)[0]


def _filed(found: Correction, done: tuple[Any, ...] | None, *, replaced: bool) -> CorrectionRow:
    indicator, area, measure, period, source, locator = found.key
    _, before, after, unit = done or (0, None, None, "")
    state: str = found.state
    if found.state == "applied":
        state = "mended" if done is None else "replaced" if replaced else "applied"
    return CorrectionRow(
        area, indicator, measure, period, source, records.number(before), records.number(after), unit,
        (found.reason, found.reason_en), found.author, found.date, locator, found.action, state, str(found.expect),
        "" if found.value is None else str(found.value), "", "", "data/corrections.yaml", found.line, found.id,
    )  # fmt: skip


def _accepted(row: tuple[Any, ...]) -> CorrectionRow:
    indicator, area, measure, period, source, locator, number, before, after, unit, zh, en, author, date = row[:14]
    action, state, expect, value, found, stated_unit = row[14:]
    return CorrectionRow(
        area, indicator, measure, period, source, records.number(before), records.number(after), unit, (zh, en or zh),
        author, records.day(date), locator, action, state, expect, value, found, stated_unit, "data/store", None,
        str(number), int(number),
    )  # fmt: skip


def left_out(ground: Ground) -> tuple[LeftOut, ...]:
    """The rows of the collected facts that are not in the store, each with its reason."""
    path = ground.folder / ground.config.paths.data / "left_out.csv"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_left_out(row) for row in csv.DictReader(file))


def _left_out(row: dict[str, str]) -> LeftOut:
    key = row.get("row_key") or row.get("row") or ""
    named = (row.get(n, "") for n in ("area", "indicator", "measure", "period", "value", "unit", "reason"))
    return LeftOut(row.get("file", ""), key, *named)
