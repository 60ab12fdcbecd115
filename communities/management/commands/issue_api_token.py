"""`manage.py issue_api_token USER --name NAME [--scopes read,log] [--days N]`: the secret, once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from accounts.choices import ApiScope
from accounts.models import User
from communities.services.tokens import USUAL_LIFE, issue_token
from core.errors import DomainError
from core.management.base import ActingCommand


class Command(ActingCommand):
    help = "Issues an API token for an account and prints its secret, which is shown only here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("user", metavar="USER", help="The account as which the program acts.")
        parser.add_argument("--name", required=True, help="What the program is, e.g. 社区大屏.")
        parser.add_argument(
            "--scopes",
            default=ApiScope.READ.value,
            help=f"Comma-separated, of: {', '.join(ApiScope.values)}. Default: read.",
        )
        parser.add_argument("--days", type=int, default=USUAL_LIFE, help="How long it lives.")

    def act(self, actor: User | None, **options: Any) -> str | None:
        scopes = [part.strip() for part in options["scopes"].split(",") if part.strip()]
        unknown = sorted(set(scopes) - set(ApiScope.values))
        if unknown:
            raise CommandError(f"There is no scope {', '.join(unknown)}.")
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['user']}.")
        try:
            issued = issue_token(
                user=user,
                name=options["name"][:60],
                scopes=scopes,
                days=options["days"],
                actor=actor,
                now=timezone.now(),
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stderr.write(
            f"Token {issued.token.pk} of {user.username} until {issued.token.expires_at:%Y-%m-%d};"
            " it is shown only this once:"
        )
        return issued.secret
