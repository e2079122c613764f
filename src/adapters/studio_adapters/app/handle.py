"""What every handle has: a stream, its state, and the way to take a decision about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Generic, TypeVar, get_args, get_origin, get_type_hints

from studio_adapters.app.core import Decide, Desk, Hand, Mandated
from studio_adapters.journal import Receipt
from studio_domain.aggregate import Aggregate, At, Change
from studio_domain.guideline import MayDecide
from studio_domain.values import PERSONAL, person_id

S = TypeVar("S")


_PERSONS: Final = frozenset(
    {
        "beneficiary", "approver", "delegator", "other", "reviewer", "person", "lead", "carrier_signer", "receiver",
        "mentor", "asker",
    }
)  # fmt: skip
_NUMBERS: Final = frozenset(
    {
        "claim", "charge", "refund", "receipt", "supplement", "transfer", "returned", "payment", "mandate",
        "mandate_id", "experience", "venue", "area", "equipment", "order", "notice", "objection", "cooperation",
        "need", "request", "hold",
    }
)  # fmt: skip
_LONGEST: Final = 64


def _well_formed(argument: str, value: object, *, person: bool, number: bool) -> None:
    """What becomes an id in a fact has the form of one; an error names the argument, for the value may be a name."""
    if person and value is not None:
        try:
            person_id(str(value))
        except ValueError as wrong:
            raise ValueError(f"{argument}: {wrong}") from None
    if number and not isinstance(value, int):  # what is returned of an advance is a sum
        text = value if isinstance(value, str) else ""
        if not (text.strip() and text.isprintable() and len(text) <= _LONGEST):
            raise ValueError(f"{argument}: an id is 1 to {_LONGEST} printable characters, and not blank")


@cache
def _personal(decision: Callable[..., object]) -> frozenset[str]:
    """The arguments of *decision* that are about a person."""
    hints = get_type_hints(decision, include_extras=True)
    return frozenset(name for name, hint in hints.items() if name != "return" and _is_personal(hint))


def _is_personal(hint: Any) -> bool:
    marked = get_origin(hint) is Annotated and PERSONAL in hint.__metadata__
    return marked or any(_is_personal(part) for part in get_args(hint))


def _said(decision: Callable[..., object], arguments: Mapping[str, object]) -> dict[str, object]:
    """What tells a command from another: that something personal was given, not what; a digest could be guessed."""
    hidden = _personal(decision)
    return {key: "personal" if key in hidden and value is not None else value for key, value in arguments.items()}


class Handle(Generic[S]):
    """A stream of one aggregate, for the acting person to decide about.

    Every decision answers a `Receipt`, raises `Breach` when a rule refuses, `LookupError` when the stream is not
    there yet, and `JournalError` when the store cannot do it; nothing is half-written.
    """

    KIND: ClassVar[str]
    """The first part of a decision's stored name: `fund-account.approve-claim`."""

    IDS: ClassVar[frozenset[str]] = frozenset()
    """Arguments of its decisions that become ids in facts, beside those that all handles have."""

    MANDATED: ClassVar[Mandated] = Mandated.ALWAYS

    def __init__(self, desk: Desk, aggregate: Aggregate[S, Any], may_decide: MayDecide, stream: str) -> None:
        self._desk = desk
        self._aggregate = aggregate
        self._may_decide = may_decide
        self.stream = stream

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.stream}>"

    @property
    def owner(self) -> str:
        """The studio or region whose stream it is."""
        return self.stream.partition("/")[0]

    @property
    def state(self) -> S:
        """The present state; `LookupError` if nothing happened yet."""
        return self._existing().state

    def _at(self) -> At[S | None]:
        return self._desk.at(self._aggregate, self.stream)

    def _existing(self) -> At[S]:
        return self._desk.existing(self._aggregate, self.stream)

    def _decide(self, decision: Callable[..., object], asked: Mapping[str, object], build: Decide) -> Receipt:
        name = f"{self.KIND}.{decision.__name__.replace('_', '-')}"
        arguments = {key: value for key, value in asked.items() if key != "self"}
        persons = _PERSONS if "payer_kind" in asked else _PERSONS | {"payer"}  # who gave money may be anybody
        numbers = _NUMBERS - {"receipt"} if "charge" in asked else _NUMBERS  # that of a fee is ruled on
        numbers |= self.IDS
        for argument, value in arguments.items():
            _well_formed(argument, value, person=argument in persons, number=argument in numbers)
        return self._desk.decide(
            name, self.stream, _said(decision, arguments), self._may_decide[decision], build, mandated=self.MANDATED
        )

    def _decide_alone(
        self, decision: Callable[..., object], asked: Mapping[str, object], build: Callable[[S, Hand], object]
    ) -> Receipt:
        """A decision that rests on the stream's own state, and adds one fact to it."""

        def change(hand: Hand) -> Change:
            at = self._existing()
            return at.then(build(at.state, hand))

        return self._decide(decision, asked, change)
