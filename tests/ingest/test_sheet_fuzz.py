"""Files at random, sound and damaged: no trace, no figure that is not in the file (see benchmarks/fuzz_sheets.py)."""

import pytest
from ingest_tiny import ROOT
from sheet_fuzz import tried

from yardstick.ingest.areas import read_areas
from yardstick.ingest.sheet.candidate import Setting
from yardstick.model import Source


@pytest.mark.slow
def test_any_file_ends_in_figures_or_in_words(catalogue, tmp_path):
    areas, _ = read_areas(ROOT / "data/areas.csv")
    setting = Setting(catalogue, areas, Source("s-1", "报表", "统计局", "department_report", None), "a")
    outcomes = [tried(seed, tmp_path, setting) for seed in range(60)]
    assert sum(figures for figures, _ in outcomes) > 0
    assert sum(problems for _, problems in outcomes) > 0
