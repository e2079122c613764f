"""For whom somebody acts (3.4.0.a2): another organisation than the carrier, or a person who must act himself."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from audit.mutations_trail import FUND, SCHEDULE, STUDIO, Bend, History, Mutation, add, count, drop, in_turn, rebuilt
from office import BUREAU, CASHIER, DESK, FINANCE, FINANCE_HEAD, HEAD, LEAD, PARK, STAFF, TARIFF, Person
from studio_domain import mandate
from studio_domain import tariff_schedule as tariff
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Role
from studio_domain.studio import CarrierRegistered
from studio_domain.values import Region

FIRST, LAST = date(2025, 7, 20), date(2025, 12, 31)
DAY, NEXT = "2025-07-20", "2025-07-21"
WRONG: Final = "91000000MA00000901"

ELSEWHERE = Person(FINANCE_HEAD.id, Role.FINANCE_HEAD, BUREAU)
BOOKS = Person(DESK.id, Role.FINANCE)
DEPUTY = Person(DESK.id, Role.FINANCE_HEAD)
STANDS_IN = Person(CASHIER.id, Role.STAFF)
DRAFT = fund.BudgetDrafted((), (), DESK.id)
RULES = fund.FinanceRulesAdopted("2", date(2025, 8, 1), "规〔2025〕8号")
RENAMED = CarrierRegistered(Region("510107", "四川省成都市武侯区"), BUREAU, "武侯创业园", "park")


def posted(person: Person) -> Bend:
    """One more post of his own, in his organisation."""
    granted = mandate.MandateGranted("m-2", person.role, person.org, FIRST, None, None, "任〔2025〕2号")
    return add(DAY, f"mandate/{person.id}", HEAD, granted)


def lent(by: Person, to: Person) -> Bend:
    """A delegation of his post."""
    given = mandate.DelegationGranted("m-3", by.id, to.role, to.org, FIRST, LAST, None, "委〔2025〕1号")
    return add(DAY, f"mandate/{to.id}", HEAD, given)


def under_a_wrong_code(history: History) -> History:
    """The carrier by another code, throughout."""
    changed = []
    for event in history:
        fact = event.fact
        if isinstance(fact, mandate.MandateGranted) and fact.org == PARK:
            fact = attrs.evolve(fact, org=WRONG)
        elif isinstance(fact, CarrierRegistered):
            fact = attrs.evolve(fact, carrier=WRONG)
        elif isinstance(fact, fund.AccountOpened):
            fact = attrs.evolve(fact, operator=WRONG)
        org = WRONG if event.context.org == PARK else event.context.org
        changed.append(rebuilt(event, fact=fact, context={"org": org}))
    return changed


MUTATIONS: Final[dict[str, Mutation]] = {
    "a carrier with a wrong code": Mutation(under_a_wrong_code, "studio.carrier-code", (WRONG,), count(1)),
    "a post of another organisation": Mutation(
        in_turn(posted(ELSEWHERE), add(NEXT, "fund/2025", ELSEWHERE, RULES)),
        "trail.other-organisation", (ELSEWHERE.id, FUND), count(1),
    ),
    "a post of the former carrier after a correction": Mutation(
        in_turn(
            add(DAY, "studio/profile", HEAD, RENAMED, corrects=(f"{STUDIO}/studio/profile", 1)),
            add(NEXT, "fund/2025", FINANCE_HEAD, RULES),
        ),
        "trail.other-organisation", (FINANCE_HEAD.id, FUND), count(1),
    ),
    "twin: a post of the corrected carrier": Mutation(
        in_turn(
            posted(ELSEWHERE),
            add(DAY, "studio/profile", HEAD, RENAMED, corrects=(f"{STUDIO}/studio/profile", 1)),
            add(NEXT, "fund/2025", ELSEWHERE, RULES),
        )
    ),
    "twin: a post of another organisation while no carrier is registered": Mutation(
        in_turn(
            posted(ELSEWHERE), add(NEXT, "fund/2025", ELSEWHERE, RULES), drop(f"{STUDIO}/studio/profile", 1)
        )
    ),
    "finance on a delegation": Mutation(
        in_turn(lent(FINANCE, BOOKS), add(NEXT, "fund/2025", BOOKS, DRAFT, on_behalf_of=FINANCE.id)),
        "trail.not-in-person", (DESK.id, FUND), count(1),
    ),
    "finance on a delegation that nobody names": Mutation(
        in_turn(lent(FINANCE, BOOKS), add(NEXT, "fund/2025", BOOKS, DRAFT)),
        "trail.not-in-person", (DESK.id, FUND), count(1),
    ),
    "finance on another's behalf, by a mandate of his own": Mutation(
        add(DAY, "fund/2025", FINANCE, attrs.evolve(DRAFT, drafter=FINANCE.id), on_behalf_of=LEAD.id),
        "trail.not-in-person", (FINANCE.id, FUND), count(1),
    ),
    "staff on a delegation": Mutation(
        in_turn(
            lent(STAFF, STANDS_IN), add(NEXT, TARIFF, STANDS_IN, tariff.TariffDrafted(3, (), CASHIER.id))
        ),
        "trail.not-in-person", (CASHIER.id, SCHEDULE), count(1),
    ),
    "twin: finance by a mandate of one's own beside a delegation": Mutation(
        in_turn(lent(FINANCE, BOOKS), posted(BOOKS), add(NEXT, "fund/2025", BOOKS, DRAFT))
    ),
    "twin: the deputy of the head of finance": Mutation(
        in_turn(
            lent(FINANCE_HEAD, DEPUTY), add(NEXT, "fund/2025", DEPUTY, RULES, on_behalf_of=FINANCE_HEAD.id)
        )
    ),
}  # fmt: skip
"""Each beside those of `mutations_trail`, in the same form."""
