"""Documents that offices would not send: made at random in every form, then damaged."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from sheet_fuzz import damaged
from text_files import docx, notes, paragraph, pdf, row, run, table

from yardstick.errors import Problem
from yardstick.ingest.apart import Limits
from yardstick.ingest.text import BOUNDS, PlainText, plain_text

WORDS = [
    "某市有企业12家，", "比上年增长3.5%。", "１２", "一、", "（二）", "2023年", " ", "\u3000", "&nbsp;", "&#49;", "a b",
    "\n", "\t", "\u200b", "🙂", "𠀀", "力争达到", "“十四五”", "3837%", "<", ">", "&", "]]>", "\u202e", "\ufffd",
]  # fmt: skip
TAGS = [
    "p", "div", "table", "tr", "td", "th", "ul", "li", "b", "span", "script", "style", "nav", "pre", "br", "h1", "svg",
    "select", "template", "noscript", "a", "font", "textarea", "frameset", "math", "plaintext", "title", "body", "html",
]  # fmt: skip
PIECES = [
    "<w:del>", "</w:del>", "<w:p>", "</w:p>", "<w:r>", "<w:tc>", "<w:tr>", "</w:tr>", "<w:br/>", "<w:tab/>", "<w:rPr>",
    "<w:txbxContent>", "</w:txbxContent>", "<w:vanish/>", "<!-- -->", "<![CDATA[9]]>", "&#0;", "<!DOCTYPE a>",
]  # fmt: skip
ENDINGS = {"txt": ".txt", "md": ".md", "html": ".html", "docx": ".docx", "pdf": ".pdf"}


def words(chance: random.Random, most: int = 12) -> str:
    return "".join(chance.choice(WORDS) for _ in range(chance.randint(0, most)))


def text_file(chance: random.Random) -> bytes:
    text = "\n".join(words(chance) for _ in range(chance.randint(0, 9)))
    return damaged(text.encode(chance.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"]), "replace"), chance)


def page(chance: random.Random) -> bytes:
    """A web page whose tags open and close as they like, now and then very deep."""
    parts = []
    for _ in range(chance.randint(0, 40)):
        tag = chance.choice(TAGS)
        attribute = chance.choice(
            ["", "", "", " hidden", ' style="display:none"', " class=a", ' charset="gbk"', "/", " <"]
        )
        deep = chance.choice([1] * 60 + [1000, 50_000])
        parts.append(
            chance.choice([f"<{tag}{attribute}>" * deep, f"</{tag}>", words(chance), "<!--", "-->", "<![CDATA["])
        )
    head = chance.choice(["", "<!DOCTYPE html>", "<meta charset=gb2312>", "<html><body>"])
    return damaged((head + "".join(parts)).encode(chance.choice(["utf-8", "gb18030", "utf-16"]), "replace"), chance)


def word(chance: random.Random) -> bytes:
    """A .docx whose XML may be damaged inside sound packing, or whose packing is damaged too."""

    def said() -> str:
        return words(chance).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def block() -> str:
        cells = [[paragraph(said()) for _ in range(chance.randint(0, 3))] for _ in range(chance.randint(0, 3))]
        sound = [
            paragraph(said()),
            f"<w:p>{run(said())}<w:del>{run(said())}</w:del></w:p>",
            table(*(row(*c) for c in cells)),
        ]
        return chance.choice(sound + ([chance.choice(PIECES)] if strange else []))

    strange = chance.random() < 0.4
    body = "".join(block() for _ in range(chance.randint(0, 9)))
    content = docx(body, {"word/footnotes.xml": notes(said())} if chance.random() < 0.3 else None)
    if chance.random() < 0.3:
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
            for name in old.namelist():
                new.writestr(name, damaged(old.read(name), chance))
        content = packed.getvalue()
    return damaged(content, chance) if chance.random() < 0.3 else content


def paper(chance: random.Random) -> bytes:
    """A PDF with lines anywhere, sound or damaged."""
    pages = [
        [
            (chance.choice([50, 70, 200, -5, 1e6]), 600 - 15 * line, words(chance, 5))
            for line in range(chance.randint(0, 9))
        ]
        for _ in range(chance.randint(1, 4))
    ]
    return damaged(pdf(*pages), chance)


MAKERS = {"txt": text_file, "md": text_file, "html": page, "docx": word, "pdf": paper}


def tried(seed: int, folder: Path, *, limits: Limits) -> tuple[str, str]:
    """Read one file made from the seed and check what came of it: its form, and `read` or the words of the refusal."""
    chance = random.Random(seed)
    form = chance.choice([*MAKERS])
    ending = ENDINGS[form] if chance.random() < 0.95 else chance.choice([*ENDINGS.values(), "", ".doc", ".x"])
    path = folder / f"{seed}{ending}"
    path.write_bytes(MAKERS[form](chance))
    try:
        return form, checked(path, limits=limits)
    finally:
        path.unlink()


def checked(path: Path, *, limits: Limits) -> str:
    """`read` where the file gave a text that is fit to be kept, otherwise the words of its refusal."""
    found = plain_text(path, limits=limits)
    if isinstance(found, Problem):
        assert found.path == path.name
        assert found.message
        return found.message
    assert isinstance(found, PlainText)
    assert found.text.strip()
    assert len(found.text) <= BOUNDS.characters
    assert found.text.encode("utf-8").decode("utf-8") == found.text
    return "read"
