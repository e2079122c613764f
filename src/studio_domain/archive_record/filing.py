"""Into the archives (归档): collected, classified by four dimensions, filed under a code, handed over (三、（四）4)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.aggregate import At
from studio_domain.archive_record.facts import (
    Holding,
    RecordClassified,
    RecordCollected,
    RecordFiled,
    RecordTransferred,
    Secrecy,
)
from studio_domain.archive_record.retention import tabled
from studio_domain.archive_record.standing import at_rest, by_archivist, described, digested, no_earlier, stated
from studio_domain.archive_record.state import ArchiveRecord
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.policy.bounds import retention_years
from studio_domain.regulation_book import RegulationBook
from studio_domain.studio import Studio
from studio_domain.values import PersonId

# -- rules

_FOUR: Final = Clause.FOUR_DIMENSIONS

CODE_ONCE: Final = Rule(_FOUR, zh="档号 {record} 已用，不得再用", en="the archive code {record} is in use, or was")
REFERENCE_RESOLVES: Final = Rule(
    Clause.TIMELY_SORTING, zh="归档材料所指 {of} 没有记录", en="{of}, which the record documents, is not on record"
)
SAYS_WHAT: Final = Rule(
    Clause.TIMELY_SORTING, zh="归档材料须写明内容和归口部门", en="a record says what it is and which department owns it"
)
CODE_STANDS: Final = Rule(
    _FOUR, zh="{record} 已归档，分类和档号不再更改", en="{record} is filed: its classification and code stand"
)
KNOWN_CATEGORY: Final = Rule(
    _FOUR, zh="档案类别 {category} 不在保管期限表中", en="there is no category {category} in the retention table"
)
KNOWN_IMPORTANCE: Final = Rule(
    _FOUR, zh="重要程度 {importance} 未登记", en="there is no degree of importance {importance}"
)
RETAINED_AS_TABLED: Final = Rule(
    _FOUR, zh="保管期限应为 {asked}，而非 {retention}", en="it is kept {asked}, not {retention}"
)
YEAR_BEGUN: Final = Rule(_FOUR, zh="{on} 时 {year} 年尚未开始", en="on {on} the year {year} has not begun")
CLASSIFIED_FIRST: Final = Rule(
    _FOUR,
    zh="{record} 尚未按年度、类别、重要程度分类",
    en="{record} is not classified by year, category and importance",
)
CODE_SAYS: Final = Rule(
    _FOUR,
    zh="档号 {record} 须写明年度 {year} 和保管期限 {retention}",
    en="the archive code {record} must say the year {year} and the retention {retention}",
)
RULES_HOLD: Final = Rule(
    Clause.FILING_RULES, zh="{on} 没有有效的档案管理制度", en="no rules of the archives hold on {on}"
)
RECEIVER_NAMED: Final = Rule(Clause.STORAGE, zh="移交须写明接收单位", en="records are handed over to somebody")

# -- decisions


def collect_record(
    known: ArchiveRecord | None,
    *,
    record: str,
    of: str | None,
    what: str,
    department: str,
    holding: Holding,
    collector: PersonId,
    on: date,
    source: At[object] | None,
) -> RecordCollected:
    """收集 (及时分类整理 三、（四）4): refuses a code that was ever in use, a reference to what is not on record
    (*source* is that stream as it stands), silence about what it is, and a holding that is not described."""
    require(known is None, CODE_ONCE, record=record)
    require(stated(what) and stated(department), SAYS_WHAT)
    described(holding)
    if of is not None:
        stream, _, version = of.partition("@")
        named = version.isascii() and version.isdigit() and len(version) < 12
        asked = int(version) if named else 0 if version else 1
        there = source is not None and source.stream == stream and 1 <= asked <= source.version
        require(there, REFERENCE_RESOLVES, of=of)
    return RecordCollected(record, of, what, department, holding, collector, on)


def classify_record(
    record: ArchiveRecord,
    *,
    year: int,
    category: str,
    importance: str,
    retention: str,
    secrecy: Secrecy,
    classifier: PersonId,
    on: date,
    terms: Terms,
) -> RecordClassified:
    """分类 (按年度、类别、介质材料和重要程度 三、（四）4): a retention is the longer of what the category and the
    importance ask for. Until it is filed a record may be classified anew."""
    require(record.filed is None and record.gone is None, CODE_STANDS, record=record.record)
    table, ranks = retention_years(terms.archive.retention_table), retention_years(terms.holdings.importance)
    require(category in table, KNOWN_CATEGORY, category=category)
    require(importance in ranks, KNOWN_IMPORTANCE, importance=importance)
    asked = tabled(category, importance, table, ranks)
    require(retention == asked, RETAINED_AS_TABLED, asked=asked, retention=retention)
    require(year <= on.year, YEAR_BEGUN, on=on, year=year)
    return RecordClassified(year, category, importance, retention, secrecy, classifier, on)


def file_record(
    record: ArchiveRecord, *, archivist: PersonId, on: date, studio: Studio, rules: RegulationBook | None
) -> RecordFiled:
    """归档 (三、（四）4): by the archivist in charge, under rules that hold, once it is classified; its code says year
    and retention, and is given once."""
    require(record.filed is None and record.gone is None, CODE_STANDS, record=record.record)
    known = record.classification
    if known is None:
        raise Breach(CLASSIFIED_FIRST, record=record.record)
    parts, year = record.record.split("-"), str(known.year)
    says = year in parts and known.retention in parts
    require(says, CODE_SAYS, record=record.record, year=year, retention=known.retention)
    no_earlier(on, record.collected)
    by_archivist(studio, archivist, on)
    require(rules is not None and rules.version_on(on) is not None, RULES_HOLD, on=on)
    return RecordFiled(record.record, archivist, on)


def transfer_record(
    record: ArchiveRecord, *, receiver: str, list_digest: str, by: PersonId, on: date
) -> RecordTransferred:
    """移交 (三、（四）4): of what is in store and not on loan, to whom, by which list."""
    at_rest(record)
    require(stated(receiver), RECEIVER_NAMED)
    digested(list_digest)
    return RecordTransferred(receiver, list_digest, by, on)


# -- who may decide

_ARCHIVIST: Final = frozenset({Role.ARCHIVIST})
_ANYONE: Final = frozenset(Role) - {Role.AUDITOR, Role.CLIENT, Role.AUTHORITY, Role.EXPERT}

MAY_DECIDE: Final[MayDecide] = {
    collect_record: _ANYONE,
    classify_record: _ARCHIVIST,
    file_record: _ARCHIVIST,
    transfer_record: _ARCHIVIST | {Role.CARRIER_HEAD},
}
