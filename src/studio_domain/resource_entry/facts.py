"""Facts of the five libraries' entries (服务资源): one stream an entry, `<studio>/resource/<entry>` (三、（二）).

The client library's entries are client records; its opening, like that of the other four, is a fact here
(`<studio>/resource/library-<kind>`). Names and fields are a storage format: change with care.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from studio_domain.values import PersonId


class Origin(Enum):
    """Where a tool or course comes from."""

    DEVELOPED = "developed"  # 自主开发
    IMPORTED = "imported"  # 引进


class Engagement(Enum):
    """How an expert of the library serves."""

    FULL_TIME = "full-time"  # 专职
    PART_TIME = "part-time"  # 兼职


@frozen
class LibraryOpened:
    """建立资源库: of a kind (`client`, `information`, `tool`, `expert`, `course`), kept by somebody."""

    kind: str
    keeper: PersonId
    on: date


@frozen
class InformationAdded:
    """收录信息: a version, of one of the eight categories; a policy has number, issuer and the days it holds."""

    version: int
    category: str
    title: str
    source: str
    document: str | None
    issuer: str | None
    first: date | None
    last: date | None
    author: PersonId
    on: date


@frozen
class ToolPublished:
    """发布测评工具: a version for audiences (segments), with a template for reading the result (SHA-256, hex).

    `reviewer` is who found it fit for use before it was published.
    """

    version: int
    title: str
    audiences: tuple[str, ...]
    template: str
    origin: Origin
    licence: str | None
    author: PersonId
    reviewer: PersonId
    first: date


@frozen
class ExpertListed:
    """收录专家: by which field of work; a member of the roster, or by a contract (its stream)."""

    person: PersonId
    engagement: Engagement
    fields: tuple[str, ...]
    contract: str | None
    first: date


@frozen
class CoursePublished:
    """发布培训课程: a version, with its resources (`teacher`, `tutorial`, `micro-lesson` …).

    `reviewer` is who found it fit for use before it was published.
    """

    version: int
    title: str
    origin: Origin
    licence: str | None
    resources: tuple[str, ...]
    audiences: tuple[str, ...]
    author: PersonId
    reviewer: PersonId
    first: date


@frozen
class EntryReviewed:
    """复核: the entry, in its version, is right and current on a day; by somebody other than its author."""

    version: int
    reviewer: PersonId
    on: date


@frozen
class EntryRetired:
    """停用: the entry, in all its versions, is used to the end of `last_day`."""

    last_day: date
    reason: str


Event = (
    LibraryOpened | InformationAdded | ToolPublished | ExpertListed | CoursePublished | EntryReviewed | EntryRetired
)  # fmt: skip
