"""Figures as short rows, held against the project's own definitions and areas."""

from pathlib import Path

import pandas as pd
import pytest

from yardstick.catalogue import Catalogue
from yardstick.checks import check, suspicious
from yardstick.ingest import read_areas

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = (
    "indicator",
    "area",
    "period",
    "value",
    "measure",
    "source",
    "stated_value",
    "qualifier",
    "unit",
    "pick",
    "base_period",
)


@pytest.fixture(scope="session")
def catalogue():
    return Catalogue.load(ROOT / "indicators")


@pytest.fixture(scope="session")
def areas():
    return read_areas(ROOT / "data" / "areas.csv")[0]


def frame(catalogue, rows):
    """A frame of rows (indicator, area, period, value, {more}); a cell's first row is the one shown in it."""
    out, seen = [], {}
    for at, (indicator, area, period, value, *more) in enumerate(rows):
        told = more[0] if more else {}
        measure = told.get("measure", "value")
        cell = (indicator, area, measure, period)
        seen[cell] = seen.get(cell, 0) + 1
        row = {
            "indicator": indicator, "area": area, "period": str(period), "value": float(value), "measure": measure,
            "value_high": float("nan"), "qualifier": "=", "unit": catalogue.unit(indicator, measure).id,
            "obs_status": "A", "source": "s1", "locator": f"line {at + 1}", "base_period": "",
            "stated_value": f"{value:g}" if abs(value) < 1e6 else str(value), "pick": seen[cell],
        }  # fmt: skip
        out.append(row | told)
    return pd.DataFrame(out)


@pytest.fixture(scope="session")
def rows(catalogue):
    """A frame of rows."""
    return lambda rows: frame(catalogue, rows)


@pytest.fixture
def found(catalogue, areas):
    """The findings about rows."""
    return lambda rows: check(frame(catalogue, rows), catalogue, areas)


@pytest.fixture
def incoming(catalogue, areas):
    """The findings that incoming rows bring beside held ones."""
    return lambda new, held: suspicious(frame(catalogue, new), frame(catalogue, held), catalogue, areas)
