"""A studio in Chengdu whose people hold their posts from the first day: where stories about the trail begin."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from studio_domain import tariff_schedule as tariff
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Role
from studio_domain.mandate import MandateGranted
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.studio import CarrierRegistered
from studio_domain.values import PersonId, Region
from telling import Studio

PARK = "91000000MA00000900"
BUREAU = "1100000000000006XU"
REGION = "region-510107"
FOUNDED = "2024-12-16"


@frozen
class Person:
    """Somebody who acts, in the one role that he has, for an organisation."""

    id: PersonId
    role: Role
    org: str = PARK


OFFICER = Person(PersonId("p-officer"), Role.AUTHORITY, BUREAU)
HEAD = Person(PersonId("p-head"), Role.CARRIER_HEAD)
FINANCE_HEAD = Person(PersonId("p-fhead"), Role.FINANCE_HEAD)
FINANCE = Person(PersonId("p-fin"), Role.FINANCE)
CASHIER = Person(PersonId("p-cash"), Role.CASHIER)
LEAD = Person(PersonId("p-lead"), Role.LEAD)
STAFF = Person(PersonId("p-staff"), Role.STAFF)
DESK = Person(PersonId("p-desk"), Role.STAFF)

TARIFF = "tariff/schedule"
COACHING, ADVICE = "商业计划书辅导", "政策咨询"


def mandate_of(person: Person, mandate: str = "m-1", last: date | None = None) -> MandateGranted:
    """The mandate by which *person* has his role from the founding on."""
    return MandateGranted(mandate, person.role, person.org, date.fromisoformat(FOUNDED), last, None, "任〔2024〕9号")


class Office(Studio):
    """Founded on 2024-12-16: authority, carrier, everybody's mandate, and how late a fact may be entered."""

    def __init__(self, name: str = "cd-wuhou-001", *, kind: str = "park") -> None:
        super().__init__(name)
        carrier = CarrierRegistered(Region("510107", "四川省成都市武侯区"), PARK, "天府星空创业园运营有限公司", kind)
        self.act(FOUNDED, f"{REGION}/mandate/{OFFICER.id}", OFFICER, mandate_of(OFFICER))
        self.act(FOUNDED, f"mandate/{HEAD.id}", HEAD, mandate_of(HEAD))
        self.act(FOUNDED, "studio/profile", HEAD, carrier)
        for key, allowed in (("max", 3), ("service", 7), ("finance", 0)):
            value = PolicyValueSet(f"backdate.{key}_days", allowed, date(2024, 12, 16), "规〔2024〕1号", HEAD.id)
            self.act(FOUNDED, "policy/values", HEAD, value)
        for person in (FINANCE_HEAD, FINANCE, CASHIER, LEAD, STAFF, DESK):
            self.act(FOUNDED, f"mandate/{person.id}", HEAD, mandate_of(person))

    def act(self, day: str, kind: str, person: Person, *facts: Any, **rest: Any) -> Office:
        """*person* records what he does, in his role."""
        said = {"by": person.id, "role": person.role.value, "org": person.org} | rest
        self.tell(day, kind, *facts, **said)
        return self

    def draft(self, version: int, price: int, *, drafted: str, approved: str) -> Office:
        """A version of the tariff, drafted by the lead and approved by the carrier's head."""
        listed = (
            tariff.TariffItem(COACHING, "special", "次", price),
            tariff.TariffItem(ADVICE, "basic", "次", 0),
        )
        self.act(drafted, TARIFF, LEAD, tariff.TariffDrafted(version, listed, LEAD.id))
        return self.act(
            approved,
            TARIFF,
            HEAD,
            tariff.TariffApproved(version, HEAD.id, date.fromisoformat(approved), f"价〔{version}〕号"),
        )

    def publish(self, version: int, *, published: str, effective: str | None = None, **rest: Any) -> Office:
        """A version of the tariff is published, and in force from that day or another."""
        public, holds = date.fromisoformat(published), date.fromisoformat(effective or published)
        said = tariff.TariffPublished(version, public, holds, "宣传展示区", STAFF.id)
        return self.act(published, TARIFF, STAFF, said, **rest)

    def charge(self, day: str, *items: tuple[str, int], charge: str = "F-1", **rest: Any) -> Office:
        """A fee for a service of that day, each item once."""
        positions = tuple(fund.ChargedItem(item, fen, 1, fen) for item, fen in items)
        total, on = sum(fen for _, fen in items), date.fromisoformat(day)
        said: dict[str, Any] = {
            "service_on": on,
            "on": on,
            "collector": DESK.id,
            "receipt": "25512000000000000001",
        } | rest
        return self.act(day, "fund/2025", DESK, fund.FeeCharged(charge, "c-1", positions, total, **said))

    def reconcile(self, month: int) -> Office:
        """The month is reconciled on the 8th of the next one, before any money has come in."""
        on = date(2025, month + 1, 8)
        said = fund.Reconciled(month, 0, 0, (), FINANCE.id, on)
        return self.act(on.isoformat(), "fund/2025", FINANCE, said)

    def close(self) -> Office:
        """2025 is closed on its last day."""
        return self.act("2025-12-31", "fund/2025", FINANCE_HEAD, fund.YearClosed(FINANCE_HEAD.id, date(2025, 12, 31)))

    def refund(
        self,
        day: str,
        fen: int,
        *,
        refund: str = "R-1",
        charge: str = "F-1",
        account: str = "2025",
        of: int | None = None,
    ) -> Office:
        """Money paid back of a charge; *of* is the year of its account, where that is another."""
        said = fund.FeeRefunded(refund, charge, fen, date.fromisoformat(day), CASHIER.id, "多收", f"T-{refund}", of)
        return self.act(day, f"fund/{account}", CASHIER, said)


def chengdu(*items: tuple[str, int], on: str = "2025-07-05", effective: str = "2025-07-01", **rest: Any) -> Office:
    """S12: ¥600.00 from 2025; ¥680.00 approved in June, published on 10 July, in force from *effective*.

    What is charged, *items* on the day *on*, is recorded on that day.
    """
    office = Office()
    office.draft(1, 600_00, drafted="2024-12-16", approved="2024-12-18")
    office.publish(1, published="2024-12-20", effective="2025-01-01")
    office.act("2025-01-02", "fund/2025", FINANCE_HEAD, fund.AccountOpened(2025, PARK, ()))
    for month in range(1, 6):
        office.reconcile(month)
    office.draft(2, 680_00, drafted="2025-06-20", approved="2025-06-28")
    if items and on < "2025-07-10":
        office.charge(on, *items, **rest)
    office.reconcile(6)
    office.publish(2, published="2025-07-10", effective=effective)
    if items and on >= "2025-07-10":
        office.charge(on, *items, **rest)
    return office
