"""How each number is made, told from the tables and formulas that the code itself uses."""

from __future__ import annotations

from yardstick.compare.guard import GUARDS
from yardstick.i18n import Words, words
from yardstick.normalise import FORMULAS, MIN_PEERS, REASONS
from yardstick.store import CODES
from yardstick.workspace.answers import Method
from yardstick.workspace.ground import Ground
from yardstick.workspace.wording import MISSING_WORDS, STATUS_WORDS

KIND_WORDS = {
    "yearbook": "statistical yearbook",
    "bulletin": "statistical bulletin",
    "plan": "plan",
    "work_report": "government work report",
    "department_report": "department report",
    "press": "press",
    "compilation": "compilation by third parties",
}
FORM_WORDS = {
    "per_capita": "relative to population",
    "per_gdp": "relative to GDP",
    "growth": "growth on the year before",
    "index": "index, base year = 100",
    "peer_position": "position among peers",
}
STATUS_SAYS = {
    "A": "stated as final, or with nothing said against it",
    "P": "preliminary, or for a part of the period",
    "E": "stated by the source as expected before the period had ended or been counted",
    "I": "worked out by us from two stated figures; drawn hollow, never ranked",
    "M": "a gap with a reason; never drawn as zero",
}
QUALIFIER_SAYS = {
    "=": "stated exactly",
    ">": "more than: the figure is a lower bound",
    ">=": "at least: the figure is a lower bound and may be reached",
    "<": "less than: the figure is an upper bound",
    "<=": "at most: the figure is an upper bound and may be reached",
    "~": "about",
    "range": "from one figure to another",
}
# What each criterion of the store's order says, first to last.
CRITERION_SAYS = {
    "missing": "a figure before a gap",
    "base": "growth on the year before ahead of growth on another base",
    "firm": "an outcome ahead of what was expected, an exact figure ahead of a bound that it meets",
    "kind": "the kind of source, in the order above",
    "confidence": "figures read at the publisher ahead of those read at second hand",
    "status": "final before provisional before estimated",
    "exactness": "exact before hedged",
    "later": "later publication before earlier",
    "id": "else by the name of the source",
    "place": "else what stands first in the source",
}
FORMULA_WORDS = {
    "numerator": "figure",
    "denominator": "divisor",
    "factor": "factor that brings the units together",
    "low": "lower end",
}
DIVISOR_SAYS = {
    "per_capita": "divisor: resident population of the same period",
    "per_gdp": "divisor: gross domestic product of the same period",
    "growth": "divisor: the figure of the year before; for series told at constant prices the stated growth is shown",
    "index": "divisor: the figure of the base year",
    "peer_position": "figure: others that the area is ahead of, ties half; divisor: all others with a figure",
}
RULES_IMPLIED = {
    "growth": "level ÷ (1 + growth ÷ 100) gives the level of the year before; never from growth at constant prices",
    "multiple": "level ÷ multiple gives the level of the base period",
}


def methods(ground: Ground) -> tuple[Method, ...]:
    """The sections of the methods page, in reading order."""
    zh, en = words("zh"), words("en")
    ranks = ground.config.precedence
    kinds = sorted(ranks, key=lambda k: ranks[k])
    return (
        _section(
            "status", "Status of a figure", "", {STATUS_WORDS[k]: v for k, v in STATUS_SAYS.items()}, zh=zh, en=en
        ),
        _section("qualifier", "Signs before a figure", "", QUALIFIER_SAYS, zh=zh, en=en),
        _section(
            "precedence",
            "Which figure is shown where sources disagree",
            "All figures are kept. Kinds of sources rank as listed; the criteria that follow decide in their order.",
            {KIND_WORDS[k]: str(ranks[k]) for k in kinds},
            zh=zh,
            en=en,
        ),
        _criteria(zh, en),
        _forms(zh, en),
        _section(
            "peers",
            "Position among peers",
            "The share of the other areas of the same level that an area is ahead of in the same period; ties count "
            "half. At least {n} others need a figure.",
            {},
            zh=zh,
            en=en,
            n=str(MIN_PEERS),
        ),
        _section("implied", "Implied values", "", RULES_IMPLIED, zh=zh, en=en),
        _section("guards", "When there is no ranking", "", dict.fromkeys(_plain(GUARDS.values()), ""), zh=zh, en=en),
        _section("refusals", "Why a step is not done", "", dict.fromkeys(_plain(REASONS.values()), ""), zh=zh, en=en),
        _section("gaps", "Reasons for a gap", "", dict.fromkeys(MISSING_WORDS.values(), ""), zh=zh, en=en),
    )


def _criteria(zh: Words, en: Words) -> Method:
    title = "Order of the criteria"
    rows = ((str(n), zh(CRITERION_SAYS[c]), str(n), en(CRITERION_SAYS[c])) for n, c in enumerate(CODES, 1))
    return Method("criteria", zh(title), en(title), "", "", tuple(rows))


def _forms(zh: Words, en: Words) -> Method:
    title = "Forms of comparison"
    rows = ((zh(word), _formula(form, zh), en(word), _formula(form, en)) for form, word in FORM_WORDS.items())
    return Method("forms", zh(title), en(title), "", "", tuple(rows))


def _formula(form: str, t: Words) -> str:
    """A form's formula in words, and what its divisor is."""
    shown = {name: t(word) for name, word in FORMULA_WORDS.items()}
    join = "；" if t.lang == "zh" else "; "
    return FORMULAS[form].text(shown) + join + t(DIVISOR_SAYS[form])


def _section(name: str, title: str, lead: str, rows: dict[str, str], *, zh: Words, en: Words, **fields: str) -> Method:
    blanks = {"areas": "…", "periods": "…", "levels": "…", "detail": "…"}

    def say(t: Words, text: str) -> str:
        return t(text, **blanks) if text else ""

    table = tuple((say(zh, word), say(zh, told), say(en, word), say(en, told)) for word, told in rows.items())
    lead_zh = zh(lead, **fields) if lead else ""
    lead_en = en(lead, **fields) if lead else ""
    return Method(name, zh(title), en(title), lead_zh, lead_en, table)


def _plain(texts: object) -> list[str]:
    return [str(t) for t in texts]  # type: ignore[attr-defined]
