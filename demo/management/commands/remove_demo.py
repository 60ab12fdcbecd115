"""`manage.py remove_demo --yes`: the demo data goes for good; real rows stay."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.management.base import ActingCommand
from demo.removal import demo_row_count, remove_demo_data


class Command(ActingCommand):
    help = "Removes all demo data for good, where a real administrator can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--yes", action="store_true", help="Without it, only counts.")

    def act(self, actor: User | None, **options: Any) -> str | None:
        if not options["yes"]:
            return _("有%(count)d行演示数据；加上 --yes 才移除。") % {"count": demo_row_count()}
        try:
            removed = remove_demo_data(actor=actor, now=timezone.now())
        except DomainError as error:
            raise CommandError(error.message) from error
        said = _("已移除%(count)d行演示数据。") % {"count": removed.rows}
        if removed.kept_accounts:
            said += _("这些演示账号办过真实的事，已停用，名字留在记录里：%(names)s。") % {
                "names": "、".join(removed.kept_accounts)
            }
        return said
