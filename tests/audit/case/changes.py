"""Mutations and twins of the lawful cases, and the facts that they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

import case_story as s
from audit.case.histories import AS_OF, EXPERT, LOST, MOVED, S4, YOUNG
from audit.changing import Apply, Told, Which, insert, one
from case_story import LU
from studio_domain import client_case as case
from studio_domain.client_record.facts import ClientClassified, EnterpriseUpdated, NeedRecorded
from studio_domain.studio.roster_facts import LeadAppointed

PROFILE = "studio/profile"


@frozen
class Mutation:
    """A change of the lawful cases that one check must find, so many times, and no other."""

    name: str
    check: str
    apply: Apply
    times: int = 1
    as_of: date = AS_OF


@frozen
class Twin:
    """A change of the lawful cases close to what a check looks for, that is none of its business."""

    name: str
    check: str
    apply: Apply
    as_of: date = AS_OF
    policy: Mapping[str, Any] = field(factory=dict)


def day(text: str) -> date:
    return date.fromisoformat(text)


def same(history: tuple[Told, ...]) -> tuple[Told, ...]:
    """No change: what is wrong comes with time."""
    return history


def told(on: str, kind: str, *facts: Any) -> tuple[Told, ...]:
    return tuple(Told(on, kind, fact) for fact in facts)


def add(on: str, kind: str, *facts: Any) -> Apply:
    """Further facts of a stream, recorded last."""

    def apply(history: tuple[Told, ...]) -> tuple[Told, ...]:
        return (*history, *told(on, kind, *facts))

    return apply


def early(on: str, kind: str, *facts: Any) -> Apply:
    """Further facts of a stream, recorded right after the lead was appointed."""
    return insert(one(LeadAppointed), *told(on, kind, *facts))


# -- which fact


def of(fact: type[Any], account: str, **fields: Any) -> Which:
    return one(fact, account=account, **fields)


def service(account: str, number: int) -> Which:
    return of(case.ServiceDelivered, account, service=f"s-{number}")


def closed(account: str, nth: int | None = None) -> Which:
    return of(case.CaseClosed, account, nth=nth)


def classified(client: str) -> Which:
    return of(ClientClassified, f"client/{client}")


def enterprise(client: str) -> Which:
    return of(EnterpriseUpdated, f"client/{client}")


def need(client: str, name: str) -> Which:
    return of(NeedRecorded, f"client/{client}", need=name)


def another_service(number: int, on: date, **rest: Any) -> case.ServiceDelivered:
    return case.ServiceDelivered(**{"appointment": None, "policies": (), **s.service(number, on, **rest)})


__all__ = [
    "EXPERT", "LOST", "LU", "MOVED", "PROFILE", "S4", "YOUNG", "Mutation", "Twin", "add", "another_service",
    "classified", "closed", "day", "early", "enterprise", "need", "of", "same", "service", "told",
]  # fmt: skip
