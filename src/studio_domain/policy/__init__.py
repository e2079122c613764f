"""Policies (政策取值): the numbers that a locality or a studio may set, each from a day on.

The guideline is a reference (以供参考), so every figure of it is a value with a default, a bound and a
source. `Terms` are the values of a day, `Policy` gives them, a policy book records them.
"""

from __future__ import annotations

from studio_domain.policy.terms import KEYS, Setting, Terms

__all__ = ["KEYS", "Setting", "Terms"]
