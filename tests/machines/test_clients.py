"""Whatever the decisions about clients accept, in any order, no check of clients objects to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from audit.client.served import cell, delivered
from studio_domain import client_record as client
from studio_domain.audit.client import client_checks
from studio_domain.audit.engine import audit
from studio_domain.audit.grounds import Grounds
from studio_domain.client_case.facts import CaseOpened, CaseTransferred, ResourceMatched, ServiceLevelSet
from studio_domain.client_record import ClientRecord, DocumentKind, EnterpriseSize, LegalRank, Purpose
from studio_domain.guideline import Breach
from studio_domain.subject_key import KeyPurpose, SubjectKeyIssued
from studio_domain.values import PersonId
from telling import Studio

STUDIO = "cd-wuhou-001"
PEOPLE = [PersonId(f"p-{n}") for n in range(3)]
names = st.sampled_from(["k-1", "k-2"])
people = st.sampled_from(PEOPLE)
purposes = st.sampled_from(Purpose)
recipients = st.sampled_from(["e-1", "e-2"])
spans = st.integers(0, 3)
numbers = st.sampled_from(["1", "2"])


class Clients(RuleBasedStateMachine):
    """Two clients, a case each, three persons who may do anything, and days that pass."""

    @initialize()
    def begin(self) -> None:
        self.studio = Studio(STUDIO)
        self.day = date(2025, 3, 3)
        self.records: dict[str, ClientRecord] = {}
        self.cases: set[str] = set()
        self.accepted = 0
        for name in ("k-1", "k-2"):
            self.register(name, name == "k-1")
            self.know(name, "1")
            self.say(name, Purpose.REFERRAL, "e-1", given=True, every=False)

    def tell(self, kind: str, *facts: Any) -> None:
        self.studio.tell(self.day.isoformat(), kind, *facts)
        self.accepted += 1

    def decide(self, name: str, decision: Callable[..., Any], /, **arguments: Any) -> None:
        """What is accepted is told, and folded."""
        record = self.records.get(name)
        if record is None:
            return
        try:
            fact = decision(record, **arguments)
        except Breach:
            return
        self.records[name] = client.evolve(record, fact)
        self.tell(f"client/{name}", fact)

    @rule(days=st.integers(1, 3))
    def pass_days(self, days: int) -> None:
        self.day += timedelta(days)

    @rule(name=names, adult=st.booleans())
    def register(self, name: str, adult: bool) -> None:
        try:
            facts = client.register_client(
                self.records.get(name), client=name, notice="告知书/1", name=cell(name),
                document_kind=DocumentKind.PASSPORT, document_number=None, phone=None, adult=adult,
                guardian=None if adult else cell(name), text_version="同意书/1", evidence="签字件", on=self.day,
            )  # fmt: skip
        except Breach:
            return
        self.records[name] = client.evolve(client.evolve(None, facts[0]), facts[1])
        self.tell(f"client/{name}", *facts)
        issued = SubjectKeyIssued(name, f"{STUDIO}/client/{name}", KeyPurpose.SERVICE, "0" * 64)
        self.studio.tell(self.day.isoformat(), f"key/{name}", issued)

    @rule(name=names, purpose=purposes, recipient=recipients, given=st.booleans(), every=st.booleans())
    def say(self, name: str, purpose: Purpose, recipient: str, given: bool, every: bool) -> None:
        to = recipient if purpose is Purpose.REFERRAL else None
        if given:
            told: dict[str, Any] = {"text_version": "同意书/1", "guardian": cell(name), "evidence": "签字件"}
            self.decide(name, client.grant_consent, purpose=purpose, recipient=to, on=self.day, **told)
        else:
            self.decide(name, client.withdraw_consent, purpose=purpose, recipient=None if every else to, on=self.day)

    @rule(name=names, need=numbers)
    def know(self, name: str, need: str) -> None:
        self.decide(name, client.add_need, need=need, kind="2.2", words=cell(name), on=self.day)
        self.decide(
            name, client.update_enterprise,
            name=cell(name), code=None, size=EnterpriseSize.MICRO, industry="餐饮", first=self.day,
        )  # fmt: skip

    @rule(name=names, by=people)
    def classify(self, name: str, by: PersonId) -> None:
        told: dict[str, Any] = {"segment": "graduate", "stage": "start", "basis": ("1",), "reason": "r"}
        self.decide(name, client.classify_client, by=by, on=self.day, **told)

    @rule(name=names, person=people, purpose=purposes, span=spans, by=people)
    def grant(self, name: str, person: PersonId, purpose: Purpose, span: int, by: PersonId) -> None:
        last = None if span == 3 else self.day + timedelta(span)
        self.decide(name, client.grant_access, person=person, purpose=purpose, first=self.day, last=last, by=by)

    @rule(name=names, person=people, purpose=purposes, by=people)
    def withdraw(self, name: str, person: PersonId, purpose: Purpose, by: PersonId) -> None:
        self.decide(name, client.withdraw_access, person=person, purpose=purpose, last_day=self.day, by=by)

    @rule(name=names, person=people, purpose=purposes)
    def look(self, name: str, person: PersonId, purpose: Purpose) -> None:
        self.decide(name, client.open_record, person=person, purpose=purpose, sections=(), on=self.day)

    @rule(name=names, request=numbers, by=people)
    def ask(self, name: str, request: str, by: PersonId) -> None:
        self.decide(name, client.request_erasure, request=request, verifier=by, on=self.day)

    @rule(name=names, rank=st.sampled_from(LegalRank), span=spans, by=people)
    def restrict(self, name: str, rank: LegalRank, span: int, by: PersonId) -> None:
        until = self.day + timedelta(span)
        self.decide(name, client.restrict_processing, basis="b", rank=rank, until=until, approver=by, on=self.day)

    @rule(name=names, by=people)
    def unrestrict(self, name: str, by: PersonId) -> None:
        self.decide(name, client.end_restriction, approver=by, on=self.day)

    @rule(name=names, hold=numbers, by=people, lift=st.booleans())
    def hold(self, name: str, hold: str, by: PersonId, lift: bool) -> None:
        if lift:
            self.decide(name, client.lift_hold, hold=hold, lifted_by=by, on=self.day)
        else:
            self.decide(name, client.place_hold, hold=hold, ground="g", placed_by=by, on=self.day)

    @rule(name=names, request=numbers, by=people, behind=st.none() | people)
    def approve(self, name: str, request: str, by: PersonId, behind: PersonId | None) -> None:
        told: dict[str, Any] = {"request": request, "ground": "g", "principal": behind}
        self.decide(name, client.approve_erasure, approver=by, on=self.day, **told)

    @rule(name=names, request=numbers, by=people)
    def erase(self, name: str, request: str, by: PersonId) -> None:
        told: dict[str, Any] = {"request": request, "keys": (name,), "stores": ("memory",)}
        self.decide(name, client.erase_data, executor=by, on=self.day, **told)

    @rule(name=names, by=people, other=people, behind=st.none() | people)
    def settle(self, name: str, by: PersonId, other: PersonId, behind: PersonId | None) -> None:
        """A request that goes all the way, as far as it may."""
        self.ask(name, "1", by)
        self.approve(name, "1", by, behind)
        self.erase(name, "1", other)

    @rule(name=names, person=people, by=people)
    def grant_and_look(self, name: str, person: PersonId, by: PersonId) -> None:
        self.grant(name, person, Purpose.GUIDANCE, 1, by)
        self.look(name, person, Purpose.GUIDANCE)

    # -- of cases, by what a case asks of the client's record

    @rule(name=names, by=people, special=st.booleans())
    def serve(self, name: str, by: PersonId, special: bool) -> None:
        record = self.records.get(name)
        if record is None or not record.served_on(self.day) or not record.needs:
            return
        case = f"case/2025-{name}"
        if case not in self.cases:
            self.cases.add(case)
            self.tell(case, CaseOpened(f"2025-{name}", name, tuple(record.needs), by, self.day, self.day))
        if record.classification is not None or not special:
            level = "special" if special else "basic"
            self.tell(case, ServiceLevelSet(level, (), "", by, self.day))
        self.tell(case, delivered(f"s-{self.accepted}", self.day.isoformat()))

    @rule(name=names, by=people, recipient=recipients, transfer=st.booleans())
    def refer(self, name: str, by: PersonId, recipient: str, transfer: bool) -> None:
        record, case = self.records.get(name), f"case/2025-{name}"
        if case not in self.cases or record is None or not record.served_on(self.day):
            return
        if record.consents(Purpose.REFERRAL, self.day, recipient):
            matched = ResourceMatched(f"m-{self.accepted}", "1", "2.5", recipient, by, self.day, None)
            self.tell(case, CaseTransferred(recipient, "r", True, by, self.day) if transfer else matched)

    def teardown(self) -> None:
        found = audit(self.studio.history, client_checks(Grounds()), as_of=self.day + timedelta(400))
        objections = [(one.check, one.evidence) for one in found if not one.check.startswith("obligation.")]
        assert objections == []


TestClients = Clients.TestCase
TestClients.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
