from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.api_secrets import secret_digest
from accounts.models import ApiToken, User
from communities.queries.people import manageable_tokens, visible_tokens
from communities.services.staff import close_account, reopen_account
from communities.services.tokens import (
    AccountClosed,
    LifeOutOfBounds,
    NotYourAccount,
    ScopeMissing,
    issue_token,
    revoke_token,
)
from tests.factories.accounts import PASSWORD, ApiTokenFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SignIn = Callable[[User], Client]


def issue(user: User, actor: User | None, **given: Any) -> Any:
    asked = {"name": "社区大屏", "scopes": ["log", "read"], "days": 30, "now": NOW, **given}
    return issue_token(user=user, actor=actor, **asked)


def events(token: ApiToken) -> list[str]:
    history = ApiToken.pgh_event_models["insert"].objects.filter(pgh_obj_id=token.pk)
    return list(history.order_by("pgh_id").values_list("pgh_label", flat=True))


def test_a_token_is_kept_as_a_digest_and_its_secret_is_long_and_recognisable(cast: Cast) -> None:
    issued = issue(cast.steward, cast.secretary)

    token = ApiToken.objects.get()
    assert re.fullmatch(r"honglin_[\w-]{43}", issued.secret)
    assert token.digest == secret_digest(issued.secret)
    assert issued.secret not in str(ApiToken.objects.values().get())
    assert (token.scopes, token.expires_at) == (["read", "log"], NOW + timedelta(days=30))
    assert events(token) == ["insert"]


def test_two_tokens_never_share_a_secret(cast: Cast) -> None:
    secrets = {issue(cast.steward, None).secret for _ in range(20)}

    assert len(secrets) == 20


@pytest.mark.parametrize(
    ("actor", "user", "may"),
    [
        ("secretary", "steward", True),
        ("secretary", "secretary", True),
        ("secretary", "official", False),
        ("secretary", "outsider", False),
        ("official", "secretary", True),
        ("manager", "steward", False),
        ("manager", "manager", True),
        ("admin", "outsider", True),
        ("official", "admin", False),
    ],
)
def test_one_issues_and_revokes_only_for_oneself_and_for_accounts_one_could_open(
    cast: Cast, actor: str, user: str, may: bool
) -> None:
    standing = ApiTokenFactory(user=getattr(cast, user))
    acts: list[Callable[[], Any]] = [
        lambda: issue(getattr(cast, user), getattr(cast, actor)),
        lambda: revoke_token(token_id=standing.pk, actor=getattr(cast, actor), now=NOW),
    ]

    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(NotYourAccount):
                act()
    standing.refresh_from_db()
    assert (standing.revoked_at is not None) is may
    assert ApiToken.objects.filter(name="社区大屏").exists() is may


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"scopes": []}, ScopeMissing),
        ({"scopes": ["everything"]}, ScopeMissing),
        ({"days": 0}, LifeOutOfBounds),
        ({"days": 367}, LifeOutOfBounds),
    ],
)
def test_scopes_and_life_are_bounded(
    cast: Cast, given: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        issue(cast.steward, None, **given)

    assert not ApiToken.objects.exists()


def test_the_database_refuses_unknown_scopes_and_a_life_that_ends_before_it_begins(
    cast: Cast,
) -> None:
    wrongs: list[dict[str, Any]] = [
        {"scopes": ["all"]},
        {"scopes": []},
        {"expires_at": NOW - timedelta(days=2)},
    ]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            ApiTokenFactory(user=cast.steward, **wrong)


def test_a_closed_account_gets_no_token_and_loses_those_it_had_for_good(cast: Cast) -> None:
    token = ApiTokenFactory(user=cast.steward)

    close_account(user=cast.steward, actor=cast.secretary, now=NOW)
    with pytest.raises(AccountClosed):
        issue(cast.steward, cast.secretary)
    reopen_account(user=cast.steward, password=PASSWORD, actor=cast.secretary, now=NOW)

    assert not ApiToken.objects.standing(NOW).filter(pk=token.pk).exists()


def test_revoking_twice_is_revoking_once(cast: Cast) -> None:
    token = ApiTokenFactory(user=cast.steward)

    first = revoke_token(token_id=token.pk, actor=cast.secretary, now=NOW)
    again = revoke_token(token_id=token.pk, actor=cast.secretary, now=NOW + timedelta(hours=1))

    assert first.revoked_at == again.revoked_at == NOW
    assert events(token) == ["insert", "update"]


def test_tokens_are_seen_where_their_accounts_are(cast: Cast) -> None:
    here = ApiTokenFactory(user=cast.steward)
    there = ApiTokenFactory(user=cast.outsider)

    assert set(visible_tokens(cast.official)) == {here}
    assert set(visible_tokens(cast.auditor)) == {here}
    assert set(manageable_tokens(cast.auditor)) == set()
    assert set(visible_tokens(cast.outsider)) == {there}


def test_the_command_prints_the_secret_alone_and_revokes_by_number(cast: Cast) -> None:
    out, said = io.StringIO(), io.StringIO()
    call_command(
        "issue_api_token", "steward", "--name", "门口平板", "--scopes", "check-in,read",
        "--days", "7", "--as", "secretary", stdout=out, stderr=said,
    )  # fmt: skip

    token = ApiToken.objects.get()
    assert ApiToken.objects.of_secret(out.getvalue().strip()).get() == token
    assert token.scopes == ["read", "check-in"]
    assert f"Token {token.pk} of steward" in said.getvalue()

    call_command("revoke_api_token", str(token.pk), stdout=out)
    token.refresh_from_db()
    assert token.revoked_at is not None


@pytest.mark.parametrize(
    "arguments",
    [
        ["issue_api_token", "nobody", "--name", "x"],
        ["issue_api_token", "steward", "--name", "x", "--scopes", "all"],
        ["issue_api_token", "steward", "--name", "x", "--days", "9999"],
        ["issue_api_token", "official", "--name", "x", "--as", "secretary"],
        ["revoke_api_token", "123456"],
    ],
)
def test_the_command_refuses_in_words(cast: Cast, arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command(*arguments)

    assert not ApiToken.objects.exists()


@pytest.mark.usefixtures("theme_templates")
def test_the_admin_shows_a_secret_once_and_keeps_it_nowhere(cast: Cast, client_of: SignIn) -> None:
    client = client_of(cast.secretary)
    form = {"user": cast.steward.pk, "name": "社区大屏", "scopes": ["read", "log"], "days": 30}

    page = client.post(reverse("admin:accounts_apitoken_add"), form)

    token = ApiToken.objects.get()
    found = re.search(r"honglin_[\w-]{43}", page.content.decode())
    assert found is not None
    assert ApiToken.objects.of_secret(found[0]).get() == token
    assert "no-store" in page["Cache-Control"]
    for address in ("changelist", "change", "history"):
        args = [] if address == "changelist" else [token.pk]
        later = client.get(reverse(f"admin:accounts_apitoken_{address}", args=args))
        assert later.status_code == 200
        assert found[0] not in later.content.decode()
        assert token.digest not in later.content.decode()
        assert "随手记" in later.content.decode()


@pytest.mark.usefixtures("theme_templates")
def test_the_admin_keeps_what_was_typed_when_it_refuses(cast: Cast, client_of: SignIn) -> None:
    form = {"user": cast.official.pk, "name": "社区大屏", "scopes": ["read"], "days": 30}

    seen_but_wider = client_of(cast.secretary).post(reverse("admin:accounts_apitoken_add"), form)
    own = {**form, "user": cast.secretary.pk, "days": 999}
    too_long = client_of(cast.secretary).post(reverse("admin:accounts_apitoken_add"), own)

    assert seen_but_wider.status_code == 200
    assert "选择一个有效的选项" in seen_but_wider.content.decode()
    assert 'value="社区大屏"' in too_long.content.decode()
    assert not ApiToken.objects.exists()


@pytest.mark.usefixtures("theme_templates")
def test_the_admin_revokes_the_chosen_tokens(cast: Cast, client_of: SignIn) -> None:
    token = ApiTokenFactory(user=cast.steward)
    own_of_other = ApiTokenFactory(user=cast.outsider)
    chosen = {"action": "revoke_tokens", "_selected_action": [token.pk, own_of_other.pk]}

    client_of(cast.secretary).post(reverse("admin:accounts_apitoken_changelist"), chosen)

    token.refresh_from_db()
    own_of_other.refresh_from_db()
    assert token.revoked_at is not None
    assert own_of_other.revoked_at is None
