"""Times how soon a document is ready for review: `python benchmarks/review_document.py [FILE] [--characters 20000]`.

Without a file it makes a report of so many characters from sentences of its own. Each turn opens the installation as it
is built (`--folder`, by default the current one), reads the document and holds every figure against the store, as the
page does after a file was dropped; only the first turn pays for what is made once (grammar, vocabulary). Prints the
seconds of both steps, the figures found and the questions that the store was asked.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from yardstick.store.reader import Reader
from yardstick.workspace import Workspace

OPENING = "洛阳市2026年政府工作报告\n（2026年1月20日）\n\n各位代表：\n\n一、2025年工作回顾\n"
SENTENCES = (
    "2025年，全市高新技术企业达到{a}家，增长{b}.5%，新增国家级孵化器{c}家。",
    "技术合同成交额突破{a}亿元，研发经费投入强度达到{c}.05%，万人有效发明专利拥有量{b}.3件。",
    "完成老旧小区改造{a}个，新建公园{c}个，群众满意度不断提高，营商环境持续改善，各项事业全面进步。",
    "力争到2028年科技型中小企业达到{a}家以上，规模以上工业增加值年均增长{c}%左右。",
)


def report(characters: int) -> str:
    """A report of about so many characters: sentences of four kinds with other figures each time."""
    text, turn = OPENING, 0
    while len(text) < characters:
        text += SENTENCES[turn % len(SENTENCES)].format(a=1000 + turn * 7, b=10 + turn % 40, c=2 + turn % 9)
        text += "\n" if turn % 5 == 4 else ""
        turn += 1
    return text


class Asked:
    """Counts the questions put to the store."""

    def __init__(self) -> None:
        self.count, self.plain = 0, Reader._with_cursor

    def __enter__(self) -> Asked:
        asked = self

        def counted(reader: Reader, *said: Any, **more: Any) -> Any:
            asked.count += 1
            return asked.plain(reader, *said, **more)

        Reader._with_cursor = counted  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        Reader._with_cursor = self.plain  # type: ignore[method-assign]


def main() -> int:
    """Take turns; print a row each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--characters", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, default=Path())
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args()
    content = options.file.read_bytes() if options.file else report(options.characters).encode()
    name = options.file.name if options.file else "report.txt"
    workspace = Workspace.open(options.folder)
    print("turn  characters  read s  look over s  together s  figures  with indicator  questions")
    for turn in range(1, options.turns + 1):
        start = time.perf_counter()
        paper = workspace.read_document(name, content)
        read = time.perf_counter() - start
        with Asked() as asked:
            look = workspace.look_over(paper)
        whole = time.perf_counter() - start
        placed = sum(item.stated.record is not None for item in look.items)
        print(
            f"{turn:4}  {len(paper.text):10,}  {read:6.3f}  {whole - read:11.3f}  {whole:10.3f}  {len(look.items):7}  "
            f"{placed:14}  {asked.count:9}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
