"""服务对象库: `app.client("hz-xihu-001", "k-…")`. Personal data goes in as text, is stored sealed, and comes out opened
for those who may see it."""

from __future__ import annotations

from studio_adapters.app.clients.ending import Ending
from studio_adapters.app.clients.opening import SECTIONS, OpenedRecord, Opening
from studio_adapters.app.clients.registering import Registering

__all__ = ["SECTIONS", "ClientHandle", "OpenedRecord"]


class ClientHandle(Registering, Opening, Ending):
    """服务对象, from registration to erasure."""
