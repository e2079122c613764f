"""`adapters`: what storage adapters are installed, and whether each keeps its promises here."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from studio_adapters.cli.output import emit
from studio_adapters.cli.tables import table
from studio_adapters.cli.words import pick
from studio_adapters.plain import json_text
from studio_adapters.problems import Problem
from studio_adapters.storage import ALIASES, installed, shown
from studio_adapters.storage.trying import STEPS, Outcome, Tried, try_all
from studio_adapters.stores import scheme_of
from studio_domain.guideline import Language

FAILED = 1

_SAID = {
    Outcome.PASSED: ("通过", "passed"),
    Outcome.FAILED: ("失败", "failed"),
    Outcome.NOT_TRIED: ("未自检", "not tried"),
}


def run(asked: Namespace) -> int:
    """List them, one line each; 1 if one of them fails, 0 if all pass that could be tried."""
    found = list(try_all(_by_scheme(asked.at)))
    if asked.format == "json":
        emit([json_text({"adapters": [_plain(one) for one in found]}, indent=1)], exact=True)
    else:
        emit(_text(found, asked.lang))
    return FAILED if any(one.outcome is Outcome.FAILED for one in found) else 0


def _by_scheme(addresses: list[str]) -> dict[str, str]:
    """The address to test each adapter at; a path is SQLite's."""
    known = {one.scheme for one in installed()}
    given: dict[str, str] = {}
    for address in addresses:
        scheme = scheme_of(address) or "sqlite"
        scheme = ALIASES.get(scheme, scheme)
        if scheme not in known:
            said = shown(address)
            raise Problem(f"{said}: 没有安装这种存储的适配器", f"{said}: no adapter for such a store is installed")
        given[scheme] = address
    return given


def _text(found: list[Tried], language: Language) -> Iterator[str]:
    head = pick(language, "名称 地址 发行包 版本 自检", "scheme address distribution version self-test").split()
    rows = [
        (
            one.adapter.scheme,
            one.address,
            one.adapter.distribution,
            one.adapter.version,
            f"{pick(language, *_SAID[one.outcome])}: {pick(language, one.zh, one.en)}",
        )
        for one in found
    ]
    yield from table([head, *rows])


def _plain(one: Tried) -> dict[str, object]:
    return {
        "scheme": one.adapter.scheme,
        "address": one.address,
        "distribution": one.adapter.distribution,
        "version": one.adapter.version,
        "target": one.adapter.target,
        "outcome": one.outcome.value,
        "passed": list(one.passed),
        "steps": list(STEPS),
        "message_zh": one.zh,
        "message_en": one.en,
    }
