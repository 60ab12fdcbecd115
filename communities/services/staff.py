"""Writers of staff accounts: opened with a first duty, closed when somebody leaves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.invitations import invitation_code, invited_user
from accounts.models import User
from accounts.services import register_person
from communities.models import RoleAssignment
from communities.queries.people import manageable_users
from communities.services.duties import (
    Duty,
    WiderThanOwn,
    grant_role,
    require_another_administrator,
)
from communities.services.tokens import revoke_tokens_of
from core.errors import DomainError
from core.transactions import locking

if TYPE_CHECKING:
    from accounts.models import Person


class UserNameTaken(DomainError):
    default_message = _("这个账号名已有人用，请换一个")


class InvitationOver(DomainError):
    default_message = _("这个邀请链接已经用过或过期了，请让发链接的人再发一个")


class PersonHasAccount(DomainError):
    default_message = _("这个人已有账号，请直接为他的账号任职")


@locking
def open_account(
    *,
    username: str,
    password: str | None,
    name: str,
    phone: str,
    duty: Duty,
    actor: User,
    now: datetime,
    is_demo: bool = False,
) -> User:
    """A person, the account and the first duty, together or not at all.

    The password is a first one, handed over by the appointer; without one nobody can sign in until
    it is set. Raises UserNameTaken, PersonHasAccount, PhoneInvalid and what `grant_role` raises.
    """
    user = new_account(
        username=username, password=password, name=name, phone=phone, is_demo=is_demo
    )
    grant_role(user=user, duty=duty, actor=actor, now=now)
    return user


def new_account(
    *, username: str, password: str | None, name: str, phone: str, is_demo: bool = False
) -> User:
    """A person and the account, without any duty yet; the caller gives one in the same transaction.

    Raises UserNameTaken, PersonHasAccount, PhoneInvalid.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise UserNameTaken
    person: Person = register_person(name=name, phone=phone, is_demo=is_demo)
    if User.objects.filter(person=person).exists():
        raise PersonHasAccount
    return User.objects.create_user(
        username=username, password=password, person=person, is_demo=is_demo
    )


@locking
def close_account(*, user: User, actor: User, now: datetime) -> User:
    """Nobody signs in with it any more, and every open session ends with the next request (I-23).

    The password and the API tokens go too: a session is bound to the password, so that none of them
    comes back when the account reopens.
    Raises WiderThanOwn, LastAdministrator.
    """
    _require_manageable(user, actor)
    for tenant_id in (
        RoleAssignment.objects.filter(user=user).values_list("sub_district", flat=True).distinct()
    ):
        require_another_administrator(user=user, sub_district_id=tenant_id)
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    revoke_tokens_of(user=user, now=now)
    return user


@locking
def reopen_account(*, user: User, password: str, actor: User, now: datetime) -> User:
    """Lets somebody sign in again, with a new first password. Raises WiderThanOwn."""
    _require_manageable(user, actor)
    user.is_active = True
    user.set_password(password)
    user.save(update_fields=["is_active", "password"])
    return user


@locking
def invite(*, user: User, actor: User, now: datetime) -> str:
    """The code of a link with which the colleague sets the password herself (accounts.invitations).

    Until then nobody signs in: what was her password, every open session and every earlier link end
    here. A closed account opens again. Raises WiderThanOwn.
    """
    _require_manageable(user, actor)
    user.is_active = True
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    return invitation_code(user)


@locking
def accept_invitation(*, code: str, password: str, now: datetime) -> User:
    """Sets the first password by the link's code, which ends with it. Raises InvitationOver.

    Of two who hold the same link the second is told: the code is read again under the row's lock.
    """
    invited = invited_user(code)
    if invited is None:
        raise InvitationOver
    User.objects.select_for_update(no_key=True).get(pk=invited.pk)
    user = invited_user(code)
    if user is None:
        raise InvitationOver
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _require_manageable(user: User, actor: User) -> None:
    if not manageable_users(actor).filter(pk=user.pk).exists():
        raise WiderThanOwn
