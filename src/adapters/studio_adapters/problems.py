"""What is wrong with what a person gave us, in both languages: what, where, and what to do."""

from __future__ import annotations

import errno
from typing import Final

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


_WHY: Final = {
    errno.ENOENT: "文件不存在",
    errno.ENOTDIR: "路径中有不是目录的部分",
    errno.EISDIR: "是目录, 不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "文件系统只读",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名过长",
}


def file_problem(name: object, problem: OSError) -> Problem:
    """A file that the system does not give us, or does not let us write."""
    why = problem.strerror or str(problem)
    return Problem(f"无法读写 {name}: {_WHY.get(problem.errno or 0, why)}", f"cannot read or write {name}: {why}")


_CAUSES: Final = (
    ("a directory, not a file", "是目录, 不是文件"),
    ("no such directory", "所在目录不存在"),
    ("no such directory, or it cannot be written", "目录不存在, 或不可写"),
    ("no such file", "文件不存在"),
    ("an empty file, not a store", "空文件, 不是存储"),
    ("not an SQLite file", "不是 SQLite 文件"),
    ("an SQLite file, but not a store of studio-domain", "是 SQLite 文件, 但不是本软件的存储"),
    ("the file is damaged, a table is missing", "文件已损坏, 缺少数据表"),
    ("the file is damaged", "文件已损坏"),
    ("locked by another process", "被其他进程锁定"),
    ("the file is read-only", "文件只读"),
    ("the disk is full", "磁盘已满"),
    ("cannot be opened", "无法打开"),
    ("not the path of a file", "不是文件路径"),
    ("the store is not empty", "存储不是空的"),
    ("a journal; registers are kept in a file of their own", "是事实存储; 台账须另存一个文件"),
    ("not a file of registers", "不是台账文件"),
    (": build it anew", ": 请用 --rebuild 重建"),
    (": an older copy?", ": 是旧副本?"),
    ("makes no sense here", "与此前的记录不符"),
    (": an older copy, put back", ": 是恢复的旧副本; 用 doctor --keys … --destroy-restored-keys 再次销毁"),
    ("needs the extra studio-domain[postgres]", "需要安装 studio-domain[postgres]"),
)
"""Causes as stores say them, and in Chinese."""


_SERVER_S: Final = (
    ("connection failed", "无法连接服务器"),
    ("permission denied for", "没有权限:"),
    ("not a URL of the form", "地址格式应为"),
)
"""How causes begin that a server, or its address, is to blame for."""

_OF_ADAPTERS: Final = (
    ("the adapter cannot be loaded", "无法加载该适配器"),
    ("more than one adapter has this scheme", "有多个适配器使用该名称"),
    ("not the address of a store", "不是存储的地址"),
)
"""How causes begin that an adapter, or its address, is to blame for."""


def cause_in_chinese(said: str) -> str:
    """What a store said, its cause in Chinese where we have the words."""
    for en, zh in _CAUSES:
        if said.endswith(en):
            return said.removesuffix(en) + zh
    for en, zh in _OF_ADAPTERS:
        where, found, why = said.partition(f": {en}: ")
        if found:
            return f"{where}: {zh}: {why}"
    for en, zh in _SERVER_S:
        where, found, why = said.partition(f": {en}")
        if found:
            return f"{where}: {zh}{why}"
    return said
