"""What is wrong with what a person gave us, in both languages: what, where, and what to do."""

from __future__ import annotations

from studio_domain.guideline import Language


class Problem(Exception):
    """Input that cannot be used; nothing was written."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def message(self, language: Language = "zh") -> str:
        """One line for a person."""
        return self.zh if language == "zh" else self.en


class BadLine(Problem):
    """A line of a file that is not what it should be: file, line, field, reason."""

    def __init__(self, file: str, line: int, field: str, zh: str, en: str) -> None:
        where = f" [{field}]" if field else ""
        super().__init__(f"{file} 第 {line} 行{where}: {zh}", f"{file}, line {line}{where}: {en}")
        self.file = file
        self.line = line
        self.field = field
