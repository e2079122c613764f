"""`doctor --keys`: a key store held to the history, and what was put back destroyed again."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from sealing.desk import Desk
from studio_domain.client_record import Purpose
from studio_domain.values import Erased
from terminal import Terminal

FILES = ("keys.db", "keys.db.kek")


@pytest.fixture
def restored(tmp_path: Path) -> Desk:
    """A client's data is erased; then the key store of before is put back."""
    desk = Desk(str(tmp_path / "log.db"), str(tmp_path / "keys.db")).founded()
    with closing(desk.app):
        desk.registered(1)
        for file in FILES:
            shutil.copy(tmp_path / file, tmp_path / f"{file}.old")
        desk.erased(1)
    for file in FILES:
        shutil.move(tmp_path / f"{file}.old", tmp_path / file)
    return desk


@pytest.mark.usefixtures("restored")
def test_an_older_copy_is_told(run: Terminal, tmp_path: Path) -> None:
    for lang, words in (("zh", "恢复的旧副本"), ("en", "an older copy, put back")):
        said = run("doctor", tmp_path / "log.db", "--keys", tmp_path / "keys.db", "--lang", lang)
        assert (said.code, words in said.complaint) == (2, True)


def test_what_was_put_back_is_destroyed_again(run: Terminal, tmp_path: Path, restored: Desk) -> None:
    asked = ("doctor", tmp_path / "log.db", "--keys", tmp_path / "keys.db")
    said = run(*asked, "--destroy-restored-keys")
    assert (said.code, said.err) == (0, "")
    assert "密钥库 sqlite keys.db: 已照历史再次销毁 1 个主体的密钥\n" in said.out
    assert "none of the keys that the history says were destroyed" in run(*asked, "--lang", "en").out
    after = Desk(str(tmp_path / "log.db"), str(tmp_path / "keys.db"), restored.clock)
    with closing(after.app), after.as_("p-lead"):
        assert isinstance(after.client(1).open_record(purpose=Purpose.GUIDANCE).name, Erased)


@pytest.mark.usefixtures("restored")
def test_nothing_is_destroyed_without_naming_the_key_store(
    run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the environment names one."""
    monkeypatch.setenv("STUDIO_KEYS", str(tmp_path / "keys.db"))
    said = run("doctor", tmp_path / "log.db", "--destroy-restored-keys")
    assert (said.code, "--keys" in said.complaint, said.out) == (2, True, "")


def test_a_key_store_is_never_made_by_looking(run: Terminal, tmp_path: Path, restored: Desk) -> None:
    said = run("doctor", tmp_path / "log.db", "--keys", tmp_path / "none.db")
    assert (said.code, said.complaint.endswith("文件不存在")) == (2, True)
    assert not (tmp_path / "none.db").exists()
