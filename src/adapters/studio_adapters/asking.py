"""Asking a store a named question: studio by studio, each proven while it is read, as an audit reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from attrs import frozen

from studio_adapters.audit_workers import Judging
from studio_adapters.auditing import UnknownStudio
from studio_adapters.journal import Journal
from studio_domain.audit.engine import show
from studio_domain.questions import Answer, Asked, Question


@frozen
class Told:
    """An answer, and whose it is."""

    studio: str
    answer: Answer


def ask(
    journal: Journal,
    question: Question,
    asked: Asked,
    *,
    studios: Sequence[str] | None = None,
    known_at: datetime | None = None,
) -> Iterator[Told]:
    """The rows that answer *question* about *studios*, or about all, by what was known at an instant.

    `UnknownStudio` for a studio without facts, `Unverified` for a row of the store that is not what was written.
    """
    owners = [owner for owner in journal.rows.owners() if not owner.startswith("region-")]
    for name in studios or ():
        if name not in owners:
            raise UnknownStudio(name)
    judging = Judging.of(journal, journal.rows.end(), asked.as_of, known_at)
    for name in sorted(set(studios)) if studios else owners:
        yield from _of(judging, name, question, asked)


def _of(judging: Judging, name: str, question: Question, asked: Asked) -> Iterator[Told]:
    answering = question.make(asked)
    history = judging.history(name)
    show(history, answering.watches(), as_of=asked.as_of, known_at=judging.known_at)
    for answer in answering.answers():
        if not answer.evidence or answer.evidence[0].stream.startswith(f"{name}/"):  # what is a region's is no answer
            yield Told(name, answer)
