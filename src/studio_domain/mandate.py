"""Mandates of a person (任职、授权、委托): roles held, for whom, from when to when, up to which amount.

Stream `<studio>/mandate/<person>` for what holds towards a studio, `region-<code>/mandate/<person>`
for what holds towards a region (主管部门). All facts are reports: the appointment itself was made elsewhere.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from studio_domain.guideline import Role
from studio_domain.values import Fen, PersonId

# -- facts


@frozen
class MandateGranted:
    """任职、授权: `last` is inclusive; `limit` is the largest amount the holder may approve at once."""

    mandate: str
    role: Role
    org: str
    first: date
    last: date | None
    limit: Fen | None
    document: str


@frozen
class DelegationGranted:
    """委托: the holder of this stream acts for *delegator* in the delegator's role."""

    mandate: str
    delegator: PersonId
    role: Role
    org: str
    first: date
    last: date
    limit: Fen | None
    document: str


@frozen
class MandateEnded:
    """免职、撤销授权: the mandate holds to the end of `last_day`."""

    mandate: str
    last_day: date
    reason: str


Event = MandateGranted | DelegationGranted | MandateEnded
