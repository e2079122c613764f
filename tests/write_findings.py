"""Write what the findings of every mutation say: `python tests/write_findings.py`. Read the diff, and approve it."""

from __future__ import annotations

from audit.told import FINDINGS, stories, told


def main() -> None:
    """Write the file."""
    FINDINGS.write_text("\n\n".join(f"# {name}\n{said}" for name, said in told(stories()).items()) + "\n")


if __name__ == "__main__":
    main()
