"""Whose business the facts of the libraries are, and whom they name: for `audit.actors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain.guideline import Role
from studio_domain.resource_entry import facts as resource

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})
_KEEPERS: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR})

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    resource.LibraryOpened: ("keeper",),
    resource.InformationAdded: ("author",),
    resource.ToolPublished: ("author", "reviewer"),
    resource.CoursePublished: ("author", "reviewer"),
    resource.EntryReviewed: ("reviewer",),
}
"""A fact → the field that names who did it; of two hands either may record it."""

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    resource.LibraryOpened: _OFFICE,
    resource.InformationAdded: _KEEPERS,
    resource.ToolPublished: _KEEPERS,
    resource.CoursePublished: _KEEPERS,
    resource.ExpertListed: _OFFICE,
    resource.EntryReviewed: _KEEPERS,
    resource.EntryRetired: _KEEPERS,
}
"""A fact → the roles whose business it is."""
