"""Entries of the five libraries (服务资源): information, tools, experts, courses, and the libraries themselves (三、（二）).

Stream `<studio>/resource/<entry>`; the library of a kind is opened in `<studio>/resource/library-<kind>`. The package
serves as the aggregate's module.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of reading, several names a line

from __future__ import annotations

from studio_domain.resource_entry.facts import (
    Origin, Engagement, LibraryOpened, InformationAdded, ToolPublished, ExpertListed, CoursePublished, EntryReviewed,
    EntryRetired, Event,
)
from studio_domain.resource_entry.state import Version, ResourceEntry, evolve

__all__ = [
    "Origin", "Engagement", "LibraryOpened", "InformationAdded", "ToolPublished", "ExpertListed", "CoursePublished",
    "EntryReviewed", "EntryRetired", "Event", "Version", "ResourceEntry", "evolve",
]
