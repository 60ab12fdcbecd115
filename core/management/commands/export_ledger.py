"""`manage.py export_ledger KIND FILE --as USER`: the rows that this user may see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.audit import acting_as
from core.errors import DomainError
from core.ledgers import get_ledger
from core.management.commands.import_ledger import user_named
from core.sheets import write_csv, write_xlsx

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Writes XLSX, or CSV where the file is called so."""

    help = "Exports a ledger (XLSX or CSV) as a user."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--as", dest="username", metavar="USER", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        user = user_named(options["username"])
        write = write_csv if file.suffix.lower() == ".csv" else write_xlsx
        try:
            with acting_as(user, reason=f"export_ledger {options['kind']}", file=file.name):
                sheet = get_ledger(options["kind"]).sheet(user=user, now=timezone.now())
            file.write_bytes(write(sheet))
        except DomainError as error:
            raise CommandError(error.message) from error
        except OSError as error:
            raise CommandError(f"写不了文件：{error.strerror}") from error
        self.stdout.write(f"已导出 {len(sheet.rows)} 行到 {file}")
