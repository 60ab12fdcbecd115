"""Reads the environment, and where it is silent the files that this checkout's launcher wrote.

Order: the process's environment, then `.env`, then `$HONGLIN_VAR/instance.env` (written by
`make demo`, mode 0600), so that a bare `manage.py` reaches the running instance.
Every variable stands in `.env.example` with its default and meaning.
"""

from __future__ import annotations

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

HONGLIN_VAR = Path(env.str("HONGLIN_VAR", default=str(BASE_DIR / "var")))
if "DATABASE_URL" in env.ENVIRON:  # never one server's application with another's owner
    env.ENVIRON.setdefault("DATABASE_OWNER_URL", env.ENVIRON["DATABASE_URL"])
env.read_env(HONGLIN_VAR / "instance.env")
