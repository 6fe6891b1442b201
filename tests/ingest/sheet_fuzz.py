"""Files that offices would not send: workbooks and tables made at random and then damaged."""

from __future__ import annotations

import io
import random
import re
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import sheet_tables as tables
import sheet_xls as xls
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from yardstick.errors import Problem, Problems
from yardstick.ingest.sheet.candidate import Candidate, Setting
from yardstick.ingest.sheet.fast import is_long, read_bulk
from yardstick.ingest.sheet.grid import Grid
from yardstick.ingest.sheet.layout import detect
from yardstick.ingest.sheet.opening import read_file
from yardstick.ingest.sheet.rows import candidates

WORDS = [
    *[
        "indicator",
        "area",
        "period",
        "value",
        "unit",
        "指标",
        "地区",
        "年份",
        "数值",
        "单位",
        "备注",
        "gdp",
        "高新技术企业数",
        "地区生产总值（亿元）",
    ],
    *[
        "高企增长率(%)",
        "洛阳",
        "湖北",
        "410300",
        "某地",
        "2022",
        "2023年",
        "2024Q1",
        "一季度",
        "单位：亿元",
        "家",
        "亿元",
        "%",
        "注：年末数",
    ],
    *[
        "value_high",
        "obs_status",
        "状态",
        "missing_reason",
        "来源",
        "as_of",
        "基期",
        "locator",
        "预计",
        "M",
        "range",
        "截至",
    ],
    *[
        "—",
        "…",
        "未公布",
        "1,234",
        "１２",
        "1.2万",
        ">3000",
        "1-2",
        "1610①",
        "(5)",
        "007",
        "1e5",
        "=1+2",
        "=HYPERLINK(1)",
        "#N/A",
        "@x",
        "2023-01-01",
        "🙂",
        "٣",
    ],
    *("", "", "\n", "'", '"', "x" * 300, "12\n345", "1,2"),
]


def cells(chance: random.Random) -> list[list[object]]:
    """A table: now and then a sound one, otherwise any words and numbers in any place."""
    width, height = chance.randint(0, 7), chance.randint(0, 9)
    rows: list[list[object]] = [
        [chance.choice([chance.choice(WORDS), chance.randint(-9, 99999), chance.random() * 1e4]) for _ in range(width)]
        for _ in range(height)
    ]
    if chance.random() < 0.3:
        return rows
    sound = chance.choice([
        tables.long(), tables.areas_by_years("gdp"), tables.indicators_by_areas("2023"),
        tables.indicators_by_years("410300"), tables.two_lines(), tables.one_sheet("2022"),
    ])  # fmt: skip
    strange = chance.choice([0, 0.05, 0.3])
    return [[chance.choice(WORDS) if chance.random() < strange else cell for cell in row] for row in sound]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, cut out, doubled or cut off; half of the time as they are."""
    for _ in range(chance.choice([0, 0, 1, 3, 20])):
        if not content:
            break
        at, length = chance.randrange(len(content)), chance.randint(1, 40)
        piece = chance.choice(
            [b"", bytes([chance.randrange(256)]), content[at : at + length] * 2, b'"', b"\0", b"\xff"]
        )
        content = content[:at] + piece + content[at + chance.choice([0, 1, length]) :]
    return content[: chance.randrange(len(content) + 1)] if chance.random() < 0.05 else content


def text_file(chance: random.Random) -> bytes:
    """A CSV or TSV in one of several encodings."""
    sign = chance.choice([",", "\t", ";", "|"])
    quote = (lambda t: f'"{t}"') if chance.random() < 0.3 else str
    text = chance.choice(["\n", "\r\n"]).join(sign.join(quote(c) for c in row) for row in cells(chance))
    return damaged(text.encode(chance.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"]), "replace"), chance)


def workbook(chance: random.Random) -> bytes:
    """An .xlsx whose XML may be damaged inside sound packing, or whose packing is damaged too."""
    book = openpyxl.Workbook()
    for row in cells(chance):
        book.active.append([ILLEGAL_CHARACTERS_RE.sub("", c) if isinstance(c, str) else c for c in row])
    if chance.random() < 0.3:
        book.active.merge_cells(
            start_row=1, end_row=chance.randint(1, 3), start_column=1, end_column=chance.randint(1, 4)
        )
    book.active.sheet_state = chance.choice(["visible", "visible", "hidden"])
    if book.active.sheet_state == "hidden":
        book.create_sheet("b")
    plain, packed = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        hurt = chance.choice([*old.namelist(), "xl/worksheets/sheet1.xml", "", ""])
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, damaged(content, chance) if name == hurt else content)
    return damaged(packed.getvalue(), chance) if chance.random() < 0.2 else packed.getvalue()


def old_workbook(chance: random.Random) -> bytes:
    """An .xls, sound or damaged."""
    records = []
    for row, line in enumerate(cells(chance)):
        for column, cell in enumerate(line):
            said = (
                xls.number(row, column, float(cell)) if not isinstance(cell, str) else xls.text(row, column, cell[:99])
            )
            records.append(
                chance.choice([said] * 9 + [xls.error(row, column, 42), xls.formula(row, column, bytes(8), 3)])
            )
    with tempfile.TemporaryDirectory() as folder:
        content = xls.write(Path(folder) / "a.xls", {"a": records}).read_bytes()
    return damaged(content, chance)


def tried(seed: int, folder: Path, setting: Setting) -> tuple[int, int]:
    """Read one file made from the seed and check what came of it: how many figures, how many problems."""
    chance = random.Random(seed)
    makers = {".xlsx": workbook, ".xls": old_workbook, ".csv": text_file}
    (ending,) = chance.choices([*makers], (35, 10, 55))
    path = folder / f"{seed}{ending}"
    path.write_bytes(makers[ending](chance))
    grids, problems = read_file(path)
    assert isinstance(problems, Problems)
    assert grids or problems
    figures = 0
    for grid in grids:
        layout = detect(grid, setting.names)
        if layout is None:
            continue
        found = candidates([(grid, layout)], setting)
        figures += sum(_stands(each, grid) for each in found)
        if is_long(layout):
            assert read_bulk(grid, layout, setting).sound.num_rows == sum(c.observation is not None for c in found)
    path.unlink()
    return figures, len(problems)


def _stands(candidate: Candidate, grid: Grid) -> bool:
    """Whether the candidate is a figure; its digits must stand in a cell of the sheet."""
    assert all(isinstance(problem, Problem) and problem.message and problem.path for problem in candidate.problems)
    assert candidate.observation or candidate.problems or candidate.missing
    if candidate.observation is None or candidate.observation.value is None:
        return False
    digits = re.sub(r"\D", "", candidate.observation.stated_value.partition("–")[0], flags=re.ASCII)
    said = candidate.value_text.translate({0xFF10 + i: 0x30 + i for i in range(10)})
    assert digits.lstrip("0") in re.sub(r"\D", "", said, flags=re.ASCII), candidate
    assert any(candidate.value_text == cell.text for cell in grid.cells())
    assert Decimal(str(candidate.observation.value)).is_finite()
    return True
