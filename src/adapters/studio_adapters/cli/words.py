"""What the command line says itself, in Chinese and English; argparse's own messages included."""

from __future__ import annotations

import argparse
from typing import Any, Final

from studio_domain.guideline import Language

_ARGPARSE: Final = {
    "usage: ": "用法: ",
    "positional arguments": "参数",
    "options": "选项",
    "subcommands": "命令",
    "show this help message and exit": "显示帮助并退出",
    "show program's version number and exit": "显示版本并退出",
    "%(prog)s: error: %(message)s\n": "%(prog)s: 错误: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s: %(message)s",
    "the following arguments are required: %s": "缺少参数: %s",
    "unrecognized arguments: %s": "无法识别的参数: %s",
    "expected one argument": "需要一个值",
    "expected at least one argument": "至少需要一个值",
    "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确, 可为 %(matches)s",
    "not allowed with argument %s": "不能与 %s 同用",
    "invalid choice: %(value)r (choose from %(choices)s)": "无效的取值 %(value)r（可选: %(choices)s）",
    "invalid %(type)s value: %(value)r": "无效的 %(type)s: %(value)r",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有命令 %(parser_name)r（可选: %(choices)s）",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "无效的取值 %(value)r, 是否为 %(closest)r?（可选: %(choices)s）"
    ),
}


def speak(language: Language) -> None:
    """Let argparse speak Chinese; its messages go through a name of its module that gettext would fill."""
    module: Any = argparse
    module._ = (lambda text: _ARGPARSE.get(text, text)) if language == "zh" else (lambda text: text)


def pick(language: Language, zh: str, en: str) -> str:
    """The one of two texts that is asked for."""
    return zh if language == "zh" else en
