"""Staff sign-in through its pages: words, lockout, second factor, how long it lasts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from pytest_django import Settings

from accounts.adapters import client_ip
from accounts.models import User
from communities.choices import Role
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.communities import RoleAssignmentFactory
from tests.people import Cast

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
HOUR = 60 * 60
FIELD, DESK = 14 * 24 * HOUR, 12 * HOUR


def _sign_in(client: Client, user: User | str, password: str = PASSWORD, **more: str):
    name = user if isinstance(user, str) else user.username
    return client.post(LOGIN, {"login": name, "password": password, **more})


def _current_code(secret: str) -> str:
    return totp.format_hotp_value(
        totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))
    )


def test_the_page_speaks_chinese_and_offers_no_sign_up(client: Client) -> None:
    page = client.get(LOGIN, headers={"accept-language": "en"}).content.decode()

    assert "工作人员登录" in page
    assert "账号" in page
    assert "Remember" not in page
    assert "signup" not in page


def test_a_right_password_signs_in_and_goes_where_it_was_asked(
    client: Client, steward: User
) -> None:
    response = _sign_in(client, steward, next="/help/")

    assert (response.status_code, response["Location"]) == (302, "/help/")
    assert client.session["_auth_user_id"] == str(steward.pk)


def test_signing_in_leads_to_no_other_site(client: Client, steward: User) -> None:
    response = _sign_in(client, steward, next="https://evil.example/")

    assert "evil.example" not in response["Location"]


def test_a_wrong_password_keeps_the_typed_name_and_says_why(client: Client, steward: User) -> None:
    response = _sign_in(client, steward, "wrong")
    page = response.content.decode()

    assert response.status_code == 200
    assert "账号或密码不对，请再试一次" in page
    assert f'value="{steward.username}"' in page
    assert "wrong" not in page


def test_an_unknown_name_gets_the_same_words(client: Client, steward: User) -> None:
    assert "账号或密码不对，请再试一次" in _sign_in(client, "nobody", "wrong").content.decode()


def test_five_wrong_passwords_lock_the_account_for_this_address_in_words(
    client: Client, settings: Settings, steward: User, secretary: User
) -> None:
    settings.AXES_ENABLED = True

    answers = [_sign_in(client, steward, "wrong") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "请15分钟后再试" in answers[-1].content.decode()
    assert _sign_in(client, steward).status_code == 429
    assert _sign_in(client, secretary).status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert _sign_in(elsewhere, steward).status_code == 302


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "192.0.2.9")])
def test_behind_a_trusted_proxy_the_visitors_own_address_counts(
    rf: RequestFactory, settings: Settings, proxies: int, seen: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    forged = rf.post(LOGIN, headers={"x-forwarded-for": "198.51.100.1, 192.0.2.9"})

    assert client_ip(forged) == seen


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("steward", FIELD),
        ("manager", FIELD),
        ("leader", FIELD),
        ("branch_secretary", FIELD),
        ("secretary", DESK),
        ("official", DESK),
        ("auditor", DESK),
        ("admin", DESK),
        ("resident", DESK),
    ],
)
def test_a_sign_in_lasts_as_its_duty_needs(
    client: Client, cast: Cast, name: str, seconds: int
) -> None:
    _sign_in(client, getattr(cast, name))

    assert client.session.get_expiry_age() == seconds


def test_a_second_duty_at_a_desk_shortens_it(client: Client, cast: Cast) -> None:
    RoleAssignmentFactory(
        user=cast.steward, role=Role.COMMUNITY_STAFF, complex=None, community=cast.community
    )

    _sign_in(client, cast.steward)

    assert client.session.get_expiry_age() == DESK


def test_the_second_factor_is_set_up_and_then_asked_for(
    client: Client, client_of: Callable[[User], Client], steward: User
) -> None:
    _sign_in(client, steward)
    asks_again = client.get("/accounts/2fa/totp/activate/")
    assert asks_again["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    right = client.post("/accounts/2fa/totp/activate/", {"code": _current_code(secret)})

    assert "验证码不对" in wrong.content.decode()
    assert right["Location"] == "/accounts/2fa/recovery-codes/"
    codes_page = client.get("/accounts/2fa/recovery-codes/").content.decode()

    again = Client()
    asked = _sign_in(again, steward)
    assert asked["Location"].startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in again.session
    assert "两步验证" in again.get("/accounts/2fa/authenticate/").content.decode()
    code = RecoveryCodes(
        Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    ).get_unused_codes()[0]
    assert code in codes_page
    again.post("/accounts/2fa/authenticate/", {"code": code})
    assert again.session["_auth_user_id"] == str(steward.pk)
    assert again.session.get_expiry_age() == FIELD

    reused = Client()
    _sign_in(reused, steward)
    answer = reused.post("/accounts/2fa/authenticate/", {"code": code})
    assert "验证码不对" in answer.content.decode()


def test_every_page_of_ones_own_security_opens(client: Client, steward: User) -> None:
    _sign_in(client, steward)

    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    for name in (
        "mfa_index",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
    ):
        page = client.get(reverse(name))
        assert page.status_code == 200
        assert "[[missing" not in page.content.decode().split("<main")[1].split("</main")[0]


def test_pages_of_ones_own_security_ask_visitors_to_sign_in(client: Client) -> None:
    for name in ("mfa_index", "account_change_password", "mfa_view_recovery_codes"):
        response = client.get(reverse(name))
        assert response.status_code == 302
        assert response["Location"].startswith(LOGIN)


def test_a_password_of_eleven_characters_is_refused_in_words(client: Client, steward: User) -> None:
    _sign_in(client, steward)

    def change(new: str):
        return client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": new, "password2": new},
        )

    refused = change("short-pass1")
    assert refused.status_code == 200
    assert "密码太短了，至少要12位" in refused.content.decode()
    assert change("a-much-longer-pass1").status_code == 302
    assert Client().login(username=steward.username, password="a-much-longer-pass1")


def test_signing_out_is_a_post(client: Client, steward: User) -> None:
    _sign_in(client, steward)

    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_set_password"]
)
def test_what_staff_do_not_need_is_not_routed(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_every_route_of_sign_in_declares_its_access() -> None:
    from core.urls import urlpatterns

    missing = [pattern.name for pattern in urlpatterns if not hasattr(pattern.callback, "access")]

    assert missing == []


def test_an_account_without_a_person_signs_in(client: Client) -> None:
    user = UserFactory(person=None)

    assert _sign_in(client, user).status_code == 302


def test_unknown_addresses_below_accounts_are_not_found() -> None:
    with pytest.raises(Resolver404):
        resolve("/accounts/signup/")
