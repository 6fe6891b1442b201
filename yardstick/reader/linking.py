"""Which figure belongs to which name: a clause read from left to right, with what it may carry over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yardstick.reader.token import Figure, Token
from yardstick.reader.vocabulary import Vocabulary

LEVELS = frozenset(("national", "provincial", "municipal", "national_plus", "provincial_plus", "municipal_plus"))
_CUES = ("new", "made", "net", "stand", "reach", "up", "down", "against")


@dataclass(slots=True)
class Link:
    """A figure with the subject it was given, and what was said around it. `name` is empty where none fits."""

    figure: Figure
    at: int
    name: str = ""
    measure: str = ""
    rules: tuple[str, ...] = ()
    place: str = ""
    cues: tuple[str, ...] = ()
    from_side: bool = False
    repeated: bool = False


@dataclass(slots=True)
class _State:
    """Where the reader is in a sentence."""

    subjects: list[str] = field(default_factory=list)
    root: str = ""
    listing: bool = False
    foreign: bool = False
    soft: bool = False
    carried: int = 0
    before: list[str] = field(default_factory=list)
    between: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    share: str = ""
    used: int = 0
    how: str = "head"
    each: bool = False
    apiece: bool = False
    place: str = ""
    place_kept: str = ""
    leading: bool = False
    hedge: str = ""
    hedge_word: str = ""
    left: bool = False

    def copy(self) -> _State:
        """The state as it is, to come back to after a bracket."""
        kept = _State(**{name: getattr(self, name) for name in self.__slots__})
        kept.subjects, kept.before = list(self.subjects), list(self.before)
        kept.between, kept.pending = list(self.between), list(self.pending)
        return kept


class Linker:
    """Reads the tokens of a sentence. One is made for a document; `recent` are the things it spoke of."""

    def __init__(self, vocabulary: Vocabulary, area: str) -> None:
        self.vocabulary = vocabulary
        self.area = area
        self.recent: list[str] = []
        self.state = _State()

    def paragraph(self) -> None:
        """A new paragraph: nothing is carried into it."""
        self.recent.clear()
        self.state = _State()

    def links(self, tokens: Sequence[Token]) -> list[Link]:
        """A link for every figure of a sentence, placed or not."""
        self.tokens = tokens
        self.out: list[Link] = []
        self.state = _State(
            subjects=list(self.state.subjects), root=self.state.root, carried=2 if self.state.subjects else 0
        )
        self.kept: list[_State] = []
        for at, token in enumerate(tokens):
            self.at = at
            getattr(self, f"_{token.sort}")(token)
        return self.out

    # What each sort of token does.

    def _mark(self, token: Token) -> None:
        state = self.state
        if token.text == "(":
            self.kept.append(state.copy())
        elif token.text == ")":
            if self.kept:
                self.state = self.kept.pop()
        elif token.text == "、":
            state.between = []
            state.used = state.used if state.apiece else 0
            if not self._after_name():
                state.listing = False
                if not state.apiece:
                    state.share = ""
        else:
            self._clause(token.text)

    def _clause(self, mark: str) -> None:
        state = self.state
        if state.foreign:
            state.subjects = []
        if state.subjects:
            state.carried += 2 if mark in ";。" else 1
        if mark == ";" or mark == "。":
            state.place_kept = ""
        apiece = state.apiece and not state.between
        state.foreign = state.soft = state.listing = state.each = state.left = False
        state.apiece = state.leading = False
        state.share = ""
        if not apiece:
            state.used = 0
        state.before, state.between, state.pending = [], [], []
        if state.place:
            state.place_kept = state.place
        state.place = ""
        state.hedge = state.hedge_word = ""

    def _after_name(self) -> bool:
        """Whether what stands before this token ends a name (so that a joiner goes on with a list of names)."""
        if not self.at:
            return False
        token = self.tokens[self.at - 1]
        return token.sort in ("name", "feature")

    def _joined(self) -> bool:
        """Whether this token goes on with a list of names: a name, a joiner, this."""
        if self.at < 2 or not self.state.listing:
            return False
        at = self.at - 1
        while at and self.tokens[at].sort == "feature" and self.tokens[at].roles.get("feature") in LEVELS:
            at -= 1
        while at and self.tokens[at].sort == "place":
            at -= 1
        before = self.tokens[at]
        joins = before.text == "、" or "join" in before.roles
        return joins and self.tokens[at - 1].sort in ("name", "feature")

    def _name(self, token: Token) -> None:
        state = self.state
        name = token.roles["name"]
        if self._thing_elsewhere(token):
            self._other(token)
            return
        found = []
        levels = [feature for feature in state.pending if feature in self.vocabulary.grammar.edges.get(name, {})]
        if state.pending and not levels and name not in self.vocabulary.indicators:
            levels = []
        for level in levels or [""]:
            found.append(self.vocabulary.grammar.edges[name][level] if level else name)
        if self._joined() and not state.foreign:
            state.subjects += found
        else:
            state.subjects, state.used, state.how = found, 0, "head"
            if state.carried or state.share:
                state.share = ""
        state.between = [cue for cue in state.between if cue in ("aim",)]
        state.root = name
        state.listing, state.foreign, state.soft, state.carried = True, False, False, 0
        state.pending = []
        state.left = self.at > 0 and self.tokens[self.at - 1].sort == "other"
        self._remember(found)

    def _thing_elsewhere(self, token: Token) -> bool:
        """A name within a longer word that nobody knows: content directly after it, without a verb."""
        return False

    def _remember(self, names: list[str]) -> None:
        self.recent = [*[n for n in self.recent if n not in names], *names][-8:]

    def _feature(self, token: Token) -> None:
        state = self.state
        feature = token.roles["feature"]
        if "share" in token.roles:
            self._share(token, token.roles["share"])
            return
        if feature in LEVELS and self._name_follows():
            state.pending.append(feature)
            return
        if self._turned(feature):
            return
        if feature in LEVELS:
            state.pending.append(feature)
            if not self._figure_follows():
                state.foreign = True
            return
        if set(token.roles) & _KNOWN:
            self._word(token)
        else:
            self._other(token)

    def _turned(self, feature: str) -> bool:
        """Apply a feature to the subjects, or to what was spoken of lately; whether anything took it."""
        state, edges = self.state, self.vocabulary.grammar.edges
        if self._joined() and state.root and feature in edges.get(state.root, {}) and not state.foreign:
            turned = edges[state.root][feature]
            state.subjects.append(turned)
            state.listing = True
            self._remember([turned])
            return True
        if state.subjects and not state.foreign and all(feature in edges.get(name, {}) for name in state.subjects):
            state.subjects = [edges[name][feature] for name in state.subjects]
            state.listing = True
            self._remember(state.subjects)
            return True
        for name in reversed(self.recent):
            if feature in edges.get(name, {}):
                state.subjects = [edges[name][feature]]
                state.how, state.foreign, state.carried, state.used = "recent", False, 0, 0
                state.root = name
                state.between = []
                self._remember(state.subjects)
                return True
        return False

    def _share(self, token: Token, of: str) -> None:
        state, edges = self.state, self.vocabulary.grammar.edges
        if of == "compared":
            state.between.append("against")
            return
        if state.subjects and not state.foreign:
            if all(of in edges.get(name, {}) for name in state.subjects):
                state.subjects = [edges[name][of] for name in state.subjects]
                self._remember(state.subjects)
                state.between.append("share")
                return
            if all(self.vocabulary.units.get(name) == "percent" for name in state.subjects):
                state.between.append("share")
                return
        if not (state.subjects and not state.foreign) and of != "other":
            for name in reversed(self.recent):
                if of in edges.get(name, {}) and of not in ("share",):
                    state.subjects, state.how, state.foreign = [edges[name][of]], "recent", False
                    state.between.append("share")
                    return
        state.share = of

    def _name_follows(self) -> bool:
        for token in self.tokens[self.at + 1 : self.at + 6]:
            if token.sort == "name":
                return True
            if not (
                token.sort == "feature"
                and token.roles.get("feature") in LEVELS
                or token.text == "、"
                or "join" in token.roles
                or "glue" in token.roles
            ):
                return False
        return False

    def _figure_follows(self) -> bool:
        for token in self.tokens[self.at + 1 : self.at + 4]:
            if token.sort == "figure":
                return True
            if token.sort in ("name", "other"):
                return False
        return False

    def _word(self, token: Token) -> None:
        state, roles = self.state, token.roles
        if "hedge" in roles:
            state.hedge, state.hedge_word = roles["hedge"], state.hedge_word + token.text
        for cue in _CUES:
            if cue in roles:
                (state.between if state.subjects and not state.carried and not state.foreign else state.before).append(
                    cue
                )
                if state.carried:
                    state.between.append(cue)
        if "apiece" in roles:
            state.apiece, state.used = True, 0
        if "each" in roles:
            state.each = True
        if "from" in roles:
            state.between.append("from")
        if "to" in roles:
            state.between.append("reach")
        if "part" in roles:
            state.between.append("part")
        if "made" in roles and state.subjects and not state.carried:
            state.soft = True

    def _time(self, token: Token) -> None:
        if token.roles.get("time") == "base" or token.roles.get("year_before") in ("比", "较", "与", "是", "均为"):
            self.state.between.append("base")

    def _place(self, token: Token) -> None:
        code = token.roles["place"]
        if "name" in token.roles:
            self._name(token)
            return
        if code == "own" or code == self.area:
            return
        if token.text in ("全国", "我国") and self._rank_follows():
            return
        if code == "100000" and self.area != "100000":
            if token.text in ("国家",):
                return
            self.state.between.append("nation")
            return
        self.state.place = code
        if not self._subject_follows():
            self.state.foreign = self.state.foreign or False

    def _rank_follows(self) -> bool:
        return any(
            token.figure is not None and token.figure.amount == "place"
            for token in self.tokens[self.at + 1 : self.at + 4]
        )

    def _subject_follows(self) -> bool:
        return self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].sort == "name"

    def _never(self, token: Token) -> None:
        if token.text[0] not in "“(〔[":
            self._other(token)

    def _other(self, token: Token) -> None:
        state = self.state
        state.pending = []
        if state.subjects and not state.carried and len(token.text) == 1:
            state.soft = True
            state.listing = False
            return
        state.foreign = True
        state.listing = False
        state.each = False

    # Figures.

    def _figure(self, token: Token) -> None:
        figure = token.figure
        assert figure is not None
        state = self.state
        if state.hedge and figure.operator == "=":
            figure.operator = state.hedge
        elif state.hedge and figure.operator == ">=" and state.hedge == ">":
            figure.operator = ">"
        figure.hedge = (
            state.hedge_word + " … " + figure.hedge
            if state.hedge_word and figure.hedge
            else state.hedge_word or figure.hedge
        )
        state.hedge = state.hedge_word = ""
        found = self._tail(figure) or self._head(figure)
        self.out += found or [Link(figure, token.start, cues=tuple(state.between), place=state.place)]
        state.between = ["from"] if False else []
        state.carried = state.carried
        state.soft = False
        state.listing = False

    def _head(self, figure: Figure) -> list[Link]:
        state = self.state
        if state.pending and state.subjects and not state.foreign:
            pass
        if not state.subjects or state.foreign:
            return []
        if "against" in state.between or "nation" in state.between and figure.amount != "place":
            return []
        names = state.subjects
        if len(names) > 1 and not state.each:
            if state.used < len(names) and (state.apiece or self._run_length() >= len(names)):
                names = [names[state.used]]
                state.used += 1
            else:
                names = [names[-1]]
        found = []
        for name in names:
            fit = self._fits(name, figure, tail=False)
            if fit:
                indicator, measure, rule = fit
                rules = (
                    f"link:{state.how}{'-carried' if state.carried else ''}{'-soft' if state.soft else ''}{'-left' if state.left else ''}",
                    rule,
                )
                found.append(
                    Link(
                        figure,
                        figure.start,
                        indicator,
                        measure,
                        rules,
                        state.place or (state.place_kept if state.carried else ""),
                        tuple(state.between),
                        "from" in state.between,
                    )
                )
        return found

    def _run_length(self) -> int:
        """How many figures stand here in a row, with only joiners, hedges and glue between them."""
        count = 0
        for token in self.tokens[self.at :]:
            if token.sort == "figure":
                count += 1
            elif token.sort in ("name", "other", "feature") or token.sort == "mark" and token.text != "、":
                break
        return count

    def _tail(self, figure: Figure) -> list[Link]:
        """The name right after a figure: 20家高新技术企业."""
        if figure.amount not in ("enterprise", "person", "thing", "other", "money"):
            return []
        if not figure.unit:
            return []
        levels, at = [], self.at + 1
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.sort == "feature" and token.roles.get("feature") in LEVELS:
                levels.append(token.roles["feature"])
            elif token.sort == "name":
                break
            elif (
                token.text not in ("的", "以上", "左右", "以上的", "各类", "“", "”", "、")
                or token.text == "、"
                and not levels
            ):
                return []
            at += 1
        if at >= len(self.tokens) or self._head_of_next(at):
            return []
        name = self.tokens[at].roles["name"]
        edges = self.vocabulary.grammar.edges.get(name, {})
        name = next((edges[level] for level in levels if level in edges), name)
        if figure.amount == "money":
            return []
        fit = self._fits(name, figure, tail=True)
        if not fit:
            return []
        indicator, measure, rule = fit
        loose = at + 1 < len(self.tokens) and self.tokens[at + 1].sort == "other"
        return [
            Link(
                figure,
                figure.start,
                indicator,
                measure,
                (f"link:tail{'-loose' if loose else ''}", rule),
                self.state.place,
                tuple(self.state.between),
            )
        ]

    def _head_of_next(self, at: int) -> bool:
        """Whether the name at `at` is the head of a figure of its own while this figure has a head already."""
        after = self.tokens[at + 1 : at + 2]
        if not after or after[0].sort != "figure":
            return False
        return bool(self.state.subjects) and not self.state.foreign and not self.state.carried

    def _fits(self, name: str, figure: Figure, *, tail: bool) -> tuple[str, str, str] | None:
        """The indicator, measure and rule of a figure said of `name`; None where it cannot be."""
        state, book = self.state, self.vocabulary
        cues = state.between
        all_cues = [*state.before, *cues]
        bare = book.grammar.bare.get(name, {})
        amount = figure.amount
        if amount == "percent":
            grows = (
                "up" in cues
                or "down" in cues
                or "base" in cues
                or state.carried
                and ("up" in all_cues or "down" in all_cues)
            )
            indicator = name if name in book.indicators else bare.get("growth" if grows else "level", "")
            if not indicator:
                return None
            if book.units.get(indicator) == "percent":
                if grows and "reach" not in cues and "base" not in cues and not ("share" in cues):
                    return indicator, "growth", "measure:growth"
                share = book.indicators[indicator].kind == "ratio" and not _strength(book.indicators[indicator].name.zh)
                return indicator, "share" if share else "value", "measure:share"
            if state.share:
                return (
                    None
                    if state.share in ("other", "gdp", "industry", "investment_total", "compared", "contribution")
                    else (indicator, "share", "measure:share-of")
                )
            if grows and not ("reach" in cues):
                return indicator, "growth", "measure:growth"
            if not state.carried and not tail and not cues:
                return indicator, "growth", "measure:bare-percent"
            if grows or "stand" in cues and "up" in state.before:
                return indicator, "growth", "measure:growth-stands"
            return None
        if amount == "points":
            indicator = name if name in book.indicators else bare.get("growth", "")
            if book.units.get(indicator) == "percent" and ("up" in all_cues or "down" in all_cues):
                return indicator, "pp_change", "measure:points"
            return None
        if amount in ("times", "doubled"):
            indicator = name if name in book.indicators else bare.get("growth", "") or bare.get("level", "")
            if not indicator:
                return None
            if amount == "times" and ("up" in cues) and "reach" not in cues:
                return indicator, "growth", "measure:growth-times"
            return indicator, "multiple", "measure:multiple"
        indicator = name if name in book.indicators else bare.get("level", "")
        if not indicator:
            return None
        if amount == "place":
            return indicator, "rank", "measure:rank"
        if not self._unit_fits(indicator, figure):
            return None
        stock = book.indicators[indicator].kind == "stock"
        if "net" in all_cues:
            return indicator, "net_change", "measure:net"
        if "reach" in cues or "from" in cues:
            return indicator, "value", "measure:reach"
        if "up" in cues or "down" in cues:
            return indicator, "net_change", "measure:increase"
        if "stand" in cues and not ("new" in cues):
            return indicator, "value", "measure:stand"
        if "new" in all_cues:
            return indicator, "new" if stock else "value", "measure:new"
        if stock and "made" in all_cues and "stand" not in all_cues:
            return indicator, "new", "measure:made"
        return indicator, "value", "measure:plain"

    def _unit_fits(self, indicator: str, figure: Figure) -> bool:
        dimension, amount = self.vocabulary.units[indicator], figure.amount
        if dimension == "count":
            if not figure.unit:
                return False
            unit = self.vocabulary.indicators[indicator].unit
            people = unit.startswith("persons")
            if people:
                return (
                    amount in ("person", "place")
                    or figure.unit in ("万", "百万", "千", "亿")
                    or figure.unit.endswith(("名", "人", "位"))
                )
            if amount == "person":
                return figure.unit.endswith(("名", "位")) and unit not in ("enterprises",)
            return amount in ("enterprise", "thing")
        if dimension == "money_cny":
            return amount == "money" or figure.unit in ("万亿", "亿", "千亿", "百亿")
        if dimension == "money_usd":
            return amount in ("dollar",)
        if dimension.startswith("money"):
            return amount in ("money", "dollar")
        if dimension in ("count_per_person", "count_per_money_cny"):
            return amount in ("thing", "enterprise", "other") and bool(figure.unit)
        if dimension == "work":
            return figure.unit.endswith(("人年", "人", "万人"))
        if dimension == "floor_area":
            return "平方米" in figure.unit or "平米" in figure.unit
        return amount in ("thing", "other")


_KNOWN = frozenset(
    (
        "new",
        "made",
        "net",
        "stand",
        "reach",
        "up",
        "down",
        "against",
        "aim",
        "expected",
        "part",
        "apiece",
        "each",
        "from",
        "to",
        "join",
        "glue",
        "hedge",
    )
)


def _strength(name: str) -> bool:
    return "强度" in name
