"""A record of the archives, a list for destruction, a ledger: every step is a decision, and what it decides is applied.

Bank statements of FY2015, kept ten years: to 2025-12-31, so that they may be destroyed from 2026-01-01 on (S8).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial, reduce
from typing import Any, Final

from case_story import HE, LU, SHEN, STUDIO, XU, ZHOU
from studio_domain import archive_record as archive
from studio_domain import destruction_batch as destruction
from studio_domain.aggregate import At
from studio_domain.archive_record import (
    Appraiser,
    ArchiveRecord,
    Aspect,
    Condition,
    Holding,
    Medium,
    Reading,
    Secrecy,
    Verdict,
)
from studio_domain.destruction_batch import DestructionBatch, Signer, Supervisor
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook, RegulationVersion
from studio_domain.values import PersonId

FIN, FINHEAD, GAO = PersonId("p-fin"), PersonId("p-finhead"), PersonId("p-gao")
"""Who keeps the accounts, who is responsible for them, and somebody of information technology."""

TERMS: Final = Terms()
DAY: Final = timedelta(1)
FILED, BATCHED, FREE = date(2025, 7, 1), date(2025, 12, 10), date(2026, 1, 1)
CODE, PLAIN, SECRET, LIST = "2015-KU-D10-0001", "2014-WS-D10-0001", "2024-FW-D30-0017", "2026-XH-Y-0001"
DIGEST, OTHER_DIGEST = "ab" * 32, "cd" * 32
PAPER = Holding(Medium.PAPER, "档案室 3 柜")
FILES = Holding(Medium.ELECTRONIC, "存储 A", DIGEST, "PDF/A", "元数据 1")
RULES = RegulationBook("archives", {1: RegulationVersion(1, LU, XU, date(2024, 7, 1))})
SOURCE: At[object] = At("hz-xihu-001/case/2024-0017", 20, object())


def applied(module: Any, state: Any, *facts: Any) -> Any:
    """The state after these facts."""
    return reduce(module.evolve, facts, state)


class Record:
    """A record, step by step."""

    def __init__(self, code: str = CODE, **said: Any) -> None:
        words: dict[str, Any] = {
            "of": None, "what": "银行对账单", "department": "accounting", "holding": PAPER, "collector": HE,
            "on": FILED, "source": None,
        } | said  # fmt: skip
        self.facts: list[Any] = [archive.collect_record(None, record=code, **words)]

    @property
    def state(self) -> ArchiveRecord:
        made = applied(archive, None, *self.facts)
        assert isinstance(made, ArchiveRecord)
        return made

    def take(self, decide: Callable[..., Any], **words: Any) -> Record:
        """A decision about it."""
        self.facts.append(decide(self.state, **words))
        return self

    def classified(self, category: str = "bank-statement", **said: Any) -> Record:
        words: dict[str, Any] = {
            "year": 2015, "category": category, "importance": "ordinary", "retention": "D10",
            "secrecy": Secrecy.INTERNAL, "classifier": HE, "on": FILED, "terms": TERMS,
        } | said  # fmt: skip
        return self.take(archive.classify_record, **words)

    def filed(self) -> Record:
        return self.take(archive.file_record, archivist=HE, on=FILED, studio=STUDIO, rules=RULES)

    def appraised(self, verdict: Verdict = Verdict.DESTROY, years: int | None = None) -> Record:
        return self.take(archive.appraise_record, **appraisal.keywords | {"verdict": verdict, "years": years})

    def borrowed(self, loan: str = "j-1", **said: Any) -> Record:
        words = {"borrower": LU, "purpose": "核对", "reading": Reading.ON_SITE, "on": FILED, "terms": TERMS} | said
        return self.take(archive.request_loan, loan=loan, **words)

    def approved(self, *hands: PersonId, loan: str = "j-1") -> Record:
        for hand in hands or (ZHOU,):
            self.take(archive.approve_loan, loan=loan, approver=hand, on=FILED, studio=STUDIO)
        return self

    def lent(self, loan: str = "j-1", due: date = FILED) -> Record:
        return self.take(archive.lend_record, loan=loan, due=due, lender=HE, on=FILED, terms=TERMS)


appraisal = partial(
    archive.appraise_record,
    verdict=Verdict.DESTROY,
    years=None,
    appraisers=(Appraiser(HE, "archives"), Appraiser(FIN, "accounting")),
    opinion=DIGEST,
    on=BATCHED,
    terms=TERMS,
)


def statement() -> Record:
    """Bank statements of FY2015, filed."""
    return Record().classified().filed()


def document(code: str = PLAIN) -> Record:
    """General documents of 2014, of the office; may be lent outside."""
    kept = Record(code, department="office", what="往来文书")
    return kept.classified("document", year=int(code[:4])).filed()


def electronic() -> Record:
    """The file of a case, electronic and personal."""
    made = Record(SECRET, department="office", what="案卷", holding=FILES, of=SOURCE.stream, source=SOURCE)
    words = {"year": 2024, "importance": "important", "retention": "D30", "secrecy": Secrecy.PERSONAL}
    return made.classified("case-file", **words).filed()


def listed() -> Record:
    """The list of what was destroyed, kept for good."""
    made = Record(LIST, department="archives", what="销毁清册", on=FREE)
    made.classified("destruction-list", year=2026, importance="vital", retention="Y", on=FREE)
    return made.take(archive.file_record, archivist=HE, on=FREE, studio=STUDIO, rules=RULES)


class Batch:
    """A destruction batch, step by step."""

    def __init__(self, *records: Record, number: str = "DB-2025-02") -> None:
        by_code = {one.state.record: one.state for one in records}
        self.facts: list[Any] = [
            destruction.propose_batch(None, batch=number, records=by_code, proposer=HE, on=BATCHED)
        ]

    @property
    def state(self) -> DestructionBatch:
        made = applied(destruction, None, *self.facts)
        assert isinstance(made, DestructionBatch)
        return made

    def take(self, decide: Callable[..., Any], **words: Any) -> Batch:
        self.facts.append(decide(self.state, **words))
        return self

    def signed(self, *but: Signer) -> Batch:
        """By all five, but for some."""
        for capacity, person in SIGNERS.items():
            if capacity not in but and capacity in self.state.signers_asked(TERMS):
                self.take(destruction.sign_batch, capacity=capacity, signer=person, on=BATCHED, terms=TERMS)
        return self

    def approved(self) -> Batch:
        return self.take(destruction.approve_batch, approver=XU, document="销〔2025〕2号", on=BATCHED, terms=TERMS)

    def counted(self) -> Batch:
        number = len(self.state.items)
        return self.take(destruction.count_items, supervisors=SUPERVISORS, counted=number, on=FREE, terms=TERMS)

    def executed(self) -> Batch:
        return self.take(destruction.execute_batch, executor=GAO, on=FREE)

    def reported(self) -> Batch:
        return self.take(
            destruction.report_batch,
            signatures=tuple(one.person for one in SUPERVISORS),
            list_digest=DIGEST,
            list_code=LIST,
            listed=listed().state,
            archivist=HE,
            on=FREE,
        )


SIGNERS: Final = {
    Signer.UNIT_HEAD: XU, Signer.ARCHIVE_HEAD: ZHOU, Signer.ACCOUNTING_HEAD: FINHEAD, Signer.ARCHIVE_CLERK: HE,
    Signer.ACCOUNTING_CLERK: FIN,
}  # fmt: skip
SUPERVISORS: Final = (Supervisor(LU, "archives"), Supervisor(FIN, "accounting"), Supervisor(SHEN, "office"))
BACK: Final[dict[str, Any]] = {"condition": Condition.INTACT, "receiver": HE, "on": FILED}
FAILED: Final = (Aspect.INTEGRITY,)
