"""Who reads a record, and how long it is kept: loans, secrecy, holds, appraisals (三、（四）4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from studio_adapters.app.archives.keeping import Keeping
from studio_adapters.journal import Receipt
from studio_domain import archive_record
from studio_domain.archive_record import (
    Appraiser,
    Condition,
    Reading,
    Secrecy,
    Verdict,
)
from studio_domain.desk import archives
from studio_domain.values import PersonId


class ArchiveHandle(Keeping):
    """A record, by its archive code: `app.archive("hz-xihu-001", "2024-FW-D30-0017")`."""

    # -- on loan

    def request_loan(self, *, loan: str, purpose: str, reading: Reading = Reading.ON_SITE) -> Receipt:
        """借阅申请, by who is to read it."""
        asked = locals()
        return self._decide_alone(
            archive_record.request_loan,
            asked,
            lambda record, hand: archive_record.request_loan(
                record, loan=loan, borrower=hand.by, purpose=purpose, reading=reading, on=hand.day, terms=hand.terms
            ),
        )

    def approve_loan(self, *, loan: str) -> Receipt:
        """借阅审批; a closed record takes two."""
        asked = locals()
        return self._decide(
            archive_record.approve_loan,
            asked,
            lambda hand: archives.approve_loan(
                self._existing(),
                self._studio(),
                loan=loan,
                approver=hand.by,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def lend_record(self, *, loan: str, due: date) -> Receipt:
        """借出, until a day, that day included."""
        asked = locals()
        return self._decide_alone(
            archive_record.lend_record,
            asked,
            lambda record, hand: archive_record.lend_record(
                record, loan=loan, due=due, lender=hand.by, on=hand.day, terms=hand.terms
            ),
        )

    def renew_loan(self, *, loan: str, due: date) -> Receipt:
        """续借."""
        asked = locals()
        return self._decide_alone(
            archive_record.renew_loan,
            asked,
            lambda record, hand: archive_record.renew_loan(
                record,
                loan=loan,
                due=due,
                approver=hand.by,
                on=hand.day,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            ),
        )

    def record_return(
        self, *, loan: str, condition: Condition = Condition.INTACT, digest: str | None = None
    ) -> Receipt:
        """归还."""
        asked = locals()
        return self._decide_alone(
            archive_record.record_return,
            asked,
            lambda record, hand: archive_record.record_return(
                record, loan=loan, condition=condition, receiver=hand.by, on=hand.day, digest=digest
            ),
        )

    # -- secrecy

    def set_secrecy(self, *, secrecy: Secrecy, reason: str, requester: PersonId) -> Receipt:
        """密级变更, asked for by *requester*."""
        asked = locals()
        return self._decide_alone(
            archive_record.set_secrecy,
            asked,
            lambda record, hand: archive_record.set_secrecy(
                record,
                secrecy=secrecy,
                reason=reason,
                requester=requester,
                approver=hand.by,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def grant_access(self, *, grant: str, person: PersonId, purpose: str, last: date) -> Receipt:
        """授予查阅权限, from now to a last day."""
        asked = locals()
        return self._decide_alone(
            archive_record.grant_access,
            asked,
            lambda record, hand: archive_record.grant_access(
                record,
                grant=grant,
                person=person,
                purpose=purpose,
                first=hand.day,
                last=last,
                approver=hand.by,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def record_access(self, *, purpose: str) -> Receipt:
        """查阅登记, by who reads it."""
        asked = locals()
        return self._decide_alone(
            archive_record.record_access,
            asked,
            lambda record, hand: archive_record.record_access(record, person=hand.by, purpose=purpose, on=hand.day),
        )

    # -- how long it is kept

    def place_hold(self, *, hold: str, reason: str) -> Receipt:
        """冻结处置."""
        asked = locals()
        return self._decide_alone(
            archive_record.place_hold,
            asked,
            lambda record, hand: archive_record.place_hold(
                record, hold=hold, reason=reason, placer=hand.by, on=hand.day
            ),
        )

    def lift_hold(self, *, hold: str, reason: str) -> Receipt:
        """解除冻结."""
        asked = locals()
        return self._decide_alone(
            archive_record.lift_hold,
            asked,
            lambda record, hand: archive_record.lift_hold(
                record, hold=hold, reason=reason, lifter=hand.by, on=hand.day, principal=hand.on_behalf_of
            ),
        )

    def appraise_record(
        self, *, verdict: Verdict, appraisers: Iterable[Appraiser], opinion: str, years: int | None = None
    ) -> Receipt:
        """鉴定: `appraisers=[Appraiser("p-017", "office"), …]`, and their opinion's SHA-256 (hex)."""
        group = tuple(appraisers)
        asked = {"verdict": verdict, "appraisers": group, "opinion": opinion, "years": years}
        return self._decide_alone(
            archive_record.appraise_record,
            asked,
            lambda record, hand: archive_record.appraise_record(
                record,
                verdict=verdict,
                years=years,
                appraisers=group,
                opinion=opinion,
                on=hand.day,
                terms=hand.terms,
            ),
        )
