"""Facts of a year's evaluation (评价考核): one stream a year, `<studio>/evaluation/<year>` (三、（四）5).

Names and fields are a storage format: change with care. Scores are decimal text from 0 to 100, such as `84.995`;
digests are SHA-256 (hex). `on_behalf_of` is whom a decider acted for.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from studio_domain.values import PersonId

# -- parts of facts


@frozen
class Indicator:
    """An indicator and its weight out of 100; one by `metric` is full at so much of it, and in proportion below."""

    code: str
    weight: int
    metric: str | None = None
    full: int | None = None


@frozen
class Evaluatee:
    """Who is evaluated; or is exempt, and why."""

    person: PersonId
    exempt: str | None = None


# -- facts


@frozen
class IndicatorsDefined:
    """制定考核指标: of a year, with weights."""

    year: int
    indicators: tuple[Indicator, ...]
    definer: PersonId
    on: date


@frozen
class IndicatorsFrozen:
    """确定考核指标: they change no more in this cycle."""

    approver: PersonId
    document: str
    on: date


@frozen
class EvaluateesListed:
    """列出考核对象: whoever served in the year, or why not; a later list takes the place of an earlier one."""

    evaluatees: tuple[Evaluatee, ...]
    lister: PersonId
    on: date


@frozen
class Scored:
    """评分: of a person by an indicator; `source` says what it rests on."""

    person: PersonId
    indicator: str
    value: str
    source: str
    scorer: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class DraftPublished:
    """公布考核初评: from the next day on those evaluated may appeal."""

    publisher: PersonId
    on: date


@frozen
class AppealFiled:
    """申诉: by whom it is about, the text by its digest."""

    person: PersonId
    digest: str
    on: date


@frozen
class AppealDecided:
    """申诉决定: the score of an indicator becomes another, or all of them stand."""

    person: PersonId
    indicator: str | None
    value: str | None
    document: str
    decider: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class GradeDecided:
    """评定等次: the weighted score as it is, unrounded, and the grade that it reaches."""

    person: PersonId
    score: str
    grade: str
    document: str
    decider: PersonId
    on_behalf_of: PersonId | None
    on: date


@frozen
class CycleClosed:
    """完成年度考核: whoever was to be evaluated is graded or exempt."""

    by: PersonId
    on: date


Event = (
    IndicatorsDefined | IndicatorsFrozen | EvaluateesListed | Scored | DraftPublished | AppealFiled | AppealDecided
    | GradeDecided | CycleClosed
)  # fmt: skip
