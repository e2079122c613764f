"""All checks of cases (二; 三、（二）3、4; 三、（四）2、3): who serves, what is done, the term, the closing, what is
owed."""

from __future__ import annotations

from typing import Final

from studio_domain.audit.archive.known import ArchivesKnown
from studio_domain.audit.case import archive, closing, levels, numbers, opening, services, term, work
from studio_domain.audit.case.archive import Archivists
from studio_domain.audit.case.closing import Closing
from studio_domain.audit.case.known import CasesKnown
from studio_domain.audit.case.levels import Levels
from studio_domain.audit.case.numbers import Numbers
from studio_domain.audit.case.obligations import CaseObligations
from studio_domain.audit.case.opening import Opening
from studio_domain.audit.case.people import People
from studio_domain.audit.case.services import Services
from studio_domain.audit.case.surroundings import ClientsKnown, EntriesKnown, TiesKnown
from studio_domain.audit.case.term import Term
from studio_domain.audit.case.work import Work
from studio_domain.audit.engine import Check
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.tariff_known import Schedule

PREDICATE_MODULES: Final = (opening, services, levels, work, term, closing, archive, numbers)


def case_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history; what is known of the cases comes first."""
    known, people, clients, entries, ties = CasesKnown(), People(), ClientsKnown(), EntriesKnown(), TiesKnown()
    archives = ArchivesKnown()
    return (
        known,
        people,
        clients,
        entries,
        ties,
        archives,
        Opening(known, people),
        Services(known, clients, grounds),
        Levels(known, clients, entries, Schedule(), grounds),
        Work(known, clients, entries, ties, grounds),
        Term(known, grounds),
        Closing(known, grounds),
        Archivists(known, people, archives),
        Numbers(known),
        CaseObligations(known, grounds),
    )
