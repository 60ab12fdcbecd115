"""Composition root: imported by nobody but the processes that it starts."""

from config.celery import app as celery_app

__all__ = ("celery_app",)
