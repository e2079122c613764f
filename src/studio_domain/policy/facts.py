"""Facts of a policy book (政策取值), one stream per scope: `region-<code>/policy/values`, `<studio>/policy/values`."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from studio_domain.values import PersonId

PolicyValue = int | str | bool | tuple[str, ...] | None
"""A value as it is set: a number, a code, a switch, a list, or none."""


@frozen
class GuidelineAdopted:
    """采用指引版本."""

    version: str
    effective: date
    document: str


@frozen
class LocalRuleAdopted:
    """采用地方规定: the document that values below may rest on."""

    rule: str
    title: str
    effective: date
    document: str


@frozen
class PolicyValueSet:
    """设定政策取值: `key` has `value` from a day on, by which document; an adopted value binds.

    Setting a default anew adopts it. A day before the recording needs `retroactive_reason`.
    """

    key: str
    value: PolicyValue
    effective: date
    document: str
    adopted_by: PersonId
    retroactive_reason: str | None = None


Event = GuidelineAdopted | LocalRuleAdopted | PolicyValueSet
