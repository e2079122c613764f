"""A self-test of an adapter: the contract in short, on a store that is thrown away.

It answers whether this adapter keeps its promises on this machine, with this server. It is no substitute for
`studio_adapters.testing.StorageContract`, which an adapter's own tests inherit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from studio_adapters.journal import Batch, Journal
from studio_adapters.port import CommandReused, Conflict, JournalError, Kept, Receipt, Rows, verified
from studio_adapters.problems import cause_in_chinese
from studio_adapters.storage import Adapter, Installed, Trial, cause, hidden, installed
from studio_domain.aggregate import Change, Context
from studio_domain.rectification import FindingAnswered
from studio_domain.values import PersonId


class Outcome(Enum):
    """How a self-test ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_TRIED = "not-tried"


@frozen
class Tried:
    """An adapter, and what its self-test said: one line, in both languages; `passed` are the steps that held."""

    adapter: Installed
    address: str
    outcome: Outcome
    passed: tuple[str, ...]
    zh: str
    en: str


class _Broken(Exception):
    """A promise that is not kept."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def try_all(given: dict[str, str]) -> Iterator[Tried]:
    """Every installed adapter, tried in a folder of its own, or at the address *given* for its scheme."""
    found = installed()
    for one in found:
        yield _try(one, given.get(one.scheme), found)


def _try(one: Installed, address: str | None, among: tuple[Installed, ...]) -> Tried:
    looks, passed = "-", list[str]()

    def ended(outcome: Outcome, zh: str, en: str) -> Tried:
        return Tried(one, looks, outcome, tuple(passed), zh, en)

    if hidden(one, among):
        return ended(Outcome.FAILED, *_HIDDEN)
    try:
        adapter = one.load()
        looks = adapter.ADDRESS
    except (Exception, SystemExit) as trouble:
        why = cause(trouble)
        return ended(Outcome.FAILED, f"无法加载: {why}", f"cannot be loaded: {why}")
    asked = ""
    try:
        with TemporaryDirectory(prefix="studio-adapters-") as folder, adapter.trial(Path(folder), address) as trial:
            if trial is None:
                return ended(Outcome.NOT_TRIED, f"需要 --at {looks}", f"needs --at {looks}")
            with _opened(adapter, trial) as store:
                for name, step in STEPS.items():
                    asked = f"{name}: "
                    step(store)
                    passed.append(name)
    except _Broken as broken:
        return ended(Outcome.FAILED, asked + broken.zh, asked + broken.en)
    except (Exception, SystemExit) as trouble:
        en = str(trouble) if isinstance(trouble, JournalError) else cause(trouble)
        return ended(Outcome.FAILED, asked + cause_in_chinese(en), asked + en)
    return ended(Outcome.PASSED, f"{len(passed)} 项", f"{len(passed)} steps")


_HIDDEN: Final = (
    "未使用: 该名称属于 studio-domain, 不成其为名称, 或另有适配器同名",
    "never used: the scheme is studio-domain's own, is none, or is another adapter's as well",
)


# -- the store of a trial, and what is asked of it

LEDGER: Final = "trial-1/rectification/ledger"
OTHER: Final = "trial-2/rectification/ledger"


@frozen
class _Store:
    """The store of a trial, opened twice, as two processes would; and ways past the adapter."""

    rows: Rows
    again: Rows
    trial: Trial

    def add(self, command: str, *changes: Change, rows: Rows | None = None) -> Receipt:
        """Append through the journal."""
        return (rows or self.rows).append([_batch(command, *changes)], _now)[0]

    def kept(self) -> list[Kept]:
        """Everything, as the other one reads it."""
        return list(self.again.follow())


@contextmanager
def _opened(adapter: Adapter, trial: Trial) -> Iterator[_Store]:
    with closing(adapter.open_url(trial.url)) as rows:
        if not trial.shared:
            yield _Store(rows, rows, trial)
            return
        with closing(adapter.open_url(trial.url, create=False)) as again:
            yield _Store(rows, again, trial)


def _append(store: _Store) -> None:
    first = store.add("c-1", Change(OTHER, 0, (_fact("z"),)), Change(LEDGER, 0, (_fact("a"), _fact("b"))))
    _hold((first.first, first.last) == (1, 3), "位置不是 1 至 3", "positions are not 1 to 3")
    told = [row[:3] for row in store.kept()]
    ordered = [(1, LEDGER, 1), (2, LEDGER, 2), (3, OTHER, 1)]
    _hold(told == ordered, "没有按流和版本排列", "rows are not in the order of stream and version")


def _conflict(store: _Store) -> None:
    for version in (0, 1, 3):
        _refused(
            Conflict,
            partial(store.add, "c-2", Change(LEDGER, version, (_fact("x"),))),
            f"在版本 {version} 上的追加未被拒绝",
            f"an append at version {version} was not refused",
        )
    _refused(
        Conflict,
        lambda: store.add("c-2", Change(LEDGER, 2, (_fact("x"),)), Change(OTHER, 0)),
        "只读的流已变动, 追加未被拒绝", "an append was not refused although a stream that was only read has moved",
    )  # fmt: skip
    _hold(len(store.kept()) == 3, "被拒绝的追加留下了内容", "an append that was refused left something")


def _command(store: _Store) -> None:
    change = Change(LEDGER, 2, (_fact("c"),))
    receipt = store.add("c-3", change)
    for rows in (store.rows, store.again):
        same = store.add("c-3", change, rows=rows)
        _hold(same == receipt, "同一命令未得到同一回执", "the same command got another receipt")
        _refused(
            CommandReused,
            partial(store.add, "c-3", Change(LEDGER, 3, (_fact("d"),)), rows=rows),
            "命令编号用于他事, 未被拒绝",
            "a command id used for something else was not refused",
        )


def _read(store: _Store) -> None:
    (row,) = _batch("c-4", Change(LEDGER, 3, (_fact("“说明”\u2028\x00"),))).rows
    store.add("c-4", Change(LEDGER, 3, (_fact("“说明”\u2028\x00"),)))
    kept = store.kept()
    same = kept[-1][1:5] == (row.stream, row.version, row.topic, row.state)
    _hold(same, "读出的字节与写入的不同", "the bytes read are not the bytes written")
    try:
        again = list(verified(store.again.origin, kept))
    except JournalError as wrong:
        raise _Broken(f"叶哈希不符: {wrong}", f"leaves do not verify: {wrong}") from wrong
    _hold(again == kept, "位置不连续", "positions have gaps")
    each = [*store.again.history("trial-1"), *store.again.history("trial-2")]
    _hold(sorted(each) == kept, "按所有者读出的与全部不符", "the owners' histories are not the whole")


def _refuse(store: _Store) -> None:
    before, origin = store.kept(), store.again.origin
    batch = _batch("c-5", Change(LEDGER, 0, (_fact("y"),)))
    instead = Batch("c-5", batch.digest, ((LEDGER, 4),), batch.rows)
    _refused(JournalError, lambda: store.rows.append([instead], _now), "改写未被拒绝", "a replacement was not refused")
    _refused(
        JournalError, lambda: store.rows.restore("another", []), "非空存储可被恢复", "restored although it is not empty"
    )
    for attempt in store.trial.forbidden:
        _refused(Exception, attempt, "数据库允许改动已写入的内容", "the database lets what is written be changed")
    same = (store.kept(), store.again.origin) == (before, origin)
    _hold(same, "已写入的内容变了", "what was written has changed")


def _follow(store: _Store) -> None:
    after = store.rows.end()
    _hold(not list(store.again.follow(after)), "末尾之后还有内容", "something comes after the end")
    store.add("c-6", Change(OTHER, 1, (_fact("e"),)))
    store.add("c-7", Change(LEDGER, 4, (_fact("f"),)), rows=store.again)
    positions = [row[0] for row in chain(store.again.follow(after), store.rows.follow(after))]
    _hold(positions == [after + 1, after + 2] * 2, "跟读有遗漏或重复", "a follower misses or repeats something")


STEPS: Final[dict[str, Callable[[_Store], None]]] = {
    "append": _append,
    "conflict": _conflict,
    "command": _command,
    "read": _read,
    "refuse": _refuse,
    "follow": _follow,
}
"""What a self-test asks, in this order, on one store."""


def _hold(promise: bool, zh: str, en: str) -> None:
    if not promise:
        raise _Broken(zh, en)


def _refused(kind: type[Exception], attempt: Callable[[], object], zh: str, en: str) -> None:
    try:
        attempt()
    except kind:
        return
    raise _Broken(zh, en)


def _fact(text: str) -> FindingAnswered:
    return FindingAnswered("f-1", text, _SOMEBODY)


def _batch(command: str, *changes: Change) -> Batch:
    from studio_adapters.memory import Recorder

    context = Context(occurred=_now(), by=_SOMEBODY, role="staff", org="-", command=command, rules="guideline/1")
    return Journal(Recorder()).batch(changes, context)


def _now() -> datetime:
    return datetime(2025, 3, 4, 4, tzinfo=UTC)


_SOMEBODY: Final = PersonId("p-001")
