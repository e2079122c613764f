"""What a question is: its names, its clause, its columns, and the fold that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, Protocol

from attrs import frozen

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch
from studio_domain.guideline import Clause
from studio_domain.values import Fen
from studio_domain.views.register import Column

LARGE: Final[Fen] = 10_000_00
"""From how much on money is large where nobody says otherwise."""


@frozen
class Asked:
    """As of the end of which legal day, and from which amount on (fen) where a question asks for one."""

    as_of: date
    least: Fen = LARGE


@frozen
class Answer:
    """A row: a cell for each column, and the facts that it rests on."""

    cells: tuple[str | int | None, ...]
    evidence: tuple[Place, ...]


class Answering(Protocol):
    """A fold that answers a question about one studio: it sees facts one by one, and says its rows at the end."""

    def watches(self) -> Iterable[Watch]:
        """What it wants to see."""
        ...

    def answers(self) -> Iterable[Answer]:
        """The rows, in the order in which they are shown."""
        ...


@frozen
class Question:
    """A question by its stable name; *says* tells how it is answered, and what it is good for."""

    name: str
    zh: str
    en: str
    says_zh: str
    says_en: str
    clause: Clause
    columns: tuple[Column, ...]
    make: Callable[[Asked], Answering]


def places(*events: Recorded[Any] | None) -> tuple[Place, ...]:
    """The places of facts, without those that are not there."""
    return tuple(event.place for event in events if event is not None)
