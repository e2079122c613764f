"""Rule by rule: what each `require` about a matter of discipline refuses, and the other side of its boundary."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial, reduce
from typing import Any

import attrs
import pytest

from stored_examples import CELL
from studio_domain import discipline_case as discipline
from studio_domain import expert_contract as expert
from studio_domain import person_record, studio
from studio_domain.aggregate import Place
from studio_domain.discipline_case import (
    AppealOutcome,
    DisciplineCase,
    GiftDisposal,
    GiftItem,
    GiftKind,
    Reporting,
    Sanction,
    Stage,
)
from studio_domain.expert_contract import ExpertContract
from studio_domain.guideline import Role, Rule, fill
from studio_domain.mandate import Authority, Mandate, Mandates
from studio_domain.person_record import PersonRecord
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import Erased, Opened, PersonId, Region, Sealed
from telling import refused_by
from test_form import rules

LEAD, LU, HE, DING, XU, WANG, SUN = map(PersonId, ("p-lead", "p-lu", "p-he", "p-ding", "p-xu", "p-wang", "p-sun"))
"""Lead, subject, reporter, discipline, the carrier's head, two of the authority."""
TERMS = Terms()
DAY = timedelta(1)
ON = date(2025, 10, 11)
DIGEST = "ab" * 32
PARK = "91000000MA00000157"
TEA = GiftItem(GiftKind.GOODS, "茶叶", 199_99)
CARD = GiftItem(GiftKind.CARD, "购物卡", 100)
LINK = Place("hz-xihu-001/studio/profile", 7)


def _studio(*more: studio.Event) -> Studio:
    facts: list[studio.Event] = [
        studio.CarrierRegistered(Region("330106", "浙江省杭州市西湖区"), PARK, "西湖数智创业园运营有限公司", "park"),
        studio.LeadAppointed(LEAD, "mentor", True, ON, XU),
        studio.StaffJoined(LU, "mentor", ("指导",), ON),
        *more,
    ]
    made = reduce(studio.evolve, facts, None)
    assert made is not None
    return made


STUDIO = _studio()
GONE = _studio(studio.StaffDeparted(LU, ON, "退出"))


def _contract(*more: expert.Event) -> ExpertContract:
    facts: list[expert.Event] = [
        expert.ExpertNominated(LU, LEAD, "财税", "经验", ON),
        expert.EngagementApproved(XU, "d", ON),
        expert.ContractSigned(XU, PARK, ON, ON, ON, ON + 100 * DAY, expert.FeeKind.CONSULTING, 0, "d"),
        *more,
    ]
    made = reduce(expert.evolve, facts, None)
    assert made is not None
    return made


CONTRACT = _contract()
PAUSED = _contract(expert.ContractSuspended(ON + DAY, "处理", XU))
ENDED = _contract(
    expert.ContractTerminated(expert.TerminationCause.FOR_CAUSE, ON, XU, "e", ON, "d"),
)


def _mandates(role: Role) -> tuple[Mandates, ...]:
    return (Mandates({"m-1": Mandate(Authority(role, PARK, None, None), ON, ON)}),)


def _record(official: bool) -> PersonRecord:
    return person_record.evolve(None, person_record.PersonRegistered(LU, None, official))


def told(*events: discipline.Event, onto: DisciplineCase | None = None) -> DisciplineCase:
    made = reduce(discipline.evolve, events, onto)
    assert made is not None
    return made


def gift(*items: GiftItem, name: str = "g-1") -> discipline.GiftReported:
    return discipline.GiftReported(name, LU, "k-1", items, ON, None, Reporting.OPEN, None, HE, ON)


REPORTED = told(discipline.ConductReported("improper-gain", LU, None, Reporting.OPEN, None, HE, None, ON))
NOBODY = told(discipline.ConductReported("improper-gain", None, None, Reporting.ANONYMOUS, None, HE, None, ON))
OPENED = told(discipline.DisciplineOpened(LU, "d", DING, None, ON), onto=REPORTED)
SUSPENDED = told(discipline.MeasuresTaken(ON, "d", XU, ON), onto=OPENED)
EVIDENCE = told(discipline.EvidenceCollected("e-1", DIGEST, DING, None, ON), onto=OPENED)
HEARD = told(discipline.SubjectHeard(DIGEST, DING, None, ON), onto=EVIDENCE)
CONCLUDED = told(discipline.InvestigationConcluded(True, DIGEST, DING, None, ON), onto=HEARD)
SILENT = told(discipline.InvestigationConcluded(True, DIGEST, DING, None, ON), onto=EVIDENCE)
UNFOUNDED = told(discipline.InvestigationConcluded(False, DIGEST, DING, None, ON), onto=HEARD)


def decided(sanction: Sanction, recovery: int = 0) -> DisciplineCase:
    return told(discipline.SanctionDecided(sanction, "制度第9条", recovery, "d", XU, None, ON), onto=CONCLUDED)


DECIDED = decided(Sanction.TALK)
APPEALED = told(discipline.AppealFiled(LU, DIGEST, ON), onto=DECIDED)
ANSWERED = told(discipline.AppealDecided(AppealOutcome.UPHELD, None, "d", WANG, None, ON), onto=APPEALED)
REVOKED = told(discipline.AppealDecided(AppealOutcome.REVOKED, None, "d", WANG, None, ON), onto=APPEALED)
ENFORCED = told(discipline.SanctionEnforced(None, XU, ON), onto=DECIDED)
OWING = told(discipline.SanctionEnforced(None, XU, ON), onto=decided(Sanction.TALK, 500_00))
GIFTED = told(gift(TEA))
GIFT_LEFT = told(gift(TEA), onto=ENFORCED)

report = partial(
    discipline.report_conduct, None, kind="improper-gain", subject=LU, words=Opened("说"), reporting=Reporting.CONFIDENTIAL,
    reporter=Opened(HE), recorder=DING, cause=None, on=ON,
)  # fmt: skip
register = partial(
    discipline.report_gift, None, gift="g-1", receiver=LU, giver="k-1", items=(TEA,), received=ON, away_until=None,
    reporting=Reporting.ANONYMOUS, reporter=None, recorder=DING, on=ON,
)  # fmt: skip
rest: dict[str, Any] = {"reporters": (), "on": ON}
weighed: dict[str, Any] = {**rest, "role": Role.CARRIER_HEAD, "studio": STUDIO, "mandates": ()}
no_case = partial(discipline.decide_no_case, REPORTED, reason="不属实", decider=XU, **weighed)
opens = partial(discipline.open_case, REPORTED, subject=LU, document="立〔2025〕1号", decider=XU, **weighed)
measure = partial(discipline.take_measures, OPENED, first=ON, document="停〔2025〕1号", decider=XU, **rest)
lift = partial(discipline.lift_measures, SUSPENDED, last_day=ON, decider=XU, **rest)
collect = partial(discipline.collect_evidence, OPENED, evidence="e-1", digest=DIGEST, investigator=DING, **rest)
hear = partial(discipline.hear_subject, EVIDENCE, digest=DIGEST, investigator=DING, **rest)
conclude = partial(discipline.conclude_investigation, HEARD, founded=True, digest=DIGEST, investigator=DING, **rest)
sanction = partial(
    discipline.decide_sanction, CONCLUDED, sanction=Sanction.CRITICISM, basis="制度第9条", recovery=0, document="处〔2025〕1号",
    decider=XU, record=None, **weighed,
)  # fmt: skip
appeal = partial(discipline.file_appeal, DECIDED, appellant=LU, digest=DIGEST, on=ON, terms=TERMS)
answer = partial(
    discipline.decide_appeal, APPEALED, outcome=AppealOutcome.CHANGED, sanction=Sanction.TALK, document="复〔2025〕1号", decider=WANG,
    record=None, **rest,
)  # fmt: skip
enforce = partial(discipline.enforce_sanction, DECIDED, link=LINK, by=XU, on=ON, studio=STUDIO, contract=None)
refer = partial(discipline.refer_to_authority, OPENED, organ="纪委监委", document="移〔2025〕1号", by=XU, **rest)
dispose = partial(
    discipline.dispose_gift,
    GIFTED,
    gift="g-1",
    disposal=GiftDisposal.RETURNED,
    receipt=DIGEST,
    by=DING,
    on=ON,
    terms=TERMS,
)
close = partial(discipline.close_case, ENFORCED, recovered=0, by=XU, on=ON)


def of(decide: partial[Any], case: DisciplineCase | None, **other: Any) -> Callable[[], object]:
    """The decision about another matter, with other words."""
    return partial(decide.func, case, **{**decide.keywords, **other})


SEALED: Sealed = CELL
GONE_FOR_GOOD = Erased("Y2lwaGVydGV4dA==", "Y29tbWl0bWVudA==", "c2FsdA==", "0123456789abcdef0123456789abcdef", "s")
KEPT: dict[str, Any] = {"disposal": GiftDisposal.REGISTERED}
EARLY, LATE = ON - DAY, ON + 31 * DAY
HEAD, LEADS = _mandates(Role.CARRIER_HEAD), _mandates(Role.LEAD)
OFFICIAL = _record(True)
OUT, STILL = decided(Sanction.DISMISSAL), decided(Sanction.SUSPENSION)
OUT_TOO = attrs.evolve(STILL, suspended_from=ON + DAY)

Case = tuple[Rule, dict[str, object], Callable[[], object]]

REFUSED: dict[str, Case] = {
    "conduct of no kind": (discipline.KIND_SAID, {}, lambda: report(kind=" ")),
    "in confidence, by nobody": (discipline.REPORTER_AS_SAID, {"reporting": Reporting.CONFIDENTIAL}, lambda: report(reporter=None)),
    "anonymous, by somebody": (discipline.REPORTER_AS_SAID, {"reporting": Reporting.ANONYMOUS}, lambda: report(reporting=Reporting.ANONYMOUS)),
    "a gift in confidence, by nobody": (discipline.REPORTER_AS_SAID, {"reporting": Reporting.CONFIDENTIAL}, lambda: register(reporting=Reporting.CONFIDENTIAL)),
    "a gift twice": (discipline.GIFT_ONCE, {"gift": "g-1"}, of(register, GIFTED)),
    "a gift of nothing": (discipline.GIFT_ITEMISED, {}, lambda: register(items=())),
    "a gift that is not described": (discipline.GIFT_ITEMISED, {}, lambda: register(items=(TEA, GiftItem(GiftKind.CASH, " ", 1)))),
    "a gift without value": (discipline.GIFT_ITEMISED, {}, lambda: register(items=(GiftItem(GiftKind.GOODS, "茶", 0),))),
    "a gift of tomorrow": (discipline.RECEIVED_BY_THEN, {"on": ON, "received": ON + DAY}, lambda: register(received=ON + DAY)),
    "no reason": (discipline.NO_CASE_REASONED, {}, lambda: no_case(reason=" ")),
    "no case of what is running": (discipline.AT_STAGE, {"stage": Stage.OPENED}, of(no_case, OPENED)),
    "no case before the report": (discipline.STEP_IN_ORDER, {"on": EARLY, "before": ON}, lambda: no_case(on=EARLY)),
    "the subject decides": (discipline.NOT_THE_SUBJECT, {"hand": LU}, lambda: no_case(decider=LU)),
    "somebody decides for the subject": (discipline.NOT_THE_SUBJECT, {"hand": LU}, lambda: no_case(principal=LU)),
    "the reporter decides": (discipline.NOT_A_REPORTER, {}, lambda: no_case(decider=HE)),
    "the reporter in confidence decides": (discipline.NOT_A_REPORTER, {}, lambda: no_case(reporters=(Opened(XU),))),
    "nobody knows who reported": (discipline.REPORTER_LEGIBLE, {}, lambda: no_case(reporters=(SEALED,))),
    "a lead is let off by discipline": (discipline.ABOUT_THE_LEAD, {"subject": LU, "role": Role.DISCIPLINE}, lambda: no_case(role=Role.DISCIPLINE, mandates=LEADS)),
    "a lead of the roster": (discipline.ABOUT_THE_LEAD, {"subject": LEAD, "role": Role.DISCIPLINE}, lambda: opens(subject=LEAD, role=Role.DISCIPLINE)),
    "a head is let off by a head": (discipline.ABOUT_THE_HEAD, {"subject": LU, "role": Role.CARRIER_HEAD}, lambda: no_case(mandates=HEAD)),
    "opened twice": (discipline.AT_STAGE, {"stage": Stage.OPENED}, of(opens, OPENED)),
    "opened without a document": (discipline.RESTS_ON_A_DOCUMENT, {}, lambda: opens(document="")),
    "opened against oneself": (discipline.NOT_THE_SUBJECT, {"hand": XU}, lambda: opens(subject=XU)),
    "opened by the reporter": (discipline.NOT_A_REPORTER, {}, lambda: opens(decider=HE)),
    "measures without a case": (discipline.RUNNING, {"stage": Stage.REPORTED}, of(measure, REPORTED)),
    "measures twice": (discipline.SUSPENDED_ONCE, {"first": ON}, of(measure, SUSPENDED)),
    "measures for the past": (discipline.SUSPENDED_FORWARD, {"on": ON, "first": EARLY}, lambda: measure(first=EARLY)),
    "measures without a document": (discipline.RESTS_ON_A_DOCUMENT, {}, lambda: measure(document=" ")),
    "measures by the subject": (discipline.NOT_THE_SUBJECT, {"hand": LU}, lambda: measure(decider=LU)),
    "lifted, and never taken": (discipline.WAS_SUSPENDED, {}, of(lift, OPENED)),
    "lifted before it began": (discipline.LIFTED_AFTER, {"first": ON, "last_day": EARLY}, lambda: lift(last_day=EARLY)),
    "lifted by the reporter": (discipline.NOT_A_REPORTER, {}, lambda: lift(decider=HE)),
    "evidence without a case": (discipline.AT_STAGE, {"stage": Stage.REPORTED}, of(collect, REPORTED)),
    "evidence after the conclusion": (discipline.AT_STAGE, {"stage": Stage.CONCLUDED}, of(collect, CONCLUDED)),
    "evidence twice": (discipline.EVIDENCE_ONCE, {"evidence": "e-1"}, of(collect, EVIDENCE)),
    "evidence by a word": (discipline.DIGEST_GIVEN, {}, lambda: collect(digest="ab")),
    "evidence by the reporter": (discipline.NOT_A_REPORTER, {}, lambda: collect(investigator=HE)),
    "heard by himself": (discipline.NOT_THE_SUBJECT, {"hand": LU}, lambda: hear(investigator=LU)),
    "heard after the decision": (discipline.AT_STAGE, {"stage": Stage.DECIDED}, of(hear, DECIDED)),
    "concluded without evidence": (discipline.EVIDENCE_FIRST, {}, of(conclude, OPENED)),
    "concluded by a word": (discipline.DIGEST_GIVEN, {}, lambda: conclude(digest=DIGEST.upper())),
    "decided before the conclusion": (discipline.AT_STAGE, {"stage": Stage.OPENED}, of(sanction, HEARD)),
    "decided though unfounded": (discipline.FOUNDED, {}, of(sanction, UNFOUNDED)),
    "decided before he was heard": (discipline.HEARD_FIRST, {}, of(sanction, SILENT)),
    "decided on no basis": (discipline.BASIS_STATED, {}, lambda: sanction(basis="")),
    "less than nothing made good": (discipline.RECOVERY_SENSE, {"recovery": -1}, lambda: sanction(recovery=-1)),
    "decided without a document": (discipline.RESTS_ON_A_DOCUMENT, {}, lambda: sanction(document="")),
    "the investigator decides": (discipline.NOT_AN_INVESTIGATOR, {"hand": DING}, lambda: sanction(decider=DING)),
    "somebody decides for the investigator": (discipline.NOT_AN_INVESTIGATOR, {"hand": DING}, lambda: sanction(principal=DING)),
    "a head decided about a head": (discipline.ABOUT_THE_HEAD, {"subject": LU, "role": Role.CARRIER_HEAD}, lambda: sanction(mandates=HEAD)),
    "an official is criticised": (discipline.ONLY_REFERRED, {"subject": LU, "sanction": Sanction.CRITICISM}, lambda: sanction(record=OFFICIAL)),
    "appealed twice": (discipline.APPEALED_ONCE, {}, of(appeal, ANSWERED)),
    "appealed before anything was decided": (discipline.AT_STAGE, {"stage": Stage.CONCLUDED}, of(appeal, CONCLUDED)),
    "appealed by another": (discipline.BY_THE_SUBJECT, {"subject": LU}, lambda: appeal(appellant=HE)),
    "appealed a day late": (discipline.APPEAL_IN_TIME, {"last": ON + 30 * DAY, "on": LATE}, lambda: appeal(on=LATE)),
    "answered without an appeal": (discipline.AT_STAGE, {"stage": Stage.DECIDED}, of(answer, DECIDED)),
    "answered by who decided": (discipline.ANOTHER_DECIDER, {"hand": XU}, lambda: answer(decider=XU)),
    "answered by who investigated": (discipline.ANOTHER_DECIDER, {"hand": DING}, lambda: answer(principal=DING)),
    "answered by the reporter": (discipline.NOT_A_REPORTER, {}, lambda: answer(decider=HE)),
    "changed to nothing": (discipline.OUTCOME_SAYS, {"outcome": AppealOutcome.CHANGED}, lambda: answer(sanction=None)),
    "upheld as something else": (discipline.OUTCOME_SAYS, {"outcome": AppealOutcome.UPHELD}, lambda: answer(outcome=AppealOutcome.UPHELD)),
    "an official is criticised on appeal": (discipline.ONLY_REFERRED, {"subject": LU, "sanction": Sanction.TALK}, lambda: answer(record=OFFICIAL)),
    "carried out while appealed": (discipline.AT_STAGE, {"stage": Stage.APPEALED}, of(enforce, APPEALED)),
    "carried out by the subject": (discipline.NOT_THE_SUBJECT, {"hand": LU}, lambda: enforce(by=LU)),
    "a referral carried out otherwise": (discipline.REFERRED_NOT_ENFORCED, {}, of(enforce, decided(Sanction.REFERRAL))),
    "dismissed, and still there": (discipline.NO_LONGER_SERVES, {"subject": LU, "on": ON}, of(enforce, OUT)),
    "dismissed, the contract suspended alone": (discipline.NO_LONGER_SERVES, {"subject": LU, "on": ON}, of(enforce, OUT, studio=GONE, contract=PAUSED)),
    "suspended, and serving": (discipline.OUT_OF_SERVICE, {"subject": LU, "on": ON}, of(enforce, STILL)),
    "suspended from the day after next": (discipline.OUT_OF_SERVICE, {"subject": LU, "on": ON}, of(enforce, attrs.evolve(STILL, suspended_from=ON + 2 * DAY))),
    "suspended under a contract": (discipline.OUT_OF_SERVICE, {"subject": LU, "on": ON}, of(enforce, STILL, studio=GONE, contract=CONTRACT)),
    "referred before it was opened": (discipline.AT_STAGE, {"stage": Stage.REPORTED}, of(refer, REPORTED)),
    "referred to nobody": (discipline.ORGAN_NAMED, {}, lambda: refer(organ=" ")),
    "no such gift": (discipline.GIFT_THERE, {"gift": "g-2"}, lambda: dispose(gift="g-2")),
    "a gift returned twice": (discipline.DISPOSED_ONCE, {"gift": "g-1"}, of(dispose, told(discipline.GiftDisposed("g-1", GiftDisposal.RETURNED, DIGEST, DING, ON), onto=GIFTED))),
    "taken over by who received it": (discipline.ANOTHER_KEEPER, {"hand": LU}, lambda: dispose(by=LU)),
    "taken over for who received it": (discipline.ANOTHER_KEEPER, {"hand": LU}, lambda: dispose(principal=LU)),
    "returned without a receipt": (discipline.DIGEST_GIVEN, {}, lambda: dispose(receipt="")),
    "a card of a yuan is kept": (discipline.NO_MONEY_KEPT, {"kind": GiftKind.CARD}, of(dispose, told(gift(TEA, CARD)), **KEPT)),
    "goods of 200 are kept": (discipline.GOODS_KEPT_BELOW, {"value": 200_00, "least": 200_00}, of(dispose, told(gift(TEA, GiftItem(GiftKind.GOODS, "杯", 1))), **KEPT)),
    "closed before anything was carried out": (discipline.CARRIED_OUT, {"stage": Stage.DECIDED}, of(close, DECIDED)),
    "closed though founded": (discipline.CARRIED_OUT, {"stage": Stage.CONCLUDED}, of(close, CONCLUDED)),
    "closed before its last step": (discipline.STEP_IN_ORDER, {"on": EARLY, "before": ON}, lambda: close(on=EARLY)),
    "closed with a gift": (discipline.GIFTS_DISPOSED, {"gift": "g-1"}, of(close, GIFT_LEFT)),
    "closed with a loss": (discipline.LOSS_RECOVERED, {"recovery": 500_00, "recovered": 499_99}, of(close, OWING, recovered=499_99)),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_rule_is_refused_under_it(name: str) -> None:
    rule, figures, decide = REFUSED[name]
    with refused_by(rule, **figures):
        decide()
    assert fill(rule.zh, figures)
    assert fill(rule.en, figures)


def test_every_rule_has_a_case() -> None:
    assert {id(rule) for rule, _, _ in REFUSED.values()} == {id(rule) for rule in rules("discipline_case").values()}


WELL: dict[str, Callable[[], object]] = {
    "anonymous": lambda: report(reporting=Reporting.ANONYMOUS, reporter=None, subject=None, words=None),
    "more about a running case": of(report, OPENED),
    "a gift of today": register,
    "another gift": of(register, GIFTED, gift="g-2"),
    "no case": no_case,
    "no case against nobody knows whom": of(no_case, NOBODY, role=Role.DISCIPLINE),
    "who recorded an anonymous report decides": of(no_case, NOBODY, decider=HE),
    "another than the reporter in confidence": lambda: no_case(reporters=(Opened(HE),)),
    "a reporter whose name is erased": lambda: no_case(reporters=(GONE_FOR_GOOD,)),
    "a reporter from outside": lambda: no_case(reporters=(Opened("王女士"),)),
    "opened by discipline": lambda: opens(decider=DING, role=Role.DISCIPLINE),
    "opened against a lead by the head": lambda: opens(subject=LEAD),
    "opened against a head by the authority": lambda: opens(role=Role.AUTHORITY, mandates=HEAD),
    "opened against who was a head": lambda: opens(mandates=HEAD, on=ON + DAY),
    "opened against who led": lambda: opens(role=Role.DISCIPLINE, mandates=LEADS, on=ON + DAY),
    "measures from today": measure,
    "measures after a decision": of(measure, STILL),
    "lifted": lift,
    "evidence": collect,
    "heard after the conclusion": of(hear, SILENT),
    "unfounded": lambda: conclude(founded=False),
    "a sanction": sanction,
    "an official is referred": lambda: sanction(record=OFFICIAL, sanction=Sanction.REFERRAL),
    "no official": lambda: sanction(record=_record(False)),
    "appealed on the last day": lambda: appeal(on=ON + 30 * DAY),
    "appealed after it was carried out": of(appeal, ENFORCED),
    "changed on appeal": answer,
    "upheld": lambda: answer(outcome=AppealOutcome.UPHELD, sanction=None),
    "carried out": enforce,
    "dismissed, and gone": of(enforce, OUT, studio=GONE),
    "dismissed, the contract ended": of(enforce, OUT, studio=GONE, contract=ENDED),
    "suspended by measures": of(enforce, OUT_TOO),
    "suspended by contract": of(enforce, STILL, studio=GONE, contract=PAUSED),
    "suspended, and gone": of(enforce, STILL, studio=GONE),
    "referred before the conclusion": refer,
    "a referral that was decided": of(refer, decided(Sanction.REFERRAL)),
    "returned after no case": of(dispose, told(discipline.NoCaseDecided("r", XU, None, ON), onto=told(gift(TEA, CARD)))),
    "goods below 200 kept": lambda: dispose(**KEPT),
    "a card handed over": of(dispose, told(gift(CARD)), disposal=GiftDisposal.HANDED_OVER),
    "a card refused": of(dispose, told(gift(CARD)), disposal=GiftDisposal.REFUSED),
    "closed": close,
    "closed as unfounded": of(close, UNFOUNDED),
    "closed as revoked": of(close, REVOKED),
    "closed with the loss made good": of(close, OWING, recovered=500_00),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert isinstance(WELL[name](), discipline.Event)


class TestStates:
    """What becomes of a matter."""

    def test_stages_follow_each_other(self) -> None:
        stages = [REPORTED, OPENED, CONCLUDED, DECIDED, APPEALED, REVOKED, ENFORCED]
        assert [case.stage.value for case in stages] == [
            "reported", "opened", "concluded", "decided", "appealed", "revoked", "enforced",
        ]  # fmt: skip
        assert told(discipline.NoCaseDecided("r", XU, None, ON), onto=REPORTED).stage is Stage.NOT_OPENED
        assert told(refer(), onto=OPENED).stage is Stage.REFERRED

    def test_what_is_over_begins_anew_with_a_report(self) -> None:
        closed = told(close(), onto=GIFT_LEFT)
        again = told(report(), onto=closed)
        assert (closed.stage, again.stage) == (Stage.CLOSED, Stage.REPORTED)
        assert (again.subject, again.sanction, again.investigators, set(again.gifts)) == (
            LU,
            None,
            frozenset(),
            {"g-1"},
        )
        assert again.reporters == {HE}

    def test_a_further_report_leaves_a_running_case_where_it_is(self) -> None:
        assert told(gift(TEA), onto=CONCLUDED).stage is Stage.CONCLUDED
        assert told(report(subject=HE), onto=CONCLUDED).subject == LU

    def test_an_appeal_changes_what_was_decided(self) -> None:
        changed = told(answer(sanction=Sanction.SUSPENSION), onto=APPEALED)
        assert (changed.sanction, changed.stage, set(changed.deciders)) == (
            Sanction.SUSPENSION,
            Stage.DECIDED,
            {XU, WANG},
        )
        assert (REVOKED.sanction, ANSWERED.sanction) == (None, Sanction.TALK)

    def test_measures_end(self) -> None:
        assert SUSPENDED.suspended_from == ON
        assert told(lift(), onto=SUSPENDED).suspended_from is None
        assert told(close(), onto=SUSPENDED).suspended_from is None

    def test_what_nobody_reported_makes_no_sense(self) -> None:
        with pytest.raises(LookupError):
            discipline.evolve(None, discipline.NoCaseDecided("r", XU, None, ON))
        with pytest.raises(LookupError):
            told(discipline.GiftDisposed("g-9", GiftDisposal.RETURNED, DIGEST, DING, ON), onto=GIFTED)


DECIDED_BY = (
    report, register, no_case, opens, measure, lift, collect, hear, conclude, sanction, appeal, answer, enforce, refer,
    dispose, close,
)  # fmt: skip


@pytest.mark.parametrize("decide", DECIDED_BY, ids=lambda decide: decide.func.__name__)
def test_every_word_given_stands_in_the_fact(decide: partial[Any]) -> None:
    """A field of the fact that is named like a word of the decision holds that word, and whom he acted for."""
    fact = decide()
    shared = {field.name for field in attrs.fields(type(fact))} & set(decide.keywords)
    assert shared
    assert {name: getattr(fact, name) for name in shared} == {name: decide.keywords[name] for name in shared}
    if hasattr(fact, "on_behalf_of"):
        assert decide(principal=SUN).on_behalf_of == SUN


def test_every_decision_has_a_case() -> None:
    assert {decide.func for decide in DECIDED_BY} == set(discipline.MAY_DECIDE)
