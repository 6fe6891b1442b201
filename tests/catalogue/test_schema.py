"""The JSON Schema and the template stay in step with the table of keys."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from yardstick.catalogue.schema import INDICATOR, json_schema, schema_text
from yardstick.document.reader import Mapping, Node, Sequence, parse_document
from yardstick.document.record import Record
from yardstick.document.shape import Place

HERE = Path(__file__).parent
INDICATORS = HERE.parents[1] / "indicators"
TEMPLATE = INDICATORS / "template.yaml"

# What only the links between files, or arithmetic, can show: the schema lets these pass, the loader does not.
BEYOND_SCHEMA = re.compile(
    r"unknown_unit|limits_reversed|goalposts_equal|thresholds_reversed|stolen_alias.*|name_shared|per_on_intensive"
    r"|ratio_extensive|part_of_.*|formula_(unknown_name|of_itself|syntax|unfinished)|break_period|date_is_text"
    r"|duplicate_key.*"
)


def template(*, whole: bool) -> str:
    text = TEMPLATE.read_text(encoding="utf-8")
    return re.sub(r"^#(?=[a-z])", "", text, flags=re.M) if whole else text


def read(text: str) -> tuple[Mapping, list[str]]:
    node, problems = parse_document(text.encode(), "template.yaml")
    assert isinstance(node, Mapping)
    INDICATOR.read(node, Place("template.yaml", "", problems), id="template", theme="none")
    return node, [str(problem) for problem in problems]


def plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.entries.items()}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.value


def test_schema_file_is_generated_from_the_keys() -> None:
    written = (INDICATORS / "schema" / "indicator.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "run: python -m yardstick.catalogue > indicators/schema/indicator.schema.json"


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("whole", [False, True], ids=["as it stands", "uncommented"])
def test_template_is_a_sound_indicator(whole: bool) -> None:
    text = template(whole=whole)
    node, problems = read(text)
    assert problems == []
    jsonschema.validate(yaml.safe_load(text), json_schema())
    required = {name for name, key in INDICATOR.keys.items() if key.required}
    assert set(node.entries) >= required
    if whole:
        assert list(node.entries) == list(INDICATOR.keys)


def test_template_points_editors_at_the_schema() -> None:
    first = TEMPLATE.read_text(encoding="utf-8").splitlines()[0]
    address = first.removeprefix("# yaml-language-server: $schema=")
    assert (INDICATORS / "enterprises" / address).resolve() == INDICATORS / "schema" / "indicator.schema.json"


def test_every_key_says_what_it_is() -> None:
    assert all(key.says for key in INDICATOR.keys.values())
    assert isinstance(INDICATOR, Record)


@pytest.mark.parametrize("path", sorted((HERE / "data" / "broken").glob("*.yaml")), ids=lambda path: path.stem)
def test_schema_refuses_what_it_can_see(path: Path) -> None:
    node, _ = parse_document(path.read_bytes(), path.name)
    if node is not None:
        accepted = jsonschema.Draft202012Validator(json_schema()).is_valid(plain(node))
        assert accepted is bool(BEYOND_SCHEMA.fullmatch(path.stem))


@pytest.mark.parametrize("path", sorted((HERE / "data" / "tiny").glob("*/*.yaml")), ids=lambda path: path.stem)
def test_schema_accepts_sound_files(path: Path) -> None:
    jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), json_schema())


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 3000)
    | st.floats(-9, 9)
    | st.sampled_from(["zh", "a / b", "2022", "", "高"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["zh", "en", "min", "max", "period", "reason", "alarm"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*INDICATOR.keys, "other"]), VALUES, max_size=6))
def test_any_values_are_read_or_refused(values: dict[str, object]) -> None:
    """Whatever the schema refuses, the loader refuses; nothing raises."""
    sound = yaml.safe_load(template(whole=False)) | values
    node, problems = parse_document(yaml.safe_dump(sound, allow_unicode=True).encode(), "x.yaml")
    assert isinstance(node, Mapping)
    indicator = INDICATOR.read(node, Place("x.yaml", "", problems), id="x", theme="t")
    assert (indicator is None) == bool(problems)
    if problems.items == []:
        jsonschema.validate(plain(node), json_schema())
