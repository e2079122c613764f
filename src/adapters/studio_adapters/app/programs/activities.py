"""An activity, for the acting person: 计划, 公告, 举办, 总结, 归档; 技术支持, 评委 (二、（四）, （七）, （八）)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from studio_adapters.app.core import Desk, Hand
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import client_case, invoice, publication, service_activity, studio
from studio_domain import fund_account as fund
from studio_domain.aggregate import At, Changes
from studio_domain.client_case import CaseOpened, ClientCase
from studio_domain.desk import funds, programs
from studio_domain.fund_account import Voucher
from studio_domain.service_activity import ServiceActivity
from studio_domain.studio import Studio
from studio_domain.values import Fen, person_id, region_stream, stream_name


class ServiceActivityHandle(Handle[ServiceActivity]):
    """活动: `app.activity("hz-xihu-001", "a-2025-03")`."""

    KIND = "service-activity"
    IDS = frozenset({"support", "contestant"})
    PERSONS = frozenset({"judge", "provider"})

    def __init__(self, desk: Desk, owner: str, activity: str) -> None:
        stream = stream_name(owner, "activity", activity)
        super().__init__(desk, service_activity, service_activity.MAY_DECIDE, stream)

    def _studio(self) -> At[Studio]:
        return self._desk.existing(studio, f"{self.owner}/studio/profile")

    def plan_activity(
        self,
        *,
        kind: str,
        title: str,
        host: str,
        day: date,
        expected: int,
        authority: str | None = None,
        area: str | None = None,
        open_to_public: bool = True,
    ) -> Receipt:
        """计划活动: `authority` is the USCC of the one it is held with, `area` a room of the studio."""
        asked = {name: value for name, value in locals().items() if value is not None}
        return self._decide(
            service_activity.plan_activity,
            asked,
            lambda hand: programs.plan_activity(
                self._at(),
                self._studio(),
                kind=kind,
                title=title,
                host=host,
                authority=authority,
                area=area,
                open_to_public=open_to_public,
                day=day,
                expected=expected,
                planner=hand.by,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def announce_activity(self, *, announcement: str) -> Receipt:
        """公告活动: by an announcement of the studio that is published."""
        asked = locals()
        return self._decide(
            service_activity.announce_activity,
            asked,
            lambda hand: programs.announce_activity(
                self._existing(),
                self._desk.at(publication, stream_name(self.owner, "publication", announcement)),
                on=hand.day,
            ),
        )

    def record_activity(self, *, place: str, attendance: int, attendance_list: str, area: str | None = None) -> Receipt:
        """登记活动已举办: `attendance_list` is the SHA-256 (hex) of the list."""
        asked = {name: value for name, value in locals().items() if value is not None}
        return self._decide_alone(
            service_activity.record_activity,
            asked,
            lambda activity, hand: service_activity.record_activity(
                activity,
                area=area,
                place=place,
                attendance=attendance,
                attendance_list=attendance_list,
                on=hand.day,
            ),
        )

    def report_on_activity(self, *, digest: str) -> Receipt:
        """总结活动."""
        asked = locals()
        return self._decide_alone(
            service_activity.report_on_activity,
            asked,
            lambda activity, hand: service_activity.report_on_activity(
                activity, digest=digest, reporter=hand.by, on=hand.day
            ),
        )

    def archive_activity(self, *, archive_code: str) -> Receipt:
        """活动材料归档."""
        asked = locals()
        return self._decide(
            service_activity.archive_activity,
            asked,
            lambda hand: programs.archive_activity(
                self._existing(), self._studio(), archive_code=archive_code, archivist=hand.by, on=hand.day
            ),
        )

    def cancel_activity(self, *, reason: str) -> Receipt:
        """取消活动."""
        asked = locals()
        return self._decide_alone(
            service_activity.cancel_activity,
            asked,
            lambda activity, hand: service_activity.cancel_activity(activity, reason=reason, by=hand.by, on=hand.day),
        )

    # -- technical support, judges

    def record_support(self, *, support: str, kind: str, provider: str, digest: str) -> Receipt:
        """登记技术支持: scheme, rules, judging."""
        asked = locals()
        return self._decide_alone(
            service_activity.record_support,
            asked,
            lambda activity, hand: service_activity.record_support(
                activity, support=support, kind=kind, provider=person_id(provider), digest=digest, on=hand.day
            ),
        )

    def record_contestants(self, *, contestants: Iterable[str]) -> Receipt:
        """登记参赛对象: clients of the studio who compete."""
        contestants = tuple(contestants)
        asked = {"contestants": contestants}
        return self._decide_alone(
            service_activity.record_contestants,
            asked,
            lambda activity, hand: service_activity.record_contestants(activity, contestants=contestants, on=hand.day),
        )

    def record_recusal(self, *, judge: str, contestant: str) -> Receipt:
        """登记评委回避."""
        asked = locals()
        return self._decide_alone(
            service_activity.record_recusal,
            asked,
            lambda activity, hand: service_activity.record_recusal(
                activity, judge=person_id(judge), contestant=contestant, on=hand.day
            ),
        )

    def appoint_judge(self, *, judge: str) -> Receipt:
        """聘请评委: who has guided a contestant of late stands aside for him on record first."""
        asked = locals()

        def decide(hand: Hand) -> Changes:
            activity = self._existing()
            return programs.appoint_judge(
                activity,
                self._cases(activity),
                judge=person_id(judge),
                appointer=hand.by,
                on=hand.day,
                terms=hand.terms,
            )

        return self._decide(service_activity.appoint_judge, asked, decide)

    def claim_judge_fee(
        self, *, judge: str, claim: str, line: str, category: str, fen: Fen, vouchers: Iterable[Voucher], purpose: str
    ) -> Receipt:
        """申领评审费: a claim of the fund account of the year, which pays the judge."""
        vouchers = tuple(vouchers)
        asked = {
            "judge": judge, "claim": claim, "line": line, "category": category, "fen": fen, "vouchers": vouchers,
            "purpose": purpose,
        }  # fmt: skip

        def decide(hand: Hand) -> Changes:
            activity = self._existing()
            region = self._desk.region_of(self.owner)
            numbers = (number for number in funds.invoices_of(vouchers) if number)
            return programs.claim_judge_fee(
                activity,
                self._cases(activity),
                self._desk.existing(fund, f"{self.owner}/fund/{hand.day.year}"),
                tuple(self._desk.at(invoice, region_stream(region, "invoice", number)) for number in numbers),
                judge=person_id(judge),
                claim=claim,
                line=line,
                category=category,
                fen=fen,
                vouchers=vouchers,
                purpose=purpose,
                claimant=hand.by,
                on=hand.day,
                terms=hand.terms,
            )

        return self._decide(service_activity.claim_judge_fee, asked, decide)

    def _cases(self, activity: At[ServiceActivity]) -> list[At[ClientCase]]:
        """The cases of the contestants, as they are now."""
        contestants = activity.state.contestants
        if not contestants:
            return []
        streams = [
            event.stream
            for event in self._desk.journal.history(self.owner)
            if isinstance(event.fact, CaseOpened) and event.fact.client in contestants
        ]
        return [self._desk.existing(client_case, stream) for stream in dict.fromkeys(streams)]
