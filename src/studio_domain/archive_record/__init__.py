"""A record in the archives (件): filed under its code, kept, lent, appraised, destroyed or handed over (三、（四）4).

Stream `<studio>/archive/<archive code>`: the code (档号) is the stream's own name, so it is given once and never
changes. `facts` are what is stored, `state` and `transitions` what becomes of them, `retention` what a term of
keeping is; every other module has rules, the decisions that keep to them, and who may take these.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a record's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.archive_record import filing, keeping, lending, secrecy, appraisal
from studio_domain.archive_record.facts import (
    Medium, Secrecy, Aspect, Reading, Condition, Verdict, Holding, Appraiser, RecordCollected, RecordClassified,
    RecordFiled, RecordTransferred, RecordMoved, RecordMigrated, IntegrityVerified, IntegrityFailed, RecordDamaged,
    RecordLost, UnauthorisedDestructionReported, LoanRequested, LoanApproved, Lent, LoanRenewed, RecordReturned,
    SecrecySet, AccessGranted, AccessRecorded, LegalHoldPlaced, LegalHoldLifted, Appraised, RecordDestroyed, Event,
)
from studio_domain.archive_record.retention import free_from
from studio_domain.archive_record.state import ArchiveRecord, Classification, Gone, Grant, Loan
from studio_domain.archive_record.transitions import (
    evolve,
)
from studio_domain.archive_record.standing import (
    IN_STORE, NOT_OUT, PAPER_PLACED, ELECTRONIC_DESCRIBED, DIGEST_GIVEN, REASON_STATED, NOT_BEFORE, BY_ARCHIVIST,
    FIRST_TO_LAST,
)
from studio_domain.archive_record.filing import (
    CODE_ONCE, REFERENCE_RESOLVES, SAYS_WHAT, CODE_STANDS, KNOWN_CATEGORY, KNOWN_IMPORTANCE, RETAINED_AS_TABLED,
    YEAR_BEGUN, CLASSIFIED_FIRST, CODE_SAYS, RULES_HOLD, RECEIVER_NAMED, collect_record, classify_record, file_record,
    transfer_record,
)
from studio_domain.archive_record.keeping import (
    ELECTRONIC_ONLY, STILL_ELECTRONIC, DIGEST_EQUAL, ASPECTS_NAMED, LOAN_OPEN, move_record, migrate_record,
    verify_integrity, record_integrity_failure, record_damage, record_loss, report_unauthorised_destruction,
)
from studio_domain.archive_record.lending import (
    LOAN_ONCE, READ_ON_SITE, LOAN_PENDING, NOT_BORROWER, APPROVERS_DIFFER, LEAD_APPROVES_ARCHIVIST, APPROVED_ENOUGH,
    ONE_AT_A_TIME, WITHIN_LOAN, RENEWED_BEFORE_DUE, FEW_RENEWALS, request_loan, approve_loan, lend_record, renew_loan,
    record_return,
)
from studio_domain.archive_record.secrecy import (
    ANOTHER_LEVEL, DOWNGRADED_BY_ANOTHER, GRANT_ONCE, NOT_TO_ONESELF, set_secrecy, grant_access, record_access,
)
from studio_domain.archive_record.appraisal import (
    HOLD_ONCE, HOLD_OPEN, NOT_PLACER, APPRAISERS_ENOUGH, OWNER_APPRAISES, YEARS_WITH_KEEP, KEPT_FOR_GOOD, NO_HOLD,
    TO_BE_DESTROYED, RETENTION_OVER, place_hold, lift_hold, appraise_record, destroy_record,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {
    **filing.MAY_DECIDE,
    **keeping.MAY_DECIDE,
    **lending.MAY_DECIDE,
    **secrecy.MAY_DECIDE,
    **appraisal.MAY_DECIDE,
}

__all__ = [
    "MAY_DECIDE",
    "Medium", "Secrecy", "Aspect", "Reading", "Condition", "Verdict", "Holding", "Appraiser", "RecordCollected",
    "RecordClassified", "RecordFiled", "RecordTransferred", "RecordMoved", "RecordMigrated", "IntegrityVerified",
    "IntegrityFailed", "RecordDamaged", "RecordLost", "UnauthorisedDestructionReported", "LoanRequested",
    "LoanApproved", "Lent", "LoanRenewed", "RecordReturned", "SecrecySet", "AccessGranted", "AccessRecorded",
    "LegalHoldPlaced", "LegalHoldLifted", "Appraised", "RecordDestroyed", "Event",
    "free_from",
    "ArchiveRecord", "Classification", "Gone", "Grant", "Loan",
    "evolve",
    "IN_STORE", "NOT_OUT", "PAPER_PLACED", "ELECTRONIC_DESCRIBED", "DIGEST_GIVEN", "REASON_STATED", "NOT_BEFORE",
    "BY_ARCHIVIST", "FIRST_TO_LAST",
    "CODE_ONCE", "REFERENCE_RESOLVES", "SAYS_WHAT", "CODE_STANDS", "KNOWN_CATEGORY", "KNOWN_IMPORTANCE",
    "RETAINED_AS_TABLED", "YEAR_BEGUN", "CLASSIFIED_FIRST", "CODE_SAYS", "RULES_HOLD", "RECEIVER_NAMED",
    "collect_record", "classify_record", "file_record", "transfer_record",
    "ELECTRONIC_ONLY", "STILL_ELECTRONIC", "DIGEST_EQUAL", "ASPECTS_NAMED", "LOAN_OPEN", "move_record",
    "migrate_record", "verify_integrity", "record_integrity_failure", "record_damage", "record_loss",
    "report_unauthorised_destruction",
    "LOAN_ONCE", "READ_ON_SITE", "LOAN_PENDING", "NOT_BORROWER", "APPROVERS_DIFFER", "LEAD_APPROVES_ARCHIVIST",
    "APPROVED_ENOUGH", "ONE_AT_A_TIME", "WITHIN_LOAN", "RENEWED_BEFORE_DUE", "FEW_RENEWALS", "request_loan",
    "approve_loan", "lend_record", "renew_loan", "record_return",
    "ANOTHER_LEVEL", "DOWNGRADED_BY_ANOTHER", "GRANT_ONCE", "NOT_TO_ONESELF", "set_secrecy", "grant_access",
    "record_access",
    "HOLD_ONCE", "HOLD_OPEN", "NOT_PLACER", "APPRAISERS_ENOUGH", "OWNER_APPRAISES", "YEARS_WITH_KEEP",
    "KEPT_FOR_GOOD", "NO_HOLD", "TO_BE_DESTROYED", "RETENTION_OVER", "place_hold", "lift_hold", "appraise_record",
    "destroy_record",
]
