"""S4 (杭州, after S1): a case from registration to archive; nothing is found.

The client is 王芷晴, a graduate with a micro firm; no name is in the record that could be read (see `recognised`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from studio_adapters.demo import shelves
from studio_adapters.demo.recognised import BANK, RecognisedHouse, paper
from studio_domain.client_case import Channel, ClosureKind, MatchOutcome
from studio_domain.client_record import EnterpriseSize, Purpose
from studio_domain.values import SHANGHAI, Fen, PersonId

CASE: Final = "2024-0017"
REGISTERED, OPENED, DUE = date(2024, 8, 5), date(2024, 8, 6), date(2025, 2, 2)
DIAGNOSED, PLANNED = date(2024, 8, 12), date(2024, 8, 15)
SERVED: Final = (
    (date(2024, 8, 22), 9, 11, Channel.VISIT),
    (date(2024, 9, 10), 9, 12, Channel.VISIT),
    (date(2024, 10, 17), 9, 11, Channel.ON_SITE),
)
MATCHED, LENT = date(2024, 10, 21), date(2024, 11, 5)
SHOWN, PROPOSED, HEARD = date(2024, 11, 12), date(2024, 11, 15), date(2024, 11, 18)
CLOSED, ARCHIVED = date(2024, 11, 20), date(2024, 12, 10)

ITEM: Final = "开业选址与融资辅导"
FEE: Final[Fen] = 600_00
LOAN: Final[Fen] = 200_000_00
JOBS: Final = 3
SATISFACTION: Final = 9
STEPS: Final = ("比选三处店面", "办理营业执照", "申请创业担保贷款")


def tell(house: RecognisedHouse) -> None:
    """Registered, served three times, lent to, closed by the lead, archived within a month."""
    house.price(date(2024, 7, 3), 1, ((ITEM, FEE),), effective=date(2024, 7, 5), public=date(2024, 7, 4))
    client = house.client
    house.registered(
        REGISTERED,
        lambda: client.grant_consent(purpose=Purpose.STATISTICS, text_version="同意书/1", evidence="签字件"),
        lambda: client.update_enterprise(size=EnterpriseSize.MICRO, industry="餐饮", first=REGISTERED),
        lambda: client.add_need(need="n-2", kind="financing"),
    )
    _open(house)
    _serve(house)
    _lend(house)
    _close(house)


def _open(house: RecognisedHouse) -> None:
    case, mentor = house.case(CASE), house.desk
    house.does(
        OPENED,
        mentor,
        lambda: case.open_case(
            client=house.customer, needs=("n-1", "n-2"), mentor=PersonId(mentor.id), listing=f"x-{mentor.id[2:]}",
            due=DUE,
        ),
        lambda: case.set_level(level="special", basis=("n-1",)),
        lambda: case.sign_agreement(
            agreement="xy-1", scope="选址、开业与融资", tariff_item=ITEM, fen=FEE, first=OPENED, last=DUE,
            document="协〔2024〕17号",
        ),
    )  # fmt: skip
    house.does(
        date(2024, 8, 9),
        mentor,
        lambda: case.assess_client(
            assessment="cp-1", tool="T-03", tool_version=2, interpretation=paper("测评解读", CASE)
        ),
    )
    house.does(
        DIAGNOSED,
        mentor,
        lambda: case.diagnose(diagnosis="zd-1", needs=("n-1", "n-2"), document=paper("诊断报告", CASE)),
    )
    house.does(
        PLANNED,
        mentor,
        lambda: case.plan_solution(steps=STEPS, client_agreed=True, document=paper("服务方案", CASE)),
    )


def _serve(house: RecognisedHouse) -> None:
    for number, (day, start, end, channel) in enumerate(SERVED, start=1):
        begins, ends = (datetime.combine(day, time(hour), SHANGHAI) for hour in (start, end))
        house.serves_until(ends)
        house.does(day, house.desk, *_service(house, number, begins, ends, channel))


def _service(
    house: RecognisedHouse, number: int, start: datetime, end: datetime, channel: Channel
) -> tuple[Callable[[], object], ...]:
    """A service, and the step of the plan that it does."""
    case, step = house.case(CASE), STEPS[number - 1]
    place = "client-site" if channel is Channel.ON_SITE else "counselling-room"
    return (
        lambda: case.record_service(
            service=f"fw-{number}", kind="2.2", sub_kind="opening", channel=channel, mentor=PersonId(house.desk.id),
            start=start, end=end,
            place=place, record=paper(f"服务记录 {number}", CASE),
        ),
        lambda: case.execute_step(step=step, evidence=paper(step, CASE)),
    )  # fmt: skip


def _lend(house: RecognisedHouse) -> None:
    """资源对接: a loan of ¥200,000.00, to which the client agreed to be referred."""
    case = house.case(CASE)
    house.does(
        MATCHED,
        house.desk,
        lambda: house.client.grant_consent(
            purpose=Purpose.REFERRAL, recipient=BANK, text_version="转介同意书/1", evidence="签字件"
        ),
        lambda: case.match_resource(match="dj-1", need="n-2", kind="financing", provider=BANK),
    )
    house.does(
        LENT,
        house.desk,
        lambda: case.record_match_result(
            match="dj-1", outcome=MatchOutcome.SUCCEEDED, fen=LOAN, evidence=paper("借款合同", CASE)
        ),
    )


def _close(house: RecognisedHouse) -> None:
    case, mentor = house.case(CASE), house.desk
    papers = (paper("营业执照", CASE), paper("社保名单", CASE))
    house.does(
        SHOWN,
        mentor,
        lambda: case.prove_result(result="xg-1", what=f"取得营业执照，带动就业 {JOBS} 人", evidence=papers),
        lambda: case.record_outcome(jobs=JOBS, founded=True, evidence=papers),
    )
    house.does(PROPOSED, mentor, lambda: case.propose_closure(kind=ClosureKind.COMPLETED))
    house.does(HEARD, mentor, lambda: case.record_client_word(confirms=True, document=paper("结案确认单", CASE)))
    house.does(CLOSED, house.lead, case.close_case)
    house.does(CLOSED, mentor, lambda: case.record_satisfaction(score=SATISFACTION))
    code = "2024-FW-D30-0017"
    filed = shelves.files(house, f"case/{CASE}", 2024, code)
    house.does(ARCHIVED, house.archivist, *filed, lambda: case.archive_case(archive_code=code))
