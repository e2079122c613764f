"""登记, 同意, 企业信息, 服务需求, 分类分级."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.clients.base import ClientBase
from studio_adapters.journal import Receipt
from studio_domain import client_record as client
from studio_domain.client_record import DocumentKind, EnterpriseSize, Purpose
from studio_domain.values import Personal


class Registering(ClientBase):
    """What is known of a client, and agreed to; texts go in as they are, and are stored sealed."""

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
