"""A case as it is kept: every step is a decision, and what it decides is applied. Scenario S4 from beginning to end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial, reduce
from typing import Any, TypeVar

from studio_domain import client_case as case
from studio_domain import tariff_schedule
from studio_domain.aggregate import At
from studio_domain.archive_record import ArchiveRecord, Holding, Medium
from studio_domain.client_case import Channel, ClientCase, ClosureKind, Event, Evidence, MatchOutcome
from studio_domain.client_record import Classification, ClientRecord, Consent, Need, Purpose
from studio_domain.person_record import Employment, Interest, InterestKind, PersonRecord
from studio_domain.policy import Terms
from studio_domain.resource_entry import ResourceEntry, Version
from studio_domain.studio import Studio
from studio_domain.studio.recognition import Recognition, Term
from studio_domain.studio.roster import Roster, Service
from studio_domain.tariff_schedule import TariffItem, TariffSchedule
from studio_domain.values import SHANGHAI, PersonId, Region

F = TypeVar("F")

ZHOU, LU, HE, SHEN, XU = (PersonId(f"p-{name}") for name in ("zhou", "lu", "he", "shen", "xu"))
"""The lead, the mentor, the archivist, another of the staff, the carrier's head."""

CASE, CLIENT_ID = "2024-0017", "k-wang"
RECOGNISED = date(2024, 7, 1)
REGISTERED, OPENED, DUE = date(2024, 8, 5), date(2024, 8, 6), date(2025, 2, 2)
DIAGNOSED, PLANNED, MATCHED = date(2024, 8, 12), date(2024, 8, 15), date(2024, 10, 21)
SERVED = (date(2024, 8, 22), date(2024, 9, 10), date(2024, 10, 17))
RESULT, PROPOSED, CLOSED, ARCHIVED = date(2024, 11, 12), date(2024, 11, 15), date(2024, 11, 20), date(2024, 12, 10)
SITE, LOAN = "n-site", "n-loan"
TOOL_ID, BANK_ID, LISTED = "T-03", "info-bank", "x-lu"
ITEM, FREE = "开业选址与融资辅导", "政策咨询"
STEPS = ("比选三处店面", "办理营业执照", "申请创业担保贷款")

TERMS = Terms()


def told(module: Any, *events: object) -> Any:
    """The state after these facts."""
    return reduce(module.evolve, events, None)


def staff(person: PersonId, last: date | None = None) -> Service:
    return Service(person, "mentor", RECOGNISED, last)


STUDIO = Studio(
    Region("330106", "浙江省杭州市西湖区"), "91000000MA00000157", "西湖数智创业园运营有限公司", "park",
    Recognition(terms=(Term(RECOGNISED, date(2027, 6, 30)),)),
    Roster(
        leads=(Service(ZHOU, "mentor", RECOGNISED, None, True),),
        staff=(staff(LU), staff(SHEN), staff(HE)),
        archivists=((HE, RECOGNISED),),
    ),
)  # fmt: skip
CLIENT = ClientRecord(
    CLIENT_ID, True, REGISTERED,
    (
        Consent(Purpose.GUIDANCE, None, True, REGISTERED),
        Consent(Purpose.STATISTICS, None, True, REGISTERED),
        Consent(Purpose.REFERRAL, BANK_ID, True, REGISTERED),
    ),
    needs={SITE: Need("opening", REGISTERED), LOAN: Need("financing", REGISTERED)},
    classification=Classification("graduate", "founding", (SITE,), REGISTERED),
)  # fmt: skip
LISTING = ResourceEntry("expert", {1: Version(RECOGNISED)}, person=LU)
TOOL = ResourceEntry(
    "tool",
    {1: Version(RECOGNISED, None, ("graduate",)), 2: Version(date(2024, 7, 15), None, ("graduate", "returnee"))},
)
BANK = ResourceEntry("information", {1: Version(RECOGNISED)}, category="financing")
RECORD = PersonRecord(LU, (Employment(date.min, "91000000MA00000157", False),))
TIED = PersonRecord(LU, RECORD.employments, {"i-1": Interest(BANK_ID, InterestKind.CONTRACT, RECOGNISED)})
TARIFF: TariffSchedule = told(
    tariff_schedule,
    tariff_schedule.TariffDrafted(
        1, (TariffItem(ITEM, "special", "项", 600_00), TariffItem(FREE, "basic", "次", 0)), SHEN
    ),
    tariff_schedule.TariffApproved(1, XU, RECOGNISED, "价〔2024〕1号"),
    tariff_schedule.TariffPublished(1, RECOGNISED, RECOGNISED, "宣传展示区", SHEN),
)


def paper(title: str, digest: str = "a") -> Evidence:
    """A document with a digest of its own."""
    return Evidence(title, (digest * 64)[:64])


def at(day: date, hour: int) -> datetime:
    """A full hour of a legal day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


class Story:
    """A case, decision by decision."""

    def __init__(self, state: ClientCase | None = None) -> None:
        self._state = state
        self.facts: list[Any] = []

    @property
    def case(self) -> ClientCase:
        assert self._state is not None
        return self._state

    def tell(self, *facts: Event) -> Story:
        """Facts past every guard."""
        for fact in facts:
            self._state = case.evolve(self._state, fact)
            self.facts.append(fact)
        return self

    def take(self, decision: Callable[..., Event], **arguments: Any) -> Story:
        """Decide, and apply it."""
        return self.tell(decision(self._state, **arguments))


open_case = partial(
    case.open_case,
    case=CASE, needs=(SITE, LOAN), mentor=LU, opened=OPENED, due=DUE,
    studio=STUDIO, record=CLIENT, contract=None, listing=LISTING, terms=TERMS,
)  # fmt: skip
assess = partial(
    case.assess_client,
    assessment="a-1", tool=TOOL_ID, tool_version=2, mentor=LU, on=date(2024, 8, 9), interpretation=paper("测评解读"),
    entry=TOOL, client=CLIENT,
)  # fmt: skip
set_level = partial(
    case.set_level,
    level="special",
    basis=("k-wang 分类", SITE),
    by=LU,
    first=OPENED,
    on=OPENED,
    client=CLIENT,
    terms=TERMS,
)
sign = partial(
    case.sign_agreement,
    agreement="g-1", scope="选址、开业与融资", tariff_item=ITEM, fen=600_00, signed=OPENED, first=OPENED, last=DUE,
    document="协〔2024〕17号", tariff=TARIFF,
)  # fmt: skip
diagnose = partial(
    case.diagnose, diagnosis="d-1", needs=(SITE, LOAN), mentor=LU, on=DIAGNOSED, document=paper("诊断报告")
)
plan = partial(case.plan_solution, steps=STEPS, mentor=LU, on=PLANNED, client_agreed=True, document=paper("服务方案"))
match = partial(
    case.match_resource,
    match="m-1", need=LOAN, kind="financing", provider=BANK_ID, mentor=LU, on=MATCHED,
    entry=BANK, person=RECORD, client=CLIENT, terms=TERMS,
)  # fmt: skip
prove = partial(
    case.prove_result,
    result="r-1", what="取得营业执照，带动就业 3 人", mentor=LU, on=RESULT,
    evidence=(paper("营业执照"), paper("社保名单")),
)  # fmt: skip
propose = partial(case.propose_closure, kind=ClosureKind.COMPLETED, proposer=LU, on=PROPOSED, terms=TERMS)
close = partial(case.close_case, approver=ZHOU, on=CLOSED, terms=TERMS)


def file_of(number: str, code: str) -> At[ArchiveRecord | None]:
    """The file of a case, as it lies in the archives."""
    kept = Holding(Medium.PAPER, "档案室 1 柜")
    record = ArchiveRecord(code, f"hz-xihu-001/case/{number}", "office", kept, CLOSED, filed=CLOSED)
    return At(f"hz-xihu-001/archive/{code}", 3, record)


CODE = "2024-FW-D30-0017"
archive = partial(
    case.archive_case, archive_code=CODE, archivist=HE, on=ARCHIVED, studio=STUDIO, record=file_of(CASE, CODE)
)


def service(number: int, day: date, channel: Channel = Channel.VISIT, **rest: Any) -> dict[str, Any]:
    """Two hours of guidance on a day."""
    return {
        "service": f"s-{number}", "kind": "2.2", "sub_kind": "opening", "channel": channel, "mentor": LU,
        "start": at(day, 9), "end": at(day, 11), "place": "counselling-room", "record": paper(f"服务记录 {number}"),
    } | rest  # fmt: skip


def step(name: str, on: date) -> dict[str, Any]:
    return {"step": name, "mentor": LU, "on": on, "evidence": paper(name)}


def opened() -> Story:
    """S4 on its first day: special service, agreed."""
    return Story().take(open_case).take(set_level).take(sign)


def planned() -> Story:
    """S4 with assessment, diagnosis and plan."""
    return opened().take(assess).take(diagnose).take(plan)


def done() -> Story:
    """S4 with all services, the loan, and its result."""
    story = planned()
    for number, day in enumerate(SERVED, start=1):
        channel = Channel.ON_SITE if number == 3 else Channel.VISIT
        story.take(case.record_service, **service(number, day, channel))
        story.take(case.execute_step, **step(STEPS[number - 1], day))
    story.take(match)
    story.take(
        case.record_match_result,
        match="m-1", outcome=MatchOutcome.SUCCEEDED, fen=200_000_00, on=date(2024, 11, 5), evidence=paper("借款合同"),
    )  # fmt: skip
    story.take(prove)
    return story.take(case.record_outcome, jobs=3, founded=True, on=RESULT, evidence=(paper("社保名单"),))


def proposed() -> Story:
    """S4 with its proposal to close, and the client's word."""
    story = done().take(propose)
    return story.take(case.record_client_word, confirms=True, on=date(2024, 11, 18), document=paper("结案确认单"))


def closed() -> Story:
    """S4 closed."""
    story = proposed().take(close)
    return story.take(case.record_satisfaction, score=9, on=CLOSED)


def archived() -> Story:
    """S4 to its end."""
    return closed().take(archive)


def tries(story: Story, *days: date) -> Story:
    """The client could not be reached on these days."""
    for day in days:
        story.take(case.record_contact_try, attempt=f"t-{day}", channel="电话", on=day, by=LU)
    return story


def days(first: date, *after: int) -> tuple[date, ...]:
    """*first*, and so many days after it."""
    return (first, *(first + timedelta(number) for number in after))
