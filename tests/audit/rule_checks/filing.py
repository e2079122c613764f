"""报备."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "KNOWN_MATTER": ("filing.incomplete",),
    "COVERS_SOMETHING": ("filing.incomplete",),
    "COVERED_ONCE": No(Why.AGAIN, "what is covered twice is filed once"),
    "SAYS_WHAT_ABOUT": ("filing.incomplete",),
    "OF_A_YEAR": ("filing.incomplete",),
    "DIGEST_GIVEN": ("filing.incomplete",),
    "AUTHORITY_VALID": ("filing.incomplete",),
    "LOCAL_AUTHORITY": ("filing.elsewhere",),
    "PREPARED_ONCE": No(Why.AGAIN, "each preparation is judged, and each says what is filed"),
    "SUBMITTED_ONCE": No(Why.AGAIN, "the first submission that stands counts"),
    "AWAITS_AUTHORITY": No(Why.DERIVED, "what was never handed in is not filed, whoever answered it"),
    "RETURNED_FIRST": No(Why.AGAIN, "the first submission that stands counts"),
    "BY_ITS_AUTHORITY": ("filing.answered-by-another",),
    "ANSWER_REASONED": No(Why.VOID, "nothing is judged by why a filing came back"),
    "FILED_IN_ORDER": No(Why.DATES, "whether it was in time follows from the day of the submission that stands"),
    "PLAN_HOLDS": ("obligation.annual_plan",),
    "REPORT_STANDS": ("obligation.annual_report",),
}
