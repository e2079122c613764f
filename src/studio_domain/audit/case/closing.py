"""Checks of closing a case (3.4.3.b, c, d, SD-10): conditions, hands, the client's word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.known import CaseKnown, CasesKnown, Spell, served_on
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, days, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply, stated
from studio_domain.client_case import facts as case
from studio_domain.client_case.facts import ClosureKind
from studio_domain.guideline import Clause, Kind, distinct, hands
from studio_domain.values import PersonId

_CLOSE: Final = Clause.CASE_CLOSURE
_CAUSE: Final = Clause.OBJECTIVE_CLOSURE

UNPROPOSED: Final = Predicate(
    "case.closed-unproposed",
    _CLOSE,
    Kind.G,
    zh="{stream} 于 {actual} 结案，当时没有待批的结案申请",
    en="{stream} was closed on {actual}, when no proposal awaited an answer",
)
UNREADY: Final = Predicate(
    "case.closed-unready",
    Clause.COMPLETED_CLOSURE,
    Kind.G,
    zh="{stream} 以完成结案，尚缺 {actual}",
    en="{stream} was closed as completed, without {actual}",
)
NOT_OBJECTIVE: Final = Predicate(
    "case.not-objective",
    _CAUSE,
    Kind.G,
    zh="{stream} 以 {actual} 结案，不是客观原因",
    en="{stream} was closed for {actual}, which is no objective reason",
    policy="case.objective_reasons",
)
CAUSE_UNPROVEN: Final = Predicate(
    "case.cause-unproven",
    _CAUSE,
    Kind.G,
    zh="{stream} 以客观原因 {reason} 结案，没有佐证",
    en="{stream} was closed for {reason}, without evidence",
)
CONTACT_NOT_LOST: Final = Predicate(
    "case.contact-not-lost",
    _CAUSE,
    Kind.G,
    zh="{stream} 以失联结案：{over} 天内联系 {actual} 次未果，须在 {asked} 天内 {expected} 次",
    en="{stream} was closed for lost contact after {actual} tries over {over} days, not {expected} over {asked}",
    policy="case.contact_tries",
)
NOT_WITHDRAWN: Final = Predicate(
    "case.withdrawal-unsigned",
    _CAUSE,
    Kind.G,
    zh="{stream} 以服务对象书面退出结案，没有其签署的意见",
    en="{stream} was closed because the client withdrew, who signed nothing of the kind",
)
CLOSURE_HANDS: Final = Predicate(
    "case.closure-hands",
    _CLOSE,
    Kind.G,
    zh="{stream} 的结案申请 {subject} 由申请人 {actual} 自己答复（{separation}）",
    en="{stream}: proposal {subject} was answered by {actual}, who made it ({separation})",
)
UNHEARD: Final = Predicate(
    "case.client-unheard",
    _CLOSE,
    Kind.G,
    zh="{stream} 结案时服务对象未确认，此后联系未果 {actual} 次（须 {expected} 次）",
    en="{stream} was closed with no word of the client that confirms it, and {actual} tries since ({expected} asked)",
    policy="case.contact_tries",
)
REOPENED_LATE: Final = Predicate(
    "case.reopened-late",
    _CLOSE,
    Kind.G,
    zh="{stream} 结案 {actual} 天后重启，限 {expected} 天",
    en="{stream} was reopened {actual} days after its closing, {expected} are allowed",
    policy="case.reopen_days",
)
REOPENED_OPEN: Final = Predicate(
    "case.reopened-open",
    _CLOSE,
    Kind.G,
    zh="{stream} 于 {actual} 重启，此前并未结案",
    en="{stream} was reopened on {actual}, and had not been closed",
)
TRANSFER_CONSENT: Final = Predicate(
    "case.transfer-consent",
    _CLOSE,
    Kind.G,
    zh="{stream} 于 {actual} 移交，未写明接收单位或未经服务对象同意",
    en="{stream} was handed over on {actual} to nobody, or without the client's consent",
)

_LOST: Final = "lost-contact"
_WITHDREW: Final = "client-withdrew-in-writing"
_TRIES: Final = "case.contact_tries"


@frozen
class Closing:
    """A case is closed when done, or for an objective cause, by another than who proposed it, the client heard."""

    known: CasesKnown
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known:
            spells = of.spells()
            for spell in spells:
                if spell.ended is not None and isinstance(spell.ended.fact, case.CaseClosed):
                    yield from self._closed(of, spell, spell.ended)
            for event in of.all(case.CaseReopened):
                yield from self._reopened(spells, event)
            for returned in of.all(case.ClosureReturned):
                proposed = _proposal(of, returned, returned.fact.proposal)
                if proposed:
                    yield from _answered(returned, proposed, returned.fact.by)
            for handed in of.all(case.CaseTransferred):
                if not handed.fact.client_consented or not stated(handed.fact.receiver):
                    yield simply(TRANSFER_CONSENT, handed, of.name, actual=on_day(handed.fact.on))

    def _closed(self, of: CaseKnown, spell: Spell, event: Recorded[Any]) -> Iterator[Finding]:
        closed: case.CaseClosed = event.fact
        proposed = _proposal(of, event, closed.proposal)
        if proposed is None or proposed.fact.on > closed.on or proposed.version < spell.begun.version:
            yield simply(UNPROPOSED, event, of.name, actual=on_day(closed.on))
            return
        yield from _answered(event, proposed, closed.approver)
        if closed.kind is ClosureKind.COMPLETED:
            missing = _missing(of, spell, event)
            if missing:
                yield simply(UNREADY, event, of.name, expected=text("none"), actual=text(", ".join(missing)))
        else:
            yield from self._caused(of, spell, event, proposed)
        word, tries = _last_word(of, spell, event), _tries(of, spell, event)
        terms = self.grounds.policy.on(closed.on)
        asked = terms.case.contact_tries
        if not (word is not None and word.confirms) and len(tries) < asked:
            yield simply(
                UNHEARD, event, of.name,
                expected=count(asked), actual=count(len(tries)), delta=count(asked - len(tries)),
                binding=terms.binds(_TRIES), policy=terms.cite(_TRIES),
            )  # fmt: skip

    def _caused(
        self, of: CaseKnown, spell: Spell, event: Recorded[Any], proposed: Recorded[case.ClosureProposed]
    ) -> Iterator[Finding]:
        reason, on = proposed.fact.reason or "-", event.fact.on
        terms, key = self.grounds.policy.on(on), "case.objective_reasons"
        if reason not in terms.case.objective_reasons:
            yield simply(
                NOT_OBJECTIVE, event, of.name, expected=text("objective"), actual=text(reason),
                binding=terms.binds(key), policy=terms.cite(key),
            )  # fmt: skip
        if not proposed.fact.evidence:
            yield simply(CAUSE_UNPROVEN, event, of.name, reason=reason)
        tries, asked = _tries(of, spell, event), terms.case.contact_tries
        over = (max(tries) - min(tries)).days if tries else 0
        if reason == _LOST and (len(tries) < asked or over < terms.case.contact_days):
            yield simply(
                CONTACT_NOT_LOST, event, of.name,
                expected=count(asked), actual=count(len(tries)), delta=days(terms.case.contact_days - over),
                binding=terms.binds(_TRIES), policy=terms.cite(_TRIES), over=over, asked=terms.case.contact_days,
            )  # fmt: skip
        word = _last_word(of, spell, event)
        if reason == _WITHDREW and not (word is not None and word.confirms and word.document is not None):
            yield simply(NOT_WITHDRAWN, event, of.name)

    def _reopened(self, spells: list[Spell], event: Recorded[case.CaseReopened]) -> Iterator[Finding]:
        before = [spell for spell in spells if spell.begun.version < event.version][-1:]
        last = next((spell.last for spell in before if isinstance(_ended(spell), case.CaseClosed)), None)
        name, on = event.stream.rpartition("/")[2], event.fact.on
        if last is None or on < last:
            yield simply(REOPENED_OPEN, event, name, actual=on_day(on))
            return
        terms, key = self.grounds.policy.on(on), "case.reopen_days"
        after, most = (on - last).days, terms.case.reopen_days
        if after > most:
            yield simply(
                REOPENED_LATE, event, name,
                expected=days(most), actual=days(after), delta=days(after - most),
                binding=terms.binds(key), policy=terms.cite(key),
            )  # fmt: skip


def _ended(spell: Spell) -> object:
    return None if spell.ended is None else spell.ended.fact


def _proposal(of: CaseKnown, answer: Recorded[Any], number: int) -> Recorded[case.ClosureProposed] | None:
    """The proposal of that number, if it had no answer before this one."""
    made = [one for one in of.before(answer, case.ClosureProposed) if one.fact.proposal == number]
    returned = any(one.fact.proposal == number for one in of.before(answer, case.ClosureReturned))
    return made[-1] if made and not returned else None


def _answered(event: Recorded[Any], proposed: Recorded[case.ClosureProposed], by: PersonId) -> Iterator[Finding]:
    same = distinct(hands(proposed.fact.proposer), hands(by, event.context.on_behalf_of))
    if same is not None:
        yield simply(
            CLOSURE_HANDS, event, str(proposed.fact.proposal),
            expected=count(2), actual=text(same), also=(proposed.place,), separation="SD-10",
        )  # fmt: skip


def _missing(of: CaseKnown, spell: Spell, closing: Recorded[Any]) -> list[str]:
    """What a completed case lacked on the day of its closing, by what was known then."""
    on: date = closing.fact.on
    served = any(spell.since <= served_on(event) <= on for event in of.before(closing, case.ServiceDelivered))
    plans = [event.fact for event in of.before(closing, case.SolutionPlanned) if event.fact.on <= on]
    done = {event.fact.step for event in of.before(closing, case.PlanStepExecuted) if event.fact.on <= on}
    undone = [step for step in (plans[-1].steps if plans else ()) if step not in done]
    results = (event.fact for event in of.before(closing, case.PhaseResultRecorded) if event.fact.evidence)
    shown = any(spell.since <= result.on <= on for result in results)
    return [name for name, there in (("service", served), ("steps", not undone), ("result", shown)) if not there]


def _last_word(of: CaseKnown, spell: Spell, closing: Recorded[Any]) -> case.ClientWordRecorded | None:
    """What the client said last of the closure since the case was (re)opened, by what was known at its closing."""
    words = [event.fact for event in of.before(closing, case.ClientWordRecorded)]
    in_spell = [word for word in words if spell.since <= word.on <= closing.fact.on]
    return max(reversed(in_spell), key=lambda word: word.on, default=None)


def _tries(of: CaseKnown, spell: Spell, closing: Recorded[Any]) -> list[date]:
    """The days of the tries that failed since the client was last heard, by what was known at the closing."""
    word = _last_word(of, spell, closing)
    first = spell.since if word is None else word.on + timedelta(1)
    tries = (event.fact.on for event in of.before(closing, case.ContactTried))
    return [on for on in tries if first <= on <= closing.fact.on]
