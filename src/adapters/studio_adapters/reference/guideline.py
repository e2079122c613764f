"""Pages on what is demanded: checks, obligations and separation of duties, policy keys, clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studio_adapters import catalog
from studio_adapters.reference.markdown import code, table
from studio_domain.audit import ALL_PREDICATES, Predicate, Severity
from studio_domain.guideline import (
    OBLIGATIONS,
    SEPARATIONS,
    Kind,
    Modality,
    Moment,
    Qualifier,
    heading,
)
from studio_domain.policy import KEYS, Certainty, Key, Unit

_SEVERITY: Final = {
    Severity.VIOLATION: "违规 violation",
    Severity.WARNING: "提醒 warning",
    Severity.ADVICE: "建议 advice",
}
_MODALITY: Final = {
    Modality.MUST: "应 must",
    Modality.SHOULD: "一般 should",
    Modality.MAY: "可 may",
    Modality.ENCOURAGED: "鼓励 encouraged",
    Modality.DEFINE: "定义 define",
}
_KIND: Final = {
    Kind.G: "G 事前拒绝 guard",
    Kind.X: "X 跨流拒绝 guard across streams",
    Kind.A: "A 事后审计 audit",
    Kind.R: "R 报告建议 report",
}
_CERTAINTY: Final = {
    Certainty.CERTAIN: "C 文本或法律 text or law",
    Certainty.LIKELY: "L 较有把握 likely",
    Certainty.UNVERIFIED: "U 待采用 to be adopted",
}


def checks() -> Iterator[str]:
    """checks.md."""
    yield "# 检查 Checks"
    yield ""
    count = len(ALL_PREDICATES)
    yield f"审计所用检查, 共 {count} 项, 与决定所用规则分开写成。严重程度由条款的语气决定, 不由检查人决定;"
    yield "所依政策项未经采用的期限, 至多为提醒。"
    yield f"The {count} checks of the audit, written apart from the rules of decisions. Severity follows from the"
    yield "modality of the clause; a deadline of a policy key that nobody adopted warns at most."
    yield ""
    yield from table(
        (
            "检查 check",
            "条款 clause",
            "类别 kind",
            "严重程度 severity",
            "政策项 policy key",
            "中文",
            "English",
            "来源 source",
        ),
        (_check(ALL_PREDICATES[name]) for name in sorted(ALL_PREDICATES)),
    )
    yield from table(("类别 kind", ""), _KIND_ROWS)


_KIND_ROWS: Final = tuple((kind.value, said.partition(" ")[2]) for kind, said in _KIND.items())


def _check(one: Predicate) -> tuple[object, ...]:
    clause = f"{heading(one.clause)} {one.clause.value}"
    policy = code(one.policy) if one.policy else ""
    return code(one.check), clause, one.kind.value, _SEVERITY[one.severity()], policy, one.zh, one.en, one.source.value


def obligations() -> Iterator[str]:
    """obligations.md."""
    yield "# 义务与不相容岗位 Obligations and separation of duties"
    yield ""
    yield "一件事实引出另一件: 何时起算、何时到期、由什么履行。期限数字都是政策项, 起算当日不计入。"
    yield "What one fact asks for and another must give. The figures are policy; the day of the event is not counted."
    yield ""
    yield from table(
        ("义务 obligation", "条款 clause", "中文", "English", "起因 opened by", "履行 discharged by", "计算 counting",
         "政策项 policy keys", "顺延 rolls over", "来源 source"),
        (
            (
                code(one.key), f"{heading(one.clause)} {one.clause.value}", one.zh, one.en,
                tuple(by.value if isinstance(by, Moment) else by for by in one.opened_by), one.discharged_by,
                one.due.counting.value, code(one.due.keys) if one.due.keys else "",
                "是 yes" if one.due.rolls_over else "", one.source.value,
            )
            for one in OBLIGATIONS.values()
        ),
    )  # fmt: skip
    yield "本版本检查其中涉及经费的各项 (of these, this version audits the ones of money): " + code(
        sorted(name.removeprefix("obligation.") for name in ALL_PREDICATES if name.startswith("obligation."))
    )
    yield ""
    yield "## 不相容岗位 Separation of duties"
    yield ""
    yield "受托办理的, 受托人与委托人都算作一手。"
    yield "Who acts on a delegation counts as two hands: himself and the delegator."
    yield ""
    yield from table(
        ("编号 id", "条款 clause", "中文", "English", "来源 source"),
        (
            (one.id, f"{heading(one.clause)} {one.clause.value}", one.zh, one.en, one.source.value)
            for one in SEPARATIONS.values()
        ),
    )


def policies() -> Iterator[str]:
    """policies.md."""
    yield "# 政策项 Policy keys"
    yield ""
    yield "指引是参考文本: 其中的数字以及它未规定的数字都是政策取值, 可按日期、按地区或工作室设定。"
    yield "C 类取值始终有约束力; L、U 类取值经 `policy.value-set` 采用后才有约束力。"
    yield "Every figure is a policy value, set from a day on, for a region or a studio. Values of certainty C always"
    yield "bind, others once they were adopted. “收紧 tighten only”: a narrower scope may only be stricter."
    yield ""
    yield from table(
        ("政策项 key", "条款 clause", "默认 default", "单位 unit", "把握 certainty", "界限 bound", "收紧 tighten only",
         "中文", "English"),
        (_policy(key) for key in KEYS.values()),
    )  # fmt: skip
    yield from table(("把握 certainty", ""), ((one.value, said.partition(" ")[2]) for one, said in _CERTAINTY.items()))


def _policy(key: Key) -> tuple[object, ...]:
    default = "–" if key.default is None else key.default
    unit = "" if key.unit is Unit.NONE else key.unit.value
    tighten = "是 yes" if key.tightens_only else ""
    clause = f"{heading(key.clause)} {key.clause.value}"
    return code(key.name), clause, default, unit, key.certainty.value, str(key.bound), tighten, key.zh, key.en


def clauses() -> Iterator[str]:
    """clauses.md."""
    entries = catalog.clauses()
    yield "# 条款 Clauses"
    yield ""
    yield f"指引按本库的读法分为 {len(entries)} 条。标题是我们的话, 不是指引原文。每条之下:"
    yield "决定据以拒绝的规则、受这些规则约束的事实、审计的检查、义务、政策取值、台账与提问。"
    yield "规则各有一例被拒; 检查各有一处变异必被发现、一处近似不得误报; 按条款的测试见 tests/clauses。"
    yield f"The guideline in {len(entries)} clauses as this library reads it; titles are our words. Below each stand"
    yield "the rules by which decisions refuse, the facts held by them, checks, obligations, policy keys, registers,"
    yield "questions."
    yield ""
    homes = [(say, sum(kind in one.homes for one in entries)) for kind, say in catalog.KINDS.items()]
    yield from table(("去处 home", "", "条款数 clauses"), ((zh, en, number) for (zh, en), number in homes))
    for one in entries:
        yield from _clause(one)


def _clause(one: catalog.ClauseEntry) -> Iterator[str]:
    reading = one.reading
    modality = _MODALITY[reading.modality]
    if reading.limit is not None:
        modality += f", 其界限 its limits {_MODALITY[reading.limit]}"
    if reading.qualifier is not Qualifier.NONE:
        modality += f" ({reading.qualifier.value})"
    kinds = "".join(sorted(kind.value for kind in reading.kinds))
    yield f"## {reading.clause.value} {reading.heading} {reading.zh} {reading.en}"
    yield ""
    yield f"{modality} · {kinds or '–'} · {', '.join(catalog.KINDS[kind][0] for kind in one.homes)}"
    yield ""
    for words, names in (
        ("规则 rules", one.rules), ("事实 facts", one.facts), ("检查 checks", one.checks),
        ("义务 obligations", one.obligations), ("政策 policy", one.keys), ("台账 registers", one.registers),
        ("提问 questions", one.questions),
    ):  # fmt: skip
        if names:
            yield f"- {words}: {code(names)}"
    if any((one.rules, one.facts, one.checks, one.obligations, one.keys, one.registers, one.questions)):
        yield ""


def roles() -> Iterator[str]:
    """roles.md."""
    yield "# 角色 Roles"
    yield ""
    yield "谁以何身份可以作出哪些决定、报告哪些事实; 须有任命在案。不相容的岗位见义务一页。"
    yield "Which role may take which decision or report which fact; a mandate on record says who has it."
    yield ""
    yield from table(
        ("角色 role", "数 number", "决定与报告 decisions and reports"),
        ((code(role.value), len(names), code(names) if names else "") for role, names in catalog.roles().items()),
    )
