"""What can be wrong with a year's evaluation, each found by one check alone; and what comes close, and is lawful."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from attrs import evolve

from audit.changing import Apply, change, drop, insert, move, one, then
from audit.discipline.mutations import Mutation, Twin, by, moved
from audit.discipline.story import Said, day
from audit.evaluation.story import (
    AS_OF,
    BORDER,
    EXPERTS,
    FAN,
    INDICATORS,
    MEMBERS,
    PROFILE,
    QIN,
    STREAM,
    STUDIO,
    WANG,
    X1,
    scored,
    service,
)
from office import DESK, HEAD, LEAD, OFFICER, Person
from studio_domain.audit.finding import Measure, count, days
from studio_domain.client_case.facts import ServiceDelivered
from studio_domain.evaluation_cycle import facts as evaluation
from studio_domain.evaluation_cycle.facts import Evaluatee, Indicator
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Role
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.studio import LeadAppointed, LeadDeparted, StudioRecognised
from studio_domain.values import PersonId

_IND, _ALL = Clause.INDICATORS, Clause.EVALUATION_OF_ALL
DEFINED, FROZEN = one(evaluation.IndicatorsDefined), one(evaluation.IndicatorsFrozen)
LISTED, DRAFTED = one(evaluation.EvaluateesListed), one(evaluation.DraftPublished)
APPEALED, ANSWERED, CLOSED = one(evaluation.AppealFiled), one(evaluation.AppealDecided), one(evaluation.CycleClosed)
CITED = one(expert.ExpertEvaluated)


def score(person: PersonId, indicator: str) -> tuple[type[evaluation.Scored], dict[str, object]]:
    return one(evaluation.Scored, person=person, indicator=indicator)


def grade(person: PersonId) -> tuple[type[evaluation.GradeDecided], dict[str, object]]:
    return one(evaluation.GradeDecided, person=person)


def found(name: str, check: str, clause: Clause, subjects: tuple[str, ...], delta: Measure, apply: Apply) -> Mutation:
    return Mutation(name, check, clause, subjects, delta, apply, AS_OF)


def twin(name: str, check: str, apply: Apply) -> Twin:
    return Twin(name, check, apply, AS_OF)


def listing(*but: PersonId, exempt: str | None = None) -> Apply:
    """Everybody is listed but some, or these are exempt."""
    listed = [Evaluatee(person) for person in (*MEMBERS, *EXPERTS) if person not in but]
    listed += [Evaluatee(person, exempt) for person in but if exempt is not None]
    return change(LISTED, evaluatees=tuple(listed))


def unscored(person: PersonId) -> Apply:
    """Neither scored nor graded."""
    return then(*(drop(score(person, indicator.code)) for indicator in INDICATORS), drop(grade(person)))


OTHER = Person(PersonId("p-officer2"), Role.AUTHORITY, OFFICER.org)
LAST = Indicator("services", 14, "services", 20)
ROUNDED = PolicyValueSet("grade.round_before_band", True, day("2025-01-01"), "规-9", HEAD.id)
BOOK = one(PolicyValueSet, key="evaluation.due")

MUTATIONS: tuple[Mutation, ...] = (
    found("weights of 99", "evaluation.weights", _IND, (STREAM,), count(1), then(change(DEFINED, indicators=(*INDICATORS[:3], LAST)), *(change(grade(person), score=score_) for person, score_ in ((person, "81.45") for person in (*MEMBERS, *EXPERTS) if person != BORDER)), change(grade(BORDER), score="84.145"), change(CITED, score="81.45"))),
    found("a metric that is none", "evaluation.weights", _IND, (STREAM,), count(1), change(DEFINED, indicators=(*INDICATORS[:3], Indicator("services", 15, "fame", 20)))),
    found("settled in the next year", "evaluation.frozen-late", _IND, (STREAM,), days(1), then(move(FROZEN, one(ServiceDelivered, service="s-25")), moved(FROZEN, "2026-01-01"), move(FROZEN, DEFINED))),
    found("changed once settled", "evaluation.frozen-late", _IND, (STREAM,), days(1), insert(FROZEN, Said("2025-06-06", "evaluation/2025", evaluation.IndicatorsDefined(2025, INDICATORS, LEAD.id, day("2025-06-06")), LEAD))),
    found("he scored himself", "evaluation.hands", _ALL, (DESK.id,), count(1), by(score(DESK.id, "quality"), DESK, "scorer")),
    found("he was scored for himself", "evaluation.hands", _ALL, (DESK.id,), count(1), change(score(DESK.id, "quality"), on_behalf_of=DESK.id)),
    found("the appeal was answered by a scorer", "evaluation.hands", _ALL, (HEAD.id,), count(1), by(ANSWERED, HEAD, "decider")),
    found("graded by the only scorer", "evaluation.hands", _ALL, (HEAD.id,), count(1), then(by(score(WANG, "quality"), HEAD, "scorer"), by(score(WANG, "attitude"), HEAD, "scorer"))),
    found("scored by an indicator that is none", "evaluation.incomplete", _ALL, (STREAM,), count(1), insert(LISTED, scored(WANG, "looks", "9", HEAD))),
    found("a stranger is scored", "evaluation.incomplete", _ALL, (STREAM,), count(1), insert(LISTED, scored(HEAD.id, "quality", "9", OFFICER))),
    found("a score that rests on nothing", "evaluation.incomplete", _ALL, (STREAM,), count(1), change(score(WANG, "quality"), source=" ")),
    found("exempt for no reason", "evaluation.incomplete", _ALL, (STREAM,), count(1), then(listing(QIN, exempt=" "), unscored(QIN))),
    found("appealed a day late", "evaluation.incomplete", _ALL, (STREAM,), count(1), then(moved(APPEALED, "2026-01-24"), moved(ANSWERED, "2026-01-24"))),
    found("one more than the facts say", "evaluation.data-differs", _IND, (WANG,), count(1), then(change(score(WANG, "services"), value="10"), change(grade(WANG), score="82.25"))),
    found("a service unheard of then", "evaluation.data-differs", _IND, (WANG,), count(1), insert(one(ServiceDelivered, service="s-25"), service(40, WANG))),
    found("rounded, and so an excellent one", "evaluation.grade-differs", _IND, (BORDER,), count(1), change(grade(BORDER), grade="excellent")),
    found("graded on 85", "evaluation.score-differs", _ALL, (BORDER,), count(1), change(grade(BORDER), score="85")),
    found("graded without a score", "evaluation.score-differs", _ALL, (WANG,), count(1), drop(score(WANG, "results"))),
    found("graded on the last day to appeal", "evaluation.graded-early", _ALL, (WANG,), days(1), moved(grade(WANG), "2026-01-23")),
    found("graded while an appeal waits", "evaluation.graded-early", _ALL, (BORDER,), days(0), drop(ANSWERED)),
    found("staff's lead grades the lead", "evaluation.lead-graded-low", _ALL, (LEAD.id,), count(1), by(grade(LEAD.id), Person(WANG, Role.LEAD), "decider")),
    found("one expert ungraded", "evaluation.not-all", _ALL, (QIN,), count(1), drop(grade(QIN))),
    found("one expert left out", "evaluation.not-all", _ALL, (QIN,), count(1), then(listing(QIN), unscored(QIN))),
    found("the contract cites a better grade", "evaluation.expert-differs", Clause.EXPERT_RENEWAL, (FAN, f"{STUDIO}/{X1}"), count(1), change(CITED, grade="excellent")),
    found("the contract cites another year", "evaluation.expert-differs", Clause.EXPERT_RENEWAL, (FAN, f"{STUDIO}/{X1}"), count(1), change(CITED, evaluation="evaluation/2024")),
    found("closed on 1 March", "obligation.evaluation", _ALL, (STREAM,), days(1), moved(CLOSED, "2026-03-01")),
    found("never closed", "obligation.evaluation", _ALL, (STREAM,), days(31), drop(CLOSED)),
)  # fmt: skip

TWINS: tuple[Twin, ...] = (
    twin("settled on the last day", "evaluation.frozen-late", then(move(FROZEN, one(ServiceDelivered, service="s-25")), moved(FROZEN, "2025-12-31"), move(FROZEN, DEFINED))),
    twin("scored by another of the staff", "evaluation.hands", by(score(WANG, "quality"), DESK, "scorer")),
    twin("graded by one of two scorers", "evaluation.hands", by(grade(WANG), LEAD, "decider")),
    twin("84.995 is excellent where policy rounds", "evaluation.grade-differs", then(insert(BOOK, Said("2024-12-17", "policy/values", ROUNDED, HEAD)), change(grade(BORDER), grade="excellent"))),
    twin("with a zero at its end", "evaluation.score-differs", change(grade(BORDER), score="84.9950")),
    twin("a service recorded after it was scored", "evaluation.data-differs", insert(DRAFTED, evolve(service(40, WANG), day="2026-01-16"))),
    twin("exempt, with a reason", "evaluation.not-all", then(listing(QIN, exempt="借调全年"), unscored(QIN))),
    twin("somebody whose service was recorded after the end", "evaluation.not-all", insert(CLOSED, evolve(service(300, OTHER.id), day="2026-02-28"))),
    twin("the lead graded by the authority", "evaluation.lead-graded-low", by(grade(LEAD.id), OTHER, "decider")),
    twin("who led until the day before", "evaluation.lead-graded-low", then(insert(one(LeadAppointed), Said("2024-12-17", PROFILE, LeadAppointed(WANG, "mentor", False, day("2020-01-01"), HEAD.id), HEAD), Said("2024-12-17", PROFILE, LeadDeparted(WANG, day("2026-01-25"), "卸任"), HEAD)), by(grade(WANG), LEAD, "decider"))),
    twin("a contract evaluated by itself", "evaluation.expert-differs", change(CITED, evaluation="e-1", grade="excellent")),
    twin("no recognition at the end of the year", "obligation.evaluation", then(change(one(StudioRecognised), last=day("2025-12-30")), drop(CLOSED))),
)  # fmt: skip
