"""What went wrong, as a client can act upon it: problem responses (RFC 9457), in Chinese or English.

`type` is a path on this service that answers what the problem is. A refusal by a rule names the rule, its clause and
its figures. Nothing that comes from inside, a traceback or the address of a store, is ever in a response.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import frozen
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from studio_adapters import catalog
from studio_adapters.journal import CommandReused, Conflict, JournalError, StoreUnavailable
from studio_adapters.plain import json_text, plain
from studio_domain.aggregate import BrokenHistory
from studio_domain.desk.authority import DELEGATED, NOT_DELEGABLE, OF_THE_CARRIER, ROLE_HELD, ROLE_MAY
from studio_domain.guideline import READINGS, Breach, Language
from studio_service.acting import IllFormed
from studio_service.language import preferred

MEDIA_TYPE: Final = "application/problem+json"

log = logging.getLogger("studio_service")


@frozen
class Kind:
    """A kind of problem that is no rule's: its status, and what to do about it."""

    status: int
    zh: str
    en: str
    advice_zh: str
    advice_en: str


KINDS: Final[Mapping[str, Kind]] = {
    "ill-formed": Kind(
        400, "请求格式不对", "the request is ill-formed", "按 errors 逐项改正后再发", "mend what `errors` names"
    ),
    "no-idempotency-key": Kind(
        400, "缺少 Idempotency-Key", "an Idempotency-Key is missing",
        "每个决定一个 UUID；重发同一决定时用同一个", "make a UUID for each decision; send the same with it again",
    ),
    "nobody-acts": Kind(
        401, "没有行为人", "nobody acts", "由网关认证后给出 X-Studio-Person、-Role、-Org",
        "the gateway authenticates, and gives X-Studio-Person, -Role and -Org",
    ),
    "unknown-stream": Kind(
        404, "没有记录", "nothing is recorded", "核对编号；或先作出建立它的决定",
        "check the ids, or take the decision that begins it",
    ),
    "not-found": Kind(404, "没有这个地址", "there is no such address", "见 /openapi.json", "see /openapi.json"),
    "not-allowed": Kind(405, "不支持的方法", "the method is not allowed", "见 /openapi.json", "see /openapi.json"),
    "conflict": Kind(
        409, "与他人的写入冲突", "others wrote at the same time", "原样再发", "send the same again"
    ),
    "idempotency-key-reused": Kind(
        422, "Idempotency-Key 已用于另一请求", "the Idempotency-Key was used for another request",
        "换一个；或原样重发原来的请求", "use another one, or send the first request as it was",
    ),
    "broken-history": Kind(
        500, "历史记录无法使用", "the history cannot be relied on", "请审计该存储", "have the store audited"
    ),
    "storage": Kind(500, "存储未能完成", "storage could not do it", "请联系维护人员", "ask who maintains the service"),
    "store-unavailable": Kind(
        503, "存储暂时不可用", "the store cannot be reached for now", "稍后以同一个 Idempotency-Key 再发",
        "send it again later, with the same Idempotency-Key",
    ),
    "fault": Kind(500, "服务内部错误", "a fault of the service", "请联系维护人员", "ask who maintains the service"),
}  # fmt: skip
"""Every problem but the rules, by the last part of its type."""

_WHO_MAY: Final = (ROLE_MAY, ROLE_HELD, DELEGATED, NOT_DELEGABLE, OF_THE_CARRIER)
"""Rules about who decides; whoever is refused by one of them is the wrong person."""


def rule_path(kind: str, name: str) -> str:
    """The type of a refusal by a rule of the catalog."""
    return f"/problems/rules/{kind}/{name}"


def language_of(request: Request) -> Language:
    """The language of the answer."""
    return preferred(request.headers.get("Accept-Language"))


def _answer(request: Request, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    given = {"Content-Language": language_of(request), "Vary": "Accept-Language", **(headers or {})}
    return Response(json_text(body), status, given, MEDIA_TYPE)


def problem(
    request: Request, name: str, detail: str | None = None, headers: dict[str, str] | None = None, **more: object
) -> Response:
    """A problem of one of the `KINDS`."""
    kind, chinese = KINDS[name], language_of(request) == "zh"
    body = {
        "type": f"/problems/{name}",
        "title": kind.zh if chinese else kind.en,
        "status": kind.status,
        "detail": detail or (kind.advice_zh if chinese else kind.advice_en),
        "instance": request.url.path,
    }
    return _answer(request, kind.status, {**body, **more}, headers)


def refusal(request: Request, breach: Breach) -> Response:
    """A refusal by a rule: 403 where somebody else may decide, 422 where nobody may, as things stand."""
    rule, language = breach.rule, language_of(request)
    reading = READINGS[rule.clause]
    named = catalog.name_of(rule)
    status = 403 if rule in _WHO_MAY else 422
    body = {
        "type": "about:blank" if named is None else rule_path(*named),
        "title": reading.zh if language == "zh" else reading.en,
        "status": status,
        "detail": breach.message(language),
        "instance": request.url.path,
        "clause": rule.clause.value,
        "clause_ref": reading.heading,
        "rule_source": rule.source.value,
        "figures": plain(breach.figures),
    }
    return _answer(request, status, body)


# -- what is raised, and what is answered


def install(app: FastAPI) -> None:
    """Let every error be answered by a problem."""
    for kind, handler in {
        Breach: _breach,
        RequestValidationError: _ill_formed,
        IllFormed: _misuse,
        LookupError: _unknown,
        BrokenHistory: _broken,
        CommandReused: _reused,
        Conflict: _conflict,
        StoreUnavailable: _unavailable,
        JournalError: _storage,
        HTTPException: _http,
        Exception: _fault,
    }.items():
        app.add_exception_handler(kind, handler)


def _breach(request: Request, error: Exception) -> Response:
    assert isinstance(error, Breach)
    return refusal(request, error)


def _ill_formed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found: Sequence[Any] = error.errors()
    missing = {str(one["loc"][-1]).lower() for one in found if one["loc"][0] == "header" and one["type"] == "missing"}
    if any(name.startswith("x-studio-") for name in missing):
        return problem(request, "nobody-acts", headers={"WWW-Authenticate": "Studio-Gateway"})
    if "idempotency-key" in missing:
        return problem(request, "no-idempotency-key")
    errors = [{"where": ".".join(map(str, one["loc"])), "what": one["msg"]} for one in found]  # not the values
    return problem(request, "ill-formed", errors=errors)


def _misuse(request: Request, error: Exception) -> Response:
    return problem(request, "ill-formed", str(error))


def _unknown(request: Request, error: Exception) -> Response:
    if type(error) is not LookupError:  # a KeyError is a fault of ours
        log.error("a fault", exc_info=error)
        return _fault(request, error)
    return problem(request, "unknown-stream", str(error) if language_of(request) == "en" else None)


def _broken(request: Request, error: Exception) -> Response:
    log.error("%s", error)
    return problem(request, "broken-history", str(error))


def _reused(request: Request, error: Exception) -> Response:
    return problem(request, "idempotency-key-reused")


def _conflict(request: Request, error: Exception) -> Response:
    return problem(request, "conflict", headers={"Retry-After": "1"})


def _unavailable(request: Request, error: Exception) -> Response:
    log.error("%s", error)
    return problem(request, "store-unavailable", headers={"Retry-After": "5"})


def _storage(request: Request, error: Exception) -> Response:
    log.error("%s", error)
    return problem(request, "storage")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    name = {404: "not-found", 405: "not-allowed"}.get(error.status_code, "ill-formed")
    return problem(request, name, headers=dict(error.headers or {}))


def _fault(request: Request, error: Exception) -> Response:
    return problem(request, "fault")
