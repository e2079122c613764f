"""A studio's year 2025 with reception, training, activities and publicity, all in order: where their stories begin."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from audit.filing.founding import NAME, PROFILE, founded, on, worked
from office import BUREAU, CASHIER, DESK, HEAD, LEAD, STAFF, Office, Person, mandate_of
from studio_domain import case_study, development_ledger, publication, reception_ledger, skills_pilot
from studio_domain.aggregate import Recorded
from studio_domain.client_record.facts import ConsentGranted, NeedRecorded, Purpose
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Role
from studio_domain.publication.facts import Subject
from studio_domain.reception_ledger import ReceptionChannel
from studio_domain.resource_entry.facts import CoursePublished, Origin
from studio_domain.service_activity import facts as activity
from studio_domain.studio import ArchivistAssigned, AreaDefined
from studio_domain.training_program import facts as training
from studio_domain.values import PersonId
from telling import noon

DIGEST: Final = "0123456789abcdef" * 4
AS_OF: Final = date(2025, 12, 31)
KEEPER: Final = Person(PersonId("p-keeper"), Role.ARCHIVIST)

CLIENT: Final = "client/k-1"
COURSE: Final = "resource/course-1"
FIRST_TRAINING: Final = "training/t-1"
SECOND_TRAINING: Final = "training/t-2"
SALON: Final = "activity/a-1"
CONTEST: Final = "activity/a-2"
ANNOUNCEMENT: Final = "publication/x-1"
PROMOTION: Final = "publication/x-2"
STUDY: Final = "study/s-1"
PILOT: Final = "pilot/p-1"

__all__ = ["NAME", "on"]


def the_year() -> Office:
    """Everything of 2025, by the days on which it happened."""
    office = founded()
    surroundings(office)
    received(office)
    worked(office)
    trained(office)
    cancelled(office)
    held(office)
    contested(office)
    publicised(office)
    piloted(office)
    return office


def history() -> list[Recorded[Any]]:
    """What `the_year` tells."""
    return the_year().history


def surroundings(office: Office) -> None:
    """A room for thirty, an archivist, a course, and a client with a need, who consents to publicity."""
    day = "2025-01-08"
    office.act(day, f"mandate/{KEEPER.id}", HEAD, mandate_of(KEEPER))
    office.act(day, PROFILE, LEAD, AreaDefined("room-1", "v-1", "activity-room", 30, on(day)))
    office.act(day, PROFILE, LEAD, ArchivistAssigned(KEEPER.id, on(day)))
    course = CoursePublished(
        1, "创业基础", Origin.DEVELOPED, None, ("teacher",), ("graduate",), STAFF.id, LEAD.id, on(day)
    )
    office.act(day, COURSE, STAFF, course)
    office.act(day, CLIENT, STAFF, NeedRecorded("n-1", "2.4", None, on(day)))
    consent = ConsentGranted(Purpose.PUBLICITY, "宣传同意书/1", None, None, "签字件", on("2025-06-02"))
    office.act("2025-06-02", CLIENT, STAFF, consent)


def received(office: Office) -> None:
    """One visitor, one caller whose entry was corrected, one entry that was made in error."""

    def entry(number: str, day: str, channel: ReceptionChannel) -> None:
        said = reception_ledger.ReceptionRecorded(number, "entrepreneur", channel, "政策咨询", DESK.id, None, on(day))
        office.act(day, f"reception/{day[:7]}", DESK, said)

    entry("e-1", "2025-03-03", ReceptionChannel.OFFLINE)
    entry("e-2", "2025-03-04", ReceptionChannel.ONLINE)
    entry("e-3", "2025-03-05", ReceptionChannel.ONLINE)
    corrected = reception_ledger.ReceptionCorrected(
        "e-2", "trainer", ReceptionChannel.ONLINE, "师资咨询", None, "对象记错"
    )
    office.act("2025-03-05", "reception/2025-03", DESK, corrected)
    office.act("2025-03-05", "reception/2025-03", DESK, reception_ledger.ReceptionStruckOut("e-3", "重复登记"))


def session(number: str, day: str, *, attendance: int = 30, minutes: int = 120) -> training.SessionDelivered:
    start = noon(day)
    return training.SessionDelivered(
        number, STAFF.id, start, start + timedelta(minutes=minutes), "course-1", 1, "room-1", "创业活动室", attendance,
        DIGEST,
    )  # fmt: skip


def trained(office: Office) -> None:
    """Needs, a plan of 240 minutes, two sessions that fill it, an evaluation, and the end."""
    proposed = training.ProgramProposed("创业基础培训第一期", STAFF.id, on("2025-06-16"))
    office.act("2025-06-16", FIRST_TRAINING, STAFF, proposed)
    needs = training.NeedsAssessed((training.NeedRef("k-1", "n-1"),), DIGEST, STAFF.id, on("2025-06-17"))
    office.act("2025-06-17", FIRST_TRAINING, STAFF, needs)
    plan = training.ProgramPlanDesigned(1, 240, "course-1", 1, DIGEST, "", STAFF.id, on("2025-06-18"))
    office.act("2025-06-18", FIRST_TRAINING, STAFF, plan)
    approved = training.ProgramPlanApproved(1, LEAD.id, "培〔2025〕1号", on("2025-06-19"))
    office.act("2025-06-19", FIRST_TRAINING, LEAD, approved)
    start = noon("2025-06-23")
    scheduled = training.SessionScheduled(
        "s-1", STAFF.id, start, start + timedelta(minutes=120), "room-1", 30, on("2025-06-19")
    )
    office.act("2025-06-19", FIRST_TRAINING, STAFF, scheduled)
    office.act("2025-06-23", FIRST_TRAINING, STAFF, session("s-1", "2025-06-23"))
    office.act("2025-06-24", FIRST_TRAINING, STAFF, session("s-2", "2025-06-24"))
    effect = training.EffectEvaluated("questionnaire", 30, 27, DIGEST, STAFF.id, on("2025-06-26"))
    office.act("2025-06-26", FIRST_TRAINING, STAFF, effect)
    office.act("2025-06-27", FIRST_TRAINING, LEAD, training.ProgramCompleted(LEAD.id, on("2025-06-27")))


def cancelled(office: Office) -> None:
    """A second programme that runs, is paid for, and is cancelled once the fee is paid back."""
    proposed = training.ProgramProposed("创业基础培训第二期", STAFF.id, on("2025-06-30"))
    needs = training.NeedsAssessed((training.NeedRef("k-1", "n-1"),), DIGEST, STAFF.id, on("2025-06-30"))
    plan = training.ProgramPlanDesigned(1, 240, "course-1", 1, DIGEST, "", STAFF.id, on("2025-06-30"))
    office.act("2025-06-30", SECOND_TRAINING, STAFF, proposed, needs, plan)
    approved = training.ProgramPlanApproved(1, LEAD.id, "培〔2025〕2号", on("2025-07-01"))
    office.act("2025-07-01", SECOND_TRAINING, LEAD, approved)
    items = (fund.ChargedItem("培训费", 200_00, 1, 200_00),)
    fee = fund.FeeCharged(
        "F-1", "k-1", items, 200_00, on("2025-07-01"), on("2025-07-01"), DESK.id, "25512000000000000001"
    )
    office.act("2025-07-01", "fund/2025", DESK, fee)
    office.act("2025-07-01", SECOND_TRAINING, STAFF, training.ProgramCharged(2025, "F-1"))
    office.act("2025-07-02", SECOND_TRAINING, STAFF, session("s-1", "2025-07-02", attendance=3))
    refund = fund.FeeRefunded("R-1", "F-1", 200_00, on("2025-07-04"), CASHIER.id, "培训取消", "T-1")
    office.act("2025-07-04", "fund/2025", CASHIER, refund)
    ended = training.ProgramCancelled("报名不足", LEAD.id, on("2025-07-07"))
    office.act("2025-07-07", SECOND_TRAINING, LEAD, ended)


def held(office: Office) -> None:
    """A salon: planned, announced, held in the room with thirty, reported on, archived."""
    planned = activity.ActivityPlanned(
        "salon", "创业者沙龙", "武侯区人社局", BUREAU, "room-1", True, on("2025-08-12"), 30, STAFF.id, on("2025-08-01")
    )
    office.act("2025-08-01", SALON, STAFF, planned)
    drafted = publication.PublicationDrafted(
        Subject.ANNOUNCEMENT, "沙龙公告", DIGEST, (), "a-1", None, STAFF.id, on("2025-08-01")
    )
    office.act("2025-08-01", ANNOUNCEMENT, STAFF, drafted)
    office.act("2025-08-04", ANNOUNCEMENT, LEAD, publication.PromotionApproved(LEAD.id, on("2025-08-04")))
    shown = publication.AnnouncementPublished("a-1", "official-account", (), DIGEST, STAFF.id, on("2025-08-05"))
    office.act("2025-08-05", ANNOUNCEMENT, STAFF, shown)
    office.act("2025-08-05", SALON, STAFF, activity.ActivityAnnounced("x-1", on("2025-08-05")))
    office.act("2025-08-12", SALON, STAFF, took_place("2025-08-12"))
    office.act("2025-08-14", SALON, STAFF, activity.ActivityReported(DIGEST, STAFF.id, on("2025-08-14")))
    filed = activity.ActivityArchived("2025-HD-D10-0001", KEEPER.id, on("2025-08-20"))
    office.act("2025-08-20", SALON, KEEPER, filed)


def took_place(day: str, attendance: int = 30) -> activity.ActivityHeld:
    return activity.ActivityHeld("room-1", "创业活动室", attendance, DIGEST, on(day))


def contested(office: Office) -> None:
    """A contest of the client's: whoever guided him stands aside, the other judge gets a fee."""
    day = "2025-09-01"
    planned = activity.ActivityPlanned(
        "innovation-contest",
        "创业创新大赛",
        "武侯区人社局",
        BUREAU,
        None,
        False,
        on("2025-09-20"),
        80,
        STAFF.id,
        on(day),
    )
    office.act(day, CONTEST, STAFF, planned)
    office.act(day, CONTEST, STAFF, activity.SupportProvided("u-1", "rules", STAFF.id, DIGEST, on(day)))
    office.act("2025-09-02", CONTEST, STAFF, activity.ContestantsListed(("k-1", "k-9"), on("2025-09-02")))
    office.act("2025-09-03", CONTEST, STAFF, activity.JudgeAppointed(DESK.id, STAFF.id, on("2025-09-03")))
    office.act("2025-09-03", CONTEST, LEAD, activity.RecusalRecorded(STAFF.id, "k-1", on("2025-09-03")))
    office.act("2025-09-04", CONTEST, LEAD, activity.JudgeAppointed(STAFF.id, LEAD.id, on("2025-09-04")))
    held_there = activity.ActivityHeld(None, "区会议中心", 80, DIGEST, on("2025-09-20"))
    office.act("2025-09-20", CONTEST, STAFF, held_there)
    office.act(
        "2025-09-20", CONTEST, DESK, activity.SupportProvided("u-2", "judging", DESK.id, DIGEST, on("2025-09-20"))
    )
    office.act(
        "2025-09-20", CONTEST, STAFF, activity.SupportProvided("u-3", "judging", STAFF.id, DIGEST, on("2025-09-20"))
    )
    fee = activity.JudgeFeeClaimed(DESK.id, 2025, "C-9", STAFF.id, on("2025-09-22"))
    office.act("2025-09-22", CONTEST, STAFF, fee)


def publicised(office: Office) -> None:
    """A study of the client's case, which is closed, and its promotion with the client's consent."""
    compiled = case_study.CaseCompiled("2025-0001", "一家小店的创办", DIGEST, STAFF.id, on("2025-10-09"))
    office.act("2025-10-09", STUDY, STAFF, compiled)
    office.act("2025-10-10", STUDY, DESK, case_study.DeidentificationReviewed(True, DIGEST, DESK.id, on("2025-10-10")))
    drafted = publication.PublicationDrafted(
        Subject.ACHIEVEMENT, "案例宣传", DIGEST, ("k-1",), None, "s-1", STAFF.id, on("2025-10-13")
    )
    office.act("2025-10-13", PROMOTION, STAFF, drafted)
    reviewed = publication.SecrecyReviewed(True, "可以公开", DESK.id, on("2025-10-14"))
    office.act("2025-10-14", PROMOTION, DESK, reviewed)
    office.act("2025-10-15", PROMOTION, LEAD, publication.PromotionApproved(LEAD.id, on("2025-10-15")))
    shown = publication.AchievementPublished("official-account", ("k-1",), "s-1", DIGEST, STAFF.id, on("2025-10-16"))
    office.act("2025-10-16", PROMOTION, STAFF, shown)


def piloted(office: Office) -> None:
    """A pilot that is reviewed and ended; a day of study, and research."""
    launched = skills_pilot.PilotLaunched(
        "skills-training", "技能加创业", "电子信息产业", DIGEST, LEAD.id, on("2025-11-03")
    )
    office.act("2025-11-03", PILOT, LEAD, launched)
    reviewed = skills_pilot.PilotReviewed("可推广", DIGEST, STAFF.id, on("2025-11-28"))
    office.act("2025-11-28", PILOT, STAFF, reviewed)
    office.act("2025-12-01", PILOT, LEAD, skills_pilot.PilotEnded(LEAD.id, on("2025-12-01")))
    studied = development_ledger.MentorDevelopmentRecorded("d-1", STAFF.id, "辅导技术", 480, DIGEST, on("2025-12-02"))
    research = development_ledger.ResearchRecorded("d-2", "直播答疑", True, (STAFF.id,), DIGEST, on("2025-12-03"))
    office.act("2025-12-02", "development/2025", STAFF, studied)
    office.act("2025-12-03", "development/2025", STAFF, research)
