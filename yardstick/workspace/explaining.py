"""Everything behind one number: the figure shown, the others and why not, what follows from it, its sentence."""

from __future__ import annotations

from typing import Any

from yardstick.store import duel
from yardstick.workspace import records
from yardstick.workspace.answers import Explanation, Implied, Reading, Rival, Sentence
from yardstick.workspace.ground import Ground
from yardstick.workspace.passages import sentence

AGREE = 0.5  # per cent
_BOUNDS = (">", ">=", "<", "<=")


def explain(ground: Ground, area: str, indicator: str, period: str, measure: str = "value") -> Explanation:
    """The explanation of one cell. A derived indicator is explained by its formula and the figures it rests on."""
    if indicator in ground.catalogue and ground.catalogue[indicator].derived:
        return _derived(ground, area, indicator, period)
    frame = ground.store.figures(area, indicator, period, measure)
    figures = records.readings(frame)
    raw = frame.to_dict("records")
    follows = tuple(i for i in _implied(ground, indicator, area) if i.period == period)
    picked = figures[0] if figures else None
    return Explanation(
        area,
        indicator,
        measure,
        period,
        picked,
        ground.sources.get(picked.source) if picked else None,
        _rivals(ground, figures, raw),
        follows if measure == "value" else (),
        _implied_lines(ground, follows) if measure == "value" else (),
        Sentence("not_text")
        if picked is None
        else sentence(ground, picked.source, picked.locator, picked.stated_value),
        correction=_correction(ground, picked),
    )


def _rivals(ground: Ground, figures: tuple[Reading, ...], raw: list[dict[Any, Any]]) -> tuple[Rival, ...]:
    out = []
    for reading, row in zip(figures[1:], raw[1:], strict=True):
        out.append(Rival(reading, ground.sources[reading.source], duel(raw[0], row)))
    return tuple(out)


def _implied(ground: Ground, indicator: str, area: str) -> tuple[Implied, ...]:
    return records.implied(ground.store.implied([indicator], [area]))


def _implied_lines(ground: Ground, found: tuple[Implied, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((_implied_line(ground, i, "zh"), _implied_line(ground, i, "en")) for i in found)


def _implied_line(ground: Ground, found: Implied, lang: str) -> str:
    value, level = (ground.quantity(v, found.unit, lang, indicator=found.indicator) for v in (found.value, found.level))
    factor = ground.quantity(
        found.factor, "percent" if found.rule == "growth" else "times", lang, signed=found.rule == "growth"
    )
    title, period = ground.source_title(found.source), ground.period_name(found.level_period, lang)
    if lang == "zh":
        return f"推算值(状态 I):由《{title}》所载{period} {level}、{factor} 推得 {value}" + _agreement_zh(ground, found)
    return (
        f"Implied (status I): {level} in {period} and {factor}, both stated in {title}, give {value}"
        + _agreement_en(ground, found)
    )


def _agreement_zh(ground: Ground, found: Implied) -> str:
    if found.stated is None or found.difference is None:
        return ";该期没有直接发布的数"
    percent = abs(found.difference) * 100
    qualifier = found.stated_qualifier
    stated = ground.quantity(found.stated, found.unit, "zh", indicator=found.indicator, qualifier=qualifier)
    if qualifier in _BOUNDS:
        return f";已发布的是 {stated}," + ("两者一致" if _meets(found, qualifier) else "两者不一致")
    return f";已发布的是 {stated},相差 {percent:.2f}%," + ("不到 0.5%,两者一致" if percent <= AGREE else "两者不一致")


def _meets(found: Implied, qualifier: str) -> bool:
    """Whether the implied value lies on the stated side of a bound, but for rounding."""
    assert found.difference is not None
    over = found.difference * 100
    return over >= -AGREE if qualifier.startswith(">") else over <= AGREE


def _agreement_en(ground: Ground, found: Implied) -> str:
    if found.stated is None or found.difference is None:
        return "; no figure is stated for the period"
    percent = abs(found.difference) * 100
    qualifier = found.stated_qualifier
    stated = ground.quantity(found.stated, found.unit, "en", indicator=found.indicator, qualifier=qualifier)
    if qualifier in _BOUNDS:
        return f"; the stated figure is {stated}: " + (
            "they agree" if _meets(found, qualifier) else "they do not agree"
        )
    verdict = "they agree within half a per cent" if percent <= AGREE else "they do not agree"
    return f"; the stated figure is {stated}, {percent:.2f}% away: {verdict}"


def _correction(ground: Ground, picked: Reading | None) -> tuple[str, str]:
    if picked is None:
        return ("", "")
    key = (picked.indicator, picked.area, picked.measure, picked.period, picked.source, picked.locator)
    return ground.correction_reason(key)


def _derived(ground: Ground, area: str, indicator: str, period: str) -> Explanation:
    found = [r for r in ground.readings([indicator], [area]) if r.period == period]
    definition = ground.catalogue[indicator]
    names = definition.formula.names if definition.formula else ()
    inputs = {r.indicator: r for r in ground.readings(names, [area]) if r.period == period}
    values = {n: inputs[n].value if n in inputs else None for n in names}
    lines = [
        (ground.catalogue.explain(indicator, values, lang="zh"), ground.catalogue.explain(indicator, values, lang="en"))
    ]
    lines += [(_input_line(ground, r, "zh"), _input_line(ground, r, "en")) for r in inputs.values()]
    picked = found[0] if found else None
    source = ground.sources.get(picked.source) if picked else None
    return Explanation(
        area, indicator, "value", period, picked, source, (), (), tuple(lines), Sentence("not_text"),
    )  # fmt: skip


def _input_line(ground: Ground, reading: Reading, lang: str) -> str:
    value = ground.quantity(reading.value, reading.unit, lang, qualifier=reading.qualifier, high=reading.value_high)
    name, title = ground.indicator_name(reading.indicator, lang), ground.source_title(reading.source)
    place = ground.place_name(reading.locator, lang)
    return f"{name}: {value} ({title}, {place})" if lang == "en" else f"{name}:{value}({title},{place})"
