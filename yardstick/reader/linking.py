"""Which figure belongs to which name: a sentence read from left to right, with what a clause may carry over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from yardstick.reader.fitting import Fit, Said, fits
from yardstick.reader.token import Figure, Token
from yardstick.reader.vocabulary import NOTHING, Vocabulary

LEVELS = frozenset(("national", "provincial", "municipal", "national_plus", "provincial_plus", "municipal_plus"))
_CUES = ("nominated", "new", "made", "net", "stand", "reach", "up", "down", "against", "aim", "from", "part")
_CLASSES = frozenset((*_CUES, "expected", "apiece", "each", "to", "join", "glue", "hedge", "became", "came"))
_REMEMBERED = 8
_SOFT = frozenset("额率企")
_ELSEWHERE = re.compile(
    r"(?:[\u4e00-\u9fff]{2}[区县旗市]|[二三四五六七八九十两几]省|地区|城市群|都市圈|流域|全球|世界)$"
)
"""How places that the areas do not list end."""
_WITHIN = re.compile(
    r"(?:[全各我本]|城|新|园|开发|示范|试验|实验|集聚|聚集|功能|保税|经开|高新|自创|合作|先行|老|灾|山|景|库|校|社|小|片|辖|专|特|牧"
    r"|郊|林|矿|厂|街|市|县|贫困|强|大)[区县旗市]$|^(?:全市|各)"
)
"""Of these, what is a part or a kind of the document's own area."""
_CHANGES = ("growth", "net_change", "pp_change")
_LEADS = frozenset(("率先", "率先在", "首次"))
_AFTER_CRITERION = frozenset(("台阶", "大关", "新台阶", "大台阶", "新的大台阶", "关口"))


@dataclass(slots=True)
class Link:
    """A figure with the subject it was given, and how. `name` is empty where none fits; `place` where none is named."""

    figure: Figure
    at: int
    name: str = ""
    measure: str = ""
    rules: tuple[str, ...] = ()
    place: str = ""
    falls: bool = False
    from_side: bool = False


@dataclass(slots=True)
class _State:
    """Where the reader is in a sentence.

    `subjects` are the names that the next figure may belong to, `root` the last name before words turned it, `foreign`
    whether something unknown was spoken of since; `before` and `between` the classes of words before and after the
    subject; `pending` the levels before a name that is still to come; `used` how many of several subjects have had
    their figure.
    """

    subjects: list[str] = field(default_factory=list)
    root: str = ""
    how: str = "head"
    listing: bool = False
    foreign: bool = False
    soft: bool = False
    left: bool = False
    carried: int = 0
    before: list[str] = field(default_factory=list)
    between: list[str] = field(default_factory=list)
    last_between: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    share: str = ""
    level: str = ""
    used: int = 0
    each: bool = False
    apiece: bool = False
    row: list[str] = field(default_factory=list)
    last_row: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    places_kept: list[str] = field(default_factory=list)
    wider: bool = False
    wider_next: bool = False
    place_used: int = 0
    hedge: str = ""
    hedge_words: str = ""

    def kept(self) -> _State:
        """The state as it is, to come back to after a bracket."""
        same = copy(self)
        for name in ("subjects", "before", "between", "pending", "places", "places_kept", "row", "last_row"):
            setattr(same, name, list(getattr(self, name)))
        return same


class Linker:
    """Reads the tokens of one sentence after the other. `recent` are the things its paragraph spoke of."""

    def __init__(self, vocabulary: Vocabulary, area: str) -> None:
        self.vocabulary = vocabulary
        self.edges = vocabulary.grammar.edges
        self.area = area
        self.province, self.wider = _around(vocabulary, area)
        self.raised = vocabulary.grammar.raised if _municipality(vocabulary, area) else {}
        self.recent: list[str] = []
        self.topic: list[str] = []
        self.state = _State()
        self.tokens: Sequence[Token] = ()
        self.at = 0
        self.out: list[Link] = []
        self._open: list[_State] = []

    def paragraph(self) -> None:
        """A new paragraph: nothing is carried into it."""
        self.recent = list(self.topic)
        self.state = _State(subjects=list(self.topic), root=self.topic[0] if self.topic else "", how="heading")

    def headed(self) -> None:
        """The sentence just read was a heading: what it names alone is spoken of below it."""
        known = self.state.subjects if not self.state.foreign and not self.state.carried else []
        self.topic = list(known) if len(known) == 1 and known != [NOTHING] else []

    def links(self, tokens: Sequence[Token]) -> list[Link]:
        """A link for every figure of a sentence, placed or not; several for one that is said of each of several."""
        before = self.state
        self.tokens, self.out, self._open = _filled(tokens), [], []
        self.state = _State(subjects=[] if before.foreign else before.subjects, root=before.root, how=before.how)
        self.state.carried = 2 if self.state.subjects else 0
        self.state.wider = before.wider and bool(before.subjects)
        take = {
            "name": self._name, "feature": self._feature, "word": self._word, "figure": self._figure,
            "time": self._time, "place": self._place, "mark": self._mark, "never": self._never, "other": self._other,
        }  # fmt: skip
        for at, token in enumerate(self.tokens):
            self.at = at
            take[token.sort](token)
        return self.out

    # Marks and clauses.

    def _mark(self, token: Token) -> None:
        state = self.state
        if token.text == "(":
            self._open.append(state.kept())
        elif token.text == ")":
            self.state = self._open.pop() if self._open else state
        elif token.text == "、":
            state.between = []
            if not self._ends_a_name(self.at - 1):
                state.listing = False
                state.share = state.share if state.apiece else ""
                state.used = state.used if state.apiece else 0
        else:
            self._clause(token.text)

    def _clause(self, mark: str) -> None:
        """A clause ends: what stays is its subject, if it was known, and its place."""
        old = self.state
        new = _State(subjects=[] if old.foreign else old.subjects, root=old.root, how=old.how)
        if new.subjects:
            new.carried = old.carried + (2 if mark in ";。" else 1)
        new.last_row = old.row or old.last_row
        new.wider = old.wider and bool(new.subjects)
        told = {*old.before, *old.last_between}
        if mark == "," and old.row and told & {"new", "new-before"} and not told & {"stand", "reach", "up", "down"}:
            new.before = ["new-before"]
        if old.apiece and not old.between:
            new.used = old.used
        if mark not in ";。":
            new.places_kept = old.places or old.places_kept
        self.state = new

    def _before(self) -> Token:
        return self.tokens[self.at - 1] if self.at else Token("mark", 0, 0, "")

    def _joined(self) -> bool:
        """Whether this token goes on with a list of names: a name, a joiner, levels or places, this."""
        if not self.state.listing:
            return False
        at = self.at - 1
        while at > 0 and (self.tokens[at].sort == "place" or self.tokens[at].roles.get("feature") in LEVELS):
            at -= 1
        if at < 1 or not (self.tokens[at].text == "、" or "join" in self.tokens[at].roles):
            return False
        return self._ends_a_name(at - 1)

    def _ends_a_name(self, at: int) -> bool:
        """Whether a name ends at this token, read over words like 数量."""
        while at > 0 and self.tokens[at].sort == "word" and {"stand", "glue"} & set(self.tokens[at].roles):
            at -= 1
        return at >= 0 and self.tokens[at].sort in ("name", "feature")

    def _goes_on(self) -> bool:
        """Whether this token goes on with a list whose last item has had its figure: 省级实验室 16家、研究院 …"""
        before = self.tokens[max(0, self.at - 2) : self.at]
        return len(before) == 2 and before[0].sort == "figure" and before[1].text == "、"

    # Names and what turns them.

    def _name(self, token: Token) -> None:
        state, name = self.state, self.raised.get(token.roles["name"], token.roles["name"])
        rules = self.vocabulary.grammar
        short = len(token.text) <= 3 or name in rules.alone or token.text in rules.short
        if short and self._ends_a_word(token):
            self._other(token)
            return
        edges = self.edges.get(name, {})
        levels = [level for level in state.pending if level in edges]
        if not levels and state.level in edges and name not in self.vocabulary.indicators and self._goes_on():
            levels = [state.level]
        unlike = bool(state.pending) and name not in rules.level_of and bool(LEVELS & set(edges))
        found = [edges[level] for level in levels] or [NOTHING if unlike else name]
        if levels and name in self.vocabulary.grammar.level_of and self._before().text in ("、", "和", "及", "与"):
            found.append(name)
        state.level = levels[0] if len(levels) == 1 else self.vocabulary.grammar.level_of.get(name, "")
        if self._joined() and not state.foreign:
            state.subjects = [*state.subjects, *found]
        else:
            state.subjects, state.used, state.how = found, 0, "head"
            state.share = "" if state.carried else state.share
            state.wider = state.wider_next
        state.between = [cue for cue in state.between if cue == "aim"]
        state.root = name
        state.listing, state.foreign, state.soft, state.carried = True, False, False, 0
        state.pending = []
        state.left = self._before().sort == "other"
        self._remember(found)

    def _ends_a_word(self, token: Token) -> bool:
        """Whether a short name is the end of a longer word that nobody knows (民营 经济)."""
        before = self._before()
        if not self.at or before.end != token.start:
            return False
        if len(before.text) == 1 and "glue" in before.roles and self.at > 1:  # 主要 经济: no word of its own
            one = self.tokens[self.at - 2]
            return one.sort == "other" and one.end == before.start
        return before.sort in ("other", "name", "feature", "never")

    def _remember(self, names: list[str]) -> None:
        self.recent = [*[n for n in self.recent if n not in names], *names][-_REMEMBERED:]

    def _feature(self, token: Token) -> None:
        state, feature = self.state, token.roles["feature"]
        if self.raised and feature in ("municipal", "municipal_plus"):
            feature = feature.replace("municipal", "provincial")
        if "share" in token.roles:
            self._share(token.roles["share"])
        elif feature in LEVELS and self._name_follows():
            state.pending.append(feature)
        elif self._turned(feature):
            pass
        elif feature in LEVELS:
            state.pending.append(feature)
            state.foreign = state.foreign or not self._figure_follows()
        elif _CLASSES & set(token.roles):
            self._word(token)
        else:
            self._other(token)

    def _turned(self, feature: str) -> bool:
        """Apply a feature to the subjects, or to what was spoken of lately; whether anything took it."""
        state = self.state
        if not state.foreign and self._joined():
            for root in (state.root, *self.vocabulary.grammar.parents.get(state.root, ())):
                if feature in self.edges.get(root, {}):
                    self._subjects([*state.subjects, self.edges[root][feature]])
                    return True
        if not state.foreign and self._all_turn(feature):
            self._subjects([self.edges.get(name, {}).get(feature, name) for name in state.subjects])
            return True
        rules = self.vocabulary.grammar
        if feature not in rules.far or (feature not in rules.verbs and self._ends_a_word(self.tokens[self.at])):
            return False
        for name in reversed(self.recent):
            if feature in self.edges.get(name, {}):
                state.how, state.foreign, state.carried, state.used, state.root = "recent", False, 0, 0, name
                state.between = []
                self._subjects([self.edges[name][feature]])
                return True
        return False

    def _all_turn(self, feature: str) -> bool:
        """Whether a feature makes something of every subject that is known."""
        known = [name for name in self.state.subjects if name != NOTHING]
        return bool(known) and all(feature in self.edges.get(name, {}) for name in known)

    def _subjects(self, names: list[str]) -> None:
        self.state.subjects = names
        self.state.listing = True
        self._remember(names)

    def _share(self, of: str) -> None:
        """A share of something: another indicator where there is one for it."""
        state = self.state
        if of == "compared":
            state.between.append("against")
            return
        known = state.subjects if not state.foreign else []
        if known and self._all_turn(of):
            self._subjects([self.edges.get(name, {}).get(of, name) for name in known])
            state.between.append("share")
        elif known and all(self.vocabulary.units.get(name) == "percent" for name in known):
            state.between.append("share")
        else:
            state.share = of

    def _name_follows(self) -> bool:
        for token in self.tokens[self.at + 1 : self.at + 6]:
            if token.sort == "name":
                return True
            level = token.sort == "feature" and token.roles.get("feature") in LEVELS
            if not (level or token.text == "、" or {"join", "glue"} & set(token.roles)):
                return False
        return False

    def _figure_follows(self) -> bool:
        for token in self.tokens[self.at + 1 : self.at + 4]:
            if token.sort == "figure":
                return True
            if token.sort in ("name", "other"):
                return False
        return False

    # Words.

    def _word(self, token: Token) -> None:
        state, roles = self.state, token.roles
        if "hedge" in roles:
            state.hedge, state.hedge_words = roles["hedge"], state.hedge_words + token.text
        if "elsewhere" in roles:
            state.wider_next = bool(self._subject_after_places())
        said = [cue for cue in _CUES if cue in roles] + (["reach"] if "to" in roles else [])
        if not state.subjects or state.foreign or state.carried:
            state.before += said
        if state.subjects and not state.foreign:
            state.between += said
        if "apiece" in roles:
            state.apiece, state.used = True, 0
            if state.carried and len(state.subjects) < 2 < len(state.last_row) + 1:
                state.subjects = list(state.last_row)
        if "each" in roles:
            state.each = True
        if "made" in roles and state.subjects and not state.carried:
            state.soft = True

    def _time(self, token: Token) -> None:
        if token.roles.get("time") == "base" or token.roles.get("year_before") in ("比", "较", "与", "是", "均为"):
            self.state.between.append("base")

    def _place(self, token: Token) -> None:
        state, code = self.state, token.roles["place"]
        code = self.province if code == "province" else code
        if code in self.wider:
            self._wider(token, code)
        elif code not in ("own", self.area) and not (code == "100000" and self.area == "100000"):
            subject = self._subject_after_places()
            if subject:
                joins = self._before().text == "、" or "join" in self._before().roles
                state.places = [*state.places, code] if joins and state.places else [code]
                if subject in self.vocabulary.grammar.after_place:
                    state.subjects = [self.vocabulary.grammar.after_place[subject]]
                    state.foreign, state.carried, state.between, state.how = False, 0, [], "place"
        elif code in ("own", self.area):
            state.places = [self.area] if self.area and self._places_follow() else []
            state.places_kept, state.wider, state.wider_next = [], False, False

    def _wider(self, token: Token, code: str) -> None:
        """The province or the nation: what is said of it is left out; a rank in it is the subject's own."""
        if token.text == "国家" or self._rank_follows():
            return
        if code == "100000" or self._compares():
            self.state.between.append("nation")
        self.state.wider_next = bool(self._subject_after_places())

    def _compares(self) -> bool:
        """Whether a figure of this place follows: 全省 为2.4%, 全省 平均 2.4%."""
        for token in self.tokens[self.at + 1 : self.at + 4]:
            if token.sort == "figure":
                return True
            if not {"stand", "up", "down", "hedge", "glue"} & set(token.roles) or token.text in _LEADS:
                return False
        return False

    def _places_follow(self) -> bool:
        """Whether the document's own area is the first of several: 我市、郑州市 高新技术企业."""
        two = self.tokens[self.at + 1 : self.at + 3]
        joins = len(two) == 2 and (two[0].text == "、" or "join" in two[0].roles)
        return joins and two[1].sort == "place" and two[1].roles["place"] not in ("own", "100000")

    def _subject_after_places(self) -> str:
        """The text of the name that follows this place, over other places joined with it; empty where none does."""
        acts = False
        for token in self.tokens[self.at + 1 : self.at + 22]:
            if token.sort == "name" or token.text in self.vocabulary.grammar.after_place:
                return token.text
            acts = acts or bool({"made", "new", "stand"} & set(token.roles))
            over = token.sort == "place" or token.text in ("、", "市", "各", "两", "两市", "三市", "两地")
            over = over or bool({"join", "stand", "made", "new", "glue"} & set(token.roles))
            over = over or (token.sort == "figure" and (acts or token.text in ("两市", "三市")))
            if not over and not (token.sort == "time" and "year" in token.roles):
                return ""
        return ""

    def _rank_follows(self) -> bool:
        after = self.tokens[self.at + 1 : self.at + 4]
        return any(token.figure is not None and token.figure.amount == "place" for token in after)

    def _never(self, token: Token) -> None:
        if token.text[0] not in "“(〔[" and token.text[-1] not in ".、":
            self._other(token)

    def _other(self, token: Token) -> None:
        """Something unknown was spoken of: what comes next is not said of the subject before it."""
        state = self.state
        state.pending, state.listing = [], False
        if token.sort == "other" and _ELSEWHERE.search(token.text) and not _WITHIN.search(token.text):
            state.wider_next = bool(self._subject_after_places())
        if state.subjects and not state.carried and token.text in _SOFT:
            state.soft = True
        else:
            state.foreign, state.each = True, False

    # Figures.

    def _figure(self, token: Token) -> None:
        state, figure = self.state, token.figure
        assert figure is not None
        if state.hedge and (figure.operator == "=" or (figure.operator == ">=" and state.hedge == ">")):
            figure.operator = state.hedge
        if state.hedge_words:
            figure.hedge = f"{state.hedge_words} … {figure.hedge}" if figure.hedge else state.hedge_words
        state.hedge = state.hedge_words = ""
        if self._in_a_row():
            state.between = state.last_between
            self._unit_of_next(figure)
        elif self._row_follows():
            self._unit_of_next(figure)
        found = self._left_out(figure) or self._served(figure) or self._tail(figure)
        found = found or self._head(figure) or self._topic(figure)
        self.out += found or [Link(figure, token.start)]
        state.last_between = state.between
        state.between = []
        state.soft = state.listing = False

    def _left_out(self, figure: Figure) -> list[Link]:
        """A figure of the province or the nation in a document of a part of it, or of a place that nobody knows."""
        state = self.state
        named = state.wider and bool(state.subjects) and not state.foreign
        waits = state.wider_next and not state.wider and self._tail_name(figure)[0] >= 0
        return [Link(figure, figure.start, rules=("link:wider",))] if named or waits else []

    def _in_a_row(self) -> bool:
        """Whether only a joiner stands between the figure before and this one."""
        two = self.tokens[max(0, self.at - 2) : self.at]
        return len(two) == 2 and two[0].sort == "figure" and (two[1].text == "、" or "join" in two[1].roles)

    def _row_follows(self) -> bool:
        two = self.tokens[self.at + 1 : self.at + 3]
        return len(two) == 2 and two[1].sort == "figure" and (two[0].text == "、" or "join" in two[0].roles)

    def _unit_of_next(self, figure: Figure) -> None:
        """The unit of a row that stands in full only at its end: 5.5个、1.8个百分点."""
        if figure.unit not in ("个", ""):
            return
        for token in self.tokens[self.at + 1 : self.at + 8]:
            if token.figure is not None and token.figure.unit not in ("个", ""):
                if token.figure.amount == "points" or not figure.unit:
                    figure.unit, figure.amount = token.figure.unit, token.figure.amount
                return
            if token.figure is None and token.text != "、" and "join" not in token.roles:
                return

    def _head(self, figure: Figure) -> list[Link]:
        """A figure of the subject before it."""
        state = self.state
        if not state.subjects or state.foreign or "against" in state.between or self._before().text == "等":
            return []
        if (
            ("nation" in state.between and figure.amount != "place")
            or self._counts_another(figure)
            or self._criterion()
        ):
            return []
        found = []
        for name in self._turn():
            state.row.append(name)
            if "nominated" in (*state.before, *state.between):
                name = self.edges.get(name, {}).get("nominated", NOTHING)  # noqa: PLW2901
            fit = fits(name, figure, self._said(), self.vocabulary) or self._as_last(name, figure)
            for place in self._places_in_turn() if fit else []:
                assert fit is not None
                near = state.between
                link = Link(figure, figure.start, fit.indicator, fit.measure, (self._how(), fit.rule), place)
                link.falls = "down" in near and fit.measure in _CHANGES
                link.from_side = "from" in near
                found.append(link)
        return found

    def _said(self) -> Said:
        """What was said around this figure."""
        state = self.state
        after = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if after is not None and after.text in ("以上", "左右") and self.at + 2 < len(self.tokens):
            after = self.tokens[self.at + 2]
        ends = after is None or after.sort not in ("other", "name", "feature")
        return Said(state.between, [*state.before, *state.between], state.share, bool(state.carried), ends=ends)

    def _as_last(self, name: str, figure: Figure) -> Fit | None:
        """A thing in a list taken for what the last of the list is said to be (甲产业、乙产业增加值占比 分别 …)."""
        last = self.state.subjects[-1]
        if name == last or name in self.vocabulary.indicators:
            return None
        for path in self.vocabulary.grammar.origins.get(last, ()):
            node = name
            for feature in path:
                node = self.edges.get(node, {}).get(feature, "")
            if node:
                return fits(node, figure, self._said(), self.vocabulary)
        return None

    def _turn(self) -> list[str]:
        """The subjects whose turn it is: of several each in turn (分别), all (各), or the last."""
        state = self.state
        names = state.subjects
        if len(names) < 2 or state.each:
            return names
        if state.used < len(names) and (state.apiece or state.used or self._run_length() >= len(names)):
            state.used += 1
            return [names[state.used - 1]]
        figure = self.tokens[self.at].figure
        assert figure is not None
        if figure.amount in ("percent", "times", "doubled"):
            return names
        return [] if figure.amount in ("enterprise", "thing", "person") else [names[-1]]

    def _run_length(self) -> int:
        """How many figures stand here in a row, with only joiners, hedges and glue between them."""
        count = 0
        for token in self.tokens[self.at :]:
            if token.sort == "figure":
                count += 1
            elif token.sort in ("name", "other", "feature") or (token.sort == "mark" and token.text != "、"):
                break
        return count

    def _how(self) -> str:
        state = self.state
        told = (
            state.how,
            "carried" if state.carried else "",
            "soft" if state.soft else "",
            "left" if state.left else "",
        )
        return "link:" + "-".join(part for part in told if part)

    def _counts_another(self, figure: Figure) -> bool:
        """Whether a count is of the thing that is named right after it: 支持 100个 团队."""
        if figure.amount not in ("enterprise", "person", "thing") or self.at + 1 >= len(self.tokens):
            return False
        after = self.tokens[self.at + 1]
        return after.start == self.tokens[self.at].end and after.sort in ("other", "name", "feature")

    def _served(self, figure: Figure) -> list[Link]:
        """A figure of those that a programme serves: 为2610家企业授信, 扩大至33个区县."""
        if figure.amount not in ("enterprise", "thing"):
            return []
        after = self.tokens[self.at + 1 : self.at + 3]
        feature = after[0].roles.get("feature", "") if after and after[0].sort == "feature" else ""
        if feature != "districts":
            verbs = self.vocabulary.grammar.verbs
            feature = "enterprises" if len(after) == 2 and after[1].roles.get("feature") in verbs else ""
        for name in reversed([*self.recent, *self.state.subjects]) if feature else ():
            served = self.edges.get(name, {}).get(feature, "")
            if served in self.vocabulary.indicators:
                places = self._places()
                return [Link(figure, figure.start, served, "value", ("link:served", "measure:plain"), places[0])]
        return []

    def _topic(self, figure: Figure) -> list[Link]:
        """A figure of new ones with no name in its clause: of what the paragraph spoke of last (新认定 29家)."""
        state = self.state
        if (
            state.subjects
            or state.foreign
            or not self.recent
            or "new" not in state.before
            or self._counts_another(figure)
        ):
            return []
        said = Said(state.between, state.before, carried=True)
        fit = fits(self.recent[-1], figure, said, self.vocabulary)
        if fit is None or fit.measure != "new":
            return []
        return [Link(figure, figure.start, fit.indicator, fit.measure, ("link:topic", fit.rule), self._places()[0])]

    def _places(self) -> list[str]:
        """The areas that a figure here is of; one empty text where none is named."""
        return self.state.places or self.state.places_kept or [""]

    def _places_in_turn(self) -> list[str]:
        """Of several areas with a figure each the one whose turn it is: 甲市、乙市 … 分别 3000家、300家."""
        state, places = self.state, self._places()
        apiece = state.apiece or state.place_used or self._run_length() >= len(places)
        if len(places) < 2 or len(state.subjects) != 1 or state.each or not apiece:
            return places
        state.place_used += 1
        return [places[(state.place_used - 1) % len(places)]]

    def _criterion(self) -> bool:
        """Whether a figure only tells which things are meant: 产值 过10亿元 的 项目."""
        after = self.tokens[self.at + 1 : self.at + 3]
        if len(after) < 2 or after[0].text != "的":
            return False
        noun = (
            after[1].sort in ("other", "name", "feature", "figure")
            or after[1].text == "城市"
            or "aim" in after[1].roles
        )
        return noun and after[1].text not in _AFTER_CRITERION

    def _tail(self, figure: Figure) -> list[Link]:
        """A figure of the name right after it: 20家高新技术企业, 3项成果获国家奖."""
        if figure.amount not in ("enterprise", "person", "thing", "money") or not figure.unit:
            return []
        at, levels, became = self._tail_name(figure)
        if at < 0 or self._head_of_next(at):
            return []
        name = self.tokens[at].roles["name"]
        name = self.raised.get(name, name)
        edges = self.edges.get(name, {})
        name = next((edges[level] for level in levels if level in edges), name)
        if "nominated" in self.state.before:
            name = self.edges.get(name, {}).get("nominated", NOTHING)
        said = Said(self.state.between, [*self.state.before, *self.state.between], tail=True)
        fit = fits(name, figure, said, self.vocabulary)
        if not fit:
            return []
        measure, rule = fit.measure, fit.rule
        came = at + 1 < len(self.tokens) and "came" in self.tokens[at + 1].roles
        of_firms = self.tokens[self.at + 1].text == "企业" and self.tokens[self.at + 2].text == "的"
        came = came or of_firms or self.tokens[at].text.endswith("上市")
        if (became or came) and measure == "value" and self.vocabulary.indicators[fit.indicator].kind == "stock":
            measure, rule = "new", "measure:became"
        loose = at + 1 < len(self.tokens) and self.tokens[at + 1].sort == "other"
        self.state.row.append(name)
        if (loose and measure == "value") or self._counts_both(at):
            return []
        how = f"link:tail{'-became' if became else ''}{'-loose' if loose else ''}"
        return [Link(figure, figure.start, fit.indicator, measure, (how, rule), self._places()[0])]

    def _counts_both(self, at: int) -> bool:
        """Whether a count is of several things together: 19家 高新区、开发区."""
        two = self.tokens[at + 1 : at + 3]
        joins = len(two) == 2 and (two[0].text == "、" or "join" in two[0].roles)
        if not joins or two[1].sort not in ("name", "feature", "other"):
            return False
        before_figure = [token.sort == "figure" for token in self.tokens[at + 2 : at + 5]]
        return not any(before_figure)

    def _tail_name(self, figure: Figure) -> tuple[int, list[str], bool]:
        """Where the name after a figure stands (-1: nowhere), levels before it, and whether things became it."""
        levels: list[str] = []
        became, bracket = False, 0
        for at in range(self.at + 1, min(len(self.tokens), self.at + 12)):
            token = self.tokens[at]
            if token.text in "()":
                bracket += 1 if token.text == "(" else -1
            elif bracket > 0:
                continue
            elif token.sort == "feature" and token.roles.get("feature") in LEVELS:
                levels.append(token.roles["feature"])
            elif token.sort == "name":
                return (-1, [], False) if token.roles["name"] == NOTHING else (at, levels, became)
            elif token.sort == "place" and became and self._province(token):
                levels.append("provincial")
            elif "became" in token.roles and figure.amount != "money":
                became = True
            elif not (self._over(at, became=became) or (token.text == "、" and levels)):
                break
        return -1, [], False

    def _province(self, token: Token) -> bool:
        area = self.vocabulary.areas.by_code.get(token.roles["place"])
        return area is not None and area.level == "province"

    def _over(self, at: int, *, became: bool) -> bool:
        """Whether what stands between a figure and the name after it may be read over."""
        token = self.tokens[at]
        if "glue" in token.roles or (became and token.sort in ("place", "never")):
            return True
        if token.sort != "other":
            return False
        if became:
            return token.text in ("首批", "第一批", "新一批")
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None:
            return False
        lists = following.text.endswith("上市")
        leads = lists or "became" in following.roles or following.text in ("的", "(")
        return len(token.text) <= 6 and leads

    def _head_of_next(self, at: int) -> bool:
        """Whether the name at `at` is the head of a figure of its own while this figure has a head already."""
        after = self.tokens[at + 1 : at + 2]
        known = bool(self.state.subjects) and not self.state.foreign and not self.state.carried
        return known and bool(after) and after[0].sort == "figure"


def _filled(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens, a member of a list that nobody knows made a name of nothing: it keeps its turn (甲、乙 分别)."""
    apiece = [at for at, token in enumerate(tokens) if "apiece" in token.roles]
    if not apiece:
        return tokens
    out = list(tokens)
    for end in reversed(apiece):
        start = end
        while (
            start > 0
            and not (out[start - 1].sort == "mark" and out[start - 1].text != "、")
            and out[start - 1].sort != "figure"
        ):
            start -= 1
        out[start:end] = _members(out[start:end])
    return out


def _members(tokens: list[Token]) -> list[Token]:
    """The members of a list with their joiners; those without a name or a feature as names of nothing."""
    members: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == "、" or "join" in token.roles:
            members += [[token], []]
        else:
            members[-1].append(token)
    if len(members) < 3 or not any(token.sort == "name" for token in tokens):
        return tokens
    return [token for member in members for token in _known(member)]


def _known(member: list[Token]) -> list[Token]:
    if not any(token.sort == "other" for token in member) or any(token.sort in ("name", "figure") for token in member):
        return member
    start, end = member[0].start, member[-1].end
    return [Token("name", start, end, "".join(token.text for token in member), {"name": NOTHING})]


def _around(vocabulary: Vocabulary, area: str) -> tuple[str, frozenset[str]]:
    """The province that an area is or lies in ("own" where it is the nation or unknown), and what lies around it."""
    by_code = vocabulary.areas.by_code
    chain: list[str] = []
    while area in by_code and area not in chain:
        chain.append(area)
        area = by_code[area].parent
    province = next((code for code in chain if by_code[code].level == "province"), "own")
    return province, frozenset(chain[1:])


def _municipality(vocabulary: Vocabulary, area: str) -> bool:
    """Whether an area is a municipality with the rank of a province: what is 市级 there is provincial."""
    found = vocabulary.areas.by_code.get(area)
    return found is not None and found.level == "province" and found.name_zh.endswith("市")
