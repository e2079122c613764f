"""五个资源库."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

ROWS: Rows = {
    "KNOWN_LIBRARY": No(Why.VOID, "a library of a kind that nothing asks for fulfils nothing"),
    "OPENED_ONCE": No(Why.AGAIN, "the earliest opening counts"),
    "LIBRARY_OPEN": ("resource.library-not-open",),
    "ONE_LIBRARY": No(Why.DERIVED, "what an entry is follows from each of its facts"),
    "TITLED": No(Why.VOID, "a title is for people; nothing is judged by it"),
    "KNOWN_CATEGORY": ("resource.unknown-category",),
    "SAME_CATEGORY": No(Why.AGAIN, "the latest version says of which category it is, and is judged by it"),
    "SOURCE_NAMED": No(Why.VOID, "nothing is judged by the source that is named"),
    "POLICY_COMPLETE": ("resource.policy-incomplete",),
    "FIRST_TO_LAST": ("resource.policy-expired",),
    "VERSION_EXISTS": No(Why.VOID, "a review of what is not there keeps nothing current"),
    "REVIEWED_BY_ANOTHER": ("resource.own-review",),
    "IN_USE": No(Why.DATES, "whether an entry is used on a day follows from its last day"),
    "RETIRED_AFTER": No(Why.DATES, "an entry retired before it began is used on no day"),
    "REASONED": No(Why.VOID, "nothing follows from why an entry is no longer used"),
    "FOR_AUDIENCES": ("resource.tool-incomplete",),
    "READING_TEMPLATE": ("resource.tool-incomplete",),
    "TOOL_LICENSED": ("resource.tool-incomplete",),
    "TOOL_REVIEWED": ("resource.own-review",),
    "HAS_RESOURCES": ("resource.course-incomplete",),
    "COURSE_LICENSED": ("resource.course-incomplete",),
    "COURSE_REVIEWED": ("resource.own-review",),
    "LATER_VERSION": No(Why.DATES, "of the versions that one is in use which began last"),
    "SERVES_HERE": ("resource.expert-unfounded",),
    "SAME_EXPERT": ("resource.expert-unfounded",),
    "FIELDS_NAMED": No(Why.VOID, "nothing is judged by the fields that are named"),
}
