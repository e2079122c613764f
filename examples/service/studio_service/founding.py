"""The beginning of a studio: somebody's mandate, and the carrier (一、（三）)."""

from __future__ import annotations

from fastapi import APIRouter

from studio_domain.values import Region
from studio_service import bodies
from studio_service.acting import Decides
from studio_service.bodies import StudioId
from studio_service.described import decision

router = APIRouter(prefix="/studios/{studio}", tags=["工作室 studio"])


@router.post("/mandates/{person}", **decision("mandate", "record_mandate"))
def record_mandate(studio: StudioId, person: str, body: bodies.Mandate, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        mandates = app.mandates(studio, person)
        receipt = mandates.record_mandate(**dict(body))
    return bodies.answer(mandates.stream, receipt)


@router.post("/carrier", **decision("studio", "register_carrier"))
def register_carrier(studio: StudioId, body: bodies.Carrier, who: Decides) -> bodies.Answer:
    with who.deciding() as app:
        handle = app.studio(studio)
        region = Region(body.region_code, body.region_name)
        receipt = handle.register_carrier(region=region, carrier=body.carrier, name=body.name, kind=body.kind)
    return bodies.answer(handle.stream, receipt)
