"""What is in force along a sentence: a time, an aim, an expectation."""

from __future__ import annotations

from collections.abc import Sequence

from yardstick.model import Period
from yardstick.reader.token import Token
from yardstick.reader.when import Standpoint, When, compared_with, resolved

_STANDING = frozenset(("已建成", "现有", "已有", "共有"))


class Course:
    """A sentence passed through token by token. `paragraph` is the time that its paragraph began with, `ahead` whether
    the end of the year may be still to come.

    `later` is a time that belongs to the next figure alone (从2015年的), `base` the last such; `measured_from` the
    period that a change is told against (比2015年), `provisional` whether figures are preliminary ones.
    """

    def __init__(self, point: Standpoint, paragraph: When | None, *, ahead: bool = True) -> None:
        self.ahead = ahead
        self.point = point
        self.paragraph = paragraph
        self.later: When | None = None
        self.base: When | None = None
        self.expected = False
        self.provisional = False
        self.measured_from = ""
        self._sentence: When | None = None
        self._clause: When | None = None
        self._aim = ""

    @property
    def when(self) -> When | None:
        """The time of a figure here, where the sentence tells one."""
        return self._clause or self._sentence

    @property
    def said_aim(self) -> str:
        """The word that announced an aim; empty where none did."""
        return self._aim

    def take(self, tokens: Sequence[Token], at: int) -> None:
        """Pass one token that is no figure."""
        token = tokens[at]
        if token.sort == "time":
            self._time(tokens, at)
        elif token.sort == "mark" and token.text in ";。":
            self._clause, self._aim, self.expected = None, "", False
            self.measured_from = ""
        elif token.sort == "mark" and token.text == "," and at and tokens[at - 1].sort == "figure":
            self.measured_from = ""
        elif token.sort in ("word", "feature", "place", "name"):
            self._word(tokens, at)

    def _time(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        self.measured_from = compared_with(token.roles) or self.measured_from
        when = resolved(token.roles, self.point, _year(self.when or self.paragraph))
        if when is None or (when.rule == "period:year-end" and not self.ahead):
            return
        if at and "from" in tokens[at - 1].roles:
            self.later = when
            return
        if self.when is None and at <= 2 and "only_month" not in token.roles:
            self.paragraph = when
        self._clause = self._sentence = when

    def _word(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        if "aim" in token.roles and token.sort == "word" and not _in_a_word(tokens, at):
            self._aim = token.text
        elif "expected" in token.roles:
            self.expected = True
        self.provisional = self.provisional or "provisional" in token.roles
        if token.text in _STANDING and self._clause is None and not self.point.congress:
            self._clause = When(self.point.now, "period:now")


def _in_a_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is part of a longer one: the plan of 星火计划 is no plan of this document."""
    token = tokens[at]
    if token.text != "计划":
        return False
    before = tokens[at - 1] if at else None
    return before is not None and before.end == token.start and before.sort not in ("mark", "time", "place")


def _year(when: When | None) -> int | None:
    return Period.parse(when.period).year if when and not when.deadline else None
