"""Areas side by side: aligned in time, guarded, ranked as far as the figures permit, and told in one true sentence."""

from yardstick.compare.against import Against, against
from yardstick.compare.align import POLICIES, Aligned, Policy, align, best_period
from yardstick.compare.changes import Change, change_of, changes
from yardstick.compare.finding import empty_finding, finding, position_finding
from yardstick.compare.guard import GUARDS, Guard, guards, is_total
from yardstick.compare.parts import Share, shares
from yardstick.compare.profile import Standing, profile, strengths, weaknesses
from yardstick.compare.rank import Place, Ranking, rank, smaller_is_better
from yardstick.compare.series import Move, moves, series_finding
from yardstick.compare.speech import Speech

__all__ = [
    "GUARDS",
    "POLICIES",
    "Against",
    "Aligned",
    "Change",
    "Guard",
    "Move",
    "Place",
    "Policy",
    "Ranking",
    "Share",
    "Speech",
    "Standing",
    "against",
    "align",
    "best_period",
    "change_of",
    "changes",
    "empty_finding",
    "finding",
    "guards",
    "is_total",
    "moves",
    "position_finding",
    "profile",
    "rank",
    "series_finding",
    "shares",
    "smaller_is_better",
    "strengths",
    "weaknesses",
]
