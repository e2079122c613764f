"""What is decided is what is recorded: no decision leaves out, or alters, a word that it was given."""

from __future__ import annotations

import inspect
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any

import attrs
import pytest

import studio_words
import test_case_rules as case_words
import test_fund_rules as fund_words
import test_small_aggregates as small
from clauses import test_tariff as tariff_words
from fund_year import DEPUTY, FEES, HE, LU, STUDIO, SUN, XU, YEAR_END
from studio_domain import fund_account, invoice, mandate, person_record, policy, rectification, studio_name
from studio_domain import working_calendar as calendar
from studio_domain.fund_account import ReconcilingItem, SourceAmount
from studio_domain.person_record import InterestKind, Relation

AGGREGATES = (
    "fund_account", "invoice", "mandate", "person_record", "policy", "rectification", "regulation_book", "studio",
    "studio_name", "tariff_schedule", "working_calendar", "client_case",
)  # fmt: skip
DAY = date(2025, 3, 4)
PACK = policy.Pack(
    scope="region-330106", rule="r-1", title="办法", document="d", effective=date(2025, 3, 6),
    values=(("case.term_days", 90),),
)  # fmt: skip
ACCOUNT, BUDGETED, CLOSED = fund_words.ACCOUNT, fund_words.BUDGETED, fund_words.CLOSED

DECIDED: list[partial[Any]] = [
    partial(fund_words.opening, opening=(SourceAmount(FEES, 3_200_00),)),
    fund_words.adopt,
    partial(fund_words.draft, lines=(fund_words.line(),)),
    fund_words.approve_budget,
    fund_words.ask,
    partial(fund_words.grant_transfer, document="西人社〔2025〕9号"),
    fund_words.decline,
    partial(fund_words.add, BUDGETED, lines=(fund_words.line(),)),
    partial(fund_words.approve_added, fund_words.ADDING),
    partial(fund_words.receive, document="d", purpose="培训", client="c-7", declaration="申报-1"),
    partial(fund_words.send_back, ACCOUNT),
    partial(fund_words.submit, beneficiary=SUN, payee="王小明"),
    partial(fund_words.accept, claim="new", acceptor=HE),
    partial(fund_words.review, claim="new", reviewer=HE),
    fund_words.approve,
    partial(fund_account.return_claim, ACCOUNT, claim="new", by=HE, reason="缺验收单"),
    partial(fund_account.reject_claim, ACCOUNT, claim="new", by=HE, reason="超范围"),
    partial(fund_words.pay, ACCOUNT),
    fund_words.settle,
    fund_words.reverse,
    partial(fund_words.report, line="宣传费"),
    partial(fund_words.bill, case="case-1"),
    partial(fund_words.refund, ACCOUNT),
    partial(fund_words.reconcile, BUDGETED, books_fen=27_000_00, items=(ReconcilingItem("在途", -1_000_00),)),
    partial(fund_account.review_performance, ACCOUNT, reviewer=XU, conclusion="良好", document="绩〔2025〕1号"),
    partial(fund_account.close_year, BUDGETED, by=XU, on=YEAR_END),
    partial(fund_account.draft_final_accounts, CLOSED, drafter=HE),
    partial(fund_words.approve_final, fund_words.DRAFTED),
    partial(invoice.use, None, number=small.NUMBER, account=small.ACCOUNT, claim="c-1", fen=1_860_00),
    partial(invoice.free, small.HELD, account=small.ACCOUNT, claim="c-1"),
    small.grant,
    partial(small.delegate, limit=1_000_00),
    partial(mandate.record_end, small.MANDATES, mandate="m-1", last_day=DAY, reason="调离"),
    partial(person_record.record_person, None, person=XU, employer=small.CARRIER, public_official=True),
    partial(person_record.record_name, small.PERSON, name="许可欣"),
    partial(person_record.record_employment, small.PERSON, employer=small.OTHER, public_official=True, on=DAY),
    partial(
        person_record.record_interest, small.PERSON,
        interest="i-2", party=small.SHEN, kind=InterestKind.CONTRACT, first=DAY,
    ),
    partial(person_record.record_interest_end, small.PERSON, interest="i-1", last_day=DAY),
    partial(person_record.record_relation, small.PERSON, other=small.SHEN, relation=Relation.SPOUSE),
    partial(policy.adopt_guideline, None, version="2025", effective=DAY, document="川人社〔2025〕1号"),
    partial(policy.adopt_local_rule, None, rule="r-1", title="一次性补助", effective=DAY, document="d"),
    partial(
        policy.set_value, None,
        key="case.term_days", value=90, effective=DAY, document="d", adopted_by=XU, recorded_on=date(2025, 3, 5),
        retroactive_reason="按主管部门要求",
    ),
    *(
        partial(adopt, None, pack=PACK, adopted_by=XU, recorded_on=date(2025, 3, 5), wider=policy.Terms())
        for adopt in (policy.adopt_pack, policy.adopt_local_pack)
    ),
    partial(rectification.answer_finding, None, finding="f-1", answer="已整改", answered_by=HE),
    small.accept,
    small.allow,
    small.draft,
    small.approve,
    small.repeal,
    small.register,
    *studio_words.DECISIONS,
    partial(studio_name.take_name, None, name="杭州市西湖区周明远创业指导师工作室", studio="hz-xihu-001"),
    partial(tariff_words.draft, items=(tariff_words.item(),)),
    partial(tariff_words.approve, approver=tariff_words.APPROVER, document="纪要〔2024〕9号"),
    tariff_words.publish,
    tariff_words.withdraw,
    partial(
        calendar.adopt_calendar, None,
        year=2025, days_off=(date(2025, 1, 1),), days_worked=(date(2025, 1, 26),), document="国办发明电〔2024〕12号",
    ),
    *case_words.DECISIONS,
]  # fmt: skip


@pytest.mark.parametrize("decide", DECIDED, ids=lambda decide: decide.func.__name__)
def test_every_word_given_stands_in_the_fact(decide: partial[Any]) -> None:
    """A field of the fact that is named like a word of the decision holds that word; of several facts, the last."""
    decided = decide()
    fact = decided[-1] if isinstance(decided, tuple) else decided
    shared = [
        field.name for field in attrs.fields(type(fact)) if field.name in inspect.signature(decide.func).parameters
    ]
    assert {name: getattr(fact, name) for name in shared} == {name: decide.keywords[name] for name in shared}
    assert all(decide.keywords[name] is not None for name in shared)


def test_every_decision_has_a_case() -> None:
    tables = [import_module(f"studio_domain.{name}").MAY_DECIDE for name in AGGREGATES]
    assert [decide.func for decide in DECIDED] == [decision for table in tables for decision in table]


@pytest.mark.parametrize(
    ("decide", "says"),
    [
        (DECIDED[0], {"operator": STUDIO.carrier}),
        (fund_words.submit, {"finance_rules": "2023"}),
        (fund_words.approve, {"on_behalf_of": None}),
        (partial(fund_words.approve, mandates=DEPUTY), {"on_behalf_of": XU}),
        (fund_words.settle, {"claimant": LU}),
        (fund_words.bill, {"fen": 600_00}),
        (partial(fund_words.refund, ACCOUNT), {"charge_year": None}),
        (
            partial(fund_words.refund, fund_words.YEAR_AFTER, on=fund_words.JANUARY, earlier=fund_words.CHARGED),
            {"charge_year": 2025},
        ),
        (partial(fund_words.reconcile, BUDGETED), {"ledger_fen": 28_000_00}),
        (partial(fund_account.draft_final_accounts, CLOSED, drafter=HE), {"closings": CLOSED.closings}),
        (small.delegate, {"limit": None}),
        (small.draft, {"version": 3}),
        (partial(tariff_words.draft, items=(tariff_words.item(),)), {"version": 1}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_what_no_word_says_is_taken_from_what_is_known(decide: partial[Any], says: dict[str, object]) -> None:
    fact = decide()
    assert {name: getattr(fact, name) for name in says} == says
