"""A program that calls the API: JSON out, JSON in, with or without a token."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client
from django.test.client import MULTIPART_CONTENT

from accounts.models import User
from tests.factories.accounts import ApiTokenFactory


def new_key() -> str:
    return str(uuid4())


class Program:
    """`Program()` is a visitor; `Program(user)` carries a token of the account with all scopes."""

    def __init__(self, user: User | None = None, *, secret: str = "", **token: Any) -> None:
        if user is not None:
            secret = ApiTokenFactory(user=user, **token).secret
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self.client = Client(headers=headers)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query)

    def post(self, path: str, body: Any = None, *, key: str = "", **options: Any) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        options = {"content_type": "application/json", **options}
        return self.client.post(f"/api/v1/{path}", body or {}, headers=headers, **options)


def refusal(response: Any) -> tuple[int, str]:
    """Status and code; the shape is asserted on the way."""
    assert response["Content-Type"] == "application/json", response["Content-Type"]
    body = response.json()
    assert set(body) == {"code", "message", "fields"}, body
    assert any("一" <= sign <= "鿿" for sign in body["message"]), body
    return response.status_code, body["code"]


def as_multipart(program: Program, path: str, body: dict[str, Any], *, key: str = "") -> Any:
    """As a form with files is sent."""
    return program.post(path, body, key=key, content_type=MULTIPART_CONTENT)
