"""One thing bent in a year of reception, training, activities and publicity, and the checks that must say so; twins."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

import attrs
from attrs import frozen

from audit.filing.founding import NAME, PROFILE, on, service
from audit.mutations_trail import Bend, History, add, bend, in_turn
from audit.program.year import (
    ANNOUNCEMENT,
    AS_OF,
    CLIENT,
    CONTEST,
    COURSE,
    DIGEST,
    FIRST_TRAINING,
    PILOT,
    PROMOTION,
    SALON,
    SECOND_TRAINING,
    STUDY,
    history,
    session,
    took_place,
)
from office import BUREAU, CASHIER, DESK, HEAD, LEAD, OFFICER, STAFF, Office
from studio_domain import case_study, development_ledger, publication, reception_ledger, skills_pilot
from studio_domain.audit import Finding, Grounds, audit_studio
from studio_domain.client_case import facts as case
from studio_domain.client_record.facts import ConsentGranted, ConsentWithdrawn, NeedRecorded, Purpose
from studio_domain.fund_account import facts as fund
from studio_domain.policy import KEYS
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.reception_ledger import ReceptionChannel
from studio_domain.resource_entry.facts import CoursePublished, EntryRetired, Origin
from studio_domain.service_activity import facts as activity
from studio_domain.studio import WithdrawalApproved
from studio_domain.training_program import facts as training
from studio_domain.values import PersonId

STRANGER: Final = PersonId("p-stranger")
NEXT_YEAR: Final = date(2027, 3, 31)


@frozen
class Mutation:
    """What is bent, and the checks that must find it, no other of this chapter; none for a twin."""

    bend: Bend
    checks: tuple[str, ...]
    as_of: date = AS_OF


def found_by(bent: Bend, *checks: str, as_of: date = AS_OF) -> Mutation:
    """A mutation."""
    return Mutation(bent, checks, as_of)


def not_found(bent: Bend, as_of: date = AS_OF) -> Mutation:
    """A twin."""
    return Mutation(bent, (), as_of)


def same(known: History) -> History:
    """Nothing is bent."""
    return known


# -- training

_TAUGHT, _PLANNED, _APPROVED = training.SessionDelivered, training.ProgramPlanDesigned, training.ProgramPlanApproved


def _revised(minutes: int = 300, reason: str = "增加一次课") -> Bend:
    """A second version of the plan of the first programme, approved before the sessions are recorded."""

    def bent(known: History) -> History:
        at = next(n for n, event in enumerate(known) if isinstance(event.fact, _TAUGHT))
        plan = _PLANNED(2, minutes, "course-1", 1, DIGEST, reason, STAFF.id, on("2025-06-20"))
        extra = add("2025-06-20", FIRST_TRAINING, STAFF, plan)
        approve = add("2025-06-20", FIRST_TRAINING, LEAD, _APPROVED(2, LEAD.id, "培〔2025〕3号", on("2025-06-20")))
        before = in_turn(extra, approve)(known[:at])
        return _renumbered([*before, *known[at:]])

    return bent


def _renumbered(known: History) -> History:
    """Versions, positions and the instants of recording in the order in which the facts now stand."""
    office = Office(NAME)
    office.history, office._version = [], {}
    for event in known:
        kind = event.stream.removeprefix(f"{NAME}/")
        context = event.context
        said = {"by": context.by, "role": context.role, "org": context.org, "on_behalf_of": context.on_behalf_of}
        office.tell(context.day.isoformat(), kind, event.fact, **said)
    return office.history


def _without(kind: type[Any], which: int = 0) -> Bend:
    """A fact was never recorded, and the versions close up."""

    def bent(known: History) -> History:
        at = [n for n, event in enumerate(known) if isinstance(event.fact, kind)][which]
        return _renumbered([*known[:at], *known[at + 1 :]])

    return bent


def _longer(minutes: int) -> Bend:
    return bend(_TAUGHT, 1, fact={"end": session("s-2", "2025-06-24", minutes=minutes).end})


def _charge(year: int = 2025) -> Bend:
    return bend(training.ProgramCharged, fact={"year": year})


def _refund(fen: int) -> Bend:
    said = fund.FeeRefunded("R-2", "F-1", fen, on("2025-07-08"), CASHIER.id, "补退", "T-2")
    return add("2025-07-08", "fund/2025", CASHIER, said)


def _moved(kind: type[Any], which: int, after: type[Any], nth: int = 0) -> Bend:
    """A fact is recorded after the nth of another class."""

    def bent(known: History) -> History:
        moved = [event for event in known if isinstance(event.fact, kind)][which]
        rest = [event for event in known if event is not moved]
        at = [n for n, event in enumerate(rest) if isinstance(event.fact, after)][nth]
        return _renumbered([*rest[: at + 1], moved, *rest[at + 1 :]])

    return bent


def _withdrawn(last: str) -> Bend:
    return add(last, PROFILE, OFFICER, WithdrawalApproved(on(last), OFFICER.id, "武人社函〔2025〕9号"))


TRAINING: Final[Mapping[str, Mutation]] = {
    "nothing bent": not_found(same),
    "no needs": found_by(bend(training.NeedsAssessed, fact={"needs": ()}), "training.needs-missing"),
    "a need that is not on record": found_by(bend(training.NeedsAssessed, fact={"needs": (training.NeedRef("k-1", "n-2"),)}), "training.need-unknown"),
    "a need of another client": found_by(bend(training.NeedsAssessed, fact={"needs": (training.NeedRef("k-2", "n-1"),)}), "training.need-unknown"),
    "a need of a day later": found_by(in_turn(bend(NeedRecorded, fact={"on": on("2025-06-18")}), bend(training.NeedsAssessed, 1, fact={"on": on("2025-07-01")})), "training.need-unknown"),
    "a need of that day": not_found(bend(NeedRecorded, fact={"on": on("2025-06-17")})),
    "needs never assessed": found_by(_without(training.NeedsAssessed), "training.out-of-order"),
    "a plan approved that nobody designed": found_by(bend(_APPROVED, fact={"version": 2}), "training.out-of-order"),
    "a plan never approved": found_by(_without(_APPROVED), *("training.out-of-order",) * 3),
    "the effect never evaluated": found_by(_without(training.EffectEvaluated), "training.out-of-order"),
    "evaluated before any teaching": found_by(in_turn(_without(_TAUGHT), _without(_TAUGHT)), *("training.out-of-order",) * 2),
    "another session after the evaluation": found_by(_moved(_TAUGHT, 1, training.EffectEvaluated), "training.out-of-order"),
    "approved by its designer": found_by(bend(_PLANNED, fact={"designer": LEAD.id}), "training.same-hand"),
    "approved for its designer": found_by(bend(_APPROVED, context={"on_behalf_of": STAFF.id}), "training.same-hand"),
    "approved for somebody else": not_found(bend(_APPROVED, context={"on_behalf_of": DESK.id})),
    "a minute more than the plan": found_by(_longer(121), "training.over-plan"),
    "a minute less": not_found(_longer(119)),
    "more, by a revised plan": not_found(in_turn(_revised(300), _longer(180))),
    "more than the revised plan": found_by(in_turn(_revised(300), _longer(181)), "training.over-plan"),
    "revised without a reason": found_by(_revised(300, " "), "training.incomplete"),
    "taught by a stranger": found_by(bend(_TAUGHT, fact={"trainer": STRANGER}), "training.trainer-not-eligible"),
    "taught by another of the staff": not_found(bend(_TAUGHT, fact={"trainer": DESK.id})),
    "a version that there is not": found_by(bend(_TAUGHT, fact={"course_version": 2}), "training.course-not-in-use"),
    "a course that was retired the day before": found_by(in_turn(bend(CoursePublished, fact={"first": on("2025-01-08")}), add("2025-06-23", COURSE, STAFF, EntryRetired(on("2025-07-01"), "换版"))), "training.course-not-in-use"),
    "retired with that day": not_found(add("2025-07-02", COURSE, STAFF, EntryRetired(on("2025-07-02"), "换版"))),
    "a newer version in use": found_by(add("2025-06-24", COURSE, STAFF, CoursePublished(2, "创业基础", Origin.DEVELOPED, None, ("teacher",), ("graduate",), STAFF.id, LEAD.id, on("2025-07-02"))), "training.course-not-in-use"),
    "thirty-one in the room": found_by(bend(_TAUGHT, fact={"attendance": 31}), "training.over-capacity"),
    "thirty-one elsewhere": not_found(bend(_TAUGHT, fact={"attendance": 31, "area": None})),
    "no sign-in sheet": found_by(bend(_TAUGHT, fact={"sign_in": " "}), "training.incomplete"),
    "no method": found_by(bend(training.EffectEvaluated, fact={"method": ""}), "training.incomplete"),
    "more answers than were asked": found_by(bend(training.EffectEvaluated, fact={"answered": 31}), "training.incomplete"),
    "all answered": not_found(bend(training.EffectEvaluated, fact={"answered": 30})),
    "nobody was asked": found_by(bend(training.EffectEvaluated, fact={"asked": 0, "answered": 0}), "training.incomplete"),
    "no title": found_by(bend(training.ProgramProposed, fact={"title": " "}), "training.incomplete"),
    "no document of the approval": found_by(bend(_APPROVED, fact={"document": ""}), "training.incomplete"),
    "cancelled for no reason": found_by(bend(training.ProgramCancelled, fact={"reason": ""}), "training.incomplete"),
    "a session after the end": found_by(add("2025-06-30", FIRST_TRAINING, STAFF, session("s-3", "2025-06-30", minutes=1)), "training.after-end", "training.over-plan"),
    "a charge noted after the end": not_found(add("2025-07-10", SECOND_TRAINING, STAFF, training.ProgramCharged(2025, "F-8"))),
    "a fen not refunded": found_by(bend(fund.FeeRefunded, fact={"fen": 199_99}), "training.cancelled-unrefunded"),
    "refunded after the cancellation": found_by(in_turn(bend(fund.FeeRefunded, fact={"fen": 100_00}), _refund(100_00)), "training.cancelled-unrefunded"),
    "a charge of another year": not_found(in_turn(_charge(2024), bend(fund.FeeRefunded, fact={"fen": 1}))),
    "proposed before the recognition": found_by(bend(training.ProgramProposed, fact={"on": on("2025-01-05")}), "program.studio-not-serving"),
    "proposed with the recognition": not_found(bend(training.ProgramProposed, fact={"on": on("2025-01-06")})),
    "begun after the recognition": found_by(_withdrawn("2025-10-31"), "program.studio-not-serving"),
    "begun on its last day": not_found(_withdrawn("2025-11-03")),
}  # fmt: skip

# -- activities

_HELD, _ACT, _RECUSED = activity.ActivityHeld, activity.ActivityPlanned, activity.RecusalRecorded


def _guided(day: str) -> Bend:
    """The other judge gave a service of a case of the other contestant, which is in the hands of the lead."""

    def bent(known: History) -> History:
        at = next(n for n, event in enumerate(known) if isinstance(event.fact, activity.ContestantsListed))
        begun = case.CaseOpened("2024-0009", "k-9", ("n-1",), LEAD.id, on("2024-06-03"), on("2025-12-01"))
        given = attrs.evolve(service(day, "s-9"), mentor=DESK.id)
        extra = add(day, "case/2024-0009", LEAD, begun, given)(known[:at])
        return _renumbered([*extra, *known[at:]])

    return bent


def _in_hands(first: str, closed: str) -> Bend:
    """A case of the other contestant in the hands of the other judge, without a service."""

    def bent(known: History) -> History:
        at = next(n for n, event in enumerate(known) if isinstance(event.fact, activity.ContestantsListed))
        begun = case.CaseOpened("2024-0009", "k-9", ("n-1",), DESK.id, on(first), on("2025-12-01"))
        ended = case.CaseClosed(1, case.ClosureKind.COMPLETED, LEAD.id, on(closed))
        extra = add(closed, "case/2024-0009", LEAD, begun, ended)(known[:at])
        return _renumbered([*extra, *known[at:]])

    return bent


def _registered(key: str, *more: str) -> Bend:
    default = KEYS[key].default
    assert isinstance(default, tuple)
    value = (*default, *more)
    set_by_head = PolicyValueSet(key, value, on("2024-12-16"), "规〔2024〕5号", HEAD.id)
    return add("2024-12-16", "policy/values", HEAD, set_by_head)


def _months(months: int) -> Bend:
    value = PolicyValueSet("activity.recusal_months", months, on("2024-12-16"), "规〔2024〕5号", HEAD.id)
    return add("2024-12-16", "policy/values", HEAD, value)


def _hours(hours: int) -> Bend:
    value = PolicyValueSet("activity.development_hours", hours, on("2024-12-16"), "规〔2024〕5号", HEAD.id)
    return add("2024-12-16", "policy/values", HEAD, value)


def _called_off(reason: str) -> tuple[Any, ...]:
    """An activity that is planned and cancelled."""
    day = on("2025-12-10")
    planned = _ACT("salon", "沙龙", "武侯区人社局", BUREAU, None, True, day, 9, STAFF.id, day)
    return planned, activity.ActivityCancelled(reason, LEAD.id, day)


def _reopened() -> Bend:
    """The case of the study is reopened before it is compiled."""

    def bent(known: History) -> History:
        at = next(n for n, event in enumerate(known) if isinstance(event.fact, case_study.CaseCompiled))
        again = case.CaseReopened("后续问题", on("2025-12-01"), LEAD.id, on("2025-08-29"))
        return _renumbered([*add("2025-08-29", "case/2025-0001", LEAD, again)(known[:at]), *known[at:]])

    return bent


_TWICE: Final = ("activity.judge-not-recused",) * 2

ACTIVITY: Final[Mapping[str, Mutation]] = {
    "a kind that is not registered": found_by(bend(_ACT, fact={"kind": "party"}), "activity.kind-unknown"),
    "a kind that the studio registers": not_found(in_turn(bend(_ACT, fact={"kind": "party"}), _registered("program.activity_kinds", "party"))),
    "no authority": found_by(bend(_ACT, fact={"authority": None}), "activity.no-authority"),
    "an authority that is none": found_by(bend(_ACT, fact={"authority": "the bureau"}), "activity.no-authority"),
    "team study without an authority": not_found(bend(_ACT, fact={"kind": "team-study", "authority": None})),
    "teaching research without an authority": found_by(bend(_ACT, fact={"kind": "teaching-research", "authority": None}), "activity.research-without-authority"),
    "teaching research with one": not_found(bend(_ACT, fact={"kind": "teaching-research"})),
    "no host": found_by(bend(_ACT, fact={"host": " "}), "activity.incomplete"),
    "no list of who came": found_by(bend(_HELD, fact={"attendance_list": ""}), "activity.incomplete"),
    "no archive code": found_by(bend(activity.ActivityArchived, fact={"archive_code": ""}), "activity.incomplete"),
    "cancelled for no reason": found_by(add("2025-12-10", "activity/a-3", STAFF, *_called_off("")), "activity.incomplete"),
    "cancelled for a reason": not_found(add("2025-12-10", "activity/a-3", STAFF, *_called_off("报名不足"))),
    "thirty-one in the room for thirty": found_by(bend(_HELD, fact={"attendance": 31}), "activity.over-capacity"),
    "thirty-one elsewhere": not_found(bend(_HELD, fact={"attendance": 31, "area": None})),
    "never announced": found_by(_without(activity.ActivityAnnounced), "activity.unannounced"),
    "never announced, and not public": not_found(in_turn(_without(activity.ActivityAnnounced), bend(_ACT, fact={"open_to_public": False}))),
    "announced the day after": found_by(bend(activity.ActivityAnnounced, fact={"on": on("2025-08-13")}), "activity.unannounced"),
    "announced on the day itself": not_found(bend(activity.ActivityAnnounced, fact={"on": on("2025-08-12")})),
    "announced by what is not published": found_by(_without(publication.AnnouncementPublished), "activity.announced-by-none"),
    "announced by what is about another": found_by(bend(publication.AnnouncementPublished, fact={"activity": "a-2"}), "activity.announced-by-none"),
    "held, and never planned": found_by(_without(_ACT), "activity.out-of-order"),
    "archived, and never reported on": found_by(_without(activity.ActivityReported), "activity.out-of-order"),
    "held twice": found_by(add("2025-08-21", SALON, STAFF, took_place("2025-08-21")), "activity.out-of-order"),
    "cancelled after it was held": found_by(add("2025-08-21", SALON, LEAD, activity.ActivityCancelled("取消", LEAD.id, on("2025-08-21"))), "activity.out-of-order"),
    "archived by somebody else": found_by(bend(activity.ActivityArchived, fact={"archivist": DESK.id}), "activity.archivist"),
    "support of no kind": found_by(bend(activity.SupportProvided, fact={"kind": "catering"}), "activity.support-kind"),
    "planned before the recognition": found_by(bend(_ACT, fact={"on": on("2025-01-05")}), "program.studio-not-serving"),
    # judges
    "the mentor appointed without a recusal": found_by(_without(_RECUSED), *_TWICE),
    "the recusal recorded after the appointment": found_by(_moved(_RECUSED, 0, activity.JudgeAppointed, 1), "activity.judge-not-recused"),
    "a recusal for another contestant": found_by(bend(_RECUSED, fact={"contestant": "k-9"}), *_TWICE),
    "the client does not compete": not_found(in_turn(_without(_RECUSED), bend(activity.ContestantsListed, fact={"contestants": ("k-9",)}))),
    "a service a day more than twelve months before": not_found(_guided("2024-09-02")),
    "a service twelve months before the appointment": found_by(_guided("2024-09-03"), "activity.judge-not-recused"),
    "a service twelve months before the judging": found_by(_guided("2024-09-20"), *_TWICE),
    "a service twelve months before the fee": found_by(_guided("2024-09-22"), *_TWICE, "activity.judge-paid"),
    "a case in his hands until twelve months before": found_by(_in_hands("2024-06-03", "2024-09-03"), "activity.judge-not-recused"),
    "a case in his hands until a day earlier": not_found(_in_hands("2024-06-03", "2024-09-02")),
    "six months are enough here": not_found(in_turn(_guided("2024-09-22"), _months(6))),
    "a fee for who should stand aside": found_by(in_turn(_without(_RECUSED), bend(activity.JudgeFeeClaimed, fact={"judge": STAFF.id})), *_TWICE, "activity.judge-paid"),
    "a fee for no judge": found_by(bend(activity.JudgeFeeClaimed, fact={"judge": STRANGER}), "activity.judge-not-appointed"),
    "a second fee": found_by(add("2025-09-23", CONTEST, STAFF, activity.JudgeFeeClaimed(DESK.id, 2025, "C-10", STAFF.id, on("2025-09-23"))), "activity.judge-not-appointed"),
}  # fmt: skip

# -- publicity, case studies

_SHOWN = publication.AchievementPublished


def _withdraws(day: str) -> Bend:
    return add(day, CLIENT, STAFF, ConsentWithdrawn(Purpose.PUBLICITY, None, on(day)))


def _taken(day: str, stream: str = PROMOTION, reason: str = "撤回同意") -> Bend:
    return add(day, stream, STAFF, publication.PublicationTakenDown(reason, STAFF.id, on(day)))


_NO_CONSENT: Final = bend(ConsentGranted, fact={"purpose": Purpose.STATISTICS})

PUBLICITY: Final[Mapping[str, Mutation]] = {
    "no consent, and taken down in time": found_by(in_turn(_NO_CONSENT, _taken("2025-11-06")), "publication.without-consent"),
    "taken down a day late": found_by(in_turn(_NO_CONSENT, _taken("2025-11-07")), "publication.without-consent", "obligation.takedown"),
    "no consent, and still shown": found_by(_NO_CONSENT, "publication.without-consent", "obligation.takedown"),
    "no consent, not yet overdue": found_by(_NO_CONSENT, "publication.without-consent", as_of=date(2025, 11, 6)),
    "consent of the day after": found_by(in_turn(bend(ConsentGranted, fact={"on": on("2025-10-17")}), _taken("2025-10-20")), "publication.without-consent"),
    "consent of that day": not_found(bend(ConsentGranted, fact={"on": on("2025-10-16")})),
    "withdrawn the day before": found_by(in_turn(_withdraws("2025-10-15"), _taken("2025-10-20")), "publication.without-consent"),
    "withdrawn later, and still shown": found_by(_withdraws("2025-11-03"), "obligation.takedown"),
    "withdrawn later, and taken down on the fifteenth working day": not_found(in_turn(_withdraws("2025-11-03"), _taken("2025-11-24"))),
    "withdrawn later, and taken down a day after": found_by(in_turn(_withdraws("2025-11-03"), _taken("2025-11-25")), "obligation.takedown"),
    "withdrawn later on the same day, and taken down in time": not_found(in_turn(_withdraws("2025-10-16"), _taken("2025-11-06"))),
    "withdrawn later on the same day, and still shown": found_by(_withdraws("2025-10-16"), "obligation.takedown"),
    "withdrawn once it was taken down": not_found(in_turn(_taken("2025-11-03"), _withdraws("2025-11-04"))),
    "never reviewed for secrecy": found_by(_without(publication.SecrecyReviewed), "publication.secrecy-unreviewed"),
    "not passed": found_by(bend(publication.SecrecyReviewed, fact={"passed": False}), "publication.secrecy-unreviewed"),
    "reviewed afterwards": found_by(_moved(publication.SecrecyReviewed, 0, _SHOWN), "publication.secrecy-unreviewed", "publication.out-of-order"),
    "never reviewed, and names nobody": not_found(in_turn(_without(publication.SecrecyReviewed), bend(_SHOWN, fact={"clients": ()}))),
    "never approved": found_by(_without(publication.PromotionApproved, 1), "publication.unapproved"),
    "approved by its author": found_by(bend(publication.PromotionApproved, 1, fact={"approver": STAFF.id}), "publication.same-hand"),
    "approved for its author": found_by(bend(publication.PromotionApproved, 1, context={"on_behalf_of": STAFF.id}), "publication.same-hand"),
    "reviewed by its author": found_by(bend(publication.SecrecyReviewed, fact={"reviewer": STAFF.id}), "publication.same-hand"),
    "on a channel of nobody": found_by(bend(_SHOWN, fact={"channel": "billboard"}), "publication.channel-unknown"),
    "on a channel that is registered": not_found(in_turn(bend(_SHOWN, fact={"channel": "billboard"}), _registered("program.channels", "billboard"))),
    "an announcement of no activity": found_by(in_turn(bend(publication.PublicationDrafted, fact={"activity": " "})), "publication.incomplete"),
    "taken down for no reason": found_by(_taken("2025-11-03", reason=" "), "publication.incomplete"),
    "taken down twice": found_by(in_turn(_taken("2025-11-03"), _taken("2025-11-04")), "publication.out-of-order"),
    "published twice": found_by(add("2025-11-03", ANNOUNCEMENT, STAFF, publication.AnnouncementPublished("a-1", "website", (), DIGEST, STAFF.id, on("2025-11-03"))), "publication.out-of-order"),
    "a study that was never reviewed": found_by(_without(case_study.DeidentificationReviewed), "publication.study-unreviewed"),
    "a study that did not pass": found_by(bend(case_study.DeidentificationReviewed, fact={"passed": False}), "publication.study-unreviewed"),
    "no study at all": not_found(bend(_SHOWN, fact={"study": None})),
    "a study of an open case": found_by(_without(case.CaseClosed), "study.case-open"),
    "of a case closed afterwards": found_by(_moved(case.CaseClosed, 0, case_study.CaseCompiled), "study.case-open"),
    "of a case reopened before": found_by(_reopened(), "study.case-open"),
    "reviewed by its compiler": found_by(bend(case_study.DeidentificationReviewed, fact={"reviewer": STAFF.id}), "study.same-hand"),
    "a study without a text": found_by(bend(case_study.CaseCompiled, fact={"digest": ""}), "study.incomplete"),
    "a review of no study": found_by(add("2025-11-03", "study/s-2", DESK, case_study.DeidentificationReviewed(True, DIGEST, DESK.id, on("2025-11-03"))), "study.incomplete"),
    "reviewed again by another": not_found(add("2025-11-03", STUDY, DESK, case_study.DeidentificationReviewed(True, DIGEST, DESK.id, on("2025-11-03")))),
}  # fmt: skip

# -- ledgers and pilots

_RECEIVED = reception_ledger.ReceptionRecorded
_LAUNCHED, _REVIEWED = skills_pilot.PilotLaunched, skills_pilot.PilotReviewed
_DEVELOPED = development_ledger.MentorDevelopmentRecorded

LEDGERS: Final[Mapping[str, Mutation]] = {
    "an audience of nobody": found_by(bend(_RECEIVED, fact={"audience": "tourist"}), "reception.audience-unknown"),
    "an audience that is registered": not_found(in_turn(bend(_RECEIVED, fact={"audience": "tourist"}), _registered("program.audiences", "tourist"))),
    "corrected to an audience of nobody": found_by(bend(reception_ledger.ReceptionCorrected, fact={"audience": "tourist"}), "reception.audience-unknown"),
    "the last day of the month before": found_by(bend(_RECEIVED, fact={"on": on("2025-02-28")}), "reception.other-month"),
    "the first day of the month": not_found(bend(_RECEIVED, fact={"on": on("2025-03-01")})),
    "about nothing": found_by(bend(_RECEIVED, fact={"matter": " "}), "reception.incomplete"),
    "struck out for no reason": found_by(bend(reception_ledger.ReceptionStruckOut, fact={"reason": ""}), "reception.incomplete"),
    "study of another year": found_by(bend(_DEVELOPED, fact={"on": on("2024-12-31")}), "development.other-year"),
    "study of the first day of the year": not_found(bend(_DEVELOPED, fact={"on": on("2025-01-01")})),
    "study of no time": found_by(bend(_DEVELOPED, fact={"minutes": 0}), "development.incomplete"),
    "research without a result": found_by(bend(development_ledger.ResearchRecorded, fact={"digest": " "}), "development.incomplete"),
    "a mode that is not registered": found_by(bend(_LAUNCHED, fact={"mode": "tourism"}), "pilot.mode-unknown"),
    "a mode that is registered": not_found(in_turn(bend(_LAUNCHED, fact={"mode": "tourism"}), _registered("program.pilot_modes", "tourism"))),
    "no basis in the industry": found_by(bend(_LAUNCHED, fact={"industry_basis": ""}), "pilot.incomplete"),
    "no conclusion": found_by(bend(_REVIEWED, fact={"conclusion": " "}), "pilot.incomplete"),
    "reviewed by who launched it": found_by(bend(_REVIEWED, fact={"reviewer": LEAD.id}), "pilot.same-hand"),
    "ended, and never reviewed": found_by(_without(_REVIEWED), "pilot.out-of-order"),
    "reviewed after its end": found_by(add("2025-12-02", PILOT, STAFF, _REVIEWED("可推广", DIGEST, STAFF.id, on("2025-12-02"))), "pilot.out-of-order"),
    "launched before the recognition": found_by(bend(_LAUNCHED, fact={"on": on("2025-01-05")}), "program.studio-not-serving"),
}  # fmt: skip

# -- a whole year: 2026, on all days of which the studio is recognised


def the_next_year(**left_out: str) -> Callable[[History], History]:
    """2026 has all nine services; what is named in *left_out* is not there, or is otherwise."""

    def bent(known: History) -> History:
        office = Office(NAME)
        office.history = list(known)
        office._version = {event.stream: event.version for event in known}
        for step, (day, kind, who, fact) in enumerate(_a_year()):
            if str(step) not in left_out.get("steps", "").split():
                office.act(day, kind, who, fact)
        return office.history

    return bent


def _a_year() -> list[tuple[str, str, Any, Any]]:
    """By day: stream, who, what; numbers are the places in the list."""
    received = reception_ledger.ReceptionRecorded
    offline, online = ReceptionChannel.OFFLINE, ReceptionChannel.ONLINE
    steps: list[tuple[str, str, Any, Any]] = [
        (
            "2026-01-12",
            "reception/2026-01",
            DESK,
            received("e-1", "mentor", offline, "咨询", DESK.id, None, on("2026-01-12")),
        ),  # 0
        (
            "2026-01-13",
            "reception/2026-01",
            DESK,
            received("e-2", "mentor", online, "咨询", DESK.id, None, on("2026-01-13")),
        ),  # 1
        ("2026-02-03", "case/2025-0002", STAFF, service("2026-02-03", "s-8")),  # 2
        ("2026-02-04", "case/2025-0002", STAFF, attrs.evolve(service("2026-02-04", "s-9"), kind="2.3")),  # 3
        (
            "2026-02-05",
            "case/2025-0002",
            STAFF,
            case.ResourceMatched("m-1", "n-1", "market", "e-1", STAFF.id, on("2026-02-05"), None),
        ),  # 4
        (
            "2026-03-02",
            "pilot/p-2",
            LEAD,
            _LAUNCHED("skills-training", "技能加创业", "电子", DIGEST, LEAD.id, on("2026-03-02")),
        ),  # 5
        (
            "2026-03-03",
            "publication/x-3",
            STAFF,
            publication.PublicationDrafted(
                publication.Subject.ACHIEVEMENT, "成果", DIGEST, (), None, None, STAFF.id, on("2026-03-03")
            ),
        ),  # 6
        ("2026-03-03", "publication/x-3", LEAD, publication.PromotionApproved(LEAD.id, on("2026-03-03"))),  # 7
        ("2026-03-04", "publication/x-3", STAFF, _SHOWN("website", (), None, DIGEST, STAFF.id, on("2026-03-04"))),  # 8
        (
            "2026-03-05",
            "development/2026",
            STAFF,
            _DEVELOPED("d-1", STAFF.id, "研修", 600, DIGEST, on("2026-03-05")),
        ),  # 9
    ]
    kinds = (
        "team-study",
        "teaching-research",
        "sharing",
        "teaching-research",
        "problem-solving",
        "team-study",
        "salon",
    )
    for number, kind in enumerate(kinds):
        day, name = f"2026-{2 * number or 1:02d}-1{number}", f"activity/b-{number}"
        planned = _ACT(kind, "活动", "武侯区人社局", BUREAU, None, False, on(day), 20, STAFF.id, on(day))
        steps += [
            (day, name, STAFF, planned),
            (day, name, STAFF, activity.ActivityHeld("room-1", "室", 20, DIGEST, on(day))),
        ]
    return steps


def _year(steps: str = "") -> Bend:
    return the_next_year(steps=steps)


def _only_others(known: History) -> History:
    """Without any stream of these chapters."""
    ours = ("reception", "training", "activity", "publication", "study", "pilot", "development")
    return _renumbered([event for event in known if event.stream.split("/")[1] not in ours])


YEARLY: Final[Mapping[str, Mutation]] = {
    "a year with everything": not_found(_year(), as_of=NEXT_YEAR),
    "a history that keeps no such records": not_found(_only_others, as_of=NEXT_YEAR),
    "nothing said before the year is over": not_found(same, as_of=date(2026, 12, 31)),
    "one service was never given": found_by(_year("4"), "services.uncovered", as_of=NEXT_YEAR),
    "received in person alone": found_by(_year("1"), "reception.one-channel", as_of=NEXT_YEAR),
    "teaching research once": found_by(_year("13"), "activity.teaching-research-few", as_of=NEXT_YEAR),
    "no team study in the third quarter": found_by(_year("19"), "activity.team-study-few", as_of=NEXT_YEAR),
    "no pilot, no research": found_by(_year("5"), "services.uncovered", "services.no-innovation", as_of=NEXT_YEAR),
    "nothing promoted": found_by(_year("6 7 8"), "services.uncovered", "publication.none", as_of=NEXT_YEAR),
    "ten hours of development asked for": found_by(in_turn(_year(), _hours(10)), *("development.hours-short",) * 3, as_of=NEXT_YEAR),
    "withdrawn on the last day of the year but one": not_found(in_turn(same, _withdrawn("2026-12-30")), as_of=NEXT_YEAR),
    "the room never used": found_by(_year(" ".join(str(n) for n in range(11, 24, 2))), "services.uncovered", "activity.teaching-research-few", *("activity.team-study-few",) * 4, "activity.room-unused", as_of=NEXT_YEAR),
}  # fmt: skip

MUTATIONS: Final[Mapping[str, Mutation]] = {
    f"{chapter}: {name}": one
    for chapter, of in (
        ("training", TRAINING), ("activity", ACTIVITY), ("publicity", PUBLICITY), ("ledgers", LEDGERS), ("year", YEARLY),
    )
    for name, one in of.items()
}  # fmt: skip

OURS: Final = (
    "training.", "activity.", "publication.", "study.", "pilot.", "reception.", "development.", "program.", "services.",
    "obligation.takedown",
)  # fmt: skip


def findings(told: History, as_of: date = AS_OF) -> list[Finding]:
    """What a whole audit finds, as far as this chapter goes."""
    found = audit_studio(told, grounds=Grounds.of(told, studio=NAME), studio=NAME, as_of=as_of)
    return [one for one in found if one.check.startswith(OURS)]


def of_mutation(mutation: Mutation) -> list[Finding]:
    """What is found of the bent history."""
    return findings(mutation.bend(history()), mutation.as_of)


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    name: partial(of_mutation, one) for name, one in MUTATIONS.items() if one.checks
}
"""Each mutation by its name, and what is found of it."""
