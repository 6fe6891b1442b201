"""The conversion that writes data/ from collected facts and panels.

What it decides about names, units, notes and sources stands in data/conversion/, never here.
"""

from yardstick.ingest.facts.convert import Converted, convert

__all__ = ["Converted", "convert"]
