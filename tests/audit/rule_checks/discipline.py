"""组织纪律."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

_STEP = No(Why.DERIVED, "each step is judged by what stands before it, whatever the stage was")

ROWS: Rows = {
    "AT_STAGE": ("discipline.uninvestigated", "discipline.closed-early"),
    "STEP_IN_ORDER": No(
        Why.DATES, "deadlines follow from the days stated; what a step rests on, from the order of recording"
    ),
    "NOT_THE_SUBJECT": ("discipline.hands",),
    "NOT_A_REPORTER": ("discipline.hands",),
    "REPORTER_LEGIBLE": No(Why.UNSEEN, "who could read a sealed name when he decided leaves no trace"),
    "NOT_AN_INVESTIGATOR": ("discipline.hands",),
    "ABOUT_THE_LEAD": ("discipline.decider-too-low",),
    "ABOUT_THE_HEAD": ("discipline.decider-too-low",),
    "RESTS_ON_A_DOCUMENT": ("trail.left-blank",),
    "DIGEST_GIVEN": ("discipline.incomplete",),
    "KIND_SAID": ("discipline.incomplete",),
    "REPORTER_AS_SAID": ("discipline.incomplete",),
    "GIFT_ONCE": ("trail.number-twice",),
    "GIFT_ITEMISED": ("discipline.incomplete",),
    "RECEIVED_BY_THEN": ("discipline.incomplete",),
    "NO_CASE_REASONED": ("trail.left-blank",),
    "RUNNING": _STEP,
    "SUSPENDED_ONCE": No(Why.AGAIN, "who is out of service is so once, however often it was said"),
    "SUSPENDED_FORWARD": No(
        Why.VOID, "what is decided for the past binds nobody then; services recorded since are held to it"
    ),
    "WAS_SUSPENDED": No(Why.VOID, "to lift what was not taken changes nothing"),
    "LIFTED_AFTER": No(Why.VOID, "what ends before it begins keeps nobody from serving"),
    "EVIDENCE_ONCE": ("trail.number-twice",),
    "EVIDENCE_FIRST": ("discipline.uninvestigated",),
    "FOUNDED": ("discipline.uninvestigated",),
    "HEARD_FIRST": ("discipline.unheard",),
    "BASIS_STATED": ("trail.left-blank",),
    "RECOVERY_SENSE": ("discipline.incomplete",),
    "ONLY_REFERRED": ("discipline.official-sanctioned",),
    "APPEALED_ONCE": No(Why.AGAIN, "each appeal is judged by its own day"),
    "BY_THE_SUBJECT": ("discipline.appeal-void",),
    "APPEAL_IN_TIME": ("discipline.appeal-void",),
    "ANOTHER_DECIDER": ("discipline.hands",),
    "OUTCOME_SAYS": ("discipline.incomplete",),
    "OUT_OF_SERVICE": ("discipline.still-there",),
    "NO_LONGER_SERVES": ("discipline.still-there",),
    "REFERRED_NOT_ENFORCED": ("discipline.closed-early",),
    "ORGAN_NAMED": ("trail.left-blank",),
    "GIFT_THERE": ("trail.reference",),
    "DISPOSED_ONCE": No(Why.AGAIN, "each disposal is judged, and the first one that hands over counts"),
    "NO_MONEY_KEPT": ("discipline.gift-kept",),
    "GOODS_KEPT_BELOW": ("discipline.gift-kept",),
    "ANOTHER_KEEPER": ("discipline.gift-own-hand",),
    "CARRIED_OUT": ("discipline.closed-early",),
    "GIFTS_DISPOSED": ("discipline.closed-early",),
    "LOSS_RECOVERED": ("discipline.loss-open",),
}
