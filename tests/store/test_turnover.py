"""How much each change set changed."""

from __future__ import annotations

from pathlib import Path

from change_tiny import change
from store_tiny import build, obs, target

from yardstick.store import Store, accept, revert_rows
from yardstick.store.turnover import COUNTS, turnover


def counts(folder: Path) -> dict[int, tuple[int, ...]]:
    frame = turnover(Store.open(folder))
    return {int(row[0]): tuple(int(n) for n in row[1:]) for row in frame[["id", *COUNTS]].to_numpy().tolist()}


def test_added_changed_and_retracted_are_counted_against_what_was_said_before(folder: Path) -> None:
    build(folder, obs(value=1.0), obs(period="2021", value=3.0), obs(period="2020", value=9.0),
          targets=[(1, target())])  # fmt: skip
    accept(
        folder, change(), observations=[obs(value=2.0), obs(period="2023", value=4.0), obs(period="2020", value=9.0)],
        retracted=[obs(period="2021", value=3.0), obs(period="2019")], targets=[target(value=6100.0)],
    )  # fmt: skip
    assert counts(folder) == {1: (4, 0, 0), 1_000_001: (1, 2, 1)}
    back = revert_rows(Store.open(folder), 1_000_001)
    accept(folder, change(kind="revert"), rows=back.rows, target_rows=back.target_rows)
    assert counts(folder)[1_000_002] == (1, 2, 1)  # 2021 is there again, 2022 and the target changed, 2023 is gone
    for number in (1, 1_000_001, 1_000_002):
        kinds = Store.open(folder).difference(number)["kind"].value_counts()
        assert counts(folder)[number] == tuple(int(kinds.get(name, 0)) for name in COUNTS)


def test_a_note_alone_is_a_change(folder: Path) -> None:
    build(folder, obs(value=1.0))
    accept(folder, change(kind="edit"), observations=[obs(value=1.0, note="checked")])
    assert counts(folder)[1_000_001] == (0, 1, 0)
