"""申报载体, 运营单位, 合作, for the acting person (一; 三、（一）)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.studios.base import ProfileHandle
from studio_adapters.journal import Receipt
from studio_domain import studio
from studio_domain.values import Region


class Carrying(ProfileHandle):
    """申报载体, 运营单位, 合作."""

    def register_carrier(self, *, region: Region, carrier: str, name: str, kind: str) -> Receipt:
        """登记申报载体: who operates the studio, of what kind, and in which region."""
        asked = locals()
        return self._decide(
            studio.register_carrier,
            asked,
            lambda hand: (at := self._at()).then(
                studio.register_carrier(
                    at.state, region=region, carrier=carrier, name=name, kind=kind, terms=hand.terms
                )
            ),
        )

    def change_operator(self, *, carrier: str, name: str, kind: str, first: date, document: str) -> Receipt:
        """变更运营单位."""
        asked = locals()
        return self._decide_alone(
            studio.change_operator,
            asked,
            lambda known, hand: studio.change_operator(
                known,
                carrier=carrier,
                name=name,
                kind=kind,
                first=first,
                approver=hand.by,
                document=document,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def sign_cooperation(
        self, *, cooperation: str, partner: str, subject: str, first: date, document: str, last: date | None = None
    ) -> Receipt:
        """签订合作协议."""
        asked = locals()
        return self._decide_alone(
            studio.sign_cooperation,
            asked,
            lambda known, hand: studio.sign_cooperation(
                known,
                cooperation=cooperation,
                partner=partner,
                subject=subject,
                first=first,
                last=last,
                document=document,
            ),
        )
