"""Delivers what is due without Celery: once, or in a loop where no worker can run."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.db import close_old_connections

from accounts.models import User
from core.management.base import ActingCommand
from core.services.heartbeats import BEAT, WORKER, note_heartbeat
from core.services.outbox import deliver_due_messages


class Command(ActingCommand):
    help = "Sends due messages; --loop goes on until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--loop", action="store_true", help="Every 30 s, until Ctrl-C.")
        parser.add_argument("--every", type=float, default=30.0, help="Seconds between rounds.")

    def act(self, actor: User | None, **options: Any) -> None:
        while True:
            handled = deliver_due_messages()
            if options["verbosity"]:
                self.stdout.write(f"{handled} messages handled.")
            if not options["loop"]:
                return
            note_heartbeat(BEAT, WORKER)
            close_old_connections()
            time.sleep(options["every"])
