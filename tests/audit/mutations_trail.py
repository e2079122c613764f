"""One thing bent in a compliant history, and which check must say so: trail, roles, tariffs, fees, policies.

A mutation without a check is a near miss (twin) that nobody may object to.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

import attrs
from attrs import frozen

from office import (
    ADVICE,
    BUREAU,
    CASHIER,
    COACHING,
    DESK,
    FINANCE,
    FINANCE_HEAD,
    HEAD,
    LEAD,
    OFFICER,
    PARK,
    STAFF,
    TARIFF,
    Office,
    Person,
    chengdu,
    mandate_of,
)
from studio_domain import mandate, rectification
from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import Reason, Recorded, Unreadable
from studio_domain.audit import Measure, Unit
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Role
from studio_domain.policy.facts import GuidelineAdopted, PolicyValueSet
from studio_domain.regulation_book import RegulationApproved, RegulationDrafted
from studio_domain.studio import CarrierRegistered
from studio_domain.values import PersonId, Region
from studio_domain.working_calendar import CalendarAdopted

History = list[Recorded[Any]]
Bend = Callable[[History], History]

STUDIO: Final = "cd-wuhou-001"
FUND: Final = f"{STUDIO}/fund/2025"
SCHEDULE: Final = f"{STUDIO}/{TARIFF}"
VALUES: Final = f"{STUDIO}/policy/values"
AUDITOR: Final = Person(PersonId("p-audit"), Role.AUDITOR, BUREAU)
AS_OF: Final = date(2025, 7, 31)


@frozen
class Mutation:
    """What is bent, and the one finding it must bring about; without a check, none."""

    bend: Bend
    check: str | None = None
    subjects: tuple[str, ...] = ()
    delta: Measure | None = None


def compliant() -> History:
    """A year's first half: two tariffs, a fee for a service by the first, six months reconciled."""
    return chengdu((COACHING, 600_00), effective="2025-07-10").history


# -- how to bend


def rebuilt(event: Recorded[Any], **changes: Any) -> Recorded[Any]:
    """*event* with another stream, version, recorded_at, context or fact; of a dict, parts of context or fact."""
    parts: dict[str, Any] = {
        name: getattr(event, name) for name in ("stream", "version", "position", "recorded_at", "context", "fact")
    }
    for name, value in changes.items():
        parts[name] = attrs.evolve(parts[name], **value) if isinstance(value, dict) else value
    return Recorded(**parts)


def bend(kind: type[Any], which: int = 0, **changes: Any) -> Bend:
    """The which-th fact of that class is changed."""

    def bent(history: History) -> History:
        at = [n for n, event in enumerate(history) if isinstance(event.fact, kind)][which]
        return [*history[:at], rebuilt(history[at], **changes), *history[at + 1 :]]

    return bent


def drop(stream: str, version: int) -> Bend:
    """A fact is missing."""
    return lambda history: [event for event in history if (event.stream, event.version) != (stream, version)]


def add(day: str, kind: str, person: Person, *facts: Any, **rest: Any) -> Bend:
    """One more fact at the end."""

    def added(history: History) -> History:
        office = Office()
        office.history = list(history)
        for event in history:
            office._version[event.stream] = event.version
        return office.act(day, kind, person, *facts, **rest).history

    return added


def in_turn(*bends: Bend) -> Bend:
    """One after the other."""

    def bent(history: History) -> History:
        for one in bends:
            history = one(history)
        return history

    return bent


def like_before(*names: str) -> Bend:
    """The second policy value takes these parts of its envelope from the first."""

    def bent(history: History) -> History:
        first, second = [event for event in history if event.stream == VALUES][:2]
        changes: dict[str, Any] = {}
        if "recorded_at" in names:
            changes["recorded_at"] = first.recorded_at
        if "command" in names:
            changes["context"] = attrs.evolve(second.context, command=first.context.command)
        at = history.index(second)
        return [*history[:at], rebuilt(second, **changes), *history[at + 1 :]]

    return bent


def occurred(kind: type[Any], which: int, shift: timedelta) -> Bend:
    """The fact is said to occur so much after it was recorded, or before."""

    def bent(history: History) -> History:
        event = [event for event in history if isinstance(event.fact, kind)][which]
        return bend(kind, which, context={"occurred": event.recorded_at + shift})(history)

    return bent


def days(number: int) -> Measure:
    return Measure(number, Unit.DAYS)


def count(number: int) -> Measure:
    return Measure(number, Unit.COUNT)


def fen(number: int) -> Measure:
    return Measure(number, Unit.FEN)


def value(key: str, to: Any, effective: date = date(2025, 7, 20), **rest: Any) -> PolicyValueSet:
    return PolicyValueSet(key, to, effective, "规〔2025〕9号", HEAD.id, **rest)


_MAX_SKEW = timedelta(minutes=5)
_ALREADY = date(2025, 7, 20)
_LATER = "2025-07-20"
_DESK_MANDATE = f"{STUDIO}/mandate/{DESK.id}"
_PROFILE = f"{STUDIO}/studio/profile"
_RENAMED = CarrierRegistered(Region("510107", "四川省成都市武侯区"), PARK, "天府星空", "park")
_ANOTHER_CARRIER = CarrierRegistered(Region("510107", "四川省成都市武侯区"), "91000000MA00000157", "西湖", "park")
STRANGER: Final = Person(PersonId("p-stranger"), Role.CARRIER_HEAD)
_WITHDRAWN = tariff.TariffWithdrawn(2, date(2025, 12, 31), AUDITOR.id, "调整")


def _delegation(delegator: Person, role: Role, last: date = date(2025, 12, 31)) -> mandate.DelegationGranted:
    return mandate.DelegationGranted("m-2", delegator.id, role, PARK, _ALREADY, last, None, "委〔2025〕1号")


def _adoption(version: str, effective: date) -> GuidelineAdopted:
    return GuidelineAdopted(version, effective, f"川人社〔{version}〕1号")


def _second_post(role: Role, first: date, name: str = "m-2") -> mandate.MandateGranted:
    return mandate.MandateGranted(name, role, PARK, first, None, None, "任〔2025〕2号")


_COACHED = tariff.TariffItem(COACHING, "special", "次", 680_00)
_ADVISED = tariff.TariffItem(ADVICE, "basic", "次", 0)


_CALENDAR = CalendarAdopted(2025, (date(2025, 10, 1),), (), "国办〔2024〕1号")


def _fee(charge: str, receipt: str) -> fund.FeeCharged:
    items = (fund.ChargedItem(COACHING, 680_00, 1, 680_00),)
    return fund.FeeCharged(charge, "c-1", items, 680_00, _ALREADY, _ALREADY, DESK.id, receipt)


def _public(published: date) -> tariff.TariffPublished:
    return tariff.TariffPublished(2, published, date(2025, 7, 11), "网站", STAFF.id)


def paid_back(year: int) -> fund.FeeRefunded:
    """A fen of F-1, said to be a charge of that year."""
    return fund.FeeRefunded("R-1", "F-1", 1, date(2025, 7, 20), CASHIER.id, "多收", "T-1", year)


MUTATIONS: Final[dict[str, Mutation]] = {
    "nothing": Mutation(lambda history: history),
    # trail
    "a fact is missing": Mutation(drop(VALUES, 2), "trail.gap", (VALUES,), count(1)),
    "a version is skipped": Mutation(
        bend(tariff.TariffPublished, 1, version=7), "trail.gap", (SCHEDULE,), count(1)
    ),
    "a version stands twice": Mutation(
        bend(tariff.TariffPublished, 1, version=5), "trail.gap", (SCHEDULE,), count(-1)
    ),
    "a fact cannot be read": Mutation(
        add(_LATER, "case/2025-0001", LEAD, Unreadable("case.opened/9", "newer")),
        "trail.unreadable", (f"{STUDIO}/case/2025-0001",), count(1),
    ),
    "an instant comes twice": Mutation(
        like_before("recorded_at"), "trail.time-reversed", (VALUES,), Measure("0:00:00", Unit.TEXT)
    ),
    "twin: two facts of one append": Mutation(like_before("recorded_at", "command")),
    "a command comes back later": Mutation(like_before("command"), "trail.command-reused", ("c-4",), count(1)),
    "just ahead of the clock": Mutation(
        occurred(fund.FeeCharged, 0, _MAX_SKEW + timedelta(microseconds=1)),
        "trail.future", (FUND,), Measure("0:05:00.000001", Unit.TEXT),
    ),
    "twin: within the skew of clocks": Mutation(occurred(fund.FeeCharged, 0, _MAX_SKEW)),
    "a day ahead": Mutation(
        bend(fund.FeeCharged, context={"occurred": date(2025, 7, 6)}), "trail.future", (FUND,),
        Measure("1 d", Unit.TEXT),
    ),
    "twin: some time that day": Mutation(bend(fund.FeeCharged, context={"occurred": date(2025, 7, 5)})),
    "money a day late": Mutation(
        bend(fund.Reconciled, 5, context={"occurred": date(2025, 7, 7)}), "trail.backdated", (FUND,), days(1)
    ),
    "money a day late, with a reason": Mutation(
        bend(fund.Reconciled, 5, context={"occurred": date(2025, 7, 7), "reason": Reason.LATE_ENTRY}),
        "trail.backdated", (FUND,), days(1),
    ),
    "a general matter four days late": Mutation(
        bend(tariff.TariffPublished, 1, context={"occurred": date(2025, 7, 6)}), "trail.backdated", (SCHEDULE,), days(1)
    ),
    "twin: a general matter three days late": Mutation(
        bend(tariff.TariffPublished, 1, context={"occurred": date(2025, 7, 7)})
    ),
    "somebody else recorded it": Mutation(
        bend(fund.FeeCharged, context={"by": STAFF.id}), "trail.actor", (DESK.id, FUND), count(1)
    ),
    "twin: somebody else recorded it on behalf": Mutation(
        bend(fund.FeeCharged, context={"by": STAFF.id, "on_behalf_of": DESK.id})
    ),
    "it corrects what is not there": Mutation(
        bend(fund.Reconciled, 5, context={"corrects": (FUND, 9)}), "trail.corrects", (FUND,), count(2)
    ),
    "it corrects itself": Mutation(
        bend(fund.Reconciled, 5, context={"corrects": (FUND, 8)}), "trail.corrects", (FUND,), count(1)
    ),
    "twin: it corrects the fact before": Mutation(bend(fund.Reconciled, 5, context={"corrects": (FUND, 7)})),
    "an unknown version is withdrawn": Mutation(
        add(_LATER, TARIFF, HEAD, tariff.TariffWithdrawn(9, _ALREADY, HEAD.id, "调整")),
        "trail.reference", ("9", SCHEDULE), count(1),
    ),
    "an unknown charge is refunded": Mutation(
        add(_LATER, "fund/2025", CASHIER, fund.FeeRefunded("R-1", "F-9", 1, _ALREADY, CASHIER.id, "多收", "T-1")),
        "trail.reference", ("F-9", FUND), count(1),
    ),
    # papers
    "a withdrawal without a reason": Mutation(
        add(_LATER, TARIFF, HEAD, tariff.TariffWithdrawn(2, date(2025, 12, 31), HEAD.id, " ")),
        "trail.left-blank", (SCHEDULE, "reason"), count(1),
    ),
    "a version drafted twice": Mutation(
        add(_LATER, TARIFF, LEAD, tariff.TariffDrafted(2, (), LEAD.id)), "trail.number-twice", ("2", SCHEDULE), count(1)
    ),
    "twin: a version drafted anew in place of the first": Mutation(
        add(_LATER, TARIFF, LEAD, tariff.TariffDrafted(2, (_COACHED, _ADVISED), LEAD.id), corrects=(SCHEDULE, 4))
    ),
    "a receipt given for two fees, however it is typed": Mutation(
        add(_LATER, "fund/2025", DESK, _fee("F-2", "2551 2000 0000 0000 0001")),
        "trail.number-twice", ("25512000000000000001", FUND), count(1),
    ),
    "twin: two receipts for two fees": Mutation(add(_LATER, "fund/2025", DESK, _fee("F-2", "25512000000000000002"))),
    "a mandate recorded under a number that is used": Mutation(
        add(_LATER, f"mandate/{DESK.id}", HEAD, _second_post(Role.STAFF, _ALREADY, "m-1")),
        "trail.number-twice", ("m-1", _DESK_MANDATE), count(1),
    ),
    "a regulation approved by its drafter": Mutation(
        in_turn(
            add(_LATER, "regulation/archives", LEAD, RegulationDrafted("archives", 1, "档案管理制度", LEAD.id)),
            add(
                _LATER, "regulation/archives", HEAD, RegulationApproved(1, _ALREADY, LEAD.id, "制〔2025〕1号"),
                on_behalf_of=LEAD.id,
            ),
        ),
        "regulation.drafter-approves", ("1", f"{STUDIO}/regulation/archives"), count(1),
    ),
    "a regulation approved for its drafter": Mutation(
        in_turn(
            add(_LATER, "regulation/archives", LEAD, RegulationDrafted("archives", 1, "档案管理制度", LEAD.id)),
            add(
                _LATER, "regulation/archives", HEAD, RegulationApproved(1, _ALREADY, HEAD.id, "制〔2025〕1号"),
                on_behalf_of=LEAD.id,
            ),
        ),
        "regulation.drafter-approves", ("1", f"{STUDIO}/regulation/archives"), count(1),
    ),
    "twin: a regulation of two hands": Mutation(
        in_turn(
            add(_LATER, "regulation/archives", LEAD, RegulationDrafted("archives", 1, "档案管理制度", LEAD.id)),
            add(_LATER, "regulation/archives", HEAD, RegulationApproved(1, _ALREADY, HEAD.id, "制〔2025〕1号")),
        )
    ),
    # roles
    "a mandate is missing": Mutation(drop(_DESK_MANDATE, 1), "trail.role-not-held", (DESK.id, FUND), count(1)),
    "for another organisation": Mutation(
        bend(fund.FeeCharged, context={"org": BUREAU}), "trail.role-not-held", (DESK.id, FUND), count(1)
    ),
    "a mandate ended the day before": Mutation(
        bend(mandate.MandateGranted, 7, fact={"last": date(2025, 7, 4)}),
        "trail.role-not-held", (DESK.id, FUND), count(1),
    ),
    "twin: a mandate ends on the day": Mutation(
        bend(mandate.MandateGranted, 7, fact={"last": date(2025, 7, 5)})
    ),
    "a role whose business it is not": Mutation(
        bend(fund.AccountOpened, context={"by": FINANCE.id, "role": FINANCE.role.value}),
        "trail.role-may-not", (FINANCE.id, FUND), count(1),
    ),
    "a cashier who keeps books": Mutation(
        add(_LATER, f"mandate/{CASHIER.id}", HEAD, _second_post(Role.FINANCE, _ALREADY)),
        "roles.incompatible", (CASHIER.id,), count(1),
    ),
    "twin: a cashier who is staff as well": Mutation(
        add(_LATER, f"mandate/{CASHIER.id}", HEAD, _second_post(Role.STAFF, _ALREADY))
    ),
    "twin: a cashier who keeps books afterwards": Mutation(
        in_turn(
            bend(mandate.MandateGranted, 4, fact={"last": date(2025, 7, 19)}),
            add(_LATER, f"mandate/{CASHIER.id}", HEAD, _second_post(Role.FINANCE, _ALREADY)),
        )
    ),
    "a delegation of what was not held": Mutation(
        add(_LATER, f"mandate/{DESK.id}", HEAD, _delegation(HEAD, Role.FINANCE_HEAD)),
        "roles.delegation-void", (DESK.id,), count(1),
    ),
    "twin: a delegation of what is held": Mutation(
        add(_LATER, f"mandate/{DESK.id}", FINANCE_HEAD, _delegation(FINANCE_HEAD, Role.FINANCE_HEAD))
    ),
    "who holds no post appoints himself": Mutation(
        add(_LATER, f"mandate/{STRANGER.id}", STRANGER, mandate_of(STRANGER)),
        "trail.role-not-held", (STRANGER.id, f"{STUDIO}/mandate/{STRANGER.id}"), count(1),
    ),
    "who holds no post delegates to himself": Mutation(
        add(_LATER, f"mandate/{STRANGER.id}", STRANGER, _delegation(HEAD, Role.CARRIER_HEAD)),
        "trail.role-not-held", (STRANGER.id, f"{STUDIO}/mandate/{STRANGER.id}"), count(1),
    ),
    "who holds no post dismisses": Mutation(
        add(_LATER, f"mandate/{DESK.id}", STRANGER, mandate.MandateEnded("m-1", _ALREADY, "调离")),
        "trail.role-not-held", (STRANGER.id, _DESK_MANDATE), count(1),
    ),
    "who was head until yesterday appoints": Mutation(
        in_turn(
            bend(mandate.MandateGranted, 1, fact={"last": date(2025, 7, 19)}),
            add(_LATER, f"mandate/{DESK.id}", HEAD, _second_post(Role.STAFF, _ALREADY)),
        ),
        "trail.role-not-held", (HEAD.id, _DESK_MANDATE), count(1),
    ),
    "twin: the head appoints on his last day": Mutation(
        in_turn(
            bend(mandate.MandateGranted, 1, fact={"last": _ALREADY}),
            add(_LATER, f"mandate/{DESK.id}", HEAD, _second_post(Role.STAFF, _ALREADY)),
        )
    ),
    "the lead appoints": Mutation(
        add(_LATER, f"mandate/{DESK.id}", LEAD, _second_post(Role.STAFF, _ALREADY)),
        "trail.role-may-not", (LEAD.id, _DESK_MANDATE), count(1),
    ),
    "twin: the authority appoints": Mutation(
        add(_LATER, f"mandate/{DESK.id}", OFFICER, _second_post(Role.STAFF, _ALREADY))
    ),
    "an auditor writes": Mutation(
        in_turn(
            add(_LATER, f"mandate/{AUDITOR.id}", HEAD, mandate_of(AUDITOR)),
            add(_LATER, TARIFF, AUDITOR, _WITHDRAWN),
        ),
        "roles.auditor-writes", (AUDITOR.id, SCHEDULE), count(1),
    ),
    "an answer accepted by who gave it": Mutation(
        in_turn(
            add(_LATER, "rectification/ledger", LEAD, rectification.FindingAnswered("f-1", "已退", LEAD.id)),
            add(
                _LATER, "rectification/ledger", OFFICER, rectification.FindingAccepted("f-1", LEAD.id, "函〔2025〕3号"),
                on_behalf_of=LEAD.id,
            ),
        ),
        "roles.own-answer-accepted", (LEAD.id,), count(1),
    ),
    "twin: an answer accepted by the authority": Mutation(
        in_turn(
            add(_LATER, "rectification/ledger", LEAD, rectification.FindingAnswered("f-1", "已退", LEAD.id)),
            add(
                _LATER, "rectification/ledger", OFFICER,
                rectification.FindingAccepted("f-1", OFFICER.id, "函〔2025〕3号"),
            ),
        )
    ),
    # tariffs and fees
    "in force before its publication": Mutation(
        bend(tariff.TariffPublished, 1, fact={"effective": date(2025, 7, 9)}), "fee.tariff-retroactive", ("2",), days(1)
    ),
    "the drafter approves": Mutation(
        bend(tariff.TariffApproved, 1, fact={"approver": LEAD.id}, context={"on_behalf_of": LEAD.id}),
        "fee.drafter-approves", ("2",), count(1),
    ),
    "an item listed twice": Mutation(
        bend(tariff.TariffDrafted, 1, fact={"items": (_COACHED, _ADVISED, attrs.evolve(_COACHED, unit="小时"))}),
        "fee.item-twice", ("2", COACHING), count(1),
    ),
    "twin: two services of one price": Mutation(
        bend(tariff.TariffDrafted, 1, fact={"items": (_COACHED, _ADVISED, attrs.evolve(_COACHED, item="路演辅导"))})
    ),
    "a price below nothing": Mutation(
        bend(tariff.TariffDrafted, 1, fact={"items": (_COACHED, attrs.evolve(_ADVISED, unit_fen=-1))}),
        "fee.price-negative", ("2", ADVICE), fen(1),
    ),
    "twin: a service of any level for nothing": Mutation(
        bend(tariff.TariffDrafted, 1, fact={"items": (attrs.evolve(_COACHED, unit_fen=0), _ADVISED)})
    ),
    "a tariff approved without a document": Mutation(
        bend(tariff.TariffApproved, 1, fact={"document": " "}), "fee.tariff-undocumented", ("2",), count(1)
    ),
    "a service level that there is not": Mutation(
        bend(tariff.TariffDrafted, 1, fact={"items": (attrs.evolve(_COACHED, level="vip"), _ADVISED)}),
        "fee.unknown-level", ("2", COACHING), count(1),
    ),
    "twin: another service level": Mutation(
        bend(tariff.TariffDrafted, 1, fact={"items": (_COACHED, attrs.evolve(_ADVISED, level="special"))})
    ),
    "approved the day after it was published": Mutation(
        bend(tariff.TariffApproved, 1, fact={"on": date(2025, 7, 11)}), "fee.not-approved-first", ("2",), count(1)
    ),
    "twin: approved on the day it was published": Mutation(
        bend(tariff.TariffApproved, 1, fact={"on": date(2025, 7, 10)})
    ),
    "said to be public a day before it was": Mutation(
        bend(tariff.TariffPublished, 1, fact={"published": date(2025, 7, 9)}),
        "fee.publication-backdated", ("2",), days(1),
    ),
    "a correction makes a tariff public a day before it was": Mutation(
        add(_LATER, TARIFF, STAFF, _public(date(2025, 7, 9)), corrects=(SCHEDULE, 6)),
        "fee.publication-backdated", ("2",), days(1),
    ),
    "twin: a correction leaves the day as it was": Mutation(
        add(_LATER, TARIFF, STAFF, _public(date(2025, 7, 10)), corrects=(SCHEDULE, 6))
    ),
    "a fen too much": Mutation(
        bend(fund.FeeCharged, fact={"fen": 600_01, "items": (fund.ChargedItem(COACHING, 600_01, 1, 600_01),)}),
        "fee.overcharge", ("F-1",), fen(1),
    ),
    "twin: a fen less": Mutation(
        bend(fund.FeeCharged, fact={"fen": 599_99, "items": (fund.ChargedItem(COACHING, 599_99, 1, 599_99),)})
    ),
    "a basic service has a price": Mutation(
        bend(
            tariff.TariffDrafted, 1,
            fact={"items": (tariff.TariffItem(ADVICE, "basic", "次", 1),)},
        ),
        "fee.basic-priced", ("2", ADVICE), fen(1),
    ),
    "a tariff approved by nobody": Mutation(
        in_turn(
            add(_LATER, TARIFF, LEAD, tariff.TariffDrafted(3, (), LEAD.id)),
            add(_LATER, TARIFF, STAFF, tariff.TariffPublished(3, _ALREADY, _ALREADY, "宣传展示区", STAFF.id)),
        ),
        "fee.not-approved-first", ("3",), count(1),
    ),
    "a service before any tariff": Mutation(
        bend(fund.FeeCharged, fact={"service_on": date(2024, 12, 31)}), "fee.unpublished", ("F-1",), fen(600_00)
    ),
    "twin: a service on the tariff's first day": Mutation(
        bend(fund.FeeCharged, fact={"service_on": date(2025, 1, 1)})
    ),
    "a refund of a charge of another year, which has none of that number": Mutation(
        add("2025-07-20", "fund/2025", CASHIER, paid_back(2024)), "trail.reference", ("F-1", FUND), count(1)
    ),
    "a refund that names its own year": Mutation(add("2025-07-20", "fund/2025", CASHIER, paid_back(2025))),
    "no receipt": Mutation(bend(fund.FeeCharged, fact={"receipt": " "}), "fee.receipt-missing", ("F-1",), count(1)),
    "the collector has approved the tariff": Mutation(
        bend(fund.FeeCharged, fact={"collector": HEAD.id}, context={"on_behalf_of": HEAD.id}),
        "fee.collector-set-tariff", ("F-1",), count(1),
    ),
    "a public employment service charges": Mutation(
        bend(CarrierRegistered, fact={"kind": "public-employment-service"}),
        "fee.public-service-charges", ("F-1",), fen(600_00),
    ),
    # policies
    "a value reaches back": Mutation(
        add(_LATER, "policy/values", HEAD, value("case.term_days", 90, date(2025, 7, 19))),
        "policy.retroactive", ("case.term_days",), days(1),
    ),
    "twin: a value from the day on": Mutation(add(_LATER, "policy/values", HEAD, value("case.term_days", 90))),
    "an unknown key": Mutation(
        add(_LATER, "policy/values", HEAD, value("case.term", 90)), "policy.unknown-key", ("case.term",), count(1)
    ),
    "a value beyond its bound": Mutation(
        add(_LATER, "policy/values", HEAD, value("studio.min_staff", 2)),
        "policy.out-of-bound", ("studio.min_staff",), count(1),
    ),
    "a value of another type": Mutation(
        add(_LATER, "policy/values", HEAD, value("studio.min_staff", "3")),
        "policy.out-of-bound", ("studio.min_staff",), count(1),
    ),
    "looser than the province": Mutation(
        in_turn(
            add(_LATER, "region-510000/policy/values", OFFICER, value("studio.min_staff", 5)),
            add(_LATER, "policy/values", HEAD, value("studio.min_staff", 4)),
        ),
        "policy.scope", ("studio.min_staff",), count(1),
    ),
    "twin: as strict as the province": Mutation(
        in_turn(
            add(_LATER, "region-510000/policy/values", OFFICER, value("studio.min_staff", 5)),
            add(_LATER, "policy/values", HEAD, value("studio.min_staff", 5)),
        )
    ),
    "two versions of the guideline": Mutation(
        in_turn(
            add(_LATER, "region-510000/policy/values", OFFICER, _adoption("2025", _ALREADY)),
            add(_LATER, "policy/values", OFFICER, _adoption("2024", _ALREADY)),
        ),
        "policy.two-guidelines", ("2024",), count(1),
    ),
    "twin: one after the other": Mutation(
        in_turn(
            add(_LATER, "policy/values", OFFICER, _adoption("2024", _ALREADY)),
            add("2025-07-21", "policy/values", OFFICER, _adoption("2025", date(2025, 7, 21))),
        )
    ),
    "a calendar names days of another year": Mutation(
        add(_LATER, "calendar/2025", OFFICER, CalendarAdopted(2025, (date(2026, 1, 1),), (), "国办〔2024〕1号")),
        "policy.calendar", ("2025",), count(1),
    ),
    "a calendar changed by the document that adopted it": Mutation(
        in_turn(add(_LATER, "calendar/2025", OFFICER, _CALENDAR), add(_LATER, "calendar/2025", OFFICER, _CALENDAR)),
        "policy.calendar-same-document", ("2025",), count(1),
    ),
    "twin: a calendar changed by another document": Mutation(
        in_turn(
            add(_LATER, "calendar/2025", OFFICER, _CALENDAR),
            add(_LATER, "calendar/2025", OFFICER, attrs.evolve(_CALENDAR, document="国办〔2025〕2号")),
        )
    ),
    # registration
    "another carrier": Mutation(
        add(_LATER, "studio/profile", HEAD, _ANOTHER_CARRIER),
        "studio.carrier-twice", (_ANOTHER_CARRIER.carrier,), count(1),
    ),
    "another carrier after a correction": Mutation(
        in_turn(
            add(_LATER, "studio/profile", HEAD, _RENAMED, corrects=(_PROFILE, 1)),
            add(_LATER, "studio/profile", HEAD, _ANOTHER_CARRIER, corrects=(_PROFILE, 1)),
        ),
        "studio.carrier-twice", (_ANOTHER_CARRIER.carrier,), count(1),
    ),
    "twin: the carrier corrected twice": Mutation(
        in_turn(
            add(_LATER, "studio/profile", HEAD, _ANOTHER_CARRIER, corrects=(_PROFILE, 1)),
            add(_LATER, "studio/profile", HEAD, _RENAMED, corrects=(_PROFILE, 2)),
        )
    ),
    "a kind of carrier that nobody knows": Mutation(
        bend(CarrierRegistered, fact={"kind": "cinema"}), "studio.carrier-kind", (PARK,), count(1)
    ),
}  # fmt: skip
