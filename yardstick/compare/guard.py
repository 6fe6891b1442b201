"""What a reader must know before comparing these figures, and which of it forbids a ranking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yardstick.catalogue.indicator import Indicator
from yardstick.compare.align import Aligned
from yardstick.compare.speech import LEVEL_WORDS, Speech
from yardstick.normalise.breaks import break_between, period_of
from yardstick.normalise.per import LEVEL_MEASURES
from yardstick.normalise.position import COUNTED
from yardstick.normalise.reading import Reading
from yardstick.normalise.refusal import Refusal

# Code → sentence. Those in BLOCKING forbid a ranking, the others explain.
GUARDS: Mapping[str, str] = {
    "unlike_levels": "Areas of different levels ({levels}) are not ranked on totals; compare them relative to "
    "population or GDP, by growth, or by their position among peers.",
    "mixed_periods": "The figures are of different periods ({periods}), so they are shown but not ranked.",
    "latest_of_each": "The latest figure of each area is shown; figures picked this way are not ranked.",
    "different_units": "The figures are in different units, so they are not ranked.",
    "hedged_values": "{areas}: stated as a bound, a range or about; where figures overlap, the order is left open.",
    "estimated_values": "{areas}: estimated or implied figures, shown but not ranked.",
    "break_between": "The definition changed in {periods}; figures before and after are not set against each other.",
    "missing": "No figure for {areas}.",
    "single_area": "Only {areas} has a figure, so there is nothing to compare.",
    "conflict": "{areas}: sources disagree; the figure shown was picked by the order of precedence.",
}
BLOCKING = ("unlike_levels", "mixed_periods", "latest_of_each", "different_units", "single_area")

_Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Guard:
    """One thing to know. `fields` holds codes: areas, periods, levels, units."""

    code: str
    fields: _Fields = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether it forbids a ranking."""
        return self.code in BLOCKING

    def sentence(self, speech: Speech) -> str:
        """The guard in words."""
        told = {
            "areas": speech.areas(self.fields.get("areas", ())),
            "periods": speech.t.list([speech.period(p) for p in self.fields.get("periods", ())]),
            "levels": speech.t.list(
                [speech.t(LEVEL_WORDS.get(level, level)) for level in self.fields.get("levels", ())]
            ),
        }
        return speech.t(GUARDS[self.code], **told)


def guards(
    indicator: Indicator,
    *,
    levels: Mapping[str, str],
    aligned: Aligned,
    form: str = "raw",
    refusals: Sequence[Refusal] = (),
) -> list[Guard]:
    """The guards that bite, those that forbid a ranking first.

    `levels` gives each area's level; `refusals` are those of the normalisation that went before.
    """
    rows = aligned.rows
    found = [
        *_levels(rows, indicator=indicator, levels=levels, form=form),
        *_periods(aligned),
        *_listed("different_units", units=_distinct(row.unit for row in rows), least=2),
        *_listed("single_area", areas=[r.area for r in rows] if len(rows) == 1 else []),
        *_listed("hedged_values", areas=[r.area for r in rows if r.qualifier != "="]),
        *_listed("estimated_values", areas=[r.area for r in rows if r.obs_status not in COUNTED]),
        *_breaks(aligned, indicator=indicator, refusals=refusals),
        *_listed("missing", areas=_without(aligned, refusals)),
        *_listed("conflict", areas=_conflicting(aligned)),
    ]
    return sorted(found, key=lambda guard: not guard.blocks)


def is_total(indicator: Indicator, measure: str, *, form: str) -> bool:
    """Whether the figures grow with the size of the area, so that unlike levels cannot be ranked on them."""
    return form == "raw" and indicator.scale == "extensive" and measure in LEVEL_MEASURES


def _levels(rows: Sequence[Reading], *, indicator: Indicator, levels: Mapping[str, str], form: str) -> Iterator[Guard]:
    totals = [row for row in rows if is_total(indicator, row.measure, form=form)]
    yield from _listed("unlike_levels", levels=_distinct(levels.get(row.area, "") for row in totals), least=2)


def _periods(aligned: Aligned) -> Iterator[Guard]:
    periods = sorted(_distinct(row.period for row in aligned.rows), key=lambda p: period_of(p).end)
    yield from _listed("mixed_periods", periods=periods, least=2)
    if aligned.policy == "latest" and len(periods) == 1 and len(aligned.rows) > 1:
        yield Guard("latest_of_each")


def _breaks(aligned: Aligned, *, indicator: Indicator, refusals: Sequence[Refusal]) -> Iterator[Guard]:
    """Breaks between the periods shown, and breaks over which the normalisation refused to go."""
    periods = sorted((row.period for row in aligned.rows), key=lambda p: period_of(p).end)
    declared = [b.period.code for b in indicator.breaks]
    parted = [break_between(declared, periods[0], other=periods[-1])] if periods else []
    refused = [r.detail for r in refusals if r.code == "break_between"]
    yield from _listed("break_between", periods=_distinct(p for p in (*parted, *refused) if p))


def _without(aligned: Aligned, refusals: Sequence[Refusal]) -> list[str]:
    shown = {row.area for row in aligned.rows}
    return [a for a in _distinct(r.area for r in (*aligned.refusals, *refusals)) if a not in shown]


def _conflicting(aligned: Aligned) -> list[str]:
    frame = aligned.frame
    if "conflict" not in frame.columns:
        return []
    return [a for a, clash in zip(frame["area"].tolist(), frame["conflict"].tolist(), strict=True) if clash is True]


def _listed(code: str, *, least: int = 1, **fields: Sequence[str]) -> Iterator[Guard]:
    """The guard when its first field names at least `least` things."""
    if len(next(iter(fields.values()))) >= least:
        yield Guard(code, {name: tuple(values) for name, values in fields.items()})


def _distinct(items: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(items))
