"""The form of a sheet, found and described: where it says what a figure is of, and what is not a figure at all.

One description covers the forms offices use. Each of the words a figure needs (indicator, area, period, unit, …) stands
in a column of its own, in a row above the figures, or once for the whole sheet. A layout is plain data: it can be
shown, corrected by hand and kept for the next time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from yardstick.ingest.sheet.column import first_bytes, side_by_side
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.names import Names
from yardstick.ingest.sheet.number import Figure, narrow, read_number

NEEDED = ("indicator", "area", "period")
Form = Literal["long", "areas_by_years", "indicators_by_areas", "indicators_by_years", "wide"]

ALIASES: dict[str, str] = {
    "indicator": "indicator", "指标": "indicator", "指标名称": "indicator", "项目": "indicator",
    "指标代码": "indicator",
    "area": "area", "region": "area", "地区": "area", "区域": "area", "城市": "area", "省份": "area", "省市": "area",
    "市": "area", "省": "area", "县区": "area", "县": "area", "地市": "area", "行政区": "area", "单位名称": "area",
    "地区代码": "area", "地区名称": "area", "行政区划": "area", "行政区划代码": "area", "code": "area",
    "period": "period", "year": "period", "年份": "period", "年度": "period", "年": "period", "时间": "period",
    "时期": "period", "日期": "period", "报告期": "period",
    "value": "value", "数值": "value", "值": "value", "数据": "value", "指标值": "value", "数值(下限)": "value",
    "value_high": "value_high", "上限": "value_high", "数值(上限)": "value_high",
    "unit": "unit", "单位": "unit", "计量单位": "unit",
    "measure": "measure", "度量": "measure",
    "qualifier": "qualifier", "符号": "qualifier",
    "obs_status": "obs_status", "status": "obs_status", "状态": "obs_status", "数据状态": "obs_status",
    "数据性质": "obs_status",
    "missing_reason": "missing_reason", "缺失原因": "missing_reason", "缺数原因": "missing_reason",
    "base_period": "base_period", "基期": "base_period", "对比基期": "base_period",
    "as_of": "as_of", "截至": "as_of", "截至日期": "as_of", "截止日期": "as_of", "统计时点": "as_of",
    "时点": "as_of", "locator": "locator",
    "source": "source", "来源": "source", "资料来源": "source", "数据来源": "source", "出处": "source",
    "note": "note", "备注": "note", "说明": "note", "注": "note",
}  # fmt: skip
"""Headers that need no mapping."""

_FOOT = re.compile(
    r"^(?:注|说明|备注|附注|资料来源|数据来源|来源|填报人|审核人|制表|联系电话|source|notes?)[\d①-⑳]*\s*[:：]", re.I
)
_FOOT_BYTES = np.ones(256, np.bool_)
_FOOT_BYTES[list(b'0123456789.,-+"()')] = False
"""With what byte a remark may begin; figures do not, which leaves the columns of words."""
_UNIT_LINE = re.compile(r"(?:计量)?单位\s*[:：]\s*([^\s,，;；)）]+)")
_DEEP = 20
_LABELS = 4
_SAMPLE = 300


@dataclass(frozen=True)
class LeftOut:
    """A row that holds no figure, and what it is taken for."""

    row: int
    text: str
    taken_for: Literal["title", "unit", "footer", "heading"]


@dataclass(frozen=True)
class Layout:
    """Where a sheet's words and figures stand; rows and columns count from 1.

    `columns` are the columns that say one word for their row; `headers` the rows that say one for their column; `fixed`
    what holds for the whole sheet. Figures stand in `across` (one column, `value`, in the long form) from `first` to
    `last`. `left_out` are the rows that hold none.
    """

    sheet: str
    form: Form
    first: int
    last: int
    columns: Mapping[str, int] = field(default_factory=dict)
    headers: Mapping[str, int] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    across: tuple[int, ...] = ()
    heading_row: int = 0
    left_out: tuple[LeftOut, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words a figure needs that the layout finds nowhere."""
        said = {*self.columns, *self.headers, *self.fixed}
        return tuple(role for role in NEEDED if role not in said)


def layout_to_dict(layout: Layout) -> dict[str, Any]:
    """Plain data for YAML."""
    said = asdict(layout)
    return said | {"across": list(layout.across), "left_out": [asdict(row) for row in layout.left_out]}


def layout_from_dict(said: Mapping[str, Any]) -> Layout:
    """The layout from what `layout_to_dict` gave or a person changed; ValueError where it is none."""
    unknown = set(said) - set(Layout.__dataclass_fields__)
    missing = {"sheet", "form", "first", "last"} - set(said)
    if unknown or missing:
        raise ValueError(
            f"a layout has no {', '.join(sorted(unknown))}" if unknown else f"no {', '.join(sorted(missing))}"
        )
    try:
        left_out = tuple(LeftOut(**row) for row in said.get("left_out", ()))
        layout = Layout(**{**said, "across": tuple(said.get("across", ())), "left_out": left_out})
        numbers = [layout.first, layout.last, *layout.across, *layout.columns.values(), *layout.headers.values()]
    except (TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
    if not all(isinstance(number, int) and number >= 0 for number in numbers):
        raise ValueError("rows and columns of a layout are numbers from 1")
    return layout


def detect(grid: Grid, names: Names) -> Layout | None:
    """The form of a sheet; None where it holds nothing that looks like a table of figures.

    Words that stand nowhere are left open (`unknown`), for a person to say.
    """
    if not grid.height or not grid.width:
        return None
    found = _long(grid) or _wide(grid, names)
    if found is None:
        return None
    found = _without_feet(found, grid)
    return _with_titles(found, grid, names)


def _headings(grid: Grid, row: int) -> dict[str, int]:
    """Role → column for the headers of a row that need no mapping; the first of each."""
    found: dict[str, int] = {}
    for column in range(1, grid.width + 1):
        said = "".join(narrow(grid.heading(row, column)).split()).casefold()
        role = ALIASES.get(said) or ALIASES.get(said.partition("(")[0])
        if role is not None:
            found.setdefault(role, column)
    return found


def _long(grid: Grid) -> Layout | None:
    for row in range(1, min(_DEEP, grid.height) + 1):
        columns = _headings(grid, row)
        if "value" in columns and len(columns.keys() & set(NEEDED)) >= 1 and len(columns) >= 3:
            value = columns["value"]
            rest = {role: column for role, column in columns.items() if role != "value"}
            return Layout(grid.name, "long", row + 1, grid.height, rest, across=(value,), heading_row=row)
    return None


def _role_of_row(grid: Grid, row: int, names: Names) -> tuple[str, int]:
    """What most cells of a row behind the first column name, and how many do."""
    texts = [grid.heading(row, column) for column in range(2, grid.width + 1)]
    texts = [text for text in texts if text and text not in ALIASES]
    hits = {role: sum(1 for text in texts if _names(text, role, names)) for role in (*NEEDED, "unit")}
    role = max(hits, key=lambda each: hits[each])
    return (role, hits[role]) if texts and hits[role] * 2 >= len(texts) else ("", 0)


def _names(text: str, role: str, names: Names) -> bool:
    if role == "unit":
        return bool(names.unit(text.strip("()（）")))
    found = {"indicator": names.indicator, "area": names.area, "period": names.period}[role](text)
    return bool(found.code)


def _wide(grid: Grid, names: Names) -> Layout | None:
    headers: dict[str, int] = {}
    last_header = 0
    for row in range(1, min(_DEEP, grid.height) + 1):
        role, hits = _role_of_row(grid, row, names)
        looks = hits >= 2 or (hits == 1 and bool(_headings(grid, row)))
        if headers and (not hits or role in headers or row > last_header + 1 or _is_figures(grid, row)):
            break
        if (looks and role != "unit") or (headers and hits and role):
            headers[role] = last_header = row
    if not headers:
        return None
    columns = _labels(grid, names, first=last_header + 1, rows=[*headers.values()], taken=set(headers))
    across = _across(grid, columns, rows=[row for role, row in headers.items() if role != "unit"])
    if not across:
        return None
    form = _form(set(headers), set(columns))
    return Layout(
        grid.name,
        form,
        last_header + 1,
        grid.height,
        columns,
        headers,
        across=across,
        heading_row=min(headers.values()),
    )


def _is_figures(grid: Grid, row: int) -> bool:
    """Whether a row under a heading already holds figures beside its first cell: 洛阳 1610 1700."""
    if not grid.text(row, 1):
        return False
    texts = [grid.text(row, column) for column in range(2, grid.width + 1)]
    numbers = sum(1 for text in texts if text and isinstance(read_number(text), Figure))
    return numbers * 2 >= len([text for text in texts if text]) > 0


def _labels(grid: Grid, names: Names, *, first: int, rows: list[int], taken: set[str]) -> dict[str, int]:
    """The columns in front that name what their row is of, by their heading or by what stands in them."""
    found: dict[str, int] = {}
    for row in rows:
        for role, column in _headings(grid, row).items():
            if role not in ("value", *taken):
                found.setdefault(role, column)
    for column in range(1, min(_LABELS, grid.width) + 1):
        if column in found.values():
            continue
        texts = [grid.text(row, column) for row in range(first, min(grid.height, first + _SAMPLE) + 1)]
        texts = [text for text in texts if text and not _FOOT.match(text)]
        for role in (*NEEDED, "unit"):
            if role in taken or role in found or not texts:
                continue
            if sum(1 for text in texts if _names(text, role, names)) * 2 >= len(texts):
                if role == "period" and found:
                    continue  # figures between 1949 and 2100 read as years too
                found[role] = column
                break
    return found


def _across(grid: Grid, columns: Mapping[str, int], *, rows: list[int]) -> tuple[int, ...]:
    labels = set(columns.values())
    start = min((c for r, c in columns.items() if r in NEEDED), default=0)
    return tuple(
        column
        for column in range(1, grid.width + 1)
        if column not in labels and column > start and any(grid.heading(row, column) for row in rows)
    )


def _form(headers: set[str], columns: set[str]) -> Form:
    if headers & set(NEEDED) == {"period"} and "area" in columns:
        return "areas_by_years"
    if headers & set(NEEDED) == {"area"} and "indicator" in columns:
        return "indicators_by_areas"
    if headers & set(NEEDED) == {"period"} and "indicator" in columns:
        return "indicators_by_years"
    return "wide"


def _without_feet(layout: Layout, grid: Grid) -> Layout:
    """The layout without the rows under (and inside) the table that are remarks on it."""
    left_out = []
    last = layout.last
    for row in _remarks(grid, layout.first):
        texts = [(column, text) for column, text in _texts(grid, row) if not grid.is_covered(row, column)]
        if not texts or not _FOOT.match(texts[0][1]):
            continue
        if not any(isinstance(read_number(text), Figure) for column, text in texts[1:]):
            left_out.append(LeftOut(row, texts[0][1], "footer"))
    feet = {row.row for row in left_out}
    while last >= layout.first and (last in feet or not _texts(grid, last)):
        last -= 1
    return replace(layout, last=last, left_out=tuple(left_out))


def _remarks(grid: Grid, first: int) -> list[int]:
    """The rows from `first` on in which a cell begins as a remark does."""
    found = side_by_side(lambda column: _remarks_in(column.slice(first - 1)), grid.texts[:_LABELS], rows=grid.height)
    return sorted({first + at for rows in found for at in rows})


def _remarks_in(texts: pa.StringArray) -> list[int]:
    """The places of texts that begin as a remark does."""
    maybe = np.flatnonzero(_FOOT_BYTES[first_bytes(texts)])
    encoded = pc.dictionary_encode(texts if len(maybe) == len(texts) else texts.take(pa.array(maybe)))
    begins = np.array([bool(_FOOT.match(word.lstrip())) for word in encoded.dictionary.to_pylist()], np.bool_)
    places: list[int] = []
    if begins.any():
        places = maybe[begins[encoded.indices.to_numpy(zero_copy_only=False)]].tolist()
    return places


def _texts(grid: Grid, row: int) -> list[tuple[int, str]]:
    return [(column, text) for column in range(1, grid.width + 1) if (text := grid.text(row, column))]


def _with_titles(layout: Layout, grid: Grid, names: Names) -> Layout:
    """Words that stand once: in the lines above the table, else in the sheet's name."""
    fixed = dict(layout.fixed)
    said = {*layout.columns, *layout.headers}
    titles = []
    for row in range(1, layout.heading_row):
        for _, text in _texts(grid, row):
            unit = _UNIT_LINE.search(text)
            if unit and names.unit(unit[1]):
                fixed.setdefault("unit", unit[1])
            titles.append(LeftOut(row, text, "unit" if unit and len(text) < 16 else "title"))
    for text in [*(title.text for title in titles), grid.name]:
        for role, word in _found_in(text, names):
            if role not in said:
                fixed.setdefault(role, word)
    if "unit" in said:
        fixed.pop("unit", None)
    return replace(layout, fixed=fixed, left_out=(*titles, *layout.left_out))


def _found_in(text: str, names: Names) -> Iterator[tuple[str, str]]:
    """What a title speaks of: the whole of it, else its longest parts that are known (`2023年洛阳市主要指标`)."""
    said = _UNIT_LINE.sub("", narrow(text)).strip()
    for role in NEEDED:
        if _names(said, role, names):
            yield role, said
            continue
        word = _longest(said, role, names)
        if word:
            yield role, word


def _longest(said: str, role: str, names: Names) -> str:
    if role == "period":
        match = re.search(r"(?:19|20)\d\d\s*年?(?:[一二三四]季度|上半年|1\s*[-—~至]\s*\d+月)?", said, re.ASCII)
        inside = match[0] if match and len(re.findall(r"(?:19|20)\d\d", said, re.ASCII)) == 1 else ""
        return inside if inside and names.period(inside).code else ""
    spans = [said[i:j] for i in range(min(len(said), 40)) for j in range(i + 2, min(len(said), i + 24) + 1)]
    known = [span for span in spans if span == span.strip() and _is_word(span, role, names)]
    return max(known, key=len, default="")


def _is_word(span: str, role: str, names: Names) -> bool:
    if role == "area":
        return span in names.spelled
    return names.catalogue.find(span) is not None
