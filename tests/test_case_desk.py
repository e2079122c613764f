"""The desk of a case: what a decision rests on is pinned, and stands in the streams that it should."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest

import case_story as s
from case_story import BANK_ID, CASE, CLIENT, CLIENT_ID, LU, MATCHED, OPENED, PLANNED, SHEN, STUDIO, TERMS, TOOL_ID
from studio_domain.aggregate import At, Changes
from studio_domain.client_record import Consent, Purpose
from studio_domain.desk import cases
from studio_domain.resource_entry import ResourceEntry, Version
from test_case_rules import CONTRACT, FAN, OVER


def at(kind: str, state: Any, version: int = 3, owner: str = "hz-xihu-001") -> At[Any]:
    return At(f"{owner}/{kind}", version, state)


NEW = at(f"case/{CASE}", None, 0)
OPEN = at(f"case/{CASE}", s.planned().case, 9)
PROFILE = at("studio/profile", STUDIO, 40)
RECORD = at(f"client/{CLIENT_ID}", CLIENT, 7)
LISTING = at("resource/x-lu", s.LISTING)
FANS = at("resource/x-fan", ResourceEntry("expert", {1: Version(OPENED)}, person=FAN))
EXPERT = at("expert/x-1", CONTRACT)
TOOL = at(f"resource/{TOOL_ID}", s.TOOL)
BANK = at(f"resource/{BANK_ID}", s.BANK)
TARIFF = at("tariff/schedule", s.TARIFF)
PERSON = at(f"person/{LU}", s.RECORD, 2, "region-330106")
OTHER = at("client/k-other", attrs.evolve(CLIENT, client="k-other"))
MOVING = at(
    f"client/{CLIENT_ID}",
    attrs.evolve(CLIENT, consents_given=(*CLIENT.consents_given, Consent(Purpose.REFERRAL, "hz-2", True, OPENED))),
)
FILE = s.file_of(CASE, s.CODE)
CLOSED = at(f"case/{CASE}", OVER, 30)

OPENING: dict[str, Any] = {"needs": (s.SITE,), "opened": OPENED, "due": s.DUE, "terms": TERMS}
MATCH: dict[str, Any] = {
    "match": "m-1", "need": s.LOAN, "kind": "financing", "mentor": LU, "on": MATCHED, "terms": TERMS,
}  # fmt: skip
REOPEN: dict[str, Any] = {
    "reason": "续办", "due": s.CLOSED + timedelta(30), "approver": s.ZHOU, "on": s.CLOSED, "terms": TERMS,
}  # fmt: skip
MOVE: dict[str, Any] = {
    "receiver": "hz-2", "reason": "迁居", "client_consented": True, "by": s.ZHOU, "on": PLANNED,
}  # fmt: skip

DECIDED: dict[str, tuple[Callable[[], Changes], list[At[Any]]]] = {
    "open": (
        lambda: cases.open_case(NEW, PROFILE, RECORD, LISTING, None, mentor=LU, **OPENING),
        [PROFILE, RECORD, LISTING],
    ),
    "open, for an expert": (
        lambda: cases.open_case(NEW, PROFILE, RECORD, FANS, EXPERT, mentor=FAN, **OPENING),
        [PROFILE, RECORD, FANS, EXPERT],
    ),
    "assign": (
        lambda: cases.assign_mentor(
            OPEN, PROFILE, FANS, EXPERT, mentor=FAN, first=PLANNED, on=PLANNED, reason="专长", client_consented=True
        ),
        [PROFILE, FANS, EXPERT],
    ),
    "assess": (
        lambda: cases.assess_client(
            OPEN, TOOL, RECORD, assessment="a-2", tool_version=2, mentor=LU, on=PLANNED, interpretation=s.paper("解读")
        ),
        [TOOL, RECORD],
    ),
    "level": (
        lambda: cases.set_level(
            OPEN, RECORD, level="basic", basis=(s.SITE,), by=LU, first=PLANNED, on=PLANNED, terms=TERMS, reason="调整"
        ),
        [RECORD],
    ),
    "sign": (
        lambda: cases.sign_agreement(
            OPEN, TARIFF, agreement="g-2", scope="续", tariff_item=s.ITEM, fen=0, signed=PLANNED, first=PLANNED,
            last=PLANNED, document="d",
        ),
        [TARIFF],
    ),
    "match": (lambda: cases.match_resource(OPEN, BANK, PERSON, RECORD, **MATCH), [BANK, PERSON, RECORD]),
    "transfer": (lambda: cases.transfer_case(OPEN, MOVING, **MOVE), [MOVING]),
    "reopen": (lambda: cases.reopen_case(CLOSED, PROFILE, RECORD, **REOPEN), [PROFILE, RECORD]),
    "archive": (
        lambda: cases.archive_case(CLOSED, PROFILE, FILE, archive_code=s.CODE, archivist=s.HE, on=s.ARCHIVED),
        [PROFILE, FILE],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DECIDED)
def test_one_fact_and_every_ground_pinned(name: str) -> None:
    decide, grounds = DECIDED[name]
    first, *pinned = decide()
    assert len(first.facts) == 1
    assert first.stream == f"hz-xihu-001/case/{CASE}"
    assert [(change.stream, change.expected, change.facts) for change in pinned] == [
        (ground.stream, ground.version, ()) for ground in grounds
    ]


@pytest.mark.parametrize(
    "decide",
    [
        lambda: cases.set_level(
            OPEN, OTHER, level="basic", basis=(s.SITE,), by=LU, first=PLANNED, on=PLANNED, terms=TERMS
        ),
        lambda: cases.match_resource(OPEN, BANK, PERSON, OTHER, **MATCH),
        lambda: cases.match_resource(OPEN, BANK, at(f"person/{SHEN}", s.RECORD), RECORD, **MATCH),
        lambda: cases.transfer_case(OPEN, OTHER, **MOVE),
        lambda: cases.reopen_case(CLOSED, PROFILE, OTHER, **REOPEN),
    ],
)
def test_another_clients_record_is_no_ground(decide: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="is not the record of"):
        decide()


def test_the_ids_of_the_streams_go_into_the_facts() -> None:
    opening, *_ = cases.open_case(NEW, PROFILE, RECORD, LISTING, None, mentor=LU, **OPENING)
    matched, *_ = cases.match_resource(OPEN, BANK, PERSON, RECORD, **MATCH)
    assert (opening.facts[0].case, opening.facts[0].client) == (CASE, CLIENT_ID)
    assert matched.facts[0].provider == BANK_ID
