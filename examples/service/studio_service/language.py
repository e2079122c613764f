"""In which language to answer: Chinese, unless the client prefers English (Accept-Language, RFC 9110)."""

from __future__ import annotations

from studio_domain.guideline import Language


def preferred(accept: str | None) -> Language:
    """The language that *accept* weighs more; Chinese where it weighs both the same, or names neither."""
    weights = dict[str, float]()
    for part in (accept or "").split(","):
        tag, _, parameters = part.strip().lower().partition(";")
        weights.setdefault(tag.strip().partition("-")[0], _weight(parameters))
    others = weights.get("*", 0.0)
    return "en" if weights.get("en", others) > weights.get("zh", others) else "zh"


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
