"""Write what the findings of every mutation say: `python tests/write_findings.py [case …]`, all or those files.

Read the diff, and approve it.
"""

from __future__ import annotations

import sys

from audit.told import SECTIONS, told


def main() -> None:
    """Write the files."""
    for file, stories in SECTIONS.items():
        if not sys.argv[1:] or file.stem in sys.argv[1:]:
            file.parent.mkdir(exist_ok=True)
            file.write_text("\n\n".join(f"# {name}\n{told(story)}" for name, story in stories.items()) + "\n")


if __name__ == "__main__":
    main()
