"""The whole data folder, read and linked: what the store is built from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from yardstick.errors import Problems
from yardstick.ingest.areas import read_areas
from yardstick.ingest.change_sets import read_change_sets, unlisted
from yardstick.ingest.corrections import Correction, apply, read_corrections
from yardstick.ingest.ledger import sound_targets
from yardstick.ingest.linking import Definitions, References, Refused
from yardstick.ingest.observations import key_of, read_observations
from yardstick.ingest.sources import read_sources
from yardstick.ingest.targets import read_targets
from yardstick.model import AreaBook, ChangeSet, Observation, Source, Target


@dataclass(slots=True)
class DataSet:
    """Everything in a data folder. Rows carry the id of the change set that brought them, in the order of the log.

    A corrected figure stands twice in `observations`: as stated in the change set of its file, and as corrected in the
    change set of corrections.yaml (same key, so the later one is the reading). A dropped one also stands in
    `retractions`.
    """

    areas: AreaBook
    sources: dict[str, Source]
    change_sets: list[ChangeSet]
    observations: list[tuple[int, Observation]] = field(default_factory=list)
    targets: list[tuple[int, Target]] = field(default_factory=list)
    retractions: list[tuple[int, Observation]] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)

    def live(self) -> int:
        """How many figures the store will hold: each key once, without those taken out."""
        kept = {key_of(o) for _, o in self.observations}
        return len(kept - {key_of(o) for _, o in self.retractions})

    def figures(self) -> set[tuple[str, str, str]]:
        """Indicator, area and measure of every figure; one taken out or missing is none."""
        gone = {key_of(o) for _, o in self.retractions}
        valued = (o for _, o in self.observations if o.value is not None)
        return {(o.indicator, o.area, o.measure) for o in valued if not gone or key_of(o) not in gone}


def load_data(data_dir: Path, catalogue: Definitions) -> tuple[DataSet, Problems]:
    """The data folder as typed rows, and every problem in it; the sound rows are returned whatever else is wrong."""
    problems = Problems()
    areas, found = read_areas(data_dir / "areas.csv")
    problems.extend(found)
    sources, found = read_sources(data_dir / "sources.yaml")
    problems.extend(found)
    change_sets, found = read_change_sets(data_dir / "change_sets.yaml")
    found.extend(unlisted(data_dir, change_sets))
    problems.extend(found)
    data = DataSet(areas, sources, change_sets)
    references = References(catalogue, areas, sources, refused=Refused(unread=bool(found)))
    for change_set in change_sets:
        whole = not problems
        problems.extend(_read_file(data_dir, change_set, data=data, references=references, whole=whole))
    data.targets, found = sound_targets(data.targets, data.figures(), references=references)
    problems.extend(found)
    return data, problems


def _read_file(folder: Path, change_set: ChangeSet, *, data: DataSet, references: References, whole: bool) -> Problems:
    path = folder / change_set.file
    if change_set.file.startswith("observations/"):
        observations, problems = read_observations(path, references)
        data.observations.extend((change_set.id, o) for o in observations)
    elif change_set.file.startswith("targets/"):
        targets, problems = read_targets(path, references)
        data.targets.extend((change_set.id, t) for t in targets)
    else:
        data.corrections, problems = read_corrections(path)
        _correct(data, change_set, problems=problems, references=references, whole=whole)
    return problems


def _correct(data: DataSet, change_set: ChangeSet, *, problems: Problems, references: References, whole: bool) -> None:
    """Apply the corrections; where rows were refused (not `whole`), one that finds no figure is not a problem more."""
    found = {key_of(observation): observation for _, observation in data.observations}
    due = [c for c in data.corrections if not references.waits(c.key[0]) and (whole or c.key in found)]
    asserted, retracted, refused = apply(due, found, units=references.catalogue.units)
    problems.extend(refused)
    data.observations.extend((change_set.id, o) for o in asserted)
    data.retractions.extend((change_set.id, o) for o in retracted)
