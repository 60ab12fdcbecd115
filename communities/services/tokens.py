"""Tokens of the API: issued for an account within what the issuer may give, revoked for good."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.api_secrets import new_secret, secret_digest
from accounts.choices import ApiScope
from accounts.models import ApiToken
from communities.queries.people import manageable_tokens, may_issue_token_for
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_LIFE = 366
USUAL_LIFE = 90


class NotYourAccount(DomainError):
    default_message = _("只能给自己和您能停用的账号发放、吊销令牌")


class AccountClosed(DomainError):
    default_message = _("这个账号已停用，不能发放令牌")


class ScopeMissing(DomainError):
    default_message = _("请至少选一项权限")


class LifeOutOfBounds(DomainError):
    default_message = _("有效期应在1到366天之间")


@dataclass(frozen=True, slots=True)
class Issued:
    """The token and its secret, which stands nowhere else."""

    token: ApiToken
    secret: str


@locking
def issue_token(
    *,
    user: User,
    name: str,
    scopes: Collection[str],
    days: int,
    actor: User | None,
    now: datetime,
) -> Issued:
    """A token with which a program acts as `user` for so many days.

    `actor` None: whoever has the server's shell. Raises NotYourAccount for an account that the actor
    could not have opened himself, AccountClosed, ScopeMissing, LifeOutOfBounds.
    """
    if actor is not None and not may_issue_token_for(actor, user):
        raise NotYourAccount
    if not user.is_active:
        raise AccountClosed
    if not scopes or not set(scopes) <= set(ApiScope.values):
        raise ScopeMissing
    if not 1 <= days <= LONGEST_LIFE:
        raise LifeOutOfBounds
    secret = new_secret()
    token = ApiToken.objects.create(
        user=user,
        name=name,
        digest=secret_digest(secret),
        scopes=[scope for scope in ApiScope.values if scope in scopes],
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return Issued(token, secret)


@locking
def revoke_token(*, token_id: int, actor: User | None, now: datetime) -> ApiToken:
    """Ends a token with its next request; revoking twice is revoking once. Raises NotYourAccount."""
    token: ApiToken = ApiToken.objects.select_for_update(no_key=True).get(pk=token_id)
    if actor is not None and not manageable_tokens(actor).filter(pk=token_id).exists():
        raise NotYourAccount
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
    return token


def revoke_tokens_of(*, user: User, now: datetime) -> int:
    """All of an account that closes, so that none lives again when it reopens; returns how many."""
    return ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
