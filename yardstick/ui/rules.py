"""The methods page in words: how each number is made, what each indicator means; told from what the code uses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from yardstick.catalogue import Indicator
from yardstick.ui import definition
from yardstick.ui.cache import kept
from yardstick.ui.picture import plain
from yardstick.ui.session import Desk
from yardstick.workspace.answers import Method

SAMPLES = (
    (8837.0, "enterprises", "="),
    (32193.15, "cny_1e8", "="),
    (10802.4, "cny_1e4", "="),
    (40210.0, "enterprises", ">"),
    (2.5512, "percent", "~"),
    (150.0, "sqm_1e4", ">="),
)
"""Values with unit and sign that the section on writing numbers is made of."""


@kept(8)
def sections(_desk: Desk, /, version: str, lang: str) -> dict[str, tuple[str, str]]:
    """Id -> title and text of every section, as markdown."""
    told = {m.id: (_title(m, lang), _section(_desk, m)) for m in _desk.ws.methods()}
    return told | {"numbers": (_desk.t("How numbers are written"), _writing(_desk))}


def _title(method: Method, lang: str) -> str:
    return method.zh_title if lang == "zh" else method.en_title


def _section(desk: Desk, method: Method) -> str:
    lead = method.zh if desk.lang == "zh" else method.en
    first = 0 if desk.lang == "zh" else 2
    say = partial(_formula, desk) if method.id == "forms" else _general
    rows = _listed((_general(row[first]), say(row[first + 1])) for row in method.rows)
    return "\n\n".join(part for part in (plain(lead), rows) if part)


def _formula(desk: Desk, text: str) -> str:
    """A formula in the reader's words."""
    for word in ("numerator", "denominator", "factor"):
        text = text.replace(word, desk.t(word))
    return text.replace("*", "×").replace("/", "÷").replace(" - ", " − ")


def _general(text: str) -> str:
    """A sentence about some cell as a rule: what would be named there is left out."""
    for blank in ("…: ", "…：", " (…)", "（…）", "(…)"):
        text = text.replace(blank, "")
    return text[:1].upper() + text[1:] if len(text) > 20 else text


def _listed(rows: Iterable[tuple[str, str]]) -> str:
    """Rows of a word and what is said of it, as a list."""
    return "\n".join(f"- **{plain(head)}**　{plain(tail)}" if tail else f"- {plain(head)}" for head, tail in rows)


def _writing(desk: Desk) -> str:
    t, ws = desk.t, desk.ws
    lead = t(
        "A figure is kept in its indicator’s unit and printed at the scale that suits its size; the sign before it is "
        "never dropped. Rounding happens only when a number is printed: all arithmetic uses the figures as held."
    )
    known = {u.id for u in ws.catalogue.units}
    rows = [
        (f"{value:g} {ws.unit_name(unit, desk.lang)}", ws.quantity(value, unit, desk.lang, qualifier=sign))
        for value, unit, sign in SAMPLES
        if unit in known
    ]
    return f"{plain(lead)}\n\n{_listed(rows)}"


@kept(128)
def definitions(_desk: Desk, /, version: str, lang: str, theme: str, *, words: str) -> tuple[int, str]:
    """How many indicators of a theme (all themes when empty) hold these words, and their definitions as markdown."""
    found = [i for i in _desk.ws.catalogue.indicators.values() if theme in ("", i.theme) and _holds(i, words)]
    return len(found), "\n\n---\n\n".join(definition.brief(_desk, i.id) for i in found)


def _holds(indicator: Indicator, words: str) -> bool:
    texts = " ".join((*indicator.called, indicator.definition.zh, indicator.definition.en)).lower()
    return all(word in texts for word in words.lower().split())
