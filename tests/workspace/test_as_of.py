"""An installation as it was known on a day: figures, targets, change sets, reasons, and the clock of its targets.

The growth of firms in 2022 stands as 2500 in the report; on 2 January 2024 a correction made it 25.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from yardstick.errors import StoreError
from yardstick.model import Observation, Period, Target
from yardstick.store import Change, accept
from yardstick.workspace import Workspace

ORIGINAL = Path(__file__).parents[1] / "cli" / "installation"
FIRST, CORRECTED = dt.date(2024, 1, 1), dt.date(2024, 1, 2)
IMPORTED, REVERTED = dt.date(2024, 3, 1), dt.date(2024, 4, 1)
CELL = ("420000", "firms", "2022", "growth")


def change(kind: str, day: dt.date) -> Change:
    return Change(kind, "tester", dt.datetime.combine(day, dt.time(12), dt.UTC), "后来", "later")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation with 17,000 firms for 2021 and a target for 2026 imported on 1 March, both taken back a month
    later.
    """
    folder = tmp_path_factory.mktemp("known") / "installation"
    shutil.copytree(ORIGINAL, folder)
    Workspace.build(folder)
    figure = Observation(
        "firms", "420000", "value", Period.parse("2021"), 17000.0, "=", "enterprises", "A", "bulletin",
        "row:420000/firms/2021", stated_value="17000",
    )  # fmt: skip
    aim = Target(
        "firms", "420000", "value", Period.parse("2026"), ">=", 40000.0, "enterprises", "plan", "report", "char:1-2"
    )
    store = folder / "data" / "store"
    accept(store, change("import", IMPORTED), observations=[figure], targets=[aim])
    Workspace.revert(folder, "last", author="tester", reason="误入")
    return folder


def value(workspace: Workspace, period: str) -> float | None:
    (found,) = (r for r in workspace.series(["firms"], ["420000"], ["value"]) if r.period == period)
    return found.value


def periods(workspace: Workspace) -> list[str]:
    return [j.period for j in workspace.judged(["420000"])]


def test_before_a_correction_the_figure_stands_as_stated_and_without_its_reason(place: Path) -> None:
    found = Workspace.open(place, as_of=FIRST).explain(*CELL)
    assert found.picked is not None
    assert (found.picked.value, found.correction) == (2500.0, ("", ""))
    found = Workspace.open(place, as_of=CORRECTED).explain(*CELL)
    assert found.picked is not None
    assert (found.picked.value, found.correction) == (25.0, ("小数点丢失", "a decimal point was lost"))
    assert Workspace.open(place, as_of=FIRST).corrections() == ()


def test_what_was_taken_back_later_is_still_there_on_the_days_between(place: Path) -> None:
    now = Workspace.open(place)
    assert (value(now, "2021"), periods(now)) == (15960.0, ["2025"])
    between = now.as_of(IMPORTED)
    assert (value(between, "2021"), periods(between)) == (17000.0, ["2025", "2026"])
    assert [c.kind for c in between.change_sets()] == ["initial", "initial", "correction", "import"]
    before = now.as_of(IMPORTED - dt.timedelta(days=1))
    assert (value(before, "2021"), periods(before)) == (15960.0, ["2025"])


def test_today_is_the_current_reading_to_the_byte(place: Path) -> None:
    now = Workspace.open(place)
    today = now.as_of(dt.date.today())
    assert today.store.export_reading() == now.store.export_reading()
    assert today.store.export_targets() == now.store.export_targets()
    assert today.store.data_version == now.store.data_version
    assert today.judged() == now.judged()
    assert today.change_sets() == now.change_sets()


def test_targets_are_judged_as_on_the_day(place: Path) -> None:
    (then,) = Workspace.open(place, as_of=CORRECTED).judged(["420000"])
    assert (then.verdict.status, then.over) == ("not_due_no_data", False)
    assert Workspace.open(place, as_of=CORRECTED).today == CORRECTED
    (now,) = Workspace.open(place).judged(["420000"])
    assert (now.verdict.status, now.over) == ("overdue_no_data", True)


def test_a_vintage_and_what_had_been_published_go_together(place: Path) -> None:
    """The store knew of the target from 2024 on; it was announced on 15 January 2023."""
    vintage = Workspace.open(place, as_of=CORRECTED)
    assert vintage.judged(["420000"], as_of=dt.date(2023, 1, 14)) == ()
    (one,) = vintage.judged(["420000"], as_of=dt.date(2023, 1, 15))
    assert one.announced == dt.date(2023, 1, 15)


def test_each_day_has_an_identity_of_its_own(place: Path) -> None:
    now = Workspace.open(place)
    days = (FIRST, CORRECTED, CORRECTED + dt.timedelta(days=1), dt.date.today())
    assert len({now.identity, *(now.as_of(day).identity for day in days)}) == 5
    assert now.as_of(FIRST).identity == Workspace.open(place, as_of=FIRST).identity
    assert (now.day, now.as_of(FIRST).day) == (None, FIRST)


def test_findings_are_those_of_the_day(place: Path) -> None:
    def figures(workspace: Workspace) -> set[float | None]:
        return {f.finding.found for f in workspace.findings().reviewed if f.finding.measure == "growth"}

    now = Workspace.open(place)
    assert 2500.0 in figures(now.as_of(FIRST))
    assert 2500.0 not in figures(now)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2023, 12, 31), "nothing was known on 2023-12-31: the first change set is of 2024-01-01"),
        (dt.date(9999, 1, 1), "9999-01-01 is still to come"),
    ],
)
def test_a_day_of_which_nothing_can_be_told(place: Path, day: dt.date, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        Workspace.open(place, as_of=day)
