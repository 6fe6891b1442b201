"""Shapes that only definitions need: a period, a formula."""

from __future__ import annotations

from dataclasses import dataclass

from yardstick.catalogue.formula import Formula
from yardstick.document import Node, Place, Schema, Shape, shown
from yardstick.document.shape import text_of
from yardstick.model.period import Period


@dataclass(frozen=True)
class TimePeriod(Shape[Period]):
    """A period in SDMX form."""

    def read(self, node: Node, at: Place) -> Period | None:
        text = text_of(node, at, expected='a period such as "2022"', bare=True)
        try:
            return None if text is None else Period.parse(text)
        except ValueError as error:
            at.complain(node.line, "not a period", found=shown(node), hint=str(error).partition("; ")[2])
            return None

    def schema(self) -> Schema:
        return {"type": ["string", "integer"], "description": "2019, 2019-S1, 2019-Q1, 2019-03, 2016/2020"}


@dataclass(frozen=True)
class Arithmetic(Shape[Formula]):
    """A formula."""

    def read(self, node: Node, at: Place) -> Formula | None:
        text = text_of(node, at, expected="arithmetic on indicator ids", bare=False)
        try:
            return None if text is None else Formula.parse(text)
        except ValueError as error:
            at.complain(node.line, "not a formula", found=shown(node), hint=str(error))
            return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^[-+*/(). a-z0-9_]+$"}
