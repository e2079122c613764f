"""The page on the command line, from the parser itself in both its languages."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from studio_adapters.cli.parser import build
from studio_adapters.reference.contract import CONTRACT
from studio_adapters.reference.markdown import code, table


def commands() -> Iterator[str]:
    """commands.md."""
    yield "# 命令 Commands"
    yield ""
    yield "`studio-domain COMMAND …`, 也可用 `python -m studio_adapters` (the same); 默认中文, `--lang en` 为英文。"
    yield ""
    english, chinese = _subparsers("en"), _subparsers("zh")
    for name, zh in chinese.items():
        en = english[name]
        yield f"## {name}"
        yield ""
        yield f"{zh.description}。 {str(en.description)[:1].upper()}{str(en.description)[1:]}."
        yield ""
        yield from table(
            ("参数 argument", "取值 values", "默认 default", "中文", "English"),
            (_argument(*pair) for pair in zip(_actions(zh), _actions(en), strict=True)),
        )
    yield CONTRACT


def _subparsers(language: str) -> dict[str, argparse.ArgumentParser]:
    parser = build("en" if language == "en" else "zh")
    found = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in parser._actions if action.dest not in ("help", "lang")]


def _argument(zh: argparse.Action, en: argparse.Action) -> tuple[object, ...]:
    name = code(list(zh.option_strings)) if zh.option_strings else code(zh.metavar or zh.dest)
    values = code([str(one) for one in zh.choices]) if zh.choices else ""
    if zh.option_strings and not zh.choices and zh.nargs != 0:
        values = str(zh.metavar or zh.dest.upper())
    default = "" if zh.default in (None, False, []) else code(str(zh.default))
    return name, values, default, zh.help or "", en.help or ""
