"""A review that is accepted: the lines chosen become one change set, and what was placed by hand is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from yardstick.errors import StoreError
from yardstick.model import bare
from yardstick.store import STATED, Accepted, Change, accept
from yardstick.workspace.drafting import Draft
from yardstick.workspace.ground import Ground
from yardstick.workspace.mappings import MAPPINGS_FILE, keep
from yardstick.workspace.reviewing import ASKED_ABOVE, CHANGES, Review


def approve(
    ground: Ground,
    review: Review,
    *,
    author: str,
    reason: str = "",
    reason_en: str = "",
    take: Collection[str] = (),
    leave: Collection[str] = (),
    take_doubtful: bool = False,
    at: dt.datetime | None = None,
) -> Accepted:
    """Store the lines chosen (see `Review.chosen`) as one change set of kind `import`; return it.

    `take` and `leave` are addresses of lines. Raises StoreError when a line demands a reason and none is given, when
    there is nothing to store or no author; MovedError when the store is no longer the one reviewed. Nothing is stored
    then. Words and forms placed by hand are kept in data/mappings.yaml.
    """
    if not author.strip():
        raise StoreError("say who accepts this")
    chosen = review.chosen(take=take, leave=leave, take_doubtful=take_doubtful)
    _reasoned(review, chosen, reason)
    draft = review.draft
    known = draft.source.id in ground.sources
    rows = _rows(review, chosen)
    used = set(rows["source"].unique().to_pylist())
    change = Change(
        "import",
        author.strip(),
        at or dt.datetime.now(dt.UTC),
        reason.strip() or f"导入 {draft.name}",
        reason_en.strip() or ("" if reason.strip() else f"Import of {draft.name}"),
        draft.name,
        draft.sha256,
    )
    accepted = accept(
        store_folder(ground),
        change,
        rows=rows,
        sources=() if known or draft.source.id not in used else (draft.source,),
        seen=review.seen,
    )
    _keep(ground.folder / ground.config.paths.data / MAPPINGS_FILE, draft)
    return accepted


def store_folder(ground: Ground) -> Path:
    """Where the store files of this installation stand."""
    return ground.folder / ground.config.paths.store


def _reasoned(review: Review, chosen: npt.NDArray[np.bool_], reason: str) -> None:
    asking = np.flatnonzero(review.asks & chosen)
    if len(asking) and not reason.strip():
        first = ", ".join(review.found.addresses[at] for at in asking[:5])
        raise StoreError(
            "{count} changes by more than {percent} % need a reason: {places}",
            count=len(asking),
            percent=f"{ASKED_ABOVE:g}",
            places=first + (" …" if len(asking) > 5 else ""),
        )


def _rows(review: Review, chosen: npt.NDArray[np.bool_]) -> pa.Table:
    """The rows chosen, and a retraction of each figure whose place in the source is another now."""
    rows = review.found.rows if chosen.all() else review.found.rows.filter(pa.array(chosen))
    changed = np.flatnonzero(chosen & (review.changes == CHANGES.index("changed")))
    places = review.found.rows["locator"].take(pa.array(changed)).to_pylist()
    gone = [
        review.own[at]
        for at, place in zip(changed.tolist(), places, strict=True)
        if bare(str(review.held["locator"].iat[review.own[at]])) != bare(place)
    ]
    if not gone:
        return rows
    held = review.held.iloc[gone]
    cells = review.found.rows.take(pa.array(held["nth"].to_numpy(np.int64))).cast(STATED)
    columns = {
        name: cells[name] if name in ("indicator", "area", "measure", "period") else pa.array(
            ["retract"] * len(gone) if name == "action" else held[name].astype(object).where(held[name].notna(), None),
            type=STATED.field(name).type,
        )
        for name in STATED.names
    }  # fmt: skip
    return pa.concat_tables([rows.cast(STATED), pa.table(columns, schema=STATED)])


def _keep(path: Path, draft: Draft) -> None:
    layouts = [(sheet.grid, sheet.layout) for sheet in draft.sheets if sheet.by_hand and sheet.layout is not None]
    units = {word: unit for word, unit in draft.mapping.units.items() if word}  # one for a whole file is for that file
    words = replace(draft.mapping, units=units)
    if words.to_dict() or layouts:
        keep(path, words, layouts)
