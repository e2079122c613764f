"""Five lawful cases of a studio and all that they rest on, told fact by fact, so that each can be bent at any point.

What the cases themselves hold was decided; what they rest on is told past every guard.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import attrs

import case_story as s
from audit.changing import History, Told
from audit.histories import grounds, recorded
from case_story import (
    BANK_ID,
    CLIENT,
    CLIENT_ID,
    HE,
    LU,
    RECOGNISED,
    SHEN,
    STUDIO,
    TOOL_ID,
    XU,
    ZHOU,
    Story,
    paper,
)
from studio_domain import client_case as case
from studio_domain import person_record
from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.audit import Finding
from studio_domain.audit.case import case_checks
from studio_domain.audit.engine import audit
from studio_domain.client_case import Channel, ClosureKind
from studio_domain.client_record import facts as client
from studio_domain.client_record.state import Consent
from studio_domain.expert_contract import facts as expert
from studio_domain.expert_contract.facts import FeeKind
from studio_domain.expert_contract.state import ExpertContract
from studio_domain.resource_entry import ResourceEntry, Version
from studio_domain.resource_entry import facts as resource
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId

S4, LOST, EXPERT, MOVED, YOUNG = (
    f"case/{name}" for name in ("2024-0017", "2024-0021", "2024-0030", "2024-0040", "2025-0001")
)
FAN: Final = PersonId("p-fan")
AS_OF: Final = date(2025, 12, 31)
DAY: Final = timedelta(1)
PARK: Final = "91000000MA00000157"


def told(day: str, kind: str, *facts: Any) -> Iterator[Told]:
    for fact in facts:
        yield Told(day, kind, fact)


# -- what cases rest on


def _studio() -> Iterator[Told]:
    profile = "studio/profile"
    yield from told(
        "2024-07-01", profile,
        recognition.StudioRecognised(
            "杭州市西湖区周明远创业指导师工作室", "杭州市西湖区", ZHOU, (), "西人社发〔2024〕37号", RECOGNISED,
            date(2027, 6, 30), PersonId("p-officer"), "西湖区人社局",
        ),
        roster.LeadAppointed(ZHOU, "mentor", True, RECOGNISED, XU),
        *(roster.StaffJoined(person, "mentor", (), RECOGNISED) for person in (LU, SHEN, HE)),
        roster.ArchivistAssigned(HE, RECOGNISED),
    )  # fmt: skip
    for person in (ZHOU, LU, SHEN):
        listed = resource.ExpertListed(person, resource.Engagement.FULL_TIME, ("开业",), None, RECOGNISED)
        yield from told("2024-07-01", f"resource/x-{person[2:]}", listed)
    yield from told("2024-07-01", f"resource/{TOOL_ID}", _tool(1, RECOGNISED, "graduate"))
    bank = resource.InformationAdded(1, "financing", "西湖创业贷", "银行网站", None, None, None, None, SHEN, RECOGNISED)
    yield from told("2024-07-01", f"resource/{BANK_ID}", bank)
    items = (tariff.TariffItem(s.ITEM, "special", "项", 600_00), tariff.TariffItem(s.FREE, "basic", "次", 0))
    yield from told(
        "2024-07-01", "tariff/schedule",
        tariff.TariffDrafted(1, items, SHEN),
        tariff.TariffApproved(1, XU, RECOGNISED, "价〔2024〕1号"),
        tariff.TariffPublished(1, RECOGNISED, RECOGNISED, "宣传展示区", SHEN),
    )  # fmt: skip
    for person in (LU, SHEN):
        registered = person_record.PersonRegistered(person, PARK, False)
        yield from told("2024-07-01", f"region-330106/person/{person}", registered)
    yield from told("2024-07-15", f"resource/{TOOL_ID}", _tool(2, date(2024, 7, 15), "graduate", "returnee"))


def _tool(version: int, first: date, *audiences: str) -> resource.ToolPublished:
    return resource.ToolPublished(
        version, "创业胜任力测评", audiences, "a" * 64, resource.Origin.DEVELOPED, None, SHEN, ZHOU, first
    )


def _expert() -> Iterator[Told]:
    yield from told(
        "2024-08-01", "expert/x-2024-01",
        expert.ExpertNominated(FAN, SHEN, "融资", "专业", date(2024, 8, 1)),
        expert.ContractSigned(
            XU, PARK, date(2024, 8, 1), date(2024, 8, 1), date(2024, 8, 1), date(2025, 7, 31), FeeKind.LECTURE, 0,
            "聘〔2024〕1号",
        ),
    )  # fmt: skip
    listed = resource.ExpertListed(
        FAN, resource.Engagement.PART_TIME, ("融资",), "hz-xihu-001/expert/x-2024-01", date(2024, 8, 1)
    )
    yield from told("2024-08-01", "resource/x-fan", listed)


def _client(name: str, day: str, size: client.EnterpriseSize, segment: str = "graduate") -> Iterator[Told]:
    on = date.fromisoformat(day)
    yield from told(
        day, f"client/{name}",
        client.EnterpriseUpdated(None, None, size, "餐饮", on),
        client.NeedRecorded(s.SITE, "opening", None, on),
        client.NeedRecorded(s.LOAN, "financing", None, on),
        client.ClientClassified(segment, "founding", (s.SITE,), "登记信息", LU, on),
    )  # fmt: skip


# -- the cases, decided


def _of(name: str, *consents: Consent) -> Any:
    return attrs.evolve(CLIENT, client=name, consents_given=(*CLIENT.consents_given, *consents))


def _opened(name: str, kind: str, day: date, **rest: Any) -> Story:
    days = {"opened": day, "due": day + timedelta(180)}
    return Story().take(s.open_case, case=kind.partition("/")[2], record=_of(name), **days | rest)


def basic(story: Story, day: date, by: PersonId = LU) -> Story:
    return story.take(s.set_level, level="basic", by=by, first=day, on=day, basis=("需求记录",))


def lost() -> Story:
    """A case that is extended, and closed because the client cannot be reached."""
    day, due = date(2024, 8, 20), date(2025, 2, 16)
    story = basic(_opened("k-li", LOST, day), day)
    story.take(case.record_service, **s.service(1, date(2024, 9, 3), sub_kind="policy", policies=()))
    story.take(
        case.request_extension,
        extension="e-1", due=due + timedelta(90), reason="待搬迁", asker=LU, on=date(2025, 2, 10), terms=s.TERMS,
    )  # fmt: skip
    story.take(case.approve_extension, extension="e-1", approver=ZHOU, on=due, terms=s.TERMS)
    s.tries(story, date(2025, 3, 3), date(2025, 3, 20), date(2025, 4, 2))
    story.take(
        s.propose,
        kind=ClosureKind.OBJECTIVE, reason="lost-contact", on=date(2025, 4, 3), evidence=(paper("通话记录"),),
    )  # fmt: skip
    story.take(s.close, on=date(2025, 4, 10))
    return filed(story, "2024-FW-D30-0021", date(2025, 5, 10))


CONTRACT: Final = ExpertContract(
    expert.ExpertNominated(FAN, SHEN, "融资", "专业", date(2024, 8, 1)),
    signed=expert.ContractSigned(
        XU, PARK, date(2024, 8, 1), date(2024, 8, 1), date(2024, 8, 1), date(2025, 7, 31), FeeKind.LECTURE, 0, "d"
    ),
    last=date(2025, 7, 31),
)


def filed(story: Story, code: str, on: date) -> Story:
    """The case is archived under the code of its file."""
    file = s.file_of(story.case.case, code)
    return story.take(s.archive, on=on, archive_code=code, record=file)


def with_expert() -> Story:
    """An expert's case: an assessment, consulting, an approved pause, closed, reopened, closed by the client's word."""
    day = date(2024, 9, 2)
    listing = ResourceEntry("expert", {1: Version(date(2024, 8, 1))}, person=FAN)
    story = _opened("k-zhao", EXPERT, day, mentor=FAN, contract=CONTRACT, listing=listing)
    basic(story, day, FAN).take(s.assess, on=day, mentor=FAN, client=_of("k-zhao"))
    tested = s.service(1, date(2024, 9, 2), sub_kind="assessment", mentor=FAN)
    advised = s.service(2, date(2024, 10, 8), kind="2.3", sub_kind="management", mentor=FAN)
    story.take(case.record_service, **tested).take(case.record_service, **advised)
    story.take(
        case.approve_pause,
        first=date(2024, 11, 1), reason="住院", asker=FAN, approver=ZHOU, on=date(2024, 10, 30),
    )  # fmt: skip
    story.take(case.resume_service, last_day=date(2024, 11, 30))
    shown = date(2024, 12, 10)
    story.take(s.prove, mentor=FAN, on=shown)
    story.take(case.record_outcome, jobs=0, founded=False, on=shown, evidence=(paper("报表"),))
    story.take(s.propose, proposer=FAN, on=date(2024, 12, 12))
    s.tries(story, *(date(2024, 12, number) for number in (16, 18, 20)))
    story.take(s.close, on=date(2024, 12, 31))
    filed(story, "2024-FW-D30-0030", date(2025, 1, 20))
    again = date(2025, 3, 31)
    story.take(
        case.reopen_case,
        reason="融资续办", due=again + timedelta(100), approver=ZHOU, on=again, studio=STUDIO, client=_of("k-zhao"),
        terms=s.TERMS,
    )  # fmt: skip
    story.take(case.record_service, **s.service(3, date(2025, 4, 8), kind="2.5", sub_kind="financing", mentor=FAN))
    story.take(s.prove, result="r-2", mentor=FAN, on=date(2025, 4, 20))
    story.take(s.propose, proposer=FAN, on=date(2025, 4, 21))
    story.take(case.record_client_word, confirms=True, on=date(2025, 4, 22))
    story.take(s.close, on=date(2025, 4, 25))
    return filed(story, "2025-FW-D30-0030", date(2025, 5, 9))


def moved() -> Story:
    """A case that changes hands, is proposed for closing in vain, and moves to another studio."""
    day, change = date(2024, 10, 9), date(2024, 11, 4)
    story = basic(_opened("k-qian", MOVED, day), day)
    story.take(
        case.assign_mentor,
        mentor=SHEN, first=change, on=change, reason="原指导师病假", client_consented=True, studio=STUDIO,
        contract=None,
        listing=ResourceEntry("expert", {1: Version(RECOGNISED)}, person=SHEN),
    )  # fmt: skip
    story.take(case.record_service, **s.service(1, change, sub_kind="project", mentor=SHEN))
    story.take(s.propose, kind=ClosureKind.OBJECTIVE, reason="policy-change", proposer=SHEN, on=date(2024, 11, 11),
               evidence=(paper("政策"),))  # fmt: skip
    story.take(case.return_closure, by=ZHOU, reason="政策不影响本项目", on=date(2024, 11, 14))
    consent = Consent(client.Purpose.REFERRAL, "hz-gs-002", True, date(2024, 12, 2))
    return story.take(
        case.transfer_case,
        receiver="hz-gs-002", reason="迁居拱墅", client_consented=True, by=ZHOU, on=date(2024, 12, 3),
        client=_of("k-qian", consent),
    )  # fmt: skip


def young() -> Story:
    """A case of this year, open, its service at rest."""
    day = date(2025, 9, 1)
    story = basic(_opened("k-sun", YOUNG, day), day)
    story.take(case.record_service, **s.service(1, date(2025, 9, 10), Channel.ONLINE, sub_kind="policy"))
    return story.take(case.pause_service, first=date(2025, 10, 1), reason="服务对象出国", asker=LU)


FILES: Final = {
    "2024-FW-D30-0017": S4, "2024-FW-D30-0117": S4, "2024-FW-D30-0021": LOST, "2024-FW-D30-0030": EXPERT,
    "2025-FW-D30-0030": EXPERT,
}  # fmt: skip
"""The records of the archives in which the files of closed cases lie."""


def _file(code: str, kind: str) -> tuple[archive.RecordCollected, archive.RecordFiled]:
    day, kept = date(2024, 7, 1), archive.Holding(archive.Medium.PAPER, "档案室 1 柜")
    collected = archive.RecordCollected(code, f"hz-xihu-001/{kind}", "案卷", "office", kept, HE, day)
    return collected, archive.RecordFiled(code, HE, day)


# -- put together


def day_of(fact: Any) -> date:
    """The day that a fact of a case tells of."""
    if isinstance(fact, case.TermExtensionRequested):
        return date(2025, 2, 10)
    if isinstance(fact, case.ServiceDelivered):
        return fact.start.date()
    if isinstance(fact, case.ServicePaused) and fact.approver is not None:
        return date(2024, 10, 30)
    for name in ("on", "opened", "signed", "first", "last_day"):
        if (found := getattr(fact, name, None)) is not None:
            assert isinstance(found, date)
            return found
    raise AssertionError(fact)


@cache
def lawful() -> History:
    """All of it, day by day."""
    stories = {S4: s.archived(), LOST: lost(), EXPERT: with_expert(), MOVED: moved(), YOUNG: young()}
    size = client.EnterpriseSize
    parts = [
        *_studio(), *_expert(),
        *_client(CLIENT_ID, "2024-08-05", size.MICRO), *_client("k-li", "2024-08-19", size.NONE),
        *_client("k-zhao", "2024-09-02", size.SMALL), *_client("k-qian", "2024-10-08", size.INDIVIDUAL),
        *_client("k-sun", "2025-09-01", size.NONE),
    ]  # fmt: skip
    for number, case_of in FILES.items():
        parts += [Told("2024-07-01", f"archive/{number}", fact) for fact in _file(number, case_of)]
    for kind, story in stories.items():
        parts += [Told(day_of(fact).isoformat(), kind, fact) for fact in story.facts]
    return tuple(sorted(parts, key=lambda one: one.day))


def history(of: History) -> list[Recorded[Any]]:
    """As a journal gives it."""
    return recorded(of)


def found(of: History, as_of: date = AS_OF, *, adopted: bool = True, **policy: Any) -> list[Finding]:
    """What the checks of cases find."""
    return audit(recorded(of), case_checks(grounds(adopted, **policy)), as_of=as_of)
