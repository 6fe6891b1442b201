"""An explanation as lines of text."""

from __future__ import annotations

import sys

import typer

from yardstick.i18n import say_note, words
from yardstick.workspace import Explanation, Reading, Sentence, Workspace
from yardstick.workspace.wording import DECIDED, MEASURE_WORDS, SENTENCE_WORDS, STATUS_WORDS


def explanation_lines(workspace: Workspace, found: Explanation, lang: str) -> list[str]:
    """Everything behind one number: the figure shown, the others and why not, what is implied, the sentence."""
    t = words(lang)
    period = workspace.period_name(found.period, lang)
    head = f"{workspace.area_name(found.area, lang)} · {workspace.indicator_name(found.indicator, lang)} · {period}"
    lines = [f"{head} · {t(MEASURE_WORDS[found.measure])}"]
    if found.picked is None:
        lines.append(t("No figure is held for this cell."))
    else:
        lines.append(f"{t('Shown')}: {_figure(workspace, found.picked, lang)}")
        lines.append(f"  {t('Place in it')}: {workspace.place_name(found.picked.locator, lang)}")
        if not found.picked.locator.startswith("formula:"):
            lines.append(f"  {t('Change set')}: {workspace.change_set_name(found.picked.change_set, lang)}")
    if found.correction[0]:
        lines.append(f"  {t('Corrected')}: {found.correction[0 if lang == 'zh' else 1]}")
    if found.rivals:
        lines.append(t("Other figures for this cell") + ":")
    for rival in found.rivals:
        lines.append(f"  - {_figure(workspace, rival.reading, lang)} — {t(DECIDED[rival.decided_by])}")
    lines += [line[0 if lang == "zh" else 1] for line in found.arithmetic]
    if found.picked is not None and not found.picked.locator.startswith("formula:"):
        lines += _sentence(workspace, found.sentence, found.picked, lang)
    return lines


def _sentence(workspace: Workspace, found: Sentence, picked: Reading, lang: str) -> list[str]:
    """The sentence of a figure, which stands in 【】, between its neighbours; or why it is not shown."""
    t = words(lang)
    if found.state == "shown":
        own = f"{_printed(found.before)}【{_bold(_printed(found.figure))}】{_printed(found.after)}"
        return [f"  {text}" for text in (_printed(found.previous), own, _printed(found.following)) if text]
    if found.state == "not_text":
        return [t(SENTENCE_WORDS[found.state])]
    where = t(
        "In the original: {place} · {address}",
        place=workspace.place_name(picked.locator, lang),
        address=workspace.source_address(picked.source),
    )
    return [t(SENTENCE_WORDS[found.state]), where]


def _bold(text: str) -> str:
    """The text, bold where it goes to a terminal."""
    return typer.style(text, bold=True) if sys.stdout.isatty() else text


def _printed(text: str) -> str:
    """A text on one line, without what a terminal would take for a command."""
    return "".join(c if c.isprintable() else " " for c in text)


def _figure(workspace: Workspace, reading: Reading, lang: str) -> str:
    t = words(lang)
    value = workspace.quantity(reading.value, reading.unit, lang, qualifier=reading.qualifier, high=reading.value_high)
    stated = f"{t('As stated')} {reading.stated_value}{reading.stated_unit}; " if reading.stated_value else ""
    source = workspace.sources.get(reading.source)
    dated = f", {source.dated}" if source and source.dated else ""
    status = t(STATUS_WORDS[reading.status])
    note = f"; {say_note(reading.note, t)}" if reading.note else ""
    title = workspace.source_title(reading.source)
    return f"{value} ({stated}{status}; {title}{dated} [{reading.source}]{note})"
