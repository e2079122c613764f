"""Policy packs as files (TOML): read, held to the catalogue of keys, adopted. Every mistake in a file is told at once.

Money is text in yuan (`"500.00"`), lists that end in 等 are lengthened under `[add]`. docs/how-to/local-rules.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from studio_adapters.problems import Problem, file_problem
from studio_domain.audit import ALL_PREDICATES
from studio_domain.policy import KEYS, Key, Pack, PolicyValue, Terms, Unit
from studio_domain.policy.bounds import Including
from studio_domain.tariff_schedule import TariffItem
from studio_domain.values import Fen

if TYPE_CHECKING:
    from studio_adapters.app import StudioApp
    from studio_adapters.journal import Receipt

LARGEST: Final = 1_000_000
"""How many bytes a file may have: far more than every key with a value."""

_REGION: Final = re.compile(r"[0-9]{6}")
_STUDIO: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_YUAN: Final = re.compile(r"(0|[1-9][0-9]{0,9})(\.[0-9]{2})?")


@frozen
class Waiver:
    """What an authority allows one studio: a finding of *check* about *subject* between two days (inclusive)."""

    studio: str
    check: str
    subject: str
    first: date
    last: date | None
    reason: str
    document: str


@frozen
class PackFile:
    """A file as it was read: the values, what is allowed to whom, and a tariff for studios to draft."""

    pack: Pack
    waivers: tuple[Waiver, ...] = ()
    tariff: tuple[TariffItem, ...] = ()


class BadPack(Problem):
    """A file that is no policy pack: every mistake, each with where it is, in both languages."""

    def __init__(self, file: str, mistakes: list[tuple[str, str, str]]) -> None:
        lines = [(f"{file} [{where}]: {zh}", f"{file} [{where}]: {en}") for where, zh, en in mistakes]
        super().__init__("\n".join(zh for zh, _ in lines), "\n".join(en for _, en in lines))
        self.mistakes = mistakes


def read_pack(path: str | Path) -> PackFile:
    """The pack in a file; `BadPack` with all that is wrong in it, `Problem` for a file that cannot be read."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as problem:
        raise file_problem(path, problem) from problem
    if len(content) > LARGEST:
        raise BadPack(str(path), [("file", f"超过 {LARGEST} 字节", f"more than {LARGEST} bytes")])
    try:
        said = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise BadPack(str(path), [("file", f"不是 UTF-8 的 TOML: {wrong}", f"not TOML in UTF-8: {wrong}")]) from wrong
    reader = _Reader()
    found = reader.read(said)
    if reader.mistakes:
        raise BadPack(str(path), reader.mistakes)
    return found


def adopt(app: StudioApp, file: PackFile) -> list[Receipt]:
    """Adopt a pack for the acting person, and approve its waivers; `Breach` where a rule refuses."""
    receipts = [app.policy_book(file.pack.scope).adopt_pack(pack=file.pack)]
    receipts += [
        app.rectification(one.studio).approve_deviation(
            check=one.check,
            subject=one.subject,
            first=one.first,
            last=one.last,
            reason=one.reason,
            document=one.document,
        )
        for one in file.waivers
    ]
    return receipts


class _Reader:
    """Takes a file apart; what is wrong is noted, and the rest is read on."""

    def __init__(self) -> None:
        self.mistakes: list[tuple[str, str, str]] = []

    def read(self, said: Mapping[str, Any]) -> PackFile:
        self._only(said, "", {"pack", "values", "add", "waiver", "tariff"})
        head = self._table(said, "pack")
        self._only(head, "pack", {"scope", "rule", "title", "document", "effective", "retroactive_reason"})
        scope = self._scope(head)
        is_region = scope.startswith("region-")
        rule = self._text(head, "pack", "rule") if is_region or "rule" in head else None
        if rule is not None and not is_region and scope:
            self._wrong("pack.rule", "工作室自己的取值不是地方规定", "a studio's own values are no local rule")
        values = self._table(said, "values", needed=False)
        additions = self._table(said, "add", needed=False)
        for key in values.keys() & additions.keys():
            self._wrong(f"add.{key}", "与 [values] 重复", "is under [values] as well")
        pack = Pack(
            scope=scope,
            rule=rule,
            title=self._text(head, "pack", "title") if rule is not None else "",
            document=self._text(head, "pack", "document"),
            effective=self._day(head, "pack", "effective") or date.min,
            values=tuple((key, value) for key in values for value in self._value(key, values[key])),
            additions=tuple((key, codes) for key in additions for codes in self._added(key, additions[key])),
            retroactive_reason=self._text(head, "pack", "retroactive_reason", needed=False) or None,
        )
        if not (values or additions or said.get("waiver") or said.get("tariff")):
            self._wrong("values", "什么也没有", "there is nothing in it")
        waivers = tuple(self._waiver(one, f"waiver.{at}") for at, one in enumerate(self._list(said, "waiver"), 1))
        tariff = tuple(self._item(one, f"tariff.{at}") for at, one in enumerate(self._list(said, "tariff"), 1))
        return PackFile(pack, waivers, tariff)

    # -- values

    def _value(self, name: str, given: object) -> Iterator[PolicyValue]:
        where, known = f"values.{name}", KEYS.get(name)
        if known is None:
            self._unknown_key(where, name)
            return
        if known.optional and given == "none":
            yield None
            return
        told = tuple(given) if isinstance(given, list) else given
        value = self._fen(where, given) if known.unit is Unit.FEN else told
        if value is None:
            return
        if not known.fits(value):  # type: ignore[arg-type]
            self._wrong(where, f"应为{_kind(known, 'zh')}", f"takes {_kind(known, 'en')}")
        elif not known.admits(value):  # type: ignore[arg-type]
            self._wrong(where, f"超出限度: {known.bound}", f"is beyond {known.bound}")
        else:
            yield value  # type: ignore[misc]

    def _added(self, name: str, given: object) -> Iterator[tuple[str, ...]]:
        where, known = f"add.{name}", KEYS.get(name)
        if known is None:
            self._unknown_key(where, name)
        elif not isinstance(known.bound, Including):
            self._wrong(where, "不是可增加的列表, 请写在 [values]", "is no list to add to: write it under [values]")
        elif not isinstance(given, list) or not given or not known.admits((*known.bound.codes, *map(str, given))):
            self._wrong(
                where,
                "应为一个或多个新代码（小写 ASCII, 连字符）",
                "takes one or more new codes (lower case ASCII, hyphens)",
            )
        else:
            yield tuple(map(str, given))

    def _unknown_key(self, where: str, name: str) -> None:
        near = [key for key in KEYS if key.partition(".")[2] == name.partition(".")[2] or key.startswith(f"{name}.")]
        zh, en = (f"; 是否为 {near[0]}?", f"; is it {near[0]}?") if near else ("", "")
        self._wrong(where, f"没有这个政策项{zh}", f"there is no such policy key{en}")

    def _fen(self, where: str, given: object) -> Fen | None:
        if isinstance(given, str) and _YUAN.fullmatch(given):
            yuan, _, rest = given.partition(".")
            return int(yuan) * 100 + int(rest or 0)
        self._wrong(where, '金额写作以元为单位的文字, 如 "500.00"', 'money is text in yuan, such as "500.00"')
        return None

    # -- waivers and tariffs

    def _waiver(self, one: Mapping[str, Any], where: str) -> Waiver:
        self._only(one, where, {"studio", "check", "subject", "first", "last", "reason", "document"})
        check = self._text(one, where, "check")
        if check and check not in ALL_PREDICATES:
            self._wrong(f"{where}.check", f"没有检查 {check}", f"there is no check {check}")
        first = self._day(one, where, "first") or date.min
        last = self._day(one, where, "last", needed=False)
        if last is not None and last < first:
            self._wrong(f"{where}.last", "早于起始日", "is before the first day")
        texts = {name: self._text(one, where, name) for name in ("studio", "subject", "reason", "document")}
        return Waiver(check=check, first=first, last=last, **texts)

    def _item(self, one: Mapping[str, Any], where: str) -> TariffItem:
        self._only(one, where, {"item", "level", "unit", "price"})
        item, level, unit = (self._text(one, where, name) for name in ("item", "level", "unit"))
        return TariffItem(item, level, unit, self._fen(f"{where}.price", one.get("price")) or 0)

    # -- parts

    def _scope(self, head: Mapping[str, Any]) -> str:
        said = self._text(head, "pack", "scope")
        if _REGION.fullmatch(said):
            return f"region-{said}"
        if said and not _STUDIO.fullmatch(said):
            self._wrong(
                "pack.scope",
                "应为六位地区代码或工作室编号, 如 330100、hz-xihu-001",
                "takes the six digits of a region, or a studio, such as 330100, hz-xihu-001",
            )
        return said

    def _table(self, said: Mapping[str, Any], name: str, *, needed: bool = True) -> Mapping[str, Any]:
        table = said.get(name)
        if isinstance(table, dict):
            return _flat(table) if name in ("values", "add") else table
        if needed or table is not None:
            self._wrong(name, f"缺少 [{name}]", f"[{name}] is missing")
        return {}

    def _list(self, said: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        found = said.get(name, [])
        if isinstance(found, list) and all(isinstance(one, dict) for one in found):
            return found
        self._wrong(name, f"应写作 [[{name}]]", f"is written [[{name}]]")
        return []

    def _only(self, table: Mapping[str, Any], where: str, known: set[str]) -> None:
        for name in table.keys() - known:
            there = ", ".join(sorted(known))
            self._wrong(f"{where}.{name}".lstrip("."), f"不认识; 有: {there}", f"unknown; there are: {there}")

    def _text(self, table: Mapping[str, Any], where: str, name: str, *, needed: bool = True) -> str:
        value = table.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if needed or value is not None:
            self._wrong(f"{where}.{name}", "应为文字, 不能为空", "takes a text that is not empty")
        return ""

    def _day(self, table: Mapping[str, Any], where: str, name: str, *, needed: bool = True) -> date | None:
        value = table.get(name)
        if type(value) is date and 1949 <= value.year <= 2999:
            return value
        if needed or value is not None:
            self._wrong(
                f"{where}.{name}", "应为日期, 如 2026-01-01（不加引号）", "takes a day, such as 2026-01-01, unquoted"
            )
        return None

    def _wrong(self, where: str, zh: str, en: str) -> None:
        self.mistakes.append((where, zh, en))


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Keys with dots, whether they were written `"case.term_days"`, `case.term_days` or under a table."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{name}.")
        else:
            found[prefix + name] = value
    return found


def _kind(known: Key, language: str) -> str:
    names = {
        int: ("整数", "a whole number"),
        bool: ("true 或 false", "true or false"),
        str: ("文字", "a text"),
        tuple: ("文字的列表", "a list of texts"),
    }
    said = names[known.type][language == "en"]
    return said + (('，或 "none"' if language == "zh" else ', or "none"') if known.optional else "")


def compared(pack: Pack, wider: Terms | None = None) -> list[tuple[Key, PolicyValue, PolicyValue]]:
    """Each key that a pack sets, with what holds without it and what it sets."""
    terms = wider or Terms()
    return [(KEYS[key], terms[key], value) for key, value in pack.settings(terms)]
