from __future__ import annotations

import os
import pwd
import shutil
from pathlib import Path

import pytest

from demo.embedded import home, postgres


@pytest.mark.parametrize("name", ["hong #lin", "hong ;lin", "hong\nlin"])
def test_path_that_the_supervisor_cannot_read_is_refused(name: str) -> None:
    with pytest.raises(home.CannotStart, match="不支持"):
        home.refuse_unusable_path(Path("/srv") / name)


@pytest.mark.parametrize("name", ["hong lin", "红邻", "hong#lin", "100%"])
def test_other_odd_paths_are_fine(name: str) -> None:
    home.refuse_unusable_path(Path("/srv") / name)


def test_socket_path_stays_short_however_deep_the_data_lies(tmp_path: Path) -> None:
    account = pwd.getpwuid(os.geteuid())
    folder = home.socket_folder(tmp_path.joinpath(*["deep" * 12] * 20), account)

    assert len(str(folder / ".s.PGSQL.5432.lock")) < 100
    shutil.rmtree(folder)


def test_two_data_folders_have_two_socket_folders(tmp_path: Path) -> None:
    account = pwd.getpwuid(os.geteuid())
    folders = {home.socket_folder(tmp_path / name, account) for name in ("one", "two")}

    assert len(folders) == 2
    for folder in folders:
        shutil.rmtree(folder)


def test_socket_folder_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    account = pwd.getpwuid(os.geteuid())
    folder = home.socket_folder(tmp_path, account)
    folder.chmod(0o755)

    with pytest.raises(home.CannotStart, match="私有文件夹"):
        home.socket_folder(tmp_path, account)

    shutil.rmtree(folder)


def test_lock_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    first = home.hold_lock(tmp_path / "lock")
    assert first is not None
    assert home.hold_lock(tmp_path / "lock") is None

    first.close()

    again = home.hold_lock(tmp_path / "lock")
    assert again is not None
    again.close()


def test_existing_folders_keep_their_permissions(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir()
    var.chmod(0o750)

    place = home.open_home(var, postgres.installed_binaries())

    assert var.stat().st_mode & 0o777 == 0o750
    for folder in {place.run, place.data} - {var}:
        shutil.rmtree(folder)
