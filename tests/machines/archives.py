"""Archives that are kept, lent, appraised and destroyed at random and at every edge.

Whatever the decisions accept, the audit has nothing to object to; deadlines are another matter, for a machine may let
them pass, and so is what is only reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from machines.office import Clock
from machines.pure import PureApp
from studio_adapters.aggregates import aggregate_of
from studio_domain import archive_record as archive
from studio_domain import destruction_batch as destruction
from studio_domain import regulation_book as regulation
from studio_domain.aggregate import Change, replay
from studio_domain.archive_record import (
    Appraiser,
    ArchiveRecord,
    Aspect,
    Holding,
    Medium,
    Reading,
    Secrecy,
    Verdict,
)
from studio_domain.audit import Finding, Grounds
from studio_domain.audit.archive import archive_checks
from studio_domain.audit.engine import audit
from studio_domain.client_case import facts as case
from studio_domain.destruction_batch import DestructionBatch, Signer, Supervisor
from studio_domain.guideline import Breach, Role, Rule
from studio_domain.mandate import MandateGranted
from studio_domain.studio import CarrierRegistered, recognition_facts
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId, Region
from studio_domain.views import ArchiveRegister
from telling import context

STUDIO: Final = "hz-xihu-001"
PARK: Final = "91000000MA00000157"
FIRST: Final = date(2024, 7, 1)
DIGEST, OTHER = "ab" * 32, "cd" * 32
ZHOU, LU, HE, SHEN, XU, FIN, FINHEAD, GAO = (
    PersonId(f"p-{name}") for name in ("zhou", "lu", "he", "shen", "xu", "fin", "finhead", "gao")
)
ROLES: Final = {
    ZHOU: Role.LEAD, LU: Role.STAFF, HE: Role.ARCHIVIST, SHEN: Role.STAFF, XU: Role.CARRIER_HEAD, FIN: Role.FINANCE,
    FINHEAD: Role.FINANCE_HEAD, GAO: Role.DISCIPLINE,
}  # fmt: skip
KINDS: Final = {
    "document": ("office", "D10"), "bank-statement": ("accounting", "D10"), "case-file": ("office", "D30"),
}  # fmt: skip
SIGNERS: Final = {
    Signer.UNIT_HEAD: XU, Signer.ARCHIVE_HEAD: ZHOU, Signer.ACCOUNTING_HEAD: FINHEAD, Signer.ARCHIVE_CLERK: HE,
    Signer.ACCOUNTING_CLERK: FIN,
}  # fmt: skip
REPORTS: Final = (
    archive.AccessRecorded, archive.UnauthorisedDestructionReported, archive.RecordLost, archive.RecordReturned,
)  # fmt: skip

some = st.integers(0, 3)
somebody = st.sampled_from((LU, SHEN, LU, ZHOU, HE))
wait = st.sampled_from((0, 1, 14, 15, 400))
flag = st.sampled_from((True, True, True, False))
hands = st.sampled_from(((ZHOU, XU), (ZHOU,), (HE,), (XU,)))
terms = st.sampled_from((0, 14, 14, 15))
ends = st.sampled_from(("back", "back", "renewed", "lost", "out"))
verdicts = st.sampled_from((Verdict.DESTROY, Verdict.DESTROY, Verdict.KEEP, Verdict.PERMANENT))
gaps = st.sampled_from((0, 400, 4000))
others = st.sampled_from((SHEN, SHEN, LU))


class ArchiveMachine(RuleBasedStateMachine):
    taken: ClassVar[Counter[str]] = Counter()
    refused: ClassVar[Counter[Rule]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(FIRST)
        self.app = PureApp(self.clock)
        self.number = 0
        self.codes: list[str] = []
        self.batch = 0

    # -- the beginning

    def put(self, stream: str, *facts: Any) -> None:
        """Facts past every guard."""
        aggregate = aggregate_of(stream)
        assert aggregate is not None
        self.number += 1
        version = self.app.journal.load(aggregate, stream).version
        envelope = context(f"put-{self.number}", day=self.today.isoformat(), by=XU, role="carrier-head", org=PARK)
        self.app.journal.append([Change(stream, version, facts)], envelope)

    @initialize(years=st.sampled_from((0, 11, 11)), kind=st.sampled_from(tuple(KINDS)))
    def begins(self, years: int, kind: str) -> None:
        """The house, its rules, a case; and a record that may be old enough."""
        carrier = CarrierRegistered(Region("330106", "浙江省杭州市西湖区"), PARK, "园", "park")
        self.put(
            f"{STUDIO}/studio/profile",
            carrier,
            recognition_facts.ApplicationDrafted(1, ZHOU, XU),
            roster.LeadAppointed(ZHOU, "mentor", True, FIRST, XU),
            *(roster.StaffJoined(one, "mentor", ("接待",), FIRST) for one in (LU, HE, SHEN)),
            roster.ArchivistAssigned(HE, FIRST),
        )
        for person, role in ROLES.items():
            self.put(f"{STUDIO}/mandate/{person}", MandateGranted("m-1", role, PARK, FIRST, None, None, "任"))
        rules = f"{STUDIO}/regulation/archives"
        self.put(rules, regulation.RegulationDrafted("archives", 1, "办法", LU))
        self.put(rules, regulation.RegulationApproved(1, FIRST, XU, "制"))
        opened = case.CaseOpened("2024-0001", "k-a", ("n-1",), LU, FIRST, FIRST + timedelta(180))
        self.put(f"{STUDIO}/case/2024-0001", opened)
        self.files(kind=kind, age=years, electronic=False, secrecy=Secrecy.INTERNAL, who=HE, of=True)

    @property
    def today(self) -> date:
        return self.clock.day

    def tries(self, who: PersonId, decide: Callable[[], object]) -> bool:
        """A decision is taken, or refused under a rule."""
        with self.app.acting(who, role=ROLES[who], org=PARK):
            try:
                decide()
            except Breach as breach:
                self.refused[breach.rule] += 1
                return False
        return True

    def done(self, name: str, who: PersonId, decide: Callable[[], object]) -> bool:
        taken = self.tries(who, decide)
        self.taken[name] += taken
        return taken

    def record(self, which: int) -> Any:
        return self.app.archive(STUDIO, self.codes[which % len(self.codes)])

    def state(self, which: int) -> ArchiveRecord:
        known = self.app.journal.load(archive, self.record(which).stream).state
        assert isinstance(known, ArchiveRecord)
        return known

    def list_of(self) -> Any:
        return self.app.destruction(STUDIO, f"b-{self.batch}")

    def listed(self) -> DestructionBatch | None:
        found = self.app.journal.load(destruction, f"{STUDIO}/destruction/b-{self.batch}").state
        assert found is None or isinstance(found, DestructionBatch)
        return found

    # -- time

    @rule(days=wait)
    def time_passes(self, days: int) -> None:
        self.clock.jump(self.today + timedelta(days))

    # -- into the archives

    @rule(
        kind=st.sampled_from(tuple(KINDS)), age=st.sampled_from((0, 0, 11)), electronic=st.booleans(),
        secrecy=st.sampled_from((Secrecy.INTERNAL, Secrecy.INTERNAL, Secrecy.PERSONAL)), who=st.just(HE), of=flag,
    )  # fmt: skip
    def files(self, kind: str, age: int, electronic: bool, secrecy: Secrecy, who: PersonId, of: bool) -> None:
        department, retention = KINDS[kind]
        year = self.today.year - age
        code = f"{year}-{kind}-{retention}-{len(self.codes) + 1}"
        handle = self.app.archive(STUDIO, code)
        paper, files = Holding(Medium.PAPER, "1 柜"), Holding(Medium.ELECTRONIC, "A", DIGEST, "PDF/A", "m")
        source = f"{STUDIO}/case/2024-0001" if of else f"{STUDIO}/case/2024-0009"
        collect = partial(
            handle.collect_record, of=source, what="材料", department=department, holding=files if electronic else paper
        )
        if not self.done("collected", LU, collect):
            return
        self.codes.append(code)
        self.tries(who, handle.file_record)
        classify = partial(
            handle.classify_record,
            year=year,
            category=kind,
            importance="ordinary",
            retention=retention,
            secrecy=secrecy,
        )
        self.tries(who, partial(classify, retention="Y"))
        self.done("classified", who, classify)
        self.done("filed", who, handle.file_record)
        self.tries(who, classify)

    @rule(which=some, sound=st.booleans())
    def is_checked(self, which: int, sound: bool) -> None:
        handle, held = self.record(which), self.state(which).holding
        digest = held.digest if sound else OTHER
        if not self.done("verified", HE, partial(handle.verify_integrity, digest=digest)):
            self.tries(HE, partial(handle.record_integrity_failure, failed=[Aspect.INTEGRITY], digest=digest))
        migrated = Holding(Medium.ELECTRONIC, "B", OTHER if held.digest == DIGEST else DIGEST, "OFD", "m")
        self.done("migrated", HE, partial(handle.migrate_record, holding=migrated))
        self.done("moved", HE, partial(handle.move_record, location="2 柜"))

    # -- on loan

    @rule(which=some, who=somebody, reading=st.sampled_from(Reading), approvers=hands, due=terms, end=ends)
    def is_lent(
        self, which: int, who: PersonId, reading: Reading, approvers: tuple[PersonId, ...], due: int, end: str
    ) -> None:
        handle, self.number = self.record(which), self.number + 1
        loan = f"j-{self.number}"
        if not self.done("requested", who, partial(handle.request_loan, loan=loan, purpose="核对", reading=reading)):
            return
        for hand in approvers:
            self.done("approved", hand, partial(handle.approve_loan, loan=loan))
        until = self.today + timedelta(due)
        if not self.done("lent", HE, partial(handle.lend_record, loan=loan, due=until)):
            return
        if end in ("back", "renewed"):
            self.done("renewed", ZHOU, partial(handle.renew_loan, loan=loan, due=until + timedelta(14)))
            self.tries(ZHOU, partial(handle.renew_loan, loan=loan, due=until + timedelta(28)))
        if end == "lost":
            self.done("lost", LU, partial(handle.record_loss, what="遗失", on_loan=loan))
        elif end != "out":
            self.done("returned", HE, partial(handle.record_return, loan=loan))

    # -- secrecy

    @rule(which=some, secrecy=st.sampled_from(Secrecy), requester=st.sampled_from((LU, ZHOU)))
    def changes_level(self, which: int, secrecy: Secrecy, requester: PersonId) -> None:
        self.number += 1
        handle = self.record(which)
        self.done("level", ZHOU, partial(handle.set_secrecy, secrecy=secrecy, reason="复核", requester=requester))
        grant = partial(handle.grant_access, grant=f"g-{self.number}", purpose="复盘", last=self.today)
        self.done("granted", ZHOU, partial(grant, person=requester))
        self.tries(LU, partial(handle.record_access, purpose="复盘"))

    # -- how long it is kept

    @rule(which=some, lifter=st.sampled_from((GAO, XU, None)))
    def is_held(self, which: int, lifter: PersonId | None) -> None:
        handle, self.number = self.record(which), self.number + 1
        hold = f"h-{self.number}"
        if self.done("held", XU, partial(handle.place_hold, hold=hold, reason="诉讼")) and lifter is not None:
            self.done("lifted", lifter, partial(handle.lift_hold, hold=hold, reason="结案"))

    @rule(which=some, verdict=verdicts, owner=flag)
    def is_appraised(self, which: int, verdict: Verdict, owner: bool) -> None:
        department = self.state(which).department if owner else "other"
        group = [Appraiser(HE, "archives"), Appraiser(LU, department)]
        years = 1 if verdict is Verdict.KEEP else None
        say = partial(self.record(which).appraise_record, verdict=verdict, appraisers=group, opinion=DIGEST)
        self.done("appraised", HE, partial(say, years=years))

    # -- destruction

    @rule(number=st.integers(1, 3), signers=flag, supervised=st.booleans(), later=gaps, executor=others)
    def is_destroyed(self, number: int, signers: bool, supervised: bool, later: int, executor: PersonId) -> None:
        """A list from beginning to end, as far as it gets."""
        self.batch += 1
        for which in range(len(self.codes)) if signers else ():
            self.is_appraised(which=which, verdict=Verdict.DESTROY, owner=True)
        ready = [code for code in self.codes if self._ready(code)] or self.codes
        if not self.done("proposed", HE, partial(self.list_of().propose_batch, records=ready[:number])):
            return
        known = self.listed()
        assert known is not None
        for capacity, person in SIGNERS.items():
            if signers or capacity is not Signer.ARCHIVE_CLERK:
                self.done("signed", person, partial(self.list_of().sign_batch, capacity=capacity))
        self.done("batch approved", XU, partial(self.list_of().approve_batch, document="销"))
        self.clock.jump(self.today + timedelta(later))
        departments = ["archives", "accounting", "office", "it"] if supervised else ["archives", "office"]
        group = [Supervisor(one, where) for one, where in zip((LU, FIN, ZHOU, FINHEAD), departments, strict=False)]
        self.done("counted", SHEN, partial(self.list_of().count_items, supervisors=group, counted=len(known.items)))
        if not self.done("executed", executor, self.list_of().execute_batch):
            self.tries(HE, partial(self.list_of().withdraw_item, record=ready[0], reason="暂缓"))
            self.done("rejected", XU, partial(self.list_of().reject_batch, reason="暂缓"))
            return
        self._reported([one.person for one in group])

    def _ready(self, code: str) -> bool:
        known = self.app.journal.load(archive, f"{STUDIO}/archive/{code}").state
        return known is not None and known.in_store and known.verdict is Verdict.DESTROY

    def _reported(self, signatures: list[PersonId]) -> None:
        code = f"{self.today.year}-XH-Y-{self.batch}"
        handle = self.app.archive(STUDIO, code)
        kept = Holding(Medium.PAPER, "1 柜")
        self.tries(HE, partial(handle.collect_record, of=None, what="清册", department="archives", holding=kept))
        say = partial(self.list_of().report_batch, signatures=signatures, list_digest=DIGEST, list_code=code)
        self.tries(HE, say)
        classify = partial(handle.classify_record, year=self.today.year, category="destruction-list", retention="Y")
        self.tries(HE, partial(classify, importance="vital"))
        self.tries(HE, handle.file_record)
        self.done("reported", HE, say)

    @rule(which=some, months=st.integers(0, 2))
    def freezes(self, which: int, months: int) -> None:
        day = self.today - timedelta(31 * months)
        ledger = self.app.ledger(STUDIO, "services", f"{day:%Y-%m}")
        self.done("frozen", HE, ledger.freeze_ledger)

    # -- what holds at the end

    def teardown(self) -> None:
        objections = [f"{one.check}: {one.message('en')} {one.evidence}" for one in self.objections()]
        assert not objections, "\n".join(objections)
        rows = {row["record"]: row for row in self.app.register(ArchiveRegister(), STUDIO).table("archive_records")}
        for code in self.codes:
            stream = f"{STUDIO}/archive/{code}"
            known = self.app.journal.load(archive, stream).state
            assert isinstance(known, ArchiveRecord)
            assert known == replay(archive, self.app.journal.read(stream))
            free = known.free_from.isoformat() if known.free_from else None
            assert (rows[code]["free_from"], rows[code]["out_on"]) == (free, ", ".join(known.out))
        self.app.close()

    def objections(self) -> list[Finding]:
        """What is found of decisions; that something was not done in time nobody decided."""
        facts = list(self.app.journal.follow())
        reported = {(one.stream, one.version) for one in facts if isinstance(one.fact, REPORTS)}
        found = audit(facts, archive_checks(Grounds.of(facts, studio=STUDIO, region="330106")), as_of=self.today)
        return [
            one
            for one in found
            if not one.check.startswith("obligation.")
            and (one.evidence[0].stream, one.evidence[0].version) not in reported
        ]
