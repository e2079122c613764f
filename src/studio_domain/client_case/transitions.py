"""How facts change a case. No rule is known here; only a case that was never opened, or twice, makes no sense."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

import attrs

from studio_domain.client_case.facts import (
    AgreementSigned,
    CaseArchived,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseTermExtended,
    CaseTransferred,
    ClientAssessed,
    ClientWordRecorded,
    ClosureProposed,
    ClosureReturned,
    ContactTried,
    Event,
    FollowUpRecorded,
    MatchResultRecorded,
    MentorAssigned,
    OutcomeRecorded,
    PhaseResultRecorded,
    PlanStepExecuted,
    ProblemDiagnosed,
    ResourceMatched,
    SatisfactionRecorded,
    ServiceDelivered,
    ServiceLevelSet,
    ServicePaused,
    ServiceResumed,
    SolutionPlanned,
    TermExtensionRequested,
)
from studio_domain.client_case.state import (
    Agreement,
    ClientCase,
    Contact,
    End,
    Extension,
    Pause,
    Plan,
    Proposal,
    Service,
    Term,
    Word,
    Work,
)
from studio_domain.values import Days

_Term = ServicePaused | ServiceResumed | TermExtensionRequested | CaseTermExtended
_Work = (
    ClientAssessed | ProblemDiagnosed | SolutionPlanned | PlanStepExecuted | ServiceDelivered | ResourceMatched
    | PhaseResultRecorded
)  # fmt: skip
_End = ClosureProposed | ClosureReturned | CaseClosed | CaseTransferred | CaseArchived


def evolve(case: ClientCase | None, event: Event) -> ClientCase:
    """The case after *event*."""
    if case is None:
        if isinstance(event, CaseOpened):
            term, mentors = Term(event.opened, event.due), ((event.opened, event.mentor),)
            return ClientCase(event.case, event.client, event.needs, term, mentors)
        raise LookupError("the case was not opened")
    match event:
        case CaseOpened():
            raise LookupError("the case was opened before")
        case ServicePaused() | ServiceResumed() | TermExtensionRequested() | CaseTermExtended():
            return attrs.evolve(case, term=_term(case.term, event))
        case (
            ClientAssessed()
            | ProblemDiagnosed()
            | SolutionPlanned()
            | PlanStepExecuted()
            | ServiceDelivered()
            | ResourceMatched()
            | PhaseResultRecorded()
        ):
            return attrs.evolve(case, work=_work(case.work, event))
        case ClosureProposed() | ClosureReturned() | CaseClosed() | CaseTransferred() | CaseArchived():
            return attrs.evolve(case, end=_end(case.end, event))
        case MentorAssigned(mentor, first):
            return attrs.evolve(case, mentors=(*case.mentors, (first, mentor)))
        case ServiceLevelSet():
            return attrs.evolve(case, levels=(*case.levels, (event.first, event.level)))
        case AgreementSigned():
            signed = Agreement(event.tariff_item, event.signed, Days.through(event.first, event.last))
            return attrs.evolve(case, agreements={**case.agreements, event.agreement: signed})
        case ContactTried(attempt, _, on):
            contact = attrs.evolve(case.contact, tries={**case.contact.tries, attempt: on})
            return attrs.evolve(case, contact=contact)
        case ClientWordRecorded():
            return attrs.evolve(case, contact=_heard(case.contact, event))
        case CaseReopened():
            term = attrs.evolve(case.term, since=event.on, due=event.due)
            return attrs.evolve(case, term=term, contact=Contact(), end=End(case.end.proposals))
        case MatchResultRecorded() | OutcomeRecorded() | SatisfactionRecorded() | FollowUpRecorded():
            return case
        case _ as unreachable:
            assert_never(unreachable)


def _term(term: Term, event: _Term) -> Term:
    match event:
        case ServicePaused():
            return attrs.evolve(term, pauses=(*term.pauses, Pause(event.first, event.approver is not None)))
        case ServiceResumed(last_day):
            return _resumed(term, last_day)
        case TermExtensionRequested(extension, due, _, asker):
            return attrs.evolve(term, extensions={**term.extensions, extension: Extension(due, asker)})
        case CaseTermExtended(extension, due, approver):
            asked = term.extensions.get(extension, Extension(due, approver))
            granted = attrs.evolve(asked, due=due, granted=True)
            return attrs.evolve(term, due=due, extensions={**term.extensions, extension: granted})
        case _ as unreachable:
            assert_never(unreachable)


def _resumed(term: Term, last_day: date) -> Term:
    pause = term.pause
    if pause is None:
        return term
    over = attrs.evolve(pause, last=last_day)
    rested = max((last_day - pause.first) + timedelta(1), timedelta()) if pause.approved else timedelta()
    return attrs.evolve(term, due=term.due + rested, pauses=(*term.pauses[:-1], over))


def _work(work: Work, event: _Work) -> Work:
    match event:
        case ClientAssessed(assessment):
            return attrs.evolve(work, assessments=work.assessments | {assessment})
        case ProblemDiagnosed(diagnosis):
            first = event.on if work.diagnosed is None else min(event.on, work.diagnosed)
            return attrs.evolve(work, diagnoses=work.diagnoses | {diagnosis}, diagnosed=first)
        case SolutionPlanned(number, steps):
            return attrs.evolve(work, plan=Plan(number, steps, event.on))
        case PlanStepExecuted(step):
            return attrs.evolve(work, done=work.done | {step})
        case ServiceDelivered():
            given = Service(event.mentor, event.start, event.end)
            return attrs.evolve(work, services={**work.services, event.service: given})
        case ResourceMatched(match):
            return attrs.evolve(work, matches=work.matches | {match})
        case PhaseResultRecorded(result):
            return attrs.evolve(work, results={**work.results, result: event.on})
        case _ as unreachable:
            assert_never(unreachable)


def _end(end: End, event: _End) -> End:
    match event:
        case ClosureProposed(number, kind, reason, _, proposer, on):
            return attrs.evolve(end, proposals=number, pending=Proposal(number, kind, reason, proposer, on))
        case ClosureReturned():
            return attrs.evolve(end, pending=None)
        case CaseClosed():
            return attrs.evolve(end, pending=None, closed=event.on)
        case CaseTransferred():
            return attrs.evolve(end, pending=None, transferred=event.on)
        case CaseArchived():
            return attrs.evolve(end, archived=True)
        case _ as unreachable:
            assert_never(unreachable)


def _heard(contact: Contact, event: ClientWordRecorded) -> Contact:
    """Of two words the later day counts, not the later recording."""
    if contact.word is not None and contact.word.on > event.on:
        return contact
    return attrs.evolve(contact, word=Word(event.confirms, event.document is not None, event.on))
