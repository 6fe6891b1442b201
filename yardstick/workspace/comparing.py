"""Side by side: readings in a form, brought to a common period, guarded, ranked where that is honest, told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import pandas as pd

from yardstick.compare.align import Aligned, Policy, align
from yardstick.compare.finding import finding
from yardstick.compare.guard import Guard as Biting
from yardstick.compare.guard import guards
from yardstick.compare.rank import Ranking, rank
from yardstick.compare.series import series_finding
from yardstick.compare.speech import Speech
from yardstick.normalise import Refusal, growth, index, peer_position, per_capita, per_gdp, reason, steps
from yardstick.normalise.per import PER_CAPITA_UNITS, PER_GDP_UNITS
from yardstick.normalise.reading import readings as raw_readings
from yardstick.workspace import records
from yardstick.workspace.answers import Compared, Comparison, Guard
from yardstick.workspace.ground import Ground
from yardstick.workspace.speaking import both, speech

FORMS = ("raw", "per_capita", "per_gdp", "growth", "index", "peer_position")


def compare(
    ground: Ground,
    indicator: str,
    areas: Sequence[str],
    *,
    form: str,
    policy: str,
    period: str | None,
    within: int,
    base: str | None,
) -> Comparison:
    """The comparison of some areas on one indicator; see `Comparison`."""
    raw = ground.frame([indicator], areas)
    shaped, refusals = shape(ground, indicator, raw, areas=areas, form=form, base=base)
    aligned = align(shaped, policy=cast(Policy, policy), period=period or None, within=within, areas=areas)
    definition = ground.catalogue[indicator]
    biting = guards(definition, levels=ground.levels, aligned=aligned, form=form, refusals=_relevant(refusals, aligned))
    ranking = rank(aligned, indicator=definition, levels=ground.levels, form=form)

    def found(voice: Speech) -> str:
        return finding(aligned, indicator=definition, levels=ground.levels, speech=voice, form=form)

    def moved(voice: Speech) -> str:
        return series_finding(shaped, indicator=definition, speech=voice, form=form)

    every = records.readings(shaped)
    return Comparison(
        indicator,
        form,
        every[0].unit if every else definition.unit,
        aligned.period,
        _rows(ground, areas, raw, aligned=aligned, ranking=ranking, refusals=refusals),
        tuple((a, tuple(sorted((r for r in every if r.area == a), key=lambda r: (r.year, r.period)))) for a in areas),
        bool(ranking.places),
        tuple(_guard(ground, g) for g in biting),
        both(ground, found),
        both(ground, moved),
        _peer_counts(aligned) if form == "peer_position" else (),
    )


def shape(
    ground: Ground, indicator: str, raw: pd.DataFrame, *, areas: Sequence[str], form: str, base: str | None = None
) -> tuple[pd.DataFrame, list[Refusal]]:
    """The frame of an indicator in one form, and what was refused on the way."""
    if form not in forms(ground, indicator):
        return raw.head(0), [Refusal(a, indicator, "", "not_offered", indicator) for a in areas]
    units = ground.catalogue.units
    if form == "per_capita":
        return per_capita(raw, ground.denominator("population", areas), units=units)
    if form == "per_gdp":
        return per_gdp(raw, ground.denominator("gdp", areas), units=units)
    if form == "growth":
        return _growth(ground, indicator, raw, areas=areas)
    if form == "index":
        return index(raw, base or _index_base(raw), breaks=ground.breaks)
    if form == "peer_position":
        peers = ground.frame([indicator], ground.peers_of(areas))
        return peer_position(raw, peers, levels=ground.levels, directions=ground.directions)
    return raw, []


def _growth(
    ground: Ground, indicator: str, raw: pd.DataFrame, *, areas: Sequence[str]
) -> tuple[pd.DataFrame, list[Refusal]]:
    """Computed from levels; of series told at constant prices only what the sources state is growth."""
    if ground.catalogue[indicator].growth_basis != "constant_prices":
        return growth(raw, breaks=ground.breaks)
    stated = ground.frame([indicator], areas, ("growth",))
    return stated[stated["is_year"] & (stated["base_period"] == "")].reset_index(drop=True), []


def _index_base(raw: pd.DataFrame) -> str:
    """The first year in which all areas of the frame have an exact figure, else the first with most of them."""
    exact = [r for r in raw_readings(raw) if r.is_year and not r.missing and r.qualifier == "="]
    holders: dict[str, set[str]] = {}
    for row in exact:
        holders.setdefault(row.period, set()).add(row.area)
    most = max((len(a) for a in holders.values()), default=0)
    return min((p for p, a in holders.items() if len(a) == most), default="")


def _rows(
    ground: Ground,
    areas: Sequence[str],
    raw: pd.DataFrame,
    *,
    aligned: Aligned,
    ranking: Ranking,
    refusals: Sequence[Refusal],
) -> tuple[Compared, ...]:
    shaped = dict(zip(aligned.frame["area"].tolist(), records.readings(aligned.frame), strict=True))
    arithmetic = dict(zip(aligned.frame["area"].tolist(), aligned.frame.to_dict("records"), strict=True))
    before = {(r.area, r.period): r for r in records.readings(raw)}
    places = {p.area: (p.first, p.last) for p in ranking.places}
    refused = {r.area: r for r in aligned.refusals} | {
        r.area: r for r in refusals if r.period == aligned.period or aligned.frame.empty
    }
    out = []
    for area in areas:
        reading = shaped.get(area)
        own = before.get((area, reading.period)) if reading else None
        why = refused.get(area)
        refusal = why.code if why and reading is None else ""
        out.append(Compared(area, reading, own, places.get(area), refusal, _steps(ground, arithmetic.get(area, {}))))
    return tuple(out)


def _steps(ground: Ground, row: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    if not row or not isinstance(row.get("form"), str):
        return ()
    units = ground.catalogue.units
    return tuple((s.text("zh", units=units), s.text("en", units=units)) for s in steps(row))


def _relevant(refusals: Sequence[Refusal], aligned: Aligned) -> list[Refusal]:
    """Refusals of the period compared, and of areas that have no figure in any period."""
    return [
        r for r in refusals if r.period in (aligned.period, "") or (not aligned.period and r.code == "break_between")
    ]


def _guard(ground: Ground, found: Biting) -> Guard:
    zh, en = both(ground, found.sentence)
    return Guard(found.code, zh, en)


def _peer_counts(aligned: Aligned) -> tuple[tuple[str, int], ...]:
    if "denominator" not in aligned.frame.columns:
        return ()
    return tuple((a, int(n)) for a, n in records.rows(aligned.frame, ("area", "denominator")))


def refusal_words(ground: Ground, refusal: Refusal, lang: str) -> str:
    """Why a step could not be done, in words."""
    return reason(refusal, speech(ground, lang).t)


def forms(ground: Ground, indicator: str) -> tuple[str, ...]:
    """The forms offered: relative ones by the definition's `per` and unit; growth and index for stocks and flows."""
    definition = ground.catalogue[indicator]
    dimension = ground.catalogue.units[definition.unit].dimension
    offered = {"raw", "peer_position"}
    if "population" in definition.per and dimension in PER_CAPITA_UNITS:
        offered.add("per_capita")
    if "gdp" in definition.per and dimension in PER_GDP_UNITS:
        offered.add("per_gdp")
    if definition.kind in ("stock", "flow") and definition.unit != "place":
        offered |= {"growth", "index"}
    return tuple(f for f in FORMS if f in offered)


def years(ground: Ground, indicator: str, areas: Sequence[str]) -> tuple[str, ...]:
    """Whole years with a value for at least one of the areas, newest first."""
    frame = ground.frame([indicator], areas)
    held = frame[frame["is_year"] & frame["value"].notna()]
    return tuple(sorted(set(held["period"].tolist()), reverse=True))


def _holders(ground: Ground, areas: Sequence[str]) -> dict[str, set[str]]:
    frame = ground.store.coverage(areas)
    out: dict[str, set[str]] = {}
    for area, indicator, measure in records.rows(frame, ("area", "indicator", "measure")):
        if measure == "value":
            out.setdefault(indicator, set()).add(area)
    return out


def comparable_indicators(ground: Ground, areas: Sequence[str]) -> tuple[str, ...]:
    """Indicators with levels for two of the areas or more, derived ones by their inputs; the catalogue's order."""
    return _with_levels(ground, areas, least=min(2, len(areas)))


def indicators_held(ground: Ground, areas: Sequence[str]) -> tuple[str, ...]:
    """Indicators with any figure for one of the areas or more."""
    frame = ground.store.coverage(areas)
    held = set(frame["indicator"].tolist()) | set(_with_levels(ground, areas, least=1))
    return tuple(i for i in ground.catalogue.indicators if i in held)


def _with_levels(ground: Ground, areas: Sequence[str], *, least: int) -> tuple[str, ...]:
    holders = _holders(ground, areas)
    out = []
    for definition in ground.catalogue.indicators.values():
        held = holders.get(definition.id, set())
        if definition.formula is not None:
            held = set.intersection(*(holders.get(n, set()) for n in definition.formula.names))
        if len(held) >= least and held:
            out.append(definition.id)
    return tuple(out)
