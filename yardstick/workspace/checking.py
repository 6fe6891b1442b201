"""What is wrong with the figures held, or with those coming in: findings, said and explained in either language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from yardstick.checks import Amount, Blank, Finding, Named, check, suspicious
from yardstick.checks.acceptance import Reviewed, read_acceptances, review
from yardstick.checks.evaluate import related
from yardstick.checks.wording import HINTS, SAYS
from yardstick.errors import Problem
from yardstick.i18n import Words, words
from yardstick.workspace.ground import Ground
from yardstick.workspace.wording import MEASURE_WORDS

FINDINGS_FILE = "findings.yaml"


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found, the gravest first, and the problems of data/findings.yaml."""

    reviewed: tuple[Reviewed, ...]
    problems: tuple[Problem, ...]

    @property
    def open(self) -> tuple[Reviewed, ...]:
        """Those that wait for a decision."""
        return tuple(one for one in self.reviewed if one.open)


class Checking(Ground):
    """The questions about findings that a Workspace answers."""

    def findings(self) -> Findings:
        """Every finding about the figures held, with what was decided on it. Seconds at the first call of a store.

        Of what was known on a day, an acceptance whose finding is not there is no problem: it may have come later.
        """
        path = self.folder / self.config.paths.data / FINDINGS_FILE
        known = {"indicators": self.catalogue.indicators, "areas": self.areas.by_code, "sources": self.sources}
        accepted, problems = read_acceptances(path, **known)
        reviewed, idle = review(self._found, accepted, self.correction_reasons)
        return Findings(reviewed, (*problems, *(() if self.day else idle)))

    def suspicious(self, candidates: pd.DataFrame) -> tuple[Finding, ...]:
        """What incoming figures would bring that is worth a look; `incoming` names their places. See `checks`."""
        names = [n for n in candidates["indicator"].unique().tolist() if n in self.catalogue]
        if not names:
            return ()
        held = self.store.every_figure(sorted(related(self.catalogue, names)), [a.code for a in self.areas])
        return suspicious(candidates, held, self.catalogue, self.areas)

    def finding_sentence(self, finding: Finding, lang: str) -> str:
        """The finding in one sentence, with its arithmetic."""
        t = words(lang)
        subject = self.indicator_name(finding.indicator, lang)
        if finding.measure != "value":
            subject = t("{indicator} ({measure})", indicator=subject, measure=t(MEASURE_WORDS[finding.measure]))
        return t(
            "{area}, {indicator}, {period}: {said}",
            area=self.area_name(finding.area, lang),
            indicator=subject,
            period=self.period_name(finding.period, lang),
            said=self._said(finding, t),
        )

    def finding_explanation(self, finding: Finding, lang: str) -> tuple[str, ...]:
        """The sentence, where its figures stand, and what a steward can do."""
        t = words(lang)
        places = [
            t("{source}: {place}", source=self.source_title(source), place=self.place_name(place, lang))
            for source, place in zip(finding.sources, finding.locators, strict=True)
        ]
        return (self.finding_sentence(finding, lang), *places, t(HINTS[finding.code]))

    @cached_property
    def _found(self) -> tuple[Finding, ...]:
        every = self.store.every_figure(list(self.catalogue.indicators), [a.code for a in self.areas])
        return check(every, self.catalogue, self.areas)

    def _said(self, finding: Finding, t: Words) -> str:
        blanks = {name: self._blank(blank, finding, t.lang) for name, blank in finding.blanks}
        for name, value in (("found", finding.found), ("expected", finding.expected)):
            blanks[name] = self.quantity(value, finding.unit, t.lang, indicator=finding.indicator)
        text = t(SAYS[finding.code], **blanks)
        cells = finding.told.get("cells", 1)
        if isinstance(cells, int) and cells > 1:
            return t("{said}; sources disagree like this in {cells} periods", said=text, cells=cells)
        return text

    def _blank(self, blank: Blank, finding: Finding, lang: str) -> str:
        match blank:
            case Amount(value, unit, qualifier):
                return self.quantity(value, unit, lang, qualifier=qualifier, indicator=finding.indicator)
            case Named("area", name):
                return self.area_name(name, lang)
            case Named("indicator", name):
                return self.indicator_name(name, lang)
            case Named("period", name):
                return self.period_name(name, lang)
            case Named("source", name):
                return self.source_title(name)
            case float() | int():
                return f"{blank:g}" if blank < 1e6 else f"{blank:.0f}"
        return str(blank)
