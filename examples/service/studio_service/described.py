"""What an operation says of itself: read from the catalog of the domain, so that it cannot go stale."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, TypedDict

from studio_adapters import catalog
from studio_adapters.catalog import DESK, DecisionEntry
from studio_domain.guideline import READINGS, Clause
from studio_service.problems import MEDIA_TYPE, rule_path

_PROBLEM: Final = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}

REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    400: {"description": "格式不对, 或缺少 Idempotency-Key (ill-formed)", "content": _PROBLEM},
    401: {"description": "没有行为人 (nobody acts)", "content": _PROBLEM},
    403: {"description": "该身份无权决定 (somebody else decides this)", "content": _PROBLEM},
    404: {"description": "没有记录 (nothing is recorded)", "content": _PROBLEM},
    409: {
        "description": "与他人的写入冲突, 原样再发 (others wrote: send it again)",
        "content": _PROBLEM,
    },
    422: {"description": "规则不允许, 或 Idempotency-Key 已另用 (a rule refuses it)", "content": _PROBLEM},
    503: {"description": "存储暂时不可用 (the store cannot be reached)", "content": _PROBLEM},
}
READ: Final[dict[int | str, dict[str, Any]]] = {status: REFUSED[status] for status in (400, 401, 404, 503)}

SCHEMA: Final = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457. `type` 是本服务上的路径, 可以打开。`type` is a path on this service that can be opened.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "clause": {"type": "string", "description": "条款编号 (of a refusal by a rule)"},
        "clause_ref": {"type": "string", "description": "指引中的标题"},
        "rule_source": {"type": "string"},
        "figures": {"type": "object", "description": "拒绝所依据的数值"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}


class Described(TypedDict):
    """Keyword arguments of a route that takes a decision."""

    summary: str
    description: str
    status_code: int
    responses: dict[int | str, dict[str, Any]]
    openapi_extra: dict[str, Any]


@cache
def entries(kind: str, name: str) -> tuple[DecisionEntry, ...]:
    """The decision of a stream, and what the desk adds where it rests on several."""
    found = [one for one in catalog.decisions() if one.name == name and one.kind in (kind, DESK)]
    if not found or found[0].kind != kind:
        raise LookupError(f"the catalog has no decision {kind}.{name}")
    return tuple(found)


def decision(kind: str, name: str) -> Described:
    """A route that takes the decision *name* about streams of *kind*."""
    own, *_ = found = entries(kind, name)
    clauses = catalog_order({number for one in found for number in one.clauses})
    rules = sorted({(one.kind, rule) for one in found for rule in one.rules})
    refuses = [_rule(rule, kind) for _, rule in rules]
    said = own.says.partition(":")[0].partition(" (")[0]
    lines = [
        own.says,
        "",
        f"**可由 (by)**: {', '.join(own.roles)}",
        "",
        "**条款 (clauses)**:",
        *(f"- {number} {READINGS[Clause(number)].heading} {READINGS[Clause(number)].zh}" for number in clauses),
    ]
    return {
        "summary": said,
        "description": "\n".join(lines),
        "status_code": 201,
        "responses": REFUSED,
        "openapi_extra": {
            "x-studio-decision": f"{kind}.{name}",
            "x-studio-report": own.report,
            "x-studio-roles": list(own.roles),
            "x-studio-clauses": list(clauses),
            "x-studio-rules": sorted({path for path in refuses if path}),
        },
    }


def _rule(name: str, kind: str) -> str:
    """The path of a rule that a decision about *kind* names: its own, another stream's, or the desk's."""
    named = [one.kind for one in catalog.rules() if one.name == name]
    where = kind if kind in named else DESK if DESK in named else named[0]
    return rule_path(where, name)


def catalog_order(numbers: set[str]) -> tuple[str, ...]:
    """Clauses in the order of the guideline."""
    return tuple(clause.value for clause in READINGS if clause.value in numbers)
