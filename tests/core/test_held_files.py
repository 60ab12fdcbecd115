from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import time_machine
from django.core import signing
from pytest_django import Settings

from accounts.models import User
from core.held_files import SALT, HeldFileGone, held, hold

OWNER = User(pk=1, username="owner")
OTHER = User(pk=2, username="other")


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.IMPORT_ROOT = str(tmp_path / "imports")
    return tmp_path / "imports"


def ticket() -> str:
    return hold(b"ledger", name="台账.xlsx", purpose="complexes", user=OWNER)


def test_a_held_file_comes_back_to_its_user_and_is_readable_by_nobody_else(folder: Path) -> None:
    file = held(ticket(), purpose="complexes", user=OWNER)

    assert (file.name, file.content) == ("台账.xlsx", b"ledger")
    assert file.path.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0
    file.discard()
    assert list(folder.iterdir()) == []


def test_a_ticket_serves_one_user_and_one_purpose() -> None:
    given = ticket()

    for purpose, user in (("complexes", OTHER), ("activity-plan", OWNER)):
        with pytest.raises(HeldFileGone, match="重新选择文件"):
            held(given, purpose=purpose, user=user)


def test_a_forged_or_old_ticket_is_refused() -> None:
    given = ticket()

    with pytest.raises(HeldFileGone):
        held(given + "x", purpose="complexes", user=OWNER)
    with pytest.raises(HeldFileGone):
        held("../../etc/passwd", purpose="complexes", user=OWNER)
    with time_machine.travel(time.time() + 3601), pytest.raises(HeldFileGone):
        held(given, purpose="complexes", user=OWNER)


def test_a_file_that_was_exchanged_or_removed_is_refused(folder: Path) -> None:
    given = ticket()
    path = folder / signing.loads(given, salt=SALT)["key"]

    path.write_bytes(b"another")
    with pytest.raises(HeldFileGone):
        held(given, purpose="complexes", user=OWNER)
    path.unlink()
    with pytest.raises(HeldFileGone):
        held(given, purpose="complexes", user=OWNER)


def test_files_of_forgotten_previews_are_swept_out(folder: Path) -> None:
    ticket()
    old = next(folder.iterdir())
    os.utime(old, (0, 0))

    ticket()

    assert not old.exists()
    assert len(list(folder.iterdir())) == 1
