"""公告与宣传."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "DRAFTED_ONCE": ("publication.out-of-order",),
    "TITLED": ("publication.incomplete",),
    "DIGESTED": ("publication.incomplete",),
    "OF_AN_ACTIVITY": ("publication.incomplete",),
    "IN_ORDER": No(Why.DATES, "the steps are judged by the order in which they were recorded"),
    "NOT_PUBLISHED": ("publication.out-of-order",),
    "OTHER_HAND": ("publication.same-hand",),
    "OPINION_STATED": ("publication.incomplete",),
    "SECRECY_PASSED": ("publication.secrecy-unreviewed",),
    "APPROVED_FIRST": ("publication.unapproved",),
    "OF_ITS_KIND": No(Why.VOID, "what is published is judged by what it is, not by what it was drafted as"),
    "KNOWN_CHANNEL": ("publication.channel-unknown",),
    "CONSENT_TO_PUBLICITY": ("publication.without-consent", "obligation.takedown"),
    "DEIDENTIFIED": ("publication.study-unreviewed",),
    "PUBLISHED_FIRST": ("publication.out-of-order",),
    "TAKEDOWN_REASONED": ("publication.incomplete",),
}
