"""The `Idempotency-Key` header: what makes two requests the same one."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from core.api.throttles import caller_of

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
# Long enough that a visitor's key is nobody else's; a UUID has 36.
KEY_PATTERN = r"[!-~]{16,128}"
SALT = "core.api.idempotency"


def idempotency_key(request: Request) -> str:
    """The caller's key; empty where none was given. Raises ValidationError."""
    key = request.headers.get(HEADER, "")
    if key and not re.fullmatch(KEY_PATTERN, key):
        raise ValidationError(
            {HEADER: [_("Idempotency-Key 应是16到128个英文字母、数字或符号，如一个 UUID")]}
        )
    return key


def key_owner(request: Request) -> str:
    """Whose key it is. Visitors share one room: a phone's address changes between two tries."""
    caller = caller_of(request)
    return "visitor" if not caller or caller.startswith("device:") else caller


def request_digest(request: Request) -> str:
    """Of method, path and content; keyed, because a request may hold a phone, which is guessable."""
    said = [request.method, request.path, _content(request)]
    text = json.dumps(said, sort_keys=True, default=str)
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


def service_key(request: Request) -> str:
    """The key as services know it (`request_key`): 32 hex digits; empty where none was given."""
    key = idempotency_key(request)
    return hashlib.sha256(f"{key_owner(request)}|{key}".encode()).hexdigest()[:32] if key else ""


def rewind_files(request: Request) -> None:
    """A file that was read once is read from its beginning again."""
    for upload in _files(request):
        upload.seek(0)


def _content(request: Request) -> Any:
    if not request.FILES:
        return request.data
    texts = {name: values for name, values in request.POST.lists() if name not in request.FILES}
    pictures = [
        (name, hashlib.sha256(b"".join(upload.chunks())).hexdigest())
        for name, uploads in request.FILES.lists()
        for upload in uploads
    ]
    return [texts, pictures]


def _files(request: Request) -> list[Any]:
    return [upload for _name, uploads in request.FILES.lists() for upload in uploads]
