"""Rule by rule: what each `require` of a client's record refuses. Without the line, its case here fails."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial, reduce
from typing import Any

import pytest

from studio_domain import client_record as client
from studio_domain import subject_key
from studio_domain.client_record import ClientRecord, DocumentKind, EnterpriseSize, LegalRank, Purpose
from studio_domain.guideline import Role, Rule, fill
from studio_domain.subject_key import KeyPurpose
from studio_domain.values import PersonId, Sealed
from telling import refused_by
from test_form import rules

ZHOU, XU, HE, LU = PersonId("p-zhou"), PersonId("p-xu"), PersonId("p-he"), PersonId("p-lu")
DAY = date(2025, 3, 3)
NEXT, LATER = DAY + timedelta(1), DAY + timedelta(30)
BEFORE = DAY - timedelta(1)
CITIZEN = "11010519491231002X"
USCC = "91000000MA00000157"
GUIDE, REFER, STATS = Purpose.GUIDANCE, Purpose.REFERRAL, Purpose.STATISTICS
CELL = Sealed("Y2VsbA==", "Y29tbWl0", "c2FsdA==", "key-1", "aes-256-gcm/1")

register = partial(
    client.register_client, None,
    client="k-1", notice="告知书/1", name="王小明", document_kind=DocumentKind.CITIZEN_ID, document_number=CITIZEN,
    phone="13800000000", adult=True, guardian=None, text_version="同意书/1", evidence="签字件", on=DAY,
)  # fmt: skip


def told(*events: client.Event, of: ClientRecord | None = None) -> ClientRecord:
    record = reduce(client.evolve, events, of)
    assert record is not None
    return record


def then(*events: client.Event) -> ClientRecord:
    return told(*events, of=RECORD)


RECORD = told(*register())
MINOR = told(*register(adult=False, guardian="王大明"))
WITHDRAWN = then(client.ConsentWithdrawn(GUIDE, None, DAY))
REFERRED = then(client.ConsentGranted(REFER, "同意书/1", "e-1", None, "签字件", DAY))
RESTRICTED = then(client.ProcessingRestricted("档案法", LegalRank.LAW, LATER, XU, DAY))
NEEDY = then(client.NeedRecorded("n-1", "2.2", None, DAY))
GRANTED = then(client.AccessGranted(HE, GUIDE, DAY, LATER, XU))
ASKED = then(client.ErasureRequested("r-1", ZHOU, DAY))
APPROVED = told(client.ErasureApproved("r-1", "撤回同意", XU, LU, DAY), of=ASKED)
ERASED = told(client.ClientDataErased("r-1", ("key-1",), HE, ("memory",), DAY), of=APPROVED)
HELD = told(client.LegalHoldPlaced("h-1", "调查", XU, DAY), of=APPROVED)
KEY = subject_key.evolve(None, subject_key.SubjectKeyIssued("key-1", "hz/client/k-1", KeyPurpose.SERVICE, "0" * 64))

consent = partial(
    client.grant_consent, RECORD,
    purpose=STATS, text_version="同意书/1", recipient=None, guardian=None, evidence="签字件", on=DAY,
)  # fmt: skip
withdraw = partial(client.withdraw_consent, RECORD, purpose=GUIDE, recipient=None, on=DAY)
enterprise = partial(
    client.update_enterprise, RECORD, name="面馆", code=USCC, size=EnterpriseSize.MICRO, industry="餐饮", first=DAY
)
need = partial(client.add_need, RECORD, need="n-1", kind="2.2", words="想开一家面馆", on=DAY)
classify = partial(
    client.classify_client,
    RECORD,
    segment="graduate",
    stage="start",
    basis=("n-1",),
    reason="毕业一年内",
    by=ZHOU,
    on=DAY,
)
grant = partial(client.grant_access, RECORD, person=HE, purpose=GUIDE, first=DAY, last=LATER, by=XU)
regrant = partial(client.withdraw_access, GRANTED, person=HE, purpose=GUIDE, last_day=DAY, by=XU)
look = partial(client.open_record, GRANTED, person=HE, purpose=GUIDE, sections=("identity",), on=DAY)
ask = partial(client.request_erasure, RECORD, request="r-1", verifier=ZHOU, on=DAY)
restrict = partial(
    client.restrict_processing, RECORD, basis="档案法", rank=LegalRank.LAW, until=LATER, approver=XU, on=DAY
)
unrestrict = partial(client.end_restriction, RESTRICTED, approver=XU, on=DAY)
hold = partial(client.place_hold, RECORD, hold="h-1", ground="调查", placed_by=XU, on=DAY)
lift = partial(client.lift_hold, HELD, hold="h-1", lifted_by=LU, on=DAY)
approve = partial(client.approve_erasure, ASKED, request="r-1", ground="撤回同意", approver=XU, on=DAY)
erase = partial(
    client.erase_data, APPROVED, request="r-1", keys=("key-1",), executor=HE, stores=("sqlite keys.db",), on=DAY
)

Case = tuple[Rule, dict[str, Any], Callable[[], object]]
GONE: dict[str, Any] = {"client": "k-1", "on": DAY}

CASES: list[Case] = [
    # 登记与同意
    (client.REGISTERED_ONCE, {"client": "k-1"}, lambda: client.register_client(RECORD, **register.keywords)),
    (client.NOTICE_SHOWN, {}, lambda: register(notice=" ")),
    (client.NAME_GIVEN, {}, lambda: register(name=" ")),
    (client.NAME_GIVEN, {}, lambda: register(name=None)),
    (client.DOCUMENT_VALID, {}, lambda: register(document_number="110105194912310021")),
    (client.GUARDIAN_CONSENTS, {}, lambda: register(adult=False)),
    (client.GUARDIAN_CONSENTS, {}, lambda: client.grant_consent(MINOR, **consent.keywords)),
    (client.CONSENT_DOCUMENTED, {}, lambda: register(text_version="")),
    (client.CONSENT_DOCUMENTED, {}, lambda: consent(evidence=" ")),
    (client.RECIPIENT_OF_REFERRAL, {"purpose": REFER}, lambda: consent(purpose=REFER)),
    (client.RECIPIENT_OF_REFERRAL, {"purpose": REFER}, lambda: consent(purpose=REFER, recipient=" ")),
    (client.RECIPIENT_OF_REFERRAL, {"purpose": STATS}, lambda: consent(recipient="e-1")),
    (client.CONSENT_IN_FORCE, {"purpose": STATS, "on": DAY}, lambda: withdraw(purpose=STATS)),
    (client.CONSENT_IN_FORCE, {"purpose": GUIDE, "on": BEFORE}, lambda: withdraw(on=BEFORE)),
    (client.CONSENT_IN_FORCE, {"purpose": GUIDE, "on": DAY}, lambda: client.withdraw_consent(WITHDRAWN, **withdraw.keywords)),
    (client.CONSENT_IN_FORCE, {"purpose": REFER, "on": DAY}, lambda: client.withdraw_consent(REFERRED, purpose=REFER, recipient="e-2", on=DAY)),
    # 企业、需求、分类
    (client.CONSENT_IN_FORCE, {"purpose": GUIDE, "on": DAY}, lambda: client.add_need(WITHDRAWN, **need.keywords)),
    (client.CONSENT_IN_FORCE, {"purpose": GUIDE, "on": BEFORE}, lambda: enterprise(first=BEFORE)),
    (client.NOT_RESTRICTED, {"client": "k-1", "on": LATER}, lambda: client.add_need(RESTRICTED, **need.keywords | {"on": LATER})),
    (client.NOT_RESTRICTED, {"client": "k-1", "on": DAY}, lambda: client.classify_client(RESTRICTED, **classify.keywords)),
    (client.NOT_ERASED, GONE, lambda: client.add_need(ERASED, **need.keywords)),
    (client.NOT_ERASED, GONE, lambda: client.update_enterprise(ERASED, **enterprise.keywords)),
    (client.NOT_ERASED, GONE, lambda: client.grant_consent(ERASED, **consent.keywords)),
    (client.ENTERPRISE_CODE, {"code": "91000000MA00000158"}, lambda: enterprise(code="91000000MA00000158")),
    (client.ENTERPRISE_FOUNDED, {"code": USCC}, lambda: enterprise(size=EnterpriseSize.NONE)),
    (client.NEED_ONCE, {"need": "n-1"}, lambda: client.add_need(NEEDY, **need.keywords)),
    (client.NEED_OF_A_KIND, {"need": "n-1"}, lambda: need(kind=" ")),
    (client.CLASS_STATED, {}, lambda: classify(stage="")),
    (client.CLASS_STATED, {}, lambda: classify(segment=" ")),
    (client.CLASS_FOUNDED, {}, lambda: classify(basis=())),
    (client.CLASS_FOUNDED, {}, lambda: classify(basis=("n-1", " "))),
    (client.CLASS_FOUNDED, {}, lambda: classify(reason="")),
    # 查阅
    (client.NOT_ERASED, GONE, lambda: client.grant_access(ERASED, **grant.keywords)),
    (client.GRANT_IN_ORDER, {"first": DAY, "last": BEFORE}, lambda: grant(last=BEFORE)),
    (client.CONSENT_IN_FORCE, {"purpose": STATS, "on": DAY}, lambda: grant(purpose=STATS)),
    (client.GRANT_EXISTS, {"person": LU, "purpose": GUIDE, "last_day": DAY}, lambda: regrant(person=LU)),
    (client.GRANT_EXISTS, {"person": HE, "purpose": STATS, "last_day": DAY}, lambda: regrant(purpose=STATS)),
    (client.GRANT_EXISTS, {"person": HE, "purpose": GUIDE, "last_day": LATER}, lambda: regrant(last_day=LATER)),
    (client.GRANTED, {"person": LU, "purpose": GUIDE, "on": DAY}, lambda: look(person=LU)),
    (client.GRANTED, {"person": HE, "purpose": GUIDE, "on": BEFORE}, lambda: look(on=BEFORE)),
    (client.GRANTED, {"person": HE, "purpose": GUIDE, "on": LATER + timedelta(1)}, lambda: look(on=LATER + timedelta(1))),
    (client.CONSENT_IN_FORCE, {"purpose": GUIDE, "on": DAY}, lambda: client.open_record(told(client.ConsentWithdrawn(GUIDE, None, DAY), of=GRANTED), **look.keywords)),
    (client.NOT_RESTRICTED, {"client": "k-1", "on": DAY}, lambda: client.open_record(told(client.ProcessingRestricted("档案法", LegalRank.LAW, DAY, XU, DAY), of=GRANTED), **look.keywords)),
    # 删除、限制、保全
    (client.NOT_ERASED, GONE, lambda: client.request_erasure(ERASED, **ask.keywords)),
    (client.REQUEST_ONCE, {"request": "r-1"}, lambda: client.request_erasure(ASKED, **ask.keywords)),
    (client.NOT_ERASED, GONE, lambda: client.restrict_processing(ERASED, **restrict.keywords)),
    (client.BASIS_STATED, {}, lambda: restrict(basis=" ")),
    (client.UNTIL_LATER, {"until": BEFORE, "on": DAY}, lambda: restrict(until=BEFORE)),
    (client.RANK_SUFFICES, {"rank": LegalRank.DEPARTMENTAL_RULE}, lambda: client.restrict_processing(ASKED, **restrict.keywords | {"rank": LegalRank.DEPARTMENTAL_RULE})),
    (client.RESTRICTED, {"on": BEFORE}, lambda: unrestrict(on=BEFORE)),
    (client.RESTRICTED, {"on": DAY}, lambda: client.end_restriction(RECORD, approver=XU, on=DAY)),
    (client.NOT_ERASED, GONE, lambda: client.place_hold(ERASED, **hold.keywords)),
    (client.HOLD_ONCE, {"hold": "h-1"}, lambda: client.place_hold(HELD, **hold.keywords)),
    (client.HOLD_ONCE, {"hold": "h-1"}, lambda: client.place_hold(told(lift(), of=HELD), **hold.keywords)),
    (client.BASIS_STATED, {}, lambda: hold(ground="")),
    (client.HOLD_EXISTS, {"hold": "h-2"}, lambda: lift(hold="h-2")),
    (client.LIFTED_BY_ANOTHER, {"hand": XU, "hold": "h-1"}, lambda: lift(lifted_by=XU)),
    (client.NOT_ERASED, GONE, lambda: client.approve_erasure(ERASED, **approve.keywords)),
    (client.REQUEST_EXISTS, {"request": "r-2"}, lambda: approve(request="r-2")),
    (client.APPROVED_ONCE, {"request": "r-1"}, lambda: client.approve_erasure(APPROVED, **approve.keywords)),
    (client.NOT_BEFORE_REQUEST, {"on": BEFORE, "requested": DAY}, lambda: approve(on=BEFORE)),
    (client.BASIS_STATED, {}, lambda: approve(ground=" ")),
    (client.NO_HOLD, {"hold": "h-1"}, lambda: client.approve_erasure(told(client.LegalHoldPlaced("h-1", "调查", XU, DAY), of=ASKED), **approve.keywords)),
    (client.NOT_RESTRICTED, {"client": "k-1", "on": DAY}, lambda: client.approve_erasure(told(client.ErasureRequested("r-1", ZHOU, DAY), of=RESTRICTED), **approve.keywords)),
    (client.NOT_ERASED, GONE, lambda: client.erase_data(ERASED, **erase.keywords)),
    (client.REQUEST_EXISTS, {"request": "r-2"}, lambda: erase(request="r-2")),
    (client.APPROVED_FIRST, {"request": "r-1", "on": DAY}, lambda: client.erase_data(ASKED, **erase.keywords)),
    (client.APPROVED_FIRST, {"request": "r-1", "on": BEFORE}, lambda: erase(on=BEFORE)),
    (client.TWO_HANDS, {"hand": XU, "request": "r-1"}, lambda: erase(executor=XU)),
    (client.TWO_HANDS, {"hand": LU, "request": "r-1"}, lambda: erase(executor=LU)),
    (client.NO_HOLD, {"hold": "h-1"}, lambda: client.erase_data(HELD, **erase.keywords)),
    (client.NOT_RESTRICTED, {"client": "k-1", "on": DAY}, lambda: client.erase_data(told(restrict(), of=APPROVED), **erase.keywords)),
    (client.STORES_NAMED, {}, lambda: erase(stores=())),
    (client.STORES_NAMED, {}, lambda: erase(stores=("sqlite keys.db", ""))),
    # 密钥
    (subject_key.ISSUED_ONCE, {"key": "key-1"}, lambda: subject_key.record_key(KEY, key="key-1", subject="s", purpose=KeyPurpose.SERVICE, commitment="0" * 64)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "figures", "decide"), CASES)
def test_the_rule_refuses(rule: Rule, figures: dict[str, Any], decide: Callable[[], object]) -> None:
    with refused_by(rule, **figures):
        decide()


def test_every_rule_has_a_case() -> None:
    written = {**rules("client_record"), **rules("subject_key")}
    assert {id(rule) for rule, _, _ in CASES} == {id(rule) for rule in written.values()}


@pytest.mark.parametrize(("rule", "figures", "_"), CASES)
def test_a_refusal_names_its_figures_in_both_languages(rule: Rule, figures: dict[str, Any], _: object) -> None:
    for text in (rule.zh, rule.en):
        assert fill(text, figures)
        assert "王小明" not in fill(text, figures)


WELL: dict[str, Callable[[], object]] = {
    "a registration": lambda: register(),
    "with nothing but a name": lambda: register(document_number=None, phone=None),
    "by a passport, whose number nobody checks": lambda: register(document_kind=DocumentKind.PASSPORT, document_number="E1"),
    "by cells that another system sealed": lambda: register(name=CELL, document_number=CELL),
    "of a minor with the guardian": lambda: register(adult=False, guardian="王大明"),
    "consent of a minor by the guardian": lambda: client.grant_consent(MINOR, **consent.keywords | {"guardian": CELL}),
    "consent": lambda: consent(),
    "consent to a referral": lambda: consent(purpose=REFER, recipient="e-1"),
    "a withdrawal": lambda: withdraw(),
    "a withdrawal of all referrals": lambda: client.withdraw_consent(REFERRED, purpose=REFER, recipient=None, on=DAY),
    "a withdrawal of the one": lambda: client.withdraw_consent(REFERRED, purpose=REFER, recipient="e-1", on=DAY),
    "a withdrawal while restricted": lambda: client.withdraw_consent(RESTRICTED, **withdraw.keywords),
    "an enterprise": lambda: enterprise(code="９１000000MA00000157"),
    "none yet": lambda: enterprise(size=EnterpriseSize.NONE, code=None, name=None),
    "a need": lambda: need(words=None),
    "a need the day after a restriction": lambda: client.add_need(RESTRICTED, **need.keywords | {"on": LATER + timedelta(1)}),
    "a class": lambda: classify(),
    "a grant of a day": lambda: grant(last=DAY),
    "a grant without end": lambda: grant(last=None),
    "a grant for referrals agreed to": lambda: client.grant_access(REFERRED, **grant.keywords | {"purpose": REFER}),
    "a grant withdrawn": lambda: regrant(),
    "a look on the last day": lambda: look(on=LATER),
    "a look at paper, by nobody's grant": lambda: client.record_access(ERASED, person=LU, purpose=STATS, sections=(), on=DAY),
    "a request": lambda: ask(),
    "a restriction of a day": lambda: restrict(until=DAY),
    "a restriction by a departmental rule": lambda: restrict(rank=LegalRank.DEPARTMENTAL_RULE),
    "a restriction by a regulation, in answer": lambda: client.restrict_processing(ASKED, **restrict.keywords | {"rank": LegalRank.REGULATION}),
    "its end": lambda: unrestrict(),
    "a hold": lambda: hold(),
    "a hold lifted by another": lambda: lift(),
    "an approval": lambda: approve(),
    "an approval for another": lambda: approve(principal=LU),
    "an approval the day after a restriction": lambda: client.approve_erasure(told(client.ErasureRequested("r-1", ZHOU, DAY), of=RESTRICTED), **approve.keywords | {"on": LATER + timedelta(1)}),
    "an erasure": lambda: erase(),
    "an erasure of a client without keys": lambda: erase(keys=()),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    made = WELL[name]()
    for fact in made if isinstance(made, tuple) else (made,):
        assert isinstance(fact, client.Event)


def test_auditors_and_clients_open_nothing() -> None:
    assert client.MAY_DECIDE[client.open_record] == frozenset(Role) - {Role.AUDITOR, Role.CLIENT}


@pytest.mark.parametrize("wrong", ["王小明", "k-", "k-A", "wang", "p-1"])
def test_what_is_no_client_id_is_not_told(wrong: str) -> None:
    with pytest.raises(ValueError, match="a client's id is") as refused:
        register(client=wrong)
    assert wrong not in str(refused.value).replace("k-'", "")
