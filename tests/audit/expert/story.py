"""A year of a studio's two experts, told fact by fact: lawful, and unlawful at any point that one likes to change.

Fan lectures for a fee, from January on for half a year, and is renewed to the year's end; Gu advises for nothing, and
is dismissed at the end of June.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from attrs import field, frozen

from audit.changing import Told
from expert_story import at
from office import CASHIER, DESK, FINANCE, FINANCE_HEAD, HEAD, LEAD, OFFICER, PARK, REGION, STAFF, Office, Person
from studio_domain.aggregate import Recorded
from studio_domain.audit import Finding, Grounds, audit_region, audit_studio
from studio_domain.expert_contract import facts as expert
from studio_domain.expert_contract.facts import FeeKind, TerminationCause, Title
from studio_domain.fund_account import facts as fund
from studio_domain.person_record import PersonRegistered
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.regulation_book import RegulationApproved, RegulationDrafted
from studio_domain.values import PersonId

STUDIO: Final = "hz-xihu-001"
FAN, GU = PersonId("p-fan"), PersonId("p-gu")
X1, X2 = "expert/x-1", "expert/x-2"
FAN_S, GU_S = f"{STUDIO}/{X1}", f"{STUDIO}/{X2}"
ACCOUNT, RULES, PROFILE = "fund/2025", "regulation/external-experts", "studio/profile"
AS_OF = date(2026, 2, 1)
OURS = ("expert.", "trail.", "roles.", "regional.expert", "obligation.expert_renewal")
"""The checks that are looked at here; what the account itself owes is another story."""


@frozen
class Said(Told):
    """A fact that somebody records on its day, or on the day *known*."""

    person: Person = STAFF
    known: str | None = None
    rest: dict[str, Any] = field(factory=dict)
    envelope: Mapping[str, Any] = field(factory=dict)  # after the person, who is named with every fact


def day(text: str) -> date:
    return date.fromisoformat(text)


def service(entry: str, on: str, hour: int, minutes: int, minute: int = 0, task: str = "t-1") -> expert.ServiceLogged:
    """A service of so many minutes on a client's case."""
    start = at(day(on), hour, minute)
    return expert.ServiceLogged(entry, task, "case/k-1", start, start + timedelta(minutes=minutes), STAFF.id)


def verified(entry: str, on: str, minutes: int) -> expert.LogVerified:
    """Verified by somebody who was there."""
    return expert.LogVerified(entry, minutes, DESK.id, True, None, day(on))


def served(entry: str, on: str, hour: int, minutes: int, counted: int, kind: str = X1) -> tuple[Said, ...]:
    """Logged and verified on the day."""
    return (
        Said(on, kind, service(entry, on, hour, minutes), STAFF),
        Said(on, kind, verified(entry, on, counted), DESK),
    )


def signed(unit_fen: int, first: str, last: str, kind: FeeKind = FeeKind.LECTURE) -> expert.ContractSigned:
    """Signed by both on 10 January."""
    on = day("2025-01-10")
    return expert.ContractSigned(HEAD.id, PARK, on, on, day(first), day(last), kind, unit_fen, "合〔2025〕1号")


def selected(kind: str, person: PersonId, title: Title) -> tuple[Said, ...]:
    """Nominated, verified and approved in three days of January."""
    return (
        Said("2025-01-06", kind, expert.ExpertNominated(person, LEAD.id, "财税", "经验", day("2025-01-06")), LEAD),
        Said(
            "2025-01-07", kind,
            expert.QualificationVerified(STAFF.id, title, False, None, "声明-1", "核〔2025〕1号", day("2025-01-07")),
            STAFF,
        ),
        Said("2025-01-08", kind, expert.EngagementApproved(HEAD.id, "聘〔2025〕1号", day("2025-01-08")), HEAD),
    )  # fmt: skip


CLAIM = fund.ClaimSubmitted(
    "c-1", fund.ClaimKind.EXPENSE, "专家费", "expert", 2_300_00,
    (fund.Voucher(fund.VoucherKind.LIST, "签-1", 2_300_00, day("2025-02-05")),),
    STAFF.id, "v1", "外聘专家劳务费", FAN,
)  # fmt: skip
FEE = expert.FeeClaimed(
    "f-1", ("s-1",), 200, 2_300_00, 300_00, 2_000_00, f"{STUDIO}/{ACCOUNT}", "c-1", day("2025-02-05")
)


def lawful() -> tuple[Said, ...]:
    """The year, in the order in which it was recorded."""
    hours = PolicyValueSet("expert.min_hours_term", 2, day("2025-01-01"), "规〔2024〕2号", HEAD.id)
    paid = fund.ClaimPaid("c-1", CASHIER.id, day("2025-02-10"), fund.ReceiptMode.BANK, "b-1", "记-1")
    return (
        Said("2024-12-17", "policy/values", hours, HEAD),
        Said("2024-12-17", RULES, RegulationDrafted("external-experts", 1, "外聘专家管理制度", LEAD.id), LEAD),
        Said("2024-12-18", RULES, RegulationApproved(1, day("2025-01-01"), HEAD.id, "制〔2024〕3号"), HEAD),
        Said("2024-12-20", f"{REGION}/person/{FAN}", PersonRegistered(FAN, None, False), OFFICER),
        Said("2025-01-02", ACCOUNT, fund.AccountOpened(2025, PARK, ()), FINANCE_HEAD),
        *selected(X1, FAN, Title.FULL),
        *selected(X2, GU, Title.OTHER),
        Said("2025-01-10", X1, signed(1_150_00, "2025-01-13", "2025-07-12"), HEAD),
        Said("2025-01-10", X2, signed(0, "2025-01-10", "2026-12-31", FeeKind.CONSULTING), HEAD),
        Said("2025-01-13", X1, expert.TaskAssigned("t-1", "财税辅导", LEAD.id, day("2025-12-31")), LEAD),
        Said("2025-01-13", X2, expert.TaskAssigned("t-1", "路演点评", LEAD.id, day("2025-12-31")), LEAD),
        *served("s-1", "2025-02-03", 9, 90, 90),
        *served("s-2", "2025-02-04", 14, 60, 45),
        *served("g-1", "2025-02-04", 14, 60, 60, X2),
        Said("2025-02-05", X1, FEE, STAFF),
        Said("2025-02-05", ACCOUNT, CLAIM, STAFF),
        Said("2025-02-06", ACCOUNT, fund.ClaimReviewed("c-1", FINANCE.id), FINANCE),
        Said("2025-02-07", ACCOUNT, fund.ClaimApproved("c-1", HEAD.id, None, day("2025-02-07")), HEAD),
        Said("2025-02-10", ACCOUNT, paid, CASHIER),
        Said("2025-02-10", X1, expert.FeePaid("f-1", day("2025-02-10")), CASHIER),
        Said("2025-03-03", X1, expert.ContractSuspended(day("2025-03-10"), "出国", LEAD.id), LEAD),
        Said("2025-03-14", X1, expert.ContractResumed(day("2025-03-17"), LEAD.id), LEAD),
        Said("2025-03-20", X1, expert.AbsenceRecorded("case/k-1", False, day("2025-03-20")), STAFF),
        Said("2025-03-27", X1, expert.AbsenceRecorded("case/k-1", True, day("2025-03-27")), STAFF),
        Said("2025-06-20", X1, expert.ExpertEvaluated("e-1", "qualified", "60", LEAD.id, day("2025-06-20")), LEAD),
        Said(
            "2025-06-25", X2,
            expert.ContractTerminated(
                TerminationCause.FOR_CAUSE, day("2025-06-30"), HEAD.id, "泄密-1", day("2025-06-25"), "解〔2025〕1号"
            ),
            HEAD,
        ),
        Said("2025-07-01", X2, expert.ContractSettled(LEAD.id, day("2025-07-01"), True), LEAD),
        Said(
            "2025-07-11", X1,
            expert.ContractRenewed(day("2025-12-31"), "e-1", HEAD.id, "续〔2025〕1号", day("2025-07-11")), HEAD,
        ),
        *served("s-3", "2025-07-15", 9, 90, 90),
        Said("2025-11-20", X1, expert.ExpiryAcknowledged(LEAD.id, day("2025-11-20")), LEAD),
        *served("s-4", "2025-12-31", 9, 30, 30),
    )  # fmt: skip


def recorded(history: Iterable[Told]) -> list[Recorded[Any]]:
    """The history as a journal gives it, after the studio was founded."""
    office = Office(STUDIO)
    for said in history:
        assert isinstance(said, Said)
        office.act(said.day, said.kind, said.person, said.fact, known=said.known, **said.rest)
    return office.history


def found(history: Iterable[Told], as_of: date = AS_OF, **known: Any) -> list[Finding]:
    """What an audit of the studio says of experts and of the trail."""
    events = recorded(history)
    grounds = Grounds.of(events, studio=STUDIO)
    all_found = audit_studio(events, grounds=grounds, studio=STUDIO, as_of=as_of, **known)
    return [one for one in all_found if one.check.startswith(OURS)]


def found_in_region(*histories: list[Recorded[Any]], as_of: date = AS_OF) -> list[Finding]:
    """What the region's audit says of experts in several studios."""
    events = sorted((event for history in histories for event in history), key=lambda event: event.recorded_at)
    all_found = audit_region(events, grounds=Grounds(), as_of=as_of)
    return [one for one in all_found if one.check.startswith(OURS) and one.check.startswith("regional")]
