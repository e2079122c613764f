"""What an appointment owes (3.4.1.a): an answer to the request, and word of what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import define

from studio_domain.appointment import facts as appointment
from studio_domain.audit.appointment.courses import LAST_COUNTED, Course, Courses, ticks
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.guideline import obligation
from studio_domain.values import legal_day
from studio_domain.working_calendar import Due


@define
class AppointmentObligations:
    """答复预约申请 appointment_answer, by the day that it is about at the latest; 登记预约结果 appointment_outcome."""

    courses: Courses
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations: drawn up from what is known of the appointments."""
        answers = ObligationLedger.of(obligation("appointment_answer"))
        outcomes = ObligationLedger.of(obligation("appointment_outcome"))
        for stream, course in self.courses.all.items():
            name = stream.rpartition("/")[2]
            self._answer(answers, name, course)
            self._outcome(outcomes, name, course)
        return answers, outcomes

    def findings(self, as_of: date) -> Iterator[Finding]:
        for ledger in self.ledgers:
            yield from ledger.findings(as_of)

    def _answer(self, ledger: ObligationLedger, name: str, course: Course) -> None:
        if course.asked is None:
            return
        opened, about = legal_day(course.asked.fact.requested), legal_day(course.asked.fact.start)
        if opened > LAST_COUNTED:
            return
        terms = self.grounds.policy.on(opened)
        due = self.grounds.working_days.add_working_days(opened, terms.appt.answer_days)
        if opened <= about < due.day:
            due = Due(about)
        ledger.open(name, course.asked, opened, due, terms)
        if course.answered is not None:
            ledger.discharge(name, course.answered, day_of(course.answered.context.occurred))

    def _outcome(self, ledger: ObligationLedger, name: str, course: Course) -> None:
        """From the day on which the agreed slot ends; what was cancelled owes nothing more."""
        over = course.over
        if course.slot_by is None or course.end is None or course.start is None:
            return
        cancelled = over is not None and isinstance(over.fact, appointment.AppointmentCancelled)
        if cancelled and over is not None and ticks(over.fact.at) < ticks(course.start):
            return
        ended = legal_day(course.end)
        if ended > LAST_COUNTED:
            return
        terms = self.grounds.policy.on(ended)
        due = self.grounds.working_days.add_working_days(ended, terms.appt.outcome_days)
        ledger.open(name, course.slot_by, ended, due, terms)
        if over is not None:
            ledger.discharge(name, over, day_of(over.context.occurred))
