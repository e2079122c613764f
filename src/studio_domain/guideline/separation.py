"""Separation of duties (不相容岗位分离): which hands must differ, and what a hand is.

A person who acts on a delegation stands on his own side and on the delegator's, so both count.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen

from studio_domain.guideline.clauses import Clause
from studio_domain.guideline.rules import Source
from studio_domain.values.personal import PersonId

Hands = frozenset[PersonId]


def hands(person: PersonId, on_behalf_of: PersonId | None = None) -> Hands:
    """Whose hands an act was: the person's, and those of whom he acted for."""
    return frozenset((person,) if on_behalf_of is None else (person, on_behalf_of))


def distinct(*sides: Hands) -> PersonId | None:
    """A person who stands on two of the *sides*, or None if no one does; of several, the first by id."""
    seen: set[PersonId] = set()
    twice: set[PersonId] = set()
    for side in sides:
        twice |= seen & side
        seen |= side
    return min(twice, default=None)


@frozen
class Separation:
    """Which hands must differ, under which clause."""

    id: str
    clause: Clause
    zh: str
    en: str
    source: Source = Source.GUIDELINE


_CATALOGUE: Final = (
    Separation(
        "SD-1", Clause.REIMBURSEMENT, "经办、审核、审批、支付互不兼任",
        "claimant, reviewer, approver and payer are four persons",
    ),
    Separation(
        "SD-2", Clause.FUND_SAFETY, "收款人不得审批该笔支出",
        "nobody approves a payment to himself",
    ),
    Separation(
        "SD-3", Clause.CARRIER_FINANCE_RULES, "出纳不得对账，不得保管会计档案",
        "the cashier neither reconciles nor keeps accounting archives", Source.LAW,
    ),
    Separation(
        "SD-4", Clause.BUDGET, "预算编制与批准分离，调剂申请与批准分离",
        "who drafts a budget or asks for a transfer does not approve it",
    ),
    Separation(
        "SD-5", Clause.DESTRUCTION, "销毁提出人、批准人与各监销人互不兼任，监销人来自档案与归口部门",
        "proposer, approver and supervisors of a destruction differ; supervisors are of archive and owning department",
    ),
    Separation(
        "SD-6", Clause.LENDING, "借阅人不得批准自己的借阅",
        "nobody approves a loan to himself",
    ),
    Separation(
        "SD-7", Clause.EVALUATION_OF_ALL, "考核人与被考核人分离，定等人不得是唯一评分人",
        "nobody evaluates himself, nor grades alone what he alone has scored",
    ),
    Separation(
        "SD-8", Clause.DISCIPLINE, "举报人、调查人、决定人、当事人互不兼任",
        "reporter, investigator, decider and subject are four persons",
    ),
    Separation(
        "SD-9", Clause.EXPERT_SELECTION, "专家提名、核验、批准分离，本人不得核验自己的服务记录",
        "nominator, verifier and approver of an expert differ; no expert verifies his own log",
    ),
    Separation(
        "SD-10", Clause.CASE_CLOSURE, "结案提出与批准分离，延期申请与批准分离",
        "who proposes a closure or asks for an extension does not approve it",
    ),
    Separation(
        "SD-11", Clause.JOINT_APPLICATION, "领办人与载体分别签署，评审与认定分离且与载体无关联",
        "lead and carrier sign apart; reviewer and decider differ, neither tied to the carrier",
    ),
    Separation(
        "SD-12", Clause.REASONABLE_FEES, "收费标准拟订、批准与收款分离",
        "who drafts a tariff, who approves it and who collects the fee differ",
    ),
    Separation(
        "SD-13", Clause.SECRECY, "个人信息删除的批准与执行分离",
        "who approves an erasure does not carry it out", Source.LAW,
    ),
    Separation(
        "SD-14", Clause.TECHNICAL_SUPPORT, "评委不得评审自己指导过的选手，转介人与资源方无利益关系",
        "no judge has mentored a contestant; nobody refers a client where he has an interest",
    ),
    Separation(
        "SD-15", Clause.DISCIPLINE, "审计人员在被审计期间不得在该工作室任有写权限的角色",
        "an auditor holds no writing role in the studio for the audited period",
    ),
    Separation(
        "SD-16", Clause.OPERATE_BY_RULES, "一人多岗的，逐项记明所用角色，不相容角色不得并用",
        "the role in use is recorded with each act; incompatible roles are not used together",
    ),
)  # fmt: skip

SEPARATIONS: Final[Mapping[str, Separation]] = MappingProxyType({one.id: one for one in _CATALOGUE})
"""The sixteen, by id."""


def separation(number: str) -> Separation:
    """The separation of that id, such as `SD-1`."""
    return SEPARATIONS[number]
