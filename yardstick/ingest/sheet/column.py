"""A column of texts by its bytes: which cells are blank, which are plain numbers, at the price of a look at each byte.

Arrow's kernels for these questions walk the signs of every text; here most texts are settled by their first byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]

Given = TypeVar("Given")
MANY = 20_000
"""Rows from which on columns are looked at side by side: the looks spend their time outside Python's lock."""

LONGEST = 15
"""Signs of the longest plain number; its digits are those of a double, so that its text and its value are one."""

_DOT, _MINUS, _OTHER = 1, LONGEST + 1, 255
_WEIGHTS = bytearray([_OTHER]) * 256
_WEIGHTS[ord("0") : ord("9") + 1] = bytes(10)
_WEIGHTS[ord(".")], _WEIGHTS[ord("-")] = _DOT, _MINUS
"""What each byte adds to the sum of a text: of as many signs as are looked at, no two kinds come to the same."""
_BLANK = np.zeros(256, np.bool_)
_BLANK[:33] = True
_BLANK[[0xC2, 0xE1, 0xE2, 0xE3]] = True
"""Bytes with which a blank may begin: those up to the space, and the first bytes of the blanks beyond ASCII."""


@dataclass(frozen=True)
class Words:
    """The distinct texts of a column without the blanks around them, and the number of its text for each row."""

    codes: Codes
    words: list[str]

    @classmethod
    def of(cls, texts: pa.StringArray) -> Words:
        """Those of a column."""
        encoded = pc.dictionary_encode(texts)
        codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        return cls(codes, [word.strip() for word in encoded.dictionary.to_pylist()])

    @classmethod
    def once(cls, word: str, count: int) -> Words:
        """One word for all rows."""
        return cls(np.broadcast_to(np.int64(0), count), [word])

    def read(self, reader: Callable[[str], str | None]) -> tuple[Words, Mask]:
        """The words as `reader` makes codes of them, and the rows whose word it knows (it gives None for others)."""
        found = [reader(word) for word in self.words]
        words = Words(self.codes, [code or "" for code in found])
        if None not in found:
            return words, np.broadcast_to(np.True_, len(self.codes))
        return words, np.array([code is not None for code in found])[self.codes]

    def taken(self, at: Codes | slice) -> pa.DictionaryArray:
        """The words of these rows, each distinct word once."""
        return dictionary(self.codes[at], self.words)


def side_by_side(call: Callable[[Given], Any], of: Sequence[Given], *, rows: int) -> list[Any]:
    """What `call` makes of each, in their order; side by side where the columns have many rows."""
    if rows < MANY or len(of) < 2:
        return [call(one) for one in of]
    with ThreadPoolExecutor() as pool:
        return list(pool.map(call, of))


def dictionary(codes: Codes, words: list[str]) -> pa.DictionaryArray:
    """Words by their numbers as a dictionary in which no word stands twice."""
    place = {word: at for at, word in enumerate(dict.fromkeys(words))}
    if len(place) < len(words):
        codes = np.array([place[word] for word in words], np.int64)[codes]
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array([*place], pa.string()))


def numbered(keys: Codes, possible: int) -> tuple[Codes, Codes]:
    """The distinct ones among keys from 0 up to `possible`, and the number of its own for each."""
    if possible > _SPARSE * len(keys):
        codes, distinct = pd.factorize(keys)
        return codes.astype(np.int64), np.asarray(distinct, np.int64)
    used = np.zeros(possible, np.bool_)
    used[keys] = True
    return (np.cumsum(used) - 1)[keys], np.flatnonzero(used)


def all_differ(keys: Codes, possible: int) -> bool:
    """Whether no key stands twice among keys from 0 up to `possible`."""
    if possible > _SPARSE * len(keys):
        return not pd.Series(keys).duplicated().any()
    used = np.zeros(possible, np.bool_)
    used[keys] = True
    return int(np.count_nonzero(used)) == len(keys)


_SPARSE = 8
"""Possible keys for each that is there up to which every key has a mark of its own."""


def bytes_of(texts: pa.StringArray) -> tuple[Codes, npt.NDArray[np.uint8]]:
    """Where each text begins (and the last ends) in the bytes of all of them; the array has no nulls."""
    _, offsets, data = texts.buffers()
    starts = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    return starts, np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)


def first_bytes(texts: pa.StringArray) -> npt.NDArray[np.uint8]:
    """The first byte of each text, 0 where it has none."""
    starts, data = bytes_of(texts)
    held = starts[1:] > starts[:-1]
    if held.all():
        return np.asarray(data[starts[:-1]])
    first = np.zeros(len(texts), np.uint8)
    some = np.flatnonzero(held)
    first[some] = data[starts[some]]
    return first


def is_blank(texts: pa.StringArray) -> Mask:
    """The cells that hold nothing but blanks, as `str.strip` knows them."""
    maybe = _BLANK[first_bytes(texts)]
    at = np.flatnonzero(maybe)
    if len(at):
        maybe[at] = [not text.strip() for text in texts.take(pa.array(at)).to_pylist()]
    return maybe


def is_plain(texts: pa.StringArray) -> Mask:
    """The texts that are a number as a program writes it: -12.5, no blanks, no leading zeros, 15 signs at most."""
    starts, data = bytes_of(texts)
    parts = [starts[at : at + _AT_ONCE + 1] for at in range(0, len(texts), _AT_ONCE)]
    return np.concatenate([np.zeros(0, np.bool_), *(_are_plain(part, data) for part in parts)])


_AT_ONCE = 16_384
"""Texts that are looked at in one go: their bytes stay at hand of the processor."""


def _are_plain(starts: Codes, data: npt.NDArray[np.uint8]) -> Mask:
    """Those that are plain among the texts that begin at `starts` in the bytes, the last of which is an end."""
    starts, data = starts - starts[0], data[starts[0] : starts[-1]]
    lengths = np.diff(starts)
    plain = np.zeros(len(lengths), np.bool_)
    at = np.flatnonzero(lengths)
    if not len(at):
        return plain
    begins, ends = starts[at], starts[at] + lengths[at]
    weights = np.frombuffer(data.tobytes().translate(_WEIGHTS), np.uint8)
    sums = np.add.reduceat(weights, begins, dtype=np.int32)
    minus = data[begins] == ord("-")
    sums -= np.int32(_MINUS) * minus
    head = begins + minus
    fine = (sums <= _DOT) & (lengths[at] <= LONGEST) & (head < ends)
    fine &= ~((sums == 0) & ~minus & (lengths[at] == LONGEST))
    first, second = data[np.minimum(head, ends - 1)], data[np.minimum(head + 1, ends - 1)]
    fine &= (first != ord(".")) & (data[ends - 1] != ord("."))
    fine &= ~((first == ord("0")) & (head + 1 < ends) & (second != ord(".")))
    plain[at] = fine
    return plain
