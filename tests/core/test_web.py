"""Who may open a page, and how a refusal is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from core import web
from core.errors import DomainError
from tests.people import Cast

pytestmark = pytest.mark.django_db


class Full(DomainError):
    default_message = "名额满了"


@web.staff
def working_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("work")


@web.signed_in
def own_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("own")


@web.handle_domain_errors
def refusing(request: HttpRequest) -> HttpResponse:
    raise Full


def _request(user: Any, **headers: str) -> HttpRequest:
    request = RequestFactory().get("/field/?a=1", **headers)
    request.user = user
    request.session = SessionStore()
    request._messages = SessionStorage(request)
    return request


def test_a_working_page_opens_for_a_duty(cast: Cast, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False

    for user in (cast.steward, cast.secretary, cast.auditor, cast.admin):
        assert working_page(_request(user)).content == b"work"


def test_a_visitor_is_asked_to_sign_in_and_comes_back(cast: Cast) -> None:
    for view in (working_page, own_page):
        response = view(_request(AnonymousUser()))
        assert response["Location"] == "/accounts/login/?next=/field/%3Fa%3D1"


def test_a_resident_and_a_partner_are_no_staff(cast: Cast) -> None:
    for user in (cast.resident, cast.partner):
        with pytest.raises(PermissionDenied, match="这页只有工作人员能看"):
            working_page(_request(user))
        assert own_page(_request(user)).content == b"own"


def test_a_duty_that_ended_opens_nothing(cast: Cast) -> None:
    cast.steward.role_assignments.update(valid_until="2026-01-02")

    with pytest.raises(PermissionDenied):
        working_page(_request(cast.steward))


def test_where_it_is_due_a_missing_second_factor_leads_to_its_page(
    cast: Cast, settings: Settings
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True

    for user in (cast.steward, cast.admin):
        request = _request(user)
        response = working_page(request)
        assert response["Location"] == "/accounts/2fa/"
        assert [str(said) for said in get_messages(request)] == ["请先设置两步验证，再继续工作"]


def test_a_refusal_is_a_message_on_the_page_one_came_from(cast: Cast) -> None:
    request = _request(cast.steward, HTTP_REFERER="http://testserver/field/people/")

    response = refusing(request)

    assert response["Location"] == "http://testserver/field/people/"
    assert [str(said) for said in get_messages(request)] == ["名额满了"]


def test_a_refusal_never_sends_to_another_site(cast: Cast) -> None:
    request = _request(cast.steward, HTTP_REFERER="https://evil.example/")

    assert refusing(request)["Location"] == "/"
