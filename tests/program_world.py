"""The studio of S4 goes on into 2025: training, a salon, a contest, publicity, a pilot, through decisions.

All persons, organisations and numbers are fictional.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from case_story import CASE, CLIENT_ID, HE, LU, SHEN, SITE
from case_world import CaseWorld, at
from studio_adapters.app.programs import (
    CaseStudyHandle,
    PublicationHandle,
    ServiceActivityHandle,
    TrainingHandle,
)
from studio_domain.client_record import Purpose
from studio_domain.guideline import Role
from studio_domain.reception_ledger import ReceptionChannel
from studio_domain.training_program import NeedRef
from studio_world import BUREAU, DIGEST, STUDIO, day

COURSE: Final = "c-01"
ROOM: Final = "activity-room"
NEEDS: Final = (NeedRef(CLIENT_ID, SITE),)
ADOPTED: Final = {"program.channels": ("official-account", "video-account", "live-stream", "website")}


class ProgramWorld(CaseWorld):
    """S4, and what the studio does beside cases from 2024-12-11 on; nothing of it is found fault with."""

    def founded(self, **adopted: object) -> ProgramWorld:
        super().founded(**{**ADOPTED, **adopted})
        return self

    def training(self, name: str = "t-1") -> TrainingHandle:
        return self.app.training(STUDIO, name)

    def activity(self, name: str = "a-1") -> ServiceActivityHandle:
        return self.app.activity(STUDIO, name)

    def publication(self, name: str) -> PublicationHandle:
        return self.app.publication(STUDIO, name)

    @property
    def study(self) -> CaseStudyHandle:
        return self.app.case_study(STUDIO, "s-1")

    def begun(self) -> ProgramWorld:
        """S4, with a keeper of the archives."""
        self.of_s4()
        return self

    # -- training

    def proposed(self, name: str = "t-1", on: str = "2024-12-11") -> ProgramWorld:
        """Proposed, with the need of the client, and a plan of 240 minutes."""
        training = self.training(name)
        self.staff(
            on,
            lambda: training.propose_program(title="开业基础培训"),
            lambda: training.assess_needs(needs=NEEDS, digest=DIGEST),
            lambda: training.design_plan(minutes=240, course=COURSE, course_version=1, digest=DIGEST),
        )
        self.lead(on, lambda: training.approve_plan(version=1, document="培〔2024〕1号"))
        return self

    def session(self, name: str, session: str, on: str, *, minutes: int = 120, attendance: int = 30) -> None:
        start = at(on, 9)
        self.staff(
            on,
            lambda: self.training(name).record_session(
                session=session, trainer=LU, start=start, end=start + timedelta(minutes=minutes), course=COURSE,
                course_version=1, area=ROOM, place="创业活动室", attendance=attendance, sign_in=DIGEST,
            ),
        )  # fmt: skip

    def trained(self) -> ProgramWorld:
        """Two sessions, an evaluation, the end."""
        self.proposed()
        training, start = self.training(), at("2024-12-16", 9)
        self.staff(
            "2024-12-12",
            lambda: training.schedule_session(
                session="s-1", trainer=LU, start=start, end=start + timedelta(minutes=120), area=ROOM, seats=30
            ),
        )
        self.session("t-1", "s-1", "2024-12-16")
        self.session("t-1", "s-2", "2024-12-17")
        self.staff(
            "2024-12-18",
            lambda: training.evaluate_effect(method="questionnaire", asked=30, answered=27, digest=DIGEST),
        )
        self.lead("2024-12-19", training.complete_program)
        return self

    # -- activities

    def announced(self) -> ProgramWorld:
        """A salon, planned and announced."""
        salon, notice = self.activity(), self.publication("x-1")
        self.staff(
            "2024-12-20",
            lambda: salon.plan_activity(
                kind="salon", title="创业者沙龙", host="西湖区人社局", authority=BUREAU, area=ROOM,
                day=day("2024-12-26"), expected=30,
            ),
            lambda: notice.draft_announcement(activity="a-1", title="沙龙公告", digest=DIGEST),
        )  # fmt: skip
        self.lead("2024-12-20", notice.approve_promotion)
        self.staff(
            "2024-12-23",
            lambda: notice.publish_announcement(channel="official-account"),
            lambda: salon.announce_activity(announcement="x-1"),
        )
        return self

    def held(self) -> ProgramWorld:
        """Held with thirty, reported on, archived."""
        salon = self.activity()
        self.staff(
            "2024-12-26",
            lambda: salon.record_activity(area=ROOM, place="创业活动室", attendance=30, attendance_list=DIGEST),
        )
        self.staff("2024-12-27", lambda: salon.report_on_activity(digest=DIGEST))
        self.acts("2024-12-30", HE, Role.ARCHIVIST, lambda: salon.archive_activity(archive_code="2024-HD-D10-0001"))
        return self

    def contested(self) -> ProgramWorld:
        """A contest in which the client competes; her mentor stands aside for her, another judges all."""
        contest = self.activity("a-2")
        self.staff(
            "2024-12-30",
            lambda: contest.plan_activity(
                kind="innovation-contest", title="创新大赛", host="西湖区人社局", authority=BUREAU,
                day=day("2024-12-31"), expected=60, open_to_public=False,
            ),
            lambda: contest.record_support(support="u-1", kind="rules", provider=LU, digest=DIGEST),
            lambda: contest.record_contestants(contestants=[CLIENT_ID]),
            lambda: contest.appoint_judge(judge=SHEN),
        )  # fmt: skip
        return self

    # -- publicity, reception, pilots, development

    def publicised(self) -> ProgramWorld:
        """The client agrees to publicity; her case is compiled, reviewed, and promoted."""
        promotion = self.publication("x-2")
        self.staff(
            "2024-12-31",
            lambda: self.client.grant_consent(
                purpose=Purpose.PUBLICITY, text_version="宣传同意书/1", evidence="签字件"
            ),
            lambda: self.study.compile_case(case=CASE, title="一家小店的创办", digest=DIGEST),
            lambda: promotion.draft_achievement(title="案例", digest=DIGEST, clients=[CLIENT_ID], study="s-1"),
        )
        self.staff(
            "2024-12-31",
            lambda: self.study.review_deidentification(passed=True, digest=DIGEST),
            lambda: promotion.review_secrecy(passed=True, opinion="可以公开"),
            who=SHEN,
        )
        self.lead("2024-12-31", promotion.approve_promotion)
        self.staff("2024-12-31", lambda: promotion.publish_achievement(channel="website"))
        return self

    def kept(self) -> ProgramWorld:
        """Two receptions, one corrected, one struck out; a pilot; a day of study; research."""
        ledger, pilot = self.app.reception(STUDIO, "2024-12"), self.app.pilot(STUDIO, "p-1")
        book = self.app.development(STUDIO, 2024)
        self.staff(
            "2024-12-31",
            lambda: ledger.record_reception(
                entry="e-1", audience="entrepreneur", channel=ReceptionChannel.OFFLINE, matter="政策咨询"
            ),
            lambda: ledger.record_reception(
                entry="e-2", audience="mentor", channel=ReceptionChannel.ONLINE, matter="师资咨询"
            ),
            lambda: ledger.record_reception(
                entry="e-3", audience="mentor", channel=ReceptionChannel.ONLINE, matter="师资咨询"
            ),
            lambda: ledger.record_correction(entry="e-2", audience="trainer", reason="对象记错"),
            lambda: ledger.record_strike_out(entry="e-3", reason="重复登记"),
            lambda: book.record_development(entry="d-1", person=LU, subject="辅导技术", minutes=480, digest=DIGEST),
            lambda: book.record_research(entry="d-2", subject="直播答疑", participants=[LU], digest=DIGEST),
        )
        self.lead(
            "2024-12-31",
            lambda: pilot.launch_pilot(
                mode="skills-training", title="技能加创业", industry_basis="数字经济", digest=DIGEST
            ),
        )
        self.staff("2024-12-31", lambda: pilot.review_pilot(conclusion="可推广", digest=DIGEST))
        self.lead("2024-12-31", pilot.end_pilot)
        return self

    def all_of_it(self) -> ProgramWorld:
        """Everything, in turn."""
        return self.begun().trained().announced().held().contested().publicised().kept()
