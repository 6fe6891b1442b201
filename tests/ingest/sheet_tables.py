"""The same figures in the forms offices use, as rows of text."""

from __future__ import annotations

FIGURES = {
    ("high_tech_enterprises", "410300", "2022"): "1305",
    ("high_tech_enterprises", "410300", "2023"): "1610",
    ("high_tech_enterprises", "420000", "2022"): "20147",
    ("high_tech_enterprises", "420000", "2023"): "25000",
    ("gdp", "410300", "2022"): "5675.2",
    ("gdp", "410300", "2023"): "5481.6",
    ("gdp", "420000", "2022"): "53734.9",
    ("gdp", "420000", "2023"): "55803.6",
}
HEADS = {"high_tech_enterprises": "高新技术企业数", "gdp": "地区生产总值"}
UNITS = {"high_tech_enterprises": "家", "gdp": "亿元"}
PLACES = {"410300": "洛阳市", "420000": "湖北"}
YEARS = ("2022", "2023")


def long() -> list[list[str]]:
    """One row a figure; the headers need no mapping."""
    rows = [[i, a, p, value, UNITS[i]] for (i, a, p), value in FIGURES.items()]
    return [["indicator", "area", "period", "value", "unit"], *rows]


def areas_by_years(indicator: str) -> list[list[str]]:
    """Areas down, years across, the indicator and the unit in the lines above, remarks below."""
    rows = [[name, *(FIGURES[indicator, area, year] for year in YEARS)] for area, name in PLACES.items()]
    return [
        [f"各地{HEADS[indicator]}"],
        [f"单位：{UNITS[indicator]}"],
        ["地区", *(f"{year}年" for year in YEARS)],
        *rows,
        ["注：洛阳市为年末数。"],
        ["资料来源：统计局"],
    ]


def indicators_by_areas(year: str) -> list[list[str]]:
    """Indicators with their units down, areas across, the year in the title."""
    rows = [[HEADS[i], UNITS[i], *(FIGURES[i, area, year] for area in PLACES)] for i in HEADS]
    return [[f"{year}年主要指标"], ["指标", "单位", *PLACES.values()], *rows]


def indicators_by_years(area: str) -> list[list[str]]:
    """Indicators down with the unit in brackets, years across, the area in the title."""
    rows = [[f"{HEADS[i]}（{UNITS[i]}）", *(FIGURES[i, area, year] for year in YEARS)] for i in HEADS]
    return [[f"{PLACES[area]}主要指标"], ["项目", *YEARS], *rows]


def two_lines() -> list[list[str]]:
    """Areas down; indicators over two years each in the first line of the header, the years in the second."""
    first = ["地区", f"{HEADS['gdp']}（亿元）", "", f"{HEADS['high_tech_enterprises']}（家）", ""]
    rows = [
        [name, *(FIGURES[i, area, year] for i in ("gdp", "high_tech_enterprises") for year in YEARS)]
        for area, name in PLACES.items()
    ]
    return [first, ["", *YEARS, *YEARS], *rows]


def one_sheet(year: str) -> list[list[str]]:
    """A sheet of one year: areas down, indicators across, the units in a line of their own."""
    rows = [[name, *(FIGURES[i, area, year] for i in HEADS)] for area, name in PLACES.items()]
    return [["地区", *HEADS.values()], ["", *UNITS.values()], *rows]
