"""Areas: regions by their GB/T 2260 code, and the parts of regions that documents speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Level = Literal["country", "province", "prefecture", "county", "group"]
LEVELS: tuple[Level, ...] = ("country", "province", "prefecture", "county", "group")


@dataclass(frozen=True, slots=True)
class Area:
    """A region. `code` is GB/T 2260 (six digits) or, for a part that has no code, `<parent code>-<slug>`.

    Direct-administered municipalities (Chongqing, 500000) are of level province. `parent` is the code of the area that
    holds this one, empty for the country. `group` areas (districts outside the centre, a metropolitan circle) are never
    peers.
    """

    code: str
    name_zh: str
    name_en: str
    level: Level
    parent: str
    aliases: tuple[str, ...] = ()

    def name(self, lang: str) -> str:
        """The area's name in `lang` (`zh` or `en`)."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True)
class AreaBook:
    """All areas, by code, in the order of the table they were read from."""

    areas: tuple[Area, ...]

    @classmethod
    def of(cls, areas: Iterable[Area]) -> AreaBook:
        """A book of these areas."""
        return cls(tuple(areas))

    @cached_property
    def by_code(self) -> dict[str, Area]:
        """Code → area."""
        return {a.code: a for a in self.areas}

    @cached_property
    def _children(self) -> dict[str, tuple[Area, ...]]:
        out: dict[str, list[Area]] = {}
        for area in self.areas:
            out.setdefault(area.parent, []).append(area)
        return {k: tuple(v) for k, v in out.items()}

    def __getitem__(self, code: str) -> Area:
        return self.by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    def __iter__(self) -> Iterator[Area]:
        return iter(self.areas)

    def __len__(self) -> int:
        return len(self.areas)

    def children(self, code: str) -> tuple[Area, ...]:
        """Areas directly inside `code`, groups included."""
        return self._children.get(code, ())

    def peers(self, code: str) -> tuple[Area, ...]:
        """Areas of the same level as `code`, itself included; a group has no peers.

        Prefectures are compared with all prefectures of the book; which of them have figures is the store's to say.
        """
        level = self[code].level
        if level in ("group", "country"):
            return ()
        return tuple(a for a in self.areas if a.level == level)
