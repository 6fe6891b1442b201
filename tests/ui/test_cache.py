"""What is kept, what is asked again, and that sessions asking the same at once share one answer."""

from __future__ import annotations

import threading
import time

import pytest

from yardstick.ui.cache import kept


def test_asked_once_for_the_same_arguments_whoever_asks() -> None:
    asked: list[tuple[str, str, int]] = []

    @kept(8)
    def answer(desk: str, version: str, *, n: int) -> int:
        asked.append((desk, version, n))
        return n * 2

    assert [answer("a", "v1", n=1), answer("b", "v1", n=1), answer("a", "v2", n=1), answer("a", "v1", n=2)] == [
        2,
        2,
        2,
        4,
    ]
    assert asked == [("a", "v1", 1), ("a", "v2", 1), ("a", "v1", 2)]


def test_the_one_not_used_longest_is_forgotten() -> None:
    asked: list[int] = []

    @kept(2)
    def answer(_desk: str, n: int) -> int:
        asked.append(n)
        return n

    for n in (1, 2, 1, 3, 1, 2):
        answer("", n)
    assert asked == [1, 2, 3, 2]


def test_an_error_is_not_kept() -> None:
    tries: list[int] = []

    @kept(2)
    def answer(_desk: str, n: int) -> int:
        tries.append(n)
        if len(tries) == 1:
            raise ValueError("first time")
        return n

    with pytest.raises(ValueError, match="first time"):
        answer("", 1)
    assert answer("", 1) == 1


def test_many_at_once_share_one_answer() -> None:
    asked: list[int] = []
    got: list[int] = []

    @kept(2)
    def answer(_desk: str, n: int) -> int:
        asked.append(n)
        time.sleep(0.05)
        return n

    threads = [threading.Thread(target=lambda: got.append(answer("", 7))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked == [7]
    assert got == [7] * 8
