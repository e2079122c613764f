"""Tariffs (收费标准, 3.3.d; 明码标价): one price an item, approved by another hand, published, only then in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, days, fen, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.tariff_known import Schedule, Version
from studio_domain.guideline import Clause, Kind, hands

RETROACTIVE: Final = Predicate(
    "fee.tariff-retroactive",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准 {published} 公示，却自 {effective} 起执行，早 {delta} 天",
    en="tariff version {subject} was published on {published} and put in force from {effective}, {delta} days before",
)
NOT_APPROVED_FIRST: Final = Predicate(
    "fee.not-approved-first",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准未经批准即公示（{published}）",
    en="tariff version {subject} was published on {published}, before anybody approved it",
)
DRAFTER_APPROVES: Final = Predicate(
    "fee.drafter-approves",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准由拟订人 {hand} 自己批准",
    en="tariff version {subject} was approved by {hand}, who drafted it",
)
BASIC_PRICED: Final = Predicate(
    "fee.basic-priced",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="基本服务 {item} 公示单价 {actual:yuan} 元，高于 {expected:yuan} 元",
    en="basic service {item} is published at {actual:yuan}, above {expected:yuan}",
    policy="fee.basic_price",
)
ITEM_TWICE: Final = Predicate(
    "fee.item-twice",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准重复列出 {item}（{actual} 次）",
    en="tariff version {subject} lists {item} {actual} times",
)
PRICE_NEGATIVE: Final = Predicate(
    "fee.price-negative",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准中 {item} 单价为负：{actual:yuan} 元",
    en="tariff version {subject} prices {item} below nothing, at {actual:yuan}",
)
UNKNOWN_LEVEL: Final = Predicate(
    "fee.unknown-level",
    Clause.SERVICE_LEVELS,
    Kind.G,
    zh="第 {subject} 版收费标准把 {item} 列为 {actual} 级，服务级别只有：{expected}",
    en="tariff version {subject} lists {item} at the level {actual}, levels are {expected}",
)
UNDOCUMENTED: Final = Predicate(
    "fee.tariff-undocumented",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准的批准没有文件",
    en="tariff version {subject} was approved without a document",
)
PUBLICATION_BACKDATED: Final = Predicate(
    "fee.publication-backdated",
    Clause.REASONABLE_FEES,
    Kind.G,
    zh="第 {subject} 版收费标准写明 {published} 公示，该次公示却记于 {recorded} 发生，提前 {delta} 天",
    en="tariff version {subject} says that it is public since {published}; its publication is dated {recorded}, "
    "{delta} days later",
)

_BASIC: Final = "basic"


@define
class Tariffs:
    """Every version: drafted by one, approved by another, published, in force no earlier than that (SD-12)."""

    _grounds: Grounds
    _schedule: Schedule = field(factory=Schedule)

    def watches(self) -> Iterator[Watch]:
        yield from self._schedule.watches()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for number, version in self._schedule.versions.items():
            yield from _prices(str(number), version)
            yield from self._levels(str(number), version)
            yield from _approvals(str(number), version)
            for published in version.published:
                yield from self._publication(str(number), version, published)
            for published in version.published[:1]:
                yield from self._basic(str(number), version, published)

    def _publication(
        self, number: str, version: Version, published: Recorded[tariff.TariffPublished]
    ) -> Iterator[Finding]:
        said = published.fact
        approved = min((approval.fact.on for approval in version.approved), default=date.max)
        if published.place in self._schedule.unapproved or said.published < approved:
            yield finding(
                NOT_APPROVED_FIRST, published, number,
                expected=text("approved"), actual=text("drafted"), delta=count(1), published=said.published,
            )  # fmt: skip
        recorded = self._schedule.first_told(published)
        backdated = (recorded - said.published).days
        if backdated > 0:
            yield finding(
                PUBLICATION_BACKDATED, published, number,
                expected=on_day(recorded), actual=on_day(said.published), delta=days(backdated),
                published=said.published, recorded=recorded,
            )  # fmt: skip
        early = (said.published - said.effective).days
        if early > 0:
            yield finding(
                RETROACTIVE, published, number,
                expected=days(0), actual=days(early), delta=days(early),
                published=said.published, effective=said.effective,
            )  # fmt: skip

    def _levels(self, number: str, version: Version) -> Iterator[Finding]:
        for drafted in version.drafted:
            levels = self._grounds.policy.on(drafted.context.day).service.levels
            for listed in drafted.fact.items:
                if listed.level not in levels:
                    yield finding(
                        UNKNOWN_LEVEL, drafted, number, listed.item,
                        expected=text(", ".join(levels)), actual=text(listed.level), delta=count(1), item=listed.item,
                    )  # fmt: skip

    def _basic(self, number: str, version: Version, published: Recorded[tariff.TariffPublished]) -> Iterator[Finding]:
        terms = self._grounds.policy.on(published.fact.published)
        most = terms.fee.basic_price
        for listed in version.items:
            if listed.level == _BASIC and listed.unit_fen > most:
                yield finding(
                    BASIC_PRICED, published, number, listed.item,
                    expected=fen(most), actual=fen(listed.unit_fen), delta=fen(listed.unit_fen - most),
                    binding=terms.binds("fee.basic_price"), policy=terms.cite("fee.basic_price"), item=listed.item,
                )  # fmt: skip


def _prices(number: str, version: Version) -> Iterator[Finding]:
    """明码标价: who reads a tariff finds one price for each item, and it is a price."""
    for drafted in version.drafted:
        for item, times in Counter(listed.item for listed in drafted.fact.items).items():
            if times > 1:
                yield finding(
                    ITEM_TWICE, drafted, number, item,
                    expected=count(1), actual=count(times), delta=count(times - 1), item=item,
                )  # fmt: skip
        for listed in drafted.fact.items:
            if listed.unit_fen < 0:
                yield finding(
                    PRICE_NEGATIVE, drafted, number, listed.item,
                    expected=fen(0), actual=fen(listed.unit_fen), delta=fen(-listed.unit_fen), item=listed.item,
                )  # fmt: skip


def _approvals(number: str, version: Version) -> Iterator[Finding]:
    for approved in version.approved:
        if not approved.fact.document.strip():
            yield finding(UNDOCUMENTED, approved, number, expected=count(1), actual=count(0), delta=count(1))
        for drafted in version.drafted[:1]:
            if drafted.fact.drafter in hands(approved.fact.approver, approved.context.on_behalf_of):
                yield finding(
                    DRAFTER_APPROVES, approved, number,
                    expected=count(2), actual=count(1), delta=count(1), also=(drafted.place,),
                    hand=drafted.fact.drafter,
                )  # fmt: skip
