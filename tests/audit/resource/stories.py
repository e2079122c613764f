"""One thing bent in a lawful founding, and the one check of libraries or systems that must say so; twins beside."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from attrs import frozen

from audit.mutations_trail import Bend, History, add, bend, drop
from audit.resource.founding import AS_OF, NAME, compliant, enact, founded
from office import HEAD, LEAD, STAFF, Office
from studio_domain import resource_entry as resource
from studio_domain.audit import Finding, Grounds, audit_studio
from studio_domain.client_case.facts import Channel, Evidence, ServiceDelivered
from studio_domain.expert_contract import facts as expert
from studio_domain.regulation_book import RegulationApproved, RegulationRepealed
from studio_domain.resource_entry import Engagement, Origin
from studio_domain.values import PersonId
from telling import noon

FAN: Final = PersonId("p-fan")


@frozen
class Mutation:
    """What is bent, the check that must find it and no other of this chapter, and how often; None for a twin."""

    bend: Bend
    check: str | None
    times: int = 1
    as_of: date = AS_OF


def _expert_listed(day: str, *contract: expert.Event) -> Bend:
    listed = resource.ExpertListed(FAN, Engagement.PART_TIME, ("融资",), f"{NAME}/expert/x-1", date.fromisoformat(day))

    def bent(history: History) -> History:
        history = add("2025-02-03", "expert/x-1", LEAD, *contract)(history)
        return add(day, "resource/e-2", LEAD, listed)(history)

    return bent


_NOMINATED: Final = expert.ExpertNominated(FAN, LEAD.id, "融资", "经验", date(2025, 2, 3))
_SIGNED: Final = expert.ContractSigned(
    HEAD.id, HEAD.org, date(2025, 2, 3), date(2025, 2, 3), date(2025, 2, 4), date(2025, 3, 4), expert.FeeKind.LECTURE, 0,
    "ab",
)  # fmt: skip


def _cites(day: str) -> Bend:
    start, end = noon(day), noon(day).replace(hour=13)
    served = ServiceDelivered(
        "s-1", "2.2", "policy", Channel.VISIT, STAFF.id, start, end, "咨询室", None, ("i-2",), Evidence("记录", "ab"),
    )  # fmt: skip
    return add(day, "case/2025-0001", STAFF, served)


_HOLDS: Final = bend(resource.InformationAdded, 1, fact={"last": date(2025, 3, 3)})


def _more(category: str) -> Bend:
    told = resource.InformationAdded(1, category, "汇编", "官网", None, None, None, None, STAFF.id, date(2025, 5, 5))
    return add("2025-05-05", "resource/i-9", STAFF, told)


def _then(*bends: Bend) -> Bend:
    def bent(history: History) -> History:
        for one in bends:
            history = one(history)
        return history

    return bent


def _system(version: int, effective: str) -> Bend:
    def bent(history: History) -> History:
        office = Office(NAME)
        office.history = list(history)
        for event in history:
            office._version[event.stream] = event.version
        return enact(office, "archives", version, "2025-02-03", effective).history

    return bent


def _repealed(last_day: str) -> Bend:
    told = RegulationRepealed(1, date.fromisoformat(last_day), HEAD.id, "制〔2025〕9号")
    return add("2025-02-03", "regulation/archives", HEAD, told)


MUTATIONS: Final[Mapping[str, Mutation]] = {
    # what an entry must have
    "a category of nobody's": Mutation(_more("gossip"), "resource.unknown-category"),
    "one more of a category": Mutation(_more("contests"), None),
    "a policy without a number": Mutation(bend(resource.InformationAdded, 1, fact={"document": " "}), "resource.policy-incomplete"),
    "a policy without issuer and day": Mutation(bend(resource.InformationAdded, 1, fact={"issuer": None, "first": None}), "resource.policy-incomplete"),
    "a contest without a number": Mutation(bend(resource.InformationAdded, 6, fact={"issuer": None}), None),
    "a tool for nobody": Mutation(bend(resource.ToolPublished, fact={"audiences": ()}), "resource.tool-incomplete"),
    "a tool without a template": Mutation(bend(resource.ToolPublished, fact={"template": " "}), "resource.tool-incomplete"),
    "a tool bought without a licence": Mutation(bend(resource.ToolPublished, fact={"origin": Origin.IMPORTED}), "resource.tool-incomplete"),
    "a tool bought with one": Mutation(bend(resource.ToolPublished, fact={"origin": Origin.IMPORTED, "licence": "授"}), None),
    "a course without resources": Mutation(bend(resource.CoursePublished, fact={"resources": ()}), "resource.course-incomplete"),
    "a course bought without a licence": Mutation(bend(resource.CoursePublished, fact={"licence": None}), "resource.course-incomplete"),
    "a course of our own without one": Mutation(bend(resource.CoursePublished, fact={"licence": None, "origin": Origin.DEVELOPED}), None),
    "a tool reviewed by its author": Mutation(bend(resource.ToolPublished, fact={"reviewer": STAFF.id}), "resource.own-review"),
    "an entry reviewed by its author": Mutation(add("2025-05-05", "resource/i-1", STAFF, resource.EntryReviewed(1, STAFF.id, date(2025, 5, 5))), "resource.own-review"),
    "an entry reviewed by another": Mutation(add("2025-05-05", "resource/i-1", LEAD, resource.EntryReviewed(1, LEAD.id, date(2025, 5, 5))), None),
    # the libraries
    "a library not opened": Mutation(drop(f"{NAME}/resource/library-tool", 1), "resource.library-not-open"),
    "opened the day after the recognition": Mutation(bend(resource.LibraryOpened, 2, fact={"on": date(2025, 1, 7)}), "resource.library-not-open"),
    "opened on its day": Mutation(bend(resource.LibraryOpened, 2, fact={"on": date(2025, 1, 6)}), None),
    "no course by the end of the grace": Mutation(drop(f"{NAME}/resource/k-1", 1), "resource.library-empty"),
    "the first course a day late": Mutation(bend(resource.CoursePublished, fact={"first": date(2025, 4, 7)}), "resource.library-empty"),
    "on the last day of the grace": Mutation(bend(resource.CoursePublished, fact={"first": date(2025, 4, 6)}), None),
    "the grace is not over": Mutation(drop(f"{NAME}/resource/k-1", 1), None, as_of=date(2025, 4, 6)),
    "a category without an entry": Mutation(drop(f"{NAME}/resource/i-8", 1), "resource.category-missing"),
    "its only entry retired": Mutation(add("2025-05-05", "resource/i-8", LEAD, resource.EntryRetired(date(2025, 5, 5), "过时")), "resource.category-missing"),
    "not reviewed for 181 days": Mutation(lambda history: history, "resource.information-not-reviewed", 8, date(2025, 7, 7)),
    "not for 180": Mutation(lambda history: history, None, as_of=date(2025, 7, 6)),
    # how they are used
    "an expert without a contract": Mutation(_expert_listed("2025-02-05"), "resource.expert-unfounded"),
    "an expert a day before the contract": Mutation(_expert_listed("2025-02-03", _NOMINATED, _SIGNED), "resource.expert-unfounded"),
    "an expert a day after it": Mutation(_expert_listed("2025-03-05", _NOMINATED, _SIGNED), "resource.expert-unfounded"),
    "an expert on its first day": Mutation(_expert_listed("2025-02-04", _NOMINATED, _SIGNED), None),
    "an expert on its last day": Mutation(_expert_listed("2025-03-04", _NOMINATED, _SIGNED), None),
    "a policy cited a day after its end": Mutation(_then(_HOLDS, _cites("2025-03-04")), "resource.policy-expired"),
    "on its last day": Mutation(_then(_HOLDS, _cites("2025-03-03")), None),
    # the systems
    "a system never enacted": Mutation(drop(f"{NAME}/regulation/archives", 2), "regulation.not-in-force"),
    "in force a day after the recognition": Mutation(bend(RegulationApproved, 3, fact={"effective": date(2025, 1, 7)}), "regulation.not-in-force"),
    "in force on its day": Mutation(bend(RegulationApproved, 3, fact={"effective": date(2025, 1, 6)}), None),
    "repealed, and replaced a day late": Mutation(_then(_repealed("2025-03-03"), _system(2, "2025-03-05")), "regulation.not-in-force"),
    "repealed, and replaced the next day": Mutation(_then(_repealed("2025-03-03"), _system(2, "2025-03-04")), None),
}  # fmt: skip

OURS: Final = ("resource.", "regulation.")


def findings(mutation: Mutation) -> list[Finding]:
    """What a whole audit finds of the bent history, as far as this chapter goes."""
    history = mutation.bend(compliant().history)
    grounds = Grounds.of(history, studio=NAME)
    found = audit_studio(history, grounds=grounds, studio=NAME, as_of=mutation.as_of)
    return [one for one in found if one.check.startswith(OURS)]


def _not_filled() -> list[Finding]:
    history = founded().history
    found = audit_studio(history, grounds=Grounds.of(history, studio=NAME), studio=NAME, as_of=AS_OF)
    return [one for one in found if one.check == "resource.library-empty"]


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    **{
        f"{one.check}: {name}": partial(findings, one)
        for name, one in MUTATIONS.items()
        if one.check and one.times == 1
    },
    "nothing in any library": _not_filled,
    "no entry was reviewed": partial(findings, MUTATIONS["not reviewed for 181 days"]),
}
"""Each mutation by its name, and what is found of it."""
