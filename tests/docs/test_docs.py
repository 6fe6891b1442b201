"""The documents say what is there: every verb, setting, key, page, target and link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from yardstick.catalogue.indicator import Indicator
from yardstick.catalogue.schema import INDICATOR
from yardstick.cli.app import QUERY_COLUMNS, app
from yardstick.config.config import CONFIG
from yardstick.document import Record
from yardstick.ingest import observations, targets
from yardstick.ingest.corrections import FIELDS as CORRECTION_KEYS
from yardstick.ingest.sources import FIELDS as SOURCE_KEYS
from yardstick.model import MEASURES, MISSING_REASONS, OBS_STATUSES, SOURCE_KINDS
from yardstick.store import CODES
from yardstick.store.migrations import migrate

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh.md")
DOCUMENTS = sorted(
    p.relative_to(ROOT).as_posix()
    for p in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data/README.md"]
)


def text(name: str) -> str:
    """A document of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def verbs(commands: typer.Typer, before: str = "") -> Iterator[str]:
    """Every verb of the command line, those of groups with their group's name before them."""
    for command in commands.registered_commands:
        assert command.callback is not None
        yield f"{before}{command.name or command.callback.__name__.replace('_', '-')}"
    for group in commands.registered_groups:
        assert group.typer_instance is not None
        yield from verbs(group.typer_instance, f"{before}{group.name} ")


def keys(record: Record[Any], before: str = "") -> Iterator[str]:
    """Every key of a record, those inside others with their path."""
    for name, key in record.keys.items():
        yield before + name
        if isinstance(key.shape, Record):
            yield from keys(key.shape, f"{before}{name}.")


def blocks(name: str) -> list[str]:
    """The fenced blocks of a document, with their language."""
    return re.findall(r"^```(.*?)^```", text(name), re.MULTILINE | re.DOTALL)


def parameters() -> set[str]:
    """Every name under which a page keeps a choice in its address."""
    made = re.compile(r'(?:(?:choices\.)?\b(?:select|segments|words)\(\s*desk,|params\.\w+\()\s*"(\w+)"')
    files = [*ROOT.glob("pages/*.py"), *ROOT.glob("yardstick/ui/*.py")]
    return {"lang", *(name for path in files for name in made.findall(path.read_text(encoding="utf-8")))}


def page_order() -> list[tuple[str, str]]:
    """Name and address of the router's pages, read without running the router."""
    code = text("yardstick/ui/menu.py")
    order = code[code.index("ORDER = (") :]
    return re.findall(r'\("(\w+)", "[^"]+", "(\w*)"\)', order[: order.index("\n)\n")])


@pytest.mark.parametrize("verb", list(verbs(app)))
def test_verb_has_its_section_and_a_command(verb: str) -> None:
    page = text("docs/cli.md")
    assert f"\n## {verb}\n" in page
    assert f"python -m yardstick {verb}" in page


def test_columns_of_query_are_promised_as_printed() -> None:
    assert "\n" + ",".join(QUERY_COLUMNS) + "\n" in text("docs/cli.md")
    assert ", ".join(QUERY_COLUMNS) in text("CHANGELOG.md")


@pytest.mark.parametrize("key", list(keys(CONFIG)))
def test_setting_is_described(key: str) -> None:
    assert f"| `{key}` |" in text("docs/settings.md")


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_kind_of_source_is_named(kind: str) -> None:
    assert f"`{kind}`" in text("docs/settings.md")
    assert f"`{kind}`" in text("docs/data.md")


@pytest.mark.parametrize("key", list(INDICATOR.keys))
def test_indicator_key_is_described(key: str) -> None:
    assert f"| `{key}` |" in text("docs/catalogue.md")


def test_every_indicator_key_is_an_attribute() -> None:
    assert set(INDICATOR.keys) <= set(Indicator.__dataclass_fields__)


@pytest.mark.parametrize(
    "word",
    sorted({
        *observations.COLUMNS, *targets.COLUMNS, *SOURCE_KEYS, *MEASURES, *OBS_STATUSES, *MISSING_REASONS, *CODES,
        *(key.partition(".")[0] for key in CORRECTION_KEYS),
    }),
)  # fmt: skip
def test_word_of_the_data_is_described(word: str) -> None:
    assert f"`{word}`" in text("docs/data.md")


def test_order_of_precedence_is_as_computed() -> None:
    page = text("docs/data.md")
    section = page[page.index("## Which figure is shown") : page.index("## Conflicts")]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == CODES


@pytest.mark.parametrize("view", ["observation_current", "target_current"])
def test_views_have_the_columns_described(view: str, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    con = duckdb.connect()
    migrate(con)
    columns = [row[0] for row in con.execute(f"DESCRIBE {view}").fetchall()]
    (told,) = re.findall(rf"^\| `{view}` \|.*\| ([^|]+) \|$", text("docs/data.md"), re.MULTILINE)
    assert told.split(", ") == columns
    for name in READMES:
        (promised,) = re.findall(rf"^\| `{view}` \| ([^|]+) \|$", text(name), re.MULTILINE)
        assert promised.split(", ") == columns[: promised.count(",") + 1]


@pytest.mark.parametrize(("name", "address"), page_order())
def test_page_is_described_with_its_address(name: str, address: str) -> None:
    assert re.search(rf"^\| {name} \S+ \| `/{address}` \|", text("docs/pages.md"), re.MULTILINE)
    assert (ROOT / "pages" / f"{name}.py").is_file()


def test_every_page_is_in_the_router() -> None:
    assert {name for name, _ in page_order()} == {p.stem for p in (ROOT / "pages").glob("*.py")}


@pytest.mark.parametrize("parameter", sorted(parameters()))
def test_parameter_of_an_address_is_described(parameter: str) -> None:
    assert f"| `{parameter}` |" in text("docs/pages.md")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_make_targets_exist(name: str) -> None:
    targets_there = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text(name), re.MULTILINE)) <= targets_there


def test_readmes_say_the_same() -> None:
    sections = [re.findall(r"^(#+) ", text(name), re.MULTILINE) for name in READMES]
    assert sections[0] == sections[1]
    assert blocks("README.md") == blocks("README.zh.md")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_verbs_in_commands_exist(name: str) -> None:
    known = set(verbs(app))
    for words in re.findall(r"python -m yardstick ([a-z]+(?: add)?)", text(name)):
        assert words in known or words.partition(" ")[0] in known, words


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_images_lead_somewhere(name: str) -> None:
    for address in re.findall(r"\]\(([^)\s]+)\)", text(name)):
        path, _, mark = address.partition("#")
        if "://" in address:
            continue
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), f"{name} links to {address}"
        if mark:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert mark in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}


def test_sections_of_the_methods_are_described() -> None:
    made = re.findall(r'_section\(\s*"(\w+)"', text("yardstick/workspace/methods.py"))
    assert made
    assert [name for name in made if f"`{name}`" not in text("docs/pages.md")] == []
