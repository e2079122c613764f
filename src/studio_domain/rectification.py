"""Rectification ledger (整改台账): what is answered to findings, and what an authority allows.

Stream `<studio>/rectification/ledger`. An answer never removes a finding; it changes its status.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from studio_domain.values import PersonId

# -- facts


@frozen
class FindingAnswered:
    """答复: the studio explains, or says what it has done."""

    finding: str
    answer: str
    answered_by: PersonId


@frozen
class FindingAccepted:
    """认可答复: somebody else holds the matter explained."""

    finding: str
    accepted_by: PersonId
    document: str


@frozen
class DeviationApproved:
    """批准例外: the authority allows what a check objects to, for a subject, between two days (inclusive)."""

    check: str
    subject: str
    first: date
    last: date | None
    reason: str
    document: str
    approved_by: PersonId


Event = FindingAnswered | FindingAccepted | DeviationApproved
