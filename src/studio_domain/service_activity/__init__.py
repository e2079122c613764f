"""An activity (活动): of one of the six kinds, teaching research, or team study; and the support given to it.

Stream `<studio>/activity/<id>` (二、（七）). The package serves as the aggregate's module: `holding` has the life of an
activity, `judging` the technical support, and judges who stand aside.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of an activity, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.service_activity import holding, judging
from studio_domain.service_activity.facts import (
    ActivityPlanned, ActivityAnnounced, ActivityHeld, ActivityReported, ActivityArchived, ActivityCancelled,
    SupportProvided, ContestantsListed, RecusalRecorded, JudgeAppointed, JudgeFeeClaimed, Event,
)
from studio_domain.service_activity.state import Stage, ServiceActivity, evolve
from studio_domain.service_activity.holding import (
    PLANNED_ONCE, KNOWN_KIND, TITLED, HOST_NAMED, WITH_AUTHORITY, STUDIO_SERVES, PLANNED_AHEAD, AREA_IN_USE,
    WITHIN_ROOM, STILL_AHEAD, IN_ORDER, ANNOUNCED_BY, HELD_ONCE, NOT_NEGATIVE, HELD_FIRST, DIGESTED, REPORTED_FIRST,
    ARCHIVE_CODE, BY_ARCHIVIST, REASON_STATED, TEACHING_RESEARCH, plan_activity, announce_activity, record_activity,
    report_on_activity, archive_activity, cancel_activity,
)
from studio_domain.service_activity.judging import (
    SUPPORT_ONCE, NOT_CANCELLED, CONTESTANTS_FIRST, STANDS_ASIDE, APPOINTED_FIRST, FEE_ONCE, record_support,
    record_contestants, record_recusal, appoint_judge, claim_judge_fee,
)
from studio_domain.guideline import MayDecide

# -- who may decide

MAY_DECIDE: Final[MayDecide] = {**holding.MAY_DECIDE, **judging.MAY_DECIDE}

__all__ = [
    "MAY_DECIDE", "ActivityPlanned", "ActivityAnnounced", "ActivityHeld", "ActivityReported", "ActivityArchived",
    "ActivityCancelled", "SupportProvided", "ContestantsListed", "RecusalRecorded", "JudgeAppointed",
    "JudgeFeeClaimed", "Event", "Stage", "ServiceActivity", "evolve",
    "PLANNED_ONCE", "KNOWN_KIND", "TITLED", "HOST_NAMED", "WITH_AUTHORITY", "STUDIO_SERVES", "PLANNED_AHEAD",
    "AREA_IN_USE", "WITHIN_ROOM", "STILL_AHEAD", "IN_ORDER", "ANNOUNCED_BY", "HELD_ONCE", "NOT_NEGATIVE", "HELD_FIRST",
    "DIGESTED", "REPORTED_FIRST", "ARCHIVE_CODE", "BY_ARCHIVIST", "REASON_STATED", "TEACHING_RESEARCH",
    "plan_activity", "announce_activity", "record_activity", "report_on_activity", "archive_activity",
    "cancel_activity",
    "SUPPORT_ONCE", "NOT_CANCELLED", "CONTESTANTS_FIRST", "STANDS_ASIDE", "APPOINTED_FIRST", "FEE_ONCE",
    "record_support", "record_contestants", "record_recusal", "appoint_judge", "claim_judge_fee",
]
