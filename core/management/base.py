"""The base of commands that write: whoever acts stands in the audit trail."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.audit import acting_as
from accounts.models import User


class ActingCommand(BaseCommand):
    """Takes `--as USER` and runs `act(actor, options)` in the audit context; without it, the system."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as", dest="as_user", metavar="USER", help="The user who acts.")

    def handle(self, *args: Any, **options: Any) -> str | None:
        actor = self._actor(options["as_user"])
        name = type(self).__module__.rpartition(".")[2]
        with acting_as(actor, reason=f"manage.py {name}"):
            return self.act(actor, **options)

    def act(self, actor: User | None, **options: Any) -> str | None:
        raise NotImplementedError

    def _actor(self, username: str | None) -> User | None:
        if not username:
            return None
        try:
            return User.objects.get(username=username, is_active=True)
        except User.DoesNotExist:
            raise CommandError(f"There is no active user {username}.") from None
