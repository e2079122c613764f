"""The term of a case and how it ends, for the acting person (三、（四）3、4)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.cases.base import CaseHandle
from studio_adapters.journal import Receipt
from studio_domain import client_case
from studio_domain.client_case import ClosureKind, Evidence
from studio_domain.desk import cases
from studio_domain.values import PersonId


class Closing(CaseHandle):
    """暂停, 延期, 结案, 移交, 重启, 归档."""

    def pause_service(self, *, reason: str, first: date | None = None) -> Receipt:
        """暂停服务, asked for by the acting person; the due day stays."""
        asked = locals()
        return self._decide_alone(
            client_case.pause_service,
            asked,
            lambda case, hand: client_case.pause_service(case, first=first or hand.day, reason=reason, asker=hand.by),
        )

    def approve_pause(self, *, reason: str, asker: PersonId, first: date | None = None) -> Receipt:
        """批准暂停: the due day moves with it."""
        asked = locals()
        return self._decide_alone(
            client_case.approve_pause,
            asked,
            lambda case, hand: client_case.approve_pause(
                case,
                first=first or hand.day,
                reason=reason,
                asker=asker,
                approver=hand.by,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def resume_service(self, *, last_day: date) -> Receipt:
        """恢复服务: the pause was over with a day."""
        asked = locals()
        return self._decide_alone(
            client_case.resume_service,
            asked,
            lambda case, hand: client_case.resume_service(case, last_day=last_day),
        )

    def request_extension(self, *, extension: str, due: date, reason: str) -> Receipt:
        """申请延期."""
        asked = locals()
        return self._decide_alone(
            client_case.request_extension,
            asked,
            lambda case, hand: client_case.request_extension(
                case, extension=extension, due=due, reason=reason, asker=hand.by, on=hand.day, terms=hand.terms
            ),
        )

    def approve_extension(self, *, extension: str) -> Receipt:
        """批准延期."""
        asked = locals()
        return self._decide_alone(
            client_case.approve_extension,
            asked,
            lambda case, hand: client_case.approve_extension(
                case,
                extension=extension,
                approver=hand.by,
                on=hand.day,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            ),
        )

    def propose_closure(
        self, *, kind: ClosureKind, reason: str | None = None, evidence: tuple[Evidence, ...] = ()
    ) -> Receipt:
        """申请结案, by the mentor in charge."""
        asked = locals()
        return self._decide_alone(
            client_case.propose_closure,
            asked,
            lambda case, hand: client_case.propose_closure(
                case, kind=kind, proposer=hand.by, on=hand.day, terms=hand.terms, reason=reason, evidence=evidence
            ),
        )

    def return_closure(self, *, reason: str) -> Receipt:
        """退回结案申请."""
        asked = locals()
        return self._decide_alone(
            client_case.return_closure,
            asked,
            lambda case, hand: client_case.return_closure(
                case, by=hand.by, reason=reason, on=hand.day, principal=hand.on_behalf_of
            ),
        )

    def close_case(self) -> Receipt:
        """结案, by somebody other than the proposer."""
        return self._decide_alone(
            client_case.close_case,
            {},
            lambda case, hand: client_case.close_case(
                case, approver=hand.by, on=hand.day, terms=hand.terms, principal=hand.on_behalf_of
            ),
        )

    def transfer_case(self, *, receiving_studio: str, reason: str, client_consented: bool) -> Receipt:
        """移交 to another studio."""
        asked = locals()
        return self._decide(
            client_case.transfer_case,
            asked,
            lambda hand: cases.transfer_case(
                self._existing(),
                self._client(),
                receiver=receiving_studio,
                reason=reason,
                client_consented=client_consented,
                by=hand.by,
                on=hand.day,
            ),
        )

    def reopen_case(self, *, reason: str, due: date) -> Receipt:
        """重启服务, with a new due day."""
        asked = locals()
        return self._decide(
            client_case.reopen_case,
            asked,
            lambda hand: cases.reopen_case(
                self._existing(),
                self._studio(),
                self._client(),
                reason=reason,
                due=due,
                approver=hand.by,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def archive_case(self, *, archive_code: str) -> Receipt:
        """归档, by the archivist in charge; the file lies in the archives under that code."""
        asked = locals()
        return self._decide(
            client_case.archive_case,
            asked,
            lambda hand: cases.archive_case(
                self._existing(),
                self._studio(),
                self._file(archive_code),
                archive_code=archive_code,
                archivist=hand.by,
                on=hand.day,
            ),
        )
