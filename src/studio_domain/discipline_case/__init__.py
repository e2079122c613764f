"""A matter of discipline (组织纪律): a report, and everything that is done about it (三、（四）7).

Stream `<studio>/discipline/<id>`. The package serves as the aggregate's module: `reporting` takes reports, `screening`
opens a case or none, `investigation` and `sanctions` follow, `ending` disposes of gifts and closes.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a matter's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.discipline_case import ending, investigation, reporting, sanctions, screening
from studio_domain.discipline_case.facts import (
    Reporting, GiftKind, GiftDisposal, Sanction, AppealOutcome, GiftItem, ConductReported, GiftReported, NoCaseDecided,
    DisciplineOpened, MeasuresTaken, MeasuresLifted, EvidenceCollected, SubjectHeard, InvestigationConcluded,
    SanctionDecided, AppealFiled, AppealDecided, SanctionEnforced, ReferredToAuthority, GiftDisposed,
    DisciplineClosed, Event,
)
from studio_domain.discipline_case.state import Stage, Gift, DisciplineCase, evolve
from studio_domain.discipline_case.standing import (
    AT_STAGE, STEP_IN_ORDER, NOT_THE_SUBJECT, NOT_A_REPORTER, REPORTER_LEGIBLE, NOT_AN_INVESTIGATOR, ABOUT_THE_LEAD,
    ABOUT_THE_HEAD, RESTS_ON_A_DOCUMENT, DIGEST_GIVEN, Reporters,
)
from studio_domain.discipline_case.reporting import (
    KIND_SAID, REPORTER_AS_SAID, GIFT_ONCE, GIFT_ITEMISED, RECEIVED_BY_THEN, report_conduct, report_gift,
)
from studio_domain.discipline_case.screening import (
    NO_CASE_REASONED, RUNNING, SUSPENDED_ONCE, SUSPENDED_FORWARD, WAS_SUSPENDED, LIFTED_AFTER,
    decide_no_case, open_case, take_measures, lift_measures,
)
from studio_domain.discipline_case.investigation import (
    EVIDENCE_ONCE, EVIDENCE_FIRST, collect_evidence, hear_subject, conclude_investigation,
)
from studio_domain.discipline_case.sanctions import (
    FOUNDED, HEARD_FIRST, BASIS_STATED, RECOVERY_SENSE, ONLY_REFERRED, APPEALED_ONCE, BY_THE_SUBJECT, APPEAL_IN_TIME,
    ANOTHER_DECIDER, OUTCOME_SAYS, OUT_OF_SERVICE, NO_LONGER_SERVES, REFERRED_NOT_ENFORCED, ORGAN_NAMED,
    decide_sanction, file_appeal, decide_appeal, enforce_sanction, refer_to_authority,
)
from studio_domain.discipline_case.ending import (
    GIFT_THERE, DISPOSED_ONCE, NO_MONEY_KEPT, GOODS_KEPT_BELOW, ANOTHER_KEEPER, CARRIED_OUT, GIFTS_DISPOSED,
    LOSS_RECOVERED, dispose_gift, close_case,
)
from studio_domain.guideline import MayDecide

# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    **reporting.MAY_DECIDE, **screening.MAY_DECIDE, **investigation.MAY_DECIDE, **sanctions.MAY_DECIDE,
    **ending.MAY_DECIDE,
}

__all__ = [
    "MAY_DECIDE", "Reporting", "GiftKind", "GiftDisposal", "Sanction", "AppealOutcome", "GiftItem", "ConductReported",
    "GiftReported", "NoCaseDecided", "DisciplineOpened", "MeasuresTaken", "MeasuresLifted", "EvidenceCollected",
    "SubjectHeard", "InvestigationConcluded", "SanctionDecided", "AppealFiled", "AppealDecided", "SanctionEnforced",
    "ReferredToAuthority", "GiftDisposed", "DisciplineClosed", "Event", "Stage", "Gift", "DisciplineCase", "evolve",
    "AT_STAGE", "STEP_IN_ORDER", "NOT_THE_SUBJECT", "NOT_A_REPORTER", "REPORTER_LEGIBLE", "NOT_AN_INVESTIGATOR",
    "ABOUT_THE_LEAD", "ABOUT_THE_HEAD", "RESTS_ON_A_DOCUMENT", "DIGEST_GIVEN", "Reporters", "KIND_SAID",
    "REPORTER_AS_SAID", "GIFT_ONCE", "GIFT_ITEMISED", "RECEIVED_BY_THEN", "report_conduct", "report_gift",
    "NO_CASE_REASONED", "RUNNING", "SUSPENDED_ONCE", "SUSPENDED_FORWARD", "WAS_SUSPENDED",
    "LIFTED_AFTER", "decide_no_case", "open_case", "take_measures", "lift_measures", "EVIDENCE_ONCE",
    "EVIDENCE_FIRST", "collect_evidence", "hear_subject", "conclude_investigation", "FOUNDED", "HEARD_FIRST",
    "BASIS_STATED", "RECOVERY_SENSE", "ONLY_REFERRED", "APPEALED_ONCE", "BY_THE_SUBJECT", "APPEAL_IN_TIME",
    "ANOTHER_DECIDER", "OUTCOME_SAYS", "OUT_OF_SERVICE", "NO_LONGER_SERVES", "REFERRED_NOT_ENFORCED", "ORGAN_NAMED",
    "decide_sanction", "file_appeal", "decide_appeal", "enforce_sanction", "refer_to_authority", "GIFT_THERE",
    "DISPOSED_ONCE", "NO_MONEY_KEPT", "GOODS_KEPT_BELOW", "ANOTHER_KEEPER", "CARRIED_OUT", "GIFTS_DISPOSED",
    "LOSS_RECOVERED", "dispose_gift", "close_case",
]
