from __future__ import annotations

import os
import signal
import sys
from typing import Any

from celery.signals import worker_process_init
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from demo.child import die_with_parent


class DemoConfig(AppConfig):
    name = "demo"
    verbose_name = _("演示")

    def ready(self) -> None:
        """A killed worker takes its pool along; on real servers the service manager does that."""
        from demo.views import removal_step  # noqa: PLC0415  models must be loaded
        from portal import setup_steps  # noqa: PLC0415  the same

        worker_process_init.connect(end_with_worker)
        setup_steps.register(removal_step)


def end_with_worker(**_signal: Any) -> None:
    """In a pool process as it begins: it would live on until its task or a time-out ends."""
    if sys.platform == "linux":
        die_with_parent(signal.SIGKILL, os.getppid())
