"""What the OpenAPI description says of every view alike: keys, credentials, refusals."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from core.api.idempotency import HEADER, KEY_PATTERN
from core.api.views import WriteView
from core.web import PUBLIC

PROBLEM = {"$ref": "#/components/schemas/Problem"}
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "每一种拒绝都是这个样子。",
    "required": ["code", "message", "fields"],
    "properties": {
        "code": {"type": "string", "description": "程序据此判断"},
        "message": {"type": "string", "description": "给人看的一句话"},
        "fields": {
            "type": "object",
            "description": "哪一项为什么不对",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}
REFUSALS = {
    "400": "内容不对，或者看不懂",
    "401": "没有令牌，或者令牌不对、已到期、已吊销",
    "403": "没有这项权限",
    "404": "没有，或者不在您的范围内",
    "429": "请求太频繁；Retry-After 说明几秒以后再试",
}
REFUSALS_OF_WRITES = {
    **REFUSALS,
    "409": "规则不允许；或者 Idempotency-Key 用在了别的请求上、同一请求还在处理",
    "413": "内容太大",
    "415": "不支持这种内容格式",
    "422": "规则不允许，fields 说明是哪一项",
    "503": "现在人太多，没有提交成功，请再试",
}


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "core.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "honglin_…"}


class SiteSessionScheme(OpenApiAuthenticationExtension):
    target_class = "core.api.authentication.SiteSessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class ApiSchema(AutoSchema):
    def get_auth(self) -> list[dict[str, Any]]:
        """A public address needs no credentials."""
        needed: list[dict[str, Any]] = super().get_auth()
        view: Any = self.view
        return [*needed, {}] if view.access == PUBLIC else needed

    def get_override_parameters(self) -> list[Any]:
        if not isinstance(self.view, WriteView):
            return []
        key = OpenApiParameter(
            HEADER,
            {"type": "string", "pattern": f"^{KEY_PATTERN}$"},
            OpenApiParameter.HEADER,
            description="同一个请求不管发几次只做一次，24小时内再发得到同一个答复。",
        )
        return [key]


def add_refusals(result: dict[str, Any], **_given: Any) -> dict[str, Any]:
    """Every operation's refusals, in their one shape, and that requests have no other fields.

    A postprocessing hook of drf-spectacular.
    """
    schemas = result["components"]["schemas"]
    schemas["Problem"] = PROBLEM_SCHEMA
    for name in [name for name in schemas if name.endswith("Request")]:
        schemas[name]["additionalProperties"] = False
    for operations in result["paths"].values():
        for method, operation in operations.items():
            refusals = REFUSALS if method == "get" else REFUSALS_OF_WRITES
            for status, words in refusals.items():
                content = {"application/json": {"schema": PROBLEM}}
                operation["responses"][status] = {"description": words, "content": content}
    return result
