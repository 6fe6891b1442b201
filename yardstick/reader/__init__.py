"""Document text → candidate figures, by a grammar of rules in YAML: pure, and no network."""

from yardstick.reader.candidate import FIELDS, About, Candidate, Kind
from yardstick.reader.days import Days, days_of
from yardstick.reader.reading import read
from yardstick.reader.vocabulary import Vocabulary

__all__ = ["FIELDS", "About", "Candidate", "Days", "Kind", "Vocabulary", "days_of", "read"]
