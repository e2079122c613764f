"""What several decisions about a case ask: is it open, is the mentor in charge, is a document one (三、（四）2、3)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from studio_domain.client_case.facts import Evidence
from studio_domain.client_case.state import ClientCase
from studio_domain.client_record import ClientRecord
from studio_domain.expert_contract import ExpertContract, may_serve
from studio_domain.guideline import Clause, Rule, require
from studio_domain.resource_entry import ResourceEntry
from studio_domain.studio import Studio
from studio_domain.values import PersonId

# -- rules

CASE_OPEN: Final = Rule(Clause.CASE_CLOSURE, zh="项目 {case} 已结案或移交", en="case {case} is closed or handed over")
IN_TERM: Final = Rule(
    Clause.CASE_TERM, zh="{day} 早于立项日 {since}", en="{day} is before the case was opened on {since}"
)
IN_CHARGE: Final = Rule(
    Clause.AGREED_MENTOR, zh="{day} 的指导师不是 {mentor}", en="on {day} the case is not in the hands of {mentor}"
)
MENTOR_MAY_SERVE: Final = Rule(
    Clause.PLACE_OF_SERVICE,
    zh="{mentor} 在 {day} 既非工作室人员，也无执行中的聘用合同",
    en="on {day} {mentor} is neither of the studio's staff nor under an active contract",
)
MENTOR_LISTED: Final = Rule(
    Clause.EXPERT_LIBRARY,
    zh="{mentor} 在 {day} 未列入指导专家库",
    en="on {day} {mentor} is not listed in the library of experts",
)
NOT_BACKDATED: Final = Rule(
    Clause.TRUTHFUL_REPORTS,
    zh="{on} 作出的决定不得自 {first} 起生效",
    en="decided on {on}, it may not hold from {first}",
)
CLIENT_SERVED: Final = Rule(
    Clause.CLIENT_LIBRARY,
    zh="服务对象 {client} 在 {day} 未登记、未同意接受指导，或其信息已删除、限制处理",
    en="on {day} client {client} is not registered with consent to guidance, or the data is erased or restricted",
)
CLASSIFIED: Final = Rule(
    Clause.CLIENT_CLASSES,
    zh="服务对象 {client} 截至 {day} 尚未分类分级",
    en="client {client} was not classified by {day}",
)
REASON_STATED: Final = Rule(Clause.CASE_TERM, zh="须说明原因", en="this states its reason")
DOCUMENT_FILED: Final = Rule(
    Clause.PAPER_OR_ELECTRONIC,
    zh="材料须有题名和 64 位 SHA-256 摘要",
    en="a document has a title and a SHA-256 of 64 hex digits",
)
TWO_HANDS: Final = Rule(
    Clause.CASE_CLOSURE, zh="{hand} 不得批准自己提出的事项", en="{hand} may not approve what the same person asked for"
)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

# -- what they ask


def open_on(case: ClientCase, day: date) -> None:
    """The case is open, and *day* is not before it was opened or reopened."""
    require(case.open, CASE_OPEN, case=case.case)
    require(day >= case.term.since, IN_TERM, day=day, since=case.term.since)


def in_charge(case: ClientCase, mentor: PersonId, day: date) -> None:
    """The case is open, and *mentor* is its mentor on *day*."""
    open_on(case, day)
    require(case.mentor_on(day) == mentor, IN_CHARGE, day=day, mentor=mentor)


def eligible(
    studio: Studio, contract: ExpertContract | None, listing: ResourceEntry | None, mentor: PersonId, day: date
) -> None:
    """*mentor* may serve in the studio's name on *day*, and clients find him in the library of experts."""
    require(may_serve(studio, contract, mentor, day), MENTOR_MAY_SERVE, mentor=mentor, day=day)
    listed = listing is not None and listing.person == mentor and listing.active_on(day)
    require(listed, MENTOR_LISTED, mentor=mentor, day=day)


def served(client: ClientRecord, day: date) -> None:
    """The client is registered and consents to guidance on *day*."""
    require(client.served_on(day), CLIENT_SERVED, client=client.client, day=day)


def segment_on(client: ClientRecord, day: date) -> str:
    """The segment in which the client was put by *day*."""
    found = client.classification
    require(found is not None and found.on <= day, CLASSIFIED, client=client.client, day=day)
    assert found is not None  # by the line above
    return found.segment


def from_now_on(first: date, on: date) -> None:
    """What is decided on a day holds from that day at the earliest."""
    require(first >= on, NOT_BACKDATED, first=first, on=on)


def stated(text: str) -> bool:
    """Whether *text* says anything."""
    return bool(text.strip())


def reasoned(reason: str) -> None:
    """A reason is stated."""
    require(stated(reason), REASON_STATED)


def filed(*documents: Evidence) -> None:
    """Each document has a title and a digest."""
    for document in documents:
        require(stated(document.title) and _DIGEST.fullmatch(document.digest) is not None, DOCUMENT_FILED)


def another_hand(first: PersonId, *hands: PersonId | None) -> None:
    """None of the *hands* is the *first* one's: neither of who acts nor of whom he acts for (SD-10)."""
    require(first not in hands, TWO_HANDS, hand=first)
