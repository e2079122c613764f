"""Reports, and what is done about them at first, for the acting person: 举报、礼品、立案、暂停服务 (三、（四）7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from studio_adapters.app.acting import current
from studio_adapters.app.discipline.base import DisciplineBase
from studio_adapters.journal import Receipt
from studio_domain import discipline_case
from studio_domain.aggregate import Place
from studio_domain.desk import discipline
from studio_domain.discipline_case import GiftItem, Reporting
from studio_domain.values import Personal, PersonId, person_id


class Reports(DisciplineBase):
    """举报、登记礼品、不予立案、立案、暂停服务."""

    # -- reports

    def report_conduct(
        self,
        *,
        kind: str,
        subject: PersonId | None = None,
        words: Personal[str] | None = None,
        reporting: Reporting = Reporting.OPEN,
        reporter: Personal[str] | None = None,
        cause: Place | None = None,
    ) -> Receipt:
        """举报、反映问题: `reporting=Reporting.CONFIDENTIAL` with the `reporter` (a person id) to seal who reported."""
        asked = locals()
        return self._decide(
            discipline_case.report_conduct,
            asked,
            lambda hand: (at := self._at()).then(
                discipline_case.report_conduct(
                    at.state,
                    kind=kind,
                    subject=None if subject is None else person_id(subject),
                    words=words,
                    reporting=reporting,
                    reporter=reporter,
                    recorder=hand.by,
                    cause=cause,
                    on=hand.day,
                )
            ),
        )

    def report_gift(
        self,
        *,
        gift: str,
        receiver: PersonId,
        giver: str,
        items: Iterable[GiftItem],
        received: date,
        away_until: date | None = None,
        reporting: Reporting = Reporting.OPEN,
        reporter: Personal[str] | None = None,
    ) -> Receipt:
        """登记礼品: `items=[GiftItem(GiftKind.GOODS, "茶叶", 200_00)]`, the value in fen."""
        items = tuple(items)
        asked = {
            "gift": gift, "receiver": receiver, "giver": giver, "items": items, "received": received,
            "away_until": away_until, "reporting": reporting, "reporter": reporter,
        }  # fmt: skip
        return self._decide(
            discipline_case.report_gift,
            asked,
            lambda hand: (at := self._at()).then(
                discipline_case.report_gift(
                    at.state,
                    gift=gift,
                    receiver=receiver,
                    giver=giver,
                    items=items,
                    received=received,
                    away_until=away_until,
                    reporting=reporting,
                    reporter=reporter,
                    recorder=hand.by,
                    on=hand.day,
                )
            ),
        )

    # -- screening

    def decide_no_case(self, *, reason: str) -> Receipt:
        """不予立案."""
        asked = locals()
        return self._decide(
            discipline_case.decide_no_case,
            asked,
            lambda hand: discipline.decide_no_case(
                at := self._existing(),
                self._studio(),
                self._posts(at.state.subject),
                reason=reason,
                decider=hand.by,
                role=current().role,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def open_case(self, *, subject: PersonId, document: str) -> Receipt:
        """立案."""
        asked = locals()
        return self._decide(
            discipline_case.open_case,
            asked,
            lambda hand: discipline.open_case(
                self._existing(),
                self._studio(),
                self._posts(subject),
                subject=subject,
                document=document,
                decider=hand.by,
                role=current().role,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def take_measures(self, *, first: date, document: str) -> Receipt:
        """暂停服务, from a day on."""
        asked = locals()
        return self._decide_alone(
            discipline_case.take_measures,
            asked,
            lambda case, hand: discipline_case.take_measures(
                case,
                first=first,
                document=document,
                decider=hand.by,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def lift_measures(self, *, last_day: date) -> Receipt:
        """解除暂停, with the end of `last_day`."""
        asked = locals()
        return self._decide_alone(
            discipline_case.lift_measures,
            asked,
            lambda case, hand: discipline_case.lift_measures(
                case,
                last_day=last_day,
                decider=hand.by,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )
