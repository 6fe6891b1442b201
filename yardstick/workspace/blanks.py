"""Templates: the figures somebody is to fill in, with what is held already, as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from yardstick.errors import StoreError
from yardstick.exports import Blank, template
from yardstick.i18n import words
from yardstick.workspace import records
from yardstick.workspace.answers import Reading
from yardstick.workspace.ground import Ground

AT_MOST = 50_000
"""Rows of one template: more than a person fills in, and made in seconds."""
_TEN_THOUSAND = "万"


def blanks(
    ground: Ground, areas: Sequence[str], indicators: Sequence[str], years: Sequence[int], *, filled: bool, lang: str
) -> tuple[Blank, ...]:
    """A row for each indicator, area and year, in the order given; with `filled`, what is shown for it is written in.

    Raises StoreError where there are more than AT_MOST.
    """
    count = len(areas) * len(indicators) * len(years)
    if count > AT_MOST:
        raise StoreError(
            "{count} rows are more than a template holds ({most}); choose fewer", count=count, most=AT_MOST
        )
    held = _held(ground, areas, indicators, years) if filled and count else {}
    return tuple(
        _blank(ground, area, indicator, year, held.get((indicator, area, str(year))), lang=lang)
        for indicator in indicators
        for area in areas
        for year in years
    )


def workbook(rows: Sequence[Blank], lang: str) -> bytes:
    """The rows as a workbook with drop-downs, protected headings and a sheet of help, in the reader's language."""
    t = words(lang)
    told = (
        t("One row is one figure. Write into the light cells; what the figure is of stands fast."),
        t("Leave the value empty where there is no figure; such rows are not read."),
        t("Missing is not zero: where one is known to be missing, write M as obs_status and choose a missing_reason."),
        t("qualifier is = unless the source says more (>), at least (>=), less (<), at most (<=) or about (~)."),
        t("For a range write its lower end as value, its upper end as value_high, and range as qualifier."),
        t("obs_status is A (final) unless the figure is provisional (P) or expected (E)."),
        t("Fill source in where a row comes from another source than the whole file."),
    )
    headings = {
        "value": told[1],
        "unit": t("the unit of the value; choose one of the list"),
        "qualifier": told[3],
        "obs_status": told[5],
        "value_high": told[4],
        "missing_reason": told[2],
        "source": told[6],
    }
    return template(rows, help_text=told, words=headings)


def _held(
    ground: Ground, areas: Sequence[str], indicators: Sequence[str], years: Sequence[int]
) -> dict[tuple[str, str, str], Reading]:
    frame = ground.store.readings(indicators, areas, period_from=str(min(years)), period_to=str(max(years)))
    return {(r.indicator, r.area, r.period): r for r in records.readings(frame)}


def _blank(ground: Ground, area: str, indicator: str, year: int, held: Reading | None, *, lang: str) -> Blank:
    unit = ground.catalogue[indicator].unit if held is None else held.unit
    told = (indicator, ground.indicator_name(indicator, lang), area, ground.area_name(area, lang), str(year))
    units = _units(ground, unit, lang)
    if held is None:
        return Blank(*told, units)
    return Blank(
        *told,
        units,
        value=held.value,
        value_high=held.value_high,
        qualifier="" if held.qualifier == "=" else held.qualifier,
        obs_status="" if held.status == "A" else held.status,
        missing_reason=held.missing_reason,
        source=held.source,
        base_period=held.base_period,
        as_of="" if held.as_of is None else held.as_of.isoformat(),
        note=held.note,
    )


def _units(ground: Ground, unit: str, lang: str) -> tuple[str, ...]:
    """The name of the unit, then of those in which it is told smaller or larger: 亿元, 元, 万元; 家, 万家."""
    book, name = ground.catalogue.units, ground.unit_name(unit, lang)
    if book[unit].dimension == "count":
        larger = f"{_TEN_THOUSAND}{name}"
        return (name, larger) if lang == "zh" and _is(ground, larger, unit) else (name,)
    others = (u.id for u in book if u.dimension == book[unit].dimension and u.factor != book[unit].factor)
    return (name, *(ground.unit_name(other, lang) for other in others))


def _is(ground: Ground, written: str, unit: str) -> bool:
    try:
        return ground.catalogue.units.parse(written).unit.id == unit
    except ValueError:
        return False
