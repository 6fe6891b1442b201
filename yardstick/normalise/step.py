"""One step of arithmetic: a formula written once that both computes the number and prints how it was computed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import add, attrgetter, mul, sub
from typing import Any, NamedTuple

from yardstick.catalogue.formula import Formula, Name, Negative, Number, Operation, Term
from yardstick.catalogue.unit import UnitBook

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


class Inputs(NamedTuple):
    """The figures that go into a step. `factor` brings units together; `low` is the lower goalpost of min–max."""

    numerator: float
    numerator_unit: str
    denominator: float
    denominator_unit: str = ""
    denominator_indicator: str = ""
    denominator_period: str = ""
    denominator_source: str = ""
    factor: float = math.nan
    low: float = math.nan


# The inputs that are numbers; the others are ids.
NUMBERS = frozenset({"numerator", "denominator", "factor", "low"})


@dataclass(frozen=True, slots=True)
class StepFormula:
    """Arithmetic on the names of `Inputs`; `compute` gives NaN where a divisor is zero (callers refuse that before)."""

    formula: Formula
    compute: Callable[[Inputs], float]

    @classmethod
    def parse(cls, text: str) -> StepFormula:
        """Parse the formula once, when the room is imported, and make a function of the parsed tree."""
        formula = Formula.parse(text)
        return cls(formula, _function(formula.term))

    def text(self, shown: Mapping[str, str]) -> str:
        """The formula with `shown` in the place of the names, brackets where they are needed."""
        return _text(self.formula.term, shown)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was done: its form, inputs, result and the result's unit."""

    form: str
    inputs: Inputs
    result: float
    unit: str

    @classmethod
    def of(cls, values: tuple[Any, ...]) -> Step:
        """From the values of the columns form, the fields of `Inputs`, value, unit, in this order."""
        form, *inputs, result, unit = values
        return cls(form, Inputs(*inputs), result, unit)

    def text(self, lang: str, *, units: UnitBook, number: Callable[[float], str] | None = None) -> str:
        """The arithmetic in figures: `8837 家 ÷ 3190.47 万人 × 1 = 2.77 家/万人`. `number` writes a bare number."""
        write = number or plain
        shown = {
            "numerator": _figure(write(self.inputs.numerator), _word(self.inputs.numerator_unit, units, lang)),
            "denominator": _figure(write(self.inputs.denominator), _word(self.inputs.denominator_unit, units, lang)),
            "factor": write(self.inputs.factor),
            "low": _figure(write(self.inputs.low), _word(self.inputs.numerator_unit, units, lang)),
        }
        result = _figure((number or significant)(self.result), self._result_word(units, lang))
        return f"{FORMULAS[self.form].text(shown)} = {result}"

    def _result_word(self, units: UnitBook, lang: str) -> str:
        if self.unit in ("per_1e4_persons", "per_cny_1e8"):
            over = (_word(u, units, lang) for u in (self.inputs.numerator_unit, self.inputs.denominator_unit))
            return "/".join(over)
        return _word(self.unit, units, lang)


def steps(row: Mapping[str, Any]) -> tuple[Step, ...]:
    """Every step that made this row of a normalised frame, first to last; none for a row that is as it was read."""
    if "form" not in row:
        return ()
    names = ("form", *Inputs._fields, "value", "unit")
    return (*row["earlier"], Step.of(tuple(row[name] for name in names)))


def plain(value: float) -> str:
    """A number in full, up to 12 significant digits, without thousands marks."""
    return _trimmed(f"{value:.{max(0, 12 - _digits(value))}f}")


def significant(value: float) -> str:
    """A result to four significant digits, whole digits never cut; `2.770` is rounded, `2.77` is exact."""
    text = f"{value:.{max(0, 4 - _digits(value))}f}"
    return _trimmed(text) if math.isclose(float(text), value, rel_tol=1e-12) else text


def _digits(value: float) -> int:
    """Digits before the point; 0 or less for a number under 1."""
    if value == 0 or not math.isfinite(value):
        return 1
    return math.floor(math.log10(abs(value))) + 1


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _figure(number: str, word: str) -> str:
    return f"{number} {word}" if word else number


def _word(unit: str, units: UnitBook, lang: str) -> str:
    return units[unit].name.in_(lang) if unit else ""


def _function(term: Term) -> Callable[[Inputs], float]:
    match term:
        case Number(value, _):
            return lambda inputs: value
        case Name(name):
            return attrgetter(name)
        case Negative(inner):
            of_inner = _function(inner)
            return lambda inputs: -of_inner(inputs)
        case Operation(sign, left, right):
            return _joined(_ARITHMETIC[sign], _function(left), right=_function(right))


def _joined(
    operation: Callable[[float, float], float], left: Callable[[Inputs], float], *, right: Callable[[Inputs], float]
) -> Callable[[Inputs], float]:
    return lambda inputs: operation(left(inputs), right(inputs))


def _divided(one: float, other: float) -> float:
    return one / other if other else math.nan


_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {"+": add, "-": sub, "*": mul, "/": _divided}


def _text(term: Term, shown: Mapping[str, str], *, within: int = 0) -> str:
    match term:
        case Number(_, written):
            return written
        case Name(name):
            return shown[name]
        case Negative(inner):
            return f"−{_text(inner, shown, within=3)}"
        case Operation(sign, left, right):
            strength = _STRENGTH[sign]
            told = f"{_text(left, shown, within=strength)} {_SIGNS[sign]} {_text(right, shown, within=strength + 1)}"
            return f"({told})" if strength < within else told


FORMULAS: Mapping[str, StepFormula] = {
    "per_capita": StepFormula.parse("numerator / denominator * factor"),
    "per_gdp": StepFormula.parse("numerator / denominator * factor"),
    "growth": StepFormula.parse("(numerator / denominator - 1) * 100"),
    "index": StepFormula.parse("numerator / denominator * 100"),
    "peer_position": StepFormula.parse("numerator / denominator * 100"),
    "min_max": StepFormula.parse("(numerator - low) / denominator * 100"),
}
