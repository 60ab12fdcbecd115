"""What the launcher needs done before the web may start, in one process: each costs seconds."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "Migrates as the owner, grants the application its rights and, once, seeds the demo."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("正在准备数据表……"))
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        call_command("grant_app", verbosity=0)
        if options["seed"]:
            self.stdout.write(_("正在写入演示数据……"))
            call_command("seed_demo")
