"""预约."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "ADDRESS_STATED": ("appointment.no-address",),
    "ANOTHER_MENTOR": No(Why.VOID, "who has the appointment keeps it"),
    "ANOTHER_SLOT": No(Why.VOID, "slot and room stay as they were"),
    "CLIENT_CONSENTS": ("appointment.without-consent",),
    "CLIENT_SERVED": ("appointment.client-unregistered", "appointment.client-not-consenting"),
    "CONFIDENTIAL_PLACE": ("appointment.confidential-place",),
    "ENDS_AFTER_START": ("appointment.ends-before-start",),
    "IN_ORDER": ("appointment.out-of-order",),
    "IN_THE_SLOT": ("appointment.other-time",),
    "IN_TIME": ("appointment.short-notice",),
    "MENTOR_MAY_SERVE": ("appointment.mentor-not-eligible",),
    "NOT_BEGUN": ("appointment.cancelled-after-start", "obligation.appointment_answer"),
    "NOT_LAPSED": ("obligation.appointment_answer",),
    "NOT_OVER": ("appointment.other-mentor",),
    "OF_THE_CLIENT": ("appointment.other-client",),
    "OPENING_HOURS": ("appointment.outside-hours",),
    "REASON_STATED": No(Why.VOID, "what was agreed or called off stands by who did it, with a reason or without"),
    "REQUESTED_ONCE": ("appointment.out-of-order",),
    "ROOM_FOR_VISITS": ("appointment.no-proper-room",),
    "ROOM_IN_USE": ("appointment.no-proper-room",),
    "ROOM_KIND": ("appointment.no-proper-room",),
    "SERVED_AS_AGREED": ("appointment.other-mentor",),
    "SERVICE_ON_RECORD": ("appointment.no-service-record",),
    "SLOT_BEGAN": ("appointment.completed-too-soon",),
    "STUDIO_SERVES": ("appointment.studio-not-serving",),
    "TAKES_NEW": ("appointment.taken-while-suspended",),
    "WITHIN_A_DAY": No(Why.VOID, "it keeps diaries small; a longer slot takes time of mentor and room all the same"),
}
