"""Investigation, sanction, appeal and end of a matter, for the acting person (三、（四）7)."""

from __future__ import annotations

from studio_adapters.app.acting import current
from studio_adapters.app.discipline.base import DisciplineBase
from studio_adapters.journal import Receipt
from studio_domain import discipline_case
from studio_domain.desk import discipline
from studio_domain.discipline_case import AppealOutcome, GiftDisposal, Sanction
from studio_domain.values import Fen


class Course(DisciplineBase):
    """调查、处理、申诉、执行、移送、处置礼品、结案."""

    # -- investigation

    def collect_evidence(self, *, evidence: str, digest: str) -> Receipt:
        """收集证据."""
        asked = locals()
        return self._decide_alone(
            discipline_case.collect_evidence,
            asked,
            lambda case, hand: discipline_case.collect_evidence(
                case,
                evidence=evidence,
                digest=digest,
                investigator=hand.by,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def hear_subject(self, *, digest: str) -> Receipt:
        """听取当事人陈述申辩."""
        asked = locals()
        return self._decide_alone(
            discipline_case.hear_subject,
            asked,
            lambda case, hand: discipline_case.hear_subject(
                case,
                digest=digest,
                investigator=hand.by,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def conclude_investigation(self, *, founded: bool, digest: str) -> Receipt:
        """调查终结."""
        asked = locals()
        return self._decide_alone(
            discipline_case.conclude_investigation,
            asked,
            lambda case, hand: discipline_case.conclude_investigation(
                case,
                founded=founded,
                digest=digest,
                investigator=hand.by,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    # -- what is decided

    def decide_sanction(self, *, sanction: Sanction, basis: str, document: str, recovery: Fen = 0) -> Receipt:
        """作出处理; `recovery` is what is to be made good, in fen."""
        asked = locals()
        return self._decide(
            discipline_case.decide_sanction,
            asked,
            lambda hand: discipline.decide_sanction(
                at := self._existing(),
                self._studio(),
                self._posts(at.state.subject),
                self._record(at.state.subject),
                sanction=sanction,
                basis=basis,
                recovery=recovery,
                document=document,
                decider=hand.by,
                role=current().role,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def file_appeal(self, *, digest: str) -> Receipt:
        """申诉, by the subject."""
        asked = locals()
        return self._decide_alone(
            discipline_case.file_appeal,
            asked,
            lambda case, hand: discipline_case.file_appeal(
                case, appellant=hand.by, digest=digest, on=hand.day, terms=hand.terms
            ),
        )

    def decide_appeal(self, *, outcome: AppealOutcome, document: str, sanction: Sanction | None = None) -> Receipt:
        """申诉决定, by the authority."""
        asked = locals()
        return self._decide(
            discipline_case.decide_appeal,
            asked,
            lambda hand: discipline.decide_appeal(
                at := self._existing(),
                self._record(at.state.subject),
                outcome=outcome,
                sanction=sanction,
                document=document,
                decider=hand.by,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def enforce_sanction(self, *, contract: str | None = None) -> Receipt:
        """执行处理; of an expert by his `contract`."""
        asked = locals()
        return self._decide(
            discipline_case.enforce_sanction,
            asked,
            lambda hand: discipline.enforce_sanction(
                self._existing(),
                self._studio(),
                self._contract(contract),
                by=hand.by,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def refer_to_authority(self, *, organ: str, document: str) -> Receipt:
        """移送."""
        asked = locals()
        return self._decide_alone(
            discipline_case.refer_to_authority,
            asked,
            lambda case, hand: discipline_case.refer_to_authority(
                case,
                organ=organ,
                document=document,
                by=hand.by,
                reporters=self._reporters(),
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    # -- the end

    def dispose_gift(self, *, gift: str, disposal: GiftDisposal, receipt: str) -> Receipt:
        """处置礼品; `receipt` is the digest of what shows it."""
        asked = locals()
        return self._decide_alone(
            discipline_case.dispose_gift,
            asked,
            lambda case, hand: discipline_case.dispose_gift(
                case,
                gift=gift,
                disposal=disposal,
                receipt=receipt,
                by=hand.by,
                on=hand.day,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            ),
        )

    def close_case(self, *, recovered: Fen = 0) -> Receipt:
        """结案; `recovered` is what was made good, in fen."""
        asked = locals()
        return self._decide_alone(
            discipline_case.close_case,
            asked,
            lambda case, hand: discipline_case.close_case(case, recovered=recovered, by=hand.by, on=hand.day),
        )
