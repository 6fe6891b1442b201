"""The store: the only room that speaks SQL. Built aside and swapped in, added to by `accept`, read through `Store`."""

from yardstick.store.accept import Accepted, Change, MovedError, accept
from yardstick.store.build import build_store
from yardstick.store.carry import FIRST_ID
from yardstick.store.columns import STATED
from yardstick.store.corrections import Guarded, states
from yardstick.store.lock import BusyError
from yardstick.store.precedence import CODES, CRITERIA, duel
from yardstick.store.reading import READING
from yardstick.store.revert import FIGURE_KEY, Reversal, revert_rows
from yardstick.store.shelf import current_identity, current_path
from yardstick.store.store import Store
from yardstick.store.upgrade import upgrade

__all__ = [
    "CODES", "CRITERIA", "FIGURE_KEY", "FIRST_ID", "READING", "STATED", "Accepted", "BusyError", "Change", "Guarded",
    "MovedError", "Reversal", "Store", "accept", "build_store", "current_identity", "current_path", "duel",
    "revert_rows", "states", "upgrade",
]  # fmt: skip
