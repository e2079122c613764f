"""服务对象库."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "REGISTERED_ONCE": ("client.registered-twice",),
    "NAME_GIVEN": ("client.registration-incomplete",),
    "DOCUMENT_VALID": No(Why.UNSEEN, "the number is sealed, and the audit opens nothing"),
    "NOTICE_SHOWN": ("client.registration-incomplete",),
    "GUARDIAN_CONSENTS": ("client.consent-incomplete",),
    "CONSENT_DOCUMENTED": ("client.consent-incomplete",),
    "RECIPIENT_OF_REFERRAL": ("client.consent-incomplete",),
    "CONSENT_IN_FORCE": ("client.consent-not-in-force", "client.consent-missing"),
    "NOT_ERASED": ("client.processed-after-erasure",),
    "NOT_RESTRICTED": ("client.processed-restricted", "client.erased-while-kept"),
    "ENTERPRISE_CODE": ("client.enterprise-code",),
    "ENTERPRISE_FOUNDED": No(Why.VOID, "nothing is judged by the code of what is not founded yet"),
    "NEED_ONCE": No(Why.AGAIN, "a need told twice is on record all the same"),
    "NEED_OF_A_KIND": No(Why.VOID, "a need of no kind matches no resource and no service"),
    "CLASS_STATED": ("client.class-unfounded",),
    "CLASS_FOUNDED": ("client.class-unfounded",),
    "GRANT_IN_ORDER": No(Why.DATES, "a grant that ends before it begins lets nobody in"),
    "GRANT_EXISTS": No(Why.VOID, "a withdrawal of no grant takes nothing away"),
    "GRANTED": ("client.access-ungranted",),
    "REQUEST_ONCE": No(Why.AGAIN, "a request told twice is owed twice, and answered by one erasure"),
    "REQUEST_EXISTS": ("client.erasure-unapproved",),
    "BASIS_STATED": No(Why.VOID, "a restriction is judged by the rank of its basis, an erasure by its steps"),
    "UNTIL_LATER": No(Why.DATES, "a restriction that ends before it begins restricts nothing"),
    "RANK_SUFFICES": ("client.restriction-rank", "obligation.pii_erasure"),
    "RESTRICTED": No(Why.VOID, "where nothing is restricted, an end changes nothing"),
    "HOLD_ONCE": No(Why.AGAIN, "a hold placed twice keeps the data until it is lifted"),
    "HOLD_EXISTS": No(Why.VOID, "lifting what is not there frees nothing"),
    "LIFTED_BY_ANOTHER": ("client.own-hold-lifted",),
    "NO_HOLD": ("client.erased-while-kept",),
    "APPROVED_ONCE": No(Why.AGAIN, "the first approval counts for the steps, the last one for the hands"),
    "APPROVED_FIRST": ("client.erasure-unapproved",),
    "NOT_BEFORE_REQUEST": No(Why.DATES, "an erasure is judged by the days of request and approval, each by itself"),
    "TWO_HANDS": ("client.erasure-one-hand",),
    "STORES_NAMED": No(Why.UNSEEN, "which stores held the data leaves no trace once it is gone"),
}
