"""The region's invoice registry in an import of old records: what the claims of a file hold, later decisions know.

A claim that comes in takes its invoices where they are free, and gives them back when it ends, as a decision would
have done, in the envelope of the line that says so. One that is in use already is left to the audit of the region; so
is a stream of the registry that the file itself has lines of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs
from attrs import define, field

from studio_adapters import codec
from studio_adapters.journal import Journal
from studio_domain import invoice
from studio_domain.aggregate import BrokenHistory, Context
from studio_domain.desk.funds import invoices_of
from studio_domain.fund_account import facts as fund
from studio_domain.invoice import Invoice, InvoiceFreed, InvoiceUsed
from studio_domain.studio import CarrierRegistered
from studio_domain.values import NATION, region_stream, stream_owner

_LONGEST: Final = 64
"""No decision takes a longer number, so that none can meet it in the registry."""

_SOMEBODY_S: Final = Invoice("", ("", ""))

Fact = tuple[str, Context, Any]
"""A stream, an envelope and a fact."""

_Handed = fund.ClaimSubmitted | fund.AdvanceSettled
_Ended = fund.ClaimReturned | fund.ClaimRejected | fund.PaymentReversed


@define
class Registering:
    """Sees the facts of an import one by one, in their order, and says what each adds to the registry."""

    _journal: Journal
    _own: frozenset[str]
    """The streams that the import has lines of."""
    _regions: dict[str, str]
    """Where studios lie whose carriers the import registers."""
    _invoices: dict[str, Invoice | None] = field(factory=dict)
    _holding: defaultdict[tuple[str, str], list[fund.Voucher]] = field(factory=lambda: defaultdict(list))
    _read: set[str] = field(factory=set)

    @classmethod
    def of(cls, journal: Journal, facts: Iterable[Fact]) -> Registering:
        """For an import of *facts* into a store."""
        known = list(facts)
        carriers = ((stream_owner(stream), fact) for stream, _, fact in known if isinstance(fact, CarrierRegistered))
        regions = {studio: carrier.region.code for studio, carrier in carriers}
        return cls(journal, frozenset(stream for stream, _, _ in known), regions)

    def see(self, stream: str, context: Context, fact: Any) -> Iterator[Fact]:
        """What *fact* adds to the registry, in its envelope."""
        if not isinstance(fact, _Handed | _Ended):
            return
        self._recall(stream)
        envelope = attrs.evolve(context, corrects=None)
        if isinstance(fact, _Ended):
            given_back = self._holding.pop((stream, fact.claim), [])
            yield from ((at, envelope, freed) for at, freed in self._freed(stream, fact.claim, given_back))
        else:
            self._holding[stream, fact.claim] += fact.vouchers
            yield from ((at, envelope, used) for at, used in self._used(stream, fact))

    def _used(self, account: str, fact: _Handed) -> Iterator[tuple[str, InvoiceUsed]]:
        sums = {number: voucher.fen for voucher in fact.vouchers for number in invoices_of((voucher,))}
        for number, fen in sums.items():
            at = self._stream(account, number)
            if at is not None and ((known := self._invoice(at)) is None or known.held_by is None):
                used = InvoiceUsed(number, account, fact.claim, fen)
                self._invoices[at] = invoice.evolve(known, used)
                yield at, used

    def _freed(self, account: str, claim: str, vouchers: Iterable[fund.Voucher]) -> Iterator[tuple[str, InvoiceFreed]]:
        for number in dict.fromkeys(invoices_of(vouchers)):
            at = self._stream(account, number)
            if at is not None and (known := self._invoice(at)) and known.held_by == (account, claim):
                freed = InvoiceFreed(account, claim)
                self._invoices[at] = invoice.evolve(known, freed)
                yield at, freed

    def _stream(self, account: str, number: str) -> str | None:
        """The stream of an invoice in the region of an account; none where it is no business of ours."""
        if not 0 < len(number) <= _LONGEST:
            return None
        stream = region_stream(self._region(stream_owner(account)), "invoice", number)
        return None if stream in self._own else stream

    def _region(self, studio: str) -> str:
        if studio not in self._regions:
            profile = codec.recorded_anyhow(self._journal.rows.read(f"{studio}/studio/profile"))
            carriers = [event.fact for event in profile if isinstance(event.fact, CarrierRegistered)]
            self._regions[studio] = carriers[-1].region.code if carriers else NATION
        return self._regions[studio]

    def _invoice(self, stream: str) -> Invoice | None:
        if stream not in self._invoices:
            try:
                self._invoices[stream] = self._journal.load(invoice, stream).state
            except BrokenHistory:  # nobody can say that it is free
                self._invoices[stream] = _SOMEBODY_S
        return self._invoices[stream]

    def _recall(self, account: str) -> None:
        """What the store knows of the claims of an account, however senseless its history may be."""
        if account in self._read:
            return
        self._read.add(account)
        for event in codec.recorded_anyhow(self._journal.rows.read(account)):
            if isinstance(event.fact, _Handed):
                self._holding[account, event.fact.claim] += event.fact.vouchers
