"""Libraries through the app: opened, filled, reviewed, retired; an expert only while roster or contract holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from studio_adapters import StudioApp
from studio_adapters.memory import Recorder
from studio_domain import resource_entry as resource
from studio_domain.aggregate import Change, Context, Recorded
from studio_domain.guideline import Breach
from studio_domain.studio import StaffJoined
from studio_domain.values import PersonId, Region
from telling import Clock, noon, refused_by

STUDIO, PARK = "hz-xihu-001", "91000000MA00000157"
HEAD, LEAD, LU = (PersonId(f"p-{name}") for name in ("head", "lead", "lu"))
DAY = date(2025, 3, 3)


@pytest.fixture
def app() -> Iterator[StudioApp]:
    """A founded studio, whose lead keeps the libraries."""
    with StudioApp(Recorder("tests"), clock=Clock(noon(DAY.isoformat()))) as app:
        with app.acting(HEAD, role="carrier-head", org=PARK):
            for person, role in ((HEAD, "carrier-head"), (LEAD, "lead")):
                app.mandates(STUDIO, person).record_mandate(
                    mandate_id="m-1", role=role, org=PARK, first=date(2025, 1, 1), document="任字〔2025〕1号"
                )
            app.studio(STUDIO).register_carrier(
                region=Region("330106", "杭州市西湖区"), carrier=PARK, name="西湖数智创业园运营有限公司", kind="park"
            )
        yield app


def joined(app: StudioApp) -> None:
    """Staff comes to the studio, past every guard."""
    profile = f"{STUDIO}/studio/profile"
    context = Context(occurred=DAY, by=HEAD, role="carrier-head", org=PARK, command="join", rules="trial")
    app.journal.append([Change(profile, 1, (StaffJoined(LU, "mentor", ("接待",), DAY),))], context)


def facts(app: StudioApp, entry: str) -> list[object]:
    found: list[Recorded[object]] = list(app.history(STUDIO))
    return [event.fact for event in found if event.stream == f"{STUDIO}/resource/{entry}"]


def test_a_library_is_opened_and_its_entries_come_and_go(app: StudioApp) -> None:
    with app.acting(LEAD, role="lead", org=PARK):
        for kind in ("information", "tool", "course"):
            app.library(STUDIO, kind).open_library()
        news, tool, course = (app.resource(STUDIO, entry) for entry in ("i-1", "T-03", "k-1"))
        news.add_information(category="contests", title="创业大赛", source="市人社局官网")
        tool.publish_tool(title="创业潜质测评", audiences=("graduate",), template="ab12", reviewer=HEAD)
        course.publish_course(title="创办你的企业", resources_of=("teacher",), audiences=("graduate",), reviewer=HEAD)
        tool.retire_entry(last_day=DAY + timedelta(1), reason="换版")
        with refused_by(resource.REVIEWED_BY_ANOTHER, version=1, hand=LEAD):
            news.review_entry(version=1)
    assert (tool.state.version_on(DAY), tool.state.version_on(DAY + timedelta(2))) == (1, None)
    assert [type(fact) for fact in facts(app, "T-03")] == [resource.ToolPublished, resource.EntryRetired]


def test_nothing_goes_into_a_library_that_is_not_open(app: StudioApp) -> None:
    with app.acting(LEAD, role="lead", org=PARK), refused_by(resource.LIBRARY_OPEN, kind="tool", day=DAY):
        app.resource(STUDIO, "T-03").publish_tool(title="测评", audiences=("g",), template="ab", reviewer=HEAD)
    assert facts(app, "T-03") == []


def test_an_expert_is_listed_who_serves_here(app: StudioApp) -> None:
    entry = app.resource(STUDIO, "e-1")
    with app.acting(LEAD, role="lead", org=PARK):
        app.library(STUDIO, "expert").open_library()
        with refused_by(resource.SERVES_HERE, day=DAY, person=LU):
            entry.list_expert(person=LU, engagement="full-time", fields=("开业指导",))
        joined(app)
        entry.list_expert(person=LU, engagement="full-time", fields=("开业指导",))
    assert entry.state.person == LU


def test_an_ill_formed_person_is_misuse_and_never_repeated(app: StudioApp) -> None:
    with app.acting(LEAD, role="lead", org=PARK):
        app.library(STUDIO, "expert").open_library()
        with pytest.raises(ValueError, match="person: a person's id") as misuse:
            app.resource(STUDIO, "e-1").list_expert(person=PersonId("范教授"), engagement="part-time", fields=("融资",))
    assert "范" not in str(misuse.value)


def test_a_finance_clerk_keeps_no_library(app: StudioApp) -> None:
    with app.acting(HEAD, role="carrier-head", org=PARK), pytest.raises(Breach):
        app.library(STUDIO, "tool").open_library()
