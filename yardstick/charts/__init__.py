"""Pictures: data in, plotly Figure out. No Streamlit, store or language: words and numbers arrive ready."""

from yardstick.charts.bars import bars
from yardstick.charts.bullet import Bullet, bullets
from yardstick.charts.course import course
from yardstick.charts.coverage import coverage_grid
from yardstick.charts.distribution import distribution
from yardstick.charts.dots import dots
from yardstick.charts.glance import glance
from yardstick.charts.history import history
from yardstick.charts.lines import lines
from yardstick.charts.marks import Aim, Break, Cell, Mark, Panel, Series, Share, Standing, Strip
from yardstick.charts.multiples import small_multiples
from yardstick.charts.pairs import Pair, pairs
from yardstick.charts.profile import profile
from yardstick.charts.scale import bounds
from yardstick.charts.shares import shares
from yardstick.charts.slope import slope
from yardstick.charts.spark import spark
from yardstick.charts.theme import CATEGORICAL, CHART_CONFIG, Look, Palette

__all__ = [
    "CATEGORICAL",
    "CHART_CONFIG",
    "Aim",
    "Break",
    "Bullet",
    "Cell",
    "Look",
    "Mark",
    "Pair",
    "Palette",
    "Panel",
    "Series",
    "Share",
    "Standing",
    "Strip",
    "bars",
    "bounds",
    "bullets",
    "course",
    "coverage_grid",
    "distribution",
    "dots",
    "glance",
    "history",
    "lines",
    "pairs",
    "profile",
    "shares",
    "slope",
    "small_multiples",
    "spark",
]
