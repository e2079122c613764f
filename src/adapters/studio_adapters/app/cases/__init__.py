"""The case of a client, for the acting person: 服务项目 (二; 三、（四）2、3)."""

from __future__ import annotations

from studio_adapters.app.cases.closing import Closing
from studio_adapters.app.cases.opening import Opening
from studio_adapters.app.cases.reports import Reports
from studio_adapters.app.cases.work import Work

__all__ = ["ClientCaseHandle"]


class ClientCaseHandle(Opening, Work, Reports, Closing):
    """服务项目: `app.case("hz-xihu-001", "2024-0017")`.

    Every decision answers a `Receipt`, raises `Breach` when a rule refuses, and leaves nothing half-written.
    """
