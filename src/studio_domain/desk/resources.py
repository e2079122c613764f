"""The desk of the libraries: an entry rests on its library, an expert on roster and contract too (三、（二）)."""

from __future__ import annotations

from datetime import date

from studio_domain import resource_entry as resource
from studio_domain.aggregate import At, Changes
from studio_domain.expert_contract import ExpertContract
from studio_domain.policy import Terms
from studio_domain.resource_entry import Engagement, Origin, ResourceEntry
from studio_domain.studio import Studio
from studio_domain.values import PersonId

Entry = At[ResourceEntry | None]


def add_information(
    entry: Entry,
    library: Entry,
    *,
    category: str,
    title: str,
    source: str,
    document: str | None,
    issuer: str | None,
    first: date | None,
    last: date | None,
    author: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """收录信息 (三、（二）2): while the library stays as it is."""
    added = resource.add_information(
        entry.state,
        category=category,
        title=title,
        source=source,
        document=document,
        issuer=issuer,
        first=first,
        last=last,
        author=author,
        on=on,
        library=library.state,
        terms=terms,
    )
    return entry.then(added), library.then()


def publish_tool(
    entry: Entry,
    library: Entry,
    *,
    title: str,
    audiences: tuple[str, ...],
    template: str,
    origin: Origin,
    licence: str | None,
    author: PersonId,
    reviewer: PersonId,
    first: date,
) -> Changes:
    """发布测评工具 (三、（二）3): while the library stays as it is."""
    published = resource.publish_tool(
        entry.state,
        title=title,
        audiences=audiences,
        template=template,
        origin=origin,
        licence=licence,
        author=author,
        reviewer=reviewer,
        first=first,
        library=library.state,
    )
    return entry.then(published), library.then()


def publish_course(
    entry: Entry,
    library: Entry,
    *,
    title: str,
    origin: Origin,
    licence: str | None,
    resources: tuple[str, ...],
    audiences: tuple[str, ...],
    author: PersonId,
    reviewer: PersonId,
    first: date,
) -> Changes:
    """发布培训课程 (三、（二）5): while the library stays as it is."""
    published = resource.publish_course(
        entry.state,
        title=title,
        origin=origin,
        licence=licence,
        resources=resources,
        audiences=audiences,
        author=author,
        reviewer=reviewer,
        first=first,
        library=library.state,
    )
    return entry.then(published), library.then()


def list_expert(
    entry: Entry,
    library: Entry,
    studio: At[Studio],
    expert: At[ExpertContract | None] | None,
    *,
    person: PersonId,
    engagement: Engagement,
    fields: tuple[str, ...],
    first: date,
) -> Changes:
    """收录专家 (三、（二）4): while roster and contract (*expert*, where there is one) stay as they are."""
    listed = resource.list_expert(
        entry.state,
        person=person,
        engagement=engagement,
        fields=fields,
        contract=expert.stream if expert else None,
        first=first,
        library=library.state,
        studio=studio.state,
        expert=expert.state if expert else None,
    )
    pinned = (library.then(), studio.then())
    return (entry.then(listed), *pinned, expert.then()) if expert else (entry.then(listed), *pinned)
