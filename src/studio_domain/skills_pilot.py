"""A pilot of skills and start-ups (技能创业试点): an overlay mode that fits the local industry, launched and reviewed.

Stream `<studio>/pilot/<id>` (二、（六）).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, assert_never

import attrs
from attrs import frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import PersonId

# -- rules

_PILOT: Final = Clause.SKILLS_PILOTS

LAUNCHED_ONCE: Final = Rule(_PILOT, zh="该试点已启动", en="this pilot is launched already")
KNOWN_MODE: Final = Rule(_PILOT, zh="叠加模式 {mode} 未登记", en="there is no overlay mode {mode}")
TITLED: Final = Rule(_PILOT, zh="试点须有名称", en="a pilot has a title")
INDUSTRY_BASIS: Final = Rule(_PILOT, zh="试点须写明当地产业依据", en="a pilot names its basis in the local industry")
STUDIO_SERVES: Final = Rule(
    Clause.RECOGNITION, zh="{day} 工作室未经认定或已暂停", en="on {day} the studio is not recognised, or suspended"
)
DIGESTED: Final = Rule(
    _PILOT, zh="材料以 64 位 SHA-256 摘要登记", en="a document is cited by its SHA-256 of 64 hex digits"
)
GOING_ON: Final = Rule(_PILOT, zh="试点已结束", en="the pilot is over")
IN_ORDER: Final = Rule(_PILOT, zh="{on} 早于上一步的 {before}", en="{on} is before the last step of {before}")
OTHER_HAND: Final = Rule(
    _PILOT, zh="{hand} 启动的试点须他人评估", en="{hand} launched the pilot, somebody else reviews it"
)
CONCLUDED: Final = Rule(_PILOT, zh="试点评估须有结论", en="a review comes to a conclusion")
REVIEWED_FIRST: Final = Rule(_PILOT, zh="试点须先评估再结束", en="a pilot is reviewed before it ends")

# -- facts


@frozen
class PilotLaunched:
    """启动试点: in an overlay mode, on a basis in the local industry; the scheme by its SHA-256 (hex)."""

    mode: str
    title: str
    industry_basis: str
    digest: str
    launcher: PersonId
    on: date


@frozen
class PilotReviewed:
    """评估试点: what came of it so far."""

    conclusion: str
    digest: str
    reviewer: PersonId
    on: date


@frozen
class PilotEnded:
    """结束试点."""

    by: PersonId
    on: date


Event = PilotLaunched | PilotReviewed | PilotEnded

# -- state


@frozen
class SkillsPilot:
    """A pilot as rules see it; `day` is that of its last step."""

    mode: str
    launcher: PersonId
    day: date
    reviewed: bool = False
    ended: bool = False


def evolve(pilot: SkillsPilot | None, event: Event) -> SkillsPilot:
    """The pilot after *event*; `LookupError` for a step of one that was never launched."""
    if isinstance(event, PilotLaunched):
        return SkillsPilot(event.mode, event.launcher, event.on)
    if pilot is None:
        raise LookupError("reviewed or ended before it was launched")
    match event:
        case PilotReviewed():
            return attrs.evolve(pilot, reviewed=True, day=event.on)
        case PilotEnded():
            return attrs.evolve(pilot, ended=True, day=event.on)
        case _ as unreachable:
            assert_never(unreachable)


# -- decisions

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def launch_pilot(
    pilot: SkillsPilot | None,
    *,
    mode: str,
    title: str,
    industry_basis: str,
    digest: str,
    launcher: PersonId,
    on: date,
    studio: Studio,
    terms: Terms,
) -> PilotLaunched:
    """启动技能创业试点 (二、（六）): refuses a mode that is not registered, and no basis in local industry."""
    require(pilot is None, LAUNCHED_ONCE)
    require(mode in terms.program.pilot_modes, KNOWN_MODE, mode=mode)
    require(bool(title.strip()), TITLED)
    require(bool(industry_basis.strip()), INDUSTRY_BASIS)
    require(studio.takes_new_on(on), STUDIO_SERVES, day=on)
    _digested(digest)
    return PilotLaunched(mode, title, industry_basis, digest, launcher, on)


def review_pilot(
    pilot: SkillsPilot,
    *,
    conclusion: str,
    digest: str,
    reviewer: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> PilotReviewed:
    """评估试点 (二、（六）): by another hand than the one that launched it, with a conclusion."""
    _going_on(pilot, on)
    require(pilot.launcher not in hands(reviewer, principal), OTHER_HAND, hand=pilot.launcher)
    require(bool(conclusion.strip()), CONCLUDED)
    _digested(digest)
    return PilotReviewed(conclusion, digest, reviewer, on)


def end_pilot(pilot: SkillsPilot, *, by: PersonId, on: date) -> PilotEnded:
    """结束试点 (二、（六）): once it was reviewed."""
    _going_on(pilot, on)
    require(pilot.reviewed, REVIEWED_FIRST)
    return PilotEnded(by, on)


def _going_on(pilot: SkillsPilot, on: date) -> None:
    require(not pilot.ended, GOING_ON)
    require(on >= pilot.day, IN_ORDER, on=on, before=pilot.day)


def _digested(digest: str) -> None:
    require(_DIGEST.fullmatch(digest) is not None, DIGESTED)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    launch_pilot: frozenset({Role.LEAD}),
    review_pilot: frozenset({Role.LEAD, Role.STAFF, Role.CARRIER_HEAD, Role.AUTHORITY}),
    end_pilot: frozenset({Role.LEAD}),
}
