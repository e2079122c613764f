"""All checks of reception, training, activities and publicity (二、（一）, （四）, （六）–（九））."""

from __future__ import annotations

from typing import Final

from studio_domain.audit.case.people import People
from studio_domain.audit.client.known import Clients
from studio_domain.audit.engine import Check
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.program import (
    activities,
    consents,
    judging,
    known,
    ledgers,
    publicity,
    refunds,
    training,
    yearly,
)

PREDICATE_MODULES: Final = (training, refunds, activities, judging, publicity, consents, ledgers, yearly)


def program_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history; what is known of people, rooms, clients and streams comes first."""
    people, rooms, courses, clients = People(), known.Rooms(), training.Courses(), Clients()
    programs, held = known.Streams(known.TRAINING), known.Streams(known.ACTIVITY)
    publications = known.Streams(known.PUBLICATION)
    return (
        people,
        rooms,
        courses,
        clients,
        programs,
        held,
        publications,
        training.Needs(),
        training.Training(programs, people, rooms, courses),
        refunds.CancelledFees(),
        activities.Activities(held, people, rooms, grounds),
        activities.Announcements(),
        activities.BegunServing(people),
        judging.Judging(grounds),
        publicity.Publicity(publications, grounds),
        publicity.Studies(),
        consents.PublicityConsents(publications, clients, grounds),
        ledgers.Ledgers(grounds),
        ledgers.Pilots(grounds),
        yearly.Yearly(grounds),
    )
