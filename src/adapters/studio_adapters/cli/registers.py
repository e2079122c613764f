"""`registers`, and what `doctor` says of them: registers kept beside a store, brought up to date, built anew."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

from studio_adapters.cli.output import emit
from studio_adapters.cli.tables import table
from studio_adapters.cli.words import pick
from studio_adapters.journal import Rows
from studio_adapters.plain import visible
from studio_adapters.problems import Problem
from studio_adapters.sources import open_source
from studio_adapters.views import Runner, Sink, Status, known, open_registers, status
from studio_adapters.views.checking import agrees
from studio_domain.guideline import Language

STATES: Final = {
    "live": ("在用", "live"),
    "building": ("重建中", "being built"),
    "stopped": ("已停", "stopped"),
    "outdated": ("待重建", "of another form"),
    "missing": ("未建", "not there"),
}

LOOK: Final = 1.0
"""Seconds between looks at what a runner in the background has to say."""


def run(asked: Namespace) -> int:
    """Bring all registers up to the present, and on from there if asked; which stopped is said, and ends with 2."""
    if asked.follow and asked.source.lower().endswith(".jsonl"):
        raise Problem(f"{asked.source}: 导出文件不会再增加, 不能 --follow", f"{asked.source}: an export does not grow")
    for name in (*asked.rebuild, *asked.resume):
        _check_name(name)
    with open_source(asked.source) as journal, closing(open_registers(asked.to)) as sink:
        runner = Runner(journal.rows, sink)
        for name in asked.resume:
            runner.resume(name)
        for name in asked.rebuild:
            runner.rebuild(name)
        runner.catch_up()
        found = runner.status()
        emit(_table(found, asked.lang))
        if asked.follow:
            _follow(runner, asked.lang)
        _stopped(found)
    return 0


def _check_name(name: str) -> None:
    names = [spec.name for spec in known()]
    if name not in names:
        said = ", ".join(names)
        raise Problem(f"没有台账 {name}; 有: {said}", f"there is no register {name}; there are: {said}")


def _table(found: Iterable[Status], language: Language) -> list[str]:
    head = ("台账", "状态", "已到", "落后") if language == "zh" else ("register", "state", "position", "behind")
    return table([head, *((one.register, pick(language, *STATES[one.state]), one.position, one.lag) for one in found)])


def _stopped(found: Iterable[Status]) -> None:
    """`Problem` for the first register that stopped."""
    for one in found:
        if one.state == "stopped":
            raise Problem(
                f"台账 {one.register} 停在 {one.poison}; 排除原因后用 --resume {one.register}",
                f"register {one.register} stopped at {one.poison}; once that is mended: --resume {one.register}",
            )


def _follow(runner: Runner, language: Language) -> None:
    """Until it is interrupted; trouble, and registers that stop, are told on standard error as they come."""
    told: set[str] = set()
    with runner:
        while runner.running:
            time.sleep(LOOK)
            now = set(_complaints(runner, language))
            for said in sorted(now - told):
                sys.stderr.write(visible(said) + "\n")
                sys.stderr.flush()
            told = now


def _complaints(runner: Runner, language: Language) -> Iterator[str]:
    if runner.trouble is not None:
        yield pick(language, f"暂时无法继续: {runner.trouble}", f"cannot go on for now: {runner.trouble}")
        return
    for one in runner.stopped():
        yield pick(
            language, f"台账 {one.register} 停在 {one.poison}", f"register {one.register} stopped at {one.poison}"
        )


# -- doctor


def examined(rows: Rows, address: str, language: Language) -> Iterator[str]:
    """How the registers at *address* stand; `Problem` for one that does not show what its facts say."""
    with closing(open_registers(address, create=False)) as sink:
        found = status(sink, rows)
        yield ""
        yield from _table(found, language)
        yield from _compared(rows, sink, found, language)
    _stopped(found)


def _compared(rows: Rows, sink: Sink, found: Iterable[Status], language: Language) -> Iterator[str]:
    specs = {spec.name: spec for spec in known()}
    alike = [one.register for one in found if one.state == "live" and agrees(rows, sink, specs[one.register])]
    for one in found:
        if one.state == "live" and one.register not in alike:
            raise Problem(
                f"台账 {one.register} 与事实不符; 请用 registers --rebuild {one.register} 重建",
                f"register {one.register} is not what its facts say; build it anew: registers --rebuild {one.register}",
            )
    yield pick(language, f"{len(alike)} 个台账与重新汇总的结果一致", f"{len(alike)} registers are what their facts say")
