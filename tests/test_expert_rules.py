"""Rule by rule: what each `require` of an expert's contract refuses. Without the line, its case here fails."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs
import pytest

from expert_story import (
    APPROVED,
    CONSULTING,
    DAY,
    DEPUTY,
    EXPERT_FEES,
    FAN,
    FIRST,
    HEAD,
    LAST,
    LEAD,
    MEMBER,
    NOMINATED,
    OFFICIAL,
    PRIVATE,
    RULES,
    SIGNED,
    STAFF,
    STUDIO,
    TERMS,
    Engagement,
    at,
    engaged,
    funded,
    lectured,
    payment_list,
)
from fund_year import PARK
from studio_domain import expert_contract as expert
from studio_domain import fund_account as fund
from studio_domain.expert_contract import FeeKind, Stage, TerminationCause, Title
from studio_domain.fund_account import Stage as ClaimStage
from studio_domain.guideline import Rule, fill
from studio_domain.studio import NOT_CLOSED, Recognition
from telling import refused_by
from test_form import rules

MARCH_18, MARCH_19 = date(2025, 3, 18), date(2025, 3, 19)
NEXT, EVE = LAST + timedelta(1), FIRST - timedelta(1)
BUREAU = "1100000000000006XU"

NEW = Engagement().contract
CHECKED = Engagement().verified().contract
AGREED = Engagement().verified().approved().contract
STORY = lectured()
WORKING = STORY.contract
CLAIMED = lectured().claimed("f-1", "s-1", units=200, gross=2_300_00).contract
DECLINED = expert.evolve(NEW, expert.EngagementDeclined(HEAD, "r", NOMINATED))
UNPAID = engaged(unit_fen=0).served("s-1", at(MARCH_18, 9), 90).contract
PUBLIC = Engagement().verified(public_official=True, person=OFFICIAL).approved().contract
PERMITTED = Engagement().verified(public_official=True, permission="允〔2025〕1号", person=OFFICIAL).approved().contract
EVALUATED = lectured().evaluated().contract
RENEWED = lectured().evaluated().renewed().contract
BOOKED = expert.evolve(WORKING, expert.BookingMade("s/appointment/a-1", DAY, DAY + timedelta(1)))
PAUSED = expert.evolve(WORKING, expert.ContractSuspended(date(2025, 4, 1), "r", LEAD))
ENDED = expert.evolve(WORKING, expert.ContractTerminated(TerminationCause.MUTUAL, DAY, HEAD, None, None, "d"))
SETTLED = expert.evolve(ENDED, expert.ContractSettled(LEAD, DAY, True))
ACKNOWLEDGED = expert.evolve(WORKING, expert.ExpiryAcknowledged(LEAD, LAST))
FREE_AND_ENDED = expert.evolve(UNPAID, expert.ContractTerminated(TerminationCause.MUTUAL, DAY, HEAD, None, None, "d"))
ACCOUNT = funded().submit("c-f-1", EXPERT_FEES, 2_300_00, payment_list(2_300_00), beneficiary=FAN)
SUBMITTED = ACCOUNT.account
PAID_ACCOUNT = (
    funded().submit("c-f-1", EXPERT_FEES, 2_300_00, payment_list(2_300_00)).on_to("c-f-1", ClaimStage.PAID).account
)
REJECTED = fund.evolve(SUBMITTED, fund.ClaimRejected("c-f-1", HEAD, "r"))
PAID = expert.evolve(CLAIMED, expert.FeePaid("f-1", DAY))
PAID_AND_ENDED = expert.evolve(PAID, expert.ContractTerminated(TerminationCause.MUTUAL, DAY, HEAD, None, None, "d"))

nominate = partial(
    expert.nominate_expert, None, person=FAN, nominator=LEAD, field_of_work="财税", reason="经验", on=NOMINATED
)
verify = partial(
    expert.verify_qualification, NEW,
    verifier=STAFF, title=Title.FULL, public_official=False, permission=None, declaration="声明-1", document="d", on=NOMINATED, person=PRIVATE,
)  # fmt: skip
approve = partial(expert.approve_engagement, CHECKED, approver=HEAD, document="d", on=APPROVED)
decline = partial(expert.decline_engagement, by=HEAD, reason="专业不符", on=APPROVED)
sign = partial(
    expert.sign_contract, AGREED,
    carrier_signer=HEAD, party=PARK, expert_signed=date(2025, 1, 9), carrier_signed=SIGNED, first=FIRST, last=LAST, fee_kind=FeeKind.LECTURE,
    unit_fen=1_150_00, document="d", on=SIGNED, studio=STUDIO, regulation=RULES, person=PRIVATE, terms=TERMS,
)  # fmt: skip
assign = partial(expert.assign_task, WORKING, task="t-2", what="路演点评", by=LEAD, due=DAY, on=DAY)
log = partial(
    expert.record_service,
    WORKING,
    entry="s-9",
    task="t-1",
    occasion="case/k-2",
    start=at(MARCH_18, 9),
    end=at(MARCH_18, 10),
    logged_by=FAN,
)
confirm = partial(
    expert.verify_log,
    WORKING,
    entry="s-2",
    minutes=60,
    verifier=STAFF,
    attended=True,
    confirmation=None,
    on=MARCH_19,
    terms=TERMS,
)
absent = partial(expert.record_absence, WORKING, occasion="case/k-1", excused=False, on=DAY)
claim = partial(
    expert.claim_fee, WORKING,
    fee="f-2", entries=("s-1",), units=200, gross=2_300_00, tax=300_00, net=2_000_00, account="a/fund/2025", claim="c-9", on=DAY, terms=TERMS,
)  # fmt: skip
pay = partial(expert.pay_fee, CLAIMED, fee="f-1", on=DAY, account=PAID_ACCOUNT)
withdraw = partial(expert.withdraw_fee, CLAIMED, fee="f-1", on=DAY, account=REJECTED)
evaluate = partial(
    expert.evaluate_expert,
    WORKING,
    evaluation="e-9",
    grade="qualified",
    score="60",
    evaluator=LEAD,
    on=DAY,
    terms=TERMS,
)
renew = partial(
    expert.renew_contract, EVALUATED,
    last=NEXT, evaluation="e-1", approver=HEAD, document="d", on=LAST, recorded=LAST, terms=TERMS,
)  # fmt: skip
acknowledge = partial(expert.acknowledge_expiry, WORKING, by=LEAD, on=LAST, terms=TERMS)
suspend = partial(expert.suspend_contract, WORKING, first=DAY, reason="生病", by=LEAD, on=DAY)
resume = partial(expert.resume_contract, PAUSED, first=DAY, by=LEAD, on=DAY)
terminate = partial(
    expert.terminate_contract, WORKING,
    cause=TerminationCause.FOR_CAUSE, last_day=DAY, by=HEAD, evidence="缺席记录", notified=DAY, document="d", on=DAY,
)  # fmt: skip
book = partial(expert.book, WORKING, appointment="s/appointment/a-2", mentor=FAN, first=DAY, last=DAY)
release = partial(expert.release_booking, BOOKED)
settle = partial(expert.settle_contract, by=LEAD, on=DAY + timedelta(1), materials_returned=True, terms=TERMS)


def entry_of(
    name: str, start: Any, minutes: int, *, occasion: str = "case/k-1", task: str = "t-1", story: Any = engaged
) -> Any:
    """A contract with one more entry, logged and not verified."""
    return story().logged(name, start, minutes, occasion=occasion, task=task).contract


NOON = entry_of("s-2", at(MARCH_18, 8, 30), 181)
TWICE = entry_of("s-2", at(MARCH_18, 10, 29), 60, story=lambda: engaged().served("s-1", at(MARCH_18, 9), 90))
OF_A_MONTH, ENDLESS = (
    entry_of("s-2", at(MARCH_18, 9), days * 24 * 60, story=lambda: engaged(fee_kind=CONSULTING)) for days in (30, 31)
)
FULL_MORNING = entry_of("s-2", at(MARCH_18, 11), 60, story=lambda: engaged().served("s-1", at(MARCH_18, 8), 121))
OUTSIDE = entry_of("s-2", at(EVE, 9), 60)
TASKLESS = entry_of("s-2", at(MARCH_18, 9), 60, task="t-7")
SUSPENDED = expert.evolve(entry_of("s-2", at(MARCH_18, 9), 60), expert.ContractSuspended(MARCH_18, "r", LEAD))
MANY = engaged().served("s-1", at(MARCH_18, 9), 90).served("s-2", at(MARCH_19, 9), 44).contract
TWO_SCORES = lectured().evaluated().evaluated("e-2", on=date(2027, 11, 21)).contract
FAILED = lectured().evaluated(score="59.999").contract
OF_A_DAY = Engagement().verified().approved().signed(last=FIRST).contract
LENGTHENED = lectured().evaluated().renewed(NEXT, LAST).contract
OF_STAFF = Engagement(MEMBER).verified().approved().contract

Case = tuple[Rule, dict[str, Any], Callable[[], object]]

CASES: list[Case] = [
    # 选聘
    (expert.NOMINATED_ONCE, {"nominator": LEAD}, lambda: expert.nominate_expert(NEW, **nominate.keywords)),
    (expert.OTHER_HANDS, {"hand": FAN}, lambda: nominate(nominator=FAN)),
    (expert.OTHER_HANDS, {"hand": FAN}, lambda: nominate(principal=FAN)),
    (expert.REASON_STATED, {}, lambda: nominate(reason=" ")),
    (expert.REASON_STATED, {}, lambda: nominate(field_of_work=" ")),
    (expert.IN_ORDER, {"stage": Stage.VERIFIED, "needed": "nominated"}, lambda: expert.verify_qualification(CHECKED, **verify.keywords)),
    (expert.OTHER_HANDS, {"hand": LEAD}, lambda: verify(verifier=LEAD)),
    (expert.OTHER_HANDS, {"hand": FAN}, lambda: verify(verifier=FAN)),
    (expert.OTHER_HANDS, {"hand": DEPUTY}, lambda: expert.verify_qualification(expert.evolve(None, nominate(principal=DEPUTY)), **(verify.keywords | {"verifier": DEPUTY}))),
    (expert.CONFLICTS_DECLARED, {}, lambda: verify(declaration=" ")),
    (expert.DOCUMENTED, {}, lambda: verify(document=" ")),
    (expert.OFFICIAL_ON_RECORD, {"person": FAN}, lambda: verify(person=OFFICIAL)),
    (expert.IN_ORDER, {"stage": Stage.NOMINATED, "needed": "verified"}, lambda: expert.approve_engagement(NEW, **approve.keywords)),
    (expert.IN_ORDER, {"stage": Stage.DECLINED, "needed": "verified"}, lambda: expert.approve_engagement(DECLINED, **approve.keywords)),
    *((expert.OTHER_HANDS, {"hand": hand}, partial(approve, **{who: hand})) for who in ("approver", "principal") for hand in (LEAD, STAFF, FAN)),
    (expert.DOCUMENTED, {}, lambda: approve(document=" ")),
    (expert.IN_ORDER, {"stage": Stage.SIGNED, "needed": "nominated / verified / approved"}, lambda: decline(WORKING)),
    (expert.IN_ORDER, {"stage": Stage.DECLINED, "needed": "nominated / verified / approved"}, lambda: decline(DECLINED)),
    (expert.REASON_STATED, {}, lambda: decline(NEW, reason=" ")),
    (expert.IN_ORDER, {"stage": Stage.VERIFIED, "needed": "approved"}, lambda: expert.sign_contract(CHECKED, **sign.keywords)),
    (expert.TWO_SIGN, {"hand": FAN}, lambda: sign(carrier_signer=FAN)),
    (expert.APPROVED_BEFORE, {"day": date(2025, 1, 7), "approved": APPROVED}, lambda: sign(expert_signed=date(2025, 1, 7))),
    (expert.APPROVED_BEFORE, {"day": date(2025, 1, 7), "approved": APPROVED}, lambda: sign(carrier_signed=date(2025, 1, 7))),
    (expert.SIGNED_BY_NOW, {"signed": SIGNED, "on": date(2025, 1, 9)}, lambda: sign(on=date(2025, 1, 9))),
    (expert.NOT_BACKDATED, {"first": date(2025, 1, 9), "signed": SIGNED}, lambda: sign(first=date(2025, 1, 9))),
    (expert.NOT_BACKDATED, {"first": FIRST, "signed": date(2025, 1, 14)}, lambda: sign(expert_signed=date(2025, 1, 14), on=date(2025, 1, 14))),
    (expert.FIRST_TO_LAST, {"first": FIRST, "last": EVE}, lambda: sign(last=EVE)),
    (expert.WITHIN_TERM, {"last": NEXT, "latest": LAST, "years": 3}, lambda: sign(last=NEXT)),
    (expert.PARTY_OPERATES, {"party": BUREAU, "operator": PARK}, lambda: sign(party=BUREAU)),
    (expert.REGULATION_HOLDS, {"on": SIGNED}, lambda: sign(regulation=None)),
    (expert.REGULATION_HOLDS, {"on": SIGNED}, lambda: sign(regulation=attrs.evolve(RULES, kind="discipline"))),
    (expert.REGULATION_HOLDS, {"on": date(2025, 1, 9)}, lambda: sign(carrier_signed=date(2025, 1, 9))),
    (expert.REGULATION_HOLDS, {"on": date(2026, 1, 1)}, lambda: sign(carrier_signed=date(2026, 1, 1), first=date(2026, 1, 1), on=date(2026, 1, 1))),
    (expert.UNIT_NOT_NEGATIVE, {}, lambda: sign(unit_fen=-1)),
    (expert.DOCUMENTED, {}, lambda: sign(document=" ")),
    (expert.PERMITTED, {"person": FAN}, lambda: expert.sign_contract(PUBLIC, **sign.keywords)),
    (expert.PERMITTED, {"person": FAN}, lambda: sign(person=OFFICIAL)),
    (expert.NOT_OF_STAFF, {"person": MEMBER, "on": date(2025, 2, 1)}, lambda: expert.sign_contract(OF_STAFF, **(sign.keywords | {"first": date(2025, 2, 1), "person": None}))),
    # 日常工作
    (expert.ACTIVE, {"on": EVE}, lambda: assign(on=EVE)),
    (expert.ACTIVE, {"on": NEXT}, lambda: assign(on=NEXT, due=NEXT)),
    (expert.ACTIVE, {"on": FIRST}, lambda: expert.assign_task(AGREED, **(assign.keywords | {"on": FIRST}))),
    (expert.ACTIVE, {"on": DAY}, lambda: expert.assign_task(PAUSED, **assign.keywords)),
    (expert.NEW_TASK, {"task": "t-1"}, lambda: assign(task="t-1")),
    (expert.TASK_DESCRIBED, {}, lambda: assign(what=" ")),
    (expert.DUE_IN_TERM, {"due": NEXT, "on": DAY, "last": LAST}, lambda: assign(due=NEXT)),
    (expert.DUE_IN_TERM, {"due": DAY, "on": DAY + timedelta(1), "last": LAST}, lambda: assign(on=DAY + timedelta(1))),
    (expert.NEW_ENTRY, {"entry": "s-1"}, lambda: log(entry="s-1")),
    (expert.START_TO_END, {"entry": "s-9"}, lambda: log(end=at(MARCH_18, 9))),
    (expert.ENTRY_EXISTS, {"entry": "s-7"}, lambda: confirm(entry="s-7")),
    (expert.VERIFIED_ONCE, {"entry": "s-1"}, lambda: confirm(entry="s-1")),
    (expert.FOR_A_TASK, {"entry": "s-2", "task": "t-7"}, lambda: expert.verify_log(TASKLESS, **confirm.keywords)),
    (expert.ACTIVE, {"on": EVE}, lambda: expert.verify_log(OUTSIDE, **confirm.keywords)),
    (expert.ACTIVE, {"on": MARCH_18}, lambda: expert.verify_log(SUSPENDED, **confirm.keywords)),
    (expert.NOT_ONES_OWN_LOG, {"hand": FAN}, lambda: confirm(verifier=FAN)),
    (expert.NOT_ONES_OWN_LOG, {"hand": FAN}, lambda: confirm(principal=FAN)),
    (expert.WITNESSED, {}, lambda: confirm(attended=False)),
    (expert.WITNESSED, {}, lambda: confirm(attended=False, confirmation=" ")),
    (expert.AFTER_SERVICE, {"day": MARCH_19, "on": MARCH_18}, lambda: confirm(on=MARCH_18)),
    (expert.MINUTES_POSITIVE, {}, lambda: confirm(minutes=0)),
    (expert.WITHIN_SPAN, {"minutes": 61, "span": 60}, lambda: confirm(minutes=61)),
    (expert.HOURS_APART, {"entry": "s-2", "other": "s-1"}, lambda: expert.verify_log(TWICE, **confirm.keywords)),
    (expert.WITHIN_HALF_DAY, {"day": MARCH_18, "minutes": 181, "limit": 180}, lambda: expert.verify_log(NOON, **(confirm.keywords | {"minutes": 181}))),
    (expert.WITHIN_HALF_DAY, {"day": MARCH_18, "minutes": 181, "limit": 180}, lambda: expert.verify_log(FULL_MORNING, **confirm.keywords)),
    (expert.WITHIN_A_MONTH, {"entry": "s-2", "days": 32, "most": 31}, lambda: expert.verify_log(ENDLESS, **(confirm.keywords | {"on": date(2025, 5, 1)}))),
    # 劳务费
    (expert.PAID_ENGAGEMENT, {}, lambda: expert.claim_fee(UNPAID, **claim.keywords)),
    (expert.PAID_ENGAGEMENT, {}, lambda: expert.claim_fee(AGREED, **claim.keywords)),
    (expert.UNSETTLED, {}, lambda: expert.claim_fee(SETTLED, **claim.keywords)),
    (expert.NEW_FEE, {"fee": "f-1"}, lambda: expert.claim_fee(CLAIMED, **(claim.keywords | {"fee": "f-1"}))),
    (expert.FOR_ENTRIES, {}, lambda: claim(entries=())),
    (expert.FOR_ENTRIES, {}, lambda: claim(entries=("s-1", "s-1"))),
    (expert.ENTRY_EXISTS, {"entry": "s-7"}, lambda: claim(entries=("s-1", "s-7"))),
    (expert.VERIFIED_FIRST, {"entry": "s-2"}, lambda: claim(entries=("s-1", "s-2"))),
    (expert.CLAIMED_ONCE, {"entry": "s-1", "fee": "f-1"}, lambda: expert.claim_fee(CLAIMED, **claim.keywords)),
    (expert.UNITS_POSITIVE, {}, lambda: claim(units=0)),
    (expert.WITHIN_HOURS, {"units": 201, "payable": 200}, lambda: claim(units=201)),
    (expert.WITHIN_HOURS, {"units": 300, "payable": 200}, lambda: expert.claim_fee(MANY, **(claim.keywords | {"entries": ("s-1", "s-2"), "units": 300}))),
    (expert.AS_AGREED, {"gross": 2_300_01, "agreed": 2_300_00}, lambda: claim(gross=2_300_01)),
    (expert.AS_AGREED, {"gross": 0, "agreed": 2_300_00}, lambda: claim(gross=0)),
    (expert.TAX_WITHHELD, {"expected": 300_00, "tax": 299_99}, lambda: claim(tax=299_99)),
    (expert.NET_IS_THE_REST, {"expected": 2_000_00, "net": 2_000_01}, lambda: claim(net=2_000_01)),
    (
        expert.WITHIN_CAP,
        {"net": 2_000_01, "over": 1},
        lambda: expert.claim_fee(lecture_at(1_150_01), **(claim.keywords | {"gross": 2_300_01, "tax": 300_00, "net": 2_000_01})),
    ),
    (expert.FEE_EXISTS, {"fee": "f-7"}, lambda: pay(fee="f-7")),
    (expert.FEE_PAID_ONCE, {"fee": "f-1"}, lambda: expert.pay_fee(PAID, **pay.keywords)),
    (expert.CLAIM_AS_SAID, {"fee": "f-1", "claim": "c-f-1", "stage": ClaimStage.SUBMITTED, "needed": "paid"}, lambda: pay(account=SUBMITTED)),
    (expert.FEE_EXISTS, {"fee": "f-7"}, lambda: withdraw(fee="f-7")),
    (expert.CLAIM_AS_SAID, {"fee": "f-1", "claim": "c-f-1", "stage": ClaimStage.PAID, "needed": "rejected / reversed"}, lambda: withdraw(account=PAID_ACCOUNT)),
    # 续聘、解聘
    (expert.NOT_ENDED, {}, lambda: expert.evaluate_expert(AGREED, **evaluate.keywords)),
    (expert.NOT_ENDED, {}, lambda: expert.evaluate_expert(SETTLED, **evaluate.keywords)),
    (expert.NEW_EVALUATION, {"evaluation": "e-1"}, lambda: expert.evaluate_expert(EVALUATED, **(evaluate.keywords | {"evaluation": "e-1"}))),
    (expert.NOT_BY_ONESELF, {"hand": FAN}, lambda: evaluate(evaluator=FAN)),
    (expert.NOT_BY_ONESELF, {"hand": FAN}, lambda: evaluate(principal=FAN)),
    *((expert.SCORED, {"score": score}, partial(evaluate, score=score)) for score in ("100.01", "-1", "", "1e1", "六十", "1.2.3")),
    (expert.OF_A_CYCLE, {"evaluation": "evaluation/2025", "score": evaluate.keywords["score"], "grade": evaluate.keywords["grade"]}, lambda: evaluate(evaluation="evaluation/2025")),
    (expert.GRADED_BY_SCORE, {"score": "84.999", "expected": "qualified", "grade": "excellent"}, lambda: evaluate(score="84.999", grade="excellent")),
    (expert.NOT_ENDED, {}, lambda: expert.renew_contract(AGREED, **renew.keywords)),
    (expert.NOT_ENDED, {}, lambda: expert.renew_contract(ACKNOWLEDGED, **renew.keywords)),
    (expert.NOT_ENDED, {}, lambda: expert.renew_contract(ENDED, **renew.keywords)),
    (expert.RENEWED_IN_TIME, {"last": LAST, "recorded": NEXT}, lambda: renew(recorded=NEXT)),
    (expert.RENEWED_BEYOND, {"last": LAST, "before": LAST}, lambda: renew(last=LAST)),
    (expert.WITHIN_TERM, {"last": date(2031, 1, 13), "latest": date(2031, 1, 12), "years": 3}, lambda: renew(last=date(2031, 1, 13))),
    (expert.EVALUATED, {"evaluation": "e-9"}, lambda: renew(evaluation="e-9")),
    (expert.EVALUATED, {"evaluation": "e-1"}, lambda: expert.renew_contract(WORKING, **renew.keywords)),
    (expert.EVALUATED, {"evaluation": "e-1"}, lambda: expert.renew_contract(TWO_SCORES, **renew.keywords)),
    (expert.EVALUATED, {"evaluation": "e-1"}, lambda: expert.renew_contract(RENEWED, **(renew.keywords | {"last": date(2030, 1, 1)}))),
    (expert.PASSED, {"score": "59.999", "least": 60}, lambda: expert.renew_contract(FAILED, **renew.keywords)),
    (expert.NOT_THE_NOMINATOR, {"hand": LEAD}, lambda: renew(approver=LEAD)),
    (expert.NOT_THE_NOMINATOR, {"hand": LEAD}, lambda: renew(principal=LEAD)),
    (expert.NOT_BY_ONESELF, {"hand": FAN}, lambda: renew(approver=FAN)),
    (expert.PUT_IN_WRITING, {}, lambda: renew(document=" ")),
    (expert.NOT_ENDED, {}, lambda: expert.acknowledge_expiry(ENDED, **acknowledge.keywords)),
    (expert.NEAR_ITS_END, {"last": LAST, "earliest": date(2027, 11, 13)}, lambda: acknowledge(on=date(2027, 11, 12))),
    (expert.NEAR_ITS_END, {"last": FIRST, "earliest": FIRST}, lambda: expert.acknowledge_expiry(OF_A_DAY, **(acknowledge.keywords | {"on": EVE}))),
    (expert.NEAR_ITS_END, {"last": NEXT, "earliest": LAST}, lambda: expert.acknowledge_expiry(LENGTHENED, **(acknowledge.keywords | {"on": LAST - timedelta(1)}))),
    (expert.NOT_ENDED, {}, lambda: expert.acknowledge_expiry(AGREED, **acknowledge.keywords)),
    (expert.NOT_ENDED, {}, lambda: expert.suspend_contract(ENDED, **suspend.keywords)),
    (expert.SUSPENDED_ONCE, {}, lambda: expert.suspend_contract(PAUSED, **suspend.keywords)),
    (expert.FROM_NOW_ON, {"first": DAY, "on": DAY + timedelta(1)}, lambda: suspend(on=DAY + timedelta(1))),
    (expert.HOLDS_ON, {"day": NEXT}, lambda: suspend(first=NEXT)),
    (expert.SAY_WHY, {}, lambda: suspend(reason=" ")),
    (expert.NOT_ENDED, {}, lambda: expert.resume_contract(ENDED, **resume.keywords)),
    (expert.SUSPENDED_FIRST, {"first": DAY}, lambda: expert.resume_contract(WORKING, **resume.keywords)),
    (expert.SUSPENDED_FIRST, {"first": date(2025, 3, 31)}, lambda: resume(first=date(2025, 3, 31))),
    (expert.FROM_NOW_ON, {"first": DAY, "on": DAY + timedelta(1)}, lambda: resume(on=DAY + timedelta(1))),
    (expert.NOT_ENDED, {}, lambda: expert.terminate_contract(ENDED, **terminate.keywords)),
    (expert.FROM_NOW_ON, {"first": DAY, "on": DAY + timedelta(1)}, lambda: terminate(on=DAY + timedelta(1))),
    (expert.HOLDS_ON, {"day": NEXT}, lambda: terminate(last_day=NEXT)),
    (expert.NOT_BY_ONESELF, {"hand": FAN}, lambda: terminate(by=FAN)),
    (expert.NOT_BY_ONESELF, {"hand": FAN}, lambda: terminate(principal=FAN)),
    (expert.CAUSE_SHOWN, {}, lambda: terminate(evidence=None)),
    (expert.CAUSE_SHOWN, {}, lambda: terminate(evidence=" ")),
    (expert.NOTIFIED, {"last_day": DAY}, lambda: terminate(notified=None)),
    (expert.NOTIFIED, {"last_day": DAY}, lambda: terminate(notified=DAY + timedelta(1))),
    (expert.PUT_IN_WRITING, {}, lambda: terminate(document=" ")),
    (expert.BOOKINGS_RELEASED, {"appointment": "s/appointment/a-1", "day": DAY + timedelta(1), "last_day": DAY}, lambda: expert.terminate_contract(BOOKED, **terminate.keywords)),
    (expert.BOOKED_FOR_ITS_EXPERT, {"expert": FAN, "mentor": LEAD}, lambda: book(mentor=LEAD)),
    (expert.BOOKING_KEPT, {"appointment": "s/appointment/a-2"}, lambda: release(appointment="s/appointment/a-2")),
    (expert.ENDED_FIRST, {"on": DAY}, lambda: settle(ENDED, on=DAY)),
    (expert.ENDED_FIRST, {"on": DAY + timedelta(1)}, lambda: settle(DECLINED)),
    (expert.SETTLED_ONCE, {}, lambda: settle(SETTLED)),
    (expert.FEES_PAID, {"fee": "f-1"}, lambda: settle(attrs.evolve(CLAIMED, ending=ENDED.ending))),
    (expert.HOURS_PAID, {"units": 200}, lambda: settle(ENDED)),
    (expert.MATERIALS_BACK, {}, lambda: settle(PAID_AND_ENDED, materials_returned=False)),
]  # fmt: skip


def lecture_at(unit_fen: int) -> Any:
    return engaged(unit_fen=unit_fen).served("s-1", at(MARCH_18, 9), 90).contract


@pytest.mark.parametrize(
    ("rule", "figures", "decide"), CASES, ids=[f"{n}-{rule.en[:40]}" for n, (rule, *_) in enumerate(CASES)]
)
def test_what_breaks_a_rule_is_refused_by_it(rule: Rule, figures: dict[str, Any], decide: Callable[[], object]) -> None:
    with refused_by(rule, **figures):
        decide()
    assert "{" not in fill(rule.zh, figures) + fill(rule.en, figures)


def test_a_closed_studio_signs_nothing() -> None:
    with refused_by(NOT_CLOSED, closed=DAY):
        sign(studio=attrs.evolve(STUDIO, recognition=Recognition(closed=DAY)))


def test_every_rule_refuses_something() -> None:
    assert {id(rule) for rule, *_ in CASES} == {id(rule) for rule in rules("expert_contract").values()}


WELL: dict[str, Callable[[], object]] = {
    "a nomination": lambda: nominate(),
    "a nomination for somebody": lambda: nominate(principal=DEPUTY),
    "a verification": lambda: verify(),
    "of somebody not on record": lambda: verify(person=None),
    "of a public official on record": lambda: verify(person=OFFICIAL, public_official=True),
    "an approval": lambda: approve(),
    "an approval for somebody": lambda: approve(principal=DEPUTY),
    "a refusal at once": lambda: decline(NEW),
    "a refusal after approval": lambda: decline(AGREED),
    "a contract": lambda: sign(),
    "signed on the day of approval, from that day on": lambda: sign(expert_signed=APPROVED, carrier_signed=SIGNED, first=SIGNED, last=SIGNED),
    "of one day": lambda: sign(last=FIRST),
    "of three years": lambda: sign(last=LAST),
    "on the last day of the rules": lambda: sign(carrier_signed=date(2025, 12, 31), first=date(2025, 12, 31), on=date(2025, 12, 31)),
    "an unpaid official": lambda: expert.sign_contract(PUBLIC, **(sign.keywords | {"unit_fen": 0, "person": OFFICIAL})),
    "a permitted official": lambda: expert.sign_contract(PERMITTED, **(sign.keywords | {"person": OFFICIAL})),
    "an unpaid member of the staff": lambda: expert.sign_contract(OF_STAFF, **(sign.keywords | {"first": date(2025, 2, 1), "unit_fen": 0, "person": None})),
    "somebody who joins the staff later": lambda: expert.sign_contract(OF_STAFF, **(sign.keywords | {"first": date(2025, 1, 31), "last": date(2025, 1, 31), "person": None})),
    "a task on the first day": lambda: assign(on=FIRST),
    "a task on the last day": lambda: assign(on=LAST, due=LAST),
    "a task the day before a suspension": lambda: expert.assign_task(PAUSED, **(assign.keywords | {"on": date(2025, 3, 31)})),
    "a log": lambda: log(),
    "a log before the term": lambda: log(start=at(EVE, 9), end=at(EVE, 10)),
    "a log of no task": lambda: log(task="t-7"),
    "a verification of a log": lambda: confirm(),
    "confirmed by the client": lambda: confirm(attended=False, confirmation="确认单-1"),
    "of less than it lasted": lambda: confirm(minutes=59),
    "of three hours in a morning": lambda: expert.verify_log(NOON, **(confirm.keywords | {"minutes": 180})),
    "of what follows on at once": lambda: expert.verify_log(entry_of("s-2", at(MARCH_18, 10, 30), 60, story=lambda: engaged().served("s-1", at(MARCH_18, 9), 90)), **confirm.keywords),
    "of a long consultation": lambda: expert.verify_log(entry_of("s-2", at(MARCH_18, 8), 239, story=lambda: engaged(fee_kind=CONSULTING)), **(confirm.keywords | {"minutes": 239})),
    "of a long unpaid lecture": lambda: expert.verify_log(entry_of("s-2", at(MARCH_18, 8), 239, story=lambda: engaged(unit_fen=0)), **(confirm.keywords | {"minutes": 239})),
    "of a consultation of a month": lambda: expert.verify_log(OF_A_MONTH, **(confirm.keywords | {"on": date(2025, 5, 1)})),
    "an absence": lambda: absent(),
    "a fee": lambda: claim(),
    "a fee of one hour": lambda: claim(units=100, gross=1_050_00, tax=50_00, net=1_000_00),
    "a payment": lambda: pay(),
    "a withdrawal": lambda: withdraw(),
    "an evaluation": lambda: evaluate(),
    "the best score": lambda: evaluate(score="100", grade="excellent"),
    "the worst score": lambda: evaluate(score="0", grade="unqualified"),
    "a renewal on the last day": lambda: renew(),
    "a renewal of three years": lambda: renew(last=date(2031, 1, 12)),
    "a renewal on the pass mark": lambda: expert.renew_contract(lectured().evaluated(score="60").contract, **renew.keywords),
    "a second renewal": lambda: expert.renew_contract(lectured().evaluated().renewed().evaluated("e-2", on=date(2028, 6, 1)).contract, **(renew.keywords | {"evaluation": "e-2", "last": date(2030, 1, 1)})),
    "an acknowledgement on its first day": lambda: acknowledge(on=date(2027, 11, 13)),
    "an acknowledgement on the only day": lambda: expert.acknowledge_expiry(OF_A_DAY, **(acknowledge.keywords | {"on": FIRST})),
    "an acknowledgement on the day of the renewal": lambda: expert.acknowledge_expiry(LENGTHENED, **acknowledge.keywords),
    "a suspension": lambda: suspend(),
    "a resumption": lambda: resume(),
    "a resumption of what has not begun": lambda: expert.resume_contract(PAUSED, first=date(2025, 4, 1), by=LEAD, on=date(2025, 3, 20)),
    "a termination": lambda: terminate(),
    "by agreement, without notice": lambda: terminate(cause=TerminationCause.MUTUAL, evidence=None, notified=None),
    "on the last day of the term": lambda: terminate(last_day=LAST),
    "on the last day of an appointment": lambda: expert.terminate_contract(BOOKED, **(terminate.keywords | {"last_day": DAY + timedelta(1)})),
    "a suspension of what is booked": lambda: expert.suspend_contract(BOOKED, **suspend.keywords),
    "a booking": lambda: book(),
    "a booking given back": lambda: release(appointment="s/appointment/a-1"),
    "a settlement": lambda: settle(PAID_AND_ENDED),
    "a settlement of an unpaid engagement": lambda: settle(FREE_AND_ENDED),
    "a settlement after the term": lambda: settle(PAID, on=NEXT),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert isinstance(WELL[name](), expert.Event)


DECIDED: list[partial[Any]] = [
    partial(nominate, principal=DEPUTY),
    partial(verify, public_official=True, permission="允〔2025〕1号", person=OFFICIAL),
    approve,
    partial(decline, NEW),
    sign,
    assign,
    log,
    partial(confirm, confirmation="确认单-1"),
    absent,
    book,
    partial(release, appointment="s/appointment/a-1"),
    claim,
    pay,
    withdraw,
    evaluate,
    renew,
    acknowledge,
    suspend,
    resume,
    terminate,
    partial(settle, PAID_AND_ENDED),
]


@pytest.mark.parametrize("decide", DECIDED, ids=lambda decide: decide.func.__name__)
def test_every_word_given_stands_in_the_fact(decide: partial[Any]) -> None:
    """A field of the fact that is named like a word of the decision holds that word."""
    fact = decide()
    shared = {field.name for field in attrs.fields(type(fact))} & set(decide.keywords)
    assert {name: getattr(fact, name) for name in shared} == {name: decide.keywords[name] for name in shared}
    left = {field.name for field in attrs.fields(type(fact))} - shared
    assert left <= {"on_behalf_of"}


def test_every_decision_has_a_case() -> None:
    assert [decide.func for decide in DECIDED] == list(expert.MAY_DECIDE)
