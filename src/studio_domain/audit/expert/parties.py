"""Who signs with whom (1.3.0.c, 3.4.8.a, 3.4.8.b): the operator, by rules in force; officials, staff."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.expert.known import Contract, ContractsKnown
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind, Source
from studio_domain.person_record import EmploymentChanged, PersonRegistered
from studio_domain.regulation_book import RegulationApproved, RegulationRepealed
from studio_domain.studio.recognition_facts import CarrierRegistered, OperatorChanged
from studio_domain.studio.roster_facts import LeadAppointed, LeadDeparted, StaffDeparted, StaffJoined
from studio_domain.values import Days, PersonId

PARTY: Final = Predicate(
    "expert.party-differs",
    Clause.OPERATED_BY_CARRIER,
    Kind.X,
    zh="{stream} 的甲方是 {actual}，签订时的运营载体是 {expected}",
    en="{stream} has the party {actual}, {expected} operated the studio when it was signed",
)
NO_REGULATION: Final = Predicate(
    "expert.no-regulation",
    Clause.EXPERT_SYSTEM,
    Kind.X,
    zh="{stream} 签订时（{signed}）没有执行中的外聘专家管理制度",
    en="{stream} was signed on {signed} with no rules for external experts in force",
)
OFFICIAL: Final = Predicate(
    "expert.official-unpermitted",
    Clause.EXPERT_SELECTION,
    Kind.A,
    zh="{stream} 有偿聘用公职人员 {person}，没有所在单位的批准",
    en="{stream} pays public official {person}, whom the employer has not permitted",
    source=Source.LAW,
)
STAFF_AND_EXPERT: Final = Predicate(
    "expert.staff-and-expert",
    Clause.EXPERT_SELECTION,
    Kind.A,
    zh="{person} 自 {actual} 起同时是工作室人员与有偿外聘专家（{contract}）",
    en="{person} is of the staff and a paid external expert ({contract}) at a time from {actual} on",
)

_BOOK: Final = "/regulation/external-experts"
_NONE: Final = "none"


@define
class _Membership:
    """Somebody belongs to the studio from a day on, up to and including another."""

    event: Recorded[Any]
    person: PersonId
    first: date
    last: date | None = None


@define
class Parties:
    """By what was on record when it was signed; staff and experts by what is on record now."""

    known: ContractsKnown
    _operators: defaultdict[str, list[tuple[date, str, Place]]] = field(factory=lambda: defaultdict(list))
    """By studio, in the order in which they begin to operate it."""
    _rules: defaultdict[str, list[tuple[date, int, date]]] = field(factory=lambda: defaultdict(list))
    """By studio: in force from a day on, the version, up to and including another."""
    _officials: defaultdict[str, list[tuple[date, bool, Place]]] = field(factory=lambda: defaultdict(list))
    """By person: since when he is a public official, or is none."""
    _members: defaultdict[str, list[_Membership]] = field(factory=lambda: defaultdict(list))
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(CarrierRegistered, self._registered)
        yield on(OperatorChanged, self._operates)
        yield on(RegulationApproved, self._in_force)
        yield on(RegulationRepealed, self._repealed)
        yield on(PersonRegistered, self._recorded)
        yield on(EmploymentChanged, self._employed)
        yield on(LeadAppointed, self._joined)
        yield on(StaffJoined, self._joined)
        yield on(LeadDeparted, self._left)
        yield on(StaffDeparted, self._left)
        yield on(expert.ContractSigned, self._signed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for stream, contract in self.known.contracts.items():
            yield from self._both(stream, contract)

    # -- what is on record

    def _registered(self, event: Recorded[CarrierRegistered]) -> None:
        self._operators[event.studio].insert(0, (date.min, event.fact.carrier, event.place))

    def _operates(self, event: Recorded[OperatorChanged]) -> None:
        insort(self._operators[event.studio], (event.fact.first, event.fact.carrier, event.place), key=itemgetter(0))

    def _in_force(self, event: Recorded[RegulationApproved]) -> None:
        if event.stream.endswith(_BOOK):
            self._rules[event.studio].append((event.fact.effective, event.fact.version, date.max))

    def _repealed(self, event: Recorded[RegulationRepealed]) -> None:
        if event.stream.endswith(_BOOK):
            rules = self._rules[event.studio]
            rules[:] = [
                (first, version, min(last, event.fact.last_day) if version == event.fact.version else last)
                for first, version, last in rules
            ]

    def _recorded(self, event: Recorded[PersonRegistered]) -> None:
        self._officials[event.fact.person].append((date.min, event.fact.public_official, event.place))

    def _employed(self, event: Recorded[EmploymentChanged]) -> None:
        person = event.stream.rpartition("/")[2]
        insort(self._officials[person], (event.fact.on, event.fact.public_official, event.place), key=itemgetter(0))

    def _joined(self, event: Recorded[LeadAppointed | StaffJoined]) -> None:
        joined = _Membership(event, event.fact.person, event.fact.first)
        self._members[event.studio].append(joined)

    def _left(self, event: Recorded[LeadDeparted | StaffDeparted]) -> None:
        for one in self._members[event.studio]:
            if one.person == event.fact.person and one.last is None and one.first <= event.fact.last_day:
                one.last = event.fact.last_day

    # -- the contract

    def _signed(self, event: Recorded[expert.ContractSigned]) -> None:
        fact, signed = event.fact, event.fact.signed
        operators = [one for one in self._operators[event.studio] if one[0] <= signed]
        if operators and operators[-1][1] != fact.party:
            _, operator, place = operators[-1]
            found = finding(
                PARTY, event, event.stream,
                expected=text(operator), actual=text(fact.party), delta=count(1), also=(place,),
            )  # fmt: skip
            self._found.append(found)
        begun = [(first, version, last) for first, version, last in self._rules[event.studio] if first <= signed]
        if not begun or max(begun)[2] < signed:
            found = finding(
                NO_REGULATION, event, event.stream,
                expected=count(1), actual=count(0), delta=count(1), signed=signed,
            )  # fmt: skip
            self._found.append(found)
        if fact.unit_fen > 0:
            self._official(event, self.known.contracts[event.stream])

    def _official(self, event: Recorded[expert.ContractSigned], contract: Contract) -> None:
        verified = contract.verified
        on_record = [one for one in self._officials[contract.person or ""] if one[0] <= event.fact.signed]
        recorded_official = bool(on_record) and on_record[-1][1]
        verified_official = verified is not None and verified.fact.public_official
        permission = (verified.fact.permission if verified else None) or ""
        if not (recorded_official or verified_official) or permission.strip():
            return
        also = [verified.place] if verified else []
        also += [on_record[-1][2]] if recorded_official else []
        found = finding(
            OFFICIAL, event, event.stream,
            expected=count(1), actual=count(0), delta=count(1), also=tuple(also), person=contract.person or _NONE,
        )  # fmt: skip
        self._found.append(found)

    def _both(self, stream: str, contract: Contract) -> Iterator[Finding]:
        signed, last = contract.signed, contract.last_day()
        if signed is None or last is None or signed.fact.unit_fen <= 0 or signed.fact.first > last:
            return
        term = Days.through(signed.fact.first, last)
        for member in self._members[signed.studio]:
            served = Days.through(member.first, member.last)
            if member.person == contract.person and served.overlaps(term):
                first = max(member.first, signed.fact.first)
                breach, other = sorted((signed, member.event), key=lambda event: event.position, reverse=True)
                yield finding(
                    STAFF_AND_EXPERT, breach, member.person, stream,
                    expected=count(1), actual=text(first.isoformat()), delta=count(1), also=(other.place,),
                    person=member.person, contract=stream,
                )  # fmt: skip
