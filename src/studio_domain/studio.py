"""Studio (工作室): who operates it, and where. Recognition, name, roster and premises are built upon this.

Stream `<studio>/studio/profile`.
"""

from __future__ import annotations

from attrs import frozen

from studio_domain.values import Region

# -- facts


@frozen
class CarrierRegistered:
    """登记申报载体: the legal entity (USCC) that operates the studio, its kind, and the studio's region."""

    region: Region
    carrier: str
    name: str
    kind: str


Event = CarrierRegistered
