"""Structured events go through Python's logging, so that `LOGGING` alone decides what is kept."""

from __future__ import annotations

import structlog


def configure_structlog() -> None:
    """One line an event, with the request's id; dropped early where its logger is not asked."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_logger_name,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
