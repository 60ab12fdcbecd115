"""Becomes one supervised program: changes to its account, asks to die with its parent, executes.

`python -m demo.child [--account NAME] [--postgres DATA RUN] --with-parent INT -- program args...`
A kill -9 of the supervisor would otherwise orphan every program, and a second start would run
two servers on one folder. Asking the kernel (PR_SET_PDEATHSIG) is Linux only; elsewhere the lock
on the data folder and the pid checks serve.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import pwd
import signal
import sys
from pathlib import Path

from demo.embedded import pidfile

PR_SET_PDEATHSIG = 1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--account")
    parser.add_argument("--with-parent", required=True, choices=("INT", "TERM", "KILL"))
    parser.add_argument("--parent-pid-file", type=Path)
    parser.add_argument("--postgres", nargs=2, type=Path, metavar=("DATA", "RUN"))
    parser.add_argument("program", nargs="+")
    wanted = parser.parse_args()
    parent = os.getppid()
    if wanted.parent_pid_file and int(wanted.parent_pid_file.read_text()) != parent:
        # The supervisor died before we could ask whose child we are: nobody would ever stop us.
        sys.exit(1)
    if wanted.postgres:
        pidfile.settle(*wanted.postgres)
    if wanted.account and os.geteuid() == 0:
        os.chdir("/")
        become(wanted.account)
    if sys.platform == "linux":
        die_with_parent(signal.Signals[f"SIG{wanted.with_parent}"], parent)
    os.execv(wanted.program[0], wanted.program)  # noqa: S606  the launcher's own words


def become(name: str) -> None:
    account = pwd.getpwnam(name)
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)


def die_with_parent(last_signal: signal.Signals, parent: int) -> None:
    """Comes after the change of account, which would clear it; exec keeps it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, int(last_signal), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:  # it died while we were asking
        sys.exit(1)


if __name__ == "__main__":
    main()
