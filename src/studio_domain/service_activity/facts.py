"""Facts of an activity (活动): one stream an activity, `<studio>/activity/<id>` (二、（四）, （七）, （八）).

Names and fields are a storage format: change with care. Days are legal days. Documents are cited by their SHA-256
(hex). Titles name no client.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from studio_domain.values import PersonId

# -- the life of an activity


@frozen
class ActivityPlanned:
    """计划活动: of a kind, hosted by whom, with which authority (USCC), in which area of the studio (None: elsewhere).

    `open_to_public` says that anybody may come, so that it is announced before; `expected` counts persons.
    """

    kind: str
    title: str
    host: str
    authority: str | None
    area: str | None
    open_to_public: bool
    day: date
    expected: int
    planner: PersonId
    on: date


@frozen
class ActivityAnnounced:
    """公告活动: by which publication of the studio."""

    publication: str
    on: date


@frozen
class ActivityHeld:
    """举办活动 (report): where, with how many, by which list of those who attended."""

    area: str | None
    place: str
    attendance: int
    attendance_list: str
    on: date


@frozen
class ActivityReported:
    """总结活动: the document of what came of it."""

    digest: str
    reporter: PersonId
    on: date


@frozen
class ActivityArchived:
    """活动材料归档."""

    archive_code: str
    archivist: PersonId
    on: date


@frozen
class ActivityCancelled:
    """取消活动."""

    reason: str
    by: PersonId
    on: date


# -- technical support, judging


@frozen
class SupportProvided:
    """提供技术支持 (report): of a kind (`scheme`, `rules`, `judging` …), by whom, with which result."""

    support: str
    kind: str
    provider: PersonId
    digest: str
    on: date


@frozen
class ContestantsListed:
    """登记参赛对象 (report): further clients of the studio who compete."""

    contestants: tuple[str, ...]
    on: date


@frozen
class RecusalRecorded:
    """登记评委回避 (report): the judge takes no part in judging that contestant."""

    judge: PersonId
    contestant: str
    on: date


@frozen
class JudgeAppointed:
    """聘请评委."""

    judge: PersonId
    appointer: PersonId
    on: date


@frozen
class JudgeFeeClaimed:
    """申领评审费: by a claim of the fund account of that year, which pays the judge."""

    judge: PersonId
    year: int
    claim: str
    claimant: PersonId
    on: date


Event = (
    ActivityPlanned
    | ActivityAnnounced
    | ActivityHeld
    | ActivityReported
    | ActivityArchived
    | ActivityCancelled
    | SupportProvided
    | ContestantsListed
    | RecusalRecorded
    | JudgeAppointed
    | JudgeFeeClaimed
)
