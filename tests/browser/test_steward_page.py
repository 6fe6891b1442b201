"""The steward's page as a reader sees it: every part stands in both languages at both widths, and does what it says."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from served import Server, Visit

from yardstick.model import Observation, Period
from yardstick.store import Change, Store, accept
from yardstick.workspace import Workspace

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

FIRST = 1_000_001
PARTS = {
    "template": "part=template",
    "correct": "part=correct",
    "checks": "part=checks&finding={finding}",
    "history": f"part=history&set={FIRST}",
}
CLIPPED = """() => [...document.querySelectorAll('[data-testid="stMainBlockContainer"] :is(button, label, p, h3)')]
    .filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow !== 'visible')
    .map(e => e.innerText.slice(0, 60))"""


@pytest.fixture(scope="module")
def place(own_installation: Callable[[], Path]) -> Path:
    """An installation of one's own with a change set accepted: Luoyang's GDP of 2022 by another figure."""
    folder = own_installation()
    store = folder / "data" / "store"
    frame = Store.open(store).readings(["gdp"], ["410300"], period_from="2022", period_to="2022")
    held = frame[frame["period"] == "2022"].iloc[0]
    figure = Observation(
        indicator="gdp", area="410300", measure="value", period=Period.parse("2022"), value=5500.0, qualifier="=",
        unit=held["unit"], obs_status="A", source=held["source"], locator=held["locator"], stated_value="5500",
    )  # fmt: skip
    accept(
        store,
        Change(kind="import", author="李工", at=dt.datetime.now(dt.UTC), reason="导入县区表", file="县区.xlsx"),
        observations=[figure],
    )
    return folder


@pytest.fixture(scope="module")
def own_server(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on it."""
    with Server(place, tmp_path_factory.mktemp("steward") / "log.txt") as started:
        yield started


@pytest.mark.parametrize(("lang", "width"), [("zh", 1280), ("en", 390)])
@pytest.mark.parametrize("part", PARTS)
def test_part_stands(
    visit: Callable[..., Visit], own_server: Server, place: Path, artefacts: Path, *, part: str, lang: str, width: int
) -> None:
    asked = PARTS[part].format(finding="|".join(Workspace.open(place).findings().open[0].finding.key))
    seen = visit(own_server, width=width).go(f"/steward?lang={lang}&{asked}")
    seen.keep(artefacts / f"steward-{part}-{lang}-{width}.png")
    seen.sound()
    assert seen.alerts == []
    assert seen.overflow == []
    assert seen.page.evaluate(CLIPPED) == []
    assert len(seen.headings) > 1


def test_a_template_is_downloaded_with_its_lists(visit: Callable[..., Visit], own_server: Server) -> None:
    seen = visit(own_server).go("/steward?part=template&areas=410300&indicators=gdp&from=2022&to=2022&lang=en")
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("link", name="Download the template").click()
    found = waiting.value
    assert found.suggested_filename == "yardstick-template.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(Path(found.path()).read_bytes()))["figures"]
    assert [cell.value for cell in sheet[2]][:8] == [
        "gdp", "Gross domestic product", "410300", "Luoyang", "value", "2022", 5500, "CNY 100 million",
    ]  # fmt: skip
    assert sheet.data_validations.dataValidation
    seen.sound()


def test_a_finding_is_accepted_on_the_page(visit: Callable[..., Visit], own_server: Server, place: Path) -> None:
    finding = Workspace.open(place).findings().open[-1].finding
    seen = visit(own_server).go(f"/steward?part=checks&lang=en&finding={'|'.join(finding.key)}")
    seen.page.get_by_label("Who accepts it").fill("Wang")
    seen.page.get_by_label("Reason (in Chinese)").fill("已核对公报")
    seen.page.get_by_role("button", name="Accept the finding").click()
    seen.page.get_by_text("Accepted, in data/findings.yaml").wait_for()
    seen.settle().sound()
    assert "zh: 已核对公报" in (place / "data" / "findings.yaml").read_text(encoding="utf-8")


def test_a_change_set_is_taken_back_and_the_number_is_seen_on_the_compare_page(
    visit: Callable[..., Visit], own_server: Server, place: Path
) -> None:
    compare = "/compare?areas=410300,411400&indicators=gdp&year=2022&tables=1&lang=en"
    seen = visit(own_server).go(compare)
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("link", name="CSV").first.click()
    assert "5500" in Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    seen.go(f"/steward?part=history&set={FIRST}&lang=en")
    seen.page.get_by_label("Who takes it back").fill("Wang")
    seen.page.get_by_label("Reason (in Chinese)").fill("来源有误")
    seen.page.get_by_role("button", name=f"Take change set {FIRST} back").click()
    seen.page.get_by_text(f"Change set {FIRST} is taken back, by change set {FIRST + 1}.").wait_for()
    seen.settle().sound()
    seen.go(compare)
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("link", name="CSV").first.click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "5500" not in text
    assert "5386.2" in text
