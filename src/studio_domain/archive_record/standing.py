"""What decisions of several chapters ask of a record (三、（四）4)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from studio_domain.archive_record.facts import Holding, Medium
from studio_domain.archive_record.state import ArchiveRecord
from studio_domain.guideline import Clause, Rule, require
from studio_domain.studio import Studio
from studio_domain.values import PersonId

# -- rules

IN_STORE: Final = Rule(
    Clause.STORAGE, zh="档案 {record} 尚未归档或已不在馆", en="record {record} is not filed, or not there any more"
)
NOT_OUT: Final = Rule(Clause.LENDING, zh="档案 {record} 在借（{loan}）", en="record {record} is out on loan {loan}")
PAPER_PLACED: Final = Rule(Clause.PAPER_OR_ELECTRONIC, zh="归档材料须写明存放位置", en="what is kept has a location")
ELECTRONIC_DESCRIBED: Final = Rule(
    Clause.PAPER_OR_ELECTRONIC,
    zh="电子档案须有 SHA-256 摘要值、格式和元数据",
    en="an electronic record has its SHA-256 digest, its format and its metadata",
)
DIGEST_GIVEN: Final = Rule(
    Clause.TIMELY_SORTING,
    zh="清册、意见书以 SHA-256 摘要（64 位十六进制）登记",
    en="a list or an opinion is cited by its SHA-256, 64 hexadecimal digits",
)
REASON_STATED: Final = Rule(
    Clause.TRUTHFUL_REPORTS, zh="须说明理由、用途或经过", en="say why, what for, or what happened"
)
NOT_BEFORE: Final = Rule(Clause.TRUTHFUL_REPORTS, zh="{on} 早于 {before}", en="{on} is before {before}")
BY_ARCHIVIST: Final = Rule(
    Clause.ARCHIVIST,
    zh="{day} 的档案专人不是 {person}",
    en="on {day} the archivist of the studio is not {person}",
)
FIRST_TO_LAST: Final = Rule(
    Clause.SECRECY, zh="权限终止日 {last} 早于起始日 {first}", en="access ends on {last}, before {first}"
)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

# -- what they ask


def in_store(record: ArchiveRecord) -> None:
    """The record is filed and there."""
    require(record.in_store, IN_STORE, record=record.record)


def at_rest(record: ArchiveRecord) -> None:
    """The record is filed and there, and not out on loan."""
    in_store(record)
    require(not record.out, NOT_OUT, record=record.record, loan=next(iter(record.out), ""))


def described(holding: Holding) -> None:
    """Paper has a location; an electronic record says what it is besides."""
    require(stated(holding.location), PAPER_PLACED)
    if holding.medium is Medium.ELECTRONIC:
        said = stated(holding.format) and stated(holding.metadata) and is_digest(holding.digest)
        require(said, ELECTRONIC_DESCRIBED)


def digested(digest: str) -> None:
    """A document is cited by its digest."""
    require(is_digest(digest), DIGEST_GIVEN)


def is_digest(digest: str | None) -> bool:
    """Whether it is a SHA-256 in hexadecimal digits."""
    return digest is not None and _DIGEST.fullmatch(digest) is not None


def stated(text: str | None) -> bool:
    """Whether *text* says anything."""
    return text is not None and bool(text.strip())


def reasoned(reason: str) -> None:
    """A reason, a purpose or what happened is stated."""
    require(stated(reason), REASON_STATED)


def no_earlier(on: date, before: date) -> None:
    """A step is not before the one that it follows."""
    require(on >= before, NOT_BEFORE, on=on, before=before)


def by_archivist(studio: Studio, person: PersonId, day: date) -> None:
    """*person* keeps the archives on *day*."""
    require(studio.archivist_on(day) == person, BY_ARCHIVIST, person=person, day=day)
