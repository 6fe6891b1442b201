"""Files behind plain links: a file is made when its link is followed, and a link costs a page's run nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock
from urllib.parse import quote

import pandas as pd
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from yardstick.exports import csv_bytes

AT_MOST = 1024
"""Links that can be followed at one time, in all sessions; those not shown for longest are forgotten first."""
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_GONE = "这张表已不再保留，请重新打开页面。\nThis table is no longer kept: open the page again.\n"


@dataclass(frozen=True, slots=True)
class _Offer:
    token: str
    holder: object
    make: Callable[[], bytes | None]
    media: str


class Downloads:
    """Tables on offer, by a token that only the page that shows them knows."""

    def __init__(self, most: int = AT_MOST) -> None:
        self.most = most
        self.offers: OrderedDict[int, _Offer] = OrderedDict()
        self.by_token: dict[str, _Offer] = {}
        self.lock = Lock()

    def offer(self, name: str, holder: object, table: Callable[[], pd.DataFrame]) -> str:
        """The address of a table as `yardstick-NAME.csv`.

        `holder` is the kept object that the table belongs to: as long as it is the same one, so is the address.
        """
        return self.offer_file(f"{name}.csv", holder, lambda: csv_bytes(table()), media=CSV)

    def offer_file(self, name: str, holder: object, make: Callable[[], bytes | None], *, media: str) -> str:
        """The address of a file as `yardstick-NAME`; `make` is called when the link is followed. See `offer`.

        What holds no more what it would be made of makes None, and is gone.
        """
        with self.lock:
            found = self.offers.get(id(holder))
            if found is None:
                found = _Offer(token_urlsafe(9), holder, make, media)  # holds the holder, so that its id stays its own
                self.offers[id(holder)] = self.by_token[found.token] = found
                if len(self.offers) > self.most:
                    del self.by_token[self.offers.popitem(last=False)[1].token]
            else:
                self.offers.move_to_end(id(holder))
        return f"/download/{found.token}/{quote(f'yardstick-{name}')}"

    async def serve(self, request: Request) -> Response:
        """The file; 404 in words when it is no longer kept."""
        found = self.by_token.get(request.path_params["token"])
        body = None if found is None else await run_in_threadpool(found.make)
        if found is None or body is None:
            return PlainTextResponse(_GONE, 404)
        name = quote(request.path_params["name"])
        told = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
        return Response(body, media_type=found.media, headers=told)


DOWNLOADS = Downloads()
