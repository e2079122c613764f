"""Write the golden files that are not there yet: `python tests/write_golden.py`.

For a new type of fact, or a new schema of one after its upcaster is in `codec/table.py`. A file that is there is
never written again: it holds what stores out there hold. Codes are only ever added to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

import attrs

from stored_examples import CONTEXT, example
from studio_adapters import codec
from studio_domain.aggregate import Reason

GOLDEN: Final = Path(__file__).parent / "storage" / "golden"
CODES: Final = GOLDEN.parent / "codes.json"


def golden_file(topic: str) -> Path:
    """The file of a type in a schema."""
    return GOLDEN / f"{topic.replace('/', '-')}.json"


def stored(cls: type[Any]) -> bytes:
    """What a store keeps of the example of *cls*."""
    return codec.encode_context(CONTEXT) + b"\n" + codec.encode_fact(example(cls))


def codes() -> dict[str, list[str]]:
    """Every enum that is stored, with its codes."""
    found: set[type[Enum]] = {Reason, *(kind for cls in codec.TOPIC for kind in _enums(cls))}
    return {kind.__name__: [member.value for member in kind] for kind in sorted(found, key=lambda kind: kind.__name__)}


def _enums(kind: Any) -> Iterator[type[Enum]]:
    if attrs.has(kind):
        for hint in get_type_hints(kind).values():
            yield from _enums(hint)
    elif isinstance(kind, type) and issubclass(kind, Enum):
        yield kind
    for part in get_args(kind):
        yield from _enums(part)


def main() -> None:
    """Add what is missing."""
    for cls, topic in codec.TOPIC.items():
        if not golden_file(topic).exists():
            golden_file(topic).write_bytes(stored(cls))
            print(f"new: {golden_file(topic).name}")
    known: dict[str, list[str]] = json.loads(CODES.read_text()) if CODES.exists() else {}
    for name, values in codes().items():
        known[name] = list(dict.fromkeys([*known.get(name, []), *values]))
    CODES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
