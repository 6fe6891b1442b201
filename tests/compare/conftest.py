"""Small builders: indicators by hand, readings by hand, and plain speech in both languages."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from yardstick.catalogue import Break, Indicator, Text
from yardstick.compare import Speech
from yardstick.i18n import Words
from yardstick.model import Period

PARTS = Path(__file__).parents[2] / "locales" / "parts" / "compare.po"
MERGED = Path(__file__).parents[2] / "locales" / "zh" / "LC_MESSAGES" / "yardstick.po"
NAMES = {
    "A": ("甲市", "Alpha"),
    "B": ("乙市", "Beta"),
    "C": ("丙市", "Gamma"),
    "D": ("丁市", "Delta"),
    "P": ("子省", "Pro"),
}
UNITS = {"percent": "%", "pp": " pp", "units": "", "place": " place"}
ZH_UNITS = {"percent": "%", "pp": "个百分点", "units": "家", "place": "位"}


@pytest.fixture(scope="session")
def figures():
    def build(values, *, period="2024", indicator="firms", unit="units", **more):
        return [
            {"area": a, "indicator": indicator, "period": period, "value": v, "unit": unit, **more}
            for a, v in values.items()
        ]

    return build


@pytest.fixture(scope="session")
def an_indicator():
    def build(**more):
        given = {"id": "firms", "unit": "units", "kind": "stock", "scale": "intensive", "direction": "higher"} | more
        breaks = tuple(Break(Period.parse(p), Text("改口径", "new definition")) for p in given.pop("breaks", ()))
        return Indicator(theme="t", name=Text("企业数", "firms"), definition=Text("定义", "d"), breaks=breaks, **given)

    return build


@pytest.fixture(scope="session")
def english():
    return Speech(
        Words("en", {}), lambda v, u: f"{v:,.10g}{UNITS[u]}", lambda code: NAMES.get(code, (code, code))[1], str
    )


@pytest.fixture(scope="session")
def chinese():
    path = PARTS if PARTS.exists() else MERGED
    with path.open("rb") as file:
        catalogue = {str(m.id): str(m.string) for m in read_po(file, locale="zh") if m.id and m.string}
    return Speech(
        Words("zh", catalogue),
        lambda v, u: f"{v:,.10g}{ZH_UNITS[u]}",
        lambda code: NAMES.get(code, (code, code))[0],
        lambda code: f"{code}年",
    )
