"""Whose data a personal field is, and what it is kept for: both decide under which key it is sealed.

What is about a client, in a case or an appointment too, goes with the client's key; what a voucher must say goes with
the key of the year's account, for accounting archives outlive an erasure (会计档案管理办法).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from studio_adapters.port import JournalError
from studio_domain.subject_key import KeyPurpose

_OF_A_CLIENT: Final = frozenset({"case", "appointment"})
_OF_THE_STREAM: Final = {
    "client": KeyPurpose.SERVICE,
    "fund": KeyPurpose.ACCOUNTING,
    "person": KeyPurpose.STAFF,
    "discipline": KeyPurpose.CONDUCT,
}

First = Callable[[str], Any]
"""Answers the first fact of a stream, be it among those just being recorded."""


def subject_of(stream: str, first: First) -> tuple[str, KeyPurpose]:
    """The stream of whom the personal data in *stream* is about, and what it is kept for.

    `JournalError` where nobody can say: a stream of another kind, or one that does not begin with its client.
    """
    owner, _, rest = stream.partition("/")
    kind = rest.partition("/")[0]
    if kind in _OF_A_CLIENT:
        client = getattr(first(stream), "client", None)
        if not isinstance(client, str):
            raise JournalError(f"{stream}: does not begin by naming its client, so nobody's key seals its data")
        return client_stream(owner, client), KeyPurpose.SERVICE
    if kind not in _OF_THE_STREAM:
        raise JournalError(f"{stream}: a stream of a kind that holds no personal data")
    return stream, _OF_THE_STREAM[kind]


def client_stream(studio: str, client: str) -> str:
    """The stream of a client's record."""
    return f"{studio}/client/{client}"
