"""The store: the only room that speaks SQL. Built aside and swapped in by `build_store`, read through `Store`."""

from yardstick.store.build import build_store
from yardstick.store.precedence import CODES, CRITERIA, duel
from yardstick.store.reading import READING
from yardstick.store.shelf import current_identity, current_path
from yardstick.store.store import Store

__all__ = ["CODES", "CRITERIA", "READING", "Store", "build_store", "current_identity", "current_path", "duel"]
