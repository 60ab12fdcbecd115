"""What all fuzzers look at besides the answers."""

from __future__ import annotations

import logging
from collections.abc import Generator

import pytest

SUSPICIOUS = "django.security."


@pytest.fixture
def only_refusals_are_logged(
    errors_in_log: list[logging.LogRecord],
) -> Generator[None, None, None]:
    """Django reports what it refuses as suspicious (400) by a logger of its own; nothing else."""
    yield

    assert {
        record.name for record in errors_in_log if not record.name.startswith(SUSPICIOUS)
    } == set()
