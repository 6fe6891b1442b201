"""Judging targets against actuals: pure arithmetic on figures, no store, no words on a screen."""

from yardstick.targets.expected import compile_target
from yardstick.targets.judge import judge
from yardstick.targets.records import CODES, REASONS, STEPS, Code, Expected, Figure, History, Refusal, Rule, Verdict

__all__ = [
    "CODES",
    "REASONS",
    "STEPS",
    "Code",
    "Expected",
    "Figure",
    "History",
    "Refusal",
    "Rule",
    "Verdict",
    "compile_target",
    "judge",
]
