"""What every response carries: compressed static files, the content policy, the language of the page."""

from __future__ import annotations

import gzip
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers as Read
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yardstick.ui.responses import POLICY, Gzip, Headers, PageLanguage

SCRIPT = b"const figure = 'high-tech enterprises';\n" * 200
PAGE = b'<!doctype html>\n<html lang="en"><head></head><body>html lang="en"</body></html>'


@dataclass
class Site:
    """A bare application that answers every path with one body, in two parts; counts how often it is asked."""

    body: bytes
    status: int = 200
    asked: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        length = str(len(self.body)).encode()
        headers = [(b"content-type", b"text/plain"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body[:10], "more_body": True})
        await send({"type": "http.response.body", "body": self.body[10:]})


@dataclass
class Answer:
    """What came back."""

    messages: list[Message]

    @property
    def headers(self) -> Read:
        return Read(raw=list(self.messages[0]["headers"]))

    @property
    def body(self) -> bytes:
        return b"".join(m.get("body", b"") for m in self.messages[1:])


def ask(app: ASGIApp, path: str, *, query: str = "", method: str = "GET", kind: str = "http", **headers: str) -> Answer:
    """One request, by hand: nothing here waits, so the coroutine runs through without an event loop."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": method, "path": path, "query_string": query.encode(), "headers": raw}
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    run_through(app(scope, receive, send))  # type: ignore[arg-type]
    return Answer(sent)


def run_through(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that never waits."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    raise AssertionError("the application waits for something")


def test_static_file_is_compressed_without_loss() -> None:
    answer = ask(Gzip(Site(SCRIPT)), "/static/js/index.abc.js", accept_encoding="gzip, br")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["vary"] == "Accept-Encoding"
    assert len(answer.body) < len(SCRIPT) / 5
    assert gzip.decompress(answer.body) == SCRIPT


def test_static_file_is_compressed_once() -> None:
    site = Site(SCRIPT)
    app = Gzip(site)
    first, second = (ask(app, "/static/js/index.abc.js", accept_encoding="gzip") for _ in range(2))
    assert site.asked == ["/static/js/index.abc.js"]
    assert first.body == second.body
    assert first.headers == second.headers


def test_every_file_is_kept_under_its_own_name() -> None:
    app = Gzip(Site(SCRIPT))
    ask(app, "/static/js/a.js", accept_encoding="gzip")
    app.app = Site(SCRIPT * 2)
    assert gzip.decompress(ask(app, "/static/js/b.js", accept_encoding="gzip").body) == SCRIPT * 2


def test_who_cannot_unpack_gets_it_plain() -> None:
    answer = ask(Gzip(Site(SCRIPT)), "/static/js/index.abc.js", accept_encoding="br")
    assert "content-encoding" not in answer.headers
    assert answer.body == SCRIPT


def test_a_plain_answer_after_a_compressed_one() -> None:
    app = Gzip(Site(SCRIPT))
    ask(app, "/static/js/index.abc.js", accept_encoding="gzip")
    assert ask(app, "/static/js/index.abc.js").body == SCRIPT


def test_part_of_a_file_is_not_compressed() -> None:
    answer = ask(Gzip(Site(SCRIPT)), "/static/js/a.js", accept_encoding="gzip", range="bytes=0-9")
    assert "content-encoding" not in answer.headers


def test_pictures_and_fonts_are_left_alone() -> None:
    for path in ("/static/media/logo.png", "/app/static/plex.woff2", "/_stcore/health"):
        assert "content-encoding" not in ask(Gzip(Site(SCRIPT)), path, accept_encoding="gzip").headers


def test_a_small_file_stays_as_it_is() -> None:
    answer = ask(Gzip(Site(b"let a = 1; // one")), "/static/js/a.js", accept_encoding="gzip")
    assert "content-encoding" not in answer.headers
    assert answer.body == b"let a = 1; // one"


def test_a_missing_file_is_passed_on_and_not_kept() -> None:
    site = Site(SCRIPT, status=404)
    app = Gzip(site)
    for _ in range(2):
        answer = ask(app, "/static/js/gone.js", accept_encoding="gzip")
        assert answer.messages[0]["status"] == 404
        assert "content-encoding" not in answer.headers
    assert len(site.asked) == 2


def test_policy_allows_this_machine_only() -> None:
    answer = ask(Headers(Site(PAGE)), "/")
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "http:" not in POLICY
    assert "https:" not in POLICY
    assert " * " not in POLICY


def test_websocket_is_passed_through_every_layer() -> None:
    app = Headers(PageLanguage(Gzip(Site(b""))))
    assert ask(app, "/_stcore/stream", kind="websocket").messages == [{"type": "websocket.accept"}]


def test_page_says_its_language() -> None:
    for query, told in (("lang=en", b"en"), ("lang=zh", b"zh-CN"), ("", b"zh-CN"), ("lang=xx", b"zh-CN")):
        answer = ask(PageLanguage(Site(PAGE)), "/compare", query=query)
        assert answer.body.startswith(b'<!doctype html>\n<html lang="' + told + b'">')
        assert answer.headers["content-length"] == str(len(answer.body))


async def packing(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that compresses by itself where it may, as Streamlit does on deep links."""
    packs = "gzip" in Read(scope=scope).get("accept-encoding", "")
    body = gzip.compress(PAGE) if packs else PAGE
    headers = [(b"content-length", str(len(body)).encode())] + ([(b"content-encoding", b"gzip")] if packs else [])
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def test_page_says_its_language_to_browsers_that_unpack() -> None:
    answer = ask(PageLanguage(packing), "/compare", query="lang=zh", accept_encoding="gzip, br")
    packed = answer.headers.get("content-encoding") == "gzip"
    page = gzip.decompress(answer.body) if packed else answer.body
    assert b'<html lang="zh-CN">' in page


def test_only_the_element_is_changed() -> None:
    assert ask(PageLanguage(Site(PAGE)), "/").body.endswith(b'<body>html lang="en"</body></html>')


def test_files_and_the_servers_own_paths_keep_their_text() -> None:
    for path in ("/static/index.html", "/_stcore/host-config"):
        assert ask(PageLanguage(Site(PAGE)), path).body == PAGE


def test_layers_work_together() -> None:
    app = Headers(PageLanguage(Gzip(Site(SCRIPT))))
    answer = ask(app, "/static/js/index.abc.js", accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-security-policy"] == POLICY
    assert gzip.decompress(answer.body) == SCRIPT
