"""`manage.py indicator CODE --place SLUG --from DATE --to DATE [--as-of DATE] [--json]`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.errors import DomainError
from core.indicators import Question, answer, get_indicator


class Command(BaseCommand):
    """Reads only; today is the default of `--as-of`."""

    help = "Counts an indicator of a place over a period."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--place", metavar="SLUG", required=True)
        for name in ("from", "to"):
            parser.add_argument(
                f"--{name}",
                dest=f"{name}_day",
                metavar="DATE",
                type=date.fromisoformat,
                required=True,
            )
        parser.add_argument("--as-of", metavar="DATE", type=date.fromisoformat, default=None)
        parser.add_argument("--json", action="store_true", help="print the answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        question = Question(
            place=options["place"],
            first=options["from_day"],
            last=options["to_day"],
            as_of=options["as_of"] or timezone.localdate(),
        )
        try:
            found = answer(options["code"], question)
            name = get_indicator(options["code"]).name
        except DomainError as error:
            raise CommandError(error.message) from error
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        share = "—" if found["value"] is None else f"{100 * float(str(found['value'])):.1f}%"
        self.stdout.write(
            f"{found['code']} {name}：{found['numerator']}/{found['denominator']} = {share}"
            f"（截至{question.day}，口径{found['rule_version']}）"
        )
