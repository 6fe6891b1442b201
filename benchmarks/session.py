"""A reader as the server sees one: a websocket that speaks Streamlit's own messages, reruns included."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ENDED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}


@dataclass
class Session:
    """One open tab on the page at `path`. Sends what the frontend sends, except the states of untouched widgets.

    Follows the server as the frontend does: keeps the hash of the page it was given, the query string the page wrote
    into the address, and the hashes of messages it may refer to instead of sending them again.
    """

    port: int
    path: str
    query: str = ""
    page_hash: str = ""
    cached: set[str] = field(default_factory=set)
    received: int = 0
    failures: list[str] = field(default_factory=list)

    async def __aenter__(self) -> Session:
        url = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        self.socket: ClientConnection = await connect(
            url, subprotocols=["streamlit"], max_size=None, compression=None, proxy=None, open_timeout=60
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.socket.close()

    async def rerun(self, query: str | None = None) -> float:
        """Ask for a run, with another query string where one is given; milliseconds until the script has finished."""
        self.query = self.query if query is None else query
        start = time.perf_counter()
        await self.socket.send(self._asking().SerializeToString())
        while True:
            data = await self.socket.recv()
            if self._ends(ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())):
                return (time.perf_counter() - start) * 1000

    def _asking(self) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page_hash
        state.page_name = "" if self.page_hash else self.path
        state.cached_message_hashes.extend(sorted(self.cached))
        state.context_info.timezone = "Asia/Shanghai"
        state.context_info.locale = "zh-CN"
        state.context_info.url = f"http://127.0.0.1:{self.port}/{self.path}"
        return message

    def _ends(self, message: ForwardMsg) -> bool:
        """Take note of one message; whether it says that the run is over."""
        self.received += 1
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            self.failures.append(f"page not found: {self.path}")
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            self.failures.append(message.delta.new_element.exception.message)
        if message.metadata.cacheable and message.hash:
            self.cached.add(message.hash)
        return kind == "script_finished" and message.script_finished in ENDED
