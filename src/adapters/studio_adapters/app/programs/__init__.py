"""Training, activities, reception, publicity, for the acting person (二)."""

from __future__ import annotations

from studio_adapters.app.programs.activities import ServiceActivityHandle
from studio_adapters.app.programs.ledgers import DevelopmentHandle, ReceptionHandle
from studio_adapters.app.programs.publicity import CaseStudyHandle, PilotHandle, PublicationHandle
from studio_adapters.app.programs.training import TrainingHandle

__all__ = [
    "CaseStudyHandle",
    "DevelopmentHandle",
    "PilotHandle",
    "PublicationHandle",
    "ReceptionHandle",
    "ServiceActivityHandle",
    "TrainingHandle",
]
