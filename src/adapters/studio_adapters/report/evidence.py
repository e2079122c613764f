"""The facts behind findings, as a person reads them: what, when, by whom, in which role, why (design §9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from attrs import frozen

from studio_adapters import codec
from studio_adapters.catalog.decisions import says
from studio_adapters.journal import Journal
from studio_adapters.plain import plain
from studio_domain.aggregate import Place, Recorded, Unreadable
from studio_domain.guideline import Language, Role
from studio_domain.values import SHANGHAI

_ROLES: Final = {
    Role.LEAD: "领办人",
    Role.STAFF: "工作人员",
    Role.MENTOR: "创业指导师",
    Role.ARCHIVIST: "档案专人",
    Role.FINANCE: "财务经办",
    Role.CASHIER: "出纳",
    Role.FINANCE_HEAD: "载体财务负责人",
    Role.CARRIER_HEAD: "载体负责人",
    Role.DISCIPLINE: "纪律监督员",
    Role.AUTHORITY: "主管部门",
    Role.AUDITOR: "审计人员",
    Role.EXPERT: "外聘专家",
    Role.CLIENT: "服务对象",
}


def role_words(code: str, language: Language) -> str:
    """A role as people call it; a code that is none stays as it is."""
    try:
        role = Role(code)
    except ValueError:
        return code
    return _ROLES[role] if language == "zh" else role.value.replace("-", " ")


@cache
def fact_words(fact: Any) -> tuple[str, str]:
    """What people call a kind of fact, in Chinese and English: its docstring begins with the guideline's term."""
    term, colon, _ = says(fact).partition(":")
    english = "".join(f" {char.lower()}" if char.isupper() else char for char in fact.__name__).strip()
    known = bool(colon) and not term.isascii()
    return (term.partition("(")[0].partition("（")[0].strip() if known else english), english


@frozen
class Witness:
    """A fact in the evidence of a finding."""

    place: Place
    zh: str
    en: str
    occurred: str
    recorded: str
    by: str
    role: str
    org: str
    on_behalf_of: str | None
    reason: str | None


def witness(event: Recorded[Any]) -> Witness:
    """A fact as the report tells it."""
    context, fact = event.context, event.fact
    kind: Any = type(fact)
    zh, en = (fact.type, fact.type) if isinstance(fact, Unreadable) else fact_words(kind)
    return Witness(
        place=event.place,
        zh=zh,
        en=en,
        occurred=_moment(context.occurred),
        recorded=_moment(event.recorded_at),
        by=context.by,
        role=context.role,
        org=context.org,
        on_behalf_of=context.on_behalf_of,
        reason=None if context.reason is None else str(plain(context.reason)),
    )


def _moment(value: datetime | date) -> str:
    """A day, or an instant to the minute, by the clock in Beijing."""
    if isinstance(value, datetime):
        try:
            return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
        except (OverflowError, ValueError):  # at an end of the calendar
            return str(value)
    return str(value)


def witnesses(journal: Journal, places: Iterable[Place]) -> Mapping[Place, Witness]:
    """The facts at *places*, each stream read once; a place that the store does not have is left out."""
    wanted: dict[str, set[int]] = {}
    for place in places:
        wanted.setdefault(place.stream, set()).add(place.version)
    found: dict[Place, Witness] = {}
    for stream, versions in sorted(wanted.items()):
        for event in codec.recorded_eagerly(journal.rows.read(stream, min(versions) - 1)):
            if event.version in versions:
                found[event.place] = witness(event)
            if event.version >= max(versions):
                break
    return found
