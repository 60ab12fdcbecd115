"""Where one instance's servers keep data and sockets, and under which account they run.

PostgreSQL refuses to run as root, so under root both servers run as a system account. Existing
folders never change hands or permissions: where that account can't reach the checkout, the data
goes to a folder of its own under the system's state directory, the server's binaries beside it.
Sockets live in a short private folder, because their path is limited to about 107 bytes.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

SYSTEM_ACCOUNTS = ("postgres", "daemon", "nobody")
STATE_DIRECTORY = Path("/var/lib/honglin")


class CannotStart(Exception):
    """What keeps the servers from starting, as a sentence for the person at the terminal."""


@dataclass(frozen=True)
class Home:
    """The folders of one instance: `var` belongs to who started it, the others to the account."""

    var: Path
    data: Path
    run: Path
    account: pwd.struct_passwd | None
    binaries: Path
    binaries_copied: bool

    @property
    def moved(self) -> bool:
        return self.data != self.var

    def as_account(self) -> dict[str, Any]:
        """Arguments of `subprocess` that run a program as the servers' account."""
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}


def open_home(var: Path, binaries: Path) -> Home:
    """Makes the folders of the instance that keeps its data under `var`."""
    refuse_unusable_path(var)
    var.mkdir(parents=True, exist_ok=True)
    var = var.resolve()
    account = account_for(var)
    data = var
    if account and not _reaches(account, var):
        data = STATE_DIRECTORY / _short_name(var)
        data.mkdir(parents=True, exist_ok=True)
        if not _reaches(account, data):
            raise CannotStart(f"系统账号 {account.pw_name} 无法进入 {data}，数据库不能启动。")
    copied = account is not None and not _reaches(account, binaries)
    if copied:
        binaries = _copy_binaries(binaries, data)
    return Home(var, data, socket_folder(var, account), account, binaries, copied)


def refuse_unusable_path(path: Path) -> None:
    """supervisor's parser takes ` #` and ` ;` for the start of a comment, even inside quotes."""
    if any(sign in str(path) for sign in (" #", " ;", "\n")):
        raise CannotStart(f"路径“{path}”里有“空格加 # 或 ;”，启动程序不支持，请换一个文件夹。")


def account_for(var: Path) -> pwd.struct_passwd | None:
    """The account of existing data, else the first system account; None for an ordinary user."""
    if os.geteuid() != 0:
        return None
    for folder in (var / "postgres", STATE_DIRECTORY / _short_name(var) / "postgres"):
        if folder.exists() and folder.stat().st_uid != 0:
            try:
                return pwd.getpwuid(folder.stat().st_uid)
            except KeyError:
                raise CannotStart(f"{folder} 属于一个已不存在的账号，请先改正其所有者。") from None
    for name in SYSTEM_ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotStart("以 root 运行时需要一个普通系统账号来运行数据库，但本机没有找到。")


def own_folder(folder: Path, account: pwd.struct_passwd | None) -> None:
    """A new private folder for the account; an existing one stays as it is."""
    if folder.exists():
        return
    folder.mkdir(mode=0o700)
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)


def hold_lock(path: Path) -> IO[str] | None:
    """An exclusive lock for as long as the returned file is open, or None where it is held."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _short_name(var: Path) -> str:
    return hashlib.sha256(os.fsencode(var)).hexdigest()[:12]


def socket_folder(var: Path, account: pwd.struct_passwd | None) -> Path:
    temp = Path(tempfile.gettempdir())
    if len(str(temp)) > 60:
        temp = Path("/tmp")  # noqa: S108  a private folder inside, whose owner and mode are checked
    uid = account.pw_uid if account else os.geteuid()
    folder = temp / f"honglin-{uid}-{_short_name(var)}"
    own_folder(folder, account)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or found.st_mode & 0o077:
        raise CannotStart(f"{folder} 不是本程序的私有文件夹，请删除后再试。")
    return folder


def _reaches(account: pwd.struct_passwd, path: Path) -> bool:
    """Asked by trying, because mode bits don't know access lists and mounts."""
    tried = subprocess.run(
        ["/usr/bin/env", "test", "-x", str(path)],
        cwd="/",
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        check=False,
    )
    return tried.returncode == 0


def _copy_binaries(binaries: Path, data: Path) -> Path:
    """Copies the server (38 MB) with the libraries that it expects three folders above itself."""
    install = binaries.parent
    package = install.parent
    version = hashlib.sha256(f"{binaries}{binaries.stat().st_mtime_ns}".encode()).hexdigest()[:8]
    target = data / f"server-{version}"
    if not target.exists():
        half = data / f"server-{version}.new"
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(install, half / package.name / install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name)
        _open_for_all(half)
        half.rename(target)
    return target / package.name / install.name / binaries.name


def _open_for_all(folder: Path) -> None:
    """Our own copy only: readable whatever the umask was."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            extra = 0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444
            path.chmod(path.stat().st_mode | extra)
