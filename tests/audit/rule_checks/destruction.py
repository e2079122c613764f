"""销毁清册."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "BATCH_ONCE": No(Why.CLOSED, "a stream that begins twice is found by the trail; both lists are judged"),
    "HAS_ITEMS": No(Why.VOID, "nothing is destroyed by a list of nothing"),
    "RECORD_KNOWN": ("destruction.list-false",),
    "AT_STAGE": ("destruction.unapproved", "destruction.uncounted"),
    "IN_STEP": No(Why.DATES, "the order of the steps is that of their recording"),
    "ITEM_LISTED": No(Why.VOID, "what was never listed is not withdrawn from destruction"),
    "LAST_ITEM": No(Why.VOID, "nothing is destroyed by a list of nothing"),
    "REASON_GIVEN": ("trail.left-blank",),
    "CAPACITY_ASKED": No(Why.VOID, "a signature more than is asked for takes nothing away"),
    "SIGNED_ONCE": No(Why.AGAIN, "each signature is judged"),
    "ONE_CAPACITY": ("destruction.two-capacities",),
    "ALL_SIGNED": ("destruction.unsigned",),
    "NOT_PROPOSER": ("destruction.same-hand",),
    "APPROVAL_DOCUMENTED": ("trail.left-blank",),
    "SUPERVISORS_ENOUGH": ("destruction.supervisors",),
    "SUPERVISES_ONCE": ("destruction.same-hand",),
    "DEPARTMENTS_ENOUGH": ("destruction.supervisors",),
    "DEPARTMENT_SUPERVISES": ("destruction.supervisors",),
    "SUPERVISOR_APART": ("destruction.same-hand",),
    "ALL_COUNTED": ("destruction.uncounted",),
    "EXECUTOR_APART": ("destruction.same-hand",),
    "SUPERVISORS_SIGN": ("destruction.report",),
    "LIST_IN_ARCHIVES": ("destruction.report",),
    "LIST_DIGESTED": ("destruction.report",),
}
