"""Handles of the five libraries, for the acting person: 建立资源库, 收录, 复核, 停用 (三、（二）)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import expert_contract, studio
from studio_domain import resource_entry as resource
from studio_domain.aggregate import At
from studio_domain.desk import resources
from studio_domain.resource_entry import Engagement, Origin, ResourceEntry
from studio_domain.values import PersonId, stream_name


class LibraryHandle(Handle[ResourceEntry]):
    """A library: `app.library("hz-xihu-001", "tool")`."""

    KIND = "resource"

    def __init__(self, desk: Desk, owner: str, kind: str) -> None:
        super().__init__(desk, resource, resource.MAY_DECIDE, stream_name(owner, "resource", f"library-{kind}"))
        self.kind = kind

    def open_library(self) -> Receipt:
        """建立资源库: the acting person keeps it."""
        return self._decide(
            resource.open_library,
            {},
            lambda hand: (at := self._at()).then(
                resource.open_library(at.state, kind=self.kind, keeper=hand.by, on=hand.day, terms=hand.terms)
            ),
        )


class ResourceHandle(Handle[ResourceEntry]):
    """An entry of a library: `app.resource("hz-xihu-001", "T-03")`."""

    KIND = "resource"

    def __init__(self, desk: Desk, owner: str, entry: str) -> None:
        super().__init__(desk, resource, resource.MAY_DECIDE, stream_name(owner, "resource", entry))

    def _library(self, kind: str) -> At[ResourceEntry | None]:
        return self._desk.at(resource, stream_name(self.owner, "resource", f"library-{kind}"))

    def add_information(
        self,
        *,
        category: str,
        title: str,
        source: str,
        document: str | None = None,
        issuer: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> Receipt:
        """收录信息, or a further version of it; a policy has number, issuer and the days between which it holds."""
        asked = locals()
        return self._decide(
            resource.add_information,
            asked,
            lambda hand: resources.add_information(
                self._at(),
                self._library("information"),
                category=category,
                title=title,
                source=source,
                document=document,
                issuer=issuer,
                first=first,
                last=last,
                author=hand.by,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def publish_tool(
        self,
        *,
        title: str,
        audiences: tuple[str, ...],
        template: str,
        reviewer: PersonId,
        origin: Origin | str = Origin.DEVELOPED,
        licence: str | None = None,
        first: date | None = None,
    ) -> Receipt:
        """发布测评工具: a version by the acting person, in use from *first* (the day itself)."""
        asked = locals()
        return self._decide(
            resource.publish_tool,
            asked,
            lambda hand: resources.publish_tool(
                self._at(),
                self._library("tool"),
                title=title,
                audiences=audiences,
                template=template,
                origin=Origin(origin),
                licence=licence,
                author=hand.by,
                reviewer=reviewer,
                first=first or hand.day,
            ),
        )

    def publish_course(
        self,
        *,
        title: str,
        resources_of: tuple[str, ...],
        audiences: tuple[str, ...],
        reviewer: PersonId,
        origin: Origin | str = Origin.DEVELOPED,
        licence: str | None = None,
        first: date | None = None,
    ) -> Receipt:
        """发布培训课程: a version by the acting person with its resources, in use from *first* (the day itself)."""
        asked = locals()
        return self._decide(
            resource.publish_course,
            asked,
            lambda hand: resources.publish_course(
                self._at(),
                self._library("course"),
                title=title,
                origin=Origin(origin),
                licence=licence,
                resources=resources_of,
                audiences=audiences,
                author=hand.by,
                reviewer=reviewer,
                first=first or hand.day,
            ),
        )

    def list_expert(
        self,
        *,
        person: PersonId,
        engagement: Engagement | str,
        fields: tuple[str, ...],
        contract: str | None = None,
        first: date | None = None,
    ) -> Receipt:
        """收录专家: a member of the roster, or an external expert by the id of the contract."""
        asked = locals()

        def contracted() -> At[expert_contract.ExpertContract | None] | None:
            if contract is None:
                return None
            return self._desk.at(expert_contract, stream_name(self.owner, "expert", contract))

        return self._decide(
            resource.list_expert,
            asked,
            lambda hand: resources.list_expert(
                self._at(),
                self._library("expert"),
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                contracted(),
                person=person,
                engagement=Engagement(engagement),
                fields=fields,
                first=first or hand.day,
            ),
        )

    def review_entry(self, *, version: int) -> Receipt:
        """复核, by the acting person."""
        asked = locals()
        return self._decide_alone(
            resource.review_entry,
            asked,
            lambda entry, hand: resource.review_entry(entry, version=version, reviewer=hand.by, on=hand.day),
        )

    def retire_entry(self, *, last_day: date, reason: str) -> Receipt:
        """停用: the entry is used to the end of `last_day`."""
        asked = locals()
        return self._decide_alone(
            resource.retire_entry,
            asked,
            lambda entry, hand: resource.retire_entry(entry, last_day=last_day, reason=reason),
        )
