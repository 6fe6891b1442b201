"""The catalogue of indicators: YAML files in, frozen and linked definitions out, with every problem addressed."""

from yardstick.catalogue.catalogue import Catalogue
from yardstick.catalogue.formula import Formula
from yardstick.catalogue.indicator import DENOMINATORS, Bounds, Break, Indicator, Thresholds
from yardstick.catalogue.loader import load_catalogue
from yardstick.catalogue.theme import Theme
from yardstick.catalogue.unit import MEASURE_UNITS, Unit, UnitBook, WrittenUnit
from yardstick.document.text import Text

__all__ = [
    "DENOMINATORS",
    "MEASURE_UNITS",
    "Bounds",
    "Break",
    "Catalogue",
    "Formula",
    "Indicator",
    "Text",
    "Theme",
    "Thresholds",
    "Unit",
    "UnitBook",
    "WrittenUnit",
    "load_catalogue",
]
