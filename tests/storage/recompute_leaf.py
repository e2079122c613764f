"""Recompute the leaves of an export with nothing but Python: `python recompute_leaf.py FILE.jsonl`.

Prints how many facts are what their leaves were made of, or the first that is not. Exit 0, 1, or 2 for a file
that is no export. What is recomputed, and why it can be, is in docs/adr/0001-stored-forms.md.
"""

import json
import sys
from hashlib import sha256
from typing import Any

ENVELOPE = (
    "occurred", "by", "role", "org", "on_behalf_of", "reason", "corrects", "command", "correlation", "causation",
    "rules", "batch", "claimed_at",
)  # fmt: skip


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def leaf(origin: str, line: dict[str, Any], previous: str) -> str:
    envelope = {key: line[key] for key in ENVELOPE}
    state = f"{compact(envelope)}\n{compact(line['fact'])}".encode()
    lines = [
        "studio-domain/event/v1",
        origin,
        line["stream"],
        str(line["version"]),
        f"{line['type']}/{line['schema']}",
        line["recorded_at"],
        sha256(state).hexdigest(),
        previous,
    ]
    return sha256(b"\0" + "".join(f"{text}\n" for text in lines).encode()).hexdigest()


def main(path: str) -> int:
    heads: dict[str, tuple[int, str]] = {}
    with open(path, encoding="utf-8") as file:
        header = json.loads(file.readline())
        for number, text in enumerate(file, start=2):
            line = json.loads(text)
            version, previous = heads.get(line["stream"], (0, "0" * 64))
            place = f"line {number}: {line['stream']}@{line['version']}"
            if line["version"] != version + 1:
                print(f"{place} follows version {version}")
                return 1
            found = leaf(header["origin"], line, previous)
            if found != line["leaf"]:
                print(f"{place} has the leaf {line['leaf']}, and should have {found}")
                return 1
            heads[line["stream"]] = line["version"], found
    facts = sum(version for version, _ in heads.values())
    print(f"{facts} facts in {len(heads)} streams are what their leaves were made of")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except (IndexError, OSError, ValueError, KeyError, TypeError) as problem:
        print(f"not an export: {type(problem).__name__}: {problem}", file=sys.stderr)
        sys.exit(2)
