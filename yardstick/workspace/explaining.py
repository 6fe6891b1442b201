"""Everything behind one number: the figure shown, the others and why they were not, what follows from it, its sentence."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from yardstick.store import duel
from yardstick.workspace import records
from yardstick.workspace.answers import Explanation, Implied, Reading, Rival, Sentence
from yardstick.workspace.ground import Ground

CONTEXT = 60
_ENDS = "。；;!！?？\n"


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
        sentence(ground, picked),
        correction=_correction(raw),
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
    value = ground.quantity(round(found.value, 4), found.unit, lang)
    title = ground.source_title(found.source)
    if lang == "zh":
        line = f"推算值(状态 I):由{title}的 {found.from_a} 与 {found.from_b} 得 {value}"
        return line + _agreement_zh(found)
    line = f"Implied (status I): {found.from_a} and {found.from_b} of {title} give {value}"
    return line + _agreement_en(found)


def _agreement_zh(found: Implied) -> str:
    if found.stated is None or found.difference is None:
        return ";该期没有直接发布的数"
    percent = abs(found.difference) * 100
    verdict = "相差不到 0.5%,两者一致" if percent <= 0.5 else "两者不一致"
    return f";已发布的数与之相差 {percent:.2f}%,{verdict}" if percent > 0.5 else f";与已发布的数相差 {percent:.2f}%,{verdict}"


def _agreement_en(found: Implied) -> str:
    if found.stated is None or found.difference is None:
        return "; no figure is stated for the period"
    percent = abs(found.difference) * 100
    verdict = "they agree within half a per cent" if percent <= 0.5 else "they do not agree"
    return f"; it differs from the stated figure by {percent:.2f}%: {verdict}"


def _correction(raw: list[dict[Any, Any]]) -> tuple[str, str]:
    if not raw or "corrections" not in str(raw[0].get("change_file", "")):
        return ("", "")
    note = str(raw[0].get("note") or "")
    return (note or str(raw[0]["change_reason"]), str(raw[0].get("change_reason_en") or raw[0]["change_reason"]))


def _derived(ground: Ground, area: str, indicator: str, period: str) -> Explanation:
    found = [r for r in ground.readings([indicator], [area]) if r.period == period]
    definition = ground.catalogue[indicator]
    names = definition.formula.names if definition.formula else ()
    inputs = {r.indicator: r for r in ground.readings(names, [area]) if r.period == period}
    values = {n: inputs[n].value if n in inputs else None for n in names}
    lines = [(ground.catalogue.explain(indicator, values, lang="zh"), ground.catalogue.explain(indicator, values, lang="en"))]
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


def sentence(ground: Ground, reading: Reading | None) -> Sentence:
    """The sentence a figure stands in, from `data/documents/<source>.txt`, only when its hash is the one the source names."""
    if reading is None or not reading.locator.startswith("char:"):
        return Sentence("not_text")
    source = ground.sources.get(reading.source)
    path = ground.folder / ground.config.paths.documents / f"{reading.source}.txt"
    if source is None or not path.is_file():
        return Sentence("absent")
    text = _document(path, path.stat().st_mtime_ns, source.sha256)
    if text is None:
        return Sentence("changed")
    start, end = (int(n) for n in reading.locator.removeprefix("char:").split("-"))
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    cut = max((before.rfind(c) for c in _ENDS), default=-1)
    stop = min((i for i in (after.find(c) for c in _ENDS) if i >= 0), default=len(after))
    return Sentence("shown", before[cut + 1 :], text[start:end], after[: stop + 1])


@lru_cache(maxsize=16)
def _document(path: Path, _changed: int, sha256: str) -> str | None:
    data = path.read_bytes()
    return data.decode("utf-8") if hashlib.sha256(data).hexdigest() == sha256 else None
