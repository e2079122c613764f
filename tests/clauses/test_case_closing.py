"""A case has a term, and is closed when done or for an objective cause (三、（四）3), and filed (三、（四）4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

import case_story as s
from case_story import CLOSED, DUE, HE, LU, OPENED, PROPOSED, SERVED, STEPS, TERMS, XU, ZHOU, paper, tries
from clauses.test_case_service import spared, told
from studio_domain import client_case as case
from studio_domain.audit import Severity
from studio_domain.client_case import ClosureKind
from studio_domain.policy.operation import NEVER_OBJECTIVE, OBJECTIVE_REASONS
from telling import refused_by
from test_case_rules import (
    ASKED,
    OVER,
    PENDING,
    REOPENED,
    UNHEARD,
    archive,
    ask,
    close,
    extend,
    objective,
    objective_of,
    open_case,
    reopen,
    terms,
)

DAY = timedelta(1)


class TestTerm:
    """A case has a term of 180 days, once 90 more, granted in time by somebody other than who asked or has the case."""

    def test_a_hundred_and_eighty_days(self) -> None:
        assert (DUE - OPENED).days == TERMS.case.term_days
        open_case(due=DUE)
        with refused_by(case.WITHIN_TERM, due=DUE + DAY, since=OPENED, days=180):
            open_case(due=DUE + DAY)

    def test_once_ninety_more(self) -> None:
        assert extend().due == DUE + timedelta(90)
        with refused_by(case.WITHIN_EXTENSION, asked=DUE + timedelta(91), due=DUE, days=90):
            ask(due=DUE + timedelta(91))
        with refused_by(case.FEW_EXTENSIONS, granted=0, most=0):
            extend(terms=terms(max_ext=0))

    def test_in_time(self) -> None:
        ask(on=DUE)
        with refused_by(case.BEFORE_DUE, on=DUE + DAY, due=DUE):
            ask(on=DUE + DAY)
        assert told("an extension of the day after") == [("case.extension-late", Severity.VIOLATION)]
        assert spared("an extension on an early day") == []

    def test_by_another_hand(self) -> None:
        """SD-10: who asks for an extension does not approve it, nor does the mentor for another's asking."""
        with refused_by(case.TWO_HANDS, hand=LU):
            case.approve_extension(ASKED, extension="e-1", approver=XU, principal=LU, on=DUE, terms=TERMS)
        assert told("an extension by the mentor") == [("case.term-hands", Severity.VIOLATION)]
        assert spared("an extension asked for by another") == []

    def test_a_pause_moves_nothing_unless_approved(self) -> None:
        assert s.planned().take(case.pause_service, first=SERVED[0], reason="住院", asker=LU).case.due == DUE
        approved = s.planned().take(
            case.approve_pause, first=SERVED[0], reason="住院", asker=LU, approver=ZHOU, on=SERVED[0]
        )
        assert approved.take(case.resume_service, last_day=SERVED[0] + 9 * DAY).case.due == DUE + 10 * DAY

    def test_overdue_the_day_after(self) -> None:
        assert spared("open on its last day") == []
        assert told("open past its term") == [("obligation.case_due", Severity.VIOLATION)]


class TestCompleted:
    """Closed as completed: a service was given, all agreed steps are done, and a result is shown with evidence."""

    def test_service_and_result_both(self) -> None:
        """且 asks for both (Q13)."""
        with refused_by(case.SERVICE_GIVEN, since=OPENED):
            s.propose(s.opened().take(s.prove).case)
        with refused_by(case.RESULT_REACHED, since=OPENED):
            s.propose(s.opened().take(case.record_service, **s.service(1, SERVED[0])).case)
        story = s.opened().take(case.record_service, **s.service(1, SERVED[0])).take(s.prove)
        assert s.propose(story.case).kind is ClosureKind.COMPLETED

    def test_every_agreed_step(self) -> None:
        story = s.planned().take(case.record_service, **s.service(1, SERVED[0])).take(s.prove)
        for name in STEPS[:-1]:
            story.take(case.execute_step, **s.step(name, SERVED[0]))
        with refused_by(case.STEPS_DONE, step=STEPS[-1]):
            s.propose(story.case)
        s.propose(story.take(case.execute_step, **s.step(STEPS[-1], SERVED[0])).case)

    def test_what_was_true_of_the_proposal_is_true_of_the_closing(self) -> None:
        with refused_by(case.STEPS_DONE, step="装修"):
            s.close(s.proposed().take(s.plan, steps=("装修",), on=PROPOSED).case)

    def test_a_reopened_case_takes_a_service_and_a_result_of_its_own(self) -> None:
        with refused_by(case.SERVICE_GIVEN, since=CLOSED + timedelta(90)):
            s.propose(REOPENED, on=CLOSED + timedelta(91))

    def test_what_old_records_lack_is_found(self) -> None:
        for name in ("closed with a step undone", "closed without a result", "closed again without a new service"):
            assert told(name) == [("case.closed-unready", Severity.VIOLATION)]
        assert spared("the last step on the day of closing") == []


class TestObjectiveCauses:
    """Undone, a case is closed for a cause outside the studio, with evidence; the studio's own troubles are none."""

    @pytest.mark.parametrize("reason", NEVER_OBJECTIVE)
    def test_never_for_the_studios_own_troubles(self, reason: str) -> None:
        with refused_by(case.OBJECTIVE_REASON, reason=reason):
            objective(reason=reason)

    @pytest.mark.parametrize(
        "reason", [one for one in OBJECTIVE_REASONS if "client-w" not in one and "lost" not in one]
    )
    def test_for_what_policy_counts_with_evidence(self, reason: str) -> None:
        assert objective(reason=reason).reason == reason
        with refused_by(case.CAUSE_SHOWN):
            objective(reason=reason, evidence=())

    def test_contact_is_lost_after_three_tries_over_thirty_days(self) -> None:
        assert objective_of(tries(s.planned(), *s.days(SERVED[0], 1, 30)), "lost-contact")
        with refused_by(case.CONTACT_LOST, tries=3, days=30, tried=3, over=29):
            objective_of(tries(s.planned(), *s.days(SERVED[0], 1, 29)), "lost-contact")
        with refused_by(case.CONTACT_LOST, tries=3, days=30, tried=2, over=30):
            objective_of(tries(s.planned(), *s.days(SERVED[0], 30)), "lost-contact")

    def test_a_client_withdraws_by_a_signed_word(self) -> None:
        with refused_by(case.WITHDREW_IN_WRITING):
            objective(reason="client-withdrew-in-writing")
        said = s.planned().take(case.record_client_word, confirms=True, on=SERVED[0], document=paper("退出声明"))
        assert objective_of(said, "client-withdrew-in-writing")

    def test_both_sides_in_old_records(self) -> None:
        assert told("closed because the mentor left") == [("case.not-objective", Severity.VIOLATION)]
        assert spared("closed for a change of policy") == []
        assert told("closed after tries over 29 days") == [("case.contact-not-lost", Severity.VIOLATION)]
        assert spared("a withdrawal that was signed") == []


class TestClosure:
    """What can be closed is closed within 15 working days, by another than who proposed it, the client being heard."""

    def test_by_another_hand(self) -> None:
        """SD-10, also where somebody acts for the proposer."""
        with refused_by(case.TWO_HANDS, hand=LU):
            close(approver=LU)
        with refused_by(case.TWO_HANDS, hand=LU):
            close(approver=XU, principal=LU)
        assert close(approver=ZHOU).approver == ZHOU
        assert told("closed by the proposer") == [("case.closure-hands", Severity.VIOLATION)]

    def test_the_client_confirms_or_could_not_be_reached_three_times(self) -> None:
        s.close(PENDING)
        with refused_by(case.CLIENT_HEARD, tried=0, tries=3):
            s.close(UNHEARD.case)
        s.close(tries(s.done().take(s.propose), *s.days(PROPOSED, 1, 2)).case)

    def test_within_fifteen_working_days(self) -> None:
        assert spared("closed on the fifteenth working day") == []
        assert told("closed on the sixteenth working day") == [("obligation.close_ready", Severity.VIOLATION)]

    def test_nothing_is_done_after_it(self) -> None:
        with refused_by(case.CASE_OPEN, case=s.CASE):
            s.match(OVER)
        assert told("served after closing") == [("case.not-open", Severity.VIOLATION)]
        assert spared("served on the day of closing") == []

    def test_reopened_within_ninety_days(self) -> None:
        reopen(on=CLOSED + timedelta(90))
        with refused_by(case.REOPENED_IN_TIME, closed=CLOSED, on=CLOSED + timedelta(91), days=90):
            reopen(on=CLOSED + timedelta(91))
        assert told("reopened after 91 days") == [("case.reopened-late", Severity.VIOLATION)]


class TestFile:
    """A closed case is in the archives within 30 days, under a code, by the archivist in charge."""

    def test_by_the_archivist(self) -> None:
        with refused_by(case.BY_ARCHIVIST, person=LU, day=s.ARCHIVED):
            archive(archivist=LU)
        assert archive(archivist=HE).archive_code == "2024-FW-D30-0017"
        assert told("archived by another") == [("case.archivist", Severity.VIOLATION)]

    def test_within_thirty_days(self) -> None:
        assert spared("archived on the 30th day") == []
        assert told("archived on the 31st day") == [("obligation.archive_case", Severity.VIOLATION)]
