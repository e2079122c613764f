"""The stream of a client's record."""

from __future__ import annotations

from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_adapters.sealing.subjects import client_stream
from studio_domain import client_record as client
from studio_domain.client_record import ClientRecord
from studio_domain.values import client_id


class ClientBase(Handle[ClientRecord]):
    """服务对象."""

    KIND = "client-record"

    def __init__(self, desk: Desk, studio: str, client_: str) -> None:
        self.client = client_id(client_)
        super().__init__(desk, client, client.MAY_DECIDE, client_stream(studio, self.client))
