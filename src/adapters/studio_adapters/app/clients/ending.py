"""限制处理, 法律保全, 删除."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.clients.base import ClientBase
from studio_adapters.app.core import Hand
from studio_adapters.journal import JournalError, Receipt
from studio_adapters.sealing.erasing import in_bytes, promised
from studio_domain import client_record as client
from studio_domain.aggregate import Change
from studio_domain.client_record import LegalRank
from studio_domain.values import PersonId


class Ending(ClientBase):
    """What keeps a client's data, and what ends it."""

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
            fact = promised(keys, self.stream)
            if fact is None:
                fact = client.erase_data(
                    at.state,
                    request=request,
                    keys=keys.of(self.stream),
                    executor=hand.by,
                    stores=(keys.name, *stores),
                    on=hand.day,
                )
                keys.fence(self.stream, fact.keys, in_bytes(fact, hand.context, hand.digest))
            keys.destroy(self.stream)
            return at.then(fact)

        receipt = self._decide(client.erase_data, asked, change)
        keys.kept(self.stream)
        return receipt
