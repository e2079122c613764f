"""What every decision about a matter of discipline asks: who may take it, when, and on which papers (SD-8)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from studio_domain.discipline_case.state import DisciplineCase, Stage
from studio_domain.guideline import Clause, Hands, Role, Rule, require
from studio_domain.mandate import Mandates
from studio_domain.studio.state import Studio
from studio_domain.values import Erased, Personal, PersonId, Sealed

# -- rules

_DISCIPLINE: Final = Clause.DISCIPLINE

AT_STAGE: Final = Rule(
    _DISCIPLINE, zh="该事项处于 {stage}，不能办理此步", en="the matter is {stage}: not this step now"
)
STEP_IN_ORDER: Final = Rule(_DISCIPLINE, zh="{on} 早于此前一步的 {before}", en="{on} is before the step of {before}")
NOT_THE_SUBJECT: Final = Rule(
    _DISCIPLINE, zh="{hand} 是当事人，不得经办", en="{hand} is the subject and has no hand in it"
)
NOT_A_REPORTER: Final = Rule(
    _DISCIPLINE, zh="经办人是举报人，须回避", en="whoever reported it has no further hand in it"
)
REPORTER_LEGIBLE: Final = Rule(
    _DISCIPLINE,
    zh="举报人身份封存且此处无法核对，不能确认经办人是否应回避",
    en="who reported in confidence cannot be read here, so nobody can say whether the hand must stand aside",
)
NOT_AN_INVESTIGATOR: Final = Rule(
    _DISCIPLINE, zh="{hand} 参与了调查，不得作决定", en="{hand} has investigated, and does not decide"
)
ABOUT_THE_LEAD: Final = Rule(
    _DISCIPLINE,
    zh="当事人 {subject} 是领办人，由载体负责人或主管部门决定，而非 {role}",
    en="{subject} leads the studio: the carrier's head or the authority decides, not {role}",
)
ABOUT_THE_HEAD: Final = Rule(
    _DISCIPLINE,
    zh="当事人 {subject} 是载体负责人，由主管部门决定，而非 {role}",
    en="{subject} is the carrier's head: the authority decides, not {role}",
)
RESTS_ON_A_DOCUMENT: Final = Rule(_DISCIPLINE, zh="须有文件、文号", en="it rests on a document")
DIGEST_GIVEN: Final = Rule(
    _DISCIPLINE,
    zh="材料以 SHA-256 摘要（64 位十六进制）登记",
    en="a paper is cited by its SHA-256, 64 hexadecimal digits",
)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")

Reporters = tuple[Personal[str], ...]
"""Who reported in confidence, opened as far as whoever decides may read it."""

# -- what they ask


def at_stage(case: DisciplineCase, *stages: Stage) -> None:
    """The matter has come so far, and no further."""
    require(case.stage in stages, AT_STAGE, stage=case.stage)


def in_order(case: DisciplineCase, on: date) -> None:
    """No step lies before the one that it follows."""
    require(on >= case.day, STEP_IN_ORDER, on=on, before=case.day)


def documented(document: str) -> None:
    """A document is named."""
    require(bool(document.strip()), RESTS_ON_A_DOCUMENT)


def digested(digest: str) -> None:
    """A paper is cited by its digest."""
    require(_DIGEST.fullmatch(digest) is not None, DIGEST_GIVEN)


def apart(case: DisciplineCase, ours: Hands, reporters: Reporters, subject: PersonId | None = None) -> None:
    """SD-8: neither the subject nor who reported has a hand in it; what is erased tells nobody any more."""
    subject = subject or case.subject
    require(subject is None or subject not in ours, NOT_THE_SUBJECT, hand=subject)
    for reporter in reporters:
        require(isinstance(reporter, str | Erased), REPORTER_LEGIBLE)
        require(isinstance(reporter, Sealed) or reporter not in ours, NOT_A_REPORTER)
    require(not case.reporters & ours, NOT_A_REPORTER)


def decides(
    case: DisciplineCase,
    ours: Hands,
    reporters: Reporters,
    *,
    role: Role,
    on: date,
    studio: Studio,
    mandates: Iterable[Mandates],
    subject: PersonId | None = None,
) -> None:
    """SD-8: apart from subject, reporters and investigators, and above the subject's post.

    *mandates* are the subject's. Nobody's post matters while nobody knows who it was.
    """
    apart(case, ours, reporters, subject)
    investigated = min(case.investigators & ours, default=None)
    require(investigated is None, NOT_AN_INVESTIGATOR, hand=investigated)
    subject = subject or case.subject
    if subject is None:
        return
    posts = {post for held in mandates for post in held.roles(on)}
    if Role.CARRIER_HEAD in posts:
        require(role is Role.AUTHORITY, ABOUT_THE_HEAD, subject=subject, role=role)
    if Role.LEAD in posts or studio.is_lead_on(subject, on):
        require(role in (Role.CARRIER_HEAD, Role.AUTHORITY), ABOUT_THE_LEAD, subject=subject, role=role)
