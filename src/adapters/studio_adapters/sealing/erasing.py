"""An erasure in an order that no crash can spoil: fence, deletion of the keys, fact in the log.

The fence carries what the log is promised. After it nothing can be sealed or opened for the subject any more, whatever
becomes of the process; a restart deletes what was not deleted yet, and records what was promised.
"""

from __future__ import annotations

import json
from typing import Any

from studio_adapters import codec
from studio_adapters.journal import Conflict, Journal
from studio_adapters.sealing.port import Keys, Promise
from studio_domain import client_record
from studio_domain.aggregate import Context
from studio_domain.client_record import ClientDataErased

_NAME, _, _SCHEMA = codec.TOPIC[ClientDataErased].rpartition("/")


def in_bytes(fact: ClientDataErased, context: Context, digest: bytes) -> bytes:
    """The promise that a fence carries: the fact, its envelope, and the command's digest."""
    body = {"fact": codec.to_dict(fact), "context": codec.context_to_dict(context), "digest": digest.hex()}
    return json.dumps(body, ensure_ascii=True).encode()


def promised(keys: Keys, subject: str) -> ClientDataErased | None:
    """The fact that the log was promised of a fenced *subject*, and does not have yet."""
    found = [one for one in keys.promises() if one.subject == subject]
    return _fact(json.loads(found[0].fact)) if found else None


def complete(journal: Journal, keys: Keys) -> int:
    """Finish what broke off: every fenced subject's keys are destroyed, and what was promised is recorded; how many."""
    promises = keys.promises()
    for promise in promises:
        keys.destroy(promise.subject)
        _record(journal, promise)
        keys.kept(promise.subject)
    return len(promises)


def _record(journal: Journal, promise: Promise) -> None:
    body = json.loads(promise.fact)
    context = codec.context_from_dict(body["context"])
    while True:
        at = journal.existing(client_record, promise.subject)
        if at.state.erased:
            return
        try:
            journal.append([at.then(_fact(body))], context, digest=bytes.fromhex(body["digest"]))
        except Conflict:
            continue
        return


def _fact(body: dict[str, Any]) -> ClientDataErased:
    fact: ClientDataErased = codec.from_dict(_NAME, int(_SCHEMA), body["fact"])
    return fact
