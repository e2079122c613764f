"""Appointments: asked for, agreed, cancelled (三、（四）1)."""

from __future__ import annotations

from fastapi import APIRouter

from studio_domain.values import person_id
from studio_service import bodies
from studio_service.acting import Decides
from studio_service.bodies import StudioId
from studio_service.described import decision

router = APIRouter(prefix="/studios/{studio}/appointments/{appointment}", tags=["预约 appointments"])


@router.post("", **decision("appointment", "request"))
def request(studio: StudioId, appointment: str, body: bodies.Request, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        handle = app.appointment(studio, appointment)
        wish = None if body.wish is None else person_id(body.wish)
        receipt = handle.request(**{**dict(body), "wish": wish})
    return bodies.answer(handle.stream, receipt)


@router.post("/confirmation", **decision("appointment", "confirm"))
def confirm(studio: StudioId, appointment: str, body: bodies.Agreement, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        handle = app.appointment(studio, appointment)
        receipt = handle.confirm(mentor=person_id(body.mentor), room=body.room, contract=body.contract)
    return bodies.answer(handle.stream, receipt)


@router.post("/cancellation", **decision("appointment", "cancel"))
def cancel(studio: StudioId, appointment: str, body: bodies.Cancellation, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        handle = app.appointment(studio, appointment)
        receipt = handle.cancel(party=body.party, reason=body.reason)
    return bodies.answer(handle.stream, receipt)
