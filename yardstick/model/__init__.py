"""The words of the house as types: area, period, observation, target, source. SDMX concepts with short names."""

from yardstick.model.area import LEVELS, Area, AreaBook
from yardstick.model.observation import MEASURES, MISSING_REASONS, OBS_STATUSES, QUALIFIERS, Observation
from yardstick.model.passage import Passage, bare, sentence_hash, sentence_span, sentence_spans
from yardstick.model.period import Period
from yardstick.model.source import SOURCE_KINDS, ChangeSet, Source
from yardstick.model.target import NATURES, TARGET_KINDS, Target

__all__ = [
    "LEVELS",
    "MEASURES",
    "MISSING_REASONS",
    "NATURES",
    "OBS_STATUSES",
    "QUALIFIERS",
    "SOURCE_KINDS",
    "TARGET_KINDS",
    "Area",
    "AreaBook",
    "ChangeSet",
    "Observation",
    "Passage",
    "Period",
    "Source",
    "Target",
    "bare",
    "sentence_hash",
    "sentence_span",
    "sentence_spans",
]
