"""Handles of the other aggregates of the fund side, for the acting person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from studio_adapters.app.core import Desk, Mandated
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import (
    mandate,
    person_record,
    policy,
    rectification,
    regulation_book,
    tariff_schedule,
    working_calendar,
)
from studio_domain.guideline import Role
from studio_domain.mandate import Mandates
from studio_domain.person_record import InterestKind, PersonNamed, PersonRecord, Relation
from studio_domain.policy import Pack, PolicyBook, PolicyValue
from studio_domain.rectification import Ledger
from studio_domain.regulation_book import RegulationBook
from studio_domain.tariff_schedule import TariffItem, TariffSchedule
from studio_domain.values import NATION, Fen, Personal, PersonId
from studio_domain.working_calendar import WorkingCalendar


class MandateHandle(Handle[Mandates]):
    """任职、授权、委托 of a person towards a studio or a region: reports, which rest on their own documents.

    Until a studio's carrier is registered, or a region has its first fact, somebody's mandate must be the first; from
    then on only who holds a mandate to report them records mandates, so that nobody appoints himself.
    """

    KIND = "mandate"
    MANDATED = Mandated.ONCE_FOUNDED

    def __init__(self, desk: Desk, owner: str, person: str) -> None:
        super().__init__(desk, mandate, mandate.MAY_DECIDE, f"{owner}/mandate/{person}")

    def record_mandate(
        self,
        *,
        mandate_id: str,
        role: Role | str,
        org: str,
        first: date,
        document: str,
        last: date | None = None,
        limit: Fen | None = None,
    ) -> Receipt:
        """任职、授权, up to and including `last`; `limit` is the largest amount to approve at once."""
        asked = locals()
        return self._decide(
            mandate.record_mandate,
            asked,
            lambda hand: (at := self._at()).then(
                mandate.record_mandate(
                    at.state,
                    mandate=mandate_id,
                    role=Role(role),
                    org=org,
                    first=first,
                    last=last,
                    limit=limit,
                    document=document,
                )
            ),
        )

    def record_delegation(
        self,
        *,
        mandate_id: str,
        delegator: PersonId,
        role: Role | str,
        org: str,
        first: date,
        last: date,
        document: str,
        limit: Fen | None = None,
    ) -> Receipt:
        """委托: the person acts for *delegator* in the delegator's role."""
        asked = locals()
        return self._decide(
            mandate.record_delegation,
            asked,
            lambda hand: (at := self._at()).then(
                mandate.record_delegation(
                    at.state,
                    mandate=mandate_id,
                    delegator=delegator,
                    role=Role(role),
                    org=org,
                    first=first,
                    last=last,
                    limit=limit,
                    document=document,
                    delegator_mandates=self._desk.at(mandate, f"{self.owner}/mandate/{delegator}").state or Mandates(),
                )
            ),
        )

    def record_end(self, *, mandate_id: str, last_day: date, reason: str) -> Receipt:
        """免职、撤销授权: the mandate holds to the end of `last_day`."""
        asked = locals()
        return self._decide_alone(
            mandate.record_end,
            asked,
            lambda held, hand: mandate.record_end(held, mandate=mandate_id, last_day=last_day, reason=reason),
        )


class PersonHandle(Handle[PersonRecord]):
    """人员登记 of a region: reports."""

    KIND = "person-record"
    MANDATED = Mandated.NEVER

    def __init__(self, desk: Desk, region: str, person: PersonId) -> None:
        super().__init__(desk, person_record, person_record.MAY_DECIDE, f"region-{region}/person/{person}")
        self.person = person

    def record_person(self, *, employer: str | None = None, public_official: bool = False) -> Receipt:
        """人员登记."""
        asked = locals()
        return self._decide(
            person_record.record_person,
            asked,
            lambda hand: (at := self._at()).then(
                person_record.record_person(
                    at.state, person=self.person, employer=employer, public_official=public_official
                )
            ),
        )

    def record_name(self, *, name: Personal[str]) -> Receipt:
        """登记姓名; it is stored sealed."""
        asked = locals()
        return self._decide_alone(
            person_record.record_name, asked, lambda record, hand: person_record.record_name(record, name=name)
        )

    def name(self) -> Personal[str] | None:
        """The name as it was recorded last, opened: `Sealed` without its key, `Erased` where that is destroyed."""
        named = [event for event in self._desk.journal.read(self.stream) if isinstance(event.fact, PersonNamed)]
        return self._desk.opened(named[-1]).name if named else None

    def record_employment(self, *, employer: str | None, public_official: bool, on: date) -> Receipt:
        """工作单位、身份变更."""
        asked = locals()
        return self._decide_alone(
            person_record.record_employment,
            asked,
            lambda record, hand: person_record.record_employment(
                record, employer=employer, public_official=public_official, on=on
            ),
        )

    def record_interest(self, *, interest: str, party: str, kind: InterestKind, first: date) -> Receipt:
        """利益关系申报."""
        asked = locals()
        return self._decide_alone(
            person_record.record_interest,
            asked,
            lambda record, hand: person_record.record_interest(
                record, interest=interest, party=party, kind=kind, first=first
            ),
        )

    def record_interest_end(self, *, interest: str, last_day: date) -> Receipt:
        """利益关系终止."""
        asked = locals()
        return self._decide_alone(
            person_record.record_interest_end,
            asked,
            lambda record, hand: person_record.record_interest_end(record, interest=interest, last_day=last_day),
        )

    def record_relation(self, *, other: PersonId, relation: Relation) -> Receipt:
        """亲属等关系申报."""
        asked = locals()
        return self._decide_alone(
            person_record.record_relation,
            asked,
            lambda record, hand: person_record.record_relation(record, other=other, relation=relation),
        )


class TariffHandle(Handle[TariffSchedule]):
    """收费项目和标准: `app.tariff("hz-xihu-001")`."""

    KIND = "tariff"

    def __init__(self, desk: Desk, owner: str) -> None:
        super().__init__(desk, tariff_schedule, tariff_schedule.MAY_DECIDE, f"{owner}/tariff/schedule")

    def draft_tariff(self, *, items: tuple[TariffItem, ...]) -> Receipt:
        """拟订收费标准: the next version."""
        asked = locals()
        return self._decide(
            tariff_schedule.draft_tariff,
            asked,
            lambda hand: (at := self._at()).then(
                tariff_schedule.draft_tariff(at.state, items=items, drafter=hand.by, terms=hand.terms)
            ),
        )

    def approve_tariff(self, *, version: int, document: str) -> Receipt:
        """批准收费标准."""
        asked = locals()
        return self._decide_alone(
            tariff_schedule.approve_tariff,
            asked,
            lambda schedule, hand: tariff_schedule.approve_tariff(
                schedule,
                version=version,
                approver=hand.by,
                on=hand.day,
                document=document,
                principal=hand.on_behalf_of,
            ),
        )

    def publish_tariff(self, *, version: int, effective: date, place: str) -> Receipt:
        """公示收费标准 today, in force from `effective`."""
        asked = locals()
        return self._decide_alone(
            tariff_schedule.publish_tariff,
            asked,
            lambda schedule, hand: tariff_schedule.publish_tariff(
                schedule,
                version=version,
                published=hand.day,
                effective=effective,
                place=place,
                publisher=hand.by,
                terms=hand.terms,
            ),
        )

    def withdraw_tariff(self, *, version: int, last_day: date, reason: str) -> Receipt:
        """停止执行收费标准."""
        asked = locals()
        return self._decide_alone(
            tariff_schedule.withdraw_tariff,
            asked,
            lambda schedule, hand: tariff_schedule.withdraw_tariff(
                schedule, version=version, last_day=last_day, by=hand.by, reason=reason
            ),
        )


class RegulationHandle(Handle[RegulationBook]):
    """一项管理制度: `app.regulation("hz-xihu-001", "special-fund")`."""

    KIND = "regulation"

    def __init__(self, desk: Desk, owner: str, kind: str) -> None:
        super().__init__(desk, regulation_book, regulation_book.MAY_DECIDE, f"{owner}/regulation/{kind}")
        self.kind = kind

    def draft_regulation(self, *, title: str) -> Receipt:
        """起草制度: the next version."""
        asked = locals()
        return self._decide(
            regulation_book.draft_regulation,
            asked,
            lambda hand: (at := self._at()).then(
                regulation_book.draft_regulation(
                    at.state, kind=self.kind, title=title, drafter=hand.by, terms=hand.terms
                )
            ),
        )

    def approve_regulation(self, *, version: int, effective: date, document: str) -> Receipt:
        """批准制度, in force from `effective`."""
        asked = locals()
        return self._decide_alone(
            regulation_book.approve_regulation,
            asked,
            lambda book, hand: regulation_book.approve_regulation(
                book,
                version=version,
                effective=effective,
                approver=hand.by,
                document=document,
                principal=hand.on_behalf_of,
            ),
        )

    def repeal_regulation(self, *, version: int, last_day: date, document: str) -> Receipt:
        """废止制度."""
        asked = locals()
        return self._decide_alone(
            regulation_book.repeal_regulation,
            asked,
            lambda book, hand: regulation_book.repeal_regulation(
                book, version=version, last_day=last_day, by=hand.by, document=document
            ),
        )


class PolicyHandle(Handle[PolicyBook]):
    """政策取值 of a studio or a region: `app.policy_book("region-330106")`."""

    KIND = "policy"

    def __init__(self, desk: Desk, owner: str) -> None:
        super().__init__(desk, policy, policy.MAY_DECIDE, f"{owner}/policy/values")

    def adopt_guideline(self, *, version: str, effective: date, document: str) -> Receipt:
        """采用指引版本."""
        asked = locals()
        return self._decide(
            policy.adopt_guideline,
            asked,
            lambda hand: (at := self._at()).then(
                policy.adopt_guideline(at.state, version=version, effective=effective, document=document)
            ),
        )

    def adopt_local_rule(self, *, rule: str, title: str, effective: date, document: str) -> Receipt:
        """采用地方规定."""
        asked = locals()
        return self._decide(
            policy.adopt_local_rule,
            asked,
            lambda hand: (at := self._at()).then(
                policy.adopt_local_rule(at.state, rule=rule, title=title, effective=effective, document=document)
            ),
        )

    def set_value(
        self, *, key: str, value: PolicyValue, effective: date, document: str, retroactive_reason: str | None = None
    ) -> Receipt:
        """设定政策取值, from a day on; setting a default anew adopts it."""
        asked = locals()
        return self._decide(
            policy.set_value,
            asked,
            lambda hand: (at := self._at()).then(
                policy.set_value(
                    at.state,
                    key=key,
                    value=value,
                    effective=effective,
                    document=document,
                    adopted_by=hand.by,
                    recorded_on=hand.today,
                    wider=self._desk.policy(self.owner, wider=True).on(effective),
                    retroactive_reason=retroactive_reason,
                )
            ),
        )

    def adopt_pack(self, *, pack: Pack) -> Receipt:
        """采用政策包: every value of it at once; a local rule's with the rule."""
        if pack.scope != self.owner:
            raise ValueError(f"the pack is for {pack.scope}, not for {self.owner}")
        decision = policy.adopt_pack if pack.rule is None else policy.adopt_local_pack
        return self._decide(
            decision,
            {"pack": pack},
            lambda hand: (at := self._at()).then(
                *decision(
                    at.state,
                    pack=pack,
                    adopted_by=hand.by,
                    recorded_on=hand.today,
                    wider=self._desk.policy(self.owner, wider=True).on(pack.effective),
                )
            ),
        )


class CalendarHandle(Handle[WorkingCalendar]):
    """工作日历 of a year: `app.calendar(2025)`."""

    KIND = "calendar"

    def __init__(self, desk: Desk, year: int) -> None:
        super().__init__(desk, working_calendar, working_calendar.MAY_DECIDE, f"region-{NATION}/calendar/{year}")
        self.year = year

    def adopt_calendar(self, *, days_off: Iterable[date], days_worked: Iterable[date], document: str) -> Receipt:
        """采用年度工作日历; `studio_adapters.chinese_days.calendar_of(year)` knows the published ones."""
        asked = {"days_off": sorted(days_off), "days_worked": sorted(days_worked), "document": document}
        return self._decide(
            working_calendar.adopt_calendar,
            asked,
            lambda hand: (at := self._at()).then(
                working_calendar.adopt_calendar(
                    at.state, year=self.year, days_off=days_off, days_worked=days_worked, document=document
                )
            ),
        )


class RectificationHandle(Handle[Ledger]):
    """整改台账: `app.rectification("hz-xihu-001")`."""

    KIND = "rectification"

    def __init__(self, desk: Desk, owner: str) -> None:
        super().__init__(desk, rectification, rectification.MAY_DECIDE, f"{owner}/rectification/ledger")

    def answer_finding(self, *, finding: str, answer: str) -> Receipt:
        """答复."""
        asked = locals()
        return self._decide(
            rectification.answer_finding,
            asked,
            lambda hand: (at := self._at()).then(
                rectification.answer_finding(at.state, finding=finding, answer=answer, answered_by=hand.by)
            ),
        )

    def accept_answer(self, *, finding: str, document: str) -> Receipt:
        """认可答复."""
        asked = locals()
        return self._decide_alone(
            rectification.accept_answer,
            asked,
            lambda ledger, hand: rectification.accept_answer(
                ledger, finding=finding, accepted_by=hand.by, document=document
            ),
        )

    def approve_deviation(
        self, *, check: str, subject: str, first: date, last: date | None, reason: str, document: str
    ) -> Receipt:
        """批准例外."""
        asked = locals()
        return self._decide(
            rectification.approve_deviation,
            asked,
            lambda hand: (at := self._at()).then(
                rectification.approve_deviation(
                    at.state,
                    check=check,
                    subject=subject,
                    first=first,
                    last=last,
                    reason=reason,
                    document=document,
                    approved_by=hand.by,
                )
            ),
        )
