"""The story as it is printed: what happened, what was refused, what the audit found, and where to look next."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from studio_adapters.demo import (
    ordinary,
    s01_recognised,
    s03_hidden_shortage,
    s04_case,
    s07_overspent,
    s12_above_tariff,
    s13_succession,
    s14_year_end,
)
from studio_adapters.demo.applicant import RECOGNISED, SCORE, SEATS
from studio_adapters.demo.expected import Expected
from studio_adapters.demo.office import FIRST_DAY, LAST_DAY
from studio_adapters.demo.story import EXPECTED, EXPORT, HISTORY, LEGACY, REPORT, SCRIPT, Told
from studio_domain.audit import Finding, Measure, Status, Unit
from studio_domain.fund_account import FundSource
from studio_domain.guideline import Breach, Clause, Language, heading
from studio_domain.values import stream_owner, yuan_text

COMMAND: Final = "STUDIO_DOMAIN_COMMAND"
"""The environment variable that says how the command was called, where it has another name: `python3 run.py`."""

Texts = Mapping[Language, str]

_STATUS: Final[Mapping[Status, Texts]] = {
    Status.OPEN: {"zh": "未整改", "en": "open"},
    Status.REMEDIED: {"zh": "已整改", "en": "remedied"},
    Status.EXPLAINED: {"zh": "已说明", "en": "explained"},
}
_SOURCES: Final[Mapping[FundSource, Texts]] = {
    FundSource.FISCAL_GRANT: {"zh": "财政补助", "en": "grant"},
    FundSource.CARRIER: {"zh": "载体自筹", "en": "carrier"},
    FundSource.SERVICE_FEE: {"zh": "服务收费", "en": "fees"},
}
_UNITS: Final[Mapping[Unit, Texts]] = {
    Unit.FEN: {"zh": "{} 元", "en": "¥{}"},
    Unit.DAYS: {"zh": "{} 天", "en": "{} days"},
}


def lines(told: Told, shown: Path, *, seed: int, size: int, language: Language) -> Iterator[str]:
    """Some thirty lines; *shown* is the directory as it was asked for."""
    zh = language == "zh"
    facts, studios = f"{told.report.events:,}", len(told.report.studios)
    if zh:
        yield f"演示：{studios} 个工作室，{FIRST_DAY} 至 {LAST_DAY}，{facts} 条虚构的事实（种子 {seed}，规模 {size}）"
    else:
        yield f"{studios} studios, {FIRST_DAY} to {LAST_DAY}, {facts} facts, all fictional (seed {seed}, size {size})"
    yield from _life(language)
    yield from _shortage(language)
    yield from _year_end(language)
    yield from _overspent(told.refusals, language)
    yield from _above_tariff(told.refusals, language)
    yield from _others(size, language)
    yield from _audit(told, language)
    yield from _files(told, shown, language)


def _life(language: Language) -> Iterator[str]:
    """S1, S4, S13: one studio, recognised, serving, succeeded to."""
    one, four, next_ = s01_recognised, s04_case, s13_succession
    clauses = "、".join(map(heading, (Clause.RECOGNITION, Clause.CASE_CLOSURE, Clause.ONE_LEAD)))
    fee, loan = yuan_text(four.FEE), yuan_text(four.LOAN)
    days, services = (four.ARCHIVED - four.CLOSED).days, len(four.SERVED)
    if language == "zh":
        yield f"1. 杭州 {one.STUDIO}：一个工作室从认定到更名，均无问题（{clauses}）"
        yield f"   {RECOGNISED} 认定为{one.NAME}（{one.DOCUMENT}），评审 {SCORE} 分，活动室 {SEATS} 座"
        yield (
            f"   服务项目 {four.CASE}：协议 {fee} 元，服务 {services} 次，贷款 {loan} 元，带动就业 {four.JOBS} 人；"
            f"{four.CLOSED} 结案，{days} 天后归档"
        )
        yield (
            f"   {next_.RETIRED} 领办人退休，次日{next_.NAME}接任，{next_.JOINED} 补足人员（期限 {next_.STAFF_DUE}），"
            f"{next_.RENAMED} 更名，均按期报备"
        )
    else:
        yield f"1. Hangzhou {one.STUDIO}: a studio from its recognition to its new name, nothing found ({clauses})"
        yield f"   recognised on {RECOGNISED} as {one.NAME}: {SCORE} points, {SEATS} seats"
        yield (
            f"   case {four.CASE}: agreed for ¥{fee}, {services} services, a loan of ¥{loan}, {four.JOBS} jobs; "
            f"closed {four.CLOSED}, archived in {days} days"
        )
        yield (
            f"   the lead retires on {next_.RETIRED}, Shen Jianing leads the day after; staff complete {next_.JOINED} "
            f"(due {next_.STAFF_DUE}), renamed {next_.RENAMED}, all filed in time"
        )


def _shortage(language: Language) -> Iterator[str]:
    s = s03_hidden_shortage
    clause = heading(Clause.THREE_STAFF)
    if language == "zh":
        yield f"2. 武汉 {s.STUDIO}：工作人员不足而隐瞒（{clause}）"
        yield (
            f"   {s.SHORT_FROM} 起合格人员 {s.TRUE} 名，持续 {s.SHORT} 天，宽限 {s.ALLOWED} 天至 {s.DUE}；"
            f"未报备，年度总结仍称 {s.CLAIMED} 名"
        )
    else:
        yield f"2. Wuhan {s.STUDIO}: too few staff, and hidden ({clause})"
        yield (
            f"   {s.TRUE} qualified from {s.SHORT_FROM} on, {s.SHORT} days short, {s.ALLOWED} allowed until {s.DUE}; "
            f"not filed, and the report still says {s.CLAIMED}"
        )


def _year_end(language: Language) -> Iterator[str]:
    accounts = s14_year_end.ACCOUNTS
    opening, income, spent = (
        yuan_text(sum(getattr(each, figure) for each in accounts)) for figure in ("opening", "income", "spent")
    )
    closing = [f"{_SOURCES[each.source][language]} {yuan_text(each.closing)}" for each in accounts]
    total = yuan_text(s14_year_end.TOTAL)
    clause = heading(Clause.FUNDING_CHANNELS)
    if language == "zh":
        yield f"3. 杭州 {s14_year_end.STUDIO}：一年经费，分文不差，决算与账一致（{clause}）"
        yield f"   年初 {opening} + 收入 {income} − 支出 {spent} = 年末 {total} 元（{'、'.join(closing)}）"
    else:
        yield f"3. Hangzhou {s14_year_end.STUDIO}: a year of money, to the fen, as the final accounts say ({clause})"
        yield f"   opening ¥{opening} + income {income} - spent {spent} = closing ¥{total} ({', '.join(closing)})"


def _overspent(refusals: Mapping[str, Breach], language: Language) -> Iterator[str]:
    s = s07_overspent
    line, first, second, free, claimed, moved = (
        yuan_text(fen) for fen in (s.TRAINING.fen, s.FIRST, s.SECOND, s.FREE, s.CLAIMED, s.MOVED)
    )
    refusal = refusals["s07-line"]
    refused = f"     × {heading(refusal.rule.clause)}  {refusal.message(language)}"
    if language == "zh":
        yield f"4. 杭州 {s.STUDIO}：报销超出预算科目（{heading(Clause.BUDGET)}）"
        yield f"   {s.TRAINING.line} {line} 元，已支付 {first} 和 {second}，余 {free}；再批 {claimed} 元，不予通过："
        yield refused
        yield f"   纸质审批已照付，由 import --legacy 补入，后调剂 {moved} 元不能补正；发票换写法再报：{s.TYPED}"
    else:
        yield f"4. Hangzhou {s.STUDIO}: a claim beyond its budget line ({heading(Clause.BUDGET)})"
        yield f"   {s.TRAINING.line} ¥{line}, paid ¥{first}, ¥{second}: ¥{free} left; a claim of ¥{claimed} is refused:"
        yield refused
        yield f"   paid on paper, brought in by import --legacy; ¥{moved} moved there later cure nothing"
        yield f"   an invoice of April supports a claim of September too, typed {s.TYPED}"


def _above_tariff(refusals: Mapping[str, Breach], language: Language) -> Iterator[str]:
    s = s12_above_tariff
    old, new, materials, charged, back = (
        yuan_text(fen) for fen in (s.OLD, s.NEW, s.MATERIALS_FEN, s.CHARGED, s.TOO_MUCH)
    )
    refusal = refusals["s12-tariff"]
    refused = f"     × {heading(refusal.rule.clause)}  {refusal.message(language)}"
    if language == "zh":
        yield f"5. 成都 {s.STUDIO}：超标准收费（{heading(Clause.REASONABLE_FEES)}）"
        yield f"   公示价 {old} 元，收 {new} + {s.MATERIALS} {materials} = {charged} 元，退 {back}；倒填日期不予通过："
    else:
        yield f"5. Chengdu {s.STUDIO}: charged above the tariff ({heading(Clause.REASONABLE_FEES)})"
        yield f"   published: ¥{old}; charged on 5 July ¥{new} + materials ¥{materials} = ¥{charged}, ¥{back} refunded"
        yield "   a price from before it was public is refused, and posted all the same:"
    yield refused


def _others(size: int, language: Language) -> Iterator[str]:
    twins = ", ".join(scenario.TWIN for scenario in (s03_hidden_shortage, s07_overspent, s12_above_tariff))
    number = size * len(ordinary.KINDS)
    yield (
        f"6. 对照与日常：{twins.replace(', ', '、')} 照章办理；另有 {number} 个工作室三年日常收支，均无问题"
        if language == "zh"
        else f"6. Twins and ordinary life: {twins} keep to the rules, so do {number} more studios for three years"
    )


def _audit(told: Told, language: Language) -> Iterator[str]:
    report, script = told.report, len(SCRIPT)
    zh = language == "zh"
    yield (
        f"审计截至 {report.as_of}，发现 {len(report.findings)} 项："
        if zh
        else f"The audit as of {report.as_of} finds {len(report.findings)}:"
    )
    for one in report.findings:
        studio, status = stream_owner(one.evidence[0].stream), _STATUS[one.status][language]
        yield f"   {studio}  {heading(one.clause)}  {_delta(one, language)}  {status}  {one.message(language)}"
    for text, found in (
        ("   缺少" if zh else "   missing", told.missing),
        ("   多出" if zh else "   not foreseen", told.unforeseen),
    ):
        for expected in found:
            yield f"{text}  {_as_line(expected)}"
    if told.as_told:
        yield (
            f"与剧本 {script} 项逐一相符，不多不少" if zh else f"These are the {script} of the script, no more, no less"
        )
    else:
        yield "与剧本不符" if zh else "This is not the story as told"


def _delta(finding: Finding, language: Language) -> str:
    """The difference with its unit: `差额 0.50 元`."""
    delta: Measure = finding.delta
    value = yuan_text(delta.value) if delta.unit is Unit.FEN and isinstance(delta.value, int) else str(delta.value)
    unit = _UNITS.get(delta.unit, {"zh": "{}", "en": "{}"})[language]
    return f"{'差额' if language == 'zh' else 'by'} {unit.format(value)}"


def _as_line(expected: Expected) -> str:
    return (
        f"{expected.clause}  {expected.check}  {expected.subject}  {expected.delta} {expected.unit}  {expected.status}"
    )


def _files(told: Told, shown: Path, language: Language) -> Iterator[str]:
    zh = language == "zh"
    store, page = shown / HISTORY, shown / REPORT
    yield f"{'历史摘要' if zh else 'history digest'} {told.report.history_digest}"
    files = (store, shown / EXPORT, shown / EXPECTED, *([page] if page.exists() else []))
    yield f"{'文件' if zh else 'files'} {'  '.join(map(str, files))}  {shown / LEGACY}/"
    command = os.environ.get(COMMAND, "studio-domain")
    yield f"{'接着' if zh else 'next'} {command} audit {store} --as-of {LAST_DAY}"
    yield f"     {command} history {store} --studio {s01_recognised.STUDIO}"
    yield f"     {command} show {store} {s14_year_end.STUDIO}/fund/2025 --as-of 2025-12-31"
