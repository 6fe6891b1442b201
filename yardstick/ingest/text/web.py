"""A web page → the lines a person sees: no scripts, no menus, nothing hidden; the cells of a row parted by tabs."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lines import Lines, Refused  # type: ignore[import-not-found]
from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEFT_OUT = frozenset((
    "head", "title", "script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object", "embed",
    "video", "audio", "canvas", "select", "datalist", "button", "textarea", "rt", "rp", "del", "s", "strike",
    "noframes",
))  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption",
    "thead", "tbody", "tfoot", "section", "article", "header", "footer", "main", "aside", "address", "blockquote",
    "figure", "figcaption", "form", "fieldset", "legend", "pre", "hr", "center", "details", "summary", "body",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_UNCLOSED = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup", "html", "body", "head",
    "path", "rect", "circle", "ellipse", "line", "polygon", "polyline", "use", "stop", "font",
))  # fmt: skip
_DEEPEST = 3000
_SPACE = re.compile("[ \t\r\n\f\u00a0]+")


def read_html(text: str, *, characters: int) -> tuple[str, dict[str, Any]]:
    """The text. Refused where its elements lie so deep in one another that putting them in order takes minutes."""
    _refuse_the_deep(text)
    lines = Lines(_tidy, characters=characters)
    root = LexborHTMLParser(text).root
    if root is not None:
        _walk(root, lines)
    whole = lines.whole()
    return whole, {"lost": whole.count("\ufffd")}


def _refuse_the_deep(text: str) -> None:
    depth = 0
    for closing, name in _TAG.findall(text):
        if name.lower() not in _UNCLOSED:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > _DEEPEST:
                raise Refused("deep")


def _walk(root: LexborNode, lines: Lines) -> None:
    """Every node in its order, without calling itself: a page decides how deep it is."""
    todo: list[tuple[LexborNode, bool]] = [(root, False)]
    plain = 0  # how deep in text whose line breaks count
    while todo:
        node, seen = todo.pop()
        tag = node.tag or ""
        if seen:
            plain -= tag == "pre"
            _finish(tag, node, lines)
            continue
        if node.next is not None and node is not root:
            todo.append((node.next, False))
        if tag == "-text":
            _put(node.text_content or "", lines, plain=plain > 0)
        elif not _is_left_out(tag, node):
            plain += tag == "pre"
            _begin(tag, node, lines)
            todo.append((node, True))
            if node.child is not None:
                todo.append((node.child, False))


def _begin(tag: str, node: LexborNode, lines: Lines) -> None:
    if tag in _BLOCKS:
        lines.end()
    elif tag == "tr" or _is_cell(tag, node):
        lines.open()


def _finish(tag: str, node: LexborNode, lines: Lines) -> None:
    if tag in _BLOCKS:
        lines.end()
    elif tag == "tr":
        lines.close_row()
    elif _is_cell(tag, node):
        lines.close_cell()


def _is_cell(tag: str, node: LexborNode) -> bool:
    return tag in ("td", "th") and node.parent is not None and node.parent.tag == "tr"


def _put(text: str, lines: Lines, *, plain: bool) -> None:
    if not plain:
        lines.text(text)
        return
    for at, line in enumerate(text.split("\n")):
        if at:
            lines.end()
        lines.text(line)


def _is_left_out(tag: str, node: LexborNode) -> bool:
    if tag in _LEFT_OUT or tag[:1] in "-!_":
        return True
    said = node.attributes
    return bool(said) and (
        "hidden" in said or said.get("role") == "navigation" or _HIDDEN.search(said.get("style") or "") is not None
    )


def _tidy(line: str) -> str:
    """White space as a browser shows it; a line break beside a Chinese character is none."""
    return _SPACE.sub(_space, line)


def _space(found: re.Match[str]) -> str:
    around = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    broken = "\n" in found[0] or "\r" in found[0]
    return "" if broken and any(unicodedata.east_asian_width(sign) in "WF" for sign in around) else " "
