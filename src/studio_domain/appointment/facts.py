"""Facts of an appointment (预约): one stream each, `<studio>/appointment/<id>` (三、（四）1).

Names and fields are a storage format: change with care. Slots are half-open, `[start, end)`, and compared as instants;
decisions write them in UTC. `travel` are the minutes kept free of other appointments on either side of a slot on site.
What the slot takes lies in diaries: the mentor's of the city, the room's of the studio, one stream a day.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from attrs import field, frozen

from studio_domain.values import Personal, PersonId, aware


class Mode(Enum):
    """Where mentor and client meet."""

    VISIT = "visit"  # 来访
    ON_SITE = "on-site"  # 到企业现场
    ONLINE = "online"  # 线上


class Party(Enum):
    """A side of an appointment."""

    CLIENT = "client"
    MENTOR = "mentor"


@frozen
class AppointmentRequested:
    """申请预约: by or for a client, with a mentor of choice; `case` where it belongs to one.

    `confidential` asks for the counselling room or online. On site either `address` says where, or `site` names where
    the address is on file (an id, no address). Outside opening hours `override` says why.
    """

    appointment: str
    client: str
    case: str | None
    mode: Mode
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)
    wish: PersonId | None
    confidential: bool
    address: Personal[str] | None = field(repr=False)
    site: str | None
    override: str | None
    requested: datetime = field(validator=aware)


@frozen
class AppointmentConfirmed:
    """确认预约: with a mentor, in a room (area) where one is needed; the slot stands in their diaries.

    `contract` is that of an external expert.
    """

    mentor: PersonId
    contract: str | None
    room: str | None
    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)
    travel: int
    by: PersonId
    at: datetime = field(validator=aware)


@frozen
class AppointmentRescheduled:
    """改期: to another slot, with the client's consent; outside opening hours `override` says why."""

    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)
    room: str | None
    travel: int
    override: str | None
    reason: str
    client_consented: bool
    by: PersonId
    at: datetime = field(validator=aware)


@frozen
class MentorReassigned:
    """改派指导师: with the client's consent; `contract` is that of an external expert."""

    mentor: PersonId
    contract: str | None
    reason: str
    client_consented: bool
    by: PersonId
    at: datetime = field(validator=aware)


@frozen
class AppointmentDeclined:
    """婉拒预约."""

    reason: str
    by: PersonId
    at: datetime = field(validator=aware)


@frozen
class AppointmentCancelled:
    """取消预约: by which side, before it begins; `late` within the notice of policy."""

    party: Party
    reason: str
    late: bool
    at: datetime = field(validator=aware)


@frozen
class CheckedIn:
    """签到 (report): the client came, or the mentor arrived."""

    party: Party
    at: datetime = field(validator=aware)


@frozen
class AppointmentCompleted:
    """完成预约: served by whom, and which service record of which case tells of it."""

    mentor: PersonId
    service: str
    case: str | None
    at: datetime = field(validator=aware)


@frozen
class NoShowRecorded:
    """未到场 (report): which side did not come."""

    party: Party
    at: datetime = field(validator=aware)


Event = (
    AppointmentRequested | AppointmentConfirmed | AppointmentRescheduled | MentorReassigned | AppointmentDeclined
    | AppointmentCancelled | CheckedIn | AppointmentCompleted | NoShowRecorded
)  # fmt: skip
