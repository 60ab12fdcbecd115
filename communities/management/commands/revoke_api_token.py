"""`manage.py revoke_api_token ID`: ends a token with its next request."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from accounts.models import ApiToken, User
from communities.services.tokens import revoke_token
from core.errors import DomainError
from core.management.base import ActingCommand


class Command(ActingCommand):
    help = "Revokes an API token by its number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("token", metavar="ID", type=int)

    def act(self, actor: User | None, **options: Any) -> str | None:
        try:
            token = revoke_token(token_id=options["token"], actor=actor, now=timezone.now())
        except ApiToken.DoesNotExist:
            raise CommandError(f"There is no token {options['token']}.") from None
        except DomainError as error:
            raise CommandError(error.message) from error
        return f"Token {token.pk} is revoked."
