"""An expert's contract as it is kept: every step is a decision, and what it decides is applied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import reduce
from typing import Any

from fund_year import CARRIER, DAY, OFFICE, PARK, Year
from studio_domain import expert_contract as expert
from studio_domain import person_record, regulation_book, studio
from studio_domain.expert_contract import FeeKind, Title
from studio_domain.fund_account import BudgetLine, FundAccount, Voucher, VoucherKind
from studio_domain.person_record import PersonRecord
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.values import SHANGHAI, PersonId, Region

FAN, OTHER_EXPERT = PersonId("p-fan"), PersonId("p-gu")
LEAD, STAFF, HEAD, DEPUTY, MEMBER = (PersonId(f"p-{name}") for name in ("lead", "staff", "head", "deputy", "member"))
TERMS = Terms()
LECTURE, CONSULTING = FeeKind.LECTURE, FeeKind.CONSULTING

NOMINATED, VERIFIED, APPROVED, SIGNED = date(2025, 1, 6), date(2025, 1, 7), date(2025, 1, 8), date(2025, 1, 10)
FIRST, LAST = date(2025, 1, 13), date(2028, 1, 12)
"""A term of three years to the day."""

EXPERT_FEES = BudgetLine("专家费", CARRIER, 20_000_00, "expert")


def told(module: Any, *events: object) -> Any:
    """The state after these facts."""
    return reduce(module.evolve, events, None)


STUDIO: studio.Studio = told(
    studio,
    studio.CarrierRegistered(Region("330106", "浙江省杭州市西湖区"), PARK, "西湖数智创业园运营有限公司", "park"),
    studio.StaffJoined(MEMBER, "mentor", ("guidance",), date(2025, 2, 1)),
)
RULES: RegulationBook = told(
    regulation_book,
    regulation_book.RegulationDrafted("external-experts", 1, "外聘专家管理制度", LEAD),
    regulation_book.RegulationApproved(1, SIGNED, HEAD, "制〔2025〕3号"),
    regulation_book.RegulationRepealed(1, date(2025, 12, 31), HEAD, "制〔2025〕9号"),
)
OFFICIAL: PersonRecord = told(person_record, person_record.PersonRegistered(FAN, "1100000000000006XU", True))
PRIVATE: PersonRecord = told(person_record, person_record.PersonRegistered(FAN, None, False))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of a legal day."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


class Engagement:
    """A contract, from its nomination on."""

    def __init__(self, person: PersonId = FAN) -> None:
        self.contract: Any = None
        self.facts: list[expert.Event] = []
        self.take(
            expert.nominate_expert,
            person=person, nominator=LEAD, field_of_work="财税", reason="十五年代账经验", on=NOMINATED,
        )  # fmt: skip

    def take(self, decide: Callable[..., Any], **words: Any) -> Any:
        """Take a decision on the contract as it stands, and apply it."""
        fact = decide(self.contract, **words)
        self.contract = expert.evolve(self.contract, fact)
        self.facts.append(fact)
        return fact

    def verified(self, title: Title = Title.FULL, **words: Any) -> Engagement:
        said: dict[str, Any] = {
            "verifier": STAFF, "title": title, "public_official": False, "permission": None,
            "declaration": "声明-1", "document": "核〔2025〕1号", "on": VERIFIED, "person": PRIVATE,
        }  # fmt: skip
        self.take(expert.verify_qualification, **(said | words))
        return self

    def approved(self) -> Engagement:
        self.take(expert.approve_engagement, approver=HEAD, document="聘〔2025〕1号", on=APPROVED)
        return self

    def signed(self, unit_fen: int = 1_150_00, fee_kind: FeeKind = LECTURE, **words: Any) -> Engagement:
        said: dict[str, Any] = {
            "carrier_signer": HEAD, "party": PARK, "expert_signed": date(2025, 1, 9), "carrier_signed": SIGNED,
            "first": FIRST, "last": LAST, "fee_kind": fee_kind, "unit_fen": unit_fen, "document": "合〔2025〕1号",
            "on": SIGNED, "studio": STUDIO, "regulation": RULES, "person": PRIVATE, "terms": TERMS,
        }  # fmt: skip
        self.take(expert.sign_contract, **(said | words))
        return self

    def tasked(self, task: str = "t-1") -> Engagement:
        self.take(expert.assign_task, task=task, what="财税辅导", by=LEAD, due=date(2025, 12, 31), on=FIRST)
        return self

    def logged(
        self, entry: str, start: datetime, minutes: int, *, occasion: str = "case/k-1", task: str = "t-1"
    ) -> Engagement:
        """A service of so many minutes, as the expert logged it."""
        self.take(
            expert.record_service,
            entry=entry, task=task, occasion=occasion, start=start, end=start + timedelta(minutes=minutes),
            logged_by=self.contract.person,
        )  # fmt: skip
        return self

    def served(
        self, entry: str, start: datetime, minutes: int, *, occasion: str = "case/k-1", counted: int | None = None
    ) -> Engagement:
        """A service that was logged, and verified."""
        self.logged(entry, start, minutes, occasion=occasion)
        self.take(
            expert.verify_log,
            entry=entry, minutes=minutes if counted is None else counted, verifier=STAFF, attended=True,
            confirmation=None, on=self.contract.entries[entry].last_day, terms=TERMS,
        )  # fmt: skip
        return self

    def claimed(self, fee: str, *entries: str, units: int, gross: int, **words: Any) -> Engagement:
        tax = expert.fees.withholding(gross)
        said: dict[str, Any] = {
            "units": units, "gross": gross, "tax": tax, "net": gross - tax, "account": "hz-xihu-001/fund/2025",
            "claim": f"c-{fee}", "on": DAY, "terms": TERMS,
        }  # fmt: skip
        self.take(expert.claim_fee, fee=fee, entries=entries, **(said | words))
        return self

    def paid(self, fee: str, account: FundAccount) -> Engagement:
        self.take(expert.pay_fee, fee=fee, on=DAY, account=account)
        return self

    def evaluated(self, evaluation: str = "e-1", score: str = "84.995", on: date = date(2027, 11, 20)) -> Engagement:
        grade = "excellent" if float(score) >= 85 else "qualified" if float(score) >= 60 else "unqualified"
        self.take(
            expert.evaluate_expert,
            evaluation=evaluation, grade=grade, score=score, evaluator=LEAD, on=on, terms=TERMS,
        )  # fmt: skip
        return self

    def renewed(self, last: date = date(2029, 1, 12), on: date = date(2027, 12, 1), **words: Any) -> Engagement:
        said: dict[str, Any] = {
            "last": last, "evaluation": "e-1", "approver": HEAD, "document": "续〔2027〕1号", "on": on, "recorded": on,
            "terms": TERMS,
        }  # fmt: skip
        self.take(expert.renew_contract, **(said | words))
        return self


def engaged(title: Title = Title.FULL, unit_fen: int = 1_150_00, fee_kind: FeeKind = LECTURE) -> Engagement:
    """A contract that is signed, with a task."""
    return Engagement().verified(title).approved().signed(unit_fen, fee_kind).tasked()


def lectured() -> Engagement:
    """Two class hours given and verified on the morning of 18 March, one more logged the day after."""
    story = engaged().served("s-1", at(date(2025, 3, 18), 9), 90)
    return story.logged("s-2", at(date(2025, 3, 19), 14), 60)


def payment_list(fen: int) -> Voucher:
    """The list on which an expert signs for the fee (签领表)."""
    return Voucher(VoucherKind.LIST, "签-1", fen, DAY)


def funded() -> Year:
    """An account with money for experts."""
    return Year().budget(EXPERT_FEES, OFFICE).receive(CARRIER, 23_000_00)
