"""Who is let in: tokens, sessions, duties that end, and how often (reliability I-23, I-33, I-34)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.choices import ApiScope
from accounts.models import User
from activities.models import Session
from communities.services.staff import close_account
from core.api import throttles
from tests.factories.accounts import ApiTokenFactory
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.people import Cast
from tests.programs import Program, refusal

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def planned(cast: Cast) -> Session:
    """Only whoever serves complex A1 knows of it."""
    activity = ActivityFactory(complex=cast.complex, state="PLANNED")
    made: Session = SessionFactory(activity=activity, complex=cast.complex)
    return made


def sees(program: Program, session: Session) -> bool:
    response = program.get(f"sessions/{session.pk}/")
    if response.status_code == 404:
        return False
    assert response.json()["id"] == session.pk
    return True


def test_a_token_acts_with_the_duties_of_its_account(cast: Cast, planned: Session) -> None:
    assert sees(Program(cast.manager), planned)
    assert not sees(Program(cast.sibling_manager), planned)
    assert not sees(Program(cast.outsider), planned)
    assert not sees(Program(), planned)


def test_a_duty_that_ends_ends_with_the_next_request(cast: Cast, planned: Session) -> None:
    program = Program(cast.manager)
    assert sees(program, planned)

    cast.manager.role_assignments.update(valid_until=timezone.localdate() - timedelta(days=1))

    assert not sees(program, planned)


def test_an_account_that_is_closed_is_refused_with_the_next_request(cast: Cast) -> None:
    program = Program(cast.steward)
    by_flag = Program(cast.manager)
    assert program.get("sessions/").status_code == 200

    close_account(user=cast.steward, actor=cast.secretary, now=NOW)
    User.objects.filter(pk=cast.manager.pk).update(is_active=False)

    assert refusal(program.get("sessions/")) == (401, "account_closed")
    assert refusal(by_flag.get("sessions/")) == (401, "account_closed")


def test_an_expired_token_says_when_and_how_to_get_a_new_one(cast: Cast) -> None:
    token = ApiTokenFactory(user=cast.manager, created_at=NOW - timedelta(days=40))

    response = Program(secret=token.secret).get("sessions/")

    day = timezone.localtime(token.expires_at)
    assert refusal(response) == (401, "token_expired")
    assert response.json()["message"] == (
        f"令牌已于{day.year}年{day.month}月{day.day}日到期，"
        "请街道或社区的管理人员在主数据“API 令牌”里发一个新的"
    )
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_is_refused(cast: Cast) -> None:
    token = ApiTokenFactory(user=cast.manager, revoked_at=NOW)

    assert refusal(Program(secret=token.secret).get("sessions/")) == (401, "token_revoked")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Bearer honglin_" + "x" * 43, "token_unknown"),
        ("Bearer something-else", "token_malformed"),
        ("Bearer", "token_malformed"),
        ("Basic bWFuYWdlcjpwYXNz", "token_malformed"),
        ("Bearer honglin_\xff\xfe", "token_unknown"),
        ("Bearer honglin_" + "x" * 9000, "token_unknown"),
    ],
)
def test_credentials_that_are_none_are_refused_even_where_visitors_are_welcome(
    db: None, header: str, code: str
) -> None:
    client = Client(headers={"Authorization": header})

    assert refusal(client.get("/api/v1/sessions/")) == (401, code)


WRITES = {
    ApiScope.SIGN_UP: "sessions/{}/sign-ups/",
    ApiScope.CHECK_IN: "sessions/{}/check-ins/",
    ApiScope.LOG: "sessions/{}/log/",
}


@pytest.mark.parametrize("missing", ApiScope.values)
def test_a_token_without_the_scope_is_told_which_one_is_missing(
    cast: Cast, planned: Session, missing: str
) -> None:
    others = [scope for scope in ApiScope.values if scope != missing]
    program = Program(cast.manager, scopes=others)

    answers = {ApiScope.READ: program.get(f"sessions/{planned.pk}/")}
    answers |= {s: program.post(path.format(planned.pk)) for s, path in WRITES.items()}

    refused = {scope: answer for scope, answer in answers.items() if answer.status_code == 403}
    assert set(refused) == {missing}
    assert refusal(refused[ApiScope(missing)]) == (403, "scope_missing")
    assert missing in refused[ApiScope(missing)].json()["message"]


def test_a_page_of_the_site_calls_with_its_session_and_the_csrf_token(
    cast: Cast, planned: Session
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.manager)
    address = f"/api/v1/sessions/{planned.pk}/check-ins/"

    read = client.get(f"/api/v1/sessions/{planned.pk}/")
    refused = client.post(address, {"code": "000000"}, content_type="application/json")
    client.get("/accounts/password/change/")
    token = client.cookies["csrftoken"].value
    let_in = client.post(
        address,
        {"code": "000000"},
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )

    assert read.status_code == 200
    assert refusal(refused) == (403, "csrf_failed")
    assert refusal(let_in) == (404, "not_found")


def test_staff_without_the_second_factor_use_no_session_here(
    cast: Cast, settings: Any, planned: Session
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    staff, resident = Client(), Client()
    staff.force_login(cast.manager)
    resident.force_login(cast.resident)

    assert refusal(staff.get("/api/v1/sessions/")) == (403, "second_factor_due")
    assert resident.get("/api/v1/sessions/").status_code == 200
    assert sees(Program(cast.manager), planned)


def test_a_caller_who_asks_too_often_is_told_when_to_come_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttles, "READS_OF_CALLER", 2)
    eager, other = Program(cast.manager), Program(cast.manager)

    answers = [eager.get("sessions/") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert refusal(answers[-1]) == (429, "throttled")
    assert answers[-1]["Retry-After"] == "60"
    assert other.get("sessions/").status_code == 200
    assert Program().get("sessions/").status_code == 200


def test_an_address_is_stopped_only_far_above_a_rush() -> None:
    rush_of_a_street = 2000

    assert 3 * rush_of_a_street <= throttles.REQUESTS_OF_ADDRESS


def test_without_redis_nobody_is_refused(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(throttles, "READS_OF_CALLER", 1)
    settings.CACHES = {
        "default": {
            "BACKEND": "core.cache.FailOpenRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"socket_connect_timeout": 0.05},
        }
    }
    program = Program(cast.manager)

    assert [program.get("sessions/").status_code for _ in range(3)] == [200] * 3
