"""What every API view inherits: its access and scope, the audit's actor, answers that repeat."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, ClassVar, cast

import structlog
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from accounts.audit import acting_as
from accounts.choices import ApiScope
from accounts.models import ApiToken, User
from core.api.idempotency import (
    REPLAYED,
    idempotency_key,
    key_owner,
    request_digest,
    rewind_files,
)
from core.errors import DomainError
from core.services.idempotency import Answer, answer_once
from core.web import PUBLIC


class ApiView(APIView):
    """`access`: PUBLIC or STAFF, as on pages; `scope`: what a token needs to come in here."""

    access: ClassVar[str] = PUBLIC
    scope: ClassVar[str] = ApiScope.READ
    # Which refusals speak of a field of the request: they are 422 and name it.
    fields_of_refusal: ClassVar[dict[type[DomainError], str]] = {}

    @classmethod
    def as_view(cls, *args: Any, **initkwargs: Any) -> Any:
        """The access matrix reads the declaration from the URL's callback."""
        view: Any = super().as_view(*args, **initkwargs)
        view.access = cls.access
        return view

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        if not final.has_header("Cache-Control"):
            add_never_cache_headers(final)
        return final


class ReadViewSet(ApiView, ReadOnlyModelViewSet):
    """List and detail of rows that `get_queryset` takes from the one door to them."""

    http_method_names = ["get", "head"]

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "now": timezone.now()}


class WriteView(ApiView, GenericAPIView):
    """One POST, one service call: subclasses say it in `write`. Repeated, it is answered, not done again."""

    http_method_names = ["post"]

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = idempotency_key(request)
        act = partial(self.write, request, *args, **kwargs)
        with self._audited(request):
            if not key:
                return act()
            return _respond(
                answer_once(
                    caller=key_owner(request),
                    key=key,
                    request_digest=request_digest(request),
                    act=partial(self._answer, request, act),
                    now=timezone.now(),
                )
            )

    def write(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise NotImplementedError

    @property
    def actor(self) -> User:
        """The account that acts; views with `access = STAFF` always have one."""
        return cast("User", self.request.user)

    def parsed(self) -> dict[str, Any]:
        """The request's content as the view's serializer reads it. Raises ValidationError."""
        if not isinstance(self.request.data, Mapping):
            raise ValidationError([_("内容应是一个 JSON 对象")])
        serializer = self.get_serializer(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        cleaned: dict[str, Any] = serializer.validated_data
        return cleaned

    def _answer(self, request: Request, act: Callable[[], Response]) -> Answer:
        """What happens, as it is kept: a refusal is an answer too."""
        rewind_files(request)
        try:
            response = act()
        except Exception as error:  # noqa: BLE001  what is no refusal is raised again by DRF
            response = self.handle_exception(error)
        return Answer(response.status_code, JSONRenderer().render(response.data).decode())

    def _audited(self, request: Request) -> Any:
        """A token's account is known only here; the middleware saw a visitor."""
        user = request.user if request.user.is_authenticated else None
        request_id = structlog.contextvars.get_contextvars().get("request_id")
        token = request.auth.pk if isinstance(request.auth, ApiToken) else None
        return acting_as(user, reason="POST api", request_id=request_id, token=token)


def _respond(answer: Answer) -> Response:
    headers = {REPLAYED: "true"} if answer.is_replayed else None
    return Response(json.loads(answer.body), status=answer.status, headers=headers)


def row_or_404(rows: QuerySet[Any], **lookup: Any) -> Any:
    """One row out of a scope: outside of it a row does not exist."""
    return get_object_or_404(rows, **lookup)


def cleaned_by(form: forms.Form, names: Mapping[str, str]) -> dict[str, Any]:
    """What a page's form makes of a request, its sentences beside the API's names for the fields.

    So that a program's name, phone and door are read by the same rules as a person's. Raises
    ValidationError.
    """
    if form.is_valid():
        return form.cleaned_data
    raise ValidationError(
        {names.get(field, field): [str(e) for e in told] for field, told in form.errors.items()}
    )


class InputSerializer(Serializer):
    """A request's content: unknown fields are refused, so that a mistyped one is not overlooked."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            raise ValidationError({str(name): [_("没有这个字段")] for name in sorted(unknown)})
        return super().to_internal_value(data)


@cache
def openapi_schema() -> Any:
    """The description of the whole API; the code does not change while a process runs."""
    return SchemaGenerator().get_schema(request=None, public=True)


class SchemaView(ApiView):
    """OpenAPI 3 as JSON, for whoever writes a program; no browsable pages."""

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest) -> Response:
        return Response(openapi_schema(), headers={"Cache-Control": "public, max-age=3600"})
