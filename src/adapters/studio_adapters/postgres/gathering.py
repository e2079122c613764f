"""Appends that come while another is under way go together in the next: one round trip, one commit for all of them.

The disk is what an append waits for, and it can take in many as fast as one. Whoever comes when nothing is under way
goes at once, so that a lone writer waits for nobody.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Lock
from typing import Final, Generic, TypeVar

from attrs import define, field

A = TypeVar("A")
R = TypeVar("R")

MOST: Final = 32
"""How many go together."""


def _held() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


@define(eq=False)
class _Ticket(Generic[A, R]):
    """Somebody who asks: woken when it is answered, or when it is its turn to carry others along."""

    asked: A
    turn: Lock = field(factory=_held)
    leads: bool = False
    carries: tuple[_Ticket[A, R], ...] = ()
    answers: tuple[R, ...] = ()


class Gathering(Generic[A, R]):
    """*together* answers each of several requests, in their order, or raises; *alone* answers one."""

    def __init__(self, together: Callable[[Sequence[A]], Sequence[R]], alone: Callable[[A], R]) -> None:
        self._together = together
        self._alone = alone
        self._begin()

    def _begin(self) -> None:
        self._lock = Lock()
        self._waiting: deque[_Ticket[A, R]] = deque()
        self._under_way = False
        self._process = os.getpid()

    def ask(self, asked: A) -> R:
        """What is answered to *asked*. What goes wrong with the others', or with all together, is asked again alone."""
        if self._process != os.getpid():  # forked: whoever was under way is in the parent
            self._begin()
        ticket: _Ticket[A, R] = _Ticket(asked)
        try:
            with self._lock:
                self._waiting.append(ticket)
                if not self._under_way:
                    self._under_way = ticket.leads = True
            if not ticket.leads:
                ticket.turn.acquire()
            if ticket.leads:
                self._carry_out(ticket)
        finally:
            self._leave(ticket)
        return ticket.answers[0] if ticket.answers else self._alone(asked)

    def _carry_out(self, ticket: _Ticket[A, R]) -> None:
        with self._lock:
            ticket.carries = tuple(self._waiting.popleft() for _ in range(min(len(self._waiting), MOST)))
        if ticket.carries == (ticket,):
            ticket.answers = (self._alone(ticket.asked),)
            return
        with suppress(Exception):  # then everybody asks alone, and gets an error of his own
            answers = self._together([other.asked for other in ticket.carries])
            for other, answer in zip(ticket.carries, answers, strict=True):
                other.answers = (answer,)

    def _leave(self, ticket: _Ticket[A, R]) -> None:
        """Also of whoever is interrupted: what was not sent is not sent, and the turn goes on."""
        with self._lock:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            if ticket.leads:
                self._under_way = bool(self._waiting)
                if self._waiting:
                    self._waiting[0].leads = True
                    self._waiting[0].turn.release()
        for other in ticket.carries:
            if other is not ticket:
                other.turn.release()
