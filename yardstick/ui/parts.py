"""The parts of an area: the share a source states against the share that the figures of part and whole give."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from yardstick.charts import Palette, Share, shares
from yardstick.i18n import plain_number
from yardstick.model import Period
from yardstick.ui.cache import kept
from yardstick.ui.picture import Picture
from yardstick.ui.portrait import view
from yardstick.ui.session import Desk
from yardstick.workspace import AreaView, PartShare, Reading

EVERY, STATED = "every", "stated"
"""The choices that mix indicators: all shares where they are few, else those that a source states."""
FEW, MOST = 16, 24


def offered(desk: Desk, found: AreaView) -> dict[str, str]:
    """What can be looked at: each part on its own where shares are few, the stated shares, each indicator of parts."""
    names = {i: desk.indicator(i) for i in dict.fromkeys(s.indicator for s in found.parts)}
    if 1 < len(found.parts) <= FEW:
        return {EVERY: desk.t("all indicators that parts have"), **names}
    if any(s.stated is not None for s in found.parts):
        return {**names, STATED: desk.t("shares that a source states")}
    return names


def beside(found: AreaView, choice: str) -> tuple[str, ...]:
    """The parts that get a picture of their own; one empty word where there is one picture of all."""
    return tuple(dict.fromkeys(s.part for s in found.parts)) if choice == EVERY else ("",)


def chosen(found: AreaView, choice: str, part: str = "") -> tuple[PartShare, ...]:
    """The shares of one choice: for an indicator, of the latest period that most parts have; the largest first."""
    if choice == EVERY:
        return tuple(s for s in found.parts if part in ("", s.part))
    if choice == STATED:
        return tuple(s for s in found.parts if s.stated is not None)
    mine = [s for s in found.parts if s.indicator == choice]
    counts: dict[str, int] = {}
    for share in mine:
        counts[share.period] = counts.get(share.period, 0) + 1
    wide = max(counts.values(), default=0) * 0.8
    period = max((p for p, n in counts.items() if n >= wide), default="", key=lambda p: Period.parse(p).end)
    return tuple(sorted((s for s in mine if s.period == period), key=lambda s: -(s.computed or s.stated or 0)))


@kept(256)
def picture(_desk: Desk, /, version: str, lang: str, area: str, *, choice: str, part: str = "") -> Picture:
    """The picture of the shares of one choice; its table twin has the figures behind them."""
    t, found = _desk.t, chosen(view(_desk, version, area), choice, part)
    mixed = choice in (EVERY, STATED)
    label_width = {EVERY: 13.0, STATED: 14.0}.get(choice, 9.0)
    periods = sorted({s.period for s in found}, key=lambda p: Period.parse(p).end)
    names = [_desk.ws.period_name(p, lang) for p in (periods[0], periods[-1])]
    span = names[0] if names[0] == names[1] else f"{names[0]} – {names[1]}"
    what = _desk.name(part) if part else offered(_desk, view(_desk, version, area))[choice]
    left_out = len(found) - MOST
    notes = [*_disagreements(_desk, found)]
    if left_out > 0:
        notes.append(t("{n} smaller parts stand in the table only.", n=left_out))
    return Picture(
        key=f"area.parts.{part}" if part else "area.parts",
        title=_title(_desk, found, mixed=mixed),
        subtitle=t("{what} · share of the whole, in % · {period}", what=what, period=span),
        figure=shares(
            [_share(_desk, s, mixed=mixed and not part, own=bool(part)) for s in found[:MOST]],
            palette=_palette(_desk, area, found),
            unit="%",
            stated=t("stated by the source"),
            computed=t("computed from part and whole"),
            label_width=label_width,
        ),
        table=lambda: table(_desk, found),
        notes=tuple(notes),
    )


def _palette(desk: Desk, area: str, found: Sequence[PartShare]) -> Palette:
    """Parts carry the colour of their whole: here they are not areas set side by side."""
    slot = desk.ws.config.areas.get(area)
    parts = {s.part for s in found}
    return Palette({}, frozenset(parts)) if slot is None else Palette(dict.fromkeys(parts, slot))


def _title(desk: Desk, found: Sequence[PartShare], *, mixed: bool) -> str:
    t = desk.t
    checked = [s for s in found if s.agrees is not None]
    if mixed and checked:
        agreeing = sum(bool(s.agrees) for s in checked)
        if agreeing == len(checked):
            return t("All {n} stated shares that can be checked agree with the figures of part and whole", n=agreeing)
        return t("{n} of {all} stated shares agree with the figures of part and whole", n=agreeing, all=len(checked))
    sizes = [s.computed for s in found if s.computed is not None]
    if mixed and len(sizes) == len(found) and len({s.part for s in found}) == 1:
        low, high = _percent(min(sizes)), _percent(max(sizes))
        name = desk.name(found[0].part)
        return t("{area} holds {low} to {high} of the whole, by indicator", area=name, low=low, high=high)
    if mixed:
        return t("{n} shares, none both stated and computed, so none can be checked", n=len(found))
    first = max(found, key=lambda s: s.computed or s.stated or 0)
    return t(
        "{area} holds {share} of the whole, the largest part", area=desk.name(first.part), share=_percent(_size(first))
    )


def _size(share: PartShare) -> float | None:
    return share.computed if share.computed is not None else share.stated


def _percent(value: float | None) -> str:
    return "" if value is None else f"{plain_number(round(value, 1))}%"


def _share(desk: Desk, share: PartShare, *, mixed: bool, own: bool) -> Share:
    label = desk.t("{area}: {indicator}", area=desk.name(share.part), indicator=desk.indicator(share.indicator))
    return Share(
        share.part,
        label if mixed else desk.indicator(share.indicator) if own else desk.name(share.part),
        share.stated,
        share.computed,
        stated_text=_percent(share.stated),
        computed_text=_percent(share.computed),
        hover="\n".join((label, desk.ws.period_name(share.period, desk.lang), verdict(desk, share))),
        contradicts=share.agrees is False,
    )


def verdict(desk: Desk, share: PartShare) -> str:
    """Whether the stated share and the computed one agree, in words."""
    t = desk.t
    if share.agrees is None:
        return (
            t("computed only") if share.stated is None else t("stated only: the whole or the part has no exact figure")
        )
    return t("stated and computed agree") if share.agrees else t("stated and computed contradict each other")


def _disagreements(desk: Desk, found: Sequence[PartShare]) -> list[str]:
    return [
        desk.t(
            "{area}, {indicator}, {period}: stated {stated}, computed {computed}.",
            area=desk.name(s.part),
            indicator=desk.indicator(s.indicator),
            period=desk.ws.period_name(s.period, desk.lang),
            stated=_percent(s.stated),
            computed=_percent(s.computed),
        )
        for s in found
        if s.agrees is False
    ]


def table(desk: Desk, found: Sequence[PartShare]) -> pd.DataFrame:
    """A row a share with the figures it was computed from."""
    t, lang = desk.t, desk.lang
    rows = [
        {
            t("Part"): desk.name(s.part),
            t("Indicator"): desk.indicator(s.indicator),
            t("Period"): desk.ws.period_name(s.period, lang),
            t("Figure of the part"): desk.ws.quantity(s.value, s.unit, lang),
            t("Figure of the whole"): desk.ws.quantity(s.whole, s.unit, lang),
            t("Stated (%)"): s.stated,
            t("Computed (%)"): None if s.computed is None else round(s.computed, 2),
            t("Agreement"): verdict(desk, s),
        }
        for s in found
    ]
    return pd.DataFrame(rows)


def numbers(found: AreaView, shown: Sequence[PartShare]) -> list[Reading]:
    """The parts' own figures behind some shares, to be opened."""
    wanted = {(s.part, s.indicator, s.period) for s in shown}
    return [r for r in found.part_readings if (r.area, r.indicator, r.period) in wanted]
