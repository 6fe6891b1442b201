"""Document text → candidate figures, by a grammar of rules in YAML: pure, and no network."""

from yardstick.reader.candidate import FIELDS, About, Candidate, Kind

__all__ = ["FIELDS", "About", "Candidate", "Kind"]
