"""What becomes of a gift, and the end of a matter: 处置礼品、结案 (三、（四）7)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.discipline_case.facts import DisciplineClosed, GiftDisposal, GiftDisposed, GiftKind
from studio_domain.discipline_case.standing import digested, in_order
from studio_domain.discipline_case.state import DisciplineCase, Gift, Stage
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, hands, require
from studio_domain.policy import Terms
from studio_domain.values import Fen, PersonId

# -- rules

_ACTS: Final = Clause.PROHIBITED_ACTS
_DISCIPLINE: Final = Clause.DISCIPLINE

GIFT_THERE: Final = Rule(_ACTS, zh="没有登记礼品 {gift}", en="there is no gift {gift} on record")
DISPOSED_ONCE: Final = Rule(_ACTS, zh="礼品 {gift} 已处置", en="gift {gift} was disposed of already")
NO_MONEY_KEPT: Final = Rule(_ACTS, zh="{kind} 不论金额均不得留用", en="{kind} is never kept, whatever it is worth")
GOODS_KEPT_BELOW: Final = Rule(
    _ACTS,
    zh="物品价值 {value:yuan} 元，达到 {least:yuan} 元的须上交",
    en="goods worth {value:yuan} are handed over: from {least:yuan} on nothing is kept",
)
ANOTHER_KEEPER: Final = Rule(
    _ACTS, zh="{hand} 是收受人，礼品由他人接收登记", en="{hand} received the gift: somebody else takes it over"
)
CARRIED_OUT: Final = Rule(
    _DISCIPLINE, zh="处理尚未执行或移送（{stage}），不能结案", en="nothing was carried out yet, the matter is {stage}"
)
GIFTS_DISPOSED: Final = Rule(_DISCIPLINE, zh="礼品 {gift} 尚未处置，不能结案", en="gift {gift} is not disposed of yet")
LOSS_RECOVERED: Final = Rule(
    _DISCIPLINE,
    zh="应追回 {recovery:yuan} 元，只追回 {recovered:yuan} 元",
    en="{recovery:yuan} was to be made good, {recovered:yuan} was",
)

# -- decisions


def dispose_gift(
    case: DisciplineCase,
    *,
    gift: str,
    disposal: GiftDisposal,
    receipt: str,
    by: PersonId,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> GiftDisposed:
    """处置礼品 (三、（四）7): once, by another than the receiver, at whatever stage.

    Kept after registration are goods below the value of policy alone; cash, cards and securities are refused, returned
    or handed over at any value.
    """
    known = _known(case, gift)
    require(known.disposal is None, DISPOSED_ONCE, gift=gift)
    require(known.receiver not in hands(by, principal), ANOTHER_KEEPER, hand=known.receiver)
    digested(receipt)
    if disposal is GiftDisposal.REGISTERED:
        money = next((one.kind for one in known.items if one.kind is not GiftKind.GOODS), None)
        require(money is None, NO_MONEY_KEPT, kind=money)
        value, least = sum(one.value for one in known.items), terms.discipline.gift_handover_min
        require(value < least, GOODS_KEPT_BELOW, value=value, least=least)
    return GiftDisposed(gift, disposal, receipt, by, on)


def close_case(case: DisciplineCase, *, recovered: Fen, by: PersonId, on: date) -> DisciplineClosed:
    """结案 (三、（四）7): what was decided is carried out, referred or revoked, or nothing was founded; every gift is
    disposed of and the loss made good."""
    unfounded = case.stage is Stage.CONCLUDED and not case.founded
    over = case.stage in (Stage.ENFORCED, Stage.REFERRED, Stage.REVOKED) or unfounded
    require(over, CARRIED_OUT, stage=case.stage)
    in_order(case, on)
    left = next((gift for gift, one in case.gifts.items() if one.disposal is None), None)
    require(left is None, GIFTS_DISPOSED, gift=left)
    require(recovered >= case.recovery, LOSS_RECOVERED, recovery=case.recovery, recovered=recovered)
    return DisciplineClosed(recovered, by, on)


def _known(case: DisciplineCase, gift: str) -> Gift:
    known = case.gifts.get(gift)
    if known is None:
        raise Breach(GIFT_THERE, gift=gift)
    return known


# -- who may decide

_KEEPERS: Final = frozenset({Role.DISCIPLINE, Role.CARRIER_HEAD, Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {dispose_gift: _KEEPERS, close_case: _KEEPERS}
