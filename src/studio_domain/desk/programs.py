"""The desk of training and activities: what a decision rests on stays as it is (二、（四）, （六）–（九））."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from studio_domain import case_study, publication, service_activity, skills_pilot, training_program
from studio_domain.aggregate import At, Change, Changes
from studio_domain.case_study import CaseStudy
from studio_domain.client_case import ClientCase
from studio_domain.client_record import ClientRecord
from studio_domain.desk import funds
from studio_domain.expert_contract import ExpertContract
from studio_domain.fund_account import ClaimKind, FundAccount, Voucher
from studio_domain.policy import Terms
from studio_domain.publication import Publication
from studio_domain.resource_entry import ResourceEntry
from studio_domain.service_activity import ServiceActivity
from studio_domain.skills_pilot import SkillsPilot
from studio_domain.studio import Studio
from studio_domain.training_program import NeedRef, TrainingProgram
from studio_domain.values import Fen, PersonId

Clients = Mapping[str, At[ClientRecord | None]]
"""The records of the clients that a decision is about, by client."""
Accounts = Mapping[int, At[FundAccount | None]]
"""Fund accounts by year."""

# -- training


def propose_program(
    program: At[TrainingProgram | None], studio: At[Studio], *, title: str, proposer: PersonId, on: date
) -> Changes:
    """提出培训 (二、（四）): while the studio's recognition stays as it is."""
    proposed = training_program.propose_program(
        program.state, title=title, proposer=proposer, on=on, studio=studio.state
    )
    return program.then(proposed), studio.then()


def assess_needs(
    program: At[TrainingProgram],
    clients: Clients,
    *,
    needs: tuple[NeedRef, ...],
    digest: str,
    assessor: PersonId,
    on: date,
) -> Changes:
    """评估培训需求 (二、（四）): while the needs on record stay as they are."""
    assessed = training_program.assess_needs(
        program.state, needs=needs, digest=digest, assessor=assessor, on=on, clients=_states(clients)
    )
    return program.then(assessed), *_pinned(clients)


def design_plan(
    program: At[TrainingProgram],
    entry: At[ResourceEntry | None],
    *,
    minutes: int,
    course_version: int,
    digest: str,
    designer: PersonId,
    on: date,
    reason: str = "",
) -> Changes:
    """编制培训方案 (二、（四）): while the course stays in use; its name is that of its stream."""
    designed = training_program.design_plan(
        program.state,
        minutes=minutes,
        course=_local(entry),
        course_version=course_version,
        digest=digest,
        designer=designer,
        on=on,
        entry=entry.state,
        reason=reason,
    )
    return program.then(designed), entry.then()


def schedule_session(
    program: At[TrainingProgram],
    studio: At[Studio],
    entry: At[ResourceEntry | None],
    contract: At[ExpertContract | None] | None,
    *,
    session: str,
    trainer: PersonId,
    start: datetime,
    end: datetime,
    area: str | None,
    seats: int,
    on: date,
) -> Changes:
    """排定课次 (二、（四）): while roster, premises, contract and course stay as they are."""
    scheduled = training_program.schedule_session(
        program.state,
        session=session,
        trainer=trainer,
        start=start,
        end=end,
        area=area,
        seats=seats,
        on=on,
        studio=studio.state,
        contract=contract.state if contract else None,
        entry=entry.state,
    )
    relied = () if contract is None else (contract.then(),)
    return program.then(scheduled), studio.then(), entry.then(), *relied


def cancel_program(program: At[TrainingProgram], accounts: Accounts, *, reason: str, by: PersonId, on: date) -> Changes:
    """取消培训 (二、（四）; 三、（三）): while what was refunded stays refunded."""
    states = {year: account.state for year, account in accounts.items()}
    cancelled = training_program.cancel_program(program.state, reason=reason, by=by, on=on, accounts=states)
    return program.then(cancelled), *(account.then() for account in accounts.values())


# -- activities


def plan_activity(
    activity: At[ServiceActivity | None],
    studio: At[Studio],
    *,
    kind: str,
    title: str,
    host: str,
    authority: str | None,
    area: str | None,
    open_to_public: bool,
    day: date,
    expected: int,
    planner: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """计划活动 (二、（七）): while recognition and premises stay as they are."""
    planned = service_activity.plan_activity(
        activity.state,
        kind=kind,
        title=title,
        host=host,
        authority=authority,
        area=area,
        open_to_public=open_to_public,
        day=day,
        expected=expected,
        planner=planner,
        on=on,
        studio=studio.state,
        terms=terms,
    )
    return activity.then(planned), studio.then()


def announce_activity(activity: At[ServiceActivity], announcement: At[Publication | None], *, on: date) -> Changes:
    """公告活动 (二、（九）): while the announcement stays published."""
    announced = service_activity.announce_activity(
        activity.state,
        activity_id=_local(activity),
        publication_id=_local(announcement),
        publication=announcement.state,
        on=on,
    )
    return activity.then(announced), announcement.then()


def archive_activity(
    activity: At[ServiceActivity], studio: At[Studio], *, archive_code: str, archivist: PersonId, on: date
) -> Changes:
    """活动材料归档 (三、（四）4): while the archivist in charge stays the same."""
    archived = service_activity.archive_activity(
        activity.state, archive_code=archive_code, archivist=archivist, on=on, studio=studio.state
    )
    return activity.then(archived), studio.then()


def appoint_judge(
    activity: At[ServiceActivity],
    cases: Sequence[At[ClientCase]],
    *,
    judge: PersonId,
    appointer: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """聘请评委 (二、（七）): while nobody else guides the contestants; *cases* are theirs."""
    appointed = service_activity.appoint_judge(
        activity.state, judge=judge, appointer=appointer, on=on, cases=[one.state for one in cases], terms=terms
    )
    return activity.then(appointed), *(one.then() for one in cases)


def claim_judge_fee(
    activity: At[ServiceActivity],
    cases: Sequence[At[ClientCase]],
    account: At[FundAccount],
    invoices: funds.Invoices,
    *,
    judge: PersonId,
    claim: str,
    line: str,
    category: str,
    fen: Fen,
    vouchers: tuple[Voucher, ...],
    purpose: str,
    claimant: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """申领评审费 (二、（七）; 三、（四）6): a claim of the fund account that pays the judge, and its purpose."""
    claimed = service_activity.claim_judge_fee(
        activity.state,
        judge=judge,
        year=account.state.year,
        claim=claim,
        claimant=claimant,
        on=on,
        cases=[one.state for one in cases],
        terms=terms,
    )
    submitted = funds.submit_claim(
        account,
        invoices,
        claim=claim,
        kind=ClaimKind.EXPENSE,
        line=line,
        category=category,
        fen=fen,
        vouchers=vouchers,
        claimant=claimant,
        purpose=purpose,
        on=on,
        beneficiary=judge,
    )
    return activity.then(claimed), *submitted, *(one.then() for one in cases)


# -- pilots, case studies, publications


def launch_pilot(
    pilot: At[SkillsPilot | None],
    studio: At[Studio],
    *,
    mode: str,
    title: str,
    industry_basis: str,
    digest: str,
    launcher: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """启动技能创业试点 (二、（六）): while the studio's recognition stays as it is."""
    launched = skills_pilot.launch_pilot(
        pilot.state,
        mode=mode,
        title=title,
        industry_basis=industry_basis,
        digest=digest,
        launcher=launcher,
        on=on,
        studio=studio.state,
        terms=terms,
    )
    return pilot.then(launched), studio.then()


def compile_case(
    study: At[CaseStudy | None], case: At[ClientCase], *, title: str, digest: str, compiler: PersonId, on: date
) -> Changes:
    """汇编创业案例 (二、（九）): while the case stays closed."""
    compiled = case_study.compile_case(
        study.state, case=case.state, title=title, digest=digest, compiler=compiler, on=on
    )
    return study.then(compiled), case.then()


def publish_announcement(
    draft: At[Publication], clients: Clients, *, channel: str, publisher: PersonId, on: date, terms: Terms
) -> Changes:
    """公告活动信息 (二、（九）): while the consents of the clients whom it names stay in force."""
    published = publication.publish_announcement(
        draft.state, channel=channel, publisher=publisher, on=on, clients=_states(clients), terms=terms
    )
    return draft.then(published), *_pinned(clients)


def publish_achievement(
    draft: At[Publication],
    clients: Clients,
    study: At[CaseStudy | None] | None,
    *,
    channel: str,
    publisher: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """宣传工作成果 (二、（九）): while consents and the review of the case study stay as they are."""
    published = publication.publish_achievement(
        draft.state,
        channel=channel,
        publisher=publisher,
        on=on,
        clients=_states(clients),
        study=study.state if study else None,
        terms=terms,
    )
    relied = () if study is None else (study.then(),)
    return draft.then(published), *_pinned(clients), *relied


# -- which streams they are


def _local(at: At[object]) -> str:
    """The local id of a stream."""
    return at.stream.rpartition("/")[2]


def _states(clients: Clients) -> dict[str, ClientRecord | None]:
    return {client: record.state for client, record in clients.items()}


def _pinned(clients: Clients) -> tuple[Change, ...]:
    return tuple(record.then() for record in clients.values())
