"""`manage.py import_ledger KIND FILE --as USER`: a ledger file, within that user's scope."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.audit import acting_as
from accounts.models import User
from core.errors import DomainError
from core.ledger_files import Report, RowError, import_file
from core.ledgers import get_ledger

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Exit 0: done, or the rehearsal found nothing wrong. Exit 1: wrong, and nothing was written."""

    help = "Imports a ledger (XLSX or CSV) as a user: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--as", dest="username", metavar="USER", required=True)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument(
            "--good-rows-only", action="store_true", help="write the rows without problems"
        )
        parser.add_argument(
            "--json", action="store_true", help="print the counts and errors as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = self._import(**options)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self._say(report)
        if report.errors and not report.applied:
            raise SystemExit(1)

    def _import(
        self, *, kind: str, file: Path, username: str, dry_run: bool, good_rows_only: bool, **_: Any
    ) -> Report:
        actor = user_named(username)
        try:
            with acting_as(actor, reason=f"import_ledger {kind}", file=file.name):
                return import_file(
                    get_ledger(kind),
                    content=file.read_bytes(),
                    filename=file.name,
                    actor=actor,
                    now=timezone.now(),
                    dry_run=dry_run,
                    good_rows_only=good_rows_only,
                )
        except OSError as error:
            message = f"读不到文件：{error.strerror}"
            return _refusal(file, message)
        except DomainError as error:
            return _refusal(file, error.message)

    def _say(self, report: Report) -> None:
        self.stdout.write(
            f"新增 {report.new} · 修改 {report.changed} · 不变 {report.unchanged} · "
            f"有错 {report.error_row_count}"
        )
        for skipped in report.skipped:
            self.stdout.write(f"略过“{skipped.heading}”列：{skipped.reason}")
        for error in report.errors:
            where = f"第 {error.row} 行 {error.column}" if error.row else error.column
            self.stdout.write(f"{where}“{error.value}”：{error.message}")
        for one in report.warnings:
            self.stdout.write(f"留意第 {one.row} 行 {one.column}“{one.value}”：{one.message}")
        if not report.applied:
            self.stdout.write("没有写入任何数据。")


def user_named(username: str) -> User:
    """The active user of that name; the command acts within his scope."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"没有“{username}”这个账号，或已停用。")
    return user


def _refusal(file: Path, message: str) -> Report:
    """A file that can't be taken at all, in the shape of a report."""
    return Report(0, 0, 0, errors=(RowError(0, "", file.name, message),))
