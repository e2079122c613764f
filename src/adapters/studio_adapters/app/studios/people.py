"""人员: experience, leads, staff, leave, departures, the archivist, for the acting person (一; 三、（一）)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.studios.base import ProfileHandle
from studio_adapters.journal import Receipt
from studio_domain import studio
from studio_domain.desk import archives
from studio_domain.studio import EvidenceKind
from studio_domain.values import PersonId


class Staffing(ProfileHandle):
    """人员: experience, leads, staff, leave, departures, the archivist."""

    def declare_experience(
        self, *, experience: str, person: PersonId, kind: str, first: date, proof: str, last: date | None = None
    ) -> Receipt:
        """申报从业经历."""
        asked = locals()
        return self._decide_alone(
            studio.declare_experience,
            asked,
            lambda known, hand: studio.declare_experience(
                known, experience=experience, person=person, kind=kind, first=first, last=last, proof=proof
            ),
        )

    def verify_experience(self, *, experience: str) -> Receipt:
        """核实从业经历."""
        asked = locals()
        return self._decide_alone(
            studio.verify_experience,
            asked,
            lambda known, hand: studio.verify_experience(
                known, experience=experience, verifier=hand.by, on=hand.day, principal=hand.on_behalf_of
            ),
        )

    def attach_evidence(
        self, *, evidence: str, person: PersonId, kind: EvidenceKind, region: str, title: str, digest: str
    ) -> Receipt:
        """提交证明材料."""
        asked = locals()
        return self._decide_alone(
            studio.attach_evidence,
            asked,
            lambda known, hand: studio.attach_evidence(
                known, evidence=evidence, person=person, kind=kind, region=region, title=title, digest=digest
            ),
        )

    def review_evidence(self, *, evidence: str, accepted: bool) -> Receipt:
        """审核证明材料."""
        asked = locals()
        return self._decide_alone(
            studio.review_evidence,
            asked,
            lambda known, hand: studio.review_evidence(
                known, evidence=evidence, reviewer=hand.by, principal=hand.on_behalf_of, accepted=accepted
            ),
        )

    def appoint_lead(
        self, *, person: PersonId, category: str, principal: bool, first: date, deviation: str | None = None
    ) -> Receipt:
        """确定领办人."""
        asked = locals()
        return self._decide_alone(
            studio.appoint_lead,
            asked,
            lambda known, hand: studio.appoint_lead(
                known,
                person=person,
                category=category,
                principal=principal,
                first=first,
                by=hand.by,
                behind=hand.on_behalf_of,
                terms=hand.terms,
                deviation=deviation,
            ),
        )

    def join_staff(self, *, person: PersonId, category: str, duties: tuple[str, ...], first: date) -> Receipt:
        """工作人员到岗."""
        asked = locals()
        return self._decide_alone(
            studio.join_staff,
            asked,
            lambda known, hand: studio.join_staff(
                known, person=person, category=category, duties=duties, first=first, terms=hand.terms
            ),
        )

    def assign_duty(self, *, person: PersonId, duties: tuple[str, ...], first: date) -> Receipt:
        """分配职责."""
        asked = locals()
        return self._decide_alone(
            studio.assign_duty,
            asked,
            lambda known, hand: studio.assign_duty(known, person=person, duties=duties, first=first),
        )

    def assign_archivist(self, *, person: PersonId, first: date, handover: str | None = None) -> Receipt:
        """明确档案专人."""
        asked = locals()
        return self._decide_alone(
            studio.assign_archivist,
            asked,
            lambda known, hand: studio.assign_archivist(known, person=person, first=first, handover=handover),
        )

    def hand_over_archives(self, *, person: PersonId, former: PersonId, digest: str) -> Receipt:
        """档案专人离任交接: *person* keeps the archives from today, by the list that *former* hands over."""
        asked = locals()
        return self._decide(
            studio.assign_archivist,
            asked | {"first": None},
            lambda hand: archives.hand_over_archives(
                self._existing(), person=person, first=hand.day, former=former, digest=digest, on=hand.day
            ),
        )

    def record_lead_departure(self, *, person: PersonId, last_day: date, reason: str) -> Receipt:
        """领办人离任."""
        asked = locals()
        return self._decide_alone(
            studio.record_lead_departure,
            asked,
            lambda known, hand: studio.record_lead_departure(known, person=person, last_day=last_day, reason=reason),
        )

    def record_staff_departure(self, *, person: PersonId, last_day: date, reason: str) -> Receipt:
        """工作人员离岗."""
        asked = locals()
        return self._decide_alone(
            studio.record_staff_departure,
            asked,
            lambda known, hand: studio.record_staff_departure(known, person=person, last_day=last_day, reason=reason),
        )

    def record_leave(self, *, person: PersonId, first: date, reason: str, expected: date | None = None) -> Receipt:
        """休假、离岗."""
        asked = locals()
        return self._decide_alone(
            studio.record_leave,
            asked,
            lambda known, hand: studio.record_leave(
                known, person=person, first=first, expected=expected, reason=reason
            ),
        )

    def record_return(self, *, person: PersonId, last_day: date) -> Receipt:
        """返岗."""
        asked = locals()
        return self._decide_alone(
            studio.record_return,
            asked,
            lambda known, hand: studio.record_return(known, person=person, last_day=last_day),
        )

    def clear_loans(self, *, person: PersonId) -> Receipt:
        """清还借阅、物品."""
        asked = locals()
        return self._decide_alone(
            studio.clear_loans,
            asked,
            lambda known, hand: studio.clear_loans(
                known, person=person, on=hand.day, by=hand.by, principal=hand.on_behalf_of
            ),
        )

    def sign_handover(self, *, person: PersonId, receiver: PersonId, digest: str) -> Receipt:
        """签署交接清单."""
        asked = locals()
        return self._decide_alone(
            studio.sign_handover,
            asked,
            lambda known, hand: studio.sign_handover(
                known, person=person, receiver=receiver, on=hand.day, digest=digest
            ),
        )

    def revoke_access(self, *, person: PersonId) -> Receipt:
        """收回权限."""
        asked = locals()
        return self._decide_alone(
            studio.revoke_access,
            asked,
            lambda known, hand: studio.revoke_access(
                known, person=person, on=hand.day, by=hand.by, principal=hand.on_behalf_of
            ),
        )
