"""Many documents read on one core: `python benchmarks/read_many.py --documents 3000 [--prose 0.7] [--first SEED]`.

Makes documents of sentences from templates, then damages them: characters deleted, doubled, swapped, digits changed,
pieces of random bytes decoded. `--prose` is the share of sentences without figures: work reports have about 20 figures
in 1,000 characters, and 0.7 gives as many, 0 more than three times that. Prints how many characters a second of CPU
were read, the slowest document, and how many failed: one that raises, or that gives a figure outside its sentence or
the text. The seed of each that failed is told.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from yardstick.catalogue import load_catalogue
from yardstick.ingest import read_areas
from yardstick.reader import About, Vocabulary, read

ROOT = Path(__file__).resolve().parents[1]

SENTENCES = (
    "{year}年，全市{name}达到{n}家，新认定{m}家，增长{p}%。",
    "{name}、{other}分别达到{n}家、{m}家，居全省第{r}位。",
    "{year}年技术合同成交额{n}亿元，比上年增长{p}%，占生产总值比重{r}%。",
    "国家级众创空间{r}家、省级众创空间{m}家，其中新备案{r}家。",
    "高新技术产业增加值增长{p}%，占规上工业增加值比重由{p}%提高到{p}%。",
    "到{ahead}年，力争{name}突破{n}家，研发投入强度达到{r}.{r}%。",
    "（{item}）{name}。全年新增{m}余家，累计约{n}家；培训人员{m}名。",
    "郑州市、洛阳市{name}分别达到{n}家、{m}家。",
    "实施“{r}+{r}”工作布局，建设{name}公共服务平台，联系电话0379-{n}{m}。",
    "新建道路{m}公里，改造老旧小区{m}个，惠及群众{n}万人。",
    "有效发明专利{n}件，每万人口发明专利拥有量{r}.{r}件。",
    "财政科技支出{m}亿元，增长{p}%，占一般公共预算支出的{r}.{r}%。",
)
PROSE = (
    "坚持问题导向，加强部门协同，推动各项任务落到实处。",
    "各县（市、区）要把责任压实到人，按季度通报进展情况，对进度滞后的及时提醒督促。",
    "一是完善机制，二是强化督导，三是营造氛围，确保工作取得实效。",
    "围绕产业链部署创新链，支持龙头企业牵头组建创新联合体，开展关键技术攻关。",
    "我们清醒地看到，创新能力还不够强，高层次人才偏少，成果就地转化率有待提高，这些问题要认真加以解决。",
    "深化科技体制改革，赋予科研人员更大自主权，让愿干事、能干事的人有舞台、有回报。",
    "加强知识产权保护，健全快速维权通道，严厉打击侵权假冒行为，营造公平竞争的市场环境。",
    "推动{name}提质增效，完善梯次培育体系，落实研发费用加计扣除政策。",
    "广泛开展科普活动，举办科技活动周，组织专家深入基层一线，把实用技术送到田间地头。",
    "统筹城乡建设，改善人居环境，扎实做好就业、教育、医疗、养老等民生实事。",
)
NAMES = ("高新技术企业", "科技型中小企业", "瞪羚企业", "省级工程技术研究中心", "省级重点实验室", "国家级科技企业孵化器")
HEADINGS = ("一、{year}年工作回顾", "二、{ahead}年工作安排", "（一）{name}", "## {name}", "三、存在问题", "")
ENDS = ("", "", "\n", "\n\n", " ", "[14]", "**", "\r\n", "　")


def main() -> int:
    """Read the documents; 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--characters", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--prose", type=float, default=0.7, help="share of sentences without figures")
    said = parser.parse_args()
    catalogue, _ = load_catalogue(ROOT / "indicators")
    assert catalogue is not None
    vocabulary = Vocabulary.of(catalogue, read_areas(ROOT / "data" / "areas.csv")[0])
    failed = characters = figures = placed = 0
    spent = slowest = 0.0
    for seed in range(said.first, said.first + said.documents):
        text, about = document(seed, said.characters, said.prose)
        begun = time.process_time()
        try:
            found = read(text, vocabulary, about)
            took = time.process_time() - begun
            assert all(0 <= c.first <= c.start < c.end <= c.last <= len(text) for c in found), "a figure out of place"
        except Exception:
            failed += 1
            print(f"seed {seed}", traceback.format_exc(), file=sys.stderr)
            continue
        spent, slowest = spent + took, max(slowest, took)
        characters += len(text)
        figures += len(found)
        placed += sum(c.placed for c in found)
    print(f"{said.documents} documents, {characters:,} characters, {figures:,} figures, {placed:,} of them placed")
    print(f"{characters / max(spent, 1e-9):,.0f} characters a CPU second, slowest document {slowest:.2f} s")
    print(f"{failed} failed")
    return 1 if failed else 0


def document(seed: int, characters: int, prose: float) -> tuple[str, About]:
    """A document of about so many characters and what is known of it, the same for a seed."""
    chance = random.Random(seed)
    out: list[str] = []
    length = 0
    while length < characters:
        piece = (
            _sentence(chance, prose)
            if chance.random() < 0.93
            else "\n" + _filled(chance.choice(HEADINGS), chance) + "\n"
        )
        out.append(piece)
        length += len(piece)
    text = _damaged("".join(out)[:characters], chance)
    signed = dt.date(2021, chance.randint(1, 12), 20) if chance.random() < 0.7 else None
    return text, About(chance.choice(("410300", "410000", "500000", "100000", "999999")), signed, None, "工作报告")


def _sentence(chance: random.Random, prose: float) -> str:
    return _filled(chance.choice(PROSE if chance.random() < prose else SENTENCES), chance) + chance.choice(ENDS)


def _filled(template: str, chance: random.Random) -> str:
    return template.format(
        year=chance.randint(2015, 2021), ahead=chance.randint(2021, 2030), name=chance.choice(NAMES),
        other=chance.choice(NAMES), n=chance.randint(100, 30_000), m=chance.randint(2, 400), r=chance.randint(1, 9),
        p=round(chance.uniform(0.1, 60), 1), item=chance.choice("一二三四五"),
    )  # fmt: skip


def _damaged(text: str, chance: random.Random) -> str:
    """A text with up to one character in fifty spoiled; every tenth document is left whole."""
    if chance.random() < 0.1:
        return text
    characters = list(text)
    for _ in range(chance.randint(1, max(1, len(text) // 50))):
        chance.choice(DAMAGES)(characters, chance.randrange(len(characters)), chance)
    return "".join(characters)


def _deleted(characters: list[str], at: int, chance: random.Random) -> None:
    characters[at] = ""


def _doubled(characters: list[str], at: int, chance: random.Random) -> None:
    characters[at] *= chance.choice((2, 2, 2, 50))


def _swapped(characters: list[str], at: int, chance: random.Random) -> None:
    other = chance.randrange(len(characters))
    characters[at], characters[other] = characters[other], characters[at]


def _digit(characters: list[str], at: int, chance: random.Random) -> None:
    characters[at] = chance.choice("0123456789０５９.,%一二十百两")


def _bytes(characters: list[str], at: int, chance: random.Random) -> None:
    coding = chance.choice(("utf-8", "gb18030", "latin-1"))
    characters[at] = chance.randbytes(chance.randint(1, 12)).decode(coding, errors="replace")


DAMAGES: tuple[Callable[[list[str], int, random.Random], None], ...] = (_deleted, _doubled, _swapped, _digit, _bytes)


if __name__ == "__main__":
    sys.exit(main())
