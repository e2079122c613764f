"""A training programme, for the acting person: 需求, 方案, 实施, 评估 (二、（四）)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from studio_adapters.app.core import Desk, Hand
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import client_record, expert_contract, resource_entry, studio, training_program
from studio_domain import fund_account as fund
from studio_domain.aggregate import At, Changes
from studio_domain.desk import programs
from studio_domain.resource_entry import ResourceEntry
from studio_domain.training_program import NeedRef, TrainingProgram
from studio_domain.values import person_id, stream_name


class TrainingHandle(Handle[TrainingProgram]):
    """创业培训: `app.training("hz-xihu-001", "t-2025-01")`."""

    KIND = "training-program"
    IDS = frozenset({"session", "course"})
    PERSONS = frozenset({"trainer"})

    def __init__(self, desk: Desk, owner: str, program: str) -> None:
        stream = stream_name(owner, "training", program)
        super().__init__(desk, training_program, training_program.MAY_DECIDE, stream)

    def _entry(self, course: str) -> At[ResourceEntry | None]:
        return self._desk.at(resource_entry, stream_name(self.owner, "resource", course))

    def propose_program(self, *, title: str) -> Receipt:
        """提出培训: the title names no client."""
        asked = locals()
        return self._decide(
            training_program.propose_program,
            asked,
            lambda hand: programs.propose_program(
                self._at(),
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                title=title,
                proposer=hand.by,
                on=hand.day,
            ),
        )

    def assess_needs(self, *, needs: Iterable[NeedRef], digest: str) -> Receipt:
        """评估培训需求: `needs=[NeedRef("k-0001", "n-1")]`, and the assessment's SHA-256 (hex)."""
        needs = tuple(needs)
        asked = {"needs": needs, "digest": digest}

        def decide(hand: Hand) -> Changes:
            clients = {
                one.client: self._desk.at(client_record, stream_name(self.owner, "client", one.client)) for one in needs
            }
            return programs.assess_needs(
                self._existing(), clients, needs=needs, digest=digest, assessor=hand.by, on=hand.day
            )

        return self._decide(training_program.assess_needs, asked, decide)

    def design_plan(self, *, minutes: int, course: str, course_version: int, digest: str, reason: str = "") -> Receipt:
        """编制培训方案, or a further version of it with its reason."""
        asked = locals()
        return self._decide(
            training_program.design_plan,
            asked,
            lambda hand: programs.design_plan(
                self._existing(),
                self._entry(course),
                minutes=minutes,
                course_version=course_version,
                digest=digest,
                designer=hand.by,
                on=hand.day,
                reason=reason,
            ),
        )

    def approve_plan(self, *, version: int, document: str) -> Receipt:
        """批准培训方案."""
        asked = locals()
        return self._decide_alone(
            training_program.approve_plan,
            asked,
            lambda program, hand: training_program.approve_plan(
                program,
                version=version,
                approver=hand.by,
                document=document,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def schedule_session(
        self,
        *,
        session: str,
        trainer: str,
        start: datetime,
        end: datetime,
        seats: int,
        area: str | None = None,
        contract: str | None = None,
    ) -> Receipt:
        """排定课次: `contract` is the expert contract by which a trainer from outside teaches."""
        asked = {name: value for name, value in locals().items() if value is not None}

        def decide(hand: Hand) -> Changes:
            program = self._existing()
            plan = program.state.plan
            relied = None
            if contract is not None:
                relied = self._desk.at(expert_contract, stream_name(self.owner, "expert", contract))
            return programs.schedule_session(
                program,
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                self._entry(plan.course if plan else "none"),
                relied,
                session=session,
                trainer=person_id(trainer),
                start=start,
                end=end,
                area=area,
                seats=seats,
                on=hand.day,
            )

        return self._decide(training_program.schedule_session, asked, decide)

    def record_session(
        self,
        *,
        session: str,
        trainer: str,
        start: datetime,
        end: datetime,
        course: str,
        course_version: int,
        place: str,
        attendance: int,
        sign_in: str,
        area: str | None = None,
    ) -> Receipt:
        """登记已实施的课次: `sign_in` is the SHA-256 (hex) of the sign-in sheet."""
        asked = {name: value for name, value in locals().items() if value is not None}
        return self._decide_alone(
            training_program.record_session,
            asked,
            lambda program, hand: training_program.record_session(
                program,
                session=session,
                trainer=person_id(trainer),
                start=start,
                end=end,
                course=course,
                course_version=course_version,
                area=area,
                place=place,
                attendance=attendance,
                sign_in=sign_in,
            ),
        )

    def record_charge(self, *, year: int, charge: str) -> Receipt:
        """登记培训收费: which charge of a year's fund account is a fee of this programme."""
        asked = locals()
        return self._decide_alone(
            training_program.record_charge,
            asked,
            lambda program, hand: training_program.record_charge(program, year=year, charge=charge),
        )

    def evaluate_effect(self, *, method: str, asked: int, answered: int, digest: str) -> Receipt:
        """评估培训效果: how many were asked, how many answered."""
        given = {"method": method, "asked": asked, "answered": answered, "digest": digest}
        return self._decide_alone(
            training_program.evaluate_effect,
            given,
            lambda program, hand: training_program.evaluate_effect(
                program,
                method=method,
                asked=asked,
                answered=answered,
                digest=digest,
                evaluator=hand.by,
                on=hand.day,
            ),
        )

    def complete_program(self) -> Receipt:
        """完成培训."""
        return self._decide_alone(
            training_program.complete_program,
            {},
            lambda program, hand: training_program.complete_program(program, by=hand.by, on=hand.day),
        )

    def cancel_program(self, *, reason: str) -> Receipt:
        """取消培训: once all that was charged for it is refunded."""
        asked = locals()

        def decide(hand: Hand) -> Changes:
            program = self._existing()
            years = sorted({at for year, _ in program.state.charges for at in (year, year + 1)})
            accounts = {year: self._desk.at(fund, f"{self.owner}/fund/{year}") for year in years}
            return programs.cancel_program(program, accounts, reason=reason, by=hand.by, on=hand.day)

        return self._decide(training_program.cancel_program, asked, decide)
