"""Pages on what is recorded: facts, decisions, rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from studio_adapters import catalog
from studio_adapters.catalog import FieldEntry
from studio_adapters.reference.markdown import code, table

KINDS: Final = {
    "studio": "工作室 Studio",
    "case": "服务项目、个案 Client case",
    "appointment": "预约 Appointment",
    "diary": "指导师日程 Mentor diary",
    "room": "场地日程 Room diary",
    "client": "服务对象库 Client record",
    "name": "工作室名称 Studio names",
    "key": "个人信息密钥 Subject key",
    "expert": "外聘专家聘用合同 Expert contract",
    "resource": "资源库 Resource entry",
    "plan": "年度计划与总结 Annual plan and report",
    "filing": "报备 Filing",
    "evaluation": "评价考核 Evaluation cycle",
    "discipline": "组织纪律 Discipline case",
    "conduct": "廉洁承诺与申报 Conduct record",
    "inspection": "监督检查 Inspections",
    "archive": "档案 Archive record",
    "destruction": "销毁清册 Destruction batch",
    "ledger": "月度台账 Month ledger",
    "reception": "日常接待台账 Reception ledger",
    "training": "创业培训 Training programme",
    "activity": "活动 Service activity",
    "publication": "公告与宣传 Publication",
    "study": "案例汇编 Case study",
    "pilot": "技能创业试点 Skills pilot",
    "development": "成长与研发台账 Development ledger",
    "fund": "专账 Fund account",
    "invoice": "发票登记 Invoice registry",
    "tariff": "收费标准 Tariff schedule",
    "mandate": "任职、授权、委托 Mandates",
    "person": "人员登记 Person record",
    "regulation": "管理制度 Regulation book",
    "policy": "政策取值 Policy book",
    "calendar": "工作日历 Working calendar",
    "rectification": "整改台账 Rectification ledger",
    catalog.DESK: "跨流办理 Desk: over several streams",
}
_UNITS: Final = {"fen": "分 fen"}


def facts() -> Iterator[str]:
    """facts.md."""
    entries = catalog.facts()
    yield "# 事实 Facts"
    yield ""
    yield f"已记录之事, 共 {len(entries)} 种, 一经记录不再更改。存储形式见 [ADR 0001](../adr/0001-stored-forms.md)。"
    yield f"What has happened, of {len(entries)} types, never changed. How they are stored: ADR 0001."
    yield "`person id` 是随机编号, 不是姓名 (a random id, never a name). 金额为整数分 (money is integer fen)."
    yield ""
    for kind in KINDS:
        of_kind = [entry for entry in entries if entry.kind == kind]
        if not of_kind:
            continue
        yield f"## {KINDS[kind]}"
        yield ""
        yield f"流 stream {code(catalog.STREAMS[kind].split(', '))}"
        yield ""
        for entry in of_kind:
            yield f"### {entry.type}"
            yield ""
            yield entry.says
            yield ""
            how = "报告 report" if entry.report else "决定 decision"
            yield f"- 版本 schema {entry.schema}"
            yield f"- {how} {code(entry.decisions)}, 角色 roles: {', '.join(entry.roles)}"
            yield f"- 条款 clauses: {_clauses(entry.headings, entry.clauses)}"
            yield ""
            yield from _fields(entry.fields)
    yield "## 组成部分 Parts"
    yield ""
    for part in catalog.parts():
        yield f"### {part.name}"
        yield ""
        yield part.says
        yield ""
        yield from _fields(part.fields)


def _fields(fields: Sequence[FieldEntry]) -> Iterator[str]:
    yield from table(
        ("字段 field", "类型 type", "单位 unit", "个人信息 personal"),
        (
            (code(one.name), one.type, _UNITS.get(one.unit, one.unit), "是 yes" if one.personal else "")
            for one in fields
        ),
    )


def _clauses(headings: Sequence[str], clauses: Sequence[str]) -> str:
    return "; ".join(headings) + (f" ({', '.join(clauses)})" if clauses else "")


def decisions() -> Iterator[str]:
    """decisions.md."""
    entries = catalog.decisions()
    yield "# 决定与报告 Decisions and reports"
    yield ""
    yield "决定 (decision) 可以拒绝: 违反所列规则时不留下任何事实。报告 (report) 如实记录, 不因违规而拒绝, 由审计发现。"
    yield "A decision may refuse, by the rules listed, and then leaves no fact. A report is refused only where it is"
    yield "ill-formed; what it breaches the audit finds. 规则见 [rules.md](rules.md)。"
    yield ""
    for kind, of_kind in groupby(entries, key=attrgetter("kind")):
        yield f"## {KINDS[kind]}"
        yield ""
        for entry in of_kind:
            yield f"### {entry.name}" + (" (报告 report)" if entry.report else "")
            yield ""
            yield entry.says
            yield ""
            yield f"- 参数 arguments: {code(entry.arguments)}"
            yield f"- 结果 gives: {code(entry.emits)}"
            if entry.roles:
                yield f"- 角色 roles: {', '.join(entry.roles)}"
            yield f"- 规则 rules: {code(entry.rules) if entry.rules else '–'}"
            yield f"- 条款 clauses: {_clauses(entry.headings, entry.clauses)}"
            yield ""


def rules() -> Iterator[str]:
    """rules.md."""
    entries = catalog.rules()
    yield "# 规则 Rules"
    yield ""
    yield f"决定所遵守的规则, 共 {len(entries)} 条; 拒绝时即以此文字说明, `{{…}}` 处填入数字。"
    yield f"The {len(entries)} rules that decisions keep to, in the words of their refusals; figures stand at `{{…}}`."
    yield ""
    for kind, of_kind in groupby(entries, key=attrgetter("kind")):
        yield f"## {KINDS[kind]}"
        yield ""
        yield from table(
            ("规则 rule", "条款 clause", "中文", "English", "来源 source", "决定 decisions"),
            (
                (code(one.name), f"{one.heading} {one.clause}", one.zh, one.en, one.source, code(one.decisions))
                if one.decisions
                else (code(one.name), f"{one.heading} {one.clause}", one.zh, one.en, one.source, "全部 all")
                for one in of_kind
            ),
        )
