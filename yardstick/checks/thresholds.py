"""From where on something is told. Each number has its reason; limits of one indicator stand in its file."""

from __future__ import annotations

SLACK = 1e-9
"""Room for binary fractions, as a share of the figure."""

ABOUT = 0.05
"""Room that 约 leaves, as everywhere in the house."""

DISAGREE = 0.01
"""Sources that differ by less than a hundredth differ by rounding, by the day of counting or by a first revision."""

DISAGREE_POINTS = 0.15
"""The same for growth and other percentages: a point and a half of the digit they are published with."""

ONE_MATTER = 3
"""A source contradicted in so many cells of a series is one matter (another definition), and told once."""

GROSS = 0.2
"""Sources that differ by more than a fifth do not describe the same thing."""

REVISED_POINTS = 10.0
"""Growth beside levels of different sources: revisions and comparable bases move it by some points, not by ten."""

REVISED_SHARE = 0.25
"""… nor by more than a quarter of the growth itself, which matters where growth is large."""

LOST_DECIMAL_FROM = 150.0
"""Growth above 150 % a year is looked at for a lost decimal point; below it a tenth of it proves nothing."""

LOST_DECIMAL_FIT = 0.05
"""A tenth, hundredth or thousandth that lies this near to what the levels give is what was meant."""

IMPOSSIBLE_GROWTH = 1000.0
"""A total that grows elevenfold within a year was not counted the same way twice."""

POWER_FIT = 0.06
"""How near the logarithm of a ratio lies to a whole power of ten (6 % of a decade: between ÷ 1.15 and × 1.15)."""

POWER_FIT_NEIGHBOURS = 0.18
"""The same beside a series' own neighbours, which grow: between ÷ 1.5 and × 1.5."""

SMOOTH = 2.0
"""A unit off by ten is told only beside neighbours that themselves lie within a factor of two."""

STEADY = 1.5
"""… and in a series whose usual step is less than a factor of 1.5; a few foreign grants come and go."""

SURE_POWER = 3
"""No series goes up a thousandfold and comes back; below that a power of ten is only likely."""

LEAST_COUNT = 30.0
"""Counts below thirty jump by chance: 3 → 9 laboratories is no finding."""

JUMP_FACTOR = 1.6
"""A stock that changes by less than 60 % more than it usually does is growth, not a jump."""

FLOW_FACTOR = 3.0
"""A flow may double in a good year; trebling, against its own past, is looked at."""

JUMP_COMMON = 4
"""So many areas jumping in one year are no mistake of one: the definition changed, and a break should be declared."""

JUMP_SIGMAS = 6.0
"""… and the step must stand six robust deviations out of the series' own steps."""

JUMP_SPREAD = 0.05
"""No series is taken to be steadier than 5 % a year, or every small step out of a straight line would be a jump."""

JUMP_STEPS = 4
"""Own steps a series must have before one of them can be called unusual."""

ARRIVAL_FACTOR = 3.0
"""An incoming figure may be three times that of a year before or after, or a third of it; beyond, it is asked for."""

ARRIVAL_GROWTH = 1.5
"""… and for each further year between the two, half as much again."""

ARRIVAL_YEARS = 5
"""A figure more than five years away says nothing of this one."""

PEERS = 8
"""Peers with a figure of the same year that a place among them needs."""

PEER_SIGMAS = 5.0
"""How far out of its peers a figure lies (robust deviations of logarithms)."""

PEER_SPREAD = 0.25
"""Peers are not taken to lie nearer together than a quarter: an official threshold makes them look alike."""

PEER_MOVE = 4.0
"""An area that always lies out (a capital) is no finding; one this much further out than in its other years is."""

PEER_MOVE_FACTOR = 3.0
"""… if its figure also moved against its peers by a factor of three."""

COPY_DIGITS = 4
"""Equal figures of four or more digits are hardly chance; 120 and 120 may be."""

COPY_STEPS = 60.0
"""A series that usually moves by less than sixty of its last digits may well stand still for a year."""

GAP_YEARS = 3
"""A hole of more than three years is another series, not a gap."""

GAP_HELD = 5
"""Years a series must hold before a missing one between them is worth asking for."""

GAP_DENSE = 0.75
"""… and the share of the years of its span: a series from speeches that skip years has no gaps, it has years."""

GAP_COMMON = 5
"""A year that so many areas lack is a year the table lacks, and told once."""

PARTITION_CELLS = 3
"""Cells in which parts add up to their whole before the house takes them for all of it."""

PARTITION_SHARE = 0.8
"""… and the share of all cells with these parts in which they do."""

SUM_ROOM = 0.0005
"""Sums of tables that were converted from smaller units miss by some last digits; half a thousandth is a mistake."""

NEARLY_WHOLE = 0.05
"""Parts of a whole seen only once are taken for all of it when they miss it by no more than a twentieth."""

OVER_WHOLE = 0.25
"""… or go beyond it by no more than a quarter; further beyond, the parts overlap."""
