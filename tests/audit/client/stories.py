"""One thing bent in how clients are served, and the one check of clients that must say so; twins beside."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from attrs import frozen

from audit.client.served import (
    ARCHIVIST,
    AS_OF,
    CASE,
    LIN,
    NAME,
    OVERSEER,
    PROVIDER,
    WU,
    cell,
    compliant,
    delivered,
    registered,
)
from audit.mutations_trail import Bend, History, add, bend, drop, rebuilt
from office import HEAD, LEAD, STAFF, Office
from studio_domain.audit import Finding, Grounds, audit_studio
from studio_domain.client_case.facts import CaseOpened, CaseTransferred, ResourceMatched, ServiceLevelSet
from studio_domain.client_record import facts as client
from studio_domain.client_record.facts import EnterpriseSize, LegalRank, Purpose
from studio_domain.person_record import PersonNamed
from studio_domain.values import PersonId

OURS: Final = ("client.", "personal.", "obligation.pii")
FAN: Final = PersonId("p-fan")


@frozen
class Mutation:
    """What is bent, and the check that must find it and no other of this chapter; None for a twin."""

    bend: Bend
    check: str | None = None
    as_of: date = AS_OF


def day(text: str) -> date:
    return date.fromisoformat(text)


def _then(*bends: Bend) -> Bend:
    def bent(history: History) -> History:
        for one in bends:
            history = one(history)
        return history

    return bent


def _later(kind: type[Any], which: int = 0) -> Bend:
    """The fact is recorded a second later than what stands beside it."""

    def bent(history: History) -> History:
        at = [n for n, event in enumerate(history) if isinstance(event.fact, kind)][which]
        later = rebuilt(history[at], recorded_at=history[at].recorded_at + timedelta(microseconds=1))
        return [*history[:at], later, *history[at + 1 :]]

    return bent


def _before(stream: str, version: int, other: str, of: int) -> Bend:
    """What stands at *stream*, *version* is recorded before what stands at *other*, *of*."""

    def bent(history: History) -> History:
        (moved,) = [one for one in history if (one.stream, one.version) == (f"{NAME}/{stream}", version)]
        rest = [one for one in history if one is not moved]
        at = [(one.stream, one.version) for one in rest].index((f"{NAME}/{other}", of))
        return [*rest[:at], moved, *rest[at:]]

    return bent


def _wu_again(which: str) -> Bend:
    """A minor of another name is registered, with or without what is asked for."""

    def bent(history: History) -> History:
        office = Office(NAME)
        office.history = list(history)
        for event in history:
            office._version[event.stream] = event.version
        registered(office, "2025-06-02", "client/k-3", "key-3", adult=which != "minor")
        if which == "minor":
            at = len(office.history) - 2
            office.history[at] = rebuilt(office.history[at], fact={"guardian": None})
        return office.history

    return bent


def _tell(on: str, kind: str, who: Any, *facts: Any) -> Bend:
    return add(on, kind, who, *facts)


GUIDE, REFER, STATS = Purpose.GUIDANCE, Purpose.REFERRAL, Purpose.STATISTICS
_ASKED: Final = _tell("2025-06-02", LIN, STAFF, client.ErasureRequested("r-9", STAFF.id, day("2025-06-02")))


def _access(on: str, purpose: Purpose = GUIDE, person: PersonId = STAFF.id) -> Bend:
    return _tell(on, LIN, STAFF, client.AccessRecorded(person, purpose, ("identity",), day(on)))


def _withdrawn(on: str, purpose: Purpose = GUIDE, recipient: str | None = None, *, told: str = "") -> Bend:
    return _tell(told or on, LIN, STAFF, client.ConsentWithdrawn(purpose, recipient, day(on)))


def _restricted(on: str, until: str, rank: LegalRank = LegalRank.LAW) -> Bend:
    told = client.ProcessingRestricted("规定", rank, day(until), HEAD.id, day(on))
    return _tell(on, LIN, HEAD, told)


def _matched(on: str, provider: str) -> Bend:
    return _tell(on, CASE, LEAD, ResourceMatched("m-9", "n-2", "2.5", provider, LEAD.id, day(on), None))


def _transferred(on: str, receiver: str) -> Bend:
    return _tell(on, CASE, LEAD, CaseTransferred(receiver, "迁址", True, LEAD.id, day(on)))


def _opened(needs: tuple[str, ...], of: str = "k-1", on: str = "2025-06-02") -> Bend:
    return _tell(on, "case/2025-0002", STAFF, CaseOpened("2025-0002", of, needs, LEAD.id, day(on), day("2025-12-01")))


def _served(on: str) -> Bend:
    return _tell(on, CASE, LEAD, delivered("s-9", on))


def _referred_to(recipient: str | None) -> Bend:
    consent = client.ConsentGranted(REFER, "同意书/1", recipient, None, "签字件", day("2025-06-02"))
    return _tell("2025-06-02", LIN, STAFF, consent)


MUTATIONS: Final[Mapping[str, Mutation]] = {
    # registration
    "a client registered twice": Mutation(_tell("2025-06-02", LIN, STAFF, client.ClientRegistered("k-1", "告知书/1", cell("key-lin"), client.DocumentKind.CITIZEN_ID, None, None, True, day("2025-06-02"))), "client.registered-twice"),
    "registered without a name": Mutation(bend(client.ClientRegistered, fact={"name": None}), "client.registration-incomplete"),
    "registered without a notice": Mutation(bend(client.ClientRegistered, fact={"notice": " "}), "client.registration-incomplete"),
    "registered without a phone": Mutation(bend(client.ClientRegistered, fact={"phone": None, "document_number": None})),
    "consent a moment after the registration": Mutation(_later(client.ConsentGranted), "client.consent-missing"),
    "consent just before the registration": Mutation(_before(LIN, 2, LIN, 1)),
    "a client by his name": Mutation(bend(client.ClientRegistered, fact={"client": "wuxiaoming"}), "client.id-form"),
    "a client under another's id": Mutation(bend(client.ClientRegistered, fact={"client": "k-9"}), "client.id-form"),
    "a code with a wrong check digit": Mutation(bend(client.EnterpriseUpdated, fact={"code": "91000000MA00000158"}), "client.enterprise-code"),
    "no enterprise yet": Mutation(bend(client.EnterpriseUpdated, fact={"code": None, "size": EnterpriseSize.NONE})),
    # consent
    "a minor without a guardian": Mutation(_wu_again("minor"), "client.consent-incomplete"),
    "a grown-up without one": Mutation(_wu_again("adult")),
    "a referral to nobody": Mutation(_referred_to(None), "client.consent-incomplete"),
    "a referral to somebody": Mutation(_referred_to("e-2")),
    "consent without a text": Mutation(bend(client.ConsentGranted, 2, fact={"text_version": ""}), "client.consent-incomplete"),
    "consent without evidence": Mutation(bend(client.ConsentGranted, 2, fact={"evidence": " "}), "client.consent-incomplete"),
    "served the day after a withdrawal": Mutation(_then(_withdrawn("2025-06-02"), _served("2025-06-03")), "client.consent-not-in-force"),
    "served on its day, before or after": Mutation(_then(_withdrawn("2025-06-02"), _served("2025-06-02"))),
    "a withdrawal recorded after the service": Mutation(_then(_served("2025-06-03"), _withdrawn("2025-06-02", told="2025-06-04")), "client.consent-not-in-force"),
    "a withdrawal of the day of the service, recorded after it": Mutation(_then(_served("2025-06-03"), _withdrawn("2025-06-03", told="2025-06-04"))),
    "opened on the day of a withdrawal": Mutation(_then(_withdrawn("2025-06-02"), _access("2025-06-02")), "client.consent-not-in-force"),
    "opened the day before": Mutation(_then(_access("2025-06-01"), _withdrawn("2025-06-02"))),
    "a grant for a purpose without consent": Mutation(_tell("2025-06-02", LIN, LEAD, client.AccessGranted(FAN, Purpose.PUBLICITY, day("2025-06-02"), None, LEAD.id)), "client.consent-not-in-force"),
    "a grant for one with it": Mutation(_tell("2025-06-02", LIN, LEAD, client.AccessGranted(FAN, STATS, day("2025-06-02"), None, LEAD.id))),
    "a need after the withdrawal": Mutation(_then(_withdrawn("2025-06-02"), _tell("2025-06-03", LIN, STAFF, client.NeedRecorded("n-9", "2.2", None, day("2025-06-03")))), "client.consent-not-in-force"),
    "consent given anew": Mutation(_then(_withdrawn("2025-06-02"), _tell("2025-06-03", LIN, STAFF, client.ConsentGranted(GUIDE, "同意书/1", None, None, "签字件", day("2025-06-03"))), _served("2025-06-03"))),
    "matched with another than agreed to": Mutation(_matched("2025-06-02", "e-2"), "client.consent-not-in-force"),
    "matched with the same once more": Mutation(_matched("2025-06-02", PROVIDER)),
    "matched after that consent was withdrawn": Mutation(_then(_withdrawn("2025-06-02", REFER, PROVIDER), _matched("2025-06-03", PROVIDER)), "client.consent-not-in-force"),
    "matched after all referrals were withdrawn": Mutation(_then(_withdrawn("2025-06-02", REFER), _matched("2025-06-03", PROVIDER)), "client.consent-not-in-force"),
    "matched after another's was withdrawn": Mutation(_then(_referred_to("e-2"), _withdrawn("2025-06-02", REFER, "e-2"), _matched("2025-06-03", PROVIDER))),
    "transferred without consent": Mutation(_transferred("2025-06-02", "cd-jinjiang-002"), "client.consent-not-in-force"),
    "transferred with consent": Mutation(_then(_referred_to("cd-jinjiang-002"), _transferred("2025-06-02", "cd-jinjiang-002"))),
    # restriction
    "served while restricted": Mutation(_then(_restricted("2025-06-02", "2025-06-30"), _served("2025-06-30")), "client.processed-restricted"),
    "served the day after the restriction": Mutation(_then(_restricted("2025-06-02", "2025-06-30"), _served("2025-07-01"))),
    "served on the day the restriction ended": Mutation(_then(_restricted("2025-06-02", "2025-06-30"), _tell("2025-06-10", LIN, HEAD, client.RestrictionEnded(HEAD.id, day("2025-06-10"))), _served("2025-06-10"))),
    "served the day before it ended": Mutation(_then(_restricted("2025-06-02", "2025-06-30"), _served("2025-06-09"), _tell("2025-06-10", LIN, HEAD, client.RestrictionEnded(HEAD.id, day("2025-06-10")))), "client.processed-restricted"),
    "a restriction recorded after the service": Mutation(_then(_served("2025-06-03"), _restricted("2025-06-02", "2025-06-30")), "client.processed-restricted"),
    # serving
    "a case of nobody registered": Mutation(_opened(("n-1",), "k-9"), "client.case-without-client"),
    "a case before the registration": Mutation(_opened(("n-1",), on="2025-02-02"), "client.case-without-client"),
    "a case for a need not on record": Mutation(_opened(("n-1", "n-9")), "client.case-needs-missing"),
    "a case for no need": Mutation(_opened(()), "client.case-needs-missing"),
    "a case for one of the needs": Mutation(_opened(("n-2",))),
    "special service before the classification": Mutation(bend(client.ClientClassified, fact={"on": day("2025-02-06")}), "client.special-unclassified"),
    "special service without a classification": Mutation(drop(f"{NAME}/{LIN}", 7), "client.special-unclassified"),
    "classified on its day": Mutation(bend(client.ClientClassified, fact={"on": day("2025-02-05")})),
    "basic service without a classification": Mutation(_then(drop(f"{NAME}/{LIN}", 7), bend(ServiceLevelSet, fact={"level": "basic"}))),
    "classified on no basis": Mutation(bend(client.ClientClassified, fact={"basis": ()}), "client.class-unfounded"),
    "classified for no reason": Mutation(bend(client.ClientClassified, fact={"reason": ""}), "client.class-unfounded"),
    "classified into nothing": Mutation(bend(client.ClientClassified, fact={"segment": " "}), "client.class-unfounded"),
    # access
    "opened without a grant": Mutation(_access("2025-06-02", person=FAN), "client.access-ungranted"),
    "opened for another purpose than granted": Mutation(_access("2025-06-02", STATS), "client.access-ungranted"),
    "opened the day before the grant": Mutation(_access("2025-02-03"), "client.access-ungranted"),
    "opened on its first day": Mutation(_access("2025-02-04")),
    "opened after the grant was withdrawn": Mutation(_then(_tell("2025-06-02", LIN, LEAD, client.AccessWithdrawn(STAFF.id, GUIDE, day("2025-06-02"), LEAD.id)), _access("2025-06-03")), "client.access-ungranted"),
    "opened on the last day": Mutation(_then(_tell("2025-06-02", LIN, LEAD, client.AccessWithdrawn(STAFF.id, GUIDE, day("2025-06-02"), LEAD.id)), _access("2025-06-02"))),
    "granted only after it was opened": Mutation(_before(LIN, 8, LIN, 6), "client.access-ungranted"),
    # erasure
    "approved and carried out by one hand": Mutation(bend(client.ClientDataErased, fact={"executor": HEAD.id}), "client.erasure-one-hand"),
    "carried out by whom the approver acted for": Mutation(bend(client.ErasureApproved, fact={"on_behalf_of": ARCHIVIST.id}), "client.erasure-one-hand"),
    "approved for somebody else": Mutation(bend(client.ErasureApproved, fact={"on_behalf_of": LEAD.id})),
    "erased without approval": Mutation(drop(f"{NAME}/{WU}", 9), "client.erasure-unapproved"),
    "erased before it was approved": Mutation(bend(client.ErasureApproved, fact={"on": day("2025-05-09")}), "client.erasure-unapproved"),
    "erased under another request": Mutation(bend(client.ClientDataErased, fact={"request": "r-2"}), "client.erasure-unapproved"),
    "erased on the day it was approved": Mutation(bend(client.ClientDataErased, fact={"on": day("2025-05-07")})),
    "erased under a hold": Mutation(drop(f"{NAME}/{WU}", 8), "client.erased-while-kept"),
    "erased on the last day of the restriction": Mutation(bend(client.ProcessingRestricted, fact={"until": day("2025-05-08")}), "client.erased-while-kept"),
    "erased the day after it": Mutation(bend(client.ProcessingRestricted, fact={"until": day("2025-05-07")})),
    "a hold lifted by who placed it": Mutation(bend(client.LegalHoldLifted, fact={"lifted_by": OVERSEER.id}), "client.own-hold-lifted"),
    "a need after the erasure": Mutation(_tell("2025-06-02", WU, STAFF, client.NeedRecorded("n-9", "2.2", None, day("2025-06-02"))), "client.processed-after-erasure"),
    "a case after the erasure": Mutation(_opened(("n-1",), "k-2"), "client.processed-after-erasure"),
    "restricted by a departmental rule instead": Mutation(_then(_ASKED, _restricted("2025-06-03", "2025-12-31", LegalRank.DEPARTMENTAL_RULE)), "client.restriction-rank", day("2025-06-23")),
    "restricted by a regulation instead": Mutation(_then(_ASKED, _restricted("2025-06-03", "2025-12-31", LegalRank.REGULATION))),
    "restricted by a departmental rule unasked": Mutation(_restricted("2025-06-03", "2025-12-31", LegalRank.DEPARTMENTAL_RULE)),
    # the term: 15 working days after Monday 2 June are over on Monday 23 June
    "not answered in 15 working days": Mutation(_ASKED, "obligation.pii_erasure", day("2025-06-24")),
    "the last day of the term": Mutation(_ASKED, None, day("2025-06-23")),
    "restricted a day late": Mutation(_then(_ASKED, _restricted("2025-06-24", "2025-12-31")), "obligation.pii_erasure"),
    "restricted on the last day": Mutation(_then(_ASKED, _restricted("2025-06-23", "2025-12-31"))),
    "not erased once the restriction is over": Mutation(_then(_ASKED, _restricted("2025-06-03", "2025-06-30")), "obligation.pii_erasure", day("2025-07-22")),
    "the last day after the restriction": Mutation(_then(_ASKED, _restricted("2025-06-03", "2025-06-30")), None, day("2025-07-21")),
    "not erased once the restriction was ended": Mutation(_then(_ASKED, _restricted("2025-06-03", "2025-12-31"), _tell("2025-06-30", LIN, HEAD, client.RestrictionEnded(HEAD.id, day("2025-06-30")))), "obligation.pii_erasure", day("2025-07-22")),
    # secrecy
    "a name in the open": Mutation(bend(client.ClientRegistered, fact={"name": "林晓梅"}), "personal.in-the-open"),
    "words in the open": Mutation(bend(client.NeedRecorded, fact={"words": "想开一家面馆"}), "personal.in-the-open"),
    "sealed by a key of nobody": Mutation(bend(client.NeedRecorded, fact={"words": cell("key-x")}), "personal.key-unknown"),
    "a key never issued": Mutation(drop(f"{NAME}/key/key-lin", 1), "personal.key-unknown"),
}  # fmt: skip


def findings(mutation: Mutation) -> list[Finding]:
    """What a whole audit finds of the bent history, as far as this chapter goes."""
    history = mutation.bend(compliant().history)
    grounds = Grounds.of(history, studio=NAME)
    found = audit_studio(history, grounds=grounds, studio=NAME, as_of=mutation.as_of)
    return [one for one in found if one.check.startswith(OURS)]


def _named_in_the_open() -> list[Finding]:
    """A person's name in the region's record is the region's to find."""
    from studio_domain.audit import audit_region

    office = Office(NAME).act("2025-06-02", "region-510107/person/p-1", HEAD, PersonNamed("林晓梅"))
    found = audit_region(office.history, grounds=Grounds(), as_of=AS_OF)
    return [one for one in found if one.check.startswith(OURS)]


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    **{f"{one.check}: {name}": partial(findings, one) for name, one in MUTATIONS.items() if one.check},
    "a person named in the open": _named_in_the_open,
}
"""Each mutation by its name, and what is found of it."""
