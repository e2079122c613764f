"""The lawful archives of a studio, told fact by fact, so that each can be bent at any point.

Bank statements of FY2015 and documents of 2014 are destroyed on 2026-01-01; a case's file is electronic and personal;
documents of 2024 are lent outside; photographs of 2025 are handed over; the services of March 2025 are a ledger.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any, Final

from archive_story import DIGEST, FILES, FIN, FINHEAD, GAO, OTHER_DIGEST, PAPER, SIGNERS, SUPERVISORS
from audit.changing import History, Told
from audit.histories import grounds, recorded
from case_story import HE, LU, SHEN, XU, ZHOU
from studio_domain import regulation_book as regulation
from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.facts import Appraiser, Condition, Holding, Reading, Secrecy, Verdict
from studio_domain.audit import Finding
from studio_domain.audit.archive import archive_checks
from studio_domain.audit.engine import audit
from studio_domain.client_case import facts as case
from studio_domain.destruction_batch import facts as batch
from studio_domain.month_ledger import LedgerFrozen
from studio_domain.studio import roster_facts as roster
from studio_domain.values import SHANGHAI

AS_OF: Final = date(2026, 3, 31)
STATEMENT, PLAIN, CASE_FILE, LENDABLE, PHOTOS, LIST = (
    f"archive/{code}"
    for code in (
        "2015-KU-D10-0001", "2014-WS-D10-0001", "2024-FW-D30-0017", "2024-WS-D10-0002", "2025-SX-D10-0001",
        "2026-XH-Y-0001",
    )
)  # fmt: skip
BATCH: Final = "destruction/DB-2026-01"
LEDGER: Final = "ledger/services-2025-03"
CASE: Final = "case/2024-0017"
PROFILE: Final = "studio/profile"
FREE: Final = date(2026, 1, 1)
AGREED: Final = date(2025, 12, 18)


def day(text: str) -> date:
    return date.fromisoformat(text)


def told(on: str, kind: str, *facts: Any, **envelope: Any) -> list[Told]:
    return [Told(on, kind, fact, envelope) for fact in facts]


def into(
    on: str, kind: str, category: str, retention: str, department: str, holding: Holding = PAPER, **said: Any
) -> list[Told]:
    """Collected, classified and filed on one day."""
    code = kind.removeprefix("archive/")
    words: dict[str, Any] = {"of": None, "importance": "ordinary", "secrecy": Secrecy.INTERNAL} | said
    year, filed = int(code[:4]), day(on)
    return told(
        on,
        kind,
        archive.RecordCollected(code, words["of"], "材料", department, holding, LU, filed),
        archive.RecordClassified(year, category, words["importance"], retention, words["secrecy"], HE, filed),
        archive.RecordFiled(code, HE, filed),
    )


def service() -> case.ServiceDelivered:
    start = datetime(2025, 3, 10, 9, tzinfo=SHANGHAI)
    return case.ServiceDelivered(
        "s-1", "2.2", "policy", case.Channel.VISIT, LU, start, start + timedelta(hours=1), "咨询室", None, (),
        case.Evidence("记录", DIGEST),
    )  # fmt: skip


def _house() -> list[Told]:
    return [
        *told("2024-07-01", PROFILE, roster.LeadAppointed(ZHOU, "mentor", True, day("2024-07-01"), XU)),
        *told("2024-07-01", PROFILE, roster.StaffJoined(LU, "mentor", ("接待",), day("2024-07-01"))),
        *told("2024-07-01", PROFILE, roster.ArchivistAssigned(HE, day("2024-07-01"))),
        *told("2024-07-01", "regulation/archives", regulation.RegulationDrafted("archives", 1, "档案管理办法", LU)),
        *told(
            "2024-07-02",
            "regulation/archives",
            regulation.RegulationApproved(1, day("2024-07-02"), XU, "制1"),
        ),
    ]


def _case_file() -> list[Told]:
    """Electronic and personal: checked each year, migrated, read by a grant, lent by two hands."""
    opened = case.CaseOpened("2024-0017", "k-wang", ("n-1",), LU, day("2024-08-06"), day("2025-02-02"))
    migrated = archive.RecordMigrated(
        DIGEST, Holding(FILES.medium, "存储 B", OTHER_DIGEST, "OFD", "元数据 2"), HE, day("2025-12-15")
    )
    return [
        *told("2024-08-06", CASE, opened),
        *into(
            "2024-12-10", CASE_FILE, "case-file", "D30", "office", FILES, of=f"hz-xihu-001/{CASE}",
            importance="important", secrecy=Secrecy.PERSONAL,
        ),
        *told("2025-02-03", CASE_FILE, archive.AccessGranted(
            "g-1", LU, "复盘", day("2025-02-03"), day("2025-02-28"), ZHOU, day("2025-02-03"))),
        *told("2025-02-10", CASE_FILE, archive.AccessRecorded(LU, "复盘", day("2025-02-10"))),
        *told("2025-12-10", CASE_FILE, archive.IntegrityVerified(DIGEST, HE, day("2025-12-10"))),
        *told("2025-12-15", CASE_FILE, migrated),
        *told("2026-02-02", CASE_FILE, archive.LoanRequested("j-1", LU, "回访", Reading.ON_SITE, day("2026-02-02"))),
        *told("2026-02-02", CASE_FILE, archive.LoanApproved("j-1", ZHOU, day("2026-02-02"))),
        *told("2026-02-02", CASE_FILE, archive.LoanApproved("j-1", XU, day("2026-02-02"))),
        *told("2026-02-02", CASE_FILE, archive.Lent("j-1", day("2026-02-02"), HE, day("2026-02-02"))),
        *told("2026-02-02", CASE_FILE, archive.RecordReturned(
            "j-1", Condition.INTACT, OTHER_DIGEST, HE, day("2026-02-02"))),
        *told("2026-03-02", CASE_FILE, archive.SecrecySet(
            Secrecy.INTERNAL, "已脱敏", LU, ZHOU, day("2026-03-02"))),
    ]  # fmt: skip


def _lendable() -> list[Told]:
    """Lent outside for a fortnight, renewed once, returned on the last day; held, released, kept on for five years."""
    return [
        *into("2025-01-20", LENDABLE, "document", "D10", "office"),
        *told("2025-03-03", LENDABLE, archive.LoanRequested("j-1", LU, "核对", Reading.OUTSIDE, day("2025-03-03"))),
        *told("2025-03-03", LENDABLE, archive.LoanApproved("j-1", ZHOU, day("2025-03-03"))),
        *told("2025-03-03", LENDABLE, archive.Lent("j-1", day("2025-03-17"), HE, day("2025-03-03"))),
        *told("2025-03-17", LENDABLE, archive.LoanRenewed("j-1", day("2025-03-31"), ZHOU, day("2025-03-17"))),
        *told("2025-03-31", LENDABLE, archive.RecordReturned("j-1", Condition.INTACT, None, HE, day("2025-03-31"))),
        *told("2025-05-06", LENDABLE, archive.LegalHoldPlaced("h-1", "诉讼", XU, day("2025-05-06"))),
        *told("2025-06-03", LENDABLE, archive.LegalHoldLifted("h-1", "结案", GAO, day("2025-06-03"))),
        *told("2025-06-10", LENDABLE, archive.Appraised(
            Verdict.KEEP, 5, (Appraiser(HE, "archives"), Appraiser(LU, "office")), DIGEST, day("2025-06-10"))),
    ]  # fmt: skip


def _destroyed() -> list[Told]:
    """Appraised, listed, signed by five, approved in December; counted, destroyed and reported on 2026-01-01."""
    item = batch.BatchItem
    items = (
        item("2015-KU-D10-0001", "bank-statement", "accounting", PAPER.medium, 2015, "D10"),
        item("2014-WS-D10-0001", "document", "office", PAPER.medium, 2014, "D10"),
    )
    listed, on = day("2025-12-10"), "2026-01-01"
    return [
        *into("2025-07-01", STATEMENT, "bank-statement", "D10", "accounting"),
        *into("2025-07-01", PLAIN, "document", "D10", "office"),
        *told("2025-12-08", STATEMENT, archive.Appraised(
            Verdict.DESTROY, None, (Appraiser(HE, "archives"), Appraiser(FIN, "accounting")), DIGEST,
            day("2025-12-08"))),
        *told("2025-12-08", PLAIN, archive.Appraised(
            Verdict.DESTROY, None, (Appraiser(HE, "archives"), Appraiser(LU, "office")), DIGEST, day("2025-12-08"))),
        *told("2025-12-10", BATCH, batch.BatchProposed("DB-2026-01", items, HE, listed)),
        *(one for capacity, person in SIGNERS.items()
          for one in told("2025-12-12", BATCH, batch.BatchSigned(capacity, person, day("2025-12-12")))),
        *told("2025-12-18", BATCH, batch.BatchApproved(XU, "销〔2025〕2号", AGREED)),
        *told(on, BATCH, batch.ItemsCounted(SUPERVISORS, 2, FREE)),
        *told(on, BATCH, batch.BatchExecuted(tuple(one.record for one in items), GAO, FREE)),
        *told(on, STATEMENT, archive.RecordDestroyed("DB-2026-01", FREE)),
        *told(on, PLAIN, archive.RecordDestroyed("DB-2026-01", FREE)),
        *into("2026-01-05", LIST, "destruction-list", "Y", "archives", importance="vital"),
        *told("2026-01-05", BATCH, batch.BatchReported(
            tuple(one.person for one in SUPERVISORS), DIGEST, "2026-XH-Y-0001", HE, day("2026-01-05"))),
    ]  # fmt: skip


def _rest() -> list[Told]:
    transferred = archive.RecordTransferred("杭州市西湖区档案馆", DIGEST, HE, day("2026-02-20"))
    return [
        *told("2025-03-10", CASE, service()),
        *told("2025-04-03", LEDGER, frozen()),
        *into("2025-11-03", PHOTOS, "audio-visual", "D10", "office"),
        *told("2026-02-20", PHOTOS, transferred),
    ]


def frozen() -> LedgerFrozen:
    """The services of March 2025, worked out by hand."""
    start, end = "2025-03-10T01:00:00+00:00", "2025-03-10T02:00:00+00:00"
    line = f"2025-03-10\thz-xihu-001/case/2024-0017@2\ts-1\t2.2\tp-lu\t{start}\t{end}\n"
    known = datetime(2025, 4, 1, tzinfo=UTC)
    return LedgerFrozen("services", "2025-03", 1, sha256(line.encode()).hexdigest(), known, HE, day("2025-04-03"))


@cache
def lawful() -> History:
    """All of it, day by day."""
    parts = [*_house(), *_case_file(), *_lendable(), *_destroyed(), *_rest()]
    return tuple(sorted(parts, key=lambda one: one.day))


def history(of: History) -> list[Recorded[Any]]:
    """As a journal gives it."""
    return recorded(of)


def found(of: History, as_of: date = AS_OF, *, adopted: bool = True, **policy: Any) -> list[Finding]:
    """What the checks of the archives find."""
    return audit(recorded(of), archive_checks(grounds(adopted, **policy)), as_of=as_of)


PEOPLE: Final = (HE, LU, SHEN, XU, ZHOU, FIN, FINHEAD, GAO)
