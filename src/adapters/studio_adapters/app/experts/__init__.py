"""The handle of an expert's contract, for the acting person."""

from __future__ import annotations

from studio_adapters.app.experts.ending import Ending
from studio_adapters.app.experts.selection import Selection
from studio_adapters.app.experts.work import Work


class ExpertContractHandle(Selection, Work, Ending):
    """外聘专家聘用合同: `app.expert_contract("hz-xihu-001", "x-2025-01")`.

    Every decision answers a `Receipt`, raises `Breach` when a rule refuses, and leaves nothing half-written.
    """
