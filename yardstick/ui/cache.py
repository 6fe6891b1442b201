"""Answers and pictures kept between reruns: one look-up in a dictionary, where Streamlit's caches hash arguments."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
D = TypeVar("D")
T = TypeVar("T")


def kept(most: int) -> Callable[[Callable[Concatenate[D, P], T]], Callable[Concatenate[D, P], T]]:
    """Keep the last `most` results of a function by all its arguments but the first (the desk, which only asks).

    The other arguments must be hashable and name everything the result depends on: the data version, and the language
    where words are in it. Results are shared by all sessions, so they must not be changed. Two sessions that ask the
    same at once may both work it out; the first result stays.
    """

    def keep(function: Callable[Concatenate[D, P], T]) -> Callable[Concatenate[D, P], T]:
        held: OrderedDict[Any, T] = OrderedDict()
        lock = Lock()

        @wraps(function)
        def asked(desk: D, /, *args: P.args, **kwargs: P.kwargs) -> T:
            key = (args, tuple(sorted(kwargs.items()))) if kwargs else args
            with lock:
                if key in held:
                    held.move_to_end(key)
                    return held[key]
            result = function(desk, *args, **kwargs)
            with lock:
                result = held.setdefault(key, result)
                if len(held) > most:
                    held.popitem(last=False)
            return result

        return asked

    return keep
