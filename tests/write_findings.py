"""Write what the findings of every mutation say: `python tests/write_findings.py`. Read the diff, and approve it."""

from __future__ import annotations

from audit.told import FINDINGS, STORIES, told


def main() -> None:
    """Write the file."""
    FINDINGS.write_text("\n\n".join(f"# {name}\n{told(story)}" for name, story in STORIES.items()) + "\n")


if __name__ == "__main__":
    main()
