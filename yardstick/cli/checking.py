"""The option `validate --data`: findings about the figures held, a row each."""

from __future__ import annotations

from yardstick.checks import Finding
from yardstick.checks.acceptance import Reviewed
from yardstick.cli.output import Format, print_rows
from yardstick.errors import Problem
from yardstick.workspace import Workspace

COLUMNS = (
    *("severity", "code", "area", "indicator", "measure", "period", "found", "expected", "unit", "source"),
    *("sentence", "state", "reason", "hint", "sources", "locators"),
)
"""What is printed. The columns from `code` to `source`, `unit` left out, name a finding in data/findings.yaml."""


def print_findings(
    workspace: Workspace, *, form: Format, every: bool, lang: str
) -> tuple[list[Finding], tuple[Problem, ...]]:
    """Print the open findings (with `every` the decided ones too); return the open ones and the file's problems."""
    found = workspace.findings()
    shown = found.reviewed if every else found.open
    print_rows(COLUMNS, [_row(workspace, one, lang) for one in shown], form)
    return [one.finding for one in found.open], found.problems


def _row(workspace: Workspace, one: Reviewed, lang: str) -> tuple[object, ...]:
    finding = one.finding
    cell = (finding.severity, finding.code, finding.area, finding.indicator, finding.measure, finding.period)
    hint = workspace.finding_explanation(finding, lang)[-1]
    return (
        *(*cell, finding.found, finding.expected, finding.unit, finding.sources[0]),
        *(workspace.finding_sentence(finding, lang), one.state, one.reason[0 if lang == "zh" else 1], hint),
        *(" ".join(finding.sources), " ".join(finding.locators)),
    )
