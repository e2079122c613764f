"""Rule by rule: what each `require` of a case refuses. Without the line, its case here fails."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs
import pytest

import case_story as s
from case_story import (
    ARCHIVED,
    BANK,
    BANK_ID,
    CASE,
    CLIENT,
    CLIENT_ID,
    CLOSED,
    DIAGNOSED,
    DUE,
    HE,
    LISTING,
    LU,
    MATCHED,
    OPENED,
    PLANNED,
    PROPOSED,
    RECORD,
    REGISTERED,
    RESULT,
    SERVED,
    SHEN,
    STEPS,
    STUDIO,
    TARIFF,
    TERMS,
    TIED,
    TOOL,
    TOOL_ID,
    XU,
    ZHOU,
    paper,
    service,
    step,
    tries,
)
from studio_domain import client_case as case
from studio_domain.aggregate import At
from studio_domain.client_case import Channel, ClosureKind, Evidence, MatchOutcome
from studio_domain.client_record import Classification, ClientRecord, Consent, Need, Purpose
from studio_domain.expert_contract import ExpertContract
from studio_domain.expert_contract.facts import ContractSigned, ExpertNominated, FeeKind
from studio_domain.guideline import Rule, fill
from studio_domain.person_record import Interest, InterestKind, PersonRecord, Relation
from studio_domain.resource_entry import ResourceEntry, Version
from studio_domain.studio.recognition import Recognition, Term
from studio_domain.values import Days, PersonId
from telling import refused_by
from test_form import rules

DAY = timedelta(1)
FAN = PersonId("p-fan")

OPEN = s.opened().case
PLAN = s.planned().case
DONE = s.done().case
PENDING = s.proposed().case
OVER = s.closed().case
FILED = s.archived().case
HANDED_OVER = s.opened().tell(case.CaseTransferred("hz-gs-002", "迁居", True, ZHOU, PLANNED)).case

NO_TITLE, NO_DIGEST = Evidence(" ", "a" * 64), Evidence("照片", "A" * 64)


def studio(**recognition: Any) -> Any:
    """The studio, recognised otherwise."""
    return attrs.evolve(STUDIO, recognition=attrs.evolve(STUDIO.recognition, **recognition))


def client(**changes: Any) -> ClientRecord:
    return attrs.evolve(CLIENT, **changes)


def terms(**changes: Any) -> Any:
    return attrs.evolve(TERMS, case=attrs.evolve(TERMS.case, **changes))


EXPIRED = studio(terms=(Term(date(2024, 7, 1), OPENED - DAY),))
SUSPENDED = studio(suspensions=(Days(OPENED),))
UNRECOGNISED = attrs.evolve(STUDIO, recognition=Recognition())
SILENT = client(consents_given=())
UNCLASSIFIED = client(classification=None)
WITHDRAWN = client(consents_given=(*CLIENT.consents_given, Consent(Purpose.GUIDANCE, None, False, OPENED)))
CONTRACT = ExpertContract(
    ExpertNominated(FAN, SHEN, "融资", "专业", OPENED - DAY),
    signed=ContractSigned(XU, "91000000MA00000157", OPENED, OPENED, OPENED, DUE, FeeKind.LECTURE, 0, "聘〔2024〕1号"),
    last=DUE,
)
FAN_LISTED = ResourceEntry("expert", {1: Version(OPENED)}, person=FAN)

open_case = partial(s.open_case, None)
assign = partial(
    case.assign_mentor, OPEN,
    mentor=SHEN, first=PLANNED, on=PLANNED, reason="原指导师出差", client_consented=True, studio=STUDIO, contract=None,
    listing=attrs.evolve(LISTING, person=SHEN),
)  # fmt: skip
assess = partial(s.assess, OPEN)
level = partial(s.set_level, OPEN, level="basic", reason="服务对象放弃专项服务", first=PLANNED, on=PLANNED)
sign = partial(s.sign, OPEN, agreement="g-2")
diagnose = partial(s.diagnose, OPEN)
plan = partial(s.plan, s.opened().take(s.assess).take(s.diagnose).case)
execute = partial(case.execute_step, PLAN, **step(STEPS[0], SERVED[0]))
match = partial(s.match, PLAN)
prove = partial(s.prove, PLAN)
pause = partial(case.pause_service, PLAN, first=SERVED[0], reason="服务对象住院", asker=LU)
approve_pause = partial(
    case.approve_pause, PLAN, first=SERVED[0], reason="服务对象住院", asker=LU, approver=ZHOU, on=PLANNED
)
PAUSED = s.planned().take(case.pause_service, first=SERVED[0], reason="服务对象住院", asker=LU).case
resume = partial(case.resume_service, PAUSED, last_day=SERVED[1])
ask = partial(
    case.request_extension, PLAN,
    extension="e-1", due=DUE + timedelta(90), reason="贷款审批未完", asker=LU, on=DUE, terms=TERMS,
)  # fmt: skip
ASKED = s.planned().tell(ask()).case
extend = partial(case.approve_extension, ASKED, extension="e-1", approver=ZHOU, on=DUE, terms=TERMS)
EXTENDED = s.planned().tell(ask(), extend()).case
propose = partial(s.propose, DONE)
objective = partial(s.propose, PLAN, kind=ClosureKind.OBJECTIVE, reason="policy-change", evidence=(paper("政策文件"),))
send_back = partial(case.return_closure, PENDING, by=ZHOU, reason="佐证不足", on=CLOSED)
close = partial(s.close, PENDING)
UNHEARD = s.done().take(s.propose)
TRIED = tries(s.planned(), *s.days(PLANNED + DAY, 15, 30))
move = partial(
    case.transfer_case, PLAN,
    receiver="hz-gs-002", reason="迁居", client_consented=True, by=ZHOU, on=SERVED[0],
    client=client(consents_given=(*CLIENT.consents_given, Consent(Purpose.REFERRAL, "hz-gs-002", True, PLANNED))),
)  # fmt: skip
reopen = partial(
    case.reopen_case, OVER,
    reason="贷款续办", due=CLOSED + timedelta(270), approver=ZHOU, on=CLOSED + timedelta(90), studio=STUDIO,
    client=CLIENT, terms=TERMS,
)  # fmt: skip
archive = partial(s.archive, OVER)
serve = partial(case.record_service, PLAN, **service(1, SERVED[0]))
REOPENED = s.closed().tell(reopen()).case

TRIED_BEFORE_WORD = tries(s.planned(), PLANNED).take(case.record_client_word, confirms=False, on=PLANNED + DAY)
tries(TRIED_BEFORE_WORD, *s.days(PLANNED + 2 * DAY, 15))


def objective_of(story: s.Story, reason: str) -> object:
    """A proposal to close for a cause, with evidence."""
    return s.propose(story.case, kind=ClosureKind.OBJECTIVE, reason=reason, evidence=(paper("佐证"),))


DECISIONS: tuple[partial[Any], ...] = (
    open_case, assign, partial(assess, reading="善于沟通"), level, sign, diagnose, plan, execute,
    partial(match, person=TIED, interest="i-1"), prove,
    partial(serve, appointment="hz-xihu-001/appointment/a-1", policies=("i-1",)),
    partial(
        case.record_match_result, DONE, match="m-1", outcome=MatchOutcome.FAILED, on=RESULT, evidence=paper("回执"), fen=1
    ),
    partial(case.record_outcome, DONE, jobs=3, founded=True, on=RESULT, evidence=(paper("名单"),)),
    partial(case.record_contact_try, DONE, attempt="t-1", channel="电话", on=RESULT, by=LU),
    partial(case.record_client_word, DONE, confirms=False, on=RESULT, words="再等等", document=paper("意见")),
    partial(case.record_satisfaction, OVER, score=9, on=CLOSED, words="很有帮助"),
    partial(case.record_follow_up, OVER, on=ARCHIVED, by=LU, what="经营正常"),
    pause, approve_pause, resume, ask, extend, objective, send_back, close, move, reopen, archive,
)  # fmt: skip
"""Each decision once, taken as it may be, in the order of `MAY_DECIDE`."""

Case = tuple[Rule, dict[str, Any], Callable[[], object]]

CASES: list[Case] = [
    # 立项
    (case.CASE_ONCE, {"case": CASE}, lambda: s.open_case(OPEN)),
    (case.TAKES_NEW, {"day": OPENED}, lambda: open_case(studio=EXPIRED)),
    (case.TAKES_NEW, {"day": OPENED}, lambda: open_case(studio=SUSPENDED)),
    (case.TAKES_NEW, {"day": OPENED}, lambda: open_case(studio=studio(closed=DUE))),
    (case.TAKES_NEW, {"day": OPENED}, lambda: open_case(studio=UNRECOGNISED)),
    (case.CLIENT_SERVED, {"client": CLIENT_ID, "day": OPENED}, lambda: open_case(record=SILENT)),
    (case.CLIENT_SERVED, {"client": CLIENT_ID, "day": OPENED}, lambda: open_case(record=WITHDRAWN)),
    (case.CLIENT_SERVED, {"client": CLIENT_ID, "day": OPENED}, lambda: open_case(record=client(erased_on=OPENED))),
    (case.NEEDS_NAMED, {}, lambda: open_case(needs=())),
    (case.NEED_ON_RECORD, {"need": "n-x", "day": OPENED}, lambda: open_case(needs=(s.SITE, "n-x"))),
    (case.NEED_ON_RECORD, {"need": s.SITE, "day": OPENED}, lambda: open_case(record=client(needs={s.SITE: Need("opening", OPENED + DAY)}))),
    (case.MENTOR_MAY_SERVE, {"mentor": FAN, "day": OPENED}, lambda: open_case(mentor=FAN)),
    (case.MENTOR_MAY_SERVE, {"mentor": FAN, "day": OPENED - DAY}, lambda: open_case(mentor=FAN, contract=CONTRACT, opened=OPENED - DAY)),
    (case.MENTOR_MAY_SERVE, {"mentor": FAN, "day": OPENED}, lambda: open_case(mentor=FAN, contract=attrs.evolve(CONTRACT, suspensions=(Days(OPENED),)))),
    (case.MENTOR_LISTED, {"mentor": LU, "day": OPENED}, lambda: open_case(listing=None)),
    (case.MENTOR_LISTED, {"mentor": LU, "day": OPENED}, lambda: open_case(listing=FAN_LISTED)),
    (case.MENTOR_LISTED, {"mentor": LU, "day": OPENED}, lambda: open_case(listing=attrs.evolve(LISTING, last_day=OPENED - DAY))),
    (case.DUE_AHEAD, {"due": OPENED - DAY, "since": OPENED}, lambda: open_case(due=OPENED - DAY)),
    (case.WITHIN_TERM, {"due": DUE + DAY, "since": OPENED, "days": 180}, lambda: open_case(due=DUE + DAY)),
    # 更换指导师
    (case.CASE_OPEN, {"case": CASE}, lambda: case.assign_mentor(OVER, **assign.keywords)),
    (case.CASE_OPEN, {"case": CASE}, lambda: case.assign_mentor(HANDED_OVER, **assign.keywords)),
    (case.IN_TERM, {"day": OPENED - DAY, "since": OPENED}, lambda: assign(on=OPENED - DAY)),
    (case.NOT_BACKDATED, {"first": PLANNED - DAY, "on": PLANNED}, lambda: assign(first=PLANNED - DAY)),
    (case.ANOTHER_MENTOR, {"mentor": LU, "day": PLANNED}, lambda: assign(mentor=LU)),
    (case.CLIENT_CONSENTS, {}, lambda: assign(client_consented=False)),
    (case.REASON_STATED, {}, lambda: assign(reason=" ")),
    (case.MENTOR_MAY_SERVE, {"mentor": FAN, "day": PLANNED}, lambda: assign(mentor=FAN, listing=FAN_LISTED)),
    (case.MENTOR_LISTED, {"mentor": SHEN, "day": PLANNED}, lambda: assign(listing=LISTING)),
    # 测评、级别、协议
    (case.IN_CHARGE, {"mentor": SHEN, "day": date(2024, 8, 9)}, lambda: assess(mentor=SHEN)),
    (case.IN_TERM, {"day": OPENED - DAY, "since": OPENED}, lambda: assess(on=OPENED - DAY)),
    (case.NEW_ASSESSMENT, {"assessment": "a-1"}, lambda: s.assess(PLAN)),
    (case.TOOL_ACTIVE, {"tool": TOOL_ID, "version": 2, "day": date(2024, 8, 9)}, lambda: assess(entry=None)),
    (case.TOOL_ACTIVE, {"tool": TOOL_ID, "version": 1, "day": date(2024, 8, 9)}, lambda: assess(tool_version=1)),
    (case.TOOL_ACTIVE, {"tool": TOOL_ID, "version": 2, "day": date(2024, 8, 9)}, lambda: assess(entry=attrs.evolve(TOOL, last_day=date(2024, 8, 8)))),
    (case.TOOL_ACTIVE, {"tool": TOOL_ID, "version": 2, "day": date(2024, 8, 9)}, lambda: assess(entry=attrs.evolve(TOOL, library="course"))),
    (case.CLASSIFIED, {"client": CLIENT_ID, "day": date(2024, 8, 9)}, lambda: assess(client=UNCLASSIFIED)),
    (case.FOR_SEGMENT, {"tool": TOOL_ID, "version": 2, "segment": "veteran"}, lambda: assess(client=client(classification=Classification("veteran", "founding", (), REGISTERED)))),
    (case.DOCUMENT_FILED, {}, lambda: assess(interpretation=NO_TITLE)),
    (case.DOCUMENT_FILED, {}, lambda: assess(interpretation=NO_DIGEST)),
    (case.CASE_OPEN, {"case": CASE}, lambda: case.set_level(OVER, **level.keywords)),
    (case.NOT_BACKDATED, {"first": PLANNED - DAY, "on": PLANNED}, lambda: level(first=PLANNED - DAY)),
    (case.KNOWN_LEVEL, {"level": "vip"}, lambda: level(level="vip")),
    (case.LEVEL_BASED, {}, lambda: level(basis=())),
    (case.LEVEL_BASED, {}, lambda: level(basis=(" ",))),
    (case.LEVEL_IN_ORDER, {"day": PLANNED, "since": SERVED[0]}, lambda: case.set_level(s.opened().tell(level(first=SERVED[0])).case, **level.keywords)),
    (case.ANOTHER_LEVEL, {"level": "special", "day": PLANNED}, lambda: level(level="special")),
    (case.CHANGE_REASONED, {}, lambda: level(reason=" ")),
    (case.CLASSIFIED, {"client": CLIENT_ID, "day": OPENED}, lambda: s.set_level(s.Story().take(s.open_case).case, client=UNCLASSIFIED)),
    (case.CLASSIFIED, {"client": CLIENT_ID, "day": OPENED}, lambda: s.set_level(s.Story().take(s.open_case).case, client=client(classification=Classification("graduate", "founding", (), OPENED + DAY)))),
    (case.CASE_OPEN, {"case": CASE}, lambda: case.sign_agreement(OVER, **sign.keywords)),
    (case.NEW_AGREEMENT, {"agreement": "g-1"}, lambda: sign(agreement="g-1")),
    (case.AGREEMENT_WRITTEN, {}, lambda: sign(scope=" ")),
    (case.AGREEMENT_WRITTEN, {}, lambda: sign(document=" ")),
    (case.AGREED_TERM, {"first": DUE + DAY, "last": DUE}, lambda: sign(first=DUE + DAY)),
    (case.FEE_NOT_NEGATIVE, {"fen": -1}, lambda: sign(fen=-1)),
    (case.IN_TARIFF, {"item": s.ITEM, "day": OPENED}, lambda: sign(tariff=None)),
    (case.IN_TARIFF, {"item": "资料费", "day": OPENED}, lambda: sign(tariff_item="资料费")),
    (case.IN_TARIFF, {"item": s.FREE, "day": OPENED}, lambda: sign(tariff_item=s.FREE)),
    # 诊断、方案、执行
    (case.IN_CHARGE, {"mentor": SHEN, "day": DIAGNOSED}, lambda: diagnose(mentor=SHEN)),
    (case.NEW_DIAGNOSIS, {"diagnosis": "d-1"}, lambda: s.diagnose(PLAN)),
    (case.NEEDS_OF_CASE, {}, lambda: diagnose(needs=())),
    (case.NEEDS_OF_CASE, {}, lambda: diagnose(needs=(s.SITE, "n-x"))),
    (case.DOCUMENT_FILED, {}, lambda: diagnose(document=NO_DIGEST)),
    (case.IN_CHARGE, {"mentor": SHEN, "day": PLANNED}, lambda: plan(mentor=SHEN)),
    (case.DIAGNOSED_FIRST, {"day": PLANNED}, lambda: s.plan(OPEN)),
    (case.DIAGNOSED_FIRST, {"day": DIAGNOSED - DAY}, lambda: plan(on=DIAGNOSED - DAY)),
    (case.LEVEL_SET, {"day": PLANNED}, lambda: s.plan(s.Story().take(s.open_case).take(s.diagnose).case)),
    (case.AGREEMENT_FIRST, {"day": PLANNED}, lambda: s.plan(s.Story().take(s.open_case).take(s.set_level).take(s.diagnose).case)),
    (case.AGREEMENT_FIRST, {"day": DUE + DAY}, lambda: plan(on=DUE + DAY)),
    (case.PLAN_HAS_STEPS, {}, lambda: plan(steps=())),
    (case.PLAN_HAS_STEPS, {}, lambda: plan(steps=("选址", " "))),
    (case.PLAN_HAS_STEPS, {}, lambda: plan(steps=("选址", "选址"))),
    (case.PLAN_AGREED, {}, lambda: plan(client_agreed=False)),
    (case.PLAN_IN_ORDER, {"day": PLANNED - DAY, "since": PLANNED}, lambda: s.plan(PLAN, on=PLANNED - DAY)),
    (case.DOCUMENT_FILED, {}, lambda: plan(document=NO_TITLE)),
    (case.IN_CHARGE, {"mentor": SHEN, "day": SERVED[0]}, lambda: execute(mentor=SHEN)),
    (case.STEP_PLANNED, {"step": STEPS[0], "day": SERVED[0]}, lambda: case.execute_step(OPEN, **execute.keywords)),
    (case.STEP_PLANNED, {"step": STEPS[0], "day": PLANNED - DAY}, lambda: execute(on=PLANNED - DAY)),
    (case.STEP_PLANNED, {"step": "装修", "day": SERVED[0]}, lambda: execute(step="装修")),
    (case.STEP_ONCE, {"step": STEPS[0]}, lambda: case.execute_step(DONE, **execute.keywords)),
    (case.DOCUMENT_FILED, {}, lambda: execute(evidence=NO_DIGEST)),
    # 对接、效果
    (case.IN_CHARGE, {"mentor": SHEN, "day": MATCHED}, lambda: match(mentor=SHEN)),
    (case.NEW_MATCH, {"match": "m-1"}, lambda: s.match(DONE)),
    (case.NEED_RECORDED, {"need": "n-x", "day": MATCHED}, lambda: match(need="n-x")),
    (case.NEED_RECORDED, {"need": s.LOAN, "day": MATCHED}, lambda: match(client=client(needs={s.LOAN: Need("financing", MATCHED + DAY)}))),
    (case.KNOWN_RESOURCE, {"kind": "tax"}, lambda: match(kind="tax")),
    (case.PROVIDER_ACTIVE, {"provider": BANK_ID, "day": MATCHED}, lambda: match(entry=None)),
    (case.PROVIDER_ACTIVE, {"provider": BANK_ID, "day": MATCHED}, lambda: match(entry=attrs.evolve(BANK, last_day=MATCHED - DAY))),
    (case.REFERRAL_CONSENT, {"provider": BANK_ID, "day": MATCHED}, lambda: match(client=client(consents_given=CLIENT.consents_given[:2]))),
    (case.REFERRAL_CONSENT, {"provider": "info-x", "day": MATCHED}, lambda: match(provider="info-x")),
    (case.INTEREST_DECLARED, {"mentor": LU, "provider": BANK_ID}, lambda: match(person=TIED)),
    (case.INTEREST_DECLARED, {"mentor": LU, "provider": BANK_ID}, lambda: match(person=TIED, interest="i-2")),
    (case.INTEREST_DECLARED, {"mentor": LU, "provider": BANK_ID}, lambda: match(person=attrs.evolve(TIED, interests={**TIED.interests, "i-2": Interest("91000000MA000004XL", InterestKind.OTHER, OPENED)}), interest="i-2")),
    (case.INTEREST_DECLARED, {"mentor": LU, "provider": BANK_ID}, lambda: match(entry=attrs.evolve(BANK, person=LU))),
    (case.INTEREST_DECLARED, {"mentor": LU, "provider": BANK_ID}, lambda: match(entry=attrs.evolve(BANK, person=FAN), person=attrs.evolve(RECORD, relatives={FAN: Relation.SPOUSE}))),
    (case.INTEREST_DECLARED, {"mentor": LU, "provider": BANK_ID}, lambda: match(entry=attrs.evolve(BANK, person=LU), person=None, interest="i-1")),
    (case.IN_CHARGE, {"mentor": SHEN, "day": RESULT}, lambda: prove(mentor=SHEN)),
    (case.NEW_RESULT, {"result": "r-1"}, lambda: s.prove(DONE)),
    (case.RESULT_SHOWN, {}, lambda: prove(what=" ")),
    (case.RESULT_SHOWN, {}, lambda: prove(evidence=())),
    (case.DOCUMENT_FILED, {}, lambda: prove(evidence=(paper("营业执照"), NO_DIGEST))),
    # 暂停、延期
    (case.CASE_OPEN, {"case": CASE}, lambda: case.pause_service(OVER, **pause.keywords)),
    (case.NOT_PAUSED, {"day": SERVED[1]}, lambda: case.pause_service(PAUSED, **pause.keywords | {"first": SERVED[1]})),
    (case.NOT_PAUSED, {"day": SERVED[1]}, lambda: case.pause_service(s.Story(PAUSED).tell(resume()).case, **pause.keywords | {"first": SERVED[1]})),
    (case.REASON_STATED, {}, lambda: pause(reason=" ")),
    (case.NOT_PAUSED, {"day": SERVED[0]}, lambda: case.approve_pause(PAUSED, **approve_pause.keywords)),
    (case.REASON_STATED, {}, lambda: approve_pause(reason=" ")),
    (case.TWO_HANDS, {"hand": ZHOU}, lambda: approve_pause(asker=ZHOU)),
    (case.TWO_HANDS, {"hand": ZHOU}, lambda: approve_pause(asker=ZHOU, approver=XU, principal=ZHOU)),
    (case.NOT_ONES_OWN, {"mentor": LU}, lambda: approve_pause(asker=SHEN, approver=LU)),
    (case.PAUSE_AHEAD, {"first": SERVED[0], "on": SERVED[0] + DAY}, lambda: approve_pause(on=SERVED[0] + DAY)),
    (case.BEFORE_DUE, {"on": DUE + DAY, "due": DUE}, lambda: approve_pause(first=DUE + DAY)),
    (case.CASE_OPEN, {"case": CASE}, lambda: case.resume_service(OVER, last_day=ARCHIVED)),
    (case.PAUSED, {}, lambda: case.resume_service(PLAN, last_day=SERVED[1])),
    (case.RESUMED_AFTER, {"last_day": SERVED[0] - DAY, "first": SERVED[0]}, lambda: resume(last_day=SERVED[0] - DAY)),
    (case.NEW_EXTENSION, {"extension": "e-1"}, lambda: case.request_extension(ASKED, **ask.keywords)),
    (case.REASON_STATED, {}, lambda: ask(reason=" ")),
    (case.CASE_OPEN, {"case": CASE}, lambda: case.request_extension(OVER, **ask.keywords)),
    (case.BEFORE_DUE, {"on": DUE + DAY, "due": DUE}, lambda: ask(on=DUE + DAY)),
    (case.LATER_DUE, {"asked": DUE, "due": DUE}, lambda: ask(due=DUE)),
    (case.WITHIN_EXTENSION, {"asked": DUE + timedelta(91), "due": DUE, "days": 90}, lambda: ask(due=DUE + timedelta(91))),
    (case.FEW_EXTENSIONS, {"granted": 1, "most": 1}, lambda: case.request_extension(EXTENDED, **ask.keywords | {"extension": "e-2", "due": DUE + timedelta(91)})),
    (case.EXTENSION_PENDING, {"extension": "e-2"}, lambda: extend(extension="e-2")),
    (case.EXTENSION_PENDING, {"extension": "e-1"}, lambda: case.approve_extension(EXTENDED, **extend.keywords)),
    (case.TWO_HANDS, {"hand": LU}, lambda: extend(approver=LU)),
    (case.TWO_HANDS, {"hand": LU}, lambda: extend(approver=XU, principal=LU)),
    (case.NOT_ONES_OWN, {"mentor": LU}, lambda: case.approve_extension(s.planned().tell(ask(asker=SHEN)).case, **extend.keywords | {"approver": LU})),
    (case.NOT_ONES_OWN, {"mentor": LU}, lambda: case.approve_extension(s.planned().tell(ask(asker=SHEN)).case, **extend.keywords | {"approver": XU, "principal": LU})),
    (case.BEFORE_DUE, {"on": DUE + DAY, "due": DUE}, lambda: extend(on=DUE + DAY)),
    (case.FEW_EXTENSIONS, {"granted": 0, "most": 0}, lambda: extend(terms=terms(max_ext=0))),
    (case.WITHIN_EXTENSION, {"asked": DUE + timedelta(90), "due": DUE, "days": 89}, lambda: extend(terms=terms(ext_days=89))),
    # 申请结案
    (case.IN_CHARGE, {"mentor": SHEN, "day": PROPOSED}, lambda: propose(proposer=SHEN)),
    (case.NOT_PROPOSED, {"proposal": 1}, lambda: s.propose(PENDING)),
    (case.NO_REASON, {}, lambda: propose(reason="policy-change")),
    (case.SERVICE_GIVEN, {"since": OPENED}, lambda: s.propose(s.opened().take(s.prove).case)),
    (case.STEPS_DONE, {"step": STEPS[0]}, lambda: s.propose(s.planned().take(case.record_service, **service(1, SERVED[0])).take(s.prove).case)),
    (case.STEPS_DONE, {"step": "装修"}, lambda: s.propose(s.done().take(s.plan, steps=(*STEPS, "装修"), on=RESULT).case)),
    (case.RESULT_REACHED, {"since": OPENED}, lambda: s.propose(s.opened().take(case.record_service, **service(1, SERVED[0])).case)),
    (case.SERVICE_GIVEN, {"since": CLOSED + timedelta(90)}, lambda: s.propose(REOPENED, on=CLOSED + timedelta(91))),
    (case.DOCUMENT_FILED, {}, lambda: propose(evidence=(NO_TITLE,))),
    (case.OBJECTIVE_REASON, {"reason": None}, lambda: objective(reason=None)),
    *(
        (case.OBJECTIVE_REASON, {"reason": reason}, partial(objective, reason=reason))
        for reason in ("mentor-left", "studio-workload", "fee-dispute", "effect-to-be-observed")
    ),
    (case.CAUSE_SHOWN, {}, lambda: objective(evidence=())),
    (case.DOCUMENT_FILED, {}, lambda: objective(evidence=(NO_DIGEST,))),
    (case.CONTACT_LOST, {"tries": 3, "days": 30, "tried": 0, "over": 0}, lambda: objective(reason="lost-contact")),
    (case.CONTACT_LOST, {"tries": 3, "days": 30, "tried": 2, "over": 30}, lambda: objective_of(tries(s.planned(), *s.days(PLANNED, 30)), "lost-contact")),
    (case.CONTACT_LOST, {"tries": 3, "days": 30, "tried": 3, "over": 29}, lambda: objective_of(tries(s.planned(), *s.days(PLANNED, 15, 29)), "lost-contact")),
    (case.CONTACT_LOST, {"tries": 3, "days": 30, "tried": 2, "over": 15}, lambda: objective_of(TRIED_BEFORE_WORD, "lost-contact")),
    (case.WITHDREW_IN_WRITING, {}, lambda: objective(reason="client-withdrew-in-writing")),
    (case.WITHDREW_IN_WRITING, {}, lambda: objective_of(s.planned().take(case.record_client_word, confirms=True, on=SERVED[0]), "client-withdrew-in-writing")),
    (case.WITHDREW_IN_WRITING, {}, lambda: objective_of(s.planned().take(case.record_client_word, confirms=False, on=SERVED[0], document=paper("异议")), "client-withdrew-in-writing")),
    # 退回、结案
    (case.CASE_OPEN, {"case": CASE}, lambda: case.return_closure(OVER, **send_back.keywords)),
    (case.PROPOSED, {}, lambda: case.return_closure(DONE, **send_back.keywords)),
    (case.AFTER_PROPOSAL, {"on": PROPOSED - DAY, "proposed": PROPOSED}, lambda: send_back(on=PROPOSED - DAY)),
    (case.TWO_HANDS, {"hand": LU}, lambda: send_back(by=LU)),
    (case.TWO_HANDS, {"hand": LU}, lambda: send_back(principal=LU)),
    (case.REASON_STATED, {}, lambda: send_back(reason=" ")),
    (case.CASE_OPEN, {"case": CASE}, lambda: s.close(OVER)),
    (case.PROPOSED, {}, lambda: s.close(DONE)),
    (case.PROPOSED, {}, lambda: s.close(s.proposed().tell(send_back()).case)),
    (case.AFTER_PROPOSAL, {"on": PROPOSED - DAY, "proposed": PROPOSED}, lambda: close(on=PROPOSED - DAY)),
    (case.TWO_HANDS, {"hand": LU}, lambda: close(approver=LU)),
    (case.TWO_HANDS, {"hand": LU}, lambda: close(principal=LU)),
    (case.STEPS_DONE, {"step": "装修"}, lambda: s.close(s.proposed().take(s.plan, steps=("装修",), on=PROPOSED).case)),
    (case.CLIENT_HEARD, {"tried": 0, "tries": 3}, lambda: s.close(UNHEARD.case)),
    (case.CLIENT_HEARD, {"tried": 2, "tries": 3}, lambda: s.close(tries(s.done().take(s.propose), *s.days(PROPOSED, 1)).case)),
    (case.CLIENT_HEARD, {"tried": 0, "tries": 3}, lambda: s.close(s.proposed().take(case.record_client_word, confirms=False, on=CLOSED).case)),
    # 移交、重启、归档
    (case.CASE_OPEN, {"case": CASE}, lambda: case.transfer_case(OVER, **move.keywords)),
    (case.RECEIVER_NAMED, {}, lambda: move(receiver=" ")),
    (case.REASON_STATED, {}, lambda: move(reason=" ")),
    (case.CLIENT_CONSENTS, {}, lambda: move(client_consented=False)),
    (case.RECEIVER_CONSENT, {"receiver": "hz-gs-002", "day": SERVED[0]}, lambda: move(client=CLIENT)),
    (case.CASE_CLOSED, {"case": CASE}, lambda: case.reopen_case(PLAN, **reopen.keywords)),
    (case.CASE_CLOSED, {"case": CASE}, lambda: case.reopen_case(HANDED_OVER, **reopen.keywords)),
    (case.REOPENED_IN_TIME, {"closed": CLOSED, "on": CLOSED + timedelta(91), "days": 90}, lambda: reopen(on=CLOSED + timedelta(91))),
    (case.REOPENED_IN_TIME, {"closed": CLOSED, "on": CLOSED - DAY, "days": 90}, lambda: reopen(on=CLOSED - DAY)),
    (case.REASON_STATED, {}, lambda: reopen(reason=" ")),
    (case.TAKES_NEW, {"day": CLOSED + timedelta(90)}, lambda: reopen(studio=SUSPENDED)),
    (case.CLIENT_SERVED, {"client": CLIENT_ID, "day": CLOSED + timedelta(90)}, lambda: reopen(client=WITHDRAWN)),
    (case.WITHIN_TERM, {"due": CLOSED + timedelta(271), "since": CLOSED + timedelta(90), "days": 180}, lambda: reopen(due=CLOSED + timedelta(271))),
    (case.CASE_OVER, {"case": CASE, "day": ARCHIVED}, lambda: s.archive(PENDING)),
    (case.CASE_OVER, {"case": CASE, "day": CLOSED - DAY}, lambda: archive(on=CLOSED - DAY)),
    (case.CASE_OVER, {"case": CASE, "day": ARCHIVED}, lambda: s.archive(REOPENED)),
    (case.ARCHIVED_ONCE, {"case": CASE}, lambda: s.archive(FILED)),
    (case.ARCHIVE_CODE, {}, lambda: archive(archive_code=" ")),
    (case.FILE_IN_ARCHIVES, {"archive_code": "2024-FW-D30-0018"}, lambda: archive(archive_code="2024-FW-D30-0018")),
    (case.FILE_IN_ARCHIVES, {"archive_code": s.CODE}, lambda: archive(record=At(s.file_of(CASE, s.CODE).stream, 0, None))),
    (case.FILE_IN_ARCHIVES, {"archive_code": s.CODE}, lambda: archive(record=s.file_of("2024-0018", s.CODE))),
    (case.BY_ARCHIVIST, {"person": LU, "day": ARCHIVED}, lambda: archive(archivist=LU)),
    # 报告: 只拒绝不成样的
    (case.NEW_SERVICE, {"service": "s-1"}, lambda: case.record_service(DONE, **service(1, SERVED[0]))),
    (case.ENDS_AFTER_START, {}, lambda: serve(end=s.at(SERVED[0], 9))),
    (case.DOCUMENT_FILED, {}, lambda: serve(record=NO_TITLE)),
    (case.MATCH_EXISTS, {"match": "m-2"}, lambda: case.record_match_result(DONE, match="m-2", outcome=MatchOutcome.FAILED, on=RESULT, evidence=paper("回执"))),
    (case.MONEY_NOT_NEGATIVE, {"fen": -1}, lambda: case.record_match_result(DONE, match="m-1", outcome=MatchOutcome.FAILED, on=RESULT, evidence=paper("回执"), fen=-1)),
    (case.DOCUMENT_FILED, {}, lambda: case.record_match_result(DONE, match="m-1", outcome=MatchOutcome.FAILED, on=RESULT, evidence=NO_TITLE)),
    (case.JOBS_NOT_NEGATIVE, {"jobs": -1}, lambda: case.record_outcome(DONE, jobs=-1, founded=False, on=RESULT)),
    (case.DOCUMENT_FILED, {}, lambda: case.record_outcome(DONE, jobs=1, founded=False, on=RESULT, evidence=(NO_DIGEST,))),
    (case.NEW_ATTEMPT, {"attempt": "t-1"}, lambda: case.record_contact_try(s.planned().take(case.record_contact_try, attempt="t-1", channel="电话", on=RESULT, by=LU).case, attempt="t-1", channel="电话", on=RESULT, by=LU)),
    (case.DOCUMENT_FILED, {}, lambda: case.record_client_word(DONE, confirms=True, on=RESULT, document=NO_TITLE)),
    (case.SCORE_RANGE, {"score": 11}, lambda: case.record_satisfaction(OVER, score=11, on=CLOSED)),
    (case.SCORE_RANGE, {"score": -1}, lambda: case.record_satisfaction(OVER, score=-1, on=CLOSED)),
]  # fmt: skip

each_case = pytest.mark.parametrize(
    ("rule", "figures", "decide"), CASES, ids=[f"{n}-{one[0].en}" for n, one in enumerate(CASES)]
)


@each_case
def test_the_rule_refuses(rule: Rule, figures: dict[str, Any], decide: Callable[[], object]) -> None:
    with refused_by(rule, **figures):
        decide()


def test_every_rule_has_a_case() -> None:
    assert set(rules("client_case").values()) == {rule for rule, _, _ in CASES}


@each_case
def test_a_refusal_names_its_figures_in_both_languages(rule: Rule, figures: dict[str, Any], decide: object) -> None:
    for text in (rule.zh, rule.en):
        assert fill(text, figures)


WELL: dict[str, Callable[[], object]] = {
    "a case, on the last day of its term": lambda: open_case(),
    "a case due on the day it is opened": lambda: open_case(due=OPENED),
    "a case on the first day of recognition": lambda: open_case(studio=studio(terms=(Term(OPENED, None),))),
    "a case on the last day of recognition": lambda: open_case(studio=studio(terms=(Term(date(2024, 7, 1), OPENED),))),
    "a case on the day before a suspension": lambda: open_case(studio=studio(suspensions=(Days(OPENED + DAY),))),
    "a case of a need recorded that day": lambda: open_case(needs=(s.SITE,), record=client(needs={s.SITE: Need("opening", OPENED)})),
    "a case of an expert, on the first day of the contract": lambda: open_case(mentor=FAN, contract=CONTRACT, listing=FAN_LISTED),
    "a case of a mentor on the last day of the listing": lambda: open_case(listing=attrs.evolve(LISTING, last_day=OPENED)),
    "another mentor": lambda: assign(),
    "another mentor in a suspended studio": lambda: assign(studio=SUSPENDED),
    "an assessment on the first day of the version": lambda: assess(entry=attrs.evolve(TOOL, versions={2: Version(date(2024, 8, 9), None, ("graduate",))})),
    "an assessment on the last day of the tool": lambda: assess(entry=attrs.evolve(TOOL, last_day=date(2024, 8, 9))),
    "another level": lambda: level(),
    "basic service of a client who is not classified": lambda: level(client=UNCLASSIFIED),
    "special service on the day of the classification": lambda: s.set_level(s.Story().take(s.open_case).case, client=client(classification=Classification("graduate", "founding", (), OPENED))),
    "an agreement of one day for nothing": lambda: sign(first=DUE, last=DUE, fen=0),
    "a diagnosis": lambda: diagnose(),
    "a plan on the day of the diagnosis": lambda: plan(on=DIAGNOSED),
    "a plan on the last day of the agreement": lambda: plan(on=DUE),
    "a plan of basic service without an agreement": lambda: s.plan(s.Story().take(s.open_case).take(s.set_level, level="basic").take(s.diagnose).case),
    "a second plan": lambda: s.plan(PLAN),
    "a step on the day of the plan": lambda: execute(on=PLANNED),
    "a match": lambda: match(),
    "a match on the last day of the entry": lambda: match(entry=attrs.evolve(BANK, last_day=MATCHED)),
    "a match with a declared interest": lambda: match(person=TIED, interest="i-1"),
    "a match with a partner of former days": lambda: match(person=attrs.evolve(TIED, interests={"i-1": Interest(BANK_ID, InterestKind.CONTRACT, OPENED, MATCHED - DAY)})),
    "a match of a mentor who declared nothing": lambda: match(person=None),
    "a match with a neighbour's firm": lambda: match(entry=attrs.evolve(BANK, person=FAN), person=PersonRecord(LU, RECORD.employments)),
    "a result": lambda: prove(),
    "a pause": lambda: pause(),
    "a second pause, the day after the first": lambda: case.pause_service(s.Story(PAUSED).tell(resume()).case, **pause.keywords | {"first": SERVED[1] + DAY}),
    "an approved pause on the due day": lambda: approve_pause(first=DUE, on=DUE),
    "a pause of a day": lambda: resume(last_day=SERVED[0]),
    "an extension on the due day, of all that is allowed": lambda: ask(),
    "its approval": lambda: extend(),
    "its approval for another than the asker": lambda: extend(approver=XU, principal=ZHOU),
    "a second extension where policy allows it": lambda: case.request_extension(EXTENDED, **ask.keywords | {"extension": "e-2", "due": DUE + timedelta(180), "terms": terms(max_ext=2)}),
    "a proposal": lambda: propose(),
    "a proposal after a return": lambda: s.propose(s.proposed().tell(send_back()).case, on=CLOSED),
    "a proposal for a cause, on the first day": lambda: s.propose(OPEN, kind=ClosureKind.OBJECTIVE, on=OPENED, reason="force-majeure", evidence=(paper("公告"),)),
    "a proposal for lost contact": lambda: objective_of(TRIED, "lost-contact"),
    "a proposal for a withdrawal": lambda: objective_of(s.planned().take(case.record_client_word, confirms=True, on=SERVED[0], document=paper("退出声明")), "client-withdrew-in-writing"),
    "a return": lambda: send_back(),
    "a closing on the day of the proposal": lambda: close(on=PROPOSED),
    "a closing for another than the proposer": lambda: close(approver=XU, principal=ZHOU),
    "a closing after three tries": lambda: s.close(tries(s.done().take(s.propose), *s.days(PROPOSED, 1, 2)).case),
    "a closing after three tries since an objection": lambda: s.close(tries(s.done().take(s.propose).take(case.record_client_word, confirms=False, on=PROPOSED), *s.days(PROPOSED + DAY, 1, 2)).case),
    "a hand-over in a suspended studio": lambda: move(),
    "a second beginning on the last day": lambda: reopen(),
    "a second beginning at once": lambda: reopen(on=CLOSED, due=CLOSED),
    "a second beginning of what is archived": lambda: case.reopen_case(FILED, **reopen.keywords),
    "the archives on the day of closing": lambda: archive(on=CLOSED),
    "the archives of what was handed over": lambda: s.archive(HANDED_OVER),
    "a service by anybody, after the end": lambda: case.record_service(OVER, **service(9, ARCHIVED, Channel.ONLINE, mentor=FAN)),
    "a service that nobody knows the kind of": lambda: serve(kind="9.9", sub_kind="?"),
    "an outcome without evidence": lambda: case.record_outcome(OVER, jobs=0, founded=False, on=CLOSED),
    "a score of nothing": lambda: case.record_satisfaction(OVER, score=0, on=CLOSED),
    "a score of all": lambda: case.record_satisfaction(OVER, score=10, on=CLOSED),
    "a call after the end": lambda: case.record_follow_up(OVER, on=ARCHIVED, by=HE, what="经营正常"),
    "a word after the end": lambda: case.record_client_word(OVER, confirms=False, on=ARCHIVED),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert isinstance(WELL[name](), case.Event)


def test_the_tariff_and_people_of_the_story_are_there() -> None:
    """What the cases above bend stands straight to begin with."""
    assert TARIFF.item_on(s.ITEM, OPENED) is not None
    assert STUDIO.archivist_on(ARCHIVED) == HE
    assert CLIENT.served_on(OPENED)
