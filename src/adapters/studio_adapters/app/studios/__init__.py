"""The handle of a studio, in the order of its life."""

from __future__ import annotations

from studio_adapters.app.studios.carriers import Carrying
from studio_adapters.app.studios.people import Staffing
from studio_adapters.app.studios.places import Housing
from studio_adapters.app.studios.recognition import Recognising
from studio_adapters.app.studios.supervision import Supervising


class StudioHandle(Carrying, Staffing, Housing, Recognising, Supervising):
    """工作室: `app.studio("hz-xihu-001")`."""
