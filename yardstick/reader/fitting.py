"""Whether a figure can be said of a name, as which indicator, and as which measure of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yardstick.reader.token import Figure
from yardstick.reader.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Said:
    """What was said around a figure. `near` since its subject (or the figure before), `all` since the clause began.

    `share` is what it is a share of where no indicator is that share; `carried` whether the subject is of an earlier
    clause; `tail` whether the subject stands after the figure; `ends` whether nothing is attached to
    the figure.
    """

    near: Sequence[str]
    all: Sequence[str]
    share: str = ""
    carried: bool = False
    tail: bool = False
    ends: bool = True

    @property
    def grows(self) -> bool:
        """Whether a change was spoken of: growth, a fall, a base."""
        told = set(self.all if self.carried else self.near)
        return bool(told & {"up", "down"}) or "base" in self.near


@dataclass(frozen=True, slots=True)
class Fit:
    """An indicator and measure for a figure, and the rule that told the measure."""

    indicator: str
    measure: str
    rule: str


def fits(name: str, figure: Figure, said: Said, words: Vocabulary) -> Fit | None:
    """What a figure said of `name` is; None where its unit or the words around it do not allow it."""
    if figure.amount == "percent":
        return _percent(name, said, words)
    if figure.amount == "points":
        return _points(name, said, words)
    if figure.amount in ("times", "doubled"):
        return _times(name, figure, said, words)
    indicator = _meant(name, "money" if figure.amount == "money" else "level", words) or _meant(name, "level", words)
    if not indicator:
        return None
    if figure.amount == "place":
        return Fit(indicator, "rank", "measure:rank")
    if not _unit_fits(indicator, figure, words):
        return None
    stock = words.indicators[indicator].kind == "stock" and figure.amount != "money"
    return Fit(indicator, *_amount(stock, said))


def _meant(name: str, bare: str, words: Vocabulary) -> str:
    """The indicator that a name is; for a thing the one that a bare figure of growth or of a level means."""
    return name if name in words.indicators else words.grammar.bare.get(name, {}).get(bare, "")


def _percent(name: str, said: Said, words: Vocabulary) -> Fit | None:
    indicator = _meant(name, "growth" if said.grows else "level", words)
    if not indicator:
        return None
    if words.units.get(indicator) == "percent":
        if said.grows and not {"reach", "base", "share", "stand"} & set(said.near):
            return Fit(indicator, "growth", "measure:growth")
        strength = "强度" in words.indicators[indicator].name.zh
        return Fit(indicator, "value" if strength else "share", "measure:share")
    if said.share:
        return Fit(indicator, "share", "measure:share-of") if said.share in ("share", "rd") else None
    if said.grows and "reach" not in said.near:
        return Fit(indicator, "growth", "measure:growth")
    if said.ends and not said.carried and not said.tail and not set(said.near) - {"aim"}:
        return Fit(indicator, "growth", "measure:bare-percent")
    if said.grows or ("stand" in said.near and "up" in said.all):
        return Fit(indicator, "growth", "measure:growth-stands")
    return None


def _points(name: str, said: Said, words: Vocabulary) -> Fit | None:
    indicator = _meant(name, "growth", words)
    if words.units.get(indicator) == "percent" and {"up", "down"} & set(said.all):
        return Fit(indicator, "pp_change", "measure:points")
    return None


def _times(name: str, figure: Figure, said: Said, words: Vocabulary) -> Fit | None:
    indicator = _meant(name, "growth", words) or _meant(name, "level", words)
    if not indicator:
        return None
    if figure.amount == "times" and {"up", "net"} & set(said.near) and "reach" not in said.near:
        return Fit(indicator, "growth", "measure:growth-times")
    return Fit(indicator, "multiple", "measure:multiple")


def _amount(stock: bool, said: Said) -> tuple[str, str]:
    """The measure of a count or a sum of money."""
    near, told = set(said.near), set(said.all)
    if "net" in told:
        return "net_change", "measure:net"
    if near & {"reach", "from"}:
        return "value", "measure:reach"
    if near & {"up", "down"}:
        return "net_change", "measure:increase"
    if "stand" in near and "new" not in near:
        return "value", "measure:stand"
    if "new" in told:
        return "new" if stock else "value", "measure:new"
    if stock and "new-before" in told and not told - {"new-before", "part"} and ("part" in told or not said.carried):
        return "new", "measure:new-before"
    if stock and "made" in told and "stand" not in told:
        return "new", "measure:made"
    return "value", "measure:plain"


def _unit_fits(indicator: str, figure: Figure, words: Vocabulary) -> bool:
    dimension, amount, unit = words.units[indicator], figure.amount, figure.unit
    if dimension == "count":
        return bool(unit) and _counts(words.indicators[indicator].unit, figure)
    if amount == "dollar" and any("usd" in other for other in words.also.get(indicator, ())):
        return True
    if dimension == "money_cny":
        return amount == "money" or unit in ("万亿", "亿", "千亿", "百亿")
    if dimension.startswith("money"):
        return amount in ("money", "dollar")
    if dimension.startswith("count_per"):
        return amount in ("thing", "enterprise") and bool(unit)
    if dimension == "work":
        return unit.endswith("人年")
    if dimension == "floor_area":
        return unit.endswith(("平方米", "平米"))
    return dimension not in ("percent",) and amount in ("thing", "other")


def _counts(unit: str, figure: Figure) -> bool:
    """Whether a measure word counts what an indicator counts: persons are not counted as enterprises are."""
    if unit.startswith("persons"):
        return figure.unit.endswith(("名", "人", "位", "万", "亿")) or figure.amount == "person"
    if figure.amount == "person":
        return figure.unit.endswith(("名", "位")) and unit != "enterprises"
    return figure.amount in ("enterprise", "thing")
