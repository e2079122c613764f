"""Print a random sample of mutants, the same for the same seed: `mutmut run $(python tests/sample_mutants.py 20 2025)`.

So many of each module as the first number says, or all that there are. `mutants/` must be there: any
`mutmut run` makes it, `mutmut run 'studio_domain.studio.*'` in a minute.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path

MUTANTS = Path(__file__).parent.parent / "mutants"


def sample(each: int, seed: str) -> list[str]:
    """*each* of every module, in an order that module and *seed* decide: a larger sample begins with a smaller one."""
    by_module: defaultdict[str, list[str]] = defaultdict(list)
    for meta in sorted(MUTANTS.rglob("*.meta")):
        for name in json.loads(meta.read_text("utf-8"))["exit_code_by_key"]:
            by_module[name.rpartition(".")[0]].append(name)
    chosen: list[str] = []
    for module, names in sorted(by_module.items()):
        random.Random(f"{seed}:{module}").shuffle(names)
        chosen += names[:each]
    return chosen


if __name__ == "__main__":
    print("\n".join(sample(int(sys.argv[1]), sys.argv[2])))
