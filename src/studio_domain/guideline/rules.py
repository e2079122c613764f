"""A rule that a decision keeps to, and the one way to be refused under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Literal

from attrs import frozen

from studio_domain.guideline.clauses import Clause
from studio_domain.values.money import yuan_text

Language = Literal["zh", "en"]


class Role(Enum):
    """What a person acts as. The value is stored; it is ours, ASCII, and never changes."""

    LEAD = "lead"  # 领办人
    STAFF = "staff"  # 工作人员
    MENTOR = "mentor"  # 创业指导师
    ARCHIVIST = "archivist"  # 档案专人
    FINANCE = "finance"  # 财务经办、审核
    CASHIER = "cashier"  # 出纳
    FINANCE_HEAD = "finance-head"  # 载体财务负责人
    CARRIER_HEAD = "carrier-head"  # 载体负责人
    DISCIPLINE = "discipline"  # 纪律监督员
    AUTHORITY = "authority"  # 主管部门
    AUDITOR = "auditor"  # 审计人员, 只读
    EXPERT = "expert"  # 外聘专家
    CLIENT = "client"  # 服务对象


class Source(Enum):
    """Where a requirement comes from (rule_source)."""

    GUIDELINE = "guideline"
    LOCAL_RULE = "local-rule"
    LAW = "law"
    STUDIO_RULE = "studio-rule"


@frozen
class Rule:
    """What a decision must keep to, under which clause, and what to say when it does not.

    *zh* and *en* are format strings that name the same figures. A figure written `{name:yuan}`
    is integer fen and is read as yuan, `4,419.50`.
    """

    clause: Clause
    zh: str
    en: str
    source: Source = Source.GUIDELINE


class _Figure(str):
    """A figure of a message; `{over:yuan}` reads integer fen as yuan."""

    __slots__ = ("value",)
    value: object

    def __new__(cls, value: object) -> _Figure:
        made = super().__new__(cls, value.value if isinstance(value, Enum) else value)
        made.value = value
        return made

    def __format__(self, spec: str) -> str:
        if spec == "yuan" and isinstance(self.value, int):
            return yuan_text(self.value)
        return super().__format__("" if spec == "yuan" else spec)


def fill(template: str, figures: Mapping[str, object]) -> str:
    """*template* with its *figures*, as a person reads them."""
    return template.format(**{name: _Figure(value) for name, value in figures.items()})


class Breach(Exception):
    """A decision was refused because it would breach *rule*. Nothing was recorded."""

    def __init__(self, rule: Rule, **figures: object) -> None:
        super().__init__(rule, figures)
        self.rule = rule
        self.figures = figures

    def message(self, language: Language = "zh") -> str:
        """What is wrong, with its figures, for a person."""
        return fill(self.rule.zh if language == "zh" else self.rule.en, self.figures)

    def __str__(self) -> str:
        return f"{self.rule.clause.value}: {self.message('en')}"


def require(condition: bool, rule: Rule, **figures: object) -> None:
    """Refuse the decision under *rule* unless *condition* holds."""
    if not condition:
        raise Breach(rule, **figures)


MayDecide = Mapping[Callable[..., object], frozenset[Role]]
"""Which roles may take a decision, or make a report: the last lines of every aggregate."""
