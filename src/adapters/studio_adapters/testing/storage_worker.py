"""A process of its own that opens a store and appends to it, as it is told.

`python -m studio_adapters.testing.storage_worker OPENER ADDRESS`, OPENER being `module:function` of an address. It says
`ready`, then answers each line of its input, which is JSON, with a line of JSON:

- `{"do": "open"}`: the origin of the store, or the kind of error;
- `{"do": "append", "command": …, "stream": …, "expected": …}`: first and last position, or the kind of error;
- `{"do": "write", "name": …, "start": n, "stop": m}`: the appends n … m-1 of a writer, a line `[n, first, last]` each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Final

from studio_adapters.journal import Conflict, JournalError, Receipt, Rows
from studio_adapters.testing.storage_words import add, answered
from studio_domain.aggregate import Change

SHARED: Final = "region-330106/rectification/ledger"
"""The stream that all writers add to now and then."""

SHARING: Final = 4
"""Every fourth append adds to the shared stream too."""


def command(name: str, number: int) -> str:
    """The command of an append of a writer."""
    return f"{name}-{number}"


def stream(name: str) -> str:
    """The stream that only this writer adds to, two facts a time."""
    return f"{name}/rectification/ledger"


def write(rows: Rows, name: str, number: int) -> Receipt:
    """An append of a writer; whoever else moves the shared stream meanwhile, it is tried until it is done."""
    own = Change(stream(name), 2 * number, (answered(f"{number}a"), answered(f"{number}b")))
    shared = 0
    while True:
        changes = [own]
        if number % SHARING == 0:
            shared += sum(1 for _ in rows.read(SHARED, shared))
            changes.append(Change(SHARED, shared, (answered(name),)))
        try:
            return add(rows, command(name, number), *changes)
        except Conflict:
            if len(changes) == 1:
                raise


def _answers(open_store: Callable[[str], Rows], address: str, asked: Iterator[str]) -> Iterator[Any]:
    rows: Rows | None = None
    for line in asked:
        told = json.loads(line)
        try:
            if told["do"] == "open" or rows is None:
                rows = open_store(address)
            match told["do"]:
                case "open":
                    yield rows.origin
                case "append":
                    receipt = add(rows, told["command"], Change(told["stream"], told["expected"], (answered(),)))
                    yield [receipt.first, receipt.last]
                case _:
                    for number in range(told["start"], told["stop"]):
                        receipt = write(rows, told["name"], number)
                        yield [number, receipt.first, receipt.last]
        except JournalError as trouble:
            yield type(trouble).__name__


def main(opener: str, address: str) -> None:
    """Say `ready`, and do as told until the input ends."""
    module, _, function = opener.partition(":")
    open_store = getattr(import_module(module), function)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for answer in _answers(open_store, address, iter(sys.stdin)):
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
