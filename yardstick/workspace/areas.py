"""One area whole: its latest figures by theme, where it stands among its peers, what its parts hold."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yardstick.compare.parts import Share, shares
from yardstick.compare.profile import STRONG, WEAK, profile
from yardstick.compare.profile import Standing as Placed
from yardstick.model import LEVELS
from yardstick.normalise import per_capita, per_gdp
from yardstick.workspace import headline, records
from yardstick.workspace.answers import AreaView, PartShare, Reading, Standing
from yardstick.workspace.comparing import indicators_held
from yardstick.workspace.ground import Ground

PEERLESS = ("country", "group")
RELATIVE = ("per_capita", "per_gdp")


def area_view(ground: Ground, area: str) -> AreaView:
    """Everything held of one area. A group and the country have no peers and therefore no standings."""
    indicators = indicators_held(ground, [area])
    rows = headline.tiles(ground, [area], indicators, any_period=True)
    standings = _standings(ground, area, indicators)
    parts = [a.code for a in ground.areas.children(area)]
    held_parts = _with_figures(ground, parts)
    strong, weak = _ends(standings)
    return AreaView(
        area,
        rows,
        strong,
        weak,
        standings,
        _part_shares(ground, area, held_parts),
        _part_readings(ground, held_parts),
        _finding(ground, area, strong=strong, weak=weak, count=len(indicators)),
    )


def _standings(ground: Ground, area: str, indicators: Sequence[str]) -> tuple[Standing, ...]:
    """Intensive indicators as they are, extensive ones per capita or per GDP where the definition offers it."""
    if area not in ground.areas or ground.areas[area].level in PEERLESS:
        return ()
    peers = ground.peers_of([area])
    whole = ground.frame(indicators, peers)
    whole = whole[whole["is_year"]].reset_index(drop=True)
    out: list[Standing] = []
    for form, wanted in _forms(ground, indicators).items():
        frame = whole[whole["indicator"].isin(wanted)].reset_index(drop=True)
        if form in RELATIVE and len(frame):
            frame = _relative(ground, form, frame, peers=peers)
        own = frame[frame["area"] == area].reset_index(drop=True)
        if len(own):
            placed, _ = profile(own, frame, indicators=ground.catalogue.indicators, levels=ground.levels)
            raw = {(r.indicator, r.period): r for r in records.readings(own)}
            out += [_standing(p, raw[p.indicator, p.row.period], form) for p in placed]
    return tuple(sorted(out, key=lambda s: -s.percentile))


def _relative(ground: Ground, form: str, frame: pd.DataFrame, *, peers: Sequence[str]) -> pd.DataFrame:
    units = ground.catalogue.units
    if form == "per_capita":
        return per_capita(frame, ground.denominator("population", peers), units=units)[0]
    return per_gdp(frame, ground.denominator("gdp", peers), units=units)[0]


def _forms(ground: Ground, indicators: Sequence[str]) -> dict[str, list[str]]:
    """Form → indicators: a total says how large an area is, not how it stands, so it is taken relative to size."""
    out: dict[str, list[str]] = {"raw": [], "per_capita": [], "per_gdp": []}
    for name in indicators:
        definition = ground.catalogue[name]
        if definition.scale == "intensive":
            out["raw"].append(name)
        elif "population" in definition.per:
            out["per_capita"].append(name)
        elif "gdp" in definition.per:
            out["per_gdp"].append(name)
    return out


def _standing(placed: Placed, reading: Reading, form: str) -> Standing:
    return Standing(placed.indicator, reading, placed.percentile, placed.peers, form)


def _ends(standings: Sequence[Standing]) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    strong = [s for s in standings if s.percentile >= STRONG and s.reading.status in ("A", "P")]
    weak = [s for s in reversed(standings) if s.percentile <= WEAK and s.reading.status in ("A", "P")]
    return tuple(strong[:5]), tuple(weak[:5])


def _part_shares(ground: Ground, area: str, parts: Sequence[str]) -> tuple[PartShare, ...]:
    if not parts:
        return ()
    additive = [i.id for i in ground.catalogue.indicators.values() if i.scale == "extensive" and not i.derived]
    frame = ground.frame(additive, [area, *parts], ("value", "share"))
    return tuple(_share(s) for s in shares(frame, area, parts=parts))


def _share(found: Share) -> PartShare:
    unit = found.part.unit if found.part else "percent"
    value = found.part.value if found.part else None
    whole = found.whole.value if found.whole else None
    stated, computed = records.number(found.stated), records.number(found.computed)
    return PartShare(found.area, found.indicator, found.period, value, whole, unit, stated, computed, found.agrees)


def _part_readings(ground: Ground, parts: Sequence[str]) -> tuple[Reading, ...]:
    return ground.readings(list(ground.catalogue.indicators), parts) if parts else ()


def _with_figures(ground: Ground, parts: Sequence[str]) -> list[str]:
    held = set(ground.store.coverage(parts)["area"].tolist()) if parts else set()
    return [p for p in parts if p in held]


def _finding(
    ground: Ground, area: str, *, strong: Sequence[Standing], weak: Sequence[Standing], count: int
) -> tuple[str, str]:
    def names(found: Sequence[Standing], lang: str) -> str:
        joined = [ground.indicator_name(s.indicator, lang) for s in found[:3]]
        return ("、" if lang == "zh" else ", ").join(joined)

    zh, en = ground.area_name(area, "zh"), ground.area_name(area, "en")
    if not strong and not weak:
        return (
            f"{zh}：收录{count}项指标，没有可与同级地区比较的数据",
            f"{en}: {count} indicators held, none comparable with peers",
        )
    zh_said = [f"相对较强的是{names(strong, 'zh')}"] if strong else []
    zh_said += [f"相对较弱的是{names(weak, 'zh')}"] if weak else []
    en_said = [f"ahead of most peers in {names(strong, 'en')}"] if strong else []
    en_said += [f"behind most in {names(weak, 'en')}"] if weak else []
    return f"{zh}在同级地区中" + "，".join(zh_said), f"{en} is " + "; ".join(en_said)


def selectable_areas(ground: Ground) -> tuple[str, ...]:
    """Areas with figures: those of config.yaml first, then the others by level and code."""
    held = set(ground.store.coverage([a.code for a in ground.areas])["area"].tolist())
    shown = [a for a in ground.shown_areas if a in held]
    rest = [a for a in ground.areas if a.code in held and a.code not in shown]
    return (*shown, *(a.code for a in sorted(rest, key=lambda a: (LEVELS.index(a.level), a.code))))
