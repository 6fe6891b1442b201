"""What the code says: every msgid it hands to the translator, found in its syntax trees."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from yardstick.store import check

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "yardstick"
TRANSLATORS = ("t", "zh", "en")
"""Calls of this name (or of an attribute of this name: `desk.t`) translate their first argument."""


def trees(*folders: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Every module below the folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            yield path, parsed(path)


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.AST) -> str:
    """The name a call is made by, empty for what is no call."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def literals(node: ast.AST | None) -> Iterator[str]:
    """The texts an expression may be: a constant, either side of a choice; an f-string with {x} for each hole."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp():
            yield from literals(node.body)
            yield from literals(node.orelse)
        case ast.BoolOp():
            for part in node.values:
                yield from literals(part)
        case ast.JoinedStr():
            parts = [str(p.value) if isinstance(p, ast.Constant) else "{x}" for p in node.values]
            yield "".join(parts)
        case ast.BinOp(op=ast.Add()):
            for left in literals(node.left):
                for right in list(literals(node.right)) or ["{x}"]:
                    yield left + right


def keyword(call: ast.Call, name: str) -> ast.AST | None:
    """The value of a keyword argument."""
    return next((k.value for k in call.keywords if k.arg == name), None)


def argument(call: ast.Call, position: int, name: str) -> ast.AST | None:
    """The value of an argument given by position or by name."""
    return call.args[position] if len(call.args) > position else keyword(call, name)


def plain(text: str) -> bool:
    """Whether a text is a name in code or a sample rather than words for a reader."""
    return not re.search(r"[A-Za-z]{2,}", re.sub(r"\{[^}]*\}|'[^']*'|https?://\S*", "", text))


TABLES = (
    "yardstick.checks.wording:HINTS",
    "yardstick.checks.wording:SAYS",
    "yardstick.compare.finding:LEADER",
    "yardstick.compare.finding:OPEN",
    "yardstick.compare.finding:SHARED",
    "yardstick.compare.finding:UNRANKED",
    "yardstick.compare.guard:GUARDS",
    "yardstick.compare.speech:FORM_SUBJECTS",
    "yardstick.compare.speech:HEDGES",
    "yardstick.compare.speech:LEVEL_WORDS",
    "yardstick.compare.speech:MEASURE_SUBJECTS",
    "yardstick.normalise.refusal:REASONS",
    "yardstick.reader.oddity:ODD_WORDS",
    "yardstick.ui.aim_panel:METHODS",
    "yardstick.ui.aim_rows:_COLUMNS",
    "yardstick.ui.aims:SHORT",
    "yardstick.ui.comparison:FORMS",
    "yardstick.ui.comparison:POLICIES",
    "yardstick.ui.comparison:REFUSED",
    "yardstick.ui.comparison:VIEWS",
    "yardstick.ui.definition:DIRECTIONS",
    "yardstick.ui.definition:KINDS",
    "yardstick.ui.definition:SCALES",
    "yardstick.ui.history:LEVELS",
    "yardstick.ui.holdings:ACTION_WORDS",
    "yardstick.ui.change_sets:KINDS",
    "yardstick.ui.checking:SEVERITY_WORDS",
    "yardstick.ui.checking:STATE_WORDS",
    "yardstick.ui.checking:TITLES",
    "yardstick.ui.paper_view:FIELD_WORDS",
    "yardstick.ui.paper_view:GROUP_WORDS",
    "yardstick.ui.paper_view:REASON_WORDS",
    "yardstick.ui.paper_view:STATE_WORDS",
    "yardstick.ui.holdings:CHANGE_KINDS",
    "yardstick.ui.holdings:CODES",
    "yardstick.ui.holdings:CORRECTION_STATES",
    "yardstick.ui.holdings:KINDS",
    "yardstick.ui.portrait:FORMS",
    "yardstick.ui.portrait:PEERS",
    "yardstick.workspace.wording:MARK_WORDS",
    "yardstick.workspace.wording:SENTENCE_WORDS",
    "yardstick.ui.readings:_COLUMNS",
    "yardstick.ui.tiles:REFUSED",
    "yardstick.workspace.methods:CRITERION_SAYS",
    "yardstick.workspace.methods:DIVISOR_SAYS",
    "yardstick.workspace.methods:FORMULA_WORDS",
    "yardstick.workspace.methods:FORM_WORDS",
    "yardstick.workspace.methods:KIND_WORDS",
    "yardstick.workspace.methods:QUALIFIER_SAYS",
    "yardstick.workspace.methods:RULES_IMPLIED",
    "yardstick.workspace.methods:STATUS_SAYS",
    "yardstick.workspace.phrasing:AIMS",
    "yardstick.workspace.sheetwords:FORM_WORDS",
    "yardstick.workspace.sheetwords:LEFT_OUT_WORDS",
    "yardstick.workspace.sheetwords:REVIEW_WORDS",
    "yardstick.workspace.sheetwords:ROLE_WORDS",
    "yardstick.workspace.wording:ABSENT_WORDS",
    "yardstick.workspace.wording:AIM_KIND_WORDS",
    "yardstick.workspace.wording:AMBITION_REASONS",
    "yardstick.workspace.wording:CAUTION_WORDS",
    "yardstick.workspace.wording:DECIDED",
    "yardstick.workspace.wording:FLAG_WORDS",
    "yardstick.workspace.wording:HELD_WORDS",
    "yardstick.workspace.wording:INPUT_WORDS",
    "yardstick.workspace.wording:MEASURE_WORDS",
    "yardstick.workspace.wording:MISSING_WORDS",
    "yardstick.workspace.wording:NATURE_WORDS",
    "yardstick.workspace.wording:REASON_WORDS",
    "yardstick.workspace.wording:STATUS_WORDS",
    "yardstick.workspace.wording:STEP_WORDS",
    "yardstick.workspace.wording:VERDICT_WORDS",
)
"""The tables whose values are msgids; those of pages, which cannot be imported, are read from their trees."""


def assigned(tree: ast.AST) -> dict[str, list[ast.AST]]:
    """Name → what is assigned to it anywhere in the module."""
    found: dict[str, list[ast.AST]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=False))
                for name, value in pairs:
                    if isinstance(name, ast.Name):
                        found.setdefault(name.id, []).append(value)
    return found


def resolved(node: ast.AST | None, names: dict[str, list[ast.AST]]) -> Iterator[str]:
    """The texts an expression may be, local names followed one step."""
    if isinstance(node, ast.Name):
        for value in names.get(node.id, []):
            yield from literals(value)
    elif called(node or ast.Pass()) == "get":
        yield from literals(node.args[1] if len(node.args) > 1 else None)  # type: ignore[union-attr]
    elif node is not None:
        yield from literals(node)


def in_tables() -> Iterator[str]:
    """The values of every table of msgids."""
    for name in TABLES:
        module, _, table = name.partition(":")
        yield from getattr(importlib.import_module(module), table).values()
    for _, tree in trees(ROOT / "pages"):
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
                yield from (text for value in node.value.values for text in literals(value))


@cache
def interface() -> set[str]:
    """Every msgid that pages, rooms and the command line hand to the translator."""
    found = set(in_tables())
    for path, tree in trees(PACKAGE, ROOT / "pages"):
        names = assigned(tree)
        for node in ast.walk(tree):
            if called(node) in TRANSLATORS and node.args:
                found |= set(resolved(node.args[0], names))
            if called(node) == "_section" and path.name == "methods.py":
                found |= {text for part in node.args[1:3] for text in literals(part)}
            if isinstance(node, ast.FunctionDef) and path.name == "definition.py" and node.name == "_lines":
                pairs = [n for n in ast.walk(node) if isinstance(n, ast.Tuple) and len(n.elts) == 2]
                found |= {text for pair in pairs for text in literals(pair.elts[0])}
            if isinstance(node, ast.Assign) and path.name == "main.py" and ast.unparse(node.targets[0]) == "ORDER":
                found |= {text for each in node.value.elts for text in literals(each.elts[1])}
    return {text for text in found if text.strip()}


@cache
def constants() -> set[str]:
    """Every text that stands in the code, docstrings left out."""
    found: set[str] = set()
    for _, tree in trees(PACKAGE, ROOT / "pages"):
        told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        texts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in told)
        found |= {n.value for n in texts if isinstance(n.value, str)}
    return found


MESSAGES = {
    "complain": (1, "message"),
    "Problem": (3, "message"),
    "_RefusedError": (1, "message"),
    "add": (3, "message"),
}
STORE_ERRORS = ("StoreError", "BusyError", "MovedError")
RAISED_IN = ("catalogue", "document", "model")
"""Rooms whose ValueErrors become messages or hints of problems."""


@cache
def problems() -> set[str]:
    """Every message and every found, expected and hint that a problem or a store error may hold, {x} for each hole."""
    found = set(check._LOGS) | set(check._READING) | {f"unknown {word}" for word in ("action", "state")}
    for path, tree in trees(PACKAGE):
        names = assigned(tree)
        for node in ast.walk(tree):
            found |= set(_said_by(node, names, room=path.relative_to(PACKAGE).parts[0]))
    return {text for text in found if not plain(text)} - {"unknown {x}"}  # told word by word, from `one_of`


@cache
def composed() -> set[str]:
    """Every f-string and every sum of texts in the package, {x} for each hole."""
    sums = (n for _, tree in trees(PACKAGE) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr | ast.BinOp))
    return {text for node in sums for text in literals(node)}


def _said_by(node: ast.AST, names: dict[str, list[ast.AST]], *, room: str) -> Iterator[str]:
    name = called(node)
    if not isinstance(node, ast.Call):
        return
    if name in MESSAGES and (name != "add" or len(node.args) > 3):
        yield from resolved(argument(node, *MESSAGES[name]), names)
        for part in ("found", "expected", "hint"):
            yield from resolved(keyword(node, part), names)
    if name == "Problem":
        yield from (text for part in node.args[4:] for text in resolved(part, names))
    if name == "one_of":
        yield from (f"unknown {word}" for word in literals(keyword(node, "what")))
    declared = {"Key": (1, "says"), "Line": (0, "expected"), "Record": (2, "called"), "Choice": (1, "message")}
    if name in declared:
        yield from resolved(argument(node, *declared[name]), names)
    if name in STORE_ERRORS or (name == "ValueError" and room in RAISED_IN and node.args):
        yield from resolved(node.args[0], names)
