"""The machine of cases: everybody tries everything about three clients; whatever is decided, nothing is found.

What cases rest on is told past every guard, and changes now and then. What is only reported may be against the rules:
it is recorded all the same, and what is found of it is no objection here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

import case_story as s
from audit.case.histories import _studio as told_of_the_studio
from case_story import BANK_ID, HE, ITEM, LOAN, LU, RECOGNISED, SHEN, SITE, TOOL_ID, XU, ZHOU, paper
from machines.office import Clock, Tally
from machines.pure import PureApp
from studio_adapters.aggregates import aggregate_of
from studio_adapters.app.cases import ClientCaseHandle
from studio_domain import client_case as case
from studio_domain import person_record, studio
from studio_domain.aggregate import Change, replay
from studio_domain.archive_record import facts as archive
from studio_domain.audit import Finding, Grounds
from studio_domain.audit.case import case_checks
from studio_domain.audit.engine import audit
from studio_domain.client_case import Channel, ClientCase, ClosureKind, MatchOutcome
from studio_domain.client_record import facts as client
from studio_domain.client_record.facts import DocumentKind, EnterpriseSize, Purpose
from studio_domain.expert_contract import facts as expert
from studio_domain.expert_contract.facts import FeeKind
from studio_domain.guideline import Breach, Role
from studio_domain.mandate import MandateGranted
from studio_domain.policy import KEYS
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.resource_entry import facts as resource
from studio_domain.studio import recognition_facts as recognition
from studio_domain.values import SHANGHAI, PersonId, Region
from studio_domain.views import CaseRegister
from studio_domain.working_calendar import CalendarAdopted
from telling import context
from test_case_transitions import FACTS

STUDIO: Final = "hz-xihu-001"
PARK: Final = "91000000MA00000157"
FIRST: Final = date(2024, 9, 2)
FAN: Final = PersonId("p-fan")
CONTRACT: Final = "x-2024-01"
CLIENTS: Final = ("k-a", "k-b", "k-c")
RECEIVER: Final = "hz-gs-002"

ROLES: Final = {
    ZHOU: Role.LEAD, LU: Role.STAFF, SHEN: Role.STAFF, HE: Role.STAFF, XU: Role.CARRIER_HEAD, FAN: Role.EXPERT,
}  # fmt: skip
REPORTS: Final = (
    case.ServiceDelivered, case.MatchResultRecorded, case.OutcomeRecorded, case.ContactTried,
    case.ClientWordRecorded, case.SatisfactionRecorded, case.FollowUpRecorded,
)  # fmt: skip
"""Facts that no rule refuses; what is found of them nobody decided."""

some_case = st.sampled_from(("k-a", "k-a", "k-b", "k-b", "k-b", "k-c"))
somebody = st.sampled_from((LU, LU, LU, ZHOU, SHEN, FAN))
some_need = st.sampled_from(((SITE,), (SITE, LOAN), (), ("n-x",)))
wait = st.sampled_from((0, 0, 1, 5, 15, 29, 30, 31, 60, 90, 91))
papers = st.sampled_from(((paper("佐证"),), (paper("佐证"),), (), (case.Evidence("照片", "?"),)))
flag = st.sampled_from((True, True, True, False))
often = st.integers(0, 3).map(bool)


class Stages:
    """How far each case has come, kept apart from the aggregate."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}

    def see(self, stream: str, fact: object) -> str:
        """The transition that a fact is."""
        before = self.of.get(stream, "-")
        after = {
            case.CaseOpened: "open", case.ServicePaused: "paused", case.ServiceResumed: "open",
            case.ClosureProposed: "proposed", case.ClosureReturned: "open", case.CaseClosed: "closed",
            case.CaseTransferred: "moved", case.CaseReopened: "open", case.CaseArchived: f"{before}, filed",
        }.get(type(fact), before)  # fmt: skip
        self.of[stream] = after
        return f"{before}: {type(fact).__name__}"


class CaseMachine(RuleBasedStateMachine):
    """Decides purely."""

    counted: ClassVar[Tally] = Tally()

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(FIRST)
        self.app = PureApp(self.clock)
        self.stages = Stages()
        self.position = 0
        self._numbers = count(1)

    # -- the beginning

    def put(self, stream: str, *facts: Any) -> None:
        """Facts past every guard."""
        aggregate = aggregate_of(stream)
        assert aggregate is not None
        version = self.app.journal.load(aggregate, stream).version
        envelope = context(self.new("put"), day=self.clock.day.isoformat(), by=XU, role="carrier-head", org=PARK)
        self.app.journal.append([Change(stream, version, facts)], envelope)

    def begun(self) -> None:
        """The studio with its people, libraries and tariff; three clients, the last of whom agrees to nothing."""
        region = Region("330106", "浙江省杭州市西湖区")
        profile = f"{STUDIO}/studio/profile"
        carrier = recognition.CarrierRegistered(region, PARK, "西湖数智创业园运营有限公司", "park")
        self.put(profile, carrier, recognition.ApplicationDrafted(1, ZHOU, XU))
        for one in told_of_the_studio():
            self.put(one.kind if one.kind.startswith("region-") else f"{STUDIO}/{one.kind}", one.fact)
        signed = (XU, PARK, RECOGNISED, RECOGNISED, RECOGNISED, date(2025, 3, 31), FeeKind.LECTURE, 0, "d")
        nominated = expert.ExpertNominated(FAN, SHEN, "融资", "专业", RECOGNISED)
        self.put(f"{STUDIO}/expert/{CONTRACT}", nominated, expert.ContractSigned(*signed))
        stream, engaged = f"{STUDIO}/expert/{CONTRACT}", resource.Engagement.PART_TIME
        self.put(f"{STUDIO}/resource/x-fan", resource.ExpertListed(FAN, engaged, ("融资",), stream, RECOGNISED))
        self.put(
            f"region-330106/person/{SHEN}",
            person_record.InterestDeclared("i-1", BANK_ID, person_record.InterestKind.CONTRACT, RECOGNISED),
        )
        for person, role in ROLES.items():
            self._post(person, role)
        self._post(HE, Role.ARCHIVIST, "m-2")
        values = {key.name: key.default for key in KEYS.values() if not key.certain}
        self.put(
            f"{STUDIO}/policy/values",
            *(PolicyValueSet(key, value, RECOGNISED, "规〔2024〕1号", XU) for key, value in values.items()),
        )
        for year in (2024, 2025, 2026, 2027):
            self.put(f"region-000000/calendar/{year}", CalendarAdopted(year, (), (), "d"))
        for name in CLIENTS:
            self._client(name)
            kept = archive.Holding(archive.Medium.PAPER, "档案室")
            code, on = self.code_of(name), RECOGNISED
            collected = archive.RecordCollected(code, f"{STUDIO}/case/2024-{name}", "案卷", "office", kept, HE, on)
            self.put(f"{STUDIO}/archive/{code}", collected, archive.RecordFiled(code, HE, on))

    def _post(self, person: PersonId, role: Role, mandate: str = "m-1") -> None:
        granted = MandateGranted(mandate, role, PARK, RECOGNISED, None, None, "任〔2024〕1号")
        self.put(f"{STUDIO}/mandate/{person}", granted)

    def _client(self, name: str) -> None:
        on = RECOGNISED
        told: list[Any] = [client.ClientRegistered(name, "1", None, DocumentKind.OTHER, None, None, True, on)]
        purposes = () if name == "k-c" else (Purpose.GUIDANCE, Purpose.STATISTICS)
        told += [client.ConsentGranted(purpose, "1", None, None, "签", on) for purpose in purposes]
        recipients = (BANK_ID, RECEIVER) if name == "k-a" else ()
        told += [client.ConsentGranted(Purpose.REFERRAL, "1", to, None, "签", on) for to in recipients]
        told += [
            client.EnterpriseUpdated(None, None, EnterpriseSize.MICRO, "餐饮", on),
            client.NeedRecorded(SITE, "opening", None, on),
            client.NeedRecorded(LOAN, "financing", None, on),
        ]
        if name != "k-b":
            told.append(client.ClientClassified("graduate", "founding", (SITE,), "毕业", LU, on))
        self.put(f"{STUDIO}/client/{name}", *told)

    @initialize(
        stage=st.sampled_from((3, 2, 1, 4, 0)),
        who=st.sampled_from((LU, LU, ZHOU, FAN)),
        level=st.sampled_from(("basic", "special")),
    )
    def begins(self, stage: int, who: PersonId, level: str) -> None:
        """Two cases are under way, so far; the third client is nobody's."""
        self.begun()
        self.position = len(list(self.app.journal.follow()))
        for name in CLIENTS[:2] if stage else ():
            self.opens(name=name, needs=(SITE, LOAN), mentor=who, term=180, listed=True)
            if stage > 1:
                self.sets_a_level(name=name, level="basic" if name == "k-b" else level, based=True, why=True, ahead=0)
                self.signs(name=name, item=ITEM, fen=600_00, span=200, written=True, again=False)
            if stage > 2:
                self.assesses(name=name, tool=TOOL_ID, version=2, again=False)
                self.diagnoses(name=name, other=False, needs=(SITE,), again=False)
                self.plans(name=name, steps=("甲", "乙"), agreed=True)
            if stage > 3:
                self.is_served_to_the_end(name=name, who=XU, heard=True, back=False)

    # -- acting

    def new(self, prefix: str) -> str:
        return f"{prefix}-{next(self._numbers)}"

    def handle(self, name: str) -> ClientCaseHandle:
        return self.app.case(STUDIO, f"2024-{name}")

    def code_of(self, name: str) -> str:
        return f"2024-FW-D30-{name}"

    def state(self, name: str) -> ClientCase | None:
        found = self.app.journal.load(case, f"{STUDIO}/case/2024-{name}").state
        assert found is None or isinstance(found, ClientCase)
        return found

    def tries(self, who: PersonId, decide: Callable[[], object], role: Role | None = None) -> None:
        """Decided or refused; what is refused leaves nothing behind."""
        try:
            with self.app.acting(who, role=role or ROLES[who], org=PARK):
                decide()
        except Breach as refused:
            self.counted.refusals[refused.rule] += 1
            self.counted.messages.add(refused.message("zh"))
            assert not list(self.app.journal.follow(self.position))
        except LookupError as absent:
            if isinstance(absent, KeyError | IndexError):
                raise
            self.counted.transitions["not there yet"] += 1
            assert not list(self.app.journal.follow(self.position))
        for event in self.app.journal.follow(self.position):
            self.position = event.position
            if "/case/" in event.stream:
                self.counted.transitions[self.stages.see(event.stream, event.fact)] += 1

    @property
    def today(self) -> date:
        return self.clock.day

    def at(self, hour: int) -> datetime:
        return datetime.combine(self.today, time(hour), SHANGHAI)

    # -- time, and what changes around the cases

    @rule(days=wait)
    def time_passes(self, days: int) -> None:
        if self.today < date(2026, 6, 1):
            self.clock.jump(self.today + timedelta(days))

    @rule(what=st.sampled_from(("suspend", "lift", "leave", "retire-tool", "unlist", "archivist", "withdraw", "agree")))
    def the_world_changes(self, what: str) -> None:
        """From tomorrow on, so that nothing that was decided becomes untrue."""
        tomorrow, profile = self.today + timedelta(1), f"{STUDIO}/studio/profile"
        changes: dict[str, tuple[str, Any]] = {
            "suspend": (profile, recognition.StudioSuspended(tomorrow, "整改", ZHOU, "d")),
            "lift": (profile, recognition.SuspensionLifted(tomorrow, ZHOU, "d")),
            "leave": (profile, studio.StaffDeparted(SHEN, self.today, "离职")),
            "retire-tool": (f"{STUDIO}/resource/{TOOL_ID}", resource.EntryRetired(self.today, "更新")),
            "unlist": (f"{STUDIO}/resource/x-zhou", resource.EntryRetired(self.today, "更新")),
            "archivist": (profile, studio.ArchivistAssigned(LU, tomorrow, "d" * 64)),
            "withdraw": (f"{STUDIO}/client/k-b", client.ConsentWithdrawn(Purpose.GUIDANCE, None, tomorrow)),
            "agree": (
                f"{STUDIO}/client/k-b",
                client.ConsentGranted(Purpose.GUIDANCE, "1", None, None, "签", tomorrow),
            ),
        }
        self.put(changes[what][0], changes[what][1])
        self.position = len(list(self.app.journal.follow()))

    # -- opening, levels

    @rule(name=some_case, needs=some_need, mentor=somebody, term=st.sampled_from((180, 180, 181, 0, -1)), listed=often)
    def opens(self, name: str, needs: tuple[str, ...], mentor: PersonId, term: int, listed: bool) -> None:
        contract = CONTRACT if mentor == FAN else None
        self.tries(
            SHEN if self.today.day % 2 else LU,
            partial(
                self.handle(name).open_case,
                client=name, needs=needs, mentor=mentor, listing=f"x-{mentor[2:]}" if listed else "x-nobody",
                due=self.today + timedelta(term), contract=contract,
            ),
        )  # fmt: skip

    @rule(name=some_case, mentor=somebody, agreed=flag, ahead=st.sampled_from((0, 0, 1, -1)), why=flag)
    def changes_hands(self, name: str, mentor: PersonId, agreed: bool, ahead: int, why: bool) -> None:
        self.tries(
            ZHOU,
            partial(
                self.handle(name).assign_mentor,
                mentor=mentor, listing=f"x-{mentor[2:]}", reason="调岗" if why else " ", client_consented=agreed,
                first=self.today + timedelta(ahead), contract=CONTRACT if mentor == FAN else None,
            ),
        )  # fmt: skip

    @rule(
        name=some_case,
        tool=st.sampled_from((TOOL_ID, TOOL_ID, BANK_ID)),
        version=st.sampled_from((2, 2, 1)),
        again=flag,
    )
    def assesses(self, name: str, tool: str, version: int, again: bool) -> None:
        number = self.new("a") if again else "a-same"
        self.by_mentor(
            name,
            partial(
                self.handle(name).assess_client,
                assessment=number, tool=tool, tool_version=version, interpretation=paper("解读"),
            ),
        )  # fmt: skip

    def by_mentor(self, name: str, decide: Callable[[], object], other: bool = False) -> None:
        """The mentor in charge, or somebody else."""
        known = self.state(name)
        mentor = (known.mentor_on(self.today) if known else None) or LU
        self.tries((SHEN if mentor != SHEN else LU) if other else mentor, decide)

    @rule(
        name=some_case,
        level=st.sampled_from(("basic", "special", "vip")),
        based=flag,
        why=flag,
        ahead=st.sampled_from((0, 0, 0, 3, -1)),
    )
    def sets_a_level(self, name: str, level: str, based: bool, why: bool, ahead: int) -> None:
        self.tries(
            LU,
            partial(
                self.handle(name).set_level,
                level=level, basis=(SITE,) if based else (), reason="需求变化" if why else "",
                first=self.today + timedelta(ahead),
            ),
        )  # fmt: skip

    @rule(
        name=some_case,
        item=st.sampled_from((ITEM, ITEM, s.FREE)),
        fen=st.sampled_from((600_00, 0, -1)),
        span=st.sampled_from((200, 0, -1)),
        written=flag,
        again=flag,
    )
    def signs(self, name: str, item: str, fen: int, span: int, written: bool, again: bool) -> None:
        self.tries(
            LU,
            partial(
                self.handle(name).sign_agreement,
                agreement=self.new("g") if again else "g-same", scope="辅导" if written else " ", tariff_item=item,
                fen=fen, first=self.today, last=self.today + timedelta(span), document="协〔2024〕1号",
            ),
        )  # fmt: skip

    # -- work

    @rule(name=some_case, other=often.map(lambda one: not one), needs=some_need, again=flag)
    def diagnoses(self, name: str, other: bool, needs: tuple[str, ...], again: bool) -> None:
        number = self.new("d") if again else "d-same"
        self.by_mentor(
            name, partial(self.handle(name).diagnose, diagnosis=number, needs=needs, document=paper("诊断")), other
        )

    @rule(name=some_case, steps=st.sampled_from((("甲", "乙"), ("甲",), (), ("甲", "甲"))), agreed=flag)
    def plans(self, name: str, steps: tuple[str, ...], agreed: bool) -> None:
        self.by_mentor(
            name,
            partial(self.handle(name).plan_solution, steps=steps, client_agreed=agreed, document=paper("方案")),
        )

    @rule(name=some_case, step=st.sampled_from(("甲", "乙", "丙")))
    def executes(self, name: str, step: str) -> None:
        self.by_mentor(name, partial(self.handle(name).execute_step, step=step, evidence=paper("照片")))

    @rule(
        name=some_case,
        need=st.sampled_from((LOAN, LOAN, "n-x")),
        kind=st.sampled_from(("financing", "financing", "tax")),
        provider=st.sampled_from((BANK_ID, BANK_ID, "info-x", "x-lu")),
        declared=often,
        again=flag,
    )
    def matches(self, name: str, need: str, kind: str, provider: str, declared: bool, again: bool) -> None:
        self.by_mentor(
            name,
            partial(
                self.handle(name).match_resource,
                match=self.new("m") if again else "m-same", need=need, kind=kind, provider=provider,
                interest="i-1" if declared else None,
            ),
        )  # fmt: skip

    @rule(name=some_case, evidence=papers, said=flag, again=flag)
    def shows_a_result(self, name: str, evidence: tuple[case.Evidence, ...], said: bool, again: bool) -> None:
        number = self.new("r") if again else "r-same"
        self.by_mentor(
            name,
            partial(self.handle(name).prove_result, result=number, what="开业" if said else " ", evidence=evidence),
        )

    # -- reports

    @rule(
        name=some_case,
        mentor=somebody,
        kind=st.sampled_from((("2.2", "opening"), ("2.3", "management"), ("2.9", "?"))),
        hours=st.sampled_from((2, 2, 2, 0)),
        again=flag,
    )
    def serves(self, name: str, mentor: PersonId, kind: tuple[str, str], hours: int, again: bool) -> None:
        self.tries(
            LU,
            partial(
                self.handle(name).record_service,
                service=self.new("s") if again else "s-same", kind=kind[0], sub_kind=kind[1], channel=Channel.VISIT,
                mentor=mentor, start=self.at(9), end=self.at(9 + hours), place="counselling-room", record=paper("记录"),
            ),
        )  # fmt: skip

    @rule(name=some_case, match=st.sampled_from(("m-same", "m-x")), fen=st.sampled_from((1, 1, -1)))
    def a_match_succeeds(self, name: str, match: str, fen: int) -> None:
        self.tries(
            LU,
            partial(
                self.handle(name).record_match_result,
                match=match, outcome=MatchOutcome.SUCCEEDED, evidence=paper("回执"), fen=fen,
            ),
        )  # fmt: skip

    @rule(name=some_case, jobs=st.sampled_from((3, 0, -1)), score=st.sampled_from((9, 0, 11)))
    def has_an_outcome(self, name: str, jobs: int, score: int) -> None:
        self.tries(LU, partial(self.handle(name).record_outcome, jobs=jobs, founded=False))
        self.tries(LU, partial(self.handle(name).record_satisfaction, score=score))
        self.tries(LU, partial(self.handle(name).record_follow_up, what="经营正常"))

    @rule(name=some_case, again=flag)
    def is_called_in_vain(self, name: str, again: bool) -> None:
        number = self.new("t") if again else "t-same"
        self.tries(LU, partial(self.handle(name).record_contact_try, attempt=number, channel="电话"))

    @rule(name=some_case, confirms=flag, signed=often)
    def says(self, name: str, confirms: bool, signed: bool) -> None:
        document = paper("确认单") if signed else None
        self.tries(LU, partial(self.handle(name).record_client_word, confirms=confirms, document=document))

    # -- the term

    @rule(
        name=some_case,
        ahead=st.sampled_from((0, 1, -1, 400)),
        why=flag,
        asker=st.sampled_from((LU, SHEN, ZHOU)),
        approver=st.sampled_from((None, ZHOU, XU)),
    )
    def pauses(self, name: str, ahead: int, why: bool, asker: PersonId, approver: PersonId | None) -> None:
        first, reason = self.today + timedelta(ahead), "住院" if why else " "
        if approver is None:
            self.tries(asker, partial(self.handle(name).pause_service, reason=reason, first=first))
        else:
            self.tries(approver, partial(self.handle(name).approve_pause, reason=reason, asker=asker, first=first))

    @rule(name=some_case, ahead=st.sampled_from((0, 0, -40)))
    def resumes(self, name: str, ahead: int) -> None:
        self.tries(LU, partial(self.handle(name).resume_service, last_day=self.today + timedelta(ahead)))

    @rule(
        name=some_case,
        days=st.sampled_from((90, 90, 91, 0)),
        why=flag,
        asker=st.sampled_from((LU, SHEN, ZHOU)),
        approver=st.sampled_from((ZHOU, XU)),
        later=st.sampled_from((0, 0, 40)),
        again=flag,
    )
    def is_extended(
        self, name: str, days: int, why: bool, asker: PersonId, approver: PersonId, later: int, again: bool
    ) -> None:
        known = self.state(name)
        due = known.term.due_on(self.today) if known else self.today
        number = self.new("e") if again else "e-same"
        ask = partial(
            self.handle(name).request_extension,
            extension=number, due=due + timedelta(days), reason="待批" if why else " ",
        )  # fmt: skip
        self.tries(asker, ask)
        self.time_passes(later)
        self.tries(approver, partial(self.handle(name).approve_extension, extension=number))

    @rule(name=some_case)
    def the_due_day_comes(self, name: str) -> None:
        known = self.state(name)
        if known is not None and known.open:
            self.clock.jump(known.due)

    @rule(name=some_case)
    def the_due_day_is_over(self, name: str) -> None:
        known = self.state(name)
        if known is not None and known.open:
            self.clock.jump(known.due + timedelta(1))

    # -- the end

    @rule(
        name=some_case,
        reason=st.sampled_from(
            (None, None, "policy-change", "lost-contact", "client-withdrew-in-writing", "mentor-left")
        ),
        completed=often.map(lambda one: not one),
        evidence=papers,
        other=often.map(lambda one: not one),
    )
    def proposes(
        self, name: str, reason: str | None, completed: bool, evidence: tuple[case.Evidence, ...], other: bool
    ) -> None:
        kind = ClosureKind.COMPLETED if reason is None or completed else ClosureKind.OBJECTIVE
        if reason is None and completed:
            kind = ClosureKind.OBJECTIVE
        decide = partial(self.handle(name).propose_closure, kind=kind, reason=reason, evidence=evidence)
        self.by_mentor(name, decide, other)

    @rule(name=some_case, who=st.sampled_from((ZHOU, XU)), why=flag)
    def returns(self, name: str, who: PersonId, why: bool) -> None:
        self.tries(who, partial(self.handle(name).return_closure, reason="佐证不足" if why else " "))

    @rule(name=some_case, who=st.sampled_from((ZHOU, XU)))
    def closes(self, name: str, who: PersonId) -> None:
        self.tries(who, self.handle(name).close_case)

    @rule(name=some_case, who=st.sampled_from((ZHOU, XU)), heard=flag, back=often.map(lambda one: not one))
    def is_served_to_the_end(self, name: str, who: PersonId, heard: bool, back: bool) -> None:
        """What leads to a closing, one after the other; each may be refused."""
        handle = self.handle(name)
        self.serves(name=name, mentor=LU, kind=("2.2", "opening"), hours=2, again=True)
        known = self.state(name)
        for step in known.work.undone if known else ():
            self.executes(name=name, step=step)
        self.shows_a_result(name=name, evidence=(paper("执照"),), said=True, again=True)
        self.by_mentor(name, partial(handle.propose_closure, kind=ClosureKind.COMPLETED))
        if back:
            self.returns(name=name, who=who, why=True)
        if heard:
            self.says(name=name, confirms=True, signed=True)
        self.tries(who, handle.close_case)

    @rule(name=some_case, approver=st.sampled_from((None, ZHOU, XU)), days=st.sampled_from((1, 10, 31)))
    def rests_a_while(self, name: str, approver: PersonId | None, days: int) -> None:
        """Paused, and resumed some days later."""
        self.pauses(name=name, ahead=0, why=True, asker=SHEN, approver=approver)
        self.clock.jump(self.today + timedelta(days))
        self.resumes(name=name, ahead=0)

    @rule(name=some_case, over=st.sampled_from((30, 30, 29)), tries=st.sampled_from((3, 3, 2)))
    def is_lost(self, name: str, over: int, tries: int) -> None:
        """Called in vain, over so many days, and proposed for closing."""
        self.is_called_in_vain(name=name, again=True)
        for _ in range(tries - 2):
            self.is_called_in_vain(name=name, again=True)
        self.clock.jump(self.today + timedelta(over))
        self.is_called_in_vain(name=name, again=True)
        self.proposes(name=name, reason="lost-contact", completed=False, evidence=(paper("通话记录"),), other=False)
        self.closes(name=name, who=XU)

    @rule(name=some_case, signed=flag, lead=flag)
    def withdraws(self, name: str, signed: bool, lead: bool) -> None:
        """Leaves by a word that is signed, or not."""
        self.says(name=name, confirms=True, signed=signed)
        reason = "client-withdrew-in-writing"
        self.proposes(name=name, reason=reason, completed=False, evidence=(paper("声明"),), other=False)
        self.closes(name=name, who=ZHOU if lead else XU)

    @rule(name=some_case, receiver=st.sampled_from((RECEIVER, RECEIVER, "hz-x", " ")), agreed=flag, why=flag)
    def is_handed_over(self, name: str, receiver: str, agreed: bool, why: bool) -> None:
        self.tries(
            ZHOU,
            partial(
                self.handle(name).transfer_case,
                receiving_studio=receiver, reason="迁居" if why else " ", client_consented=agreed,
            ),
        )  # fmt: skip

    @rule(name=some_case, why=flag, term=st.sampled_from((180, 180, 180, 180, 181, -1)))
    def is_reopened(self, name: str, why: bool, term: int) -> None:
        due = self.today + timedelta(term)
        self.tries(ZHOU, partial(self.handle(name).reopen_case, reason="续办" if why else " ", due=due))

    @rule(name=some_case, code=flag, other=st.sampled_from((" ", "2024-none")), who=st.sampled_from((HE, HE, HE)))
    def is_archived(self, name: str, code: bool, who: PersonId, other: str = " ") -> None:
        code_of = self.code_of(name) if code else other
        archive = partial(self.handle(name).archive_case, archive_code=code_of)
        self.tries(who, archive, Role.ARCHIVIST)

    # -- what holds at the end

    def teardown(self) -> None:
        objections = [f"{one.check}: {one.message('en')} {one.evidence}" for one in self.objections()]
        assert not objections, "\n".join(objections)
        self.replayed()
        self.app.close()

    def objections(self) -> Iterable[Finding]:
        """What is found of decisions; that something was not done in time nobody decided."""
        facts = list(self.app.journal.follow())
        reported = {(one.stream, one.version) for one in facts if isinstance(one.fact, REPORTS)}
        grounds = Grounds.of(facts, studio=STUDIO, region="330106")
        for one in audit(facts, case_checks(grounds), as_of=self.today):
            breach = one.evidence[0]
            if not one.check.startswith("obligation.") and (breach.stream, breach.version) not in reported:
                yield one

    def replayed(self) -> None:
        """The state is what its facts say, and so is the register."""
        rows = {row["case"]: row for row in self.app.register(CaseRegister(), STUDIO).table("cases")}
        for name in CLIENTS:
            state = self.state(name)
            assert replay(case, self.app.journal.read(self.handle(name).stream)) == state
            if state is not None:
                row = rows[state.case]
                assert row["due"] == state.due.isoformat()
                assert (row["closed"] is None) == state.open
                assert row["services"] == len(state.services)


class LawlessMachine(CaseMachine):
    """Begins with what no decision would have let happen; decisions go on from there, refuse or accept, and no more."""

    @initialize(
        stage=st.just(0),
        who=st.just(LU),
        level=st.just("basic"),
        told=st.lists(st.sampled_from([fact for fact, _ in FACTS]), min_size=1, max_size=12),
    )
    def begins(self, stage: int, who: PersonId, level: str, told: list[case.Event]) -> None:
        self.begun()
        for name in CLIENTS[:2]:
            opened = case.CaseOpened(f"2024-{name}", name, (SITE,), who, RECOGNISED, date(2025, 2, 2))
            self.put(f"{STUDIO}/case/2024-{name}", opened, *told)
        self.position = len(list(self.app.journal.follow()))

    def teardown(self) -> None:
        """An audit reads it to its end, whatever it finds."""
        list(self.objections())
        self.replayed()
        self.app.close()
