"""Every rule of the archives refuses something, under itself and with its figures; what keeps to them is decided."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import attrs
import pytest

from archive_story import (
    BACK,
    BATCHED,
    CODE,
    DAY,
    DIGEST,
    FAILED,
    FILED,
    FILES,
    FIN,
    FREE,
    GAO,
    LIST,
    OTHER_DIGEST,
    PAPER,
    PLAIN,
    RULES,
    SECRET,
    SOURCE,
    SUPERVISORS,
    TERMS,
    Batch,
    Record,
    appraisal,
    document,
    electronic,
    listed,
    statement,
)  # fmt: skip
from case_story import HE, LU, SHEN, STUDIO, XU, ZHOU
from studio_domain import archive_record as archive
from studio_domain import destruction_batch as destruction
from studio_domain import month_ledger as ledger
from studio_domain.archive_record import (
    Appraiser,
    Gone,
    Holding,
    Medium,
    Reading,
    Secrecy,
    Verdict,
)
from studio_domain.archive_record.retention import departments_asked, free_from, tabled, years_kept
from studio_domain.destruction_batch import Signer, Stage, Supervisor
from studio_domain.guideline import Rule, fill
from studio_domain.month_ledger import Content
from telling import refused_by
from test_form import rules

Case = tuple[Rule, dict[str, object], Callable[[], object]]

STATEMENT, DOCUMENT, FILE = statement().state, document().state, electronic().state
UNFILED = Record().classified().state
GONE = statement().take(archive.record_loss, loan=None, what="水浸", reporter=HE, on=FILED).state
LENT = document().borrowed(reading=Reading.OUTSIDE).approved().lent(due=FILED + timedelta(14)).state
PENDING = document().borrowed(reading=Reading.OUTSIDE).state
ASKED = document().borrowed(reading=Reading.OUTSIDE).approved().state
HELD = statement().appraised().take(archive.place_hold, hold="h-1", reason="诉讼", placer=XU, on=FILED).state
READY = statement().appraised().state
VITAL = Record().classified(importance="vital", retention="Y").state
RENEWED = document().borrowed(reading=Reading.OUTSIDE).approved().lent(due=FILED + timedelta(14))
RENEWED.take(
    archive.renew_loan, loan="j-1", due=FILED + timedelta(28), approver=ZHOU, on=FILED + timedelta(14), terms=TERMS
)

collect = partial(
    archive.collect_record,
    None,
    record=CODE,
    of=None,
    what="对账单",
    department="accounting",
    holding=PAPER,
    collector=HE,
    on=FILED,
    source=None,
)
classify = partial(
    archive.classify_record,
    Record().state,
    year=2015,
    category="bank-statement",
    importance="ordinary",
    retention="D10",
    secrecy=Secrecy.INTERNAL,
    classifier=HE,
    on=FILED,
    terms=TERMS,
)
file = partial(archive.file_record, UNFILED, archivist=HE, on=FILED, studio=STUDIO, rules=RULES)
transfer = partial(archive.transfer_record, STATEMENT, receiver="区档案馆", list_digest=DIGEST, by=HE, on=FILED)
move = partial(archive.move_record, STATEMENT, location="4 柜", by=HE, on=FILED)
migrate = partial(archive.migrate_record, FILE, holding=attrs.evolve(FILES, digest=OTHER_DIGEST), by=HE, on=FILED)
verify = partial(archive.verify_integrity, FILE, digest=DIGEST, verifier=HE, on=FILED)
fail = partial(archive.record_integrity_failure, FILE, digest=OTHER_DIGEST, failed=FAILED, verifier=HE, on=FILED)
damage = partial(archive.record_damage, STATEMENT, what="水渍", reporter=LU, on=FILED)
lose = partial(archive.record_loss, LENT, loan="j-1", what="遗失", reporter=LU, on=FILED)
report = partial(archive.report_unauthorised_destruction, STATEMENT, what="误作废纸处理", reporter=LU, on=FILED)
borrow = partial(
    archive.request_loan,
    DOCUMENT,
    loan="j-1",
    borrower=LU,
    purpose="核对",
    reading=Reading.OUTSIDE,
    on=FILED,
    terms=TERMS,
)
approve_loan = partial(archive.approve_loan, PENDING, loan="j-1", approver=ZHOU, on=FILED, studio=STUDIO)
lend = partial(archive.lend_record, ASKED, loan="j-1", due=FILED + timedelta(14), lender=HE, on=FILED, terms=TERMS)
renew = partial(
    archive.renew_loan,
    LENT,
    loan="j-1",
    due=FILED + timedelta(28),
    approver=ZHOU,
    on=FILED + timedelta(14),
    terms=TERMS,
)
give_back = partial(archive.record_return, LENT, loan="j-1", **BACK)
set_level = partial(
    archive.set_secrecy, FILE, secrecy=Secrecy.INTERNAL, reason="脱敏", requester=LU, approver=ZHOU, on=FILED
)
grant = partial(
    archive.grant_access, FILE, grant="g-1", person=LU, purpose="复盘", first=FILED, last=FILED, approver=ZHOU, on=FILED
)
read = partial(archive.record_access, FILE, person=LU, purpose="复盘", on=FILED)
hold = partial(archive.place_hold, STATEMENT, hold="h-1", reason="诉讼", placer=XU, on=FILED)
lift = partial(archive.lift_hold, HELD, hold="h-1", reason="结案", lifter=ZHOU, on=FILED)
appraise = partial(archive.appraise_record, STATEMENT, **appraisal.keywords)
destroy = partial(archive.destroy_record, READY, batch="DB-1", on=FREE)

ARCHIVE_REFUSED: dict[str, Case] = {
    # 归档
    "a code in use": (archive.CODE_ONCE, {"record": CODE}, lambda: archive.collect_record(STATEMENT, **collect.keywords)),
    "a code that was in use": (archive.CODE_ONCE, {"record": CODE}, lambda: archive.collect_record(GONE, **collect.keywords)),
    "of what is not on record": (archive.REFERENCE_RESOLVES, {"of": "hz-xihu-001/case/2024-0018"}, lambda: collect(of="hz-xihu-001/case/2024-0018", source=None)),
    "of a stream that is empty": (archive.REFERENCE_RESOLVES, {"of": SOURCE.stream}, lambda: collect(of=SOURCE.stream, source=attrs.evolve(SOURCE, version=0))),
    "of a fact still to come": (archive.REFERENCE_RESOLVES, {"of": f"{SOURCE.stream}@21"}, lambda: collect(of=f"{SOURCE.stream}@21", source=SOURCE)),
    "of no version": (archive.REFERENCE_RESOLVES, {"of": f"{SOURCE.stream}@x"}, lambda: collect(of=f"{SOURCE.stream}@x", source=SOURCE)),
    "of another stream": (archive.REFERENCE_RESOLVES, {"of": "a/b/c"}, lambda: collect(of="a/b/c", source=SOURCE)),
    "nobody knows what": (archive.SAYS_WHAT, {}, lambda: collect(what=" ")),
    "of no department": (archive.SAYS_WHAT, {}, lambda: collect(department="")),
    "paper nowhere": (archive.PAPER_PLACED, {}, lambda: collect(holding=Holding(Medium.PAPER, " "))),
    "files without digest": (archive.ELECTRONIC_DESCRIBED, {}, lambda: collect(holding=attrs.evolve(FILES, digest="ab"))),
    "files without format": (archive.ELECTRONIC_DESCRIBED, {}, lambda: collect(holding=attrs.evolve(FILES, format=" "))),
    "files without metadata": (archive.ELECTRONIC_DESCRIBED, {}, lambda: collect(holding=attrs.evolve(FILES, metadata=None))),
    "classified after it was filed": (archive.CODE_STANDS, {"record": CODE}, lambda: archive.classify_record(STATEMENT, **classify.keywords)),
    "filed twice": (archive.CODE_STANDS, {"record": CODE}, lambda: archive.file_record(STATEMENT, **file.keywords)),
    "a category of no table": (archive.KNOWN_CATEGORY, {"category": "gossip"}, lambda: classify(category="gossip")),
    "an importance of no table": (archive.KNOWN_IMPORTANCE, {"importance": "huge"}, lambda: classify(importance="huge")),
    "kept too short": (archive.RETAINED_AS_TABLED, {"asked": "D30", "retention": "D10"}, lambda: classify(importance="important")),
    "kept otherwise": (archive.RETAINED_AS_TABLED, {"asked": "D10", "retention": "D30"}, lambda: classify(retention="D30")),
    "of a year to come": (archive.YEAR_BEGUN, {"on": FILED, "year": 2026}, lambda: classify(year=2026)),
    "not classified": (archive.CLASSIFIED_FIRST, {"record": CODE}, lambda: archive.file_record(Record().state, **file.keywords)),
    "a code of another year": (archive.CODE_SAYS, {"record": CODE, "year": "2016", "retention": "D10"}, lambda: archive.file_record(Record().classified(year=2016).state, **file.keywords)),
    "a code of another retention": (archive.CODE_SAYS, {"record": CODE, "year": "2015", "retention": "Y"}, lambda: archive.file_record(VITAL, **file.keywords)),
    "filed before it was collected": (archive.NOT_BEFORE, {"on": FILED - DAY, "before": FILED}, lambda: file(on=FILED - DAY)),
    "filed by another": (archive.BY_ARCHIVIST, {"person": LU, "day": FILED}, lambda: file(archivist=LU)),
    "filed without rules": (archive.RULES_HOLD, {"on": FILED}, lambda: file(rules=None)),
    "filed under rules that do not hold yet": (archive.RULES_HOLD, {"on": FILED}, lambda: file(rules=attrs.evolve(RULES, versions={1: attrs.evolve(RULES.versions[1], effective=FILED + DAY)}))),
    "handed over to nobody": (archive.RECEIVER_NAMED, {}, lambda: transfer(receiver=" ")),
    "handed over by no list": (archive.DIGEST_GIVEN, {}, lambda: transfer(list_digest="")),
    "handed over while on loan": (archive.NOT_OUT, {"record": PLAIN, "loan": "j-1"}, lambda: archive.transfer_record(LENT, **transfer.keywords)),
    # 存储
    "moved before it was filed": (archive.IN_STORE, {"record": CODE}, lambda: archive.move_record(UNFILED, **move.keywords)),
    "moved when it is gone": (archive.IN_STORE, {"record": CODE}, lambda: archive.move_record(GONE, **move.keywords)),
    "moved nowhere": (archive.PAPER_PLACED, {}, lambda: move(location="")),
    "paper migrated": (archive.ELECTRONIC_ONLY, {"record": CODE}, lambda: archive.migrate_record(STATEMENT, **migrate.keywords)),
    "migrated to paper": (archive.STILL_ELECTRONIC, {}, lambda: migrate(holding=PAPER)),
    "another digest passes": (archive.DIGEST_EQUAL, {"record": SECRET}, lambda: verify(digest=OTHER_DIGEST)),
    "paper has no digest": (archive.DIGEST_EQUAL, {"record": CODE}, lambda: archive.verify_integrity(STATEMENT, **verify.keywords)),
    "checked before it was filed": (archive.NOT_BEFORE, {"on": FILED - DAY, "before": FILED}, lambda: verify(on=FILED - DAY)),
    "failed in nothing": (archive.ASPECTS_NAMED, {}, lambda: fail(failed=())),
    "failed twice in one": (archive.ASPECTS_NAMED, {}, lambda: fail(failed=FAILED * 2)),
    "damaged, and nobody says how": (archive.REASON_STATED, {}, lambda: damage(what=" ")),
    "lost on no loan": (archive.LOAN_OPEN, {"record": PLAIN, "loan": "j-2"}, lambda: lose(loan="j-2")),
    "destroyed, and nobody says how": (archive.REASON_STATED, {}, lambda: report(what="")),
    # 借阅
    "a loan twice": (archive.LOAN_ONCE, {"loan": "j-1"}, lambda: archive.request_loan(PENDING, **borrow.keywords)),
    "for no purpose": (archive.REASON_STATED, {}, lambda: borrow(purpose=" ")),
    "accounts read at home": (archive.READ_ON_SITE, {"category": "bank-statement"}, lambda: archive.request_loan(STATEMENT, **borrow.keywords)),
    "approved, and nobody asked": (archive.LOAN_PENDING, {"loan": "j-1"}, lambda: archive.approve_loan(DOCUMENT, **approve_loan.keywords)),
    "approved when it is lent": (archive.LOAN_PENDING, {"loan": "j-1"}, lambda: archive.approve_loan(LENT, **approve_loan.keywords)),
    "approved by the borrower": (archive.NOT_BORROWER, {"borrower": LU}, lambda: approve_loan(approver=LU)),
    "approved for the borrower": (archive.NOT_BORROWER, {"borrower": LU}, lambda: approve_loan(principal=LU)),
    "approved twice by one": (archive.APPROVERS_DIFFER, {"approver": ZHOU}, lambda: archive.approve_loan(ASKED, **approve_loan.keywords)),
    "the archivist's, by another than a lead": (archive.LEAD_APPROVES_ARCHIVIST, {"borrower": HE}, lambda: archive.approve_loan(document().borrowed(borrower=HE).state, **approve_loan.keywords | {"approver": XU})),
    "lent unapproved": (archive.APPROVED_ENOUGH, {"asked": 1, "approved": 0}, lambda: archive.lend_record(PENDING, **lend.keywords)),
    "closed, and lent by one": (archive.APPROVED_ENOUGH, {"asked": 2, "approved": 1}, lambda: archive.lend_record(electronic().borrowed().approved().state, **lend.keywords | {"due": FILED})),
    "lent while it is out": (archive.ONE_AT_A_TIME, {"record": PLAIN, "other": "j-1"}, lambda: document().borrowed().approved().lent().borrowed("j-2").approved(loan="j-2").lent("j-2")),
    "lent a day too long": (archive.WITHIN_LOAN, {"due": FILED + timedelta(15), "earliest": FILED, "latest": FILED + timedelta(14)}, lambda: lend(due=FILED + timedelta(15))),
    "lent until yesterday": (archive.WITHIN_LOAN, {"due": FILED - DAY, "earliest": FILED, "latest": FILED + timedelta(14)}, lambda: lend(due=FILED - DAY)),
    "read on site overnight": (archive.WITHIN_LOAN, {"due": FILED + DAY, "earliest": FILED, "latest": FILED}, lambda: statement().borrowed().approved().lent(due=FILED + DAY)),
    "renewed, and never lent": (archive.LOAN_OPEN, {"record": PLAIN, "loan": "j-1"}, lambda: archive.renew_loan(ASKED, **renew.keywords)),
    "renewed by the borrower": (archive.NOT_BORROWER, {"borrower": LU}, lambda: renew(approver=LU)),
    "renewed for the borrower": (archive.NOT_BORROWER, {"borrower": LU}, lambda: renew(principal=LU)),
    "renewed when overdue": (archive.RENEWED_BEFORE_DUE, {"due": FILED + timedelta(14)}, lambda: renew(on=FILED + timedelta(15))),
    "renewed twice": (archive.FEW_RENEWALS, {"renewals": 1, "most": 1}, lambda: archive.renew_loan(RENEWED.state, **renew.keywords | {"due": FILED + timedelta(42)})),
    "renewed a day too long": (archive.WITHIN_LOAN, {"due": FILED + timedelta(29), "earliest": FILED + timedelta(15), "latest": FILED + timedelta(28)}, lambda: renew(due=FILED + timedelta(29))),
    "renewed to no later": (archive.WITHIN_LOAN, {"due": FILED + timedelta(14), "earliest": FILED + timedelta(15), "latest": FILED + timedelta(28)}, lambda: renew(due=FILED + timedelta(14))),
    "returned, and never out": (archive.LOAN_OPEN, {"record": PLAIN, "loan": "j-1"}, lambda: archive.record_return(PENDING, **give_back.keywords)),
    "returned before it was lent": (archive.NOT_BEFORE, {"on": FILED - DAY, "before": FILED}, lambda: give_back(on=FILED - DAY)),
    # 保密
    "the same level": (archive.ANOTHER_LEVEL, {"secrecy": Secrecy.PERSONAL}, lambda: set_level(secrecy=Secrecy.PERSONAL)),
    "another level for no reason": (archive.REASON_STATED, {}, lambda: set_level(reason=" ")),
    "lowered by who asks": (archive.DOWNGRADED_BY_ANOTHER, {"requester": ZHOU}, lambda: set_level(requester=ZHOU)),
    "lowered for who asks": (archive.DOWNGRADED_BY_ANOTHER, {"requester": LU}, lambda: set_level(principal=LU)),
    "a grant twice": (archive.GRANT_ONCE, {"grant": "g-1"}, lambda: electronic().take(archive.grant_access, **grant.keywords).take(archive.grant_access, **grant.keywords)),
    "granted to oneself": (archive.NOT_TO_ONESELF, {"person": ZHOU}, lambda: grant(person=ZHOU)),
    "granted on his behalf": (archive.NOT_TO_ONESELF, {"person": LU}, lambda: grant(principal=LU)),
    "granted backwards": (archive.FIRST_TO_LAST, {"first": FILED, "last": FILED - DAY}, lambda: grant(last=FILED - DAY)),
    "granted for yesterday": (archive.FIRST_TO_LAST, {"first": FILED, "last": FILED}, lambda: grant(first=FILED - DAY)),
    # 鉴定、销毁
    "a hold twice": (archive.HOLD_ONCE, {"hold": "h-1"}, lambda: archive.place_hold(HELD, **hold.keywords)),
    "a hold for no reason": (archive.REASON_STATED, {}, lambda: hold(reason="")),
    "no hold to lift": (archive.HOLD_OPEN, {"hold": "h-2"}, lambda: lift(hold="h-2")),
    "lifted by who placed it": (archive.NOT_PLACER, {"placer": XU}, lambda: lift(lifter=XU)),
    "lifted for who placed it": (archive.NOT_PLACER, {"placer": XU}, lambda: lift(principal=XU)),
    "appraised by one": (archive.APPRAISERS_ENOUGH, {"asked": 2, "there": 1}, lambda: appraise(appraisers=(Appraiser(FIN, "accounting"), Appraiser(FIN, "archives")))),
    "appraised without its owner": (archive.OWNER_APPRAISES, {"department": "accounting"}, lambda: appraise(appraisers=(Appraiser(HE, "archives"), Appraiser(LU, "office")))),
    "kept on for no years": (archive.YEARS_WITH_KEEP, {}, lambda: appraise(verdict=Verdict.KEEP)),
    "destroyed after years": (archive.YEARS_WITH_KEEP, {}, lambda: appraise(years=3)),
    "appraised in no opinion": (archive.DIGEST_GIVEN, {}, lambda: appraise(opinion="")),
    "appraised while out": (archive.NOT_OUT, {"record": PLAIN, "loan": "j-1"}, lambda: archive.appraise_record(LENT, **appraisal.keywords)),
    "what is kept for good": (archive.KEPT_FOR_GOOD, {"record": CODE}, lambda: archive.appraise_record(statement().appraised(Verdict.PERMANENT).state, **appraisal.keywords)),
    "kept for good after all": (archive.KEPT_FOR_GOOD, {"record": CODE}, lambda: archive.destroy_record(attrs.evolve(READY, permanent=True), batch="DB-1", on=FREE)),
    "under a hold": (archive.NO_HOLD, {"record": CODE, "hold": "h-1"}, lambda: archive.destroy_record(HELD, batch="DB-1", on=FREE)),
    "not appraised": (archive.TO_BE_DESTROYED, {"record": CODE}, lambda: archive.destroy_record(STATEMENT, batch="DB-1", on=FREE)),
    "a day early": (archive.RETENTION_OVER, {"record": CODE, "free": FREE, "on": FREE - DAY, "early": 1}, lambda: destroy(on=FREE - DAY)),
    "twelve days early": (archive.RETENTION_OVER, {"record": CODE, "free": FREE, "on": date(2025, 12, 20), "early": 12}, lambda: destroy(on=date(2025, 12, 20))),
}  # fmt: skip

# -- destruction batches

BOTH = (
    statement().appraised(),
    document().take(
        archive.appraise_record,
        **appraisal.keywords | {"appraisers": (Appraiser(HE, "archives"), Appraiser(LU, "office"))},
    ),
)
PROPOSED, SIGNED = Batch(*BOTH).state, Batch(*BOTH).signed().state
APPROVED, COUNTED = Batch(*BOTH).signed().approved().state, Batch(*BOTH).signed().approved().counted().state
EXECUTED, REPORTED = (
    Batch(*BOTH).signed().approved().counted().executed().state,
    Batch(*BOTH).signed().approved().counted().executed().reported().state,
)
PAPERS = Batch(BOTH[1]).state

propose = partial(destruction.propose_batch, None, batch="DB-1", records={CODE: READY}, proposer=HE, on=BATCHED)
withdraw = partial(destruction.withdraw_item, PROPOSED, record=PLAIN, reason="误列", by=HE, on=BATCHED)
sign = partial(destruction.sign_batch, PROPOSED, capacity=Signer.UNIT_HEAD, signer=XU, on=BATCHED, terms=TERMS)
approve = partial(destruction.approve_batch, SIGNED, approver=XU, document="销〔2025〕2号", on=BATCHED, terms=TERMS)
reject = partial(destruction.reject_batch, SIGNED, reason="暂缓", by=XU, on=BATCHED)
count = partial(destruction.count_items, APPROVED, supervisors=SUPERVISORS, counted=2, on=FREE, terms=TERMS)
execute = partial(destruction.execute_batch, COUNTED, executor=GAO, on=FREE)
conclude = partial(
    destruction.report_batch,
    EXECUTED,
    signatures=(LU, FIN, SHEN),
    list_digest=DIGEST,
    list_code=LIST,
    listed=listed().state,
    archivist=HE,
    on=FREE,
)

BATCH_REFUSED: dict[str, Case] = {
    "proposed twice": (destruction.BATCH_ONCE, {"batch": "DB-1"}, lambda: destruction.propose_batch(PROPOSED, **propose.keywords)),
    "a list of nothing": (destruction.HAS_ITEMS, {}, lambda: propose(records={})),
    "a record that is not there": (destruction.RECORD_KNOWN, {"record": "x"}, lambda: propose(records={"x": None})),
    "a record that is not classified": (destruction.RECORD_KNOWN, {"record": CODE}, lambda: propose(records={CODE: Record().state})),
    "a record under a hold": (archive.NO_HOLD, {"record": CODE, "hold": "h-1"}, lambda: propose(records={CODE: HELD})),
    "a record on loan": (archive.NOT_OUT, {"record": PLAIN, "loan": "j-1"}, lambda: propose(records={PLAIN: LENT})),
    "a record that nobody appraised": (archive.TO_BE_DESTROYED, {"record": CODE}, lambda: propose(records={CODE: STATEMENT})),
    "a record that is gone": (archive.IN_STORE, {"record": CODE}, lambda: propose(records={CODE: GONE})),
    "withdrawn, and never listed": (destruction.ITEM_LISTED, {"record": "x"}, lambda: withdraw(record="x")),
    "the last one withdrawn": (destruction.LAST_ITEM, {}, lambda: destruction.withdraw_item(PAPERS, **withdraw.keywords)),
    "withdrawn for no reason": (destruction.REASON_GIVEN, {}, lambda: withdraw(reason=" ")),
    "withdrawn when it is destroyed": (destruction.AT_STAGE, {"stage": Stage.EXECUTED, "asked": Stage.PROPOSED}, lambda: destruction.withdraw_item(EXECUTED, **withdraw.keywords | {"on": FREE})),
    "withdrawn before it was proposed": (destruction.IN_STEP, {"on": BATCHED - DAY, "before": BATCHED}, lambda: withdraw(on=BATCHED - DAY)),
    "signed in a capacity nobody asks for": (destruction.CAPACITY_ASKED, {"capacity": Signer.ACCOUNTING_HEAD}, lambda: destruction.sign_batch(PAPERS, **sign.keywords | {"capacity": Signer.ACCOUNTING_HEAD})),
    "signed twice": (destruction.SIGNED_ONCE, {"capacity": Signer.UNIT_HEAD}, lambda: destruction.sign_batch(SIGNED, **sign.keywords)),
    "one person, two capacities": (destruction.ONE_CAPACITY, {"signer": XU, "capacity": Signer.UNIT_HEAD}, lambda: Batch(*BOTH).take(destruction.sign_batch, **sign.keywords).take(destruction.sign_batch, **sign.keywords | {"capacity": Signer.ARCHIVE_HEAD})),
    "approved without the accounting head": (destruction.ALL_SIGNED, {"capacity": "accounting-head"}, lambda: destruction.approve_batch(Batch(*BOTH).signed(Signer.ACCOUNTING_HEAD).state, **approve.keywords)),
    "approved by the proposer": (destruction.NOT_PROPOSER, {"proposer": HE}, lambda: approve(approver=HE)),
    "approved for the proposer": (destruction.NOT_PROPOSER, {"proposer": HE}, lambda: approve(principal=HE)),
    "approved without a document": (destruction.APPROVAL_DOCUMENTED, {}, lambda: approve(document=" ")),
    "approved twice": (destruction.AT_STAGE, {"stage": Stage.APPROVED, "asked": Stage.PROPOSED}, lambda: destruction.approve_batch(APPROVED, **approve.keywords)),
    "rejected for no reason": (destruction.REASON_GIVEN, {}, lambda: reject(reason="")),
    "rejected when it is destroyed": (destruction.AT_STAGE, {"stage": Stage.EXECUTED, "asked": Stage.PROPOSED}, lambda: destruction.reject_batch(EXECUTED, **reject.keywords | {"on": FREE})),
    "counted before it was approved": (destruction.AT_STAGE, {"stage": Stage.PROPOSED, "asked": Stage.APPROVED}, lambda: destruction.count_items(SIGNED, **count.keywords)),
    "one supervises twice": (destruction.SUPERVISES_ONCE, {"person": LU}, lambda: count(supervisors=(*SUPERVISORS, Supervisor(LU, "it")))),
    "supervised by one": (destruction.SUPERVISORS_ENOUGH, {"asked": 2, "there": 1}, lambda: count(supervisors=SUPERVISORS[:1])),
    "nobody of accounting": (destruction.DEPARTMENT_SUPERVISES, {"department": "accounting"}, lambda: count(supervisors=(SUPERVISORS[0], SUPERVISORS[2]))),
    "nobody of the archives": (destruction.DEPARTMENT_SUPERVISES, {"department": "archives"}, lambda: count(supervisors=SUPERVISORS[1:])),
    "of fewer departments than policy asks": (destruction.DEPARTMENTS_ENOUGH, {"asked": 4, "there": 3}, lambda: count(terms=attrs.evolve(TERMS, archive=attrs.evolve(TERMS.archive, supervisor_departments_min=4)))),
    "the approver supervises": (destruction.SUPERVISOR_APART, {"person": XU}, lambda: count(supervisors=(*SUPERVISORS, Supervisor(XU, "office")))),
    "the proposer supervises": (destruction.SUPERVISOR_APART, {"person": HE}, lambda: count(supervisors=(*SUPERVISORS, Supervisor(HE, "archives")))),
    "one is missing": (destruction.ALL_COUNTED, {"counted": 1, "listed": 2}, lambda: count(counted=1)),
    "executed before it was counted": (destruction.AT_STAGE, {"stage": Stage.APPROVED, "asked": Stage.COUNTED}, lambda: destruction.execute_batch(APPROVED, **execute.keywords)),
    "a supervisor carries it out": (destruction.EXECUTOR_APART, {"person": LU}, lambda: execute(executor=LU)),
    "for a supervisor": (destruction.EXECUTOR_APART, {"person": LU}, lambda: execute(principal=LU)),
    "reported before it was executed": (destruction.AT_STAGE, {"stage": Stage.COUNTED, "asked": Stage.EXECUTED}, lambda: destruction.report_batch(COUNTED, **conclude.keywords)),
    "a supervisor has not signed": (destruction.SUPERVISORS_SIGN, {"person": SHEN}, lambda: conclude(signatures=(LU, FIN))),
    "reported without a list": (destruction.LIST_DIGESTED, {}, lambda: conclude(list_digest="ab")),
    "the list is not in the archives": (destruction.LIST_IN_ARCHIVES, {"list_code": LIST}, lambda: conclude(listed=None)),
    "the list is not kept for good": (destruction.LIST_IN_ARCHIVES, {"list_code": PLAIN}, lambda: conclude(list_code=PLAIN, listed=DOCUMENT)),
}  # fmt: skip

# -- ledgers

KNOWN = datetime(2025, 4, 3, tzinfo=UTC)
CONTENT = Content(7, DIGEST, KNOWN)
APRIL = date(2025, 4, 3)
freeze = partial(
    ledger.freeze_ledger,
    None,
    ledger="services",
    month="2025-03",
    content=CONTENT,
    archivist=HE,
    on=APRIL,
    studio=STUDIO,
    terms=TERMS,
)
FROZEN = ledger.evolve(None, freeze())

LEDGER_REFUSED: dict[str, Case] = {
    "no such ledger": (ledger.KNOWN_LEDGER, {"ledger": "gossip"}, lambda: freeze(ledger="gossip")),
    "on the last day of the month": (ledger.MONTH_OVER, {"month": "2025-03", "last": date(2025, 3, 31), "on": date(2025, 3, 31)}, lambda: freeze(on=date(2025, 3, 31))),
    "the same again": (ledger.ANOTHER_CONTENT, {"month": "2025-03"}, lambda: ledger.freeze_ledger(FROZEN, **freeze.keywords)),
    "by another": (ledger.FROZEN_BY_ARCHIVIST, {"person": LU, "day": APRIL}, lambda: freeze(archivist=LU)),
}  # fmt: skip

REFUSED = {
    **{f"archive: {name}": case for name, case in ARCHIVE_REFUSED.items()},
    **{f"batch: {name}": case for name, case in BATCH_REFUSED.items()},
    **{f"ledger: {name}": case for name, case in LEDGER_REFUSED.items()},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_rule_is_refused_under_it(name: str) -> None:
    rule, said, decide = REFUSED[name]
    with refused_by(rule, **said):
        decide()
    assert fill(rule.zh, said)
    assert fill(rule.en, said)


def test_every_rule_has_a_case() -> None:
    ours = [rule for of in ("archive_record", "destruction_batch", "month_ledger") for rule in rules(of).values()]
    assert {id(rule) for rule, _, _ in REFUSED.values()} == {id(rule) for rule in ours}


FACTS = archive.Event | destruction.Event | ledger.Event

WELL: dict[str, Callable[[], object]] = {
    "of a stream": lambda: collect(of=SOURCE.stream, source=SOURCE),
    "of its last fact": lambda: collect(of=f"{SOURCE.stream}@20", source=SOURCE),
    "older than this history": collect,
    "electronic": lambda: collect(holding=FILES),
    "of this year": lambda: classify(year=2025),
    "kept by its importance": lambda: classify(importance="vital", retention="Y"),
    "classified anew before it is filed": lambda: archive.classify_record(UNFILED, **classify.keywords),
    "filed on the day of collection": file,
    "handed over": transfer,
    "moved": move,
    "migrated": migrate,
    "the same digest": verify,
    "paper, without digest": lambda: archive.verify_integrity(STATEMENT, **verify.keywords | {"digest": None}),
    "a failure": fail,
    "damage of what is gone": lambda: archive.record_damage(GONE, **damage.keywords),
    "a loss on a loan": lose,
    "a loss of what was never filed": lambda: archive.record_loss(UNFILED, loan=None, what="遗失", reporter=LU, on=FILED),
    "an unauthorised destruction": report,
    "accounts read on site": lambda: archive.request_loan(STATEMENT, **borrow.keywords | {"reading": Reading.ON_SITE}),
    "a loan outside": borrow,
    "approved by a second hand": lambda: archive.approve_loan(ASKED, **approve_loan.keywords | {"approver": XU}),
    "the archivist's, by a lead": lambda: archive.approve_loan(document().borrowed(borrower=HE).state, **approve_loan.keywords),
    "the archivist's, for a lead": lambda: archive.approve_loan(document().borrowed(borrower=HE).state, **approve_loan.keywords | {"approver": XU, "principal": ZHOU}),
    "lent to the last day": lend,
    "read on site": lambda: statement().borrowed().approved().lent().facts[-1],
    "closed, and approved by two": lambda: archive.lend_record(electronic().borrowed().approved(ZHOU, XU).state, **lend.keywords | {"due": FILED}),
    "an electronic record to two at a time": lambda: electronic().borrowed().approved(ZHOU, XU).lent().borrowed("j-2").approved(ZHOU, XU, loan="j-2").lent("j-2").facts[-1],
    "renewed on the last day": renew,
    "returned late": lambda: give_back(on=FILED + timedelta(99)),
    "lent again after its return": lambda: document().borrowed().approved().lent().take(archive.record_return, loan="j-1", **BACK).borrowed("j-2").approved(loan="j-2").lent("j-2").facts[-1],
    "lowered by another": set_level,
    "raised by who asks": lambda: archive.set_secrecy(DOCUMENT, **set_level.keywords | {"secrecy": Secrecy.CONFIDENTIAL, "requester": ZHOU}),
    "granted for a day": grant,
    "read by a grant": read,
    "read without a grant": lambda: archive.record_access(FILE, person=GAO, purpose="?", on=FILED),
    "held": hold,
    "lifted by another": lift,
    "appraised ahead": appraise,
    "kept on": lambda: appraise(verdict=Verdict.KEEP, years=5),
    "kept for good": lambda: appraise(verdict=Verdict.PERMANENT),
    "destroyed on the first day": destroy,
    "destroyed once the hold is lifted": lambda: archive.destroy_record(archive.evolve(HELD, lift()), batch="DB-1", on=FREE),
    "listed while its term runs": propose,
    "withdrawn": withdraw,
    "withdrawn after approval": lambda: destruction.withdraw_item(APPROVED, **withdraw.keywords),
    "signed": sign,
    "approved": approve,
    "a list of documents, signed by two": lambda: Batch(BOTH[1]).signed().approved().facts[-1],
    "rejected after approval": lambda: destruction.reject_batch(APPROVED, **reject.keywords),
    "counted": count,
    "executed": execute,
    "reported": conclude,
    "frozen on the first day after": lambda: freeze(on=date(2025, 4, 1)),
    "frozen again with more": lambda: ledger.freeze_ledger(FROZEN, **freeze.keywords | {"content": Content(8, OTHER_DIGEST, KNOWN)}),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert isinstance(WELL[name](), FACTS)


class TestRetention:
    """The clock of retention, which guards, checks and registers share."""

    def test_of_fy2015_ten_years_end_with_2025(self) -> None:
        assert free_from(2015, "D10") == date(2026, 1, 1)
        assert STATEMENT.free_from == FREE

    def test_an_appraisal_moves_it(self) -> None:
        assert statement().appraised(Verdict.KEEP, 5).state.free_from == date(2031, 1, 1)
        assert statement().appraised(Verdict.PERMANENT).state.free_from is None

    @pytest.mark.parametrize(("retention", "years"), [("Y", None), ("D30", 30), ("nonsense", None), ("", None)])
    def test_what_is_no_code_is_kept_for_good(self, retention: str, years: int | None) -> None:
        assert years_kept(retention) == years

    def test_the_last_of_all_years(self) -> None:
        assert free_from(9998, "D1") is None
        assert free_from(9997, "D1") == date(9999, 1, 1)
        assert free_from(2015, "D10", (10**9,)) is None

    def test_the_longer_of_category_and_importance(self) -> None:
        table, ranks = {"a": 10, "b": None}, {"low": 10, "high": 30}
        assert (tabled("a", "low", table, ranks), tabled("a", "high", table, ranks)) == ("D10", "D30")
        assert tabled("b", "low", table, ranks) == "Y"

    def test_which_departments_supervise(self) -> None:
        paper, files = ("office", False, Medium.PAPER), ("office", True, Medium.ELECTRONIC)
        assert departments_asked([paper]) == {"archives", "office"}
        assert departments_asked([paper, files]) == {"archives", "office", "accounting", "it"}


class TestStates:
    """What becomes of a record and of a batch."""

    def test_how_a_record_goes(self) -> None:
        gone: list[archive.Event] = [transfer(), destroy(), lose(), report()]
        assert [archive.evolve(STATEMENT, one).gone for one in gone] == [
            Gone.TRANSFERRED,
            Gone.DESTROYED,
            Gone.LOST,
            Gone.LOST,
        ]
        assert archive.evolve(LENT, lose()).out == ()

    def test_what_is_moved_and_migrated_lies_elsewhere(self) -> None:
        assert archive.evolve(STATEMENT, move()).holding == Holding(Medium.PAPER, "4 柜")
        migrated = migrate()
        assert (migrated.former_digest, archive.evolve(FILE, migrated).holding.digest) == (DIGEST, OTHER_DIGEST)

    def test_a_loan(self) -> None:
        assert LENT.out == ("j-1",)
        assert archive.evolve(LENT, give_back()).loans == {}
        assert RENEWED.state.loans["j-1"].due == FILED + timedelta(28)

    def test_a_grant_holds_to_its_last_day(self) -> None:
        days = archive.evolve(FILE, grant(last=FILED + DAY)).grants["g-1"].days
        assert (FILED + DAY in days, FILED + DAY + DAY in days) == (True, False)

    def test_what_tells_of_the_world_changes_no_state(self) -> None:
        for fact in (verify(), fail(), damage(), read()):
            assert archive.evolve(FILE, fact) == FILE

    def test_stages_of_a_batch(self) -> None:
        stages = [PROPOSED.stage, APPROVED.stage, COUNTED.stage, EXECUTED.stage, REPORTED.stage]
        assert stages == [Stage.PROPOSED, Stage.APPROVED, Stage.COUNTED, Stage.EXECUTED, Stage.REPORTED]
        assert destruction.evolve(SIGNED, reject()).stage is Stage.REJECTED
        assert set(destruction.evolve(PROPOSED, withdraw()).items) == {CODE}

    def test_what_was_never_there_makes_no_sense(self) -> None:
        with pytest.raises(LookupError):
            archive.evolve(None, move())
        with pytest.raises(LookupError):
            archive.evolve(STATEMENT, collect())
        with pytest.raises(LookupError):
            archive.evolve(STATEMENT, give_back())
        with pytest.raises(LookupError):
            destruction.evolve(None, sign())
        with pytest.raises(LookupError):
            destruction.evolve(PROPOSED, propose())
        with pytest.raises(LookupError):
            ledger.evolve(FROZEN, freeze(month="2025-02"))


DECIDED: tuple[partial[Any], ...] = (
    collect, classify, file, transfer, move, migrate, verify, fail, damage, lose, report, borrow, approve_loan, lend,
    renew, give_back, set_level, grant, read, hold, lift, appraise, destroy, propose, withdraw, sign, approve, reject,
    count, execute, conclude, freeze,
)  # fmt: skip


@pytest.mark.parametrize("decide", DECIDED, ids=lambda decide: decide.func.__name__)
def test_every_word_given_stands_in_the_fact(decide: partial[Any]) -> None:
    """A field of the fact that is named like a word of the decision holds that word."""
    fact = decide()
    shared = {field.name for field in attrs.fields(type(fact))} & set(decide.keywords) - {"records"}
    assert shared
    assert {name: getattr(fact, name) for name in shared} == {name: decide.keywords[name] for name in shared}


def test_every_decision_has_a_case() -> None:
    assert [one.func for one in DECIDED] == [*archive.MAY_DECIDE, *destruction.MAY_DECIDE, *ledger.MAY_DECIDE]
