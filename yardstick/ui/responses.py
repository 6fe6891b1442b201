"""ASGI middleware: headers that keep every request on this machine, the page's language, compressed static files."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
    "frame-ancestors 'self'"
)
_HTML_LANGUAGE = {"zh": b'<html lang="zh-CN"', "en": b'<html lang="en"'}
# Told where the server is, the page need not guess it from a deep link (each wrong guess is an error on the console);
# and its language follows the address when that changes without a reload.
_SCRIPT = b"""<script>
window.__streamlit={BACKEND_BASE_URL:location.origin,MAIN_PAGE_BASE_URL:location.origin};
(()=>{const settle=()=>{const asked=new URLSearchParams(location.search).get("lang");
document.documentElement.lang=asked==="en"?"en":asked==="zh"?"zh-CN":DEFAULT};
for(const name of ["pushState","replaceState"]){const plain=history[name];
history[name]=function(){plain.apply(this,arguments);settle()}}
addEventListener("popstate",settle)})()
</script>"""
# Words that Streamlit has in English alone, in the page's language; on a phone a page's name stands alone.
_STYLE = """<style>
[data-testid=stFileUploaderDropzoneInstructions] span{font-size:0}
[data-testid=stFileUploaderDropzoneInstructions] span::after{content:"or drop it here";font-size:.875rem}
html:lang(zh) [data-testid=stFileUploaderDropzoneInstructions] span::after{content:"或将文件拖到这里"}
html:lang(zh) [data-testid=stFileUploaderDropzone] button p{font-size:0}
html:lang(zh) [data-testid=stFileUploaderDropzone] button p::after{content:"选择文件";font-size:.875rem}
@media (max-width:480px){h1 .stMarkdownColoredText{display:none}}
</style>""".encode()
_COMPRESSIBLE = (".js", ".css", ".html", ".json", ".svg", ".wasm", ".map")
_SMALLEST = 1024


class Headers:
    """Adds the content policy and its companions to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class PageLanguage:
    """Writes into the page its language, the address of the server, and words that Streamlit does not translate."""

    def __init__(self, app: ASGIApp, default: str = "zh") -> None:
        self.app = app
        self.default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or "." in scope["path"] or "/_stcore" in scope["path"]:
            await self.app(scope, receive, send)
            return
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [self.default])[-1]
        language = _HTML_LANGUAGE.get(asked, _HTML_LANGUAGE[self.default])

        default = b'"zh-CN"' if self.default == "zh" else b'"en"'
        script = _SCRIPT.replace(b"DEFAULT", default)

        def told(body: bytes) -> bytes:
            return body.replace(_HTML_LANGUAGE["en"], language, 1).replace(b"<head>", b"<head>" + script + _STYLE, 1)

        await self.app(_uncompressed(scope), receive, _Whole(send, told))


def _uncompressed(scope: Scope) -> Scope:
    """The request without its wish for compression and for a mere "not modified": the page is changed as it passes."""
    dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in dropped]}


class Gzip:
    """Compresses static files once and keeps the result: their names carry a hash, so a file never changes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._applies(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self.kept:
            await self.app(scope, receive, _Whole(send, gzip_body, self.kept, path))
            return
        start, body = self.kept[path]
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def _applies(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].endswith(_COMPRESSIBLE):
            return False
        if "/static/" not in scope["path"]:
            return False
        headers = RequestHeaders(scope=scope)
        return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def gzip_body(body: bytes) -> bytes:
    """`body` compressed, or as it is when too small to gain."""
    return gzip.compress(body, 6, mtime=0) if len(body) >= _SMALLEST else body


class _Whole:
    """A `send` that gathers a whole 200 response, changes its body, and optionally keeps it."""

    def __init__(
        self,
        send: Send,
        change: Callable[[bytes], bytes],
        kept: dict[str, tuple[Message, bytes]] | None = None,
        path: str = "",
    ) -> None:
        self.send, self.change, self.kept, self.path = send, change, kept, path
        self.start: Message | None = None
        self.parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self.start = message
        elif message["type"] == "http.response.body" and self.start is not None:
            self.parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._finish(self.start)
        else:
            await self.send(message)

    async def _finish(self, start: Message) -> None:
        plain = b"".join(self.parts)
        body = self.change(plain)
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        if self.kept is not None:
            headers["vary"] = "Accept-Encoding"
            if body is not plain:
                headers["content-encoding"] = "gzip"
            self.kept[self.path] = ({**start, "headers": list(start["headers"])}, body)
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})
