"""Every refusal in one shape: `{"code", "message", "fields"}`, the message one Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied as SitePermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework import exceptions
from rest_framework.response import Response

from core.errors import DomainError
from core.transactions import TooBusy
from core.web import problem_body

# Seconds after which a request that lost every race is worth another try.
BUSY_SECONDS = 2

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class BodyTooLarge(exceptions.APIException):
    status_code = 413
    default_code = "body_too_large"


class TooManyTries(exceptions.APIException):
    """Over a limit of the app's own; `seconds` until another try is worth it."""

    status_code = 429
    default_code = "throttled"

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.wait = seconds


def answer_refusal(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler. None for what nobody foresaw: that is a 500 and goes to the log."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, SitePermissionDenied):
        error = exceptions.PermissionDenied(str(error) or None)
    if isinstance(error, DomainError):
        return _answer_rule(error, context.get("view"))
    if isinstance(error, exceptions.ValidationError):
        return _answer_input(error)
    if isinstance(error, exceptions.APIException):
        return _answer_protocol(error)
    return None


def _answer_rule(error: DomainError, view: Any) -> Response:
    """409 by default; 422 where the rule speaks of a field of this view; 503 after lost races."""
    code = _WORD.sub("_", type(error).__name__).lower()
    if isinstance(error, TooBusy):
        return _answer(503, code, error.message, headers={"Retry-After": str(BUSY_SECONDS)})
    field = getattr(view, "fields_of_refusal", {}).get(type(error))
    if field:
        return _answer(422, code, error.message, {field: [error.message]})
    return _answer(409, code, error.message)


def _answer_input(error: exceptions.ValidationError) -> Response:
    fields = flat(error.detail)
    sentences = [sentence for told in fields.values() for sentence in told]
    message = sentences[0]
    if len(sentences) > 1:
        count = len(sentences)
        message = ngettext("有 %(n)d 处不对", "有 %(n)d 处不对", count) % {"n": count}
    return _answer(400, "invalid", message, fields)


def _answer_protocol(error: exceptions.APIException) -> Response:
    headers = {}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    code = getattr(error.detail, "code", error.default_code)
    said = str(error.detail)
    # A sentence of our own counts; what DRF says by default is said by `problem_body` in our words.
    own = said if said and said != str(error.default_detail) else ""
    if isinstance(error, exceptions.ParseError | exceptions.Throttled):
        own = ""
    return _answer(error.status_code, str(code), own, headers=headers)


def _answer(
    status: int,
    code: str,
    message: str,
    fields: dict[str, list[str]] | None = None,
    *,
    headers: dict[str, str] | None = None,
) -> Response:
    body = problem_body(status, code=code, message=message, fields=fields)
    return Response(body, status=status, headers=headers)


def flat(detail: Any, name: str = "") -> dict[str, list[str]]:
    """`{"photos": {0: ["…"]}}` as `{"photos.0": ["…"]}`; what is about no field stands under `body`."""
    if isinstance(detail, Mapping):
        found: dict[str, list[str]] = {}
        for key, inner in detail.items():
            own = "" if key in {"non_field_errors", "__all__"} else str(key)
            found |= flat(inner, ".".join(part for part in (name, own) if part))
        return found
    sentences = detail if isinstance(detail, list) else [detail]
    return {name or "body": [str(sentence) or _("内容不对") for sentence in sentences]}
