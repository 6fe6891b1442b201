"""data/conversion/rules.csv: what a remark about a figure means for its status, qualifier, note and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yardstick.errors import Problems
from yardstick.ingest.facts.fact import Fact
from yardstick.ingest.table import read_table, shown

COLUMNS = ("file", "kind", "pattern", "field", "value")
FIELDS = ("status", "qualifier", "value_high", "base_period", "target_kind", "nature", "note", "leave_out", "sign")


@dataclass(frozen=True, slots=True)
class Rule:
    """Where `pattern` is found in a fact's text, `field` becomes `value` (in which \\1 is what the pattern caught)."""

    file: str
    kind: str
    pattern: re.Pattern[str]
    field: str
    value: str

    def match(self, fact: Fact) -> str | None:
        """The value for this fact, or None where the rule does not speak of it."""
        if self.file not in ("", fact.file) or self.kind not in ("", fact.kind):
            return None
        found = self.pattern.search(fact.text)
        return None if found is None else found.expand(self.value)


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in the order of the file; for every field but the note the first that matches decides."""

    rules: tuple[Rule, ...]

    @classmethod
    def read(cls, path: Path) -> tuple[Rules, Problems]:
        """The rules of the file; a bad pattern or field is a problem."""
        rows, problems = read_table(path, COLUMNS)
        rules = []
        for row in rows:
            try:
                pattern = re.compile(row["pattern"], re.MULTILINE)
            except re.error as error:
                problems.add(shown(path), row.line, "pattern", "not a pattern", found=row["pattern"], hint=str(error))
                continue
            if row["field"] in FIELDS:
                rules.append(Rule(row["file"], row["kind"], pattern, row["field"], row["value"]))
            else:
                problems.add(shown(path), row.line, "field", "unknown field", found=row["field"], hint=",".join(FIELDS))
        return cls(tuple(rules)), problems

    def first(self, field: str, fact: Fact) -> str:
        """The value of the first rule for `field` that matches, or an empty string."""
        return next(self._values(field, fact), "")

    def note(self, fact: Fact) -> str:
        """The note for a reader: what the rules say, joined; the fact's own note where no rule speaks of it."""
        said = list(dict.fromkeys(self._values("note", fact)))
        return "；".join(part for part in said if part) if said else fact.note

    def _values(self, field: str, fact: Fact) -> Iterator[str]:
        for rule in self.rules:
            if rule.field == field:
                value = rule.match(fact)
                if value is not None:
                    yield value
