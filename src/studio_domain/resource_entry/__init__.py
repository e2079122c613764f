"""Entries of the five libraries (服务资源), and the libraries themselves (三、（二）).

Stream `<studio>/resource/<entry>`; the library of a kind is opened in `<studio>/resource/library-<kind>`. The package
serves as the aggregate's module: `libraries` opens, keeps and reviews, `works` has what is made, bought or listed.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of reading, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.guideline import MayDecide
from studio_domain.resource_entry import libraries, works
from studio_domain.resource_entry.facts import (
    Origin, Engagement, LibraryOpened, InformationAdded, ToolPublished, ExpertListed, CoursePublished, EntryReviewed,
    EntryRetired, Event,
)
from studio_domain.resource_entry.state import Version, ResourceEntry, evolve
from studio_domain.resource_entry.libraries import (
    KNOWN_LIBRARY, OPENED_ONCE, LIBRARY_OPEN, ONE_LIBRARY, TITLED, KNOWN_CATEGORY, SAME_CATEGORY, SOURCE_NAMED,
    POLICY_COMPLETE, FIRST_TO_LAST, VERSION_EXISTS, REVIEWED_BY_ANOTHER, IN_USE, RETIRED_AFTER, REASONED, POLICIES,
    open_library, add_information, review_entry, retire_entry,
)
from studio_domain.resource_entry.works import (
    FOR_AUDIENCES, READING_TEMPLATE, TOOL_LICENSED, TOOL_REVIEWED, HAS_RESOURCES, COURSE_LICENSED, COURSE_REVIEWED,
    LATER_VERSION, SERVES_HERE, SAME_EXPERT, FIELDS_NAMED, publish_tool, publish_course, list_expert,
)

# -- who may decide

MAY_DECIDE: Final[MayDecide] = {**libraries.MAY_DECIDE, **works.MAY_DECIDE}

__all__ = [
    "MAY_DECIDE", "Origin", "Engagement", "LibraryOpened", "InformationAdded", "ToolPublished", "ExpertListed",
    "CoursePublished", "EntryReviewed", "EntryRetired", "Event", "Version", "ResourceEntry",
    "evolve", "KNOWN_LIBRARY", "OPENED_ONCE", "LIBRARY_OPEN",
    "ONE_LIBRARY", "TITLED", "KNOWN_CATEGORY", "SAME_CATEGORY", "SOURCE_NAMED", "POLICY_COMPLETE", "FIRST_TO_LAST",
    "VERSION_EXISTS", "REVIEWED_BY_ANOTHER", "IN_USE", "RETIRED_AFTER", "REASONED", "POLICIES", "open_library",
    "add_information", "review_entry", "retire_entry",
    "FOR_AUDIENCES", "READING_TEMPLATE", "TOOL_LICENSED",
    "TOOL_REVIEWED", "HAS_RESOURCES", "COURSE_LICENSED", "COURSE_REVIEWED", "LATER_VERSION", "SERVES_HERE",
    "SAME_EXPERT", "FIELDS_NAMED", "publish_tool", "publish_course", "list_expert",
]
