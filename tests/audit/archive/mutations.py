"""Each check of the archives has a mutation that it, and only it, finds, and a near miss that nothing finds."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import attrs
from attrs import frozen

from archive_story import DIGEST, FIN, GAO, OTHER_DIGEST, SUPERVISORS
from audit.archive.histories import (
    AS_OF,
    BATCH,
    CASE_FILE,
    FREE,
    LEDGER,
    LENDABLE,
    LIST,
    PHOTOS,
    PLAIN,
    PROFILE,
    STATEMENT,
    day,
    into,
    service,
    told,
)  # fmt: skip
from audit.changing import Apply, Told, Which, change, drop, one, redate, then, wrap
from case_story import HE, LU, SHEN, XU, ZHOU
from studio_domain import regulation_book as regulation
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.facts import Appraiser, Aspect, Condition, Holding, Medium, Reading, Secrecy, Verdict
from studio_domain.destruction_batch import facts as batch
from studio_domain.destruction_batch.facts import Signer, Supervisor
from studio_domain.month_ledger import LedgerFrozen
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster

DAY: Final = timedelta(1)


@frozen
class Mutation:
    """A change of the lawful archives, and the checks that must find it, no other; none for a twin."""

    apply: Apply
    checks: tuple[str, ...] = ()
    as_of: date = AS_OF


def by(apply: Apply, *checks: str, as_of: date = AS_OF) -> Mutation:
    return Mutation(apply, checks, as_of)


def twin(apply: Apply, as_of: date = AS_OF) -> Mutation:
    return Mutation(apply, (), as_of)


def of(fact: type[Any], kind: str, **fields: Any) -> Which:
    return one(fact, account=kind, **fields)


def add(on: str, kind: str, *facts: Any, **envelope: Any) -> Apply:
    """Further facts, recorded after all that was recorded by that day."""

    def apply(history: tuple[Told, ...]) -> tuple[Told, ...]:
        parts = [*history, *told(on, kind, *facts, **envelope)]
        return tuple(sorted(parts, key=lambda each: each.day))

    return apply


def add_all(*steps: list[Told]) -> Apply:
    def apply(history: tuple[Told, ...]) -> tuple[Told, ...]:
        return tuple(sorted([*history, *(each for step in steps for each in step)], key=lambda each: each.day))

    return apply


def early(on: str, kind: str, fact: Any) -> Apply:
    """Recorded first of its day."""

    def apply(history: tuple[Told, ...]) -> tuple[Told, ...]:
        return tuple(sorted([*told(on, kind, fact), *history], key=lambda each: each.day))

    return apply


def held(**said: Any) -> Holding:
    return attrs.evolve(Holding(Medium.ELECTRONIC, "存储 A", DIGEST, "PDF/A", "元数据 1"), **said)


APPRAISED: Final = of(archive.Appraised, LENDABLE)
LOAN: Final = of(archive.Lent, LENDABLE)
CLASSIFIED: Final = of(archive.RecordClassified, LENDABLE)
FROZEN: Final = of(LedgerFrozen, LEDGER)
EXECUTED: Final = of(batch.BatchExecuted, BATCH)
COUNTED: Final = of(batch.ItemsCounted, BATCH)
APPROVED: Final = of(batch.BatchApproved, BATCH)
REPORTED: Final = of(batch.BatchReported, BATCH)
DESTROYED: Final = of(archive.RecordDestroyed, STATEMENT)
EVE: Final = date(2025, 12, 31)
OPINION: Final = (Appraiser(HE, "archives"), Appraiser(LU, "office"))


def destroyed_on(on: date) -> Apply:
    """The whole execution on another day."""
    name = on.isoformat()
    return then(
        redate(COUNTED, name, on=on),
        redate(EXECUTED, name, on=on),
        redate(DESTROYED, name, on=on),
        redate(of(archive.RecordDestroyed, PLAIN), name, on=on),
    )


def requested(
    loan: str, borrower: Any, on: str, kind: str = LENDABLE, reading: Reading = Reading.OUTSIDE
) -> list[Told]:
    return told(on, kind, archive.LoanRequested(loan, borrower, "核对", reading, day(on)))


def lent(
    loan: str,
    borrower: Any,
    approver: Any,
    on: str,
    back: str | None,
    *,
    kind: str = LENDABLE,
    reading: Reading = Reading.OUTSIDE,
) -> list[Told]:
    """Asked for, approved, lent for a fortnight (or on site), and returned."""
    due = day(on) + timedelta(14) if reading is Reading.OUTSIDE else day(on)
    steps = [
        *requested(loan, borrower, on, kind, reading),
        *told(on, kind, archive.LoanApproved(loan, approver, day(on)), archive.Lent(loan, due, HE, day(on))),
    ]
    if back is not None:
        steps += told(back, kind, archive.RecordReturned(loan, Condition.INTACT, None, HE, day(back)))
    return steps


def late(filed: str) -> Apply:
    """A record of 2024 that is filed on that day."""
    steps = into("2024-12-20", "archive/2024-WS-D10-0009", "document", "D10", "office")
    return add_all([*steps[:2], attrs.evolve(steps[2], day=filed, fact=attrs.evolve(steps[2].fact, on=day(filed)))])


def closed(on: str) -> Apply:
    return add(on, PROFILE, recognition.StudioClosed(**_closing(day(on))))


def _closing(on: date) -> dict[str, Any]:
    values: dict[str, Any] = {"date": on, "str": DIGEST, "PersonId": XU, "int": 0, "bool": True}
    return {each.name: values[str(each.type)] for each in attrs.fields(recognition.StudioClosed)}


def left(person: Any, on: str) -> Apply:
    return add(on, PROFILE, roster.StaffDeparted(person, day(on), "辞职"))


MUTATIONS: Final[Mapping[str, Mutation]] = {
    # 归档
    "of a case that there is not": by(change(of(archive.RecordCollected, CASE_FILE), of="hz-xihu-001/case/2024-0018"), "archive.reference"),
    "of a fact still to come": by(change(of(archive.RecordCollected, CASE_FILE), of="hz-xihu-001/case/2024-0017@2"), "archive.reference"),
    "of its first fact": twin(change(of(archive.RecordCollected, CASE_FILE), of="hz-xihu-001/case/2024-0017@1")),
    "paper that lies nowhere": by(change(of(archive.RecordCollected, LENDABLE), holding=Holding(Medium.PAPER, " ")), "archive.undescribed"),
    "files without metadata": by(change(of(archive.RecordCollected, CASE_FILE), holding=held(metadata=" ")), "archive.undescribed"),
    "nobody knows what it is": by(change(of(archive.RecordCollected, LENDABLE), what=""), "archive.undescribed"),
    "filed unclassified": by(drop(CLASSIFIED), "archive.unclassified"),
    "kept ten years, being important": by(change(CLASSIFIED, importance="important"), "archive.retention"),
    "of no category": by(change(CLASSIFIED, category="gossip"), "archive.retention"),
    "of a year to come": by(change(CLASSIFIED, year=2026), "archive.retention", "archive.code"),
    "of its own year": twin(change(of(archive.RecordClassified, PHOTOS), category="activity")),
    "another code": by(change(of(archive.RecordFiled, LENDABLE), archive_code="2024-WS-D10-0003"), "archive.code"),
    "filed twice": by(add("2025-02-03", LENDABLE, archive.RecordFiled("2024-WS-D10-0002", HE, day("2025-02-03"))), "archive.code"),
    "classified anew once it was filed": by(add("2025-01-21", LENDABLE, archive.RecordClassified(2024, "document", "ordinary", "D10", Secrecy.INTERNAL, HE, day("2025-01-21"))), "archive.reclassified"),
    "classified anew before": twin(early("2025-01-20", LENDABLE, archive.RecordClassified(2024, "activity", "ordinary", "D10", Secrecy.INTERNAL, HE, day("2025-01-20")))),
    "filed by another": by(change(of(archive.RecordFiled, LENDABLE), archivist=LU), "archive.not-archivist"),
    "filed by the next archivist": twin(then(add("2025-01-10", PROFILE, roster.ArchivistAssigned(LU, day("2025-01-20"), DIGEST)), change(of(archive.RecordFiled, LENDABLE), archivist=LU), add("2025-01-22", PROFILE, roster.ArchivistAssigned(HE, day("2025-01-22"), DIGEST)))),
    "frozen by another": by(change(FROZEN, archivist=LU), "archive.not-archivist"),
    "filed when the rules were repealed": by(early("2024-12-10", "regulation/archives", regulation.RegulationRepealed(1, day("2024-12-09"), XU, "制〔2024〕9号")), *("archive.no-rules",) * 6),
    "filed on the rules' last day": twin(add("2026-01-06", "regulation/archives", regulation.RegulationRepealed(1, day("2026-01-05"), XU, "制〔2026〕1号"))),
    # 存储
    "moved before it was filed": by(early("2025-01-20", LENDABLE, archive.RecordMoved("2 柜", HE, day("2025-01-20"))), "archive.not-in-store"),
    "moved when it was destroyed": by(add("2026-01-02", PLAIN, archive.RecordMoved("2 柜", HE, day("2026-01-02"))), "archive.not-in-store"),
    "moved while it was there": twin(add("2025-12-30", PLAIN, archive.RecordMoved("2 柜", HE, day("2025-12-30")))),
    "another digest passed": by(change(of(archive.IntegrityVerified, CASE_FILE), digest=OTHER_DIGEST), "archive.digest-false"),
    "paper passed": twin(add("2025-06-30", LENDABLE, archive.IntegrityVerified(None, HE, day("2025-06-30")))),
    "another former digest": by(change(of(archive.RecordMigrated, CASE_FILE), former_digest=OTHER_DIGEST), "archive.former-digest"),
    "closed with records left": by(closed("2026-03-20"), *("archive.left-behind",) * 3),
    "closed before anything was filed": twin(closed("2024-12-09")),
    "checked a year and a day later": by(redate(of(archive.IntegrityVerified, CASE_FILE), "2025-12-11", on=day("2025-12-11")), "obligation.integrity_check"),
    "never checked": by(drop(of(archive.IntegrityVerified, CASE_FILE)), "obligation.integrity_check"),
    "not checked yet on the last day": twin(drop(of(archive.IntegrityVerified, CASE_FILE)), day("2025-12-10")),
    "failed, and not restored in thirty days": by(add("2026-02-28", CASE_FILE, archive.IntegrityFailed(DIGEST, (Aspect.INTEGRITY,), HE, day("2026-02-28"))), "obligation.integrity_restore"),
    "failed, and restored on the thirtieth": twin(then(add("2026-01-31", CASE_FILE, archive.IntegrityFailed(DIGEST, (Aspect.INTEGRITY,), HE, day("2026-01-31"))), add("2026-03-02", CASE_FILE, archive.IntegrityVerified(OTHER_DIGEST, HE, day("2026-03-02"))))),
    "not filed by the end of June": by(late("2025-07-01"), "obligation.archive_annual"),
    "filed on the thirtieth of June": twin(late("2025-06-30")),
    # 借阅
    "approved by the borrower": by(change(of(archive.LoanApproved, LENDABLE), approver=LU), "archive.own-loan"),
    "approved for the borrower": by(wrap(of(archive.LoanApproved, LENDABLE), on_behalf_of=LU), "archive.own-loan"),
    "renewed by the borrower": by(change(of(archive.LoanRenewed, LENDABLE), approver=LU), "archive.own-loan"),
    "approved by the archivist": twin(change(of(archive.LoanApproved, LENDABLE), approver=HE)),
    "the archivist's, by the carrier's head": by(add_all(lent("j-2", HE, XU, "2025-04-07", "2025-04-08")), "archive.archivists-loan"),
    "the archivist's, by a lead": twin(add_all(lent("j-2", HE, ZHOU, "2025-04-07", "2025-04-08"))),
    "the archivist's, for a lead": twin(then(add_all(lent("j-2", HE, XU, "2025-04-07", "2025-04-08")), wrap(of(archive.LoanApproved, LENDABLE, loan="j-2"), on_behalf_of=ZHOU))),
    "lent by nobody's leave": by(drop(of(archive.LoanApproved, LENDABLE)), "archive.loan-unapproved"),
    "closed, and approved by one": by(drop(of(archive.LoanApproved, CASE_FILE, approver=XU)), "archive.loan-unapproved"),
    "approved twice by one": by(change(of(archive.LoanApproved, CASE_FILE, approver=XU), approver=ZHOU), "archive.loan-unapproved"),
    "lent while it was out": by(add_all(lent("j-2", SHEN, ZHOU, "2025-03-20", "2025-03-21")), "archive.lent-twice"),
    "lent on the day of its return": twin(add_all(lent("j-2", SHEN, ZHOU, "2025-03-31", "2025-04-02"))),
    "accounts lent outside": by(add_all(lent("j-9", FIN, ZHOU, "2025-08-04", "2025-08-06", kind=STATEMENT)), "archive.lent-outside"),
    "accounts read on site": twin(add_all(lent("j-9", FIN, ZHOU, "2025-08-04", "2025-08-04", kind=STATEMENT, reading=Reading.ON_SITE))),
    "lent for fifteen days": by(change(LOAN, due=day("2025-03-18")), "archive.loan-term"),
    "renewed for fifteen days": by(change(of(archive.LoanRenewed, LENDABLE), due=day("2025-04-01")), "archive.loan-term"),
    "renewed a day after it was due": by(redate(of(archive.LoanRenewed, LENDABLE), "2025-03-18", on=day("2025-03-18")), "archive.renewed"),
    "renewed twice": by(then(add("2025-03-31", LENDABLE, archive.LoanRenewed("j-1", day("2025-04-02"), ZHOU, day("2025-03-31"))), redate(of(archive.RecordReturned, LENDABLE), "2025-03-31"), lambda known: tuple(sorted(known, key=lambda each: (each.day, isinstance(each.fact, archive.RecordReturned))))), "archive.renewed"),
    "returned a day late": by(redate(of(archive.RecordReturned, LENDABLE), "2025-04-01", on=day("2025-04-01")), "obligation.loan_return"),
    "never returned": by(drop(of(archive.RecordReturned, LENDABLE)), "obligation.loan_return"),
    "not returned yet on the last day": twin(drop(of(archive.RecordReturned, LENDABLE)), day("2025-03-31")),
    "lost on loan": twin(then(drop(of(archive.RecordReturned, LENDABLE)), drop(of(archive.LegalHoldPlaced, LENDABLE)), drop(APPRAISED), add("2025-03-31", LENDABLE, archive.RecordLost("j-1", "遗失", LU, day("2025-03-31"))))),
    "left with a record": by(left(LU, "2025-03-28"), "archive.kept-on-leaving"),
    "left on the day of its return": twin(left(LU, "2025-03-31")),
    "cleared with a record out": by(add("2025-03-28", PROFILE, roster.LoansCleared(LU, day("2025-03-28"), HE)), "archive.cleared-on-loan"),
    "cleared once it was back": twin(add("2025-03-31", PROFILE, roster.LoansCleared(LU, day("2025-03-31"), HE))),
    # 保密
    "read before the grant": by(redate(of(archive.AccessRecorded, CASE_FILE), "2025-02-02", on=day("2025-02-02")), "archive.access-ungranted"),
    "read after its last day": by(redate(of(archive.AccessRecorded, CASE_FILE), "2025-03-01", on=day("2025-03-01")), "archive.access-ungranted"),
    "read on its last day": twin(redate(of(archive.AccessRecorded, CASE_FILE), "2025-02-28", on=day("2025-02-28"))),
    "read by another": by(change(of(archive.AccessRecorded, CASE_FILE), person=SHEN), "archive.access-ungranted"),
    "read once access was taken back": by(add("2025-02-09", PROFILE, roster.AccessRevoked(LU, day("2025-02-09"), HE)), "archive.access-ungranted"),
    "what is not closed, read by anybody": twin(add("2025-02-10", LENDABLE, archive.AccessRecorded(SHEN, "核对", day("2025-02-10")))),
    "read once the level was lowered": twin(add("2026-03-03", CASE_FILE, archive.AccessRecorded(SHEN, "核对", day("2026-03-03")))),
    "lowered by who asked": by(change(of(archive.SecrecySet, CASE_FILE), approver=LU), "archive.own-downgrade"),
    "lowered for who asked": by(wrap(of(archive.SecrecySet, CASE_FILE), on_behalf_of=LU), "archive.own-downgrade"),
    "made no lower by who asked": twin(change(of(archive.SecrecySet, CASE_FILE), approver=LU, secrecy=Secrecy.CONFIDENTIAL)),
    "granted to oneself": by(change(of(archive.AccessGranted, CASE_FILE), approver=LU), "archive.own-grant"),
    # 鉴定
    "appraised by one": by(change(APPRAISED, appraisers=OPINION[1:]), "archive.appraisal"),
    "appraised without its owner": by(change(APPRAISED, appraisers=(OPINION[0], Appraiser(LU, "accounting"))), "archive.appraisal"),
    "appraised in no opinion": by(change(APPRAISED, opinion=""), "archive.appraisal"),
    "kept on for no years": by(change(APPRAISED, years=None), "archive.appraisal"),
    "kept for good": twin(change(APPRAISED, verdict=Verdict.PERMANENT, years=None)),
    "lifted by who placed it": by(change(of(archive.LegalHoldLifted, LENDABLE), lifter=XU), "archive.own-hold"),
    "lifted for who placed it": by(wrap(of(archive.LegalHoldLifted, LENDABLE), on_behalf_of=XU), "archive.own-hold"),
    # 销毁
    "destroyed twelve days early": by(destroyed_on(day("2025-12-20")), "destruction.early"),
    "destroyed on the last day of its term": by(destroyed_on(EVE), "destruction.early"),
    "destroyed on the first day after": twin(destroyed_on(FREE)),
    "destroyed, and kept on before": by(early("2025-12-08", STATEMENT, archive.Appraised(Verdict.KEEP, 1, (Appraiser(HE, "archives"), Appraiser(FIN, "accounting")), DIGEST, day("2025-12-08"))), "destruction.early"),
    "destroyed, and kept for good": by(early("2025-12-08", STATEMENT, archive.Appraised(Verdict.PERMANENT, None, (Appraiser(HE, "archives"), Appraiser(FIN, "accounting")), DIGEST, day("2025-12-08"))), "destruction.permanent"),
    "destroyed under a hold": by(add("2025-12-30", PLAIN, archive.LegalHoldPlaced("h-2", "诉讼", XU, day("2025-12-30"))), "destruction.held"),
    "destroyed once the hold was lifted": twin(then(add("2025-12-30", PLAIN, archive.LegalHoldPlaced("h-2", "诉讼", XU, day("2025-12-30"))), add("2025-12-31", PLAIN, archive.LegalHoldLifted("h-2", "撤诉", GAO, EVE)))),
    "destroyed while it was out": by(add_all(lent("j-1", LU, ZHOU, "2025-12-30", None, kind=PLAIN)), "destruction.on-loan"),
    "destroyed once it was back": twin(add_all(lent("j-1", LU, ZHOU, "2025-12-30", "2025-12-31", kind=PLAIN))),
    "destroyed unappraised": by(drop(of(archive.Appraised, PLAIN)), "destruction.unappraised"),
    "destroyed, and nobody knows by what list": by(change(DESTROYED, batch="DB-2025-09"), "destruction.outside-batch", "destruction.unrecorded"),
    "destroyed, and withdrawn": by(then(add("2025-12-30", BATCH, batch.ItemWithdrawn("2014-WS-D10-0001", "误列", HE, day("2025-12-30"))), change(COUNTED, counted=1), change(EXECUTED, records=("2015-KU-D10-0001",))), "destruction.outside-batch"),
    "withdrawn and kept": twin(then(add("2025-12-30", BATCH, batch.ItemWithdrawn("2014-WS-D10-0001", "误列", HE, day("2025-12-30"))), change(COUNTED, counted=1), change(EXECUTED, records=("2015-KU-D10-0001",)), drop(of(archive.RecordDestroyed, PLAIN)))),
    "destroyed, and the record does not say so": by(drop(DESTROYED), "destruction.unrecorded"),
    "destroyed by nobody's leave": by(add("2025-10-09", LENDABLE, archive.UnauthorisedDestructionReported("误作废纸处理", LU, day("2025-10-09"))), "destruction.unauthorised"),
    "lost": twin(add("2025-10-09", LENDABLE, archive.RecordLost(None, "水浸", LU, day("2025-10-09")))),
    # 清册
    "listed as of another year": by(change(of(batch.BatchProposed, BATCH), items=(batch.BatchItem("2015-KU-D10-0001", "bank-statement", "accounting", Medium.PAPER, 2014, "D10"), batch.BatchItem("2014-WS-D10-0001", "document", "office", Medium.PAPER, 2014, "D10"))), "destruction.list-false"),
    "not signed by the accounting head": by(drop(of(batch.BatchSigned, BATCH, capacity=Signer.ACCOUNTING_HEAD)), "destruction.unsigned"),
    "signed after the approval": by(then(drop(of(batch.BatchSigned, BATCH, capacity=Signer.ACCOUNTING_HEAD)), add("2025-12-19", BATCH, batch.BatchSigned(Signer.ACCOUNTING_HEAD, FIN, day("2025-12-19")))), "destruction.two-capacities", "destruction.unsigned"),
    "signed by one in two capacities": by(change(of(batch.BatchSigned, BATCH, capacity=Signer.ACCOUNTING_CLERK), signer=XU), "destruction.two-capacities"),
    "signed by another in that capacity": twin(change(of(batch.BatchSigned, BATCH, capacity=Signer.ACCOUNTING_CLERK), signer=SHEN)),
    "approved by the proposer": by(change(APPROVED, approver=HE), "destruction.same-hand"),
    "approved for the proposer": by(wrap(APPROVED, on_behalf_of=HE), "destruction.same-hand"),
    "the approver supervised": by(then(change(COUNTED, supervisors=(*SUPERVISORS, Supervisor(XU, "office"))), change(REPORTED, signatures=(LU, FIN, SHEN, XU))), "destruction.same-hand"),
    "a supervisor carried it out": by(change(EXECUTED, executor=LU), "destruction.same-hand"),
    "a fourth supervised": twin(then(change(COUNTED, supervisors=(*SUPERVISORS, Supervisor(ZHOU, "office"))), change(REPORTED, signatures=(LU, FIN, SHEN, ZHOU)))),
    "nobody of accounting supervised": by(change(COUNTED, supervisors=(SUPERVISORS[0], SUPERVISORS[2])), "destruction.supervisors"),
    "nobody of the archives supervised": by(change(COUNTED, supervisors=SUPERVISORS[1:]), "destruction.supervisors"),
    "not approved": by(drop(APPROVED), "destruction.unapproved"),
    "rejected, and executed": by(add("2025-12-30", BATCH, batch.BatchRejected("暂缓", XU, day("2025-12-30"))), "destruction.unapproved"),
    "not counted": by(drop(COUNTED), "destruction.uncounted"),
    "one was missing": by(change(COUNTED, counted=1), "destruction.uncounted"),
    "a supervisor has not signed": by(change(REPORTED, signatures=(LU, FIN)), "destruction.report"),
    "the list is kept for ten years": by(change(REPORTED, list_code="2024-WS-D10-0002"), "destruction.report"),
    "the list was not filed yet": by(then(drop(of(archive.RecordFiled, LIST)), add("2026-01-06", LIST, archive.RecordFiled("2026-XH-Y-0001", HE, day("2026-01-06")))), "destruction.report"),
    # 月度台账
    "frozen with another digest": by(change(FROZEN, digest=DIGEST), "ledger.content"),
    "frozen with a line more": by(change(FROZEN, lines=2), "ledger.content"),
    "a service that was known, and left out": by(add("2025-03-11", "case/2024-0017", attrs.evolve(service(), service="s-2")), "ledger.content"),
    "a service that became known later": twin(add("2025-04-08", "case/2024-0017", attrs.evolve(service(), service="s-2"), occurred=datetime(2025, 3, 12, 4, tzinfo=UTC))),
    "frozen while the month ran": by(redate(FROZEN, "2025-03-31", on=day("2025-03-31")), "ledger.too-early"),
    "frozen on the eleventh working day": by(redate(FROZEN, "2025-04-15", on=day("2025-04-15")), "obligation.ledger_freeze"),
    "frozen on the tenth": twin(redate(FROZEN, "2025-04-14", on=day("2025-04-14"))),
    "never frozen": by(drop(FROZEN), "obligation.ledger_freeze"),
    "not frozen yet on the tenth": twin(drop(FROZEN), day("2025-04-14")),
    "another month's ledger frozen": by(change(FROZEN, month="2025-02"), "ledger.content", "obligation.ledger_freeze"),
}  # fmt: skip
