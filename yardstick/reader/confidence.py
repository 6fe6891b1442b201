"""How often readings of a kind were right among labelled figures."""

from __future__ import annotations

from collections.abc import Mapping

from yardstick.reader.candidate import Candidate


def bucket(candidate: Candidate) -> str:
    """What readings are counted by: how the name was found, and how the measure was told."""
    rules = candidate.rules
    link = next((rule for rule in rules if rule.startswith("link:")), "link:none")
    measure = next((rule for rule in rules if rule.startswith("measure:")), "measure:none")
    return f"{link} {measure}"


def confident(candidate: Candidate, calibration: Mapping[str, float]) -> float:
    """The share of such readings that were right; of those by the same link where these were too few; 0 unplaced."""
    if not candidate.indicator:
        return 0.0
    whole = bucket(candidate)
    return calibration.get(whole, calibration.get(whole.split(" ")[0], calibration.get("all", 0.5)))
