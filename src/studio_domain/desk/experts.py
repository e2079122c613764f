"""The desk of an expert's contract: decisions that rest on other streams, or change them too (三、（四）8)."""

from __future__ import annotations

from datetime import date

from studio_domain import expert_contract as expert
from studio_domain import mentor_diary
from studio_domain.aggregate import At, Changes
from studio_domain.desk import funds
from studio_domain.desk.diaries import MentorDays, exactly
from studio_domain.desk.funds import Invoices
from studio_domain.evaluation_cycle import EvaluationCycle
from studio_domain.expert_contract import ExpertContract, FeeKind, Title
from studio_domain.expert_contract.fees import claimed_as
from studio_domain.expert_contract.service import LONGEST
from studio_domain.fund_account import ClaimKind, FundAccount, Voucher
from studio_domain.person_record import PersonRecord
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.studio import Studio
from studio_domain.values import Fen, PersonId

# -- selection rests on the person's record, the studio, its rules


def verify_qualification(
    contract: At[ExpertContract],
    person: At[PersonRecord | None],
    *,
    verifier: PersonId,
    title: Title,
    public_official: bool,
    permission: str | None,
    declaration: str,
    document: str,
    on: date,
) -> Changes:
    """核验资格 (三、（四）8): while the expert's record stays as it is."""
    _record_of(person, contract)
    verified = expert.verify_qualification(
        contract.state,
        verifier=verifier,
        title=title,
        public_official=public_official,
        permission=permission,
        declaration=declaration,
        document=document,
        on=on,
        person=person.state,
    )
    return contract.then(verified), person.then()


def sign_contract(
    contract: At[ExpertContract],
    studio: At[Studio],
    regulation: At[RegulationBook | None],
    person: At[PersonRecord | None],
    *,
    carrier_signer: PersonId,
    party: str,
    expert_signed: date,
    carrier_signed: date,
    first: date,
    last: date,
    fee_kind: FeeKind,
    unit_fen: Fen,
    document: str,
    on: date,
    terms: Terms,
) -> Changes:
    """签订聘用合同 (三、（四）8; 一、（三）): while operator and roster, the rules for experts and the expert's record
    stay as they are."""
    _record_of(person, contract)
    signed = expert.sign_contract(
        contract.state,
        carrier_signer=carrier_signer,
        party=party,
        expert_signed=expert_signed,
        carrier_signed=carrier_signed,
        first=first,
        last=last,
        fee_kind=fee_kind,
        unit_fen=unit_fen,
        document=document,
        on=on,
        studio=studio.state,
        regulation=regulation.state,
        person=person.state,
        terms=terms,
    )
    return contract.then(signed), studio.then(), regulation.then(), person.then()


# -- a service counts once, under whichever contract of the city


def days_of(contract: ExpertContract, entry: str, region: str) -> tuple[str, ...]:
    """The streams of the expert's diary that a service touches; none of an entry that nobody would verify."""
    logged = contract.entries.get(entry)
    if logged is None or (logged.last_day - logged.first_day).days >= LONGEST:
        return ()
    return tuple(mentor_diary.diary_stream(region, contract.person, day) for day in logged.span.legal_days)


def verify_log(
    contract: At[ExpertContract],
    diaries: MentorDays,
    *,
    region: str,
    entry: str,
    minutes: int,
    verifier: PersonId,
    attended: bool,
    confirmation: str | None,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> Changes:
    """核实服务记录 (三、（四）8): and count it in the diary of the *region*; at that time no other may count."""
    verified = expert.verify_log(
        contract.state,
        entry=entry,
        minutes=minutes,
        verifier=verifier,
        attended=attended,
        confirmation=confirmation,
        on=on,
        terms=terms,
        principal=principal,
    )
    span = contract.state.entries[entry].span
    counted = (
        diary.then(mentor_diary.count_service(diary.state, contract=contract.stream, entry=entry, span=span))
        for diary in exactly(diaries, {*days_of(contract.state, entry, region)})
    )
    return contract.then(verified), *counted


# -- a fee and the claim through which it is paid


def claim_fee(
    contract: At[ExpertContract],
    account: At[FundAccount],
    invoices: Invoices,
    *,
    fee: str,
    entries: tuple[str, ...],
    units: int,
    gross: Fen,
    tax: Fen,
    net: Fen,
    claim: str,
    line: str,
    category: str,
    vouchers: tuple[Voucher, ...],
    claimant: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """申请劳务费 (三、（四）8、6): and submit the claim that pays the expert; it cites the contract."""
    claimed = expert.claim_fee(
        contract.state,
        fee=fee,
        entries=entries,
        units=units,
        gross=gross,
        tax=tax,
        net=net,
        account=account.stream,
        claim=claim,
        on=on,
        terms=terms,
    )
    submitted = funds.submit_claim(
        account,
        invoices,
        claim=claim,
        kind=ClaimKind.EXPENSE,
        line=line,
        category=category,
        fen=gross,
        vouchers=vouchers,
        claimant=claimant,
        purpose=f"外聘专家劳务费 {contract.stream} {fee}",
        on=on,
        beneficiary=contract.state.person,
    )
    return contract.then(claimed), *submitted


def pay_fee(contract: At[ExpertContract], account: At[FundAccount], *, fee: str, on: date) -> Changes:
    """支付劳务费 (三、（四）8): while the account stays as it is."""
    _account_of(account, contract, fee)
    paid = expert.pay_fee(contract.state, fee=fee, on=on, account=account.state)
    return contract.then(paid), account.then()


def withdraw_fee(contract: At[ExpertContract], account: At[FundAccount], *, fee: str, on: date) -> Changes:
    """撤回劳务费 (三、（四）8): while the account stays as it is."""
    _account_of(account, contract, fee)
    withdrawn = expert.withdraw_fee(contract.state, fee=fee, on=on, account=account.state)
    return contract.then(withdrawn), account.then()


# -- whose streams they are


def evaluate_expert(
    contract: At[ExpertContract],
    cycle: At[EvaluationCycle | None] | None,
    *,
    evaluation: str,
    grade: str,
    score: str,
    evaluator: PersonId,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> Changes:
    """考核专家 (三、（四）8): while the year's evaluation that is cited stays as it is."""
    evaluated = expert.evaluate_expert(
        contract.state,
        evaluation=evaluation,
        grade=grade,
        score=score,
        evaluator=evaluator,
        on=on,
        terms=terms,
        principal=principal,
        cycle=cycle.state if cycle else None,
    )
    return contract.then(evaluated), *((cycle.then(),) if cycle else ())


def _record_of(person: At[PersonRecord | None], contract: At[ExpertContract]) -> None:
    if person.stream.rpartition("/")[2] != contract.state.person:
        raise ValueError(f"{person.stream} is not the record of {contract.state.person}")


def _account_of(account: At[FundAccount], contract: At[ExpertContract], fee: str) -> None:
    claimed = claimed_as(contract.state, fee)
    if account.stream != claimed.account:
        raise ValueError(f"fee {fee} is claimed from {claimed.account}, not from {account.stream}")
