"""The procedure of a destruction (3.4.4.d4; SD-5): listed truly, signed, approved, supervised, counted, reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.retention import departments_asked, years_kept
from studio_domain.audit.archive.known import ArchivesKnown, BatchKnown
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply
from studio_domain.destruction_batch import facts as batch
from studio_domain.destruction_batch.facts import BatchItem, Signer
from studio_domain.guideline import Clause, Kind, hands
from studio_domain.policy import Terms

LIST_FALSE: Final = Predicate(
    "destruction.list-false",
    Clause.DESTRUCTION,
    Kind.X,
    zh="清册 {stream} 所列档案 {subject} 与在册记录不符：{actual}",
    en="the list {stream} has record {subject} otherwise than the archives do: {actual}",
)
UNSIGNED: Final = Predicate(
    "destruction.unsigned",
    Clause.DESTRUCTION,
    Kind.G,
    zh="清册 {subject} 批准时缺 {actual} 签署",
    en="the list {subject} was approved without the signature of {actual}",
)
TWO_CAPACITIES: Final = Predicate(
    "destruction.two-capacities",
    Clause.DESTRUCTION,
    Kind.G,
    zh="{actual} 以两个身份签署清册 {subject}",
    en="{actual} signed the list {subject} in two capacities",
)
SAME_HAND: Final = Predicate(
    "destruction.same-hand",
    Clause.DESTRUCTION,
    Kind.G,
    zh="清册 {subject}：{actual} 兼任 {posts}",
    en="the list {subject}: {actual} acted as {posts}",
)
SUPERVISORS: Final = Predicate(
    "destruction.supervisors",
    Clause.DESTRUCTION,
    Kind.G,
    zh="清册 {subject} 的监销缺 {actual}",
    en="the supervision of the list {subject} lacks {actual}",
    policy="archive.supervisors_min",
)
UNAPPROVED: Final = Predicate(
    "destruction.unapproved",
    Clause.DESTRUCTION,
    Kind.G,
    zh="清册 {subject} 未经批准（或已驳回）即执行",
    en="the list {subject} was executed and not approved, or was rejected",
)
UNCOUNTED: Final = Predicate(
    "destruction.uncounted",
    Clause.DESTRUCTION,
    Kind.G,
    zh="清册 {subject} 列 {expected} 件，监销人销毁前清点 {actual} 件",
    en="{expected} records were on the list {subject}; the supervisors had counted {actual}",
)
UNRECORDED: Final = Predicate(
    "destruction.unrecorded",
    Clause.DESTRUCTION,
    Kind.X,
    zh="清册 {subject} 执行销毁 {actual}，该件未登记销毁",
    en="by the list {subject} the record {actual} was destroyed; the record does not say so",
)
REPORT: Final = Predicate(
    "destruction.report",
    Clause.DESTRUCTION,
    Kind.X,
    zh="清册 {subject} 的销毁报告缺 {actual}",
    en="the report on the list {subject} lacks {actual}",
)


@frozen
class Batches:
    """A batch goes through its hands, each another, before anything of it is destroyed, and is reported after."""

    known: ArchivesKnown
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known.batches.values():
            for event in of.events:
                match event.fact:
                    case batch.BatchProposed():
                        yield from self._proposed(of, event)
                    case batch.BatchSigned():
                        yield from _signed(of, event)
                    case batch.BatchApproved():
                        yield from self._approved(of, event)
                    case batch.ItemsCounted():
                        yield from self._counted(of, event)
                    case batch.BatchExecuted():
                        yield from self._executed(of, event)
                    case batch.BatchReported():
                        yield from self._reported(of, event)
                    case _:
                        pass

    def _proposed(self, of: BatchKnown, event: Recorded[batch.BatchProposed]) -> Iterator[Finding]:
        for item in event.fact.items:
            wrong = list(self._wrong(of, event, item))
            if wrong:
                yield simply(
                    LIST_FALSE, event, item.record, expected=count(0), actual=text(", ".join(wrong)),
                    delta=count(len(wrong)),
                )  # fmt: skip

    def _wrong(self, of: BatchKnown, event: Recorded[Any], item: BatchItem) -> Iterator[str]:
        """In which columns a line differs from the record as it was known."""
        record = self.known.record(of.studio, item.record)
        classified = record.classified(event) if record else None
        collected, held = (record.collected(), record.holding(event)) if record else (None, None)
        if classified is None or collected is None or held is None:
            yield "record"
            return
        stands = (classified.category, collected.department, held.medium, classified.year, classified.retention)
        listed = (item.category, item.department, item.medium, item.year, item.retention)
        names = ("category", "department", "medium", "year", "retention")
        yield from (name for name, one, other in zip(names, stands, listed, strict=True) if one != other)

    def _approved(self, of: BatchKnown, event: Recorded[batch.BatchApproved]) -> Iterator[Finding]:
        terms = self.grounds.policy.on(event.fact.on)
        signed = {one.fact.capacity.value for one in of.all(batch.BatchSigned, event)}
        missing = sorted(_capacities(of.items(event).values(), terms) - signed)
        if missing:
            yield simply(
                UNSIGNED, event, of.name, expected=count(0), actual=text(", ".join(missing)), delta=count(len(missing))
            )
        acting = hands(event.fact.approver, event.context.on_behalf_of)
        proposed = of.last(batch.BatchProposed, event)
        if proposed is not None and proposed.fact.proposer in acting:
            yield _same(of, event, proposed.fact.proposer, "proposer, approver")

    def _counted(self, of: BatchKnown, event: Recorded[batch.ItemsCounted]) -> Iterator[Finding]:
        fact, terms = event.fact, self.grounds.policy.on(event.fact.on)
        posts: dict[str, list[str]] = {}
        for one in fact.supervisors:
            posts.setdefault(one.person, []).append("supervisor")
        for proposed in of.all(batch.BatchProposed, event):
            posts.setdefault(proposed.fact.proposer, []).insert(0, "proposer")
        for approved in of.all(batch.BatchApproved, event):
            posts.setdefault(approved.fact.approver, []).insert(0, "approver")
        for person, held in posts.items():
            if "supervisor" in held and len(held) > 1:
                yield _same(of, event, person, ", ".join(held))
        persons, there = {one.person for one in fact.supervisors}, {one.department for one in fact.supervisors}
        lacking = sorted(_departments(of.items(event).values(), terms) - there)
        if len(persons) < terms.archive.supervisors_min:
            lacking.append(f"{terms.archive.supervisors_min - len(persons)} supervisors")
        if len(there) < terms.archive.supervisor_departments_min:
            lacking.append("departments")
        if lacking:
            yield simply(
                SUPERVISORS, event, of.name, expected=count(0), actual=text(", ".join(lacking)),
                delta=count(len(lacking)), policy=terms.cite("archive.supervisors_min"),
            )  # fmt: skip

    def _executed(self, of: BatchKnown, event: Recorded[batch.BatchExecuted]) -> Iterator[Finding]:
        fact = event.fact
        approved, rejected = of.all(batch.BatchApproved, event), of.all(batch.BatchRejected, event)
        if not approved or rejected:
            yield simply(UNAPPROVED, event, of.name)
        counted, listed = of.last(batch.ItemsCounted, event), len(of.items(event))
        there = counted.fact.counted if counted else 0
        if there != listed or counted is None:
            yield simply(
                UNCOUNTED, event, of.name, expected=count(listed), actual=count(there), delta=count(abs(listed - there))
            )
        acting = hands(fact.executor, event.context.on_behalf_of)
        for one in counted.fact.supervisors if counted else ():
            if one.person in acting:
                yield _same(of, event, one.person, "supervisor, executor")
        for code in fact.records:
            record = self.known.record(of.studio, code)
            said = record.all(archive.RecordDestroyed) if record else []
            if not any(one.fact.batch == of.name for one in said):
                yield simply(UNRECORDED, event, of.name, code, actual=text(code))

    def _reported(self, of: BatchKnown, event: Recorded[batch.BatchReported]) -> Iterator[Finding]:
        fact, counted = event.fact, of.last(batch.ItemsCounted, event)
        supervisors = {one.person for one in counted.fact.supervisors} if counted else set()
        lacking = [f"signature {person}" for person in sorted(supervisors - set(fact.signatures))]
        record = self.known.record(of.studio, fact.list_code)
        filed = record.all(archive.RecordFiled, event) if record else []
        classified = record.classified(event) if record else None
        if not filed or classified is None or years_kept(classified.retention) is not None:
            lacking.append("list kept for good")
        if len(fact.list_digest) != 64:
            lacking.append("digest")
        if lacking:
            yield simply(
                REPORT, event, of.name, expected=count(0), actual=text(", ".join(lacking)), delta=count(len(lacking))
            )


def _signed(of: BatchKnown, event: Recorded[batch.BatchSigned]) -> Iterator[Finding]:
    before = of.all(batch.BatchSigned, event)
    if any(one.fact.signer == event.fact.signer and one.fact.capacity is not event.fact.capacity for one in before):
        yield simply(TWO_CAPACITIES, event, of.name, actual=text(event.fact.signer))


def _same(of: BatchKnown, event: Recorded[Any], person: str, posts: str) -> Finding:
    return simply(SAME_HAND, event, of.name, person, actual=text(person), posts=posts)


def _capacities(items: Iterable[BatchItem], terms: Terms) -> set[str]:
    """Who signs: all five where there is an accounting record, else whom policy names."""
    if any(item.category in terms.holdings.accounting_categories for item in items):
        return {one.value for one in Signer}
    return {one.value for one in Signer} & set(terms.holdings.signers)


def _departments(items: Iterable[BatchItem], terms: Terms) -> frozenset[str]:
    accounting = terms.holdings.accounting_categories
    return departments_asked((item.department, item.category in accounting, item.medium) for item in items)
