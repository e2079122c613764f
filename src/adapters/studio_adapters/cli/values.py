"""What the value of an option has to look like; `ArgumentTypeError` says it in the language asked for."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from studio_adapters.cli.words import pick
from studio_adapters.plain import visible
from studio_domain.guideline import Language


class Values:
    """Texts into values, complaints in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, zh: str, en: str) -> str:
        return pick(self.language, zh, en)

    def an_id(self, text: str) -> str:
        """The name of a studio."""
        if not text.strip():
            raise self._not(text, "工作室编号, 如 hz-xihu-001", "the id of a studio, such as hz-xihu-001")
        return text

    def a_day(self, text: str) -> date:
        """An ISO date of a century in which law and calendar are what they are."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or not 1949 <= day.year <= 2999:
            raise self._not(text, "一个日期, 如 2025-12-31", "a day, such as 2025-12-31")
        return day

    def an_instant(self, text: str) -> datetime:
        """An RFC 3339 instant with its zone."""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not 1949 <= moment.year <= 2999:
            said = "2025-12-31T09:30:00+08:00"
            raise self._not(text, f"一个带时区的时刻, 如 {said}", f"an instant with its zone, such as {said}")
        return moment

    def a_moment(self, text: str) -> date | datetime:
        """A day, or an instant with its zone."""
        return self.a_day(text) if len(text) <= len("2025-12-31") else self.an_instant(text)

    def an_amount(self, text: str) -> int:
        """An amount in yuan, in fen."""
        whole, point, rest = text.replace(",", "").partition(".")
        if not (whole.isascii() and whole.isdigit() and len(whole) <= 12 and rest.isdigit() in (True, not point)):
            raise self._not(text, "一个金额, 如 10000 或 419.50", "an amount, such as 10000 or 419.50")
        if len(rest) > 2:
            raise self._not(text, "一个到分为止的金额", "an amount to the fen")
        return int(whole) * 100 + int(rest.ljust(2, "0") or "0")

    def a_count(self, text: str) -> int:
        """A whole number from 0."""
        if not (text.isascii() and text.isdigit() and len(text) <= 18):
            raise self._not(text, "一个不小于 0 的整数", "a whole number from 0")
        return int(text)

    def a_name(self, text: str) -> str:
        """A name of PostgreSQL: at most 63 bytes, no `$` that would end a quotation, none that it keeps for itself."""
        if not text or {*text} & {"$", "\0"} or len(text.encode(errors="replace")) > 63 or text.startswith("pg_"):
            raise self._not(text, "数据库中可用的名称", "a name in a database")
        return text

    def _not(self, text: str, zh: str, en: str) -> argparse.ArgumentTypeError:
        said = visible(text)
        return argparse.ArgumentTypeError(self.say(f"{said} 不是{zh}", f"{said} is not {en}"))
