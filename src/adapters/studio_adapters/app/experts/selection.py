"""Selection of an expert, for the acting person: 提名, 核验, 批准, 签订 (三、（四）8)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.experts.base import ExpertHandle
from studio_adapters.journal import Receipt
from studio_domain import expert_contract as expert
from studio_domain import regulation_book, studio
from studio_domain.desk import experts
from studio_domain.expert_contract import FeeKind, Title
from studio_domain.expert_contract.selection import REGULATION
from studio_domain.values import Fen, PersonId, person_id


class Selection(ExpertHandle):
    """提名, 核验, 批准, 签订."""

    def nominate_expert(self, *, person: PersonId, field_of_work: str, reason: str) -> Receipt:
        """提名, by the acting person."""
        asked = locals()
        return self._decide(
            expert.nominate_expert,
            asked,
            lambda hand: (at := self._at()).then(
                expert.nominate_expert(
                    at.state,
                    person=person_id(person),
                    nominator=hand.by,
                    field_of_work=field_of_work,
                    reason=reason,
                    on=hand.day,
                    principal=hand.on_behalf_of,
                )
            ),
        )

    def verify_qualification(
        self,
        *,
        title: Title,
        declaration: str,
        document: str,
        public_official: bool = False,
        permission: str | None = None,
    ) -> Receipt:
        """核验资格: title, declaration of conflicts, and a public official's permission (文号)."""
        asked = locals()
        return self._decide(
            expert.verify_qualification,
            asked,
            lambda hand: experts.verify_qualification(
                (at := self._existing()),
                self._record(at.state.person),
                verifier=hand.by,
                title=title,
                public_official=public_official,
                permission=permission,
                declaration=declaration,
                document=document,
                on=hand.day,
            ),
        )

    def approve_engagement(self, *, document: str) -> Receipt:
        """批准聘用."""
        asked = locals()
        return self._decide_alone(
            expert.approve_engagement,
            asked,
            lambda contract, hand: expert.approve_engagement(
                contract, approver=hand.by, document=document, on=hand.day, principal=hand.on_behalf_of
            ),
        )

    def decline_engagement(self, *, reason: str) -> Receipt:
        """不予聘用."""
        asked = locals()
        return self._decide_alone(
            expert.decline_engagement,
            asked,
            lambda contract, hand: expert.decline_engagement(contract, by=hand.by, reason=reason, on=hand.day),
        )

    def sign_contract(
        self,
        *,
        party: str,
        expert_signed: date,
        first: date,
        last: date,
        document: str,
        fee_kind: FeeKind = FeeKind.LECTURE,
        unit_fen: Fen = 0,
        carrier_signed: date | None = None,
    ) -> Receipt:
        """签订, for the carrier by the acting person, today where no other day is given; `last` is inclusive."""
        asked = locals()
        return self._decide(
            expert.sign_contract,
            asked,
            lambda hand: experts.sign_contract(
                (at := self._existing()),
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                self._desk.at(regulation_book, f"{self.owner}/regulation/{REGULATION}"),
                self._record(at.state.person),
                carrier_signer=hand.by,
                party=party,
                expert_signed=expert_signed,
                carrier_signed=carrier_signed or hand.day,
                first=first,
                last=last,
                fee_kind=fee_kind,
                unit_fen=unit_fen,
                document=document,
                on=hand.day,
                terms=hand.terms,
            ),
        )
