"""A sentence cut into names, figures, words and what is none of these."""

from __future__ import annotations

import re

from yardstick.reader.quantity import figures
from yardstick.reader.token import Token
from yardstick.reader.vocabulary import Vocabulary

_NOTHING = re.compile(r"[\s\-—“”*·|#…\]\[>]*")


def tokens_of(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[Token]:
    """The pieces of `text` from `start` to `end`, in order; what no rule knows is one piece of sort `other`."""
    out: list[Token] = []
    at = start
    for match in vocabulary.pattern.finditer(text, start, end):
        if match.start() > at:
            _between(out, text, at, match.start())
        _piece(out, match, text, vocabulary)
        at = match.end()
    if at < end:
        _between(out, text, at, end)
    return out


def _between(out: list[Token], text: str, start: int, end: int) -> None:
    if not _NOTHING.fullmatch(text, start, end):
        out.append(Token("other", start, end, text[start:end]))


def _piece(out: list[Token], match: re.Match[str], text: str, vocabulary: Vocabulary) -> None:
    start, end = match.span()
    kind = match.lastgroup or ""
    if match["word"] is not None:
        word = match["word"]
        roles = vocabulary.roles[word]
        sort = "name" if "name" in roles else "time" if "time" in roles else "place" if "place" in roles else "word"
        out.append(Token("feature" if sort == "word" and "feature" in roles else sort, start, end, word, dict(roles)))  # type: ignore[arg-type]
    elif match["figure"] is not None:
        for figure in figures(match, text):
            out.append(Token("figure", figure.start, figure.end, text[figure.start : figure.end], figure=figure))
    elif match["mark"] is not None:
        out.append(Token("mark", start, end, match[0]))
    elif match["time"] is not None:
        out.append(
            Token(
                "time",
                start,
                end,
                match[0],
                {k: v for k, v in match.groupdict().items() if v is not None and k in _TIMES},
            )
        )
    elif match["never"] is not None:
        out.append(Token("never", start, end, match[0]))
    else:
        share = kind.removeprefix("share_")
        out.append(Token("feature", start, end, match[0], {"feature": share, "share": share}))


_TIMES = frozenset(
    (
        *("span_from", "span_to", "year_before", "year", "m1", "m2", "month", "day", "first_of", "quarter", "half"),
        *("year_after", "only_m1", "only_m2", "until", "only_month", "only_day"),
        *("only_first_of", "only_quarter", "only_half"),
        *("plan_before", "plan", "plan_after", "years_ago", "years", "years_after"),
    )
)
