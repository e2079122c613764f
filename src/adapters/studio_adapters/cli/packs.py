"""`pack`: what a policy pack would set, held against the defaults; nothing is adopted by looking at it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from studio_adapters.cli import UNREADABLE
from studio_adapters.cli.output import emit
from studio_adapters.cli.tables import table
from studio_adapters.cli.words import pick
from studio_adapters.plain import visible
from studio_adapters.policy_pack import BadPack, PackFile, compared, read_pack
from studio_domain.guideline import Language, heading
from studio_domain.policy import Key, PolicyValue, Unit
from studio_domain.values import yuan_text


def run(asked: Namespace) -> int:
    """The pack as a table; 2 with every mistake on a line of its own where it is none."""
    try:
        file = read_pack(asked.file)
    except BadPack as bad:
        sys.stderr.writelines(f"{visible(line)}\n" for line in bad.message(asked.lang).split("\n"))
        return UNREADABLE
    emit(_lines(file, asked.lang))
    return 0


def _lines(file: PackFile, language: Language) -> Iterator[str]:
    pack = file.pack
    named = "  ".join(part for part in (pack.scope, pack.title, pack.document) if part)
    yield f"{named}  {pick(language, '自', 'from')} {pack.effective}"
    zh = language == "zh"
    heads = ("政策项", "含义", "条款", "缺省", "取值") if zh else ("key", "what", "clause", "default", "value")
    rows = [
        (one.name, pick(language, one.zh, one.en), heading(one.clause), *_sides(one, default, value))
        for one, default, value in compared(pack)
    ]
    if rows:
        yield ""
        yield from table([heads, *rows])
    for waiver in file.waivers:
        until = waiver.last or pick(language, "长期", "without end")
        yield ""
        yield f"{pick(language, '例外', 'allowed')} {waiver.studio} {waiver.check} {waiver.subject}"
        yield f"  {waiver.first} – {until}  {waiver.reason}  {waiver.document}"
    if file.tariff:
        yield ""
        names = ("收费项目", "级别", "单位", "价格") if language == "zh" else ("item", "level", "unit", "price")
        yield from table([names, *((one.item, one.level, one.unit, yuan_text(one.unit_fen)) for one in file.tariff)])


def _sides(known: Key, default: PolicyValue, value: PolicyValue) -> tuple[str, str]:
    """Default and value; of a list that only grew, what was added."""
    if isinstance(default, tuple) and isinstance(value, tuple) and value[: len(default)] == default != value:
        return f"{len(default)}", f"+ {', '.join(value[len(default) :])}"
    return _said(known, default), _said(known, value)


def _said(known: Key, value: PolicyValue) -> str:
    """A value as people read it: lists with commas, money in yuan, nothing as a stroke."""
    if value is None:
        return "–"
    if isinstance(value, tuple):
        return ", ".join(value)
    return yuan_text(value) if known.unit is Unit.FEN and isinstance(value, int) else str(value)
