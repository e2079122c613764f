"""Rule by rule: what each `require` of the libraries refuses, and the other side of its boundary."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial, reduce
from typing import Any

import pytest

from studio_domain import expert_contract, studio
from studio_domain import resource_entry as resource
from studio_domain.expert_contract import ExpertContract
from studio_domain.guideline import Rule, fill
from studio_domain.policy import Terms
from studio_domain.resource_entry import Engagement, Origin, ResourceEntry
from studio_domain.studio import Studio
from studio_domain.values import PersonId, Region
from telling import refused_by
from test_form import rules

ZHOU, SHEN, LU, FAN = PersonId("p-zhou"), PersonId("p-shen"), PersonId("p-lu"), PersonId("p-fan")
TERMS = Terms()
DAY = date(2024, 3, 4)
BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)


def told(*events: resource.Event) -> ResourceEntry:
    entry = reduce(resource.evolve, events, None)
    assert entry is not None
    return entry


def library(kind: str) -> ResourceEntry:
    return told(resource.LibraryOpened(kind, ZHOU, DAY))


NOTICE = told(
    resource.InformationAdded(
        1, "policies", "创业担保贷款办法", "市人社局官网", "杭人社发〔2024〕5号", "杭州市人社局", DAY, None, SHEN, DAY
    )
)
TOOL = told(resource.ToolPublished(1, "创业潜质测评", ("graduate",), "ab12", Origin.DEVELOPED, None, SHEN, ZHOU, DAY))
RETIRED = resource.evolve(TOOL, resource.EntryRetired(DAY, "换版"))
LISTED = told(resource.ExpertListed(FAN, Engagement.PART_TIME, ("融资",), "hz-xihu-001/expert/x-1", DAY))


def _studio() -> Studio:
    facts: list[studio.Event] = [
        studio.CarrierRegistered(
            Region("330106", "浙江省杭州市西湖区"), "91000000MA00000157", "西湖数智创业园运营有限公司", "park"
        ),
        studio.StaffJoined(LU, "mentor", ("接待",), DAY),
    ]
    made = reduce(studio.evolve, facts, None)
    assert made is not None
    return made


STUDIO = _studio()

open_library = partial(resource.open_library, None, kind="tool", keeper=ZHOU, on=DAY, terms=TERMS)
add = partial(
    resource.add_information, None,
    category="policies", title="创业担保贷款办法", source="市人社局官网", document="杭人社发〔2024〕5号", issuer="杭州市人社局", first=DAY, last=None,
    author=SHEN, on=DAY, library=library("information"), terms=TERMS,
)  # fmt: skip
tool = partial(
    resource.publish_tool, None,
    title="创业潜质测评", audiences=("graduate",), template="ab12", origin=Origin.DEVELOPED, licence=None, author=SHEN, reviewer=ZHOU, first=DAY,
    library=library("tool"),
)  # fmt: skip
course = partial(
    resource.publish_course, None,
    title="创办你的企业", origin=Origin.IMPORTED, licence="授〔2024〕1号", resources=("teacher",), audiences=(), author=SHEN, reviewer=ZHOU, first=DAY,
    library=library("course"),
)  # fmt: skip
listing = partial(
    resource.list_expert, None,
    person=LU, engagement=Engagement.FULL_TIME, fields=("开业指导",), contract=None, first=DAY, library=library("expert"), studio=STUDIO, expert=None,
)  # fmt: skip
review = partial(resource.review_entry, TOOL, version=1, reviewer=LU, on=DAY)
retire = partial(resource.retire_entry, TOOL, last_day=DAY, reason="换版")

Case = tuple[Rule, dict[str, object], Callable[[], object]]

REFUSED: dict[str, Case] = {
    "a sixth kind": (resource.KNOWN_LIBRARY, {"kind": "dream"}, lambda: open_library(kind="dream")),
    "opened again": (resource.OPENED_ONCE, {"kind": "tool"}, lambda: resource.open_library(library("tool"), **open_library.keywords)),
    "no library": (resource.LIBRARY_OPEN, {"kind": "information", "day": DAY}, lambda: add(library=None)),
    "another library": (resource.LIBRARY_OPEN, {"kind": "tool", "day": DAY}, lambda: tool(library=library("course"))),
    "the day before it was open": (resource.LIBRARY_OPEN, {"kind": "course", "day": BEFORE}, lambda: course(first=BEFORE)),
    "an expert before the library": (resource.LIBRARY_OPEN, {"kind": "expert", "day": BEFORE}, lambda: listing(first=BEFORE)),
    "an expert without the library": (resource.LIBRARY_OPEN, {"kind": "expert", "day": DAY}, lambda: listing(library=None)),
    "information about a tool": (resource.ONE_LIBRARY, {"library": "tool", "kind": "information"}, lambda: resource.add_information(TOOL, **add.keywords)),
    "no title": (resource.TITLED, {}, lambda: add(title=" ")),
    "an unknown category": (resource.KNOWN_CATEGORY, {"category": "gossip"}, lambda: add(category="gossip")),
    "of another category": (resource.SAME_CATEGORY, {"before": "policies", "category": "contests"}, lambda: resource.add_information(NOTICE, **(add.keywords | {"category": "contests"}))),
    "no source": (resource.SOURCE_NAMED, {}, lambda: add(source="")),
    "a policy without number": (resource.POLICY_COMPLETE, {}, lambda: add(document=None)),
    "a policy without issuer": (resource.POLICY_COMPLETE, {}, lambda: add(issuer=" ")),
    "a policy without first day": (resource.POLICY_COMPLETE, {}, lambda: add(first=None)),
    "ended before it began": (resource.FIRST_TO_LAST, {"first": DAY, "last": BEFORE}, lambda: add(last=BEFORE)),
    "ended before it was added": (resource.FIRST_TO_LAST, {"first": DAY, "last": BEFORE}, lambda: add(category="contests", first=None, last=BEFORE)),
    "no such version": (resource.VERSION_EXISTS, {"version": 2}, lambda: review(version=2)),
    "the author's own review": (resource.REVIEWED_BY_ANOTHER, {"version": 1, "hand": SHEN}, lambda: review(reviewer=SHEN)),
    "reviewed after its end": (resource.IN_USE, {"last_day": DAY}, lambda: resource.review_entry(RETIRED, version=1, reviewer=LU, on=AFTER)),
    "retired twice": (resource.IN_USE, {"last_day": DAY}, lambda: resource.retire_entry(RETIRED, last_day=AFTER, reason="换版")),
    "a version of what is retired": (resource.IN_USE, {"last_day": DAY}, lambda: resource.publish_tool(RETIRED, **tool.keywords)),
    "retired before its first day": (resource.RETIRED_AFTER, {"last_day": BEFORE, "first": DAY}, lambda: retire(last_day=BEFORE)),
    "retired for no reason": (resource.REASONED, {}, lambda: retire(reason="")),
    "a tool for nobody": (resource.FOR_AUDIENCES, {}, lambda: tool(audiences=())),
    "a tool for a blank": (resource.FOR_AUDIENCES, {}, lambda: tool(audiences=(" ",))),
    "no template": (resource.READING_TEMPLATE, {}, lambda: tool(template=" ")),
    "an imported tool without licence": (resource.TOOL_LICENSED, {}, lambda: tool(origin=Origin.IMPORTED)),
    "a tool reviewed by its author": (resource.TOOL_REVIEWED, {"hand": SHEN}, lambda: tool(reviewer=SHEN)),
    "a course of nothing": (resource.HAS_RESOURCES, {}, lambda: course(resources=())),
    "an imported course without licence": (resource.COURSE_LICENSED, {}, lambda: course(licence=" ")),
    "a course reviewed by its author": (resource.COURSE_REVIEWED, {"hand": SHEN}, lambda: course(reviewer=SHEN)),
    "a version before the last": (resource.LATER_VERSION, {"first": DAY, "since": AFTER}, lambda: resource.publish_tool(resource.evolve(TOOL, resource.ToolPublished(2, "t", ("graduate",), "ab", Origin.DEVELOPED, None, SHEN, ZHOU, AFTER)), **tool.keywords)),
    "an expert from nowhere": (resource.SERVES_HERE, {"day": DAY, "person": FAN}, lambda: listing(person=FAN)),
    "an entry of another person": (resource.SAME_EXPERT, {"before": FAN}, lambda: resource.list_expert(LISTED, **listing.keywords)),
    "an expert of no field": (resource.FIELDS_NAMED, {}, lambda: listing(fields=("",))),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_rule_is_refused_under_it(name: str) -> None:
    rule, figures, decide = REFUSED[name]
    with refused_by(rule, **figures):
        decide()
    assert fill(rule.zh, figures)
    assert fill(rule.en, figures)


def test_every_rule_has_a_case() -> None:
    assert {id(rule) for rule, _, _ in REFUSED.values()} == {id(rule) for rule in rules("resource_entry").values()}


CONTRACT = "hz-xihu-001/expert/x-1"


def _expert() -> ExpertContract:
    facts: list[Any] = [
        expert_contract.ExpertNominated(FAN, ZHOU, "融资", "经验", BEFORE),
        expert_contract.QualificationVerified(SHEN, expert_contract.Title.FULL, False, None, "无", "ab", BEFORE),
        expert_contract.EngagementApproved(LU, "聘〔2024〕1号", BEFORE),
        expert_contract.ContractSigned(LU, "91000000MA00000157", BEFORE, BEFORE, DAY, AFTER, expert_contract.FeeKind.LECTURE, 500_00, "ab"),
    ]  # fmt: skip
    made = reduce(expert_contract.evolve, facts, None)
    assert isinstance(made, ExpertContract)
    return made


WELL: dict[str, Callable[[], object]] = {
    "each of the five": lambda: [open_library(kind=kind) for kind in TERMS.library.kinds][-1],
    "on the day the library opens": lambda: tool(),
    "a policy that holds one day": lambda: add(last=DAY),
    "a contest without a number": lambda: add(category="contests", document=None, issuer=None, first=None),
    "a further version": lambda: resource.add_information(NOTICE, **add.keywords),
    "a review by the reviewer of the first hour": lambda: review(reviewer=ZHOU),
    "a review on the last day": lambda: resource.review_entry(RETIRED, version=1, reviewer=LU, on=DAY),
    "retired with its first day": lambda: retire(),
    "an imported tool with a licence": lambda: tool(origin=Origin.IMPORTED, licence="授〔2024〕2号"),
    "a course of our own": lambda: course(origin=Origin.DEVELOPED, licence=None),
    "a version from the same day": lambda: resource.publish_tool(TOOL, **tool.keywords),
    "a member of the staff": lambda: listing(),
    "an expert on the first day of the contract": lambda: listing(person=FAN, contract=CONTRACT, expert=_expert()),
    "an expert on its last": lambda: listing(person=FAN, contract=CONTRACT, expert=_expert(), first=AFTER),
    "an expert again": lambda: resource.list_expert(LISTED, **(listing.keywords | {"person": FAN, "expert": _expert()})),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert isinstance(WELL[name](), resource.Event)


def test_an_expert_after_the_contract_is_refused() -> None:
    late = AFTER + timedelta(1)
    with refused_by(resource.SERVES_HERE, day=late, person=FAN):
        listing(person=FAN, contract=CONTRACT, expert=_expert(), first=late)


class TestVersions:
    """Which version of an entry is in use on a day."""

    def test_the_last_to_begin(self) -> None:
        later = resource.evolve(
            TOOL, resource.ToolPublished(2, "t", ("veteran",), "cd", Origin.DEVELOPED, None, SHEN, ZHOU, AFTER)
        )
        assert [later.version_on(day) for day in (BEFORE, DAY, AFTER)] == [None, 1, 2]
        assert (later.audiences(1), later.audiences(2), later.audiences(3)) == (("graduate",), ("veteran",), ())

    def test_none_after_the_last_day(self) -> None:
        assert [RETIRED.active_on(day) for day in (DAY, AFTER)] == [True, False]

    def test_a_policy_ends_with_its_last_day(self) -> None:
        ended = told(resource.InformationAdded(1, "policies", "t", "s", "d", "i", DAY, DAY, SHEN, DAY))
        assert [ended.active_on(day) for day in (BEFORE, DAY, AFTER)] == [False, True, False]

    def test_what_was_never_there_makes_no_sense(self) -> None:
        for event in (resource.EntryReviewed(1, LU, DAY), resource.EntryRetired(DAY, "r")):
            with pytest.raises(LookupError):
                resource.evolve(None, event)
        with pytest.raises(LookupError):
            resource.evolve(TOOL, resource.EntryReviewed(2, LU, DAY))
