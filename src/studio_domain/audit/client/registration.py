"""登记 (3.2.1.a): once, by a random id, with the personal section and the notice, and with consent to guidance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.client.known import client_of
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.client_record.facts import (
    ClientClassified,
    ClientRegistered,
    ConsentGranted,
    EnterpriseUpdated,
    Purpose,
)
from studio_domain.guideline import Clause, Kind, Source
from studio_domain.values import uscc_is_valid

REGISTERED_TWICE: Final = Predicate(
    "client.registered-twice",
    Clause.CLIENT_LIBRARY,
    Kind.G,
    zh="服务对象 {subject} 登记了两次",
    en="client {subject} was registered twice",
)
INCOMPLETE: Final = Predicate(
    "client.registration-incomplete",
    Clause.CLIENT_LIBRARY,
    Kind.X,
    zh="服务对象 {subject} 的登记缺 {missing}",
    en="the registration of client {subject} lacks {missing}",
)
CONSENT_MISSING: Final = Predicate(
    "client.consent-missing",
    Clause.CLIENT_LIBRARY,
    Kind.X,
    zh="服务对象 {subject} 登记时没有同时取得指导服务的同意",
    en="client {subject} was registered without consent to guidance at the same time",
    source=Source.LAW,
)
ID_FORM: Final = Predicate(
    "client.id-form",
    Clause.SECRECY,
    Kind.G,
    zh="{stream} 的服务对象编号不是随机编号的形式",
    en="the client's id in {stream} has not the form of a random id",
    source=Source.LAW,
)
ENTERPRISE_CODE: Final = Predicate(
    "client.enterprise-code",
    Clause.CLIENT_LIBRARY,
    Kind.G,
    zh="服务对象 {subject} 的企业代码 {code} 有误",
    en="the code {code} of the enterprise of client {subject} is no unified social credit code",
)
UNFOUNDED: Final = Predicate(
    "client.class-unfounded",
    Clause.CLIENT_CLASSES,
    Kind.X,
    zh="服务对象 {subject} 的分类分级缺 {missing}",
    en="the classification of client {subject} lacks {missing}",
)

_RANDOM: Final = re.compile(r"k-[a-z0-9]{1,32}")


@define
class Registrations:
    """What a registration must have, and what comes into the record after it."""

    _first: dict[str, Recorded[ClientRegistered]] = field(factory=dict)
    _waiting: dict[str, Recorded[ClientRegistered]] = field(factory=dict)
    """Those whose consent must still come, in the same append."""
    _consented: set[str] = field(factory=set)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(ClientRegistered, self._registered)
        yield on(ConsentGranted, self._granted)
        yield on(EnterpriseUpdated, self._enterprise)
        yield on(ClientClassified, self._classified)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for event in self._waiting.values():
            yield _lacking(CONSENT_MISSING, event)

    def _registered(self, event: Recorded[ClientRegistered]) -> None:
        fact = event.fact
        first = self._first.setdefault(event.stream, event)
        if first is not event:
            self._found.append(_lacking(REGISTERED_TWICE, event, also=(first.place,), expected=1, actual=2))
            return
        if _RANDOM.fullmatch(fact.client) is None or fact.client != client_of(event.stream):
            self._found.append(_lacking(ID_FORM, event))
        if event.stream not in self._consented:
            self._waiting[event.stream] = event
        self._incomplete(INCOMPLETE, event, name=fact.name is not None, notice=bool(fact.notice.strip()))

    def _granted(self, event: Recorded[ConsentGranted]) -> None:
        if event.fact.purpose is not Purpose.GUIDANCE:
            return
        self._consented.add(event.stream)
        waiting = self._waiting.get(event.stream)
        if waiting and event.recorded_at == waiting.recorded_at and event.fact.on <= waiting.fact.on:
            del self._waiting[event.stream]

    def _enterprise(self, event: Recorded[EnterpriseUpdated]) -> None:
        code = event.fact.code
        if code is not None and not uscc_is_valid(code):
            self._found.append(_lacking(ENTERPRISE_CODE, event, code=code))

    def _classified(self, event: Recorded[ClientClassified]) -> None:
        fact = event.fact
        basis = any(one.strip() for one in fact.basis)
        stated = bool(fact.segment.strip() and fact.stage.strip())
        self._incomplete(UNFOUNDED, event, basis=basis, reason=bool(fact.reason.strip()), **{"class": stated})

    def _incomplete(self, predicate: Predicate, event: Recorded[Any], **there: bool) -> None:
        missing = [part for part, is_there in there.items() if not is_there]
        if missing:
            self._found.append(
                _lacking(predicate, event, expected=len(there), actual=len(there) - len(missing),
                         missing=", ".join(missing))
            )  # fmt: skip


def _lacking(
    predicate: Predicate,
    event: Recorded[Any],
    *,
    also: tuple[Place, ...] = (),
    expected: int = 1,
    actual: int = 0,
    **figures: Any,
) -> Finding:
    delta = count(abs(actual - expected))
    subject = client_of(event.stream)
    return finding(
        predicate, event, subject, expected=count(expected), actual=count(actual), delta=delta, also=also, **figures
    )
