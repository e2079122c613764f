"""服务对象库: `app.client("hz-xihu-001", "k-…")`. Personal data goes in as text, is stored sealed, and comes out opened
for those who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_adapters.app.acting import current
from studio_adapters.app.core import Desk, Hand
from studio_adapters.app.handle import Handle
from studio_adapters.journal import JournalError, Receipt
from studio_adapters.sealing.erasing import carried_out, in_bytes
from studio_adapters.sealing.subjects import client_stream
from studio_domain import client_record as client
from studio_domain.aggregate import Change
from studio_domain.client_record import (
    ClientRecord,
    ClientRegistered,
    ConsentGranted,
    DocumentKind,
    EnterpriseSize,
    EnterpriseUpdated,
    LegalRank,
    NeedRecorded,
    Purpose,
)
from studio_domain.values import Personal, PersonId, client_id, legal_day

SECTIONS: Final = ("identity", "enterprise", "needs")
"""What a record can be opened by: 个人基本信息, 企业信息, 服务需求."""


@define
class OpenedRecord:
    """What the sections asked for say, as it was recorded last; nothing of it is printed.

    A text, `Erased` where its key is destroyed, `Sealed` where its key is not here, None where nothing was recorded.
    """

    name: Personal[str] | None = field(default=None, repr=False)
    document_number: Personal[str] | None = field(default=None, repr=False)
    phone: Personal[str] | None = field(default=None, repr=False)
    guardian: Personal[str] | None = field(default=None, repr=False)
    enterprise: Personal[str] | None = field(default=None, repr=False)
    needs: Mapping[str, Personal[str] | None] = field(factory=dict, repr=False)


class ClientHandle(Handle[ClientRecord]):
    """服务对象."""

    KIND = "client-record"

    def __init__(self, desk: Desk, studio: str, client_id_: str) -> None:
        self.client = client_id(client_id_)
        super().__init__(desk, client, client.MAY_DECIDE, client_stream(studio, self.client))

    # -- registration, consent, what is known

    def register_client(
        self,
        *,
        notice: str,
        name: Personal[str],
        adult: bool,
        text_version: str,
        evidence: str,
        document_kind: DocumentKind = DocumentKind.CITIZEN_ID,
        document_number: Personal[str] | None = None,
        phone: Personal[str] | None = None,
        guardian: Personal[str] | None = None,
    ) -> Receipt:
        """登记服务对象, with the consent to guidance in the same append."""
        asked = locals()
        return self._decide(
            client.register_client,
            asked,
            lambda hand: (at := self._at()).then(
                *client.register_client(
                    at.state,
                    client=self.client,
                    notice=notice,
                    name=name,
                    document_kind=document_kind,
                    document_number=document_number,
                    phone=phone,
                    adult=adult,
                    guardian=guardian,
                    text_version=text_version,
                    evidence=evidence,
                    on=hand.day,
                )
            ),
        )

    def grant_consent(
        self,
        *,
        purpose: Purpose,
        text_version: str,
        evidence: str,
        recipient: str | None = None,
        guardian: Personal[str] | None = None,
    ) -> Receipt:
        """同意."""
        asked = locals()
        return self._decide_alone(
            client.grant_consent,
            asked,
            lambda record, hand: client.grant_consent(
                record,
                purpose=purpose,
                text_version=text_version,
                recipient=recipient,
                guardian=guardian,
                evidence=evidence,
                on=hand.day,
            ),
        )

    def withdraw_consent(self, *, purpose: Purpose, recipient: str | None = None) -> Receipt:
        """撤回同意."""
        asked = locals()
        return self._decide_alone(
            client.withdraw_consent,
            asked,
            lambda record, hand: client.withdraw_consent(record, purpose=purpose, recipient=recipient, on=hand.day),
        )

    def update_enterprise(
        self,
        *,
        size: EnterpriseSize,
        industry: str,
        first: date,
        name: Personal[str] | None = None,
        code: str | None = None,
    ) -> Receipt:
        """更新企业信息."""
        asked = locals()
        return self._decide_alone(
            client.update_enterprise,
            asked,
            lambda record, hand: client.update_enterprise(
                record, name=name, code=code, size=size, industry=industry, first=first
            ),
        )

    def add_need(self, *, need: str, kind: str, words: Personal[str] | None = None) -> Receipt:
        """记录服务需求."""
        asked = locals()
        return self._decide_alone(
            client.add_need,
            asked,
            lambda record, hand: client.add_need(record, need=need, kind=kind, words=words, on=hand.day),
        )

    def classify_client(self, *, segment: str, stage: str, basis: tuple[str, ...], reason: str) -> Receipt:
        """分类分级."""
        asked = locals()
        return self._decide_alone(
            client.classify_client,
            asked,
            lambda record, hand: client.classify_client(
                record, segment=segment, stage=stage, basis=basis, reason=reason, by=hand.by, on=hand.day
            ),
        )

    # -- access

    def grant_access(self, *, person: PersonId, purpose: Purpose, first: date, last: date | None = None) -> Receipt:
        """授予查阅权限."""
        asked = locals()
        return self._decide_alone(
            client.grant_access,
            asked,
            lambda record, hand: client.grant_access(
                record, person=person, purpose=purpose, first=first, last=last, by=hand.by
            ),
        )

    def withdraw_access(self, *, person: PersonId, purpose: Purpose, last_day: date) -> Receipt:
        """收回查阅权限."""
        asked = locals()
        return self._decide_alone(
            client.withdraw_access,
            asked,
            lambda record, hand: client.withdraw_access(
                record, person=person, purpose=purpose, last_day=last_day, by=hand.by
            ),
        )

    def open_record(self, *, purpose: Purpose, sections: tuple[str, ...] = SECTIONS) -> OpenedRecord:
        """查阅: what the sections say, once it is recorded that the acting person opened them; `Breach` without grant.

        Of an erased client nothing can be opened, so nothing is recorded: every value is `Erased`.
        """
        asked = locals()
        if unknown := set(sections) - set(SECTIONS):
            raise ValueError(f"no section of a record: {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
        if not self.state.erased:
            self._may_open(self.state, purpose)  # also where a command is repeated, and so not decided again
            self._decide_alone(
                client.open_record,
                asked,
                lambda record, hand: client.open_record(
                    record, person=hand.by, purpose=purpose, sections=sections, on=hand.today
                ),
            )
        return self._opened(frozenset(sections))

    def record_access(
        self, *, person: PersonId, purpose: Purpose, sections: tuple[str, ...], on: date | None = None
    ) -> Receipt:
        """登记查阅 of a file on paper, or of another system."""
        asked = locals()
        return self._decide_alone(
            client.record_access,
            asked,
            lambda record, hand: client.record_access(
                record, person=person, purpose=purpose, sections=sections, on=on or hand.day
            ),
        )

    def _opened(self, sections: frozenset[str]) -> OpenedRecord:
        found, needs = OpenedRecord(), dict[str, Any]()
        for event in self._desk.journal.read(self.stream):
            match self._desk.opened(event):
                case ClientRegistered() as fact if "identity" in sections:
                    found.name, found.document_number, found.phone = fact.name, fact.document_number, fact.phone
                case ConsentGranted() as fact if "identity" in sections and fact.guardian is not None:
                    found.guardian = fact.guardian
                case EnterpriseUpdated() as fact if "enterprise" in sections:
                    found.enterprise = fact.name
                case NeedRecorded() as fact if "needs" in sections:
                    needs[fact.need] = fact.words
                case _:
                    pass
        found.needs = needs
        return found

    def _may_open(self, record: ClientRecord, purpose: Purpose) -> None:
        """The grant is needed today, whatever day is told as the one on which it happened."""
        today = legal_day(self._desk.journal.clock())
        client.open_record(record, person=current().by, purpose=purpose, sections=(), on=today)

    # -- restriction, hold, erasure

    def request_erasure(self, *, request: str, verifier: PersonId) -> Receipt:
        """请求删除."""
        asked = locals()
        return self._decide_alone(
            client.request_erasure,
            asked,
            lambda record, hand: client.request_erasure(record, request=request, verifier=verifier, on=hand.day),
        )

    def restrict_processing(self, *, basis: str, rank: LegalRank, until: date) -> Receipt:
        """限制处理."""
        asked = locals()
        return self._decide_alone(
            client.restrict_processing,
            asked,
            lambda record, hand: client.restrict_processing(
                record, basis=basis, rank=rank, until=until, approver=hand.by, on=hand.day
            ),
        )

    def end_restriction(self) -> Receipt:
        """解除限制."""
        asked = locals()
        return self._decide_alone(
            client.end_restriction,
            asked,
            lambda record, hand: client.end_restriction(record, approver=hand.by, on=hand.day),
        )

    def place_hold(self, *, hold: str, ground: str) -> Receipt:
        """法律保全."""
        asked = locals()
        return self._decide_alone(
            client.place_hold,
            asked,
            lambda record, hand: client.place_hold(record, hold=hold, ground=ground, placed_by=hand.by, on=hand.day),
        )

    def lift_hold(self, *, hold: str) -> Receipt:
        """解除法律保全."""
        asked = locals()
        return self._decide_alone(
            client.lift_hold,
            asked,
            lambda record, hand: client.lift_hold(record, hold=hold, lifted_by=hand.by, on=hand.day),
        )

    def approve_erasure(self, *, request: str, ground: str) -> Receipt:
        """批准删除."""
        asked = locals()
        return self._decide_alone(
            client.approve_erasure,
            asked,
            lambda record, hand: client.approve_erasure(
                record,
                request=request,
                ground=ground,
                approver=hand.by,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def erase_data(self, *, request: str, stores: tuple[str, ...] = ()) -> Receipt:
        """执行删除: fence, destruction of the keys, fact; a restart completes what broke off.

        *stores* are places besides the key store where the data was destroyed by hand, such as `paper file`.
        """
        asked = locals()
        sealer = self._desk.journal.sealer
        if sealer is None:
            raise JournalError("an erasure needs the key store: StudioApp(store, keys=…)")
        keys = sealer.keys

        def change(hand: Hand) -> Change:
            at = self._existing()
            if not any(promise.subject == self.stream for promise in keys.promises()):
                fact = client.erase_data(
                    at.state,
                    request=request,
                    keys=keys.of(self.stream),
                    executor=hand.by,
                    stores=(keys.name, *stores),
                    on=hand.day,
                )
                keys.fence(self.stream, fact.keys, in_bytes(fact, hand.context, hand.digest))
            return at.then(carried_out(keys, self.stream))

        receipt = self._decide(client.erase_data, asked, change)
        keys.kept(self.stream)
        return receipt
