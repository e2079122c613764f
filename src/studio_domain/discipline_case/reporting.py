"""Reports of conduct and of gifts, which are always taken (举报、礼品登记 三、（四）7)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.aggregate import Place
from studio_domain.discipline_case.facts import ConductReported, GiftItem, GiftReported, Reporting
from studio_domain.discipline_case.state import DisciplineCase
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import Personal, PersonId

# -- rules: these are reports, so only what is ill-formed is refused

_ACTS: Final = Clause.PROHIBITED_ACTS

KIND_SAID: Final = Rule(_ACTS, zh="线索须写明行为种类", en="a report says which kind of conduct it is about")
REPORTER_AS_SAID: Final = Rule(
    _ACTS,
    zh="实名保密的须记举报人，公开或匿名的不记（{reporting}）",
    en="a report in confidence names its reporter, no other does ({reporting})",
)
GIFT_ONCE: Final = Rule(_ACTS, zh="礼品 {gift} 已登记", en="gift {gift} is on record already")
GIFT_ITEMISED: Final = Rule(
    _ACTS, zh="礼品须逐件写明名称和价值", en="a gift says what each thing is, and what it is worth"
)
RECEIVED_BY_THEN: Final = Rule(
    _ACTS, zh="{on} 登记的礼品不能在 {received} 收受", en="a gift on record on {on} was not received on {received}"
)

# -- reports


def report_conduct(
    case: DisciplineCase | None,
    *,
    kind: str,
    subject: PersonId | None,
    words: Personal[str] | None,
    reporting: Reporting,
    reporter: Personal[str] | None,
    recorder: PersonId,
    cause: Place | None,
    on: date,
) -> ConductReported:
    """举报、反映问题 (三、（四）7): by anybody, openly, in confidence or anonymously; refused only where it says
    nothing, or where reporter and manner do not agree. On a matter that was over it begins anew."""
    require(bool(kind.strip()), KIND_SAID)
    require((reporter is not None) is (reporting is Reporting.CONFIDENTIAL), REPORTER_AS_SAID, reporting=reporting)
    return ConductReported(kind, subject, words, reporting, reporter, recorder, cause, on)


def report_gift(
    case: DisciplineCase | None,
    *,
    gift: str,
    receiver: PersonId,
    giver: str,
    items: tuple[GiftItem, ...],
    received: date,
    away_until: date | None,
    reporting: Reporting,
    reporter: Personal[str] | None,
    recorder: PersonId,
    on: date,
) -> GiftReported:
    """登记礼品 (三、（四）7): by the receiver or by anybody; refused only where it says not what was given, or the same
    gift again."""
    require(case is None or gift not in case.gifts, GIFT_ONCE, gift=gift)
    require(bool(items) and all(one.description.strip() and one.value > 0 for one in items), GIFT_ITEMISED)
    require(received <= on, RECEIVED_BY_THEN, on=on, received=received)
    require((reporter is not None) is (reporting is Reporting.CONFIDENTIAL), REPORTER_AS_SAID, reporting=reporting)
    return GiftReported(gift, receiver, giver, items, received, away_until, reporting, reporter, recorder, on)


# -- who may report

_ANYBODY: Final = frozenset(Role) - {Role.AUDITOR}

MAY_DECIDE: Final[MayDecide] = {report_conduct: _ANYBODY, report_gift: _ANYBODY}
