"""Named questions of an auditor (审计提问): each a small file with a fold of its own, its clause, and what it means.

A question judges nothing: it lists what somebody should look at, each row with the facts that it rests on. A further
question is one more module here that has a `QUESTION`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from studio_domain.questions.question import LARGE, Answer, Answering, Asked, Question

__all__ = ["LARGE", "Answer", "Answering", "Asked", "Question", "questions"]


@cache
def questions() -> dict[str, Question]:
    """Every question by its name, in the order of names."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found = [module.QUESTION for module in modules if hasattr(module, "QUESTION")]
    return {one.name: one for one in sorted(found, key=lambda one: one.name)}
