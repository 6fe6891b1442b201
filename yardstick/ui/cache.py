"""Answers and pictures kept between reruns: one look-up in a dictionary, where Streamlit's caches hash arguments."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
D = TypeVar("D")
T = TypeVar("T")


def kept(most: int) -> Callable[[Callable[Concatenate[D, P], T]], Callable[Concatenate[D, P], T]]:
    """Keep the last `most` results of a function by all its arguments but the first (the desk, which only asks).

    The other arguments must be hashable and name everything the result depends on: the data version, and the language
    where words are in it. Results are shared by all sessions, so they must not be changed. Who asks what another
    session is working out waits for it; an error is not kept.
    """

    def keep(function: Callable[Concatenate[D, P], T]) -> Callable[Concatenate[D, P], T]:
        held: OrderedDict[Any, Future[T]] = OrderedDict()
        lock = Lock()

        @wraps(function)
        def asked(desk: D, /, *args: P.args, **kwargs: P.kwargs) -> T:
            key = (args, tuple(sorted(kwargs.items()))) if kwargs else args
            with lock:
                found = held.get(key)
                if found is None:
                    mine = held[key] = Future()
                    if len(held) > most:
                        held.popitem(last=False)
                else:
                    held.move_to_end(key)
            if found is not None:
                return found.result()
            try:
                mine.set_result(function(desk, *args, **kwargs))
            except BaseException as error:
                with lock:
                    held.pop(key, None)
                mine.set_exception(error)
                raise
            return mine.result()

        return asked

    return keep
