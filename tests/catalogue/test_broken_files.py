"""One small broken file per failure; its first line says what the problem must hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from yardstick.catalogue import Catalogue, load_catalogue
from yardstick.errors import InputError, Problems

DATA = Path(__file__).parent / "data"
BROKEN = sorted((DATA / "broken").glob("*.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "tiny", tmp_path / "indicators"))


def texts(problems: Problems) -> list[str]:
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_file_is_named_with_its_problem_and_left_out(path: Path, folder: Path) -> None:
    shutil.copy(path, folder / "enterprises")
    first = path.read_text(encoding="utf-8").splitlines()[0]
    words = first.removeprefix("# expects: ").split(" | ")
    catalogue, problems = load_catalogue(folder)
    address = f"indicators/enterprises/{path.name}"
    assert [t for t in texts(problems) if t.startswith(address) and all(w in t for w in words)], texts(problems)
    assert all(t.startswith(address) for t in texts(problems))
    assert catalogue is not None
    assert len(catalogue) == 5
    assert path.stem not in catalogue


def test_tiny_catalogue_is_sound(folder: Path) -> None:
    catalogue, problems = load_catalogue(folder)
    assert not problems
    assert catalogue is not None
    assert len(catalogue) == 5


def test_all_problems_come_at_once(folder: Path) -> None:
    for path in BROKEN:
        shutil.copy(path, folder / "enterprises")
    with pytest.raises(InputError) as raised:
        Catalogue.load(folder)
    named = {Path(problem.path).name for problem in raised.value.problems}
    assert named >= {path.name for path in BROKEN}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"name: {zh: \xff\xfe}\n", ":1: not UTF-8 text, found byte 0xff"),
        (b"unit: a\nname: \x00\n", ":2: a character that YAML does not allow"),
        (b"#" * 1_000_001, "the file is too large"),
        ("name: 高".encode("gb18030"), ":1: not UTF-8 text"),
    ],
)
def test_bytes_that_are_no_document(data: bytes, words: str, folder: Path) -> None:
    (folder / "enterprises" / "odd.yaml").write_bytes(data)
    catalogue, problems = load_catalogue(folder)
    assert catalogue is not None
    assert any("indicators/enterprises/odd.yaml" in t and words in t for t in texts(problems)), texts(problems)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("enterprises/High-Tech.yaml", "the file's name is not an id"),
        ("enterprises/notes.txt", "a stray file, hint: only <id>.yaml files lie here"),
        ("enterprises/other.yml", "a stray file, hint: rename it to .yaml"),
        ("stray.yaml", "a stray file, hint: an indicator's file lies in the folder of its theme"),
        ("enterprise/x.yaml", "unknown theme, found 'enterprise', hint: did you mean enterprises?"),
        ("economy/firms.yaml", "two files have this name"),
    ],
)
def test_files_in_the_wrong_place(name: str, words: str, folder: Path) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(folder / "enterprises" / "firms.yaml", path)
    problems = load_catalogue(folder)[1]
    assert any(words in t for t in texts(problems)), texts(problems)


def test_hidden_files_do_not_matter(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "economy" / ".gitkeep").touch()
    assert not load_catalogue(folder)[1]


def test_two_names_of_one_id_keep_the_first(folder: Path) -> None:
    shutil.copy(folder / "enterprises" / "firms.yaml", folder / "economy" / "firms.yaml")
    catalogue, problems = load_catalogue(folder)
    assert catalogue is not None
    assert catalogue["firms"].theme == "economy"
    assert {problem.path for problem in problems} == {"indicators/enterprises/firms.yaml"}


def test_circle_of_parts_and_of_formulas(folder: Path) -> None:
    for key, first, second in (("part_of", "a", "b"), ("formula", "c", "d")):
        for own, other in ((first, second), (second, first)):
            text = (folder / "enterprises" / "firms.yaml").read_text(encoding="utf-8")
            text = text.replace("企业", f"圈{own}").replace("en: Firms", f"en: Circle {own}") + f"{key}: {other}\n"
            (folder / "enterprises" / f"{own}.yaml").write_text(text, encoding="utf-8")
    shown = texts(load_catalogue(folder)[1])
    assert "indicators/enterprises/a.yaml:8: part_of: part of itself, found a → b → a" in shown
    assert "indicators/enterprises/b.yaml:8: part_of: part of itself, found b → a → b" in shown
    assert "indicators/enterprises/c.yaml:8: formula: computed from itself, found c → d → c" in shown


def test_what_rests_on_a_broken_file_goes_with_it(folder: Path) -> None:
    (folder / "enterprises" / "firms.yaml").write_text("name: [\n", encoding="utf-8")
    catalogue, problems = load_catalogue(folder)
    assert catalogue is not None
    assert set(catalogue.indicators) == {"gdp", "residents", "high_tech"}
    assert catalogue["high_tech"].part_of is None
    fallen = "high_tech_share.yaml:7: formula: rests on an indicator that has problems, found 'firms'"
    assert any(fallen in t for t in texts(problems)), texts(problems)


def test_denominator_that_is_broken_is_not_offered(folder: Path) -> None:
    (folder / "economy" / "residents.yaml").write_text("name: [\n", encoding="utf-8")
    catalogue, problems = load_catalogue(folder)
    assert catalogue is not None
    assert catalogue["high_tech"].per == ("gdp",)
    assert any("no indicator is this denominator, found 'population'" in t for t in texts(problems))


@pytest.mark.parametrize("name", ["units.yaml", "themes.yaml"])
@pytest.mark.parametrize("text", [None, "", "- a list\n", "name: [\n", "scale_words: 3\n"])
def test_nothing_without_units_and_themes(name: str, text: str | None, folder: Path) -> None:
    (folder / name).unlink()
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    catalogue, problems = load_catalogue(folder)
    assert catalogue is None
    assert any(problem.path == f"indicators/{name}" for problem in problems)


def test_missing_folder(tmp_path: Path) -> None:
    catalogue, problems = load_catalogue(tmp_path / "indicators")
    assert catalogue is None
    assert texts(problems) == ["indicators: the folder of the catalogue is missing"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("aliases: [个]", "aliases: [家]", ":2: units.aliases: two units share this alias, found '家'"),
        ("factor: 1, aliases: [个]", "factor: -1, aliases: [个]", ":2: units.factor: out of range"),
        ("{zh: 个, en: units}", "{zh: 个}", ":2: units.name.en: missing translation"),
        (
            "factor: 10000, aliases: [万元]",
            "factor: 1000, aliases: [万元]",
            "scale word and another unit, found '万元'",
        ),
        ("pp: {", "points: {", ": pp: a unit that measures are told in is missing"),
        ("千: 1000,", "千: 很多,", ": scale_words.千: wrong type"),
        ("units: {", "Units: {", ":2: Units: not an id"),
    ],
)
def test_broken_units(old: str, new: str, words: str, folder: Path) -> None:
    path = folder / "units.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    shown = texts(load_catalogue(folder)[1])
    assert any(t.startswith("indicators/units.yaml") and words in t for t in shown), shown
