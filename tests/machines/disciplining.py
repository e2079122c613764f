"""Matters of discipline at random: whatever the decisions accept, the audit has nothing to object to.

Every attempt is made by a hand taken at random, so most are refused; what was accepted is audited. Deadlines are
another matter, for a machine may let them pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from machines.office import BUREAU, REGION, Clock
from machines.pure import PureApp
from studio_adapters.app.discipline import DisciplineHandle
from studio_domain.aggregate import Change, Context
from studio_domain.audit import Finding, Grounds, audit_studio, merged
from studio_domain.discipline_case import AppealOutcome, GiftDisposal, GiftItem, GiftKind, Reporting, Sanction
from studio_domain.guideline import Breach, Role, Rule
from studio_domain.studio import LeadAppointed, StaffDeparted, StaffJoined
from studio_domain.values import PersonId

STUDIO: Final = "hz-a-001"
PARK: Final = "91000000MA00000157"
FIRST: Final = date(2025, 1, 6)
DIGEST: Final = "ab" * 32

Person = tuple[str, Role, str]
LEAD: Final = "p-lead", Role.LEAD, PARK
STAFF: Final = "p-staff", Role.STAFF, PARK
OTHER: Final = "p-other", Role.STAFF, PARK
HEAD: Final = "p-head", Role.CARRIER_HEAD, PARK
DING: Final = "p-ding", Role.DISCIPLINE, PARK
SECOND: Final = "p-second", Role.DISCIPLINE, PARK
OFFICER: Final = "p-officer", Role.AUTHORITY, BUREAU
REVIEWER: Final = "p-reviewer", Role.AUTHORITY, BUREAU
EVERYBODY: Final = (LEAD, STAFF, OTHER, HEAD, DING, SECOND, OFFICER, REVIEWER)
SCREENING: Final = (HEAD, DING, SECOND, OFFICER, REVIEWER)
DECIDING: Final = (HEAD, OFFICER, REVIEWER)
INVESTIGATING: Final = (DING, SECOND, OFFICER, REVIEWER)
OFFICIAL: Final = PersonId("p-other")

OURS: Final = ("discipline.", "trail.", "roles.")
TRANSITIONS: Final = {
    "conduct reported", "gift reported", "no case", "opened", "measures", "lifted", "evidence", "heard", "concluded",
    "sanctioned", "appealed", "appeal decided", "enforced", "referred", "disposed", "closed",
}  # fmt: skip

subjects = st.sampled_from([PersonId(person[0]) for person in (LEAD, STAFF, OTHER, HEAD)])
matters = st.sampled_from(["d-1", "d-2"])


class DisciplineMachine(RuleBasedStateMachine):
    transitions: ClassVar[Counter[str]] = Counter()
    refusals: ClassVar[Counter[Rule]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(FIRST)
        self.app = PureApp(self.clock)
        self.number = 0
        self.there = {PersonId(STAFF[0]), PersonId(OTHER[0])}

    @initialize()
    def begins(self) -> None:
        """Everybody in his post, the carrier, the roster; one of the staff is a public official."""
        mandates = self.app.mandates
        for person in (OFFICER, REVIEWER, HEAD, LEAD, STAFF, OTHER, DING, SECOND):
            region = person[1] is Role.AUTHORITY
            held = mandates("region-330106" if region else STUDIO, person[0])
            record: Callable[[], object] = partial(
                held.record_mandate, mandate_id="m-1", role=person[1], org=person[2], first=FIRST, document="d"
            )
            self.acts(OFFICER if region else HEAD, record)
        self.acts(
            HEAD, lambda: self.app.studio(STUDIO).register_carrier(region=REGION, carrier=PARK, name="园", kind="park")
        )
        self.acts(
            HEAD, lambda: self.app.person("330106", OFFICIAL).record_person(employer=BUREAU, public_official=True)
        )
        head, lead = PersonId(HEAD[0]), PersonId(LEAD[0])
        self.append(LeadAppointed(lead, "mentor", True, FIRST, head))
        for staff in (STAFF, OTHER):
            self.append(StaffJoined(PersonId(staff[0]), "mentor", ("指导",), FIRST))

    # -- acting

    def acts(self, who: Person, decide: Callable[[], object]) -> None:
        with self.app.acting(who[0], role=who[1], org=who[2]):
            decide()

    def tries(self, name: str, who: Person, decide: Callable[[], object]) -> None:
        try:
            self.acts(who, decide)
        except Breach as breach:
            self.refusals[breach.rule] += 1
        else:
            self.transitions[name] += 1

    def append(self, fact: Any) -> None:
        """A fact of the roster, by the head."""
        name = f"{STUDIO}/studio/profile"
        version = sum(event.stream == name for event in self.app.history(STUDIO))
        context = Context(
            occurred=self.clock.day, by=PersonId(HEAD[0]), role=HEAD[1].value, org=PARK, command=f"x-{version}",
            rules="trial",
        )  # fmt: skip
        self.app.journal.append([Change(name, version, (fact,))], context)

    def matter(self, number: str) -> DisciplineHandle:
        return self.app.discipline(STUDIO, number)

    def known(self, number: str) -> bool:
        return any(event.stream == f"{STUDIO}/discipline/{number}" for event in self.app.history(STUDIO))

    def next(self, kind: str) -> str:
        self.number += 1
        return f"{kind}-{self.number}"

    # -- time

    @rule(days=st.sampled_from([1, 7, 31]))
    def time_passes(self, days: int) -> None:
        self.clock.jump(self.clock.day + timedelta(days))

    # -- reports

    @rule(number=matters, who=st.sampled_from(EVERYBODY), subject=st.none() | subjects, openly=st.booleans())
    def reports(self, number: str, who: Person, subject: PersonId | None, openly: bool) -> None:
        manner = Reporting.OPEN if openly else Reporting.ANONYMOUS
        say = partial(self.matter(number).report_conduct, subject=subject, reporting=manner)
        self.tries("conduct reported", who, partial(say, kind=" "))
        self.tries("conduct reported", who, partial(say, kind="improper-gain", reporter="王"))
        self.tries("conduct reported", who, partial(say, kind="improper-gain"))

    @rule(number=matters, who=st.sampled_from(EVERYBODY), receiver=subjects, fen=st.sampled_from([1, 199_99, 200_00]),
          kind=st.sampled_from(GiftKind), ahead=st.booleans())  # fmt: skip
    def gift(self, number: str, who: Person, receiver: PersonId, fen: int, kind: GiftKind, ahead: bool) -> None:
        received = self.clock.day + timedelta(1) if ahead else self.clock.day
        say = partial(self.matter(number).report_gift, receiver=receiver, giver="k-1", received=received)
        name = self.next("g")
        self.tries("gift reported", who, partial(say, gift=name, items=()))
        for _ in range(2):
            self.tries("gift reported", who, partial(say, gift=name, items=[GiftItem(kind, "茶", fen)]))

    # -- what is done about them

    @rule(number=matters, who=st.sampled_from(SCREENING), subject=subjects, reason=st.sampled_from(["", "不属实"]))
    def screens(self, number: str, who: Person, subject: PersonId, reason: str) -> None:
        if self.known(number):
            self.tries("no case", who, partial(self.matter(number).decide_no_case, reason=reason))
            self.tries("opened", who, partial(self.matter(number).open_case, subject=subject, document=reason))

    @rule(number=matters, who=st.sampled_from(DECIDING), later=st.integers(-1, 1))
    def takes_measures(self, number: str, who: Person, later: int) -> None:
        if self.known(number):
            first, matter = self.clock.day + timedelta(later), self.matter(number)
            self.tries("measures", who, partial(matter.take_measures, first=first, document="停"))

    @rule(number=matters, who=st.sampled_from(DECIDING), later=st.integers(-1, 1))
    def lifts(self, number: str, who: Person, later: int) -> None:
        if self.known(number):
            last = self.clock.day + timedelta(later)
            self.tries("lifted", who, partial(self.matter(number).lift_measures, last_day=last))

    @rule(
        number=matters, who=st.sampled_from(INVESTIGATING), founded=st.booleans(), digest=st.sampled_from([DIGEST, "x"])
    )
    def investigates(self, number: str, who: Person, founded: bool, digest: str) -> None:
        if self.known(number):
            matter, name = self.matter(number), self.next("e")
            for _ in range(2):
                self.tries("evidence", who, partial(matter.collect_evidence, evidence=name, digest=digest))
            self.tries("heard", who, partial(matter.hear_subject, digest=digest))
            self.tries("concluded", who, partial(matter.conclude_investigation, founded=founded, digest=DIGEST))

    @rule(number=matters, who=st.sampled_from(INVESTIGATING), founded=st.booleans())
    def concludes(self, number: str, who: Person, founded: bool) -> None:
        if self.known(number):
            conclude = partial(self.matter(number).conclude_investigation, founded=founded, digest=DIGEST)
            self.tries("concluded", who, conclude)

    @rule(number=matters, who=st.sampled_from(DECIDING), sanction=st.sampled_from(Sanction),
          fen=st.sampled_from([-1, 0, 5]), basis=st.sampled_from(["", "第9条", "第9条"]))  # fmt: skip
    def sanctions(self, number: str, who: Person, sanction: Sanction, fen: int, basis: str) -> None:
        if self.known(number):
            words: dict[str, Any] = {"sanction": sanction, "basis": basis, "recovery": fen, "document": "处"}
            self.tries("sanctioned", who, partial(self.matter(number).decide_sanction, **words))

    @rule(number=matters, who=st.sampled_from((STAFF, OTHER, LEAD, HEAD)), himself=st.booleans())
    def appeals(self, number: str, who: Person, himself: bool) -> None:
        if self.known(number):
            subject = self.matter(number).state.subject
            who = next((one for one in EVERYBODY if himself and one[0] == subject), who)
            self.tries("appealed", who, partial(self.matter(number).file_appeal, digest=DIGEST))
            upheld = partial(self.matter(number).decide_appeal, outcome=AppealOutcome.UPHELD, document="复")
            for officer in (OFFICER, REVIEWER):
                self.tries("appeal decided", officer, upheld)

    @rule(number=matters, who=st.sampled_from((OFFICER, REVIEWER)), outcome=st.sampled_from(AppealOutcome),
          sanction=st.none() | st.sampled_from(Sanction))  # fmt: skip
    def answers(self, number: str, who: Person, outcome: AppealOutcome, sanction: Sanction | None) -> None:
        if self.known(number):
            decide = partial(self.matter(number).decide_appeal, outcome=outcome, sanction=sanction, document="复")
            self.tries("appeal decided", who, decide)

    @rule(number=matters, who=st.sampled_from(DECIDING), gone=st.booleans())
    def enforces(self, number: str, who: Person, gone: bool) -> None:
        if self.known(number):
            matter = self.matter(number)
            if gone and matter.state.sanction is Sanction.DISMISSAL and matter.state.subject in self.there:
                self.there.remove(matter.state.subject)
                self.append(StaffDeparted(matter.state.subject, self.clock.day, "解聘"))
            self.tries("enforced", who, matter.enforce_sanction)

    @rule(number=matters, who=st.sampled_from(DECIDING), organ=st.sampled_from(["", "任免机关"]))
    def refers(self, number: str, who: Person, organ: str) -> None:
        if self.known(number):
            self.tries("referred", who, partial(self.matter(number).refer_to_authority, organ=organ, document="移"))

    @rule(number=matters, who=st.sampled_from(SCREENING), disposal=st.sampled_from(GiftDisposal))
    def disposes(self, number: str, who: Person, disposal: GiftDisposal) -> None:
        if self.known(number):
            matter = self.matter(number)
            for gift in (*matter.state.gifts, "g-x"):
                self.tries("disposed", who, partial(matter.dispose_gift, gift=gift, disposal=disposal, receipt=DIGEST))

    @rule(number=matters, who=st.sampled_from(SCREENING), fen=st.sampled_from([0, 5]))
    def closes(self, number: str, who: Person, fen: int) -> None:
        if self.known(number):
            self.tries("closed", who, partial(self.matter(number).close_case, recovered=fen))

    @rule(number=matters, subject=subjects, sanction=st.sampled_from(Sanction), measured=st.booleans(),
          hand=st.sampled_from((DING, SECOND)), decider=st.sampled_from(DECIDING),
          fen=st.sampled_from([0, 5]))  # fmt: skip
    def goes_straight(
        self,
        number: str,
        subject: PersonId,
        sanction: Sanction,
        measured: bool,
        hand: Person,
        decider: Person,
        fen: int,
    ) -> None:
        """From wherever it stands to a sanction, by those whose business it is, as far as they may."""
        matter, report = self.matter(number), Reporting.ANONYMOUS
        say = partial(matter.report_conduct, kind="improper-gain", subject=subject, reporting=report)
        self.tries("conduct reported", SECOND, say)
        if fen == 0 and not measured:  # now and then nothing comes of it
            self.tries("no case", decider, partial(matter.decide_no_case, reason="不属实"))
        self.tries("opened", OFFICER, partial(matter.open_case, subject=subject, document="立"))
        if measured:
            self.tries("measures", OFFICER, partial(matter.take_measures, first=self.clock.day, document="停"))
        self.tries("evidence", hand, partial(matter.collect_evidence, evidence=self.next("e"), digest=DIGEST))
        words: dict[str, Any] = {"sanction": sanction, "basis": "第9条", "recovery": fen, "document": "处"}
        self.tries("concluded", hand, partial(matter.conclude_investigation, founded=True, digest=DIGEST))
        self.tries("sanctioned", decider, partial(matter.decide_sanction, **words))
        self.tries("heard", hand, partial(matter.hear_subject, digest=DIGEST))
        for one in ({**words, "recovery": -1}, {**words, "basis": " "}, words):
            self.tries("sanctioned", decider, partial(matter.decide_sanction, **one))

    @rule(number=matters, decider=st.sampled_from(DECIDING), refers=st.booleans(), contests=st.booleans())
    def finishes(self, number: str, decider: Person, refers: bool, contests: bool) -> None:
        """From wherever it stands to the end, as far as they may."""
        if self.known(number):
            matter = self.matter(number)
            if contests:
                self.appeals(number=number, who=STAFF, himself=True)
            refer = partial(matter.refer_to_authority, organ="任免机关", document="移")
            self.tries(*(("referred", decider, refer) if refers else ("enforced", decider, matter.enforce_sanction)))
            for gift in matter.state.gifts:
                over = partial(matter.dispose_gift, gift=gift, disposal=GiftDisposal.HANDED_OVER, receipt=DIGEST)
                self.tries("disposed", OFFICER, over)
            for fen in (0, 5):
                self.tries("closed", decider, partial(matter.close_case, recovered=fen))

    # -- what must hold

    def teardown(self) -> None:
        assert [(one.check, one.message("en")) for one in self.found()] == []

    def found(self) -> list[Finding]:
        regions = [f"region-{code}" for code in ("330106", "000000")]
        events = list(merged(self.app.history(STUDIO), [self.app.history(region) for region in regions]))
        grounds = Grounds.of(events, studio=STUDIO, region="330106")
        found = audit_studio(events, grounds=grounds, studio=STUDIO, as_of=self.clock.day)
        return [one for one in found if one.check.startswith(OURS)]
