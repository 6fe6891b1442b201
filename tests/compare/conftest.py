"""Small builders: indicators by hand, readings by hand, and plain speech in both languages."""

import pytest

from yardstick.catalogue import Break, Indicator, Text
from yardstick.compare import Speech
from yardstick.i18n import Words, words
from yardstick.model import Period

NAMES = {
    "A": ("甲市", "Alpha"),
    "B": ("乙市", "Beta"),
    "C": ("丙市", "Gamma"),
    "D": ("丁市", "Delta"),
    "P": ("子省", "Pro"),
}
UNITS = {"percent": "%", "pp": " pp", "units": "", "place": " place", "places": " places"}
ZH_UNITS = {"percent": "%", "pp": "个百分点", "units": "家", "place": "位", "places": "位"}


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
    return Speech(
        words("zh"),
        lambda v, u: f"{v:,.10g}{ZH_UNITS[u]}",
        lambda code: NAMES.get(code, (code, code))[0],
        lambda code: f"{code}年",
    )
