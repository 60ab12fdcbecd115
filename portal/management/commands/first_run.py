"""`manage.py first_run`: a link to open the first sub-district; with `--name` it is opened here.

manage.py first_run
manage.py first_run --name 跳蹬河街道 --community 跳蹬河社区 --official "王建国 13800000000"
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from communities.services.first_run import open_sub_district, setup_code
from core.errors import DomainError
from core.management.base import ActingCommand
from portal.forms.setup import SetupForm


class Command(ActingCommand):
    help = "Prints a link that opens a sub-district (72 hours, once); with --name opens it at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--name", help="The sub-district, e.g. 跳蹬河街道.")
        parser.add_argument("--city", default="", help="Where it lies, e.g. 成都市成华区.")
        parser.add_argument("--division-code", default="", help="Nine digits, where known.")
        parser.add_argument("--phone", default="", help="What residents ring.")
        parser.add_argument("--slug", default="", help="For addresses; pinyin by default.")
        parser.add_argument("--community", action="append", default=[], help="Again for each.")
        parser.add_argument(
            "--official", action="append", default=[], help='"NAME PHONE"; again for each.'
        )

    def act(self, actor: User | None, **options: Any) -> str | None:
        if not options["name"]:
            link = _address("portal:setup_link", setup_code())
            self.stderr.write(_("打开这个链接开通街道，72小时内有效，只能用一次："))
            return link
        form = SetupForm(
            {
                "name": options["name"],
                "city_name": options["city"],
                "division_code": options["division_code"],
                "phone": options["phone"],
                "slug": options["slug"],
                "communities": "\n".join(options["community"]),
                "officials": "\n".join(options["official"]),
            }
        )
        if not form.is_valid():
            raise CommandError(_sentences(form.errors.as_data()))
        try:
            opened = open_sub_district(
                facts=form.facts(),
                officials=form.cleaned_data["officials"],
                actor=actor,
                now=timezone.now(),
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stderr.write(_("链接72小时内有效，用过就失效，请发给本人："))
        return "\n".join(
            f"{one.user.display_name} {one.user.username} {_address('portal:invitation', one.code)}"
            for one in opened.invited
        )


def _address(name: str, code: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(name, args=[code])}"


def _sentences(errors: dict[str, list[ValidationError]]) -> str:
    return "；".join(text for many in errors.values() for one in many for text in one.messages)
