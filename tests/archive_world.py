"""The archives of the studio of S1, through decisions; S8: predecessor files destroyed, or not.

All persons, organisations and numbers are fictional.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from archive_story import CODE, DIGEST, FIN, FINHEAD, GAO, LIST, OTHER_DIGEST, PLAIN
from studio_adapters import codec
from studio_adapters.app.archives import ArchiveHandle, DestructionHandle
from studio_domain import archive_record as archive
from studio_domain import destruction_batch as destruction
from studio_domain.archive_record import Appraiser, Holding, Medium, Secrecy, Verdict
from studio_domain.audit import Finding
from studio_domain.destruction_batch import BatchItem, Signer, Supervisor
from studio_domain.guideline import Role
from studio_domain.values import SHANGHAI, PersonId
from studio_world import HE, LU, PARK, SHEN, STUDIO, XU, ZHOU, World, day

PAPER: Final = Holding(Medium.PAPER, "档案室 3 柜")
FILES: Final = Holding(Medium.ELECTRONIC, "存储 A", DIGEST, "PDF/A", "元数据 1")
BATCH: Final = "DB-2025-02"
POSTS: Final = {FIN: Role.FINANCE, FINHEAD: Role.FINANCE_HEAD, GAO: Role.STAFF, HE: Role.ARCHIVIST}
OURS: Final = (
    "archive.", "destruction.", "ledger.", "trail.", "roles.", "obligation.archive_annual", "obligation.loan_return",
    "obligation.integrity_", "obligation.ledger_freeze",
)  # fmt: skip
SIGNED_BY: Final = {
    Signer.UNIT_HEAD: (XU, Role.CARRIER_HEAD), Signer.ARCHIVE_HEAD: (ZHOU, Role.LEAD),
    Signer.ACCOUNTING_HEAD: (FINHEAD, Role.FINANCE_HEAD), Signer.ARCHIVE_CLERK: (HE, Role.ARCHIVIST),
    Signer.ACCOUNTING_CLERK: (FIN, Role.FINANCE),
}  # fmt: skip
SUPERVISED_BY: Final = (Supervisor(LU, "archives"), Supervisor(FIN, "accounting"), Supervisor(SHEN, "office"))


class Archives(World):
    """S1's studio with an archivist, people of the carrier's finance, and rules of the archives."""

    def kept(self) -> Archives:
        """Founded, staffed, with posts and rules."""
        self.founded().staffed().ruled()
        for person, role in POSTS.items():
            self.head("2024-05-14", self._mandated(person, role))
        return self

    def _mandated(self, person: PersonId, role: Role) -> Callable[[], object]:
        held = self.app.mandates(STUDIO, person)
        return lambda: held.record_mandate(
            mandate_id="m-9", role=role, org=PARK, first=day("2024-01-01"), document="任〔2024〕9号"
        )

    def record(self, code: str) -> ArchiveHandle:
        return self.app.archive(STUDIO, code)

    def batch(self, number: str = BATCH) -> DestructionHandle:
        return self.app.destruction(STUDIO, number)

    def archivist(self, on: str, *decide: Callable[[], object]) -> None:
        self.acts(on, HE, Role.ARCHIVIST, *decide)

    def files(self, on: str, code: str, category: str, department: str, holding: Holding = PAPER, **said: Any) -> None:
        """Collected, classified, filed."""
        record, parts = self.record(code), code.split("-")
        words: dict[str, Any] = {
            "year": int(parts[0]), "category": category, "importance": "ordinary", "retention": parts[2],
            "secrecy": Secrecy.INTERNAL,
        } | said  # fmt: skip
        of = words.pop("of", None)
        self.archivist(
            on,
            lambda: record.collect_record(of=of, what="材料", department=department, holding=holding),
            lambda: record.classify_record(**words),
            record.file_record,
        )

    def appraises(self, on: str, code: str, department: str, verdict: Verdict = Verdict.DESTROY, **said: Any) -> None:
        owner = FIN if department == "accounting" else LU
        group = [Appraiser(HE, "archives"), Appraiser(owner, department)]
        self.archivist(
            on, lambda: self.record(code).appraise_record(verdict=verdict, appraisers=group, opinion=DIGEST, **said)
        )

    def signs(self, on: str, *but: Signer) -> None:
        for capacity, (person, role) in SIGNED_BY.items():
            if capacity not in but:
                self.acts(on, person, role, lambda capacity=capacity: self.batch().sign_batch(capacity=capacity))  # type: ignore[misc]

    def proposed(self) -> Archives:
        """S8: two files of a predecessor, appraised and listed on 2025-12-10."""
        self.files("2025-07-01", CODE, "bank-statement", "accounting")
        self.files("2025-07-01", PLAIN, "document", "office")
        self.appraises("2025-12-08", CODE, "accounting")
        self.appraises("2025-12-08", PLAIN, "office")
        self.archivist("2025-12-10", lambda: self.batch().propose_batch(records=[CODE, PLAIN]))
        return self

    def agreed(self) -> Archives:
        self.signs("2025-12-12")
        self.head("2025-12-18", lambda: self.batch().approve_batch(document="销〔2025〕2号"))
        return self

    def counts(self, on: str, *supervisors: Supervisor) -> None:
        group = supervisors or SUPERVISED_BY
        self.archivist(on, lambda: self.batch().count_items(supervisors=group, counted=2))

    def executes(self, on: str) -> None:
        self.acts(on, GAO, Role.STAFF, self.batch().execute_batch)

    def reports(self, on: str) -> None:
        self.files(on, LIST, "destruction-list", "archives", importance="vital")
        signatures = [one.person for one in SUPERVISED_BY]
        self.archivist(on, lambda: self.batch().report_batch(signatures=signatures, list_digest=DIGEST, list_code=LIST))

    def ours(self, as_of: str) -> list[Finding]:
        """What a whole audit finds, as far as the archives go."""
        return [one for one in self.findings(as_of) if one.check.startswith(OURS)]


# -- S8 as it happened, in old records

_Line = tuple[str, str, PersonId, Role, Any]


def s8_lines(executed: str = "2025-12-20", *, lawful: bool = False) -> list[dict[str, Any]]:
    """The lines of an import: twelve days early, the approver supervising, nobody of accounting, the finance head
    not signing; *lawful* has distinct persons, all signatures, and an accounting supervisor."""
    supervisors = SUPERVISED_BY if lawful else (Supervisor(LU, "archives"), Supervisor(XU, "office"))
    records = {
        CODE: ("bank-statement", "accounting", 2015, FIN),
        PLAIN: ("document", "office", 2014, LU),
    }
    steps: list[_Line] = []
    for code, (category, department, year, owner) in records.items():
        stream, on = f"archive/{code}", day("2025-07-01")
        into = (
            archive.RecordCollected(code, None, "前身机构移交", department, PAPER, HE, on),
            archive.RecordClassified(year, category, "ordinary", "D10", Secrecy.INTERNAL, HE, on),
            archive.RecordFiled(code, HE, on),
        )
        steps += [("2025-07-01", stream, HE, Role.ARCHIVIST, fact) for fact in into]
        group = Appraiser(HE, "archives"), Appraiser(owner, department)
        appraised = archive.Appraised(Verdict.DESTROY, None, group, DIGEST, day("2025-12-08"))
        steps.append(("2025-12-08", stream, HE, Role.ARCHIVIST, appraised))
    items = tuple(
        BatchItem(code, category, department, Medium.PAPER, year, "D10")
        for code, (category, department, year, _) in records.items()
    )
    stream, on = f"destruction/{BATCH}", day("2025-12-10")
    steps.append(("2025-12-10", stream, HE, Role.ARCHIVIST, destruction.BatchProposed(BATCH, items, HE, on)))
    for capacity, (person, role) in SIGNED_BY.items():
        if lawful or capacity is not Signer.ACCOUNTING_HEAD:
            signed = destruction.BatchSigned(capacity, person, day("2025-12-12"))
            steps.append(("2025-12-12", stream, person, role, signed))
    agreed = destruction.BatchApproved(XU, "销〔2025〕2号", day("2025-12-18"))
    steps.append(("2025-12-18", stream, XU, Role.CARRIER_HEAD, agreed))
    done = day(executed)
    steps.append((executed, stream, HE, Role.ARCHIVIST, destruction.ItemsCounted(supervisors, 2, done)))
    steps.append((executed, stream, GAO, Role.STAFF, destruction.BatchExecuted(tuple(records), GAO, done)))
    steps += [(executed, f"archive/{code}", GAO, Role.STAFF, archive.RecordDestroyed(BATCH, done)) for code in records]
    steps.sort(key=lambda step: step[0])
    return [_line(number, *step) for number, step in enumerate(steps)]


def _line(number: int, on: str, stream: str, person: PersonId, role: Role, fact: Any) -> dict[str, Any]:
    name, _, schema = codec.topic_of(fact).rpartition("/")
    claimed = datetime.combine(day(on), datetime.min.time(), SHANGHAI) + timedelta(hours=12, minutes=number)
    return {
        "stream": f"{STUDIO}/{stream}", "type": name, "schema": int(schema), "occurred": on,
        "claimed_at": claimed.isoformat(), "by": person, "role": role.value, "org": PARK, "fact": codec.to_dict(fact),
    }  # fmt: skip


__all__ = ["CODE", "DIGEST", "FILES", "LIST", "OTHER_DIGEST", "PAPER", "PLAIN", "Archives", "s8_lines"]
