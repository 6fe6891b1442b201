"""Tables behind links: one link a table, made when followed, forgotten in the order last shown."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from urllib.parse import unquote

import pandas as pd
import pytest
from starlette.requests import Request
from starlette.responses import Response

from yardstick.ui.downloads import Downloads, csv_bytes


def frame() -> pd.DataFrame:
    return pd.DataFrame({"地区": ["洛阳"], "值": [1443]})


def follow(downloads: Downloads, address: str) -> Response:
    """What the server answers at an address."""
    token, name = address.removeprefix("/download/").split("/")
    asked = Request({"type": "http", "path_params": {"token": token, "name": unquote(name)}})
    with ThreadPoolExecutor(1) as apart:  # a loop may be running in this thread already
        return apart.submit(asyncio.run, downloads.serve(asked)).result()


def test_a_link_gives_the_table_under_its_name() -> None:
    downloads = Downloads()
    answer = follow(downloads, downloads.offer("对比", frame, frame))
    assert answer.status_code == 200
    assert answer.body == "\ufeff地区,值\r\n洛阳,1443\r\n".encode()
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].endswith("yardstick-%E5%AF%B9%E6%AF%94.csv")


def test_the_table_is_made_only_when_the_link_is_followed() -> None:
    made: list[int] = []

    def table() -> pd.DataFrame:
        made.append(1)
        return frame()

    downloads = Downloads()
    address = downloads.offer("a", table, table)
    assert made == []
    follow(downloads, address)
    assert made == [1]


def test_a_holder_keeps_its_address_and_shares_it_with_nobody() -> None:
    downloads, one, other = Downloads(), object(), object()
    assert downloads.offer("a", one, frame) == downloads.offer("a", one, frame)
    assert downloads.offer("a", one, frame) != downloads.offer("a", other, frame)


def test_the_link_not_shown_for_longest_is_forgotten_and_says_so() -> None:
    downloads, holders = Downloads(most=2), [object(), object(), object()]
    first, second = (downloads.offer("a", h, frame) for h in holders[:2])
    downloads.offer("a", holders[0], frame)
    third = downloads.offer("a", holders[2], frame)
    answers = [follow(downloads, address) for address in (first, second, third)]
    assert [a.status_code for a in answers] == [200, 404, 200]
    assert "open the page again" in bytes(answers[1].body).decode()


def test_an_unknown_link_is_told() -> None:
    assert follow(Downloads(), "/download/x/yardstick-a.csv").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tb", "\rb"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    body = csv_bytes(pd.DataFrame({"a": [text]})).decode("utf-8-sig")
    assert pd.read_csv(StringIO(body))["a"][0] == f"'{text}"
