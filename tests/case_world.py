"""S4, a case from beginning to end, through the decisions of the studio that S1 founded.

All persons, organisations and numbers are fictional.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, Self

import case_story as s
from case_story import BANK_ID, CASE, CLIENT_ID, HE, ITEM, LISTED, LOAN, LU, SHEN, SITE, STEPS, TOOL_ID, paper
from studio_adapters.app import StudioApp
from studio_adapters.app.cases import ClientCaseHandle
from studio_adapters.app.clients import ClientHandle
from studio_adapters.app.resources import ResourceHandle
from studio_domain.annual_plan import Goal
from studio_domain.archive_record import Holding, Medium, Secrecy
from studio_domain.client_case import Channel, ClosureKind, MatchOutcome
from studio_domain.client_record import EnterpriseSize, Purpose
from studio_domain.filing import Matter
from studio_domain.guideline import Role
from studio_domain.policy.terms import KEYS, Terms
from studio_domain.tariff_schedule import TariffItem
from studio_domain.values import SHANGHAI, PersonId
from studio_world import BUREAU, DIGEST, PARK, STUDIO, World, day

ADOPTED: Final = tuple(
    key.name for key in KEYS.values() if key.name.startswith(("case.", "archive.case_", "backdate.", "record."))
)


def at(text: str, hour: int) -> datetime:
    on = day(text)
    return datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)


class CaseWorld(World):
    """The studio of S1 with its tariff and libraries, a client, and the case of S4."""

    def __init__(self, store: str = "memory:", keys: str = "memory:") -> None:
        super().__init__()
        self.app = StudioApp(store, clock=self.clock, keys=keys)

    def founded(self, **adopted: Any) -> Self:
        values = {key: KEYS[key].default for key in ADOPTED}
        super().founded(**{**values, **adopted})
        keeper = self.app.mandates(STUDIO, HE)
        self.head(
            "2024-05-06",
            lambda: keeper.record_mandate(
                mandate_id="m-2", role=Role.ARCHIVIST, org=PARK, first=day("2024-01-01"), document="任〔2024〕2号"
            ),
            *(self._person(person, PARK) for person in (LU, SHEN, HE)),
        )
        return self

    def staff(self, on: str, *decide: Callable[[], object], who: PersonId = LU) -> None:
        self.acts(on, who, Role.STAFF, *decide)

    @property
    def case(self) -> ClientCaseHandle:
        return self.app.case(STUDIO, CASE)

    @property
    def client(self) -> ClientHandle:
        return self.app.client(STUDIO, CLIENT_ID)

    # -- what the case rests on

    def equipped(self) -> CaseWorld:
        """Tariff and libraries: the tool in two versions, courses, a bank's offer, who serves."""
        tariff = self.app.tariff(STUDIO)
        items = (TariffItem(ITEM, "special", "项", 600_00), TariffItem(s.FREE, "basic", "次", 0))
        self.staff("2024-07-02", lambda: tariff.draft_tariff(items=items), who=SHEN)
        conduct = self.app.conduct(STUDIO, LU)
        self.staff(
            "2024-07-02",
            lambda: conduct.sign_pledge(text_version="承诺书/1", digest=DIGEST),
            lambda: conduct.declare_integrity(year=2024, digest=DIGEST),
        )
        self.head("2024-07-03", lambda: tariff.approve_tariff(version=1, document="价〔2024〕1号"))
        self.staff(
            "2024-07-04",
            lambda: tariff.publish_tariff(version=1, effective=day("2024-07-05"), place="宣传展示区"),
            who=SHEN,
        )

        def tool() -> object:
            return self._entry(TOOL_ID).publish_tool(
                title="创业胜任力测评", audiences=("graduate",), template=DIGEST, reviewer=s.ZHOU
            )

        self.staff(
            "2024-07-08",
            tool,
            lambda: self._entry("c-01").publish_course(
                title="开业十讲", resources_of=("teacher", "tutorial"), audiences=("graduate",), reviewer=s.ZHOU
            ),
            lambda: self._entry(BANK_ID).add_information(category="financing", title="西湖创业贷", source="银行网站"),
            *map(self._informed, sorted(set(Terms().library.info_categories) - {"financing"})),
            *(self._listed(person) for person in (s.ZHOU, LU, SHEN)),
            who=SHEN,
        )
        self.staff("2024-07-15", tool, who=SHEN)
        return self.year_planned()

    def year_planned(self) -> CaseWorld:
        """The plan of 2024, approved and filed in time."""
        plan, filing = self.app.annual_plan(STUDIO, 2024), self.app.filing(STUDIO, "b-2024-01")
        self.lead("2024-07-16", lambda: plan.draft_plan(direction="做实一对一指导", goals=[Goal("services", 3)]))
        self.head("2024-07-17", lambda: plan.approve_plan(version=1, document="计〔2024〕1号"))
        self.staff(
            "2024-07-18",
            lambda: filing.prepare_filing(covers=[Matter("plan", "2024")], digest=DIGEST, authority=BUREAU),
            filing.submit_filing,
        )
        return self

    def _entry(self, name: str) -> ResourceHandle:
        return self.app.resource(STUDIO, name)

    def _informed(self, category: str) -> Callable[[], object]:
        """An entry of each category; a policy has number, issuer and days."""
        told: dict[str, Any] = {"title": category, "source": "官网"}
        if category == "policies":
            told |= {"document": "杭人社发〔2024〕9号", "issuer": "杭州市人社局", "first": day("2024-01-01")}
            told |= {"last": day("2026-12-31")}
        entry = self._entry(f"i-{category}")
        return lambda: entry.add_information(category=category, **told)

    def _listed(self, person: PersonId) -> Callable[[], object]:
        entry = self._entry(f"x-{person[2:]}")
        return lambda: entry.list_expert(person=person, engagement="full-time", fields=("开业",))

    def registered(self) -> CaseWorld:
        """王芷晴, a graduate with a micro firm, needs a site and a loan; she agrees to be guided, counted, referred."""
        client = self.client
        self.staff(
            "2024-08-05",
            lambda: client.register_client(
                notice="告知书/1", name="王芷晴", adult=True, text_version="同意书/1", evidence="签字件"
            ),
            lambda: client.grant_consent(purpose=Purpose.STATISTICS, text_version="同意书/1", evidence="签字件"),
            lambda: client.update_enterprise(
                size=EnterpriseSize.MICRO, industry="餐饮", first=day("2024-08-05"), name="杭州芷味餐饮店"
            ),
            lambda: client.add_need(need=SITE, kind="opening", words="开业选址"),
            lambda: client.add_need(need=LOAN, kind="financing", words="融资"),
            lambda: client.classify_client(segment="graduate", stage="founding", basis=(SITE,), reason="毕业一年内"),
        )
        return self

    # -- the case

    def opened(self, **said: Any) -> CaseWorld:
        """On 2024-08-06: special service for ¥600.00, due in 180 days."""
        words: dict[str, Any] = {"needs": (SITE, LOAN), "mentor": LU, "listing": LISTED, "due": s.DUE} | said
        self.staff(
            "2024-08-06",
            lambda: self.case.open_case(client=CLIENT_ID, **words),
            lambda: self.case.set_level(level="special", basis=(SITE,)),
            lambda: self.case.sign_agreement(
                agreement="g-1", scope="选址、开业与融资", tariff_item=ITEM, fen=600_00, first=s.OPENED, last=s.DUE,
                document="协〔2024〕17号",
            ),
        )  # fmt: skip
        return self

    def planned(self) -> CaseWorld:
        self.staff(
            "2024-08-09",
            lambda: self.case.assess_client(
                assessment="a-1", tool=TOOL_ID, tool_version=2, interpretation=paper("测评解读")
            ),
        )
        self.staff(
            "2024-08-12",
            lambda: self.case.diagnose(diagnosis="d-1", needs=(SITE, LOAN), document=paper("诊断报告")),
        )
        self.staff(
            "2024-08-15",
            lambda: self.case.plan_solution(steps=STEPS, client_agreed=True, document=paper("服务方案")),
        )
        return self

    def served(self) -> CaseWorld:
        """Three services of two, three and two and a half hours, the last at the shop; each does a step."""
        spans = (("2024-08-22", 9, 11, Channel.VISIT), ("2024-09-10", 14, 17, Channel.VISIT),
                 ("2024-10-17", 9, 11, Channel.ON_SITE))  # fmt: skip
        for number, (on, start, end, channel) in enumerate(spans, start=1):
            self.staff(on, self._service(number, on, start, end, channel), self._step(STEPS[number - 1]))
            if number < len(spans):
                self.freezes(("2024-09-03", "2024-10-09")[number - 1])
        return self

    def _service(self, number: int, on: str, start: int, end: int, channel: Channel) -> Callable[[], object]:
        place = "client-site" if channel is Channel.ON_SITE else "counselling-room"
        return lambda: self.case.record_service(
            service=f"s-{number}", kind="2.2", sub_kind="opening", channel=channel, mentor=LU, start=at(on, start),
            end=at(on, end), place=place, record=paper(f"服务记录 {number}"),
        )  # fmt: skip

    def _step(self, name: str) -> Callable[[], object]:
        return lambda: self.case.execute_step(step=name, evidence=paper(name))

    def matched(self) -> CaseWorld:
        """A loan of ¥200,000.00, to which she agreed to be referred."""
        self.staff(
            "2024-10-21",
            lambda: self.client.grant_consent(
                purpose=Purpose.REFERRAL, recipient=BANK_ID, text_version="转介同意书/1", evidence="签字件"
            ),
            lambda: self.case.match_resource(match="m-1", need=LOAN, kind="financing", provider=BANK_ID),
        )
        self.freezes("2024-11-04")
        self.staff(
            "2024-11-05",
            lambda: self.case.record_match_result(
                match="m-1", outcome=MatchOutcome.SUCCEEDED, fen=200_000_00, evidence=paper("借款合同")
            ),
        )
        return self

    def closed(self) -> CaseWorld:
        """A licence and three jobs on 11-12, proposed by the mentor on 11-15, closed by the lead on 11-20: 9 of 10."""
        papers = (paper("营业执照"), paper("社保名单"))
        self.staff(
            "2024-11-12",
            lambda: self.case.prove_result(result="r-1", what="取得营业执照，带动就业 3 人", evidence=papers),
            lambda: self.case.record_outcome(jobs=3, founded=True, evidence=papers),
        )
        self.staff("2024-11-15", lambda: self.case.propose_closure(kind=ClosureKind.COMPLETED))
        self.staff(
            "2024-11-18",
            lambda: self.case.record_client_word(confirms=True, words="同意结案", document=paper("结案确认单")),
        )
        self.lead("2024-11-20", lambda: self.case.close_case())
        self.staff("2024-11-20", lambda: self.case.record_satisfaction(score=9, words="很有帮助"))
        return self

    def freezes(self, on: str) -> None:
        """The ledger of services of the month before is frozen."""
        before = day(on).replace(day=1) - timedelta(1)
        ledger = self.app.ledger(STUDIO, "services", f"{before:%Y-%m}")
        self.acts(on, HE, Role.ARCHIVIST, ledger.freeze_ledger)

    def archived(self, on: str = "2024-12-10") -> CaseWorld:
        """Its file is filed in the archives, under its code, and the case says so."""
        file = self.app.archive(STUDIO, s.CODE)
        kept = Holding(Medium.PAPER, "档案室 1 柜 2 层")
        self.acts(
            on,
            HE,
            Role.ARCHIVIST,
            lambda: file.collect_record(
                of=f"{STUDIO}/case/2024-0017", what="服务项目案卷", department="office", holding=kept
            ),
            lambda: file.classify_record(
                year=2024, category="case-file", importance="important", retention="D30", secrecy=Secrecy.PERSONAL
            ),
            file.file_record,
        )
        self.acts(on, HE, Role.ARCHIVIST, lambda: self.case.archive_case(archive_code=s.CODE))
        return self

    def of_s4(self) -> CaseWorld:
        """S1, then S4, all of it."""
        return self.recognised().equipped().registered().opened().planned().served().matched().closed().archived()


def told(world: World, as_of: str) -> list[str]:
    """What a whole audit of the studio finds, in brief."""
    return [f"{one.check} {one.subjects}: {one.message('en')}" for one in world.findings(as_of)]
