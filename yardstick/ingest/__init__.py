"""Tables to rows: readers of the data folder, and the conversion that writes it from collected facts."""

from yardstick.ingest.areas import read_areas
from yardstick.ingest.change_sets import read_change_sets
from yardstick.ingest.corrections import Correction, read_corrections
from yardstick.ingest.dataset import DataSet, load_data
from yardstick.ingest.linking import References
from yardstick.ingest.observations import key_of, read_observations
from yardstick.ingest.sources import read_sources
from yardstick.ingest.targets import read_targets

__all__ = [
    "Correction",
    "DataSet",
    "References",
    "key_of",
    "load_data",
    "read_areas",
    "read_change_sets",
    "read_corrections",
    "read_observations",
    "read_sources",
    "read_targets",
]
