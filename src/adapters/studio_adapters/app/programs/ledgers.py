"""Ledgers of reception and development, for the acting person: 接待台账, 成长与研发台账 (二、（一）, （八）)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import development_ledger, reception_ledger
from studio_domain.development_ledger import DevelopmentLedger
from studio_domain.reception_ledger import ReceptionChannel, ReceptionLedger
from studio_domain.values import person_id, stream_name


class ReceptionHandle(Handle[ReceptionLedger]):
    """日常接待台账 of a month: `app.reception("hz-xihu-001", "2025-03")`."""

    KIND = "reception-ledger"
    IDS = frozenset({"entry"})

    def __init__(self, desk: Desk, owner: str, month: str) -> None:
        date.fromisoformat(f"{month}-01")  # ValueError for what is no month
        stream = stream_name(owner, "reception", month)
        super().__init__(desk, reception_ledger, reception_ledger.MAY_DECIDE, stream)
        self.month = month

    def record_reception(
        self, *, entry: str, audience: str, channel: ReceptionChannel, matter: str, client: str | None = None
    ) -> Receipt:
        """登记接待: the matter in words that name nobody."""
        asked = {name: value for name, value in locals().items() if value is not None}
        return self._decide(
            reception_ledger.record_reception,
            asked,
            lambda hand: (at := self._at()).then(
                reception_ledger.record_reception(
                    at.state,
                    month=self.month,
                    entry=entry,
                    audience=audience,
                    channel=channel,
                    matter=matter,
                    receiver=hand.by,
                    client=client,
                    on=hand.day,
                )
            ),
        )

    def record_correction(
        self,
        *,
        entry: str,
        reason: str,
        audience: str | None = None,
        channel: ReceptionChannel | None = None,
        matter: str | None = None,
        client: str | None = None,
    ) -> Receipt:
        """更正接待登记: what is given takes the place of what was written."""
        asked = {name: value for name, value in locals().items() if value is not None}
        return self._decide_alone(
            reception_ledger.record_correction,
            asked,
            lambda ledger, hand: reception_ledger.record_correction(
                ledger,
                entry=entry,
                reason=reason,
                audience=audience,
                channel=channel,
                matter=matter,
                client=client,
            ),
        )

    def record_strike_out(self, *, entry: str, reason: str) -> Receipt:
        """注销接待登记: an entry made in error."""
        asked = locals()
        return self._decide_alone(
            reception_ledger.record_strike_out,
            asked,
            lambda ledger, hand: reception_ledger.record_strike_out(ledger, entry=entry, reason=reason),
        )


class DevelopmentHandle(Handle[DevelopmentLedger]):
    """成长与研发台账 of a year: `app.development("hz-xihu-001", 2025)`."""

    KIND = "development-ledger"
    IDS = frozenset({"entry"})

    def __init__(self, desk: Desk, owner: str, year: int) -> None:
        stream = stream_name(owner, "development", str(year))
        super().__init__(desk, development_ledger, development_ledger.MAY_DECIDE, stream)
        self.year = year

    def record_development(self, *, entry: str, person: str, subject: str, minutes: int, digest: str) -> Receipt:
        """登记指导师研修."""
        asked = locals()
        return self._decide(
            development_ledger.record_development,
            asked,
            lambda hand: (at := self._at()).then(
                development_ledger.record_development(
                    at.state,
                    year=self.year,
                    entry=entry,
                    person=person_id(person),
                    subject=subject,
                    minutes=minutes,
                    digest=digest,
                    on=hand.day,
                )
            ),
        )

    def record_research(
        self, *, entry: str, subject: str, participants: Iterable[str], digest: str, blended: bool = True
    ) -> Receipt:
        """登记服务模式研发."""
        persons = tuple(person_id(one) for one in participants)
        asked = {
            "entry": entry, "subject": subject, "participants": persons, "digest": digest, "blended": blended,
        }  # fmt: skip
        return self._decide(
            development_ledger.record_research,
            asked,
            lambda hand: (at := self._at()).then(
                development_ledger.record_research(
                    at.state,
                    year=self.year,
                    entry=entry,
                    subject=subject,
                    blended=blended,
                    participants=persons,
                    digest=digest,
                    on=hand.day,
                )
            ),
        )
