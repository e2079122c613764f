"""All checks of appointments (三、（四）1; 三、（一）1)."""

from __future__ import annotations

from typing import Final

from studio_domain.audit.appointment import agreed, consenting, doubles, eligible, order, relying, share, times
from studio_domain.audit.appointment.agreed import ServedAsAgreed
from studio_domain.audit.appointment.consenting import Consenting
from studio_domain.audit.appointment.courses import Courses
from studio_domain.audit.appointment.doubles import MentorsTaken, RoomsTaken
from studio_domain.audit.appointment.eligible import Eligible
from studio_domain.audit.appointment.obligations import AppointmentObligations
from studio_domain.audit.appointment.order import Steps
from studio_domain.audit.appointment.relying import Relying
from studio_domain.audit.appointment.share import Share
from studio_domain.audit.appointment.times import Times
from studio_domain.audit.client.known import Clients
from studio_domain.audit.engine import Check
from studio_domain.audit.grounds import Grounds

PREDICATE_MODULES: Final = (order, times, doubles, eligible, agreed, relying, share, consenting)


def appointment_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history; what is known of the appointments comes before those that ask."""
    courses, clients = Courses(), Clients()
    return (
        courses,
        clients,
        Steps(),
        Times(courses, grounds),
        MentorsTaken(courses, grounds, across=False),
        RoomsTaken(courses),
        Eligible(courses),
        ServedAsAgreed(courses, grounds),
        Relying(courses),
        Share(),
        Consenting(courses, clients),
        AppointmentObligations(courses, grounds),
    )


def regional_appointment_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for the studios of a region together."""
    return (MentorsTaken(Courses(), grounds, across=True),)
