"""场地日程."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "ROOM_FREE": ("appointment.room-twice",),
    "ROOM_KEPT": No(Why.VOID, "what was not kept cannot be given back, and nothing is free that was not"),
}
