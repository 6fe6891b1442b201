"""One row of the collected facts before it is decided what becomes of it, and the row that is left out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of figures.csv, statistics.csv or a panel, in the facts' own words.

    `text` is everything said about it (quote, problem, note), one part a line with its name before it (`problem: …`),
    for the rules of data/conversion/ to look into; `lead` is what stands before the quote in its sentence, where the
    document is at hand. `said` is the source's own wording of the figure. `tier` is 1 where the file has none.
    """

    file: str
    key: str
    area: str
    indicator: str
    kind: str
    measure: str
    operator: str
    value: str
    value_high: str
    unit: str
    period: str
    base_period: str
    as_of: str
    source: str
    locator: str
    text: str
    note: str = ""
    tier: str = "1"
    to: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that is not in the data, with the reason."""

    fact: Fact
    reason: str

    def row(self) -> dict[str, str]:
        """The row of left_out.csv."""
        f = self.fact
        return {
            "file": f.file, "row_key": f.key, "area": f.area, "indicator": f.indicator, "measure": f.measure,
            "period": f.period, "value": f.value, "unit": f.unit, "reason": self.reason,
        }  # fmt: skip


LEFT_OUT_COLUMNS = ("file", "row_key", "area", "indicator", "measure", "period", "value", "unit", "reason")
