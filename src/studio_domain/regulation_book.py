"""Regulation book (管理制度): one stream per kind of system, versions that tile time (3.4.0.a).

Stream `<studio>/regulation/<kind>`: the eight systems, and `special-fund` (专项资金管理制度, 3.3.f).
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from studio_domain.values import PersonId

# -- facts


@frozen
class RegulationDrafted:
    """起草制度: versions count 1, 2, 3…"""

    kind: str
    version: int
    title: str
    drafter: PersonId


@frozen
class RegulationApproved:
    """批准制度: in force from a day, replacing the version before."""

    version: int
    effective: date
    approver: PersonId
    document: str


@frozen
class RegulationRepealed:
    """废止制度: the version holds to the end of `last_day`."""

    version: int
    last_day: date
    by: PersonId
    document: str


Event = RegulationDrafted | RegulationApproved | RegulationRepealed
