"""The secret of an API token: made here, shown once, kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets

# So that scanners and people know a token that strayed into a file or a chat.
PREFIX = "honglin_"
RANDOM_BYTES = 32


def new_secret() -> str:
    """`honglin_` and 43 random characters (256 bits)."""
    return PREFIX + secrets.token_urlsafe(RANDOM_BYTES)


def secret_digest(secret: str) -> str:
    """SHA-256 as 64 hex digits; enough for a secret that nobody can guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
