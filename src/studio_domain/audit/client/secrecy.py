"""个人信息不得明文留存 (GI-7): what is personal is in a cell, and every cell is sealed by a key that was issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

import attrs
from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.guideline import Clause, Kind, Source
from studio_domain.subject_key import SubjectKeyIssued
from studio_domain.values import PERSONAL, Sealed, stream_owner

IN_THE_OPEN: Final = Predicate(
    "personal.in-the-open",
    Clause.SECRECY,
    Kind.G,
    zh="{stream} 的 {path} 明文记录了个人信息",
    en="{path} in {stream} holds personal data in the open",
    source=Source.LAW,
)
KEY_UNKNOWN: Final = Predicate(
    "personal.key-unknown",
    Clause.SECRECY,
    Kind.A,
    zh="{stream} 的 {path} 由密钥 {key} 加密，该密钥没有启用记录",
    en="{path} in {stream} is sealed by key {key}, which was never issued",
    source=Source.LAW,
)

Plan = Mapping[str, "Plan | None"]
"""The fields of a class that are personal: `None` for the field itself, a plan for what lies within."""


@define
class Secrecy:
    """Looks into every fact; of a class without personal fields that costs a look-up."""

    _issued: set[tuple[str, str]] = field(factory=set)
    _used: dict[tuple[str, str], tuple[Recorded[Any], str]] = field(factory=dict)
    """The first cell of each key that was not issued yet, and where in the fact it is."""
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(object, self._see)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for (_, key), (event, path) in self._used.items():
            yield finding(
                KEY_UNKNOWN, event, path, key, expected=count(1), actual=count(0), delta=count(1), path=path, key=key
            )

    def _see(self, event: Recorded[Any]) -> None:
        fact = event.fact
        if isinstance(fact, SubjectKeyIssued):
            key = event.studio, fact.key
            self._issued.add(key)
            self._used.pop(key, None)
        elif plan := _PLANS[type(fact)]:
            for path, value in _personal(plan, fact):
                if isinstance(value, Sealed):
                    key = stream_owner(event.stream), value.sealed_by
                    if key not in self._issued:
                        self._used.setdefault(key, (event, path))
                else:
                    self._open(event, path)

    def _open(self, event: Recorded[Any], path: str) -> None:
        self._found.append(
            finding(IN_THE_OPEN, event, path, expected=count(0), actual=count(1), delta=count(1), path=path)
        )


class _Plans(dict[type[Any], Plan]):
    """Where each class of facts is personal, worked out when it is first seen."""

    def __missing__(self, cls: type[Any]) -> Plan:
        plan = self[cls] = _plan_of(cls)
        return plan


_PLANS: Final = _Plans()


def _plan_of(cls: type[Any]) -> Plan:
    if not attrs.has(cls):
        return {}
    plan: dict[str, Plan | None] = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        marked, within = _marked(hint)
        if marked:
            plan[name] = None
        elif within:
            plan[name] = within
    return plan


def _marked(hint: Any) -> tuple[bool, Plan]:
    """Whether *hint* is personal itself, and the plan of the class that lies in it."""
    if get_origin(hint) is Annotated and PERSONAL in hint.__metadata__:
        return True, {}
    if attrs.has(hint):
        return False, _PLANS[hint]
    for part in get_args(hint):
        marked, within = _marked(part)
        if marked or within:
            return marked, within
    return False, {}


def _personal(plan: Plan, fact: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    for name, within in plan.items():
        value = getattr(fact, name)
        if value is None:
            continue
        if within is None:
            yield path + name, value
            continue
        parts = value if isinstance(value, tuple) else (value,)
        for part in parts:
            yield from _personal(within, part, f"{path}{name}.")
