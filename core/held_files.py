"""Uploaded files between their preview and its confirmation: bound to who, what and content.

A held file lies outside the media, under a name nobody can guess, for an hour at most; its ticket is
signed, so a confirmation imports exactly the bytes that were previewed, by the same user.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from core.errors import DomainError

if TYPE_CHECKING:
    from accounts.models import User

SALT = "core.held_files"
KEPT_SECONDS = 60 * 60


class HeldFileGone(DomainError):
    """The ticket is old, not this user's, or its file is no longer the one that was shown."""

    def __init__(self) -> None:
        super().__init__(_("上传的文件已经过期，请重新选择文件。"))


@dataclass(frozen=True)
class HeldFile:
    """A file that waits for its confirmation."""

    name: str
    content: bytes
    path: Path

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


def hold(content: bytes, *, name: str, purpose: str, user: User) -> str:
    """Keeps the file and answers with its ticket; files of forgotten previews are swept out."""
    folder = Path(settings.IMPORT_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    key = secrets.token_hex(32)
    path = folder / key
    path.touch(mode=0o600)
    path.write_bytes(content)
    ticket = {
        "key": key,
        "name": name[-120:],
        "purpose": purpose,
        "user": user.pk,
        "digest": hashlib.sha256(content).hexdigest(),
    }
    return signing.dumps(ticket, salt=SALT)


def held(ticket: str, *, purpose: str, user: User) -> HeldFile:
    """The file of a ticket; raises HeldFileGone for any other user, purpose, age or content."""
    try:
        given = signing.loads(ticket, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise HeldFileGone from error
    if (given["purpose"], given["user"]) != (purpose, user.pk):
        raise HeldFileGone
    path = Path(settings.IMPORT_ROOT) / given["key"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise HeldFileGone from error
    if hashlib.sha256(content).hexdigest() != given["digest"]:
        raise HeldFileGone
    return HeldFile(given["name"], content, path)


def _sweep(folder: Path) -> None:
    oldest = time.time() - KEPT_SECONDS
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except FileNotFoundError:
            continue  # swept by another process
