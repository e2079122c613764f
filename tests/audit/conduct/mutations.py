"""What can be wrong with pledges, declarations and inspections, each found by one check alone; twins beside."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from datetime import date

from audit.changing import change, drop, insert, one, then
from audit.conduct.story import AS_OF, FAN, STUDIO, X1, YEAR, inspected
from audit.discipline.mutations import Mutation, Twin, moved
from audit.discipline.story import Said, day
from office import HEAD, STAFF
from studio_domain.audit.finding import count, days
from studio_domain.conduct_record import IntegrityDeclared, PledgeSigned
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause
from studio_domain.inspection import InspectionHeld
from studio_domain.studio import StaffDeparted, StudioRecognised

_ETHICS, _INTEGRITY, _COURSE = Clause.LAW_AND_ETHICS, Clause.INTEGRITY, Clause.DISCIPLINE
PLEDGE, RENEWED = one(PledgeSigned, on=day("2025-01-06")), one(PledgeSigned, on=day("2026-01-06"))
EXPERTS, DECLARED = one(PledgeSigned, person=FAN), one(IntegrityDeclared, person=STAFF.id)
FIRST, SECOND = one(InspectionHeld, inspection="jc-1"), one(InspectionHeld, inspection="jc-2")
STAFF_S, FAN_S = f"{STUDIO}/conduct/{STAFF.id}", f"{STUDIO}/conduct/{FAN}"
LATER = date(2026, 3, 1)

MUTATIONS: tuple[Mutation, ...] = (
    Mutation("an expert pledged on the day after the first service", "conduct.no-pledge", _ETHICS, (FAN,), days(1), moved(EXPERTS, "2025-02-05"), AS_OF),
    Mutation("an expert never pledged", "conduct.no-pledge", _ETHICS, (FAN,), days(0), drop(EXPERTS), AS_OF),
    Mutation("no declaration of the year", "conduct.undeclared", _INTEGRITY, (STAFF.id, "2025"), count(1), drop(DECLARED), AS_OF),
    Mutation("a pledge of no text", "conduct.incomplete", _ETHICS, (STAFF_S,), count(1), change(PLEDGE, text_version=" "), AS_OF),
    Mutation("a declaration by a word", "conduct.incomplete", _ETHICS, (STAFF_S,), count(1), change(DECLARED, digest="表"), AS_OF),
    Mutation("declared in the next year", "conduct.incomplete", _ETHICS, (FAN_S,), count(1), change(one(IntegrityDeclared, person=FAN), on=day("2026-01-01")), AS_OF),
    Mutation("one inspection", "inspection.too-few", _COURSE, (STUDIO, "2025"), count(1), drop(SECOND), AS_OF),
    Mutation("one inspection, told twice", "inspection.too-few", _COURSE, (STUDIO, "2025"), count(1), change(SECOND, inspection="jc-1"), AS_OF),
    Mutation("an inspection of nothing", "inspection.incomplete", _COURSE, ("jc-1", f"{STUDIO}/{YEAR}"), count(1), change(FIRST, scope=""), AS_OF),
    Mutation("pledged again a day late", "obligation.pledge_renewal", _ETHICS, (STAFF_S,), days(1), moved(RENEWED, "2026-01-07"), AS_OF),
    Mutation("the expert did not pledge again", "obligation.pledge_renewal", _ETHICS, (FAN_S,), days(26), then(), LATER),
)  # fmt: skip

TWINS: tuple[Twin, ...] = (
    Twin("pledged on the day of the first service", "conduct.no-pledge", moved(EXPERTS, "2025-02-04"), AS_OF),
    Twin("not declared while the year lasts", "conduct.undeclared", drop(DECLARED), date(2025, 12, 30)),
    Twin("a year of half a recognition", "inspection.too-few", change(one(StudioRecognised), first=day("2025-01-02")), AS_OF),
    Twin("three inspections", "inspection.too-few", insert(SECOND, inspected(3, "2025-11-13")), AS_OF),
    Twin("one inspection, and the year lasts", "inspection.too-few", drop(SECOND), date(2025, 12, 30)),
    Twin("pledged again a day ahead", "obligation.pledge_renewal", moved(RENEWED, "2026-01-05"), AS_OF),
    Twin("the expert was dismissed", "obligation.pledge_renewal", insert(RENEWED, Said("2026-01-31", X1, expert.ContractTerminated(expert.TerminationCause.FOR_CAUSE, day("2026-02-03"), HEAD.id, "e", day("2026-01-31"), "d"), HEAD)), LATER),
    Twin("the staff member left on the last day", "obligation.pledge_renewal", insert(DECLARED, Said("2026-01-06", "studio/profile", StaffDeparted(STAFF.id, day("2026-01-06"), "离职"), HEAD)), AS_OF),
)  # fmt: skip
