"""What one instance knows about itself: addresses and generated keys, in `instance.env`.

`config/env.py` reads the same file where the environment is silent, so that a bare `manage.py`
reaches the running instance. Keys are generated once: another phone key would orphan every
stored phone.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet

FILE_NAME = "instance.env"
PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105  no letters that look alike


def read(var: Path) -> dict[str, str]:
    try:
        lines = (var / FILE_NAME).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {name: value.removeprefix("'").removesuffix("'") for name, _, value in pairs}


def write(var: Path, values: dict[str, str]) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    half = var / f"{FILE_NAME}.new"
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}='{value}'\n" for name, value in values.items())
    half.rename(var / FILE_NAME)


def keys(known: dict[str, str]) -> dict[str, str]:
    """Those of the last start, and new ones for what is missing."""
    made = {
        "SECRET_KEY": lambda: secrets.token_urlsafe(50),
        "FIELD_KEYS": lambda: Fernet.generate_key().decode(),
        "PHONE_HMAC_KEY": lambda: secrets.token_urlsafe(32),
        "DEMO_PASSWORD": _password,
    }
    return {name: known.get(name) or make() for name, make in made.items()}


def _password() -> str:
    """To be read from a screen and typed: four groups, about 79 bits."""
    return "-".join("".join(secrets.choice(PASSWORD_LETTERS) for _ in range(4)) for _ in range(4))
