"""申报、评审、公示、认定, for the acting person (一; 三、（一）)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.acting import current
from studio_adapters.app.core import Hand
from studio_adapters.app.studios.base import ProfileHandle
from studio_adapters.journal import Receipt
from studio_domain import regulation_book, resource_entry, studio, studio_name
from studio_domain.aggregate import At, Changes
from studio_domain.desk import studios
from studio_domain.studio import ReviewOpinion, Studio
from studio_domain.studio_name import StudioName, name_stream
from studio_domain.values import PersonId


class Recognising(ProfileHandle):
    """申报、评审、公示、认定."""

    def draft_application(self, *, lead: PersonId) -> Receipt:
        """起草联合申报."""
        asked = locals()
        return self._decide_alone(
            studio.draft_application,
            asked,
            lambda known, hand: studio.draft_application(known, lead=lead, drafter=hand.by, on=hand.day),
        )

    def return_application(self, *, reasons: tuple[str, ...]) -> Receipt:
        """退回补正."""
        asked = locals()
        return self._decide_alone(
            studio.return_application,
            asked,
            lambda known, hand: studio.return_application(known, reviewer=hand.by, reasons=reasons),
        )

    def accept_application(self) -> Receipt:
        """受理申报."""
        asked = locals()
        return self._decide_alone(
            studio.accept_application,
            asked,
            lambda known, hand: studio.accept_application(known, reviewer=hand.by),
        )

    def record_objection(self, *, objection: str, subject: str) -> Receipt:
        """收到异议."""
        asked = locals()
        return self._decide_alone(
            studio.record_objection,
            asked,
            lambda known, hand: studio.record_objection(known, objection=objection, subject=subject, on=hand.day),
        )

    def settle_objection(self, *, objection: str, upheld: bool, reason: str) -> Receipt:
        """处理异议."""
        asked = locals()
        return self._decide_alone(
            studio.settle_objection,
            asked,
            lambda known, hand: studio.settle_objection(
                known, objection=objection, upheld=upheld, reason=reason, by=hand.by, on=hand.day
            ),
        )

    def reject_application(self, *, reason: str) -> Receipt:
        """不予认定."""
        asked = locals()
        return self._decide_alone(
            studio.reject_application,
            asked,
            lambda known, hand: studio.reject_application(
                known, reason=reason, decider=hand.by, principal=hand.on_behalf_of
            ),
        )

    def submit_application(
        self, *, lead_signed: date, carrier_signer: PersonId, carrier_signed: date, document: str
    ) -> Receipt:
        """联合申报: as of the day of the later signature."""
        asked = locals()
        owner = self.owner
        return self._decide(
            studio.submit_application,
            asked,
            lambda hand: studios.submit_application(
                self._existing(),
                self._desk.mandates_of(owner, carrier_signer),
                [
                    self._desk.at(resource_entry, f"{owner}/resource/library-{kind}")
                    for kind in hand.terms.library.kinds
                ],
                [self._desk.at(regulation_book, f"{owner}/regulation/{kind}") for kind in hand.terms.regulation.kinds],
                lead_signed=lead_signed,
                carrier_signer=carrier_signer,
                carrier_signed=carrier_signed,
                document=document,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def complete_review(self, *, opinions: tuple[ReviewOpinion, ...], score: str) -> Receipt:
        """完成评审."""
        asked = locals()
        reviewers = sorted({one.reviewer for one in opinions})
        return self._decide(
            studio.complete_review,
            asked,
            lambda hand: studios.complete_review(
                self._existing(),
                {person: self._record_of(person) for person in reviewers},
                opinions=opinions,
                score=score,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def post_notice(self, *, first: date, last: date, place: str) -> Receipt:
        """公示, from `first` to the end of `last`."""
        asked = locals()
        return self._decide(
            studio.post_notice,
            asked,
            lambda hand: studios.post_notice(
                self._existing(),
                self._calendars(first, last),
                first=first,
                last=last,
                place=place,
                by=hand.by,
                terms=hand.terms,
            ),
        )

    def recognise(
        self,
        *,
        lead_name: str,
        region_name: str,
        document: str,
        first: date,
        last: date | None = None,
        extras: tuple[str, ...] = (),
    ) -> Receipt:
        """认定, under the name that the locality's template makes of region and lead."""
        asked = locals()

        def named(hand: Hand) -> Changes:
            at = self._existing()
            return studios.recognise(
                at,
                self._record_of(hand.by),
                self._name(at, lead_name, region_name, extras, hand),
                lead_name=lead_name,
                region_name=region_name,
                extras=extras,
                document=document,
                first=first,
                last=last,
                decider=hand.by,
                authority=current().org,
                on=hand.day,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            )

        return self._decide(studio.recognise, asked, named)

    def rename(
        self, *, lead_name: str, region_name: str, document: str, first: date, extras: tuple[str, ...] = ()
    ) -> Receipt:
        """更名, after the principal lead of the first day."""
        asked = locals()

        def named(hand: Hand) -> Changes:
            at = self._existing()
            return studios.rename(
                at,
                self._name(at, lead_name, region_name, extras, hand),
                lead_name=lead_name,
                region_name=region_name,
                extras=extras,
                first=first,
                decider=hand.by,
                document=document,
                on=hand.day,
                terms=hand.terms,
            )

        return self._decide(studio.rename, asked, named)

    def _name(
        self, at: At[Studio], lead_name: str, region_name: str, extras: tuple[str, ...], hand: Hand
    ) -> At[StudioName | None]:
        name = studio.name_of(at.state, lead_name=lead_name, region_name=region_name, extras=extras, terms=hand.terms)
        return self._desk.at(studio_name, name_stream(at.state.region.code, name))
