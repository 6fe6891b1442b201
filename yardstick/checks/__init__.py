"""Checks over figures: what contradicts itself, its series, its peers or another source, with the arithmetic."""

from yardstick.checks.evaluate import check, suspicious
from yardstick.checks.finding import SEVERITIES, Amount, Blank, Finding, Named, Severity

__all__ = ["SEVERITIES", "Amount", "Blank", "Finding", "Named", "Severity", "check", "suspicious"]
